/* SPDX-License-Identifier: MIT */
/* Text as somebody would write it who means ill, put wherever text goes in, and looked for in
 * everything that comes out: no raw control character, no bad UTF-8, no formula, no path. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "azdesk/core/text.h"
#include "driver.h"
#include "hostile.h"
#include "suite.h"

#define ORDER "113-0000030-0000001"

/* A spreadsheet would run what begins a cell. */
static void check_formulas(const char *csv, int n)
{
    static const char *const starts[] = {"=cmd", "+1+1", "-2+3", "@SUM"};
    static const char *const before[] = {",", ",\"", "\n", "\n\"", "\t"};
    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(before); j++) {
            g_autofree char *cell = g_strconcat(before[j], starts[i], NULL);
            ck_assert_msg(!strstr(csv, cell), "text %d: a cell that begins with %s", n, starts[i]);
        }
    }
}

static const struct {
    const char *line;
    const char *kept;
} outputs[] = {
    {"claim show " ORDER, "\n"},
    {"claim show " ORDER " --json", "\n"},
    {"claim show " ORDER " --color always", "\n\x1b"},
    {"claim list", "\n"},
    {"claim list --json", "\n"},
    {"claim message " ORDER " list", "\n"},
    {"claim message " ORDER " list --json", "\n"},
    {"claim evidence " ORDER " list", "\n"},
    {"claim evidence " ORDER " list --json", "\n"},
    {"review", "\n"},
    {"review --json", "\n"},
    {"odr --explain", "\n"},
    {"odr --json", "\n"},
    {"imports", "\n"},
    {"imports --json", "\n"},
    {"export csv", "\r\n"},
    {"export json", "\n"},
    {"export ics", "\r\n"},
    {"export all " ORDER, "\n"},
    {"letter " ORDER, "\n"},
    {"config list", "\n"},
    {"", "\n"},
};

static void check_outputs(Cli *cli, int n)
{
    for (gsize i = 0; i < G_N_ELEMENTS(outputs); i++) {
        cli_run(cli, "%s", *outputs[i].line ? outputs[i].line : "--color never");
        ck_assert_msg(cli->status >= 0 && cli->status <= 5, "%s, text %d: exit %d", outputs[i].line,
                      n, cli->status);
        check_clean(cli->out, outputs[i].kept, outputs[i].line, n);
        check_clean(cli->err, "\n", outputs[i].line, n);
        if (strcmp(outputs[i].line, "export csv") == 0)
            check_formulas(cli->out, n);
        if (g_str_has_suffix(outputs[i].line, "json"))
            json_node_unref(cli_json(cli));
    }
    cli_run(cli, "letter " ORDER " --kind collect --out @mail.eml");
    check_clean(cli->err, "\n", "letter --out", n);
    if (cli->status == 0) {
        g_autofree char *mail = cli_read(cli, "mail.eml");
        check_clean(mail, "\r\n\t", "mail", n);
        ck_assert_ptr_null(strstr(mail, "\nBcc:"));
    }
}

/* Words as they are; the exit status is one of ours, whatever they hold. */
#define run_words(cli, n, ...)                                                                     \
    do {                                                                                           \
        cli_run_words((cli), (const char *const[]){"--today", TODAY, __VA_ARGS__, NULL});          \
        ck_assert_msg((cli)->status >= 0 && (cli)->status <= 5, "text %d: exit %d", (n),           \
                      (cli)->status);                                                              \
        check_clean((cli)->out, "\n", "an answer", (n));                                           \
        check_clean((cli)->err, "\n", "an error", (n));                                            \
    } while (0)

static void put_everywhere(Cli *cli, const char *text, int n)
{
    g_autofree char *title = g_strconcat("--title=", text, NULL);
    g_autofree char *reason = g_strconcat("--reason=", text, NULL);
    g_autofree char *carrier = g_strconcat("--carrier=", text, NULL);
    g_autofree char *name = g_strdelimit(g_strdup(text), "/\n\r", '_');
    g_autofree char *file = cli_path(cli, name);
    run_words(cli, n, "claim", "note", ORDER, "--", text);
    run_words(cli, n, "claim", "message", ORDER, "--who", "buyer", "add", "--", text);
    run_words(cli, n, "claim", "edit", ORDER, carrier);
    run_words(cli, n, "snooze", ORDER, "--until", "2026-12-24", reason);
    ck_assert(g_file_set_contents(file, text, -1, NULL));
    run_words(cli, n, "claim", "evidence", ORDER, title, "add", "--", file);
    run_words(cli, n, "claim", "evidence", ORDER, "add", "--", file);
    run_words(cli, n, "import", "--", file);
    run_words(cli, n, "config", "set", "letter.name", "--", text);
    run_words(cli, n, "config", "set", "views.mine", "--", text);
    /* and where something else is asked for */
    run_words(cli, n, "claim", "show", text);
    run_words(cli, n, "claim", "list", "--", text);
    run_words(cli, n, "claim", "open", "--opened", text, "--", text);
    run_words(cli, n, "defect", ORDER, text);
    run_words(cli, n, "config", "get", text);
    run_words(cli, n, "help", text);
    run_words(cli, n, text);
}

