/* SPDX-License-Identifier: MIT */
/* What files state about cases: news become entries, all else changes nothing, and what was done by
 * hand stands. */
#include "store_test.h"

#define ORDER G_GINT64_CONSTANT(11122334456677889)

typedef struct {
    Store *store;
    Settings *settings;
    Cases cases;
} Bench;

static void bench_clear(Bench *bench)
{
    store_close(bench->store);
    settings_free(bench->settings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bench, bench_clear)

static void bench_init(Bench *bench)
{
    bench->store = memory_desk();
    bench->settings = settings_new();
    bench->cases = *CASES(bench->store, bench->settings);
}

static StoreImport *begin_import(const Bench *bench, const char *kind)
{
    GError *error = NULL;
    StoreImport *import =
        store_import_begin(bench->store, bench->settings, NOW, "f", kind, FALSE, &error);
    ck_assert_no_error(error);
    return import;
}

static ImportCounts end_import(StoreImport *import)
{
    GError *error = NULL;
    ImportCounts counts = {0};
    ck_assert(store_import_commit(import, "UTF-8", NULL, 0, &counts, &error));
    ck_assert_no_error(error);
    return counts;
}

static CaseStatement statement(Stage stage, When at)
{
    return (CaseStatement){
        .opening = OPENING_ON(TODAY - 20), .has_stage = TRUE, .stage = stage, .stage_at = at};
}

static CaseChange state_claim(const Bench *bench, const CaseStatement *told)
{
    GError *error = NULL;
    StoreImport *import = begin_import(bench, "claims");
    ck_assert(store_import_claim(import, ORDER, told, &error));
    ck_assert_no_error(error);
    ImportCounts counts = end_import(import);
    ck_assert_uint_eq(counts.added + counts.updated + counts.unchanged, 1);
    return counts.added ? CASE_ADDED : counts.updated ? CASE_UPDATED : CASE_UNCHANGED;
}

static Claim *load_claim(const Bench *bench)
{
    GError *error = NULL;
    DeskCase *item = NULL;
    ck_assert(store_load_case(bench->store, ORDER, &item, &error));
    ck_assert_no_error(error);
    Claim *claim = item ? g_steal_pointer(&item->claim) : NULL;
    desk_case_free(item);
    return claim;
}

static void move_by_hand(const Bench *bench, Stage stage, When at)
{
    GError *error = NULL;
    CaseMove move = {.stage = stage, .at = at, .debited = {.minor = MONEY_NONE}};
    ck_assert(case_move(&bench->cases, ORDER, &move, &error));
    ck_assert_no_error(error);
}

/* ---- Stage and outcome ---- */

typedef struct {
    Stage stage;
    Outcome told, taken;
    Appeal appeal;
    Day hold, clock_appeal, answer, verify; /* after TODAY - 10; 0: does not run */
} StageTrial;

static const StageTrial stages[] = {
    {STAGE_OPENED, OUTCOME_UNDECIDED, OUTCOME_UNDECIDED, APPEAL_NONE, 0, 0, 0, 0},
    {STAGE_HELD, OUTCOME_UNDECIDED, OUTCOME_UNDECIDED, APPEAL_NONE, 15, 0, 0, 0},
    {STAGE_WITHDRAWN, OUTCOME_UNDECIDED, OUTCOME_WITHDRAWN, APPEAL_NONE, 0, 0, 0, 0},
    {STAGE_DENIED, OUTCOME_DENIED, OUTCOME_DENIED, APPEAL_NONE, 0, 0, 0, 0},
    {STAGE_GRANTED, OUTCOME_UNDECIDED, OUTCOME_GRANTED_SELLER, APPEAL_NONE, 0, 30, 0, 0},
    {STAGE_GRANTED, OUTCOME_GRANTED_AMAZON, OUTCOME_GRANTED_AMAZON, APPEAL_NONE, 0, 0, 0, 0},
    {STAGE_GRANTED, OUTCOME_GRANTED_RETURNING, OUTCOME_GRANTED_RETURNING, APPEAL_NONE, 0, 0, 0, 0},
    {STAGE_REFUNDED, OUTCOME_UNDECIDED, OUTCOME_REFUNDED, APPEAL_NONE, 0, 30, 0, 0},
    {STAGE_CANCELLED, OUTCOME_UNDECIDED, OUTCOME_CANCELLED, APPEAL_NONE, 0, 30, 0, 0},
    {STAGE_APPEAL_SENT, OUTCOME_UNDECIDED, OUTCOME_GRANTED_SELLER, APPEAL_SENT, 0, 0, 2, 0},
    {STAGE_APPEAL_SENT, OUTCOME_WITHDRAWN, OUTCOME_WITHDRAWN, APPEAL_SENT, 0, 0, 2, 0},
    {STAGE_UPHELD, OUTCOME_UNDECIDED, OUTCOME_GRANTED_SELLER, APPEAL_LOST, 0, 0, 0, 0},
    {STAGE_CLEARED, OUTCOME_UNDECIDED, OUTCOME_WITHDRAWN, APPEAL_NONE, 0, 0, 0, 7},
    {STAGE_CLEARED, OUTCOME_REVERSED, OUTCOME_REVERSED, APPEAL_WON, 0, 0, 0, 7},
};

static gint64 end_of(Day after)
{
    return after == 0 ? 0 : day_end(TODAY - 10 + after);
}

START_TEST(a_stage_is_taken_without_a_path)
{
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    const StageTrial *trial = &stages[_i];
    CaseStatement told = statement(trial->stage, ON_DAY(TODAY - 10));
    told.outcome = trial->told;
    ck_assert_int_eq(state_claim(&bench, &told), CASE_ADDED);
    g_autoptr(Claim) claim = load_claim(&bench);
    ck_assert_int_eq(claim->stage, trial->stage);
    ck_assert_int_eq(claim->outcome, trial->taken);
    ck_assert_int_eq(claim->appeal, trial->appeal);
    ck_assert_int_eq(claim->hold_due, end_of(trial->hold));
    ck_assert_int_eq(claim->appeal_due, end_of(trial->clock_appeal));
    ck_assert_int_eq(claim->answer_due, end_of(trial->answer));
    ck_assert_int_eq(claim->verify_due, end_of(trial->verify));
    ck_assert_int_eq(claim->opened_at, day_start(TODAY - 20));
    ck_assert_int_eq(state_claim(&bench, &told), CASE_UNCHANGED);
}
END_TEST

static const struct {
    Stage stage;
    Outcome outcome;
} contradictions[] = {
    {STAGE_OPENED, OUTCOME_DENIED},     {STAGE_WITHDRAWN, OUTCOME_GRANTED_SELLER},
    {STAGE_GRANTED, OUTCOME_DENIED},    {STAGE_DENIED, OUTCOME_WITHDRAWN},
    {STAGE_REFUNDED, OUTCOME_REVERSED},
};

START_TEST(an_outcome_that_contradicts_its_stage_is_a_bad_row)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseStatement told = statement(contradictions[_i].stage, ON_DAY(TODAY - 10));
    told.outcome = contradictions[_i].outcome;
    StoreImport *import = begin_import(&bench, "claims");
    ck_assert(!store_import_claim(import, ORDER, &told, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "does not fit");
    end_import(import);
    g_autoptr(Claim) claim = load_claim(&bench);
    ck_assert_ptr_null(claim);
}
END_TEST

START_TEST(a_refused_row_leaves_the_import_going)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseStatement good = statement(STAGE_HELD, ON_DAY(TODAY - 10)), bad = good;
    bad.opening.ordered = TODAY - 10; /* opened before */
    StoreImport *import = begin_import(&bench, "claims");
    ck_assert(!store_import_claim(import, ORDER + 1, &bad, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "earlier than its order");
    ck_assert(store_import_claim(import, ORDER, &good, &error));
    bad = statement(STAGE_HELD, ON_DAY(TODAY - 30)); /* a stage before its opening */
    ck_assert(!store_import_claim(import, ORDER + 2, &bad, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "not been opened yet");
    ImportCounts counts = end_import(import);
    ck_assert_uint_eq(counts.added, 1);
    g_autoptr(Desk) desk = store_load_desk(bench.store, &error);
    ck_assert_uint_eq(desk->cases->len, 1);
}
END_TEST

/* ---- Again and again ---- */

START_TEST(what_was_done_by_hand_since_stands)
{
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseStatement told = statement(STAGE_GRANTED, ON_DAY(TODAY - 10));
    ck_assert_int_eq(state_claim(&bench, &told), CASE_ADDED);
    move_by_hand(&bench, STAGE_APPEAL_SENT, ON_DAY(TODAY - 5));
    ck_assert_int_eq(state_claim(&bench, &told), CASE_UNCHANGED);
    told.stage_at = (When){0}; /* nor where the sheet has no day for it */
    ck_assert_int_eq(state_claim(&bench, &told), CASE_UNCHANGED);
    g_autoptr(Claim) claim = load_claim(&bench);
    ck_assert_int_eq(claim->stage, STAGE_APPEAL_SENT);
}
END_TEST

START_TEST(a_sheet_that_goes_on_is_followed)
{
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    static const Stage path[] = {STAGE_OPENED, STAGE_HELD, STAGE_GRANTED, STAGE_APPEAL_SENT,
                                 STAGE_CLEARED};
    for (gsize i = 0; i < G_N_ELEMENTS(path); i++) {
        CaseStatement told = statement(path[i], (When){0});
        told.outcome = path[i] == STAGE_CLEARED ? OUTCOME_REVERSED : OUTCOME_UNDECIDED;
        ck_assert_int_eq(state_claim(&bench, &told), i == 0 ? CASE_ADDED : CASE_UPDATED);
        ck_assert_int_eq(state_claim(&bench, &told), CASE_UNCHANGED);
        g_autoptr(Claim) claim = load_claim(&bench);
        ck_assert_int_eq(claim->stage, path[i]);
    }
}
END_TEST

START_TEST(facts_follow_the_sheet_but_not_over_ones_own)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseStatement told = {.opening = OPENING_ON(TODAY - 20)};
    told.opening.amount = (Money){.minor = 1000, .currency = "USD"};
    ck_assert_int_eq(state_claim(&bench, &told), CASE_ADDED);
    told.opening.amount.minor = 1200;
    told.opening.tracking = "EE473124829JP";
    told.opening.reason = REASON_DAMAGED;
    ck_assert_int_eq(state_claim(&bench, &told), CASE_UPDATED);
    ck_assert_int_eq(state_claim(&bench, &told), CASE_UNCHANGED);
    ClaimEvent own = {.fields = FIELD_AMOUNT, .amount = {.minor = 1500, .currency = "USD"}};
    ck_assert(case_edit(&bench.cases, ORDER, &own, &error));
    ck_assert_int_eq(state_claim(&bench, &told), CASE_UNCHANGED);
    g_autoptr(Claim) claim = load_claim(&bench);
    ck_assert_int_eq(claim->amount.minor, 1500);
    ck_assert_int_eq(claim->reason, REASON_DAMAGED);
    ck_assert_str_eq(claim->carrier, "japan-post");
    told.opening.amount.minor = 1700; /* the file says something new */
    ck_assert_int_eq(state_claim(&bench, &told), CASE_UPDATED);
    g_autoptr(Claim) newer = load_claim(&bench);
    ck_assert_int_eq(newer->amount.minor, 1700);
}
END_TEST

START_TEST(a_note_comes_once)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseStatement told = {.opening = OPENING_ON(TODAY - 20), .note = "from the sheet"};
    ck_assert_int_eq(state_claim(&bench, &told), CASE_ADDED);
    ck_assert_int_eq(state_claim(&bench, &told), CASE_UNCHANGED);
    ck_assert(case_undo(&bench.cases, ORDER, NULL, &error)); /* taken back, it is news again */
    ck_assert_int_eq(state_claim(&bench, &told), CASE_UPDATED);
}
END_TEST

