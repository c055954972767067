/* SPDX-License-Identifier: MIT */
/* A list whose lines are of more than one kind: headings, items of one line or several. Pure. The
 * cursor goes from item to item; where there is none, the same keys scroll. */
#ifndef AZDESK_SRC_UI_ROWLIST_H
#define AZDESK_SRC_UI_ROWLIST_H

#include "list.h"

typedef struct {
    UiList list;   /* of items: n and cursor */
    GArray *lines; /* of int: each line's item; below 0: none, and the view knows what it is */
    int top, rows; /* in lines */
} RowList;

#define ROWLIST_NONE       (-1)
#define ROWLIST_HEADING(n) (-2 - (n)) /* the n-th of a view's own */

void rowlist_init(RowList *rowlist);
void rowlist_clear(RowList *rowlist); /* frees */
void rowlist_reset(RowList *rowlist); /* no lines; the cursor stays */
void rowlist_add(RowList *rowlist, int item);
/* All lines are there. `item`: where the one that was selected is now, -1: gone. */
void rowlist_keep(RowList *rowlist, int n, int item);
/* Brings the cursor's item into `rows` lines, with the heading right above it. */
void rowlist_scroll(RowList *rowlist, int rows);
int rowlist_item(const RowList *rowlist, int line); /* of a line; ROWLIST_NONE outside */
Reaction rowlist_command(RowList *rowlist, Command command, int count);
/* As list_position(), of the items that are shown. (transfer full) (nullable) */
char *rowlist_position(const RowList *rowlist);
Reaction rowlist_mouse(RowList *rowlist, const TermEvent *event, int row, gboolean *ret_hit);

#endif
