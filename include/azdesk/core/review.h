/* SPDX-License-Identifier: MIT */
/* What is to be done, most urgent first. */
#ifndef AZDESK_CORE_REVIEW_H
#define AZDESK_CORE_REVIEW_H

#include "azdesk/core/odr.h"

/* symbol, word */
#define REVIEW_KINDS(X)                                                                            \
    X(REPLY, "reply")             /* Amazon waits for an answer */                                 \
    X(HOLD, "hold")               /* the parcel goes back on that day */                           \
    X(APPEAL, "appeal")           /* the window to appeal closes */                                \
    X(ANSWER, "answer")           /* Amazon has not answered */                                    \
    X(VERIFY, "verify")           /* see whether the reversal shows */                             \
    X(MISMATCH, "mismatch")       /* Amazon counts an order that its rules do not */               \
    X(UNEXPLAINED, "unexplained") /* Amazon counts something that the desk does not know */        \
    X(OVER, "over")               /* 1% is reached or passed */                                    \
    X(CROSSING, "crossing")       /* ... will be, on that day */                                   \
    X(STALE, "stale")             /* data older than review.stale-days */                          \
    X(INCOMPLETE, "incomplete")   /* imported orders do not span the window */                     \
    X(GATE, "gate")               /* a holiday season's condition is not met */                    \
    X(CHARGEBACK, "chargeback")   /* a chargeback waits for an answer */                           \
    X(BUYER, "buyer")             /* the buyer waits for an answer */                              \
    X(SUPPORT, "support")         /* Seller Support has not answered */

typedef enum {
#define X(symbol, word) REVIEW_##symbol,
    REVIEW_KINDS(X)
#undef X
        N_REVIEW_KINDS
} ReviewKind;

typedef enum { SEVERITY_HIGH, SEVERITY_NORMAL, SEVERITY_LOW } Severity;

typedef struct {
    ReviewKind kind;
    OrderId order; /* 0: of no order */
    int market;
    Channel channel;
    gint64 due; /* 0: none */
    gboolean overdue;
    Severity severity;
    gboolean unsure; /* a mismatch: one of more suspects than there are defects too many */
    const char *why; /* a mismatch: the rule by which its order does not count, untranslated */
    char *said;      /* the text of what is of no order; of others it is made when asked for */
} ReviewItem;

const char *review_word(ReviewKind kind);
const char *review_label(ReviewKind kind); /* translated, short: "reply to Amazon" */
const char *severity_word(Severity severity);
/* Asks for a newer file, and no more: nothing is lost by leaving it, so `review --check` does not
 * fail for it. */
gboolean review_is_advice(ReviewKind kind);
/* Whether the item only repeats, for people, what another of them says: a mismatch of which no
 * order is known is the same as its defects that are unexplained. */
gboolean review_is_twin(const GPtrArray *items, const ReviewItem *item);
/* The item that a claim's clock gives. */
ReviewKind review_of_clock(ClockKind clock);
void review_item_free(ReviewItem *item);

/* What is the matter and what to do, with the command; translated, times in the zone (nullable:
 * UTC). `desk` is the one that was reviewed. (transfer full) */
char *review_text(const Desk *desk, const ReviewItem *item, GTimeZone *zone);

/* When a chargeback's answer is due: one that stands, for as long as it can be answered; else 0. */
gint64 chargeback_due(const Settings *settings, const DeskCase *item, gint64 now);

/* All that is overdue, and what is due within that many days of `now`; a snoozed order's items are
 * left out until then. `market` 0 and `channel` -1: all. (transfer full) of ReviewItem */
GPtrArray *review(const Desk *desk, const Settings *settings, gint64 now, int within, int market,
                  int channel);

#endif
