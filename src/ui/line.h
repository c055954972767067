/* SPDX-License-Identifier: MIT */
/* Lines of styled text: what recalculation makes, and all that a repaint copies. Pure; no terminal.
 * Text must be clean (core/text.h): whoever adds foreign text passes it through text_clean() first,
 * or uses line_foreign(). */
#ifndef AZDESK_SRC_UI_LINE_H
#define AZDESK_SRC_UI_LINE_H

#include "style.h"

typedef struct {
    guint end; /* byte in the text behind the run's last */
    Style style;
} LineRun;

typedef struct {
    GString *text;
    GArray *runs; /* of LineRun, ascending */
    int width;    /* columns */
    int refs;
    gboolean selected; /* all of it is painted with STYLE_SELECTED laid over it */
} Line;

Line *line_new(void);
void line_free(Line *line); /* gives one reference back */
/* A line that is kept and shown again; one that is shared may not be changed any more. */
Line *line_ref(Line *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Line, line_free)

void line_add(Line *line, Style style, const char *text);
void line_addf(Line *line, Style style, const char *format, ...) G_GNUC_PRINTF(3, 4);
void line_foreign(Line *line, Style style, const char *text); /* cleaned first */
/* Exactly `columns` of it, padded or cut with an ellipsis; right: padded on the left. */
void line_fit(Line *line, Style style, const char *text, int columns, const char *ellipsis);
void line_fit_right(Line *line, Style style, const char *text, int columns, const char *ellipsis);
void line_repeat(Line *line, Style style, const char *glyph, int times);
void line_pad(Line *line, Style style, int column); /* blanks up to that column */
void line_append(Line *line, const Line *other);
/* Cut to at most `columns`, with an ellipsis where something was cut. */
void line_cut(Line *line, int columns, const char *ellipsis);
/* The glyph (one column) in the place of the blank that the line begins with. */
void line_mark(Line *line, const char *glyph);
const char *line_text(const Line *line);
gboolean line_equal(const Line *a, const Line *b); /* the same cells */

/* A list of lines that owns them. */
typedef GPtrArray Lines;
Lines *lines_new(void);
Line *lines_add(Lines *lines);              /* an empty one at the end; owned by it */
void lines_share(Lines *lines, Line *line); /* adds a reference */
Line *lines_text(Lines *lines, Style style, const char *text);
/* Foreign or long text wrapped to `columns`, every line behind `indent` blanks. */
void lines_wrap(Lines *lines, Style style, const char *text, int indent, int columns);
/* Two columns of text, the right one from column `at` on; the shorter one ends in blanks. */
void lines_beside(Lines *lines, const Lines *left, const Lines *right, int at);
static inline Line *lines_at(const Lines *lines, guint i)
{
    return (Line *)g_ptr_array_index(lines, i);
}

#endif
