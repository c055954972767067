/* SPDX-License-Identifier: MIT */
/* One case in full: its history, facts, clocks, evidence, messages and letters, as tabs. */
#include <glib/gi18n.h>
#include <stdlib.h>

#include "azdesk/core/text.h"
#include "page.h"
#include "timeline.h"
#include "views.h"

static const KeyContext CONTEXTS[] = {CONTEXT_PAGE, CONTEXT_CASE, CONTEXT_LIST, CONTEXTS_END};

static void page_init(UiApp *app, UiView *view)
{
    PageView *page = (PageView *)view;
    page->items = g_array_new(FALSE, TRUE, sizeof(PageItem));
    for (int i = 0; i < N_PAGE_TABS; i++)
        rowlist_init(&page->rows[i]);
}

static void page_clear_case(PageView *page)
{
    g_clear_pointer(&page->live, g_ptr_array_unref);
    g_clear_pointer(&page->events, g_ptr_array_unref);
    g_clear_pointer(&page->evidence, g_ptr_array_unref);
    g_clear_pointer(&page->problem, g_free);
    g_array_set_size(page->items, 0);
}

static void page_close(UiView *view)
{
    PageView *page = (PageView *)view;
    page_forget(page);
    page_clear_case(page);
    g_array_unref(page->items);
    for (int i = 0; i < N_PAGE_TABS; i++)
        rowlist_clear(&page->rows[i]);
}

static const DeskCase *case_of(UiApp *app, const PageView *page)
{
    return page->order != 0 ? desk_find(app->model->desk, page->order) : NULL;
}

static void page_show(UiApp *app, UiView *view, OrderId order)
{
    PageView *page = (PageView *)view;
    if (order != 0 && order != page->order) {
        page->order = order;
        page->tab = PAGE_TIMELINE;
        for (int i = 0; i < N_PAGE_TABS; i++)
            page->rows[i].top = page->rows[i].list.cursor = 0;
    }
    view->stale = TRUE;
}

static void page_changed(UiApp *app, UiView *view)
{
    PageView *page = (PageView *)view;
    g_autoptr(GError) error = NULL;
    page_clear_case(page);
    if (page->order == 0)
        return;
    GPtrArray *events = model_events(app->model, page->order, TRUE);
    page->events = events != NULL ? g_ptr_array_ref(events) : NULL;
    page->live = events != NULL ? claim_live_events(events) : NULL;
    page->evidence = store_evidence(app->options->store, page->order, &error);
    if (events == NULL)
        page->problem = g_strdup(_("cannot read the case's entries; press f5 to retry"));
    else if (error != NULL)
        page->problem = g_strdup(error->message);
}

static OrderId page_selected(UiApp *app, UiView *view)
{
    return ((const PageView *)view)->order;
}

const PageItem *page_item(const PageView *page)
{
    const UiList *list = &page->rows[page->tab].list;
    return list->n > 0 && list->cursor < (int)page->items->len
               ? &g_array_index(page->items, PageItem, list->cursor)
               : NULL;
}

/* ---- Lines ---- */

static void tabs_line(UiApp *app, const PageView *page, Line *line)
{
    line_add(line, STYLE_TAB, " ");
    for (int i = 0; i < N_PAGE_TABS; i++) {
        int n = page_tab_count(page, i);
        Style style = i == (int)page->tab ? STYLE_TAB_ACTIVE : STYLE_TAB;
        line_addf(line, style, i == (int)page->tab ? "[%s" : " %s", page_tab_title(i));
        if (n > 0)
            line_addf(line, style, " %d", n);
        line_add(line, style, i == (int)page->tab ? "]" : " ");
    }
}

static void visible(UiApp *app, PageView *page, const Lines *all, int rows, int cols, Lines *lines)
{
    RowList *list = &page->rows[page->tab];
    rowlist_keep(list, (int)page->items->len, -1);
    rowlist_scroll(list, rows);
    for (int i = list->top; i < (int)all->len && i < list->top + rows; i++) {
        Line *line = lines_add(lines);
        int item = rowlist_item(list, i);
        line->selected = item >= 0 && item == list->list.cursor;
        line_append(line, lines_at(all, (guint)i));
        line_cut(line, cols, app->glyphs->ellipsis);
        if (line->selected)
            line_mark(line, app->glyphs->marker);
    }
    list_more(lines, (int)all->len - list->top - rows, cols, app->glyphs);
}

