/* SPDX-License-Identifier: MIT */
/* All markets and channels at a glance. */
#include "odr_view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "azdesk/core/text.h"
#include "format.h"

char *odr_part_name(UiApp *app, int market, Channel channel)
{
    const Market *there = market_by_num(market);
    return g_strconcat(there != NULL ? there->domain : "?", C_("punctuation", ", "),
                       channel_label(channel), NULL);
}

static const PartFigures *part_at(UiApp *app, int i)
{
    const PartFigures *part = &g_array_index(app->model->parts, PartFigures, i);
    return model_part(app->model, part->market, part->channel);
}

static void parts_rows(UiApp *app, OdrView *view, GArray *rows)
{
    for (guint i = 0; i < app->model->parts->len; i++) {
        OdrRow row = {.day = DAY_NONE, .index = (int)i};
        g_array_append_val(rows, row);
    }
}

/* Columns as wide as their headings and what stands under them. */
typedef struct {
    int name, rule, amazon, best, room, difference;
} PartCols;

static int col_width(const char *heading, int least)
{
    return MAX(text_width(heading) + 2, least);
}

#define STATUS_COLS 16 /* that are kept for it */
#define NAME_LEAST  12
#define NAME_MOST   32

static PartCols part_cols(int cols)
{
    PartCols at = {
        .rule = col_width(_("by rule"), 8),
        .amazon = col_width(_("Amazon"), 8),
        .best = col_width(_("best"), 8),
        .room = col_width(_("room"), 5),
        .difference = col_width(_("diff."), 6),
    };
    at.name = CLAMP(cols - at.rule - at.amazon - at.best - at.room - at.difference - STATUS_COLS,
                    NAME_LEAST, NAME_MOST);
    return at;
}

static void parts_heading(UiApp *app, int cols, Line *line)
{
    PartCols at = part_cols(cols);
    line_fit(line, STYLE_HEADING, _("Market"), at.name, app->glyphs->ellipsis);
    line_fit_right(line, STYLE_HEADING, _("by rule"), at.rule, "");
    line_fit_right(line, STYLE_HEADING, _("Amazon"), at.amazon, "");
    line_fit_right(line, STYLE_HEADING, _("best"), at.best, "");
    line_fit_right(line, STYLE_HEADING, _("room"), at.room, "");
    line_fit_right(line, STYLE_HEADING, _("diff."), at.difference, "");
    line_addf(line, STYLE_HEADING, "  %s", _("status by rule"));
}

static void add_rate(UiApp *app, Line *line, double rate, int cols, Style style)
{
    g_autofree char *text = fmt_percent(rate);
    line_fit_right(line, style, *text != '\0' ? text : app->glyphs->dash, cols, "");
}

/* As much of it as fits: "amazon.com, seller-fulfilled", "amazon.com mfn", "US mfn". */
static void add_name(UiApp *app, const OdrView *view, const PartFigures *part, int cols, Line *line)
{
    const Market *market = market_by_num(part->market);
    gboolean shown = part->market == view->market && part->channel == view->channel;
    const char *word = channel_word(part->channel);
    g_autofree char *name = odr_part_name(app, part->market, part->channel);
    if (text_width(name) >= cols && market != NULL) {
        g_free(name);
        name = g_strdup_printf("%s %s", market->domain, word);
        if (text_width(name) >= cols) {
            g_free(name);
            name = g_strdup_printf("%s %s", market->country, word);
        }
    }
    line_fit(line, shown ? STYLE_STRONG : STYLE_NORMAL, name, cols, app->glyphs->ellipsis);
}

static void add_difference(UiApp *app, const Odr *odr, int cols, Line *line)
{
    gboolean known = odr->reported != NULL && odr->reported->comparable;
    int mismatch = known ? odr->reported->mismatch : 0;
    g_autofree char *text = !known          ? g_strdup(app->glyphs->dash)
                            : mismatch == 0 ? g_strdup("0")
                                            : g_strdup_printf("%+d", mismatch);
    line_fit_right(line, mismatch > 0 ? STYLE_WARN : STYLE_NORMAL, text, cols, "");
}

static void add_status(const Odr *odr, Line *line)
{
    if (odr->status == ODR_NONE)
        line_addf(line, STYLE_MUTED, "  %s", _("no orders"));
    else if (odr->status == ODR_BAD)
        /* xgettext:no-c-format */
        line_addf(line, STYLE_BAD, "  %s", _("! 1% or more"));
    else
        line_addf(line, STYLE_GOOD, "  %s", _("good"));
    if (!odr->complete && odr->status != ODR_NONE)
        line_addf(line, STYLE_WARN, ", %s", _("orders incomplete"));
}

static void parts_line(UiApp *app, OdrView *view, const OdrRow *row, gboolean first, int cols,
                       Line *line)
{
    const PartFigures *part = part_at(app, row->index);
    const Odr *odr = part->odr;
    PartCols at = part_cols(cols);
    add_name(app, view, part, at.name, line);
    add_rate(app, line, odr_rate(odr->rule.defects, odr->orders), at.rule,
             odr->status == ODR_BAD ? STYLE_BAD : STYLE_NORMAL);
    add_rate(app, line, odr->reported != NULL ? odr_reported_rate(odr->reported) : NAN, at.amazon,
             STYLE_LINE_REPORTED);
    add_rate(app, line, odr_rate(odr->best, odr->orders), at.best, STYLE_LINE_BEST);
    g_autofree char *room = odr->status == ODR_NONE
                                ? g_strdup(app->glyphs->dash)
                                : g_strdup_printf("%" G_GINT64_FORMAT, odr->headroom);
    line_fit_right(line, odr->headroom == 0 ? STYLE_WARN : STYLE_NORMAL, room, at.room, "");
    add_difference(app, odr, at.difference, line);
    add_status(odr, line);
}

void odr_parts_table(UiApp *app, OdrView *view, int rows, int cols, Lines *lines)
{
    int n = (int)app->model->parts->len, shown = 0;
    if (rows <= 0)
        return;
    Line *heading = lines_add(lines);
    line_add(heading, STYLE_NORMAL, " ");
    parts_heading(app, cols - 1, heading);
    line_cut(heading, cols, "");
    for (int i = 0; i < n; i++) {
        const PartFigures *part = part_at(app, i);
        if (part->market == view->market && part->channel == view->channel)
            shown = i;
    }
    int top = CLAMP(shown - (rows - 1) / 2, 0, MAX(n - (rows - 1), 0));
    for (int i = top; i < n && i - top < rows - 1; i++) {
        OdrRow row = {.index = i};
        Line *line = lines_add(lines);
        line_add(line, STYLE_NORMAL, i == shown ? app->glyphs->marker : " ");
        parts_line(app, view, &row, FALSE, cols - 1, line);
        line_cut(line, cols, app->glyphs->ellipsis);
    }
}

const OdrPage *odr_page_parts(void)
{
    static const OdrPage page = {.name = "markets",
                                 .title = N_("Markets"),
                                 .rows = parts_rows,
                                 .heading = parts_heading,
                                 .line = parts_line};
    return &page;
}
