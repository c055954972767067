/* SPDX-License-Identifier: MIT */
#include "csv_rows.h"

#include <csv.h>
#include <string.h>

typedef struct {
    gsize at, len;
} Span;

struct Csv {
    struct csv_parser parser;
    GString *text;  /* of the row's fields, one behind the other */
    GArray *spans;  /* of Span */
    GArray *fields; /* of Field */
    gboolean complete;
};

/* Lines come one by one; a CR within one is data. */
static int is_end_of_line(unsigned char c)
{
    return c == '\n';
}

Csv *csv_rows_new(char delim)
{
    Csv *csv = g_new0(Csv, 1);
    csv_init(&csv->parser, 0);
    csv_set_delim(&csv->parser, (unsigned char)delim);
    csv_set_term_func(&csv->parser, is_end_of_line);
    csv_set_blk_size(&csv->parser, 4096);
    csv->text = g_string_new(NULL);
    csv->spans = g_array_new(FALSE, FALSE, sizeof(Span));
    csv->fields = g_array_new(FALSE, FALSE, sizeof(Field));
    return csv;
}

void csv_rows_free(Csv *csv)
{
    if (!csv)
        return;
    csv_free(&csv->parser);
    g_string_free(csv->text, TRUE);
    g_array_free(csv->spans, TRUE);
    g_array_free(csv->fields, TRUE);
    g_free(csv);
}

static void end_of_field(void *bytes, size_t len, void *data)
{
    Csv *csv = data;
    Span span = {csv->text->len, len};
    g_string_append_len(csv->text, bytes ? bytes : "", (gssize)len);
    g_array_append_val(csv->spans, span);
}

static void end_of_row(int c, void *data)
{
    Csv *csv = data;
    csv->complete = TRUE;
}

static void clear(Csv *csv)
{
    g_string_truncate(csv->text, 0);
    g_array_set_size(csv->spans, 0);
    csv->complete = FALSE;
}

gboolean csv_rows_line(Csv *csv, const char *text, gsize len)
{
    if (csv->complete)
        clear(csv);
    csv_parse(&csv->parser, text, len, end_of_field, end_of_row, csv);
    csv_parse(&csv->parser, "\n", 1, end_of_field, end_of_row, csv);
    return csv->complete;
}

const Field *csv_rows_fields(Csv *csv, guint *ret_n)
{
    g_array_set_size(csv->fields, csv->spans->len);
    for (guint i = 0; i < csv->spans->len; i++) {
        Span span = g_array_index(csv->spans, Span, i);
        g_array_index(csv->fields, Field, i) = (Field){csv->text->str + span.at, span.len};
    }
    *ret_n = csv->fields->len;
    return (const Field *)(void *)csv->fields->data;
}

void csv_rows_reset(Csv *csv)
{
    csv_fini(&csv->parser, end_of_field, end_of_row, csv);
    clear(csv);
}
