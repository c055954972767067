/* SPDX-License-Identifier: MIT */
/* Pictures of the real screen for the README: runs the demo desk on a pseudo-terminal, types, and
 * writes what libvterm's cells hold as SVG, once for light pages and once for dark ones.
 * picture AZDESK FOLDER */
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

#include "../forkpty.h"
#include "../temp_dir.h"

#define CELL_WIDTH  8.4
#define CELL_HEIGHT 17
#define MARGIN      12
#define QUIET_MS    700 /* a screen that has not changed for so long is done */

typedef struct {
    const char *name;
    int rows, cols;
    const char *keys[8]; /* one after the other, each once the screen is quiet */
} Scene;

static const Scene scenes[] = {
    {"today", 30, 120, {"1"}},
    {"claims", 30, 120, {"2", "jj", "s"}},
    {"page", 34, 120, {"2", "/", "114-3302918", "\r", "\r"}},
    {"odr", 38, 120, {"3"}},
    {"letter", 38, 140, {"2", "/", "114-3302918", "\r", "a"}},
};

typedef struct {
    const char *name, *background, *foreground;
    const char *colors[16];
} Palette;

static const Palette palettes[] = {
    {"light",
     "#ffffff",
     "#24292f",
     {"#24292f", "#cf222e", "#116329", "#7d4e00", "#0550ae", "#8250df", "#1b7c83", "#eaeef2",
      "#57606a", "#a40e26", "#1a7f37", "#633c01", "#0969da", "#8250df", "#1b7c83", "#ffffff"}},
    {"dark",
     "#0d1117",
     "#e6edf3",
     {"#484f58", "#ff7b72", "#3fb950", "#d29922", "#316dca", "#bc8cff", "#39c5cf", "#e6edf3",
      "#6e7681", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#f0f6fc"}},
};

/* ---- The terminal ---- */

typedef struct {
    pid_t pid;
    int fd;
    VTerm *vterm;
    VTermScreen *screen;
} Terminal;

static void send_bytes(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno != EINTR && errno != EAGAIN)
            return;
        if (n > 0) {
            bytes += n;
            len -= (size_t)n;
        }
    }
}

static void until_quiet(Terminal *terminal)
{
    struct pollfd ready = {.fd = terminal->fd, .events = POLLIN};
    while (poll(&ready, 1, QUIET_MS) > 0) {
        char buffer[16384], answer[256];
        ssize_t n = read(terminal->fd, buffer, sizeof buffer);
        if (n <= 0)
            return;
        vterm_input_write(terminal->vterm, buffer, (size_t)n);
        size_t len = vterm_output_read(terminal->vterm, answer, sizeof answer);
        send_bytes(terminal->fd, answer, len);
    }
}

static gboolean terminal_start(Terminal *terminal, const char *program, const char *folder,
                               const Scene *scene)
{
    struct winsize size = {.ws_row = (unsigned short)scene->rows,
                           .ws_col = (unsigned short)scene->cols};
    terminal->pid = forkpty(&terminal->fd, NULL, NULL, &size);
    if (terminal->pid == 0) {
        g_setenv("TERM", "xterm-256color", TRUE);
        g_setenv("LC_ALL", "C.UTF-8", TRUE);
        g_setenv("LANGUAGE", "en", TRUE);
        g_setenv("TZ", "UTC", TRUE);
        g_setenv("XDG_STATE_HOME", folder, TRUE);
        g_setenv("XDG_CONFIG_HOME", folder, TRUE);
        g_unsetenv("NO_COLOR");
        execl(program, program, "demo", "--today", "2026-11-23T14:02Z", (char *)NULL);
        _exit(127);
    }
    if (terminal->pid < 0)
        return FALSE;
    terminal->vterm = vterm_new(scene->rows, scene->cols);
    vterm_set_utf8(terminal->vterm, 1);
    terminal->screen = vterm_obtain_screen(terminal->vterm);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_reset(terminal->screen, 1);
    return TRUE;
}

static void terminal_stop(Terminal *terminal)
{
    kill(terminal->pid, SIGTERM);
    waitpid(terminal->pid, NULL, 0);
    close(terminal->fd);
    vterm_free(terminal->vterm);
}

/* ---- The picture ---- */

/* NULL: the page's own. */
static const char *color_of(const Palette *palette, VTermScreen *screen, VTermColor color,
                            char buffer[8])
{
    if (VTERM_COLOR_IS_DEFAULT_FG(&color) || VTERM_COLOR_IS_DEFAULT_BG(&color))
        return NULL;
    if (VTERM_COLOR_IS_INDEXED(&color) && color.indexed.idx < 16)
        return palette->colors[color.indexed.idx];
    vterm_screen_convert_color_to_rgb(screen, &color);
    g_snprintf(buffer, 8, "#%02x%02x%02x", color.rgb.red, color.rgb.green, color.rgb.blue);
    return buffer;
}

typedef struct {
    char foreground[8], background[8]; /* "" for the page's own background */
    gboolean bold, underline;
} Look;

