/* SPDX-License-Identifier: MIT */
#include "export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"

#include "figures.h"
#include "jout.h"

/* ---- CSV ---- */

/* A spreadsheet takes what begins so for a formula: an apostrophe keeps it text. */
static gboolean looks_like_formula(char c)
{
    return c != '\0' && strchr("=+-@\t\r", c) != NULL;
}

static void csv_cell(GString *out, const char *text)
{
    g_autofree char *valid = text_clean(text ? text : "");
    g_autoptr(GString) cell = g_string_new(text && looks_like_formula(*text) ? "'" : NULL);
    g_string_append(cell, valid);
    g_string_replace(cell, "\"", "\"\"", 0);
    if (out->len && out->str[out->len - 1] != '\n')
        g_string_append_c(out, ',');
    if (strpbrk(cell->str, ",\"\r\n\t'"))
        g_string_append_printf(out, "\"%s\"", cell->str);
    else
        g_string_append(out, cell->str);
}

/* What the JSON of a case says, in columns: they cannot drift apart. */
static void csv_member(GString *out, JsonObject *object, const char *name)
{
    JsonNode *node = json_object_get_member(object, name);
    g_autoptr(GString) text = g_string_new(NULL);
    if (JSON_NODE_HOLDS_NULL(node)) {
        csv_cell(out, NULL);
        return;
    }
    if (json_node_get_value_type(node) == G_TYPE_STRING) {
        csv_cell(out, json_node_get_string(node));
        return;
    }
    jout_print(text, node);
    csv_cell(out, text->str);
}

static const char *const csv_columns[] = {
    "order",    "market",  "channel", "ordered",       "opened", "stage",
    "outcome",  "appeal",  "parcel",  "amazon_counts", "counts", "amount",
    "currency", "debited", "reason",  "tracking",      "carrier"};

static void csv_row(GString *out, Figures *figures, const DeskCase *item)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    case_json(builder, figures, item, NULL);
    json_builder_end_object(builder);
    g_autoptr(JsonNode) root = json_builder_get_root(builder);
    JsonObject *object = json_node_get_object(root);
    for (guint i = 0; i < G_N_ELEMENTS(csv_columns); i++)
        csv_member(out, object, csv_columns[i]);
    for (guint i = 0; i < N_CLOCKS; i++)
        csv_member(out, json_object_get_object_member(object, "due"), clock_word((ClockKind)i));
    g_string_append(out, "\r\n");
}

static gboolean export_csv(Run *run, Figures *figures, const GPtrArray *cases, GError **error)
{
    GString *out = run->out->text;
    for (guint i = 0; i < G_N_ELEMENTS(csv_columns); i++)
        csv_cell(out, csv_columns[i]);
    for (guint i = 0; i < N_CLOCKS; i++)
        g_string_append_printf(out, ",%s_due", clock_word((ClockKind)i));
    g_string_append(out, "\r\n");
    for (guint i = 0; i < cases->len; i++)
        csv_row(out, figures, g_ptr_array_index(cases, i));
    return TRUE;
}

/* ---- JSON: all that is held ---- */

static void json_defect(JsonBuilder *builder, const char *name, const OrderDefect *defect)
{
    json_builder_set_member_name(builder, name);
    if (!defect->at) {
        json_builder_add_null_value(builder);
        return;
    }
    json_builder_begin_object(builder);
    jout_instant(builder, "at", defect->at);
    jout_instant(builder, "removed_at", defect->removed_at);
    jout_bool(builder, "fraud", defect->fraud);
    json_builder_end_object(builder);
}

