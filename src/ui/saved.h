/* SPDX-License-Identifier: MIT */
/* Filters that have a name: the tabs above the list of claims. A few are there from the beginning;
 * [views] in the configuration adds others, gives one of those another query, or takes it away by
 * an empty one. */
#ifndef AZDESK_SRC_UI_SAVED_H
#define AZDESK_SRC_UI_SAVED_H

#include "filter.h"

typedef struct {
    char *name;   /* in the configuration and behind :view */
    char *label;  /* on the tab */
    char *text;   /* the query; "": all */
    Query *query; /* (nullable) the text has a fault */
    int n;        /* cases that it lets through; -1: not counted */
} SavedFilter;

/* The first one is "all". A query with a fault is told in *ret_problems (nullable). (transfer full)
 * of SavedFilter* */
GPtrArray *saved_filters(const Settings *settings, GPtrArray **ret_problems);

/* Keeps a query under a name, or takes the name away, in the configuration too. Error: USAGE for a
 * name that cannot be one, and what writing the file may bring. */
gboolean saved_keep(UiApp *app, const char *name, const char *text, GError **error);
gboolean saved_drop(UiApp *app, const SavedFilter *filter, GError **error);

/* ---- The row of tabs (saved_tabs.c) ---- */

typedef struct {
    GPtrArray *filters; /* of SavedFilter */
    UiFilter *filter;   /* the view's, which the tabs set; borrowed */
    guint serial;       /* of the model that they were counted in; the view counts */
    gint64 minute;
    int cols;       /* of the row as it was made last; 0: it is not shown */
    int shown, all; /* what the filter lets through now, of how many */
} UiSaved;

void saved_init(UiApp *app, UiSaved *saved, UiFilter *filter);
void saved_clear(UiSaved *saved); /* frees */
/* Exactly `cols` columns. The tab in front is never cut away; a filter without a name stands behind
 * the others. */
void saved_tabs(UiApp *app, UiSaved *saved, int shown, int all, int cols, Line *line);
Reaction saved_command(UiApp *app, UiSaved *saved, Command command, int count);
Reaction saved_pressed(UiApp *app, UiSaved *saved, int col);

#endif
