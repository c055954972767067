/* SPDX-License-Identifier: MIT */
#include "odr_series.h"

#include <math.h>

static gint compare_cases(gconstpointer a, gconstpointer b)
{
    const DeskCase *x = *(DeskCase *const *)a, *y = *(DeskCase *const *)b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static void gather_cases(OdrSeries *series, const Desk *desk)
{
    series->cases = g_ptr_array_new();
    for (guint i = 0; i < desk->cases->len; i++) {
        DeskCase *item = g_ptr_array_index(desk->cases, i);
        if (item->market == series->market && item->channel == series->channel)
            g_ptr_array_add(series->cases, item);
    }
    g_ptr_array_sort(series->cases, compare_cases);
}

static void fill_rates(OdrSeries *series)
{
    guint n = series->days->len, next = 0;
    const OdrReported *reported = NULL;
    series->split = -1;
    for (guint i = 0; i < n; i++) {
        const OdrDay *day = &g_array_index(series->days, OdrDay, i);
        series->rule[i] = odr_rate(day->rule.defects, day->orders);
        series->best[i] = odr_rate(day->best, day->orders);
        series->what_if[i] = NAN;
        if (!day->decided && day->day > series->today && series->split < 0)
            series->split = (int)i;
        for (; next < series->history->len; next++) {
            const OdrReported *other = g_ptr_array_index(series->history, next);
            if (other->taken > day->day)
                break;
            reported = other;
        }
        series->report_days[i] = reported != NULL && reported->taken == day->day;
        series->reported[i] =
            reported != NULL && day->day <= series->today ? odr_reported_rate(reported) : NAN;
    }
}

/* The same 28 days as the forecast takes. */
static double average_orders(const OrderDays *days)
{
    gint64 sum = 0;
    if (days == NULL)
        return 0;
    Day from = MAX(days->from, days->to - 27);
    for (Day day = from; day <= days->to; day++)
        sum += days->orders[day - days->from];
    return (double)sum / (double)(days->to - from + 1);
}

OdrSeries *odr_series_new(const Desk *desk, const Settings *settings, int market, Channel channel,
                          Day today)
{
    OdrSeries *series = g_new0(OdrSeries, 1);
    series->market = market;
    series->channel = channel;
    series->today = today;
    series->first = today - SERIES_BACK;
    series->last = today + SERIES_AHEAD;
    series->days =
        odr_days(desk, settings, market, channel, series->first, today, series->last, NULL, 0);
    series->changes =
        odr_changes(desk, settings, market, channel, series->first, today, series->last);
    series->history = odr_history(desk, settings, market, channel, today);
    series->average = average_orders(desk_order_days(desk, market, channel));
    gather_cases(series, desk);
    series->rule = g_new(double, series->days->len);
    series->best = g_new(double, series->days->len);
    series->reported = g_new(double, series->days->len);
    series->what_if = g_new(double, series->days->len);
    series->report_days = g_new0(gboolean, series->days->len);
    fill_rates(series);
    return series;
}

void odr_series_free(OdrSeries *series)
{
    if (series == NULL)
        return;
    g_array_unref(series->days);
    g_clear_pointer(&series->supposed, g_array_unref);
    g_array_unref(series->changes);
    g_ptr_array_unref(series->history);
    g_ptr_array_unref(series->cases);
    g_free(series->rule);
    g_free(series->best);
    g_free(series->reported);
    g_free(series->what_if);
    g_free(series->report_days);
    g_free(series);
}

void odr_series_suppose(OdrSeries *series, const Desk *desk, const Settings *settings,
                        const OdrIf *ifs, gsize n_ifs)
{
    g_clear_pointer(&series->supposed, g_array_unref);
    if (n_ifs > 0)
        series->supposed = odr_days(desk, settings, series->market, series->channel, series->today,
                                    series->today, series->last, ifs, n_ifs);
    for (guint i = 0; i < series->days->len; i++) {
        const OdrDay *day = odr_series_supposed(series, series->first + (Day)i);
        series->what_if[i] = day != NULL ? odr_rate(day->rule.defects, day->orders) : NAN;
    }
}

int odr_series_index(const OdrSeries *series, Day day)
{
    return CLAMP(day, series->first, series->last) - series->first;
}

const OdrDay *odr_series_day(const OdrSeries *series, Day day)
{
    return &g_array_index(series->days, OdrDay, odr_series_index(series, day));
}

const OdrDay *odr_series_supposed(const OdrSeries *series, Day day)
{
    if (series->supposed == NULL || day < series->today || day > series->last)
        return NULL;
    return &g_array_index(series->supposed, OdrDay, day - series->today);
}

const OdrReported *odr_series_reported(const OdrSeries *series, Day day)
{
    for (guint i = series->history->len; day <= series->today && i > 0; i--) {
        const OdrReported *reported = g_ptr_array_index(series->history, i - 1);
        if (reported->taken <= day)
            return reported;
    }
    return NULL;
}

double odr_reported_rate(const OdrReported *reported)
{
    const Report *report = reported->report;
    if (report->defects >= 0 && report->orders > 0)
        return odr_rate(report->defects, report->orders);
    return report->rate;
}

static gboolean holds(const GArray *orders, OrderId order)
{
    for (guint i = 0; i < orders->len; i++)
        if (g_array_index(orders, OrderId, i) == order)
            return TRUE;
    return FALSE;
}

gboolean odr_series_suspect(const OdrSeries *series, OrderId order, gboolean *ret_certain)
{
    const OdrReported *reported = odr_series_reported(series, series->today);
    *ret_certain = reported != NULL && holds(reported->certain, order);
    return reported != NULL && holds(reported->suspects, order);
}

guint odr_series_change_from(const OdrSeries *series, Day day)
{
    guint low = 0, high = series->changes->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(series->changes, OdrChange, middle).day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Day odr_series_next_change(const OdrSeries *series, Day day, gboolean back)
{
    guint at = odr_series_change_from(series, back ? day : day + 1);
    if (back)
        return at > 0 ? g_array_index(series->changes, OdrChange, at - 1).day : DAY_NONE;
    return at < series->changes->len ? g_array_index(series->changes, OdrChange, at).day : DAY_NONE;
}

static gint compare_lines(gconstpointer a, gconstpointer b)
{
    const OdrLine *x = a, *y = b;
    if (x->counts != y->counts)
        return x->counts ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return (int)x->component - (int)y->component;
}

GArray *odr_series_explain(const OdrSeries *series, const Settings *settings, Day day)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(OdrLine));
    OdrWindow window = odr_series_day(series, day)->window;
    guint low = 0, high = series->cases->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (((DeskCase *)g_ptr_array_index(series->cases, middle))->day < window.from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < series->cases->len; low++) {
        const DeskCase *item = g_ptr_array_index(series->cases, low);
        if (item->day > window.to)
            break;
        odr_explain_order(settings, item, MIN(day, series->today), NULL, 0, lines);
    }
    g_array_sort(lines, compare_lines);
    return lines;
}
