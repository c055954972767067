/* SPDX-License-Identifier: MIT */
/* Every report of orders: all orders by order date or last update, archived, new, unshipped and
 * fulfilled shipments. They share their key columns and differ in what they leave out. One line is
 * one item; the store knows which lines are one order. */
#include "readers.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sheet.h"
#include "values.h"

enum { ID, DATE, UPDATED, STATUS, CHANNEL, SALES, PAID, SHIPPED, N_ORDERS_COLUMNS };

static const Column columns[] = {
    [ID] = {"order", "amazon-order-id|order-id|amazonorderid|注文番号", NULL, TRUE},
    [DATE] = {"day", "purchase-date|購入日|購入日時", NULL, TRUE},
    [UPDATED] = {"updated", "last-updated-date"},
    [STATUS] = {"status", "order-status"},
    [CHANNEL] = {"channel", "fulfillment-channel|fulfilment-channel"},
    [SALES] = {"market", "sales-channel"},
    [PAID] = {"paid", "payments-date"},
    [SHIPPED] = {"shipped", "shipment-date"},
};

/* A column's value is mostly that of the row before: what it meant is kept. */
typedef struct {
    char text[48];
    gsize len;
    int value;
} Memo;

typedef struct {
    Memo market, channel, status;
    int default_market;
    Channel default_channel;
    OrderStatus default_status;
} Orders;

/* What only reports of real orders have: those are neither pending nor cancelled. */
static const char *const real_only[] = {
    "payments-date",      "promise-date",     "days-past-promise",
    "shipment-id",        "quantity-to-ship", "quantity-shipped",
    "quantity-purchased", "shipment-date",    NULL,
};

static int recognise(const Head *head)
{
    static const char *const own[] = {
        "amazon-order-id",  "last-updated-date",
        "order-status",     "sales-channel",
        "order-item-id",    "quantity-purchased",
        "quantity-shipped", "ship-service-level",
        "order-channel",    NULL,
    };
    if (!head->sheet || sheet_find(head->sheet, &columns[ID], head->map) < 0 ||
        sheet_find(head->sheet, &columns[DATE], head->map) < 0)
        return 0;
    return sheet_count(head->sheet, own) >= 2 ? 75 : 35;
}

static gboolean begin(Reading *reading, GError **error)
{
    Orders *orders = reading->state;
    gboolean chosen;
    orders->default_market = reading_market(reading, &chosen);
    orders->default_channel = CHANNEL_MFN;
    gboolean real = sheet_count(reading->sheet, real_only) > 0;
    orders->default_status = real && !reading_has(reading, STATUS) ? ORDER_PLACED : ORDER_UNKNOWN;
    /* New and unshipped orders are the seller's own to ship; other reports would say. */
    if (!reading_has(reading, CHANNEL) && (!real || reading->options->channel >= 0))
        orders->default_channel = reading_channel(reading);
    if (!reading_has(reading, SALES) && !chosen)
        reading_missing(reading, _("the marketplace: assumed %s (or use --market)"),
                        market_by_num(orders->default_market)->country);
    if (!reading_has(reading, CHANNEL) && !real)
        reading_missing(reading, _("the fulfilment channel: assumed %s"),
                        channel_word(orders->default_channel));
    if (!reading_has(reading, STATUS) && !real)
        reading_missing(reading, _("the order status"));
    return TRUE;
}

/* ---- Columns ---- */

static gboolean recall(const Memo *memo, Field field)
{
    return memo->len == field.len && memo->len > 0 &&
           memcmp(memo->text, field.text, field.len) == 0;
}

static int keep(Memo *memo, Field field, int value)
{
    memo->len = FIELD_IS_EMPTY(field) || field.len > sizeof memo->text ? 0 : field.len;
    if (memo->len > 0)
        memcpy(memo->text, field.text, field.len);
    memo->value = value;
    return value;
}

static gboolean begins(Field field, const char *word)
{
    gsize len = strlen(word);
    return field.len >= len && g_ascii_strncasecmp(field.text, word, len) == 0;
}

