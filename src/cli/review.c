/* SPDX-License-Identifier: MIT */
#include "azdesk/core/review.h"

#include <glib/gi18n.h>

#include "azdesk/core/story.h"

#include "figures.h"
#include "jout.h"
#include "review.h"

#define REVIEW_CHECK_STATUS 5

static void json_items(Out *out, const GPtrArray *items)
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
        jout_text(builder, "text", item->text);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
    out_json(out, builder);
}

static void show_items(Run *run, const GPtrArray *items)
{
    static const OutStyle styles[] = {
        [SEVERITY_HIGH] = OUT_BAD, [SEVERITY_NORMAL] = OUT_PLAIN, [SEVERITY_LOW] = OUT_DIM};
    const char *heads[] = {_("DUE"), "", _("ORDER"), _("WHAT"), ""};
    g_autoptr(Table) table = table_new("lllll", heads);
    for (guint i = 0; i < items->len; i++) {
        const ReviewItem *item = g_ptr_array_index(items, i);
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
        table_add(table, OUT_PLAIN, item->text);
    }
    if (items->len)
        table_print(table, run->out, 0);
    else
        out_printf(run->out, OUT_GOOD, "%s\n", _("Nothing is due."));
}

gboolean review_print(Run *run, int within, guint *ret_due, GError **error)
{
    const Desk *desk = run_desk(run, error);
    if (!desk)
        return FALSE;
    g_autoptr(GPtrArray) items = review(desk, run->app->settings, run->now, run->app->zone, within,
                                        run->app->market, run->app->channel);
    if (run->out->json)
        json_items(run->out, items);
    else
        show_items(run, items);
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
