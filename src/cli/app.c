/* SPDX-License-Identifier: MIT */
#include "azdesk/cli/app.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"
#include "azdesk/core/word.h"

#include "command.h"
#include "config.h"
#include "language.h"

/* What is asked instead of a command. */
typedef struct {
    gboolean help, version;
} Asked;

gint64 app_now(const App *app)
{
    return app->today ? app->today : g_get_real_time() / G_USEC_PER_SEC;
}

static void app_init(App *app)
{
    const char *db = g_getenv("AZDESK_DB");
    *app = (App){.channel = -1};
    app->db_path = db && *db ? g_strdup(db)
                             : g_build_filename(g_get_user_data_dir(), "azdesk", "desk.db", NULL);
    app->config_path = g_build_filename(g_get_user_config_dir(), "azdesk", "config", NULL);
    app->state_dir = g_build_filename(g_get_user_state_dir(), "azdesk", NULL);
    app->settings = settings_new();
    app->zone = g_time_zone_new_local();
}

static void app_clear(App *app)
{
    g_free(app->db_path);
    g_free(app->config_path);
    g_free(app->state_dir);
    settings_free(app->settings);
    g_time_zone_unref(app->zone);
}

static gboolean take_color(App *app, const char *word, GError **error)
{
    static const char *const words[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strcmp(word, words[i]) == 0) {
            app->color = (ColorChoice)i;
            return TRUE;
        }
    }
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("--color: \"%s\" is not auto, always or never"), word);
    return FALSE;
}

static gboolean take_values(App *app, const Args *args, GError **error)
{
    const char *today = args_text(args, "today"), *market = args_text(args, "market");
    const char *channel = args_text(args, "channel"), *color = args_text(args, "color");
    When when;
    Channel parsed;
    if (today) {
        if (!when_parse(today, app->zone, &when, error)) {
            g_prefix_error(error, "--today: ");
            return FALSE;
        }
        app->today = when_deadline(when);
    }
    if (market) {
        const Market *known = market_parse(market, error);
        if (!known) {
            g_prefix_error(error, "--market: ");
            return FALSE;
        }
        app->market = known->num;
    }
    if (channel) {
        if (!channel_parse(channel, &parsed, error)) {
            g_prefix_error(error, "--channel: ");
            return FALSE;
        }
        app->channel = (int)parsed;
    }
    return !color || take_color(app, color, error);
}

/* The global options of one stretch of the command line; the later ones win. */
static gboolean app_take(App *app, const Args *args, Asked *asked, GError **error)
{
    const char *db = args_text(args, "db");
    asked->help |= args_flag(args, "help");
    asked->version |= args_flag(args, "version");
    if (asked->help || asked->version)
        return TRUE;
    if (db) {
        if (!*db) {
            g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("--db: empty file name"));
            return FALSE;
        }
        g_free(app->db_path);
        app->db_path = g_strdup(db);
    }
    app->read_only |= args_flag(args, "read-only");
    app->json |= args_flag(args, "json");
    return take_values(app, args, error);
}

static gboolean app_color(const App *app)
{
    const char *no_color = g_getenv("NO_COLOR"), *term = g_getenv("TERM");
    if (app->color != COLOR_AUTO)
        return app->color == COLOR_ALWAYS;
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) &&
           !(term && strcmp(term, "dumb") == 0);
}

static const Command *find_command(const Command *table, const char *word, GString *path,
                                   GError **error)
{
    const Command *found = command_named(table, word);
    if (!found) {
        g_autofree char *names = command_names(table);
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("unknown command \"%s%s%s\"; commands: %s"), path->str, path->len ? " " : "",
                    word, names);
        error_did_you_mean(error, word, names);
        return NULL;
    }
    g_string_append_printf(path, "%s%s", path->len ? " " : "", found->name);
    return found;
}

/* Finds the command that the words name (NULL: none), taking the global options on the way. */
static Args *app_parse(App *app, char **argv, GString *path, const Command **ret_command,
                       Asked *asked, GError **error)
{
    const Command *command = NULL;
    g_auto(GStrv) words = g_strdupv(argv);
    for (;;) {
        const gboolean last = command && !command->subs;
        g_autoptr(Args) args = args_parse(words, last ? command : NULL, error);
        if (!args || !app_take(app, args, asked, error))
            return NULL;
        if (last || args_count(args) == 0) {
            *ret_command = command;
            return g_steal_pointer(&args);
        }
        const Command *table = command ? command->subs : command_table();
        command = find_command(table, args_words(args)[0], path, error);
        if (!command)
            return NULL;
        g_strfreev(words);
        words = g_strdupv(args_words(args));
    }
}

static gboolean check_count(const Command *command, const char *path, const Args *args,
                            GError **error)
{
    const int count = args ? args_count(args) : 0;
    const char *fault = NULL;
    if (command->subs && !command->run)
        fault = _("missing command");
    else if (count < command->least)
        fault = _("missing argument");
    else if (command->most >= 0 && count > command->most)
        fault = _("too many arguments");
    if (fault)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("%s; usage: azdesk %s %s"), fault,
                    path, command->usage);
    return !fault;
}

static void tell_warning(Store *store)
{
    g_autofree char *warning = store ? store_take_warning(store) : NULL;
    g_autofree char *clean = warning ? text_clean(warning) : NULL;
    if (clean)
        fprintf(stderr, "azdesk: %s\n", clean);
}

static gboolean app_run(App *app, char **argv, int *ret_status, GError **error)
{
    GError *fault = NULL;
    gboolean settled = config_load(app, app->settings, &fault);
    locale_use_language(settings_text(app->settings, SETTING_UI_LANGUAGE));

    const Command *command = NULL;
    g_autoptr(GString) path = g_string_new(NULL);
    Asked asked = {FALSE, FALSE};
    g_autoptr(Args) args = app_parse(app, argv, path, &command, &asked, error);
    g_autoptr(Out) out = out_new(app_color(app), app->json);
    if (!args || asked.help || asked.version) {
        g_clear_error(&fault);
        if (!args)
            return FALSE;
        if (asked.version && !asked.help)
            out_printf(out, OUT_PLAIN, "azdesk %s\n", AZDESK_VERSION);
        else
            help_print(out, command, path->str);
        return out_flush(out, error);
    }
    if (!settled) {
        g_propagate_error(error, fault);
        return FALSE;
    }
    if (!command)
        command = command_plain();
    if (!check_count(command, path->str, args, error))
        return FALSE;
    Run run = {.app = app, .command = command, .args = args, .out = out, .now = app_now(app)};
    gboolean done = command->run(&run, error);
    /* What was gathered is told even where something failed: which files were imported, say. */
    done = out_flush(out, done ? error : NULL) && done;
    *ret_status = run.status;
    desk_free(run.desk);
    tell_warning(run.store);
    store_close(run.store);
    return done;
}

static int error_status(const GError *error)
{
    if (error->domain != AZDESK_ERROR)
        return AZDESK_ERROR_FAILED;
    return error->code == AZDESK_ERROR_BUSY ? AZDESK_ERROR_FAILED : error->code;
}

int app_main(int argc, char **argv)
{
    App app;
    int status = 0;
    g_autoptr(GError) error = NULL;
    locale_setup();
    app_init(&app);
    if (!app_run(&app, argv, &status, &error)) {
        g_autofree char *message = text_clean(error ? error->message : _("failed"));
        fprintf(stderr, "azdesk: %s\n", message);
        status = error ? error_status(error) : AZDESK_ERROR_FAILED;
    }
    app_clear(&app);
    return status;
}
