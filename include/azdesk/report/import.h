/* SPDX-License-Identifier: MIT */
/* Files into the desk: recognises what a file is by its content, reads it as a stream, hands its
 * records to the store, and tells exactly what it did. */
#ifndef AZDESK_REPORT_IMPORT_H
#define AZDESK_REPORT_IMPORT_H

#include <gio/gio.h>

#include "azdesk/store/imports.h"

typedef struct {
    guint64 line; /* physical, the header being 1; 0: no line */
    char *why;    /* translated: field, value (never personal data) and what is wrong */
    char *raw;    /* (nullable) the row's bytes as they came, for --rejects; gsize raw_len */
    gsize raw_len;
} ImportReject;

typedef struct {
    char *file;           /* as given */
    const char *kind;     /* "orders", ...; NULL where it was not recognised */
    const char *encoding; /* "UTF-8", "windows-1252", "CP932", "UTF-16LE", ... */
    ImportCounts counts;
    GPtrArray *rejects; /* of ImportReject; the first IMPORT_REJECTS_KEPT */
    char *header;       /* (nullable) the header line's bytes, for --rejects */
    gsize header_len;
    GArray *replaced_lines; /* of guint64: where bytes meant nothing; the first IMPORT_LINES_KEPT */
    GPtrArray *missing;     /* of char*, translated: what the file does not say that it could */
    GError *error; /* (nullable) the file failed as a whole; nothing of it is in the desk */
} ImportSummary;

#define IMPORT_REJECTS_KEPT 10000
#define IMPORT_LINES_KEPT   20

void import_summary_free(ImportSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImportSummary, import_summary_free)

typedef void (*ImportProgress)(guint64 bytes, guint64 total, guint64 rows, gpointer data);

typedef struct {
    const Settings *settings;
    gint64 now;
    const char *kind; /* (nullable) --kind: taken for granted, not recognised */
    int market;       /* --market, else 0 */
    int channel;      /* --channel, else -1 */
    gboolean dry_run;
    const char *map; /* (nullable) --map: "order=Bestellung,day=Datum": headings by column, for
                      * tables whose own are not known */
    ImportProgress progress; /* (nullable) after each buffer, some 256 KiB */
    gpointer progress_data;
    GCancellable *cancel; /* (nullable) the file that is being read is left out as a whole */
} ImportOptions;

/* One file, one transaction, however the file ends. `total` is 0 in the progress where the size is
 * not known. Never NULL: what went wrong is in `error`. (transfer full) */
ImportSummary *import_file(Store *store, const char *path, const ImportOptions *options);

/* Kinds as --kind names them. NULL-terminated */
const char *const *import_kinds(void);
/* What a kind is, for people; where in Seller Central it is found; what is read from it; a small
 * file as an example. Each (nullable) translated */
const char *import_kind_label(const char *kind);
const char *import_kind_where(const char *kind);
const char *import_kind_takes(const char *kind);
const char *import_kind_example(const char *kind);

/* The columns that a kind of table is read by. */
typedef struct {
    const char *key;   /* what --map calls it */
    const char *names; /* the headings that are known, `|` between */
    gboolean needed;
} ImportColumn;

/* FALSE behind the last, and for a kind that is no table. */
gboolean import_kind_column(const char *kind, gsize i, ImportColumn *ret_column);

/* In which order to take several files so that each finds what it builds on (orders first). Sorts
 * the paths in place by what their content is. */
void import_sort(char **paths);

#endif
