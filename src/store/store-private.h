/* SPDX-License-Identifier: MIT */
/* What the files of this room share: the open desk, and statements with bound values. */
#ifndef AZDESK_STORE_PRIVATE_H
#define AZDESK_STORE_PRIVATE_H

#include <sqlite3.h>

#include "azdesk/core/error.h"
#include "azdesk/store/store.h"

#define STORE_APPLICATION_ID  0x617a646b /* "azdk" */
#define STORE_SCHEMA_VERSION  4
#define STORE_BUSY_MS         5000
#define STORE_EVIDENCE_MAX    (64 * 1024 * 1024)
#define STORE_READ_CACHE_KB   256  /* all is read once, into the desk in memory */
#define STORE_CHANGE_CACHE_KB 8192 /* imports come back to what they wrote */

struct Store {
    sqlite3 *db;
    char *path; /* as given, for messages */
    char *file; /* absolute, links followed; NULL: in memory for good */
    StoreMode mode;
    gboolean absent;   /* there is no file yet: db is an empty stand-in in memory */
    gboolean writable; /* the file and its folder can be written */
    gboolean frozen;   /* opened as immutable, or an older layout read through a copy in memory */
    guint64 dev, ino;  /* of the file that is open */
    gint64 stamp;      /* ... and when it was written last, where it is frozen */
    gint64 generation; /* counts what was opened, for store_version() */
    GHashTable *statements; /* by the address of their text */
    guint depth;
    gboolean dry;         /* the transaction ends in a rollback, whatever happens */
    gboolean rolled_back; /* an inner transaction was: the outer ones can only follow */
    Day daily;            /* the day for whose first change a backup is to be made, ... */
    guint daily_keep;     /* ... if this is not 0, and how many are kept */
    char *warning;        /* (nullable) */
    void (*slow)(void);   /* (nullable) while it is opened: tells that it takes a while */
    const char *where;    /* who began the outermost, for messages */
};

/* ---- store.c ---- */

