/* SPDX-License-Identifier: MIT */
/* The desk's file: made, found, refused; every state a file can be in ends in its own message. */
#include "store_test.h"

#include <fcntl.h>

#include "azdesk/report/import.h"

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

static void add_case(Store *store)
{
    GError *error = NULL;
    g_autoptr(Settings) settings = settings_new();
    CaseOpening opening = OPENING_ON(TODAY - 3);
    ck_assert(case_open(CASES(store, settings), 11100000000000001, &opening, &error));
    ck_assert_no_error(error);
}

static void make_desk_with_case(const char *path)
{
    g_autoptr(Store) store = open_desk(path, STORE_WRITE);
    add_case(store);
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

START_TEST(a_refused_change_makes_no_desk)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autoptr(Store) store = open_desk(path, STORE_WRITE);
    g_autoptr(Settings) settings = settings_new();
    CaseOpening opening = OPENING_ON(TODAY + 1);
    ck_assert(!case_open(CASES(store, settings), 11100000000000001, &opening, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "in the future");
    ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
    add_case(store);
    ck_assert(g_file_test(path, G_FILE_TEST_EXISTS));
    ck_assert_uint_eq(case_count(store), 1);
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

/* ---- What a file may be that is no desk, and what is said of it ---- */

typedef struct {
    const char *sql; /* what another program wrote; NULL: no database at all */
    const char *words;
} Foreign;

static const Foreign foreign[] = {
    {NULL, "is not an azdesk desk"},
    {"CREATE TABLE t (x)", "another program's"},
    {"CREATE TABLE t (x); PRAGMA application_id = 252006673", "another program's"},
    {"CREATE TABLE t (x); PRAGMA application_id = 0x617a646b; PRAGMA user_version = 999",
     "newer azdesk"},
    {"CREATE TABLE t (x); PRAGMA application_id = 0x617a646b", "damaged"},
    {"CREATE TABLE t (x); PRAGMA application_id = 0x617a646b; PRAGMA user_version = 2;"
     "CREATE TRIGGER trap AFTER INSERT ON t BEGIN DELETE FROM t; END",
     "contains code (trap)"},
    {"CREATE TABLE t (x); PRAGMA application_id = 0x617a646b; PRAGMA user_version = 2;"
     "CREATE VIEW claim AS SELECT 1 AS order_id",
     "contains code (claim)"},
    {"CREATE TABLE t (x); PRAGMA application_id = 0x617a646b; PRAGMA user_version = 2;"
     "CREATE VIRTUAL TABLE text USING fts5(body)",
     "contains code (text)"},
    {"CREATE TABLE t (x); PRAGMA application_id = 0x617a646b; PRAGMA user_version = 2;"
     "CREATE TRIGGER trap AFTER INSERT ON t BEGIN DELETE FROM t; END;"
     "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET type = 'table'"
     " WHERE name = 'trap'",
     "damaged (malformed database schema (trap)"},
};

START_TEST(foreign_files_are_named_for_what_they_are)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autofree char *text = g_strnfill(5000, 'x');
    if (foreign[_i].sql)
        ck_assert_int_eq(raw_exec(path, foreign[_i].sql), SQLITE_OK);
    else
        ck_assert(g_file_set_contents(path, text, -1, NULL));
    for (StoreMode mode = STORE_READ; mode <= STORE_STRICT; mode++) {
        GError *error = NULL;
        ck_assert_ptr_null(store_open(path, mode, &error));
        ck_assert_error(error, AZDESK_ERROR_FAILED, foreign[_i].words);
    }
}
END_TEST

START_TEST(a_folder_is_no_desk)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    ck_assert_ptr_null(store_open(dir, STORE_WRITE, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "is a folder");
    g_autofree char *inside = g_build_filename(dir, "file", "desk.db", NULL);
    g_autofree char *file = g_build_filename(dir, "file", NULL);
    ck_assert(g_file_set_contents(file, "", 0, NULL));
    ck_assert_ptr_null(store_open(inside, STORE_WRITE, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "cannot open");
}
END_TEST

/* As somebody who owns nothing, until regain_rights(). */
static void drop_rights(void)
{
    if (getuid() == 0)
        ck_assert_int_eq(setresuid(65534, 65534, 0), 0);
}

static void regain_rights(const char *dir)
{
    uid_t real, effective, saved;
    ck_assert_int_eq(getresuid(&real, &effective, &saved), 0);
    if (saved == 0)
        ck_assert_int_eq(setresuid(0, 0, 0), 0);
    ck_assert_int_eq(chmod(dir, 0700), 0);
}

START_TEST(what_may_not_be_read_says_so)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    make_desk(path);
    ck_assert_int_eq(chmod(dir, 0755), 0);
    ck_assert_int_eq(chmod(path, 0), 0);
    drop_rights();
    ck_assert_ptr_null(store_open(path, STORE_READ, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "cannot read");
    regain_rights(dir);
}
END_TEST

static void make_read_only(const char *dir, const char *path)
{
    ck_assert_int_eq(chmod(path, 0444), 0);
    ck_assert_int_eq(chmod(dir, 0555), 0);
    drop_rights();
}

static guint entries(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    guint n = 0;
    while (g_dir_read_name(dir))
        n++;
    return n;
}

START_TEST(a_folder_that_cannot_be_written_is_read)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    make_desk_with_case(path);
    make_read_only(dir, path);
    for (StoreMode mode = STORE_READ; mode <= STORE_STRICT; mode++) {
        g_autoptr(Store) store = open_desk(path, mode);
        ck_assert_uint_eq(case_count(store), 1);
        ck_assert(store_read_only(store));
        ck_assert(!store_begin(store, G_STRLOC, &error));
        if (mode == STORE_WRITE)
            ck_assert_error(error, AZDESK_ERROR_FAILED, "cannot write");
        else
            ck_assert_error(error, AZDESK_ERROR_REFUSED, "read-only");
        ck_assert_uint_eq(entries(dir), 1);
    }
    regain_rights(dir);
}
END_TEST

START_TEST(reading_strictly_leaves_every_byte)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    make_desk_with_case(path);
    char *before, *after;
    gsize before_size, after_size;
    ck_assert(g_file_get_contents(path, &before, &before_size, NULL));
    Store *store = open_desk(path, STORE_STRICT);
    ck_assert_uint_eq(case_count(store), 1);
    store_close(store);
    ck_assert(g_file_get_contents(path, &after, &after_size, NULL));
    ck_assert_uint_eq(before_size, after_size);
    ck_assert_mem_eq(before, after, before_size);
    ck_assert_uint_eq(entries(dir), 1);
    g_free(before);
    g_free(after);
}
END_TEST

