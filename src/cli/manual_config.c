/* SPDX-License-Identifier: MIT */
/* azdesk-config(5) */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/gate.h"
#include "azdesk/ui/ui.h"

#include "manual.h"

static char *values_of(const SettingInfo *info)
{
    const char *domain = info->type == SETTING_BOOL ? "yes|no" : info->domain;
    if (!*domain)
        return NULL;
    if (g_str_equal(domain, "market"))
        return g_strdup(_("Values: a marketplace, like US or ATVPDKIKX0DER"));
    g_auto(GStrv) ends = g_strsplit(domain, ",", 2);
    if (ends[1])
        return g_strdup_printf(_("Values: from %s to %s"), ends[0], ends[1]);
    g_auto(GStrv) words = g_strsplit(domain, "|", -1);
    g_autofree char *list = g_strjoinv(", ", words);
    return g_strdup_printf(_("Values: %s"), list);
}

static void put_settings(Manual *manual)
{
    manual_section(manual, _("SETTINGS"));
    for (Setting setting = 0; setting < N_SETTINGS; setting++) {
        const SettingInfo *info = setting_info(setting);
        g_autofree char *values = values_of(info);
        g_autofree char *fallback =
            *info->fallback ? g_strdup_printf(_("Default: %s"), info->fallback) : NULL;
        manual_itemf(manual, info->key, "%s\n%s%s%s", _(info->help),
                     fallback ? fallback : _("Default: empty"), values ? "\n" : "",
                     values ? values : "");
    }
}

static void put_seasons(Manual *manual)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(GPtrArray) seasons = gate_seasons(settings, 0, NULL);
    g_autoptr(GString) lines = g_string_new("[gate]");
    for (guint i = 0; seasons && i < seasons->len; i++) {
        const GateSeason *season = g_ptr_array_index(seasons, i);
        g_autofree char *row = gate_season_row(season);
        g_autofree char *line = g_strdup_printf("%s = %s", season->name, row);
        g_auto(GStrv) parts = g_strsplit(line, " ", -1);
        g_autofree char *wrapped = g_strjoinv("\n        ", parts + 3);
        g_string_append_printf(lines, "\n%s = %s\n        %s", season->name, parts[2], wrapped);
    }
    manual_text(
        manual,
        _("The holiday selling seasons, replacing or adding to the built-in ones. A row is named "
          "by the year in which the season starts and the country; it has any of sell=DAY..DAY "
          "first-sale=DAY orders=25@DAY..DAY cancel=1.75%@DAY..DAY late=4%@DAY..DAY odr=1%@DAY, on "
          "one line. Amazon has published nothing exact since 2020: check its mail each year, and "
          "enter it here. The built-in ones are (each on one line, wrapped here):"));
    manual_still(manual, lines->str);
}

static void put_views(Manual *manual)
{
    g_autofree char *views = ui_views_text();
    manual_part(manual, "[views]");
    manual_text(
        manual,
        _("NAME = QUERY: a saved view, one tab above the list of claims. \"azdesk help "
          "query\" explains queries; W in the list saves the current filter here, v goes to "
          "a view by its name. A name of a built-in view gives it another query, an empty "
          "query removes it."));
    manual_still(manual, "[views]\njapan = market:JP open:yes\nheld = stage:held\ndiffers =");
    manual_text(manual, _("Besides \"all\", the built-in views are:"));
    manual_still(manual, views);
}

static void put_groups(Manual *manual)
{
    manual_section(manual, _("GROUPS WITH YOUR OWN NAMES"));
    manual_part(manual, "[hold]");
    manual_text(manual, _("CARRIER = DAYS, or CARRIER>COUNTRY = DAYS: how long a post office holds "
                          "a parcel of that carrier, sent to that country."));
    manual_still(manual, "[hold]\nusps = 15\njapan-post>US = 30");
    manual_part(manual, "[clock]");
    manual_text(manual, _("CLOCK>COUNTRY@DAY = LENGTH: a separate deadline for a country, from "
                          "that day on, or either alone. CLOCK is the name of a setting above."));
    manual_still(manual, "[clock]\nreply-hours>JP = 48\nappeal-days@2027-01-01 = 60");
    put_views(manual);
    manual_part(manual, "[keys]");
    manual_text(manual, _("COMMAND = KEYS, separated by spaces: the keys for a command of the "
                          "interface; \"none\" removes them. \"azdesk help keys\" lists the "
                          "commands, after a colon, and shows how keys are written."));
    manual_still(manual, "[keys]\nstage = s f4\nsnooze = Z");
    manual_part(manual, "[colors]");
    manual_text(manual,
                _("STYLE = LOOK, on top of the theme. A look is a colour (black, red, green, "
                  "yellow, blue, magenta, cyan, white, each also as brightred and so on, or 0 to "
                  "255), \"on\" and a background colour, and any of bold, dim, underline, reverse, "
                  "italic. A theme of your own is a file themes/NAME.ini next to the configuration "
                  "with such a group, which may also set base = THEME."));
    g_autofree char *styles = ui_style_words();
    manual_item(manual, _("Styles"), styles);
    manual_still(manual, "[colors]\noverdue = brightred bold\ntitle = white on blue");
    manual_part(manual, "[gate]");
    put_seasons(manual);
}

static void put_letters(Manual *manual)
{
    manual_section(manual, _("LETTERS"));
    manual_text(manual,
                _("A file letters/KIND.LANG.txt next to the configuration replaces a built-in "
                  "letter: collect, reply, appeal, correction or follow-up, in en or ja. The "
                  "built-in letters show the format; they are in src/letter/templates of the "
                  "source. A sentence whose fact is unknown is left out."));
}

void manual_of_config(Manual *manual, const Run *run)
{
    manual_section(manual, _("DESCRIPTION"));
    manual_text(manual,
                _("The file $XDG_CONFIG_HOME/azdesk/config (usually ~/.config/azdesk/config) has "
                  "[groups] of NAME = VALUE lines. The setting GROUP.NAME is the line NAME in "
                  "[GROUP]. \"azdesk config set\" writes the file; an unknown name is an error."));
    manual_still(manual, "[odr]\nlag = 15\n\n[letter]\nfrom = seller@example.com\n"
                         "name = Example Trading\ncommand = sendmail -t");
    put_settings(manual);
    put_groups(manual);
    put_letters(manual);
}
