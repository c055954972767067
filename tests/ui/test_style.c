/* SPDX-License-Identifier: MIT */
/* Looks, themes, and what the terminal makes of them. */
#include <glib/gstdio.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "driver.h"
#include "temp_dir.h"

START_TEST(every_theme_shows_the_selection_and_what_is_overdue)
{
    for (const char *const *name = ui_theme_names(); *name != NULL; name++) {
        Theme theme;
        ck_assert(theme_builtin(*name, &theme));
        Look look = theme.looks[STYLE_SELECTED], normal = theme.looks[STYLE_NORMAL];
        ck_assert(look.attrs != normal.attrs || look.bg != normal.bg);
        look = theme.looks[STYLE_OVERDUE];
        ck_assert_msg((look.attrs & (LOOK_BOLD | LOOK_REVERSE)) != 0, "%s: colour alone", *name);
    }
    Theme theme;
    ck_assert(!theme_builtin("none", &theme));
}
END_TEST

START_TEST(looks_are_read_and_fit_the_terminal)
{
    Look look;
    GError *error = NULL;
    ck_assert(look_parse("brightred on 17 bold underline", &look, &error));
    ck_assert_int_eq(look.fg, 9);
    ck_assert_int_eq(look.bg, 17);
    ck_assert_int_eq(look.attrs, LOOK_BOLD | LOOK_UNDERLINE);
    ck_assert(!look_parse("rad", &look, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "rad");
    for (int colors = 0; colors <= 256; colors += 8) {
        for (int fg = -1; fg < 256; fg++) {
            Look fit = look_for((Look){(gint16)fg, (gint16)fg, 0}, colors);
            ck_assert_int_lt(fit.fg, MAX(colors, 1));
            ck_assert_int_lt(fit.bg, MAX(colors, 1));
        }
    }
}
END_TEST

/* On a ground of its own a text differs from it; on the terminal's own it is neither black nor
 * white, which may be that ground, but where a theme sets the ground of the whole screen. */
START_TEST(every_look_can_be_read_on_every_terminal)
{
    static const int terminals[] = {0, 2, 8, 16, 88, 256, 1 << 24};
    for (const char *const *name = ui_theme_names(); *name != NULL; name++) {
        Theme theme;
        ck_assert(theme_builtin(*name, &theme));
        for (gsize t = 0; t < G_N_ELEMENTS(terminals); t++) {
            for (Style style = 0; style < N_STYLES; style++) {
                Look look = look_for(theme.looks[style], terminals[t]);
                gboolean readable = look.bg >= 0 ? look.fg >= 0 && look.fg != look.bg
                                                 : look.fg != 0 && look.fg != 7 && look.fg != 15;
                ck_assert_msg(readable, "%s, %d colours, %s: %d on %d", *name, terminals[t],
                              style_name(style), look.fg, look.bg);
                ck_assert(!(look.fg == 0 && look.attrs & LOOK_BOLD && terminals[t] < 16));
                if (terminals[t] > 256) /* by number these are 0x00000b and the like */
                    ck_assert(look.fg < 8 && look.bg < 8);
            }
        }
    }
}
END_TEST

START_TEST(a_theme_file_lies_over_its_base)
{
    Theme theme, light;
    GError *error = NULL;
    ck_assert(theme_builtin("default", &theme));
    ck_assert(theme_builtin("light", &light));
    ck_assert(theme_load(&theme, "[colors]\nbase=light\noverdue=blue\n", "my.ini", &error));
    ck_assert_int_eq(theme.looks[STYLE_OVERDUE].fg, 4);
    ck_assert_int_eq(theme.looks[STYLE_KEY].fg, light.looks[STYLE_KEY].fg);
    ck_assert(!theme_load(&theme, "[colors]\noverdew=blue\n", "my.ini", &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "my.ini");
}
END_TEST

/* ---- The theme of the settings ---- */

static const struct {
    const char *setting; /* of ui.theme or a colour */
    const char *file;    /* (nullable) themes/mine.ini */
    const char *told;
} FAULTS[] = {
    {"ui.theme=foo", NULL, "ui.theme: there is no theme \"foo\"; using the default theme"},
    {"ui.theme=../mine", NULL, "ui.theme: there is no theme \"../mine\"; using the default theme"},
    {"ui.theme=mine", "[colors]\noverdew=red\n",
     "ui.theme: mine.ini: [colors] unknown style overdew; using the default theme"},
    {"ui.theme=mine", "[colors]\nbase=lite\n",
     "ui.theme: mine.ini: unknown theme lite; using the default theme"},
};

START_TEST(a_bad_theme_is_told_in_a_line_and_the_default_one_stands_for_it)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *themes = g_build_filename(folder, "themes", NULL);
    g_autofree char *path = g_build_filename(themes, "mine.ini", NULL);
    ck_assert_int_eq(g_mkdir(themes, 0700), 0);
    for (gsize i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
        const char *const settings[] = {FAULTS[i].setting, NULL};
        if (FAULTS[i].file != NULL)
            ck_assert(g_file_set_contents(path, FAULTS[i].file, -1, NULL));
        g_autoptr(UiTest) test = ui_start_in(24, 80, folder, i == 0 ? desk_fill : NULL, settings);
        ui_expect_line(test, FAULTS[i].told);
        ui_press(test, "2"); /* it goes, and all is there */
        ui_expect_line(test, DESK_GRANTED);

        Theme theme, standard;
        g_autoptr(GError) error = NULL;
        ck_assert(!theme_of_settings(test->settings, test->config_path, TRUE, &theme, &error));
        ck_assert(theme_builtin("default", &standard));
        ck_assert_mem_eq(&theme, &standard, sizeof theme);
    }
}
END_TEST

START_TEST(a_bad_colour_leaves_the_theme_and_the_other_colours)
{
    Theme theme, light;
    g_autoptr(GError) error = NULL;
    g_autoptr(Settings) settings = settings_new();
    ck_assert(settings_set(settings, "ui.theme", "light", &error));
    ck_assert(settings_set(settings, "colors.overdew", "red", &error));
    ck_assert(settings_set(settings, "colors.key", "208", &error));
    ck_assert(!theme_of_settings(settings, NULL, TRUE, &theme, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "overdew");
    ck_assert(theme_builtin("light", &light));
    ck_assert_int_eq(theme.looks[STYLE_KEY].fg, 208);
    ck_assert_int_eq(theme.looks[STYLE_BOX].fg, light.looks[STYLE_BOX].fg);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(every_theme_shows_the_selection_and_what_is_overdue)                                         \
    X(looks_are_read_and_fit_the_terminal)                                                         \
    X(every_look_can_be_read_on_every_terminal)                                                    \
    X(a_theme_file_lies_over_its_base)                                                             \
    X(a_bad_theme_is_told_in_a_line_and_the_default_one_stands_for_it)                             \
    X(a_bad_colour_leaves_the_theme_and_the_other_colours)
SUITE_MAIN("ui style", TESTS)
