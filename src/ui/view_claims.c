/* SPDX-License-Identifier: MIT */
/* All claims of the scope, one a row: filtered, sorted, marked. */
#include <glib/gi18n.h>
#include <string.h>

#include "app.h"
#include "azdesk/core/text.h"
#include "claims_table.h"
#include "filter.h"
#include "list.h"
#include "saved.h"
#include "views.h"

#define TABS_MIN_ROWS 6

typedef struct {
    UiView base;
    GArray *all;         /* of CaseRow: every claim of the scope, sorted */
    GArray *rows;        /* of them those that the filter lets through */
    guint serial;        /* of the model that `all` was made from */
    int market, channel; /* the scope that it was made for */
    gboolean resort;
    UiList list;
    OrderId selected;
    UiFilter filter;
    guint filtered; /* serial of the filter that `rows` were made by */
    UiSaved saved;
    CaseSort sort;
    CaseLines lines;
    int cols, widths[N_COLUMNS];
    gboolean markets;
    GHashTable *marked; /* set of OrderId */
    OrderId mark_from;
    int open;           /* claims of the scope that are not done */
    int due, due_shown; /* due today or overdue */
} ClaimsView;

static const KeyContext CONTEXTS[] = {CONTEXT_CLAIMS, CONTEXT_CASE, CONTEXT_LIST, CONTEXTS_END};

static void claims_open(UiApp *app, UiView *view)
{
    ClaimsView *claims = (ClaimsView *)view;
    claims->all = g_array_new(FALSE, FALSE, sizeof(CaseRow));
    claims->rows = g_array_new(FALSE, FALSE, sizeof(CaseRow));
    claims->marked = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    claims->sort = (CaseSort){.column = {COLUMN_DUE}, .n = 1};
    filter_init(&claims->filter);
    saved_init(app, &claims->saved, &claims->filter);
    case_lines_init(&claims->lines);
}

static void claims_close(UiView *view)
{
    ClaimsView *claims = (ClaimsView *)view;
    g_array_unref(claims->all);
    g_array_unref(claims->rows);
    g_hash_table_unref(claims->marked);
    filter_clear(&claims->filter);
    saved_clear(&claims->saved);
    case_lines_clear(&claims->lines);
}

/* ---- Rows ---- */

static const CaseRow *row_at(const ClaimsView *claims, int i)
{
    return &g_array_index(claims->rows, CaseRow, i);
}

static QueryFacts facts_of(const CaseRow *row)
{
    return (QueryFacts){.item = row->item,
                        .due = row->due,
                        .counts = row->counts,
                        .suspect = row->suspect,
                        .snoozed = row->snoozed};
}

static gint compare_sort(gconstpointer a, gconstpointer b, gpointer data)
{
    return case_compare(a, b, data);
}

static gint compare_query(gconstpointer a, gconstpointer b, gpointer data)
{
    QueryFacts x = facts_of(a), y = facts_of(b);
    return query_compare(data, &x, &y);
}

/* Every claim of the scope. A key of the filter passes over these; it neither makes nor sorts them.
 */
static void claims_gather(UiApp *app, ClaimsView *claims)
{
    const GPtrArray *cases = app->model->desk->cases;
    g_array_set_size(claims->all, 0);
    claims->open = 0;
    for (guint i = 0; i < cases->len; i++) {
        const DeskCase *item = g_ptr_array_index(cases, i);
        if (item->claim == NULL || !app_in_scope(app, item->market, item->channel))
            continue;
        CaseRow row = case_row(app->model, item);
        QueryFacts facts = facts_of(&row);
        claims->open += query_is_open(&facts);
        g_array_append_val(claims->all, row);
    }
    g_array_sort_with_data(claims->all, compare_sort, &claims->sort);
    claims->saved.serial = 0;
    claims->serial = app->model->serial;
    claims->market = app->market;
    claims->channel = app->channel;
    claims->resort = FALSE;
}

/* How many each saved view shows; one with words would have to read all texts, and is not counted.
 */
static void claims_count(UiApp *app, ClaimsView *claims)
{
    UiSaved *saved = &claims->saved;
    if (saved->serial == app->model->serial && saved->minute == app->now / 60)
        return;
    saved->serial = app->model->serial;
    saved->minute = app->now / 60;
    for (guint k = 0; k < saved->filters->len; k++) {
        SavedFilter *filter = g_ptr_array_index(saved->filters, k);
        filter->n = filter->query != NULL && query_words(filter->query) == 0 ? 0 : -1;
        for (guint i = 0; i < claims->all->len && filter->n >= 0; i++) {
            QueryFacts facts = facts_of(&g_array_index(claims->all, CaseRow, i));
            filter->n += query_match(filter->query, &facts, app->now);
        }
    }
}

