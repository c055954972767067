/* SPDX-License-Identifier: MIT */
/* Rows found on the pages that hold them, where the pages above are gone: SQLite's file format,
 * from its documentation (sqlite.org/fileformat2.html), read without trusting a byte of it. A row
 * is taken for that of a table by the number of its values, if the table takes it. */
#include "recover-private.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE_DEFAULT 4096
#define PAGE_MAX     65536
#define LEAF         0x0d
#define LEAF_HEADER  8
#define VALUES_MAX   20

typedef struct {
    int fd;
    gsize page_size, usable;
    guint32 pages;
    guint8 *page, *overflow; /* one each */
} PageFile;

typedef struct {
    Store *store;
    RecoverTable *tables;
    guint n_tables;
    sqlite3_stmt **inserts; /* n_tables x (VALUES_MAX + 1) */
} Sink;

static guint be16(const guint8 *bytes)
{
    return (guint)bytes[0] << 8 | bytes[1];
}

static guint32 be32(const guint8 *bytes)
{
    return (guint32)be16(bytes) << 16 | be16(bytes + 2);
}

static gboolean read_page(const PageFile *file, guint32 number, guint8 *page)
{
    return number >= 1 && number <= file->pages &&
           pread(file->fd, page, file->page_size, (off_t)(number - 1) * (off_t)file->page_size) ==
               (gssize)file->page_size;
}

/* Reads 1 to 9 bytes; NULL where they do not end before `end`. */
static const guint8 *read_varint(const guint8 *at, const guint8 *end, guint64 *ret_value)
{
    guint64 value = 0;
    for (int i = 0; i < 9 && at < end; i++, at++) {
        if (i == 8) {
            *ret_value = value << 8 | *at;
            return at + 1;
        }
        value = value << 7 | (*at & 0x7f);
        if (!(*at & 0x80)) {
            *ret_value = value;
            return at + 1;
        }
    }
    return NULL;
}

/* Payload bytes that a leaf's cell holds itself. */
static guint64 local_size(const PageFile *file, guint64 size)
{
    guint64 most = file->usable - 35, least = (file->usable - 12) * 32 / 255 - 23;
    if (size <= most)
        return size;
    guint64 local = least + (size - least) % (file->usable - 4);
    return local <= most ? local : least;
}

/* (nullable) the whole payload of a cell, gathered from its overflow pages (transfer full) */
static GByteArray *read_cell(const PageFile *file, const guint8 *cell, const guint8 *end,
                             gint64 *ret_rowid)
{
    guint64 size, rowid;
    const guint8 *at = read_varint(cell, end, &size);
    at = at ? read_varint(at, end, &rowid) : NULL;
    if (!at || size < 2 || size > 2 * (guint64)STORE_EVIDENCE_MAX)
        return NULL;
    guint64 local = local_size(file, size);
    if (local + (local < size ? 4 : 0) > (guint64)(end - at))
        return NULL;
    g_autoptr(GByteArray) payload = g_byte_array_new();
    g_byte_array_append(payload, at, (guint)local);
    guint32 next = local < size ? be32(at + local) : 0;
    while (payload->len < size) {
        if (!read_page(file, next, file->overflow))
            return NULL;
        next = be32(file->overflow);
        g_byte_array_append(payload, file->overflow + 4,
                            (guint)MIN(size - payload->len, file->usable - 4));
    }
    *ret_rowid = (gint64)rowid;
    return g_steal_pointer(&payload);
}

static gint64 read_int(const guint8 *at, gsize size)
{
    guint64 value = at[0] & 0x80 ? G_MAXUINT64 : 0;
    for (gsize i = 0; i < size; i++)
        value = value << 8 | at[i];
    return (gint64)value;
}

static gsize serial_size(guint64 serial)
{
    static const guint8 sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return serial < G_N_ELEMENTS(sizes) ? sizes[serial] : (gsize)((serial - 12) / 2);
}

static SqlValue serial_value(guint64 serial, const guint8 *at)
{
    gsize size = serial_size(serial);
    if (serial == 0 || serial == 10 || serial == 11)
        return SQL_NULL;
    if (serial == 8 || serial == 9)
        return SQL_INT((gint64)serial - 8);
    if (serial == 7) {
        gint64 bits = read_int(at, 8);
        double number;
        memcpy(&number, &bits, sizeof number);
        return SQL_DOUBLE(number);
    }
    if (serial < 7)
        return SQL_INT(read_int(at, size));
    return (SqlValue){.type = serial % 2 ? 't' : 'b', .len = size, .b = at};
}

/* A record's values; 0 where it is none. */
static guint read_record(const GByteArray *payload, SqlValue values[VALUES_MAX])
{
    const guint8 *at = payload->data, *end = at + payload->len;
    guint64 header;
    guint n = 0;
    at = read_varint(at, end, &header);
    if (!at || header > payload->len)
        return 0;
    const guint8 *body = payload->data + header, *header_end = body;
    while (at < header_end) {
        guint64 serial;
        at = read_varint(at, header_end, &serial);
        if (!at || n == VALUES_MAX || serial_size(serial) > (gsize)(end - body))
            return 0;
        values[n++] = serial_value(serial, body);
        body += serial_size(serial);
    }
    return body == end ? n : 0;
}

/* ---- Into the desk ---- */

