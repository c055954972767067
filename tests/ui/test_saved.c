/* SPDX-License-Identifier: MIT */
/* Saved views, and what the query box says while one types. */
#include <string.h>

#include "azdesk/core/error.h"
#include "driver.h"

static void filter(UiTest *test, const char *query)
{
    ui_press(test, "/ ctrl-u");
    ui_type(test, query);
    ui_press(test, "enter");
}

static void give(UiTest *test, const char *line)
{
    ui_press(test, ":");
    ui_type(test, line);
    ui_press(test, "enter");
}

START_TEST(a_few_views_are_there_and_counted)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_expect_line(test, "[All 9] Open 6  Held 1  Counts 7  Amazon differs 2");
    ui_press(test, "] ]");
    ui_expect_line(test, "[Held 1]");
    ui_expect_selected(test, DESK_HELD);
    ui_press(test, "s 2 ctrl-s"); /* withdrawn: no longer waiting there */
    ui_expect_line(test, "[Held 0]");
    ui_press(test, "left left");
    ui_expect_line(test, "[All 9]");
    ui_press(test, "[");
    ui_expect_line(test, "[Amazon differs");
    ui_press(test, "]");
    ui_expect_line(test, "[All 9]");
    ui_press(test, "v 2");
    ui_expect_line(test, "[Open 5]");
    ui_press(test, "esc");
    ui_expect_line(test, "[All 9]");
}
END_TEST

START_TEST(a_view_never_hides_what_is_due_without_saying_so)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_expect_no_line(test, "due within a day");
    give(test, "view held");
    ui_expect_line(test, "2 due within a day are hidden");
}
END_TEST

START_TEST(a_filter_is_kept_under_a_name_and_removed_again)
{
    g_autoptr(UiTest) test = ui_start(24, 100, desk_fill);
    ui_press(test, "W");
    ui_expect_line(test, "no filter to save");
    filter(test, "reason:damaged");
    ui_expect_line(test, "[/ reason:damaged 2/9]");
    ui_press(test, "W");
    ui_type(test, "箱の破損");
    ui_press(test, "enter");
    ui_expect_line(test, "[箱の破損 2]");
    g_autofree char *kept = settings_get(test->settings, "views.箱の破損");
    ck_assert_str_eq(kept, "reason:damaged");
    filter(test, "stage:denied");
    give(test, "keep-view Lost cause");
    ui_expect_line(test, "[Lost cause 1]");
    ui_press(test, "[");
    ui_expect_line(test, "[箱の破損 2]");
    ui_press(test, "v 9"); /* behind the seven: keep, remove */
    ui_expect_line(test, "deleted 箱の破損");
    ui_expect_line(test, "[/ reason:damaged 2/9]");
    give(test, "drop-view held");
    ui_expect_no_line(test, "Held 1");
    give(test, "view Lost cause");
    ui_expect_selected(test, DESK_DENIED);
    give(test, "drop-view all");
    ui_expect_line(test, "this view cannot be deleted");
    give(test, "keep-view a=b");
    ui_expect_line(test, "not a valid setting name");
}
END_TEST

static gboolean refuses(gpointer data, const char *key, const char *value, GError **error)
{
    g_ptr_array_add(data, g_strdup_printf("%s=%s", key, value != NULL ? value : "-"));
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "the disk is full");
    return strstr(key, "full") == NULL;
}

START_TEST(what_is_kept_is_written_first)
{
    g_autoptr(UiTest) test = ui_start(24, 100, desk_fill);
    g_autoptr(GPtrArray) written = g_ptr_array_new_with_free_func(g_free);
    test->options.save_setting = refuses;
    test->options.save_data = written;
    filter(test, "stage:denied");
    give(test, "keep-view full");
    ui_expect_line(test, "the disk is full");
    ui_expect_line(test, "[/ stage:denied"); /* not kept here either */
    ck_assert_str_eq(g_ptr_array_index(written, 0), "views.full=stage:denied");
}
END_TEST

START_TEST(the_configuration_makes_tabs)
{
    static const char *const settings[] = {"views.Mine=market:JP", "views.held=", "views.bad=due:x",
                                           NULL};
    g_autoptr(UiTest) test = ui_start_with(24, 100, desk_fill, settings);
    ui_expect_line(test, " Open 6  Counts 7  Amazon differs 2  Mine 1  bad !");
    give(test, "view Mine");
    ui_expect_selected(test, DESK_JAPAN);
    ui_press(test, "]");
    ui_expect_line(test, "bad: due: \"x\" is not a valid time");
    ui_expect_line(test, "[Mine 1]");
}
END_TEST

START_TEST(the_tab_in_front_is_never_cut_away)
{
    g_autoptr(UiTest) test = ui_start(16, 60, desk_fill);
    ui_resize(test, 16, 30);
    ui_press(test, "[");
    ui_expect_line(test, "[Amazon");
    ui_click(test, MOUSE_PRESS, 2, 1);
    ui_expect_line(test, "[");
}
END_TEST

START_TEST(the_mouse_takes_a_tab)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_click(test, MOUSE_PRESS, 2, 18);
    ui_expect_line(test, "[Held 1]");
    ui_click(test, MOUSE_PRESS, 2, 2);
    ui_expect_line(test, "[All 9]");
}
END_TEST

