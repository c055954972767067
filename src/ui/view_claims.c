/* SPDX-License-Identifier: MIT */
/* All cases of the scope, one a row. */
#include <glib/gi18n.h>

#include "app.h"
#include "list.h"
#include "views.h"

typedef struct {
    UiView base;
    GPtrArray *rows; /* of DeskCase, owned by the desk; made anew with it */
    UiList list;
    OrderId selected;
} ClaimsView;

static const KeyContext CONTEXTS[] = {CONTEXT_CLAIMS, CONTEXT_CASE, CONTEXT_LIST, CONTEXTS_END};

static void claims_open(UiApp *app, UiView *view)
{
    ((ClaimsView *)view)->rows = g_ptr_array_new();
}

static void claims_close(UiView *view)
{
    g_ptr_array_unref(((ClaimsView *)view)->rows);
}

static void claims_changed(UiApp *app, UiView *view)
{
    ClaimsView *claims = (ClaimsView *)view;
    int row = -1;
    g_ptr_array_set_size(claims->rows, 0);
    for (guint i = 0; i < app->model->desk->cases->len; i++) {
        DeskCase *item = g_ptr_array_index(app->model->desk->cases, i);
        if (item->claim == NULL || !app_in_scope(app, item->market, item->channel))
            continue;
        if (item->order == claims->selected)
            row = (int)claims->rows->len;
        g_ptr_array_add(claims->rows, item);
    }
    list_keep(&claims->list, (int)claims->rows->len, row);
}

static OrderId claims_selected(UiApp *app, UiView *view)
{
    ClaimsView *claims = (ClaimsView *)view;
    if (claims->list.cursor >= (int)claims->rows->len)
        return 0;
    return ((DeskCase *)g_ptr_array_index(claims->rows, claims->list.cursor))->order;
}

static void claims_recalc(UiApp *app, UiView *view, int rows, int cols, Lines *lines)
{
    ClaimsView *claims = (ClaimsView *)view;
    list_scroll(&claims->list, rows);
    for (int i = claims->list.top; i < claims->list.n && i < claims->list.top + rows; i++) {
        const DeskCase *item = g_ptr_array_index(claims->rows, i);
        char id[ORDER_ID_SIZE];
        Line *line = lines_add(lines);
        order_id_format(item->order, id);
        line->selected = i == claims->list.cursor;
        line_add(line, STYLE_NORMAL, line->selected ? app->glyphs->marker : " ");
        line_addf(line, STYLE_ORDER, "%s  %s", id, stage_label(item->claim->stage));
    }
}

static Reaction claims_command(UiApp *app, UiView *view, Command command, int count)
{
    ClaimsView *claims = (ClaimsView *)view;
    Reaction reaction = list_command(&claims->list, command, count);
    claims->selected = claims_selected(app, view);
    return reaction;
}

const ViewOps *view_claims(void)
{
    static const ViewOps ops = {
        .name = "claims",
        .title = N_("Claims"),
        .command_to_show = CMD_VIEW_CLAIMS,
        .flags = VIEW_TAB | VIEW_PANEL | VIEW_DETAIL,
        .contexts = CONTEXTS,
        .size = sizeof(ClaimsView),
        .open = claims_open,
        .close = claims_close,
        .changed = claims_changed,
        .recalc = claims_recalc,
        .command = claims_command,
        .selected = claims_selected,
    };
    return &ops;
}
