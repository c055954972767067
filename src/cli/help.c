/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"
#include "azdesk/core/word.h"

#include "manual.h"

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
    return _("A desk for Amazon's A-to-z claims: every claim from start to finish, and what each "
             "one does to the order defect rate. Without a command, the terminal interface opens; "
             "if standard output is not a terminal, the review is printed.");
}

static void put_topics(Out *out)
{
    g_autoptr(Table) table = table_new("ll", NULL);
    for (guint i = 0; manual_page(i); i++) {
        table_add(table, OUT_PLAIN, manual_page(i)->topic);
        table_add(table, OUT_PLAIN, _(manual_page(i)->summary));
    }
    out_printf(out, OUT_HEAD, "\n%s\n", _("Topics, for \"azdesk help TOPIC\":"));
    table_print(table, out, 2);
}

static void program_help(Out *out)
{
    out_printf(out, OUT_PLAIN, "%s\n\n", _("Usage: azdesk [options] [COMMAND ...]"));
    put_wrapped(out, 0, help_about());
    put_commands(out, command_table());
    put_options(out, _("Options, before or after the command:"), global_options());
    put_topics(out);
    out_printf(out, OUT_HEAD, "\n%s\n", _("Example:"));
    out_put(out, OUT_PLAIN, "  azdesk import ~/Downloads/orders.txt\n  azdesk odr\n");
    out_printf(out, OUT_PLAIN, "\n%s\n",
               _("See \"azdesk help COMMAND\" for more about a command."));
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
    put_options(out, _("Options for every command:"), global_options());
    put_examples(out, command);
}

/* ---- Topics ---- */

#define TERM_COLUMNS 20 /* a longer term has a line of its own */

static void put_item(Out *out, const ManualBlock *block)
{
    const int width = text_width(block->term);
    g_auto(GStrv) lines = g_strsplit(block->text, "\n", -1);
    out_printf(out, OUT_HEAD, "  %s", block->term);
    if (width > TERM_COLUMNS)
        out_put(out, OUT_PLAIN, "\n");
    gboolean beside = width <= TERM_COLUMNS;
    for (char **line = lines; *line; line++) {
        g_auto(GStrv) wrapped = text_wrap(*line, HELP_COLUMNS - TERM_COLUMNS - 4);
        for (char **one = wrapped; *one; one++) {
            out_printf(out, OUT_PLAIN, "%*s%s\n", TERM_COLUMNS + 4 - (beside ? width + 2 : 0), "",
                       *one);
            beside = FALSE;
        }
    }
}

/* `before`: the block before it (nullable) */
static void put_block(Out *out, const ManualBlock *block, const ManualBlock *before)
{
    const gboolean title = block->kind == MANUAL_SECTION || block->kind == MANUAL_PART;
    const gboolean titled =
        before && (before->kind == MANUAL_SECTION || before->kind == MANUAL_PART);
    const gboolean listed = before && before->kind == MANUAL_ITEM && block->kind == MANUAL_ITEM;
    if (before && !listed && (title || !titled))
        out_put(out, OUT_PLAIN, "\n");
    if (title)
        out_printf(out, OUT_HEAD, "%s\n", block->text);
    else if (block->kind == MANUAL_TEXT)
        put_wrapped(out, 0, block->text);
    else if (block->kind == MANUAL_STILL)
        out_printf(out, OUT_PLAIN, "%s\n", block->text);
    else
        put_item(out, block);
}

static void topic_print(const ManualPage *page, const Run *run)
{
    g_autoptr(GPtrArray) manual = manual_new();
    page->fill(manual, run);
    for (guint i = 0; i < manual->len; i++)
        put_block(run->out, g_ptr_array_index(manual, i),
                  i > 0 ? g_ptr_array_index(manual, i - 1) : NULL);
}

/* "file" and "files", "query" and "queries". */
static gboolean is_plural(const char *many, const char *one)
{
    const size_t len = strlen(one);
    if (len > 1 && one[len - 1] == 'y')
        return strncmp(many, one, len - 1) == 0 && strcmp(many + len - 1, "ies") == 0;
    return len > 0 && strncmp(many, one, len) == 0 && strcmp(many + len, "s") == 0;
}

/* By its topic, in either number. */
static const ManualPage *topic_near(const char *name)
{
    for (guint i = 0; manual_page(i); i++)
        if (is_plural(name, manual_page(i)->topic) || is_plural(manual_page(i)->topic, name))
            return manual_page(i);
    return NULL;
}

/* By its topic, or by its page: "files", "azdesk-files". */
static const ManualPage *topic_find(const char *name)
{
    for (guint i = 0; manual_page(i); i++)
        if (g_str_equal(manual_page(i)->topic, name) || g_strcmp0(manual_page(i)->page, name) == 0)
            return manual_page(i);
    return NULL;
}

static char *topic_names(void)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; manual_page(i); i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", manual_page(i)->topic);
    return g_string_free(names, FALSE);
}

gboolean cmd_help(Run *run, GError **error)
{
    const Command *table = command_table(), *found = NULL;
    const int count = args_count(run->args);
    const ManualPage *topic = count == 1 ? topic_find(run_word(run, 0)) : NULL;
    g_autoptr(GString) path = g_string_new(NULL);
    if (count > 0 && strcmp(run_word(run, 0), "complete") == 0)
        return help_complete(run, args_words(run->args) + 1);
    if (count == 2 && strcmp(run_word(run, 0), "man") == 0)
        return help_man(run, run_word(run, 1), error);
    if (count == 1 && !topic && !command_named(table, run_word(run, 0)))
        topic = topic_near(run_word(run, 0));
    if (topic) {
        topic_print(topic, run);
        return TRUE;
    }
    for (int i = 0; i < count; i++) {
        found = command_named(table, run_word(run, i));
        if (!found) {
            g_autofree char *names = topic_names();
            g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                        _("no help on \"%s\"; try a command, or %s"), run_word(run, i), names);
            g_autofree char *commands = command_names(table);
            g_autofree char *all = g_strconcat(names, ", ", commands, NULL);
            error_did_you_mean(error, run_word(run, i), all);
            return FALSE;
        }
        g_string_append_printf(path, "%s%s", path->len ? " " : "", found->name);
        table = found->subs;
    }
    help_print(run->out, found, path->str);
    return TRUE;
}
