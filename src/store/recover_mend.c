/* SPDX-License-Identifier: MIT */
/* What was saved, made sound: nothing names what is lost, and every history can be folded. */
#include "recover-private.h"

#include <glib/gi18n.h>

/* ---- What names something lost ---- */

gboolean recover_references(Store *store, GPtrArray *lost, GError **error)
{
    gint64 before = sqlite3_total_changes(store->db);
    if (!sql_script(store,
                    "INSERT OR IGNORE INTO text (id, body, claim)"
                    "    SELECT json_extract(payload, '$.text'), '', claim FROM claim_event"
                    "    WHERE json_extract(payload, '$.text') IS NOT NULL;"
                    "INSERT OR IGNORE INTO text (id, body, claim)"
                    "    SELECT json_extract(payload, '$.other'), '', claim FROM claim_event"
                    "    WHERE json_extract(payload, '$.other') IS NOT NULL",
                    error))
        return FALSE;
    gint64 texts = sqlite3_total_changes(store->db) - before;
    if (texts > 0)
        recover_tell(lost, _("the texts of %lld entries"), (long long)texts);
    return sql_script(store,
                      "UPDATE defect SET comment = NULL WHERE comment IS NOT NULL"
                      "    AND comment NOT IN (SELECT id FROM text);"
                      "DELETE FROM order_before WHERE import NOT IN (SELECT id FROM import);"
                      "DELETE FROM defect_before WHERE import NOT IN (SELECT id FROM import)",
                      error);
}

/* ---- Histories ---- */

/* The first live entry that cannot stand after those before it; NULL where all do. */
static const ClaimEvent *first_illegal(OrderId order, GPtrArray *events)
{
    g_autoptr(GPtrArray) live = claim_live_events(events);
    g_autoptr(Claim) claim = claim_new(order), folded = NULL;
    for (guint i = 0; i < live->len; i++) {
        if (!claim_apply(claim, live->pdata[i], NULL))
            return live->pdata[i];
    }
    if (live->len > 0 && !claim_fold(order, events, G_MAXINT64, &folded, NULL))
        return live->pdata[live->len - 1];
    return NULL;
}

static gboolean mend_history(Store *store, OrderId order, GPtrArray *lost, GError **error)
{
    g_autoptr(GPtrArray) events = events_load(store, order, FALSE, error);
    guint undone = 0;
    const ClaimEvent *illegal;
    while (events && (illegal = first_illegal(order, events))) {
        const ClaimEvent *last = events->pdata[events->len - 1];
        ClaimEvent *undo =
            claim_event_new(EVENT_UNDO, (When){last->recorded_at}, last->recorded_at);
        undo->fields |= FIELD_REF;
        undo->ref = illegal->id;
        g_ptr_array_add(events, undo);
        if (!event_append(store, order, undo, error))
            return FALSE;
        undone++;
    }
    if (undone > 0) {
        char id[ORDER_ID_SIZE];
        order_id_format(order, id);
        recover_tell(lost, _("claim %s: %u entries depend on lost ones and were undone"), id,
                     undone);
    }
    return events != NULL;
}

gboolean recover_histories(Store *store, GPtrArray *lost, GError **error)
{
    g_autoptr(GArray) orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    g_autoptr(SqlRows) rows =
        sql_query(store, "SELECT DISTINCT claim FROM claim_event", SQL_NOTHING, error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        OrderId order = sqlite3_column_int64(rows, 0);
        g_array_append_val(orders, order);
    }
    for (guint i = 0; step == 0 && i < orders->len; i++) {
        if (!mend_history(store, g_array_index(orders, OrderId, i), lost, error))
            return FALSE;
    }
    return step == 0;
}
