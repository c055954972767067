/* SPDX-License-Identifier: MIT */
/* The whole program as a person meets it: on a terminal, beside other programs, killed and stopped.
 */
#include "whole.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "desk.h"
#include "suite.h"

/* In front of the claims, wherever it starts. */
static Pty *at_claims(int rows, int cols, gboolean shell)
{
    Pty *pty = pty_new(rows, cols);
    pty_start(pty, shell);
    pty_expect(pty, "azdesk");
    pty_keys(pty, "2");
    pty_expect(pty, DESK_OPENED);
    return pty;
}

static void expect_exit(Pty *pty, int status)
{
    pty_expect_end(pty);
    ck_assert(WIFEXITED(pty->status));
    ck_assert_int_eq(WEXITSTATUS(pty->status), status);
    pty_expect_restored(pty);
}

START_TEST(it_starts_and_leaves_the_terminal_as_it_was)
{
    g_autoptr(Pty) pty = at_claims(24, 80, FALSE);
    pty_expect(pty, "Order Defect Rate");
    pty_expect(pty, "Mon 23 Nov 14:02");
    ck_assert(pty->alternate);
    pty_keys(pty, "q");
    expect_exit(pty, 0);
}
END_TEST

START_TEST(a_stage_change_shows_in_the_panel_and_is_kept)
{
    g_autoptr(Pty) pty = at_claims(24, 80, FALSE);
    pty_keys(pty, "j");
    pty_expect(pty, "tracking EE473124829JP");
    pty_keys(pty, "s2");
    pty_expect(pty, "ctrl-s done");
    pty_keys(pty, "\023");
    pty_expect(pty, "0.82% → 0.66%");
    pty_signal(pty, SIGKILL); /* acknowledged: not even that takes it back */
    pty_expect_end(pty);
    pty_start(pty, FALSE);
    pty_keys(pty, "2");
    pty_expect(pty, DESK_OPENED " withdrawn");
}
END_TEST

START_TEST(another_program_s_change_comes_in_by_itself)
{
    g_autoptr(Pty) pty = at_claims(24, 80, FALSE);
    const char *const move[] = {"claim", "move", DESK_OPENED, "withdrawn", NULL};
    ck_assert_int_eq(pty_other(pty, move), 0);
    pty_expect(pty, "0.82% → 0.66%");
    pty_expect(pty, DESK_OPENED " withdrawn");
}
END_TEST

START_TEST(it_exports_what_the_command_line_exports)
{
    static const char *const forms[] = {"csv", "json", "ics"};
    g_autoptr(Pty) pty = at_claims(24, 100, FALSE);
    pty_keys(pty, "*");
    pty_expect(pty, "9 marked");
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autofree char *name = g_strconcat("cases.", forms[i], NULL);
        g_autofree char *path = g_build_filename(pty->dir, name, NULL);
        g_autofree char *keys = g_strconcat("X\025", path, "\r", NULL);
        const char *const words[] = {"export", forms[i], NULL};
        pty_keys(pty, keys);
        pty_expect(pty, "exported 9 cases");
        g_autofree char *wanted = pty_output(pty, words);
        g_autofree char *seen = NULL;
        ck_assert(g_file_get_contents(path, &seen, NULL, NULL));
        ck_assert_str_eq(seen, wanted);
        pty_keys(pty, "j"); /* the message goes */
        pty_expect_gone(pty, "exported");
        g_unlink(path);
    }
}
END_TEST

#define MOUSE_ON  "\033[?1006;1000h"
#define MOUSE_OFF "\033[?1006;1000l"

/* Off and on while it runs; a stay in the shell changes nothing. */
START_TEST(the_mouse_goes_to_the_terminal_and_comes_back)
{
    g_autoptr(Pty) pty = at_claims(24, 80, TRUE);
    ck_assert_ptr_nonnull(strstr(pty->bytes->str, MOUSE_ON));
    pty_keys(pty, "M");
    pty_expect(pty, "mouse off: select and copy as the terminal does; M: on again");
    ck_assert_ptr_nonnull(strstr(pty->bytes->str, MOUSE_OFF));
    g_string_truncate(pty->bytes, 0);
    pty_keys(pty, "\032");
    pty_expect(pty, "[stopped]");
    pty_keys(pty, "fg\n");
    pty_expect(pty, DESK_OPENED);
    ck_assert_ptr_null(strstr(pty->bytes->str, MOUSE_ON));
    pty_keys(pty, "M");
    pty_expect(pty, "mouse on: clicks and the wheel work here; M: off");
    ck_assert_ptr_nonnull(strstr(pty->bytes->str, MOUSE_ON));
    pty_keys(pty, "\033[<0;4;2M"); /* a press on the tab of Today */
    pty_expect(pty, "overdue, ");
    pty_keys(pty, "\032");
    pty_expect(pty, "[stopped]");
    pty_expect_restored(pty);
}
END_TEST

