/* SPDX-License-Identifier: MIT */
#include "azdesk/core/market.h"

#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"

/* The index is the number less one: rows are added at the end, never moved. */
static const Market markets[] = {
    {1, "ATVPDKIKX0DER", "US", "amazon.com", "Amazon.com", N_("United States"), "USD", DATE_MDY},
    {2, "A2EUQ1WTGCTBG2", "CA", "amazon.ca", "Amazon.ca", N_("Canada"), "CAD", DATE_DMY},
    {3, "A1AM78C64UM0Y8", "MX", "amazon.com.mx", "Amazon.com.mx", N_("Mexico"), "MXN", DATE_DMY},
    {4, "A2Q3Y263D00KWC", "BR", "amazon.com.br", "Amazon.com.br", N_("Brazil"), "BRL", DATE_DMY},
    {5, "A1F83G8C2ARO7P", "UK", "amazon.co.uk", "Amazon.co.uk", N_("United Kingdom"), "GBP",
     DATE_DMY},
    {6, "A1PA6795UKMFR9", "DE", "amazon.de", "Amazon.de", N_("Germany"), "EUR", DATE_DMY_DOTS},
    {7, "A13V1IB3VIYZZH", "FR", "amazon.fr", "Amazon.fr", N_("France"), "EUR", DATE_DMY},
    {8, "APJ6JRA9NG5V4", "IT", "amazon.it", "Amazon.it", N_("Italy"), "EUR", DATE_DMY},
    {9, "A1RKKUPIHCS9HS", "ES", "amazon.es", "Amazon.es", N_("Spain"), "EUR", DATE_DMY},
    {10, "A1805IZSGTT6HS", "NL", "amazon.nl", "Amazon.nl", N_("Netherlands"), "EUR", DATE_DMY},
    {11, "A2NODRKZP88ZB9", "SE", "amazon.se", "Amazon.se", N_("Sweden"), "SEK", DATE_YMD},
    {12, "A1C3SOZRARQ6R3", "PL", "amazon.pl", "Amazon.pl", N_("Poland"), "PLN", DATE_DMY},
    {13, "AMEN7PMS3EDWL", "BE", "amazon.com.be", "Amazon.com.be", N_("Belgium"), "EUR", DATE_DMY},
    {14, "A33AVAJ2PDY3EV", "TR", "amazon.com.tr", "Amazon.com.tr", N_("Turkey"), "TRY", DATE_DMY},
    {15, "A2VIGQ35RCS4UG", "AE", "amazon.ae", "Amazon.ae", N_("United Arab Emirates"), "AED",
     DATE_DMY},
    {16, "A17E79C6D8DWNP", "SA", "amazon.sa", "Amazon.sa", N_("Saudi Arabia"), "SAR", DATE_DMY},
    {17, "ARBP9OOSHTCHU", "EG", "amazon.eg", "Amazon.eg", N_("Egypt"), "EGP", DATE_DMY},
    {18, "A21TJRUUN4KGV", "IN", "amazon.in", "Amazon.in", N_("India"), "INR", DATE_DMY},
    {19, "A1VC38T7YXB528", "JP", "amazon.co.jp", "Amazon.co.jp", N_("Japan"), "JPY", DATE_YMD},
    {20, "A19VAU5U5O7RUS", "SG", "amazon.sg", "Amazon.sg", N_("Singapore"), "SGD", DATE_DMY},
    {21, "A39IBJ37TRP1C6", "AU", "amazon.com.au", "Amazon.com.au", N_("Australia"), "AUD",
     DATE_DMY},
    {22, "A28R8C7NBKEWEA", "IE", "amazon.ie", "Amazon.ie", N_("Ireland"), "EUR", DATE_DMY},
    {23, "AE08WJ6YKNBMC", "ZA", "amazon.co.za", "Amazon.co.za", N_("South Africa"), "ZAR",
     DATE_DMY},
};

const Market *market_table(gsize *ret_n)
{
    *ret_n = G_N_ELEMENTS(markets);
    return markets;
}

const Market *market_by_num(int num)
{
    return num >= 1 && num <= (int)G_N_ELEMENTS(markets) ? &markets[num - 1] : NULL;
}

const Market *market_by_id(const char *id)
{
    for (gsize i = 0; i < G_N_ELEMENTS(markets); i++)
        if (strcmp(markets[i].id, id) == 0)
            return &markets[i];
    return NULL;
}

const Market *market_by_sales_channel(const char *text, gsize len)
{
    for (gsize i = 0; i < G_N_ELEMENTS(markets); i++)
        if (strlen(markets[i].sales_channel) == len &&
            g_ascii_strncasecmp(markets[i].sales_channel, text, len) == 0)
            return &markets[i];
    return NULL;
}

const Market *market_parse(const char *text, GError **error)
{
    const char *country = g_ascii_strcasecmp(text, "GB") == 0 ? "UK" : text;
    for (gsize i = 0; i < G_N_ELEMENTS(markets); i++)
        if (g_ascii_strcasecmp(markets[i].country, country) == 0 ||
            g_ascii_strcasecmp(markets[i].id, text) == 0)
            return &markets[i];
    g_autoptr(GString) known = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(markets); i++)
        g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", markets[i].country);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("\"%s\" is not a marketplace; use %s, or a marketplace id"), text, known->str);
    return NULL;
}

/* ---- Channels ---- */

static const struct {
    const char *word, *label;
} channels[N_CHANNELS] = {
    [CHANNEL_MFN] = {"mfn", N_("seller-fulfilled")},
    [CHANNEL_AFN] = {"afn", N_("fulfilled by Amazon")},
};

const char *channel_word(Channel channel)
{
    return channels[channel].word;
}

const char *channel_label(Channel channel)
{
    return _(channels[channel].label);
}

/* How Amazon's files spell them; a prefix where regions are added to it, as in AMAZON_NA. */
static const struct {
    const char *text;
    gboolean prefix;
    Channel channel;
} spellings[] = {
    {"mfn", FALSE, CHANNEL_MFN}, {"merchant", FALSE, CHANNEL_MFN}, {"seller", FALSE, CHANNEL_MFN},
    {"afn", FALSE, CHANNEL_AFN}, {"amazon", FALSE, CHANNEL_AFN},   {"amazon_", TRUE, CHANNEL_AFN},
};

gboolean channel_parse(const char *text, Channel *ret_channel, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(spellings); i++) {
        gboolean same = spellings[i].prefix ? g_ascii_strncasecmp(text, spellings[i].text,
                                                                  strlen(spellings[i].text)) == 0
                                            : g_ascii_strcasecmp(text, spellings[i].text) == 0;
        if (same) {
            *ret_channel = spellings[i].channel;
            return TRUE;
        }
    }
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("\"%s\" is not a fulfilment channel; use mfn or afn"), text);
    return FALSE;
}
