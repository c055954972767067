/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/parcel.h"

START_TEST(test_carriers_that_commands_name)
{
    static const char *const words[] = {
        "japan-post",     "usps",   "royal-mail", "canada-post", "posti",  "la-poste", "dhl",
        "australia-post", "postnl", "correos",    "yamato",      "sagawa", "ups",      "fedex"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        ck_assert_msg(carrier_by_word(words[i]) != NULL, "%s", words[i]);
    gsize n;
    const Carrier *carriers = carrier_table(&n);
    for (gsize i = 0; i < n; i++) {
        const Carrier *carrier = &carriers[i];
        ck_assert_ptr_eq(carrier_by_word(carrier->word), carrier);
        ck_assert_ptr_eq(carrier_by_word(carrier->name), carrier);
        const char *place = strstr(carrier->url, "%s");
        ck_assert_msg(place != NULL, "%s has no page to track parcels", carrier->word);
        ck_assert_ptr_null(strchr(place + 1, '%'));
        ck_assert(g_str_has_prefix(carrier->url, "https://"));
    }
    ck_assert_ptr_eq(carrier_by_word("Japan Post"), carrier_by_word("JAPAN-POST"));
    ck_assert_ptr_null(carrier_by_word("pigeon"));
    ck_assert_ptr_null(carrier_by_word(""));
}
END_TEST

START_TEST(test_days_a_parcel_waits)
{
    static const struct {
        const char *carrier, *country;
        int days;
    } cases[] = {
        {"japan-post", "JP", 7},
        {"japan-post", NULL, 7},
        {"usps", "US", 15},
        {"royal-mail", "UK", 18},
        {"royal-mail", "GB", 18},
        {"canada-post", "CA", 15},
        {"posti", "FI", 14},
        {"posti", "US", 14},
        {"la-poste", "FR", 15},
        {"dhl", "DE", 7},
        {"australia-post", "AU", 14}, /* ten business days */
        {"postnl", "NL", 7},
        {"correos", "ES", 15},
        {"yamato", "JP", 15}, /* not known: the setting's default */
        {"fedex", "US", 15},
        {"pigeon", "US", 15},
        {NULL, "US", 15},
        {NULL, NULL, 15},
        {"japan-post", "US", 15}, /* handed over to USPS */
        {"japan-post", "UK", 18},
        {"japan-post", "DE", 7},
        {"japan-post", "BR", 15}, /* to a post that is not known */
        {"usps", "JP", 15},       /* into Japan from abroad */
        {"Royal Mail", "jp", 15},
    };
    g_autoptr(Settings) settings = settings_new();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        int days = carrier_hold_days(settings, cases[i].carrier, cases[i].country);
        ck_assert_msg(days == cases[i].days, "%s to %s: %d", cases[i].carrier, cases[i].country,
                      days);
    }
}
END_TEST

START_TEST(test_settings_go_before_the_table)
{
    g_autoptr(Settings) settings = settings_new();
    GError *error = NULL;
    ck_assert(settings_set(settings, "hold.default", "20", &error));
    ck_assert(settings_set(settings, "hold.usps", "11", &error));
    ck_assert(settings_set(settings, "hold.japan-post>US", "30", &error));
    ck_assert(settings_set(settings, "hold.pigeon", "2", &error));
    ck_assert_no_error(error);
    ck_assert_int_eq(carrier_hold_days(settings, "usps", "US"), 11);
    ck_assert_int_eq(carrier_hold_days(settings, "japan-post", "US"), 30);
    ck_assert_int_eq(carrier_hold_days(settings, "Japan Post", "US"), 30);
    ck_assert_int_eq(carrier_hold_days(settings, "japan-post", "JP"), 7);
    ck_assert_int_eq(carrier_hold_days(settings, "pigeon", "US"), 2);
    ck_assert_int_eq(carrier_hold_days(settings, "ups", "US"), 20);
    ck_assert(settings_set(settings, "hold.japan-post>US", NULL, &error));
    ck_assert_int_eq(carrier_hold_days(settings, "japan-post", "US"), 11); /* as of USPS */
    ck_assert(settings_set(settings, "hold.japan-post", "9", &error));
    ck_assert_int_eq(carrier_hold_days(settings, "japan-post", "US"), 9);
}
END_TEST

