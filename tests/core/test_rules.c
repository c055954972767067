/* SPDX-License-Identifier: MIT */
/* What counts, by outcome and by day, and every deadline to the second. */
#include "azdesk/core/rules.h"

#include <string.h>

#include "history.h"
#include "suite.h"

static const struct {
    const char *outcome;
    gboolean current;
} counts[] = {
    {"undecided", TRUE},      {"withdrawn", FALSE},      {"denied", FALSE},
    {"granted-seller", TRUE}, {"granted-amazon", FALSE}, {"granted-returning", FALSE},
    {"refunded", TRUE},       {"cancelled", TRUE},       {"reversed", FALSE},
};

START_TEST(test_what_counts)
{
    const RuleSet *current = ruleset_by_name("current"), *all = ruleset_by_name("all-claims");
    ck_assert_int_eq((int)G_N_ELEMENTS(counts), N_OUTCOMES);
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
        Outcome outcome;
        ck_assert(outcome_parse(counts[i].outcome, &outcome, NULL));
        ck_assert_msg(claim_counts(current, outcome) == counts[i].current, "%s", counts[i].outcome);
        ck_assert_msg(claim_counts(all, outcome), "%s", counts[i].outcome);
        ck_assert_ptr_nonnull(current->why[outcome]);
        ck_assert_ptr_nonnull(all->why[outcome]);
    }
    ck_assert_ptr_null(ruleset_by_name("dated"));
}
END_TEST

/* What befell the claim, by way of its history, under either rule set. */
static const struct {
    const char *script;
    gboolean current;
} histories[] = {
    {"2026-11-01 opened", TRUE},
    {"2026-11-01 opened | 2026-11-02 held", TRUE},
    {"2026-11-01 opened | 2026-11-02 asked", TRUE},
    {"2026-11-01 opened | 2026-11-02 withdrawn", FALSE},
    {"2026-11-01 opened | 2026-11-02 denied", FALSE},
    {"2026-11-01 opened | 2026-11-02 granted", TRUE},
    {"2026-11-01 opened | 2026-11-02 granted-amazon", FALSE},
    {"2026-11-01 opened | 2026-11-02 granted-returning", FALSE},
    {"2026-11-01 opened | 2026-11-02 refunded", TRUE},
    {"2026-11-01 opened | 2026-11-02 cancelled", TRUE},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent", TRUE},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 appeal-sent", FALSE},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04 cleared", FALSE},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04 upheld", TRUE},
    {"2026-11-01 opened | 2026-11-02 denied | 2026-11-03 appeal-sent | 2026-11-04 upheld", FALSE},
    {"2026-11-01 opened | 2026-11-02 denied | 2026-11-03 granted", TRUE},
};

START_TEST(test_what_counts_after_a_history)
{
    for (gsize i = 0; i < G_N_ELEMENTS(histories); i++) {
        g_autoptr(Claim) claim = history_claim(histories[i].script);
        ck_assert_msg(claim_counts(ruleset_by_name("current"), claim->outcome) ==
                          histories[i].current,
                      "%s", histories[i].script);
        ck_assert(claim_counts(ruleset_by_name("all-claims"), claim->outcome));
    }
}
END_TEST

START_TEST(test_rules_are_dated)
{
    ck_assert_str_eq(ruleset_on(test_day("2016-01-01"))->name, "current");
    ck_assert_str_eq(ruleset_on(test_day("2015-12-31"))->name, "all-claims");
    ck_assert_str_eq(ruleset_on(test_day("1999-01-01"))->name, "all-claims");
    ck_assert_str_eq(ruleset_on(test_day("2040-01-01"))->name, "current");

    g_autoptr(Settings) settings = settings_new();
    ck_assert(rules_for(settings, test_day("2015-12-31")).counts[OUTCOME_WITHDRAWN]);
    ck_assert(!rules_for(settings, test_day("2016-01-01")).counts[OUTCOME_WITHDRAWN]);
    ck_assert(settings_set(settings, "odr.rules", "current", NULL));
    ck_assert(!rules_for(settings, test_day("2015-12-31")).counts[OUTCOME_WITHDRAWN]);
    ck_assert(settings_set(settings, "odr.rules", "all-claims", NULL));
    ck_assert(rules_for(settings, test_day("2026-11-23")).counts[OUTCOME_WITHDRAWN]);
}
END_TEST

