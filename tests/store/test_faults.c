/* SPDX-License-Identifier: MIT */
/* A day's work on a disk that fails: every call of a kind in turn, once or from then on. Whatever
 * fails says so; whatever was acknowledged is there afterwards, and the desk is sound. */
#include "azdesk/report/import.h"

#include "fault_vfs.h"
#include "store_test.h"

#define ORDER  G_GINT64_CONSTANT(11100000000000001)
#define ORDERS 40 /* in the file that is imported */

/* Each step is a change that is acknowledged or not. */
#define STEPS(X)                                                                                   \
    X(OPEN, open_first)                                                                            \
    X(MOVE, move_it)                                                                               \
    X(NOTE, note_it)                                                                               \
    X(IMPORT, import_orders)                                                                       \
    X(OPEN_OTHER, open_other)                                                                      \
    X(EVIDENCE, add_evidence)                                                                      \
    X(UNDO, undo_other)
typedef enum {
#define X(symbol, function) STEP_##symbol,
    STEPS(X)
#undef X
        N_STEPS
} Step;

typedef struct {
    TempDir *dir;
    char *path, *orders;
    Settings *settings;
} Place;

static gboolean open_first(Store *store, const Place *place, GError **error)
{
    CaseOpening opening = OPENING_ON(TODAY - 3);
    return case_open(CASES(store, place->settings), ORDER, &opening, error);
}

static gboolean open_other(Store *store, const Place *place, GError **error)
{
    CaseOpening opening = OPENING_ON(TODAY - 2);
    return case_open(CASES(store, place->settings), ORDER + 1, &opening, error);
}

static gboolean move_it(Store *store, const Place *place, GError **error)
{
    CaseMove move = {.stage = STAGE_WITHDRAWN,
                     .at = ON_DAY(TODAY - 1),
                     .debited = {.minor = MONEY_NONE},
                     .note = "the buyer has it"};
    return case_move(CASES(store, place->settings), ORDER, &move, error);
}

static gboolean note_it(Store *store, const Place *place, GError **error)
{
    g_autofree char *text = g_strnfill(9000, 'n'); /* of several pages */
    return case_note(CASES(store, place->settings), ORDER, text, error);
}

static gboolean add_evidence(Store *store, const Place *place, GError **error)
{
    gint64 id;
    g_autofree char *body = g_strnfill(20000, 'e');
    g_autoptr(GBytes) bytes = g_bytes_new(body, 20000);
    return case_evidence_add(CASES(store, place->settings), ORDER, "Receipt", EVIDENCE_SHIPMENT,
                             "receipt.txt", bytes, &id, error);
}

static gboolean undo_other(Store *store, const Place *place, GError **error)
{
    ClaimEvent *event = NULL;
    gboolean done = case_undo(CASES(store, place->settings), ORDER + 1, &event, error);
    claim_event_free(event);
    return done;
}

static gboolean import_orders(Store *store, const Place *place, GError **error)
{
    const ImportOptions options = {.settings = place->settings, .now = NOW, .channel = -1};
    g_autoptr(ImportSummary) summary = import_file(store, place->orders, &options);
    if (summary->error)
        g_propagate_error(error, g_steal_pointer(&summary->error));
    return !error || !*error;
}

static gboolean (*const steps[])(Store *, const Place *, GError **) = {
#define X(symbol, function) [STEP_##symbol] = (function),
    STEPS(X)
#undef X
};

/* ---- The session ---- */

/* Names what it is about, in words, and is not SQLite's own idea of nothing being wrong. */
static void check_message(const GError *error, const char *what, guint n)
{
    ck_assert_msg(error != NULL, "%s, call %u: failed without a reason", what, n);
    ck_assert_msg(error->domain == AZDESK_ERROR, "%s, call %u: %s", what, n, error->message);
    ck_assert_msg(strlen(error->message) > 10 && !strstr(error->message, "not an error") &&
                      !strstr(error->message, "unknown error"),
                  "%s, call %u: %s", what, n, error->message);
}

/* Works on as a person would: what failed is seen, and the next thing is tried. */
static guint work(const Place *place, const char *what, guint n)
{
    guint acknowledged = 0;
    GError *error = NULL;
    g_autoptr(Store) store = store_open(place->path, STORE_WRITE, &error);
    if (!store) {
        check_message(error, what, n);
        g_clear_error(&error);
        return 0;
    }
    for (Step step = 0; step < N_STEPS; step++) {
        if (steps[step](store, place, &error))
            acknowledged |= 1u << step;
        else
            check_message(error, what, n);
        g_clear_error(&error);
        g_autoptr(Desk) desk = store_load_desk(store, &error);
        if (!desk)
            check_message(error, what, n);
        g_clear_error(&error);
    }
    return acknowledged;
}

static gint64 count(const char *path, const char *sql)
{
    g_autofree char *text = raw_query(path, sql);
    return g_ascii_strtoll(text, NULL, 10);
}

static const struct {
    Step step;
    const char *sql;
    gint64 wanted;
} traces[] = {
    {STEP_OPEN, "SELECT count(*) FROM claim WHERE order_id = 11100000000000001", 1},
    {STEP_MOVE, "SELECT count(*) FROM claim WHERE stage = 'withdrawn'", 1},
    {STEP_NOTE, "SELECT count(*) FROM text WHERE length(body) = 9000", 1},
    {STEP_IMPORT, "SELECT count(*) FROM orders", ORDERS},
    {STEP_EVIDENCE, "SELECT count(*) FROM evidence WHERE length(body) = 20000", 1},
    {STEP_OPEN_OTHER,
     "SELECT count(*) FROM claim_event WHERE claim = 11100000000000002"
     " AND kind = 'opened'",
     1},
    {STEP_UNDO, "SELECT count(*) FROM claim_event WHERE kind = 'undo'", 1},
};

