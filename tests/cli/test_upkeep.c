/* SPDX-License-Identifier: MIT */
/* What keeps a desk in order, and what takes its data elsewhere. */
#include <glib/gstdio.h>
#include <libical/ical.h>
#include <string.h>
#include <utime.h>

#include "azdesk/core/text.h"

#include "driver.h"
#include "suite.h"

#define ORDER "113-0000030-0000001"

static void desk_with_claim(Cli *cli)
{
    cli_init(cli);
    cli_write_orders(cli, "orders.txt", 0, 80, 10);
    cli_expect(cli, 0, "import @orders.txt");
    cli_expect(cli, 0,
               "claim open " ORDER " --opened 2026-11-22 --reason not-received --amount 42.10 "
               "--tracking EE473124829JP");
}

START_TEST(test_backup_and_restore)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "backup @saved.db");
    cli_expect_error(&cli, 1, "saved.db", "backup @saved.db"); /* replaces none */
    GStatBuf seen;
    g_autofree char *saved = cli_path(&cli, "saved.db");
    ck_assert_int_eq(g_stat(saved, &seen), 0);
    ck_assert_int_eq(seen.st_mode & 0777, 0600);
    cli_expect(&cli, 0, "claim move " ORDER " denied");
    cli_expect_error(&cli, 4, "--read-only", "--read-only restore @saved.db");
    cli_expect(&cli, 0, "restore @saved.db --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert(g_file_test(json_text_at(root, "kept"), G_FILE_TEST_EXISTS));
    cli_expect(&cli, 0, "claim show " ORDER " --json");
    g_autoptr(JsonNode) claim = cli_json(&cli);
    ck_assert_str_eq(json_text_at(claim, "stage"), "opened");
    cli_write(&cli, "no.db", "this is no desk at all, it is a letter to a friend\n");
    cli_expect(&cli, 1, "restore @no.db");
    cli_expect(&cli, 0, "claim show " ORDER);
}
END_TEST

START_TEST(test_doctor)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "doctor");
    cli_said(cli.out, "The desk is fine.");
    cli_expect(&cli, 0, "doctor --rebuild --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_int_eq(json_int_at(root, "changed"), 0);
    cli_expect(&cli, 0, "doctor --recover @new.db");
    cli_expect(&cli, 0, "claim show " ORDER " --db @new.db");
    cli_expect(&cli, 1, "doctor --recover @new.db"); /* is not written over */
    cli_write(&cli, "no.db", "this is no desk at all, it is a letter to a friend\n");
    cli_expect_error(&cli, 1, "no.db", "doctor --db @no.db");
}
END_TEST

START_TEST(test_purge)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "claim note " ORDER " 'a private word'");
    cli_expect(&cli, 0, "purge --before 2026-11-23 --json"); /* the note is of that day */
    g_autoptr(JsonNode) none = cli_json(&cli);
    ck_assert_int_eq(json_int_at(none, "claims"), 0);
    cli_expect(&cli, 0, "purge --before 2026-11-24 --json --today 2026-12-31");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_int_eq(json_int_at(root, "claims"), 1);
    ck_assert_int_eq(json_int_at(root, "texts"), 1);
    cli_expect(&cli, 0, "claim show " ORDER " --json");
    ck_assert(!strstr(cli.out, "private"));
    cli_expect(&cli, 0, "purge --before 2026-11-24 --today 2026-12-31");
    cli_said(cli.out, "backups");
}
END_TEST

static void write_draft(Cli *cli, const char *name, gint64 day)
{
    g_autofree char *path = cli_path(cli, name);
    struct utimbuf time = {day, day};
    cli_write(cli, name, "Dear buyer");
    ck_assert_int_eq(g_utime(path, &time), 0);
}

