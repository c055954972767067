/* SPDX-License-Identifier: MIT */
/* The main loop: the terminal, signals and the tick, each turned into an event of the app. */
#include "azdesk/ui/ui.h"

#include <errno.h>
#include <glib-unix.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
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

/* ---- Signals ---- */

/* What a handler may use: it writes the signal's number into a pipe that the loop reads. GLib's own
 * way would start a thread, a tenth of the whole start. */
static int signal_pipe[2];
static void signal_caught(int signo)
{
    int saved = errno;
    char byte = (char)signo;
    ssize_t ignored = write(signal_pipe[1], &byte, 1);
    (void)ignored; /* a full pipe: as much is waiting already */
    errno = saved;
}

/* A program that does not read what it is handed is an error to be told, and no end of this one. */
static const struct {
    int signo;
    void (*handler)(int signo);
} SIGNALS[] = {{SIGWINCH, signal_caught},
               {SIGTERM, signal_caught},
               {SIGHUP, signal_caught},
               {SIGINT, signal_caught},
               {SIGPIPE, SIG_IGN}};

static gboolean loop_signal(gint fd, GIOCondition condition, gpointer data)
{
    Loop *loop = data;
    char signo;
    while (read(fd, &signo, 1) == 1) {
        if (signo == SIGWINCH) {
            ui_app_resize(loop->app, 0, 0);
            continue;
        }
        loop->app->status = 128 + signo;
        loop->app->quit = TRUE;
    }
    loop_after(loop);
    return G_SOURCE_CONTINUE;
}

static gboolean signals_catch(struct sigaction before[G_N_ELEMENTS(SIGNALS)], GError **error)
{
    struct sigaction action = {.sa_flags = SA_RESTART};
    if (!g_unix_open_pipe(signal_pipe, FD_CLOEXEC, error))
        return FALSE;
    g_unix_set_fd_nonblocking(signal_pipe[0], TRUE, NULL);
    g_unix_set_fd_nonblocking(signal_pipe[1], TRUE, NULL);
    sigemptyset(&action.sa_mask);
    for (gsize i = 0; i < G_N_ELEMENTS(SIGNALS); i++) {
        action.sa_handler = SIGNALS[i].handler;
        sigaction(SIGNALS[i].signo, &action, &before[i]);
    }
    return TRUE;
}

static void signals_give_back(const struct sigaction before[G_N_ELEMENTS(SIGNALS)])
{
    for (gsize i = 0; i < G_N_ELEMENTS(SIGNALS); i++)
        sigaction(SIGNALS[i].signo, &before[i], NULL);
    close(signal_pipe[0]);
    close(signal_pipe[1]);
}

/* ---- The loop ---- */

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

/* Runs until the app quits. */
static int loop_run(Loop *loop)
{
    int input = term_fd(loop->app->term);
    guint signals = g_unix_fd_add(signal_pipe[0], G_IO_IN, loop_signal, loop);
    guint keys = g_unix_fd_add(input, G_IO_IN | G_IO_HUP | G_IO_ERR, loop_input, loop);
    guint tick = g_timeout_add_seconds(1, loop_tick, loop);
    loop->app->wake = loop_wake;
    loop->app->wake_data = loop;
    loop->loop = g_main_loop_new(NULL, FALSE);
    loop_after(loop);
    if (!loop->app->quit)
        g_main_loop_run(loop->loop);
    loop->app->wake = NULL;
    state_save(loop->app);
    if (loop->rest != 0)
        g_source_remove(loop->rest);
    g_source_remove(tick);
    if (g_main_context_find_source_by_id(NULL, keys) != NULL)
        g_source_remove(keys);
    g_source_remove(signals);
    g_main_loop_unref(loop->loop);
    return loop->app->status;
}

int ui_run(const UiOptions *options, GError **error)
{
    Loop loop = {0};
    struct sigaction before[G_N_ELEMENTS(SIGNALS)];
    int status = 1;
    locale_to_utf8();
    /* Before the terminal is opened: curses takes the signals that nobody has. */
    if (!signals_catch(before, error))
        return status;
    Term *term = term_open(settings_bool(options->settings, SETTING_UI_MOUSE), error);
    if (term != NULL)
        loop.app = ui_app_new(options, term, error);
    if (loop.app != NULL) {
        status = loop_run(&loop);
        ui_app_free(loop.app);
    }
    signals_give_back(before);
    return status;
}
