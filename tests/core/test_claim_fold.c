/* SPDX-License-Identifier: MIT */
/* Events to a claim: clocks to the second, undo and redo, what was told without a path, the past.
 */
#include "history.h"

#include <string.h>

#include "azdesk/core/error.h"
#include "suite.h"

/* ---- Clocks ---- */

/* A history and every clock after it: reply, hold, appeal, answer, verify; "" does not run. */
static const struct {
    const char *script;
    const char *reply, *hold, *appeal, *answer, *verify;
} clocks[] = {
    /* 72 h: exact from an hour, whole days and the last second from a day alone */
    {"2026-11-01T10:00:01Z opened", "2026-11-04T10:00:01Z", "", "", "", ""},
    {"2026-11-01 opened", "2026-11-04T23:59:59Z", "", "", "", ""},
    {"2026-11-01 opened | 2026-11-02 replied", "", "", "", "", ""},
    {"2026-11-01 opened | 2026-11-02 replied | 2026-11-03T08:00Z asked", "2026-11-06T08:00:00Z", "",
     "", "", ""},
    /* the hold: Japan Post's seven days to the USA are USPS's 15; always a last second */
    {"2026-11-01 opened | 2026-11-02T12:00Z held", "2026-11-04T23:59:59Z", "2026-11-17T23:59:59Z",
     "", "", ""},
    {"2026-11-01 opened | 2026-11-02 parcel:held", "2026-11-04T23:59:59Z", "2026-11-17T23:59:59Z",
     "", "", ""},
    {"2026-11-01 opened | 2026-11-02 parcel:held | 2026-11-03 parcel:delivered",
     "2026-11-04T23:59:59Z", "", "", "", ""},
    {"2026-11-01 opened | 2026-11-02 held | 2026-11-03 reopened", "2026-11-04T23:59:59Z", "", "",
     "", ""},
    {"2026-11-01 opened | 2026-11-02 held | 2026-11-03 withdrawn", "", "", "", "", ""},
    {"2026-11-01 opened | 2026-11-02 held | 2026-11-03 denied", "", "", "", "", ""},
    {"2026-11-01 opened | 2026-11-02 denied | 2026-11-03 parcel:held", "", "", "", "", ""},
    /* the carrier's notice may be older than the claim */
    {"2026-10-30 parcel:held | 2026-11-01 opened", "2026-11-04T23:59:59Z", "2026-11-14T23:59:59Z",
     "", "", ""},
    /* the appeal: seller's cost only, 30 days */
    {"2026-11-01 opened | 2026-11-02T10:00Z granted", "", "", "2026-12-02T10:00:00Z", "", ""},
    {"2026-11-01 opened | 2026-11-02 granted", "", "", "2026-12-02T23:59:59Z", "", ""},
    {"2026-11-01 opened | 2026-11-02 refunded", "", "", "2026-12-02T23:59:59Z", "", ""},
    {"2026-11-01 opened | 2026-11-02 cancelled", "", "", "2026-12-02T23:59:59Z", "", ""},
    {"2026-11-01 opened | 2026-11-02 granted-amazon", "", "", "", "", ""},
    {"2026-11-01 opened | 2026-11-02 granted-returning", "", "", "", "", ""},
    /* granted on the buyer's own appeal */
    {"2026-11-01 opened | 2026-11-02 denied | 2026-11-05 granted", "", "", "2026-12-05T23:59:59Z",
     "", ""},
    /* the answer: 48 h, off while Amazon asks, anew from the reply */
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03T10:00Z appeal-sent", "", "", "",
     "2026-11-05T10:00:00Z", ""},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent", "", "", "",
     "2026-11-05T23:59:59Z", ""},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04 asked",
     "2026-11-07T23:59:59Z", "", "", "", ""},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04 asked | "
     "2026-11-05T09:00Z replied",
     "", "", "", "2026-11-07T09:00:00Z", ""},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04 asked | "
     "2026-11-05 upheld",
     "", "", "", "", ""},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-06 appeal-sent", "",
     "", "", "2026-11-08T23:59:59Z", ""},
    /* the verification: 7 days, ended by a look either way */
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04T10:00Z cleared",
     "", "", "", "", "2026-11-11T10:00:00Z"},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 cleared", "", "", "", "",
     "2026-11-10T23:59:59Z"},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 cleared | 2026-11-04 check:no", "", "",
     "", "", ""},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 cleared | 2026-11-04 check:yes", "", "",
     "", "", ""},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 cleared | 2026-11-04 appeal-sent", "",
     "", "", "2026-11-06T23:59:59Z", ""},
    /* told by a file */
    {"2026-11-01 stated:opened", "", "", "", "", ""},
    {"2026-11-01 opened | 2026-11-02 stated:held", "2026-11-04T23:59:59Z", "2026-11-17T23:59:59Z",
     "", "", ""},
    {"2026-11-01 opened | 2026-11-02 stated:granted", "", "", "2026-12-02T23:59:59Z", "", ""},
    {"2026-11-01 opened | 2026-11-02 stated:appeal-sent", "", "", "", "2026-11-04T23:59:59Z", ""},
    {"2026-11-01 opened | 2026-11-02 stated:cleared", "", "", "", "", "2026-11-09T23:59:59Z"},
};

