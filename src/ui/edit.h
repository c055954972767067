/* SPDX-License-Identifier: MIT */
/* One line of text being edited. Pure: no terminal, no app. Moves by what a person sees as one
 * character: base and combining marks together; a wide one is two columns. */
#ifndef AZDESK_SRC_UI_EDIT_H
#define AZDESK_SRC_UI_EDIT_H

#include "glyphs.h"
#include "key.h"
#include "line.h"

typedef struct {
    GString *text;
    gsize cursor;       /* byte */
    int left;           /* columns scrolled out on the left */
    gboolean newlines;  /* pasted line ends are kept, and shown as a glyph */
    GPtrArray *history; /* (nullable) of char*, the newest last; borrowed */
    int history_at;     /* steps back; 0: the text itself */
    char *kept;         /* the text that history replaced */
} Edit;

Edit *edit_new(const char *text);
void edit_free(Edit *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Edit, edit_free)

void edit_set(Edit *input, const char *text);    /* cursor at its end */
void edit_insert(Edit *input, const char *text); /* foreign: cleaned first */
void edit_replace(Edit *input, gsize start, gsize end, const char *text);
/* TRUE where the key was an edit or a movement. */
gboolean edit_key(Edit *input, Key key);
/* Appends exactly `columns` of the text to `line`, scrolled so that the cursor is in it; the answer
 * is the cursor's column within them. */
int edit_line(Edit *input, Line *line, Style style, int columns, const Glyphs *glyphs);

/* Bytes of the text that are shown in a style of their own: a fault. */
typedef struct {
    gsize start, end;
    Style style;
} EditMark;
/* The same; `mark` is nullable. */
int edit_line_marked(Edit *input, Line *line, Style style, const EditMark *mark, int columns,
                     const Glyphs *glyphs);

#endif
