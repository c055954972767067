/* SPDX-License-Identifier: MIT */
/* Cursor and scrolling of a list of orders. Pure. The cursor follows the order, not the row. */
#ifndef AZDESK_SRC_UI_LIST_H
#define AZDESK_SRC_UI_LIST_H

#include "glyphs.h"
#include "view.h"

typedef struct {
    int n;      /* rows that there are */
    int cursor; /* 0 .. n - 1; 0 where n is 0 */
    int top;    /* first row shown */
    int rows;   /* shown at most: set by list_scroll() */
} UiList;

/* The first of n lines to show in a window of `rows`, so that lines first .. last are in it. It
 * goes on by almost a window at once: a line at a time would send all of it at every key. What lies
 * far off comes to the middle. */
int list_window(int top, int rows, int n, int first, int last);
/* Brings `top` to where the cursor can be seen in `rows`; called by .recalc. */
void list_scroll(UiList *list, int rows);
void list_move(UiList *list, int cursor); /* clamped */
/* The rows are others now: `row` is where the order that was selected stands, -1: it is gone, then
 * the cursor stays at its height and so meets its neighbour. Its distance from the top stays. */
void list_keep(UiList *list, int n, int row);
/* The same for another choice of rows: shown from the first, or around the cursor where that is far
 * down. */
void list_place(UiList *list, int n, int row);
/* "16–30 of 34"; NULL where all n are shown. `first` and `last` count from 0. (transfer full)
 * (nullable) */
char *list_position(int first, int last, int n);
/* Movement commands; REACT_IGNORED for others. */
Reaction list_command(UiList *list, Command command, int count);
/* Press and wheel. `row` counts from the first row of the list. *ret_hit: the press was on a row.
 */
Reaction list_mouse(UiList *list, const TermEvent *event, int row, gboolean *ret_hit);
/* At the end of the last line how many are `below` it, if any: "↓12". */
void list_more(Lines *lines, int below, int cols, const Glyphs *glyphs);

#endif
