/* SPDX-License-Identifier: MIT */
/* What scripts rely on: the keys of every JSON answer, in their order, and what the values are. */
#include <string.h>

#include "driver.h"
#include "suite.h"

#define ORDER "113-0000030-0000001"
#define ODR_KEYS                                                                                   \
    "as_of market channel window orders orders_source orders_from orders_to complete unmatched "   \
    "rule best worst reported status limit headroom"
#define CASE_KEYS                                                                                  \
    "order market channel ordered opened stage outcome appeal parcel amazon_counts counts amount " \
    "currency debited reason tracking carrier due odr"

static void ck_keys(JsonNode *root, const char *path, const char *wanted)
{
    g_autofree char *keys = json_keys_at(root, path);
    ck_assert_str_eq(keys, wanted);
}

static void desk_with_orders(Cli *cli)
{
    cli_init(cli);
    cli_write_orders(cli, "orders.txt", 0, 80, 10);
    cli_expect(cli, 0, "import @orders.txt");
}

START_TEST(test_odr)
{
    g_auto(Cli) cli;
    desk_with_orders(&cli);
    cli_expect(&cli, 0, "claim open " ORDER " --opened 2026-11-10");
    cli_expect(&cli, 0, "odr --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_uint_eq(json_length_at(root, ""), 1);
    ck_keys(root, "0", ODR_KEYS);
    ck_keys(root, "0.window", "from to lag span");
    ck_keys(root, "0.rule", "defects claims feedback chargebacks rate");
    ck_keys(root, "0.best", "defects rate");
    ck_keys(root, "0.worst", "defects rate");
    ck_assert_str_eq(json_text_at(root, "0.as_of"), "2026-11-23");
    ck_assert_str_eq(json_text_at(root, "0.market"), "US");
    ck_assert_str_eq(json_text_at(root, "0.channel"), "mfn");
    ck_assert_str_eq(json_text_at(root, "0.window.from"), "2026-09-10");
    ck_assert_str_eq(json_text_at(root, "0.window.to"), "2026-11-08");
    ck_assert_int_eq(json_int_at(root, "0.window.lag"), 15);
    ck_assert_int_eq(json_int_at(root, "0.window.span"), 60);
    ck_assert_int_eq(json_int_at(root, "0.orders"), 600);
    ck_assert_str_eq(json_text_at(root, "0.orders_source"), "orders");
    ck_assert_str_eq(json_text_at(root, "0.orders_from"), "2026-09-04");
    ck_assert_str_eq(json_text_at(root, "0.orders_to"), "2026-11-23");
    ck_assert(json_node_get_boolean(json_at(root, "0.complete")));
    ck_assert_int_eq(json_int_at(root, "0.rule.defects"), 1);
    ck_assert_double_eq(json_double_at(root, "0.rule.rate"), 0.001667);
    ck_assert_int_eq(json_int_at(root, "0.best.defects"), 0);
    ck_assert_int_eq(json_int_at(root, "0.worst.defects"), 1);
    ck_assert(JSON_NODE_HOLDS_NULL(json_at(root, "0.reported")));
    ck_assert_str_eq(json_text_at(root, "0.status"), "good");
    ck_assert_int_eq(json_int_at(root, "0.limit"), 5);
    ck_assert_int_eq(json_int_at(root, "0.headroom"), 4);
}
END_TEST

START_TEST(test_odr_reported)
{
    g_auto(Cli) cli;
    desk_with_orders(&cli);
    cli_expect(&cli, 0, "claim open " ORDER " --opened 2026-11-10");
    cli_expect(&cli, 0, "claim move " ORDER " withdrawn --at 2026-11-15");
    cli_write_report(&cli, "report.json", 22, 600, 2, 2);
    cli_expect(&cli, 0, "import @report.json");
    cli_expect(&cli, 0, "odr --json --market us --channel MFN");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_keys(root, "0", ODR_KEYS);
    ck_keys(
        root, "0.reported",
        "taken window orders defects claims feedback chargebacks rate by_rule mismatch suspects "
        "unexplained");
    ck_keys(root, "0.reported.window", "from to lag span");
    ck_keys(root, "0.reported.by_rule", "defects claims feedback chargebacks rate");
    ck_assert_str_eq(json_text_at(root, "0.reported.taken"), "2026-11-22");
    ck_assert_str_eq(json_text_at(root, "0.reported.window.to"), "2026-11-07");
    ck_assert_int_eq(json_int_at(root, "0.reported.defects"), 2);
    ck_assert_double_eq(json_double_at(root, "0.reported.rate"), 0.0033);
    ck_assert_int_eq(json_int_at(root, "0.reported.by_rule.defects"), 0);
    ck_assert_int_eq(json_int_at(root, "0.reported.mismatch"), 2);
    ck_assert_uint_eq(json_length_at(root, "0.reported.suspects"), 1);
    ck_assert_str_eq(json_text_at(root, "0.reported.suspects.0"), ORDER);
    ck_assert_int_eq(json_int_at(root, "0.reported.unexplained"), 1);
}
END_TEST

START_TEST(test_odr_of_nothing)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_expect(&cli, 0, "odr --json --market JP");
    ck_assert_str_eq(cli.out, "[]\n");
    cli_expect(&cli, 0, "odr --json --market A1VC38T7YXB528 --channel afn --as-of 2020-01-01");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_keys(root, "0", ODR_KEYS);
    ck_assert_str_eq(json_text_at(root, "0.market"), "JP");
    ck_assert_str_eq(json_text_at(root, "0.channel"), "afn");
    ck_assert_str_eq(json_text_at(root, "0.status"), "none");
    ck_assert_str_eq(json_text_at(root, "0.orders_source"), "none");
    ck_assert(JSON_NODE_HOLDS_NULL(json_at(root, "0.rule.rate")));
    ck_assert(JSON_NODE_HOLDS_NULL(json_at(root, "0.orders_from")));
    ck_assert(!json_node_get_boolean(json_at(root, "0.complete")));
}
END_TEST

