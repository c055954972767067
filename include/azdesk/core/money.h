/* SPDX-License-Identifier: MIT */
/* Amounts in minor units of an ISO 4217 currency. */
#ifndef AZDESK_CORE_MONEY_H
#define AZDESK_CORE_MONEY_H

#include <glib.h>

#define MONEY_NONE G_MININT64

typedef struct {
    gint64 minor;     /* cents, yen, ...; MONEY_NONE where unknown */
    char currency[4]; /* "" where unknown */
} Money;

int currency_digits(const char *currency); /* 2 for USD, 0 for JPY and KRW, 3 for KWD and BHD */

/* Reads "19.99", "1,234.50", "1.234,50", "-5"; the last separator with one or two digits behind it
 * is the decimal one. More decimals than the currency has is an error (AZDESK_ERROR_USAGE). */
gboolean money_parse(const char *text, const char *currency, Money *ret_money,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean currency_valid(const char *text); /* three capital letters */
gboolean money_equal(Money a, Money b);
char *money_digits(Money money); /* "1,234.50" (transfer full) */
char *money_format(Money money); /* "USD 1,234.50", in Japanese also "￥3,980" (transfer full) */
double money_value(Money money); /* 42.10 */

#endif