START_TEST(nothing_that_was_put_in_comes_out_raw)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_write_orders(&cli, "orders.txt", 25, 35, 5);
    cli_expect(&cli, 0, "import @orders.txt");
    cli_expect(&cli, 0,
               "claim open " ORDER " --opened 2026-11-20 --reason not-received --amount 42.10 "
               "--tracking EE473124829JP");
    put_everywhere(&cli, hostile[_i].text, _i);
    check_outputs(&cli, _i);
    if (!hostile[_i].utf8) {
        cli_run_words(&cli, (const char *const[]){"--today", TODAY, "claim", "note", ORDER, "--",
                                                  hostile[_i].text, NULL});
        ck_assert_int_eq(cli.status, 2);
        cli_said(cli.err, "UTF-8");
    }
}
END_TEST

START_TEST(evidence_keeps_no_path)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_expect(&cli, 0, "claim open " ORDER " --opened 2026-11-20 --ordered 2026-11-01");
    g_autofree char *folder = cli_path(&cli, "deep");
    ck_assert_int_eq(g_mkdir(folder, 0700), 0);
    cli_write(&cli, "deep/proof.txt", "proof");
    cli_expect(&cli, 0, "claim evidence " ORDER " add @deep/../deep/proof.txt");
    cli_expect(&cli, 0, "claim evidence " ORDER " list --json");
    ck_assert_ptr_null(strchr(cli.out, '/') && strstr(cli.out, "deep") ? cli.out : NULL);
    cli_said(cli.out, "proof.txt");
}
END_TEST

/* What never ends, or waits for ever, is no evidence. */
START_TEST(only_files_are_evidence)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_expect(&cli, 0, "claim open " ORDER " --opened 2026-11-20 --ordered 2026-11-01");
    g_autofree char *fifo = cli_path(&cli, "fifo");
    ck_assert_int_eq(mkfifo(fifo, 0600), 0);
    cli_expect(&cli, 1, "claim evidence " ORDER " add @fifo");
    cli_said(cli.err, "is not a file");
    cli_expect(&cli, 1, "claim evidence " ORDER " add /dev/zero");
    cli_said(cli.err, "is not a file");
    cli_expect(&cli, 1, "import /dev/zero");
    cli_said(cli.err, "not recognised");
}
END_TEST

static int mode_of(Cli *cli, const char *name)
{
    GStatBuf seen;
    g_autofree char *path = cli_path(cli, name);
    ck_assert_msg(g_stat(path, &seen) == 0, "%s is not there", name);
    return seen.st_mode & 0777;
}

/* Whatever the user's umask. */
START_TEST(what_is_written_is_the_owner_s_alone)
{
    static const char *const files[] = {"deep/desk.db", "evidence",
                                        "letter.eml",   "rejects",
                                        "backup.db",    "deep/desk.db.backups/2026-11-24.db"};
    g_auto(Cli) cli;
    cli_init(&cli);
    umask(0);
    cli_write(&cli, "proof.txt", "proof");
    cli_write(&cli, "orders.txt",
              "amazon-order-id\tpurchase-date\torder-status\tfulfillment-channel\tsales-channel\n"
              "bad\t2026-11-01\tShipped\tMerchant\tAmazon.com\n");
#define DB " --db @deep/desk.db"
    cli_expect(&cli, 0,
               "claim open " ORDER " --opened 2026-11-20 --ordered 2026-11-01 "
               "--tracking EE473124829JP" DB);
    cli_expect(&cli, 0, "claim evidence " ORDER " add @proof.txt" DB);
    cli_expect(&cli, 0, "claim evidence " ORDER " save 1 @evidence" DB);
    cli_expect(&cli, 0, "letter " ORDER " --kind collect --out @letter.eml" DB);
    cli_expect(&cli, 3, "import @orders.txt --rejects @rejects" DB);
    cli_expect(&cli, 0, "claim note " ORDER " x --today 2026-11-24T12:00Z" DB);
    cli_expect(&cli, 0, "backup @backup.db" DB);
#undef DB
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        ck_assert_msg(mode_of(&cli, files[i]) == 0600, "%s: %o", files[i],
                      (unsigned)mode_of(&cli, files[i]));
    ck_assert_int_eq(mode_of(&cli, "deep"), 0700);
    ck_assert_int_eq(mode_of(&cli, "deep/desk.db.backups"), 0700);
}
END_TEST

