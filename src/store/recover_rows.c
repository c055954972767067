/* SPDX-License-Identifier: MIT */
#include "recover-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* How often a gap is halved in the search for rows behind unreadable pages. */
#define PROBES_MAX 400

typedef struct {
    Store *store;
    sqlite3 *from;
    const char *table;
    char *columns; /* those that both have, joined by commas; the first is the key */
    sqlite3_stmt *insert;
    guint64 saved, refused;
    guint gaps, probes;
} Salvage;

static void add_lost(GPtrArray *lost, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void add_lost(GPtrArray *lost, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_ptr_array_add(lost, g_strdup_vprintf(format, args));
    va_end(args);
}

/* (transfer full) NULL where the damaged file has no such table */
static char *common_columns(const Salvage *salvage, guint *ret_n)
{
    g_autoptr(GString) list = g_string_new(NULL);
    g_autofree char *sql = g_strdup_printf("PRAGMA table_info(%s)", salvage->table);
    sqlite3_stmt *rows = NULL;
    guint n = 0;
    sqlite3_prepare_v2(salvage->store->db, sql, -1, &rows, NULL);
    while (rows && sqlite3_step(rows) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(rows, 1);
        if (sqlite3_table_column_metadata(salvage->from, "main", salvage->table, name, NULL, NULL,
                                          NULL, NULL, NULL) != SQLITE_OK)
            continue;
        g_string_append_printf(list, "%s%s", n++ > 0 ? ", " : "", name);
    }
    sqlite3_finalize(rows);
    *ret_n = n;
    return n > 0 ? g_string_free(g_steal_pointer(&list), FALSE) : NULL;
}

static gboolean row_makes_sense(const Salvage *salvage, sqlite3_stmt *row)
{
    if (strcmp(salvage->table, "claim_event") != 0 || sqlite3_column_count(row) < 6)
        return TRUE;
    return event_makes_sense((const char *)sqlite3_column_text(row, 4),
                             (const char *)sqlite3_column_text(row, 5));
}

static void save_row(Salvage *salvage, sqlite3_stmt *row)
{
    for (int i = 0; i < sqlite3_column_count(row); i++)
        sqlite3_bind_value(salvage->insert, i + 1, sqlite3_column_value(row, i));
    if (row_makes_sense(salvage, row) && sqlite3_step(salvage->insert) == SQLITE_DONE &&
        sqlite3_changes(salvage->store->db) > 0)
        salvage->saved++;
    else
        salvage->refused++;
    sqlite3_reset(salvage->insert);
}

/* From one end of a range until its other end or something unreadable; *key is the last one read.
 * Answers whether the whole range was read. */
static gboolean read_from(Salvage *salvage, gint64 low, gint64 high, gboolean down, gint64 *key)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT %s FROM %s WHERE rowid BETWEEN ? AND ? ORDER BY rowid %s",
                        salvage->columns, salvage->table, down ? "DESC" : "ASC");
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
    if (low > high || salvage->probes++ > PROBES_MAX || read_from(salvage, low, high, FALSE, &up))
        return;
    if (up >= high || read_from(salvage, up + 1, high, TRUE, &down))
        return;
    gint64 middle = up + (down - up) / 2;
    if (down - up <= 2) {
        salvage->gaps++;
        return;
    }
    salvage_range(salvage, up + 1, middle);
    salvage_range(salvage, middle + 1, down - 1);
}

static void salvage_in_order(Salvage *salvage)
{
    g_autofree char *sql = g_strdup_printf("SELECT %s FROM %s", salvage->columns, salvage->table);
    sqlite3_stmt *rows = NULL;
    int rc = sqlite3_prepare_v2(salvage->from, sql, -1, &rows, NULL);
    while (rc == SQLITE_OK && (rc = sqlite3_step(rows)) == SQLITE_ROW) {
        save_row(salvage, rows);
        rc = SQLITE_OK;
    }
    if (rc != SQLITE_DONE)
        salvage->gaps++;
    sqlite3_finalize(rows);
}

static gboolean has_rowid(const char *table)
{
    return strcmp(table, "order_before") != 0 && strcmp(table, "defect_before") != 0;
}

