/* SPDX-License-Identifier: MIT */
#include "state.h"

#include <glib/gstdio.h>
#include <string.h>

#define FILE_NAME "ui.state"

static char *state_path(const UiApp *app)
{
    return app->options->state_dir != NULL
               ? g_build_filename(app->options->state_dir, FILE_NAME, NULL)
               : NULL;
}

static const char *const PLACES[] = {"auto", "right", "bottom", "hidden"};

static void load_lists(GKeyFile *keys, const char *group, GHashTable *into, gboolean arrays)
{
    g_auto(GStrv) names = g_key_file_get_keys(keys, group, NULL, NULL);
    for (char **name = names; name != NULL && *name != NULL; name++) {
        gsize n;
        char **list = g_key_file_get_string_list(keys, group, *name, &n, NULL);
        if (list == NULL)
            continue;
        if (arrays) {
            g_hash_table_insert(into, g_strdup(*name), list);
            continue;
        }
        GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
        for (gsize i = 0; i < n; i++)
            g_ptr_array_add(texts, list[i]);
        g_free(list);
        g_hash_table_insert(into, g_strdup(*name), texts);
    }
}

void state_load(UiApp *app)
{
    g_autofree char *path = state_path(app);
    g_autoptr(GKeyFile) keys = g_key_file_new();
    if (path == NULL || !g_key_file_load_from_file(keys, path, G_KEY_FILE_NONE, NULL))
        return;
    g_autofree char *front = g_key_file_get_string(keys, "ui", "view", NULL);
    g_autofree char *place = g_key_file_get_string(keys, "ui", "panel", NULL);
    for (int i = 0; i < (int)G_N_ELEMENTS(PLACES); i++)
        if (g_strcmp0(place, PLACES[i]) == 0)
            app->prefs.panel = i;
    for (guint i = 0; i < app->views->len; i++) {
        UiView *view = g_ptr_array_index(app->views, i);
        g_autofree char *text = g_key_file_get_string(keys, "views", view->ops->name, NULL);
        if (text != NULL && view->ops->restore != NULL)
            view->ops->restore(app, view, text);
    }
    load_lists(keys, "prompts", app->histories, FALSE);
    load_lists(keys, "drafts", app->drafts, TRUE);
    UiView *view = front != NULL ? app_view(app, front) : NULL;
    if (view != NULL && (view->ops->flags & VIEW_TAB))
        app_show(app, view, 0);
}

static void save_ui(UiApp *app, GKeyFile *keys)
{
    const UiView *front = g_queue_is_empty(app->back) ? app->view : g_queue_peek_head(app->back);
    g_key_file_set_string(keys, "ui", "view", front->ops->name);
    g_key_file_set_string(keys, "ui", "panel", PLACES[app->prefs.panel]);
    for (guint i = 0; i < app->views->len; i++) {
        UiView *view = g_ptr_array_index(app->views, i);
        g_autofree char *text = view->ops->save != NULL ? view->ops->save(app, view) : NULL;
        if (text != NULL)
            g_key_file_set_string(keys, "views", view->ops->name, text);
    }
}

void state_save(UiApp *app)
{
    g_autofree char *path = state_path(app);
    g_autoptr(GKeyFile) keys = g_key_file_new();
    GHashTableIter iter;
    gpointer name, value;
    gsize len;
    if (path == NULL)
        return;
    save_ui(app, keys);
    g_hash_table_iter_init(&iter, app->histories);
    while (g_hash_table_iter_next(&iter, &name, &value)) {
        const GPtrArray *texts = value;
        g_key_file_set_string_list(keys, "prompts", name, (const char *const *)texts->pdata,
                                   texts->len);
    }
    g_hash_table_iter_init(&iter, app->drafts);
    while (g_hash_table_iter_next(&iter, &name, &value))
        g_key_file_set_string_list(keys, "drafts", name, (const char *const *)value,
                                   g_strv_length(value));
    g_autofree char *text = g_key_file_to_data(keys, &len, NULL);
    g_mkdir_with_parents(app->options->state_dir, 0700);
    /* What cannot be remembered is not worth a word. */
    (void)g_file_set_contents_full(path, text, (gssize)len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   NULL);
    app->state_changed = FALSE;
}

gboolean state_forget(const char *state_dir, const GArray *orders, guint *forms, GError **error)
{
    g_autofree char *path = g_build_filename(state_dir, FILE_NAME, NULL);
    g_autoptr(GKeyFile) keys = g_key_file_new();
    gsize len;
    if (orders->len == 0 || !g_key_file_load_from_file(keys, path, G_KEY_FILE_NONE, NULL))
        return TRUE;
    g_auto(GStrv) names = g_key_file_get_keys(keys, "drafts", NULL, NULL);
    for (char **name = names; name != NULL && *name != NULL; name++) {
        const char *order = strrchr(*name, ' ');
        for (guint i = 0; order != NULL && i < orders->len; i++) {
            if (g_ascii_strtoll(order, NULL, 10) != g_array_index(orders, OrderId, i))
                continue;
            g_key_file_remove_key(keys, "drafts", *name, NULL);
            (*forms)++;
            break;
        }
    }
    g_key_file_remove_group(keys, "prompts", NULL);
    g_autofree char *text = g_key_file_to_data(keys, &len, NULL);
    return g_file_set_contents_full(path, text, (gssize)len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                    error);
}
