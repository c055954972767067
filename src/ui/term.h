/* SPDX-License-Identifier: MIT */
/* The terminal. term*.c are the only files that know curses. One Term at a time.
 *
 * The terminal is restored by term_close(), by atexit(), and by SIGSEGV, SIGBUS, SIGFPE, SIGILL,
 * SIGABRT and SIGQUIT; the signals that end a program politely are the loop's. */
#ifndef AZDESK_SRC_UI_TERM_H
#define AZDESK_SRC_UI_TERM_H

#include "key.h"
#include "line.h"

typedef struct Term Term;

typedef enum { TERM_KEY, TERM_PASTE, TERM_MOUSE } TermEventKind;
typedef enum { MOUSE_PRESS, MOUSE_DOUBLE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN } MouseKind;

typedef struct {
    TermEventKind kind;
    Key key;
    char *paste; /* as it came, not cleaned; owned by the event */
    MouseKind mouse;
    int row, col;
} TermEvent;
void term_event_clear(TermEvent *event);

/* Error: AZDESK_ERROR_FAILED: TERM is unknown, or a terminal that cannot place its cursor. */
Term *term_open(gboolean mouse, GError **error);
/* On /dev/null with a size of its own, for tests. */
Term *term_open_headless(int rows, int cols, GError **error);
void term_close(Term *term);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Term, term_close)

int term_fd(const Term *term);
int term_rows(const Term *term);
int term_cols(const Term *term);
int term_colors(const Term *term);
/* Takes the size that the terminal has now; headless: the one given. */
void term_resize(Term *term, int rows, int cols);
/* Whether presses and the wheel come here; else the terminal's own selection has them. FALSE: the
 * terminal reports no mouse. */
gboolean term_mouse(Term *term, gboolean on);
gboolean term_has_mouse(const Term *term);
void term_theme(Term *term, const Theme *theme);

/* The next event that has already come; FALSE: none. Never waits (but 20 ms behind a lone ESC). */
gboolean term_next(Term *term, TermEvent *ret_event);

/* For a child program, or for ^Z: the terminal as it was, and ours again. */
void term_suspend(Term *term);
void term_resume(Term *term);
/* ^Z: suspends, stops the process group, and goes on when it is continued. */
void term_stop(Term *term);

/* A frame: begin, any number of puts, the cursor, end (which is the one doupdate). `all`: the cells
 * of the frame before are gone; else those that are not put again stay. */
void term_begin(Term *term, gboolean all);
/* Exactly `cols` cells: blanks behind the line's end. */
void term_put(Term *term, int row, int col, int cols, const Line *line);
void term_fill(Term *term, int row, int col, int rows, int cols, Style style);
void term_cursor(Term *term, int row, int col); /* hidden again by the next term_begin() */
void term_end(Term *term);
void term_redraw(Term *term); /* the next frame sends every cell */

void term_beep(Term *term);
/* Puts text on the clipboard: by OSC 52, in tmux by tmux itself. */
void term_copy(Term *term, const char *text);

/* The screen's text, lines ended by LF, blanks at their ends left out. (transfer full) */
char *term_dump(Term *term);
/* The attributes of its cells, a letter each; their colours, a letter for each two of them, told in
 * the first line by number, -1 the terminal's own. (transfer full) */
char *term_dump_looks(Term *term);
char *term_dump_colors(Term *term);
/* The style's attributes at a cell: for tests of what is selected. */
gboolean term_reversed(Term *term, int row, int col);

#endif
