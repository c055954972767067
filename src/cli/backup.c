/* SPDX-License-Identifier: MIT */
/* backup, restore: the desk as one file. */
#include <glib/gi18n.h>

#include "azdesk/core/error.h"

#include "command.h"
#include "jout.h"

static void tell_file(Out *out, const char *name, const char *text, const char *path)
{
    if (out->json) {
        g_autoptr(JsonBuilder) builder = json_builder_new();
        json_builder_begin_object(builder);
        jout_text(builder, name, path);
        json_builder_end_object(builder);
        out_json(out, builder);
        return;
    }
    out_put(out, OUT_PLAIN, text);
    if (path)
        out_clean(out, OUT_PLAIN, path);
    out_put(out, OUT_PLAIN, "\n");
}

gboolean cmd_backup(Run *run, GError **error)
{
    const char *path = run_word(run, 0);
    Store *store = run_store(run, FALSE, error);
    if (!store || !store_backup(store, path, error))
        return FALSE;
    tell_file(run->out, "backup", _("backup written: "), path);
    return TRUE;
}

gboolean cmd_restore(Run *run, GError **error)
{
    g_autofree char *kept = NULL;
    if (run->app->read_only) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                    _("--read-only: nothing was changed"));
        return FALSE;
    }
    if (!store_restore(run_word(run, 0), run->app->db_path, &kept, error))
        return FALSE;
    tell_file(run->out, "kept", kept ? _("restored; the previous desk is kept as ") : _("restored"),
              kept);
    return TRUE;
}
