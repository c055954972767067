/* SPDX-License-Identifier: MIT */
#include "azdesk/core/claim.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/word.h"

static const Word stage_table[N_STAGES] = {
#define X(symbol, word, label, moves) [STAGE_##symbol] = {word, label},
    CLAIM_STAGES(X)
#undef X
};

static const guint stage_moves_table[N_STAGES] = {
#define X(symbol, word, label, moves) [STAGE_##symbol] = (moves),
    CLAIM_STAGES(X)
#undef X
};

static const Word outcome_table[N_OUTCOMES] = {
#define X(symbol, word, label) [OUTCOME_##symbol] = {word, label},
    CLAIM_OUTCOMES(X)
#undef X
};

static const Word appeal_table[N_APPEALS] = {
#define X(symbol, word, label) [APPEAL_##symbol] = {word, label},
    CLAIM_APPEALS(X)
#undef X
};

static const Word parcel_table[N_PARCEL_STATES] = {
#define X(symbol, word, label) [PARCEL_##symbol] = {word, label},
    PARCEL_STATES(X)
#undef X
};

static const Word counts_table[N_AMAZON_COUNTS] = {
#define X(symbol, word, label) [AMAZON_COUNTS_##symbol] = {word, label},
    AMAZON_COUNTS(X)
#undef X
};

static const Word reason_table[N_REASONS] = {
#define X(symbol, word, label) [REASON_##symbol] = {word, label},
    CLAIM_REASONS(X)
#undef X
};

static const Word event_table[N_EVENTS] = {
#define X(symbol, word) [EVENT_##symbol] = {word, NULL},
    CLAIM_EVENTS(X)
#undef X
};

/* ---- Words ---- */

WORD_FUNCTIONS(stage, Stage, stage_table)
WORD_FUNCTIONS(outcome, Outcome, outcome_table)
WORD_FUNCTIONS(appeal, Appeal, appeal_table)
WORD_FUNCTIONS(parcel, ParcelState, parcel_table)
WORD_FUNCTIONS(amazon_counts, AmazonCounts, counts_table)
WORD_FUNCTIONS(reason, Reason, reason_table)
WORD_PARSE(event, EventKind, event_table)

const char *event_word(EventKind kind)
{
    return event_table[kind].word;
}

/* ---- Moves ---- */

static guint legal_moves(Stage stage, Outcome outcome)
{
    return stage_moves_table[stage] | (outcome == OUTCOME_DENIED ? STAGE_BIT(STAGE_GRANTED) : 0);
}

guint claim_legal_moves(const Claim *claim)
{
    return legal_moves(claim->stage, claim->outcome);
}

char *claim_legal_words(const Claim *claim)
{
    return words_join(stage_table, N_STAGES, claim_legal_moves(claim));
}

gboolean claim_check_move(Stage stage, Outcome outcome, Stage to, GError **error)
{
    guint moves = legal_moves(stage, outcome);
    if (moves & STAGE_BIT(to))
        return TRUE;
    g_autofree char *words = words_join(stage_table, N_STAGES, moves);
    gboolean vowel = strchr("aeiou", stage_table[stage].word[0]) != NULL;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                vowel ? _("an %s claim cannot become %s, only: %s")
                      : _("a %s claim cannot become %s, only: %s"),
                stage_table[stage].word, stage_table[to].word, words);
    return FALSE;
}

static Outcome outcome_cleared(Outcome outcome)
{
    switch (outcome) {
    case OUTCOME_GRANTED_SELLER:
    case OUTCOME_GRANTED_AMAZON:
    case OUTCOME_GRANTED_RETURNING:
    case OUTCOME_REFUNDED:
    case OUTCOME_CANCELLED:
        return OUTCOME_REVERSED;
    default:
        return outcome;
    }
}

void claim_after(Stage stage, Outcome outcome, Appeal appeal, Stage to, Outcome granted,
                 Outcome *ret_outcome, Appeal *ret_appeal)
{
    switch (to) {
    case STAGE_WITHDRAWN:
        outcome = OUTCOME_WITHDRAWN;
        break;
    case STAGE_DENIED:
        outcome = OUTCOME_DENIED;
        break;
    case STAGE_GRANTED:
        outcome = granted == OUTCOME_GRANTED_AMAZON || granted == OUTCOME_GRANTED_RETURNING
                      ? granted
                      : OUTCOME_GRANTED_SELLER;
        appeal = APPEAL_NONE; /* after a denial it is decided anew */
        break;
    case STAGE_REFUNDED:
        outcome = OUTCOME_REFUNDED;
        break;
    case STAGE_CANCELLED:
        outcome = OUTCOME_CANCELLED;
        break;
    case STAGE_APPEAL_SENT:
        appeal = APPEAL_SENT;
        break;
    case STAGE_UPHELD:
        appeal = APPEAL_LOST;
        break;
    case STAGE_CLEARED:
        if (stage == STAGE_APPEAL_SENT) {
            outcome = outcome_cleared(outcome);
            appeal = APPEAL_WON;
        }
        break;
    case STAGE_OPENED:
    case STAGE_HELD:
    case N_STAGES:
        break;
    }
    *ret_outcome = outcome;
    *ret_appeal = appeal;
}

/* ---- Events and claims as memory ---- */

