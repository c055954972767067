/* SPDX-License-Identifier: MIT */
/* From events to a claim: what each kind of entry does, which entries stand, and in which order. */
#include "azdesk/core/claim.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"

static gboolean is_open(const Claim *claim)
{
    return claim->n_spans > 0;
}

static gboolean require_open(const Claim *claim, GError **error)
{
    if (is_open(claim))
        return TRUE;
    g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                        _("the claim had not been opened yet at that time"));
    return FALSE;
}

static gboolean seller_pays(Outcome outcome)
{
    return outcome == OUTCOME_GRANTED_SELLER || outcome == OUTCOME_REFUNDED ||
           outcome == OUTCOME_CANCELLED;
}

/* ---- What an entry does ---- */

static void take_text(char **target, const char *text)
{
    g_free(*target);
    *target = text != NULL && text[0] != '\0' ? g_strdup(text) : NULL;
}

/* What is said by hand is the whole sum. */
static void take_debited(Claim *claim, const ClaimEvent *event)
{
    if (!(event->fields & FIELD_DEBITED))
        return;
    claim->debited = event->debited;
    claim->settled = 0;
    if (claim->debited.currency[0] == '\0')
        memcpy(claim->debited.currency, claim->amount.currency, sizeof claim->debited.currency);
}

/* What settlements took is summed up, and stands in place of what was said by hand before. */
static void add_debited(Claim *claim, const ClaimEvent *event)
{
    gint64 before = claim->settled;
    gboolean same = strcmp(claim->debited.currency, event->debited.currency) == 0;
    take_debited(claim, event);
    if (!(event->fields & FIELD_DEBITED) || claim->debited.minor == MONEY_NONE)
        return;
    gint64 sum;
    if (same && !__builtin_add_overflow(claim->debited.minor, before, &sum))
        claim->debited.minor = sum;
    claim->settled = claim->debited.minor;
}

static void take_facts(Claim *claim, const ClaimEvent *event)
{
    if (event->fields & FIELD_REASON)
        claim->reason = event->reason;
    if (event->fields & FIELD_AMOUNT)
        claim->amount = event->amount;
    if (event->fields & FIELD_TRACKING)
        take_text(&claim->tracking, event->tracking);
    if (event->fields & FIELD_CARRIER)
        take_text(&claim->carrier, event->carrier);
    if (event->fields & FIELD_ORDERED)
        claim->ordered = event->ordered;
    if (event->fields & FIELD_MARKET)
        claim->market = event->market;
    if (event->fields & FIELD_CHANNEL)
        claim->channel = event->channel;
    take_debited(claim, event);
}

static gint64 due_of(const ClaimEvent *event)
{
    return event->fields & FIELD_DUE ? event->due : 0;
}

static void enter_span(Claim *claim, gint64 at, gboolean checked)
{
    const ClaimSpan *last = is_open(claim) ? &claim->spans[claim->n_spans - 1] : NULL;
    if (!checked && last != NULL && last->stage == claim->stage &&
        last->outcome == claim->outcome && last->appeal == claim->appeal &&
        last->amazon_counts == claim->amazon_counts)
        return;
    ClaimSpan span = {.at = at,
                      .stage = (guint8)claim->stage,
                      .outcome = (guint8)claim->outcome,
                      .appeal = (guint8)claim->appeal,
                      .amazon_counts = (guint8)claim->amazon_counts,
                      .checked = checked ? 1 : 0};
    claim_add_span(claim, span);
}

static void begin_hold(Claim *claim, const ClaimEvent *event)
{
    if (claim->parcel != PARCEL_HELD || claim->held_at == 0)
        claim->held_at = event->at;
    claim->parcel = PARCEL_HELD;
    if (event->fields & FIELD_DUE)
        claim->hold_due = event->due;
}

static void decide(Claim *claim, const ClaimEvent *event)
{
    claim->reply_due = claim->hold_due = claim->answer_due = claim->verify_due = 0;
    claim->buyer_due = 0;
    claim->appeal_due = seller_pays(claim->outcome) ? due_of(event) : 0;
    claim->decided_at = event->at;
    if (claim->outcome == OUTCOME_WITHDRAWN)
        claim->withdrawn_at = event->at;
}

