/* SPDX-License-Identifier: MIT */
/* Keys as data: names, the table itself, the user's own bindings. */
#include <string.h>

#include "azdesk/ui/ui.h"
#include "driver.h"

static const KeyContext CLAIMS[] = {CONTEXT_CLAIMS, CONTEXT_CASE, CONTEXT_LIST, CONTEXTS_END};

START_TEST(names_come_back)
{
    for (Key key = 1; key <= K_LAST; key++) {
        g_autofree char *name = key_word(key);
        if (strcmp(name, "none") != 0)
            ck_assert_msg(key_parse(name) == key, "%s", name);
    }
    ck_assert_uint_eq(key_parse("ctrl-r"), K_CTRL('r'));
    ck_assert_uint_eq(key_parse("あ"), 0x3042);
    static const char *const bad[] = {"", "ctrl-", "ctrl-rr", "f0", "f13", "jj", "nokey", "\xff"};
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        ck_assert_uint_eq(key_parse(bad[i]), K_NONE);
}
END_TEST

START_TEST(defaults_conflict_nowhere)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(GPtrArray) problems = NULL;
    g_autoptr(Keymap) keymap = keymap_new(settings, &problems);
    ck_assert_ptr_nonnull(keymap);
    ck_assert_msg(problems->len == 0, "%s", problems->len > 0 ? (char *)problems->pdata[0] : "");
    for (int i = CMD_NONE + 1; i < N_COMMANDS; i++) {
        ck_assert(command_find(command_info(i)->word) == (Command)i);
        ck_assert_str_ne(command_info(i)->help, "");
    }
}
END_TEST

START_TEST(contexts_go_from_inside_out)
{
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(Keymap) keymap = keymap_new(settings, NULL);
    ck_assert_int_eq(keymap_lookup(keymap, CLAIMS, 'j'), CMD_DOWN);
    ck_assert_int_eq(keymap_lookup(keymap, CLAIMS, K_DOWN), CMD_DOWN);
    ck_assert_int_eq(keymap_lookup(keymap, CLAIMS, 's'), CMD_STAGE);
    ck_assert_int_eq(keymap_lookup(keymap, CLAIMS, 'q'), CMD_QUIT);
    ck_assert_int_eq(keymap_lookup(keymap, NULL, 's'), CMD_NONE);
    ck_assert_int_eq(keymap_lookup(keymap, NULL, '?'), CMD_HELP);
}
END_TEST

static Keymap *bound(const char *command, const char *keys, GPtrArray **problems)
{
    g_autoptr(Settings) settings = settings_new();
    g_autofree char *key = g_strconcat("keys.", command, NULL);
    GError *error = NULL;
    ck_assert(settings_set(settings, key, keys, &error));
    return keymap_new(settings, problems);
}

START_TEST(a_key_may_be_rebound)
{
    g_autoptr(GPtrArray) problems = NULL;
    g_autoptr(Keymap) keymap = bound("stage", "f2 x", &problems);
    g_autofree char *keys = keymap_keys(keymap, CMD_STAGE);
    ck_assert_uint_eq(problems->len, 0);
    ck_assert_str_eq(keys, "f2 x");
    ck_assert_int_eq(keymap_lookup(keymap, CLAIMS, 's'), CMD_NONE);
    ck_assert_int_eq(keymap_lookup(keymap, CLAIMS, 'x'), CMD_STAGE);
}
END_TEST

START_TEST(a_conflict_is_told_with_both_places)
{
    g_autoptr(GPtrArray) problems = NULL;
    g_autoptr(Keymap) keymap = bound("stage", "u", &problems);
    ck_assert_uint_eq(problems->len, 1);
    ck_assert(strstr(problems->pdata[0], "stage") != NULL);
    ck_assert(strstr(problems->pdata[0], "undo") != NULL);
    ck_assert_int_eq(keymap_lookup(keymap, CLAIMS, 'u'), CMD_STAGE); /* the user's own wins */
}
END_TEST

