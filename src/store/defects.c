/* SPDX-License-Identifier: MIT */
/* Defects that are no claim: feedback and chargebacks, one of each on an order. They are rows, not
 * events: what a file says and what is entered by hand are laid over one another so that the order
 * of the files does not matter. */
#include "cases-private.h"

#include <glib/gi18n.h>

typedef struct {
    gint64 at, removed_at;
    gboolean fraud;
    int rating;     /* 0: unknown */
    gint64 comment; /* id in text; 0: none */
    gint64 import;  /* 0: by hand */
} DefectRow;

static gint64 defect_key(OrderId order, gboolean chargeback)
{
    return order * 2 + (chargeback ? 1 : 0);
}

static gboolean load_row(Store *store, gint64 key, DefectRow *row, gboolean *ret_found,
                         GError **error)
{
    g_autoptr(SqlRows) rows = sql_query(
        store, "SELECT at, removed_at, fraud, rating, comment, import FROM defect WHERE key = ?",
        SQL_VALUES(SQL_INT(key)), error);
    int step = rows ? sql_next(store, rows, error) : -1;
    if (step > 0)
        *row = (DefectRow){
            .at = sqlite3_column_int64(rows, 0),
            .removed_at = sqlite3_column_int64(rows, 1),
            .fraud = sqlite3_column_int(rows, 2) != 0,
            .rating = sqlite3_column_int(rows, 3),
            .comment = sqlite3_column_int64(rows, 4),
            .import = sqlite3_column_int64(rows, 5),
        };
    *ret_found = step > 0;
    return step >= 0;
}

/* The earliest entry stands, with its rating; a removal and a fraud stay. Any order of files gives
 * the same. */
static DefectRow merge_stated(DefectRow row, DefectRow told)
{
    if (told.at < row.at || (told.at == row.at && told.rating < row.rating)) {
        row.at = told.at;
        row.rating = told.rating;
    }
    row.removed_at = MAX(row.removed_at, told.removed_at);
    row.fraud |= told.fraud;
    return row;
}

/* By hand: with a time it is stated anew, without one only what is told changes. */
static DefectRow merge_by_hand(DefectRow row, DefectRow told, gboolean has_time)
{
    row.rating = told.rating != 0 ? told.rating : row.rating;
    if (has_time)
        row.at = told.at;
    row.fraud = has_time ? told.fraud : row.fraud || told.fraud;
    row.removed_at = has_time || told.removed_at != 0 ? told.removed_at : row.removed_at;
    return row;
}

static gboolean same_row(DefectRow a, DefectRow b)
{
    return a.at == b.at && a.removed_at == b.removed_at && a.fraud == b.fraud &&
           a.rating == b.rating && a.comment == b.comment;
}

static gboolean resolve_times(const CaseEdit *edit, const CaseDefect *defect, DefectRow *told,
                              GError **error)
{
    When at = defect->at, removed = defect->removed;
    gboolean taken = removed.at != 0 || removed.day_only;
    if (!edit_when(edit, &at, error) || (taken && !edit_when(edit, &removed, error)))
        return FALSE;
    told->at = at.at;
    told->removed_at = taken ? removed.at : 0;
    return TRUE;
}

static gboolean check_removal(const DefectRow *row, GError **error)
{
    if (row->removed_at == 0 || day_of(row->removed_at) >= day_of(row->at))
        return TRUE;
    g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                        _("it cannot be removed before it was there"));
    return FALSE;
}

/* What is there before an import's first change is kept for its undo. */
static gboolean keep_before(Store *store, gint64 key, gint64 import, GError **error)
{
    return sql_run(store,
                   "INSERT OR IGNORE INTO defect_before (import, key, at, removed_at, fraud,"
                   " rating, comment, ordered, market, channel, by)"
                   " SELECT ?, key, at, removed_at, fraud, rating, comment, ordered, market,"
                   " channel, import FROM defect WHERE key = ?",
                   SQL_VALUES(SQL_INT(import), SQL_INT(key)), error);
}

static gboolean write_row(CaseEdit *edit, gboolean chargeback, const DefectRow *row,
                          const OrderFacts *facts, GError **error)
{
    return sql_run(edit->store,
                   "INSERT OR REPLACE INTO defect (key, order_id, kind, at, removed_at, fraud,"
                   " rating, comment, ordered, market, channel, import)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   SQL_VALUES(SQL_INT(defect_key(edit->order, chargeback)), SQL_INT(edit->order),
                              SQL_TEXT(chargeback ? "chargeback" : "feedback"), SQL_INT(row->at),
                              SQL_INT(row->removed_at), SQL_INT(row->fraud ? 1 : 0),
                              SQL_INT_OR(row->rating, 0), SQL_INT_OR(row->comment, 0),
                              SQL_INT(facts->ordered), SQL_INT(facts->market),
                              SQL_INT(facts->channel), SQL_INT_OR(row->import, 0)),
                   error);
}