START_TEST(it_follows_the_window)
{
    g_autoptr(Pty) pty = at_claims(24, 80, FALSE);
    pty_resize(pty, 40, 140);
    pty_expect(pty, "┃ Order Defect Rate");
    pty_resize(pty, 16, 60);
    pty_expect_gone(pty, "Order Defect Rate");
    pty_resize(pty, 8, 30);
    pty_expect(pty, "is too small");
    pty_resize(pty, 24, 80);
    pty_expect(pty, "Order Defect Rate");
    pty_expect(pty, DESK_OPENED);
}
END_TEST

START_TEST(it_goes_to_the_shell_and_comes_back)
{
    g_autoptr(Pty) pty = at_claims(24, 80, TRUE);
    pty_keys(pty, "\032");
    pty_expect(pty, "[stopped]");
    pty_expect_restored(pty);
    pty_resize(pty, 24, 100);
    pty_keys(pty, "fg\n");
    pty_expect(pty, DESK_OPENED);
    pty_expect(pty, "┃ Order Defect Rate");
    ck_assert(pty->alternate);
    pty_keys(pty, "q");
    expect_exit(pty, 0);
}
END_TEST

static const int POLITE[] = {SIGTERM, SIGHUP, SIGINT};

START_TEST(a_signal_ends_it_in_order)
{
    g_autoptr(Pty) pty = at_claims(24, 80, FALSE);
    pty_signal(pty, POLITE[_i]);
    expect_exit(pty, 128 + POLITE[_i]);
}
END_TEST

static const int CRASHES[] = {SIGSEGV, SIGABRT, SIGQUIT};

START_TEST(a_crash_gives_the_terminal_back)
{
    g_autoptr(Pty) pty = at_claims(24, 80, FALSE);
    pty_signal(pty, CRASHES[_i]);
    pty_expect_end(pty);
    pty_expect_restored(pty);
    ck_assert(WIFSIGNALED(pty->status) || WEXITSTATUS(pty->status) != 0); /* ASan exits by itself */
}
END_TEST

START_TEST(pasted_text_fires_no_key)
{
    g_autoptr(Pty) pty = at_claims(24, 80, FALSE);
    pty_keys(pty, "\033[200~qqs2\rq\033[201~");
    pty_expect(pty, "paste only works");
    pty_keys(pty, "/\033[200~stage:held\033[201~");
    pty_expect(pty, "1/9");
    pty_keys(pty, "\033"); /* leaves the filter at once, eats no key behind it */
    pty_expect_gone(pty, "1/9");
    pty_keys(pty, "q");
    expect_exit(pty, 0);
}
END_TEST

START_TEST(a_pasted_mail_gives_the_order_of_a_new_claim)
{
    g_autoptr(Pty) pty = at_claims(24, 80, FALSE);
    pty_keys(pty, "n");
    pty_expect(pty, "ctrl-s done");
    pty_keys(pty,
             "\033[200~Dear seller,\r\rOrder: https://www.amazon.com/x/113-1234567-0000000?q=1\r"
             "\023\033Amazon\033[201~");
    pty_expect(pty, "113-1234567-0000000 ");
    pty_expect(pty, "never imported");
    pty_expect(pty, "ctrl-s done"); /* and it stays open */
    pty_keys(pty, "\033");
    pty_expect_gone(pty, "ctrl-s done");
    pty_keys(pty, "q");
    expect_exit(pty, 0);
}
END_TEST

START_TEST(what_was_being_done_is_there_the_next_time)
{
    g_autoptr(Pty) pty = at_claims(24, 80, FALSE);
    pty_keys(pty, "/stage:held\r");
    pty_expect(pty, "1/9");
    pty_keys(pty, "N");
    pty_expect(pty, "ctrl-s done");
    pty_keys(pty, "half a thought");
    pty_expect(pty, "half a thought");
    pty_keys(pty, "\033");
    pty_expect_gone(pty, "half a thought");
    pty_keys(pty, "q");
    expect_exit(pty, 0);
    pty_start(pty, FALSE);
    pty_expect(pty, "1/9");
    pty_keys(pty, "N");
    pty_expect(pty, "half a thought");
}
END_TEST

/* Every SGR sequence that came, as "[38;5;208m". */
static gboolean sent(const Pty *pty, const char *pattern)
{
    return g_regex_match_simple(pattern, pty->bytes->str, G_REGEX_RAW, 0);
}

