/* SPDX-License-Identifier: MIT */
#include "panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "azdesk/core/text.h"
#include "format.h"

#define TIGHT_COLS 37 /* below, what follows the rate goes to a line of its own */
#define TALL_ROWS  28 /* from which the case's lines stand still, whatever is said above them */
#define CASE_ROW   12

static int label_cols(void)
{
    return MAX(text_width(_("by rule")), MAX(text_width(_("Amazon")), text_width(_("best")))) + 1;
}

static Line *figure(Lines *lines, const char *label, Style style)
{
    Line *line = lines_add(lines);
    line_add(line, STYLE_NORMAL, " ");
    line_fit(line, style, label, label_cols(), "");
    return line;
}

static void add_rate(Line *line, Style style, gint64 defects, gint64 orders, const Glyphs *glyphs)
{
    g_autofree char *rate = fmt_rate(defects, orders);
    line_fit_right(line, style, *rate != '\0' ? rate : glyphs->dash, 6, "");
}

/* ---- The part's figures ---- */

static gboolean panel_before(UiApp *app, const PartFigures *part, Line *line)
{
    const FigureMark *before = &app->model->before;
    if (!before->there || before->market != part->market || before->channel != part->channel ||
        (before->defects == part->odr->rule.defects && before->orders == part->odr->orders))
        return FALSE;
    g_autofree char *was = fmt_rate(before->defects, before->orders);
    g_autofree char *is = fmt_rate(part->odr->rule.defects, part->odr->orders);
    line_addf(line, STYLE_CHANGED, " %s %s %s", *was != '\0' ? was : app->glyphs->dash,
              app->glyphs->arrow, *is != '\0' ? is : app->glyphs->dash);
    return TRUE;
}

static void panel_rule(UiApp *app, const PartFigures *part, int cols, Lines *lines)
{
    const Odr *odr = part->odr;
    gboolean bad = odr->status == ODR_BAD;
    Line *line = figure(lines, _("by rule"), STYLE_STRONG);
    gboolean changed = panel_before(app, part, line);
    if (!changed)
        add_rate(line, bad ? STYLE_BAD : STYLE_GOOD, odr->rule.defects, odr->orders, app->glyphs);
    line_addf(line, STYLE_NORMAL, "  %d/%" G_GINT64_FORMAT, odr->rule.defects, odr->orders);
    if (changed || cols < TIGHT_COLS) {
        line = lines_add(lines);
        line_pad(line, STYLE_NORMAL, label_cols());
    }
    if (odr->status == ODR_NONE)
        line_addf(line, STYLE_MUTED, "  %s", _("no orders"));
    else if (bad)
        /* xgettext:no-c-format */
        line_addf(line, STYLE_BAD, "  %s %s", app->glyphs->warn, _("1% or more"));
    else if (odr->headroom == 0)
        line_addf(line, STYLE_NORMAL, "  %s", _("no room left"));
    else
        line_addf(line, STYLE_NORMAL, "  %s %" G_GINT64_FORMAT, _("room for"), odr->headroom);
}

static void panel_reported(UiApp *app, const Odr *odr, int cols, Lines *lines)
{
    const OdrReported *reported = odr->reported;
    Line *line = figure(lines, _("Amazon"), STYLE_STRONG);
    if (reported == NULL) {
        line_add(line, STYLE_MUTED, _("no report yet"));
        return;
    }
    const Report *report = reported->report;
    if (report->defects >= 0 && report->orders > 0) {
        gboolean bad = !odr_good(report->defects, report->orders);
        add_rate(line, bad ? STYLE_BAD : STYLE_NORMAL, report->defects, report->orders,
                 app->glyphs);
        line_addf(line, STYLE_NORMAL, "  %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, report->defects,
                  report->orders);
    } else if (!isnan(report->rate)) {
        g_autofree char *rate = fmt_percent(report->rate);
        line_fit_right(line, STYLE_NORMAL, rate, 6, "");
    } else {
        line_add(line, STYLE_MUTED, app->glyphs->dash);
    }
    g_autofree char *taken = fmt_day(reported->taken);
    if (reported->mismatch != 0)
        line_addf(line, STYLE_WARN, "  %s", app->glyphs->warn);
    if (cols >= TIGHT_COLS)
        line_addf(line, STYLE_MUTED, "  %s", taken);
}

