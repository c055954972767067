/* SPDX-License-Identifier: MIT */
/* Paths as people type them, in prompts and in the picker. */
#include <glib/gstdio.h>
#include <string.h>

#include "driver.h"
#include "temp_dir.h"
#include "ui/path.h"

/* "~" in the second column: the home folder. */
static const struct {
    const char *typed, *path;
} PATHS[] = {
    {"a.csv", "a.csv"},
    {" /tmp/a.csv ", "/tmp/a.csv"},
    {"~", "~"},
    {"~/a.csv", "~/a.csv"},
    {"~other/a.csv", "~other/a.csv"}, /* of this name, not of another person's home */
    {"/srv/old//tmp/a.csv", "/tmp/a.csv"},
    {"~/old//tmp//etc/a", "/etc/a"},
    {"/srv/old/~/a.csv", "~/a.csv"},
    {"/srv/old/~", "~"},
    {"/srv//x/~/y//z", "/z"},
    {"/srv/~backup/a", "/srv/~backup/a"},
    {"//", "/"},
};

START_TEST(a_path_begins_anew_behind_two_slashes_or_the_home_folder)
{
    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        g_autofree char *path = path_expand(PATHS[i].typed);
        const char *want = PATHS[i].path;
        gboolean home = strcmp(want, "~") == 0 || g_str_has_prefix(want, "~/");
        g_autofree char *whole =
            home ? g_build_filename(g_get_home_dir(), want + 1, NULL) : g_strdup(want);
        ck_assert_str_eq(path, whole);
    }
}
END_TEST

/* What completes `typed`, and where it begins there. */
static void completes(const char *typed, const char *want)
{
    gsize start = 0;
    g_auto(GStrv) words = path_complete(NULL, typed, strlen(typed), &start, NULL);
    ck_assert_msg(words[0] != NULL, "nothing completes %s", typed);
    g_autofree char *head = g_strndup(typed, start);
    g_autofree char *whole = g_strconcat(head, words[0], NULL);
    ck_assert_str_eq(whole, want);
}

START_TEST(completion_follows_and_leaves_what_was_typed)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *file = g_build_filename(folder, "orders.txt", NULL);
    ck_assert(g_file_set_contents(file, "", 0, NULL));
    g_autofree char *typed = g_strconcat("/no/such/", folder, "/ord", NULL);
    g_autofree char *want = g_strconcat("/no/such/", folder, "/orders.txt", NULL);
    completes(typed, want);
    completes("~", "~/");
    completes("/no/such/~", "/no/such/~/");
    g_unlink(file);
}
END_TEST

START_TEST(the_picker_begins_anew_too)
{
    static const char *const none[] = {NULL};
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *file = g_build_filename(folder, "orders.txt", NULL);
    ck_assert(g_file_set_contents(file, "x\n", 2, NULL));
    g_autoptr(UiTest) test = ui_start_in(24, 100, folder, desk_fill, none);
    ui_press(test, "i");
    ui_expect_modal(test, "picker");
    ui_type(test, folder); /* behind "~/somewhere/", which is there already */
    ui_type(test, "/ord");
    ui_expect_line(test, "▌orders.txt");
    ui_press(test, "esc");
    g_unlink(file);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(a_path_begins_anew_behind_two_slashes_or_the_home_folder)                                    \
    X(completion_follows_and_leaves_what_was_typed)                                                \
    X(the_picker_begins_anew_too)
SUITE_MAIN("ui-path", TESTS)
