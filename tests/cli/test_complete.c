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
    {"claim list stag", " stage: "},
    {"claim list stage:held,wi", " stage:held,withdrawn "},
    {"claim list stage:held open:", " open:no open:yes "},
    {"config get odr.l", " odr.lag "},
    {"config set ui.glyphs ", " auto utf8 ascii "},
    {"config set ui.theme ", " default light mono contrast safe "},
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

/* Each shell's script, run by that shell where it is installed: the words as readline gives them,
 * the line as fish takes it, the array and place that zsh's completion is called with. The program
 * stands first in the path. */
static const struct {
    const char *shell, *script_variable, *code;
    const char *words[8], *wanted;
} shells[] = {
#define BASH_CODE                                                                                  \
    ". \"$1\"; shift; COMP_WORDS=(azdesk \"$@\"); COMP_CWORD=$#; _azdesk; "                        \
    "printf '%s ' \"${COMPREPLY[@]}\""
    {"bash", "AZDESK_BASH", BASH_CODE, {"fore"}, "forecast "},
    {"bash", "AZDESK_BASH", BASH_CODE, {"claim", "move", ORDER, "wi"}, "withdrawn "},
    {"bash", "AZDESK_BASH", BASH_CODE, {"odr", "--if", ORDER, "=", "wi"}, "withdrawn "},
    {"bash", "AZDESK_BASH", BASH_CODE, {"claim", "list", "stage", ":", "wi"}, "withdrawn "},
#define ZSH_CODE                                                                                   \
    "script=$1; shift; words=(azdesk \"$@\"); CURRENT=${#words}; "                                 \
    "_describe() { print -rn -- \"${items%%:*} \" }; _files() { print -rn -- files }; "            \
    "source $script"
    {"zsh", "AZDESK_ZSH", ZSH_CODE, {"fore"}, "forecast "},
    {"zsh", "AZDESK_ZSH", ZSH_CODE, {"claim", "move", ORDER, "wi"}, "withdrawn "},
    {"zsh", "AZDESK_ZSH", ZSH_CODE, {"odr", "--if", ORDER "=wi"}, ORDER "=withdrawn "},
    {"zsh", "AZDESK_ZSH", ZSH_CODE, {"import", ""}, "files"},
#define FISH_CODE                                                                                  \
    "source $argv[1]; for one in (complete -C \"azdesk $argv[2..-1]\"); "                          \
    "echo -n (string split -f 1 \\t $one)' '; end"
    {"fish", "AZDESK_FISH", FISH_CODE, {"fore"}, "forecast "},
    {"fish", "AZDESK_FISH", FISH_CODE, {"claim", "move", ORDER, "wi"}, "withdrawn "},
    {"fish", "AZDESK_FISH", FISH_CODE, {"odr", "--if", ORDER "=wi"}, ORDER "=withdrawn "},
};

static void shell_says(const Cli *cli, guint i)
{
    g_autofree char *shell = g_find_program_in_path(shells[i].shell);
    if (!shell)
        return;
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    const char *head[] = {shell, "-c", shells[i].code, "-", g_getenv(shells[i].script_variable)};
    const gboolean named = strcmp(shells[i].shell, "fish") != 0; /* has $0 before its arguments */
    for (guint k = 0; k < G_N_ELEMENTS(head); k++)
        if (named || k != 3)
            g_ptr_array_add(argv, (gpointer)head[k]);
    for (guint k = 0; shells[i].words[k]; k++)
        g_ptr_array_add(argv, (gpointer)shells[i].words[k]);
    g_ptr_array_add(argv, NULL);
    g_autofree char *bin = g_path_get_dirname(g_getenv("AZDESK_BIN"));
    g_autofree char *path = g_strconcat(bin, ":", g_getenv("PATH"), NULL);
    g_auto(GStrv) env = g_environ_setenv(g_strdupv(cli->env), "PATH", path, TRUE);
    env = g_environ_setenv(env, "HOME", cli->folder, TRUE);
    g_autofree char *out = NULL, *err = NULL;
    int status = -1;
    ck_assert(g_spawn_sync(cli->folder, (char **)argv->pdata, env, G_SPAWN_DEFAULT, NULL, NULL,
                           &out, &err, &status, NULL));
    ck_assert_msg(g_str_equal(out, shells[i].wanted), "%s, %u: \"%s\" %s", shell, i, out, err);
}

START_TEST(test_shells)
{
    g_auto(Cli) cli;
    desk_with_claim(&cli);
    for (guint i = 0; i < G_N_ELEMENTS(shells); i++)
        shell_says(&cli, i);
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
        {"rules", "granted-returning"},    {"azdesk-odr", "D-74"},
        {"files", "amazon-order-id"},      {"settings", "clock.appeal-days"},
        {"words", "japan-post"},           {"words", "ATVPDKIKX0DER"},
        {"keys", ":view-claims"},          {"exit", "rejected"},
        {"places", "$XDG_STATE_HOME"},     {"dates", "YYYY-MM-DD"},
        {"query", "-outcome:withdrawn"},   {"azdesk", "azdesk claim move ORDER STAGE"},
        {"queries", "-outcome:withdrawn"}, {"file", "Windows-1252"},
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
    X(test_shells)                                                                                 \
    X(test_topics)                                                                                 \
    X(test_manual)

SUITE_MAIN("complete", TESTS)
