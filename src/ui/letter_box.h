/* SPDX-License-Identifier: MIT */
/* One letter: as it goes out, and in the other language beside it. letter_box.c shows and edits it,
 * letter_facts.c asks for what it leaves out, letter_out.c gets it to where it goes. */
#ifndef AZDESK_SRC_UI_LETTER_BOX_H
#define AZDESK_SRC_UI_LETTER_BOX_H

#include "drafts.h"
#include "rowlist.h"

typedef struct {
    UiView base;
    OrderId order;
    LetterKind kind;
    LetterLang lang; /* in which it goes out */
    Draft *draft;    /* what is the seller's own of it */
    Letter *letter;  /* (nullable) as it goes out */
    Letter *other;   /* (nullable) in the other language, as the template has it */
    char *why_not;   /* (nullable) why it cannot be written */
    char **missing;  /* (nullable) facts for want of which something is left out */
    guint attached;  /* pieces of evidence */
    gboolean hide_other;
    RowList rows;
    guint save_source; /* 0: the draft is on the disk */
    UiApp *app;
} LetterView;

/* Brings the letter to the front; `kind` -1: the one that fits the case. */
Reaction letter_show(UiApp *app, OrderId order, int kind);

/* ---- Between the files ---- */

/* Writes it anew from the case, the facts and the draft. */
void letter_build(UiApp *app, LetterView *view);
/* Asks for what is missing, and for what the seller filled in before. */
Reaction letter_ask_facts(UiApp *app, LetterView *view);

const char *letter_lang_label(LetterLang lang); /* translated: "English" */
/* "812 of 2000 characters" (transfer full) */
char *letter_count(UiApp *app, int characters);
/* Keeps the letter as a draft, unless there is one. */
gboolean letter_keep(UiApp *app, OrderId order, const Letter *letter,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The letter is done: leaves the view if it is in front, and forgets its draft. */
Reaction letter_leave(UiApp *app, OrderId order, LetterKind kind, LetterLang lang);

Reaction letter_out_menu(UiApp *app, LetterView *view);
Reaction letter_out_copy(UiApp *app, LetterView *view);
Reaction letter_out_file(UiApp *app, LetterView *view);
Reaction letter_out_send(UiApp *app, LetterView *view);
Reaction letter_out_sent(UiApp *app, LetterView *view);

#endif
