/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <math.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/gate.h"

#define US 1

static Day day(const char *text)
{
    Day result = DAY_NONE;
    ck_assert_msg(day_parse(text, &result, NULL), "%s", text);
    return result;
}

static Settings *with_rows(const char *rows)
{
    g_autofree char *text = g_strdup_printf("[gate]\n%s", rows);
    GError *error = NULL;
    Settings *settings = settings_new();
    ck_assert_msg(settings_load(settings, text, strlen(text), "config", &error), "%s",
                  error ? error->message : "");
    return settings;
}

static GateSeason *season(GPtrArray *seasons, const char *name)
{
    for (guint i = 0; i < seasons->len; i++)
        if (strcmp(((GateSeason *)seasons->pdata[i])->name, name) == 0)
            return seasons->pdata[i];
    return NULL;
}

/* ---- Seasons ---- */

START_TEST(test_published_seasons)
{
    static const struct {
        const char *name, *row;
    } rows[] = {
        {"2014-US", "sell=2014-11-18..2015-01-07 first-sale=2014-09-18 "
                    "orders=25@2014-09-01..2014-10-31 cancel=1.75%@2014-10-01..2014-10-31 "
                    "late=4%@2014-10-01..2014-10-31 odr=1%@2014-11-01"},
        {"2019-AU", "sell=2019-11-01..2020-01-03 first-sale=2019-09-01 "
                    "orders=10@2019-08-15..2019-10-14 cancel=1.75%@2019-09-15..2019-10-14 "
                    "late=4%@2019-09-15..2019-10-14 odr=1%@2019-10-14"},
        {"2020-US", "sell=2020-11-01..2021-01-03 first-sale=2020-09-01 "
                    "orders=25@2020-08-15..2020-10-14 cancel=1.75%@2020-09-15..2020-10-14 "
                    "late=4%@2020-09-15..2020-10-14 odr=1%@2020-10-14"},
    };
    g_autoptr(Settings) settings = settings_new();
    GError *error = NULL;
    g_autoptr(GPtrArray) seasons = gate_seasons(settings, 2014, &error);
    ck_assert_no_error(error);
    ck_assert_uint_eq(seasons->len, 5);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        GateSeason *found = season(seasons, rows[i].name);
        ck_assert_msg(found != NULL, "%s", rows[i].name);
        g_autofree char *row = gate_season_row(found);
        ck_assert_str_eq(row, rows[i].row);
        ck_assert(!found->uncertain);
    }
    ck_assert_ptr_nonnull(season(seasons, "2015-US"));
    ck_assert_ptr_nonnull(season(seasons, "2019-US"));
}
END_TEST

START_TEST(test_the_last_season_is_carried_over)
{
    g_autoptr(Settings) settings = settings_new();
    GError *error = NULL;
    g_autoptr(GPtrArray) seasons = gate_seasons(settings, 2026, &error);
    ck_assert_no_error(error);
    ck_assert_uint_eq(seasons->len, 7);
    GateSeason *carried = season(seasons, "2026-US");
    ck_assert(carried->uncertain);
    g_autofree char *row = gate_season_row(carried);
    ck_assert_str_eq(row, "sell=2026-11-01..2027-01-03 first-sale=2026-09-01 "
                          "orders=25@2026-08-15..2026-10-14 cancel=1.75%@2026-09-15..2026-10-14 "
                          "late=4%@2026-09-15..2026-10-14 odr=1%@2026-10-14");
    ck_assert_int_eq(season(seasons, "2026-AU")->orders, 10);
    ck_assert(!season(seasons, "2020-US")->uncertain);
    /* Nothing is carried to a year before the first. */
    g_autoptr(GPtrArray) early = gate_seasons(settings, 2013, &error);
    ck_assert_uint_eq(early->len, 5);
}
END_TEST

