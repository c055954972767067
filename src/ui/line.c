/* SPDX-License-Identifier: MIT */
#include "line.h"

#include <string.h>

#include "azdesk/core/text.h"

Line *line_new(void)
{
    Line *line = g_new0(Line, 1);
    line->refs = 1;
    line->text = g_string_sized_new(96);
    line->runs = g_array_sized_new(FALSE, FALSE, sizeof(LineRun), 8);
    return line;
}

void line_free(Line *line)
{
    if (line == NULL || --line->refs > 0)
        return;
    g_string_free(line->text, TRUE);
    g_array_unref(line->runs);
    g_free(line);
}

Line *line_ref(Line *line)
{
    line->refs++;
    return line;
}

static void line_run(Line *line, Style style)
{
    LineRun run = {(guint)line->text->len, style};
    if (line->runs->len > 0) {
        LineRun *last = &g_array_index(line->runs, LineRun, line->runs->len - 1);
        if (last->end == run.end)
            return;
        if (last->style == style) {
            last->end = run.end;
            return;
        }
    }
    if (run.end > 0)
        g_array_append_val(line->runs, run);
}

void line_add(Line *line, Style style, const char *text)
{
    g_string_append(line->text, text);
    line->width += text_width(text);
    line_run(line, style);
}

void line_addf(Line *line, Style style, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    line_add(line, style, text);
}

void line_foreign(Line *line, Style style, const char *text)
{
    g_autofree char *clean = text_clean(text);
    line_add(line, style, clean);
}

void line_repeat(Line *line, Style style, const char *glyph, int times)
{
    int width = text_width(glyph);
    for (int i = 0; i < times; i++)
        g_string_append(line->text, glyph);
    if (times > 0)
        line->width += width * times;
    line_run(line, style);
}

void line_pad(Line *line, Style style, int column)
{
    if (column > line->width)
        line_repeat(line, style, " ", column - line->width);
}

void line_fit(Line *line, Style style, const char *text, int columns, const char *ellipsis)
{
    if (columns <= 0)
        return;
    g_autofree char *fit = text_fit(text, columns, ellipsis);
    line_add(line, style, fit);
}

void line_fit_right(Line *line, Style style, const char *text, int columns, const char *ellipsis)
{
    if (columns <= 0)
        return;
    g_autofree char *cut = text_ellipsize(text, columns, ellipsis);
    line_repeat(line, style, " ", columns - text_width(cut));
    line_add(line, style, cut);
}

void line_append(Line *line, const Line *other)
{
    guint start = 0;
    for (guint i = 0; i < other->runs->len; i++) {
        const LineRun *run = &g_array_index(other->runs, LineRun, i);
        g_string_append_len(line->text, other->text->str + start, run->end - start);
        line_run(line, run->style);
        start = run->end;
    }
    line->width += other->width;
}

void line_cut(Line *line, int columns, const char *ellipsis)
{
    if (line->width <= columns)
        return;
    int room = MAX(columns - text_width(ellipsis), 0);
    const char *p = line->text->str;
    int width = 0;
    while (*p != '\0') {
        int w = text_char_width(g_utf8_get_char(p));
        if (width + w > room)
            break;
        width += w;
        p = g_utf8_next_char(p);
    }
    guint end = (guint)(p - line->text->str);
    Style style = STYLE_NORMAL;
    guint keep = 0;
    for (guint i = 0; i < line->runs->len; i++) {
        LineRun *run = &g_array_index(line->runs, LineRun, i);
        style = run->style;
        keep = i + 1;
        if (run->end >= end) {
            run->end = end;
            break;
        }
    }
    g_array_set_size(line->runs, end > 0 ? keep : 0);
    g_string_truncate(line->text, end);
    line->width = width;
    if (columns > 0)
        line_add(line, style, ellipsis);
}

void line_mark(Line *line, const char *glyph)
{
    if (line->text->str[0] != ' ')
        return;
    guint more = (guint)strlen(glyph) - 1;
    g_string_erase(line->text, 0, 1);
    g_string_prepend(line->text, glyph);
    for (guint i = 0; i < line->runs->len; i++)
        g_array_index(line->runs, LineRun, i).end += more;
}

const char *line_text(const Line *line)
{
    return line->text->str;
}

gboolean line_equal(const Line *a, const Line *b)
{
    if (a == b)
        return TRUE;
    return a->selected == b->selected && a->runs->len == b->runs->len &&
           a->text->len == b->text->len && memcmp(a->text->str, b->text->str, a->text->len) == 0 &&
           memcmp(a->runs->data, b->runs->data, a->runs->len * sizeof(LineRun)) == 0;
}

Lines *lines_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)line_free);
}

Line *lines_add(Lines *lines)
{
    Line *line = line_new();
    g_ptr_array_add(lines, line);
    return line;
}

void lines_share(Lines *lines, Line *line)
{
    g_ptr_array_add(lines, line_ref(line));
}

Line *lines_text(Lines *lines, Style style, const char *text)
{
    Line *line = lines_add(lines);
    line_add(line, style, text);
    return line;
}

void lines_beside(Lines *lines, const Lines *left, const Lines *right, int at)
{
    for (guint i = 0; i < MAX(left->len, right->len); i++) {
        Line *line = lines_add(lines);
        if (i < left->len) {
            line_append(line, lines_at(left, i));
            line_cut(line, at, "");
        }
        if (i < right->len) {
            line_pad(line, STYLE_NORMAL, at);
            line_append(line, lines_at(right, i));
        }
    }
}

void lines_wrap(Lines *lines, Style style, const char *text, int indent, int columns)
{
    g_autofree char *clean = text_clean_lines(text);
    g_auto(GStrv) paragraphs = g_strsplit(clean, "\n", -1);
    for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
        g_auto(GStrv) parts = text_wrap(*paragraph, MAX(columns - indent, 2));
        if (parts[0] == NULL)
            lines_add(lines);
        for (char **part = parts; *part != NULL; part++) {
            Line *line = lines_add(lines);
            line_pad(line, STYLE_NORMAL, indent);
            line_add(line, style, *part);
        }
    }
}
