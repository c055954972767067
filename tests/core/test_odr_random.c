/* SPDX-License-Identifier: MIT */
/* Random desks: every figure against a plain count that shares nothing with the sweep. It folds
 * each history anew up to the instant asked for, and looks at every order there is. The seeds are
 * fixed. */
#include <math.h>
#include <string.h>

#include "history.h"
#include "suite.h"

#define DESKS  30
#define ORDERS 400
#define CASES  60

typedef struct {
    int market;
    Channel channel;
    Day day;
    gboolean placed; /* neither Pending nor Cancelled */
} Order;

typedef struct {
    Desk *desk;
    GArray *orders;    /* of Order: those imported */
    GPtrArray *events; /* of GPtrArray of ClaimEvent, by case; an empty one: no claim */
    Day today;
    guint proofs; /* cases that a test wants to have met */
} World;

/* ---- Making one ---- */

static int roll(GRand *rand, int n)
{
    return g_rand_int_range(rand, 0, n);
}

static gint64 roll_time(GRand *rand, gint64 from, gint64 to)
{
    return from >= to ? from : from + (gint64)(g_rand_double(rand) * (double)(to - from));
}

static void roll_move(GRand *rand, const Claim *claim, ClaimEvent *event)
{
    static const Outcome granted[] = {OUTCOME_GRANTED_SELLER, OUTCOME_GRANTED_AMAZON,
                                      OUTCOME_GRANTED_RETURNING};
    guint moves = claim_legal_moves(claim);
    int stage = roll(rand, N_STAGES);
    while (!(moves & STAGE_BIT(stage)))
        stage = (stage + 1) % N_STAGES;
    event->kind = EVENT_MOVED;
    event->stage = (Stage)stage;
    event->outcome = granted[roll(rand, 3)];
    event->fields = FIELD_STAGE | FIELD_OUTCOME;
}

static void roll_event(GRand *rand, GPtrArray *events, const Claim *claim, ClaimEvent *event)
{
    switch (roll(rand, 8)) {
    case 0:
        event->kind = EVENT_CHECKED;
        event->counts = roll(rand, 2) ? AMAZON_COUNTS_YES : AMAZON_COUNTS_NO;
        break;
    case 1:
        event->kind = EVENT_ASKED;
        break;
    case 2:
        event->kind = EVENT_REPLIED;
        break;
    case 3:
        event->kind = EVENT_UNDO;
        event->ref = roll(rand, 2) ? claim_undo_target(events) : claim_redo_target(events);
        if (event->ref == 0 || (event->ref == 1 && roll(rand, 4)))
            event->kind = EVENT_NOTE;
        break;
    default:
        roll_move(rand, claim, event);
    }
}

/* A history as a hand could have made it; some entries are made late, for a time gone by. */
static GPtrArray *roll_history(GRand *rand, Day ordered, Day today)
{
    GPtrArray *events = g_ptr_array_new_with_free_func((GDestroyNotify)claim_event_free);
    gint64 at = roll_time(rand, day_start(ordered), day_end(today));
    int n = 1 + roll(rand, 9);
    for (int id = 1; id <= n; id++) {
        Claim *claim = NULL;
        ck_assert(claim_fold(1, events, G_MAXINT64, &claim, NULL));
        When when = {.at = at};
        ClaimEvent *event = claim_event_new(EVENT_OPENED, when, at);
        event->id = id;
        if (claim != NULL)
            roll_event(rand, events, claim, event);
        g_ptr_array_add(events, event);
        Claim *after = NULL;
        if (!claim_fold(1, events, G_MAXINT64, &after, NULL)) /* a late one that breaks another */
            g_ptr_array_remove_index(events, events->len - 1);
        claim_free(claim);
        claim_free(after);
        if (roll(rand, 5) == 0)
            at = roll_time(rand, day_start(ordered), at);
        else
            at = roll_time(rand, at, MIN(at + 20 * DAY_SECONDS, day_end(today)));
    }
    return events;
}

static void roll_defect(GRand *rand, OrderDefect *defect, Day ordered, Day today)
{
    if (roll(rand, 3) != 0)
        return;
    defect->at = roll_time(rand, day_start(ordered), day_end(today));
    if (roll(rand, 3) == 0)
        defect->removed_at = roll_time(rand, defect->at + 1, day_end(today));
}

