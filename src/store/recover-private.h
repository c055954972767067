/* SPDX-License-Identifier: MIT */
/* What saving a damaged desk is made of. */
#ifndef AZDESK_STORE_RECOVER_PRIVATE_H
#define AZDESK_STORE_RECOVER_PRIVATE_H

#include "store-private.h"

/* A table that is saved, and how it went. Found on pages by the number of its columns, which may be
 * less in a row of an older layout; 0: by its own key, not found on pages. */
typedef struct {
    const char *name;
    guint columns, least;
    guint gaps;      /* times that something could not be read */
    guint64 saved;   /* through the table */
    guint64 found;   /* besides, on pages */
    guint64 refused; /* rows that make no sense */
} RecoverTable;

/* ---- recover.c ---- */

void recover_tell(GPtrArray *lost, const char *format, ...) G_GNUC_PRINTF(2, 3);
gboolean recover_prepare(Store *store, const RecoverTable *table, const char *columns, guint n,
                         sqlite3_stmt **ret_insert, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Runs an insertion with its values bound. Of an entry, its words must make sense too. */
gboolean recover_insert(RecoverTable *table, sqlite3_stmt *insert, const char *kind,
                        const char *payload);

/* ---- recover_rows.c ---- */

gboolean recover_rows(Store *store, sqlite3 *from, RecoverTable *table,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- recover_pages.c ---- */

/* What lies on the file's pages by itself and was not reached through a table. */
gboolean recover_pages(Store *store, const char *path, RecoverTable *tables, guint n_tables,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- recover_mend.c ---- */

/* Mends what names something that is lost. */
gboolean recover_references(Store *store, GPtrArray *lost,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes entries back that cannot stand without lost ones. */
gboolean recover_histories(Store *store, GPtrArray *lost, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
