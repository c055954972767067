/* SPDX-License-Identifier: MIT */
/* What is to be done, most urgent first: overdue, today, the days ahead, the desk itself. One key
 * does what the selected item asks for; what is done leaves, and the next one is there. */
#include <glib/gi18n.h>
#include <string.h>

#include "app.h"
#include "azdesk/core/text.h"
#include "claims_table.h"
#include "filter.h"
#include "format.h"
#include "rowlist.h"
#include "todo.h"
#include "views.h"

#define DUE_COLS 9
#define KEY_COLS 10
/* The selected item's sentence below the list: rows from which there is room for one line, for two.
 */
#define TEXT_ONE 8
#define TEXT_TWO 12

/* Which item, across reviews. */
typedef struct {
    ReviewKind kind;
    OrderId order;
    int market;
    Channel channel;
} ItemKey;

typedef struct {
    UiView base;
    GPtrArray *items; /* of ReviewItem, own copies: the model's live until the next change */
    RowList rows;
    ItemKey selected;
    UiFilter filter;
    int n_section[N_TODO_SECTIONS];
    int hidden_by_filter, hidden_by_scope; /* overdue and due today */
    guint n_snoozed;
    gint64 next_snoozed; /* when the first of them returns */
    gboolean acting;     /* on the selected item; its claim's last entry was */
    gint64 acted_at;
} TodayView;

static const KeyContext CONTEXTS[] = {CONTEXT_TODAY, CONTEXT_CASE, CONTEXT_LIST, CONTEXTS_END};

static void today_open(UiApp *app, UiView *view)
{
    TodayView *today = (TodayView *)view;
    today->items = g_ptr_array_new_with_free_func((GDestroyNotify)review_item_free);
    rowlist_init(&today->rows);
    filter_init(&today->filter);
}

static void today_close(UiView *view)
{
    TodayView *today = (TodayView *)view;
    g_ptr_array_unref(today->items);
    rowlist_clear(&today->rows);
    filter_clear(&today->filter);
}

/* ---- Items ---- */

static const ReviewItem *item_at(const TodayView *today, int i)
{
    return g_ptr_array_index(today->items, i);
}

static const ReviewItem *item_selected(const TodayView *today)
{
    return today->items->len > 0 ? item_at(today, today->rows.list.cursor) : NULL;
}

static ItemKey key_of(const ReviewItem *item)
{
    return (ItemKey){item->kind, item->order, item->market, item->channel};
}

static gboolean key_equal(const ItemKey *a, const ItemKey *b)
{
    return a->kind == b->kind && a->order == b->order && a->market == b->market &&
           a->channel == b->channel;
}

static gint64 last_event(const UiApp *app, OrderId order)
{
    const DeskCase *item = order != 0 ? desk_find(app->model->desk, order) : NULL;
    return item != NULL && item->claim != NULL ? item->claim->last_event : 0;
}

/* What stands for no case is never filtered: it would be hidden by every word. */
static gboolean passes(UiApp *app, const TodayView *today, const ReviewItem *item)
{
    if (!filter_on(&today->filter) || item->order == 0)
        return TRUE;
    const DeskCase *there = desk_find(app->model->desk, item->order);
    if (there == NULL)
        return TRUE;
    CaseRow row = case_row(app->model, there);
    QueryFacts facts = {.item = there,
                        .due = row.due,
                        .counts = row.counts,
                        .suspect = row.suspect,
                        .snoozed = row.snoozed};
    return query_match(today->filter.query, &facts, app->now);
}

static void take_items(UiApp *app, TodayView *today, gint64 end)
{
    memset(today->n_section, 0, sizeof today->n_section);
    today->hidden_by_filter = today->hidden_by_scope = 0;
    for (int section = 0; section < N_TODO_SECTIONS; section++) {
        for (guint i = 0; i < app->model->review->len; i++) {
            const ReviewItem *item = g_ptr_array_index(app->model->review, i);
            if (todo_section(item, end) != (TodoSection)section)
                continue;
            gboolean pressing = section == TODO_OVERDUE || section == TODO_TODAY;
            if (!app_in_scope(app, item->market, item->channel)) {
                today->hidden_by_scope += pressing;
                continue;
            }
            if (!passes(app, today, item)) {
                today->hidden_by_filter += pressing;
                continue;
            }
            ReviewItem *copy = g_memdup2(item, sizeof *item);
            copy->said = g_strdup(item->said);
            g_ptr_array_add(today->items, copy);
            today->n_section[section]++;
        }
    }
}

