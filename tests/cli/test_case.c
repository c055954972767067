/* SPDX-License-Identifier: MIT */
/* A case from the command line: what was said and its clocks, the carrier's words, what is filed as
 * proof, and what is never written over. */
#include <string.h>

#include "driver.h"
#include "suite.h"

#define ORDER "113-0000040-0000001" /* of 2026-10-14 */

static void desk_with_claim(Cli *cli)
{
    cli_init(cli);
    cli_write_orders(cli, "orders.txt", 0, 100, 10);
    cli_expect(cli, 0, "import @orders.txt");
    cli_expect(cli, 0,
               "claim open " ORDER " --opened 2026-11-20T10:00Z --reason not-received --tracking "
               "EE473124829JP --carrier usps");
    cli_expect(cli, 0, "claim replied " ORDER " --at 2026-11-20T12:00Z");
}

static char *due(Cli *cli, const char *clock)
{
    cli_expect(cli, 0, "claim show " ORDER " --json");
    g_autoptr(JsonNode) root = cli_json(cli);
    g_autofree char *path = g_strdup_printf("due.%s", clock);
    return g_strdup(json_text_at(root, path));
}

#define ck_due(cli, clock, wanted)                                                                 \
    do {                                                                                           \
        g_autofree char *due_ = due((cli), (clock));                                               \
        ck_assert_pstr_eq(due_, (wanted));                                                         \
    } while (0)

START_TEST(test_clocks_of_messages)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "claim message " ORDER " add 'Where is it?' --at 2026-11-22T09:00Z");
    ck_due(&cli, "buyer", "2026-11-24T09:00:00Z");
    cli_expect(&cli, 5, "review --check --today 2026-11-24T09:00:01Z");
    cli_said(cli.out, "--who seller");
    cli_said(cli.out, "overdue");
    cli_expect(&cli, 0,
               "claim message " ORDER
               " add 'At your post office.' --who seller --at 2026-11-22T10:00Z");
    ck_due(&cli, "buyer", NULL);
    cli_expect(&cli, 0, "claim move " ORDER " withdrawn --at 2026-11-22T20:00Z");
    cli_expect(&cli, 0, "claim message " ORDER " add 'I have it, thanks.' --at 2026-11-23T08:00Z");
    ck_due(&cli, "buyer", NULL); /* nothing waits after the decision ... */
    cli_expect(&cli, 0,
               "claim message " ORDER " add 'One more question' --at 2026-11-23T09:00Z --due "
               "2026-11-25T09:00Z");
    ck_due(&cli, "buyer", "2026-11-25T09:00:00Z"); /* ... unless it is said */

    cli_expect(&cli, 0,
               "claim message " ORDER " add 'Why does it count?' --who seller --to support --at "
               "2026-11-23T10:00Z");
    ck_due(&cli, "support", "2026-11-25T10:00:00Z");
    ck_due(&cli, "buyer", "2026-11-25T09:00:00Z"); /* it was not to the buyer */
    cli_expect(&cli, 0, "claim message " ORDER " list");
    cli_said(cli.out, "seller to Seller Support");
    cli_expect(&cli, 0, "claim message " ORDER " add 'It should not.' --who support");
    ck_due(&cli, "support", NULL);

    cli_expect(&cli, 2, "claim message " ORDER " add x --who buyer --to support");
    cli_expect(&cli, 2, "claim message " ORDER " add x --who amazon --due 2026-11-25");
    cli_expect(&cli, 2, "claim message " ORDER " add x --who seller --to nobody");
}
END_TEST

START_TEST(test_clocks_of_the_configuration)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "config set 'clock.buyer-hours>US' 24");
    cli_expect(&cli, 0, "config set clock.buyer-hours@2026-01-01 12");
    cli_expect(&cli, 0, "claim message " ORDER " add 'Where is it?' --at 2026-11-22T09:00Z");
    ck_due(&cli, "buyer", "2026-11-23T09:00:00Z");
    cli_expect(&cli, 0, "config get 'clock.buyer-hours>US'");
    cli_said(cli.out, "24");
    cli_expect_error(&cli, 2, "clock.reply-hours>JP", "config set 'clock.buyer-hours>XX' 24");
}
END_TEST

START_TEST(test_a_season_s_row_is_read_when_it_is_written)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect_error(&cli, 2, "orders=25@DAY..DAY", "config set gate.2026-US orders=abc");
    cli_expect(&cli, 0, "config set gate.2026-US 'orders=2000@2026-08-15..2026-10-14'");
    cli_expect(&cli, 0, "gate");
    cli_said(cli.out, "of 2000 orders");
    cli_expect(&cli, 0, "config set gate.2026-US");
}
END_TEST

