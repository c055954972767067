/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/when.h"

/* Steps through the calendar by its plain rules and holds the arithmetic to them. */
START_TEST(test_every_day_of_ten_thousand_years)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    Day day = day_from_ymd(1, 1, 1);
    ck_assert_int_eq(day, -719162);
    for (int y = 1; y <= 9999; y++) {
        for (int m = 1; m <= 12; m++) {
            gboolean leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
            int length = lengths[m - 1] + (m == 2 && leap ? 1 : 0);
            for (int d = 1; d <= length; d++, day++) {
                int year, month, dom;
                day_to_ymd(day, &year, &month, &dom);
                if (day_from_ymd(y, m, d) != day || year != y || month != m || dom != d)
                    ck_abort_msg("%04d-%02d-%02d is day %d", y, m, d, day);
            }
            ck_assert_int_eq(day_from_ymd(y, m, length + 1), DAY_NONE);
        }
    }
    ck_assert_int_eq(day_from_ymd(1970, 1, 1), 0);
}
END_TEST

START_TEST(test_no_such_day)
{
    static const int none[][3] = {{2026, 2, 29}, {1900, 2, 29}, {2026, 2, 30}, {2026, 0, 1},
                                  {2026, 13, 1}, {2026, 1, 0},  {2026, 4, 31}, {0, 1, 1},
                                  {10000, 1, 1}, {2026, -1, 1}, {2026, 1, -1}};
    for (gsize i = 0; i < G_N_ELEMENTS(none); i++)
        ck_assert_int_eq(day_from_ymd(none[i][0], none[i][1], none[i][2]), DAY_NONE);
    ck_assert_int_ne(day_from_ymd(2000, 2, 29), DAY_NONE);
    ck_assert_int_ne(day_from_ymd(2024, 2, 29), DAY_NONE);
}
END_TEST

START_TEST(test_a_day_holds_its_seconds)
{
    static const Day days[] = {-719162, -1, 0, 1, 20780, 2932896};
    for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
        ck_assert_int_eq(day_of(day_start(days[i])), days[i]);
        ck_assert_int_eq(day_of(day_end(days[i])), days[i]);
        ck_assert_int_eq(day_of(day_start(days[i]) - 1), days[i] - 1);
        ck_assert_int_eq(day_of(day_end(days[i]) + 1), days[i] + 1);
    }
}
END_TEST

START_TEST(test_day_text)
{
    char buf[DAY_SIZE];
    Day day = 0;
    GError *error = NULL;
    ck_assert(day_parse("2026-11-23", &day, &error));
    ck_assert_no_error(error);
    ck_assert_int_eq(day, day_from_ymd(2026, 11, 23));
    day_format(day, buf);
    ck_assert_str_eq(buf, "2026-11-23");
    day_format(DAY_NONE, buf);
    ck_assert_str_eq(buf, "");
    day_format(day_from_ymd(9999, 12, 31) + 1, buf);
    ck_assert_str_eq(buf, "10000-01-01");
    static const char *const bad[] = {"",           "2026-11-2",   "2026-11-233",     "26-11-23",
                                      "2026/11/23", " 2026-11-23", "2026-11-23 ",     "2026-02-30",
                                      "2026-1-1",   "+026-11-23",  "2026-11-23T00:00"};
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        ck_assert_msg(!day_parse(bad[i], &day, &error), "\"%s\" was taken for a day", bad[i]);
        ck_assert_error(error, AZDESK_ERROR_USAGE, bad[i]);
    }
}
END_TEST

