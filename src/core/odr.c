/* SPDX-License-Identifier: MIT */
#include "azdesk/core/odr.h"

#include <glib/gi18n.h>
#include <math.h>

#include "azdesk/core/error.h"

#include "odr-private.h"

/* ---- Windows and arithmetic ---- */

OdrWindow odr_window(Day day, int lag, int span)
{
    return (OdrWindow){.from = day - lag - span + 1, .to = day - lag, .lag = lag, .span = span};
}

Day odr_enters(Day ordered, int lag)
{
    return ordered + lag;
}

Day odr_leaves(Day ordered, int lag, int span)
{
    return ordered + lag + span;
}

gboolean odr_good(gint64 defects, gint64 orders)
{
    return 100 * defects < orders;
}

gint64 odr_limit(gint64 orders)
{
    return MAX(0, (orders + 99) / 100 - 1);
}

gint64 odr_headroom(gint64 defects, gint64 orders)
{
    return MAX(0, odr_limit(orders) - defects);
}

gint64 odr_orders_needed(gint64 defects)
{
    return 100 * defects + 1;
}

double odr_rate(gint64 defects, gint64 orders)
{
    return orders > 0 ? (double)defects / (double)orders : NAN;
}

static int side_of(double percent)
{
    return (percent > 1) - (percent < 1);
}

char *odr_percent(double rate)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    if (isnan(rate))
        return NULL;
    /* A whole hundredth divided has the very double 0.01. */
    int side = (rate > 0.01) - (rate < 0.01);
    for (int decimals = 2; decimals <= 6; decimals++) {
        char format[] = "%.0f%%";
        format[2] = (char)('0' + decimals);
        format[4] = '\0';
        g_ascii_formatd(number, sizeof number, format, 100 * rate);
        if (side_of(g_ascii_strtod(number, NULL)) == side)
            break;
    }
    return g_strconcat(number, "%", NULL);
}

/* ---- Words ---- */

const char *odr_status_word(OdrStatus status)
{
    static const char *const words[] = {
        [ODR_NONE] = "none", [ODR_GOOD] = "good", [ODR_BAD] = "bad"};
    return words[status];
}

const char *orders_source_word(OrdersSource source)
{
    static const char *const words[] = {
        [ORDERS_NONE] = "none", [ORDERS_IMPORTED] = "orders", [ORDERS_REPORT] = "report"};
    return words[source];
}

static const char *const component_words[] = {[COMPONENT_CLAIM] = N_("claim"),
                                              [COMPONENT_FEEDBACK] = N_("feedback"),
                                              [COMPONENT_CHARGEBACK] = N_("chargeback")};

const char *component_word(OdrComponent component)
{
    return component_words[component];
}

const char *component_label(OdrComponent component)
{
    return _(component_words[component]);
}

/* ---- The figures ---- */

void odr_free(Odr *odr)
{
    if (odr == NULL)
        return;
    g_array_unref(odr->unmatched);
    odr_reported_free(odr->reported);
    g_free(odr);
}

typedef struct {
    SweepSums sums;
    GArray *unmatched;
} ComputeData;

static void compute_add(const DeskCase *item, guint bits, guint first, guint end, gpointer data)
{
    ComputeData *compute = data;
    sweep_sums_add(item, bits, first, end, &compute->sums);
    if (bits & TALLY_BIT(TALLY_UNMATCHED))
        g_array_append_val(compute->unmatched, item->order);
}

static void compute_defects(Odr *odr, const OdrPart *part, const TallyRules *rules)
{
    OdrPoint point = {
        .instant = day_end(odr->as_of), .from = odr->window.from, .to = odr->window.to};
    ComputeData compute = {.unmatched = odr->unmatched};
    sweep_sums_init(&compute.sums, 1);
    odr_sweep(part->desk, part->market, part->channel, rules, &point, 1, compute_add, &compute);
    sweep_sums_end(&compute.sums);
    g_array_sort(odr->unmatched, compare_orders);
    odr->rule = sweep_count(&compute.sums, 0);
    odr->best = sweep_sum(&compute.sums, TALLY_BEST, 0);
    odr->worst = sweep_sum(&compute.sums, TALLY_WORST, 0);
    sweep_sums_clear(&compute.sums);
}

