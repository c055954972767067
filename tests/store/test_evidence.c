/* SPDX-License-Identifier: MIT */
/* Files filed with a case, defects that are no claim, and the search in what was written. */
#include "store_test.h"

#include "store-private.h"

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
    GError *error = NULL;
    bench->store = memory_desk();
    bench->settings = settings_new();
    bench->cases = *CASES(bench->store, bench->settings);
    for (OrderId order = ORDER; order < ORDER + 3; order++) {
        CaseOpening opening = OPENING_ON(TODAY - 9);
        ck_assert(case_open(&bench->cases, order, &opening, &error));
    }
    ck_assert_no_error(error);
}

static gint64 add_file(const Bench *bench, const char *title, const char *name, const char *text)
{
    GError *error = NULL;
    gint64 id = 0;
    g_autoptr(GBytes) body = g_bytes_new(text, strlen(text));
    ck_assert(
        case_evidence_add(&bench->cases, ORDER, title, EVIDENCE_UNSAID, name, body, &id, &error));
    ck_assert_no_error(error);
    return id;
}

static GPtrArray *list_files(const Bench *bench, OrderId order)
{
    GError *error = NULL;
    GPtrArray *list = store_evidence(bench->store, order, &error);
    ck_assert_no_error(error);
    return list;
}

START_TEST(evidence_is_kept_with_its_sum)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    gint64 id = add_file(&bench, "Tracking page", "/home/me/track.html", "<html>abc</html>");
    g_autoptr(GPtrArray) list = list_files(&bench, ORDER);
    ck_assert_uint_eq(list->len, 1);
    const Evidence *evidence = list->pdata[0];
    ck_assert_int_eq(evidence->id, id);
    ck_assert_str_eq(evidence->title, "Tracking page");
    ck_assert_str_eq(evidence->name, "track.html");
    ck_assert_str_eq(evidence->type, "text/html");
    ck_assert_int_eq(evidence->size, 16);
    ck_assert_int_eq(evidence->added_at, NOW);
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "<html>abc</html>", -1);
    ck_assert_str_eq(evidence->sha256, sum);
    g_autoptr(GBytes) body = store_evidence_body(bench.store, ORDER, id, NULL, &error);
    ck_assert_no_error(error);
    ck_assert_mem_eq(g_bytes_get_data(body, NULL), "<html>abc</html>", 16);
}
END_TEST

static const struct {
    const char *given, *kept;
} names[] = {
    {"a.txt", "a.txt"},
    {"../../etc/passwd", "passwd"},
    {"/etc/shadow", "shadow"},
    {"..\\..\\windows\\x.txt", "x.txt"},
    {"..", "file"},
    {".", "file"},
    {"", "file"},
    {"/", "file"},
    {"folder/", "folder"},
    {"写真.jpg", "写真.jpg"},
    {"-rf", "-rf"},
};

START_TEST(evidence_has_a_name_without_folders)
{
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    add_file(&bench, NULL, names[_i].given, "x");
    g_autoptr(GPtrArray) list = list_files(&bench, ORDER);
    ck_assert_str_eq(((const Evidence *)list->pdata[0])->name, names[_i].kept);
    ck_assert_str_eq(((const Evidence *)list->pdata[0])->title, names[_i].kept);
}
END_TEST

