/* SPDX-License-Identifier: MIT */
/* Amazon's reports held against the rules, over each report's own window and day: the latest one up
 * to the cursor in full, with the orders that it may count against the rules; then all of them. */
#include "odr_view.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "azdesk/core/text.h"
#include "format.h"

enum {
    ROW_NONE,
    ROW_HEAD, /* a table of three rows: what is counted, by Amazon, by rule */
    ROW_AMAZON,
    ROW_RULE,
    ROW_VERDICT,
    ROW_SUSPECT,
    ROW_UNEXPLAINED,
    ROW_HEADING, /* of the history */
    ROW_REPORT,
};

/* The report that is told in full. */
static const OdrReported *report_shown(const OdrView *view)
{
    return odr_series_reported(view->series, MIN(view->cursor, view->series->today));
}

static void add_row(GArray *rows, int kind, OrderId order, Day day, int index)
{
    OdrRow row = {.kind = kind, .order = order, .day = day, .index = index};
    g_array_append_val(rows, row);
}

static void reports_rows(UiApp *app, OdrView *view, GArray *rows)
{
    const OdrReported *shown = report_shown(view);
    const GPtrArray *history = view->series->history;
    if (shown == NULL) {
        add_row(rows, ROW_NONE, 0, DAY_NONE, 0);
    } else {
        add_row(rows, ROW_HEAD, 0, DAY_NONE, 0);
        add_row(rows, ROW_AMAZON, 0, DAY_NONE, 0);
        add_row(rows, ROW_RULE, 0, DAY_NONE, 0);
        add_row(rows, ROW_VERDICT, 0, DAY_NONE, 0);
        for (guint i = 0; i < shown->suspects->len; i++)
            add_row(rows, ROW_SUSPECT, g_array_index(shown->suspects, OrderId, i), DAY_NONE,
                    (int)i);
        if (shown->unexplained > 0)
            add_row(rows, ROW_UNEXPLAINED, 0, DAY_NONE, 0);
    }
    if (history->len > 0)
        add_row(rows, ROW_HEADING, 0, DAY_NONE, 0);
    for (guint i = history->len; i > 0; i--)
        add_row(rows, ROW_REPORT, 0, ((OdrReported *)g_ptr_array_index(history, i - 1))->taken,
                (int)i - 1);
}

/* ---- Lines ---- */

static char *counts_text(gint64 defects, gint64 orders, double rate)
{
    g_autofree char *percent =
        fmt_percent(orders > 0 && defects >= 0 ? odr_rate(defects, orders) : rate);
    if (defects < 0)
        return g_steal_pointer(&percent);
    if (orders < 0)
        return g_strdup_printf("%" G_GINT64_FORMAT, defects);
    return g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " %s", defects, orders,
                           percent);
}

static char *amazon_text(const OdrReported *reported)
{
    const Report *report = reported->report;
    return counts_text(report->defects, report->orders, report->rate);
}

static char *rule_text(const OdrReported *reported)
{
    return counts_text(reported->by_rule.defects, reported->by_rule_orders, NAN);
}

/* ---- The table of the report shown ---- */

enum { COL_ORDERS, COL_DEFECTS, COL_CLAIMS, COL_FEEDBACK, COL_CHARGEBACKS, N_COLS };

static const char *const COLS[N_COLS] = {N_("orders"), N_("defects"), N_("claims"), N_("feedback"),
                                         N_("chargebacks")};

#define ROOMY_FROM 66 /* columns from which the table's columns stand wider apart */

static int col_width(const char *heading, int cols)
{
    return MAX(text_width(heading), 6) + (cols >= ROOMY_FROM ? 2 : 1);
}

static int label_width(const OdrReported *reported)
{
    g_autofree char *taken = fmt_day(reported->taken);
    return MAX(MAX(text_width(_("Amazon")), text_width(_("by rule"))), text_width(taken)) + 1;
}

static void head_line(const OdrReported *reported, const Glyphs *glyphs, int cols, Line *line)
{
    g_autofree char *taken = fmt_day(reported->taken), *from = fmt_day(reported->window.from);
    g_autofree char *to = fmt_day(reported->window.to);
    g_autofree char *window = g_strdup_printf("   %s%s%s", from, _(glyphs->range), to);
    line_fit(line, STYLE_STRONG, taken, label_width(reported), "");
    for (int i = 0; i < N_COLS; i++)
        line_fit_right(line, STYLE_MUTED, _(COLS[i]), col_width(_(COLS[i]), cols), "");
    line_fit_right(line, STYLE_MUTED, _("rate"), col_width(_("rate"), cols), "");
    if (line->width + text_width(window) <= cols)
        line_add(line, STYLE_MUTED, window);
}

