/* SPDX-License-Identifier: MIT */
#include "azdesk/core/text.h"

#include <string.h>

#define REPLACEMENT 0xfffd

static gboolean is_bidi_control(gunichar c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

gboolean text_is_control(gunichar c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || is_bidi_control(c);
}

/* Whether a terminal may be told to show it. */
static gboolean is_harmless(gunichar c)
{
    if (c >= 0x20 && c < 0x7f)
        return TRUE;
    if (text_is_control(c))
        return FALSE;
    switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
        return FALSE;
    default:
        return TRUE;
    }
}

static char *clean(const char *text, char newline)
{
    gsize len = strlen(text);
    const char *end = text + len;
    GString *out = g_string_sized_new(len);
    for (const char *p = text; p < end;) {
        gunichar c = g_utf8_get_char_validated(p, end - p);
        if (c >= (gunichar)-2) { /* no UTF-8, or cut short */
            g_string_append_unichar(out, REPLACEMENT);
            p++;
            continue;
        }
        if (c == '\r' && p[1] == '\n')
            p++;
        p = g_utf8_next_char(p);
        if (c == '\n' || c == '\r')
            g_string_append_c(out, newline);
        else if (c == '\t')
            g_string_append_c(out, ' ');
        else
            g_string_append_unichar(out, is_harmless(c) ? c : REPLACEMENT);
    }
    return g_string_free(out, FALSE);
}

char *text_clean(const char *text)
{
    return clean(text, ' ');
}

char *text_clean_lines(const char *text)
{
    return clean(text, '\n');
}

/* ---- Measuring ---- */

int text_char_width(gunichar c)
{
    if (c >= 0x20 && c < 0x7f)
        return 1;
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

int text_width(const char *text)
{
    int width = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        width += text_char_width(g_utf8_get_char(p));
    return width;
}

/* The end of the longest beginning of `text` that fits, with the combining characters that follow.
 */
static const char *fitting(const char *text, int columns, int *ret_width)
{
    const char *p = text;
    *ret_width = 0;
    for (; *p; p = g_utf8_next_char(p)) {
        int width = text_char_width(g_utf8_get_char(p));
        if (*ret_width + width > columns)
            break;
        *ret_width += width;
    }
    return p;
}

/* Appends the text cut to the columns; returns the columns it took. */
static int append_cut(GString *out, const char *text, int columns, const char *ellipsis)
{
    int width;
    const char *end = fitting(text, columns, &width);
    if (!*end) {
        g_string_append(out, text);
        return width;
    }
    int room = columns - text_width(ellipsis);
    if (room < 0) {
        ellipsis = "";
        room = columns;
    }
    end = fitting(text, room, &width);
    g_string_append_len(out, text, end - text);
    g_string_append(out, ellipsis);
    return width + text_width(ellipsis);
}

char *text_ellipsize(const char *text, int columns, const char *ellipsis)
{
    GString *out = g_string_new(NULL);
    if (columns > 0)
        append_cut(out, text, columns, ellipsis);
    return g_string_free(out, FALSE);
}

char *text_fit(const char *text, int columns, const char *ellipsis)
{
    GString *out = g_string_new(NULL);
    if (columns > 0) {
        int width = append_cut(out, text, columns, ellipsis);
        g_string_append_printf(out, "%*s", columns - width, "");
    }
    return g_string_free(out, FALSE);
}

/* ---- Wrapping ---- */

/* Japanese punctuation that begins no line, and brackets that end none. */
#define NOT_FIRST                                                                                  \
    "、。，．・：；？！ー々ゝゞヽヾ）」』】〉》〕］｝ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
#define NOT_LAST "（「『【〈《〔［｛"

static gboolean may_break(gunichar before, gunichar after)
{
    if (before == ' ' || after == ' ')
        return after != ' ';
    return (g_unichar_iswide(before) || g_unichar_iswide(after)) &&
           !g_utf8_strchr(NOT_FIRST, -1, after) && !g_utf8_strchr(NOT_LAST, -1, before);
}

/* Whether a blank may hang over a line's end: one that carries a combining mark is seen. */
static gboolean overhangs(const char *p, const char *end)
{
    return *p == ' ' && (p + 1 == end || text_char_width(g_utf8_get_char(p + 1)) > 0);
}

/* Where the line that begins at `start` is cut; `end` where the rest fits. Blanks may overhang. */
static const char *line_end(const char *start, const char *end, int columns)
{
    const char *cut = NULL;
    gunichar before = 0;
    int used = 0;
    for (const char *p = start; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        int width = text_char_width(c);
        if (width == 0)
            continue;
        if (p > start && may_break(before, c))
            cut = p;
        used += width;
        if (used > columns && !overhangs(p, end) && p > start)
            return cut ? cut : p;
        before = c;
    }
    return end;
}

char **text_wrap(const char *text, int columns)
{
    g_autoptr(GStrvBuilder) lines = g_strv_builder_new();
    columns = MAX(columns, 2);
    for (const char *start = text; start;) {
        const char *newline = strchr(start, '\n');
        const char *end = newline ? newline : start + strlen(start);
        do {
            const char *cut = line_end(start, end, columns), *last = cut;
            while (last > start && last[-1] == ' ')
                last--;
            g_autofree char *line = g_strndup(start, (gsize)(last - start));
            g_strv_builder_add(lines, line);
            start = cut;
        } while (start < end);
        start = newline ? newline + 1 : NULL;
    }
    return g_strv_builder_end(lines);
}