static void check_clock(const char *script, const char *name, gint64 found, const char *expected)
{
    gint64 due = expected[0] != '\0' ? test_time(expected) : 0;
    g_autofree char *is = instant_iso(found);
    ck_assert_msg(found == due, "%s: %s is %s, not %s", script, name, is, expected);
}

START_TEST(test_clocks)
{
    gint64 now = test_time("2026-11-05");
    for (gsize i = 0; i < G_N_ELEMENTS(clocks); i++) {
        g_autoptr(Claim) claim = history_claim(clocks[i].script);
        ClaimClocks run = claim_clocks(claim, now);
        check_clock(clocks[i].script, "reply", run.reply, clocks[i].reply);
        check_clock(clocks[i].script, "hold", run.hold, clocks[i].hold);
        check_clock(clocks[i].script, "appeal", run.appeal, clocks[i].appeal);
        check_clock(clocks[i].script, "answer", run.answer, clocks[i].answer);
        check_clock(clocks[i].script, "verify", run.verify, clocks[i].verify);
    }
}
END_TEST

START_TEST(test_appeal_window_ends_by_itself)
{
    g_autoptr(Claim) claim = history_claim("2026-11-01 opened | 2026-11-02T10:00Z granted");
    gint64 due = test_time("2026-12-02T10:00:00Z");
    ck_assert_int_eq(claim_clocks(claim, due - 1).appeal, due);
    ck_assert_int_eq(claim_clocks(claim, due).appeal, due);
    ck_assert_int_eq(claim_clocks(claim, due + 1).appeal, 0);
}
END_TEST

START_TEST(test_other_clocks_stay_overdue)
{
    gint64 late = test_time("2027-11-05");
    g_autoptr(Claim) held = history_claim("2026-11-01 opened | 2026-11-02 held");
    ck_assert_int_ne(claim_clocks(held, late).reply, 0);
    ck_assert_int_ne(claim_clocks(held, late).hold, 0);
    g_autoptr(Claim) sent =
        history_claim("2026-11-01 opened | 2026-11-02 denied | 2026-11-03 appeal-sent");
    ck_assert_int_ne(claim_clocks(sent, late).answer, 0);
    g_autoptr(Claim) cleared =
        history_claim("2026-11-01 opened | 2026-11-02 denied | 2026-11-03 cleared");
    ck_assert_int_ne(claim_clocks(cleared, late).verify, 0);
}
END_TEST

/* ---- Facts ---- */

