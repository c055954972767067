/* SPDX-License-Identifier: MIT */
/* The figures of one market and channel day by day, around today: what the ODR view shows. Computed
 * once for each change of the desk, never for a key. Pure functions of the desk. */
#ifndef AZDESK_SRC_UI_ODR_SERIES_H
#define AZDESK_SRC_UI_ODR_SERIES_H

#include "azdesk/core/odr.h"

#define SERIES_BACK  60
#define SERIES_AHEAD 75

typedef struct {
    int market;
    Channel channel;
    Day first, today, last;
    GArray *days;       /* of OdrDay, first .. last */
    GArray *supposed;   /* (nullable) of OdrDay, today .. last: under the suppositions */
    GArray *changes;    /* of OdrChange */
    GPtrArray *history; /* of OdrReported, up to today */
    GPtrArray *cases;   /* of DeskCase, owned by the desk: those of the part, by day of order */
    int split;          /* index of the first day that is not decided; -1: all are */
    /* The rates as a chart takes them; NAN where there is none. */
    double *rule, *best, *reported, *what_if;
    gboolean *report_days; /* on which Amazon's figure was taken */
    double average;        /* orders a day, lately: what is extrapolated */
} OdrSeries;

OdrSeries *odr_series_new(const Desk *desk, const Settings *settings, int market, Channel channel,
                          Day today);
void odr_series_free(OdrSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OdrSeries, odr_series_free)

/* Another future beside the one as things stand; no suppositions take it away. */
void odr_series_suppose(OdrSeries *series, const Desk *desk, const Settings *settings,
                        const OdrIf *ifs, gsize n_ifs);

int odr_series_index(const OdrSeries *series, Day day);         /* clamped to the days there are */
const OdrDay *odr_series_day(const OdrSeries *series, Day day); /* likewise */
const OdrDay *odr_series_supposed(const OdrSeries *series, Day day); /* (nullable) */
/* Amazon's latest report up to that day, if it is not in the future. (nullable) */
const OdrReported *odr_series_reported(const OdrSeries *series, Day day);
double odr_reported_rate(const OdrReported *reported); /* its count's, else as printed, else NAN */

/* Whether Amazon's latest report may count the order against the rules; *ret_certain: it is seen
 * on its page. */
gboolean odr_series_suspect(const OdrSeries *series, OrderId order, gboolean *ret_certain);

/* The first change on that day or later; changes->len where there is none. */
guint odr_series_change_from(const OdrSeries *series, Day day);
/* The nearest day with a change behind (or before) `day`; DAY_NONE where there is none. */
Day odr_series_next_change(const OdrSeries *series, Day day, gboolean back);
/* What is held against the orders of that day's window, as it stood (in the future: as it stands
 * today): what counts first, each by day of order. (transfer full) of OdrLine */
GArray *odr_series_explain(const OdrSeries *series, const Settings *settings, Day day);

#endif
