/* SPDX-License-Identifier: MIT */
/* The figures of many days in one pass, against those of each day computed by itself; and the steps
 * between the days, against the differences of the figures. Desks are made at random, the seeds are
 * fixed. */
#include <math.h>

#include "history.h"
#include "suite.h"

#define BACK  60
#define AHEAD 75

/* ---- Desks ---- */

static const char *const STORIES[] = {
    "%s opened",
    "%s opened | %s withdrawn",
    "%s opened | %s denied",
    "%s opened | %s denied | %s granted",
    "%s opened | %s granted",
    "%s opened | %s granted | %s appeal-sent | %s cleared",
    "%s opened | %s refunded | %s appeal-sent | %s upheld",
    "%s opened | %s granted-amazon",
    "%s opened | %s withdrawn | %s appeal-sent | %s check:yes",
};

/* The story with its times filled in, each some days behind the one before. */
static char *tell(GRand *rand, const char *story, Day from, Day until)
{
    g_auto(GStrv) parts = g_strsplit(story, "%s", -1);
    GString *text = g_string_new(parts[0]);
    Day day = from;
    for (char **part = parts + 1; *part != NULL; part++) {
        char buf[DAY_SIZE];
        day_format(MIN(day, until), buf);
        g_string_append_printf(text, "%s%s", buf, *part);
        day += g_rand_int_range(rand, 0, 12);
    }
    return g_string_free(text, FALSE);
}

static void put_case(GRand *rand, Desk *desk, int n, Day today)
{
    char order[ORDER_ID_SIZE], day[DAY_SIZE];
    Day ordered = today - g_rand_int_range(rand, 0, 160);
    order_id_format(G_GINT64_CONSTANT(11100000000000000) + n, order);
    day_format(ordered, day);
    Day filed = ordered + g_rand_int_range(rand, 0, 40);
    filed = MIN(filed, today);
    const char *story = STORIES[g_rand_int_range(rand, 0, (gint32)G_N_ELEMENTS(STORIES))];
    g_autofree char *script = tell(rand, story, filed, today);
    DeskCase *item = desk_put(desk, order, day, n % 7 == 0 ? NULL : script);
    item->imported = n % 5 != 0;
    if (n % 7 == 0 || n % 11 == 0)
        item->feedback.at = day_start(filed) + 3600;
    if (n % 14 == 0)
        item->feedback.removed_at = day_end(MIN(filed + 9, today));
    if (n % 13 == 0)
        item->chargeback =
            (OrderDefect){.at = day_start(MIN(filed + 3, today)), .fraud = n % 26 == 0};
}

static void put_report(Desk *desk, Day today, int ago, int lag, gint64 defects)
{
    char from[DAY_SIZE], to[DAY_SIZE], taken[DAY_SIZE];
    day_format(today - ago - lag - 59, from);
    day_format(today - ago - lag, to);
    day_format(today - ago, taken);
    desk_put_report(desk, from, to, taken, 600, defects);
}

/* `lags`: of reports that teach another lag each, so that the window jumps forth and back. */
static Desk *desk_at_random(guint32 seed, Day today, gboolean lags)
{
    GRand *rand = g_rand_new_with_seed(seed);
    Desk *desk = desk_new();
    char from[DAY_SIZE], to[DAY_SIZE];
    day_format(today - 140, from);
    day_format(today - g_rand_int_range(rand, 0, 20), to);
    OrderDays *days = desk_put_orders(desk, from, to, 0);
    for (Day day = days->from; day <= days->to; day++)
        days->orders[day - days->from] = (guint32)g_rand_int_range(rand, 0, 20);
    int n = g_rand_int_range(rand, 0, 80);
    for (int i = 1; i <= n; i++)
        put_case(rand, desk, i, today);
    for (int ago = 50; lags && ago > 0; ago -= 8)
        put_report(desk, today, ago, g_rand_int_range(rand, 8, 20), 3);
    g_rand_free(rand);
    return desk;
}

