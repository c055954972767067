/* SPDX-License-Identifier: MIT */
/* A case's facts, as far as the desk knows them. */
#include "azdesk/letter/letter.h"

#include <math.h>
#include <string.h>

#include "azdesk/core/parcel.h"
#include "azdesk/core/rules.h"
#include "azdesk/core/text.h"
#include "facts-private.h"

#define QUOTE_CHARACTERS 400
#define NEAR_DAYS        3

static void put_order(LetterFacts *facts, const DeskCase *item, gint64 now)
{
    char order[ORDER_ID_SIZE];
    order_id_format(item->order, order);
    facts_put(facts, "order", order);
    facts_put_day(facts, "ordered", item->day);
    const Market *market = market_by_num(item->market);
    facts_put(facts, "market", market == NULL ? NULL : market->sales_channel);
    facts_put_at(facts, "today", now);
}

static void put_claim(LetterFacts *facts, const Claim *claim)
{
    facts_put_at(facts, "opened", claim->opened_at);
    facts_put(facts, "reason", words_reason(claim->reason, facts->lang));
    facts_put_money(facts, "amount", claim->amount);
    Money debited = claim->debited;
    if (debited.minor > 0)
        facts_put_money(facts, "debited", debited);
    facts_put_at(facts, "reply_due", claim->reply_due);
}

/* When the outcome became what it is. */
static gint64 outcome_at(const Claim *claim)
{
    gint64 at = claim->decided_at;
    for (guint i = 0; i < claim->n_spans; i++) {
        const ClaimSpan *span = &claim->spans[i];
        const ClaimSpan *before = i > 0 ? span - 1 : NULL;
        if (span->outcome == claim->outcome && (before == NULL || before->outcome != span->outcome))
            at = span->at;
    }
    return at;
}

static void put_outcome(LetterFacts *facts, const Claim *claim, const Settings *settings,
                        gint64 now)
{
    if (claim->outcome == OUTCOME_UNDECIDED)
        return;
    gint64 at = outcome_at(claim);
    facts_put(facts, "outcome", words_outcome(claim->outcome, facts->lang));
    facts_put_at(facts, "outcome_day", at);
    facts_put_at(facts, words_outcome_fact(claim->outcome), at);
    Rules rules = rules_for(settings, day_of(now));
    if (!rules.counts[claim->outcome])
        facts_put(facts, "rule", words_rule(claim->outcome, facts->lang));
}

/* When the parcel came to be where it is. */
static gint64 parcel_at(const Claim *claim, const GPtrArray *live)
{
    gint64 at = claim->parcel == PARCEL_HELD ? claim->held_at : 0;
    for (guint i = 0; claim->parcel != PARCEL_HELD && i < live->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        if (event->kind == EVENT_PARCEL && event->parcel == claim->parcel)
            at = event->at;
    }
    return at;
}

/* A message in the letter's language where there is one, and no longer than a quotation may be. */
static char *quotation(const ClaimEvent *event, LetterLang lang)
{
    gboolean own = event->lang == NULL || g_str_equal(event->lang, letter_lang_word(lang));
    const char *text =
        !own && event->other != NULL && *event->other != '\0' ? event->other : event->text;
    if (text == NULL || *text == '\0')
        return NULL;
    g_autofree char *clean = g_strstrip(text_clean(text));
    if (g_utf8_strlen(clean, -1) <= QUOTE_CHARACTERS)
        return g_steal_pointer(&clean);
    g_autofree char *cut = g_utf8_substring(clean, 0, QUOTE_CHARACTERS - 2);
    char *blank = strrchr(cut, ' ');
    if (blank != NULL && blank - cut > (gssize)strlen(cut) / 2)
        *blank = '\0';
    return g_strconcat(cut, " …", NULL);
}

/* Whether the day on which the hold began was said: an entry of this very moment tells when it was
 * made, not when the parcel came. */
static gboolean hold_is_stated(const Claim *claim, const GPtrArray *live)
{
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        gboolean holds = (event->fields & FIELD_PARCEL && event->parcel == PARCEL_HELD) ||
                         (event->fields & FIELD_STAGE && event->stage == STAGE_HELD);
        if (holds && event->at == claim->held_at)
            return event->at != event->recorded_at || (event->fields & FIELD_DAY_ONLY);
    }
    return TRUE;
}

/* The carrier's own words on where the parcel is now. */
static void put_carrier_words(LetterFacts *facts, const Claim *claim, const GPtrArray *live)
{
    for (guint i = live->len; i > 0; i--) {
        const ClaimEvent *event = g_ptr_array_index(live, i - 1);
        if (event->kind != EVENT_PARCEL)
            continue;
        if (event->parcel == claim->parcel && event->text != NULL)
            facts_take(facts, "carrier_said", quotation(event, facts->lang));
        return;
    }
}