static gboolean is_there(Cli *cli, const char *name)
{
    g_autofree char *path = cli_path(cli, name);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

/* Drafts go with their case, but for those written on since; other cases' stay. */
START_TEST(test_purge_of_drafts)
{
#define LETTERS "XDG_STATE_HOME/azdesk/letters/"
    const gint64 old = 1795305600 /* 2026-11-22 */, young = old + 7 * 86400;
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "claim open 113-0000030-0000002 --opened 2026-11-22");
    cli_expect(&cli, 0, "claim note 113-0000030-0000002 later --today 2026-12-30");
    g_autofree char *folder = cli_path(&cli, LETTERS);
    ck_assert_int_eq(g_mkdir_with_parents(folder, 0700), 0);
    write_draft(&cli, LETTERS ORDER ".collect.en.draft", old);
    write_draft(&cli, LETTERS ORDER ".reply.en.draft", young);
    write_draft(&cli, LETTERS "113-0000030-0000002.collect.en.draft", old);
    write_draft(&cli, LETTERS "no-draft.txt", old);
    cli_write(&cli, "XDG_STATE_HOME/azdesk/ui.state",
              "[ui]\nview=claims\n[prompts]\ncommand=note a secret;\n[drafts]\n"
              "note 11300000300000001=my secret;\nnote 11300000300000002=another;\n");
    cli_expect(&cli, 0, "purge --before 2026-11-24 --today 2026-12-31");
    cli_said(cli.out, "2 drafts deleted");
    cli_said(cli.out, "1 draft of a letter was changed since then and is kept: ");
    ck_assert(!is_there(&cli, LETTERS ORDER ".collect.en.draft"));
    ck_assert(is_there(&cli, LETTERS ORDER ".reply.en.draft"));
    ck_assert(is_there(&cli, LETTERS "113-0000030-0000002.collect.en.draft"));
    ck_assert(is_there(&cli, LETTERS "no-draft.txt"));
    g_autofree char *state = cli_read(&cli, "XDG_STATE_HOME/azdesk/ui.state");
    ck_assert_ptr_null(strstr(state, "secret"));
    cli_said(state, "another");
    cli_said(state, "view=claims");
    cli_expect(&cli, 0, "purge --before 2026-11-24 --today 2026-12-31 --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_int_eq(json_int_at(root, "drafts"), 0);
    ck_assert_int_eq(json_int_at(root, "drafts_kept"), 1);
#undef LETTERS
}
END_TEST

START_TEST(test_evidence)
{
    static const char bytes[] = "\x89PNG\r\n\x1a\n some \x01 bytes";
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_write(&cli, "page.png", bytes);
    cli_expect(&cli, 0, "claim evidence " ORDER " add @page.png --title 'Tracking page'");
    cli_expect_error(&cli, 1, "absent.png", "claim evidence " ORDER " add @absent.png");
    cli_expect(&cli, 0, "claim evidence " ORDER " list --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_uint_eq(json_length_at(root, ""), 1);
    ck_assert_str_eq(json_text_at(root, "0.title"), "Tracking page");
    ck_assert_str_eq(json_text_at(root, "0.name"), "page.png");
    ck_assert_str_eq(json_text_at(root, "0.type"), "image/png");
    ck_assert_int_eq(json_int_at(root, "0.size"), (gint64)strlen(bytes));
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, bytes, -1);
    ck_assert_str_eq(json_text_at(root, "0.sha256"), sum);
    const gint64 id = json_int_at(root, "0.id");
    cli_expect(&cli, 0, "claim evidence " ORDER " save %d @saved.png", (int)id);
    g_autofree char *saved = cli_read(&cli, "saved.png");
    ck_assert_str_eq(saved, bytes);
    cli_expect_error(&cli, 1, "saved.png", "claim evidence " ORDER " save %d @saved.png", (int)id);
    cli_expect(&cli, 1, "claim evidence " ORDER " save %d @other.png", (int)id + 1);
    cli_expect(&cli, 0, "claim evidence " ORDER " list");
    cli_said(cli.out, "Tracking page");
    cli_expect(&cli, 0, "claim evidence " ORDER " remove %d", (int)id);
    cli_expect(&cli, 0, "claim evidence " ORDER " list --json");
    ck_assert_str_eq(cli.out, "[]\n");
    cli_expect(&cli, 0, "claim undo " ORDER);
    cli_expect(&cli, 0, "claim evidence " ORDER " list --json");
    ck_assert(strstr(cli.out, "page.png"));
}
END_TEST

START_TEST(test_messages)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0,
               "claim message " ORDER " add 'I have it now.' --who buyer --lang en --translation "
               "'受け取りました。' --at 2026-11-22T09:00Z");
    cli_expect(&cli, 0, "claim message " ORDER " add 'Thank you.' --who seller");
    cli_expect(&cli, 0, "claim message " ORDER " list --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    g_autofree char *keys = json_keys_at(root, "0");
    ck_assert_str_eq(keys, "id at who to lang text translation");
    ck_assert_str_eq(json_text_at(root, "0.text"), "I have it now.");
    ck_assert_str_eq(json_text_at(root, "0.translation"), "受け取りました。");
    ck_assert_str_eq(json_text_at(root, "1.who"), "seller");
    cli_expect(&cli, 0, "claim message " ORDER " list");
    cli_said(cli.out, "受け取りました。");
    cli_expect(&cli, 0, "claim list --json 受け取り");
    ck_assert(strstr(cli.out, ORDER));
}
END_TEST