static sqlite3_stmt *insert_for(Sink *sink, guint t, guint n)
{
    RecoverTable *table = &sink->tables[t];
    sqlite3_stmt **insert = &sink->inserts[t * (VALUES_MAX + 1) + n];
    if (*insert)
        return *insert;
    g_autoptr(GString) columns = g_string_new(NULL);
    g_autofree char *sql = g_strdup_printf("PRAGMA table_info(%s)", table->name);
    sqlite3_stmt *rows = NULL;
    sqlite3_prepare_v2(sink->store->db, sql, -1, &rows, NULL);
    for (guint i = 0; i < n && sqlite3_step(rows) == SQLITE_ROW; i++)
        g_string_append_printf(columns, "%s%s", i > 0 ? ", " : "",
                               (const char *)sqlite3_column_text(rows, 1));
    sqlite3_finalize(rows);
    return recover_prepare(sink->store, table, columns->str, n, insert, NULL) ? *insert : NULL;
}

static void bind_found(sqlite3_stmt *insert, gint64 rowid, const SqlValue *values, guint n)
{
    sqlite3_bind_int64(insert, 1, rowid); /* in the row itself the key is NULL */
    for (guint i = 1; i < n; i++) {
        const SqlValue *value = &values[i];
        int at = (int)i + 1, size = (int)value->len;
        if (value->type == 'i')
            sqlite3_bind_int64(insert, at, value->i);
        else if (value->type == 'd')
            sqlite3_bind_double(insert, at, value->d);
        else if (value->type == 't')
            sqlite3_bind_text(insert, at, value->t, size, SQLITE_STATIC);
        else if (value->type == 'b')
            sqlite3_bind_blob(insert, at, value->b, size, SQLITE_STATIC);
        else
            sqlite3_bind_null(insert, at);
    }
}

static void take_record(Sink *sink, gint64 rowid, const SqlValue *values, guint n)
{
    if (n == 0 || values[0].type != 'n')
        return;
    for (guint t = 0; t < sink->n_tables; t++) {
        RecoverTable *table = &sink->tables[t];
        sqlite3_stmt *insert =
            n >= table->least && n <= table->columns ? insert_for(sink, t, n) : NULL;
        if (!insert)
            continue;
        g_autofree char *kind =
            n == 6 && values[4].type == 't' ? g_strndup(values[4].t, values[4].len) : NULL;
        g_autofree char *payload =
            n == 6 && values[5].type == 't' ? g_strndup(values[5].t, values[5].len) : NULL;
        bind_found(insert, rowid, values, n);
        guint64 before = table->saved;
        if (recover_insert(table, insert, kind, payload)) {
            table->saved = before;
            table->found++;
            return;
        }
    }
}

static void scan_page(Sink *sink, const PageFile *file)
{
    const guint8 *page = file->page, *end = page + file->usable;
    guint cells = be16(page + 3);
    if (page[0] != LEAF || LEAF_HEADER + cells * 2 > file->usable)
        return;
    for (guint i = 0; i < cells; i++) {
        guint offset = be16(page + LEAF_HEADER + i * 2);
        gint64 rowid;
        SqlValue values[VALUES_MAX];
        if (offset < LEAF_HEADER + cells * 2 || offset >= file->usable)
            continue;
        g_autoptr(GByteArray) payload = read_cell(file, page + offset, end, &rowid);
        if (payload)
            take_record(sink, rowid, values, read_record(payload, values));
    }
}

/* ---- The file ---- */

static gboolean open_pages(const char *path, PageFile *file)
{
    guint8 header[100] = {0};
    struct stat info;
    file->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (file->fd < 0 || fstat(file->fd, &info) != 0)
        return FALSE;
    gboolean whole = pread(file->fd, header, sizeof header, 0) == sizeof header &&
                     memcmp(header, "SQLite format 3", 16) == 0;
    guint size = whole ? be16(header + 16) : PAGE_DEFAULT;
    size = size == 1 ? PAGE_MAX : size;
    if (size < 512 || size > PAGE_MAX || (size & (size - 1)) != 0)
        size = PAGE_DEFAULT;
    file->page_size = size;
    file->usable = size - (whole && header[20] <= size - 480 ? header[20] : 0);
    file->pages = (guint32)MIN(info.st_size / (goffset)size, (goffset)G_MAXUINT32);
    file->page = g_malloc(size);
    file->overflow = g_malloc(size);
    return TRUE;
}

gboolean recover_pages(Store *store, const char *path, RecoverTable *tables, guint n_tables,
                       GError **error)
{
    PageFile file = {.fd = -1};
    guint n_inserts = n_tables * (VALUES_MAX + 1);
    g_autofree sqlite3_stmt **inserts = g_new0(sqlite3_stmt *, n_inserts);
    Sink sink = {store, tables, n_tables, inserts};
    gboolean opened = open_pages(path, &file);
    if (!opened)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s cannot be read"), path);
    for (guint32 number = 2; opened && number <= file.pages; number++) {
        if (read_page(&file, number, file.page))
            scan_page(&sink, &file);
    }
    for (guint i = 0; i < n_inserts; i++)
        sqlite3_finalize(inserts[i]);
    if (file.fd >= 0)
        close(file.fd);
    g_free(file.page);
    g_free(file.overflow);
    return opened;
}