START_TEST(test_check_digits)
{
    ck_assert_int_eq(s10_check_digit("47312482"), 9);
    ck_assert_int_eq(s10_check_digit("12345678"), 5);
    ck_assert_int_eq(s10_check_digit("00000000"), 5); /* 11 becomes 5 */
    ck_assert_int_eq(s10_check_digit("00000006"), 2);
    ck_assert_int_eq(s10_check_digit("00000040"), 8);
    ck_assert_int_eq(s10_check_digit("00000003"), 1);
    ck_assert_int_eq(s10_check_digit("00010001"), 2);
    ck_assert_int_eq(s10_check_digit("10000000"), 3);
    ck_assert_int_eq(s10_check_digit("00002000"), 5);
    ck_assert_int_eq(s10_check_digit("00100100"), 2);
    ck_assert_int_eq(s10_check_digit("00000008"), 0); /* 10 becomes 0 */
}
END_TEST

/* A slip in one digit is always seen. */
START_TEST(test_every_slip_is_seen)
{
    for (int place = 0; place < 9; place++) {
        for (char digit = '0'; digit <= '9'; digit++) {
            char number[] = "EE473124829JP";
            gboolean same = number[2 + place] == digit;
            number[2 + place] = digit;
            Tracking tracking = tracking_examine(number);
            /* 0 and 5 each stand for two remainders, so that a few slips can pass. */
            if (same)
                ck_assert_int_eq(tracking.kind, TRACKING_VALID);
            else if (tracking.kind != TRACKING_BAD_CHECK_DIGIT)
                ck_assert_msg(number[10] == '0' || number[10] == '5', "%s passes", number);
        }
    }
}
END_TEST

START_TEST(test_forms_of_tracking_numbers)
{
    static const struct {
        const char *number;
        TrackingKind kind;
        const char *carrier, *service;
        char expected;
    } cases[] = {
        {"EE473124829JP", TRACKING_VALID, "japan-post", "EMS", 0},
        {"ee 473 124 829 jp", TRACKING_VALID, "japan-post", "EMS", 0},
        {"EE473124828JP", TRACKING_BAD_CHECK_DIGIT, "japan-post", "EMS", '9'},
        {"CP123456785US", TRACKING_VALID, "usps", "parcel", 0},
        {"RR123456785GB", TRACKING_VALID, "royal-mail", "registered", 0},
        {"LX123456785FI", TRACKING_VALID, "posti", "tracked letter", 0},
        {"UA000000005NL", TRACKING_VALID, "postnl", "untracked", 0},
        {"VV123456785DE", TRACKING_VALID, "dhl", "insured", 0},
        {"RR123456785CN", TRACKING_VALID, NULL, "registered", 0},
        {"XX123456785FR", TRACKING_VALID, "la-poste", NULL, 0},
        {"92055901755477000271990251", TRACKING_UNKNOWN, NULL, NULL, 0},
        {"9400111899560334372101", TRACKING_VALID, "usps", NULL, 0},
        {"9400 1118 9956 0334 3721 01", TRACKING_VALID, "usps", NULL, 0},
        {"03071790000523483741", TRACKING_VALID, "usps", NULL, 0},
        {"1Z12345E0205271688", TRACKING_VALID, "ups", NULL, 0},
        {"1Z12345E02052716", TRACKING_UNKNOWN, NULL, NULL, 0},
        {"123456789012", TRACKING_UNKNOWN, NULL, NULL, 0},
        {"E473124829JP", TRACKING_UNKNOWN, NULL, NULL, 0},
        {"EE47312482９JP", TRACKING_UNKNOWN, NULL, NULL, 0},
        {"", TRACKING_UNKNOWN, NULL, NULL, 0},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Tracking tracking = tracking_examine(cases[i].number);
        const char *carrier = tracking.carrier ? tracking.carrier->word : NULL;
        ck_assert_msg(tracking.kind == cases[i].kind, "%s", cases[i].number);
        ck_assert_pstr_eq(carrier, cases[i].carrier);
        ck_assert_pstr_eq(tracking.service, cases[i].service);
        ck_assert_int_eq(tracking.expected, cases[i].expected);
        GError *error = NULL;
        gboolean good = tracking_validate(cases[i].number, &error);
        ck_assert_int_eq(good, cases[i].kind != TRACKING_BAD_CHECK_DIGIT);
        if (!good)
            ck_assert_error(error, AZDESK_ERROR_USAGE, "should be 9");
    }
}
END_TEST

