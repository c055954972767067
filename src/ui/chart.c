/* SPDX-License-Identifier: MIT */
#include "chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "azdesk/core/text.h"
#include "format.h"

#define DOT_COLS 2 /* of a braille cell */
#define DOT_ROWS 4

/* ---- Scale ---- */

static const struct {
    double step;
    int decimals;
} STEPS[] = {{0.0005, 2}, {0.001, 1}, {0.002, 1}, {0.0025, 2}, {0.005, 1}, {0.01, 0}, {0.02, 0},
             {0.05, 0},   {0.1, 0},   {0.2, 0},   {0.25, 0},   {0.5, 0},   {1, 0}};

#define STEP_DOTS  8    /* at least, between two labels */
#define HEADROOM   1.05 /* over the highest value */
#define LEAST_OVER 1.2  /* of the limit, however low the values are */
#define ALIGN_FROM 0.7  /* of the height, that is kept at least */

ChartScale chart_scale(int rows, double highest, double limit)
{
    ChartScale scale = {.rows = MAX(rows, 1), .limit = limit};
    int dots = DOT_ROWS * scale.rows;
    double top = MAX(highest * HEADROOM, limit * LEAST_OVER);
    scale.unit = (dots - 1) / top;
    scale.limit_dot = MAX((int)ceil(limit * scale.unit), 1);
    /* Better in the middle of a cell, where the line is drawn, if that costs little height. */
    int cell = (int)floor((limit * scale.unit - DOT_ROWS / 2) / DOT_ROWS);
    double unit = (cell * DOT_ROWS + DOT_ROWS / 2) / limit;
    if (cell >= 0 && unit >= scale.unit * ALIGN_FROM) {
        scale.limit_dot = cell * DOT_ROWS + DOT_ROWS / 2;
        scale.unit = unit;
    }
    gsize i = 0;
    while (i + 1 < G_N_ELEMENTS(STEPS) && STEPS[i].step * scale.unit < STEP_DOTS)
        i++;
    scale.step = STEPS[i].step;
    scale.decimals = STEPS[i].decimals;
    return scale;
}

int chart_dot(const ChartScale *scale, double value)
{
    int dot = (int)floor(MIN(value * scale->unit, (double)(DOT_ROWS * scale->rows)));
    if (value < scale->limit)
        dot = MIN(dot, scale->limit_dot - 1);
    else
        dot = MAX(dot, scale->limit_dot);
    return CLAMP(dot, 0, DOT_ROWS * scale->rows - 1);
}

static double highest_value(const Chart *chart)
{
    double high = 0;
    for (int s = 0; s < chart->n_series; s++)
        for (int i = 0; i < chart->days; i++)
            if (!isnan(chart->series[s].values[i]))
                high = MAX(high, chart->series[s].values[i]);
    return high;
}

/* ---- Geometry ---- */

typedef struct {
    gboolean head, axis, dates; /* rows above and below the plot */
    int gutter;                 /* columns left of it: labels and the axis */
    int cols;                   /* of the plot */
    ChartScale scale;
} Geometry;

#define HEAD_FROM   8 /* rows from which there is the row of words, the axis, the dates */
#define AXIS_FROM   10
#define DATES_FROM  3
#define GUTTER_FROM 24 /* columns */

static char *scale_label(const ChartScale *scale, double value)
{
    if (value <= 0)
        return g_strdup("0%");
    return g_strdup_printf("%.*f%%", scale->decimals, value * 100);
}

static int scale_label_width(const ChartScale *scale)
{
    double top = DOT_ROWS * scale->rows / scale->unit;
    g_autofree char *high = scale_label(scale, floor(top / scale->step) * scale->step);
    g_autofree char *limit = scale_label(scale, scale->limit);
    return MAX(text_width(high), text_width(limit));
}

static Geometry geometry(const Chart *chart, int rows, int cols)
{
    Geometry g = {
        .head = rows >= HEAD_FROM, .axis = rows >= AXIS_FROM, .dates = rows >= DATES_FROM};
    g.scale = chart_scale(rows - (g.head ? 1 : 0) - (g.axis ? 1 : 0) - (g.dates ? 1 : 0),
                          highest_value(chart), chart->limit);
    if (cols >= GUTTER_FROM)
        g.gutter = scale_label_width(&g.scale) + 2;
    g.cols = MAX(cols - g.gutter - (cols >= GUTTER_FROM ? 1 : 0), 1);
    return g;
}

