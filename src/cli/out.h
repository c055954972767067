/* SPDX-License-Identifier: MIT */
/* Text for people: gathered, then written at once, so that a failed command leaves no half output.
 * Whatever came from outside is cleaned on its way in. */
#ifndef AZDESK_CLI_OUT_H
#define AZDESK_CLI_OUT_H

#include <glib.h>
#include <json-glib/json-glib.h>

typedef enum { OUT_PLAIN, OUT_HEAD, OUT_DIM, OUT_GOOD, OUT_WARN, OUT_BAD, N_OUT_STYLES } OutStyle;

typedef struct {
    GString *text;
    gboolean color;
    gboolean json; /* the command prints JSON instead */
} Out;

Out *out_new(gboolean color, gboolean json);
void out_free(Out *out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Out, out_free)

/* Text of the program, as it is. */
void out_put(Out *out, OutStyle style, const char *text);
void out_printf(Out *out, OutStyle style, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* Foreign text, cleaned; out_lines keeps its line breaks and sets `indent` blanks before each. */
void out_clean(Out *out, OutStyle style, const char *text);
void out_lines(Out *out, int indent, const char *text);
/* The tree as JSON text, and a line break. Takes the builder's root. */
void out_json(Out *out, JsonBuilder *builder);
/* Columns of the terminal that standard output is; 0 where it is none. */
int out_columns(void);
/* Writes what was gathered to standard output. Error: it could not be written. */
gboolean out_flush(Out *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Aligned columns, measured as a terminal shows them. */
typedef struct Table Table;
/* One letter a column: l or r; the heads may be NULL for none. */
Table *table_new(const char *align, const char *const *heads);
void table_free(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)
void table_add(Table *table, OutStyle style, const char *text); /* a cell; cleaned; NULL is empty */
void table_take(Table *table, OutStyle style, char *text);      /* the same (transfer full) */
void table_print(const Table *table, Out *out, int indent);

#endif
