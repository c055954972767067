/* SPDX-License-Identifier: MIT */
/* Lines to cells of the terminal. */
#include <gio/gio.h>
#include <string.h>
#include <wchar.h>

#include "azdesk/core/text.h"
#include "term_own.h"

#define CELLS_KEPT 128

static int term_pair(Term *term, Look look)
{
    if (term->colors == 0 || (look.fg < 0 && look.bg < 0))
        return 0;
    for (int i = 0; i < term->n_pairs; i++)
        if (term->pair_fg[i] == look.fg && term->pair_bg[i] == look.bg)
            return i + 1;
    if (term->n_pairs >= MIN(PAIRS, COLOR_PAIRS) - 1)
        return 0;
    int i = term->n_pairs++;
    term->pair_fg[i] = look.fg;
    term->pair_bg[i] = look.bg;
    init_pair((short)(i + 1), look.fg, look.bg);
    return i + 1;
}

static attr_t term_look(Term *term, Style style, gboolean selected, short *ret_pair)
{
    Look look = term->looks[style & ~STYLE_PICKED];
    if (selected || (style & STYLE_PICKED)) {
        Look over = term->looks[STYLE_SELECTED];
        look.attrs |= over.attrs;
        look.fg = over.fg >= 0 ? over.fg : look.fg;
        look.bg = over.bg >= 0 ? over.bg : look.bg;
    }
    attr_t attrs = A_NORMAL;
    attrs |= look.attrs & LOOK_BOLD ? A_BOLD : 0;
    attrs |= look.attrs & LOOK_DIM ? A_DIM : 0;
    attrs |= look.attrs & LOOK_UNDERLINE ? A_UNDERLINE : 0;
    attrs |= look.attrs & LOOK_REVERSE ? A_REVERSE : 0;
    attrs |= look.attrs & LOOK_ITALIC ? A_ITALIC : 0;
    *ret_pair = (short)term_pair(term, look);
    return attrs;
}

static void term_style(Term *term, Style style, gboolean selected)
{
    short pair;
    attr_t attrs = term_look(term, style, selected, &pair);
    attr_set(attrs, pair, NULL);
}

void term_begin(Term *term, gboolean all)
{
    attr_set(A_NORMAL, 0, NULL);
    Look ground = term->looks[STYLE_NORMAL];
    bkgdset(' ' | (chtype)COLOR_PAIR(term_pair(term, ground)));
    if (all)
        werase(stdscr);
    term->cursor_shown = FALSE;
}

/* Cells that stand one behind the other, gathered to be put at once: making them here costs a third
 * of what curses takes to make them of text. */
typedef struct {
    cchar_t cells[CELLS_KEPT];
    int n, row, col; /* col: of the first */
} CellRun;

static void cells_put(CellRun *run)
{
    if (run->n > 0)
        mvwadd_wchnstr(stdscr, run->row, run->col, run->cells, run->n);
    run->col += run->n;
    run->n = 0;
}

/* One more character in a cell; what finds no room there is left out. */
static void cell_combine(cchar_t *cell, gunichar c)
{
    for (int i = 1; i < CCHARW_MAX; i++) {
        if (cell->chars[i] == 0) {
            cell->chars[i] = (wchar_t)c;
            return;
        }
    }
}

/* Adds text of one style; every character of unusual width is placed by itself, so that a terminal
 * that disagrees about it cannot shift what follows. FALSE: the end of the room is reached. */
static gboolean cells_add(CellRun *run, cchar_t cell, int end, const char *text, const char *stop)
{
    for (; text < stop; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        int width = text_char_width(c);
        if (width == 0 && run->n > 0)
            cell_combine(&run->cells[run->n - 1], c);
        if (width == 0)
            continue;
        if (run->col + run->n + width > end)
            return FALSE;
        if (width > 1 || run->n == CELLS_KEPT)
            cells_put(run);
        cell.chars[0] = (wchar_t)c;
        run->cells[run->n++] = cell;
        if (width > 1) {
            cells_put(run);
            run->col += width - 1;
        }
    }
    return TRUE;
}

