/* SPDX-License-Identifier: MIT */
/* Pages of the manual as roff. */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"

#include "config.h"
#include "manual.h"

/* Japanese has no blanks to break a line at: it may be broken behind any character, but not before
 * one that closes. */
static gboolean breaks_behind(const char *text)
{
    const gunichar next = g_utf8_get_char(g_utf8_next_char(text));
    return g_utf8_get_char(text) >= 0x3000 && next >= 0x3000 && !g_unichar_ispunct(next) &&
           next != 0x30fc;
}

/* One line of text: nothing in it is read as a request or an escape. */
static void put_line(GString *page, const char *text)
{
    if (*text == '.' || *text == '\'')
        g_string_append(page, "\\&");
    for (; *text; text = g_utf8_next_char(text)) {
        if (*text == '\\')
            g_string_append(page, "\\e");
        else if (*text == '-')
            g_string_append(page, "\\-");
        else
            g_string_append_unichar(page, g_utf8_get_char(text));
        if (breaks_behind(text))
            g_string_append(page, "\\:");
    }
    g_string_append_c(page, '\n');
}

static void put_still(GString *page, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_string_append(page, ".nf\n");
    for (char **line = lines; *line; line++)
        put_line(page, **line ? *line : " ");
    g_string_append(page, ".fi\n");
}

/* The lines of a paragraph: a line of its own begins on a line of its own. */
static void put_paragraph(GString *page, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (line > lines)
            g_string_append(page, ".br\n");
        put_line(page, *line);
    }
}

/* A title begins a paragraph by itself. */
static void put_block(GString *page, const ManualBlock *block, gboolean behind_title)
{
    if (!behind_title && (block->kind == MANUAL_TEXT || block->kind == MANUAL_STILL))
        g_string_append(page, ".PP\n");
    switch (block->kind) {
    case MANUAL_SECTION:
        g_string_append(page, ".SH ");
        put_line(page, block->text);
        break;
    case MANUAL_PART:
        g_string_append(page, ".SS ");
        put_line(page, block->text);
        break;
    case MANUAL_TEXT:
        put_paragraph(page, block->text);
        break;
    case MANUAL_STILL:
        put_still(page, block->text);
        break;
    case MANUAL_ITEM:
        g_string_append(page, ".TP\n.B ");
        put_line(page, block->term);
        put_paragraph(page, block->text);
        break;
    }
}

static void put_see_also(GString *page, const ManualPage *self)
{
    g_string_append_printf(page, ".SH %s\n", _("SEE ALSO"));
    GString *line = g_string_new(NULL);
    for (guint i = 0; manual_page(i); i++) {
        const ManualPage *other = manual_page(i);
        if (!other->page || other == self)
            continue;
        g_auto(GStrv) parts = g_strsplit(other->page, "-", -1);
        g_autofree char *name = g_strjoinv("\\-", parts);
        g_string_append_printf(line, "%s.BR %s (%d)", line->len > 0 ? " ,\n" : "", name,
                               other->section);
    }
    g_string_append_printf(page, "%s\n", line->str);
    g_string_free(line, TRUE);
}

static void put_page(GString *page, const ManualPage *self, const Run *run)
{
    g_autofree char *title = g_ascii_strup(self->page, -1);
    g_auto(GStrv) parts = g_strsplit(title, "-", -1);
    g_autofree char *safe = g_strjoinv("\\-", parts);
    g_string_append_printf(page,
                           ".TH %s %d \"" AZDESK_DATE "\" \"azdesk " AZDESK_VERSION "\"\n.ad l\n",
                           safe, self->section);
    g_string_append_printf(page, ".SH %s\n", _("NAME"));
    g_autofree char *name = g_strdup_printf("%s - %s", self->page, _(self->summary));
    put_line(page, name);
    g_autoptr(GPtrArray) manual = manual_new();
    self->fill(manual, run);
    gboolean behind_title = FALSE;
    for (guint i = 0; i < manual->len; i++) {
        const ManualBlock *block = g_ptr_array_index(manual, i);
        put_block(page, block, behind_title);
        behind_title = block->kind == MANUAL_SECTION || block->kind == MANUAL_PART;
    }
    put_see_also(page, self);
}

gboolean help_man(Run *run, const char *name, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; manual_page(i); i++) {
        const ManualPage *page = manual_page(i);
        if (!page->page)
            continue;
        g_autofree char *file = g_strdup_printf("%s.%d", page->page, page->section);
        if (strcmp(file, name) == 0) {
            g_autoptr(GString) text = g_string_new(NULL);
            put_page(text, page, run);
            out_put(run->out, OUT_PLAIN, text->str);
            return TRUE;
        }
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", file);
    }
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("no page \"%s\" in the manual; pages: %s"), name, names->str);
    return FALSE;
}
