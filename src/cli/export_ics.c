/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <libical/ical.h>

#include "azdesk/core/review.h"
#include "azdesk/core/text.h"
#include "config.h"

#include "export.h"

/* A deadline, and the word that tells it from the order's others. */
typedef struct {
    const char *word;
    const char *label;
    gint64 due;
} Entry;

static icaltimetype utc_time(gint64 instant)
{
    return icaltime_from_timet_with_zone((time_t)instant, 0, icaltimezone_get_utc_timezone());
}

static char *description(const DeskCase *item)
{
    const Claim *claim = item->claim;
    g_autofree char *part = part_show(item->market, item->channel);
    GString *text = g_string_new(part);
    if (claim)
        g_string_append_printf(text, ", %s, %s", stage_label(claim->stage),
                               reason_label(claim->reason));
    if (claim && claim->tracking) {
        g_autofree char *tracking = text_clean(claim->tracking);
        g_string_append_printf(text, ", %s", tracking);
    }
    return g_string_free(text, FALSE);
}

/* An event without a length at the moment of the deadline; an alarm a day before. */
static icalcomponent *event_of(Entry entry, const DeskCase *item, gint64 now)
{
    char order[ORDER_ID_SIZE];
    order_id_format(item->order, order);
    const gint64 entries = item->claim ? item->claim->last_event : 0;
    g_autofree char *uid = g_strdup_printf("%s-%s@azdesk", order, entry.word);
    g_autofree char *what = g_strdup_printf("%s: %s", order, entry.label);
    g_autofree char *more = description(item);
    struct icaltriggertype trigger = icaltriggertype_from_int(-DAY_SECONDS);
    icalcomponent *alarm = icalcomponent_vanew(
        ICAL_VALARM_COMPONENT, icalproperty_new_action(ICAL_ACTION_DISPLAY),
        icalproperty_new_trigger(trigger), icalproperty_new_description(what), (void *)0);
    return icalcomponent_vanew(ICAL_VEVENT_COMPONENT, icalproperty_new_uid(uid),
                               icalproperty_new_dtstamp(utc_time(now)),
                               icalproperty_new_sequence((int)(entries & G_MAXINT32)),
                               icalproperty_new_dtstart(utc_time(entry.due)),
                               icalproperty_new_summary(what), icalproperty_new_description(more),
                               icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), alarm, (void *)0);
}

static void add_case(icalcomponent *calendar, Figures *figures, const DeskCase *item, gint64 now)
{
    const ClaimClocks clocks = item->claim ? figures_clocks(figures, item) : (ClaimClocks){0};
    for (int i = 0; i < N_CLOCKS; i++) {
        const Entry entry = {clock_word((ClockKind)i), clock_label((ClockKind)i), clocks.due[i]};
        if (entry.due)
            icalcomponent_add_component(calendar, event_of(entry, item, now));
    }
    const Entry chargeback = {review_word(REVIEW_CHARGEBACK), review_label(REVIEW_CHARGEBACK),
                              figures_chargeback(figures, item)};
    if (chargeback.due)
        icalcomponent_add_component(calendar, event_of(chargeback, item, now));
}

char *calendar_of(Figures *figures, const GPtrArray *cases, gint64 now)
{
    icalcomponent *calendar =
        icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
                            icalproperty_new_prodid("-//azdesk//azdesk " AZDESK_VERSION "//EN"),
                            icalproperty_new_method(ICAL_METHOD_PUBLISH), (void *)0);
    for (guint i = 0; i < cases->len; i++)
        add_case(calendar, figures, g_ptr_array_index(cases, i), now);
    char *raw = icalcomponent_as_ical_string_r(calendar);
    char *text = g_strdup(raw);
    icalmemory_free_buffer(raw);
    icalcomponent_free(calendar);
    return text;
}
