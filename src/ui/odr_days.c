/* SPDX-License-Identifier: MIT */
/* The calendar: which orders enter and leave the window, and which begin and end to count in it, on
 * which day. */
#include "odr_view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/text.h"
#include "format.h"

enum { ROW_CHANGE, ROW_NOTHING };

static const OdrChange *change_at(const OdrView *view, int i)
{
    return &g_array_index(view->series->changes, OdrChange, i);
}

static void calendar_rows(UiApp *app, OdrView *view, GArray *rows)
{
    guint n = view->series->changes->len, at = odr_series_change_from(view->series, view->cursor);
    gboolean empty = at == n || change_at(view, (int)at)->day != view->cursor;
    for (guint i = 0; i <= n; i++) {
        OdrRow nothing = {.kind = ROW_NOTHING, .day = view->cursor};
        if (i == at && empty)
            g_array_append_val(rows, nothing);
        if (i == n)
            break;
        const OdrChange *change = change_at(view, (int)i);
        OdrRow row = {
            .kind = ROW_CHANGE, .order = change->order, .day = change->day, .index = (int)i};
        g_array_append_val(rows, row);
    }
}

/* ---- A line ---- */

static const struct {
    const char *sign, *word;
    Style style;
} KINDS[] = {
    [ODR_CHANGE_ENTERS] = {"+", N_("enters"), STYLE_WARN},
    [ODR_CHANGE_LEAVES] = {"-", N_("leaves"), STYLE_GOOD},
    [ODR_CHANGE_BEGINS] = {"+", N_("counts now"), STYLE_WARN},
    [ODR_CHANGE_ENDS] = {"-", N_("stops counting"), STYLE_GOOD},
};

static int words_width(void)
{
    int width = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++)
        width = MAX(width, text_width(_(KINDS[i].word)));
    return width;
}

static int days_width(const OdrView *view)
{
    g_autofree char *wide = fmt_weekday(view->series->first + 29); /* two digits, any month */
    return MAX(text_width(wide), 10);
}

/* What is held against the order on that day: "Amazon may count it; withdrawn by the buyer". */
static char *held_against(UiApp *app, const OdrView *view, const OdrChange *change)
{
    const DeskCase *item = desk_find(app->model->desk, change->order);
    GString *text = g_string_new(NULL);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(OdrLine));
    Day known = MIN(change->day, view->series->today);
    gboolean certain;
    if (item == NULL)
        return g_string_free(text, FALSE);
    if (!change->counts && odr_series_suspect(view->series, change->order, &certain))
        g_string_append_printf(text, "%s%s",
                               certain ? _("Amazon counts it") : _("Amazon may count it"),
                               C_("punctuation", "; "));
    const ClaimSpan *span = item->claim != NULL ? claim_span_at(item->claim, day_end(known)) : NULL;
    odr_explain_order(app->settings, item, known, NULL, 0, lines);
    for (guint i = 0; i < lines->len; i++) {
        const OdrLine *line = &g_array_index(lines, OdrLine, i);
        const char *what = line->component == COMPONENT_FEEDBACK     ? _("negative feedback")
                           : line->component == COMPONENT_CHARGEBACK ? _("chargeback")
                           : span != NULL                            ? outcome_label(span->outcome)
                                                                     : "";
        g_string_append_printf(text, "%s%s", i > 0 ? C_("punctuation", ", ") : "", what);
    }
    return g_string_free(text, FALSE);
}

/* The rate before the day and on it; once where they are the same. */
static char *day_step(UiApp *app, const OdrView *view, Day day)
{
    int i = odr_series_index(view->series, day);
    const OdrDay *now = odr_series_day(view->series, day);
    if (i == 0)
        return g_strdup("");
    const OdrDay *before = now - 1;
    g_autofree char *was = fmt_rate(before->rule.defects, before->orders);
    g_autofree char *is = fmt_rate(now->rule.defects, now->orders);
    if (*was == '\0' || *is == '\0' || strcmp(was, is) == 0)
        return g_strdup(is);
    return g_strdup_printf("%s %s %s", was, app->glyphs->arrow, is);
}

static void add_day(const OdrView *view, Day day, gboolean shown, const Glyphs *glyphs, Line *line)
{
    g_autofree char *text = shown ? fmt_weekday(day) : g_strdup("");
    Style style = day == view->series->today  ? STYLE_TODAY
                  : day > view->series->today ? STYLE_NORMAL
                                              : STYLE_MUTED;
    line_fit(line, style, text, days_width(view), glyphs->ellipsis);
    line_add(line, STYLE_NORMAL, " ");
}

static gboolean day_begins(const OdrView *view, const OdrRow *row)
{
    return row->kind == ROW_NOTHING || row->index == 0 ||
           change_at(view, row->index - 1)->day != row->day;
}

static void add_change(UiApp *app, OdrView *view, const OdrRow *row, gboolean shown, int cols,
                       Line *line)
{
    const OdrChange *change = change_at(view, row->index);
    char order[ORDER_ID_SIZE];
    order_id_format(change->order, order);
    line_addf(line, change->counts ? KINDS[change->kind].style : STYLE_MUTED, "%s ",
              change->counts ? KINDS[change->kind].sign : app->glyphs->dot);
    line_addf(line, change->counts ? STYLE_ORDER : STYLE_MUTED, "%s ", order);
    line_fit(line, change->counts ? KINDS[change->kind].style : STYLE_MUTED,
             _(KINDS[change->kind].word), words_width(), app->glyphs->ellipsis);
    g_autofree char *step = shown ? day_step(app, view, row->day) : g_strdup("");
    g_autofree char *held = held_against(app, view, change);
    int room = cols - line->width - 2 - (*step != '\0' ? text_width(step) + 2 : 0);
    if (room < 12) { /* what it is says more than the rates, which the chart shows */
        g_clear_pointer(&step, g_free);
        room = cols - line->width - 2;
    }
    if (room < 4)
        return;
    line_add(line, STYLE_NORMAL, "  ");
    line_fit(line, change->counts ? STYLE_NORMAL : STYLE_MUTED, held, room, app->glyphs->ellipsis);
    if (step != NULL && *step != '\0')
        line_addf(line, STYLE_MUTED, "  %s", step);
}

static void calendar_line(UiApp *app, OdrView *view, const OdrRow *row, gboolean first, int cols,
                          Line *line)
{
    gboolean shown = first || day_begins(view, row);
    add_day(view, row->day, shown, app->glyphs, line);
    if (row->kind == ROW_CHANGE)
        add_change(app, view, row, shown, cols, line);
    else
        line_add(line, STYLE_MUTED, _("no changes"));
}

const OdrPage *odr_page_calendar(void)
{
    static const OdrPage page = {.name = "calendar",
                                 .title = N_("Calendar"),
                                 .rows = calendar_rows,
                                 .line = calendar_line,
                                 .of_day = TRUE};
    return &page;
}
