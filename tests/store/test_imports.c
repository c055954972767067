/* SPDX-License-Identifier: MIT */
/* Files' records into the desk: counted exactly, the same in any order, taken back exactly. */
#include "store_test.h"

#include "imports-private.h"

#define SHA      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define FIRST_ID G_GINT64_CONSTANT(11100000000000001)

typedef struct {
    TempDir *dir;
    char *path;
    Store *store;
    Settings *settings;
    Cases cases;
} Bench;

static void bench_clear(Bench *bench)
{
    store_close(bench->store);
    settings_free(bench->settings);
    g_free(bench->path);
    temp_dir_remove(bench->dir);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bench, bench_clear)

static void bench_init(Bench *bench)
{
    bench->dir = temp_dir();
    bench->path = g_build_filename(bench->dir, "desk.db", NULL);
    bench->store = open_desk(bench->path, STORE_WRITE);
    bench->settings = settings_new();
    bench->cases = *CASES(bench->store, bench->settings);
}

static StoreImport *begin_import(const Bench *bench, const char *kind, gboolean dry_run)
{
    GError *error = NULL;
    StoreImport *import = store_import_begin(bench->store, bench->settings, NOW,
                                             "/some/folder/file.txt", kind, dry_run, &error);
    ck_assert_no_error(error);
    return import;
}

static ImportCounts end_import(StoreImport *import)
{
    GError *error = NULL;
    ImportCounts counts = {.rows = 7, .skipped = 2, .rejected = 1};
    ck_assert(store_import_commit(import, "UTF-8", SHA, 1234, &counts, &error));
    ck_assert_no_error(error);
    return counts;
}

static ImportCounts import_records(const Bench *bench, const OrderRecord *records, gsize n)
{
    GError *error = NULL;
    StoreImport *import = begin_import(bench, "orders", FALSE);
    for (gsize i = 0; i < n; i++)
        ck_assert(store_import_order(import, &records[i], &error));
    return end_import(import);
}

static void undo_import(const Bench *bench)
{
    GError *error = NULL;
    ck_assert(store_import_undo(bench->store, NOW, NULL, &error));
    ck_assert_no_error(error);
}

static void assert_sound(const Bench *bench)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) findings = store_check(bench->store, &error);
    ck_assert_no_error(error);
    ck_assert_msg(findings->len == 0, "%s", findings->len ? (char *)findings->pdata[0] : "");
}

#define ORDERS                                                                                     \
    "SELECT id, market, channel, day, status, updated, '' FROM orders UNION ALL"                   \
    " SELECT market, channel, day, orders, seen, '', 'd' FROM order_day ORDER BY 7, 1, 2, 3, 4"

/* All that the figures come from, and whose it is. */
static char *desk_text(const Bench *bench)
{
    static const char *const tables[] = {
        "SELECT * FROM orders ORDER BY id",
        "SELECT * FROM order_day",
        ("SELECT key, order_id, kind, at, removed_at, fraud, rating, ordered, market, channel,"
         " import FROM defect ORDER BY key"),
        "SELECT * FROM report ORDER BY id",
        "SELECT * FROM metric ORDER BY id",
        "SELECT * FROM claim ORDER BY order_id",
        "SELECT * FROM claim_span",
        "SELECT order_id, hex(body) FROM case_pack ORDER BY order_id",
        "SELECT * FROM order_before",
        "SELECT * FROM defect_before",
    };
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree char *rows = raw_query(bench->path, tables[i]);
        g_string_append_printf(text, "[%u]\n%s", (guint)i, rows);
    }
    return g_string_free(text, FALSE);
}

/* ---- Orders ---- */

