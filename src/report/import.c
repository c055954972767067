/* SPDX-License-Identifier: MIT */
#include "azdesk/report/import.h"

#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"

#include "import-private.h"
#include "reading.h"

#define LINES_ABOVE_MAX 10

/* ---- Summaries ---- */

static ImportSummary *import_summary_new(const char *file)
{
    ImportSummary *summary = g_new0(ImportSummary, 1);
    summary->file = g_strdup(file);
    summary->missing = g_ptr_array_new_with_free_func(g_free);
    summary->rejects = g_ptr_array_new_with_free_func(import_reject_free);
    summary->replaced_lines = g_array_new(FALSE, FALSE, sizeof(guint64));
    return summary;
}

void import_summary_free(ImportSummary *summary)
{
    if (!summary)
        return;
    g_free(summary->file);
    g_free(summary->header);
    g_ptr_array_unref(summary->rejects);
    g_ptr_array_unref(summary->missing);
    g_array_unref(summary->replaced_lines);
    g_clear_error(&summary->error);
    g_free(summary);
}

/* ---- Kinds ---- */

/* In the order of readers.c; a test holds the two together. */
const char *const *import_kinds(void)
{
    static const char *const kinds[] = {"orders",     "performance", "feedback", "returns",
                                        "settlement", "claims",      "defects",  NULL};
    return kinds;
}

static const Reader *reader_named(const char *kind)
{
    const Reader *reader;
    for (gsize i = 0; (reader = reader_at(i)); i++)
        if (g_str_equal(reader->kind, kind))
            return reader;
    return NULL;
}

const char *import_kind_label(const char *kind)
{
    const Reader *reader = reader_named(kind);
    return reader ? _(reader->label) : NULL;
}

const char *import_kind_where(const char *kind)
{
    const Reader *reader = reader_named(kind);
    return reader ? _(reader->where) : NULL;
}

const char *import_kind_takes(const char *kind)
{
    const Reader *reader = reader_named(kind);
    return reader ? _(reader->takes) : NULL;
}

const char *import_kind_example(const char *kind)
{
    const Reader *reader = reader_named(kind);
    return reader && reader->example ? _(reader->example) : NULL;
}

gboolean import_kind_column(const char *kind, gsize i, ImportColumn *ret_column)
{
    const Reader *reader = reader_named(kind);
    if (!reader || i >= reader->n_columns)
        return FALSE;
    const Column *column = &reader->columns[i];
    *ret_column = (ImportColumn){column->key, column->names, column->needed};
    return TRUE;
}

/* ---- Recognising ---- */

typedef struct {
    const Reader *best; /* (nullable) */
    int score;
    const Reader *rival; /* (nullable) of another kind, with the same score */
} Match;

static Match match_readers(const Head *head, const char *kind)
{
    Match match = {0};
    const Reader *reader;
    for (gsize i = 0; (reader = reader_at(i)); i++) {
        if (kind && !g_str_equal(kind, reader->kind))
            continue;
        int score = reader->recognise(head);
        if (score > match.score)
            match = (Match){.best = reader, .score = score};
        else if (score > 0 && score == match.score && !g_str_equal(match.best->kind, reader->kind))
            match.rival = reader;
    }
    return match;
}

static char *known_kinds(void)
{
    return g_strjoinv(", ", (char **)import_kinds());
}

/* A reader of the kind that takes tables, where --kind says what recognition does not see. */
static const Reader *reader_of_kind(const char *kind, const Head *head)
{
    const Reader *reader;
    int at[COLUMNS_MAX];
    for (gsize i = 0; (reader = reader_at(i)); i++)
        if (g_str_equal(reader->kind, kind) && reader->row && !reader->by_position && head->sheet &&
            sheet_place(head->sheet, reader, head->map, at, NULL))
            return reader;
    return NULL;
}

/* ---- Why not ---- */

static void append_column(GString *list, const Column *column)
{
    g_string_append_printf(list, "%s%.*s", list->len > 0 ? ", " : "",
                           (int)strcspn(column->names, "|"), column->names);
}

/* The kind of table most of whose columns are there, while some that it needs are missing: these in
 * `missing`. NULL where fewer than two are there: that may be anything. */
static const Reader *nearest_reader(const Head *head, GString *missing)
{
    const Reader *reader, *nearest = NULL;
    guint most = 1;
    for (gsize i = 0; head->sheet && (reader = reader_at(i)); i++) {
        guint there = 0;
        g_autoptr(GString) lacks = g_string_new(NULL);
        for (gsize c = 0; reader->row && !reader->by_position && c < reader->n_columns; c++) {
            if (sheet_find(head->sheet, &reader->columns[c], head->map) >= 0)
                there++;
            else if (reader->columns[c].needed)
                append_column(lacks, &reader->columns[c]);
        }
        if (there <= most || lacks->len == 0)
            continue;
        most = there;
        nearest = reader;
        g_string_assign(missing, lacks->str);
    }
    return nearest;
}