static Day today_of_tests(void)
{
    return test_day("2026-11-23");
}

/* ---- Days ---- */

static void check_day(const Desk *desk, const Settings *settings, const OdrDay *day, Day today)
{
    g_autoptr(Odr) odr = odr_compute(desk, settings, TEST_MARKET, CHANNEL_MFN, day->day, NULL, 0);
    ck_assert_int_eq(day->rule.defects, odr->rule.defects);
    ck_assert_int_eq(day->rule.claims, odr->rule.claims);
    ck_assert_int_eq(day->rule.feedback, odr->rule.feedback);
    ck_assert_int_eq(day->rule.chargebacks, odr->rule.chargebacks);
    ck_assert_int_eq(day->best, odr->best);
    ck_assert_int_eq(day->window.from, odr->window.from);
    ck_assert_int_eq(day->window.to, odr->window.to);
    ck_assert_int_eq(day->window.lag, odr->window.lag);
    ck_assert_int_eq(day->complete, odr->complete);
    ck_assert_int_eq(day->decided, day->window.to < today);
    if (day->day <= today)
        ck_assert_int_eq(day->worst, odr->worst);
    if (day->day <= today || day->decided)
        ck_assert_int_eq(day->orders, odr->orders);
}

static void check_days(gboolean lags)
{
    g_autoptr(Settings) settings = settings_new();
    Day today = today_of_tests();
    for (guint32 seed = 1; seed <= 12; seed++) {
        g_autoptr(Desk) desk = desk_at_random(seed, today, lags);
        g_autoptr(GArray) days = odr_days(desk, settings, TEST_MARKET, CHANNEL_MFN, today - BACK,
                                          today, today + AHEAD, NULL, 0);
        ck_assert_uint_eq(days->len, BACK + 1 + AHEAD);
        for (guint i = 0; i < days->len; i++) {
            const OdrDay *day = &g_array_index(days, OdrDay, i);
            ck_assert_int_eq(day->day, today - BACK + (Day)i);
            check_day(desk, settings, day, today);
        }
    }
}

START_TEST(test_each_day_is_as_it_stood)
{
    check_days(FALSE);
}
END_TEST

START_TEST(test_also_where_the_lag_changes)
{
    check_days(TRUE);
}
END_TEST

START_TEST(test_days_to_come_are_the_forecast)
{
    g_autoptr(Settings) settings = settings_new();
    Day today = today_of_tests();
    for (guint32 seed = 1; seed <= 12; seed++) {
        g_autoptr(Desk) desk = desk_at_random(seed, today, seed % 2 == 0);
        OdrIf ifs[2] = {{0}};
        gsize n_ifs = 0;
        for (guint i = 0; i < desk->cases->len && n_ifs < G_N_ELEMENTS(ifs); i++) {
            const DeskCase *item = desk->cases->pdata[i];
            if (item->claim != NULL && item->claim->stage == STAGE_OPENED)
                ifs[n_ifs++] = (OdrIf){.order = item->order, .stage = STAGE_WITHDRAWN};
        }
        g_autoptr(GArray) days = odr_days(desk, settings, TEST_MARKET, CHANNEL_MFN, today, today,
                                          today + AHEAD, ifs, n_ifs);
        g_autoptr(GArray) forecast =
            odr_forecast(desk, settings, TEST_MARKET, CHANNEL_MFN, today, AHEAD, ifs, n_ifs);
        ck_assert_uint_eq(days->len, forecast->len);
        for (guint i = 0; i < days->len; i++) {
            const OdrDay *day = &g_array_index(days, OdrDay, i);
            const OdrForecastDay *other = &g_array_index(forecast, OdrForecastDay, i);
            ck_assert_int_eq(day->day, other->day);
            ck_assert_int_eq(day->rule.defects, other->defects);
            ck_assert_int_eq(day->best, other->best);
            ck_assert_int_eq(day->orders, other->orders);
            ck_assert_int_eq(day->decided, other->decided);
        }
    }
}
END_TEST

