/* SPDX-License-Identifier: MIT */
/* The ODR view under the fingers. */
#include <math.h>
#include <string.h>

#include "azdesk/core/text.h"
#include "driver.h"
#include "ui/odr_view.h"

static OdrView *view_of(UiTest *test)
{
    ck_assert_str_eq(test->app->view->ops->name, "odr");
    return (OdrView *)test->app->view;
}

static void expect_day(UiTest *test, const char *day)
{
    Day want = 0;
    ck_assert(day_parse(day, &want, NULL));
    ck_assert_int_eq(view_of(test)->cursor, want);
}

/* ---- Days ---- */

START_TEST(the_cursor_walks_over_the_days)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "3");
    expect_day(test, "2026-11-23");
    ui_expect_line(test, "Mon 23 Nov · today");
    ui_press(test, "l right");
    expect_day(test, "2026-11-25");
    ui_press(test, "9 h h h h"); /* 1 to 4 show a view, so no count begins with them */
    expect_day(test, "2026-11-13");
    ui_expect_line(test, "Fri 13 Nov · past");
    ui_press(test, "H H L left");
    expect_day(test, "2026-11-05");
    ui_press(test, "t");
    expect_day(test, "2026-11-23");
    ui_press(test, "5 0 0 l");
    expect_day(test, "2027-02-06");
    ui_expect_line(test, "Sat 6 Feb");
    ui_press(test, "5 0 0 h");
    expect_day(test, "2026-09-24");
}
END_TEST

START_TEST(brackets_go_from_change_to_change)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "3 ]");
    expect_day(test, "2026-11-27"); /* the refunded one's order was placed 15 days before */
    ui_expect_selected(test, "113-1212121-3434343");
    ui_expect_line(test, "▌Fri 27 Nov + 113-1212121-3434343 enters");
    ui_press(test, "[ [");
    expect_day(test, "2026-11-12");
    ui_expect_selected(test, DESK_HELD);
    ui_press(test, "9 9 ]");
    expect_day(test, "2027-01-26");
    ui_press(test, "]");
    ui_expect_line(test, "no changes after that day");
    expect_day(test, "2027-01-26");
}
END_TEST

START_TEST(the_calendar_takes_the_day_along)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "3");
    ui_expect_line(test, "▌Mon 23 Nov no changes");
    ui_press(test, "j");
    expect_day(test, "2026-11-27");
    ui_expect_no_line(test, "no changes");
    ui_press(test, "k");
    expect_day(test, "2026-11-21");
    ui_expect_selected(test, DESK_OPENED);
    /* Two on one day: the cursor stays on its day, and on its order. */
    ui_press(test, "k k k");
    expect_day(test, "2026-10-30");
    ui_expect_selected(test, DESK_WITHDRAWN);
    ui_press(test, "k");
    expect_day(test, "2026-10-30");
    ui_expect_selected(test, DESK_DENIED);
    ui_resize(test, 40, 140);
    ui_expect_selected(test, DESK_DENIED);
}
END_TEST

START_TEST(each_day_shows_its_own_figures)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    const UiModel *model = test->app->model;
    int market = market_parse("US", NULL)->num;
    g_autoptr(GArray) forecast = odr_forecast(model->desk, test->settings, market, CHANNEL_MFN,
                                              model->today, SERIES_AHEAD, NULL, 0);
    ui_press(test, "3 5 0 0 h");
    for (Day day = model->today - SERIES_BACK; day <= model->today + SERIES_AHEAD; day += 3) {
        g_autoptr(Odr) odr = odr_compute(model->desk, test->settings, market, CHANNEL_MFN,
                                         MIN(day, model->today), NULL, 0);
        const OdrForecastDay *then =
            day > model->today ? &g_array_index(forecast, OdrForecastDay, day - model->today)
                               : NULL;
        int defects = then != NULL ? then->defects : odr->rule.defects;
        gint64 orders = then != NULL ? then->orders : odr->orders;
        g_autofree char *want = g_strdup_printf(" by rule %6.2f%%  %d/%" G_GINT64_FORMAT " ",
                                                100.0 * defects / (double)orders, defects, orders);
        ui_expect_line(test, want);
        ui_press(test, "l l l");
    }
}
END_TEST

