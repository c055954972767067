/* SPDX-License-Identifier: MIT */
/* A file is imported twice: first into a transaction that is rolled back, which shows what would
 * change and how the ODR would move, then for good. Both in a thread with a desk handle of its own;
 * the interface finds the change as it finds another program's. */
#include "actions_import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/text.h"
#include "azdesk/report/import.h"
#include "format.h"
#include "job.h"
#include "picker.h"

#define REJECTS_SHOWN 8
#define SUMMARY_COLS  76

/* Figures of one market and channel, before or after. */
typedef struct {
    int market;
    Channel channel;
    gint64 orders;
    int defects, mismatch;
} Figures;

typedef struct {
    char *path;
    gboolean dry;
    Store *shared; /* (nullable) a desk in memory: the interface's own handle */
    char *desk;
    char *settings; /* as text: the thread reads its own */
    gint64 now;
    int market, channel;
    UiJob *job;
    ImportSummary *summary; /* (nullable) */
    GError *error;          /* (nullable) the desk could not be opened */
    GArray *before, *after; /* of Figures */
} ImportRun;

static void run_free(gpointer data)
{
    ImportRun *run = data;
    g_clear_pointer(&run->summary, import_summary_free);
    g_clear_error(&run->error);
    g_array_unref(run->before);
    g_array_unref(run->after);
    g_free(run->path);
    g_free(run->desk);
    g_free(run->settings);
    g_free(run);
}

static ImportRun *run_new(UiApp *app, const char *path, gboolean dry)
{
    ImportRun *run = g_new0(ImportRun, 1);
    Store *store = app->options->store;
    run->path = g_strdup(path);
    run->dry = dry;
    run->shared = store_in_memory(store) ? store : NULL;
    run->desk = g_strdup(store_path(store));
    run->settings = settings_save(app->settings);
    run->now = app->now;
    run->market = app->market;
    run->channel = app->channel;
    run->before = g_array_new(FALSE, TRUE, sizeof(Figures));
    run->after = g_array_new(FALSE, TRUE, sizeof(Figures));
    return run;
}

static char *run_name(const ImportRun *run)
{
    g_autofree char *name = g_filename_display_basename(run->path);
    return text_clean(name);
}

/* ---- In the thread ---- */

static void take_figures(const Desk *desk, const Settings *settings, gint64 now, GArray *figures)
{
    g_autoptr(GArray) parts = desk_parts(desk);
    for (guint i = 0; i < parts->len; i++) {
        const DeskPart *part = &g_array_index(parts, DeskPart, i);
        g_autoptr(Odr) odr =
            odr_compute(desk, settings, part->market, part->channel, day_of(now), NULL, 0);
        Figures there = {part->market, part->channel, odr->orders, odr->rule.defects,
                         odr->reported != NULL ? odr->reported->mismatch : 0};
        g_array_append_val(figures, there);
    }
}

static void figures_of(Store *store, const Settings *settings, gint64 now, GArray *figures)
{
    g_autoptr(Desk) desk = store_load_desk(store, NULL);
    if (desk != NULL)
        take_figures(desk, settings, now, figures);
}

static void progress(guint64 bytes, guint64 total, guint64 rows, gpointer data)
{
    const ImportRun *run = data;
    job_progress(run->job, total > 0 ? (int)MIN(bytes * 100 / total, 100) : -1);
}

/* The desk for this run. A trial of the first import is made in memory: there is no file yet. */
static Store *run_store(ImportRun *run)
{
    if (run->shared != NULL)
        return run->shared;
    if (run->dry && !g_file_test(run->desk, G_FILE_TEST_EXISTS))
        return store_open_memory(&run->error);
    return store_open(run->desk, STORE_WRITE, &run->error);
}

