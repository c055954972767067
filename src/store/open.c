/* SPDX-License-Identifier: MIT */
/* Opening the desk's file, whatever state it and its folder are in. */
#include "store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config.h"

#define LINKS_MAX 40

char *store_resolve(const char *path)
{
    char *file = g_canonicalize_filename(path, NULL);
    for (int links = 0; links < LINKS_MAX; links++) {
        g_autofree char *target = g_file_read_link(file, NULL);
        if (!target)
            break;
        g_autofree char *folder = g_path_get_dirname(file);
        g_free(file);
        file = g_canonicalize_filename(target, folder);
    }
    return file;
}

void store_harden(sqlite3 *db)
{
    static const struct {
        int option, on;
    } config[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},    {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},
    };
    static const struct {
        int limit, value;
    } limits[] = {
        {SQLITE_LIMIT_LENGTH, 2 * STORE_EVIDENCE_MAX},
        {SQLITE_LIMIT_SQL_LENGTH, 1 << 20},
        {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
        {SQLITE_LIMIT_WORKER_THREADS, 0},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(config); i++)
        sqlite3_db_config(db, config[i].option, config[i].on, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(limits); i++)
        sqlite3_limit(db, limits[i].limit, limits[i].value);
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, STORE_BUSY_MS);
}

static gboolean set_pragmas(Store *store, gboolean query_only, GError **error)
{
    g_autofree char *sql =
        g_strdup_printf("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
                        "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
                        "PRAGMA cache_size = -%d; PRAGMA query_only = %d",
                        STORE_READ_CACHE_KB, query_only);
    return sql_script(store, sql, error);
}

void store_disconnect(Store *store)
{
    sql_forget(store);
    sqlite3_close_v2(store->db);
    store->db = NULL;
    store->depth = 0;
    store->frozen = store->absent = store->writable = FALSE;
    store->generation++;
}

static gboolean open_memory(Store *store, GError **error)
{
    store_disconnect(store);
    int rc =
        sqlite3_open_v2(":memory:", &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK) {
        store_set_error(error, rc, store->path, sqlite3_errstr(rc));
        return FALSE;
    }
    store_harden(store->db);
    store->writable = TRUE;
    return set_pragmas(store, FALSE, error);
}

static gboolean open_stand_in(Store *store, GError **error)
{
    if (!open_memory(store, error) || !sql_script(store, "BEGIN", error) ||
        !schema_create(store, error) || !sql_script(store, "COMMIT", error))
        return FALSE;
    store->absent = store->file != NULL;
    return TRUE;
}

typedef enum { OPEN_WRITE, OPEN_LOOK, OPEN_READ, OPEN_IMMUTABLE } OpenHow;

/* Opens and reads a little, so that what is wrong with the file shows here. */
static gboolean open_file(Store *store, OpenHow how, int *ret_version, GError **error)
{
    store_disconnect(store);
    g_autofree char *escaped = g_uri_escape_string(store->file, "/", FALSE);
    g_autofree char *uri =
        g_strdup_printf("file:%s%s", escaped, how == OPEN_IMMUTABLE ? "?immutable=1" : "");
    int flags =
        SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
        (how == OPEN_WRITE || how == OPEN_LOOK ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    int rc = sqlite3_open_v2(uri, &store->db, flags, NULL);
    if (rc != SQLITE_OK) {
        store_set_error(error, rc, store->path, store->db ? sqlite3_errmsg(store->db) : "");
        return FALSE;
    }
    store_harden(store->db);
    store->writable = how == OPEN_WRITE;
    store->frozen = how == OPEN_IMMUTABLE;
    return set_pragmas(store, how != OPEN_WRITE, error) &&
           schema_examine(store, ret_version, error);
}

/* Whether there are changes that only lie in the write-ahead log yet. */
static gboolean wal_pending(const Store *store)
{
    g_autofree char *wal = g_strconcat(store->file, "-wal", NULL);
    struct stat info;
    return stat(wal, &info) == 0 && info.st_size > 0;
}

/* Changes whenever the file or its log do. */
static gint64 file_stamp(const Store *store)
{
    static const char *const ends[] = {"", "-wal"};
    gint64 stamp = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *name = g_strconcat(store->file, ends[i], NULL);
        struct stat info;
        if (stat(name, &info) == 0 && info.st_size > 0)
            stamp = stamp * 31 + info.STAT_MTIM.tv_sec * G_USEC_PER_SEC +
                    info.STAT_MTIM.tv_nsec / 1000 + info.st_size;
    }
    return stamp;
}

