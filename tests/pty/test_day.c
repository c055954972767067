/* SPDX-License-Identifier: MIT */
/* A seller's day with the cases, each journey a script that can be read: what is pressed, what is
 * typed, and what the screen must then say. The whole program runs, on a terminal of its own. */
#include <string.h>

#include "desk.h"
#include "suite.h"
#include "whole.h"

static Pty *at_claims(int rows, int cols)
{
    Pty *pty = pty_new(rows, cols);
    pty_start(pty, FALSE);
    pty_press(pty, "2");
    pty_expect_selected(pty, DESK_APPEALED);
    return pty;
}

/* What the first claim takes, its order id of 19 characters typed. */
#define FIRST_ORDER "113-2233445-6677889"
#define FIRST_KEYS  29

START_TEST(the_first_claim_from_filed_to_withdrawn)
{
    g_autoptr(Pty) pty = pty_new_empty(24, 80);
    pty_start(pty, FALSE);
    pty_expect(pty, "This desk is empty");
    pty_expect(pty, " n new   i import   q quit   ");
    pty_press(pty, "n");
    pty_expect(pty, "New claim");
    pty_type(pty, FIRST_ORDER);
    pty_expect(pty, "never imported: enter its date below");
    pty_press(pty, "ctrl-s"); /* the one field more that it needs */
    pty_expect(pty, "required, as the order was never imported");
    pty_type(pty, "-20d");
    pty_expect(pty, "= Tue 3 Nov");
    pty_press(pty, "ctrl-s");
    pty_expect(pty, FIRST_ORDER ": filed");
    pty_press(pty, "s");
    pty_expect(pty, "Stage: " FIRST_ORDER);
    pty_press(pty, "2");
    pty_expect(pty, "= Mon 23 Nov 14:02");
    pty_press(pty, "ctrl-s");
    pty_expect(pty, FIRST_ORDER ": withdrawn");
    pty_expect(pty, "by rule  – → –  0/0"); /* no orders, no rate */
    ck_assert_uint_eq(pty->pressed, FIRST_KEYS);
    const char *const show[] = {"claim", "show", FIRST_ORDER, "--json", NULL};
    g_autofree char *claim = pty_output(pty, show);
    ck_assert(strstr(claim, "\"withdrawn\"") != NULL);
}
END_TEST

START_TEST(a_correction_goes_out_by_mail_and_the_stage_moves)
{
    g_autoptr(Pty) pty = pty_new(24, 100);
    g_autofree char *mail = pty_script(pty, "mail", "exec cat > \"${0%/*}/sent.eml\"\n");
    pty_set(pty, "letter.command", mail);
    pty_set(pty, "letter.to", "seller-performance@example.com");
    pty_start(pty, FALSE);
    pty_press(pty, "2");
    pty_type(pty, "/" DESK_WITHDRAWN);
    pty_press(pty, "enter");
    pty_expect_selected(pty, DESK_WITHDRAWN);
    pty_press(pty, "a");
    pty_expect(pty, DESK_WITHDRAWN " · request a correction");
    pty_press(pty, "S");
    pty_expect(pty, "Send this letter to seller-performance@example.com");
    pty_press(pty, "y");
    pty_expect(pty, "letter sent: stage is now appeal sent");
    pty_expect_selected(pty, "appeal sent");
    g_autofree char *sent = pty_file(pty, "sent.eml");
    ck_assert(strstr(sent, "To: seller-performance@example.com") != NULL);
    ck_assert(strstr(sent, "Order Defect Rate") != NULL);
    ck_assert(strstr(sent, "withdrawn") != NULL);
    pty_press(pty, "4");
    pty_expect(pty, "Sent");
    pty_expect(pty, DESK_WITHDRAWN);
}
END_TEST

START_TEST(a_letter_that_does_not_go_out_moves_nothing)
{
    g_autoptr(Pty) pty = pty_new(24, 100);
    g_autofree char *mail = pty_script(pty, "mail", "echo unroutable >&2; exit 75\n");
    pty_set(pty, "letter.command", mail);
    pty_set(pty, "letter.to", "seller-performance@example.com");
    pty_start(pty, FALSE);
    pty_press(pty, "2");
    pty_type(pty, "/" DESK_WITHDRAWN);
    pty_press(pty, "enter a");
    pty_expect(pty, "request a correction");
    pty_press(pty, "S y");
    pty_expect(pty, "The letter was not sent");
    pty_expect(pty, "unroutable");
    pty_expect(pty, "Nothing was recorded in the case; the letter is saved as a draft.");
    pty_press(pty, "q 2");
    pty_expect_selected(pty, "withdrawn");
}
END_TEST