static void import_work(UiJob *job, gpointer data)
{
    ImportRun *run = data;
    g_autoptr(Settings) settings = settings_new();
    Store *store = run_store(run);
    ImportOptions options = {.settings = settings,
                             .now = run->now,
                             .market = run->market,
                             .channel = run->channel,
                             .progress = progress,
                             .progress_data = run,
                             .cancel = job_cancellable(job)};
    run->job = job;
    if (store == NULL)
        return;
    if (!settings_load(settings, run->settings, strlen(run->settings), "", &run->error)) {
        /* it was loaded once */
    } else if (!run->dry) {
        run->summary = import_file(store, run->path, &options);
    } else if (store_begin(store, G_STRLOC, &run->error)) {
        figures_of(store, settings, run->now, run->before);
        run->summary = import_file(store, run->path, &options);
        if (run->summary->error == NULL)
            figures_of(store, settings, run->now, run->after);
        store_rollback(store);
    }
    if (store != run->shared)
        store_close(store);
}

/* ---- What it did, or would do ---- */

static void counts_line(const ImportSummary *summary, int cols, Lines *lines)
{
    const ImportCounts *counts = &summary->counts;
    g_autofree char *rows =
        g_strdup_printf(ngettext("%d row", "%d rows", (gulong)counts->rows), (int)counts->rows);
    g_autofree char *skipped =
        counts->skipped > 0 ? g_strdup_printf(_(", %d skipped"), (int)counts->skipped) : NULL;
    g_autofree char *text = g_strdup_printf(_("%s: %d added, %d updated, %d unchanged%s"), rows,
                                            (int)counts->added, (int)counts->updated,
                                            (int)counts->unchanged, skipped != NULL ? skipped : "");
    lines_wrap(lines, STYLE_STRONG, text, 1, cols);
    if (counts->replaced_bytes > 0) {
        int n = (int)counts->replaced_bytes;
        g_autofree char *bytes =
            g_strdup_printf(ngettext("%d invalid %s byte was replaced",
                                     "%d invalid %s bytes were replaced", (gulong)n),
                            n, summary->encoding);
        lines_wrap(lines, STYLE_WARN, bytes, 1, cols);
    }
}

static void reject_lines(const ImportSummary *summary, guint most, int cols, Lines *lines)
{
    const int n = (int)summary->counts.rejected;
    if (n == 0)
        return;
    g_autofree char *head =
        g_strdup_printf(ngettext("! %d row rejected:", "! %d rows rejected:", (gulong)n), n);
    lines_wrap(lines, STYLE_WARN, head, 1, cols);
    for (guint i = 0; i < summary->rejects->len && i < most; i++) {
        const ImportReject *reject = g_ptr_array_index(summary->rejects, i);
        g_autofree char *text = g_strdup_printf(_("line %d: %s"), (int)reject->line, reject->why);
        g_autofree char *clean = text_clean(text);
        lines_wrap(lines, STYLE_NORMAL, clean, 3, cols);
    }
    if ((guint)n > most)
        line_addf(lines_add(lines), STYLE_MUTED, "   %s", _("and more"));
}

static const Figures *figures_find(const GArray *all, const Figures *like)
{
    for (guint i = 0; i < all->len; i++) {
        const Figures *there = &g_array_index(all, Figures, i);
        if (there->market == like->market && there->channel == like->channel)
            return there;
    }
    return NULL;
}

static void add_figures(UiApp *app, Line *line, Style style, const Figures *figures)
{
    g_autofree char *rate = fmt_rate(figures->defects, figures->orders);
    if (figures->orders == 0)
        line_addf(line, STYLE_MUTED, "%s", app->glyphs->dash);
    else
        line_addf(line, style, "%s  %d/%" G_GINT64_FORMAT, rate, figures->defects, figures->orders);
}