START_TEST(test_defects)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "defect 113-0000040-0000002 feedback --at 2026-11-01 --rating 1 --json");
    g_autoptr(JsonNode) added = cli_json(&cli);
    ck_assert_str_eq(json_text_at(added, "change"), "added");
    cli_expect(&cli, 0, "defect 113-0000041-0000002 chargeback --fraud");
    cli_expect(&cli, 0, "odr --json");
    g_autoptr(JsonNode) odr = cli_json(&cli);
    ck_assert_int_eq(json_int_at(odr, "0.rule.defects"), 2); /* the claim, the feedback */
    ck_assert_int_eq(json_int_at(odr, "0.rule.feedback"), 1);
    ck_assert_int_eq(json_int_at(odr, "0.rule.chargebacks"), 0);
    cli_expect(&cli, 0, "defect 113-0000040-0000002 feedback --at 2026-11-01 --removed 2026-11-20");
    cli_expect(&cli, 0, "odr --json");
    g_autoptr(JsonNode) later = cli_json(&cli);
    ck_assert_int_eq(json_int_at(later, "0.rule.defects"), 1);
    cli_expect(&cli, 0, "odr --json --as-of 2026-11-19");
    g_autoptr(JsonNode) before = cli_json(&cli);
    ck_assert_int_eq(json_int_at(before, "0.rule.feedback"), 1);
}
END_TEST

START_TEST(test_edit)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0,
               "claim edit " ORDER " --reason damaged --amount 10 --currency USD --carrier 'Acme "
               "Post' --debited 10 --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_str_eq(json_text_at(root, "reason"), "damaged");
    ck_assert_double_eq(json_double_at(root, "amount"), 10);
    ck_assert_double_eq(json_double_at(root, "debited"), 10);
    ck_assert_str_eq(json_text_at(root, "carrier"), "Acme Post");
    ck_assert_str_eq(json_text_at(root, "tracking"), "EE473124829JP"); /* as it was */
    cli_expect_error(&cli, 2, "nothing to correct", "claim edit " ORDER);
    cli_expect_error(&cli, 2, "--currency", "claim edit " ORDER " --currency USD");
    cli_expect(&cli, 0,
               "claim open 503-0000001-0000001 --opened 2026-11-20 --ordered 2026-11-01 "
               "--market JP --amount 4280");
    cli_expect(&cli, 0,
               "claim edit 503-0000001-0000001 --market US --channel afn --ordered "
               "2026-11-02 --json");
    g_autoptr(JsonNode) moved = cli_json(&cli);
    ck_assert_str_eq(json_text_at(moved, "market"), "US");
    ck_assert_str_eq(json_text_at(moved, "channel"), "afn");
    ck_assert_str_eq(json_text_at(moved, "ordered"), "2026-11-02");
    ck_assert_str_eq(json_text_at(moved, "currency"), "JPY");
}
END_TEST

START_TEST(test_csv)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    static const char *const dangers[] = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"};
    for (guint i = 0; i < G_N_ELEMENTS(dangers); i++) {
        const char *const words[] = {
            "claim",   "edit", ORDER, g_strconcat("--carrier=", dangers[i], NULL),
            "--today", TODAY,  NULL};
        ck_assert_int_eq(cli_run_words(&cli, words), 0);
        cli_expect(&cli, 0, "export csv");
        g_autofree char *clean = text_clean(dangers[i]);
        g_autofree char *cell = g_strdup_printf("'%s", clean);
        cli_said(cli.out, cell);
        g_auto(GStrv) lines = g_strsplit(cli.out, "\r\n", -1);
        ck_assert_uint_eq(g_strv_length(lines), 3);
        ck_assert(g_str_has_prefix(lines[0], "order,market,channel,ordered,opened,stage,"));
        ck_assert(g_str_has_prefix(lines[1], ORDER ",US,mfn,2026-10-24,2026-11-22,opened,"));
        g_free((char *)words[3]);
    }
    cli_expect(&cli, 0, "claim edit " ORDER " --carrier 'a \"b\", c'");
    cli_expect(&cli, 0, "export csv stage:opened");
    cli_said(cli.out, "\"a \"\"b\"\", c\"");
    cli_expect(&cli, 0, "export csv stage:denied");
    ck_assert(g_str_has_suffix(cli.out, ",verify_due,buyer_due,support_due\r\n"));
}
END_TEST

START_TEST(test_export_json)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "claim message " ORDER " add 'in full'");
    cli_expect(&cli, 0, "defect " ORDER " feedback");
    cli_expect(&cli, 0, "export json " ORDER);
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_uint_eq(json_length_at(root, ""), 1);
    ck_assert_str_eq(json_text_at(root, "0.order"), ORDER);
    ck_assert_uint_eq(json_length_at(root, "0.events"), 2);
    ck_assert_str_eq(json_text_at(root, "0.texts.0.text"), "in full");
    ck_assert_str_eq(json_text_at(root, "0.feedback.at"), TODAY);
    ck_assert(JSON_NODE_HOLDS_NULL(json_at(root, "0.chargeback")));
    ck_assert_uint_eq(json_length_at(root, "0.evidence"), 0);
}
END_TEST

