/* SPDX-License-Identifier: MIT */
/* Rows read through their table, around what cannot be read. */
#include "recover-private.h"

#include <string.h>

/* How often a gap is halved in the search for rows behind unreadable pages. */
#define PROBES_MAX 400

typedef struct {
    sqlite3 *from;
    RecoverTable *table;
    char *columns; /* those that both have, joined by commas; the first is the key */
    sqlite3_stmt *insert;
    guint probes;
} Salvage;

/* (transfer full) NULL where the damaged file has no such table */
static char *common_columns(Store *store, const Salvage *salvage, guint *ret_n)
{
    g_autoptr(GString) list = g_string_new(NULL);
    g_autofree char *sql = g_strdup_printf("PRAGMA table_info(%s)", salvage->table->name);
    sqlite3_stmt *rows = NULL;
    guint n = 0;
    sqlite3_prepare_v2(store->db, sql, -1, &rows, NULL);
    while (rows && sqlite3_step(rows) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(rows, 1);
        if (sqlite3_table_column_metadata(salvage->from, "main", salvage->table->name, name, NULL,
                                          NULL, NULL, NULL, NULL) != SQLITE_OK)
            continue;
        g_string_append_printf(list, "%s%s", n++ > 0 ? ", " : "", name);
    }
    sqlite3_finalize(rows);
    *ret_n = n;
    return n > 0 ? g_string_free(g_steal_pointer(&list), FALSE) : NULL;
}

static void save_row(Salvage *salvage, sqlite3_stmt *row)
{
    for (int i = 0; i < sqlite3_column_count(row); i++)
        sqlite3_bind_value(salvage->insert, i + 1, sqlite3_column_value(row, i));
    const char *kind =
        (const char *)sqlite3_column_text(row, MIN(4, sqlite3_column_count(row) - 1));
    const char *payload = (const char *)sqlite3_column_text(row, sqlite3_column_count(row) - 1);
    if (!recover_insert(salvage->table, salvage->insert, kind, payload))
        salvage->table->refused++;
}

/* From one end of a range until its other end or something unreadable; *key is the last one read.
 * Answers whether the whole range was read. */
static gboolean read_from(Salvage *salvage, gint64 low, gint64 high, gboolean down, gint64 *key)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT %s FROM %s WHERE rowid BETWEEN ? AND ? ORDER BY rowid %s",
                        salvage->columns, salvage->table->name, down ? "DESC" : "ASC");
    sqlite3_stmt *rows = NULL;
    int rc = sqlite3_prepare_v2(salvage->from, sql, -1, &rows, NULL);
    *key = down ? high : low;
    if (rc == SQLITE_OK) {
        sqlite3_bind_int64(rows, 1, low);
        sqlite3_bind_int64(rows, 2, high);
        while ((rc = sqlite3_step(rows)) == SQLITE_ROW) {
            *key = sqlite3_column_int64(rows, 0);
            save_row(salvage, rows);
        }
    }
    sqlite3_finalize(rows);
    return rc == SQLITE_DONE;
}

/* Reads a range from both ends; the gap that stays is halved and each half read likewise. */
static void salvage_range(Salvage *salvage, gint64 low, gint64 high)
{
    gint64 up, down;
    if (low > high)
        return;
    if (salvage->probes++ > PROBES_MAX) {
        salvage->table->gaps++;
        return;
    }
    if (read_from(salvage, low, high, FALSE, &up))
        return;
    salvage->table->gaps++;
    if (up >= high || read_from(salvage, up + 1, high, TRUE, &down) || down - up <= 2)
        return;
    gint64 middle = up + (down - up) / 2;
    salvage_range(salvage, up + 1, middle);
    salvage_range(salvage, middle + 1, down - 1);
}

static void salvage_in_order(Salvage *salvage)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT %s FROM %s", salvage->columns, salvage->table->name);
    sqlite3_stmt *rows = NULL;
    int rc = sqlite3_prepare_v2(salvage->from, sql, -1, &rows, NULL);
    while (rc == SQLITE_OK && (rc = sqlite3_step(rows)) == SQLITE_ROW) {
        save_row(salvage, rows);
        rc = SQLITE_OK;
    }
    if (rc != SQLITE_DONE)
        salvage->table->gaps++;
    sqlite3_finalize(rows);
}

gboolean recover_rows(Store *store, sqlite3 *from, RecoverTable *table, GError **error)
{
    guint n = 0;
    Salvage salvage = {.from = from, .table = table};
    g_autofree char *columns = salvage.columns = common_columns(store, &salvage, &n);
    if (!columns) {
        table->gaps++;
        return TRUE;
    }
    if (!recover_prepare(store, table, columns, n, &salvage.insert, error))
        return FALSE;
    if (table->columns > 0)
        salvage_range(&salvage, 1, G_MAXINT64 - 1);
    else
        salvage_in_order(&salvage);
    sqlite3_finalize(salvage.insert);
    return TRUE;
}
