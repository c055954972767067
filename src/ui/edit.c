/* SPDX-License-Identifier: MIT */
#include "edit.h"

#include <string.h>

#include "azdesk/core/text.h"

Edit *edit_new(const char *text)
{
    Edit *input = g_new0(Edit, 1);
    input->text = g_string_new(text);
    input->cursor = input->text->len;
    return input;
}

void edit_free(Edit *input)
{
    if (input == NULL)
        return;
    g_string_free(input->text, TRUE);
    g_free(input->kept);
    g_free(input);
}

void edit_set(Edit *input, const char *text)
{
    g_string_assign(input->text, text);
    input->cursor = input->text->len;
    input->left = 0;
}

void edit_replace(Edit *input, gsize start, gsize end, const char *text)
{
    g_string_erase(input->text, (gssize)start, (gssize)(end - start));
    g_string_insert(input->text, (gssize)start, text);
    input->cursor = start + strlen(text);
}

void edit_insert(Edit *input, const char *text)
{
    g_autofree char *clean = input->newlines ? text_clean_lines(text) : text_clean(text);
    if (!input->newlines)
        g_strchomp(clean);
    g_string_insert(input->text, (gssize)input->cursor, clean);
    input->cursor += strlen(clean);
}

/* ---- Steps ---- */

static gboolean joins(const Edit *input, gsize at)
{
    const char *p = input->text->str + at;
    return *p != '\0' && *p != '\n' && text_char_width(g_utf8_get_char(p)) == 0;
}

static gsize step_right(const Edit *input, gsize at)
{
    if (at >= input->text->len)
        return at;
    do
        at = (gsize)(g_utf8_next_char(input->text->str + at) - input->text->str);
    while (at < input->text->len && joins(input, at));
    return at;
}

static gsize step_left(const Edit *input, gsize at)
{
    while (at > 0) {
        at = (gsize)(g_utf8_prev_char(input->text->str + at) - input->text->str);
        if (!joins(input, at))
            break;
    }
    return at;
}

static gboolean is_blank(const Edit *input, gsize at)
{
    return g_unichar_isspace(g_utf8_get_char(input->text->str + at));
}

static gsize word_left(const Edit *input, gsize at)
{
    while (at > 0 && is_blank(input, step_left(input, at)))
        at = step_left(input, at);
    while (at > 0 && !is_blank(input, step_left(input, at)))
        at = step_left(input, at);
    return at;
}

static void cut(Edit *input, gsize start, gsize end)
{
    g_string_erase(input->text, (gssize)start, (gssize)(end - start));
    input->cursor = start;
}

static void history_go(Edit *input, int step)
{
    int n = input->history != NULL ? (int)input->history->len : 0;
    int at = CLAMP(input->history_at + step, 0, n);
    if (at == input->history_at)
        return;
    if (input->history_at == 0) {
        g_free(input->kept);
        input->kept = g_strdup(input->text->str);
    }
    input->history_at = at;
    edit_set(input, at == 0 ? input->kept : g_ptr_array_index(input->history, n - at));
}

gboolean edit_key(Edit *input, Key key)
{
    gsize at = input->cursor, len = input->text->len;
    if (key_is_text(key)) {
        char buf[8] = {0};
        g_unichar_to_utf8(key, buf);
        g_string_insert(input->text, (gssize)at, buf);
        input->cursor = at + strlen(buf);
        return TRUE;
    }
    switch (key) {
    case K_LEFT:
    case K_CTRL('b'):
        input->cursor = step_left(input, at);
        return TRUE;
    case K_RIGHT:
    case K_CTRL('f'):
        input->cursor = step_right(input, at);
        return TRUE;
    case K_HOME:
    case K_CTRL('a'):
        input->cursor = 0;
        return TRUE;
    case K_END:
    case K_CTRL('e'):
        input->cursor = len;
        return TRUE;
    case K_BACKSPACE:
        cut(input, step_left(input, at), at);
        return TRUE;
    case K_DELETE:
    case K_CTRL('d'):
        cut(input, at, step_right(input, at));
        return TRUE;
    case K_CTRL('w'):
        cut(input, word_left(input, at), at);
        return TRUE;
    case K_CTRL('u'):
        cut(input, 0, at);
        return TRUE;
    case K_CTRL('k'):
        cut(input, at, len);
        return TRUE;
    case K_UP:
    case K_CTRL('p'):
    case K_DOWN:
    case K_CTRL('n'):
        if (input->history == NULL)
            return FALSE;
        history_go(input, key == K_UP || key == K_CTRL('p') ? 1 : -1);
        return TRUE;
    default:
        return FALSE;
    }
}

/* ---- Shown ---- */

static int shown_width(gunichar c, const Glyphs *glyphs)
{
    return c == '\n' ? text_width(glyphs->newline) : text_char_width(c);
}

static Style style_at(const EditMark *mark, gsize at, Style style)
{
    return mark != NULL && at >= mark->start && at < mark->end ? mark->style : style;
}

/* Scrolls so that the cursor is within `columns`; the answer is its column there. */
static int scroll(Edit *input, int columns, const Glyphs *glyphs)
{
    const char *text = input->text->str;
    int before = 0;
    for (const char *p = text; p < text + input->cursor; p = g_utf8_next_char(p))
        before += shown_width(g_utf8_get_char(p), glyphs);
    if (before < input->left)
        input->left = before;
    if (before - input->left >= columns)
        input->left = before - columns + 1;
    return before - input->left;
}

int edit_line_marked(Edit *input, Line *line, Style style, const EditMark *mark, int columns,
                     const Glyphs *glyphs)
{
    int begin = line->width, col = 0, cursor = scroll(input, columns, glyphs);
    const char *text = input->text->str;
    g_autoptr(GString) shown = g_string_new(NULL);
    Style now = style;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        int width = shown_width(c, glyphs), at = col - input->left;
        Style next = style_at(mark, (gsize)(p - text), style);
        col += width;
        if (at + width > columns)
            break;
        if (next != now) {
            line_add(line, now, shown->str);
            g_string_truncate(shown, 0);
            now = next;
        }
        if (at < 0 && at + width > 0)
            g_string_append_c(shown, ' '); /* half of a wide character at the left edge */
        else if (at >= 0 && c == '\n')
            g_string_append(shown, glyphs->newline);
        else if (at >= 0)
            g_string_append_unichar(shown, c);
    }
    line_add(line, now, shown->str);
    line_pad(line, style, begin + columns);
    return cursor;
}

int edit_line(Edit *input, Line *line, Style style, int columns, const Glyphs *glyphs)
{
    return edit_line_marked(input, line, style, NULL, columns, glyphs);
}
