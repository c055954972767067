/* SPDX-License-Identifier: MIT */
/* Amazon's reports: which day each is of, what lag they teach, and how they compare with the rules.
 * All of it follows from what the reports say; only of those of the same day and window the one
 * imported last counts, which was downloaded again after Amazon had changed it. */
#include <string.h>

#include "odr-private.h"

/* ---- What a report teaches ---- */

#define LAG_MAX 30

static gint compare_days(Day a, Day b)
{
    return (a > b) - (a < b);
}

/* By day; of one day, the channel's own teaches last, and so is the newest. */
static gint compare_lessons(gconstpointer a, gconstpointer b)
{
    const LagLesson *x = a, *y = b;
    gint orders[] = {
        compare_days(x->day, y->day),
        (x->own_channel > y->own_channel) - (x->own_channel < y->own_channel),
        compare_days(x->window_to, y->window_to),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(orders); i++)
        if (orders[i] != 0)
            return orders[i];
    return 0;
}

static GArray *gather_lessons(const Desk *desk, int market, Channel channel)
{
    GArray *lessons = g_array_new(FALSE, FALSE, sizeof(LagLesson));
    for (guint i = 0; i < desk->reports->len; i++) {
        const Report *report = desk->reports->pdata[i];
        if (report->market != market || report->latest_to == DAY_NONE)
            continue;
        int lag = report->latest_to - report->window_to;
        if (lag < 0 || lag > LAG_MAX)
            continue;
        LagLesson lesson = {.day = report->latest_to,
                            .window_to = report->window_to,
                            .own_channel = report->channel == channel};
        g_array_append_val(lessons, lesson);
    }
    g_array_sort(lessons, compare_lessons);
    return lessons;
}

/* The lag of the newest lesson up to a day, or, with `by_window`, of the newest whose window ended
 * by then; else the setting. */
static int taught_lag(const GArray *lessons, const Settings *settings, Day day, gboolean by_window)
{
    for (guint i = lessons->len; i > 0; i--) {
        const LagLesson *lesson = &g_array_index(lessons, LagLesson, i - 1);
        if ((by_window ? lesson->window_to : lesson->day) <= day)
            return lesson->day - lesson->window_to;
    }
    return settings_int(settings, SETTING_ODR_LAG);
}

/* A report without a day of its own has its window's end and the lag of the newest report T that
 * teaches one by then: T.day <= window_to + T.lag, which is T.window_to <= window_to. */
static Day own_day(const GArray *lessons, const Settings *settings, const Report *report)
{
    if (report->latest_to != DAY_NONE)
        return report->latest_to;
    return report->window_to + taught_lag(lessons, settings, report->window_to, TRUE);
}

/* ---- The reports of a market and channel ---- */

static gint compare_reports(gconstpointer a, gconstpointer b)
{
    const DatedReport *p = a, *q = b;
    const Report *x = p->report, *y = q->report;
    const gint orders[] = {
        compare_days(p->day, q->day),
        compare_days(x->window_to, y->window_to),
        compare_days(x->window_from, y->window_from),
        compare_days(x->latest_to, y->latest_to),
        (x->id > y->id) - (x->id < y->id),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(orders); i++)
        if (orders[i] != 0)
            return orders[i];
    return 0;
}

void odr_part_init(OdrPart *part, const Desk *desk, const Settings *settings, int market,
                   Channel channel)
{
    *part = (OdrPart){
        .desk = desk,
        .settings = settings,
        .market = market,
        .channel = channel,
        .days = desk_order_days(desk, market, channel),
        .lessons = gather_lessons(desk, market, channel),
        .reports = g_array_new(FALSE, FALSE, sizeof(DatedReport)),
    };
    for (guint i = 0; i < desk->reports->len; i++) {
        const Report *report = desk->reports->pdata[i];
        if (report->market != market || report->channel != channel)
            continue;
        DatedReport dated = {.report = report, .day = own_day(part->lessons, settings, report)};
        g_array_append_val(part->reports, dated);
    }
    g_array_sort(part->reports, compare_reports);
}

void odr_part_clear(OdrPart *part)
{
    g_clear_pointer(&part->lessons, g_array_unref);
    g_clear_pointer(&part->reports, g_array_unref);
}

int odr_part_lag(const OdrPart *part, Day day)
{
    return taught_lag(part->lessons, part->settings, day, FALSE);
}

static const DatedReport *dated_report(const OdrPart *part, guint i)
{
    return &g_array_index(part->reports, DatedReport, i);
}

guint odr_part_reports_until(const OdrPart *part, Day day)
{
    guint n = part->reports->len;
    while (n > 0 && dated_report(part, n - 1)->day > day)
        n--;
    return n;
}

int odr_lag(const Desk *desk, const Settings *settings, int market, Channel channel, Day day)
{
    g_auto(OdrPart) part;
    odr_part_init(&part, desk, settings, market, channel);
    return odr_part_lag(&part, day);
}