static void put_parcel(LetterFacts *facts, const Claim *claim, const GPtrArray *live, gint64 now)
{
    static const char *const state_facts[N_PARCEL_STATES] = {
        [PARCEL_IN_TRANSIT] = "in_transit", [PARCEL_HELD] = "waiting",
        [PARCEL_DELIVERED] = "delivered",   [PARCEL_RETURNING] = "returning",
        [PARCEL_RETURNED] = "returned",
    };
    g_free(facts->carrier);
    facts->carrier = g_strdup(claim->carrier);
    facts_put(facts, "carrier", words_carrier(claim->carrier, facts->lang));
    facts_put(facts, "tracking", claim->tracking);
    facts_put_tracking_url(facts);
    gboolean stated = hold_is_stated(claim, live);
    facts_put_at(facts, "held", stated ? claim->held_at : 0);
    /* A day that is over is no day to collect it by. */
    facts_put_at(facts, "hold_end", claim->hold_due >= now ? claim->hold_due : 0);
    put_carrier_words(facts, claim, live);
    gint64 at = claim->parcel == PARCEL_HELD && !stated ? 0 : parcel_at(claim, live);
    facts_put(facts, "parcel", words_parcel(claim->parcel, facts->lang));
    facts_put_at(facts, "parcel_day", at);
    if (state_facts[claim->parcel] != NULL)
        facts_put_at(facts, state_facts[claim->parcel], at);
    if (claim->parcel == PARCEL_DELIVERED && claim->reason == REASON_NOT_RECEIVED &&
        claim->outcome == OUTCOME_UNDECIDED)
        facts_put_at(facts, "refuted", at);
}

static const ClaimEvent *last_message(const GPtrArray *live, const char *who)
{
    for (guint i = live->len; i > 0; i--) {
        const ClaimEvent *event = g_ptr_array_index(live, i - 1);
        if (event->kind == EVENT_MESSAGE && g_strcmp0(event->word, who) == 0)
            return event;
    }
    return NULL;
}

/* What the buyer wrote once the claim was withdrawn; NULL where nothing. Where only the day of the
 * withdrawal is known, what was entered after it. */
static const ClaimEvent *withdrawal_words(const Claim *claim, const GPtrArray *live)
{
    const ClaimEvent *withdrawal = NULL;
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        if (event->at == claim->withdrawn_at && (event->fields & FIELD_STAGE) &&
            event->stage == STAGE_WITHDRAWN)
            withdrawal = event;
    }
    for (guint i = 0; i < live->len && withdrawal != NULL; i++) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        gboolean after = event->at > withdrawal->at || event->id > withdrawal->id;
        if (event->kind == EVENT_MESSAGE && g_strcmp0(event->word, "buyer") == 0 && after &&
            day_of(event->at) >= day_of(withdrawal->at) &&
            day_of(event->at) <= day_of(withdrawal->at) + NEAR_DAYS)
            return event;
    }
    return NULL;
}

/* What Support said last; of the buyer's words those of the withdrawal alone: others need not speak
 * for the seller, who may state them as a fact. */
static void put_messages(LetterFacts *facts, const Claim *claim, const GPtrArray *live)
{
    const ClaimEvent *support = last_message(live, "support");
    if (support != NULL) {
        facts_take(facts, "support_said", quotation(support, facts->lang));
        facts_put_at(facts, "support_said_day", support->at);
    }
    const ClaimEvent *buyer = withdrawal_words(claim, live);
    if (buyer == NULL)
        return;
    facts_take(facts, "buyer_said", quotation(buyer, facts->lang));
    facts_put_at(facts, "buyer_said_day", buyer->at);
}

static gboolean sets_stage(const ClaimEvent *event)
{
    return event->kind == EVENT_MOVED || event->kind == EVENT_STATED;
}

/* Questions, letters and looks at Amazon's page. A letter's first day is that of the run of letters
 * which is under way: what was sent before the claim came back is another matter. Returned: when it
 * was sent, 0 where none is under way. */
static gint64 put_history(LetterFacts *facts, const Claim *claim, const GPtrArray *live)
{
    gint64 asked = 0, first = 0, last = 0, checked = 0, collect = 0;
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        if (event->kind == EVENT_ASKED)
            asked = event->at;
        if (event->kind == EVENT_LETTER && g_strcmp0(event->word, letter_word(LETTER_COLLECT)) == 0)
            collect = event->at;
        if (event->kind == EVENT_CHECKED && event->counts == AMAZON_COUNTS_YES)
            checked = event->at;
        if (!sets_stage(event))
            continue;
        gboolean sent = event->stage == STAGE_APPEAL_SENT;
        first = sent ? (first == 0 ? event->at : first) : 0;
        last = sent ? event->at : 0;
    }
    facts_put_at(facts, "asked", asked);
    facts_put_at(facts, "collect_sent", collect);
    facts_put_at(facts, "appealed", first);
    if (last != 0 && facts_day(facts, last) != facts_day(facts, first))
        facts_put_at(facts, "reminded", last);
    if (claim->amazon_counts == AMAZON_COUNTS_YES) {
        facts_put_at(facts, "checked", checked);
        facts_put_at(facts, "checked_since", first != 0 && checked > first ? checked : 0);
    }
    return first;
}

static gboolean other_defects(const DeskCase *item)
{
    return (item->feedback.at != 0 && item->feedback.removed_at == 0) ||
           (item->chargeback.at != 0 && item->chargeback.removed_at == 0 &&
            !item->chargeback.fraud);
}