START_TEST(test_story_of_a_withdrawn_claim)
{
    g_autoptr(Claim) claim = history_claim(
        "2026-11-01T09:00Z opened | 2026-11-02 held | 2026-11-05 withdrawn | 2026-11-06 check:yes "
        "| 2026-11-07 appeal-sent | 2026-11-08 asked | 2026-11-09 replied | 2026-11-10 cleared | "
        "2026-11-12T10:00Z check:no");
    ck_assert_int_eq(claim->stage, STAGE_CLEARED);
    ck_assert_int_eq(claim->outcome, OUTCOME_WITHDRAWN);
    ck_assert_int_eq(claim->appeal, APPEAL_WON);
    ck_assert_int_eq(claim->parcel, PARCEL_HELD);
    ck_assert_int_eq(claim->amazon_counts, AMAZON_COUNTS_NO);
    ck_assert_int_eq(claim->opened_at, test_time("2026-11-01T09:00Z"));
    ck_assert(!claim->opened_day_only);
    ck_assert_int_eq(claim->stage_at, test_time("2026-11-10"));
    ck_assert_int_eq(claim->decided_at, test_time("2026-11-05"));
    ck_assert_int_eq(claim->withdrawn_at, test_time("2026-11-05"));
    ck_assert_int_eq(claim->held_at, test_time("2026-11-02"));
    ck_assert_int_eq(claim->appealed_at, test_time("2026-11-07"));
    ck_assert_int_eq(claim->last_at, test_time("2026-11-12T10:00Z"));
    ck_assert_int_eq(claim->last_event, 9);
    ck_assert_int_eq((int)claim->n_spans, 9);
}
END_TEST

static const struct {
    const char *script;
    ParcelState parcel;
} parcels[] = {
    {"2026-11-01 opened", PARCEL_UNKNOWN},
    {"2026-11-01 opened | 2026-11-02 held", PARCEL_HELD},
    {"2026-11-01 opened | 2026-11-02 parcel:held", PARCEL_HELD},
    {"2026-11-01 opened | 2026-11-02 held | 2026-11-03 reopened", PARCEL_UNKNOWN},
    {"2026-11-01 opened | 2026-11-02 held | 2026-11-03 parcel:delivered | 2026-11-03 reopened",
     PARCEL_DELIVERED},
    {"2026-11-01 opened | 2026-11-02 held | 2026-11-03 withdrawn", PARCEL_HELD},
    {"2026-11-01 opened | 2026-11-02 parcel:returning | 2026-11-03 parcel:returned",
     PARCEL_RETURNED},
};

START_TEST(test_parcel_follows)
{
    for (gsize i = 0; i < G_N_ELEMENTS(parcels); i++) {
        g_autoptr(Claim) claim = history_claim(parcels[i].script);
        ck_assert_msg(claim->parcel == parcels[i].parcel, "%s: %s", parcels[i].script,
                      parcel_word(claim->parcel));
    }
    g_autoptr(Claim) claim = history_claim("2026-11-01 opened | 2026-11-02 parcel:held");
    ck_assert_int_eq(claim->stage, STAGE_OPENED);
}
END_TEST

/* A hold that is entered again keeps the day on which it began, and takes the new end. */
START_TEST(test_hold_prolonged)
{
    g_autoptr(Claim) claim = history_claim("2026-11-01 opened | 2026-11-02 held | 2026-11-04 held");
    ck_assert_int_eq(claim->held_at, test_time("2026-11-02"));
    ck_assert_int_eq(claim->hold_due, test_time("2026-11-19T23:59:59Z"));
}
END_TEST

