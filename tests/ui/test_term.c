/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "suite.h"
#include "ui/term.h"

static const char *const TEXTS[] = {
    "",
    "abc",
    "5/507",
    "最悪 0.99%  5/507",
    "a最悪 0.99%  5/507",
    "取り下げ(保存しません)",
    " 取り下げ(保存しません)",
    "郵便局保管|郵便局保管",
    "x郵便局保管|郵便局保管",
    "┄┄┄⠒⠒◆⠒ 1%",
    "e\xCC\x81t\xC3\xA9 注文不良率",
};

static void put(Term *term, const char *text, gboolean all)
{
    g_autoptr(Line) line = line_new();
    line_add(line, STYLE_NORMAL, text);
    term_begin(term, all);
    term_put(term, 1, 3, 24, line);
    term_end(term);
}

/* Rows are painted over what stood there: no half of a wide character may take a neighbour along.
 */
START_TEST(a_row_painted_over_another_is_that_row)
{
    GError *error = NULL;
    g_autoptr(Term) term = term_open_headless(3, 40, &error);
    ck_assert_no_error(error);
    for (gsize before = 0; before < G_N_ELEMENTS(TEXTS); before++) {
        for (gsize after = 0; after < G_N_ELEMENTS(TEXTS); after++) {
            put(term, TEXTS[after], TRUE);
            g_autofree char *want = term_dump(term);
            put(term, TEXTS[before], TRUE);
            put(term, TEXTS[after], FALSE);
            g_autofree char *is = term_dump(term);
            ck_assert_str_eq(is, want);
        }
    }
}
END_TEST

#define TESTS(X) X(a_row_painted_over_another_is_that_row)

SUITE_MAIN("ui/term", TESTS)
