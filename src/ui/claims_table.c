/* SPDX-License-Identifier: MIT */
#include "claims_table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/text.h"
#include "format.h"

static const struct {
    const char *word, *heading;
    int min, max, drop;
} COLUMNS[N_COLUMNS] = {
#define X(symbol, word, heading, min, max, drop) {word, heading, min, max, drop},
    CASE_COLUMNS(X)
#undef X
};

const char *column_word(CaseColumn column)
{
    return COLUMNS[column].word;
}

const char *column_heading(CaseColumn column)
{
    return _(COLUMNS[column].heading);
}

CaseRow case_row(UiModel *model, const DeskCase *item)
{
    CaseRow row = {.item = item,
                   .order = item->order,
                   .opened = item->claim != NULL ? item->claim->opened_at : 0};
    row.due = model_due(model, item, &row.due_kind);
    row.counts = model_counts(model, item);
    row.suspect = model_is_suspect(model, item);
    row.snoozed = desk_case_snoozed(item, model->now);
    if (!model_adds(model, item, &row.adds))
        row.adds = 0;
    return row;
}

/* ---- Widths ---- */

/* The longest stage in the language of the interface, within reason. */
static int stage_width(void)
{
    int width = COLUMNS[COLUMN_STAGE].min;
    for (int stage = 0; stage < N_STAGES; stage++)
        width = MAX(width, text_width(stage_label(stage)));
    return MIN(width, 14);
}

void columns_fit(int cols, gboolean markets, int widths[N_COLUMNS])
{
    int used = 0; /* the marker takes the place of a blank behind the last column */
    for (int i = 0; i < N_COLUMNS; i++) {
        widths[i] = i == COLUMN_MARKET && !markets ? 0 : COLUMNS[i].min;
        if (i == COLUMN_STAGE)
            widths[i] = stage_width();
        used += widths[i] > 0 ? widths[i] + 1 : 0;
    }
    for (int drop = 9; drop > 0 && used > cols; drop--) {
        for (int i = 0; i < N_COLUMNS; i++) {
            if (COLUMNS[i].drop == drop && widths[i] > 0) {
                used -= widths[i] + 1;
                widths[i] = 0;
            }
        }
    }
    for (gboolean grew = TRUE; grew && used < cols;) {
        grew = FALSE;
        for (int i = 0; i < N_COLUMNS && used < cols; i++) {
            if (widths[i] > 0 && widths[i] < COLUMNS[i].max) {
                widths[i]++;
                used++;
                grew = TRUE;
            }
        }
    }
}

/* ---- Cells ---- */

static Style due_style(const CaseRow *row, gint64 now)
{
    if (row->due == 0)
        return STYLE_NORMAL;
    return row->due < now                 ? STYLE_OVERDUE
           : row->due - now < DAY_SECONDS ? STYLE_SOON
                                          : STYLE_NORMAL;
}

static Style stage_style(const UiApp *app, const Claim *claim)
{
    if (claim->outcome == OUTCOME_UNDECIDED)
        return STYLE_STAGE_OPEN;
    if (claim->stage == STAGE_APPEAL_SENT)
        return STYLE_STAGE_WAITING;
    return app->model->rules.counts[claim->outcome] ? STYLE_STAGE_LOST : STYLE_STAGE_WON;
}

/* For a column that is too narrow for parcel_label(). */
static const char *parcel_short(ParcelState parcel)
{
    switch (parcel) {
    case PARCEL_IN_TRANSIT:
        return C_("short", "transit");
    case PARCEL_HELD:
        return C_("short", "held");
    default:
        return parcel_label(parcel);
    }
}

static void cell_parcel(UiApp *app, const Claim *claim, int width, Line *line)
{
    if (claim->parcel == PARCEL_UNKNOWN) {
        line_fit(line, STYLE_MUTED, app->glyphs->dash, width, "");
    } else if (claim->parcel == PARCEL_HELD && claim->hold_due != 0) {
        g_autofree char *day = fmt_day(day_of(claim->hold_due));
        /* Translators: a parcel held until a day; short */
        g_autofree char *text = g_strdup_printf(_("to %s"), day);
        line_fit(line, STYLE_NORMAL, text, width, app->glyphs->ellipsis);
    } else {
        const char *label = parcel_label(claim->parcel);
        line_fit(line, STYLE_NORMAL,
                 text_width(label) > width ? parcel_short(claim->parcel) : label, width,
                 app->glyphs->ellipsis);
    }
}