START_TEST(test_odr_by_market_then_channel)
{
    static const char *const places[][2] = {
        {"JP", "afn"}, {"JP", "mfn"}, {"UK", "mfn"}, {"US", "afn"}, {"US", "mfn"}};
    g_auto(Cli) cli;
    cli_init(&cli);
    for (int i = (int)G_N_ELEMENTS(places) - 1; i >= 0; i--)
        cli_expect(&cli, 0,
                   "claim open 113-0000000-000000%d --opened 2026-11-10 --ordered 2026-11-01 "
                   "--market %s --channel %s",
                   i, places[i][0], places[i][1]);
    cli_expect(&cli, 0, "odr --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_uint_eq(json_length_at(root, ""), G_N_ELEMENTS(places));
    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *market = g_strdup_printf("%u.market", i);
        g_autofree char *channel = g_strdup_printf("%u.channel", i);
        ck_assert_str_eq(json_text_at(root, market), places[i][0]);
        ck_assert_str_eq(json_text_at(root, channel), places[i][1]);
    }
}
END_TEST

START_TEST(test_odr_explain_and_if)
{
    g_auto(Cli) cli;
    desk_with_orders(&cli);
    cli_expect(&cli, 0, "claim open " ORDER " --opened 2026-11-10");
    cli_expect(&cli, 0, "defect " ORDER " feedback --at 2026-11-11");
    cli_expect(&cli, 0, "claim open 113-0000031-0000002 --opened 2026-11-10");
    cli_expect(&cli, 0, "odr --json --explain --if " ORDER "=withdrawn,113-0000031-0000002=denied");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_keys(root, "0", ODR_KEYS " explain");
    ck_keys(root, "0.explain.0", "order day imported component counts why");
    ck_assert_uint_eq(json_length_at(root, "0.explain"), 3);
    ck_assert_str_eq(json_text_at(root, "0.explain.0.component"), "claim");
    ck_assert(!json_node_get_boolean(json_at(root, "0.explain.0.counts")));
    ck_assert_str_eq(json_text_at(root, "0.explain.1.component"), "feedback");
    ck_assert(json_node_get_boolean(json_at(root, "0.explain.1.counts")));
    ck_assert_int_eq(json_int_at(root, "0.rule.defects"), 1);
    cli_expect(&cli, 0, "odr --json --if 113-0000031-0000002=granted-amazon");
    g_autoptr(JsonNode) funded = cli_json(&cli);
    ck_assert_int_eq(json_int_at(funded, "0.rule.claims"), 1);
    cli_expect(&cli, 0, "odr --if 113-0000031-0000002=granted-amazon");
    ck_assert_msg(strstr(cli.out, "2/") && strstr(cli.out, " → 1/"), "%s", cli.out);
    cli_expect_error(&cli, 4, "opened", "odr --if " ORDER "=upheld");
    cli_expect(&cli, 0, "odr --json"); /* nothing was saved */
    g_autoptr(JsonNode) after = cli_json(&cli);
    ck_assert_int_eq(json_int_at(after, "0.rule.defects"), 2);
    cli_expect(&cli, 0, "odr --explain");
    cli_said(cli.out, ORDER);
}
END_TEST