Odr *odr_compute(const Desk *desk, const Settings *settings, int market, Channel channel, Day day,
                 const OdrIf *ifs, gsize n_ifs)
{
    g_auto(OdrPart) part;
    odr_part_init(&part, desk, settings, market, channel);
    Odr *odr = g_new0(Odr, 1);
    odr->as_of = day;
    odr->market = market;
    odr->channel = channel;
    odr->window =
        odr_window(day, odr_part_lag(&part, day), settings_int(settings, SETTING_ODR_SPAN));
    odr->unmatched = g_array_new(FALSE, FALSE, sizeof(OrderId));

    OrdersFound found = odr_part_orders(&part, odr->window.from, odr->window.to, day);
    odr->orders = found.orders;
    odr->orders_source = found.source;
    odr->complete = found.complete;
    odr->orders_from = part.days != NULL ? part.days->from : DAY_NONE;
    odr->orders_to = part.days != NULL ? part.days->to : DAY_NONE;

    TallyRules rules = tally_rules(settings, day, ifs, n_ifs);
    compute_defects(odr, &part, &rules);
    if (odr->orders > 0)
        odr->status = odr_good(odr->rule.defects, odr->orders) ? ODR_GOOD : ODR_BAD;
    odr->limit = odr_limit(odr->orders);
    odr->headroom = odr_headroom(odr->rule.defects, odr->orders);
    odr->reported = odr_part_reported(&part, day);
    return odr;
}

gboolean odr_if_check(const Desk *desk, const OdrIf *what, Day day, GError **error)
{
    const DeskCase *item = desk_find(desk, what->order);
    const ClaimSpan *span =
        item != NULL && item->claim != NULL ? claim_span_at(item->claim, day_end(day)) : NULL;
    if (span == NULL)
        return claim_fail_missing(what->order, error);
    return claim_check_move(span->stage, span->outcome, what->stage, error);
}

/* ---- Which orders, and why ---- */

static void explain_claim(const TallyRules *rules, const DeskCase *item, gint64 instant,
                          GArray *lines)
{
    ClaimState state;
    if (!claim_state_at(rules, item, instant, &state))
        return;
    OdrLine line = {
        .order = item->order,
        .day = item->day,
        .imported = item->imported,
        .component = COMPONENT_CLAIM,
        .counts = rules->rules.counts[state.outcome],
        .why = rules->rules.why[state.outcome],
    };
    g_array_append_val(lines, line);
}

static void explain_defect(const DeskCase *item, const OrderDefect *defect, OdrComponent component,
                           gint64 instant, GArray *lines)
{
    if (defect->at == 0 || defect->at > instant)
        return;
    gboolean feedback = component == COMPONENT_FEEDBACK;
    const char *why = feedback ? N_("negative feedback: counts") : N_("service chargeback: counts");
    gboolean counts = FALSE;
    if (defect->removed_at != 0 && defect->removed_at <= instant)
        why = feedback ? N_("feedback removed: no longer counts")
                       : N_("chargeback withdrawn: no longer counts");
    else if (defect->fraud)
        why = N_("fraud chargeback: does not count");
    else
        counts = TRUE;
    OdrLine line = {
        .order = item->order,
        .day = item->day,
        .imported = item->imported,
        .component = component,
        .counts = counts,
        .why = why,
    };
    g_array_append_val(lines, line);
}

void odr_explain_case(const TallyRules *rules, const DeskCase *item, gint64 instant, GArray *lines)
{
    explain_claim(rules, item, instant, lines);
    explain_defect(item, &item->feedback, COMPONENT_FEEDBACK, instant, lines);
    explain_defect(item, &item->chargeback, COMPONENT_CHARGEBACK, instant, lines);
}

