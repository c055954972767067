/* SPDX-License-Identifier: MIT */
/* What is to be done: which items there are at each second that matters, their order, their words.
 */
#include "azdesk/core/review.h"

#include <string.h>

#include "history.h"
#include "suite.h"

#define A "111-0000000-0000001"
#define B "111-0000000-0000002"
#define C "111-0000000-0000003"

static GPtrArray *review_within(const Desk *desk, gint64 now, int within)
{
    g_autoptr(Settings) settings = settings_new();
    return review(desk, settings, now, within, 0, -1);
}

/* "reply! hold mismatch": the words in order, an overdue one with "!". */
static char *kinds(const GPtrArray *items)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < items->len; i++) {
        const ReviewItem *item = items->pdata[i];
        g_string_append_printf(text, "%s%s%s", i > 0 ? " " : "", review_word(item->kind),
                               item->overdue ? "!" : "");
    }
    return g_string_free(text, FALSE);
}

static void check_kinds(const Desk *desk, gint64 now, int within, const char *expected)
{
    g_autoptr(GPtrArray) items = review_within(desk, now, within);
    g_autofree char *found = kinds(items);
    g_autofree char *at = instant_iso(now);
    ck_assert_msg(strcmp(found, expected) == 0, "at %s: \"%s\", not \"%s\"", at, found, expected);
}

static const ReviewItem *only_item(const GPtrArray *items)
{
    ck_assert_uint_eq(items->len, 1);
    return items->pdata[0];
}

static void check_says(const Desk *desk, const ReviewItem *item, GTimeZone *zone, const char *words)
{
    g_autofree char *text = review_text(desk, item, zone);
    ck_assert_msg(strstr(text, words) != NULL, "%s", text);
    /* The sentence is the same up to the command. */
    g_autofree char *sentence = review_sentence(desk, item, zone);
    const char *rest = text + strlen(sentence), *bar = strchr(text, '|');
    ck_assert_msg(g_str_has_prefix(text, sentence) && *sentence != '\0' && *rest != '\0' &&
                      strstr(sentence, "azdesk ") == NULL,
                  "%s", sentence);
    ck_assert_msg(bar == NULL || g_str_has_prefix(bar, "|no"), "%s", text);
}

/* Orders that span every window asked for, and fresh: nothing to say about the data. */
static Desk *quiet_desk(void)
{
    Desk *desk = desk_new();
    desk_put_orders(desk, "2026-01-01", "2027-12-31", 100);
    return desk;
}

START_TEST(test_words_and_labels)
{
    static const char *const words[] = {"reply",      "hold",     "appeal",      "answer",
                                        "verify",     "mismatch", "unexplained", "over",
                                        "crossing",   "stale",    "incomplete",  "gate",
                                        "chargeback", "buyer",    "support"};
    ck_assert_int_eq(N_REVIEW_KINDS, (int)G_N_ELEMENTS(words));
    for (int i = 0; i < N_REVIEW_KINDS; i++) {
        ck_assert_str_eq(review_word((ReviewKind)i), words[i]);
        ck_assert_str_ne(review_label((ReviewKind)i), "");
    }
    ck_assert_str_eq(severity_word(SEVERITY_HIGH), "high");
    ck_assert_str_eq(severity_word(SEVERITY_NORMAL), "normal");
    ck_assert_str_eq(severity_word(SEVERITY_LOW), "low");
}
END_TEST

/* ---- Clocks at their edges ---- */

static const struct {
    const char *script, *due, *kind;
    gboolean stays; /* overdue once it is over, else it vanishes */
    const char *command;
} clocks[] = {
    {"2026-11-10T10:00Z opened", "2026-11-13T10:00:00Z", "reply", TRUE, "azdesk claim replied " A},
    {"2026-11-10 opened", "2026-11-13T23:59:59Z", "reply", TRUE, "azdesk claim replied " A},
    {"2026-11-10 opened | 2026-11-10 replied | 2026-11-12 held", "2026-11-27T23:59:59Z", "hold",
     TRUE, "azdesk "},
    {"2026-11-10 opened | 2026-11-11T08:00Z granted", "2026-12-11T08:00:00Z", "appeal", FALSE,
     "azdesk letter " A " --kind appeal"},
    {"2026-11-10 opened | 2026-11-11 denied | 2026-11-12T08:00Z appeal-sent",
     "2026-11-14T08:00:00Z", "answer", TRUE, "azdesk "},
    {"2026-11-10 opened | 2026-11-11 denied | 2026-11-12 cleared", "2026-11-19T23:59:59Z", "verify",
     TRUE, "azdesk claim check " A " yes|no"},
    {"2026-11-10 opened | 2026-11-10 replied | 2026-11-12T08:00Z buyer", "2026-11-14T08:00:00Z",
     "buyer", TRUE, "azdesk claim message " A " add TEXT --who seller"},
    {"2026-11-10 opened | 2026-11-11 denied | 2026-11-12T08:00Z to-support", "2026-11-14T08:00:00Z",
     "support", TRUE, "azdesk claim message " A " add TEXT --who support"},
};

