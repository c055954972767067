/* SPDX-License-Identifier: MIT */
/* The module calendar.so: all that libical is used for. */
#include "azdesk/letter/calendar.h"

#include <libical/ical.h>

#include "azdesk/core/when.h"
#include "config.h"

static icaltimetype utc_time(gint64 instant)
{
    return icaltime_from_timet_with_zone((time_t)instant, 0, icaltimezone_get_utc_timezone());
}

static icalcomponent *event_of(const CalendarEvent *event, gint64 now)
{
    struct icaltriggertype trigger = icaltriggertype_from_int(-DAY_SECONDS);
    icalcomponent *alarm = icalcomponent_vanew(
        ICAL_VALARM_COMPONENT, icalproperty_new_action(ICAL_ACTION_DISPLAY),
        icalproperty_new_trigger(trigger), icalproperty_new_description(event->summary), (void *)0);
    return icalcomponent_vanew(
        ICAL_VEVENT_COMPONENT, icalproperty_new_uid(event->uid),
        icalproperty_new_dtstamp(utc_time(now)), icalproperty_new_sequence(event->sequence),
        icalproperty_new_dtstart(utc_time(event->at)), icalproperty_new_summary(event->summary),
        icalproperty_new_description(event->description),
        icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), alarm, (void *)0);
}

char *calendar_render(const CalendarEvent *events, gsize n, gint64 now)
{
    icalcomponent *calendar =
        icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
                            icalproperty_new_prodid("-//azdesk//azdesk " AZDESK_VERSION "//EN"),
                            icalproperty_new_method(ICAL_METHOD_PUBLISH), (void *)0);
    for (gsize i = 0; i < n; i++)
        icalcomponent_add_component(calendar, event_of(&events[i], now));
    char *raw = icalcomponent_as_ical_string_r(calendar);
    char *text = g_strdup(raw);
    icalmemory_free_buffer(raw);
    icalcomponent_free(calendar);
    return text;
}
