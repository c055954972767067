/* SPDX-License-Identifier: MIT */
/* The one place that measures and cleans text for a terminal. Everything that came from outside
 * passes text_clean() before it reaches a screen or a line of text output. */
#ifndef AZDESK_CORE_TEXT_H
#define AZDESK_CORE_TEXT_H

#include <glib.h>

/* A copy in which bytes that are no UTF-8 are U+FFFD, and C0, DEL, C1, the bidi controls, line and
 * paragraph separators and unassigned or private-use characters cannot act: newlines and tabs
 * become one blank each (or are kept, see text_clean_lines), the others U+FFFD. (transfer full) */
char *text_clean(const char *text);
char *text_clean_lines(const char *text); /* the same, but LF is kept (CR LF becomes LF) */

/* Whether a character may not be written raw: C0, DEL, C1, bidi control. JSON output escapes them.
 */
gboolean text_is_control(gunichar c);

int text_width(const char *text); /* columns of clean text: wide 2, combining 0 */
int text_char_width(gunichar c);

/* Cut to at most `columns`, the last one an ellipsis where something was cut; a wide character is
 * never split. (transfer full) */
char *text_ellipsize(const char *text, int columns, const char *ellipsis);
/* Cut and padded with blanks to exactly `columns`. (transfer full) */
char *text_fit(const char *text, int columns, const char *ellipsis);
/* Wrapped at line feeds and blanks, or between wide characters as Japanese allows, to lines of at
 * most `columns` (2 at least). An empty text is one empty line.
 * (transfer full) NULL-terminated */
char **text_wrap(const char *text, int columns);

#endif