/* The buyer's messages and what was asked of Support: "" does not run. */
static const struct {
    const char *script;
    const char *buyer, *support;
} words[] = {
    {"2026-11-01 opened | 2026-11-02T10:00Z buyer", "2026-11-04T10:00:00Z", ""},
    {"2026-11-01 opened | 2026-11-02 buyer", "2026-11-04T23:59:59Z", ""},
    /* before the claim is filed, too */
    {"2026-10-31T10:00Z buyer | 2026-11-01 opened", "2026-11-02T10:00:00Z", ""},
    /* the first that waits, not the last */
    {"2026-11-01 opened | 2026-11-02T10:00Z buyer | 2026-11-03T10:00Z buyer",
     "2026-11-04T10:00:00Z", ""},
    {"2026-11-01 opened | 2026-11-02 buyer | 2026-11-03 seller", "", ""},
    {"2026-11-01 opened | 2026-11-02 buyer | 2026-11-03 collect", "", ""},
    {"2026-11-01 opened | 2026-11-02 buyer | 2026-11-03 seller | 2026-11-04T09:00Z buyer",
     "2026-11-06T09:00:00Z", ""},
    {"2026-11-01 opened | 2026-11-02 buyer | 2026-11-03 withdrawn", "", ""},
    {"2026-11-01 opened | 2026-11-02 buyer | 2026-11-03 stated:denied", "", ""},
    {"2026-11-01 opened | 2026-11-02 buyer | 2026-11-03 replied", "2026-11-04T23:59:59Z", ""},
    /* Support: from the last time that it was asked */
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03T10:00Z to-support", "",
     "2026-11-05T10:00:00Z"},
    {"2026-11-01 opened | 2026-11-03T10:00Z to-support | 2026-11-04T10:00Z to-support", "",
     "2026-11-06T10:00:00Z"},
    {"2026-11-01 opened | 2026-11-03 to-support | 2026-11-04 support", "", ""},
    {"2026-11-01 opened | 2026-11-02 buyer | 2026-11-03 to-support", "2026-11-04T23:59:59Z",
     "2026-11-05T23:59:59Z"},
    {"2026-11-01 opened | 2026-11-03 to-support | 2026-11-04 withdrawn", "",
     "2026-11-05T23:59:59Z"},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 to-support | 2026-11-04 cleared", "",
     ""},
    {"2026-11-01 opened | 2026-11-02 buyer | 2026-11-03 seller | 2026-11-03 undo",
     "2026-11-04T23:59:59Z", ""},
};

START_TEST(test_clocks_of_messages)
{
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(Claim) claim = history_claim(words[i].script);
        check_clock(words[i].script, "buyer", claim->buyer_due, words[i].buyer);
        check_clock(words[i].script, "support", claim->support_due, words[i].support);
    }
}
END_TEST

/* What settlements took is summed up; what is said by hand is the whole sum. */
START_TEST(test_debits_add_up)
{
    static const struct {
        const char *script;
        gint64 by_hand; /* in the entry of 3 November */
        gint64 debited;
    } rows[] = {
        {"2026-11-01 opened | 2026-11-02 granted | 2026-11-04 debited:4000 | "
         "2026-11-05 debited:210",
         -1, 4210},
        {"2026-11-01 opened | 2026-11-02 granted | 2026-11-05 debited:210 | "
         "2026-11-04 debited:4000", /* in whatever order the files came */
         -1, 4210},
        {"2026-11-01 opened | 2026-11-02 debited:4000 | 2026-11-03 granted", 1, 1},
        {"2026-11-01 opened | 2026-11-03 granted | 2026-11-04 debited:4000 | "
         "2026-11-05 debited:210",
         4300, 4210}, /* the settlements know better than what was expected */
        {"2026-11-01 opened | 2026-11-02 debited:4000 | 2026-11-03 granted | "
         "2026-11-05 debited:210",
         0, 210},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) events = history(rows[i].script);
        for (guint k = 0; k < events->len; k++) {
            ClaimEvent *event = events->pdata[k];
            if (rows[i].by_hand < 0 || event->at != test_time("2026-11-03"))
                continue;
            event->fields |= FIELD_DEBITED;
            event->debited.minor = rows[i].by_hand;
        }
        g_autoptr(Claim) claim = history_fold(events, G_MAXINT64);
        ck_assert_msg(claim->debited.minor == rows[i].debited, "%s: %d", rows[i].script,
                      (int)claim->debited.minor);
    }
}
END_TEST

