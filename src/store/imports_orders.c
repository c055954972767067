/* SPDX-License-Identifier: MIT */
/* The walk that writes an import's orders, in the order of their keys. */
#include "imports-private.h"

typedef struct {
    StoreImport *import;
    Store *store;
    OrderDeltas *deltas;
    OrderBatch *fresh, *changed;
    gint64 greatest; /* the last key there was: what lies beyond needs no look */
} OrderWalk;

static gboolean find_order(Store *store, OrderId id, OrderRecord *record, gboolean *ret_found,
                           GError **error)
{
    g_autoptr(SqlRows) rows =
        sql_query(store, "SELECT market, channel, day, status, updated FROM orders WHERE id = ?",
                  SQL_VALUES(SQL_INT(id)), error);
    int step = rows ? sql_next(store, rows, error) : -1;
    if (step > 0)
        *record = (OrderRecord){
            .id = id,
            .market = (guint8)sqlite3_column_int(rows, 0),
            .channel = (guint8)sqlite3_column_int(rows, 1),
            .day = sqlite3_column_int(rows, 2),
            .status = (guint8)sqlite3_column_int(rows, 3),
            .updated = sqlite3_column_int64(rows, 4),
        };
    *ret_found = step > 0;
    return step >= 0;
}

static void count_day(OrderWalk *walk, const OrderRecord *record, int sign)
{
    order_deltas_add(walk->deltas, record->market, record->channel, record->day, record->status,
                     sign);
}

static gboolean write_order(const OrderRecord *record, gpointer data, GError **error)
{
    OrderWalk *walk = data;
    OrderRecord before;
    gboolean found = FALSE;
    if (record->id <= walk->greatest &&
        !find_order(walk->store, record->id, &before, &found, error))
        return FALSE;
    if (found && !order_record_wins(record, &before)) {
        walk->import->unchanged++;
        return TRUE;
    }
    if (found)
        count_day(walk, &before, -1);
    count_day(walk, record, 1);
    ++*(found ? &walk->import->updated : &walk->import->added);
    return order_batch_add(found ? walk->changed : walk->fresh, record, error);
}

gboolean import_write_orders(StoreImport *import, GError **error)
{
    Store *store = import->store;
    if (!import_ensure(import, error))
        return FALSE;
    g_autoptr(OrderDeltas) deltas = order_deltas_new();
    g_autoptr(OrderBatch) fresh = order_batch_new(store, ORDER_BATCH_NEW, import->id, error);
    g_autoptr(OrderBatch) changed =
        fresh ? order_batch_new(store, ORDER_BATCH_CHANGED, import->id, error) : NULL;
    guint64 before = import->added + import->updated;
    OrderWalk walk = {
        .import = import, .store = store, .deltas = deltas, .fresh = fresh, .changed = changed};
    return changed &&
           sql_int(store, "SELECT max(id) FROM orders", SQL_NOTHING, 0, &walk.greatest, error) &&
           order_runs_walk(import->orders, write_order, &walk, error) &&
           order_batch_flush(fresh, error) && order_batch_flush(changed, error) &&
           order_deltas_apply(deltas, store, error) &&
           (import->added + import->updated == before || packs_follow_orders(store, error));
}