START_TEST(test_rows_of_the_seller)
{
    g_autoptr(Settings) settings =
        with_rows("2027-us=odr=0.9%@2027-10-31\n"
                  "2026-US=orders=30@2026-08-15..2026-10-14 ; first-sale=2026-08-01\n"
                  "2020-US=late=3.5%@2020-09-15..2020-10-14\n"
                  "2026-JP=sell=2026-11-01..2026-12-31 odr=1%@2026-10-14\n");
    GError *error = NULL;
    g_autoptr(GPtrArray) seasons = gate_seasons(settings, 2027, &error);
    ck_assert_no_error(error);
    /* On the row built in. */
    ck_assert_double_eq_tol(season(seasons, "2020-US")->late_rate, 0.035, 1e-12);
    ck_assert(!season(seasons, "2020-US")->uncertain);
    /* On the one carried over: what is not stated is uncertain still. */
    GateSeason *first = season(seasons, "2026-US");
    ck_assert_int_eq(first->orders, 30);
    ck_assert_int_eq(first->first_sale_before, day("2026-08-01"));
    ck_assert_double_eq_tol(first->late_rate, 0.035, 1e-12);
    ck_assert(first->uncertain);
    /* On the seller's own of the year before, whatever the order in the file. */
    GateSeason *second = season(seasons, "2027-US");
    ck_assert_int_eq(second->orders, 30);
    ck_assert_double_eq_tol(second->odr, 0.009, 1e-12);
    ck_assert_int_eq(second->odr_as_of, day("2027-10-31"));
    /* A market that had none. */
    ck_assert_int_eq(season(seasons, "2026-JP")->orders_from, DAY_NONE);
    ck_assert(season(seasons, "2027-JP")->uncertain);
}
END_TEST

START_TEST(test_a_whole_row_is_certain)
{
    g_autoptr(Settings) settings = settings_new();
    GError *error = NULL;
    g_autoptr(GPtrArray) seasons = gate_seasons(settings, 2026, &error);
    g_autofree char *row = gate_season_row(season(seasons, "2026-US"));
    ck_assert(settings_set(settings, "gate.2026-US", row, &error));
    g_autoptr(GPtrArray) again = gate_seasons(settings, 2026, &error);
    ck_assert_no_error(error);
    g_autofree char *same = gate_season_row(season(again, "2026-US"));
    ck_assert_str_eq(same, row);
    ck_assert(!season(again, "2026-US")->uncertain);
}
END_TEST

START_TEST(test_rows_that_cannot_be_read)
{
    static const struct {
        const char *row, *words;
    } cases[] = {
        {"2026-XX=odr=1%@2026-10-14", "gate.2026-XX: \"XX\" is not a marketplace"},
        {"next-US=odr=1%@2026-10-14", "gate.next-US"},
        {"2026US=odr=1%@2026-10-14", "like 2026-US"},
        {"2026-US=odd=1%@2026-10-14", "unknown \"odd=1%@2026-10-14\""},
        {"2026-US=odr", "the format is odr=1%@DAY"},
        {"2026-US=odr=1@2026-10-14", "the format is odr=1%@DAY"},
        {"2026-US=odr=101%@2026-10-14", "odr="},
        {"2026-US=odr=nan%@2026-10-14", "odr="},
        {"2026-US=odr=1%", "odr="},
        {"2026-US=odr=1%@2026-10-14..2026-10-15", "odr="},
        {"2026-US=orders=x@2026-08-15..2026-10-14", "the format is orders=25@DAY..DAY"},
        {"2026-US=orders=25@2026-10-14..2026-08-15", "orders="},
        {"2026-US=orders=25@2026-02-30..2026-10-14", "orders="},
        {"2026-US=first-sale=soon", "the format is first-sale=DAY"},
        {"2026-JP=odr=1%@2026-10-14", "gate.2026-JP: sell=DAY..DAY must give"},
        {"2026-US=sell=2025-11-01..2026-01-03", "starting in 2026"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Settings) settings = with_rows(cases[i].row);
        GError *error = NULL;
        ck_assert_msg(!gate_seasons(settings, 2026, &error), "%s", cases[i].row);
        ck_assert_error(error, AZDESK_ERROR_USAGE, cases[i].words);
    }
}
END_TEST

/* ---- Where the account stands ---- */

/* So many orders a day, from a day to a day. */
static void add_orders(Desk *desk, Channel channel, const char *from, const char *to, guint32 daily)
{
    OrderDays *days = g_new0(OrderDays, 1);
    days->market = US;
    days->channel = channel;
    days->from = day(from);
    days->to = day(to);
    gsize n = (gsize)(days->to - days->from + 1);
    days->orders = g_new(guint32, n);
    for (gsize i = 0; i < n; i++)
        days->orders[i] = daily;
    g_ptr_array_add(desk->order_days, days);
}