/* Each outcome has its own setting, and a setting moves that outcome alone. */
START_TEST(test_settings_lie_over_the_rules)
{
    Day day = test_day("2026-11-23");
    for (int own = 0; own < N_OUTCOMES; own++) {
        g_autoptr(Settings) settings = settings_new();
        g_autofree char *key = g_strdup_printf("odr.counts-%s", outcome_word((Outcome)own));
        Rules plain = rules_for(settings, day);
        const char *opposite = plain.counts[own] ? "no" : "yes";
        ck_assert(settings_set(settings, key, opposite, NULL));
        Rules laid = rules_for(settings, day);
        for (int i = 0; i < N_OUTCOMES; i++)
            ck_assert_int_eq(laid.counts[i], i == own ? !plain.counts[i] : plain.counts[i]);
        ck_assert_str_ne(laid.why[own], plain.why[own]);
        ck_assert(settings_set(settings, key, "rule", NULL));
        ck_assert_int_eq(rules_for(settings, day).counts[own], plain.counts[own]);
    }
}
END_TEST

static const struct {
    const char *day;
    int hours;
} eras[] = {
    {"2014-06-01", 168}, {"2017-12-31", 168}, {"2018-01-01", 72}, {"2019-12-31", 72},
    {"2020-01-01", 48},  {"2023-12-31", 48},  {"2024-01-01", 72}, {"2026-11-23", 72},
};

/* What Amazon gives from noon of a day, in hours. */
static int hours_from(const Settings *settings, Deadline deadline, const char *country,
                      const char *day)
{
    When noon = {.at = day_start(test_day(day)) + DAY_SECONDS / 2};
    int market = country != NULL ? market_parse(country, NULL)->num : 0;
    return (int)((deadline_default(settings, deadline, market, noon) - noon.at) / 3600);
}

START_TEST(test_reply_hours_are_dated)
{
    g_autoptr(Settings) settings = settings_new();
    for (gsize i = 0; i < G_N_ELEMENTS(eras); i++)
        ck_assert_int_eq(hours_from(settings, DEADLINE_REPLY, NULL, eras[i].day), eras[i].hours);
    ck_assert(settings_set(settings, "clock.reply-hours", "36", NULL));
    ck_assert_int_eq(hours_from(settings, DEADLINE_REPLY, NULL, "2022-01-01"), 36);
}
END_TEST