START_TEST(evidence_is_removed_and_given_back_by_undo)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    gint64 first = add_file(&bench, NULL, "a", "a"), second = add_file(&bench, NULL, "b", "b");
    ck_assert(case_evidence_remove(&bench.cases, ORDER, first, &error));
    g_autoptr(GPtrArray) one = list_files(&bench, ORDER);
    ck_assert_uint_eq(one->len, 1);
    ck_assert_int_eq(((const Evidence *)one->pdata[0])->id, second);
    ck_assert(!case_evidence_remove(&bench.cases, ORDER, first, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "no evidence number");
    ck_assert_ptr_null(store_evidence_body(bench.store, ORDER, first, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "no evidence number");
    ck_assert(case_undo(&bench.cases, ORDER, NULL, &error));
    g_autoptr(GPtrArray) both = list_files(&bench, ORDER);
    ck_assert_uint_eq(both->len, 2);
    ck_assert(case_undo(&bench.cases, ORDER, NULL, &error)); /* the second one's filing */
    g_autoptr(GPtrArray) left = list_files(&bench, ORDER);
    ck_assert_uint_eq(left->len, 1);
    ck_assert_int_eq(((const Evidence *)left->pdata[0])->id, first);
}
END_TEST

START_TEST(evidence_belongs_to_its_order)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    gint64 id = add_file(&bench, NULL, "a", "a");
    ck_assert_ptr_null(store_evidence_body(bench.store, ORDER + 1, id, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "no evidence number");
    ck_assert(!case_evidence_remove(&bench.cases, ORDER + 1, id, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "no evidence number");
    g_autoptr(GPtrArray) none = list_files(&bench, ORDER + 1);
    ck_assert_uint_eq(none->len, 0);
}
END_TEST

START_TEST(evidence_of_no_size_or_too_much_is_refused)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    g_autoptr(GBytes) empty = g_bytes_new_static("", 0);
    ck_assert(
        !case_evidence_add(&bench.cases, ORDER, NULL, EVIDENCE_UNSAID, "e", empty, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "empty");
    g_autoptr(GBytes) much =
        g_bytes_new_take(g_malloc0(STORE_EVIDENCE_MAX + 1), STORE_EVIDENCE_MAX + 1);
    ck_assert(
        !case_evidence_add(&bench.cases, ORDER, NULL, EVIDENCE_UNSAID, "m", much, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "bytes");
    g_autoptr(GPtrArray) list = list_files(&bench, ORDER);
    ck_assert_uint_eq(list->len, 0);
}
END_TEST

/* ---- Defects ---- */

#define UNCLAIMED (ORDER + 100)

static CaseChange put(const Bench *bench, const CaseDefect *defect)
{
    GError *error = NULL;
    CaseChange change = CASE_UNCHANGED;
    CaseDefect told = *defect;
    told.channel = -1;
    ck_assert(case_defect(&bench->cases, UNCLAIMED, &told, &change, &error));
    ck_assert_no_error(error);
    return change;
}

static DeskCase *load_case(const Bench *bench, OrderId order)
{
    GError *error = NULL;
    DeskCase *item = NULL;
    ck_assert(store_load_case(bench->store, order, &item, &error));
    ck_assert_no_error(error);
    return item;
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DeskCase, desk_case_free)

START_TEST(a_defect_needs_no_claim)
{
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseDefect feedback = {.at = ON_DAY(TODAY - 5), .ordered = TODAY - 20, .rating = 1};
    ck_assert_int_eq(put(&bench, &feedback), CASE_ADDED);
    ck_assert_int_eq(put(&bench, &feedback), CASE_UNCHANGED);
    CaseDefect chargeback = {.chargeback = TRUE, .at = ON_DAY(TODAY - 4), .ordered = TODAY - 20};
    ck_assert_int_eq(put(&bench, &chargeback), CASE_ADDED);
    CaseDefect removed = {.removed = ON_DAY(TODAY - 1), .ordered = DAY_NONE};
    ck_assert_int_eq(put(&bench, &removed), CASE_UPDATED);
    CaseDefect fraud = {.chargeback = TRUE, .fraud = TRUE, .ordered = DAY_NONE};
    ck_assert_int_eq(put(&bench, &fraud), CASE_UPDATED);
    g_autoptr(DeskCase) item = load_case(&bench, UNCLAIMED);
    ck_assert_ptr_null(item->claim);
    ck_assert_int_eq(item->day, TODAY - 20);
    ck_assert_int_eq(item->feedback.at, day_start(TODAY - 5));
    ck_assert_int_eq(item->feedback.removed_at, day_start(TODAY - 1));
    ck_assert_int_eq(item->chargeback.at, day_start(TODAY - 4));
    ck_assert(item->chargeback.fraud);
}
END_TEST

START_TEST(a_defect_that_cannot_be_is_refused)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseDefect unknown = {.at = ON_DAY(TODAY), .ordered = DAY_NONE, .channel = -1};
    ck_assert(!case_defect(&bench.cases, UNCLAIMED, &unknown, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "--ordered");
    CaseDefect later = {.at = ON_DAY(TODAY + 1), .ordered = TODAY - 9, .channel = -1};
    ck_assert(!case_defect(&bench.cases, UNCLAIMED, &later, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "in the future");
    CaseDefect before = {
        .at = ON_DAY(TODAY - 1), .removed = ON_DAY(TODAY - 2), .ordered = TODAY - 9, .channel = -1};
    ck_assert(!case_defect(&bench.cases, UNCLAIMED, &before, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "removed before");
    CaseDefect stars = {.at = ON_DAY(TODAY), .ordered = TODAY - 9, .channel = -1, .rating = 6};
    ck_assert(!case_defect(&bench.cases, UNCLAIMED, &stars, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "stars");
    g_autoptr(DeskCase) item = load_case(&bench, UNCLAIMED);
    ck_assert_ptr_null(item);
}
END_TEST

START_TEST(a_buyers_words_are_kept_only_where_asked_for)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseDefect defect = {.at = ON_DAY(TODAY), .ordered = TODAY - 9, .comment = "never came"};
    gint64 texts = 0;
    put(&bench, &defect);
    ck_assert(sql_int(bench.store, "SELECT count(*) FROM text", SQL_NOTHING, 0, &texts, &error));
    ck_assert_int_eq(texts, 0);
    ck_assert(settings_set(bench.settings, "privacy.keep-comments", "yes", &error));
    put(&bench, &defect);
    ck_assert(sql_int(bench.store, "SELECT count(*) FROM text", SQL_NOTHING, 0, &texts, &error));
    ck_assert_int_eq(texts, 1);
}
END_TEST

/* ---- Search ---- */

typedef struct {
    const char *query;
    guint found; /* bits of the orders: ORDER, + 1, + 2 */
} SearchTrial;

static const SearchTrial searches[] = {
    {"post", 1},
    {"POST office", 1},
    {"post buyer", 1}, /* in two of its texts */
    {"office 取り下げ", 0},
    {"取り下げ", 2},
    {"STRASSE", 2},
    {"straße", 2},
    {"receipt", 1},
    {"removed", 0},
    {"undone", 0},
    {"where", 4},
    {"どこ", 4},
    {"", 0},
    {"   ", 0},
    {"100%", 4},
    {"_", 0},
    {"nowhere", 0},
};

START_TEST(words_are_found_in_what_stands)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    const Cases *cases = &bench.cases;
    ck_assert(case_note(cases, ORDER, "Held at the Post Office", &error));
    ck_assert(case_note(cases, ORDER, "The buyer called", &error));
    add_file(&bench, "Receipt of posting", "r.pdf", "%PDF-1.4");
    gint64 id = add_file(&bench, "Removed page", "p.html", "x");
    ck_assert(case_evidence_remove(cases, ORDER, id, &error));
    ck_assert(
        case_letter(cases, ORDER + 1, "correction", "ja", "取り下げ済み, Hauptstraße 5", &error));
    ck_assert(case_note(cases, ORDER + 1, "undone", &error));
    ck_assert(case_undo(cases, ORDER + 1, NULL, &error));
    ck_assert(case_message(cases, ORDER + 2,
                           BUYER_SAID((When){0}, "Where is it? 100%", "どこですか"), &error));
    ck_assert_no_error(error);
    g_autoptr(GArray) found = store_search_texts(bench.store, searches[_i].query, &error);
    ck_assert_no_error(error);
    guint bits = 0;
    for (guint i = 0; i < found->len; i++)
        bits |= 1u << (g_array_index(found, OrderId, i) - ORDER);
    ck_assert_uint_eq(bits, searches[_i].found);
}
END_TEST

int main(void)
{
    Suite *suite = store_suite("store evidence");
    TCase *tcase = tcase_create("evidence");
    tcase_add_test(tcase, evidence_is_kept_with_its_sum);
    tcase_add_loop_test(tcase, evidence_has_a_name_without_folders, 0, G_N_ELEMENTS(names));
    tcase_add_test(tcase, evidence_is_removed_and_given_back_by_undo);
    tcase_add_test(tcase, evidence_belongs_to_its_order);
    tcase_add_test(tcase, evidence_of_no_size_or_too_much_is_refused);
    tcase_add_test(tcase, a_defect_needs_no_claim);
    tcase_add_test(tcase, a_defect_that_cannot_be_is_refused);
    tcase_add_test(tcase, a_buyers_words_are_kept_only_where_asked_for);
    tcase_add_loop_test(tcase, words_are_found_in_what_stands, 0, G_N_ELEMENTS(searches));
    return run_suite(suite, tcase);
}
