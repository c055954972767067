/* SPDX-License-Identifier: MIT */
/* Forms: what is pasted, what is known already, what was kept. */
#include <string.h>

#include "driver.h"
#include "temp_dir.h"

/* An imported order of that day without a claim. */
static char *free_order(const char *text)
{
    Day day;
    char *id = g_malloc(ORDER_ID_SIZE);
    ck_assert(day_parse(text, &day, NULL));
    order_id_format(G_GINT64_CONSTANT(11100000000000000) + day * 100, id);
    return id;
}

START_TEST(an_order_is_taken_out_of_what_is_pasted)
{
    static const char *const pasted[] = {
        "113-1234567-0000000",
        " 113-1234567-0000000\n",
        "https://sellercentral.amazon.com/orders-v3/order/113-1234567-0000000?ref=x",
        "Hello,\r\n\r\na claim was filed on order 113-1234567-0000000 of\r\n2 October.\r\n",
        "注文番号：１１３－１２３４５６７－０００００００（お客様より）",
    };
    g_autoptr(UiTest) test = ui_start(30, 80, desk_fill);
    ui_press(test, "n");
    for (gsize i = 0; i < G_N_ELEMENTS(pasted); i++) {
        ui_type(test, "113-"); /* begun by hand: the whole id takes its place */
        ui_paste(test, pasted[i]);
        ui_expect_line(test, "Order       113-1234567-0000000   ");
        ui_expect_line(test, "never imported");
        ui_expect_no_line(test, "several orders");
        ui_press(test, "ctrl-u");
    }
    ui_paste(test, "113-1234567-0000000, 113-1234567-0000000 and 250-1234567-7654321");
    ui_expect_line(test, "Order       113-1234567-0000000   ");
    ui_expect_line(test, "the text names several orders; the first was taken");
    ui_press(test, "ctrl-u");
    ui_paste(test, "113-12345"); /* a part of one goes where the cursor is */
    ui_type(test, "67-0000000");
    ui_expect_line(test, "Order       113-1234567-0000000   ");
}
END_TEST

START_TEST(what_the_imported_order_tells_is_not_asked)
{
    g_autofree char *id = free_order("2026-10-15");
    g_autoptr(UiTest) test = ui_start(40, 80, desk_fill);
    ui_press(test, "n");
    ui_expect_no_line(test, "from the imported order");
    ui_type(test, id);
    ui_expect_line(test, "Ordered     15 Oct 2026   from the imported order");
    ui_expect_line(test, "Marketplace amazon.com   from the imported order");
    ui_expect_line(test, "from the imported order");
    ui_expect_no_line(test, "< US");
    ui_press(test, "up"); /* over what cannot be changed, to the last that can */
    ui_expect_line(test, "▌Answer by");
    ui_press(test, "down");
    ui_expect_line(test, "▌Order ");
    ui_press(test, "up enter"); /* the last field */
    ui_expect_modal(test, NULL);
    ui_expect_selected(test, id);
    ui_press(test, "e");
    ui_expect_line(test, "Ordered  15 Oct 2026   from the imported order");
    ui_press(test, "esc n");
    ui_type(test, "113-1234567-0000000");
    ui_expect_line(test, "< US");
    ui_expect_no_line(test, "from the imported order");
}
END_TEST

/* Till the user chooses; the rate and the currency are that marketplace's. */
START_TEST(the_number_of_an_order_suggests_its_marketplace)
{
    g_autoptr(UiTest) test = ui_start(40, 80, desk_fill);
    ui_press(test, "n");
    ui_type(test, "249-1234567-0000000");
    ui_expect_line(test, "amazon.co.jp, guessed from the number");
    ui_expect_line(test, "< JP  amazon.co.jp >");
    ui_press(test, "ctrl-u");
    ui_type(test, "701-1234567-0000000");
    ui_expect_line(test, "< CA  amazon.ca >");
    ui_press(test, "ctrl-u");
    ui_type(test, "113-1234567-0000000");
    ui_expect_line(test, "< US  amazon.com >");
    ui_expect_no_line(test, "guessed");
    ui_press(test, "up up left right right"); /* one's own choice stays */
    ui_expect_line(test, "< CA  amazon.ca >");
    ui_press(test, "down down ctrl-u");
    ui_type(test, "503-1234567-0000000");
    ui_expect_line(test, "< CA  amazon.ca >");
    ui_expect_no_line(test, "guessed");
}
END_TEST