static OrderStatus status_of(Field field)
{
    static const struct {
        const char *word;
        OrderStatus status;
    } words[] = {
        {"pending", ORDER_PENDING},
        {"cancel", ORDER_CANCELLED},
        {"保留", ORDER_PENDING},
        {"キャンセル", ORDER_CANCELLED},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (begins(field, words[i].word))
            return words[i].status;
    return FIELD_IS_EMPTY(field) ? ORDER_UNKNOWN : ORDER_PLACED;
}

static guint8 read_status(Orders *orders, Reading *reading, Field field)
{
    if (!reading_has(reading, STATUS))
        return (guint8)orders->default_status;
    return (guint8)(recall(&orders->status, field)
                        ? orders->status.value
                        : keep(&orders->status, field, (int)status_of(field)));
}

static RowResult read_channel(Orders *orders, Reading *reading, Field field, guint8 *ret_channel)
{
    *ret_channel = (guint8)orders->default_channel;
    if (!reading_has(reading, CHANNEL))
        return ROW_READ;
    if (FIELD_IS_EMPTY(field))
        return reading_reject(reading, _("fulfillment-channel is missing"));
    if (!recall(&orders->channel, field)) {
        g_autofree char *text = g_strndup(field.text, field.len);
        Channel channel;
        if (!channel_parse(text, &channel, NULL)) {
            g_autofree char *shown = value_shown_in_place(reading, field);
            return reading_reject(reading, _("fulfillment-channel%s is unknown"), shown);
        }
        keep(&orders->channel, field, (int)channel);
    }
    *ret_channel = (guint8)orders->channel.value;
    return ROW_READ;
}

static RowResult read_market(Orders *orders, Reading *reading, Field field, guint8 *ret_market)
{
    *ret_market = (guint8)orders->default_market;
    if (!reading_has(reading, SALES))
        return ROW_READ;
    if (FIELD_IS_EMPTY(field))
        return reading_reject(reading, _("sales-channel is missing"));
    if (!recall(&orders->market, field)) {
        const Market *market = market_by_sales_channel(field.text, field.len);
        if (!market) {
            g_autofree char *shown = value_shown_in_place(reading, field);
            return reading_reject(reading, _("sales-channel%s is not an Amazon marketplace"),
                                  shown);
        }
        keep(&orders->market, field, market->num);
    }
    *ret_market = (guint8)orders->market.value;
    return ROW_READ;
}

static gboolean read_instant(Field field, gint64 *ret_instant)
{
    When when;
    if (instant_scan(field.text, field.len, ret_instant))
        return TRUE;
    g_autofree char *text = g_strndup(field.text, field.len);
    /* Only what cannot be taken for another day: the year in front, or the month by its name. */
    if (!value_when(text, DATE_MDY, NULL, &when) ||
        (strspn(text, "0123456789") != 4 && !strpbrk(text, "JFMASONDjfmasond")))
        return FALSE;
    *ret_instant = when.at;
    return TRUE;
}

static RowResult reject_date(Reading *reading, const char *column, Field field)
{
    g_autofree char *shown = value_shown(field);
    return FIELD_IS_EMPTY(field)
               ? reading_reject(reading, _("%s is missing"), column)
               : reading_reject(reading, _("%s%s is not a valid date"), column, shown);
}

static RowResult read_dates(Reading *reading, const Field *fields, OrderRecord *record)
{
    gint64 bought, instant;
    if (FIELD_IS_EMPTY(fields[DATE]) || !read_instant(fields[DATE], &bought))
        return reject_date(reading, "purchase-date", fields[DATE]);
    record->day = day_of(bought);
    if (!value_day_plausible(record->day))
        return reject_date(reading, "purchase-date", fields[DATE]);
    if (reading_has(reading, UPDATED)) {
        if (FIELD_IS_EMPTY(fields[UPDATED]))
            return ROW_READ;
        return read_instant(fields[UPDATED], &record->updated)
                   ? ROW_READ
                   : reject_date(reading, "last-updated-date", fields[UPDATED]);
    }
    /* A paid or shipped order was no longer pending then. */
    for (int column = PAID; column <= SHIPPED; column++)
        if (!FIELD_IS_EMPTY(fields[column]) && read_instant(fields[column], &instant))
            record->updated = MAX(record->updated, instant);
    return ROW_READ;
}

static RowResult row(Reading *reading, const Field *fields, GError **error)
{
    Orders *orders = reading->state;
    OrderRecord record = {0};
    if (begins(fields[SALES], "non-amazon"))
        return ROW_SKIPPED;
    RowResult result = value_order(reading, fields[ID], &record.id);
    if (result == ROW_READ)
        result = read_dates(reading, fields, &record);
    if (result == ROW_READ)
        result = read_channel(orders, reading, fields[CHANNEL], &record.channel);
    if (result == ROW_READ)
        result = read_market(orders, reading, fields[SALES], &record.market);
    if (result != ROW_READ)
        return result;
    record.status = read_status(orders, reading, fields[STATUS]);
    GError *failed = NULL;
    gboolean stored = store_import_order(reading->import, &record, &failed);
    return stored ? ROW_READ : reading_stored(reading, FALSE, failed, error);
}

const Reader *orders_reader(void)
{
    static const Reader reader = {
        .kind = "orders",
        .label = N_("an order report"),
        .where = N_("Reports > Fulfilment > All orders, or Order reports"),
        .takes = N_("For each order its id, order date, last update, status, marketplace and "
                    "channel. All orders by order date or by last update, archived orders, new and "
                    "unshipped orders and fulfilled shipments all work. A line is one item; lines "
                    "of one order are combined, and the newest last-updated-date decides. Pending "
                    "and cancelled orders are kept but not counted; orders outside Amazon's "
                    "marketplaces (ids starting with S or D, Non-Amazon) are skipped."),
        .rank = 1,
        .columns = columns,
        .n_columns = G_N_ELEMENTS(columns),
        .state_size = sizeof(Orders),
        .recognise = recognise,
        .begin = begin,
        .row = row,
    };
    return &reader;
}
