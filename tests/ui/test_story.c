/* SPDX-License-Identifier: MIT */
/* The story that the program exists for, in the terminal, day by day: the claim of DESK_OPENED from
 * the parcel at the post office to cleared. */
#include "driver.h"

static const Claim *the_claim(UiTest *test)
{
    return desk_find(test->app->model->desk, desk_order(DESK_OPENED))->claim;
}

static void later(UiTest *test, int hours)
{
    ui_wait(test, hours * G_GINT64_CONSTANT(3600));
}

/* The carrier's page is pasted; the buyer is asked to collect the parcel. */
static void held_and_asked(UiTest *test)
{
    ui_press(test, "t 7");
    ui_expect_modal(test, "form");
    ui_paste(test, "11/22/2026 09:10\tAbsence. Attempted delivery\tSPRINGFIELD");
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
    ck_assert_int_eq(the_claim(test)->parcel, PARCEL_HELD);
    ck_assert_int_eq(day_of(the_claim(test)->held_at), day_of(DESK_NOW) - 1);
    ui_press(test, "a");
    ck_assert_str_eq(test->app->view->ops->name, "letter");
    ui_expect_line(test, "waiting there for you since 22 November 2026");
    ui_press(test, "x y");
    ck_assert_int_eq(the_claim(test)->stage, STAGE_OPENED); /* it moves nothing */
}

/* The buyer collects it and withdraws, and says so. */
static void withdrawn(UiTest *test)
{
    later(test, 24);
    ui_press(test, "s 2 ctrl-s");
    ck_assert_int_eq(the_claim(test)->stage, STAGE_WITHDRAWN);
    ck_assert_int_eq(the_claim(test)->hold_due, 0);
    later(test, 1);
    ui_press(test, "enter");
    ck_assert_str_eq(test->app->view->ops->name, "page");
    ui_paste(test, "I have it now. I withdrew the claim.");
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
    ck_assert_int_eq(the_claim(test)->buyer_due, 0);
    ui_press(test, "q");
}

/* Amazon goes on counting it: a letter, in which both are told. */
static void written_to_amazon(UiTest *test)
{
    later(test, 24);
    ui_press(test, "c 1 ctrl-s");
    ck_assert_int_eq(the_claim(test)->amazon_counts, AMAZON_COUNTS_YES);
    ui_press(test, "a");
    ui_expect_line(test, "still counted");
    ui_expect_line(test, "I have it now.");
    ui_press(test, "x y");
    ck_assert_int_eq(the_claim(test)->stage, STAGE_APPEAL_SENT);
    ck_assert_int_eq(the_claim(test)->answer_due, test->now + 48 * 3600);
    later(test, 49);
    ui_press(test, "1");
    ui_expect_line(test, DESK_OPENED " follow up: no answer yet");
    ui_press(test, "2");
}

static void cleared(UiTest *test)
{
    ui_press(test, "s");
    ui_expect_line(test, "cleared");
    ui_type(test, "3");
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
    ck_assert_int_eq(the_claim(test)->stage, STAGE_CLEARED);
    ck_assert_int_ne(the_claim(test)->verify_due, 0);
    later(test, 24);
    ui_press(test, "c 2 ctrl-s");
    ck_assert_int_eq(the_claim(test)->amazon_counts, AMAZON_COUNTS_NO);
    ck_assert_int_eq(the_claim(test)->verify_due, 0);
    ck_assert_int_eq(the_claim(test)->outcome, OUTCOME_WITHDRAWN);
    ui_press(test, "1");
    ui_expect_no_line(test, DESK_OPENED " ");
}

START_TEST(the_story_from_the_first_notice_to_cleared)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "j");
    ui_expect_selected(test, DESK_OPENED);
    held_and_asked(test);
    withdrawn(test);
    written_to_amazon(test);
    cleared(test);
}
END_TEST

#define TESTS(X) X(the_story_from_the_first_notice_to_cleared)
SUITE_MAIN("ui-story", TESTS)
