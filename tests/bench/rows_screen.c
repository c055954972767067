/* SPDX-License-Identifier: MIT */
/* Rows about the terminal: first paint, keys, filter, rest. */
#include "bench.h"

#include <string.h>

#define DOWN          "\033OB"
#define KEYS          200
#define KEY_QUIET     0.005
#define START_QUIET   0.4
#define WAKEUPS       1.2 /* a second: the one tick, and what falls on the edge of the count */
#define FRAME         0.016
#define MEMORY        40e6
#define GOAL_BYTES    400 /* at 120x40, in the list of claims */
#define GOAL_GROWTH   1.1
#define GOAL_PAINT    0.5
#define GOAL_KEY_TIG  1.0
#define GOAL_KEY_LESS 2.0
#define GOAL_ESCAPE   0.025 /* ncurses' own delay is a second */
#define ESCAPES       40

/* What each program shows when its first screen is there. */
static const char *const azdesk_marks[] = {"[0-9]{3}-[0-9]{7}-[0-9]{7}", "Order Defect Rate",
                                           "by rule", NULL};
static const char *const tig_marks[] = {"Change 3000 of", "Change 29[67][0-9] of", NULL};
static const char *const less_marks[] = {"Change 1 of", "Change 39 of", NULL};

typedef struct {
    const char *argv[8];
    const char *folder, *program;
    const char *const *marks;
    const char *ready; /* keys that lead to the list */
} Side;

typedef struct {
    GArray *paint, *cpu, *latency, *bytes;
} Costs;

static void costs_init(Costs *costs)
{
    *costs = (Costs){samples_new(), samples_new(), samples_new(), samples_new()};
}

