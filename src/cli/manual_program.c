/* SPDX-License-Identifier: MIT */
/* azdesk(1), and the topics that are parts of it. */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/evidence.h"
#include "azdesk/core/parcel.h"
#include "azdesk/ui/ui.h"

#include "manual.h"

void manual_of_dates(Manual *manual, const Run *run)
{
    manual_section(manual, _("DATES"));
    manual_text(manual,
                _("A date is YYYY-MM-DD, or YYYY-MM-DDTHH:MM[:SS] followed by Z or an offset such "
                  "as +09:00; a time without one is in your own time zone.\n\n"
                  "A day alone is a day in UTC. An entry with only a day comes after the entries "
                  "the case already has on that day; a deadline with only a day is that day's last "
                  "second. Entries may not be in the future, deadlines may."));
}

void manual_of_query(Manual *manual, const Run *run)
{
    manual_section(manual, _("QUERIES"));
    manual_text(
        manual,
        _("A query is words and fields, all of which must match:\n\n"
          "  113-22 tanaka       an order id starting so, or a text with the word\n"
          "  \"will collect\"      a phrase\n"
          "  stage:held,opened   one of several\n"
          "  -outcome:withdrawn  not this\n"
          "  due:<2d             a deadline within two days (h, d, w), or one that has passed\n"
          "  due:overdue due:none due:<2026-12-01\n"
          "  amount:>50 amount:10..50 opened:>=2026-11-01\n"
          "  counts:yes mismatch:yes suspect:yes open:yes snoozed:yes\n"
          "  market:JP channel:mfn reason:not-received parcel:held appeal:sent\n"
          "  carrier:usps tracking:EE47 order:113-22\n"
          "  sort:due sort:-amount,opened\n\n"
          "Without sort:, the next deadline comes first. On the command line, quote a query "
          "that holds < or >, which mean something else to the shell: azdesk claim list "
          "'due:<2d'; and put -- before one that starts with a hyphen: azdesk claim list -- "
          "-stage:held"));
}

/* ---- The words that commands take ---- */

static void put_stages(Manual *manual)
{
    manual_part(manual, _("Stages"));
    for (Stage stage = 0; stage < N_STAGES; stage++) {
        const Claim claim = {.stage = stage};
        const guint legal = claim_legal_moves(&claim);
        g_autoptr(GString) moves = g_string_new(NULL);
        for (Stage to = 0; to < N_STAGES; to++)
            if (legal & (1u << to))
                g_string_append_printf(moves, "%s%s", moves->len ? ", " : "", stage_word(to));
        /* TRANSLATORS: a stage, and the stages that may follow it */
        manual_itemf(manual, stage_word(stage), _("%s; may become: %s"), stage_label(stage),
                     moves->str);
    }
    manual_text(manual, _("A denied claim may also become granted, if the buyer appeals."));
}

static void put_markets(Manual *manual)
{
    gsize n;
    const Market *markets = market_table(&n);
    manual_part(manual, _("Marketplaces"));
    for (gsize i = 0; i < n; i++)
        manual_itemf(manual, markets[i].country, "%s, %s, %s", markets[i].domain, markets[i].id,
                     markets[i].currency);
}

static void put_carriers(Manual *manual)
{
    gsize n;
    const Carrier *carriers = carrier_table(&n);
    g_autoptr(Settings) settings = settings_new();
    manual_part(manual, _("Carriers"));
    for (gsize i = 0; i < n; i++) {
        const int days = carrier_hold_days(settings, carriers[i].word, NULL);
        manual_itemf(manual, carriers[i].word, _("%s; holds a parcel %d days"), _(carriers[i].name),
                     days);
    }
    manual_text(manual, _("Any other carrier is kept as text. The setting hold.CARRIER, or "
                          "hold.CARRIER>COUNTRY, changes the number of days."));
}

#define PUT_WORDS(title, n, word, label)                                                           \
    manual_part(manual, title);                                                                    \
    for (guint i_ = 0; i_ < (guint)(n); i_++)                                                      \
    manual_item(manual, word(i_), label(i_))

void manual_of_words(Manual *manual, const Run *run)
{
    manual_section(manual, _("WORDS"));
    put_stages(manual);
    PUT_WORDS(_("Outcomes"), N_OUTCOMES, outcome_word, outcome_label);
    PUT_WORDS(_("Parcel"), N_PARCEL_STATES, parcel_word, parcel_label);
    PUT_WORDS(_("Reasons"), N_REASONS, reason_word, reason_label);
    PUT_WORDS(_("Evidence"), N_EVIDENCE_KINDS, evidence_kind_word, evidence_kind_label);
    put_carriers(manual);
    put_markets(manual);
}

