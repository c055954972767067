/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <string.h>

#include "azdesk/core/text.h"

#define FFFD "\xef\xbf\xbd"

START_TEST(test_clean)
{
    static const struct {
        const char *text, *clean;
    } cases[] = {
        {"", ""},
        {"plain, ü 日本語 🎁", "plain, ü 日本語 🎁"},
        {"a\tb", "a b"},
        {"a\nb\r\nc\rd", "a b c d"},
        {"a\n\n\tb", "a   b"},
        {"\x1b[31mred\x1b[0m", FFFD "[31mred" FFFD "[0m"},
        {"a\x07\x08\x7f", "a" FFFD FFFD FFFD},
        {"\xc2\x9b"
         "31m",
         FFFD "31m"}, /* C1: CSI */
        {"\xe2\x80\xae"
         "evil\xe2\x81\xa6\xd8\x9c\xe2\x80\x8f",
         FFFD "evil" FFFD FFFD FFFD},                /* bidi controls */
        {"\xe2\x80\xa8\xe2\x80\xa9", FFFD FFFD},     /* line and paragraph separator */
        {"\xee\x80\x80\xf3\xb0\x80\x80", FFFD FFFD}, /* private use */
        {"\xcd\xb8\xef\xbf\xbf", FFFD FFFD},         /* unassigned, no character */
        {"\xff\xfe", FFFD FFFD},
        {"a\xc3", "a" FFFD}, /* cut short */
        {"\xe6\x97", FFFD FFFD},
        {"\xed\xa0\x80x", FFFD FFFD FFFD "x"}, /* a surrogate */
        {"\xc0\xaf", FFFD FFFD},               /* overlong */
        {"e\xcc\x81", "e\xcc\x81"},            /* combining */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *clean = text_clean(cases[i].text);
        ck_assert_msg(strcmp(clean, cases[i].clean) == 0, "%d: %s", (int)i, clean);
        g_autofree char *again = text_clean(clean);
        ck_assert_str_eq(again, clean);
    }
    g_autofree char *lines = text_clean_lines("a\r\nb\rc\nd\te\x1b");
    ck_assert_str_eq(lines, "a\nb\nc\nd e" FFFD);
}
END_TEST

START_TEST(test_cleaned_bytes_cannot_act)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);
    for (int i = 0; i < 3000; i++) {
        char bytes[33] = {0};
        int n = g_rand_int_range(rand, 0, 32);
        for (int j = 0; j < n; j++)
            bytes[j] = (char)g_rand_int_range(rand, 1, 256);
        g_autofree char *clean = text_clean(bytes);
        ck_assert(g_utf8_validate(clean, -1, NULL));
        for (const char *p = clean; *p; p = g_utf8_next_char(p))
            ck_assert(!text_is_control(g_utf8_get_char(p)));
    }
}
END_TEST