START_TEST(orders_are_counted_by_order)
{
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    const OrderRecord first[] = {
        {.id = 11, .updated = 5, .day = 100, .market = 1, .status = ORDER_PLACED},
        {.id = 12, .updated = 5, .day = 100, .market = 1, .status = ORDER_PENDING},
        {.id = 11, .updated = 4, .day = 100, .market = 1, .status = ORDER_PENDING},
        {.id = 11, .updated = 5, .day = 100, .market = 1, .status = ORDER_PLACED},
    };
    ImportCounts counts = import_records(&bench, first, G_N_ELEMENTS(first));
    ck_assert_uint_eq(counts.added, 2);
    ck_assert_uint_eq(counts.updated, 0);
    ck_assert_uint_eq(counts.unchanged, 0);
    counts = import_records(&bench, first, G_N_ELEMENTS(first));
    ck_assert_uint_eq(counts.added, 0);
    ck_assert_uint_eq(counts.updated, 0);
    ck_assert_uint_eq(counts.unchanged, 2);
    const OrderRecord newer[] = {
        {.id = 12, .updated = 9, .day = 100, .market = 1, .status = ORDER_PLACED},
        {.id = 11, .updated = 3, .day = 100, .market = 1, .status = ORDER_CANCELLED},
        {.id = 5, .updated = 3, .day = 101, .market = 1, .status = ORDER_PLACED},
    };
    counts = import_records(&bench, newer, G_N_ELEMENTS(newer));
    ck_assert_uint_eq(counts.added, 1);
    ck_assert_uint_eq(counts.updated, 1);
    ck_assert_uint_eq(counts.unchanged, 1);
    g_autofree char *text = raw_query(bench.path, ORDERS);
    ck_assert_str_eq(text, "5|1|0|101|3|3|\n11|1|0|100|3|5|\n12|1|0|100|3|9|\n"
                           "1|0|100|2|2||d\n1|0|101|1|1||d\n");
    assert_sound(&bench);
}
END_TEST

#define POOL    60
#define RECORDS 400
#define PARTS   7

static OrderRecord random_record(GRand *rand)
{
    return (OrderRecord){.id = FIRST_ID + g_rand_int_range(rand, 0, POOL),
                         .updated = g_rand_int_range(rand, 0, 12),
                         .day = g_rand_int_range(rand, -3, 4),
                         .market = (guint8)g_rand_int_range(rand, 1, 3),
                         .channel = (guint8)g_rand_int_range(rand, 0, 2),
                         .status = (guint8)g_rand_int_range(rand, 0, 4)};
}

/* The rule, said another way: the greatest of the records as a tuple. */
static int compare_tuples(const OrderRecord *a, const OrderRecord *b)
{
    const gint64 x[] = {a->updated, a->status, a->day, a->channel, a->market};
    const gint64 y[] = {b->updated, b->status, b->day, b->channel, b->market};
    for (gsize i = 0; i < G_N_ELEMENTS(x); i++) {
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    }
    return 0;
}

static char *plain_orders(const OrderRecord *records, gsize n)
{
    GString *text = g_string_new(NULL);
    for (OrderId id = FIRST_ID; id < FIRST_ID + POOL; id++) {
        const OrderRecord *best = NULL;
        for (gsize i = 0; i < n; i++) {
            if (records[i].id == id && (!best || compare_tuples(&records[i], best) > 0))
                best = &records[i];
        }
        if (best)
            g_string_append_printf(text, "%" G_GINT64_FORMAT "|%d|%d|%d|%d|%" G_GINT64_FORMAT "\n",
                                   id, best->market, best->channel, best->day, best->status,
                                   best->updated);
    }
    return g_string_free(text, FALSE);
}

static guint distinct(const OrderRecord *records, gsize n)
{
    g_autoptr(GHashTable) ids = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (gsize i = 0; i < n; i++)
        g_hash_table_add(ids, (gpointer)&records[i].id);
    return g_hash_table_size(ids);
}

