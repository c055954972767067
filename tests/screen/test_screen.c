/* SPDX-License-Identifier: MIT */
/* Golden screens: NAME.screen beside this file is what the keys must lead to, to the cell. Made
 * anew by one command, to be read in review:
 *
 *     AZDESK_UPDATE_SCREENS=1 meson test -C build --suite screen
 *
 * A screen more is one row in SCREENS; those called "ja-..." are in Japanese,
 * those called "looks-..." and "colors-..." hold beneath the text how each of its cells looks. */
#include <string.h>

#include "cli/language.h"
#include "driver.h"

typedef struct {
    const char *name;
    int rows, cols;
    gboolean empty;
    const char *setting; /* (nullable) "group.key=value" */
    const char *keys;    /* (nullable) */
    const char *type;    /* (nullable) typed after the keys */
} Screen;

static const Screen SCREENS[] = {
    {"claims-60x16", 16, 60},
    {"claims-80x24", 24, 80},
    {"claims-140x40", 40, 140},
    {"claims-99x24", 24, 99},
    {"claims-ascii-80x24", 24, 80, FALSE, "ui.glyphs=ascii"},
    {"claims-panel-60x16", 16, 60, FALSE, NULL, "p"},
    {"claims-hidden-140x40", 40, 140, FALSE, NULL, "p"},
    {"claims-bottom-140x40", 40, 140, FALSE, NULL, "P"},
    {"claims-japan-80x24", 24, 80, FALSE, NULL, "j j"},
    {"claims-marked-80x24", 24, 80, FALSE, NULL, "j space space"},
    {"claims-filter-80x24", 24, 80, FALSE, NULL, "/", "stage:held"},
    {"claims-filter-wrong-80x24", 24, 80, FALSE, NULL, "/", "stage:hold"},
    {"claims-changed-80x24", 24, 80, FALSE, NULL, "j s 2 ctrl-s"},
    {"claims-changed-140x40", 40, 140, FALSE, NULL, "j s 2 ctrl-s"},
    {"today-60x16", 16, 60, FALSE, NULL, "1"},
    {"today-80x24", 24, 80, FALSE, NULL, "1"},
    {"today-140x40", 40, 140, FALSE, NULL, "1"},
    {"today-ascii-80x24", 24, 80, FALSE, "ui.glyphs=ascii", "1"},
    {"today-filter-80x24", 24, 80, FALSE, NULL, "1 /", "stage:held"},
    {"today-scope-80x24", 24, 80, FALSE, NULL, "1 m m"},
    {"today-done-80x24", 24, 80, FALSE, NULL, "1 : m a r k e t space U K enter"},
    {"page-60x16", 16, 60, FALSE, NULL, "enter"},
    {"page-80x24", 24, 80, FALSE, NULL, "j enter"},
    {"page-140x40", 40, 140, FALSE, NULL, "j enter"},
    {"page-facts-80x24", 24, 80, FALSE, NULL, "j j enter ]"},
    {"page-facts-140x40", 40, 140, FALSE, NULL, "j j enter ]"},
    {"page-clocks-80x24", 24, 80, FALSE, NULL, "j j enter ] ]"},
    {"page-evidence-80x24", 24, 80, FALSE, NULL, "j enter ] ] ]"},
    {"page-messages-60x16", 16, 60, FALSE, NULL, "j enter [ ["},
    {"page-letters-80x24", 24, 80, FALSE, NULL, "enter ["},
    {"letters-60x16", 16, 60, FALSE, NULL, "4"},
    {"letters-80x24", 24, 80, FALSE, NULL, "4"},
    {"letters-140x40", 40, 140, FALSE, NULL, "4"},
    {"letter-60x16", 16, 60, FALSE, NULL, "1 j a"},
    {"letter-80x24", 24, 80, FALSE, NULL, "1 j a"},
    {"letter-140x40", 40, 140, FALSE, NULL, "1 j a"},
    {"letter-facts-80x24", 24, 80, FALSE, NULL, "1 j a f"},
    {"letter-send-80x24", 24, 80, FALSE, NULL, "1 j a enter"},
    {"letter-edit-80x24", 24, 80, FALSE, NULL, "1 j a e down down down", "Hello 日本 "},
    {"letter-edit-140x40", 40, 140, FALSE, NULL, "1 j a e down down down", "Hello 日本 "},
    {"message-80x24", 24, 80, FALSE, NULL, "enter ] ] ] ] +"},
    {"command-argument-80x24", 24, 80, FALSE, NULL, "j : s t a g e space tab"},
    {"small-40x10", 10, 40},
    {"small-20x3", 3, 20},
    {"welcome-60x16", 16, 60, TRUE},
    {"welcome-80x24", 24, 80, TRUE},
    {"help-80x24", 24, 80, FALSE, NULL, "?"},
    {"help-60x16", 16, 60, FALSE, NULL, "? pgdn"},
    {"help-140x40", 40, 140, FALSE, NULL, "?"},
    {"claims-80x50", 50, 80, FALSE, NULL, "j"},
    {"stage-80x24", 24, 80, FALSE, NULL, "j s"},
    {"stage-held-60x16", 16, 60, FALSE, NULL, "j s 1"},
    {"new-80x24", 24, 80, FALSE, NULL, "n"},
    {"new-60x16", 16, 60, FALSE, NULL, "n up"},
    {"note-80x24", 24, 80, FALSE, NULL, "N", "箱が破損していました"},
    {"sort-80x24", 24, 80, FALSE, NULL, "S"},
    {"odr-60x16", 16, 60, FALSE, NULL, "3"},
    {"odr-80x24", 24, 80, FALSE, NULL, "3"},
    {"odr-140x40", 40, 140, FALSE, NULL, "3"},
    {"odr-200x50", 50, 200, FALSE, NULL, "3 l ]"},
    {"odr-ascii-80x24", 24, 80, FALSE, "ui.glyphs=ascii", "3 ]"},
    {"odr-whatif-80x24", 24, 80, FALSE, NULL, "3 w j j space"},
    {"odr-amazon-80x24", 24, 80, FALSE, NULL, "3 v v"},
    {"odr-markets-80x24", 24, 80, FALSE, NULL, "3 v v v j"},
    {"command-80x24", 24, 80, FALSE, NULL, ": p tab"},
    {"looks-today-80x24", 24, 80, FALSE, NULL, "1"},
    {"looks-claims-80x24", 24, 80},
    {"looks-claims-marked-80x24", 24, 80, FALSE, NULL, "j space space"},
    {"looks-claims-changed-80x24", 24, 80, FALSE, NULL, "j s 2 ctrl-s"},
    {"looks-filter-wrong-80x24", 24, 80, FALSE, NULL, "/", "stage:hold"},
    {"looks-odr-80x24", 24, 80, FALSE, NULL, "3"},
    {"looks-odr-whatif-80x24", 24, 80, FALSE, NULL, "3 w j j space"},
    {"looks-odr-markets-80x24", 24, 80, FALSE, NULL, "3 v v v j"},
    {"looks-letters-80x24", 24, 80, FALSE, NULL, "4"},
    {"looks-letter-80x24", 24, 80, FALSE, NULL, "1 j a"},
    {"looks-page-80x24", 24, 80, FALSE, NULL, "j enter"},
    {"looks-page-facts-80x24", 24, 80, FALSE, NULL, "j j enter ]"},
    {"looks-page-clocks-80x24", 24, 80, FALSE, NULL, "j j enter ] ]"},
    {"looks-page-evidence-80x24", 24, 80, FALSE, NULL, "j enter ] ] ]"},
    {"looks-page-messages-80x24", 24, 80, FALSE, NULL, "j enter [ ["},
    {"looks-page-letters-80x24", 24, 80, FALSE, NULL, "enter ["},
    {"looks-stage-80x24", 24, 80, FALSE, NULL, "j s"},
    {"looks-new-80x24", 24, 80, FALSE, NULL, "n"},
    {"looks-help-80x24", 24, 80, FALSE, NULL, "?"},
    {"colors-default-claims-80x24", 24, 80, FALSE, "ui.theme=default"},
    {"colors-light-claims-80x24", 24, 80, FALSE, "ui.theme=light"},
    {"colors-contrast-claims-80x24", 24, 80, FALSE, "ui.theme=contrast"},
    {"colors-contrast-odr-80x24", 24, 80, FALSE, "ui.theme=contrast", "3"},
    {"colors-safe-claims-80x24", 24, 80, FALSE, "ui.theme=safe"},
    {"colors-safe-odr-80x24", 24, 80, FALSE, "ui.theme=safe", "3"},
    {"ja-today-60x16", 16, 60, FALSE, NULL, "1"},
    {"ja-today-80x24", 24, 80, FALSE, NULL, "1"},
    {"ja-today-140x40", 40, 140, FALSE, NULL, "1"},
    {"ja-claims-60x16", 16, 60},
    {"ja-claims-80x24", 24, 80},
    {"ja-claims-140x40", 40, 140},
    {"ja-claims-marked-80x24", 24, 80, FALSE, NULL, "j space space"},
    {"ja-odr-60x16", 16, 60, FALSE, NULL, "3"},
    {"ja-odr-80x24", 24, 80, FALSE, NULL, "3"},
    {"ja-odr-140x40", 40, 140, FALSE, NULL, "3"},
    {"ja-odr-whatif-80x24", 24, 80, FALSE, NULL, "3 w j j space"},
    {"ja-odr-amazon-80x24", 24, 80, FALSE, NULL, "3 v v"},
    {"ja-odr-markets-80x24", 24, 80, FALSE, NULL, "3 v v v j"},
    {"ja-letters-60x16", 16, 60, FALSE, NULL, "4"},
    {"ja-letters-80x24", 24, 80, FALSE, NULL, "4"},
    {"ja-letters-140x40", 40, 140, FALSE, NULL, "4"},
    {"ja-page-60x16", 16, 60, FALSE, NULL, "enter"},
    {"ja-page-80x24", 24, 80, FALSE, NULL, "j enter"},
    {"ja-page-140x40", 40, 140, FALSE, NULL, "j enter"},
    {"ja-page-facts-80x24", 24, 80, FALSE, NULL, "j j enter ]"},
    {"ja-page-clocks-80x24", 24, 80, FALSE, NULL, "j j enter ] ]"},
    {"ja-page-evidence-80x24", 24, 80, FALSE, NULL, "j enter ] ] ]"},
    {"ja-page-messages-60x16", 16, 60, FALSE, NULL, "j enter [ ["},
    {"ja-page-letters-80x24", 24, 80, FALSE, NULL, "enter ["},
    {"ja-letter-60x16", 16, 60, FALSE, NULL, "1 j a"},
    {"ja-letter-80x24", 24, 80, FALSE, NULL, "1 j a"},
    {"ja-letter-140x40", 40, 140, FALSE, NULL, "1 j a"},
    {"ja-letter-facts-80x24", 24, 80, FALSE, NULL, "1 j a f"},
    {"ja-letter-send-80x24", 24, 80, FALSE, NULL, "1 j a enter"},
    {"ja-message-80x24", 24, 80, FALSE, NULL, "enter ] ] ] ] +"},
    {"ja-help-80x24", 24, 80, FALSE, NULL, "?"},
    {"ja-help-140x40", 40, 140, FALSE, NULL, "?"},
    {"ja-claims-80x50", 50, 80, FALSE, NULL, "j"},
    {"ja-stage-60x16", 16, 60, FALSE, NULL, "j s"},
    {"ja-stage-80x24", 24, 80, FALSE, NULL, "j s"},
    {"ja-new-60x16", 16, 60, FALSE, NULL, "n"},
    {"ja-new-80x24", 24, 80, FALSE, NULL, "n"},
    {"ja-welcome-60x16", 16, 60, TRUE},
    {"ja-welcome-80x24", 24, 80, TRUE},
    {"ja-sort-80x24", 24, 80, FALSE, NULL, "S"},
    {"ja-small-40x10", 10, 40},
    {"ja-filter-wrong-80x24", 24, 80, FALSE, NULL, "/", "stage:保管"},
    {"ja-snooze-80x24", 24, 80, FALSE, NULL, "z", "金曜日　１４：００"},
    {"ja-command-80x24", 24, 80, FALSE, NULL, ":", "日本"},
};

