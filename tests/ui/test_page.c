/* SPDX-License-Identifier: MIT */
/* The case page, its evidence and messages. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "driver.h"
#include "temp_dir.h"

/* A file in it; its path. (transfer full) */
static char *file_new(const char *folder, const char *name, const char *body, gssize len)
{
    char *path = g_build_filename(folder, name, NULL);
    ck_assert(g_file_set_contents(path, body, len, NULL));
    return path;
}

/* The path field of a picker or a prompt, whatever stands there. */
static void type_path(UiTest *test, const char *path)
{
    ui_press(test, "ctrl-e ctrl-u");
    ui_type(test, path);
}

static void add_file(UiTest *test, const char *path, const char *title)
{
    ui_press(test, "+ 1");
    ui_expect_modal(test, "picker");
    type_path(test, path);
    ui_press(test, "enter");
    ui_expect_modal(test, "form");
    ui_press(test, "ctrl-u");
    ui_type(test, title);
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
}

START_TEST(enter_opens_the_case_and_q_leaves_it)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "j enter");
    ck_assert_str_eq(test->app->view->ops->name, "page");
    ui_expect_selected(test, DESK_OPENED);
    ui_expect_line(test, "[Timeline]");
    ui_press(test, "] ] ] ] ]");
    ui_expect_line(test, "[Letters]");
    ui_press(test, "]");
    ui_expect_line(test, "[Timeline]");
    ui_press(test, "[");
    ui_expect_line(test, "[Letters]");
    ui_press(test, "q");
    ck_assert_str_eq(test->app->view->ops->name, "claims");
    ui_expect_selected(test, DESK_OPENED);
}
END_TEST

START_TEST(facts_tell_what_the_tracking_number_is)
{
    g_autoptr(UiTest) test = ui_start(50, 140, desk_fill);
    ui_press(test, "j enter ]");
    ui_expect_line(test, "EE473124829JP");
    ui_expect_line(test, "check digit OK, EMS");
    ui_expect_line(test, "https://trackings.post.japanpost.jp");
    ui_expect_line(test, "from 4 Nov 2026, leaves 3 Jan 2027");
}
END_TEST

START_TEST(undone_entries_stay_and_say_so)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "j enter N");
    ui_type(test, "she telephoned");
    ui_press(test, "ctrl-s");
    ui_expect_line(test, "she telephoned");
    ui_expect_no_line(test, "(undone)");
    ui_press(test, "u");
    ui_expect_line(test, "(undone) note: she telephoned");
    ui_expect_line(test, "undid: note: she telephoned");
    ui_press(test, "ctrl-r");
    ui_expect_line(test, "redid: note: she telephoned");
}
END_TEST

START_TEST(evidence_goes_in_and_comes_out_byte_for_byte)
{
    static const char body[] = "%PDF-1.4\0\x01\xff binary\n";
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *path = file_new(folder, "tracking page.pdf", body, sizeof body);
    g_autofree char *out = g_build_filename(folder, "again.pdf", NULL);
    g_autofree char *read = NULL;
    gsize len;
    struct stat seen;
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "j enter ] ] ]");
    ui_expect_line(test, "missing  the carrier's tracking page");
    add_file(test, path, "tracking page of 22 November");
    ui_expect_line(test, "[Evidence 1]");
    ui_expect_line(test, "tracking page of 22 November  (tracking page.pdf)");
    ui_expect_line(test, "have     the carrier's tracking page");
    ui_press(test, "w");
    type_path(test, out);
    ui_press(test, "enter");
    ui_expect_modal(test, NULL);
    ck_assert(g_file_get_contents(out, &read, &len, NULL));
    ck_assert_uint_eq(len, sizeof body);
    ck_assert_int_eq(memcmp(read, body, len), 0);
    ck_assert_int_eq(g_stat(out, &seen), 0);
    ck_assert_int_eq(seen.st_mode & 0777, 0600);
    ui_press(test, "w"); /* what is there is never written over */
    type_path(test, out);
    ui_press(test, "enter");
    ui_expect_modal(test, "prompt");
    ui_expect_line(test, "the file already exists");
    ui_type(test, "2"); /* the name stands there still */
    ui_expect_no_line(test, "the file already exists");
    ui_press(test, "enter");
    ui_expect_modal(test, NULL);
    g_autofree char *second = g_strconcat(out, "2", NULL);
    ck_assert(g_file_test(second, G_FILE_TEST_IS_REGULAR));
}
END_TEST

START_TEST(evidence_is_removed_and_brought_back)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *path = file_new(folder, "notice.txt", "held", -1);
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "j enter ] ] ]");
    add_file(test, path, "notice left");
    ui_press(test, "d");
    ui_expect_modal(test, "confirm");
    ui_press(test, "esc");
    ui_expect_line(test, "notice left");
    ui_press(test, "d y");
    ui_expect_line(test, "None yet.");
    ui_press(test, "u");
    ui_expect_line(test, "notice left  (notice.txt)");
}
END_TEST

/* Where a copy of that name lies in one of the program's temporary folders. (nullable) */
static char *copy_find(const char *name)
{
    g_autoptr(GDir) tmp = g_dir_open(g_get_tmp_dir(), 0, NULL);
    const char *entry;
    while ((entry = g_dir_read_name(tmp)) != NULL) {
        g_autofree char *path = g_build_filename(g_get_tmp_dir(), entry, name, NULL);
        if (g_str_has_prefix(entry, "azdesk-") && g_file_test(path, G_FILE_TEST_EXISTS))
            return g_steal_pointer(&path);
    }
    return NULL;
}