START_TEST(any_split_in_any_order_gives_the_same_desk)
{
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)_i + 1);
    OrderRecord records[RECORDS], parts[PARTS][RECORDS];
    gsize sizes[PARTS] = {0};
    for (gsize i = 0; i < RECORDS; i++) {
        records[i] = random_record(rand);
        int part = g_rand_int_range(rand, 0, PARTS);
        parts[part][sizes[part]++] = records[i];
    }
    guint64 added = 0;
    for (int part = 0; part < PARTS; part++) {
        ImportCounts counts = import_records(&bench, parts[part], sizes[part]);
        ck_assert_uint_eq(counts.added + counts.updated + counts.unchanged,
                          distinct(parts[part], sizes[part]));
        added += counts.added;
    }
    ck_assert_uint_eq(added, distinct(records, RECORDS));
    g_autofree char *expected = plain_orders(records, RECORDS);
    g_autofree char *got = raw_query(
        bench.path, "SELECT id, market, channel, day, status, updated FROM orders ORDER BY id");
    ck_assert_str_eq(got, expected);
    assert_sound(&bench);
    for (int part = 0; part < PARTS; part++) {
        ImportCounts counts = import_records(&bench, parts[part], sizes[part]);
        ck_assert_uint_eq(counts.added + counts.updated, 0);
    }
}
END_TEST

/* More than one run holds: what overflows is merged with what does not. */
typedef struct {
    GHashTable *best; /* id to OrderRecord */
    OrderId last;
    guint n;
} WalkCheck;

static gboolean check_walked(const OrderRecord *record, gpointer data, GError **error)
{
    WalkCheck *check = data;
    const OrderRecord *best = g_hash_table_lookup(check->best, &record->id);
    ck_assert_int_gt(record->id, check->last);
    ck_assert(compare_tuples(record, best) == 0);
    check->last = record->id;
    check->n++;
    return TRUE;
}

START_TEST(many_runs_are_merged)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);
    g_autoptr(GHashTable) best = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    WalkCheck check = {.best = best};
    OrderRuns *runs = order_runs_new(dir);
    for (guint i = 0; i < 2 * ORDER_RUN + 1000; i++) {
        OrderRecord record = random_record(rand);
        record.id = 1 + g_rand_int(rand) % ORDER_RUN;
        record.id *= G_GINT64_CONSTANT(190000000001); /* all digits of the key are in use */
        OrderRecord *known = g_hash_table_lookup(best, &record.id);
        ck_assert(order_runs_add(runs, &record, &error));
        if (known && compare_tuples(&record, known) <= 0)
            continue;
        OrderRecord *copy = g_memdup2(&record, sizeof record);
        g_hash_table_replace(best, &copy->id, copy);
    }
    ck_assert(order_runs_walk(runs, check_walked, &check, &error));
    ck_assert_no_error(error);
    ck_assert_uint_eq(check.n, g_hash_table_size(best));
    order_runs_free(runs);
    g_autoptr(GDir) left = g_dir_open(dir, 0, NULL);
    ck_assert_ptr_null(g_dir_read_name(left));
}
END_TEST

/* ---- Reports ---- */

START_TEST(a_report_comes_once)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    Report report = {.market = 1,
                     .window_from = 100,
                     .window_to = 159,
                     .latest_to = 174,
                     .orders = 600,
                     .defects = 7,
                     .claims = 6,
                     .feedback = 1,
                     .chargebacks = -1,
                     .rate = 0.0116,
                     .status = (char *)"BAD"};
    Metric metric = {.market = 1,
                     .kind = METRIC_CANCELLATION,
                     .from = 100,
                     .to = 106,
                     .orders = 9,
                     .count = -1,
                     .rate = 0.01};
    for (int round = 0; round < 2; round++) {
        StoreImport *import = begin_import(&bench, "performance", FALSE);
        ck_assert(store_import_report(import, &report, &error));
        ck_assert(store_import_metric(import, &metric, &error));
        ImportCounts counts = end_import(import);
        ck_assert_uint_eq(counts.added, round == 0);
        ck_assert_uint_eq(counts.unchanged, round == 1);
    }
    g_autoptr(Desk) desk = store_load_desk(bench.store, &error);
    ck_assert_uint_eq(desk->reports->len, 1);
    const Report *loaded = desk->reports->pdata[0];
    ck_assert_int_eq(loaded->latest_to, 174);
    ck_assert_int_eq(loaded->defects, 7);
    ck_assert_int_eq(loaded->chargebacks, -1);
    ck_assert_str_eq(loaded->status, "BAD");
    ck_assert(loaded->rate > 0.01159 && loaded->rate < 0.01161);
    ck_assert_uint_eq(desk->metrics->len, 1);
    ck_assert_int_eq(g_array_index(desk->metrics, Metric, 0).kind, METRIC_CANCELLATION);
    ck_assert_int_eq(g_array_index(desk->metrics, Metric, 0).count, -1);
}
END_TEST

