/* SPDX-License-Identifier: MIT */
#include "term.h"

#include <curses.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"

#include <term.h> /* last: its macros take names such as lines and columns */

#define ESC_DELAY_MS      25
#define DOUBLE_CLICK_USEC (400 * 1000)
#define CODE_PASTE_BEGIN  (KEY_MAX + 1)
#define CODE_PASTE_END    (KEY_MAX + 2)
#define PASTE_ON          "\033[?2004h"
#define PASTE_OFF         "\033[?2004l"
#define PAIRS             256
#define CELLS_KEPT        128

struct Term {
    SCREEN *screen;
    WINDOW *input; /* a pad: reading from it does not refresh the screen */
    FILE *null;    /* headless */
    int rows, cols, colors;
    gboolean headless, mouse, suspended, cursor_shown, redraw;
    int cursor_row, cursor_col;
    Look looks[N_STYLES];
    gint16 pair_fg[PAIRS], pair_bg[PAIRS];
    int n_pairs;
    gint64 pressed_at;
    int pressed_row, pressed_col;
};

/* What a signal handler may use; it can be handed nothing. */
static struct {
    volatile sig_atomic_t active;
    struct termios saved;
    char bytes[256];
    size_t len;
} guard;

static const int CRASHES[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT};

static void guard_restore(void)
{
    if (!guard.active)
        return;
    guard.active = 0;
    ssize_t ignored = write(STDOUT_FILENO, guard.bytes, guard.len);
    (void)ignored;
    tcsetattr(STDIN_FILENO, TCSANOW, &guard.saved);
}

static void guard_crash(int signo)
{
    guard_restore();
    signal(signo, SIG_DFL);
    raise(signo);
}

static void guard_add(const char *capability)
{
    if (capability == NULL || capability == (char *)-1)
        return;
    size_t len = strlen(capability);
    if (guard.len + len < sizeof guard.bytes) {
        memcpy(guard.bytes + guard.len, capability, len);
        guard.len += len;
    }
}

static void guard_arm(gboolean mouse)
{
    static gboolean registered;
    guard.len = 0;
    guard_add(PASTE_OFF);
    if (mouse)
        guard_add("\033[?1006l\033[?1002l\033[?1000l");
    guard_add(tigetstr("sgr0"));
    guard_add(tigetstr("cnorm"));
    guard_add(tigetstr("rmkx"));
    guard_add(tigetstr("rmcup"));
    for (gsize i = 0; i < G_N_ELEMENTS(CRASHES); i++) {
        struct sigaction action = {.sa_handler = guard_crash, .sa_flags = SA_RESETHAND};
        sigemptyset(&action.sa_mask);
        sigaction(CRASHES[i], &action, NULL);
    }
    if (!registered) {
        atexit(guard_restore);
        registered = TRUE;
    }
    guard.active = 1;
}

static void guard_disarm(void)
{
    guard.active = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(CRASHES); i++)
        signal(CRASHES[i], SIG_DFL);
}

/* ---- Opening and closing ---- */

static void term_modes(Term *term, gboolean on)
{
    if (term->headless)
        return;
    fputs(on ? PASTE_ON : PASTE_OFF, stdout);
    fflush(stdout);
}

static void leave_out(char *capability, const char *part)
{
    char *at = capability != NULL && capability != (char *)-1 ? strstr(capability, part) : NULL;
    if (at != NULL)
        memmove(at, at + strlen(part), strlen(at + strlen(part)) + 1);
}

/* The second set of characters is never entered here: what would leave it costs three bytes at
 * every change of attributes. */
static void spare_charset(void)
{
    leave_out(tigetstr("sgr0"), "\033(B");
    leave_out(tigetstr("sgr"), "%?%p9%t\033(0%e\033(B%;");
}

