/* SPDX-License-Identifier: MIT */
/* One case in full: its facts, its clocks, what it does to the rate, its history. */
#include <glib/gi18n.h>

#include "azdesk/core/parcel.h"
#include "azdesk/core/story.h"
#include "azdesk/core/text.h"

#include "figures.h"
#include "jout.h"

static void json_events(JsonBuilder *builder, GPtrArray *events, GTimeZone *zone)
{
    g_autoptr(GPtrArray) live = claim_live_events(events);
    json_builder_set_member_name(builder, "events");
    json_builder_begin_array(builder);
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        g_autofree char *story = event_story(event, zone);
        json_builder_begin_object(builder);
        jout_int(builder, "id", event->id);
        jout_when(builder, "at", event->at, (event->fields & FIELD_DAY_ONLY) != 0);
        jout_instant(builder, "recorded_at", event->recorded_at);
        jout_text(builder, "kind", event_word(event->kind));
        jout_text(builder, "text", story);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void json_due(JsonBuilder *builder, Figures *figures, const DeskCase *item)
{
    const ClaimClocks clocks = figures_clocks(figures, item);
    json_builder_set_member_name(builder, "due");
    json_builder_begin_object(builder);
    for (guint i = 0; i < N_CLOCKS; i++)
        jout_instant(builder, clock_word((ClockKind)i), clocks.due[i]);
    json_builder_end_object(builder);
}

void case_json(JsonBuilder *builder, Figures *figures, const DeskCase *item, GPtrArray *events)
{
    const Claim *claim = item->claim;
    const ClaimEffect effect = figures_effect(figures, item);
    const char *currency =
        claim->amount.currency[0] ? claim->amount.currency : claim->debited.currency;
    jout_order(builder, "order", item->order);
    jout_market(builder, "market", item->market);
    jout_text(builder, "channel", channel_word(item->channel));
    jout_day(builder, "ordered", item->day);
    jout_when(builder, "opened", claim->opened_at, claim->opened_day_only);
    jout_text(builder, "stage", stage_word(claim->stage));
    jout_text(builder, "outcome", outcome_word(claim->outcome));
    jout_text(builder, "appeal", appeal_word(claim->appeal));
    jout_text(builder, "parcel", parcel_word(claim->parcel));
    jout_text(builder, "amazon_counts", amazon_counts_word(claim->amazon_counts));
    jout_bool(builder, "counts", effect.counts);
    jout_money(builder, "amount", claim->amount);
    jout_text(builder, "currency", *currency ? currency : NULL);
    jout_money(builder, "debited", claim->debited);
    jout_text(builder, "reason", reason_word(claim->reason));
    jout_text(builder, "tracking", claim->tracking);
    jout_text(builder, "carrier", claim->carrier);
    json_due(builder, figures, item);
    json_builder_set_member_name(builder, "odr");
    json_builder_begin_object(builder);
    jout_rate(builder, "now", effect.now);
    jout_rate(builder, "without", effect.without);
    jout_day(builder, "enters", effect.enters);
    jout_day(builder, "leaves", effect.leaves);
    json_builder_end_object(builder);
    if (events)
        json_events(builder, events, figures_zone(figures));
}

/* ---- As text ---- */

static void add_fact(Table *table, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    table_add(table, OUT_DIM, name);
    table_add(table, OUT_PLAIN, value);
}

static void show_facts(Out *out, const DeskCase *item)
{
    const Claim *claim = item->claim;
    char day[DAY_SIZE];
    g_autoptr(Table) table = table_new("ll", NULL);
    g_autofree char *link = claim->tracking ? tracking_url(claim->carrier, claim->tracking) : NULL;
    g_autofree char *amount =
        claim->amount.minor != MONEY_NONE ? money_format(claim->amount) : NULL;
    g_autofree char *debited =
        claim->debited.minor != MONEY_NONE ? money_format(claim->debited) : NULL;
    day_format(item->day, day);
    add_fact(table, _("ordered"), day);
    add_fact(table, _("reason"), reason_label(claim->reason));
    add_fact(table, _("outcome"), outcome_label(claim->outcome));
    add_fact(table, _("appeal"), appeal_label(claim->appeal));
    add_fact(table, _("amount"), amount);
    add_fact(table, _("debited"), debited);
    add_fact(table, _("parcel"), parcel_label(claim->parcel));
    add_fact(table, _("carrier"), carrier_label(claim->carrier));
    add_fact(table, _("tracking"), claim->tracking);
    add_fact(table, _("link"), link);
    add_fact(table, C_("fact", "Amazon counts it"), amazon_counts_label(claim->amazon_counts));
    table_print(table, out, 2);
    const char *meaning = parcel_meaning(claim);
    g_auto(GStrv) lines = text_wrap(meaning ? meaning : "", 74);
    for (char **line = lines; meaning && *line; line++)
        out_printf(out, OUT_WARN, "  %s\n", *line);
}

static void show_clocks(Run *run, Figures *figures, const DeskCase *item)
{
    const ClaimClocks clocks = figures_clocks(figures, item);
    g_autoptr(Table) table = table_new("lll", NULL);
    gboolean any = FALSE;
    for (guint i = 0; i < N_CLOCKS; i++) {
        const gint64 due = clocks.due[i];
        if (!due)
            continue;
        const OutStyle style = due < run->now                 ? OUT_BAD
                               : due < run->now + DAY_SECONDS ? OUT_WARN
                                                              : OUT_PLAIN;
        any = TRUE;
        table_add(table, OUT_PLAIN, clock_label((ClockKind)i));
        table_take(table, OUT_PLAIN, instant_show(due, run->app->zone));
        table_take(table, style, span_show(run->now, due));
    }
    if (!any)
        return;
    out_printf(run->out, OUT_HEAD, "\n%s\n", _("Clocks"));
    table_print(table, run->out, 2);
}

static void show_moves(Out *out, Figures *figures, const App *app, const DeskCase *item)
{
    const Odr *odr = figures_odr(figures, item->market, item->channel);
    const guint moves = claim_legal_moves(item->claim);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint stage = 0; stage < N_STAGES; stage++) {
        if (!(moves & STAGE_BIT(stage)))
            continue;
        g_autofree char *rate = rate_show(
            odr_rate_if_in(odr, app->settings, item, (Stage)stage, OUTCOME_GRANTED_SELLER));
        g_string_append_printf(text, "%s%s %s", text->len ? C_("punctuation", ", ") : "",
                               stage_word((Stage)stage), rate);
    }
    if (text->len)
        out_printf(out, OUT_PLAIN, _("  may become %s\n"), text->str);
}

