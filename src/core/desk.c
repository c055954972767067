/* SPDX-License-Identifier: MIT */
#include "azdesk/core/desk.h"

Desk *desk_new(void)
{
    Desk *desk = g_new0(Desk, 1);
    desk->cases = g_ptr_array_new_with_free_func((GDestroyNotify)desk_case_free);
    desk->order_days = g_ptr_array_new_with_free_func((GDestroyNotify)order_days_free);
    desk->reports = g_ptr_array_new_with_free_func((GDestroyNotify)report_free);
    desk->metrics = g_array_new(FALSE, FALSE, sizeof(Metric));
    desk->arena = arena_new();
    return desk;
}

void desk_free(Desk *desk)
{
    if (desk == NULL)
        return;
    g_ptr_array_unref(desk->cases);
    g_ptr_array_unref(desk->order_days);
    g_ptr_array_unref(desk->reports);
    g_array_unref(desk->metrics);
    arena_free(desk->arena);
    g_free(desk);
}

void desk_case_free(DeskCase *item)
{
    if (item == NULL || item->in_arena)
        return;
    claim_free(item->claim);
    g_free(item);
}

void order_days_free(OrderDays *days)
{
    if (days == NULL)
        return;
    g_free(days->orders);
    g_free(days);
}

void report_free(Report *report)
{
    if (report == NULL)
        return;
    g_free(report->status);
    g_free(report);
}

DeskCase *desk_find(const Desk *desk, OrderId order)
{
    guint low = 0, high = desk->cases->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        DeskCase *item = desk->cases->pdata[middle];
        if (item->order == order)
            return item;
        if (item->order < order)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const OrderDays *desk_order_days(const Desk *desk, int market, Channel channel)
{
    for (guint i = 0; i < desk->order_days->len; i++) {
        const OrderDays *days = desk->order_days->pdata[i];
        if (days->market == market && days->channel == channel)
            return days;
    }
    return NULL;
}

static gint compare_parts(gconstpointer a, gconstpointer b)
{
    const DeskPart *x = a, *y = b;
    if (x->market != y->market)
        return x->market < y->market ? -1 : 1;
    return (x->channel > y->channel) - (x->channel < y->channel);
}

static void add_part(GArray *parts, int market, Channel channel)
{
    for (guint i = 0; i < parts->len; i++) {
        const DeskPart *part = &g_array_index(parts, DeskPart, i);
        if (part->market == market && part->channel == channel)
            return;
    }
    DeskPart part = {.market = market, .channel = channel};
    g_array_append_val(parts, part);
}

GArray *desk_parts(const Desk *desk)
{
    guint64 seen[N_CHANNELS] = {0}; /* bits by market, to pass over cases quickly */
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(DeskPart));
    for (guint i = 0; i < desk->order_days->len; i++) {
        const OrderDays *days = desk->order_days->pdata[i];
        add_part(parts, days->market, days->channel);
    }
    for (guint i = 0; i < desk->cases->len; i++) {
        const DeskCase *item = desk->cases->pdata[i];
        gboolean common = item->market >= 0 && item->market < 64 && item->channel < N_CHANNELS;
        guint64 bit = common ? (guint64)1 << item->market : 0;
        if (common && (seen[item->channel] & bit))
            continue;
        if (common)
            seen[item->channel] |= bit;
        add_part(parts, item->market, item->channel);
    }
    for (guint i = 0; i < desk->reports->len; i++) {
        const Report *report = desk->reports->pdata[i];
        add_part(parts, report->market, report->channel);
    }
    g_array_sort(parts, compare_parts);
    return parts;
}
