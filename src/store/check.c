/* SPDX-License-Identifier: MIT */
/* The doctor's examination: everything that can be held against something else is. */
#include "store-private.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <sys/stat.h>

#define FINDINGS_MAX 100

static void add_finding(GPtrArray *findings, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void add_finding(GPtrArray *findings, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (findings->len < FINDINGS_MAX)
        g_ptr_array_add(findings, g_strdup_vprintf(format, args));
    va_end(args);
}

static void add_failure(GPtrArray *findings, GError *error)
{
    if (error)
        add_finding(findings, "%s", error->message);
    g_clear_error(&error);
}

/* Each examination adds what it finds; what hinders it is a finding too. */
typedef void (*Examination)(Store *store, GPtrArray *findings);

static void check_pages(Store *store, GPtrArray *findings)
{
    GError *error = NULL;
    g_autoptr(SqlRows) rows = sql_query(store, "PRAGMA integrity_check(20)", SQL_NOTHING, &error);
    while (rows && sql_next(store, rows, &error) > 0) {
        const char *text = (const char *)sqlite3_column_text(rows, 0);
        if (g_strcmp0(text, "ok") != 0)
            add_finding(findings, _("the file is damaged: %s"), text);
    }
    add_failure(findings, error);
}

static void check_references(Store *store, GPtrArray *findings)
{
    GError *error = NULL;
    g_autoptr(SqlRows) rows = sql_query(store, "PRAGMA foreign_key_check", SQL_NOTHING, &error);
    while (rows && sql_next(store, rows, &error) > 0)
        add_finding(findings, _("a row of %s (%lld) refers to a missing row of %s"),
                    (const char *)sqlite3_column_text(rows, 0),
                    (long long)sql_column_int(rows, 1, 0),
                    (const char *)sqlite3_column_text(rows, 2));
    add_failure(findings, error);
}

static void check_folds(Store *store, GPtrArray *findings)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) changed = rebuild_compare(store, &error);
    for (guint i = 0; changed && i < changed->len; i++) {
        char id[ORDER_ID_SIZE];
        order_id_format(((const Claim *)changed->pdata[i])->order, id);
        add_finding(
            findings,
            _("the rows of claim %s do not match its entries: run \"azdesk doctor --rebuild\""),
            id);
    }
    add_failure(findings, error);
}

static void check_packs(Store *store, GPtrArray *findings)
{
    GError *error = NULL;
    guint wrong = 0;
    if (packs_count_wrong(store, &wrong, &error) && wrong > 0)
        add_finding(findings,
                    ngettext("%u case does not match its rows: run \"azdesk doctor --rebuild\"",
                             "%u cases do not match their rows: run \"azdesk doctor --rebuild\"",
                             wrong),
                    wrong);
    add_failure(findings, error);
}

static void check_order_days(Store *store, GPtrArray *findings)
{
    GError *error = NULL;
    g_autoptr(SqlRows) rows =
        sql_query(store,
                  "WITH counted AS (SELECT market, channel, day, sum(status NOT IN (1, 2)) AS n,"
                  " count(*) AS seen FROM orders GROUP BY market, channel, day)"
                  " SELECT day FROM (SELECT * FROM counted EXCEPT SELECT * FROM order_day)"
                  " UNION SELECT day FROM (SELECT * FROM order_day EXCEPT SELECT * FROM counted)"
                  " ORDER BY day",
                  SQL_NOTHING, &error);
    while (rows && sql_next(store, rows, &error) > 0) {
        char day[DAY_SIZE];
        day_format(sqlite3_column_int(rows, 0), day);
        add_finding(findings,
                    _("the orders of %s are counted wrong: run \"azdesk doctor --rebuild\""), day);
    }
    add_failure(findings, error);
}

static void check_evidence(Store *store, GPtrArray *findings)
{
    GError *error = NULL;
    g_autoptr(SqlRows) rows =
        sql_query(store, "SELECT id, sha256, body FROM evidence WHERE length(body) > 0 OR size = 0",
                  SQL_NOTHING, &error);
    while (rows && sql_next(store, rows, &error) > 0) {
        g_autofree char *sha256 = g_compute_checksum_for_data(
            G_CHECKSUM_SHA256, sqlite3_column_blob(rows, 2), (gsize)sqlite3_column_bytes(rows, 2));
        if (g_strcmp0(sha256, (const char *)sqlite3_column_text(rows, 1)) != 0)
            add_finding(findings, _("evidence number %lld has changed"),
                        (long long)sql_column_int(rows, 0, 0));
    }
    add_failure(findings, error);
}

static void check_texts(Store *store, GPtrArray *findings)
{
    GError *error = NULL;
    g_autoptr(SqlRows) rows =
        sql_query(store,
                  "SELECT id FROM claim_event"
                  " WHERE (json_extract(payload, '$.text') IS NOT NULL AND NOT EXISTS"
                  "   (SELECT 1 FROM text WHERE text.id = json_extract(payload, '$.text')))"
                  " OR (json_extract(payload, '$.other') IS NOT NULL AND NOT EXISTS"
                  "   (SELECT 1 FROM text WHERE text.id = json_extract(payload, '$.other')))",
                  SQL_NOTHING, &error);
    while (rows && sql_next(store, rows, &error) > 0)
        add_finding(findings, _("the text of entry %lld is missing"),
                    (long long)sql_column_int(rows, 0, 0));
    add_failure(findings, error);
}

/* File systems whose locks are not to be relied on, by GIO's names. */
static const char *const networks[] = {"nfs",  "nfs4", "cifs", "smb",    "smb2",   "smbfs",
                                       "v9fs", "afs",  "ceph", "lustre", "webdav", NULL};

gboolean network_named(const char *type)
{
    return type && (g_str_has_prefix(type, "fuse") || g_strv_contains(networks, type));
}

char *network_warning(const Store *store)
{
    g_autoptr(GFile) file = g_file_new_for_path(store->file);
    g_autoptr(GFileInfo) system =
        g_file_query_filesystem_info(file, G_FILE_ATTRIBUTE_FILESYSTEM_TYPE, NULL, NULL);
    const char *type =
        system ? g_file_info_get_attribute_string(system, G_FILE_ATTRIBUTE_FILESYSTEM_TYPE) : NULL;
    if (!network_named(type))
        return NULL;
    return g_strdup_printf(
        _("the desk is on a network file system, %s: use it from one computer at a time"), type);
}

static void check_file(Store *store, GPtrArray *findings)
{
    struct stat info;
    if (!store->file || stat(store->file, &info) != 0)
        return;
    if ((info.st_mode & 077) != 0)
        add_finding(findings, _("other users can read the desk: chmod 600 '%s'"), store->path);
    g_autofree char *network = network_warning(store);
    if (network)
        add_finding(findings, "%s", network);
}

GPtrArray *store_check(Store *store, GError **error)
{
    static const Examination examinations[] = {
        check_file,  check_pages,      check_references, check_folds,
        check_packs, check_order_days, check_texts,      check_evidence,
    };
    g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(g_free);
    if (!store_begin_read(store, error))
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(examinations); i++)
        examinations[i](store, findings);
    store_end_read(store);
    return g_steal_pointer(&findings);
}
