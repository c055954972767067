/* SPDX-License-Identifier: MIT */
/* The backups of the days: when one is made, what it holds, which stay. */
#include "store_test.h"

#define ORDER G_GINT64_CONSTANT(11100000000000001)

typedef struct {
    TempDir *dir;
    char *path, *folder;
    OrderId next;
} Place;

static void place_clear(Place *place)
{
    temp_dir_remove(place->dir);
    g_free(place->path);
    g_free(place->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

static void place_init(Place *place)
{
    place->dir = temp_dir();
    place->path = g_build_filename(place->dir, "desk.db", NULL);
    place->folder = g_strconcat(place->path, ".backups", NULL);
    place->next = ORDER;
}

/* As a run of the program on that day that files one claim. (transfer full) what it warned of */
static char *work_on(Place *place, Day day, guint keep)
{
    GError *error = NULL;
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = open_desk(place->path, STORE_WRITE);
    store_keep_daily(store, day, keep);
    Cases cases = {.store = store, .settings = settings, .now = day_start(day) + HOUR};
    CaseOpening opening = OPENING_ON(day - 3);
    ck_assert(case_open(&cases, place->next++, &opening, &error));
    ck_assert_no_error(error);
    return store_take_warning(store);
}

static void work_well(Place *place, Day day, guint keep)
{
    g_autofree char *warning = work_on(place, day, keep);
    ck_assert_msg(warning == NULL, "%s", warning);
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "2026-11-21.db 2026-11-22.db" (transfer full) */
static char *kept(const Place *place)
{
    g_autoptr(GDir) dir = g_dir_open(place->folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while (dir && (name = g_dir_read_name(dir)))
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, by_name);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(text, "%s%s", i ? " " : "", (char *)names->pdata[i]);
    return g_string_free(text, FALSE);
}

static void check_kept(const Place *place, const char *wanted)
{
    g_autofree char *names = kept(place);
    ck_assert_str_eq(names, wanted);
}

static guint cases_in(const Place *place, const char *name)
{
    GError *error = NULL;
    g_autofree char *path = g_build_filename(place->folder, name, NULL);
    struct stat info;
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_int_eq(info.st_mode & 07777, 0600);
    g_autoptr(Store) store = open_desk(path, STORE_STRICT);
    g_autoptr(Desk) desk = store_load_desk(store, &error);
    ck_assert_no_error(error);
    return desk->cases->len;
}

START_TEST(the_first_change_of_a_day_keeps_the_day_before)
{
    g_auto(Place) place = {0};
    struct stat info;
    place_init(&place);
    work_well(&place, TODAY - 1, 7);
    work_well(&place, TODAY - 1, 7);
    check_kept(&place, ""); /* a new desk has no day before */
    mode_t old = umask(0);
    work_well(&place, TODAY, 7);
    umask(old);
    check_kept(&place, "2026-11-23.db");
    ck_assert_uint_eq(cases_in(&place, "2026-11-23.db"), 2);
    ck_assert_int_eq(stat(place.folder, &info), 0);
    ck_assert_int_eq(info.st_mode & 07777, 0700);
    work_well(&place, TODAY, 7); /* one a day */
    ck_assert_uint_eq(cases_in(&place, "2026-11-23.db"), 2);
}
END_TEST

START_TEST(as_many_stay_as_the_setting_says)
{
    g_auto(Place) place = {0};
    place_init(&place);
    for (Day day = TODAY - 9; day <= TODAY; day++)
        work_well(&place, day, 3);
    g_autofree char *stranger = g_build_filename(place.folder, "mine.db", NULL);
    check_kept(&place, "2026-11-21.db 2026-11-22.db 2026-11-23.db");
    ck_assert(g_file_set_contents(stranger, "x", 1, NULL));
    work_well(&place, TODAY + 1, 1);
    check_kept(&place, "2026-11-24.db mine.db");
    ck_assert_uint_eq(cases_in(&place, "2026-11-24.db"), 10);
}
END_TEST

START_TEST(none_is_made_where_none_is_wanted_or_nothing_changes)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    work_well(&place, TODAY - 1, 7);
    work_well(&place, TODAY, 0);
    check_kept(&place, "");
    static const StoreMode reading[] = {STORE_READ, STORE_STRICT};
    for (gsize i = 0; i < G_N_ELEMENTS(reading); i++) {
        g_autoptr(Store) store = open_desk(place.path, reading[i]);
        ck_assert(store_backup_daily(store, TODAY + 1, 7, &error));
        g_autoptr(Desk) desk G_GNUC_UNUSED = store_load_desk(store, &error);
        ck_assert_no_error(error);
    }
    check_kept(&place, "");
    g_autoptr(Store) memory = memory_desk();
    ck_assert(store_backup_daily(memory, TODAY, 7, &error));
    ck_assert_no_error(error);
}
END_TEST

START_TEST(what_hinders_it_holds_no_change_up)
{
    g_auto(Place) place = {0};
    place_init(&place);
    work_well(&place, TODAY - 1, 7);
    ck_assert(g_file_set_contents(place.folder, "in the way", -1, NULL));
    g_autofree char *warning = work_on(&place, TODAY, 7);
    ck_assert_ptr_nonnull(warning);
    ck_assert_ptr_nonnull(strstr(warning, "today's backup failed"));
    g_autofree char *rows = raw_query(place.path, "SELECT count(*) FROM claim");
    ck_assert_str_eq(rows, "2\n");
}
END_TEST

START_TEST(a_damaged_desk_pushes_no_backup_out)
{
    g_auto(Place) place = {0};
    place_init(&place);
    work_well(&place, TODAY - 2, 1);
    work_well(&place, TODAY - 1, 1);
    check_kept(&place, "2026-11-22.db");
    /* A table's root is told to be another's page: what reads the claims alone sees nothing of it.
     */
    ck_assert_int_eq(raw_exec(place.path,
                              "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage ="
                              " (SELECT rootpage FROM sqlite_schema WHERE name = 'evidence')"
                              " WHERE name = 'metric'"),
                     SQLITE_OK);
    g_autofree char *half = g_build_filename(place.folder, ".half-00000001", NULL);
    ck_assert(g_file_set_contents(half, "of a program that was killed", -1, NULL));
    g_autofree char *warning = work_on(&place, TODAY, 1);
    ck_assert_ptr_nonnull(warning);
    ck_assert_ptr_nonnull(strstr(warning, "damaged"));
    check_kept(&place, "2026-11-22.db"); /* and no half one */
}
END_TEST

START_TEST(a_backup_of_a_day_is_restored)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    work_well(&place, TODAY - 1, 7);
    work_well(&place, TODAY, 7);
    g_autofree char *backup = g_build_filename(place.folder, "2026-11-23.db", NULL);
    g_autofree char *aside = NULL;
    ck_assert(store_restore(backup, place.path, &aside, &error));
    ck_assert_no_error(error);
    g_autofree char *rows = raw_query(place.path, "SELECT count(*) FROM claim");
    ck_assert_str_eq(rows, "1\n");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(the_first_change_of_a_day_keeps_the_day_before)                                              \
    X(as_many_stay_as_the_setting_says)                                                            \
    X(none_is_made_where_none_is_wanted_or_nothing_changes)                                        \
    X(what_hinders_it_holds_no_change_up)                                                          \
    X(a_damaged_desk_pushes_no_backup_out)                                                         \
    X(a_backup_of_a_day_is_restored)

SUITE_MAIN("store backups", TESTS)
