/* SPDX-License-Identifier: MIT */
/* Many rows by one statement: SQLite reads them out of the batch, as a table of its own for the
 * while, which spares binding and stepping each by itself. */
#include "imports-private.h"

#include <string.h>

#define BATCH_ROWS       4096
#define BATCH_STATEMENTS 2

static const struct {
    const char *name, *statements[BATCH_STATEMENTS];
} kinds[] = {
    [ORDER_BATCH_NEW] = {"azdesk_new",
                         {"INSERT OR ROLLBACK INTO orders (id, market, channel, day, status,"
                          " updated, import) SELECT * FROM azdesk_new"}},
    [ORDER_BATCH_CHANGED] = {"azdesk_changed",
                             {"INSERT INTO order_before (import, id, market, channel, day, status,"
                              " updated, by) SELECT b.import, o.id, o.market, o.channel, o.day,"
                              " o.status, o.updated, o.import FROM azdesk_changed b CROSS JOIN"
                              " orders o ON o.id = b.id",
                              "INSERT OR REPLACE INTO orders (id, market, channel, day, status,"
                              " updated, import) SELECT * FROM azdesk_changed"}},
};

struct OrderBatch {
    Store *store;
    gint64 import;
    guint n;
    const char *name;
    sqlite3_stmt *statements[BATCH_STATEMENTS];
    OrderRecord records[BATCH_ROWS];
};

typedef struct {
    sqlite3_vtab base;
    const OrderBatch *batch;
} BatchTable;

typedef struct {
    sqlite3_vtab_cursor base;
    guint row;
} BatchCursor;

static int batch_connect(sqlite3 *db, void *data, int argc, const char *const *argv,
                         sqlite3_vtab **ret_table, char **error)
{
    int rc = sqlite3_declare_vtab(db, "CREATE TABLE x(id, market, channel, day, status, updated,"
                                      " import)");
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
    BatchTable *table = g_new0(BatchTable, 1);
    table->batch = data;
    *ret_table = &table->base;
    return SQLITE_OK;
}

static int batch_disconnect(sqlite3_vtab *table)
{
    g_free(table);
    return SQLITE_OK;
}

static int batch_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    info->estimatedRows = BATCH_ROWS;
    return SQLITE_OK;
}

static int batch_open(sqlite3_vtab *table, sqlite3_vtab_cursor **ret_cursor)
{
    BatchCursor *cursor = g_new0(BatchCursor, 1);
    *ret_cursor = &cursor->base;
    return SQLITE_OK;
}

static int batch_close(sqlite3_vtab_cursor *cursor)
{
    g_free(cursor);
    return SQLITE_OK;
}

static int batch_filter(sqlite3_vtab_cursor *cursor, int number, const char *name, int argc,
                        sqlite3_value **argv)
{
    ((BatchCursor *)cursor)->row = 0;
    return SQLITE_OK;
}

static int batch_next(sqlite3_vtab_cursor *cursor)
{
    ((BatchCursor *)cursor)->row++;
    return SQLITE_OK;
}

static const OrderBatch *batch_of(sqlite3_vtab_cursor *cursor)
{
    return ((BatchTable *)cursor->pVtab)->batch;
}

static int batch_eof(sqlite3_vtab_cursor *cursor)
{
    return ((BatchCursor *)cursor)->row >= batch_of(cursor)->n;
}

static int batch_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
    const OrderBatch *batch = batch_of(cursor);
    const OrderRecord *record = &batch->records[((BatchCursor *)cursor)->row];
    const gint64 values[] = {record->id,     record->market,  record->channel, record->day,
                             record->status, record->updated, batch->import};
    sqlite3_result_int64(context, values[column]);
    return SQLITE_OK;
}

static int batch_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *ret_rowid)
{
    *ret_rowid = ((BatchCursor *)cursor)->row;
    return SQLITE_OK;
}

static const sqlite3_module batch_module = {
    .xConnect = batch_connect,
    .xBestIndex = batch_best_index,
    .xDisconnect = batch_disconnect,
    .xOpen = batch_open,
    .xClose = batch_close,
    .xFilter = batch_filter,
    .xNext = batch_next,
    .xEof = batch_eof,
    .xColumn = batch_column,
    .xRowid = batch_rowid,
};

OrderBatch *order_batch_new(Store *store, OrderBatchKind kind, gint64 import, GError **error)
{
    OrderBatch *batch = g_new(OrderBatch, 1);
    *batch = (OrderBatch){.store = store, .import = import, .name = kinds[kind].name};
    int rc = sqlite3_create_module(store->db, batch->name, &batch_module, batch);
    for (guint i = 0; rc == SQLITE_OK && i < BATCH_STATEMENTS; i++) {
        const char *sql = kinds[kind].statements[i];
        if (sql)
            rc = sqlite3_prepare_v2(store->db, sql, -1, &batch->statements[i], NULL);
    }
    if (rc == SQLITE_OK)
        return batch;
    sql_set_error(store, rc, error);
    order_batch_free(batch);
    return NULL;
}

void order_batch_free(OrderBatch *batch)
{
    if (!batch)
        return;
    for (guint i = 0; i < BATCH_STATEMENTS; i++)
        sqlite3_finalize(batch->statements[i]);
    sqlite3_create_module(batch->store->db, batch->name, NULL, NULL);
    g_free(batch);
}

gboolean order_batch_flush(OrderBatch *batch, GError **error)
{
    int rc = SQLITE_DONE;
    for (guint i = 0; batch->n > 0 && rc == SQLITE_DONE && i < BATCH_STATEMENTS; i++) {
        if (!batch->statements[i])
            break;
        rc = sqlite3_step(batch->statements[i]);
        if (rc != SQLITE_DONE)
            sql_set_error(batch->store, rc, error);
        sqlite3_reset(batch->statements[i]);
    }
    batch->n = 0;
    return rc == SQLITE_DONE;
}

gboolean order_batch_add(OrderBatch *batch, const OrderRecord *record, GError **error)
{
    batch->records[batch->n++] = *record;
    return batch->n < BATCH_ROWS || order_batch_flush(batch, error);
}