/* A program that was killed leaves a log with changes beside the file. */
static void copy_as_if_killed(const char *from, const char *to)
{
    static const char *const ends[] = {"", "-wal"};
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *source = g_strconcat(from, ends[i], NULL);
        g_autofree char *target = g_strconcat(to, ends[i], NULL);
        g_autofree char *bytes = NULL;
        gsize size;
        ck_assert(g_file_get_contents(source, &bytes, &size, NULL));
        ck_assert(g_file_set_contents_full(target, bytes, (gssize)size, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
    }
}

START_TEST(a_log_left_over_is_read)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autofree char *killed = g_build_filename(dir, "killed.db", NULL);
    g_autofree char *wal = g_strconcat(killed, "-wal", NULL);
    g_autofree char *before = NULL, *after = NULL;
    gsize before_size, after_size;
    make_desk(path);
    g_autoptr(Store) living = open_desk(path, STORE_WRITE);
    add_case(living);
    copy_as_if_killed(path, killed);
    ck_assert(g_file_get_contents(killed, &before, &before_size, NULL));
    Store *store = open_desk(killed, STORE_STRICT);
    ck_assert_uint_eq(case_count(store), 1);
    store_close(store);
    ck_assert(g_file_get_contents(killed, &after, &after_size, NULL));
    ck_assert_uint_eq(before_size, after_size);
    ck_assert_mem_eq(before, after, before_size);
    ck_assert(g_file_test(wal, G_FILE_TEST_EXISTS));
    store = open_desk(killed, STORE_WRITE);
    ck_assert_uint_eq(case_count(store), 1);
    store_close(store);
    ck_assert(!g_file_test(wal, G_FILE_TEST_EXISTS));
}
END_TEST

/* There the log cannot be read: what the file alone holds would be old news. */
START_TEST(a_log_left_over_in_a_folder_that_cannot_be_written_is_told)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autofree char *folder = g_build_filename(dir, "killed", NULL);
    g_autofree char *killed = g_build_filename(folder, "desk.db", NULL);
    g_autofree char *wal = g_strconcat(killed, "-wal", NULL);
    ck_assert_int_eq(g_mkdir(folder, 0755), 0);
    make_desk(path);
    g_autoptr(Store) living = open_desk(path, STORE_WRITE);
    add_case(living);
    copy_as_if_killed(path, killed);
    ck_assert_int_eq(chmod(wal, 0444), 0);
    ck_assert_int_eq(chmod(dir, 0755), 0);
    make_read_only(folder, killed);
    Store *store = store_open(killed, STORE_STRICT, &error);
    if (store) {
        ck_assert_uint_eq(case_count(store), 1);
        store_close(store);
    } else {
        ck_assert_error(error, AZDESK_ERROR_FAILED, "-wal");
    }
    regain_rights(folder);
}
END_TEST

