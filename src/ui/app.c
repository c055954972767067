/* SPDX-License-Identifier: MIT */
#include "app.h"

#include <glib/gi18n.h>
#include <string.h>

#include "actions.h"
#include "job.h"
#include "saved.h"
#include "screen.h"
#include "state.h"
#include "views.h"
#include "welcome.h"

#define COUNT_MAX    99999
#define CHANGE_SHOWN 60 /* seconds for which before -> after is told */

/* ---- Life ---- */

static void views_open(UiApp *app)
{
    const ViewOps *table[VIEWS_MAX];
    gsize n = views_table(table);
    for (gsize i = 0; i < n; i++) {
        UiView *view = g_malloc0(table[i]->size);
        view->ops = table[i];
        view->stale = TRUE;
        g_ptr_array_add(app->views, view);
        if (view->ops->open != NULL)
            view->ops->open(app, view);
    }
}

static void view_free(gpointer data)
{
    UiView *view = data;
    if (view->ops->close != NULL)
        view->ops->close(view);
    g_free(view);
}

static void modal_free(gpointer data)
{
    UiModal *modal = data;
    modal_box_clear(&modal->box);
    modal->ops->free(modal);
}

static LayoutPrefs prefs_of_settings(const Settings *settings)
{
    static const char *const places[] = {"auto", "right", "bottom", "hidden"};
    LayoutPrefs prefs = {.panel_width = settings_int(settings, SETTING_UI_PANEL_WIDTH)};
    for (int i = 0; i < (int)G_N_ELEMENTS(places); i++)
        if (strcmp(places[i], settings_text(settings, SETTING_UI_PANEL)) == 0)
            prefs.panel = i;
    return prefs;
}

static void app_greet(UiApp *app, GPtrArray *problems, const GError *theme)
{
    g_autoptr(GPtrArray) faults = NULL;
    g_autoptr(GPtrArray) saved = saved_filters(app->settings, &faults);
    if (theme != NULL)
        app_message(app, STYLE_ERROR, "%s", theme->message);
    else if (problems->len > 0)
        app_message(app, STYLE_ERROR, "%s", (char *)g_ptr_array_index(problems, 0));
    else if (saved->len > 0 && faults->len > 0)
        app_message(app, STYLE_ERROR, "%s", (char *)g_ptr_array_index(faults, 0));
}

UiApp *ui_app_new(const UiOptions *options, Term *term, GError **error)
{
    UiApp *app = g_new0(UiApp, 1);
    g_autoptr(GPtrArray) problems = NULL;
    g_autoptr(GError) theme_error = NULL;
    Theme theme;
    app->options = options;
    app->settings = options->settings;
    app->term = term;
    app->now = options->clock(options->clock_data);
    app->model = model_new(options, app->now);
    app->keymap = keymap_new(options->settings, &problems);
    app->glyphs = glyphs_for(settings_text(options->settings, SETTING_UI_GLYPHS), options->charset,
                             options->term);
    app->views = g_ptr_array_new_with_free_func(view_free);
    app->modals = g_ptr_array_new_with_free_func(modal_free);
    app->back = g_queue_new();
    app->journal = journal_new();
    app->histories =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    app->market = options->market;
    app->channel = options->channel;
    app->drafts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
    app->prefs = prefs_of_settings(options->settings);
    screen_init(&app->screen);
    screen_init(&app->painted);
    gboolean themed = theme_of_settings(options->settings, options->config_path, options->color,
                                        &theme, &theme_error);
    term_theme(term, &theme);
    if (!model_load(app->model, error)) {
        ui_app_free(app);
        return NULL;
    }
    views_open(app);
    app_show(app, g_ptr_array_index(app->views, 0), 0);
    state_load(app);
    app_greet(app, problems, themed ? NULL : theme_error);
    app->dirty = REACT_REFLOW | REACT_CHANGED;
    return app;
}

