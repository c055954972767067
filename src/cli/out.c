/* SPDX-License-Identifier: MIT */
#include "out.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"

#include "jout.h"

static const char *const style_codes[N_OUT_STYLES] = {
    [OUT_PLAIN] = NULL, [OUT_HEAD] = "1",    [OUT_DIM] = "2",
    [OUT_GOOD] = "32",  [OUT_WARN] = "1;33", [OUT_BAD] = "1;31",
};

Out *out_new(gboolean color, gboolean json)
{
    Out *out = g_new0(Out, 1);
    out->text = g_string_new(NULL);
    out->color = color;
    out->json = json;
    return out;
}

void out_free(Out *out)
{
    if (!out)
        return;
    g_string_free(out->text, TRUE);
    g_free(out);
}

/* Line breaks stay outside of the color, which a pager would else carry on. */
void out_put(Out *out, OutStyle style, const char *text)
{
    const char *code = out->color ? style_codes[style] : NULL;
    gsize len = strlen(text);
    while (len > 0 && text[len - 1] == '\n')
        len--;
    if (code && len > 0)
        g_string_append_printf(out->text, "\033[%sm%.*s\033[0m%s", code, (int)len, text,
                               text + len);
    else
        g_string_append(out->text, text);
}

void out_printf(Out *out, OutStyle style, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    out_put(out, style, text);
}

void out_clean(Out *out, OutStyle style, const char *text)
{
    g_autofree char *clean = text_clean(text);
    out_put(out, style, clean);
}

void out_lines(Out *out, int indent, const char *text)
{
    g_autofree char *clean = text_clean_lines(text);
    g_auto(GStrv) lines = g_strsplit(clean, "\n", -1);
    for (char **line = lines; *line; line++)
        g_string_append_printf(out->text, "%*s%s\n", **line ? indent : 0, "", *line);
}

void out_json(Out *out, JsonBuilder *builder)
{
    g_autoptr(JsonNode) root = json_builder_get_root(builder);
    jout_print(out->text, root);
    g_string_append_c(out->text, '\n');
}

gboolean out_flush(Out *out, GError **error)
{
    gboolean done = fwrite(out->text->str, 1, out->text->len, stdout) == out->text->len;
    done = fflush(stdout) == 0 && done;
    g_string_truncate(out->text, 0);
    if (!done)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("could not write the output: %s"),
                    g_strerror(errno));
    return done;
}

typedef struct {
    char *text;
    int width;
    OutStyle style;
} Cell;

struct Table {
    char *align;
    GArray *cells; /* of Cell, row by row */
};

static void cell_clear(gpointer data)
{
    g_free(((Cell *)data)->text);
}

Table *table_new(const char *align, const char *const *heads)
{
    Table *table = g_new0(Table, 1);
    table->align = g_strdup(align);
    table->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    g_array_set_clear_func(table->cells, cell_clear);
    for (gsize i = 0; heads && i < strlen(align); i++)
        table_add(table, OUT_HEAD, heads[i]);
    return table;
}

void table_free(Table *table)
{
    if (!table)
        return;
    g_array_unref(table->cells);
    g_free(table->align);
    g_free(table);
}

void table_add(Table *table, OutStyle style, const char *text)
{
    Cell cell = {text_clean(text ? text : ""), 0, style};
    cell.width = text_width(cell.text);
    g_array_append_val(table->cells, cell);
}

void table_take(Table *table, OutStyle style, char *text)
{
    table_add(table, style, text);
    g_free(text);
}

static void pad(Out *out, int columns)
{
    if (columns > 0)
        g_string_append_printf(out->text, "%*s", columns, "");
}

int out_columns(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void table_print(const Table *table, Out *out, int indent)
{
    const guint columns = strlen(table->align);
    g_autofree int *widths = g_new0(int, columns);
    for (guint i = 0; i < table->cells->len; i++) {
        const Cell *cell = &g_array_index(table->cells, Cell, i);
        widths[i % columns] = MAX(widths[i % columns], cell->width);
    }
    for (guint i = 0; i < table->cells->len; i++) {
        const Cell *cell = &g_array_index(table->cells, Cell, i);
        const guint column = i % columns;
        const gboolean last = column == columns - 1;
        const int room = widths[column] - cell->width;
        if (column == 0)
            pad(out, indent);
        if (table->align[column] == 'r')
            pad(out, room);
        out_put(out, cell->style, cell->text);
        if (table->align[column] == 'l' && !last)
            pad(out, room);
        g_string_append(out->text, last ? "\n" : "  ");
    }
}