static void roll_case(GRand *rand, World *world, int n)
{
    DeskCase *item = g_new0(DeskCase, 1);
    item->order = 1000 + n;
    item->imported = roll(rand, 5) != 0;
    item->market = 1 + roll(rand, 2);
    item->channel = (Channel)roll(rand, 2);
    item->day = world->today - roll(rand, 150);
    if (item->imported) {
        Order order = g_array_index(world->orders, Order, (guint)roll(rand, ORDERS));
        item->market = order.market;
        item->channel = order.channel;
        item->day = order.day;
    }
    GPtrArray *events =
        roll(rand, 5) != 0 ? roll_history(rand, item->day, world->today) : g_ptr_array_new();
    ck_assert(claim_fold(item->order, events, G_MAXINT64, &item->claim, NULL));
    roll_defect(rand, &item->feedback, item->day, world->today);
    roll_defect(rand, &item->chargeback, item->day, world->today);
    item->chargeback.fraud = roll(rand, 3) == 0;
    g_ptr_array_add(world->desk->cases, item);
    g_ptr_array_add(world->events, events);
}

static void sum_orders(World *world, int market, Channel channel)
{
    OrderDays *days = NULL;
    for (guint i = 0; i < world->orders->len; i++) {
        const Order *order = &g_array_index(world->orders, Order, i);
        if (order->market != market || order->channel != channel)
            continue;
        if (days == NULL) {
            days = g_new0(OrderDays, 1);
            days->market = market;
            days->channel = channel;
            days->from = days->to = order->day;
        }
        days->from = MIN(days->from, order->day);
        days->to = MAX(days->to, order->day);
    }
    if (days == NULL)
        return;
    days->orders = g_new0(guint32, (gsize)(days->to - days->from) + 1);
    for (guint i = 0; i < world->orders->len; i++) {
        const Order *order = &g_array_index(world->orders, Order, i);
        if (order->market == market && order->channel == channel && order->placed)
            days->orders[order->day - days->from]++;
    }
    g_ptr_array_add(world->desk->order_days, days);
}

static void roll_report(GRand *rand, World *world)
{
    static const int spans[] = {60, 60, 60, 60, 30, 90};
    int lag = 14 + roll(rand, 3), span = spans[roll(rand, (int)G_N_ELEMENTS(spans))];
    Report *report = g_new0(Report, 1);
    Day taken = world->today - roll(rand, 40);
    report->id = world->desk->reports->len + 1;
    report->market = 1 + roll(rand, 2);
    report->channel = (Channel)roll(rand, 2);
    report->window_to = taken - lag;
    report->window_from = report->window_to - span + 1;
    report->latest_to = roll(rand, 4) != 0 ? taken : DAY_NONE;
    report->orders = roll(rand, 4) != 0 ? 50 + roll(rand, 100) : -1;
    report->defects = roll(rand, 8) != 0 ? roll(rand, 25) : -1;
    report->claims = report->feedback = report->chargebacks = -1;
    report->rate = NAN;
    g_ptr_array_add(world->desk->reports, report);
}

static World roll_world(guint32 seed)
{
    GRand *rand = g_rand_new_with_seed(seed);
    World world = {
        .desk = desk_new(),
        .orders = g_array_new(FALSE, FALSE, sizeof(Order)),
        .events = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref),
        .today = test_day("2026-11-23") + roll(rand, 400),
    };
    for (int i = 0; i < ORDERS; i++) {
        Order order = {.market = 1 + roll(rand, 2),
                       .channel = (Channel)roll(rand, 2),
                       .day = world.today - 3 - roll(rand, 130),
                       .placed = roll(rand, 10) != 0};
        g_array_append_val(world.orders, order);
    }
    for (int market = 1; market <= 2; market++)
        for (int channel = 0; channel < N_CHANNELS; channel++)
            sum_orders(&world, market, (Channel)channel);
    for (int i = 0; i < CASES; i++)
        roll_case(rand, &world, i);
    for (int i = roll(rand, 12); i > 0; i--)
        roll_report(rand, &world);
    g_rand_free(rand);
    return world;
}

