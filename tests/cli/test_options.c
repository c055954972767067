/* SPDX-License-Identifier: MIT */
/* The command line itself: its words, its exit statuses, its places. */
#include <glib/gstdio.h>
#include <string.h>

#include "config.h"
#include "driver.h"
#include "src/cli/command.h"
#include "suite.h"

START_TEST(test_version_and_help)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_expect(&cli, 0, "--version");
    ck_assert_str_eq(cli.out, "azdesk " AZDESK_VERSION "\n");
    cli_expect(&cli, 0, "--help");
    ck_assert(strstr(cli.out, "Usage: azdesk") && strstr(cli.out, "forecast"));
    cli_expect(&cli, 0, "help");
    ck_assert(strstr(cli.out, "Usage: azdesk"));
    cli_expect_error(&cli, 2, "no help on \"nonsense\"", "help nonsense");
    for (const char *const *topic =
             (const char *const[]){"dates", "query", "files", "words", "exit", NULL};
         *topic; topic++) {
        cli_expect(&cli, 0, "help %s", *topic);
        ck_assert_uint_gt(strlen(cli.out), 100);
    }
    cli_expect(&cli, 0, "help files");
    ck_assert(strstr(cli.out, "settlement"));
}
END_TEST

static void check_command(Cli *cli, const Command *command, const char *path)
{
    ck_assert_msg(command->summary && *command->summary, "%s has no summary", path);
    ck_assert_msg(g_str_has_prefix(command->example, "azdesk "), "%s has no example", path);
    ck_assert_msg((command->run != NULL) != (command->subs != NULL), "%s: run or subs", path);
    cli_expect(cli, 0, "%s --help", path);
    ck_assert_msg(strstr(cli->out, command->example), "%s --help has no example", path);
    g_autofree char *usage = g_strdup_printf("Usage: azdesk %s", path);
    ck_assert_msg(g_str_has_prefix(cli->out, usage), "%s --help: %s", path, cli->out);
    for (const Option *option = command->options; option && option->name; option++) {
        g_autofree char *name = g_strdup_printf("--%s", option->name);
        ck_assert_msg(strstr(cli->out, name), "%s --help does not tell of %s", path, name);
    }
}

/* An example that could not be parsed would be worse than none. */
static void check_example(Cli *cli, const Command *command, const char *path)
{
    g_autofree char *line = g_strdup(command->example + strlen("azdesk "));
    char *redirection = strstr(line, " > ");
    if (redirection)
        *redirection = '\0';
    g_auto(GStrv) words = NULL;
    ck_assert(g_shell_parse_argv(line, NULL, &words, NULL));
    g_autofree char *all = g_strjoinv(" ", words);
    ck_assert_msg(g_str_has_prefix(all, path), "the example of %s is of another: %s", path, all);
    cli_run(cli, "%s --today 2026-11-23T14:00Z", line);
    ck_assert_msg(cli->status != 2 || strstr(cli->err, "--ordered"), "%s: %s", line, cli->err);
}

START_TEST(test_every_command_has_help)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    for (const Command *command = command_table(); command->name; command++) {
        check_command(&cli, command, command->name);
        check_example(&cli, command, command->name);
        for (const Command *sub = command->subs; sub && sub->name; sub++) {
            g_autofree char *path = g_strdup_printf("%s %s", command->name, sub->name);
            check_command(&cli, sub, path);
            check_example(&cli, sub, path);
        }
    }
}
END_TEST