/* The clocks that start and end when a claim enters `stage`, its outcome and appeal being set. */
static void enter_stage(Claim *claim, Stage stage, const ClaimEvent *event)
{
    switch (stage) {
    case STAGE_OPENED:
        if (claim->parcel == PARCEL_HELD)
            claim->parcel = PARCEL_UNKNOWN;
        claim->hold_due = 0;
        break;
    case STAGE_HELD:
        begin_hold(claim, event);
        break;
    case STAGE_WITHDRAWN:
    case STAGE_DENIED:
    case STAGE_GRANTED:
    case STAGE_REFUNDED:
    case STAGE_CANCELLED:
        decide(claim, event);
        break;
    case STAGE_APPEAL_SENT:
        claim->appealed_at = event->at;
        claim->answer_due = due_of(event);
        claim->appeal_due = claim->verify_due = 0;
        break;
    case STAGE_UPHELD:
        claim->answer_due = claim->reply_due = 0;
        break;
    case STAGE_CLEARED:
        claim->answer_due = claim->reply_due = claim->appeal_due = claim->support_due = 0;
        claim->verify_due = due_of(event);
        break;
    case N_STAGES:
        break;
    }
    claim->stage = stage;
    claim->stage_at = event->at;
}

static gboolean apply_opened(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (is_open(claim)) {
        g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                            _("there is already a claim on this order"));
        return FALSE;
    }
    take_facts(claim, event);
    claim->stage = STAGE_OPENED;
    claim->opened_at = claim->stage_at = event->at;
    claim->opened_day_only = (event->fields & FIELD_DAY_ONLY) != 0;
    claim->reply_due = due_of(event);
    enter_span(claim, event->at, FALSE);
    return TRUE;
}

static gboolean apply_moved(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (!require_open(claim, error) ||
        !claim_check_move(claim->stage, claim->outcome, event->stage, error))
        return FALSE;
    claim_after(claim->stage, claim->outcome, claim->appeal, event->stage,
                event->fields & FIELD_OUTCOME ? event->outcome : OUTCOME_GRANTED_SELLER,
                &claim->outcome, &claim->appeal);
    enter_stage(claim, event->stage, event);
    take_debited(claim, event);
    enter_span(claim, event->at, FALSE);
    return TRUE;
}

static Appeal appeal_stated(Stage stage, Outcome outcome, Appeal before)
{
    switch (stage) {
    case STAGE_APPEAL_SENT:
        return APPEAL_SENT;
    case STAGE_UPHELD:
        return APPEAL_LOST;
    case STAGE_CLEARED:
        return outcome == OUTCOME_REVERSED || before != APPEAL_NONE ? APPEAL_WON : APPEAL_NONE;
    default:
        return APPEAL_NONE;
    }
}

/* The outcome that a stage told without one means: seller pays, unless it is known better. */
static Outcome outcome_stated(const Claim *claim, const ClaimEvent *event)
{
    if (event->stage == STAGE_OPENED || event->stage == STAGE_HELD)
        return OUTCOME_UNDECIDED;
    if ((event->fields & FIELD_OUTCOME) && event->outcome != OUTCOME_UNDECIDED)
        return event->outcome;
    Outcome outcome = claim->outcome;
    Appeal appeal = claim->appeal;
    claim_after(claim->stage, outcome, appeal, event->stage, outcome, &outcome, &appeal);
    if (outcome != OUTCOME_UNDECIDED)
        return outcome;
    return event->stage == STAGE_CLEARED ? OUTCOME_WITHDRAWN : OUTCOME_GRANTED_SELLER;
}

/* Stage and outcome as they are told: whatever was before ends, no path is asked for. */
static gboolean apply_stated(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (!is_open(claim)) {
        claim->opened_at = event->at;
        claim->opened_day_only = (event->fields & FIELD_DAY_ONLY) != 0;
    }
    take_facts(claim, event);
    Outcome outcome = outcome_stated(claim, event);
    gboolean news = outcome != claim->outcome;
    claim->appeal = appeal_stated(event->stage, outcome, claim->appeal);
    claim->outcome = outcome;
    claim->answer_due = claim->verify_due = claim->appeal_due = 0;
    if (outcome == OUTCOME_UNDECIDED) {
        claim->decided_at = 0;
    } else {
        claim->reply_due = claim->hold_due = claim->buyer_due = 0;
        if (news)
            claim->decided_at = event->at;
        if (news && outcome == OUTCOME_WITHDRAWN)
            claim->withdrawn_at = event->at;
    }
    enter_stage(claim, event->stage, event);
    if (event->stage == STAGE_OPENED && (event->fields & FIELD_DUE))
        claim->reply_due = event->due;
    enter_span(claim, event->at, FALSE);
    return TRUE;
}

static gboolean apply_parcel(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (event->parcel == PARCEL_HELD)
        begin_hold(claim, event);
    claim->parcel = event->parcel;
    if (event->parcel != PARCEL_HELD || claim->outcome != OUTCOME_UNDECIDED)
        claim->hold_due = 0;
    return TRUE;
}

