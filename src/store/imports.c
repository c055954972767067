/* SPDX-License-Identifier: MIT */
#include "imports-private.h"

#include <glib/gi18n.h>
#include <math.h>

StoreImport *store_import_begin(Store *store, const Settings *settings, gint64 now,
                                const char *name, const char *kind, gboolean dry_run,
                                GError **error)
{
    /* Whether it may be written at all should show before a long file is read. */
    if (!store_begin_dry(store, G_STRLOC, error))
        return NULL;
    if (store->depth == 1)
        store_rollback(store);
    else if (!store_commit(store, error))
        return NULL;
    StoreImport *import = g_new0(StoreImport, 1);
    import->store = store;
    import->cases = (Cases){.store = store, .settings = settings, .now = now};
    import->counted = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    import->name = g_path_get_basename(name);
    import->kind = g_strdup(kind);
    import->dry_run = dry_run;
    return import;
}

static void import_free(StoreImport *import)
{
    import->store->dry = FALSE;
    order_runs_free(import->orders);
    g_hash_table_unref(import->counted);
    g_free(import->name);
    g_free(import->kind);
    g_free(import);
}

#define NO_SHA "0000000000000000000000000000000000000000000000000000000000000000"

gboolean import_ensure(StoreImport *import, GError **error)
{
    Store *store = import->store;
    if (import->id != 0)
        return TRUE;
    if (!(import->dry_run ? store_begin_dry(store, G_STRLOC, error)
                          : store_begin(store, G_STRLOC, error)))
        return FALSE;
    store->dry = import->dry_run;
    if (!sql_int(store, "SELECT max(id) FROM claim_event", SQL_NOTHING, 0, &import->events,
                 error) ||
        !sql_run(
            store,
            "INSERT INTO import (at, name, kind, encoding, sha256, bytes)"
            " VALUES (?, ?, ?, '', '" NO_SHA "', 0)",
            SQL_VALUES(SQL_INT(import->cases.now), SQL_TEXT(import->name), SQL_TEXT(import->kind)),
            error)) {
        store_rollback(store);
        return FALSE;
    }
    import->id = sqlite3_last_insert_rowid(store->db);
    return TRUE;
}

static guint64 *count_of(StoreImport *import, CaseChange change)
{
    guint64 *counts[] = {[CASE_UNCHANGED] = &import->unchanged,
                         [CASE_UPDATED] = &import->updated,
                         [CASE_ADDED] = &import->added};
    return counts[change];
}

void import_count(StoreImport *import, CaseChange change)
{
    ++*count_of(import, change);
}

/* Several rows of an order count once, as the most that they did. */
void import_count_case(StoreImport *import, OrderId order, CaseChange change)
{
    gpointer before;
    if (g_hash_table_lookup_extended(import->counted, &order, NULL, &before)) {
        if (GPOINTER_TO_INT(before) >= (int)change)
            return;
        --*count_of(import, (CaseChange)GPOINTER_TO_INT(before));
    }
    g_hash_table_insert(import->counted, g_memdup2(&order, sizeof order), GINT_TO_POINTER(change));
    import_count(import, change);
}

void store_import_unchanged(StoreImport *import, OrderId order)
{
    import_count_case(import, order, CASE_UNCHANGED);
}

/* ---- Records ---- */

gboolean store_import_order(StoreImport *import, const OrderRecord *record, GError **error)
{
    if (G_UNLIKELY(!import->orders)) {
        const char *file = import->store->absent ? NULL : import->store->file;
        g_autofree char *folder = file ? g_path_get_dirname(file) : NULL;
        import->orders = order_runs_new(folder);
    }
    return order_runs_add(import->orders, record, error);
}

/* Adds a row unless one like it is there. */
static gboolean add_once(StoreImport *import, const char *find, const char *insert,
                         const SqlValue *values, gboolean *ret_added, GError **error)
{
    gint64 there = 0;
    if (!sql_int(import->store, find, values, 0, &there, error))
        return FALSE;
    *ret_added = there == 0;
    return there || sql_run(import->store, insert, values, error);
}

static SqlValue rate_value(double rate)
{
    return isnan(rate) ? SQL_NULL : SQL_DOUBLE(rate);
}

gboolean store_import_report(StoreImport *import, const Report *report, GError **error)
{
    gboolean added = FALSE;
    if (!import_ensure(import, error) ||
        !add_once(import,
                  "SELECT 1 FROM report WHERE ?1 AND market = ?2 AND channel = ?3"
                  " AND window_from = ?4 AND window_to = ?5 AND latest_to IS ?6 AND orders IS ?7"
                  " AND defects IS ?8 AND claims IS ?9 AND feedback IS ?10"
                  " AND chargebacks IS ?11 AND rate IS ?12 AND status IS ?13",
                  "INSERT INTO report (import, market, channel, window_from, window_to,"
                  " latest_to, orders, defects, claims, feedback, chargebacks, rate, status)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  SQL_VALUES(SQL_INT(import->id), SQL_INT(report->market), SQL_INT(report->channel),
                             SQL_INT(report->window_from), SQL_INT(report->window_to),
                             SQL_INT_OR(report->latest_to, DAY_NONE),
                             SQL_INT_OR(report->orders, -1), SQL_INT_OR(report->defects, -1),
                             SQL_INT_OR(report->claims, -1), SQL_INT_OR(report->feedback, -1),
                             SQL_INT_OR(report->chargebacks, -1), rate_value(report->rate),
                             SQL_TEXT(report->status)),
                  &added, error))
        return FALSE;
    import_count(import, added ? CASE_ADDED : CASE_UNCHANGED);
    return TRUE;
}