static void set_unknown(const Head *head, GError **error)
{
    g_autofree char *seen = head_seen(head), *known = known_kinds();
    g_autoptr(GString) missing = g_string_new(NULL);
    const Reader *nearest = nearest_reader(head, missing);
    if (nearest)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("not recognised: %s; for %s (%s) these columns are missing: %s; if it is "
                      "another kind, name it with --kind: %s"),
                    seen, nearest->kind, _(nearest->label), missing->str, known);
    else
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("not recognised: %s; name the kind with --kind: %s"), seen, known);
}

static void set_unlike(const Head *head, const char *kind, GError **error)
{
    g_autofree char *seen = head_seen(head);
    Match other = match_readers(head, NULL);
    if (other.best) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("expected %s (%s), but this is %s (%s): %s"), kind, import_kind_label(kind),
                    other.best->kind, _(other.best->label), seen);
        return;
    }
    const Reader *reader;
    g_autoptr(GString) needed = g_string_new(NULL);
    for (gsize i = 0; (reader = reader_at(i)); i++)
        for (gsize c = 0; g_str_equal(reader->kind, kind) && c < reader->n_columns; c++)
            if (reader->columns[c].needed)
                append_column(needed, &reader->columns[c]);
    if (needed->len > 0)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("expected %s with the columns %s; found: %s"), kind, needed->str, seen);
    else
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("expected %s (%s); found: %s"),
                    kind, import_kind_label(kind), seen);
}

/* Some programs write a few lines above the headings. */
static Match match_lines(Head *head, const char *kind)
{
    Match match = match_readers(head, kind);
    for (int i = 0; i < LINES_ABOVE_MAX && !match.best && head_next_line(head); i++)
        match = match_readers(head, kind);
    if (!match.best)
        head_first_line(head);
    return match;
}

static const Reader *choose_reader(Head *head, const char *kind, GError **error)
{
    if (kind && !import_kind_label(kind)) {
        g_autofree char *known = known_kinds();
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("\"%s\" is not a kind of file; kinds: %s"), kind, known);
        return NULL;
    }
    Match match = match_lines(head, kind);
    if (kind && !match.best)
        match.best = reader_of_kind(kind, head);
    if (match.best && !match.rival)
        return match.best;
    if (kind) {
        set_unlike(head, kind, error);
        return NULL;
    }
    if (match.rival) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("this may be %s or %s: say which with --kind"), match.best->kind,
                    match.rival->kind);
        return NULL;
    }
    set_unknown(head, error);
    return NULL;
}

/* ---- One file ---- */

typedef struct {
    Reading reading;
    Input *input;
    guint64 total;
} Import;

static void report_progress(guint64 bytes, gpointer data)
{
    Import *import = data;
    const ImportOptions *options = import->reading.options;
    options->progress(bytes, import->total, import->reading.summary->counts.rows,
                      options->progress_data);
}

static Head *read_head(Import *import, GError **error)
{
    Reading *reading = &import->reading;
    const char *bytes;
    gsize len;
    if (!input_peek(import->input, &bytes, &len, error))
        return NULL;
    if (len == 0) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("the file is empty"));
        return NULL;
    }
    reading_settle(reading, import->input, bytes, len);
    gboolean wide = reading->encoding == ENCODING_UTF16LE || reading->encoding == ENCODING_UTF16BE;
    return head_new(bytes, len, wide ? ENCODING_UTF8 : reading->encoding, reading->options->map);
}

static gboolean read_records(Reading *reading, Input *input, GError **error)
{
    const Reader *reader = reading->reader;
    if (reader->begin && !reader->begin(reading, error))
        return FALSE;
    gboolean ok =
        reader->row ? rows_read(reading, input, error) : document_read(reading, input, error);
    return ok && (!reader->end || reader->end(reading, error));
}

static gboolean read_and_store(Import *import, const char *name, GError **error)
{
    Reading *reading = &import->reading;
    const ImportOptions *options = reading->options;
    ImportSummary *summary = reading->summary;
    reading->import = store_import_begin(reading->store, reading->settings, options->now, name,
                                         reading->reader->kind, options->dry_run, error);
    if (!reading->import)
        return FALSE;
    reading->state = g_malloc0(MAX(reading->reader->state_size, 1));
    gboolean ok = read_records(reading, import->input, error) && input_finish(import->input, error);
    if (reading->reader->clear)
        reading->reader->clear(reading->state);
    g_clear_pointer(&reading->state, g_free);
    if (!ok) {
        store_import_abort(reading->import);
        return FALSE;
    }
    summary->encoding = encoding_name(reading->encoding);
    return store_import_commit(reading->import, summary->encoding, input_sha256(import->input),
                               (gint64)input_bytes(import->input), &summary->counts, error);
}

