/* SPDX-License-Identifier: MIT */
/* The walk that writes an import's orders, in the order of their keys. */
#include "imports-private.h"

typedef struct {
    StoreImport *import;
    Store *store;
    OrderDeltas *deltas;
    gint64 greatest; /* the last key there was: what lies beyond needs no look */
} OrderWalk;

static gboolean find_order(Store *store, OrderId id, OrderRecord *record, gint64 *ret_by,
                           gboolean *ret_found, GError **error)
{
    g_autoptr(SqlRows) rows = sql_query(
        store, "SELECT market, channel, day, status, updated, import FROM orders WHERE id = ?",
        SQL_VALUES(SQL_INT(id)), error);
    int step = rows ? sql_next(store, rows, error) : -1;
    if (step > 0) {
        *record = (OrderRecord){
            .id = id,
            .market = (guint8)sqlite3_column_int(rows, 0),
            .channel = (guint8)sqlite3_column_int(rows, 1),
            .day = sqlite3_column_int(rows, 2),
            .status = (guint8)sqlite3_column_int(rows, 3),
            .updated = sqlite3_column_int64(rows, 4),
        };
        *ret_by = sqlite3_column_int64(rows, 5);
    }
    *ret_found = step > 0;
    return step >= 0;
}

static gboolean insert_order(OrderWalk *walk, const OrderRecord *record, GError **error)
{
    order_deltas_add(walk->deltas, record->market, record->channel, record->day, record->status, 1);
    walk->import->added++;
    return sql_run(walk->store,
                   "INSERT INTO orders (id, market, channel, day, status, updated, import)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?)",
                   SQL_VALUES(SQL_INT(record->id), SQL_INT(record->market),
                              SQL_INT(record->channel), SQL_INT(record->day),
                              SQL_INT(record->status), SQL_INT(record->updated),
                              SQL_INT(walk->import->id)),
                   error);
}

static gboolean update_order(OrderWalk *walk, const OrderRecord *record, const OrderRecord *before,
                             gint64 by, GError **error)
{
    order_deltas_add(walk->deltas, before->market, before->channel, before->day, before->status,
                     -1);
    order_deltas_add(walk->deltas, record->market, record->channel, record->day, record->status, 1);
    walk->import->updated++;
    return sql_run(walk->store,
                   "INSERT INTO order_before (import, id, market, channel, day, status, updated,"
                   " by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                   SQL_VALUES(SQL_INT(walk->import->id), SQL_INT(before->id),
                              SQL_INT(before->market), SQL_INT(before->channel),
                              SQL_INT(before->day), SQL_INT(before->status),
                              SQL_INT(before->updated), SQL_INT(by)),
                   error) &&
           sql_run(walk->store,
                   "UPDATE orders SET market = ?, channel = ?, day = ?, status = ?, updated = ?,"
                   " import = ? WHERE id = ?",
                   SQL_VALUES(SQL_INT(record->market), SQL_INT(record->channel),
                              SQL_INT(record->day), SQL_INT(record->status),
                              SQL_INT(record->updated), SQL_INT(walk->import->id),
                              SQL_INT(record->id)),
                   error);
}

static gboolean write_order(const OrderRecord *record, gpointer data, GError **error)
{
    OrderWalk *walk = data;
    OrderRecord before;
    gint64 by = 0;
    gboolean found = FALSE;
    if (record->id <= walk->greatest &&
        !find_order(walk->store, record->id, &before, &by, &found, error))
        return FALSE;
    if (!found)
        return insert_order(walk, record, error);
    if (order_record_wins(record, &before))
        return update_order(walk, record, &before, by, error);
    walk->import->unchanged++;
    return TRUE;
}

gboolean import_write_orders(StoreImport *import, GError **error)
{
    g_autoptr(OrderDeltas) deltas = order_deltas_new();
    OrderWalk walk = {.import = import, .store = import->store, .deltas = deltas};
    guint64 before = import->added + import->updated;
    return import_ensure(import, error) &&
           sql_int(import->store, "SELECT max(id) FROM orders", SQL_NOTHING, 0, &walk.greatest,
                   error) &&
           order_runs_walk(import->orders, write_order, &walk, error) &&
           order_deltas_apply(deltas, import->store, error) &&
           (import->added + import->updated == before || packs_follow_orders(import->store, error));
}
