/* SPDX-License-Identifier: MIT */
/* What can be read of a damaged desk, saved into a new one. The sqlite3 tool's .recover finds most,
 * where it is installed; else the tables are read row by row, around what cannot be read. What is
 * saved must make sense by itself: entries that build on lost ones are taken back, not left out. */
#include "recover-private.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* What is not made anew from the rest, in an order in which each finds what it names. */
static const char *const tables[] = {
    "market",   "import", "text",   "orders", "order_before",  "claim_event",
    "evidence", "defect", "report", "metric", "defect_before",
};

/* ---- Through the sqlite3 tool ---- */

/* Runs what the tool says into a database of its own, statement by statement. */
static gboolean run_statements(GDataInputStream *lines, sqlite3 *scratch)
{
    g_autoptr(GString) statement = g_string_new(NULL);
    gboolean any = FALSE;
    for (;;) {
        gsize length;
        g_autofree char *line = g_data_input_stream_read_line(lines, &length, NULL, NULL);
        if (!line)
            return any;
        if (statement->len == 0 && line[0] == '.')
            continue; /* a command of the tool's own */
        g_string_append_len(statement, line, (gssize)length);
        g_string_append_c(statement, '\n');
        if (!sqlite3_complete(statement->str))
            continue;
        any = sqlite3_exec(scratch, statement->str, NULL, NULL, NULL) == SQLITE_OK || any;
        g_string_set_size(statement, 0);
    }
}

/* (nullable) the scratch database, open; its file is gone already */
static sqlite3 *open_by_tool(const char *damaged, const char *folder)
{
    g_autofree char *tool = g_find_program_in_path("sqlite3");
    g_autofree char *scratch_path = g_build_filename(folder, "scratch.db", NULL);
    sqlite3 *scratch = NULL;
    if (!tool)
        return NULL;
    g_autoptr(GSubprocess) process =
        g_subprocess_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                         tool, "-batch", "-init", "/dev/null", damaged, ".recover", NULL);
    if (!process)
        return NULL;
    if (sqlite3_open(scratch_path, &scratch) == SQLITE_OK) {
        sqlite3_db_config(scratch, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
        sqlite3_db_config(scratch, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
        sqlite3_limit(scratch, SQLITE_LIMIT_ATTACHED, 0);
        sqlite3_exec(scratch, "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF", NULL, NULL,
                     NULL);
        g_autoptr(GDataInputStream) lines =
            g_data_input_stream_new(g_subprocess_get_stdout_pipe(process));
        g_data_input_stream_set_newline_type(lines, G_DATA_STREAM_NEWLINE_TYPE_LF);
        if (run_statements(lines, scratch))
            return scratch;
    }
    g_subprocess_force_exit(process);
    sqlite3_close(scratch);
    return NULL;
}

/* ---- The damaged file itself ---- */

static sqlite3 *open_itself(const char *file)
{
    static const char *const ways[] = {"?mode=ro", "?immutable=1"};
    g_autofree char *escaped = g_uri_escape_string(file, "/", FALSE);
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autofree char *uri = g_strdup_printf("file:%s%s", escaped, ways[i]);
        sqlite3 *db = NULL;
        int rc = sqlite3_open_v2(uri, &db, SQLITE_OPEN_URI | SQLITE_OPEN_READONLY, NULL);
        if (rc == SQLITE_OK) {
            store_harden(db);
            rc = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
        }
        if (rc == SQLITE_OK)
            return db;
        sqlite3_close(db);
    }
    return NULL;
}

static gboolean is_desk(sqlite3 *db)
{
    return db && sqlite3_table_column_metadata(db, "main", "claim_event", "payload", NULL, NULL,
                                               NULL, NULL, NULL) == SQLITE_OK;
}

/* ---- Saving ---- */

static gboolean save_all(Store *store, sqlite3 *from, GPtrArray *lost, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        if (!recover_table(store, from, tables[i], lost, error))
            return FALSE;
    }
    return schema_add_markets(store, error) && recover_references(store, lost, error) &&
           recover_histories(store, lost, error) && rebuild_order_days(store, error);
}

static gboolean save_into(Store *store, sqlite3 *from, GPtrArray *lost, GError **error)
{
    guint changed;
    if (!store_begin(store, G_STRLOC, error))
        return FALSE;
    if (!sql_script(store, "PRAGMA defer_foreign_keys = ON", error) ||
        !save_all(store, from, lost, error) || !rebuild_all(store, &changed, error)) {
        store_rollback(store);
        return FALSE;
    }
    return store_commit(store, error);
}

static gboolean check_places(const char *damaged, const char *path, GError **error)
{
    if (!g_file_test(damaged, G_FILE_TEST_IS_REGULAR))
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s: there is no such file"),
                    damaged);
    else if (g_file_test(path, G_FILE_TEST_EXISTS))
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s is there already: name a new file for what can be saved"), path);
    else
        return TRUE;
    return FALSE;
}

static void remove_scratch(const char *folder)
{
    static const char *const names[] = {"scratch.db", "scratch.db-journal", "scratch.db-wal",
                                        "scratch.db-shm"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *name = g_build_filename(folder, names[i], NULL);
        g_unlink(name);
    }
    g_rmdir(folder);
}

static gboolean save(const char *damaged, const char *path, sqlite3 *from, GPtrArray *lost,
                     GError **error)
{
    if (!is_desk(from)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s: nothing of a desk can be read in it"), damaged);
        return FALSE;
    }
    g_autoptr(Store) store = store_open(path, STORE_WRITE, error);
    return store && save_into(store, from, lost, error);
}

gboolean store_recover(const char *damaged, const char *path, GPtrArray **ret_lost, GError **error)
{
    g_autofree char *file = store_resolve(damaged);
    g_autoptr(GPtrArray) lost = g_ptr_array_new_with_free_func(g_free);
    if (!check_places(file, path, error))
        return FALSE;
    g_autofree char *target = store_resolve(path);
    g_autofree char *folder = g_strconcat(target, ".recover-XXXXXX", NULL);
    if (!g_mkdtemp(folder)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s cannot be made"), folder);
        return FALSE;
    }
    sqlite3 *from = open_by_tool(file, folder);
    if (!is_desk(from)) {
        sqlite3_close(from);
        from = open_itself(file);
    }
    gboolean done = save(damaged, path, from, lost, error);
    sqlite3_close(from);
    remove_scratch(folder);
    if (!done)
        g_unlink(target); /* it was not there before */
    if (done && ret_lost)
        *ret_lost = g_steal_pointer(&lost);
    return done;
}
