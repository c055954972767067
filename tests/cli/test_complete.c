/* SPDX-License-Identifier: MIT */
/* The shells' completions and the manual: both are told from the program's tables. */
#include <string.h>

#include "azdesk/core/claim.h"
#include "azdesk/core/settings.h"
#include "azdesk/report/import.h"

#include "driver.h"
#include "suite.h"

#define ORDER "113-0000030-0000001"

static void desk_with_claim(Cli *cli)
{
    cli_init(cli);
    cli_write_orders(cli, "orders.txt", 0, 80, 10);
    cli_expect(cli, 0, "import @orders.txt");
    cli_expect(cli, 0, "claim open " ORDER " --opened 2026-11-22 --reason not-received");
}

/* The candidates of a line, without their explanations: " a b " */
static char *candidates(Cli *cli, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_ptr_array_add(all, (gpointer) "help");
    g_ptr_array_add(all, (gpointer) "complete");
    g_ptr_array_add(all, (gpointer) "--");
    for (char **word = words; *word; word++)
        g_ptr_array_add(all, *word);
    g_ptr_array_add(all, NULL);
    ck_assert_int_eq(cli_run_words(cli, (const char *const *)all->pdata), 0);
    GString *found = g_string_new(" ");
    g_auto(GStrv) lines = g_strsplit(cli->out, "\n", -1);
    for (char **one = lines; *one && **one; one++)
        g_string_append_printf(found, "%.*s ", (int)strcspn(*one, "\t"), *one);
    return g_string_free(found, FALSE);
}

static const struct {
    const char *line, *wanted;
} lines[] = {
    {"fore", " forecast "},
    {"claim re", " replied redo "},
    {"claim move 113-0000030", " " ORDER " "},
    {"claim move " ORDER " wi", " withdrawn "},
    {"claim move " ORDER " appeal", " "}, /* is not legal from opened */
    {"claim move 113-9999999-9999999 appeal", " appeal-sent "},
    {"claim parcel " ORDER " h", " held "},
    {"claim check " ORDER " ", " yes no "},
    {"claim message " ORDER " ", " add list "},
    {"claim evidence " ORDER " add ", " :files "},
    {"claim evidence " ORDER " list ", " "},
    {"claim open " ORDER " --reason not-r", " not-received "},
    {"claim open " ORDER " --carrier japan", " japan-post "},
    {"claim move " ORDER " granted --funded-by a", " amazon "},
    {"letter " ORDER " --kind c", " collect correction "},
    {"import --kind perf", " performance "},
    {"import --dry-run ", " :files "},
    {"import --dr", " --dry-run "},
    {"--market SE", " SE "},
    {"--channel mfn odr --as", " --as-of "},
    {"odr --if 113-0000030", " " ORDER "= "},
    {"odr --if " ORDER "=wi", " " ORDER "=withdrawn "},
    {"config get odr.l", " odr.lag "},
    {"config set ui.glyphs ", " auto utf8 ascii "},
    {"help quer", " query "},
    {"export ", " csv json ics all "},
    {"imports ", " undo "},
    {"nonsense ", " "},
};

START_TEST(test_candidates)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *found = candidates(&cli, lines[i].line);
        ck_assert_msg(g_str_equal(found, lines[i].wanted), "%s: \"%s\"", lines[i].line, found);
    }
}
END_TEST

START_TEST(test_no_desk)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_write(&cli, "no.db", "this is no desk at all, it is a letter to a friend\n");
    g_autofree char *path = cli_path(&cli, "no.db");
    g_autofree char *line = g_strdup_printf("--db %s claim show ", path);
    g_autofree char *found = candidates(&cli, line);
    ck_assert_str_eq(found, " ");
    ck_assert_str_eq(cli.err, "");
}
END_TEST