START_TEST(what_was_done_is_taken_back_and_given_again_in_words)
{
    g_autoptr(Pty) pty = at_claims(24, 100);
    pty_press(pty, "j s 3 ctrl-s");
    pty_expect(pty, DESK_OPENED ": denied");
    pty_press(pty, "N");
    pty_type(pty, "Amazon saw the tracking");
    pty_press(pty, "ctrl-s");
    pty_expect(pty, DESK_OPENED ": note added");
    pty_press(pty, "k u"); /* whichever case is selected */
    pty_expect(pty, DESK_OPENED ": undone: Amazon saw the tracking");
    pty_press(pty, "u");
    pty_expect(pty, DESK_OPENED ": undone: denied");
    pty_expect_selected(pty, DESK_OPENED " opened");
    pty_press(pty, "r");
    pty_expect(pty, DESK_OPENED ": redone: denied");
    pty_press(pty, "ctrl-r");
    pty_expect(pty, DESK_OPENED ": redone: Amazon saw the tracking");
    pty_press(pty, "r");
    pty_expect(pty, "nothing to redo");
}
END_TEST

START_TEST(three_marked_cases_are_snoozed_noted_and_moved)
{
    g_autoptr(Pty) pty = at_claims(30, 110);
    pty_press(pty, "j space space space");
    pty_expect(pty, "3 marked");
    pty_press(pty, "N");
    pty_expect(pty, "Note: 3 marked claims");
    pty_type(pty, "asked the carrier");
    pty_press(pty, "ctrl-s");
    pty_expect(pty, "note added (3 claims)");
    pty_press(pty, "z");
    pty_expect(pty, "Snooze: 3 marked claims");
    pty_type(pty, "tomorrow 14:00");
    pty_expect(pty, "= Tue 24 Nov 14:00");
    pty_press(pty, "enter");
    pty_type(pty, "the carrier answers");
    pty_press(pty, "ctrl-s");
    pty_expect(pty, "snoozed (3 claims)");
    pty_press(pty, "s");
    pty_expect(pty, "Stage: 3 marked claims");
    pty_press(pty, "1 ctrl-s");
    pty_expect(pty, "withdrawn (3 claims)");
    pty_press(pty, "u"); /* one act, one undo */
    pty_expect(pty, "undone: withdrawn (3 claims)");
    pty_press(pty, "esc");
    pty_expect_gone(pty, "marked");
    pty_expect(pty, DESK_OPENED " opened");
}
END_TEST

START_TEST(a_wrong_filter_is_told_where_it_is_wrong_and_mended)
{
    g_autoptr(Pty) pty = at_claims(24, 80);
    pty_press(pty, "/");
    pty_type(pty, "stage:hold");
    pty_expect(pty, "↓ stage: \"hold\" is not one of");
    pty_press(pty, "enter"); /* is not taken */
    pty_expect(pty, "/stage:hold");
    pty_press(pty, "backspace backspace backspace tab");
    pty_expect(pty, "/stage:held");
    pty_press(pty, "enter");
    pty_expect(pty, "1/9");
    pty_expect_selected(pty, DESK_HELD);
    pty_expect(pty, "2 due within a day are hidden");
    pty_press(pty, "esc");
    pty_expect_gone(pty, "1/9");
    pty_expect_selected(pty, DESK_HELD);
}
END_TEST

START_TEST(japanese_words_are_found_in_notes)
{
    g_autoptr(Pty) pty = at_claims(24, 80);
    pty_press(pty, "/");
    pty_type(pty, "破損");
    pty_expect(pty, "1/9");
    pty_press(pty, "enter");
    pty_expect_selected(pty, DESK_JAPAN);
    pty_expect(pty, "箱が破損していました");
}
END_TEST

START_TEST(a_view_of_one_s_own_is_there_after_a_restart)
{
    g_autoptr(Pty) pty = at_claims(24, 100);
    pty_type(pty, "/reason:damaged");
    pty_press(pty, "enter");
    pty_expect(pty, "2/9");
    pty_press(pty, "W");
    pty_expect(pty, "Name of the view:");
    pty_type(pty, "broken");
    pty_press(pty, "enter");
    pty_expect(pty, "saved as broken: reason:damaged");
    pty_press(pty, "esc"); /* all again */
    pty_expect(pty, "[All 9]");
    pty_press(pty, "q");
    pty_expect_end(pty);
    pty_start(pty, FALSE);
    pty_expect(pty, "broken 2");
    pty_press(pty, "[");
    pty_expect(pty, "[broken 2");
    pty_expect_gone(pty, DESK_OPENED);
}
END_TEST

