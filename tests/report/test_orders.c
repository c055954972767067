/* SPDX-License-Identifier: MIT */
#include "report_test.h"

#define ID_1 "113-0000001-0000001"
#define ID_2 "113-0000002-0000002"

/* One line of the header above. */
#define LINE(id, bought, updated, status, channel, sales)                                          \
    id "\t" bought "\t" updated "\t" status "\t" channel "\t" sales "\tWooden railway\r\n"
#define PLAIN(id, updated, status)                                                                 \
    LINE(id, "2026-10-01T10:00:00+00:00", updated, status, "Merchant", "Amazon.com")

typedef struct {
    Settings *settings;
    Store *store;
    ImportOptions options;
} Desk1;

static Desk1 desk_begin(void)
{
    Desk1 desk = {.settings = settings_new(), .store = memory_desk()};
    desk.options = default_options(desk.settings);
    return desk;
}

static void desk_end(Desk1 *desk)
{
    store_close(desk->store);
    settings_free(desk->settings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk1, desk_end)

static ImportCounts take(Desk1 *desk, const char *text)
{
    g_autoptr(ImportSummary) summary = import_text(desk->store, text, &desk->options);
    ck_assert_read(summary);
    return summary->counts;
}

/* ---- What a line says ---- */

static const struct {
    const char *line;
    const char *country; /* NULL: no order of the desk */
    Channel channel;
    const char *day;
    gboolean pending, cancelled;
} lines[] = {
    {LINE(ID_1, "2017-06-05T06:57:28+09:00", "", "Shipped", "Merchant", "Amazon.co.jp"), "JP",
     CHANNEL_MFN, "2017-06-04"},
    {LINE(ID_1, "2026-10-01T23:59:59Z", "", "Shipped", "Amazon", "amazon.CO.UK"), "UK", CHANNEL_AFN,
     "2026-10-01"},
    {LINE(ID_1, "2026-10-01T23:59:59-07:00", "", "Unshipped", "AFN", "Amazon.com"), "US",
     CHANNEL_AFN, "2026-10-02"},
    {LINE(ID_1, "2026-10-01T10:00:00Z", "", "Pending", "MFN", "Amazon.com"), "US", CHANNEL_MFN,
     "2026-10-01", TRUE},
    {LINE(ID_1, "2026-10-01T10:00:00Z", "", "PendingAvailability", "MFN", "Amazon.com"), "US",
     CHANNEL_MFN, "2026-10-01", TRUE},
    {LINE(ID_1, "2026-10-01T10:00:00Z", "", "Pending - Waiting for Pick Up", "MFN", "Amazon.com"),
     "US", CHANNEL_MFN, "2026-10-01", TRUE},
    {LINE(ID_1, "2026-10-01T10:00:00Z", "", "Cancelled", "MFN", "Amazon.com"), "US", CHANNEL_MFN,
     "2026-10-01", FALSE, TRUE},
    {LINE(ID_1, "2026-10-01T10:00:00Z", "", "Canceled", "MFN", "Amazon.com"), "US", CHANNEL_MFN,
     "2026-10-01", FALSE, TRUE},
    {LINE(ID_1, "2026-10-01T10:00:00Z", "", "", "MFN", "Amazon.com"), "US", CHANNEL_MFN,
     "2026-10-01"},
    {LINE("\"" ID_1 "\"", "\"2026-10-01T10:00:00Z\"", "", "Shipped", " Merchant ", "Amazon.com "),
     "US", CHANNEL_MFN, "2026-10-01"},
    {LINE(ID_1, "2026-10-01", "", "Shipped", "Merchant", "Amazon.com"), "US", CHANNEL_MFN,
     "2026-10-01"},
    {LINE(ID_1, "2026/10/01 10:00:00", "", "Shipped", "Merchant", "Amazon.com"), "US", CHANNEL_MFN,
     "2026-10-01"},
    {LINE(ID_2, "2026-10-01", "", "Cancelled", "Merchant", "Amazon.com")
         LINE(ID_1, "2026-10-01", "",
              "Shipped - and a status with more words than anyone has seen so far", "Merchant",
              "Amazon.com"),
     "US", CHANNEL_MFN, "2026-10-01"},
    {LINE("S01-0000001-0000001", "2026-10-01", "", "Shipped", "Merchant", "Amazon.com"), NULL},
    {LINE(ID_1, "2026-10-01", "", "Shipped", "Merchant", "Non-Amazon JP"), NULL},
    {LINE(ID_1, "2026-10-01", "", "Shipped", "Merchant", "Shopville"), NULL},
    {LINE(ID_1, "2026-13-01", "", "Shipped", "Merchant", "Amazon.com"), NULL},
    {LINE(ID_1, "1970-01-01", "", "Shipped", "Merchant", "Amazon.com"), NULL},
    {LINE(ID_1, "2026-10-01", "2026-10-32", "Shipped", "Merchant", "Amazon.com"), NULL},
};

START_TEST(test_line)
{
    g_auto(Desk1) desk = desk_begin();
    g_autofree char *text = g_strconcat(ORDERS_HEADER, lines[_i].line, NULL);
    take(&desk, text);
    StoreOrder order = load_order(desk.store, ID_1);
    ck_assert_int_eq(order.found, lines[_i].country != NULL);
    if (!order.found)
        return;
    ck_assert_str_eq(market_by_num(order.market)->country, lines[_i].country);
    ck_assert_int_eq(order.channel, lines[_i].channel);
    ck_assert_day(order.day, lines[_i].day);
    ck_assert_int_eq(order.pending, lines[_i].pending);
    ck_assert_int_eq(order.cancelled, lines[_i].cancelled);
}
END_TEST

/* ---- Again and again ---- */

START_TEST(test_the_newest_line_decides)
{
    static const char *const rows[] = {PLAIN(ID_1, "2026-10-01T10:00:00Z", "Pending"),
                                       PLAIN(ID_1, "2026-10-03T10:00:00Z", "Cancelled"),
                                       PLAIN(ID_1, "2026-10-02T10:00:00Z", "Shipped")};
    static const int orders[][3] = {{0, 1, 2}, {2, 1, 0}, {1, 0, 2}};
    for (gsize i = 0; i < G_N_ELEMENTS(orders); i++) {
        g_auto(Desk1) desk = desk_begin();
        g_autofree char *text = g_strconcat(ORDERS_HEADER, rows[orders[i][0]], rows[orders[i][1]],
                                            rows[orders[i][2]], NULL);
        ImportCounts counts = take(&desk, text);
        ck_assert_uint_eq(counts.rows, 3);
        ck_assert_uint_eq(counts.added, 1);
        ck_assert(load_order(desk.store, ID_1).cancelled);
    }
}
END_TEST

START_TEST(test_a_newer_file_updates_and_an_older_one_does_not)
{
    g_auto(Desk1) desk = desk_begin();
    take(&desk, ORDERS_HEADER PLAIN(ID_1, "2026-10-02T10:00:00Z", "Pending")
                    PLAIN(ID_2, "2026-10-02T10:00:00Z", "Shipped"));
    ImportCounts newer = take(&desk, ORDERS_HEADER PLAIN(ID_1, "2026-10-03T10:00:00Z", "Shipped")
                                         PLAIN(ID_2, "2026-10-03T10:00:00Z", "Cancelled"));
    ck_assert_uint_eq(newer.updated, 2);
    ck_assert(!load_order(desk.store, ID_1).pending);
    ck_assert(load_order(desk.store, ID_2).cancelled);
    ImportCounts older =
        take(&desk, ORDERS_HEADER PLAIN(ID_1, "2026-10-01T10:00:00Z", "Cancelled"));
    ck_assert_uint_eq(older.unchanged, 1);
    ck_assert(!load_order(desk.store, ID_1).cancelled);
}
END_TEST

START_TEST(test_a_paid_order_is_no_longer_pending)
{
    g_auto(Desk1) desk = desk_begin();
    take(&desk, ORDERS_HEADER PLAIN(ID_1, "2026-10-02T10:00:00Z", "Pending")
                    PLAIN(ID_2, "2026-10-04T10:00:00Z", "Cancelled"));
    ImportCounts counts = take(
        &desk, "order-id\torder-item-id\tpurchase-date\tpayments-date\tquantity-purchased\n" ID_1
               "\t1\t2026-10-01T10:00:00Z\t2026-10-02T11:00:00Z\t1\n" ID_2
               "\t2\t2026-10-01T10:00:00Z\t2026-10-02T11:00:00Z\t1\n");
    ck_assert_uint_eq(counts.updated, 1);
    ck_assert(!load_order(desk.store, ID_1).pending);
    ck_assert(load_order(desk.store, ID_2).cancelled);
}
END_TEST

/* Any split of a file into parts, taken in any order, some of them twice, makes the same desk. */
static GPtrArray *random_lines(GRand *rand)
{
    static const char *const statuses[] = {"Pending", "Shipped", "Cancelled", "Unshipped"};
    static const char *const sales[] = {"Amazon.com", "Amazon.co.jp", "Non-Amazon", "Amazon.de"};
    GPtrArray *made = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < 120; i++) {
        int order = g_rand_int_range(rand, 1, 40);
        g_ptr_array_add(
            made, g_strdup_printf(LINE("113-%07d-%07d", "2026-%02d-%02dT%02d:00:00+09:00",
                                       "2026-11-%02dT%02d:00:00Z", "%s", "%s", "%s"),
                                  order, order, g_rand_int_range(rand, 9, 12),
                                  g_rand_int_range(rand, 1, 31), g_rand_int_range(rand, 0, 24),
                                  g_rand_int_range(rand, 1, 4), g_rand_int_range(rand, 0, 3),
                                  statuses[g_rand_int_range(rand, 0, 4)],
                                  g_rand_boolean(rand) ? "Merchant" : "Amazon",
                                  sales[g_rand_int_range(rand, 0, 4)]));
    }
    return made;
}