START_TEST(a_log_without_its_file_is_not_thrown_away)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autofree char *killed = g_build_filename(dir, "killed.db", NULL);
    g_autofree char *wal = g_strconcat(killed, "-wal", NULL);
    make_desk(path);
    g_autoptr(Store) living = open_desk(path, STORE_WRITE);
    add_case(living);
    copy_as_if_killed(path, killed);
    for (int round = 0; round < 2; round++) {
        GError *error = NULL;
        if (round == 0)
            ck_assert_int_eq(g_unlink(killed), 0);
        else
            ck_assert(g_file_set_contents(killed, "", 0, NULL));
        ck_assert_ptr_null(store_open(killed, STORE_WRITE, &error));
        ck_assert_error(error, AZDESK_ERROR_FAILED, "put the file back");
        ck_assert(g_file_test(wal, G_FILE_TEST_EXISTS));
    }
}
END_TEST

START_TEST(links_are_followed)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "real", "desk.db", NULL);
    g_autofree char *link = g_build_filename(dir, "link.db", NULL);
    ck_assert_int_eq(symlink("real/desk.db", link), 0);
    make_desk_with_case(link);
    ck_assert(g_file_test(path, G_FILE_TEST_IS_REGULAR));
    ck_assert(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    g_autoptr(Store) store = open_desk(path, STORE_READ);
    ck_assert_uint_eq(case_count(store), 1);
}
END_TEST

START_TEST(a_table_that_is_missing_is_damage)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    make_desk_with_case(path);
    ck_assert_int_eq(raw_exec(path, "DROP TABLE claim_event"), SQLITE_OK);
    g_autoptr(Store) store = open_desk(path, STORE_READ);
    ck_assert_ptr_null(store_events(store, 11100000000000001, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED,
                    "is damaged (no such table: claim_event); \"azdesk doctor");
}
END_TEST

static const char *const companions[] = {"-wal", "-shm", "-journal"};

/* What a desk writes beside itself goes nowhere else, and the message names what stands there. */
START_TEST(links_beside_the_desk_are_not_followed)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autofree char *beside = g_strconcat(path, companions[_i], NULL);
    g_autofree char *victim = g_build_filename(dir, "victim", NULL);
    g_autofree char *words = g_strconcat("desk.db", companions[_i], " is a link or a folder", NULL);
    make_desk_with_case(path);
    for (int kind = 0; kind < 3; kind++) {
        ck_assert(g_file_set_contents(victim, "a secret", -1, NULL));
        ck_assert_int_eq(kind == 0   ? symlink("victim", beside)
                         : kind == 1 ? symlink("not-there", beside)
                                     : g_mkdir(beside, 0700),
                         0);
        for (StoreMode mode = STORE_READ; mode <= STORE_STRICT; mode++) {
            GError *error = NULL;
            ck_assert_ptr_null(store_open(path, mode, &error));
            ck_assert_error(error, AZDESK_ERROR_FAILED, words);
        }
        g_autofree char *kept = NULL;
        ck_assert(g_file_get_contents(victim, &kept, NULL, NULL));
        ck_assert_str_eq(kept, "a secret");
        ck_assert_int_eq(g_remove(beside), 0);
    }
    g_autoptr(Store) store = open_desk(path, STORE_WRITE);
    ck_assert_uint_eq(case_count(store), 1);
}
END_TEST

START_TEST(an_empty_file_is_an_empty_desk)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    ck_assert(g_file_set_contents(path, "", 0, NULL));
    g_autoptr(Store) store = open_desk(path, STORE_READ);
    ck_assert_uint_eq(case_count(store), 0);
    make_desk_with_case(path);
    ck_assert_uint_eq(case_count(store), 1);
    struct stat info;
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_int_eq(info.st_mode & 07777, 0600);
}
END_TEST

/* Cut off anywhere, it either opens and reads, or says what is wrong; never a crash. */
START_TEST(a_desk_cut_short_says_so)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autofree char *cut = g_build_filename(dir, "cut.db", NULL);
    g_autofree char *bytes = NULL;
    gsize size;
    make_desk_with_case(path);
    ck_assert(g_file_get_contents(path, &bytes, &size, NULL));
    for (gsize length = 512; length < size; length += 512) {
        GError *error = NULL;
        g_autofree char *wal = g_strconcat(cut, "-wal", NULL);
        g_unlink(wal);
        ck_assert(g_file_set_contents(cut, bytes, (gssize)length, NULL));
        g_autoptr(Store) store = store_open(cut, STORE_WRITE, &error);
        g_autoptr(Desk) desk = store ? store_load_desk(store, &error) : NULL;
        g_autoptr(GPtrArray) findings = desk ? store_check(store, &error) : NULL;
        if (findings)
            ck_assert_uint_gt(findings->len, 0);
        else
            ck_assert_error(error, AZDESK_ERROR_FAILED, cut);
    }
}
END_TEST