static void claims_changed(UiApp *app, UiView *view)
{
    ClaimsView *claims = (ClaimsView *)view;
    gint64 soon = app->now + DAY_SECONDS;
    int at = -1;
    if (claims->serial != app->model->serial || claims->resort || claims->market != app->market ||
        claims->channel != app->channel)
        claims_gather(app, claims);
    claims_count(app, claims);
    g_array_set_size(claims->rows, 0);
    claims->due = claims->due_shown = 0;
    for (guint i = 0; i < claims->all->len; i++) {
        const CaseRow *row = &g_array_index(claims->all, CaseRow, i);
        QueryFacts facts = facts_of(row);
        gboolean due = row->due != 0 && row->due < soon;
        claims->due += due;
        if (!query_match(claims->filter.query, &facts, app->now))
            continue;
        claims->due_shown += due;
        g_array_append_val(claims->rows, *row);
    }
    if (query_sorts(claims->filter.query))
        g_array_sort_with_data(claims->rows, compare_query, claims->filter.query);
    for (guint i = 0; i < claims->rows->len && at < 0; i++)
        if (row_at(claims, (int)i)->item->order == claims->selected)
            at = (int)i;
    if (claims->filtered != claims->filter.serial)
        list_place(&claims->list, (int)claims->rows->len, at);
    else
        list_keep(&claims->list, (int)claims->rows->len, at);
    claims->filtered = claims->filter.serial;
    if (claims->rows->len > 0)
        claims->selected = row_at(claims, claims->list.cursor)->item->order;
}

static gboolean claims_wants_rest(UiApp *app, UiView *view)
{
    return ((ClaimsView *)view)->filter.waits;
}

static Reaction claims_rest(UiApp *app, UiView *view)
{
    return filter_rest(app, &((ClaimsView *)view)->filter);
}

static OrderId claims_selected(UiApp *app, UiView *view)
{
    const ClaimsView *claims = (const ClaimsView *)view;
    return claims->rows->len > 0 ? claims->selected : 0;
}

static void claims_follow(ClaimsView *claims)
{
    if (claims->rows->len > 0)
        claims->selected = row_at(claims, claims->list.cursor)->item->order;
}

static void claims_select(UiApp *app, UiView *view, OrderId order)
{
    ((ClaimsView *)view)->selected = order;
}

static void claims_show(UiApp *app, UiView *view, OrderId order)
{
    if (order != 0)
        claims_select(app, view, order);
    view->stale = TRUE;
}

/* ---- Lines ---- */

static void hidden_add(UiApp *app, int hidden, int cols, Line *line)
{
    g_autofree char *text = g_strdup_printf(
        ngettext("%d due within a day is hidden", "%d due within a day are hidden", (gulong)hidden),
        hidden);
    line_addf(line, STYLE_WARN, " %s ", app->glyphs->warn);
    if (text_width(text) > cols / 2)
        line_addf(line, STYLE_WARN, _("hidden: %d"), hidden);
    else
        line_add(line, STYLE_WARN, text);
    line_add(line, STYLE_WARN, " ");
}

/* The saved views, and on the right what a filter hides though it is due. */
static void tabs_line(UiApp *app, ClaimsView *claims, int cols, Line *line)
{
    int hidden = claims->due - claims->due_shown;
    g_autoptr(Line) warn = line_new();
    if (hidden > 0)
        hidden_add(app, hidden, cols, warn);
    saved_tabs(app, &claims->saved, claims->list.n, (int)claims->all->len,
               MAX(cols - warn->width, 0), line);
    line_append(line, warn);
}

/* A list of a few rows gives none away for what a filter that is off would say. */
static gboolean tabs_shown(const ClaimsView *claims, int rows)
{
    return rows >= TABS_MIN_ROWS || filter_on(&claims->filter);
}

static void claims_recalc(UiApp *app, UiView *view, int rows, int cols, Lines *lines)
{
    ClaimsView *claims = (ClaimsView *)view;
    gboolean markets = app->model->parts->len > 1 && app->market == 0;
    const int *widths = claims->widths;
    if (claims->cols != cols || claims->markets != markets)
        columns_fit(cols, markets, claims->widths);
    claims->cols = cols;
    claims->markets = markets;
    claims->saved.cols = 0;
    if (tabs_shown(claims, rows))
        tabs_line(app, claims, cols, lines_add(lines));
    case_heading(app, widths, claims->sort.column[0], claims->sort.reversed[0], lines_add(lines));
    int room = rows - (int)lines->len;
    list_scroll(&claims->list, room);
    for (int i = claims->list.top; i < claims->list.n && i < claims->list.top + room; i++) {
        const CaseRow *row = row_at(claims, i);
        gboolean marked = g_hash_table_size(claims->marked) > 0 &&
                          g_hash_table_contains(claims->marked, &row->item->order);
        case_lines_add(app, &claims->lines, row, cols, widths, i == claims->list.cursor, marked,
                       lines);
    }
    if (claims->list.n == 0)
        line_addf(lines_add(lines), STYLE_MUTED, " %s",
                  filter_on(&claims->filter) ? _("no matches; esc clears the filter")
                                             : _("no claims yet; press n to file one"));
    for (guint i = 0; i < lines->len; i++)
        line_cut(lines_at(lines, i), cols, app->glyphs->ellipsis);
}