START_TEST(a_command_is_completed_and_says_what_it_takes)
{
    g_autoptr(Pty) pty = at_claims(24, 100);
    pty_press(pty, "j :");
    pty_type(pty, "stag");
    pty_press(pty, "tab");
    pty_expect(pty, ":stage");
    pty_type(pty, " wi");
    pty_press(pty, "tab");
    pty_expect(pty, ":stage withdrawn");
    pty_press(pty, "enter");
    pty_expect(pty, "= Mon 23 Nov 14:02");
    pty_press(pty, "ctrl-s");
    pty_expect(pty, DESK_OPENED ": withdrawn");
    pty_type(pty, ":nonsense");
    pty_press(pty, "enter");
    pty_expect(pty, "unknown command nonsense");
}
END_TEST

START_TEST(the_letter_is_written_in_one_s_own_editor)
{
    g_autoptr(Pty) pty = pty_new(24, 100);
    g_autofree char *editor =
        pty_script(pty, "editor", "echo 'A line from my editor.' >> \"$1\"\n");
    g_setenv("VISUAL", editor, TRUE);
    pty_start(pty, FALSE);
    pty_press(pty, "2");
    pty_type(pty, "/" DESK_WITHDRAWN);
    pty_press(pty, "enter a");
    pty_expect(pty, "request a correction");
    pty_press(pty, "E");
    pty_expect(pty, "draft");
    pty_press(pty, "G");
    pty_expect(pty, "A line from my editor.");
    pty_press(pty, "q Q"); /* the draft outlives the program */
    pty_expect_end(pty);
    pty_start(pty, FALSE);
    pty_press(pty, "4");
    pty_expect(pty, "draft");
}
END_TEST

START_TEST(what_if_saves_nothing)
{
    g_autoptr(Pty) pty = pty_new(24, 80);
    pty_start(pty, FALSE);
    pty_press(pty, "3 w");
    pty_expect(pty, "[Orders, what if]");
    pty_press(pty, "j j space");
    pty_expect(pty, "what if   0.66%");
    pty_press(pty, "j space"); /* a second one */
    pty_expect(pty, "what if: 2 changed");
    pty_expect(pty, "what if   0.49%");
    pty_press(pty, "backspace");
    pty_expect(pty, "what if: 1 changed");
    pty_press(pty, "x");
    pty_expect_gone(pty, "what if: ");
    const char *const show[] = {"claim", "show", DESK_GRANTED, "--json", NULL};
    g_autofree char *claim = pty_output(pty, show);
    ck_assert(strstr(claim, "\"granted-seller\"") != NULL);
}
END_TEST

START_TEST(a_claim_s_life_in_japanese)
{
    g_autoptr(Pty) pty = pty_new(30, 100);
    g_setenv("LANGUAGE", "ja", TRUE);
    pty_start(pty, FALSE);
    pty_press(pty, "2");
    pty_expect_selected(pty, DESK_APPEALED);
    pty_press(pty, "j j");
    pty_expect_selected(pty, DESK_JAPAN " 申請中");
    pty_press(pty, "N");
    pty_type(pty, "購入者に返金と返品を提案しました");
    pty_press(pty, "ctrl-s");
    pty_expect(pty, "購入者に返金と返品を提案しました");
    pty_press(pty, "t");
    pty_expect(pty, "荷物");
    pty_press(pty, "3 ctrl-s"); /* held at the post office */
    pty_expect_selected(pty, DESK_JAPAN);
    pty_press(pty, "s");
    pty_expect(pty, "取り下げ");
    pty_press(pty, "2 ctrl-s");
    pty_expect_selected(pty, DESK_JAPAN " 取り下げ");
    pty_press(pty, "c 1 ctrl-s a");
    pty_expect(pty, "注文不良率");
    pty_press(pty, "x y");
    pty_expect_selected(pty, DESK_JAPAN " 再審査請求中");
    pty_press(pty, "u");
    pty_expect_selected(pty, DESK_JAPAN " 取り下げ");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(the_first_claim_from_filed_to_withdrawn)                                                     \
    X(a_correction_goes_out_by_mail_and_the_stage_moves)                                           \
    X(a_letter_that_does_not_go_out_moves_nothing)                                                 \
    X(what_was_done_is_taken_back_and_given_again_in_words)                                        \
    X(three_marked_cases_are_snoozed_noted_and_moved)                                              \
    X(a_wrong_filter_is_told_where_it_is_wrong_and_mended)                                         \
    X(japanese_words_are_found_in_notes)                                                           \
    X(a_view_of_one_s_own_is_there_after_a_restart)                                                \
    X(a_command_is_completed_and_says_what_it_takes)                                               \
    X(the_letter_is_written_in_one_s_own_editor)                                                   \
    X(what_if_saves_nothing)                                                                       \
    X(a_claim_s_life_in_japanese)
SUITE_MAIN("pty day", TESTS)