/* Messages and letters in full, which the history tells of in a line. */
static void json_texts(JsonBuilder *builder, const GPtrArray *events)
{
    json_builder_set_member_name(builder, "texts");
    json_builder_begin_array(builder);
    for (guint i = 0; i < events->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(events, i);
        if (!event->text || event->kind == EVENT_NOTE)
            continue;
        json_builder_begin_object(builder);
        jout_int(builder, "event", event->id);
        jout_text(builder, "word", event->word);
        jout_text(builder, "lang", event->lang);
        jout_text(builder, "text", event->text);
        jout_text(builder, "other", event->other);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static gboolean json_whole(Run *run, JsonBuilder *builder, Figures *figures, const DeskCase *item,
                           GError **error)
{
    g_autoptr(GPtrArray) events = store_events(run->store, item->order, error);
    g_autoptr(GPtrArray) evidence = events ? store_evidence(run->store, item->order, error) : NULL;
    if (!evidence)
        return FALSE;
    json_builder_begin_object(builder);
    case_json(builder, figures, item, events);
    json_defect(builder, "feedback", &item->feedback);
    json_defect(builder, "chargeback", &item->chargeback);
    json_builder_set_member_name(builder, "evidence");
    evidence_json(builder, evidence);
    json_texts(builder, events);
    json_builder_end_object(builder);
    return TRUE;
}

static gboolean export_json(Run *run, Figures *figures, const GPtrArray *cases, GError **error)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_array(builder);
    for (guint i = 0; i < cases->len; i++)
        if (!json_whole(run, builder, figures, g_ptr_array_index(cases, i), error))
            return FALSE;
    json_builder_end_array(builder);
    out_json(run->out, builder);
    return TRUE;
}

/* ---- Every row about one order, as the desk holds it ---- */

static gboolean is_held(JsonObject *held)
{
    g_autoptr(GList) lists = json_object_get_values(held);
    for (const GList *at = lists; at; at = at->next)
        if (json_array_get_length(json_node_get_array(at->data)) > 0)
            return TRUE;
    return FALSE;
}

static gboolean export_all(Run *run, GError **error)
{
    OrderId order;
    if (g_strv_length(args_words(run->args)) != 2) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("all: give one order"));
        return FALSE;
    }
    if (!run_order(run, 1, &order, error) || !run_store(run, FALSE, error))
        return FALSE;
    g_autoptr(JsonObject) held = store_held(run->store, order, error);
    if (!held)
        return FALSE;
    if (!is_held(held)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("no data on %s"), run_word(run, 1));
        return FALSE;
    }
    g_autoptr(JsonBuilder) builder = json_builder_new();
    g_autoptr(JsonNode) rows = json_node_alloc();
    json_node_init_object(rows, held);
    json_builder_begin_object(builder);
    jout_order(builder, "order", order);
    json_builder_set_member_name(builder, "held");
    json_builder_add_value(builder, g_steal_pointer(&rows));
    json_builder_end_object(builder);
    out_json(run->out, builder);
    return TRUE;
}

/* ---- The command ---- */

static gboolean export_ics(Run *run, Figures *figures, const GPtrArray *cases, GError **error)
{
    g_autofree char *text = calendar_of(figures, cases, run->now, error);
    if (text)
        g_string_append(run->out->text, text);
    return text != NULL;
}

typedef gboolean (*Writer)(Run *run, Figures *figures, const GPtrArray *cases, GError **error);

static Writer writer_named(const char *format, GError **error)
{
    static const struct {
        const char *format;
        Writer writer;
    } formats[] = {{"csv", export_csv}, {"json", export_json}, {"ics", export_ics}};
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++)
        if (strcmp(format, formats[i].format) == 0)
            return formats[i].writer;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("\"%s\" is not csv, json, ics or all"),
                format);
    return NULL;
}

gboolean export_orders(Run *run, const char *format, const GArray *orders, GError **error)
{
    const Writer writer = writer_named(format, error);
    g_autoptr(Figures) figures = writer ? figures_new(run, error) : NULL;
    if (!figures)
        return FALSE;
    g_autoptr(GPtrArray) cases = g_ptr_array_new();
    for (guint i = 0; i < orders->len; i++) {
        DeskCase *item = run_case(run, g_array_index(orders, OrderId, i), error);
        if (!item)
            return FALSE;
        g_ptr_array_add(cases, item);
    }
    return writer(run, figures, cases, error);
}

gboolean cmd_export(Run *run, GError **error)
{
    if (strcmp(run_word(run, 0), "all") == 0)
        return export_all(run, error);
    const Writer writer = writer_named(run_word(run, 0), error);
    g_autoptr(Figures) figures = writer ? figures_new(run, error) : NULL;
    char **query = args_words(run->args) + 1;
    g_autoptr(GPtrArray) cases = figures ? cases_find(run, figures, query, error) : NULL;
    if (cases && !*query && writer == export_ics)
        cases_add_defects(run, figures, cases);
    return cases && writer(run, figures, cases, error);
}
