/* SPDX-License-Identifier: MIT */
/* The latest import taken back: rows as they were before it, and its entries undone by entries. */
#include "imports-private.h"

#include <glib/gi18n.h>

static ImportLine *latest_line(Store *store, GError **error)
{
    g_autoptr(GPtrArray) lines = store_imports(store, error);
    if (!lines)
        return NULL;
    for (guint i = 0; i < lines->len; i++) {
        ImportLine *line = lines->pdata[i];
        if (line->undone_at == 0)
            return g_ptr_array_steal_index(lines, i);
    }
    g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED, _("no import to undo"));
    return NULL;
}

/* ---- Rows ---- */

/* The days of the rows that `sql` gives: market, channel, day, status. */
static gboolean add_days(Store *store, const char *sql, gint64 import, OrderDeltas *deltas,
                         int sign, GError **error)
{
    g_autoptr(SqlRows) rows = sql_query(store, sql, SQL_VALUES(SQL_INT(import)), error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0)
        order_deltas_add(deltas, sqlite3_column_int(rows, 0), sqlite3_column_int(rows, 1),
                         sqlite3_column_int(rows, 2), sqlite3_column_int(rows, 3), sign);
    return step == 0;
}

static gboolean restore_orders(Store *store, gint64 import, GError **error)
{
    SqlValue number = SQL_INT(import);
    g_autoptr(OrderDeltas) deltas = order_deltas_new();
    return add_days(store, "SELECT market, channel, day, status FROM orders WHERE import = ?",
                    import, deltas, -1, error) &&
           add_days(store, "SELECT market, channel, day, status FROM order_before WHERE import = ?",
                    import, deltas, 1, error) &&
           sql_run(store,
                   "INSERT OR REPLACE INTO orders (id, market, channel, day, status, updated,"
                   " import) SELECT id, market, channel, day, status, updated, by"
                   " FROM order_before WHERE import = ?",
                   SQL_VALUES(number), error) &&
           sql_run(store, "DELETE FROM orders WHERE import = ?", SQL_VALUES(number), error) &&
           sql_run(store, "DELETE FROM order_before WHERE import = ?", SQL_VALUES(number), error) &&
           order_deltas_apply(deltas, store, error);
}

static GArray *comments_of(Store *store, gint64 import, GError **error)
{
    g_autoptr(GArray) comments = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(SqlRows) rows =
        sql_query(store, "SELECT comment FROM defect WHERE import = ? AND comment IS NOT NULL",
                  SQL_VALUES(SQL_INT(import)), error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        gint64 id = sqlite3_column_int64(rows, 0);
        g_array_append_val(comments, id);
    }
    return step == 0 ? g_steal_pointer(&comments) : NULL;
}

static gboolean drop_comments(Store *store, const GArray *comments, GError **error)
{
    for (guint i = 0; i < comments->len; i++) {
        if (!sql_run(store,
                     "DELETE FROM text WHERE id = ?1"
                     " AND NOT EXISTS (SELECT 1 FROM defect WHERE comment = ?1)",
                     SQL_VALUES(SQL_INT(g_array_index(comments, gint64, i))), error))
            return FALSE;
    }
    return TRUE;
}

/* A row that was changed by hand since stays as it is. */
static gboolean restore_defects(Store *store, gint64 import, GError **error)
{
    SqlValue number = SQL_INT(import);
    g_autoptr(GArray) comments = comments_of(store, import, error);
    return comments &&
           sql_run(store,
                   "INSERT OR REPLACE INTO defect (key, order_id, kind, at, removed_at, fraud,"
                   " rating, comment, ordered, market, channel, import)"
                   " SELECT b.key, b.key / 2, d.kind, b.at, b.removed_at, b.fraud, b.rating,"
                   " b.comment, b.ordered, b.market, b.channel, b.by"
                   " FROM defect_before b JOIN defect d USING (key)"
                   " WHERE b.import = ?1 AND d.import = ?1",
                   SQL_VALUES(number), error) &&
           sql_run(store, "DELETE FROM defect WHERE import = ?", SQL_VALUES(number), error) &&
           sql_run(store, "DELETE FROM defect_before WHERE import = ?", SQL_VALUES(number),
                   error) &&
           drop_comments(store, comments, error);
}

