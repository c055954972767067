/* SPDX-License-Identifier: MIT */
/* All that the desk holds about one order, row by row, for whoever asks what is held. */
#include "store-private.h"

/* Every table that names an order, and how; what it is about is ?1. */
static const struct {
    const char *table, *sql;
} tables[] = {
#define HELD(table, where)                                                                         \
    {                                                                                              \
        table, "SELECT * FROM " table " WHERE " where                                              \
    }
    HELD("orders", "id = ?1"),
    HELD("order_before", "id = ?1 ORDER BY import"),
    HELD("claim_event", "claim = ?1 ORDER BY id"),
    HELD("text",
         "claim = ?1 OR id IN (SELECT comment FROM defect WHERE order_id = ?1) ORDER BY id"),
    HELD("evidence", "claim = ?1 ORDER BY id"),
    HELD("claim", "order_id = ?1"),
    HELD("claim_span", "claim = ?1 ORDER BY n"),
    HELD("case_pack", "order_id = ?1"),
    HELD("defect", "order_id = ?1 ORDER BY key"),
    HELD("defect_before", "key / 2 = ?1 ORDER BY import, key"),
#undef HELD
};

static JsonNode *value_node(SqlRows *rows, int column)
{
    JsonNode *node = json_node_alloc();
    g_autofree char *text = NULL;
    switch (sqlite3_column_type(rows, column)) {
    case SQLITE_NULL:
        return json_node_init_null(node);
    case SQLITE_INTEGER:
        return json_node_init_int(node, sqlite3_column_int64(rows, column));
    case SQLITE_FLOAT:
        return json_node_init_double(node, sqlite3_column_double(rows, column));
    case SQLITE_BLOB: {
        const guchar *bytes = sqlite3_column_blob(rows, column);
        text = g_base64_encode(bytes ? bytes : (const guchar *)"",
                               (gsize)sqlite3_column_bytes(rows, column));
        return json_node_init_string(node, text);
    }
    default:
        text = sql_column_dup(rows, column);
        return json_node_init_string(node, text ? text : "");
    }
}

static gboolean add_rows(Store *store, const char *sql, OrderId order, JsonArray *list,
                         GError **error)
{
    g_autoptr(SqlRows) rows = sql_query(store, sql, SQL_VALUES(SQL_INT(order)), error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        JsonObject *row = json_object_new();
        for (int i = 0; i < sqlite3_column_count(rows); i++)
            json_object_set_member(row, sqlite3_column_name(rows, i), value_node(rows, i));
        json_array_add_object_element(list, row);
    }
    return step == 0;
}

static gboolean add_tables(Store *store, OrderId order, JsonObject *held, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        JsonArray *list = json_array_new();
        json_object_set_array_member(held, tables[i].table, list);
        if (!add_rows(store, tables[i].sql, order, list, error))
            return FALSE;
    }
    return TRUE;
}

JsonObject *store_held(Store *store, OrderId order, GError **error)
{
    g_autoptr(JsonObject) held = json_object_new();
    if (!store_begin_read(store, error))
        return NULL;
    gboolean done = add_tables(store, order, held, error);
    store_end_read(store);
    return done ? g_steal_pointer(&held) : NULL;
}
