/* SPDX-License-Identifier: MIT */
/* The chart's series with their legend, and the figures of the day under the cursor. */
#include "odr_view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "azdesk/core/text.h"
#include "chart.h"
#include "format.h"

#define LIMIT 0.01 /* odr_good() is what decides; this is the line drawn */

/* ---- The chart ---- */

enum { LINE_RULE, LINE_WHAT_IF, LINE_REPORTED, LINE_BEST, N_LINES };

static void fill_lines(const OdrSeries *series, ChartSeries lines[N_LINES])
{
    lines[LINE_RULE] = (ChartSeries){.values = series->rule,
                                     .style = STYLE_LINE_RULE,
                                     .stroke = STROKE_SOLID,
                                     .beyond = STROKE_DASHED,
                                     .ascii = '*',
                                     .ascii_beyond = '+',
                                     .judged = TRUE};
    lines[LINE_WHAT_IF] = (ChartSeries){.values = series->what_if,
                                        .style = STYLE_CHANGED,
                                        .stroke = STROKE_THICK,
                                        .beyond = STROKE_THICK_DASHED,
                                        .ascii = '?',
                                        .ascii_beyond = '?'};
    lines[LINE_REPORTED] = (ChartSeries){.values = series->reported,
                                         .style = STYLE_LINE_REPORTED,
                                         .stroke = STROKE_LONG,
                                         .beyond = STROKE_LONG,
                                         .ascii = '~',
                                         .ascii_beyond = '~',
                                         .marks = series->report_days,
                                         .mark = "◆",
                                         .ascii_mark = "A"};
    lines[LINE_BEST] = (ChartSeries){.values = series->best,
                                     .style = STYLE_LINE_BEST,
                                     .stroke = STROKE_DOTTED,
                                     .beyond = STROKE_SPARSE,
                                     .ascii = '.',
                                     .ascii_beyond = '.'};
}

/* Why there is no line, where there is none. */
static const char *chart_note(const OdrSeries *series)
{
    for (guint i = 0; i < series->days->len; i++)
        if (!isnan(series->rule[i]) || !isnan(series->reported[i]))
            return NULL;
    return _("! no orders imported, so there is no rate to draw");
}

static Chart chart_of(const OdrView *view, const ChartSeries *lines)
{
    const OdrSeries *series = view->series;
    return (Chart){.first = series->first,
                   .days = (int)series->days->len,
                   .series = lines,
                   .n_series = N_LINES,
                   .limit = LIMIT,
                   .today = series->today - series->first,
                   .split = series->split,
                   .cursor = odr_series_index(series, view->cursor),
                   .note = chart_note(series)};
}

void odr_chart_recalc(UiApp *app, OdrView *view, int rows, int cols, Lines *lines)
{
    ChartSeries all[N_LINES];
    fill_lines(view->series, all);
    Chart chart = chart_of(view, all);
    chart_recalc(&chart, app->glyphs, rows, cols, lines);
}

int odr_chart_day(UiApp *app, OdrView *view, int rows, int cols, int col)
{
    ChartSeries all[N_LINES];
    fill_lines(view->series, all);
    Chart chart = chart_of(view, all);
    return chart_day_at(&chart, rows, cols, col);
}

static void legend_entry(const ChartSeries *series, const Glyphs *glyphs, const char *label,
                         Line *line)
{
    line_add(line, STYLE_NORMAL, line->width > 1 ? "   " : "");
    chart_sample(series, glyphs, line);
    line_addf(line, STYLE_NORMAL, " %s", label);
}

void odr_legend_recalc(UiApp *app, OdrView *view, int cols, Lines *lines)
{
    ChartSeries all[N_LINES];
    Line *line = lines_add(lines);
    fill_lines(view->series, all);
    line_add(line, STYLE_NORMAL, " ");
    legend_entry(&all[LINE_RULE], app->glyphs, _("by rule"), line);
    if (view->series->history->len > 0)
        legend_entry(&all[LINE_REPORTED], app->glyphs, _("Amazon"), line);
    legend_entry(&all[LINE_BEST], app->glyphs, _("best"), line);
    if (view->series->supposed != NULL)
        legend_entry(&all[LINE_WHAT_IF], app->glyphs, _("what if"), line);
    line_add(line, STYLE_NORMAL, "   ");
    line_repeat(line, STYLE_LINE_LIMIT, app->glyphs->limit, 3);
    /* xgettext:no-c-format */
    line_addf(line, STYLE_NORMAL, " %s", _("1% limit"));
    line_cut(line, cols, app->glyphs->ellipsis);
}

/* ---- Figures ---- */

typedef struct {
    UiApp *app;
    OdrView *view;
    int label; /* columns of the labels */
    int cols;
} Figures;

static int label_width(void)
{
    const char *const labels[] = {_("by rule"), _("best"), _("worst"), _("Amazon"), _("what if")};
    int width = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
        width = MAX(width, text_width(labels[i]));
    return width + 1;
}

