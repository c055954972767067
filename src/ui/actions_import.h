/* SPDX-License-Identifier: MIT */
/* Bringing in a file: chosen, tried, shown, and only then imported. */
#ifndef AZDESK_SRC_UI_ACTIONS_IMPORT_H
#define AZDESK_SRC_UI_ACTIONS_IMPORT_H

#include "app.h"

Reaction act_import(UiApp *app, Command command, int count);

#endif