START_TEST(test_words_of_the_carrier)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0,
               "claim parcel " ORDER
               " 'Available for Pickup, SPRINGFIELD, IL 62701, November 18, 2026, 9:10 am'");
    cli_said(cli.out, "held");
    ck_due(&cli, "hold", "2026-12-03T23:59:59Z"); /* USPS: the notice's day and 15 more */
    cli_expect(&cli, 0, "claim show " ORDER);
    cli_said(cli.out, "Available for Pickup, SPRINGFIELD"); /* the line is kept */
    cli_expect(&cli, 0, "letter " ORDER " --kind reply");
    cli_said(cli.out, "Available for Pickup, SPRINGFIELD");
    cli_expect(&cli, 0, "claim parcel " ORDER " お届け済み --at 2026-11-22");
    cli_expect(&cli, 0, "claim show " ORDER " --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_str_eq(json_text_at(root, "parcel"), "delivered");
    cli_expect_error(&cli, 2, "unknown carrier status", "claim parcel " ORDER " 'lost at sea'");
}
END_TEST

/* A parcel that goes back changes what a grant means, and that is said. */
START_TEST(test_a_parcel_that_goes_back)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "claim show " ORDER);
    ck_assert_ptr_null(strstr(cli.out, "--funded-by returning"));
    cli_expect(&cli, 0, "claim parcel " ORDER " 'Unclaimed/Being Returned to Sender'");
    cli_said(cli.out, "returning");
    cli_expect(&cli, 0, "claim show " ORDER);
    cli_said(cli.out, "--funded-by returning");
    cli_expect(&cli, 0, "claim move " ORDER " granted --funded-by returning --debited 42.10");
    cli_expect(&cli, 0, "claim show " ORDER " --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert(!json_node_get_boolean(json_at(root, "counts")));
    ck_assert_double_eq_tol(json_double_at(root, "debited"), 42.10, 1e-9);
}
END_TEST

START_TEST(test_proof_by_its_kind)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_write(&cli, "a.png", "x");
    cli_expect(&cli, 0, "claim evidence " ORDER " list");
    cli_said(cli.out, "--kind delivery"); /* missing, and how to file it */
    cli_expect(&cli, 0, "claim evidence " ORDER " add @a.png --kind delivery");
    cli_said(cli.out, "proof of delivery");
    cli_expect(&cli, 0, "claim evidence " ORDER " add @a.png --title 'Tracking page'");
    cli_expect(&cli, 0, "claim evidence " ORDER " list --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_str_eq(json_text_at(root, "0.kind"), "delivery");
    ck_assert_str_eq(json_text_at(root, "1.kind"), "tracking");
    cli_expect(&cli, 0, "claim evidence " ORDER " list");
    ck_assert_ptr_null(strstr(cli.out, "--kind delivery"));
    cli_expect_error(&cli, 2, "not one of", "claim evidence " ORDER " add @a.png --kind nothing");
}
END_TEST

START_TEST(test_a_letter_is_written_over_nothing)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "letter " ORDER " --out @letter.eml");
    cli_expect_error(&cli, 1, "letter.eml", "letter " ORDER " --kind collect --out @letter.eml");
    g_autofree char *kept = cli_read(&cli, "letter.eml");
    cli_said(kept, "A-to-z");
    cli_write(&cli, "empty.eml", "");
    cli_expect(&cli, 0, "letter " ORDER " --out @empty.eml");
}
END_TEST

/* Old files are shown, but no reason for a cron job to fail. */
START_TEST(test_advice_is_no_alarm)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "claim move " ORDER " withdrawn --at 2026-11-22");
    cli_expect(&cli, 0, "review --check --today 2026-11-30");
    cli_said(cli.out, "azdesk import FILE");
    cli_expect(&cli, 0, "claim message " ORDER " add x --who seller --to support");
    cli_expect(&cli, 5, "review --check --today 2026-11-30");
}
END_TEST

START_TEST(test_chargebacks_in_the_calendar)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "defect 113-0000041-0000002 chargeback --at 2026-11-20T10:00Z");
    cli_expect(&cli, 0, "export ics");
    cli_said(cli.out, "UID:113-0000041-0000002-chargeback@azdesk\r\n");
    cli_said(cli.out, "DTSTART:20261127T100000Z\r\n");
    cli_expect(&cli, 0, "export ics --today 2026-11-27T10:00:01Z");
    ck_assert_ptr_null(strstr(cli.out, "chargeback@azdesk"));
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_clocks_of_messages)                                                                     \
    X(test_clocks_of_the_configuration)                                                            \
    X(test_a_season_s_row_is_read_when_it_is_written)                                              \
    X(test_words_of_the_carrier)                                                                   \
    X(test_a_parcel_that_goes_back)                                                                \
    X(test_proof_by_its_kind)                                                                      \
    X(test_a_letter_is_written_over_nothing)                                                       \
    X(test_advice_is_no_alarm)                                                                     \
    X(test_chargebacks_in_the_calendar)

SUITE_MAIN("case", TESTS)
