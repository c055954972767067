/* SPDX-License-Identifier: MIT */
/* Styled lines, the line editor. */
#include <string.h>

#include "azdesk/core/text.h"
#include "suite.h"
#include "ui/edit.h"
#include "ui/format.h"

START_TEST(a_line_is_cut_by_columns_and_keeps_its_runs)
{
    static const char *const texts[] = {"plain text here", "日本郵便の追跡番号", "é日é日é日é日é日",
                                        ""};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (int columns = 0; columns < 24; columns++) {
            g_autoptr(Line) line = line_new();
            line_add(line, STYLE_NORMAL, texts[i]);
            line_add(line, STYLE_BAD, "!");
            int before = line->width;
            line_cut(line, columns, "…");
            ck_assert_int_le(line->width, columns);
            ck_assert_int_ge(line->width, MIN(before, columns) - 1); /* a wide one is not split */
            ck_assert_int_eq(line->width, text_width(line_text(line)));
            ck_assert(g_utf8_validate(line_text(line), -1, NULL));
            guint end = line->runs->len > 0
                            ? g_array_index(line->runs, LineRun, line->runs->len - 1).end
                            : 0;
            ck_assert_uint_eq(end, line->text->len);
        }
    }
}
END_TEST

START_TEST(foreign_text_cannot_act)
{
    g_autoptr(Line) line = line_new();
    line_foreign(line, STYLE_NORMAL,
                 "a\033[2Jb\xc2\x9b"
                 "c\xe2\x80\xae"
                 "d\xff");
    for (const char *p = line_text(line); *p != '\0'; p = g_utf8_next_char(p))
        ck_assert(!text_is_control(g_utf8_get_char(p)));
}
END_TEST

START_TEST(long_text_wraps_behind_its_indent)
{
    g_autoptr(GPtrArray) lines = lines_new();
    lines_wrap(lines, STYLE_NORMAL, "one two three\n\nfour", 2, 10);
    static const char *const want[] = {"  one two", "  three", "", "  four"};
    ck_assert_uint_eq(lines->len, G_N_ELEMENTS(want));
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *text = g_strchomp(g_strdup(line_text(lines_at(lines, i))));
        ck_assert_str_eq(text, want[i]);
    }
}
END_TEST

/* ---- The line editor ---- */

static void keys(Edit *input, const char *names)
{
    g_auto(GStrv) list = g_strsplit(names, " ", -1);
    for (char **name = list; *name != NULL; name++)
        ck_assert_msg(edit_key(input, key_parse(*name)), "%s", *name);
}

static const struct {
    const char *text, *keys, *want;
    gsize cursor;
} EDITS[] = {
    {"", "a b c", "abc", 3},
    {"abc", "left left x", "axbc", 2},
    {"abc", "home delete", "bc", 0},
    {"abc", "backspace backspace", "a", 1},
    {"one two three", "ctrl-w", "one two ", 8},
    {"one two  ", "ctrl-w ctrl-w", "", 0},
    {"one two", "ctrl-a ctrl-k", "", 0},
    {"one two", "ctrl-u", "", 0},
    {"日本", "left backspace", "本", 0},
    {"e\xcc\x81x", "left backspace", "x", 0}, /* base and mark are one */
    {"e\xcc\x81", "left delete", "", 0},
};

START_TEST(edits_go_by_what_a_person_sees)
{
    for (gsize i = 0; i < G_N_ELEMENTS(EDITS); i++) {
        g_autoptr(Edit) input = edit_new(EDITS[i].text);
        keys(input, EDITS[i].keys);
        ck_assert_str_eq(input->text->str, EDITS[i].want);
        ck_assert_uint_eq(input->cursor, EDITS[i].cursor);
    }
}
END_TEST

START_TEST(the_cursor_stays_in_sight_and_on_its_column)
{
    static const char text[] = "日本郵便で保管中です、追跡番号はまだありません";
    for (int columns = 4; columns < 60; columns++) {
        g_autoptr(Edit) input = edit_new(text);
        for (int step = 0; step < 60; step++) {
            g_autoptr(Line) line = line_new();
            int cursor = edit_line(input, line, STYLE_INPUT, columns, glyphs_utf8());
            ck_assert_int_ge(cursor, 0);
            ck_assert_int_lt(cursor, columns);
            ck_assert_int_eq(line->width, columns);
            edit_key(input, step < 30 ? K_LEFT : K_RIGHT);
        }
    }
    g_autoptr(Edit) input = edit_new("日本x");
    g_autoptr(Line) line = line_new();
    ck_assert_int_eq(edit_line(input, line, STYLE_INPUT, 20, glyphs_utf8()), 5);
}
END_TEST

START_TEST(a_paste_is_text_and_never_a_key)
{
    g_autoptr(Edit) one = edit_new("");
    g_autoptr(Edit) many = edit_new("");
    many->newlines = TRUE;
    edit_insert(one, "a\nb\033[Dq\n");
    edit_insert(many, "a\nb\n");
    ck_assert(strpbrk(one->text->str, "\n\033") == NULL);
    ck_assert(g_str_has_prefix(one->text->str, "a b"));
    ck_assert_str_eq(many->text->str, "a\nb\n");
}
END_TEST

START_TEST(history_keeps_what_was_being_typed)
{
    g_autoptr(GPtrArray) history = g_ptr_array_new();
    g_autoptr(Edit) input = edit_new("new");
    g_ptr_array_add(history, (char *)"first");
    g_ptr_array_add(history, (char *)"second");
    input->history = history;
    keys(input, "up");
    ck_assert_str_eq(input->text->str, "second");
    keys(input, "up up");
    ck_assert_str_eq(input->text->str, "first");
    keys(input, "down down");
    ck_assert_str_eq(input->text->str, "new");
}
END_TEST

START_TEST(days_in_a_sentence_are_the_interface_s)
{
    static const struct {
        const char *text, *own, *said;
    } says[] = {
        {"answer by 2026-11-24 09:30", NULL, "answer by 24 Nov 09:30"},
        {"from 2026-09-10, to 2025-01-02", NULL, "from 10 Sep, to 2 Jan 2025"},
        {"held: see 2026-11-24", "see 2026-11-24", "held: see 2026-11-24"},
        {"113-2026-11-24 2026-13-01 2026-11-241", NULL, "113-2026-11-24 2026-13-01 2026-11-241"},
        {"", "", ""},
    };
    Day today;
    ck_assert(day_parse("2026-11-23", &today, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(says); i++) {
        g_autofree char *said = fmt_sentence(says[i].text, today, says[i].own);
        ck_assert_str_eq(said, says[i].said);
    }
    g_autofree char *always = fmt_sentence("2026-11-24", DAY_NONE, NULL);
    ck_assert_str_eq(always, "24 Nov 2026");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(a_line_is_cut_by_columns_and_keeps_its_runs)                                                 \
    X(foreign_text_cannot_act)                                                                     \
    X(long_text_wraps_behind_its_indent)                                                           \
    X(edits_go_by_what_a_person_sees)                                                              \
    X(the_cursor_stays_in_sight_and_on_its_column)                                                 \
    X(a_paste_is_text_and_never_a_key)                                                             \
    X(history_keeps_what_was_being_typed)                                                          \
    X(days_in_a_sentence_are_the_interface_s)
SUITE_MAIN("ui text", TESTS)