/* ---- Nothing is left behind ---- */

static void put_everything(StoreImport *import, GRand *rand)
{
    GError *error = NULL;
    OrderId id = FIRST_ID + g_rand_int_range(rand, 0, POOL);
    Report report = {.market = 1,
                     .window_from = 100,
                     .window_to = 160,
                     .latest_to = DAY_NONE,
                     .orders = g_rand_int_range(rand, 0, 5),
                     .defects = -1,
                     .claims = -1,
                     .feedback = -1,
                     .chargebacks = -1,
                     .rate = 0.5};
    CaseDefect defect = {.chargeback = g_rand_boolean(rand),
                         .at = ON_DAY(TODAY - g_rand_int_range(rand, 0, 9)),
                         .fraud = g_rand_boolean(rand),
                         .ordered = TODAY - 30,
                         .channel = -1};
    CaseStatement claim = {.opening = OPENING_ON(TODAY - g_rand_int_range(rand, 5, 20)),
                           .has_stage = g_rand_boolean(rand),
                           .stage = (Stage)g_rand_int_range(rand, 0, N_STAGES),
                           .note = g_rand_boolean(rand) ? "a note" : NULL};
    for (int i = 0; i < 30; i++) {
        OrderRecord record = random_record(rand);
        record.day = TODAY - 40 + record.day;
        ck_assert(store_import_order(import, &record, &error));
    }
    ck_assert(store_import_report(import, &report, &error));
    ck_assert(store_import_defect(import, id, &defect, &error));
    g_autoptr(GError) refusal = NULL;
    if (store_import_claim(import, id, &claim, &refusal) &&
        !store_import_check(import, id, g_rand_boolean(rand), EXACT(NOW - HOUR), &error))
        ck_assert_no_error(error);
}

START_TEST(a_dry_run_counts_and_leaves_nothing)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    StoreImport *import = begin_import(&bench, "orders", TRUE);
    put_everything(import, rand);
    ck_assert_uint_gt(end_import(import).added, 0);
    ck_assert(!g_file_test(bench.path, G_FILE_TEST_EXISTS));
    import = begin_import(&bench, "orders", FALSE);
    put_everything(import, rand);
    end_import(import);
    g_autofree char *before = desk_text(&bench);
    import = begin_import(&bench, "orders", TRUE);
    put_everything(import, rand);
    end_import(import);
    g_autofree char *after = desk_text(&bench);
    ck_assert_str_eq(before, after);
    g_autoptr(GPtrArray) lines = store_imports(bench.store, &error);
    ck_assert_uint_eq(lines->len, 1);
    CaseOpening opening = OPENING_ON(TODAY - 3); /* the next change is a real one again */
    ck_assert(case_open(&bench.cases, FIRST_ID + 500, &opening, &error));
    g_autofree char *real = desk_text(&bench);
    ck_assert_str_ne(before, real);
}
END_TEST

START_TEST(an_import_given_up_leaves_nothing)
{
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    g_autoptr(GRand) rand = g_rand_new_with_seed(4);
    StoreImport *import = begin_import(&bench, "orders", FALSE);
    put_everything(import, rand);
    end_import(import);
    g_autofree char *before = desk_text(&bench);
    import = begin_import(&bench, "orders", FALSE);
    put_everything(import, rand);
    store_import_abort(import);
    store_import_abort(NULL);
    g_autofree char *after = desk_text(&bench);
    ck_assert_str_eq(before, after);
    assert_sound(&bench);
}
END_TEST

START_TEST(while_orders_are_gathered_others_may_write)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    g_autoptr(GRand) rand = g_rand_new_with_seed(4);
    import_records(&bench, NULL, 0);
    g_autoptr(Store) other = open_desk(bench.path, STORE_WRITE);
    StoreImport *import = begin_import(&bench, "orders", FALSE);
    OrderRecord record = random_record(rand);
    ck_assert(store_import_order(import, &record, &error));
    CaseOpening opening = OPENING_ON(TODAY - 3);
    ck_assert(case_open(CASES(other, bench.settings), FIRST_ID, &opening, &error));
    ck_assert_no_error(error);
    ck_assert_uint_eq(end_import(import).added, 1);
}
END_TEST

