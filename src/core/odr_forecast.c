/* SPDX-License-Identifier: MIT */
/* The rate by day, gone by and to come: each claim adds to the run of days whose windows hold its
 * order, so that all days together cost one pass over the cases. */
#include <string.h>

#include "odr-private.h"

#define TREND_DAYS 28

/* Orders counted up to and with each day, to have any window's sum by one subtraction. */
typedef struct {
    const OrderDays *days;
    gint64 *upto;     /* upto[i]: of the first i days */
    gint64 trend_sum; /* of the last trend_days days */
    int trend_days;
} OrderTrend;

static void order_trend_init(OrderTrend *trend, const OrderDays *days)
{
    gsize n = (gsize)(days->to - days->from) + 1;
    trend->days = days;
    trend->upto = g_new(gint64, n + 1);
    trend->upto[0] = 0;
    for (gsize i = 0; i < n; i++)
        trend->upto[i + 1] = trend->upto[i] + days->orders[i];
    trend->trend_days = (int)MIN(n, TREND_DAYS);
    trend->trend_sum = trend->upto[n] - trend->upto[n - (gsize)trend->trend_days];
}

/* Imported days as they are, each later one as the mean, rounded half up on the sum. */
static gint64 order_trend_sum(const OrderTrend *trend, Day from, Day to)
{
    Day first = MAX(from, trend->days->from), last = MIN(to, trend->days->to);
    gint64 known = 0;
    if (first <= last)
        known = trend->upto[last - trend->days->from + 1] - trend->upto[first - trend->days->from];
    Day beyond = MAX(from, trend->days->to + 1);
    gint64 ahead = to >= beyond ? (gint64)to - beyond + 1 : 0;
    return known + (2 * ahead * trend->trend_sum + trend->trend_days) / (2 * trend->trend_days);
}

/* ---- Windows and orders ---- */

GArray *odr_part_days(const OdrPart *part, Day from, Day stood, Day today, Day to)
{
    guint n = to >= from ? (guint)(to - from) + 1 : 0;
    int span = settings_int(part->settings, SETTING_ODR_SPAN);
    GArray *days = g_array_sized_new(FALSE, TRUE, sizeof(OdrDay), n);
    OrderTrend trend = {.upto = NULL};
    if (part->days != NULL)
        order_trend_init(&trend, part->days);
    for (Day at = from; at <= to; at++) {
        Day known = MIN(at, today);
        OdrDay day = {.day = at, .window = odr_window(at, odr_part_lag(part, known), span)};
        day.decided = day.window.to < today;
        OrdersFound found = odr_part_orders(part, day.window.from, day.window.to, known);
        day.orders = found.orders;
        day.orders_source = found.source;
        day.complete = found.complete;
        if (at > stood && !day.decided && part->days != NULL)
            day.orders = order_trend_sum(&trend, day.window.from, day.window.to);
        g_array_append_val(days, day);
    }
    g_free(trend.upto);
    return days;
}

/* ---- Defects ---- */

static TallyRules run_rules(const OdrPart *part, Day day, Day today, const OdrIf *ifs, gsize n_ifs)
{
    gboolean supposed = day >= today;
    return tally_rules(part->settings, MIN(day, today), supposed ? ifs : NULL,
                       supposed ? n_ifs : 0);
}

static gboolean run_takes(const OdrRun *run, const TallyRules *rules, const OdrDay *day)
{
    const OdrPoint *last = &run->points[run->end - run->first - 1];
    return day->window.from >= last->from && day->window.to >= last->to &&
           rules->n_ifs == run->rules.n_ifs &&
           memcmp(rules->rules.counts, run->rules.rules.counts, sizeof rules->rules.counts) == 0;
}

void odr_run_init(OdrRun *run, const OdrPart *part, const GArray *days, guint first, Day today,
                  const OdrIf *ifs, gsize n_ifs)
{
    *run = (OdrRun){.first = first, .end = first, .points = g_new(OdrPoint, days->len - first)};
    for (guint i = first; i < days->len; i++) {
        const OdrDay *day = &g_array_index(days, OdrDay, i);
        TallyRules rules = run_rules(part, day->day, today, ifs, n_ifs);
        if (i == first)
            run->rules = rules;
        else if (!run_takes(run, &rules, day))
            return;
        run->points[run->end++ - first] = (OdrPoint){.instant = day_end(MIN(day->day, today)),
                                                     .from = day->window.from,
                                                     .to = day->window.to};
    }
}

void odr_run_clear(OdrRun *run)
{
    g_clear_pointer(&run->points, g_free);
}

static void run_count(const OdrPart *part, const OdrRun *run, GArray *days)
{
    g_auto(SweepSums) sums;
    sweep_sums_init(&sums, run->end - run->first);
    odr_sweep(part->desk, part->market, part->channel, &run->rules, run->points,
              run->end - run->first, sweep_sums_add, &sums);
    sweep_sums_end(&sums);
    for (guint i = run->first; i < run->end; i++) {
        OdrDay *day = &g_array_index(days, OdrDay, i);
        day->rule = sweep_count(&sums, i - run->first);
        day->best = sweep_sum(&sums, TALLY_BEST, i - run->first);
        day->worst = sweep_sum(&sums, TALLY_WORST, i - run->first);
    }
}

void odr_part_count(const OdrPart *part, GArray *days, Day today, const OdrIf *ifs, gsize n_ifs)
{
    for (guint first = 0; first < days->len;) {
        g_auto(OdrRun) run;
        odr_run_init(&run, part, days, first, today, ifs, n_ifs);
        run_count(part, &run, days);
        first = run.end;
    }
}

/* ---- Together ---- */

GArray *odr_days(const Desk *desk, const Settings *settings, int market, Channel channel, Day from,
                 Day today, Day to, const OdrIf *ifs, gsize n_ifs)
{
    g_auto(OdrPart) part;
    odr_part_init(&part, desk, settings, market, channel);
    GArray *days = odr_part_days(&part, from, today, today, to);
    odr_part_count(&part, days, today, ifs, n_ifs);
    return days;
}

GArray *odr_forecast(const Desk *desk, const Settings *settings, int market, Channel channel,
                     Day today, int days, const OdrIf *ifs, gsize n_ifs)
{
    g_auto(OdrPart) part;
    odr_part_init(&part, desk, settings, market, channel);
    g_autoptr(GArray) all = odr_part_days(&part, today, today - 1, today, today + MAX(days, 0));
    odr_part_count(&part, all, today, ifs, n_ifs);
    GArray *forecast = g_array_sized_new(FALSE, FALSE, sizeof(OdrForecastDay), all->len);
    for (guint i = 0; i < all->len; i++) {
        const OdrDay *day = &g_array_index(all, OdrDay, i);
        OdrForecastDay one = {.day = day->day,
                              .orders = day->orders,
                              .defects = day->rule.defects,
                              .best = day->best,
                              .decided = day->decided};
        g_array_append_val(forecast, one);
    }
    return forecast;
}
