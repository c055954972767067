/* SPDX-License-Identifier: MIT */
/* A claim's rows: the fold of its events, kept for reading. */
#include "store-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The plain numbers of a row, in the order of its columns behind the first 17. */
static const gsize instants[] = {
    G_STRUCT_OFFSET(Claim, opened_at),     G_STRUCT_OFFSET(Claim, stage_at),
    G_STRUCT_OFFSET(Claim, decided_at),    G_STRUCT_OFFSET(Claim, withdrawn_at),
    G_STRUCT_OFFSET(Claim, held_at),       G_STRUCT_OFFSET(Claim, appealed_at),
    G_STRUCT_OFFSET(Claim, snoozed_until), G_STRUCT_OFFSET(Claim, last_at),
    G_STRUCT_OFFSET(Claim, last_event),    G_STRUCT_OFFSET(Claim, reply_due),
    G_STRUCT_OFFSET(Claim, hold_due),      G_STRUCT_OFFSET(Claim, appeal_due),
    G_STRUCT_OFFSET(Claim, answer_due),    G_STRUCT_OFFSET(Claim, verify_due),
    G_STRUCT_OFFSET(Claim, buyer_due),     G_STRUCT_OFFSET(Claim, support_due),
};
_Static_assert(G_N_ELEMENTS(instants) == 9 + N_CLOCKS, "each clock has a column, named below, too");
#define FIRST_INSTANT 17
#define COLUMNS                                                                                    \
    "order_id, stage, outcome, appeal, parcel, amazon_counts, reason, amount, currency, debited,"  \
    " debited_currency, tracking, carrier, ordered, market, channel, opened_day_only, opened_at,"  \
    " stage_at, decided_at, withdrawn_at, held_at, appealed_at, snoozed_until, last_at,"           \
    " last_event, reply_due, hold_due, appeal_due, answer_due, verify_due, message_due, "          \
    "support_due"
#define N_COLUMNS (FIRST_INSTANT + (int)G_N_ELEMENTS(instants))

static gboolean write_claim(Store *store, const Claim *claim, GError **error)
{
    SqlValue values[N_COLUMNS + 1] = {
        SQL_INT(claim->order),
        SQL_TEXT(words_get(WORDS_STAGE, claim->stage)),
        SQL_TEXT(words_get(WORDS_OUTCOME, claim->outcome)),
        SQL_TEXT(words_get(WORDS_APPEAL, claim->appeal)),
        SQL_TEXT(words_get(WORDS_PARCEL, claim->parcel)),
        SQL_TEXT(words_get(WORDS_COUNTS, claim->amazon_counts)),
        SQL_TEXT(words_get(WORDS_REASON, claim->reason)),
        SQL_INT_OR(claim->amount.minor, MONEY_NONE),
        SQL_TEXT(claim->amount.currency),
        SQL_INT_OR(claim->debited.minor, MONEY_NONE),
        SQL_TEXT(claim->debited.currency),
        SQL_TEXT(claim->tracking),
        SQL_TEXT(claim->carrier),
        SQL_INT_OR(claim->ordered, DAY_NONE),
        SQL_INT_OR(claim->market, 0),
        SQL_INT(claim->channel),
        SQL_INT(claim->opened_day_only ? 1 : 0),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(instants); i++)
        values[FIRST_INSTANT + i] = SQL_INT(G_STRUCT_MEMBER(gint64, claim, instants[i]));
    return sql_run(store,
                   "INSERT INTO claim (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                   " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   values, error);
}

static gboolean write_span(Store *store, OrderId order, guint n, const ClaimSpan *span,
                           GError **error)
{
    return sql_run(store,
                   "INSERT INTO claim_span (claim, n, at, stage, outcome, appeal, amazon_counts,"
                   " checked) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                   SQL_VALUES(SQL_INT(order), SQL_INT(n), SQL_INT(span->at),
                              SQL_TEXT(words_get(WORDS_STAGE, span->stage)),
                              SQL_TEXT(words_get(WORDS_OUTCOME, span->outcome)),
                              SQL_TEXT(words_get(WORDS_APPEAL, span->appeal)),
                              SQL_TEXT(words_get(WORDS_COUNTS, span->amazon_counts)),
                              SQL_INT(span->checked)),
                   error);
}

gboolean claim_rows_write(Store *store, OrderId order, const Claim *claim, GError **error)
{
    if (!sql_run(store, "DELETE FROM claim_span WHERE claim = ?", SQL_VALUES(SQL_INT(order)),
                 error) ||
        !sql_run(store, "DELETE FROM claim WHERE order_id = ?", SQL_VALUES(SQL_INT(order)), error))
        return FALSE;
    if (claim && !write_claim(store, claim, error))
        return FALSE;
    for (guint i = 0; claim && i < claim->n_spans; i++) {
        if (!write_span(store, order, i, &claim->spans[i], error))
            return FALSE;
    }
    return pack_refresh(store, order, error);
}

gboolean claim_rows_fold(Store *store, OrderId order, GPtrArray *events, Claim **ret_claim,
                         GError **error)
{
    g_autoptr(Claim) claim = NULL;
    if (!claim_fold(order, events, G_MAXINT64, &claim, error) ||
        !claim_rows_write(store, order, claim, error))
        return FALSE;
    if (ret_claim)
        *ret_claim = g_steal_pointer(&claim);
    return TRUE;
}

/* ---- Reading ---- */

