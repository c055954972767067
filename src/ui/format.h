/* SPDX-License-Identifier: MIT */
/* Numbers, days and times as the screen says them: short, in the language of the interface. All are
 * (transfer full). */
#ifndef AZDESK_SRC_UI_FORMAT_H
#define AZDESK_SRC_UI_FORMAT_H

#include "azdesk/core/when.h"

char *fmt_day(Day day);      /* "8 Nov" */
char *fmt_day_year(Day day); /* "8 Nov 2026" */
char *fmt_weekday(Day day);  /* "Sun 8 Nov" */
/* A sentence of the program's own, its days not as files and commands write them (2026-11-08) but
 * as the functions above do: without the year within half a year of `today`; DAY_NONE: always with
 * it. What follows from `own` (nullable) on are words of the user's, and stay as they are. */
char *fmt_sentence(const char *text, Day today, const char *own);
char *fmt_moment(gint64 instant, GTimeZone *zone); /* "Mon 23 Nov 14:02" */
char *fmt_moment_near(gint64 instant, gint64 now,
                      GTimeZone *zone);        /* "14:02" today, else day and time */
char *fmt_left(gint64 due, gint64 now);        /* "25 min", "3 h", "1 d 4 h", "overdue" */
char *fmt_rate(gint64 defects, gint64 orders); /* "0.83%"; "no rate" as a dash is the caller's */
char *fmt_percent(double rate);                /* as odr_percent(), but "" for NAN */
const char *fmt_weekday_name(int weekday);     /* 0: Sunday */
const char *fmt_month_name(int month);         /* 1 .. 12 */

#endif
