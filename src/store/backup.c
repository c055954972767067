/* SPDX-License-Identifier: MIT */
/* Copies of the desk, and the way back. */
#include "store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean set_errno(const char *path, GError **error)
{
    int number = errno;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "%s: %s", path, g_strerror(number));
    return FALSE;
}

static void sync_folder(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

static gboolean make_new_file(const char *path, GError **error)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s already exists and is not overwritten"), path);
    else if (fd < 0)
        return set_errno(path, error);
    if (fd < 0)
        return FALSE;
    close(fd);
    return TRUE;
}

/* Page by page, as of one moment, whoever writes meanwhile. */
static gboolean copy_pages(sqlite3 *from, sqlite3 *to, const char *path, GError **error)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    int rc = backup ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(to);
    int end = backup ? sqlite3_backup_finish(backup) : rc;
    if (rc == SQLITE_DONE && end == SQLITE_OK)
        return TRUE;
    rc = rc == SQLITE_DONE ? end : rc;
    store_set_error(error, rc, path, sqlite3_errstr(rc));
    return FALSE;
}

static gboolean copy_to_file(sqlite3 *from, const char *path, GError **error)
{
    sqlite3 *to = NULL;
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE, NULL);
    gboolean done = rc == SQLITE_OK;
    if (done) {
        store_harden(to);
        done = copy_pages(from, to, path, error);
    } else {
        store_set_error(error, rc, path, sqlite3_errstr(rc));
    }
    /* One file, without a log beside it. */
    if (done && (rc = sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL)) != 0) {
        store_set_error(error, rc, path, sqlite3_errmsg(to));
        done = FALSE;
    }
    sqlite3_close_v2(to);
    return done;
}

gboolean store_backup(Store *store, const char *path, GError **error)
{
    g_autofree char *file = store_resolve(path);
    if (!store_refresh(store, error))
        return FALSE;
    if (store->absent) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("%s: there is no desk to back up yet"), store->path);
        return FALSE;
    }
    if (!make_new_file(file, error))
        return FALSE;
    if (!copy_to_file(store->db, file, error)) {
        g_unlink(file);
        return FALSE;
    }
    sync_folder(file);
    return TRUE;
}

/* ---- Restore ---- */

static gboolean is_whole(Store *store, GError **error)
{
    g_autoptr(SqlRows) rows = sql_query(store, "PRAGMA quick_check(1)", SQL_NOTHING, error);
    int step = rows ? sql_next(store, rows, error) : -1;
    if (step < 0)
        return FALSE;
    const char *text = step > 0 ? (const char *)sqlite3_column_text(rows, 0) : NULL;
    if (g_strcmp0(text, "ok") == 0)
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                _("%s is damaged (%s): nothing was restored"), store->path, text ? text : "");
    return FALSE;
}

static Store *open_backup(const char *path, GError **error)
{
    g_autoptr(Store) store = store_open(path, STORE_STRICT, error);
    if (!store)
        return NULL;
    if (store->absent) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s: no such backup"), path);
        return NULL;
    }
    return is_whole(store, error) ? g_steal_pointer(&store) : NULL;
}

/* (transfer full) */
static char *free_name(const char *file, const char *end)
{
    for (guint n = 1;; n++) {
        g_autofree char *name = g_strdup_printf("%s.%s-%u", file, end, n);
        if (!g_file_test(name, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
            return g_steal_pointer(&name);
    }
}

/* Into the desk as it stands: terminals that have it open see it change. */
static gboolean restore_into(Store *desk, Store *backup, const char *kept, GError **error)
{
    if (!store_backup(desk, kept, error))
        return FALSE;
    sql_forget(desk);
    if (copy_pages(backup->db, desk->db, desk->path, error))
        return TRUE;
    g_unlink(kept);
    return FALSE;
}

/* A file that cannot be read as a desk goes aside, with its log. */
static gboolean move_aside(const char *file, const char *kept, GError **error)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *from = g_strconcat(file, ends[i], NULL);
        g_autofree char *to = g_strconcat(kept, ends[i], NULL);
        if (g_rename(from, to) != 0 && (i == 0 || errno != ENOENT))
            return set_errno(from, error);
    }
    return TRUE;
}

static gboolean restore_new(Store *backup, const char *file, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(file);
    g_autofree char *fresh = free_name(file, "new");
    if (g_mkdir_with_parents(folder, 0700) != 0)
        return set_errno(folder, error);
    if (!make_new_file(fresh, error))
        return FALSE;
    if (!copy_to_file(backup->db, fresh, error) ||
        (g_rename(fresh, file) != 0 && !set_errno(file, error))) {
        g_unlink(fresh);
        return FALSE;
    }
    sync_folder(file);
    return TRUE;
}

gboolean store_restore(const char *backup_path, const char *path, char **ret_kept, GError **error)
{
    g_autofree char *file = store_resolve(path);
    g_autofree char *kept = NULL;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Store) backup = open_backup(backup_path, error);
    if (!backup)
        return FALSE;
    g_autoptr(Store) desk = store_open(path, STORE_WRITE, &failure);
    if (g_error_matches(failure, AZDESK_ERROR, AZDESK_ERROR_BUSY)) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (g_file_test(file, G_FILE_TEST_EXISTS) && !(desk && desk->absent))
        kept = free_name(file, "before-restore");
    gboolean done =
        kept && desk ? restore_into(desk, backup, kept, error)
                     : (!kept || move_aside(file, kept, error)) && restore_new(backup, file, error);
    if (done && ret_kept)
        *ret_kept = g_steal_pointer(&kept);
    return done;
}