/* Marked cases that a filter hides are left alone: nothing is done to what cannot be seen. */
static void claims_marked(UiApp *app, UiView *view, GArray *orders)
{
    const ClaimsView *claims = (const ClaimsView *)view;
    for (int i = 0; i < claims->list.n; i++)
        if (g_hash_table_contains(claims->marked, &row_at(claims, i)->item->order))
            g_array_append_val(orders, row_at(claims, i)->item->order);
}

/* In a list that is longer than its window the place takes the place of how many are open, which a
 * saved view tells too. */
static char *claims_summary(UiApp *app, UiView *view)
{
    const ClaimsView *claims = (const ClaimsView *)view;
    const UiList *list = &claims->list;
    guint marked = g_hash_table_size(claims->marked);
    g_autofree char *place = list_position(list->top, list->top + list->rows - 1, list->n);
    g_autoptr(GArray) seen = g_array_new(FALSE, FALSE, sizeof(OrderId));
    if (marked > 0)
        claims_marked(app, view, seen);
    if (marked > seen->len)
        return g_strdup_printf(_("%u marked, %u of them hidden"), marked, marked - seen->len);
    if (marked > 0 && place != NULL)
        return g_strdup_printf(_("%u marked, %s"), marked, place);
    if (marked > 0)
        return g_strdup_printf(_("%u marked, open %d of %d"), marked, claims->open,
                               (int)claims->all->len);
    if (place != NULL)
        return g_steal_pointer(&place);
    return g_strdup_printf(_("open %d of %d"), claims->open, (int)claims->all->len);
}

/* ---- Sort ---- */

static Reaction sort_chosen(UiApp *app, gint64 value, gpointer data)
{
    ClaimsView *claims = data;
    case_sort_by(&claims->sort, (CaseColumn)value);
    claims->resort = TRUE;
    return REACT_CHANGED | REACT_RECALC;
}

static Reaction claims_sort(UiApp *app, ClaimsView *claims)
{
    GArray *items = menu_items_new();
    for (int i = 0; i < N_COLUMNS; i++) {
        MenuItem *item = menu_item(items, column_heading(i), i);
        for (int k = 0; k < claims->sort.n; k++)
            if ((int)claims->sort.column[k] == i)
                item->detail = g_strdup_printf(
                    "%d %s", k + 1, claims->sort.reversed[k] ? app->glyphs->up : app->glyphs->down);
    }
    return menu_open(app, _("Sort by"), items, claims->sort.column[0], sort_chosen, claims, NULL);
}

static Reaction claims_sort_by(UiApp *app, ClaimsView *claims, const char *word)
{
    for (int i = 0; i < N_COLUMNS; i++)
        if (strcmp(word, column_word((CaseColumn)i)) == 0)
            return sort_chosen(app, i, claims);
    app_message(app, STYLE_ERROR, _("unknown column %s"), word);
    return REACT_RECALC;
}

/* ---- Marks ---- */

static void mark(ClaimsView *claims, OrderId order, gboolean on)
{
    if (on)
        g_hash_table_add(claims->marked, g_memdup2(&order, sizeof order));
    else
        g_hash_table_remove(claims->marked, &order);
}

static Reaction claims_mark(ClaimsView *claims)
{
    if (claims->rows->len == 0)
        return REACT_NONE;
    gboolean on = !g_hash_table_contains(claims->marked, &claims->selected);
    mark(claims, claims->selected, on);
    claims->mark_from = on ? claims->selected : 0;
    list_move(&claims->list, claims->list.cursor + 1);
    return REACT_RECALC;
}

static Reaction claims_mark_range(ClaimsView *claims)
{
    int from = claims->list.cursor;
    for (int i = 0; i < claims->list.n; i++)
        if (row_at(claims, i)->item->order == claims->mark_from)
            from = i;
    for (int i = MIN(from, claims->list.cursor);
         i <= MAX(from, claims->list.cursor) && i < claims->list.n; i++)
        mark(claims, row_at(claims, i)->item->order, TRUE);
    return REACT_RECALC;
}

