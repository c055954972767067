/* SPDX-License-Identifier: MIT */
#include "rowlist.h"

#define WHEEL_LINES 3

void rowlist_init(RowList *rowlist)
{
    rowlist->lines = g_array_new(FALSE, FALSE, sizeof(int));
}

void rowlist_clear(RowList *rowlist)
{
    g_clear_pointer(&rowlist->lines, g_array_unref);
}

void rowlist_reset(RowList *rowlist)
{
    g_array_set_size(rowlist->lines, 0);
}

void rowlist_add(RowList *rowlist, int item)
{
    g_array_append_val(rowlist->lines, item);
}

int rowlist_item(const RowList *rowlist, int line)
{
    return line >= 0 && line < (int)rowlist->lines->len ? g_array_index(rowlist->lines, int, line)
                                                        : ROWLIST_NONE;
}

void rowlist_keep(RowList *rowlist, int n, int item)
{
    rowlist->list.n = n;
    list_move(&rowlist->list, item >= 0 ? item : rowlist->list.cursor);
}

static void clamp_top(RowList *rowlist)
{
    rowlist->top = CLAMP(rowlist->top, 0, MAX((int)rowlist->lines->len - rowlist->rows, 0));
}

void rowlist_scroll(RowList *rowlist, int rows)
{
    int first = -1, last = -1;
    rowlist->rows = MAX(rows, 1);
    rowlist->list.rows = rowlist->rows;
    list_move(&rowlist->list, rowlist->list.cursor);
    for (int i = 0; rowlist->list.n > 0 && i < (int)rowlist->lines->len; i++) {
        if (rowlist_item(rowlist, i) != rowlist->list.cursor)
            continue;
        first = first < 0 ? i : first;
        last = i;
    }
    while (first > 0 && rowlist_item(rowlist, first - 1) < 0 && last - first + 2 <= rows)
        first--;
    if (first >= 0)
        rowlist->top =
            list_window(rowlist->top, rowlist->rows, (int)rowlist->lines->len, first, last);
    clamp_top(rowlist);
}

/* By lines, for what has no items. */
static Reaction scroll_command(RowList *rowlist, Command command, int count)
{
    int step = MAX(count, 1), page = MAX(rowlist->rows - 1, 1), before = rowlist->top;
    switch (command) {
    case CMD_DOWN:
        rowlist->top += step;
        break;
    case CMD_UP:
        rowlist->top -= step;
        break;
    case CMD_PAGE_DOWN:
        rowlist->top += page * step;
        break;
    case CMD_PAGE_UP:
        rowlist->top -= page * step;
        break;
    case CMD_HALF_DOWN:
        rowlist->top += page / 2 * step;
        break;
    case CMD_HALF_UP:
        rowlist->top -= page / 2 * step;
        break;
    case CMD_TOP:
        rowlist->top = MAX(count - 1, 0);
        break;
    case CMD_BOTTOM:
        rowlist->top = (int)rowlist->lines->len;
        break;
    default:
        return REACT_IGNORED;
    }
    clamp_top(rowlist);
    return rowlist->top != before ? REACT_RECALC : REACT_NONE;
}

Reaction rowlist_command(RowList *rowlist, Command command, int count)
{
    if (rowlist->list.n == 0)
        return scroll_command(rowlist, command, count);
    return list_command(&rowlist->list, command, count);
}

Reaction rowlist_mouse(RowList *rowlist, const TermEvent *event, int row, gboolean *ret_hit)
{
    int before = rowlist->list.cursor;
    gboolean wheel = event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN;
    *ret_hit = FALSE;
    if (wheel)
        return rowlist_command(rowlist, event->mouse == MOUSE_WHEEL_UP ? CMD_UP : CMD_DOWN,
                               rowlist->list.n == 0 ? WHEEL_LINES : 1);
    int item = row >= 0 ? rowlist_item(rowlist, rowlist->top + row) : ROWLIST_NONE;
    if (item < 0)
        return REACT_NONE;
    *ret_hit = TRUE;
    list_move(&rowlist->list, item);
    return rowlist->list.cursor != before ? REACT_RECALC : REACT_NONE;
}

char *rowlist_position(const RowList *rowlist)
{
    int first = -1, last = -1;
    for (int i = rowlist->top; i < rowlist->top + rowlist->rows; i++) {
        int item = rowlist_item(rowlist, i);
        if (item < 0)
            continue;
        first = first < 0 ? item : first;
        last = item;
    }
    return first >= 0 ? list_position(first, last, rowlist->list.n) : NULL;
}
