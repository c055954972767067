/* SPDX-License-Identifier: MIT */
/* The main loop: the terminal, signals and the tick, each turned into an event of the app. */
#include "azdesk/ui/ui.h"

#include <glib-unix.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "state.h"

#define REST_MS 80 /* for which a selection must rest before its entries are read */

typedef struct {
    UiApp *app;
    GMainLoop *loop;
    guint rest;
} Loop;

static gboolean loop_rest(gpointer data);

/* After every event: draw, and see to what is due later. */
static void loop_after(Loop *loop)
{
    ui_app_draw(loop->app);
    if (loop->rest != 0) {
        g_source_remove(loop->rest);
        loop->rest = 0;
    }
    if (loop->app->quit)
        g_main_loop_quit(loop->loop);
    else if (ui_app_wants_rest(loop->app))
        loop->rest = g_timeout_add(REST_MS, loop_rest, loop);
}

static gboolean loop_rest(gpointer data)
{
    Loop *loop = data;
    loop->rest = 0;
    ui_app_rest(loop->app);
    ui_app_draw(loop->app);
    return G_SOURCE_REMOVE;
}

static void loop_wake(gpointer data)
{
    loop_after(data);
}

static gboolean loop_input(gint fd, GIOCondition condition, gpointer data)
{
    Loop *loop = data;
    TermEvent event;
    if (condition & (G_IO_HUP | G_IO_ERR | G_IO_NVAL)) {
        loop->app->status = 1;
        loop->app->quit = TRUE;
        g_main_loop_quit(loop->loop);
        return G_SOURCE_REMOVE;
    }
    while (!loop->app->quit && term_next(loop->app->term, &event)) {
        switch (event.kind) {
        case TERM_KEY:
            ui_app_key(loop->app, event.key);
            break;
        case TERM_PASTE:
            ui_app_paste(loop->app, event.paste);
            break;
        case TERM_MOUSE:
            ui_app_mouse(loop->app, &event);
            break;
        }
        term_event_clear(&event);
        if (loop->app->view->stale)
            ui_app_draw(loop->app); /* keys behind a change must find the rows as they are now */
    }
    loop_after(loop);
    return G_SOURCE_CONTINUE;
}

static gboolean loop_resized(gpointer data)
{
    Loop *loop = data;
    ui_app_resize(loop->app, 0, 0);
    loop_after(loop);
    return G_SOURCE_CONTINUE;
}

static gboolean loop_ended(gpointer data, int signo)
{
    Loop *loop = data;
    loop->app->status = 128 + signo;
    loop->app->quit = TRUE;
    g_main_loop_quit(loop->loop);
    return G_SOURCE_CONTINUE;
}

static gboolean loop_terminated(gpointer data)
{
    return loop_ended(data, SIGTERM);
}

static gboolean loop_hung_up(gpointer data)
{
    return loop_ended(data, SIGHUP);
}

static gboolean loop_interrupted(gpointer data)
{
    return loop_ended(data, SIGINT);
}

static gboolean loop_tick(gpointer data)
{
    Loop *loop = data;
    ui_app_tick(loop->app);
    if (loop->app->dirty != 0)
        loop_after(loop);
    return G_SOURCE_CONTINUE;
}

/* Text goes to the terminal as UTF-8, whatever the locale says or does not say. */
static void locale_to_utf8(void)
{
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
}

int ui_run(const UiOptions *options, GError **error)
{
    Loop loop = {0};
    guint sources[6];
    locale_to_utf8();
    /* Before the terminal is opened: curses takes the signals that nobody has. */
    sources[0] = g_unix_signal_add(SIGWINCH, loop_resized, &loop);
    sources[1] = g_unix_signal_add(SIGTERM, loop_terminated, &loop);
    sources[2] = g_unix_signal_add(SIGHUP, loop_hung_up, &loop);
    sources[3] = g_unix_signal_add(SIGINT, loop_interrupted, &loop);
    int status = 1;
    Term *term = term_open(settings_bool(options->settings, SETTING_UI_MOUSE), error);
    if (term != NULL)
        loop.app = ui_app_new(options, term, error);
    if (loop.app != NULL) {
        loop.app->wake = loop_wake;
        loop.app->wake_data = &loop;
        loop.loop = g_main_loop_new(NULL, FALSE);
        sources[4] = g_unix_fd_add(term_fd(term), G_IO_IN | G_IO_HUP | G_IO_ERR, loop_input, &loop);
        sources[5] = g_timeout_add_seconds(1, loop_tick, &loop);
        loop_after(&loop);
        if (!loop.app->quit)
            g_main_loop_run(loop.loop);
        loop.app->wake = NULL;
        status = loop.app->status;
        state_save(loop.app);
        if (loop.rest != 0)
            g_source_remove(loop.rest);
        g_source_remove(sources[5]);
        if (g_main_context_find_source_by_id(NULL, sources[4]) != NULL)
            g_source_remove(sources[4]);
        g_main_loop_unref(loop.loop);
        ui_app_free(loop.app);
    }
    for (int i = 0; i < 4; i++)
        g_source_remove(sources[i]);
    return status;
}