/* Adds the text behind what is there already, if it fits. */
static void add_fact(const Figures *f, Line *line, Style style, const char *text)
{
    if (*text != '\0' && line->width + 3 + text_width(text) <= f->cols)
        line_addf(line, style, "   %s", text);
}

static void add_rate(const Figures *f, Line *line, const char *label, gint64 defects, gint64 orders,
                     Style style)
{
    g_autofree char *rate = fmt_rate(defects, orders);
    g_autofree char *counts =
        g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, defects, orders);
    line_add(line, STYLE_NORMAL, " ");
    line_fit(line, STYLE_STRONG, label, f->label, "");
    line_fit_right(line, style, *rate != '\0' ? rate : f->app->glyphs->dash, 7, "");
    line_add(line, STYLE_NORMAL, "  ");
    line_fit(line, STYLE_NORMAL, counts, MAX(text_width(counts), 8), "");
}

static Style rate_style(gint64 defects, gint64 orders)
{
    return orders <= 0 ? STYLE_MUTED : odr_good(defects, orders) ? STYLE_GOOD : STYLE_BAD;
}

static char *room_text(gint64 defects, gint64 orders)
{
    if (orders <= 0)
        return g_strdup(_("no orders, no rate"));
    if (!odr_good(defects, orders))
        /* xgettext:no-c-format */
        return g_strdup(_("! 1% or more"));
    const long room = (long)odr_headroom(defects, orders);
    return room > 0 ? g_strdup_printf(_("room for %ld"), room) : g_strdup(_("no room left"));
}

static const char *orders_warning(const OdrDay *day, Day today)
{
    if (day->orders_source == ORDERS_NONE || day->complete)
        return "";
    if (day->orders_source == ORDERS_REPORT)
        return _("! order count from the report");
    return day->decided || day->day <= today ? _("! imported orders do not cover it") : "";
}

static char *day_state(const Figures *f, const OdrDay *day)
{
    Day today = f->view->series->today;
    if (day->day < today)
        return g_strdup(_("past"));
    if (day->day == today)
        return g_strdup(_("today"));
    if (day->decided)
        return g_strdup(_("all its orders are placed"));
    return g_strdup_printf(_("at %.1f orders a day"), f->view->series->average);
}

static void figures_heading(const Figures *f, const OdrDay *day, Lines *lines)
{
    Line *line = lines_add(lines);
    g_autofree char *name = fmt_weekday(day->day), *state = day_state(f, day);
    g_autofree char *from = fmt_day(day->window.from), *to = fmt_day(day->window.to);
    g_autofree char *window =
        g_strdup_printf("%s %s%s%s", _("window"), from, _(f->app->glyphs->range), to);
    line_addf(line, STYLE_HEADING, " %s", name);
    line_addf(line, day->day == f->view->series->today ? STYLE_TODAY : STYLE_MUTED, " %s %s",
              f->app->glyphs->dot, state);
    add_fact(f, line, STYLE_NORMAL, window);
    add_fact(f, line, STYLE_WARN, orders_warning(day, f->view->series->today));
    g_autofree char *lag = g_strdup_printf(_("lag %d"), day->window.lag);
    add_fact(f, line, STYLE_MUTED, lag);
    line_cut(line, f->cols, f->app->glyphs->ellipsis);
}

static void figures_rule(const Figures *f, const OdrDay *day, Lines *lines)
{
    Line *line = lines_add(lines);
    gint64 defects = day->rule.defects;
    add_rate(f, line, _("by rule"), defects, day->orders, rate_style(defects, day->orders));
    g_autofree char *room = room_text(defects, day->orders);
    add_fact(f, line, day->orders > 0 && !odr_good(defects, day->orders) ? STYLE_BAD : STYLE_NORMAL,
             room);
    g_autofree char *parts =
        g_strdup_printf("%s %d %s %s %d %s %s %d", _("claims"), day->rule.claims,
                        f->app->glyphs->dot, _("feedback"), day->rule.feedback, f->app->glyphs->dot,
                        _("chargebacks"), day->rule.chargebacks);
    add_fact(f, line, STYLE_MUTED, parts);
}

static void figures_best(const Figures *f, const OdrDay *day, Lines *lines)
{
    Line *line = lines_add(lines);
    add_rate(f, line, _("best"), day->best, day->orders, STYLE_LINE_BEST);
    g_autofree char *rate = fmt_rate(day->worst, day->orders);
    g_autofree char *worst =
        g_strdup_printf("%s %s  %d/%" G_GINT64_FORMAT, _("worst"), rate, day->worst, day->orders);
    add_fact(f, line, STYLE_MUTED, worst);
}

