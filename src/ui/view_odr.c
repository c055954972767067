/* SPDX-License-Identifier: MIT */
/* The order defect rate, day by day: chart, figures, calendar, what if, Amazon's reports, markets.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "app.h"
#include "azdesk/core/text.h"
#include "odr_layout.h"
#include "odr_view.h"
#include "views.h"

static const KeyContext CONTEXTS[] = {CONTEXT_ODR, CONTEXT_CASE, CONTEXT_LIST, CONTEXTS_END};

static const OdrPage *page_of(OdrPageKind page)
{
    static const OdrPage *(*const pages[N_ODR_PAGES])(void) = {
        [ODR_PAGE_CALENDAR] = odr_page_calendar,
        [ODR_PAGE_ORDERS] = odr_page_orders,
        [ODR_PAGE_REPORTS] = odr_page_reports,
        [ODR_PAGE_PARTS] = odr_page_parts,
    };
    return pages[page]();
}

/* ---- Rows ---- */

static const OdrRow *row_at(const OdrView *odr, int i)
{
    return i >= 0 && i < (int)odr->rows->len ? &g_array_index(odr->rows, OdrRow, i) : NULL;
}

static const OdrRow *row_selected(const OdrView *odr)
{
    return row_at(odr, odr->lists[odr->page].cursor);
}

/* The row that was selected, else, in the calendar, the first one of the day. */
static int find_selected(const OdrView *odr)
{
    const OdrRow *was = &odr->selected[odr->page];
    int first = -1;
    for (int i = 0; i < (int)odr->rows->len; i++) {
        const OdrRow *row = row_at(odr, i);
        if (odr->page == ODR_PAGE_CALENDAR && row->day != odr->cursor)
            continue;
        if (row->kind == was->kind && row->order == was->order && row->day == was->day &&
            (row->order != 0 || row->index == was->index))
            return i;
        if (first < 0)
            first = i;
    }
    return odr->page == ODR_PAGE_CALENDAR ? first : -1;
}

static void remember_selected(OdrView *odr)
{
    const OdrRow *row = row_selected(odr);
    if (row != NULL)
        odr->selected[odr->page] = *row;
}

static void rows_anew(UiApp *app, OdrView *odr)
{
    g_array_set_size(odr->rows, 0);
    if (odr->series == NULL)
        return;
    page_of(odr->page)->rows(app, odr, odr->rows);
    list_keep(&odr->lists[odr->page], (int)odr->rows->len, find_selected(odr));
    remember_selected(odr);
}

static void cursor_to(UiApp *app, OdrView *odr, Day day)
{
    odr->cursor = CLAMP(day, odr->series->first, odr->series->last);
    if (page_of(odr->page)->of_day)
        rows_anew(app, odr);
}

/* After a leap to another day: what follows is to be seen too, not only what was before. */
static void show_following(OdrView *odr)
{
    UiList *list = &odr->lists[odr->page];
    int at = list->cursor - list->top;
    if (odr->page == ODR_PAGE_CALENDAR && (at < 0 || at > list->rows / 2))
        list->top = MAX(list->cursor - list->rows / 3, 0);
}

static void day_to(UiApp *app, OdrView *odr, Day day)
{
    cursor_to(app, odr, day);
    show_following(odr);
}

/* ---- Which market and channel ---- */

static gboolean part_there(const UiApp *app, int market, Channel channel)
{
    for (guint i = 0; i < app->model->parts->len; i++) {
        const PartFigures *part = &g_array_index(app->model->parts, PartFigures, i);
        if (part->market == market && part->channel == channel)
            return app_in_scope(app, market, channel);
    }
    return FALSE;
}

static void choose_part(const UiApp *app, OdrView *odr)
{
    if (odr->market != 0 && part_there(app, odr->market, odr->channel))
        return;
    odr->market = 0;
    for (guint i = 0; i < app->model->parts->len && odr->market == 0; i++) {
        const PartFigures *part = &g_array_index(app->model->parts, PartFigures, i);
        if (!app_in_scope(app, part->market, part->channel))
            continue;
        odr->market = part->market;
        odr->channel = part->channel;
    }
}

static void suppose(UiApp *app, OdrView *odr)
{
    gsize n;
    const OdrIf *ifs = what_if_ifs(odr->what, &n);
    odr_series_suppose(odr->series, app->model->desk, app->settings, ifs, n);
}

