/* SPDX-License-Identifier: MIT */
/* The orders of the window of the cursor's day that have something against them, each with the
 * rule; and what would be, if a claim ended otherwise. */
#include "odr_view.h"

#include <glib/gi18n.h>

#include "azdesk/core/text.h"
#include "format.h"

#define COMPONENT_FROM 96 /* columns from which it is said what is held against the order */
#define END_FROM       60 /* ... and when it leaves */

static const OdrLine *line_at(const OdrView *view, int i)
{
    return &g_array_index(view->lines, OdrLine, i);
}

static void orders_rows(UiApp *app, OdrView *view, GArray *rows)
{
    g_clear_pointer(&view->lines, g_array_unref);
    view->lines = odr_series_explain(view->series, app->settings, view->cursor);
    for (guint i = 0; i < view->lines->len; i++) {
        const OdrLine *line = line_at(view, (int)i);
        OdrRow row = {
            .kind = (int)line->component, .order = line->order, .day = DAY_NONE, .index = (int)i};
        g_array_append_val(rows, row);
    }
}

static int components_width(void)
{
    int width = 0;
    for (int i = COMPONENT_CLAIM; i <= COMPONENT_CHARGEBACK; i++)
        width = MAX(width, text_width(component_label((OdrComponent)i)));
    return width;
}

/* At the end of the line: what is supposed of it, else what Amazon does, else when it leaves. */
static char *right_text(UiApp *app, const OdrView *view, const OdrLine *line, Style *ret_style)
{
    int outcome = what_if_outcome(view->what, line->order);
    gboolean certain;
    if (line->component == COMPONENT_CLAIM && outcome >= 0) {
        *ret_style = STYLE_CHANGED;
        return g_strdup_printf("%s %s%s%s", app->glyphs->arrow, _("what if"),
                               C_("punctuation", ": "), outcome_label((Outcome)outcome));
    }
    if (!line->counts && odr_series_suspect(view->series, line->order, &certain)) {
        *ret_style = STYLE_WARN;
        return g_strdup_printf("! %s", certain ? _("Amazon counts it") : _("Amazon may count it"));
    }
    *ret_style = STYLE_MUTED;
    OdrWindow window = odr_series_day(view->series, view->cursor)->window;
    g_autofree char *day = fmt_day(odr_leaves(line->day, window.lag, window.span));
    return g_strdup_printf("%s %s", _("leaves"), day);
}

static void orders_line(UiApp *app, OdrView *view, const OdrRow *row, gboolean first, int cols,
                        Line *line)
{
    const OdrLine *what = line_at(view, row->index);
    char order[ORDER_ID_SIZE];
    Style style;
    order_id_format(what->order, order);
    line_addf(line, what->counts ? STYLE_BAD : STYLE_MUTED, "%s ",
              what->counts ? app->glyphs->stop : app->glyphs->stop_open);
    line_addf(line, what->counts ? STYLE_ORDER : STYLE_MUTED, "%s  ", order);
    g_autofree char *end = right_text(app, view, what, &style);
    int component = cols >= COMPONENT_FROM ? components_width() + 2 : 0;
    int right = cols >= END_FROM || style != STYLE_MUTED ? text_width(end) + 2 : 0;
    right = MIN(right, MAX(cols - line->width - component - 8, 0));
    if (component > 0)
        line_fit(line, STYLE_MUTED, component_label(what->component), component,
                 app->glyphs->ellipsis);
    line_fit(line, what->counts ? STYLE_NORMAL : STYLE_MUTED, _(what->why),
             cols - line->width - right, app->glyphs->ellipsis);
    line_fit_right(line, style, end, right, app->glyphs->ellipsis);
}

const OdrPage *odr_page_orders(void)
{
    static const OdrPage page = {.name = "orders",
                                 .title = N_("Orders, what if"),
                                 .rows = orders_rows,
                                 .line = orders_line,
                                 .of_day = TRUE};
    return &page;
}
