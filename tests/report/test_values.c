/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <string.h>

#include "src/report/report_rows.h"
#include "src/report/values.h"

#include <math.h>

static const struct {
    const char *text;
    DateOrder order;
    const char *iso; /* NULL: no date; a day alone where it is that short */
} dates[] = {
    {"2017-06-05T06:57:28+09:00", DATE_MDY, "2017-06-04T21:57:28Z"},
    {"2020-11-04T23:59Z", DATE_MDY, "2020-11-04T23:59:00Z"},
    {"2023-01-01 00:00:00 UTC", DATE_MDY, "2023-01-01T00:00:00Z"},
    {"05.11.2026 13:14:15 UTC", DATE_MDY, "2026-11-05T13:14:15Z"},
    {"2026-11-05", DATE_MDY, "2026-11-05"},
    {"2026/11/05", DATE_DMY, "2026-11-05"},
    {"2026/11/5 9:07:01 JST", DATE_MDY, "2026-11-05T00:07:01Z"},
    {"10-Jul-2025", DATE_MDY, "2025-07-10"},
    {"10 July 2025", DATE_MDY, "2025-07-10"},
    {"Jul 10, 2025", DATE_MDY, "2025-07-10"},
    {"July 10, 2025 3:04:05 PM PDT", DATE_MDY, "2025-07-10T22:04:05Z"},
    {"7/10/25", DATE_MDY, "2025-07-10"},
    {"7/10/25", DATE_DMY, "2025-10-07"},
    {"25/7/10", DATE_YMD, "2025-07-10"},
    {"7/10/2025 12:05 AM", DATE_MDY, "2025-07-10T00:05:00Z"},
    {"3.11.26", DATE_MDY, "2026-11-03"},
    {"3.11.26", DATE_DMY_DOTS, "2026-11-03"},
    {"2026年11月3日", DATE_MDY, "2026-11-03"},
    {"2026年1月3日 8:05", DATE_MDY, "2026-01-03T08:05:00Z"},
    {"2026-02-30", DATE_MDY, NULL},
    {"31-Nov-2026", DATE_MDY, NULL},
    {"13/23/26", DATE_MDY, NULL},
    {"23/13/26", DATE_DMY, NULL},
    {"10/20", DATE_MDY, NULL},
    {"46296", DATE_MDY, NULL},
    {"46296.5", DATE_MDY, NULL},
    {"1/2/3/4", DATE_MDY, NULL},
    {"2026-11-05T25:00:00Z", DATE_MDY, NULL},
    {"2026/11/05 10:61", DATE_MDY, NULL},
    {"2026/11/05 13:00 PM", DATE_MDY, NULL},
    {"2026/11/05 10:00 Mars", DATE_MDY, NULL},
    {"2026/11/05x", DATE_MDY, NULL},
    {"tomorrow", DATE_MDY, NULL},
    {"", DATE_MDY, NULL},
    {"-", DATE_MDY, NULL},
    {"99999/1/1", DATE_MDY, NULL},
};

START_TEST(test_dates)
{
    When when;
    gboolean read = value_when(dates[_i].text, dates[_i].order, NULL, &when);
    ck_assert_msg(read == (dates[_i].iso != NULL), "%s", dates[_i].text);
    if (!read)
        return;
    g_autofree char *iso = instant_iso(when.at);
    ck_assert_msg(strncmp(iso, dates[_i].iso, strlen(dates[_i].iso)) == 0, "%s: %s", dates[_i].text,
                  iso);
    ck_assert_int_eq(when.day_only, strlen(dates[_i].iso) == 10);
}
END_TEST

START_TEST(test_times_of_a_zone)
{
    When when;
    g_autoptr(GTimeZone) tokyo = g_time_zone_new_offset(9 * 3600);
    static const char *const texts[] = {"2026-11-05T09:30", "2026/11/5 9:30",
                                        "5-Nov-2026 09:30:00"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        ck_assert(value_when(texts[i], DATE_MDY, tokyo, &when));
        ck_assert_int_eq(when.at, day_start(day_from_ymd(2026, 11, 5)) + 1800);
    }
    ck_assert(value_when("2026/11/5 9:30 UTC", DATE_MDY, tokyo, &when));
    ck_assert_int_eq(when.at, day_start(day_from_ymd(2026, 11, 5)) + 9 * 3600 + 1800);
    ck_assert(value_when("2026/11/5", DATE_MDY, tokyo, &when));
    ck_assert(when.day_only && when.at == day_start(day_from_ymd(2026, 11, 5)));
}
END_TEST

