/* SPDX-License-Identifier: MIT */
/* Files filed with a case. The bytes lie in the desk; entries say when they came and went. */
#include "cases-private.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

void evidence_free(Evidence *evidence)
{
    if (!evidence)
        return;
    g_free(evidence->title);
    g_free(evidence->name);
    g_free(evidence->type);
    g_free(evidence);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Evidence, evidence_free)

const char *evidence_title(const GPtrArray *list, gint64 id)
{
    for (guint i = 0; list && i < list->len; i++) {
        const Evidence *evidence = list->pdata[i];
        if (evidence->id == id)
            return evidence->title;
    }
    return NULL;
}

/* A name without folders, whoever gave it. (transfer full) */
static char *bare_name(const char *name)
{
    g_autofree char *slashed = g_strdup(name ? name : "");
    g_strdelimit(slashed, "\\", '/');
    g_autofree char *base = g_path_get_basename(slashed);
    if (base[0] == '.' || base[0] == '/')
        return g_strdup(strlen(base) > 2 ? base : "file");
    return g_steal_pointer(&base);
}

/* (transfer full) */
static char *media_type(const char *name, GBytes *body)
{
    gsize size;
    const guchar *data = g_bytes_get_data(body, &size);
    g_autofree char *content = g_content_type_guess(name, data, size, NULL);
    char *type = content ? g_content_type_get_mime_type(content) : NULL;
    return type ? type : g_strdup("application/octet-stream");
}

static gboolean check_size(GBytes *body, GError **error)
{
    gsize size = g_bytes_get_size(body);
    if (size > 0 && size <= STORE_EVIDENCE_MAX)
        return TRUE;
    if (size == 0)
        g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("the file is empty"));
    else
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                    _("the file has %zu bytes; the limit for evidence is %d"), size,
                    STORE_EVIDENCE_MAX);
    return FALSE;
}

static gboolean insert_body(CaseEdit *edit, const char *title, int kind, const char *name,
                            GBytes *body, gint64 *ret_id, GError **error)
{
    gsize size;
    gconstpointer data = g_bytes_get_data(body, &size);
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, body);
    g_autofree char *type = media_type(name, body);
    if (!sql_run(edit->store,
                 "INSERT INTO evidence (claim, title, name, type, sha256, size, added_at, body,"
                 " kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 SQL_VALUES(SQL_INT(edit->order), SQL_TEXT(title), SQL_TEXT(name), SQL_TEXT(type),
                            SQL_TEXT(sha256), SQL_INT((gint64)size), SQL_INT(edit->cases->now),
                            SQL_BLOB(data, size),
                            SQL_TEXT(kind < 0 ? "" : words_get(WORDS_EVIDENCE, kind))),
                 error))
        return FALSE;
    *ret_id = sqlite3_last_insert_rowid(edit->store->db);
    return TRUE;
}

static gboolean add_evidence_event(CaseEdit *edit, EventKind kind, gint64 id, GError **error)
{
    ClaimEvent *event = edit_event(edit, kind, (When){0}, error);
    if (!event)
        return FALSE;
    event->fields |= FIELD_REF;
    event->ref = id;
    return edit_add(edit, event, error);
}

gboolean case_evidence_add(const Cases *cases, OrderId order, const char *title, int kind,
                           const char *name, GBytes *body, gint64 *ret_id, GError **error)
{
    CaseEdit edit;
    gint64 id = 0;
    g_autofree char *bare = bare_name(name);
    if (!check_size(body, error) || !edit_begin_claim(&edit, cases, order, error))
        return FALSE;
    if (!edit_ready(&edit, error) ||
        !insert_body(&edit, title && title[0] != '\0' ? title : bare, kind, bare, body, &id,
                     error) ||
        !add_evidence_event(&edit, EVENT_EVIDENCE, id, error)) {
        edit_fail(&edit);
        return FALSE;
    }
    if (!edit_end(&edit, TRUE, error))
        return FALSE;
    if (ret_id)
        *ret_id = id;
    return TRUE;
}

/* Filed and not removed, by the entries that stand. (transfer full) */
static GHashTable *live_ids(GPtrArray *events)
{
    g_autoptr(GPtrArray) live = claim_live_events(events);
    GHashTable *ids = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < live->len; i++) {
            ClaimEvent *event = live->pdata[i];
            if (pass == 0 && event->kind == EVENT_EVIDENCE)
                g_hash_table_add(ids, &event->ref);
            if (pass == 1 && event->kind == EVENT_EVIDENCE_REMOVED)
                g_hash_table_remove(ids, &event->ref);
        }
    }
    return ids;
}

static gboolean fail_unknown(gint64 id, OrderId order, GError **error)
{
    char text[ORDER_ID_SIZE];
    order_id_format(order, text);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("order %s has no evidence number %lld"),
                text, (long long)id);
    return FALSE;
}

gboolean case_evidence_remove(const Cases *cases, OrderId order, gint64 id, GError **error)
{
    CaseEdit edit;
    if (!edit_begin_claim(&edit, cases, order, error))
        return FALSE;
    g_autoptr(GHashTable) ids = live_ids(edit.events);
    gboolean ok = g_hash_table_contains(ids, &id)
                      ? add_evidence_event(&edit, EVENT_EVIDENCE_REMOVED, id, error)
                      : fail_unknown(id, order, error);
    return edit_end(&edit, ok, error);
}