gboolean store_import_metric(StoreImport *import, const Metric *metric, GError **error)
{
    gboolean added;
    return import_ensure(import, error) &&
           add_once(import,
                    "SELECT 1 FROM metric WHERE ?1 AND market = ?2 AND kind = ?3"
                    " AND day_from = ?4 AND day_to = ?5 AND orders IS ?6 AND count IS ?7"
                    " AND rate IS ?8",
                    "INSERT INTO metric (import, market, kind, day_from, day_to, orders, count,"
                    " rate) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    SQL_VALUES(SQL_INT(import->id), SQL_INT(metric->market),
                               SQL_TEXT(words_get(WORDS_METRIC, metric->kind)),
                               SQL_INT(metric->from), SQL_INT(metric->to),
                               SQL_INT_OR(metric->orders, -1), SQL_INT_OR(metric->count, -1),
                               rate_value(metric->rate)),
                    &added, error);
}

/* ---- The end ---- */

static gboolean write_line(StoreImport *import, const char *encoding, const char *sha256,
                           gint64 bytes, const ImportCounts *counts, GError **error)
{
    gint64 last = 0;
    if (!sql_int(import->store, "SELECT max(id) FROM claim_event", SQL_NOTHING, 0, &last, error))
        return FALSE;
    gboolean events = last > import->events;
    return sql_run(import->store,
                   "UPDATE import SET encoding = ?, sha256 = ?, bytes = ?, rows = ?, added = ?,"
                   " updated = ?, unchanged = ?, skipped = ?, rejected = ?, event_from = ?,"
                   " event_to = ? WHERE id = ?",
                   SQL_VALUES(SQL_TEXT(encoding ? encoding : ""),
                              SQL_TEXT(sha256 ? sha256 : NO_SHA), SQL_INT(bytes),
                              SQL_INT((gint64)counts->rows), SQL_INT((gint64)counts->added),
                              SQL_INT((gint64)counts->updated), SQL_INT((gint64)counts->unchanged),
                              SQL_INT((gint64)counts->skipped), SQL_INT((gint64)counts->rejected),
                              events ? SQL_INT(import->events + 1) : SQL_NULL,
                              events ? SQL_INT(last) : SQL_NULL, SQL_INT(import->id)),
                   error);
}

gboolean store_import_commit(StoreImport *import, const char *encoding, const char *sha256,
                             gint64 bytes, ImportCounts *counts, GError **error)
{
    if (!import_ensure(import, error) || (import->orders && !import_write_orders(import, error))) {
        store_import_abort(import);
        return FALSE;
    }
    ImportCounts all = *counts;
    all.added = import->added;
    all.updated = import->updated;
    all.unchanged = import->unchanged;
    if (!write_line(import, encoding, sha256, bytes, &all, error)) {
        store_import_abort(import);
        return FALSE;
    }
    gboolean done = TRUE;
    if (import->dry_run)
        store_rollback(import->store);
    else
        done = store_commit(import->store, error);
    if (done)
        *counts = all;
    import_free(import);
    return done;
}

void store_import_abort(StoreImport *import)
{
    if (!import)
        return;
    if (import->id != 0 && import->store->depth > 0)
        store_rollback(import->store);
    import_free(import);
}

/* ---- The ledger ---- */

void import_line_free(ImportLine *line)
{
    if (!line)
        return;
    g_free(line->name);
    g_free(line->kind);
    g_free(line->encoding);
    g_free(line);
}

static ImportLine *read_line(SqlRows *rows)
{
    ImportLine *line = g_new0(ImportLine, 1);
    const char *sha256 = (const char *)sqlite3_column_text(rows, 5);
    line->id = sqlite3_column_int64(rows, 0);
    line->at = sqlite3_column_int64(rows, 1);
    line->name = sql_column_dup(rows, 2);
    line->kind = sql_column_dup(rows, 3);
    line->encoding = sql_column_dup(rows, 4);
    g_strlcpy(line->sha256, sha256 ? sha256 : "", sizeof line->sha256);
    line->bytes = sqlite3_column_int64(rows, 6);
    line->counts.rows = (guint64)sqlite3_column_int64(rows, 7);
    line->counts.added = (guint64)sqlite3_column_int64(rows, 8);
    line->counts.updated = (guint64)sqlite3_column_int64(rows, 9);
    line->counts.unchanged = (guint64)sqlite3_column_int64(rows, 10);
    line->counts.skipped = (guint64)sqlite3_column_int64(rows, 11);
    line->counts.rejected = (guint64)sqlite3_column_int64(rows, 12);
    line->undone_at = sqlite3_column_int64(rows, 13);
    return line;
}

GPtrArray *store_imports(Store *store, GError **error)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)import_line_free);
    if (!store_begin_read(store, error))
        return NULL;
    g_autoptr(SqlRows) rows =
        sql_query(store,
                  "SELECT id, at, name, kind, encoding, sha256, bytes, rows, added, updated,"
                  " unchanged, skipped, rejected, undone_at FROM import ORDER BY id DESC",
                  SQL_NOTHING, error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0)
        g_ptr_array_add(lines, read_line(rows));
    sql_done(g_steal_pointer(&rows));
    store_end_read(store);
    return step == 0 ? g_steal_pointer(&lines) : NULL;
}
