/* SPDX-License-Identifier: MIT */
/* The figures: windows of published reports, arithmetic at its edges, orders, suspects, forecast.
 */
#include "azdesk/core/odr.h"

#include <math.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "history.h"
#include "suite.h"

static Odr *compute(const Desk *desk, const char *day)
{
    g_autoptr(Settings) settings = settings_new();
    return odr_compute(desk, settings, TEST_MARKET, CHANNEL_MFN, test_day(day), NULL, 0);
}

static void check_day(Day found, const char *expected)
{
    char text[DAY_SIZE] = "none";
    if (found != DAY_NONE)
        day_format(found, text);
    ck_assert_str_eq(text, expected);
}

/* ---- Windows and arithmetic ---- */

static const struct {
    const char *day, *from, *to; /* as Amazon's reports have them */
} windows[] = {
    {"2020-11-19", "2020-09-06", "2020-11-04"},
    {"2022-01-11", "2021-10-29", "2021-12-27"},
    {"2024-01-29", "2023-11-16", "2024-01-14"},
};

START_TEST(test_published_windows)
{
    for (gsize i = 0; i < G_N_ELEMENTS(windows); i++) {
        OdrWindow window = odr_window(test_day(windows[i].day), 15, 60);
        check_day(window.from, windows[i].from);
        check_day(window.to, windows[i].to);
        ck_assert_int_eq(window.to - window.from + 1, 60);
    }
}
END_TEST

START_TEST(test_an_order_enters_and_leaves)
{
    Day ordered = test_day("2026-09-01");
    check_day(odr_enters(ordered, 15), "2026-09-16");
    check_day(odr_leaves(ordered, 15, 60), "2026-11-15");

    g_autoptr(Desk) desk = desk_new();
    desk_put_orders(desk, "2026-01-01", "2026-12-31", 10);
    desk_put(desk, "111-0000000-0000001", "2026-09-01", "2026-09-02 opened");
    static const struct {
        const char *day;
        int defects;
    } edges[] = {{"2026-09-15", 0}, {"2026-09-16", 1}, {"2026-11-14", 1}, {"2026-11-15", 0}};
    for (gsize i = 0; i < G_N_ELEMENTS(edges); i++) {
        g_autoptr(Odr) odr = compute(desk, edges[i].day);
        ck_assert_msg(odr->rule.defects == edges[i].defects, "%s", edges[i].day);
        ck_assert_int_eq(odr->orders, 600);
    }
}
END_TEST

static const struct {
    gint64 orders, limit;
} limits[] = {{0, 0},   {1, 0},   {99, 0},   {100, 0},   {101, 1},      {200, 1},
              {201, 2}, {602, 6}, {1000, 9}, {1001, 10}, {539000, 5389}};

START_TEST(test_limit)
{
    for (gsize i = 0; i < G_N_ELEMENTS(limits); i++) {
        gint64 orders = limits[i].orders, limit = limits[i].limit;
        ck_assert_int_eq(odr_limit(orders), limit);
        ck_assert_int_eq(odr_headroom(0, orders), limit);
        ck_assert_int_eq(odr_headroom(limit, orders), 0);
        ck_assert_int_eq(odr_headroom(limit + 5, orders), 0);
        if (orders == 0)
            continue;
        ck_assert(odr_good(limit, orders));
        ck_assert(!odr_good(limit + 1, orders));
    }
}
END_TEST

START_TEST(test_exactly_one_percent_fails)
{
    ck_assert(!odr_good(1, 100));
    ck_assert(odr_good(1, 101));
    ck_assert(!odr_good(1, 45));
    ck_assert_double_eq_tol(odr_rate(1, 45), 0.0222, 0.0001);
    ck_assert(!odr_good(0, 0));
    ck_assert(isnan(odr_rate(0, 0)));
    ck_assert(isnan(odr_rate(3, 0)));
    /* Amazon's own example: 442 claims, 15 chargebacks, 628 feedback on 1078 orders of 539000 */
    ck_assert(odr_good(1078, 539000));
    ck_assert_double_eq_tol(odr_rate(1078, 539000), 0.002, 1e-12);
}
END_TEST

START_TEST(test_orders_needed)
{
    for (gint64 defects = 0; defects < 300; defects++) {
        gint64 needed = odr_orders_needed(defects);
        ck_assert_int_eq(needed, 100 * defects + 1);
        ck_assert(odr_good(defects, needed));
        ck_assert(!odr_good(defects, needed - 1));
        ck_assert_int_eq(odr_limit(needed), defects);
    }
}
END_TEST

/* ---- One order is one defect ---- */

