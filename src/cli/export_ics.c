/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "azdesk/core/review.h"
#include "azdesk/core/text.h"
#include "azdesk/letter/calendar.h"
#include "azdesk/letter/module.h"

#include "export.h"

/* A deadline, and the word that tells it from the order's others. */
typedef struct {
    const char *word;
    const char *label;
    gint64 due;
} Entry;

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

static CalendarEvent event_of(Entry entry, const DeskCase *item)
{
    char order[ORDER_ID_SIZE];
    order_id_format(item->order, order);
    const gint64 entries = item->claim ? item->claim->last_event : 0;
    return (CalendarEvent){.uid = g_strdup_printf("%s-%s@azdesk", order, entry.word),
                           .sequence = (int)(entries & G_MAXINT32),
                           .at = entry.due,
                           .summary = g_strdup_printf("%s: %s", order, entry.label),
                           .description = description(item)};
}

static void event_clear(gpointer data)
{
    CalendarEvent *event = data;
    g_free(event->uid);
    g_free(event->summary);
    g_free(event->description);
}

static void add_event(GArray *events, Entry entry, const DeskCase *item)
{
    if (!entry.due)
        return;
    const CalendarEvent event = event_of(entry, item);
    g_array_append_val(events, event);
}

static void add_case(GArray *events, Figures *figures, const DeskCase *item)
{
    const ClaimClocks clocks = item->claim ? figures_clocks(figures, item) : (ClaimClocks){0};
    for (int i = 0; i < N_CLOCKS; i++)
        add_event(events,
                  (Entry){clock_word((ClockKind)i), clock_label((ClockKind)i), clocks.due[i]},
                  item);
    add_event(events,
              (Entry){review_word(REVIEW_CHARGEBACK), review_label(REVIEW_CHARGEBACK),
                      figures_chargeback(figures, item)},
              item);
}

char *calendar_of(Figures *figures, const GPtrArray *cases, gint64 now, GError **error)
{
    char *(*render)(const CalendarEvent *events, gsize n, gint64 now);
    if (!module_function("calendar", "calendar_render", (gpointer *)&render, error))
        return NULL;
    g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(CalendarEvent));
    g_array_set_clear_func(events, event_clear);
    for (guint i = 0; i < cases->len; i++)
        add_case(events, figures, g_ptr_array_index(cases, i));
    return render((const CalendarEvent *)(gpointer)events->data, events->len, now);
}
