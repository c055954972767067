/* SPDX-License-Identifier: MIT */
/* Everything that is drawn and is no word, in Unicode and in ASCII. */
#ifndef AZDESK_SRC_UI_GLYPHS_H
#define AZDESK_SRC_UI_GLYPHS_H

#include <glib.h>

typedef struct {
    const char *name; /* "utf8", "ascii" */
    gboolean utf8;
    const char *marker; /* at the selected row */
    const char *mark;   /* at a marked row */
    const char *ellipsis;
    const char *dash;  /* where there is nothing */
    const char *range; /* from one day to another; untranslated */
    const char *dot;   /* between facts */
    const char *arrow; /* before -> after */
    const char *warn;
    const char *check;
    const char *up, *down;            /* more above, more below; sorted */
    const char *newline;              /* in a one-line input */
    const char *vline, *hline, *vbar; /* thin, thin, the panel's edge */
    const char *top_left, *top_right, *bottom_left, *bottom_right;
    const char *tee_left, *tee_right;
    const char *stop, *stop_open; /* a stage that was taken; what is not there */
    const char *track;            /* between two stages */
    const char *limit;            /* the 1% line */
    const char *spark[8];
    const char *braille; /* "" in ASCII: charts then use plain characters */
} Glyphs;

const Glyphs *glyphs_utf8(void);
const Glyphs *glyphs_ascii(void);
/* Those that ui.glyphs asks for: utf8, ascii, or auto, which is by the locale's character set and
 * by the terminal, as the Linux console's font has neither braille nor most of the signs. */
const Glyphs *glyphs_for(const char *setting, const char *charset, const char *term);

#endif