START_TEST(test_suppositions_leave_the_past_alone)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Desk) desk = desk_new();
    Day today = today_of_tests();
    desk_put_orders(desk, "2026-06-01", "2026-11-22", 10);
    desk_put(desk, "111-0000001-0000001", "2026-10-20", "2026-11-10 opened");
    OdrIf what = {.order = test_order("111-0000001-0000001"), .stage = STAGE_WITHDRAWN};
    g_autoptr(GArray) days =
        odr_days(desk, settings, TEST_MARKET, CHANNEL_MFN, today - 3, today, today + 3, &what, 1);
    for (guint i = 0; i < days->len; i++) {
        const OdrDay *day = &g_array_index(days, OdrDay, i);
        ck_assert_int_eq(day->rule.defects, day->day < today ? 1 : 0);
    }
}
END_TEST

START_TEST(test_no_days_where_there_are_none)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Desk) desk = desk_new();
    g_autoptr(GArray) none =
        odr_days(desk, settings, TEST_MARKET, CHANNEL_MFN, 100, 50, 99, NULL, 0);
    ck_assert_uint_eq(none->len, 0);
    g_autoptr(GArray) empty =
        odr_days(desk, settings, TEST_MARKET, CHANNEL_MFN, 100, 101, 102, NULL, 0);
    ck_assert_uint_eq(empty->len, 3);
    ck_assert_int_eq(g_array_index(empty, OdrDay, 0).orders, 0);
    ck_assert_int_eq(g_array_index(empty, OdrDay, 0).orders_source, ORDERS_NONE);
    g_autoptr(GArray) changes =
        odr_changes(desk, settings, TEST_MARKET, CHANNEL_MFN, 100, 101, 102);
    ck_assert_uint_eq(changes->len, 0);
}
END_TEST

/* ---- Changes ---- */

START_TEST(test_changes_are_the_steps_between_days)
{
    static const int signs[] = {[ODR_CHANGE_ENTERS] = 1,
                                [ODR_CHANGE_LEAVES] = -1,
                                [ODR_CHANGE_BEGINS] = 1,
                                [ODR_CHANGE_ENDS] = -1};
    g_autoptr(Settings) settings = settings_new();
    Day today = today_of_tests();
    guint seen[4] = {0};
    for (guint32 seed = 1; seed <= 30; seed++) {
        g_autoptr(Desk) desk = desk_at_random(seed, today, seed % 3 == 0);
        g_autoptr(GArray) days = odr_days(desk, settings, TEST_MARKET, CHANNEL_MFN, today - BACK,
                                          today, today + AHEAD, NULL, 0);
        g_autoptr(GArray) changes = odr_changes(desk, settings, TEST_MARKET, CHANNEL_MFN,
                                                today - BACK, today, today + AHEAD);
        guint at = 0;
        for (guint i = 1; i < days->len; i++) {
            const OdrDay *day = &g_array_index(days, OdrDay, i);
            int step = 0;
            for (; at < changes->len && g_array_index(changes, OdrChange, at).day == day->day;
                 at++) {
                const OdrChange *change = &g_array_index(changes, OdrChange, at);
                step += change->counts ? signs[change->kind] : 0;
                seen[change->kind]++;
            }
            ck_assert_int_eq(day->rule.defects - (day - 1)->rule.defects, step);
        }
        ck_assert_uint_eq(at, changes->len);
    }
    for (int kind = 0; kind < 4; kind++)
        ck_assert_uint_gt(seen[kind], 30);
}
END_TEST

static void expect_change(const GArray *changes, guint i, const char *day, OdrChangeKind kind,
                          const char *order, gboolean counts)
{
    ck_assert_uint_lt(i, changes->len);
    const OdrChange *change = &g_array_index(changes, OdrChange, i);
    ck_assert_int_eq(change->day, test_day(day));
    ck_assert_int_eq((int)change->kind, (int)kind);
    ck_assert_int_eq(change->order, test_order(order));
    ck_assert_int_eq(change->counts, counts);
}