START_TEST(none_takes_the_keys_away)
{
    g_autoptr(GPtrArray) problems = NULL;
    g_autoptr(Keymap) keymap = bound("stage", "none", &problems);
    ck_assert_uint_eq(problems->len, 0);
    ck_assert_int_eq(keymap_lookup(keymap, CLAIMS, 's'), CMD_NONE);
}
END_TEST

START_TEST(slips_of_the_pen_are_told_and_left_out)
{
    static const char *const wrong[][2] = {{"stage", "jj"}, {"stagee", "x"}, {"undo", "ctrl-z"}};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GPtrArray) problems = NULL;
        g_autoptr(Keymap) keymap = bound(wrong[i][0], wrong[i][1], &problems);
        ck_assert_uint_eq(problems->len, 1);
        ck_assert_int_eq(keymap_lookup(keymap, CLAIMS, 'q'), CMD_QUIT);
    }
}
END_TEST

/* What a line of the list offers is a key, or a command's word after a colon. */
START_TEST(the_list_shows_nothing_that_is_no_key)
{
    g_autoptr(Settings) settings = settings_new();
    g_autofree char *text = ui_keys_text(settings);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    ck_assert_ptr_nonnull(strstr(text, "\n  :drop-view     delete the saved view\n"));
    for (char **line = lines; strstr(*line, "while typing") == NULL; line++) {
        if (!g_str_has_prefix(*line, "  "))
            continue;
        g_autofree char *column = g_strchomp(g_utf8_substring(*line, 2, 16));
        g_auto(GStrv) names = g_strsplit(column, " ", -1);
        for (char **name = names; *name != NULL; name++)
            if (**name == ':' && (*name)[1] != '\0')
                ck_assert_msg(command_find(*name + 1) != CMD_NONE, "%s", *line);
            else
                ck_assert_msg(key_parse(*name) != K_NONE && strcmp(*name, "-") != 0, "%s", *line);
    }
}
END_TEST

static void press_in(const char *view, const char *key)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    app_show(test->app, app_view(test->app, view), desk_order(DESK_OPENED));
    ui_press(test, key);
    g_autofree char *screen = ui_screen(test);
    ck_assert_msg(strstr(screen, "is not bound here") == NULL, "%s in %s:\n%s", key, view, screen);
}

/* Every key of the table, in every view where it holds. */
static void press_all_in(const char *view)
{
    g_setenv("PATH", "", TRUE); /* no browser opens */
    g_autoptr(UiTest) test = ui_start(24, 80, NULL);
    gboolean holds[N_CONTEXTS] = {[CONTEXT_GLOBAL] = TRUE};
    for (const KeyContext *c = app_view(test->app, view)->ops->contexts; *c != CONTEXTS_END; c++)
        holds[*c] = TRUE;
    for (int i = CMD_NONE + 1; i < N_COMMANDS; i++) {
        const CommandInfo *info = command_info(i);
        if (!holds[info->context])
            continue;
        g_auto(GStrv) keys = g_strsplit(info->keys, " ", -1);
        for (char **key = keys; *key != NULL; key++)
            if (**key != '\0')
                press_in(view, *key);
    }
}

#define VIEWS(X) X(today) X(claims) X(odr) X(letters) X(page)
#define X(view)                                                                                    \
    START_TEST(each_key_works_in_##view)                                                           \
    {                                                                                              \
        press_all_in(#view);                                                                       \
    }                                                                                              \
    END_TEST
VIEWS(X)
#undef X

#define TESTS(X)                                                                                   \
    X(names_come_back)                                                                             \
    X(defaults_conflict_nowhere)                                                                   \
    X(contexts_go_from_inside_out)                                                                 \
    X(a_key_may_be_rebound)                                                                        \
    X(a_conflict_is_told_with_both_places)                                                         \
    X(none_takes_the_keys_away)                                                                    \
    X(slips_of_the_pen_are_told_and_left_out)                                                      \
    X(the_list_shows_nothing_that_is_no_key)                                                       \
    X(each_key_works_in_today)                                                                     \
    X(each_key_works_in_claims)                                                                    \
    X(each_key_works_in_odr)                                                                       \
    X(each_key_works_in_letters)                                                                   \
    X(each_key_works_in_page)
SUITE_MAIN("keys", TESTS)
