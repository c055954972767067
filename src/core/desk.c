/* SPDX-License-Identifier: MIT */
#include "desk-private.h"

Desk *desk_new(void)
{
    Desk *desk = g_new0(Desk, 1);
    desk->cases = g_ptr_array_new_with_free_func((GDestroyNotify)desk_case_free);
    desk->order_days = g_ptr_array_new_with_free_func((GDestroyNotify)order_days_free);
    desk->reports = g_ptr_array_new_with_free_func((GDestroyNotify)report_free);
    desk->metrics = g_array_new(FALSE, FALSE, sizeof(Metric));
    desk->arena = arena_new();
    desk->index = desk_index_new();
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
    desk_index_free(desk->index);
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

/* Where the case of that order stands, or would. */
static guint case_place(const Desk *desk, OrderId order)
{
    guint low = 0, high = desk->cases->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const DeskCase *item = desk->cases->pdata[middle];
        if (item->order < order)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

DeskCase *desk_find(const Desk *desk, OrderId order)
{
    guint place = case_place(desk, order);
    DeskCase *item = place < desk->cases->len ? desk->cases->pdata[place] : NULL;
    return item != NULL && item->order == order ? item : NULL;
}

void desk_replace(Desk *desk, OrderId order, DeskCase *fresh)
{
    guint place = case_place(desk, order);
    desk_index_forget(desk->index);
    if (desk_find(desk, order) != NULL)
        g_ptr_array_remove_index(desk->cases, place);
    if (fresh != NULL)
        g_ptr_array_insert(desk->cases, (gint)place, fresh);
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

void desk_add_part(GArray *parts, int market, Channel channel)
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
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(DeskPart));
    for (guint i = 0; i < desk->order_days->len; i++) {
        const OrderDays *days = desk->order_days->pdata[i];
        desk_add_part(parts, days->market, days->channel);
    }
    desk_index_add_parts(desk, parts);
    for (guint i = 0; i < desk->reports->len; i++) {
        const Report *report = desk->reports->pdata[i];
        desk_add_part(parts, report->market, report->channel);
    }
    g_array_sort(parts, compare_parts);
    return parts;
}