START_TEST(today_moves_on_and_the_cursor_with_it)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "3");
    ui_wait(test, 12 * 3600);
    expect_day(test, "2026-11-24");
    ui_expect_line(test, "Tue 24 Nov · today");
    ui_press(test, "h h");
    ui_wait(test, 24 * 3600);
    expect_day(test, "2026-11-22"); /* not at today: it stays */
}
END_TEST

/* ---- What if ---- */

START_TEST(supposing_changes_what_is_drawn_and_nothing_else)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    GError *error = NULL;
    ui_press(test, "3 w");
    ui_expect_line(test, "[Orders, what if]");
    while (app_selected(test->app) != desk_order(DESK_OPENED))
        ui_press(test, "j");
    ui_expect_no_line(test, "what if   0");
    ui_press(test, "space");
    ui_expect_line(test, "nothing is saved");
    ui_expect_line(test, "→ what if: withdrawn by the buyer");
    ui_expect_line(test, " what if   0.66%  4/607");
    ui_expect_line(test, " by rule   0.82%  5/607");
    ui_expect_line(test, "what if: 1 changed");
    ui_press(test, "space");
    ui_expect_line(test, "what if: denied");
    ui_press(test, "space");
    ui_expect_line(test, " what if   0.82%  5/607"); /* granted, seller pays */
    ui_press(test, "backspace");
    ui_expect_line(test, " what if   0.66%  4/607");
    const OdrView *view = view_of(test);
    OdrIf what = {.order = desk_order(DESK_OPENED), .stage = STAGE_DENIED};
    g_autoptr(GArray) forecast =
        odr_forecast(test->app->model->desk, test->settings, view->market, view->channel,
                     test->app->model->today, SERIES_AHEAD, &what, 1);
    for (guint i = 0; i < forecast->len; i++) {
        const OdrForecastDay *day = &g_array_index(forecast, OdrForecastDay, i);
        ck_assert_int_eq(odr_series_supposed(view->series, day->day)->rule.defects, day->defects);
    }
    g_autoptr(GPtrArray) events = store_events(test->store, desk_order(DESK_OPENED), &error);
    ck_assert_no_error(error);
    ck_assert_uint_eq(events->len, 1);
    ui_press(test, "h");
    ui_expect_line(test, "applies from today on");
    ui_press(test, "x t");
    ui_expect_no_line(test, "what if   0");
    ui_expect_no_line(test, "supposed");
    ck_assert_ptr_null(view->series->supposed);
    ui_press(test, "j x");
    ui_expect_line(test, "nothing to clear");
}
END_TEST

START_TEST(what_is_final_cannot_be_supposed_otherwise)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "3 w G");
    while (app_selected(test->app) != desk_order(DESK_WITHDRAWN))
        ui_press(test, "k");
    ui_press(test, "space");
    ui_expect_line(test, "its outcome is final");
    ck_assert_uint_eq(what_if_count(view_of(test)->what), 0);
}
END_TEST

START_TEST(a_supposition_that_came_true_is_one_no_more)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "3 w");
    while (app_selected(test->app) != desk_order(DESK_OPENED))
        ui_press(test, "j");
    ui_press(test, "space");
    ck_assert_uint_eq(what_if_count(view_of(test)->what), 1);
    ui_press(test, "s 2 ctrl-s"); /* withdrawn in fact */
    ui_expect_line(test, " by rule   0.66%  4/607");
    ck_assert_uint_eq(what_if_count(view_of(test)->what), 0);
    ui_expect_no_line(test, "supposed");
}
END_TEST

/* ---- Amazon's side ---- */

START_TEST(the_orders_that_amazon_may_count_are_named_with_the_rule)
{
    g_autoptr(UiTest) test = ui_start(30, 90, desk_fill);
    ui_press(test, "3 v v");
    ui_expect_line(test, "[Amazon's reports]");
    ui_expect_line(test, "! Amazon counts 1 more than the rules; 1 of these 2:");
    ui_expect_line(test, "? 112-0000111-2223334  denied: decided for the seller, does not count");
    ui_expect_line(test, "? 113-9876543-2109876  withdrawn by the buyer: no impact on the ODR");
    ui_press(test, "w"); /* the orders page tells it too */
    ui_expect_line(test, "○ 113-9876543-2109876  withdrawn by the buyer");
    ui_expect_line(test, "! Amazon may count it");
    ui_press(test, "v h h");
    ui_expect_line(test, "no report by this day");
    ui_expect_line(test, "Amazon        –   no report by then");
}
END_TEST

