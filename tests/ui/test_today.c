/* SPDX-License-Identifier: MIT */
/* Today: what is to be done, done key by key. */
#include <string.h>

#include "driver.h"

static const Claim *claim_of(UiTest *test, const char *order)
{
    const DeskCase *item = desk_find(test->app->model->desk, desk_order(order));
    ck_assert_ptr_nonnull(item);
    return item->claim;
}

START_TEST(it_is_the_first_view)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    const UiView *first = g_ptr_array_index(test->app->views, 0);
    ck_assert_str_eq(first->ops->name, "today");
    ui_press(test, "1");
    ck_assert_ptr_eq(test->app->view, first);
}
END_TEST

START_TEST(all_of_the_review_is_there_in_its_order)
{
    g_autoptr(UiTest) test = ui_start(60, 120, desk_fill);
    ui_press(test, "1");
    const GPtrArray *review = test->app->model->review;
    ck_assert_uint_gt(review->len, 5);
    int last = 0;
    for (guint i = 0; i < review->len; i++) {
        const ReviewItem *item = g_ptr_array_index(review, i);
        char id[ORDER_ID_SIZE];
        if (item->order == 0 || item->due == 0)
            continue;
        order_id_format(item->order, id);
        int row = ui_find(test, id);
        ck_assert_msg(row > last, "%s is not below row %d", id, last);
        last = row;
    }
    int overdue = ui_find(test, "Overdue"), today = ui_find(test, " Today  3"),
        week = ui_find(test, "This week");
    ck_assert_int_lt(overdue, today);
    ck_assert_int_lt(today, week);
}
END_TEST

START_TEST(the_morning_is_walked_through_with_one_key)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "1");
    ui_expect_selected(test, DESK_APPEALED); /* overdue: no answer */
    ui_press(test, ".");
    ck_assert_str_eq(test->app->view->ops->name, "letter");
    ui_expect_line(test, "follow up");
    ui_press(test, "x y"); /* it was sent */
    ck_assert_str_eq(test->app->view->ops->name, "today");
    ck_assert_int_eq(claim_of(test, DESK_APPEALED)->appealed_at, DESK_NOW);
    ui_expect_no_line(test, "Overdue");
    ui_expect_selected(test, DESK_DENIED); /* the next */
    /* One defect too many and two suspects: Amazon's page tells which. */
    ui_press(test, ".");
    ui_expect_modal(test, "menu");
    ui_press(test, "enter"); /* says nothing */
    ck_assert_int_eq(claim_of(test, DESK_DENIED)->amazon_counts, AMAZON_COUNTS_UNKNOWN);
    ui_press(test, ". 1 ctrl-s");
    ck_assert_int_eq(claim_of(test, DESK_DENIED)->amazon_counts, AMAZON_COUNTS_YES);
    ui_expect_selected(test, DESK_WITHDRAWN); /* the next; a letter is to be written now */
    ui_press(test, "k . x y");
    ck_assert_int_eq(claim_of(test, DESK_DENIED)->stage, STAGE_APPEAL_SENT);
    ui_expect_selected(test, DESK_WITHDRAWN);
}
END_TEST

static void open_claim(Store *store, const Settings *settings, const char *order, gint64 at)
{
    Cases cases = {.store = store, .settings = settings, .now = DESK_NOW};
    CaseOpening opening = {.opened = {.at = at},
                           .ordered = day_of(DESK_NOW) - 3,
                           .market = market_parse("US", NULL)->num,
                           .channel = CHANNEL_MFN,
                           .amount = {.minor = MONEY_NONE}};
    GError *error = NULL;
    gboolean opened = case_open(&cases, desk_order(order), &opening, &error);
    ck_assert_no_error(error);
    ck_assert(opened);
}

static void fill_later(Store *store, const Settings *settings)
{
    desk_fill(store, settings);
    open_claim(store, settings, "113-0000001-0000001", DESK_NOW - 3600);
}

/* What stays because it has to be watched still is passed over, not offered again. */
START_TEST(what_stays_is_passed_over)
{
    g_autoptr(UiTest) test = ui_start(40, 120, fill_later);
    ui_press(test, "1 G k");
    ui_expect_selected(test, DESK_HELD); /* ask the buyer to collect */
    ui_press(test, ". x y");
    ck_assert_str_eq(test->app->view->ops->name, "today");
    ui_expect_line(test, DESK_HELD " ask the buyer to collect"); /* the post office still has it */
    ui_expect_selected(test, "113-0000001-0000001");
}
END_TEST

/* One that was opened and left is not. */
START_TEST(what_was_not_done_stays_selected)
{
    g_autoptr(UiTest) test = ui_start(40, 120, fill_later);
    ui_press(test, "1 G k . q");
    ui_expect_selected(test, DESK_HELD);
}
END_TEST

