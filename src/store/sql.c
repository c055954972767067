/* SPDX-License-Identifier: MIT */
#include "store-private.h"

#include <errno.h>
#include <glib/gi18n.h>

void store_set_error(GError **error, int rc, const char *path, const char *detail)
{
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_BUSY,
                    _("%s: another program is using the desk; nothing was changed, try again"),
                    path);
        break;
    case SQLITE_NOTADB:
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s is not an azdesk desk"), path);
        break;
    case SQLITE_CORRUPT:
    case SQLITE_ERROR: /* the statements are ours: a table or the like that they name is not there
                        */
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s is damaged (%s); \"azdesk doctor\" tells what is wrong, \"azdesk "
                      "restore\" restores a backup, \"azdesk doctor --recover\" saves what it can"),
                    path, detail);
        break;
    case SQLITE_READONLY:
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("cannot write %s: check the permissions of the file and its folder"), path);
        break;
    case SQLITE_FULL:
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s: the disk is full; nothing was changed"), path);
        break;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("cannot open %s: %s"), path,
                    detail);
        break;
    case SQLITE_IOERR:
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s: reading or writing failed (%s); nothing was changed"), path, detail);
        break;
    case SQLITE_NOMEM:
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s: not enough memory"), path);
        break;
    default:
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "%s: %s", path, detail);
    }
}

void sql_set_error(Store *store, int rc, GError **error)
{
    int code = sqlite3_extended_errcode(store->db);
    if ((code & 0xff) != (rc & 0xff))
        code = rc;
    g_autofree char *system = NULL;
    if ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN) {
        int number = sqlite3_system_errno(store->db);
        if (number != 0)
            system = g_strdup(g_strerror(number));
    }
    store_set_error(error, code, store->path, system ? system : sqlite3_errmsg(store->db));
}

static sqlite3_stmt *cached(Store *store, const char *sql, GError **error)
{
    sqlite3_stmt *statement = g_hash_table_lookup(store->statements, sql);
    if (statement && !sqlite3_stmt_busy(statement))
        return statement;
    g_return_val_if_fail(statement == NULL, NULL); /* one walk of a statement at a time */
    int rc = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    if (rc != SQLITE_OK) {
        sql_set_error(store, rc, error);
        return NULL;
    }
    g_hash_table_insert(store->statements, (gpointer)sql, statement);
    return statement;
}

static int bind_one(sqlite3_stmt *statement, int n, const SqlValue *value)
{
    switch (value->type) {
    case 'i':
        return sqlite3_bind_int64(statement, n, value->i);
    case 'd':
        return sqlite3_bind_double(statement, n, value->d);
    case 't':
        return sqlite3_bind_text(statement, n, value->t, -1, SQLITE_STATIC);
    case 'b':
        return sqlite3_bind_blob64(statement, n, value->b ? value->b : "", value->len,
                                   SQLITE_STATIC);
    default:
        return sqlite3_bind_null(statement, n);
    }
}

SqlRows *sql_query(Store *store, const char *sql, const SqlValue *values, GError **error)
{
    sqlite3_stmt *statement = cached(store, sql, error);
    if (!statement)
        return NULL;
    int n = 0;
    for (const SqlValue *value = values; value->type != 0; value++) {
        int rc = bind_one(statement, ++n, value);
        if (rc != SQLITE_OK) {
            sql_set_error(store, rc, error);
            sql_done(statement);
            return NULL;
        }
    }
    g_warn_if_fail(n == sqlite3_bind_parameter_count(statement));
    return statement;
}

int sql_next(Store *store, SqlRows *rows, GError **error)
{
    int rc = sqlite3_step(rows);
    if (rc == SQLITE_ROW)
        return 1;
    if (rc == SQLITE_DONE)
        return 0;
    sql_set_error(store, rc, error);
    return -1;
}

void sql_done(SqlRows *rows)
{
    if (!rows)
        return;
    sqlite3_reset(rows);
    sqlite3_clear_bindings(rows);
}

gboolean sql_run(Store *store, const char *sql, const SqlValue *values, GError **error)
{
    g_autoptr(SqlRows) rows = sql_query(store, sql, values, error);
    return rows && sql_next(store, rows, error) >= 0;
}

gboolean sql_int(Store *store, const char *sql, const SqlValue *values, gint64 none,
                 gint64 *ret_value, GError **error)
{
    g_autoptr(SqlRows) rows = sql_query(store, sql, values, error);
    if (!rows)
        return FALSE;
    int step = sql_next(store, rows, error);
    if (step < 0)
        return FALSE;
    *ret_value = step > 0 ? sql_column_int(rows, 0, none) : none;
    return TRUE;
}

gboolean sql_script(Store *store, const char *sql, GError **error)
{
    int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    if (rc != SQLITE_OK)
        sql_set_error(store, rc, error);
    return rc == SQLITE_OK;
}

void sql_forget(Store *store)
{
    g_hash_table_remove_all(store->statements);
}

gint64 sql_column_int(SqlRows *rows, int column, gint64 none)
{
    return sqlite3_column_type(rows, column) == SQLITE_NULL ? none
                                                            : sqlite3_column_int64(rows, column);
}

gboolean sql_column_channel(Store *store, SqlRows *rows, int column, Channel *ret_channel,
                            GError **error)
{
    gint64 channel = sqlite3_column_int64(rows, column);
    if (channel < 0 || channel >= N_CHANNELS) {
        store_set_error(error, SQLITE_CORRUPT, store->path, _("no such channel"));
        return FALSE;
    }
    *ret_channel = (Channel)channel;
    return TRUE;
}

char *sql_column_dup(SqlRows *rows, int column)
{
    const char *text = (const char *)sqlite3_column_text(rows, column);
    return !text || g_utf8_validate(text, -1, NULL) ? g_strdup(text) : g_utf8_make_valid(text, -1);
}
