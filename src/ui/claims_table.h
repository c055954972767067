/* SPDX-License-Identifier: MIT */
/* The columns of a list of cases: what each says, how wide it is, how it sorts. Shared by the views
 * that list cases. */
#ifndef AZDESK_SRC_UI_CLAIMS_TABLE_H
#define AZDESK_SRC_UI_CLAIMS_TABLE_H

#include "app.h"

/* One row, worked out once for each change. */
typedef struct {
    const DeskCase *item; /* owned by the desk: rows are made anew with it */
    OrderId order;
    gint64 opened;
    gint64 due; /* 0: no clock runs */
    ReviewKind due_kind;
    gboolean counts, suspect, snoozed;
    double adds; /* percent points; 0: nothing */
} CaseRow;

CaseRow case_row(UiModel *model, const DeskCase *item);

/* X(symbol, word for the memory, heading, narrowest, widest, drop: the higher the sooner it goes)
 */
#define CASE_COLUMNS(X)                                                                            \
    X(DUE, "due", N_("DUE"), 8, 9, 0)                                                              \
    X(ORDER, "order", N_("ORDER"), ORDER_ID_LEN, ORDER_ID_LEN, 0)                                  \
    X(STAGE, "stage", N_("STAGE"), 11, 12, 0)                                                      \
    X(PARCEL, "parcel", N_("PARCEL"), 9, 12, 2)                                                    \
    X(REASON, "reason", N_("REASON"), 9, 26, 4)                                                    \
    X(OPENED, "opened", N_("FILED"), 6, 8, 6)                                                      \
    X(AMOUNT, "amount", N_("AMOUNT"), 10, 12, 7)                                                   \
    X(MARKET, "market", N_("MARKET"), 6, 6, 5)                                                     \
    X(ODR, "odr", N_("ODR"), 6, 6, 0)

typedef enum {
#define X(symbol, word, heading, min, max, drop) COLUMN_##symbol,
    CASE_COLUMNS(X)
#undef X
        N_COLUMNS
} CaseColumn;

const char *column_word(CaseColumn column);
const char *column_heading(CaseColumn column); /* translated */

/* Widths in `cols` columns of screen; 0: the column is left out. An order id is never cut. */
void columns_fit(int cols, gboolean markets, int widths[N_COLUMNS]);

void case_heading(UiApp *app, const int widths[N_COLUMNS], CaseColumn sort, gboolean reversed,
                  Line *line);
void case_line(UiApp *app, const CaseRow *row, const int widths[N_COLUMNS], gboolean selected,
               gboolean marked, Line *line);

/* Lines of rows that were made already: a moving cursor makes two anew, not forty. */
typedef struct {
    GHashTable *lines; /* OrderId -> Line, not selected */
    guint serial;
    gint64 minute;
    int cols, widths[N_COLUMNS];
} CaseLines;
void case_lines_init(CaseLines *cache);
void case_lines_clear(CaseLines *cache); /* frees */
/* Adds the row's line, of at most `cols` columns. */
void case_lines_add(UiApp *app, CaseLines *cache, const CaseRow *row, int cols,
                    const int widths[N_COLUMNS], gboolean selected, gboolean marked, Lines *lines);

/* Up to three columns, the first decides. Never 0 for two orders. */
typedef struct {
    CaseColumn column[3];
    gboolean reversed[3];
    int n;
} CaseSort;
int case_compare(const CaseRow *a, const CaseRow *b, const CaseSort *sort);
/* Puts the column before the others; the one that is first already is turned round. */
void case_sort_by(CaseSort *sort, CaseColumn column);

#endif
