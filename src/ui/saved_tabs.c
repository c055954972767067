/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/text.h"
#include "saved.h"

void saved_init(UiApp *app, UiSaved *saved, UiFilter *filter)
{
    saved->filters = saved_filters(app->settings, NULL);
    saved->filter = filter;
}

void saved_clear(UiSaved *saved)
{
    g_clear_pointer(&saved->filters, g_ptr_array_unref);
}

static const SavedFilter *saved_at(const UiSaved *saved, int i)
{
    return g_ptr_array_index(saved->filters, (guint)i);
}

/* The one whose query is in force; -1: none. */
static int saved_front(const UiSaved *saved)
{
    g_autofree char *bare = g_strstrip(g_strdup(saved->filter->text));
    for (int i = 0; i < (int)saved->filters->len; i++)
        if (strcmp(saved_at(saved, i)->text, bare) == 0)
            return i;
    return -1;
}

/* ---- The row ---- */

/* In front: between brackets, as no colour says it alone. */
static void tab_add(UiApp *app, const SavedFilter *filter, gboolean front, Line *line)
{
    Style style = front ? STYLE_TAB_ACTIVE : STYLE_TAB;
    line_add(line, STYLE_TAB, front ? "[" : " ");
    line_add(line, filter->query != NULL ? style : STYLE_ERROR, filter->label);
    if (filter->n >= 0)
        line_addf(line, front ? STYLE_TAB_ACTIVE : STYLE_MUTED, " %d", filter->n);
    else if (filter->query == NULL)
        line_addf(line, STYLE_ERROR, " %s", app->glyphs->warn);
    line_add(line, STYLE_TAB, front ? "]" : " ");
}

static void own_add(const UiSaved *saved, Line *line)
{
    line_add(line, STYLE_TAB, "[");
    line_add(line, STYLE_KEY, "/ ");
    line_foreign(line, STYLE_TAB_ACTIVE, saved->filter->text);
    if (!saved->filter->wrong)
        line_addf(line, STYLE_MUTED, " %d/%d", saved->shown, saved->all);
    line_add(line, STYLE_TAB, "]");
}

/* One line a tab; *ret_first: the first that is shown, so that the one in front is. */
static Lines *tabs_made(UiApp *app, const UiSaved *saved, int *ret_first)
{
    Lines *lines = lines_new();
    int n = (int)saved->filters->len, front = saved_front(saved), width = 0, first = 0;
    for (int i = 0; i < n; i++)
        tab_add(app, saved_at(saved, i), i == front, lines_add(lines));
    if (front < 0) {
        own_add(saved, lines_add(lines));
        front = n;
    }
    for (int i = 0; i <= front; i++)
        width += lines_at(lines, (guint)i)->width;
    for (; first < front && width + (first > 0) > saved->cols; first++)
        width -= lines_at(lines, (guint)first)->width;
    *ret_first = first;
    return lines;
}

void saved_tabs(UiApp *app, UiSaved *saved, int shown, int all, int cols, Line *line)
{
    int first;
    saved->shown = shown;
    saved->all = all;
    saved->cols = cols;
    g_autoptr(GPtrArray) tabs = tabs_made(app, saved, &first);
    if (first > 0)
        line_add(line, STYLE_MUTED, app->glyphs->ellipsis);
    for (guint i = (guint)first; i < tabs->len; i++)
        line_append(line, lines_at(tabs, i));
    line_cut(line, cols, app->glyphs->ellipsis);
    line_pad(line, STYLE_TAB, cols);
}

static int tab_at(UiApp *app, const UiSaved *saved, int col)
{
    int first;
    g_autoptr(GPtrArray) tabs = tabs_made(app, saved, &first);
    int begin = first > 0;
    for (int i = first; i < (int)saved->filters->len && begin < saved->cols; i++) {
        int end = MIN(begin + lines_at(tabs, (guint)i)->width, saved->cols);
        if (col >= begin && col < end)
            return i;
        begin = end;
    }
    return -1;
}

/* ---- Commands ---- */

static Reaction saved_show(UiApp *app, UiSaved *saved, int at)
{
    const SavedFilter *filter = saved_at(saved, at);
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = query_parse(filter->text, NULL, &error);
    if (query == NULL) {
        app_message(app, STYLE_ERROR, "%s: %s", filter->label, error->message);
        return REACT_RECALC;
    }
    filter_set(app, saved->filter, filter->text, TRUE);
    return REACT_CHANGED | REACT_RECALC;
}

/* The saved view of that name or label; -1 where there is none. */
static int saved_find(const UiSaved *saved, const char *name)
{
    for (int i = 0; i < (int)saved->filters->len; i++)
        if (strcmp(saved_at(saved, i)->name, name) == 0 ||
            strcmp(saved_at(saved, i)->label, name) == 0)
            return i;
    return -1;
}

