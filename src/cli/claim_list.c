/* SPDX-License-Identifier: MIT */
/* claim list, claim show. */
#include <glib/gi18n.h>

#include "azdesk/core/story.h"

#include "figures.h"
#include "jout.h"

static void list_json(Out *out, Figures *figures, const GPtrArray *cases)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_array(builder);
    for (guint i = 0; i < cases->len; i++) {
        json_builder_begin_object(builder);
        case_json(builder, figures, g_ptr_array_index(cases, i), NULL);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
    out_json(out, builder);
}

static void list_row(Run *run, Figures *figures, Table *table, const DeskCase *item)
{
    const QueryFacts facts = figures_facts(figures, item);
    const Market *market = market_by_num(item->market);
    char order[ORDER_ID_SIZE];
    order_id_format(item->order, order);
    const OutStyle style = facts.due && facts.due < run->now                 ? OUT_BAD
                           : facts.due && facts.due < run->now + DAY_SECONDS ? OUT_WARN
                                                                             : OUT_PLAIN;
    table_take(table, style, facts.due ? instant_show(facts.due, run->app->zone) : NULL);
    table_add(table, OUT_PLAIN, order);
    table_add(table, OUT_PLAIN, market ? market->country : NULL);
    table_add(table, OUT_PLAIN, stage_label(item->claim->stage));
    table_add(table, OUT_PLAIN, parcel_label(item->claim->parcel));
    table_add(table, OUT_PLAIN, reason_label(item->claim->reason));
    table_take(table, OUT_PLAIN,
               item->claim->amount.minor != MONEY_NONE ? money_format(item->claim->amount) : NULL);
    table_add(table, facts.suspect ? OUT_WARN : OUT_PLAIN,
              facts.suspect  ? _("Amazon may count it")
              : facts.counts ? _("counts")
                             : NULL);
}

gboolean cmd_claim_list(Run *run, GError **error)
{
    g_autoptr(Figures) figures = figures_new(run, error);
    g_autoptr(GPtrArray) cases =
        figures ? cases_find(run, figures, args_words(run->args), error) : NULL;
    if (!cases)
        return FALSE;
    if (run->out->json) {
        list_json(run->out, figures, cases);
        return TRUE;
    }
    const char *heads[] = {_("DUE"),    _("ORDER"),  "",          _("STAGE"),
                           _("PARCEL"), _("REASON"), _("AMOUNT"), _("ODR")};
    g_autoptr(Table) table = table_new("llllllrl", heads);
    for (guint i = 0; i < cases->len; i++)
        list_row(run, figures, table, g_ptr_array_index(cases, i));
    if (cases->len)
        table_print(table, run->out, 0);
    out_printf(run->out, OUT_DIM, ngettext("%u case\n", "%u cases\n", cases->len), cases->len);
    return TRUE;
}

gboolean cmd_claim_show(Run *run, GError **error)
{
    OrderId order;
    return run_order(run, 0, &order, error) && case_show(run, order, error);
}