START_TEST(test_export_all)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "claim message " ORDER " add 'in full'");
    cli_expect(&cli, 0, "claim undo " ORDER);
    cli_expect(&cli, 0, "export all " ORDER);
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_str_eq(json_text_at(root, "order"), ORDER);
    ck_assert_str_eq(json_text_at(root, "held.text.0.body"), "in full"); /* taken back, and held */
    cli_expect(&cli, 1, "export all 113-7777777-7777777");
    cli_said(cli.err, "no data on 113-7777777-7777777");
}
END_TEST

/* Folded before the 75th octet, and never inside a character. */
static void check_lines(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        ck_assert_uint_le(strlen(*line), 75);
        ck_assert(g_utf8_validate(*line, -1, NULL));
        ck_assert(strchr(*line, '\n') == NULL);
    }
}

static icalcomponent *parse_calendar(Cli *cli)
{
    ck_assert(g_str_has_prefix(cli->out, "BEGIN:VCALENDAR\r\n"));
    check_lines(cli->out);
    icalcomponent *calendar = icalparser_parse_string(cli->out);
    ck_assert(calendar != NULL);
    ck_assert_int_eq(icalcomponent_count_errors(calendar), 0);
    return calendar;
}

START_TEST(test_calendar)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "export ics");
    icalcomponent *first = parse_calendar(&cli);
    icalcomponent *event = icalcomponent_get_first_component(first, ICAL_VEVENT_COMPONENT);
    ck_assert_int_eq(icalcomponent_count_components(first, ICAL_VEVENT_COMPONENT), 1);
    ck_assert_str_eq(icalcomponent_get_uid(event), ORDER "-reply@azdesk");
    ck_assert_str_eq(icaltime_as_ical_string(icalcomponent_get_dtstart(event)), "20261125T235959Z");
    ck_assert_str_eq(icaltime_as_ical_string(icalcomponent_get_dtstamp(event)), "20261123T140000Z");
    cli_expect(&cli, 0, "claim asked " ORDER " --due 2026-11-28T08:00Z");
    cli_expect(&cli, 0, "export ics");
    icalcomponent *second = parse_calendar(&cli);
    icalcomponent *again = icalcomponent_get_first_component(second, ICAL_VEVENT_COMPONENT);
    ck_assert_str_eq(icalcomponent_get_uid(again), ORDER "-reply@azdesk");
    ck_assert_str_eq(icaltime_as_ical_string(icalcomponent_get_dtstart(again)), "20261128T080000Z");
    ck_assert_int_gt(icalcomponent_get_sequence(again), icalcomponent_get_sequence(event));
    icalcomponent_free(first);
    icalcomponent_free(second);
    cli_expect(&cli, 0, "export ics stage:denied");
    icalcomponent_free(parse_calendar(&cli));
}
END_TEST

START_TEST(test_calendar_folds_and_escapes)
{
    const char *tracking = "a\\b;c,d と番号が長いとき九十九文字まで折り返して書きます";
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "claim edit " ORDER " --tracking '%s'", tracking);
    cli_expect(&cli, 0, "export ics");
    icalcomponent *calendar = parse_calendar(&cli);
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    ck_assert(g_str_has_suffix(icalcomponent_get_description(event), tracking));
    icalcomponent_free(calendar);
}
END_TEST

START_TEST(test_gate)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    cli_expect(&cli, 0, "gate --market US --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_uint_ge(json_length_at(root, ""), 1);
    g_autofree char *keys = json_keys_at(root, "0");
    ck_assert_str_eq(keys, "season market sell_from sell_to uncertain conditions");
    g_autofree char *condition = json_keys_at(root, "0.conditions.0");
    ck_assert_str_eq(condition, "condition state wanted have decided_on text");
    ck_assert_str_eq(json_text_at(root, "0.conditions.0.condition"), "first-sale");
    ck_assert_str_eq(json_text_at(root, "0.conditions.0.wanted"), "2026-09-01");
    cli_expect(&cli, 0, "gate");
    cli_said(cli.out, "US");
    cli_expect(&cli, 0, "gate --market SE");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_backup_and_restore)                                                                     \
    X(test_doctor)                                                                                 \
    X(test_purge)                                                                                  \
    X(test_purge_of_drafts)                                                                        \
    X(test_evidence)                                                                               \
    X(test_messages)                                                                               \
    X(test_defects)                                                                                \
    X(test_edit)                                                                                   \
    X(test_csv)                                                                                    \
    X(test_export_json)                                                                            \
    X(test_export_all)                                                                             \
    X(test_calendar)                                                                               \
    X(test_calendar_folds_and_escapes)                                                             \
    X(test_gate)

SUITE_MAIN("upkeep", TESTS)
