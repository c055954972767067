/* SPDX-License-Identifier: MIT */
/* The manual as roff, made from the tables: commands, options, keys, settings, topics. */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/ui/ui.h"

#include "command.h"
#include "config.h"

/* Japanese has no blanks to break a line at: it may be broken behind any character, but not before
 * one that closes. */
static gboolean breaks_behind(const char *text)
{
    const gunichar next = g_utf8_get_char(g_utf8_next_char(text));
    return g_utf8_get_char(text) >= 0x3000 && next >= 0x3000 && !g_unichar_ispunct(next) &&
           next != 0x30fc;
}

/* One line of text: nothing in it is read as a request or an escape. */
static void put_line(GString *page, const char *text)
{
    if (*text == '.' || *text == '\'')
        g_string_append(page, "\\&");
    for (; *text; text = g_utf8_next_char(text)) {
        if (*text == '\\')
            g_string_append(page, "\\e");
        else if (*text == '-')
            g_string_append(page, "\\-");
        else
            g_string_append_unichar(page, g_utf8_get_char(text));
        if (breaks_behind(text))
            g_string_append(page, "\\:");
    }
    g_string_append_c(page, '\n');
}

/* Paragraphs are filled, lines that are indented stand as they are. */
static void put_text(GString *page, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    gboolean still = FALSE;
    for (char **line = lines; *line; line++) {
        if (!**line) {
            if (line[1] && *line[1])
                g_string_append(page, still && *line[1] == ' ' ? "\n" : ".PP\n");
            continue;
        }
        if ((**line == ' ') != still)
            g_string_append(page, still ? ".fi\n.PP\n" : ".nf\n");
        else if (!still && line > lines && *line[-1])
            g_string_append(page, ".br\n");
        still = **line == ' ';
        put_line(page, *line);
    }
    if (still)
        g_string_append(page, ".fi\n");
}

static void put_section(GString *page, const char *title)
{
    g_string_append(page, ".SH ");
    put_line(page, title);
}

static void put_options(GString *page, const Option *options)
{
    for (; options && options->name; options++) {
        g_autoptr(GString) head = g_string_new(NULL);
        if (options->letter)
            g_string_append_printf(head, "-%c, ", options->letter);
        g_string_append_printf(head, "--%s", options->name);
        if (options->value)
            g_string_append_printf(head, " %s", options->value);
        g_string_append(page, ".TP\n.B ");
        put_line(page, head->str);
        put_line(page, _(options->help));
    }
}

static void put_commands(GString *page, const Command *commands, const char *before)
{
    for (; commands->name; commands++) {
        g_autofree char *path = g_strdup_printf("%s %s", before, commands->name);
        if (commands->subs) {
            put_commands(page, commands->subs, path);
            continue;
        }
        g_autofree char *head = g_strdup_printf("%s %s", path, commands->usage);
        g_string_append(page, ".SS ");
        put_line(page, g_strchomp(head));
        put_line(page, _(commands->summary));
        if (commands->details) {
            g_string_append(page, ".PP\n");
            put_line(page, _(commands->details));
        }
        put_options(page, commands->options);
        g_string_append(page, ".PP\n.nf\n");
        put_line(page, commands->example);
        g_string_append(page, ".fi\n");
    }
}

static void put_head(GString *page, const char *name, int section, const char *summary)
{
    g_autofree char *title = g_ascii_strup(name, -1);
    g_string_append_printf(page, ".TH %s %d \"\" \"azdesk %s\"\n.ad l\n", title, section,
                           AZDESK_VERSION);
    put_section(page, _("NAME"));
    g_string_append_printf(page, "%s \\- ", name);
    put_line(page, summary);
}

static void put_topic(GString *page, const char *title, const char *name)
{
    put_section(page, title);
    put_text(page, help_topic_text(name));
}

static void page_azdesk(GString *page)
{
    put_head(page, "azdesk", 1, _("a terminal desk for Amazon A-to-z claims"));
    put_section(page, _("SYNOPSIS"));
    g_string_append(page, ".B azdesk\n[options] [COMMAND ...]\n");
    put_section(page, _("DESCRIPTION"));
    put_line(page, help_about());
    put_section(page, _("OPTIONS"));
    put_options(page, global_options());
    put_section(page, _("COMMANDS"));
    put_commands(page, command_table(), "azdesk");
    put_section(page, _("KEYS"));
    g_autoptr(Settings) settings = settings_new();
    g_autofree char *keys = ui_keys_text(settings);
    g_auto(GStrv) lines = g_strsplit(g_strchomp(keys), "\n", -1);
    g_string_append(page, ".nf\n");
    for (char **line = lines; *line; line++)
        put_line(page, *line);
    g_string_append(page, ".fi\n");
    put_topic(page, _("DATES"), "dates");
    put_topic(page, _("QUERIES"), "query");
    put_topic(page, _("EXIT STATUS"), "exit");
    put_section(page, _("SEE ALSO"));
    g_string_append(page, ".BR azdesk\\-config (5)\n");
}

static void page_config(GString *page)
{
    put_head(page, "azdesk-config", 5, _("the settings of azdesk"));
    put_section(page, _("DESCRIPTION"));
    put_line(page, _("The file $XDG_CONFIG_HOME/azdesk/config (usually ~/.config/azdesk/config) "
                     "holds [groups] of lines NAME = VALUE. A setting GROUP.NAME stands as NAME in "
                     "[GROUP]. \"azdesk config set\" writes it; a key that is unknown is an "
                     "error."));
    put_section(page, _("SETTINGS"));
    for (Setting setting = 0; setting < N_SETTINGS; setting++) {
        const SettingInfo *info = setting_info(setting);
        g_string_append(page, ".TP\n.B ");
        put_line(page, info->key);
        put_line(page, _(info->help));
        g_string_append(page, ".br\n");
        g_autofree char *fallback = g_strdup_printf(_("Default: %s"), info->fallback);
        put_line(page, *info->fallback ? fallback : _("Default: empty"));
        const char *domain = info->type == SETTING_BOOL ? "yes|no" : info->domain;
        if (*domain && strcmp(domain, "market") != 0) {
            g_auto(GStrv) ends = g_strsplit(domain, ",", 2);
            g_autofree char *values =
                ends[1] ? g_strdup_printf(_("Values: from %s to %s"), ends[0], ends[1])
                        : g_strdup_printf(_("Values: %s"), domain);
            g_string_append(page, ".br\n");
            put_line(page, values);
        }
    }
    put_section(page, _("SEE ALSO"));
    g_string_append(page, ".BR azdesk (1)\n");
}

gboolean help_man(Run *run, const char *name, GError **error)
{
    g_autoptr(GString) page = g_string_new(NULL);
    if (strcmp(name, "azdesk.1") == 0) {
        page_azdesk(page);
    } else if (strcmp(name, "azdesk-config.5") == 0) {
        page_config(page);
    } else {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("there is no page \"%s\"; there are azdesk.1 and azdesk-config.5"), name);
        return FALSE;
    }
    out_put(run->out, OUT_PLAIN, page->str);
    return TRUE;
}
