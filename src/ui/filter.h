/* SPDX-License-Identifier: MIT */
/* The filter of a list: a query being typed or in force, with its completion and its faults. */
#ifndef AZDESK_SRC_UI_FILTER_H
#define AZDESK_SRC_UI_FILTER_H

#include "app.h"
#include "azdesk/core/query.h"

typedef struct {
    char *text;     /* as typed; "" where there is none */
    Query *query;   /* of the last text that was good; never NULL */
    gboolean wrong; /* the text has a fault: the query is not its */
    guint serial;   /* another one for every query */
    gboolean waits; /* its words were not looked up in notes, messages and letters yet */
} UiFilter;

void filter_init(UiFilter *filter);
void filter_clear(UiFilter *filter); /* frees */
/* Takes a text as far as it can be read: with a fault in it the last good one stays in force.
 * `texts`: also looks the words up in notes, messages and letters; else that waits for
 * filter_search(), which a view calls when the keys rest. */
void filter_set(UiApp *app, UiFilter *filter, const char *text, gboolean texts);
void filter_search(UiApp *app, UiFilter *filter);
gboolean filter_on(const UiFilter *filter);

/* CMD_FILTER takes the argument that it was given, else asks for a text in a prompt, which the list
 * follows as one types; CMD_CANCEL clears a filter that is on; REACT_IGNORED for the rest. The
 * filter must live as long as the prompt: it is its view's. */
Reaction filter_command(UiApp *app, UiFilter *filter, Command command);
/* As ViewOps.rest; it is wanted while `waits`. */
Reaction filter_rest(UiApp *app, UiFilter *filter);

/* For PromptOps. */
char *filter_check(UiApp *app, const char *text, gsize *ret_at, gpointer data);
char **filter_complete(UiApp *app, const char *text, gsize cursor, gsize *ret_start, gpointer data);
char *filter_about(UiApp *app, const char *text, gsize at, const char *word, gpointer data);

#endif
