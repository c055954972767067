/* SPDX-License-Identifier: MIT */
/* Packs say what the rows say, whatever has changed them; and where one is damaged, the rows do. */
#include "store_test.h"

#define SHA      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define FIRST_ID G_GINT64_CONSTANT(11100000000000001)
#define N_ORDERS 12
#define STEPS    400

static OrderId order_number(guint n)
{
    return FIRST_ID + n;
}

static void assert_same_defect(const OrderDefect *a, const OrderDefect *b)
{
    ck_assert_int_eq(a->at, b->at);
    ck_assert_int_eq(a->removed_at, b->removed_at);
    ck_assert_int_eq(a->fraud, b->fraud);
}

static void assert_same_case(const DeskCase *a, const DeskCase *b)
{
    ck_assert_int_eq(a->order, b->order);
    ck_assert_int_eq(a->imported, b->imported);
    ck_assert_int_eq(a->market, b->market);
    ck_assert_int_eq(a->channel, b->channel);
    ck_assert_int_eq(a->day, b->day);
    assert_same_defect(&a->feedback, &b->feedback);
    assert_same_defect(&a->chargeback, &b->chargeback);
    ck_assert_int_eq(a->claim != NULL, b->claim != NULL);
    ck_assert(!a->claim || claim_equal(a->claim, b->claim));
}

static Desk *load_desk(Store *store)
{
    GError *error = NULL;
    Desk *desk = store_load_desk(store, &error);
    ck_assert_no_error(error);
    return desk;
}

/* The desk as a whole comes from the packs, a single case from the rows. */
static void assert_packs_follow(Store *store)
{
    GError *error = NULL;
    g_autoptr(Desk) desk = load_desk(store);
    for (guint n = 0; n < N_ORDERS; n++) {
        DeskCase *item = NULL;
        ck_assert(store_load_case(store, order_number(n), &item, &error));
        const DeskCase *packed = desk_find(desk, order_number(n));
        ck_assert_int_eq(item != NULL, packed != NULL);
        if (item)
            assert_same_case(item, packed);
        desk_case_free(item);
    }
}

static guint findings_count(Store *store)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) findings = store_check(store, &error);
    ck_assert_no_error(error);
    return findings->len;
}

/* ---- What may happen; a refusal is as good as a change ---- */

static void step_open(const Cases *cases, GRand *rand, OrderId order)
{
    CaseOpening opening = OPENING_ON(TODAY - g_rand_int_range(rand, 0, 90));
    opening.market = g_rand_int_range(rand, 0, 3);
    opening.channel = g_rand_int_range(rand, -1, 2);
    opening.reason = (Reason)g_rand_int_range(rand, 0, N_REASONS);
    if (g_rand_boolean(rand)) {
        opening.amount = (Money){.minor = g_rand_int_range(rand, 0, 100000), .currency = "JPY"};
        opening.carrier = "カンガルー便";
    }
    g_autoptr(GError) error = NULL;
    if (!case_open(cases, order, &opening, &error))
        ck_assert_ptr_nonnull(error);
}

static void step_move(const Cases *cases, GRand *rand, OrderId order)
{
    CaseMove move = {.stage = (Stage)g_rand_int_range(rand, 0, N_STAGES),
                     .at = ON_DAY(TODAY - g_rand_int_range(rand, 0, 20)),
                     .granted = OUTCOME_GRANTED_AMAZON,
                     .debited = {.minor = g_rand_boolean(rand) ? 1999 : MONEY_NONE}};
    g_autoptr(GError) error = NULL;
    if (!case_move(cases, order, &move, &error))
        ck_assert_ptr_nonnull(error);
}

static void step_check(const Cases *cases, GRand *rand, OrderId order)
{
    g_autoptr(GError) error = NULL;
    if (!case_check(cases, order, g_rand_boolean(rand), ON_DAY(TODAY), &error))
        ck_assert_ptr_nonnull(error);
}

static void step_undo(const Cases *cases, GRand *rand, OrderId order)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ClaimEvent) event = NULL;
    if (!(g_rand_boolean(rand) ? case_undo : case_redo)(cases, order, &event, &error))
        ck_assert_ptr_nonnull(error);
}

static void step_defect(const Cases *cases, GRand *rand, OrderId order)
{
    CaseDefect defect = {.chargeback = g_rand_boolean(rand),
                         .at = ON_DAY(TODAY - 10),
                         .removed = g_rand_boolean(rand) ? ON_DAY(TODAY - 1) : (When){0},
                         .fraud = g_rand_boolean(rand),
                         .ordered = TODAY - 40,
                         .channel = -1};
    g_autoptr(GError) error = NULL;
    if (!case_defect(cases, order, &defect, NULL, &error))
        ck_assert_ptr_nonnull(error);
}