START_TEST(test_money_apart_from_counting)
{
    g_autoptr(GPtrArray) events = history("2026-11-01 opened | 2026-11-02 granted | 2026-11-03 "
                                          "debited:4210 | 2026-11-04 appeal-sent");
    ClaimEvent *opening = events->pdata[0];
    opening->fields |= FIELD_AMOUNT;
    opening->amount = (Money){.minor = 4210, .currency = "USD"};
    g_autoptr(Claim) taken = history_fold(events, G_MAXINT64);
    ck_assert_int_eq(taken->debited.minor, 4210);
    ck_assert_str_eq(taken->debited.currency, "USD");

    /* the money comes back, the defect stays */
    ClaimEvent *upheld = history_event(events, "2026-11-05 upheld");
    upheld->id = 5;
    upheld->fields |= FIELD_DEBITED;
    upheld->debited.minor = 0;
    g_ptr_array_add(events, upheld);
    g_autoptr(Claim) back = history_fold(events, G_MAXINT64);
    ck_assert_int_eq(back->debited.minor, 0);
    ck_assert_int_eq(back->outcome, OUTCOME_GRANTED_SELLER);
    ck_assert_int_eq(back->appeal, APPEAL_LOST);
}
END_TEST

START_TEST(test_edits_change_what_they_name)
{
    g_autoptr(GPtrArray) events = history("2026-11-01 opened | 2026-11-02 note");
    ClaimEvent *opening = events->pdata[0], *edit = events->pdata[1];
    opening->fields |= FIELD_REASON | FIELD_TRACKING | FIELD_CARRIER;
    opening->reason = REASON_NOT_RECEIVED;
    opening->tracking = g_strdup("EE473124829JP");
    opening->carrier = g_strdup("japan-post");
    edit->kind = EVENT_EDITED;
    edit->fields |= FIELD_CARRIER | FIELD_ORDERED | FIELD_TRACKING;
    edit->carrier = g_strdup("usps");
    edit->ordered = test_day("2026-10-01");
    edit->tracking = g_strdup("");
    g_autoptr(Claim) claim = history_fold(events, G_MAXINT64);
    ck_assert_int_eq(claim->reason, REASON_NOT_RECEIVED);
    ck_assert_str_eq(claim->carrier, "usps");
    ck_assert_ptr_null(claim->tracking);
    ck_assert_int_eq(claim->ordered, test_day("2026-10-01"));
}
END_TEST

/* ---- Told without a path ---- */

static const struct {
    const char *script;
    Stage stage;
    Outcome outcome;
    Appeal appeal;
} stated[] = {
    {"2026-11-01 stated:opened", STAGE_OPENED, OUTCOME_UNDECIDED, APPEAL_NONE},
    {"2026-11-01 opened | 2026-11-02 stated:held", STAGE_HELD, OUTCOME_UNDECIDED, APPEAL_NONE},
    {"2026-11-01 opened | 2026-11-02 stated:withdrawn", STAGE_WITHDRAWN, OUTCOME_WITHDRAWN,
     APPEAL_NONE},
    {"2026-11-01 opened | 2026-11-02 stated:denied/denied", STAGE_DENIED, OUTCOME_DENIED,
     APPEAL_NONE},
    {"2026-11-01 opened | 2026-11-02 stated:granted", STAGE_GRANTED, OUTCOME_GRANTED_SELLER,
     APPEAL_NONE},
    {"2026-11-01 opened | 2026-11-02 stated:granted/granted-amazon", STAGE_GRANTED,
     OUTCOME_GRANTED_AMAZON, APPEAL_NONE},
    {"2026-11-01 stated:appeal-sent", STAGE_APPEAL_SENT, OUTCOME_GRANTED_SELLER, APPEAL_SENT},
    {"2026-11-01 stated:appeal-sent/withdrawn", STAGE_APPEAL_SENT, OUTCOME_WITHDRAWN, APPEAL_SENT},
    {"2026-11-01 stated:upheld", STAGE_UPHELD, OUTCOME_GRANTED_SELLER, APPEAL_LOST},
    {"2026-11-01 stated:cleared", STAGE_CLEARED, OUTCOME_WITHDRAWN, APPEAL_NONE},
    {"2026-11-01 stated:cleared/reversed", STAGE_CLEARED, OUTCOME_REVERSED, APPEAL_WON},
    {"2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04 "
     "stated:cleared/reversed",
     STAGE_CLEARED, OUTCOME_REVERSED, APPEAL_WON},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 stated:granted/granted-seller",
     STAGE_GRANTED, OUTCOME_GRANTED_SELLER, APPEAL_NONE},
    {"2026-11-01 opened | 2026-11-02 denied | 2026-11-03 stated:opened", STAGE_OPENED,
     OUTCOME_UNDECIDED, APPEAL_NONE},
};

