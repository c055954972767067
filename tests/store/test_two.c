/* SPDX-License-Identifier: MIT */
/* Several programs at one desk, and transactions within transactions. */
#include "store_test.h"

#include <sys/wait.h>

#include "store-private.h"

#define ORDER G_GINT64_CONSTANT(11100000000000001)

static gboolean open_case(Store *store, OrderId order, GError **error)
{
    g_autoptr(Settings) settings = settings_new();
    CaseOpening opening = OPENING_ON(TODAY - 3);
    return case_open(CASES(store, settings), order, &opening, error);
}

static guint case_count(Store *store)
{
    GError *error = NULL;
    g_autoptr(Desk) desk = store_load_desk(store, &error);
    ck_assert_no_error(error);
    return desk->cases->len;
}

START_TEST(the_version_changes_with_others_changes_alone)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autoptr(Store) one = open_desk(path, STORE_WRITE), two = NULL;
    ck_assert(open_case(one, ORDER, &error));
    two = open_desk(path, STORE_WRITE);
    gint64 of_one = store_version(one), of_two = store_version(two);
    ck_assert(open_case(one, ORDER + 1, &error));
    ck_assert_int_eq(store_version(one), of_one);
    ck_assert_int_ne(store_version(two), of_two);
    of_two = store_version(two);
    ck_assert_int_eq(store_version(two), of_two);
    ck_assert_uint_eq(case_count(two), 2);
}
END_TEST

START_TEST(who_comes_second_waits_and_is_told)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autoptr(Store) one = open_desk(path, STORE_WRITE), two = NULL;
    ck_assert(open_case(one, ORDER, &error));
    two = open_desk(path, STORE_WRITE);
    sqlite3_busy_timeout(two->db, 20);
    ck_assert(store_begin(one, G_STRLOC, &error));
    ck_assert(!open_case(two, ORDER + 1, &error));
    ck_assert_error(error, AZDESK_ERROR_BUSY, "another program");
    ck_assert_uint_eq(case_count(two), 1); /* reading is not held up */
    store_rollback(one);
    ck_assert(open_case(two, ORDER + 1, &error));
    ck_assert_no_error(error);
}
END_TEST

#define WRITERS 4
#define CHANGES 40

/* A slow disk may have a change wait for longer than it may: it was refused, and is made again. */
static gboolean was_busy(GError **error)
{
    if (!g_error_matches(*error, AZDESK_ERROR, AZDESK_ERROR_BUSY)) {
        fprintf(stderr, "# %s\n", (*error)->message);
        return FALSE;
    }
    g_clear_error(error);
    return TRUE;
}

static void write_as(const char *path, int writer)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = NULL;
    while (!(store = store_open(path, STORE_WRITE, &error)))
        if (!was_busy(&error))
            _exit(1);
    for (int i = 0; i < CHANGES; i++)
        while (!open_case(store, ORDER + writer * 1000 + i, &error))
            if (!was_busy(&error))
                _exit(1);
    _exit(0);
}

/* All begin at a desk that is not there yet. */
START_TEST(of_many_writers_no_change_is_lost_or_doubled)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    pid_t writers[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = fork();
        if (writers[i] == 0)
            write_as(path, i);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        ck_assert_int_eq(waitpid(writers[i], &status, 0), writers[i]);
        ck_assert_int_eq(status, 0);
    }
    g_autoptr(Store) store = open_desk(path, STORE_READ);
    ck_assert_uint_eq(case_count(store), WRITERS * CHANGES);
    g_autoptr(GPtrArray) findings = store_check(store, &error);
    ck_assert_uint_eq(findings->len, 0);
}
END_TEST

/* ---- Nested ---- */

START_TEST(inner_transactions_are_counted)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autoptr(Store) store = open_desk(path, STORE_WRITE), other = NULL;
    ck_assert(store_begin(store, G_STRLOC, &error));
    ck_assert(open_case(store, ORDER, &error));
    ck_assert(open_case(store, ORDER + 1, &error));
    other = open_desk(path, STORE_READ);
    ck_assert_uint_eq(case_count(other), 0);
    ck_assert(store_commit(store, &error));
    ck_assert_no_error(error);
    ck_assert_uint_eq(case_count(other), 2);
}
END_TEST

START_TEST(a_rollback_at_any_depth_takes_all_back)
{
    GError *error = NULL;
    g_autoptr(Store) store = memory_desk();
    ck_assert(store_begin(store, G_STRLOC, &error));
    ck_assert(open_case(store, ORDER, &error));
    ck_assert(store_begin(store, G_STRLOC, &error));
    store_rollback(store);
    ck_assert(!open_case(store, ORDER + 1, &error)); /* nothing more goes in */
    ck_assert_error(error, AZDESK_ERROR_FAILED, "abandoned");
    ck_assert(!store_commit(store, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "abandoned");
    ck_assert_uint_eq(case_count(store), 0);
    ck_assert(open_case(store, ORDER, &error)); /* and the next one is as any other */
    ck_assert_uint_eq(case_count(store), 1);
}
END_TEST

START_TEST(a_refusal_within_leaves_the_rest)
{
    GError *error = NULL;
    g_autoptr(Store) store = memory_desk();
    ck_assert(store_begin(store, G_STRLOC, &error));
    ck_assert(open_case(store, ORDER, &error));
    ck_assert(!open_case(store, ORDER, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "already has a claim");
    ck_assert(store_commit(store, &error));
    ck_assert_no_error(error);
    ck_assert_uint_eq(case_count(store), 1);
}
END_TEST

/* ---- Acknowledged is kept ---- */

START_TEST(what_was_acknowledged_survives_a_kill)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    for (int round = 0; round < 20; round++) {
        int fds[2];
        ck_assert_int_eq(pipe(fds), 0);
        pid_t writer = fork();
        if (writer == 0) {
            g_autoptr(Store) store = store_open(path, STORE_WRITE, NULL);
            if (!store)
                _exit(1);
            for (OrderId order = ORDER + round * 1000;; order++) {
                if (!open_case(store, order, NULL) || write(fds[1], "+", 1) != 1)
                    _exit(1);
            }
        }
        close(fds[1]);
        char byte;
        int acknowledged = 0;
        while (acknowledged <= round && read(fds[0], &byte, 1) == 1)
            acknowledged++;
        kill(writer, SIGKILL);
        waitpid(writer, NULL, 0);
        while (read(fds[0], &byte, 1) == 1)
            acknowledged++;
        close(fds[0]);
        GError *error = NULL;
        g_autoptr(Store) store = open_desk(path, STORE_WRITE);
        g_autoptr(Desk) desk = store_load_desk(store, &error);
        for (int i = 0; i < acknowledged; i++)
            ck_assert_ptr_nonnull(desk_find(desk, ORDER + round * 1000 + i));
        g_autoptr(GPtrArray) findings = store_check(store, &error);
        ck_assert_uint_eq(findings->len, 0);
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    X(the_version_changes_with_others_changes_alone)                                               \
    X(who_comes_second_waits_and_is_told)                                                          \
    X(of_many_writers_no_change_is_lost_or_doubled)                                                \
    X(inner_transactions_are_counted)                                                              \
    X(a_rollback_at_any_depth_takes_all_back)                                                      \
    X(a_refusal_within_leaves_the_rest)                                                            \
    X(what_was_acknowledged_survives_a_kill)

SUITE_MAIN("store two", TESTS)
