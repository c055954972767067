/* SPDX-License-Identifier: MIT */
/* The desk in memory: one read of all that the figures need. Its cost follows the cases and the
 * days, never the orders. Cases come from their packs; here is what these are made from. */
#include "store-private.h"

#include <math.h>

gboolean store_order(Store *store, OrderId order, StoreOrder *ret_order, GError **error)
{
    g_autoptr(SqlRows) rows =
        sql_query(store, "SELECT market, channel, day, status FROM orders WHERE id = ?",
                  SQL_VALUES(SQL_INT(order)), error);
    int step = rows ? sql_next(store, rows, error) : -1;
    if (step < 0)
        return FALSE;
    *ret_order = (StoreOrder){.found = step > 0, .day = DAY_NONE};
    if (step > 0) {
        int status = sqlite3_column_int(rows, 3);
        if (!sql_column_channel(store, rows, 1, &ret_order->channel, error))
            return FALSE;
        ret_order->market = sqlite3_column_int(rows, 0);
        ret_order->day = sqlite3_column_int(rows, 2);
        ret_order->pending = status == 1;
        ret_order->cancelled = status == 2;
    }
    return TRUE;
}

/* Where the order itself is known, it says when and where it was bought. */
static gboolean join_order(Store *store, DeskCase *item, GError **error)
{
    StoreOrder order;
    if (!store_order(store, item->order, &order, error))
        return FALSE;
    item->imported = order.found;
    if (order.found) {
        item->market = order.market;
        item->channel = order.channel;
        item->day = order.day;
    }
    return TRUE;
}

static DeskCase *case_new(OrderId order)
{
    DeskCase *item = g_new0(DeskCase, 1);
    item->order = order;
    item->day = DAY_NONE;
    return item;
}

static DeskCase *case_of_claim(Claim *claim)
{
    DeskCase *item = case_new(claim->order);
    item->claim = claim;
    item->market = claim->market;
    item->channel = claim->channel;
    item->day = claim->ordered;
    return item;
}

#define DEFECTS                                                                                    \
    "SELECT order_id, kind = 'chargeback', at, removed_at, fraud, ordered, market, channel"        \
    " FROM defect"

static gboolean take_defect(Store *store, DeskCase *item, SqlRows *rows, GError **error)
{
    OrderDefect *defect = sqlite3_column_int(rows, 1) ? &item->chargeback : &item->feedback;
    defect->at = sqlite3_column_int64(rows, 2);
    defect->removed_at = sqlite3_column_int64(rows, 3);
    defect->fraud = sqlite3_column_int(rows, 4) != 0;
    if (item->day == DAY_NONE)
        item->day = (Day)sql_column_int(rows, 5, DAY_NONE);
    if (item->market == 0)
        item->market = sqlite3_column_int(rows, 6);
    return item->claim || sql_column_channel(store, rows, 7, &item->channel, error);
}

/* Claims and defects, each by order, are walked side by side into one list. */
gboolean case_rows_load(Store *store, OrderId order, GPtrArray *cases, GError **error)
{
    g_autoptr(ClaimRows) claims = claim_rows_open(store, order, error);
    if (!claims)
        return FALSE;
    g_autoptr(SqlRows) defects =
        order == 0 ? sql_query(store, DEFECTS " ORDER BY key", SQL_NOTHING, error)
                   : sql_query(store, DEFECTS " WHERE key BETWEEN ?1 * 2 AND ?1 * 2 + 1",
                               SQL_VALUES(SQL_INT(order)), error);
    int defect = defects ? sql_next(store, defects, error) : -1;
    g_autoptr(Claim) claim = NULL;
    int step = defect < 0 ? -1 : claim_rows_next(claims, &claim, error);
    while (step > 0 || (step == 0 && defect > 0)) {
        OrderId next = defect > 0 ? sqlite3_column_int64(defects, 0) : G_MAXINT64;
        gboolean with_claim = step > 0 && claim->order <= next;
        DeskCase *item = with_claim ? case_of_claim(g_steal_pointer(&claim)) : case_new(next);
        g_ptr_array_add(cases, item);
        while (defect > 0 && sqlite3_column_int64(defects, 0) == item->order) {
            if (!take_defect(store, item, defects, error))
                return FALSE;
            defect = sql_next(store, defects, error);
        }
        if (defect < 0 || !join_order(store, item, error))
            return FALSE;
        if (with_claim)
            step = claim_rows_next(claims, &claim, error);
    }
    return step == 0 && defect == 0;
}

/* Years enough for any date that can be written; what is beyond, or not in order, is damage. */
#define DAYS_MAX 3000000

static gboolean add_order_day(OrderDays *days, Day day, gint64 orders, gsize *size)
{
    gint64 at = (gint64)day - days->from;
    if (day < days->to || at > DAYS_MAX)
        return FALSE;
    if ((gsize)at >= *size) {
        gsize bigger = MAX((gsize)at + 1, *size * 2);
        days->orders = g_renew(guint32, days->orders, bigger);
        memset(days->orders + *size, 0, (bigger - *size) * sizeof *days->orders);
        *size = bigger;
    }
    days->orders[at] = (guint32)orders;
    days->to = day;
    return TRUE;
}

