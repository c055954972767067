/* SPDX-License-Identifier: MIT */
#include "azdesk/core/rules.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/parcel.h"

/* clang-format off */
static const RuleSet rulesets[] = { /* newest first; the last one holds from the beginning */
    {
        .name = "current",
        .from = 16801, /* 2016-01-01 */
        .counts = {
            [OUTCOME_UNDECIDED] = TRUE,
            [OUTCOME_GRANTED_SELLER] = TRUE,
            [OUTCOME_REFUNDED] = TRUE,
            [OUTCOME_CANCELLED] = TRUE,
        },
        .why = {
            [OUTCOME_UNDECIDED] = N_("undecided: counts while it lasts"),
            [OUTCOME_WITHDRAWN] = N_("withdrawn by the buyer: no impact on the ODR"),
            [OUTCOME_DENIED] = N_("denied: decided for the seller, does not count"),
            [OUTCOME_GRANTED_SELLER] = N_("granted at the seller's cost: counts"),
            [OUTCOME_GRANTED_AMAZON] = N_("granted at Amazon's cost: does not count"),
            [OUTCOME_GRANTED_RETURNING] = N_("granted for a parcel on its way back: debited, does not count"),
            [OUTCOME_REFUNDED] = N_("refunded by the seller with the claim open: counts"),
            [OUTCOME_CANCELLED] = N_("order cancelled with the claim open: counts"),
            [OUTCOME_REVERSED] = N_("appeal won: no longer counts"),
        },
    },
    {
        .name = "all-claims",
        .from = G_MININT32 + 1,
        .counts = {
            [OUTCOME_UNDECIDED] = TRUE, [OUTCOME_WITHDRAWN] = TRUE, [OUTCOME_DENIED] = TRUE,
            [OUTCOME_GRANTED_SELLER] = TRUE, [OUTCOME_GRANTED_AMAZON] = TRUE,
            [OUTCOME_GRANTED_RETURNING] = TRUE, [OUTCOME_REFUNDED] = TRUE,
            [OUTCOME_CANCELLED] = TRUE, [OUTCOME_REVERSED] = TRUE,
        },
        .why = {
            [OUTCOME_UNDECIDED] = N_("every claim counts"), [OUTCOME_WITHDRAWN] = N_("every claim counts"),
            [OUTCOME_DENIED] = N_("every claim counts"), [OUTCOME_GRANTED_SELLER] = N_("every claim counts"),
            [OUTCOME_GRANTED_AMAZON] = N_("every claim counts"),
            [OUTCOME_GRANTED_RETURNING] = N_("every claim counts"),
            [OUTCOME_REFUNDED] = N_("every claim counts"), [OUTCOME_CANCELLED] = N_("every claim counts"),
            [OUTCOME_REVERSED] = N_("every claim counts"),
        },
    },
};
/* clang-format on */

static const Setting counts_settings[N_OUTCOMES] = {
    [OUTCOME_UNDECIDED] = SETTING_ODR_COUNTS_UNDECIDED,
    [OUTCOME_WITHDRAWN] = SETTING_ODR_COUNTS_WITHDRAWN,
    [OUTCOME_DENIED] = SETTING_ODR_COUNTS_DENIED,
    [OUTCOME_GRANTED_SELLER] = SETTING_ODR_COUNTS_GRANTED_SELLER,
    [OUTCOME_GRANTED_AMAZON] = SETTING_ODR_COUNTS_GRANTED_AMAZON,
    [OUTCOME_GRANTED_RETURNING] = SETTING_ODR_COUNTS_GRANTED_RETURNING,
    [OUTCOME_REFUNDED] = SETTING_ODR_COUNTS_REFUNDED,
    [OUTCOME_CANCELLED] = SETTING_ODR_COUNTS_CANCELLED,
    [OUTCOME_REVERSED] = SETTING_ODR_COUNTS_REVERSED,
};

/* Hours to answer Amazon's request, newest first. */
static const struct {
    Day from;
    int hours;
} reply_eras[] = {
    {19723, 72}, /* 2024-01-01 */
    {18262, 48}, /* 2020-01-01 */
    {17532, 72}, /* 2018-01-01 */
    {G_MININT32 + 1, 168},
};

const RuleSet *ruleset_by_name(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rulesets); i++)
        if (strcmp(rulesets[i].name, name) == 0)
            return &rulesets[i];
    return NULL;
}

const RuleSet *ruleset_on(Day day)
{
    gsize i = 0;
    while (i + 1 < G_N_ELEMENTS(rulesets) && day < rulesets[i].from)
        i++;
    return &rulesets[i];
}

gboolean claim_counts(const RuleSet *rules, Outcome outcome)
{
    return rules->counts[outcome];
}

Rules rules_for(const Settings *settings, Day day)
{
    const RuleSet *set = ruleset_by_name(settings_text(settings, SETTING_ODR_RULES));
    if (set == NULL) /* "dated" */
        set = ruleset_on(day);
    Rules rules;
    for (int i = 0; i < N_OUTCOMES; i++) {
        const char *own = settings_text(settings, counts_settings[i]);
        rules.counts[i] = set->counts[i];
        rules.why[i] = set->why[i];
        if (strcmp(own, "yes") == 0) {
            rules.counts[i] = TRUE;
            rules.why[i] = N_("counts, by your own setting");
        } else if (strcmp(own, "no") == 0) {
            rules.counts[i] = FALSE;
            rules.why[i] = N_("does not count, by your own setting");
        }
    }
    return rules;
}

/* ---- Deadlines ---- */

static const struct {
    Setting length;
    gboolean in_days;
} deadline_table[N_DEADLINES] = {
    [DEADLINE_REPLY] = {SETTING_CLOCK_REPLY_HOURS},
    [DEADLINE_APPEAL] = {SETTING_CLOCK_APPEAL_DAYS, TRUE},
    [DEADLINE_ANSWER] = {SETTING_CLOCK_ANSWER_HOURS},
    [DEADLINE_VERIFY] = {SETTING_CLOCK_VERIFY_DAYS, TRUE},
    [DEADLINE_CHARGEBACK] = {SETTING_CLOCK_CHARGEBACK_DAYS, TRUE},
    [DEADLINE_BUYER] = {SETTING_CLOCK_BUYER_HOURS},
    [DEADLINE_SUPPORT] = {SETTING_CLOCK_SUPPORT_HOURS},
};

static int reply_hours(Day day)
{
    gsize i = 0;
    while (day < reply_eras[i].from)
        i++;
    return reply_eras[i].hours;
}

static gint64 after_days(When from, int days)
{
    if (from.day_only)
        return day_end(day_of(from.at) + days);
    return from.at + (gint64)days * DAY_SECONDS;
}

static gint64 after_hours(When from, int hours)
{
    if (from.day_only)
        return after_days(from, (hours + 23) / 24);
    return from.at + (gint64)hours * 3600;
}

gint64 deadline_default(const Settings *settings, Deadline deadline, int market, When from)
{
    Day day = day_of(from.at);
    int length = settings_clock(settings, deadline_table[deadline].length, market, day);
    if (length == 0) /* only the reply's may be left to the rules */
        length = reply_hours(day);
    return deadline_table[deadline].in_days ? after_days(from, length) : after_hours(from, length);
}

gint64 deadline_hold(const Settings *settings, When from, const char *carrier, const char *country)
{
    return day_end(day_of(from.at) + carrier_hold_days(settings, carrier, country));
}