static void fill_with_fewer(Store *store, const Settings *settings)
{
    desk_fill(store, settings);
    GError *error = NULL;
    StoreImport *import = store_import_begin(store, settings, DESK_NOW, "performance.json",
                                             "performance", FALSE, &error);
    ImportCounts counts = {0};
    Day today = day_of(DESK_NOW);
    Report report = {.market = market_parse("US", NULL)->num,
                     .channel = CHANNEL_MFN,
                     .window_from = today - 74,
                     .window_to = today - 15,
                     .latest_to = today,
                     .orders = 607,
                     .defects = 3,
                     .claims = 3,
                     .feedback = 0,
                     .chargebacks = -1,
                     .rate = NAN};
    ck_assert_no_error(error);
    ck_assert(store_import_report(import, &report, &error));
    ck_assert(store_import_commit(
        import, "UTF-8", "cb7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 1,
        &counts, &error));
}

START_TEST(fewer_than_the_rules_is_said_and_never_called_wrong)
{
    g_autoptr(UiTest) test = ui_start(30, 90, fill_with_fewer);
    ui_press(test, "3");
    ui_expect_line(test, " Amazon    0.49%  3/607      counts 2 fewer than the rules");
    ui_press(test, "v v");
    ui_expect_line(test, "Amazon counts 2 fewer than the rules: decisions may be missing here.");
    ui_expect_line(test, "23 Nov     3/607 0.49%      5/607 0.82%   -2");
    g_autofree char *screen = ui_screen(test);
    g_autofree char *lower = g_ascii_strdown(screen, -1);
    ck_assert_ptr_null(strstr(lower, "wrong"));
    /* The other one is still told in full from its own day. */
    ui_press(test, "h");
    ui_expect_line(test, "! Amazon counts 1 more than the rules");
}
END_TEST

/* ---- Markets ---- */

START_TEST(markets_change_by_key_and_by_row)
{
    g_autoptr(UiTest) test = ui_start(40, 140, desk_fill);
    ui_press(test, "3");
    ui_expect_line(test, "amazon.com · seller-fulfilled");
    ui_expect_line(test, "▌amazon.com, seller-fulfilled");
    ui_press(test, "m");
    ui_expect_line(test, "amazon.co.jp · seller-fulfilled");
    ui_expect_line(test, " by rule   1.64%  1/61       ! 1% or more");
    ui_press(test, "m v v v");
    ui_expect_line(test, "[Markets]");
    ui_expect_line(test, " by rule   0.82%  5/607");
    ui_press(test, "j");
    ui_expect_line(test, " by rule   1.64%  1/61 ");
    ck_assert_int_eq(test->app->market, 0); /* the lists of other views are left alone */
}
END_TEST

START_TEST(a_scope_holds_here_too)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "m m 3"); /* the second part alone */
    ui_expect_line(test, "amazon.co.jp · seller-fulfilled");
    ui_expect_line(test, " by rule   1.64%  1/61 ");
    ui_press(test, "m"); /* all again */
    ck_assert_int_eq(test->app->market, 0);
}
END_TEST

START_TEST(nothing_to_show_is_said)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    app_set_scope(test->app, market_parse("DE", NULL)->num, CHANNEL_AFN);
    ui_press(test, "3 l ] j space v w x t m");
    ui_press(test, "3");
    ui_resize(test, 30, 90);
}
END_TEST

static void fill_without_orders(Store *store, const Settings *settings)
{
    Cases cases = {.store = store, .settings = settings, .now = DESK_NOW};
    CaseOpening opening = {.opened = {.at = DESK_NOW - 3600},
                           .ordered = day_of(DESK_NOW) - 20,
                           .market = market_parse("US", NULL)->num,
                           .channel = CHANNEL_MFN,
                           .amount = {.minor = MONEY_NONE}};
    GError *error = NULL;
    ck_assert(case_open(&cases, desk_order(DESK_OPENED), &opening, &error));
}