/* ---- Amazon's page ---- */

static CaseChange check_page(const Bench *bench, gboolean counts, When at)
{
    GError *error = NULL;
    StoreImport *import = begin_import(bench, "defects");
    ck_assert(store_import_check(import, ORDER, counts, at, &error));
    ck_assert_no_error(error);
    ImportCounts result = end_import(import);
    return result.updated ? CASE_UPDATED : CASE_UNCHANGED;
}

START_TEST(the_page_is_news_where_it_changes_or_is_looked_at_again)
{
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseStatement told = statement(STAGE_WITHDRAWN, ON_DAY(TODAY - 10));
    state_claim(&bench, &told);
    ck_assert_int_eq(check_page(&bench, TRUE, ON_DAY(TODAY - 5)), CASE_UPDATED);
    ck_assert_int_eq(check_page(&bench, TRUE, ON_DAY(TODAY - 5)), CASE_UNCHANGED);
    ck_assert_int_eq(check_page(&bench, TRUE, ON_DAY(TODAY - 4)), CASE_UNCHANGED);
    ck_assert_int_eq(check_page(&bench, FALSE, ON_DAY(TODAY - 3)), CASE_UPDATED);
    ck_assert_int_eq(check_page(&bench, FALSE, ON_DAY(TODAY - 3)), CASE_UNCHANGED);
    ck_assert_int_eq(check_page(&bench, FALSE, ON_DAY(TODAY - 2)), CASE_UPDATED);
    ck_assert_int_eq(check_page(&bench, FALSE, EXACT(NOW - 5)), CASE_UPDATED);
    ck_assert_int_eq(check_page(&bench, FALSE, EXACT(NOW - 5)), CASE_UNCHANGED);
}
END_TEST