START_TEST(test_stated_stands_by_itself)
{
    for (gsize i = 0; i < G_N_ELEMENTS(stated); i++) {
        g_autoptr(Claim) claim = history_claim(stated[i].script);
        ck_assert_msg(claim->stage == stated[i].stage && claim->outcome == stated[i].outcome &&
                          claim->appeal == stated[i].appeal,
                      "%s: %s, %s, %s", stated[i].script, stage_word(claim->stage),
                      outcome_word(claim->outcome), appeal_word(claim->appeal));
    }
}
END_TEST

/* ---- Undo and redo ---- */

static const struct {
    const char *script;
    const char *stage; /* "": no claim */
    gint64 undo, redo; /* the next targets */
} chains[] = {
    {"2026-11-01 opened", "opened", 1, 0},
    {"2026-11-01 opened | 2026-11-02 withdrawn", "withdrawn", 2, 0},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 undo", "opened", 1, 3},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 undo | 2026-11-03 redo", "withdrawn", 2,
     0},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 undo | 2026-11-03 undo", "", 0, 4},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 undo | 2026-11-03 undo | 2026-11-03 "
     "redo",
     "opened", 1, 3},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 undo | 2026-11-03 undo | 2026-11-03 "
     "redo | 2026-11-03 redo",
     "withdrawn", 2, 0},
    /* undo what was redone, and back */
    {"2026-11-01 opened | 2026-11-02 held | 2026-11-03 undo | 2026-11-03 redo | 2026-11-03 undo",
     "opened", 1, 5},
    {"2026-11-01 opened | 2026-11-02 held | 2026-11-03 undo | 2026-11-03 redo | 2026-11-03 undo | "
     "2026-11-03 redo",
     "held", 2, 0},
    /* a new entry ends what could be redone, for good */
    {"2026-11-01 opened | 2026-11-02 held | 2026-11-03 undo | 2026-11-03 note", "opened", 4, 0},
    {"2026-11-01 opened | 2026-11-02 held | 2026-11-03 undo | 2026-11-03 note | 2026-11-03 undo",
     "opened", 1, 5},
    {"2026-11-01 opened | 2026-11-02 held | 2026-11-03 undo | 2026-11-03 note | 2026-11-03 undo | "
     "2026-11-03 redo",
     "opened", 4, 0},
    /* the latest entry made is undone, not the latest that happened */
    {"2026-11-01 opened | 2026-11-05 withdrawn | 2026-11-02 held | 2026-11-06 undo", "withdrawn", 2,
     4},
    /* opened anew after all was undone */
    {"2026-11-01 opened | 2026-11-02 undo | 2026-11-03 opened", "opened", 3, 0},
};

START_TEST(test_undo_and_redo)
{
    for (gsize i = 0; i < G_N_ELEMENTS(chains); i++) {
        g_autoptr(GPtrArray) events = history(chains[i].script);
        g_autoptr(Claim) claim = history_fold(events, G_MAXINT64);
        const char *stage = claim != NULL ? stage_word(claim->stage) : "";
        ck_assert_msg(strcmp(stage, chains[i].stage) == 0, "%s: %s", chains[i].script, stage);
        ck_assert_msg(claim_undo_target(events) == chains[i].undo, "%s: undo", chains[i].script);
        ck_assert_msg(claim_redo_target(events) == chains[i].redo, "%s: redo", chains[i].script);
    }
}
END_TEST

