/* SPDX-License-Identifier: MIT */
#include "azdesk/core/query.h"

#include <math.h>
#include <string.h>

#include "query-private.h"

guint query_words(const Query *query)
{
    return query->terms->len;
}

const char *query_word(const Query *query, guint index)
{
    return ((const QueryTerm *)g_ptr_array_index(query->terms, index))->text;
}

static int order_compare(gconstpointer a, gconstpointer b)
{
    const OrderId one = *(const OrderId *)a, two = *(const OrderId *)b;
    return one < two ? -1 : one > two;
}

void query_set_hits(Query *query, guint index, const GArray *orders)
{
    QueryTerm *term = g_ptr_array_index(query->terms, index);
    g_clear_pointer(&term->hits, g_array_unref);
    term->hits = g_array_sized_new(FALSE, FALSE, sizeof(OrderId), orders->len);
    g_array_append_vals(term->hits, orders->data, orders->len);
    g_array_sort(term->hits, order_compare);
}

gboolean query_sorts(const Query *query)
{
    return query->sort->len > 0;
}

/* Whether a text holds what was folded before; most are ASCII and cost no allocation. */
static gboolean holds(const char *text, const char *folded)
{
    if (!text)
        return FALSE;
    if (!g_str_is_ascii(text)) {
        g_autofree char *other = query_fold(text);
        return strstr(other, folded) != NULL;
    }
    const gsize len = strlen(folded), room = strlen(text);
    for (gsize i = 0; i + len <= room; i++)
        if (g_ascii_strncasecmp(text + i, folded, len) == 0)
            return TRUE;
    return FALSE;
}

/* With the hyphens or without them. */
static gboolean order_holds(OrderId order, const char *folded)
{
    char buf[ORDER_ID_SIZE], digits[ORDER_ID_SIZE];
    char *out = digits;
    order_id_format(order, buf);
    for (const char *p = buf; *p; p++)
        if (*p != '-')
            *out++ = *p;
    *out = '\0';
    return strstr(buf, folded) || strstr(digits, folded);
}

static gboolean term_matches(const QueryTerm *term, const DeskCase *item)
{
    const Claim *claim = item->claim;
    guint at;
    if (order_holds(item->order, term->folded))
        return TRUE;
    if (claim && (holds(claim->tracking, term->folded) || holds(claim->carrier, term->folded) ||
                  (term->reasons & (1u << claim->reason))))
        return TRUE;
    return term->hits && g_array_binary_search(term->hits, &item->order, order_compare, &at);
}

gboolean query_is_open(const QueryFacts *facts)
{
    const Claim *claim = facts->item->claim;
    return facts->due != 0 ||
           (claim && (claim->outcome == OUTCOME_UNDECIDED || claim->appeal == APPEAL_SENT ||
                      claim->appeal == APPEAL_INFO_REQUESTED));
}

static gboolean is_mismatch(const QueryFacts *facts)
{
    const Claim *claim = facts->item->claim;
    const AmazonCounts seen = claim ? claim->amazon_counts : AMAZON_COUNTS_UNKNOWN;
    return facts->suspect || (seen == AMAZON_COUNTS_YES && !facts->counts) ||
           (seen == AMAZON_COUNTS_NO && facts->counts);
}

/* The number of the word that a case has in a field; -1: none. */
static int word_value(FieldKey key, const QueryFacts *facts)
{
    const Claim *claim = facts->item->claim;
    switch (key) {
    case FIELD_KEY_MARKET:
        return facts->item->market;
    case FIELD_KEY_CHANNEL:
        return (int)facts->item->channel;
    case FIELD_KEY_COUNTS:
        return facts->counts;
    case FIELD_KEY_MISMATCH:
        return is_mismatch(facts);
    case FIELD_KEY_SUSPECT:
        return facts->suspect;
    case FIELD_KEY_SNOOZED:
        return facts->snoozed;
    case FIELD_KEY_OPEN:
        return query_is_open(facts);
    case FIELD_KEY_STAGE:
        return claim ? (int)claim->stage : -1;
    case FIELD_KEY_OUTCOME:
        return claim ? (int)claim->outcome : -1;
    case FIELD_KEY_APPEAL:
        return claim ? (int)claim->appeal : -1;
    case FIELD_KEY_PARCEL:
        return claim ? (int)claim->parcel : -1;
    case FIELD_KEY_REASON:
        return claim ? (int)claim->reason : -1;
    case FIELD_KEY_AMAZON:
        return claim ? (int)claim->amazon_counts : -1;
    default:
        return -1;
    }
}

static double money_or_nan(Money money)
{
    return money.minor == MONEY_NONE ? NAN : money_value(money);
}

