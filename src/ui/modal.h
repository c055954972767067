/* SPDX-License-Identifier: MIT */
/* Overlays: what takes all keys until it is left. A prompt in the last row, a menu, a form, a
 * question, the help. One on top of another. */
#ifndef AZDESK_SRC_UI_MODAL_H
#define AZDESK_SRC_UI_MODAL_H

#include "view.h"

typedef struct UiModal UiModal;

/* What an overlay looks like now; made anew by .recalc. */
typedef struct {
    Lines *lines;
    char *title;                /* (nullable) owned */
    char *footer;               /* (nullable) owned */
    int cols;                   /* inside the frame */
    int cursor_row, cursor_col; /* in the lines; row -1: no cursor */
    gboolean in_hint;           /* without a frame, the last line in the place of the hint bar */
} ModalBox;

typedef struct {
    const char *name;
    Reaction (*key)(UiApp *app, UiModal *modal, Key key);
    Reaction (*paste)(UiApp *app, UiModal *modal, const char *text); /* (nullable) else ignored */
    Reaction (*mouse)(UiApp *app, UiModal *modal, const TermEvent *event, int row,
                      int col); /* (nullable) */
    void (*recalc)(UiApp *app, UiModal *modal, int max_rows, int max_cols, ModalBox *box);
    void (*free)(UiModal *modal);
} ModalOps;

struct UiModal {
    const ModalOps *ops;
    ModalBox box;
    Rect area; /* inside the frame, as last painted */
};

void modal_box_clear(ModalBox *box);

/* ---- Question: one line or a few, and the key that says yes (never the one that asked) ---- */

typedef Reaction (*ConfirmYes)(UiApp *app, gpointer data);
Reaction confirm_open(UiApp *app, const char *question, ConfirmYes yes, gpointer data,
                      GDestroyNotify destroy);

/* ---- Text to read: scrolls ---- */

/* Takes the lines. */
Reaction reader_open(UiApp *app, const char *title, Lines *lines);
/* With lines made for the width, anew where that changes: in two columns where each has `column`
 * at least. */
typedef void (*ReaderFit)(UiApp *app, int cols, Lines *lines);
Reaction reader_open_fit(UiApp *app, const char *title, ReaderFit fit, int column);

/* ---- Menu: one of a few ---- */

typedef struct {
    char *label;
    char *detail;  /* (nullable) at the right */
    char *why_not; /* (nullable) disabled, and why */
    Style style;
    gint64 value;
} MenuItem;

typedef Reaction (*MenuChosen)(UiApp *app, gint64 value, gpointer data);
GArray *menu_items_new(void); /* of MenuItem */
MenuItem *menu_item(GArray *items, const char *label, gint64 value);
/* Takes the items. `current` is the value to begin with. */
Reaction menu_open(UiApp *app, const char *title, GArray *items, gint64 current, MenuChosen chosen,
                   gpointer data, GDestroyNotify destroy);

/* ---- Prompt: one line in the place of the hint bar ---- */

typedef struct {
    /* (nullable) After every change of the text. */
    Reaction (*edited)(UiApp *app, const char *text, gpointer data);
    /* Enter. An answer without REACT_IGNORED closes it; with it the text stays to be changed, below
     * the message that says why. */
    Reaction (*done)(UiApp *app, const char *text, gpointer data);
    /* (nullable) ESC; the text as it was at the beginning. */
    Reaction (*left)(UiApp *app, const char *before, gpointer data);
    /* (nullable) Words that may stand at the cursor: `*ret_start` is where the word begins, in
     * bytes. (transfer full) NULL-terminated (nullable) */
    char **(*complete)(UiApp *app, const char *text, gsize cursor, gsize *ret_start, gpointer data);
    gboolean offers; /* those words are shown while one types, not only at TAB */
    /* (nullable) What such a word means, which begins at byte `at`. (transfer full) (nullable) */
    char *(*about)(UiApp *app, const char *text, gsize at, const char *word, gpointer data);
    /* (nullable) What is wrong with the text: shown above the place *ret_at, in bytes. Enter does
     * not take such a text. (transfer full) (nullable) */
    char *(*check)(UiApp *app, const char *text, gsize *ret_at, gpointer data);
} PromptOps;

Reaction prompt_open(UiApp *app, const char *label, const char *text, const char *history,
                     const PromptOps *ops, gpointer data, GDestroyNotify destroy);

#endif
