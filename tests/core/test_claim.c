/* SPDX-License-Identifier: MIT */
/* Words, labels and moves: the tables, held against a plain list and against the schema. */
#include "history.h"

#include <string.h>

#include "azdesk/core/error.h"
#include "suite.h"

/* ---- Words ---- */

typedef struct {
    const char *column;
    int n;
    const char *(*word)(int index);
} WordTable;

#define WORDS(name, type, function)                                                                \
    static const char *name(int index)                                                             \
    {                                                                                              \
        return function((type)index);                                                              \
    }
WORDS(nth_stage, Stage, stage_word)
WORDS(nth_outcome, Outcome, outcome_word)
WORDS(nth_appeal, Appeal, appeal_word)
WORDS(nth_parcel, ParcelState, parcel_word)
WORDS(nth_counts, AmazonCounts, amazon_counts_word)
WORDS(nth_reason, Reason, reason_word)
WORDS(nth_event, EventKind, event_word)

static const WordTable tables[] = {
    {"stage", N_STAGES, nth_stage},
    {"outcome", N_OUTCOMES, nth_outcome},
    {"appeal", N_APPEALS, nth_appeal},
    {"parcel", N_PARCEL_STATES, nth_parcel},
    {"amazon_counts", N_AMAZON_COUNTS, nth_counts},
    {"reason", N_REASONS, nth_reason},
    {"kind", N_EVENTS, nth_event},
};

/* The list of words in "<column> IN ('a', 'b', ...)" of the schema, blanks folded. */
static char *schema_words(const char *column)
{
    g_autofree char *schema = NULL;
    ck_assert(g_file_get_contents(SCHEMA_SQL, &schema, NULL, NULL));
    g_autofree char *pattern = g_strdup_printf("CHECK \\(%s IN \\(([^)]*)\\)", column);
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    ck_assert_msg(g_regex_match(regex, schema, 0, &match), "no CHECK for %s", column);
    g_autofree char *list = g_match_info_fetch(match, 1);
    g_autoptr(GRegex) blanks = g_regex_new("\\s+", 0, 0, NULL);
    return g_regex_replace_literal(blanks, g_strstrip(list), -1, 0, " ", 0, NULL);
}

START_TEST(test_schema_has_the_words)
{
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        GString *words = g_string_new(NULL);
        for (int n = 0; n < tables[i].n; n++)
            g_string_append_printf(words, "%s'%s'", n > 0 ? ", " : "", tables[i].word(n));
        g_autofree char *expected = g_string_free(words, FALSE);
        g_autofree char *found = schema_words(tables[i].column);
        ck_assert_str_eq(found, expected);
    }
}
END_TEST

START_TEST(test_words_read_back)
{
    for (int n = 0; n < N_STAGES; n++) {
        Stage stage = N_STAGES;
        ck_assert(stage_parse(stage_word((Stage)n), &stage, NULL));
        ck_assert_int_eq((int)stage, n);
        ck_assert_str_ne(stage_label(stage), "");
    }
    for (int n = 0; n < N_OUTCOMES; n++) {
        Outcome outcome = N_OUTCOMES;
        ck_assert(outcome_parse(outcome_word((Outcome)n), &outcome, NULL));
        ck_assert_int_eq((int)outcome, n);
        ck_assert_str_ne(outcome_label(outcome), "");
    }
    for (int n = 0; n < N_APPEALS; n++) {
        Appeal appeal = N_APPEALS;
        ck_assert(appeal_parse(appeal_word((Appeal)n), &appeal, NULL));
        ck_assert_int_eq((int)appeal, n);
        ck_assert_str_ne(appeal_label(appeal), "");
    }
    for (int n = 0; n < N_PARCEL_STATES; n++) {
        ParcelState parcel = N_PARCEL_STATES;
        ck_assert(parcel_parse(parcel_word((ParcelState)n), &parcel, NULL));
        ck_assert_int_eq((int)parcel, n);
        ck_assert_str_ne(parcel_label(parcel), "");
    }
    for (int n = 0; n < N_REASONS; n++) {
        Reason reason = N_REASONS;
        ck_assert(reason_parse(reason_word((Reason)n), &reason, NULL));
        ck_assert_int_eq((int)reason, n);
        ck_assert_str_ne(reason_label(reason), "");
    }
    for (int n = 0; n < N_EVENTS; n++) {
        EventKind kind = N_EVENTS;
        ck_assert(event_parse(event_word((EventKind)n), &kind, NULL));
        ck_assert_int_eq((int)kind, n);
    }
    for (int n = 0; n < N_AMAZON_COUNTS; n++) {
        AmazonCounts counts = N_AMAZON_COUNTS;
        ck_assert(amazon_counts_parse(amazon_counts_word((AmazonCounts)n), &counts, NULL));
        ck_assert_int_eq((int)counts, n);
        ck_assert_str_ne(amazon_counts_label(counts), "");
    }
}
END_TEST

