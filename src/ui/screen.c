/* SPDX-License-Identifier: MIT */
#include "screen.h"

#include <glib/gi18n.h>

#include "azdesk/core/text.h"
#include "format.h"
#include "job.h"
#include "panel.h"
#include "timeline.h"
#include "welcome.h"

static Lines **screen_all(ScreenLines *screen, gsize i)
{
    Lines **all[] = {&screen->title,  &screen->tabs,  &screen->main,
                     &screen->detail, &screen->panel, &screen->hint};
    return i < G_N_ELEMENTS(all) ? all[i] : NULL;
}

void screen_init(ScreenLines *screen)
{
    Lines **lines;
    for (gsize i = 0; (lines = screen_all(screen, i)) != NULL; i++)
        *lines = lines_new();
}

void screen_clear(ScreenLines *screen)
{
    Lines **lines;
    for (gsize i = 0; (lines = screen_all(screen, i)) != NULL; i++)
        g_clear_pointer(lines, g_ptr_array_unref);
}

void screen_reflow(UiApp *app)
{
    LayoutPrefs prefs = app->prefs;
    prefs.has_panel = prefs.has_panel && !app->welcome;
    prefs.has_detail = prefs.has_detail && !app->welcome;
    app->paint_all = TRUE;
    app->layout = layout_compute(term_rows(app->term), term_cols(app->term), &prefs);
}

/* ---- Title, tabs, hints ---- */

#define TITLE_WIDE_COLS 90 /* below, the ODR takes the clock's place */

/* Where no panel has room to tell it: by rule, and as Amazon reports it. */
static void title_odr(UiApp *app, const PartFigures *part, Line *line)
{
    const OdrReported *reported = part->odr->reported;
    g_autofree char *rule = fmt_rate(part->odr->rule.defects, part->odr->orders);
    g_autofree char *amazon = reported != NULL && reported->comparable
                                  ? fmt_rate(reported->report->defects, reported->report->orders)
                                  : g_strdup("");
    gboolean bad =
        part->odr->status == ODR_BAD ||
        (*amazon != '\0' && !odr_good(reported->report->defects, reported->report->orders));
    line_addf(line, bad ? STYLE_TITLE_ALERT : STYLE_TITLE, "%s %s%s%s%s", _("ODR"),
              *rule != '\0' ? rule : app->glyphs->dash, *amazon != '\0' ? "/" : "", amazon,
              bad ? "!" : "");
}

static void recalc_title(UiApp *app)
{
    int cols = app->layout.title.cols;
    const PartFigures *part = app_part(app);
    const Market *market = part != NULL ? market_by_num(part->market) : NULL;
    Line *line = lines_add(app->screen.title);
    g_autoptr(Line) right = line_new();
    line_add(line, STYLE_TITLE, " azdesk");
    if (app->options->demo)
        line_addf(line, STYLE_TITLE_ALERT, "  %s", _("demo"));
    if (store_read_only(app->options->store))
        line_addf(line, STYLE_TITLE_ALERT, "  %s", _("read only"));
    gboolean odr = part != NULL && app->prefs.has_panel && rect_empty(app->layout.panel);
    if (odr)
        title_odr(app, part, right);
    if (!odr || cols >= TITLE_WIDE_COLS) {
        g_autofree char *now = fmt_moment(app->now, app->model->zone);
        line_addf(right, STYLE_TITLE, "%s%s", odr ? "   " : "", now);
    }
    if (app->model->due_today > 0)
        line_addf(
            right, STYLE_TITLE_ALERT,
            ngettext("   %s %d due today", "   %s %d due today", (gulong)app->model->due_today),
            app->glyphs->warn, app->model->due_today);
    line_add(right, STYLE_TITLE, " ");
    if (market != NULL) {
        int room = cols - right->width - line->width - 4;
        const char *name = text_width(market->domain) <= room ? market->domain : market->country;
        const char *label = channel_label(part->channel), *word = channel_word(part->channel);
        line_addf(line, STYLE_TITLE, "   %s", name);
        room -= text_width(name) + 3;
        if (text_width(word) <= room)
            line_addf(line, STYLE_TITLE, " %s %s", app->glyphs->dot,
                      text_width(label) <= room ? label : word);
    }
    line_cut(line, MAX(cols - right->width - 1, 7), app->glyphs->ellipsis);
    line_pad(line, STYLE_TITLE, cols - right->width);
    line_append(line, right);
    line_cut(line, cols, "");
}

static int tab_width(const UiView *view, int number)
{
    return text_width(_(view->ops->title)) + (number > 9 ? 3 : 2) + 2;
}

