/* SPDX-License-Identifier: MIT */
#include "driver.h"

#include <string.h>

static gint64 test_clock(gpointer data)
{
    return ((UiTest *)data)->now;
}

typedef void (*UiFill)(Store *store, const Settings *settings);

static void settle(UiTest *test)
{
    ui_app_draw(test->app);
    ui_app_rest(test->app);
    ui_app_draw(test->app);
}

/* In colour where the settings name a theme. */
static gboolean in_color(const Settings *settings)
{
    g_autofree char *text = settings_save(settings);
    return strstr(text, "theme=") != NULL;
}

/* Takes the store and the settings. `folder` (nullable) holds state and configuration. */
static UiTest *start(int rows, int cols, Store *store, Settings *settings, UiFill fill,
                     const char *folder)
{
    GError *error = NULL;
    UiTest *test = g_new0(UiTest, 1);
    test->now = DESK_NOW;
    test->settings = settings;
    test->zone = g_time_zone_new_utc();
    test->store = store;
    if (fill != NULL)
        fill(store, settings);
    test->options = (UiOptions){.store = store,
                                .settings = settings,
                                .zone = test->zone,
                                .clock = test_clock,
                                .clock_data = test,
                                .color = in_color(settings),
                                .channel = -1};
    if (folder != NULL) {
        test->options.config_path = test->config_path = g_build_filename(folder, "config", NULL);
        test->options.state_dir = test->state_dir = g_build_filename(folder, "state", NULL);
    }
    Term *term = term_open_headless(rows, cols, &error);
    ck_assert_no_error(error);
    test->app = ui_app_new(&test->options, term, &error);
    ck_assert_no_error(error);
    app_show(test->app, app_view(test->app, "claims"), 0);
    settle(test);
    return test;
}

static Settings *settings_of(const char *const *settings)
{
    GError *error = NULL;
    Settings *all = settings_new();
    for (; *settings != NULL; settings++) {
        g_auto(GStrv) pair = g_strsplit(*settings, "=", 2);
        ck_assert(settings_set(all, pair[0], pair[1], &error));
    }
    return all;
}

UiTest *ui_start_with(int rows, int cols, UiFill fill, const char *const *settings)
{
    GError *error = NULL;
    Store *store = store_open_memory(&error);
    ck_assert_no_error(error);
    return start(rows, cols, store, settings_of(settings), fill, NULL);
}

UiTest *ui_start_in(int rows, int cols, const char *folder, UiFill fill,
                    const char *const *settings)
{
    GError *error = NULL;
    g_autofree char *path = g_build_filename(folder, "desk.db", NULL);
    Store *store = store_open(path, STORE_WRITE, &error);
    ck_assert_no_error(error);
    return start(rows, cols, store, settings_of(settings), fill, folder);
}

UiTest *ui_start(int rows, int cols, UiFill fill)
{
    static const char *const none[] = {NULL};
    return ui_start_with(rows, cols, fill, none);
}

UiTest *ui_start_mode(int rows, int cols, const char *path, StoreMode mode, UiFill fill)
{
    GError *error = NULL;
    Store *store = store_open(path, mode, &error);
    ck_assert_no_error(error);
    return start(rows, cols, store, settings_new(), fill, NULL);
}

UiTest *ui_start_on(int rows, int cols, const char *path, UiFill fill)
{
    return ui_start_mode(rows, cols, path, STORE_WRITE, fill);
}

void ui_end(UiTest *test)
{
    ui_app_free(test->app);
    store_close(test->store);
    settings_free(test->settings);
    g_time_zone_unref(test->zone);
    g_free(test->config_path);
    g_free(test->state_dir);
    g_free(test);
}

void ui_press(UiTest *test, const char *keys)
{
    g_auto(GStrv) names = g_strsplit(keys, " ", -1);
    for (char **name = names; *name != NULL; name++) {
        Key key = key_parse(*name);
        ck_assert_msg(key != K_NONE, "no key: %s", *name);
        ui_app_key(test->app, key);
        settle(test);
    }
}

void ui_type(UiTest *test, const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        ui_app_key(test->app, g_utf8_get_char(text));
        settle(test);
    }
}

void ui_paste(UiTest *test, const char *text)
{
    ui_app_paste(test->app, text);
    settle(test);
}

void ui_click(UiTest *test, MouseKind kind, int row, int col)
{
    TermEvent event = {.kind = TERM_MOUSE, .mouse = kind, .row = row, .col = col};
    ui_app_mouse(test->app, &event);
    settle(test);
}

void ui_resize(UiTest *test, int rows, int cols)
{
    ui_app_resize(test->app, rows, cols);
    settle(test);
}

void ui_wait(UiTest *test, gint64 seconds)
{
    test->now += seconds;
    ui_app_tick(test->app);
    settle(test);
}

void ui_job(UiTest *test)
{
    while (test->app->job != NULL)
        g_main_context_iteration(NULL, TRUE);
    settle(test);
}

char *ui_screen(UiTest *test)
{
    return term_dump(test->app->term);
}

char *ui_row(UiTest *test, int row)
{
    g_autofree char *screen = ui_screen(test);
    g_auto(GStrv) rows = g_strsplit(screen, "\n", -1);
    ck_assert_int_lt(row, (int)g_strv_length(rows));
    return g_strdup(rows[row]);
}

int ui_find(UiTest *test, const char *text)
{
    g_autofree char *screen = ui_screen(test);
    g_auto(GStrv) rows = g_strsplit(screen, "\n", -1);
    for (int i = 0; rows[i] != NULL; i++)
        if (strstr(rows[i], text) != NULL)
            return i;
    return -1;
}

void ui_expect_line(UiTest *test, const char *text)
{
    g_autofree char *screen = ui_screen(test);
    ck_assert_msg(strstr(screen, text) != NULL, "\"%s\" is not on the screen:\n%s", text, screen);
}

void ui_expect_no_line(UiTest *test, const char *text)
{
    g_autofree char *screen = ui_screen(test);
    ck_assert_msg(strstr(screen, text) == NULL, "\"%s\" is on the screen:\n%s", text, screen);
}

void ui_expect_selected(UiTest *test, const char *order)
{
    char id[ORDER_ID_SIZE] = "none";
    OrderId selected = app_selected(test->app);
    if (selected != 0)
        order_id_format(selected, id);
    ck_assert_str_eq(id, order);
}

void ui_expect_modal(UiTest *test, const char *name)
{
    const UiModal *modal = app_modal(test->app);
    ck_assert_str_eq(modal != NULL ? modal->ops->name : "none", name != NULL ? name : "none");
}

void ui_go_to(UiTest *test, const char *order)
{
    ui_press(test, "g");
    for (int i = 0; i < 20; i++) {
        if (app_selected(test->app) == desk_order(order))
            return;
        ui_press(test, "j");
    }
    ck_abort_msg("%s is not in the list", order);
}

const DeskCase *ui_case(UiTest *test, const char *order)
{
    const DeskCase *item = desk_find(test->app->model->desk, desk_order(order));
    ck_assert_ptr_nonnull(item);
    return item;
}
