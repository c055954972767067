/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/gate.h"
#include "azdesk/ui/ui.h"

#include "command.h"
#include "jout.h"

static const char *const free_groups[] = {"hold", "clock", "keys", "views", "gate", "colors"};

static gboolean known_key(const char *key)
{
    Setting setting;
    if (setting_find(key, &setting))
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(free_groups); i++)
        if (g_str_has_prefix(key, free_groups[i]) && key[strlen(free_groups[i])] == '.')
            return TRUE;
    return FALSE;
}

static void add_setting(JsonBuilder *builder, const char *key, const char *value,
                        const SettingInfo *info)
{
    json_builder_begin_object(builder);
    jout_text(builder, "key", key);
    jout_text(builder, "value", value);
    jout_text(builder, "default", info ? info->fallback : NULL);
    jout_text(builder, "help", info ? _(info->help) : NULL);
    json_builder_end_object(builder);
}

static gboolean config_get(Run *run, GError **error)
{
    const char *key = run_word(run, 0);
    Setting setting;
    if (!known_key(key)) {
        setting_fail_unknown(key, error);
        return FALSE;
    }
    g_autofree char *value = settings_get(run->app->settings, key);
    if (run->out->json) {
        g_autoptr(JsonBuilder) builder = json_builder_new();
        add_setting(builder, key, value,
                    setting_find(key, &setting) ? setting_info(setting) : NULL);
        out_json(run->out, builder);
        return TRUE;
    }
    out_clean(run->out, OUT_PLAIN, value ? value : "");
    out_put(run->out, OUT_PLAIN, "\n");
    return TRUE;
}

static void list_one(Run *run, JsonBuilder *builder, const char *key, const SettingInfo *info)
{
    g_autofree char *value = settings_get(run->app->settings, key);
    if (run->out->json) {
        add_setting(builder, key, value, info);
        return;
    }
    if (info)
        out_printf(run->out, OUT_DIM, "# %s\n", _(info->help));
    out_clean(run->out, OUT_PLAIN, key);
    out_put(run->out, OUT_PLAIN, " = ");
    out_clean(run->out, OUT_PLAIN, value ? value : "");
    out_put(run->out, OUT_PLAIN, "\n");
}

static gboolean config_list(Run *run, GError **error)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_array(builder);
    for (guint i = 0; i < N_SETTINGS; i++)
        list_one(run, builder, setting_info((Setting)i)->key, setting_info((Setting)i));
    for (guint i = 0; i < G_N_ELEMENTS(free_groups); i++) {
        g_auto(GStrv) names = settings_group(run->app->settings, free_groups[i]);
        for (char **name = names; name && *name; name++) {
            Setting setting;
            g_autofree char *key = g_strdup_printf("%s.%s", free_groups[i], *name);
            if (!setting_find(key, &setting))
                list_one(run, builder, key, NULL);
        }
    }
    json_builder_end_array(builder);
    if (run->out->json)
        out_json(run->out, builder);
    return TRUE;
}

gboolean config_load(const App *app, Settings *settings, GError **error)
{
    g_autofree char *text = NULL;
    gsize len;
    g_autoptr(GError) fault = NULL;
    if (g_file_get_contents(app->config_path, &text, &len, &fault))
        return settings_load(settings, text, len, app->config_path, error);
    if (g_error_matches(fault, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
        g_error_matches(fault, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "%s", fault->message);
    return FALSE;
}

/* The file itself is written where the path is a link to it, and keeps its mode. */
static gboolean config_save(const App *app, const Settings *settings, GError **error)
{
    g_autofree char *text = settings_save(settings);
    g_autofree char *folder = g_path_get_dirname(app->config_path);
    g_autofree char *target = realpath(app->config_path, NULL);
    GStatBuf seen;
    const int mode = target && g_stat(target, &seen) == 0 ? (int)(seen.st_mode & 0777) : 0600;
    if (g_mkdir_with_parents(folder, 0700) != 0) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "%s: %s", folder, g_strerror(errno));
        return FALSE;
    }
    return g_file_set_contents_full(target ? target : app->config_path, text, -1,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                    mode, error);
}

/* What is read only where it is used, by the gate and by the terminal, is tried here, where it is
 * written. */
static gboolean value_is_sound(const App *app, const Settings *settings, const char *key,
                               GError **error)
{
    if (!g_str_has_prefix(key, "gate."))
        return ui_setting_check(settings, app->config_path, key, error);
    g_autoptr(GPtrArray) seasons = gate_seasons(settings, atoi(key + strlen("gate.")), error);
    return seasons != NULL;
}

gboolean config_change(const App *app, const char *key, const char *value, GError **error)
{
    g_autoptr(Settings) settings = settings_new();
    if (app->read_only) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                    _("--read-only: nothing was changed"));
        return FALSE;
    }
    return config_load(app, settings, error) && settings_set(settings, key, value, error) &&
           (value == NULL || value_is_sound(app, settings, key, error)) &&
           config_save(app, settings, error);
}

static gboolean config_set(Run *run, GError **error)
{
    const char *key = run_word(run, 0);
    const char *value = args_count(run->args) > 1 ? run_word(run, 1) : NULL;
    return run_utf8(key, "KEY", error) && (!value || run_utf8(value, "VALUE", error)) &&
           config_change(run->app, key, value, error);
}

gboolean cmd_config(Run *run, GError **error)
{
    if (strcmp(run->command->name, "get") == 0)
        return config_get(run, error);
    if (strcmp(run->command->name, "set") == 0)
        return config_set(run, error);
    return config_list(run, error);
}
