/* SPDX-License-Identifier: MIT */
/* From the app's state to lines, and from lines to the terminal: the three steps of a frame. */
#ifndef AZDESK_SRC_UI_SCREEN_H
#define AZDESK_SRC_UI_SCREEN_H

#include "app.h"

void screen_init(ScreenLines *screen);
void screen_clear(ScreenLines *screen);

void screen_reflow(UiApp *app); /* the layout, by size and preferences */
void screen_recalc(UiApp *app); /* every line that is visible, but overlays' */
void screen_paint(UiApp *app);  /* lines and overlays to the terminal */
/* Whether the command's context is one of those of the view in front. */
gboolean screen_command_here(const UiApp *app, Command command);
UiView *screen_tab_at(UiApp *app, int col);  /* (nullable) */
Command screen_hint_at(UiApp *app, int col); /* the one whose key and label stand there */

#endif
