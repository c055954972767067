/* SPDX-License-Identifier: MIT */
/* The desk's file: made, found, refused; every state a file can be in ends in its own message. */
#include "store_test.h"

#include <fcntl.h>

static guint case_count(Store *store)
{
    GError *error = NULL;
    g_autoptr(Desk) desk = store_load_desk(store, &error);
    ck_assert_no_error(error);
    return desk->cases->len;
}

static void begin_and_commit(Store *store)
{
    GError *error = NULL;
    ck_assert(store_begin(store, G_STRLOC, &error));
    ck_assert(store_commit(store, &error));
    ck_assert_no_error(error);
}

static void make_desk(const char *path)
{
    g_autoptr(Store) store = open_desk(path, STORE_WRITE);
    begin_and_commit(store);
}

START_TEST(a_missing_desk_is_empty_and_not_made)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "deep", "er", "desk.db", NULL);
    for (StoreMode mode = STORE_READ; mode <= STORE_STRICT; mode++) {
        g_autoptr(Store) store = open_desk(path, mode);
        ck_assert_uint_eq(case_count(store), 0);
        ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
    }
}
END_TEST

START_TEST(the_first_change_makes_the_desk_for_its_owner_alone)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "deep", "er", "desk.db", NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *wal = g_strconcat(path, "-wal", NULL);
    mode_t old = umask(0);
    g_autoptr(Store) store = open_desk(path, STORE_WRITE);
    begin_and_commit(store);
    umask(old);
    struct stat info;
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_int_eq(info.st_mode & 07777, 0600);
    ck_assert_int_eq(stat(folder, &info), 0);
    ck_assert_int_eq(info.st_mode & 07777, 0700);
    ck_assert_int_eq(stat(wal, &info), 0);
    ck_assert_int_eq(info.st_mode & 07777, 0600);
}
END_TEST

START_TEST(a_desk_made_by_another_is_seen)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autoptr(Store) waiting = open_desk(path, STORE_WRITE);
    gint64 before = store_version(waiting);
    make_desk(path);
    ck_assert_int_ne(store_version(waiting), before);
    begin_and_commit(waiting);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(a_missing_desk_is_empty_and_not_made)                                                        \
    X(the_first_change_makes_the_desk_for_its_owner_alone)                                         \
    X(a_desk_made_by_another_is_seen)

SUITE_MAIN("store open", TESTS)
