/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/claim.h"
#include "azdesk/core/error.h"
#include "azdesk/core/evidence.h"
#include "azdesk/core/parcel.h"
#include "azdesk/core/text.h"
#include "azdesk/report/import.h"
#include "azdesk/ui/ui.h"

#include "command.h"

#define HELP_COLUMNS 78

static void put_wrapped(Out *out, int indent, const char *text)
{
    g_auto(GStrv) lines = text_wrap(text, HELP_COLUMNS - indent);
    for (char **line = lines; *line; line++)
        g_string_append_printf(out->text, "%*s%s\n", indent, "", *line);
}

static void put_options(Out *out, const char *heading, const Option *options)
{
    if (!options || !options->name)
        return;
    g_autoptr(Table) table = table_new("ll", NULL);
    for (; options->name; options++) {
        g_autoptr(GString) left = g_string_new("--");
        g_string_append(left, options->name);
        if (options->value)
            g_string_append_printf(left, " %s", options->value);
        if (options->letter)
            g_string_append_printf(left, ", -%c", options->letter);
        table_add(table, OUT_PLAIN, left->str);
        table_add(table, OUT_PLAIN, _(options->help));
    }
    out_printf(out, OUT_HEAD, "\n%s\n", heading);
    table_print(table, out, 2);
}

static void put_commands(Out *out, const Command *commands)
{
    g_autoptr(Table) table = table_new("ll", NULL);
    for (; commands->name; commands++) {
        table_add(table, OUT_PLAIN, commands->name);
        table_add(table, OUT_PLAIN, _(commands->summary));
    }
    out_printf(out, OUT_HEAD, "\n%s\n", _("Commands:"));
    table_print(table, out, 2);
}

static void put_examples(Out *out, const Command *command)
{
    out_printf(out, OUT_HEAD, "\n%s\n", _("Example:"));
    out_printf(out, OUT_PLAIN, "  %s\n", command->example);
    for (const Command *sub = command->subs; sub && sub->name; sub++)
        out_printf(out, OUT_PLAIN, "  %s\n", sub->example);
}

const char *help_about(void)
{
    return _("A desk for Amazon's A-to-z claims: every claim through its life, and what each does "
             "to the order defect rate. Without a command the terminal interface opens; where "
             "standard output is no terminal, the review is printed.");
}

static void program_help(Out *out)
{
    out_printf(out, OUT_PLAIN, "%s\n\n", _("Usage: azdesk [options] [COMMAND ...]"));
    put_wrapped(out, 0, help_about());
    put_commands(out, command_table());
    put_options(out, _("Options, before or after the command:"), global_options());
    out_printf(out, OUT_HEAD, "\n%s\n", _("Example:"));
    out_put(out, OUT_PLAIN, "  azdesk import ~/Downloads/orders.txt\n  azdesk odr\n");
    out_put(out, OUT_PLAIN, "\n");
    put_wrapped(out, 0,
                _("\"azdesk help COMMAND\" tells more; so do the topics dates, query, files, keys, "
                  "words, exit."));
}

void help_print(Out *out, const Command *command, const char *path)
{
    if (!command) {
        program_help(out);
        return;
    }
    g_autofree char *usage = g_strdup_printf("azdesk %s %s", path, command->usage);
    out_printf(out, OUT_PLAIN, _("Usage: %s\n\n"), g_strchomp(usage));
    out_printf(out, OUT_PLAIN, "%s\n", _(command->summary));
    if (command->details) {
        out_put(out, OUT_PLAIN, "\n");
        put_wrapped(out, 0, _(command->details));
    }
    if (command->subs)
        put_commands(out, command->subs);
    put_options(out, _("Options:"), command->options);
    put_options(out, _("Options of every command:"), global_options());
    put_examples(out, command);
}

/* ---- Topics ---- */

/* Paragraphs are wrapped, lines that are indented stand as they are. */
static void put_text(Out *out, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (**line == ' ' || **line == '\0')
            out_printf(out, OUT_PLAIN, "%s\n", *line);
        else
            put_wrapped(out, 0, *line);
    }
}

static void put_word(Out *out, const char *word, const char *label)
{
    out_printf(out, OUT_PLAIN, "  %-22s  %s\n", word, label);
}

