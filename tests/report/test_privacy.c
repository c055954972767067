/* SPDX-License-Identifier: MIT */
/* Nothing of a buyer's reaches the desk's file or a message, whatever a file holds and wherever in
 * it. */
#include <ftw.h>
#include <stdio.h>

#include "report_test.h"

static const char *const personal[] = {
    "Jane",       "Buyer",        "jane.buyer",       "example.com", "+1 555", "010 7788",
    "5550107788", "17 Elm Grove", "Springfield",      "62701",       "Besan",  "山田",
    "花子",       "芝公園",       "\x8e\x52\x93\x63", /* the same name in CP932 */
};

static int remove_entry(const char *path, const struct stat *info, int type, struct FTW *where)
{
    return remove(path);
}

static void check_text(const char *what, const char *bytes, gsize len)
{
    for (gsize i = 0; i < G_N_ELEMENTS(personal); i++)
        ck_assert_msg(!memmem(bytes, len, personal[i], strlen(personal[i])), "%s holds \"%s\"",
                      what, personal[i]);
}

static void check_summary(const ImportSummary *summary)
{
    for (guint i = 0; i < summary->rejects->len; i++) {
        const ImportReject *reject = g_ptr_array_index(summary->rejects, i);
        check_text(reject->why, reject->why, strlen(reject->why));
    }
    for (guint i = 0; i < summary->missing->len; i++) {
        const char *text = g_ptr_array_index(summary->missing, i);
        check_text(text, text, strlen(text));
    }
    if (summary->error)
        check_text("an error", summary->error->message, strlen(summary->error->message));
}

static void check_files(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    guint n = 0;
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *bytes = NULL;
        gsize len;
        ck_assert(g_file_get_contents(path, &bytes, &len, NULL));
        check_text(name, bytes, len);
        n++;
    }
    ck_assert_uint_gt(n, 0);
}

static void import_all_fixtures(Store *store, const Settings *settings)
{
    g_autofree char *folder = fixture("");
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    guint n = 0;
    while ((name = g_dir_read_name(dir))) {
        ImportOptions options = default_options(settings);
        g_autoptr(ImportSummary) summary = import_fixture(store, name, &options);
        check_summary(summary);
        n++;
    }
    ck_assert_uint_gt(n, 30);
}

START_TEST(test_fixtures)
{
    GError *error = NULL;
    g_autoptr(Settings) settings = settings_new();
    g_autofree char *folder = g_dir_make_tmp("azdesk-privacy-XXXXXX", &error);
    g_autofree char *path = g_build_filename(folder, "desk.db", NULL);
    Store *store = store_open(path, STORE_WRITE, &error);
    ck_assert_no_error(error);
    import_all_fixtures(store, settings);
    check_files(folder); /* with the journal as it lies beside an open desk */
    store_close(store);
    check_files(folder);
    nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}
END_TEST

/* Personal data in each column in turn: what slipped into the wrong column is not repeated. */
START_TEST(test_slipped_columns)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    static const char *const slipped[] = {"Jane Q. Buyer",   "jane.buyer@example.com",
                                          "+1 555 010 7788", "17 Elm Grove, Springfield",
                                          "5550107788",      "Jane"};
    for (gsize i = 0; i < G_N_ELEMENTS(slipped); i++) {
        for (int column = 0; column < 4; column++) {
            const char *cells[] = {"113-0000001-0000001", "2026-10-01", "2026-10-01", "Shipped"};
            cells[column] = slipped[i];
            g_autofree char *text =
                g_strdup_printf(ORDERS_HEADER "%s\t%s\t%s\t%s\tMerchant\tAmazon.com\tx\r\n",
                                cells[0], cells[1], cells[2], cells[3]);
            g_autoptr(ImportSummary) summary = import_text(store, text, &options);
            check_summary(summary);
        }
    }
}
END_TEST

START_TEST(test_comments_only_where_wanted)
{
    static const char word[] = "Never came";
    for (int keep = 0; keep < 2; keep++) {
        GError *error = NULL;
        g_autoptr(Settings) settings = settings_new();
        ck_assert(settings_set(settings, "privacy.keep-comments", keep ? "yes" : "no", &error));
        g_autofree char *folder = g_dir_make_tmp("azdesk-privacy-XXXXXX", &error);
        g_autofree char *path = g_build_filename(folder, "desk.db", NULL);
        g_autofree char *bytes = NULL;
        gsize len;
        Store *store = store_open(path, STORE_WRITE, &error);
        ImportOptions options = default_options(settings);
        take_fixture(store, settings, "all-orders-2017.tsv");
        g_autoptr(ImportSummary) summary = import_fixture(store, "feedback-us.tsv", &options);
        ck_assert_uint_eq(summary->counts.added, 3);
        store_close(store);
        ck_assert(g_file_get_contents(path, &bytes, &len, NULL));
        ck_assert_int_eq(memmem(bytes, len, word, strlen(word)) != NULL, keep);
        nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_fixtures)                                                                               \
    X(test_slipped_columns)                                                                        \
    X(test_comments_only_where_wanted)
SUITE_MAIN("report-privacy", TESTS)
