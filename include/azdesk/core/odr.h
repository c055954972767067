/* SPDX-License-Identifier: MIT */
/* The Order Defect Rate: what Amazon's rules give, held against what Amazon reports. All in
 * integers; domain.md section 1 has the rules, and where each comes from. */
#ifndef AZDESK_CORE_ODR_H
#define AZDESK_CORE_ODR_H

#include "azdesk/core/desk.h"
#include "azdesk/core/rules.h"

typedef struct {
    Day from, to; /* both inclusive */
    int lag, span;
} OdrWindow;

OdrWindow odr_window(Day day, int lag, int span); /* [day-lag-span+1, day-lag] */
Day odr_enters(Day ordered, int lag);             /* ordered + lag */
Day odr_leaves(Day ordered, int lag, int span); /* ordered + lag + span: the first day without it */

gboolean odr_good(gint64 defects, gint64 orders); /* 100 * defects < orders */
gint64 odr_limit(gint64 orders); /* most defects still good: max(0, ceil(N/100)-1) */
gint64 odr_headroom(gint64 defects, gint64 orders);
gint64 odr_orders_needed(gint64 defects);       /* 100 * defects + 1 */
double odr_rate(gint64 defects, gint64 orders); /* NAN where orders is 0 */
/* "0.83%": two decimals, and more where two would hide on which side of the target of 1% it lies.
 * NULL for NAN. (transfer full) (nullable) */
char *odr_percent(double rate);

typedef enum { ODR_NONE, ODR_GOOD, ODR_BAD } OdrStatus;
const char *odr_status_word(OdrStatus status); /* "none", "good", "bad" */

typedef enum { ORDERS_NONE, ORDERS_IMPORTED, ORDERS_REPORT } OrdersSource;
const char *orders_source_word(OrdersSource source); /* "none", "orders", "report" */

typedef struct {
    int defects;                       /* orders with at least one */
    int claims, feedback, chargebacks; /* by component; an order may be in several */
} OdrCount;

/* Amazon's side. */
typedef struct {
    const Report *report; /* owned by the desk */
    Day taken;            /* its own day */
    OdrWindow window;
    OdrCount by_rule;      /* ours over that window and as of that day */
    gint64 by_rule_orders; /* N over that window, as for odr_compute() */
    gboolean comparable;   /* the report states its defects */
    int mismatch;          /* reported - by rule, signed; 0 where not comparable */
    GArray *suspects;      /* of OrderId, ascending; empty unless mismatch > 0 */
    GArray *certain;       /* those of them that Amazon's page is known to count */
    int unexplained;       /* max(0, mismatch - suspects) */
} OdrReported;

typedef struct {
    Day as_of;
    int market;
    Channel channel;
    OdrWindow window;
    gint64 orders;
    OrdersSource orders_source;
    Day orders_from, orders_to; /* DAY_NONE where none are imported */
    gboolean complete;          /* the imported orders span the window */
    GArray *unmatched;          /* of OrderId: claims of the window on orders never imported */
    OdrCount rule;
    int best, worst;
    OdrStatus status; /* by rule */
    gint64 limit, headroom;
    OdrReported *reported; /* (nullable) */
} Odr;

void odr_free(Odr *odr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Odr, odr_free)

/* Supposes another stage for an order: what if. */
typedef struct {
    OrderId order;
    Stage stage;
    Outcome granted; /* for STAGE_GRANTED */
} OdrIf;

/* The figures of one market and channel as they stood at the end of `day`. What happened later does
 * not exist; orders are as known now. `ifs` may be NULL; a supposition must be a legal move there,
 * else it is left out (odr_if_check() tells beforehand). (transfer full) */
Odr *odr_compute(const Desk *desk, const Settings *settings, int market, Channel channel, Day day,
                 const OdrIf *ifs, gsize n_ifs);
