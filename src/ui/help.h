/* SPDX-License-Identifier: MIT */
/* The help overlay: the table of keys as it is in force, the front view's part first. */
#ifndef AZDESK_SRC_UI_HELP_H
#define AZDESK_SRC_UI_HELP_H

#include "app.h"

Reaction help_open(UiApp *app);

#endif
