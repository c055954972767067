/* SPDX-License-Identifier: MIT */
/* What every suite shares: a main() that reports each test as TAP, and assertions of our own. */
#ifndef AZDESK_TESTS_SUITE_H
#define AZDESK_TESTS_SUITE_H

#include <check.h>
#include <glib.h>
#include <locale.h>
#include <stdlib.h>

/* Runs it and reports; main()'s status. */
static inline int suite_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* SUITE_MAIN("name", TESTS) with: #define TESTS(X) X(test_a) X(test_b) */
#define SUITE_ADD(test) tcase_add_test(tcase, test);
#define SUITE_MAIN(name, TESTS)                                                                    \
    int main(void)                                                                                 \
    {                                                                                              \
        setlocale(LC_ALL, "C.UTF-8");                                                              \
        Suite *suite = suite_create(name);                                                         \
        TCase *tcase = tcase_create(name);                                                         \
        TESTS(SUITE_ADD)                                                                           \
        suite_add_tcase(suite, tcase);                                                             \
        return suite_run(suite);                                                                   \
    }

#define ck_assert_no_error(error)                                                                  \
    ck_assert_msg((error) == NULL, "unexpected error: %s", (error) ? (error)->message : "")
#define ck_assert_error(error, code_, words)                                                       \
    do {                                                                                           \
        ck_assert_msg((error) != NULL, "no error where one was expected");                         \
        ck_assert_msg((error)->code == (int)(code_), "code %d: %s", (error)->code,                 \
                      (error)->message);                                                           \
        ck_assert_msg(strstr((error)->message, (words)) != NULL, "\"%s\" is not in: %s", (words),  \
                      (error)->message);                                                           \
        g_clear_error(&(error));                                                                   \
    } while (0)

#endif
