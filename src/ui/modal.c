/* SPDX-License-Identifier: MIT */
#include "modal.h"

#include <glib/gi18n.h>

#include "app.h"
#include "azdesk/core/text.h"
#include "list.h"

void modal_box_clear(ModalBox *box)
{
    g_clear_pointer(&box->lines, g_ptr_array_unref);
    g_free(box->title);
    g_free(box->footer);
    *box = (ModalBox){.cursor_row = -1};
}

/* ---- Question ---- */

typedef struct {
    UiModal base;
    char *question;
    Key yes_key;
    ConfirmYes yes;
    gpointer data;
    GDestroyNotify destroy;
} Confirm;

static Reaction confirm_key(UiApp *app, UiModal *modal, Key key)
{
    Confirm *confirm = (Confirm *)modal;
    Reaction reaction = REACT_RECALC;
    if (key != confirm->yes_key && key != K_ESC && key != 'n' && key != 'q' && key != K_CTRL('c'))
        return REACT_NONE;
    if (key == confirm->yes_key)
        reaction |= confirm->yes(app, confirm->data);
    app_pop(app, modal);
    return reaction;
}

static void confirm_recalc(UiApp *app, UiModal *modal, int max_rows, int max_cols, ModalBox *box)
{
    Confirm *confirm = (Confirm *)modal;
    g_autofree char *key = key_word(confirm->yes_key);
    int cols = MIN(max_cols, 64);
    lines_wrap(box->lines, STYLE_STRONG, confirm->question, 1, cols - 1);
    Line *line = lines_add(box->lines);
    line_add(line, STYLE_NORMAL, " ");
    line_add(line, STYLE_KEY, key);
    line_addf(line, STYLE_NORMAL, " %s   ", _("yes"));
    line_add(line, STYLE_KEY, "esc");
    line_addf(line, STYLE_NORMAL, " %s", _("no"));
    box->cols = 0;
    for (guint i = 0; i < box->lines->len; i++)
        box->cols = MAX(box->cols, lines_at(box->lines, i)->width + 1);
}

static void confirm_free(UiModal *modal)
{
    Confirm *confirm = (Confirm *)modal;
    if (confirm->destroy != NULL)
        confirm->destroy(confirm->data);
    g_free(confirm->question);
    g_free(confirm);
}

Reaction confirm_open(UiApp *app, const char *question, ConfirmYes yes, gpointer data,
                      GDestroyNotify destroy)
{
    static const ModalOps ops = {
        .name = "confirm", .key = confirm_key, .recalc = confirm_recalc, .free = confirm_free};
    Confirm *confirm = g_new0(Confirm, 1);
    g_autofree char *trigger = keymap_keys(app->keymap, app->given);
    g_auto(GStrv) keys = g_strsplit(trigger, " ", -1);
    confirm->base.ops = &ops;
    confirm->question = text_clean_lines(question);
    confirm->yes_key = g_strv_contains((const char *const *)keys, "y") ? 'Y' : 'y';
    confirm->yes = yes;
    confirm->data = data;
    confirm->destroy = destroy;
    app_push(app, &confirm->base);
    return REACT_REPAINT;
}

/* ---- Text to read ---- */

typedef struct {
    UiModal base;
    char *title;
    Lines *lines;
    ReaderFit fit; /* (nullable) makes the lines for a width */
    int column;    /* the least width of one of two columns */
    int cols;      /* for which they were made */
    int top, rows;
} Reader;

static Reaction reader_key(UiApp *app, UiModal *modal, Key key)
{
    static const KeyContext contexts[] = {CONTEXT_LIST, CONTEXTS_END};
    Reader *reader = (Reader *)modal;
    Command command = keymap_lookup(app->keymap, contexts, key);
    UiList list = {.n = (int)reader->lines->len, .rows = reader->rows};
    switch (command) {
    case CMD_CANCEL:
    case CMD_QUIT:
    case CMD_QUIT_ALL:
    case CMD_HELP:
    case CMD_OPEN:
        app_pop(app, modal);
        return REACT_RECALC;
    case CMD_DOWN:
    case CMD_UP:
        reader->top += command == CMD_DOWN ? 1 : -1;
        break;
    case CMD_MARK:
    case CMD_PAGE_DOWN:
    case CMD_HALF_DOWN:
        reader->top += MAX(list.rows - 1, 1);
        break;
    case CMD_PAGE_UP:
    case CMD_HALF_UP:
        reader->top -= MAX(list.rows - 1, 1);
        break;
    case CMD_TOP:
        reader->top = 0;
        break;
    case CMD_BOTTOM:
        reader->top = list.n;
        break;
    default:
        return REACT_NONE;
    }
    reader->top = CLAMP(reader->top, 0, MAX(list.n - reader->rows, 0));
    return REACT_REPAINT;
}