static char *shown(const Screen *screen)
{
    locale_use_language(g_str_has_prefix(screen->name, "ja-") ? "ja" : "en");
    const char *const settings[] = {screen->setting, NULL};
    g_autoptr(UiTest) test =
        ui_start_with(screen->rows, screen->cols, screen->empty ? NULL : desk_fill, settings);
    if (screen->keys != NULL)
        ui_press(test, screen->keys);
    if (screen->type != NULL)
        ui_type(test, screen->type);
    g_autofree char *text = ui_screen(test);
    g_autofree char *looks =
        g_str_has_prefix(screen->name, "looks-")    ? term_dump_looks(test->app->term)
        : g_str_has_prefix(screen->name, "colors-") ? term_dump_colors(test->app->term)
                                                    : g_strdup("");
    return g_strconcat(text, looks, NULL);
}

/* The first row that differs, and both of its texts. */
static char *difference(const char *is, const char *want)
{
    g_auto(GStrv) a = g_strsplit(is, "\n", -1), b = g_strsplit(want, "\n", -1);
    for (int i = 0; a[i] != NULL || b[i] != NULL; i++) {
        const char *x = a[i] != NULL ? a[i] : "(no row)", *y = b[i] != NULL ? b[i] : "(no row)";
        if (strcmp(x, y) != 0)
            return g_strdup_printf("row %d\n is:   %s\n want: %s\n%s", i + 1, x, y, is);
        if (a[i] == NULL || b[i] == NULL)
            break;
    }
    return NULL;
}

START_TEST(screens_are_as_they_were)
{
    const Screen *screen = &SCREENS[_i];
    g_autofree char *base = g_strconcat(screen->name, ".screen", NULL);
    g_autofree char *path = g_build_filename(g_getenv("AZDESK_SCREENS"), base, NULL);
    g_autofree char *is = shown(screen);
    g_autofree char *want = NULL;
    if (g_getenv("AZDESK_UPDATE_SCREENS") != NULL)
        ck_assert(g_file_set_contents(path, is, -1, NULL));
    ck_assert_msg(g_file_get_contents(path, &want, NULL, NULL), "%s is missing", path);
    g_autofree char *why = difference(is, want);
    ck_assert_msg(why == NULL, "%s: %s", screen->name, why);
}
END_TEST

int main(void)
{
    locale_setup();
    Suite *suite = suite_create("screen");
    TCase *tcase = tcase_create("screen");
    tcase_add_loop_test(tcase, screens_are_as_they_were, 0, G_N_ELEMENTS(SCREENS));
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
