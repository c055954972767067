/* SPDX-License-Identifier: MIT */
/* Anything at all: keys, words, pasted text, the mouse and windows of any size, by chance. Nothing
 * of it may crash, draw outside its place, or leave rows that are not the fold of their events.
 * AZDESK_KEYS is how many there are in each storm, 2000 unless said; AZDESK_SEED and the next ones
 * decide them, AZDESK_STORMS says how many storms. */
#include <glib/gstdio.h>
#include <string.h>

#include "cli/language.h"
#include "fit.h"
#include "temp_dir.h"

#define CHECK_EVERY 500 /* keys, after which rows and events are compared */
#define FIT_EVERY   7

static const Key ODD[] = {
    K_ESC,       K_ENTER,     K_TAB,       K_BACKTAB,   K_UP,        K_DOWN,      K_LEFT,
    K_RIGHT,     K_HOME,      K_END,       K_F1,        K_DELETE,    K_PGUP,      K_PGDN,
    K_BACKSPACE, K_CTRL('s'), K_CTRL('u'), K_CTRL('r'), K_CTRL('w'), K_CTRL('z'), 0x65e5,
};

/* What leads further in than chance would. */
static const char *const WORDS[] = {
    "tomorrow 14:00",
    "+3d",
    "fri",
    "2026-11-20",
    "yesterday 9:00",
    "99999999999",
    "113-1234567-7654321",
    DESK_HELD,
    "42.10 EUR",
    "EE473124829JP",
    "stage:held due:<2d sort:-due",
    "stage:x",
    "破損 reason:damaged",
    "\"",
    ":stage ",
    ":market JP afn",
    ":view held",
    ":letter correction",
    ":sort amount",
    ":note 箱 ",
    ":suspend",
    ":snooze +1d ",
    ":import orders.tsv",
    "buyer@example.com",
    "./out.eml",
    "out.json",
};

static const char *const PASTES[] = {
    "one\ntwo\r\nthree\n",
    "\033[2J\033]0;title\007",
    "\u202eright to left",
    "e\xcc\x81\xcc\x81\xcc\x81 👩‍👩‍👧 한 ｱ",
    "11/22/2026 09:10\tAbsence. Attempted delivery\tSPRINGFIELD",
    "",
    "\n",
};

static const char *const FRONTS[] = {"1", "2", "3", "4", "2 enter", "2 a", "2 a e"};

typedef struct {
    UiTest *test;
    GRand *rand;
    GHashTable *seen; /* names of views and overlays that were in front */
    guint keys;
} Storm;

static guint number_from(const char *name, guint fallback)
{
    const char *text = g_getenv(name);
    return text != NULL ? (guint)g_ascii_strtoull(text, NULL, 10) : fallback;
}

static guint below(Storm *storm, guint n)
{
    return g_rand_int(storm->rand) % n;
}

/* To one of the views, whatever lies over it. */
static void to_front(Storm *storm)
{
    for (int i = 0; i < 9 && app_modal(storm->test->app) != NULL; i++)
        ui_app_key(storm->test->app, K_ESC);
    ui_press(storm->test, FRONTS[below(storm, G_N_ELEMENTS(FRONTS))]);
}

static void long_paste(Storm *storm)
{
    g_autofree char *text = g_strnfill(1 + below(storm, 3000), "x \n\t"[below(storm, 4)]);
    ui_app_paste(storm->test->app, text);
}

static void some_mouse(Storm *storm)
{
    static const MouseKind kinds[] = {MOUSE_PRESS, MOUSE_DOUBLE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN};
    const Term *term = storm->test->app->term;
    TermEvent event = {.kind = TERM_MOUSE,
                       .mouse = kinds[below(storm, G_N_ELEMENTS(kinds))],
                       .row = (int)below(storm, (guint)term_rows(term) + 1),
                       .col = (int)below(storm, (guint)term_cols(term) + 1)};
    ui_app_mouse(storm->test->app, &event);
}

static void some_words(Storm *storm)
{
    ui_type(storm->test, WORDS[below(storm, G_N_ELEMENTS(WORDS))]);
    if (below(storm, 2) == 0)
        ui_app_key(storm->test->app, K_ENTER);
}