static void step_import(const Cases *cases, GRand *rand, OrderId order)
{
    GError *error = NULL;
    StoreImport *import =
        store_import_begin(cases->store, cases->settings, NOW, "f", "orders", FALSE, &error);
    ck_assert_no_error(error);
    for (OrderId id = order; id < order + 4; id++) {
        OrderRecord record = {.id = id,
                              .updated = g_rand_int_range(rand, 1, 1000),
                              .day = TODAY - g_rand_int_range(rand, 0, 80),
                              .market = (guint8)g_rand_int_range(rand, 1, 3),
                              .channel = (guint8)g_rand_int_range(rand, 0, 2),
                              .status = (guint8)g_rand_int_range(rand, 0, 4)};
        ck_assert(store_import_order(import, &record, &error));
    }
    CaseDefect defect = {.at = ON_DAY(TODAY - 9), .ordered = TODAY - 30, .channel = -1};
    g_autoptr(GError) refusal = NULL;
    if (!store_import_defect(import, order, &defect, &refusal))
        ck_assert_ptr_nonnull(refusal);
    ImportCounts counts = {0};
    ck_assert(store_import_commit(import, "UTF-8", SHA, 1, &counts, &error));
    ck_assert_no_error(error);
}

static void step_import_undo(const Cases *cases, GRand *rand, OrderId order)
{
    g_autoptr(GError) error = NULL;
    if (!store_import_undo(cases->store, NOW, NULL, &error))
        ck_assert_ptr_nonnull(error);
}

START_TEST(packs_follow_every_change)
{
    static void (*const steps[])(const Cases *, GRand *, OrderId) = {
        step_open, step_move,   step_move,   step_move,        step_check,
        step_undo, step_defect, step_import, step_import_undo,
    };
    g_autoptr(Store) store = memory_desk();
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(GRand) rand = g_rand_new_with_seed(20261123);
    for (int i = 0; i < STEPS; i++) {
        OrderId order = order_number((guint)g_rand_int_range(rand, 0, N_ORDERS));
        gsize step = (gsize)g_rand_int_range(rand, 0, G_N_ELEMENTS(steps));
        steps[step](CASES(store, settings), rand, order);
        assert_packs_follow(store);
    }
    ck_assert_uint_eq(findings_count(store), 0);
    g_autoptr(Desk) desk = load_desk(store);
    ck_assert_uint_gt(desk->cases->len, 0);
}
END_TEST

/* Ways in which a pack may be another than its rows, and what gives it away. */
static const char *const damages[] = {
    "DELETE FROM case_pack WHERE order_id = (SELECT max(order_id) FROM case_pack)",
    "UPDATE case_pack SET body = x'' WHERE order_id = (SELECT min(order_id) FROM case_pack)",
    "UPDATE case_pack SET body = x'000000000200'",
    "UPDATE case_pack SET body = substr(body, 1, length(body) - 1)",
    "UPDATE case_pack SET body = CAST(body || x'00' AS BLOB)",
    "UPDATE case_pack SET body = CAST(substr(body, 1, 20) || x'ff' || substr(body, 22) AS BLOB)",
    "UPDATE case_pack SET body = (SELECT p.body FROM case_pack p ORDER BY p.order_id LIMIT 1)",
    "INSERT INTO case_pack (order_id, body) VALUES (5, x'0102030405')",
};

START_TEST(damaged_packs_are_passed_over_told_and_mended)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autoptr(Store) store = open_desk(path, STORE_WRITE);
    g_autoptr(Settings) settings = settings_new();
    for (guint n = 0; n < N_ORDERS; n++) {
        CaseOpening opening = OPENING_ON(TODAY - 10 - (Day)n);
        ck_assert(case_open(CASES(store, settings), order_number(n), &opening, &error));
    }
    ck_assert_int_eq(raw_exec(path, damages[_i]), SQLITE_OK);
    ck_assert_uint_eq(findings_count(store), 1);
    if (_i > 0) /* one that is missing altogether is for the doctor to find */
        assert_packs_follow(store);
    guint changed = 0;
    ck_assert(store_rebuild(store, &changed, &error));
    ck_assert_no_error(error);
    ck_assert_uint_gt(changed, 0);
    ck_assert_uint_eq(findings_count(store), 0);
    assert_packs_follow(store);
}
END_TEST

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    Suite *suite = suite_create("store packs");
    TCase *tcase = tcase_create("store packs");
    tcase_add_test(tcase, packs_follow_every_change);
    tcase_add_loop_test(tcase, damaged_packs_are_passed_over_told_and_mended, 0,
                        G_N_ELEMENTS(damages));
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
