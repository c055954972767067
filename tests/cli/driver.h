/* SPDX-License-Identifier: MIT */
/* Runs the built program in a folder and an environment of its own, as a script would. */
#ifndef AZDESK_TESTS_CLI_DRIVER_H
#define AZDESK_TESTS_CLI_DRIVER_H

#include <glib.h>
#include <json-glib/json-glib.h>

#define TODAY "2026-11-23T14:00:00Z"

typedef struct {
    char *folder;
    char **env;
    char *out, *err; /* of the last run */
    int status;      /* its exit status; -1: it was ended by a signal */
} Cli;

void cli_init(Cli *cli);
void cli_clear(Cli *cli); /* the folder goes, too */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cli, cli_clear)

void cli_setenv(Cli *cli, const char *name, const char *value); /* NULL: unset */
char *cli_path(const Cli *cli, const char *name);               /* in its folder (transfer full) */
void cli_write(const Cli *cli, const char *name, const char *text);
char *cli_read(const Cli *cli, const char *name); /* (transfer full) */

/* The words of a command line as a shell would split them; "@name" is a file of the folder. --today
 * TODAY is added unless it is given. The answer is the exit status. */
int cli_run(Cli *cli, const char *line, ...) G_GNUC_PRINTF(2, 3);
/* The same with words as they are, ended by NULL, and nothing added. */
int cli_run_words(Cli *cli, const char *const *words);
/* Runs and checks: that exit status, or the test fails and shows what was said. */
#define cli_expect(cli, wanted, ...)                                                               \
    do {                                                                                           \
        const int seen_ = cli_run((cli), __VA_ARGS__);                                             \
        ck_assert_msg(seen_ == (wanted), "exit %d, not %d: %s%s", seen_, (wanted), (cli)->out,     \
                      (cli)->err);                                                                 \
    } while (0)
/* ... and that standard error says so. */
#define cli_expect_error(cli, wanted, words, ...)                                                  \
    do {                                                                                           \
        cli_expect((cli), (wanted), __VA_ARGS__);                                                  \
        cli_said((cli)->err, (words));                                                             \
    } while (0)
void cli_said(const char *text, const char *words);

/* What the last run printed, read as JSON; the test fails where it is none. (transfer full) */
JsonNode *cli_json(const Cli *cli);
/* "0.rule.defects": a node inside; NULL where there is none. */
JsonNode *json_at(JsonNode *root, const char *path);
gint64 json_int_at(JsonNode *root, const char *path);
const char *json_text_at(JsonNode *root, const char *path); /* NULL for null */
double json_double_at(JsonNode *root, const char *path);
guint json_length_at(JsonNode *root, const char *path);
/* The keys of an object, "a b c", in their order. (transfer full) */
char *json_keys_at(JsonNode *root, const char *path);

/* An order file of that many orders a day, for days [first, last] before 2026-11-23. The id of the
 * i-th order of the day k days before is 113-<k, 7 digits>-<i, 7 digits>. */
void cli_write_orders(const Cli *cli, const char *name, int first, int last, int per_day);
/* A performance report of 2026-11-<day>, of the window that goes with it. */
void cli_write_report(const Cli *cli, const char *name, int day, int orders, int defects,
                      int claims);

#endif