/* The proportions of Amazon's example, a defect an order and some orders with several. */
START_TEST(test_one_order_counts_once)
{
    g_autoptr(Desk) desk = desk_new();
    desk_put_orders(desk, "2026-08-01", "2026-11-23", 1000);
    gint64 at = test_time("2026-10-20");
    for (int i = 0; i < 1078; i++) {
        g_autofree char *order = g_strdup_printf("111-0000000-%07d", i + 1);
        DeskCase *item = g_new0(DeskCase, 1);
        item->order = test_order(order);
        item->imported = TRUE;
        item->market = TEST_MARKET;
        item->day = test_day("2026-10-01");
        if (i < 442)
            item->claim = history_claim("2026-10-10 opened");
        if (i >= 435) /* seven of those with a claim, too */
            item->feedback.at = i < 435 + 628 ? at : 0;
        if (i >= 1063)
            item->chargeback.at = at;
        g_ptr_array_add(desk->cases, item);
    }
    g_autoptr(Odr) odr = compute(desk, "2026-11-23");
    ck_assert_int_eq(odr->rule.claims, 442);
    ck_assert_int_eq(odr->rule.feedback, 628);
    ck_assert_int_eq(odr->rule.chargebacks, 15);
    ck_assert_int_eq(odr->rule.claims + odr->rule.feedback + odr->rule.chargebacks, 1085);
    ck_assert_int_eq(odr->rule.defects, 1078);
}
END_TEST

/* ---- Best and worst ---- */

static const struct {
    const char *script;
    int best, rule, worst; /* on 2026-11-23 */
} spreads[] = {
    {"2026-11-01 opened", 0, 1, 1},
    {"2026-11-01 opened | 2026-11-02 held", 0, 1, 1},
    {"2026-11-01 opened | 2026-11-02 withdrawn", 0, 0, 0},
    {"2026-11-01 opened | 2026-11-02 granted", 1, 1, 1},
    {"2026-11-01 opened | 2026-11-02 granted-amazon", 0, 0, 0},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent", 0, 1, 1},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04 asked", 0, 1, 1},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04 upheld", 1, 1,
     1},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04 cleared", 0, 0,
     0},
    {"2026-11-01 opened | 2026-11-02 refunded | 2026-11-03 appeal-sent", 0, 1, 1},
    /* denied: the buyer has 30 days, the last of them included */
    {"2026-10-10 opened | 2026-10-24 denied", 0, 0, 1},
    {"2026-10-10 opened | 2026-10-24T00:00Z denied", 0, 0, 1},
    {"2026-10-10 opened | 2026-10-23T23:59:59Z denied", 0, 0, 0},
    /* ... from the denial, whatever was written since */
    {"2026-10-10 opened | 2026-10-23 denied | 2026-11-10 appeal-sent", 0, 0, 0},
    {"2026-10-10 opened | 2026-11-10 denied | 2026-11-12 check:yes | 2026-11-13 cleared", 0, 0, 1},
};

START_TEST(test_best_and_worst)
{
    for (gsize i = 0; i < G_N_ELEMENTS(spreads); i++) {
        g_autoptr(Desk) desk = desk_new();
        desk_put(desk, "111-0000000-0000001", "2026-10-01", spreads[i].script);
        g_autoptr(Odr) odr = compute(desk, "2026-11-23");
        ck_assert_msg(odr->best == spreads[i].best && odr->rule.defects == spreads[i].rule &&
                          odr->worst == spreads[i].worst,
                      "%s: %d, %d, %d", spreads[i].script, odr->best, odr->rule.defects,
                      odr->worst);
    }
}
END_TEST

START_TEST(test_best_keeps_other_defects)
{
    g_autoptr(Desk) desk = desk_new();
    DeskCase *item = desk_put(desk, "111-0000000-0000001", "2026-10-01", "2026-11-01 opened");
    item->feedback.at = test_time("2026-11-02");
    g_autoptr(Odr) odr = compute(desk, "2026-11-23");
    ck_assert_int_eq(odr->best, 1);
    ck_assert_int_eq(odr->rule.defects, 1);
}
END_TEST

/* ---- Other defects, to the second ---- */

START_TEST(test_feedback_and_chargebacks_in_time)
{
    g_autoptr(Desk) desk = desk_new();
    DeskCase *item = desk_put(desk, "111-0000000-0000001", "2026-10-01", NULL);
    item->feedback.at = test_time("2026-11-02T00:00:00Z");
    item->feedback.removed_at = test_time("2026-11-05T23:59:59Z");
    DeskCase *other = desk_put(desk, "111-0000000-0000002", "2026-10-01", NULL);
    other->chargeback.at = test_time("2026-11-03T23:59:59Z");
    DeskCase *fraud = desk_put(desk, "111-0000000-0000003", "2026-10-01", NULL);
    fraud->chargeback = (OrderDefect){.at = test_time("2026-11-01"), .fraud = TRUE};
    static const struct {
        const char *day;
        int feedback, chargebacks;
    } days[] = {{"2026-11-01", 0, 0}, {"2026-11-02", 1, 0}, {"2026-11-03", 1, 1},
                {"2026-11-04", 1, 1}, {"2026-11-05", 0, 1}, {"2026-11-06", 0, 1}};
    for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
        g_autoptr(Odr) odr = compute(desk, days[i].day);
        ck_assert_msg(odr->rule.feedback == days[i].feedback &&
                          odr->rule.chargebacks == days[i].chargebacks,
                      "%s: %d, %d", days[i].day, odr->rule.feedback, odr->rule.chargebacks);
    }
}
END_TEST