void ui_app_free(UiApp *app)
{
    if (app == NULL)
        return;
    job_end(app);
    g_ptr_array_unref(app->modals);
    g_ptr_array_unref(app->views);
    g_queue_free(app->back);
    journal_free(app->journal);
    g_hash_table_unref(app->histories);
    g_hash_table_unref(app->drafts);
    keymap_free(app->keymap);
    model_free(app->model);
    screen_clear(&app->screen);
    screen_clear(&app->painted);
    for (int i = 0; i < PANELS_KEPT; i++)
        g_clear_pointer(&app->panel_kept[i].lines, g_ptr_array_unref);
    term_close(app->term);
    g_free(app->message);
    g_free(app);
}

/* ---- Events ---- */

void app_react(UiApp *app, Reaction reaction)
{
    if (reaction & REACT_QUIT)
        app->quit = TRUE;
    if (reaction & REACT_RELOAD) {
        g_autoptr(GError) error = NULL;
        if (!model_load(app->model, &error))
            app_error(app, error);
        reaction |= REACT_CHANGED;
    }
    if (reaction & REACT_CHANGED)
        for (guint i = 0; i < app->views->len; i++)
            ((UiView *)g_ptr_array_index(app->views, i))->stale = TRUE;
    app->dirty |= reaction & ~(guint)(REACT_IGNORED | REACT_QUIT | REACT_RELOAD);
}

static void app_begin(UiApp *app)
{
    app->now = app->options->clock(app->options->clock_data);
    app->model->now = app->now;
}

static void message_clear(UiApp *app)
{
    if (app->message == NULL && app->acted == 0)
        return;
    g_clear_pointer(&app->message, g_free);
    app->acted = 0;
    app_react(app, REACT_RECALC);
}

UiModal *app_modal(const UiApp *app)
{
    return app->modals->len > 0 ? g_ptr_array_index(app->modals, app->modals->len - 1) : NULL;
}

/* 0 begins a count, and so do digits that no command has taken; after that every digit goes on with
 * it. */
static gboolean app_count(UiApp *app, Key key, Command command)
{
    if (key < '0' || key > '9' || (!app->counting && command != CMD_NONE))
        return FALSE;
    app->counting = TRUE;
    app->count = MIN(app->count * 10 + (int)(key - '0'), COUNT_MAX);
    app_react(app, REACT_RECALC);
    return TRUE;
}

static void app_unknown_key(UiApp *app, Key key)
{
    g_autofree char *name = key_word(key);
    g_autofree char *help = keymap_first(app->keymap, CMD_HELP);
    app_message(app, STYLE_HINT, _("%s is not bound here; press %s for help"), name,
                help != NULL ? help : ":help");
}

void ui_app_key(UiApp *app, Key key)
{
    UiModal *modal = app_modal(app);
    app_begin(app);
    if (key == K_CTRL('z') || key == K_CTRL('l')) {
        app_react(app, app_command(app, key == K_CTRL('z') ? CMD_SUSPEND : CMD_REDRAW, 0));
        return;
    }
    message_clear(app);
    if (modal != NULL) {
        app_react(app, modal->ops->key(app, modal, key));
        return;
    }
    Command command = keymap_lookup(app->keymap, app->view->ops->contexts, key);
    if (app_count(app, key, command))
        return;
    int count = app->count;
    gboolean counting = app->counting;
    app->count = 0;
    app->counting = FALSE;
    if (counting && key == K_ESC) { /* leaves the count, and nothing else */
        app_react(app, REACT_RECALC);
        return;
    }
    if (command != CMD_NONE)
        app_react(app, app_command(app, command, count));
    else
        app_unknown_key(app, key);
}

void ui_app_paste(UiApp *app, const char *text)
{
    UiModal *modal = app_modal(app);
    app_begin(app);
    message_clear(app);
    if (modal != NULL && modal->ops->paste != NULL)
        app_react(app, modal->ops->paste(app, modal, text));
    else if (modal == NULL && app->view->ops->paste != NULL)
        app_react(app, app->view->ops->paste(app, app->view, text));
    else
        app_message(app, STYLE_HINT, _("paste only works in forms and prompts"));
}