static void today_follow(TodayView *today)
{
    const ReviewItem *item = item_selected(today);
    today->selected = item != NULL ? key_of(item) : (ItemKey){0};
}

static int index_of(const TodayView *today, const ItemKey *key)
{
    for (guint i = 0; i < today->items->len; i++) {
        ItemKey there = key_of(item_at(today, (int)i));
        if (key_equal(&there, key))
            return (int)i;
    }
    return -1;
}

/* Where the cursor goes. Of an item that was acted upon the walk goes on to the one that came next,
 * wherever the review has it now; else it stays with its item. */
static int next_index(UiApp *app, TodayView *today, const GPtrArray *before)
{
    if (today->acting && last_event(app, today->selected.order) != today->acted_at) {
        today->acting = FALSE;
        for (guint i = (guint)today->rows.list.cursor + 1; i < before->len; i++) {
            ItemKey key = key_of(g_ptr_array_index(before, i));
            int at = index_of(today, &key);
            if (at >= 0)
                return at;
        }
    }
    return index_of(today, &today->selected);
}

static void today_changed(UiApp *app, UiView *view)
{
    TodayView *today = (TodayView *)view;
    g_autoptr(GPtrArray) before = today->items;
    today->items = g_ptr_array_new_with_free_func((GDestroyNotify)review_item_free);
    take_items(app, today, app->model->day_end);
    today->n_snoozed =
        desk_snoozed(app->model->desk, app->market, app->channel, app->now, &today->next_snoozed);
    rowlist_reset(&today->rows);
    for (int section = 0, i = 0; section < N_TODO_SECTIONS; section++) {
        if (today->n_section[section] > 0)
            rowlist_add(&today->rows, ROWLIST_HEADING(section));
        for (int k = 0; k < today->n_section[section]; k++)
            rowlist_add(&today->rows, i++);
    }
    rowlist_keep(&today->rows, (int)today->items->len, next_index(app, today, before));
    today_follow(today);
}

static OrderId today_selected(UiApp *app, UiView *view)
{
    const ReviewItem *item = item_selected((TodayView *)view);
    return item != NULL ? item->order : 0;
}

static gboolean today_part(UiApp *app, UiView *view, int *ret_market, Channel *ret_channel)
{
    const ReviewItem *item = item_selected((TodayView *)view);
    if (item == NULL || item->kind == REVIEW_GATE)
        return FALSE;
    *ret_market = item->market;
    *ret_channel = item->channel;
    return TRUE;
}

static void today_select(UiApp *app, UiView *view, OrderId order)
{
    TodayView *today = (TodayView *)view;
    for (guint i = 0; i < app->model->review->len; i++) {
        const ReviewItem *item = g_ptr_array_index(app->model->review, i);
        if (item->order == order) {
            today->selected = key_of(item);
            return;
        }
    }
}

static void today_show(UiApp *app, UiView *view, OrderId order)
{
    if (order != 0)
        today_select(app, view, order);
    view->stale = TRUE;
}

/* ---- Lines ---- */

static void section_line(UiApp *app, TodoSection section, int n, Line *line)
{
    static const char *const titles[N_TODO_SECTIONS] = {
        [TODO_OVERDUE] = N_("Overdue"), [TODO_TODAY] = N_("Today"), [TODO_DESK] = N_("The desk")};
    int days = settings_int(app->settings, SETTING_REVIEW_WITHIN_DAYS);
    g_autofree char *ahead =
        section != TODO_WEEK ? NULL
        : days == 7
            ? g_strdup(_("This week"))
            : g_strdup_printf(ngettext("The next %d day", "The next %d days", (gulong)days), days);
    line_addf(line, section == TODO_OVERDUE ? STYLE_OVERDUE : STYLE_HEADING, " %s",
              ahead != NULL ? ahead : _(titles[section]));
    line_addf(line, STYLE_MUTED, "  %d", n);
}

