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
    ROW_SUM,
    ROW_PARTS,
    ROW_VERDICT,
    ROW_SUSPECT,
    ROW_UNEXPLAINED,
    ROW_HEADING,
    ROW_REPORT
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
        add_row(rows, ROW_SUM, 0, DAY_NONE, 0);
        if (shown->report->claims >= 0)
            add_row(rows, ROW_PARTS, 0, DAY_NONE, 0);
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

static void sum_line(UiApp *app, const OdrReported *reported, Line *line)
{
    g_autofree char *taken = fmt_day(reported->taken), *from = fmt_day(reported->window.from);
    g_autofree char *to = fmt_day(reported->window.to);
    g_autofree char *amazon = amazon_text(reported), *rule = rule_text(reported);
    line_addf(line, STYLE_STRONG, "%s %s", _("report of"), taken);
    line_addf(line, STYLE_MUTED, " %s %s %s %s %s", app->glyphs->dot, _("orders"), from,
              app->glyphs->dash, to);
    line_addf(line, STYLE_LINE_REPORTED, "   %s %s", _("Amazon"), amazon);
    line_addf(line, STYLE_LINE_RULE, "   %s %s", _("by rule"), rule);
    double printed = reported->report->rate, own = odr_reported_rate(reported);
    if (!isnan(printed) && !isnan(own) && fabs(printed - own) >= 0.00005) {
        g_autofree char *text = fmt_percent(printed);
        line_addf(line, STYLE_MUTED, "   %s %s", _("printed there:"), text);
    }
}

static void part_line(Line *line, const char *label, gint64 amazon, int rule)
{
    line_addf(line, amazon == rule || amazon < 0 ? STYLE_MUTED : STYLE_WARN, "%s%s ",
              line->width > 0 ? "   " : "", label);
    if (amazon < 0)
        line_addf(line, STYLE_MUTED, _("unsaid, %d by rule"), rule);
    else
        line_addf(line, amazon == rule ? STYLE_MUTED : STYLE_WARN,
                  _("%" G_GINT64_FORMAT ", %d by rule"), amazon, rule);
}

/* Never that Amazon were wrong: a decision may be missing here as well. */
static void verdict_line(UiApp *app, const OdrReported *reported, Line *line)
{
    int more = reported->mismatch;
    if (!reported->comparable)
        line_add(line, STYLE_MUTED, _("The report states no number of defects to compare."));
    else if (more == 0)
        line_addf(line, STYLE_GOOD, "%s %s", app->glyphs->check,
                  _("Amazon counts what the rules count."));
    else if (more > 0)
        line_addf(line, STYLE_WARN,
                  ngettext("! Amazon counts %d more than the rules give:",
                           "! Amazon counts %d more than the rules give:", (gulong)more),
                  more);
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
    const char *seen = certain ? _("certain: seen on Amazon's page") : "";
    int right = certain ? MIN(text_width(seen) + 2, MAX(cols - 44, 0)) : 0;
    line_addf(line, STYLE_WARN, "  %s ", certain ? app->glyphs->stop : "?");
    line_addf(line, STYLE_ORDER, "%s  ", order);
    line_fit(line, STYLE_NORMAL, why, cols - line->width - right, app->glyphs->ellipsis);
    line_fit_right(line, STYLE_WARN, seen, right, app->glyphs->ellipsis);
}

static void unexplained_line(const OdrReported *reported, Line *line)
{
    line_addf(
        line, STYLE_WARN,
        ngettext("  ? %d more that the desk does not know: file it, or import the ODR page's "
                 "download",
                 "  ? %d more that the desk does not know: file them, or import the ODR page's "
                 "download",
                 (gulong)reported->unexplained),
        reported->unexplained);
}

#define COUNTS_COLS 15

static int taken_cols(void)
{
    g_autofree char *wide = fmt_day(day_from_ymd(2026, 12, 28));
    return MAX(text_width(wide), text_width(_("Taken"))) + 1;
}

static void heading_line(Line *line)
{
    line_fit(line, STYLE_HEADING, _("Taken"), taken_cols(), "");
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
        line_add(line, STYLE_MUTED,
                 _("no report up to this day: import a seller performance report"));
        break;
    case ROW_SUM:
        sum_line(app, shown, line);
        break;
    case ROW_PARTS:
        part_line(line, _("claims"), shown->report->claims, shown->by_rule.claims);
        part_line(line, _("feedback"), shown->report->feedback, shown->by_rule.feedback);
        part_line(line, _("chargebacks"), shown->report->chargebacks, shown->by_rule.chargebacks);
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