static const struct {
    const char *text, *currency;
    gint64 minor;
    const char *is;
} amounts[] = {
    {"42.10", "USD", 4210, "USD"},       {"-1.042,10", "EUR", -104210, "EUR"},
    {"$1,042.10", "USD", 104210, "USD"}, {"USD 42.10", "", 4210, "USD"},
    {"42,10 €", "EUR", 4210, "EUR"},     {"￥4,980", "JPY", 4980, "JPY"},
    {"4,980円", "JPY", 4980, "JPY"},     {"19.99 GBP", NULL, 1999, "GBP"},
    {"-39,00", "EUR", -3900, "EUR"},
};

START_TEST(test_amounts)
{
    Money money;
    GError *error = NULL;
    ck_assert(value_money(amounts[_i].text, amounts[_i].currency, &money, &error));
    ck_assert_no_error(error);
    ck_assert_int_eq(money.minor, amounts[_i].minor);
    ck_assert_str_eq(money.currency, amounts[_i].is);
}
END_TEST

static const struct {
    const char *text, *country;
} places[] = {
    {"US", "US"},
    {"gb", "UK"},
    {"Amazon.co.jp", "JP"},
    {"amazon.de", "DE"},
    {"A1VC38T7YXB528", "JP"},
    {"日本", "JP"},
    {"アメリカ合衆国", "US"},
    {"France", "FR"},
    {"Atlantis", NULL},
    {"", NULL},
};

START_TEST(test_markets)
{
    const Market *market = value_market(places[_i].text);
    ck_assert_msg((market != NULL) == (places[_i].country != NULL), "%s", places[_i].text);
    if (market)
        ck_assert_str_eq(market->country, places[_i].country);
}
END_TEST

START_TEST(test_channels)
{
    Channel channel;
    ck_assert(value_channel("FBA", &channel) && channel == CHANNEL_AFN);
    ck_assert(value_channel("自己発送", &channel) && channel == CHANNEL_MFN);
    ck_assert(value_channel("AFN", &channel) && channel == CHANNEL_AFN);
    ck_assert(!value_channel("pigeon", &channel));
}
END_TEST

START_TEST(test_yes)
{
    gboolean yes;
    ck_assert(value_yes("Y", &yes) && yes);
    ck_assert(value_yes("はい", &yes) && yes);
    ck_assert(value_yes("N", &yes) && !yes);
    ck_assert(value_yes("", &yes) && !yes);
    ck_assert(!value_yes("perhaps", &yes));
}
END_TEST

/* What a message may show: nothing that could be a name, an address or a telephone number. */
static const struct {
    const char *value;
    gboolean shown;
} values[] = {
    {"5.10141E+13", TRUE},
    {"113-14-14", TRUE},
    {"2026-02-30T06:57:28+00:00", TRUE},
    {"13/23/26", TRUE},
    {"0", TRUE},
    {"11300000140000014", TRUE},
    {"31-Nov-2026", TRUE},
    {"17-Elm-2026", FALSE},
    {"Jane Buyer", FALSE},
    {"jane@example.com", FALSE},
    {"+1 555 010 7788", FALSE},
    {"090-1234-5678", FALSE},
    {"0312345678", FALSE},
    {"17 Elm Grove", FALSE},
    {"555-0107", FALSE},
    {"62701-1234", FALSE},
};

START_TEST(test_shown)
{
    g_autofree char *text = value_shown((Field){values[_i].value, strlen(values[_i].value)});
    ck_assert_msg((*text != '\0') == values[_i].shown, "%s", values[_i].value);
}
END_TEST

START_TEST(test_report_numbers)
{
    ck_assert(fabs(report_number("0.9%") - 0.009) < 1e-12);
    ck_assert(fabs(report_number("1.00 %") - 0.01) < 1e-12);
    ck_assert(report_number("1,234") == 1234);
    ck_assert(isnan(report_number("many")));
    ck_assert(isnan(report_number("")));
    ck_assert(isnan(report_number("%")));
    ck_assert_int_eq(report_count(report_number("12")), 12);
    ck_assert_int_eq(report_count(-1), -1);
    ck_assert_int_eq(report_count(1.5), -1);
    ck_assert_int_eq(report_count(INFINITY), -1);
}
END_TEST

#define TESTS(X)                                                                                   \
    tcase_add_loop_test(tcase, test_dates, 0, G_N_ELEMENTS(dates));                                \
    tcase_add_loop_test(tcase, test_amounts, 0, G_N_ELEMENTS(amounts));                            \
    tcase_add_loop_test(tcase, test_markets, 0, G_N_ELEMENTS(places));                             \
    tcase_add_loop_test(tcase, test_shown, 0, G_N_ELEMENTS(values));                               \
    X(test_times_of_a_zone)                                                                        \
    X(test_channels)                                                                               \
    X(test_yes)                                                                                    \
    X(test_report_numbers)
SUITE_MAIN("report-values", TESTS)
