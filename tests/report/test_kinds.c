/* SPDX-License-Identifier: MIT */
/* Every fixture into an empty desk (but for the orders that some need): what it is taken for, and
 * what is counted. */
#include <unistd.h>

#include "report_test.h"

static const struct {
    const char *file, *kind, *encoding;
    guint rows, added, skipped, rejected, replaced;
    const char *first; /* (nullable) another fixture before it */
    const char *why;   /* (nullable) in the first rejected row */
} kinds[] = {
    {"all-orders-2017.tsv", "orders", "UTF-8", 10, 6, 3, 0, 0},
    {"all-orders-2017.tsv.gz", "orders", "UTF-8", 10, 6, 3, 0, 0},
    {"all-orders-older.tsv", "orders", "windows-1252", 10, 6, 3, 0, 0},
    {"all-orders-cpf-shuffled.tsv", "orders", "UTF-8", 10, 6, 3, 0, 0},
    {"all-orders-utf8-bom.tsv", "orders", "UTF-8", 10, 6, 3, 0, 0},
    {"all-orders-utf16le.tsv", "orders", "UTF-16LE", 10, 6, 3, 0, 0},
    {"all-orders-utf16be.tsv", "orders", "UTF-16BE", 3, 3, 0, 0, 0},
    {"all-orders-mac.tsv", "orders", "UTF-8", 10, 6, 3, 0, 0},
    {"all-orders-japan-utf8.tsv", "orders", "UTF-8", 3, 3, 0, 0, 0},
    {"all-orders-japan-cp932.tsv", "orders", "CP932", 3, 3, 0, 0, 0},
    {"all-orders-bad-bytes.tsv", "orders", "UTF-8", 10, 6, 3, 0, 1},
    {"all-orders-spreadsheet.csv", "orders", "UTF-8", 10, 6, 3, 0, 0},
    {"all-orders-quoted.tsv", "orders", "UTF-8", 10, 6, 3, 0, 0},
    {"all-orders-damaged.tsv", "orders", "UTF-8", 18, 3, 0, 15, 0, NULL, "spreadsheet"},
    {"archived.tsv", "orders", "UTF-8", 10, 6, 3, 0, 0},
    {"unshipped.tsv", "orders", "UTF-8", 3, 2, 0, 0, 0},
    {"new-orders.tsv", "orders", "UTF-8", 2, 2, 0, 0, 0},
    {"fulfilled-shipments-japan-cp932.tsv", "orders", "CP932", 2, 2, 0, 0, 0},
    {"performance-v2.json", "performance", "UTF-8", 2, 2, 0, 0, 0},
    {"performance-v2-broken.json", "performance", "UTF-8", 5, 2, 0, 3, 0, NULL, "dates"},
    {"performance-v2-unnamed.json", "performance", "UTF-8", 1, 1, 0, 0, 0},
    {"performance-v1.xml", "performance", "windows-1252", 3, 1, 2, 0, 0},
    {"feedback-us.tsv", "feedback", "UTF-8", 6, 3, 1, 2, 0, "all-orders-2017.tsv", "rating \"0\""},
    {"feedback-us.tsv", "feedback", "UTF-8", 6, 0, 1, 5, 0, NULL, "113-0000001-0000001"},
    {"feedback-japan-cp932.tsv", "feedback", "CP932", 2, 2, 0, 0, 0, "all-orders-japan-utf8.tsv"},
    {"returns.tsv", "returns", "UTF-8", 6, 3, 1, 2, 0, "all-orders-2017.tsv", "A-to-Z Claim"},
    {"settlement-v1.tsv", "settlement", "UTF-8", 7, 2, 3, 1, 0, "all-orders-2017.tsv",
     "spreadsheet"},
    {"settlement-v2-europe.tsv", "settlement", "UTF-8", 4, 0, 2, 2, 0, NULL, "302-0000001-0000001"},
    {"defects-english.csv", "defects", "UTF-8", 4, 3, 0, 1, 0, NULL, "component"},
    {"defects-columns.tsv", "defects", "UTF-8", 3, 2, 1, 0, 0},
    {"defects-japan-cp932.csv", "defects", "CP932", 3, 3, 0, 0, 0},
    {"claims.csv", "claims", "UTF-8", 9, 6, 0, 3, 0, NULL, "flying"},
    {"claims.tsv", "claims", "UTF-8", 3, 3, 0, 0, 0},
    {"claims-history.csv", "claims", "UTF-8", 2, 1, 0, 0, 0},
    {"claims-japan-cp932.csv", "claims", "CP932", 3, 3, 0, 0, 0},
};