START_TEST(test_each_clock_is_tried)
{
    for (ClockKind clock = 0; clock < N_CLOCKS; clock++) {
        gboolean found = FALSE;
        for (gsize i = 0; i < G_N_ELEMENTS(clocks); i++)
            found = found || g_str_equal(clocks[i].kind, clock_word(clock));
        ck_assert_msg(found, "no row above for the clock \"%s\"", clock_word(clock));
        ck_assert_str_eq(review_word(review_of_clock(clock)), clock_word(clock));
        ck_assert_str_ne(clock_label(clock), "");
        ck_assert_str_ne(clock_ends(clock), "");
    }
}
END_TEST

START_TEST(test_clocks_at_their_edges)
{
    for (gsize i = 0; i < G_N_ELEMENTS(clocks); i++) {
        g_autoptr(Desk) desk = quiet_desk();
        desk_put(desk, A, "2026-10-01", clocks[i].script);
        gint64 due = test_time(clocks[i].due), week = 7 * DAY_SECONDS;
        g_autofree char *overdue = g_strdup_printf("%s!", clocks[i].kind);
        check_kinds(desk, due - week - 1, 7, "");
        check_kinds(desk, due - week, 7, clocks[i].kind);
        check_kinds(desk, due - 1, 0, "");
        check_kinds(desk, due - 1, 7, clocks[i].kind);
        check_kinds(desk, due, 0, clocks[i].kind);
        check_kinds(desk, due + 1, 0, clocks[i].stays ? overdue : "");

        g_autoptr(GPtrArray) items = review_within(desk, due, 0);
        const ReviewItem *item = only_item(items);
        ck_assert_int_eq(item->due, due);
        ck_assert_int_eq(item->order, test_order(A));
        check_says(desk, item, NULL, clocks[i].command);
    }
}
END_TEST

START_TEST(test_chargeback_at_its_edges)
{
    static const struct {
        const char *at, *due;
    } rows[] = {{"2026-11-10T10:00:00Z", "2026-11-17T10:00:00Z"},
                {"2026-11-10", "2026-11-17T23:59:59Z"}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Desk) desk = quiet_desk();
        DeskCase *item = desk_put(desk, A, "2026-10-01", NULL);
        item->chargeback.at = test_time(rows[i].at);
        gint64 due = test_time(rows[i].due);
        check_kinds(desk, item->chargeback.at, 7, i == 0 ? "chargeback" : "");
        check_kinds(desk, due, 7, "chargeback");
        check_kinds(desk, due + 1, 7, "");
        item->chargeback.removed_at = due;
        check_kinds(desk, due - 1, 7, "chargeback");
        check_kinds(desk, due, 7, "");
    }
}
END_TEST

START_TEST(test_snoozed_until)
{
    g_autoptr(Desk) desk = quiet_desk();
    desk_put(desk, A, "2026-10-01", "2026-11-10 opened | 2026-11-11 snooze:2026-11-20T10:00:00Z");
    gint64 until = test_time("2026-11-20T10:00:00Z");
    check_kinds(desk, until - 1, 7, "");
    check_kinds(desk, until, 7, "reply!");
    check_kinds(desk, until + 1, 7, "reply!");
}
END_TEST

