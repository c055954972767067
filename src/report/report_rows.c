/* SPDX-License-Identifier: MIT */
#include "report_rows.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

double report_number(const char *text)
{
    g_autofree char *bare = g_strstrip(g_strdup(text));
    gsize n = 0;
    for (char *p = bare; *p; p++)
        if (*p != ',')
            bare[n++] = *p;
    bare[n] = '\0';
    gboolean percent = n > 0 && bare[n - 1] == '%';
    if (percent)
        bare[n - 1] = '\0';
    g_strchomp(bare);
    char *end;
    double value = g_ascii_strtod(bare, &end);
    if (end == bare || *end)
        return NAN;
    return percent ? value / 100 : value;
}

gint64 report_count(double number)
{
    return isfinite(number) && number >= 0 && number <= 1e15 && floor(number) == number
               ? (gint64)number
               : -1;
}

Day report_day(const char *text)
{
    gint64 instant;
    return instant_scan(text, strlen(text), &instant) ? day_of(instant) : DAY_NONE;
}

static void say_missing(Reading *reading, const Report *report)
{
    const struct {
        gboolean lacks;
        const char *what;
    } parts[] = {
        {report->orders < 0, N_("the count of orders")},
        {report->defects < 0, N_("the count of orders with defects")},
        {report->claims < 0, N_("the count of claims")},
        {report->feedback < 0, N_("the count of negative feedback")},
        {report->chargebacks < 0, N_("the count of chargebacks")},
        {isnan(report->rate), N_("the rate")},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i].lacks)
            reading_missing(reading, "%s %s: %s", market_by_num(report->market)->country,
                            channel_word(report->channel), _(parts[i].what));
}

gboolean report_row(Reading *reading, const ReportRow *row, GError **error)
{
    Report report = row->report;
    const char *country = market_by_num(report.market)->country;
    const char *channel = channel_word(report.channel);
    int span = settings_int(reading->settings, SETTING_ODR_SPAN);
    if (report.window_from == DAY_NONE && report.window_to == DAY_NONE) {
        reading_count(reading, reading_reject(reading,
                                              _("%s %s: the dates of the order defect rate "
                                                "are missing"),
                                              country, channel));
        return TRUE;
    }
    if (report.window_from == DAY_NONE) {
        report.window_from = report.window_to - span + 1;
        reading_missing(reading, _("%s %s: the window's first day; assumed %d days to its last"),
                        country, channel, span);
    }
    if (report.window_to == DAY_NONE) {
        report.window_to = report.window_from + span - 1;
        reading_missing(reading, _("%s %s: the window's last day; assumed %d days from its first"),
                        country, channel, span);
    }
    if (report.window_to < report.window_from) {
        reading_count(reading, reading_reject(reading, _("%s %s: the window ends before it begins"),
                                              country, channel));
        return TRUE;
    }
    say_missing(reading, &report);
    report.latest_to = row->latest;
    GError *failed = NULL;
    gboolean stored = store_import_report(reading->import, &report, &failed);
    RowResult result = reading_stored(reading, stored, failed, error);
    reading_count(reading, result);
    return result != ROW_FAILED;
}
