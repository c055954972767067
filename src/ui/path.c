/* SPDX-License-Identifier: MIT */
#include "path.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "azdesk/core/error.h"

#define HISTORY     "folders"
#define RECENT_KEPT 8
#define NAMES_MAX   200 /* completions offered */

/* Where the path begins: what was typed behind "//" or "/~" stands by itself. */
static const char *path_begin(const char *text)
{
    const char *begin = text;
    for (const char *p = text; *p != '\0'; p++)
        if (*p == '/' && (p[1] == '/' || (p[1] == '~' && (p[2] == '/' || p[2] == '\0'))))
            begin = p + 1;
    return begin;
}

char *path_expand(const char *text)
{
    g_autofree char *whole = g_strstrip(g_strdup(text));
    g_autofree char *path = g_strdup(path_begin(whole));
    if (strcmp(path, "~") == 0 || g_str_has_prefix(path, "~/"))
        return g_build_filename(g_get_home_dir(), path + 1, NULL);
    return g_steal_pointer(&path);
}

char *path_short(const char *path)
{
    const char *home = g_get_home_dir();
    gsize len = strlen(home);
    if (len > 1 && strncmp(path, home, len) == 0 && (path[len] == '/' || path[len] == '\0'))
        return g_strconcat("~", path + len, NULL);
    return g_strdup(path);
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **path_complete(UiApp *app, const char *text, gsize cursor, gsize *ret_start, gpointer data)
{
    GPtrArray *names = g_ptr_array_new();
    g_autofree char *typed = g_strndup(text, cursor);
    const char *slash = strrchr(typed, '/');
    gsize start = slash != NULL ? (gsize)(slash - typed) + 1 : 0;
    g_autofree char *head = g_strndup(typed, start);
    g_autofree char *folder = path_expand(start > 0 ? head : ".");
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    *ret_start = start;
    if (strcmp(typed + start, "~") == 0)
        g_ptr_array_add(names, g_strdup("~/"));
    while (dir != NULL && names->len < NAMES_MAX && (name = g_dir_read_name(dir)) != NULL) {
        if (strncmp(name, typed + start, cursor - start) != 0 ||
            (*name == '.' && typed[start] != '.') || !g_utf8_validate(name, -1, NULL))
            continue;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        gboolean is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);
        g_ptr_array_add(names, g_strconcat(name, is_folder ? "/" : "", NULL));
    }
    g_ptr_array_sort(names, by_name);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

/* ---- Prompt ---- */

typedef struct {
    PathDone done;
    gpointer data;
    GDestroyNotify destroy;
} PathAsk;

static void ask_free(gpointer data)
{
    PathAsk *ask = data;
    if (ask->destroy != NULL)
        ask->destroy(ask->data);
    g_free(ask);
}

/* Why no file can be made there, in plainer words than those of the system; NULL: it can. (transfer
 * full) (nullable) */
static char *folder_fault(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *brief = path_short(folder);
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
        return g_strdup_printf(_("%s: no such folder"), brief);
    if (g_access(folder, W_OK) != 0)
        return g_strdup_printf(_("%s: nothing can be saved in this folder"), brief);
    return NULL;
}

static Reaction ask_done(UiApp *app, const char *text, gpointer data)
{
    PathAsk *ask = data;
    g_autofree char *path = path_expand(text);
    if (*path == '\0')
        return REACT_RECALC;
    g_autofree char *fault = folder_fault(path);
    if (fault == NULL)
        return ask->done(app, path, ask->data);
    app_message(app, STYLE_ERROR, "%s", fault);
    return REACT_RECALC | REACT_IGNORED;
}

Reaction path_prompt(UiApp *app, const char *label, const char *text, PathDone done, gpointer data,
                     GDestroyNotify destroy)
{
    static const PromptOps ops = {.done = ask_done, .complete = path_complete};
    PathAsk *ask = g_new0(PathAsk, 1);
    *ask = (PathAsk){done, data, destroy};
    return prompt_open(app, label, text, NULL, &ops, ask, ask_free);
}

/* ---- Files ---- */

void path_recent_add(UiApp *app, const char *file)
{
    GPtrArray *history = app_history(app, HISTORY);
    char *folder = g_path_get_dirname(file);
    for (guint i = history->len; i-- > 0;)
        if (strcmp(g_ptr_array_index(history, i), folder) == 0)
            g_ptr_array_remove_index(history, i);
    g_ptr_array_add(history, folder);
    if (history->len > RECENT_KEPT)
        g_ptr_array_remove_index(history, 0);
    app->state_changed = TRUE;
}

GPtrArray *path_recent(UiApp *app)
{
    GPtrArray *history = app_history(app, HISTORY);
    GPtrArray *recent = g_ptr_array_new_with_free_func(g_free);
    for (guint i = history->len; i-- > 0;)
        if (g_file_test(g_ptr_array_index(history, i), G_FILE_TEST_IS_DIR))
            g_ptr_array_add(recent, g_strdup(g_ptr_array_index(history, i)));
    return recent;
}
