/* SPDX-License-Identifier: MIT */
/* The holiday selling gate of Toys & Games (domain.md section 4): a dated table that the seller may
 * edit in the configuration, and where the account stands against it. */
#ifndef AZDESK_CORE_GATE_H
#define AZDESK_CORE_GATE_H

#include "azdesk/core/odr.h"

typedef struct {
    char *name; /* "2020-US" */
    int market;
    Day sell_from, sell_to; /* when the season is; any Day here may be DAY_NONE: not asked for */
    Day first_sale_before;
    int orders; /* at least, shipped in */
    Day orders_from, orders_to;
    double cancel_rate; /* at most, in */
    Day cancel_from, cancel_to;
    double late_rate; /* at most, in */
    Day late_from, late_to;
    double odr; /* at most (not: under), as of */
    Day odr_as_of;
    gboolean uncertain; /* "check Amazon's mail" */
} GateSeason;

typedef enum { GATE_MET, GATE_MISSED, GATE_OPEN, GATE_UNKNOWN } GateState;
typedef enum {
    GATE_FIRST_SALE,
    GATE_ORDERS,
    GATE_CANCEL,
    GATE_LATE,
    GATE_ODR,
    N_GATE_CONDITIONS
} GateCondition;

typedef struct {
    GateCondition condition;
    GateState state;
    double wanted, have; /* NAN: unknown */
    Day decided_on;      /* the day after which it cannot change */
    char *text; /* translated: where the account stands and what would still have to happen */
} GateLine;

typedef struct {
    GateSeason *season;
    GPtrArray *lines; /* of GateLine */
} Gate;

void gate_season_free(GateSeason *season);
void gate_free(Gate *gate);
const char *gate_condition_word(GateCondition condition);
const char *gate_state_word(GateState state);

/* All that are known, by market and year: those built in, with the rows of [gate] laid over them,
 * and for the year asked for the last one of each market before it, carried over and marked
 * uncertain. A row is called 2026-US and states any of sell=DAY..DAY first-sale=DAY
 * orders=25@DAY..DAY cancel=1.75%@DAY..DAY late=4%@DAY..DAY odr=1%@DAY (transfer full) of
 * GateSeason. Error: AZDESK_ERROR_USAGE naming the row. */
GPtrArray *gate_seasons(const Settings *settings, int year, GError **error);
char *gate_season_row(const GateSeason *season); /* as [gate] would hold it (transfer full) */

/* Where the seller-fulfilled account stands on that day in the season that is on or comes next; for
 * market 0 in each market of the desk that has seasons. Nothing where a market has none. (transfer
 * full) of Gate. Error: as gate_seasons(). */
GPtrArray *gate_evaluate(const Desk *desk, const Settings *settings, int market, Day today,
                         GError **error);

#endif
