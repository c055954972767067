/* SPDX-License-Identifier: MIT */
/* Choosing a file: a path being typed, and below it what is in its folder, the newest first. */
#ifndef AZDESK_SRC_UI_PICKER_H
#define AZDESK_SRC_UI_PICKER_H

#include "path.h"

/* `chosen` is given the path of a file that is there, the picker being closed. */
Reaction picker_open(UiApp *app, const char *title, PathDone chosen, gpointer data,
                     GDestroyNotify destroy);

#endif
