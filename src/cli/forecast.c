/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "azdesk/core/odr.h"

#include "figures.h"
#include "jout.h"

#define FORECAST_DAYS     75
#define FORECAST_DAYS_MAX 3660

static void json_days(JsonBuilder *builder, const DeskPart *part, const GArray *days)
{
    for (guint i = 0; i < days->len; i++) {
        const OdrForecastDay *day = &g_array_index(days, OdrForecastDay, i);
        json_builder_begin_object(builder);
        jout_day(builder, "day", day->day);
        jout_market(builder, "market", part->market);
        jout_text(builder, "channel", channel_word(part->channel));
        jout_int(builder, "orders", day->orders);
        jout_int(builder, "defects", day->defects);
        jout_rate(builder, "rate", odr_rate(day->defects, day->orders));
        jout_bool(builder, "decided", day->decided);
        json_builder_end_object(builder);
    }
}

static void show_days(Out *out, const DeskPart *part, const GArray *days)
{
    const char *heads[] = {_("DAY"), _("RATE"), _("DEFECTS"), _("ORDERS"), _("BEST"), ""};
    g_autofree char *name = part_show(part->market, part->channel);
    g_autoptr(Table) table = table_new("lrrrrl", heads);
    for (guint i = 0; i < days->len; i++) {
        const OdrForecastDay *day = &g_array_index(days, OdrForecastDay, i);
        const gboolean bad = day->orders > 0 && !odr_good(day->defects, day->orders);
        char text[DAY_SIZE];
        day_format(day->day, text);
        table_add(table, OUT_PLAIN, text);
        table_take(table, bad ? OUT_BAD : OUT_PLAIN,
                   rate_show(odr_rate(day->defects, day->orders)));
        table_take(table, OUT_PLAIN, g_strdup_printf("%d", day->defects));
        table_take(table, OUT_PLAIN, g_strdup_printf("%" G_GINT64_FORMAT, day->orders));
        table_take(table, OUT_PLAIN, rate_show(odr_rate(day->best, day->orders)));
        table_take(table, OUT_DIM,
                   g_strdup_printf("%s%s", day->decided ? _("decided") : _("extrapolated"),
                                   bad ? _(", not under 1%") : ""));
    }
    out_printf(out, OUT_HEAD, "%s\n", name);
    table_print(table, out, 2);
}

/* Days with a rate that lacks orders: the extrapolation fills in only those after the last imported
 * one.
 */
static int days_uncovered(const Run *run, const DeskPart *part, int count)
{
    const Day today = run_today(run);
    const OrderDays *orders = desk_order_days(run->desk, part->market, part->channel);
    g_autoptr(GArray) days = odr_days(run->desk, run->app->settings, part->market, part->channel,
                                      today, today, today + count, NULL, 0);
    int uncovered = 0;
    for (guint i = 0; i < days->len; i++) {
        const OdrDay *day = &g_array_index(days, OdrDay, i);
        const gboolean begun = orders && orders->from <= day->window.from;
        uncovered += day->orders > 0 && !day->complete && (!begun || day->decided);
    }
    return uncovered;
}

static void show_uncovered(Run *run, const DeskPart *part, int count)
{
    const int uncovered = days_uncovered(run, part, count);
    if (uncovered > 0)
        out_printf(run->out, OUT_WARN,
                   ngettext("  The imported orders do not cover the window of %d of these days: "
                            "import the missing order report.\n",
                            "  The imported orders do not cover the windows of %d of these days: "
                            "import the missing order report.\n",
                            (gulong)uncovered),
                   uncovered);
}

gboolean cmd_forecast(Run *run, GError **error)
{
    int count;
    if (!run_number(run, "days", 0, FORECAST_DAYS_MAX, FORECAST_DAYS, &count, error))
        return FALSE;
    g_autoptr(GArray) parts = run_parts(run, error);
    if (!parts)
        return FALSE;
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_array(builder);
    for (guint i = 0; i < parts->len; i++) {
        const DeskPart *part = &g_array_index(parts, DeskPart, i);
        g_autoptr(GArray) days = odr_forecast(run->desk, run->app->settings, part->market,
                                              part->channel, run_today(run), count, NULL, 0);
        if (run->out->json) {
            json_days(builder, part, days);
            continue;
        }
        show_days(run->out, part, days);
        show_uncovered(run, part, count);
    }
    json_builder_end_array(builder);
    if (run->out->json)
        out_json(run->out, builder);
    else if (parts->len == 0)
        out_printf(run->out, OUT_PLAIN, "%s\n", _("No data yet: import an order report first."));
    return TRUE;
}
