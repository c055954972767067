/* SPDX-License-Identifier: MIT */
/* What happens around the work: the window changes in the middle of a form, the program is stopped
 * in the middle of a prompt, another one works on the same desk, a large file comes in. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk.h"
#include "suite.h"
#include "whole.h"

static Pty *at_claims(int rows, int cols, gboolean shell)
{
    Pty *pty = pty_new(rows, cols);
    pty_start(pty, shell);
    pty_press(pty, "2");
    pty_expect_selected(pty, DESK_APPEALED);
    return pty;
}

START_TEST(a_form_outlives_any_window)
{
    static const struct {
        int rows, cols;
    } sizes[] = {{40, 140}, {16, 60}, {10, 40}, {3, 20}, {1, 1}, {24, 80}};
    g_autoptr(Pty) pty = at_claims(24, 80, FALSE);
    pty_press(pty, "j N");
    pty_type(pty, "half of a ");
    pty_expect(pty, "half of a");
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++)
        pty_resize(pty, sizes[i].rows, sizes[i].cols);
    pty_expect(pty, "half of a");
    pty_type(pty, "thought");
    pty_press(pty, "ctrl-s");
    pty_expect(pty, DESK_OPENED ": note added");
    pty_expect(pty, "half of a thought");
}
END_TEST

START_TEST(a_prompt_outlives_the_shell)
{
    g_autoptr(Pty) pty = at_claims(24, 80, TRUE);
    pty_press(pty, "/");
    pty_type(pty, "stage:he");
    pty_expect(pty, "/stage:he");
    pty_press(pty, "ctrl-z");
    pty_expect(pty, "[stopped]");
    pty_expect_restored(pty);
    pty_keys(pty, "fg\n");
    pty_expect(pty, "/stage:he");
    ck_assert(pty->alternate);
    pty_type(pty, "ld");
    pty_press(pty, "enter");
    pty_expect_selected(pty, DESK_HELD);
    pty_expect(pty, "1/9");
}
END_TEST

START_TEST(two_terminals_see_each_other_and_keep_their_places)
{
    g_autoptr(Pty) left = at_claims(24, 100, FALSE);
    g_autoptr(Pty) right = pty_new_beside(left, 24, 100);
    pty_start(right, FALSE);
    pty_press(right, "2 j j j");
    pty_expect_selected(right, DESK_HELD);
    pty_press(left, "j s 2 ctrl-s");
    pty_expect(left, DESK_OPENED ": withdrawn");
    pty_expect(right, DESK_OPENED " withdrawn");
    pty_expect_selected(right, DESK_HELD); /* the rows above it are others now */
    pty_press(right, "N");
    pty_type(right, "from the right");
    pty_press(right, "ctrl-s");
    pty_expect(right, "note added");
    pty_type(left, "/" DESK_HELD);
    pty_expect(left, "from the right");
}
END_TEST

START_TEST(reading_only_refuses_and_says_why)
{
    static const char *const keys[] = {"s", "N", "n", "z", "t", "c", "u", "i"};
    g_autoptr(Pty) pty = pty_new(24, 80);
    pty_start_with(pty, "--read-only");
    pty_press(pty, "2");
    pty_expect(pty, "read only");
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        pty_press(pty, keys[i]);
        pty_expect(pty, "the desk is open read-only");
        pty_press(pty, "j"); /* goes on */
        pty_expect_gone(pty, "the desk is open read-only");
    }
    pty_press(pty, "enter");
    pty_expect(pty, "Timeline");
}
END_TEST

START_TEST(it_comes_back_to_the_view_the_filter_and_the_case)
{
    g_autoptr(Pty) pty = at_claims(24, 80, FALSE);
    pty_type(pty, "/open:yes");
    pty_press(pty, "enter j j");
    pty_expect_selected(pty, DESK_JAPAN);
    pty_press(pty, "q");
    pty_expect_end(pty);
    pty_start(pty, FALSE);
    pty_expect_selected(pty, DESK_JAPAN);
    pty_expect(pty, "[Open 6");
    pty_press(pty, "3 q");
    pty_expect_end(pty);
    pty_start(pty, FALSE);
    pty_expect(pty, "1% limit");
}
END_TEST

