/* SPDX-License-Identifier: MIT */
#include "azdesk/letter/template.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "template-private.h"

#define MAX_DEPTH 8

typedef struct {
    const char *name;
    int line;
    const char *at; /* in one line, which ends with NUL */
    int depth;
    TemplateExists exists;
    GError **error;
} Parser;

static void piece_free(gpointer data)
{
    Piece *piece = data;
    g_free(piece->text);
    g_strfreev(piece->names);
    g_clear_pointer(&piece->pieces, g_ptr_array_unref);
    g_free(piece);
}

static void line_free(gpointer data)
{
    Line *line = data;
    g_clear_pointer(&line->pieces, g_ptr_array_unref);
    g_free(line);
}

void template_free(Template *template)
{
    if (template == NULL)
        return;
    g_free(template->name);
    g_ptr_array_unref(template->subjects);
    g_ptr_array_unref(template->lines);
    g_free(template);
}

static G_GNUC_PRINTF(2, 3) gboolean complain(Parser *parser, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *what = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error(parser->error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "%s:%d: %s", parser->name,
                parser->line, what);
    return FALSE;
}

static Piece *piece_add(GPtrArray *pieces, PieceKind kind)
{
    Piece *piece = g_new0(Piece, 1);
    piece->kind = kind;
    g_ptr_array_add(pieces, piece);
    return piece;
}

static gboolean name_valid(const char *name)
{
    return *name != '\0' && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

/* {one|other}, {?one|other}, {!one|other}; `at` is behind the brace. */
static gboolean parse_fact(Parser *parser, GPtrArray *pieces)
{
    PieceKind kind = PIECE_FACT;
    if (*parser->at == '?' || *parser->at == '!')
        kind = *parser->at++ == '?' ? PIECE_IF : PIECE_UNLESS;
    const char *end = strpbrk(parser->at, "{}");
    if (end == NULL || *end == '{')
        return complain(parser, _("{ without }"));
    g_autofree char *inside = g_strndup(parser->at, end - parser->at);
    g_auto(GStrv) names = g_strsplit(inside, "|", -1);
    if (names[0] == NULL)
        return complain(parser, _("{} has no fact name"));
    for (char **name = names; *name != NULL; name++) {
        g_strstrip(*name);
        if (!name_valid(*name))
            return complain(parser, _("{%s} is not the name of a fact"), inside);
        if (parser->exists != NULL && !parser->exists(*name))
            return complain(parser, _("unknown fact {%s}"), *name);
    }
    piece_add(pieces, kind)->names = g_steal_pointer(&names);
    parser->at = end + 1;
    return TRUE;
}

static void flush_text(GString *text, GPtrArray *pieces)
{
    if (text->len == 0)
        return;
    piece_add(pieces, PIECE_TEXT)->text = g_strndup(text->str, text->len);
    g_string_truncate(text, 0);
}

static gboolean parse_pieces(Parser *parser, GPtrArray *pieces);

static gboolean parse_part(Parser *parser, GPtrArray *pieces)
{
    if (++parser->depth > MAX_DEPTH)
        return complain(parser, _("[[ is nested too deeply"));
    Piece *part = piece_add(pieces, PIECE_PART);
    part->pieces = g_ptr_array_new_with_free_func(piece_free);
    if (!parse_pieces(parser, part->pieces))
        return FALSE;
    if (!g_str_has_prefix(parser->at, "]]"))
        return complain(parser, _("[[ without ]] on the same line"));
    parser->at += 2;
    parser->depth--;
    return TRUE;
}

/* Up to the line's end, or inside a part up to its ]]. */
static gboolean parse_pieces(Parser *parser, GPtrArray *pieces)
{
    g_autoptr(GString) text = g_string_new(NULL);
    while (*parser->at != '\0') {
        const char *at = parser->at;
        if (at[0] == at[1] && (at[0] == '{' || at[0] == '}')) {
            g_string_append_c(text, at[0]);
            parser->at += 2;
        } else if (at[0] == '{' || (at[0] == '[' && at[1] == '[')) {
            flush_text(text, pieces);
            parser->at += at[0] == '{' ? 1 : 2;
            if (!(at[0] == '{' ? parse_fact : parse_part)(parser, pieces))
                return FALSE;
        } else if (at[0] == '}') {
            return complain(parser, _("} without {"));
        } else if (at[0] == ']' && at[1] == ']') {
            if (parser->depth == 0)
                return complain(parser, _("]] without [["));
            break;
        } else {
            g_string_append_c(text, *parser->at++);
        }
    }
    flush_text(text, pieces);
    return TRUE;
}

static gboolean is_condition(const Piece *piece)
{
    return piece->kind == PIECE_IF || piece->kind == PIECE_UNLESS;
}

static gboolean only_conditions(const GPtrArray *pieces)
{
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = g_ptr_array_index(pieces, i);
        gboolean blank =
            piece->kind == PIECE_TEXT && strspn(piece->text, " \t") == strlen(piece->text);
        if (!is_condition(piece) && !blank)
            return FALSE;
    }
    return pieces->len > 0;
}