/* Claims and their spans are walked side by side, both in the order of the orders. */
struct ClaimRows {
    Store *store;
    SqlRows *claims, *spans;
    int span; /* as sql_next() said of the span that waits */
    gboolean any;
};

void claim_rows_take_any(ClaimRows *rows)
{
    rows->any = TRUE;
}

void claim_rows_close(ClaimRows *rows)
{
    sql_done(rows->claims);
    sql_done(rows->spans);
    g_free(rows);
}

ClaimRows *claim_rows_open(Store *store, OrderId order, GError **error)
{
    g_autoptr(ClaimRows) rows = g_new0(ClaimRows, 1);
    rows->store = store;
#define SPANS "SELECT claim, at, stage, outcome, appeal, amazon_counts, checked FROM claim_span"
    if (order == 0) {
        rows->claims =
            sql_query(store, "SELECT " COLUMNS " FROM claim ORDER BY order_id", SQL_NOTHING, error);
        rows->spans = sql_query(store, SPANS " ORDER BY claim, n", SQL_NOTHING, error);
    } else {
        rows->claims = sql_query(store, "SELECT " COLUMNS " FROM claim WHERE order_id = ?",
                                 SQL_VALUES(SQL_INT(order)), error);
        rows->spans = sql_query(store, SPANS " WHERE claim = ? ORDER BY n",
                                SQL_VALUES(SQL_INT(order)), error);
    }
#undef SPANS
    if (!rows->claims || !rows->spans || (rows->span = sql_next(store, rows->spans, error)) < 0)
        return NULL;
    return g_steal_pointer(&rows);
}

static int word_at(SqlRows *rows, int column, Words words, gboolean *ok)
{
    int n = words_find(words, (const char *)sqlite3_column_text(rows, column));
    if (n < 0)
        *ok = FALSE;
    return MAX(n, 0);
}

static Money money_at(SqlRows *rows, int column)
{
    Money money = {.minor = sql_column_int(rows, column, MONEY_NONE)};
    const char *currency = (const char *)sqlite3_column_text(rows, column + 1);
    if (currency && currency_valid(currency))
        g_strlcpy(money.currency, currency, sizeof money.currency);
    return money;
}

static Claim *read_claim(SqlRows *rows, gboolean *ok)
{
    Claim *claim = claim_new(sqlite3_column_int64(rows, 0));
    claim->stage = word_at(rows, 1, WORDS_STAGE, ok);
    claim->outcome = word_at(rows, 2, WORDS_OUTCOME, ok);
    claim->appeal = word_at(rows, 3, WORDS_APPEAL, ok);
    claim->parcel = word_at(rows, 4, WORDS_PARCEL, ok);
    claim->amazon_counts = word_at(rows, 5, WORDS_COUNTS, ok);
    claim->reason = word_at(rows, 6, WORDS_REASON, ok);
    claim->amount = money_at(rows, 7);
    claim->debited = money_at(rows, 9);
    claim->tracking = sql_column_dup(rows, 11);
    claim->carrier = sql_column_dup(rows, 12);
    claim->ordered = (Day)sql_column_int(rows, 13, DAY_NONE);
    claim->market = sqlite3_column_int(rows, 14);
    int channel = sqlite3_column_int(rows, 15);
    *ok = *ok && channel >= 0 && channel < N_CHANNELS;
    claim->channel = *ok ? (Channel)channel : CHANNEL_MFN;
    claim->opened_day_only = sqlite3_column_int(rows, 16) != 0;
    for (gsize i = 0; i < G_N_ELEMENTS(instants); i++)
        G_STRUCT_MEMBER(gint64, claim, instants[i]) =
            sqlite3_column_int64(rows, FIRST_INSTANT + (int)i);
    return claim;
}

static ClaimSpan read_span(SqlRows *rows, gboolean *ok)
{
    return (ClaimSpan){
        .at = sqlite3_column_int64(rows, 1),
        .stage = (guint8)word_at(rows, 2, WORDS_STAGE, ok),
        .outcome = (guint8)word_at(rows, 3, WORDS_OUTCOME, ok),
        .appeal = (guint8)word_at(rows, 4, WORDS_APPEAL, ok),
        .amazon_counts = (guint8)word_at(rows, 5, WORDS_COUNTS, ok),
        .checked = (guint8)sqlite3_column_int(rows, 6),
    };
}

static gboolean read_spans(ClaimRows *rows, Claim *claim, gboolean *ok, GError **error)
{
    while (rows->span > 0 && sqlite3_column_int64(rows->spans, 0) <= claim->order) {
        if (sqlite3_column_int64(rows->spans, 0) == claim->order)
            claim_add_span(claim, read_span(rows->spans, ok));
        rows->span = sql_next(rows->store, rows->spans, error);
    }
    return rows->span >= 0;
}

int claim_rows_next(ClaimRows *rows, Claim **ret_claim, GError **error)
{
    int step = sql_next(rows->store, rows->claims, error);
    if (step <= 0)
        return step;
    gboolean ok = TRUE;
    g_autoptr(Claim) claim = read_claim(rows->claims, &ok);
    if (!read_spans(rows, claim, &ok, error))
        return -1;
    if (!rows->any && (!ok || claim->n_spans == 0)) {
        char order[ORDER_ID_SIZE];
        order_id_format(claim->order, order);
        g_autofree char *detail = g_strdup_printf(_("the rows of claim %s"), order);
        store_set_error(error, SQLITE_CORRUPT, rows->store->path, detail);
        return -1;
    }
    *ret_claim = g_steal_pointer(&claim);
    return 1;
}