static void table_line(const OdrReported *reported, const char *label, Style style,
                       const gint64 counts[N_COLS], const gint64 others[N_COLS], double rate,
                       const Glyphs *glyphs, int cols, Line *line)
{
    line_fit(line, style, label, label_width(reported), "");
    for (int i = 0; i < N_COLS; i++) {
        gboolean differs = counts[i] >= 0 && others[i] >= 0 && counts[i] != others[i];
        g_autofree char *text = counts[i] < 0 ? g_strdup(glyphs->dash)
                                              : g_strdup_printf("%" G_GINT64_FORMAT, counts[i]);
        line_fit_right(line, differs ? STYLE_WARN : STYLE_NORMAL, text, col_width(_(COLS[i]), cols),
                       "");
    }
    g_autofree char *percent = fmt_percent(rate);
    line_fit_right(line, style, *percent != '\0' ? percent : glyphs->dash,
                   col_width(_("rate"), cols), "");
}

static void counts_line(UiApp *app, const OdrReported *reported, gboolean amazon, int cols,
                        Line *line)
{
    const Report *report = reported->report;
    const gint64 theirs[N_COLS] = {report->orders, report->defects, report->claims,
                                   report->feedback, report->chargebacks};
    const gint64 ours[N_COLS] = {reported->by_rule_orders, reported->by_rule.defects,
                                 reported->by_rule.claims, reported->by_rule.feedback,
                                 reported->by_rule.chargebacks};
    if (!amazon) {
        table_line(reported, _("by rule"), STYLE_LINE_RULE, ours, theirs,
                   odr_rate(reported->by_rule.defects, reported->by_rule_orders), app->glyphs, cols,
                   line);
        return;
    }
    double rate = odr_reported_rate(reported);
    table_line(reported, _("Amazon"), STYLE_LINE_REPORTED, theirs, ours, rate, app->glyphs, cols,
               line);
    if (isnan(report->rate) || isnan(rate) || fabs(report->rate - rate) < 0.00005)
        return;
    g_autofree char *percent = fmt_percent(report->rate);
    g_autofree char *printed = g_strdup_printf(_("   it states %s"), percent);
    if (line->width + text_width(printed) <= cols)
        line_add(line, STYLE_MUTED, printed);
}

static void more_line(const OdrReported *reported, Line *line)
{
    int more = reported->mismatch, suspects = (int)reported->suspects->len;
    line_addf(line, STYLE_WARN,
              ngettext("! Amazon counts %d more than the rules",
                       "! Amazon counts %d more than the rules", (gulong)more),
              more);
    if (suspects > more)
        line_addf(line, STYLE_WARN, _("; %d of these %d:"), more, suspects);
    else if (suspects > 0)
        line_add(line, STYLE_WARN, ":");
}

/* Never that Amazon were wrong: a decision may be missing here as well. */
static void verdict_line(UiApp *app, const OdrReported *reported, Line *line)
{
    int more = reported->mismatch;
    if (!reported->comparable)
        line_add(line, STYLE_MUTED, _("The report has no defect count to compare."));
    else if (more == 0)
        line_addf(line, STYLE_GOOD, "%s %s", app->glyphs->check,
                  _("Amazon agrees with the rules."));
    else if (more > 0)
        more_line(reported, line);
    else
        line_addf(line, STYLE_NORMAL,
                  ngettext("Amazon counts %d fewer than the rules: a decision may be missing here.",
                           "Amazon counts %d fewer than the rules: decisions may be missing here.",
                           (gulong)-more),
                  -more);
}

static gboolean is_certain(const OdrReported *reported, OrderId order)
{
    for (guint i = 0; i < reported->certain->len; i++)
        if (g_array_index(reported->certain, OrderId, i) == order)
            return TRUE;
    return FALSE;
}