START_TEST(test_times_in_the_zone)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Desk) desk = quiet_desk();
    desk_put(desk, A, "2026-10-01", "2026-11-10T23:30:00Z opened");
    gint64 now = test_time("2026-11-12");
    static const struct {
        const char *zone, *shown;
    } zones[] = {{"UTC", "2026-11-13 23:30"},
                 {"+09:00", "2026-11-14 08:30"},
                 {"-08:00", "2026-11-13 15:30"}};
    for (gsize i = 0; i < G_N_ELEMENTS(zones); i++) {
        g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(zones[i].zone);
        ck_assert_ptr_nonnull(zone);
        g_autoptr(GPtrArray) items = review(desk, settings, now, 7, 0, -1);
        check_says(desk, only_item(items), zone, zones[i].shown);
    }
}
END_TEST

/* 72 hours over the change to winter time end an hour earlier on the clock on the wall. */
START_TEST(test_times_over_a_daylight_saving_change)
{
    g_autoptr(GTimeZone) berlin = g_time_zone_new_identifier("Europe/Berlin");
    if (berlin == NULL)
        return; /* this machine has no time zones */
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Desk) desk = quiet_desk();
    desk_put(desk, A, "2026-10-01", "2026-10-24T12:00+02:00 opened");
    g_autoptr(GPtrArray) items = review(desk, settings, test_time("2026-10-26"), 7, 0, -1);
    const ReviewItem *item = only_item(items);
    ck_assert_int_eq(item->due, test_time("2026-10-27T10:00:00Z"));
    check_says(desk, item, berlin, "2026-10-27 11:00");
}
END_TEST

START_TEST(test_hold_that_ends_before_the_reply)
{
    g_autoptr(Desk) desk = quiet_desk();
    desk_put(desk, A, "2026-10-01", "2026-11-20 opened");
    DeskCase *item = desk_find(desk, test_order(A));
    item->claim->hold_due = test_time("2026-11-22T23:59:59Z");
    item->claim->parcel = PARCEL_HELD;
    g_autoptr(GPtrArray) items = review_within(desk, test_time("2026-11-20"), 7);
    ck_assert_uint_eq(items->len, 2);
    const ReviewItem *hold = items->pdata[0];
    ck_assert_int_eq(hold->kind, REVIEW_HOLD);
    ck_assert_int_eq(hold->severity, SEVERITY_HIGH);
    check_says(desk, hold, NULL, "before your answer is due");
}
END_TEST

/* ---- Verification ---- */

START_TEST(test_a_newer_report_ends_the_verification)
{
    static const struct {
        const char *taken;
        gint64 defects;
        const char *kinds;
    } rows[] = {
        {"2026-11-12", 0, "verify"}, /* of the day itself: no newer one */
        {"2026-11-13", 0, ""},
        {"2026-11-13", -1, "verify"}, /* does not say */
        {"2026-11-13", 1, "verify mismatch"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Desk) desk = quiet_desk();
        desk_put(desk, A, "2026-10-01",
                 "2026-11-01 opened | 2026-11-05 withdrawn | 2026-11-12 cleared");
        desk_put_report(desk, "2026-08-30", "2026-10-28", rows[i].taken, 6000, rows[i].defects);
        gint64 now = test_time("2026-11-14");
        check_kinds(desk, now, 7, rows[i].kinds);
    }
}
END_TEST

/* ---- Amazon's figure ---- */

START_TEST(test_a_mismatch_names_each_suspect)
{
    g_autoptr(Desk) desk = quiet_desk();
    desk_put(desk, A, "2026-10-01", "2026-10-10 opened | 2026-10-12 withdrawn");
    desk_put(desk, B, "2026-10-01", "2026-10-10 opened | 2026-10-12 denied | 2026-11-22 check:yes");
    desk_put(desk, C, "2026-10-01",
             "2026-10-10 opened | 2026-10-12 withdrawn | 2026-11-22T10:00Z appeal-sent");
    desk_put_report(desk, "2026-09-08", "2026-11-06", "2026-11-21", 6000, 3);
    g_autoptr(GPtrArray) items = review_within(desk, test_time("2026-11-23T10:00Z"), 0);
    g_autofree char *found = kinds(items);
    ck_assert_str_eq(found, "mismatch mismatch mismatch");
    static const struct {
        const char *order, *words;
        Severity severity;
    } expected[] = {
        {A, "azdesk letter " A " --kind correction", SEVERITY_HIGH},
        {B, "Amazon counts " B, SEVERITY_HIGH},
        {C, "azdesk claim check " C " no", SEVERITY_NORMAL},
    };
    for (guint i = 0; i < items->len; i++) {
        const ReviewItem *item = items->pdata[i];
        ck_assert_int_eq(item->order, test_order(expected[i].order));
        ck_assert_int_eq(item->due, 0);
        ck_assert_int_eq(item->severity, expected[i].severity);
        check_says(desk, item, NULL, expected[i].words);
    }
    const ReviewItem *first = items->pdata[0];
    check_says(desk, first, NULL, "withdrawn by the buyer: no impact");
}
END_TEST