Day odr_report_day(const Desk *desk, const Settings *settings, const Report *report)
{
    g_auto(OdrPart) part;
    odr_part_init(&part, desk, settings, report->market, report->channel);
    return own_day(part.lessons, settings, report);
}

const Report *odr_report_on(const Desk *desk, const Settings *settings, int market, Channel channel,
                            Day day)
{
    g_auto(OdrPart) part;
    odr_part_init(&part, desk, settings, market, channel);
    guint n = odr_part_reports_until(&part, day);
    return n > 0 ? dated_report(&part, n - 1)->report : NULL;
}

/* ---- Orders ---- */

gint64 order_days_sum(const OrderDays *days, Day from, Day to)
{
    gint64 sum = 0;
    if (days == NULL)
        return 0;
    for (Day day = MAX(from, days->from); day <= MIN(to, days->to); day++)
        sum += days->orders[day - days->from];
    return sum;
}

OrdersFound odr_part_orders(const OdrPart *part, Day from, Day to, Day day)
{
    const OrderDays *days = part->days;
    OrdersFound found = {
        .orders = order_days_sum(days, from, to),
        .source = days != NULL ? ORDERS_IMPORTED : ORDERS_NONE,
        .complete = days != NULL && days->from <= from && days->to >= to,
    };
    if (found.complete)
        return found;
    const Report *stated = NULL;
    for (guint i = odr_part_reports_until(part, day); i > 0; i--) {
        const Report *report = dated_report(part, i - 1)->report;
        if (report->orders < 0)
            continue;
        if (report->window_from == from && report->window_to == to) {
            stated = report;
            break;
        }
        if (stated == NULL && days == NULL)
            stated = report; /* the latest, unless an earlier one has the very window */
    }
    if (stated != NULL) {
        found.orders = stated->orders;
        found.source = ORDERS_REPORT;
    }
    return found;
}

/* ---- Reported against by rule ---- */

void odr_reported_free(OdrReported *reported)
{
    if (reported == NULL)
        return;
    g_array_unref(reported->suspects);
    g_array_unref(reported->certain);
    g_free(reported);
}

static gboolean holds(const GArray *orders, OrderId order)
{
    guint low = 0, high = orders->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        OrderId found = g_array_index(orders, OrderId, middle);
        if (found == order)
            return TRUE;
        if (found < order)
            low = middle + 1;
        else
            high = middle;
    }
    return FALSE;
}

gboolean odr_is_suspect(const OdrReported *reported, OrderId order)
{
    return reported != NULL && holds(reported->suspects, order);
}

gboolean odr_suspect_is_sure(const OdrReported *reported, OrderId order)
{
    return holds(reported->certain, order) ||
           ((int)reported->suspects->len <= reported->mismatch && holds(reported->suspects, order));
}

static OdrReported *reported_new(const OdrPart *part, const DatedReport *dated)
{
    const Report *report = dated->report;
    OdrReported *reported = g_new0(OdrReported, 1);
    reported->report = report;
    reported->taken = dated->day;
    reported->window = (OdrWindow){
        .from = report->window_from,
        .to = report->window_to,
        .lag = dated->day - report->window_to,
        .span = report->window_to - report->window_from + 1,
    };
    reported->by_rule_orders =
        odr_part_orders(part, report->window_from, report->window_to, dated->day).orders;
    reported->comparable = report->defects >= 0;
    reported->suspects = g_array_new(FALSE, FALSE, sizeof(OrderId));
    reported->certain = g_array_new(FALSE, FALSE, sizeof(OrderId));
    return reported;
}

static void compare_with_rule(OdrReported *reported, OdrCount by_rule)
{
    reported->by_rule = by_rule;
    if (reported->comparable)
        reported->mismatch = (int)(reported->report->defects - by_rule.defects);
}

static void add_suspect(OdrReported *reported, const DeskCase *item, gint64 until)
{
    const ClaimSpan *look = item->claim != NULL ? claim_last_look(item->claim, until) : NULL;
    if (look != NULL && look->amazon_counts == AMAZON_COUNTS_NO &&
        look->at > day_end(reported->taken))
        return;
    g_array_append_val(reported->suspects, item->order);
    if (look != NULL && look->amazon_counts == AMAZON_COUNTS_YES)
        g_array_append_val(reported->certain, item->order);
}

/* Reports in a row whose windows move on with their days, under the same rules: one sweep. */
typedef struct {
    TallyRules rules;
    GArray *points;       /* of OdrPoint */
    GPtrArray *reporteds; /* of OdrReported, borrowed */
    gint64 until;
} ReportChain;

static ReportChain *chain_new(const TallyRules *rules, gint64 until)
{
    ReportChain *chain = g_new0(ReportChain, 1);
    chain->rules = *rules;
    chain->points = g_array_new(FALSE, FALSE, sizeof(OdrPoint));
    chain->reporteds = g_ptr_array_new();
    chain->until = until;
    return chain;
}

static void chain_free(ReportChain *chain)
{
    g_array_unref(chain->points);
    g_ptr_array_unref(chain->reporteds);
    g_free(chain);
}