static gboolean file_writable(const Store *store)
{
    g_autofree char *folder = g_path_get_dirname(store->file);
    return access(store->file, W_OK) == 0 && access(folder, W_OK | X_OK) == 0;
}

/* The ways to read a file, the best first: with all rights, so that a log left over is taken in; as
 * it is; and, only where no change can be missed, as something that does not change. */
static gboolean open_reading(Store *store, int *ret_version, GError **error)
{
    gboolean pending = wal_pending(store), may = file_writable(store);
    const struct {
        OpenHow how;
        gboolean fits;
    } ways[] = {
        {OPEN_LOOK, may && !(pending && store->mode == STORE_STRICT)},
        {OPEN_READ, pending},
        {OPEN_IMMUTABLE, !pending},
    };
    g_autoptr(GError) failure = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autoptr(GError) another = NULL;
        if (!ways[i].fits)
            continue;
        if (open_file(store, ways[i].how, ret_version, &another))
            return TRUE;
        if (!failure)
            failure = g_steal_pointer(&another);
        if (g_error_matches(failure, AZDESK_ERROR, AZDESK_ERROR_BUSY))
            break;
    }
    if (pending && !may && store->db && (sqlite3_errcode(store->db) & 0xff) == SQLITE_CANTOPEN)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s: its latest changes are in %s-wal, which cannot be read in a read-only "
                      "folder; copy both to another folder"),
                    store->path, store->path);
    else
        g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

/* Takes the file's content into memory and brings it to the present layout there. */
static gboolean open_older_copy(Store *store, int version, GError **error)
{
    sqlite3 *source = store->db;
    store->db = NULL;
    sql_forget(store);
    if (!open_memory(store, error)) {
        sqlite3_close_v2(source);
        return FALSE;
    }
    sqlite3_backup *backup = sqlite3_backup_init(store->db, "main", source, "main");
    int rc = backup ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(store->db);
    if (backup)
        sqlite3_backup_finish(backup);
    sqlite3_close_v2(source);
    if (rc != SQLITE_DONE) {
        store_set_error(error, rc, store->path, sqlite3_errstr(rc));
        return FALSE;
    }
    store->frozen = TRUE;
    if (!schema_migrate(store, version, error))
        return FALSE;
    store->writable = FALSE;
    return sql_script(store, "PRAGMA query_only = 1", error);
}

static gboolean use_wal(Store *store, GError **error)
{
    g_autoptr(SqlRows) rows = sql_query(store, "PRAGMA journal_mode = WAL", SQL_NOTHING, error);
    return rows && sql_next(store, rows, error) >= 0;
}

static gboolean open_writing(Store *store, GError **error)
{
    int version = 0;
    if (!open_file(store, OPEN_WRITE, &version, error))
        return FALSE;
    if (version == 0)
        return open_stand_in(store, error);
    return use_wal(store, error) &&
           (version == STORE_SCHEMA_VERSION || schema_migrate(store, version, error)) &&
           schema_add_markets(store, error);
}

static gboolean check_kind(const Store *store, const struct stat *info, GError **error)
{
    if (S_ISDIR(info->st_mode))
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s is a folder: give a file in it, such as %s/desk.db"), store->path,
                    store->path);
    else if (!S_ISREG(info->st_mode))
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s is not a regular file"),
                    store->path);
    else if (access(store->file, R_OK) != 0)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("cannot read %s: %s"), store->path,
                    g_strerror(errno));
    else
        return TRUE;
    return FALSE;
}

static gboolean connect_existing(Store *store, GError **error)
{
    if (store->mode == STORE_WRITE && file_writable(store))
        return open_writing(store, error);
    int version = 0;
    if (!open_reading(store, &version, error))
        return FALSE;
    if (version == 0)
        return open_stand_in(store, error);
    return version == STORE_SCHEMA_VERSION || open_older_copy(store, version, error);
}

