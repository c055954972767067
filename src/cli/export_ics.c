/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <libical/ical.h>

#include "azdesk/core/text.h"
#include "config.h"

#include "export.h"

static icaltimetype utc_time(gint64 instant)
{
    return icaltime_from_timet_with_zone((time_t)instant, 0, icaltimezone_get_utc_timezone());
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
static icalcomponent *clock_event(const Clock *clock, const DeskCase *item, gint64 now)
{
    char order[ORDER_ID_SIZE];
    order_id_format(item->order, order);
    g_autofree char *uid = g_strdup_printf("%s-%s@azdesk", order, clock->name);
    g_autofree char *what = summary(clock, item->order), *more = description(item);
    struct icaltriggertype trigger = icaltriggertype_from_int(-DAY_SECONDS);
    icalcomponent *alarm = icalcomponent_vanew(
        ICAL_VALARM_COMPONENT, icalproperty_new_action(ICAL_ACTION_DISPLAY),
        icalproperty_new_trigger(trigger), icalproperty_new_description(what), (void *)0);
    return icalcomponent_vanew(
        ICAL_VEVENT_COMPONENT, icalproperty_new_uid(uid), icalproperty_new_dtstamp(utc_time(now)),
        icalproperty_new_sequence((int)(item->claim->last_event & G_MAXINT32)),
        icalproperty_new_dtstart(utc_time(clock->due)), icalproperty_new_summary(what),
        icalproperty_new_description(more), icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), alarm,
        (void *)0);
}

char *calendar_of(Figures *figures, const GPtrArray *cases, gint64 now)
{
    icalcomponent *calendar =
        icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
                            icalproperty_new_prodid("-//azdesk//azdesk " AZDESK_VERSION "//EN"),
                            icalproperty_new_method(ICAL_METHOD_PUBLISH), (void *)0);
    for (guint i = 0; i < cases->len; i++) {
        const DeskCase *item = g_ptr_array_index(cases, i);
        const ClaimClocks clocks = figures_clocks(figures, item);
        Clock list[N_CLOCKS];
        clocks_list(&clocks, list);
        for (guint k = 0; k < N_CLOCKS; k++)
            if (list[k].due)
                icalcomponent_add_component(calendar, clock_event(&list[k], item, now));
    }
    char *raw = icalcomponent_as_ical_string_r(calendar);
    char *text = g_strdup(raw);
    icalmemory_free_buffer(raw);
    icalcomponent_free(calendar);
    return text;
}
