/* SPDX-License-Identifier: MIT */
/* The whole interface under the fingers, without a terminal. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "driver.h"
#include "temp_dir.h"

/* ---- Moving ---- */

START_TEST(the_list_begins_with_what_is_due)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_expect_selected(test, DESK_APPEALED);
    ui_press(test, "j");
    ui_expect_selected(test, DESK_OPENED);
    ui_press(test, "G");
    ui_press(test, "k k 5 k");
    ui_expect_selected(test, DESK_OPENED);
    ui_press(test, "pgdn pgdn pgup pgup home");
    ui_expect_selected(test, DESK_APPEALED);
}
END_TEST

START_TEST(the_cursor_stays_on_its_order)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_go_to(test, DESK_HELD);
    ui_press(test, "S 2"); /* by order id */
    ui_expect_selected(test, DESK_HELD);
    ui_press(test, "I");
    ui_expect_selected(test, DESK_HELD);
    ui_resize(test, 16, 60);
    ui_expect_selected(test, DESK_HELD);
    ui_expect_line(test, "▌2 d 9 h");
    ui_resize(test, 1, 1);
    ui_resize(test, 60, 200);
    ui_expect_selected(test, DESK_HELD);
}
END_TEST

START_TEST(moving_reads_nothing_until_it_rests)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_app_key(test->app, 'j');
    ui_app_draw(test->app);
    ck_assert(!model_has_events(test->app->model, app_selected(test->app)));
    ck_assert(ui_app_wants_rest(test->app));
    ui_expect_line(test, "● opened");
    ui_app_rest(test->app);
    ui_app_draw(test->app);
    ui_expect_line(test, "USD 42.10");
    ck_assert(!ui_app_wants_rest(test->app));
}
END_TEST

START_TEST(figures_of_a_row_are_those_of_the_core)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    UiModel *model = test->app->model;
    for (guint i = 0; i < model->desk->cases->len; i++) {
        const DeskCase *item = g_ptr_array_index(model->desk->cases, i);
        const PartFigures *part = model_part(model, item->market, item->channel);
        ClaimEffect effect = odr_effect(model->desk, test->settings, item, model->today);
        double points = 0;
        if (!model_adds(model, item, &points))
            points = 0;
        ck_assert_double_eq_tol((effect.now - effect.without) * 100, points, 1e-9);
        for (int stage = 0; stage < N_STAGES; stage++) {
            if (!(claim_legal_moves(item->claim) & STAGE_BIT(stage)) ||
                model_rate_day(model, item) > model->today)
                continue;
            for (int granted = OUTCOME_GRANTED_SELLER; granted <= OUTCOME_GRANTED_RETURNING;
                 granted++)
                ck_assert_double_eq_tol(
                    model_rate_if(model, item, stage, granted),
                    odr_rate_if_in(part->odr, test->settings, item, stage, granted), 1e-9);
        }
    }
}
END_TEST

/* An order that is not in the window yet: what its claim makes of the day on which it enters. */
START_TEST(rates_of_a_claim_to_come_are_those_of_its_day)
{
    g_autoptr(UiTest) test = ui_start(40, 140, desk_fill);
    UiModel *model = test->app->model;
    const DeskCase *item = ui_case(test, "113-1212121-3434343");
    Day day = model_rate_day(model, item);
    ck_assert_int_gt(day, model->today);
    OdrIf what = {item->order, STAGE_CLEARED, OUTCOME_UNDECIDED}, sent = what;
    sent.stage = STAGE_APPEAL_SENT;
    OdrIf both[] = {sent, what};
    int days = day - model->today;
    g_autoptr(GArray) then = odr_forecast(model->desk, test->settings, item->market, item->channel,
                                          model->today, days, both, 2);
    const OdrForecastDay *last = &g_array_index(then, OdrForecastDay, (guint)days);
    ck_assert_double_eq_tol(odr_rate(last->defects + 1, last->orders),
                            model_rate_as_is(model, item), 1e-9);
    ck_assert_double_eq_tol(odr_rate(last->defects + 1, last->orders),
                            model_rate_if(model, item, STAGE_APPEAL_SENT, 0), 1e-9);
    ui_press(test, "j j j j j s");
    ui_expect_line(test, "on 27 Nov");
}
END_TEST

/* ---- Acting ---- */

START_TEST(a_claim_is_withdrawn_and_the_panel_tells)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "j");
    ui_expect_line(test, "0.82%  5/607");
    ui_press(test, "s");
    ui_expect_modal(test, "menu");
    ui_expect_line(test, "2 withdrawn                     → 0.66%");
    ui_press(test, "2");
    ui_expect_modal(test, "form");
    ui_expect_line(test, "= Mon 23 Nov 14:02");
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
    ui_expect_selected(test, DESK_OPENED);
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->stage, STAGE_WITHDRAWN);
    ui_expect_line(test, "0.82% → 0.66%");
    ui_expect_line(test, "ODR 0.82% → 0.66%");
    ui_press(test, "k");
    ui_wait(test, 120);
    ui_expect_no_line(test, "0.82% → 0.66%");
}
END_TEST

