/* SPDX-License-Identifier: MIT */
#include "azdesk/core/order_id.h"

#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"

/* Reads n digits; -1 where one is none. */
static gint64 digits(const char *text, int n)
{
    gint64 value = 0;
    for (int i = 0; i < n; i++) {
        if (!g_ascii_isdigit(text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/* "S01-1234567-1234567", "D01-...": a letter that says whose it is, then digits and hyphens. */
static gboolean looks_foreign(const char *text, gsize len)
{
    if (len < 11 || (text[0] != 'S' && text[0] != 'D') || !g_ascii_isdigit(text[1]))
        return FALSE;
    gboolean hyphen = FALSE;
    for (gsize i = 1; i < len; i++) {
        hyphen |= text[i] == '-';
        if (text[i] != '-' && !g_ascii_isdigit(text[i]))
            return FALSE;
    }
    return hyphen;
}

/* "5.10141E+13", "5,1E+13", or the bare 15 to 17 digits of a number. */
static gboolean looks_damaged(const char *text, gsize len)
{
    gsize i = 0, n_digits = 0;
    for (; i < len && (g_ascii_isdigit(text[i]) || text[i] == '.' || text[i] == ','); i++)
        n_digits += g_ascii_isdigit(text[i]) ? 1 : 0;
    if (i == len)
        return n_digits == len && len >= 15 && len <= 17;
    if (n_digits == 0 || (text[i] != 'E' && text[i] != 'e'))
        return FALSE;
    i++;
    if (i < len && (text[i] == '+' || text[i] == '-'))
        i++;
    gsize exponent = i;
    while (i < len && g_ascii_isdigit(text[i]))
        i++;
    return i == len && i > exponent;
}

OrderIdKind order_id_scan(const char *text, gsize len, OrderId *ret_id)
{
    if (len == ORDER_ID_LEN && text[3] == '-' && text[11] == '-') {
        gint64 a = digits(text, 3), b = digits(text + 4, 7), c = digits(text + 12, 7);
        if (a >= 0 && b >= 0 && c >= 0) {
            OrderId id = (a * 10000000 + b) * 10000000 + c;
            if (id == 0)
                return ORDER_ID_MALFORMED;
            *ret_id = id;
            return ORDER_ID_VALID;
        }
    }
    if (looks_foreign(text, len))
        return ORDER_ID_FOREIGN;
    return looks_damaged(text, len) ? ORDER_ID_DAMAGED : ORDER_ID_MALFORMED;
}

gboolean order_id_parse(const char *text, OrderId *ret_id, GError **error)
{
    g_autofree char *bare = g_strstrip(g_strdup(text));
    switch (order_id_scan(bare, strlen(bare), ret_id)) {
    case ORDER_ID_VALID:
        return TRUE;
    case ORDER_ID_FOREIGN:
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("\"%s\" is not a marketplace order: ids starting with S or D are "
                      "self-created, multi-channel or digital"),
                    bare);
        return FALSE;
    case ORDER_ID_DAMAGED:
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("order id \"%s\" was damaged by a spreadsheet, which took it for a number; "
                      "the format is 123-1234567-1234567"),
                    bare);
        return FALSE;
    case ORDER_ID_MALFORMED:
        break;
    }
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("\"%s\" is not an order id; the format is 123-1234567-1234567"), bare);
    return FALSE;
}

const char *order_id_find(const char *text, OrderId *ret_id)
{
    for (const char *p = text; strnlen(p, ORDER_ID_LEN) == ORDER_ID_LEN; p++) {
        gboolean alone =
            (p == text || !g_ascii_isdigit(p[-1])) && !g_ascii_isdigit(p[ORDER_ID_LEN]);
        if (alone && order_id_scan(p, ORDER_ID_LEN, ret_id) == ORDER_ID_VALID)
            return p + ORDER_ID_LEN;
    }
    return NULL;
}

void order_id_format(OrderId id, char buf[ORDER_ID_SIZE])
{
    for (int i = ORDER_ID_LEN - 1; i >= 0; i--) {
        if (i == 3 || i == 11) {
            buf[i] = '-';
        } else {
            buf[i] = (char)('0' + id % 10);
            id /= 10;
        }
    }
    buf[ORDER_ID_LEN] = '\0';
}