START_TEST(test_undone_at_every_as_of)
{
    g_autoptr(GPtrArray) events =
        history("2026-11-01 opened | 2026-11-05 withdrawn | 2026-11-20 undo");
    g_autoptr(Claim) then = history_fold(events, test_time("2026-11-10"));
    ck_assert_int_eq(then->stage, STAGE_OPENED);
    g_autoptr(GPtrArray) live = claim_live_events(events);
    ck_assert_int_eq((int)live->len, 1);
}
END_TEST

/* ---- The past ---- */

START_TEST(test_as_of_to_the_second)
{
    g_autoptr(GPtrArray) events = history("2026-11-01T10:00Z opened | 2026-11-05T10:00Z withdrawn");
    ck_assert_ptr_null(history_fold(events, test_time("2026-11-01T09:59:59Z")));
    g_autoptr(Claim) opened = history_fold(events, test_time("2026-11-01T10:00Z"));
    ck_assert_int_eq(opened->stage, STAGE_OPENED);
    g_autoptr(Claim) before = history_fold(events, test_time("2026-11-05T09:59:59Z"));
    ck_assert_int_eq(before->stage, STAGE_OPENED);
    g_autoptr(Claim) at = history_fold(events, test_time("2026-11-05T10:00Z"));
    ck_assert_int_eq(at->stage, STAGE_WITHDRAWN);

    ck_assert_ptr_null(claim_span_at(at, test_time("2026-11-01T09:59:59Z")));
    ck_assert_int_eq(claim_span_at(at, test_time("2026-11-05T09:59:59Z"))->stage, STAGE_OPENED);
    ck_assert_int_eq(claim_span_at(at, test_time("2026-11-05T10:00Z"))->stage, STAGE_WITHDRAWN);
}
END_TEST

START_TEST(test_day_alone_stands_after_that_day)
{
    g_autoptr(GPtrArray) events = history("2026-11-01T10:00Z opened | 2026-11-01T12:00Z note");
    When day = {.at = test_time("2026-11-01"), .day_only = TRUE};
    ck_assert_int_eq(claim_place(events, day), test_time("2026-11-01T12:00Z"));
    day.at = test_time("2026-11-02");
    ck_assert_int_eq(claim_place(events, day), test_time("2026-11-02"));
    When exact = {.at = test_time("2026-11-01T11:00Z")};
    ck_assert_int_eq(claim_place(events, exact), exact.at);
    /* what was undone holds no place */
    history_add(events, "2026-11-01T13:00Z undo");
    day.at = test_time("2026-11-01");
    ck_assert_int_eq(claim_place(events, day), test_time("2026-11-01T10:00Z"));

    g_autoptr(Claim) claim = history_claim("2026-11-01 opened | 2026-11-01 held | 2026-11-01 "
                                           "withdrawn");
    ck_assert_int_eq(claim->stage, STAGE_WITHDRAWN);
    ck_assert(claim->opened_day_only);
}
END_TEST

/* ---- What is refused ---- */

static const struct {
    const char *script, *words;
} refused[] = {
    {"2026-11-01 opened | 2026-11-02 opened", "already a claim"},
    {"2026-11-02T10:00Z opened | 2026-11-01 withdrawn", "not been opened yet"},
    {"2026-11-02T10:00Z opened | 2026-11-02T09:59Z asked", "not been opened yet"},
    {"2026-11-01 withdrawn", "its opening cannot be removed"},
    {"2026-11-01 note", "its opening cannot be removed"},
    {"2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 granted",
     "a withdrawn claim cannot become granted, only: appeal-sent, cleared"},
    /* the new entry is legal where it stands, but a later one then is not: that one is named */
    {"2026-11-01 opened | 2026-11-05 withdrawn | 2026-11-03 granted",
     "this conflicts with the entry \"withdrawn\" of 2026-11-05 (give a later time, or undo that "
     "entry first): a granted claim cannot become withdrawn"},
};

