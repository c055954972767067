/* SPDX-License-Identifier: MIT */
/* How facts get into LetterFacts: facts.c holds them, gather.c takes them from a case, words.c has
 * the words of both languages. */
#ifndef AZDESK_LETTER_FACTS_PRIVATE_H
#define AZDESK_LETTER_FACTS_PRIVATE_H

#include "azdesk/letter/letter.h"

/* X(name, whether it is a day, whether the seller is asked for it where it is missing: the others
 * follow from what is entered of the case, what it means) */
#define LETTER_FACTS(X)                                                                            \
    X("order", FALSE, FALSE, N_("order id"))                                                       \
    X("ordered", TRUE, TRUE, N_("order date"))                                                     \
    X("market", FALSE, FALSE, N_("marketplace"))                                                   \
    X("opened", TRUE, FALSE, N_("claim date"))                                                     \
    X("reason", FALSE, FALSE, N_("reason for the claim"))                                          \
    X("amount", FALSE, FALSE, N_("amount claimed"))                                                \
    X("debited", FALSE, TRUE, N_("amount debited"))                                                \
    X("today", TRUE, FALSE, N_("date of the letter"))                                              \
    X("shipped", TRUE, TRUE, N_("ship date"))                                                      \
    X("service", FALSE, TRUE, N_("shipping service"))                                              \
    X("carrier", FALSE, TRUE, N_("carrier"))                                                       \
    X("tracking", FALSE, TRUE, N_("tracking number"))                                              \
    X("tracking_url", FALSE, FALSE, N_("tracking page"))                                           \
    X("collect_sent", TRUE, FALSE, N_("date the buyer was asked to collect the parcel"))           \
    X("parcel", FALSE, FALSE, N_("where the parcel is"))                                           \
    X("parcel_day", TRUE, FALSE, N_("date the parcel arrived there"))                              \
    X("in_transit", TRUE, FALSE, N_("date of the last scan, while the parcel is in transit"))      \
    X("waiting", TRUE, FALSE, N_("date the parcel began to wait, while it does"))                  \
    X("held", TRUE, FALSE, N_("date the post office began to hold the parcel"))                    \
    X("hold_end", TRUE, FALSE, N_("last day to collect the parcel"))                               \
    X("carrier_said", FALSE, FALSE, N_("what the carrier's page says"))                            \
    X("post_office", FALSE, TRUE, N_("post office that holds the parcel"))                         \
    X("delivered", TRUE, FALSE, N_("delivery date"))                                               \
    X("refuted", TRUE, FALSE, N_("delivery date, if that answers the claim"))                      \
    X("signed_by", FALSE, TRUE, N_("who signed for the parcel"))                                   \
    X("returning", TRUE, FALSE, N_("date the parcel started back"))                                \
    X("returned", TRUE, FALSE, N_("date the parcel came back"))                                    \
    X("outcome", FALSE, FALSE, N_("outcome of the claim"))                                         \
    X("outcome_day", TRUE, FALSE, N_("date of the outcome"))                                       \
    X("withdrawn", TRUE, FALSE, N_("date of the withdrawal"))                                      \
    X("denied", TRUE, FALSE, N_("date of the denial"))                                             \
    X("granted", TRUE, FALSE, N_("date of the grant at the seller's cost"))                        \
    X("granted_amazon", TRUE, FALSE, N_("date of the grant at Amazon's cost"))                     \
    X("granted_returning", TRUE, FALSE, N_("date of the grant for a parcel coming back"))          \
    X("refunded", TRUE, FALSE, N_("date of the refund"))                                           \
    X("cancelled", TRUE, FALSE, N_("date of the cancellation"))                                    \
    X("reversed", TRUE, FALSE, N_("date of the reversal"))                                         \
    X("rule", FALSE, FALSE, N_("why it should not count"))                                         \
    X("asked", TRUE, FALSE, N_("date of Amazon's question"))                                       \
    X("reply_due", TRUE, FALSE, N_("date Amazon wants an answer by"))                              \
    X("appealed", TRUE, FALSE, N_("date of the first letter"))                                     \
    X("reminded", TRUE, FALSE, N_("date of the latest follow-up"))                                 \
    X("checked", TRUE, FALSE, N_("date Amazon's page was seen to count it"))                       \
    X("checked_since", TRUE, FALSE, N_("date it was seen counted after the first letter"))         \
    X("counted", TRUE, FALSE, N_("date Amazon was known to still count it"))                       \
    X("support_said", FALSE, TRUE, N_("what Seller Support said"))                                 \
    X("support_said_day", TRUE, TRUE, N_("date Seller Support said it"))                           \
    X("support_case", FALSE, TRUE, N_("Seller Support's case number"))                             \
    X("buyer", FALSE, TRUE, N_("the buyer's name"))                                                \
    X("buyer_said", FALSE, TRUE, N_("what the buyer wrote on the withdrawal"))                     \
    X("buyer_said_day", TRUE, TRUE, N_("date the buyer wrote it"))                                 \
    X("new_information", FALSE, TRUE, N_("information Amazon did not have"))                       \
    X("odr_now", FALSE, FALSE, N_("order defect rate today"))                                      \
    X("odr_before", FALSE, FALSE, N_("order defect rate with this claim"))                         \
    X("odr_after", FALSE, FALSE, N_("order defect rate without this claim"))                       \
    X("odr_without", FALSE, FALSE, N_("order defect rate today without this claim"))               \
    X("window_from", TRUE, FALSE, N_("first day of today's window"))                               \
    X("window_to", TRUE, FALSE, N_("last day of today's window"))                                  \
    X("report_day", TRUE, FALSE, N_("date of Amazon's report"))                                    \
    X("report_since", TRUE, FALSE, N_("date of Amazon's report after the first letter"))           \
    X("report_from", TRUE, FALSE, N_("first day of the report's window"))                          \
    X("report_to", TRUE, FALSE, N_("last day of the report's window"))                             \
    X("reported_rate", FALSE, FALSE, N_("order defect rate reported by Amazon"))                   \
    X("reported_defects", FALSE, FALSE, N_("orders with defects reported by Amazon"))              \
    X("reported_orders", FALSE, FALSE, N_("orders reported by Amazon"))                            \
    X("rule_rate", FALSE, FALSE, N_("order defect rate of that window by the rules"))              \
    X("rule_defects", FALSE, FALSE, N_("orders with defects of that window by the rules"))         \
    X("evidence", FALSE, FALSE, N_("list of evidence"))                                            \
    X("name", FALSE, TRUE, N_("your name"))                                                        \
    X("to", FALSE, TRUE, N_("recipient's address"))