/* ---- Taken back ---- */

START_TEST(undo_restores_exactly)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)_i + 100);
    char *snapshots[6];
    for (gsize i = 0; i < G_N_ELEMENTS(snapshots); i++) {
        if (i == 3) { /* work by hand in between, on an order of no file */
            CaseOpening opening = OPENING_ON(TODAY - 3);
            ck_assert(case_open(&bench.cases, FIRST_ID + 900, &opening, &error));
        }
        StoreImport *import = begin_import(&bench, "orders", FALSE);
        if (i > 0 || import_ensure(import, &error))
            snapshots[i] = desk_text(&bench);
        put_everything(import, rand);
        put_everything(import, rand);
        end_import(import);
    }
    for (gsize i = G_N_ELEMENTS(snapshots); i > 3; i--) {
        undo_import(&bench);
        assert_sound(&bench);
        g_autofree char *now = desk_text(&bench);
        ck_assert_str_eq(now, snapshots[i - 1]);
    }
    ck_assert(case_undo(&bench.cases, FIRST_ID + 900, NULL, &error));
    for (gsize i = 3; i > 0; i--) {
        undo_import(&bench);
        g_autofree char *now = desk_text(&bench);
        ck_assert_str_eq(now, snapshots[i - 1]);
    }
    ck_assert(!store_import_undo(bench.store, NOW, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "no import to undo");
    for (gsize i = 0; i < G_N_ELEMENTS(snapshots); i++)
        g_free(snapshots[i]);
}
END_TEST

START_TEST(undo_is_refused_where_work_builds_on_it)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    StoreImport *import = begin_import(&bench, "claims", FALSE);
    CaseStatement claim = {.opening = OPENING_ON(TODAY - 9)};
    ck_assert(store_import_claim(import, FIRST_ID, &claim, &error));
    ck_assert(store_import_claim(import, FIRST_ID + 1, &claim, &error));
    end_import(import);
    CaseMove move = {
        .stage = STAGE_HELD, .at = ON_DAY(TODAY - 2), .debited = {.minor = MONEY_NONE}};
    ck_assert(case_move(&bench.cases, FIRST_ID + 1, &move, &error));
    g_autofree char *before = desk_text(&bench);
    ck_assert(!store_import_undo(bench.store, NOW, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "111-0000000-0000002 has entries that depend on");
    g_autofree char *after = desk_text(&bench);
    ck_assert_str_eq(before, after);
    ck_assert(case_undo(&bench.cases, FIRST_ID + 1, NULL, &error));
    undo_import(&bench);
    g_autoptr(Desk) desk = store_load_desk(bench.store, &error);
    ck_assert_uint_eq(desk->cases->len, 0);
    import = begin_import(&bench, "claims", FALSE); /* and the file may come again */
    ck_assert(store_import_claim(import, FIRST_ID, &claim, &error));
    ck_assert_uint_eq(end_import(import).added, 1);
}
END_TEST

START_TEST(undo_leaves_a_defect_that_was_changed_by_hand)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseDefect defect = {.at = ON_DAY(TODAY - 5), .ordered = TODAY - 30, .channel = -1};
    StoreImport *import = begin_import(&bench, "feedback", FALSE);
    ck_assert(store_import_defect(import, FIRST_ID, &defect, &error));
    ck_assert(store_import_defect(import, FIRST_ID + 1, &defect, &error));
    end_import(import);
    CaseDefect removed = {.removed = ON_DAY(TODAY - 1), .ordered = DAY_NONE, .channel = -1};
    ck_assert(case_defect(&bench.cases, FIRST_ID, &removed, NULL, &error));
    undo_import(&bench);
    g_autofree char *left = raw_query(bench.path, "SELECT order_id, removed_at > 0 FROM defect");
    ck_assert_str_eq(left, "11100000000000001|1\n");
    assert_sound(&bench);
}
END_TEST

