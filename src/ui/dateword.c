/* SPDX-License-Identifier: MIT */
#include "dateword.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "format.h"

typedef struct {
    gint64 now;
    GTimeZone *zone;
    DateWant want;
    Day today; /* UTC's, or the user's where an hour was given */
} DateContext;

static const char *const WEEKDAYS[] = {"sunday",   "monday", "tuesday", "wednesday",
                                       "thursday", "friday", "saturday"};
static const char *const MONTHS[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};

/* Three letters or more of the English name, or the name in the interface's language. */
static int name_find(const char *word, const char *const *names, int n, const char *(*shown)(int),
                     int base)
{
    gsize len = strlen(word);
    for (int i = 0; i < n; i++) {
        g_autofree char *local = g_utf8_casefold(shown(i + base), -1);
        if ((len >= 3 && strncmp(names[i], word, len) == 0) || strcmp(local, word) == 0)
            return i;
    }
    return -1;
}

static gboolean day_of_word(const char *word, const DateContext *context, Day *ret_day)
{
    static const struct {
        const char *word;
        int days;
    } words[] = {{"today", 0},          {N_("today"), 0}, {"yesterday", -1},
                 {N_("yesterday"), -1}, {"tomorrow", 1},  {N_("tomorrow"), 1},
                 {"今日", 0},           {"昨日", -1},     {"明日", 1}};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *local = g_utf8_casefold(_(words[i].word), -1);
        if (strcmp(words[i].word, word) == 0 || strcmp(local, word) == 0) {
            *ret_day = context->today + words[i].days;
            return TRUE;
        }
    }
    g_autofree char *name = g_strdup(word); /* 月曜日 and 月曜 are 月 */
    char *tail = strstr(name, "曜");
    if (tail != NULL && (strcmp(tail, "曜") == 0 || strcmp(tail, "曜日") == 0))
        *tail = '\0';
    int weekday = name_find(name, WEEKDAYS, 7, fmt_weekday_name, 0);
    if (weekday < 0)
        return FALSE;
    int now = (int)(((gint64)context->today + 4) % 7);
    int ahead = (weekday - now + 7) % 7;
    if (context->want == DATE_FUTURE)
        *ret_day = context->today + (ahead == 0 ? 7 : ahead);
    else
        *ret_day = context->today - (7 - ahead) % 7;
    return TRUE;
}

/* Without a year, 0, the nearest on the wanted side. */
static gboolean day_near(const DateContext *context, int year, int month, int dom, Day *ret_day)
{
    int this_year, ignored_month, ignored_dom;
    day_to_ymd(context->today, &this_year, &ignored_month, &ignored_dom);
    Day day = day_from_ymd(year != 0 ? year : this_year, month, dom);
    if (year == 0 && day != DAY_NONE && context->want == DATE_PAST && day > context->today)
        day = day_from_ymd(this_year - 1, month, dom);
    if (year == 0 && day != DAY_NONE && context->want == DATE_FUTURE && day < context->today)
        day = day_from_ymd(this_year + 1, month, dom);
    *ret_day = day;
    return day != DAY_NONE;
}

/* As Japan writes it: "11/23", "2026/11/23", "11月23日", "2026年11月23日" */
static gboolean day_of_numbers(const char *word, const DateContext *context, Day *ret_day)
{
    int year = 0, month = 0, dom = 0, end = 0;
    const gboolean with_year = sscanf(word, "%4d/%2d/%2d%n", &year, &month, &dom, &end) == 3 ||
                               sscanf(word, "%4d年%2d月%2d日%n", &year, &month, &dom, &end) == 3;
    if (!with_year && sscanf(word, "%2d/%2d%n", &month, &dom, &end) != 2)
        sscanf(word, "%2d月%2d日%n", &month, &dom, &end);
    return end > 0 && word[end] == '\0' &&
           day_near(context, with_year ? year : 0, month, dom, ret_day);
}

