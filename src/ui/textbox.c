/* SPDX-License-Identifier: MIT */
#include "textbox.h"

#include <string.h>

#include "azdesk/core/text.h"

#define UNDO_MAX 200
#define K_UNDO   ((Key)0x1f) /* ctrl-_ */

TextBox *textbox_new(const char *text)
{
    TextBox *box = g_new0(TextBox, 1);
    g_autofree char *clean = text_clean_lines(text);
    box->edit = edit_new(clean);
    box->edit->newlines = TRUE;
    box->edit->cursor = 0;
    box->starts = g_array_new(FALSE, FALSE, sizeof(gsize));
    box->undo = g_ptr_array_new_with_free_func(g_free);
    box->cols = 72;
    box->rows = 20;
    box->goal = -1;
    return box;
}

void textbox_free(TextBox *box)
{
    if (box == NULL)
        return;
    edit_free(box->edit);
    g_array_unref(box->starts);
    g_ptr_array_unref(box->undo);
    g_free(box);
}

const char *textbox_text(const TextBox *box)
{
    return box->edit->text->str;
}

/* ---- Rows ---- */

static gboolean breaks_after(gunichar c)
{
    return c == ' ' || text_char_width(c) == 2;
}

/* Rows end at line feeds, else behind the last blank or wide character that fits, else anywhere.
 * Blanks may hang out over the edge: so a word at the end does not move while it is typed on. */
static void wrap(TextBox *box)
{
    const char *text = box->edit->text->str, *p = text;
    gsize start = 0, break_at = 0;
    int width = 0;
    g_array_set_size(box->starts, 0);
    g_array_append_val(box->starts, start);
    while (*p != '\0') {
        gunichar c = g_utf8_get_char(p);
        const char *next = g_utf8_next_char(p);
        int w = text_char_width(c);
        if (c == '\n') {
            start = break_at = (gsize)(next - text);
            g_array_append_val(box->starts, start);
            width = 0;
        } else if (width + w > box->cols && c != ' ') {
            start = break_at > start ? break_at : (gsize)(p - text);
            g_array_append_val(box->starts, start);
            break_at = start;
            width = 0;
            p = text + start;
            continue;
        } else {
            width += w;
            if (breaks_after(c))
                break_at = (gsize)(next - text);
        }
        p = next;
    }
}

static int row_of(const TextBox *box, gsize at)
{
    int row = 0;
    while (row + 1 < (int)box->starts->len && g_array_index(box->starts, gsize, row + 1) <= at)
        row++;
    return row;
}

static gsize row_start(const TextBox *box, int row)
{
    return g_array_index(box->starts, gsize, row);
}

/* Behind the row's last character; a line feed stays out, and so does a wrapped row's last blank.
 */
static gsize row_end(const TextBox *box, int row)
{
    const char *text = box->edit->text->str;
    if (row + 1 >= (int)box->starts->len)
        return box->edit->text->len;
    gsize end = row_start(box, row + 1);
    return end > row_start(box, row) && (text[end - 1] == '\n' || text[end - 1] == ' ') ? end - 1
                                                                                        : end;
}

static int column_of(const TextBox *box, int row, gsize at)
{
    int col = 0;
    const char *p = box->edit->text->str + row_start(box, row);
    for (; p < box->edit->text->str + at; p = g_utf8_next_char(p))
        col += text_char_width(g_utf8_get_char(p));
    return col;
}

static gsize at_column(const TextBox *box, int row, int goal)
{
    const char *text = box->edit->text->str, *end = text + row_end(box, row);
    const char *p = text + row_start(box, row), *best = p;
    int col = 0;
    while (p < end && col < goal) {
        col += text_char_width(g_utf8_get_char(p));
        p = g_utf8_next_char(p);
        if (col <= goal)
            best = p;
    }
    while (best < end && text_char_width(g_utf8_get_char(best)) == 0)
        best = g_utf8_next_char(best); /* not between a letter and its marks */
    /* Where rows are wrapped without a blank the end of one is the beginning of the next. */
    gsize at = (gsize)(best - text);
    if (row + 1 < (int)box->starts->len && at == row_start(box, row + 1) &&
        at > row_start(box, row))
        at = (gsize)(g_utf8_prev_char(best) - text);
    return at;
}

static void move_rows(TextBox *box, int step)
{
    wrap(box);
    int row = row_of(box, box->edit->cursor);
    if (box->goal < 0)
        box->goal = column_of(box, row, box->edit->cursor);
    int to = CLAMP(row + step, 0, (int)box->starts->len - 1);
    if (to == row) {
        box->edit->cursor = step < 0 ? 0 : box->edit->text->len;
        box->goal = -1;
        return;
    }
    box->edit->cursor = at_column(box, to, box->goal);
}

