/* SPDX-License-Identifier: MIT */
#include "fit.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/text.h"
#include "ui/glyphs.h"

#define FREE 0              /* nobody's yet */
#define TAIL ((gunichar)-1) /* right half of a wide character */
#define ANY  ((gunichar)-2)

typedef struct {
    UiTest *test;
    const char *what;
    int rows, cols;
    gunichar *cells;
} Grid;

/* The screen goes to standard error: Check takes no long message. */
#define FAULT(grid, ...)                                                                           \
    do {                                                                                           \
        g_autofree char *text_ = g_strdup_printf(__VA_ARGS__);                                     \
        g_autofree char *dump_ = ui_screen((grid)->test);                                          \
        g_printerr("%s\n", dump_);                                                                 \
        ck_abort_msg("%s, %dx%d: %s", (grid)->what, (grid)->cols, (grid)->rows, text_);            \
    } while (0)

static gunichar *cell(const Grid *grid, int row, int col)
{
    return &grid->cells[row * grid->cols + col];
}

/* As a terminal does it: of a wide character that loses one half, the other is blank. */
static void put(const Grid *grid, int row, int col, gunichar c)
{
    if (*cell(grid, row, col) == TAIL && col > 0)
        *cell(grid, row, col - 1) = ' ';
    if (col + 1 < grid->cols && *cell(grid, row, col + 1) == TAIL)
        *cell(grid, row, col + 1) = ' ';
    *cell(grid, row, col) = c;
}

static void check_inside(const Grid *grid, Rect rect, const char *part)
{
    if (rect.row < 0 || rect.col < 0 || rect.row + rect.rows > grid->rows ||
        rect.col + rect.cols > grid->cols)
        FAULT(grid, "%s is outside", part);
}

/* Text in a row of a place; what does not fit is cut, no wide character in two. */
static void write_text(const Grid *grid, int row, int col, int cols, const char *text)
{
    int at = 0;
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        int width = text_char_width(c);
        if (width == 0)
            continue;
        if (at + width > cols)
            break;
        put(grid, row, col + at, c);
        if (width == 2) {
            put(grid, row, col + at + 1, ' ');
            *cell(grid, row, col + at + 1) = TAIL;
        }
        at += width;
    }
    for (; at < cols; at++)
        put(grid, row, col + at, ' ');
}

static void write_lines(const Grid *grid, Rect rect, const Lines *lines)
{
    for (int i = 0; i < rect.rows; i++)
        write_text(grid, rect.row + i, rect.col, rect.cols,
                   i < (int)lines->len ? line_text(lines_at(lines, (guint)i)) : "");
}

/* ---- The parts ---- */

static void take_part(const Grid *grid, Rect rect, const char *name)
{
    if (rect_empty(rect))
        return;
    check_inside(grid, rect, name);
    for (int row = rect.row; row < rect.row + rect.rows; row++)
        for (int col = rect.col; col < rect.col + rect.cols; col++) {
            if (*cell(grid, row, col) != FREE)
                FAULT(grid, "%s lies on another part", name);
            *cell(grid, row, col) = ANY;
        }
}

/* Below the smallest size painting cuts; from there on nothing is made that would not fit. */
static void check_lines(const Grid *grid, Rect rect, const Lines *lines, const char *name)
{
    if (grid->test->app->layout.small)
        return;
    if ((int)lines->len > MAX(rect.rows, 0))
        FAULT(grid, "%s has %u lines for %d rows", name, lines->len, rect.rows);
    for (guint i = 0; i < lines->len; i++)
        if (lines_at(lines, i)->width > rect.cols)
            FAULT(grid, "%s has %d columns: %s", name, rect.cols, line_text(lines_at(lines, i)));
}

static void write_parts(const Grid *grid)
{
    const UiApp *app = grid->test->app;
    const Layout *layout = &app->layout;
    const ScreenLines *screen = &app->screen;
    const struct {
        const char *name;
        Rect rect;
        const Lines *lines;
    } parts[] = {
        {"title", layout->title, screen->title},    {"tabs", layout->tabs, screen->tabs},
        {"main", layout->main, screen->main},       {"detail", layout->detail, screen->detail},
        {"panel", layout->panel, screen->panel},    {"hints", layout->hint, screen->hint},
        {"panel's edge", layout->panel_edge, NULL}, {"detail's rule", layout->detail_rule, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        take_part(grid, parts[i].rect, parts[i].name);
    for (int i = 0; i < grid->rows * grid->cols; i++)
        if (grid->cells[i] == FREE)
            FAULT(grid, "row %d, column %d belong to no part", i / grid->cols, i % grid->cols);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i].lines == NULL)
            continue;
        check_lines(grid, parts[i].rect, parts[i].lines, parts[i].name);
        if (!rect_empty(parts[i].rect))
            write_lines(grid, parts[i].rect, parts[i].lines);
    }
}