START_TEST(test_a_mismatch_that_nothing_explains)
{
    g_autoptr(Desk) desk = quiet_desk();
    desk_put_report(desk, "2026-09-08", "2026-11-06", "2026-11-21", 6000, 2);
    g_autoptr(GPtrArray) items = review_within(desk, test_time("2026-11-22"), 0);
    g_autofree char *found = kinds(items);
    ck_assert_str_eq(found, "mismatch unexplained");
    const ReviewItem *mismatch = items->pdata[0], *unknown = items->pdata[1];
    ck_assert_int_eq(mismatch->order, 0);
    check_says(desk, mismatch, NULL, "azdesk odr --explain");
    check_says(desk, unknown, NULL, "2 orders");
    check_says(desk, unknown, NULL, "azdesk import FILE");
}
END_TEST

START_TEST(test_amazon_counting_fewer_is_nothing_to_do)
{
    g_autoptr(Desk) desk = quiet_desk();
    desk_put(desk, A, "2026-10-01", "2026-10-10 opened | 2026-10-12 granted-seller");
    desk_put_report(desk, "2026-09-08", "2026-11-06", "2026-11-21", 6000, 0);
    check_kinds(desk, test_time("2026-11-22"), 0, "");
}
END_TEST

/* What the seller saw on Amazon's page, without a report. */
START_TEST(test_a_claim_seen_counted)
{
    static const struct {
        const char *script, *kinds;
        Severity severity;
        const char *words;
    } rows[] = {
        {"2026-11-10 opened | 2026-11-12 withdrawn", "", SEVERITY_LOW, ""},
        {"2026-11-10 opened | 2026-11-12 withdrawn | 2026-11-20 check:yes", "mismatch",
         SEVERITY_HIGH,
         "Amazon counts " A
         ", which it should not (withdrawn by the buyer: no impact on the ODR): azdesk "
         "letter " A " --kind correction"},
        {"2026-11-10 opened | 2026-11-12 withdrawn | 2026-11-20 check:yes | 2026-11-21 check:no",
         "", SEVERITY_LOW, ""},
        /* seen while it counted rightly */
        {"2026-11-10 opened | 2026-11-11 check:yes | 2026-11-12 withdrawn", "", SEVERITY_LOW, ""},
        {"2026-11-10 opened | 2026-11-11 granted-seller | 2026-11-12 check:yes | 2026-11-13 "
         "appeal-sent | 2026-11-14 upheld",
         "", SEVERITY_LOW, ""},
        {"2026-11-10 opened | 2026-11-12 denied | 2026-11-20 check:yes | 2026-11-23T08:00Z "
         "appeal-sent",
         "answer mismatch", SEVERITY_NORMAL, "has your letter of 2026-11-23"},
        {"2026-11-10 opened | 2026-11-12 denied | 2026-11-20 check:yes | 2026-11-21 appeal-sent | "
         "2026-11-22 upheld",
         "mismatch", SEVERITY_HIGH, "--kind correction"},
        {"2026-11-10 opened | 2026-11-12 denied | 2026-11-20 check:yes | 2026-11-21 cleared",
         "verify", SEVERITY_LOW, ""},
        {"2026-11-10 opened | 2026-11-12 denied | 2026-11-13 cleared | 2026-11-21 check:yes",
         "mismatch", SEVERITY_HIGH, "--kind correction"},
        {"2026-11-10 opened | 2026-11-12 denied | 2026-11-20 check:yes | 2026-11-21 "
         "snooze:2026-12-01",
         "", SEVERITY_LOW, ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Desk) desk = quiet_desk();
        desk_put(desk, A, "2026-10-01", rows[i].script);
        gint64 now = test_time("2026-11-23T10:00Z");
        check_kinds(desk, now, 7, rows[i].kinds);
        g_autoptr(GPtrArray) items = review_within(desk, now, 7);
        for (guint k = 0; k < items->len; k++) {
            const ReviewItem *item = items->pdata[k];
            if (item->kind != REVIEW_MISMATCH)
                continue;
            ck_assert_int_eq(item->order, test_order(A));
            ck_assert_int_eq(item->severity, rows[i].severity);
            ck_assert(!item->unsure);
            check_says(desk, item, NULL, rows[i].words);
        }
    }
}
END_TEST