START_TEST(no_colour_beyond_what_the_terminal_has)
{
    static const struct {
        const char *term, *no_color, *sends, *never;
    } terminals[] = {
        {"xterm", "", "\\[[0-9;]*3[1-7][;m]", "[34]8[:;][25]|\\[(9|10)[0-7]"},
        {"xterm-16color", "", "\\[[0-9;]*9[0-7][;m]", "[34]8[:;][25]"},
        {"xterm-256color", "", "38;5;214", "[34]8[:;]2[:;]"},
        {"xterm-direct", "", "\\[[0-9;]*3[1-7][;m]", "[34]8[:;][25][:;]"},
        {"xterm-256color", "1", "\\[[0-9;]*7m", "\\[[0-9;]*[34][0-8][;m]"},
        {"vt100", "", "\\[[0-9;]*7m", "\\[[0-9;]*[34][0-8][;m]"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(terminals); i++) {
        g_autoptr(Pty) pty = pty_new(24, 80);
        const char *const theme[] = {"config", "set", "ui.theme", "safe", NULL};
        ck_assert_int_eq(pty_other(pty, theme), 0);
        g_setenv("TERM", terminals[i].term, TRUE);
        g_setenv("NO_COLOR", terminals[i].no_color, TRUE);
        pty_start(pty, FALSE);
        pty_keys(pty, "2");
        pty_expect(pty, DESK_OPENED);
        ck_assert_msg(sent(pty, terminals[i].sends), "%s sends no %s", terminals[i].term,
                      terminals[i].sends);
        ck_assert_msg(!sent(pty, terminals[i].never), "%s sends %s", terminals[i].term,
                      terminals[i].never);
    }
}
END_TEST

START_TEST(the_demo_has_a_theme_of_one_s_own)
{
    g_autoptr(Pty) pty = pty_new_empty(24, 80);
    g_autofree char *folder = g_build_filename(pty->dir, "azdesk", "themes", NULL);
    g_autofree char *path = g_build_filename(folder, "mine.ini", NULL);
    const char *const theme[] = {"config", "set", "ui.theme", "mine", NULL};
    ck_assert_int_eq(g_mkdir_with_parents(folder, 0700), 0);
    ck_assert(g_file_set_contents(path, "[colors]\ntitle = white on 130\n", -1, NULL));
    ck_assert_int_eq(pty_other(pty, theme), 0);
    pty->option = "demo";
    g_setenv("NO_COLOR", "", TRUE);
    pty_start(pty, FALSE);
    pty_expect(pty, "due today");
    ck_assert(sent(pty, "48;5;130"));
}
END_TEST

START_TEST(two_of_them_work_on_one_desk)
{
    g_autoptr(Pty) pty = at_claims(24, 80, FALSE);
    for (int i = 0; i < 5; i++) {
        g_autofree char *text = g_strdup_printf("note %d", i);
        const char *const note[] = {"claim", "note", DESK_APPEALED, text, NULL};
        ck_assert_int_eq(pty_other(pty, note), 0);
        pty_expect(pty, text);
    }
    pty_keys(pty, "Nmine\023");
    pty_expect(pty, "note added");
    const char *const check[] = {"doctor", NULL};
    ck_assert_int_eq(pty_other(pty, check), 0);
}
END_TEST

START_TEST(a_terminal_that_cannot_do_it_is_told)
{
    g_autoptr(Pty) pty = pty_new(24, 80);
    g_setenv("TERM", "no-such-terminal", TRUE);
    pty_start(pty, FALSE);
    pty_expect_end(pty);
    ck_assert(WIFEXITED(pty->status));
    ck_assert_int_eq(WEXITSTATUS(pty->status), 1);
    ck_assert(strstr(pty->bytes->str, "no-such-terminal") != NULL);
}
END_TEST

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    Suite *suite = suite_create("pty");
    TCase *tcase = tcase_create("pty");
    tcase_add_test(tcase, it_starts_and_leaves_the_terminal_as_it_was);
    tcase_add_test(tcase, a_stage_change_shows_in_the_panel_and_is_kept);
    tcase_add_test(tcase, another_program_s_change_comes_in_by_itself);
    tcase_add_test(tcase, it_exports_what_the_command_line_exports);
    tcase_add_test(tcase, the_mouse_goes_to_the_terminal_and_comes_back);
    tcase_add_test(tcase, it_follows_the_window);
    tcase_add_test(tcase, it_goes_to_the_shell_and_comes_back);
    tcase_add_loop_test(tcase, a_signal_ends_it_in_order, 0, G_N_ELEMENTS(POLITE));
    tcase_add_loop_test(tcase, a_crash_gives_the_terminal_back, 0, G_N_ELEMENTS(CRASHES));
    tcase_add_test(tcase, pasted_text_fires_no_key);
    tcase_add_test(tcase, a_pasted_mail_gives_the_order_of_a_new_claim);
    tcase_add_test(tcase, what_was_being_done_is_there_the_next_time);
    tcase_add_test(tcase, no_colour_beyond_what_the_terminal_has);
    tcase_add_test(tcase, the_demo_has_a_theme_of_one_s_own);
    tcase_add_test(tcase, two_of_them_work_on_one_desk);
    tcase_add_test(tcase, a_terminal_that_cannot_do_it_is_told);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
