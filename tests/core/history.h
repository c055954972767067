/* SPDX-License-Identifier: MIT */
/* Histories of claims and whole desks in few words, for tests. */
#ifndef AZDESK_TESTS_CORE_HISTORY_H
#define AZDESK_TESTS_CORE_HISTORY_H

#include "azdesk/core/odr.h"

Day test_day(const char *text);     /* "2026-11-23" */
gint64 test_time(const char *text); /* "2026-11-23T14:02:00Z"; a day alone: its first second */
OrderId test_order(const char *text);

/* A history: entries "TIME WHAT[:ARG]" with " | " between, as a seller would make them one after
 * the other: ids from 1, default deadlines resolved, days alone placed after that day's entries.
 * WHAT: opened, a stage (granted-amazon, granted-returning too), parcel:STATE, asked, replied,
 * check:yes|no, stated:STAGE/OUTCOME, note, snooze:TIME, debited:MINOR, buyer, seller, support,
 * to-support (who wrote a message), collect (that letter), undo, redo. (transfer full) */
GPtrArray *history(const char *script);
void history_add(GPtrArray *events, const char *entry);
ClaimEvent *history_event(GPtrArray *events, const char *entry); /* made, not added */
Claim *history_fold(GPtrArray *events, gint64 until);            /* (nullable) (transfer full) */
Claim *history_claim(const char *script);

/* Puts an order of the US seller-fulfilled desk with that history (nullable) into a desk. */
DeskCase *desk_put(Desk *desk, const char *order, const char *day, const char *script);
/* `each` orders a day on [from, to]. */
OrderDays *desk_put_orders(Desk *desk, const char *from, const char *to, guint32 each);
/* `taken` NULL: a report of the ODR alone. Counts -1 where it says nothing. */
Report *desk_put_report(Desk *desk, const char *from, const char *to, const char *taken,
                        gint64 orders, gint64 defects);

#define TEST_MARKET 1 /* the first of the table */

#endif
