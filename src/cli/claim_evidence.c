/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/story.h"
#include "azdesk/letter/letter.h"

#include "change.h"
#include "figures.h"
#include "jout.h"

static gboolean evidence_add(Run *run, GError **error)
{
    Change change;
    const char *path = run_word(run, 2), *title, *word = args_text(run->args, "kind");
    EvidenceKind kind;
    g_autofree char *name = g_filename_display_basename(path), *what = NULL;
    g_autoptr(GBytes) bytes = NULL;
    gint64 id;
    if (!run_text(run, "title", &title, error) ||
        (word && !evidence_kind_parse(word, &kind, error)) || !change_begin(run, &change, error) ||
        !run_case(run, change.order, error) || !(bytes = store_read_file(path, error)))
        return FALSE;
    if (!title || !*title)
        title = name;
    if (!word)
        kind = evidence_kind_told(title, name);
    if (!case_evidence_add(&change.cases, change.order, title, word ? (int)kind : EVIDENCE_UNSAID,
                           name, bytes, &id, error))
        return FALSE;
    what = g_strdup_printf(_("evidence %d (%s)"), (int)id, evidence_kind_label(kind));
    return change_end(run, &change, what, error);
}

void evidence_json(JsonBuilder *builder, const GPtrArray *list)
{
    json_builder_begin_array(builder);
    for (guint i = 0; i < list->len; i++) {
        const Evidence *evidence = g_ptr_array_index(list, i);
        json_builder_begin_object(builder);
        jout_int(builder, "id", evidence->id);
        jout_text(builder, "kind", evidence_kind_word(evidence->kind));
        jout_text(builder, "title", evidence->title);
        jout_text(builder, "name", evidence->name);
        jout_text(builder, "type", evidence->type);
        jout_text(builder, "sha256", evidence->sha256);
        jout_int(builder, "size", evidence->size);
        jout_instant(builder, "added_at", evidence->added_at);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void show_files(const Run *run, const GPtrArray *list)
{
    const char *heads[] = {_("ID"), _("ADDED"), _("SIZE"), _("KIND"), _("TITLE"), _("FILE")};
    g_autoptr(Table) table = table_new("rlrlll", heads);
    for (guint i = 0; i < list->len; i++) {
        const Evidence *evidence = g_ptr_array_index(list, i);
        table_take(table, OUT_PLAIN, g_strdup_printf("%d", (int)evidence->id));
        table_take(table, OUT_PLAIN, instant_show(evidence->added_at, run->app->zone));
        table_take(table, OUT_PLAIN, g_format_size((guint64)evidence->size));
        table_add(table, OUT_PLAIN, evidence_kind_word(evidence->kind));
        table_add(table, OUT_PLAIN, evidence->title);
        table_add(table, OUT_PLAIN, evidence->name);
    }
    table_print(table, run->out, 0);
}

/* What Amazon names for the claim's reason, and how to file what is missing. */
static void show_checklist(const Run *run, const Claim *claim, GPtrArray *list, GPtrArray *events)
{
    g_autoptr(GArray) wishes = evidence_checklist(claim, list, events);
    g_autoptr(Table) table = table_new("lll", NULL);
    out_printf(run->out, OUT_HEAD, "%s%s\n", list->len > 0 ? "\n" : "", _("What Amazon asks for"));
    for (guint i = 0; i < wishes->len; i++) {
        const EvidenceWish *wish = &g_array_index(wishes, EvidenceWish, i);
        gboolean file = !wish->have && wish->kind != EVIDENCE_OTHER;
        table_add(table, wish->have ? OUT_GOOD : OUT_WARN, wish->have ? _("have") : _("missing"));
        table_add(table, OUT_PLAIN, _(wish->what));
        table_take(table, OUT_DIM,
                   file ? g_strdup_printf("--kind %s", evidence_kind_word(wish->kind)) : NULL);
    }
    table_print(table, run->out, 2);
}

static gboolean evidence_list(Run *run, GError **error)
{
    OrderId order;
    if (!run_order(run, 0, &order, error))
        return FALSE;
    const DeskCase *item = run_case(run, order, error);
    if (!item)
        return FALSE;
    g_autoptr(GPtrArray) list = store_evidence(run->store, order, error);
    if (!list)
        return FALSE;
    if (run->out->json) {
        g_autoptr(JsonBuilder) builder = json_builder_new();
        evidence_json(builder, list);
        out_json(run->out, builder);
        return TRUE;
    }
    g_autoptr(GPtrArray) events = store_events(run->store, order, error);
    if (!events)
        return FALSE;
    if (list->len > 0)
        show_files(run, list);
    show_checklist(run, item->claim, list, events);
    return TRUE;
}

static gboolean read_id(const Run *run, gint64 *ret_id, GError **error)
{
    if (g_ascii_string_to_signed(run_word(run, 2), 10, 1, G_MAXINT64, ret_id, NULL))
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("\"%s\" is not an evidence number"),
                run_word(run, 2));
    return FALSE;
}

static gboolean evidence_remove(Run *run, GError **error)
{
    Change change;
    gint64 id;
    return read_id(run, &id, error) && change_begin(run, &change, error) &&
           case_evidence_remove(&change.cases, change.order, id, error) &&
           change_end(run, &change, _("evidence removed"), error);
}

static void evidence_saved(Out *out, const Evidence *evidence, const char *path)
{
    if (!out->json) {
        out_clean(out, OUT_PLAIN, path);
        out_printf(out, OUT_PLAIN, ": %s %s\n", evidence->type, evidence->sha256);
        return;
    }
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    jout_int(builder, "id", evidence->id);
    jout_text(builder, "file", path);
    jout_text(builder, "type", evidence->type);
    jout_text(builder, "sha256", evidence->sha256);
    json_builder_end_object(builder);
    out_json(out, builder);
}

static gboolean evidence_save(Run *run, GError **error)
{
    OrderId order;
    gint64 id;
    Evidence *evidence = NULL;
    const char *path = run_word(run, 3);
    if (!run_order(run, 0, &order, error) || !read_id(run, &id, error) ||
        !run_case(run, order, error))
        return FALSE;
    g_autoptr(GBytes) body = store_evidence_body(run->store, order, id, &evidence, error);
    if (!body)
        return FALSE;
    const gboolean done = store_write_new(path, body, error);
    if (done)
        evidence_saved(run->out, evidence, path);
    evidence_free(evidence);
    return done;
}

gboolean cmd_claim_evidence(Run *run, GError **error)
{
    static const struct {
        const char *verb;
        int count;
        gboolean (*run)(Run *run, GError **error);
    } verbs[] = {{"add", 3, evidence_add},
                 {"list", 2, evidence_list},
                 {"remove", 3, evidence_remove},
                 {"save", 4, evidence_save}};
    for (guint i = 0; i < G_N_ELEMENTS(verbs); i++)
        if (strcmp(run_word(run, 1), verbs[i].verb) == 0 && args_count(run->args) == verbs[i].count)
            return verbs[i].run(run, error);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("usage: azdesk claim evidence %s"),
                run->command->usage);
    return FALSE;
}