static void term_setup(Term *term)
{
    spare_charset();
    raw();
    noecho();
    nonl();
    term->input = newpad(1, 1);
    keypad(term->input, TRUE);
    nodelay(term->input, TRUE);
    intrflush(stdscr, FALSE);
    leaveok(stdscr, FALSE);
    if (g_getenv("ESCDELAY") == NULL)
        set_escdelay(ESC_DELAY_MS);
    define_key("\033[200~", CODE_PASTE_BEGIN);
    define_key("\033[201~", CODE_PASTE_END);
    if (has_colors()) {
        start_color();
        use_default_colors();
        term->colors = COLORS;
    }
    if (term->mouse) {
        mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
        mouseinterval(0);
    }
    curs_set(0);
    getmaxyx(stdscr, term->rows, term->cols);
}

Term *term_open(gboolean mouse, GError **error)
{
    g_autofree Term *term = g_new0(Term, 1);
    const char *name = g_getenv("TERM");
    term->mouse = mouse;
    tcgetattr(STDIN_FILENO, &guard.saved);
    term->screen = name != NULL && *name != '\0' ? newterm(NULL, stdout, stdin) : NULL;
    if (term->screen == NULL) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("unknown terminal \"%s\" (TERM)"),
                    name != NULL ? name : "");
        return NULL;
    }
    char *cup = tigetstr("cup");
    if (cup == NULL || cup == (char *)-1) {
        endwin();
        delscreen(term->screen);
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("the terminal \"%s\" cannot place its cursor"), name);
        return NULL;
    }
    guard_arm(mouse);
    term_setup(term);
    term_modes(term, TRUE);
    return g_steal_pointer(&term);
}

Term *term_open_headless(int rows, int cols, GError **error)
{
    g_autofree Term *term = g_new0(Term, 1);
    term->headless = TRUE;
    term->null = fopen("/dev/null", "r+");
    term->screen = term->null != NULL ? newterm("xterm-256color", term->null, term->null) : NULL;
    if (term->screen == NULL) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "no headless terminal");
        return NULL;
    }
    term_setup(term);
    term_resize(term, rows, cols);
    return g_steal_pointer(&term);
}

void term_close(Term *term)
{
    if (term == NULL)
        return;
    if (!term->suspended) {
        term_modes(term, FALSE);
        endwin();
    }
    if (!term->headless)
        guard_disarm();
    delwin(term->input);
    delscreen(term->screen);
    if (term->null != NULL)
        fclose(term->null);
    g_free(term);
}

int term_fd(const Term *term)
{
    return term->headless ? -1 : STDIN_FILENO;
}

int term_rows(const Term *term)
{
    return term->rows;
}

int term_cols(const Term *term)
{
    return term->cols;
}

int term_colors(const Term *term)
{
    return term->colors;
}

void term_resize(Term *term, int rows, int cols)
{
    if (!term->headless) {
        struct winsize size;
        if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
            return;
        rows = size.ws_row;
        cols = size.ws_col;
    }
    resizeterm(MAX(rows, 1), MAX(cols, 1));
    getmaxyx(stdscr, term->rows, term->cols);
    term->redraw = TRUE;
}

void term_theme(Term *term, const Theme *theme)
{
    term->n_pairs = 0;
    for (int i = 0; i < N_STYLES; i++)
        term->looks[i] = look_for(theme->looks[i], term->colors);
    term->redraw = TRUE;
}

void term_suspend(Term *term)
{
    if (term->suspended)
        return;
    term->suspended = TRUE;
    term_modes(term, FALSE);
    def_prog_mode();
    endwin();
    guard.active = 0;
}

void term_resume(Term *term)
{
    if (!term->suspended)
        return;
    term->suspended = FALSE;
    guard.active = !term->headless;
    reset_prog_mode();
    term_resize(term, term->rows, term->cols);
    clearok(curscr, TRUE);
    term_modes(term, TRUE);
    term->redraw = TRUE;
}