START_TEST(what_was_done_is_taken_back_and_given_again)
{
    g_autoptr(UiTest) test = ui_start(24, 100, desk_fill);
    ui_press(test, "j s 3 ctrl-s");
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->stage, STAGE_DENIED);
    ui_press(test, "u");
    ui_expect_line(test, "undone: denied");
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->stage, STAGE_OPENED);
    ui_press(test, "r");
    ui_expect_line(test, "redone: denied");
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->stage, STAGE_DENIED);
    ui_press(test, "r");
    ck_assert_int_eq(test->app->message_style, STYLE_ERROR);
}
END_TEST

START_TEST(undo_takes_back_what_was_done_last_not_what_is_selected)
{
    g_autoptr(UiTest) test = ui_start(24, 100, desk_fill);
    ui_press(test, "j s 3 ctrl-s k u");
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->stage, STAGE_OPENED);
    ui_expect_selected(test, DESK_OPENED);
    ui_press(test, "k ctrl-r");
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->stage, STAGE_DENIED);
    ui_press(test, "u u"); /* done before this session: asked */
    ui_expect_modal(test, "confirm");
    ui_press(test, "esc");
}
END_TEST

START_TEST(what_was_done_to_many_is_taken_back_together)
{
    g_autoptr(UiTest) test = ui_start(24, 100, desk_fill);
    ui_press(test, "j N");
    ui_type(test, "looked at");
    ui_press(test, "ctrl-s g j space space N");
    ui_type(test, "both");
    ui_press(test, "ctrl-s");
    ui_expect_line(test, "(2 claims)");
    ui_press(test, "u");
    ui_expect_line(test, "undone: both (2 claims)");
    ui_press(test, "ctrl-r");
    ui_expect_line(test, "redone: both (2 claims)");
    ui_press(test, "u u");
    ui_expect_line(test, "undone: looked at");
}
END_TEST

START_TEST(an_entry_made_elsewhere_is_not_taken_back_instead)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(UiTest) test = ui_start(24, 100, desk_fill);
    ui_press(test, "j s 3 ctrl-s");
    Cases cases = {test->store, test->settings, test->now};
    ck_assert(case_note(&cases, desk_order(DESK_OPENED), "from a script", &error));
    ui_press(test, "u");
    ui_expect_line(test, "has changed since");
    ck_assert_int_eq(test->app->message_style, STYLE_ERROR);
}
END_TEST

/* In Today a case that is dealt with leaves: the panel goes on telling of it until the next key. */
START_TEST(the_panel_stays_with_what_was_changed)
{
    g_autoptr(UiTest) test = ui_start(40, 140, desk_fill);
    ui_press(test, "1 j j j j");
    ui_expect_selected(test, DESK_OPENED);
    ui_press(test, "s 2 ctrl-s");
    ui_expect_line(test, "0.82% → 0.66%");
    ui_expect_line(test, "┃ " DESK_OPENED);
    ui_press(test, "u");
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->stage, STAGE_OPENED);
}
END_TEST

START_TEST(taking_back_a_filing_asks_and_comes_again)
{
    g_autoptr(UiTest) test = ui_start(24, 100, desk_fill);
    ui_press(test, "j u");
    ui_expect_modal(test, "confirm");
    ui_press(test, "y");
    ck_assert_ptr_null(desk_find(test->app->model->desk, desk_order(DESK_OPENED)));
    ui_press(test, "ctrl-r");
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->stage, STAGE_OPENED);
}
END_TEST

START_TEST(a_hold_asks_until_when)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "j s 1 enter");
    ui_expect_line(test, "by the carrier's rule");
    ui_type(test, "fri");
    ui_expect_line(test, "= Fri 27 Nov, all day (UTC)");
    ui_press(test, "ctrl-s");
    ui_expect_line(test, "to 27 Nov");
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->hold_due,
                     DESK_NOW - 50520 + 5 * DAY_SECONDS - 1);
}
END_TEST

START_TEST(a_form_says_what_is_wrong_at_the_field)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "j s 2");
    ui_type(test, "tomorrow"); /* takes the place of what was suggested */
    ui_expect_line(test, "in the future");
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, "form");
    ui_press(test, "ctrl-u");
    ui_type(test, "2026-11-01");
    ui_press(test, "ctrl-s"); /* before it was filed: the desk refuses */
    ui_expect_modal(test, "form");
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->stage, STAGE_OPENED);
    ui_press(test, "ctrl-u");
    ui_type(test, "yesterday 9:00");
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
}
END_TEST

