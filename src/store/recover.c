/* SPDX-License-Identifier: MIT */
/* What can be read of a damaged desk, saved into a new one: rows through their tables, around what
 * cannot be read, then what lies on pages that no table reaches any more. What is saved must make
 * sense by itself: entries that build on lost ones are taken back, not left out. */
#include "recover-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* What is not made anew from the rest, in an order in which each finds what it names. */
static const RecoverTable all_tables[] = {
    {"market", 3, 3},      {"import", 17, 15},  {"text", 3, 2},     {"orders", 7, 7},
    {"claim_event", 6, 6}, {"evidence", 10, 9}, {"defect", 12, 12}, {"report", 14, 14},
    {"metric", 9, 9},      {"order_before"},    {"defect_before"},
};
#define N_TABLES   G_N_ELEMENTS(all_tables)
#define THE_ORDERS 3
#define THE_EVENTS 4

void recover_tell(GPtrArray *lost, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_ptr_array_add(lost, g_strdup_vprintf(format, args));
    va_end(args);
}

gboolean recover_prepare(Store *store, const RecoverTable *table, const char *columns, guint n,
                         sqlite3_stmt **ret_insert, GError **error)
{
    g_autoptr(GString) places = g_string_new("?");
    for (guint i = 1; i < n; i++)
        g_string_append(places, ", ?");
    g_autofree char *sql = g_strdup_printf("INSERT OR IGNORE INTO %s (%s) VALUES (%s)", table->name,
                                           columns, places->str);
    int rc = sqlite3_prepare_v2(store->db, sql, -1, ret_insert, NULL);
    if (rc != SQLITE_OK)
        sql_set_error(store, rc, error);
    return rc == SQLITE_OK;
}

gboolean recover_insert(RecoverTable *table, sqlite3_stmt *insert, const char *kind,
                        const char *payload)
{
    gboolean sense = strcmp(table->name, "claim_event") != 0 ||
                     (kind && payload && event_makes_sense(kind, payload));
    gboolean saved = sense && sqlite3_step(insert) == SQLITE_DONE &&
                     sqlite3_changes(sqlite3_db_handle(insert)) > 0;
    sqlite3_reset(insert);
    if (saved)
        table->saved++;
    return saved;
}

/* ---- The damaged file ---- */

static sqlite3 *open_damaged(const char *file)
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

/* A number that the damaged file tells of itself; 0 where it cannot. */
static gint64 ask(sqlite3 *from, const char *sql)
{
    sqlite3_stmt *rows = NULL;
    gint64 number = 0;
    if (from && sqlite3_prepare_v2(from, sql, -1, &rows, NULL) == SQLITE_OK &&
        sqlite3_step(rows) == SQLITE_ROW)
        number = sqlite3_column_int64(rows, 0);
    sqlite3_finalize(rows);
    return number;
}

/* ---- Saving ---- */

static gboolean save_tables(Store *store, sqlite3 *from, const char *file, RecoverTable *tables,
                            GError **error)
{
    gboolean gaps = from == NULL;
    for (gsize i = 0; from && i < N_TABLES; i++) {
        if (!recover_rows(store, from, &tables[i], error))
            return FALSE;
        gaps |= tables[i].gaps > 0;
    }
    return !gaps || recover_pages(store, file, tables, N_TABLES, error);
}

static void tell_layout(sqlite3 *from, GPtrArray *lost)
{
    gint64 version = ask(from, "PRAGMA user_version");
    if (version > STORE_SCHEMA_VERSION)
        recover_tell(lost,
                     _("a newer azdesk wrote it (layout %d, this one supports up to %d): what only "
                       "that one knows was left out"),
                     (int)MIN(version, G_MAXINT), STORE_SCHEMA_VERSION);
}

static void tell_tables(sqlite3 *from, const RecoverTable *tables, GPtrArray *lost)
{
    if (!from)
        recover_tell(lost, _("the list of tables cannot be read: the rows were found page by page, "
                             "and there is no telling what is missing"));
    for (gsize i = 0; from && i < N_TABLES; i++) {
        const RecoverTable *table = &tables[i];
        if (table->gaps > 0)
            recover_tell(
                lost,
                _("%s: some rows cannot be reached (%llu saved, %llu more found page by page)"),
                table->name, (unsigned long long)table->saved, (unsigned long long)table->found);
        if (table->refused > 0 && strcmp(table->name, "market") != 0)
            recover_tell(lost, _("%s: %llu invalid rows were skipped"), table->name,
                         (unsigned long long)table->refused);
    }
}

/* The desk counts its orders by day and its entries by number: so their loss can be told. */
static void tell_missing(sqlite3 *from, const RecoverTable *tables, GPtrArray *lost)
{
    gint64 orders = ask(from, "SELECT sum(seen) FROM order_day") -
                    (gint64)(tables[THE_ORDERS].saved + tables[THE_ORDERS].found);
    gint64 events = ask(from, "SELECT seq FROM sqlite_sequence WHERE name = 'claim_event'") -
                    (gint64)(tables[THE_EVENTS].saved + tables[THE_EVENTS].found);
    if (orders > 0)
        recover_tell(lost, _("lost orders: %lld"), (long long)orders);
    if (events > 0)
        recover_tell(lost, _("lost case entries: %lld"), (long long)events);
}

static gboolean save_all(Store *store, sqlite3 *from, const char *file, GPtrArray *lost,
                         GError **error)
{
    RecoverTable tables[N_TABLES];
    guint changed;
    guint64 saved = 0;
    memcpy(tables, all_tables, sizeof tables);
    if (!save_tables(store, from, file, tables, error))
        return FALSE;
    for (gsize i = 1; i < N_TABLES; i++) /* markets say nothing */
        saved += tables[i].saved + tables[i].found;
    if (saved == 0) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s: no part of a desk can be read"), file);
        return FALSE;
    }
    tell_layout(from, lost);
    tell_tables(from, tables, lost);
    tell_missing(from, tables, lost);
    return schema_add_markets(store, error) && recover_references(store, lost, error) &&
           recover_histories(store, lost, error) && rebuild_all(store, &changed, error);
}

static gboolean save_into(Store *store, sqlite3 *from, const char *file, GPtrArray *lost,
                          GError **error)
{
    if (!store_begin(store, G_STRLOC, error))
        return FALSE;
    if (sql_script(store, "PRAGMA defer_foreign_keys = ON", error) &&
        save_all(store, from, file, lost, error))
        return store_commit(store, error);
    store_rollback(store);
    return FALSE;
}

static gboolean check_places(const char *damaged, const char *path, GError **error)
{
    if (!g_file_test(damaged, G_FILE_TEST_IS_REGULAR))
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s: no such file"), damaged);
    else if (g_file_test(path, G_FILE_TEST_EXISTS))
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s already exists: give a new file to save to"), path);
    else
        return TRUE;
    return FALSE;
}

gboolean store_recover(const char *damaged, const char *path, GPtrArray **ret_lost, GError **error)
{
    g_autofree char *file = store_resolve(damaged);
    g_autofree char *target = store_resolve(path);
    g_autoptr(GPtrArray) lost = g_ptr_array_new_with_free_func(g_free);
    if (!check_places(file, target, error))
        return FALSE;
    sqlite3 *from = open_damaged(file);
    Store *store = store_open(target, STORE_WRITE, error);
    gboolean done = store && save_into(store, from, file, lost, error);
    store_close(store);
    sqlite3_close(from);
    if (!done)
        g_unlink(target); /* it was not there before */
    if (done && ret_lost)
        *ret_lost = g_steal_pointer(&lost);
    return done;
}
