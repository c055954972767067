/* SPDX-License-Identifier: MIT */
#include "azdesk/core/query.h"

#include <math.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "suite.h"

#define NOW 1795442400 /* 2026-11-23T14:00:00Z */

/* A claim on 113-2233445-6677889, held, due in a day and a half. */
static DeskCase *sample(void)
{
    DeskCase *item = g_new0(DeskCase, 1);
    item->order = 11322334456677889;
    item->market = market_parse("JP", NULL)->num;
    item->channel = CHANNEL_MFN;
    item->day = day_of(NOW) - 40;
    item->claim = claim_new(item->order);
    item->claim->stage = STAGE_HELD;
    item->claim->parcel = PARCEL_HELD;
    item->claim->reason = REASON_NOT_RECEIVED;
    item->claim->amount = (Money){4210, "USD"};
    item->claim->tracking = g_strdup("EE473124829JP");
    item->claim->carrier = g_strdup("japan-post");
    item->claim->opened_at = NOW - 5 * DAY_SECONDS;
    item->claim->last_at = NOW - 3600;
    return item;
}

static QueryFacts facts_of(const DeskCase *item)
{
    return (QueryFacts){item, NOW + 36 * 3600, TRUE, FALSE, FALSE};
}

static gboolean fits(const char *text, const QueryFacts *facts)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = query_parse(text, NULL, &error);
    ck_assert_no_error(error);
    return query_match(query, facts, NOW);
}

static const struct {
    const char *query;
    gboolean fits;
} matches[] = {
    {"", TRUE},
    {"   ", TRUE},
    {"stage:held", TRUE},
    {"STAGE:Held", TRUE},
    {"stage:opened", FALSE},
    {"stage:opened,held", TRUE},
    {"stage:he", TRUE},
    {"-stage:held", FALSE},
    {"-stage:opened", TRUE},
    {"stage:\"held\"", TRUE},
    {"stage:held parcel:held", TRUE},
    {"stage:held parcel:delivered", FALSE},
    {"outcome:undecided appeal:none amazon:unknown", TRUE},
    {"outcome:granted", FALSE},
    {"reason:not-received", TRUE},
    {"reason:not", TRUE},
    {"market:JP", TRUE},
    {"market:jp,us", TRUE},
    {"market:A1VC38T7YXB528", TRUE},
    {"market:US", FALSE},
    {"channel:mfn", TRUE},
    {"channel:afn", FALSE},
    {"counts:yes", TRUE},
    {"counts:no", FALSE},
    {"mismatch:no suspect:no open:yes", TRUE},
    {"mismatch:yes", FALSE},
    {"carrier:japan", TRUE},
    {"carrier:usps", FALSE},
    {"carrier:any -carrier:none", TRUE},
    {"tracking:ee47", TRUE},
    {"tracking:829jp", TRUE},
    {"tracking:none", FALSE},
    {"order:113-22", TRUE},
    {"order:1132233445", TRUE},
    {"order:249", FALSE},
    {"amount:>42", TRUE},
    {"amount:>42.1", FALSE},
    {"amount:>=42.1", TRUE},
    {"amount:<42.1", FALSE},
    {"amount:<=42.10", TRUE},
    {"amount:42.1", TRUE},
    {"amount:=42.1", TRUE},
    {"amount:10..50", TRUE},
    {"amount:50..", FALSE},
    {"amount:..50", TRUE},
    {"amount:none", FALSE},
    {"amount:any", TRUE},
    {"debited:none", TRUE},
    {"debited:>=0", FALSE},
    {"due:<2d", TRUE},
    {"due:<36h", FALSE},
    {"due:<=36h", TRUE},
    {"due:36h", TRUE},
    {"due:1d", FALSE},
    {"due:>1d", TRUE},
    {"due:>2d", FALSE},
    {"due:1d..2d", TRUE},
    {"due:overdue", FALSE},
    {"due:today", FALSE},
    {"due:none", FALSE},
    {"due:any", TRUE},
    {"due:<2026-11-26", TRUE},
    {"due:<2026-11-25", FALSE},
    {"due:2026-11-25", TRUE},
    {"due:>2026-11-25", FALSE},
    {"due:>=2026-11-25", TRUE},
    {"due:2026-11-20..2026-11-25", TRUE},
    {"due:2026-11-20..2026-11-24", FALSE},
    {"opened:<7d", TRUE},
    {"opened:<5d", FALSE},
    {"opened:<=5d", TRUE},
    {"opened:>4d", TRUE},
    {"opened:>5d", FALSE},
    {"opened:2d..7d", TRUE},
    {"opened:..2d", FALSE},
    {"opened:2026-11-18", TRUE},
    {"ordered:>2026-10-13", TRUE},
    {"ordered:2026-10-14", TRUE},
    {"updated:<1d", TRUE},
    {"113-22", TRUE},
    {"6677889", TRUE},
    {"-113-22", FALSE},
    {"473124829", TRUE},
    {"ee473124829jp japan", TRUE},
    {"\"not received\"", TRUE},
    {"not-received", TRUE},
    {"damaged", FALSE},
    {"113-22 due:<2d -stage:opened market:JP sort:due", TRUE},
    {"stage:held\xe3\x80\x80market:US", FALSE}, /* an ideographic space between the two */
    {"sort:-amount,due", TRUE},
};

