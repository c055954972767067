/* SPDX-License-Identifier: MIT */
/* The parts of the ODR view. On top the chart (chart.h), then the figures of the day under the
 * cursor, below them a list: one of a few pages. */
#ifndef AZDESK_SRC_UI_ODR_VIEW_H
#define AZDESK_SRC_UI_ODR_VIEW_H

#include "app.h"
#include "list.h"
#include "odr_series.h"
#include "what_if.h"

typedef enum {
    ODR_PAGE_CALENDAR,
    ODR_PAGE_ORDERS,
    ODR_PAGE_REPORTS,
    ODR_PAGE_PARTS,
    N_ODR_PAGES
} OdrPageKind;

/* A row of a page. */
typedef struct {
    int kind;      /* the page's own */
    OrderId order; /* 0: none */
    Day day;       /* DAY_NONE: none */
    int index;     /* of what it shows */
} OdrRow;

typedef struct {
    UiView base;
    int market; /* of the part shown; 0: none yet */
    Channel channel;
    OdrSeries *series; /* (nullable) where there is no part */
    Day cursor;
    OdrPageKind page;
    GArray *rows; /* of OdrRow, of the page */
    UiList lists[N_ODR_PAGES];
    OdrRow selected[N_ODR_PAGES]; /* the row that the list keeps to */
    GArray *lines;                /* of OdrLine: the orders page's, of the cursor's day */
    WhatIf *what;
    Rect chart, pages, list; /* as last recalculated: for the mouse */
} OdrView;

/* A page: its rows, and a line for each. */
typedef struct {
    const char *name;  /* "calendar" */
    const char *title; /* N_("Calendar") */
    /* Appends the rows, for the cursor's day where it matters. */
    void (*rows)(UiApp *app, OdrView *view, GArray *rows);
    void (*heading)(UiApp *app, int cols, Line *line); /* (nullable) over the rows */
    /* `first`: nothing above it on the screen. */
    void (*line)(UiApp *app, OdrView *view, const OdrRow *row, gboolean first, int cols,
                 Line *line);
    gboolean of_day; /* the rows are others for another day */
} OdrPage;

const OdrPage *odr_page_calendar(void);
const OdrPage *odr_page_orders(void);
const OdrPage *odr_page_reports(void);
const OdrPage *odr_page_parts(void);

/* The chart's series, and their samples in a line. */
void odr_chart_recalc(UiApp *app, OdrView *view, int rows, int cols, Lines *lines);
void odr_legend_recalc(UiApp *app, OdrView *view, int cols, Lines *lines);
int odr_chart_day(UiApp *app, OdrView *view, int rows, int cols, int col);

/* The figures of the cursor's day, in at most `rows` lines. */
void odr_figures_recalc(UiApp *app, OdrView *view, int rows, int cols, Lines *lines);
int odr_figures_rows(const OdrView *view); /* that it would like to have */

/* The table of all markets and channels, for where there is room for it beside another page. */
void odr_parts_table(UiApp *app, OdrView *view, int rows, int cols, Lines *lines);

/* "amazon.co.jp, seller-fulfilled" (transfer full) */
char *odr_part_name(UiApp *app, int market, Channel channel);

#endif
