/* SPDX-License-Identifier: MIT */
/* What commands do that are no view's own: everywhere, and on the selected case. */
#ifndef AZDESK_SRC_UI_ACTIONS_H
#define AZDESK_SRC_UI_ACTIONS_H

#include "app.h"

/* REACT_IGNORED never: what nobody knows is said so. */
Reaction actions_command(UiApp *app, Command command, int count);

#endif
