/* SPDX-License-Identifier: MIT */
#include "format.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "azdesk/core/odr.h"

/* Not the C library's: LC_TIME may be C while the interface speaks Japanese. */
static const char *const MONTHS[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
                                     N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
                                     N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};
static const char *const WEEKDAYS[] = {N_("Sun"), N_("Mon"), N_("Tue"), N_("Wed"),
                                       N_("Thu"), N_("Fri"), N_("Sat")};

const char *fmt_weekday_name(int weekday)
{
    return _(WEEKDAYS[weekday % 7]);
}

const char *fmt_month_name(int month)
{
    return _(MONTHS[(month + 11) % 12]);
}

static int weekday_of(Day day)
{
    return (int)((((gint64)day + 4) % 7 + 7) % 7);
}

/* What a pattern holds of {y}, {m}, {d}: numbers; {b}, {a}: the names of month and weekday. */
static char *day_by(const char *pattern, Day day)
{
    int year, month, dom;
    day_to_ymd(day, &year, &month, &dom);
    GString *text = g_string_new(NULL);
    for (const char *p = pattern; *p != '\0'; p++) {
        const char part = p[0] == '{' && p[1] != '\0' && p[2] == '}' ? p[1] : '\0';
        if (part == 'b')
            g_string_append(text, fmt_month_name(month));
        else if (part == 'a')
            g_string_append(text, fmt_weekday_name(weekday_of(day)));
        else if (part != '\0')
            g_string_append_printf(text, "%d", part == 'y' ? year : part == 'm' ? month : dom);
        else
            g_string_append_c(text, *p);
        p += part != '\0' ? 2 : 0;
    }
    return g_string_free(text, FALSE);
}

char *fmt_day(Day day)
{
    /* Translators: a day in a narrow column; {d} and {m} are numbers, {b} is the month's name */
    return day_by(_("{d} {b}"), day);
}

char *fmt_day_year(Day day)
{
    /* Translators: {d}, {m}, {y}: day, month, year; {b}: the month's name */
    return day_by(_("{d} {b} {y}"), day);
}

char *fmt_weekday(Day day)
{
    /* Translators: {a}: the weekday's name; {d}, {m}: day and month; {b}: the month's name */
    return day_by(_("{a} {d} {b}"), day);
}

#define NEAR_DAYS 183
#define DAY_LEN   10 /* of 2026-11-08 */

/* The day that is written at `p`; FALSE: there is none. */
static gboolean day_at(const char *text, const char *p, Day *ret_day)
{
    char word[DAY_LEN + 1] = {0};
    if (p > text && (g_ascii_isalnum(p[-1]) || p[-1] == '-'))
        return FALSE;
    g_strlcpy(word, p, sizeof word);
    return strlen(word) == DAY_LEN && !g_ascii_isalnum(p[DAY_LEN]) && p[DAY_LEN] != '-' &&
           day_parse(word, ret_day, NULL);
}

char *fmt_sentence(const char *text, Day today, const char *own)
{
    const char *stop = own != NULL && *own != '\0' ? strstr(text, own) : NULL;
    GString *said = g_string_new(NULL);
    for (const char *p = text; *p != '\0';) {
        Day day;
        if (p == stop) {
            g_string_append(said, p);
            break;
        }
        if (!day_at(text, p, &day)) {
            g_string_append_c(said, *p++);
            continue;
        }
        gboolean near = today != DAY_NONE && ABS(day - today) < NEAR_DAYS;
        g_autofree char *word = near ? fmt_day(day) : fmt_day_year(day);
        g_string_append(said, word);
        p += DAY_LEN;
    }
    return g_string_free(said, FALSE);
}

static GDateTime *local(gint64 instant, GTimeZone *zone)
{
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(instant);
    return utc != NULL ? g_date_time_to_timezone(utc, zone) : g_date_time_new_from_unix_utc(0);
}

char *fmt_moment(gint64 instant, GTimeZone *zone)
{
    g_autoptr(GDateTime) here = local(instant, zone);
    g_autofree char *day = fmt_weekday(day_in_zone(instant, zone));
    return g_strdup_printf("%s %02d:%02d", day, g_date_time_get_hour(here),
                           g_date_time_get_minute(here));
}

char *fmt_moment_near(gint64 instant, gint64 now, GTimeZone *zone)
{
    g_autoptr(GDateTime) here = local(instant, zone);
    if (day_in_zone(instant, zone) != day_in_zone(now, zone))
        return fmt_moment(instant, zone);
    return g_strdup_printf("%02d:%02d", g_date_time_get_hour(here), g_date_time_get_minute(here));
}

char *fmt_left(gint64 due, gint64 now)
{
    gint64 left = due - now;
    if (left < 0)
        return g_strdup(_("overdue"));
    int minutes = (int)(left / 60), hours = minutes / 60, days = hours / 24;
    if (hours == 0)
        return g_strdup_printf(_("%d min"), minutes);
    if (days == 0)
        return g_strdup_printf(_("%d h"), hours);
    if (days < 7 && hours % 24 != 0)
        return g_strdup_printf(_("%d d %d h"), days, hours % 24);
    return g_strdup_printf(_("%d d"), days);
}

char *fmt_percent(double rate)
{
    char *percent = odr_percent(rate);
    return percent != NULL ? percent : g_strdup("");
}

char *fmt_rate(gint64 defects, gint64 orders)
{
    return fmt_percent(odr_rate(defects, orders));
}
