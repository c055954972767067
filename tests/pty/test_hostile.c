/* SPDX-License-Identifier: MIT */
/* Text that means ill, on a terminal: every byte that azdesk sends is read, and is the interface's
 * own. No window title is set; what goes to the clipboard stays in its sequence, and is clean. */
#include "hostile.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "desk.h"
#include "suite.h"
#include "whole.h"

#define SAVE_AS "save as: "

/* ---- What it sends ---- */

typedef struct {
    GString *text;     /* what is shown, without what controls it */
    GPtrArray *copied; /* to the clipboard, decoded */
} Sent;

static void sent_clear(Sent *sent)
{
    g_string_free(sent->text, TRUE);
    g_ptr_array_unref(sent->copied);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sent, sent_clear)

/* An operating system command: the clipboard's, and no other. Returns what follows its BEL. */
static const char *read_clipboard(Sent *sent, const char *p)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                   "0123456789+/=";
    ck_assert_msg(g_str_has_prefix(p, "52;c;"), "a sequence for the terminal itself: %.40s", p);
    p += strlen("52;c;");
    gsize len = strspn(p, alphabet), size;
    ck_assert_msg(p[len] == '\a', "the clipboard's sequence is broken: %.40s", p + len);
    g_autofree char *code = g_strndup(p, len);
    g_autofree guchar *bytes = g_base64_decode(code, &size);
    g_ptr_array_add(sent->copied, g_strndup((char *)bytes, size));
    return p + len + 1;
}

/* What ESC begins: the few kinds that curses sends. Returns what follows. */
static const char *read_sequence(Sent *sent, const char *p)
{
    static const char tmux[] = "Ptmux;\033\033]";
    if (*p == ']')
        return read_clipboard(sent, p + 1);
    if (g_str_has_prefix(p, tmux)) {
        p = read_clipboard(sent, p + strlen(tmux));
        ck_assert_msg(g_str_has_prefix(p, "\033\\"), "tmux is not left: %.40s", p);
        return p + 2;
    }
    if (*p == '[') {
        p += 1 + strspn(p + 1, "0123456789;?>");
        ck_assert_msg(g_ascii_isalpha(*p) || *p == '@', "no sequence of curses: %.40s", p);
        return p + 1;
    }
    if (*p == '(' || *p == ')')
        return p + 2;
    ck_assert_msg(*p && strchr("=>78M", *p), "no sequence of curses: ESC %.40s", p);
    return p + 1;
}

static Sent read_bytes(const GString *bytes)
{
    Sent sent = {g_string_new(NULL), g_ptr_array_new_with_free_func(g_free)};
    ck_assert_uint_eq(strlen(bytes->str), bytes->len); /* no NUL */
    for (const char *p = bytes->str; *p;) {
        if (*p == '\033')
            p = read_sequence(&sent, p + 1);
        else
            g_string_append_c(sent.text, *p++);
    }
    return sent;
}

static void check_sent(const Pty *pty, int n)
{
    g_auto(Sent) sent = read_bytes(pty->bytes);
    check_clean(sent.text->str, "\r\n\b\t\016\017", "the terminal", n);
    ck_assert_ptr_null(strstr(pty->bytes->str, "\033[31mred"));
    ck_assert_uint_eq(sent.copied->len, 4);
    for (guint i = 0; i < sent.copied->len; i++)
        check_clean(sent.copied->pdata[i], "\n", "the clipboard", n);
    ck_assert_str_eq(sent.copied->pdata[0], DESK_DENIED);
    ck_assert(strstr(sent.copied->pdata[1], "/orders-v3/order/" DESK_DENIED) != NULL);
    ck_assert(strstr(sent.copied->pdata[2], DESK_DENIED) != NULL); /* the letter, ... */
    ck_assert(strstr(sent.copied->pdata[3], DESK_DENIED) != NULL); /* ... its subject */
}

/* ---- Where it is put, and looked at ---- */

static void put(Pty *pty, const char *text)
{
    g_autofree char *name = g_strdelimit(g_strdup(text), "/\n\r", '_');
    g_autofree char *path = g_build_filename(pty->dir, name, NULL);
    g_autofree char *carrier = g_strconcat("--carrier=", text, NULL);
    g_autofree char *reason = g_strconcat("--reason=", text, NULL);
    g_autofree char *address = g_strconcat(text, " <amazon@example.com>", NULL);
    const char *const all[][12] = {
        {"claim", "note", DESK_DENIED, "--", text},
        {"claim", "message", DESK_DENIED, "--who", "buyer", "add", "--", text},
        {"claim", "message", DESK_DENIED, "--who", "support", "add", "--", text},
        {"claim", "edit", DESK_DENIED, carrier},
        {"claim", "evidence", DESK_DENIED, "add", "--", path},
        {"snooze", DESK_OPENED, "--until", "2026-12-24", reason},
        {"config", "set", "letter.name", "--", text},
        {"config", "set", "letter.to", "--", address},
        {"config", "set", "views.mine", "--", text},
    };
    ck_assert(g_file_set_contents(path, "proof", -1, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
        pty_other(pty, all[i]);
}

/* The file that evidence is saved as: a name alone, no hidden one, no option. */
static void check_file_name(Pty *pty)
{
    g_autofree char *screen = pty_screen(pty);
    const char *name = strstr(screen, SAVE_AS) + strlen(SAVE_AS);
    g_autofree char *line = g_strchomp(g_strndup(name, strcspn(name, "\n")));
    ck_assert_msg(*line != '\0' && !strchr(".-", *line) && !strpbrk(line, "/\\"), "%s", line);
}

static void look_everywhere(Pty *pty)
{
    static const struct {
        const char *keys, *shown;
    } steps[] = {
        {"1", "Overdue"},
        {"3", "market 1 of 2"},
        {"4", "To write"},
        {"2", DESK_OPENED},
        {"/\025" DESK_DENIED "\r", "▌"},
        {"y", "copied: " DESK_DENIED},
        {"Y", "copied: https"},
        {"\r", "[Timeline]"},
        {"]", "[Facts]"},
        {"]", "[Clocks]"},
        {"]", "[Evidence"},
        {"w", SAVE_AS},
        {"\033", "[Evidence"},
        {"]", "[Messages"},
        {"]", "[Letters"},
        {"a", "to be sent"},
        {"y", "Copied:"},
        {"\033", "f facts"},
        {"\r", "copy the subject"},
        {"j\r", "copied: Order"},
        {"f", "Facts for the letter"},
        {"\033", "f facts"},
    };
    pty_start(pty, FALSE);
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
        pty_keys(pty, steps[i].keys);
        pty_expect(pty, steps[i].shown);
        if (strcmp(steps[i].shown, SAVE_AS) == 0)
            check_file_name(pty);
    }
    pty_signal(pty, SIGTERM);
    pty_expect_end(pty);
}

START_TEST(nothing_acts_on_the_terminal)
{
    g_autoptr(Pty) pty = pty_new(24, 90);
    if (_i % 2)
        g_setenv("TMUX", "/nowhere,1,0", TRUE);
    put(pty, hostile[_i].text);
    look_everywhere(pty);
    check_sent(pty, _i);
}
END_TEST

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    Suite *suite = suite_create("pty hostile");
    TCase *tcase = tcase_create("hostile");
    tcase_add_loop_test(tcase, nothing_acts_on_the_terminal, 0, G_N_ELEMENTS(hostile));
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