/* What is overdue says for how long. */
static char *due_text(const UiApp *app, const ReviewItem *item)
{
    if (item->due == 0)
        return g_strdup(item->severity == SEVERITY_HIGH ? C_("due", "now") : app->glyphs->dash);
    if (!item->overdue)
        return fmt_left(item->due, app->now);
    gint64 hours = (app->now - item->due) / 3600;
    return hours >= 24  ? g_strdup_printf(_("%d d ago"), (int)(hours / 24))
           : hours >= 1 ? g_strdup_printf(_("%d h ago"), (int)hours)
                        : g_strdup(_("just now"));
}

static Style due_style(const UiApp *app, const ReviewItem *item)
{
    if (item->overdue)
        return STYLE_OVERDUE;
    if (item->due == 0)
        return item->severity == SEVERITY_HIGH ? STYLE_SOON : STYLE_MUTED;
    return item->due - app->now < DAY_SECONDS ? STYLE_SOON : STYLE_NORMAL;
}

static void item_line(UiApp *app, const ReviewItem *item, gboolean selected, int cols, Line *line)
{
    char subject[64] = "";
    const char *ellipsis = app->glyphs->ellipsis;
    Todo todo = todo_of(app, item);
    g_autofree char *due = due_text(app, item);
    g_autofree char *key = keymap_first(app->keymap, todo.command);
    const Market *market = market_by_num(item->market);
    if (item->order != 0)
        order_id_format(item->order, subject);
    else if (market != NULL)
        g_snprintf(subject, sizeof subject, "%s %s", market->domain, channel_word(item->channel));
    /* The bar goes over due and order alone, as in the list of claims: few bytes a step. */
    Style pick = selected ? STYLE_PICKED : 0;
    line_add(line, STYLE_NORMAL | pick, selected ? app->glyphs->marker : " ");
    line_fit(line, pick ? pick : due_style(app, item), due, DUE_COLS, ellipsis);
    line_add(line, STYLE_NORMAL | pick, " ");
    line_fit(line, (item->order != 0 ? STYLE_ORDER : STYLE_MUTED) | pick, subject, ORDER_ID_LEN,
             ellipsis);
    line_add(line, STYLE_NORMAL, " ");
    line_fit(line, item->severity == SEVERITY_HIGH ? STYLE_STRONG : STYLE_NORMAL, todo.what,
             cols - line->width - KEY_COLS - 1, ellipsis);
    line_add(line, STYLE_NORMAL, " ");
    int end = line->width + KEY_COLS;
    line_add(line, STYLE_KEY, key != NULL ? key : " ");
    line_fit(line, STYLE_HINT, " ", 1, "");
    line_fit(line, STYLE_HINT, todo.verb, end - line->width, ellipsis);
}

static void filter_line(UiApp *app, const TodayView *today, Lines *lines)
{
    Line *line = lines_add(lines);
    int hidden = today->hidden_by_filter + today->hidden_by_scope;
    line_add(line, STYLE_KEY, " ");
    if (filter_on(&today->filter)) {
        line_add(line, STYLE_KEY, "/ ");
        line_foreign(line, STYLE_STRONG, today->filter.text);
        line_add(line, STYLE_NORMAL, "  ");
    }
    if (hidden > 0) {
        line_addf(line, STYLE_WARN, "%s ", app->glyphs->warn);
        line_addf(line, STYLE_WARN,
                  ngettext("%d due is hidden", "%d due are hidden", (gulong)hidden), hidden);
    }
    if (today->hidden_by_scope > 0) {
        g_autofree char *key = keymap_first(app->keymap, CMD_MARKET);
        line_addf(line, STYLE_MUTED, "  %s %s", key != NULL ? key : ":market",
                  _("other marketplaces"));
    }
}

