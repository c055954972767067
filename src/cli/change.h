/* SPDX-License-Identifier: MIT */
/* What the commands that change a case share: the order, the desk before, and telling what it did.
 */
#ifndef AZDESK_CLI_CHANGE_H
#define AZDESK_CLI_CHANGE_H

#include "command.h"

typedef struct {
    OrderId order;
    Cases cases;
    double before; /* the rate of its market and channel; NAN where the claim is new */
    int stage;     /* that it had; -1 likewise */
} Change;

/* Reads ORDER, the first argument, and opens the desk for changing. */
gboolean change_begin(Run *run, Change *ret_change, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Tells what the case is now: the whole case as JSON, a line of text that begins with what was
 * done (nullable: the stage itself tells). */
gboolean change_end(Run *run, const Change *change, const char *what,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An amount of an option, in --currency, else the given one. Absent: MONEY_NONE. */
gboolean change_money(const Run *run, const char *option, const char *currency, Money *ret_money,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The currency of an amount without one: the case's own, else its marketplace's. Static, or owned
 * by the run's desk. */
gboolean change_currency(Run *run, OrderId order, const char **ret_currency,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