static void series_anew(UiApp *app, OdrView *odr)
{
    UiModel *model = app->model;
    gboolean at_today = odr->series == NULL || odr->cursor == odr->series->today;
    g_clear_pointer(&odr->series, odr_series_free);
    choose_part(app, odr);
    if (odr->market != 0) {
        odr->series =
            odr_series_new(model->desk, app->settings, odr->market, odr->channel, model->today);
        odr->cursor =
            at_today ? model->today : CLAMP(odr->cursor, odr->series->first, odr->series->last);
        what_if_keep(odr->what, model->desk);
        suppose(app, odr);
    }
    rows_anew(app, odr);
}

/* The series points into the desk: nothing of it may be looked at before it is made anew, and keys
 * may come faster than screens are drawn. */
static gboolean series_fresh(UiApp *app, OdrView *odr)
{
    if (odr->base.stale) {
        odr->base.stale = FALSE;
        series_anew(app, odr);
    }
    return odr->series != NULL;
}

static gboolean odr_part(UiApp *app, UiView *view, int *ret_market, Channel *ret_channel)
{
    const OdrView *odr = (OdrView *)view;
    *ret_market = odr->market;
    *ret_channel = odr->channel;
    return odr->market != 0;
}

/* To the part at that place of the model's; the lists of other views keep their scope. */
static Reaction part_to(UiApp *app, OdrView *odr, int i)
{
    const PartFigures *part = &g_array_index(app->model->parts, PartFigures, i);
    if (part->market == odr->market && part->channel == odr->channel)
        return REACT_NONE;
    odr->market = part->market;
    odr->channel = part->channel;
    series_anew(app, odr);
    return REACT_RECALC;
}

/* Where the part shown stands among the model's. */
static int part_place(const UiApp *app, const OdrView *odr)
{
    for (int i = 0; i < (int)app->model->parts->len; i++) {
        const PartFigures *part = &g_array_index(app->model->parts, PartFigures, i);
        if (part->market == odr->market && part->channel == odr->channel)
            return i;
    }
    return 0;
}

static Reaction next_part(UiApp *app, OdrView *odr)
{
    int n = (int)app->model->parts->len, at = part_place(app, odr);
    if (app->market != 0 || app->channel >= 0)
        return REACT_IGNORED; /* the scope of all views moves on */
    if (n < 2) {
        app_message(app, STYLE_HINT, _("no other marketplace or channel"));
        return REACT_RECALC;
    }
    Reaction reaction = part_to(app, odr, (at + 1) % n);
    g_autofree char *name = odr_part_name(app, odr->market, odr->channel);
    app_message(app, STYLE_MESSAGE, "%s (%d/%d)", name, (at + 1) % n + 1, n);
    return reaction;
}

/* ---- Life ---- */

static void odr_open(UiApp *app, UiView *view)
{
    OdrView *odr = (OdrView *)view;
    odr->rows = g_array_new(FALSE, FALSE, sizeof(OdrRow));
    odr->what = what_if_new();
}

static void odr_close(UiView *view)
{
    OdrView *odr = (OdrView *)view;
    g_clear_pointer(&odr->series, odr_series_free);
    g_array_unref(odr->rows);
    g_clear_pointer(&odr->lines, g_array_unref);
    what_if_free(odr->what);
}

static void odr_changed(UiApp *app, UiView *view)
{
    series_anew(app, (OdrView *)view);
}

static OrderId odr_selected(UiApp *app, UiView *view)
{
    const OdrRow *row = row_selected((OdrView *)view);
    return row != NULL ? row->order : 0;
}

/* ---- Lines ---- */

static void recalc_tabs(UiApp *app, const OdrView *odr, int cols, Lines *lines)
{
    Line *line = lines_add(lines);
    for (OdrPageKind page = 0; page < N_ODR_PAGES; page++) {
        gboolean active = page == odr->page;
        line_add(line, STYLE_BORDER, app->glyphs->hline);
        line_addf(line, active ? STYLE_TAB_ACTIVE : STYLE_TAB, active ? "[%s]" : " %s ",
                  _(page_of(page)->title));
    }
    g_autofree char *place =
        odr->rows->len > 0
            ? g_strdup_printf(" %d/%u ", odr->lists[odr->page].cursor + 1, odr->rows->len)
            : g_strdup("");
    line_repeat(line, STYLE_BORDER, app->glyphs->hline, cols - line->width - text_width(place) - 1);
    if (line->width + text_width(place) < cols)
        line_addf(line, STYLE_MUTED, "%s", place);
    line_repeat(line, STYLE_BORDER, app->glyphs->hline, cols - line->width);
    line_cut(line, cols, app->glyphs->ellipsis);
}

