/* SPDX-License-Identifier: MIT */
/* Where everything stands, over every size of terminal. */
#include "suite.h"
#include "ui/layout.h"
#include "ui/list.h"

static const PanelPlace PLACES[] = {PANEL_AUTO, PANEL_RIGHT, PANEL_BOTTOM, PANEL_HIDDEN};

static gsize rects(const Layout *layout, Rect all[8])
{
    const Rect list[] = {layout->title,  layout->tabs,       layout->main,  layout->detail_rule,
                         layout->detail, layout->panel_edge, layout->panel, layout->hint};
    gsize n = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(list); i++)
        if (!rect_empty(list[i]))
            all[n++] = list[i];
    return n;
}

static gboolean overlap(Rect a, Rect b)
{
    return a.row < b.row + b.rows && b.row < a.row + a.rows && a.col < b.col + b.cols &&
           b.col < a.col + a.cols;
}

/* What is wrong with the layout; NULL: nothing. No assertion here: there are half a million of
 * them. */
static const char *fault(int rows, int cols, const LayoutPrefs *prefs)
{
    Layout layout = layout_compute(rows, cols, prefs);
    Rect all[8];
    gsize n = rects(&layout, all);
    int cells = 0;
    for (gsize i = 0; i < n; i++) {
        if (all[i].row < 0 || all[i].col < 0 || all[i].row + all[i].rows > rows ||
            all[i].col + all[i].cols > cols)
            return "outside";
        cells += all[i].rows * all[i].cols;
        for (gsize k = 0; k < i; k++)
            if (overlap(all[i], all[k]))
                return "overlap";
    }
    if (cells != rows * cols)
        return "cells that belong to nobody";
    if (layout.panel_place == PANEL_RIGHT &&
        (layout.main.cols < LAYOUT_LIST_COLS || layout.panel.cols < LAYOUT_PANEL_COLS))
        return "too narrow beside the panel";
    return !layout.small && layout.main.rows < 5 ? "too few rows for the list" : NULL;
}

START_TEST(nothing_overlaps_and_nothing_is_left)
{
    for (gsize p = 0; p < G_N_ELEMENTS(PLACES); p++) {
        for (int extra = 0; extra < 4; extra++) {
            LayoutPrefs prefs = {PLACES[p], 0, (extra & 1) != 0, (extra & 2) != 0};
            for (int rows = 1; rows <= 100; rows++) {
                for (int cols = 1; cols <= 300; cols++) {
                    const char *why = fault(rows, cols, &prefs);
                    if (why != NULL)
                        ck_abort_msg("%s at %dx%d", why, cols, rows);
                }
            }
        }
    }
}
END_TEST

static const struct {
    int rows, cols;
    PanelPlace wish, place;
    gboolean small;
} CASES[] = {
    {24, 80, PANEL_AUTO, PANEL_BOTTOM, FALSE},   {40, 140, PANEL_AUTO, PANEL_RIGHT, FALSE},
    {16, 60, PANEL_AUTO, PANEL_HIDDEN, FALSE},   {16, 60, PANEL_RIGHT, PANEL_BOTTOM, FALSE},
    {24, 98, PANEL_AUTO, PANEL_BOTTOM, FALSE},   {24, 99, PANEL_AUTO, PANEL_RIGHT, FALSE},
    {24, 99, PANEL_BOTTOM, PANEL_BOTTOM, FALSE}, {24, 99, PANEL_HIDDEN, PANEL_HIDDEN, FALSE},
    {15, 60, PANEL_AUTO, PANEL_HIDDEN, TRUE},    {16, 59, PANEL_AUTO, PANEL_HIDDEN, TRUE},
    {1, 1, PANEL_RIGHT, PANEL_HIDDEN, TRUE},
};

START_TEST(the_panel_goes_where_there_is_room)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        LayoutPrefs prefs = {CASES[i].wish, 0, TRUE, TRUE};
        Layout layout = layout_compute(CASES[i].rows, CASES[i].cols, &prefs);
        ck_assert_msg(layout.panel_place == CASES[i].place, "case %zu", i);
        ck_assert_msg(layout.small == CASES[i].small, "case %zu", i);
    }
}
END_TEST

START_TEST(a_panel_for_beside_comes_below_only_when_asked_for)
{
    LayoutPrefs prefs = {PANEL_AUTO, 0, TRUE, FALSE, .beside = TRUE};
    ck_assert_int_eq((int)layout_compute(24, 80, &prefs).panel_place, PANEL_HIDDEN);
    ck_assert_int_eq((int)layout_compute(24, 99, &prefs).panel_place, PANEL_RIGHT);
    prefs.panel = PANEL_RIGHT; /* what the key asks for */
    ck_assert_int_eq((int)layout_compute(24, 80, &prefs).panel_place, PANEL_BOTTOM);
}
END_TEST

START_TEST(a_wished_width_is_kept_within_what_the_list_needs)
{
    LayoutPrefs prefs = {PANEL_AUTO, 60, TRUE, TRUE};
    ck_assert_int_eq(layout_compute(40, 200, &prefs).panel.cols, 60);
    ck_assert_int_eq(layout_compute(40, 110, &prefs).panel.cols, 110 - 1 - LAYOUT_LIST_COLS);
}
END_TEST

/* Every window, every item of one to four lines, from every place that the window can have. */
START_TEST(a_window_shows_its_item_and_moves_no_more_than_it_must)
{
    for (int rows = 1; rows <= 12; rows++)
        for (int n = 1; n <= 40; n += 3)
            for (int top = 0; top <= MAX(n - rows, 0); top++)
                for (int first = 0; first < n; first++) {
                    int last = MIN(first + first % 4, n - 1);
                    int now = list_window(top, rows, n, first, last);
                    ck_assert_int_ge(now, 0);
                    ck_assert_int_le(now, MAX(n - rows, 0));
                    ck_assert_int_le(now, first);
                    ck_assert_int_gt(now + rows, MIN(last, first + rows - 1));
                    if (first >= top && last < top + rows)
                        ck_assert_int_eq(now, top);
                }
}
END_TEST

START_TEST(a_walk_down_sends_a_window_seldom)
{
    int top = 0, moved = 0;
    for (int row = 0; row < 270; row++) {
        int now = list_window(top, 30, 1000, row, row);
        moved += now != top;
        top = now;
    }
    ck_assert_int_eq(moved, 9); /* once in 27 rows: three stay in sight */
}
END_TEST

#define TESTS(X)                                                                                   \
    X(nothing_overlaps_and_nothing_is_left)                                                        \
    X(the_panel_goes_where_there_is_room)                                                          \
    X(a_panel_for_beside_comes_below_only_when_asked_for)                                          \
    X(a_wished_width_is_kept_within_what_the_list_needs)                                           \
    X(a_window_shows_its_item_and_moves_no_more_than_it_must)                                      \
    X(a_walk_down_sends_a_window_seldom)
SUITE_MAIN("layout", TESTS)
