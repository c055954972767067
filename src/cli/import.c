/* SPDX-License-Identifier: MIT */
#include "azdesk/report/import.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"
#include "azdesk/core/word.h"

#include "import.h"
#include "jout.h"

#define IMPORT_REJECTED_STATUS 3
#define REJECTS_SHOWN          20

/* ---- Telling ---- */

static JsonNode *summary_json(const ImportSummary *summary)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    jout_text(builder, "file", summary->file);
    jout_text(builder, "kind", summary->kind);
    jout_text(builder, "encoding", summary->encoding);
    jout_int(builder, "rows", (gint64)summary->counts.rows);
    jout_int(builder, "added", (gint64)summary->counts.added);
    jout_int(builder, "updated", (gint64)summary->counts.updated);
    jout_int(builder, "unchanged", (gint64)summary->counts.unchanged);
    jout_int(builder, "skipped", (gint64)summary->counts.skipped);
    json_builder_set_member_name(builder, "rejected");
    json_builder_begin_array(builder);
    for (guint i = 0; i < summary->rejects->len; i++) {
        const ImportReject *reject = g_ptr_array_index(summary->rejects, i);
        json_builder_begin_object(builder);
        jout_int(builder, "line", (gint64)reject->line);
        jout_text(builder, "why", reject->why);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
    jout_int(builder, "replaced_bytes", (gint64)summary->counts.replaced_bytes);
    json_builder_set_member_name(builder, "missing");
    json_builder_begin_array(builder);
    for (guint i = 0; i < summary->missing->len; i++)
        json_builder_add_string_value(builder, g_ptr_array_index(summary->missing, i));
    json_builder_end_array(builder);
    jout_text(builder, "error", summary->error ? summary->error->message : NULL);
    json_builder_end_object(builder);
    return json_builder_get_root(builder);
}

static void put_counts(Out *out, const ImportCounts *counts)
{
    out_printf(out, OUT_PLAIN, ngettext("%d row", "%d rows", (gulong)counts->rows),
               (int)counts->rows);
    out_printf(out, OUT_PLAIN, _(": %d added, %d updated, %d unchanged"), (int)counts->added,
               (int)counts->updated, (int)counts->unchanged);
    if (counts->skipped)
        out_printf(out, OUT_PLAIN, _(", %d skipped"), (int)counts->skipped);
    if (counts->rejected)
        out_printf(out, OUT_WARN, _(", %d rejected"), (int)counts->rejected);
    if (counts->replaced_bytes)
        out_printf(out, OUT_WARN,
                   ngettext(", %d invalid byte replaced", ", %d invalid bytes replaced",
                            (gulong)counts->replaced_bytes),
                   (int)counts->replaced_bytes);
}

static void put_replaced(Out *out, const GArray *lines)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(text, "%s%" G_GUINT64_FORMAT, i ? ", " : "",
                               g_array_index(lines, guint64, i));
    if (lines->len)
        out_printf(out, OUT_PLAIN, _("  invalid bytes in lines %s\n"), text->str);
}

