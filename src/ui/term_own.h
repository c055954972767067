/* SPDX-License-Identifier: MIT */
/* What the parts of the terminal share: term.c opens, closes and gives it back, term_input.c reads,
 * term_output.c writes. For them alone. */
#ifndef AZDESK_SRC_UI_TERM_OWN_H
#define AZDESK_SRC_UI_TERM_OWN_H

#include <curses.h>
#include <stdio.h>

#include "term.h"

#define PAIRS 256

/* Codes of keys that curses has none for. */
enum { CODE_PASTE_BEGIN = KEY_MAX + 1, CODE_PASTE_END };

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

#endif
