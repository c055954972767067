/* SPDX-License-Identifier: MIT */
/* What the figures share: the weight of one order at an instant, the sweep over all of them, and
 * what the reports of one market and channel teach. */
#ifndef AZDESK_SRC_CORE_ODR_PRIVATE_H
#define AZDESK_SRC_CORE_ODR_PRIVATE_H

#include "azdesk/core/odr.h"

/* ---- One order at one instant (odr_tally.c) ---- */

typedef enum {
    TALLY_DEFECT,   /* at least one defect that counts */
    TALLY_CLAIM,    /* a claim that counts */
    TALLY_FEEDBACK, /* ... and so on */
    TALLY_CHARGEBACK,
    TALLY_BEST,      /* a defect even in the best case */
    TALLY_WORST,     /* a defect in the worst */
    TALLY_CASE,      /* something is or was held against it */
    TALLY_SUSPECT,   /* ... and none of it counts */
    TALLY_UNMATCHED, /* a claim, and the order was never imported */
    N_TALLIES
} TallyKind;
#define TALLY_BIT(kind) (1u << (kind))

typedef struct {
    guint bits;
    gint64 until; /* the next instant at which they may be others; G_MAXINT64: never */
} Tally;

typedef struct {
    Rules rules;
    int buyer_days; /* in which a buyer may appeal a denial */
    const OdrIf *ifs;
    gsize n_ifs;
} TallyRules;

/* The claim as it stood, suppositions laid over it. */
typedef struct {
    Stage stage;
    Outcome outcome;
    Appeal appeal;
    Day denied_on; /* since when it has been denied; DAY_NONE where it is not */
} ClaimState;

TallyRules tally_rules(const Settings *settings, Day day, const OdrIf *ifs, gsize n_ifs);
gboolean claim_state_at(const TallyRules *rules, const DeskCase *item, gint64 instant,
                        ClaimState *ret_state);
/* Appends an OdrLine for each thing held against the order. */
void odr_explain_case(const TallyRules *rules, const DeskCase *item, gint64 instant, GArray *lines);
Tally tally_at(const TallyRules *rules, const DeskCase *item, gint64 instant);

/* One window as it stood at one instant. */
typedef struct {
    gint64 instant;
    Day from, to;
} OdrPoint;

/* Called for a run of points, [first, end), over which the order weighs the same. */
typedef void (*SweepFunc)(const DeskCase *item, guint bits, guint first, guint end, gpointer data);

/* Walks the orders of a market and channel by day once; `points` ascend in all three. Costs
 * O(cases * (log points + changes of the case)). */
void odr_sweep(const Desk *desk, int market, Channel channel, const TallyRules *rules,
               const OdrPoint *points, guint n_points, SweepFunc func, gpointer data);

gint compare_orders(gconstpointer a, gconstpointer b); /* of OrderId, for what a sweep gathers */

/* Difference arrays for a sweep: `func` with a SweepSums as data, then sweep_sums_end(). */
typedef struct {
    guint n;
    int *diff; /* N_TALLIES rows of n + 1 */
} SweepSums;
void sweep_sums_init(SweepSums *sums, guint n_points);
void sweep_sums_clear(SweepSums *sums);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SweepSums, sweep_sums_clear)
void sweep_sums_add(const DeskCase *item, guint bits, guint first, guint end, gpointer sums);
void sweep_sums_end(SweepSums *sums); /* from differences to sums */
int sweep_sum(const SweepSums *sums, TallyKind kind, guint point);
OdrCount sweep_count(const SweepSums *sums, guint point);

/* ---- A market and channel, and what its reports say (odr_report.c) ---- */

typedef struct {
    Day day; /* the report's own */
    Day window_to;
    gboolean own_channel; /* the other one's report teaches too */
} LagLesson;

typedef struct {
    const Report *report;
    Day day; /* its own */
} DatedReport;

typedef struct {
    const Desk *desk;
    const Settings *settings;
    int market;
    Channel channel;
    const OrderDays *days; /* (nullable) */
    GArray *lessons;       /* of LagLesson, by day */
    GArray *reports;       /* of DatedReport, by day, then as they were imported */
} OdrPart;

void odr_part_init(OdrPart *part, const Desk *desk, const Settings *settings, int market,
                   Channel channel);
void odr_part_clear(OdrPart *part);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OdrPart, odr_part_clear)

int odr_part_lag(const OdrPart *part, Day day);
/* How many of part->reports have an own day no later than `day`: they are the first ones. */
guint odr_part_reports_until(const OdrPart *part, Day day);
/* The comparison with the latest report up to `day`; NULL where there is none. */
OdrReported *odr_part_reported(const OdrPart *part, Day day);

typedef struct {
    gint64 orders;
    OrdersSource source;
    gboolean complete;
} OrdersFound;

gint64 order_days_sum(const OrderDays *days, Day from, Day to); /* days may be NULL */
/* The orders of a window, from the imported ones or else from a report no later than `day`. */
OrdersFound odr_part_orders(const OdrPart *part, Day from, Day to, Day day);

/* ---- Days in a row (odr_forecast.c) ---- */

/* Days with their windows and orders, no defects yet. Those up to `stood` are as they stood at
 * their own end, later ones as things stand at the end of today. (transfer full) of OdrDay */
GArray *odr_part_days(const OdrPart *part, Day from, Day stood, Day today, Day to);

/* Days that one sweep can take: their windows move on, under the same rules and suppositions. */
typedef struct {
    guint first, end; /* of the days */
    TallyRules rules;
    OdrPoint *points;
} OdrRun;
/* The run that begins with `first`. */
void odr_run_init(OdrRun *run, const OdrPart *part, const GArray *days, guint first, Day today,
                  const OdrIf *ifs, gsize n_ifs);
void odr_run_clear(OdrRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OdrRun, odr_run_clear)

/* Counts the defects of all days. */
void odr_part_count(const OdrPart *part, GArray *days, Day today, const OdrIf *ifs, gsize n_ifs);

#endif
