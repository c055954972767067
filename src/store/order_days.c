/* SPDX-License-Identifier: MIT */
/* order_day, kept exact beside orders: an open-addressed table of what changes, laid over the rows
 * at the end. */
#include "imports-private.h"

typedef struct {
    guint64 key; /* 0: free */
    gint64 orders, seen;
} Delta;

struct OrderDeltas {
    Delta *slots;
    guint bits, used;
};

OrderDeltas *order_deltas_new(void)
{
    OrderDeltas *deltas = g_new0(OrderDeltas, 1);
    deltas->bits = 10;
    deltas->slots = g_new0(Delta, 1u << deltas->bits);
    return deltas;
}

void order_deltas_free(OrderDeltas *deltas)
{
    if (!deltas)
        return;
    g_free(deltas->slots);
    g_free(deltas);
}

static guint64 key_of(int market, int channel, Day day)
{
    return (guint64)(market + 1) << 40 | (guint64)channel << 32 | (guint32)day;
}

static Delta *find_slot(const OrderDeltas *deltas, guint64 key)
{
    guint mask = (1u << deltas->bits) - 1;
    guint i = (guint)((key * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15)) >> (64 - deltas->bits));
    while (deltas->slots[i].key != 0 && deltas->slots[i].key != key)
        i = (i + 1) & mask;
    return &deltas->slots[i];
}

static void grow(OrderDeltas *deltas)
{
    g_autofree Delta *old = deltas->slots;
    guint n = 1u << deltas->bits++;
    deltas->slots = g_new0(Delta, 1u << deltas->bits);
    for (guint i = 0; i < n; i++) {
        if (old[i].key != 0)
            *find_slot(deltas, old[i].key) = old[i];
    }
}

void order_deltas_add(OrderDeltas *deltas, int market, int channel, Day day, int status, int sign)
{
    guint64 key = key_of(market, channel, day);
    Delta *delta = find_slot(deltas, key);
    if (delta->key == 0) {
        if (deltas->used * 2 >= 1u << deltas->bits) {
            grow(deltas);
            delta = find_slot(deltas, key);
        }
        delta->key = key;
        deltas->used++;
    }
    delta->seen += sign;
    if (status != ORDER_PENDING && status != ORDER_CANCELLED)
        delta->orders += sign;
}

#define WHERE " WHERE market = ? AND channel = ? AND day = ?"

static gboolean apply_one(Store *store, const Delta *delta, GError **error)
{
    SqlValue market = SQL_INT((gint64)(delta->key >> 40) - 1);
    SqlValue channel = SQL_INT((gint64)(delta->key >> 32 & 0xff));
    SqlValue day = SQL_INT((gint32)(guint32)delta->key);
    gint64 seen = 0;
    if (delta->seen == 0 && delta->orders == 0)
        return TRUE;
    if (!sql_int(store, "SELECT seen FROM order_day" WHERE, SQL_VALUES(market, channel, day), 0,
                 &seen, error))
        return FALSE;
    if (seen == 0)
        return sql_run(
            store,
            "INSERT INTO order_day (market, channel, day, orders, seen)"
            " VALUES (?, ?, ?, ?, ?)",
            SQL_VALUES(market, channel, day, SQL_INT(delta->orders), SQL_INT(delta->seen)), error);
    if (seen + delta->seen == 0)
        return sql_run(store, "DELETE FROM order_day" WHERE, SQL_VALUES(market, channel, day),
                       error);
    return sql_run(store, "UPDATE order_day SET orders = orders + ?, seen = seen + ?" WHERE,
                   SQL_VALUES(SQL_INT(delta->orders), SQL_INT(delta->seen), market, channel, day),
                   error);
}

gboolean order_deltas_apply(OrderDeltas *deltas, Store *store, GError **error)
{
    for (guint i = 0; i < 1u << deltas->bits; i++) {
        if (deltas->slots[i].key != 0 && !apply_one(store, &deltas->slots[i], error))
            return FALSE;
    }
    return TRUE;
}