static void shuffle(GRand *rand, GPtrArray *array)
{
    for (guint i = array->len; i > 1; i--) {
        guint j = (guint)g_rand_int_range(rand, 0, (gint32)i);
        gpointer kept = array->pdata[i - 1];
        array->pdata[i - 1] = array->pdata[j];
        array->pdata[j] = kept;
    }
}

static char *desk_of_parts(GRand *rand, GPtrArray *rows, int parts)
{
    g_auto(Desk1) desk = desk_begin();
    shuffle(rand, rows);
    for (int part = 0; part < parts; part++) {
        g_autoptr(GString) file = g_string_new(ORDERS_HEADER);
        for (guint i = 0; i < rows->len; i++)
            if ((int)i % parts == part || g_rand_int_range(rand, 0, 10) == 0)
                g_string_append(file, rows->pdata[i]);
        take(&desk, file->str);
    }
    return desk_text(desk.store);
}

START_TEST(test_any_split_in_any_order)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(2026);
    for (int round = 0; round < 12; round++) {
        g_autoptr(GPtrArray) rows = random_lines(rand);
        g_autofree char *whole = desk_of_parts(rand, rows, 1);
        for (int parts = 2; parts <= 5; parts++) {
            g_autofree char *split = desk_of_parts(rand, rows, parts);
            ck_assert_str_eq(split, whole);
        }
    }
}
END_TEST

