/* SPDX-License-Identifier: MIT */
/* The story that the program exists for, played day by day: a claim is filed, the parcel is held at
 * the post office, the buyer collects it and withdraws, Amazon goes on counting, a letter is sent,
 * Amazon agrees. */
#include <glib/gstdio.h>
#include <string.h>

#include "driver.h"
#include "suite.h"

#define ORDER "113-0000040-0000001" /* of 2026-10-14 */

static JsonNode *ask(Cli *cli, const char *line)
{
    cli_expect(cli, 0, "%s --json", line);
    return cli_json(cli);
}

static gboolean review_has(Cli *cli, const char *day, const char *what, const char *order)
{
    cli_expect(cli, 0, "review --json --today %s", day);
    g_autoptr(JsonNode) root = cli_json(cli);
    for (guint i = 0; i < json_length_at(root, ""); i++) {
        g_autofree char *kind = g_strdup_printf("%u.what", i), *of = g_strdup_printf("%u.order", i);
        if (strcmp(json_text_at(root, kind), what) == 0 &&
            g_strcmp0(json_text_at(root, of), order) == 0)
            return TRUE;
    }
    return FALSE;
}

static void filed_and_held(Cli *cli)
{
    cli_expect(cli, 0,
               "claim open " ORDER
               " --opened 2026-11-03T10:00Z --reason not-received --amount 42.10 "
               "--tracking EE473124829JP --today 2026-11-03T12:00Z");
    ck_assert(review_has(cli, "2026-11-05", "reply", ORDER));
    cli_expect(cli, 0, "claim replied " ORDER " --at 2026-11-04 --today 2026-11-04");
    ck_assert(!review_has(cli, "2026-11-05", "reply", ORDER));
    cli_expect(cli, 0,
               "claim move " ORDER " held --at 2026-11-05 --until 2026-11-12 --note 'Notice left' "
               "--today 2026-11-05");
    ck_assert(review_has(cli, "2026-11-08", "hold", ORDER));
    cli_expect(cli, 0, "letter " ORDER " --today 2026-11-08");
    cli_said(cli->out, "EE473124829JP"); /* the one that fits: ask the buyer to collect */
    cli_expect(cli, 0, "claim move " ORDER " withdrawn --at 2026-11-10 --today 2026-11-10");
    ck_assert(!review_has(cli, "2026-11-10", "hold", ORDER));
}

static void amazon_still_counts(Cli *cli)
{
    cli_write_report(cli, "report-20.json", 20, 600, 1, 1);
    cli_expect(cli, 0, "import @report-20.json --today 2026-11-20");
    g_autoptr(JsonNode) odr = ask(cli, "odr --market US --channel mfn --today 2026-11-20");
    ck_assert_int_eq(json_int_at(odr, "0.rule.defects"), 0);
    ck_assert_int_eq(json_int_at(odr, "0.reported.mismatch"), 1);
    ck_assert_str_eq(json_text_at(odr, "0.reported.suspects.0"), ORDER);
    ck_assert(review_has(cli, "2026-11-20", "mismatch", ORDER));
    cli_expect(cli, 0, "claim check " ORDER " yes --at 2026-11-20 --today 2026-11-20");
    cli_expect(cli, 0, "claim list mismatch:yes --today 2026-11-20");
    cli_said(cli->out, ORDER);
}

