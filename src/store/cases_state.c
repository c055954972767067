/* SPDX-License-Identifier: MIT */
/* What files state about a claim. A file may be read again and again, and after work by hand: what
 * it said before is no news, and only news becomes an entry. */
#include "cases-private.h"

#include <glib/gi18n.h>

/* The latest live event that came from a file and that `fits`. (nullable) */
typedef gboolean (*EventFits)(const ClaimEvent *event, guint bit);
static const ClaimEvent *last_stated(const CaseEdit *edit, EventFits fits, guint bit)
{
    g_autoptr(GPtrArray) live = claim_live_events(edit->events);
    const ClaimEvent *found = NULL;
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = live->pdata[i];
        if ((event->fields & FIELD_IMPORT) && fits(event, bit) && (!found || event->id > found->id))
            found = event;
    }
    return found;
}

static gboolean carries_fact(const ClaimEvent *event, guint bit)
{
    return (event->kind == EVENT_OPENED || event->kind == EVENT_EDITED ||
            event->kind == EVENT_STATED) &&
           (event->fields & bit);
}

static gboolean states_stage(const ClaimEvent *event, guint bit)
{
    return event->kind == EVENT_STATED || event->kind == EVENT_OPENED;
}

/* ---- Facts ---- */

/* Whether a told fact is news: not what the claim holds, nor what the last file said of it. */
static gboolean amount_is_news(const CaseEdit *edit, const CaseOpening *told)
{
    const ClaimEvent *before = last_stated(edit, carries_fact, FIELD_AMOUNT);
    return told->amount.minor != MONEY_NONE && !money_equal(told->amount, edit->claim->amount) &&
           !(before && money_equal(told->amount, before->amount));
}

static gboolean reason_is_news(const CaseEdit *edit, const CaseOpening *told)
{
    const ClaimEvent *before = last_stated(edit, carries_fact, FIELD_REASON);
    return told->reason != REASON_OTHER && told->reason != edit->claim->reason &&
           !(before && before->reason == told->reason);
}

static gboolean tracking_is_news(const CaseEdit *edit, const CaseOpening *told)
{
    const ClaimEvent *before = last_stated(edit, carries_fact, FIELD_TRACKING);
    return told->tracking && g_strcmp0(told->tracking, edit->claim->tracking) != 0 &&
           !(before && g_strcmp0(before->tracking, told->tracking) == 0);
}

static gboolean carrier_is_news(const CaseEdit *edit, const CaseOpening *told)
{
    const ClaimEvent *before = last_stated(edit, carries_fact, FIELD_CARRIER);
    const Carrier *known = told->carrier ? carrier_by_word(told->carrier) : NULL;
    const char *word = known ? known->word : told->carrier;
    return word && g_strcmp0(word, edit->claim->carrier) != 0 &&
           !(before && g_strcmp0(before->carrier, word) == 0);
}

static gboolean ordered_is_news(const CaseEdit *edit, const CaseOpening *told)
{
    const ClaimEvent *before = last_stated(edit, carries_fact, FIELD_ORDERED);
    return !edit->imported.found && told->ordered != DAY_NONE &&
           told->ordered != edit->claim->ordered && !(before && before->ordered == told->ordered);
}

static gboolean market_is_news(const CaseEdit *edit, const CaseOpening *told)
{
    const ClaimEvent *before = last_stated(edit, carries_fact, FIELD_MARKET);
    return !edit->imported.found && told->market != 0 && told->market != edit->claim->market &&
           !(before && before->market == told->market);
}

static gboolean channel_is_news(const CaseEdit *edit, const CaseOpening *told)
{
    const ClaimEvent *before = last_stated(edit, carries_fact, FIELD_CHANNEL);
    return !edit->imported.found && told->channel >= 0 &&
           told->channel != (int)edit->claim->channel &&
           !(before && (int)before->channel == told->channel);
}