static const struct {
    const char *line;
    const char *words;
} wrong[] = {
    {"nonsense", "unknown command \"nonsense\""},
    {"clam", "did you mean \"claim\"?"},
    {"odr --as-fo 2026-01-01", "did you mean \"--as-of\"?"},
    {"help reveiw", "did you mean \"review\"?"},
    {"config get ui.thme", "did you mean \"ui.theme\"?"},
    {"claim", "missing command"},
    {"claim nonsense", "unknown command \"claim nonsense\""},
    {"--nonsense", "--nonsense"},
    {"odr --nonsense", "--nonsense"},
    {"odr extra", "too many"},
    {"import", "missing"},
    {"--db", "--db"},
    {"--db '' odr", "empty"},
    {"odr --today yesterday", "--today"},
    {"odr --market XX", "--market"},
    {"odr --channel post", "--channel"},
    {"odr --color red", "--color"},
    {"odr --as-of 2026-11-24", "in the future"},
    {"odr --as-of 23.11.2026", "--as-of"},
    {"odr --as-of 2026-02-30", "--as-of"},
    {"odr --if nonsense", "ORDER=STAGE"},
    {"odr --if 113-1=held", "--if"},
    {"forecast --days -1", "--days"},
    {"forecast --days many", "--days"},
    {"review --within 1.5", "--within"},
    {"claim open", "missing"},
    {"claim open 113-0000030-0000001", "missing --opened"},
    {"claim open 113-0000030-0000001 --opened tomorrow", "--opened"},
    {"claim open 113-0000030-000001 --opened 2026-11-20", "113-0000030-000001"},
    {"claim open 5.10141E+13 --opened 2026-11-20", "spreadsheet"},
    {"claim open 113-0000030-0000001 --opened 2026-11-20", "--ordered"},
    {"claim open 113-0000030-0000001 --opened 2026-11-20 --reason bored", "--reason"},
    {"claim open 113-0000030-0000001 --opened 2026-11-20 --ordered 2026-11-01 --amount lots",
     "--amount"},
    {"claim open 113-0000030-0000001 --opened 2026-11-20 --ordered 2026-11-01 --amount -5",
     "negative"},
    {"claim open 113-0000030-0000001 --opened 2026-11-20 --ordered 2026-11-01 --amount 5 "
     "--currency usd",
     "--currency"},
    {"claim open 113-0000030-0000001 --opened 2026-11-20 --ordered 2026-11-01 --tracking "
     "EE473124828JP",
     "9"},
    {"claim move 113-0000030-0000001", "missing"},
    {"claim move 113-0000030-0000001 lost", "opened"},
    {"claim move 113-0000030-0000001 denied --funded-by amazon", "--funded-by"},
    {"claim move 113-0000030-0000001 granted --funded-by me", "--funded-by"},
    {"claim move 113-0000030-0000001 denied --until 2026-12-01", "--until"},
    {"claim parcel 113-0000030-0000001 lost", "in-transit"},
    {"claim parcel 113-0000030-0000001 delivered --until 2026-12-01", "--until"},
    {"claim check 113-0000030-0000001 maybe", "not yes or no"},
    {"claim note 113-0000030-0000001", "missing"},
    {"claim message 113-0000030-0000001 add", "usage"},
    {"claim message 113-0000030-0000001 add hello --who me", "--who"},
    {"claim message 113-0000030-0000001 add hello --lang de", "--lang"},
    {"claim message 113-0000030-0000001 delete", "usage"},
    {"claim evidence 113-0000030-0000001 show", "usage"},
    {"claim evidence 113-0000030-0000001 remove x", "not an evidence number"},
    {"claim list stage:nowhere", "column 7"},
    {"defect 113-0000030-0000001 anger", "not feedback or chargeback"},
    {"defect 113-0000030-0000001 feedback --fraud", "--fraud"},
    {"defect 113-0000030-0000001 chargeback --rating 1", "--rating"},
    {"defect 113-0000030-0000001 feedback --rating 6", "--rating"},
    {"defect 113-0000030-0000001 feedback --rating 5", "only 1 and 2 count"},
    {"defect 113-0000030-0000001 feedback --rating 3", "only 1 and 2 count"},
    {"letter 113-0000030-0000001 --kind love", "collect"},
    {"letter 113-0000030-0000001 --lang de", "en"},
    {"snooze 113-0000030-0000001 --reason x", "missing --until"},
    {"snooze 113-0000030-0000001 --until 2026-12-01", "missing --reason"},
    {"export pdf", "csv, json, ics or all"},
    {"export all", "one order"},
    {"imports redo", "undo"},
    {"import --kind nonsense @none", "--kind"},
    {"doctor --rebuild --recover @x", "cannot be combined"},
    {"purge", "missing --before"},
    {"purge --before 2030-01-01", "in the future"},
    {"config", "missing command"},
    {"config get odr.nonsense", "unknown setting"},
    {"config set odr.lag 99", "odr.lag"},
    {"config set odr.nonsense 1", "odr.nonsense"},
    {"config set ui.theme foo", "\"foo\"; the themes are default, light, mono, contrast, safe"},
    {"config set ui.theme foo", "azdesk/themes"},
    {"config set ui.theme ../mine", "\"../mine\""},
    {"config set ui.glyphs runes", "auto, utf8, ascii"},
    {"config set colors.overdew red", "overdew"},
    {"config set colors.overdue rad", "\"rad\" is not a colour"},
    {"config set keys.stag x", "help keys"},
    {"config set keys.stage hyper-q", "unknown key hyper-q"},
    {"demo extra", "too many"},
};

