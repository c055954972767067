/* SPDX-License-Identifier: MIT */
#ifndef AZDESK_REPORT_IMPORT_PRIVATE_H
#define AZDESK_REPORT_IMPORT_PRIVATE_H

#include "azdesk/report/import.h"

/* What import_file() does, from any stream. `total` is 0 where the size is not known. Never NULL.
 * (transfer full) */
ImportSummary *import_stream(Store *store, GInputStream *stream, const char *file, guint64 total,
                             const ImportOptions *options);

void import_reject_free(gpointer data);

#endif
