/* SPDX-License-Identifier: MIT */
#include "actions.h"

#include <glib/gi18n.h>
#include <string.h>

#include "actions_case.h"
#include "actions_import.h"
#include "azdesk/core/parcel.h"
#include "command_line.h"
#include "help.h"
#include "letter_box.h"

typedef Reaction (*Action)(UiApp *app, Command command, int count);

static Reaction quit_yes(UiApp *app, gpointer data)
{
    return REACT_QUIT;
}

/* A letter that was sent closes its view: one more q must not end a demo that keeps nothing. */
static Reaction act_quit(UiApp *app, Command command, int count)
{
    UiView *back = g_queue_pop_tail(app->back);
    if (back == NULL && app->options->demo && journal_last(app->journal) != NULL)
        return confirm_open(app, _("Leave the demo? Its changes are lost."), quit_yes, NULL, NULL);
    if (back == NULL)
        return REACT_QUIT;
    app->view = NULL;
    return app_show(app, back, 0);
}

static Reaction act_quit_all(UiApp *app, Command command, int count)
{
    return REACT_QUIT;
}

static Reaction act_help(UiApp *app, Command command, int count)
{
    return help_open(app);
}

static Reaction act_view(UiApp *app, Command command, int count)
{
    for (guint i = 0; i < app->views->len; i++) {
        UiView *view = g_ptr_array_index(app->views, i);
        if (view->ops->command_to_show == command)
            return app_show(app, view, 0);
    }
    app_message(app, STYLE_ERROR, _("no such view"));
    return REACT_RECALC;
}

static Reaction act_next_view(UiApp *app, Command command, int count)
{
    guint at = 0, n = app->views->len;
    const UiView *front = g_queue_is_empty(app->back) ? app->view : g_queue_peek_head(app->back);
    (void)g_ptr_array_find(app->views, front, &at);
    for (guint i = 1; i <= n; i++) {
        UiView *view =
            g_ptr_array_index(app->views, (at + (command == CMD_NEXT_VIEW ? i : n - i)) % n);
        if (view->ops->flags & VIEW_TAB)
            return app_show(app, view, 0);
    }
    return REACT_NONE;
}

static Reaction market_scope(UiApp *app, int num, int channel)
{
    const Market *market = market_by_num(num);
    app_set_scope(app, num, channel);
    if (market == NULL)
        app_message(app, STYLE_MESSAGE, _("all marketplaces"));
    else if (channel < 0)
        app_message(app, STYLE_MESSAGE, _("%s only"), market->domain);
    else
        app_message(app, STYLE_MESSAGE, _("%s, %s only"), market->domain,
                    channel_label((Channel)channel));
    return REACT_RECALC;
}

/* "US", "JP mfn", "all" */
static Reaction market_named(UiApp *app, const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " ", 2);
    g_autoptr(GError) error = NULL;
    Channel channel = CHANNEL_MFN;
    if (strcmp(text, "all") == 0)
        return market_scope(app, 0, -1);
    const Market *market = market_parse(words[0], &error);
    if (market != NULL && words[1] != NULL && !channel_parse(words[1], &channel, &error))
        market = NULL;
    if (market != NULL)
        return market_scope(app, market->num, words[1] != NULL ? (int)channel : -1);
    app_error(app, error);
    return REACT_RECALC;
}

static Reaction act_market(UiApp *app, Command command, int count)
{
    const GArray *parts = app->model->parts;
    int at = -1;
    if (app->argument != NULL)
        return market_named(app, app->argument);
    for (guint i = 0; i < parts->len; i++) {
        const PartFigures *part = &g_array_index(parts, PartFigures, i);
        if (part->market == app->market && (int)part->channel == app->channel)
            at = (int)i;
    }
    if (++at >= (int)parts->len)
        return market_scope(app, 0, -1);
    const PartFigures *part = &g_array_index(parts, PartFigures, at);
    return market_scope(app, part->market, (int)part->channel);
}