/* ---- Lines that are not plain ---- */

static const struct {
    const char *text;
    guint rows, added, rejected;
} shapes[] = {
    {ORDERS_HEADER PLAIN(ID_1, "", "Shipped") "\r\n \t \r\n\r\n", 1, 1, 0},
    {"\r\n\r\n" ORDERS_HEADER "\r\n" PLAIN(ID_1, "", "Shipped"), 1, 1, 0},
    {ORDERS_HEADER, 0, 0, 0},
    {"amazon-order-id\tpurchase-date\torder-status\n" ID_1 "\t2026-10-01\tShipped", 1, 1, 0},
    /* a lone quotation mark, at either end of a field */
    {"amazon-order-id\tproduct-name\tpurchase-date\torder-status\n" ID_1
     "\t\"Disc\t2026-10-01\tShipped\n" ID_2 "\t3.5\" disc \"\t2026-10-01\tShipped\n",
     2, 2, 0},
    /* short, but with all that is needed; too short; too long */
    {"amazon-order-id\tpurchase-date\torder-status\tsku\n" ID_1 "\t2026-10-01\n" ID_2 "\n", 2, 1,
     1},
    {"amazon-order-id\tpurchase-date\torder-status\n" ID_1 "\t2026-10-01\tShipped\tx\ty\tz\n", 1, 1,
     0},
    {"purchase-date,amazon-order-id,order-status\r\n\"2026-10-01\",\"" ID_1 "\",\"a\r\nb\"\r\n", 1,
     1, 0},
    {"purchase-date,amazon-order-id,order-status\r\n,,\r\n2026-10-01," ID_1 ",\r\n", 1, 1, 0},
    /* a quote that is never closed takes its own row alone */
    {"purchase-date,amazon-order-id,order-status\n2026-10-01," ID_1 ",\"open\n2026-10-01," ID_2
     ",Shipped\n",
     2, 1, 1},
};

START_TEST(test_shape)
{
    g_auto(Desk1) desk = desk_begin();
    ImportCounts counts = take(&desk, shapes[_i].text);
    ck_assert_uint_eq(counts.rows, shapes[_i].rows);
    ck_assert_uint_eq(counts.added, shapes[_i].added);
    ck_assert_uint_eq(counts.rejected, shapes[_i].rejected);
}
END_TEST

