/* SPDX-License-Identifier: MIT */
/* Where everything stands: a pure function of the terminal's size and what the user prefers. */
#ifndef AZDESK_SRC_UI_LAYOUT_H
#define AZDESK_SRC_UI_LAYOUT_H

#include <glib.h>

typedef struct {
    int row, col, rows, cols;
} Rect;

typedef enum { PANEL_AUTO, PANEL_RIGHT, PANEL_BOTTOM, PANEL_HIDDEN } PanelPlace;

#define LAYOUT_MIN_ROWS   16 /* below 60x16 the screen says so, and goes on */
#define LAYOUT_MIN_COLS   60
#define LAYOUT_LIST_COLS  68 /* that a list keeps beside the panel */
#define LAYOUT_PANEL_COLS 30

typedef struct {
    PanelPlace panel;    /* as wished */
    int panel_width;     /* 0: by the window */
    gboolean has_panel;  /* the view wants a panel beside it */
    gboolean has_detail; /* the view wants the selected case's timeline below it */
    gboolean beside;     /* the panel comes below only when it is asked for */
} LayoutPrefs;

/* Rects without rows or columns are not there. No two overlap, none lies outside. */
typedef struct {
    gboolean small;         /* less than 60x16 */
    PanelPlace panel_place; /* PANEL_RIGHT, PANEL_BOTTOM or PANEL_HIDDEN */
    Rect title, tabs, main, detail_rule, detail, panel_edge, panel, hint;
} Layout;

Layout layout_compute(int rows, int cols, const LayoutPrefs *prefs);
static inline gboolean rect_empty(Rect rect)
{
    return rect.rows <= 0 || rect.cols <= 0;
}
static inline gboolean rect_holds(Rect rect, int row, int col)
{
    return row >= rect.row && row < rect.row + rect.rows && col >= rect.col &&
           col < rect.col + rect.cols;
}

#endif