START_TEST(test_seen_counted_beside_reports)
{
    static const struct {
        const char *taken;
        gint64 defects;
        const char *kinds;
    } rows[] = {
        {"2026-11-21", 1, "mismatch"}, /* a suspect of the report already: once */
        {"2026-11-21", 0, ""},         /* agrees, and is newer */
        {"2026-11-20", 0, "mismatch"},
        {"2026-11-21", -1, "mismatch"}, /* does not say */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Desk) desk = quiet_desk();
        desk_put(desk, A, "2026-10-01",
                 "2026-10-10 opened | 2026-10-12 withdrawn | 2026-11-20 check:yes");
        desk_put_report(desk, "2026-09-08", "2026-11-06", rows[i].taken, 6000, rows[i].defects);
        check_kinds(desk, test_time("2026-11-22"), 7, rows[i].kinds);
    }
}
END_TEST

START_TEST(test_seen_counted_until_it_leaves_the_window)
{
    g_autoptr(Desk) desk = quiet_desk();
    desk_put(desk, A, "2026-10-01",
             "2026-10-10 opened | 2026-10-12 withdrawn | 2026-11-20 check:yes");
    check_kinds(desk, test_time("2026-12-14"), 7, "mismatch"); /* window from 1 October */
    check_kinds(desk, test_time("2026-12-15"), 7, "");

    /* other things against the order that count: Amazon rightly does */
    DeskCase *item = desk_find(desk, test_order(A));
    item->feedback.at = test_time("2026-10-11");
    check_kinds(desk, test_time("2026-12-14"), 7, "");
}
END_TEST

START_TEST(test_snoozed_suspects_are_left_out)
{
    g_autoptr(Desk) desk = quiet_desk();
    desk_put(desk, A, "2026-10-01",
             "2026-10-10 opened | 2026-10-12 withdrawn | 2026-11-22 snooze:2026-12-01");
    desk_put_report(desk, "2026-09-08", "2026-11-06", "2026-11-21", 6000, 1);
    check_kinds(desk, test_time("2026-11-23"), 7, "");
    check_kinds(desk, test_time("2026-12-01"), 7, "mismatch stale");
}
END_TEST

/* ---- The limit ---- */

START_TEST(test_over_and_crossing)
{
    g_autoptr(Desk) desk = desk_new();
    OrderDays *days = desk_put_orders(desk, "2026-01-01", "2027-12-31", 0);
    days->orders[test_day("2026-10-01") - days->from] = 100; /* in the window till 14 December */
    desk_put(desk, A, "2026-11-10", "2026-11-12 opened | 2026-11-13 refunded"); /* from the 25th */
    gint64 now = test_time("2026-11-24T23:59:59Z");
    g_autoptr(GPtrArray) items = review_within(desk, now, 0);
    const ReviewItem *crossing = only_item(items);
    ck_assert_int_eq(crossing->kind, REVIEW_CROSSING);
    ck_assert_int_eq(crossing->due, test_time("2026-11-25"));
    check_says(desk, crossing, NULL, "1.00% on 2026-11-25");
    check_says(desk, crossing, NULL, "azdesk forecast");

    g_autoptr(GPtrArray) then = review_within(desk, now + 1, 0);
    const ReviewItem *over = only_item(then);
    ck_assert_int_eq(over->kind, REVIEW_OVER);
    ck_assert_int_eq(over->due, 0);
    ck_assert_int_eq(over->severity, SEVERITY_HIGH);
    check_says(desk, over, NULL, "1.00%, 1 of 100 orders");
}
END_TEST

/* ---- Files ---- */