START_TEST(test_kind)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    if (kinds[_i].first)
        take_fixture(store, settings, kinds[_i].first);
    g_autoptr(ImportSummary) summary = import_fixture(store, kinds[_i].file, &options);
    ck_assert_read(summary);
    ck_assert_str_eq(summary->kind, kinds[_i].kind);
    ck_assert_str_eq(summary->encoding, kinds[_i].encoding);
    ck_assert_uint_eq(summary->counts.rows, kinds[_i].rows);
    ck_assert_uint_eq(summary->counts.added, kinds[_i].added);
    ck_assert_uint_eq(summary->counts.updated, 0);
    ck_assert_uint_eq(summary->counts.unchanged, 0);
    ck_assert_uint_eq(summary->counts.skipped, kinds[_i].skipped);
    ck_assert_uint_eq(summary->counts.rejected, kinds[_i].rejected);
    ck_assert_uint_eq(summary->rejects->len, kinds[_i].rejected);
    ck_assert_uint_eq(summary->counts.replaced_bytes, kinds[_i].replaced);
    if (kinds[_i].why)
        ck_assert_msg(strstr(reject_why(summary, 0), kinds[_i].why), "%s", reject_why(summary, 0));
}
END_TEST

/* The same file twice changes nothing, and is not taken for news. */
START_TEST(test_again)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    if (kinds[_i].first)
        take_fixture(store, settings, kinds[_i].first);
    g_autoptr(ImportSummary) once = import_fixture(store, kinds[_i].file, &options);
    g_autofree char *before = desk_text(store);
    options.now += 3 * DAY_SECONDS;
    g_autoptr(ImportSummary) twice = import_fixture(store, kinds[_i].file, &options);
    g_autofree char *after = desk_text(store);
    ck_assert_read(twice);
    ck_assert_str_eq(before, after);
    ck_assert_uint_eq(twice->counts.added, 0);
    ck_assert_uint_eq(twice->counts.updated, 0);
    ck_assert_uint_eq(twice->counts.unchanged, once->counts.added);
}
END_TEST

START_TEST(test_dry_run_changes_nothing)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    if (kinds[_i].first)
        take_fixture(store, settings, kinds[_i].first);
    g_autofree char *before = desk_text(store);
    options.dry_run = TRUE;
    g_autoptr(ImportSummary) dry = import_fixture(store, kinds[_i].file, &options);
    g_autofree char *after = desk_text(store);
    ck_assert_read(dry);
    ck_assert_str_eq(before, after);
    options.dry_run = FALSE;
    g_autoptr(ImportSummary) real = import_fixture(store, kinds[_i].file, &options);
    ck_assert_uint_eq(real->counts.added, dry->counts.added);
    ck_assert_uint_eq(real->counts.rejected, dry->counts.rejected);
}
END_TEST

/* What was rejected, written out under its header, is read as it was the first time. */
START_TEST(test_rejects_come_back_as_they_were)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    if (kinds[_i].first)
        take_fixture(store, settings, kinds[_i].first);
    g_autoptr(ImportSummary) once = import_fixture(store, kinds[_i].file, &options);
    if (once->rejects->len == 0 || !once->header)
        return;
    g_autoptr(GString) file = g_string_new_len(once->header, (gssize)once->header_len);
    for (guint i = 0; i < once->rejects->len; i++) {
        const ImportReject *reject = g_ptr_array_index(once->rejects, i);
        ck_assert_ptr_nonnull(reject->raw);
        g_string_append_len(file, reject->raw, (gssize)reject->raw_len);
    }
    g_autoptr(ImportSummary) again = import_bytes(store, file->str, file->len, &options);
    ck_assert_read(again);
    ck_assert_str_eq(again->kind, once->kind);
    ck_assert_uint_eq(again->counts.rows, once->rejects->len);
    ck_assert_uint_eq(again->counts.rejected, once->rejects->len);
    for (guint i = 0; i < once->rejects->len; i++)
        ck_assert_str_eq(reject_why(again, i), reject_why(once, i));
}
END_TEST