static OrderDays *order_days_new(int market, Channel channel, Day day)
{
    OrderDays *days = g_new0(OrderDays, 1);
    *days = (OrderDays){.market = market, .channel = channel, .from = day, .to = day};
    return days;
}

static gboolean load_order_days(Store *store, GPtrArray *list, GError **error)
{
    g_autoptr(SqlRows) rows = sql_query(store,
                                        "SELECT market, channel, day, orders FROM order_day"
                                        " ORDER BY market, channel, day",
                                        SQL_NOTHING, error);
    OrderDays *days = NULL;
    gsize size = 0;
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        int market = sqlite3_column_int(rows, 0);
        Day day = sqlite3_column_int(rows, 2);
        Channel channel;
        if (!sql_column_channel(store, rows, 1, &channel, error))
            return FALSE;
        if (!days || days->market != market || days->channel != channel) {
            days = order_days_new(market, channel, day);
            size = 0;
            g_ptr_array_add(list, days);
        }
        if (!add_order_day(days, day, sqlite3_column_int64(rows, 3), &size)) {
            store_set_error(error, SQLITE_CORRUPT, store->path, "order_day");
            return FALSE;
        }
    }
    return step == 0;
}

static double rate_at(SqlRows *rows, int column)
{
    return sqlite3_column_type(rows, column) == SQLITE_NULL ? NAN
                                                            : sqlite3_column_double(rows, column);
}

static gboolean load_reports(Store *store, GPtrArray *reports, GError **error)
{
    g_autoptr(SqlRows) rows =
        sql_query(store,
                  "SELECT id, market, channel, window_from, window_to, latest_to, orders, defects,"
                  " claims, feedback, chargebacks, rate, status"
                  " FROM report ORDER BY market, channel, window_to, id",
                  SQL_NOTHING, error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        Report *report = g_new0(Report, 1);
        g_ptr_array_add(reports, report);
        if (!sql_column_channel(store, rows, 2, &report->channel, error))
            return FALSE;
        report->id = sqlite3_column_int64(rows, 0);
        report->market = sqlite3_column_int(rows, 1);
        report->window_from = sqlite3_column_int(rows, 3);
        report->window_to = sqlite3_column_int(rows, 4);
        report->latest_to = (Day)sql_column_int(rows, 5, DAY_NONE);
        report->orders = sql_column_int(rows, 6, -1);
        report->defects = sql_column_int(rows, 7, -1);
        report->claims = sql_column_int(rows, 8, -1);
        report->feedback = sql_column_int(rows, 9, -1);
        report->chargebacks = sql_column_int(rows, 10, -1);
        report->rate = rate_at(rows, 11);
        report->status = sql_column_dup(rows, 12);
    }
    return step == 0;
}

static gboolean load_metrics(Store *store, GArray *metrics, GError **error)
{
    g_autoptr(SqlRows) rows = sql_query(store,
                                        "SELECT market, kind, day_from, day_to, orders, count, rate"
                                        " FROM metric ORDER BY market, kind, day_to, day_from, id",
                                        SQL_NOTHING, error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        int kind = words_find(WORDS_METRIC, (const char *)sqlite3_column_text(rows, 1));
        Metric metric = {
            .market = sqlite3_column_int(rows, 0),
            .kind = MAX(kind, 0),
            .from = sqlite3_column_int(rows, 2),
            .to = sqlite3_column_int(rows, 3),
            .orders = sql_column_int(rows, 4, -1),
            .count = sql_column_int(rows, 5, -1),
            .rate = rate_at(rows, 6),
        };
        g_array_append_val(metrics, metric);
    }
    return step == 0;
}

static gboolean load_cases(Store *store, Desk *desk, GError **error)
{
    gboolean sound;
    if (!packs_load(store, desk, &sound, error))
        return FALSE;
    return sound || case_rows_load(store, 0, desk->cases, error);
}

Desk *store_load_desk(Store *store, GError **error)
{
    if (!store_begin_read(store, error))
        return NULL;
    g_autoptr(Desk) desk = desk_new();
    gboolean done =
        load_cases(store, desk, error) && load_order_days(store, desk->order_days, error) &&
        load_reports(store, desk->reports, error) && load_metrics(store, desk->metrics, error);
    store_end_read(store);
    return done ? g_steal_pointer(&desk) : NULL;
}

gboolean store_load_case(Store *store, OrderId order, DeskCase **ret_case, GError **error)
{
    if (!store_begin_read(store, error))
        return FALSE;
    g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)desk_case_free);
    gboolean done = case_rows_load(store, order, cases, error);
    store_end_read(store);
    if (!done)
        return FALSE;
    *ret_case = cases->len > 0 ? g_ptr_array_steal_index(cases, 0) : NULL;
    return TRUE;
}