/* One look for all of it: the colours of words would not be told apart there. */
static void select_line(Line *line)
{
    line->selected = TRUE;
    for (guint i = 0; i < line->runs->len; i++)
        g_array_index(line->runs, LineRun, i).style = STYLE_NORMAL;
}

static void recalc_list(UiApp *app, OdrView *odr, int rows, int cols, Lines *lines)
{
    const OdrPage *page = page_of(odr->page);
    UiList *list = &odr->lists[odr->page];
    if (page->heading != NULL && rows > 2) {
        Line *line = lines_add(lines);
        line_add(line, STYLE_NORMAL, " ");
        page->heading(app, cols - 1, line);
        line_cut(line, cols, app->glyphs->ellipsis);
        odr->list.row++;
        odr->list.rows--;
        rows--;
    }
    list_scroll(list, rows);
    for (int i = list->top; i < list->n && i < list->top + rows; i++) {
        Line *line = lines_add(lines);
        line_add(line, STYLE_NORMAL, i == list->cursor ? app->glyphs->marker : " ");
        page->line(app, odr, row_at(odr, i), i == list->top, cols - 1, line);
        line_cut(line, cols, app->glyphs->ellipsis);
        if (i == list->cursor)
            select_line(line);
    }
    if (odr->rows->len == 0)
        line_addf(lines_add(lines), STYLE_MUTED, " %s", _("no order in this window has a defect"));
}

static void pad_lines(Lines *lines, guint n)
{
    while (lines->len < n)
        lines_add(lines);
}

static void append_beside(Lines *lines, guint first, const Lines *right, int col, const char *edge)
{
    for (guint i = first; i < lines->len; i++) {
        Line *line = lines_at(lines, i);
        line_cut(line, col - 1, "");
        line_pad(line, STYLE_NORMAL, col - 1);
        line_add(line, STYLE_BORDER, edge);
        if (i - first < right->len)
            line_append(line, lines_at(right, i - first));
    }
}

static void recalc_lower(UiApp *app, OdrView *odr, const OdrLayout *layout, int cols, Lines *lines)
{
    guint top = lines->len;
    gboolean table = layout->table > 0 && odr->page != ODR_PAGE_PARTS;
    gboolean beside = table && layout->table_cols > 0;
    int rows = layout->list + (table || layout->table_cols > 0 ? 0 : layout->table);
    int list_cols = beside ? cols - layout->table_cols - 1 : cols;
    odr->list = (Rect){(int)top, 0, rows, list_cols};
    recalc_list(app, odr, rows, list_cols, lines);
    pad_lines(lines, top + (guint)rows);
    if (!table)
        return;
    g_autoptr(GPtrArray) right = lines_new();
    if (beside) {
        odr_parts_table(app, odr, layout->table, layout->table_cols, right);
        append_beside(lines, top, right, cols - layout->table_cols, app->glyphs->vline);
    } else {
        odr_parts_table(app, odr, layout->table, cols, lines);
    }
}

static void odr_recalc(UiApp *app, UiView *view, int rows, int cols, Lines *lines)
{
    OdrView *odr = (OdrView *)view;
    if (odr->series == NULL) {
        line_addf(lines_add(lines), STYLE_MUTED, " %s",
                  _("no orders, claims or reports for this marketplace and channel yet"));
        return;
    }
    OdrLayout layout = odr_layout(rows, cols, odr_figures_rows(odr), (int)app->model->parts->len);
    if (layout.legend > 0)
        odr_legend_recalc(app, odr, cols, lines);
    odr->chart = (Rect){(int)lines->len, 0, layout.chart, cols};
    odr_chart_recalc(app, odr, layout.chart, cols, lines);
    odr_figures_recalc(app, odr, layout.figures, cols, lines);
    pad_lines(lines, (guint)(layout.legend + layout.chart + layout.figures));
    odr->pages = (Rect){(int)lines->len, 0, layout.tabs, cols};
    if (layout.tabs > 0)
        recalc_tabs(app, odr, cols, lines);
    if (layout.list > 0)
        recalc_lower(app, odr, &layout, cols, lines);
}

