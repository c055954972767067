/* SPDX-License-Identifier: MIT */
/* What the suites of the store share: desks in throw-away folders, and short ways to fill them. */
#ifndef AZDESK_TESTS_STORE_TEST_H
#define AZDESK_TESTS_STORE_TEST_H

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "azdesk/core/error.h"
#include "azdesk/store/imports.h"
#include "suite.h"
#include "temp_dir.h"

/* 2026-11-23 12:00:00 UTC: the "now" of these tests. */
#define NOW   G_GINT64_CONSTANT(1795435200)
#define TODAY (day_of(NOW))
#define HOUR  3600

G_GNUC_UNUSED static Store *open_desk(const char *path, StoreMode mode)
{
    GError *error = NULL;
    Store *store = store_open(path, mode, &error);
    ck_assert_no_error(error);
    return store;
}

G_GNUC_UNUSED static Store *memory_desk(void)
{
    GError *error = NULL;
    Store *store = store_open_memory(&error);
    ck_assert_no_error(error);
    return store;
}

/* SQL past the store, as another program would. */
G_GNUC_UNUSED static int raw_exec(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return rc;
}

/* All rows of a query as lines of text. */
G_GNUC_UNUSED static char *raw_query(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &rows, NULL) == SQLITE_OK, "%s: %s", sql,
                  sqlite3_errmsg(db));
    GString *text = g_string_new(NULL);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(rows); i++) {
            const char *value = (const char *)sqlite3_column_text(rows, i);
            g_string_append_printf(text, "%s%s", i > 0 ? "|" : "", value ? value : "");
        }
        g_string_append_c(text, '\n');
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
    return g_string_free(text, FALSE);
}

#define CASES(store_, settings_) (&(Cases){.store = (store_), .settings = (settings_), .now = NOW})
#define EXACT(instant)           ((When){.at = (instant)})
#define ON_DAY(day)              ((When){.at = day_start(day), .day_only = TRUE})
#define BUYER_SAID(at_, text_, translation_)                                                       \
    (&(CaseMessage){.at = (at_),                                                                   \
                    .who = "buyer",                                                                \
                    .lang = "en",                                                                  \
                    .text = (text_),                                                               \
                    .translation = (translation_)})
#define OPENING_ON(day)                                                                            \
    ((CaseOpening){.opened = ON_DAY(day),                                                          \
                   .ordered = (day)-5,                                                             \
                   .channel = -1,                                                                  \
                   .reason = REASON_OTHER,                                                         \
                   .amount = {.minor = MONEY_NONE}})

/* A case with tests that loop runs through these; others through SUITE_MAIN. */
G_GNUC_UNUSED static Suite *store_suite(const char *name)
{
    setlocale(LC_ALL, "C.UTF-8");
    return suite_create(name);
}

G_GNUC_UNUSED static int run_suite(Suite *suite, TCase *tcase)
{
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
