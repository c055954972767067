/* SPDX-License-Identifier: MIT */
/* Words and files of old cases emptied. What was removed is overwritten in the file
 * (secure_delete), and the log, which may hold it still, is emptied too. */
#include "store-private.h"

#include <glib/gi18n.h>

/* Orders whose every entry and defect is older than ?1. */
#define OLD                                                                                        \
    "(SELECT claim FROM claim_event GROUP BY claim HAVING max(max(at, recorded_at)) < ?1"          \
    " UNION SELECT order_id FROM defect WHERE max(at, removed_at) < ?1"                            \
    " EXCEPT SELECT claim FROM claim_event GROUP BY claim HAVING max(max(at, recorded_at)) >= ?1"  \
    " EXCEPT SELECT order_id FROM defect WHERE max(at, removed_at) >= ?1)"
#define OLD_TEXT     "body <> '' AND claim IN " OLD
#define OLD_EVIDENCE "(length(body) > 0 OR title <> '' OR name <> '') AND claim IN " OLD

static gboolean count_old(Store *store, gint64 limit, StorePurge *purge, GError **error)
{
    gint64 claims = 0, texts = 0, evidence = 0;
    const SqlValue *values = SQL_VALUES(SQL_INT(limit));
    if (!sql_int(store,
                 "SELECT count(*) FROM (SELECT claim FROM text WHERE " OLD_TEXT
                 " UNION SELECT claim FROM evidence WHERE " OLD_EVIDENCE ")",
                 values, 0, &claims, error) ||
        !sql_int(store, "SELECT count(*) FROM text WHERE " OLD_TEXT, values, 0, &texts, error) ||
        !sql_int(store, "SELECT count(*) FROM evidence WHERE " OLD_EVIDENCE, values, 0, &evidence,
                 error))
        return FALSE;
    *purge = (StorePurge){(guint)claims, (guint)texts, (guint)evidence};
    return TRUE;
}

static gboolean empty_old(Store *store, gint64 limit, StorePurge *purge, GError **error)
{
    const SqlValue *values = SQL_VALUES(SQL_INT(limit));
    return count_old(store, limit, purge, error) &&
           sql_run(store,
                   "UPDATE evidence SET body = x'', title = '', name = '' WHERE " OLD_EVIDENCE,
                   values, error) &&
           sql_run(store, "UPDATE text SET body = '' WHERE " OLD_TEXT, values, error);
}

/* Columns: busy, pages in the log, pages taken over. */
static gboolean empty_log(Store *store, GError **error)
{
    g_autoptr(SqlRows) rows =
        sql_query(store, "PRAGMA wal_checkpoint(TRUNCATE)", SQL_NOTHING, error);
    int step = rows ? sql_next(store, rows, error) : -1;
    if (step < 0)
        return FALSE;
    if (step == 0 || sqlite3_column_int(rows, 0) == 0)
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_BUSY,
                _("%s: everything was erased, but another program is still reading the log: close "
                  "it and purge again"),
                store->path);
    return FALSE;
}

gboolean store_purge(Store *store, Day before, StorePurge *ret_purge, GError **error)
{
    StorePurge purge;
    if (!store_begin(store, G_STRLOC, error))
        return FALSE;
    if (!empty_old(store, day_start(before), &purge, error)) {
        store_rollback(store);
        return FALSE;
    }
    if (!store_commit(store, error) || !empty_log(store, error))
        return FALSE;
    if (ret_purge)
        *ret_purge = purge;
    return TRUE;
}

GArray *store_old_cases(Store *store, Day before, GError **error)
{
    g_autoptr(GArray) orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    g_autoptr(SqlRows) rows =
        sql_query(store, "SELECT * FROM " OLD, SQL_VALUES(SQL_INT(day_start(before))), error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        OrderId order = sqlite3_column_int64(rows, 0);
        g_array_append_val(orders, order);
    }
    return step == 0 ? g_steal_pointer(&orders) : NULL;
}