static gboolean apply_asked(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (!require_open(claim, error))
        return FALSE;
    claim->reply_due = due_of(event);
    if (claim->appeal == APPEAL_SENT) {
        claim->appeal = APPEAL_INFO_REQUESTED;
        claim->answer_due = 0;
        enter_span(claim, event->at, FALSE);
    }
    return TRUE;
}

static gboolean apply_replied(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (!require_open(claim, error))
        return FALSE;
    claim->reply_due = 0;
    if (claim->appeal == APPEAL_INFO_REQUESTED) {
        claim->appeal = APPEAL_SENT;
        claim->answer_due = due_of(event);
        enter_span(claim, event->at, FALSE);
    }
    return TRUE;
}

static gboolean apply_checked(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (!require_open(claim, error))
        return FALSE;
    claim->amazon_counts = event->counts;
    claim->verify_due = 0;
    enter_span(claim, event->at, TRUE);
    return TRUE;
}

static gboolean apply_edited(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (!require_open(claim, error))
        return FALSE;
    take_facts(claim, event);
    return TRUE;
}

static gboolean apply_snoozed(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (!require_open(claim, error))
        return FALSE;
    claim->snoozed_until = due_of(event);
    return TRUE;
}

static gboolean apply_debited(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (!require_open(claim, error))
        return FALSE;
    add_debited(claim, event);
    return TRUE;
}

/* What was said or filed changes no fact, and may be older than the claim: buyers write first. */
static gboolean apply_record(Claim *claim, const ClaimEvent *event, GError **error)
{
    return TRUE;
}

static gboolean speaks(const ClaimEvent *event, const char *who)
{
    return g_strcmp0(event->word, who) == 0;
}

/* The first message that is not answered yet is the one that waits. */
static gboolean apply_message(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (speaks(event, "buyer") && claim->buyer_due == 0)
        claim->buyer_due = due_of(event);
    else if (speaks(event, "support"))
        claim->support_due = 0;
    else if (speaks(event, "seller") && g_strcmp0(event->to, "support") == 0)
        claim->support_due = due_of(event);
    else if (speaks(event, "seller") && g_strcmp0(event->to, "amazon") != 0)
        claim->buyer_due = 0;
    return TRUE;
}

/* Of the letters that move no stage, the one that asks for the parcel's collection is the buyer's.
 */
static gboolean apply_letter(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (speaks(event, "collect"))
        claim->buyer_due = 0;
    return TRUE;
}

typedef gboolean (*ApplyFunc)(Claim *claim, const ClaimEvent *event, GError **error);

static const ApplyFunc apply_table[N_EVENTS] = {
    [EVENT_OPENED] = apply_opened,   [EVENT_MOVED] = apply_moved,
    [EVENT_STATED] = apply_stated,   [EVENT_PARCEL] = apply_parcel,
    [EVENT_ASKED] = apply_asked,     [EVENT_REPLIED] = apply_replied,
    [EVENT_CHECKED] = apply_checked, [EVENT_EDITED] = apply_edited,
    [EVENT_NOTE] = apply_record,     [EVENT_MESSAGE] = apply_message,
    [EVENT_EVIDENCE] = apply_record, [EVENT_EVIDENCE_REMOVED] = apply_record,
    [EVENT_LETTER] = apply_letter,   [EVENT_SNOOZED] = apply_snoozed,
    [EVENT_DEBITED] = apply_debited, [EVENT_UNDO] = apply_record,
};

gboolean claim_apply(Claim *claim, const ClaimEvent *event, GError **error)
{
    if (!apply_table[event->kind](claim, event, error))
        return FALSE;
    claim->last_at = MAX(claim->last_at, event->at);
    claim->last_event = MAX(claim->last_event, event->id);
    return TRUE;
}

/* ---- Which entries stand, and in which order ---- */

/* One not yet stored is the newest. */
static gint64 rank_of(const ClaimEvent *event)
{
    return event->id > 0 ? event->id : G_MAXINT64;
}

static gint compare_newest_first(gconstpointer a, gconstpointer b)
{
    gint64 x = rank_of(*(ClaimEvent *const *)a), y = rank_of(*(ClaimEvent *const *)b);
    return (x < y) - (x > y);
}

static gint compare_fold_order(gconstpointer a, gconstpointer b)
{
    const ClaimEvent *x = *(ClaimEvent *const *)a, *y = *(ClaimEvent *const *)b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return -compare_newest_first(a, b);
}

/* All that stand, undos too, newest first: an undo is newer than what it names, so that going
 * back in time each is known to stand or not before the one it names is met. */