static void world_clear(World *world)
{
    desk_free(world->desk);
    g_array_unref(world->orders);
    g_ptr_array_unref(world->events);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(World, world_clear)

/* ---- The plain count ---- */

static gboolean plainly_counts(const char *outcome)
{
    return strcmp(outcome, "undecided") == 0 || strcmp(outcome, "granted-seller") == 0 ||
           strcmp(outcome, "refunded") == 0 || strcmp(outcome, "cancelled") == 0;
}

typedef struct {
    gboolean any, claim, feedback, chargeback, best, worst, dead;
} Plain;

static gboolean stands(const OrderDefect *defect, gint64 instant)
{
    return defect->at != 0 && defect->at <= instant &&
           !(defect->removed_at != 0 && defect->removed_at <= instant) && !defect->fraud;
}

static Plain plain(const World *world, guint n, gint64 instant)
{
    const DeskCase *item = world->desk->cases->pdata[n];
    Plain found = {.feedback = stands(&item->feedback, instant),
                   .chargeback = stands(&item->chargeback, instant)};
    found.dead = (item->feedback.at != 0 && item->feedback.at <= instant && !found.feedback) ||
                 (item->chargeback.at != 0 && item->chargeback.at <= instant && !found.chargeback);
    g_autoptr(Claim) claim = history_fold(world->events->pdata[n], instant);
    if (claim != NULL) {
        gboolean undecided = claim->outcome == OUTCOME_UNDECIDED;
        gboolean appealed = claim->stage == STAGE_APPEAL_SENT;
        gboolean may_lose =
            claim->outcome == OUTCOME_DENIED && day_of(instant) <= day_of(claim->decided_at) + 30;
        found.any = TRUE;
        found.claim = plainly_counts(outcome_word(claim->outcome));
        found.best = found.claim && !undecided && !appealed;
        found.worst = found.claim || may_lose;
        found.dead |= !found.claim;
    }
    found.best |= found.feedback || found.chargeback;
    found.worst |= found.feedback || found.chargeback;
    return found;
}

typedef struct {
    int defects, claims, feedback, chargebacks, best, worst, unmatched;
} PlainSum;

static PlainSum plain_sum(const World *world, int market, Channel channel, Day from, Day to,
                          gint64 instant)
{
    PlainSum sum = {0};
    for (guint i = 0; i < world->desk->cases->len; i++) {
        const DeskCase *item = world->desk->cases->pdata[i];
        if (item->market != market || item->channel != channel || item->day < from ||
            item->day > to)
            continue;
        Plain found = plain(world, i, instant);
        sum.defects += found.claim || found.feedback || found.chargeback;
        sum.claims += found.claim;
        sum.feedback += found.feedback;
        sum.chargebacks += found.chargeback;
        sum.best += found.best;
        sum.worst += found.worst;
        sum.unmatched += found.any && !item->imported;
    }
    return sum;
}

static gint64 plain_orders(const World *world, int market, Channel channel, Day from, Day to)
{
    gint64 n = 0;
    for (guint i = 0; i < world->orders->len; i++) {
        const Order *order = &g_array_index(world->orders, Order, i);
        n += order->market == market && order->channel == channel && order->placed &&
             order->day >= from && order->day <= to;
    }
    return n;
}

/* ---- Properties ---- */

static guint each_world(guint32 n, void (*check)(World *world, guint32 seed))
{
    guint proofs = 0;
    for (guint32 seed = 1; seed <= n; seed++) {
        g_auto(World) world = roll_world(seed);
        check(&world, seed);
        proofs += world.proofs;
    }
    return proofs;
}

#define EACH_PART(market, channel)                                                                 \
    for (int market = 1; market <= 2; market++)                                                    \
        for (Channel channel = CHANNEL_MFN; channel < N_CHANNELS; channel++)

static void check_figures_are_a_plain_count(World *world, guint32 seed)
{
    g_autoptr(Settings) settings = settings_new();
    for (Day day = world->today - 60; day <= world->today; day += 7) {
        EACH_PART(market, channel)
        {
            g_autoptr(Odr) odr = odr_compute(world->desk, settings, market, channel, day, NULL, 0);
            PlainSum sum =
                plain_sum(world, market, channel, odr->window.from, odr->window.to, day_end(day));
            ck_assert_int_eq(odr->rule.defects, sum.defects);
            ck_assert_int_eq(odr->rule.claims, sum.claims);
            ck_assert_int_eq(odr->rule.feedback, sum.feedback);
            ck_assert_int_eq(odr->rule.chargebacks, sum.chargebacks);
            ck_assert_int_eq(odr->best, sum.best);
            ck_assert_int_eq(odr->worst, sum.worst);
            ck_assert_int_eq((int)odr->unmatched->len, sum.unmatched);
            if (odr->orders_source == ORDERS_IMPORTED)
                ck_assert_int_eq(odr->orders, plain_orders(world, market, channel, odr->window.from,
                                                           odr->window.to));
        }
    }
}

START_TEST(test_figures_are_a_plain_count)
{
    each_world(DESKS, check_figures_are_a_plain_count);
}
END_TEST

static void check_one_order_counts_once_anywhere(World *world, guint32 seed)
{
    g_autoptr(Settings) settings = settings_new();
    EACH_PART(market, channel)
    {
        g_autoptr(Odr) odr =
            odr_compute(world->desk, settings, market, channel, world->today, NULL, 0);
        OdrCount rule = odr->rule;
        ck_assert_int_le(rule.defects, rule.claims + rule.feedback + rule.chargebacks);
        ck_assert_int_ge(rule.defects, MAX(rule.claims, MAX(rule.feedback, rule.chargebacks)));
        ck_assert_int_le(odr->best, rule.defects);
        ck_assert_int_ge(odr->worst, rule.defects);
        ck_assert_int_eq(odr->limit, odr_limit(odr->orders));

        g_autoptr(GArray) lines =
            odr_explain(world->desk, settings, market, channel, world->today, NULL, 0);
        int counted[3] = {0}, orders = 0;
        OrderId last = 0;
        for (guint i = 0; i < lines->len; i++) {
            const OdrLine *line = &g_array_index(lines, OdrLine, i);
            counted[line->component] += line->counts;
            orders += line->counts && line->order != last;
            last = line->counts ? line->order : last;
        }
        ck_assert_int_eq(counted[COMPONENT_CLAIM], rule.claims);
        ck_assert_int_eq(counted[COMPONENT_FEEDBACK], rule.feedback);
        ck_assert_int_eq(counted[COMPONENT_CHARGEBACK], rule.chargebacks);
        ck_assert_int_eq(orders, rule.defects);
    }
}

START_TEST(test_one_order_counts_once_anywhere)
{
    each_world(DESKS, check_one_order_counts_once_anywhere);
}
END_TEST

static void check_spans_are_the_fold_at_any_time(World *world, guint32 seed)
{
    GRand *rand = g_rand_new_with_seed(seed + 1000);
    for (guint i = 0; i < world->desk->cases->len; i++) {
        const DeskCase *item = world->desk->cases->pdata[i];
        if (item->claim == NULL)
            continue;
        for (int n = 0; n < 20; n++) {
            gint64 at = roll_time(rand, day_start(item->day) - 1, day_end(world->today));
            if (n == 0) /* at a change itself, and one second before it */
                at = item->claim->stage_at;
            if (n == 1)
                at = item->claim->stage_at - 1;
            g_autoptr(Claim) then = history_fold(world->events->pdata[i], at);
            const ClaimSpan *span = claim_span_at(item->claim, at);
            ck_assert_int_eq(then != NULL, span != NULL);
            if (span == NULL)
                continue;
            ck_assert_int_eq(span->stage, then->stage);
            ck_assert_int_eq(span->outcome, then->outcome);
            ck_assert_int_eq(span->appeal, then->appeal);
            ck_assert_int_eq(span->amazon_counts, then->amazon_counts);
        }
    }
    g_rand_free(rand);
}

START_TEST(test_spans_are_the_fold_at_any_time)
{
    each_world(DESKS, check_spans_are_the_fold_at_any_time);
}
END_TEST

static void check_fold_does_not_know_the_order_of_the_array(World *world, guint32 seed)
{
    GRand *rand = g_rand_new_with_seed(seed + 2000);
    for (guint i = 0; i < world->desk->cases->len; i++) {
        const DeskCase *item = world->desk->cases->pdata[i];
        GPtrArray *events = world->events->pdata[i];
        for (guint n = events->len; n > 1; n--) {
            guint other = (guint)roll(rand, (int)n);
            gpointer event = events->pdata[n - 1];
            events->pdata[n - 1] = events->pdata[other];
            events->pdata[other] = event;
        }
        Claim *claim = NULL;
        ck_assert(claim_fold(item->order, events, G_MAXINT64, &claim, NULL));
        ck_assert_int_eq(claim != NULL, item->claim != NULL);
        ck_assert(claim == NULL || claim_equal(claim, item->claim));
        claim_free(claim);
    }
    g_rand_free(rand);
}

START_TEST(test_fold_does_not_know_the_order_of_the_array)
{
    each_world(DESKS, check_fold_does_not_know_the_order_of_the_array);
}
END_TEST

static void check_forecast_is_the_figures_of_the_days(World *world, guint32 seed)
{
    g_autoptr(Settings) settings = settings_new();
    EACH_PART(market, channel)
    {
        g_autoptr(GArray) days =
            odr_forecast(world->desk, settings, market, channel, world->today, 75, NULL, 0);
        for (guint i = 0; i < days->len; i++) {
            const OdrForecastDay *day = &g_array_index(days, OdrForecastDay, i);
            g_autoptr(Odr) odr =
                odr_compute(world->desk, settings, market, channel, day->day, NULL, 0);
            ck_assert_int_eq(day->decided, odr->window.to < world->today);
            ck_assert_int_eq(day->defects, odr->rule.defects);
            ck_assert_int_eq(day->best, odr->best);
            if (day->decided)
                ck_assert_int_eq(day->orders, odr->orders);
        }
    }
}

START_TEST(test_forecast_is_the_figures_of_the_days)
{
    each_world(DESKS, check_forecast_is_the_figures_of_the_days);
}
END_TEST

/* The last look at Amazon's page by `until`. */
static const ClaimEvent *plain_look(GPtrArray *events, gint64 until)
{
    g_autoptr(GPtrArray) live = claim_live_events(events);
    const ClaimEvent *look = NULL;
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = live->pdata[i];
        if (event->kind == EVENT_CHECKED && event->at <= until)
            look = event;
    }
    return look;
}

