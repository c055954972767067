/* SPDX-License-Identifier: MIT */
/* Deadlines as an iCalendar (RFC 5545). */
#ifndef AZDESK_LETTER_CALENDAR_H
#define AZDESK_LETTER_CALENDAR_H

#include <glib.h>

/* An event without a length; an alarm a day before it. */
typedef struct {
    char *uid;
    int sequence; /* grows with what it is about, so that a second import moves the event */
    gint64 at;
    char *summary, *description;
} CalendarEvent;

/* The text, CR LF line ends; in the module calendar.so, all that libical is used for.
 * (transfer full) */
char *calendar_render(const CalendarEvent *events, gsize n, gint64 now);

#endif