void ui_app_mouse(UiApp *app, const TermEvent *event)
{
    UiModal *modal = app_modal(app);
    const ViewOps *ops = app->view->ops;
    app_begin(app);
    if (modal != NULL) {
        if (modal->ops->mouse != NULL)
            app_react(app, modal->ops->mouse(app, modal, event, event->row - modal->area.row,
                                             event->col - modal->area.col));
        return;
    }
    gboolean told = app->message != NULL; /* in the place of the hints */
    message_clear(app);
    if (rect_holds(app->layout.tabs, event->row, event->col) && event->mouse == MOUSE_PRESS) {
        UiView *view = screen_tab_at(app, event->col);
        if (view != NULL)
            app_react(app, app_show(app, view, 0));
    } else if (rect_holds(app->layout.main, event->row, event->col) && ops->mouse != NULL) {
        app_react(app, ops->mouse(app, app->view, event, event->row - app->layout.main.row,
                                  event->col - app->layout.main.col));
    } else if (rect_holds(app->layout.panel, event->row, event->col) &&
               event->mouse == MOUSE_PRESS) {
        app_react(app, app_show(app, app_view(app, "odr"), app_selected(app)));
    } else if (rect_holds(app->layout.hint, event->row, event->col) &&
               event->mouse == MOUSE_PRESS) {
        Command command = told ? CMD_NONE : screen_hint_at(app, event->col);
        if (command != CMD_NONE)
            app_react(app, app_command(app, command, 0));
    } else if (rect_holds(app->layout.detail, event->row, event->col) &&
               (event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN)) {
        app_react(
            app,
            app_command(app, event->mouse == MOUSE_WHEEL_UP ? CMD_DETAIL_UP : CMD_DETAIL_DOWN, 0));
    }
}

void ui_app_resize(UiApp *app, int rows, int cols)
{
    term_resize(app->term, rows, cols);
    app_react(app, REACT_REFLOW);
}

void ui_app_tick(UiApp *app)
{
    gint64 before = app->now;
    gboolean changed = FALSE;
    g_autoptr(GError) error = NULL;
    app->now = app->options->clock(app->options->clock_data);
    if (!model_tick(app->model, app->now, &changed, &error))
        app_error(app, error);
    if (changed)
        app_react(app, REACT_CHANGED | REACT_RECALC);
    if (app->model->before.there && app->now - app->model->before.at > CHANGE_SHOWN) {
        app->model->before.there = FALSE;
        app_react(app, REACT_RECALC);
    }
    if (app->state_changed)
        state_save(app);
    if (app->now / 60 != before / 60)
        app_react(app, REACT_RECALC);
}

static gboolean wants_events(UiApp *app)
{
    OrderId order = app_selected(app);
    const DeskCase *item = app_selected_case(app);
    return !rect_empty(app->layout.detail) && item != NULL && item->claim != NULL &&
           !model_has_events(app->model, order);
}

gboolean ui_app_wants_rest(UiApp *app)
{
    const ViewOps *ops = app->view->ops;
    return wants_events(app) || (ops->wants_rest != NULL && ops->wants_rest(app, app->view));
}

void ui_app_rest(UiApp *app)
{
    const ViewOps *ops = app->view->ops;
    if (wants_events(app) && model_events(app->model, app_selected(app), TRUE) != NULL)
        app_react(app, REACT_RECALC);
    if (ops->wants_rest != NULL && ops->wants_rest(app, app->view))
        app_react(app, ops->rest(app, app->view));
}

/* Rows of a view that came to the front, or of one whose cases changed, are made anew before
 * anything reads them: those that are there may point to cases that are gone. */
static void view_freshen(UiApp *app)
{
    if (!app->view->stale)
        return;
    app->view->stale = FALSE;
    if (app->view->ops->changed != NULL)
        app->view->ops->changed(app, app->view);
    app_react(app, REACT_RECALC);
}

void ui_app_draw(UiApp *app)
{
    if (app->dirty == 0 || app->quit)
        return;
    view_freshen(app);
    guint dirty = app->dirty;
    app->dirty = 0;
    if (welcome_wanted(app) != app->welcome) {
        app->welcome = !app->welcome;
        dirty |= REACT_REFLOW;
    }
    if (dirty & REACT_REFLOW)
        screen_reflow(app);
    if (dirty & (REACT_REFLOW | REACT_RECALC))
        screen_recalc(app);
    screen_paint(app);
}

