/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <string.h>

#include "azdesk/core/arena.h"

#define TAKEN 20000

static gboolean all_are(const guint8 *bytes, gsize size, guint8 value)
{
    gsize at = 0;
    while (at < size && bytes[at] == value)
        at++;
    return at == size;
}

START_TEST(test_what_is_taken_stays_and_is_nobody_elses)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    g_autofree guint8 **taken = g_new(guint8 *, TAKEN);
    g_autofree gsize *sizes = g_new(gsize, TAKEN);
    for (int i = 0; i < TAKEN; i++) {
        sizes[i] = (gsize)g_rand_int_range(rand, 1, 700);
        taken[i] = arena_take(arena, sizes[i]);
        ck_assert_uint_eq((guintptr)taken[i] % sizeof(gint64), 0);
        memset(taken[i], i % 251, sizes[i]);
    }
    for (int i = 0; i < TAKEN; i++)
        ck_assert(all_are(taken[i], sizes[i], (guint8)(i % 251)));
}
END_TEST

START_TEST(test_what_is_larger_than_a_piece)
{
    g_autoptr(Arena) arena = arena_new();
    const gsize large = (gsize)5 << 20;
    char *small = arena_take(arena, 1), *huge = arena_take(arena, large),
         *after = arena_take(arena, 1);
    memset(huge, 'h', large);
    *small = *after = 's';
    ck_assert_int_eq(huge[0], 'h');
    ck_assert_int_eq(huge[large - 1], 'h');
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_what_is_taken_stays_and_is_nobody_elses)                                                \
    X(test_what_is_larger_than_a_piece)
SUITE_MAIN("core/arena", TESTS)