static const struct {
    guint bit;
    gboolean (*is_news)(const CaseEdit *edit, const CaseOpening *told);
} facts[] = {
    {FIELD_AMOUNT, amount_is_news},     {FIELD_REASON, reason_is_news},
    {FIELD_TRACKING, tracking_is_news}, {FIELD_CARRIER, carrier_is_news},
    {FIELD_ORDERED, ordered_is_news},   {FIELD_MARKET, market_is_news},
    {FIELD_CHANNEL, channel_is_news},
};

static gboolean add_news(CaseEdit *edit, const CaseOpening *told, gint64 import, GError **error)
{
    g_autoptr(ClaimEvent) news = claim_event_new(EVENT_EDITED, (When){0}, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(facts); i++)
        news->fields |= facts[i].is_news(edit, told) ? facts[i].bit : 0;
    if (news->fields == 0)
        return TRUE;
    news->reason = told->reason;
    news->amount = told->amount;
    news->tracking = g_strdup(told->tracking);
    news->carrier = g_strdup(told->carrier);
    news->ordered = told->ordered;
    news->market = told->market;
    news->channel = (Channel)MAX(told->channel, 0);
    return edit_add_facts(edit, news, import, error);
}

/* ---- Stage ---- */

static const Outcome outcomes_of[N_STAGES] = {
    [STAGE_WITHDRAWN] = OUTCOME_WITHDRAWN,    [STAGE_DENIED] = OUTCOME_DENIED,
    [STAGE_GRANTED] = OUTCOME_GRANTED_SELLER, [STAGE_REFUNDED] = OUTCOME_REFUNDED,
    [STAGE_CANCELLED] = OUTCOME_CANCELLED,    [STAGE_APPEAL_SENT] = OUTCOME_GRANTED_SELLER,
    [STAGE_UPHELD] = OUTCOME_GRANTED_SELLER,  [STAGE_CLEARED] = OUTCOME_WITHDRAWN,
};

static gboolean outcome_fits(Stage stage, Outcome outcome)
{
    switch (stage) {
    case STAGE_APPEAL_SENT:
    case STAGE_UPHELD:
    case STAGE_CLEARED:
        return outcome != OUTCOME_UNDECIDED;
    case STAGE_GRANTED:
        return outcome == OUTCOME_GRANTED_SELLER || outcome == OUTCOME_GRANTED_AMAZON ||
               outcome == OUTCOME_GRANTED_RETURNING;
    default:
        return outcome == outcomes_of[stage];
    }
}

static gboolean check_statement(const CaseStatement *statement, Outcome *ret_outcome,
                                GError **error)
{
    Outcome outcome = statement->outcome == OUTCOME_UNDECIDED ? outcomes_of[statement->stage]
                                                              : statement->outcome;
    if (outcome_fits(statement->stage, outcome)) {
        *ret_outcome = outcome;
        return TRUE;
    }
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("the outcome %s does not fit the stage %s"), outcome_word(outcome),
                stage_word(statement->stage));
    return FALSE;
}

static gboolean stage_is_news(const CaseEdit *edit, Stage stage, Outcome outcome, When when)
{
    const Claim *claim = edit->claim;
    if (claim->stage == stage && claim->outcome == outcome)
        return FALSE;
    const ClaimSpan *span =
        claim_span_at(claim, when.day_only ? day_end(day_of(when.at)) : when.at);
    if (when.at != 0 && span && span->stage == stage && span->outcome == outcome)
        return FALSE;
    const ClaimEvent *before = last_stated(edit, states_stage, 0);
    if (!before)
        return TRUE;
    if (before->kind == EVENT_OPENED)
        return stage != STAGE_OPENED;
    return before->stage != stage || before->outcome != outcome;
}

/* A stage may itself be a history's first entry: what stands before the opening must be told here.
 */
