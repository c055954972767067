/* SPDX-License-Identifier: MIT */
/* How the ODR view shares its rows: a pure function of their number. */
#ifndef AZDESK_SRC_UI_ODR_LAYOUT_H
#define AZDESK_SRC_UI_ODR_LAYOUT_H

typedef struct {
    int legend, chart, figures, tabs, list; /* rows, from the top */
    int table; /* rows of the table of markets: below the list, or all of the list's beside it */
    int table_cols; /* beside the list; 0: below */
} OdrLayout;

/* `figures`: rows that the figures would like; `parts`: markets and channels that there are. */
OdrLayout odr_layout(int rows, int cols, int figures, int parts);

#endif
