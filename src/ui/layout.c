/* SPDX-License-Identifier: MIT */
#include "layout.h"

#define BODY_MIN     5  /* rows that the list keeps, with its heading */
#define BOTTOM_FROM  18 /* rows of body from which a bottom panel comes by itself */
#define BOTTOM_MAX   8
#define DETAIL_FROM  10 /* rows of the list's side from which the timeline is shown */
#define DETAIL_USUAL 5
#define DETAIL_MAX   16
#define PANEL_WIDEST 48

static PanelPlace panel_place(int rows, int cols, const LayoutPrefs *prefs)
{
    gboolean beside = cols >= LAYOUT_LIST_COLS + 1 + LAYOUT_PANEL_COLS && rows >= BODY_MIN;
    gboolean below = rows >= BODY_MIN + 4;
    if (!prefs->has_panel)
        return PANEL_HIDDEN;
    switch (prefs->panel) {
    case PANEL_HIDDEN:
        return PANEL_HIDDEN;
    case PANEL_RIGHT:
        return beside ? PANEL_RIGHT : below ? PANEL_BOTTOM : PANEL_HIDDEN;
    case PANEL_BOTTOM:
        return below ? PANEL_BOTTOM : PANEL_HIDDEN;
    case PANEL_AUTO:
        break;
    }
    return beside                                  ? PANEL_RIGHT
           : rows >= BOTTOM_FROM && !prefs->beside ? PANEL_BOTTOM
                                                   : PANEL_HIDDEN;
}

/* Takes `rows` off the rect's lower end. */
static Rect take_bottom(Rect *rect, int rows)
{
    rows = CLAMP(rows, 0, rect->rows);
    rect->rows -= rows;
    return (Rect){rect->row + rect->rows, rect->col, rows, rect->cols};
}

static Rect take_right(Rect *rect, int cols)
{
    cols = CLAMP(cols, 0, rect->cols);
    rect->cols -= cols;
    return (Rect){rect->row, rect->col + rect->cols, rect->rows, cols};
}

static Rect take_top(Rect *rect, int rows)
{
    rows = CLAMP(rows, 0, rect->rows);
    Rect top = {rect->row, rect->col, rows, rect->cols};
    rect->row += rows;
    rect->rows -= rows;
    return top;
}

Layout layout_compute(int rows, int cols, const LayoutPrefs *prefs)
{
    Layout layout = {.small = rows < LAYOUT_MIN_ROWS || cols < LAYOUT_MIN_COLS,
                     .panel_place = PANEL_HIDDEN};
    Rect rest = {0, 0, MAX(rows, 0), MAX(cols, 0)};
    if (rest.rows >= 4)
        layout.title = take_top(&rest, 1);
    if (rest.rows >= 5)
        layout.tabs = take_top(&rest, 1);
    layout.hint = take_bottom(&rest, 1);
    layout.panel_place = panel_place(rest.rows, rest.cols, prefs);
    if (layout.panel_place == PANEL_RIGHT) {
        int widest = rest.cols - 1 - LAYOUT_LIST_COLS;
        int wish =
            prefs->panel_width > 0 ? prefs->panel_width : MIN(rest.cols * 3 / 10, PANEL_WIDEST);
        layout.panel = take_right(&rest, CLAMP(wish, LAYOUT_PANEL_COLS, widest));
        layout.panel_edge = take_right(&rest, 1);
    } else if (layout.panel_place == PANEL_BOTTOM) {
        int wish = MIN(BOTTOM_MAX, rest.rows - BODY_MIN - 1);
        if (prefs->panel == PANEL_AUTO || rest.rows > 2 * BODY_MIN)
            wish = MIN(wish, MAX(rest.rows / 3, 3));
        layout.panel = take_bottom(&rest, wish);
        layout.panel_edge = take_bottom(&rest, 1);
    }
    if (prefs->has_detail && rest.rows >= DETAIL_FROM) {
        int most = CLAMP((rest.rows - 20) / 3, DETAIL_USUAL, DETAIL_MAX); /* a tall window's */
        int detail = CLAMP(rest.rows * 3 / 10, 3, most);
        layout.detail = take_bottom(&rest, detail);
        layout.detail_rule = take_bottom(&rest, 1);
    }
    layout.main = rest;
    return layout;
}
