/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/market.h"
#include "azdesk/core/money.h"

START_TEST(test_numbers_stay)
{
    /* Desks hold these numbers: a change here breaks every desk that there is. */
    static const char *const countries[] = {"US", "CA", "MX", "BR", "UK", "DE", "FR", "IT",
                                            "ES", "NL", "SE", "PL", "BE", "TR", "AE", "SA",
                                            "EG", "IN", "JP", "SG", "AU", "IE", "ZA"};
    gsize n;
    const Market *markets = market_table(&n);
    ck_assert_uint_ge(n, G_N_ELEMENTS(countries));
    for (gsize i = 0; i < n; i++) {
        ck_assert_int_eq(markets[i].num, (int)i + 1);
        ck_assert_ptr_eq(market_by_num((int)i + 1), &markets[i]);
        if (i < G_N_ELEMENTS(countries))
            ck_assert_str_eq(markets[i].country, countries[i]);
    }
    ck_assert_ptr_null(market_by_num(0));
    ck_assert_ptr_null(market_by_num((int)n + 1));
    ck_assert_ptr_null(market_by_num(-1));
}
END_TEST

START_TEST(test_each_is_found_by_what_it_is_called)
{
    gsize n;
    const Market *markets = market_table(&n);
    for (gsize i = 0; i < n; i++) {
        const Market *market = &markets[i];
        g_autofree char *small = g_ascii_strdown(market->country, -1);
        g_autofree char *capitals = g_ascii_strup(market->sales_channel, -1);
        ck_assert_ptr_eq(market_by_id(market->id), market);
        ck_assert_ptr_eq(market_parse(market->id, NULL), market);
        ck_assert_ptr_eq(market_parse(small, NULL), market);
        ck_assert_ptr_eq(market_by_sales_channel(capitals, strlen(capitals)), market);
        ck_assert_int_eq(g_ascii_strcasecmp(market->domain, market->sales_channel), 0);
        ck_assert(currency_valid(market->currency));
    }
}
END_TEST

START_TEST(test_words_that_name_a_market)
{
    ck_assert_str_eq(market_parse("GB", NULL)->country, "UK");
    ck_assert_str_eq(market_parse("uk", NULL)->domain, "amazon.co.uk");
    ck_assert_str_eq(market_parse("ATVPDKIKX0DER", NULL)->country, "US");
    ck_assert_str_eq(market_by_id("A1VC38T7YXB528")->country, "JP");
    GError *error = NULL;
    static const char *const bad[] = {"", "XX", "U", "USA", "ATVPDKIKX0DE"};
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        ck_assert_ptr_null(market_parse(bad[i], &error));
        ck_assert_error(error, AZDESK_ERROR_USAGE, "US, CA, MX");
    }
    ck_assert_ptr_null(market_by_id("atvpdkikx0der"));
}
END_TEST

START_TEST(test_sales_channels_are_read_whole)
{
    ck_assert_ptr_null(market_by_sales_channel("Non-Amazon", 10));
    ck_assert_ptr_null(market_by_sales_channel("Amazon.com.be", 9));
    ck_assert_str_eq(market_by_sales_channel("Amazon.com.be", 10)->country, "US");
    ck_assert_str_eq(market_by_sales_channel("Amazon.com.be", 13)->country, "BE");
    ck_assert_ptr_null(market_by_sales_channel("", 0));
}
END_TEST

START_TEST(test_channels)
{
    static const struct {
        const char *text;
        int channel;
    } cases[] = {
        {"mfn", CHANNEL_MFN},
        {"MFN", CHANNEL_MFN},
        {"Merchant", CHANNEL_MFN},
        {"afn", CHANNEL_AFN},
        {"AFN", CHANNEL_AFN},
        {"Amazon", CHANNEL_AFN},
        {"AMAZON_NA", CHANNEL_AFN},
        {"Amazon_EU", CHANNEL_AFN},
        {"Amazonia", -1},
        {"", -1},
        {"both", -1},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Channel channel = N_CHANNELS;
        GError *error = NULL;
        gboolean read = channel_parse(cases[i].text, &channel, &error);
        ck_assert_msg(read == (cases[i].channel >= 0), "\"%s\"", cases[i].text);
        if (read)
            ck_assert_int_eq((int)channel, cases[i].channel);
        else
            ck_assert_error(error, AZDESK_ERROR_USAGE, "mfn or afn");
    }
    for (int i = 0; i < N_CHANNELS; i++) {
        Channel channel = N_CHANNELS;
        ck_assert(channel_parse(channel_word((Channel)i), &channel, NULL));
        ck_assert_int_eq((int)channel, i);
    }
    ck_assert_str_eq(channel_label(CHANNEL_MFN), "seller-fulfilled");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_numbers_stay)                                                                           \
    X(test_each_is_found_by_what_it_is_called)                                                     \
    X(test_words_that_name_a_market)                                                               \
    X(test_sales_channels_are_read_whole)                                                          \
    X(test_channels)
SUITE_MAIN("core/market", TESTS)
