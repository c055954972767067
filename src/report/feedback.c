/* SPDX-License-Identifier: MIT */
/* The feedback report: six columns by position, their headings in the marketplace's language. The
 * buyer's address in the last one is never looked at. */
#include "readers.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sheet.h"
#include "values.h"

enum { DATE, RATING, COMMENTS, RESPONSE, ID };

static const Column columns[] = {
    [DATE] = {"day", "date|日付", NULL, TRUE},
    [RATING] = {"rating", "rating|評価", NULL, TRUE},
    [COMMENTS] = {"comments", "comments|コメント"},
    [RESPONSE] = {"response", "your-response|回答"},
    [ID] = {"order", "order-id|注文番号", NULL, TRUE},
};

typedef struct {
    int market;
    DateOrder order;
    gboolean keep_comments;
} Feedback;

/* ---- Recognising ---- */

static const char *cell(const GPtrArray *row, guint i)
{
    return row->len > i ? g_ptr_array_index(row, i) : "";
}

static gboolean is_rating(const char *text)
{
    return strlen(text) == 1 && *text >= '1' && *text <= '5';
}

static gboolean is_row(const GPtrArray *row)
{
    OrderId order;
    const char *id = cell(row, ID);
    return is_rating(cell(row, RATING)) && strpbrk(cell(row, DATE), "0123456789") &&
           order_id_scan(id, strlen(id), &order) != ORDER_ID_MALFORMED;
}

static int recognise(const Head *head)
{
    const Sheet *sheet = head->sheet;
    if (!sheet || sheet->headings->len < 5 || sheet->headings->len > 8)
        return 0;
    if (is_row(sheet->words))
        return 65;
    for (guint i = 0; i < head->rows->len; i++)
        if (is_row(g_ptr_array_index(head->rows, i)))
            return 65;
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
        if (columns[i].needed && sheet_find(sheet, &columns[i], NULL) != (int)i)
            return 0;
    return 65;
}

/* ---- Reading ---- */

/* The headings of Japan are Japanese; other languages are those of several marketplaces. */
static gboolean is_japanese(const Sheet *sheet)
{
    return sheet->headings->len > 0 && strstr(g_ptr_array_index(sheet->headings, 0), "日") != NULL;
}

static gboolean begin(Reading *reading, GError **error)
{
    Feedback *feedback = reading->state;
    gboolean chosen;
    const Market *market = market_by_num(reading_market(reading, &chosen));
    if (!chosen && is_japanese(reading->sheet))
        market = value_market("JP");
    else if (!chosen)
        reading_missing(reading, _("the marketplace: assumed %s (or use --market)"),
                        market->country);
    feedback->market = market->num;
    feedback->order = market->date_order;
    feedback->keep_comments = settings_bool(reading->settings, SETTING_PRIVACY_KEEP_COMMENTS);
    return TRUE;
}

static RowResult read_rating(Reading *reading, Field field, int *ret_rating)
{
    if (field.len == 1 && field.text[0] >= '1' && field.text[0] <= '5') {
        *ret_rating = field.text[0] - '0';
        return *ret_rating <= 2 ? ROW_READ : ROW_SKIPPED;
    }
    g_autofree char *shown = value_shown(field);
    return FIELD_IS_EMPTY(field)
               ? reading_reject(reading, _("the rating is missing"))
               : reading_reject(reading, _("rating%s is not between 1 and 5"), shown);
}

static const char *order_words(DateOrder order)
{
    static const char *const words[] = {
        [DATE_MDY] = N_("month/day/year"),
        [DATE_DMY] = N_("day/month/year"),
        [DATE_YMD] = N_("year/month/day"),
        [DATE_DMY_DOTS] = N_("day.month.year"),
    };
    return _(words[order]);
}

static RowResult row(Reading *reading, const Field *fields, GError **error)
{
    Feedback *feedback = reading->state;
    CaseDefect defect = {.ordered = DAY_NONE, .market = feedback->market, .channel = -1};
    OrderId order;
    RowResult result = value_order(reading, fields[ID], &order);
    if (result == ROW_READ)
        result = read_rating(reading, fields[RATING], &defect.rating);
    if (result != ROW_READ)
        return result;
    g_autofree char *date = reading_text(reading, fields[DATE]);
    if (!date || !value_when(date, feedback->order, NULL, &defect.at) ||
        !value_day_plausible(day_of(defect.at.at))) {
        g_autofree char *shown = value_shown(fields[DATE]);
        return date ? reading_reject(reading,
                                     _("date%s is not a valid date in the format %s (--market "
                                       "decides the format)"),
                                     shown, order_words(feedback->order))
                    : reading_reject(reading, _("the date is missing"));
    }
    g_autofree char *comment =
        feedback->keep_comments ? reading_text(reading, fields[COMMENTS]) : NULL;
    defect.comment = comment;
    GError *failed = NULL;
    gboolean stored = store_import_defect(reading->import, order, &defect, &failed);
    return reading_stored(reading, stored, failed, error);
}

const Reader *feedback_reader(void)
{
    static const Reader reader = {
        .kind = "feedback",
        .label = N_("the feedback report"),
        .where = N_("Performance > Feedback > Download"),
        .takes =
            N_("Feedback of one or two stars, as a defect of its order: date, rating, order. The "
               "six columns are read by position, whatever the language of the headings. Dates are "
               "read in the marketplace's format; use --market to say which. The buyer's text is "
               "kept only with the setting privacy.keep-comments, the address never."),
        .rank = 3,
        .columns = columns,
        .n_columns = G_N_ELEMENTS(columns),
        .by_position = TRUE,
        .state_size = sizeof(Feedback),
        .recognise = recognise,
        .begin = begin,
        .row = row,
    };
    return &reader;
}