/* The mail command is a program of the test's own, in the folder. */
static void letter_sent(Cli *cli)
{
    g_autofree char *command = cli_path(cli, "mailer");
    cli_write(cli, "mailer", "#!/bin/sh\ncat > \"$(dirname \"$0\")/sent.eml\"\n");
    ck_assert_int_eq(g_chmod(command, 0700), 0);
    cli_expect_error(cli, 1, "letter.command", "letter " ORDER " --send --today 2026-11-21T08:00Z");
    cli_expect(cli, 0, "config set letter.command false");
    cli_expect(cli, 1, "letter " ORDER " --send --today 2026-11-21T08:00Z");
    cli_expect(cli, 0, "config set letter.command %s", command);
    cli_expect(cli, 0, "letter " ORDER " --lang en --today 2026-11-21T08:00Z");
    cli_said(cli->out, "Order Defect Rate");
    cli_said(cli->out, "withdrawn");
    cli_expect(cli, 0, "letter " ORDER " --kind correction --lang ja --today 2026-11-21T08:00Z");
    cli_said(cli->out, "注文不良率");
    cli_said(cli->out, "取り下げ");
    g_autoptr(JsonNode) failed = ask(cli, "claim show " ORDER " --today 2026-11-21T08:00Z");
    ck_assert_str_eq(json_text_at(failed, "stage"), "withdrawn"); /* nothing went out yet */
    cli_expect(cli, 0,
               "letter " ORDER " --out @letter.eml --send --json --today 2026-11-21T08:00Z");
    g_autoptr(JsonNode) letter = cli_json(cli);
    ck_assert_str_eq(json_text_at(letter, "kind"), "correction");
    ck_assert(json_node_get_boolean(json_at(letter, "sent")));
    g_autofree char *sent = cli_read(cli, "sent.eml"), *written = cli_read(cli, "letter.eml");
    cli_said(sent, "Subject:");
    cli_said(written, "Subject:");
    g_autoptr(JsonNode) claim = ask(cli, "claim show " ORDER " --today 2026-11-21T08:00Z");
    ck_assert_str_eq(json_text_at(claim, "stage"), "appeal-sent");
    ck_assert_str_eq(json_text_at(claim, "outcome"), "withdrawn");
    ck_assert(!json_node_get_boolean(json_at(claim, "counts")));
    ck_assert_str_eq(json_text_at(claim, "due.answer"), "2026-11-23T08:00:00Z");
    ck_assert(review_has(cli, "2026-11-23T08:00:01Z", "answer", ORDER));
}

static void amazon_agrees(Cli *cli)
{
    cli_expect(cli, 0, "claim move " ORDER " cleared --at 2026-11-22 --today 2026-11-22");
    ck_assert(review_has(cli, "2026-11-23", "verify", ORDER));
    cli_write_report(cli, "report-23.json", 23, 600, 0, 0);
    cli_expect(cli, 0, "import @report-23.json --today 2026-11-23");
    ck_assert(!review_has(cli, "2026-11-23", "verify", ORDER)); /* a newer report agrees */
    ck_assert(!review_has(cli, "2026-11-23", "mismatch", ORDER));
    g_autoptr(JsonNode) odr = ask(cli, "odr --market US --channel mfn");
    ck_assert_int_eq(json_int_at(odr, "0.reported.mismatch"), 0);
}

START_TEST(test_story)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_write_orders(&cli, "orders.txt", 0, 100, 10);
    cli_expect(&cli, 0, "import @orders.txt");
    filed_and_held(&cli);
    amazon_still_counts(&cli);
    letter_sent(&cli);
    amazon_agrees(&cli);

    /* The past stays as it was: it counted while it was undecided, and not a day longer. */
    static const struct {
        const char *day;
        int claims;
    } past[] = {{"2026-11-02", 0}, {"2026-11-03", 1}, {"2026-11-09", 1}, {"2026-11-10", 0}};
    for (guint i = 0; i < G_N_ELEMENTS(past); i++) {
        g_autofree char *line =
            g_strdup_printf("odr --market US --channel mfn --as-of %s", past[i].day);
        g_autoptr(JsonNode) odr = ask(&cli, line);
        ck_assert_msg(json_int_at(odr, "0.rule.claims") == past[i].claims, "%s: %s", line, cli.out);
    }
    g_autoptr(JsonNode) claim = ask(&cli, "claim show " ORDER);
    static const char *const kinds[] = {"opened", "replied", "moved"};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *path = g_strdup_printf("events.%u.kind", i);
        ck_assert_str_eq(json_text_at(claim, path), kinds[i]);
    }
    cli_expect(&cli, 0, "doctor --rebuild");
    g_autoptr(JsonNode) again = ask(&cli, "claim show " ORDER);
    ck_assert(json_node_equal(claim, again));
}
END_TEST

/* The same without any performance report: what the seller saw on Amazon's page is enough, and so
 * is the page's download, where it was already seen while the claim was open. */