static void check_suspects(const World *world, const OdrReported *reported, int market,
                           Channel channel, Day until)
{
    guint suspects = 0, certain = 0;
    for (guint i = 0; i < world->desk->cases->len && reported->mismatch > 0; i++) {
        const DeskCase *item = world->desk->cases->pdata[i];
        if (item->market != market || item->channel != channel ||
            item->day < reported->window.from || item->day > reported->window.to)
            continue;
        Plain then = plain(world, i, day_end(reported->taken));
        const ClaimEvent *look = plain_look(world->events->pdata[i], day_end(until));
        if (!then.dead || then.claim || then.feedback || then.chargeback ||
            (look != NULL && look->counts == AMAZON_COUNTS_NO &&
             day_of(look->at) > reported->taken))
            continue;
        ck_assert_uint_lt(suspects, reported->suspects->len);
        ck_assert_int_eq(g_array_index(reported->suspects, OrderId, suspects++), item->order);
        if (look != NULL && look->counts == AMAZON_COUNTS_YES)
            ck_assert_int_eq(g_array_index(reported->certain, OrderId, certain++), item->order);
    }
    ck_assert_uint_eq(suspects, reported->suspects->len);
    ck_assert_uint_eq(certain, reported->certain->len);
    ck_assert_int_eq(reported->unexplained, MAX(0, reported->mismatch - (int)suspects));
}