/* ---- A large import under the fingers ---- */

#define HEAD "amazon-order-id\tpurchase-date\torder-status\tfulfillment-channel\tsales-channel\n"

/* Gives a named pipe the lines of some orders, and leaves it open: to the program it is a file that
 * does not end. */
static int feed(const char *path, int n)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    g_autoptr(GString) text = g_string_new(HEAD);
    for (int i = 0; i < n; i++)
        g_string_append_printf(
            text, "115-%07d-0000001\t2026-10-15T10:00:00+00:00\tShipped\tMerchant\tAmazon.com\n",
            i);
    ck_assert_int_eq((int)write(fd, text->str, text->len), (int)text->len);
    return fd;
}

START_TEST(keys_answer_while_a_file_comes_in)
{
    static const char *const words[] = {"reading orders", "importing orders"};
    g_autoptr(Pty) pty = at_claims(24, 100, FALSE);
    g_autofree char *path = g_build_filename(pty->dir, "orders.txt", NULL);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    pty_type(pty, ":import ");
    pty_type(pty, path);
    pty_press(pty, "enter");
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) { /* the trial, and the import itself */
        int fd = feed(path, 300);
        pty_expect(pty, words[i]);
        pty_press(pty, "j"); /* each is answered, and the file has not ended */
        pty_expect_selected(pty, DESK_OPENED);
        pty_press(pty, "enter");
        pty_expect(pty, "Timeline");
        pty_press(pty, "q N");
        pty_expect(pty, "an import is running");
        pty_type(pty, "/stage:held");
        pty_expect_selected(pty, DESK_HELD);
        pty_press(pty, "esc");
        pty_press(pty, "g");
        pty_expect_selected(pty, DESK_APPEALED);
        pty_expect(pty, words[i]);
        close(fd);
        pty_expect(pty, i == 0 ? "y imports" : "300 added");
        if (i == 0)
            pty_press(pty, "y");
    }
}
END_TEST

START_TEST(tmux_is_asked_to_set_the_clipboard)
{
    g_autoptr(Pty) pty = pty_new(24, 80);
    g_autofree char *tmux = pty_script(pty, "tmux", "{ echo \"$*\"; cat; } > \"${0%/*}/copied\"\n");
    g_autofree char *folder = g_path_get_dirname(tmux);
    g_autofree char *path = g_strconcat(folder, ":", g_getenv("PATH"), NULL);
    g_setenv("PATH", path, TRUE);
    g_setenv("TMUX", "/nowhere,1,0", TRUE);
    pty_start(pty, FALSE);
    pty_press(pty, "2");
    pty_expect_selected(pty, DESK_APPEALED);
    pty_press(pty, "y");
    pty_expect(pty, "copied: " DESK_APPEALED);
    g_autofree char *copied = pty_file(pty, "copied");
    ck_assert_str_eq(copied, "load-buffer -w -\n" DESK_APPEALED);
    ck_assert_ptr_null(strstr(pty->bytes->str, "\033]52;"));

    /* one that cannot: the sequence goes through it */
    g_free(pty_script(pty, "tmux", "exit 1\n"));
    pty_press(pty, "j y");
    pty_expect(pty, "copied: " DESK_OPENED);
    ck_assert_ptr_nonnull(strstr(pty->bytes->str, "\033Ptmux;\033\033]52;c;"));
}
END_TEST

#define TESTS(X)                                                                                   \
    X(a_form_outlives_any_window)                                                                  \
    X(a_prompt_outlives_the_shell)                                                                 \
    X(two_terminals_see_each_other_and_keep_their_places)                                          \
    X(reading_only_refuses_and_says_why)                                                           \
    X(it_comes_back_to_the_view_the_filter_and_the_case)                                           \
    X(keys_answer_while_a_file_comes_in)                                                           \
    X(tmux_is_asked_to_set_the_clipboard)
SUITE_MAIN("pty around", TESTS)
