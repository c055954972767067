/* SPDX-License-Identifier: MIT */
/* Days and times as people type them: "now", "today", "yesterday 9:00", "tomorrow 14:00", "+3d",
 * "-2h", "fri", "23 nov", "14:00", and every T of the command line. Pure: the clock is an argument.
 *
 * Words without an hour mean a UTC day, as a day alone does everywhere; with an hour they mean the
 * user's own day. */
#ifndef AZDESK_SRC_UI_DATEWORD_H
#define AZDESK_SRC_UI_DATEWORD_H

#include "azdesk/core/when.h"

typedef enum { DATE_PAST, DATE_FUTURE } DateWant; /* which Friday, which 23 November */

/* Error: AZDESK_ERROR_USAGE, naming what would be understood. */
gboolean dateword_parse(const char *text, gint64 now, GTimeZone *zone, DateWant want,
                        When *ret_when, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How it was understood: "Fri 27 Nov, the whole day (UTC)", "Tue 24 Nov 14:00". (transfer full) */
char *dateword_show(When when, GTimeZone *zone);

#endif