static Reaction act_panel(UiApp *app, Command command, int count)
{
    static const char *const places[] = {"auto", "right", "bottom", "hidden"}; /* of PanelPlace */
    for (int i = 0; app->argument != NULL && i < (int)G_N_ELEMENTS(places); i++) {
        if (strcmp(app->argument, places[i]) == 0) {
            app->prefs.panel = (PanelPlace)i;
            return REACT_REFLOW;
        }
    }
    if (command == CMD_PANEL_MOVE)
        app->prefs.panel = app->layout.panel_place == PANEL_RIGHT ? PANEL_BOTTOM : PANEL_RIGHT;
    else if (app->layout.panel_place != PANEL_HIDDEN)
        app->prefs.panel = PANEL_HIDDEN;
    else
        app->prefs.panel = PANEL_RIGHT; /* below where it does not fit beside */
    return REACT_REFLOW;
}

static Reaction act_reload(UiApp *app, Command command, int count)
{
    return REACT_RELOAD | REACT_RECALC;
}

static Reaction act_redraw(UiApp *app, Command command, int count)
{
    term_redraw(app->term);
    return REACT_REFLOW;
}

static Reaction act_mouse(UiApp *app, Command command, int count)
{
    gboolean on =
        app->argument != NULL ? strcmp(app->argument, "on") == 0 : !term_has_mouse(app->term);
    g_autofree char *key = keymap_first(app->keymap, CMD_MOUSE);
    const char *again = key != NULL ? key : ":mouse";
    if (!term_mouse(app->term, on))
        app_message(app, STYLE_ERROR, "%s", _("this terminal reports no mouse"));
    else if (on)
        app_message(app, STYLE_MESSAGE, _("mouse on: clicks and the wheel work here; %s: off"),
                    again);
    else
        app_message(app, STYLE_MESSAGE,
                    _("mouse off: select and copy as the terminal does; %s: on again"), again);
    return REACT_RECALC;
}

static Reaction act_suspend(UiApp *app, Command command, int count)
{
    term_stop(app->term);
    return REACT_REFLOW;
}

static Reaction act_cancel(UiApp *app, Command command, int count)
{
    if (g_queue_is_empty(app->back))
        return REACT_NONE;
    return act_quit(app, command, count);
}

static Reaction act_detail(UiApp *app, Command command, int count)
{
    app->detail_top =
        MAX(app->detail_top + (command == CMD_DETAIL_DOWN ? 1 : -1) * MAX(count, 1), 0);
    return REACT_RECALC;
}

/* The order's page of Seller Central. (transfer full) */
static char *order_link(UiApp *app)
{
    char id[ORDER_ID_SIZE];
    const DeskCase *item = app_selected_case(app);
    const Market *market = item != NULL ? market_by_num(item->market) : NULL;
    order_id_format(app_selected(app), id);
    return g_strdup_printf("https://sellercentral.%s/orders-v3/order/%s",
                           market != NULL ? market->domain : "amazon.com", id);
}

static Reaction act_copy(UiApp *app, Command command, int count)
{
    char id[ORDER_ID_SIZE];
    g_autofree char *link = command == CMD_COPY_LINK ? order_link(app) : NULL;
    order_id_format(app_selected(app), id);
    term_copy(app->term, link != NULL ? link : id);
    app_message(app, STYLE_MESSAGE, _("copied: %s"), link != NULL ? link : id);
    return REACT_RECALC;
}

static Reaction browse(UiApp *app, char *link)
{
    char *argv[] = {(char *)"xdg-open", link, NULL};
    GSpawnFlags flags =
        G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
    if (g_spawn_async(NULL, argv, NULL, flags, NULL, NULL, NULL, NULL))
        app_message(app, STYLE_MESSAGE, _("opened: %s"), link);
    else
        app_message(app, STYLE_ERROR, _("xdg-open not found; the page is %s"), link);
    return REACT_RECALC;
}