static void some_event(Storm *storm)
{
    UiTest *test = storm->test;
    guint pick = below(storm, 1000);
    if (pick < 550)
        ui_app_key(test->app, ' ' + below(storm, 95));
    else if (pick < 880)
        ui_app_key(test->app, ODD[below(storm, G_N_ELEMENTS(ODD))]);
    else if (pick < 920)
        some_words(storm);
    else if (pick < 940)
        ui_app_paste(test->app, PASTES[below(storm, G_N_ELEMENTS(PASTES))]);
    else if (pick < 943)
        long_paste(storm);
    else if (pick < 963)
        some_mouse(storm);
    else if (pick < 975)
        ui_app_resize(test->app, 1 + (int)below(storm, 60), 1 + (int)below(storm, 180));
    else if (pick < 980)
        ui_app_resize(test->app, 24, 80);
    else if (pick < 995)
        ui_wait(test, below(storm, 3) == 0 ? 3600 : 1);
    else
        to_front(storm);
}

static void check_fold(Storm *storm)
{
    GError *error = NULL;
    guint changed = 99;
    ck_assert(store_rebuild(storm->test->store, &changed, &error));
    ck_assert_msg(changed == 0, "after %u keys %u rows are not the fold of their events",
                  storm->keys, changed);
}

static void one_step(Storm *storm)
{
    UiTest *test = storm->test;
    some_event(storm);
    storm->keys++;
    test->app->quit = FALSE;
    ui_app_draw(test->app);
    if (storm->keys % 3 == 0)
        ui_app_rest(test->app);
    ui_app_draw(test->app);
    while (g_main_context_iteration(NULL, FALSE)) /* what goes on in a thread */
        continue;
    ui_app_draw(test->app);
    if (storm->keys % FIT_EVERY == 0)
        ui_expect_fit(test, app_modal(test->app) != NULL ? app_modal(test->app)->ops->name
                                                         : test->app->view->ops->name);
    g_hash_table_add(storm->seen, (gpointer)test->app->view->ops->name);
    if (app_modal(test->app) != NULL)
        g_hash_table_add(storm->seen, (gpointer)app_modal(test->app)->ops->name);
    if (storm->keys % CHECK_EVERY == 0)
        check_fold(storm);
}

static void check_seen(GHashTable *seen)
{
    static const char *const names[] = {"today",  "claims", "odr",    "letters", "page",
                                        "letter", "form",   "menu",   "prompt",  "confirm",
                                        "editor", "picker", "reader", "import"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        ck_assert_msg(g_hash_table_contains(seen, names[i]), "%s was never in front", names[i]);
}

/* One on a desk in memory, the next on a file: there imports run in their thread. */
static void storm_of(guint seed, guint keys, const char *folder, GHashTable *seen)
{
    static const char *const settings[] = {"letter.command=/bin/true", NULL};
    gboolean on_file = seed % 2 == 1;
    locale_use_language(seed % 3 == 2 ? "ja" : "en");
    g_autoptr(UiTest) test = on_file ? ui_start_in(24, 80, folder, desk_fill, settings)
                                     : ui_start_with(24, 80, desk_fill, settings);
    Storm storm = {.test = test, .rand = g_rand_new_with_seed(seed), .seen = seen};
    while (storm.keys < keys)
        one_step(&storm);
    check_fold(&storm);
    g_rand_free(storm.rand);
}

static void put_file(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "orders.tsv", NULL);
    ck_assert(g_file_set_contents(
        path,
        "amazon-order-id\tpurchase-date\torder-status\tfulfillment-channel\tsales-channel\n"
        "115-0000000-0000001\t2026-10-15T10:00:00+00:00\tShipped\tMerchant\tAmazon.com\n"
        "5.10141E+13\t2026-10-15T10:00:00+00:00\tShipped\tMerchant\tAmazon.com\n",
        -1, NULL));
}

START_TEST(nothing_breaks_it)
{
    guint storms = number_from("AZDESK_STORMS", 4), seed = number_from("AZDESK_SEED", 1);
    guint keys = number_from("AZDESK_KEYS", 2000);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < storms; i++) {
        g_autoptr(TempDir) folder = temp_dir();
        ck_assert(g_chdir(folder) == 0);           /* for what is written out */
        ck_assert(g_setenv("PATH", folder, TRUE)); /* no browser and no editor but this */
        ck_assert(g_setenv("VISUAL", "/bin/true", TRUE));
        put_file(folder);
        storm_of(seed + i, keys, folder, seen);
        printf("# seed %u: %u keys\n", seed + i, keys);
        fflush(stdout);
    }
    check_seen(seen);
}
END_TEST

int main(void)
{
    locale_setup();
    Suite *suite = suite_create("storm");
    TCase *tcase = tcase_create("storm");
    tcase_set_timeout(tcase, g_getenv("AZDESK_KEYS") != NULL ? 0 : 60);
    tcase_add_test(tcase, nothing_breaks_it);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
