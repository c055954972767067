/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "azdesk/core/error.h"

#include "command.h"
#include "jout.h"

gboolean cmd_purge(Run *run, GError **error)
{
    Day before;
    StorePurge purge;
    if (!run_require(run, "before", error) || !run_day(run, "before", &before, error))
        return FALSE;
    if (before > run_today(run)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("--before: %s is in the future"),
                    args_text(run->args, "before"));
        return FALSE;
    }
    Store *store = run_store(run, TRUE, error);
    if (!store || !store_purge(store, before, &purge, error))
        return FALSE;
    if (run->out->json) {
        g_autoptr(JsonBuilder) builder = json_builder_new();
        json_builder_begin_object(builder);
        jout_int(builder, "claims", purge.claims);
        jout_int(builder, "texts", purge.texts);
        jout_int(builder, "evidence", purge.evidence);
        json_builder_end_object(builder);
        out_json(run->out, builder);
        return TRUE;
    }
    out_printf(run->out, OUT_PLAIN, _("cases %u, texts %u, evidence %u: erased and overwritten\n"),
               purge.claims, purge.texts, purge.evidence);
    out_printf(run->out, OUT_PLAIN, "%s\n", _("Earlier backups still contain them."));
    return TRUE;
}