START_TEST(the_page_needs_something_to_count)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    StoreImport *import = begin_import(&bench, "defects");
    ck_assert(!store_import_check(import, ORDER, TRUE, (When){0}, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "has no defect that Amazon could count");
    CaseDefect defect = {.at = ON_DAY(TODAY - 3), .ordered = TODAY - 9, .channel = -1};
    ck_assert(store_import_defect(import, ORDER, &defect, &error));
    ck_assert(store_import_check(import, ORDER, TRUE, (When){0}, &error));
    ck_assert_no_error(error);
    end_import(import);
}
END_TEST

/* ---- Settlements ---- */

static void import_order(const Bench *bench, OrderId order, Day day)
{
    GError *error = NULL;
    OrderRecord record = {
        .id = order, .updated = 1, .day = day, .market = 1, .status = ORDER_PLACED};
    StoreImport *import = begin_import(bench, "orders");
    ck_assert(store_import_order(import, &record, &error));
    end_import(import);
}

START_TEST(a_debit_opens_what_is_missing)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    Money debited = {.minor = 4210, .currency = "USD"};
    import_order(&bench, ORDER, TODAY - 40);
    for (int round = 0; round < 2; round++) {
        StoreImport *import = begin_import(&bench, "settlement");
        ck_assert(store_import_debit(import, ORDER, debited, EXACT(NOW - 9 * HOUR), 1, &error));
        ck_assert_no_error(error);
        ImportCounts counts = end_import(import);
        ck_assert_uint_eq(counts.added, round == 0);
        ck_assert_uint_eq(counts.unchanged, round == 1);
    }
    g_autoptr(Claim) claim = load_claim(&bench);
    ck_assert_int_eq(claim->stage, STAGE_GRANTED);
    ck_assert_int_eq(claim->outcome, OUTCOME_GRANTED_SELLER);
    ck_assert_int_eq(claim->debited.minor, 4210);
    ck_assert_str_eq(claim->debited.currency, "USD");
    ck_assert_int_eq(claim->appeal_due, NOW - 9 * HOUR + 30 * DAY_SECONDS);
}
END_TEST

