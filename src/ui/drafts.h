/* SPDX-License-Identifier: MIT */
/* Letters being written: one file each in the state folder, for its owner alone, from the first
 * edit until the letter is sent. Without a state folder they last as long as the session. */
#ifndef AZDESK_SRC_UI_DRAFTS_H
#define AZDESK_SRC_UI_DRAFTS_H

#include "app.h"
#include "azdesk/letter/letter.h"

typedef struct {
    OrderId order;
    LetterKind kind;
    LetterLang lang;
    gint64 saved_at;  /* 0: not known */
    char *text;       /* (nullable) as letter_text() has it, once it was edited */
    GPtrArray *facts; /* of char*, "NAME=VALUE": what the seller filled in */
} Draft;

Draft *draft_new(OrderId order, LetterKind kind, LetterLang lang);
void draft_free(Draft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)
gboolean draft_empty(const Draft *draft);
void draft_fact(Draft *draft, const char *name, const char *value); /* replaces; "" drops it */

/* What was kept of that letter, else an empty one. (transfer full) */
Draft *draft_load(UiApp *app, OrderId order, LetterKind kind, LetterLang lang);
/* Keeps it; an empty one is dropped. Error: FAILED. */
gboolean draft_save(UiApp *app, const Draft *draft, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void draft_drop(UiApp *app, OrderId order, LetterKind kind, LetterLang lang);
/* All that are kept, the newest first. (transfer full) of Draft */
GPtrArray *drafts_list(UiApp *app);

#endif