/* Without FBA, Amazon's report still has a channel of no orders: nothing to be told of it. */
START_TEST(test_an_idle_channel_is_not_shown)
{
    static const char report[] =
        "{\"performanceMetrics\":[{\"marketplaceId\":\"ATVPDKIKX0DER\",\"orderDefectRate\":{"
        "\"afn\":{\"reportingDateRange\":{\"reportingDateFrom\":\"2026-09-08T00:00Z\","
        "\"reportingDateTo\":\"2026-11-06T23:59Z\"},\"orderCount\":0,"
        "\"orderWithDefects\":{\"count\":0,\"status\":\"NONE\"},\"fulfillmentType\":\"afn\"}}}]}";
    g_auto(Cli) cli;
    desk_with_orders(&cli);
    cli_write(&cli, "report.json", report);
    cli_expect(&cli, 0, "import @report.json");
    cli_expect(&cli, 0, "odr");
    ck_assert_ptr_null(strstr(cli.out, "fulfilled by Amazon"));
    cli_expect(&cli, 0, "review");
    ck_assert_ptr_null(strstr(cli.out, "fulfilled by Amazon"));
    cli_expect(&cli, 0, "odr --channel afn");
    ck_assert_ptr_nonnull(strstr(cli.out, "fulfilled by Amazon"));
    cli_expect(&cli, 0, "odr --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_uint_eq(json_length_at(root, ""), 2);
}
END_TEST

START_TEST(test_claim_show)
{
    g_auto(Cli) cli;
    desk_with_orders(&cli);
    cli_expect(&cli, 0,
               "claim open " ORDER
               " --opened 2026-11-22 --reason not-received --amount 42.10 --currency "
               "USD --tracking EE473124829JP --reply-due 2026-11-25T09:00Z --json");
    g_autoptr(JsonNode) made = cli_json(&cli); /* a change answers with the case */
    ck_keys(made, "", CASE_KEYS " events");
    cli_expect(&cli, 0, "claim show " ORDER " --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_keys(root, "", CASE_KEYS " events");
    ck_keys(root, "due", "reply hold appeal answer verify buyer support");
    ck_keys(root, "odr", "now without enters leaves");
    ck_keys(root, "events.0", "id at recorded_at kind text");
    ck_assert_str_eq(json_text_at(root, "order"), ORDER);
    ck_assert_str_eq(json_text_at(root, "ordered"), "2026-10-24");
    ck_assert_str_eq(json_text_at(root, "opened"), "2026-11-22");
    ck_assert_str_eq(json_text_at(root, "stage"), "opened");
    ck_assert_str_eq(json_text_at(root, "outcome"), "undecided");
    ck_assert_str_eq(json_text_at(root, "amazon_counts"), "unknown");
    ck_assert(json_node_get_boolean(json_at(root, "counts")));
    ck_assert_double_eq(json_double_at(root, "amount"), 42.1);
    ck_assert_str_eq(json_text_at(root, "currency"), "USD");
    ck_assert(JSON_NODE_HOLDS_NULL(json_at(root, "debited")));
    ck_assert_str_eq(json_text_at(root, "carrier"), "japan-post");
    ck_assert_str_eq(json_text_at(root, "due.reply"), "2026-11-25T09:00:00Z");
    ck_assert(JSON_NODE_HOLDS_NULL(json_at(root, "due.hold")));
    ck_assert_double_eq(json_double_at(root, "odr.now"), 0.001667);
    ck_assert_double_eq(json_double_at(root, "odr.without"), 0);
    ck_assert_str_eq(json_text_at(root, "odr.enters"), "2026-11-08");
    ck_assert_str_eq(json_text_at(root, "odr.leaves"), "2027-01-07");
    ck_assert_str_eq(json_text_at(root, "events.0.at"), "2026-11-22");
    ck_assert_str_eq(json_text_at(root, "events.0.recorded_at"), TODAY);
    ck_assert_str_eq(json_text_at(root, "events.0.kind"), "opened");
}
END_TEST

START_TEST(test_a_note_is_verbatim)
{
    static const char note[] =
        "She said: \"5 > 4\"\n\t\x1b[31mred\xc2\x9b \xe2\x80\xaeolleh \\ 取り下げ";
    g_auto(Cli) cli;
    desk_with_orders(&cli);
    cli_expect(&cli, 0, "claim open " ORDER " --opened 2026-11-22");
    ck_assert_int_eq(cli_run_words(&cli, (const char *const[]){"claim", "note", ORDER, note,
                                                               "--today", TODAY, "--json", NULL}),
                     0);
    for (const char *p = cli.out; *p; p++)
        ck_assert_msg((guchar)*p >= 0x20 || *p == '\n', "a raw %02x", *p);
    ck_assert(!strstr(cli.out, "\xc2\x9b") && !strstr(cli.out, "\xe2\x80\xae"));
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_str_eq(json_text_at(root, "events.1.text"), note);
    cli_expect(&cli, 0, "claim show " ORDER);
    ck_assert(!strchr(cli.out, '\x1b') && !strstr(cli.out, "\xe2\x80\xae"));
    cli_said(cli.out, "取り下げ");
}
END_TEST

START_TEST(test_undone_entries_are_no_events)
{
    g_auto(Cli) cli;
    desk_with_orders(&cli);
    cli_expect(&cli, 0, "claim open " ORDER " --opened 2026-11-20");
    cli_expect(&cli, 0, "claim move " ORDER " held --until 2026-11-30");
    cli_expect(&cli, 0, "claim undo " ORDER " --json");
    g_autoptr(JsonNode) undone = cli_json(&cli);
    ck_assert_str_eq(json_text_at(undone, "stage"), "opened");
    ck_assert_uint_eq(json_length_at(undone, "events"), 1);
    cli_expect(&cli, 0, "claim redo " ORDER " --json");
    g_autoptr(JsonNode) redone = cli_json(&cli);
    ck_assert_str_eq(json_text_at(redone, "stage"), "held");
    ck_assert_str_eq(json_text_at(redone, "due.hold"), "2026-11-30T23:59:59Z");
    ck_assert_uint_eq(json_length_at(redone, "events"), 2);
    cli_expect_error(&cli, 4, "", "claim redo " ORDER);
    cli_expect(&cli, 0, "claim check " ORDER " yes");
    cli_expect(&cli, 0, "claim undo " ORDER);
    cli_said(cli.out, "undone: Amazon's page counts the order; still held");
    cli_expect(&cli, 0, "review");
    ck_assert(!strstr(cli.out, "snoozed"));
    cli_expect(&cli, 0, "snooze " ORDER " --until 2026-12-01 --reason away");
    cli_expect(&cli, 0, "review");
    cli_said(cli.out, "1 snoozed, the next until 2026-12-01");
    cli_expect(&cli, 0, "claim list snoozed:yes");
    cli_said(cli.out, ORDER);
    cli_expect(&cli, 0, "claim undo " ORDER);
    cli_expect(&cli, 0, "claim undo " ORDER);
    cli_expect(&cli, 0, "claim undo " ORDER " --json"); /* the opening, too */
    ck_assert_str_eq(cli.out, "null\n");
    cli_expect(&cli, 0, "claim list --json");
    ck_assert_str_eq(cli.out, "[]\n");
    cli_expect(&cli, 1, "claim show " ORDER);
}
END_TEST

START_TEST(test_claim_list)
{
    g_auto(Cli) cli;
    desk_with_orders(&cli);
    cli_expect(&cli, 0, "claim open " ORDER " --opened 2026-11-22");
    cli_expect(&cli, 0, "claim open 113-0000031-0000002 --opened 2026-11-10");
    cli_expect(&cli, 0, "claim move 113-0000031-0000002 withdrawn --at 2026-11-12");
    cli_expect(&cli, 0, "claim note 113-0000031-0000002 'The buyer collected it.'");
    cli_expect(&cli, 0, "claim list --json");
    g_autoptr(JsonNode) all = cli_json(&cli);
    ck_assert_uint_eq(json_length_at(all, ""), 2);
    ck_keys(all, "0", CASE_KEYS);
    ck_assert_str_eq(json_text_at(all, "0.order"), ORDER); /* due first */
    static const struct {
        const char *query;
        guint found;
    } queries[] = {{"stage:withdrawn", 1}, {"collected", 1},     {"COLLECTED stage:opened", 0},
                   {"113-00000", 2},       {"counts:yes", 1},    {"market:JP", 0},
                   {"due:<3d", 1},         {"-- -collected", 1}, {"sort:opened", 2},
                   {"--market JP", 0},     {"--channel mfn", 2}, {"'\"buyer collected\"'", 1}};
    for (guint i = 0; i < G_N_ELEMENTS(queries); i++) {
        cli_expect(&cli, 0, "--json claim list %s", queries[i].query);
        g_autoptr(JsonNode) found = cli_json(&cli);
        ck_assert_msg(json_length_at(found, "") == queries[i].found, "%s: %s", queries[i].query,
                      cli.out);
    }
    cli_expect(&cli, 0, "claim list");
    cli_said(cli.out, "2 cases");
}
END_TEST

START_TEST(test_forecast)
{
    g_auto(Cli) cli;
    desk_with_orders(&cli);
    cli_expect(&cli, 0, "forecast --json");
    g_autoptr(JsonNode) usual = cli_json(&cli);
    ck_assert_uint_eq(json_length_at(usual, ""), 76); /* today and 75 days after */
    cli_expect(&cli, 0, "forecast --json --days 20");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_uint_eq(json_length_at(root, ""), 21);
    ck_keys(root, "0", "day market channel orders defects rate decided");
    ck_assert_str_eq(json_text_at(root, "0.day"), "2026-11-23");
    ck_assert_str_eq(json_text_at(root, "20.day"), "2026-12-13");
    ck_assert(json_node_get_boolean(json_at(root, "14.decided")));
    ck_assert(!json_node_get_boolean(json_at(root, "15.decided")));
    cli_expect(&cli, 0, "forecast --days 1");
    cli_said(cli.out, "2026-11-24");
    ck_assert_ptr_null(strstr(cli.out, "do not cover"));

    g_auto(Cli) part;
    cli_init(&part);
    cli_write_orders(&part, "orders.txt", 0, 72, 10); /* the windows reach back 74 and 73 days */
    cli_expect(&part, 0, "import @orders.txt");
    cli_expect(&part, 0, "forecast");
    cli_said(part.out, "do not cover the windows of 2 of these days");

    g_auto(Cli) none;
    cli_init(&none);
    cli_expect(&none, 0, "forecast --market US --channel mfn"); /* no rates, nothing to warn of */
    ck_assert_ptr_null(strstr(none.out, "do not cover"));
}
END_TEST

START_TEST(test_review)
{
    g_auto(Cli) cli;
    desk_with_orders(&cli);
    cli_expect(&cli, 0, "review --json --check"); /* nothing is due */
    ck_assert_str_eq(cli.out, "[]\n");
    cli_expect(&cli, 0, "claim open " ORDER " --opened 2026-11-19");
    cli_expect(&cli, 5, "review --json --check");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_keys(root, "0", "order what due overdue severity text");
    ck_assert_str_eq(json_text_at(root, "0.order"), ORDER);
    ck_assert_str_eq(json_text_at(root, "0.what"), "reply");
    ck_assert_str_eq(json_text_at(root, "0.due"), "2026-11-22T23:59:59Z");
    ck_assert(json_node_get_boolean(json_at(root, "0.overdue")));
    ck_assert_str_eq(json_text_at(root, "0.severity"), "high");
    cli_expect(&cli, 0, "review");
    g_autofree char *review = g_strdup(cli.out);
    cli_said(review, ORDER);
    cli_expect(&cli, 0, "--today " TODAY); /* no terminal: the same */
    ck_assert_str_eq(cli.out, review);
    cli_expect(&cli, 0, "claim replied " ORDER);
    cli_expect(&cli, 0, "claim move " ORDER " held --until 2026-12-02");
    cli_expect(&cli, 0, "review --check");
    cli_expect(&cli, 5, "review --check --within 10");
    cli_expect(&cli, 0, "snooze " ORDER " --until 2026-12-01 --reason 'wait for Friday'");
    cli_expect(&cli, 0, "review --check --within 10");
}
END_TEST

START_TEST(test_import)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_write_orders(&cli, "orders.txt", 1, 3, 2);
    cli_write(&cli, "noise.bin", "nothing that Amazon gives\n");
    cli_expect(&cli, 1, "import --json @noise.bin @orders.txt @absent.txt");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_uint_eq(json_length_at(root, ""), 3);
    ck_keys(root, "0",
            "file kind encoding rows added updated unchanged skipped rejected replaced_bytes "
            "missing error");
    static const char *const files[] = {"noise.bin", "orders.txt", "absent.txt"};
    for (guint i = 0; i < 3; i++) { /* as they were named, in whatever order they were read */
        g_autofree char *file = g_strdup_printf("%u.file", i);
        g_autofree char *error = g_strdup_printf("%u.error", i);
        g_autofree char *added = g_strdup_printf("%u.added", i);
        ck_assert(g_str_has_suffix(json_text_at(root, file), files[i]));
        ck_assert((json_text_at(root, error) != NULL) == (i != 1));
        ck_assert_int_eq(json_int_at(root, added), i == 1 ? 6 : 0);
    }
    cli_said(cli.err, "absent.txt");
    cli_expect(&cli, 0, "import --json @orders.txt"); /* again: nothing changes */
    g_autoptr(JsonNode) again = cli_json(&cli);
    ck_assert_str_eq(json_text_at(again, "0.kind"), "orders");
    ck_assert_str_eq(json_text_at(again, "0.encoding"), "UTF-8");
    ck_assert_int_eq(json_int_at(again, "0.rows"), 6);
    ck_assert_int_eq(json_int_at(again, "0.added"), 0);
    ck_assert_int_eq(json_int_at(again, "0.unchanged"), 6);
    ck_assert(JSON_NODE_HOLDS_NULL(json_at(again, "0.error")));
}
END_TEST

START_TEST(test_import_rejects)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_write_orders(&cli, "good.txt", 1, 3, 2);
    g_autofree char *good = cli_read(&cli, "good.txt");
    g_auto(GStrv) lines = g_strsplit(good, "\n", -1);
    g_autofree char *bad_row =
        g_strdup("5.10141E+13\t\t2026-11-20T10:00:00Z\t2026-11-20T10:00:00Z\t"
                 "Shipped\tMerchant\tAmazon.com\tA thing\tSKU\tB\tShipped\t1");
    g_autofree char *damaged =
        g_strdup_printf("%s\n%s\n%s\n%s\n", lines[0], lines[1], bad_row, lines[2]);
    cli_write(&cli, "damaged.txt", damaged);
    cli_expect(&cli, 3, "import --json --dry-run @damaged.txt");
    cli_expect(&cli, 0, "claim list --json");
    cli_expect(&cli, 0, "odr --json");
    ck_assert_str_eq(cli.out, "[]\n"); /* nothing was kept */
    cli_expect(&cli, 3, "import --json --rejects @rejects.txt @damaged.txt");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_keys(root, "0.rejected.0", "line why");
    ck_assert_int_eq(json_int_at(root, "0.rejected.0.line"), 3);
    ck_assert_int_eq(json_int_at(root, "0.added"), 2);
    ck_assert_int_eq(json_int_at(root, "0.rows"), 3);
    g_autofree char *rejects = cli_read(&cli, "rejects.txt");
    g_autofree char *wanted = g_strdup_printf("%s\n%s\n", lines[0], bad_row);
    ck_assert_str_eq(rejects, wanted);
    cli_expect_error(&cli, 2, "--rejects", "import --rejects @good.txt @good.txt");
    cli_expect(&cli, 3, "import @damaged.txt");
    cli_said(cli.out, "line 3");
}
END_TEST

