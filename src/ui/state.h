/* SPDX-License-Identifier: MIT */
/* What the interface remembers between sessions: the view in front, each view's own line, where the
 * panel stands, what was typed into prompts, and forms that were not finished. It lies in the state
 * folder, not in the desk, and only its owner can read it. */
#ifndef AZDESK_SRC_UI_STATE_H
#define AZDESK_SRC_UI_STATE_H

#include "app.h"

/* Without a state folder neither does anything. A state that cannot be read is no error. */
void state_load(UiApp *app);
void state_save(UiApp *app);
/* Takes the unfinished forms of these orders (of OrderId) out of the file, and all that was typed
 * into prompts, which may be notes of theirs. *forms is raised by the forms. Error: FAILED. */
gboolean state_forget(const char *state_dir, const GArray *orders, guint *forms, GError **error);

#endif
