/* SPDX-License-Identifier: MIT */
/* Order records sorted by key and merged, in bounded memory whatever their number: runs are sorted
 * in memory, those that do not fit lie one behind the other in a nameless file, and are merged. */
#include "imports-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define RADIX_BITS   11
#define RADIX        (1 << RADIX_BITS)
#define RADIX_PASSES 6    /* 66 bits; the greatest key has 57 */
#define WINDOW       2048 /* records of a run in memory while runs are merged */

typedef struct {
    gint64 at;     /* the record that comes next, counted from the file's start */
    gint64 end;    /* behind the last one */
    gsize n, next; /* in the window */
    OrderRecord *window;
} Run;

struct OrderRuns {
    char *folder;
    OrderRecord *records, *scratch;
    gsize n;
    int fd;       /* -1: nothing overflowed */
    gint64 spilt; /* records in the file */
    GArray *runs; /* of Run */
};

OrderRuns *order_runs_new(const char *folder)
{
    OrderRuns *runs = g_new0(OrderRuns, 1);
    runs->folder = g_strdup(folder);
    runs->records = g_new(OrderRecord, ORDER_RUN);
    runs->scratch = g_new(OrderRecord, ORDER_RUN);
    runs->fd = -1;
    runs->runs = g_array_new(FALSE, TRUE, sizeof(Run));
    return runs;
}

void order_runs_free(OrderRuns *runs)
{
    if (!runs)
        return;
    for (guint i = 0; i < runs->runs->len; i++)
        g_free(g_array_index(runs->runs, Run, i).window);
    g_array_unref(runs->runs);
    if (runs->fd >= 0)
        close(runs->fd);
    g_free(runs->records);
    g_free(runs->scratch);
    g_free(runs->folder);
    g_free(runs);
}

static int compare_facts(const OrderRecord *a, const OrderRecord *b)
{
    if (a->status != b->status)
        return a->status < b->status ? -1 : 1;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->channel != b->channel)
        return a->channel < b->channel ? -1 : 1;
    return (a->market > b->market) - (a->market < b->market);
}

gboolean order_record_wins(const OrderRecord *record, const OrderRecord *over)
{
    if (record->updated != over->updated)
        return record->updated > over->updated;
    return compare_facts(record, over) > 0;
}

/* ---- One run ---- */

static guint digit_of(OrderId id, int pass)
{
    return (guint)((guint64)id >> (pass * RADIX_BITS)) & (RADIX - 1);
}

/* Least digit first; a digit that all share costs nothing. */
static void sort_run(OrderRuns *runs)
{
    g_autofree guint32(*counts)[RADIX] = g_malloc0(sizeof(guint32[RADIX_PASSES][RADIX]));
    for (gsize i = 0; i < runs->n; i++) {
        for (int pass = 0; pass < RADIX_PASSES; pass++)
            counts[pass][digit_of(runs->records[i].id, pass)]++;
    }
    for (int pass = 0; pass < RADIX_PASSES; pass++) {
        guint32 *count = counts[pass], sum = 0;
        if (runs->n == 0 || count[digit_of(runs->records[0].id, pass)] == runs->n)
            continue;
        for (int digit = 0; digit < RADIX; digit++) {
            guint32 here = count[digit];
            count[digit] = sum;
            sum += here;
        }
        for (gsize i = 0; i < runs->n; i++)
            runs->scratch[count[digit_of(runs->records[i].id, pass)]++] = runs->records[i];
        OrderRecord *sorted = runs->scratch;
        runs->scratch = runs->records;
        runs->records = sorted;
    }
}

static void merge_same(OrderRuns *runs)
{
    gsize kept = 0;
    for (gsize i = 1; i < runs->n; i++) {
        OrderRecord *last = &runs->records[kept], *record = &runs->records[i];
        if (record->id != last->id)
            runs->records[++kept] = *record;
        else if (order_record_wins(record, last))
            *last = *record;
    }
    runs->n = runs->n > 0 ? kept + 1 : 0;
}

/* ---- The file ---- */

static gboolean set_file_error(GError **error)
{
    int number = errno;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                _("cannot use a temporary file to sort orders: %s"), g_strerror(number));
    return FALSE;
}