START_TEST(test_stale)
{
    g_autoptr(Desk) desk = desk_new();
    desk_put_orders(desk, "2026-01-01", "2026-11-20", 100);
    check_kinds(desk, test_time("2026-11-23"), 7, ""); /* no case: no matter */
    desk_put(desk, A, "2026-10-01", "2026-10-10 opened | 2026-10-12 denied");
    check_kinds(desk, test_time("2026-11-22T23:59:59Z"), 7, "");
    check_kinds(desk, test_time("2026-11-23"), 7, "stale");
    desk_put_report(desk, "2026-09-08", "2026-11-06", "2026-11-21", 6000, 0);
    check_kinds(desk, test_time("2026-11-23"), 7, "stale");

    g_autoptr(Desk) fresh = quiet_desk();
    desk_put(fresh, A, "2026-10-01", "2026-10-10 opened | 2026-10-12 denied");
    desk_put_report(fresh, "2026-09-08", "2026-11-06", "2026-11-21", 6000, 0);
    check_kinds(fresh, test_time("2026-11-23T23:59:59Z"), 7, "");
    check_kinds(fresh, test_time("2026-11-24"), 7, "stale");
    g_autoptr(GPtrArray) items = review_within(fresh, test_time("2026-11-24"), 7);
    ck_assert_int_eq(only_item(items)->severity, SEVERITY_LOW);
    check_says(desk, only_item(items), NULL, "report is from 2026-11-21");
}
END_TEST

START_TEST(test_incomplete)
{
    g_autoptr(Desk) desk = desk_new();
    DeskCase *item = desk_put(desk, A, "2026-10-01", "2026-11-21 opened | 2026-11-21 replied");
    item->imported = FALSE;
    gint64 now = test_time("2026-11-23"); /* window 2026-09-10 .. 2026-11-08 */
    g_autoptr(GPtrArray) none = review_within(desk, now, 7);
    ck_assert_int_eq(only_item(none)->kind, REVIEW_INCOMPLETE);
    check_says(desk, only_item(none), NULL, "2026-09-10 to 2026-11-08");

    desk_put_orders(desk, "2026-09-11", "2026-11-22", 100);
    g_autoptr(GPtrArray) some = review_within(desk, now, 7);
    check_says(desk, only_item(some), NULL, "2026-09-11 to 2026-11-22, do not cover");
    /* one day on, the window begins with the orders */
    check_kinds(desk, now + DAY_SECONDS, 7, "");

    /* a claim that does not count, and nothing imported: nobody misses the orders */
    g_autoptr(Desk) idle = desk_new();
    desk_put(idle, A, "2026-10-01", "2026-10-10 opened | 2026-10-12 withdrawn");
    check_kinds(idle, now, 7, "");
}
END_TEST

/* ---- The holiday gate ---- */

START_TEST(test_gate_before_its_day)
{
    g_autoptr(Desk) desk = desk_new();
    desk_put_orders(desk, "2020-01-01", "2020-10-10", 0)->orders[0] = 1; /* one sale, long ago */
    gint64 end = test_time("2020-10-14T23:59:59Z");
    check_kinds(desk, end - 7 * DAY_SECONDS - 1, 7, "");
    check_kinds(desk, end - 7 * DAY_SECONDS, 7, "gate");
    check_kinds(desk, end, 7, "gate");
    check_kinds(desk, end + 1, 7, "");
    g_autoptr(GPtrArray) items = review_within(desk, end, 7);
    check_says(desk, only_item(items), NULL, "2020-US");
    check_says(desk, only_item(items), NULL, "azdesk gate");

    g_autoptr(Settings) settings = settings_new();
    g_autoptr(GPtrArray) fba = review(desk, settings, end, 7, 0, CHANNEL_AFN);
    ck_assert_uint_eq(fba->len, 0);
    g_autoptr(GPtrArray) other = review(desk, settings, end, 7, 5, -1);
    ck_assert_uint_eq(other->len, 0);
}
END_TEST

/* ---- Order ---- */

