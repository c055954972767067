/* SPDX-License-Identifier: MIT */
#include "term_own.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "azdesk/core/error.h"

#include <term.h> /* last: its macros take names such as lines and columns */

#define ESC_DELAY_MS 20 /* with the drawing, ESC is answered within 25 ms */
#define PASTE_ON     "\033[?2004h"
#define PASTE_OFF    "\033[?2004l"

/* What a signal handler may use; it can be handed nothing. */
static struct {
    volatile sig_atomic_t active;
    struct termios saved;
    char bytes[256];
    size_t len;
} guard;

static const int CRASHES[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT};

static void guard_restore(void)
{
    if (!guard.active)
        return;
    guard.active = 0;
    ssize_t ignored = write(STDOUT_FILENO, guard.bytes, guard.len);
    (void)ignored;
    tcsetattr(STDIN_FILENO, TCSANOW, &guard.saved);
}

static void guard_crash(int signo)
{
    guard_restore();
    signal(signo, SIG_DFL);
    raise(signo);
}

static void guard_add(const char *capability)
{
    if (capability == NULL || capability == (char *)-1)
        return;
    size_t len = strlen(capability);
    if (guard.len + len < sizeof guard.bytes) {
        memcpy(guard.bytes + guard.len, capability, len);
        guard.len += len;
    }
}

static void guard_arm(void)
{
    static gboolean registered;
    guard.len = 0;
    guard_add(PASTE_OFF);
    guard_add("\033[?1006l\033[?1002l\033[?1000l"); /* on or off: it may change meanwhile */
    guard_add(tigetstr("sgr0"));
    guard_add(tigetstr("cnorm"));
    guard_add(tigetstr("rmkx"));
    guard_add(tigetstr("rmcup"));
    for (gsize i = 0; i < G_N_ELEMENTS(CRASHES); i++) {
        struct sigaction action = {.sa_handler = guard_crash, .sa_flags = SA_RESETHAND};
        sigemptyset(&action.sa_mask);
        sigaction(CRASHES[i], &action, NULL);
    }
    if (!registered) {
        atexit(guard_restore);
        registered = TRUE;
    }
    guard.active = 1;
}

static void guard_disarm(void)
{
    guard.active = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(CRASHES); i++)
        signal(CRASHES[i], SIG_DFL);
}

/* ---- Opening and closing ---- */

static void term_modes(Term *term, gboolean on)
{
    if (term->headless)
        return;
    fputs(on ? PASTE_ON : PASTE_OFF, stdout);
    fflush(stdout);
}

static void leave_out(char *capability, const char *part)
{
    char *at = capability != NULL && capability != (char *)-1 ? strstr(capability, part) : NULL;
    if (at != NULL)
        memmove(at, at + strlen(part), strlen(at + strlen(part)) + 1);
}

/* The second set of characters is never entered here: what would leave it costs three bytes at
 * every change of attributes. Nor are colours defined: the user's own stay when curses comes back.
 */
static void spare_bytes(void)
{
    leave_out(tigetstr("oc"), "\033]104\a");
    leave_out(tigetstr("sgr0"), "\033(B");
    leave_out(tigetstr("sgr"), "%?%p9%t\033(0%e\033(B%;");
}

gboolean term_mouse(Term *term, gboolean on)
{
    mmask_t wanted = on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0;
    term->mouse = mousemask(wanted, NULL) != 0;
    return term->mouse == on;
}

gboolean term_has_mouse(const Term *term)
{
    return term->mouse;
}

static void term_setup(Term *term)
{
    spare_bytes();
    raw();
    noecho();
    nonl();
    term->input = newpad(1, 1);
    keypad(term->input, TRUE);
    nodelay(term->input, TRUE);
    intrflush(stdscr, FALSE);
    typeahead(-1); /* all keys that wait are taken before a drawing begins: none need stop it */
    leaveok(stdscr, FALSE);
    if (g_getenv("ESCDELAY") == NULL)
        set_escdelay(ESC_DELAY_MS);
    define_key("\033[200~", CODE_PASTE_BEGIN);
    define_key("\033[201~", CODE_PASTE_END);
    if (has_colors()) {
        start_color();
        if (use_default_colors() != ERR) /* else no pair could have the terminal's own */
            term->colors = COLORS;
    }
    mouseinterval(0);
    if (term->mouse)
        term_mouse(term, TRUE);
    curs_set(0);
    getmaxyx(stdscr, term->rows, term->cols);
}