/* The clock that runs out next, when nothing is to be done yet. */
static void next_line(UiApp *app, Lines *lines, int cols)
{
    gint64 next = 0;
    ReviewKind kind = REVIEW_REPLY, there;
    const DeskCase *which = NULL;
    for (guint i = 0; i < app->model->desk->cases->len; i++) {
        const DeskCase *item = g_ptr_array_index(app->model->desk->cases, i);
        gint64 due = model_due(app->model, item, &there);
        if (due > app->now && (next == 0 || due < next) &&
            app_in_scope(app, item->market, item->channel)) {
            next = due;
            kind = there;
            which = item;
        }
    }
    if (which == NULL)
        return;
    char id[ORDER_ID_SIZE];
    order_id_format(which->order, id);
    g_autofree char *when = fmt_moment(next, app->model->zone);
    g_autofree char *text = g_strdup_printf(_("Next: %s, %s: %s"), when, id, review_label(kind));
    lines_wrap(lines, STYLE_NORMAL, text, 2, cols - 1);
}

static void snoozed_line(UiApp *app, const TodayView *today, int cols, Lines *lines)
{
    g_autofree char *key = keymap_first(app->keymap, CMD_FILTER);
    g_autofree char *query = g_strconcat(key != NULL ? key : ":filter ", "snoozed:yes", NULL);
    g_autofree char *until = fmt_weekday(day_of(today->next_snoozed));
    g_autofree char *text =
        g_strdup_printf(_("%u snoozed, the next until %s; %s in Claims shows them"),
                        today->n_snoozed, until, query);
    Line *line = lines_add(lines);
    line_addf(line, STYLE_MUTED, " %s", text);
    line_cut(line, cols, app->glyphs->ellipsis);
}

static void nothing_lines(UiApp *app, const TodayView *today, int cols, Lines *lines)
{
    g_autofree char *claims = keymap_first(app->keymap, CMD_VIEW_CLAIMS);
    g_autofree char *import = keymap_first(app->keymap, CMD_IMPORT);
    lines_add(lines);
    if (filter_on(&today->filter)) {
        line_addf(lines_add(lines), STYLE_MUTED, "  %s", _("no matches; esc clears the filter"));
        return;
    }
    line_addf(lines_add(lines), STYLE_GOOD, "  %s %s", app->glyphs->check, _("Nothing to do."));
    next_line(app, lines, cols);
    lines_add(lines);
    g_autofree char *text = g_strdup_printf(_("Press %s for all claims, %s to import a file."),
                                            claims != NULL ? claims : ":view-claims",
                                            import != NULL ? import : ":import");
    lines_wrap(lines, STYLE_MUTED, text, 2, cols - 1);
}

static void list_lines(UiApp *app, TodayView *today, int room, int cols, Lines *lines)
{
    rowlist_scroll(&today->rows, room);
    for (int i = today->rows.top; i < (int)today->rows.lines->len && i < today->rows.top + room;
         i++) {
        int item = rowlist_item(&today->rows, i);
        if (item >= 0)
            item_line(app, item_at(today, item), item == today->rows.list.cursor, cols,
                      lines_add(lines));
        for (int section = 0; item < 0 && section < N_TODO_SECTIONS; section++)
            if (item == ROWLIST_HEADING(section))
                section_line(app, section, today->n_section[section], lines_add(lines));
    }
}

static void sentence_lines(UiApp *app, const ReviewItem *item, int n, int rows, int cols,
                           Lines *lines)
{
    g_autoptr(GPtrArray) text = lines_new();
    g_autofree char *said = review_sentence(app->model->desk, item, app->model->zone);
    g_autofree char *sentence = fmt_sentence(said, app->model->today, NULL);
    lines_wrap(text, STYLE_HINT, sentence, 1, cols - 1);
    n = MAX(n, MIN((int)text->len, rows - (int)lines->len)); /* what the list leaves free */
    while ((int)lines->len < rows - n)
        lines_add(lines);
    for (guint i = 0; i < text->len && (int)lines->len < rows; i++)
        line_append(lines_add(lines), lines_at(text, i));
    if ((int)text->len > n) {
        Line *last = lines_at(lines, lines->len - 1);
        line_cut(last, cols - 2, "");
        line_add(last, STYLE_HINT, app->glyphs->ellipsis);
    }
}