START_TEST(test_wrong_input_is_usage)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_expect_error(&cli, 2, wrong[_i].words, "%s", wrong[_i].line);
    ck_assert_str_eq(cli.out, "");
    ck_assert(g_str_has_prefix(cli.err, "azdesk: "));
    g_autofree char *desk = cli_path(&cli, "XDG_DATA_HOME/azdesk/desk.db");
    ck_assert(!g_file_test(desk, G_FILE_TEST_EXISTS));
}
END_TEST

static const struct {
    int status;
    const char *line;
    const char *words;
} refused[] = {
    {1, "claim show 113-0000030-0000001", "no claim on order 113-0000030-0000001"},
    {1, "claim move 113-0000030-0000001 denied", "113-0000030-0000001"},
    {1, "claim note 113-0000030-0000001 hello", "113-0000030-0000001"},
    {1, "claim undo 113-0000030-0000001", "113-0000030-0000001"},
    {1, "letter 113-0000030-0000001", "113-0000030-0000001"},
    {1, "odr --if 113-0000030-0000001=withdrawn", "113-0000030-0000001"},
    {1, "import @none.txt", "none.txt"},
    {1, "restore @none.db", "none.db"},
    {4, "--read-only claim open 113-0000030-0000001 --opened 2026-11-20 --ordered 2026-11-01", ""},
    {4, "--read-only import @none.txt", "--read-only"},
    {4, "--read-only config set odr.lag 14", "--read-only"},
    {4, "claim open 113-0000030-0000001 --opened 2026-11-24 --ordered 2026-11-01", "2026-11-24"},
    {4, "claim open 113-0000030-0000001 --opened 2026-11-01 --ordered 2026-11-02", "2026-11-02"},
};

START_TEST(test_failures_have_their_status)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_expect_error(&cli, refused[_i].status, refused[_i].words, "%s", refused[_i].line);
}
END_TEST

START_TEST(test_global_options_stand_anywhere)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    g_autofree char *db = cli_path(&cli, "here.db");
    static const char *const lines[] = {
        "--db @here.db --json claim list", "claim --db @here.db list --json",
        "claim list --json --db @here.db",
        "--db @other.db claim --json list --db @here.db", /* the last one wins */
    };
    cli_expect(&cli, 0,
               "--db @here.db claim open 113-0000030-0000001 --opened 2026-11-20 --ordered "
               "2026-11-01");
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        cli_expect(&cli, 0, "%s", lines[i]);
        g_autoptr(JsonNode) root = cli_json(&cli);
        ck_assert_uint_eq(json_length_at(root, ""), 1);
    }
    cli_setenv(&cli, "AZDESK_DB", db);
    cli_expect(&cli, 0, "claim list --json");
    ck_assert(strstr(cli.out, "113-0000030-0000001"));
    cli_setenv(&cli, "AZDESK_DB", "");
    cli_expect(&cli, 0, "claim list --json");
    ck_assert_str_eq(cli.out, "[]\n");
    cli_expect(&cli, 0, "--market US --channel mfn odr --json --market JP");
    ck_assert(strstr(cli.out, "\"market\": \"JP\""));
}
END_TEST