static Line *parse_line(Parser *parser, const char *text)
{
    Line *line = g_new0(Line, 1);
    if (strspn(text, " \t") == strlen(text))
        return line;
    line->kind = *text == '|' ? LINE_OWN : LINE_JOINED;
    parser->at = text + (*text == '|') + (text[0] == '|' && text[1] == ' ');
    parser->depth = 0;
    line->pieces = g_ptr_array_new_with_free_func(piece_free);
    if (!parse_pieces(parser, line->pieces)) {
        line_free(line);
        return NULL;
    }
    if (line->kind == LINE_JOINED && only_conditions(line->pieces))
        line->kind = LINE_CONDITIONS;
    return line;
}

static gboolean parse_lines(Parser *parser, Template *template, char **lines)
{
    for (char **text = lines; *text != NULL; text++, parser->line++) {
        g_strchomp(*text);
        if (**text == '#')
            continue;
        gboolean subject = template->lines->len == 0 && g_str_has_prefix(*text, "Subject:");
        gboolean leading = template->lines->len == 0 && **text == '\0';
        if (leading)
            continue;
        if (!subject && template->subjects->len == 0)
            return complain(parser, _("a template must begin with a line \"Subject: ...\""));
        Line *line = parse_line(parser, *text + (subject ? strlen("Subject:") : 0));
        if (line == NULL)
            return FALSE;
        if (subject && line->kind != LINE_JOINED) {
            line_free(line);
            return complain(parser, _("the subject is empty"));
        }
        g_ptr_array_add(subject ? template->subjects : template->lines, line);
    }
    if (template->subjects->len == 0)
        return complain(parser, _("a template must begin with a line \"Subject: ...\""));
    if (template->lines->len == 0)
        return complain(parser, _("the template has a subject but no text"));
    return TRUE;
}

Template *template_parse(const char *name, const char *text, gsize len, TemplateExists exists,
                         GError **error)
{
    Parser parser = {.name = name, .line = 1, .exists = exists, .error = error};
    if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        len -= 3;
    }
    const char *end;
    if (!g_utf8_validate_len(text, len, &end)) {
        for (const char *at = text; at < end; at++)
            parser.line += *at == '\n';
        complain(&parser, _("not UTF-8"));
        return NULL;
    }
    g_autofree char *copy = g_strndup(text, len);
    g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);
    g_autoptr(Template) template = g_new0(Template, 1);
    template->name = g_strdup(name);
    template->subjects = g_ptr_array_new_with_free_func(line_free);
    template->lines = g_ptr_array_new_with_free_func(line_free);
    return parse_lines(&parser, template, lines) ? g_steal_pointer(&template) : NULL;
}
