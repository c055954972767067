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

/* What a default deadline is for. */
typedef enum {
    DEADLINE_REPLY, /* Amazon's request: 72 hours now, 48 in 2020-23, 72 in 2018-19, 168 before */
    DEADLINE_APPEAL,
    DEADLINE_ANSWER,
    DEADLINE_VERIFY,
    DEADLINE_CHARGEBACK,
    DEADLINE_BUYER,
    DEADLINE_SUPPORT,
    N_DEADLINES
} Deadline;

/* The default deadline of an entry, to be stored in it, by the length that held in that marketplace
 * (0: any) on that day (domain.md section 3; settings_clock()). A `when` of a day alone gives the
 * last second of the day that many days on; hours are whole days then. */
gint64 deadline_default(const Settings *settings, Deadline deadline, int market, When from);
/* The last second of the notice's UTC day + the carrier's days (core/parcel.h). */
gint64 deadline_hold(const Settings *settings, When from, const char *carrier, const char *country);

#endif