/* ---- Commands ---- */

const char *app_why_not(UiApp *app, Command command)
{
    guint flags = command_info(command)->flags;
    const ViewOps *ops = app->view->ops;
    const char *why = ops->why_not != NULL ? ops->why_not(app, app->view, command) : NULL;
    if (why != NULL)
        return why;
    if ((flags & CMD_ROWS) && ops->marked == NULL)
        return VIEW_NOT_HERE;
    if ((flags & CMD_WRITES) && store_read_only(app->options->store))
        return _("the desk is open read-only");
    if ((flags & CMD_WRITES) && job_writes(app))
        return _("an import is running; please wait");
    if (flags & (CMD_CASE | CMD_CLAIM)) {
        const DeskCase *item = app_selected_case(app);
        if (item == NULL)
            return _("no case selected");
        if ((flags & CMD_CLAIM) && item->claim == NULL)
            return _("this order has no claim");
    }
    return NULL;
}

Reaction app_command(UiApp *app, Command command, int count)
{
    view_freshen(app);
    const char *why = app_why_not(app, command);
    if (why != NULL) {
        const CommandInfo *info = command_info(command);
        app_message(app, STYLE_ERROR, "%s%s%s", _(info->hint != NULL ? info->hint : info->help),
                    C_("punctuation", ": "), *why != '\0' ? why : _("not in this view"));
        return REACT_RECALC;
    }
    app->given = command;
    const ViewOps *ops = app->view->ops;
    Reaction reaction =
        ops->command != NULL ? ops->command(app, app->view, command, count) : REACT_IGNORED;
    if (reaction & REACT_IGNORED)
        reaction = actions_command(app, command, count);
    return reaction;
}

void app_message(UiApp *app, Style style, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_free(app->message);
    app->message = g_strdup_vprintf(format, args);
    va_end(args);
    app->message_style = style;
    app_react(app, REACT_RECALC);
}

void app_error(UiApp *app, const GError *error)
{
    app_message(app, STYLE_ERROR, "%s", error != NULL ? error->message : _("failed"));
}

/* ---- What is selected ---- */

OrderId app_selected(UiApp *app)
{
    const ViewOps *ops = app->view->ops;
    return ops->selected != NULL ? ops->selected(app, app->view) : 0;
}

const DeskCase *app_selected_case(UiApp *app)
{
    OrderId order = app_selected(app);
    if (order != app->found_order || app->found_serial != app->model->serial) {
        app->found_order = order;
        app->found_serial = app->model->serial;
        app->found = order != 0 ? desk_find(app->model->desk, order) : NULL;
    }
    return app->found;
}

GArray *app_targets(UiApp *app, Command command)
{
    GArray *orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    const ViewOps *ops = app->view->ops;
    if ((command_info(command)->flags & CMD_MANY) && ops->marked != NULL)
        ops->marked(app, app->view, orders);
    OrderId selected = app_selected(app);
    if (orders->len == 0 && selected != 0)
        g_array_append_val(orders, selected);
    return orders;
}

const DeskCase *app_subject(UiApp *app)
{
    const DeskCase *acted = app->acted != 0 ? desk_find(app->model->desk, app->acted) : NULL;
    return acted != NULL ? acted : app_selected_case(app);
}

const PartFigures *app_part(UiApp *app)
{
    const DeskCase *item = app_subject(app);
    const ViewOps *ops = app->view->ops;
    int market;
    Channel channel;
    if (item != NULL)
        return model_part(app->model, item->market, item->channel);
    if (ops->part != NULL && ops->part(app, app->view, &market, &channel))
        return model_part(app->model, market, channel);
    for (guint i = 0; i < app->model->parts->len; i++) {
        const PartFigures *part = &g_array_index(app->model->parts, PartFigures, i);
        if (app_in_scope(app, part->market, part->channel))
            return model_part(app->model, part->market, part->channel);
    }
    return NULL;
}