START_TEST(test_rejects_name_their_lines)
{
    g_auto(Desk1) desk = desk_begin();
    static const char text[] = "purchase-date,amazon-order-id,order-status\r\n" /* 1 */
                               "2026-10-01," ID_1 ",\"two\r\nlines\"\r\n"       /* 2, 3 */
                               "\r\n"                                           /* 4 */
                               "2026-10-99,\"" ID_2 "\",\"two\r\nlines\"\r\n"   /* 5, 6 */
                               "2026-10-01,5.10141E+13,Shipped\r\n";            /* 7 */
    g_autoptr(ImportSummary) summary = import_text(desk.store, text, &desk.options);
    ck_assert_read(summary);
    ck_assert_uint_eq(summary->counts.rows, 3);
    ck_assert_uint_eq(summary->rejects->len, 2);
    const ImportReject *first = summary->rejects->pdata[0], *second = summary->rejects->pdata[1];
    ck_assert_uint_eq(first->line, 5);
    ck_assert(strstr(first->why, "purchase-date \"2026-10-99\""));
    static const char raw[] = "2026-10-99,\"" ID_2 "\",\"two\r\nlines\"\r\n";
    ck_assert_uint_eq(first->raw_len, strlen(raw));
    ck_assert(memcmp(first->raw, raw, strlen(raw)) == 0);
    ck_assert_uint_eq(second->line, 7);
    ck_assert(strstr(second->why, "\"5.10141E+13\" was damaged by a spreadsheet"));
    ck_assert_str_eq(summary->header, "purchase-date,amazon-order-id,order-status\r\n");
}
END_TEST

START_TEST(test_market_of_a_file_that_names_none)
{
    static const char text[] =
        "order-id\torder-item-id\tpurchase-date\tquantity-purchased\n" ID_1 "\t1\t2026-10-01\t1\n";
    g_auto(Desk1) desk = desk_begin();
    g_autoptr(ImportSummary) summary = import_text(desk.store, text, &desk.options);
    ck_assert_uint_eq(summary->missing->len, 1);
    ck_assert(strstr(summary->missing->pdata[0], "assumed US"));
    StoreOrder order = load_order(desk.store, ID_1);
    ck_assert_str_eq(market_by_num(order.market)->country, "US");
    ck_assert_int_eq(order.channel, CHANNEL_MFN);

    g_auto(Desk1) other = desk_begin();
    other.options.market = market_parse("DE", NULL)->num;
    g_autoptr(ImportSummary) told = import_text(other.store, text, &other.options);
    ck_assert_uint_eq(told->missing->len, 0);
    ck_assert_str_eq(market_by_num(load_order(other.store, ID_1).market)->country, "DE");
}
END_TEST

/* ---- The file as a whole ---- */

typedef struct {
    guint64 bytes, total, rows;
    guint calls;
} Progress;

static void watch(guint64 bytes, guint64 total, guint64 rows, gpointer data)
{
    Progress *progress = data;
    ck_assert_uint_ge(bytes, progress->bytes);
    ck_assert_uint_ge(rows, progress->rows);
    *progress = (Progress){bytes, total, rows, progress->calls + 1};
}

static char *long_file(int rows)
{
    GString *text = g_string_new(ORDERS_HEADER);
    for (int i = 1; i <= rows; i++)
        g_string_append_printf(text, PLAIN("113-%07d-%07d", "", "Shipped"), i, i);
    return g_string_free(text, FALSE);
}

START_TEST(test_progress)
{
    g_auto(Desk1) desk = desk_begin();
    Progress progress = {0};
    g_autofree char *text = long_file(10000);
    desk.options.progress = watch;
    desk.options.progress_data = &progress;
    take(&desk, text);
    ck_assert_uint_ge(progress.calls, 3);
    ck_assert_uint_eq(progress.bytes, strlen(text));
    ck_assert_uint_eq(progress.total, strlen(text));
    ck_assert_uint_gt(progress.rows, 5000);
}
END_TEST

static void cancel_late(guint64 bytes, guint64 total, guint64 rows, gpointer data)
{
    if (rows > 2000)
        g_cancellable_cancel(data);
}

