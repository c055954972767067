/* SPDX-License-Identifier: MIT */
/* A case's history: the track of its stages, and its entries. */
#ifndef AZDESK_SRC_UI_TIMELINE_H
#define AZDESK_SRC_UI_TIMELINE_H

#include "app.h"

/* The selected case's, in rows by cols, from app->detail_top on. */
void timeline_recalc(UiApp *app, int rows, int cols, Lines *lines);

/* opened, held, ... and where it may go from there: one line. */
void timeline_track(UiApp *app, const DeskCase *item, int cols, Lines *lines);

/* All entries of a case, one below the other, the newest first; undone ones marked. */
void timeline_lines(UiApp *app, const DeskCase *item, GPtrArray *events, int cols, Lines *lines);

#endif
