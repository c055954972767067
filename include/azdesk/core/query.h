/* SPDX-License-Identifier: MIT */
/* The query language of lists: words and fields, all of which must fit.
 *
 *     113-22 "will collect" stage:held,opened -outcome:withdrawn due:<2d amount:>50 sort:due
 *
 * A word fits an order id that begins so or holds it, a tracking number, carrier or reason that
 * holds it, and the orders that query_set_hits() named for it. A quoted phrase is one word. A
 * hyphen before a clause negates it, commas in a field's value give alternatives, a value may be
 * quoted. */
#ifndef AZDESK_CORE_QUERY_H
#define AZDESK_CORE_QUERY_H

#include "azdesk/core/desk.h"

typedef struct Query Query;

/* What a case is asked about. */
typedef struct {
    const DeskCase *item;
    gint64 due;       /* the next deadline of the clocks that run; 0: none */
    gboolean counts;  /* by rule, whatever the window */
    gboolean suspect; /* Amazon's latest report counts it where its rules do not */
    gboolean snoozed; /* at this moment */
} QueryFacts;

/* Error: AZDESK_ERROR_USAGE; *ret_fault (nullable) is then the byte where the fault begins. An
 * empty text is a query that everything fits. */
Query *query_parse(const char *text, gsize *ret_fault, GError **error);
void query_free(Query *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Query, query_free)

/* The words of free text. The caller looks each up in the notes, messages and letters, and names
 * the orders (of OrderId, any order; copied) that hold it; without that the texts are not searched.
 */
guint query_words(const Query *query);
const char *query_word(const Query *query, guint index);
void query_set_hits(Query *query, guint index, const GArray *orders);

/* What open:yes asks: undecided, under appeal, or with a deadline that runs. */
gboolean query_is_open(const QueryFacts *facts);

gboolean query_match(const Query *query, const QueryFacts *facts, gint64 now);
/* As sort: says; else by what is due next, then the newest first. Never 0 for two orders. */
int query_compare(const Query *query, const QueryFacts *a, const QueryFacts *b);
gboolean query_sorts(const Query *query); /* whether it says how */

/* For completion: the fields, and the words that a field may have as its value (transfer full,
 * NULL-terminated, empty where any text may stand). */
typedef struct {
    const char *name;
    const char *help; /* untranslated */
} QueryField;
const QueryField *query_fields(gsize *ret_n);
char **query_values(const char *field);

#endif