START_TEST(the_query_box_teaches_and_marks_the_place)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "/");
    ui_expect_line(test, " stage: outcome: appeal:");
    ui_type(test, "sta");
    ui_expect_line(test, " stage:  the stage of the claim");
    ui_press(test, "tab");
    ui_type(test, "hel");
    g_autofree char *offer = ui_row(test, 22);
    ck_assert_str_eq(offer, " held");
    ui_type(test, "x due:<2x");
    g_autofree char *fault = ui_row(test, 22), *typed = ui_row(test, 23);
    ck_assert_str_eq(typed, "/stage:helx due:<2x");
    ck_assert(g_str_has_prefix(fault, "       ↓ stage: \"helx\" is not one of"));
    ui_press(test, "enter"); /* not taken */
    ui_expect_modal(test, "prompt");
    ui_press(test, "ctrl-u");
    ui_type(test, "113 order:1 carrier:japan-post reason:not-received due:<2x");
    g_autofree char *left = ui_row(test, 22);
    ck_assert(g_str_has_suffix(left, "↓")); /* the words stand where there is room */
    ui_press(test, "esc");
    ui_expect_line(test, "[All 9]");
}
END_TEST

START_TEST(a_stage_s_word_alone_offers_the_stage)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "/");
    ui_type(test, "held");
    ui_expect_line(test, " stage:held  the stage of the claim");
    ui_press(test, "tab enter");
    ui_expect_line(test, "stage:held 1/9");
    ui_expect_selected(test, DESK_HELD);
}
END_TEST

START_TEST(letters_are_filtered_and_say_what_is_hidden)
{
    g_autoptr(UiTest) test = ui_start(24, 100, desk_fill);
    ui_press(test, "4");
    filter(test, "market:JP");
    ui_expect_selected(test, DESK_JAPAN);
    ui_expect_line(test, "due within a day");
    ui_expect_no_line(test, DESK_OPENED);
    ui_press(test, "esc");
    ui_expect_line(test, DESK_OPENED);
    ui_expect_selected(test, DESK_JAPAN);
}
END_TEST

START_TEST(a_stage_by_itself_moves_the_case)
{
    g_autoptr(UiTest) test = ui_start(24, 100, desk_fill);
    ui_press(test, "j");
    give(test, "withdrawn");
    ui_expect_modal(test, "form");
    ui_press(test, "ctrl-s");
    ck_assert_int_eq(app_selected_case(test->app)->claim->stage, STAGE_WITHDRAWN);
    give(test, "held"); /* withdrawn is final */
    ui_expect_line(test, "is not one of");
    ui_expect_modal(test, "prompt");
}
END_TEST

START_TEST(a_count_begins_with_0_where_digits_are_views)
{
    g_autoptr(UiTest) test = ui_start(24, 100, desk_fill);
    ui_press(test, "0 1 j");
    ui_expect_selected(test, DESK_OPENED);
    ui_press(test, "0 1 0 k");
    ui_expect_selected(test, DESK_APPEALED);
    ui_press(test, "0 3 esc j"); /* the count is left, and nothing else */
    ui_expect_selected(test, DESK_OPENED);
    ui_press(test, "0 3 ]");
    ui_expect_line(test, "[Held 1]");
    ui_press(test, "3");
    ck_assert_str_eq(test->app->view->ops->name, "odr");
}
END_TEST

START_TEST(the_mouse_takes_hints_and_the_panel)
{
    g_autoptr(UiTest) test = ui_start(40, 140, desk_fill);
    g_autofree char *hints = ui_row(test, 39);
    const char *key = strstr(hints, "/ filter");
    ck_assert_ptr_nonnull(key);
    ui_click(test, MOUSE_PRESS, 39, (int)(key - hints));
    ui_expect_modal(test, "prompt");
    ui_press(test, "esc");
    ui_click(test, MOUSE_PRESS, 5, 130);
    ck_assert_str_eq(test->app->view->ops->name, "odr");
}
END_TEST

static const struct {
    const char *setting, *charset, *term, *name;
} GLYPH_CASES[] = {
    {"auto", NULL, NULL, "utf8"},
    {"auto", "UTF-8", "xterm-256color", "utf8"},
    {"auto", "ANSI_X3.4-1968", "xterm-256color", "ascii"},
    {"auto", "EUC-JP", "xterm", "ascii"},
    {"auto", "UTF-8", "linux", "ascii"},
    {"utf8", "US-ASCII", "linux", "utf8"},
    {"ascii", "UTF-8", "xterm", "ascii"},
};

START_TEST(glyphs_go_by_setting_locale_and_terminal)
{
    for (gsize i = 0; i < G_N_ELEMENTS(GLYPH_CASES); i++)
        ck_assert_msg(
            strcmp(glyphs_for(GLYPH_CASES[i].setting, GLYPH_CASES[i].charset, GLYPH_CASES[i].term)
                       ->name,
                   GLYPH_CASES[i].name) == 0,
            "case %zu", i);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(a_few_views_are_there_and_counted)                                                           \
    X(a_view_never_hides_what_is_due_without_saying_so)                                            \
    X(a_filter_is_kept_under_a_name_and_removed_again)                                             \
    X(what_is_kept_is_written_first)                                                               \
    X(the_configuration_makes_tabs)                                                                \
    X(the_tab_in_front_is_never_cut_away)                                                          \
    X(the_mouse_takes_a_tab)                                                                       \
    X(the_query_box_teaches_and_marks_the_place)                                                   \
    X(a_stage_s_word_alone_offers_the_stage)                                                       \
    X(letters_are_filtered_and_say_what_is_hidden)                                                 \
    X(a_stage_by_itself_moves_the_case)                                                            \
    X(a_count_begins_with_0_where_digits_are_views)                                                \
    X(the_mouse_takes_hints_and_the_panel)                                                         \
    X(glyphs_go_by_setting_locale_and_terminal)
SUITE_MAIN("saved", TESTS)