gboolean recover_table(Store *store, sqlite3 *from, const char *table, GPtrArray *lost,
                       GError **error)
{
    guint n = 0;
    Salvage salvage = {.store = store, .from = from, .table = table};
    g_autofree char *columns = salvage.columns = common_columns(&salvage, &n);
    if (!columns) {
        add_lost(lost, _("%s: the whole table"), table);
        return TRUE;
    }
    g_autoptr(GString) places = g_string_new("?");
    for (guint i = 1; i < n; i++)
        g_string_append(places, ", ?");
    g_autofree char *sql =
        g_strdup_printf("INSERT OR IGNORE INTO %s (%s) VALUES (%s)", table, columns, places->str);
    int rc = sqlite3_prepare_v2(store->db, sql, -1, &salvage.insert, NULL);
    if (rc != SQLITE_OK) {
        sql_set_error(store, rc, error);
        return FALSE;
    }
    if (has_rowid(table))
        salvage_range(&salvage, 1, G_MAXINT64 - 1);
    else
        salvage_in_order(&salvage);
    sqlite3_finalize(salvage.insert);
    if (salvage.gaps > 0)
        add_lost(lost, _("%s: some rows cannot be read (%llu were saved)"), table,
                 (unsigned long long)salvage.saved);
    if (salvage.refused > 0 && strcmp(table, "market") != 0)
        add_lost(lost, _("%s: %llu rows make no sense and were left out"), table,
                 (unsigned long long)salvage.refused);
    return TRUE;
}

/* ---- What names something lost ---- */

gboolean recover_references(Store *store, GPtrArray *lost, GError **error)
{
    gint64 before = sqlite3_total_changes(store->db);
    if (!sql_script(store,
                    "INSERT OR IGNORE INTO text (id, body, claim)"
                    "    SELECT json_extract(payload, '$.text'), '', claim FROM claim_event"
                    "    WHERE json_extract(payload, '$.text') IS NOT NULL;"
                    "INSERT OR IGNORE INTO text (id, body, claim)"
                    "    SELECT json_extract(payload, '$.other'), '', claim FROM claim_event"
                    "    WHERE json_extract(payload, '$.other') IS NOT NULL",
                    error))
        return FALSE;
    gint64 texts = sqlite3_total_changes(store->db) - before;
    if (texts > 0)
        add_lost(lost, _("the texts of %lld entries"), (long long)texts);
    return sql_script(store,
                      "UPDATE defect SET comment = NULL WHERE comment IS NOT NULL"
                      "    AND comment NOT IN (SELECT id FROM text);"
                      "DELETE FROM order_before WHERE import NOT IN (SELECT id FROM import);"
                      "DELETE FROM defect_before WHERE import NOT IN (SELECT id FROM import)",
                      error);
}

/* ---- Histories ---- */

/* The first live entry that cannot stand after those before it; NULL where all do. */
static const ClaimEvent *first_illegal(OrderId order, GPtrArray *events)
{
    g_autoptr(GPtrArray) live = claim_live_events(events);
    g_autoptr(Claim) claim = claim_new(order), folded = NULL;
    for (guint i = 0; i < live->len; i++) {
        if (!claim_apply(claim, live->pdata[i], NULL))
            return live->pdata[i];
    }
    if (live->len > 0 && !claim_fold(order, events, G_MAXINT64, &folded, NULL))
        return live->pdata[live->len - 1];
    return NULL;
}

static gboolean mend_history(Store *store, OrderId order, GPtrArray *lost, GError **error)
{
    g_autoptr(GPtrArray) events = events_load(store, order, FALSE, error);
    guint undone = 0;
    const ClaimEvent *illegal;
    while (events && (illegal = first_illegal(order, events))) {
        const ClaimEvent *last = events->pdata[events->len - 1];
        ClaimEvent *undo =
            claim_event_new(EVENT_UNDO, (When){last->recorded_at}, last->recorded_at);
        undo->fields |= FIELD_REF;
        undo->ref = illegal->id;
        g_ptr_array_add(events, undo);
        if (!event_append(store, order, undo, error))
            return FALSE;
        undone++;
    }
    if (undone > 0) {
        char id[ORDER_ID_SIZE];
        order_id_format(order, id);
        add_lost(lost, _("claim %s: %u entries cannot stand without lost ones and were taken back"),
                 id, undone);
    }
    return events != NULL;
}

gboolean recover_histories(Store *store, GPtrArray *lost, GError **error)
{
    g_autoptr(GArray) orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    g_autoptr(SqlRows) rows =
        sql_query(store, "SELECT DISTINCT claim FROM claim_event", SQL_NOTHING, error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        OrderId order = sqlite3_column_int64(rows, 0);
        g_array_append_val(orders, order);
    }
    for (guint i = 0; step == 0 && i < orders->len; i++) {
        if (!mend_history(store, g_array_index(orders, OrderId, i), lost, error))
            return FALSE;
    }
    return step == 0;
}