START_TEST(test_channels_and_markets_apart)
{
    g_autoptr(Desk) desk = desk_new();
    desk_put(desk, "111-0000000-0000001", "2026-10-01", "2026-11-01 opened");
    desk_put(desk, "111-0000000-0000002", "2026-10-01", "2026-11-01 opened")->channel = CHANNEL_AFN;
    desk_put(desk, "111-0000000-0000003", "2026-10-01", "2026-11-01 opened")->market = 2;
    g_autoptr(Odr) odr = compute(desk, "2026-11-23");
    ck_assert_int_eq(odr->rule.defects, 1);
    g_autoptr(GArray) parts = desk_parts(desk);
    ck_assert_int_eq((int)parts->len, 3);
    ck_assert_int_eq(g_array_index(parts, DeskPart, 1).channel, CHANNEL_AFN);
    ck_assert_int_eq(g_array_index(parts, DeskPart, 2).market, 2);
}
END_TEST

/* The rules of 2015 counted what those of 2016 do not. */
START_TEST(test_rules_of_the_day_asked)
{
    g_autoptr(Desk) desk = desk_new();
    desk_put(desk, "111-0000000-0000001", "2015-12-01", "2015-12-05 opened | 2015-12-06 withdrawn");
    g_autoptr(Odr) before = compute(desk, "2015-12-31");
    ck_assert_int_eq(before->rule.defects, 1);
    g_autoptr(Odr) after = compute(desk, "2016-01-01");
    ck_assert_int_eq(after->rule.defects, 0);
}
END_TEST

/* ---- Orders ---- */

START_TEST(test_orders_that_span_the_window)
{
    static const struct {
        const char *from, *to; /* window of 2026-11-23: 2026-09-10 .. 2026-11-08 */
        gboolean complete;
        gint64 orders;
    } rows[] = {
        {"2026-09-10", "2026-11-08", TRUE, 600},  {"2026-08-01", "2026-11-22", TRUE, 600},
        {"2026-09-11", "2026-11-08", FALSE, 590}, {"2026-09-10", "2026-11-07", FALSE, 590},
        {"2026-11-09", "2026-11-22", FALSE, 0},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Desk) desk = desk_new();
        desk_put_orders(desk, rows[i].from, rows[i].to, 10);
        g_autoptr(Odr) odr = compute(desk, "2026-11-23");
        check_day(odr->window.from, "2026-09-10");
        check_day(odr->window.to, "2026-11-08");
        ck_assert_int_eq(odr->orders, rows[i].orders);
        ck_assert_int_eq(odr->complete, rows[i].complete);
        ck_assert_str_eq(orders_source_word(odr->orders_source), "orders");
        check_day(odr->orders_from, rows[i].from);
        check_day(odr->orders_to, rows[i].to);
        ck_assert_int_eq(odr->status, odr->orders > 0 ? ODR_GOOD : ODR_NONE);
    }
}
END_TEST

START_TEST(test_orders_of_a_report)
{
    g_autoptr(Desk) desk = desk_new();
    desk_put_report(desk, "2026-09-09", "2026-11-07", "2026-11-22", 777, 3);
    g_autoptr(Odr) latest = compute(desk, "2026-11-23");
    ck_assert_int_eq(latest->orders, 777);
    ck_assert_int_eq(latest->orders_source, ORDERS_REPORT);
    ck_assert(!latest->complete);
    check_day(latest->orders_from, "none");

    /* some orders, but they do not span it: only a report of the very window is better */
    desk_put_orders(desk, "2026-10-01", "2026-11-22", 10);
    g_autoptr(Odr) some = compute(desk, "2026-11-23");
    ck_assert_int_eq(some->orders, 390);
    ck_assert_int_eq(some->orders_source, ORDERS_IMPORTED);
    g_autoptr(Odr) exact = compute(desk, "2026-11-22");
    ck_assert_int_eq(exact->orders, 777);
    ck_assert_int_eq(exact->orders_source, ORDERS_REPORT);
    ck_assert(!exact->complete);

    g_autoptr(Odr) before = compute(desk, "2026-11-21"); /* that report was not there yet */
    ck_assert_int_eq(before->orders_source, ORDERS_IMPORTED);
}
END_TEST

START_TEST(test_nothing_imported)
{
    g_autoptr(Desk) desk = desk_new();
    DeskCase *item = desk_put(desk, "111-0000000-0000001", "2026-10-01", "2026-11-01 opened");
    item->imported = FALSE;
    DeskCase *feedback = desk_put(desk, "111-0000000-0000002", "2026-10-01", NULL);
    feedback->imported = FALSE;
    feedback->feedback.at = test_time("2026-11-01");
    g_autoptr(Odr) odr = compute(desk, "2026-11-23");
    ck_assert_int_eq(odr->orders, 0);
    ck_assert_int_eq(odr->orders_source, ORDERS_NONE);
    ck_assert_int_eq(odr->rule.defects, 2);
    ck_assert_int_eq(odr->status, ODR_NONE);
    ck_assert_int_eq((int)odr->unmatched->len, 1);
    ck_assert_int_eq(g_array_index(odr->unmatched, OrderId, 0), item->order);
    ck_assert_ptr_null(odr->reported);
}
END_TEST