static void figures_what_if(const Figures *f, const OdrDay *day, Lines *lines)
{
    const OdrDay *other = odr_series_supposed(f->view->series, day->day);
    Line *line = lines_add(lines);
    if (other == NULL) {
        line_add(line, STYLE_NORMAL, " ");
        line_fit(line, STYLE_CHANGED, _("what if"), f->label, "");
        line_addf(line, STYLE_MUTED, "  %s", _("applies from today on"));
        return;
    }
    add_rate(f, line, _("what if"), other->rule.defects, other->orders, STYLE_CHANGED);
    g_autofree char *room = room_text(other->rule.defects, other->orders);
    add_fact(f, line, STYLE_CHANGED, room);
    g_autofree char *key = keymap_first(f->app->keymap, CMD_SUPPOSE_NOTHING);
    g_autofree char *note = g_strdup_printf(_("nothing is saved; %s clears it"),
                                            key != NULL ? key : ":suppose-nothing");
    add_fact(f, line, STYLE_CHANGED, note);
}

/* Never that Amazon were wrong: only what it counts, and what the rules count. */
static char *mismatch_text(const OdrReported *reported)
{
    int more = reported->mismatch;
    if (!reported->comparable)
        return g_strdup("");
    if (more > 0)
        return g_strdup_printf(ngettext("! counts %d more than the rules",
                                        "! counts %d more than the rules", (gulong)more),
                               more);
    if (more < 0)
        return g_strdup_printf(ngettext("counts %d fewer than the rules",
                                        "counts %d fewer than the rules", (gulong)-more),
                               -more);
    return g_strdup(_("agrees with the rules"));
}

static void figures_reported(const Figures *f, const OdrDay *day, Lines *lines)
{
    const OdrReported *reported = odr_series_reported(f->view->series, day->day);
    Line *line = lines_add(lines);
    if (reported != NULL && reported->report->defects >= 0 && reported->report->orders > 0) {
        add_rate(f, line, _("Amazon"), reported->report->defects, reported->report->orders,
                 STYLE_LINE_REPORTED);
    } else {
        g_autofree char *rate =
            reported != NULL ? fmt_percent(reported->report->rate) : g_strdup("");
        line_add(line, STYLE_NORMAL, " ");
        line_fit(line, STYLE_STRONG, _("Amazon"), f->label, "");
        line_fit_right(line, STYLE_LINE_REPORTED, *rate != '\0' ? rate : f->app->glyphs->dash, 7,
                       "");
    }
    if (reported == NULL) {
        add_fact(f, line, STYLE_MUTED,
                 day->day > f->view->series->today ? _("not reported yet")
                                                   : _("no report by then"));
        return;
    }
    g_autofree char *mismatch = mismatch_text(reported), *taken = fmt_day(reported->taken);
    add_fact(f, line, reported->mismatch > 0 ? STYLE_WARN : STYLE_NORMAL, mismatch);
    g_autofree char *of = g_strdup_printf("%s %s", _("report of"), taken);
    add_fact(f, line, STYLE_MUTED, of);
}

/* All in one line, for where there are no more. */
static void figures_short(const Figures *f, const OdrDay *day, Lines *lines)
{
    const OdrDay *other = odr_series_supposed(f->view->series, day->day);
    const OdrReported *reported = odr_series_reported(f->view->series, day->day);
    Line *line = lines_add(lines);
    add_rate(f, line, _("by rule"), day->rule.defects, day->orders,
             rate_style(day->rule.defects, day->orders));
    if (other != NULL) {
        g_autofree char *rate = fmt_rate(other->rule.defects, other->orders);
        g_autofree char *text = g_strdup_printf("%s %s", _("what if"), rate);
        add_fact(f, line, STYLE_CHANGED, text);
    }
    if (reported != NULL) {
        g_autofree char *rate = fmt_percent(odr_reported_rate(reported));
        g_autofree char *text =
            g_strdup_printf("%s %s%s", _("Amazon"), rate, reported->mismatch > 0 ? " !" : "");
        add_fact(f, line, STYLE_LINE_REPORTED, text);
    }
    g_autofree char *best = fmt_rate(day->best, day->orders);
    g_autofree char *text = g_strdup_printf("%s %s", _("best"), best);
    add_fact(f, line, STYLE_LINE_BEST, text);
}

int odr_figures_rows(const OdrView *view)
{
    return 4 + (what_if_count(view->what) > 0 ? 1 : 0);
}

void odr_figures_recalc(UiApp *app, OdrView *view, int rows, int cols, Lines *lines)
{
    const OdrDay *day = odr_series_day(view->series, view->cursor);
    Figures f = {.app = app, .view = view, .label = label_width(), .cols = cols};
    guint first = lines->len;
    if (rows <= 0)
        return;
    if (rows >= 2)
        figures_heading(&f, day, lines);
    if (rows < odr_figures_rows(view)) {
        figures_short(&f, day, lines);
    } else {
        figures_rule(&f, day, lines);
        if (what_if_count(view->what) > 0)
            figures_what_if(&f, day, lines);
        figures_reported(&f, day, lines);
        figures_best(&f, day, lines);
    }
    for (guint i = first; i < lines->len; i++)
        line_cut(lines_at(lines, i), cols, app->glyphs->ellipsis);
}