/* How the ODR would move, in each market and channel where it would. */
static void odr_lines(UiApp *app, const ImportRun *run, int cols, Lines *lines)
{
    guint moved = 0;
    lines_add(lines);
    line_addf(lines_add(lines), STYLE_HEADING, " %s", _("Order Defect Rate"));
    for (guint i = 0; i < run->after->len; i++) {
        const Figures none = {0}, *after = &g_array_index(run->after, Figures, i);
        const Figures *before = figures_find(run->before, after);
        const Market *market = market_by_num(after->market);
        before = before != NULL ? before : &none;
        if (before->orders == after->orders && before->defects == after->defects &&
            before->mismatch == after->mismatch)
            continue;
        Line *line = lines_add(lines);
        moved++;
        line_addf(line, STYLE_NORMAL, " %s %s  ", market != NULL ? market->domain : "?",
                  channel_word(after->channel));
        line_pad(line, STYLE_NORMAL, 24);
        add_figures(app, line, STYLE_MUTED, before);
        line_addf(line, STYLE_CHANGED, " %s ", app->glyphs->arrow);
        add_figures(app, line,
                    after->orders > 0 && !odr_good(after->defects, after->orders) ? STYLE_BAD
                                                                                  : STYLE_GOOD,
                    after);
        if (after->mismatch != before->mismatch)
            line_addf(line, STYLE_WARN, _("   Amazon counts %+d"), after->mismatch);
    }
    if (moved == 0)
        line_addf(lines_add(lines), STYLE_MUTED, " %s", _("no change"));
}

static void summary_lines(UiApp *app, const ImportRun *run, guint rejects, int cols, Lines *lines)
{
    const ImportSummary *summary = run->summary;
    g_autofree char *name = run_name(run);
    g_autofree char *head = g_strconcat(
        name, C_("punctuation", ": "),
        summary->kind != NULL ? import_kind_label(summary->kind) : "?", C_("punctuation", ", "),
        summary->encoding != NULL ? summary->encoding : "?", NULL);
    lines_wrap(lines, STYLE_NORMAL, head, 1, cols);
    counts_line(summary, cols, lines);
    reject_lines(summary, rejects, cols, lines);
    for (guint i = 0; summary->missing != NULL && i < summary->missing->len; i++) {
        g_autofree char *text = text_clean(g_ptr_array_index(summary->missing, i));
        lines_wrap(lines, STYLE_MUTED, text, 1, cols);
    }
}

/* NULL where all went well. */
static const GError *run_error(const ImportRun *run)
{
    return run->error != NULL ? run->error : run->summary != NULL ? run->summary->error : NULL;
}

static Reaction tell_error(UiApp *app, const ImportRun *run)
{
    const GError *error = run_error(run);
    int cols = MIN(term_cols(app->term) - 4, SUMMARY_COLS);
    if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
        app_message(app, STYLE_MESSAGE, _("cancelled: nothing was imported"));
        return REACT_RECALC;
    }
    g_autofree char *name = run_name(run);
    Lines *lines = lines_new();
    lines_wrap(lines, STYLE_STRONG, name, 1, cols);
    lines_wrap(lines, STYLE_ERROR, error->message, 1, cols);
    lines_add(lines);
    lines_wrap(lines, STYLE_NORMAL, _("Nothing was imported."), 1, cols);
    return reader_open(app, _("Import"), lines);
}

/* ---- For good ---- */

static Reaction import_done(UiApp *app, gpointer data)
{
    const ImportRun *run = data;
    if (run_error(run) != NULL || run->summary == NULL)
        return run_error(run) != NULL ? tell_error(app, run) : REACT_RECALC;
    const ImportCounts *counts = &run->summary->counts;
    g_autofree char *name = run_name(run);
    if (run->shared != NULL)
        app_react(app, REACT_RELOAD);
    else
        ui_app_tick(app);
    app_message(app, STYLE_MESSAGE, _("%s: %d added, %d updated, %d unchanged"), name,
                (int)counts->added, (int)counts->updated, (int)counts->unchanged);
    if (counts->rejected == 0)
        return REACT_RECALC;
    Lines *lines = lines_new();
    summary_lines(app, run, G_MAXUINT, MIN(term_cols(app->term) - 4, SUMMARY_COLS), lines);
    return reader_open(app, _("Import: some rows were rejected"), lines) | REACT_RECALC;
}

