/* SPDX-License-Identifier: MIT */
/* The whole program on a pseudo-terminal, its screen read by libvterm. Nothing here sleeps: each
 * wait ends as soon as what is waited for is there, and fails the test after a while. */
#ifndef AZDESK_TESTS_WHOLE_H
#define AZDESK_TESTS_WHOLE_H

#include <glib.h>
#include <sys/types.h>
#include <vterm.h>

typedef struct {
    char *dir, *db; /* a folder of its own, and a desk in it */
    pid_t pid;      /* of the program, or of the shell around it */
    int fd;
    int rows, cols;
    gboolean in_shell, exited;
    int status; /* as of waitpid() */
    VTerm *vterm;
    VTermScreen *screen;
    gboolean alternate, cursor_shown;
    int mouse;
    GString *bytes; /* all that came */
} Pty;

/* A new desk with the usual cases, and nothing running yet. */
Pty *pty_new(int rows, int cols);
void pty_free(Pty *pty); /* ends what still runs */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pty, pty_free)

/* azdesk on that desk, at 2026-11-23 14:02 UTC. `shell`: inside a little shell with job control. */
void pty_start(Pty *pty, gboolean shell);
/* azdesk with these words on the same desk, elsewhere; its exit status. */
int pty_other(Pty *pty, const char *const *words);
/* The same for one that succeeds: what it printed. (transfer full) */
char *pty_output(Pty *pty, const char *const *words);
void pty_keys(Pty *pty, const char *bytes);
void pty_resize(Pty *pty, int rows, int cols);
void pty_signal(Pty *pty, int signo); /* to the program, in a shell too */

char *pty_screen(Pty *pty); /* (transfer full) */
void pty_expect(Pty *pty, const char *text);
void pty_expect_gone(Pty *pty, const char *text);
/* Takes what comes until then, by the monotonic clock, or until `text` is on the screen. */
gboolean pty_watch(Pty *pty, const char *text, gint64 until);
void pty_expect_end(Pty *pty); /* waits for it; then status is set */
/* The terminal is as it was: main screen, cursor, no mouse, no bracketed paste, lines and echo. */
void pty_expect_restored(Pty *pty);

#endif
