/* SPDX-License-Identifier: MIT */
/* Plain `azdesk` and `azdesk demo`: the terminal interface, or the review where there is none. */
#include <unistd.h>

#include "azdesk/ui/ui.h"

#include "demo.h"
#include "export.h"
#include "language.h"
#include "review.h"

static gint64 clock_now(gpointer data)
{
    return app_now(data);
}

static gboolean save_setting(gpointer data, const char *key, const char *value, GError **error)
{
    return config_change(data, key, value, error);
}

/* Reads the desk anew: what is exported is what is held now. */
static gboolean export_cases(gpointer data, const char *form, const GArray *orders, char **ret_text,
                             GError **error)
{
    const Run *desk = data;
    g_autoptr(Out) out = out_new(FALSE, FALSE);
    Run run = {.app = desk->app, .out = out, .store = desk->store, .now = app_now(desk->app)};
    const gboolean done = export_orders(&run, form, orders, error);
    g_clear_pointer(&run.desk, desk_free);
    if (done)
        *ret_text = g_strdup(out->text->str);
    return done;
}

static gboolean open_desk(Run *run, GError **error)
{
    const App *app = run->app;
    Store *store = run_store(run, TRUE, error);
    if (!store)
        return FALSE;
    const char *no_color = g_getenv("NO_COLOR");
    const UiOptions options = {
        .store = store,
        .settings = app->settings,
        .config_path = app->config_path,
        .state_dir = run->demo ? NULL : app->state_dir,
        .zone = app->zone,
        .clock = clock_now,
        .clock_data = (gpointer)app,
        .market = app->market,
        .channel = app->channel,
        .color =
            app->color == COLOR_ALWAYS || (app->color == COLOR_AUTO && !(no_color && *no_color)),
        .demo = run->demo,
        .charset = locale_charset(),
        .term = g_getenv("TERM"),
        .save_setting = run->demo ? NULL : save_setting,
        .save_data = (gpointer)app,
        .export_cases = export_cases,
        .export_data = run,
    };
    g_autoptr(GError) fault = NULL;
    run->status = ui_run(&options, &fault);
    if (!fault)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&fault));
    return FALSE;
}

gboolean cmd_desk(Run *run, GError **error)
{
    guint count;
    if (isatty(STDOUT_FILENO) && !run->out->json)
        return open_desk(run, error);
    return review_print(run, settings_int(run->app->settings, SETTING_REVIEW_WITHIN_DAYS), &count,
                        error);
}

/* The demo signs for nobody who is real, and sends nothing. */
static gboolean demo_letters(Settings *settings, GError **error)
{
    static const char *const rows[][2] = {
        {"letter.name", "Sample Seller"},
        {"letter.from", "seller@example.com"},
        {"letter.to", "performance@example.com"},
        {"letter.command", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (!settings_set(settings, rows[i][0], rows[i][1], error))
            return FALSE;
    return TRUE;
}

gboolean cmd_demo(Run *run, GError **error)
{
    if (!demo_letters(run->app->settings, error))
        return FALSE;
    run->store = demo_store(run->now, error);
    run->store_changes = TRUE;
    run->demo = TRUE;
    return run->store && cmd_desk(run, error);
}