static void summary_show(Out *out, const ImportSummary *summary, gboolean dry_run)
{
    if (summary->error)
        return; /* told on standard error */
    out_clean(out, OUT_HEAD, summary->file);
    out_put(out, OUT_PLAIN, C_("punctuation", ": "));
    if (summary->kind)
        out_printf(out, OUT_PLAIN, "%s%s", import_kind_label(summary->kind),
                   C_("punctuation", ", "));
    if (summary->encoding)
        out_printf(out, OUT_PLAIN, "%s%s", summary->encoding, C_("punctuation", ", "));
    put_counts(out, &summary->counts);
    out_put(out, OUT_DIM, dry_run ? _(" (dry run)") : "");
    out_put(out, OUT_PLAIN, "\n");
    for (guint i = 0; i < summary->rejects->len && i < REJECTS_SHOWN; i++) {
        const ImportReject *reject = g_ptr_array_index(summary->rejects, i);
        if (reject->line > 0)
            out_printf(out, OUT_PLAIN, _("  line %d: "), (int)reject->line);
        else
            out_put(out, OUT_PLAIN, "  ");
        out_clean(out, OUT_PLAIN, reject->why);
        out_put(out, OUT_PLAIN, "\n");
    }
    put_replaced(out, summary->replaced_lines);
    if (summary->counts.rejected > REJECTS_SHOWN)
        out_printf(out, OUT_DIM, _("  ... and %d more; use --rejects FILE to save them all\n"),
                   (int)summary->counts.rejected - REJECTS_SHOWN);
    for (guint i = 0; summary->missing && i < summary->missing->len; i++) {
        out_put(out, OUT_DIM, _("  missing: "));
        out_clean(out, OUT_DIM, g_ptr_array_index(summary->missing, i));
        out_put(out, OUT_PLAIN, "\n");
    }
}

/* ---- Rejected rows ---- */

typedef struct {
    char **named;       /* the files in the order they were named in */
    JsonNode **answers; /* of each; NULL where it was not come to */
    GString *rejects;
    GBytes *header; /* (nullable) that was written last */
    gboolean failed, rejected;
} Tally;

static void tell_failure(const ImportSummary *summary)
{
    g_autofree char *file = text_clean(summary->file);
    g_autofree char *why = text_clean(summary->error->message);
    g_printerr("azdesk: %s: %s\n", file, why);
}

/* A row as it came; the last one of a file may lack its line end, which in UTF-16 has a NUL. */
static void rejects_put(GString *rejects, const char *row, gsize len)
{
    const gsize end = len > 1 && row[len - 1] == '\0' ? len - 1 : len;
    g_string_append_len(rejects, row, (gssize)len);
    if (end > 0 && row[end - 1] != '\n' && row[end - 1] != '\r')
        g_string_append_c(rejects, '\n');
}

/* A heading goes before the rows of its file, unless the file before had the same. */
static void rejects_add(Tally *tally, const ImportSummary *summary)
{
    if (summary->rejects->len == 0)
        return;
    g_autoptr(GBytes) header =
        g_bytes_new(summary->header, summary->header ? summary->header_len : 0);
    if (!tally->header || !g_bytes_equal(header, tally->header)) {
        rejects_put(tally->rejects, summary->header, g_bytes_get_size(header));
        g_clear_pointer(&tally->header, g_bytes_unref);
        tally->header = g_steal_pointer(&header);
    }
    for (guint i = 0; i < summary->rejects->len; i++) {
        const ImportReject *reject = g_ptr_array_index(summary->rejects, i);
        if (reject->raw)
            rejects_put(tally->rejects, reject->raw, reject->raw_len);
    }
}

static gboolean same_file(const char *a, const char *b)
{
    GStatBuf one, two;
    return g_stat(a, &one) == 0 && g_stat(b, &two) == 0 && one.st_dev == two.st_dev &&
           one.st_ino == two.st_ino;
}

/* ---- Running ---- */

typedef struct {
    Progress *progress; /* (nullable) */
    GCancellable *cancel;
} Watch;

/* ^C is held back while files are read: the one at hand is left out as a whole. */
static gboolean interrupted(void)
{
    sigset_t pending;
    return sigpending(&pending) == 0 && sigismember(&pending, SIGINT) == 1;
}

static void hold_interrupts(int how)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigprocmask(how, &set, NULL);
}

static void watch_progress(guint64 bytes, guint64 total, guint64 rows, gpointer data)
{
    Watch *watch = data;
    if (interrupted())
        g_cancellable_cancel(watch->cancel);
    if (watch->progress)
        progress_draw(watch->progress, bytes, total, rows);
}

