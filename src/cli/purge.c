/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "azdesk/core/error.h"
#include "azdesk/ui/ui.h"

#include "command.h"
#include "jout.h"

/* What the terminal keeps beside the desk about the same cases. */
static gboolean purge_drafts(Run *run, Store *store, Day before, UiDrafts *ret_drafts,
                             GError **error)
{
    g_autoptr(GArray) orders = store_old_cases(store, before, error);
    return orders &&
           ui_drafts_purge(run->app->state_dir, orders, day_start(before), ret_drafts, error);
}

static void tell(Run *run, const StorePurge *purge, const UiDrafts *drafts)
{
    out_printf(run->out, OUT_PLAIN, _("cases %u, texts %u, evidence %u: erased and overwritten\n"),
               purge->claims, purge->texts, purge->evidence);
    if (drafts->deleted > 0)
        out_printf(run->out, OUT_PLAIN,
                   ngettext("%u draft deleted\n", "%u drafts deleted\n", drafts->deleted),
                   drafts->deleted);
    if (drafts->kept > 0)
        out_printf(run->out, OUT_PLAIN,
                   ngettext("%u draft of a letter was changed since then and is kept: %s\n",
                            "%u drafts of letters were changed since then and are kept: %s\n",
                            drafts->kept),
                   drafts->kept, run->app->state_dir);
    out_printf(run->out, OUT_PLAIN, "%s\n", _("Earlier backups still contain them."));
}

gboolean cmd_purge(Run *run, GError **error)
{
    Day before;
    StorePurge purge;
    UiDrafts drafts;
    if (!run_require(run, "before", error) || !run_day(run, "before", &before, error))
        return FALSE;
    if (before > run_today(run)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("--before: %s is in the future"),
                    args_text(run->args, "before"));
        return FALSE;
    }
    Store *store = run_store(run, TRUE, error);
    if (!store || !store_purge(store, before, &purge, error) ||
        !purge_drafts(run, store, before, &drafts, error))
        return FALSE;
    if (run->out->json) {
        g_autoptr(JsonBuilder) builder = json_builder_new();
        json_builder_begin_object(builder);
        jout_int(builder, "claims", purge.claims);
        jout_int(builder, "texts", purge.texts);
        jout_int(builder, "evidence", purge.evidence);
        jout_int(builder, "drafts", drafts.deleted);
        jout_int(builder, "drafts_kept", drafts.kept);
        json_builder_end_object(builder);
        out_json(run->out, builder);
        return TRUE;
    }
    tell(run, &purge, &drafts);
    return TRUE;
}
