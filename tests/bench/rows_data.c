/* SPDX-License-Identifier: MIT */
/* Rows about data at rest and on its way in: import, size, figures, search. */
#include "bench.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define GOAL_IMPORT_SQLITE 0.5
#define GOAL_IMPORT_BARE   1.3
#define GOAL_SIZE          0.35
#define GOAL_FLAT          1.25
#define FLAT_CASES         500
#define FLAT_SMALL         10000

typedef struct {
    GArray *wall, *cpu, *rss;
} Costs;

static void costs_init(Costs *costs)
{
    *costs = (Costs){samples_new(), samples_new(), samples_new()};
}

static void costs_clear(Costs *costs)
{
    g_array_unref(costs->wall);
    g_array_unref(costs->cpu);
    g_array_unref(costs->rss);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Costs, costs_clear)

static void remove_db(const char *db)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
    for (guint i = 0; i < G_N_ELEMENTS(tails); i++) {
        g_autofree char *path = g_strconcat(db, tails[i], NULL);
        g_remove(path);
    }
}

static gboolean took_all(const Bench *bench, const char *path, GError **error)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *count = NULL;
    gint64 rows = -1;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "SELECT count(*) FROM orders", -1, &count, NULL) == SQLITE_OK &&
        sqlite3_step(count) == SQLITE_ROW)
        rows = sqlite3_column_int64(count, 0);
    sqlite3_finalize(count);
    sqlite3_close(db);
    if (rows == bench->lines)
        return TRUE;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                "%s: %" G_GINT64_FORMAT " orders of %" G_GINT64_FORMAT, path, rows, bench->lines);
    return FALSE;
}

/* Runs one side once, into a database that is new, and sees that it took all lines. */
static gboolean measure(const Bench *bench, const char *const *argv, const char *db, Costs *costs,
                        GError **error)
{
    g_auto(ProcessRun) run = {0};
    remove_db(db);
    if (!process_do(bench, argv, NULL, NULL, &run, error) || !took_all(bench, db, error))
        return FALSE;
    samples_add(costs->wall, run.wall);
    samples_add(costs->cpu, run.cpu);
    samples_add(costs->rss, (double)run.rss);
    return TRUE;
}

/* The file's 32 columns as text, the id as key. */
static char *create_table(const char *orders, GError **error)
{
    g_autoptr(GFile) file = g_file_new_for_path(orders);
    g_autoptr(GFileInputStream) raw = g_file_read(file, NULL, error);
    if (raw == NULL)
        return NULL;
    g_autoptr(GDataInputStream) in = g_data_input_stream_new(G_INPUT_STREAM(raw));
    g_autofree char *header = g_data_input_stream_read_line(in, NULL, NULL, error);
    if (header == NULL)
        return NULL;
    g_auto(GStrv) names = g_strsplit(header, "\t", -1);
    GString *sql = g_string_new("CREATE TABLE orders (");
    for (char **name = names; *name != NULL; name++)
        g_string_append_printf(sql, "%s\"%s\" TEXT%s", name == names ? "" : ", ", *name,
                               name == names ? " PRIMARY KEY" : "");
    g_string_append(sql, ");");
    return g_string_free(sql, FALSE);
}

static void pair_rows(Bench *bench, const char *against, Costs *ours, Costs *other, double goal)
{
    g_autofree char *wall =
        g_strdup_printf("import, %" G_GINT64_FORMAT " lines, time", bench->lines);
    g_autofree char *cpu = g_strdup_printf("import, %" G_GINT64_FORMAT " lines, CPU", bench->lines);
    table_pair(bench->table, wall, against, UNIT_SECONDS, ours->wall, other->wall, goal);
    table_pair(bench->table, cpu, against, UNIT_SECONDS, ours->cpu, other->cpu, goal);
}