static gboolean import_input(Import *import, const char *name, GError **error)
{
    Reading *reading = &import->reading;
    g_autoptr(Head) head = read_head(import, error);
    if (!head)
        return FALSE;
    reading->reader = choose_reader(head, reading->options->kind, error);
    if (!reading->reader)
        return FALSE;
    reading->summary->kind = reading->reader->kind;
    reading->sheet = head->sheet;
    if (reading->reader->row)
        sheet_place(head->sheet, reading->reader, head->map, reading->at, NULL);
    return read_and_store(import, name, error);
}

/* What GIO says of a file is an error of ours, but for the user's own wish. */
static GError *own_error(GError *error)
{
    if (error->domain == AZDESK_ERROR || g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return error;
    GError *own = g_error_new_literal(AZDESK_ERROR, AZDESK_ERROR_FAILED, error->message);
    g_error_free(error);
    return own;
}

ImportSummary *import_stream(Store *store, GInputStream *stream, const char *file, guint64 total,
                             const ImportOptions *options)
{
    ImportSummary *summary = import_summary_new(file);
    g_autofree char *base = g_path_get_basename(file);
    g_autofree char *name = text_clean(base);
    g_autoptr(Input) input = input_new(stream, options->cancel);
    Import import = {.reading = {.options = options,
                                 .settings = options->settings,
                                 .store = store,
                                 .summary = summary},
                     .input = input,
                     .total = total};
    if (options->progress)
        input_set_progress(input, report_progress, &import);
    GError *error = NULL;
    if (!import_input(&import, name, &error)) {
        summary->counts = (ImportCounts){0};
        summary->error = own_error(error);
    }
    return summary;
}

static GInputStream *open_file(const char *path, guint64 *ret_total, GError **error)
{
    g_autoptr(GFile) file = g_file_new_for_path(path);
    g_autoptr(GError) failed = NULL;
    g_autoptr(GFileInputStream) stream = g_file_read(file, NULL, &failed);
    if (!stream) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("cannot be opened: %s"),
                    failed->message);
        return NULL;
    }
    g_autoptr(GFileInfo) info = g_file_input_stream_query_info(
        stream, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, NULL, NULL);
    *ret_total = info ? (guint64)g_file_info_get_size(info) : 0;
    return G_INPUT_STREAM(g_steal_pointer(&stream));
}

ImportSummary *import_file(Store *store, const char *path, const ImportOptions *options)
{
    GError *error = NULL;
    guint64 total = 0;
    g_autoptr(GInputStream) stream = open_file(path, &total, &error);
    if (stream)
        return import_stream(store, stream, path, total, options);
    ImportSummary *summary = import_summary_new(path);
    summary->error = error;
    return summary;
}

/* ---- Several files ---- */

typedef struct {
    char *path;
    int rank;
    gsize at;
} Ranked;

static int rank_of(const char *path)
{
    guint64 total;
    const char *bytes;
    gsize len;
    /* What a pipe gives can be read but once. */
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return G_MAXINT;
    g_autoptr(GInputStream) stream = open_file(path, &total, NULL);
    g_autoptr(Input) input = stream ? input_new(stream, NULL) : NULL;
    if (!input || !input_peek(input, &bytes, &len, NULL))
        return G_MAXINT;
    Encoding encoding;
    EncodingSigns signs = {0};
    encoding_examine(bytes, len, &signs);
    if (input_marked(input, &encoding) || signs.utf8_bad == 0)
        encoding = ENCODING_UTF8;
    else
        encoding = encoding_choose(&signs, TRUE);
    g_autoptr(Head) head = head_new(bytes, len, encoding, NULL);
    Match match = match_lines(head, NULL);
    return match.best ? match.best->rank : G_MAXINT;
}

static int compare_ranked(gconstpointer a, gconstpointer b)
{
    const Ranked *left = a, *right = b;
    return left->rank != right->rank ? (left->rank < right->rank ? -1 : 1)
                                     : (left->at < right->at ? -1 : 1);
}

void import_sort(char **paths)
{
    if (!paths[0] || !paths[1])
        return;
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(Ranked));
    for (gsize i = 0; paths[i]; i++) {
        Ranked one = {paths[i], rank_of(paths[i]), i};
        g_array_append_val(ranked, one);
    }
    g_array_sort(ranked, compare_ranked);
    for (guint i = 0; i < ranked->len; i++)
        paths[i] = g_array_index(ranked, Ranked, i).path;
}
