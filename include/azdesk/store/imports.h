/* SPDX-License-Identifier: MIT */
/* One import: a file's records into the desk, in one transaction, with the ledger's line. Orders
 * are gathered and written in batches sorted by key, which is what makes a million of them fast. */
#ifndef AZDESK_STORE_IMPORTS_H
#define AZDESK_STORE_IMPORTS_H

#include "azdesk/store/cases.h"

typedef enum { ORDER_UNKNOWN, ORDER_PENDING, ORDER_CANCELLED, ORDER_PLACED } OrderStatus;

typedef struct {
    OrderId id;
    gint64 updated; /* last-updated-date; 0 where the file has none */
    Day day;        /* UTC day of the purchase */
    guint8 market, channel, status;
} OrderRecord;

typedef struct {
    guint64 rows, added, updated, unchanged, skipped, rejected, replaced_bytes;
} ImportCounts;

typedef struct StoreImport StoreImport;

/* Begins the transaction and the ledger's line. `dry_run`: it is rolled back at the end, after all
 * was counted. */
StoreImport *store_import_begin(Store *store, const Settings *settings, gint64 now,
                                const char *name, const char *kind, gboolean dry_run,
                                GError **error);
/* The newest last-updated-date decides, whatever the order of lines and files; where two are the
 * same the greater (status, day, channel, market) does, so that no order of imports matters. */
gboolean store_import_order(StoreImport *import, const OrderRecord *record,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_import_report(StoreImport *import, const Report *report,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What comes with a report: counted nowhere. */
gboolean store_import_metric(StoreImport *import, const Metric *metric,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of cases, too, an order is one record: however many of these calls are made for it. */
gboolean store_import_defect(StoreImport *import, OrderId order, const CaseDefect *defect,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_import_claim(StoreImport *import, OrderId order, const CaseStatement *statement,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Amazon's page (the download) counts this order, or does not, as seen at `at`. */
gboolean store_import_check(StoreImport *import, OrderId order, gboolean counts, When at,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A settlement's debit for a claim; opens what is missing. */
gboolean store_import_debit(StoreImport *import, OrderId order, Money debited, When at, int market,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Counts an order of which the file says nothing that the desk does not know. */
void store_import_unchanged(StoreImport *import, OrderId order);

/* A record that passes the readers but not the desk's rules (a claim before its order, ...) fails
 * with AZDESK_ERROR_REFUSED or _USAGE: the import goes on, the caller counts a rejected row. Any
 * other error ends it. */

/* Writes what is gathered, the counts and the ledger's line, and commits. `counts` brings rows,
 * skipped, rejected and replaced_bytes and gets the rest. Frees the import in any case. */
gboolean store_import_commit(StoreImport *import, const char *encoding, const char *sha256,
                             gint64 bytes, ImportCounts *counts,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void store_import_abort(StoreImport *import); /* rolls back; frees; accepts NULL */

typedef struct {
    gint64 id, at, bytes, undone_at;
    char *name, *kind, *encoding;
    char sha256[65];
    ImportCounts counts;
} ImportLine;
void import_line_free(ImportLine *line);
GPtrArray *store_imports(Store *store,
                         GError **error); /* the ledger, newest first (transfer full) */
/* Takes the latest import that stands back, as one step. Refused where a case would become illegal.
 */
gboolean store_import_undo(Store *store, gint64 now, ImportLine **ret_line,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