static Desk *busy_desk(void)
{
    Desk *desk = desk_new();
    desk_put_orders(desk, "2026-10-01", "2026-11-22", 3);
    desk_put(desk, A, "2026-10-02", "2026-11-10 opened");                      /* reply overdue */
    desk_put(desk, B, "2026-10-02", "2026-11-09 opened");                      /* ... for longer */
    desk_put(desk, C, "2026-10-02", "2026-10-25 opened | 2026-10-28 granted"); /* appeal, 27th */
    desk_put(desk, "111-0000000-0000004", "2026-10-02",
             "2026-11-21T09:00Z opened | 2026-11-22 note"); /* reply, 24th */
    desk_put(desk, "111-0000000-0000005", "2026-10-02",
             "2026-10-10 opened | 2026-10-12 withdrawn"); /* suspect */
    desk_put_report(desk, "2026-09-08", "2026-11-06", "2026-11-21", 200, 6);
    return desk;
}

START_TEST(test_most_urgent_first)
{
    g_autoptr(Desk) desk = busy_desk();
    gint64 now = test_time("2026-11-23T12:00Z");
    g_autoptr(GPtrArray) items = review_within(desk, now, 7);
    g_autofree char *found = kinds(items);
    ck_assert_str_eq(found, "reply! reply! mismatch over reply appeal unexplained incomplete");
    ck_assert_int_eq(((ReviewItem *)items->pdata[0])->order, test_order(B));

    /* what is due at the same second goes by order */
    g_autoptr(Desk) tied = quiet_desk();
    desk_put(tied, C, "2026-10-01", "2026-11-10 opened");
    desk_put(tied, A, "2026-10-01", "2026-11-10 opened");
    desk_put(tied, B, "2026-10-01", "2026-11-10 opened");
    g_autoptr(GPtrArray) ties = review_within(tied, test_time("2026-11-13"), 7);
    ck_assert_uint_eq(ties->len, 3);
    for (guint i = 0; i < ties->len; i++)
        ck_assert_int_eq(((ReviewItem *)ties->pdata[i])->order % 10, i + 1);
}
END_TEST

START_TEST(test_market_and_channel)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Desk) desk = desk_new();
    desk_put(desk, A, "2020-10-02", "2026-11-10 opened");
    desk_put(desk, B, "2020-10-02", "2026-11-10 opened")->market = 2;
    desk_put(desk, C, "2020-10-02", "2026-11-10 opened")->channel = CHANNEL_AFN;
    gint64 now = test_time("2026-11-20");
    g_autoptr(GPtrArray) all = review(desk, settings, now, 7, 0, -1);
    ck_assert_uint_eq(all->len, 3);
    g_autoptr(GPtrArray) second = review(desk, settings, now, 7, 2, -1);
    ck_assert_int_eq(only_item(second)->order, test_order(B));
    g_autoptr(GPtrArray) fba = review(desk, settings, now, 7, 0, CHANNEL_AFN);
    ck_assert_int_eq(only_item(fba)->order, test_order(C));
    g_autoptr(GPtrArray) none = review(desk, settings, now, 7, 2, CHANNEL_AFN);
    ck_assert_uint_eq(none->len, 0);
}
END_TEST

START_TEST(test_empty_desk)
{
    g_autoptr(Desk) desk = desk_new();
    check_kinds(desk, test_time("2026-11-23"), 365, "");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_words_and_labels)                                                                       \
    X(test_each_clock_is_tried)                                                                    \
    X(test_clocks_at_their_edges)                                                                  \
    X(test_chargeback_at_its_edges)                                                                \
    X(test_snoozed_until)                                                                          \
    X(test_times_in_the_zone)                                                                      \
    X(test_times_over_a_daylight_saving_change)                                                    \
    X(test_hold_that_ends_before_the_reply)                                                        \
    X(test_a_newer_report_ends_the_verification)                                                   \
    X(test_a_mismatch_names_each_suspect)                                                          \
    X(test_a_mismatch_that_nothing_explains)                                                       \
    X(test_amazon_counting_fewer_is_nothing_to_do)                                                 \
    X(test_a_claim_seen_counted)                                                                   \
    X(test_seen_counted_beside_reports)                                                            \
    X(test_seen_counted_until_it_leaves_the_window)                                                \
    X(test_snoozed_suspects_are_left_out)                                                          \
    X(test_over_and_crossing)                                                                      \
    X(test_stale)                                                                                  \
    X(test_incomplete)                                                                             \
    X(test_gate_before_its_day)                                                                    \
    X(test_most_urgent_first)                                                                      \
    X(test_market_and_channel)                                                                     \
    X(test_empty_desk)

SUITE_MAIN("core/review", TESTS)