/* ---- Lag and the reports' own days ---- */

static int lag_on(const Desk *desk, Channel channel, const char *day)
{
    g_autoptr(Settings) settings = settings_new();
    return odr_lag(desk, settings, TEST_MARKET, channel, test_day(day));
}

START_TEST(test_lag_is_learned)
{
    g_autoptr(Desk) desk = desk_new();
    ck_assert_int_eq(lag_on(desk, CHANNEL_MFN, "2026-11-23"), 15);
    desk_put_report(desk, "2026-08-20", "2026-10-18", "2026-11-01", 100, 1); /* 14 */
    desk_put_report(desk, "2026-09-10", "2026-11-08", "2026-11-20", 100, 1); /* 12 */
    desk_put_report(desk, "2026-09-10", "2026-11-08", "2026-12-09", 100, 1); /* 31: no lesson */
    desk_put_report(desk, "2026-09-10", "2026-11-08", "2026-11-07", 100, 1); /* -1: no lesson */
    ck_assert_int_eq(lag_on(desk, CHANNEL_MFN, "2026-10-31"), 15);
    ck_assert_int_eq(lag_on(desk, CHANNEL_MFN, "2026-11-01"), 14);
    ck_assert_int_eq(lag_on(desk, CHANNEL_MFN, "2026-11-19"), 14);
    ck_assert_int_eq(lag_on(desk, CHANNEL_MFN, "2026-11-20"), 12);
    ck_assert_int_eq(lag_on(desk, CHANNEL_MFN, "2027-01-01"), 12);
    /* a lesson is the marketplace's: the newest of either channel, of one day the channel's own */
    ck_assert_int_eq(lag_on(desk, CHANNEL_AFN, "2026-11-20"), 12);
    desk_put_report(desk, "2026-08-20", "2026-10-18", "2026-10-25", 100, 1)->channel = CHANNEL_AFN;
    ck_assert_int_eq(lag_on(desk, CHANNEL_AFN, "2026-10-31"), 7);
    ck_assert_int_eq(lag_on(desk, CHANNEL_MFN, "2026-10-31"), 7);
    ck_assert_int_eq(lag_on(desk, CHANNEL_AFN, "2026-11-20"), 12);
    desk_put_report(desk, "2026-09-12", "2026-11-10", "2026-11-20", 100, 1)->channel = CHANNEL_AFN;
    ck_assert_int_eq(lag_on(desk, CHANNEL_AFN, "2026-11-20"), 10);
    ck_assert_int_eq(lag_on(desk, CHANNEL_MFN, "2026-11-20"), 12);
}
END_TEST

START_TEST(test_lag_moves_the_window)
{
    g_autoptr(Desk) desk = desk_new();
    desk_put_report(desk, "2026-09-10", "2026-11-08", "2026-11-20", 100, 1); /* 12 */
    g_autoptr(Odr) odr = compute(desk, "2026-11-23");
    ck_assert_int_eq(odr->window.lag, 12);
    check_day(odr->window.from, "2026-09-13");
    check_day(odr->window.to, "2026-11-11");
}
END_TEST

START_TEST(test_own_day_of_a_report)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Desk) desk = desk_new();
    Report *bare = desk_put_report(desk, "2026-09-10", "2026-11-08", NULL, 100, 1);
    check_day(odr_report_day(desk, settings, bare), "2026-11-23");
    Report *full = desk_put_report(desk, "2026-09-01", "2026-10-30", "2026-11-11", 100, 1); /* 12 */
    check_day(odr_report_day(desk, settings, full), "2026-11-11");
    check_day(odr_report_day(desk, settings, bare), "2026-11-20");
    /* a lesson of a later window does not reach back */
    desk_put_report(desk, "2026-09-11", "2026-11-09", "2026-11-14", 100, 1); /* 5 */
    check_day(odr_report_day(desk, settings, bare), "2026-11-20");
    /* a report whose other metrics end elsewhere has their day, but teaches no lag */
    Report *odd = desk_put_report(desk, "2026-05-01", "2026-06-29", "2026-09-01", 100, 1);
    check_day(odr_report_day(desk, settings, odd), "2026-09-01");
    check_day(odr_report_day(desk, settings, bare), "2026-11-20");
}
END_TEST