/* ---- Commands ---- */

static Reaction page_to(UiApp *app, OdrView *odr, int page)
{
    odr->page = (OdrPageKind)((page + N_ODR_PAGES) % N_ODR_PAGES);
    rows_anew(app, odr);
    return REACT_RECALC;
}

static Reaction change_to(UiApp *app, OdrView *odr, gboolean back, int count)
{
    Day day = odr->cursor;
    for (int i = 0; i < MAX(count, 1); i++) {
        Day next = odr_series_next_change(odr->series, day, back);
        if (next == DAY_NONE)
            break;
        day = next;
    }
    if (day == odr->cursor) {
        app_message(app, STYLE_HINT,
                    back ? _("no changes before that day") : _("no changes after that day"));
        return REACT_RECALC;
    }
    day_to(app, odr, day);
    return REACT_RECALC;
}

static Reaction turn(UiApp *app, OdrView *odr, gboolean back)
{
    const DeskCase *item = app_selected_case(app);
    char order[ORDER_ID_SIZE];
    order_id_format(item->order, order);
    if (!what_if_turn(odr->what, item->claim, back)) {
        app_message(app, STYLE_HINT, _("%s: %s; its outcome is final"), order,
                    outcome_label(item->claim->outcome));
        return REACT_RECALC;
    }
    suppose(app, odr);
    int outcome = what_if_outcome(odr->what, item->order);
    if (outcome >= 0)
        app_message(app, STYLE_CHANGED, _("what if %s: %s (nothing is saved)"), order,
                    outcome_label((Outcome)outcome));
    else
        app_message(app, STYLE_MESSAGE, _("%s, unchanged: %s"), order,
                    outcome_label(item->claim->outcome));
    return REACT_RECALC;
}

static Reaction suppose_nothing(UiApp *app, OdrView *odr)
{
    what_if_clear(odr->what);
    suppose(app, odr);
    app_message(app, STYLE_MESSAGE, _("what if cleared: actual outcomes"));
    return REACT_RECALC;
}

/* The list's own movement; the calendar takes the day along, the markets the part. */
static Reaction list_moved(UiApp *app, OdrView *odr, Reaction reaction)
{
    if (!(reaction & REACT_RECALC))
        return reaction;
    remember_selected(odr);
    const OdrRow *row = row_selected(odr);
    if (row == NULL)
        return reaction;
    if (odr->page == ODR_PAGE_CALENDAR)
        cursor_to(app, odr, row->day);
    else if (odr->page == ODR_PAGE_PARTS)
        part_to(app, odr, row->index);
    return reaction;
}

static Reaction odr_day_command(UiApp *app, OdrView *odr, Command command, int count)
{
    int step = MAX(count, 1);
    Day to = odr->cursor;
    switch (command) {
    case CMD_DAY_BACK:
        to -= step;
        break;
    case CMD_DAY_AHEAD:
        to += step;
        break;
    case CMD_WEEK_BACK:
        to -= 7 * step;
        break;
    case CMD_WEEK_AHEAD:
        to += 7 * step;
        break;
    case CMD_DAY_TODAY:
        to = odr->series->today;
        break;
    default:
        return REACT_IGNORED;
    }
    day_to(app, odr, to);
    return REACT_RECALC;
}

