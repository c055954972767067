/* SPDX-License-Identifier: MIT */
/* A menu: move and Enter, or the number in front of the row. */
#include <glib/gi18n.h>

#include "app.h"
#include "azdesk/core/text.h"
#include "list.h"

typedef struct {
    UiModal base;
    char *title;
    GArray *items; /* of MenuItem */
    UiList list;
    MenuChosen chosen;
    gpointer data;
    GDestroyNotify destroy;
} Menu;

static void item_clear(gpointer data)
{
    MenuItem *item = data;
    g_free(item->label);
    g_free(item->detail);
    g_free(item->why_not);
}

GArray *menu_items_new(void)
{
    GArray *items = g_array_new(FALSE, TRUE, sizeof(MenuItem));
    g_array_set_clear_func(items, item_clear);
    return items;
}

MenuItem *menu_item(GArray *items, const char *label, gint64 value)
{
    MenuItem item = {.label = g_strdup(label), .value = value, .style = STYLE_NORMAL};
    g_array_append_val(items, item);
    return &g_array_index(items, MenuItem, items->len - 1);
}

static MenuItem *menu_at(Menu *menu, int i)
{
    return &g_array_index(menu->items, MenuItem, i);
}

static Reaction menu_choose(UiApp *app, Menu *menu, int i)
{
    if (i < 0 || i >= (int)menu->items->len)
        return REACT_NONE;
    menu->list.cursor = i;
    MenuItem *item = menu_at(menu, i);
    if (item->why_not != NULL) {
        app_message(app, STYLE_ERROR, "%s%s%s", item->label, C_("punctuation", ": "),
                    item->why_not);
        return REACT_RECALC;
    }
    MenuChosen chosen = menu->chosen;
    gint64 value = item->value;
    gpointer data = menu->data;
    GDestroyNotify destroy = menu->destroy;
    menu->destroy = NULL;
    app_pop(app, &menu->base);
    Reaction reaction = chosen(app, value, data) | REACT_RECALC;
    if (destroy != NULL)
        destroy(data);
    return reaction;
}

static Reaction menu_key(UiApp *app, UiModal *modal, Key key)
{
    static const KeyContext contexts[] = {CONTEXT_LIST, CONTEXTS_END};
    Menu *menu = (Menu *)modal;
    if (key >= '1' && key <= '9')
        return menu_choose(app, menu, (int)(key - '1'));
    Command command = keymap_lookup(app->keymap, contexts, key);
    if (key == K_ENTER || command == CMD_OPEN)
        return menu_choose(app, menu, menu->list.cursor);
    if (command == CMD_CANCEL || command == CMD_QUIT || command == CMD_QUIT_ALL) {
        app_pop(app, modal);
        return REACT_RECALC;
    }
    return list_command(&menu->list, command, 0) & REACT_IGNORED ? REACT_NONE : REACT_REPAINT;
}

static Reaction menu_mouse(UiApp *app, UiModal *modal, const TermEvent *event, int row, int col)
{
    Menu *menu = (Menu *)modal;
    gboolean hit;
    if (list_mouse(&menu->list, event, row, &hit) == REACT_NONE && !hit)
        return REACT_NONE;
    return hit ? menu_choose(app, menu, menu->list.cursor) : REACT_REPAINT;
}

static void menu_recalc(UiApp *app, UiModal *modal, int max_rows, int max_cols, ModalBox *box)
{
    Menu *menu = (Menu *)modal;
    int label = 0, detail = 0;
    for (guint i = 0; i < menu->items->len; i++) {
        const MenuItem *item = menu_at(menu, (int)i);
        label = MAX(label, text_width(item->label));
        detail = MAX(detail, item->detail != NULL ? text_width(item->detail) + 3 : 0);
    }
    box->title = g_strdup(menu->title);
    box->footer = g_strdup(_("enter selects, esc cancels"));
    box->cols = MIN(MAX(label + detail + 6, MAX(text_width(menu->title) + 5, 32)), max_cols);
    menu->list.n = (int)menu->items->len;
    list_scroll(&menu->list, max_rows);
    for (int i = menu->list.top; i < menu->list.n && i < menu->list.top + menu->list.rows; i++) {
        const MenuItem *item = menu_at(menu, i);
        gboolean off = item->why_not != NULL;
        Line *line = lines_add(box->lines);
        line->selected = i == menu->list.cursor;
        line_add(line, STYLE_NORMAL, line->selected ? app->glyphs->marker : " ");
        if (i < 9)
            line_addf(line, off ? STYLE_DISABLED : STYLE_KEY, "%d ", i + 1);
        else
            line_add(line, STYLE_NORMAL, "  ");
        line_fit(line, off ? STYLE_DISABLED : item->style, item->label, label,
                 app->glyphs->ellipsis);
        if (item->detail != NULL) {
            line_add(line, STYLE_NORMAL, "   ");
            line_add(line, off ? STYLE_DISABLED : STYLE_NORMAL, item->detail);
        }
        line_cut(line, box->cols, app->glyphs->ellipsis);
    }
}

static void menu_free(UiModal *modal)
{
    Menu *menu = (Menu *)modal;
    if (menu->destroy != NULL)
        menu->destroy(menu->data);
    g_array_unref(menu->items);
    g_free(menu->title);
    g_free(menu);
}

Reaction menu_open(UiApp *app, const char *title, GArray *items, gint64 current, MenuChosen chosen,
                   gpointer data, GDestroyNotify destroy)
{
    static const ModalOps ops = {.name = "menu",
                                 .key = menu_key,
                                 .mouse = menu_mouse,
                                 .recalc = menu_recalc,
                                 .free = menu_free};
    Menu *menu = g_new0(Menu, 1);
    menu->base.ops = &ops;
    menu->title = g_strdup(title);
    menu->items = items;
    menu->chosen = chosen;
    menu->data = data;
    menu->destroy = destroy;
    menu->list.n = (int)items->len;
    for (guint i = 0; i < items->len; i++)
        if (menu_at(menu, (int)i)->value == current)
            menu->list.cursor = (int)i;
    app_push(app, &menu->base);
    return REACT_REPAINT;
}
