/* SPDX-License-Identifier: MIT */
#include "report_test.h"

#include <math.h>

#include "azdesk/core/odr.h"

static Desk *desk_of(const char *text, ImportSummary **ret_summary, int market)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    options.market = market;
    *ret_summary = import_text(store, text, &options);
    ck_assert_read(*ret_summary);
    return store_load_desk(store, NULL);
}

static Desk *desk_of_fixture(const char *name, ImportSummary **ret_summary)
{
    gsize len;
    g_autofree char *text = fixture_bytes(name, &len);
    return desk_of(text, ret_summary, 0);
}

static const Report *report_of(const Desk *desk, const char *country, Channel channel)
{
    for (guint i = 0; i < desk->reports->len; i++) {
        const Report *report = g_ptr_array_index(desk->reports, i);
        if (report->market == market_parse(country, NULL)->num && report->channel == channel)
            return report;
    }
    return NULL;
}

static gboolean says_missing(const ImportSummary *summary, const char *words)
{
    for (guint i = 0; i < summary->missing->len; i++)
        if (strstr(g_ptr_array_index(summary->missing, i), words))
            return TRUE;
    return FALSE;
}

START_TEST(test_report)
{
    g_autoptr(ImportSummary) summary = NULL;
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Desk) desk = desk_of_fixture("performance-v2.json", &summary);
    ck_assert_uint_eq(desk->reports->len, 2);
    /* the afn part says "mfn" of itself; the key tells */
    ck_assert_ptr_nonnull(report_of(desk, "US", CHANNEL_AFN));
    const Report *report = report_of(desk, "US", CHANNEL_MFN);
    ck_assert_day(report->window_from, "2020-09-06");
    ck_assert_day(report->window_to, "2020-11-04");
    ck_assert_day(report->latest_to, "2020-11-19");
    ck_assert_int_eq(report->orders, 539000);
    ck_assert_int_eq(report->defects, 1078);
    ck_assert_int_eq(report->claims, 442);
    ck_assert_int_eq(report->feedback, 628);
    ck_assert_int_eq(report->chargebacks, 15);
    ck_assert(fabs(report->rate - 0.009) < 1e-9);
    ck_assert_str_eq(report->status, "GOOD");
    ck_assert_int_eq(odr_lag(desk, settings, report->market, CHANNEL_MFN, 20000), 15);
    ck_assert_uint_eq(summary->missing->len, 0);
}
END_TEST

START_TEST(test_metrics_of_the_gate)
{
    g_autoptr(ImportSummary) summary = NULL;
    g_autoptr(Desk) desk = desk_of_fixture("performance-v2.json", &summary);
    ck_assert_uint_eq(desk->metrics->len, 2);
    for (guint i = 0; i < 2; i++) {
        const Metric *metric = &g_array_index(desk->metrics, Metric, i);
        gboolean late = metric->kind == METRIC_LATE_SHIPMENT;
        ck_assert_day(metric->from, late ? "2020-10-21" : "2020-11-12");
        ck_assert_day(metric->to, late ? "2020-11-19" : "2020-11-18");
        ck_assert_int_eq(metric->orders, late ? 870669 : 17197);
        ck_assert_int_eq(metric->count, late ? 27896 : 551);
        ck_assert(fabs(metric->rate - (late ? 0.03203973037 : 0.005)) < 1e-9);
    }
}
END_TEST

START_TEST(test_broken_report)
{
    g_autoptr(ImportSummary) summary = NULL;
    g_autoptr(Desk) desk = desk_of_fixture("performance-v2-broken.json", &summary);
    ck_assert_uint_eq(desk->reports->len, 2);
    const Report *uk = report_of(desk, "UK", CHANNEL_MFN);
    ck_assert_int_eq(uk->orders, -1);
    ck_assert_int_eq(uk->defects, 3);
    ck_assert_int_eq(uk->claims, -1);
    ck_assert(fabs(uk->rate - 0.005) < 1e-9);
    ck_assert_str_eq(uk->status, "LOOKING");
    ck_assert_day(uk->latest_to, "2022-01-11");
    const Report *de = report_of(desk, "DE", CHANNEL_MFN);
    ck_assert_day(de->window_from, "2021-10-29");
    ck_assert(says_missing(summary, "UK mfn: the count of claims"));
    ck_assert(says_missing(summary, "DE mfn: the window's first day"));
    ck_assert(says_missing(summary, "FR: the order defect rate"));
    ck_assert_str_eq(reject_why(summary, 1), "marketplaceId \"AXXXXXXXXXXXX\" is unknown");
    ck_assert_str_eq(reject_why(summary, 2), "marketplaceId is missing");
    ck_assert_uint_eq(desk->metrics->len, 1);
}
END_TEST