START_TEST(test_instants_of_amazons_files)
{
    static const struct {
        const char *text, *iso;
    } cases[] = {
        {"2020-11-04T23:59Z", "2020-11-04T23:59:00Z"},
        {"2021-12-27T23:59:59Z", "2021-12-27T23:59:59Z"},
        {"2017-06-05T06:57:28+09:00", "2017-06-04T21:57:28Z"},
        {"2017-06-05T06:57:28-07:00", "2017-06-05T13:57:28Z"},
        {"2017-06-05T06:57:28+0530", "2017-06-05T01:27:28Z"},
        {"2017-06-05T06:57:28+09", "2017-06-04T21:57:28Z"},
        {"2017-06-05T06:57:28.123Z", "2017-06-05T06:57:28Z"},
        {"2017-06-05T06:57:28.123456789+00:00", "2017-06-05T06:57:28Z"},
        {"2017-06-05T06:57:28,5", "2017-06-05T06:57:28Z"},
        {"2017-06-05T06:57:28", "2017-06-05T06:57:28Z"},
        {"2017-06-05 06:57", "2017-06-05T06:57:00Z"},
        {"2023-01-01 00:00:00 UTC", "2023-01-01T00:00:00Z"},
        {"2017-06-05t06:57:28z", "2017-06-05T06:57:28Z"},
        {"2017-06-05T00:00+14:00", "2017-06-04T10:00:00Z"},
        {"2016-02-29T23:59:59Z", "2016-02-29T23:59:59Z"},
        {"1969-12-31T23:59:58Z", "1969-12-31T23:59:58Z"},
        {"2020-11-19", "2020-11-19T00:00:00Z"},
        {"2026-02-30T00:00Z", NULL},
        {"2026-02-29T00:00Z", NULL},
        {"2020-11-04T24:00Z", NULL},
        {"2020-11-04T23:60Z", NULL},
        {"2020-11-04T23:59:60Z", NULL},
        {"2020-11-04T23:59:5Z", NULL},
        {"2020-11-04T23:59:59.Z", NULL},
        {"2020-11-04T23:59+14:01", NULL},
        {"2020-11-04T23:59+15:00", NULL},
        {"2020-11-04T23:59+09:60", NULL},
        {"2020-11-04T23:59+9:00", NULL},
        {"2020-11-04T23:59+", NULL},
        {"2020-11-04T23:59+09:", NULL},
        {"2020-11-04T23:59Zx", NULL},
        {"2020-11-04T23:59Z ", NULL},
        {" 2020-11-04T23:59Z", NULL},
        {"2020-11-04T23", NULL},
        {"2020-11-04T", NULL},
        {"2020-11-04x23:59", NULL},
        {"2020-13-04T23:59Z", NULL},
        {"0000-01-01T00:00Z", NULL},
        {"04/11/2020", NULL},
        {"", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gint64 instant = 0;
        gsize len = strlen(cases[i].text);
        g_autofree char *exact = g_memdup2(cases[i].text, len); /* no NUL behind it */
        gboolean read = instant_scan(len ? exact : "", len, &instant);
        ck_assert_msg(read == (cases[i].iso != NULL), "\"%s\"", cases[i].text);
        g_autofree char *iso = instant_iso(instant);
        if (read)
            ck_assert_str_eq(iso, cases[i].iso);
    }
}
END_TEST

START_TEST(test_instants_agree_with_glib)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);
    for (int i = 0; i < 5000; i++) {
        int offset = g_rand_int_range(rand, -14 * 60, 14 * 60 + 1);
        char text[64];
        g_snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
                   g_rand_int_range(rand, 1900, 2200), g_rand_int_range(rand, 1, 13),
                   g_rand_int_range(rand, 1, 32), g_rand_int_range(rand, 0, 24),
                   g_rand_int_range(rand, 0, 60), g_rand_int_range(rand, 0, 60),
                   offset < 0 ? '-' : '+', ABS(offset) / 60, ABS(offset) % 60);
        g_autoptr(GDateTime) wanted = g_date_time_new_from_iso8601(text, NULL);
        gint64 instant = 0;
        ck_assert_msg(instant_scan(text, strlen(text), &instant) == (wanted != NULL), "%s", text);
        if (wanted)
            ck_assert_msg(instant == g_date_time_to_unix(wanted), "%s", text);
    }
}
END_TEST

