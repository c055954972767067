/* SPDX-License-Identifier: MIT */
/* Series of days as a chart of styled lines. Pure. In Unicode each cell holds 2 x 4 braille dots,
 * in ASCII one character; the lines differ in their strokes and marks, never by colour alone.
 *
 * The scale is laid so that the limit runs between two rows of dots: a value under it, however
 * little, has its dot below the line, one that reaches it above. */
#ifndef AZDESK_SRC_UI_CHART_H
#define AZDESK_SRC_UI_CHART_H

#include "azdesk/core/when.h"
#include "glyphs.h"
#include "line.h"

typedef enum {
    STROKE_SOLID,
    STROKE_THICK,
    STROKE_LONG, /* long dashes */
    STROKE_DASHED,
    STROKE_DOTTED,
    STROKE_SPARSE, /* dots wide apart */
    STROKE_THICK_DASHED,
    N_STROKES,
} Stroke;

typedef struct {
    const double *values; /* one a day; NAN: none */
    Style style;
    Stroke stroke, beyond;    /* `beyond` from the chart's split on */
    char ascii, ascii_beyond; /* the same without dots */
    const gboolean *marks;    /* (nullable) days that carry a mark */
    const char *mark, *ascii_mark;
    gboolean judged; /* what reaches the limit is STYLE_BAD, and shaded down to it */
} ChartSeries;

typedef struct {
    Day first;
    int days;
    const ChartSeries *series; /* the first lies over the others */
    int n_series;
    double limit;
    /* Days from `first` on; -1: none. `split`: the first day that is not decided yet. */
    int today, split, cursor;
    const char *note; /* (nullable) said over it: why there is nothing to see */
} Chart;

/* Exactly `rows` lines of at most `cols` columns; none where there is no room at all. */
void chart_recalc(const Chart *chart, const Glyphs *glyphs, int rows, int cols, Lines *lines);

/* The day (from `first` on) at a column of a chart that wide; -1: none. For the mouse. */
int chart_day_at(const Chart *chart, int rows, int cols, int col);

/* How the series is drawn, three columns wide. */
void chart_sample(const ChartSeries *series, const Glyphs *glyphs, Line *line);

/* What the scale is made of: for tests, and for the axis. */
typedef struct {
    int rows;      /* of the plot */
    double unit;   /* dots for a rate of 1 */
    double limit;  /* as given */
    int limit_dot; /* lowest dot that is at the limit or above it */
    double step;   /* between labels */
    int decimals;  /* of the labels, in percent */
} ChartScale;
ChartScale chart_scale(int rows, double highest, double limit);
int chart_dot(const ChartScale *scale, double value); /* 0 .. 4 * rows - 1 */

#endif
