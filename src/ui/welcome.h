/* SPDX-License-Identifier: MIT */
/* What an empty desk shows: one screen that says what to do first. */
#ifndef AZDESK_SRC_UI_WELCOME_H
#define AZDESK_SRC_UI_WELCOME_H

#include "app.h"

gboolean welcome_wanted(const UiApp *app);
void welcome_recalc(UiApp *app, int rows, int cols, Lines *lines);

#endif
