/* SPDX-License-Identifier: MIT */
/* The bench: azdesk beside other programs on the same data, in one run, in one table. */
#ifndef AZDESK_TESTS_BENCH_H
#define AZDESK_TESTS_BENCH_H

#include <glib.h>

#include "azdesk/core/order_id.h"
#include "azdesk/core/when.h"

/* ---- The table ---- */

typedef enum { UNIT_SECONDS, UNIT_BYTES, UNIT_NUMBER } Unit;

typedef struct Table Table;

Table *table_new(void);
void table_free(Table *table);
/* Two sides, sample by sample: the ratio is the median of the pairs' ratios. Goal 0: told, not
 * bound. */
void table_pair(Table *table, const char *what, const char *against, Unit unit, GArray *ours,
                GArray *other, double goal);
/* One side, bound by a value of its own unit; 0: told, not bound. */
void table_single(Table *table, const char *what, Unit unit, GArray *ours, double goal);
/* A row that cannot be had, and why. */
void table_left_out(Table *table, const char *what, const char *why);
void table_print(const Table *table);

GArray *samples_new(void); /* of double */
void samples_add(GArray *samples, double value);
double samples_median(const GArray *samples);

/* ---- The run ---- */

typedef struct {
    const char *azdesk; /* the program's path */
    const char *self;   /* this program's path: the bare loop runs in a process of its own */
    char *folder;       /* temporary, removed at the end */
    char **env;         /* of every program that is run */
    gboolean quick;     /* small data, fewer runs */
    gboolean huge;      /* 10 million orders besides */
    int runs;           /* of each side */
    gint64 lines;       /* of the order file of a large desk */
    int cases;          /* of a large desk */
    Day today;
    Table *table;
} Bench;

char *bench_path(const Bench *bench, const char *name); /* in the folder */
void bench_remove(const char *path); /* a file, or a folder with all that is in it */
gboolean bench_have(const char *program);
void bench_tell(const char *format, ...) G_GNUC_PRINTF(1, 2); /* progress, to standard error */

/* Groups of rows, each by the name that --only takes. */
typedef gboolean (*BenchGroup)(Bench *bench, GError **error);
gboolean rows_import(Bench *bench, GError **error);
gboolean rows_size(Bench *bench, GError **error);
gboolean rows_figures(Bench *bench, GError **error);
gboolean rows_search(Bench *bench, GError **error);
gboolean rows_paint(Bench *bench, GError **error);
gboolean rows_keys(Bench *bench, GError **error);
gboolean rows_filter(Bench *bench, GError **error);
gboolean rows_rest(Bench *bench, GError **error);

/* ---- Programs that run to their end ---- */

typedef struct {
    double wall, cpu; /* seconds; cpu is user and system */
    gint64 rss;       /* bytes, the highest */
    int status;       /* exit status; 128 + signal */
    char *out, *err;
} ProcessRun;

/* `in` (nullable) is a file for standard input, `folder` (nullable) where it runs. Error: it could
 * not be started. */
gboolean process_run(const Bench *bench, const char *const *argv, const char *in,
                     const char *folder, ProcessRun *ret_run,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, and any exit status but 0 is an error that quotes what it said. */
gboolean process_do(const Bench *bench, const char *const *argv, const char *in, const char *folder,
                    ProcessRun *ret_run, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void process_run_clear(ProcessRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ProcessRun, process_run_clear)

/* Instructions that callgrind counts in the program itself. */
gboolean process_count(const Bench *bench, const char *const *argv, double *ret_count,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

void process_child_env(const Bench *bench); /* between fork and exec */

/* ---- Programs on a terminal of 120x40 ---- */

typedef struct Pty Pty;

Pty *pty_start(const Bench *bench, const char *const *argv, const char *folder, GError **error);
/* Reads until every pattern (a regular expression, NULL-terminated list) is in a line of the
 * screen. *ret_seconds is the time since the start. */
gboolean pty_until(Pty *pty, const char *const *patterns, double *ret_seconds,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads until nothing has come for `quiet` seconds; the answer is the time from the call to the
 * last byte, 0 where none came. */
double pty_settle(Pty *pty, double quiet);
void pty_key(Pty *pty, const char *bytes);
char *pty_screen(Pty *pty);          /* as text (transfer full) */
guint64 pty_bytes(const Pty *pty);   /* written by the program so far */
double pty_cpu(const Pty *pty);      /* seconds that it has used */
gint64 pty_memory(const Pty *pty);   /* resident bytes */
guint64 pty_wakeups(const Pty *pty); /* times that any of its threads has gone to sleep */
void pty_stop(Pty *pty);             /* ends the program; frees; accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pty, pty_stop)

/* ---- Data, all of it made from numbers: the same in every run of a day ---- */

OrderId data_order(gint64 n);                             /* the n-th order's id; all differ */
Day data_day(const Bench *bench, gint64 n, gint64 lines); /* and the day it was bought on */
/* An all-orders file of the 2017 layout, one line an order. */
gboolean data_orders(const Bench *bench, gint64 lines, const char *path,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A seller's sheet of that many claims on the orders of such a file. */
gboolean data_sheet(const Bench *bench, int cases, gint64 lines, const char *path,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean data_report(const Bench *bench, const char *path,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The order file of that many lines, made once. (transfer full) */
char *data_orders_once(const Bench *bench, gint64 lines, GError **error);
/* A desk of that many cases and orders, made once through the program. (transfer full) */
char *data_desk_once(const Bench *bench, int cases, gint64 lines, GError **error);
/* A git repository of 3,000 commits, and a text of as many lines. (transfer full) */
char *data_repository_once(const Bench *bench, GError **error);
char *data_text_once(const Bench *bench, GError **error);
#define DATA_COMMITS 3000

/* ---- The bare side ---- */

/* What any C programmer would write: reads the order file's lines and inserts the desk's columns.
 */
int bare_import(const char *file, const char *db);
/* The five columns as text, the id as key. */
int bare_text_table(const char *file, const char *db);

#endif