static void costs_clear(Costs *costs)
{
    g_array_unref(costs->paint);
    g_array_unref(costs->cpu);
    g_array_unref(costs->latency);
    g_array_unref(costs->bytes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Costs, costs_clear)

static Side azdesk_side(const Bench *bench, const char *db)
{
    return (Side){.argv = {bench->azdesk, "--db", db, NULL},
                  .program = bench->azdesk,
                  .marks = azdesk_marks,
                  .ready = "2"};
}

static Side tig_side(const char *repository)
{
    return (Side){
        .argv = {"tig", NULL}, .folder = repository, .program = "tig", .marks = tig_marks};
}

static Side less_side(const char *text)
{
    return (Side){.argv = {"less", text, NULL}, .program = "less", .marks = less_marks};
}

/* Starts a side and waits until its first screen is there; *ret_seconds says how long that took.
 * What the program remembered of its last run, view and selection, is forgotten. */
static Pty *side_start(const Bench *bench, const Side *side, double *ret_seconds, GError **error)
{
    g_autofree char *state = bench_path(bench, "home/state");
    bench_remove(state);
    g_autoptr(Pty) pty = pty_start(bench, side->argv, side->folder, error);
    if (pty == NULL || !pty_until(pty, side->marks, ret_seconds, error))
        return NULL;
    return g_steal_pointer(&pty);
}

/* The same, then quietly at its list. */
static Pty *side_ready(const Bench *bench, const Side *side, GError **error)
{
    double seconds;
    Pty *pty = side_start(bench, side, &seconds, error);
    if (pty == NULL)
        return NULL;
    pty_settle(pty, START_QUIET);
    if (side->ready != NULL) {
        pty_key(pty, side->ready);
        pty_settle(pty, START_QUIET);
    }
    return pty;
}

static gboolean have_tig(void)
{
    return bench_have("tig") && bench_have("git");
}

static gboolean paint_once(const Bench *bench, const Side *side, GArray *samples, GError **error)
{
    double seconds = 0;
    g_autoptr(Pty) pty = side_start(bench, side, &seconds, error);
    if (pty == NULL)
        return FALSE;
    samples_add(samples, seconds);
    return TRUE;
}

gboolean rows_paint(Bench *bench, GError **error)
{
    g_autofree char *db = data_desk_once(bench, bench->cases, bench->lines, error);
    if (db == NULL)
        return FALSE;
    gboolean have = have_tig();
    g_autofree char *repository = have ? data_repository_once(bench, error) : NULL;
    if (have && repository == NULL)
        return FALSE;
    Side ours = azdesk_side(bench, db), tig = tig_side(repository);
    g_autoptr(GArray) mine = samples_new();
    g_autoptr(GArray) theirs = samples_new();
    for (int i = 0; i < bench->runs; i++)
        if (!paint_once(bench, &ours, mine, error) ||
            (have && !paint_once(bench, &tig, theirs, error)))
            return FALSE;
    if (have)
        table_pair(bench->table, "first paint", "tig, 3,000 commits", UNIT_SECONDS, mine, theirs,
                   GOAL_PAINT);
    else
        table_left_out(bench->table, "first paint beside tig", "tig or git is not installed");
    return TRUE;
}

/* Moves down the list, waiting for the screen after each key. */
static gboolean keys_once(const Bench *bench, const Side *side, Costs *costs, GError **error)
{
    g_autoptr(Pty) pty = side_ready(bench, side, error);
    if (pty == NULL)
        return FALSE;
    g_autoptr(GArray) latency = samples_new();
    double cpu = pty_cpu(pty);
    guint64 bytes = pty_bytes(pty);
    for (int i = 0; i < KEYS; i++) {
        pty_key(pty, DOWN);
        samples_add(latency, pty_settle(pty, KEY_QUIET));
    }
    samples_add(costs->cpu, (pty_cpu(pty) - cpu) / KEYS);
    samples_add(costs->bytes, (double)(pty_bytes(pty) - bytes) / KEYS);
    samples_add(costs->latency, samples_median(latency));
    return TRUE;
}

/* Opens the help and leaves it by ESC, which might be the beginning of a key's bytes. */
static gboolean escape_once(const Bench *bench, const Side *side, GArray *times, GError **error)
{
    g_autoptr(Pty) pty = side_ready(bench, side, error);
    if (pty == NULL)
        return FALSE;
    g_autoptr(GArray) latency = samples_new();
    for (int i = 0; i < ESCAPES; i++) {
        pty_key(pty, "?");
        pty_settle(pty, 0.1);
        pty_key(pty, "\033");
        samples_add(latency, pty_settle(pty, 0.1));
    }
    samples_add(times, samples_median(latency));
    return TRUE;
}

static void key_rows(Bench *bench, const char *against, Costs *ours, Costs *other, double goal,
                     double goal_latency)
{
    table_pair(bench->table, "key, CPU", against, UNIT_SECONDS, ours->cpu, other->cpu, goal);
    table_pair(bench->table, "key, until the screen is still", against, UNIT_SECONDS, ours->latency,
               other->latency, goal_latency);
    table_pair(bench->table, "key, bytes to the terminal", against, UNIT_BYTES, ours->bytes,
               other->bytes, 0);
}

gboolean rows_keys(Bench *bench, GError **error)
{
    g_autofree char *db = data_desk_once(bench, bench->cases, bench->lines, error);
    if (db == NULL)
        return FALSE;
    gboolean tig_there = have_tig(), less_there = bench_have("less");
    g_autofree char *repository = tig_there ? data_repository_once(bench, error) : NULL;
    g_autofree char *text = data_text_once(bench, error);
    if ((tig_there && repository == NULL) || text == NULL)
        return FALSE;
    Side sides[] = {azdesk_side(bench, db), tig_side(repository), less_side(text)};
    g_auto(Costs) ours = {0}, tig = {0}, less = {0};
    g_autoptr(GArray) escapes = samples_new();
    costs_init(&ours);
    costs_init(&tig);
    costs_init(&less);
    for (int i = 0; i < bench->runs; i++)
        if (!keys_once(bench, &sides[0], &ours, error) ||
            !escape_once(bench, &sides[0], escapes, error) ||
            (tig_there && !keys_once(bench, &sides[1], &tig, error)) ||
            (less_there && !keys_once(bench, &sides[2], &less, error)))
            return FALSE;
    if (tig_there)
        key_rows(bench, "tig", &ours, &tig, GOAL_KEY_TIG, GOAL_KEY_TIG);
    else
        table_left_out(bench->table, "key beside tig", "tig or git is not installed");
    table_single(bench->table, "key, bytes to the terminal", UNIT_BYTES, ours.bytes, GOAL_BYTES);
    table_single(bench->table, "ESC, until the screen is still", UNIT_SECONDS, escapes,
                 GOAL_ESCAPE);
    if (less_there)
        key_rows(bench, "less", &ours, &less, GOAL_KEY_LESS, 0);
    else
        table_left_out(bench->table, "key beside less", "less is not installed");
    return TRUE;
}

/* Types the words letter by letter, then takes them back. */
static gboolean filter_once(const Bench *bench, const Side *side, const char *words, GArray *mean,
                            GArray *worst, GArray *latency, GError **error)
{
    g_autoptr(Pty) pty = side_ready(bench, side, error);
    if (pty == NULL)
        return FALSE;
    pty_key(pty, "/");
    pty_settle(pty, START_QUIET);
    double sum = 0, most = 0;
    g_autoptr(GArray) waits = samples_new();
    guint n = (guint)strlen(words) * 2;
    for (guint i = 0; i < n; i++) {
        char key[2] = {i < n / 2 ? words[i] : '\177', '\0'};
        double before = pty_cpu(pty);
        pty_key(pty, key);
        samples_add(waits, pty_settle(pty, 0.05));
        double spent = pty_cpu(pty) - before;
        sum += spent;
        most = MAX(most, spent);
    }
    samples_add(mean, sum / n);
    samples_add(worst, most);
    samples_add(latency, samples_median(waits));
    return TRUE;
}

gboolean rows_filter(Bench *bench, GError **error)
{
    g_autofree char *db = data_desk_once(bench, bench->cases, bench->lines, error);
    if (db == NULL)
        return FALSE;
    static const char *const words[] = {"withdrawn", "113-2", "stage:held"};
    Side ours = azdesk_side(bench, db);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(GArray) mean = samples_new();
        g_autoptr(GArray) worst = samples_new();
        g_autoptr(GArray) latency = samples_new();
        for (int k = 0; k < bench->runs; k++)
            if (!filter_once(bench, &ours, words[i], mean, worst, latency, error))
                return FALSE;
        g_autofree char *row = g_strdup_printf("filter \"%s\", CPU a key", words[i]);
        g_autofree char *high = g_strdup_printf("filter \"%s\", CPU of the dearest key", words[i]);
        g_autofree char *wait = g_strdup_printf("filter \"%s\", time a key", words[i]);
        table_single(bench->table, row, UNIT_SECONDS, mean, FRAME);
        table_single(bench->table, high, UNIT_SECONDS, worst, FRAME);
        table_single(bench->table, wait, UNIT_SECONDS, latency, FRAME);
    }
    return TRUE;
}