/* ---- The overlays ---- */

static void write_frame(const Grid *grid, Rect inner)
{
    const Glyphs *glyphs = grid->test->app->glyphs;
    int top = inner.row - 1, bottom = inner.row + inner.rows;
    int left = inner.col - 1, right = inner.col + inner.cols;
    for (int col = left; col <= right; col++) {
        put(grid, top, col, ANY);
        put(grid, bottom, col, ANY);
    }
    for (int row = inner.row; row < bottom; row++) {
        put(grid, row, left, g_utf8_get_char(glyphs->vline));
        put(grid, row, right, g_utf8_get_char(glyphs->vline));
    }
    put(grid, top, left, g_utf8_get_char(glyphs->top_left));
    put(grid, top, right, g_utf8_get_char(glyphs->top_right));
    put(grid, bottom, left, g_utf8_get_char(glyphs->bottom_left));
    put(grid, bottom, right, g_utf8_get_char(glyphs->bottom_right));
}

static void write_modal(const Grid *grid, const UiModal *modal)
{
    const ModalBox *box = &modal->box;
    Rect area = modal->area;
    if (rect_empty(area))
        return; /* no row or column for it */
    check_inside(grid, area, modal->ops->name);
    if (!box->in_hint)
        check_inside(grid, (Rect){area.row - 1, area.col - 1, area.rows + 2, area.cols + 2},
                     modal->ops->name);
    check_lines(grid, area, box->lines, modal->ops->name);
    if (!grid->test->app->layout.small &&
        (box->cursor_row >= (int)box->lines->len || box->cursor_col >= area.cols))
        FAULT(grid, "the cursor of the %s is outside of it", modal->ops->name);
    write_lines(grid, area, box->lines);
    if (!box->in_hint)
        write_frame(grid, area);
}

/* ---- The terminal ---- */

static void compare(const Grid *grid)
{
    g_autofree char *dump = ui_screen(grid->test);
    g_auto(GStrv) rows = g_strsplit(dump, "\n", -1);
    Grid is = *grid;
    if ((int)g_strv_length(rows) != grid->rows + 1)
        FAULT(grid, "the terminal has %u rows", g_strv_length(rows) - 1);
    is.cells = g_new0(gunichar, (gsize)(grid->rows * grid->cols));
    for (int row = 0; row < grid->rows; row++) {
        if (text_width(rows[row]) > grid->cols)
            FAULT(grid, "row %d is too wide", row);
        write_text(&is, row, 0, grid->cols, rows[row]);
    }
    for (int i = 0; i < grid->rows * grid->cols; i++)
        if (grid->cells[i] != ANY && grid->cells[i] != is.cells[i])
            FAULT(grid, "row %d, column %d: U+%04X where U+%04X should be", i / grid->cols,
                  i % grid->cols, is.cells[i], grid->cells[i]);
    g_free(is.cells);
}

/* Too small a window says so in the last row, as far as that reaches. */
static void check_small(const Grid *grid)
{
    const UiApp *app = grid->test->app;
    gboolean small = grid->rows < LAYOUT_MIN_ROWS || grid->cols < LAYOUT_MIN_COLS;
    if (app->layout.small != small)
        FAULT(grid, "%s", small ? "not called too small" : "called too small");
    if (!small)
        return;
    g_autofree char *said = g_strdup_printf(_("%d×%d is too small: azdesk needs %d×%d"), grid->cols,
                                            grid->rows, LAYOUT_MIN_COLS, LAYOUT_MIN_ROWS);
    g_autofree char *line = g_strconcat(" ", said, NULL);
    g_autofree char *shown = text_ellipsize(line, MAX(grid->cols - 1, 0), "");
    if (!g_str_has_prefix(line_text(lines_at(app->screen.hint, 0)), shown))
        FAULT(grid, "\"%s\" does not say that it is too small",
              line_text(lines_at(app->screen.hint, 0)));
}

void ui_expect_fit(UiTest *test, const char *what)
{
    const UiApp *app = test->app;
    Grid grid = {test, what, term_rows(app->term), term_cols(app->term), NULL};
    grid.cells = g_new0(gunichar, (gsize)(grid.rows * grid.cols));
    write_parts(&grid);
    check_small(&grid);
    for (guint i = 0; i < app->modals->len; i++)
        write_modal(&grid, g_ptr_array_index(app->modals, i));
    compare(&grid);
    g_free(grid.cells);
}