GArray *odr_explain(const Desk *desk, const Settings *settings, int market, Channel channel,
                    Day day, const OdrIf *ifs, gsize n_ifs)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(OdrLine));
    TallyRules rules = tally_rules(settings, day, ifs, n_ifs);
    OdrWindow window = odr_window(day, odr_lag(desk, settings, market, channel, day),
                                  settings_int(settings, SETTING_ODR_SPAN));
    gint64 instant = day_end(day);
    for (guint i = 0; i < desk->cases->len; i++) {
        const DeskCase *item = desk->cases->pdata[i];
        if (item->market != market || item->channel != channel || item->day < window.from ||
            item->day > window.to)
            continue;
        odr_explain_case(&rules, item, instant, lines);
    }
    return lines;
}

void odr_explain_order(const Settings *settings, const DeskCase *item, Day day, const OdrIf *ifs,
                       gsize n_ifs, GArray *lines)
{
    TallyRules rules = tally_rules(settings, day, ifs, n_ifs);
    odr_explain_case(&rules, item, day_end(day), lines);
}

/* ---- What one claim does ---- */

static gboolean in_window(const Odr *odr, const DeskCase *item)
{
    return item->market == odr->market && item->channel == odr->channel &&
           item->day >= odr->window.from && item->day <= odr->window.to;
}

ClaimEffect odr_effect_in(const Odr *odr, const Settings *settings, const DeskCase *item)
{
    TallyRules rules = tally_rules(settings, odr->as_of, NULL, 0);
    guint bits = tally_at(&rules, item, day_end(odr->as_of)).bits;
    gboolean alone = (bits & TALLY_BIT(TALLY_CLAIM)) &&
                     !(bits & (TALLY_BIT(TALLY_FEEDBACK) | TALLY_BIT(TALLY_CHARGEBACK)));
    ClaimEffect effect = {
        .in_window = in_window(odr, item),
        .counts = (bits & TALLY_BIT(TALLY_CLAIM)) != 0,
        .now = odr_rate(odr->rule.defects, odr->orders),
        .enters = odr_enters(item->day, odr->window.lag),
        .leaves = odr_leaves(item->day, odr->window.lag, odr->window.span),
    };
    int less = effect.in_window && alone ? 1 : 0;
    effect.without = odr_rate(odr->rule.defects - less, odr->orders);
    return effect;
}

double odr_rate_if_in(const Odr *odr, const Settings *settings, const DeskCase *item, Stage stage,
                      Outcome granted)
{
    int change = 0;
    if (in_window(odr, item)) {
        OdrIf what = {.order = item->order, .stage = stage, .granted = granted};
        gint64 instant = day_end(odr->as_of);
        TallyRules now = tally_rules(settings, odr->as_of, NULL, 0);
        TallyRules then = tally_rules(settings, odr->as_of, &what, 1);
        guint defect = TALLY_BIT(TALLY_DEFECT);
        change = ((tally_at(&then, item, instant).bits & defect) ? 1 : 0) -
                 ((tally_at(&now, item, instant).bits & defect) ? 1 : 0);
    }
    return odr_rate(odr->rule.defects + change, odr->orders);
}

ClaimEffect odr_effect(const Desk *desk, const Settings *settings, const DeskCase *item, Day day)
{
    g_autoptr(Odr) odr = odr_compute(desk, settings, item->market, item->channel, day, NULL, 0);
    return odr_effect_in(odr, settings, item);
}

double odr_rate_if(const Desk *desk, const Settings *settings, const DeskCase *item, Day day,
                   Stage stage, Outcome granted)
{
    g_autoptr(Odr) odr = odr_compute(desk, settings, item->market, item->channel, day, NULL, 0);
    return odr_rate_if_in(odr, settings, item, stage, granted);
}