START_TEST(test_changes_in_one_story)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Desk) desk = desk_new();
    Day today = today_of_tests();
    desk_put_orders(desk, "2026-06-01", "2026-11-22", 10);
    /* Filed before its order is in the window; withdrawn there; leaves without counting. */
    desk_put(desk, "111-0000001-0000001", "2026-10-20", "2026-10-30 opened | 2026-11-21 withdrawn");
    /* Filed when its order had been in the window for long. */
    desk_put(desk, "111-0000002-0000002", "2026-09-20", "2026-11-05 opened");
    /* Two things against one order are one defect: the second changes nothing. */
    desk_put(desk, "111-0000003-0000003", "2026-11-15", "2026-11-20 opened")->feedback.at =
        test_time("2026-11-21");
    g_autoptr(GArray) changes =
        odr_changes(desk, settings, TEST_MARKET, CHANNEL_MFN, today - BACK, today, today + AHEAD);
    guint i = 0;
    expect_change(changes, i++, "2026-11-04", ODR_CHANGE_ENTERS, "111-0000001-0000001", TRUE);
    expect_change(changes, i++, "2026-11-05", ODR_CHANGE_BEGINS, "111-0000002-0000002", TRUE);
    expect_change(changes, i++, "2026-11-21", ODR_CHANGE_ENDS, "111-0000001-0000001", TRUE);
    expect_change(changes, i++, "2026-11-30", ODR_CHANGE_ENTERS, "111-0000003-0000003", TRUE);
    expect_change(changes, i++, "2026-12-04", ODR_CHANGE_LEAVES, "111-0000002-0000002", TRUE);
    expect_change(changes, i++, "2027-01-03", ODR_CHANGE_LEAVES, "111-0000001-0000001", FALSE);
    expect_change(changes, i++, "2027-01-29", ODR_CHANGE_LEAVES, "111-0000003-0000003", TRUE);
    ck_assert_uint_eq(changes->len, i);
}
END_TEST

START_TEST(test_one_order_is_explained_as_all_are)
{
    g_autoptr(Settings) settings = settings_new();
    Day today = today_of_tests();
    for (guint32 seed = 1; seed <= 6; seed++) {
        g_autoptr(Desk) desk = desk_at_random(seed, today, FALSE);
        g_autoptr(GArray) all =
            odr_explain(desk, settings, TEST_MARKET, CHANNEL_MFN, today - 9, NULL, 0);
        OdrWindow window = odr_window(today - 9, 15, 60);
        g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(OdrLine));
        for (guint i = 0; i < desk->cases->len; i++) {
            const DeskCase *item = desk->cases->pdata[i];
            if (item->day >= window.from && item->day <= window.to)
                odr_explain_order(settings, item, today - 9, NULL, 0, lines);
        }
        ck_assert_uint_eq(all->len, lines->len);
        for (guint i = 0; i < all->len; i++) {
            const OdrLine *a = &g_array_index(all, OdrLine, i);
            const OdrLine *b = &g_array_index(lines, OdrLine, i);
            ck_assert_int_eq(a->order, b->order);
            ck_assert_int_eq((int)a->component, (int)b->component);
            ck_assert_int_eq(a->counts, b->counts);
            ck_assert_str_eq(a->why, b->why);
        }
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_each_day_is_as_it_stood)                                                                \
    X(test_also_where_the_lag_changes)                                                             \
    X(test_days_to_come_are_the_forecast)                                                          \
    X(test_suppositions_leave_the_past_alone)                                                      \
    X(test_no_days_where_there_are_none)                                                           \
    X(test_changes_are_the_steps_between_days)                                                     \
    X(test_changes_in_one_story)                                                                   \
    X(test_one_order_is_explained_as_all_are)

SUITE_MAIN("core/odr_days", TESTS)