/* ---- Entries ---- */

static GArray *claims_of(Store *store, gint64 import, GError **error)
{
    g_autoptr(GArray) orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    g_autoptr(SqlRows) rows =
        sql_query(store,
                  "SELECT DISTINCT claim FROM claim_event WHERE id BETWEEN"
                  " (SELECT event_from FROM import WHERE id = ?1) AND"
                  " (SELECT event_to FROM import WHERE id = ?1) ORDER BY claim",
                  SQL_VALUES(SQL_INT(import)), error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        OrderId order = sqlite3_column_int64(rows, 0);
        g_array_append_val(orders, order);
    }
    return step == 0 ? g_steal_pointer(&orders) : NULL;
}

/* All the import's live entries of a case at once: what is between two of them need not be legal.
 */
static gboolean add_undos(CaseEdit *edit, gint64 import, GError **error)
{
    g_autoptr(GPtrArray) live = claim_live_events(edit->events);
    g_autoptr(Claim) claim = NULL;
    for (guint i = live->len; i > 0; i--) {
        const ClaimEvent *event = live->pdata[i - 1];
        if (!(event->fields & FIELD_IMPORT) || event->import != import)
            continue;
        ClaimEvent *undo = edit_event(edit, EVENT_UNDO, (When){0}, error);
        if (!undo)
            return FALSE;
        undo->fields |= FIELD_REF;
        undo->ref = event->id;
        undo->id = G_MAXINT64 - i;
        g_ptr_array_add(edit->events, undo);
    }
    return claim_fold(edit->order, edit->events, G_MAXINT64, &claim, error);
}

static gboolean undo_claim(const Cases *cases, OrderId order, gint64 import, GError **error)
{
    CaseEdit edit;
    if (!edit_begin(&edit, cases, order, error))
        return FALSE;
    gboolean ok = add_undos(&edit, import, error);
    if (!ok) {
        char id[ORDER_ID_SIZE];
        order_id_format(order, id);
        g_prefix_error(error, _("order %s has entries that depend on this import: "), id);
    }
    return edit_end(&edit, ok, error);
}

static gboolean undo_entries(Store *store, gint64 now, gint64 import, GError **error)
{
    g_autoptr(Settings) settings = settings_new();
    Cases cases = {.store = store, .settings = settings, .now = now};
    g_autoptr(GArray) orders = claims_of(store, import, error);
    for (guint i = 0; orders && i < orders->len; i++) {
        if (!undo_claim(&cases, g_array_index(orders, OrderId, i), import, error))
            return FALSE;
    }
    return orders != NULL;
}

static gboolean undo_line(Store *store, gint64 now, const ImportLine *line, GError **error)
{
    SqlValue number = SQL_INT(line->id);
    guint packs;
    return undo_entries(store, now, line->id, error) && restore_orders(store, line->id, error) &&
           restore_defects(store, line->id, error) && packs_rebuild(store, &packs, error) &&
           sql_run(store, "DELETE FROM report WHERE import = ?", SQL_VALUES(number), error) &&
           sql_run(store, "DELETE FROM metric WHERE import = ?", SQL_VALUES(number), error) &&
           sql_run(store, "UPDATE import SET undone_at = ? WHERE id = ?",
                   SQL_VALUES(SQL_INT(now), number), error);
}

gboolean store_import_undo(Store *store, gint64 now, ImportLine **ret_line, GError **error)
{
    if (!(store->absent ? store_begin_dry(store, G_STRLOC, error)
                        : store_begin(store, G_STRLOC, error)))
        return FALSE;
    ImportLine *line = latest_line(store, error);
    if (!line || !undo_line(store, now, line, error)) {
        store_rollback(store);
        import_line_free(line);
        return FALSE;
    }
    line->undone_at = now;
    gboolean done = store_commit(store, error);
    if (done && ret_line)
        *ret_line = line;
    else
        import_line_free(line);
    return done;
}