START_TEST(what_was_typed_is_kept_when_a_form_is_left)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "N");
    ui_type(test, "箱が破損");
    ui_resize(test, 16, 60);
    ui_expect_line(test, "箱が破損");
    ui_press(test, "esc N");
    ui_expect_line(test, "箱が破損");
    ui_press(test, "ctrl-s N");
    ui_expect_modal(test, "form");
    ui_resize(test, 40, 120);
    ui_press(test, "esc");
    ui_expect_line(test, "箱が破損"); /* in the timeline now */
}
END_TEST

START_TEST(a_new_claim_is_filed_and_selected)
{
    g_autoptr(UiTest) test = ui_start(30, 80, desk_fill);
    ui_press(test, "n");
    ui_type(test, "113-1234567");
    ui_press(test, "enter");
    ui_expect_line(test, "!");
    ui_press(test, "up");
    ui_type(test, "-0000000");
    ui_press(test, "enter ctrl-s");
    ui_expect_line(test, "required, as the order was never imported");
    ui_type(test, "-20d");
    ui_expect_line(test, "= Tue 3 Nov");
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
    ui_expect_selected(test, "113-1234567-0000000");
    ui_expect_line(test, "open 7 of 10");
    ui_press(test, "n");
    ui_type(test, "113-1234567-0000000");
    ui_press(test, "ctrl-s");
    ui_expect_line(test, "this order already has a claim");
}
END_TEST

START_TEST(parcel_check_asked_and_the_rest_are_entered)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "j t 4 ctrl-s");
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->parcel, PARCEL_DELIVERED);
    ui_press(test, "A enter");
    ui_type(test, "+2d");
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->reply_due,
                     DESK_NOW - 50520 + 3 * DAY_SECONDS - 1);
    ui_press(test, "R ctrl-s");
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->reply_due, 0);
    ui_go_to(test, DESK_WITHDRAWN);
    ui_press(test, "c 1 ctrl-s");
    ck_assert_int_eq(ui_case(test, DESK_WITHDRAWN)->claim->amazon_counts, AMAZON_COUNTS_YES);
    ui_press(test, "z");
    ui_type(test, "+3d");
    ui_press(test, "enter");
    ui_type(test, "asked support");
    ui_press(test, "ctrl-s");
    ck_assert_int_ne(ui_case(test, DESK_WITHDRAWN)->claim->snoozed_until, 0);
    ui_press(test, "e w ctrl-s");
    ck_assert_int_eq(ui_case(test, DESK_WITHDRAWN)->claim->reason, REASON_WRONG_ITEM);
}
END_TEST

START_TEST(what_cannot_be_done_says_why)
{
    g_autoptr(UiTest) test = ui_start(24, 80, NULL);
    ui_expect_line(test, "This desk is empty");
    ui_press(test, "s");
    ui_expect_line(test, "no case selected");
    ui_press(test, "#");
    ui_expect_line(test, "press ? for help");
}
END_TEST

/* ---- Finding ---- */

START_TEST(the_filter_works_as_it_is_typed)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "/");
    ui_type(test, "stage:held");
    ui_expect_line(test, "1/9");
    ui_expect_line(test, "due within a day");
    ui_expect_selected(test, DESK_HELD);
    ui_press(test, "enter j");
    ui_expect_selected(test, DESK_HELD);
    ui_press(test, "esc");
    ui_expect_no_line(test, "1/9");
    ui_expect_selected(test, DESK_HELD);
    ui_press(test, "/");
    ui_type(test, "stage:hel");
    ui_expect_line(test, "!"); /* no such stage: what was there stays */
    ui_press(test, "tab");
    ui_expect_line(test, "/stage:held");
    ui_press(test, "ctrl-u");
    ui_type(test, "破損");
    ui_press(test, "enter");
    ui_expect_selected(test, DESK_JAPAN); /* by a note */
}
END_TEST

START_TEST(pasted_text_fires_no_key)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_paste(test, "qsu\nq");
    ck_assert(!test->app->quit);
    ui_expect_modal(test, NULL);
    ui_expect_line(test, "paste only works");
    ui_press(test, "/");
    ui_paste(test, "stage:held\n");
    ui_expect_line(test, "1/9");
    ui_expect_modal(test, "prompt");
}
END_TEST

/* ---- The world outside ---- */

START_TEST(another_program_s_change_shows_by_itself)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autoptr(UiTest) test = ui_start_on(24, 80, path, desk_fill);
    g_autoptr(Store) other = store_open(path, STORE_WRITE, &error);
    ck_assert_no_error(error);
    Cases cases = {.store = other, .settings = test->settings, .now = test->now};
    CaseMove move = {.stage = STAGE_WITHDRAWN, .debited = {.minor = MONEY_NONE}};
    ui_press(test, "j");
    ck_assert(case_move(&cases, desk_order(DESK_OPENED), &move, &error));
    ui_wait(test, 1);
    ui_expect_line(test, "0.82% → 0.66%");
    ui_expect_selected(test, DESK_OPENED);
    g_clear_pointer(&other, store_close);
    g_autofree char *command = g_strdup_printf("%s-wal", path),
                    *shm = g_strdup_printf("%s-shm", path);
    g_remove(path);
    g_remove(command);
    g_remove(shm);
}
END_TEST

