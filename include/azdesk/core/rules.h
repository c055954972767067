/* SPDX-License-Identifier: MIT */
/* Whether a claim counts in the ODR, by outcome (domain.md section 2), and how long Amazon gives
 * for what: both as dated data. */
#ifndef AZDESK_CORE_RULES_H
#define AZDESK_CORE_RULES_H

#include "azdesk/core/claim.h"
#include "azdesk/core/settings.h"

typedef struct {
    const char *name; /* "current" */
    Day from;         /* first day on which it held */
    gboolean counts[N_OUTCOMES];
    const char
        *why[N_OUTCOMES]; /* the rule in words, untranslated: N_("withdrawn: no impact ...") */
} RuleSet;

const RuleSet *ruleset_by_name(const char *name); /* (nullable) "current", "all-claims" */
const RuleSet *ruleset_on(Day day);               /* the one in force */

gboolean claim_counts(const RuleSet *rules, Outcome outcome);

/* The rule set of a day with the seller's own settings laid over it. */
typedef struct {
    gboolean counts[N_OUTCOMES];
    const char *why[N_OUTCOMES]; /* untranslated */
} Rules;
Rules rules_for(const Settings *settings, Day day);

/* Hours that Amazon gave on that day to answer its request: 72 now, 48 in 2020-23, 72 in 2018-19,
 * 168 before; settings may say otherwise (domain.md section 3). */
int rules_reply_hours(const Settings *settings, Day day);

/* Default deadlines of an entry, to be stored in it. A `when` of a day alone gives the last second
 * of the day that many days on; hours are whole days then. */
gint64 deadline_reply(const Settings *settings, When from);
gint64 deadline_appeal(const Settings *settings, When from);
gint64 deadline_answer(const Settings *settings, When from);
gint64 deadline_verify(const Settings *settings, When from);
gint64 deadline_chargeback(const Settings *settings, When from);
/* The last second of the notice's UTC day + the carrier's days (core/parcel.h). */
gint64 deadline_hold(const Settings *settings, When from, const char *carrier, const char *country);

#endif