START_TEST(test_words_behind_two_hyphens_are_no_options)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_expect_error(&cli, 2, "\"--json\"", "claim show -- --json");
    cli_expect_error(&cli, 2, "\"-1\"", "claim show -- -1");
    cli_expect(&cli, 0, "claim list -- -stage:held");
    cli_expect(&cli, 0, "claim open 113-0000030-0000001 --opened 2026-11-20 --ordered 2026-11-01");
    cli_expect(&cli, 0, "claim note --json -- 113-0000030-0000001 --help");
    ck_assert(strstr(cli.out, "\"text\": \"--help\""));
}
END_TEST

START_TEST(test_bytes_that_are_no_text)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    static const char *const lines[][6] = {
        {"claim", "show", "113\xff\x1b[2J", NULL},
        {"claim", "list", "\xff", NULL},
        {"--market", "\xc3", "odr", NULL},
        {"\xe2\x80\xae"
         "evil",
         NULL},
        {"claim", "note", "113-0000030-0000001", "a\xff", NULL},
        {"--\xff", NULL},
        {"config", "set", "letter.name", "\xff", NULL},
        {"letter", "113-0000030-0000001", "--fact", "name=\xff", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        ck_assert_int_eq(cli_run_words(&cli, lines[i]), 2);
        ck_assert_msg(g_utf8_validate(cli.err, -1, NULL), "line %u", i);
        ck_assert_msg(!strchr(cli.err, '\x1b') && !strstr(cli.err, "\xe2\x80\xae"), "%s", cli.err);
        ck_assert_int_eq(cli.err[strlen(cli.err) - 1], '\n');
        ck_assert_ptr_eq(strchr(cli.err, '\n'), cli.err + strlen(cli.err) - 1); /* one line */
    }
}
END_TEST

START_TEST(test_a_missing_desk_reads_as_empty)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    static const char *const lines[] = {"odr", "forecast", "review", "claim list", "imports"};
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        cli_expect(&cli, 0, "%s --json", lines[i]);
        ck_assert_str_eq(cli.out, "[]\n");
        cli_expect(&cli, 0, "%s", lines[i]);
        cli_expect(&cli, 0, "--read-only %s", lines[i]);
    }
    g_autofree char *data = cli_path(&cli, "XDG_DATA_HOME");
    ck_assert(!g_file_test(data, G_FILE_TEST_EXISTS));
    cli_expect(&cli, 0, "claim open 113-0000030-0000001 --opened 2026-11-20 --ordered 2026-11-01");
    GStatBuf seen;
    g_autofree char *folder = cli_path(&cli, "XDG_DATA_HOME/azdesk");
    g_autofree char *desk = cli_path(&cli, "XDG_DATA_HOME/azdesk/desk.db");
    ck_assert_int_eq(g_stat(folder, &seen), 0);
    ck_assert_int_eq(seen.st_mode & 0777, 0700);
    ck_assert_int_eq(g_stat(desk, &seen), 0);
    ck_assert_int_eq(seen.st_mode & 0777, 0600);
}
END_TEST

START_TEST(test_color)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_expect(&cli, 0, "review");
    ck_assert(!strchr(cli.out, '\x1b')); /* no terminal */
    cli_expect(&cli, 0, "review --color always");
    ck_assert(strchr(cli.out, '\x1b'));
    cli_setenv(&cli, "NO_COLOR", "1");
    cli_expect(&cli, 0, "review");
    ck_assert(!strchr(cli.out, '\x1b'));
    cli_expect(&cli, 0, "review --color never");
    ck_assert(!strchr(cli.out, '\x1b'));
    cli_expect(&cli, 0, "review --json --color always");
    ck_assert_str_eq(cli.out, "[]\n");
}
END_TEST

