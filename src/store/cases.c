/* SPDX-License-Identifier: MIT */
/* What is done to a case by hand. Each builds its event; cases_edit.c tries and stores it. */
#include "cases-private.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean add_first_opening(CaseEdit *edit, const CaseOpening *opening, GError **error)
{
    if (!edit->claim)
        return edit_add_opening(edit, opening, 0, error);
    char id[ORDER_ID_SIZE];
    order_id_format(edit->order, id);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                _("order %s already has a claim, which is %s"), id,
                stage_label(edit->claim->stage));
    return FALSE;
}

gboolean case_open(const Cases *cases, OrderId order, const CaseOpening *opening, GError **error)
{
    CaseEdit edit;
    return edit_begin(&edit, cases, order, error) &&
           edit_end(&edit, add_first_opening(&edit, opening, error), error);
}

/* ---- Moves ---- */

static gboolean until_fits(gboolean held, gint64 until, GError **error)
{
    if (held || until == 0)
        return TRUE;
    g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                        _("only a held parcel can have an end of the hold (--until)"));
    return FALSE;
}

static gboolean is_grant(Outcome outcome)
{
    return outcome == OUTCOME_GRANTED_SELLER || outcome == OUTCOME_GRANTED_AMAZON ||
           outcome == OUTCOME_GRANTED_RETURNING;
}

static gboolean grant_fits(const CaseMove *move, GError **error)
{
    if (move->granted == OUTCOME_UNDECIDED ||
        (move->stage == STAGE_GRANTED && is_grant(move->granted)))
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("--funded-by only applies to %s"),
                stage_word(STAGE_GRANTED));
    return FALSE;
}

static void move_carries(const CaseEdit *edit, const CaseMove *move, ClaimEvent *event)
{
    When when = EVENT_WHEN(event);
    Outcome granted = move->granted == OUTCOME_UNDECIDED ? OUTCOME_GRANTED_SELLER : move->granted;
    event->fields |= FIELD_STAGE;
    event->stage = move->stage;
    if (move->stage == STAGE_GRANTED) {
        event->fields |= FIELD_OUTCOME;
        event->outcome = granted;
    }
    event_set_due(event, edit_stage_due(edit, move->stage, granted, when, move->until));
    if (move->debited.minor != MONEY_NONE) {
        event->fields |= FIELD_DEBITED;
        event->debited = move->debited;
    }
    if (move->letter_text)
        event_set_words(event, move->letter_kind, move->letter_lang);
    event_set_text(event, move->letter_text ? move->letter_text : move->note);
}

static gboolean add_note(CaseEdit *edit, When when, const char *text, GError **error)
{
    ClaimEvent *event = edit_event(edit, EVENT_NOTE, when, error);
    if (!event)
        return FALSE;
    event_set_text(event, text);
    return edit_add(edit, event, error);
}

static gboolean add_move(CaseEdit *edit, const CaseMove *move, GError **error)
{
    if (!until_fits(move->stage == STAGE_HELD, move->until, error) || !grant_fits(move, error))
        return FALSE;
    /* With a letter the note stands for itself; else it is the move's. */
    if (move->letter_text && move->note && !add_note(edit, move->at, move->note, error))
        return FALSE;
    ClaimEvent *event = edit_event(edit, EVENT_MOVED, move->at, error);
    if (!event)
        return FALSE;
    move_carries(edit, move, event);
    return edit_add(edit, event, error);
}

gboolean case_move(const Cases *cases, OrderId order, const CaseMove *move, GError **error)
{
    CaseEdit edit;
    return edit_begin_claim(&edit, cases, order, error) &&
           edit_end(&edit, add_move(&edit, move, error), error);
}

/* ---- Parcel, questions and answers ---- */

static gboolean add_parcel(CaseEdit *edit, ParcelState state, When at, gint64 until,
                           const char *words, GError **error)
{
    ClaimEvent *event = until_fits(state == PARCEL_HELD, until, error)
                            ? edit_event(edit, EVENT_PARCEL, at, error)
                            : NULL;
    if (!event)
        return FALSE;
    event->fields |= FIELD_PARCEL;
    event->parcel = state;
    event_set_text(event, words);
    if (state == PARCEL_HELD)
        event_set_due(
            event, edit_stage_due(edit, STAGE_HELD, OUTCOME_UNDECIDED, EVENT_WHEN(event), until));
    return edit_add(edit, event, error);
}

gboolean case_parcel(const Cases *cases, OrderId order, ParcelState state, When at, gint64 until,
                     const char *words, GError **error)
{
    CaseEdit edit;
    return edit_begin_claim(&edit, cases, order, error) &&
           edit_end(&edit, add_parcel(&edit, state, at, until, words, error), error);
}

static gboolean add_asked(CaseEdit *edit, When at, gint64 due, GError **error)
{
    ClaimEvent *event = edit_event(edit, EVENT_ASKED, at, error);
    if (!event)
        return FALSE;
    event_set_due(event, due != 0 ? due
                                  : deadline_default(edit->cases->settings, DEADLINE_REPLY,
                                                     edit_market(edit), EVENT_WHEN(event)));
    return edit_add(edit, event, error);
}