/* ---- What is not taken ---- */

static const struct {
    const char *file, *kind, *words;
} refused[] = {
    {"empty.tsv", NULL, "empty"},
    {"foreign.tsv", NULL, "Campaign, Clicks, Spend"},
    {"foreign.json", NULL, "JSON with the keys payload"},
    {"picture.png", NULL, "a picture"},
    {"workbook.xlsx", NULL, "save it as CSV"},
    {"no-such-file.tsv", NULL, "cannot be opened"},
    {".", NULL, "cannot be opened"},
    {"all-orders-2017.tsv", "settlement", "expected settlement (a settlement), but this is orders"},
    {"all-orders-2017.tsv", "performance", "expected performance"},
    {"performance-v2.json", "orders", "expected orders"},
    {"foreign.tsv", "returns", "expected returns with the columns order-id, a-to-z-claim"},
    {"foreign.tsv", "nothing", "\"nothing\" is not a kind of file; kinds: orders, performance"},
    {"feedback-us.tsv", "claims", "expected claims"},
};

START_TEST(test_refused)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    options.kind = refused[_i].kind;
    g_autoptr(ImportSummary) summary = import_fixture(store, refused[_i].file, &options);
    int code = refused[_i].kind && g_str_equal(refused[_i].kind, "nothing") ? AZDESK_ERROR_USAGE
                                                                            : AZDESK_ERROR_FAILED;
    ck_assert_error(summary->error, code, refused[_i].words);
    ck_assert_uint_eq(summary->counts.rows, 0);
    g_autoptr(GPtrArray) imports = store_imports(store, NULL);
    ck_assert_uint_eq(imports->len, 0);
}
END_TEST

START_TEST(test_a_kind_that_is_given_is_not_guessed)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    take_fixture(store, settings, "all-orders-2017.tsv");
    static const char file[] = "order id,what\r\n113-0000001-0000001,A-to-z\r\n";
    g_autoptr(ImportSummary) guessed = import_text(store, file, &options);
    ck_assert_error(guessed->error, AZDESK_ERROR_FAILED, "not recognised");
    options.kind = "defects";
    options.map = "component=what";
    g_autoptr(ImportSummary) given = import_text(store, file, &options);
    ck_assert_read(given);
    ck_assert_uint_eq(given->counts.added, 1);
}
END_TEST

static const struct {
    const char *heading, *why;
} unlike[] = {
    {"order,stage,reason,amount,tracking", "these columns are missing: opened"},
    {"opened,stage,amount,tracking",
     "for claims (a sheet of claims) these columns are missing: order"},
    {"name,address", "name the kind with --kind: orders, "},
};

START_TEST(test_what_is_missing)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    g_autofree char *text = g_strconcat(unlike[_i].heading, "\na,b,c,d\n", NULL);
    g_autoptr(ImportSummary) summary = import_text(store, text, &options);
    ck_assert_ptr_nonnull(summary->error);
    ck_assert_ptr_nonnull(strstr(summary->error->message, "--kind"));
    ck_assert_error(summary->error, AZDESK_ERROR_FAILED, unlike[_i].why);
}
END_TEST

static const struct {
    const char *text, *kind; /* NULL: asked about */
} alike[] = {
    {"order-id\topened\ta-to-z-claim\tpurchase-date\ttransaction-type\tsettlement-id\tposted-"
     "date\n",
     "settlement"},
    {"order-id,purchase-date,type\n113-0000001-0000001,2026-10-01,feedback\n", "defects"},
    {"order-id,purchase-date,type\n113-0000001-0000001,2026-10-01,Standard\n", "orders"},
    {"order-id,order-date,return-reason,a-to-z-claim,opened\n", "returns"},
    {"amazon-order-id,purchase-date,order-status,opened,stage\n", "claims"},
    {"amazon-order-id,purchase-date,order-status,opened\n", NULL},
    {"sep=;\norder;opened;stage\n", "claims"},
    {"My claims\n\nsince 2020, all\norder,opened,stage\n", "claims"},
};

