/* SPDX-License-Identifier: MIT */
/* Files' records into the desk: counted exactly, the same in any order, taken back exactly. */
#include "store_test.h"

#define SHA "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static StoreImport *begin_import(Store *store, const Settings *settings, const char *kind,
                                 gboolean dry_run)
{
    GError *error = NULL;
    StoreImport *import =
        store_import_begin(store, settings, NOW, "/some/folder/file.txt", kind, dry_run, &error);
    ck_assert_no_error(error);
    return import;
}

static ImportCounts end_import(StoreImport *import)
{
    GError *error = NULL;
    ImportCounts counts = {.rows = 7, .skipped = 2, .rejected = 1};
    ck_assert(store_import_commit(import, "UTF-8", SHA, 1234, &counts, &error));
    ck_assert_no_error(error);
    return counts;
}

static ImportCounts import_orders(Store *store, const OrderRecord *records, gsize n)
{
    GError *error = NULL;
    g_autoptr(Settings) settings = settings_new();
    StoreImport *import = begin_import(store, settings, "orders", FALSE);
    for (gsize i = 0; i < n; i++)
        ck_assert(store_import_order(import, &records[i], &error));
    return end_import(import);
}

/* Every order and day, as text. */
static char *desk_text(Store *store, const char *path)
{
    return raw_query(path, "SELECT id, market, channel, day, status, updated, '' FROM orders"
                           " UNION ALL"
                           " SELECT market, channel, day, orders, seen, '', 'd' FROM order_day"
                           " ORDER BY 7, 1, 2, 3, 4");
}

static void assert_sound(Store *store)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) findings = store_check(store, &error);
    ck_assert_no_error(error);
    ck_assert_msg(findings->len == 0, "%s", findings->len ? (char *)findings->pdata[0] : "");
}

START_TEST(orders_are_counted_by_order)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autoptr(Store) store = open_desk(path, STORE_WRITE);
    const OrderRecord first[] = {
        {.id = 11, .updated = 5, .day = 100, .market = 1, .status = ORDER_PLACED},
        {.id = 12, .updated = 5, .day = 100, .market = 1, .status = ORDER_PENDING},
        {.id = 11, .updated = 4, .day = 100, .market = 1, .status = ORDER_PENDING},
        {.id = 11, .updated = 5, .day = 100, .market = 1, .status = ORDER_PLACED},
    };
    ImportCounts counts = import_orders(store, first, G_N_ELEMENTS(first));
    ck_assert_uint_eq(counts.added, 2);
    ck_assert_uint_eq(counts.updated, 0);
    ck_assert_uint_eq(counts.unchanged, 0);
    counts = import_orders(store, first, G_N_ELEMENTS(first));
    ck_assert_uint_eq(counts.added, 0);
    ck_assert_uint_eq(counts.updated, 0);
    ck_assert_uint_eq(counts.unchanged, 2);
    const OrderRecord newer[] = {
        {.id = 12, .updated = 9, .day = 100, .market = 1, .status = ORDER_PLACED},
        {.id = 11, .updated = 3, .day = 100, .market = 1, .status = ORDER_CANCELLED},
        {.id = 5, .updated = 3, .day = 101, .market = 1, .status = ORDER_PLACED},
    };
    counts = import_orders(store, newer, G_N_ELEMENTS(newer));
    ck_assert_uint_eq(counts.added, 1);
    ck_assert_uint_eq(counts.updated, 1);
    ck_assert_uint_eq(counts.unchanged, 1);
    g_autofree char *text = desk_text(store, path);
    ck_assert_str_eq(text, "5|1|0|101|3|3|\n11|1|0|100|3|5|\n12|1|0|100|3|9|\n"
                           "1|0|100|2|2||d\n1|0|101|1|1||d\n");
    assert_sound(store);
}
END_TEST

#define TESTS(X) X(orders_are_counted_by_order)

SUITE_MAIN("store imports", TESTS)