static Reaction no_such_view(UiApp *app, const char *name)
{
    app_message(app, STYLE_ERROR, _("no view %s"), name);
    return REACT_RECALC;
}

static Reaction saved_step(UiApp *app, UiSaved *saved, Command command, int count)
{
    int n = (int)saved->filters->len, at = saved_front(saved);
    if (count > 0)
        return saved_show(app, saved, MIN(count, n) - 1);
    if (at < 0 && command == CMD_SAVED_BACK)
        at = n; /* a filter without a name stands behind them */
    return saved_show(app, saved, (at + (command == CMD_SAVED_NEXT ? 1 : n - 1)) % n);
}

Reaction saved_pressed(UiApp *app, UiSaved *saved, int col)
{
    int at = tab_at(app, saved, col);
    return at >= 0 ? saved_show(app, saved, at) : REACT_NONE;
}

static Reaction saved_again(UiApp *app, UiSaved *saved)
{
    saved_clear(saved);
    saved->filters = saved_filters(app->settings, NULL);
    saved->serial = 0;
    return REACT_CHANGED | REACT_RECALC;
}

static Reaction keep_named(UiApp *app, const char *text, gpointer data)
{
    UiSaved *saved = data;
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strstrip(g_strdup(text));
    if (*name == '\0')
        return REACT_RECALC;
    int at = saved_find(saved, name);
    if (saved_keep(app, at >= 0 ? saved_at(saved, at)->name : name, saved->filter->text, &error))
        app_message(app, STYLE_MESSAGE, _("saved as %s: %s"), name, saved->filter->text);
    else
        app_error(app, error);
    return saved_again(app, saved);
}

static Reaction act_keep(UiApp *app, UiSaved *saved)
{
    static const PromptOps ops = {.done = keep_named};
    g_autofree char *label = g_strdup_printf("%s ", _("Name of the view:"));
    if (!filter_on(saved->filter) || saved->filter->wrong) {
        app_message(app, STYLE_ERROR, "%s", _("no filter to save; press / to set one"));
        return REACT_RECALC;
    }
    if (app->argument != NULL)
        return keep_named(app, app->argument, saved);
    return prompt_open(app, label, "", NULL, &ops, saved, NULL);
}

static Reaction act_drop(UiApp *app, UiSaved *saved)
{
    int at = app->argument != NULL ? saved_find(saved, app->argument) : saved_front(saved);
    g_autoptr(GError) error = NULL;
    if (app->argument != NULL && at < 0)
        return no_such_view(app, app->argument);
    if (at <= 0) {
        app_message(app, STYLE_ERROR, "%s",
                    at == 0 ? _("this view cannot be deleted") : _("no saved view is open"));
        return REACT_RECALC;
    }
    const SavedFilter *filter = saved_at(saved, at);
    if (saved_drop(app, filter, &error))
        app_message(app, STYLE_MESSAGE, _("deleted %s; it was: %s"), filter->label, filter->text);
    else
        app_error(app, error);
    return saved_again(app, saved);
}

enum { MENU_KEEP = -1, MENU_DROP = -2 };

static Reaction saved_chosen(UiApp *app, gint64 value, gpointer data)
{
    if (value == MENU_KEEP)
        return act_keep(app, data);
    return value == MENU_DROP ? act_drop(app, data) : saved_show(app, data, (int)value);
}

static Reaction act_views(UiApp *app, UiSaved *saved)
{
    int front = saved_front(saved);
    if (app->argument != NULL) {
        int at = saved_find(saved, app->argument);
        return at < 0 ? no_such_view(app, app->argument) : saved_show(app, saved, at);
    }
    GArray *items = menu_items_new();
    for (guint i = 0; i < saved->filters->len; i++) {
        const SavedFilter *filter = saved_at(saved, (int)i);
        MenuItem *item = menu_item(items, filter->label, (int)i);
        item->detail = text_clean(filter->text);
    }
    MenuItem *keep = menu_item(items, _("Save the filter as a view"), MENU_KEEP);
    if (front >= 0)
        keep->why_not = g_strdup(_("this filter is already saved; press / to change it"));
    MenuItem *drop = menu_item(items, _("Delete the current view"), MENU_DROP);
    if (front <= 0)
        drop->why_not = g_strdup(_("no saved view is open"));
    return menu_open(app, _("Views"), items, front, saved_chosen, saved, NULL);
}

Reaction saved_command(UiApp *app, UiSaved *saved, Command command, int count)
{
    switch (command) {
    case CMD_SAVED_NEXT:
    case CMD_SAVED_BACK:
        return saved_step(app, saved, command, count);
    case CMD_SAVED:
        return act_views(app, saved);
    case CMD_KEEP_VIEW:
        return act_keep(app, saved);
    case CMD_DROP_VIEW:
        return act_drop(app, saved);
    default:
        return REACT_IGNORED;
    }
}
