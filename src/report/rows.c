/* SPDX-License-Identifier: MIT */
#include "reading.h"

#include <string.h>

#include <glib/gi18n.h>

#include "csv_rows.h"

/* What a quoted field may hold; then the quote is no quote. */
#define OPEN_LINES_MAX 100
#define OPEN_BYTES_MAX (1024 * 1024)

/* A line that waits for the end of a quoted field. */
typedef struct {
    char *bytes;
    gsize len, raw_len;
    guint64 number;
} HeldLine;

typedef struct {
    Reading *reading;
    Input *input;
    Cutter cutter;
    Csv *csv;    /* (nullable) where fields may be quoted */
    GQueue held; /* of HeldLine: the open row's lines so far */
    gsize held_bytes;
    GQueue again;   /* of HeldLine: to be read once more, a quote having been none */
    gboolean begun; /* the headings are behind */
    guint n_headings;
} Rows;

static void held_line_free(HeldLine *line)
{
    g_free(line->bytes);
    g_free(line);
}

static gboolean is_blank_row(const char *text, gsize len, char delim)
{
    for (gsize i = 0; i < len; i++)
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r' && text[i] != delim)
            return FALSE;
    return TRUE;
}

/* ---- One row ---- */

static gboolean give(Rows *rows, const Field *fields, GError **error)
{
    RowResult result = rows->reading->reader->row(rows->reading, fields, error);
    reading_count(rows->reading, result);
    return result != ROW_FAILED;
}

static gboolean give_csv(Rows *rows, GError **error)
{
    guint n;
    const Field *all = csv_rows_fields(rows->csv, &n);
    Field fields[COLUMNS_MAX] = {{0}};
    for (gsize i = 0; i < rows->reading->reader->n_columns; i++) {
        int at = rows->reading->at[i];
        if (at >= 0 && (guint)at < n)
            fields[i] = field_trim(all[at]);
    }
    return give(rows, fields, error);
}

static gboolean give_line(Rows *rows, const char *text, gsize len, GError **error)
{
    Field fields[COLUMNS_MAX];
    cutter_cut(&rows->cutter, text, len, fields);
    return give(rows, fields, error);
}

static gboolean refuse(Rows *rows, const char *why)
{
    reading_count(rows->reading, reading_reject(rows->reading, "%s", why));
    return TRUE;
}

/* ---- Quoted fields that go over several lines ---- */

static void hold(Rows *rows, const InputLine *line)
{
    HeldLine *held = g_new(HeldLine, 1);
    *held = (HeldLine){.bytes = g_memdup2(line->text, line->raw_len),
                       .len = line->len,
                       .raw_len = line->raw_len,
                       .number = line->number};
    g_queue_push_tail(&rows->held, held);
    rows->held_bytes += line->raw_len;
}

/* The quote was none: its line stands alone, and those behind it are read again. */
static gboolean give_up(Rows *rows, GError **error)
{
    csv_rows_reset(rows->csv);
    rows->held_bytes = 0;
    HeldLine *first = g_queue_pop_head(&rows->held);
    for (HeldLine *line; (line = g_queue_pop_tail(&rows->held));)
        g_queue_push_head(&rows->again, line);
    rows->reading->line = first->number;
    rows->reading->raw = first->bytes;
    rows->reading->raw_len = first->raw_len;
    gboolean ok = rows->cutter.delim == '\t'
                      ? give_line(rows, first->bytes, first->len, error)
                      : refuse(rows, _("unclosed quotation mark in a field"));
    held_line_free(first);
    return ok;
}

static gboolean close_held(Rows *rows, GError **error)
{
    g_autoptr(GString) raw = g_string_new(NULL);
    rows->held_bytes = 0;
    rows->reading->line = ((HeldLine *)rows->held.head->data)->number;
    for (HeldLine *line; (line = g_queue_pop_head(&rows->held)); held_line_free(line))
        g_string_append_len(raw, line->bytes, (gssize)line->raw_len);
    rows->reading->raw = raw->str;
    rows->reading->raw_len = raw->len;
    return give_csv(rows, error);
}

static guint count_fields(const char *text, gsize len, char delim)
{
    guint n = 1;
    for (gsize i = 0; i < len; i++)
        n += text[i] == delim ? 1 : 0;
    return n;
}