START_TEST(test_imports)
{
    g_auto(Cli) cli;
    desk_with_orders(&cli);
    cli_write_report(&cli, "report.json", 22, 600, 2, 2);
    cli_expect(&cli, 0, "import @report.json");
    cli_expect(&cli, 0, "imports --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_uint_eq(json_length_at(root, ""), 2);
    ck_assert_str_eq(json_text_at(root, "0.kind"), "performance");
    ck_assert_str_eq(json_text_at(root, "1.file"), "orders.txt");
    cli_expect(&cli, 0, "imports undo");
    cli_said(cli.out, "report.json");
    cli_expect(&cli, 0, "odr --json");
    g_autoptr(JsonNode) odr = cli_json(&cli);
    ck_assert(JSON_NODE_HOLDS_NULL(json_at(odr, "0.reported")));
    cli_expect(&cli, 0, "imports undo --json");
    cli_expect(&cli, 0, "odr --json");
    ck_assert_str_eq(cli.out, "[]\n");
    cli_expect_error(&cli, 4, "", "imports undo"); /* nothing is left */
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_odr)                                                                                    \
    X(test_odr_reported)                                                                           \
    X(test_odr_of_nothing)                                                                         \
    X(test_odr_by_market_then_channel)                                                             \
    X(test_odr_explain_and_if)                                                                     \
    X(test_an_idle_channel_is_not_shown)                                                           \
    X(test_claim_show)                                                                             \
    X(test_a_note_is_verbatim)                                                                     \
    X(test_undone_entries_are_no_events)                                                           \
    X(test_claim_list)                                                                             \
    X(test_forecast)                                                                               \
    X(test_review)                                                                                 \
    X(test_import)                                                                                 \
    X(test_import_rejects)                                                                         \
    X(test_imports)

SUITE_MAIN("contract", TESTS)