/* An hour's use in a minute: moves, pages, ends, views, a filter typed and dropped. */
static void use_it(Pty *pty, int rounds)
{
    static const char *const keys[] = {DOWN, DOWN, DOWN, "\033[6~", "\033[6~", "\033[5~", "\033OA",
                                       "3",  "1",  "2",  "/",       "held",    "\033",    DOWN};
    for (int i = 0; i < rounds; i++)
        for (guint k = 0; k < G_N_ELEMENTS(keys); k++) {
            pty_key(pty, keys[k]);
            pty_settle(pty, *keys[k] == '\033' && keys[k][1] == '\0' ? 0.06 : KEY_QUIET);
        }
    pty_settle(pty, START_QUIET);
}

gboolean rows_rest(Bench *bench, GError **error)
{
    g_autofree char *db = data_desk_once(bench, bench->cases, bench->lines, error);
    if (db == NULL)
        return FALSE;
    g_autoptr(GArray) memory = samples_new();
    g_autoptr(GArray) later = samples_new();
    g_autoptr(GArray) wakeups = samples_new();
    g_autoptr(GArray) cpu = samples_new();
    Side ours = azdesk_side(bench, db);
    double seconds = bench->quick ? 3 : 5;
    for (int i = 0; i < bench->runs; i++) {
        g_autoptr(Pty) pty = side_ready(bench, &ours, error);
        if (pty == NULL)
            return FALSE;
        samples_add(memory, (double)pty_memory(pty));
        guint64 slept = pty_wakeups(pty);
        double used = pty_cpu(pty);
        gint64 end = g_get_monotonic_time() + (gint64)(seconds * 1e6);
        for (gint64 left; (left = end - g_get_monotonic_time()) > 0;)
            pty_settle(pty, (double)left / 1e6);
        samples_add(wakeups, (double)(pty_wakeups(pty) - slept) / seconds);
        samples_add(cpu, (pty_cpu(pty) - used) / seconds);
        use_it(pty, bench->quick ? 20 : 100);
        samples_add(later, (double)pty_memory(pty));
    }
    table_single(bench->table, "memory at rest", UNIT_BYTES, memory, MEMORY);
    table_pair(bench->table, "memory after 1,400 keys", "at rest", UNIT_BYTES, later, memory,
               GOAL_GROWTH);
    table_single(bench->table, "idle, wake-ups a second", UNIT_NUMBER, wakeups, WAKEUPS);
    table_single(bench->table, "idle, CPU a second", UNIT_SECONDS, cpu, 0);
    return TRUE;
}
