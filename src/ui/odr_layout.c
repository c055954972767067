/* SPDX-License-Identifier: MIT */
#include "odr_layout.h"

#include <glib.h>

#define LEGEND_FROM  11 /* rows of the view from which there is a legend */
#define FIGURES_FROM 19 /* ... from which the figures have all their rows */
#define LIST_FROM    9
#define LIST_MIN     3
#define CHART_MAX    26
#define TABLE_FROM   10  /* rows of the list from which it gives some to the table */
#define BESIDE_FROM  132 /* columns from which the table stands beside the list */
#define TABLE_COLS   67

static int take(int *rest, int rows)
{
    rows = CLAMP(rows, 0, *rest);
    *rest -= rows;
    return rows;
}

OdrLayout odr_layout(int rows, int cols, int figures, int parts)
{
    OdrLayout layout = {0};
    int rest = MAX(rows, 0);
    layout.legend = take(&rest, rows >= LEGEND_FROM ? 1 : 0);
    layout.figures = take(&rest, rows >= FIGURES_FROM  ? figures
                                 : rows >= LEGEND_FROM ? 2
                                                       : rows > 5);
    if (rows >= LIST_FROM) {
        layout.tabs = take(&rest, 1);
        layout.list = take(&rest, MAX(LIST_MIN, rows * 3 / 10 - 1));
    }
    int more = MAX(rest - CHART_MAX, rest - rows / 2);
    layout.list += layout.tabs > 0 ? take(&rest, more) : 0;
    layout.chart = rest;
    if (parts < 2 || layout.list < TABLE_FROM)
        return layout;
    if (cols >= BESIDE_FROM) {
        layout.table = layout.list;
        layout.table_cols = TABLE_COLS;
    } else {
        layout.table = MIN(parts + 1, layout.list / 3);
        layout.list -= layout.table;
    }
    return layout;
}
