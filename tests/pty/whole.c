/* SPDX-License-Identifier: MIT */
#include "whole.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "desk.h"
#include "forkpty.h"
#include "suite.h"
#include "temp_dir.h"
#include "ui/key.h"

#define PATIENCE_MS 20000
#define TODAY       "2026-11-23T14:02Z"

/* ---- The screen ---- */

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    Pty *pty = user;
    if (property == VTERM_PROP_ALTSCREEN)
        pty->alternate = value->boolean != 0;
    if (property == VTERM_PROP_CURSORVISIBLE)
        pty->cursor_shown = value->boolean != 0;
    if (property == VTERM_PROP_MOUSE)
        pty->mouse = value->number;
    return 1;
}

static const VTermScreenCallbacks CALLBACKS = {.settermprop = on_property};

static void screen_new(Pty *pty)
{
    if (pty->vterm != NULL)
        vterm_free(pty->vterm);
    pty->vterm = vterm_new(pty->rows, pty->cols);
    vterm_set_utf8(pty->vterm, 1);
    pty->screen = vterm_obtain_screen(pty->vterm);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_set_callbacks(pty->screen, &CALLBACKS, pty);
    vterm_screen_reset(pty->screen, 1);
    pty->cursor_shown = TRUE;
}

char *pty_screen(Pty *pty)
{
    GString *text = g_string_new(NULL);
    for (int row = 0; row < pty->rows; row++) {
        for (int col = 0; col < pty->cols;) {
            VTermScreenCell cell;
            vterm_screen_get_cell(pty->screen, (VTermPos){row, col}, &cell);
            for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
                g_string_append_unichar(text, cell.chars[i]);
            if (cell.chars[0] == 0)
                g_string_append_c(text, ' ');
            col += MAX(cell.width, 1);
        }
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

/* Takes what has come, or waits for it up to that long. FALSE: nothing came, or the end. */
static gboolean pump_within(Pty *pty, gint64 microseconds)
{
    char buf[8192];
    struct pollfd fds = {.fd = pty->fd, .events = POLLIN};
    struct timespec time = {microseconds / G_USEC_PER_SEC, microseconds % G_USEC_PER_SEC * 1000};
    if (ppoll(&fds, 1, &time, NULL) <= 0)
        return FALSE;
    ssize_t n = read(pty->fd, buf, sizeof buf);
    if (n <= 0)
        return FALSE;
    g_string_append_len(pty->bytes, buf, n);
    vterm_input_write(pty->vterm, buf, (size_t)n);
    return TRUE;
}

static gboolean pump(Pty *pty, int timeout)
{
    return pump_within(pty, timeout * G_GINT64_CONSTANT(1000));
}

static gboolean shows(Pty *pty, const char *text)
{
    g_autofree char *screen = pty_screen(pty);
    return strstr(screen, text) != NULL;
}

gboolean pty_watch(Pty *pty, const char *text, gint64 until)
{
    for (gint64 left; !shows(pty, text);) {
        left = until - g_get_monotonic_time();
        if (left <= 0 || !pump_within(pty, left))
            return shows(pty, text);
    }
    return TRUE;
}

/* Whether the row that begins with the cursor's mark holds it. */
static gboolean selects(const char *screen, const char *text)
{
    g_auto(GStrv) rows = g_strsplit(screen, "\n", -1);
    for (char **row = rows; *row != NULL; row++)
        if (g_str_has_prefix(*row, "▌") && strstr(*row, text) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean holds(const char *screen, const char *text)
{
    return strstr(screen, text) != NULL;
}

typedef gboolean (*Seen)(const char *screen, const char *text);

static void wait_for(Pty *pty, Seen seen, const char *text, gboolean there, const char *why)
{
    gint64 end = g_get_monotonic_time() + PATIENCE_MS * 1000;
    for (;;) {
        g_autofree char *screen = pty_screen(pty);
        if (seen(screen, text) == there)
            return;
        if (g_get_monotonic_time() > end)
            ck_abort_msg("\"%s\" is %s:\n%s", text, why, screen);
        pump(pty, 200);
    }
}

void pty_expect(Pty *pty, const char *text)
{
    wait_for(pty, holds, text, TRUE, "not on the screen");
}

void pty_expect_gone(Pty *pty, const char *text)
{
    wait_for(pty, holds, text, FALSE, "still on the screen");
}

void pty_expect_selected(Pty *pty, const char *text)
{
    wait_for(pty, selects, text, TRUE, "not selected");
}

/* ---- The program ---- */

static const char *program(void)
{
    const char *path = g_getenv("AZDESK_PROGRAM");
    ck_assert_msg(path != NULL, "AZDESK_PROGRAM says which azdesk");
    return path;
}

static void set_environment(Pty *pty)
{
    static const char *const folders[] = {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"};
    for (gsize i = 0; i < G_N_ELEMENTS(folders); i++)
        g_setenv(folders[i], pty->dir, TRUE);
    g_setenv("TERM", "xterm-256color", TRUE);
    g_setenv("LC_ALL", "C.UTF-8", TRUE);
    g_setenv("LANGUAGE", "en", TRUE);
    g_setenv("TZ", "UTC", TRUE);
    g_unsetenv("LINES");
    g_unsetenv("COLUMNS");
    g_unsetenv("TMUX");
}

static Pty *new_in(char *dir, int rows, int cols)
{
    Pty *pty = g_new0(Pty, 1);
    pty->rows = rows;
    pty->cols = cols;
    pty->fd = -1;
    pty->bytes = g_string_new(NULL);
    pty->dir = dir;
    pty->db = g_build_filename(dir, "desk.db", NULL);
    return pty;
}

Pty *pty_new_empty(int rows, int cols)
{
    Pty *pty = new_in(temp_dir(), rows, cols);
    set_environment(pty);
    return pty;
}

Pty *pty_new_beside(const Pty *pty, int rows, int cols)
{
    Pty *other = new_in(g_strdup(pty->dir), rows, cols);
    other->borrowed = TRUE;
    return other;
}

Pty *pty_new(int rows, int cols)
{
    GError *error = NULL;
    Pty *pty = pty_new_empty(rows, cols);
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = store_open(pty->db, STORE_WRITE, &error);
    ck_assert_no_error(error);
    desk_fill(store, settings);
    return pty;
}

static void run_program(Pty *pty)
{
    execl(program(), "azdesk", "--db", pty->db, "--today", TODAY, pty->option, (char *)NULL);
    _exit(127);
}

/* The least of a shell: puts its job in front, says when it stops, brings it back on a line. */
static void run_shell(Pty *pty)
{
    char line[64];
    int status;
    signal(SIGTTOU, SIG_IGN);
    pid_t job = fork();
    if (job == 0) {
        setpgid(0, 0);
        tcsetpgrp(STDIN_FILENO, getpid());
        signal(SIGTTOU, SIG_DFL);
        run_program(pty);
    }
    setpgid(job, job);
    tcsetpgrp(STDIN_FILENO, job);
    while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status)) {
        tcsetpgrp(STDIN_FILENO, getpgrp());
        printf("\r\n[stopped]\r\n");
        fflush(stdout);
        if (fgets(line, sizeof line, stdin) == NULL)
            break;
        tcsetpgrp(STDIN_FILENO, job);
        kill(-job, SIGCONT);
    }
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 99);
}

void pty_start(Pty *pty, gboolean shell)
{
    struct winsize size = {.ws_row = (unsigned short)pty->rows,
                           .ws_col = (unsigned short)pty->cols};
    if (pty->fd >= 0)
        close(pty->fd);
    screen_new(pty);
    g_string_truncate(pty->bytes, 0);
    pty->exited = FALSE;
    pty->in_shell = shell;
    pty->pid = forkpty(&pty->fd, NULL, NULL, &size);
    ck_assert_int_ge(pty->pid, 0);
    if (pty->pid > 0)
        return;
    if (shell)
        run_shell(pty);
    run_program(pty);
}

void pty_start_with(Pty *pty, const char *option)
{
    pty->option = option;
    pty_start(pty, FALSE);
    pty->option = NULL;
}

static int other(Pty *pty, const char *const *words, char **ret_out)
{
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    GError *error = NULL;
    int status = -1;
    const char *const begin[] = {program(), "--db", pty->db, "--today", TODAY};
    for (gsize i = 0; i < G_N_ELEMENTS(begin); i++)
        g_ptr_array_add(argv, (char *)begin[i]);
    for (; *words != NULL; words++)
        g_ptr_array_add(argv, (char *)*words);
    g_ptr_array_add(argv, NULL);
    g_spawn_sync(NULL, (char **)argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, ret_out, NULL,
                 &status, &error);
    ck_assert_no_error(error);
    return WEXITSTATUS(status);
}

int pty_other(Pty *pty, const char *const *words)
{
    g_autofree char *out = NULL;
    return other(pty, words, &out);
}

char *pty_output(Pty *pty, const char *const *words)
{
    char *out = NULL;
    ck_assert_int_eq(other(pty, words, &out), 0);
    return out;
}

void pty_set(Pty *pty, const char *setting, const char *value)
{
    const char *const words[] = {"config", "set", setting, value, NULL};
    ck_assert_int_eq(pty_other(pty, words), 0);
}

char *pty_script(Pty *pty, const char *name, const char *text)
{
    char *path = g_build_filename(pty->dir, name, NULL);
    g_autofree char *script = g_strconcat("#!/bin/sh\n", text, NULL);
    ck_assert(g_file_set_contents(path, script, -1, NULL));
    ck_assert_int_eq(g_chmod(path, 0700), 0);
    return path;
}

char *pty_file(Pty *pty, const char *name)
{
    g_autofree char *path = g_build_filename(pty->dir, name, NULL);
    char *text = NULL;
    ck_assert_msg(g_file_get_contents(path, &text, NULL, NULL), "%s is not there", name);
    return text;
}

void pty_keys(Pty *pty, const char *bytes)
{
    size_t len = strlen(bytes);
    ck_assert_int_eq((int)write(pty->fd, bytes, len), (int)len);
}

/* What an xterm sends. */
static const struct {
    Key key;
    const char *bytes;
} SENDS[] = {
    {K_UP, "\033OA"},      {K_DOWN, "\033OB"},    {K_RIGHT, "\033OC"},   {K_LEFT, "\033OD"},
    {K_HOME, "\033OH"},    {K_END, "\033OF"},     {K_PGUP, "\033[5~"},   {K_PGDN, "\033[6~"},
    {K_INSERT, "\033[2~"}, {K_DELETE, "\033[3~"}, {K_BACKTAB, "\033[Z"}, {K_ENTER, "\r"},
    {K_F1, "\033OP"},      {K_BACKSPACE, "\177"},
};

static void press(Pty *pty, Key key)
{
    char bytes[8] = {0};
    const char *sent = bytes;
    g_unichar_to_utf8(key, bytes);
    for (gsize i = 0; i < G_N_ELEMENTS(SENDS); i++)
        if (SENDS[i].key == key)
            sent = SENDS[i].bytes;
    pty->pressed++;
    pty_keys(pty, sent);
}

void pty_press(Pty *pty, const char *keys)
{
    g_auto(GStrv) names = g_strsplit(keys, " ", -1);
    for (char **name = names; *name != NULL; name++) {
        Key key = key_parse(*name);
        ck_assert_msg(key != K_NONE, "no key: %s", *name);
        press(pty, key);
    }
}

void pty_type(Pty *pty, const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        press(pty, g_utf8_get_char(text));
}

void pty_paste(Pty *pty, const char *text)
{
    g_autofree char *bytes = g_strconcat("\033[200~", text, "\033[201~", NULL);
    pty_keys(pty, bytes);
}

void pty_resize(Pty *pty, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    pty->rows = rows;
    pty->cols = cols;
    vterm_set_size(pty->vterm, rows, cols);
    ck_assert_int_eq(ioctl(pty->fd, TIOCSWINSZ, &size), 0);
}

void pty_signal(Pty *pty, int signo)
{
    pid_t front = pty->in_shell ? tcgetpgrp(pty->fd) : pty->pid;
    ck_assert_int_gt(front, 0);
    ck_assert_int_eq(kill(front, signo), 0);
}

void pty_expect_end(Pty *pty)
{
    gint64 end = g_get_monotonic_time() + PATIENCE_MS * 1000;
    while (!pty->exited) {
        pump(pty, 50);
        pty->exited = waitpid(pty->pid, &pty->status, WNOHANG) == pty->pid;
        if (!pty->exited && g_get_monotonic_time() > end)
            ck_abort_msg("it did not end");
    }
    while (pump(pty, 0))
        ;
}

void pty_expect_restored(Pty *pty)
{
    struct termios mode;
    ck_assert(!pty->alternate);
    ck_assert(pty->cursor_shown);
    ck_assert_int_eq(pty->mouse, VTERM_PROP_MOUSE_NONE);
    /* libvterm takes the first mode alone of "1006;1000". */
    const char *mouse = g_strrstr(pty->bytes->str, "1000h");
    ck_assert(mouse == NULL || strstr(mouse, "1000l") != NULL);
    const char *on = g_strrstr(pty->bytes->str, "\033[?2004h"),
               *off = g_strrstr(pty->bytes->str, "\033[?2004l");
    ck_assert(on != NULL && off > on);
    /* The line follows the last bytes, and is gone once nobody holds its other end. */
    gint64 end = g_get_monotonic_time() + PATIENCE_MS * 1000;
    while (tcgetattr(pty->fd, &mode) == 0 && !(mode.c_lflag & ICANON) &&
           g_get_monotonic_time() < end)
        pump(pty, 10);
    if (tcgetattr(pty->fd, &mode) == 0) {
        ck_assert((mode.c_lflag & (ICANON | ECHO)) == (ICANON | ECHO));
        ck_assert((mode.c_oflag & OPOST) != 0);
    }
}

void pty_free(Pty *pty)
{
    if (pty->pid > 0 && !pty->exited) {
        pid_t front = tcgetpgrp(pty->fd); /* in a shell another than its own */
        if (front > 0)
            kill(-front, SIGKILL);
        kill(pty->pid, SIGKILL);
        waitpid(pty->pid, &pty->status, 0);
    }
    if (pty->fd >= 0)
        close(pty->fd);
    if (pty->vterm != NULL)
        vterm_free(pty->vterm);
    if (pty->borrowed)
        g_free(pty->dir);
    else
        temp_dir_remove(pty->dir);
    g_string_free(pty->bytes, TRUE);
    g_free(pty->db);
    g_free(pty);
}