START_TEST(test_a_report_without_its_marketplace)
{
    g_autoptr(ImportSummary) summary = NULL, told = NULL;
    g_autoptr(Desk) desk = desk_of_fixture("performance-v2-unnamed.json", &summary);
    const Report *report = report_of(desk, "JP", CHANNEL_AFN);
    ck_assert_ptr_nonnull(report);
    ck_assert_int_eq(report->defects, 7);
    ck_assert_int_eq(report->latest_to, DAY_NONE); /* nothing but the order defect rate */
    ck_assert(isnan(report->rate));
    ck_assert(says_missing(summary, "marketplaceId: assumed JP"));
    gsize len;
    g_autofree char *text = fixture_bytes("performance-v2-unnamed.json", &len);
    g_autoptr(Desk) other = desk_of(text, &told, market_parse("CA", NULL)->num);
    ck_assert_ptr_nonnull(report_of(other, "CA", CHANNEL_AFN));
}
END_TEST

START_TEST(test_xml)
{
    g_autoptr(ImportSummary) summary = NULL;
    g_autoptr(Desk) desk = desk_of_fixture("performance-v1.xml", &summary);
    ck_assert_uint_eq(desk->reports->len, 1);
    const Report *report = report_of(desk, "US", CHANNEL_MFN);
    ck_assert_day(report->window_from, "2015-07-19"); /* the frame of 60 days */
    ck_assert_day(report->window_to, "2015-09-16");
    ck_assert_day(report->latest_to, "2015-10-01");
    ck_assert_int_eq(report->orders, 602);
    ck_assert_int_eq(report->defects, 5);
    ck_assert_int_eq(report->claims, 4);
    ck_assert_int_eq(report->feedback, 1);
    ck_assert_int_eq(report->chargebacks, 0);
    ck_assert(fabs(report->rate - 0.0083) < 1e-9);
}
END_TEST

static const struct {
    const char *text, *words;
} damaged[] = {
    {"{\"performanceMetrics\": [{\"marketplaceId\": \"ATV", "damaged or cut off"},
    {"{\"performanceMetrics\": [,]}", "line 1: the JSON is damaged or cut off"},
    {"{\"performanceMetrics\": [\n{\"a\": 1,\n\"b\" 3}]}", "line 3: the JSON is damaged"},
    {"<sellerPerformanceReports><sellerPerformanceReport>", "damaged or cut off"},
    {"<sellerPerformanceReports><a></b></sellerPerformanceReports>", "line 1"},
};

START_TEST(test_damaged)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    g_autoptr(ImportSummary) summary = import_text(store, damaged[_i].text, &options);
    ck_assert_error(summary->error, AZDESK_ERROR_FAILED, damaged[_i].words);
}
END_TEST

START_TEST(test_nested_deeper_than_any_report)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = memory_desk();
    ImportOptions options = default_options(settings);
    g_autoptr(GString) json = g_string_new("{\"performanceMetrics\":");
    g_autoptr(GString) xml = g_string_new("<sellerPerformanceReports>");
    for (int i = 0; i < 200000; i++) {
        g_string_append_c(json, '[');
        g_string_append(xml, "<a>");
    }
    g_autoptr(ImportSummary) deep = import_text(store, json->str, &options);
    ck_assert_error(deep->error, AZDESK_ERROR_FAILED, "nested too deeply");
    g_autoptr(ImportSummary) tall = import_text(store, xml->str, &options);
    ck_assert_error(tall->error, AZDESK_ERROR_FAILED, "nested too deeply");
}
END_TEST

/* Members of the wrong type are as good as missing. */
START_TEST(test_wrong_types)
{
    static const char *const texts[] = {
        "{\"performanceMetrics\":5}",
        "{\"performanceMetrics\":[null,5,\"x\",[]]}",
        "{\"performanceMetrics\":[{\"marketplaceId\":5,\"orderDefectRate\":7}]}",
        "{\"performanceMetrics\":[{\"marketplaceId\":\"ATVPDKIKX0DER\",\"orderDefectRate\":{"
        "\"mfn\":[]}}]}",
        "{\"performanceMetrics\":[{\"marketplaceId\":\"ATVPDKIKX0DER\",\"orderDefectRate\":{"
        "\"mfn\":"
        "{\"reportingDateRange\":{\"reportingDateFrom\":5,\"reportingDateTo\":null}}}}]}",
        "[{\"marketplaceId\":\"ATVPDKIKX0DER\",\"orderDefectRate\":{\"mfn\":{\"claims\":{\"count\":"
        "-3}}}}]",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(ImportSummary) summary = NULL;
        g_autoptr(Desk) desk = desk_of(texts[i], &summary, 0);
        ck_assert_uint_eq(desk->reports->len, 0);
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    tcase_add_loop_test(tcase, test_damaged, 0, G_N_ELEMENTS(damaged));                            \
    X(test_report)                                                                                 \
    X(test_metrics_of_the_gate)                                                                    \
    X(test_broken_report)                                                                          \
    X(test_a_report_without_its_marketplace)                                                       \
    X(test_xml)                                                                                    \
    X(test_nested_deeper_than_any_report)                                                          \
    X(test_wrong_types)
SUITE_MAIN("report-performance", TESTS)