void term_stop(Term *term)
{
    struct sigaction action = {.sa_handler = SIG_DFL}, old;
    if (term->headless)
        return;
    term_suspend(term);
    sigemptyset(&action.sa_mask);
    sigaction(SIGTSTP, &action, &old);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &old, NULL);
    term_resume(term);
}

/* ---- Edit ---- */

void term_event_clear(TermEvent *event)
{
    g_clear_pointer(&event->paste, g_free);
}

static const struct {
    int code;
    Key key;
} CODES[] = {
    {KEY_UP, K_UP},        {KEY_DOWN, K_DOWN},   {KEY_LEFT, K_LEFT},
    {KEY_RIGHT, K_RIGHT},  {KEY_HOME, K_HOME},   {KEY_END, K_END},
    {KEY_PPAGE, K_PGUP},   {KEY_NPAGE, K_PGDN},  {KEY_IC, K_INSERT},
    {KEY_DC, K_DELETE},    {KEY_ENTER, K_ENTER}, {KEY_BACKSPACE, K_BACKSPACE},
    {KEY_BTAB, K_BACKTAB}, {KEY_A1, K_HOME},     {KEY_C1, K_END},
    {KEY_A3, K_PGUP},      {KEY_C3, K_PGDN},     {KEY_SUSPEND, K_CTRL('z')},
};

static Key key_of_code(int code)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CODES); i++)
        if (CODES[i].code == code)
            return CODES[i].key;
    if (code >= KEY_F(1) && code <= KEY_F(12))
        return K_F1 + (Key)(code - KEY_F(1));
    return K_NONE;
}

static Key key_of_char(gunichar c)
{
    if (c == '\n')
        return K_ENTER;
    return c == 127 || c == 8 ? K_BACKSPACE : c;
}

/* All up to the end of the paste. What comes late (a slow line) is waited for, but not for ever. */
static char *term_read_paste(Term *term)
{
    GString *text = g_string_new(NULL);
    wint_t c;
    wtimeout(term->input, 500);
    for (;;) {
        int kind = wget_wch(term->input, &c);
        if (kind == ERR || (kind == KEY_CODE_YES && c == CODE_PASTE_END))
            break;
        if (kind == OK && c != 0)
            g_string_append_unichar(text, c == '\r' ? '\n' : (gunichar)c);
    }
    nodelay(term->input, TRUE);
    return g_string_free(text, FALSE);
}

static gboolean term_read_mouse(Term *term, TermEvent *event)
{
    MEVENT mouse;
    if (getmouse(&mouse) != OK)
        return FALSE;
    event->kind = TERM_MOUSE;
    event->row = mouse.y;
    event->col = mouse.x;
    if (mouse.bstate & BUTTON4_PRESSED) {
        event->mouse = MOUSE_WHEEL_UP;
    } else if (mouse.bstate & BUTTON5_PRESSED) {
        event->mouse = MOUSE_WHEEL_DOWN;
    } else if (mouse.bstate & BUTTON1_PRESSED) {
        gint64 now = g_get_monotonic_time();
        gboolean again = now - term->pressed_at < DOUBLE_CLICK_USEC &&
                         term->pressed_row == mouse.y && term->pressed_col == mouse.x;
        event->mouse = again ? MOUSE_DOUBLE : MOUSE_PRESS;
        term->pressed_at = again ? 0 : now;
        term->pressed_row = mouse.y;
        term->pressed_col = mouse.x;
    } else {
        return FALSE;
    }
    return TRUE;
}

gboolean term_next(Term *term, TermEvent *ret_event)
{
    wint_t c;
    int kind;
    *ret_event = (TermEvent){.kind = TERM_KEY};
    if (term->headless || term->suspended)
        return FALSE;
    while ((kind = wget_wch(term->input, &c)) != ERR) {
        if (kind == KEY_CODE_YES && c == CODE_PASTE_BEGIN) {
            ret_event->kind = TERM_PASTE;
            ret_event->paste = term_read_paste(term);
            return TRUE;
        }
        if (kind == KEY_CODE_YES && c == KEY_MOUSE) {
            if (term_read_mouse(term, ret_event))
                return TRUE;
            continue;
        }
        ret_event->key = kind == KEY_CODE_YES ? key_of_code((int)c) : key_of_char(c);
        if (ret_event->key != K_NONE)
            return TRUE;
    }
    return FALSE;
}

