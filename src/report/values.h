/* SPDX-License-Identifier: MIT */
/* Values as Amazon's files and sellers' sheets write them. */
#ifndef AZDESK_REPORT_VALUES_H
#define AZDESK_REPORT_VALUES_H

#include "reader.h"

/* The order of a row: ROW_SKIPPED for ids that are no marketplace order, ROW_REJECTED for damaged
 * ones, else ROW_READ. */
RowResult value_order(Reading *reading, Field field, OrderId *ret_order);

/* A value as a message may show it, in quotation marks with a blank before: "" for one that could
 * be personal, having slipped into the wrong column. (transfer full) */
char *value_shown(Field field);
/* Likewise of a row that is in order up to there, so that its columns are the right ones: short
 * words, but no addresses. */
char *value_shown_in_place(const Reading *reading, Field field);

/* Dates of flat files: ISO 8601; 2025/7/10, 10-Jul-2025, 10.07.2025, 7/10/25 by the marketplace's
 * order, each with a time and UTC or another zone's name behind, or without; in Japanese too. A
 * time without zone is in `zone`, UTC where that is NULL. */
gboolean value_when(const char *text, DateOrder order, GTimeZone *zone, When *ret_when);
/* Whether an order can be of that day: no sooner than Amazon sold, no later than 2100. */
gboolean value_day_plausible(Day day);

/* "JP", "amazon.co.jp", "Amazon.co.jp", a marketplace id, a country's name in English or Japanese.
 */
const Market *value_market(const char *text);
gboolean value_channel(const char *text, Channel *ret_channel);
/* Amounts with a currency's sign or code around them. An empty currency takes that code. */
gboolean value_money(const char *text, const char *currency, Money *ret_money,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads Y, yes, true, 1 and はい, or the contrary; FALSE: neither. */
gboolean value_yes(const char *text, gboolean *ret_yes);

/* The first row of a table of words that the text holds; -1: none. Case does not matter. Words of a
 * row are parted by `|`; ends with NULL. */
typedef struct {
    const char *words;
    int value;
} WordRow;
int value_of_words(const char *text, const WordRow *rows);

#endif
