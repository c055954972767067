/* SPDX-License-Identifier: MIT */
/* The projections made anew from what they come from. */
#include "store-private.h"

typedef struct {
    ClaimRows *rows;
    Claim *row;         /* the next one that is there */
    GPtrArray *changed; /* of Claim: as it should be; one without spans: not at all */
} Rebuild;

static gboolean next_row(Rebuild *rebuild, GError **error)
{
    g_clear_pointer(&rebuild->row, claim_free);
    return claim_rows_next(rebuild->rows, &rebuild->row, error) >= 0;
}

/* Rows of orders before `order` have no events behind them. */
static gboolean drop_until(Rebuild *rebuild, OrderId order, GError **error)
{
    while (rebuild->row && rebuild->row->order < order) {
        g_ptr_array_add(rebuild->changed, claim_new(rebuild->row->order));
        if (!next_row(rebuild, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean compare_claim(Store *store, OrderId order, GPtrArray *events, gpointer data,
                              GError **error)
{
    Rebuild *rebuild = data;
    g_autoptr(Claim) claim = NULL;
    if (!claim_fold(order, events, G_MAXINT64, &claim, error)) {
        char id[ORDER_ID_SIZE];
        order_id_format(order, id);
        g_prefix_error(error, "%s: %s: ", store->path, id);
        return FALSE;
    }
    if (!drop_until(rebuild, order, error))
        return FALSE;
    gboolean there = rebuild->row && rebuild->row->order == order;
    if (there ? !claim || !claim_equal(claim, rebuild->row) : claim != NULL)
        g_ptr_array_add(rebuild->changed, claim ? g_steal_pointer(&claim) : claim_new(order));
    return !there || next_row(rebuild, error);
}

static gboolean write_changed(Store *store, GPtrArray *changed, GError **error)
{
    for (guint i = 0; i < changed->len; i++) {
        const Claim *claim = changed->pdata[i];
        if (!claim_rows_write(store, claim->order, claim->n_spans > 0 ? claim : NULL, error))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *rebuild_compare(Store *store, GError **error)
{
    Rebuild rebuild = {0};
    g_autoptr(GPtrArray) changed = g_ptr_array_new_with_free_func((GDestroyNotify)claim_free);
    rebuild.changed = changed;
    g_autoptr(ClaimRows) rows = claim_rows_open(store, 0, error);
    rebuild.rows = rows;
    if (rows)
        claim_rows_take_any(rows);
    gboolean done = rows && next_row(&rebuild, error) &&
                    events_each(store, compare_claim, &rebuild, error) &&
                    drop_until(&rebuild, G_MAXINT64, error);
    claim_free(rebuild.row);
    return done ? g_steal_pointer(&changed) : NULL;
}

gboolean rebuild_order_days(Store *store, GError **error)
{
    return sql_run(store, "DELETE FROM order_day", SQL_NOTHING, error) &&
           sql_run(store,
                   "INSERT INTO order_day (market, channel, day, orders, seen)"
                   " SELECT market, channel, day, sum(status NOT IN (1, 2)), count(*)"
                   " FROM orders GROUP BY market, channel, day",
                   SQL_NOTHING, error);
}

gboolean rebuild_all(Store *store, guint *ret_changed, GError **error)
{
    g_autoptr(GPtrArray) changed = rebuild_compare(store, error);
    guint packs = 0;
    if (!changed ||
        !sql_run(store, "DELETE FROM claim_span WHERE claim NOT IN (SELECT order_id FROM claim)",
                 SQL_NOTHING, error) ||
        !write_changed(store, changed, error) || !rebuild_order_days(store, error) ||
        !packs_rebuild(store, &packs, error))
        return FALSE;
    *ret_changed = changed->len + packs;
    return TRUE;
}

gboolean store_rebuild(Store *store, guint *ret_changed, GError **error)
{
    if (!store_begin(store, G_STRLOC, error))
        return FALSE;
    if (!rebuild_all(store, ret_changed, error)) {
        store_rollback(store);
        return FALSE;
    }
    return store_commit(store, error);
}