/* Downloaded again on the same day, after Amazon put it right. */
START_TEST(test_of_one_day_the_report_imported_last)
{
    static const int defects[][2] = {{2, 0}, {0, 2}};
    for (gsize i = 0; i < G_N_ELEMENTS(defects); i++) {
        g_autoptr(Settings) settings = settings_new();
        g_autoptr(Desk) desk = desk_new();
        for (gsize k = 0; k < 2; k++)
            desk_put_report(desk, "2026-09-05", "2026-11-03", "2026-11-18", 100, defects[i][k]);
        g_autoptr(Odr) odr = compute(desk, "2026-11-23");
        ck_assert_int_eq(odr->reported->report->defects, defects[i][1]);
        ck_assert_int_eq(odr->reported->mismatch, defects[i][1]);
        Day clean = odr_clean_day(desk, settings, TEST_MARKET, CHANNEL_MFN, test_day("2026-11-23"));
        check_day(clean, defects[i][1] == 0 ? "2026-11-18" : "none");

        g_ptr_array_set_size(desk->reports, 1); /* its import is undone */
        g_autoptr(Odr) before = compute(desk, "2026-11-23");
        ck_assert_int_eq(before->reported->mismatch, defects[i][0]);
    }
}
END_TEST

START_TEST(test_latest_report_of_a_day)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Desk) desk = desk_new();
    Report *old = desk_put_report(desk, "2026-09-01", "2026-10-30", "2026-11-14", 100, 1);
    Report *new = desk_put_report(desk, "2026-09-05", "2026-11-03", "2026-11-18", 100, 2);
    Day day = test_day("2026-11-13");
    ck_assert_ptr_null(odr_report_on(desk, settings, TEST_MARKET, CHANNEL_MFN, day));
    day = test_day("2026-11-17");
    ck_assert_ptr_eq(odr_report_on(desk, settings, TEST_MARKET, CHANNEL_MFN, day), old);
    day = test_day("2026-11-18");
    ck_assert_ptr_eq(odr_report_on(desk, settings, TEST_MARKET, CHANNEL_MFN, day), new);
    ck_assert_ptr_null(odr_report_on(desk, settings, TEST_MARKET, CHANNEL_AFN, day));
}
END_TEST

/* ---- Reported against by rule ---- */

/* Five orders in the window of the report of 2026-11-20 (2026-09-07 .. 2026-11-05). */
static Desk *story_desk(gint64 reported)
{
    Desk *desk = desk_new();
    desk_put_orders(desk, "2026-08-01", "2026-11-22", 10);
    desk_put(desk, "111-0000000-0000001", "2026-10-01", "2026-10-10 opened | 2026-11-02 granted");
    desk_put(desk, "111-0000000-0000002", "2026-10-01", "2026-10-10 opened | 2026-11-02 withdrawn");
    desk_put(desk, "111-0000000-0000003", "2026-10-01",
             "2026-10-10 opened | 2026-11-02 withdrawn | 2026-11-21 check:no");
    desk_put(desk, "111-0000000-0000004", "2026-10-01",
             "2026-10-10 opened | 2026-11-02 denied | 2026-11-21 check:yes");
    desk_put(desk, "111-0000000-0000005", "2026-11-06", "2026-11-07 opened | 2026-11-08 withdrawn");
    DeskCase *removed = desk_put(desk, "111-0000000-0000006", "2026-10-01", NULL);
    removed->feedback =
        (OrderDefect){.at = test_time("2026-10-10"), .removed_at = test_time("2026-10-20")};
    desk_put_report(desk, "2026-09-07", "2026-11-05", "2026-11-20", 600, reported);
    return desk;
}

static char *ids(const GArray *orders)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < orders->len; i++)
        g_string_append_printf(text, "%s%d", i > 0 ? " " : "",
                               (int)(g_array_index(orders, OrderId, i) % 10000000));
    return g_string_free(text, FALSE);
}

static const struct {
    gint64 reported;
    const char *day;
    int mismatch;
    const char *suspects, *certain;
    int unexplained;
} mismatches[] = {
    /* on its own day nobody had looked yet: 3 and 4 are suspects too */
    {3, "2026-11-20", 2, "2 3 4 6", "", 0}, {3, "2026-11-23", 2, "2 4 6", "4", 0},
    {6, "2026-11-23", 5, "2 4 6", "4", 2},  {1, "2026-11-23", 0, "", "", 0},
    {0, "2026-11-23", -1, "", "", 0},
};

START_TEST(test_mismatch_and_suspects)
{
    for (gsize i = 0; i < G_N_ELEMENTS(mismatches); i++) {
        g_autoptr(Desk) desk = story_desk(mismatches[i].reported);
        g_autoptr(Odr) odr = compute(desk, mismatches[i].day);
        ck_assert_ptr_nonnull(odr->reported);
        g_autofree char *suspects = ids(odr->reported->suspects);
        g_autofree char *certain = ids(odr->reported->certain);
        check_day(odr->reported->taken, "2026-11-20");
        ck_assert_int_eq(odr->reported->window.lag, 15);
        ck_assert_int_eq(odr->reported->by_rule.defects, 1);
        ck_assert_int_eq(odr->reported->by_rule_orders, 600);
        ck_assert_int_eq(odr->reported->mismatch, mismatches[i].mismatch);
        ck_assert_str_eq(suspects, mismatches[i].suspects);
        ck_assert_str_eq(certain, mismatches[i].certain);
        ck_assert_int_eq(odr->reported->unexplained, mismatches[i].unexplained);
    }
}
END_TEST