/* "23 nov", "nov 23", "23 nov 2026" */
static gboolean day_of_month(char **words, guint n, const DateContext *context, Day *ret_day)
{
    int month = -1, dom = 0, year = 0;
    for (guint i = 0; i < n; i++) {
        guint64 number;
        int found = name_find(words[i], MONTHS, 12, fmt_month_name, 1);
        if (found >= 0 && month < 0)
            month = found + 1;
        else if (g_ascii_string_to_unsigned(words[i], 10, 1, 31, &number, NULL) && dom == 0)
            dom = (int)number;
        else if (g_ascii_string_to_unsigned(words[i], 10, 1990, 2200, &number, NULL) && year == 0)
            year = (int)number;
        else
            return FALSE;
    }
    return month > 0 && dom > 0 && day_near(context, year, month, dom, ret_day);
}

static gboolean time_parse(const char *word, int *ret_hour, int *ret_minute)
{
    int hour, minute, end = 0;
    if (sscanf(word, "%2d:%2d%n", &hour, &minute, &end) != 2 || word[end] != '\0')
        return FALSE;
    *ret_hour = hour;
    *ret_minute = minute;
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
}

/* +3d, -2w, +4h, +30m (or min) */
static gboolean offset_parse(const char *word, gint64 now, When *ret_when)
{
    char *end;
    if (word[0] != '+' && word[0] != '-')
        return FALSE;
    gint64 n = g_ascii_strtoll(word, &end, 10);
    if (end == word + 1 || ABS(n) > 100000)
        return FALSE;
    if (strcmp(end, "d") == 0 || strcmp(end, "w") == 0) {
        *ret_when = (When){day_start(day_of(now) + (Day)(n * (*end == 'w' ? 7 : 1))), TRUE};
        return TRUE;
    }
    int seconds = strcmp(end, "h") == 0                              ? 3600
                  : strcmp(end, "m") == 0 || strcmp(end, "min") == 0 ? 60
                                                                     : 0;
    *ret_when = (When){now + n * seconds, FALSE};
    return seconds != 0;
}

static gboolean words_parse(char **words, guint n, DateContext *context, When *ret_when)
{
    int hour = 0, minute = 0;
    gboolean timed = n > 0 && time_parse(words[n - 1], &hour, &minute);
    Day day;
    if (timed) {
        n--;
        context->today = day_in_zone(context->now, context->zone);
    }
    if (n == 0)
        day = context->today;
    else if (!(n == 1 &&
               (day_of_word(words[0], context, &day) || day_of_numbers(words[0], context, &day))) &&
             !day_of_month(words, n, context, &day))
        return FALSE;
    if (!timed) {
        *ret_when = (When){day_start(day), TRUE};
        return n > 0;
    }
    char date[DAY_SIZE];
    day_format(day, date);
    g_autofree char *text = g_strdup_printf("%sT%02d:%02d", date, hour, minute);
    return when_parse(text, context->zone, ret_when, NULL);
}

gboolean dateword_parse(const char *text, gint64 now, GTimeZone *zone, DateWant want,
                        When *ret_when, GError **error)
{
    g_autofree char *narrow = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE); /* not １１月 */
    g_autofree char *stripped = g_strstrip(g_strdup(narrow != NULL ? narrow : text));
    g_autofree char *folded = g_utf8_casefold(stripped, -1);
    DateContext context = {now, zone, want, day_of(now)};
    When when;
    if (strcmp(folded, "now") == 0 || strcmp(stripped, _("now")) == 0) {
        *ret_when = (When){now, FALSE};
        return TRUE;
    }
    if (g_ascii_isdigit(*stripped) && strchr(stripped, '-') != NULL)
        return when_parse(stripped, zone, ret_when, error);
    g_auto(GStrv) all = g_strsplit_set(folded, " \t,.", -1);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (char **word = all; *word != NULL; word++)
        if (**word != '\0')
            g_ptr_array_add(words, *word);
    if ((words->len == 1 && offset_parse(g_ptr_array_index(words, 0), now, &when)) ||
        (words->len > 0 && words_parse((char **)words->pdata, words->len, &context, &when))) {
        *ret_when = when;
        return TRUE;
    }
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("\"%s\" is not a date or time; try today, fri, tomorrow 14:00, +3d, 2026-11-23"),
                text);
    return FALSE;
}

char *dateword_show(When when, GTimeZone *zone)
{
    if (!when.day_only)
        return fmt_moment(when.at, zone);
    g_autofree char *day = fmt_weekday(day_of(when.at));
    return g_strdup_printf(_("%s, all day (UTC)"), day);
}