static gboolean take_quoted(Rows *rows, const InputLine *line, GError **error)
{
    gboolean open = rows->held.length > 0;
    if (csv_rows_line(rows->csv, line->text, line->len)) {
        if (!open)
            return give_csv(rows, error);
        hold(rows, line);
        return close_held(rows, error);
    }
    /* Between tabs a lone quotation mark is data, the more so where the row is whole as it is. */
    if (!open && rows->cutter.delim == '\t' &&
        count_fields(line->text, line->len, '\t') >= rows->n_headings) {
        csv_rows_reset(rows->csv);
        return give_line(rows, line->text, line->len, error);
    }
    hold(rows, line);
    gboolean open_still = rows->held.length < OPEN_LINES_MAX && rows->held_bytes < OPEN_BYTES_MAX;
    return open_still || give_up(rows, error);
}

/* ---- Lines ---- */

/* A line of headings is one that was recognised; where it holds an order it is a row already. */
static gboolean take_headings(Rows *rows, const InputLine *line)
{
    Reading *reading = rows->reading;
    rows->begun = TRUE;
    OrderId order;
    for (guint i = 0; reading->reader->by_position && i < reading->sheet->words->len; i++) {
        const char *word = g_ptr_array_index(reading->sheet->words, i);
        if (order_id_scan(word, strlen(word), &order) == ORDER_ID_VALID)
            return FALSE;
    }
    reading->summary->header = g_strndup(line->text, line->raw_len);
    reading->summary->header_len = line->raw_len;
    return TRUE;
}

static void examine(Rows *rows, const InputLine *line)
{
    Reading *reading = rows->reading;
    if (!reading->encoding_known) {
        const char *bytes;
        gsize len;
        input_ready(rows->input, &bytes, &len);
        reading_settle(reading, rows->input, bytes, len);
    }
    reading_count_bad(reading, line->text, line->len, line->number);
}

static gboolean take_line(Rows *rows, const InputLine *line, GError **error)
{
    Reading *reading = rows->reading;
    reading->line = line->number;
    reading->raw = line->overlong ? NULL : line->text;
    reading->raw_len = line->raw_len;
    if (line->high)
        examine(rows, line);
    if (rows->held.length == 0) {
        if (!line->overlong && is_blank_row(line->text, line->len, rows->cutter.delim))
            return TRUE;
        if (!rows->begun && (line->number < reading->sheet->line || take_headings(rows, line)))
            return TRUE;
        if (line->overlong)
            return refuse(rows, _("the line is too long"));
        if (line->zero)
            return refuse(rows, _("the line contains binary data"));
    }
    return rows->csv ? take_quoted(rows, line, error)
                     : give_line(rows, line->text, line->len, error);
}

static gboolean take_again(Rows *rows, GError **error)
{
    HeldLine *held = g_queue_pop_head(&rows->again);
    InputLine line = {
        .text = held->bytes, .len = held->len, .raw_len = held->raw_len, .number = held->number};
    gboolean ok = take_line(rows, &line, error);
    held_line_free(held);
    return ok;
}

static gboolean take_all(Rows *rows, GError **error)
{
    gboolean more = TRUE;
    InputLine line;
    while (more || rows->again.length > 0 || rows->held.length > 0) {
        if (rows->again.length > 0) {
            if (!take_again(rows, error))
                return FALSE;
        } else if (more) {
            if (!input_line(rows->input, &line, &more, error) ||
                (more && !take_line(rows, &line, error)))
                return FALSE;
        } else if (!give_up(rows, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean rows_read(Reading *reading, Input *input, GError **error)
{
    const Reader *reader = reading->reader;
    Rows rows = {.reading = reading, .input = input};
    rows.n_headings = reading->sheet->headings->len;
    cutter_init(&rows.cutter, reading->sheet->delim, reading->at, reader->n_columns);
    if (reading->sheet->quoted || reader->quotable)
        rows.csv = csv_rows_new(reading->sheet->delim);
    gboolean ok = take_all(&rows, error);
    reading->summary->counts.replaced_bytes += input_bad_bytes(input);
    g_queue_clear_full(&rows.held, (GDestroyNotify)held_line_free);
    g_queue_clear_full(&rows.again, (GDestroyNotify)held_line_free);
    csv_rows_free(rows.csv);
    reading->raw = NULL;
    return ok;
}
