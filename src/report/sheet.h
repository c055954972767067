/* SPDX-License-Identifier: MIT */
/* Tables: which line has the headings, what parts the fields, where each wanted column stands. */
#ifndef AZDESK_REPORT_SHEET_H
#define AZDESK_REPORT_SHEET_H

#include "reader.h"

/* Looks at the first bytes of a file as text and as a table. (transfer full) */
Head *head_new(const char *bytes, gsize len, Encoding encoding, const char *map);
void head_free(Head *head);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Head, head_free)

/* Takes the next line for the headings; FALSE: there is none. */
gboolean head_next_line(Head *head);
void head_first_line(Head *head);

/* What is seen, for messages: the first headings, clean and short, or what else it is. A line with
 * numbers or addresses in it is no heading, and its words are kept back. (transfer full) */
char *head_seen(const Head *head);

/* A heading made comparable: "Order ID", "order_id" and "ORDER-ID" are "order-id". (transfer full)
 */
char *heading_normalise(const char *text);

/* Where a column stands, by --map, its names, or what its heading is like; -1: nowhere. */
int sheet_find(const Sheet *sheet, const Column *column, const char *map);
/* All columns of a reader; FALSE where a needed one is missing, whose name is told (nullable). */
gboolean sheet_place(const Sheet *sheet, const Reader *reader, const char *map, int at[COLUMNS_MAX],
                     const Column **ret_lacks);
int sheet_count(const Sheet *sheet,
                const char *const *names); /* how many of these headings it has */

/* Takes unquoted lines apart: only the wanted columns, without copying. */
typedef struct {
    char delim;
    int last; /* the highest position that is wanted */
    guint n_columns;
    gint8 column_of[256]; /* position to column; -1: not wanted */
} Cutter;

/* Columns beyond the 256th are not found. */
void cutter_init(Cutter *cutter, char delim, const int *at, gsize n_columns);
void cutter_cut(const Cutter *cutter, const char *text, gsize len, Field *fields);

Field field_trim(Field field);    /* blanks around it */
Field field_unquote(Field field); /* quotes around it too */

#endif