START_TEST(flipped_bits_never_crash)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autofree char *bad = g_build_filename(dir, "bad.db", NULL);
    g_autofree char *bytes = NULL;
    g_autoptr(GRand) rand = g_rand_new_with_seed(77);
    gsize size;
    make_desk_with_case(path);
    ck_assert(g_file_get_contents(path, &bytes, &size, NULL));
    for (int round = 0; round < 150; round++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *copy = g_memdup2(bytes, size);
        for (int i = 0; i < 20; i++)
            copy[g_rand_int(rand) % size] ^= (char)(1 << g_rand_int_range(rand, 0, 8));
        ck_assert(g_file_set_contents(bad, copy, (gssize)size, NULL));
        g_autoptr(Store) store = store_open(bad, STORE_READ, &error);
        g_autoptr(Desk) desk = store ? store_load_desk(store, &error) : NULL;
        g_autoptr(GPtrArray) findings = store && desk ? store_check(store, &error) : NULL;
        ck_assert_msg(findings || error, "neither read nor refused");
    }
}
END_TEST

START_TEST(a_desk_moved_away_is_missed)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autofree char *away = g_build_filename(dir, "away.db", NULL);
    make_desk_with_case(path);
    g_autoptr(Store) store = open_desk(path, STORE_WRITE);
    ck_assert_int_eq(g_rename(path, away), 0);
    ck_assert(!store_begin(store, G_STRLOC, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "is missing");
    make_desk(path); /* another one in its place is taken */
    ck_assert_uint_eq(case_count(store), 0);
    begin_and_commit(store);
}
END_TEST

/* A newer azdesk may know a marketplace more, without another layout. */
START_TEST(a_marketplace_that_is_not_known_here_is_borne)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autofree char *sheet = g_build_filename(dir, "claims.csv", NULL);
    g_autoptr(Settings) settings = settings_new();
    make_desk_with_case(path);
    ck_assert_int_eq(
        raw_exec(path, "INSERT INTO market VALUES (99, 'A99', 'ZZ');"
                       "INSERT INTO order_day VALUES (99, 0, 20700, 1, 1);"
                       "INSERT INTO orders VALUES (11100000000000002, 99, 0, 20700, 3, 0, 0)"),
        SQLITE_OK);
    ck_assert(g_file_set_contents(
        sheet, "order,opened,amount\n111-0000000-0000002,2026-11-20,19.99\n", -1, NULL));
    g_autoptr(Store) store = open_desk(path, STORE_WRITE);
    ImportOptions options = {.settings = settings, .now = NOW, .channel = -1};
    g_autoptr(ImportSummary) summary = import_file(store, sheet, &options);
    ck_assert_no_error(summary->error);
    ck_assert_uint_eq(summary->counts.added, 1);
    g_autoptr(Desk) desk = store_load_desk(store, &error);
    ck_assert_no_error(error);
    ck_assert_int_eq(desk_find(desk, 11100000000000002)->market, 99);
}
END_TEST

int main(void)
{
    Suite *suite = store_suite("store open");
    TCase *tcase = tcase_create("open");
    tcase_add_test(tcase, a_missing_desk_is_empty_and_not_made);
    tcase_add_test(tcase, the_first_change_makes_the_desk_for_its_owner_alone);
    tcase_add_test(tcase, a_refused_change_makes_no_desk);
    tcase_add_test(tcase, a_desk_made_by_another_is_seen);
    tcase_add_loop_test(tcase, foreign_files_are_named_for_what_they_are, 0, G_N_ELEMENTS(foreign));
    tcase_add_test(tcase, a_folder_is_no_desk);
    tcase_add_test(tcase, what_may_not_be_read_says_so);
    tcase_add_test(tcase, a_folder_that_cannot_be_written_is_read);
    tcase_add_test(tcase, reading_strictly_leaves_every_byte);
    tcase_add_test(tcase, a_log_left_over_is_read);
    tcase_add_test(tcase, a_log_left_over_in_a_folder_that_cannot_be_written_is_told);
    tcase_add_test(tcase, a_log_without_its_file_is_not_thrown_away);
    tcase_add_test(tcase, links_are_followed);
    tcase_add_loop_test(tcase, links_beside_the_desk_are_not_followed, 0, G_N_ELEMENTS(companions));
    tcase_add_test(tcase, an_empty_file_is_an_empty_desk);
    tcase_add_test(tcase, a_desk_cut_short_says_so);
    tcase_add_test(tcase, flipped_bits_never_crash);
    tcase_add_test(tcase, a_table_that_is_missing_is_damage);
    tcase_add_test(tcase, a_desk_moved_away_is_missed);
    tcase_add_test(tcase, a_marketplace_that_is_not_known_here_is_borne);
    return run_suite(suite, tcase);
}
