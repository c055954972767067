/* SPDX-License-Identifier: MIT */
/* One command, one table. A supervisor makes the temporary folder and removes it again, whatever
 * becomes of the worker that measures. */
#include "bench.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct {
    const char *name, *what;
    BenchGroup run;
} groups[] = {
    {"import", "an order file beside sqlite3 .import and a bare loop", rows_import},
    {"size", "the desk on disk beside a table of text", rows_size},
    {"figures", "odr and a stage change as orders grow", rows_figures},
    {"search", "a query over all cases", rows_search},
    {"paint", "the first screen beside tig", rows_paint},
    {"keys", "cost of a key beside tig and less", rows_keys},
    {"filter", "the live filter, key by key", rows_filter},
    {"rest", "memory, wake-ups and CPU at rest", rows_rest},
};

typedef struct {
    char *azdesk;
    char *data; /* (nullable) */
    char **only;
    gboolean quick, huge;
    int runs;
} Options;

char *bench_path(const Bench *bench, const char *name)
{
    return g_build_filename(bench->folder, name, NULL);
}

gboolean bench_have(const char *program)
{
    g_autofree char *path = g_find_program_in_path(program);
    return path != NULL;
}

void bench_tell(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    g_printerr("bench: %s\n", text);
}

/* What every program is run with: the same locale and terminal, and no one's own configuration. */
static char **environment_of(const char *folder)
{
    char **env =
        g_environ_setenv(NULL, "PATH", g_getenv("PATH") ? g_getenv("PATH") : "/usr/bin:/bin", TRUE);
    static const char *const fixed[][2] = {
        {"LC_ALL", "C.UTF-8"},      {"LANGUAGE", "en"},           {"TZ", "UTC"},
        {"TERM", "xterm-256color"}, {"GIT_CONFIG_NOSYSTEM", "1"}, {"LESSHISTFILE", "-"},
        {"SHELL", "/bin/sh"},
    };
    static const char *const folders[][2] = {
        {"HOME", "home"},
        {"XDG_CONFIG_HOME", "home/config"},
        {"XDG_DATA_HOME", "home/data"},
        {"XDG_STATE_HOME", "home/state"},
        {"XDG_CACHE_HOME", "home/cache"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(fixed); i++)
        env = g_environ_setenv(env, fixed[i][0], fixed[i][1], TRUE);
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = g_build_filename(folder, folders[i][1], NULL);
        g_mkdir_with_parents(path, 0700);
        env = g_environ_setenv(env, folders[i][0], path, TRUE);
    }
    return env;
}

static gboolean wanted(const Options *options, const char *name)
{
    return options->only == NULL || g_strv_contains((const char *const *)options->only, name);
}

static int worker(const Options *options, const char *self, char *folder)
{
    g_auto(GStrv) env = environment_of(folder);
    Bench bench = {
        .azdesk = options->azdesk,
        .self = self,
        .folder = folder,
        .env = env,
        .quick = options->quick,
        .huge = options->huge,
        .runs = options->runs > 0 ? options->runs
                : options->quick  ? 3
                                  : 5,
        .lines = options->quick ? 100000 : 1000000,
        .cases = options->quick ? 2000 : 20000,
        .today = day_of(g_get_real_time() / G_USEC_PER_SEC),
        .table = table_new(),
    };
    for (guint i = 0; i < G_N_ELEMENTS(groups); i++) {
        g_autoptr(GError) error = NULL;
        if (!wanted(options, groups[i].name))
            continue;
        bench_tell("%s: %s", groups[i].name, groups[i].what);
        if (!groups[i].run(&bench, &error))
            table_left_out(bench.table, groups[i].name, g_strchomp(error->message));
    }
    g_print("azdesk on %" G_GINT64_FORMAT
            " orders and %d cases; medians; a ratio is the median of pairs run in turn\n",
            bench.lines, bench.cases);
    table_print(bench.table);
    table_free(bench.table);
    return 0;
}