START_TEST(test_time_as_a_person_gives_it)
{
    static const struct {
        const char *text, *iso;
        gboolean day_only;
    } cases[] = {
        {"2026-11-23", "2026-11-23T00:00:00Z", TRUE}, /* a day is one in UTC, whatever the zone */
        {"2026-11-23T14:02", "2026-11-23T19:02:00Z", FALSE},
        {"2026-11-23 14:02:30", "2026-11-23T19:02:30Z", FALSE},
        {"2026-07-01T14:02", "2026-07-01T18:02:00Z", FALSE},
        {"2026-11-23T14:02Z", "2026-11-23T14:02:00Z", FALSE},
        {"2026-11-23T14:02+09:00", "2026-11-23T05:02:00Z", FALSE},
        {"2026-03-08T01:59:59", "2026-03-08T06:59:59Z", FALSE},
        {"2026-03-08T03:00", "2026-03-08T07:00:00Z", FALSE},
        {"2026-11-01T00:59", "2026-11-01T04:59:00Z", FALSE},
        {"2026-11-01T01:00", "2026-11-01T05:00:00Z", FALSE}, /* the first of two */
        {"2026-11-01T01:59:59", "2026-11-01T05:59:59Z", FALSE},
        {"2026-11-01T02:00", "2026-11-01T07:00:00Z", FALSE},
    };
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("EST5EDT,M3.2.0,M11.1.0");
    ck_assert_ptr_nonnull(zone);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        When when = {0};
        GError *error = NULL;
        ck_assert_msg(when_parse(cases[i].text, zone, &when, &error), "%s", cases[i].text);
        ck_assert_no_error(error);
        g_autofree char *iso = instant_iso(when.at);
        ck_assert_str_eq(iso, cases[i].iso);
        ck_assert_int_eq(when.day_only, cases[i].day_only);
    }
}
END_TEST

START_TEST(test_time_that_is_none)
{
    static const char *const bad[] = {"",
                                      "now",
                                      "2026-02-30",
                                      "2026-11-23T",
                                      "2026-11-23T14",
                                      "2026-11-23T14:2",
                                      "2026-11-23T25:00",
                                      "2026-11-23T14:02+15:00",
                                      "2026-11-23T14:02 ",
                                      "2026-11-23T14:02ZZ",
                                      "23.11.2026"};
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("EST5EDT,M3.2.0,M11.1.0");
    When when;
    GError *error = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        ck_assert_msg(!when_parse(bad[i], zone, &when, &error), "\"%s\"", bad[i]);
        ck_assert_error(error, AZDESK_ERROR_USAGE, "is not a valid time");
    }
    static const char *const skipped[] = {"2026-03-08T02:00", "2026-03-08T02:30",
                                          "2026-03-08T02:59:59"};
    for (gsize i = 0; i < G_N_ELEMENTS(skipped); i++) {
        ck_assert_msg(!when_parse(skipped[i], zone, &when, &error), "\"%s\"", skipped[i]);
        ck_assert_error(error, AZDESK_ERROR_USAGE, "clocks went forward");
    }
}
END_TEST

START_TEST(test_a_day_alone_ends_with_its_last_second)
{
    When day = {.at = day_start(20780), .day_only = TRUE};
    When hour = {.at = day_start(20780) + 3600};
    ck_assert_int_eq(when_deadline(day), day_end(20780));
    ck_assert_int_eq(when_deadline(hour), hour.at);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_every_day_of_ten_thousand_years)                                                        \
    X(test_no_such_day)                                                                            \
    X(test_a_day_holds_its_seconds)                                                                \
    X(test_day_text)                                                                               \
    X(test_instants_of_amazons_files)                                                              \
    X(test_instants_agree_with_glib)                                                               \
    X(test_time_as_a_person_gives_it)                                                              \
    X(test_time_that_is_none)                                                                      \
    X(test_a_day_alone_ends_with_its_last_second)
SUITE_MAIN("core/when", TESTS)
