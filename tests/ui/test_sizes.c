/* SPDX-License-Identifier: MIT */
/* Every view, overlay, form and menu, in sizes from 1x1 to 300x100: see fit.h for what must hold.
 * The sizes stand in an order that spreads them; each place takes the next AZDESK_SIZES of them, 50
 * unless said, and those at which something changes. 30000 takes all in each place. */
#include "cli/language.h"
#include "fit.h"

#define ROWS 100
#define COLS 300
#define ALL  (ROWS * COLS)

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

static const struct {
    int rows, cols;
} BORDERS[] = {{1, 1},   {1, COLS}, {ROWS, 1}, {ROWS, COLS}, {15, 60},
               {16, 59}, {16, 60},  {24, 98},  {24, 99},     {40, 120}};

static void try_sizes(UiTest *test, const char *place, int first, int n)
{
    for (gsize i = 0; i < G_N_ELEMENTS(BORDERS); i++)
        try_size(test, place, BORDERS[i].rows, BORDERS[i].cols);
    for (int i = first; i < first + n; i++) {
        int at = (int)(i * G_GINT64_CONSTANT(7919) % ALL); /* prime to all of them */
        try_size(test, place, 1 + at / COLS, 1 + at % COLS);
    }
}

START_TEST(everything_fits_every_size)
{
    const Kind *kind = &KINDS[_i];
    const char *const settings[] = {kind->setting, NULL};
    int n = g_getenv("AZDESK_SIZES") != NULL ? atoi(g_getenv("AZDESK_SIZES")) : 50;
    locale_use_language(kind->language);
    for (gsize i = 0; i < G_N_ELEMENTS(PLACES); i++) {
        g_autoptr(UiTest) test = ui_start_with(24, 80, kind->empty ? NULL : desk_fill, settings);
        ui_press(test, PLACES[i]);
        try_sizes(test, PLACES[i], (int)(i * G_N_ELEMENTS(KINDS) + (gsize)_i) * n, n);
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
    return suite_run(suite);
}