START_TEST(test_match)
{
    g_autofree char *place = g_strdup_printf("%s", matches[_i].query);
    DeskCase *item = sample();
    const QueryFacts facts = facts_of(item);
    ck_assert_msg(fits(place, &facts) == matches[_i].fits, "\"%s\" should%s fit", place,
                  matches[_i].fits ? "" : " not");
    desk_case_free(item);
}
END_TEST

static const struct {
    const char *query;
    gsize fault;
    const char *words;
} faults[] = {
    {"foo:bar", 0, "unknown field \"foo\""},
    {"stage:held foo:bar", 11, "unknown field \"foo\""},
    {"-foo:bar", 1, "unknown field \"foo\""},
    {"stage:hild", 6, "\"hild\" is not one of opened, held"},
    {"stage:held,opned", 11, "\"opned\""},
    {"stage:", 6, "missing value"},
    {"stage:held,", 11, "missing value"},
    {"stage:,held", 6, "missing value"},
    {"market:XX", 7, "\"XX\""},
    {"counts:maybe", 7, "not one of no, yes"},
    {"amount:>fifty", 7, "is not an amount"},
    {"amount:1..x", 7, "is not an amount"},
    {"amount:..", 7, "is not an amount"},
    {"amount:>", 7, "is not an amount"},
    {"due:<2x", 4, "is not a valid time"},
    {"due:2026-02-30", 4, "is not a valid time"},
    {"due:1d..2026-12-01", 4, "is not a valid time"},
    {"sort:nothing", 5, "unknown field \"nothing\""},
    {"sort:due,-x", 9, "unknown field \"-x\""},
    {"-sort:due", 0, "sort:-FIELD"},
    {"a \"open", 2, "unclosed quotation mark"},
    {"stage:\"held", 6, "unclosed quotation mark"},
    {"stage:\"held\"x", 12, "missing space"},
    {"ab\xff", 2, "UTF-8"},
};

START_TEST(test_fault)
{
    g_autoptr(GError) error = NULL;
    gsize fault = 999;
    Query *query = query_parse(faults[_i].query, &fault, &error);
    ck_assert_msg(query == NULL, "\"%s\" was taken", faults[_i].query);
    ck_assert_msg(fault == faults[_i].fault, "\"%s\": at %zu", faults[_i].query, fault);
    ck_assert_error(error, AZDESK_ERROR_USAGE, faults[_i].words);
}
END_TEST

START_TEST(test_hits_find_what_texts_hold)
{
    DeskCase *item = sample();
    const QueryFacts facts = facts_of(item);
    g_autoptr(Query) query = query_parse("局留め -\"will collect\"", NULL, NULL);
    const OrderId orders[] = {99900000000000000, item->order, 100};
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(OrderId));
    g_array_append_vals(hits, orders, G_N_ELEMENTS(orders));
    ck_assert_uint_eq(query_words(query), 2);
    ck_assert_str_eq(query_word(query, 0), "局留め");
    ck_assert_str_eq(query_word(query, 1), "will collect");
    ck_assert(!query_match(query, &facts, NOW));
    query_set_hits(query, 0, hits);
    ck_assert(query_match(query, &facts, NOW));
    query_set_hits(query, 1, hits);
    ck_assert(!query_match(query, &facts, NOW));
    desk_case_free(item);
}
END_TEST