static void cell_odr(UiApp *app, const CaseRow *row, int width, Line *line)
{
    if (row->suspect) {
        g_autofree char *text = g_strdup_printf("%s %s", app->glyphs->dash, app->glyphs->warn);
        line_fit_right(line, STYLE_WARN, text, width, "");
    } else if (row->adds > 0) {
        g_autofree char *number = g_strdup_printf("%.2f", row->adds);
        g_autofree char *text =
            g_strconcat("+", number + (*number == '0' ? 1 : 0), NULL); /* +.17 */
        line_fit_right(line, STYLE_NORMAL, text, width, "");
    } else {
        line_fit_right(line, STYLE_MUTED, app->glyphs->dash, width, "");
    }
}

/* For a column of nine; where there is room reason_label() says it in full. */
static const char *const REASONS[N_REASONS] = {
    [REASON_NOT_RECEIVED] = N_("not recvd"),
    [REASON_NOT_AS_DESCRIBED] = N_("not descr"),
    [REASON_DAMAGED] = N_("damaged"),
    [REASON_WRONG_ITEM] = N_("wrong"),
    [REASON_RETURNED_NOT_REFUNDED] = N_("no refund"),
    [REASON_REFUND_LATE] = N_("late"),
    [REASON_NO_LONGER_WANTED] = N_("unwanted"),
    [REASON_CHARGED_EXTRA] = N_("charged"),
    [REASON_NO_RETURN_ADDRESS] = N_("no return"),
    [REASON_OTHER] = N_("other"),
};

static void cell_reason(UiApp *app, const Claim *claim, int width, Line *line)
{
    const char *full = reason_label(claim->reason);
    line_fit(line, STYLE_NORMAL, text_width(full) <= width ? full : _(REASONS[claim->reason]),
             width, app->glyphs->ellipsis);
}

static void cell(UiApp *app, const CaseRow *row, CaseColumn column, int width, Style pick,
                 Line *line)
{
    const Claim *claim = row->item->claim;
    const char *ellipsis = app->glyphs->ellipsis;
    g_autofree char *text = NULL;
    char id[ORDER_ID_SIZE];
    switch (column) {
    case COLUMN_DUE:
        text = row->due != 0 ? fmt_left(row->due, app->now) : g_strdup(app->glyphs->dash);
        line_fit(line, pick ? pick : due_style(row, app->now), text, width, ellipsis);
        break;
    case COLUMN_ORDER:
        order_id_format(row->item->order, id);
        line_fit(line, STYLE_ORDER | pick, id, width, "");
        break;
    case COLUMN_STAGE:
        line_fit(line, stage_style(app, claim), stage_label(claim->stage), width, ellipsis);
        break;
    case COLUMN_PARCEL:
        cell_parcel(app, claim, width, line);
        break;
    case COLUMN_REASON:
        cell_reason(app, claim, width, line);
        break;
    case COLUMN_OPENED:
        text = fmt_day(day_of(claim->opened_at));
        line_fit_right(line, STYLE_MUTED, text, width, ellipsis);
        break;
    case COLUMN_AMOUNT:
        text = claim->amount.minor != MONEY_NONE ? money_format(claim->amount)
                                                 : g_strdup(app->glyphs->dash);
        line_fit_right(line, STYLE_NORMAL, text, width, ellipsis);
        break;
    case COLUMN_MARKET: {
        const Market *market = market_by_num(row->item->market);
        text = g_strdup_printf("%s %s", market != NULL ? market->country : "?",
                               channel_word(row->item->channel));
        line_fit(line, STYLE_MUTED, text, width, ellipsis);
        break;
    }
    case COLUMN_ODR:
        cell_odr(app, row, width, line);
        break;
    case N_COLUMNS:
        break;
    }
}

static gboolean right_aligned(CaseColumn column)
{
    return column == COLUMN_ODR || column == COLUMN_AMOUNT || column == COLUMN_OPENED;
}

void case_heading(UiApp *app, const int widths[N_COLUMNS], CaseColumn sort, gboolean reversed,
                  Line *line)
{
    for (int i = 0; i < N_COLUMNS; i++) {
        if (widths[i] == 0)
            continue;
        line_add(line, STYLE_HEADING, " ");
        g_autofree char *text =
            i == (int)sort && text_width(column_heading(i)) + 1 <= widths[i]
                ? g_strconcat(column_heading(i), reversed ? app->glyphs->up : app->glyphs->down,
                              NULL)
                : g_strdup(column_heading(i));
        if (right_aligned(i))
            line_fit_right(line, STYLE_HEADING, text, widths[i], app->glyphs->ellipsis);
        else
            line_fit(line, STYLE_HEADING, text, widths[i], app->glyphs->ellipsis);
    }
}