START_TEST(test_controls)
{
    static const gunichar controls[] = {0,      0x1b,   0x1f,   0x7f,   0x80,   0x9f,  0x061c,
                                        0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069};
    static const gunichar others[] = {0x20, 0x7e, 0xa0, 0x2028, 0x200d, 0x3042, 0xfffd, 0x1f381};
    for (gsize i = 0; i < G_N_ELEMENTS(controls); i++)
        ck_assert_msg(text_is_control(controls[i]), "U+%04X", controls[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        ck_assert_msg(!text_is_control(others[i]), "U+%04X", others[i]);
}
END_TEST

START_TEST(test_width)
{
    static const struct {
        const char *text;
        int width;
    } cases[] = {
        {"", 0},          {"abc", 3},  {"日本", 4},          {"ｱｲ", 2}, {"Ａ", 2}, {"🎁", 2},
        {"e\xcc\x81", 1}, {"é…─●", 4}, {"a\xe2\x80\x8d", 1}, {"한", 2}, {FFFD, 1},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        ck_assert_msg(text_width(cases[i].text) == cases[i].width, "\"%s\" is %d wide",
                      cases[i].text, text_width(cases[i].text));
}
END_TEST

START_TEST(test_ellipsize)
{
    static const struct {
        const char *text;
        int columns;
        const char *ellipsis, *cut;
    } cases[] = {
        {"abc", 3, "…", "abc"},
        {"abcd", 3, "…", "ab…"},
        {"abcdef", 5, "...", "ab..."},
        {"日本語", 6, "…", "日本語"},
        {"日本語", 5, "…", "日本…"},
        {"日本語", 4, "…", "日…"},
        {"日本語", 2, "…", "…"},
        {"日本語", 1, "…", "…"},
        {"abc", 0, "…", ""},
        {"abc", -1, "…", ""},
        {"abc", 2, "...", "ab"},
        {"", 3, "…", ""},
        {"e\xcc\x81"
         "fg",
         2, "…", "e\xcc\x81…"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *cut = text_ellipsize(cases[i].text, cases[i].columns, cases[i].ellipsis);
        ck_assert_str_eq(cut, cases[i].cut);
    }
    g_autofree char *padded = text_fit("日本語", 6 - 1, "…");
    ck_assert_str_eq(padded, "日本…");
    g_autofree char *wide = text_fit("日本語", 4, "…");
    ck_assert_str_eq(wide, "日… ");
    g_autofree char *shorter = text_fit("ab", 4, "…");
    ck_assert_str_eq(shorter, "ab  ");
}
END_TEST

static char *random_text(GRand *rand)
{
    static const char *const pieces[] = {"a",  "b",  " ",  " ",         "日", "本",
                                         "、", "「", "」", "e\xcc\x81", "🎁"};
    GString *text = g_string_new(NULL);
    for (int n = g_rand_int_range(rand, 0, 30); n > 0; n--)
        g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
    return g_string_free(text, FALSE);
}

START_TEST(test_fit_is_exact)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(9);
    for (int i = 0; i < 3000; i++) {
        g_autofree char *text = random_text(rand);
        int columns = g_rand_int_range(rand, 0, 20);
        g_autofree char *fit = text_fit(text, columns, "…");
        g_autofree char *cut = text_ellipsize(text, columns, "…");
        ck_assert_int_eq(text_width(fit), columns);
        ck_assert_int_le(text_width(cut), columns);
        ck_assert(g_utf8_validate(fit, -1, NULL));
    }
}
END_TEST

START_TEST(test_wrap)
{
    static const struct {
        const char *text;
        int columns;
        const char *lines; /* joined with | */
    } cases[] = {
        {"", 10, ""},
        {"one two three", 7, "one two|three"},
        {"one two  three", 8, "one two|three"},
        {"one two three", 100, "one two three"},
        {"abcdefgh", 3, "abc|def|gh"},
        {"a\nb\n\nc", 10, "a|b||c"},
        {"end\n", 10, "end|"},
        {"  indented text", 10, "  indented|text"},
        {"日本語の文", 4, "日本|語の|文"},
        {"日本語。次", 6, "日本|語。次"},      /* no line begins with a full stop */
        {"ああ「い」う", 6, "ああ|「い」|う"}, /* nor ends with an opening bracket */
        {"abc日本", 5, "abc日|本"},
        {"日本 abc", 5, "日本|abc"},
        {"日本", 1, "日|本"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(GStrv) lines = text_wrap(cases[i].text, cases[i].columns);
        g_autofree char *joined = g_strjoinv("|", lines);
        ck_assert_str_eq(joined, cases[i].lines);
    }
}
END_TEST

START_TEST(test_wrap_loses_nothing_but_blanks)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(13);
    for (int i = 0; i < 3000; i++) {
        g_autofree char *text = random_text(rand);
        int columns = g_rand_int_range(rand, 2, 20);
        g_auto(GStrv) lines = text_wrap(text, columns);
        for (int j = 0; lines[j]; j++)
            ck_assert_msg(text_width(lines[j]) <= columns, "\"%s\" in %d", lines[j], columns);
        g_autofree char *joined = g_strjoinv("", lines);
        g_auto(GStrv) before = g_strsplit(text, " ", -1), after = g_strsplit(joined, " ", -1);
        g_autofree char *bare = g_strjoinv("", before), *got = g_strjoinv("", after);
        ck_assert_str_eq(got, bare);
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_clean)                                                                                  \
    X(test_cleaned_bytes_cannot_act)                                                               \
    X(test_controls)                                                                               \
    X(test_width)                                                                                  \
    X(test_ellipsize)                                                                              \
    X(test_fit_is_exact)                                                                           \
    X(test_wrap)                                                                                   \
    X(test_wrap_loses_nothing_but_blanks)
SUITE_MAIN("core/text", TESTS)