gboolean app_in_scope(const UiApp *app, int market, Channel channel)
{
    return (app->market == 0 || app->market == market) &&
           (app->channel < 0 || app->channel == (int)channel);
}

void app_set_scope(UiApp *app, int market, int channel)
{
    app->market = market;
    app->channel = channel;
    app_react(app, REACT_CHANGED | REACT_RECALC);
}

Cases app_cases(const UiApp *app)
{
    return (Cases){.store = app->options->store, .settings = app->settings, .now = app->now};
}

Reaction app_cases_read(UiApp *app, const GArray *orders)
{
    g_autoptr(GError) error = NULL;
    OrderId order = g_array_index(orders, OrderId, 0);
    if (orders->len > 1 ? !model_cases_changed(app->model, orders, &error)
                        : !model_case_changed(app->model, order, &error))
        app_error(app, error);
    model_events(app->model, order, TRUE);
    app->acted = order;
    return REACT_CHANGED | REACT_RECALC;
}

static gint64 latest_entry(const UiApp *app, OrderId order)
{
    const DeskCase *item = desk_find(app->model->desk, order);
    return item != NULL && item->claim != NULL ? item->claim->last_event : 0;
}

Reaction app_cases_changed(UiApp *app, const GArray *orders)
{
    gboolean alone = store_version(app->options->store) == app->model->version;
    GArray *act = g_array_new(FALSE, FALSE, sizeof(JournalStep));
    for (guint i = 0; i < orders->len; i++) {
        OrderId order = g_array_index(orders, OrderId, i);
        JournalStep step = {order, latest_entry(app, order), 0};
        g_array_append_val(act, step);
    }
    Reaction reaction = app_cases_read(app, orders);
    for (guint i = 0; i < act->len; i++) {
        JournalStep *step = &g_array_index(act, JournalStep, i);
        step->after = latest_entry(app, step->order);
        if (!alone && step->after > step->before) /* the newest alone is surely ours */
            step->before = step->after - 1;
    }
    journal_add(app->journal, act);
    return reaction;
}

Reaction app_case_changed(UiApp *app, OrderId order)
{
    g_autoptr(GArray) orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    g_array_append_val(orders, order);
    return app_cases_changed(app, orders);
}

void app_select(UiApp *app, OrderId order)
{
    if (app->view->ops->select != NULL)
        app->view->ops->select(app, app->view, order);
    app_react(app, REACT_CHANGED | REACT_RECALC);
}

/* ---- Views and overlays ---- */

GPtrArray *app_history(UiApp *app, const char *name)
{
    GPtrArray *history = g_hash_table_lookup(app->histories, name);
    if (history == NULL) {
        history = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(app->histories, g_strdup(name), history);
    }
    return history;
}

UiView *app_view(UiApp *app, const char *name)
{
    for (guint i = 0; i < app->views->len; i++) {
        UiView *view = g_ptr_array_index(app->views, i);
        if (strcmp(view->ops->name, name) == 0)
            return view;
    }
    return NULL;
}

Reaction app_show(UiApp *app, UiView *view, OrderId order)
{
    if (view->ops->flags & VIEW_TAB)
        g_queue_clear(app->back);
    else if (app->view != NULL && app->view != view)
        g_queue_push_tail(app->back, app->view);
    app->view = view;
    app->prefs.has_panel = (view->ops->flags & VIEW_PANEL) != 0;
    app->prefs.beside = (view->ops->flags & VIEW_BESIDE) != 0;
    app->prefs.has_detail = (view->ops->flags & VIEW_DETAIL) != 0;
    if (view->ops->show != NULL)
        view->ops->show(app, view, order);
    return REACT_REFLOW;
}

void app_push(UiApp *app, UiModal *modal)
{
    g_ptr_array_add(app->modals, modal);
    app_react(app, REACT_RECALC);
}

void app_pop(UiApp *app, UiModal *modal)
{
    g_ptr_array_remove(app->modals, modal);
    app_react(app, REACT_RECALC);
}