gboolean rows_import(Bench *bench, GError **error)
{
    g_autofree char *orders = data_orders_once(bench, bench->lines, error);
    g_autofree char *create = orders == NULL ? NULL : create_table(orders, error);
    if (create == NULL)
        return FALSE;
    g_autofree char *db = bench_path(bench, "import.db");
    g_autofree char *command = g_strdup_printf(".import --skip 1 \"%s\" orders", orders);
    const char *desk[] = {bench->azdesk, "--db", db, "import", orders, NULL};
    const char *sqlite[] = {"sqlite3", "-batch", db, create, ".mode tabs", command, NULL};
    const char *bare[] = {bench->self, "--bare-import", orders, db, NULL};
    gboolean have = bench_have("sqlite3");
    g_auto(Costs) ours = {0}, theirs = {0}, least = {0};
    costs_init(&ours);
    costs_init(&theirs);
    costs_init(&least);
    for (int i = 0; i < bench->runs; i++)
        if (!measure(bench, desk, db, &ours, error) ||
            (have && !measure(bench, sqlite, db, &theirs, error)) ||
            !measure(bench, bare, db, &least, error))
            return FALSE;
    remove_db(db);
    if (have)
        pair_rows(bench, "sqlite3 .import", &ours, &theirs, GOAL_IMPORT_SQLITE);
    else
        table_left_out(bench->table, "import beside sqlite3", "sqlite3 is not installed");
    pair_rows(bench, "bare C loop", &ours, &least, GOAL_IMPORT_BARE);
    table_pair(bench->table, "import, highest memory", "bare C loop", UNIT_BYTES, ours.rss,
               least.rss, 0);
    return TRUE;
}

static double size_of(const char *db)
{
    static const char *const tails[] = {"", "-wal"};
    double sum = 0;
    for (guint i = 0; i < G_N_ELEMENTS(tails); i++) {
        g_autofree char *path = g_strconcat(db, tails[i], NULL);
        GStatBuf info;
        if (g_stat(path, &info) == 0)
            sum += (double)info.st_size;
    }
    return sum;
}

gboolean rows_size(Bench *bench, GError **error)
{
    g_autofree char *orders = data_orders_once(bench, bench->lines, error);
    if (orders == NULL)
        return FALSE;
    g_autofree char *db = bench_path(bench, "size.db");
    const char *desk[] = {bench->azdesk, "--db", db, "import", orders, NULL};
    const char *text[] = {bench->self, "--bare-text", orders, db, NULL};
    g_autoptr(GArray) ours = samples_new();
    g_autoptr(GArray) other = samples_new();
    g_auto(Costs) unused = {0};
    costs_init(&unused);
    if (!measure(bench, desk, db, &unused, error))
        return FALSE;
    samples_add(ours, size_of(db));
    if (!measure(bench, text, db, &unused, error))
        return FALSE;
    samples_add(other, size_of(db));
    remove_db(db);
    g_autofree char *what = g_strdup_printf("size of %" G_GINT64_FORMAT " orders", bench->lines);
    table_pair(bench->table, what, "five text columns", UNIT_BYTES, ours, other, GOAL_SIZE);
    return TRUE;
}

/* ---- Figures as orders grow ---- */

typedef struct {
    char *db, *today, *opened, order[ORDER_ID_SIZE];
} FlatDesk;

static void flat_clear(FlatDesk *flat)
{
    g_free(flat->db);
    g_free(flat->today);
    g_free(flat->opened);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FlatDesk, flat_clear)

/* A desk with one claim of our own on an order that no sheet names, and the day's backup behind it;
 * the small one is asked for once for each large one. */
static gboolean flat_init(const Bench *bench, gint64 lines, FlatDesk *flat, GError **error)
{
    char day[DAY_SIZE];
    flat->db = data_desk_once(bench, FLAT_CASES, lines, error);
    if (flat->db == NULL)
        return FALSE;
    day_format(bench->today, day);
    flat->today = g_strconcat(day, "T12:00:00Z", NULL);
    day_format(bench->today - 3, day);
    flat->opened = g_strdup(day);
    order_id_format(data_order(lines - lines / 20 + 1), flat->order);
    const char *open[] = {bench->azdesk, "--db",       flat->db, "--today",
                          flat->today,   "claim",      "open",   flat->order,
                          "--opened",    flat->opened, NULL};
    const char *show[] = {bench->azdesk, "--db", flat->db, "claim", "show", flat->order, NULL};
    g_auto(ProcessRun) there = {0}, run = {0};
    if (!process_run(bench, show, NULL, NULL, &there, error))
        return FALSE;
    return there.status == 0 || process_do(bench, open, NULL, NULL, &run, error);
}