static void check_after(const Place *place, guint acknowledged, const char *what, guint n)
{
    GError *error = NULL;
    g_autoptr(Store) store = store_open(place->path, STORE_WRITE, &error);
    ck_assert_msg(store != NULL, "%s, call %u: %s", what, n, error ? error->message : "");
    g_autoptr(GPtrArray) findings = store_check(store, &error);
    ck_assert_no_error(error);
    ck_assert_msg(findings->len == 0, "%s, call %u: %s", what, n,
                  findings->len ? (char *)findings->pdata[0] : "");
    if (!g_file_test(place->path, G_FILE_TEST_EXISTS) || store_version(store) < 0 ||
        count(place->path, "SELECT count(*) FROM sqlite_schema") == 0) {
        ck_assert_msg(acknowledged == 0, "%s, call %u: the desk is gone", what, n);
        return;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(traces); i++) {
        gint64 seen = count(place->path, traces[i].sql);
        if (acknowledged & (1u << traces[i].step))
            ck_assert_msg(seen == traces[i].wanted, "%s, call %u: lost: %s", what, n,
                          traces[i].sql);
        else /* whole or not at all */
            ck_assert_msg(seen == 0 || seen == traces[i].wanted, "%s, call %u: in part: %s", what,
                          n, traces[i].sql);
    }
}

/* ---- The faults ---- */

static void place_init(Place *place)
{
    place->dir = temp_dir();
    place->path = g_build_filename(place->dir, "desk", "desk.db", NULL);
    place->orders = g_build_filename(place->dir, "orders.tsv", NULL);
    place->settings = settings_new();
    g_autoptr(GString) text = g_string_new(
        "amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\t"
        "fulfillment-channel\tsales-channel\tproduct-name\tsku\tasin\titem-status\tquantity\n");
    for (int i = 0; i < ORDERS; i++)
        g_string_append_printf(text,
                               "113-0000000-%07d\t\t2026-11-10T10:00:00+00:00\t"
                               "2026-11-11T12:00:00+00:00\tShipped\tMerchant\tAmazon.com\tA\tS\tB\t"
                               "Shipped\t1\n",
                               i + 1);
    ck_assert(g_file_set_contents(place->orders, text->str, -1, NULL));
}

static void place_clear(Place *place)
{
    temp_dir_remove(place->dir);
    g_free(place->path);
    g_free(place->orders);
    settings_free(place->settings);
}

static const char *const words[] = {
#define X(symbol, text) [FAULT_##symbol] = (text),
    FAULTS(X)
#undef X
};

/* One run; FALSE once the session makes no n-th call of that kind. */
static gboolean run_once(Fault fault, guint n, gboolean for_good)
{
    Place place;
    place_init(&place);
    fault_arm(fault, n, for_good, for_good ? n + 1000 : n);
    guint acknowledged = work(&place, words[fault], n);
    gboolean hit = fault_disarm();
    check_after(&place, acknowledged, words[fault], n);
    if (!hit || fault == FAULT_SHORT_READ || fault == FAULT_SHORT_WRITE)
        ck_assert_msg(acknowledged == (1u << N_STEPS) - 1, "without a fault all is done: %x",
                      acknowledged);
    place_clear(&place);
    return hit;
}

static void run_all(Fault fault, gboolean for_good)
{
    guint n = 1;
    fault_vfs_install();
    while (run_once(fault, n, for_good))
        n++;
    ck_assert_uint_gt(n, 1); /* the session makes such calls at all */
    printf("# %s%s: %u runs, %u failed calls\n", words[fault], for_good ? ", for good" : "", n - 1,
           fault_count());
    fflush(stdout);
}

START_TEST(a_call_that_fails_once)
{
    run_all((Fault)_i, FALSE);
}
END_TEST

START_TEST(a_disk_that_fails_for_good)
{
    run_all((Fault)_i, TRUE);
}
END_TEST

/* ---- A backup on a disk that fails ---- */

/* It is whole, or it is not there. */
static gboolean back_up_once(const Place *place, Store *store, guint n)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *copy = g_strdup_printf("%s.copy-%u", place->path, n);
    fault_arm(FAULT_FULL, n, TRUE, n);
    gboolean done = store_backup(store, copy, &error);
    gboolean hit = fault_disarm();
    ck_assert_int_eq(done, g_file_test(copy, G_FILE_TEST_EXISTS));
    if (done) {
        g_autofree char *text = raw_query(copy, "PRAGMA integrity_check");
        ck_assert_str_eq(text, "ok\n");
    } else {
        ck_assert_ptr_nonnull(strstr(error->message, "full"));
    }
    return hit;
}

START_TEST(a_backup_is_whole_or_not_there)
{
    Place place;
    fault_vfs_install();
    place_init(&place);
    ck_assert_uint_ne(work(&place, "", 0), 0);
    Store *store = open_desk(place.path, STORE_WRITE);
    guint n = 1;
    while (back_up_once(&place, store, n))
        n++;
    ck_assert_uint_gt(n, 10);
    store_close(store);
    place_clear(&place);
}
END_TEST

int main(void)
{
    /* Nothing here needs a disk, and there are thousands of files. */
    if (access("/dev/shm", W_OK | X_OK) == 0)
        g_setenv("TMPDIR", "/dev/shm", TRUE);
    Suite *suite = store_suite("store faults");
    TCase *tcase = tcase_create("faults");
    tcase_add_loop_test(tcase, a_call_that_fails_once, 0, N_FAULTS);
    tcase_add_loop_test(tcase, a_disk_that_fails_for_good, 0, N_FAULTS);
    tcase_add_test(tcase, a_backup_is_whole_or_not_there);
    return run_suite(suite, tcase);
}
