/* SPDX-License-Identifier: MIT */
#include "list.h"

#include <glib/gi18n.h>

#include "azdesk/core/text.h"

#define WHEEL_ROWS    3
#define ROWS_IN_SIGHT 3 /* of what was there, when a window moves on */

void list_move(UiList *list, int cursor)
{
    list->cursor = CLAMP(cursor, 0, MAX(list->n - 1, 0));
}

int list_window(int top, int rows, int n, int first, int last)
{
    int kept = MIN(ROWS_IN_SIGHT, (rows - 1) / 2), height = last - first + 1;
    if (last < top - rows || first >= top + 2 * rows)
        top = first - CLAMP(rows - height, 0, rows / 2);
    else if (last >= top + rows)
        top = first - CLAMP(rows - height, 0, kept);
    else if (first < top)
        top = MIN(first, last + 1 + kept - rows);
    return CLAMP(top, 0, MAX(n - rows, 0));
}

void list_scroll(UiList *list, int rows)
{
    list->rows = MAX(rows, 1);
    list_move(list, list->cursor);
    list->top = list_window(list->top, list->rows, list->n, list->cursor, list->cursor);
}

void list_keep(UiList *list, int n, int row)
{
    int height = list->cursor - list->top;
    list->n = n;
    list_move(list, row >= 0 ? row : list->cursor);
    if (row >= 0)
        list->top = list->cursor - height;
    if (list->rows > 0)
        list_scroll(list, list->rows);
}

void list_place(UiList *list, int n, int row)
{
    list->n = n;
    list->top = 0;
    list_move(list, row >= 0 ? row : list->cursor);
    if (list->rows > 0)
        list_scroll(list, list->rows);
}

char *list_position(int first, int last, int n)
{
    if (n == 0 || (first <= 0 && last >= n - 1))
        return NULL;
    return g_strdup_printf(_("%d–%d of %d"), first + 1, MIN(last + 1, n), n);
}

Reaction list_command(UiList *list, Command command, int count)
{
    int before = list->cursor, step = MAX(count, 1), page = MAX(list->rows - 1, 1);
    int half = MAX(list->rows / 2, 1);
    switch (command) {
    case CMD_DOWN:
        list_move(list, list->cursor + step);
        break;
    case CMD_UP:
        list_move(list, list->cursor - step);
        break;
    case CMD_PAGE_DOWN:
        list->top += page * step;
        list_move(list, list->cursor + page * step);
        break;
    case CMD_PAGE_UP:
        list->top = MAX(list->top - page * step, 0);
        list_move(list, list->cursor - page * step);
        break;
    case CMD_HALF_DOWN:
        list_move(list, list->cursor + half * step);
        break;
    case CMD_HALF_UP:
        list_move(list, list->cursor - half * step);
        break;
    case CMD_TOP:
        list_move(list, count > 0 ? count - 1 : 0);
        break;
    case CMD_BOTTOM:
        list_move(list, count > 0 ? count - 1 : list->n - 1);
        break;
    default:
        return REACT_IGNORED;
    }
    return list->cursor != before ? REACT_RECALC : REACT_NONE;
}

Reaction list_mouse(UiList *list, const TermEvent *event, int row, gboolean *ret_hit)
{
    int before = list->cursor;
    *ret_hit = FALSE;
    if (event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN) {
        list_move(list, list->cursor + (event->mouse == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS));
    } else if (row >= 0 && list->top + row < list->n) {
        *ret_hit = TRUE;
        list_move(list, list->top + row);
    }
    return list->cursor != before ? REACT_RECALC : REACT_NONE;
}

void list_more(Lines *lines, int below, int cols, const Glyphs *glyphs)
{
    if (below <= 0 || lines->len == 0)
        return;
    Line *line = lines_at(lines, lines->len - 1);
    g_autofree char *more = g_strdup_printf(" %s%d", glyphs->down, below);
    line_cut(line, cols - text_width(more), glyphs->ellipsis);
    line_pad(line, STYLE_NORMAL, cols - text_width(more));
    line_add(line, STYLE_MUTED, more);
}