static void panel_bounds(UiApp *app, const Odr *odr, Lines *lines)
{
    Line *line = figure(lines, _("best"), STYLE_STRONG);
    add_rate(line, STYLE_NORMAL, odr->best, odr->orders, app->glyphs);
    line_addf(line, STYLE_MUTED, "  %s ", _("worst"));
    add_rate(line, odr_good(odr->worst, odr->orders) ? STYLE_NORMAL : STYLE_BAD, odr->worst,
             odr->orders, app->glyphs);
}

/* The rate of the days to come, the highest of each cell; 1% is the top but one. */
static void panel_spark(UiApp *app, const PartFigures *part, int cols, Lines *lines)
{
    const GArray *days = model_forecast(app->model, part->market, part->channel);
    int cells = MIN(cols - 18, 40), n = days != NULL ? (int)days->len : 0;
    if (cells < 8 || n == 0)
        return;
    Line *line = lines_add(lines);
    line_add(line, STYLE_NORMAL, " ");
    gboolean undecided = FALSE;
    for (int i = 0; i < cells; i++) {
        double high = 0;
        gboolean decided = TRUE;
        for (int k = i * n / cells; k < MAX((i + 1) * n / cells, i * n / cells + 1) && k < n; k++) {
            const OdrForecastDay *day = &g_array_index(days, OdrForecastDay, k);
            double rate = odr_rate(day->defects, day->orders);
            high = isnan(rate) ? high : MAX(high, rate);
            decided = decided && day->decided;
        }
        undecided = undecided || !decided;
        int level = CLAMP((int)(high * 100 * 6), 0, 7);
        line_add(line,
                 high >= 0.01 ? STYLE_BAD
                 : undecided  ? STYLE_MUTED
                              : STYLE_LINE_RULE,
                 app->glyphs->spark[level]);
    }
    g_autofree char *last = fmt_day(g_array_index(days, OdrForecastDay, n - 1).day);
    line_addf(line, STYLE_MUTED, " %s %s  %s", app->glyphs->arrow, last, app->glyphs->spark[6]);
    line_add(line, STYLE_MUTED, " 1%");
}

static void panel_window(UiApp *app, const Odr *odr, Lines *lines)
{
    g_autofree char *from = fmt_day(odr->window.from), *to = fmt_day(odr->window.to);
    Line *line = lines_add(lines);
    line_addf(line, STYLE_NORMAL, " %s %s%s%s", _("window"), from, _(app->glyphs->range), to);
}

/* In lines of about the same length: no word stands alone in the last one. */
static void panel_wrap(Lines *lines, Style style, int cols, const char *text)
{
    g_auto(GStrv) parts = text_wrap(text, MAX(cols - 2, 2));
    guint n = g_strv_length(parts);
    for (int width = cols - 3; n > 1 && width >= 2; width--) {
        g_auto(GStrv) narrower = text_wrap(text, width);
        if (g_strv_length(narrower) > n)
            break;
        cols = width + 2;
    }
    lines_wrap(lines, style, text, 1, cols - 1);
}

static void panel_warnings(UiApp *app, const Odr *odr, int cols, Lines *lines)
{
    const OdrReported *reported = odr->reported;
    if (reported != NULL && reported->mismatch > 0) {
        g_autofree char *text = g_strdup_printf(ngettext("! Amazon still counts %d it should not",
                                                         "! Amazon still counts %d it should not",
                                                         (gulong)reported->mismatch),
                                                reported->mismatch);
        panel_wrap(lines, STYLE_WARN, cols, text);
        if (reported->unexplained > 0) {
            g_autofree char *unknown =
                g_strdup_printf(ngettext("! %d of them unexplained", "! %d of them unexplained",
                                         (gulong)reported->unexplained),
                                reported->unexplained);
            panel_wrap(lines, STYLE_WARN, cols, unknown);
        }
    } else if (reported != NULL && reported->mismatch < 0) {
        g_autofree char *text =
            g_strdup_printf(_("Amazon counts %d fewer than the rules"), -reported->mismatch);
        panel_wrap(lines, STYLE_NORMAL, cols, text);
    }
    if (!odr->complete && odr->orders_source != ORDERS_NONE)
        panel_wrap(lines, STYLE_WARN, cols,
                   odr->orders_source == ORDERS_REPORT
                       ? _("! order count from the report")
                       : _("! imported orders do not cover the window"));
    if (odr->unmatched->len > 0) {
        g_autofree char *text =
            g_strdup_printf(ngettext("! %u claim on an order never imported",
                                     "! %u claims on orders never imported", odr->unmatched->len),
                            odr->unmatched->len);
        panel_wrap(lines, STYLE_WARN, cols, text);
    }
}

