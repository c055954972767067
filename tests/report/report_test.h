/* SPDX-License-Identifier: MIT */
/* What the suites of the report room share: files from memory or from the fixtures, read into a
 * desk in memory, and the desk as text. */
#ifndef AZDESK_TESTS_REPORT_TEST_H
#define AZDESK_TESTS_REPORT_TEST_H

#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/report/import.h"
#include "src/report/import-private.h"
#include "suite.h"

/* 2026-11-23 12:00:00 UTC: the "now" of these tests. */
#define NOW G_GINT64_CONSTANT(1795435200)

#define ORDERS_HEADER                                                                              \
    "amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tfulfillment-channel\t"       \
    "sales-channel\tproduct-name\r\n"

static inline ImportOptions default_options(const Settings *settings)
{
    return (ImportOptions){.settings = settings, .now = NOW, .channel = -1};
}

static inline Store *memory_desk(void)
{
    GError *error = NULL;
    Store *store = store_open_memory(&error);
    ck_assert_no_error(error);
    return store;
}

static inline ImportSummary *import_bytes(Store *store, const char *bytes, gsize len,
                                          const ImportOptions *options)
{
    g_autoptr(GInputStream) stream =
        g_memory_input_stream_new_from_data(g_memdup2(bytes, len), (gssize)len, g_free);
    return import_stream(store, stream, "file", len, options);
}

static inline ImportSummary *import_text(Store *store, const char *text,
                                         const ImportOptions *options)
{
    return import_bytes(store, text, strlen(text), options);
}

static inline char *fixture(const char *name)
{
    return g_build_filename(g_getenv("AZDESK_FIXTURES"), "report", name, NULL);
}

static inline char *fixture_bytes(const char *name, gsize *ret_len)
{
    g_autofree char *path = fixture(name);
    char *bytes = NULL;
    GError *error = NULL;
    g_file_get_contents(path, &bytes, ret_len, &error);
    ck_assert_no_error(error);
    return bytes;
}

static inline ImportSummary *import_fixture(Store *store, const char *name,
                                            const ImportOptions *options)
{
    g_autofree char *path = fixture(name);
    return import_file(store, path, options);
}

static inline void ck_assert_read(ImportSummary *summary)
{
    ck_assert_msg(!summary->error, "%s: %s", summary->file,
                  summary->error ? summary->error->message : "");
}

/* Reads a fixture that must go through without a rejected row. */
static inline void take_fixture(Store *store, const Settings *settings, const char *name)
{
    ImportOptions options = default_options(settings);
    g_autoptr(ImportSummary) summary = import_fixture(store, name, &options);
    ck_assert_read(summary);
    ck_assert_msg(summary->counts.rejected == 0, "%s", name);
}

static inline const char *reject_why(const ImportSummary *summary, guint i)
{
    ck_assert_uint_lt(i, summary->rejects->len);
    return ((const ImportReject *)g_ptr_array_index(summary->rejects, i))->why;
}

static inline DeskCase *load_case(Store *store, const char *order)
{
    GError *error = NULL;
    OrderId id;
    DeskCase *item = NULL;
    ck_assert_int_eq(order_id_scan(order, strlen(order), &id), ORDER_ID_VALID);
    ck_assert(store_load_case(store, id, &item, &error));
    ck_assert_no_error(error);
    return item;
}
typedef DeskCase CaseHandle;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CaseHandle, desk_case_free)

static inline StoreOrder load_order(Store *store, const char *order)
{
    GError *error = NULL;
    OrderId id;
    StoreOrder found;
    ck_assert_int_eq(order_id_scan(order, strlen(order), &id), ORDER_ID_VALID);
    ck_assert(store_order(store, id, &found, &error));
    ck_assert_no_error(error);
    return found;
}

static inline void ck_assert_day(Day day, const char *text)
{
    char buf[DAY_SIZE];
    day_format(day, buf);
    ck_assert_str_eq(buf, text);
}

static inline int compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static inline void add_case_line(GPtrArray *lines, const DeskCase *item)
{
    const Claim *claim = item->claim;
    g_ptr_array_add(lines, g_strdup_printf("case %" G_GINT64_FORMAT
                                           " %d %d %d %d claim %s %s %s feedback %" G_GINT64_FORMAT
                                           " chargeback %" G_GINT64_FORMAT,
                                           item->order, item->imported, item->market, item->channel,
                                           item->day, claim ? stage_word(claim->stage) : "-",
                                           claim ? outcome_word(claim->outcome) : "-",
                                           claim ? amazon_counts_word(claim->amazon_counts) : "-",
                                           item->feedback.at, item->chargeback.at));
}

static inline void add_days_line(GPtrArray *lines, const OrderDays *days)
{
    GString *line = g_string_new(NULL);
    g_string_printf(line, "days %d %d %d..%d", days->market, days->channel, days->from, days->to);
    for (Day day = days->from; day <= days->to; day++)
        g_string_append_printf(line, " %u", days->orders[day - days->from]);
    g_ptr_array_add(lines, g_string_free(line, FALSE));
}

/* All that the figures come from, whatever the order in which it came. */
static inline char *desk_text(Store *store)
{
    GError *error = NULL;
    g_autoptr(Desk) desk = store_load_desk(store, &error);
    ck_assert_no_error(error);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < desk->cases->len; i++)
        add_case_line(lines, g_ptr_array_index(desk->cases, i));
    for (guint i = 0; i < desk->order_days->len; i++)
        add_days_line(lines, g_ptr_array_index(desk->order_days, i));
    for (guint i = 0; i < desk->reports->len; i++) {
        const Report *report = g_ptr_array_index(desk->reports, i);
        g_ptr_array_add(lines, g_strdup_printf("report %d %d %d..%d %d %" G_GINT64_FORMAT
                                               " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                                               report->market, report->channel, report->window_from,
                                               report->window_to, report->latest_to, report->orders,
                                               report->defects, report->claims));
    }
    g_ptr_array_sort(lines, compare_lines);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

#endif
