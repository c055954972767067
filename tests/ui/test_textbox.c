/* SPDX-License-Identifier: MIT */
/* Editing text of several lines. */
#include <string.h>

#include "azdesk/core/text.h"
#include "suite.h"
#include "ui/textbox.h"

static void press(TextBox *box, const char *keys)
{
    g_auto(GStrv) names = g_strsplit(keys, " ", -1);
    gboolean changed;
    for (char **name = names; *name != NULL; name++)
        (void)textbox_key(box, key_parse(*name), &changed);
}

static void type(TextBox *box, const char *text)
{
    gboolean changed;
    for (; *text != '\0'; text = g_utf8_next_char(text))
        (void)textbox_key(box, g_utf8_get_char(text), &changed);
}

/* What is seen, rows parted by "|", and where the cursor is in it. */
static void expect(TextBox *box, int cols, int rows, const char *seen, int row, int col)
{
    g_autoptr(GPtrArray) lines = lines_new();
    GString *text = g_string_new(NULL);
    int at_row, at_col;
    textbox_lines(box, STYLE_NORMAL, cols, rows, lines, &at_row, &at_col);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *line = g_strchomp(g_strdup(line_text(lines_at(lines, i))));
        ck_assert_int_eq(lines_at(lines, i)->width, cols);
        g_string_append_printf(text, "%s%s", i > 0 ? "|" : "", line);
    }
    ck_assert_str_eq(text->str, seen);
    ck_assert_int_eq(at_row, row);
    ck_assert_int_eq(at_col, col);
    g_string_free(text, TRUE);
}

START_TEST(lines_wrap_at_blanks)
{
    g_autoptr(TextBox) box = textbox_new("one two three\n\nfour");
    expect(box, 9, 5, "one two|three||four|", 0, 0);
    press(box, "end");
    expect(box, 9, 5, "one two|three||four|", 0, 7);
    press(box, "right"); /* over the blank that hangs out */
    expect(box, 9, 5, "one two|three||four|", 1, 0);
    press(box, "down");
    expect(box, 9, 5, "one two|three||four|", 2, 0);
    press(box, "down end");
    expect(box, 9, 5, "one two|three||four|", 3, 4);
}
END_TEST

START_TEST(wide_characters_are_never_split)
{
    g_autoptr(TextBox) box = textbox_new("日本語です");
    expect(box, 6, 4, "日本|語で|す|", 0, 0); /* five columns hold two of them */
    press(box, "down");
    expect(box, 6, 4, "日本|語で|す|", 1, 0);
    press(box, "right");
    expect(box, 6, 4, "日本|語で|す|", 1, 2);
    press(box, "up");
    expect(box, 6, 4, "日本|語で|す|", 0, 2);
    press(box, "backspace");
    ck_assert_str_eq(textbox_text(box), "本語です");
}
END_TEST

START_TEST(a_letter_and_its_marks_are_one)
{
    g_autoptr(TextBox) box = textbox_new("か\xe3\x82\x99x"); /* か and a voiced mark */
    press(box, "right backspace");
    ck_assert_str_eq(textbox_text(box), "x");
}
END_TEST

START_TEST(up_and_down_keep_the_column)
{
    g_autoptr(TextBox) box = textbox_new("a long line\nb\nanother one");
    press(box, "end down");
    expect(box, 40, 3, "a long line|b|another one", 1, 1);
    press(box, "down");
    expect(box, 40, 3, "a long line|b|another one", 2, 11);
    press(box, "up up home up"); /* at the top: to the very beginning */
    expect(box, 40, 3, "a long line|b|another one", 0, 0);
}
END_TEST

START_TEST(text_goes_in_and_out)
{
    g_autoptr(TextBox) box = textbox_new("");
    type(box, "Dear team,");
    press(box, "enter");
    textbox_insert(box, "pasted\r\ntwice\x1b[31m");
    expect(box, 40, 4, "Dear team,|pasted|twice\xef\xbf\xbd[31m|", 2, 10);
    press(box, "home ctrl-k");
    ck_assert_str_eq(textbox_text(box), "Dear team,\npasted\n");
    press(box, "backspace backspace");
    ck_assert_str_eq(textbox_text(box), "Dear team,\npaste");
}
END_TEST

START_TEST(what_was_done_is_taken_back_step_by_step)
{
    gboolean changed;
    g_autoptr(TextBox) box = textbox_new("first\n");
    press(box, "down");
    type(box, "two words");
    press(box, "ctrl-u");
    ck_assert_str_eq(textbox_text(box), "first\n");
    ck_assert(textbox_key(box, 0x1f, &changed) && changed);
    ck_assert_str_eq(textbox_text(box), "first\ntwo words");
    ck_assert(textbox_key(box, 0x1f, &changed)); /* a word at a time */
    ck_assert_str_eq(textbox_text(box), "first\ntwo ");
    while (textbox_key(box, 0x1f, &changed))
        continue;
    ck_assert_str_eq(textbox_text(box), "first\n");
}
END_TEST

/* Whatever is pressed: the text stays UTF-8, the cursor stands between characters, and no line is
 * wider than its place. */
START_TEST(no_keys_break_it)
{
    static const Key keys[] = {K_UP,        K_DOWN,      K_LEFT,      K_RIGHT,     K_HOME,
                               K_END,       K_PGUP,      K_PGDN,      K_BACKSPACE, K_DELETE,
                               K_ENTER,     K_CTRL('k'), K_CTRL('u'), K_CTRL('w'), 0x1f,
                               K_CTRL('a'), K_CTRL('e')};
    static const gunichar chars[] = {'a', ' ', 0x65e5, 0x3099, 0x1f600, '.', 0x301};
    g_autoptr(GRand) rand = g_rand_new_with_seed(20261123);
    g_autoptr(TextBox) box = textbox_new("Dear team,\n\nplease 日本語 do.\n");
    for (int i = 0; i < 20000; i++) {
        gboolean changed;
        Key key = g_rand_int_range(rand, 0, 2) ? keys[g_rand_int_range(rand, 0, G_N_ELEMENTS(keys))]
                                               : chars[g_rand_int_range(rand, 0, 7)];
        (void)textbox_key(box, key, &changed);
        const char *text = textbox_text(box);
        ck_assert(g_utf8_validate(text, -1, NULL));
        ck_assert_uint_le(box->edit->cursor, strlen(text));
        ck_assert((text[box->edit->cursor] & 0xc0) != 0x80);
        int cols = g_rand_int_range(rand, 3, 30), rows = g_rand_int_range(rand, 1, 9), row, col;
        g_autoptr(GPtrArray) lines = lines_new();
        textbox_lines(box, STYLE_NORMAL, cols, rows, lines, &row, &col);
        ck_assert_uint_eq(lines->len, rows);
        ck_assert(row >= 0 && row < rows && col >= 0 && col < cols);
        for (guint k = 0; k < lines->len; k++)
            ck_assert_int_eq(lines_at(lines, k)->width, cols);
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    X(lines_wrap_at_blanks)                                                                        \
    X(wide_characters_are_never_split)                                                             \
    X(a_letter_and_its_marks_are_one)                                                              \
    X(up_and_down_keep_the_column)                                                                 \
    X(text_goes_in_and_out)                                                                        \
    X(what_was_done_is_taken_back_step_by_step)                                                    \
    X(no_keys_break_it)
SUITE_MAIN("ui-textbox", TESTS)