static gboolean chain_takes(const ReportChain *chain, const TallyRules *rules,
                            const OdrReported *reported)
{
    const OdrPoint *last = &g_array_index(chain->points, OdrPoint, chain->points->len - 1);
    return last->from <= reported->window.from && last->to <= reported->window.to &&
           memcmp(chain->rules.rules.counts, rules->rules.counts, sizeof rules->rules.counts) == 0;
}

static void chain_add(GPtrArray *chains, const TallyRules *rules, OdrReported *reported,
                      gint64 until)
{
    ReportChain *chain = NULL;
    for (guint i = 0; i < chains->len && chain == NULL; i++)
        if (chain_takes(chains->pdata[i], rules, reported))
            chain = chains->pdata[i];
    if (chain == NULL) {
        chain = chain_new(rules, until);
        g_ptr_array_add(chains, chain);
    }
    OdrPoint point = {.instant = day_end(reported->taken),
                      .from = reported->window.from,
                      .to = reported->window.to};
    g_array_append_val(chain->points, point);
    g_ptr_array_add(chain->reporteds, reported);
}

static void chain_add_suspects(const DeskCase *item, guint bits, guint first, guint end,
                               gpointer data)
{
    ReportChain *chain = data;
    if (!(bits & TALLY_BIT(TALLY_SUSPECT)))
        return;
    for (guint i = first; i < end; i++) {
        OdrReported *reported = chain->reporteds->pdata[i];
        if (reported->mismatch > 0)
            add_suspect(reported, item, chain->until);
    }
}

static void chain_compute(const OdrPart *part, ReportChain *chain)
{
    const OdrPoint *points = (const OdrPoint *)(gpointer)chain->points->data;
    guint n = chain->points->len;
    g_auto(SweepSums) sums;
    sweep_sums_init(&sums, n);
    odr_sweep(part->desk, part->market, part->channel, &chain->rules, points, n, sweep_sums_add,
              &sums);
    sweep_sums_end(&sums);
    gboolean over = FALSE;
    for (guint i = 0; i < n; i++) {
        OdrReported *reported = chain->reporteds->pdata[i];
        compare_with_rule(reported, sweep_count(&sums, i));
        over |= reported->mismatch > 0;
    }
    if (over)
        odr_sweep(part->desk, part->market, part->channel, &chain->rules, points, n,
                  chain_add_suspects, chain);
    for (guint i = 0; i < n; i++) {
        OdrReported *reported = chain->reporteds->pdata[i];
        g_array_sort(reported->suspects, compare_orders);
        g_array_sort(reported->certain, compare_orders);
        reported->unexplained = MAX(0, reported->mismatch - (int)reported->suspects->len);
    }
}

/* Compares the reports [first, end) of the part, as known at the end of `until`. */
static GPtrArray *compare_part(const OdrPart *part, guint first, guint end, Day until)
{
    GPtrArray *history = g_ptr_array_new_with_free_func((GDestroyNotify)odr_reported_free);
    g_autoptr(GPtrArray) chains = g_ptr_array_new_with_free_func((GDestroyNotify)chain_free);
    for (guint i = first; i < end; i++) {
        OdrReported *reported = reported_new(part, dated_report(part, i));
        g_ptr_array_add(history, reported);
        TallyRules rules = tally_rules(part->settings, reported->taken, NULL, 0);
        chain_add(chains, &rules, reported, day_end(until));
    }
    for (guint i = 0; i < chains->len; i++)
        chain_compute(part, chains->pdata[i]);
    return history;
}

OdrReported *odr_part_reported(const OdrPart *part, Day day)
{
    guint n = odr_part_reports_until(part, day);
    if (n == 0)
        return NULL;
    g_autoptr(GPtrArray) one = compare_part(part, n - 1, n, day);
    return g_ptr_array_steal_index(one, 0);
}

GPtrArray *odr_history(const Desk *desk, const Settings *settings, int market, Channel channel,
                       Day until)
{
    g_auto(OdrPart) part;
    odr_part_init(&part, desk, settings, market, channel);
    return compare_part(&part, 0, odr_part_reports_until(&part, until), until);
}

Day odr_clean_day(const Desk *desk, const Settings *settings, int market, Channel channel,
                  Day until)
{
    g_autoptr(GPtrArray) history = odr_history(desk, settings, market, channel, until);
    for (guint i = history->len; i > 0; i--) {
        const OdrReported *reported = history->pdata[i - 1];
        const OdrReported *later = i < history->len ? history->pdata[i] : NULL;
        gboolean replaced = later != NULL && later->taken == reported->taken;
        if (!replaced && reported->comparable && reported->mismatch <= 0)
            return reported->taken;
    }
    return DAY_NONE;
}

ClaimClocks odr_clocks(const Claim *claim, gint64 now, Day clean)
{
    ClaimClocks clocks = claim_clocks(claim, now);
    if (clean != DAY_NONE && clean > day_of(claim->stage_at))
        clocks.verify = 0;
    return clocks;
}
