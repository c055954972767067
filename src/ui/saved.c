/* SPDX-License-Identifier: MIT */
#include "saved.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"
#include "azdesk/ui/ui.h"

static const struct {
    const char *name, *label, *text;
} FIRST[] = {
    {"all", N_("All"), ""},
    {"open", N_("Open"), "open:yes"},
    {"held", N_("Held"), "parcel:held outcome:undecided"},
    {"counts", N_("Counts"), "counts:yes"},
    {"differs", N_("Amazon differs"), "mismatch:yes"},
};

static void saved_free(gpointer data)
{
    SavedFilter *filter = data;
    g_free(filter->name);
    g_free(filter->label);
    g_free(filter->text);
    g_clear_pointer(&filter->query, query_free);
    g_free(filter);
}

static void saved_add(GPtrArray *saved, const char *name, const char *label, const char *text,
                      GPtrArray *problems)
{
    g_autoptr(GError) error = NULL;
    SavedFilter *filter = g_new0(SavedFilter, 1);
    filter->name = g_strdup(name);
    filter->label = text_clean(label);
    filter->text = g_strdup(text);
    filter->query = query_parse(text, NULL, &error);
    filter->n = -1;
    if (filter->query == NULL && problems != NULL)
        g_ptr_array_add(problems, g_strdup_printf("[views] %s: %s", name, error->message));
    g_ptr_array_add(saved, filter);
}

static gboolean is_first(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(FIRST); i++)
        if (strcmp(FIRST[i].name, name) == 0)
            return TRUE;
    return FALSE;
}

char *ui_views_text(void)
{
    GString *lines = g_string_new(NULL);
    for (gsize i = 1; i < G_N_ELEMENTS(FIRST); i++)
        g_string_append_printf(lines, "%s%s = %s", i > 1 ? "\n" : "", FIRST[i].name, FIRST[i].text);
    return g_string_free(lines, FALSE);
}

/* What the configuration says of a name; NULL: nothing. */
static char *own_text(const Settings *settings, const char *name)
{
    g_autofree char *key = g_strconcat("views.", name, NULL);
    return settings_get(settings, key);
}

GPtrArray *saved_filters(const Settings *settings, GPtrArray **ret_problems)
{
    GPtrArray *saved = g_ptr_array_new_with_free_func(saved_free);
    GPtrArray *problems = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; i < G_N_ELEMENTS(FIRST); i++) {
        g_autofree char *own = i > 0 ? own_text(settings, FIRST[i].name) : NULL;
        if (own == NULL || *own != '\0')
            saved_add(saved, FIRST[i].name, _(FIRST[i].label), own != NULL ? own : FIRST[i].text,
                      problems);
    }
    g_auto(GStrv) names = settings_group(settings, "views");
    for (char **name = names; *name != NULL; name++) {
        g_autofree char *own = own_text(settings, *name);
        if (!is_first(*name) && own != NULL && *own != '\0')
            saved_add(saved, *name, *name, own, problems);
    }
    if (ret_problems != NULL)
        *ret_problems = g_ptr_array_ref(problems);
    g_ptr_array_unref(problems);
    return saved;
}

/* ---- Keeping ---- */

static gboolean saved_set(UiApp *app, const char *name, const char *text, GError **error)
{
    const UiOptions *options = app->options;
    g_autofree char *key = g_strconcat("views.", name, NULL);
    if (options->save_setting != NULL &&
        !options->save_setting(options->save_data, key, text, error))
        return FALSE;
    return settings_set(app->settings, key, text, error);
}

gboolean saved_keep(UiApp *app, const char *name, const char *text, GError **error)
{
    g_autofree char *bare = g_strstrip(g_strdup(text));
    if (strcmp(name, FIRST[0].name) == 0) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("%s is the view of all claims"),
                    FIRST[0].name);
        return FALSE;
    }
    return saved_set(app, name, bare, error);
}

/* One that is there from the beginning would come back by itself. */
gboolean saved_drop(UiApp *app, const SavedFilter *filter, GError **error)
{
    return saved_set(app, filter->name, is_first(filter->name) ? "" : NULL, error);
}
