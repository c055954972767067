/* SPDX-License-Identifier: MIT */
/* Days and instants. A Day is a count of whole UTC days since 1970-01-01; an instant is UTC seconds
 * since the epoch in a gint64, 0 meaning "none". No function here reads a clock. */
#ifndef AZDESK_CORE_WHEN_H
#define AZDESK_CORE_WHEN_H

#include <glib.h>

typedef gint32 Day;

#define DAY_NONE    G_MININT32
#define DAY_SECONDS 86400
#define DAY_SIZE    12 /* "2026-11-23" and its NUL, with room for a fifth digit */

Day day_of(gint64 instant); /* the UTC day that holds the instant; floors before 1970 too */
Day day_in_zone(gint64 instant, GTimeZone *zone); /* on the wall there; zone (nullable): UTC */
gint64 day_start(Day day);                        /* its first second */
gint64 day_end(Day day);                          /* its last second */
gboolean day_parse(const char *text, Day *ret_day, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void day_format(Day day, char buf[DAY_SIZE]);
Day day_from_ymd(int year, int month, int day); /* DAY_NONE for no such day */
void day_to_ymd(Day day, int *year, int *month, int *dom);

/* A point in time as a person gives it. A day alone is a day in UTC and is compared by day. */
typedef struct {
    gint64 at;         /* for a day alone: its first second */
    gboolean day_only; /* no hour was given */
} When;

/* Reads T of the command line: YYYY-MM-DD, or YYYY-MM-DDTHH:MM[:SS][Z|+HH:MM|-HH:MM] (a blank may
 * stand for the T); a time without zone is in `zone`. An hour that a daylight saving change skips
 * is an error, one that it repeats is the first. Error: AZDESK_ERROR_USAGE. */
gboolean when_parse(const char *text, GTimeZone *zone, When *ret_when,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same as a deadline, or as "now": a day alone means its last second. */
gint64 when_deadline(When when);

/* Reads a timestamp of Amazon's files: ISO 8601 with any offset (none: UTC), seconds and fractions
 * optional, `len` bytes. No allocation: the fast path of the readers. */
gboolean instant_scan(const char *text, gsize len, gint64 *ret_instant);

/* "2026-11-23T14:02:00Z" (transfer full) */
char *instant_iso(gint64 instant);

#endif
