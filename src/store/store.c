/* SPDX-License-Identifier: MIT */
#include "store-private.h"

#include <glib/gi18n.h>

static void finalize(gpointer statement)
{
    sqlite3_finalize(statement);
}

static Store *store_alloc(const char *path, StoreMode mode)
{
    Store *store = g_new0(Store, 1);
    store->path = g_strdup(path);
    store->mode = mode;
    store->statements = g_hash_table_new_full(NULL, NULL, NULL, finalize);
    return store;
}

Store *store_open_telling(const char *path, StoreMode mode, void (*slow)(void), GError **error)
{
    g_autoptr(Store) store = store_alloc(path, mode);
    store->file = store_resolve(path);
    store->slow = slow;
    if (!store_connect(store, error))
        return NULL;
    store->slow = NULL;
    return g_steal_pointer(&store);
}

Store *store_open(const char *path, StoreMode mode, GError **error)
{
    return store_open_telling(path, mode, NULL, error);
}

Store *store_open_memory(GError **error)
{
    g_autoptr(Store) store = store_alloc(_("the desk in memory"), STORE_WRITE);
    if (!store_connect(store, error))
        return NULL;
    return g_steal_pointer(&store);
}

void store_close(Store *store)
{
    if (!store)
        return;
    if (store->depth > 0)
        g_warning("the transaction begun at %s is still open", store->where);
    store_disconnect(store);
    g_hash_table_unref(store->statements);
    g_free(store->warning);
    g_free(store->path);
    g_free(store->file);
    g_free(store);
}

const char *store_path(const Store *store)
{
    return store->path;
}

gboolean store_in_memory(const Store *store)
{
    return store->file == NULL;
}

gboolean store_read_only(const Store *store)
{
    return store->mode != STORE_WRITE || !store->writable;
}

gint64 store_version(Store *store)
{
    gint64 version = 0;
    if (store->depth == 0 && !store_refresh(store, NULL))
        return -1;
    if (!sql_int(store, "PRAGMA data_version", SQL_NOTHING, 0, &version, NULL))
        return -1;
    return store->generation << 32 | version;
}

static gboolean begin(Store *store, gboolean dry, const char *where, GError **error)
{
    if (store->depth > 0) {
        if (store->rolled_back) {
            g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s: the change was abandoned"),
                        store->path);
            return FALSE;
        }
        store->depth++;
        return TRUE;
    }
    if (store->mode != STORE_WRITE) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                    _("%s is open read-only: nothing was changed"), store->path);
        return FALSE;
    }
    if (!store_refresh(store, error) || (store->absent && !dry && !store_create(store, error)))
        return FALSE;
    if (!store->writable) {
        store_set_error(error, SQLITE_READONLY, store->path, "");
        return FALSE;
    }
    if (!dry)
        store_make_daily(store);
    if (!sql_script(store, "PRAGMA cache_size = -" G_STRINGIFY(STORE_CHANGE_CACHE_KB), error) ||
        !sql_run(store, "BEGIN IMMEDIATE", SQL_NOTHING, error))
        return FALSE;
    store->depth = 1;
    store->rolled_back = FALSE;
    store->where = where;
    return TRUE;
}

gboolean store_begin(Store *store, const char *where, GError **error)
{
    return begin(store, FALSE, where, error);
}

gboolean store_begin_dry(Store *store, const char *where, GError **error)
{
    return begin(store, TRUE, where, error);
}

gboolean store_commit(Store *store, GError **error)
{
    g_return_val_if_fail(store->depth > 0, FALSE);
    if (store->depth > 1 && !store->rolled_back) {
        store->depth--;
        return TRUE;
    }
    if (store->rolled_back || sqlite3_get_autocommit(store->db)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s: the change was abandoned"),
                    store->path);
        store_rollback(store);
        return FALSE;
    }
    if (!sql_run(store, "COMMIT", SQL_NOTHING, error)) {
        store_rollback(store);
        return FALSE;
    }
    store->depth = 0;
    return TRUE;
}

void store_rollback(Store *store)
{
    g_return_if_fail(store->depth > 0);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    store->rolled_back = TRUE;
    store->depth--;
}

gboolean store_begin_read(Store *store, GError **error)
{
    if (store->depth > 0)
        return TRUE;
    return store_refresh(store, error) && sql_run(store, "BEGIN", SQL_NOTHING, error);
}

void store_end_read(Store *store)
{
    if (store->depth == 0 && !sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
}
