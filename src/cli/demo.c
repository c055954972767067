/* SPDX-License-Identifier: MIT */
#include "demo.h"

#include "azdesk/core/odr.h"

#define DEMO_DAYS 134 /* days of orders, up to yesterday */

/* The shops: how many orders the days of a week's pattern have, counted back from yesterday. */
static const struct {
    const char *market;
    int first; /* of an order id */
    int orders[7];
} shops[] = {
    {"US", 111, {8, 9, 7, 10, 9, 8, 9}},
    {"JP", 249, {2, 1, 3, 2, 2, 3, 2}},
};

/* Amazon's reports: how many days ago, and how many withdrawn claims each still counts in the US.
 */
static const struct {
    int ago, more;
} reports[] = {{57, 0}, {50, 0}, {43, 0}, {36, 0}, {29, 0}, {22, 0}, {15, 1}, {8, 2}, {1, 2}};

/* A small generator: the same ids everywhere and always. */
static guint64 next_number(guint64 *state)
{
    *state =
        *state * G_GUINT64_CONSTANT(6364136223846793005) + G_GUINT64_CONSTANT(1442695040888963407);
    return *state >> 33;
}

static OrderId next_order(guint64 *state, int first)
{
    const gint64 front = first + (gint64)(next_number(state) % 3);
    const gint64 middle = (gint64)(next_number(state) % 10000000);
    const gint64 back = (gint64)(next_number(state) % 10000000);
    return (front * 10000000 + middle) * 10000000 + back;
}

static gboolean add_orders(StoreImport *import, guint shop, Day today, guint64 *count,
                           GError **error)
{
    guint64 state = shop + 1;
    const int market = market_parse(shops[shop].market, NULL)->num;
    for (int ago = 1; ago <= DEMO_DAYS; ago++) {
        for (int i = 0; i < shops[shop].orders[ago % 7]; i++) {
            const OrderRecord record = {
                .id = next_order(&state, shops[shop].first),
                .updated = day_start(today - ago) + DAY_SECONDS / 2,
                .day = today - ago,
                .market = (guint8)market,
                .channel = CHANNEL_MFN,
                .status = ago == 1 && i == 0              ? ORDER_PENDING
                          : next_number(&state) % 41 == 0 ? ORDER_CANCELLED
                                                          : ORDER_PLACED,
            };
            if (!store_import_order(import, &record, error))
                return FALSE;
            ++*count;
        }
    }
    return TRUE;
}

static gboolean commit(StoreImport *import, const char *name, ImportCounts *counts, GError **error)
{
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
    return store_import_commit(import, "UTF-8", sum, (gint64)counts->rows * 250, counts, error);
}

static gboolean import_orders(Store *store, const Settings *settings, gint64 now, GError **error)
{
    static const char name[] = "orders.txt";
    ImportCounts counts = {0};
    StoreImport *import = store_import_begin(store, settings, now, name, "orders", FALSE, error);
    gboolean done = import != NULL;
    for (guint shop = 0; done && shop < G_N_ELEMENTS(shops); shop++)
        done = add_orders(import, shop, day_of(now), &counts.rows, error);
    done = done && demo_story_orders(import, now, error);
    if (done)
        return commit(import, name, &counts, error);
    store_import_abort(import);
    return FALSE;
}

/* What Amazon says of a day: what the rules say, and what it has not yet taken out. */
static gboolean add_report(StoreImport *import, const Desk *desk, const Settings *settings,
                           const char *country, Day taken, int more, GError **error)
{
    const Market *market = market_parse(country, NULL);
    g_autoptr(Odr) odr = odr_compute(desk, settings, market->num, CHANNEL_MFN, taken, NULL, 0);
    const int defects = odr->rule.defects + more;
    const Report report = {
        .market = market->num,
        .channel = CHANNEL_MFN,
        .window_from = odr->window.from,
        .window_to = odr->window.to,
        .latest_to = taken,
        .orders = odr->orders,
        .defects = defects,
        .claims = odr->rule.claims + more,
        .feedback = odr->rule.feedback,
        .chargebacks = odr->rule.chargebacks,
        .rate = (double)((20000 * defects + odr->orders) / (2 * odr->orders)) / 10000,
        .status = (char *)(odr_good(defects, odr->orders) ? "GOOD" : "BAD"),
    };
    return store_import_report(import, &report, error);
}

static gboolean add_metrics(StoreImport *import, Day today, GError **error)
{
    const Metric metrics[] = {
        {market_parse("US", NULL)->num, METRIC_LATE_SHIPMENT, today - 31, today - 1, 258, 5,
         0.0194},
        {market_parse("US", NULL)->num, METRIC_CANCELLATION, today - 8, today - 1, 62, 1, 0.0161},
    };
    for (guint i = 0; i < G_N_ELEMENTS(metrics); i++)
        if (!store_import_metric(import, &metrics[i], error))
            return FALSE;
    return TRUE;
}

static gboolean import_reports(Store *store, const Settings *settings, gint64 now, GError **error)
{
    static const char name[] = "performance.json";
    ImportCounts counts = {0};
    const Day today = day_of(now);
    g_autoptr(Desk) desk = store_load_desk(store, error);
    StoreImport *import =
        desk ? store_import_begin(store, settings, now, name, "performance", FALSE, error) : NULL;
    gboolean done = import != NULL;
    for (guint i = 0; done && i < G_N_ELEMENTS(reports); i++) {
        const Day taken = today - reports[i].ago;
        done = add_report(import, desk, settings, "US", taken, reports[i].more, error) &&
               add_report(import, desk, settings, "JP", taken, 0, error);
        counts.rows += 2;
    }
    done = done && add_metrics(import, today, error);
    if (done)
        return commit(import, name, &counts, error);
    store_import_abort(import);
    return FALSE;
}

Store *demo_store(gint64 now, GError **error)
{
    g_autoptr(Settings) settings = settings_new(); /* the seller's own do not change the story */
    g_autoptr(Store) store = store_open_memory(error);
    if (!store || !import_orders(store, settings, now, error) ||
        !demo_story_cases(store, settings, now, error) ||
        !import_reports(store, settings, now, error))
        return NULL;
    return g_steal_pointer(&store);
}
