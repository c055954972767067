/* SPDX-License-Identifier: MIT */
/* How the cells of the screen look, for tests. */
#include <curses.h>

#include "term.h"

typedef struct {
    attr_t attrs;
    short fg, bg;
} Cell;

/* A blank beyond the screen. The right half of a wide character looks like its left one. */
static Cell cell_at(int row, int col)
{
    cchar_t there;
    wchar_t text[CCHARW_MAX + 1];
    short pair = 0;
    Cell cell = {A_NORMAL, -1, -1};
    if (mvwin_wch(stdscr, row, col, &there) != OK)
        return cell;
    getcchar(&there, text, &cell.attrs, &pair, NULL);
    if (pair > 0)
        pair_content(pair, &cell.fg, &cell.bg);
    return cell;
}

char *term_dump_looks(Term *term)
{
    static const char letters[2][9] = {" buUrRvV", "dBeEfFgG"};
    GString *dump = g_string_new("looks: b bold, u underlined, U both, r reversed, R bold too, "
                                 "v underlined too, V all three, d dim\n");
    for (int row = 0; row < term_rows(term); row++) {
        GString *line = g_string_new(NULL);
        for (int col = 0; col < term_cols(term); col++) {
            attr_t attrs = cell_at(row, col).attrs;
            int look = (attrs & A_BOLD ? 1 : 0) + (attrs & A_UNDERLINE ? 2 : 0) +
                       (attrs & A_REVERSE ? 4 : 0);
            g_string_append_c(line, letters[attrs & A_DIM ? 1 : 0][look]);
        }
        g_string_append_printf(dump, "%s\n", g_strchomp(line->str));
        g_string_free(line, TRUE);
    }
    return g_string_free(dump, FALSE);
}

/* The letter of two colours; a new one where they were not seen before. */
static char color_letter(GArray *seen, const Cell *cell)
{
    if (cell->fg < 0 && cell->bg < 0)
        return ' ';
    for (guint i = 0; i < seen->len; i++) {
        const Cell *other = &g_array_index(seen, Cell, i);
        if (other->fg == cell->fg && other->bg == cell->bg)
            return (char)('a' + (int)i);
    }
    g_array_append_val(seen, *cell);
    return (char)('a' + (int)seen->len - 1);
}

char *term_dump_colors(Term *term)
{
    g_autoptr(GArray) seen = g_array_new(FALSE, FALSE, sizeof(Cell));
    g_autoptr(GString) grid = g_string_new(NULL);
    GString *dump = g_string_new("colors:");
    for (int row = 0; row < term_rows(term); row++) {
        GString *line = g_string_new(NULL);
        for (int col = 0; col < term_cols(term); col++) {
            Cell cell = cell_at(row, col);
            g_string_append_c(line, color_letter(seen, &cell));
        }
        g_string_append_printf(grid, "%s\n", g_strchomp(line->str));
        g_string_free(line, TRUE);
    }
    for (guint i = 0; i < seen->len; i++) {
        const Cell *cell = &g_array_index(seen, Cell, i);
        g_string_append_printf(dump, "%s %c %d on %d", i > 0 ? "," : "", 'a' + (int)i, cell->fg,
                               cell->bg);
    }
    g_string_append_printf(dump, "\n%s", grid->str);
    return g_string_free(dump, FALSE);
}
