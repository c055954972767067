/* SPDX-License-Identifier: MIT */
/* Lists that are longer than their window. */
#include <string.h>

#include "driver.h"
#include "ui/list.h"

#define CLAIMS 34

/* That many claims of one marketplace, filed one a day: the newest is due last. */
static void fill_many(Store *store, const Settings *settings)
{
    Cases cases = {.store = store, .settings = settings, .now = DESK_NOW};
    for (int i = 0; i < CLAIMS; i++) {
        GError *error = NULL;
        CaseOpening opening = {.opened = {DESK_NOW - (CLAIMS - i) * DAY_SECONDS, FALSE},
                               .ordered = day_of(DESK_NOW) - 60,
                               .market = market_parse("US", NULL)->num,
                               .channel = CHANNEL_MFN,
                               .amount = {.minor = MONEY_NONE}};
        ck_assert(case_open(&cases, desk_order("113-0000000-0000001") + i, &opening, &error));
        ck_assert_no_error(error);
    }
}

/* The tabs' row tells the place. */
static void expect_place(UiTest *test, const char *place)
{
    g_autofree char *row = ui_row(test, 1);
    ck_assert_msg(strstr(row, place) != NULL, "no \"%s\" in: %s", place, row);
}

START_TEST(a_long_list_tells_which_rows_are_shown)
{
    g_autoptr(UiTest) test = ui_start(24, 80, fill_many);
    int rows = ui_find(test, "────") - ui_find(test, "DUE") - 1;
    ck_assert_int_lt(rows, CLAIMS);
    g_autofree char *first = g_strdup_printf("  1–%d of 34", rows);
    g_autofree char *last = g_strdup_printf("  %d–34 of 34", CLAIMS - rows + 1);
    expect_place(test, first);
    ui_press(test, "G");
    expect_place(test, last);
    ui_press(test, "space");
    g_autofree char *marked = g_strdup_printf("1 marked, %d–34 of 34", CLAIMS - rows + 1);
    expect_place(test, marked);
    ui_press(test, "esc");
    ui_resize(test, 60, 80);
    expect_place(test, "open 34 of 34");
    ui_resize(test, 16, 60);
    ui_press(test, "1 G");
    expect_place(test, " of 35, ");
}
END_TEST

START_TEST(a_cleared_filter_leaves_the_selected_case_among_its_neighbours)
{
    g_autoptr(UiTest) test = ui_start(24, 80, fill_many);
    ui_press(test, "3 j");
    OrderId near = app_selected(test->app);
    char id[ORDER_ID_SIZE];
    order_id_format(near, id);
    g_autofree char *row = g_strconcat(" ", id, NULL);
    int at = ui_find(test, row);
    ui_press(test, "/");
    ui_type(test, id);
    ui_press(test, "enter");
    ck_assert_int_lt(ui_find(test, row), at);
    ui_press(test, "esc");
    ck_assert(app_selected(test->app) == near);
    ck_assert_int_eq(ui_find(test, row), at); /* where it was: the list is at its first row */
    ui_press(test, "G 9 k");
    order_id_format(app_selected(test->app), id);
    g_autofree char *far_row = g_strconcat(" ", id, NULL);
    ui_press(test, "/");
    ui_type(test, id);
    ui_press(test, "enter esc");
    order_id_format(app_selected(test->app) - 1, id);
    ui_expect_line(test, far_row);
    ui_expect_line(test, id); /* and rows before it */
    order_id_format(app_selected(test->app) + 1, id);
    ui_expect_line(test, id);
}
END_TEST

START_TEST(a_place_is_told_only_where_something_is_out_of_sight)
{
    static const struct {
        int first, last, n;
        const char *text;
    } places[] = {
        {0, 24, 34, "1–25 of 34"}, {9, 33, 34, "10–34 of 34"}, {9, 40, 34, "10–34 of 34"},
        {0, 33, 34, NULL},         {0, 50, 34, NULL},          {0, -1, 0, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *text = list_position(places[i].first, places[i].last, places[i].n);
        ck_assert_pstr_eq(text, places[i].text);
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    X(a_long_list_tells_which_rows_are_shown)                                                      \
    X(a_cleared_filter_leaves_the_selected_case_among_its_neighbours)                              \
    X(a_place_is_told_only_where_something_is_out_of_sight)
SUITE_MAIN("ui-list", TESTS)
