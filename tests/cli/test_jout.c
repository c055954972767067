/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "src/cli/jout.h"
#include "suite.h"

static char *print_text(const char *text)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_array(builder);
    json_builder_add_string_value(builder, text);
    json_builder_end_array(builder);
    g_autoptr(JsonNode) root = json_builder_get_root(builder);
    GString *out = g_string_new(NULL);
    jout_print(out, root);
    return g_string_free(out, FALSE);
}

static const struct {
    const char *text, *json;
} texts[] = {
    {"", "[\"\"]"},
    {"plain", "[\"plain\"]"},
    {"a\"b\\c/d", "[\"a\\\"b\\\\c/d\"]"},
    {"line\nand\ttab\r", "[\"line\\u000aand\\u0009tab\\u000d\"]"},
    {"\x01\x1b[31m\x7f", "[\"\\u0001\\u001b[31m\\u007f\"]"},
    {"\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0", "[\"\\u0080\\u009b\\u009f\xc2\xa0\"]"},
    {"\xe2\x80\xae\xe2\x81\xa6\xe2\x80\x8f\xd8\x9c", "[\"\\u202e\\u2066\\u200f\\u061c\"]"},
    {"郵便局留め 😀", "[\"郵便局留め 😀\"]"},
    {"bad \xff\xc3 end", "[\"bad \xef\xbf\xbd\xef\xbf\xbd end\"]"},
    {"'<>&", "[\"'<>&\"]"},
};

START_TEST(test_text)
{
    g_autofree char *json = print_text(texts[_i].text);
    ck_assert_str_eq(json, texts[_i].json);
    g_autoptr(JsonNode) back = json_from_string(json, NULL);
    ck_assert(back != NULL);
    if (g_utf8_validate(texts[_i].text, -1, NULL)) /* nothing is lost on the way */
        ck_assert_str_eq(json_array_get_string_element(json_node_get_array(back), 0),
                         texts[_i].text);
}
END_TEST

static const struct {
    double value;
    const char *plain, *rate;
} numbers[] = {
    {0, "0", "0"},
    {42.1, "42.1", "42.1"},
    {0.1 + 0.2, "0.3", "0.3"},
    {5.0 / 602, "0.00830564784053156", "0.008306"},
    {1.0 / 128, "0.0078125", "0.007812"},
    {3.0 / 128, "0.0234375", "0.023438"},
    {1.0 / 3, "0.333333333333333", "0.333333"},
    {0.0000004, "4e-07", "0"},
    {0.0000005, "5e-07", "0"},
    {0.0000006, "6e-07", "1e-06"},
    {1, "1", "1"},
    {NAN, "null", "null"},
    {INFINITY, "null", "null"},
};

static char *print_number(double value, void (*put)(JsonBuilder *, const char *, double))
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    put(builder, "n", value);
    json_builder_end_object(builder);
    g_autoptr(JsonNode) root = json_builder_get_root(builder);
    g_autoptr(GString) out = g_string_new(NULL);
    jout_print(out, root);
    ck_assert(g_str_has_prefix(out->str, "{\"n\": ") && g_str_has_suffix(out->str, "}"));
    return g_strndup(out->str + 6, out->len - 7);
}

START_TEST(test_number)
{
    g_autofree char *plain = print_number(numbers[_i].value, jout_double);
    g_autofree char *rate = print_number(numbers[_i].value, jout_rate);
    ck_assert_str_eq(plain, numbers[_i].plain);
    ck_assert_str_eq(rate, numbers[_i].rate);
}
END_TEST

START_TEST(test_members)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    const OrderId order = 11322334456677889;
    g_autoptr(GArray) orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    g_array_append_val(orders, order);
    json_builder_begin_object(builder);
    jout_order(builder, "a", order);
    jout_order(builder, "b", 0);
    jout_day(builder, "c", 20780);
    jout_day(builder, "d", DAY_NONE);
    jout_instant(builder, "e", 1795442520);
    jout_instant(builder, "f", 0);
    jout_when(builder, "g", 1795442520, TRUE);
    jout_market(builder, "h", market_parse("GB", NULL)->num);
    jout_money(builder, "i", (Money){4210, "USD"});
    jout_money(builder, "j", (Money){4210, "JPY"});
    jout_money(builder, "k", (Money){MONEY_NONE, "JPY"});
    jout_text(builder, "l", NULL);
    jout_bool(builder, "m", TRUE);
    jout_int(builder, "n", G_MAXINT64);
    jout_orders(builder, "o", orders);
    jout_orders(builder, "p", NULL);
    json_builder_end_object(builder);
    g_autoptr(JsonNode) root = json_builder_get_root(builder);
    g_autoptr(GString) out = g_string_new(NULL);
    jout_print(out, root);
    g_auto(GStrv) lines = g_strsplit(out->str, "\n", -1);
    static const char *const wanted[] = {"{",
                                         " \"a\": \"113-2233445-6677889\",",
                                         " \"b\": null,",
                                         " \"c\": \"2026-11-23\",",
                                         " \"d\": null,",
                                         " \"e\": \"2026-11-23T14:02:00Z\",",
                                         " \"f\": null,",
                                         " \"g\": \"2026-11-23\",",
                                         " \"h\": \"UK\",",
                                         " \"i\": 42.1,",
                                         " \"j\": 4210,",
                                         " \"k\": null,",
                                         " \"l\": null,",
                                         " \"m\": true,",
                                         " \"n\": 9223372036854775807,",
                                         " \"o\": [\"113-2233445-6677889\"],",
                                         " \"p\": []",
                                         "}"};
    ck_assert_uint_eq(g_strv_length(lines), G_N_ELEMENTS(wanted));
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
        ck_assert_str_eq(lines[i], wanted[i]);
}
END_TEST

#define LOOPS(tcase)                                                                               \
    tcase_add_loop_test(tcase, test_text, 0, G_N_ELEMENTS(texts));                                 \
    tcase_add_loop_test(tcase, test_number, 0, G_N_ELEMENTS(numbers));
#define TESTS(X) X(test_members) LOOPS(tcase)

SUITE_MAIN("jout", TESTS)
