/* SPDX-License-Identifier: MIT */
/* Rows with quoted fields, a line at a time (libcsv). */
#ifndef AZDESK_REPORT_CSV_ROWS_H
#define AZDESK_REPORT_CSV_ROWS_H

#include "reader.h"

typedef struct Csv Csv;

Csv *csv_rows_new(char delim);
void csv_rows_free(Csv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Csv, csv_rows_free)

/* Takes a line without its end. TRUE: a row is complete; FALSE: a quoted field goes on. */
gboolean csv_rows_line(Csv *csv, const char *text, gsize len) G_GNUC_WARN_UNUSED_RESULT;
/* The row's fields, until the next line. */
const Field *csv_rows_fields(Csv *csv, guint *ret_n);
/* Forgets a row that is not complete. */
void csv_rows_reset(Csv *csv);

#endif
