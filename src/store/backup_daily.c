/* SPDX-License-Identifier: MIT */
/* The desk as it was before the first change of a day, kept for some days in a folder beside it. */
#include "store-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define ENDING ".db"

/* "2026-11-23.db" alone is ours: whatever else lies in the folder stays. */
static gboolean is_daily(const char *name)
{
    g_autofree char *day = g_strndup(name, MIN(strlen(name), strlen("YYYY-MM-DD")));
    Day parsed;
    return strcmp(name + strlen(day), ENDING) == 0 && day_parse(day, &parsed, NULL);
}

static int newest_first(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)b, *(char *const *)a);
}

static void remove_old(const char *folder, guint keep)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        if (is_daily(name))
            g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, newest_first);
    for (guint i = keep; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        g_unlink(path);
    }
}

/* A desk that is changed today already has nothing of yesterday to keep. */
static gboolean is_due(Store *store, Day today, gboolean *ret_due, GError **error)
{
    gint64 newest = 0;
    if (!sql_int(store,
                 "SELECT max(at) FROM (SELECT recorded_at AS at FROM claim_event"
                 " WHERE id = (SELECT max(id) FROM claim_event) UNION ALL SELECT at FROM import"
                 " WHERE id = (SELECT max(id) FROM import))",
                 SQL_NOTHING, 0, &newest, error))
        return FALSE;
    *ret_due = newest != 0 && day_of(newest) != today;
    return TRUE;
}

/* A backup of a damaged desk would push a sound one out. */
static gboolean check_copy(const char *path, GError **error)
{
    g_autoptr(Store) copy = store_open(path, STORE_STRICT, error);
    g_autoptr(SqlRows) rows =
        copy ? sql_query(copy, "PRAGMA quick_check(1)", SQL_NOTHING, error) : NULL;
    int step = rows ? sql_next(copy, rows, error) : -1;
    if (step < 0)
        return FALSE;
    const char *text = step > 0 ? (const char *)sqlite3_column_text(rows, 0) : NULL;
    if (g_strcmp0(text, "ok") == 0)
        return TRUE;
    store_set_error(error, SQLITE_CORRUPT, path, text ? text : "");
    return FALSE;
}

static gboolean make_copy(Store *store, const char *folder, const char *path, GError **error)
{
    g_autofree char *half = g_strdup_printf("%s/.half-%08x", folder, g_random_int());
    if (!store_backup(store, half, error))
        return FALSE;
    if (check_copy(half, error) && g_rename(half, path) == 0)
        return TRUE;
    if (error && !*error)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
    g_unlink(half);
    return FALSE;
}

/* What a program that was killed left half made. */
static void remove_halves(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_str_has_prefix(name, ".half-"))
            g_unlink(path);
    }
}

gboolean store_backup_daily(Store *store, Day today, guint keep, GError **error)
{
    char day[DAY_SIZE];
    gboolean due = FALSE;
    if (!store->file || keep == 0 || store->mode != STORE_WRITE)
        return TRUE;
    if (!store_refresh(store, error))
        return FALSE;
    if (store->absent || !store->writable)
        return TRUE;
    day_format(today, day);
    g_autofree char *folder = g_strconcat(store->file, ".backups", NULL);
    g_autofree char *path = g_strconcat(folder, "/", day, ENDING, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return TRUE;
    if (!is_due(store, today, &due, error) || !due)
        return !error || !*error;
    if (g_mkdir_with_parents(folder, 0700) != 0) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("cannot create the folder %s: %s"),
                    folder, g_strerror(errno));
        return FALSE;
    }
    remove_halves(folder);
    if (!make_copy(store, folder, path, error))
        return FALSE;
    remove_old(folder, keep);
    return TRUE;
}

void store_keep_daily(Store *store, Day today, guint keep)
{
    store->daily = today;
    store->daily_keep = keep;
}

void store_make_daily(Store *store)
{
    g_autoptr(GError) error = NULL;
    if (store->daily_keep == 0)
        return;
    guint keep = store->daily_keep;
    store->daily_keep = 0; /* once, however it ends */
    if (!store_backup_daily(store, store->daily, keep, &error)) {
        g_free(store->warning);
        store->warning = g_strdup_printf(_("today's backup failed: %s"), error->message);
    }
}

char *store_take_warning(Store *store)
{
    return g_steal_pointer(&store->warning);
}
