/* SPDX-License-Identifier: MIT */
/* What saving a damaged desk is made of. Each adds to `lost`, in words, what it could not save. */
#ifndef AZDESK_STORE_RECOVER_PRIVATE_H
#define AZDESK_STORE_RECOVER_PRIVATE_H

#include "store-private.h"

/* Copies the rows that can be read and that the desk takes. */
gboolean recover_table(Store *store, sqlite3 *from, const char *table, GPtrArray *lost,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Mends what names something that is lost. */
gboolean recover_references(Store *store, GPtrArray *lost,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes entries back that cannot stand without lost ones. */
gboolean recover_histories(Store *store, GPtrArray *lost, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