/* The script of bash, sourced by bash, with the words as readline gives them. */
START_TEST(test_bash)
{
    g_autofree char *bash = g_find_program_in_path("bash");
    if (!bash)
        return;
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    static const char script[] = ". \"$1\"; bin=$2; shift 2; COMP_WORDS=(\"$bin\" \"$@\"); "
                                 "COMP_CWORD=$#; _azdesk; printf '%s ' \"${COMPREPLY[@]}\"";
    static const struct {
        const char *words[8], *wanted;
    } calls[] = {
        {{"fore"}, "forecast "},
        {{"claim", "move", ORDER, "wi"}, "withdrawn "},
        {{"odr", "--if", ORDER, "=", "wi"}, "withdrawn "},
    };
    for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
        g_autoptr(GPtrArray) argv = g_ptr_array_new();
        const char *head[] = {
            bash, "-c", script, "bash", g_getenv("AZDESK_BASH"), g_getenv("AZDESK_BIN")};
        for (guint k = 0; k < G_N_ELEMENTS(head); k++)
            g_ptr_array_add(argv, (gpointer)head[k]);
        for (guint k = 0; calls[i].words[k]; k++)
            g_ptr_array_add(argv, (gpointer)calls[i].words[k]);
        g_ptr_array_add(argv, NULL);
        g_autofree char *out = NULL, *err = NULL;
        int status = -1;
        ck_assert(g_spawn_sync(cli.folder, (char **)argv->pdata, cli.env, G_SPAWN_DEFAULT, NULL,
                               NULL, &out, &err, &status, NULL));
        ck_assert_msg(g_str_equal(out, calls[i].wanted), "%u: \"%s\" %s", i, out, err);
    }
}
END_TEST

static void said_in_roff(const Cli *cli, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "-", -1);
    g_autofree char *escaped = g_strjoinv("\\-", parts);
    cli_said(cli->out, escaped);
}

/* Every topic is told in words, and every page is one of them. */
START_TEST(test_topics)
{
    static const struct {
        const char *topic, *says;
    } topics[] = {
        {"rules", "granted-returning"},  {"azdesk-odr", "D-74"},
        {"files", "amazon-order-id"},    {"settings", "clock.appeal-days"},
        {"words", "japan-post"},         {"words", "ATVPDKIKX0DER"},
        {"keys", ":view-claims"},        {"exit", "rejected"},
        {"places", "$XDG_STATE_HOME"},   {"dates", "YYYY-MM-DD"},
        {"query", "-outcome:withdrawn"}, {"azdesk", "azdesk claim move ORDER STAGE"},
    };
    g_auto(Cli) cli;
    cli_init(&cli);
    for (guint i = 0; i < G_N_ELEMENTS(topics); i++) {
        const char *words[] = {"help", topics[i].topic, NULL};
        ck_assert_int_eq(cli_run_words(&cli, words), 0);
        cli_said(cli.out, topics[i].says);
    }
}
END_TEST

START_TEST(test_manual)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    const char *config[] = {"help", "man", "azdesk-config.5", NULL};
    ck_assert_int_eq(cli_run_words(&cli, config), 0);
    for (Setting setting = 0; setting < N_SETTINGS; setting++) {
        said_in_roff(&cli, setting_info(setting)->key);
    }
    const char *files[] = {"help", "man", "azdesk-files.7", NULL};
    ck_assert_int_eq(cli_run_words(&cli, files), 0);
    for (const char *const *kind = import_kinds(); *kind; kind++) {
        ImportColumn column;
        g_autofree char *title = g_strdup_printf(".SS %s: %s", *kind, import_kind_label(*kind));
        said_in_roff(&cli, title);
        ck_assert_ptr_nonnull(import_kind_where(*kind));
        said_in_roff(&cli, import_kind_takes(*kind));
        for (gsize i = 0; import_kind_column(*kind, i, &column); i++)
            said_in_roff(&cli, column.key);
    }
    const char *program[] = {"help", "man", "azdesk.1", NULL};
    ck_assert_int_eq(cli_run_words(&cli, program), 0);
    cli_said(cli.out, ".SS azdesk claim move ORDER STAGE");
    cli_said(cli.out, "\\-\\-read\\-only");
    cli_said(cli.out, "\\-\\-funded\\-by WHO");
    cli_said(cli.out, "move the claim to another stage");
    const char *odr[] = {"help", "man", "azdesk-odr.7", NULL};
    ck_assert_int_eq(cli_run_words(&cli, odr), 0);
    for (Outcome outcome = 0; outcome < N_OUTCOMES; outcome++)
        said_in_roff(&cli, outcome_word(outcome));
    const char *none[] = {"help", "man", "azdesk.9", NULL};
    ck_assert_int_eq(cli_run_words(&cli, none), 2);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_candidates)                                                                             \
    X(test_no_desk)                                                                                \
    X(test_bash)                                                                                   \
    X(test_topics)                                                                                 \
    X(test_manual)

SUITE_MAIN("complete", TESTS)
