/* SPDX-License-Identifier: MIT */
/* The files of a large desk. The n-th order is a function of n, so that the claims' sheet finds the
 * orders again that it speaks of. */
#include "bench.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#define HALF     10000000u /* seven digits */
#define SPAN     400       /* days of orders, up to today */
#define TEXT_MAX 1024
#define BRITAIN  202

static guint64 mix(guint64 x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* A Feistel network over two halves of seven digits: scattered as Amazon's ids are, never the same
 * twice. */
static void scatter(gint64 n, guint *ret_left, guint *ret_right)
{
    guint left = (guint)(n / HALF % HALF), right = (guint)(n % HALF);
    for (guint round = 1; round <= 4; round++) {
        guint next = (guint)((left + mix((guint64)right * 8 + round)) % HALF);
        left = right;
        right = next;
    }
    *ret_left = left;
    *ret_right = right;
}

typedef struct {
    guint first, left, right;
    gint64 bought, updated;
    const char *status, *channel, *sales_channel;
    guint64 hash;
} Order;

/* Ids of the United States begin with 111 to 114, British ones with 202 to 206. */
static guint first_part(guint64 hash)
{
    return hash % 100 >= 80 ? BRITAIN + hash % 5 : 111 + hash % 4;
}

Day data_day(const Bench *bench, gint64 n, gint64 lines)
{
    return (Day)(bench->today - SPAN + 1 + n * SPAN / lines);
}

static Order order_at(const Bench *bench, gint64 n, gint64 lines)
{
    Order order = {.hash = mix((guint64)n)};
    guint64 hash = order.hash;
    Day day = data_day(bench, n, lines);
    order.first = first_part(hash);
    gboolean britain = order.first >= BRITAIN;
    scatter(n, &order.left, &order.right);
    order.bought = day_start(day) + (gint64)(hash >> 8) % DAY_SECONDS;
    order.updated =
        MIN(order.bought + (gint64)(hash >> 16) % (10 * DAY_SECONDS), day_end(bench->today));
    guint chance = (hash >> 40) % 100;
    order.status = chance < 3                             ? "Cancelled"
                   : chance < 6                           ? "Unshipped"
                   : chance < 9 && day > bench->today - 3 ? "Pending"
                                                          : "Shipped";
    order.channel = (hash >> 48) % 4 == 0 ? "Amazon" : "Merchant";
    order.sales_channel = britain ? "Amazon.co.uk" : "Amazon.com";
    return order;
}

OrderId data_order(gint64 n)
{
    guint left, right;
    scatter(n, &left, &right);
    return ((OrderId)first_part(mix((guint64)n)) * HALF + left) * HALF + right;
}

static void stamp(gint64 instant, char buf[32])
{
    char day[DAY_SIZE];
    day_format(day_of(instant), day);
    gint64 second = instant - day_start(day_of(instant));
    g_snprintf(buf, 32, "%sT%02d:%02d:%02d+00:00", day, (int)(second / 3600),
               (int)(second / 60 % 60), (int)(second % 60));
}

static const char orders_header[] =
    "amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\t"
    "fulfillment-channel\tsales-channel\torder-channel\turl\tship-service-level\tproduct-"
    "name\tsku\t"
    "asin\titem-status\tquantity\tcurrency\titem-price\titem-tax\tshipping-price\tshipping-tax\t"
    "gift-wrap-price\tgift-wrap-tax\titem-promotion-discount\tship-promotion-discount\tship-city\t"
    "ship-state\tship-postal-code\tship-country\tpromotion-ids\tis-business-order\t"
    "purchase-order-number\tprice-designation\n";

static int order_line(const Bench *bench, gint64 n, gint64 lines, char buf[TEXT_MAX])
{
    Order order = order_at(bench, n, lines);
    gboolean britain = order.first >= BRITAIN;
    char bought[32], updated[32];
    stamp(order.bought, bought);
    stamp(order.updated, updated);
    guint small = (guint)(order.hash % 9000);
    return g_snprintf(
        buf, TEXT_MAX,
        "%03u-%07u-%07u\t\t%s\t%s\t%s\t%s\t%s\t\t\t%s\tTin toy locomotive No. %u, wind-up, red\t"
        "TOY-%04u-A\tB00%07u\t%s\t1\t%s\t%u.%02u\t\t%u.00\t\t\t\t\t\t%s\t%s\t%05u\t%"
        "s\t\tfalse\t\t\n",
        order.first, order.left, order.right, bought, updated, order.status, order.channel,
        order.sales_channel, small % 3 == 0 ? "Expedited" : "Standard", small, small, small * 7,
        order.status, britain ? "GBP" : "USD", small % 200 + 5, small % 100, small % 20,
        britain ? "Leeds" : "Springfield", britain ? "" : "IL", small * 11, britain ? "GB" : "US");
}

static FILE *file_new(const char *path, GError **error)
{
    FILE *file = fopen(path, "we");
    if (file == NULL)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: cannot be written", path);
    return file;
}

static gboolean file_done(FILE *file, const char *path, GError **error)
{
    gboolean failed = ferror(file) != 0;
    if (fclose(file) == 0 && !failed)
        return TRUE;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: cannot be written", path);
    return FALSE;
}

gboolean data_orders(const Bench *bench, gint64 lines, const char *path, GError **error)
{
    FILE *file = file_new(path, error);
    if (file == NULL)
        return FALSE;
    fputs(orders_header, file);
    char line[TEXT_MAX];
    for (gint64 n = 0; n < lines; n++)
        fwrite(line, 1, (size_t)order_line(bench, n, lines, line), file);
    return file_done(file, path, error);
}

/* How claims are spread: those of the last thirty days live, the older ones are mostly decided. */
typedef struct {
    guint share; /* of 100, up to and with this row */
    const char *stage, *outcome;
} Fate;

static const Fate young[] = {
    {35, "opened", ""},
    {50, "held", ""},
    {75, "withdrawn", "withdrawn"},
    {85, "denied", "denied"},
    {95, "granted", "granted-seller"},
    {100, "appeal-sent", "granted-seller"},
};
static const Fate old[] = {
    {40, "withdrawn", "withdrawn"},    {70, "denied", "denied"},
    {85, "granted", "granted-seller"}, {90, "granted", "granted-amazon"},
    {94, "refunded", "refunded"},      {96, "cancelled", "cancelled"},
    {98, "upheld", "granted-seller"},  {100, "cleared", "reversed"},
};
static const char *const reasons[] = {
    "not-received", "not-received", "not-received",  "not-as-described", "damaged",
    "wrong-item",   "refund-late",  "charged-extra", "no-longer-wanted", "other",
};
static const char *const notes[] = {
    "parcel held at the post office",
    "buyer asked to collect it",
    "tracking says delivered",
    "customs kept it for a week",
    "",
};

static const Fate *fate_of(const Fate *fates, guint chance)
{
    while (chance >= fates->share)
        fates++;
    return fates;
}

static void tracking_number(guint serial, char buf[16])
{
    static const int weights[] = {8, 6, 4, 2, 3, 5, 9, 7};
    char digits[9];
    g_snprintf(digits, sizeof digits, "%08u", serial % 100000000u);
    int sum = 0;
    for (int i = 0; i < 8; i++)
        sum += (digits[i] - '0') * weights[i];
    int check = 11 - sum % 11;
    g_snprintf(buf, 16, "EE%s%dJP", digits, check == 10 ? 0 : check == 11 ? 5 : check);
}

static void sheet_line(const Bench *bench, int k, int cases, gint64 lines, FILE *file)
{
    gint64 n = (gint64)k * lines / cases;
    guint64 hash = mix((guint64)k * 3 + 1);
    char order[ORDER_ID_SIZE], opened[DAY_SIZE], stage_at[DAY_SIZE], number[16] = "";
    order_id_format(data_order(n), order);
    Day day = MIN(data_day(bench, n, lines) + 5 + (Day)(hash % 20), bench->today);
    day_format(day, opened);
    day_format(MIN(day + (Day)((hash >> 8) % 6), bench->today), stage_at);
    const Fate *fate = fate_of(day > bench->today - 30 ? young : old, (hash >> 16) % 100);
    if ((hash >> 24) % 4 == 0)
        tracking_number((guint)(hash >> 32), number);
    fprintf(file, "%s,%s,%s,%s,%s,%s,%u.%02u,USD,%s,%s,,%s\n", order, opened, fate->stage, stage_at,
            fate->outcome, reasons[(hash >> 28) % G_N_ELEMENTS(reasons)],
            (guint)(hash >> 36) % 150 + 5, (guint)(hash >> 44) % 100, number,
            *number != '\0' ? "japan-post" : "", notes[(hash >> 52) % G_N_ELEMENTS(notes)]);
}

gboolean data_sheet(const Bench *bench, int cases, gint64 lines, const char *path, GError **error)
{
    FILE *file = file_new(path, error);
    if (file == NULL)
        return FALSE;
    fputs(
        "order,opened,stage,stage-at,outcome,reason,amount,currency,tracking,carrier,until,note\n",
        file);
    for (int k = 0; k < cases; k++)
        sheet_line(bench, k, cases, lines, file);
    return file_done(file, path, error);
}

static const char report_format[] =
    "{\"accountStatuses\":[{\"marketplaceId\":\"ATVPDKIKX0DER\",\"status\":\"NORMAL\"}],"
    "\"performanceMetrics\":[{\"marketplaceId\":\"ATVPDKIKX0DER\",\"orderDefectRate\":{\"mfn\":{"
    "\"reportingDateRange\":{\"reportingDateFrom\":\"%sT00:00Z\",\"reportingDateTo\":\"%sT23:59Z\"}"
    ","
    "\"orderCount\":90000,\"orderWithDefects\":{\"count\":2200,\"status\":\"BAD\"},"
    "\"claims\":{\"count\":2200,\"status\":\"BAD\"},\"chargebacks\":{\"count\":0,\"status\":"
    "\"GOOD\"},"
    "\"negativeFeedback\":{\"count\":0,\"status\":\"GOOD\"},\"fulfillmentType\":\"mfn\","
    "\"status\":\"BAD\",\"rate\":0.0244,\"targetValue\":0.01,\"targetCondition\":\"LESS_THAN\"}},"
    "\"lateShipmentRate\":{\"reportingDateRange\":{\"reportingDateFrom\":\"%sT00:00Z\","
    "\"reportingDateTo\":\"%sT23:59Z\"},\"orderCount\":45000,\"lateShipmentCount\":450,"
    "\"status\":\"GOOD\",\"rate\":0.01,\"targetValue\":0.04,\"targetCondition\":\"LESS_THAN\"}}]}"
    "\n";

gboolean data_report(const Bench *bench, const char *path, GError **error)
{
    Day taken = bench->today - 1;
    char from[DAY_SIZE], to[DAY_SIZE], late_from[DAY_SIZE], late_to[DAY_SIZE];
    day_format(taken - 74, from);
    day_format(taken - 15, to);
    day_format(taken - 29, late_from);
    day_format(taken, late_to);
    g_autofree char *text = g_strdup_printf(report_format, from, to, late_from, late_to);
    return g_file_set_contents(path, text, -1, error);
}

char *data_orders_once(const Bench *bench, gint64 lines, GError **error)
{
    g_autofree char *name = g_strdup_printf("orders-%" G_GINT64_FORMAT ".txt", lines);
    g_autofree char *path = bench_path(bench, name);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        bench_tell("writing an order file of %" G_GINT64_FORMAT " lines", lines);
        if (!data_orders(bench, lines, path, error))
            return NULL;
    }
    return g_steal_pointer(&path);
}