struct LetterFacts {
    LetterLang lang;
    GHashTable *values;     /* name -> value */
    char *carrier;          /* (nullable) as the desk has it, for the tracking page's address */
    GTimeZone *zone;        /* (nullable) the seller's, whose days the letter names */
    GHashTable *whole_days; /* instants that were entered as a day alone: days in UTC */
};

LetterFacts *facts_new(LetterLang lang, GTimeZone *zone);
Day facts_day(const LetterFacts *facts, gint64 at); /* as the letter names it */
void facts_put_tracking_url(LetterFacts *facts);
/* Any value of NULL or '' makes the fact unknown. */
void facts_take(LetterFacts *facts, const char *name, char *value);
void facts_put(LetterFacts *facts, const char *name, const char *value); /* cleaned */
void facts_put_day(LetterFacts *facts, const char *name, Day day);
void facts_put_at(LetterFacts *facts, const char *name, gint64 at); /* 0: unknown */
void facts_put_count(LetterFacts *facts, const char *name, gint64 count);
void facts_put_rate(LetterFacts *facts, const char *name, gint64 defects, gint64 orders);
void facts_put_money(LetterFacts *facts, const char *name, Money money);

gboolean fact_exists(const char *name);
gboolean fact_is_asked(const char *name);
const char *facts_lookup(const char *name, gpointer facts);

/* (nullable) each: there is no word for it */
const char *words_reason(Reason reason, LetterLang lang);
const char *words_parcel(ParcelState parcel, LetterLang lang);
const char *words_outcome(Outcome outcome, LetterLang lang);
const char *words_rule(Outcome outcome, LetterLang lang);
const char *words_carrier(const char *carrier, LetterLang lang); /* else `carrier` itself */
char *words_day(Day day, LetterLang lang);
char *words_money(Money money, LetterLang lang);
/* The name of the fact that holds an outcome's day. */
const char *words_outcome_fact(Outcome outcome);

#endif