/* ---- Output ---- */

static int term_pair(Term *term, Look look)
{
    if (term->colors == 0 || (look.fg < 0 && look.bg < 0))
        return 0;
    for (int i = 0; i < term->n_pairs; i++)
        if (term->pair_fg[i] == look.fg && term->pair_bg[i] == look.bg)
            return i + 1;
    if (term->n_pairs >= MIN(PAIRS, COLOR_PAIRS) - 1)
        return 0;
    int i = term->n_pairs++;
    term->pair_fg[i] = look.fg;
    term->pair_bg[i] = look.bg;
    init_pair((short)(i + 1), look.fg, look.bg);
    return i + 1;
}

static attr_t term_look(Term *term, Style style, gboolean selected, short *ret_pair)
{
    Look look = term->looks[style & ~STYLE_PICKED];
    if (selected || (style & STYLE_PICKED)) {
        Look over = term->looks[STYLE_SELECTED];
        look.attrs |= over.attrs;
        look.fg = over.fg >= 0 ? over.fg : look.fg;
        look.bg = over.bg >= 0 ? over.bg : look.bg;
    }
    attr_t attrs = A_NORMAL;
    attrs |= look.attrs & LOOK_BOLD ? A_BOLD : 0;
    attrs |= look.attrs & LOOK_DIM ? A_DIM : 0;
    attrs |= look.attrs & LOOK_UNDERLINE ? A_UNDERLINE : 0;
    attrs |= look.attrs & LOOK_REVERSE ? A_REVERSE : 0;
    attrs |= look.attrs & LOOK_ITALIC ? A_ITALIC : 0;
    *ret_pair = (short)term_pair(term, look);
    return attrs;
}

static void term_style(Term *term, Style style, gboolean selected)
{
    short pair;
    attr_t attrs = term_look(term, style, selected, &pair);
    attr_set(attrs, pair, NULL);
}

void term_begin(Term *term, gboolean all)
{
    attr_set(A_NORMAL, 0, NULL);
    Look ground = term->looks[STYLE_NORMAL];
    bkgdset(' ' | (chtype)COLOR_PAIR(term_pair(term, ground)));
    if (all)
        werase(stdscr);
    term->cursor_shown = FALSE;
}

/* Cells that stand one behind the other, gathered to be put at once: making them here costs a third
 * of what curses takes to make them of text. */
typedef struct {
    cchar_t cells[CELLS_KEPT];
    int n, row, col; /* col: of the first */
} CellRun;

static void cells_put(CellRun *run)
{
    if (run->n > 0)
        mvwadd_wchnstr(stdscr, run->row, run->col, run->cells, run->n);
    run->col += run->n;
    run->n = 0;
}

/* One more character in a cell; what finds no room there is left out. */
static void cell_combine(cchar_t *cell, gunichar c)
{
    for (int i = 1; i < CCHARW_MAX; i++) {
        if (cell->chars[i] == 0) {
            cell->chars[i] = (wchar_t)c;
            return;
        }
    }
}

/* Adds text of one style; every character of unusual width is placed by itself, so that a terminal
 * that disagrees about it cannot shift what follows. FALSE: the end of the room is reached. */
static gboolean cells_add(CellRun *run, cchar_t cell, int end, const char *text, const char *stop)
{
    for (; text < stop; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        int width = text_char_width(c);
        if (width == 0 && run->n > 0)
            cell_combine(&run->cells[run->n - 1], c);
        if (width == 0)
            continue;
        if (run->col + run->n + width > end)
            return FALSE;
        if (width > 1 || run->n == CELLS_KEPT)
            cells_put(run);
        cell.chars[0] = (wchar_t)c;
        run->cells[run->n++] = cell;
        if (width > 1) {
            cells_put(run);
            run->col += width - 1;
        }
    }
    return TRUE;
}

