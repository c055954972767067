/* SPDX-License-Identifier: MIT */
/* What a kind of file is: one Reader, one file of code, one row in readers.c.
 *
 * A reader takes either rows (`columns` and `row`: a table with headings) or a whole text
 * (`document`). It is asked how well a file's head fits it; the best one reads the file. It hands
 * records to the store through the Reading, which counts, and knows line, bytes and encoding. */
#ifndef AZDESK_REPORT_READER_H
#define AZDESK_REPORT_READER_H

#include "azdesk/report/import.h"

#include "encoding.h"

/* Bytes of a row's field as they stand, trimmed, without quotes. NULL where the row lacks it. */
typedef struct {
    const char *text;
    gsize len;
} Field;

#define FIELD_IS_EMPTY(field) ((field).len == 0)

/* A column that a reader wants. Headings are compared lower-case, with any of blank, hyphen and
 * underscore as one hyphen. `names` are whole headings, `|` between, the first found wins; `like`
 * are words that a heading must hold, `+` between, where none of the names is there. */
typedef struct {
    const char *key; /* what --map and messages call it */
    const char *names;
    const char *like; /* (nullable) */
    gboolean needed;
} Column;

#define COLUMNS_MAX 24

/* The form of a table. */
typedef struct {
    char delim;
    gboolean quoted;     /* all is, headings too: rows go through libcsv */
    gboolean headless;   /* the first line is a row already */
    guint64 line;        /* of the headings */
    GPtrArray *headings; /* of char*: made comparable */
    GPtrArray *words;    /* of char*: as they stand, clean */
} Sheet;

typedef struct {
    const char *bytes;
    gsize len;
    Encoding encoding;
    char *text;      /* the same in UTF-8, up to the first zero byte */
    GPtrArray *rows; /* of GPtrArray of char*: the first rows behind the headings, in UTF-8 */
    Sheet *sheet;    /* a line that is not blank taken as headings: the first one, to begin with */
    gsize next;      /* where the line behind it begins */
    const char *map; /* (nullable) --map */
} Head;

typedef struct Reading Reading;

typedef enum { ROW_READ, ROW_SKIPPED, ROW_REJECTED, ROW_FAILED } RowResult;

typedef struct Reader {
    const char *kind;
    const char *label;   /* untranslated: "the all-orders report" */
    const char *where;   /* untranslated: where in Seller Central it is found */
    const char *takes;   /* untranslated: what is read from it, for the manual */
    const char *example; /* (nullable) untranslated: a small file of that kind, for the manual */
    int rank;            /* in which order files are taken */
    const Column *columns;
    gsize n_columns;
    gboolean quotable;    /* fields may be quoted whatever the headings look like */
    gboolean by_position; /* the columns stand in their order, whatever their headings */
    gsize state_size;     /* bytes of state, zeroed, for the time of one file */
    /* 0: no. Of two kinds that fit the higher one reads; equal ones are asked about. */
    int (*recognise)(const Head *head);
    gboolean (*begin)(Reading *reading, GError **error);
    RowResult (*row)(Reading *reading, const Field *fields, GError **error);
    gboolean (*document)(Reading *reading, const char *text, gsize len, GError **error);
    gboolean (*end)(Reading *reading, GError **error);
    void (*clear)(gpointer state);
} Reader;

const Reader *reader_at(gsize i); /* NULL behind the last */

/* ---- A file that is being read ---- */

struct Reading {
    const Reader *reader;
    const ImportOptions *options;
    const Settings *settings;
    Store *store;
    StoreImport *import;
    ImportSummary *summary;
    const Sheet *sheet;
    int at[COLUMNS_MAX]; /* where each column stands; -1: the file has none */
    gboolean encoding_known;
    Encoding encoding;
    gboolean japan; /* something said so */
    gpointer state;
    guint64 line;    /* of the row */
    const char *raw; /* (nullable) its bytes */
    gsize raw_len;
};

gboolean reading_has(const Reading *reading, int column);
char *reading_text(const Reading *reading, Field field); /* UTF-8; NULL for none (transfer full) */

/* Each is the answer of a row; the reject's words must hold nothing personal. */
RowResult reading_reject(Reading *reading, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* What the store said of a record: refused by a rule is a rejected row, anything else ends it. */
RowResult reading_stored(Reading *reading, gboolean stored, GError *failed, GError **error);
/* Says what the file does not say; once each. */
void reading_missing(Reading *reading, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Counts a row of a document, or of what an end brings. */
void reading_count(Reading *reading, RowResult result);

/* --market, else the setting; *ret_chosen (nullable): it was an option */
int reading_market(const Reading *reading, gboolean *ret_chosen);
Channel reading_channel(const Reading *reading);

#endif