START_TEST(test_configuration)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_expect(&cli, 0, "config get odr.lag");
    ck_assert_str_eq(cli.out, "15\n");
    cli_expect(&cli, 0, "config set odr.lag 14");
    cli_expect(&cli, 0, "config get odr.lag");
    ck_assert_str_eq(cli.out, "14\n");
    cli_expect(&cli, 0, "odr --market US --channel mfn --json");
    ck_assert(strstr(cli.out, "\"lag\": 14"));
    GStatBuf seen;
    g_autofree char *path = cli_path(&cli, "XDG_CONFIG_HOME/azdesk/config");
    ck_assert_int_eq(g_stat(path, &seen), 0);
    ck_assert_int_eq(seen.st_mode & 0777, 0600);
    cli_expect(&cli, 0, "config set hold.usps '20'");
    cli_expect(&cli, 0, "config list");
    ck_assert(strstr(cli.out, "odr.lag = 14\n") && strstr(cli.out, "hold.usps = 20\n"));
    cli_expect(&cli, 0, "config list --json");
    g_autoptr(JsonNode) root = cli_json(&cli);
    ck_assert_uint_ge(json_length_at(root, ""), N_SETTINGS);
    cli_expect(&cli, 0, "config set odr.lag");
    cli_expect(&cli, 0, "config get odr.lag");
    ck_assert_str_eq(cli.out, "15\n");
}
END_TEST

START_TEST(test_a_theme_of_one_s_own)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    g_autofree char *folder = cli_path(&cli, "XDG_CONFIG_HOME/azdesk/themes");
    ck_assert_int_eq(g_mkdir_with_parents(folder, 0700), 0);
    cli_expect(&cli, 2, "config set ui.theme mine");
    cli_write(&cli, "XDG_CONFIG_HOME/azdesk/themes/mine.ini", "[colors]\nbase=lite\n");
    cli_expect_error(&cli, 1, "mine.ini: unknown theme lite", "config set ui.theme mine");
    cli_write(&cli, "XDG_CONFIG_HOME/azdesk/themes/mine.ini", "[colors]\nbase=light\n");
    cli_expect(&cli, 0, "config set ui.theme mine");
    cli_expect(&cli, 0, "config set colors.overdue 'brightred bold'");
    cli_expect(&cli, 0, "config set keys.stage 's f4'");
    cli_expect(&cli, 0, "config set keys.snooze none");
    cli_expect(&cli, 0, "config get ui.theme");
    ck_assert_str_eq(cli.out, "mine\n");
}
END_TEST

START_TEST(test_a_linked_configuration_stays_a_link)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    g_autofree char *folder = cli_path(&cli, "XDG_CONFIG_HOME/azdesk");
    g_autofree char *link = cli_path(&cli, "XDG_CONFIG_HOME/azdesk/config");
    g_autofree char *target = cli_path(&cli, "dotfiles");
    cli_write(&cli, "dotfiles", "# mine\n[odr]\nlag=13\n");
    ck_assert_int_eq(g_mkdir_with_parents(folder, 0700), 0);
    ck_assert_int_eq(symlink(target, link), 0);
    cli_expect(&cli, 0, "config set odr.span 30");
    ck_assert(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    g_autofree char *text = cli_read(&cli, "dotfiles");
    ck_assert(strstr(text, "# mine") && strstr(text, "lag=13") && strstr(text, "span=30"));
}
END_TEST

START_TEST(test_a_broken_configuration_is_told)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    g_autofree char *folder = cli_path(&cli, "XDG_CONFIG_HOME/azdesk");
    ck_assert_int_eq(g_mkdir_with_parents(folder, 0700), 0);
    cli_write(&cli, "XDG_CONFIG_HOME/azdesk/config", "[odr]\nlga=13\n");
    cli_expect_error(&cli, 1, "lga", "odr");
    ck_assert(strstr(cli.err, "azdesk/config"));
    cli_expect(&cli, 0, "--help"); /* which is needed most then */
    cli_expect(&cli, 0, "--version");
}
END_TEST

