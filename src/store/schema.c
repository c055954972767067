/* SPDX-License-Identifier: MIT */
/* The desk's layout: schema.sql for a new file, and a step from each older one to the next. */
#include "store-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk-resources.h"

/* What brings a file of layout `to` - 1 to layout `to`: never changed once released. */
static const struct {
    int to;
    const char *resource;
} migrations[] = {
    {2, "/azdesk/layout/2.sql"},
    {3, "/azdesk/layout/3.sql"},
    {4, "/azdesk/layout/4.sql"},
};

/* Resources lie inside the program and end with a NUL. */
static const char *resource_text(const char *path)
{
    g_autoptr(GBytes) bytes =
        g_resource_lookup_data(azdesk_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    return g_bytes_get_data(bytes, NULL);
}

const char *schema_text(void)
{
    return resource_text("/azdesk/schema.sql");
}

gboolean schema_add_markets(Store *store, GError **error)
{
    gsize n;
    const Market *markets = market_table(&n);
    gint64 known = 0;
    if (!sql_int(store, "SELECT count(*) FROM market", SQL_NOTHING, 0, &known, error))
        return FALSE;
    for (gsize i = 0; known < (gint64)n && i < n; i++) {
        if (!sql_run(store, "INSERT OR IGNORE INTO market (num, id, country) VALUES (?, ?, ?)",
                     SQL_VALUES(SQL_INT(markets[i].num), SQL_TEXT(markets[i].id),
                                SQL_TEXT(markets[i].country)),
                     error))
            return FALSE;
    }
    return TRUE;
}

gboolean schema_create(Store *store, GError **error)
{
    return sql_script(store, schema_text(), error) && schema_add_markets(store, error);
}

/* A file may come from anyone: but for tables and indexes, all must be of this program's own
 * schema. A trigger runs by itself, a virtual table runs its module. What SQLite obeys is the text,
 * which it begins in one way alone; what the type and the page beside it say may be a lie. */
static gboolean examine_triggers(Store *store, GError **error)
{
    g_autoptr(SqlRows) rows =
        sql_query(store,
                  "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
                  " AND NOT (sql GLOB 'CREATE TABLE *' OR sql GLOB 'CREATE INDEX *'"
                  " OR sql GLOB 'CREATE UNIQUE INDEX *')",
                  SQL_NOTHING, error);
    int step = 0;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        const char *sql = (const char *)sqlite3_column_text(rows, 1);
        if (!sql || !strstr(schema_text(), sql)) {
            g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                        _("%s contains code (%s), which a desk never does: not opened"),
                        store->path, (const char *)sqlite3_column_text(rows, 0));
            return FALSE;
        }
    }
    return rows && step == 0;
}

gboolean schema_examine(Store *store, int *ret_version, GError **error)
{
    gint64 application = 0, version = 0, objects = 0;
    if (!sql_int(store, "PRAGMA application_id", SQL_NOTHING, 0, &application, error) ||
        !sql_int(store, "PRAGMA user_version", SQL_NOTHING, 0, &version, error) ||
        !sql_int(store, "SELECT count(*) FROM sqlite_schema", SQL_NOTHING, 0, &objects, error))
        return FALSE;
    *ret_version = (int)version;
    if (application == 0 && version == 0 && objects == 0)
        return TRUE;
    if (application != STORE_APPLICATION_ID)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s is another program's database, not an azdesk desk"), store->path);
    else if (version > STORE_SCHEMA_VERSION)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s was written by a newer azdesk (layout %d, this one supports up to %d): "
                      "update azdesk"),
                    store->path, (int)version, STORE_SCHEMA_VERSION);
    else if (version < 1 || objects == 0)
        store_set_error(error, SQLITE_CORRUPT, store->path, _("its layout version is missing"));
    else
        return examine_triggers(store, error);
    return FALSE;
}

static gboolean run_steps(Store *store, int from, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(migrations); i++) {
        if (migrations[i].to <= from)
            continue;
        g_autofree char *number = g_strdup_printf("PRAGMA user_version = %d", migrations[i].to);
        if (!sql_script(store, resource_text(migrations[i].resource), error) ||
            !sql_script(store, number, error))
            return FALSE;
    }
    guint changed;
    return schema_add_markets(store, error) && rebuild_all(store, &changed, error);
}

/* What is smaller takes less than half a second. */
#define SLOW_BYTES (4 << 20)

static gboolean tell_if_slow(Store *store, GError **error)
{
    gint64 pages = 0, size = 0;
    if (!store->slow)
        return TRUE;
    if (!sql_int(store, "PRAGMA page_count", SQL_NOTHING, 0, &pages, error) ||
        !sql_int(store, "PRAGMA page_size", SQL_NOTHING, 0, &size, error))
        return FALSE;
    if (pages * size >= SLOW_BYTES)
        store->slow();
    return TRUE;
}

gboolean schema_migrate(Store *store, int from, GError **error)
{
    gboolean writing = store->writable;
    if (!tell_if_slow(store, error))
        return FALSE;
    if (!writing || store->frozen) { /* a copy in memory: nobody else sees it */
        store->writable = TRUE;
        gboolean done = run_steps(store, from, error);
        store->writable = writing;
        return done;
    }
    int version = 0;
    if (!sql_script(store, "BEGIN IMMEDIATE", error))
        return FALSE;
    store->depth = 1;
    store->where = G_STRLOC;
    store->rolled_back = FALSE;
    /* Another program may have been quicker. */
    if (!schema_examine(store, &version, error) || !run_steps(store, version, error)) {
        store_rollback(store);
        return FALSE;
    }
    return store_commit(store, error);
}
