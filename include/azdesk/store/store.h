/* SPDX-License-Identifier: MIT */
/* The desk's file. This room is the only place with SQL; nothing of SQLite shows in its headers.
 * A Store is used by one thread. Every change is one transaction that is on the disk when the
 * function returns TRUE (WAL, synchronous=FULL). Errors: AZDESK_ERROR_FAILED with the file's name
 * and what to do; AZDESK_ERROR_BUSY where another program held the desk for too long. */
#ifndef AZDESK_STORE_STORE_H
#define AZDESK_STORE_STORE_H

#include <json-glib/json-glib.h>

#include "azdesk/core/desk.h"
#include "azdesk/core/settings.h"

typedef struct Store Store;

typedef enum {
    STORE_READ,   /* a missing desk reads as an empty one, and is not made */
    STORE_WRITE,  /* likewise, but the first change makes it, its folder (0700) and its file (0600)
                   */
    STORE_STRICT, /* --read-only: as STORE_READ, works in a folder that cannot be written, and every
                   * change is refused (AZDESK_ERROR_REFUSED) */
} StoreMode;

Store *store_open(const char *path, StoreMode mode, GError **error);
/* The same; `slow` (nullable) is called before a large desk of an older layout is brought to the
 * present one, in its file or, for reading, in memory: that takes seconds. */
Store *store_open_telling(const char *path, StoreMode mode, void (*slow)(void), GError **error);
Store *store_open_memory(GError **error); /* for tests and the demo */
void store_close(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)

const char *store_path(const Store *store);
gboolean store_in_memory(const Store *store); /* no other handle can be opened on it */
gboolean store_read_only(const Store *store);
/* Changes whenever another program has committed something (PRAGMA data_version). */
gint64 store_version(Store *store);

/* One nested transaction: the outermost begins with BEGIN IMMEDIATE and commits, inner ones are
 * counted. A rollback at any depth rolls all back. `where` is G_STRLOC, for messages. */
gboolean store_begin(Store *store, const char *where, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean store_commit(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void store_rollback(Store *store);

/* A regular file of no more than what evidence may have: nothing that does not end, or waits. */
GBytes *store_read_file(const char *path, GError **error);
/* Writes what comes out of the desk into a new file (0600), or one that is empty: what holds
 * something is never written over (AZDESK_ERROR_FAILED). */
gboolean store_write_new(const char *path, GBytes *body, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Reading ---- */

/* All that the figures need, in one read transaction. (transfer full) */
Desk *store_load_desk(Store *store, GError **error);
/* One case of it, after a change; NULL without error where nothing is held against the order. */
gboolean store_load_case(Store *store, OrderId order, DeskCase **ret_case,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A claim's events, undone ones too, by id; with their texts. (transfer full) of ClaimEvent */
GPtrArray *store_events(Store *store, OrderId order, GError **error);

typedef struct {
    gboolean found;
    int market;
    Channel channel;
    Day day;
    gboolean pending, cancelled;
} StoreOrder;
gboolean store_order(Store *store, OrderId order, StoreOrder *ret_order,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The letters that went out and stand, the newest first, `most` at most; the subject's line is the
 * event's text. */
typedef struct {
    OrderId order;
    ClaimEvent *event;
} StoreLetter;
/* (transfer full) of StoreLetter */
GPtrArray *store_letters(Store *store, guint most, GError **error);

/* All that is held about an order: by table, an array of its rows, each an object by column; bytes
 * in base64. (transfer full) of arrays of objects */
JsonObject *store_held(Store *store, OrderId order, GError **error);

/* Orders whose notes, messages, letters or evidence titles hold all words of `query`, casefolded.
 * (transfer full) of OrderId */
GArray *store_search_texts(Store *store, const char *query, GError **error);

/* ---- Upkeep ---- */

gboolean store_rebuild(Store *store, guint *ret_changed, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Findings in words, empty where all is well. (transfer full) of char* */
GPtrArray *store_check(Store *store, GError **error);
/* Through the online backup API; the new file is 0600 and replaces none. */
gboolean store_backup(Store *store, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The desk as it is before the first change of `today`, in the folder "DESK.backups" (0700) as
 * YYYY-MM-DD.db, the newest `keep` of which stay; 0 makes none. Nothing is made where there is one
 * of today, where the desk is new, and where it was changed today already. A copy that is not sound
 * pushes no other out. */
gboolean store_backup_daily(Store *store, Day today, guint keep,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same when the first change comes. That it failed holds no change up: it is a warning. */
void store_keep_daily(Store *store, Day today, guint keep);
char *store_take_warning(Store *store); /* (nullable) (transfer full) said once */
/* Puts a backup in the desk's place; the desk that was there is kept beside it. */
gboolean store_restore(const char *backup, const char *path, char **ret_kept,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Saves what can be read of a damaged desk into a new one; *ret_lost lists in words what could not.
 */
gboolean store_recover(const char *damaged, const char *path, GPtrArray **ret_lost,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
    guint claims, texts, evidence;
} StorePurge;
/* Empties notes, messages, letters and evidence of cases without an entry since `before`, and
 * overwrites them. Counts stay. */
gboolean store_purge(Store *store, Day before, StorePurge *ret_purge,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those cases, purged or not: for what is kept about them elsewhere. (transfer full) of OrderId */
GArray *store_old_cases(Store *store, Day before, GError **error);

#endif
