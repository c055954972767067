/* SPDX-License-Identifier: MIT */
/* The ODR panel: the figures of the selected case's market and channel, and what the case does. */
#ifndef AZDESK_SRC_UI_PANEL_H
#define AZDESK_SRC_UI_PANEL_H

#include "app.h"

/* `wide`: along the bottom, in two columns. */
void panel_recalc(UiApp *app, int rows, int cols, gboolean wide, Lines *lines);

#endif