/* Shown by a program that is handed a path, and no command line; nobody else can read it, and it is
 * gone at the end. */
START_TEST(evidence_is_opened_from_a_copy)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *base = g_path_get_basename(folder);
    g_autofree char *name = g_strdup_printf("; rm $HOME %s.txt", base);
    g_autofree char *path = file_new(folder, name, "body", -1);
    g_autofree char *wanted = g_strconcat("1-", name, NULL);
    g_autofree char *body = NULL;
    struct stat seen;
    UiTest *test = ui_start(40, 120, desk_fill);
    ck_assert(g_setenv("PATH", folder, TRUE)); /* no xdg-open */
    ui_press(test, "j enter ] ] ]");
    add_file(test, path, "odd name");
    ck_assert_ptr_null(copy_find(wanted));
    ui_press(test, "enter");
    ui_expect_line(test, "xdg-open not found");
    g_autofree char *copy = copy_find(wanted);
    ck_assert_ptr_nonnull(copy);
    ck_assert(g_file_get_contents(copy, &body, NULL, NULL));
    ck_assert_str_eq(body, "body");
    ck_assert_int_eq(g_stat(copy, &seen), 0);
    ck_assert_int_eq(seen.st_mode & 0777, 0600);
    ui_end(test);
    ck_assert(!g_file_test(copy, G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST(a_file_that_is_none_is_refused)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *missing = g_build_filename(folder, "nothing.txt", NULL);
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "j enter ] ] ] + 1");
    type_path(test, missing);
    ui_press(test, "enter");
    ui_expect_modal(test, "picker");
    ui_expect_line(test, "no such file");
    ui_press(test, "esc");
    ui_expect_modal(test, NULL);
}
END_TEST

START_TEST(the_picker_lists_what_fits)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *a G_GNUC_UNUSED = file_new(folder, "orders-2026.txt", "a", -1);
    g_autofree char *b G_GNUC_UNUSED = file_new(folder, "Report ORDERS.csv", "b", -1);
    g_autofree char *c G_GNUC_UNUSED = file_new(folder, "写真.jpg", "c", -1);
    g_autofree char *typed = g_strconcat(folder, "/", NULL);
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "j enter ] ] ] + 1");
    type_path(test, typed);
    ui_expect_line(test, "orders-2026.txt");
    ui_expect_line(test, "写真.jpg");
    ui_type(test, "orders");
    ui_expect_line(test, "Report ORDERS.csv");
    ui_expect_no_line(test, "写真.jpg");
    ui_press(test, "esc + 1");
}
END_TEST

START_TEST(messages_stand_beside_their_translation)
{
    g_autoptr(UiTest) test = ui_start(40, 140, desk_fill);
    ui_press(test, "j enter [ [ +");
    ui_expect_modal(test, "form");
    ui_press(test, "right right down down down"); /* Seller Support; when, language, text */
    ui_paste(test, "The claim is withdrawn,\nso your ODR should not be affected.");
    ui_press(test, "down");
    ui_type(test, "申請は取り下げられています。");
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
    ui_expect_line(test, "Seller Support");
    int row = ui_find(test, "The claim is withdrawn,");
    g_autofree char *line = ui_row(test, row);
    ck_assert_ptr_nonnull(strstr(line, "申請は取り下げられています。"));
    ui_expect_line(test, "so your ODR should not be affected.");
    ui_press(test, "["); /* counted as what Support answered */
    ui_expect_line(test, "Messages 1");
}
END_TEST

START_TEST(pasted_text_becomes_a_message)
{
    g_autoptr(UiTest) test = ui_start(40, 140, desk_fill);
    ui_press(test, "j enter");
    ui_paste(test, "I got it today.\x1b[31m Thank you!");
    ui_expect_modal(test, "form");
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
    ui_press(test, "[ [");
    ui_expect_line(test, "I got it today.");
    ui_expect_line(test, "buyer");
}
END_TEST

START_TEST(a_case_that_is_gone_says_so)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "j enter");
    ui_expect_selected(test, DESK_OPENED);
    ui_press(test, "u y"); /* the opening is its only entry */
    ui_expect_line(test, "this order has no defect now");
    ui_press(test, "] [ j k G w + a q");
    ck_assert_str_eq(test->app->view->ops->name, "claims");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(enter_opens_the_case_and_q_leaves_it)                                                        \
    X(facts_tell_what_the_tracking_number_is)                                                      \
    X(undone_entries_stay_and_say_so)                                                              \
    X(evidence_goes_in_and_comes_out_byte_for_byte)                                                \
    X(evidence_is_removed_and_brought_back)                                                        \
    X(evidence_is_opened_from_a_copy)                                                              \
    X(a_file_that_is_none_is_refused)                                                              \
    X(the_picker_lists_what_fits)                                                                  \
    X(messages_stand_beside_their_translation)                                                     \
    X(pasted_text_becomes_a_message)                                                               \
    X(a_case_that_is_gone_says_so)
SUITE_MAIN("ui-page", TESTS)