void term_put(Term *term, int row, int col, int cols, const Line *line)
{
    int end = MIN(col + cols, term->cols);
    guint start = 0;
    gboolean room = TRUE;
    CellRun run = {.row = row, .col = col};
    if (row < 0 || row >= term->rows || col >= end)
        return;
    /* Blanks first: over a wide character curses would take a neighbour away with its other half.
     */
    term_style(term, STYLE_NORMAL, line->selected);
    mvwhline(stdscr, row, col, ' ', end - col);
    attr_set(A_NORMAL, 0, NULL);
    for (guint i = 0; i < line->runs->len && room; i++) {
        const LineRun *part = &g_array_index(line->runs, LineRun, i);
        short pair;
        cchar_t cell;
        attr_t attrs = term_look(term, part->style, line->selected, &pair);
        setcchar(&cell, L" ", attrs, pair, NULL);
        room = cells_add(&run, cell, end, line->text->str + start, line->text->str + part->end);
        start = part->end;
    }
    cells_put(&run);
}

void term_fill(Term *term, int row, int col, int rows, int cols, Style style)
{
    term_style(term, style, FALSE);
    for (int i = 0; i < rows && row + i < term->rows; i++)
        if (row + i >= 0 && col < term->cols)
            mvwhline(stdscr, row + i, col, ' ', MIN(cols, term->cols - col));
}

void term_cursor(Term *term, int row, int col)
{
    term->cursor_shown = row >= 0 && row < term->rows && col >= 0 && col < term->cols;
    term->cursor_row = row;
    term->cursor_col = col;
}

void term_end(Term *term)
{
    if (term->suspended)
        return;
    if (term->redraw) {
        clearok(curscr, TRUE);
        term->redraw = FALSE;
    }
    curs_set(term->cursor_shown ? 1 : 0);
    leaveok(stdscr, !term->cursor_shown); /* hidden: it may stay where the last cell left it */
    if (term->cursor_shown)
        wmove(stdscr, term->cursor_row, term->cursor_col);
    wnoutrefresh(stdscr);
    doupdate();
}

void term_redraw(Term *term)
{
    term->redraw = TRUE;
}

void term_beep(Term *term)
{
    if (!term->headless)
        beep();
}

void term_copy(Term *term, const char *text)
{
    if (term->headless)
        return;
    g_autofree char *code = g_base64_encode((const guchar *)text, strlen(text));
    if (g_getenv("TMUX") != NULL)
        fprintf(stdout, "\033Ptmux;\033\033]52;c;%s\a\033\\", code);
    else
        fprintf(stdout, "\033]52;c;%s\a", code);
    fflush(stdout);
}

char *term_dump(Term *term)
{
    GString *dump = g_string_new(NULL);
    g_autofree wchar_t *cells = g_new0(wchar_t, (gsize)term->cols * CCHARW_MAX + 1);
    for (int row = 0; row < term->rows; row++) {
        mvwinnwstr(stdscr, row, 0, cells, term->cols * CCHARW_MAX);
        g_autofree char *text = g_ucs4_to_utf8((const gunichar *)cells, -1, NULL, NULL, NULL);
        g_string_append_printf(dump, "%s\n", text != NULL ? g_strchomp(text) : "");
    }
    return g_string_free(dump, FALSE);
}

gboolean term_reversed(Term *term, int row, int col)
{
    cchar_t cell;
    wchar_t text[CCHARW_MAX + 1];
    attr_t attrs = 0;
    short pair;
    if (mvwin_wch(stdscr, row, col, &cell) != OK)
        return FALSE;
    getcchar(&cell, text, &attrs, &pair, NULL);
    return (attrs & A_REVERSE) != 0;
}
