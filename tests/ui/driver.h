/* SPDX-License-Identifier: MIT */
/* Drives the whole interface without a terminal and without waiting: keys go in, the screen comes
 * out as text, the clock moves when told. */
#ifndef AZDESK_TESTS_UI_DRIVER_H
#define AZDESK_TESTS_UI_DRIVER_H

#include "desk.h"
#include "suite.h"
#include "ui/app.h"

typedef struct {
    UiApp *app;
    Store *store;
    Settings *settings;
    GTimeZone *zone;
    UiOptions options;
    gint64 now;
    char *config_path, *state_dir; /* (nullable) */
} UiTest;

/* The view in front is Claims. `fill` (nullable) puts something into the new desk; desk_fill() for
 * the usual one. */
UiTest *ui_start(int rows, int cols, void (*fill)(Store *store, const Settings *settings));
/* With settings, "group.key=value" each, NULL-terminated. In colour where one is ui.theme. */
UiTest *ui_start_with(int rows, int cols, void (*fill)(Store *store, const Settings *settings),
                      const char *const *settings);
/* On a file, so that another program can change it. */
UiTest *ui_start_on(int rows, int cols, const char *path,
                    void (*fill)(Store *store, const Settings *settings));
UiTest *ui_start_mode(int rows, int cols, const char *path, StoreMode mode,
                      void (*fill)(Store *store, const Settings *settings));
/* In a folder of its own: FOLDER/desk.db, FOLDER/state, FOLDER/config. Settings as above. */
UiTest *ui_start_in(int rows, int cols, const char *folder,
                    void (*fill)(Store *store, const Settings *settings),
                    const char *const *settings);
void ui_end(UiTest *test);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UiTest, ui_end)

void ui_press(UiTest *test, const char *keys); /* names by blanks: "j j enter" */
/* Moves the selection down to it from the first row; the test fails where it is in none. */
void ui_go_to(UiTest *test, const char *order);
const DeskCase *ui_case(UiTest *test, const char *order);
void ui_type(UiTest *test, const char *text);
void ui_paste(UiTest *test, const char *text);
void ui_click(UiTest *test, MouseKind kind, int row, int col);
void ui_resize(UiTest *test, int rows, int cols);
void ui_wait(UiTest *test, gint64 seconds); /* the clock moves, one tick */

void ui_job(UiTest *test); /* until what goes on in a thread is over */

char *ui_screen(UiTest *test);               /* (transfer full) */
char *ui_row(UiTest *test, int row);         /* (transfer full) */
int ui_find(UiTest *test, const char *text); /* the first row that holds it; -1 */
void ui_expect_line(UiTest *test, const char *text);
void ui_expect_no_line(UiTest *test, const char *text);
void ui_expect_selected(UiTest *test, const char *order);
void ui_expect_modal(UiTest *test, const char *name); /* NULL: none */

#endif