static void import_one(Run *run, const char *path, const ImportOptions *options, Tally *tally)
{
    Watch *watch = options->progress_data;
    watch->progress = isatty(STDERR_FILENO) ? progress_new(path, run->out->color) : NULL;
    g_autoptr(ImportSummary) summary = import_file(run->store, path, options);
    g_clear_pointer(&watch->progress, progress_end);
    if (summary->error) {
        tally->failed = TRUE;
        tell_failure(summary);
    }
    tally->rejected |= summary->counts.rejected > 0;
    rejects_add(tally, summary);
    if (run->out->json) {
        for (gsize i = 0; tally->named[i]; i++)
            if (tally->named[i] == path)
                tally->answers[i] = summary_json(summary);
        return;
    }
    summary_show(run->out, summary, options->dry_run);
    if (!out_flush(run->out, NULL)) /* each as it is done */
        tally->failed = TRUE;
}

static void tell_answers(Run *run, Tally *tally)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_array(builder);
    for (gsize i = 0; tally->named[i]; i++)
        if (tally->answers[i])
            json_builder_add_value(builder, tally->answers[i]);
    json_builder_end_array(builder);
    out_json(run->out, builder);
}

static void import_all(Run *run, char **paths, ImportOptions *options, Tally *tally)
{
    g_autoptr(GCancellable) cancel = g_cancellable_new();
    Watch watch = {NULL, cancel};
    options->progress = watch_progress;
    options->progress_data = &watch;
    options->cancel = cancel;
    hold_interrupts(SIG_BLOCK);
    for (char **path = paths; *path && !g_cancellable_is_cancelled(cancel) && !interrupted();
         path++)
        import_one(run, *path, options, tally);
    if (run->out->json)
        tell_answers(run, tally);
    if (interrupted()) {
        if (!out_flush(run->out, NULL))
            tally->failed = TRUE;
        hold_interrupts(SIG_UNBLOCK); /* ends the program here, as an interrupt does */
    }
    hold_interrupts(SIG_UNBLOCK);
}

static gboolean check_options(Run *run, char **paths, GError **error)
{
    const char *kind = args_text(run->args, "kind"), *rejects = args_text(run->args, "rejects");
    if (kind && !g_strv_contains(import_kinds(), kind)) {
        g_autofree char *kinds = g_strjoinv(", ", (char **)import_kinds());
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("--kind: \"%s\" is not one of %s"),
                    kind, kinds);
        error_did_you_mean(error, kind, kinds);
        return FALSE;
    }
    for (char **path = paths; rejects && *path; path++) {
        if (!same_file(rejects, *path))
            continue;
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("--rejects: %s is one of the files to import"), rejects);
        return FALSE;
    }
    if (run->app->read_only) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                    _("--read-only: nothing was changed"));
        return FALSE;
    }
    return TRUE;
}

gboolean cmd_import(Run *run, GError **error)
{
    char **named = args_words(run->args);
    const gsize n = g_strv_length(named);
    g_autofree char **paths = g_memdup2(named, (n + 1) * sizeof *named);
    g_autofree JsonNode **answers = g_new0(JsonNode *, n + 1);
    const char *rejects = args_text(run->args, "rejects");
    if (!check_options(run, paths, error) || !run_store(run, TRUE, error))
        return FALSE;
    ImportOptions options = {
        .settings = run->app->settings,
        .now = run->now,
        .kind = args_text(run->args, "kind"),
        .market = run->app->market,
        .channel = run->app->channel,
        .dry_run = args_flag(run->args, "dry-run"),
        .map = args_text(run->args, "map"),
    };
    g_autoptr(GString) rows = g_string_new(NULL);
    Tally tally = {.named = named, .answers = answers, .rejects = rows};
    import_sort(paths);
    import_all(run, paths, &options, &tally);
    g_clear_pointer(&tally.header, g_bytes_unref);
    run->status = tally.failed ? AZDESK_ERROR_FAILED : tally.rejected ? IMPORT_REJECTED_STATUS : 0;
    return !rejects || g_file_set_contents_full(rejects, rows->str, (gssize)rows->len,
                                                G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}
