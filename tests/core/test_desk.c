/* SPDX-License-Identifier: MIT */
/* The desk's index by day says what a walk over all cases would. */
#include "azdesk/core/desk.h"

#include "history.h"
#include "suite.h"

#define CASES 400

static DeskCase *case_new(OrderId order, int market, Channel channel, Day day)
{
    DeskCase *item = g_new0(DeskCase, 1);
    item->order = order;
    item->market = market;
    item->channel = channel;
    item->day = day;
    return item;
}

static void check_part(const Desk *desk, int market, Channel channel, Day from, Day to)
{
    guint n, there = 0;
    const DatedCase *dated = desk_cases_of(desk, market, channel, from, to, &n);
    for (guint i = 0; i < desk->cases->len; i++) {
        const DeskCase *item = desk->cases->pdata[i];
        there += item->market == market && item->channel == channel && item->day != DAY_NONE &&
                 item->day >= from && item->day <= to;
    }
    ck_assert_uint_eq(n, there);
    for (guint i = 0; i < n; i++) {
        ck_assert_int_eq(dated[i].day, dated[i].item->day);
        ck_assert_int_eq(dated[i].item->market, market);
        ck_assert_int_eq(dated[i].item->channel, channel);
        ck_assert(dated[i].day >= from && dated[i].day <= to);
        ck_assert(
            i == 0 || dated[i - 1].day < dated[i].day ||
            (dated[i - 1].day == dated[i].day && dated[i - 1].item->order < dated[i].item->order));
    }
}

static void check_all(const Desk *desk)
{
    static const Day edges[] = {G_MININT32, -1, 0, 50, 51, 200, 100000, G_MAXINT32};
    for (int market = 0; market < 4; market++)
        for (int channel = 0; channel < N_CHANNELS; channel++)
            for (gsize i = 0; i < G_N_ELEMENTS(edges); i++)
                for (gsize k = 0; k < G_N_ELEMENTS(edges); k++)
                    check_part(desk, market, (Channel)channel, edges[i], edges[k]);
}

/* `far`: one case's day is so far from the others that days are not counted but compared. */
static Desk *desk_of(GRand *rand, gboolean far)
{
    Desk *desk = desk_new();
    for (int i = 0; i < CASES; i++) {
        Day day = i % 50 == 0 ? DAY_NONE : g_rand_int_range(rand, 0, 200);
        g_ptr_array_add(desk->cases, case_new(10 + 2 * i, g_rand_int_range(rand, 1, 3),
                                              (Channel)g_rand_int_range(rand, 0, N_CHANNELS), day));
    }
    if (far)
        ((DeskCase *)desk->cases->pdata[CASES / 2 + 1])->day = 100000;
    return desk;
}

START_TEST(test_cases_by_day)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (int far = 0; far < 2; far++) {
        g_autoptr(Desk) desk = desk_of(rand, far);
        check_all(desk);
    }
    g_autoptr(Desk) empty = desk_new();
    check_all(empty);
}
END_TEST

START_TEST(test_replace)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(8);
    g_autoptr(Desk) desk = desk_of(rand, FALSE);
    check_all(desk);
    desk_replace(desk, 50, case_new(50, 3, CHANNEL_MFN, 50)); /* another in its place */
    check_all(desk);
    ck_assert_int_eq(desk_find(desk, 50)->market, 3);
    desk_replace(desk, 51, case_new(51, 3, CHANNEL_MFN, 51)); /* a new one */
    check_all(desk);
    ck_assert_uint_eq(desk->cases->len, CASES + 1);
    desk_replace(desk, 50, NULL);
    desk_replace(desk, 7, NULL); /* there is none */
    check_all(desk);
    ck_assert_uint_eq(desk->cases->len, CASES);
    ck_assert_ptr_null(desk_find(desk, 50));
    ck_assert_ptr_nonnull(desk_find(desk, 51));
    g_autoptr(GArray) parts = desk_parts(desk);
    ck_assert_uint_eq(parts->len, 2 * N_CHANNELS + 1);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_cases_by_day)                                                                           \
    X(test_replace)

SUITE_MAIN("desk", TESTS)
