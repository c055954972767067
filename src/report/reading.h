/* SPDX-License-Identifier: MIT */
/* The side of a Reading that readers do not see: how a file's rows reach its reader. */
#ifndef AZDESK_REPORT_READING_H
#define AZDESK_REPORT_READING_H

#include "input.h"
#include "reader.h"
#include "sheet.h"

/* Decides what the bytes above 0x7f mean: from the first bytes of a file, or from those that lie
 * ready when the first such byte comes. */
void reading_settle(Reading *reading, const Input *input, const char *bytes, gsize len);

/* Counts the bytes of a line that mean nothing in the file's encoding. */
void reading_count_bad(Reading *reading, const char *text, gsize len, guint64 number);

/* Hands each row of a table to the reader. */
gboolean rows_read(Reading *reading, Input *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Hands the whole text over. */
gboolean document_read(Reading *reading, Input *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
