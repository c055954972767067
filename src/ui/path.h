/* SPDX-License-Identifier: MIT */
/* Paths as people type them. */
#ifndef AZDESK_SRC_UI_PATH_H
#define AZDESK_SRC_UI_PATH_H

#include "app.h"

/* "~" and "~/..." are the home folder; what stands before a "//" or "/~" is given up, so that
 * another path can be typed behind the one that is there; blanks at the ends are dropped. (transfer
 * full)
 */
char *path_expand(const char *text);
/* The other way: the home folder as "~". (transfer full) */
char *path_short(const char *path);

/* Names that go on from what is typed, folders with a slash; *ret_start: where the name begins.
 * As PromptOps.complete. */
char **path_complete(UiApp *app, const char *text, gsize cursor, gsize *ret_start, gpointer data);

/* Asks in a prompt with completion where a file is to be saved. `done` answers as PromptOps.done
 * does, and is given the path expanded; not called where its folder cannot take a file. */
typedef Reaction (*PathDone)(UiApp *app, const char *path, gpointer data);
Reaction path_prompt(UiApp *app, const char *label, const char *text, PathDone done, gpointer data,
                     GDestroyNotify destroy);

/* Folders that files were taken from, the newest first: remembered between sessions. */
void path_recent_add(UiApp *app, const char *file);
GPtrArray *path_recent(UiApp *app); /* of char*; (transfer full) */

#endif
