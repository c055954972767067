/* SPDX-License-Identifier: MIT */
/* Editing a text: in an overlay over the whole screen, with another text to look at beside it, or
 * in the user's own editor. */
#ifndef AZDESK_SRC_UI_EDITOR_H
#define AZDESK_SRC_UI_EDITOR_H

#include "app.h"

typedef struct {
    const char *title;       /* translated */
    const char *beside;      /* (nullable) a text to look at, and what it is */
    const char *beside_what; /* translated */
    /* After every change. */
    void (*changed)(UiApp *app, const char *text, gpointer data);
    /* (nullable) For the lower edge: "812 of 2000 characters". (transfer full) */
    char *(*count)(UiApp *app, const char *text, gpointer data);
    /* It was left; the last change was told already. */
    Reaction (*left)(UiApp *app, gpointer data);
} EditorOps;

/* The strings are copied. `data` must live as long as the overlay. */
Reaction editor_open(UiApp *app, const EditorOps *ops, const char *text, gpointer data);

/* Runs $VISUAL, else $EDITOR, else vi on the text, without a shell; the terminal is the editor's
 * meanwhile. NULL: it failed, or answered with an error. (transfer full) Error: FAILED. */
char *editor_run(UiApp *app, const char *name, const char *text, GError **error);

#endif