static void page_recalc(UiApp *app, UiView *view, int rows, int cols, Lines *lines)
{
    PageView *page = (PageView *)view;
    const DeskCase *item = case_of(app, page);
    g_autoptr(GPtrArray) all = lines_new();
    g_array_set_size(page->items, 0);
    rowlist_reset(&page->rows[page->tab]);
    if (item == NULL) {
        line_addf(lines_add(lines), STYLE_MUTED, " %s", _("this order has no defect now"));
        return;
    }
    timeline_track(app, item, cols, lines);
    tabs_line(app, page, lines_add(lines));
    line_repeat(lines_add(lines), STYLE_BORDER, app->glyphs->hline, cols);
    if (page->problem != NULL)
        lines_wrap(lines, STYLE_ERROR, page->problem, 1, cols - 1);
    page_tab_lines(app, page, item, cols, all);
    visible(app, page, all, MAX(rows - (int)lines->len, 1), cols, lines);
}

static char *page_summary(UiApp *app, UiView *view)
{
    const DeskCase *item = case_of(app, (PageView *)view);
    ReviewKind kind;
    gint64 due = item != NULL ? model_due(app->model, item, &kind) : 0;
    if (due == 0)
        return NULL;
    return g_strdup(review_label(kind));
}

/* ---- Commands ---- */

static Reaction page_go(PageView *page, int step)
{
    page->tab = (PageTab)(((int)page->tab + step + N_PAGE_TABS) % N_PAGE_TABS);
    return REACT_RECALC;
}

static Reaction page_command(UiApp *app, UiView *view, Command command, int count)
{
    PageView *page = (PageView *)view;
    switch (command) {
    case CMD_TAB_NEXT:
        return page_go(page, 1);
    case CMD_TAB_BACK:
        return page_go(page, -1);
    case CMD_ADD:
        return page_add(app, page);
    case CMD_OPEN:
        return page_item(page) != NULL ? page_open(app, page) : REACT_NONE;
    case CMD_SAVE:
        return page_save(app, page);
    case CMD_REMOVE:
        return page_remove(app, page);
    default:
        return rowlist_command(&page->rows[page->tab], command, count);
    }
}

static const char *page_why_not(UiApp *app, UiView *view, Command command)
{
    const PageItem *item = page_item((PageView *)view);
    switch (command) {
    case CMD_FILTER:
    case CMD_DETAIL_DOWN:
    case CMD_DETAIL_UP:
        return VIEW_NOT_HERE;
    case CMD_OPEN:
        return item == NULL ? VIEW_NOT_HERE : NULL;
    case CMD_SAVE:
        return item == NULL || (item->evidence == NULL && item->event->text == NULL)
                   ? _("the selection has no text or file")
                   : NULL;
    case CMD_REMOVE:
        return item == NULL || item->evidence == NULL ? _("no evidence selected") : NULL;
    default:
        return NULL;
    }
}

static Reaction page_mouse(UiApp *app, UiView *view, const TermEvent *event, int row, int col)
{
    PageView *page = (PageView *)view;
    gboolean hit;
    if (row == 1 && event->mouse == MOUSE_PRESS) {
        int at = 1;
        for (int i = 0; i < N_PAGE_TABS; i++) {
            g_autofree char *number = page_tab_count(page, i) > 0
                                          ? g_strdup_printf(" %d", page_tab_count(page, i))
                                          : NULL;
            at += text_width(page_tab_title(i)) + 2 + (number != NULL ? text_width(number) : 0);
            if (col < at)
                return page_go(page, i - (int)page->tab);
        }
        return REACT_NONE;
    }
    Reaction reaction = rowlist_mouse(&page->rows[page->tab], event, row - 3, &hit);
    if (hit && event->mouse == MOUSE_DOUBLE)
        return app_command(app, CMD_OPEN, 0) | REACT_RECALC;
    return reaction;
}

static Reaction page_paste(UiApp *app, UiView *view, const char *text)
{
    const char *why = app_why_not(app, CMD_ADD);
    if (why == NULL)
        return page_message(app, (PageView *)view, text);
    app_message(app, STYLE_ERROR, "%s", why);
    return REACT_RECALC;
}

const ViewOps *view_page(void)
{
    static const ViewOps ops = {
        .name = "page",
        .title = N_("Case"),
        .flags = VIEW_PANEL,
        .contexts = CONTEXTS,
        .size = sizeof(PageView),
        .open = page_init,
        .close = page_close,
        .show = page_show,
        .changed = page_changed,
        .recalc = page_recalc,
        .command = page_command,
        .why_not = page_why_not,
        .selected = page_selected,
        .mouse = page_mouse,
        .paste = page_paste,
        .summary = page_summary,
    };
    return &ops;
}
