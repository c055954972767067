/* SPDX-License-Identifier: MIT */
/* Letters and the desk: drafted from a case, entered into it. */
#include "azdesk/letter/letter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"
#include "facts-private.h"

static gboolean lay_facts(LetterFacts *facts, const char *const *pairs, GError **error)
{
    for (; pairs != NULL && *pairs != NULL; pairs++) {
        const char *equals = strchr(*pairs, '=');
        if (equals == NULL) {
            g_autofree char *clean = text_clean(*pairs);
            g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("\"%s\" is not NAME=VALUE"),
                        clean);
            return FALSE;
        }
        g_autofree char *name = g_strndup(*pairs, equals - *pairs);
        if (!letter_facts_set(facts, g_strstrip(name), equals + 1, error))
            return FALSE;
    }
    return TRUE;
}

Letter *letter_draft(Store *store, const Desk *desk, const Settings *settings, OrderId order,
                     LetterKind kind, LetterLang lang, const char *const *facts, const char *folder,
                     gint64 now, GTimeZone *zone, char ***ret_missing, GError **error)
{
    const DeskCase *item = desk_find(desk, order);
    if (item == NULL || item->claim == NULL) {
        claim_fail_missing(order, error);
        return NULL;
    }
    g_autoptr(GPtrArray) events = store_events(store, order, error);
    if (events == NULL)
        return NULL;
    g_autoptr(GPtrArray) evidence = store_evidence(store, order, error);
    if (evidence == NULL)
        return NULL;
    g_autoptr(LetterFacts) known = letter_facts(desk, settings, item, events, lang, now, zone);
    letter_facts_evidence(known, evidence);
    if (!lay_facts(known, facts, error))
        return NULL;
    /* An outcome that the seller states may be ahead of the case. */
    gboolean stated =
        item->claim->outcome == OUTCOME_UNDECIDED && letter_facts_get(known, "outcome") != NULL;
    if (!stated && !letter_fits(kind, item->claim, error))
        return NULL;
    Letter *letter = letter_write(kind, lang, known, settings, folder, error);
    if (letter != NULL && ret_missing != NULL)
        *ret_missing = letter_missing(kind, lang, known, folder, NULL);
    return letter;
}

static gboolean enter_reply(const Cases *cases, OrderId order, const Letter *letter,
                            const char *text, GError **error)
{
    if (!store_begin(cases->store, G_STRLOC, error))
        return FALSE;
    if (!case_replied(cases, order, (When){0}, error) ||
        !case_letter(cases, order, letter_word(letter->kind), letter_lang_word(letter->lang), text,
                     error)) {
        store_rollback(cases->store);
        return FALSE;
    }
    return store_commit(cases->store, error);
}

gboolean letter_enter(const Cases *cases, OrderId order, const Letter *letter, GError **error)
{
    g_autofree char *text = letter_text(letter);
    if (letter->kind == LETTER_REPLY)
        return enter_reply(cases, order, letter, text, error);
    if (letter->kind == LETTER_COLLECT)
        return case_letter(cases, order, letter_word(letter->kind), letter_lang_word(letter->lang),
                           text, error);
    CaseMove move = {
        .stage = STAGE_APPEAL_SENT,
        .granted = OUTCOME_UNDECIDED,
        .debited = {.minor = MONEY_NONE},
        .letter_kind = letter_word(letter->kind),
        .letter_lang = letter_lang_word(letter->lang),
        .letter_text = text,
    };
    return case_move(cases, order, &move, error);
}
