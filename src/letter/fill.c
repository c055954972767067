/* SPDX-License-Identifier: MIT */
#include "azdesk/letter/template.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "template-private.h"

typedef struct {
    TemplateLookup lookup;
    gpointer data;
    GPtrArray *missing; /* (nullable) of names */
    int row;            /* which line of a fact of several; -1: all, joined */
    gboolean raw;       /* blanks stay as they are */
} Fill;

static const char *known(const Fill *fill, char **names)
{
    for (char **name = names; *name != NULL; name++) {
        const char *value = fill->lookup(*name, fill->data);
        if (value != NULL && *value != '\0')
            return value;
    }
    return NULL;
}

static gboolean conditions_hold(const Fill *fill, const GPtrArray *pieces)
{
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = g_ptr_array_index(pieces, i);
        if ((piece->kind == PIECE_IF && known(fill, piece->names) == NULL) ||
            (piece->kind == PIECE_UNLESS && known(fill, piece->names) != NULL))
            return FALSE;
    }
    return TRUE;
}

static void note_missing(const Fill *fill, char *name)
{
    if (fill->missing != NULL &&
        !g_ptr_array_find_with_equal_func(fill->missing, name, g_str_equal, NULL))
        g_ptr_array_add(fill->missing, name);
}

/* Whether a line or a part is whole. */
static gboolean stands(const Fill *fill, const GPtrArray *pieces)
{
    if (!conditions_hold(fill, pieces))
        return FALSE;
    gboolean whole = TRUE;
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = g_ptr_array_index(pieces, i);
        if (piece->kind == PIECE_FACT && known(fill, piece->names) == NULL) {
            note_missing(fill, piece->names[0]);
            whole = FALSE;
        }
    }
    return whole;
}

static gboolean is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static gboolean ends_blank(const GString *out)
{
    return out->len == 0 || is_blank(out->str[out->len - 1]);
}

static void append_text(GString *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (is_blank(*text)) {
            if (!ends_blank(out))
                g_string_append_c(out, ' ');
            continue;
        }
        if (strchr(",.;:!?)", *text) != NULL && out->len > 0 && ends_blank(out))
            g_string_truncate(out, out->len - 1);
        g_string_append_c(out, *text);
    }
}

static void append_value(const Fill *fill, GString *out, const char *value)
{
    g_auto(GStrv) lines = g_strsplit(value, "\n", -1);
    guint n = g_strv_length(lines);
    if (fill->row >= 0 && n > 1) {
        g_string_append(out, (guint)fill->row < n ? lines[fill->row] : "");
        return;
    }
    gboolean first = TRUE;
    for (char **line = lines; *line != NULL; line++) {
        g_strstrip(*line);
        if (**line == '\0')
            continue;
        g_string_append_printf(out, "%s%s", first ? "" : " ", *line);
        first = FALSE;
    }
}

static void append_pieces(const Fill *fill, GString *out, const GPtrArray *pieces)
{
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = g_ptr_array_index(pieces, i);
        if (piece->kind == PIECE_TEXT && fill->raw)
            g_string_append(out, piece->text);
        else if (piece->kind == PIECE_TEXT)
            append_text(out, piece->text);
        else if (piece->kind == PIECE_FACT)
            append_value(fill, out, known(fill, piece->names));
        else if (piece->kind == PIECE_PART && stands(fill, piece->pieces))
            append_pieces(fill, out, piece->pieces);
    }
}

static int count_rows(const Fill *fill, const GPtrArray *pieces)
{
    int rows = 1;
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = g_ptr_array_index(pieces, i);
        if (piece->kind == PIECE_PART && stands(fill, piece->pieces))
            rows = MAX(rows, count_rows(fill, piece->pieces));
        if (piece->kind != PIECE_FACT)
            continue;
        int n = 1;
        for (const char *at = known(fill, piece->names); *at != '\0'; at++)
            n += *at == '\n';
        rows = MAX(rows, n);
    }
    return rows;
}

static char *joined(const Fill *fill, const Line *line)
{
    Fill how = *fill;
    how.row = -1;
    g_autoptr(GString) out = g_string_new(NULL);
    append_pieces(&how, out, line->pieces);
    return g_strchomp(g_strdup(out->str));
}

/* No blank goes between Japanese sentences. */
static gboolean wants_blank(const char *before, const char *after)
{
    if (*before == '\0' || *after == '\0')
        return FALSE;
    gunichar last = g_utf8_get_char(g_utf8_prev_char(before + strlen(before)));
    return !g_unichar_iswide(last) && !g_unichar_iswide(g_utf8_get_char(after));
}

typedef struct {
    GString *body;
    GString *line; /* the joined one that is being made */
    gboolean open; /* the paragraph has something already */
} Paragraph;

static void paragraph_put(Paragraph *paragraph, const char *text)
{
    if (*text == '\0')
        return;
    if (paragraph->body->len > 0)
        g_string_append(paragraph->body, paragraph->open ? "\n" : "\n\n");
    g_string_append(paragraph->body, text);
    paragraph->open = TRUE;
}

static void paragraph_flush(Paragraph *paragraph)
{
    paragraph_put(paragraph, paragraph->line->str);
    g_string_truncate(paragraph->line, 0);
}

static void fill_line(const Fill *fill, Paragraph *paragraph, const Line *line)
{
    if (!stands(fill, line->pieces))
        return;
    if (line->kind == LINE_JOINED) {
        g_autofree char *text = joined(fill, line);
        if (wants_blank(paragraph->line->str, text))
            g_string_append_c(paragraph->line, ' ');
        g_string_append(paragraph->line, text);
        return;
    }
    paragraph_flush(paragraph);
    Fill how = *fill;
    how.raw = TRUE;
    int rows = count_rows(&how, line->pieces);
    for (how.row = 0; how.row < rows; how.row++) {
        g_autoptr(GString) out = g_string_new(NULL);
        append_pieces(&how, out, line->pieces);
        paragraph_put(paragraph, g_strchomp(out->str));
    }
}

static char *fill_body(const Fill *fill, const GPtrArray *lines)
{
    g_autoptr(GString) body = g_string_new(NULL);
    g_autoptr(GString) current = g_string_new(NULL);
    Paragraph paragraph = {.body = body, .line = current};
    gboolean skip = FALSE;
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = g_ptr_array_index(lines, i);
        if (line->kind == LINE_EMPTY) {
            paragraph_flush(&paragraph);
            paragraph.open = FALSE;
            skip = FALSE;
        } else if (line->kind == LINE_CONDITIONS) {
            skip = skip || !conditions_hold(fill, line->pieces);
        } else if (!skip) {
            fill_line(fill, &paragraph, line);
        }
    }
    paragraph_flush(&paragraph);
    if (body->len > 0)
        g_string_append_c(body, '\n');
    return g_strdup(body->str);
}

gboolean template_fill(const Template *template, TemplateLookup lookup, gpointer data,
                       char **ret_subject, char **ret_body, GPtrArray *missing, GError **error)
{
    Fill fill = {.lookup = lookup, .data = data, .row = -1};
    for (guint i = 0; i < template->subjects->len; i++) {
        const Line *line = g_ptr_array_index(template->subjects, i);
        if (!stands(&fill, line->pieces))
            continue;
        *ret_subject = joined(&fill, line);
        fill.missing = missing;
        *ret_body = fill_body(&fill, template->lines);
        return TRUE;
    }
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED, _("%s: every subject line lacks a fact"),
                template->name);
    return FALSE;
}