static void show_effect(Run *run, Figures *figures, const DeskCase *item)
{
    const ClaimEffect effect = figures_effect(figures, item);
    g_autofree char *now = rate_show(effect.now), *without = rate_show(effect.without);
    char enters[DAY_SIZE], leaves[DAY_SIZE];
    day_format(effect.enters, enters);
    day_format(effect.leaves, leaves);
    out_printf(run->out, OUT_HEAD, "\n%s\n", _("Order defect rate"));
    out_printf(run->out, effect.counts ? OUT_WARN : OUT_GOOD, "  %s\n",
               effect.counts ? _("counts, by the rules") : _("does not count, by the rules"));
    out_printf(run->out, OUT_PLAIN, _("  now %s, without it %s\n"), now, without);
    out_printf(run->out, OUT_PLAIN, _("  in the window from %s, leaves on %s\n"), enters, leaves);
    show_moves(run->out, figures, run->app, item);
}

static void show_events(Run *run, GPtrArray *events, const GPtrArray *evidence)
{
    g_autoptr(GPtrArray) live = claim_live_events(events);
    out_printf(run->out, OUT_HEAD, "\n%s\n", _("History"));
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        char *filed = evidence_story(event, evidence_title(evidence, event->ref));
        g_autofree char *story = filed ? filed : event_story_among(event, events, run->app->zone);
        char day[DAY_SIZE];
        day_format(day_of(event->at), day);
        g_autofree char *at = event->fields & FIELD_DAY_ONLY
                                  ? g_strdup(day)
                                  : instant_show(event->at, run->app->zone);
        out_printf(run->out, OUT_DIM, "  %-16s  ", at);
        g_autoptr(Out) lines = out_new(FALSE, FALSE);
        out_lines(lines, 20, story);
        out_put(run->out, OUT_PLAIN, g_strchug(lines->text->str));
    }
}

static void show_text(Run *run, Figures *figures, const DeskCase *item, GPtrArray *events,
                      const GPtrArray *evidence)
{
    char order[ORDER_ID_SIZE];
    g_autofree char *part = part_show(item->market, item->channel);
    order_id_format(item->order, order);
    out_printf(run->out, OUT_HEAD, "%s  %s", order, stage_label(item->claim->stage));
    out_printf(run->out, OUT_PLAIN, "  %s\n", part);
    show_facts(run->out, item);
    show_clocks(run, figures, item);
    show_effect(run, figures, item);
    show_events(run, events, evidence);
}

gboolean case_show(Run *run, OrderId order, GError **error)
{
    const DeskCase *item = run_case(run, order, error);
    if (!item)
        return FALSE;
    g_autoptr(Figures) figures = figures_new(run, error);
    g_autoptr(GPtrArray) events = store_events(run->store, order, error);
    if (!figures || !events)
        return FALSE;
    if (!run->out->json) {
        g_autoptr(GPtrArray) evidence = store_evidence(run->store, order, error);
        if (evidence)
            show_text(run, figures, item, events, evidence);
        return evidence != NULL;
    }
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    case_json(builder, figures, item, events);
    json_builder_end_object(builder);
    out_json(run->out, builder);
    return TRUE;
}