/* The comment is kept only where the seller wants it; the first one stays. */
static gboolean take_comment(CaseEdit *edit, const CaseDefect *defect, DefectRow *row,
                             GError **error)
{
    if (row->comment != 0 || !defect->comment || defect->comment[0] == '\0' ||
        !settings_bool(edit->cases->settings, SETTING_PRIVACY_KEEP_COMMENTS))
        return TRUE;
    return text_add(edit->store, edit->order, defect->comment, &row->comment, error);
}

static gboolean check_rating(int rating, GError **error)
{
    if (rating >= 0 && rating <= 5)
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("a rating is 1 to 5 stars, not %d"),
                rating);
    return FALSE;
}

/* The facts of a row that is there already need not be told again. */
static gboolean resolve_facts(CaseEdit *edit, const CaseDefect *defect, gboolean found,
                              OrderFacts *facts, GError **error)
{
    Day ordered = defect->ordered;
    int market = defect->market, channel = defect->channel;
    if (found && !edit->imported.found) {
        g_autoptr(SqlRows) rows =
            sql_query(edit->store, "SELECT ordered, market, channel FROM defect WHERE key = ?",
                      SQL_VALUES(SQL_INT(defect_key(edit->order, defect->chargeback))), error);
        if (!rows || sql_next(edit->store, rows, error) < 0)
            return FALSE;
        ordered = ordered == DAY_NONE ? (Day)sql_column_int(rows, 0, DAY_NONE) : ordered;
        market = market == 0 ? sqlite3_column_int(rows, 1) : market;
        channel = channel < 0 ? (int)sql_column_int(rows, 2, -1) : channel;
    } else if (edit->claim && !edit->imported.found) {
        ordered = ordered == DAY_NONE ? edit->claim->ordered : ordered;
        market = market == 0 ? edit->claim->market : market;
        channel = channel < 0 ? (int)edit->claim->channel : channel;
    }
    return edit_order_facts(edit, ordered, market, channel, facts, error);
}

static gboolean put_defect(CaseEdit *edit, const CaseDefect *defect, CaseChange *ret_change,
                           gboolean *ret_refused, GError **error)
{
    Store *store = edit->store;
    DefectRow told = {.fraud = defect->fraud, .rating = defect->rating, .import = defect->import};
    DefectRow row = {0};
    OrderFacts facts;
    gboolean found = FALSE;
    gint64 key = defect_key(edit->order, defect->chargeback);
    *ret_refused = TRUE;
    if (!check_rating(defect->rating, error) || !load_row(store, key, &row, &found, error) ||
        !resolve_facts(edit, defect, found, &facts, error) ||
        !resolve_times(edit, defect, &told, error))
        return FALSE;
    gboolean has_time = defect->at.at != 0 || defect->at.day_only;
    DefectRow merged = !found                ? told
                       : defect->import != 0 ? merge_stated(row, told)
                                             : merge_by_hand(row, told, has_time);
    if (!check_removal(&merged, error))
        return FALSE;
    *ret_refused = FALSE;
    *ret_change = found ? CASE_UNCHANGED : CASE_ADDED;
    if (!edit_ready(edit, error) || !take_comment(edit, defect, &merged, error))
        return FALSE;
    if (found && same_row(row, merged))
        return TRUE;
    if (found)
        *ret_change = CASE_UPDATED;
    merged.import = defect->import;
    return (defect->import == 0 || keep_before(store, key, defect->import, error)) &&
           write_row(edit, defect->chargeback, &merged, &facts, error) &&
           pack_refresh(store, edit->order, error);
}

gboolean case_defect(const Cases *cases, OrderId order, const CaseDefect *defect,
                     CaseChange *ret_change, GError **error)
{
    CaseEdit edit;
    CaseChange change = CASE_UNCHANGED;
    gboolean refused = FALSE;
    if (!edit_begin(&edit, cases, order, error))
        return FALSE;
    gboolean ok = put_defect(&edit, defect, &change, &refused, error);
    if (!ok && !refused) {
        edit_fail(&edit);
        return FALSE;
    }
    if (!edit_end(&edit, ok, error))
        return FALSE;
    if (ret_change)
        *ret_change = change;
    return TRUE;
}
