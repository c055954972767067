/* SPDX-License-Identifier: MIT */
#include "azdesk/core/money.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"

#define DIGITS_MAX 15 /* of an amount in minor units: far from overflow, exact in a double */

static const char no_decimals[][4] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                      "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
static const char three_decimals[][4] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};

int currency_digits(const char *currency)
{
    for (gsize i = 0; i < G_N_ELEMENTS(no_decimals); i++)
        if (strcmp(currency, no_decimals[i]) == 0)
            return 0;
    for (gsize i = 0; i < G_N_ELEMENTS(three_decimals); i++)
        if (strcmp(currency, three_decimals[i]) == 0)
            return 3;
    return 2;
}

gboolean currency_valid(const char *text)
{
    return g_ascii_isupper(text[0]) && g_ascii_isupper(text[1]) && g_ascii_isupper(text[2]) &&
           text[3] == '\0';
}

/* An amount taken apart: runs of digits, and what stood between them. */
#define RUNS_MAX 8
typedef struct {
    gboolean negative;
    int n_runs;
    const char *run[RUNS_MAX];
    int len[RUNS_MAX];
    gunichar mark[RUNS_MAX]; /* before run i; none before the first */
} Amount;

static gboolean is_mark(gunichar c)
{
    return c == '.' || c == ',' || c == '\'' || c == ' ' || c == 0xa0 || c == 0x202f || c == 0x2019;
}

static gboolean take_apart(const char *text, Amount *amount)
{
    *amount = (Amount){0};
    gunichar c = g_utf8_get_char(text);
    if (c == '-' || c == '+' || c == 0x2212) {
        amount->negative = c != '+';
        text = g_utf8_next_char(text);
    }
    while (*text) {
        if (amount->n_runs == RUNS_MAX)
            return FALSE;
        int i = amount->n_runs++;
        c = g_utf8_get_char(text);
        if (i > 0 || c == '.' || c == ',') { /* ".50" has an empty first run */
            if (i == 0) {
                amount->run[0] = text;
                i = amount->n_runs++;
            }
            if (!is_mark(c))
                return FALSE;
            amount->mark[i] = c;
            text = g_utf8_next_char(text);
        }
        amount->run[i] = text;
        while (g_ascii_isdigit(*text))
            text++;
        amount->len[i] = (int)(text - amount->run[i]);
        if (amount->len[i] == 0)
            return FALSE;
    }
    return amount->n_runs > 0;
}

/* Whether the last run holds decimals. Three digits behind the only mark are thousands, but where
 * the currency has three decimals or a lone zero stands before it. */
static gboolean has_decimals(const Amount *amount, int currency_decimals)
{
    int last = amount->n_runs - 1;
    if (last == 0 || (amount->mark[last] != '.' && amount->mark[last] != ','))
        return FALSE;
    for (int i = 1; i < last; i++)
        if (amount->mark[i] == amount->mark[last])
            return FALSE;
    gboolean like_thousands = amount->len[last] == 3 && amount->len[0] > 0 && amount->len[0] <= 3 &&
                              *amount->run[0] != '0';
    return !like_thousands || last > 1 || currency_decimals == 3;
}

/* Whole runs are one run, or thousands: all behind the same mark, the last of three digits, those
 * between of three or, as in India, two. */
static gboolean is_grouped(const Amount *amount, int n)
{
    for (int i = 1; i < n; i++) {
        int least = i == n - 1 ? 3 : 2;
        if (amount->mark[i] != amount->mark[1] || amount->len[i] < least || amount->len[i] > 3)
            return FALSE;
    }
    return n == 1 || (amount->len[0] >= 1 && amount->len[0] <= 3);
}

static gboolean append_digits(const char *text, int n, gint64 *value, int *n_digits)
{
    for (int i = 0; i < n; i++) {
        *value = *value * 10 + (text[i] - '0');
        *n_digits += *value > 0 ? 1 : 0;
        if (*n_digits > DIGITS_MAX)
            return FALSE;
    }
    return TRUE;
}

gboolean money_parse(const char *text, const char *currency, Money *ret_money, GError **error)
{
    if (!currency)
        currency = "";
    if (*currency && !currency_valid(currency)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("\"%s\" is not a currency; the format is USD"), currency);
        return FALSE;
    }
    g_autofree char *bare = g_strstrip(g_strdup(text));
    int decimals = currency_digits(currency), n_digits = 0;
    gint64 value = 0;
    Amount amount = {0};
    if (!g_utf8_validate(bare, -1, NULL) || !take_apart(bare, &amount))
        goto malformed;
    int whole = amount.n_runs - (has_decimals(&amount, decimals) ? 1 : 0);
    if (!is_grouped(&amount, whole))
        goto malformed;
    for (int i = 0; i < whole; i++)
        if (!append_digits(amount.run[i], amount.len[i], &value, &n_digits))
            goto malformed;
    const char *fraction = whole < amount.n_runs ? amount.run[whole] : "";
    int len = whole < amount.n_runs ? amount.len[whole] : 0;
    for (; len > decimals; len--) { /* zeros too many say nothing: "1980.00" yen */
        if (fraction[len - 1] != '0') {
            g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                        ngettext("amount \"%s\" has too many decimals; %s has %d",
                                 "amount \"%s\" has too many decimals; %s has %d", decimals),
                        bare, *currency ? currency : _("the amount has no currency"), decimals);
            return FALSE;
        }
    }
    if (!append_digits(fraction, len, &value, &n_digits) ||
        !append_digits("000", decimals - len, &value, &n_digits))
        goto malformed;
    ret_money->minor = amount.negative ? -value : value;
    g_strlcpy(ret_money->currency, currency, sizeof ret_money->currency);
    return TRUE;
malformed:
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("\"%s\" is not an amount; the format is 19.99"), bare);
    return FALSE;
}

gboolean money_equal(Money a, Money b)
{
    return a.minor == b.minor && strcmp(a.currency, b.currency) == 0;
}

char *money_digits(Money money)
{
    if (money.minor == MONEY_NONE)
        return g_strdup("");
    int decimals = currency_digits(money.currency);
    guint64 unit = decimals == 0 ? 1 : decimals == 3 ? 1000 : 100;
    guint64 size = money.minor < 0 ? -(guint64)money.minor : (guint64)money.minor;
    GString *text = g_string_new(NULL);
    g_string_printf(text, "%" G_GUINT64_FORMAT, size / unit);
    for (gssize at = (gssize)text->len - 3; at > 0; at -= 3)
        g_string_insert_c(text, at, ',');
    if (money.minor < 0)
        g_string_prepend_c(text, '-');
    if (decimals > 0)
        g_string_append_printf(text, ".%0*d", decimals, (int)(size % unit));
    return g_string_free(text, FALSE);
}

char *money_format(Money money)
{
    g_autofree char *digits = money_digits(money);
    if (money.minor == MONEY_NONE || money.currency[0] == '\0')
        return g_steal_pointer(&digits);
    if (strcmp(money.currency, "JPY") == 0)
        /* Translators: an amount in yen */
        return g_strdup_printf(_("JPY %s"), digits);
    return g_strdup_printf("%s %s", money.currency, digits);
}

double money_value(Money money)
{
    static const double units[] = {1, 10, 100, 1000};
    return money.minor == MONEY_NONE ? NAN
                                     : (double)money.minor / units[currency_digits(money.currency)];
}
