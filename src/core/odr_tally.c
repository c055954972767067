/* SPDX-License-Identifier: MIT */
/* One order's weight at an instant, and the one pass over all orders that every figure is made by.
 */
#include "odr-private.h"

TallyRules tally_rules(const Settings *settings, Day day, const OdrIf *ifs, gsize n_ifs)
{
    return (TallyRules){
        .rules = rules_for(settings, day),
        .buyer_days = settings_int(settings, SETTING_CLOCK_BUYER_APPEAL_DAYS),
        .ifs = ifs,
        .n_ifs = n_ifs,
    };
}

static guint span_index_at(const Claim *claim, gint64 instant)
{
    guint i = claim->n_spans;
    while (i > 0 && claim->spans[i - 1].at > instant)
        i--;
    return i; /* one past it; 0: before the opening */
}

static Day denied_since(const Claim *claim, guint i)
{
    while (i > 0 && claim->spans[i - 1].outcome == OUTCOME_DENIED)
        i--;
    return day_of(claim->spans[i].at);
}

static void suppose(ClaimState *state, const OdrIf *what, gint64 instant)
{
    if (!claim_check_move(state->stage, state->outcome, what->stage, NULL))
        return;
    Outcome before = state->outcome;
    claim_after(state->stage, state->outcome, state->appeal, what->stage, what->granted,
                &state->outcome, &state->appeal);
    state->stage = what->stage;
    if (state->outcome != OUTCOME_DENIED)
        state->denied_on = DAY_NONE;
    else if (before != OUTCOME_DENIED)
        state->denied_on = day_of(instant);
}

gboolean claim_state_at(const TallyRules *rules, const DeskCase *item, gint64 instant,
                        ClaimState *ret_state)
{
    if (item->claim == NULL)
        return FALSE;
    guint i = span_index_at(item->claim, instant);
    if (i == 0)
        return FALSE;
    const ClaimSpan *span = &item->claim->spans[i - 1];
    ClaimState state = {
        .stage = span->stage,
        .outcome = span->outcome,
        .appeal = span->appeal,
        .denied_on = span->outcome == OUTCOME_DENIED ? denied_since(item->claim, i) : DAY_NONE,
    };
    for (gsize n = 0; n < rules->n_ifs; n++)
        if (rules->ifs[n].order == item->order)
            suppose(&state, &rules->ifs[n], instant);
    *ret_state = state;
    return TRUE;
}

static void change_at(Tally *tally, gint64 at, gint64 instant)
{
    if (at > instant && at < tally->until)
        tally->until = at;
}

static Outcome outcome_best(const ClaimState *state)
{
    if (state->outcome == OUTCOME_UNDECIDED)
        return OUTCOME_WITHDRAWN;
    Outcome outcome = state->outcome;
    Appeal appeal = state->appeal;
    if (appeal == APPEAL_SENT || appeal == APPEAL_INFO_REQUESTED)
        claim_after(STAGE_APPEAL_SENT, outcome, appeal, STAGE_CLEARED, outcome, &outcome, &appeal);
    return outcome;
}

static void tally_claim(const TallyRules *rules, const DeskCase *item, gint64 instant, Tally *tally,
                        guint *ret_dead)
{
    if (item->claim == NULL)
        return;
    guint next = span_index_at(item->claim, instant);
    if (next < item->claim->n_spans)
        change_at(tally, item->claim->spans[next].at, instant);
    ClaimState state;
    if (!claim_state_at(rules, item, instant, &state))
        return;
    const gboolean *counts = rules->rules.counts;
    Outcome worst = state.outcome;
    if (worst == OUTCOME_UNDECIDED) {
        worst = OUTCOME_GRANTED_SELLER;
    } else if (worst == OUTCOME_DENIED) {
        Day last = state.denied_on + rules->buyer_days;
        if (day_of(instant) <= last)
            worst = OUTCOME_GRANTED_SELLER;
        change_at(tally, day_end(last) + 1, instant);
    }
    if (counts[state.outcome])
        tally->bits |= TALLY_BIT(TALLY_CLAIM) | TALLY_BIT(TALLY_DEFECT);
    else
        *ret_dead += 1;
    if (counts[outcome_best(&state)])
        tally->bits |= TALLY_BIT(TALLY_BEST);
    if (counts[worst])
        tally->bits |= TALLY_BIT(TALLY_WORST);
    tally->bits |= TALLY_BIT(TALLY_CASE);
    if (!item->imported)
        tally->bits |= TALLY_BIT(TALLY_UNMATCHED);
}

