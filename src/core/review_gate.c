/* SPDX-License-Identifier: MIT */
/* The review of the holiday selling gate: conditions that are not met yet and can still be. */
#include <glib/gi18n.h>

#include "azdesk/core/gate.h"

#include "review-private.h"

#define ROUNDING 1e-9

static gboolean falls_short(const GateLine *line)
{
    if (line->state != GATE_OPEN)
        return FALSE;
    if (line->condition == GATE_FIRST_SALE || line->condition == GATE_ORDERS)
        return TRUE;
    return line->have > line->wanted + ROUNDING; /* FALSE where nothing is known */
}

static void review_season(ReviewRun *run, const Gate *gate)
{
    for (guint i = 0; i < gate->lines->len; i++) {
        const GateLine *line = gate->lines->pdata[i];
        gint64 due = day_end(line->decided_on);
        if (!falls_short(line) || due > run->horizon)
            continue;
        review_add(run, (ReviewItem){
                            .kind = REVIEW_GATE,
                            .market = gate->season->market,
                            .channel = CHANNEL_MFN,
                            .due = due,
                            .overdue = due < run->now,
                            .severity = SEVERITY_NORMAL,
                            .said = g_strdup_printf(_("Holiday season %s: %s|: azdesk gate"),
                                                    gate->season->name, line->text),
                        });
    }
}

void review_gates(ReviewRun *run, int market)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) gates = gate_evaluate(run->desk, run->settings, 0, run->today, &error);
    if (gates == NULL) {
        review_add(run, (ReviewItem){.kind = REVIEW_GATE,
                                     .market = market,
                                     .channel = CHANNEL_MFN,
                                     .severity = SEVERITY_LOW,
                                     .said = g_strdup(error->message)});
        return;
    }
    for (guint i = 0; i < gates->len; i++) {
        const Gate *gate = gates->pdata[i];
        if (market == 0 || gate->season->market == market)
            review_season(run, gate);
    }
}