void manual_of_keys(Manual *manual, const Run *run)
{
    g_autofree char *keys = ui_keys_text(run->app->settings);
    manual_section(manual, _("KEYS"));
    manual_text(manual, _("After each key's help comes the command's name, for [keys] in the "
                          "configuration and for the command line of the interface (:)."));
    manual_still(manual, g_strchomp(keys));
}

void manual_of_exit(Manual *manual, const Run *run)
{
    static const char *const meanings[] = {
        N_("done"),
        N_("failed: unreadable file, unknown order, ..."),
        N_("invalid or missing argument"),
        N_("imported, but some rows were rejected"),
        N_("refused by a rule"),
        N_("review --check found something due"),
    };
    manual_section(manual, _("EXIT STATUS"));
    for (guint i = 0; i < G_N_ELEMENTS(meanings); i++) {
        const char number[] = {(char)('0' + i), '\0'};
        manual_item(manual, number, _(meanings[i]));
    }
}

void manual_of_places(Manual *manual, const Run *run)
{
    manual_section(manual, _("FILES"));
    manual_item(manual, "$XDG_DATA_HOME/azdesk/desk.db",
                _("the desk, an SQLite file; usually ~/.local/share/azdesk/desk.db"));
    manual_item(manual, "desk.db.backups/YYYY-MM-DD.db",
                _("next to the desk: daily copies, the newest seven"));
    manual_item(manual, "$XDG_CONFIG_HOME/azdesk/config",
                _("the settings; usually ~/.config/azdesk/config"));
    manual_item(manual, "$XDG_CONFIG_HOME/azdesk/letters/KIND.LANG.txt",
                _("your own letters, replacing the built-in ones"));
    manual_item(manual, "$XDG_STATE_HOME/azdesk",
                _("interface state and drafts; usually ~/.local/state/azdesk"));
    manual_section(manual, _("ENVIRONMENT"));
    manual_item(manual, "AZDESK_DB", _("the desk file, if --db is not given"));
    manual_item(manual, "NO_COLOR", _("if set to anything, no colour is used"));
    manual_item(manual, "VISUAL, EDITOR", _("the editor for letters"));
    manual_item(manual, "LC_ALL, LC_MESSAGES, LANG, LANGUAGE",
                _("the language, unless ui.language is set"));
    manual_item(manual, "TZ", _("the time zone for times typed and shown"));
}

/* ---- The page ---- */

static void put_options(Manual *manual, const Option *options)
{
    for (; options && options->name; options++) {
        g_autoptr(GString) head = g_string_new(NULL);
        if (options->letter)
            g_string_append_printf(head, "-%c, ", options->letter);
        g_string_append_printf(head, "--%s", options->name);
        if (options->value)
            g_string_append_printf(head, " %s", options->value);
        manual_item(manual, head->str, _(options->help));
    }
}

static void put_commands(Manual *manual, const Command *commands, const char *before)
{
    for (; commands->name; commands++) {
        g_autofree char *path = g_strdup_printf("%s %s", before, commands->name);
        if (commands->subs) {
            put_commands(manual, commands->subs, path);
            continue;
        }
        g_autofree char *head = g_strdup_printf("%s %s", path, commands->usage);
        manual_part(manual, g_strchomp(head));
        manual_text(manual, _(commands->summary));
        if (commands->details)
            manual_text(manual, _(commands->details));
        put_options(manual, commands->options);
        manual_still(manual, commands->example);
    }
}

void manual_of_program(Manual *manual, const Run *run)
{
    manual_section(manual, _("SYNOPSIS"));
    manual_text(manual, "azdesk [options] [COMMAND ...]");
    manual_section(manual, _("DESCRIPTION"));
    manual_text(manual, help_about());
    manual_section(manual, _("OPTIONS"));
    manual_text(manual, _("These may come before or after the command."));
    put_options(manual, global_options());
    manual_section(manual, _("COMMANDS"));
    put_commands(manual, command_table(), "azdesk");
    manual_of_keys(manual, run);
    manual_of_dates(manual, run);
    manual_of_query(manual, run);
    manual_of_words(manual, run);
    manual_of_places(manual, run);
    manual_of_exit(manual, run);
}