START_TEST(test_tracking_pages)
{
    g_autofree char *usps = tracking_url("usps", "9400 1118 9956 0334 3721 01");
    ck_assert_str_eq(usps,
                     "https://tools.usps.com/go/TrackConfirmAction?tLabels=9400111899560334372101");
    g_autofree char *by_form = tracking_url(NULL, "EE473124829JP");
    ck_assert_ptr_nonnull(strstr(by_form, "japanpost.jp"));
    ck_assert_ptr_nonnull(strstr(by_form, "=EE473124829JP&"));
    g_autofree char *escaped = tracking_url("ups", "a&b=c/%s");
    ck_assert_ptr_nonnull(strstr(escaped, "tracknum=A%26B%3DC%2F%25S"));
    ck_assert_ptr_null(tracking_url("pigeon", "1"));
    ck_assert_ptr_null(tracking_url(NULL, "123"));
    ck_assert_ptr_null(tracking_url("usps", ""));
    ck_assert_ptr_null(tracking_url("usps", NULL));
}
END_TEST

START_TEST(test_status_words)
{
    static const struct {
        const char *words;
        int state; /* -1: nothing */
    } cases[] = {
        {"Posting/Collection", PARCEL_IN_TRANSIT},
        {"Dispatch from outward office of exchange", PARCEL_IN_TRANSIT},
        {"Arrival at inward office of exchange", PARCEL_IN_TRANSIT},
        {"Held by import Customs", PARCEL_IN_TRANSIT},
        {"Processing at delivery Post Office", PARCEL_IN_TRANSIT},
        {"Absence. Attempted delivery.", PARCEL_HELD},
        {"Retention", PARCEL_HELD},
        {"RETENTION", PARCEL_HELD},
        {"Final delivery", PARCEL_DELIVERED},
        {"Returned to sender", PARCEL_RETURNED},
        {"引受", PARCEL_IN_TRANSIT},
        {"国際交換局に到着", PARCEL_IN_TRANSIT},
        {"税関検査のため税関へ提示", PARCEL_IN_TRANSIT},
        {"到着", PARCEL_IN_TRANSIT},
        {"ご不在のため持ち戻り", PARCEL_HELD},
        {"保管", PARCEL_HELD},
        {"お届け済み", PARCEL_DELIVERED},
        {"お届け先にお届け済み", PARCEL_DELIVERED},
        {"窓口でお渡し", PARCEL_DELIVERED},
        {"差出人に返送済み", PARCEL_RETURNED},
        {"返送", PARCEL_RETURNING},
        {"Notice Left (No Authorized Recipient Available)", PARCEL_HELD},
        {"Available for Pickup", PARCEL_HELD},
        {"Held at Post Office, At Customer Request", PARCEL_HELD},
        {"Unclaimed/Being Returned to Sender", PARCEL_RETURNING},
        {"Delivered, Left with Individual", PARCEL_DELIVERED},
        {"Delivered, To Original Sender", PARCEL_RETURNED},
        {"Out for Delivery, Expected Delivery by 9:00pm", PARCEL_IN_TRANSIT},
        {"Arrived at USPS Regional Facility", PARCEL_IN_TRANSIT},
        {"In Transit to Next Facility", PARCEL_IN_TRANSIT},
        {"Ｒｅｔｅｎｔｉｏｎ", PARCEL_HELD}, /* full width */
        {"The item could not be delivered", -1},
        {"upheld", -1},
        {"shipping label created", -1},
        {"", -1},
        {"\xff", -1},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ParcelState state = N_PARCEL_STATES;
        gboolean read = parcel_state_of_words(cases[i].words, &state);
        ck_assert_msg((read ? (int)state : -1) == cases[i].state, "\"%s\" is %d", cases[i].words,
                      read ? (int)state : -1);
    }
}
END_TEST

