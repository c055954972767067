/* SPDX-License-Identifier: MIT */
#ifndef AZDESK_SRC_CORE_REVIEW_PRIVATE_H
#define AZDESK_SRC_CORE_REVIEW_PRIVATE_H

#include "azdesk/core/review.h"

/* The last day on which a part's reports agreed with the rules. */
typedef struct {
    int market;
    Channel channel;
    Day day;
} CleanDay;

typedef struct {
    const Desk *desk;
    const Settings *settings;
    gint64 now;
    gint64 horizon; /* what is due later is left out */
    Day today;
    int market, channel; /* 0 and -1: all */
    GArray *cleans;      /* of CleanDay, as far as they were needed */
    GPtrArray *items;    /* of ReviewItem */
} ReviewRun;

void review_add(ReviewRun *run, ReviewItem item);
gboolean review_snoozed(const ReviewRun *run, const DeskCase *item);
/* The last day on which the reports of the case's market and channel agreed; DAY_NONE: never.
 * Worked out where it is asked for. */
Day review_clean_day(ReviewRun *run, const DeskCase *item);
/* What a market and channel as a whole asks for (review_part.c). */
void review_part(ReviewRun *run, int market, Channel channel);
/* The holiday seasons of a market, or of all; for the seller-fulfilled account (review_gate.c). */
void review_gates(ReviewRun *run, int market);

#endif
