/* SPDX-License-Identifier: MIT */
/* The program killed at random moments, and several of it at once. AZDESK_KILLS is how many times
 * it is killed, 40 unless said; AZDESK_SEED decides the moments. */
#include <signal.h>
#include <sys/wait.h>

#include "store_test.h"

#define ORDERS   300 /* in a file */
#define ORDER    G_GINT64_CONSTANT(11100000000000001)
#define FILE_OF  G_GINT64_CONSTANT(11400000000000000)
#define DAY_WORD "2026-11-20"

typedef struct {
    TempDir *dir;
    char *path, *file;
    GRand *rand;
    GArray *cases, *notes, *files; /* numbers that were acknowledged */
    gint64 longest;                /* microseconds that a run took */
    guint killed, acknowledged;
} Place;

static void place_clear(Place *place)
{
    temp_dir_remove(place->dir);
    g_free(place->path);
    g_free(place->file);
    g_rand_free(place->rand);
    g_array_unref(place->cases);
    g_array_unref(place->notes);
    g_array_unref(place->files);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

static guint number_from(const char *name, guint fallback)
{
    const char *text = g_getenv(name);
    return text ? (guint)g_ascii_strtoull(text, NULL, 10) : fallback;
}

static void place_init(Place *place)
{
    place->dir = temp_dir();
    place->path = g_build_filename(place->dir, "desk.db", NULL);
    place->file = g_build_filename(place->dir, "orders.tsv", NULL);
    place->rand = g_rand_new_with_seed(number_from("AZDESK_SEED", 5));
    place->cases = g_array_new(FALSE, FALSE, sizeof(guint));
    place->notes = g_array_new(FALSE, FALSE, sizeof(guint));
    place->files = g_array_new(FALSE, FALSE, sizeof(guint));
    ck_assert_msg(g_getenv("AZDESK_BIN") != NULL, "AZDESK_BIN is not set");
}

static void write_file(const char *path, guint number)
{
    g_autoptr(GString) text = g_string_new(
        "amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\t"
        "fulfillment-channel\tsales-channel\tproduct-name\tsku\tasin\titem-status\tquantity\n");
    for (int i = 0; i < ORDERS; i++)
        g_string_append_printf(text,
                               "114-%07u-%07d\t\t2026-11-10T10:00:00+00:00\t"
                               "2026-11-11T12:00:00+00:00\tShipped\tMerchant\tAmazon.com\tA\tS\tB\t"
                               "Shipped\t1\n",
                               number, i);
    ck_assert(g_file_set_contents(path, text->str, -1, NULL));
}

/* ---- One run of the program ---- */

static pid_t start(const char *path, const char *const *words)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    const char *argv[16] = {g_getenv("AZDESK_BIN"), "--db", path, "--today", DAY_WORD "T12:00Z"};
    gsize n = 5;
    for (; *words && n + 1 < G_N_ELEMENTS(argv); words++)
        argv[n++] = *words;
    if (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr))
        _exit(99);
    execv(argv[0], (char **)argv);
    _exit(99);
}