static void today_recalc(UiApp *app, UiView *view, int rows, int cols, Lines *lines)
{
    TodayView *today = (TodayView *)view;
    const ReviewItem *item = item_selected(today);
    int text = item == NULL || rows < TEXT_ONE ? 0 : rows < TEXT_TWO ? 1 : 2;
    gboolean snoozed = today->n_snoozed > 0 && rows >= TEXT_ONE;
    if (filter_on(&today->filter) || today->hidden_by_scope > 0)
        filter_line(app, today, lines);
    if (item == NULL)
        nothing_lines(app, today, cols, lines);
    else
        list_lines(app, today, MAX(rows - (int)lines->len - text - snoozed, 1), cols, lines);
    if (snoozed)
        snoozed_line(app, today, cols, lines);
    if (text > 0)
        sentence_lines(app, item, text, rows, cols, lines);
    for (guint i = 0; i < lines->len; i++)
        line_cut(lines_at(lines, i), cols, app->glyphs->ellipsis);
}

static char *today_summary(UiApp *app, UiView *view)
{
    const TodayView *today = (const TodayView *)view;
    g_autofree char *place = rowlist_position(&today->rows);
    if (place != NULL)
        return g_strdup_printf(_("%s, %d overdue, %d today"), place, today->n_section[TODO_OVERDUE],
                               today->n_section[TODO_TODAY]);
    return g_strdup_printf(_("%u to do, %d overdue, %d today"), today->items->len,
                           today->n_section[TODO_OVERDUE], today->n_section[TODO_TODAY]);
}

/* ---- Commands ---- */

static Reaction today_act(UiApp *app, TodayView *today)
{
    const ReviewItem *item = item_selected(today);
    if (item == NULL) {
        app_message(app, STYLE_MESSAGE, _("nothing to do"));
        return REACT_RECALC;
    }
    today->acting = TRUE;
    today->acted_at = last_event(app, item->order);
    return todo_do(app, item);
}

static Reaction today_command(UiApp *app, UiView *view, Command command, int count)
{
    TodayView *today = (TodayView *)view;
    const ReviewItem *item = item_selected(today);
    Reaction reaction;
    switch (command) {
    case CMD_ACT:
        return today_act(app, today);
    case CMD_LETTER: /* the one that the item asks for */
        return todo_of(app, item).command == CMD_LETTER ? today_act(app, today) : REACT_IGNORED;
    case CMD_OPEN:
        return item != NULL && item->order == 0 ? today_act(app, today) : REACT_IGNORED;
    case CMD_FILTER:
    case CMD_CANCEL:
        return filter_command(app, &today->filter, command);
    default:
        reaction = rowlist_command(&today->rows, command, count);
    }
    if (!(reaction & REACT_IGNORED)) {
        today->acting = FALSE;
        today_follow(today);
    }
    return reaction;
}

static Reaction today_mouse(UiApp *app, UiView *view, const TermEvent *event, int row, int col)
{
    TodayView *today = (TodayView *)view;
    gboolean hit, top = filter_on(&today->filter) || today->hidden_by_scope > 0;
    if (row - top >= today->rows.rows && event->mouse == MOUSE_PRESS)
        return REACT_NONE; /* the sentence below */
    Reaction reaction = rowlist_mouse(&today->rows, event, row - top, &hit);
    today_follow(today);
    if (hit && event->mouse == MOUSE_DOUBLE)
        return app_command(app, CMD_OPEN, 0) | REACT_RECALC;
    return reaction;
}

const ViewOps *view_today(void)
{
    static const ViewOps ops = {
        .name = "today",
        .title = N_("Today"),
        .command_to_show = CMD_VIEW_TODAY,
        .flags = VIEW_TAB | VIEW_PANEL | VIEW_DETAIL,
        .contexts = CONTEXTS,
        .size = sizeof(TodayView),
        .open = today_open,
        .close = today_close,
        .show = today_show,
        .changed = today_changed,
        .recalc = today_recalc,
        .command = today_command,
        .selected = today_selected,
        .part = today_part,
        .select = today_select,
        .mouse = today_mouse,
        .summary = today_summary,
    };
    return &ops;
}
