/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <math.h>

#include "azdesk/core/error.h"
#include "azdesk/core/money.h"

START_TEST(test_amounts)
{
    static const struct {
        const char *text, *currency;
        gint64 minor; /* MONEY_NONE: refused */
    } cases[] = {
        {"19.99", "USD", 1999},
        {"19,99", "EUR", 1999},
        {"19.9", "USD", 1990},
        {"19", "USD", 1900},
        {"0", "USD", 0},
        {"-5", "USD", -500},
        {"+5", "USD", 500},
        {"\xe2\x88\x92"
         "5.5",
         "USD", -550},
        {".50", "USD", 50},
        {"-0.05", "USD", -5},
        {" 42.10 ", "USD", 4210},
        {"1,234.50", "USD", 123450},
        {"1.234,50", "EUR", 123450},
        {"1,234", "USD", 123400},
        {"1.234", "EUR", 123400},
        {"12,345,678.9", "USD", 1234567890},
        {"1 234,56", "EUR", 123456},
        {"1\xc2\xa0"
         "234,56",
         "EUR", 123456},
        {"1'234.56", "CHF", 123456},
        {"12,34,567.00", "INR", 123456700},
        {"1980", "JPY", 1980},
        {"1,980", "JPY", 1980},
        {"1980.00", "JPY", 1980},
        {"1,980.00", "JPY", 1980},
        {"1.500", "KWD", 1500},
        {"1.5", "KWD", 1500},
        {"12.34", "", 1234},
        {"19.990", "USD", 1999000}, /* three digits behind the only mark are thousands */
        {"9999999999999.99", "USD", 999999999999999},
        {"99999999999999.99", "USD", MONEY_NONE},
        {"0000000000000000001", "USD", 100},
        {"19.999", "JPY", 19999},
        {"0.123", "USD", MONEY_NONE},
        {"1980.5", "JPY", MONEY_NONE},
        {"1,234.567", "USD", MONEY_NONE},
        {"1234.567", "USD", MONEY_NONE},
        {"1,23,4", "USD", MONEY_NONE},
        {"1,2345.00", "USD", MONEY_NONE},
        {"1234,567.00", "USD", MONEY_NONE},
        {"1,234,56", "USD", MONEY_NONE},
        {"1.234.56", "USD", MONEY_NONE},
        {"", "USD", MONEY_NONE},
        {"-", "USD", MONEY_NONE},
        {"5.", "USD", MONEY_NONE},
        {".", "USD", MONEY_NONE},
        {"--5", "USD", MONEY_NONE},
        {"5-", "USD", MONEY_NONE},
        {"$5", "USD", MONEY_NONE},
        {"1e3", "USD", MONEY_NONE},
        {"5 USD", "USD", MONEY_NONE},
        {"1.2.3.4.5.6.7.8.9.1", "USD", MONEY_NONE},
        {"\xff", "USD", MONEY_NONE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Money money = {.minor = MONEY_NONE};
        GError *error = NULL;
        gboolean read = money_parse(cases[i].text, cases[i].currency, &money, &error);
        ck_assert_msg(read == (cases[i].minor != MONEY_NONE), "\"%s\"", cases[i].text);
        ck_assert_msg(money.minor == cases[i].minor, "\"%s\" gives %" G_GINT64_FORMAT,
                      cases[i].text, money.minor);
        if (read)
            ck_assert_str_eq(money.currency, cases[i].currency);
        else
            ck_assert_error(error, AZDESK_ERROR_USAGE, "amount");
    }
}
END_TEST

START_TEST(test_too_many_decimals_name_the_currency)
{
    Money money;
    GError *error = NULL;
    ck_assert(!money_parse("1980.5", "JPY", &money, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "JPY has 0");
    ck_assert(!money_parse("5", "usd", &money, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "not a currency");
}
END_TEST

START_TEST(test_format_and_value)
{
    static const struct {
        Money money;
        const char *text;
        double value;
    } cases[] = {
        {{4210, "USD"}, "USD 42.10", 42.1},
        {{-5, "USD"}, "USD -0.05", -0.05},
        {{1980, "JPY"}, "JPY 1,980", 1980},
        {{980, "JPY"}, "JPY 980", 980},
        {{123456789, "USD"}, "USD 1,234,567.89", 1234567.89},
        {{-100000, "USD"}, "USD -1,000.00", -1000},
        {{1500, "KWD"}, "KWD 1.500", 1.5},
        {{1234, ""}, "12.34", 12.34},
        {{0, "EUR"}, "EUR 0.00", 0},
        {{-1999, "GBP"}, "GBP -19.99", -19.99},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = money_format(cases[i].money);
        ck_assert_str_eq(text, cases[i].text);
        ck_assert_double_eq(money_value(cases[i].money), cases[i].value);
    }
    g_autofree char *none = money_format((Money){MONEY_NONE, "USD"});
    ck_assert_str_eq(none, "");
    ck_assert(isnan(money_value((Money){MONEY_NONE, "USD"})));
}
END_TEST

START_TEST(test_what_is_written_is_read_back)
{
    static const char *const currencies[] = {"USD", "JPY", "KWD"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    for (int i = 0; i < 3000; i++) {
        Money money = {g_rand_int_range(rand, -2000000000, 2000000000), ""}, again;
        g_strlcpy(money.currency, currencies[i % 3], sizeof money.currency);
        g_autofree char *text = money_format(money);
        GError *error = NULL;
        ck_assert_msg(money_parse(text + 4, money.currency, &again, &error), "%s", text);
        ck_assert_no_error(error);
        ck_assert_msg(again.minor == money.minor, "%s", text);
    }
}
END_TEST

START_TEST(test_currencies)
{
    ck_assert_int_eq(currency_digits("USD"), 2);
    ck_assert_int_eq(currency_digits("JPY"), 0);
    ck_assert_int_eq(currency_digits("KRW"), 0);
    ck_assert_int_eq(currency_digits("KWD"), 3);
    ck_assert_int_eq(currency_digits("BHD"), 3);
    ck_assert(currency_valid("USD"));
    static const char *const bad[] = {"", "US", "usd", "USDX", "U D", "US1"};
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        ck_assert_msg(!currency_valid(bad[i]), "\"%s\"", bad[i]);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_amounts)                                                                                \
    X(test_too_many_decimals_name_the_currency)                                                    \
    X(test_format_and_value)                                                                       \
    X(test_what_is_written_is_read_back)                                                           \
    X(test_currencies)
SUITE_MAIN("core/money", TESTS)