static Reaction odr_command(UiApp *app, UiView *view, Command command, int count)
{
    OdrView *odr = (OdrView *)view;
    if (!series_fresh(app, odr))
        return REACT_IGNORED;
    switch (command) {
    case CMD_CHANGE_BACK:
    case CMD_CHANGE_AHEAD:
        return change_to(app, odr, command == CMD_CHANGE_BACK, count);
    case CMD_WHAT_IF:
        return page_to(app, odr,
                       odr->page == ODR_PAGE_ORDERS ? ODR_PAGE_CALENDAR : ODR_PAGE_ORDERS);
    case CMD_ODR_PAGE:
        return page_to(app, odr, (int)odr->page + 1);
    case CMD_ODR_PAGE_BACK:
        return page_to(app, odr, (int)odr->page - 1);
    case CMD_SUPPOSE:
    case CMD_SUPPOSE_BACK:
        return turn(app, odr, command == CMD_SUPPOSE_BACK);
    case CMD_SUPPOSE_NOTHING:
        return suppose_nothing(app, odr);
    case CMD_MARKET:
        return next_part(app, odr);
    default:
        break;
    }
    Reaction reaction = odr_day_command(app, odr, command, count);
    if (reaction & REACT_IGNORED)
        reaction = list_moved(app, odr, list_command(&odr->lists[odr->page], command, count));
    return reaction;
}

static const char *odr_why_not(UiApp *app, UiView *view, Command command)
{
    switch (command) {
    case CMD_SUPPOSE_NOTHING:
        return what_if_count(((OdrView *)view)->what) == 0 ? _("nothing to clear") : NULL;
    case CMD_FILTER:
        return VIEW_NOT_HERE;
    default:
        return NULL;
    }
}

/* ---- Mouse ---- */

static Reaction press_tab(UiApp *app, OdrView *odr, int col)
{
    int at = 0;
    for (int page = 0; page < N_ODR_PAGES; page++) {
        at += 3 + text_width(_(page_of((OdrPageKind)page)->title));
        if (col < at)
            return page_to(app, odr, page);
    }
    return REACT_NONE;
}

static Reaction odr_mouse(UiApp *app, UiView *view, const TermEvent *event, int row, int col)
{
    OdrView *odr = (OdrView *)view;
    gboolean press = event->mouse == MOUSE_PRESS || event->mouse == MOUSE_DOUBLE;
    if (!series_fresh(app, odr))
        return REACT_NONE;
    if (rect_holds(odr->chart, row, col)) {
        int day = odr_chart_day(app, odr, odr->chart.rows, odr->chart.cols, col);
        if (!press)
            return odr_day_command(
                app, odr, event->mouse == MOUSE_WHEEL_UP ? CMD_DAY_BACK : CMD_DAY_AHEAD, 1);
        if (day >= 0)
            day_to(app, odr, odr->series->first + day);
        return REACT_RECALC;
    }
    if (rect_holds(odr->pages, row, col) && press)
        return press_tab(app, odr, col);
    if (!rect_holds(odr->list, row, col))
        return REACT_NONE;
    gboolean hit;
    Reaction reaction = list_mouse(&odr->lists[odr->page], event, row - odr->list.row, &hit);
    return list_moved(app, odr, reaction);
}

/* ---- What is told and remembered ---- */

static char *odr_summary(UiApp *app, UiView *view)
{
    const OdrView *odr = (OdrView *)view;
    guint n = what_if_count(odr->what), parts = app->model->parts->len;
    if (n == 0 && parts < 2)
        return NULL;
    if (n == 0)
        return g_strdup_printf(_("market %d of %u"), part_place(app, odr) + 1, parts);
    return g_strdup_printf(ngettext("what if: %u changed", "what if: %u changed", n), n);
}

static char *odr_save(UiApp *app, UiView *view)
{
    return g_strdup(page_of(((OdrView *)view)->page)->name);
}

static void odr_restore(UiApp *app, UiView *view, const char *text)
{
    for (int page = 0; page < N_ODR_PAGES; page++)
        if (strcmp(page_of((OdrPageKind)page)->name, text) == 0)
            ((OdrView *)view)->page = (OdrPageKind)page;
    view->stale = TRUE;
}

const ViewOps *view_odr(void)
{
    static const ViewOps ops = {
        .name = "odr",
        .title = N_("ODR"),
        .command_to_show = CMD_VIEW_ODR,
        .flags = VIEW_TAB | VIEW_PANEL | VIEW_BESIDE,
        .contexts = CONTEXTS,
        .size = sizeof(OdrView),
        .open = odr_open,
        .close = odr_close,
        .changed = odr_changed,
        .recalc = odr_recalc,
        .command = odr_command,
        .why_not = odr_why_not,
        .selected = odr_selected,
        .mouse = odr_mouse,
        .summary = odr_summary,
        .part = odr_part,
        .save = odr_save,
        .restore = odr_restore,
    };
    return &ops;
}
