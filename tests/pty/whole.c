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

#include "desk.h"
#include "forkpty.h"
#include "suite.h"

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

static void wait_for(Pty *pty, const char *text, gboolean there)
{
    gint64 end = g_get_monotonic_time() + PATIENCE_MS * 1000;
    for (;;) {
        g_autofree char *screen = pty_screen(pty);
        if ((strstr(screen, text) != NULL) == there)
            return;
        if (g_get_monotonic_time() > end)
            ck_abort_msg("\"%s\" is %s the screen:\n%s", text, there ? "not on" : "still on",
                         screen);
        pump(pty, 200);
    }
}

void pty_expect(Pty *pty, const char *text)
{
    wait_for(pty, text, TRUE);
}

void pty_expect_gone(Pty *pty, const char *text)
{
    wait_for(pty, text, FALSE);
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

Pty *pty_new(int rows, int cols)
{
    GError *error = NULL;
    Pty *pty = g_new0(Pty, 1);
    pty->rows = rows;
    pty->cols = cols;
    pty->fd = -1;
    pty->bytes = g_string_new(NULL);
    pty->dir = g_dir_make_tmp("azdesk-pty-XXXXXX", &error);
    ck_assert_no_error(error);
    pty->db = g_build_filename(pty->dir, "desk.db", NULL);
    set_environment(pty);
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = store_open(pty->db, STORE_WRITE, &error);
    ck_assert_no_error(error);
    desk_fill(store, settings);
    return pty;
}

static void run_program(Pty *pty)
{
    execl(program(), "azdesk", "--db", pty->db, "--today", TODAY, (char *)NULL);
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

void pty_keys(Pty *pty, const char *bytes)
{
    size_t len = strlen(bytes);
    ck_assert_int_eq((int)write(pty->fd, bytes, len), (int)len);
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
    const char *on = g_strrstr(pty->bytes->str, "\033[?2004h"),
               *off = g_strrstr(pty->bytes->str, "\033[?2004l");
    ck_assert(on != NULL && off > on);
    if (tcgetattr(pty->fd, &mode) == 0) { /* the line is gone once nobody holds its other end */
        ck_assert((mode.c_lflag & (ICANON | ECHO)) == (ICANON | ECHO));
        ck_assert((mode.c_oflag & OPOST) != 0);
    }
}

static void remove_folder(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            remove_folder(child);
        else
            unlink(child);
    }
    if (dir != NULL)
        g_dir_close(dir);
    rmdir(path);
}

void pty_free(Pty *pty)
{
    if (pty->pid > 0 && !pty->exited) {
        kill(pty->pid, SIGKILL);
        waitpid(pty->pid, &pty->status, 0);
    }
    if (pty->fd >= 0)
        close(pty->fd);
    if (pty->vterm != NULL)
        vterm_free(pty->vterm);
    remove_folder(pty->dir);
    g_string_free(pty->bytes, TRUE);
    g_free(pty->dir);
    g_free(pty->db);
    g_free(pty);
}