gboolean odr_if_check(const Desk *desk, const OdrIf *what, Day day,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The lag in force on a day: the newest report up to it that teaches one, else the setting. */
int odr_lag(const Desk *desk, const Settings *settings, int market, Channel channel, Day day);
/* A report's own day; an ODR-only one's is its window's end plus the lag. */
Day odr_report_day(const Desk *desk, const Settings *settings, const Report *report);
/* Amazon's latest report whose own day is no later than `day`, of one day and window the one
 * imported last. (nullable), owned by the desk */
const Report *odr_report_on(const Desk *desk, const Settings *settings, int market, Channel channel,
                            Day day);
/* All reports of a market and channel by their own day: the history that Amazon does not keep.
 * The suspects are as known at the end of `until`. (transfer full) of OdrReported, ascending */
GPtrArray *odr_history(const Desk *desk, const Settings *settings, int market, Channel channel,
                       Day until);
void odr_reported_free(OdrReported *reported);
gboolean odr_is_suspect(const OdrReported *reported, OrderId order); /* reported may be NULL */
/* Whether the suspect must be one of those that the report counts: Amazon's page said so, or there
 * are no more suspects than defects too many. */
gboolean odr_suspect_is_sure(const OdrReported *reported, OrderId order);
/* The day of the newest report up to `until` without a mismatch; DAY_NONE where there is none. */
Day odr_clean_day(const Desk *desk, const Settings *settings, int market, Channel channel,
                  Day until);
/* claim_clocks(), and the verification has ended by a report of `clean` that agrees and is newer.
 */
ClaimClocks odr_clocks(const Claim *claim, gint64 now, Day clean);

/* Every order of the window that has something against it, counting or not, with its rule. */
typedef enum { COMPONENT_CLAIM, COMPONENT_FEEDBACK, COMPONENT_CHARGEBACK } OdrComponent;
const char *component_word(OdrComponent component);  /* "claim", "feedback", "chargeback" */
const char *component_label(OdrComponent component); /* the same for people */
typedef struct {
    OrderId order;
    Day day;
    gboolean imported;
    OdrComponent component;
    gboolean counts;
    const char *why; /* untranslated */
} OdrLine;
GArray *odr_explain(const Desk *desk, const Settings *settings, int market, Channel channel,
                    Day day, const OdrIf *ifs,
                    gsize n_ifs); /* by order, then component (transfer full) */

/* What one claim does. */
typedef struct {
    gboolean in_window; /* today's */
    gboolean counts;    /* by rule, whatever the window */
    double now;         /* the rate as it is; NAN where there are no orders */
    double without;     /* without this claim; the order's other defects stay */
    Day enters, leaves;
} ClaimEffect;
ClaimEffect odr_effect(const Desk *desk, const Settings *settings, const DeskCase *item, Day day);
/* The rate if the claim took that stage; as it is where that would be no legal move. */
double odr_rate_if(const Desk *desk, const Settings *settings, const DeskCase *item, Day day,
                   Stage stage, Outcome granted);
/* The same, from figures of the case's market and channel that were computed without suppositions:
 * O(1) a claim, for lists. */
ClaimEffect odr_effect_in(const Odr *odr, const Settings *settings, const DeskCase *item);
double odr_rate_if_in(const Odr *odr, const Settings *settings, const DeskCase *item, Stage stage,
                      Outcome granted);

typedef struct {
    Day day;
    gint64 orders;
    int defects, best; /* as things stand at the end of today */
    gboolean decided;  /* its window ended before today */
} OdrForecastDay;
/* today .. today + days. Decided days count what exists; after that each day past the last imported
 * one has the mean of the 28 days up to it. Difference arrays: O(cases + days). */
GArray *odr_forecast(const Desk *desk, const Settings *settings, int market, Channel channel,
                     Day today, int days, const OdrIf *ifs,
                     gsize n_ifs); /* of OdrForecastDay (transfer full) */

/* One day among others: what a chart is made of. */
typedef struct {
    Day day;
    OdrWindow window;
    gint64 orders;
    OrdersSource orders_source;
    gboolean complete; /* the imported orders span the window */
    OdrCount rule;
    int best, worst;
    gboolean decided; /* its window ended before today */
} OdrDay;
/* from .. to: up to `today` each day as it stood at its own end (odr_compute() of each, in one pass
 * over the cases), after that as odr_forecast() has it. Suppositions hold from today on.
 * (transfer full) of OdrDay */
GArray *odr_days(const Desk *desk, const Settings *settings, int market, Channel channel, Day from,
                 Day today, Day to, const OdrIf *ifs, gsize n_ifs);

/* Why a day's figures are others than those of the day before. */
typedef enum {
    ODR_CHANGE_ENTERS, /* its order comes into the window */
    ODR_CHANGE_LEAVES,
    ODR_CHANGE_BEGINS, /* within the window: filed, granted after a denial, ... */
    ODR_CHANGE_ENDS,   /* withdrawn, denied, reversed, ... */
} OdrChangeKind;
typedef struct {
    Day day;
    OrderId order;
    OdrChangeKind kind;
    gboolean counts; /* FALSE: enters or leaves without counting by rule */
} OdrChange;
/* The same days, the first of which has no day before it: between one day and the next, the defects
 * by rule differ by those that enter and begin less those that leave and end. By day, kind, order.
 * (transfer full) of OdrChange */
GArray *odr_changes(const Desk *desk, const Settings *settings, int market, Channel channel,
                    Day from, Day today, Day to);

/* What is held against one order at the end of `day`, as odr_explain() tells it, whatever the
 * window: appended to `lines`, of OdrLine. */
void odr_explain_order(const Settings *settings, const DeskCase *item, Day day, const OdrIf *ifs,
                       gsize n_ifs, GArray *lines);

#endif