/* First of `width` places that a day takes. */
static int day_start_at(const Chart *chart, int day, int width)
{
    return (int)((gint64)day * width / MAX(chart->days, 1));
}

static int day_column(const Chart *chart, const Geometry *g, int day)
{
    if (day < 0 || day >= chart->days)
        return -1;
    int width = g->cols * DOT_COLS;
    int from = day_start_at(chart, day, width), to = day_start_at(chart, day + 1, width);
    return CLAMP((from + MAX(to - 1, from)) / 2 / DOT_COLS, 0, g->cols - 1);
}

/* The day in the middle of a column. */
static int column_day(const Chart *chart, const Geometry *g, int col)
{
    return CLAMP((int)(((gint64)col * 2 + 1) * chart->days / (2 * g->cols)), 0, chart->days - 1);
}

int chart_day_at(const Chart *chart, int rows, int cols, int col)
{
    Geometry g = geometry(chart, rows, cols);
    int at = col - g.gutter;
    return at < 0 || at >= g.cols || chart->days <= 0 ? -1 : column_day(chart, &g, at);
}

/* ---- The plot ---- */

typedef struct {
    guint8 dots;
    gint8 owner;      /* series whose style it has; -1: none */
    char ascii;       /* 0: none */
    const char *over; /* (nullable) a glyph in the dots' place */
    Style style;
} Cell;

typedef struct {
    const Chart *chart;
    const Glyphs *glyphs;
    const Geometry *g;
    gboolean ascii;
    int dot_cols; /* in a cell: 2, in ASCII 1 */
    Cell *cells;  /* from the top row down */
} Plot;

static const struct {
    int period, on;
} STROKES[N_STROKES] = {
    [STROKE_SOLID] = {1, 1},        [STROKE_THICK] = {1, 1},  [STROKE_LONG] = {8, 6},
    [STROKE_DASHED] = {4, 2},       [STROKE_DOTTED] = {2, 1}, [STROKE_SPARSE] = {4, 1},
    [STROKE_THICK_DASHED] = {4, 2},
};

/* By column and row of the dot, from the bottom. */
static const guint8 DOT_BITS[DOT_COLS][DOT_ROWS] = {{0x40, 0x04, 0x02, 0x01},
                                                    {0x80, 0x20, 0x10, 0x08}};

static Cell *plot_cell(const Plot *plot, int row, int col)
{
    return &plot->cells[row * plot->g->cols + col];
}

static void plot_dot(Plot *plot, int series, int x, int y, gboolean beyond, gboolean over_limit)
{
    const ChartSeries *what = &plot->chart->series[series];
    int row = plot->g->scale.rows - 1 - y / DOT_ROWS, col = x / plot->dot_cols;
    if (row < 0 || row >= plot->g->scale.rows || col < 0 || col >= plot->g->cols)
        return;
    Cell *cell = plot_cell(plot, row, col);
    cell->dots |= DOT_BITS[x % plot->dot_cols][y % DOT_ROWS];
    cell->owner = (gint8)series;
    cell->style = over_limit ? STYLE_BAD : what->style;
    cell->ascii = over_limit ? '#' : beyond ? what->ascii_beyond : what->ascii;
}

static gboolean stroke_on(Stroke stroke, int at)
{
    return at % STROKES[stroke].period < STROKES[stroke].on;
}

static void plot_day(Plot *plot, int series, int day, int before)
{
    const Chart *chart = plot->chart;
    const ChartSeries *what = &chart->series[series];
    const ChartScale *scale = &plot->g->scale;
    int width = plot->g->cols * plot->dot_cols;
    int from = day_start_at(chart, day, width), to = day_start_at(chart, day + 1, width);
    int y = chart_dot(scale, what->values[day]);
    gboolean beyond = chart->split >= 0 && day >= chart->split;
    gboolean over = what->judged && what->values[day] >= chart->limit;
    Stroke stroke = plot->ascii ? STROKE_SOLID : beyond ? what->beyond : what->stroke;
    for (int x = from; x < MAX(to, from + 1); x++) {
        if (!stroke_on(stroke, x))
            continue;
        plot_dot(plot, series, x, y, beyond, over);
        if (stroke == STROKE_THICK || stroke == STROKE_THICK_DASHED)
            plot_dot(plot, series, x, y > 0 ? y - 1 : y + 1, beyond, over);
    }
    if (before < 0)
        return;
    int step = y > before ? 1 : -1;
    for (int at = before + step; (y - at) * step > 0; at += step)
        if (stroke_on(stroke, at))
            plot_dot(plot, series, from, at, beyond, what->judged && at >= scale->limit_dot);
}

