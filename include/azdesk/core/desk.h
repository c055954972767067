/* SPDX-License-Identifier: MIT */
/* The desk in memory: what the store loads once, and all figures are pure functions of. Everything
 * that has happened up to now is in it, with the times at which it did, so that any day's figures
 * come from the same desk. */
#ifndef AZDESK_CORE_DESK_H
#define AZDESK_CORE_DESK_H

#include "azdesk/core/arena.h"
#include "azdesk/core/claim.h"

typedef struct {
    gint64 at;         /* 0: there is none */
    gint64 removed_at; /* 0: it stands */
    gboolean fraud;    /* of a chargeback: such do not count */
} OrderDefect;

/* One order with something against it. Market, channel and day are the imported order's, else what
 * the claim's opening (or the defect) said. */
typedef struct {
    OrderId order;
    gboolean imported;
    int market;
    Channel channel;
    Day day;
    gboolean in_arena; /* it lies in the desk's arena, with its claim and all of that */
    Claim *claim;      /* (nullable) */
    OrderDefect feedback;
    OrderDefect chargeback;
} DeskCase;

/* Orders by day of one market and channel. */
typedef struct {
    int market;
    Channel channel;
    Day from, to;    /* first and last day that any imported order has */
    guint32 *orders; /* to - from + 1 days: those neither Pending nor Cancelled */
} OrderDays;

/* One market and channel of one imported performance report. Counts are -1 where it says nothing.
 */
typedef struct {
    gint64 id;
    int market;
    Channel channel;
    Day window_from, window_to;
    Day latest_to; /* latest reportingDateTo of any metric in the file; DAY_NONE: it had the ODR
                      alone */
    gint64 orders, defects, claims, feedback, chargebacks;
    double rate;  /* as printed; NAN where it says nothing */
    char *status; /* (nullable) GOOD, BAD, NONE or what it said */
} Report;

/* Other metrics of a report that the holiday gate needs. */
typedef enum { METRIC_LATE_SHIPMENT, METRIC_CANCELLATION, N_METRICS } MetricKind;
typedef struct {
    int market;
    MetricKind kind;
    Day from, to;
    gint64 orders, count;
    double rate;
} Metric;

typedef struct DeskIndex DeskIndex;

typedef struct {
    GPtrArray *cases;      /* of DeskCase (owned), by order id */
    GPtrArray *order_days; /* of OrderDays (owned), by market, then channel */
    GPtrArray *reports;    /* of Report (owned), by market, channel, window_to, id */
    GArray *metrics;       /* of Metric */
    Arena *arena;          /* of cases that were loaded together */
    DeskIndex *index;      /* of the cases; made when figures first ask for it */
} Desk;

Desk *desk_new(void);
void desk_free(Desk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Desk, desk_free)

void desk_case_free(DeskCase *item);
void order_days_free(OrderDays *days);
void report_free(Report *report);

DeskCase *desk_find(const Desk *desk, OrderId order); /* (nullable), owned by the desk */
/* Puts a case (nullable: none; transfer full) in the place of the order's, which is freed. */
void desk_replace(Desk *desk, OrderId order, DeskCase *fresh);

/* The cases of a market and channel whose orders are of those days, by day, then by id: *ret_n of
 * them. They are the desk's until it changes. */
typedef struct {
    Day day;
    const DeskCase *item;
} DatedCase;
const DatedCase *desk_cases_of(const Desk *desk, int market, Channel channel, Day from, Day to,
                               guint *ret_n);

const OrderDays *desk_order_days(const Desk *desk, int market, Channel channel); /* (nullable) */

/* Every market and channel that has orders, a case or a report, by market, then channel. */
typedef struct {
    int market;
    Channel channel;
} DeskPart;
GArray *desk_parts(const Desk *desk); /* of DeskPart (transfer full) */

#endif
