/* SPDX-License-Identifier: MIT */
/* Written by hand: an event has fourteen short lines, and libical would bring ICU into every start.
 * The tests read what comes out with it. */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/text.h"
#include "config.h"

#include "export.h"

#define LINE_OCTETS 75 /* RFC 5545, 3.1: no line is longer; what is goes on behind a blank */

static void add_line(GString *out, const char *name, const char *value)
{
    gsize room = LINE_OCTETS - strlen(name) - 1;
    g_string_append_printf(out, "%s:", name);
    while (*value != '\0') {
        gsize octets = (gsize)(g_utf8_next_char(value) - value);
        if (octets > room) {
            g_string_append(out, "\r\n ");
            room = LINE_OCTETS - 1;
        }
        g_string_append_len(out, value, (gssize)octets);
        value += octets;
        room -= octets;
    }
    g_string_append(out, "\r\n");
}

static void add_text(GString *out, const char *name, const char *text)
{
    g_autoptr(GString) escaped = g_string_new(NULL);
    for (; *text != '\0'; text++) {
        if (strchr("\\;,", *text))
            g_string_append_c(escaped, '\\');
        g_string_append_c(escaped, *text);
    }
    add_line(out, name, escaped->str);
}

static void add_instant(GString *out, const char *name, gint64 instant)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(instant);
    g_autofree char *text = g_date_time_format(time, "%Y%m%dT%H%M%SZ");
    add_line(out, name, text);
}

static char *summary(const Clock *clock, OrderId order)
{
    char buf[ORDER_ID_SIZE];
    order_id_format(order, buf);
    return g_strdup_printf("%s: %s", buf, _(clock->label));
}

static char *description(const DeskCase *item)
{
    const Claim *claim = item->claim;
    g_autofree char *part = part_show(item->market, item->channel);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s, %s, %s", part, stage_label(claim->stage),
                           reason_label(claim->reason));
    if (claim->tracking) {
        g_autofree char *tracking = text_clean(claim->tracking);
        g_string_append_printf(text, ", %s", tracking);
    }
    return g_string_free(text, FALSE);
}

/* An event without a length at the moment of the deadline; an alarm a day before. */
static void add_clock(GString *out, const Clock *clock, const DeskCase *item, gint64 now)
{
    char order[ORDER_ID_SIZE];
    order_id_format(item->order, order);
    g_autofree char *uid = g_strdup_printf("%s-%s@azdesk", order, clock->name);
    g_autofree char *sequence = g_strdup_printf("%d", (int)(item->claim->last_event & G_MAXINT32));
    g_autofree char *what = summary(clock, item->order), *more = description(item);
    add_line(out, "BEGIN", "VEVENT");
    add_text(out, "UID", uid);
    add_instant(out, "DTSTAMP", now);
    add_line(out, "SEQUENCE", sequence);
    add_instant(out, "DTSTART", clock->due);
    add_text(out, "SUMMARY", what);
    add_text(out, "DESCRIPTION", more);
    add_line(out, "TRANSP", "TRANSPARENT");
    add_line(out, "BEGIN", "VALARM");
    add_line(out, "ACTION", "DISPLAY");
    add_line(out, "TRIGGER", "-P1D");
    add_text(out, "DESCRIPTION", what);
    add_line(out, "END", "VALARM");
    add_line(out, "END", "VEVENT");
}

char *calendar_of(Figures *figures, const GPtrArray *cases, gint64 now)
{
    GString *out = g_string_new(NULL);
    add_line(out, "BEGIN", "VCALENDAR");
    add_line(out, "VERSION", "2.0");
    add_line(out, "PRODID", "-//azdesk//azdesk " AZDESK_VERSION "//EN");
    add_line(out, "METHOD", "PUBLISH");
    for (guint i = 0; i < cases->len; i++) {
        const DeskCase *item = g_ptr_array_index(cases, i);
        const ClaimClocks clocks = figures_clocks(figures, item);
        Clock list[N_CLOCKS];
        clocks_list(&clocks, list);
        for (guint k = 0; k < N_CLOCKS; k++)
            if (list[k].due)
                add_clock(out, &list[k], item, now);
    }
    add_line(out, "END", "VCALENDAR");
    return g_string_free(out, FALSE);
}