static gboolean stands_after_opening(const CaseEdit *edit, When when, GError **error)
{
    const gboolean by_day = when.day_only || edit->claim->opened_day_only;
    if (by_day ? day_of(when.at) >= day_of(edit->claim->opened_at)
               : when.at >= edit->claim->opened_at)
        return TRUE;
    g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                        _("the claim had not been opened yet at that time"));
    return FALSE;
}

static gboolean add_stage(CaseEdit *edit, const CaseStatement *statement, Outcome outcome,
                          GError **error)
{
    When when = statement->stage_at;
    if (when.at == 0 && !when.day_only)
        when = (When){edit->claim->opened_at, edit->claim->opened_day_only};
    if (!stage_is_news(edit, statement->stage, outcome, when))
        return TRUE;
    if (!stands_after_opening(edit, when, error))
        return FALSE;
    ClaimEvent *event = edit_event(edit, EVENT_STATED, when, error);
    if (!event)
        return FALSE;
    event->fields |= FIELD_STAGE | FIELD_OUTCOME;
    event->stage = statement->stage;
    event->outcome = outcome;
    event_set_due(event, edit_stage_due(edit, statement->stage, outcome, when, statement->until));
    event_set_import(event, statement->import);
    return edit_add(edit, event, error);
}

/* ---- Notes ---- */

/* The same words may stand there already; those of an entry taken back do not. */
static gboolean note_is_news(CaseEdit *edit, const char *note, gboolean *ret_news, GError **error)
{
    g_autoptr(GPtrArray) live = claim_live_events(edit->events);
    g_autoptr(SqlRows) rows =
        sql_query(edit->store, "SELECT id FROM text WHERE claim = ? AND body = ?",
                  SQL_VALUES(SQL_INT(edit->order), SQL_TEXT(note)), error);
    int step = -1;
    *ret_news = TRUE;
    while (rows && (step = sql_next(edit->store, rows, error)) > 0) {
        for (guint i = 0; i < live->len; i++) {
            const ClaimEvent *event = live->pdata[i];
            if ((event->fields & FIELD_TEXT) && event->text_id == sqlite3_column_int64(rows, 0))
                *ret_news = FALSE;
        }
    }
    return step == 0;
}

static gboolean add_stated_note(CaseEdit *edit, const CaseStatement *statement, GError **error)
{
    gboolean news = FALSE;
    if (!statement->note || statement->note[0] == '\0')
        return TRUE;
    if (!note_is_news(edit, statement->note, &news, error))
        return FALSE;
    if (!news)
        return TRUE;
    ClaimEvent *event = edit_event(edit, EVENT_NOTE, (When){0}, error);
    if (!event)
        return FALSE;
    event_set_text(event, statement->note);
    event_set_import(event, statement->import);
    return edit_add(edit, event, error);
}

static gboolean add_statement(CaseEdit *edit, const CaseStatement *statement, GError **error)
{
    gboolean known = edit->claim != NULL;
    Outcome outcome = OUTCOME_UNDECIDED;
    if (statement->has_stage && !check_statement(statement, &outcome, error))
        return FALSE;
    if (known ? !add_news(edit, &statement->opening, statement->import, error)
              : !edit_add_opening(edit, &statement->opening, statement->import, error))
        return FALSE;
    if (statement->has_stage && (known || statement->stage != STAGE_OPENED) &&
        !add_stage(edit, statement, outcome, error))
        return FALSE;
    return add_stated_note(edit, statement, error);
}

gboolean case_state(const Cases *cases, OrderId order, const CaseStatement *statement,
                    CaseChange *ret_change, GError **error)
{
    CaseEdit edit;
    if (!edit_begin(&edit, cases, order, error))
        return FALSE;
    gboolean known = edit.claim != NULL;
    gboolean ok = add_statement(&edit, statement, error);
    CaseChange change = !known                           ? CASE_ADDED
                        : edit.events->len > edit.stored ? CASE_UPDATED
                                                         : CASE_UNCHANGED;
    if (!edit_end(&edit, ok, error))
        return FALSE;
    if (ret_change)
        *ret_change = change;
    return TRUE;
}