START_TEST(test_alike)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    g_autoptr(ImportSummary) summary = import_text(store, alike[_i].text, &options);
    if (alike[_i].kind)
        ck_assert_str_eq(summary->kind, alike[_i].kind);
    else
        ck_assert_error(summary->error, AZDESK_ERROR_FAILED, "may be orders or claims: say which");
    options.kind = alike[_i].kind ? alike[_i].kind : "claims";
    g_autoptr(ImportSummary) told = import_text(store, alike[_i].text, &options);
    ck_assert_read(told);
}
END_TEST

/* What comes through a pipe is read once, whatever is sorted. */
START_TEST(test_pipe)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    int ends[2];
    gsize len;
    g_autofree char *bytes = fixture_bytes("all-orders-2017.tsv.gz", &len);
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], bytes, len), (ssize_t)len);
    close(ends[1]);
    g_autofree char *path = g_strdup_printf("/dev/fd/%d", ends[0]);
    g_auto(GStrv) paths = g_new0(char *, 3);
    paths[0] = g_strdup(path);
    paths[1] = fixture("performance-v2.json");
    import_sort(paths);
    ck_assert_str_eq(paths[1], path);
    g_autoptr(ImportSummary) summary = import_file(store, path, &options);
    close(ends[0]);
    ck_assert_read(summary);
    ck_assert_uint_eq(summary->counts.added, 6);
}
END_TEST

START_TEST(test_lines_above_the_headings)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    g_autoptr(ImportSummary) summary =
        import_text(store,
                    "sep=,\r\nMy claims\r\n\r\norder,opened,ordered,stage\r\n"
                    "113-0000001-0000001,2026-10-10,2026-10-01,flying\r\n"
                    "=\"113-0000002-0000002\",2026-10-10,2026-10-01,opened\r\n",
                    &options);
    ck_assert_read(summary);
    ck_assert_uint_eq(summary->counts.rows, 2);
    ck_assert_uint_eq(summary->counts.added, 1);
    ck_assert_uint_eq(((ImportReject *)summary->rejects->pdata[0])->line, 5);
    ck_assert_str_eq(summary->header, "order,opened,ordered,stage\r\n");
}
END_TEST

START_TEST(test_sort)
{
    static const char *const order[] = {
        "all-orders-2017.tsv", "performance-v2.json", "feedback-us.tsv",         "returns.tsv",
        "settlement-v1.tsv",   "claims.csv",          "defects-japan-cp932.csv", "foreign.tsv"};
    static const gsize shuffled[] = {7, 3, 6, 0, 5, 2, 4, 1};
    g_auto(GStrv) paths = g_new0(char *, G_N_ELEMENTS(order) + 1);
    for (gsize i = 0; i < G_N_ELEMENTS(order); i++)
        paths[i] = fixture(order[shuffled[i]]);
    import_sort(paths);
    for (gsize i = 0; i < G_N_ELEMENTS(order); i++)
        ck_assert_msg(g_str_has_suffix(paths[i], order[i]), "%zu: %s", i, paths[i]);
}
END_TEST

#define TESTS(X)                                                                                   \
    tcase_add_loop_test(tcase, test_kind, 0, G_N_ELEMENTS(kinds));                                 \
    tcase_add_loop_test(tcase, test_again, 0, G_N_ELEMENTS(kinds));                                \
    tcase_add_loop_test(tcase, test_dry_run_changes_nothing, 0, G_N_ELEMENTS(kinds));              \
    tcase_add_loop_test(tcase, test_rejects_come_back_as_they_were, 0, G_N_ELEMENTS(kinds));       \
    tcase_add_loop_test(tcase, test_refused, 0, G_N_ELEMENTS(refused));                            \
    X(test_a_kind_that_is_given_is_not_guessed)                                                    \
    tcase_add_loop_test(tcase, test_what_is_missing, 0, G_N_ELEMENTS(unlike));                     \
    tcase_add_loop_test(tcase, test_alike, 0, G_N_ELEMENTS(alike));                                \
    X(test_lines_above_the_headings) X(test_pipe) X(test_sort)
SUITE_MAIN("report-kinds", TESTS)
