/* SPDX-License-Identifier: MIT */
/* The command line: every command of keys.h by its word, some with an argument; an order id opens
 * its case; a number goes to that row. */
#ifndef AZDESK_SRC_UI_COMMAND_LINE_H
#define AZDESK_SRC_UI_COMMAND_LINE_H

#include "app.h"

Reaction act_command_line(UiApp *app, Command command, int count);

#endif