START_TEST(a_debit_joins_what_is_there)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseStatement told = statement(STAGE_GRANTED, ON_DAY(TODAY - 10));
    state_claim(&bench, &told);
    StoreImport *import = begin_import(&bench, "settlement");
    Money debited = {.minor = 99, .currency = "USD"};
    ck_assert(store_import_debit(import, ORDER, debited, ON_DAY(TODAY - 8), 1, &error));
    ck_assert(!store_import_debit(import, ORDER + 1, debited, ON_DAY(TODAY - 8), 1, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "was never imported");
    ImportCounts counts = end_import(import);
    ck_assert_uint_eq(counts.updated, 1);
    g_autoptr(Claim) claim = load_claim(&bench);
    ck_assert_int_eq(claim->debited.minor, 99);
    ck_assert_int_eq(claim->stage_at, day_start(TODAY - 10));
}
END_TEST

int main(void)
{
    Suite *suite = store_suite("store state");
    TCase *tcase = tcase_create("state");
    tcase_add_loop_test(tcase, a_stage_is_taken_without_a_path, 0, G_N_ELEMENTS(stages));
    tcase_add_loop_test(tcase, an_outcome_that_contradicts_its_stage_is_a_bad_row, 0,
                        G_N_ELEMENTS(contradictions));
    tcase_add_test(tcase, a_refused_row_leaves_the_import_going);
    tcase_add_test(tcase, what_was_done_by_hand_since_stands);
    tcase_add_test(tcase, a_sheet_that_goes_on_is_followed);
    tcase_add_test(tcase, facts_follow_the_sheet_but_not_over_ones_own);
    tcase_add_test(tcase, a_note_comes_once);
    tcase_add_test(tcase, the_page_is_news_where_it_changes_or_is_looked_at_again);
    tcase_add_test(tcase, the_page_needs_something_to_count);
    tcase_add_test(tcase, a_debit_opens_what_is_missing);
    tcase_add_test(tcase, a_debit_joins_what_is_there);
    return run_suite(suite, tcase);
}