/* By rule stands as it was on the report's day: what changed since is no mismatch. */
START_TEST(test_comparison_is_of_the_reports_day)
{
    g_autoptr(Desk) desk = desk_new();
    desk_put(desk, "111-0000000-0000001", "2026-10-01",
             "2026-10-10 opened | 2026-11-20T23:59:59Z note | 2026-11-21T00:00:00Z withdrawn");
    desk_put_report(desk, "2026-09-07", "2026-11-05", "2026-11-20", 600, 1);
    g_autoptr(Odr) odr = compute(desk, "2026-11-23");
    ck_assert_int_eq(odr->rule.defects, 0);
    ck_assert_int_eq(odr->reported->by_rule.defects, 1);
    ck_assert_int_eq(odr->reported->mismatch, 0);
}
END_TEST

START_TEST(test_a_look_on_the_reports_own_day_is_no_later_look)
{
    g_autoptr(Desk) desk = desk_new();
    desk_put(desk, "111-0000000-0000001", "2026-10-01",
             "2026-10-10 opened | 2026-11-02 withdrawn | 2026-11-20T23:59:59Z check:no");
    desk_put(desk, "111-0000000-0000002", "2026-10-01",
             "2026-10-10 opened | 2026-11-02 withdrawn | 2026-11-21T00:00:00Z check:no");
    desk_put_report(desk, "2026-09-07", "2026-11-05", "2026-11-20", 600, 2);
    g_autoptr(Odr) odr = compute(desk, "2026-11-23");
    g_autofree char *suspects = ids(odr->reported->suspects);
    ck_assert_str_eq(suspects, "1");
    ck_assert_int_eq(odr->reported->unexplained, 1);
}
END_TEST

START_TEST(test_report_that_does_not_state_its_defects)
{
    g_autoptr(Desk) desk = story_desk(-1);
    g_autoptr(Odr) odr = compute(desk, "2026-11-23");
    ck_assert(!odr->reported->comparable);
    ck_assert_int_eq(odr->reported->mismatch, 0);
    ck_assert_int_eq((int)odr->reported->suspects->len, 0);
}
END_TEST

/* ---- Why, effect, what if ---- */

START_TEST(test_explain)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Desk) desk = story_desk(3);
    DeskCase *item = desk_find(desk, test_order("111-0000000-0000001"));
    item->chargeback = (OrderDefect){.at = test_time("2026-10-12"), .fraud = TRUE};
    item->feedback.at = test_time("2026-10-12");
    g_autoptr(GArray) lines =
        odr_explain(desk, settings, TEST_MARKET, CHANNEL_MFN, test_day("2026-11-23"), NULL, 0);
    static const struct {
        int order;
        OdrComponent component;
        gboolean counts;
        const char *why;
    } expected[] = {
        {1, COMPONENT_CLAIM, TRUE, "granted at the seller's cost: counts"},
        {1, COMPONENT_FEEDBACK, TRUE, "negative feedback: counts"},
        {1, COMPONENT_CHARGEBACK, FALSE, "fraud chargeback: does not count"},
        {2, COMPONENT_CLAIM, FALSE, "withdrawn by the buyer: no impact on the ODR"},
        {3, COMPONENT_CLAIM, FALSE, "withdrawn by the buyer: no impact on the ODR"},
        {4, COMPONENT_CLAIM, FALSE, "denied: decided for the seller, does not count"},
        {5, COMPONENT_CLAIM, FALSE, "withdrawn by the buyer: no impact on the ODR"},
        {6, COMPONENT_FEEDBACK, FALSE, "feedback removed: no longer counts"},
    };
    ck_assert_int_eq((int)lines->len, (int)G_N_ELEMENTS(expected));
    for (guint i = 0; i < lines->len; i++) {
        const OdrLine *line = &g_array_index(lines, OdrLine, i);
        ck_assert_int_eq(line->order % 10000000, expected[i].order);
        ck_assert_int_eq(line->component, expected[i].component);
        ck_assert_int_eq(line->counts, expected[i].counts);
        ck_assert_str_eq(line->why, expected[i].why);
    }
}
END_TEST