START_TEST(test_times_of_the_zone)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_setenv(&cli, "TZ", "Asia/Tokyo");
    cli_expect(&cli, 0,
               "claim open 113-0000030-0000001 --opened 2026-11-20T09:30 --ordered 2026-11-01 "
               "--json");
    ck_assert(strstr(cli.out, "\"opened\": \"2026-11-20T00:30:00Z\""));
    cli_expect(&cli, 0, "claim show 113-0000030-0000001");
    ck_assert(strstr(cli.out, "2026-11-20 09:30"));
    cli_expect(&cli, 0, "claim show 113-0000030-0000001 --json --today 2026-11-23");
    cli_expect_error(&cli, 4, "", "claim move 113-0000030-0000001 denied --today 2026-11-19");
}
END_TEST

/* The language that an environment names, whether or not the system has a locale of it. */
static const struct {
    const char *lc_all, *lc_messages, *lang, *language;
    gboolean japanese;
} environments[] = {
    {"C.UTF-8", NULL, NULL, "ja", TRUE},     {NULL, NULL, "ja_JP.UTF-8", NULL, TRUE},
    {NULL, NULL, "ja_JP.eucJP", NULL, TRUE}, {"ja_JP.UTF-8", NULL, "C", NULL, TRUE},
    {NULL, "ja_JP.UTF-8", "C", NULL, TRUE},  {NULL, NULL, "C", "ja", TRUE},
    {NULL, NULL, "ja", NULL, TRUE},          {NULL, NULL, "C", NULL, FALSE},
    {NULL, NULL, NULL, NULL, FALSE},         {"POSIX", NULL, "ja_JP.UTF-8", NULL, TRUE},
    {"C.UTF-8", NULL, NULL, "en", FALSE},    {NULL, NULL, "xx_XX.UTF-8", NULL, FALSE},
};

START_TEST(test_language_of_the_environment)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_setenv(&cli, "LC_ALL", environments[_i].lc_all);
    cli_setenv(&cli, "LC_MESSAGES", environments[_i].lc_messages);
    cli_setenv(&cli, "LANG", environments[_i].lang);
    cli_setenv(&cli, "LANGUAGE", environments[_i].language);
    cli_expect(&cli, 0, "odr");
    cli_said(cli.out, environments[_i].japanese ? "まだ何もありません" : "No data yet");
    cli_expect(&cli, 0, "config set ui.language %s", environments[_i].japanese ? "en" : "ja");
    cli_expect(&cli, 0, "odr");
    cli_said(cli.out, environments[_i].japanese ? "No data yet" : "まだ何もありません");
}
END_TEST

#define LOOPS(tcase)                                                                               \
    tcase_add_loop_test(tcase, test_language_of_the_environment, 0, G_N_ELEMENTS(environments));   \
    tcase_add_loop_test(tcase, test_wrong_input_is_usage, 0, G_N_ELEMENTS(wrong));                 \
    tcase_add_loop_test(tcase, test_failures_have_their_status, 0, G_N_ELEMENTS(refused));
#define TESTS(X)                                                                                   \
    X(test_version_and_help)                                                                       \
    X(test_every_command_has_help)                                                                 \
    X(test_global_options_stand_anywhere)                                                          \
    X(test_words_behind_two_hyphens_are_no_options)                                                \
    X(test_bytes_that_are_no_text)                                                                 \
    X(test_a_missing_desk_reads_as_empty)                                                          \
    X(test_color)                                                                                  \
    X(test_configuration)                                                                          \
    X(test_a_theme_of_one_s_own)                                                                   \
    X(test_a_linked_configuration_stays_a_link)                                                    \
    X(test_a_broken_configuration_is_told)                                                         \
    X(test_times_of_the_zone)                                                                      \
    LOOPS(tcase)

SUITE_MAIN("options", TESTS)