static void topic_words(Run *run)
{
    Out *out = run->out;
    gsize n_carriers;
    const Carrier *carriers = carrier_table(&n_carriers);
    out_printf(out, OUT_HEAD, "%s\n", _("Stages"));
    for (Stage stage = 0; stage < N_STAGES; stage++)
        put_word(out, stage_word(stage), stage_label(stage));
    out_printf(out, OUT_HEAD, "%s\n", _("Outcomes"));
    for (Outcome outcome = 0; outcome < N_OUTCOMES; outcome++)
        put_word(out, outcome_word(outcome), outcome_label(outcome));
    out_printf(out, OUT_HEAD, "%s\n", _("Parcel"));
    for (ParcelState parcel = 0; parcel < N_PARCEL_STATES; parcel++)
        put_word(out, parcel_word(parcel), parcel_label(parcel));
    out_printf(out, OUT_HEAD, "%s\n", _("Reasons"));
    for (Reason reason = 0; reason < N_REASONS; reason++)
        put_word(out, reason_word(reason), reason_label(reason));
    out_printf(out, OUT_HEAD, "%s\n", _("Evidence"));
    for (EvidenceKind kind = 0; kind < N_EVIDENCE_KINDS; kind++)
        put_word(out, evidence_kind_word(kind), evidence_kind_label(kind));
    out_printf(out, OUT_HEAD, "%s\n", _("Carriers; any other is kept as text"));
    for (gsize i = 0; i < n_carriers; i++)
        put_word(out, carriers[i].word, _(carriers[i].name));
}

static void topic_files(Run *run)
{
    g_autoptr(Table) table = table_new("ll", NULL);
    for (const char *const *kind = import_kinds(); *kind; kind++) {
        table_add(table, OUT_PLAIN, *kind);
        table_add(table, OUT_PLAIN, import_kind_label(*kind));
    }
    table_print(table, run->out, 0);
}

static void topic_keys(Run *run)
{
    g_autofree char *text = ui_keys_text(run->app->settings);
    out_put(run->out, OUT_PLAIN, text);
}

typedef struct {
    const char *name;
    const char *text; /* untranslated; NULL: `print` tells it */
    void (*print)(Run *run);
} Topic;

static const Topic topics[] = {
    {"dates",
     N_("A date is YYYY-MM-DD, or YYYY-MM-DDTHH:MM[:SS] with Z or an offset such as +09:00 behind "
        "it; "
        "a time without one is in your own time zone.\n\nA day alone is a day in UTC. An entry of "
        "a "
        "day alone stands after the entries that the case already has on that day; a deadline of a "
        "day alone is that day's last second. Entries may not lie in the future, deadlines may."),
     NULL},
    {"query",
     N_("A query is words and fields, all of which must fit:\n\n"
        "  113-22 tanaka       an order that begins so, or a text that holds the word\n"
        "  \"will collect\"      a phrase\n"
        "  stage:held,opened   one of several\n"
        "  -outcome:withdrawn  not this\n"
        "  due:<2d             a deadline within two days (h, d, w), or one that has passed\n"
        "  due:overdue due:none due:<2026-12-01\n"
        "  amount:>50 amount:10..50 opened:>=2026-11-01\n"
        "  counts:yes mismatch:yes suspect:yes open:yes\n"
        "  market:JP channel:mfn reason:not-received parcel:held appeal:sent\n"
        "  carrier:usps tracking:EE47 order:113-22\n"
        "  sort:due sort:-amount,opened\n\n"
        "Without sort: what is due next comes first. On the command line a query that "
        "begins with a hyphen stands behind two of them: azdesk claim list -- -stage:held"),
     NULL},
    {"files", NULL, topic_files},
    {"keys", NULL, topic_keys},
    {"words", NULL, topic_words},
    {"exit",
     N_("0  done\n1  failed: a file unreadable, an order unknown, ...\n2  an argument is malformed "
        "or "
        "missing\n3  imported, but some rows were rejected\n4  refused by a rule\n5  review "
        "--check "
        "found something due"),
     NULL},
};

static const Topic *topic_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(topics); i++)
        if (strcmp(topics[i].name, name) == 0)
            return &topics[i];
    return NULL;
}

const char *help_topic(guint i)
{
    return i < G_N_ELEMENTS(topics) ? topics[i].name : NULL;
}

const char *help_topic_text(const char *name)
{
    const Topic *topic = topic_find(name);
    return topic && topic->text ? _(topic->text) : NULL;
}

gboolean cmd_help(Run *run, GError **error)
{
    const Command *table = command_table(), *found = NULL;
    const int count = args_count(run->args);
    const Topic *topic = count == 1 ? topic_find(run_word(run, 0)) : NULL;
    g_autoptr(GString) path = g_string_new(NULL);
    if (count > 0 && strcmp(run_word(run, 0), "complete") == 0)
        return help_complete(run, args_words(run->args) + 1);
    if (count == 2 && strcmp(run_word(run, 0), "man") == 0)
        return help_man(run, run_word(run, 1), error);
    if (topic) {
        if (topic->text)
            put_text(run->out, _(topic->text));
        else
            topic->print(run);
        return TRUE;
    }
    for (int i = 0; i < count; i++) {
        found = command_named(table, run_word(run, i));
        if (!found) {
            g_set_error(
                error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("there is no help on \"%s\"; there is on every command, and on dates, query, "
                  "files, keys, words, exit"),
                run_word(run, i));
            return FALSE;
        }
        g_string_append_printf(path, "%s%s", path->len ? " " : "", found->name);
        table = found->subs;
    }
    help_print(run->out, found, path->str);
    return TRUE;
}