#define EVIDENCE "SELECT id, title, name, type, sha256, size, added_at, kind"

static Evidence *read_evidence(SqlRows *rows)
{
    Evidence *evidence = g_new0(Evidence, 1);
    const char *sha256 = (const char *)sqlite3_column_text(rows, 4);
    evidence->id = sqlite3_column_int64(rows, 0);
    evidence->title = sql_column_dup(rows, 1);
    evidence->name = sql_column_dup(rows, 2);
    evidence->type = sql_column_dup(rows, 3);
    g_strlcpy(evidence->sha256, sha256 ? sha256 : "", sizeof evidence->sha256);
    evidence->size = sqlite3_column_int64(rows, 5);
    evidence->added_at = sqlite3_column_int64(rows, 6);
    int kind = words_find(WORDS_EVIDENCE, (const char *)sqlite3_column_text(rows, 7));
    evidence->kind =
        kind >= 0 ? (EvidenceKind)kind : evidence_kind_told(evidence->title, evidence->name);
    return evidence;
}

static GPtrArray *load_evidence(Store *store, OrderId order, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)evidence_free);
    g_autoptr(GPtrArray) events = events_load(store, order, FALSE, error);
    if (!events)
        return NULL;
    g_autoptr(GHashTable) ids = live_ids(events);
    g_autoptr(SqlRows) rows =
        sql_query(store, EVIDENCE " FROM evidence WHERE claim = ? ORDER BY id",
                  SQL_VALUES(SQL_INT(order)), error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        g_autoptr(Evidence) evidence = read_evidence(rows);
        if (g_hash_table_contains(ids, &evidence->id))
            g_ptr_array_add(list, g_steal_pointer(&evidence));
    }
    return step == 0 ? g_steal_pointer(&list) : NULL;
}

GPtrArray *store_evidence(Store *store, OrderId order, GError **error)
{
    if (!store_begin_read(store, error))
        return NULL;
    GPtrArray *list = load_evidence(store, order, error);
    store_end_read(store);
    return list;
}

static GBytes *load_body(Store *store, OrderId order, gint64 id, Evidence **ret_evidence,
                         GError **error)
{
    g_autoptr(SqlRows) rows =
        sql_query(store, EVIDENCE ", body FROM evidence WHERE id = ? AND claim = ?",
                  SQL_VALUES(SQL_INT(id), SQL_INT(order)), error);
    int step = rows ? sql_next(store, rows, error) : -1;
    if (step == 0)
        fail_unknown(id, order, error);
    if (step <= 0)
        return NULL;
    g_autoptr(Evidence) evidence = read_evidence(rows);
    int size = sqlite3_column_bytes(rows, 8);
    if (size == 0 && evidence->size > 0) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("evidence number %lld was erased by a purge"), (long long)id);
        return NULL;
    }
    g_autoptr(GBytes) body = g_bytes_new(sqlite3_column_blob(rows, 8), (gsize)size);
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, body);
    if (strcmp(sha256, evidence->sha256) != 0) {
        g_autofree char *detail =
            g_strdup_printf(_("evidence number %lld has changed"), (long long)id);
        store_set_error(error, SQLITE_CORRUPT, store->path, detail);
        return NULL;
    }
    if (ret_evidence)
        *ret_evidence = g_steal_pointer(&evidence);
    return g_steal_pointer(&body);
}

GBytes *store_evidence_body(Store *store, OrderId order, gint64 id, Evidence **ret_evidence,
                            GError **error)
{
    if (!store_begin_read(store, error))
        return NULL;
    g_autoptr(GPtrArray) events = events_load(store, order, FALSE, error);
    GBytes *body = NULL;
    if (events) {
        g_autoptr(GHashTable) ids = live_ids(events);
        if (g_hash_table_contains(ids, &id))
            body = load_body(store, order, id, ret_evidence, error);
        else
            fail_unknown(id, order, error);
    }
    store_end_read(store);
    return body;
}

GBytes *store_read_file(const char *path, GError **error)
{
    GStatBuf seen;
    char *text = NULL;
    gsize len;
    g_autofree char *name = g_filename_display_basename(path);
    if (g_stat(path, &seen) == 0 && (!S_ISREG(seen.st_mode) || seen.st_size > STORE_EVIDENCE_MAX)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    S_ISREG(seen.st_mode) ? _("%s is larger than 64 MB") : _("%s is not a file"),
                    name);
        return NULL;
    }
    return g_file_get_contents(path, &text, &len, error) ? g_bytes_new_take(text, len) : NULL;
}

gboolean store_write_new(const char *path, GBytes *body, GError **error)
{
    GStatBuf seen;
    gsize len;
    const char *data = g_bytes_get_data(body, &len);
    if (g_stat(path, &seen) == 0 && (!S_ISREG(seen.st_mode) || seen.st_size > 0)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s: the file already exists"),
                    path);
        return FALSE;
    }
    return g_file_set_contents_full(path, data ? data : "", (gssize)len,
                                    G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}
