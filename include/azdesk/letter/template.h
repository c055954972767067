/* SPDX-License-Identifier: MIT */
/* The language of letter templates.
 *
 *   # A line that begins with # is a remark.
 *   Subject: Order {order}: claim withdrawn on {withdrawn}
 *   Subject: Order {order}
 *
 *   Dear {buyer|recipient},
 *
 *   Your parcel is at the post office[[ until {hold_end}]].
 *   {?tracking}{!delivered}You can follow it on the carrier's page.
 *
 *   | - {evidence}
 *
 * {fact}        is replaced by the fact; {one|other} by the first of them that is known.
 * A line        is a sentence. Where one of its facts is unknown, it is left out as a whole.
 * [[ ... ]]     is a part of a line that is left out by itself, and does not take the line with it.
 *               Parts may hold parts.
 * {?fact}       writes nothing; the line, or the part it stands in, is left out unless the fact is
 *               known: {?one|other}, unless one of them is. {!fact} is the contrary. On a line of
 *               their own, conditions hold for the rest of the paragraph.
 * {{ and }}     are braces.
 * Paragraphs    are parted by empty lines. Their lines are joined to one, with a blank between
 * unless a wide (Japanese) character stands on either side. One of which nothing is left vanishes.
 * |             in front keeps a line for itself, blanks behind it as they are; a fact of several
 *               lines repeats such a line for each. Elsewhere a fact's lines are joined.
 * Subject:      The first lines. The first of them that is whole is taken.
 *
 * Blanks are tidied where something was left out. What a fact holds is never read as a template. */
#ifndef AZDESK_LETTER_TEMPLATE_H
#define AZDESK_LETTER_TEMPLATE_H

#include <glib.h>

typedef struct Template Template;
void template_free(Template *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)

/* The value of a fact, NULL where it is not known; `name` is one that template_parse() let pass. */
typedef const char *(*TemplateLookup)(const char *name, gpointer data);
typedef gboolean (*TemplateExists)(const char *name);

/* Reads a template. Error: AZDESK_ERROR_FAILED, "NAME:LINE: ..." with what is wrong there. `exists`
 * (nullable) tells which names may be used. */
Template *template_parse(const char *name, const char *text, gsize len, TemplateExists exists,
                         GError **error);

/* Fills it. `missing` (nullable) gets the names, each once and borrowed from the template, for want
 * of which a sentence or a part was left out though its conditions hold. Error:
 * AZDESK_ERROR_REFUSED where no subject is whole. (transfer full, both) */
gboolean template_fill(const Template *template, TemplateLookup lookup, gpointer data,
                       char **ret_subject, char **ret_body, GPtrArray *missing,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
