/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "azdesk/core/error.h"

#include "command.h"
#include "jout.h"

static void tell_list(Run *run, const char *name, const GPtrArray *list, const char *well)
{
    if (run->out->json) {
        g_autoptr(JsonBuilder) builder = json_builder_new();
        json_builder_begin_object(builder);
        jout_text(builder, "desk", run->app->db_path);
        json_builder_set_member_name(builder, name);
        json_builder_begin_array(builder);
        for (guint i = 0; i < list->len; i++)
            json_builder_add_string_value(builder, g_ptr_array_index(list, i));
        json_builder_end_array(builder);
        json_builder_end_object(builder);
        out_json(run->out, builder);
        return;
    }
    for (guint i = 0; i < list->len; i++) {
        out_clean(run->out, OUT_WARN, g_ptr_array_index(list, i));
        out_put(run->out, OUT_PLAIN, "\n");
    }
    if (list->len == 0)
        out_printf(run->out, OUT_GOOD, "%s\n", well);
}

static gboolean recover(Run *run, const char *path, GError **error)
{
    g_autoptr(GPtrArray) lost = NULL;
    if (run->app->read_only) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                    _("--read-only: nothing was changed"));
        return FALSE;
    }
    if (!store_recover(run->app->db_path, path, &lost, error))
        return FALSE;
    tell_list(run, "lost", lost, _("Everything was saved."));
    return TRUE;
}

static gboolean rebuild(Run *run, GError **error)
{
    guint changed;
    Store *store = run_store(run, TRUE, error);
    if (!store || !store_rebuild(store, &changed, error))
        return FALSE;
    if (run->out->json) {
        g_autoptr(JsonBuilder) builder = json_builder_new();
        json_builder_begin_object(builder);
        jout_text(builder, "desk", run->app->db_path);
        jout_int(builder, "changed", changed);
        json_builder_end_object(builder);
        out_json(run->out, builder);
    } else {
        out_printf(run->out, OUT_PLAIN,
                   ngettext("Rebuilt from the events; %u case was different.\n",
                            "Rebuilt from the events; %u cases were different.\n", changed),
                   changed);
    }
    return TRUE;
}

gboolean cmd_doctor(Run *run, GError **error)
{
    const char *path = args_text(run->args, "recover");
    const gboolean anew = args_flag(run->args, "rebuild");
    if (path && anew) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("--rebuild and --recover cannot be combined"));
        return FALSE;
    }
    if (path)
        return recover(run, path, error);
    if (anew)
        return rebuild(run, error);
    Store *store = run_store(run, FALSE, error);
    g_autoptr(GPtrArray) findings = store ? store_check(store, error) : NULL;
    if (!findings)
        return FALSE;
    tell_list(run, "findings", findings, _("The desk is fine."));
    run->status = findings->len ? AZDESK_ERROR_FAILED : 0;
    return TRUE;
}
