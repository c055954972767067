/* SPDX-License-Identifier: MIT */
/* The rate of the days to come: each claim adds to the run of days whose windows hold its order, so
 * that all days together cost one pass over the cases. */
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

static void forecast_orders(const OdrPart *part, Day today, const OdrPoint *points,
                            GArray *forecast)
{
    OrderTrend trend = {.upto = NULL};
    if (part->days != NULL)
        order_trend_init(&trend, part->days);
    for (guint i = 0; i < forecast->len; i++) {
        OdrForecastDay *day = &g_array_index(forecast, OdrForecastDay, i);
        day->orders = day->decided || part->days == NULL
                          ? odr_part_orders(part, points[i].from, points[i].to, today).orders
                          : order_trend_sum(&trend, points[i].from, points[i].to);
    }
    g_free(trend.upto);
}

GArray *odr_forecast(const Desk *desk, const Settings *settings, int market, Channel channel,
                     Day today, int days, const OdrIf *ifs, gsize n_ifs)
{
    g_auto(OdrPart) part;
    odr_part_init(&part, desk, settings, market, channel);
    guint n = (guint)MAX(0, days) + 1;
    int lag = odr_part_lag(&part, today), span = settings_int(settings, SETTING_ODR_SPAN);
    g_autofree OdrPoint *points = g_new(OdrPoint, n);
    GArray *forecast = g_array_sized_new(FALSE, TRUE, sizeof(OdrForecastDay), n);
    g_array_set_size(forecast, n);
    for (guint i = 0; i < n; i++) {
        OdrForecastDay *day = &g_array_index(forecast, OdrForecastDay, i);
        day->day = today + (Day)i;
        OdrWindow window = odr_window(day->day, lag, span);
        day->decided = window.to < today;
        points[i] = (OdrPoint){.instant = day_end(today), .from = window.from, .to = window.to};
    }
    forecast_orders(&part, today, points, forecast);

    TallyRules rules = tally_rules(settings, today, ifs, n_ifs);
    g_auto(SweepSums) sums;
    sweep_sums_init(&sums, n);
    odr_sweep(desk, market, channel, &rules, points, n, sweep_sums_add, &sums);
    sweep_sums_end(&sums);
    for (guint i = 0; i < n; i++) {
        OdrForecastDay *day = &g_array_index(forecast, OdrForecastDay, i);
        day->defects = sweep_sum(&sums, TALLY_DEFECT, i);
        day->best = sweep_sum(&sums, TALLY_BEST, i);
    }
    return forecast;
}
