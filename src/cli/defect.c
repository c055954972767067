/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"

#include "figures.h"
#include "jout.h"

#define NEGATIVE_STARS 2 /* Amazon counts feedback of one and two stars */

static gboolean read_kind(const Run *run, CaseDefect *defect, GError **error)
{
    const char *word = run_word(run, 1);
    defect->chargeback = strcmp(word, "chargeback") == 0;
    defect->fraud = args_flag(run->args, "fraud");
    if (!defect->chargeback && strcmp(word, "feedback") != 0) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("\"%s\" is not feedback or chargeback"), word);
        return FALSE;
    }
    if (defect->fraud && !defect->chargeback) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("--fraud only applies to chargeback"));
        return FALSE;
    }
    if (defect->chargeback && args_text(run->args, "rating")) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("--rating only applies to feedback"));
        return FALSE;
    }
    if (!run_number(run, "rating", 1, 5, 0, &defect->rating, error))
        return FALSE;
    if (defect->rating <= NEGATIVE_STARS)
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("--rating: feedback of %d stars is not negative; only 1 and 2 count"),
                defect->rating);
    return FALSE;
}

static gboolean show_defect(Run *run, OrderId order, const char *kind, CaseChange change,
                            GError **error)
{
    static const char *const changes[] = {
        [CASE_UNCHANGED] = "unchanged", [CASE_UPDATED] = "updated", [CASE_ADDED] = "added"};
    const Desk *desk = run_desk(run, error);
    const DeskCase *item = desk ? desk_find(desk, order) : NULL;
    if (!desk)
        return FALSE;
    const OrderDefect none = {0};
    const OrderDefect *defect = !item                             ? &none
                                : strcmp(kind, "chargeback") == 0 ? &item->chargeback
                                                                  : &item->feedback;
    if (run->out->json) {
        g_autoptr(JsonBuilder) builder = json_builder_new();
        json_builder_begin_object(builder);
        jout_order(builder, "order", order);
        jout_text(builder, "kind", kind);
        jout_instant(builder, "at", defect->at);
        jout_instant(builder, "removed_at", defect->removed_at);
        jout_bool(builder, "fraud", defect->fraud);
        jout_text(builder, "change", changes[change]);
        json_builder_end_object(builder);
        out_json(run->out, builder);
        return TRUE;
    }
    char buf[ORDER_ID_SIZE];
    order_id_format(order, buf);
    out_printf(run->out, OUT_HEAD, "%s", buf);
    out_printf(run->out, OUT_PLAIN, "%s%s", C_("punctuation", ": "),
               component_label(strcmp(kind, "chargeback") == 0 ? COMPONENT_CHARGEBACK
                                                               : COMPONENT_FEEDBACK));
    if (item) {
        g_autoptr(Figures) figures = figures_new(run, error);
        const Odr *odr = figures_odr(figures, item->market, item->channel);
        g_autofree char *rate = rate_show(odr_rate(odr->rule.defects, odr->orders));
        out_printf(run->out, OUT_PLAIN, _("; ODR %s"), rate);
    }
    out_put(run->out, OUT_PLAIN, "\n");
    return TRUE;
}

gboolean cmd_defect(Run *run, GError **error)
{
    Cases cases;
    OrderId order;
    When ordered;
    CaseChange change;
    CaseDefect defect = {.market = run->app->market, .channel = run->app->channel};
    if (!run_order(run, 0, &order, error) || !read_kind(run, &defect, error) ||
        !run_when(run, "at", &defect.at, error) ||
        !run_when(run, "removed", &defect.removed, error) ||
        !run_when(run, "ordered", &ordered, error))
        return FALSE;
    defect.ordered = args_text(run->args, "ordered") ? day_of(ordered.at) : DAY_NONE;
    return run_cases(run, &cases, error) && case_defect(&cases, order, &defect, &change, error) &&
           show_defect(run, order, run_word(run, 1), change, error);
}