/* Where a line above has the same, this one is not to be told from it: it is left out. */
static gboolean plot_covered(const Plot *plot, int series, int day)
{
    const ChartSeries *all = plot->chart->series;
    for (int s = 0; s < series; s++)
        if (all[s].values[day] == all[series].values[day])
            return TRUE;
    return FALSE;
}

static void plot_series(Plot *plot, int series)
{
    const ChartSeries *what = &plot->chart->series[series];
    int before = -1;
    for (int day = 0; day < plot->chart->days; day++) {
        if (isnan(what->values[day])) {
            before = -1;
            continue;
        }
        if (!plot_covered(plot, series, day))
            plot_day(plot, series, day, before);
        before = chart_dot(&plot->g->scale, what->values[day]);
    }
}

/* Marks stand apart: one that would touch the mark before it, at the same height, is left out. */
static void plot_marks(Plot *plot, int series)
{
    const ChartSeries *what = &plot->chart->series[series];
    int last_col = -10, last_row = -1;
    for (int day = 0; what->marks != NULL && day < plot->chart->days; day++) {
        if (!what->marks[day] || isnan(what->values[day]))
            continue;
        int col = day_column(plot->chart, plot->g, day);
        int row =
            plot->g->scale.rows - 1 - chart_dot(&plot->g->scale, what->values[day]) / DOT_ROWS;
        if (row == last_row && col - last_col < 4)
            continue;
        Cell *cell = plot_cell(plot, row, col);
        cell->over = plot->ascii ? what->ascii_mark : what->mark;
        cell->style = what->style;
        last_col = col;
        last_row = row;
    }
}

static gboolean cell_empty(const Cell *cell)
{
    return cell->dots == 0 && cell->over == NULL;
}

static void cell_fill(Cell *cell, const char *glyph, Style style)
{
    if (!cell_empty(cell))
        return;
    cell->over = glyph;
    cell->style = style;
}

/* From the limit up to what lies over it. */
static void plot_shade(Plot *plot, int series)
{
    const Chart *chart = plot->chart;
    const ChartScale *scale = &plot->g->scale;
    const char *shade = plot->ascii ? ":" : "░";
    for (int col = 0; col < plot->g->cols; col++) {
        double value = chart->series[series].values[column_day(chart, plot->g, col)];
        if (isnan(value) || value < chart->limit)
            continue;
        for (int y = scale->limit_dot / DOT_ROWS + 1; y < chart_dot(scale, value) / DOT_ROWS; y++)
            cell_fill(plot_cell(plot, scale->rows - 1 - y, col), shade, STYLE_BAD);
    }
}

static void plot_column(Plot *plot, int day, const char *glyph, Style style)
{
    int col = day_column(plot->chart, plot->g, day);
    for (int row = 0; col >= 0 && row < plot->g->scale.rows; row++)
        cell_fill(plot_cell(plot, row, col), glyph, style);
}

static void plot_cursor(Plot *plot)
{
    int col = day_column(plot->chart, plot->g, plot->chart->cursor);
    for (int row = 0; col >= 0 && row < plot->g->scale.rows; row++) {
        Cell *cell = plot_cell(plot, row, col);
        if (!cell_empty(cell))
            cell->style = STYLE_SELECTED;
        else
            cell_fill(cell, plot->ascii ? "!" : plot->glyphs->vbar, STYLE_NORMAL);
    }
}

static void plot_all(Plot *plot)
{
    const Chart *chart = plot->chart;
    const ChartScale *scale = &plot->g->scale;
    for (int s = chart->n_series - 1; s >= 0; s--)
        plot_series(plot, s);
    for (int s = chart->n_series - 1; s >= 0; s--)
        plot_marks(plot, s);
    plot_cursor(plot);
    plot_column(plot, chart->today, plot->glyphs->vline, STYLE_TODAY);
    plot_column(plot, chart->split, plot->ascii ? ":" : "┊", STYLE_MUTED);
    for (int s = 0; s < chart->n_series; s++)
        if (chart->series[s].judged)
            plot_shade(plot, s);
    int row = scale->rows - 1 - scale->limit_dot / DOT_ROWS;
    for (int col = 0; col < plot->g->cols; col++)
        cell_fill(plot_cell(plot, row, col), plot->glyphs->limit, STYLE_LINE_LIMIT);
}

