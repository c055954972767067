/* SPDX-License-Identifier: MIT */
#include "desk.h"

#include <math.h>

#include "suite.h"

#define SHA "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

OrderId desk_order(const char *text)
{
    OrderId order;
    ck_assert_msg(order_id_parse(text, &order, NULL), "no order id: %s", text);
    return order;
}

static Day day(const char *text)
{
    Day ret;
    ck_assert(day_parse(text, &ret, NULL));
    return ret;
}

static When at(const char *text)
{
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    When when;
    ck_assert(when_parse(text, utc, &when, NULL));
    return when;
}

#define good(call)                                                                                 \
    do {                                                                                           \
        GError *error = NULL;                                                                      \
        gboolean done = (call);                                                                    \
        ck_assert_no_error(error);                                                                 \
        ck_assert(done);                                                                           \
    } while (0)

static int market(const char *country)
{
    return market_parse(country, NULL)->num;
}

/* ---- Orders and a report ---- */

static const struct {
    const char *order, *country, *day;
} ORDERS[] = {
    {DESK_OPENED, "US", "2026-10-20"},
    {DESK_HELD, "US", "2026-10-28"},
    {DESK_WITHDRAWN, "US", "2026-09-30"},
    {DESK_GRANTED, "US", "2026-10-05"},
    {DESK_APPEALED, "US", "2026-09-21"},
    {DESK_DENIED, "US", "2026-10-11"},
    {"113-1212121-3434343", "US", "2026-11-12"},
    {"111-8080808-0808080", "US", "2026-09-15"},
    {DESK_JAPAN, "JP", "2026-10-30"},
};

static void add_order(StoreImport *import, OrderId id, const char *country, Day ordered)
{
    OrderRecord record = {.id = id,
                          .updated = day_start(ordered),
                          .day = ordered,
                          .market = (guint8)market(country),
                          .channel = CHANNEL_MFN,
                          .status = ORDER_PLACED};
    good(store_import_order(import, &record, &error));
}

static void fill_orders(Store *store, const Settings *settings)
{
    GError *begin = NULL;
    StoreImport *import =
        store_import_begin(store, settings, DESK_NOW, "orders.txt", "orders", FALSE, &begin);
    ImportCounts counts = {0};
    ck_assert_no_error(begin);
    for (Day d = day("2026-08-20"); d <= day("2026-11-22"); d++) {
        for (int i = 0; i < 10; i++)
            add_order(import, G_GINT64_CONSTANT(11100000000000000) + d * 100 + i, "US", d);
        add_order(import, G_GINT64_CONSTANT(25000000000000000) + d * 100, "JP", d);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(ORDERS); i++)
        add_order(import, desk_order(ORDERS[i].order), ORDERS[i].country, day(ORDERS[i].day));
    good(store_import_commit(import, "UTF-8", SHA, 1, &counts, &error));
}

static void fill_report(Store *store, const Settings *settings)
{
    GError *begin = NULL;
    StoreImport *import = store_import_begin(store, settings, DESK_NOW, "performance.json",
                                             "performance", FALSE, &begin);
    ImportCounts counts = {0};
    ck_assert_no_error(begin);
    Report report = {.market = market("US"),
                     .channel = CHANNEL_MFN,
                     .window_from = day("2026-09-09"),
                     .window_to = day("2026-11-07"),
                     .latest_to = day("2026-11-22"),
                     .orders = 607,
                     .defects = 6,
                     .claims = 6,
                     .feedback = 0,
                     .chargebacks = 0,
                     .rate = 0.0099,
                     .status = (char *)"GOOD"};
    good(store_import_report(import, &report, &error));
    good(store_import_commit(import, "UTF-8", SHA, 1, &counts, &error));
}

/* ---- Claims ---- */

static void open_claim(const Cases *cases, const char *order, const char *opened, Reason reason,
                       gint64 cents, const char *currency, const char *tracking)
{
    CaseOpening opening = {.opened = at(opened),
                           .ordered = DAY_NONE,
                           .channel = -1,
                           .reason = reason,
                           .amount = {.minor = cents},
                           .tracking = tracking};
    g_strlcpy(opening.amount.currency, currency, sizeof opening.amount.currency);
    good(case_open(cases, desk_order(order), &opening, &error));
}

static void move(const Cases *cases, const char *order, Stage stage, const char *when,
                 const char *until)
{
    CaseMove step = {.stage = stage, .at = at(when), .debited = {.minor = MONEY_NONE}};
    if (until != NULL)
        step.until = when_deadline(at(until));
    good(case_move(cases, desk_order(order), &step, &error));
}

static void fill_claims(const Cases *cases)
{
    open_claim(cases, DESK_OPENED, "2026-11-21T09:30Z", REASON_NOT_RECEIVED, 4210, "USD",
               "EE473124829JP");
    open_claim(cases, DESK_HELD, "2026-11-09", REASON_NOT_RECEIVED, 1999, "USD", NULL);
    good(case_replied(cases, desk_order(DESK_HELD), at("2026-11-10"), &error));
    move(cases, DESK_HELD, STAGE_HELD, "2026-11-10", "2026-11-25");
    good(case_note(cases, desk_order(DESK_HELD), "buyer says she will collect it", &error));
    open_claim(cases, DESK_WITHDRAWN, "2026-10-22", REASON_NOT_RECEIVED, 3050, "USD", NULL);
    move(cases, DESK_WITHDRAWN, STAGE_WITHDRAWN, "2026-10-30", NULL);
    open_claim(cases, DESK_GRANTED, "2026-10-28", REASON_NOT_AS_DESCRIBED, 12900, "USD", NULL);
    move(cases, DESK_GRANTED, STAGE_GRANTED, "2026-11-02", NULL);
    open_claim(cases, DESK_APPEALED, "2026-10-10", REASON_DAMAGED, 2500, "USD", NULL);
    move(cases, DESK_APPEALED, STAGE_GRANTED, "2026-10-20", NULL);
    move(cases, DESK_APPEALED, STAGE_APPEAL_SENT, "2026-11-18T08:00Z", NULL);
    open_claim(cases, DESK_DENIED, "2026-10-30", REASON_WRONG_ITEM, 800, "USD", NULL);
    move(cases, DESK_DENIED, STAGE_DENIED, "2026-11-03", NULL);
    open_claim(cases, "113-1212121-3434343", "2026-11-20T20:00Z", REASON_REFUND_LATE, 5600, "USD",
               NULL);
    move(cases, "113-1212121-3434343", STAGE_REFUNDED, "2026-11-21T07:00Z", NULL);
    open_claim(cases, "111-8080808-0808080", "2026-10-01", REASON_NOT_RECEIVED, 1500, "USD", NULL);
    move(cases, "111-8080808-0808080", STAGE_GRANTED, "2026-10-05", NULL);
    open_claim(cases, DESK_JAPAN, "2026-11-22T03:00Z", REASON_DAMAGED, 3980, "JPY", NULL);
    good(case_note(cases, desk_order(DESK_JAPAN), "箱が破損していました。交換を希望", &error));
}

void desk_fill(Store *store, const Settings *settings)
{
    Cases cases = {.store = store, .settings = settings, .now = DESK_NOW};
    fill_orders(store, settings);
    fill_report(store, settings);
    fill_claims(&cases);
}