static Look look_of(const Palette *palette, VTermScreen *screen, const VTermScreenCell *cell)
{
    char a[8], b[8];
    const char *foreground = color_of(palette, screen, cell->fg, a);
    const char *background = color_of(palette, screen, cell->bg, b);
    if (foreground == NULL)
        foreground = palette->foreground;
    if (cell->attrs.reverse) {
        const char *was = foreground;
        foreground = background != NULL ? background : palette->background;
        background = was;
    }
    Look look = {.bold = cell->attrs.bold, .underline = cell->attrs.underline != 0};
    g_strlcpy(look.foreground, foreground, sizeof look.foreground);
    g_strlcpy(look.background, background != NULL ? background : "", sizeof look.background);
    return look;
}

static gboolean same_look(const Look *a, const Look *b)
{
    return strcmp(a->foreground, b->foreground) == 0 && strcmp(a->background, b->background) == 0 &&
           a->bold == b->bold && a->underline == b->underline;
}

static void add_run(GString *svg, const Look *look, int row, int col, int width, const char *text)
{
    double x = MARGIN + col * CELL_WIDTH, y = MARGIN + row * CELL_HEIGHT;
    char left[G_ASCII_DTOSTR_BUF_SIZE], wide[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(left, sizeof left, "%.1f", x);
    g_ascii_formatd(wide, sizeof wide, "%.1f", width * CELL_WIDTH);
    if (look->background[0] != '\0')
        g_string_append_printf(svg,
                               "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"%s\"/>\n",
                               left, (int)y, wide, CELL_HEIGHT, look->background);
    size_t trailing = 0, len = strlen(text);
    while (trailing < len && text[len - 1 - trailing] == ' ')
        trailing++;
    if (trailing == len)
        return;
    g_ascii_formatd(wide, sizeof wide, "%.1f", (width - (int)trailing) * CELL_WIDTH);
    g_autofree char *safe = g_markup_escape_text(text, (gssize)(len - trailing));
    g_string_append_printf(
        svg, "<text x=\"%s\" y=\"%d\" textLength=\"%s\" fill=\"%s\"%s%s>%s</text>\n", left,
        (int)y + 13, wide, look->foreground, look->bold ? " font-weight=\"bold\"" : "",
        look->underline ? " text-decoration=\"underline\"" : "", safe);
}

static void add_row(GString *svg, const Palette *palette, const Terminal *terminal, int row,
                    int cols)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Look look = {0};
    int start = 0, gap = 0;
    gboolean was_wide = FALSE;
    for (int col = 0; col < cols;) {
        VTermScreenCell cell;
        VTermPos at = {.row = row, .col = col};
        vterm_screen_get_cell(terminal->screen, at, &cell);
        Look next = look_of(palette, terminal->screen, &cell);
        gboolean blank = cell.chars[0] == 0 || cell.chars[0] == ' ';
        gboolean wide = cell.width > 1;
        /* A new run behind a gap and where widths change: each is stretched to its own cells. */
        if (col > 0 && (!same_look(&look, &next) || (!blank && (gap > 1 || wide != was_wide)))) {
            add_run(svg, &look, row, start, col - start, text->str);
            g_string_truncate(text, 0);
            start = col;
        }
        look = next;
        gap = blank ? gap + 1 : 0;
        was_wide = blank ? was_wide : wide;
        if (cell.chars[0] == 0)
            g_string_append_c(text, ' ');
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
            g_string_append_unichar(text, cell.chars[i]);
        col += cell.width > 0 ? cell.width : 1;
    }
    add_run(svg, &look, row, start, cols - start, text->str);
}

static char *draw(const Palette *palette, const Terminal *terminal, const Scene *scene)
{
    int width = 2 * MARGIN + (int)(scene->cols * CELL_WIDTH + 0.5);
    int height = 2 * MARGIN + scene->rows * CELL_HEIGHT;
    GString *svg = g_string_new(NULL);
    g_string_append_printf(svg,
                           "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                           "font-family=\"ui-monospace, DejaVu Sans Mono, Menlo, Consolas, "
                           "monospace\" font-size=\"14\" xml:space=\"preserve\">\n"
                           "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\"/>\n",
                           width, height, width, height, palette->background);
    for (int row = 0; row < scene->rows; row++)
        add_row(svg, palette, terminal, row, scene->cols);
    g_string_append(svg, "</svg>\n");
    return g_string_free(svg, FALSE);
}

static gboolean picture(const char *program, const char *folder, const Scene *scene, GError **error)
{
    g_autoptr(TempDir) state = temp_dir();
    Terminal terminal;
    if (!terminal_start(&terminal, program, state, scene))
        return FALSE;
    until_quiet(&terminal);
    for (gsize i = 0; i < G_N_ELEMENTS(scene->keys) && scene->keys[i] != NULL; i++) {
        send_bytes(terminal.fd, scene->keys[i], strlen(scene->keys[i]));
        until_quiet(&terminal);
    }
    gboolean done = TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(palettes) && done; i++) {
        g_autofree char *svg = draw(&palettes[i], &terminal, scene);
        g_autofree char *name = g_strdup_printf("%s-%s.svg", scene->name, palettes[i].name);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        done = g_file_set_contents(path, svg, -1, error);
    }
    terminal_stop(&terminal);
    return done;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: picture AZDESK FOLDER\n");
        return 2;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(scenes); i++) {
        g_autoptr(GError) error = NULL;
        if (!picture(argv[1], argv[2], &scenes[i], &error)) {
            fprintf(stderr, "picture: %s: %s\n", scenes[i].name,
                    error != NULL ? error->message : "no terminal");
            return 1;
        }
    }
    return 0;
}