START_TEST(test_effect_of_a_claim)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Desk) desk = desk_new();
    desk_put_orders(desk, "2026-08-01", "2026-11-22", 10); /* 600 in the window */
    Day today = test_day("2026-11-23");
    DeskCase *alone = desk_put(desk, "111-0000000-0000001", "2026-10-01", "2026-10-10 opened");
    DeskCase *both = desk_put(desk, "111-0000000-0000002", "2026-10-01", "2026-10-10 opened");
    both->feedback.at = test_time("2026-10-12");
    DeskCase *early = desk_put(desk, "111-0000000-0000003", "2026-11-20", "2026-11-21 opened");
    DeskCase *gone = desk_put(desk, "111-0000000-0000004", "2026-10-01",
                              "2026-10-10 opened | 2026-10-12 withdrawn");

    ClaimEffect effect = odr_effect(desk, settings, alone, today);
    ck_assert(effect.in_window && effect.counts);
    ck_assert_double_eq_tol(effect.now, 2.0 / 600, 1e-12);
    ck_assert_double_eq_tol(effect.without, 1.0 / 600, 1e-12);
    check_day(effect.enters, "2026-10-16");
    check_day(effect.leaves, "2026-12-15");

    effect = odr_effect(desk, settings, both, today);
    ck_assert_double_eq_tol(effect.without, 2.0 / 600, 1e-12);
    effect = odr_effect(desk, settings, early, today);
    ck_assert(!effect.in_window && effect.counts);
    ck_assert_double_eq_tol(effect.without, 2.0 / 600, 1e-12);
    effect = odr_effect(desk, settings, gone, today);
    ck_assert(effect.in_window && !effect.counts);
    ck_assert_double_eq_tol(effect.without, effect.now, 1e-12);

    ck_assert_double_eq_tol(odr_rate_if(desk, settings, alone, today, STAGE_WITHDRAWN, 0),
                            1.0 / 600, 1e-12);
    ck_assert_double_eq_tol(odr_rate_if(desk, settings, alone, today, STAGE_GRANTED, 0), 2.0 / 600,
                            1e-12);
    ck_assert_double_eq_tol(
        odr_rate_if(desk, settings, alone, today, STAGE_GRANTED, OUTCOME_GRANTED_AMAZON), 1.0 / 600,
        1e-12);
    ck_assert_double_eq_tol(odr_rate_if(desk, settings, both, today, STAGE_WITHDRAWN, 0), 2.0 / 600,
                            1e-12);
    ck_assert_double_eq_tol(odr_rate_if(desk, settings, early, today, STAGE_WITHDRAWN, 0),
                            2.0 / 600, 1e-12);
    /* no legal move: as it is */
    ck_assert_double_eq_tol(odr_rate_if(desk, settings, gone, today, STAGE_GRANTED, 0), 2.0 / 600,
                            1e-12);
}
END_TEST

