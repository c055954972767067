/* SPDX-License-Identifier: MIT */
#include "values.h"

#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"

#include "sheet.h"

#define SHOWN_WIDTH 32

/* ---- Dates ---- */

typedef struct {
    const char *at;
} Scan;

static gboolean scan_char(Scan *scan, const char *any)
{
    if (*scan->at == '\0' || !strchr(any, *scan->at))
        return FALSE;
    scan->at++;
    return TRUE;
}

static gboolean scan_word(Scan *scan, const char *word)
{
    gsize len = strlen(word);
    if (g_ascii_strncasecmp(scan->at, word, len) != 0)
        return FALSE;
    scan->at += len;
    return TRUE;
}

static void scan_blanks(Scan *scan)
{
    while (scan_char(scan, " \t"))
        ;
}

static gboolean scan_number(Scan *scan, int *ret_value, int *ret_digits)
{
    int value = 0, n = 0;
    for (; g_ascii_isdigit(scan->at[n]) && n < 5; n++)
        value = value * 10 + (scan->at[n] - '0');
    scan->at += n;
    *ret_value = value;
    *ret_digits = n;
    return n >= 1 && n <= 4;
}

static const char months[12][4] = {"jan", "feb", "mar", "apr", "may", "jun",
                                   "jul", "aug", "sep", "oct", "nov", "dec"};

static gboolean scan_month_name(Scan *scan, int *ret_month)
{
    for (int i = 0; i < 12; i++) {
        if (!scan_word(scan, months[i]))
            continue;
        while (g_ascii_isalpha(*scan->at) || *scan->at == '.')
            scan->at++;
        *ret_month = i + 1;
        return TRUE;
    }
    return FALSE;
}

static int full_year(int year, int digits)
{
    return digits <= 2 ? 2000 + year : year;
}

/* "10-Jul-2025", "10 July 2025", "Jul 10, 2025" */
static Day scan_named_day(Scan *scan)
{
    int day, month, year, digits;
    gboolean month_first = scan_month_name(scan, &month);
    scan_char(scan, " -");
    if (!scan_number(scan, &day, &digits) || digits > 2)
        return DAY_NONE;
    scan_char(scan, ",");
    scan_char(scan, " -");
    if (!month_first && !scan_month_name(scan, &month))
        return DAY_NONE;
    if (!month_first)
        scan_char(scan, " -,");
    if (!scan_number(scan, &year, &digits) || digits == 1 || digits == 3)
        return DAY_NONE;
    return day_from_ymd(full_year(year, digits), month, day);
}

/* Three numbers; a first one of four digits is the year, dots mean day.month.year. */
static Day scan_numbered_day(Scan *scan, DateOrder order)
{
    static const char *const separators[] = {"-", "/", ".", "年"};
    int a, b, c, a_digits, b_digits, c_digits;
    const char *separator = NULL;
    if (!scan_number(scan, &a, &a_digits))
        return DAY_NONE;
    for (gsize i = 0; i < G_N_ELEMENTS(separators) && !separator; i++)
        separator = scan_word(scan, separators[i]) ? separators[i] : NULL;
    gboolean japanese = separator == separators[3];
    if (!separator || !scan_number(scan, &b, &b_digits) ||
        !scan_word(scan, japanese ? "月" : separator) || !scan_number(scan, &c, &c_digits) ||
        (japanese && !scan_word(scan, "日")))
        return DAY_NONE;
    if (a_digits >= 3 || japanese)
        return c_digits > 2 ? DAY_NONE : day_from_ymd(full_year(a, a_digits), b, c);
    if (c_digits == 3 || c_digits == 1 || b_digits > 2)
        return order == DATE_YMD && c_digits == 1 ? day_from_ymd(full_year(a, a_digits), b, c)
                                                  : DAY_NONE;
    if (separator == separators[2] || order == DATE_DMY || order == DATE_DMY_DOTS)
        return day_from_ymd(full_year(c, c_digits), b, a);
    if (order == DATE_YMD && c_digits == 2)
        return day_from_ymd(full_year(a, a_digits), b, c);
    return day_from_ymd(full_year(c, c_digits), a, b);
}

static const struct {
    const char *name;
    int hours;
} zones[] = {
    {"UTC", 0},  {"GMT", 0}, {"Z", 0},    {"JST", 9}, {"PST", -8},
    {"PDT", -7}, {"BST", 1}, {"CEST", 2}, {"CET", 1},
};

