/* SPDX-License-Identifier: MIT */
/* Text of several lines being edited, wrapped to a width. Pure: no terminal, no app. */
#ifndef AZDESK_SRC_UI_TEXTBOX_H
#define AZDESK_SRC_UI_TEXTBOX_H

#include "edit.h"

typedef struct {
    Edit *edit;      /* the text and the cursor in it */
    GArray *starts;  /* of gsize: where each wrapped row begins */
    int cols, rows;  /* as last laid out */
    int top;         /* first row shown */
    int goal;        /* the column that up and down keep to; -1: the cursor's own */
    GPtrArray *undo; /* of char*: the text before each change, the newest last */
    gboolean typing; /* characters typed in a row are one change */
} TextBox;

TextBox *textbox_new(const char *text);
void textbox_free(TextBox *box);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextBox, textbox_free)

const char *textbox_text(const TextBox *box);
void textbox_insert(TextBox *box, const char *text); /* foreign: cleaned first */
/* TRUE where the key was an edit or a movement; *ret_changed: the text is another one. */
gboolean textbox_key(TextBox *box, Key key, gboolean *ret_changed);
/* The rows that are visible; the cursor's place in them. */
void textbox_lines(TextBox *box, Style style, int cols, int rows, Lines *lines, int *ret_row,
                   int *ret_col);

#endif