START_TEST(test_refused_histories)
{
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(GPtrArray) events = history(refused[i].script);
        Claim *claim = NULL;
        GError *error = NULL;
        ck_assert_msg(!claim_fold(1, events, G_MAXINT64, &claim, &error), "%s", refused[i].script);
        ck_assert_ptr_null(claim);
        ck_assert_error(error, AZDESK_ERROR_REFUSED, refused[i].words);
    }
}
END_TEST

START_TEST(test_refused_entry_leaves_the_claim)
{
    const char *script = "2026-11-01 opened | 2026-11-02 withdrawn";
    g_autoptr(GPtrArray) events = history(script);
    g_autoptr(Claim) claim = history_claim(script);
    g_autoptr(Claim) same = history_claim(script);
    g_autoptr(ClaimEvent) event = history_event(events, "2026-11-03 granted");
    GError *error = NULL;
    ck_assert(!claim_apply(claim, event, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "cannot become granted");
    ck_assert(claim_equal(claim, same));
}
END_TEST

START_TEST(test_nothing_is_no_claim)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    ck_assert_ptr_null(history_fold(none, G_MAXINT64));
    ck_assert_int_eq(claim_undo_target(none), 0);
    ck_assert_int_eq(claim_redo_target(none), 0);
}
END_TEST

/* What was said may be older than the claim: the buyer writes first. */
START_TEST(test_messages_before_the_opening)
{
    g_autoptr(GPtrArray) events = history("2026-11-03T10:00Z opened | 2026-11-01 note");
    g_autoptr(Claim) claim = history_fold(events, G_MAXINT64);
    ck_assert_int_eq(claim->opened_at, test_time("2026-11-03T10:00Z"));
    ck_assert_ptr_null(history_fold(events, test_time("2026-11-02")));
}
END_TEST

START_TEST(test_copies_are_whole)
{
    g_autoptr(GPtrArray) events = history("2026-11-01 opened");
    ClaimEvent *opening = events->pdata[0];
    opening->text = g_strdup("a");
    opening->word = g_strdup("b");
    opening->lang = g_strdup("ja");
    opening->other = g_strdup("c");
    opening->tracking = g_strdup("d");
    opening->fields |= FIELD_TRACKING;
    g_autoptr(ClaimEvent) copy = claim_event_copy(opening);
    ck_assert_str_eq(copy->text, "a");
    ck_assert_str_eq(copy->word, "b");
    ck_assert_str_eq(copy->lang, "ja");
    ck_assert_str_eq(copy->other, "c");
    ck_assert_ptr_ne(copy->tracking, opening->tracking);
    g_autoptr(GPtrArray) copies = g_ptr_array_new();
    g_ptr_array_add(copies, copy);
    g_autoptr(Claim) a = history_fold(events, G_MAXINT64);
    g_autoptr(Claim) b = history_fold(copies, G_MAXINT64);
    ck_assert(claim_equal(a, b));
    g_free(b->tracking);
    b->tracking = NULL;
    ck_assert(!claim_equal(a, b));
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_clocks)                                                                                 \
    X(test_appeal_window_ends_by_itself)                                                           \
    X(test_other_clocks_stay_overdue)                                                              \
    X(test_story_of_a_withdrawn_claim)                                                             \
    X(test_parcel_follows)                                                                         \
    X(test_hold_prolonged)                                                                         \
    X(test_clocks_of_messages)                                                                     \
    X(test_debits_add_up)                                                                          \
    X(test_money_apart_from_counting)                                                              \
    X(test_edits_change_what_they_name)                                                            \
    X(test_stated_stands_by_itself)                                                                \
    X(test_undo_and_redo)                                                                          \
    X(test_undone_at_every_as_of)                                                                  \
    X(test_as_of_to_the_second)                                                                    \
    X(test_day_alone_stands_after_that_day)                                                        \
    X(test_refused_histories)                                                                      \
    X(test_refused_entry_leaves_the_claim)                                                         \
    X(test_nothing_is_no_claim)                                                                    \
    X(test_messages_before_the_opening)                                                            \
    X(test_copies_are_whole)

SUITE_MAIN("core/claim_fold", TESTS)
