/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include "azdesk/core/error.h"
#include "azdesk/core/word.h"

#define STAGES "opened, held, withdrawn, denied, granted, refunded, appeal-sent, upheld"

START_TEST(test_slips)
{
    static const struct {
        const char *typed, *meant; /* NULL: nobody can tell */
    } cases[] = {
        {"withdrwan", "withdrawn"}, /* swapped */
        {"witdrawn", "withdrawn"},  /* missing */
        {"opeened", "opened"},      /* too many */
        {"hald", "held"},           /* wrong */
        {"GRANTD", "granted"},
        {"appeal sent", "appeal-sent"},
        {"refunde d", "refunded"},
        {"held", "held"},
        {"shipped", NULL},
        {"x", NULL},
        {"", NULL},
        {"withdrawnwithdrawnwithdrawnwithdrawn", NULL},
        {"取り下げ", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *word = word_nearest(cases[i].typed, STAGES);
        ck_assert_msg(g_strcmp0(word, cases[i].meant) == 0, "\"%s\": %s", cases[i].typed, word);
    }
    ck_assert_ptr_null(word_nearest("held", ""));
}
END_TEST

START_TEST(test_error)
{
    g_autoptr(GError) error = g_error_new(AZDESK_ERROR, AZDESK_ERROR_USAGE, "\"hald\" is no stage");
    error_did_you_mean(&error, "hald", STAGES);
    ck_assert_str_eq(error->message, "\"hald\" is no stage; did you mean \"held\"?");
    g_autoptr(GError) plain = g_error_new(AZDESK_ERROR, AZDESK_ERROR_USAGE, "no");
    error_did_you_mean(&plain, "shipped", STAGES);
    ck_assert_str_eq(plain->message, "no");
    error_did_you_mean(NULL, "hald", STAGES);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_slips)                                                                                  \
    X(test_error)
SUITE_MAIN("core/word", TESTS)
