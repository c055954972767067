/* SPDX-License-Identifier: MIT */
/* Marked cases: what is done to all of them, and their export. */
#include <glib/gstdio.h>
#include <string.h>

#include "driver.h"
#include "temp_dir.h"

static gboolean exports(gpointer data, const char *form, const GArray *orders, char **ret_text,
                        GError **error)
{
    *ret_text = g_strdup_printf("%s %u\n", form, orders->len);
    return TRUE;
}

static void export_as(UiTest *test, const char *path)
{
    ui_press(test, "X ctrl-u");
    ui_type(test, path);
    ui_press(test, "enter");
}

START_TEST(marked_cases_are_changed_together)
{
    g_autoptr(UiTest) test = ui_start(30, 100, desk_fill);
    ui_go_to(test, DESK_OPENED);
    ui_press(test, "space");
    ui_go_to(test, DESK_HELD);
    ui_press(test, "space");
    ui_expect_line(test, "2 marked");
    ui_press(test, "s");
    ui_expect_line(test, "Stage: 2 marked claims");
    ui_expect_line(test, "1 withdrawn                     → 0.49%");
    ui_press(test, "1 ctrl-s"); /* opened and held are not moves of both */
    ck_assert_int_eq(ui_case(test, DESK_OPENED)->claim->stage,
                     ui_case(test, DESK_HELD)->claim->stage);
    ck_assert_int_ne(ui_case(test, DESK_OPENED)->claim->stage, STAGE_OPENED);
    ui_press(test, "esc");
    ui_expect_no_line(test, "marked");
    ui_press(test, "*");
    ui_expect_line(test, "9 marked");
    ui_press(test, "s");
    ck_assert_int_eq(test->app->message_style, STYLE_ERROR);
    ui_expect_line(test, "no stage fits all marked claims: " DESK_JAPAN " is opened");
}
END_TEST

START_TEST(cases_that_allow_no_common_stage_are_named)
{
    static const char *const marked[] = {DESK_OPENED, DESK_GRANTED, DESK_WITHDRAWN};
    g_autoptr(UiTest) test = ui_start(30, 100, desk_fill);
    for (gsize i = 0; i < G_N_ELEMENTS(marked); i++) {
        ui_go_to(test, marked[i]);
        ui_press(test, "space");
    }
    ui_press(test, "s");
    ui_expect_modal(test, NULL);
    ui_expect_line(test,
                   "no stage fits all marked claims: " DESK_GRANTED " is granted, and 1 more");
}
END_TEST

/* What is marked counts, not where the cursor stands: each command says so before it does anything.
 */
START_TEST(commands_say_that_they_take_what_is_marked)
{
    g_autoptr(UiTest) test = ui_start(30, 100, desk_fill);
    ui_go_to(test, DESK_OPENED);
    ui_press(test, "space");
    ui_go_to(test, DESK_GRANTED);
    ui_press(test, "N");
    ui_expect_line(test, "Note: " DESK_OPENED " (marked)");
    ui_press(test, "esc");
    ui_go_to(test, DESK_JAPAN);
    ui_press(test, "space");
    ui_go_to(test, DESK_GRANTED);
    ui_press(test, "s");
    ui_expect_line(test, "Stage: 2 marked claims");
    ui_expect_line(test, "withdrawn                     US 0.66% ↓  JP 0.00% ↓");
    ui_expect_line(test, "denied                        US 0.66% ↓  JP 0.00% ↓");
    ui_press(test, "esc t");
    ui_expect_line(test, "Parcel: 2 marked claims");
    ui_press(test, "esc c");
    ui_expect_line(test, "Counted by Amazon: 2 marked claims");
    ui_press(test, "esc z");
    ui_expect_line(test, "Snooze: 2 marked claims");
    ui_press(test, "esc A"); /* takes one case alone: the selected one */
    ui_expect_line(test, "Amazon asked: " DESK_GRANTED);
    ui_press(test, "esc");
    test->options.export_cases = exports;
    ui_press(test, "X");
    ui_expect_line(test, "save 2 marked cases as: azdesk.csv");
    ui_press(test, "esc esc"); /* the marks are off */
    ui_press(test, "N");
    ui_expect_line(test, "Note: " DESK_GRANTED);
    ui_expect_no_line(test, "(marked)");
    ui_press(test, "esc X"); /* not marked, but named */
    ui_expect_line(test, "save " DESK_GRANTED " as: azdesk.csv");
}
END_TEST

