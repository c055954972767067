/* SPDX-License-Identifier: MIT */
/* Every view, overlay, form and menu, in every size from 1x1 to 300x100: see fit.h for what must
 * hold. The suite takes each height and each width, a fifth of them in each place; AZDESK_SIZES=all
 * takes all 30,000 of each place. */
#include "cli/language.h"
#include "fit.h"

#define ROWS 100
#define COLS 300
#define STEP 5

static const char *const PLACES[] = {
    /* views */
    "1",
    "2",
    "3",
    "3 l ]",
    "3 v",
    "3 v v",
    "3 v v v",
    "3 w j j space",
    "4",
    "p",
    "P",
    "j space space",
    "m m",
    "# s",
    "5 0",
    /* pages */
    "enter",
    "enter ]",
    "enter ] ]",
    "j enter ] ] ]",
    "j enter [ [",
    "enter [",
    "4 enter",
    "1 j a",
    "1 j a b",
    /* menus */
    "j s",
    "j t",
    "j c",
    "S",
    "v",
    "1 j a enter",
    "1 j a T",
    "enter ] ] ] +",
    /* forms */
    "n",
    "n up",
    "j s 1",
    "j s 2 ctrl-u ctrl-s",
    "G s 1",
    "N",
    "z",
    "j t 7",
    "j A",
    "j R",
    "e",
    "1 j a f",
    "enter ] ] ] ] +",
    /* prompts */
    "/",
    "/ s t a g e : x",
    ":",
    ": p tab",
    ": s t a g e space tab",
    "X",
    "1 j a w",
    /* the rest */
    "?",
    "? pgdn",
    "i",
    "j u",
    "1 j a e",
    "1 j a x",
};

typedef struct {
    const char *language, *setting;
    gboolean empty;
} Kind;

static const Kind KINDS[] = {
    {"en", NULL, FALSE}, {"ja", NULL, FALSE}, {"en", "ui.glyphs=ascii", FALSE}, {"en", NULL, TRUE}};

static void try_size(UiTest *test, const char *place, int rows, int cols)
{
    ui_resize(test, rows, cols);
    ui_expect_fit(test, place);
}

/* Every one, or one in `step` of each height and of each width, beginning with `from`. */
static void try_sizes(UiTest *test, const char *place, gboolean all, int from, int step)
{
    for (int rows = 1; rows <= ROWS && all; rows++)
        for (int cols = 1; cols <= COLS; cols++)
            try_size(test, place, rows, cols);
    for (int rows = 1 + from; rows <= ROWS && !all; rows += step)
        try_size(test, place, rows, 40 + rows * 61 % 100);
    for (int cols = 1 + from; cols <= COLS && !all; cols += step)
        try_size(test, place, 1 + cols * 37 % 47, cols);
}

START_TEST(everything_fits_every_size)
{
    const Kind *kind = &KINDS[_i];
    const char *const settings[] = {kind->setting, NULL};
    gboolean all = g_strcmp0(g_getenv("AZDESK_SIZES"), "all") == 0;
    locale_use_language(kind->language);
    for (gsize i = 0; i < G_N_ELEMENTS(PLACES); i++) {
        g_autoptr(UiTest) test = ui_start_with(24, 80, kind->empty ? NULL : desk_fill, settings);
        ui_press(test, PLACES[i]);
        try_sizes(test, PLACES[i], all, (int)(i + (gsize)_i) % STEP, STEP);
    }
}
END_TEST

/* A window that is too small still takes keys, and shows what they did once it has grown. */
START_TEST(too_small_a_window_goes_on)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    for (int rows = 1; rows < 16; rows++) {
        ui_resize(test, rows, 4 * rows);
        ui_expect_fit(test, "too small");
        ui_press(test, "j N");
        ui_type(test, "noted");
        ui_press(test, "ctrl-s");
        ui_expect_modal(test, NULL);
        ui_press(test, "g");
    }
    ui_resize(test, 40, 120);
    ui_press(test, "j");
    ui_expect_selected(test, DESK_OPENED);
    ui_expect_line(test, "note: noted");
}
END_TEST

int main(void)
{
    locale_setup();
    Suite *suite = suite_create("sizes");
    TCase *tcase = tcase_create("sizes");
    tcase_set_timeout(tcase, g_getenv("AZDESK_SIZES") != NULL ? 0 : 40);
    tcase_add_loop_test(tcase, everything_fits_every_size, 0, G_N_ELEMENTS(KINDS));
    tcase_add_test(tcase, too_small_a_window_goes_on);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