static Reaction claims_mark_all(ClaimsView *claims)
{
    gboolean all = TRUE;
    for (int i = 0; i < claims->list.n; i++)
        all = all && g_hash_table_contains(claims->marked, &row_at(claims, i)->item->order);
    for (int i = 0; i < claims->list.n; i++)
        mark(claims, row_at(claims, i)->item->order, !all);
    return REACT_RECALC;
}

static Reaction claims_cancel(UiApp *app, ClaimsView *claims)
{
    if (g_hash_table_size(claims->marked) > 0) {
        g_hash_table_remove_all(claims->marked);
        return REACT_RECALC;
    }
    return filter_command(app, &claims->filter, CMD_CANCEL);
}

/* ---- Commands ---- */

static Reaction claims_command(UiApp *app, UiView *view, Command command, int count)
{
    ClaimsView *claims = (ClaimsView *)view;
    Reaction reaction = REACT_IGNORED;
    switch (command) {
    case CMD_FILTER:
        return filter_command(app, &claims->filter, command);
    case CMD_SORT:
        return app->argument != NULL ? claims_sort_by(app, claims, app->argument)
                                     : claims_sort(app, claims);
    case CMD_REVERSE:
        return sort_chosen(app, claims->sort.column[0], claims);
    case CMD_MARK:
        reaction = claims_mark(claims);
        break;
    case CMD_MARK_RANGE:
        return claims_mark_range(claims);
    case CMD_MARK_ALL:
        return claims_mark_all(claims);
    case CMD_CANCEL:
        return claims_cancel(app, claims);
    default:
        reaction = saved_command(app, &claims->saved, command, count);
        if (reaction & REACT_IGNORED)
            reaction = list_command(&claims->list, command, count);
    }
    claims_follow(claims);
    return reaction;
}

static Reaction claims_mouse(UiApp *app, UiView *view, const TermEvent *event, int row, int col)
{
    ClaimsView *claims = (ClaimsView *)view;
    gboolean hit;
    if (row == 0 && claims->saved.cols > 0 && event->mouse == MOUSE_PRESS)
        return saved_pressed(app, &claims->saved, col);
    Reaction reaction =
        list_mouse(&claims->list, event, row - (claims->saved.cols > 0 ? 2 : 1), &hit);
    claims_follow(claims);
    if (hit && event->mouse == MOUSE_DOUBLE)
        return app_command(app, CMD_OPEN, 0) | REACT_RECALC;
    return reaction;
}

/* ---- Memory: the filter, the sort and the selection ---- */

static char *claims_save(UiApp *app, UiView *view)
{
    const ClaimsView *claims = (const ClaimsView *)view;
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%" G_GINT64_FORMAT " ", claims->selected);
    for (int i = 0; i < claims->sort.n; i++)
        g_string_append_printf(text, "%s%s%s", i > 0 ? "," : "",
                               claims->sort.reversed[i] ? "-" : "",
                               column_word(claims->sort.column[i]));
    g_string_append_printf(text, " %s", claims->filter.text);
    return g_string_free(text, FALSE);
}

static void claims_restore(UiApp *app, UiView *view, const char *text)
{
    ClaimsView *claims = (ClaimsView *)view;
    g_auto(GStrv) parts = g_strsplit(text, " ", 3);
    if (g_strv_length(parts) < 3)
        return;
    g_auto(GStrv) sorts = g_strsplit(parts[1], ",", 3);
    CaseSort sort = {.n = 0};
    for (char **word = sorts; *word != NULL; word++)
        for (int i = 0; i < N_COLUMNS; i++)
            if (strcmp(column_word(i), *word + (**word == '-')) == 0) {
                sort.column[sort.n] = (CaseColumn)i;
                sort.reversed[sort.n++] = **word == '-';
            }
    if (sort.n > 0)
        claims->sort = sort;
    claims->resort = TRUE;
    claims->selected = g_ascii_strtoll(parts[0], NULL, 10);
    filter_set(app, &claims->filter, parts[2], TRUE);
}

const ViewOps *view_claims(void)
{
    static const ViewOps ops = {
        .name = "claims",
        .title = N_("Claims"),
        .command_to_show = CMD_VIEW_CLAIMS,
        .flags = VIEW_TAB | VIEW_PANEL | VIEW_DETAIL,
        .contexts = CONTEXTS,
        .size = sizeof(ClaimsView),
        .open = claims_open,
        .close = claims_close,
        .show = claims_show,
        .changed = claims_changed,
        .recalc = claims_recalc,
        .command = claims_command,
        .selected = claims_selected,
        .select = claims_select,
        .marked = claims_marked,
        .wants_rest = claims_wants_rest,
        .rest = claims_rest,
        .mouse = claims_mouse,
        .summary = claims_summary,
        .save = claims_save,
        .restore = claims_restore,
    };
    return &ops;
}