static gboolean import_into(const Bench *bench, const char *db, const char *path, GError **error)
{
    g_auto(ProcessRun) run = {0};
    const char *argv[] = {bench->azdesk, "--db", db, "import", path, NULL};
    return process_do(bench, argv, NULL, NULL, &run, error);
}

char *data_desk_once(const Bench *bench, int cases, gint64 lines, GError **error)
{
    g_autofree char *name = g_strdup_printf("desk-%d-%" G_GINT64_FORMAT ".db", cases, lines);
    g_autofree char *db = bench_path(bench, name);
    if (g_file_test(db, G_FILE_TEST_EXISTS))
        return g_steal_pointer(&db);
    g_autofree char *orders = data_orders_once(bench, lines, error);
    if (orders == NULL)
        return NULL;
    g_autofree char *sheet = bench_path(bench, "sheet.csv");
    g_autofree char *report = bench_path(bench, "report.json");
    bench_tell("making a desk of %d cases and %" G_GINT64_FORMAT " orders", cases, lines);
    if (!data_sheet(bench, cases, lines, sheet, error) || !data_report(bench, report, error) ||
        !import_into(bench, db, orders, error) || !import_into(bench, db, sheet, error) ||
        !import_into(bench, db, report, error))
        return NULL;
    return g_steal_pointer(&db);
}

