/* SPDX-License-Identifier: MIT */
/* Commands by their words. */
#include <string.h>

#include "driver.h"

static void give(UiTest *test, const char *line)
{
    ui_press(test, ":");
    ui_type(test, line);
    ui_press(test, "enter");
}

START_TEST(every_command_is_known_by_its_word)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    for (int i = CMD_NONE + 1; i < N_COMMANDS; i++) {
        ui_press(test, ":");
        ui_type(test, command_info(i)->word);
        g_autofree char *hint = ui_row(test, 23);
        ck_assert_msg(strstr(hint, "unknown command") == NULL, "%s", hint);
        ui_press(test, "esc");
    }
    give(test, "nonsense");
    ui_expect_line(test, "unknown command nonsense");
}
END_TEST

START_TEST(a_stage_may_be_named)
{
    g_autoptr(UiTest) test = ui_start(24, 120, desk_fill);
    ui_press(test, "j");
    ui_expect_selected(test, DESK_OPENED);
    give(test, "stage granted-amazon");
    ui_expect_modal(test, "form");
    ui_press(test, "ctrl-s");
    const Claim *claim = app_selected_case(test->app)->claim;
    ck_assert_int_eq(claim->outcome, OUTCOME_GRANTED_AMAZON);
    give(test, "stage withdrawn");
    ui_expect_line(test, "\"withdrawn\" is not one of appeal-sent");
    ui_press(test, "esc");
    give(test, "stage nowhere");
    ui_expect_modal(test, "prompt");
    ui_press(test, "esc");
    ck_assert_int_eq(app_selected_case(test->app)->claim->stage, STAGE_GRANTED);
}
END_TEST

START_TEST(what_may_follow_is_completed)
{
    g_autoptr(UiTest) test = ui_start(24, 120, desk_fill);
    ui_press(test, "j :");
    ui_type(test, "stage with");
    ui_press(test, "tab");
    ui_expect_line(test, ":stage withdrawn");
    ui_press(test, "esc :");
    ui_type(test, "filter stage:h");
    ui_press(test, "tab");
    ui_expect_line(test, ":filter stage:held");
    ui_press(test, "esc :");
    ui_type(test, "250");
    ui_press(test, "tab");
    ui_expect_line(test, ":" DESK_JAPAN);
    ui_press(test, "enter");
    ck_assert_str_eq(test->app->view->ops->name, "page");
    ui_expect_selected(test, DESK_JAPAN);
}
END_TEST

START_TEST(a_filter_goes_to_a_list)
{
    g_autoptr(UiTest) test = ui_start(24, 120, desk_fill);
    give(test, "filter stage:held");
    ui_expect_selected(test, DESK_HELD);
    ui_press(test, "3");
    give(test, "filter stage:denied"); /* no list there */
    ck_assert_str_eq(test->app->view->ops->name, "claims");
    ui_expect_selected(test, DESK_DENIED);
    ui_press(test, "1");
    give(test, "filter stage:held"); /* one of its own */
    ck_assert_str_eq(test->app->view->ops->name, "today");
    ui_expect_line(test, "/ stage:held");
}
END_TEST

START_TEST(markets_panels_notes_and_sorting)
{
    g_autoptr(UiTest) test = ui_start(40, 140, desk_fill);
    give(test, "market JP");
    ui_expect_line(test, DESK_JAPAN);
    ui_expect_no_line(test, DESK_OPENED);
    give(test, "market all");
    ui_expect_line(test, DESK_OPENED);
    give(test, "market Atlantis");
    ui_expect_line(test, "Atlantis");
    give(test, "panel bottom");
    ck_assert_int_eq(test->app->layout.panel_place, PANEL_BOTTOM);
    give(test, "note she called");
    ui_expect_modal(test, NULL);
    ui_expect_line(test, "she called");
    give(test, "sort order");
    ui_press(test, "g");
    ui_expect_selected(test, DESK_APPEALED);
    give(test, "mouse off");
    ui_expect_line(test, "mouse off: select and copy as the terminal does; M: on again");
    ck_assert(!term_has_mouse(test->app->term));
    give(test, "mouse");
    ui_expect_line(test, "mouse on");
    ck_assert(term_has_mouse(test->app->term));
    give(test, "quit now");
    ui_expect_line(test, ":quit takes no argument");
    ck_assert(!test->app->quit);
}
END_TEST

/* The list behind the page holds a case that was read anew meanwhile, for the second time: what it
 * points to is freed. */
START_TEST(a_list_that_comes_to_the_front_is_made_anew_first)
{
    g_autoptr(UiTest) test = ui_start(24, 120, desk_fill);
    give(test, "filter stage:held");
    give(test, "note she called");
    ui_press(test, "enter");
    ck_assert_str_eq(test->app->view->ops->name, "page");
    give(test, "note she called again");
    give(test, "view all");
    ck_assert_str_eq(test->app->view->ops->name, "claims");
    ui_expect_selected(test, DESK_HELD);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(every_command_is_known_by_its_word)                                                          \
    X(a_stage_may_be_named)                                                                        \
    X(what_may_follow_is_completed)                                                                \
    X(a_filter_goes_to_a_list)                                                                     \
    X(a_list_that_comes_to_the_front_is_made_anew_first)                                           \
    X(markets_panels_notes_and_sorting)
SUITE_MAIN("ui-command-line", TESTS)