static Reaction act_browse(UiApp *app, Command command, int count)
{
    g_autofree char *link = order_link(app);
    return browse(app, link);
}

static Reaction act_track(UiApp *app, Command command, int count)
{
    const Claim *claim = app_selected_case(app)->claim;
    g_autofree char *link =
        claim->tracking != NULL ? tracking_url(claim->carrier, claim->tracking) : NULL;
    if (link != NULL)
        return browse(app, link);
    app_message(app, STYLE_ERROR, "%s",
                claim->tracking == NULL ? _("no tracking number; press e to enter one")
                                        : _("no tracking page for this carrier"));
    return REACT_RECALC;
}

static Reaction act_open(UiApp *app, Command command, int count)
{
    OrderId order = app_selected(app);
    g_autoptr(GError) error = NULL;
    if (app->argument != NULL && !order_id_parse(app->argument, &order, &error)) {
        app_error(app, error);
        return REACT_RECALC;
    }
    if (app->argument != NULL && desk_find(app->model->desk, order) == NULL) {
        app_message(app, STYLE_ERROR, _("no defect on %s here"), app->argument);
        return REACT_RECALC;
    }
    if (order != 0)
        return app_show(app, app_view(app, "page"), order);
    app_message(app, STYLE_ERROR, _("no case selected"));
    return REACT_RECALC;
}

static Reaction act_letter(UiApp *app, Command command, int count)
{
    LetterKind kind;
    g_autoptr(GError) error = NULL;
    if (app->argument == NULL)
        return letter_show(app, app_selected(app), -1);
    if (letter_parse(app->argument, &kind, &error))
        return letter_show(app, app_selected(app), (int)kind);
    app_error(app, error);
    return REACT_RECALC;
}

static const Action ACTIONS[N_COMMANDS] = {
    [CMD_QUIT] = act_quit,
    [CMD_QUIT_ALL] = act_quit_all,
    [CMD_HELP] = act_help,
    [CMD_VIEW_TODAY] = act_view,
    [CMD_VIEW_CLAIMS] = act_view,
    [CMD_VIEW_ODR] = act_view,
    [CMD_VIEW_LETTERS] = act_view,
    [CMD_NEXT_VIEW] = act_next_view,
    [CMD_PREVIOUS_VIEW] = act_next_view,
    [CMD_MARKET] = act_market,
    [CMD_PANEL] = act_panel,
    [CMD_PANEL_MOVE] = act_panel,
    [CMD_COMMAND] = act_command_line,
    [CMD_RELOAD] = act_reload,
    [CMD_REDRAW] = act_redraw,
    [CMD_MOUSE] = act_mouse,
    [CMD_SUSPEND] = act_suspend,
    [CMD_CANCEL] = act_cancel,
    [CMD_DETAIL_DOWN] = act_detail,
    [CMD_DETAIL_UP] = act_detail,
    [CMD_COPY] = act_copy,
    [CMD_COPY_LINK] = act_copy,
    [CMD_BROWSE] = act_browse,
    [CMD_TRACK] = act_track,
    [CMD_STAGE] = act_stage,
    [CMD_NEW] = act_new,
    [CMD_NOTE] = act_note,
    [CMD_UNDO] = act_undo,
    [CMD_REDO] = act_redo,
    [CMD_PARCEL] = act_parcel,
    [CMD_CHECK] = act_check,
    [CMD_ASKED] = act_asked,
    [CMD_REPLIED] = act_replied,
    [CMD_EDIT] = act_edit,
    [CMD_OPEN] = act_open,
    [CMD_LETTER] = act_letter,
    [CMD_IMPORT] = act_import,
    [CMD_SNOOZE] = act_snooze,
    [CMD_EXPORT] = act_export,
};

Reaction actions_command(UiApp *app, Command command, int count)
{
    if (ACTIONS[command] != NULL)
        return ACTIONS[command](app, command, count);
    app_message(app, STYLE_HINT, _("%s: not in this view"), _(command_info(command)->help));
    return REACT_RECALC;
}