START_TEST(without_orders_there_is_no_rate)
{
    g_autoptr(UiTest) test = ui_start(24, 80, fill_without_orders);
    ui_press(test, "3");
    ui_expect_line(test, "! no orders imported, so there is no rate to draw");
    ui_expect_line(test, "by rule       –  1/0        no orders, no rate");
    ui_press(test, "w space ]");
    ui_expect_line(test, " what if       –  0/0        no orders, no rate");
}
END_TEST

START_TEST(keys_may_come_faster_than_screens)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "3 w space");
    ui_press(test, "2 j s 2 ctrl-s");
    static const Key keys[] = {'3', 'v', 'l', ']', 'w', 'j', ' ', 'v', 'v', 'h', 'm', 'x'};
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        ui_app_key(test->app, keys[i]);
    ui_app_draw(test->app);
    ui_expect_line(test, "[Markets]");
}
END_TEST

/* ---- Sizes and the mouse ---- */

START_TEST(every_page_fits_any_size)
{
    g_autoptr(UiTest) test = ui_start(24, 80, fill_with_fewer);
    ui_press(test, "3 w space t");
    for (int page = 0; page < N_ODR_PAGES; page++) {
        ui_press(test, "v ] space");
        for (int rows = 1; rows <= 100; rows += 1 + rows / 4) {
            for (int cols = 1; cols <= 300; cols += 1 + cols / 4) {
                ui_resize(test, rows, cols);
                const Rect main = test->app->layout.main;
                const Lines *lines = test->app->screen.main;
                ck_assert_int_le((int)lines->len, main.rows);
                for (guint i = 0; i < lines->len; i++) {
                    const Line *line = lines_at(lines, i);
                    ck_assert_int_le(line->width, main.cols);
                    ck_assert_int_eq(line->width, text_width(line_text(line)));
                }
            }
        }
    }
}
END_TEST

START_TEST(the_mouse_picks_days_pages_and_rows)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    ui_press(test, "3");
    const OdrView *view = view_of(test);
    Rect main = test->app->layout.main;
    ui_click(test, MOUSE_PRESS, main.row + view->chart.row + 4, 10);
    ck_assert_int_lt(view->cursor, test->app->model->today - 40);
    ui_click(test, MOUSE_PRESS, main.row + view->chart.row + 4, 78);
    ck_assert_int_gt(view->cursor, test->app->model->today + 70);
    ui_click(test, MOUSE_WHEEL_UP, main.row + view->chart.row + 4, 40);
    ck_assert_int_lt(view->cursor, test->app->model->today + 75);
    ui_press(test, "t");
    ui_click(test, MOUSE_PRESS, ui_find(test, "Fri 27 Nov +"), 10);
    expect_day(test, "2026-11-27");
    int tabs = ui_find(test, "Markets");
    g_autofree char *row = ui_row(test, tabs);
    g_autofree char *before = g_strndup(row, (gsize)(strstr(row, "Markets") - row));
    ui_click(test, MOUSE_PRESS, tabs, text_width(before) + 2);
    ui_expect_line(test, "[Markets]");
    ui_click(test, MOUSE_WHEEL_DOWN, main.row + view->list.row + 1, 10);
    ui_expect_line(test, " by rule   1.64%  1/61 ");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(the_cursor_walks_over_the_days)                                                              \
    X(brackets_go_from_change_to_change)                                                           \
    X(the_calendar_takes_the_day_along)                                                            \
    X(each_day_shows_its_own_figures)                                                              \
    X(today_moves_on_and_the_cursor_with_it)                                                       \
    X(supposing_changes_what_is_drawn_and_nothing_else)                                            \
    X(what_is_final_cannot_be_supposed_otherwise)                                                  \
    X(a_supposition_that_came_true_is_one_no_more)                                                 \
    X(the_orders_that_amazon_may_count_are_named_with_the_rule)                                    \
    X(fewer_than_the_rules_is_said_and_never_called_wrong)                                         \
    X(markets_change_by_key_and_by_row)                                                            \
    X(a_scope_holds_here_too)                                                                      \
    X(nothing_to_show_is_said)                                                                     \
    X(without_orders_there_is_no_rate)                                                             \
    X(keys_may_come_faster_than_screens)                                                           \
    X(every_page_fits_any_size)                                                                    \
    X(the_mouse_picks_days_pages_and_rows)

SUITE_MAIN("ui/odr_view", TESTS)
