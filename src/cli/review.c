/* SPDX-License-Identifier: MIT */
#include "azdesk/core/review.h"

#include <glib/gi18n.h>

#include "azdesk/core/story.h"
#include "azdesk/core/text.h"

#include "figures.h"
#include "jout.h"
#include "review.h"

#define REVIEW_CHECK_STATUS 5

static void json_items(Run *run, const Desk *desk, const GPtrArray *items)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_array(builder);
    for (guint i = 0; i < items->len; i++) {
        const ReviewItem *item = g_ptr_array_index(items, i);
        json_builder_begin_object(builder);
        jout_order(builder, "order", item->order);
        jout_text(builder, "what", review_word(item->kind));
        jout_instant(builder, "due", item->due);
        jout_bool(builder, "overdue", item->overdue);
        jout_text(builder, "severity", severity_word(item->severity));
        g_autofree char *text = review_text(desk, item, run->app->zone);
        jout_text(builder, "text", text);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
    out_json(run->out, builder);
}

static const OutStyle styles[] = {
    [SEVERITY_HIGH] = OUT_BAD, [SEVERITY_NORMAL] = OUT_PLAIN, [SEVERITY_LOW] = OUT_DIM};

static void item_cells(const Run *run, Table *table, const ReviewItem *item)
{
    const OutStyle style = styles[item->severity];
    char order[ORDER_ID_SIZE] = "";
    if (item->order)
        order_id_format(item->order, order);
    table_take(table, style, item->due ? instant_show(item->due, run->app->zone) : NULL);
    table_take(table, style,
               item->overdue ? g_strdup(_("overdue"))
               : item->due   ? span_show(run->now, item->due)
                             : NULL);
    table_add(table, OUT_PLAIN, order);
    table_add(table, OUT_PLAIN, review_label(item->kind));
}

/* One line each, for scripts and files. */
static void show_lines(Run *run, const Desk *desk, const GPtrArray *items)
{
    const char *heads[] = {_("DUE"), "", _("ORDER"), _("WHAT"), ""};
    g_autoptr(Table) table = table_new("lllll", heads);
    for (guint i = 0; i < items->len; i++) {
        const ReviewItem *item = g_ptr_array_index(items, i);
        if (review_is_twin(items, item))
            continue;
        item_cells(run, table, item);
        table_take(table, OUT_PLAIN, review_text(desk, item, run->app->zone));
    }
    table_print(table, run->out, 0);
}

/* On a terminal what to do stands below, wrapped. */
static void show_wrapped(Run *run, const Desk *desk, const GPtrArray *items, int columns)
{
    g_autoptr(Table) table = table_new("llll", NULL);
    g_autoptr(Out) heads = out_new(run->out->color, FALSE);
    for (guint i = 0; i < items->len; i++)
        item_cells(run, table, g_ptr_array_index(items, i));
    table_print(table, heads, 0);
    g_auto(GStrv) head = g_strsplit(heads->text->str, "\n", -1);
    for (guint i = 0; i < items->len; i++) {
        const ReviewItem *item = g_ptr_array_index(items, i);
        if (review_is_twin(items, item))
            continue;
        g_string_append_printf(run->out->text, "%s\n", g_strchomp(head[i]));
        g_autofree char *text = review_text(desk, item, run->app->zone);
        g_auto(GStrv) lines = text_wrap(text, columns - 5);
        for (char **line = lines; *line; line++) {
            out_put(run->out, OUT_PLAIN, "    ");
            out_clean(run->out, OUT_PLAIN, *line);
            out_put(run->out, OUT_PLAIN, "\n");
        }
    }
}

static void show_items(Run *run, const Desk *desk, const GPtrArray *items)
{
    const int columns = out_columns();
    g_autoptr(GArray) parts = desk_parts(desk);
    gint64 returns;
    if (items->len == 0)
        out_printf(run->out, OUT_GOOD, "%s\n", _("Nothing is due."));
    else if (columns > 0)
        show_wrapped(run, desk, items, MAX(columns, 40));
    else
        show_lines(run, desk, items);
    const guint snoozed =
        desk_snoozed(desk, run->app->market, run->app->channel, run->now, &returns);
    if (snoozed > 0) {
        g_autofree char *until = instant_show(returns, run->app->zone);
        out_printf(run->out, OUT_DIM,
                   _("%u snoozed, the next until %s: azdesk claim list snoozed:yes\n"), snoozed,
                   until);
    }
    if (parts->len == 0)
        out_printf(run->out, OUT_PLAIN, "%s\n", _("No data yet: import an order report first."));
}

gboolean review_print(Run *run, int within, guint *ret_due, GError **error)
{
    const Desk *desk = run_desk(run, error);
    if (!desk)
        return FALSE;
    g_autoptr(GPtrArray) items =
        review(desk, run->app->settings, run->now, within, run->app->market, run->app->channel);
    if (run->out->json)
        json_items(run, desk, items);
    else
        show_items(run, desk, items);
    *ret_due = 0;
    for (guint i = 0; i < items->len; i++)
        *ret_due += !review_is_advice(((const ReviewItem *)g_ptr_array_index(items, i))->kind);
    return TRUE;
}

gboolean cmd_review(Run *run, GError **error)
{
    const int usual = settings_int(run->app->settings, SETTING_REVIEW_WITHIN_DAYS);
    int within;
    guint count;
    if (!run_number(run, "within", 0, 3660, usual, &within, error) ||
        !review_print(run, within, &count, error))
        return FALSE;
    if (args_flag(run->args, "check") && count > 0)
        run->status = REVIEW_CHECK_STATUS;
    return TRUE;
}