static Reaction reader_mouse(UiApp *app, UiModal *modal, const TermEvent *event, int row, int col)
{
    if (event->mouse == MOUSE_WHEEL_DOWN || event->mouse == MOUSE_WHEEL_UP)
        return reader_key(app, modal, event->mouse == MOUSE_WHEEL_DOWN ? K_DOWN : K_UP);
    return REACT_NONE;
}

/* Where the first of two columns ends: behind the paragraph at the middle. */
static guint reader_half(const Lines *lines)
{
    guint half = (lines->len + 1) / 2;
    for (guint off = 0; off < half / 2; off++) {
        if (lines_at(lines, half + off)->width == 0)
            return half + off;
        if (lines_at(lines, half - off)->width == 0)
            return half - off;
    }
    return half;
}

/* The lines for that width: in two columns, one behind the other, where they have room. */
static void reader_make(UiApp *app, Reader *reader, int cols)
{
    int column = (cols - 3) / 2;
    g_autoptr(GPtrArray) all = lines_new(), left = lines_new(), right = lines_new();
    reader->cols = cols;
    g_ptr_array_set_size(reader->lines, 0);
    if (column < reader->column) {
        reader->fit(app, cols - 1, reader->lines);
        return;
    }
    reader->fit(app, column, all);
    guint half = reader_half(all);
    for (guint i = 0; i < all->len; i++) {
        if (i == half && lines_at(all, i)->width == 0)
            continue;
        lines_share(i < half ? left : right, lines_at(all, i));
    }
    for (guint i = 0; i < left->len; i++)
        line_cut(lines_at(left, i), column, app->glyphs->ellipsis);
    lines_beside(reader->lines, left, right, column + 2);
}

static void reader_recalc(UiApp *app, UiModal *modal, int max_rows, int max_cols, ModalBox *box)
{
    Reader *reader = (Reader *)modal;
    if (reader->fit != NULL && reader->cols != max_cols)
        reader_make(app, reader, max_cols);
    int n = (int)reader->lines->len;
    reader->rows = MIN(max_rows, n);
    reader->top = CLAMP(reader->top, 0, MAX(n - reader->rows, 0));
    box->title = g_strdup(reader->title);
    for (int i = 0; i < n; i++) {
        const Line *line = lines_at(reader->lines, (guint)i);
        box->cols = MIN(MAX(box->cols, line->width + 1), max_cols);
        if (i < reader->top || i >= reader->top + reader->rows)
            continue;
        Line *shown = lines_add(box->lines);
        line_append(shown, line);
        line_cut(shown, max_cols, app->glyphs->ellipsis);
    }
    box->footer = n > reader->rows ? g_strdup_printf(_("%d–%d of %d, esc closes"), reader->top + 1,
                                                     reader->top + reader->rows, n)
                                   : g_strdup(_("esc closes"));
    box->cols = MAX(box->cols, MIN(max_cols, 30));
}

static void reader_free(UiModal *modal)
{
    Reader *reader = (Reader *)modal;
    g_ptr_array_unref(reader->lines);
    g_free(reader->title);
    g_free(reader);
}

static Reader *reader_new(UiApp *app, const char *title, Lines *lines)
{
    static const ModalOps ops = {.name = "reader",
                                 .key = reader_key,
                                 .mouse = reader_mouse,
                                 .recalc = reader_recalc,
                                 .free = reader_free};
    Reader *reader = g_new0(Reader, 1);
    reader->base.ops = &ops;
    reader->title = g_strdup(title);
    reader->lines = lines;
    reader->rows = 1;
    app_push(app, &reader->base);
    return reader;
}

Reaction reader_open(UiApp *app, const char *title, Lines *lines)
{
    (void)reader_new(app, title, lines);
    return REACT_REPAINT;
}

Reaction reader_open_fit(UiApp *app, const char *title, ReaderFit fit, int column)
{
    Reader *reader = reader_new(app, title, lines_new());
    reader->fit = fit;
    reader->column = column;
    return REACT_REPAINT;
}
