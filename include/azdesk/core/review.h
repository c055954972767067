/* SPDX-License-Identifier: MIT */
/* What is to be done, most urgent first. */
#ifndef AZDESK_CORE_REVIEW_H
#define AZDESK_CORE_REVIEW_H

#include "azdesk/core/odr.h"

/* X(symbol, word, label). mismatch: Amazon counts an order that its rules do not; unexplained: it
 * counts something that the desk does not know; over, crossing: 1% is reached, or will be on that
 * day; stale: data older than review.stale-days; incomplete: imported orders do not span the
 * window; gate: a holiday season's condition is not met. The others are clocks, and a chargeback's.
 */
#define REVIEW_KINDS(X)                                                                            \
    X(REPLY, "reply", N_("answer Amazon"))                                                         \
    X(HOLD, "hold", N_("parcel held"))                                                             \
    X(APPEAL, "appeal", N_("appeal the grant"))                                                    \
    X(ANSWER, "answer", N_("Amazon's answer"))                                                     \
    X(VERIFY, "verify", N_("verify the reversal"))                                                 \
    X(MISMATCH, "mismatch", N_("Amazon counts it"))                                                \
    X(UNEXPLAINED, "unexplained", N_("unknown defects"))                                           \
    X(OVER, "over", N_("ODR too high"))                                                            \
    X(CROSSING, "crossing", N_("ODR will be too high"))                                            \
    X(STALE, "stale", N_("import newer reports"))                                                  \
    X(INCOMPLETE, "incomplete", N_("import the order report"))                                     \
    X(GATE, "gate", N_("check holiday selling"))                                                   \
    X(CHARGEBACK, "chargeback", N_("answer the chargeback"))                                       \
    X(BUYER, "buyer", N_("answer the buyer"))                                                      \
    X(SUPPORT, "support", N_("Seller Support's answer"))

typedef enum {
#define X(symbol, word, label) REVIEW_##symbol,
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
/* The same without the command, for where keys do it. (transfer full) */
char *review_sentence(const Desk *desk, const ReviewItem *item, GTimeZone *zone);

/* When a chargeback's answer is due: one that stands, for as long as it can be answered; else 0. */
gint64 chargeback_due(const Settings *settings, const DeskCase *item, gint64 now);

/* All that is overdue, and what is due within that many days of `now`; a snoozed order's items are
 * left out until then. `market` 0 and `channel` -1: all. (transfer full) of ReviewItem */
GPtrArray *review(const Desk *desk, const Settings *settings, gint64 now, int within, int market,
                  int channel);

/* Whether the review leaves the case out till its snooze ends. */
gboolean desk_case_snoozed(const DeskCase *item, gint64 now);
/* How many it leaves out in the scope (market 0, channel -1: all); *ret_next: when the first of
 * them returns, 0 for none. */
guint desk_snoozed(const Desk *desk, int market, int channel, gint64 now, gint64 *ret_next);

#endif
