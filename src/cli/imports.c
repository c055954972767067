/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/story.h"
#include "azdesk/store/imports.h"

#include "command.h"
#include "jout.h"

static void line_json(JsonBuilder *builder, const ImportLine *line)
{
    json_builder_begin_object(builder);
    jout_int(builder, "id", line->id);
    jout_instant(builder, "at", line->at);
    jout_text(builder, "file", line->name);
    jout_text(builder, "kind", line->kind);
    jout_text(builder, "encoding", line->encoding);
    jout_text(builder, "sha256", line->sha256);
    jout_int(builder, "bytes", line->bytes);
    jout_int(builder, "rows", (gint64)line->counts.rows);
    jout_int(builder, "added", (gint64)line->counts.added);
    jout_int(builder, "updated", (gint64)line->counts.updated);
    jout_int(builder, "unchanged", (gint64)line->counts.unchanged);
    jout_int(builder, "skipped", (gint64)line->counts.skipped);
    jout_int(builder, "rejected", (gint64)line->counts.rejected);
    jout_instant(builder, "undone_at", line->undone_at);
    json_builder_end_object(builder);
}

static void add_count(Table *table, guint64 count)
{
    table_take(table, OUT_PLAIN, g_strdup_printf("%" G_GUINT64_FORMAT, count));
}

static void line_row(Run *run, Table *table, const ImportLine *line)
{
    const OutStyle style = line->undone_at ? OUT_DIM : OUT_PLAIN;
    table_take(table, style, g_strdup_printf("%d", (int)line->id));
    table_take(table, style, instant_show(line->at, run->app->zone));
    table_add(table, style, line->kind);
    add_count(table, line->counts.rows);
    add_count(table, line->counts.added);
    add_count(table, line->counts.updated);
    add_count(table, line->counts.rejected);
    table_take(table, style,
               line->undone_at ? g_strdup_printf(_("%s (undone)"), line->name)
                               : g_strdup(line->name));
}

static gboolean imports_list(Run *run, GError **error)
{
    Store *store = run_store(run, FALSE, error);
    g_autoptr(GPtrArray) lines = store ? store_imports(store, error) : NULL;
    if (!lines)
        return FALSE;
    if (run->out->json) {
        g_autoptr(JsonBuilder) builder = json_builder_new();
        json_builder_begin_array(builder);
        for (guint i = 0; i < lines->len; i++)
            line_json(builder, g_ptr_array_index(lines, i));
        json_builder_end_array(builder);
        out_json(run->out, builder);
        return TRUE;
    }
    const char *heads[] = {_("ID"),    _("WHEN"),    _("KIND"),     _("ROWS"),
                           _("ADDED"), _("UPDATED"), _("REJECTED"), _("FILE")};
    g_autoptr(Table) table = table_new("rllrrrrl", heads);
    for (guint i = 0; i < lines->len; i++)
        line_row(run, table, g_ptr_array_index(lines, i));
    if (lines->len)
        table_print(table, run->out, 0);
    else
        out_printf(run->out, OUT_PLAIN, "%s\n", _("No imports yet."));
    return TRUE;
}

static gboolean imports_undo(Run *run, GError **error)
{
    ImportLine *line = NULL;
    Store *store = run_store(run, TRUE, error);
    if (!store || !store_import_undo(store, run->now, &line, error))
        return FALSE;
    if (run->out->json) {
        g_autoptr(JsonBuilder) builder = json_builder_new();
        line_json(builder, line);
        out_json(run->out, builder);
    } else {
        g_autofree char *at = instant_show(line->at, run->app->zone);
        out_put(run->out, OUT_PLAIN, _("undone: "));
        out_clean(run->out, OUT_PLAIN, line->name);
        out_printf(run->out, OUT_PLAIN, C_("punctuation", " (%s)\n"), at);
    }
    import_line_free(line);
    return TRUE;
}

gboolean cmd_imports(Run *run, GError **error)
{
    if (args_count(run->args) == 0)
        return imports_list(run, error);
    if (strcmp(run_word(run, 0), "undo") == 0)
        return imports_undo(run, error);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("unknown argument \"%s\"; did you mean undo?"), run_word(run, 0));
    return FALSE;
}