/* One stream for git fast-import: a file that changes with every commit. */
static gboolean write_history(const Bench *bench, const char *path, GError **error)
{
    FILE *file = file_new(path, error);
    if (file == NULL)
        return FALSE;
    for (int n = 1; n <= DATA_COMMITS; n++) {
        char subject[80], body[64];
        int subject_len = g_snprintf(subject, sizeof subject, "Change %d of the parcel table", n);
        int body_len = g_snprintf(body, sizeof body, "row %d\n", n);
        fprintf(file,
                "commit refs/heads/main\ncommitter Author %d <a%d@example.org> %" G_GINT64_FORMAT
                " +0000\ndata %d\n%s\nM 100644 inline part%d.txt\ndata %d\n%s\n",
                n % 17, n % 17, day_start(bench->today) - (gint64)(DATA_COMMITS - n) * 3600,
                subject_len, subject, n % 100, body_len, body);
    }
    return file_done(file, path, error);
}

char *data_repository_once(const Bench *bench, GError **error)
{
    g_autofree char *folder = bench_path(bench, "repository");
    if (g_file_test(folder, G_FILE_TEST_EXISTS))
        return g_steal_pointer(&folder);
    bench_tell("making a git repository of %d commits", DATA_COMMITS);
    g_autofree char *history = bench_path(bench, "history");
    const char *init[] = {"git", "init", "--quiet", "--initial-branch=main", folder, NULL};
    const char *import[] = {"git", "fast-import", "--quiet", NULL};
    const char *checkout[] = {"git", "reset", "--quiet", "--hard", NULL};
    g_auto(ProcessRun) init_run = {0}, import_run = {0}, checkout_run = {0};
    if (!write_history(bench, history, error) ||
        !process_do(bench, init, NULL, NULL, &init_run, error) ||
        !process_do(bench, import, history, folder, &import_run, error) ||
        !process_do(bench, checkout, NULL, folder, &checkout_run, error))
        return NULL;
    return g_steal_pointer(&folder);
}

char *data_text_once(const Bench *bench, GError **error)
{
    g_autofree char *path = bench_path(bench, "text.txt");
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return g_steal_pointer(&path);
    FILE *file = file_new(path, error);
    if (file == NULL)
        return NULL;
    for (int n = 1; n <= DATA_COMMITS; n++)
        fprintf(file, "%016" G_GINT64_MODIFIER "x Author %d: Change %d of the parcel table\n",
                mix((guint64)n), n % 17, n);
    if (!file_done(file, path, error))
        return NULL;
    return g_steal_pointer(&path);
}
