/* SPDX-License-Identifier: MIT */
/* Bringing in a file: tried and shown first, then done, in a thread with a desk handle of its own.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "driver.h"
#include "temp_dir.h"

static const char *const NONE[] = {NULL};

/* Orders of one US day in the window, `n` of them; its path. (transfer full) */
static char *orders_file(const char *folder, const char *name, int n)
{
    char *path = g_build_filename(folder, name, NULL);
    GString *text = g_string_new("amazon-order-id\tmerchant-order-id\tpurchase-date\t"
                                 "last-updated-date\torder-status\tfulfillment-channel\t"
                                 "sales-channel\n");
    for (int i = 0; i < n; i++)
        g_string_append_printf(text,
                               "115-%07d-%07d\t\t2026-10-15T10:00:00+00:00\t"
                               "2026-10-15T10:00:00+00:00\tShipped\tMerchant\tAmazon.com\n",
                               i / 1000, i % 1000 + 1);
    ck_assert(g_file_set_contents(path, text->str, -1, NULL));
    g_string_free(text, TRUE);
    return path;
}

static void choose(UiTest *test, const char *path)
{
    ui_press(test, "i");
    ui_expect_modal(test, "picker");
    ui_press(test, "ctrl-e ctrl-u");
    ui_type(test, path);
    ui_press(test, "enter");
}

static gint64 orders_of(UiTest *test)
{
    const PartFigures *part =
        model_part(test->app->model, market_parse("US", NULL)->num, CHANNEL_MFN);
    return part != NULL ? part->odr->orders : 0;
}

START_TEST(it_is_shown_before_it_is_done)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *path = orders_file(folder, "orders.txt", 40);
    g_autoptr(UiTest) test = ui_start_in(40, 120, folder, desk_fill, NONE);
    gint64 before = orders_of(test);
    choose(test, path);
    ui_expect_line(test, "reading orders.txt");
    ui_job(test);
    ui_expect_modal(test, "import");
    ui_expect_line(test, "40 rows: 40 added, 0 updated, 0 unchanged");
    ui_expect_line(test, "0.82%  5/607 → 0.77%  5/647");
    ui_press(test, "esc");
    ui_expect_line(test, "nothing was imported");
    ui_wait(test, 1);
    ck_assert_int_eq(orders_of(test), before); /* a trial leaves nothing behind */
    choose(test, path);
    ui_job(test);
    ui_press(test, "y");
    ui_job(test);
    ui_expect_modal(test, NULL);
    ui_expect_line(test, "orders.txt: 40 added, 0 updated, 0 unchanged");
    ck_assert_int_eq(orders_of(test), before + 40);
    ui_expect_line(test, "0.77%");
}
END_TEST

START_TEST(the_same_file_again_changes_nothing)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *path = orders_file(folder, "orders.txt", 3);
    g_autoptr(UiTest) test = ui_start_in(40, 120, folder, desk_fill, NONE);
    for (int i = 0; i < 2; i++) {
        choose(test, path);
        ui_job(test);
        if (i == 1) {
            ui_expect_line(test, "3 rows: 0 added, 0 updated, 3 unchanged");
            ui_expect_line(test, "no change");
        }
        ui_press(test, "y");
        ui_job(test);
    }
}
END_TEST

START_TEST(the_first_import_makes_the_desk)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *path = orders_file(folder, "orders.txt", 5);
    g_autofree char *desk = g_build_filename(folder, "desk.db", NULL);
    g_autoptr(UiTest) test = ui_start_in(40, 120, folder, NULL, NONE);
    choose(test, path);
    ui_job(test);
    ui_expect_line(test, "5 rows: 5 added");
    ck_assert(!g_file_test(desk, G_FILE_TEST_EXISTS)); /* tried in memory */
    ui_press(test, "y");
    ui_job(test);
    ck_assert(g_file_test(desk, G_FILE_TEST_EXISTS));
    ck_assert_int_eq(orders_of(test), 5);
    ui_expect_no_line(test, "This desk is empty");
}
END_TEST

