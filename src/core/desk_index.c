/* SPDX-License-Identifier: MIT */
/* The desk's cases by market, channel and day. All figures are of a run of days of one market and
 * channel, and a start alone asks for some twenty of them. */
#include <string.h>

#include "desk-private.h"

/* Between which days an array for each is made rather than the cases compared. */
#define DAYS_A_CASE 16
#define DAYS_LEAST  4096

typedef struct {
    int market;
    Channel channel;
    GArray *dated; /* of DatedCase, by day, then by id */
} PartCases;

struct DeskIndex {
    GArray *parts; /* of PartCases */
    guint n;       /* cases that the desk had; another number: made anew */
};

static void part_clear(gpointer data)
{
    g_array_unref(((PartCases *)data)->dated);
}

DeskIndex *desk_index_new(void)
{
    DeskIndex *index = g_new0(DeskIndex, 1);
    index->parts = g_array_new(FALSE, FALSE, sizeof(PartCases));
    g_array_set_clear_func(index->parts, part_clear);
    return index;
}

void desk_index_free(DeskIndex *index)
{
    g_array_unref(index->parts);
    g_free(index);
}

void desk_index_forget(DeskIndex *index)
{
    g_array_set_size(index->parts, 0);
    index->n = 0;
}

static PartCases *find_part(const DeskIndex *index, int market, Channel channel)
{
    for (guint i = 0; i < index->parts->len; i++) {
        PartCases *part = &g_array_index(index->parts, PartCases, i);
        if (part->market == market && part->channel == channel)
            return part;
    }
    return NULL;
}

static PartCases *add_part(DeskIndex *index, int market, Channel channel)
{
    PartCases part = {market, channel, g_array_new(FALSE, FALSE, sizeof(DatedCase))};
    g_array_append_val(index->parts, part);
    return &g_array_index(index->parts, PartCases, index->parts->len - 1);
}

static gint compare_dated(gconstpointer a, gconstpointer b)
{
    const DatedCase *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->item->order > y->item->order) - (x->item->order < y->item->order);
}

/* The cases come by id; each goes to the next free place of its day. */
static void sort_by_day(GArray *dated)
{
    const DatedCase *from = (const DatedCase *)(gpointer)dated->data;
    Day first = G_MAXINT32, last = G_MININT32;
    for (guint i = 0; i < dated->len; i++) {
        first = MIN(first, from[i].day);
        last = MAX(last, from[i].day);
    }
    if ((gint64)last - first > (gint64)dated->len * DAYS_A_CASE + DAYS_LEAST) {
        g_array_sort(dated, compare_dated);
        return;
    }
    gsize days = dated->len > 0 ? (gsize)(last - first) + 1 : 0;
    g_autofree guint *place = g_new0(guint, days + 1);
    g_autofree DatedCase *sorted = g_new(DatedCase, dated->len);
    for (guint i = 0; i < dated->len; i++)
        place[from[i].day - first + 1]++;
    for (gsize day = 1; day < days; day++)
        place[day] += place[day - 1];
    for (guint i = 0; i < dated->len; i++)
        sorted[place[from[i].day - first]++] = from[i];
    if (dated->len > 0)
        memcpy(dated->data, sorted, dated->len * sizeof *sorted);
}

static const DeskIndex *index_of(const Desk *desk)
{
    DeskIndex *index = desk->index;
    PartCases *part = NULL;
    if (index->n == desk->cases->len)
        return index;
    desk_index_forget(index);
    for (guint i = 0; i < desk->cases->len; i++) {
        const DeskCase *item = desk->cases->pdata[i];
        if (part == NULL || part->market != item->market || part->channel != item->channel)
            part = find_part(index, item->market, item->channel);
        if (part == NULL)
            part = add_part(index, item->market, item->channel);
        DatedCase dated = {item->day, item};
        if (item->day != DAY_NONE)
            g_array_append_val(part->dated, dated);
    }
    for (guint i = 0; i < index->parts->len; i++)
        sort_by_day(g_array_index(index->parts, PartCases, i).dated);
    index->n = desk->cases->len;
    return index;
}

/* The first place of a day no earlier than that. */
static guint place_of(const GArray *dated, gint64 day)
{
    guint low = 0, high = dated->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(dated, DatedCase, middle).day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const DatedCase *desk_cases_of(const Desk *desk, int market, Channel channel, Day from, Day to,
                               guint *ret_n)
{
    const PartCases *part = find_part(index_of(desk), market, channel);
    *ret_n = 0;
    if (part == NULL || from > to)
        return NULL;
    guint first = place_of(part->dated, from);
    *ret_n = place_of(part->dated, (gint64)to + 1) - first;
    return &g_array_index(part->dated, DatedCase, first);
}

void desk_index_add_parts(const Desk *desk, GArray *parts)
{
    const DeskIndex *index = index_of(desk);
    for (guint i = 0; i < index->parts->len; i++) {
        const PartCases *part = &g_array_index(index->parts, PartCases, i);
        desk_add_part(parts, part->market, part->channel);
    }
}
