/* SPDX-License-Identifier: MIT */
/* Work that would hold up the keys, done in a thread, one at a time. The work sees its own data
 * alone; what comes of it is handled where events are. */
#ifndef AZDESK_SRC_UI_JOB_H
#define AZDESK_SRC_UI_JOB_H

#include <gio/gio.h>

#include "app.h"

enum {
    JOB_WRITES = 1 << 0,  /* holds the desk: entries must wait */
    JOB_CANCELS = 1 << 1, /* can be given up */
    JOB_INLINE = 1 << 2,  /* here and now: for a desk in memory, which no thread can share */
};

typedef void (*JobWork)(UiJob *job, gpointer data);     /* in the thread */
typedef Reaction (*JobDone)(UiApp *app, gpointer data); /* in the loop's, also of one given up */

/* `label` is shown while it lasts: "importing orders.txt". `data` is freed by `destroy` after
 * `done`. Refused with a message where another one goes on (then `done` is not called). */
Reaction job_start(UiApp *app, const char *label, guint flags, JobWork work, JobDone done,
                   gpointer data, GDestroyNotify destroy);

/* From the thread: how far it is, 0 .. 100; -1: not known. */
void job_progress(UiJob *job, int percent);
GCancellable *job_cancellable(UiJob *job);

gboolean job_writes(const UiApp *app);
gboolean job_waits(const UiApp *app); /* one goes on that cannot be given up */
char *job_text(const UiApp *app);     /* (nullable) (transfer full) */
void job_cancel(UiApp *app);
/* Gives it up, or waits for it where that cannot be. */
void job_end(UiApp *app);

#endif