void term_put(Term *term, int row, int col, int cols, const Line *line)
{
    int end = MIN(col + cols, term->cols);
    guint start = 0;
    gboolean room = TRUE;
    CellRun run = {.row = row, .col = col};
    if (row < 0 || row >= term->rows || col >= end)
        return;
    /* Blanks first: over a wide character curses would take a neighbour away with its other half.
     */
    term_style(term, STYLE_NORMAL, line->selected);
    mvwhline(stdscr, row, col, ' ', end - col);
    attr_set(A_NORMAL, 0, NULL);
    for (guint i = 0; i < line->runs->len && room; i++) {
        const LineRun *part = &g_array_index(line->runs, LineRun, i);
        short pair;
        cchar_t cell;
        attr_t attrs = term_look(term, part->style, line->selected, &pair);
        setcchar(&cell, L" ", attrs, pair, NULL);
        room = cells_add(&run, cell, end, line->text->str + start, line->text->str + part->end);
        start = part->end;
    }
    cells_put(&run);
}

void term_fill(Term *term, int row, int col, int rows, int cols, Style style)
{
    term_style(term, style, FALSE);
    for (int i = 0; i < rows && row + i < term->rows; i++)
        if (row + i >= 0 && col < term->cols)
            mvwhline(stdscr, row + i, col, ' ', MIN(cols, term->cols - col));
}

void term_cursor(Term *term, int row, int col)
{
    term->cursor_shown = row >= 0 && row < term->rows && col >= 0 && col < term->cols;
    term->cursor_row = row;
    term->cursor_col = col;
}

void term_end(Term *term)
{
    if (term->suspended)
        return;
    if (term->redraw) {
        clearok(curscr, TRUE);
        term->redraw = FALSE;
    }
    curs_set(term->cursor_shown ? 1 : 0);
    leaveok(stdscr, !term->cursor_shown); /* hidden: it may stay where the last cell left it */
    if (term->cursor_shown)
        wmove(stdscr, term->cursor_row, term->cursor_col);
    wnoutrefresh(stdscr);
    doupdate();
}

void term_redraw(Term *term)
{
    term->redraw = TRUE;
}

void term_beep(Term *term)
{
    if (!term->headless)
        beep();
}

/* tmux passes the sequences of its windows on only where it is set up to; itself it may always set
 * the clipboard (-w: since 3.2). */
static gboolean tmux_copy(const char *text)
{
    g_autoptr(GSubprocess) tmux =
        g_subprocess_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                             G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                         NULL, "tmux", "load-buffer", "-w", "-", NULL);
    return tmux != NULL && g_subprocess_communicate_utf8(tmux, text, NULL, NULL, NULL, NULL) &&
           g_subprocess_get_successful(tmux);
}

void term_copy(Term *term, const char *text)
{
    const gboolean in_tmux = g_getenv("TMUX") != NULL;
    g_autofree char *clean = text_clean_lines(text);
    if (term->headless || (in_tmux && tmux_copy(clean)))
        return;
    g_autofree char *code = g_base64_encode((const guchar *)clean, strlen(clean));
    if (in_tmux)
        fprintf(stdout, "\033Ptmux;\033\033]52;c;%s\a\033\\", code);
    else
        fprintf(stdout, "\033]52;c;%s\a", code);
    fflush(stdout);
}

char *term_dump(Term *term)
{
    GString *dump = g_string_new(NULL);
    g_autofree wchar_t *cells = g_new0(wchar_t, (gsize)term->cols * CCHARW_MAX + 1);
    for (int row = 0; row < term->rows; row++) {
        mvwinnwstr(stdscr, row, 0, cells, term->cols * CCHARW_MAX);
        g_autofree char *text = g_ucs4_to_utf8((const gunichar *)cells, -1, NULL, NULL, NULL);
        g_string_append_printf(dump, "%s\n", text != NULL ? g_strchomp(text) : "");
    }
    return g_string_free(dump, FALSE);
}

gboolean term_reversed(Term *term, int row, int col)
{
    cchar_t cell;
    wchar_t text[CCHARW_MAX + 1];
    attr_t attrs = 0;
    short pair;
    if (mvwin_wch(stdscr, row, col, &cell) != OK)
        return FALSE;
    getcchar(&cell, text, &attrs, &pair, NULL);
    return (attrs & A_REVERSE) != 0;
}