/* "13:05[:59][ PM][ UTC]" to the end. */
static gboolean scan_time(Scan *scan, int *ret_seconds, gboolean *ret_zoned)
{
    int hour, minute, second = 0, digits;
    if (!scan_number(scan, &hour, &digits) || digits > 2 || !scan_char(scan, ":") ||
        !scan_number(scan, &minute, &digits) || digits != 2)
        return FALSE;
    if (scan_char(scan, ":") && (!scan_number(scan, &second, &digits) || digits != 2))
        return FALSE;
    scan_blanks(scan);
    gboolean pm = scan_word(scan, "pm");
    if (pm || scan_word(scan, "am")) {
        if (hour < 1 || hour > 12)
            return FALSE;
        hour = hour % 12 + (pm ? 12 : 0);
        scan_blanks(scan);
    }
    if (hour > 23 || minute > 59 || second > 59)
        return FALSE;
    *ret_seconds = hour * 3600 + minute * 60 + second;
    for (gsize i = 0; i < G_N_ELEMENTS(zones); i++) {
        if (scan_word(scan, zones[i].name)) {
            *ret_seconds -= zones[i].hours * 3600;
            *ret_zoned = TRUE;
            break;
        }
    }
    return *scan->at == '\0';
}

static gboolean iso_when(const char *text, GTimeZone *zone, When *ret_when)
{
    gint64 instant;
    gsize len = strlen(text);
    if (zone && when_parse(text, zone, ret_when, NULL))
        return TRUE;
    if (!instant_scan(text, len, &instant))
        return FALSE;
    *ret_when = (When){.at = instant, .day_only = len == strlen("2025-07-10")};
    return TRUE;
}

gboolean value_when(const char *text, DateOrder order, GTimeZone *zone, When *ret_when)
{
    if (iso_when(text, zone, ret_when))
        return TRUE;
    Scan scan = {text}, named = {text};
    Day day = scan_named_day(&named);
    if (day != DAY_NONE)
        scan = named;
    else
        day = scan_numbered_day(&scan, order);
    int seconds = 0;
    if (day == DAY_NONE)
        return FALSE;
    gboolean day_only = *scan.at == '\0', zoned = FALSE;
    if (!day_only &&
        (!scan_char(&scan, " Tt") || (scan_blanks(&scan), !scan_time(&scan, &seconds, &zoned))))
        return FALSE;
    *ret_when = (When){.at = day_start(day) + seconds, .day_only = day_only};
    if (day_only || zoned || !zone)
        return TRUE;
    g_autofree char *utc = instant_iso(ret_when->at);
    utc[strlen(utc) - 1] = '\0'; /* the same hour, in the zone */
    return when_parse(utc, zone, ret_when, NULL);
}

gboolean value_day_plausible(Day day)
{
    return day >= day_from_ymd(1995, 1, 1) && day <= day_from_ymd(2100, 12, 31);
}

/* ---- Values in messages ---- */

/* "31-Nov-2026", which is no date but looks like one. */
static gboolean is_like_named_day(const char *text)
{
    Scan scan = {text};
    int number, digits, month;
    if (!scan_number(&scan, &number, &digits) || !scan_char(&scan, "- ") ||
        !scan_month_name(&scan, &month) || !scan_char(&scan, "- ,") ||
        !scan_number(&scan, &number, &digits))
        return FALSE;
    return *scan.at == '\0';
}

/* Numbers and dates, but not what may be a telephone number: digits alone, or parted by blanks or
 * hyphens, unless they are a date's or an order's. */
static gboolean is_harmless(const char *text)
{
    OrderId order;
    When when;
    gsize len = strlen(text), digits = 0;
    OrderIdKind kind = order_id_scan(text, len, &order);
    if (kind != ORDER_ID_MALFORMED || value_when(text, DATE_MDY, NULL, &when) ||
        is_like_named_day(text))
        return TRUE;
    for (const char *p = text; *p; p++) {
        if (!g_ascii_isdigit(*p) && !strchr("-/.:TZ+ ", *p))
            return FALSE;
        digits += g_ascii_isdigit(*p) ? 1 : 0;
    }
    /* A date that does not exist: two strokes or hyphens between one to four digits. */
    gsize a = strspn(text, "0123456789");
    gsize b = text[a] ? strspn(text + a + 1, "0123456789") : 0;
    gboolean like_day = a >= 1 && a <= 4 && b >= 1 && b <= 2 && strchr("-/.", text[a]) &&
                        text[a + 1 + b] == text[a] && g_ascii_isdigit(text[a + b + 2]);
    return like_day || (digits < 6 && !strchr(text, ' ')) || digits > 15;
}

static char *quoted(const char *clean)
{
    g_autofree char *brief = text_ellipsize(clean, SHOWN_WIDTH, "...");
    /* Translators: a value behind the name of its column */
    return g_strdup_printf(_(" \"%s\""), brief);
}

char *value_shown(Field field)
{
    if (FIELD_IS_EMPTY(field) || field.len > SHOWN_WIDTH)
        return g_strdup("");
    g_autofree char *text = g_strndup(field.text, field.len);
    return is_harmless(text) ? quoted(text) : g_strdup("");
}

char *value_shown_in_place(const Reading *reading, Field field)
{
    g_autofree char *text = reading_text(reading, field);
    if (!text || strchr(text, '@') || strlen(text) > 3 * SHOWN_WIDTH)
        return g_strdup("");
    g_autofree char *clean = text_clean(text);
    return quoted(clean);
}