static int open_nameless(const char *folder)
{
    int fd = -1;
#ifdef O_TMPFILE
    fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
#endif
    g_autofree char *name = g_build_filename(folder, "azdesk-sort-XXXXXX", NULL);
    fd = g_mkstemp_full(name, O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        unlink(name);
    return fd;
}

static gboolean spill(OrderRuns *runs, GError **error)
{
    if (runs->fd < 0 && runs->folder)
        runs->fd = open_nameless(runs->folder);
    if (runs->fd < 0)
        runs->fd = open_nameless(g_get_tmp_dir());
    if (runs->fd < 0)
        return set_file_error(error);
    const char *bytes = (const char *)runs->records;
    gsize size = runs->n * sizeof(OrderRecord), done = 0;
    while (done < size) {
        off_t at = (off_t)(runs->spilt * (gint64)sizeof(OrderRecord)) + (off_t)done;
        gssize n = pwrite(runs->fd, bytes + done, size - done, at);
        if (n < 0 && errno != EINTR)
            return set_file_error(error);
        done += n > 0 ? (gsize)n : 0;
    }
    Run run = {.at = runs->spilt, .end = runs->spilt + (gint64)runs->n};
    g_array_append_val(runs->runs, run);
    runs->spilt = run.end;
    runs->n = 0;
    return TRUE;
}

static gboolean fill_window(OrderRuns *runs, Run *run, GError **error)
{
    if (!run->window)
        run->window = g_new(OrderRecord, WINDOW);
    run->next = 0;
    run->n = (gsize)MIN(run->end - run->at, WINDOW);
    gsize size = run->n * sizeof(OrderRecord), done = 0;
    while (done < size) {
        off_t at = (off_t)(run->at * (gint64)sizeof(OrderRecord)) + (off_t)done;
        gssize n = pread(runs->fd, (char *)run->window + done, size - done, at);
        if (n == 0)
            errno = EIO;
        if (n == 0 || (n < 0 && errno != EINTR))
            return set_file_error(error);
        done += n > 0 ? (gsize)n : 0;
    }
    run->at += (gint64)run->n;
    return TRUE;
}

gboolean order_runs_add(OrderRuns *runs, const OrderRecord *record, GError **error)
{
    if (runs->n == ORDER_RUN) {
        sort_run(runs);
        merge_same(runs);
        if (runs->n > ORDER_RUN / 2 && !spill(runs, error))
            return FALSE;
    }
    runs->records[runs->n++] = *record;
    return TRUE;
}

/* ---- Merging ---- */

static const OrderRecord *head(const OrderRuns *runs, guint i)
{
    const Run *run = &g_array_index(runs->runs, Run, i);
    return &run->window[run->next];
}

static void sift_down(const OrderRuns *runs, guint *heap, guint n, guint i)
{
    for (;;) {
        guint least = i;
        for (guint child = 2 * i + 1; child <= 2 * i + 2 && child < n; child++) {
            if (head(runs, heap[child])->id < head(runs, heap[least])->id)
                least = child;
        }
        if (least == i)
            return;
        guint other = heap[i];
        heap[i] = heap[least];
        heap[least] = other;
        i = least;
    }
}

/* Steps the run on top on; a run that is at its end leaves the heap. */
static gboolean advance(OrderRuns *runs, guint *heap, guint *n, GError **error)
{
    Run *run = &g_array_index(runs->runs, Run, heap[0]);
    if (++run->next == run->n) {
        if (run->at == run->end)
            heap[0] = heap[--*n];
        else if (!fill_window(runs, run, error))
            return FALSE;
    }
    sift_down(runs, heap, *n, 0);
    return TRUE;
}

static gboolean walk_runs(OrderRuns *runs, OrderVisit visit, gpointer data, GError **error)
{
    guint n = runs->runs->len;
    g_autofree guint *heap = g_new0(guint, n);
    for (guint i = 0; i < n; i++) {
        heap[i] = i;
        if (!fill_window(runs, &g_array_index(runs->runs, Run, i), error))
            return FALSE;
    }
    for (guint i = n; i > 0; i--)
        sift_down(runs, heap, n, i - 1);
    while (n > 0) {
        OrderRecord record = *head(runs, heap[0]);
        if (!advance(runs, heap, &n, error))
            return FALSE;
        while (n > 0 && head(runs, heap[0])->id == record.id) {
            if (order_record_wins(head(runs, heap[0]), &record))
                record = *head(runs, heap[0]);
            if (!advance(runs, heap, &n, error))
                return FALSE;
        }
        if (!visit(&record, data, error))
            return FALSE;
    }
    return TRUE;
}

gboolean order_runs_walk(OrderRuns *runs, OrderVisit visit, gpointer data, GError **error)
{
    sort_run(runs);
    merge_same(runs);
    if (runs->fd >= 0)
        return (runs->n == 0 || spill(runs, error)) && walk_runs(runs, visit, data, error);
    for (gsize i = 0; i < runs->n; i++) {
        if (!visit(&runs->records[i], data, error))
            return FALSE;
    }
    return TRUE;
}