void case_line(UiApp *app, const CaseRow *row, const int widths[N_COLUMNS], gboolean selected,
               gboolean marked, Line *line)
{
    /* The bar goes over due and order alone: a line over slow wires is repainted in few bytes. */
    Style pick = selected ? STYLE_PICKED : 0;
    if (marked)
        line_add(line, STYLE_MARKED | pick, app->glyphs->mark);
    else
        line_add(line, STYLE_NORMAL | pick, selected ? app->glyphs->marker : " ");
    for (int i = 0; i < N_COLUMNS; i++) {
        if (widths[i] == 0)
            continue;
        if (i > 0)
            line_add(line, i <= COLUMN_ORDER ? STYLE_NORMAL | pick : STYLE_NORMAL, " ");
        cell(app, row, i, widths[i], pick, line);
    }
}

#define LINES_KEPT 400

void case_lines_init(CaseLines *cache)
{
    *cache = (CaseLines){.lines = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
                                                        (GDestroyNotify)line_free)};
}

void case_lines_clear(CaseLines *cache)
{
    g_clear_pointer(&cache->lines, g_hash_table_unref);
}

static void case_lines_check(UiApp *app, CaseLines *cache, int cols, const int widths[N_COLUMNS])
{
    if (cache->serial == app->model->serial && cache->minute == app->now / 60 &&
        cache->cols == cols && memcmp(cache->widths, widths, sizeof cache->widths) == 0 &&
        g_hash_table_size(cache->lines) < LINES_KEPT)
        return;
    g_hash_table_remove_all(cache->lines);
    cache->serial = app->model->serial;
    cache->minute = app->now / 60;
    cache->cols = cols;
    memcpy(cache->widths, widths, sizeof cache->widths);
}

void case_lines_add(UiApp *app, CaseLines *cache, const CaseRow *row, int cols,
                    const int widths[N_COLUMNS], gboolean selected, gboolean marked, Lines *lines)
{
    gboolean plain = !selected && !marked;
    case_lines_check(app, cache, cols, widths);
    Line *line = plain ? g_hash_table_lookup(cache->lines, &row->item->order) : NULL;
    if (line != NULL) {
        lines_share(lines, line);
        return;
    }
    line = lines_add(lines);
    case_line(app, row, widths, selected, marked, line);
    line_cut(line, cols, app->glyphs->ellipsis);
    if (plain)
        g_hash_table_insert(cache->lines, g_memdup2(&row->item->order, sizeof(OrderId)),
                            line_ref(line));
}

/* ---- Order ---- */

static int compare_int(gint64 a, gint64 b)
{
    return (a > b) - (a < b);
}

/* Where no clock runs comes after all that are due. */
static gint64 due_rank(const CaseRow *row)
{
    return row->due != 0 ? row->due : G_MAXINT64;
}

static int compare_by(const CaseRow *a, const CaseRow *b, CaseColumn column)
{
    if (column == COLUMN_DUE)
        return compare_int(due_rank(a), due_rank(b));
    if (column == COLUMN_OPENED)
        return compare_int(b->opened, a->opened); /* the newest first */
    if (column == COLUMN_ORDER)
        return compare_int(a->order, b->order);
    const Claim *x = a->item->claim,
                *y = b->item->claim; /* far away in memory: only where needed */
    switch (column) {
    case COLUMN_STAGE:
        return compare_int(x->stage, y->stage);
    case COLUMN_PARCEL:
        return compare_int(x->parcel, y->parcel);
    case COLUMN_REASON:
        return compare_int(x->reason, y->reason);
    case COLUMN_AMOUNT:
        return compare_int(y->amount.minor, x->amount.minor);
    case COLUMN_MARKET:
        return compare_int(a->item->market * N_CHANNELS + (int)a->item->channel,
                           b->item->market * N_CHANNELS + (int)b->item->channel);
    case COLUMN_ODR:
        if (a->suspect != b->suspect)
            return a->suspect ? -1 : 1;
        return compare_int((gint64)(b->adds * 1e6), (gint64)(a->adds * 1e6));
    case COLUMN_DUE:
    case COLUMN_ORDER:
    case COLUMN_OPENED:
    case N_COLUMNS:
        break;
    }
    return 0;
}

int case_compare(const CaseRow *a, const CaseRow *b, const CaseSort *sort)
{
    for (int i = 0; i < sort->n; i++) {
        int order = compare_by(a, b, sort->column[i]);
        if (order != 0)
            return sort->reversed[i] ? -order : order;
    }
    int order = compare_by(a, b, COLUMN_OPENED);
    return order != 0 ? order : compare_by(a, b, COLUMN_ORDER);
}

void case_sort_by(CaseSort *sort, CaseColumn column)
{
    if (sort->n > 0 && sort->column[0] == column) {
        sort->reversed[0] = !sort->reversed[0];
        return;
    }
    CaseSort now = {.column = {column}, .n = 1};
    for (int i = 0; i < sort->n && now.n < 3; i++) {
        if (sort->column[i] == column)
            continue;
        now.column[now.n] = sort->column[i];
        now.reversed[now.n++] = sort->reversed[i];
    }
    *sort = now;
}