static void add_metric(Desk *desk, MetricKind kind, const char *from, const char *to, double rate,
                       gint64 orders, gint64 count)
{
    Metric metric = {US, kind, day(from), day(to), orders, count, rate};
    g_array_append_val(desk->metrics, metric);
}

static void add_feedback(Desk *desk, const char *ordered, int n)
{
    for (int i = 0; i < n; i++) {
        DeskCase *item = g_new0(DeskCase, 1);
        item->order = (OrderId)desk->cases->len + 1;
        item->imported = TRUE;
        item->market = US;
        item->channel = CHANNEL_MFN;
        item->day = day(ordered);
        item->feedback.at = day_start(item->day) + 3 * DAY_SECONDS;
        g_ptr_array_add(desk->cases, item);
    }
}

static Report *add_report(Desk *desk, const char *taken, gint64 orders, gint64 defects)
{
    Report *report = g_new0(Report, 1);
    report->market = US;
    report->channel = CHANNEL_MFN;
    report->latest_to = day(taken);
    report->window_from = report->latest_to - 74;
    report->window_to = report->latest_to - 15;
    report->orders = orders;
    report->defects = defects;
    report->claims = report->feedback = report->chargebacks = -1;
    report->rate = NAN;
    g_ptr_array_add(desk->reports, report);
    return report;
}

static Gate *the_gate(Desk *desk, const char *today, GPtrArray **ret_gates)
{
    g_autoptr(Settings) settings = settings_new();
    GError *error = NULL;
    *ret_gates = gate_evaluate(desk, settings, US, day(today), &error);
    ck_assert_no_error(error);
    ck_assert_uint_eq((*ret_gates)->len, 1);
    return (*ret_gates)->pdata[0];
}

/* Holds one condition to its state; words of its text as well. */
static void expect(Desk *desk, const char *today, GateCondition condition, GateState state,
                   double have, const char *words)
{
    g_autoptr(GPtrArray) gates = NULL;
    Gate *gate = the_gate(desk, today, &gates);
    const GateLine *line = NULL;
    for (guint i = 0; i < gate->lines->len; i++)
        if (((GateLine *)gate->lines->pdata[i])->condition == condition)
            line = gate->lines->pdata[i];
    ck_assert_ptr_nonnull(line);
    ck_assert_msg(line->state == state, "%s on %s is %s: %s", gate_condition_word(condition), today,
                  gate_state_word(line->state), line->text);
    if (isnan(have))
        ck_assert(isnan(line->have));
    else
        ck_assert_double_eq_tol(line->have, have, 1e-9);
    ck_assert_msg(strstr(line->text, words) != NULL, "\"%s\" is not in: %s", words, line->text);
}

START_TEST(test_which_season)
{
    static const struct {
        const char *today, *name;
    } cases[] = {
        {"2026-01-03", "2025-US"}, /* its last day */
        {"2026-01-04", "2026-US"}, {"2026-07-01", "2026-US"}, {"2026-11-23", "2026-US"},
        {"2020-12-31", "2020-US"}, {"2015-01-07", "2014-US"},
    };
    g_autoptr(Desk) desk = desk_new();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) gates = NULL;
        Gate *gate = the_gate(desk, cases[i].today, &gates);
        ck_assert_str_eq(gate->season->name, cases[i].name);
        ck_assert_uint_eq(gate->lines->len, N_GATE_CONDITIONS);
    }
}
END_TEST

START_TEST(test_which_markets)
{
    g_autoptr(Desk) desk = desk_new();
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(GPtrArray) none = gate_evaluate(desk, settings, 0, day("2026-11-23"), NULL);
    ck_assert_uint_eq(none->len, 0);
    g_autoptr(GPtrArray) japan = gate_evaluate(desk, settings, 19, day("2026-11-23"), NULL);
    ck_assert_uint_eq(japan->len, 0);
    add_orders(desk, CHANNEL_AFN, "2026-08-01", "2026-11-01", 1);
    g_autoptr(GPtrArray) amazons = gate_evaluate(desk, settings, 0, day("2026-11-23"), NULL);
    ck_assert_uint_eq(amazons->len, 0); /* fulfilled by Amazon: no gate */
    add_orders(desk, CHANNEL_MFN, "2026-08-01", "2026-11-01", 1);
    g_autoptr(GPtrArray) one = gate_evaluate(desk, settings, 0, day("2026-11-23"), NULL);
    ck_assert_uint_eq(one->len, 1);
}
END_TEST

