/* SPDX-License-Identifier: MIT */
/* Programs that run to their end, with what they cost. */
#include "bench.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

void process_child_env(const Bench *bench)
{
    clearenv();
    for (char **pair = bench->env; *pair != NULL; pair++)
        putenv(*pair);
}

static void redirect(const char *path, int flags, int fd)
{
    int opened = open(path, flags | O_CLOEXEC, 0600);
    if (opened < 0 || dup2(opened, fd) < 0)
        _exit(127);
}

static G_GNUC_NORETURN void child(const Bench *bench, const char *const *argv, const char *in,
                                  const char *folder, const char *out, const char *err)
{
    redirect(in != NULL ? in : "/dev/null", O_RDONLY, STDIN_FILENO);
    redirect(out, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    redirect(err, O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
    if (folder != NULL && chdir(folder) != 0)
        _exit(127);
    process_child_env(bench);
    execvp(argv[0], (char *const *)argv);
    _exit(127);
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

gboolean process_run(const Bench *bench, const char *const *argv, const char *in,
                     const char *folder, ProcessRun *ret_run, GError **error)
{
    g_autofree char *out = bench_path(bench, "out");
    g_autofree char *err = bench_path(bench, "err");
    gint64 start = g_get_monotonic_time();
    pid_t pid = fork();
    if (pid == 0)
        child(bench, argv, in, folder, out, err);
    int status = 0;
    struct rusage usage = {0};
    if (pid < 0 || wait4(pid, &status, 0, &usage) != pid) {
        int saved = errno;
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", argv[0], g_strerror(saved));
        return FALSE;
    }
    ProcessRun run = {
        .wall = (double)(g_get_monotonic_time() - start) / 1e6,
        .cpu = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
        .rss = (gint64)usage.ru_maxrss * 1024,
        .status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
    };
    if (!g_file_get_contents(out, &run.out, NULL, error) ||
        !g_file_get_contents(err, &run.err, NULL, error)) {
        process_run_clear(&run);
        return FALSE;
    }
    *ret_run = run;
    return TRUE;
}

gboolean process_do(const Bench *bench, const char *const *argv, const char *in, const char *folder,
                    ProcessRun *ret_run, GError **error)
{
    if (!process_run(bench, argv, in, folder, ret_run, error))
        return FALSE;
    if (ret_run->status == 0)
        return TRUE;
    g_autofree char *command = g_strjoinv(" ", (char **)argv);
    const char *said = *ret_run->err != '\0' ? ret_run->err : ret_run->out;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: exit %d: %.300s", command,
                ret_run->status, said);
    process_run_clear(ret_run);
    return FALSE;
}

void process_run_clear(ProcessRun *run)
{
    g_clear_pointer(&run->out, g_free);
    g_clear_pointer(&run->err, g_free);
}

gboolean process_count(const Bench *bench, const char *const *argv, double *ret_count,
                       GError **error)
{
    g_autofree char *dump = bench_path(bench, "callgrind.out");
    g_autofree char *option = g_strconcat("--callgrind-out-file=", dump, NULL);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_ptr_array_add(words, (gpointer) "valgrind");
    g_ptr_array_add(words, (gpointer) "--tool=callgrind");
    g_ptr_array_add(words, option);
    for (; *argv != NULL; argv++)
        g_ptr_array_add(words, (gpointer)*argv);
    g_ptr_array_add(words, NULL);
    g_auto(ProcessRun) run = {0};
    if (!process_do(bench, (const char *const *)words->pdata, NULL, NULL, &run, error))
        return FALSE;
    const char *collected = strstr(run.err, "Collected :");
    if (collected == NULL) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "callgrind: no count in: %.300s",
                    run.err);
        return FALSE;
    }
    *ret_count = g_ascii_strtod(collected + strlen("Collected :"), NULL);
    return TRUE;
}