/* As store_begin(), but a desk that does not exist yet stays in memory: for what is rolled back. */
gboolean store_begin_dry(Store *store, const char *where, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One snapshot for several reads; inside a transaction it is that one's. */
gboolean store_begin_read(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void store_end_read(Store *store);

/* ---- open.c ---- */

/* Opens `store->file` by `store->mode`, or the stand-in where there is none. */
gboolean store_connect(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void store_disconnect(Store *store);
/* Makes the file of an absent desk, and opens it. */
gboolean store_create(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Opens anew where the file has come, or was replaced, since. */
gboolean store_refresh(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The defences that every connection gets, whatever file it is on. */
void store_harden(sqlite3 *db);
/* The path with links followed, also where the last one points to nothing. (transfer full) */
char *store_resolve(const char *path);

/* ---- backup_daily.c ---- */

/* What store_keep_daily() asked for; a failure becomes the warning. */
void store_make_daily(Store *store);

/* ---- check.c ---- */

/* Whether the locks of such a file system are not to be relied on; its name is GIO's. (nullable) */
gboolean network_named(const char *type);
/* What to tell of a desk on one. (nullable) (transfer full) */
char *network_warning(const Store *store);

/* ---- schema.c ---- */

/* Lays out an empty database, inside a transaction. */
gboolean schema_create(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a file is: FALSE with the reason where it is no desk of ours. *ret_version: 0 for a file
 * that holds nothing at all. */
gboolean schema_examine(Store *store, int *ret_version, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From an older layout to this one, in one transaction. */
gboolean schema_migrate(Store *store, int from, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Marketplaces that this program knows and the file does not. */
gboolean schema_add_markets(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* schema.sql. Static. */
const char *schema_text(void);

/* ---- sql.c ---- */

typedef struct {
    char type; /* i d t b n, 0 ends */
    gsize len;
    union {
        gint64 i;
        double d;
        const char *t;
        gconstpointer b;
    };
} SqlValue;

#define SQL_INT(value)       ((SqlValue){.type = 'i', .i = (value)})
#define SQL_DOUBLE(value)    ((SqlValue){.type = 'd', .d = (value)})
#define SQL_TEXT(value)      ((SqlValue){.type = 't', .t = (value)}) /* NULL: SQL's NULL */
#define SQL_BLOB(data, size) ((SqlValue){.type = 'b', .len = (size), .b = (data)})
#define SQL_NULL             ((SqlValue){.type = 'n'})
#define SQL_INT_OR(value, none)                                                                    \
    ((value) == (none) ? SQL_NULL : SQL_INT(value)) /* NULL for `none` */
#define SQL_VALUES(...) ((const SqlValue[]){__VA_ARGS__, {0}})
#define SQL_NOTHING     ((const SqlValue[]){{0}})

/* A statement of the cache, bound and ready to step; reset when it leaves its scope. `sql` must be
 * a literal: the cache knows it by its address. */
typedef sqlite3_stmt SqlRows;
SqlRows *sql_query(Store *store, const char *sql, const SqlValue *values, GError **error);
int sql_next(Store *store, SqlRows *rows, GError **error); /* 1: a row, 0: the end, -1: error */
void sql_done(SqlRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SqlRows, sql_done)

/* Runs a statement that gives no rows. */
gboolean sql_run(Store *store, const char *sql, const SqlValue *values,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first column of the first row; `none` where there is none or it is NULL. */
gboolean sql_int(Store *store, const char *sql, const SqlValue *values, gint64 none,
                 gint64 *ret_value, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Several statements without values. */
gboolean sql_script(Store *store, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sql_forget(Store *store); /* closes the cache */

gint64 sql_column_int(SqlRows *rows, int column, gint64 none); /* `none` for NULL */
/* A damaged file may say anything: a channel that there is not is an error. NULL is the first. */
gboolean sql_column_channel(Store *store, SqlRows *rows, int column, Channel *ret_channel,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A text, NULL for NULL; valid UTF-8, whatever a damaged file says. (transfer full) */
char *sql_column_dup(SqlRows *rows, int column);

/* An SQLite failure in words: what happened to which file, and what to do. */
void store_set_error(GError **error, int rc, const char *path, const char *detail);
void sql_set_error(Store *store, int rc, GError **error);

/* ---- words.c ---- */

/* The words of the desk's columns, from the same tables as the enums. */
typedef enum {
    WORDS_STAGE,
    WORDS_OUTCOME,
    WORDS_APPEAL,
    WORDS_PARCEL,
    WORDS_COUNTS,
    WORDS_REASON,
    WORDS_EVENT,
    WORDS_CHANNEL,
    WORDS_METRIC,
    WORDS_EVIDENCE,
    N_WORDS
} Words;

const char *words_get(Words words, int n);
int words_find(Words words, const char *text); /* -1: no such word */
const char *const *words_all(Words words, guint *ret_n);

/* ---- events.c ---- */

/* Stores the event's texts, then the event; sets its ids. */
gboolean event_append(Store *store, OrderId order, ClaimEvent *event,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As store_events(); without texts the bodies are NULL. */
GPtrArray *events_load(Store *store, OrderId order, gboolean texts, GError **error);
/* The bodies of an event that was loaded without. */
gboolean event_load_texts(Store *store, ClaimEvent *event,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every claim that has events, with them, in the order of their orders. The array is freed after.
 */
typedef gboolean (*EventsVisit)(Store *store, OrderId order, GPtrArray *events, gpointer data,
                                GError **error);
gboolean events_each(Store *store, EventsVisit visit, gpointer data,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a row's words can be read at all. */
gboolean event_makes_sense(const char *kind, const char *payload);
gboolean text_add(Store *store, OrderId order, const char *body, gint64 *ret_id,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- claims.c ---- */

/* Makes the rows of an order's claim those of `claim`; NULL: there are none. */
gboolean claim_rows_write(Store *store, OrderId order, const Claim *claim,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Folds the order's events anew into its rows. */
gboolean claim_rows_fold(Store *store, OrderId order, GPtrArray *events, Claim **ret_claim,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Walks claims in the order of their orders; `order` 0: all. */
typedef struct ClaimRows ClaimRows;
ClaimRows *claim_rows_open(Store *store, OrderId order, GError **error);
int claim_rows_next(ClaimRows *rows, Claim **ret_claim, GError **error); /* as sql_next() */
/* Rows that make no sense are no error: who calls compares them with what they should be. */
void claim_rows_take_any(ClaimRows *rows);
void claim_rows_close(ClaimRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClaimRows, claim_rows_close)

/* ---- desk.c ---- */

/* The cases, by order, from the rows of claims, defects and orders; `order` 0: all. */
gboolean case_rows_load(Store *store, OrderId order, GPtrArray *cases,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- packs.c ---- */

/* All cases, by order, from their packs. Not sound: one is none, and the desk stays empty. */
gboolean packs_load(Store *store, Desk *desk, gboolean *ret_sound,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Packs an order's case anew: to be called by whatever changes its claim's rows or its defects. */
gboolean pack_refresh(Store *store, OrderId order, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Packs anew the cases whose imported order is another now: after orders have changed. */
gboolean packs_follow_orders(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many packs are not what the rows give. */
gboolean packs_count_wrong(Store *store, guint *ret_wrong,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes all packs what the rows give; *ret_changed says how many were not. */
gboolean packs_rebuild(Store *store, guint *ret_changed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- rebuild.c ---- */

/* The claims whose rows are not what their events give, as they should be; one without spans should
 * not be there at all. (transfer full) of Claim */
GPtrArray *rebuild_compare(Store *store, GError **error);
gboolean rebuild_order_days(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As store_rebuild(), in the transaction that there is. */
gboolean rebuild_all(Store *store, guint *ret_changed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
