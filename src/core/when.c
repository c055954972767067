/* SPDX-License-Identifier: MIT */
#include "azdesk/core/when.h"

#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"

#define YEAR_MAX    9999
#define OFFSET_MAX  (14 * 3600)
#define OFFSET_NONE G_MININT32

/* ---- Days ---- */

/* Floor division: days before 1970 count backwards from their start, not from their end. */
Day day_of(gint64 instant)
{
    gint64 day = instant / DAY_SECONDS;
    return (Day)(instant % DAY_SECONDS < 0 ? day - 1 : day);
}

Day day_in_zone(gint64 instant, GTimeZone *zone)
{
    g_autoptr(GDateTime) utc = zone == NULL ? NULL : g_date_time_new_from_unix_utc(instant);
    g_autoptr(GDateTime) here = utc == NULL ? NULL : g_date_time_to_timezone(utc, zone);
    return here == NULL ? day_of(instant)
                        : day_from_ymd(g_date_time_get_year(here), g_date_time_get_month(here),
                                       g_date_time_get_day_of_month(here));
}

gint64 day_start(Day day)
{
    return (gint64)day * DAY_SECONDS;
}

gint64 day_end(Day day)
{
    return day_start(day) + DAY_SECONDS - 1;
}

static int days_in_month(int year, int month)
{
    static const guint8 days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* The year is taken to begin in March, so that the leap day is its last; 400 years are an era of
 * 146097 days, and 719468 days lie between 0000-03-01 and 1970-01-01. */
Day day_from_ymd(int year, int month, int day)
{
    if (year < 1 || year > YEAR_MAX || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month))
        return DAY_NONE;
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int of_era = y % 400;
    int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void day_to_ymd(Day day, int *year, int *month, int *dom)
{
    gint64 z = (gint64)day + 719468;
    gint64 era = (z >= 0 ? z : z - 146096) / 146097;
    int of_era = (int)(z - era * 146097);
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (5 * of_year + 2) / 153;
    *dom = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = (int)(y + era * 400) + (*month <= 2 ? 1 : 0);
}

static void put_digits(char **at, int value, int digits)
{
    for (int i = digits - 1; i >= 0; i--) {
        (*at)[i] = (char)('0' + value % 10);
        value /= 10;
    }
    *at += digits;
}

void day_format(Day day, char buf[DAY_SIZE])
{
    int year, month, dom;
    buf[0] = '\0';
    if (day == DAY_NONE)
        return;
    day_to_ymd(day, &year, &month, &dom);
    char *at = buf;
    if (year > 9999)
        put_digits(&at, MIN(year / 10000, 9), 1);
    put_digits(&at, MAX(year, 0) % 10000, 4);
    *at++ = '-';
    put_digits(&at, month, 2);
    *at++ = '-';
    put_digits(&at, dom, 2);
    *at = '\0';
}

/* ---- Reading ---- */

typedef struct {
    const char *at, *end;
} Cursor;

static gboolean take(Cursor *cursor, char c)
{
    if (cursor->at == cursor->end || *cursor->at != c)
        return FALSE;
    cursor->at++;
    return TRUE;
}

static gboolean take_number(Cursor *cursor, int n, int *ret_value)
{
    if (cursor->end - cursor->at < n)
        return FALSE;
    int value = 0;
    for (int i = 0; i < n; i++) {
        char c = cursor->at[i];
        if (c < '0' || c > '9')
            return FALSE;
        value = value * 10 + (c - '0');
    }
    cursor->at += n;
    *ret_value = value;
    return TRUE;
}

static gboolean take_day(Cursor *cursor, Day *ret_day)
{
    int year, month, day;
    if (!take_number(cursor, 4, &year) || !take(cursor, '-') || !take_number(cursor, 2, &month) ||
        !take(cursor, '-') || !take_number(cursor, 2, &day))
        return FALSE;
    *ret_day = day_from_ymd(year, month, day);
    return *ret_day != DAY_NONE;
}

/* HH:MM[:SS[.fraction]] as seconds of the day; a fraction is dropped. */
static gboolean take_time(Cursor *cursor, int *ret_seconds)
{
    int hour, minute, second = 0;
    if (!take_number(cursor, 2, &hour) || !take(cursor, ':') || !take_number(cursor, 2, &minute))
        return FALSE;
    if (take(cursor, ':')) {
        if (!take_number(cursor, 2, &second))
            return FALSE;
        if (take(cursor, '.') || take(cursor, ',')) {
            int digit;
            if (!take_number(cursor, 1, &digit))
                return FALSE;
            while (take_number(cursor, 1, &digit))
                ;
        }
    }
    if (hour > 23 || minute > 59 || second > 59)
        return FALSE;
    *ret_seconds = hour * 3600 + minute * 60 + second;
    return TRUE;
}

/* Z, +HH:MM, +HHMM or +HH; OFFSET_NONE where nothing follows. */
static gboolean take_offset(Cursor *cursor, int *ret_offset)
{
    *ret_offset = OFFSET_NONE;
    if (cursor->at == cursor->end)
        return TRUE;
    if (take(cursor, 'Z') || take(cursor, 'z')) {
        *ret_offset = 0;
        return TRUE;
    }
    gboolean west = take(cursor, '-');
    int hours, minutes = 0;
    if ((!west && !take(cursor, '+')) || !take_number(cursor, 2, &hours))
        return FALSE;
    gboolean colon = take(cursor, ':');
    if ((colon || cursor->at != cursor->end) && !take_number(cursor, 2, &minutes))
        return FALSE;
    int offset = hours * 3600 + minutes * 60;
    if (minutes > 59 || offset > OFFSET_MAX)
        return FALSE;
    *ret_offset = west ? -offset : offset;
    return TRUE;
}

static gboolean take_between(Cursor *cursor)
{
    return take(cursor, 'T') || take(cursor, 't') || take(cursor, ' ');
}

gboolean instant_scan(const char *text, gsize len, gint64 *ret_instant)
{
    Cursor cursor = {text, text + len};
    Day day;
    int seconds = 0, offset = OFFSET_NONE;
    if (!take_day(&cursor, &day))
        return FALSE;
    if (cursor.at != cursor.end) {
        if (!take_between(&cursor) || !take_time(&cursor, &seconds))
            return FALSE;
        /* Settlements write "2023-01-01 00:00:00 UTC". */
        if (cursor.end - cursor.at == 4 && memcmp(cursor.at, " UTC", 4) == 0)
            cursor.at = cursor.end;
        else if (!take_offset(&cursor, &offset))
            return FALSE;
    }
    if (cursor.at != cursor.end)
        return FALSE;
    *ret_instant = day_start(day) + seconds - (offset == OFFSET_NONE ? 0 : offset);
    return TRUE;
}

gboolean day_parse(const char *text, Day *ret_day, GError **error)
{
    Cursor cursor = {text, text + strlen(text)};
    Day day;
    if (!take_day(&cursor, &day) || cursor.at != cursor.end) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("\"%s\" is not a valid date; the format is YYYY-MM-DD"), text);
        return FALSE;
    }
    *ret_day = day;
    return TRUE;
}