static void tally_defect(const OrderDefect *defect, TallyKind kind, gint64 instant, Tally *tally,
                         guint *ret_dead)
{
    if (defect->at == 0)
        return;
    change_at(tally, defect->at, instant);
    if (defect->at > instant)
        return;
    tally->bits |= TALLY_BIT(TALLY_CASE);
    gboolean removed = defect->removed_at != 0 && defect->removed_at <= instant;
    if (!removed && defect->removed_at != 0)
        change_at(tally, defect->removed_at, instant);
    if (removed || defect->fraud)
        *ret_dead += 1;
    else
        tally->bits |= TALLY_BIT(kind) | TALLY_BIT(TALLY_DEFECT) | TALLY_BIT(TALLY_BEST) |
                       TALLY_BIT(TALLY_WORST);
}

Tally tally_at(const TallyRules *rules, const DeskCase *item, gint64 instant)
{
    Tally tally = {.bits = 0, .until = G_MAXINT64};
    guint dead = 0;
    tally_claim(rules, item, instant, &tally, &dead);
    tally_defect(&item->feedback, TALLY_FEEDBACK, instant, &tally, &dead);
    tally_defect(&item->chargeback, TALLY_CHARGEBACK, instant, &tally, &dead);
    if (dead > 0 && !(tally.bits & TALLY_BIT(TALLY_DEFECT)))
        tally.bits |= TALLY_BIT(TALLY_SUSPECT);
    return tally;
}

/* ---- The sweep ---- */

/* The first of points [low, high) with `to` >= day; with `from` > day; with `instant` >= at. */
static guint first_to(const OdrPoint *points, guint low, guint high, Day day)
{
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (points[middle].to >= day)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static guint first_from(const OdrPoint *points, guint low, guint high, Day day)
{
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (points[middle].from > day)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static guint first_instant(const OdrPoint *points, guint low, guint high, gint64 at)
{
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (points[middle].instant >= at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void odr_sweep(const Desk *desk, int market, Channel channel, const TallyRules *rules,
               const OdrPoint *points, guint n_points, SweepFunc func, gpointer data)
{
    if (n_points == 0)
        return;
    guint n;
    const DatedCase *dated =
        desk_cases_of(desk, market, channel, points[0].from, points[n_points - 1].to, &n);
    for (const DatedCase *last = dated + n; dated < last; dated++) {
        const DeskCase *item = dated->item;
        guint i = first_to(points, 0, n_points, item->day);
        guint end = first_from(points, i, n_points, item->day);
        while (i < end) {
            Tally tally = tally_at(rules, item, points[i].instant);
            guint next =
                tally.until == G_MAXINT64 ? end : first_instant(points, i + 1, end, tally.until);
            if (tally.bits != 0)
                func(item, tally.bits, i, next, data);
            i = next;
        }
    }
}

gint compare_orders(gconstpointer a, gconstpointer b)
{
    const OrderId *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

void sweep_sums_init(SweepSums *sums, guint n_points)
{
    sums->n = n_points;
    sums->diff = g_new0(int, (gsize)N_TALLIES *(n_points + 1));
}

void sweep_sums_clear(SweepSums *sums)
{
    g_clear_pointer(&sums->diff, g_free);
}

static int *sums_row(const SweepSums *sums, int kind)
{
    return sums->diff + (gsize)kind * (sums->n + 1);
}

void sweep_sums_add(const DeskCase *item, guint bits, guint first, guint end, gpointer data)
{
    SweepSums *sums = data;
    for (int kind = 0; kind < N_TALLIES; kind++) {
        if (bits & TALLY_BIT(kind)) {
            sums_row(sums, kind)[first]++;
            sums_row(sums, kind)[end]--;
        }
    }
}

void sweep_sums_end(SweepSums *sums)
{
    for (int kind = 0; kind < N_TALLIES; kind++) {
        int *row = sums_row(sums, kind);
        for (guint i = 1; i <= sums->n; i++)
            row[i] += row[i - 1];
    }
}

int sweep_sum(const SweepSums *sums, TallyKind kind, guint point)
{
    return sums_row(sums, (int)kind)[point];
}

OdrCount sweep_count(const SweepSums *sums, guint point)
{
    return (OdrCount){
        .defects = sweep_sum(sums, TALLY_DEFECT, point),
        .claims = sweep_sum(sums, TALLY_CLAIM, point),
        .feedback = sweep_sum(sums, TALLY_FEEDBACK, point),
        .chargebacks = sweep_sum(sums, TALLY_CHARGEBACK, point),
    };
}