static int status_of(pid_t child)
{
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(!WIFSIGNALED(status) || WTERMSIG(status) == SIGKILL, "died of signal %d",
                  WTERMSIG(status));
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Killed at some moment of its life, or a little after; whether it could acknowledge. */
static gboolean run_and_kill(Place *place, const char *const *words, gboolean spare)
{
    gint64 began = g_get_monotonic_time();
    pid_t child = start(place->path, words);
    if (!spare) {
        g_usleep((gulong)g_rand_int_range(place->rand, 0, (gint32)(place->longest * 5 / 4) + 1));
        kill(child, SIGKILL);
    }
    int status = status_of(child);
    /* One that was not killed may find the desk held, and tries again. */
    ck_assert_msg(status == 0 || status == (spare ? 1 : -1), "exit status %d", status);
    if (spare)
        place->longest = MAX(place->longest, g_get_monotonic_time() - began);
    if (status == 0)
        place->acknowledged++;
    else
        place->killed++;
    return status == 0;
}

static void format_order(char *buf, gsize size, guint number)
{
    g_snprintf(buf, size, "111-0000000-%07u", number + 1);
}

static gboolean open_case(Place *place, guint number, gboolean spare)
{
    char id[32];
    format_order(id, sizeof id, number);
    const char *const words[] = {"claim",  "open",      id,           "--opened",
                                 DAY_WORD, "--ordered", "2026-11-01", NULL};
    gboolean done = run_and_kill(place, words, spare);
    if (done)
        g_array_append_val(place->cases, number);
    return done;
}

/* Each note on the first case, so that its events grow. */
static gboolean add_note(Place *place, guint number, gboolean spare)
{
    char id[32], text[32];
    format_order(id, sizeof id, 0);
    g_snprintf(text, sizeof text, "note <%u>", number);
    const char *const words[] = {"claim", "note", id, text, NULL};
    gboolean done = run_and_kill(place, words, spare);
    if (done)
        g_array_append_val(place->notes, number);
    return done;
}

static gboolean import_file(Place *place, guint number, gboolean spare)
{
    write_file(place->file, number);
    const char *const words[] = {"import", place->file, NULL};
    gboolean done = run_and_kill(place, words, spare);
    if (done)
        g_array_append_val(place->files, number);
    return done;
}

/* ---- What is there afterwards ---- */

static gint64 count(const char *path, const char *format, ...) G_GNUC_PRINTF(2, 3);
static gint64 count(const char *path, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *sql = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *text = raw_query(path, sql);
    return g_ascii_strtoll(text, NULL, 10);
}

static void check_sound(const char *path)
{
    GError *error = NULL;
    g_autoptr(Store) store = open_desk(path, STORE_WRITE);
    g_autoptr(GPtrArray) findings = store_check(store, &error);
    ck_assert_no_error(error);
    ck_assert_msg(findings->len == 0, "%s", findings->len ? (char *)findings->pdata[0] : "");
}

static void check_place(const Place *place)
{
    check_sound(place->path);
    if (!g_file_test(place->path, G_FILE_TEST_EXISTS) ||
        count(place->path, "SELECT count(*) FROM sqlite_schema") == 0) {
        ck_assert_uint_eq(place->cases->len, 0); /* killed before there was a desk */
        return;
    }
    for (guint i = 0; i < place->cases->len; i++) {
        guint number = g_array_index(place->cases, guint, i);
        ck_assert_int_eq(count(place->path,
                               "SELECT count(*) FROM claim WHERE order_id = %" G_GINT64_FORMAT,
                               ORDER + number),
                         1);
    }
    for (guint i = 0; i < place->notes->len; i++)
        ck_assert_int_eq(count(place->path, "SELECT count(*) FROM text WHERE body = 'note <%u>'",
                               g_array_index(place->notes, guint, i)),
                         1);
    for (guint i = 0; i < place->files->len; i++) {
        gint64 first =
            FILE_OF + G_GINT64_CONSTANT(10000000) * g_array_index(place->files, guint, i);
        ck_assert_int_eq(count(place->path,
                               "SELECT count(*) FROM orders WHERE id BETWEEN %" G_GINT64_FORMAT
                               " AND %" G_GINT64_FORMAT,
                               first, first + ORDERS - 1),
                         ORDERS);
    }
    /* No half import, and none that nobody knows of. */
    ck_assert_int_eq(count(place->path,
                           "SELECT count(*) FROM (SELECT count(*) AS n FROM orders"
                           " GROUP BY id / 10000000) WHERE n <> %d",
                           ORDERS),
                     0);
    ck_assert_int_eq(count(place->path, "SELECT (SELECT count(*) FROM orders) - (SELECT"
                                        " coalesce(sum(added), 0) FROM import)"),
                     0);
    ck_assert_int_eq(count(place->path, "SELECT count(*) FROM (SELECT body FROM text GROUP BY body"
                                        " HAVING count(*) > 1)"),
                     0);
}

/* One desk through that many kills. */
static void kill_on_one_desk(guint kills, guint32 seed)
{
    g_auto(Place) place = {0};
    place_init(&place);
    g_rand_set_seed(place.rand, seed);
    ck_assert(open_case(&place, 0, TRUE));
    ck_assert(import_file(&place, 0, TRUE));
    for (guint number = 1; place.killed < kills && number < 20 * kills + 100; number++) {
        switch (g_rand_int_range(place.rand, 0, 3)) {
        case 0:
            open_case(&place, number, FALSE);
            break;
        case 1:
            add_note(&place, number, FALSE);
            break;
        default:
            import_file(&place, number, FALSE);
        }
        if (number <= 20 || number % 20 == 0)
            check_place(&place);
        else
            check_sound(place.path);
    }
    check_place(&place);
    ck_assert_uint_eq(place.killed, kills);
    printf("# seed %u: %u runs killed, %u acknowledged: %u cases, %u notes, %u files\n", seed,
           place.killed, place.acknowledged, place.cases->len, place.notes->len, place.files->len);
    fflush(stdout);
}

START_TEST(a_killed_program_loses_nothing)
{
    const guint kills = number_from("AZDESK_KILLS", 40), seed = number_from("AZDESK_SEED", 5);
    for (guint done = 0, round = 0; done < kills; done += 40, round++)
        kill_on_one_desk(MIN(kills - done, 40), seed + round);
}
END_TEST

/* ---- A program that stays open, as a terminal does ---- */

static void work_until_killed(const Place *place, guint round, int pipe_end)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = store_open(place->path, STORE_WRITE, NULL);
    for (guint i = 0; store; i++) {
        guint number = round * 10000 + i;
        CaseOpening opening = OPENING_ON(TODAY - 3);
        g_autofree char *note = g_strdup_printf("note <%u>", number);
        Cases cases = {.store = store, .settings = settings, .now = NOW};
        if (!case_open(&cases, ORDER + number, &opening, NULL) ||
            !case_note(&cases, ORDER + number, note, NULL) ||
            write(pipe_end, &number, sizeof number) != sizeof number)
            break;
    }
    _exit(1);
}

