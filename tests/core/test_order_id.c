/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/order_id.h"

START_TEST(test_scan_tells_the_kinds_apart)
{
    static const struct {
        const char *text;
        OrderIdKind kind;
        OrderId id;
    } cases[] = {
        {"113-2233445-6677889", ORDER_ID_VALID, G_GINT64_CONSTANT(11322334456677889)},
        {"000-0000000-0000001", ORDER_ID_VALID, 1},
        {"999-9999999-9999999", ORDER_ID_VALID, G_GINT64_CONSTANT(99999999999999999)},
        {"000-0000000-0000000", ORDER_ID_MALFORMED},
        {"", ORDER_ID_MALFORMED},
        {"113-2233445-667788", ORDER_ID_MALFORMED},
        {"113-2233445-66778899", ORDER_ID_MALFORMED},
        {"1132-233445-6677889", ORDER_ID_MALFORMED},
        {"113-2233445-667788x", ORDER_ID_MALFORMED},
        {"113 2233445 6677889", ORDER_ID_MALFORMED},
        {" 113-2233445-6677889", ORDER_ID_MALFORMED},
        {"amazon-order-id", ORDER_ID_MALFORMED},
        {"S01-1234567-1234567", ORDER_ID_FOREIGN},
        {"S02-4444444-1234567", ORDER_ID_FOREIGN},
        {"D01-1234567-1234567", ORDER_ID_FOREIGN},
        {"Date", ORDER_ID_MALFORMED},
        {"SKU-1234567-1234567", ORDER_ID_MALFORMED},
        {"5.10141E+13", ORDER_ID_DAMAGED},
        {"5,10141E+13", ORDER_ID_DAMAGED},
        {"1.13223E16", ORDER_ID_DAMAGED},
        {"11322334456677800", ORDER_ID_DAMAGED},
        {"123456789012", ORDER_ID_MALFORMED},
        {"E+13", ORDER_ID_MALFORMED},
        {"5E+", ORDER_ID_MALFORMED},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        OrderId id = 0;
        OrderIdKind kind = order_id_scan(cases[i].text, strlen(cases[i].text), &id);
        ck_assert_msg(kind == cases[i].kind, "\"%s\" is of kind %d", cases[i].text, kind);
        ck_assert_msg(id == cases[i].id, "\"%s\" gives %" G_GINT64_FORMAT, cases[i].text, id);
    }
}
END_TEST

START_TEST(test_an_id_is_found_in_any_text)
{
    static const struct {
        const char *text, *id; /* NULL: none */
    } cases[] = {
        {"113-2233445-6677889", "113-2233445-6677889"},
        {"Order #113-2233445-6677889.", "113-2233445-6677889"},
        {"https://sellercentral.amazon.com/orders-v3/order/113-2233445-6677889?x=1",
         "113-2233445-6677889"},
        {"Dear seller,\r\n\r\nOrder ID:\t250-1234567-7654321\r\nand 113-2233445-6677889",
         "250-1234567-7654321"},
        {"注文番号：250-1234567-7654321の件", "250-1234567-7654321"},
        {"tel 1113-2233445-6677889, order 113-2233445-6677880", "113-2233445-6677880"},
        {"113-2233445-66778891", NULL},
        {"000-0000000-0000000", NULL},
        {"113-2233445-667788", NULL},
        {"no order at all", NULL},
        {"", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        OrderId id;
        char found[ORDER_ID_SIZE] = "none";
        const char *rest = order_id_find(cases[i].text, &id);
        if (rest != NULL)
            order_id_format(id, found);
        ck_assert_str_eq(found, cases[i].id != NULL ? cases[i].id : "none");
        ck_assert(rest == NULL || strncmp(rest - ORDER_ID_LEN, found, ORDER_ID_LEN) == 0);
    }
}
END_TEST

START_TEST(test_scan_reads_no_byte_beyond_its_length)
{
    OrderId id = 0;
    ck_assert_int_eq(order_id_scan("113-2233445-6677889\tnext", ORDER_ID_LEN, &id), ORDER_ID_VALID);
    ck_assert_int_eq(order_id_scan("113-2233445-6677889", 18, &id), ORDER_ID_MALFORMED);
    /* A buffer of the very size, so that the sanitizer sees a byte too many. */
    for (gsize len = 0; len <= ORDER_ID_LEN; len++) {
        g_autofree char *exact = g_memdup2("113-2233445-6677889", len);
        ck_assert_int_eq(order_id_scan(len ? exact : "", len, &id) == ORDER_ID_VALID,
                         len == ORDER_ID_LEN);
    }
}
END_TEST

START_TEST(test_format_gives_back_what_was_read)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (int i = 0; i < 10000; i++) {
        char text[ORDER_ID_SIZE + 16], buf[ORDER_ID_SIZE];
        g_snprintf(text, sizeof text, "%03d-%07d-%07d", g_rand_int_range(rand, 0, 1000),
                   g_rand_int_range(rand, 0, 10000000), g_rand_int_range(rand, 1, 10000000));
        OrderId id;
        ck_assert_int_eq(order_id_scan(text, ORDER_ID_LEN, &id), ORDER_ID_VALID);
        order_id_format(id, buf);
        ck_assert_str_eq(buf, text);
    }
}
END_TEST

START_TEST(test_parse_allows_blanks_around)
{
    OrderId id = 0;
    GError *error = NULL;
    ck_assert(order_id_parse(" 113-2233445-6677889\r\n", &id, &error));
    ck_assert_no_error(error);
    ck_assert_int_eq(id, G_GINT64_CONSTANT(11322334456677889));
}
END_TEST

START_TEST(test_parse_says_what_is_wrong)
{
    OrderId id = 5;
    GError *error = NULL;
    ck_assert(!order_id_parse("113-22", &id, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "\"113-22\"");
    ck_assert(!order_id_parse("5.10141E+13", &id, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "spreadsheet");
    ck_assert(!order_id_parse("S01-1234567-1234567", &id, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "not a marketplace order");
    ck_assert_int_eq(id, 5);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_scan_tells_the_kinds_apart)                                                             \
    X(test_an_id_is_found_in_any_text)                                                             \
    X(test_scan_reads_no_byte_beyond_its_length)                                                   \
    X(test_format_gives_back_what_was_read)                                                        \
    X(test_parse_allows_blanks_around)                                                             \
    X(test_parse_says_what_is_wrong)
SUITE_MAIN("core/order_id", TESTS)