/* Spreadsheets are kept from taking an id for a number by '113-... or ="113-...". */
static Field bare_id(Field field)
{
    if (field.len > 0 && (field.text[0] == '\'' || field.text[0] == '='))
        field = field_unquote((Field){field.text + 1, field.len - 1});
    return field;
}

RowResult value_order(Reading *reading, Field field, OrderId *ret_order)
{
    OrderIdKind kind = order_id_scan(field.text, field.len, ret_order);
    if (kind == ORDER_ID_MALFORMED)
        kind = order_id_scan(bare_id(field).text, bare_id(field).len, ret_order);
    if (kind == ORDER_ID_VALID)
        return ROW_READ;
    if (kind == ORDER_ID_FOREIGN)
        return ROW_SKIPPED;
    if (FIELD_IS_EMPTY(field))
        return reading_reject(reading, _("the order id is missing"));
    g_autofree char *shown = value_shown(field);
    if (kind == ORDER_ID_DAMAGED)
        return reading_reject(reading,
                              _("order id%s was damaged by a spreadsheet, which took it for a "
                                "number; import the file as downloaded from Amazon"),
                              shown);
    return reading_reject(reading, _("order id%s does not have the format 123-1234567-1234567"),
                          shown);
}

/* ---- Words ---- */

int value_of_words(const char *text, const WordRow *rows)
{
    g_autofree char *folded = g_utf8_strdown(text, -1);
    for (; rows->words; rows++) {
        g_auto(GStrv) words = g_strsplit(rows->words, "|", -1);
        for (gsize i = 0; words[i]; i++)
            if (strstr(folded, words[i]))
                return rows->value;
    }
    return -1;
}

const Market *value_market(const char *text)
{
    static const WordRow japanese[] = {
        {"日本", 19},    {"米国|アメリカ", 1}, {"カナダ", 2},          {"メキシコ", 3},
        {"ブラジル", 4}, {"英国|イギリス", 5}, {"ドイツ", 6},          {"フランス", 7},
        {"イタリア", 8}, {"スペイン", 9},      {"オーストラリア", 21}, {"シンガポール", 20},
        {NULL, 0},
    };
    gsize n;
    const Market *markets = market_table(&n);
    const Market *market = market_parse(text, NULL);
    if (!market)
        market = market_by_sales_channel(text, strlen(text));
    for (gsize i = 0; !market && i < n; i++)
        if (g_ascii_strcasecmp(markets[i].name, text) == 0)
            market = &markets[i];
    return market ? market : market_by_num(value_of_words(text, japanese));
}

gboolean value_channel(const char *text, Channel *ret_channel)
{
    static const WordRow words[] = {
        {"fba|fulfilled by amazon|amazon出荷|アマゾン出荷", CHANNEL_AFN},
        {"fbm|seller-fulfilled|seller fulfilled|自己発送|出品者出荷|自社", CHANNEL_MFN},
        {NULL, 0},
    };
    if (channel_parse(text, ret_channel, NULL))
        return TRUE;
    int found = value_of_words(text, words);
    if (found >= 0)
        *ret_channel = (Channel)found;
    return found >= 0;
}

gboolean value_money(const char *text, const char *currency, Money *ret_money, GError **error)
{
    static const char *const signs[] = {"US$", "CA$", "A$", "$", "€", "£", "¥", "￥", "円"};
    g_autofree char *bare = g_strstrip(g_strdup(text));
    g_autofree char *code = g_strdup(currency ? currency : "");
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
        char *sign = strstr(bare, signs[i]);
        if (sign) {
            memmove(sign, sign + strlen(signs[i]), strlen(sign + strlen(signs[i])) + 1);
            break;
        }
    }
    gsize len = strlen(bare);
    g_autofree char *front = g_strndup(bare, MIN(len, 3));
    g_autofree char *back = g_strdup(len >= 3 ? bare + len - 3 : "");
    if (len > 3 && (currency_valid(front) || currency_valid(back))) {
        if (*code == '\0') {
            g_free(code);
            code = g_strdup(currency_valid(front) ? front : back);
        }
        memset(currency_valid(front) ? bare : bare + len - 3, ' ', 3);
    }
    g_strstrip(bare);
    return money_parse(bare, code, ret_money, error);
}

gboolean value_yes(const char *text, gboolean *ret_yes)
{
    static const struct {
        const char *word;
        gboolean yes;
    } words[] = {
        {"y", TRUE},      {"yes", TRUE}, {"true", TRUE},    {"1", TRUE},   {"x", TRUE},
        {"はい", TRUE},   {"有", TRUE},  {"あり", TRUE},    {"n", FALSE},  {"no", FALSE},
        {"false", FALSE}, {"0", FALSE},  {"いいえ", FALSE}, {"無", FALSE}, {"なし", FALSE},
        {"", FALSE},      {"-", FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_ascii_strcasecmp(text, words[i].word) == 0) {
            *ret_yes = words[i].yes;
            return TRUE;
        }
    }
    return FALSE;
}