/* ---- Changes ---- */

/* Takes the text as it was. What is typed in a row is one change. */
static void remember(TextBox *box, char *before, gboolean typing)
{
    if (typing && box->typing)
        g_free(before);
    else
        g_ptr_array_add(box->undo, before);
    if (box->undo->len > UNDO_MAX)
        g_ptr_array_remove_index(box->undo, 0);
    box->typing = typing;
}

static gboolean undo(TextBox *box)
{
    if (box->undo->len == 0)
        return FALSE;
    g_autofree char *before = g_ptr_array_steal_index(box->undo, box->undo->len - 1);
    const char *now = box->edit->text->str;
    gsize same = 0;
    while (before[same] != '\0' && before[same] == now[same])
        same++;
    g_string_assign(box->edit->text, before);
    while (same > 0 && (before[same] & 0xc0) == 0x80)
        same--;
    box->edit->cursor = same;
    box->typing = FALSE;
    return TRUE;
}

void textbox_insert(TextBox *box, const char *text)
{
    remember(box, g_strdup(box->edit->text->str), FALSE);
    edit_insert(box->edit, text);
    box->goal = -1;
}

static void cut_to(TextBox *box, gsize start, gsize end)
{
    g_string_erase(box->edit->text, (gssize)start, (gssize)(end - start));
    box->edit->cursor = start;
}

/* Movement and deletion by the rows that are seen; FALSE: the one-line editor's. */
static gboolean row_key(TextBox *box, Key key)
{
    wrap(box);
    Edit *edit = box->edit;
    int row = row_of(box, edit->cursor);
    switch (key) {
    case K_HOME:
    case K_CTRL('a'):
        edit->cursor = row_start(box, row);
        return TRUE;
    case K_END:
    case K_CTRL('e'):
        edit->cursor = at_column(box, row, G_MAXINT);
        return TRUE;
    case K_CTRL('k'):
        cut_to(box, edit->cursor,
               row_end(box, row) > edit->cursor ? row_end(box, row)
                                                : MIN(edit->cursor + 1, edit->text->len));
        return TRUE;
    case K_CTRL('u'):
        cut_to(box, row_start(box, row), edit->cursor);
        return TRUE;
    case K_ENTER:
        g_string_insert_c(edit->text, (gssize)edit->cursor, '\n');
        edit->cursor++;
        return TRUE;
    default:
        return FALSE;
    }
}

gboolean textbox_key(TextBox *box, Key key, gboolean *ret_changed)
{
    int page = MAX(box->rows - 1, 1);
    *ret_changed = FALSE;
    switch (key) {
    case K_UNDO:
        *ret_changed = undo(box);
        return *ret_changed;
    case K_UP:
    case K_CTRL('p'):
    case K_DOWN:
    case K_CTRL('n'):
        move_rows(box, key == K_UP || key == K_CTRL('p') ? -1 : 1);
        return TRUE;
    case K_PGUP:
    case K_PGDN:
        move_rows(box, key == K_PGUP ? -page : page);
        return TRUE;
    default:
        break;
    }
    g_autofree char *before = g_strdup(box->edit->text->str);
    if (!row_key(box, key) && !edit_key(box->edit, key))
        return FALSE;
    box->goal = -1;
    *ret_changed = strcmp(before, box->edit->text->str) != 0;
    if (!*ret_changed) {
        box->typing = FALSE;
        return TRUE;
    }
    remember(box, g_steal_pointer(&before), key_is_text(key) && key != ' ');
    return TRUE;
}

/* ---- Shown ---- */

void textbox_lines(TextBox *box, Style style, int cols, int rows, Lines *lines, int *ret_row,
                   int *ret_col)
{
    box->cols = MAX(cols - 1, 2); /* the cursor stands behind the last character, too */
    box->rows = MAX(rows, 1);
    wrap(box);
    int row = row_of(box, box->edit->cursor);
    if (row < box->top)
        box->top = row;
    if (row >= box->top + box->rows)
        box->top = row - box->rows + 1;
    box->top = CLAMP(box->top, 0, MAX((int)box->starts->len - box->rows, 0));
    for (int i = box->top; i < box->top + box->rows; i++) {
        Line *line = lines_add(lines);
        if (i < (int)box->starts->len) {
            gsize start = row_start(box, i), end = row_end(box, i);
            g_autofree char *text = g_strndup(box->edit->text->str + start, end - start);
            line_add(line, style, text);
        }
        line_cut(line, cols, "");
        line_pad(line, style, cols);
    }
    *ret_row = row - box->top;
    *ret_col = MIN(column_of(box, row, box->edit->cursor), cols - 1);
}
