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
    const char *option; /* (nullable) for the program */
    int status;         /* as of waitpid() */
    VTerm *vterm;
    VTermScreen *screen;
    gboolean alternate, cursor_shown;
    int mouse;
    GString *bytes;    /* all that came */
    guint pressed;     /* keys so far, by pty_press() and pty_type() */
    gboolean borrowed; /* the folder is another one's */
} Pty;

/* A new desk with the usual cases, and nothing running yet. */
Pty *pty_new(int rows, int cols);
/* The same without a desk: the first change makes it. */
Pty *pty_new_empty(int rows, int cols);
/* Another terminal on the same desk, with the same configuration and state. It must go first. */
Pty *pty_new_beside(const Pty *pty, int rows, int cols);
void pty_free(Pty *pty); /* ends what still runs */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pty, pty_free)

/* azdesk config set. */
void pty_set(Pty *pty, const char *setting, const char *value);
/* A program of the test's own in the folder: a shell script of this text. Its path. (transfer full)
 */
char *pty_script(Pty *pty, const char *name, const char *text);
/* A file of the folder; the test fails where it is not there. (transfer full) */
char *pty_file(Pty *pty, const char *name);

/* azdesk on that desk, at 2026-11-23 14:02 UTC. `shell`: inside a little shell with job control. */
void pty_start(Pty *pty, gboolean shell);
/* The same with one more option, as "--read-only". */
void pty_start_with(Pty *pty, const char *option);
/* azdesk with these words on the same desk, elsewhere; its exit status. */
int pty_other(Pty *pty, const char *const *words);
/* The same for one that succeeds: what it printed. (transfer full) */
char *pty_output(Pty *pty, const char *const *words);
void pty_keys(Pty *pty, const char *bytes);
void pty_press(Pty *pty, const char *keys); /* names by blanks: "j j enter" */
void pty_type(Pty *pty, const char *text);
void pty_paste(Pty *pty, const char *text); /* in brackets, as a terminal does */
void pty_resize(Pty *pty, int rows, int cols);
void pty_signal(Pty *pty, int signo); /* to the program, in a shell too */

char *pty_screen(Pty *pty); /* (transfer full) */
void pty_expect(Pty *pty, const char *text);
void pty_expect_gone(Pty *pty, const char *text);
/* The row of the cursor's mark shows it. */
void pty_expect_selected(Pty *pty, const char *text);
/* Takes what comes until then, by the monotonic clock, or until `text` is on the screen. */
gboolean pty_watch(Pty *pty, const char *text, gint64 until);
void pty_expect_end(Pty *pty); /* waits for it; then status is set */
/* The terminal is as it was: main screen, cursor, no mouse, no bracketed paste, lines and echo. */
void pty_expect_restored(Pty *pty);

#endif