/* An amount or a time; NAN: there is none. */
static double measure_value(FieldKey key, const QueryFacts *facts)
{
    const Claim *claim = facts->item->claim;
    switch (key) {
    case FIELD_KEY_DUE:
        return facts->due ? (double)facts->due : NAN;
    case FIELD_KEY_ORDERED:
        return facts->item->day != DAY_NONE ? (double)day_start(facts->item->day) : NAN;
    case FIELD_KEY_AMOUNT:
        return claim ? money_or_nan(claim->amount) : NAN;
    case FIELD_KEY_DEBITED:
        return claim ? money_or_nan(claim->debited) : NAN;
    case FIELD_KEY_OPENED:
        return claim ? (double)claim->opened_at : NAN;
    case FIELD_KEY_UPDATED:
        return claim ? (double)claim->last_at : NAN;
    default:
        return NAN;
    }
}

static gboolean measure_matches(const Alternative *want, double value, gint64 now)
{
    const double base = want->relative ? (double)now : 0;
    if (isnan(value))
        return want->none;
    if (want->none)
        return FALSE;
    if (want->any)
        return TRUE;
    if (want->today)
        return value <= (double)day_end(day_of(now));
    const double low = base + want->low, high = base + want->high;
    return (want->low_open ? value > low : value >= low) &&
           (want->high_open ? value < high : value <= high);
}

static gboolean string_matches(const Alternative *want, FieldKey key, const QueryFacts *facts)
{
    const Claim *claim = facts->item->claim;
    if (key == FIELD_KEY_ORDER)
        return want->any || (want->text && order_holds(facts->item->order, want->text));
    const char *text = !claim ? NULL : key == FIELD_KEY_CARRIER ? claim->carrier : claim->tracking;
    if (want->none || want->any)
        return (text == NULL) == want->none;
    return holds(text, want->text);
}

static gboolean alternative_matches(const Alternative *want, FieldKey key, const QueryFacts *facts,
                                    gint64 now)
{
    switch (query_field_type(key)) {
    case TYPE_WORDS: {
        const int value = word_value(key, facts);
        return value >= 0 && value < 64 && (want->mask >> value & 1);
    }
    case TYPE_STRING:
        return string_matches(want, key, facts);
    default:
        return measure_matches(want, measure_value(key, facts), now);
    }
}

static gboolean clause_matches(const Query *query, const Clause *clause, const QueryFacts *facts,
                               gint64 now)
{
    if (clause->key == FIELD_KEY_TEXT)
        return term_matches(g_ptr_array_index(query->terms, clause->word), facts->item);
    for (guint i = 0; i < clause->alternatives->len; i++)
        if (alternative_matches(&g_array_index(clause->alternatives, Alternative, i), clause->key,
                                facts, now))
            return TRUE;
    return FALSE;
}

gboolean query_match(const Query *query, const QueryFacts *facts, gint64 now)
{
    for (guint i = 0; i < query->clauses->len; i++) {
        const Clause *clause = &g_array_index(query->clauses, Clause, i);
        if (clause_matches(query, clause, facts, now) == clause->negated)
            return FALSE;
    }
    return TRUE;
}

/* ---- Sorting ---- */

static int compare_doubles(double a, double b, gboolean descending)
{
    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b); /* what has no value comes last either way */
    const int order = a < b ? -1 : a > b;
    return descending ? -order : order;
}

static int compare_by(const SortKey *sort, const QueryFacts *a, const QueryFacts *b)
{
    int order;
    switch (query_field_type(sort->key)) {
    case TYPE_WORDS:
        order = word_value(sort->key, a) - word_value(sort->key, b);
        break;
    case TYPE_STRING:
        if (sort->key == FIELD_KEY_ORDER) {
            order = order_compare(&a->item->order, &b->item->order);
        } else {
            const Claim *one = a->item->claim, *two = b->item->claim;
            const gboolean carrier = sort->key == FIELD_KEY_CARRIER;
            order = g_strcmp0(one ? (carrier ? one->carrier : one->tracking) : NULL,
                              two ? (carrier ? two->carrier : two->tracking) : NULL);
        }
        break;
    default:
        return compare_doubles(measure_value(sort->key, a), measure_value(sort->key, b),
                               sort->descending);
    }
    return sort->descending ? -order : order;
}

int query_compare(const Query *query, const QueryFacts *a, const QueryFacts *b)
{
    static const SortKey usual[] = {{FIELD_KEY_DUE, FALSE}, {FIELD_KEY_OPENED, TRUE}};
    const SortKey *keys = query->sort->len ? (const SortKey *)(gpointer)query->sort->data : usual;
    const guint n = query->sort->len ? query->sort->len : G_N_ELEMENTS(usual);
    for (guint i = 0; i < n; i++) {
        const int order = compare_by(&keys[i], a, b);
        if (order)
            return order;
    }
    return order_compare(&a->item->order, &b->item->order);
}