START_TEST(the_ledger_tells_what_was_done)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    const OrderRecord record = {.id = 5, .updated = 1, .day = 9, .market = 1, .status = 3};
    import_records(&bench, &record, 1);
    import_records(&bench, &record, 1);
    ImportLine *undone = NULL;
    ck_assert(store_import_undo(bench.store, NOW + 5, &undone, &error));
    ck_assert_int_eq(undone->id, 2);
    import_line_free(undone);
    g_autoptr(GPtrArray) lines = store_imports(bench.store, &error);
    ck_assert_uint_eq(lines->len, 2);
    const ImportLine *newest = lines->pdata[0], *first = lines->pdata[1];
    ck_assert_int_eq(newest->undone_at, NOW + 5);
    ck_assert_uint_eq(newest->counts.unchanged, 1);
    ck_assert_int_eq(first->undone_at, 0);
    ck_assert_uint_eq(first->counts.added, 1);
    ck_assert_uint_eq(first->counts.rows, 7);
    ck_assert_uint_eq(first->counts.skipped, 2);
    ck_assert_uint_eq(first->counts.rejected, 1);
    ck_assert_str_eq(first->name, "file.txt");
    ck_assert_str_eq(first->sha256, SHA);
    ck_assert_int_eq(first->bytes, 1234);
    ck_assert_int_eq(first->at, NOW);
}
END_TEST

/* Feedback of the same order in several files: whatever comes first, the same stands. */
START_TEST(defects_are_the_same_in_any_order_of_files)
{
    GError *error = NULL;
    static const struct {
        int day, rating, removed;
        gboolean fraud;
    } told[] = {{7, 1, 0, FALSE}, {7, 2, 3, FALSE}, {9, 2, 0, TRUE}, {4, 1, 2, FALSE}};
    static const int orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 0, 3, 2},
                                    {2, 3, 0, 1}, {2, 0, 1, 3}, {1, 3, 0, 2}};
    g_autofree char *first = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(orders); i++) {
        g_auto(Bench) bench = {0};
        bench_init(&bench);
        for (gsize j = 0; j < G_N_ELEMENTS(told); j++) {
            int n = orders[i][j];
            CaseDefect defect = {.at = ON_DAY(TODAY - told[n].day),
                                 .rating = told[n].rating,
                                 .fraud = told[n].fraud,
                                 .ordered = TODAY - 30,
                                 .channel = -1};
            if (told[n].removed)
                defect.removed = ON_DAY(TODAY - told[n].removed);
            StoreImport *import = begin_import(&bench, "feedback", FALSE);
            ck_assert(store_import_defect(import, FIRST_ID, &defect, &error));
            end_import(import);
        }
        g_autofree char *row =
            raw_query(bench.path, "SELECT at, removed_at, fraud, rating FROM defect");
        if (!first)
            first = g_strdup(row);
        ck_assert_str_eq(row, first);
    }
}
END_TEST

int main(void)
{
    Suite *suite = store_suite("store imports");
    TCase *tcase = tcase_create("imports");
    tcase_add_test(tcase, orders_are_counted_by_order);
    tcase_add_loop_test(tcase, any_split_in_any_order_gives_the_same_desk, 0, 6);
    tcase_add_test(tcase, many_runs_are_merged);
    tcase_add_test(tcase, a_report_comes_once);
    tcase_add_test(tcase, a_dry_run_counts_and_leaves_nothing);
    tcase_add_test(tcase, an_import_given_up_leaves_nothing);
    tcase_add_test(tcase, while_orders_are_gathered_others_may_write);
    tcase_add_loop_test(tcase, undo_restores_exactly, 0, 4);
    tcase_add_test(tcase, undo_is_refused_where_work_builds_on_it);
    tcase_add_test(tcase, undo_leaves_a_defect_that_was_changed_by_hand);
    tcase_add_test(tcase, the_ledger_tells_what_was_done);
    tcase_add_test(tcase, defects_are_the_same_in_any_order_of_files);
    return run_suite(suite, tcase);
}
