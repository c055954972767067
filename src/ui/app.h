/* SPDX-License-Identifier: MIT */
/* The interface as a whole: what every handler is given. Events come in by ui_app_key() and its
 * sisters, each asks for what must happen, and ui_app_draw() does it, once. The loop (loop.c) and
 * the test driver are the two that call these. */
#ifndef AZDESK_SRC_UI_APP_H
#define AZDESK_SRC_UI_APP_H

#include "glyphs.h"
#include "journal.h"
#include "modal.h"
#include "model.h"
#include "view.h"

#define PANELS_KEPT 4

/* The panel's lines of one market and channel, kept while nothing of it changes. */
typedef struct {
    Lines *lines; /* (nullable) */
    guint serial;
    int market, cols;
    Channel channel;
    gboolean tall, before;
} PanelKept;

typedef struct UiJob UiJob; /* job.h */

typedef struct {
    Lines *title, *tabs, *main, *detail, *panel, *hint;
} ScreenLines;

struct UiApp {
    const UiOptions *options;
    Settings *settings;
    Term *term;
    UiModel *model;
    Keymap *keymap;
    const Glyphs *glyphs;
    gint64 now;          /* of the event that is handled */
    GPtrArray *views;    /* of UiView */
    UiView *view;        /* in front */
    GQueue *back;        /* of UiView*: where q leads to */
    GPtrArray *modals;   /* of UiModal, the last on top */
    int market, channel; /* scope of the lists; 0 and -1: all */
    LayoutPrefs prefs;
    Layout layout;
    gboolean welcome;    /* the desk is empty: one screen says what to do first */
    ScreenLines screen;  /* as it should be */
    ScreenLines painted; /* as it was painted last, where `screen` was made anew since */
    gboolean same;       /* `screen` is what was painted */
    gboolean paint_all;  /* nothing that was painted counts */
    OrderId found_order; /* the selected case as found last, for this state of the model */
    guint found_serial;
    const DeskCase *found;
    PanelKept panel_kept[PANELS_KEPT];
    guint panel_next; /* the one to be made anew next */
    guint dirty;      /* Reaction bits not yet done */
    char *message;    /* (nullable) in the hint bar's place until the next key */
    Style message_style;
    int count;         /* typed so far; 0: none */
    gboolean counting; /* a count is being typed */
    Journal *journal;  /* what u takes back */
    OrderId acted;     /* what was changed last: the panel shows it until the next key; 0: none */
    Command given;     /* the command being handled: a confirmation must take another key */
    int detail_top;    /* first line of the timeline shown */
    OrderId detail_order;
    GHashTable *histories;       /* name -> GPtrArray of char*, the newest last */
    GHashTable *drafts;          /* form and case -> GStrv of what was typed */
    gboolean state_changed;      /* something to remember was typed: kept at the next tick */
    UiJob *job;                  /* (nullable) what goes on in a thread */
    void (*wake)(gpointer data); /* (nullable) draws what came from elsewhere than the terminal */
    gpointer wake_data;
    const char *argument; /* (nullable) given with the command on the command line */
    gboolean quit;
    int status;
};

/* Takes over `term`. */
UiApp *ui_app_new(const UiOptions *options, Term *term, GError **error);
void ui_app_free(UiApp *app);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UiApp, ui_app_free)

void ui_app_key(UiApp *app, Key key);
void ui_app_paste(UiApp *app, const char *text);
void ui_app_mouse(UiApp *app, const TermEvent *event);
void ui_app_resize(UiApp *app, int rows, int cols);
void ui_app_tick(UiApp *app);
/* What waits until the keys rest (the selection's events, a search): TRUE while there is something.
 */
gboolean ui_app_wants_rest(UiApp *app);
void ui_app_rest(UiApp *app);
void ui_app_draw(UiApp *app); /* nothing where nothing is dirty */

/* ---- For views, actions and overlays ---- */

void app_react(UiApp *app, Reaction reaction);
Reaction app_command(UiApp *app, Command command, int count);
/* Why it cannot be given now, translated; NULL: it can. */
const char *app_why_not(UiApp *app, Command command);

void app_message(UiApp *app, Style style, const char *format, ...) G_GNUC_PRINTF(3, 4);
void app_error(UiApp *app, const GError *error);

OrderId app_selected(UiApp *app);
const DeskCase *app_selected_case(UiApp *app); /* (nullable) */
/* The marked ones where there are some, else the selected one, else none. (transfer full) of
 * OrderId */
GArray *app_targets(UiApp *app, Command command);
/* What the panel tells of: the case that was just changed, else the selected one. (nullable) */
const DeskCase *app_subject(UiApp *app);
/* The market and channel that the panel shows: the subject's, else the scope's, else the first.
 * (nullable) */
const PartFigures *app_part(UiApp *app);
gboolean app_in_scope(const UiApp *app, int market, Channel channel);
void app_set_scope(UiApp *app, int market, int channel);

Cases app_cases(const UiApp *app);
/* After a change of ours to cases: reads them, says so to all views, and enters it as one act in
 * the journal. */
Reaction app_case_changed(UiApp *app, OrderId order);
Reaction app_cases_changed(UiApp *app, const GArray *orders); /* of OrderId */
/* The same without the journal. */
Reaction app_cases_read(UiApp *app, const GArray *orders);
/* Asks the view in front to select that order, where it can. */
void app_select(UiApp *app, OrderId order);

/* What was typed into prompts of that name, the newest last; owned by the app. */
GPtrArray *app_history(UiApp *app, const char *name);
UiView *app_view(UiApp *app, const char *name); /* (nullable) */
/* Brings a view to the front. One without a tab is left again by q. */
Reaction app_show(UiApp *app, UiView *view, OrderId order);
UiModal *app_modal(const UiApp *app); /* (nullable) the one on top */
void app_push(UiApp *app, UiModal *modal);
void app_pop(UiApp *app, UiModal *modal); /* closes and frees it, wherever it lies */

#endif