/* The rule that says why the order should not count. */
static void suspect_line(UiApp *app, const OdrReported *reported, const OdrRow *row, int cols,
                         Line *line)
{
    const DeskCase *item = desk_find(app->model->desk, row->order);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(OdrLine));
    char order[ORDER_ID_SIZE];
    order_id_format(row->order, order);
    if (item != NULL)
        odr_explain_order(app->settings, item, reported->taken, NULL, 0, lines);
    const char *why = lines->len > 0 ? _(g_array_index(lines, OdrLine, 0).why) : "";
    gboolean certain = is_certain(reported, row->order);
    const char *seen = certain ? _("certain: on Amazon's page") : "";
    int right = certain ? MIN(text_width(seen) + 2, MAX(cols - 44, 0)) : 0;
    line_addf(line, STYLE_WARN, "  %s ", certain ? app->glyphs->stop : "?");
    line_addf(line, STYLE_ORDER, "%s  ", order);
    line_fit(line, STYLE_NORMAL, why, cols - line->width - right, app->glyphs->ellipsis);
    line_fit_right(line, STYLE_WARN, seen, right, app->glyphs->ellipsis);
}

static void unexplained_line(const OdrReported *reported, Line *line)
{
    line_addf(line, STYLE_WARN,
              ngettext("  ? %d more not in the desk: file it, or import the ODR page's download",
                       "  ? %d more not in the desk: file them, or import the ODR page's download",
                       (gulong)reported->unexplained),
              reported->unexplained);
}

#define COUNTS_COLS 15

static int taken_cols(void)
{
    g_autofree char *wide = fmt_day(day_from_ymd(2026, 12, 28));
    return MAX(text_width(wide), text_width(_("Date"))) + 1;
}

static void heading_line(Line *line)
{
    line_fit(line, STYLE_HEADING, _("Date"), taken_cols(), "");
    line_fit_right(line, STYLE_HEADING, _("Amazon"), COUNTS_COLS, "");
    line_fit_right(line, STYLE_HEADING, _("by rule"), COUNTS_COLS + 2, "");
    line_addf(line, STYLE_HEADING, "   %s", _("difference"));
}

static void report_line(UiApp *app, const OdrView *view, const OdrRow *row, Line *line)
{
    const OdrReported *reported = g_ptr_array_index(view->series->history, row->index);
    g_autofree char *taken = fmt_day(reported->taken);
    g_autofree char *amazon = amazon_text(reported), *rule = rule_text(reported);
    line_fit(line, reported == report_shown(view) ? STYLE_STRONG : STYLE_NORMAL, taken,
             taken_cols(), "");
    line_fit_right(line, STYLE_LINE_REPORTED, amazon, COUNTS_COLS, "");
    line_fit_right(line, STYLE_LINE_RULE, rule, COUNTS_COLS + 2, "");
    if (!reported->comparable)
        line_addf(line, STYLE_MUTED, "   %s", app->glyphs->dash);
    else if (reported->mismatch == 0)
        line_addf(line, STYLE_GOOD, "    0");
    else
        line_addf(line, reported->mismatch > 0 ? STYLE_WARN : STYLE_NORMAL, "   %+d ",
                  reported->mismatch);
    line_repeat(line, STYLE_WARN, app->glyphs->stop, MIN(MAX(reported->mismatch, 0), 12));
    line_repeat(line, STYLE_NORMAL, app->glyphs->stop_open, MIN(MAX(-reported->mismatch, 0), 12));
}

static void reports_line(UiApp *app, OdrView *view, const OdrRow *row, gboolean first, int cols,
                         Line *line)
{
    const OdrReported *shown = report_shown(view);
    switch (row->kind) {
    case ROW_NONE:
        line_add(line, STYLE_MUTED, _("no report by this day: import a seller performance report"));
        break;
    case ROW_HEAD:
        head_line(shown, app->glyphs, cols, line);
        break;
    case ROW_AMAZON:
    case ROW_RULE:
        counts_line(app, shown, row->kind == ROW_AMAZON, cols, line);
        break;
    case ROW_VERDICT:
        verdict_line(app, shown, line);
        break;
    case ROW_SUSPECT:
        suspect_line(app, shown, row, cols, line);
        break;
    case ROW_UNEXPLAINED:
        unexplained_line(shown, line);
        break;
    case ROW_HEADING:
        heading_line(line);
        break;
    case ROW_REPORT:
        report_line(app, view, row, line);
        break;
    }
}

const OdrPage *odr_page_reports(void)
{
    static const OdrPage page = {.name = "reports",
                                 .title = N_("Amazon's reports"),
                                 .rows = reports_rows,
                                 .line = reports_line,
                                 .of_day = TRUE};
    return &page;
}