Term *term_open(gboolean mouse, GError **error)
{
    g_autofree Term *term = g_new0(Term, 1);
    const char *name = g_getenv("TERM");
    term->mouse = mouse;
    tcgetattr(STDIN_FILENO, &guard.saved);
    term->screen = name != NULL && *name != '\0' ? newterm(NULL, stdout, stdin) : NULL;
    if (term->screen == NULL) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("unknown terminal \"%s\" (TERM)"),
                    name != NULL ? name : "");
        return NULL;
    }
    char *cup = tigetstr("cup");
    if (cup == NULL || cup == (char *)-1) {
        endwin();
        delscreen(term->screen);
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("the terminal \"%s\" cannot place its cursor"), name);
        return NULL;
    }
    guard_arm();
    term_setup(term);
    /* Until its first screen was left once, curses writes at every move of the cursor; from then on
     * a drawing is one write. */
    endwin();
    refresh();
    term_modes(term, TRUE);
    return g_steal_pointer(&term);
}

Term *term_open_headless(int rows, int cols, GError **error)
{
    g_autofree Term *term = g_new0(Term, 1);
    term->headless = TRUE;
    term->null = fopen("/dev/null", "r+");
    term->screen = term->null != NULL ? newterm("xterm-256color", term->null, term->null) : NULL;
    if (term->screen == NULL) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "no headless terminal");
        return NULL;
    }
    term_setup(term);
    term_resize(term, rows, cols);
    return g_steal_pointer(&term);
}

void term_close(Term *term)
{
    if (term == NULL)
        return;
    if (!term->suspended) {
        term_modes(term, FALSE);
        endwin();
    }
    if (!term->headless)
        guard_disarm();
    delwin(term->input);
    delscreen(term->screen);
    if (term->null != NULL)
        fclose(term->null);
    g_free(term);
}

int term_fd(const Term *term)
{
    return term->headless ? -1 : STDIN_FILENO;
}

int term_rows(const Term *term)
{
    return term->rows;
}

int term_cols(const Term *term)
{
    return term->cols;
}

int term_colors(const Term *term)
{
    return term->colors;
}

void term_resize(Term *term, int rows, int cols)
{
    if (!term->headless) {
        struct winsize size;
        if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
            return;
        rows = size.ws_row;
        cols = size.ws_col;
    }
    resizeterm(MAX(rows, 1), MAX(cols, 1));
    getmaxyx(stdscr, term->rows, term->cols);
    term->redraw = TRUE;
}

void term_theme(Term *term, const Theme *theme)
{
    term->n_pairs = 0;
    for (int i = 0; i < N_STYLES; i++)
        term->looks[i] = look_for(theme->looks[i], term->colors);
    term->redraw = TRUE;
}

void term_suspend(Term *term)
{
    if (term->suspended)
        return;
    term->suspended = TRUE;
    term_modes(term, FALSE);
    def_prog_mode();
    endwin();
    guard.active = 0;
}

void term_resume(Term *term)
{
    if (!term->suspended)
        return;
    term->suspended = FALSE;
    guard.active = !term->headless;
    reset_prog_mode();
    term_resize(term, term->rows, term->cols);
    clearok(curscr, TRUE);
    term_modes(term, TRUE);
    term->redraw = TRUE;
}

void term_stop(Term *term)
{
    struct sigaction action = {.sa_handler = SIG_DFL}, old;
    if (term->headless)
        return;
    term_suspend(term);
    sigemptyset(&action.sa_mask);
    sigaction(SIGTSTP, &action, &old);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &old, NULL);
    term_resume(term);
}
