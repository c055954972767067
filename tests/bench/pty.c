/* SPDX-License-Identifier: MIT */
/* A program on a terminal of its own: libvterm holds its screen and answers what it asks. */
#include "bench.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "../forkpty.h"

#define ROWS          40
#define COLUMNS       120
#define UNTIL_SECONDS 60.0
#define STOP_SECONDS  5.0

struct Pty {
    pid_t pid;
    int fd;
    gint64 start;
    guint64 bytes;
    char *name;
    VTerm *vterm;
    VTermScreen *screen;
};

static gint64 clock_us(void)
{
    return g_get_monotonic_time();
}

Pty *pty_start(const Bench *bench, const char *const *argv, const char *folder, GError **error)
{
    struct winsize size = {.ws_row = ROWS, .ws_col = COLUMNS};
    int fd = -1;
    gint64 start = clock_us();
    pid_t pid = forkpty(&fd, NULL, NULL, &size);
    if (pid == 0) {
        if (folder != NULL && chdir(folder) != 0)
            _exit(127);
        process_child_env(bench);
        execvp(argv[0], (char *const *)argv);
        _exit(127);
    }
    if (pid < 0) {
        int saved = errno;
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "forkpty: %s", g_strerror(saved));
        return NULL;
    }
    fcntl(fd, F_SETFL, O_NONBLOCK);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    Pty *pty = g_new0(Pty, 1);
    pty->pid = pid;
    pty->fd = fd;
    pty->start = start;
    pty->name = g_path_get_basename(argv[0]);
    pty->vterm = vterm_new(ROWS, COLUMNS);
    vterm_set_utf8(pty->vterm, 1);
    pty->screen = vterm_obtain_screen(pty->vterm);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);
    return pty;
}

static void write_all(int fd, const char *bytes, size_t len)
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

/* Reads once, waiting no longer than that. FALSE: nothing came. */
static gboolean read_some(Pty *pty, double seconds)
{
    struct pollfd poll_fd = {.fd = pty->fd, .events = POLLIN};
    struct timespec wait = {.tv_sec = (time_t)seconds,
                            .tv_nsec = (long)((seconds - (double)(time_t)seconds) * 1e9)};
    if (ppoll(&poll_fd, 1, &wait, NULL) <= 0)
        return FALSE;
    char buf[65536];
    ssize_t n = read(pty->fd, buf, sizeof buf);
    if (n <= 0)
        return FALSE;
    pty->bytes += (guint64)n;
    vterm_input_write(pty->vterm, buf, (size_t)n);
    char answer[256];
    size_t len = vterm_output_read(pty->vterm, answer, sizeof answer);
    write_all(pty->fd, answer, len);
    return TRUE;
}

char *pty_screen(Pty *pty)
{
    GString *text = g_string_new(NULL);
    for (int row = 0; row < ROWS; row++) {
        char line[COLUMNS * 6 + 1];
        VTermRect rect = {.start_row = row, .end_row = row + 1, .start_col = 0, .end_col = COLUMNS};
        size_t len = vterm_screen_get_text(pty->screen, line, sizeof line - 1, rect);
        g_string_append_len(text, line, (gssize)MIN(len, sizeof line - 1));
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

static gboolean screen_has(Pty *pty, const char *const *patterns)
{
    g_autofree char *text = pty_screen(pty);
    for (; *patterns != NULL; patterns++)
        if (!g_regex_match_simple(*patterns, text, G_REGEX_MULTILINE | G_REGEX_OPTIMIZE, 0))
            return FALSE;
    return TRUE;
}

gboolean pty_until(Pty *pty, const char *const *patterns, double *ret_seconds, GError **error)
{
    gint64 limit = clock_us() + (gint64)(UNTIL_SECONDS * 1e6);
    while (clock_us() < limit) {
        if (!read_some(pty, 0.5)) {
            if (waitpid(pty->pid, NULL, WNOHANG) == 0)
                continue;
            pty->pid = -1;
            break;
        }
        gint64 read_at = clock_us();
        if (screen_has(pty, patterns)) {
            *ret_seconds = (double)(read_at - pty->start) / 1e6;
            return TRUE;
        }
    }
    g_autofree char *text = pty_screen(pty);
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s never showed \"%s\", but:\n%s", pty->name,
                patterns[0], g_strchomp(text));
    return FALSE;
}

double pty_settle(Pty *pty, double quiet)
{
    gint64 start = clock_us(), last = start;
    while (read_some(pty, quiet) && last - start < (gint64)(UNTIL_SECONDS * 1e6))
        last = clock_us();
    return (double)(last - start) / 1e6;
}

void pty_key(Pty *pty, const char *bytes)
{
    write_all(pty->fd, bytes, strlen(bytes));
}

guint64 pty_bytes(const Pty *pty)
{
    return pty->bytes;
}

double pty_cpu(const Pty *pty)
{
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(pty->pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
        return 0;
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The number after "KEY:" in a file of /proc; 0 where there is none. */
static guint64 proc_number(const char *path, const char *key)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        return 0;
    const char *found = strstr(text, key);
    return found == NULL ? 0 : g_ascii_strtoull(found + strlen(key), NULL, 10);
}

gint64 pty_memory(const Pty *pty)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/status", (int)pty->pid);
    return (gint64)proc_number(path, "VmRSS:") * 1024;
}

guint64 pty_wakeups(const Pty *pty)
{
    g_autofree char *folder = g_strdup_printf("/proc/%d/task", (int)pty->pid);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    guint64 sum = 0;
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, "status", NULL);
        sum += proc_number(path, "\nvoluntary_ctxt_switches:");
    }
    return sum;
}

void pty_stop(Pty *pty)
{
    if (pty == NULL)
        return;
    if (pty->pid > 0) {
        kill(pty->pid, SIGTERM);
        gint64 limit = clock_us() + (gint64)(STOP_SECONDS * 1e6);
        while (waitpid(pty->pid, NULL, WNOHANG) == 0) {
            if (clock_us() > limit)
                kill(pty->pid, SIGKILL);
            read_some(pty, 0.01);
        }
    }
    close(pty->fd);
    vterm_free(pty->vterm);
    g_free(pty->name);
    g_free(pty);
}