START_TEST(test_first_sale)
{
    g_autoptr(Desk) empty = desk_new();
    expect(empty, "2026-08-31", GATE_FIRST_SALE, GATE_OPEN, NAN, "before 2026-09-01");
    expect(empty, "2026-09-01", GATE_FIRST_SALE, GATE_UNKNOWN, NAN, "no orders imported");
    g_autoptr(Desk) late = desk_new();
    add_orders(late, CHANNEL_MFN, "2026-09-01", "2026-10-14", 1);
    expect(late, "2026-10-20", GATE_FIRST_SALE, GATE_UNKNOWN, day("2026-09-01"), "import earlier");
    g_autoptr(Desk) early = desk_new();
    add_orders(early, CHANNEL_AFN, "2026-08-31", "2026-10-14", 1);
    expect(early, "2026-10-20", GATE_FIRST_SALE, GATE_MET, day("2026-08-31"), "2026-08-31");
    /* Days that hold cancelled orders alone are no sale. */
    ((OrderDays *)early->order_days->pdata[0])->orders[0] = 0;
    expect(early, "2026-10-20", GATE_FIRST_SALE, GATE_UNKNOWN, day("2026-09-01"), "2026-09-01");
}
END_TEST

START_TEST(test_orders)
{
    g_autoptr(Desk) empty = desk_new();
    expect(empty, "2026-10-14", GATE_ORDERS, GATE_OPEN, NAN, "25 more needed by 2026-10-14");
    expect(empty, "2026-10-15", GATE_ORDERS, GATE_UNKNOWN, NAN, "do not cover");
    g_autoptr(Desk) few = desk_new();
    add_orders(few, CHANNEL_MFN, "2026-08-01", "2026-09-07", 1); /* 24 from Aug 15 on */
    expect(few, "2026-09-08", GATE_ORDERS, GATE_OPEN, 24, "1 more needed by 2026-10-14");
    expect(few, "2026-10-15", GATE_ORDERS, GATE_UNKNOWN, 24, "24 of 25 orders");
    g_autoptr(Desk) enough = desk_new();
    add_orders(enough, CHANNEL_MFN, "2026-08-01", "2026-09-08", 1);
    expect(enough, "2026-09-08", GATE_ORDERS, GATE_MET, 25, "25 of 25 orders");
    g_autoptr(Desk) spanned = desk_new();
    add_orders(spanned, CHANNEL_MFN, "2026-08-15", "2026-10-14", 0);
    add_orders(spanned, CHANNEL_AFN, "2026-08-15", "2026-10-14", 9); /* not the seller's */
    expect(spanned, "2026-10-15", GATE_ORDERS, GATE_MISSED, 0, "0 of 25 orders");
}
END_TEST

START_TEST(test_cancelled_and_late)
{
    g_autoptr(Desk) desk = desk_new();
    expect(desk, "2026-10-14", GATE_CANCEL, GATE_OPEN, NAN, "at most 1.75%");
    expect(desk, "2026-10-15", GATE_CANCEL, GATE_UNKNOWN, NAN, "no imported report");
    /* A report in the midst of it, one of before, and one that another market's rate is in. */
    add_metric(desk, METRIC_CANCELLATION, "2026-08-01", "2026-09-14", 0.5, -1, -1);
    add_metric(desk, METRIC_CANCELLATION, "2026-09-20", "2026-09-26", NAN, 200, 5);
    add_metric(desk, METRIC_LATE_SHIPMENT, "2026-09-15", "2026-10-14", 0.04, 100, 4);
    expect(desk, "2026-09-30", GATE_CANCEL, GATE_OPEN, 0.025,
           "2.50% from 2026-09-20 to 2026-09-26");
    expect(desk, "2026-09-19", GATE_CANCEL, GATE_OPEN, NAN, "no report covers it yet");
    expect(desk, "2026-10-15", GATE_CANCEL, GATE_UNKNOWN, 0.025, "in the last report");
    /* The very period decides, even at the edge. */
    expect(desk, "2026-10-15", GATE_LATE, GATE_MET, 0.04, "4.00%");
    add_metric(desk, METRIC_CANCELLATION, "2026-09-15", "2026-10-14", 0.0176, -1, -1);
    add_metric(desk, METRIC_CANCELLATION, "2026-10-08", "2026-10-14", 0.001, -1, -1);
    expect(desk, "2026-10-15", GATE_CANCEL, GATE_MISSED, 0.0176, "1.76%");
    /* Of two of the same days the one imported last. */
    static const struct {
        double rates[2];
        GateState state;
    } twice_rows[] = {{{0.03, 0.05}, GATE_MISSED}, {{0.05, 0.03}, GATE_MET}};
    for (gsize i = 0; i < G_N_ELEMENTS(twice_rows); i++) {
        const double *rates = twice_rows[i].rates;
        g_autoptr(Desk) twice = desk_new();
        for (gsize k = 0; k < 2; k++)
            add_metric(twice, METRIC_LATE_SHIPMENT, "2026-09-15", "2026-10-14", rates[k], -1, -1);
        expect(twice, "2026-10-15", GATE_LATE, twice_rows[i].state, rates[1], "is allowed");
    }
}
END_TEST

