/* SPDX-License-Identifier: MIT */
/* Days and times as people type them. Now is Mon 23 Nov 2026, 23:30 in Tokyo, 14:30 UTC. */
#include <string.h>

#include "azdesk/core/error.h"
#include "suite.h"
#include "ui/dateword.h"

#define NOW G_GINT64_CONSTANT(1795444200)

static const struct {
    const char *text;
    DateWant want;
    const char *iso; /* NULL: refused */
    gboolean day_only;
} WORDS[] = {
    {"now", DATE_PAST, "2026-11-23T14:30:00Z", FALSE},
    {" NOW ", DATE_PAST, "2026-11-23T14:30:00Z", FALSE},
    {"today", DATE_PAST, "2026-11-23T00:00:00Z", TRUE},
    {"yesterday", DATE_PAST, "2026-11-22T00:00:00Z", TRUE},
    {"今日", DATE_PAST, "2026-11-23T00:00:00Z", TRUE},
    {"tomorrow 14:00", DATE_FUTURE, "2026-11-24T05:00:00Z", FALSE}, /* in Tokyo */
    {"14:00", DATE_PAST, "2026-11-23T05:00:00Z", FALSE},
    {"+3d", DATE_FUTURE, "2026-11-26T00:00:00Z", TRUE},
    {"-1w", DATE_PAST, "2026-11-16T00:00:00Z", TRUE},
    {"+4h", DATE_FUTURE, "2026-11-23T18:30:00Z", FALSE},
    {"-30m", DATE_PAST, "2026-11-23T14:00:00Z", FALSE},
    {"fri", DATE_FUTURE, "2026-11-27T00:00:00Z", TRUE},
    {"fri", DATE_PAST, "2026-11-20T00:00:00Z", TRUE},
    {"mon", DATE_PAST, "2026-11-23T00:00:00Z", TRUE},
    {"Monday", DATE_FUTURE, "2026-11-30T00:00:00Z", TRUE},
    {"fri 9:15", DATE_FUTURE, "2026-11-27T00:15:00Z", FALSE},
    {"21 nov", DATE_PAST, "2026-11-21T00:00:00Z", TRUE},
    {"nov 21", DATE_PAST, "2026-11-21T00:00:00Z", TRUE},
    {"24 dec", DATE_PAST, "2025-12-24T00:00:00Z", TRUE},
    {"24 dec", DATE_FUTURE, "2026-12-24T00:00:00Z", TRUE},
    {"3 jan", DATE_FUTURE, "2027-01-03T00:00:00Z", TRUE},
    {"3 january 2026", DATE_FUTURE, "2026-01-03T00:00:00Z", TRUE},
    {"11/21", DATE_PAST, "2026-11-21T00:00:00Z", TRUE},
    {"12/24 9:15", DATE_PAST, "2025-12-24T00:15:00Z", FALSE},
    {"2027/1/3", DATE_FUTURE, "2027-01-03T00:00:00Z", TRUE},
    {"11月21日", DATE_PAST, "2026-11-21T00:00:00Z", TRUE},
    {"１月３日　１４：００", DATE_FUTURE, "2027-01-03T05:00:00Z", FALSE}, /* wide digits */
    {"2027年1月3日", DATE_FUTURE, "2027-01-03T00:00:00Z", TRUE},
    {"2026-11-21", DATE_PAST, "2026-11-21T00:00:00Z", TRUE},
    {"2026-11-21T09:30Z", DATE_PAST, "2026-11-21T09:30:00Z", FALSE},
    {"2026-11-21 09:30", DATE_PAST, "2026-11-21T00:30:00Z", FALSE},
    {"", DATE_PAST, NULL},
    {"someday", DATE_PAST, NULL},
    {"31 feb", DATE_PAST, NULL},
    {"25:00", DATE_PAST, NULL},
    {"+3", DATE_FUTURE, NULL},
    {"+3x", DATE_FUTURE, NULL},
    {"fri sat", DATE_FUTURE, NULL},
    {"2026-13-01", DATE_PAST, NULL},
    {"nov", DATE_PAST, NULL},
    {"13/1", DATE_PAST, NULL},
    {"2/30", DATE_PAST, NULL},
    {"11/21/2026", DATE_PAST, NULL},
    {"11月", DATE_PAST, NULL},
};

START_TEST(words_mean_days_and_times)
{
    g_autoptr(GTimeZone) tokyo = g_time_zone_new_offset(9 * 3600);
    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        When when;
        GError *error = NULL;
        gboolean done = dateword_parse(WORDS[i].text, NOW, tokyo, WORDS[i].want, &when, &error);
        ck_assert_msg(done == (WORDS[i].iso != NULL), "%s", WORDS[i].text);
        if (!done) {
            ck_assert_int_eq(error->code, AZDESK_ERROR_USAGE);
            g_error_free(error);
            continue;
        }
        g_autofree char *iso = instant_iso(when.at);
        ck_assert_msg(strcmp(iso, WORDS[i].iso) == 0, "%s: %s", WORDS[i].text, iso);
        ck_assert_msg(when.day_only == WORDS[i].day_only, "%s", WORDS[i].text);
    }
}
END_TEST

START_TEST(what_was_understood_is_shown)
{
    g_autoptr(GTimeZone) tokyo = g_time_zone_new_offset(9 * 3600);
    g_autofree char *moment = dateword_show((When){NOW, FALSE}, tokyo);
    g_autofree char *day = dateword_show((When){NOW - 52200, TRUE}, tokyo);
    ck_assert_str_eq(moment, "Mon 23 Nov 23:30");
    ck_assert_str_eq(day, "Mon 23 Nov, all day (UTC)");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(words_mean_days_and_times)                                                                   \
    X(what_was_understood_is_shown)
SUITE_MAIN("dateword", TESTS)