#define SUMMARY_LEAST 12

static void recalc_tabs(UiApp *app)
{
    int cols = app->layout.tabs.cols, number = 0;
    Line *line = lines_add(app->screen.tabs);
    const UiView *front = app->view;
    if (!(front->ops->flags & VIEW_TAB) && !g_queue_is_empty(app->back))
        front = g_queue_peek_head(app->back);
    line_add(line, STYLE_TAB, " ");
    for (guint i = 0; i < app->views->len; i++) {
        const UiView *view = g_ptr_array_index(app->views, i);
        if (!(view->ops->flags & VIEW_TAB))
            continue;
        g_autofree char *key = keymap_first(app->keymap, view->ops->command_to_show);
        number++;
        if (key != NULL && text_width(key) == 1)
            line_addf(line, view == front ? STYLE_TAB_ACTIVE : STYLE_KEY, "%s", key);
        else
            line_addf(line, view == front ? STYLE_TAB_ACTIVE : STYLE_KEY, "%d", number);
        line_addf(line, view == front ? STYLE_TAB_ACTIVE : STYLE_TAB, " %s", _(view->ops->title));
        line_add(line, STYLE_TAB, "  ");
    }
    if (app->view != front)
        line_addf(line, STYLE_TAB_ACTIVE, "%s", _(app->view->ops->title));
    g_autofree char *summary =
        app->view->ops->summary != NULL ? app->view->ops->summary(app, app->view) : NULL;
    if (summary != NULL) {
        int width = text_width(summary) + 1;
        if (app->view != front) /* a page's is words, which may be cut; a view's are figures */
            width = MIN(width, MAX(cols - line->width - 1, SUMMARY_LEAST));
        line_cut(line, MAX(cols - width - 1, 0), app->glyphs->ellipsis);
        line_pad(line, STYLE_TAB, cols - width);
        line_fit(line, STYLE_MUTED, summary, width - 1, app->glyphs->ellipsis);
        line_add(line, STYLE_MUTED, " ");
    }
    line_cut(line, cols, app->glyphs->ellipsis);
}

UiView *screen_tab_at(UiApp *app, int col)
{
    int at = 1, number = 0;
    for (guint i = 0; i < app->views->len; i++) {
        UiView *view = g_ptr_array_index(app->views, i);
        if (!(view->ops->flags & VIEW_TAB))
            continue;
        int width = tab_width(view, ++number);
        if (col >= at && col < at + width)
            return view;
        at += width;
    }
    return NULL;
}

gboolean screen_command_here(const UiApp *app, Command command)
{
    KeyContext context = command_info(command)->context;
    const KeyContext *contexts = app->view->ops->contexts;
    for (; contexts != NULL && *contexts != CONTEXTS_END; contexts++)
        if (*contexts == context)
            return TRUE;
    return context == CONTEXT_GLOBAL;
}

static void hint(UiApp *app, Line *line, Command command, int cols)
{
    const CommandInfo *info = command_info(command);
    if (info->hint == NULL || line->width + 6 > cols || !screen_command_here(app, command))
        return;
    if (app->welcome && info->context != CONTEXT_GLOBAL)
        return; /* there is no case yet to which it could be done */
    g_autofree char *key = keymap_first(app->keymap, command);
    const char *label = _(info->hint);
    if (key == NULL || line->width + text_width(key) + 1 + text_width(label) + 3 > cols)
        return;
    if (keymap_lookup(app->keymap, app->view->ops->contexts, key_parse(key)) != command)
        return; /* another command has the key here */
    const char *why = app_why_not(app, command);
    gboolean off = why != NULL;
    if (off && *why == '\0')
        return;
    line_add(line, off ? STYLE_DISABLED : STYLE_KEY, key);
    line_add(line, off ? STYLE_DISABLED : STYLE_HINT, " ");
    line_add(line, off ? STYLE_DISABLED : STYLE_HINT, label);
    line_add(line, STYLE_HINT, "   ");
}

/* The hints, help always the last; the answer is the one at that column. */
static Command hints(UiApp *app, Line *line, int cols, int col)
{
    Command found = CMD_NONE;
    g_autoptr(Line) help = line_new();
    hint(app, help, CMD_HELP, cols);
    for (int command = CMD_NONE + 1; command < CMD_HELP; command++) {
        int begin = line->width;
        hint(app, line, command, cols - help->width);
        if (col >= begin && col < line->width)
            found = command;
    }
    if (col >= line->width && col < line->width + help->width)
        found = CMD_HELP;
    line_append(line, help);
    return found;
}