START_TEST(the_day_turns_over)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_expect_line(test, "window 10 Sep – 8 Nov");
    ui_wait(test, 10 * 3600);
    ui_expect_line(test, "window 11 Sep – 9 Nov");
    ui_expect_line(test, "Tue 24 Nov 00:02");
}
END_TEST

START_TEST(a_clock_that_runs_out_shows_so)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "j");
    ui_expect_line(test, "▌19 h");
    ui_wait(test, 20 * 3600);
    ui_expect_line(test, "▌overdue");
}
END_TEST

/* A letter that was sent closes itself: one q more must not end a demo that keeps nothing. */
START_TEST(a_demo_that_was_changed_is_not_left_by_one_key)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    test->options.demo = TRUE;
    ui_press(test, "j N");
    ui_type(test, "looked at");
    ui_press(test, "ctrl-s q");
    ui_expect_line(test, "Leave the demo? Its changes are lost.");
    ui_press(test, "n");
    ck_assert(!test->app->quit);
    ui_press(test, "q y");
    ck_assert(test->app->quit);
}
END_TEST

START_TEST(what_keeps_its_changes_is_left_by_one_key)
{
    g_autoptr(UiTest) demo = ui_start(24, 80, desk_fill), desk = ui_start(24, 80, desk_fill);
    demo->options.demo = TRUE; /* as it was */
    ui_press(demo, "q");
    ck_assert(demo->app->quit);
    ui_press(desk, "j N");
    ui_type(desk, "looked at");
    ui_press(desk, "ctrl-s q");
    ck_assert(desk->app->quit);
}
END_TEST

START_TEST(reading_only_says_so)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "none.db", NULL);
    g_autoptr(UiTest) test = ui_start_mode(24, 80, path, STORE_STRICT, NULL);
    ui_expect_line(test, "read only");
    ui_press(test, "n");
    ui_expect_line(test, "read-only");
    ui_expect_modal(test, NULL);
}
END_TEST

START_TEST(the_mouse_selects_and_scrolls)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_click(test, MOUSE_PRESS, 5, 20);
    ui_expect_selected(test, DESK_OPENED);
    ui_click(test, MOUSE_WHEEL_DOWN, 5, 20);
    ui_click(test, MOUSE_PRESS, 4, 20);
    ui_expect_selected(test, DESK_APPEALED);
    ui_click(test, MOUSE_PRESS, 3, 20); /* the heading */
    ui_expect_selected(test, DESK_APPEALED);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(the_list_begins_with_what_is_due)                                                            \
    X(the_cursor_stays_on_its_order)                                                               \
    X(moving_reads_nothing_until_it_rests)                                                         \
    X(figures_of_a_row_are_those_of_the_core)                                                      \
    X(rates_of_a_claim_to_come_are_those_of_its_day)                                               \
    X(a_claim_is_withdrawn_and_the_panel_tells)                                                    \
    X(what_was_done_is_taken_back_and_given_again)                                                 \
    X(undo_takes_back_what_was_done_last_not_what_is_selected)                                     \
    X(what_was_done_to_many_is_taken_back_together)                                                \
    X(an_entry_made_elsewhere_is_not_taken_back_instead)                                           \
    X(the_panel_stays_with_what_was_changed)                                                       \
    X(taking_back_a_filing_asks_and_comes_again)                                                   \
    X(a_hold_asks_until_when)                                                                      \
    X(a_form_says_what_is_wrong_at_the_field)                                                      \
    X(what_was_typed_is_kept_when_a_form_is_left)                                                  \
    X(a_new_claim_is_filed_and_selected)                                                           \
    X(parcel_check_asked_and_the_rest_are_entered)                                                 \
    X(what_cannot_be_done_says_why)                                                                \
    X(the_filter_works_as_it_is_typed)                                                             \
    X(pasted_text_fires_no_key)                                                                    \
    X(another_program_s_change_shows_by_itself)                                                    \
    X(the_day_turns_over)                                                                          \
    X(a_clock_that_runs_out_shows_so)                                                              \
    X(a_demo_that_was_changed_is_not_left_by_one_key)                                              \
    X(what_keeps_its_changes_is_left_by_one_key)                                                   \
    X(reading_only_says_so)                                                                        \
    X(the_mouse_selects_and_scrolls)
SUITE_MAIN("journey", TESTS)
