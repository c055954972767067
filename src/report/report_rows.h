/* SPDX-License-Identifier: MIT */
/* One marketplace and channel of a performance report, whatever its format was. */
#ifndef AZDESK_REPORT_REPORT_ROWS_H
#define AZDESK_REPORT_REPORT_ROWS_H

#include "reader.h"

typedef struct {
    Report report; /* window days and counts as the file has them: DAY_NONE, -1, NAN where not */
    Day latest;    /* of all metrics; DAY_NONE: the order defect rate is the only one with a date */
} ReportRow;

/* Completes the window where one end of it is known, says what is missing, and stores it; a row
 * without any window is rejected. */
gboolean report_row(Reading *reading, const ReportRow *row,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

double report_number(const char *text); /* "1,234", "0.9", "0.9%" (a hundredth of it); NAN: none */
gint64 report_count(double number);     /* whole and not negative; -1: none */
Day report_day(const char *text);       /* the UTC day; DAY_NONE: none */

#endif