START_TEST(marked_cases_are_exported)
{
    g_autoptr(UiTest) test = ui_start(30, 100, desk_fill);
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *csv = g_build_filename(folder, "two.csv", NULL);
    g_autofree char *ics = g_build_filename(folder, "one.ICS", NULL);
    g_autofree char *other = g_build_filename(folder, "two.xls", NULL);
    g_autofree char *text = NULL, *one = NULL;
    GStatBuf seen;
    test->options.export_cases = exports;
    ui_go_to(test, DESK_OPENED);
    export_as(test, ics);
    ui_expect_line(test, "exported 1 case: ");
    ui_press(test, "space");
    ui_go_to(test, DESK_HELD);
    ui_press(test, "space");
    export_as(test, csv);
    ui_expect_line(test, "exported 2 cases: ");
    ck_assert(g_file_get_contents(csv, &text, NULL, NULL));
    ck_assert(g_file_get_contents(ics, &one, NULL, NULL));
    ck_assert_str_eq(text, "csv 2\n");
    ck_assert_str_eq(one, "ics 1\n");
    ck_assert_int_eq(g_stat(csv, &seen), 0);
    ck_assert_int_eq(seen.st_mode & 0777, 0600);
    ck_assert(g_file_set_contents(csv, "", 0, NULL));
    export_as(test, csv); /* not even an empty one is written over */
    ui_expect_line(test, "the file already exists");
    ck_assert_int_eq(g_stat(csv, &seen), 0);
    ck_assert_int_eq((int)seen.st_size, 0);
    ui_press(test, "esc");
    export_as(test, other);
    ui_expect_line(test, "the name must end in .csv, .json or .ics");
    ck_assert(!g_file_test(other, G_FILE_TEST_EXISTS));
    g_unlink(csv);
    g_unlink(ics);
}
END_TEST

START_TEST(a_refused_export_may_be_named_anew_at_once)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *taken = g_build_filename(folder, "taken.csv", NULL);
    g_autofree char *free_one = g_build_filename(folder, "taken2.csv", NULL);
    g_autofree char *nowhere = g_build_filename(folder, "nowhere", "one.csv", NULL);
    test->options.export_cases = exports;
    ck_assert(g_file_set_contents(taken, "", 0, NULL));
    export_as(test, taken);
    ui_expect_modal(test, "prompt");
    ui_expect_line(test, "the file already exists");
    ui_expect_line(test, "/taken.csv"); /* as it was typed */
    ui_press(test, "left left left left 2");
    ui_expect_no_line(test, "the file already exists");
    ui_press(test, "enter");
    ui_expect_modal(test, NULL);
    ui_expect_line(test, "exported 1 case: ");
    ck_assert(g_file_test(free_one, G_FILE_TEST_IS_REGULAR));
    export_as(test, nowhere);
    ui_expect_modal(test, "prompt");
    ui_expect_line(test, "nowhere: no such folder");
    ui_press(test, "esc");
    ui_expect_modal(test, NULL);
    g_unlink(taken);
    g_unlink(free_one);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(marked_cases_are_changed_together)                                                           \
    X(cases_that_allow_no_common_stage_are_named)                                                  \
    X(commands_say_that_they_take_what_is_marked)                                                  \
    X(marked_cases_are_exported)                                                                   \
    X(a_refused_export_may_be_named_anew_at_once)
SUITE_MAIN("ui-marks", TESTS)