/* A day typed before the order was known to be imported is no fact of the claim. */
START_TEST(a_day_that_gave_way_to_the_import_is_not_entered)
{
    g_autofree char *id = free_order("2026-10-15");
    Day imported;
    ck_assert(day_parse("2026-10-15", &imported, NULL));
    g_autoptr(UiTest) test = ui_start(40, 80, desk_fill);
    ui_press(test, "n up up up");
    ui_expect_line(test, "▌Ordered");
    ui_type(test, "2026-10-01");
    ui_press(test, "down down down");
    ui_type(test, id);
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
    const DeskCase *item = desk_find(test->app->model->desk, desk_order(id));
    ck_assert_ptr_nonnull(item);
    ck_assert_int_eq(item->claim->ordered, imported);
}
END_TEST

START_TEST(a_kept_text_is_told_and_can_be_cleared)
{
    g_autoptr(UiTest) test = ui_start(30, 80, desk_fill);
    ui_press(test, "N");
    ui_type(test, "half a thought");
    ui_expect_no_line(test, "Kept from last time");
    ui_press(test, "esc N");
    ui_expect_line(test, "Kept from last time, not entered yet; ctrl-r clears it.");
    ui_expect_line(test, "half a thought");
    ui_press(test, "ctrl-r");
    ui_expect_modal(test, "form");
    ui_expect_no_line(test, "Kept from last time");
    ui_expect_no_line(test, "half a thought");
    ui_press(test, "esc");
    ui_expect_no_line(test, "kept for next time");
    ui_press(test, "N");
    ui_expect_no_line(test, "Kept from last time");
    ui_type(test, "x"); /* and taken back: nothing to keep */
    ui_press(test, "backspace esc");
    ui_expect_no_line(test, "kept for next time");
    ui_press(test, "e w"); /* a choice, too, goes back to what it was */
    ui_expect_line(test, "< wrong item >");
    ui_press(test, "esc e");
    ui_expect_line(test, "Kept from last time");
    ui_expect_line(test, "< wrong item >");
    ui_press(test, "ctrl-r");
    ui_expect_no_line(test, "< wrong item >");
}
END_TEST

START_TEST(a_kept_text_outlives_the_program)
{
    static const char *const none[] = {NULL};
    g_autoptr(TempDir) folder = temp_dir();
    UiTest *first = ui_start_in(30, 80, folder, desk_fill, none);
    ui_press(first, "N");
    ui_type(first, "half a thought");
    ui_wait(first, 1); /* then it is killed: it keeps nothing at its end */
    ui_end(first);
    UiTest *again = ui_start_in(30, 80, folder, NULL, none);
    ui_press(again, "N");
    ui_expect_line(again, "Kept from last time");
    ui_expect_line(again, "half a thought");
    ui_press(again, "ctrl-r");
    ui_wait(again, 1);
    ui_end(again);
    g_autoptr(UiTest) third = ui_start_in(30, 80, folder, NULL, none);
    ui_press(third, "N");
    ui_expect_no_line(third, "Kept from last time");
}
END_TEST

START_TEST(help_tells_the_keys_of_typing)
{
    g_autoptr(UiTest) test = ui_start(30, 80, desk_fill);
    ui_press(test, "? G");
    ui_expect_line(test, "while typing");
    ui_expect_line(test, "ctrl-s         enter what the form says");
    ui_expect_line(test, "// /~ ");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(an_order_is_taken_out_of_what_is_pasted)                                                     \
    X(what_the_imported_order_tells_is_not_asked)                                                  \
    X(the_number_of_an_order_suggests_its_marketplace)                                             \
    X(a_day_that_gave_way_to_the_import_is_not_entered)                                            \
    X(a_kept_text_is_told_and_can_be_cleared)                                                      \
    X(a_kept_text_outlives_the_program)                                                            \
    X(help_tells_the_keys_of_typing)
SUITE_MAIN("ui-form", TESTS)