static void check_history_is_a_plain_count(World *world, guint32 seed)
{
    g_autoptr(Settings) settings = settings_new();
    EACH_PART(market, channel)
    {
        g_autoptr(GPtrArray) history =
            odr_history(world->desk, settings, market, channel, world->today);
        Day last = G_MININT32;
        for (guint i = 0; i < history->len; i++) {
            const OdrReported *reported = history->pdata[i];
            ck_assert_int_ge(reported->taken, last);
            last = reported->taken;
            ck_assert_int_eq(reported->taken,
                             odr_report_day(world->desk, settings, reported->report));
            PlainSum sum = plain_sum(world, market, channel, reported->window.from,
                                     reported->window.to, day_end(reported->taken));
            ck_assert_int_eq(reported->by_rule.defects, sum.defects);
            ck_assert_int_eq(reported->by_rule.claims, sum.claims);
            ck_assert_int_eq(reported->by_rule.feedback, sum.feedback);
            ck_assert_int_eq(reported->by_rule.chargebacks, sum.chargebacks);
            ck_assert_int_eq(reported->mismatch, reported->report->defects >= 0
                                                     ? reported->report->defects - sum.defects
                                                     : 0);
            check_suspects(world, reported, market, channel, world->today);
            world->proofs += reported->suspects->len;
        }
        g_autoptr(Odr) odr =
            odr_compute(world->desk, settings, market, channel, world->today, NULL, 0);
        ck_assert_int_eq(odr->reported != NULL, history->len > 0);
        if (odr->reported != NULL)
            check_suspects(world, odr->reported, market, channel, world->today);
    }
}