START_TEST(test_without_a_report)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_write_orders(&cli, "orders.txt", 0, 100, 10);
    cli_expect(&cli, 0, "import @orders.txt");
    cli_expect(&cli, 0,
               "claim open " ORDER " --opened 2026-11-03T10:00Z --today 2026-11-03T12:00Z");
    cli_expect(&cli, 0, "claim check " ORDER " yes --at 2026-11-04 --today 2026-11-04");
    cli_expect(&cli, 0, "claim move " ORDER " held --at 2026-11-05 --today 2026-11-05");
    cli_expect(&cli, 0, "claim move " ORDER " withdrawn --at 2026-11-10 --today 2026-11-10");
    ck_assert(!review_has(&cli, "2026-11-20", "mismatch", ORDER));
    cli_write(&cli, "defects.csv",
              "order id,order date,defect type\n" ORDER ",2026-10-14,A-to-z claim\n");
    cli_expect(&cli, 0, "import @defects.csv --today 2026-11-20");
    ck_assert(review_has(&cli, "2026-11-20", "mismatch", ORDER));
    cli_expect(&cli, 0, "claim check " ORDER " no --at 2026-11-21 --today 2026-11-21");
    ck_assert(!review_has(&cli, "2026-11-21", "mismatch", ORDER));
    cli_expect(&cli, 0, "claim check " ORDER " yes --at 2026-11-22 --today 2026-11-22");
    ck_assert(review_has(&cli, "2026-11-22", "mismatch", ORDER));
    cli_expect(&cli, 0, "review --today 2026-11-22");
    cli_said(cli.out, "azdesk letter " ORDER " --kind correction");
}
END_TEST

/* Downloaded again on the same day, after Amazon put it right; and its import undone. */
START_TEST(test_a_report_downloaded_again)
{
    static const struct {
        const char *line;
        int mismatch;
    } steps[] = {{"import @first.json", 2}, {"import @again.json", 0}, {"imports undo", 2}};
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_write_report(&cli, "first.json", 20, 600, 2, 2);
    cli_write_report(&cli, "again.json", 20, 600, 0, 0);
    for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
        cli_expect(&cli, 0, "%s", steps[i].line);
        g_autoptr(JsonNode) odr = ask(&cli, "odr --market US --channel mfn");
        ck_assert_int_eq(json_int_at(odr, "0.reported.mismatch"), steps[i].mismatch);
    }
}
END_TEST

START_TEST(test_demo)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_expect(&cli, 0, "demo --json");
    g_autofree char *first = g_strdup(cli.out);
    g_autoptr(JsonNode) root = cli_json(&cli);
    gboolean seen[4] = {FALSE};
    for (guint i = 0; i < json_length_at(root, ""); i++) {
        g_autofree char *what_path = g_strdup_printf("%u.what", i);
        g_autofree char *due_path = g_strdup_printf("%u.due", i);
        g_autofree char *overdue_path = g_strdup_printf("%u.overdue", i);
        const char *what = json_text_at(root, what_path), *due = json_text_at(root, due_path);
        seen[0] |= strcmp(what, "mismatch") == 0; /* withdrawn, and Amazon still counts it */
        seen[1] |= strcmp(what, "hold") == 0 && g_str_has_prefix(due, "2026-11-25");
        seen[2] |= strcmp(what, "appeal") == 0 && g_str_has_prefix(due, "2026-11-25");
        seen[3] |=
            strcmp(what, "answer") == 0 && json_node_get_boolean(json_at(root, overdue_path));
    }
    for (guint i = 0; i < G_N_ELEMENTS(seen); i++)
        ck_assert_msg(seen[i], "part %u of the story is missing: %s", i, first);
    cli_expect(&cli, 0, "demo --json"); /* the same every time */
    ck_assert_str_eq(cli.out, first);
    static const char *const days[] = {"2026-01-01", "2028-02-29T00:00:00Z",
                                       "2026-03-29T01:30:00Z"};
    for (guint i = 0; i < G_N_ELEMENTS(days); i++) { /* whatever the day and the hour */
        cli_expect(&cli, 0, "demo --json --today %s", days[i]);
        g_autoptr(JsonNode) other = cli_json(&cli);
        ck_assert_uint_eq(json_length_at(other, ""), json_length_at(root, ""));
    }
    g_autofree char *data = cli_path(&cli, "XDG_DATA_HOME");
    ck_assert(!g_file_test(data, G_FILE_TEST_EXISTS));
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_story)                                                                                  \
    X(test_without_a_report)                                                                       \
    X(test_a_report_downloaded_again)                                                              \
    X(test_demo)

SUITE_MAIN("story", TESTS)
