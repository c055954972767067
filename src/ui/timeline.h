/* SPDX-License-Identifier: MIT */
/* A case's history: the track of its stages, and its entries. */
#ifndef AZDESK_SRC_UI_TIMELINE_H
#define AZDESK_SRC_UI_TIMELINE_H

#include "app.h"

/* The selected case's, in rows by cols, from app->detail_top on; the newest entry first. */
void timeline_recalc(UiApp *app, int rows, int cols, Lines *lines);

/* opened, held, ... and where it may go from there: one line. */
void timeline_track(UiApp *app, const DeskCase *item, int cols, Lines *lines);

/* What an entry says, its days as the interface writes them. `events` (nullable): what an undo
 * names is among them. (transfer full) */
char *timeline_story(UiApp *app, const ClaimEvent *event, const GPtrArray *events);

#endif