START_TEST(test_history_is_a_plain_count)
{
    guint suspects = each_world(DESKS, check_history_is_a_plain_count);
    ck_assert_uint_gt(suspects, 50);
}
END_TEST

/* Of reports of the same day the one imported last counts. */
static gboolean has_reports_of_one_day(const World *world, const Settings *settings, int market,
                                       Channel channel)
{
    g_autoptr(GHashTable) days = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < world->desk->reports->len; i++) {
        const Report *report = world->desk->reports->pdata[i];
        if (report->market != market || report->channel != channel)
            continue;
        Day day = odr_report_day(world->desk, settings, report);
        if (!g_hash_table_add(days, GINT_TO_POINTER(day)))
            return TRUE;
    }
    return FALSE;
}

static void check_order_of_imports_does_not_matter(World *world, guint32 seed)
{
    g_autoptr(Settings) settings = settings_new();
    Day until = world->today;
    EACH_PART(market, channel)
    {
        if (has_reports_of_one_day(world, settings, market, channel))
            continue;
        world->proofs++;
        g_autoptr(Odr) before = odr_compute(world->desk, settings, market, channel, until, NULL, 0);
        GPtrArray *reports = world->desk->reports;
        for (guint i = 0; i < reports->len / 2; i++) {
            gpointer report = reports->pdata[i];
            reports->pdata[i] = reports->pdata[reports->len - 1 - i];
            reports->pdata[reports->len - 1 - i] = report;
        }
        for (guint i = 0; i < reports->len; i++)
            ((Report *)reports->pdata[i])->id = i + 1;
        g_autoptr(Odr) after = odr_compute(world->desk, settings, market, channel, until, NULL, 0);
        ck_assert_int_eq(before->window.lag, after->window.lag);
        ck_assert_int_eq(before->orders, after->orders);
        ck_assert_int_eq(before->reported != NULL, after->reported != NULL);
        if (before->reported != NULL) {
            ck_assert_int_eq(before->reported->taken, after->reported->taken);
            ck_assert_int_eq(before->reported->mismatch, after->reported->mismatch);
        }
    }
}

START_TEST(test_order_of_imports_does_not_matter)
{
    ck_assert_uint_gt(each_world(DESKS, check_order_of_imports_does_not_matter), DESKS);
}
END_TEST

/* What a list shows of a claim in one step is what a computation of its own gives. */
static void check_effects_are_the_difference(World *world, guint32 seed)
{
    g_autoptr(Settings) settings = settings_new();
    for (guint i = 0; i < world->desk->cases->len; i++) {
        DeskCase *item = world->desk->cases->pdata[i];
        if (item->claim == NULL)
            continue;
        g_autoptr(Odr) odr =
            odr_compute(world->desk, settings, item->market, item->channel, world->today, NULL, 0);
        ClaimEffect effect = odr_effect_in(odr, settings, item);
        Claim *claim = g_steal_pointer(&item->claim);
        g_autoptr(Odr) without =
            odr_compute(world->desk, settings, item->market, item->channel, world->today, NULL, 0);
        item->claim = claim;
        double rate = odr_rate(without->rule.defects, odr->orders);
        ck_assert(isnan(rate) ? isnan(effect.without) : effect.without == rate);
        for (int stage = 0; stage < N_STAGES; stage++) {
            if (!(claim_legal_moves(claim) & STAGE_BIT(stage)))
                continue;
            OdrIf what = {.order = item->order, .stage = (Stage)stage};
            g_autoptr(Odr) then = odr_compute(world->desk, settings, item->market, item->channel,
                                              world->today, &what, 1);
            rate = odr_rate(then->rule.defects, then->orders);
            double told = odr_rate_if_in(odr, settings, item, (Stage)stage, OUTCOME_UNDECIDED);
            ck_assert(isnan(rate) ? isnan(told) : told == rate);
        }
    }
}

START_TEST(test_effects_are_the_difference)
{
    each_world(8, check_effects_are_the_difference);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_figures_are_a_plain_count)                                                              \
    X(test_one_order_counts_once_anywhere)                                                         \
    X(test_spans_are_the_fold_at_any_time)                                                         \
    X(test_fold_does_not_know_the_order_of_the_array)                                              \
    X(test_forecast_is_the_figures_of_the_days)                                                    \
    X(test_history_is_a_plain_count)                                                               \
    X(test_order_of_imports_does_not_matter)                                                       \
    X(test_effects_are_the_difference)

SUITE_MAIN("core/odr_random", TESTS)
