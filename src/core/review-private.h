/* SPDX-License-Identifier: MIT */
#ifndef AZDESK_SRC_CORE_REVIEW_PRIVATE_H
#define AZDESK_SRC_CORE_REVIEW_PRIVATE_H

#include "azdesk/core/review.h"

typedef struct {
    const Desk *desk;
    const Settings *settings;
    gint64 now;
    gint64 horizon; /* what is due later is left out */
    Day today;
    GTimeZone *zone;  /* (nullable) UTC */
    GPtrArray *items; /* of ReviewItem */
} ReviewRun;

void review_add(ReviewRun *run, ReviewItem item);
gboolean review_snoozed(const ReviewRun *run, const DeskCase *item);
/* What a market and channel as a whole asks for (review_part.c). */
void review_part(ReviewRun *run, int market, Channel channel);
/* The holiday seasons of a market, or of all; for the seller-fulfilled account (review_gate.c). */
void review_gates(ReviewRun *run, int market);

#endif
