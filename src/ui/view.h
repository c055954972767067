/* SPDX-License-Identifier: MIT */
/* A view: one file, one const ViewOps, one row in views.c. The loop knows nothing else of it.
 *
 * To add a view:
 *  1. Write view_NAME.c with a struct whose first member is `UiView base`, and
 *     `const ViewOps *view_NAME(void)` that answers a `static const ViewOps ops = { .name = "NAME",
 * ... }` with designated initialisers; declare the function in views.h, add it to the table in
 * views.c and the file to meson.build.
 *  2. Its keys: rows in keys.h, in a context of its own; name the contexts in `.contexts`,
 * innermost first. CONTEXT_LIST brings movement (hand those commands to list_command(), list.h),
 *     CONTEXT_CASE brings what can be done to the selected case: actions.c does all of that, the
 * view only tells which order is selected.
 *  3. `.changed` runs when the desk, the day, the scope or the size of the filter changed: make the
 *     rows anew there from app->model. `.recalc` makes the lines that are visible, no more: it runs
 *     after every key, and must run no SQL. Neither draws: the loop copies the lines to the screen.
 *  4. `.command` answers with what must happen next (REACT_...), REACT_IGNORED for what is not its
 * own.
 *  5. Keep the selection by order id, never by row: list_keep() finds it again.
 *  6. Add a golden screen to tests/screen (one row in its table, then AZDESK_UPDATE_SCREENS=1).
 */
#ifndef AZDESK_SRC_UI_VIEW_H
#define AZDESK_SRC_UI_VIEW_H

#include "azdesk/core/desk.h"
#include "keys.h"
#include "layout.h"
#include "line.h"
#include "term.h"

typedef struct UiApp UiApp;
typedef struct UiView UiView;

/* What must happen after an event. Handlers never draw. */
typedef enum {
    REACT_NONE = 0,         /* nothing visible changed */
    REACT_REPAINT = 1 << 0, /* copy the lines again (an overlay, the cursor) */
    REACT_RECALC = 1 << 1,  /* make the lines anew (selection, scrolling, a message) */
    REACT_CHANGED = 1 << 2, /* the view's rows: calls .changed of the view in front */
    REACT_REFLOW = 1 << 3,  /* lay out anew (panel shown or hidden, another view) */
    REACT_RELOAD = 1 << 4,  /* read the desk again */
    REACT_QUIT = 1 << 5,
    REACT_IGNORED = 1 << 6, /* not mine: ask the next one */
} Reaction;

/* .why_not's answer for a command of the view's contexts that it has no use for: it is not hinted.
 */
#define VIEW_NOT_HERE ""

enum {
    VIEW_TAB = 1 << 0,    /* stands in the row of tabs, with its number */
    VIEW_PANEL = 1 << 1,  /* the ODR panel beside it, where there is room */
    VIEW_DETAIL = 1 << 2, /* the selected case's timeline below it */
    VIEW_BESIDE = 1 << 3, /* the panel comes below it only when it is asked for */
};

typedef struct ViewOps {
    const char *name;           /* "claims": in the configuration and the remembered state */
    const char *title;          /* N_("Claims") */
    Command command_to_show;    /* CMD_VIEW_CLAIMS; CMD_NONE for one that others open */
    guint flags;                /* VIEW_... */
    const KeyContext *contexts; /* innermost first, CONTEXTS_END last */
    gsize size;                 /* of the view's struct, zeroed before .open */

    void (*open)(UiApp *app, UiView *view); /* (nullable) once, at start */
    void (*close)(UiView *view);            /* (nullable) frees what .open and the rest took */
    /* (nullable) Each time it comes to the front; `order` is the case it is opened for, or 0. */
    void (*show)(UiApp *app, UiView *view, OrderId order);
    void (*changed)(UiApp *app, UiView *view); /* (nullable) rows anew from app->model */
    /* At most rows lines of at most cols columns: exactly what is visible. */
    void (*recalc)(UiApp *app, UiView *view, int rows, int cols, Lines *lines);
    Reaction (*command)(UiApp *app, UiView *view, Command command,
                        int count); /* (nullable) count 0: none */
    /* (nullable) Why a command that the view handles cannot be given now, translated; NULL: it can.
     */
    const char *(*why_not)(UiApp *app, UiView *view, Command command);
    OrderId (*selected)(UiApp *app, UiView *view); /* (nullable) 0: none */
    void (*select)(UiApp *app, UiView *view,
                   OrderId order); /* (nullable) e.g. a claim just filed */
    /* (nullable) The market and channel that it shows while no case is selected; FALSE: none. */
    gboolean (*part)(UiApp *app, UiView *view, int *ret_market, Channel *ret_channel);
    /* (nullable) The cases that a command with CMD_MANY takes where some are marked: appends
     * OrderIds. */
    void (*marked)(UiApp *app, UiView *view, GArray *orders);
    /* (nullable) What waits until the keys rest, as reading the desk does: whether something waits,
     * and doing it. */
    gboolean (*wants_rest)(UiApp *app, UiView *view);
    Reaction (*rest)(UiApp *app, UiView *view);
    /* (nullable) A press or the wheel; row and column count from the view's corner. */
    Reaction (*mouse)(UiApp *app, UiView *view, const TermEvent *event, int row, int col);
    /* (nullable) Text pasted where no overlay takes it. */
    Reaction (*paste)(UiApp *app, UiView *view, const char *text);
    /* (nullable) Stands at the right end of the tabs: "open 6 of 41". (transfer full) */
    char *(*summary)(UiApp *app, UiView *view);
    /* (nullable) What is to be remembered between sessions, and given back: one line of text. */
    char *(*save)(UiApp *app, UiView *view);
    void (*restore)(UiApp *app, UiView *view, const char *text);
} ViewOps;

struct UiView {
    const ViewOps *ops;
    gboolean stale; /* .changed is due when it comes to the front */
};

#endif