/* ---- The selected case's ---- */

typedef struct {
    double rate;
    GString *stages;
} Group;

/* What the legal stages would make of the rate, those together that make the same. */
static void panel_moves(UiApp *app, const DeskCase *item, int cols, Lines *lines)
{
    guint moves = claim_legal_moves(item->claim);
    Group groups[N_STAGES];
    int n = 0;
    for (int stage = 0; stage < N_STAGES; stage++) {
        if (!(moves & STAGE_BIT(stage)) || stage == STAGE_OPENED || stage == STAGE_HELD ||
            stage == STAGE_APPEAL_SENT)
            continue;
        double rate = model_rate_if(app->model, item, stage, OUTCOME_GRANTED_SELLER);
        int i = 0;
        while (i < n && fabs(groups[i].rate - rate) > 1e-9)
            i++;
        if (i == n)
            groups[n++] = (Group){rate, g_string_new(NULL)};
        if (groups[i].stages->len > 0)
            g_string_append(groups[i].stages, C_("punctuation", ", "));
        g_string_append(groups[i].stages, stage_label(stage));
    }
    for (int i = 0; i < n; i++) {
        g_autofree char *rate = fmt_percent(groups[i].rate);
        g_autofree char *on = fmt_day(model_rate_day(app->model, item));
        g_autofree char *then = g_strdup_printf(_(" on %s"), on);
        g_autofree char *text =
            g_strdup_printf("%s %s %s%s", groups[i].stages->str, app->glyphs->arrow, rate,
                            model_rate_day(app->model, item) > app->model->today ? then : "");
        if (!isnan(groups[i].rate))
            panel_wrap(lines, STYLE_NORMAL, cols, text);
        g_string_free(groups[i].stages, TRUE);
    }
}

static void panel_days(UiApp *app, const PartFigures *part, const DeskCase *item, Lines *lines)
{
    Day enters = odr_enters(item->day, part->odr->window.lag);
    Day leaves = odr_leaves(item->day, part->odr->window.lag, part->odr->window.span);
    Line *line = lines_add(lines);
    line_add(line, STYLE_NORMAL, " ");
    if (leaves <= app->model->today) {
        g_autofree char *day = fmt_day_year(leaves);
        line_addf(line, STYLE_NORMAL, "%s %s", _("out of the window since"), day);
        return;
    }
    g_autofree char *in = fmt_day(enters), *out = fmt_day(leaves);
    if (enters > app->model->today)
        line_addf(line, STYLE_NORMAL, _("enters %s"), in);
    if (line->width > 1)
        line_add(line, STYLE_NORMAL, C_("punctuation", ", "));
    line_addf(line, STYLE_NORMAL, _("leaves %s"), out);
}

static void panel_case(UiApp *app, const PartFigures *part, int cols, Lines *lines)
{
    const DeskCase *item = app_subject(app);
    double points;
    char id[ORDER_ID_SIZE];
    if (item == NULL)
        return;
    order_id_format(item->order, id);
    line_addf(lines_add(lines), STYLE_HEADING, " %s",
              item == app_selected_case(app) ? _("This case") : id);
    Line *line = lines_add(lines);
    if (item->claim != NULL && model_adds(app->model, item, &points))
        line_addf(line, STYLE_NORMAL, _(" counts: +%.2f points"), points);
    else if (item->claim != NULL && model_counts(app->model, item))
        line_add(line, STYLE_NORMAL, _(" counts by rule, adds nothing today"));
    else if (item->claim != NULL)
        line_add(line, STYLE_NORMAL, _(" does not count by rule"));
    else
        line_add(line, STYLE_NORMAL, _(" no claim, only feedback or chargeback"));
    if (item->claim != NULL && item->claim->amazon_counts != AMAZON_COUNTS_UNKNOWN)
        line_addf(lines_add(lines), STYLE_NORMAL, " %s: %s", _("counted on Amazon's page"),
                  amazon_counts_label(item->claim->amazon_counts));
    if (item->claim != NULL)
        panel_moves(app, item, cols, lines);
    panel_days(app, part, item, lines);
}