START_TEST(test_unknown_words_name_the_known)
{
    Stage stage = STAGE_DENIED;
    Reason reason;
    GError *error = NULL;
    ck_assert(!stage_parse("won", &stage, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "\"won\"");
    ck_assert_int_eq(stage, STAGE_DENIED);
    ck_assert(!stage_parse("Opened", &stage, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "opened, held, withdrawn, denied");
    ck_assert(!reason_parse("", &reason, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "not-received, ");
}
END_TEST

/* ---- Moves ---- */

static const struct {
    const char *from, *to;
} legal[] = {
    {"opened", "held opened withdrawn denied granted refunded cancelled"},
    {"held", "held opened withdrawn denied granted refunded cancelled"},
    {"withdrawn", "appeal-sent cleared"},
    {"denied", "appeal-sent cleared"},
    {"granted", "appeal-sent"},
    {"refunded", "appeal-sent"},
    {"cancelled", "appeal-sent"},
    {"upheld", "appeal-sent"},
    {"appeal-sent", "cleared upheld appeal-sent"},
    {"cleared", "appeal-sent"},
};

static gboolean list_has(const char *list, const char *word)
{
    g_auto(GStrv) words = g_strsplit(list, " ", -1);
    return g_strv_contains((const char *const *)words, word);
}

START_TEST(test_every_move)
{
    int moves = 0;
    ck_assert_int_eq((int)G_N_ELEMENTS(legal), N_STAGES);
    for (gsize i = 0; i < G_N_ELEMENTS(legal); i++) {
        Stage from;
        ck_assert(stage_parse(legal[i].from, &from, NULL));
        for (int to = 0; to < N_STAGES; to++) {
            for (int outcome = 0; outcome < N_OUTCOMES; outcome++) {
                const char *word = stage_word((Stage)to);
                gboolean may = list_has(legal[i].to, word) ||
                               (to == STAGE_GRANTED && outcome == OUTCOME_DENIED);
                GError *error = NULL;
                gboolean did = claim_check_move(from, (Outcome)outcome, (Stage)to, &error);
                ck_assert_msg(did == may, "%s (%s) -> %s: %d", legal[i].from,
                              outcome_word((Outcome)outcome), word, did);
                if (!may)
                    ck_assert_error(error, AZDESK_ERROR_REFUSED, "only: ");
                moves++;
            }
        }
    }
    ck_assert_int_eq(moves, N_STAGES * N_STAGES * N_OUTCOMES);
}
END_TEST

/* A way to each stage (with each outcome that it can have), to try every move from there. */
static const char *const ways[] = {
    "2026-11-01 opened",
    "2026-11-01 opened | 2026-11-02 held",
    "2026-11-01 opened | 2026-11-02 withdrawn",
    "2026-11-01 opened | 2026-11-02 denied",
    "2026-11-01 opened | 2026-11-02 granted",
    "2026-11-01 opened | 2026-11-02 granted-amazon",
    "2026-11-01 opened | 2026-11-02 granted-returning",
    "2026-11-01 opened | 2026-11-02 refunded",
    "2026-11-01 opened | 2026-11-02 cancelled",
    "2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 appeal-sent",
    "2026-11-01 opened | 2026-11-02 denied | 2026-11-03 appeal-sent",
    "2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent",
    "2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04 asked",
    "2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04 upheld",
    "2026-11-01 opened | 2026-11-02 denied | 2026-11-03 appeal-sent | 2026-11-04 upheld",
    "2026-11-01 opened | 2026-11-02 granted | 2026-11-03 appeal-sent | 2026-11-04 cleared",
    "2026-11-01 opened | 2026-11-02 withdrawn | 2026-11-03 cleared",
    "2026-11-01 opened | 2026-11-02 denied | 2026-11-03 cleared",
    "2026-11-01 opened | 2026-11-02 denied | 2026-11-03 appeal-sent | 2026-11-04 cleared",
    "2026-11-01 opened | 2026-11-02 denied | 2026-11-03 granted",
    "2026-11-05 stated:upheld/granted-seller",
};

START_TEST(test_every_move_in_a_history)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autoptr(Claim) before = history_claim(ways[i]);
        for (int to = 0; to < N_STAGES; to++) {
            g_autoptr(GPtrArray) events = history(ways[i]);
            const char *word = to == STAGE_OPENED ? "reopened" : stage_word((Stage)to);
            g_autofree char *entry = g_strdup_printf("2026-11-10 %s", word);
            history_add(events, entry);
            g_autoptr(Claim) after = NULL;
            g_autoptr(GError) error = NULL;
            gboolean did = claim_fold(1, events, G_MAXINT64, &after, &error);
            gboolean may = (claim_legal_moves(before) & STAGE_BIT(to)) != 0;
            ck_assert_msg(did == may, "%s, then %s: %s", ways[i], entry,
                          error != NULL ? error->message : "taken");
            if (did)
                ck_assert_int_eq(after->stage, to);
            else
                ck_assert_ptr_null(after);
        }
    }
}
END_TEST

START_TEST(test_refusal_names_the_legal_moves)
{
    GError *error = NULL;
    ck_assert(!claim_check_move(STAGE_WITHDRAWN, OUTCOME_WITHDRAWN, STAGE_GRANTED, &error));
    ck_assert_str_eq(error->message,
                     "a withdrawn claim cannot become granted, only: appeal-sent, cleared");
    g_clear_error(&error);
    ck_assert(!claim_check_move(STAGE_UPHELD, OUTCOME_DENIED, STAGE_CLEARED, &error));
    ck_assert_str_eq(error->message,
                     "an upheld claim cannot become cleared, only: granted, appeal-sent");
    g_clear_error(&error);
    g_autoptr(Claim) claim = history_claim("2026-11-01 opened | 2026-11-02 denied");
    g_autofree char *words = claim_legal_words(claim);
    ck_assert_str_eq(words, "granted, appeal-sent, cleared");
}
END_TEST

/* stage, outcome, appeal, move -> outcome, appeal */
static const struct {
    Stage stage;
    Outcome outcome;
    Appeal appeal;
    Stage to;
    Outcome granted, outcome_after;
    Appeal appeal_after;
} afters[] = {
    {STAGE_OPENED, OUTCOME_UNDECIDED, APPEAL_NONE, STAGE_HELD, 0, OUTCOME_UNDECIDED, APPEAL_NONE},
    {STAGE_HELD, OUTCOME_UNDECIDED, APPEAL_NONE, STAGE_OPENED, 0, OUTCOME_UNDECIDED, APPEAL_NONE},
    {STAGE_HELD, OUTCOME_UNDECIDED, APPEAL_NONE, STAGE_WITHDRAWN, 0, OUTCOME_WITHDRAWN,
     APPEAL_NONE},
    {STAGE_OPENED, OUTCOME_UNDECIDED, APPEAL_NONE, STAGE_DENIED, 0, OUTCOME_DENIED, APPEAL_NONE},
    {STAGE_OPENED, OUTCOME_UNDECIDED, APPEAL_NONE, STAGE_GRANTED, OUTCOME_UNDECIDED,
     OUTCOME_GRANTED_SELLER, APPEAL_NONE},
    {STAGE_OPENED, OUTCOME_UNDECIDED, APPEAL_NONE, STAGE_GRANTED, OUTCOME_GRANTED_AMAZON,
     OUTCOME_GRANTED_AMAZON, APPEAL_NONE},
    {STAGE_OPENED, OUTCOME_UNDECIDED, APPEAL_NONE, STAGE_GRANTED, OUTCOME_GRANTED_RETURNING,
     OUTCOME_GRANTED_RETURNING, APPEAL_NONE},
    {STAGE_OPENED, OUTCOME_UNDECIDED, APPEAL_NONE, STAGE_REFUNDED, 0, OUTCOME_REFUNDED,
     APPEAL_NONE},
    {STAGE_OPENED, OUTCOME_UNDECIDED, APPEAL_NONE, STAGE_CANCELLED, 0, OUTCOME_CANCELLED,
     APPEAL_NONE},
    {STAGE_GRANTED, OUTCOME_GRANTED_SELLER, APPEAL_NONE, STAGE_APPEAL_SENT, 0,
     OUTCOME_GRANTED_SELLER, APPEAL_SENT},
    {STAGE_APPEAL_SENT, OUTCOME_GRANTED_SELLER, APPEAL_INFO_REQUESTED, STAGE_APPEAL_SENT, 0,
     OUTCOME_GRANTED_SELLER, APPEAL_SENT},
    {STAGE_APPEAL_SENT, OUTCOME_GRANTED_SELLER, APPEAL_SENT, STAGE_UPHELD, 0,
     OUTCOME_GRANTED_SELLER, APPEAL_LOST},
    {STAGE_APPEAL_SENT, OUTCOME_GRANTED_SELLER, APPEAL_SENT, STAGE_CLEARED, 0, OUTCOME_REVERSED,
     APPEAL_WON},
    {STAGE_APPEAL_SENT, OUTCOME_GRANTED_AMAZON, APPEAL_SENT, STAGE_CLEARED, 0, OUTCOME_REVERSED,
     APPEAL_WON},
    {STAGE_APPEAL_SENT, OUTCOME_GRANTED_RETURNING, APPEAL_SENT, STAGE_CLEARED, 0, OUTCOME_REVERSED,
     APPEAL_WON},
    {STAGE_APPEAL_SENT, OUTCOME_REFUNDED, APPEAL_SENT, STAGE_CLEARED, 0, OUTCOME_REVERSED,
     APPEAL_WON},
    {STAGE_APPEAL_SENT, OUTCOME_CANCELLED, APPEAL_INFO_REQUESTED, STAGE_CLEARED, 0,
     OUTCOME_REVERSED, APPEAL_WON},
    {STAGE_APPEAL_SENT, OUTCOME_WITHDRAWN, APPEAL_SENT, STAGE_CLEARED, 0, OUTCOME_WITHDRAWN,
     APPEAL_WON},
    {STAGE_APPEAL_SENT, OUTCOME_DENIED, APPEAL_SENT, STAGE_CLEARED, 0, OUTCOME_DENIED, APPEAL_WON},
    {STAGE_APPEAL_SENT, OUTCOME_REVERSED, APPEAL_SENT, STAGE_CLEARED, 0, OUTCOME_REVERSED,
     APPEAL_WON},
    {STAGE_WITHDRAWN, OUTCOME_WITHDRAWN, APPEAL_NONE, STAGE_CLEARED, 0, OUTCOME_WITHDRAWN,
     APPEAL_NONE},
    {STAGE_DENIED, OUTCOME_DENIED, APPEAL_NONE, STAGE_CLEARED, 0, OUTCOME_DENIED, APPEAL_NONE},
    {STAGE_CLEARED, OUTCOME_REVERSED, APPEAL_WON, STAGE_APPEAL_SENT, 0, OUTCOME_REVERSED,
     APPEAL_SENT},
    {STAGE_UPHELD, OUTCOME_DENIED, APPEAL_LOST, STAGE_GRANTED, OUTCOME_GRANTED_SELLER,
     OUTCOME_GRANTED_SELLER, APPEAL_NONE},
};

START_TEST(test_what_a_move_makes)
{
    for (gsize i = 0; i < G_N_ELEMENTS(afters); i++) {
        Outcome outcome = N_OUTCOMES;
        Appeal appeal = N_APPEALS;
        ck_assert(claim_check_move(afters[i].stage, afters[i].outcome, afters[i].to, NULL));
        claim_after(afters[i].stage, afters[i].outcome, afters[i].appeal, afters[i].to,
                    afters[i].granted, &outcome, &appeal);
        ck_assert_msg(outcome == afters[i].outcome_after && appeal == afters[i].appeal_after,
                      "row %d: %s, %s", (int)i, outcome_word(outcome), appeal_word(appeal));
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_schema_has_the_words)                                                                   \
    X(test_words_read_back)                                                                        \
    X(test_unknown_words_name_the_known)                                                           \
    X(test_every_move)                                                                             \
    X(test_every_move_in_a_history)                                                                \
    X(test_refusal_names_the_legal_moves)                                                          \
    X(test_what_a_move_makes)

SUITE_MAIN("core/claim", TESTS)