void bench_remove(const char *path)
{
    g_autoptr(GDir) dir =
        g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        bench_remove(child);
    }
    g_remove(path);
}

/* Waits for the worker, and passes on what would end this program. */
static int supervise(pid_t pid, const sigset_t *signals)
{
    int status = 0;
    for (;;) {
        int caught = 0;
        sigwait(signals, &caught);
        if (caught != SIGCHLD)
            kill(pid, caught);
        else if (waitpid(pid, &status, WNOHANG) == pid)
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
}

static int run(const Options *options, const char *self)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = options->data != NULL ? g_canonicalize_filename(options->data, NULL)
                                                    : g_dir_make_tmp("azdesk-bench-XXXXXX", &error);
    if (folder == NULL) {
        g_printerr("bench: %s\n", error->message);
        return 1;
    }
    sigset_t signals, before;
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, &before);
    pid_t pid = fork();
    if (pid == 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        int status = worker(options, self, folder);
        fflush(stdout);
        _exit(status);
    }
    int status = pid < 0 ? 1 : supervise(pid, &signals);
    if (options->data == NULL)
        bench_remove(folder);
    return status;
}

static gboolean options_check(Options *options, const char *self, GError **error)
{
    if (options->azdesk == NULL) {
        g_autofree char *folder = g_path_get_dirname(self);
        options->azdesk = g_build_filename(folder, "..", "..", "azdesk", NULL);
    }
    g_autofree char *relative = g_steal_pointer(&options->azdesk);
    options->azdesk = g_canonicalize_filename(relative, NULL);
    if (!g_file_test(options->azdesk, G_FILE_TEST_IS_EXECUTABLE)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: no program", options->azdesk);
        return FALSE;
    }
    for (char **name = options->only; name != NULL && *name != NULL; name++) {
        guint i = 0;
        while (i < G_N_ELEMENTS(groups) && !g_str_equal(groups[i].name, *name))
            i++;
        if (i == G_N_ELEMENTS(groups)) {
            g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "--only %s: no such rows", *name);
            return FALSE;
        }
    }
    return TRUE;
}

static char *groups_help(void)
{
    GString *text = g_string_new("Rows that --only takes:\n");
    for (guint i = 0; i < G_N_ELEMENTS(groups); i++)
        g_string_append_printf(text, "  %-10s %s\n", groups[i].name, groups[i].what);
    return g_string_free(text, FALSE);
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    if (argc == 4 && g_str_equal(argv[1], "--bare-import"))
        return bare_import(argv[2], argv[3]);
    if (argc == 4 && g_str_equal(argv[1], "--bare-text"))
        return bare_text_table(argv[2], argv[3]);

    Options options = {0};
    GOptionEntry entries[] = {
        {"azdesk", 0, 0, G_OPTION_ARG_FILENAME, &options.azdesk, "The program that is measured",
         "PATH"},
        {"only", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.only,
         "These rows alone; may be repeated", "NAME"},
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &options.data,
         "The data in a folder that stays, for further runs of the same day", "FOLDER"},
        {"quick", 0, 0, G_OPTION_ARG_NONE, &options.quick, "A tenth of the data, three runs", NULL},
        {"huge", 0, 0, G_OPTION_ARG_NONE, &options.huge, "Figures at 10 million orders besides",
         NULL},
        {"runs", 0, 0, G_OPTION_ARG_INT, &options.runs, "Runs of each side", "N"},
        {NULL},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autofree char *help = groups_help();
    g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_set_description(context, help);
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error) ||
        !options_check(&options, self != NULL ? self : argv[0], &error)) {
        g_printerr("bench: %s\n", error->message);
        return 2;
    }
    int status = run(&options, self != NULL ? self : argv[0]);
    g_free(options.azdesk);
    g_free(options.data);
    g_strfreev(options.only);
    return status;
}