gboolean case_asked(const Cases *cases, OrderId order, When at, gint64 due, GError **error)
{
    CaseEdit edit;
    return edit_begin_claim(&edit, cases, order, error) &&
           edit_end(&edit, add_asked(&edit, at, due, error), error);
}

/* An answer given while Amazon asks about an appeal makes its clock run anew. */
static gboolean add_replied(CaseEdit *edit, When at, GError **error)
{
    ClaimEvent *event = edit_event(edit, EVENT_REPLIED, at, error);
    if (!event)
        return FALSE;
    g_autoptr(Claim) then = edit_claim_at(edit, event->at);
    if (then && then->appeal == APPEAL_INFO_REQUESTED)
        event_set_due(event, deadline_default(edit->cases->settings, DEADLINE_ANSWER,
                                              edit_market(edit), EVENT_WHEN(event)));
    return edit_add(edit, event, error);
}

gboolean case_replied(const Cases *cases, OrderId order, When at, GError **error)
{
    CaseEdit edit;
    return edit_begin_claim(&edit, cases, order, error) &&
           edit_end(&edit, add_replied(&edit, at, error), error);
}

static gboolean add_check(CaseEdit *edit, gboolean counts, When at, GError **error)
{
    ClaimEvent *event = edit_event(edit, EVENT_CHECKED, at, error);
    if (!event)
        return FALSE;
    event->fields |= FIELD_COUNTS;
    event->counts = counts ? AMAZON_COUNTS_YES : AMAZON_COUNTS_NO;
    return edit_add(edit, event, error);
}

gboolean case_check(const Cases *cases, OrderId order, gboolean counts, When at, GError **error)
{
    CaseEdit edit;
    return edit_begin_claim(&edit, cases, order, error) &&
           edit_end(&edit, add_check(&edit, counts, at, error), error);
}

/* ---- Words ---- */

static gboolean has_text(const char *text, GError **error)
{
    if (text && text[0] != '\0')
        return TRUE;
    g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("the text is empty"));
    return FALSE;
}

gboolean case_note(const Cases *cases, OrderId order, const char *text, GError **error)
{
    CaseEdit edit;
    return has_text(text, error) && edit_begin_claim(&edit, cases, order, error) &&
           edit_end(&edit, add_note(&edit, (When){0}, text, error), error);
}

/* What is to be answered, and by when. */
static gint64 message_due(const CaseEdit *edit, const CaseMessage *message, When when)
{
    const Settings *settings = edit->cases->settings;
    gboolean by_buyer = strcmp(message->who, "buyer") == 0;
    gboolean to_support =
        strcmp(message->who, "seller") == 0 && g_strcmp0(message->to, "support") == 0;
    if (!by_buyer && !to_support)
        return 0;
    if (message->due != 0)
        return message->due;
    g_autoptr(Claim) then = edit_claim_at(edit, when.at);
    if (by_buyer && then && then->outcome != OUTCOME_UNDECIDED)
        return 0;
    return deadline_default(settings, by_buyer ? DEADLINE_BUYER : DEADLINE_SUPPORT,
                            edit_market(edit), when);
}

static gboolean add_message(CaseEdit *edit, const CaseMessage *message, GError **error)
{
    ClaimEvent *event = edit_event(edit, EVENT_MESSAGE, message->at, error);
    if (!event)
        return FALSE;
    event_set_words(event, message->who, message->lang);
    event_set_text(event, message->text);
    if (message->to) {
        event->fields |= FIELD_TO;
        event->to = g_strdup(message->to);
    }
    if (message->translation && message->translation[0] != '\0') {
        event->fields |= FIELD_OTHER;
        event->other = g_strdup(message->translation);
    }
    event_set_due(event, message_due(edit, message, EVENT_WHEN(event)));
    return edit_add(edit, event, error);
}

gboolean case_message(const Cases *cases, OrderId order, const CaseMessage *message, GError **error)
{
    CaseEdit edit;
    return has_text(message->text, error) && edit_begin_claim(&edit, cases, order, error) &&
           edit_end(&edit, add_message(&edit, message, error), error);
}

static gboolean add_letter(CaseEdit *edit, const char *kind, const char *lang, const char *text,
                           GError **error)
{
    ClaimEvent *event = edit_event(edit, EVENT_LETTER, (When){0}, error);
    if (!event)
        return FALSE;
    event_set_words(event, kind, lang);
    event_set_text(event, text);
    return edit_add(edit, event, error);
}

gboolean case_letter(const Cases *cases, OrderId order, const char *kind, const char *lang,
                     const char *text, GError **error)
{
    CaseEdit edit;
    return has_text(text, error) && edit_begin_claim(&edit, cases, order, error) &&
           edit_end(&edit, add_letter(&edit, kind, lang, text, error), error);
}

static gboolean add_snooze(CaseEdit *edit, gint64 until, const char *reason, GError **error)
{
    ClaimEvent *event = edit_event(edit, EVENT_SNOOZED, (When){0}, error);
    if (!event)
        return FALSE;
    event_set_due(event, until);
    event_set_text(event, reason);
    return edit_add(edit, event, error);
}

gboolean case_snooze(const Cases *cases, OrderId order, gint64 until, const char *reason,
                     GError **error)
{
    CaseEdit edit;
    return edit_begin_claim(&edit, cases, order, error) &&
           edit_end(&edit, add_snooze(&edit, until, reason, error), error);
}
