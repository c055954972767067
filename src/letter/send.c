/* SPDX-License-Identifier: MIT */
/* The mail command gets the message as a file on its standard input, and writes its complaints into
 * another: so neither side can block on a full pipe, or die of a closed one. */
#include "azdesk/letter/letter.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"
#include "send-private.h"

#define PATIENCE_SECONDS 60
#define GRACE_SECONDS    2
#define WORDS_BYTES      2000

/* Line ends as a command of this system expects them; the message is all ASCII. */
static gboolean write_message(FILE *file, GBytes *message)
{
    gsize len;
    const char *bytes = g_bytes_get_data(message, &len);
    gsize from = 0;
    for (gsize i = 0; i + 1 < len; i++) {
        if (bytes[i] != '\r' || bytes[i + 1] != '\n')
            continue;
        fwrite(bytes + from, 1, i - from, file);
        from = i + 1;
    }
    fwrite(bytes + from, 1, len - from, file);
    return fflush(file) == 0 && !ferror(file) && lseek(fileno(file), 0, SEEK_SET) == 0;
}

static char *read_words(FILE *file)
{
    char words[WORDS_BYTES + 1];
    rewind(file);
    gsize len = fread(words, 1, WORDS_BYTES, file);
    words[len] = '\0';
    g_autofree char *valid = g_utf8_make_valid(words, len);
    return g_strstrip(text_clean(valid));
}

typedef struct {
    GMainLoop *loop;
    GSubprocess *process;
    gboolean ended;
    gboolean late;
} Wait;

static void on_ended(GObject *source, GAsyncResult *result, gpointer data)
{
    Wait *wait = data;
    wait->ended = g_subprocess_wait_finish(G_SUBPROCESS(source), result, NULL);
    g_main_loop_quit(wait->loop);
}

/* Asks first, then does not ask any more. */
static gboolean on_late(gpointer data)
{
    Wait *wait = data;
    if (wait->late) {
        g_subprocess_force_exit(wait->process);
        return G_SOURCE_REMOVE;
    }
    wait->late = TRUE;
    g_subprocess_send_signal(wait->process, SIGTERM);
    GSource *timer = g_timeout_source_new_seconds(GRACE_SECONDS);
    g_source_set_callback(timer, on_late, wait, NULL);
    g_source_attach(timer, g_main_context_get_thread_default());
    g_source_unref(timer);
    return G_SOURCE_REMOVE;
}

/* FALSE where it had to be stopped. */
static gboolean wait_for(GSubprocess *process, guint seconds)
{
    g_autoptr(GMainContext) context = g_main_context_new();
    g_main_context_push_thread_default(context);
    Wait wait = {.loop = g_main_loop_new(context, FALSE), .process = process};
    GSource *timer = g_timeout_source_new_seconds(seconds);
    g_source_set_callback(timer, on_late, &wait, NULL);
    g_source_attach(timer, context);
    g_subprocess_wait_async(process, NULL, on_ended, &wait);
    g_main_loop_run(wait.loop);
    g_source_destroy(timer);
    g_source_unref(timer);
    g_main_loop_unref(wait.loop);
    g_main_context_pop_thread_default(context);
    return !wait.late;
}

static gboolean tell_end(GSubprocess *process, const char *name, const char *words, GError **error)
{
    g_autofree char *said = *words == '\0' ? g_strdup("") : g_strconcat(": ", words, NULL);
    if (g_subprocess_get_if_exited(process)) {
        int status = g_subprocess_get_exit_status(process);
        if (status == 0)
            return TRUE;
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("the mail command %s failed with status %d%s"), name, status, said);
    } else {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("the mail command %s was killed by signal %d%s"), name,
                    g_subprocess_get_term_sig(process), said);
    }
    return FALSE;
}

static char **parse_command(const char *command, GError **error)
{
    char **argv = NULL;
    g_autoptr(GError) problem = NULL;
    if (command == NULL || command[strspn(command, " \t\n")] == '\0') {
        g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                            _("no mail command is set; use azdesk config set letter.command "
                              "COMMAND, or --out to write the letter to a file"));
    } else if (!g_shell_parse_argv(command, NULL, &argv, &problem)) {
        g_autofree char *clean = text_clean(problem->message);
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, "letter.command: %s", clean);
    }
    return argv;
}

static gboolean run(char **argv, FILE *input, FILE *output, guint seconds, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(GSubprocessLauncher) launcher =
        g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
    g_subprocess_launcher_take_stdin_fd(launcher, dup(fileno(input)));
    g_subprocess_launcher_take_stderr_fd(launcher, dup(fileno(output)));
    g_autofree char *name = text_clean(argv[0]);
    g_autoptr(GSubprocess) process =
        g_subprocess_launcher_spawnv(launcher, (const char *const *)argv, &problem);
    if (process == NULL) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("cannot run the mail command: %s"),
                    problem->message);
        return FALSE;
    }
    gboolean in_time = wait_for(process, seconds);
    g_autofree char *words = read_words(output);
    if (in_time)
        return tell_end(process, name, words, error);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                _("the mail command %s did not finish in %u seconds and was stopped; check whether "
                  "the mail went out before you send it again%s%s"),
                name, seconds, *words == '\0' ? "" : ": ", words);
    return FALSE;
}

gboolean letter_send_within(GBytes *message, const char *command, guint seconds, GError **error)
{
    g_auto(GStrv) argv = parse_command(command, error);
    if (argv == NULL)
        return FALSE;
    FILE *input = tmpfile();
    FILE *output = tmpfile();
    gboolean done = FALSE;
    if (input == NULL || output == NULL || !write_message(input, message))
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("cannot write the mail to a temporary file: %s"), g_strerror(errno));
    else
        done = run(argv, input, output, seconds, error);
    g_clear_pointer(&input, fclose);
    g_clear_pointer(&output, fclose);
    return done;
}

gboolean letter_send(GBytes *message, const char *command, GError **error)
{
    return letter_send_within(message, command, PATIENCE_SECONDS, error);
}