static gint32 zone_offset(GTimeZone *zone, gint64 instant)
{
    return g_time_zone_get_offset(zone,
                                  g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, instant));
}

/* The first instant at which clocks in the zone show `local` (seconds as if in UTC); FALSE where
 * they never do. A change of the clocks lies between the offsets of the day before and the day
 * after. */
static gboolean local_to_instant(GTimeZone *zone, gint64 local, gint64 *ret_instant)
{
    gint32 before = zone_offset(zone, local - DAY_SECONDS);
    gint32 after = zone_offset(zone, local + DAY_SECONDS);
    gint64 first = local - MAX(before, after), second = local - MIN(before, after);
    if (zone_offset(zone, first) == MAX(before, after))
        *ret_instant = first;
    else if (zone_offset(zone, second) == MIN(before, after))
        *ret_instant = second;
    else
        return FALSE;
    return TRUE;
}

gboolean when_parse(const char *text, GTimeZone *zone, When *ret_when, GError **error)
{
    Cursor cursor = {text, text + strlen(text)};
    Day day;
    int seconds, offset;
    if (!take_day(&cursor, &day))
        goto malformed;
    if (cursor.at == cursor.end) {
        *ret_when = (When){.at = day_start(day), .day_only = TRUE};
        return TRUE;
    }
    if (!take_between(&cursor) || !take_time(&cursor, &seconds) || !take_offset(&cursor, &offset) ||
        cursor.at != cursor.end)
        goto malformed;
    gint64 at = day_start(day) + seconds;
    if (offset != OFFSET_NONE) {
        at -= offset;
    } else if (zone && !local_to_instant(zone, at, &at)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("\"%s\" does not exist: the clocks went forward"), text);
        return FALSE;
    }
    *ret_when = (When){.at = at, .day_only = FALSE};
    return TRUE;
malformed:
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("\"%s\" is not a valid time; the format is YYYY-MM-DD or "
                  "YYYY-MM-DDTHH:MM[:SS][Z|+HH:MM]"),
                text);
    return FALSE;
}

gint64 when_deadline(When when)
{
    return when.day_only ? day_end(day_of(when.at)) : when.at;
}

char *instant_iso(gint64 instant)
{
    char day[DAY_SIZE];
    day_format(day_of(instant), day);
    int second = (int)(instant - day_start(day_of(instant)));
    return g_strdup_printf("%sT%02d:%02d:%02dZ", day, second / 3600, second / 60 % 60, second % 60);
}