START_TEST(test_what_if)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Desk) desk = story_desk(1);
    Day today = test_day("2026-11-23");
    OrderId granted = test_order("111-0000000-0000001"), denied = test_order("111-0000000-0000004");
    OdrIf ifs[] = {{granted, STAGE_APPEAL_SENT, 0},
                   {granted, STAGE_CLEARED, 0}, /* one after the other */
                   {denied, STAGE_GRANTED, OUTCOME_GRANTED_SELLER},
                   {test_order("111-0000000-0000002"), STAGE_GRANTED, 0}}; /* illegal: left out */
    g_autoptr(Odr) odr = odr_compute(desk, settings, TEST_MARKET, CHANNEL_MFN, today, ifs, 2);
    ck_assert_int_eq(odr->rule.defects, 0);
    g_autoptr(Odr) all = odr_compute(desk, settings, TEST_MARKET, CHANNEL_MFN, today, ifs, 4);
    ck_assert_int_eq(all->rule.defects, 1);
    ck_assert_int_eq(all->reported->by_rule.defects, 1); /* what was is not supposed */

    GError *error = NULL;
    ck_assert(odr_if_check(desk, &ifs[0], today, &error));
    ck_assert(!odr_if_check(desk, &ifs[3], today, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "a withdrawn claim cannot become granted");
    OdrIf unknown = {test_order("999-0000000-0000001"), STAGE_GRANTED, 0};
    ck_assert(!odr_if_check(desk, &unknown, today, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "999-0000000-0000001");
    OdrIf feedback = {test_order("111-0000000-0000006"), STAGE_GRANTED, 0};
    ck_assert(!odr_if_check(desk, &feedback, today, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "no claim");
}
END_TEST

/* ---- Forecast ---- */

static GArray *forecast(const Desk *desk, const char *today, int days)
{
    g_autoptr(Settings) settings = settings_new();
    return odr_forecast(desk, settings, TEST_MARKET, CHANNEL_MFN, test_day(today), days, NULL, 0);
}

START_TEST(test_forecast_orders)
{
    g_autoptr(Desk) desk = desk_new();
    /* 28 days up to the last of 1, 2, 1, 2 ...: a mean of 1.5 */
    OrderDays *days = desk_put_orders(desk, "2026-08-01", "2026-11-22", 100);
    for (Day day = days->to - 27; day <= days->to; day++)
        days->orders[day - days->from] = (guint32)(1 + (day - days->to + 27) % 2);
    g_autoptr(GArray) found = forecast(desk, "2026-11-23", 75);
    ck_assert_int_eq((int)found->len, 76);
    for (guint i = 0; i < found->len; i++) {
        const OdrForecastDay *day = &g_array_index(found, OdrForecastDay, i);
        ck_assert_int_eq(day->day, test_day("2026-11-23") + (Day)i);
        ck_assert_int_eq(day->decided, i <= 14); /* the 14th day ahead ends its window yesterday */
        Day to = day->day - 15, from = to - 59;
        gint64 known = 0, twice = 0;
        for (Day d = from; d <= to; d++) {
            if (d <= days->to)
                known += days->orders[d - days->from];
            else
                twice += 3;
        }
        ck_assert_int_eq(day->orders, known + (twice + 1) / 2);
    }
}
END_TEST

START_TEST(test_forecast_from_few_days)
{
    g_autoptr(Desk) desk = desk_new();
    desk_put_orders(desk, "2026-11-20", "2026-11-22", 7);
    g_autoptr(GArray) found = forecast(desk, "2026-11-23", 75);
    /* the last window is 2026-11-24 .. 2027-01-22 */
    ck_assert_int_eq(g_array_index(found, OdrForecastDay, 75).orders, 60 * 7);
    ck_assert_int_eq(g_array_index(found, OdrForecastDay, 14).orders, 21);
    ck_assert_int_eq(g_array_index(found, OdrForecastDay, 0).orders, 0);
}
END_TEST

START_TEST(test_forecast_without_orders)
{
    g_autoptr(Desk) desk = desk_new();
    g_autoptr(GArray) none = forecast(desk, "2026-11-23", 2);
    ck_assert_int_eq((int)none->len, 3);
    ck_assert_int_eq(g_array_index(none, OdrForecastDay, 2).orders, 0);
    desk_put_report(desk, "2026-09-07", "2026-11-05", "2026-11-20", 555, 1);
    g_autoptr(GArray) found = forecast(desk, "2026-11-23", 75);
    for (guint i = 0; i < found->len; i++)
        ck_assert_int_eq(g_array_index(found, OdrForecastDay, i).orders, 555);
}
END_TEST

START_TEST(test_forecast_defects_leave)
{
    g_autoptr(Desk) desk = desk_new();
    desk_put_orders(desk, "2026-08-01", "2026-11-22", 10);
    desk_put(desk, "111-0000000-0000001", "2026-09-10", "2026-10-10 opened"); /* leaves tomorrow */
    desk_put(desk, "111-0000000-0000002", "2026-11-10",
             "2026-11-12 opened | 2026-11-14 granted"); /* enters on the 25th */
    g_autoptr(GArray) found = forecast(desk, "2026-11-23", 75);
    static const int defects[] = {1, 0, 1, 1};
    static const int best[] = {0, 0, 1, 1};
    for (guint i = 0; i < G_N_ELEMENTS(defects); i++) {
        ck_assert_int_eq(g_array_index(found, OdrForecastDay, i).defects, defects[i]);
        ck_assert_int_eq(g_array_index(found, OdrForecastDay, i).best, best[i]);
    }
    ck_assert_int_eq(g_array_index(found, OdrForecastDay, 61).defects, 1);
    ck_assert_int_eq(g_array_index(found, OdrForecastDay, 62).defects, 0);
}
END_TEST

START_TEST(test_words)
{
    ck_assert_str_eq(odr_status_word(ODR_NONE), "none");
    ck_assert_str_eq(odr_status_word(ODR_GOOD), "good");
    ck_assert_str_eq(odr_status_word(ODR_BAD), "bad");
    ck_assert_str_eq(orders_source_word(ORDERS_NONE), "none");
    ck_assert_str_eq(orders_source_word(ORDERS_REPORT), "report");
    ck_assert_str_eq(component_word(COMPONENT_CLAIM), "claim");
    ck_assert_str_eq(component_word(COMPONENT_FEEDBACK), "feedback");
    ck_assert_str_eq(component_word(COMPONENT_CHARGEBACK), "chargeback");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_published_windows)                                                                      \
    X(test_an_order_enters_and_leaves)                                                             \
    X(test_limit)                                                                                  \
    X(test_exactly_one_percent_fails)                                                              \
    X(test_orders_needed)                                                                          \
    X(test_one_order_counts_once)                                                                  \
    X(test_best_and_worst)                                                                         \
    X(test_best_keeps_other_defects)                                                               \
    X(test_feedback_and_chargebacks_in_time)                                                       \
    X(test_channels_and_markets_apart)                                                             \
    X(test_rules_of_the_day_asked)                                                                 \
    X(test_orders_that_span_the_window)                                                            \
    X(test_orders_of_a_report)                                                                     \
    X(test_nothing_imported)                                                                       \
    X(test_lag_is_learned)                                                                         \
    X(test_lag_moves_the_window)                                                                   \
    X(test_own_day_of_a_report)                                                                    \
    X(test_of_one_day_the_report_imported_last)                                                    \
    X(test_latest_report_of_a_day)                                                                 \
    X(test_mismatch_and_suspects)                                                                  \
    X(test_comparison_is_of_the_reports_day)                                                       \
    X(test_a_look_on_the_reports_own_day_is_no_later_look)                                         \
    X(test_report_that_does_not_state_its_defects)                                                 \
    X(test_explain)                                                                                \
    X(test_effect_of_a_claim)                                                                      \
    X(test_what_if)                                                                                \
    X(test_forecast_orders)                                                                        \
    X(test_forecast_from_few_days)                                                                 \
    X(test_forecast_without_orders)                                                                \
    X(test_forecast_defects_leave)                                                                 \
    X(test_words)

SUITE_MAIN("core/odr", TESTS)