static const char *const option_like[] = {"--help",  "-h",           "--",     "-",
                                          "--db=/x", "-111-2233445", "--json", ""};

/* Behind "--" it is an order id, and none. */
START_TEST(an_order_id_that_looks_like_an_option_is_none)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    static const char *const verbs[] = {"show", "note", "move", "undo", "evidence"};
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++) {
        cli_run_words(&cli, (const char *const[]){"--today", TODAY, "claim", verbs[i], "--",
                                                  option_like[_i], "list", NULL});
        ck_assert_msg(cli.status == 2, "%s: exit %d", verbs[i], cli.status);
        check_clean(cli.err, "\n", verbs[i], _i);
    }
}
END_TEST

/* Text of files, which no command line hands in as it is: bad UTF-8 in a sheet's note. */
START_TEST(bad_utf_8_in_files_comes_out_clean)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_write(&cli, "claims.csv",
              "order,opened,ordered,carrier,note\n" ORDER
              ",2026-11-20,2026-11-01,over\xc0\xaflong,\xed\xa0\x80\xf8\x88 \x1b[31m \xe6\n");
    cli_run(&cli, "import @claims.csv");
    ck_assert_msg(cli.status == 0 || cli.status == 3, "exit %d: %s", cli.status, cli.err);
    check_clean(cli.out, "\n", "import", 0);
    check_outputs(&cli, 0);
    cli_expect(&cli, 0, "claim show " ORDER);
}
END_TEST

/* A field of 10 MB, and NUL bytes, in a file: named or kept, and no end of the program. */
START_TEST(monstrous_files_are_read_or_refused)
{
    g_auto(Cli) cli;
    cli_init(&cli);
    cli_write_orders(&cli, "good.txt", 1, 1, 1);
    g_autofree char *good = cli_read(&cli, "good.txt"), *path = cli_path(&cli, "bad.txt");
    g_autofree char *long_field = g_strnfill(10 * 1024 * 1024, 'x');
    static const char nul[] = "113-0000001-0000002\t\0\0\t2026-11-22T10:00:00+00:00\t\0\n";
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)good, (guint)strlen(good));
    g_byte_array_append(bytes, (const guint8 *)"113-0000001-0000003\t", 20);
    g_byte_array_append(bytes, (const guint8 *)long_field, 10 * 1024 * 1024);
    g_byte_array_append(bytes, (const guint8 *)"\n", 1);
    g_byte_array_append(bytes, (const guint8 *)nul, sizeof nul - 1);
    ck_assert(g_file_set_contents(path, (char *)bytes->data, (gssize)bytes->len, NULL));
    cli_run(&cli, "import @bad.txt --json");
    ck_assert_msg(cli.status == 1 || cli.status == 3, "exit %d: %s", cli.status, cli.err);
    check_clean(cli.out, "\n", "import", 0);
    ck_assert_uint_lt(strlen(cli.out), 100000); /* does not show the field */
    cli_expect(&cli, 0, "doctor");
}
END_TEST

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    Suite *suite = suite_create("hostile");
    TCase *tcase = tcase_create("hostile");
    tcase_add_loop_test(tcase, nothing_that_was_put_in_comes_out_raw, 0, G_N_ELEMENTS(hostile));
    tcase_add_test(tcase, evidence_keeps_no_path);
    tcase_add_test(tcase, only_files_are_evidence);
    tcase_add_test(tcase, what_is_written_is_the_owner_s_alone);
    tcase_add_loop_test(tcase, an_order_id_that_looks_like_an_option_is_none, 0,
                        G_N_ELEMENTS(option_like));
    tcase_add_test(tcase, bad_utf_8_in_files_comes_out_clean);
    tcase_add_test(tcase, monstrous_files_are_read_or_refused);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