Command screen_hint_at(UiApp *app, int col)
{
    g_autoptr(Line) line = line_new();
    if (app->layout.small || app->counting || app->job != NULL)
        return CMD_NONE;
    line_add(line, STYLE_HINT, " ");
    return hints(app, line, app->layout.hint.cols, col);
}

static void recalc_hint(UiApp *app)
{
    int cols = app->layout.hint.cols;
    Line *line = lines_add(app->screen.hint);
    line_add(line, STYLE_HINT, " ");
    if (app->layout.small) {
        line_addf(line, STYLE_ERROR, _("%d×%d is too small: azdesk needs %d×%d"),
                  term_cols(app->term), term_rows(app->term), LAYOUT_MIN_COLS, LAYOUT_MIN_ROWS);
        line_add(line, STYLE_HINT, "  ");
    }
    g_autofree char *job = job_text(app);
    if (job != NULL) {
        line_foreign(line, STYLE_CHANGED, job);
        line_add(line, STYLE_HINT, "   ");
    }
    if (app->message != NULL) {
        line_foreign(line, app->message_style, app->message);
    } else if (app->counting) {
        line_addf(line, STYLE_HINT, _("%d times; esc cancels"), app->count);
    } else {
        (void)hints(app, line, cols, -1);
    }
    line_cut(line, cols, app->glyphs->ellipsis);
}

/* ---- The middle ---- */

static void recalc_panel(UiApp *app)
{
    if (!rect_empty(app->layout.panel))
        panel_recalc(app, app->layout.panel.rows, app->layout.panel.cols,
                     app->layout.panel_place == PANEL_BOTTOM, app->screen.panel);
}

static void recalc_detail(UiApp *app)
{
    OrderId order = app_selected(app);
    if (order != app->detail_order) {
        app->detail_order = order;
        app->detail_top = 0;
    }
    if (!rect_empty(app->layout.detail))
        timeline_recalc(app, app->layout.detail.rows, app->layout.detail.cols, app->screen.detail);
}

void screen_recalc(UiApp *app)
{
    Lines **lines;
    if (app->same) {
        ScreenLines kept = app->painted;
        app->painted = app->screen;
        app->screen = kept;
        app->same = FALSE;
    }
    for (gsize i = 0; (lines = screen_all(&app->screen, i)) != NULL; i++)
        g_ptr_array_set_size(*lines, 0);
    Rect main = app->layout.main;
    if (!rect_empty(main)) {
        if (app->welcome)
            welcome_recalc(app, main.rows, main.cols, app->screen.main);
        else
            app->view->ops->recalc(app, app->view, main.rows, main.cols, app->screen.main);
    }
    if (!rect_empty(app->layout.title))
        recalc_title(app);
    if (!rect_empty(app->layout.tabs))
        recalc_tabs(app);
    recalc_detail(app);
    recalc_panel(app);
    recalc_hint(app);
}

/* ---- Painting ---- */

static void paint_lines(UiApp *app, Rect rect, const Lines *lines)
{
    for (guint i = 0; i < lines->len && (int)i < rect.rows; i++)
        term_put(app->term, rect.row + (int)i, rect.col, rect.cols, lines_at(lines, i));
}

/* Only the rows that are others now. */
static void paint_changes(UiApp *app, Rect rect, const Lines *lines, const Lines *before)
{
    g_autoptr(Line) blank = line_new();
    for (int i = 0; i < rect.rows; i++) {
        const Line *is = i < (int)lines->len ? lines_at(lines, (guint)i) : blank;
        const Line *was = i < (int)before->len ? lines_at(before, (guint)i) : blank;
        if (app->paint_all || !line_equal(is, was))
            term_put(app->term, rect.row + i, rect.col, rect.cols, is);
    }
}

static void paint_edge(UiApp *app)
{
    Rect edge = app->layout.panel_edge;
    gboolean below = app->layout.panel_place == PANEL_BOTTOM;
    for (int i = 0; i < edge.rows; i++) {
        g_autoptr(Line) line = line_new();
        line_repeat(line, STYLE_BORDER, below ? app->glyphs->hline : app->glyphs->vbar,
                    below ? edge.cols : 1);
        term_put(app->term, edge.row + i, edge.col, edge.cols, line);
    }
    Rect rule = app->layout.detail_rule;
    if (rect_empty(rule))
        return;
    g_autoptr(Line) line = line_new();
    line_repeat(line, STYLE_BORDER, app->glyphs->hline, rule.cols);
    term_put(app->term, rule.row, rule.col, rule.cols, line);
}

