/* SPDX-License-Identifier: MIT */
/* One import under way. Orders are gathered outside of any transaction, sorted by key, in runs that
 * overflow into a nameless file; the desk is locked only while they are written, in one walk. */
#ifndef AZDESK_STORE_IMPORTS_PRIVATE_H
#define AZDESK_STORE_IMPORTS_PRIVATE_H

#include "azdesk/store/imports.h"
#include "cases-private.h"

/* ---- order_runs.c ---- */

#define ORDER_RUN (256 * 1024) /* records sorted at once: 6 MB, and as much to sort them */

typedef struct OrderRuns OrderRuns;
OrderRuns *order_runs_new(const char *folder); /* where the overflow lies (nullable) */
void order_runs_free(OrderRuns *runs);
gboolean order_runs_add(OrderRuns *runs, const OrderRecord *record,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Each order once, ascending, as the rules of store_import_order() merge its records. */
typedef gboolean (*OrderVisit)(const OrderRecord *record, gpointer data, GError **error);
gboolean order_runs_walk(OrderRuns *runs, OrderVisit visit, gpointer data,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a record supersedes another one of the same order. */
gboolean order_record_wins(const OrderRecord *record, const OrderRecord *over);

/* ---- order_days.c ---- */

/* What changes in order_day, gathered. */
typedef struct OrderDeltas OrderDeltas;
OrderDeltas *order_deltas_new(void);
void order_deltas_free(OrderDeltas *deltas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrderDeltas, order_deltas_free)
void order_deltas_add(OrderDeltas *deltas, int market, int channel, Day day, int status, int sign);
gboolean order_deltas_apply(OrderDeltas *deltas, Store *store,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- order_batch.c ---- */

/* Rows of orders, ascending, written many at once: new ones, or such that replace what is there,
 * which is kept in order_before. */
typedef enum { ORDER_BATCH_NEW, ORDER_BATCH_CHANGED } OrderBatchKind;
typedef struct OrderBatch OrderBatch;
OrderBatch *order_batch_new(Store *store, OrderBatchKind kind, gint64 import, GError **error);
void order_batch_free(OrderBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrderBatch, order_batch_free)
gboolean order_batch_add(OrderBatch *batch, const OrderRecord *record,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean order_batch_flush(OrderBatch *batch, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- imports.c ---- */

struct StoreImport {
    Store *store;
    Cases cases;
    char *name, *kind;
    gboolean dry_run;
    gint64 id;     /* its number in the ledger; 0: the transaction has not begun */
    gint64 events; /* the last event before it */
    guint64 added, updated, unchanged;
    GHashTable *counted; /* order to the CaseChange that it is counted as: an order is one record */
    OrderRuns *orders;   /* (nullable) */
};

/* Begins the transaction and the ledger's line where that was not done yet. */
gboolean import_ensure(StoreImport *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void import_count(StoreImport *import, CaseChange change);
void import_count_case(StoreImport *import, OrderId order, CaseChange change);

/* ---- imports_orders.c ---- */

gboolean import_write_orders(StoreImport *import, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