static gboolean flat_count(const Bench *bench, const FlatDesk *flat, int turn, GArray *odr,
                           GArray *move, GError **error)
{
    double count = 0;
    const char *show[] = {bench->azdesk, "--db", flat->db, "--today",
                          flat->today,   "odr",  "--json", NULL};
    const char *change[] = {bench->azdesk, "--db",      flat->db,
                            "--today",     flat->today, "claim",
                            "move",        flat->order, turn % 2 == 0 ? "held" : "opened",
                            NULL};
    if (!process_count(bench, show, &count, error))
        return FALSE;
    samples_add(odr, count);
    if (!process_count(bench, change, &count, error))
        return FALSE;
    samples_add(move, count);
    return TRUE;
}

static gboolean flat_rows(Bench *bench, gint64 lines, GError **error)
{
    g_auto(FlatDesk) small = {0}, large = {0};
    if (!flat_init(bench, FLAT_SMALL, &small, error) || !flat_init(bench, lines, &large, error))
        return FALSE;
    g_autoptr(GArray) odr_small = samples_new();
    g_autoptr(GArray) odr_large = samples_new();
    g_autoptr(GArray) move_small = samples_new();
    g_autoptr(GArray) move_large = samples_new();
    bench_tell("counting instructions at %" G_GINT64_FORMAT " orders", lines);
    for (int i = 0; i < bench->runs; i++)
        if (!flat_count(bench, &large, i, odr_large, move_large, error) ||
            !flat_count(bench, &small, i, odr_small, move_small, error))
            return FALSE;
    g_autofree char *odr = g_strdup_printf("odr, instructions, %" G_GINT64_FORMAT " orders", lines);
    g_autofree char *move =
        g_strdup_printf("stage change, same, %" G_GINT64_FORMAT " orders", lines);
    table_pair(bench->table, odr, "10,000 orders", UNIT_NUMBER, odr_large, odr_small, GOAL_FLAT);
    table_pair(bench->table, move, "10,000 orders", UNIT_NUMBER, move_large, move_small, GOAL_FLAT);
    return TRUE;
}

gboolean rows_figures(Bench *bench, GError **error)
{
    if (!bench_have("valgrind")) {
        table_left_out(bench->table, "odr and stage change, instructions",
                       "valgrind is not installed");
        return TRUE;
    }
    const gint64 sizes[] = {50000, 1000000, 10000000};
    guint n = bench->huge ? 3 : bench->quick ? 1 : 2;
    for (guint i = 0; i < n; i++)
        if (!flat_rows(bench, sizes[i], error))
            return FALSE;
    return TRUE;
}

gboolean rows_search(Bench *bench, GError **error)
{
    g_autofree char *db = data_desk_once(bench, bench->cases, bench->lines, error);
    if (db == NULL)
        return FALSE;
    const struct {
        const char *what, *query;
    } searches[] = {
        {"claim list stage:held, CPU", "stage:held"},
        {"claim list of words in notes, CPU", "customs week"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(searches); i++) {
        const char *argv[] = {bench->azdesk, "--db", db, "claim", "list", searches[i].query, NULL};
        g_autoptr(GArray) cpu = samples_new();
        for (int k = 0; k < bench->runs; k++) {
            g_auto(ProcessRun) run = {0};
            if (!process_do(bench, argv, NULL, NULL, &run, error))
                return FALSE;
            samples_add(cpu, run.cpu);
        }
        table_single(bench->table, searches[i].what, UNIT_SECONDS, cpu, 0);
    }
    return TRUE;
}