static void cell_text(const Plot *plot, const Cell *cell, GString *text)
{
    if (cell->over != NULL)
        g_string_append(text, cell->over);
    else if (cell->dots == 0)
        g_string_append_c(text, ' ');
    else if (plot->ascii)
        g_string_append_c(text, cell->ascii);
    else
        g_string_append_unichar(text, 0x2800u + cell->dots);
}

static void plot_row(const Plot *plot, int row, Line *line)
{
    g_autoptr(GString) text = g_string_sized_new((gsize)plot->g->cols * 3);
    for (int col = 0; col < plot->g->cols; col++) {
        const Cell *cell = plot_cell(plot, row, col);
        Style style = cell_empty(cell) ? STYLE_NORMAL : cell->style;
        const Cell *next = col + 1 < plot->g->cols ? cell + 1 : NULL;
        cell_text(plot, cell, text);
        if (next != NULL && (cell_empty(next) ? STYLE_NORMAL : next->style) == style)
            continue;
        line_add(line, style, text->str);
        g_string_truncate(text, 0);
    }
}

/* ---- Labels in a row ---- */

typedef struct {
    int col;
    char *text;
    Style style;
} Label;

static void label_clear(gpointer data)
{
    g_free(((Label *)data)->text);
}

static GArray *labels_new(void)
{
    GArray *labels = g_array_new(FALSE, TRUE, sizeof(Label));
    g_array_set_clear_func(labels, label_clear);
    return labels;
}

/* Puts the text at `col` if it fits there with a blank on both sides; the labels stay in order. */
static gboolean label_put(GArray *labels, int cols, int col, Style style, const char *text)
{
    int width = text_width(text);
    guint place = 0;
    if (width > cols || width == 0)
        return FALSE;
    col = CLAMP(col, 0, cols - width);
    for (guint i = 0; i < labels->len; i++) {
        const Label *other = &g_array_index(labels, Label, i);
        if (col < other->col + text_width(other->text) + 1 && other->col < col + width + 1)
            return FALSE;
        place += other->col < col ? 1 : 0;
    }
    Label label = {.col = col, .text = g_strdup(text), .style = style};
    g_array_insert_val(labels, place, label);
    return TRUE;
}

static void labels_add(const GArray *labels, int gutter, Line *line)
{
    for (guint i = 0; i < labels->len; i++) {
        const Label *label = &g_array_index(labels, Label, i);
        line_pad(line, STYLE_NORMAL, gutter + label->col);
        line_add(line, label->style, label->text);
    }
}

/* ---- The rows around the plot ---- */

/* Says what the parts of the chart are: left of today, up to the split, and beyond. */
static void add_head(const Chart *chart, const Geometry *g, Lines *lines)
{
    g_autoptr(GArray) labels = labels_new();
    int today = day_column(chart, g, chart->today), split = day_column(chart, g, chart->split);
    const char *words = _("today");
    if (chart->note != NULL)
        label_put(labels, g->cols, 1, STYLE_WARN, chart->note);
    if (today >= 0)
        label_put(labels, g->cols, today + 1 - text_width(words), STYLE_TODAY, words);
    if (split >= 0 && !label_put(labels, g->cols, split, STYLE_MUTED,
                                 _("if orders continue, without new claims")))
        label_put(labels, g->cols, split, STYLE_MUTED, _("extrapolated"));
    words = _("decided");
    if (today >= 0 && split - today > text_width(words) + 1)
        label_put(labels, g->cols, today + (split - today - text_width(words) + 1) / 2, STYLE_MUTED,
                  words);
    words = _("past");
    label_put(labels, MAX(today - text_width(_("today")), 0), 1, STYLE_MUTED, words);
    labels_add(labels, g->gutter, lines_add(lines));
}

/* The labels by row from the top: the limit's, and steps that do not crowd it. (transfer full) */
static char **row_labels(const ChartScale *scale)
{
    char **labels = g_new0(char *, (gsize)scale->rows + 1);
    int limit = scale->limit_dot / DOT_ROWS;
    labels[scale->rows - 1 - limit] = scale_label(scale, scale->limit);
    for (int i = 0; i * scale->step * scale->unit < DOT_ROWS * scale->rows; i++) {
        int cell = chart_dot(scale, i * scale->step) / DOT_ROWS;
        if (ABS(cell - limit) >= (i == 0 ? 1 : 2))
            labels[scale->rows - 1 - cell] = scale_label(scale, i * scale->step);
    }
    return labels;
}