/* FALSE: the end of what it acknowledged. */
static gboolean take_acknowledged(Place *place, int pipe_end)
{
    guint number;
    if (read(pipe_end, &number, sizeof number) != sizeof number)
        return FALSE;
    g_array_append_val(place->cases, number);
    g_array_append_val(place->notes, number);
    return TRUE;
}

START_TEST(a_killed_terminal_loses_nothing)
{
    g_auto(Place) place = {0};
    place_init(&place);
    const guint kills = MAX(number_from("AZDESK_KILLS", 40) / 4, 10);
    for (guint round = 1; round <= kills; round++) {
        int fds[2];
        ck_assert_int_eq(pipe(fds), 0);
        pid_t child = fork();
        if (child == 0)
            work_until_killed(&place, round, fds[1]);
        close(fds[1]);
        if (round == 1) /* however slow the machine is: there is something to lose */
            ck_assert(take_acknowledged(&place, fds[0]));
        g_usleep((gulong)g_rand_int_range(place.rand, 1000, 60000));
        kill(child, SIGKILL);
        status_of(child);
        while (take_acknowledged(&place, fds[0]))
            ;
        close(fds[0]);
        if (round % 10 == 0 || kills <= 10)
            check_place(&place);
        else if (g_file_test(place.path, G_FILE_TEST_EXISTS))
            check_sound(place.path);
    }
    ck_assert_uint_gt(place.cases->len, 0);
    printf("# %u terminals killed, %u changes acknowledged\n", kills, 2 * place.cases->len);
    fflush(stdout);
}
END_TEST

/* ---- Many at once ---- */

#define TERMINALS 2
#define CHANGES   60
#define FILES     4
#define SCRIPTED  20

/* Who is told that another program holds the desk tries again. */
static void change_as_terminal(const Place *place, guint terminal)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Store) store = store_open(place->path, STORE_WRITE, NULL);
    for (guint i = 0; store && i < CHANGES;) {
        g_autoptr(GError) error = NULL;
        CaseOpening opening = OPENING_ON(TODAY - 3);
        Cases cases = {.store = store, .settings = settings, .now = NOW};
        gint64 began = g_get_monotonic_time();
        if (case_open(&cases, ORDER + 1000 * (terminal + 1) + i, &opening, &error))
            i++;
        else if (!g_error_matches(error, AZDESK_ERROR, AZDESK_ERROR_BUSY))
            _exit(2);
        if (g_get_monotonic_time() - began > 12 * G_USEC_PER_SEC)
            _exit(3); /* blocked for longer than the busy timeout */
    }
    _exit(store ? 0 : 1);
}

START_TEST(many_at_once_lose_and_double_nothing)
{
    g_auto(Place) place = {0};
    place_init(&place);
    ck_assert(open_case(&place, 0, TRUE));
    pid_t terminals[TERMINALS];
    for (guint i = 0; i < TERMINALS; i++) {
        terminals[i] = fork();
        if (terminals[i] == 0)
            change_as_terminal(&place, i);
    }
    pid_t script = fork();
    if (script == 0) {
        for (guint i = 1; i <= SCRIPTED; i++)
            while (!add_note(&place, i, TRUE))
                continue;
        _exit(0);
    }
    for (guint i = 1; i <= FILES; i++)
        while (!import_file(&place, i, TRUE))
            continue;
    ck_assert_int_eq(status_of(script), 0);
    for (guint i = 0; i < TERMINALS; i++)
        ck_assert_int_eq(status_of(terminals[i]), 0);
    check_place(&place);
    ck_assert_int_eq(count(place.path, "SELECT count(*) FROM claim"), 1 + TERMINALS * CHANGES);
    ck_assert_int_eq(count(place.path, "SELECT count(*) FROM claim_event"),
                     1 + TERMINALS * CHANGES + SCRIPTED);
    ck_assert_int_eq(count(place.path, "SELECT count(*) FROM orders"), FILES * ORDERS);
    ck_assert_int_eq(count(place.path, "SELECT count(*) FROM text"), SCRIPTED);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(a_killed_program_loses_nothing)                                                              \
    X(a_killed_terminal_loses_nothing)                                                             \
    X(many_at_once_lose_and_double_nothing)

SUITE_MAIN("store kill", TESTS)
