/* SPDX-License-Identifier: MIT */
#include "change.h"

#include <glib/gi18n.h>
#include <math.h>

#include "azdesk/core/error.h"
#include "azdesk/core/story.h"

#include "figures.h"

gboolean change_begin(Run *run, Change *ret_change, GError **error)
{
    Change change = {.before = NAN, .stage = -1};
    if (!run_order(run, 0, &change.order, error) || !run_cases(run, &change.cases, error))
        return FALSE;
    const Desk *desk = run_desk(run, error);
    if (!desk)
        return FALSE;
    const DeskCase *item = desk_find(desk, change.order);
    if (item && item->claim) {
        g_autoptr(Figures) figures = figures_new(run, NULL);
        change.before = figures_effect(figures, item).now;
        change.stage = (int)item->claim->stage;
    }
    *ret_change = change;
    return TRUE;
}

/* "answer Amazon by 2026-11-26" of the clock that ends first. */
static char *next_due(const Run *run, Figures *figures, const DeskCase *item)
{
    const ClaimClocks clocks = figures_clocks(figures, item);
    gint64 next = 0;
    const char *label = NULL;
    for (guint i = 0; i < N_CLOCKS; i++) {
        const gint64 due = clocks.due[i];
        if (!due || (next && due >= next))
            continue;
        next = due;
        label = clock_label((ClockKind)i);
    }
    if (!next)
        return NULL;
    g_autofree char *due = instant_show(next, run->app->zone);
    /* Translators: what is due, and when: "appeal the grant: 2026-12-20" */
    return g_strdup_printf(C_("deadline", "%s: %s"), label, due);
}

static gboolean show_line(Run *run, const Change *change, const char *what, GError **error)
{
    const DeskCase *item = desk_find(run->desk, change->order);
    char order[ORDER_ID_SIZE];
    order_id_format(change->order, order);
    out_printf(run->out, OUT_HEAD, "%s", order);
    if (what) {
        out_put(run->out, OUT_PLAIN, C_("punctuation", ": "));
        out_clean(run->out, OUT_PLAIN, what);
    }
    const char *mark = what ? C_("punctuation", "; ") : C_("punctuation", ": ");
    if (item && item->claim) {
        g_autoptr(Figures) figures = figures_new(run, error);
        const ClaimEffect effect = figures_effect(figures, item);
        const double before = isnan(change->before) ? effect.without : change->before;
        g_autofree char *due = next_due(run, figures, item);
        g_autofree char *old = rate_show(before), *now = rate_show(effect.now);
        /* What was done or undone must not read as if it were the stage. */
        const gboolean still = what && (int)item->claim->stage == change->stage;
        out_put(run->out, OUT_PLAIN, mark);
        out_printf(run->out, OUT_PLAIN, still ? _("still %s") : "%s",
                   stage_label(item->claim->stage));
        if (due)
            out_printf(run->out, OUT_PLAIN, "%s%s", C_("punctuation", "; "), due);
        if (!isnan(effect.now) && g_strcmp0(old, now) == 0)
            out_printf(run->out, OUT_PLAIN, _("; ODR %s"), now);
        else if (!isnan(effect.now))
            out_printf(run->out, OUT_PLAIN, _("; ODR %s → %s"), old, now);
    } else {
        out_printf(run->out, OUT_PLAIN, "%s%s", mark, _("no claim"));
    }
    out_put(run->out, OUT_PLAIN, "\n");
    return TRUE;
}

gboolean change_end(Run *run, const Change *change, const char *what, GError **error)
{
    if (!run_reload(run, change->order, error))
        return FALSE;
    const DeskCase *item = desk_find(run->desk, change->order);
    if (!run->out->json)
        return show_line(run, change, what, error);
    if (item && item->claim)
        return case_show(run, change->order, error);
    out_put(run->out, OUT_PLAIN, "null\n"); /* its opening was taken back */
    return TRUE;
}

gboolean change_money(const Run *run, const char *option, const char *currency, Money *ret_money,
                      GError **error)
{
    const char *text = args_text(run->args, option), *own = args_text(run->args, "currency");
    Money money = {MONEY_NONE, ""};
    if (own && !currency_valid(own)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("--currency: \"%s\" is not three capital letters, like USD"), own);
        return FALSE;
    }
    if (!text) {
        *ret_money = money;
        return TRUE;
    }
    if (!money_parse(text, own ? own : currency, &money, error)) {
        g_prefix_error(error, "--%s: ", option);
        return FALSE;
    }
    if (money.minor < 0) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("--%s: the amount is negative"),
                    option);
        return FALSE;
    }
    *ret_money = money;
    return TRUE;
}

gboolean change_currency(Run *run, OrderId order, const char **ret_currency, GError **error)
{
    const Desk *desk = run_desk(run, error);
    StoreOrder known;
    if (!desk || !store_order(run->store, order, &known, error))
        return FALSE;
    const DeskCase *item = desk_find(desk, order);
    if (item && item->claim && item->claim->amount.currency[0]) {
        *ret_currency = item->claim->amount.currency;
        return TRUE;
    }
    const Market *market = known.found        ? market_by_num(known.market)
                           : item             ? market_by_num(item->market)
                           : run->app->market ? market_by_num(run->app->market)
                                              : NULL;
    if (!market)
        market = market_parse(settings_text(run->app->settings, SETTING_DESK_MARKET), NULL);
    *ret_currency = market ? market->currency : "";
    return TRUE;
}