static Reaction import_start(UiApp *app, const char *path, gboolean dry, JobDone done)
{
    ImportRun *run = run_new(app, path, dry);
    g_autofree char *name = run_name(run);
    g_autofree char *label = g_strdup_printf(dry ? _("reading %s") : _("importing %s"), name);
    guint flags = JOB_WRITES | JOB_CANCELS | (run->shared != NULL ? JOB_INLINE : 0);
    return job_start(app, label, flags, import_work, done, run, run_free);
}

/* ---- The trial's overlay ---- */

typedef struct {
    UiModal base;
    char *path;
    Lines *lines;
    int top, rows;
} Trial;

static Reaction trial_key(UiApp *app, UiModal *modal, Key key)
{
    Trial *trial = (Trial *)modal;
    switch (key) {
    case 'y': {
        g_autofree char *path = g_strdup(trial->path);
        app_pop(app, modal);
        return import_start(app, path, FALSE, import_done) | REACT_RECALC;
    }
    case K_ESC:
    case K_CTRL('c'):
    case 'n':
    case 'q':
        app_pop(app, modal);
        app_message(app, STYLE_MESSAGE, _("nothing was imported"));
        return REACT_RECALC;
    case K_DOWN:
    case 'j':
    case K_PGDN:
        trial->top += key == K_PGDN ? trial->rows : 1;
        break;
    case K_UP:
    case 'k':
    case K_PGUP:
        trial->top -= key == K_PGUP ? trial->rows : 1;
        break;
    default:
        return REACT_NONE;
    }
    return REACT_REPAINT;
}

static void trial_recalc(UiApp *app, UiModal *modal, int max_rows, int max_cols, ModalBox *box)
{
    Trial *trial = (Trial *)modal;
    int n = (int)trial->lines->len;
    trial->rows = MIN(n, max_rows);
    trial->top = CLAMP(trial->top, 0, n - trial->rows);
    box->title = g_strdup(_("What this file would change"));
    box->footer = g_strdup(_("y imports, esc cancels"));
    box->cols = MIN(SUMMARY_COLS, max_cols);
    for (int i = trial->top; i < trial->top + trial->rows; i++) {
        Line *line = lines_add(box->lines);
        line_append(line, lines_at(trial->lines, (guint)i));
        line_cut(line, box->cols, app->glyphs->ellipsis);
    }
}

static void trial_free(UiModal *modal)
{
    Trial *trial = (Trial *)modal;
    g_ptr_array_unref(trial->lines);
    g_free(trial->path);
    g_free(trial);
}

static Reaction trial_done(UiApp *app, gpointer data)
{
    static const ModalOps ops = {
        .name = "import", .key = trial_key, .recalc = trial_recalc, .free = trial_free};
    const ImportRun *run = data;
    int cols = MIN(term_cols(app->term) - 3, SUMMARY_COLS - 1);
    if (run_error(run) != NULL || run->summary == NULL)
        return run_error(run) != NULL ? tell_error(app, run) : REACT_RECALC;
    Trial *trial = g_new0(Trial, 1);
    trial->base.ops = &ops;
    trial->path = g_strdup(run->path);
    trial->lines = lines_new();
    summary_lines(app, run, REJECTS_SHOWN, cols, trial->lines);
    odr_lines(app, run, cols, trial->lines);
    app_push(app, &trial->base);
    return REACT_REPAINT;
}

/* ---- The command ---- */

static Reaction import_chosen(UiApp *app, const char *path, gpointer data)
{
    return import_start(app, path, TRUE, trial_done);
}

Reaction act_import(UiApp *app, Command command, int count)
{
    if (app->argument != NULL) {
        g_autofree char *path = path_expand(app->argument);
        g_autofree char *whole = g_canonicalize_filename(path, NULL);
        path_recent_add(app, whole);
        return import_chosen(app, whole, NULL);
    }
    return picker_open(app, _("Import a file"), import_chosen, NULL, NULL);
}