ClaimEvent *claim_event_new(EventKind kind, When at, gint64 recorded_at)
{
    ClaimEvent *event = g_new0(ClaimEvent, 1);
    event->kind = kind;
    event->at = at.at;
    event->recorded_at = recorded_at;
    event->fields = at.day_only ? FIELD_DAY_ONLY : 0;
    event->amount.minor = MONEY_NONE;
    event->debited.minor = MONEY_NONE;
    event->ordered = DAY_NONE;
    event->reason = REASON_OTHER;
    return event;
}

ClaimEvent *claim_event_copy(const ClaimEvent *event)
{
    ClaimEvent *copy = g_memdup2(event, sizeof *event);
    copy->tracking = g_strdup(event->tracking);
    copy->carrier = g_strdup(event->carrier);
    copy->text = g_strdup(event->text);
    copy->word = g_strdup(event->word);
    copy->to = g_strdup(event->to);
    copy->lang = g_strdup(event->lang);
    copy->other = g_strdup(event->other);
    return copy;
}

void claim_event_free(ClaimEvent *event)
{
    if (event == NULL)
        return;
    g_free(event->tracking);
    g_free(event->carrier);
    g_free(event->text);
    g_free(event->word);
    g_free(event->to);
    g_free(event->lang);
    g_free(event->other);
    g_free(event);
}

void claim_init(Claim *claim, OrderId order)
{
    *claim = (Claim){
        .order = order,
        .reason = REASON_OTHER,
        .amount.minor = MONEY_NONE,
        .debited.minor = MONEY_NONE,
        .ordered = DAY_NONE,
    };
}

Claim *claim_new(OrderId order)
{
    Claim *claim = g_new(Claim, 1);
    claim_init(claim, order);
    return claim;
}

void claim_add_span(Claim *claim, ClaimSpan span)
{
    claim->spans = g_renew(ClaimSpan, claim->spans, claim->n_spans + 1);
    claim->spans[claim->n_spans++] = span;
}

gboolean claim_fail_missing(OrderId order, GError **error)
{
    char text[ORDER_ID_SIZE];
    order_id_format(order, text);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("no claim on order %s"), text);
    return FALSE;
}

void claim_free(Claim *claim)
{
    if (claim == NULL)
        return;
    g_free(claim->tracking);
    g_free(claim->carrier);
    g_free(claim->spans);
    g_free(claim);
}

static gboolean spans_equal(const Claim *a, const Claim *b)
{
    if (a->n_spans != b->n_spans)
        return FALSE;
    for (guint i = 0; i < a->n_spans; i++) {
        const ClaimSpan *x = &a->spans[i];
        const ClaimSpan *y = &b->spans[i];
        if (x->at != y->at || x->stage != y->stage || x->outcome != y->outcome ||
            x->appeal != y->appeal || x->amazon_counts != y->amazon_counts ||
            x->checked != y->checked)
            return FALSE;
    }
    return TRUE;
}

#define SAME_DUE(symbol, word, label, ends) a->word##_due == b->word##_due &&

gboolean claim_equal(const Claim *a, const Claim *b)
{
    return a->order == b->order && a->stage == b->stage && a->outcome == b->outcome &&
           a->appeal == b->appeal && a->parcel == b->parcel &&
           a->amazon_counts == b->amazon_counts && a->reason == b->reason &&
           money_equal(a->amount, b->amount) && money_equal(a->debited, b->debited) &&
           g_strcmp0(a->tracking, b->tracking) == 0 && g_strcmp0(a->carrier, b->carrier) == 0 &&
           a->ordered == b->ordered && a->market == b->market && a->channel == b->channel &&
           a->opened_at == b->opened_at && a->opened_day_only == b->opened_day_only &&
           a->stage_at == b->stage_at && a->decided_at == b->decided_at &&
           a->withdrawn_at == b->withdrawn_at && a->held_at == b->held_at &&
           a->appealed_at == b->appealed_at && a->snoozed_until == b->snoozed_until &&
           a->last_at == b->last_at && a->last_event == b->last_event &&
           CLAIM_CLOCKS(SAME_DUE) spans_equal(a, b);
}

const ClaimSpan *claim_span_at(const Claim *claim, gint64 instant)
{
    for (guint i = claim->n_spans; i > 0; i--) {
        const ClaimSpan *span = &claim->spans[i - 1];
        if (span->at <= instant)
            return span;
    }
    return NULL;
}

const ClaimSpan *claim_last_look(const Claim *claim, gint64 until)
{
    for (guint i = claim->n_spans; i > 0; i--) {
        const ClaimSpan *span = &claim->spans[i - 1];
        if (span->checked && span->at <= until)
            return span;
    }
    return NULL;
}

/* ---- Clocks ---- */

static const struct {
    const char *word;
    const char *label, *ends; /* untranslated */
} clock_table[N_CLOCKS] = {
#define X(symbol, word, label, ends) {#word, label, ends},
    CLAIM_CLOCKS(X)
#undef X
};

const char *clock_word(ClockKind clock)
{
    return clock_table[clock].word;
}

const char *clock_label(ClockKind clock)
{
    return _(clock_table[clock].label);
}

const char *clock_ends(ClockKind clock)
{
    return _(clock_table[clock].ends);
}

ClaimClocks claim_clocks(const Claim *claim, gint64 now)
{
    ClaimClocks clocks = {{
#define X(symbol, word, label, ends) .word = claim->word##_due,
        CLAIM_CLOCKS(X)
#undef X
    }};
    if (clocks.appeal < now)
        clocks.appeal = 0;
    return clocks;
}
