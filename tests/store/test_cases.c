/* SPDX-License-Identifier: MIT */
/* What may be done to a case, what it leaves in its history, and what is refused. */
#include "store_test.h"

#define ORDER G_GINT64_CONSTANT(11122334456677889)

static void open_case(Store *store, const Settings *settings, OrderId order, Day day)
{
    GError *error = NULL;
    CaseOpening opening = OPENING_ON(day);
    ck_assert(case_open(CASES(store, settings), order, &opening, &error));
    ck_assert_no_error(error);
}

static DeskCase *load_case(Store *store, OrderId order)
{
    GError *error = NULL;
    DeskCase *item = NULL;
    ck_assert(store_load_case(store, order, &item, &error));
    ck_assert_no_error(error);
    return item;
}

START_TEST(a_claim_is_opened_moved_and_loaded)
{
    GError *error = NULL;
    g_autoptr(Store) store = memory_desk();
    g_autoptr(Settings) settings = settings_new();
    open_case(store, settings, ORDER, TODAY - 2);
    CaseMove move = {.stage = STAGE_HELD, .at = ON_DAY(TODAY - 1), .debited.minor = MONEY_NONE};
    ck_assert(case_move(CASES(store, settings), ORDER, &move, &error));
    DeskCase *item = load_case(store, ORDER);
    ck_assert_ptr_nonnull(item->claim);
    ck_assert_int_eq(item->claim->stage, STAGE_HELD);
    ck_assert_int_eq(item->claim->parcel, PARCEL_HELD);
    ck_assert_int_eq(item->day, TODAY - 7);
    ck_assert_int_eq(item->claim->hold_due, day_end(TODAY - 1 + 15));
    desk_case_free(item);
    g_autoptr(Desk) desk = store_load_desk(store, &error);
    ck_assert_no_error(error);
    ck_assert_uint_eq(desk->cases->len, 1);
}
END_TEST

#define TESTS(X) X(a_claim_is_opened_moved_and_loaded)

SUITE_MAIN("store cases", TESTS)
