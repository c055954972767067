/* SPDX-License-Identifier: MIT */
/* A command: one row of the one table (commands.c), from which dispatch, --help, the completions
 * and the manual are made, and the function that does it. Private to this room. */
#ifndef AZDESK_CLI_COMMAND_H
#define AZDESK_CLI_COMMAND_H

#include "azdesk/cli/app.h"
#include "azdesk/store/cases.h"

#include "out.h"

typedef enum { OPTION_FLAG, OPTION_TEXT, OPTION_FILE, OPTION_LIST } OptionKind;

typedef struct {
    const char *name; /* without the two hyphens */
    char letter;      /* 0: none */
    OptionKind kind;  /* LIST: may be given several times */
    const char
        *value; /* NULL for a flag; else "T", "DAY", "STAGE": the name tells what completes it */
    const char *help; /* untranslated */
} Option;

typedef struct Args Args;
typedef struct Run Run;
typedef struct Command Command;

struct Command {
    const char *name;
    const char *summary; /* untranslated, one line */
    const char *usage;   /* its arguments */
    const char *example;
    const char *details;                       /* (nullable) untranslated */
    const Option *options;                     /* (nullable) ended by one without a name */
    int least, most;                           /* arguments it takes; most -1: any number */
    gboolean (*run)(Run *run, GError **error); /* NULL where `subs` do it all */
    const Command *subs;                       /* (nullable) ended by one without a name */
};

/* One call of the program. The desk and its store are opened when first asked for. */
struct Run {
    const App *app;
    const Command *command;
    Args *args;
    Out *out;
    Store *store;           /* (nullable) */
    gboolean store_changes; /* it was opened for changing */
    Desk *desk;             /* (nullable) */
    gint64 now;             /* one moment for all that it says and enters */
    gboolean demo;          /* the store is the throw-away one */
    int status;             /* what a run that did not fail exits with */
};

const Command *command_table(void); /* ended by one without a name */
const Command *command_plain(void); /* what `azdesk` alone does */
const Option *global_options(void); /* ended by one without a name */
const Command *command_named(const Command *table, const char *name); /* (nullable) */
/* "open, move, parcel" (transfer full) */
char *command_names(const Command *table);

/* Writes --help for a command, or of the program for NULL. `path`: "claim open". */
void help_print(Out *out, const Command *command, const char *path);

const char *help_about(void); /* what the program is, translated */

/* ---- help_complete.c ---- */

/* Prints what may stand in the place of the last of `words`, which the shells' completions ask. */
gboolean help_complete(Run *run, char **words);

/* ---- help_man.c ---- */

/* Prints a page of the manual as roff: azdesk.1, ... Error: there is no such page. */
gboolean help_man(Run *run, const char *name, GError **error);

/* ---- config.c ---- */

/* What the configuration file says now; a file that is missing says nothing. */
gboolean config_load(const App *app, Settings *settings, GError **error);
/* Writes one setting into the file as it is now; a NULL value takes it out. Error: REFUSED while
 * nothing may be changed. */
gboolean config_change(const App *app, const char *key, const char *value, GError **error);

/* ---- args.c: the words of one command ---- */

/* Reads `argv` (argv[0] is skipped) against the global options and those of `command` (nullable:
 * the global ones alone, up to the first word that is no option). */
Args *args_parse(char **argv, const Command *command, GError **error);
void args_free(Args *args);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Args, args_free)

/* The arguments left beside the options; bytes as given. NULL-terminated */
char **args_words(const Args *args);
int args_count(const Args *args);
const char *args_text(const Args *args, const char *option); /* (nullable) */
gboolean args_flag(const Args *args, const char *option);
char **args_list(const Args *args, const char *option); /* (nullable) */

/* ---- run.c: what commands share; each error says which argument it is about ---- */

/* The store, for reading or for changing it. Owned by the run. */
Store *run_store(Run *run, gboolean change, GError **error);
/* All that the figures need. Owned by the run. */
Desk *run_desk(Run *run, GError **error);
/* Reads the case of `order` again after a change, into the run's desk. */
gboolean run_reload(Run *run, OrderId order, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean run_cases(Run *run, Cases *ret_cases, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The case, or AZDESK_ERROR_FAILED where nothing is known of the order. Owned by the run's desk. */
DeskCase *run_case(Run *run, OrderId order, GError **error);

/* The word at `index`. The count of arguments was checked before. */
const char *run_word(const Run *run, int index);
gboolean run_order(const Run *run, int index, OrderId *ret_order,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Text of the user's own: must be UTF-8. (nullable) without error where it was not given */
gboolean run_text(const Run *run, const char *option, const char **ret_text,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* T of an option; at is 0 where it was not given. */
gboolean run_when(const Run *run, const char *option, When *ret_when,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same as a deadline: a day alone is its last second; 0 where it was not given. */
gboolean run_deadline(const Run *run, const char *option, gint64 *ret_due,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* DAY_NONE where it was not given. */
gboolean run_day(const Run *run, const char *option, Day *ret_day,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A whole number between two others; `fallback` where it was not given. */
gboolean run_number(const Run *run, const char *option, int from, int to, int fallback, int *ret,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean run_utf8(const char *text, const char *what, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean run_require(const Run *run, const char *option, GError **error) G_GNUC_WARN_UNUSED_RESULT;

Day run_today(const Run *run);
/* The markets and channels to tell of: those that have data and were not left out by --market and
 * --channel; with both given always that one. (transfer full) of DeskPart */
GArray *run_parts(Run *run, GError **error);

/* ---- The commands ---- */

#define RUNS(X)                                                                                    \
    X(import)                                                                                      \
    X(imports)                                                                                     \
    X(odr)                                                                                         \
    X(forecast)                                                                                    \
    X(review)                                                                                      \
    X(claim_open)                                                                                  \
    X(claim_move)                                                                                  \
    X(claim_parcel)                                                                                \
    X(claim_asked)                                                                                 \
    X(claim_replied)                                                                               \
    X(claim_check)                                                                                 \
    X(claim_note)                                                                                  \
    X(claim_message)                                                                               \
    X(claim_evidence)                                                                              \
    X(claim_edit)                                                                                  \
    X(claim_undo)                                                                                  \
    X(claim_redo)                                                                                  \
    X(claim_list)                                                                                  \
    X(claim_show)                                                                                  \
    X(defect)                                                                                      \
    X(letter)                                                                                      \
    X(snooze)                                                                                      \
    X(gate)                                                                                        \
    X(export)                                                                                      \
    X(backup)                                                                                      \
    X(restore)                                                                                     \
    X(doctor)                                                                                      \
    X(purge)                                                                                       \
    X(config)                                                                                      \
    X(demo)                                                                                        \
    X(desk)                                                                                        \
    X(help)
#define X(name) gboolean cmd_##name(Run *run, GError **error);
RUNS(X)
#undef X

#endif