/* ---- Together ---- */

static void panel_columns(const Lines *left, const Lines *right, int left_cols, int rows,
                          Lines *lines)
{
    for (int i = 0; i < rows; i++) {
        Line *line = lines_add(lines);
        if (i < (int)left->len) {
            line_append(line, lines_at(left, (guint)i));
            line_cut(line, left_cols, "");
        }
        line_pad(line, STYLE_NORMAL, left_cols);
        if (i < (int)right->len)
            line_append(line, lines_at(right, (guint)i));
    }
}

static void panel_make(UiApp *app, const PartFigures *part, int cols, gboolean tall, Lines *lines)
{
    if (tall)
        line_addf(lines_add(lines), STYLE_HEADING, " %s", _("Order Defect Rate"));
    if (part == NULL) {
        line_addf(lines_add(lines), STYLE_MUTED, " %s", _("no orders, no claims, no report yet"));
        return;
    }
    panel_rule(app, part, cols, lines);
    panel_reported(app, part->odr, cols, lines);
    panel_bounds(app, part->odr, lines);
    if (tall)
        panel_spark(app, part, cols, lines);
    panel_window(app, part->odr, lines);
    panel_warnings(app, part->odr, cols, lines);
}

/* The part's lines; made anew only when a figure, the width or the part is another one. */
static const Lines *panel_part(UiApp *app, const PartFigures *part, int cols, gboolean tall)
{
    PanelKept now = {.serial = app->model->serial,
                     .market = part != NULL ? part->market : 0,
                     .channel = part != NULL ? part->channel : 0,
                     .cols = cols,
                     .tall = tall,
                     .before = app->model->before.there};
    for (int i = 0; i < PANELS_KEPT; i++) {
        const PanelKept *kept = &app->panel_kept[i];
        if (kept->lines != NULL && kept->serial == now.serial && kept->market == now.market &&
            kept->channel == now.channel && kept->cols == cols && kept->tall == tall &&
            kept->before == now.before)
            return kept->lines;
    }
    PanelKept *kept = &app->panel_kept[app->panel_next++ % PANELS_KEPT];
    g_clear_pointer(&kept->lines, g_ptr_array_unref);
    now.lines = lines_new();
    panel_make(app, part, cols, tall, now.lines);
    *kept = now;
    return kept->lines;
}

void panel_recalc(UiApp *app, int rows, int cols, gboolean wide, Lines *lines)
{
    const PartFigures *part = app_part(app);
    g_autoptr(GPtrArray) below = lines_new();
    int left_cols = wide ? MIN(cols / 2, 44) : cols, right_cols = wide ? cols - left_cols : cols;
    const Lines *left = panel_part(app, part, left_cols, !wide || rows >= 6);
    if (part != NULL)
        panel_case(app, part, right_cols, below);
    if (wide) {
        panel_columns(left, below, left_cols, rows, lines);
    } else {
        for (guint i = 0; i < left->len && (int)lines->len < rows; i++)
            lines_share(lines, lines_at(left, i));
        while (below->len > 0 && (int)lines->len < (rows >= TALL_ROWS ? CASE_ROW : 0))
            lines_add(lines);
        if (below->len > 0 && (int)lines->len < rows)
            lines_add(lines);
        for (guint i = 0; i < below->len && (int)lines->len < rows; i++)
            lines_share(lines, lines_at(below, i));
    }
    for (guint i = 0; i < lines->len; i++)
        line_cut(lines_at(lines, i), cols, app->glyphs->ellipsis);
}