static void frame_row(UiApp *app, int row, int col, int cols, const char *left, const char *right,
                      Style style, const char *text)
{
    g_autoptr(Line) line = line_new();
    line_add(line, STYLE_BOX, left);
    if (text != NULL && cols > 4) {
        g_autofree char *cut = text_ellipsize(text, cols - 4, app->glyphs->ellipsis);
        line_add(line, STYLE_BOX, app->glyphs->hline);
        line_addf(line, style, " %s ", cut);
    }
    line_repeat(line, STYLE_BOX, app->glyphs->hline, cols + 1 - line->width);
    line_add(line, STYLE_BOX, right);
    term_put(app->term, row, col, cols + 2, line);
}

static void paint_box(UiApp *app, UiModal *modal)
{
    const Glyphs *g = app->glyphs;
    ModalBox *box = &modal->box;
    int rows = term_rows(app->term), cols = term_cols(app->term);
    int inner_cols = MIN(box->cols, cols - 2), inner_rows = MIN((int)box->lines->len, rows - 2);
    int row = MAX((rows - inner_rows - 2) / 2, 0), col = MAX((cols - inner_cols - 2) / 2, 0);
    modal->area = (Rect){row + 1, col + 1, inner_rows, inner_cols};
    if (inner_rows <= 0 || inner_cols <= 0)
        return;
    frame_row(app, row, col, inner_cols, g->top_left, g->top_right, STYLE_BOX_TITLE, box->title);
    term_fill(app->term, row + 1, col, inner_rows, inner_cols + 2, STYLE_NORMAL);
    g_autoptr(Line) edge = line_new();
    line_add(edge, STYLE_BOX, g->vline);
    for (int i = 0; i < inner_rows; i++) {
        term_put(app->term, row + 1 + i, col, 1, edge);
        term_put(app->term, row + 1 + i, col + 1, inner_cols, lines_at(box->lines, (guint)i));
        term_put(app->term, row + 1 + i, col + 1 + inner_cols, 1, edge);
    }
    frame_row(app, row + 1 + inner_rows, col, inner_cols, g->bottom_left, g->bottom_right,
              STYLE_HINT, box->footer);
    if (box->cursor_row >= 0 && box->cursor_row < inner_rows && box->cursor_col < inner_cols)
        term_cursor(app->term, row + 1 + box->cursor_row, col + 1 + box->cursor_col);
}

static void paint_modal(UiApp *app, UiModal *modal)
{
    modal_box_clear(&modal->box);
    modal->box.lines = lines_new();
    modal->box.cursor_row = -1;
    modal->ops->recalc(app, modal, MAX(term_rows(app->term) - 2, 1),
                       MAX(term_cols(app->term) - 2, 1), &modal->box);
    if (!modal->box.in_hint) {
        paint_box(app, modal);
        return;
    }
    Rect hint_rect = app->layout.hint;
    int above = MIN((int)modal->box.lines->len - 1, hint_rect.row);
    while (above < (int)modal->box.lines->len - 1) /* no row to put it in */
        g_ptr_array_remove_index(modal->box.lines, modal->box.lines->len - 2);
    hint_rect.row -= above;
    hint_rect.rows += above;
    modal->area = hint_rect;
    term_fill(app->term, hint_rect.row, hint_rect.col, hint_rect.rows, hint_rect.cols,
              STYLE_NORMAL);
    paint_lines(app, hint_rect, modal->box.lines);
    if (modal->box.cursor_row >= 0)
        term_cursor(app->term, hint_rect.row + above, hint_rect.col + modal->box.cursor_col);
}

void screen_paint(UiApp *app)
{
    gboolean covered = app->modals->len > 0;
    gboolean all = app->paint_all || covered;
    app->paint_all = all;
    term_begin(app->term, all);
    const Rect rects[] = {app->layout.title,  app->layout.tabs,  app->layout.main,
                          app->layout.detail, app->layout.panel, app->layout.hint};
    for (gsize i = 0; i < G_N_ELEMENTS(rects) && (all || !app->same); i++)
        paint_changes(app, rects[i], *screen_all(&app->screen, i), *screen_all(&app->painted, i));
    if (all)
        paint_edge(app);
    for (guint i = 0; i < app->modals->len; i++)
        paint_modal(app, g_ptr_array_index(app->modals, i));
    term_end(app->term);
    app->same = TRUE;
    app->paint_all = covered; /* what lies under an overlay comes back when it goes */
}