START_TEST(entries_wait_while_it_goes_on_and_keys_do_not)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *path = orders_file(folder, "orders.txt", 40);
    g_autoptr(UiTest) test = ui_start_in(40, 120, folder, desk_fill, NONE);
    choose(test, path);
    ui_press(test, "j"); /* what comes of it waits for the loop: it goes on */
    ui_expect_selected(test, DESK_OPENED);
    ui_press(test, "N");
    ui_expect_modal(test, NULL);
    ui_expect_line(test, "an import is running");
    ui_press(test, "i");
    ui_expect_modal(test, NULL);
    ui_job(test);
    ui_expect_modal(test, "import");
    ui_press(test, "esc N");
    ui_expect_modal(test, "form");
}
END_TEST

START_TEST(leaving_gives_it_up)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *path = orders_file(folder, "orders.txt", 5000);
    UiTest *test = ui_start_in(40, 120, folder, desk_fill, NONE);
    gint64 before = orders_of(test);
    choose(test, path);
    ui_job(test);
    ui_press(test, "y");
    ui_end(test); /* in the middle of it, or when it had just ended */
    test = ui_start_in(40, 120, folder, NULL, NONE);
    gint64 after = orders_of(test);
    ck_assert_msg(after == before || after == before + 5000, "%d orders", (int)after);
    ui_end(test);
}
END_TEST

START_TEST(a_desk_in_memory_takes_files_too)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *path = orders_file(folder, "orders.txt", 40);
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    gint64 before = orders_of(test);
    choose(test, path);
    ui_expect_modal(test, "import");
    ui_expect_line(test, "0.82%  5/607 → 0.77%  5/647");
    ui_press(test, "esc");
    ck_assert_int_eq(orders_of(test), before);
    choose(test, path);
    ui_press(test, "y");
    ck_assert_int_eq(orders_of(test), before + 40);
}
END_TEST

START_TEST(what_is_rejected_is_shown)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *path = g_build_filename(folder, "orders.txt", NULL);
    g_autoptr(UiTest) test = ui_start_in(40, 120, folder, desk_fill, NONE);
    ck_assert(g_file_set_contents(
        path,
        "amazon-order-id\tpurchase-date\torder-status\tfulfillment-channel\tsales-channel\n"
        "115-0000000-0000001\t2026-10-15T10:00:00+00:00\tShipped\tMerchant\tAmazon.com\n"
        "5.10141E+13\t2026-10-15T10:00:00+00:00\tShipped\tMerchant\tAmazon.com\n",
        -1, NULL));
    choose(test, path);
    ui_job(test);
    ui_expect_line(test, "1 row rejected");
    ui_expect_line(test, "line 3:");
    ui_press(test, "y");
    ui_job(test);
    ui_expect_modal(test, "reader");
    ui_expect_line(test, "line 3:");
}
END_TEST

START_TEST(what_is_no_file_of_amazons_says_so)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *path = g_build_filename(folder, "letter.txt", NULL);
    g_autoptr(UiTest) test = ui_start_in(40, 120, folder, desk_fill, NONE);
    ck_assert(g_file_set_contents(path, "Dear team,\nplease\n", -1, NULL));
    choose(test, path);
    ui_job(test);
    ui_expect_modal(test, "reader");
    ui_expect_line(test, "Nothing was imported.");
}
END_TEST

START_TEST(the_folder_is_remembered)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *path = orders_file(folder, "orders.txt", 3);
    UiTest *test = ui_start_in(40, 120, folder, desk_fill, NONE);
    choose(test, path);
    ui_job(test);
    ui_press(test, "esc");
    ui_wait(test, 2); /* a tick keeps it */
    ui_end(test);
    test = ui_start_in(40, 120, folder, NULL, NONE);
    ui_press(test, "i");
    ui_expect_line(test, "orders.txt");
    ui_press(test, "enter"); /* the newest file is what the cursor is on, or a folder of ours */
    ui_end(test);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(it_is_shown_before_it_is_done)                                                               \
    X(the_same_file_again_changes_nothing)                                                         \
    X(the_first_import_makes_the_desk)                                                             \
    X(entries_wait_while_it_goes_on_and_keys_do_not)                                               \
    X(leaving_gives_it_up)                                                                         \
    X(a_desk_in_memory_takes_files_too)                                                            \
    X(what_is_rejected_is_shown)                                                                   \
    X(what_is_no_file_of_amazons_says_so)                                                          \
    X(the_folder_is_remembered)
SUITE_MAIN("ui-import", TESTS)