START_TEST(test_pasted_lines)
{
    static const struct {
        const char *text, *carrier;
        int state;       /* -1: nothing is recognised */
        const char *day; /* NULL: none */
        const char *line;
    } cases[] = {
        {"11/08/2026 09:10\tAbsence. Attempted delivery\t\tSPRINGFIELD\tUNITED STATES",
         "japan-post", PARCEL_HELD, "2026-11-08",
         "11/08/2026 09:10 Absence. Attempted delivery  SPRINGFIELD UNITED STATES"},
        {"2026/11/08 09:10\tご不在のため持ち戻り\tILLINOIS", "japan-post", PARCEL_HELD,
         "2026-11-08", "2026/11/08 09:10 ご不在のため持ち戻り ILLINOIS"},
        {"2026年11月8日 保管", NULL, PARCEL_HELD, "2026-11-08", "2026年11月8日 保管"},
        /* the whole table, the oldest line first */
        {"10/22/2026 11:00 Posting/Collection TOKYO\n10/25/2026 03:00 Arrival at inward office of "
         "exchange\n11/08/2026 09:10 Retention\n",
         "japan-post", PARCEL_HELD, "2026-11-08", "11/08/2026 09:10 Retention"},
        /* USPS: the newest first, the day below the words */
        {"Available for Pickup\nSPRINGFIELD, IL 62701\nNovember 8, 2026, 9:10 am\n\n"
         "Notice Left (No Authorized Recipient Available)\nSPRINGFIELD, IL 62701\n"
         "November 7, 2026, 2:01 pm\n\nOut for Delivery\nNovember 7, 2026, 6:10 am\n",
         "usps", PARCEL_HELD, "2026-11-08", "Available for Pickup"},
        {"Delivered, Front Desk/Reception/Mail Room\r\nSPRINGFIELD, IL\r\nNovember 12, 2026\r\n",
         "usps", PARCEL_DELIVERED, "2026-11-12", "Delivered, Front Desk/Reception/Mail Room"},
        /* the day before the month, where the post writes it so */
        {"08/11/2026 Held at Post Office", "royal-mail", PARCEL_HELD, "2026-11-08",
         "08/11/2026 Held at Post Office"},
        {"25/11/2026 Delivered", "usps", PARCEL_DELIVERED, "2026-11-25", "25/11/2026 Delivered"},
        {"8 Nov 2026: being returned to sender", NULL, PARCEL_RETURNING, "2026-11-08",
         "8 Nov 2026: being returned to sender"},
        {"Available for pickup", "usps", PARCEL_HELD, NULL, "Available for pickup"},
        {"2026-02-30 Available for pickup", "usps", PARCEL_HELD, NULL,
         "2026-02-30 Available for pickup"},
        {"2026-11-08 nothing that is known", "usps", -1, NULL, NULL},
        {"", NULL, -1, NULL, NULL},
        {"\xff\xfe", NULL, -1, NULL, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ParcelNews news;
        gboolean read = parcel_news(cases[i].text, cases[i].carrier, &news);
        ck_assert_msg((read ? (int)news.state : -1) == cases[i].state, "%s", cases[i].text);
        if (!read)
            continue;
        Day day = DAY_NONE;
        ck_assert(!cases[i].day || day_parse(cases[i].day, &day, NULL));
        ck_assert_msg(news.day == day, "%s: %d", cases[i].text, news.day);
        ck_assert_str_eq(news.line, cases[i].line);
        g_free(news.line);
    }
}
END_TEST

/* ---- A long paste ---- */

/* The linker puts these two in front of GLib's: what a paste costs is counted, not timed. */
static guint lines_folded, forms_tried;

char *__real_g_utf8_casefold(const char *text, gssize len);
char *__wrap_g_utf8_casefold(const char *text, gssize len);
char *__wrap_g_utf8_casefold(const char *text, gssize len)
{
    lines_folded++;
    return __real_g_utf8_casefold(text, len);
}

gboolean __real_g_regex_match(const GRegex *regex, const char *text, GRegexMatchFlags flags,
                              GMatchInfo **ret_match);
gboolean __wrap_g_regex_match(const GRegex *regex, const char *text, GRegexMatchFlags flags,
                              GMatchInfo **ret_match);
gboolean __wrap_g_regex_match(const GRegex *regex, const char *text, GRegexMatchFlags flags,
                              GMatchInfo **ret_match)
{
    forms_tried++;
    return __real_g_regex_match(regex, text, flags, ret_match);
}

/* Words without a day, of which each might look for one through all the rest; and the day last. */
START_TEST(test_a_long_paste_is_read_once)
{
    const guint n = 20000;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append(text, i % 2 ? "Springfield\n" : "Arrived at the office\n");
    g_string_append(text, "Available for pickup\n2026-11-08");
    ParcelNews news;
    lines_folded = forms_tried = 0;
    ck_assert(parcel_news(text->str, "usps", &news));
    ck_assert_int_eq(news.state, PARCEL_HELD);
    ck_assert_int_eq(news.day, day_from_ymd(2026, 11, 8));
    ck_assert_str_eq(news.line, "Available for pickup");
    g_free(news.line);
    ck_assert_uint_eq(lines_folded, n + 2);
    ck_assert_uint_ge(forms_tried, n + 2);
    ck_assert_uint_le(forms_tried, 4 * (n + 2));
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_carriers_that_commands_name)                                                            \
    X(test_days_a_parcel_waits)                                                                    \
    X(test_settings_go_before_the_table)                                                           \
    X(test_check_digits)                                                                           \
    X(test_every_slip_is_seen)                                                                     \
    X(test_forms_of_tracking_numbers)                                                              \
    X(test_tracking_pages)                                                                         \
    X(test_status_words)                                                                           \
    X(test_pasted_lines)                                                                           \
    X(test_a_long_paste_is_read_once)
SUITE_MAIN("core/parcel", TESTS)