START_TEST(test_order_defect_rate)
{
    g_autoptr(Desk) desk = desk_new();
    expect(desk, "2026-10-14", GATE_ODR, GATE_OPEN, NAN, "no orders");
    expect(desk, "2026-10-15", GATE_ODR, GATE_UNKNOWN, NAN, "no orders");
    /* The window of 2026-10-14 is 2026-08-01..2026-09-29: 60 days, 300 orders. */
    add_orders(desk, CHANNEL_MFN, "2026-07-01", "2026-10-14", 5);
    add_feedback(desk, "2026-08-20", 3);
    expect(desk, "2026-10-15", GATE_ODR, GATE_MET, 0.01, "by the rules"); /* not above is enough */
    expect(desk, "2026-10-14", GATE_ODR, GATE_OPEN, 0.01, "by the forecast");
    expect(desk, "2026-10-01", GATE_ODR, GATE_OPEN, 0.01, "as of 2026-10-14");
    add_feedback(desk, "2026-08-20", 2);
    expect(desk, "2026-10-15", GATE_ODR, GATE_MISSED, 5 / 300.0, "1.67%");
    expect(desk, "2026-10-01", GATE_ODR, GATE_OPEN, 5 / 300.0, "2 defects too many");
    /* Amazon's own figure of that day decides; one of another day does not. */
    Report *report = add_report(desk, "2026-10-14", 400, 4);
    expect(desk, "2026-10-15", GATE_ODR, GATE_MET, 0.01, "Amazon's report");
    report->defects = 5;
    expect(desk, "2026-10-15", GATE_ODR, GATE_MISSED, 0.0125, "Amazon's report");
    report->latest_to--;
    report->window_from--;
    report->window_to--;
    expect(desk, "2026-10-15", GATE_ODR, GATE_MISSED, 5 / 300.0, "by the rules");
    /* Orders of a part of the window tell nothing of the whole. */
    g_autoptr(Desk) part = desk_new();
    add_orders(part, CHANNEL_MFN, "2026-08-02", "2026-10-14", 5);
    expect(part, "2026-10-15", GATE_ODR, GATE_UNKNOWN, 0, "do not cover its window");
    expect(part, "2026-10-14", GATE_ODR, GATE_OPEN, 0, "by the forecast");
    add_report(part, "2026-10-14", 400, 4);
    expect(part, "2026-10-15", GATE_ODR, GATE_MET, 0.01, "Amazon's report");
}
END_TEST

START_TEST(test_a_bad_row_is_an_error)
{
    g_autoptr(Desk) desk = desk_new();
    g_autoptr(Settings) settings = with_rows("2026-US=odr=often\n");
    GError *error = NULL;
    ck_assert_ptr_null(gate_evaluate(desk, settings, US, day("2026-11-23"), &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "gate.2026-US");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_published_seasons)                                                                      \
    X(test_the_last_season_is_carried_over)                                                        \
    X(test_rows_of_the_seller)                                                                     \
    X(test_a_whole_row_is_certain)                                                                 \
    X(test_rows_that_cannot_be_read)                                                               \
    X(test_which_season)                                                                           \
    X(test_which_markets)                                                                          \
    X(test_first_sale)                                                                             \
    X(test_orders)                                                                                 \
    X(test_cancelled_and_late)                                                                     \
    X(test_order_defect_rate)                                                                      \
    X(test_a_bad_row_is_an_error)
SUITE_MAIN("core/gate", TESTS)