START_TEST(test_a_cancelled_file_leaves_nothing)
{
    g_auto(Desk1) desk = desk_begin();
    g_autoptr(GCancellable) cancel = g_cancellable_new();
    g_autofree char *text = long_file(20000);
    take(&desk, ORDERS_HEADER PLAIN(ID_2, "", "Shipped"));
    g_autofree char *before = desk_text(desk.store);
    desk.options.cancel = cancel;
    desk.options.progress = cancel_late;
    desk.options.progress_data = cancel;
    g_autoptr(ImportSummary) summary = import_text(desk.store, text, &desk.options);
    ck_assert(g_error_matches(summary->error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    g_autofree char *after = desk_text(desk.store);
    ck_assert_str_eq(before, after);
    g_autoptr(GPtrArray) imports = store_imports(desk.store, NULL);
    ck_assert_uint_eq(imports->len, 1);
}
END_TEST

START_TEST(test_the_ledger_knows_the_bytes)
{
    g_auto(Desk1) desk = desk_begin();
    gsize len;
    g_autofree char *bytes = fixture_bytes("all-orders-2017.tsv.gz", &len);
    g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (guchar *)bytes, len);
    take_fixture(desk.store, desk.settings, "all-orders-2017.tsv.gz");
    g_autoptr(GPtrArray) imports = store_imports(desk.store, NULL);
    const ImportLine *line = imports->pdata[0];
    ck_assert_str_eq(line->name, "all-orders-2017.tsv.gz");
    ck_assert_str_eq(line->kind, "orders");
    ck_assert_str_eq(line->sha256, sum);
    ck_assert_int_eq(line->bytes, (gint64)len);
    ck_assert_uint_eq(line->counts.rows, 10);
}
END_TEST

START_TEST(test_only_so_many_rejects_are_kept)
{
    g_auto(Desk1) desk = desk_begin();
    g_autoptr(GString) text = g_string_new(ORDERS_HEADER);
    for (int i = 0; i < IMPORT_REJECTS_KEPT + 5; i++)
        g_string_append(text, PLAIN("5.1E+13", "", "Shipped"));
    g_autoptr(ImportSummary) summary = import_text(desk.store, text->str, &desk.options);
    ck_assert_uint_eq(summary->counts.rejected, IMPORT_REJECTS_KEPT + 5);
    ck_assert_uint_eq(summary->rejects->len, IMPORT_REJECTS_KEPT);
}
END_TEST

START_TEST(test_bad_bytes_are_counted_with_their_lines)
{
    g_auto(Desk1) desk = desk_begin();
    g_autoptr(ImportSummary) summary =
        import_fixture(desk.store, "all-orders-bad-bytes.tsv", &desk.options);
    ck_assert_str_eq(summary->encoding, "UTF-8");
    ck_assert_uint_eq(summary->counts.replaced_bytes, 1);
    ck_assert_uint_eq(summary->replaced_lines->len, 1);
    ck_assert_uint_eq(g_array_index(summary->replaced_lines, guint64, 0), 2);
}
END_TEST

/* The first byte that is not ASCII comes long after what recognition looks at. */
START_TEST(test_an_encoding_that_shows_late)
{
    static const struct {
        const char *title, *sales, *encoding;
    } titles[] = {{"Caf\xe9 noir", "Amazon.com", "windows-1252"},
                  {"Caf\xc3\xa9 noir", "Amazon.com", "UTF-8"},
                  {"\x96\xd8\x90\xbb\x83\x8c\x81[\x83\x8b", "Amazon.co.jp", "CP932"},
                  {"plain", "Amazon.com", "UTF-8"}};
    for (gsize i = 0; i < G_N_ELEMENTS(titles); i++) {
        g_auto(Desk1) desk = desk_begin();
        g_autofree char *start = long_file(9000);
        g_autofree char *text =
            g_strdup_printf("%s%s\t2026-10-01\t\tShipped\tMerchant\t%s\t%s\r\n", start,
                            "113-9999999-9999999", titles[i].sales, titles[i].title);
        g_autoptr(ImportSummary) summary = import_text(desk.store, text, &desk.options);
        ck_assert_read(summary);
        ck_assert_str_eq(summary->encoding, titles[i].encoding);
        ck_assert_uint_eq(summary->counts.replaced_bytes, 0);
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    tcase_add_loop_test(tcase, test_line, 0, G_N_ELEMENTS(lines));                                 \
    tcase_add_loop_test(tcase, test_shape, 0, G_N_ELEMENTS(shapes));                               \
    X(test_the_newest_line_decides)                                                                \
    X(test_a_newer_file_updates_and_an_older_one_does_not)                                         \
    X(test_a_paid_order_is_no_longer_pending)                                                      \
    X(test_any_split_in_any_order)                                                                 \
    X(test_rejects_name_their_lines)                                                               \
    X(test_market_of_a_file_that_names_none)                                                       \
    X(test_progress)                                                                               \
    X(test_a_cancelled_file_leaves_nothing)                                                        \
    X(test_the_ledger_knows_the_bytes)                                                             \
    X(test_only_so_many_rejects_are_kept)                                                          \
    X(test_bad_bytes_are_counted_with_their_lines)                                                 \
    X(test_an_encoding_that_shows_late)
SUITE_MAIN("report-orders", TESTS)
