/* SPDX-License-Identifier: MIT */
#include "azdesk/core/gate.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures.h"
#include "jout.h"

/* What a condition is measured in: the first sale by days, the others by numbers. */
static void json_measure(JsonBuilder *builder, const char *name, const GateLine *line, double value)
{
    if (line->condition == GATE_FIRST_SALE)
        jout_day(builder, name, isnan(value) ? DAY_NONE : (Day)value);
    else
        jout_double(builder, name, value);
}

static void gate_json(JsonBuilder *builder, const Gate *gate)
{
    const GateSeason *season = gate->season;
    json_builder_begin_object(builder);
    jout_text(builder, "season", season->name);
    jout_market(builder, "market", season->market);
    jout_day(builder, "sell_from", season->sell_from);
    jout_day(builder, "sell_to", season->sell_to);
    jout_bool(builder, "uncertain", season->uncertain);
    json_builder_set_member_name(builder, "conditions");
    json_builder_begin_array(builder);
    for (guint i = 0; i < gate->lines->len; i++) {
        const GateLine *line = g_ptr_array_index(gate->lines, i);
        json_builder_begin_object(builder);
        jout_text(builder, "condition", gate_condition_word(line->condition));
        jout_text(builder, "state", gate_state_word(line->state));
        json_measure(builder, "wanted", line, line->wanted);
        json_measure(builder, "have", line, line->have);
        jout_day(builder, "decided_on", line->decided_on);
        jout_text(builder, "text", line->text);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
    json_builder_end_object(builder);
}

static void gate_show(Out *out, const Gate *gate)
{
    static const struct {
        OutStyle style;
        const char *label;
    } states[] = {[GATE_MET] = {OUT_GOOD, NC_("gate", "met")},
                  [GATE_MISSED] = {OUT_BAD, NC_("gate", "missed")},
                  [GATE_OPEN] = {OUT_PLAIN, NC_("gate", "open")},
                  [GATE_UNKNOWN] = {OUT_DIM, NC_("gate", "unknown")}};
    static const char *const conditions[N_GATE_CONDITIONS] = {
        [GATE_FIRST_SALE] = NC_("gate", "first sale"), [GATE_ORDERS] = NC_("gate", "orders"),
        [GATE_CANCEL] = NC_("gate", "cancelled"),      [GATE_LATE] = NC_("gate", "shipped late"),
        [GATE_ODR] = NC_("gate", "defects"),
    };
    const GateSeason *season = gate->season;
    char from[DAY_SIZE], to[DAY_SIZE];
    day_format(season->sell_from, from);
    day_format(season->sell_to, to);
    out_clean(out, OUT_HEAD, season->name);
    out_printf(out, OUT_PLAIN, _("  %s – %s%s\n"), from, to,
               season->uncertain ? _("  (carried over: check Amazon's mail)") : "");
    g_autoptr(Table) table = table_new("lll", NULL);
    for (guint i = 0; i < gate->lines->len; i++) {
        const GateLine *line = g_ptr_array_index(gate->lines, i);
        table_add(table, states[line->state].style,
                  g_dpgettext2(NULL, "gate", states[line->state].label));
        table_add(table, OUT_PLAIN, g_dpgettext2(NULL, "gate", conditions[line->condition]));
        table_add(table, OUT_PLAIN, line->text);
    }
    table_print(table, out, 2);
}

static gboolean gate_of_market(Run *run, JsonBuilder *builder, int market, GError **error)
{
    g_autoptr(GPtrArray) gates =
        gate_evaluate(run->desk, run->app->settings, market, run_today(run), error);
    if (!gates)
        return FALSE;
    for (guint i = 0; i < gates->len; i++) {
        if (run->out->json)
            gate_json(builder, g_ptr_array_index(gates, i));
        else
            gate_show(run->out, g_ptr_array_index(gates, i));
    }
    return TRUE;
}

/* The market asked for; else those that have data, or the configured one. */
static GArray *gate_markets(Run *run, GError **error)
{
    const Desk *desk = run_desk(run, error);
    GArray *markets = desk ? g_array_new(FALSE, FALSE, sizeof(int)) : NULL;
    g_autoptr(GArray) parts = desk && !run->app->market ? desk_parts(desk) : NULL;
    if (desk && run->app->market)
        g_array_append_val(markets, run->app->market);
    for (guint i = 0; parts && i < parts->len; i++) {
        const int market = g_array_index(parts, DeskPart, i).market;
        if (!markets->len || g_array_index(markets, int, markets->len - 1) != market)
            g_array_append_val(markets, market);
    }
    if (desk && !markets->len) {
        const char *word = settings_text(run->app->settings, SETTING_DESK_MARKET);
        const Market *usual = market_parse(word, NULL);
        if (usual)
            g_array_append_val(markets, usual->num);
    }
    return markets;
}

gboolean cmd_gate(Run *run, GError **error)
{
    g_autoptr(GArray) markets = gate_markets(run, error);
    g_autoptr(JsonBuilder) builder = json_builder_new();
    if (!markets)
        return FALSE;
    json_builder_begin_array(builder);
    for (guint i = 0; i < markets->len; i++)
        if (!gate_of_market(run, builder, g_array_index(markets, int, i), error))
            return FALSE;
    json_builder_end_array(builder);
    if (run->out->json)
        out_json(run->out, builder);
    else if (!run->out->text->len)
        out_printf(run->out, OUT_PLAIN, "%s\n",
                   _("No holiday season is configured for this marketplace."));
    return TRUE;
}