/* A log whose file is gone would be thrown away with the first change of an empty desk. */
static gboolean check_lone_log(const Store *store, GError **error)
{
    if (!wal_pending(store))
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                _("%s is missing, but %s-wal, its latest changes, is there: put the file back, or "
                  "move the log away to start over"),
                store->path, store->path);
    return FALSE;
}

/* SQLite follows no link to them; whoever laid one there means ill, or copied a folder badly. */
static gboolean check_companions(const Store *store, GError **error)
{
    static const char *const ends[] = {"-wal", "-shm", "-journal"};
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *name = g_strconcat(store->file, ends[i], NULL);
        struct stat info;
        if (lstat(name, &info) != 0 || S_ISREG(info.st_mode))
            continue;
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s%s is a link or a folder, where the desk keeps a file of its own: move it "
                      "away"),
                    store->path, ends[i]);
        return FALSE;
    }
    return TRUE;
}

static gboolean connect_file(Store *store, GError **error)
{
    struct stat info;
    store->dev = store->ino = 0;
    store->stamp = 0;
    if (!store->file)
        return open_stand_in(store, error);
    if (!check_companions(store, error))
        return FALSE;
    if (stat(store->file, &info) != 0) {
        if (errno == ENOENT)
            return check_lone_log(store, error) && open_stand_in(store, error);
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("cannot open %s: %s"), store->path,
                    g_strerror(errno));
        return FALSE;
    }
    if (info.st_size == 0 && !check_lone_log(store, error))
        return FALSE;
    store->stamp = file_stamp(store);
    if (!check_kind(store, &info, error) || !connect_existing(store, error))
        return FALSE;
    store->dev = info.st_dev;
    store->ino = info.st_ino;
    return TRUE;
}

gboolean store_connect(Store *store, GError **error)
{
    if (connect_file(store, error))
        return TRUE;
    /* An open desk stays usable, and says the same again until the file is mended. */
    if (store->file && open_stand_in(store, NULL))
        store->dev = store->ino = 0;
    return FALSE;
}

static gboolean make_file(Store *store, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(store->file);
    if (g_mkdir_with_parents(folder, 0700) != 0) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("cannot create the folder %s: %s"),
                    folder, g_strerror(errno));
        return FALSE;
    }
    int fd = open(store->file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) != 0 || (info.st_size == 0 && fchmod(fd, 0600) != 0)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("cannot create %s: %s"),
                    store->path, g_strerror(errno));
        if (fd >= 0)
            close(fd);
        return FALSE;
    }
    close(fd);
    int folder_fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder_fd >= 0) {
        fsync(folder_fd);
        close(folder_fd);
    }
    store->dev = info.st_dev;
    store->ino = info.st_ino;
    return TRUE;
}

/* Two programs may come here at once: who is second finds the first one's desk. */
gboolean store_create(Store *store, GError **error)
{
    int version = 0;
    if (!make_file(store, error) || !open_file(store, OPEN_WRITE, &version, error))
        return FALSE;
    if (version == 0) {
        if (!sql_script(store, "BEGIN IMMEDIATE", error))
            return FALSE;
        gboolean made = schema_examine(store, &version, error) &&
                        (version != 0 || schema_create(store, error)) &&
                        sql_script(store, "COMMIT", error);
        if (!made) {
            sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
            return FALSE;
        }
        g_free(store->warning);
        store->warning = network_warning(store);
    }
    return use_wal(store, error);
}

gboolean store_refresh(Store *store, GError **error)
{
    struct stat info;
    if (!store->file || store->depth > 0)
        return TRUE;
    if (stat(store->file, &info) != 0) {
        if (store->absent)
            return TRUE;
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s is missing: it was removed or renamed while open"), store->path);
        return FALSE;
    }
    gboolean same = store->absent
                        ? info.st_size == 0
                        : store->dev == (guint64)info.st_dev && store->ino == (guint64)info.st_ino;
    if (store->frozen && same)
        same = store->stamp == file_stamp(store);
    return same || store_connect(store, error);
}