START_TEST(test_clocks_of_a_marketplace_and_from_a_day_on)
{
    static const struct {
        const char *country, *day;
        int hours;
    } cases[] = {
        {NULL, "2025-06-01", 72},                           /* Amazon's rule of that day */
        {"US", "2025-12-31", 72}, {"US", "2026-01-01", 60}, /* from a day on */
        {"US", "2026-11-23", 50},                           /* the later day */
        {"JP", "2025-06-01", 96},                           /* the marketplace's own */
        {"JP", "2026-01-01", 96},                           /* before what is of all */
        {"JP", "2027-01-01", 24}, {"UK", "2026-11-23", 50}, {"DE", "2020-06-01", 48},
    };
    static const char *const rows[][2] = {
        {"clock.reply-hours@2026-06-01", "50"},
        {"clock.reply-hours>JP", "96"},
        {"clock.reply-hours@2026-01-01", "60"},
        {"clock.reply-hours>A1VC38T7YXB528@2027-01-01", "24"},
        {"clock.appeal-days>JP", "20"},
    };
    g_autoptr(Settings) settings = settings_new();
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        ck_assert(settings_set(settings, rows[i][0], rows[i][1], NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        int hours = hours_from(settings, DEADLINE_REPLY, cases[i].country, cases[i].day);
        ck_assert_msg(hours == cases[i].hours, "case %zu: %d", i, hours);
    }
    ck_assert_int_eq(hours_from(settings, DEADLINE_APPEAL, "JP", "2026-11-23"), 20 * 24);
    ck_assert_int_eq(hours_from(settings, DEADLINE_APPEAL, "US", "2026-11-23"), 30 * 24);

    g_autofree char *text = settings_save(settings);
    g_autoptr(Settings) again = settings_new();
    ck_assert(settings_load(again, text, strlen(text), "config", NULL));
    ck_assert_int_eq(hours_from(again, DEADLINE_REPLY, "JP", "2027-01-01"), 24);
    static const char *const wrong[][2] = {
        {"clock.reply-hours>XX", "5"},    {"clock.reply-hours@soon", "5"},
        {"clock.nothing>JP", "5"},        {"clock.reply-hours>JP", "0"},
        {"clock.reply-hours>JP", "soon"}, {"clock.reply-hours@2026-02-30", "5"},
        {"clock.nothing", "5"},           {"clock.appeal-days>JP", "366"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        ck_assert_msg(!settings_set(settings, wrong[i][0], wrong[i][1], NULL), "%s", wrong[i][0]);
}
END_TEST

static const struct {
    const char *from;
    const char *reply, *appeal, *answer, *verify, *chargeback;
} deadlines[] = {
    {"2026-11-01T10:20:30Z", "2026-11-04T10:20:30Z", "2026-12-01T10:20:30Z", "2026-11-03T10:20:30Z",
     "2026-11-08T10:20:30Z", "2026-11-08T10:20:30Z"},
    {"2026-11-01", "2026-11-04T23:59:59Z", "2026-12-01T23:59:59Z", "2026-11-03T23:59:59Z",
     "2026-11-08T23:59:59Z", "2026-11-08T23:59:59Z"},
    /* midnight given as an hour is an hour */
    {"2026-11-01T00:00:00Z", "2026-11-04T00:00:00Z", "2026-12-01T00:00:00Z", "2026-11-03T00:00:00Z",
     "2026-11-08T00:00:00Z", "2026-11-08T00:00:00Z"},
    /* over the end of a leap February; the hours of 2020 to 2023 */
    {"2020-02-27T23:59:59Z", "2020-02-29T23:59:59Z", "2020-03-28T23:59:59Z", "2020-02-29T23:59:59Z",
     "2020-03-05T23:59:59Z", "2020-03-05T23:59:59Z"},
};

START_TEST(test_deadlines)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    for (gsize i = 0; i < G_N_ELEMENTS(deadlines); i++) {
        When from;
        ck_assert(when_parse(deadlines[i].from, utc, &from, NULL));
        ck_assert_int_eq(deadline_default(settings, DEADLINE_REPLY, 0, from),
                         test_time(deadlines[i].reply));
        ck_assert_int_eq(deadline_default(settings, DEADLINE_APPEAL, 0, from),
                         test_time(deadlines[i].appeal));
        ck_assert_int_eq(deadline_default(settings, DEADLINE_ANSWER, 0, from),
                         test_time(deadlines[i].answer));
        ck_assert_int_eq(deadline_default(settings, DEADLINE_VERIFY, 0, from),
                         test_time(deadlines[i].verify));
        ck_assert_int_eq(deadline_default(settings, DEADLINE_CHARGEBACK, 0, from),
                         test_time(deadlines[i].chargeback));
    }
}
END_TEST

START_TEST(test_deadlines_by_setting)
{
    g_autoptr(Settings) settings = settings_new();
    ck_assert(settings_set(settings, "clock.answer-hours", "25", NULL));
    ck_assert(settings_set(settings, "clock.appeal-days", "10", NULL));
    When exact = {.at = test_time("2026-11-01T10:00Z")};
    When day = {.at = test_time("2026-11-01"), .day_only = TRUE};
    ck_assert_int_eq(deadline_default(settings, DEADLINE_ANSWER, 0, exact),
                     test_time("2026-11-02T11:00Z"));
    /* hours that are no whole days go on to the end of the day they reach into */
    ck_assert_int_eq(deadline_default(settings, DEADLINE_ANSWER, 0, day),
                     test_time("2026-11-03T23:59:59Z"));
    ck_assert_int_eq(deadline_default(settings, DEADLINE_APPEAL, 0, exact),
                     test_time("2026-11-11T10:00Z"));
}
END_TEST

START_TEST(test_a_hold_ends_with_its_day)
{
    g_autoptr(Settings) settings = settings_new();
    When exact = {.at = test_time("2026-11-01T23:59:59Z")};
    When day = {.at = test_time("2026-11-01"), .day_only = TRUE};
    gint64 end = test_time("2026-11-16T23:59:59Z");
    ck_assert_int_eq(deadline_hold(settings, exact, "usps", "US"), end);
    ck_assert_int_eq(deadline_hold(settings, day, "usps", "US"), end);
    ck_assert(settings_set(settings, "hold.usps", "3", NULL));
    ck_assert_int_eq(deadline_hold(settings, day, "usps", "US"), test_time("2026-11-04T23:59:59Z"));
    ck_assert_int_eq(deadline_hold(settings, day, NULL, NULL), end);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_what_counts)                                                                            \
    X(test_what_counts_after_a_history)                                                            \
    X(test_rules_are_dated)                                                                        \
    X(test_settings_lie_over_the_rules)                                                            \
    X(test_reply_hours_are_dated)                                                                  \
    X(test_clocks_of_a_marketplace_and_from_a_day_on)                                              \
    X(test_deadlines) X(test_deadlines_by_setting) X(test_a_hold_ends_with_its_day)

SUITE_MAIN("core/rules", TESTS)