static gboolean inside(const OdrWindow *window, Day day)
{
    return day != DAY_NONE && day >= window->from && day <= window->to;
}

/* Amazon's figures, where its report covers the order; FALSE where it does not. */
static gboolean put_report(LetterFacts *facts, const OdrReported *reported, const DeskCase *item,
                           gboolean counts)
{
    if (reported == NULL || !inside(&reported->window, item->day))
        return FALSE;
    const Report *report = reported->report;
    facts_put_day(facts, "report_day", reported->taken);
    facts_put_day(facts, "report_from", reported->window.from);
    facts_put_day(facts, "report_to", reported->window.to);
    facts_put_count(facts, "reported_defects", report->defects);
    facts_put_count(facts, "reported_orders", report->orders);
    facts_put_rate(facts, "reported_rate", report->defects, report->orders);
    if (letter_facts_get(facts, "reported_rate") == NULL && !isnan(report->rate))
        facts_put_rate(facts, "reported_rate", (gint64)(report->rate * 1e6 + 0.5), 1000000);
    if (reported->comparable && reported->mismatch > 0) {
        facts_put_count(facts, "rule_defects", reported->by_rule.defects);
        facts_put_rate(facts, "rule_rate", reported->by_rule.defects, report->orders);
    }
    gboolean in_it = counts || (reported->comparable && reported->mismatch > 0);
    if (in_it && !other_defects(item) && report->defects >= 1) {
        facts_put_rate(facts, "odr_before", report->defects, report->orders);
        facts_put_rate(facts, "odr_after", report->defects - 1, report->orders);
    }
    return TRUE;
}

/* The day on which Amazon was known to count it once it should not any more: its page said so, or a
 * report of later tells it beyond doubt. */
static void put_counted(LetterFacts *facts, const DeskCase *item, const GPtrArray *live,
                        const OdrReported *reported)
{
    const Claim *claim = item->claim;
    gint64 since = outcome_at(claim), seen = 0;
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        if (event->kind == EVENT_CHECKED && event->at >= since)
            seen = event->counts == AMAZON_COUNTS_YES ? event->at : 0;
    }
    if (claim->outcome == OUTCOME_UNDECIDED)
        return;
    if (seen != 0)
        facts_put_at(facts, "counted", seen);
    else if (claim->amazon_counts != AMAZON_COUNTS_NO && reported != NULL &&
             reported->taken > day_of(since) && odr_suspect_is_sure(reported, item->order))
        facts_put_day(facts, "counted", reported->taken);
}

static void put_odr(LetterFacts *facts, const Desk *desk, const Settings *settings,
                    const DeskCase *item, const GPtrArray *live, gint64 first, gint64 now)
{
    Day today = day_of(now);
    g_autoptr(Odr) odr = odr_compute(desk, settings, item->market, item->channel, today, NULL, 0);
    Rules rules = rules_for(settings, today);
    gboolean counts = rules.counts[item->claim->outcome];
    put_counted(facts, item, live, odr->reported);
    gboolean reported = put_report(facts, odr->reported, item, counts);
    if (reported && first != 0 && odr->reported->taken > day_of(first))
        facts_put_day(facts, "report_since", odr->reported->taken);
    /* A rate over orders that are not all there would be a wrong one. */
    gboolean sound = odr->complete || odr->orders_source == ORDERS_REPORT;
    if (!inside(&odr->window, item->day) || !sound || odr->orders <= 0)
        return;
    int rest = odr->rule.defects - (counts && !other_defects(item));
    facts_put_day(facts, "window_from", odr->window.from);
    facts_put_day(facts, "window_to", odr->window.to);
    facts_put_rate(facts, "odr_now", odr->rule.defects, odr->orders);
    facts_put_rate(facts, "odr_without", rest, odr->orders);
    if (reported || other_defects(item))
        return;
    facts_put_rate(facts, "odr_before", rest + 1, odr->orders);
    facts_put_rate(facts, "odr_after", rest, odr->orders);
}

static void mark_whole_days(LetterFacts *facts, const GPtrArray *events)
{
    for (guint i = 0; i < events->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(events, i);
        if (event->fields & FIELD_DAY_ONLY)
            g_hash_table_add(facts->whole_days, g_memdup2(&event->at, sizeof event->at));
    }
}

LetterFacts *letter_facts(const Desk *desk, const Settings *settings, const DeskCase *item,
                          GPtrArray *events, LetterLang lang, gint64 now, GTimeZone *zone)
{
    LetterFacts *facts = facts_new(lang, zone);
    mark_whole_days(facts, events);
    put_order(facts, item, now);
    facts_put(facts, "name", settings_text(settings, SETTING_LETTER_NAME));
    if (item->claim == NULL)
        return facts;
    g_autoptr(GPtrArray) live = claim_live_events(events);
    put_claim(facts, item->claim);
    put_outcome(facts, item->claim, settings, now);
    put_parcel(facts, item->claim, live, now);
    put_messages(facts, item->claim, live);
    gint64 first = put_history(facts, item->claim, live);
    put_odr(facts, desk, settings, item, live, first, now);
    return facts;
}