START_TEST(the_key_beside_an_item_does_it)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "1 j");
    ui_expect_selected(test, DESK_DENIED);
    ui_press(test, "a"); /* a denied claim's letter is a correction in any case */
    ui_expect_line(test, "request a correction");
    ui_press(test, "q");
    ck_assert_str_eq(test->app->view->ops->name, "today");
    ui_expect_selected(test, DESK_DENIED);
}
END_TEST

START_TEST(what_is_put_aside_leaves_and_comes_back)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "1");
    ui_expect_selected(test, DESK_APPEALED);
    ui_press(test, "z");
    ui_type(test, "+3d");
    ui_press(test, "enter");
    ui_type(test, "asked by phone");
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
    ui_expect_no_line(test, "111-5647382-9105647 follow up");
    ui_expect_selected(test, DESK_DENIED);
    ui_expect_line(test, "1 snoozed, the next until Thu 26 Nov; /snoozed:yes in Claims shows them");
    ui_wait(test, 4 * 86400);
    ui_expect_no_line(test, "1 snoozed");
    ui_expect_line(test, "111-5647382-9105647 follow up");
}
END_TEST

START_TEST(what_is_put_aside_is_found_and_woken)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "1");
    ui_expect_selected(test, DESK_APPEALED);
    ui_press(test, "z");
    ui_type(test, "+3d");
    ui_press(test, "enter");
    ui_type(test, "asked by phone");
    ui_press(test, "ctrl-s 2 /");
    ui_type(test, "snoozed:yes");
    ui_press(test, "enter");
    ui_expect_selected(test, DESK_APPEALED);
    ui_press(test, "z 2"); /* another day */
    ui_expect_modal(test, "form");
    ui_press(test, "esc z 1");
    ui_expect_modal(test, NULL);
    ui_expect_line(test, "no longer snoozed");
    ui_expect_line(test, "no matches");
    ui_press(test, "1");
    ui_expect_line(test, "111-5647382-9105647 follow up");
    ui_expect_no_line(test, "1 snoozed");
    ui_press(test, "u"); /* and put aside again */
    ui_expect_line(test, "1 snoozed, the next until Thu 26 Nov");
}
END_TEST

START_TEST(a_filter_says_what_it_hides)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "1");
    ui_expect_no_line(test, "hidden");
    ui_press(test, "/");
    ui_type(test, "stage:held");
    ui_press(test, "enter");
    ui_expect_line(test, "3 due are hidden");
    ui_expect_line(test, "amazon.co.jp"); /* what stands for no case stays */
    ui_press(test, "esc");
    ui_expect_no_line(test, "hidden");
    ui_press(test, "m"); /* another marketplace's is hidden by that, too */
    ui_expect_line(test, "hidden");
}
END_TEST

START_TEST(what_is_the_desks_leads_to_its_view)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "1 j j j");
    ui_expect_selected(test, "none");
    ui_expect_line(test, "1.64%"); /* the panel is that of the item's marketplace */
    ui_press(test, "enter");
    ck_assert_str_eq(test->app->view->ops->name, "odr");
    ck_assert_int_eq(test->app->market, market_parse("JP", NULL)->num);
}
END_TEST

static void fill_one(Store *store, const Settings *settings)
{
    open_claim(store, settings, "113-0000001-0000001", DESK_NOW - 3600);
}

START_TEST(nothing_to_do_says_what_comes_next)
{
    const char *const settings[] = {"review.within=0", NULL};
    g_autoptr(UiTest) test = ui_start_with(24, 80, fill_one, settings);
    ui_press(test, "1");
    ui_expect_line(test, "Nothing to do.");
    ui_expect_line(test, "Next: Thu 26 Nov 13:02, 113-0000001-0000001: answer Amazon");
    ui_press(test, "."); /* says so, and does nothing */
    ui_expect_modal(test, NULL);
    ui_expect_line(test, "nothing to do");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(it_is_the_first_view)                                                                        \
    X(all_of_the_review_is_there_in_its_order)                                                     \
    X(the_morning_is_walked_through_with_one_key)                                                  \
    X(what_stays_is_passed_over)                                                                   \
    X(what_was_not_done_stays_selected)                                                            \
    X(the_key_beside_an_item_does_it)                                                              \
    X(what_is_put_aside_leaves_and_comes_back)                                                     \
    X(what_is_put_aside_is_found_and_woken)                                                        \
    X(a_filter_says_what_it_hides)                                                                 \
    X(what_is_the_desks_leads_to_its_view)                                                         \
    X(nothing_to_do_says_what_comes_next)
SUITE_MAIN("ui-today", TESTS)