static GPtrArray *standing(GPtrArray *events)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_copy(events, NULL, NULL);
    g_ptr_array_set_free_func(sorted, NULL);
    g_ptr_array_sort(sorted, compare_newest_first);
    g_autoptr(GHashTable) undone = g_hash_table_new(g_int64_hash, g_int64_equal);
    GPtrArray *stand = g_ptr_array_new();
    for (guint i = 0; i < sorted->len; i++) {
        ClaimEvent *event = sorted->pdata[i];
        if (event->id > 0 && g_hash_table_contains(undone, &event->id))
            continue;
        if (event->kind == EVENT_UNDO)
            g_hash_table_add(undone, &event->ref);
        g_ptr_array_add(stand, event);
    }
    return stand;
}

GPtrArray *claim_live_events(GPtrArray *events)
{
    GPtrArray *live = standing(events);
    guint kept = 0;
    for (guint i = 0; i < live->len; i++) {
        ClaimEvent *event = live->pdata[i];
        if (event->kind != EVENT_UNDO)
            live->pdata[kept++] = event;
    }
    g_ptr_array_set_size(live, (gint)kept);
    g_ptr_array_sort(live, compare_fold_order);
    return live;
}

/* Tells which entry the history breaks at, unless it is the one being made: that one speaks for
 * itself. */
static void name_entry(GPtrArray *live, const ClaimEvent *event, GError **error)
{
    gint64 newest = 0;
    for (guint i = 0; i < live->len; i++)
        newest = MAX(newest, rank_of(live->pdata[i]));
    if (error == NULL || *error == NULL || rank_of(event) == newest)
        return;
    char day[DAY_SIZE];
    day_format(day_of(event->at), day);
    const char *word = event->kind == EVENT_MOVED || event->kind == EVENT_STATED
                           ? stage_word(event->stage)
                           : event_word(event->kind);
    g_prefix_error(error,
                   _("this conflicts with the entry \"%s\" of %s (give a later time, or undo that "
                     "entry first): "),
                   word, day);
}

static gboolean opening_stands(GPtrArray *live)
{
    for (guint i = 0; i < live->len; i++) {
        EventKind kind = ((ClaimEvent *)live->pdata[i])->kind;
        if (kind == EVENT_OPENED || kind == EVENT_STATED)
            return TRUE;
    }
    return FALSE;
}

gboolean claim_fold(OrderId order, GPtrArray *events, gint64 until, Claim **ret_claim,
                    GError **error)
{
    g_autoptr(GPtrArray) live = claim_live_events(events);
    g_autoptr(Claim) claim = claim_new(order);
    if (live->len > 0 && !opening_stands(live)) {
        g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                            _("the claim has later entries, so its opening cannot be removed"));
        return FALSE;
    }
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = live->pdata[i];
        if (event->at > until)
            break;
        if (!claim_apply(claim, event, error)) {
            name_entry(live, event, error);
            return FALSE;
        }
    }
    *ret_claim = is_open(claim) ? g_steal_pointer(&claim) : NULL;
    return TRUE;
}

gint64 claim_undo_target(GPtrArray *events)
{
    g_autoptr(GPtrArray) stand = standing(events);
    for (guint i = 0; i < stand->len; i++) {
        const ClaimEvent *event = stand->pdata[i];
        if (event->kind != EVENT_UNDO)
            return event->id;
    }
    return 0;
}

gint64 claim_redo_target(GPtrArray *events)
{
    g_autoptr(GHashTable) undos = g_hash_table_new(g_int64_hash, g_int64_equal);
    gint64 newest_entry = 0;
    for (guint i = 0; i < events->len; i++) {
        const ClaimEvent *event = events->pdata[i];
        if (event->kind == EVENT_UNDO)
            g_hash_table_add(undos, (gpointer)&event->id);
        else
            newest_entry = MAX(newest_entry, rank_of(event));
    }
    g_autoptr(GPtrArray) stand = standing(events);
    for (guint i = 0; i < stand->len; i++) {
        const ClaimEvent *event = stand->pdata[i];
        if (rank_of(event) < newest_entry)
            break;
        if (event->kind == EVENT_UNDO && !g_hash_table_contains(undos, &event->ref))
            return event->id;
    }
    return 0;
}

gint64 claim_place(GPtrArray *events, When when)
{
    if (!when.day_only)
        return when.at;
    Day day = day_of(when.at);
    gint64 at = day_start(day);
    g_autoptr(GPtrArray) live = claim_live_events(events);
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = live->pdata[i];
        if (day_of(event->at) == day)
            at = MAX(at, event->at);
    }
    return at;
}
