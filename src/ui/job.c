/* SPDX-License-Identifier: MIT */
#include "job.h"

#include <glib/gi18n.h>

struct UiJob {
    UiApp *app;
    char *label;
    guint flags;
    JobWork work;
    JobDone done;
    gpointer data;
    GDestroyNotify destroy;
    GThread *thread;
    GCancellable *cancellable;
    gint percent; /* atomic */
    gint asked;   /* atomic: a look at it has been asked for */
};

static void job_free(UiJob *job)
{
    if (job->destroy != NULL)
        job->destroy(job->data);
    g_object_unref(job->cancellable);
    g_free(job->label);
    g_free(job);
}

/* What came of it. */
static void job_finish(UiJob *job)
{
    UiApp *app = job->app;
    app->job = NULL;
    app_react(app, job->done(app, job->data) | REACT_RECALC);
    job_free(job);
}

static gboolean job_over(gpointer data)
{
    UiJob *job = data;
    UiApp *app = job->app;
    g_thread_join(job->thread);
    while (g_idle_remove_by_data(job))
        continue;
    app->now = app->model->now = app->options->clock(app->options->clock_data);
    job_finish(job);
    if (app->wake != NULL)
        app->wake(app->wake_data);
    return G_SOURCE_REMOVE;
}

static gboolean job_look(gpointer data)
{
    UiJob *job = data;
    g_atomic_int_set(&job->asked, 0);
    app_react(job->app, REACT_RECALC);
    if (job->app->wake != NULL)
        job->app->wake(job->app->wake_data);
    return G_SOURCE_REMOVE;
}

static gpointer job_thread(gpointer data)
{
    UiJob *job = data;
    job->work(job, job->data);
    g_idle_add(job_over, job);
    return NULL;
}

Reaction job_start(UiApp *app, const char *label, guint flags, JobWork work, JobDone done,
                   gpointer data, GDestroyNotify destroy)
{
    if (app->job != NULL) {
        app_message(app, STYLE_ERROR, _("not yet: %s"), app->job->label);
        if (destroy != NULL)
            destroy(data);
        return REACT_RECALC;
    }
    UiJob *job = g_new0(UiJob, 1);
    job->app = app;
    job->label = g_strdup(label);
    job->flags = flags;
    job->work = work;
    job->done = done;
    job->data = data;
    job->destroy = destroy;
    job->percent = -1;
    job->cancellable = g_cancellable_new();
    app->job = job;
    if (flags & JOB_INLINE) {
        work(job, data);
        job_finish(job);
    } else {
        job->thread = g_thread_new("azdesk-job", job_thread, job);
    }
    return REACT_RECALC;
}

void job_progress(UiJob *job, int percent)
{
    if ((job->flags & JOB_INLINE) || g_atomic_int_get(&job->percent) == percent)
        return;
    g_atomic_int_set(&job->percent, percent);
    if (g_atomic_int_compare_and_exchange(&job->asked, 0, 1))
        g_idle_add(job_look, job);
}

GCancellable *job_cancellable(UiJob *job)
{
    return job->cancellable;
}

gboolean job_writes(const UiApp *app)
{
    return app->job != NULL && (app->job->flags & JOB_WRITES);
}

gboolean job_waits(const UiApp *app)
{
    return app->job != NULL && !(app->job->flags & JOB_CANCELS);
}

char *job_text(const UiApp *app)
{
    if (app->job == NULL)
        return NULL;
    int percent = g_atomic_int_get(&app->job->percent);
    return percent >= 0 ? g_strdup_printf("%s %d%%", app->job->label, percent)
                        : g_strdup_printf("%s %s", app->job->label, app->glyphs->ellipsis);
}

void job_cancel(UiApp *app)
{
    if (app->job != NULL && (app->job->flags & JOB_CANCELS))
        g_cancellable_cancel(app->job->cancellable);
}

void job_end(UiApp *app)
{
    UiJob *job = app->job;
    if (job == NULL)
        return;
    job_cancel(app);
    g_thread_join(job->thread);
    while (g_idle_remove_by_data(job))
        continue;
    job_finish(job);
}