static void add_plot(const Plot *plot, Lines *lines)
{
    const Geometry *g = plot->g;
    char **labels = row_labels(&g->scale);
    for (int row = 0; row < g->scale.rows; row++) {
        Line *line = lines_add(lines);
        const char *label = labels[row];
        gboolean limit = g->scale.rows - 1 - row == g->scale.limit_dot / DOT_ROWS;
        if (g->gutter > 0) {
            line_fit_right(line, limit ? STYLE_LINE_LIMIT : STYLE_MUTED, label != NULL ? label : "",
                           g->gutter - 1, "");
            line_add(line, STYLE_BORDER,
                     label != NULL ? plot->glyphs->tee_right : plot->glyphs->vline);
        }
        plot_row(plot, row, line);
        g_free(labels[row]);
    }
    g_free(labels);
}

static void add_axis(const Chart *chart, const Geometry *g, const Glyphs *glyphs, Lines *lines)
{
    Line *line = lines_add(lines);
    line_pad(line, STYLE_NORMAL, g->gutter - 1);
    if (g->gutter > 0)
        line_add(line, STYLE_BORDER, glyphs->bottom_left);
    line_repeat(line, STYLE_BORDER, glyphs->hline, g->cols);
}

static void put_date(const Chart *chart, const Geometry *g, GArray *labels, int day, Style style)
{
    if (day < 0 || day >= chart->days)
        return;
    g_autofree char *text = fmt_day(chart->first + day);
    label_put(labels, g->cols, day_column(chart, g, day) - text_width(text) / 2, style, text);
}

/* The cursor's first, then today, then months, half and quarter months as there is room. */
static void add_dates(const Chart *chart, const Geometry *g, Lines *lines)
{
    static const int months[][2] = {{1, 1}, {15, 15}, {8, 22}};
    g_autoptr(GArray) labels = labels_new();
    put_date(chart, g, labels, chart->cursor, STYLE_SELECTED);
    put_date(chart, g, labels, chart->today, STYLE_TODAY);
    for (gsize i = 0; i < G_N_ELEMENTS(months); i++) {
        if (i == 2 && g->cols < 2 * chart->days)
            break; /* a date every week only where days are wide */
        for (int day = 0; day < chart->days; day++) {
            int year, month, dom;
            day_to_ymd(chart->first + day, &year, &month, &dom);
            if (dom == months[i][0] || dom == months[i][1])
                put_date(chart, g, labels, day, STYLE_MUTED);
        }
    }
    labels_add(labels, g->gutter, lines_add(lines));
}

/* ---- Together ---- */

void chart_recalc(const Chart *chart, const Glyphs *glyphs, int rows, int cols, Lines *lines)
{
    if (rows <= 0 || cols <= 0 || chart->days <= 0)
        return;
    Geometry g = geometry(chart, rows, cols);
    Plot plot = {.chart = chart,
                 .glyphs = glyphs,
                 .g = &g,
                 .ascii = *glyphs->braille == '\0',
                 .cells = g_new0(Cell, (gsize)g.scale.rows * (gsize)g.cols)};
    plot.dot_cols = plot.ascii ? 1 : DOT_COLS;
    guint first = lines->len;
    plot_all(&plot);
    if (g.head)
        add_head(chart, &g, lines);
    add_plot(&plot, lines);
    if (g.axis)
        add_axis(chart, &g, glyphs, lines);
    if (g.dates)
        add_dates(chart, &g, lines);
    for (guint i = first; i < lines->len; i++)
        line_cut(lines_at(lines, i), cols, "");
    g_free(plot.cells);
}

void chart_sample(const ChartSeries *series, const Glyphs *glyphs, Line *line)
{
    static const char *const samples[N_STROKES] = {
        [STROKE_SOLID] = "⠒⠒⠒",        [STROKE_THICK] = "⠶⠶⠶",  [STROKE_LONG] = "⠒⠒⠒",
        [STROKE_DASHED] = "⠒ ⠒",       [STROKE_DOTTED] = "⠂⠂⠂", [STROKE_SPARSE] = "⠂ ⠂",
        [STROKE_THICK_DASHED] = "⠶ ⠶",
    };
    gboolean ascii = *glyphs->braille == '\0';
    const char *mark = ascii ? series->ascii_mark : series->mark;
    if (ascii) {
        char text[4] = {series->ascii, series->ascii, series->ascii, '\0'};
        line_add(line, series->style, text);
    } else if (mark != NULL) {
        line_addf(line, series->style, "⠒%s⠒", mark);
    } else {
        line_add(line, series->style, samples[series->stroke]);
    }
}