START_TEST(test_what_is_past_and_what_is_not_there)
{
    DeskCase *item = sample();
    QueryFacts facts = facts_of(item);
    facts.due = NOW - 1;
    ck_assert(fits("due:overdue due:today due:<2d", &facts));
    facts.due = NOW;
    ck_assert(!fits("due:overdue", &facts));
    facts.due = day_end(day_of(NOW));
    ck_assert(fits("due:today", &facts));
    facts.due++;
    ck_assert(!fits("due:today", &facts));
    facts.due = 0;
    ck_assert(fits("due:none open:yes -due:<2d", &facts)); /* undecided, if nothing is due */
    item->claim->outcome = OUTCOME_WITHDRAWN;
    facts.counts = FALSE;
    ck_assert(fits("open:no mismatch:no", &facts));
    item->claim->amazon_counts = AMAZON_COUNTS_YES;
    ck_assert(fits("mismatch:yes amazon:yes suspect:no", &facts));
    item->claim->appeal = APPEAL_SENT;
    ck_assert(fits("open:yes", &facts));
    ck_assert(fits("snoozed:no", &facts));
    facts.snoozed = TRUE;
    ck_assert(fits("snoozed:yes -snoozed:no", &facts));
    desk_case_free(item);
}
END_TEST

START_TEST(test_a_defect_without_a_claim)
{
    DeskCase item = {.order = 11322334456677889, .market = 1, .day = 20000};
    const QueryFacts facts = {&item, 0, TRUE, FALSE, FALSE};
    ck_assert(fits("113-22 market:US counts:yes due:none amount:none open:no", &facts));
    ck_assert(!fits("stage:opened", &facts));
    ck_assert(!fits("tracking:EE", &facts));
    ck_assert(fits("tracking:none", &facts));
}
END_TEST

static int compare(const char *text, const QueryFacts *a, const QueryFacts *b)
{
    g_autoptr(Query) query = query_parse(text, NULL, NULL);
    const int order = query_compare(query, a, b), back = query_compare(query, b, a);
    ck_assert_int_eq(order<0, back> 0);
    ck_assert_int_ne(order, 0);
    return order;
}

START_TEST(test_sorting)
{
    DeskCase *one = sample(), *two = sample();
    two->order++;
    two->claim->opened_at++;
    QueryFacts a = facts_of(one), b = facts_of(two);
    ck_assert_int_gt(compare("", &a, &b), 0); /* the newer one first */
    ck_assert_int_lt(compare("sort:opened", &a, &b), 0);
    ck_assert_int_lt(compare("sort:order", &a, &b), 0);
    ck_assert_int_gt(compare("sort:-order", &a, &b), 0);
    ck_assert_int_lt(compare("sort:stage", &a, &b), 0); /* the same: by order */
    b.due--;
    ck_assert_int_gt(compare("", &a, &b), 0); /* due sooner */
    b.due = 0;
    ck_assert_int_lt(compare("", &a, &b), 0); /* never due */
    ck_assert_int_lt(compare("sort:-due", &a, &b), 0);
    two->claim->amount.minor = MONEY_NONE;
    ck_assert_int_lt(compare("sort:amount", &a, &b), 0);
    ck_assert_int_lt(compare("sort:-amount", &a, &b), 0);
    two->claim->amount.minor = 1;
    ck_assert_int_gt(compare("sort:amount", &a, &b), 0);
    ck_assert_int_gt(compare("sort:stage,amount", &a, &b), 0);
    desk_case_free(one);
    desk_case_free(two);
}
END_TEST

START_TEST(test_completion)
{
    gsize n;
    const QueryField *fields = query_fields(&n);
    for (gsize i = 0; i < n; i++) {
        g_auto(GStrv) values = query_values(fields[i].name);
        for (char **value = values; *value; value++) { /* whatever is offered is taken */
            g_autofree char *text = g_strdup_printf("%s:%s", fields[i].name, *value);
            g_autoptr(Query) query = query_parse(text, NULL, NULL);
            ck_assert_msg(query != NULL, "%s", text);
        }
    }
    g_auto(GStrv) stages = query_values("stage"), none = query_values("nothing");
    ck_assert_uint_eq(g_strv_length(stages), N_STAGES);
    ck_assert_uint_eq(g_strv_length(none), 0);
}
END_TEST

#define LOOPS(tcase)                                                                               \
    tcase_add_loop_test(tcase, test_match, 0, G_N_ELEMENTS(matches));                              \
    tcase_add_loop_test(tcase, test_fault, 0, G_N_ELEMENTS(faults));
#define TESTS(X)                                                                                   \
    X(test_hits_find_what_texts_hold)                                                              \
    X(test_what_is_past_and_what_is_not_there)                                                     \
    X(test_a_defect_without_a_claim)                                                               \
    X(test_sorting)                                                                                \
    X(test_completion)                                                                             \
    LOOPS(tcase)

SUITE_MAIN("query", TESTS)
