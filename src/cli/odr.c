/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/odr.h"

#include "figures.h"
#include "jout.h"

/* ---- What is asked ---- */

/* STAGE, or one of the three outcomes of a grant. */
static gboolean read_stage(const char *word, OdrIf *ret, GError **error)
{
    Outcome outcome;
    ret->granted = OUTCOME_GRANTED_SELLER;
    if (g_str_has_prefix(word, "granted-") && outcome_parse(word, &outcome, NULL)) {
        ret->stage = STAGE_GRANTED;
        ret->granted = outcome;
        return TRUE;
    }
    return stage_parse(word, &ret->stage, error);
}

static gboolean read_if(const Desk *desk, const char *text, Day day, GArray *ifs, GError **error)
{
    const char *equals = strchr(text, '=');
    OdrIf what = {0};
    if (!equals) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("\"%s\" is not ORDER=STAGE"), text);
        return FALSE;
    }
    g_autofree char *order = g_strndup(text, (gsize)(equals - text));
    if (!order_id_parse(order, &what.order, error) || !read_stage(equals + 1, &what, error))
        return FALSE;
    if (!odr_if_check(desk, &what, day, error))
        return FALSE;
    g_array_append_val(ifs, what);
    return TRUE;
}

/* --if ORDER=STAGE,..., as often as it was given. */
static GArray *read_ifs(Run *run, Day day, GError **error)
{
    const Desk *desk = run_desk(run, error);
    char **list = args_list(run->args, "if");
    g_autoptr(GArray) ifs = g_array_new(FALSE, FALSE, sizeof(OdrIf));
    if (!desk)
        return NULL;
    for (; list && *list; list++) {
        g_auto(GStrv) parts = g_strsplit(*list, ",", -1);
        for (char **part = parts; *part; part++) {
            if (!read_if(desk, *part, day, ifs, error)) {
                g_prefix_error(error, "--if: ");
                return NULL;
            }
        }
    }
    return g_steal_pointer(&ifs);
}

static gboolean read_as_of(const Run *run, Day *ret_day, GError **error)
{
    if (!run_day(run, "as-of", ret_day, error))
        return FALSE;
    if (*ret_day == DAY_NONE)
        *ret_day = run_today(run);
    if (*ret_day <= run_today(run))
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("--as-of: %s is in the future; use \"azdesk forecast\""),
                args_text(run->args, "as-of"));
    return FALSE;
}

/* ---- As JSON ---- */

static void json_window(JsonBuilder *builder, const OdrWindow *window)
{
    json_builder_set_member_name(builder, "window");
    json_builder_begin_object(builder);
    jout_day(builder, "from", window->from);
    jout_day(builder, "to", window->to);
    jout_int(builder, "lag", window->lag);
    jout_int(builder, "span", window->span);
    json_builder_end_object(builder);
}

static void json_count(JsonBuilder *builder, const char *name, const OdrCount *count, gint64 orders)
{
    json_builder_set_member_name(builder, name);
    json_builder_begin_object(builder);
    jout_int(builder, "defects", count->defects);
    jout_int(builder, "claims", count->claims);
    jout_int(builder, "feedback", count->feedback);
    jout_int(builder, "chargebacks", count->chargebacks);
    jout_rate(builder, "rate", odr_rate(count->defects, orders));
    json_builder_end_object(builder);
}

static void json_case(JsonBuilder *builder, const char *name, int defects, gint64 orders)
{
    json_builder_set_member_name(builder, name);
    json_builder_begin_object(builder);
    jout_int(builder, "defects", defects);
    jout_rate(builder, "rate", odr_rate(defects, orders));
    json_builder_end_object(builder);
}

/* A count that Amazon's report may not state. */
static void json_stated(JsonBuilder *builder, const char *name, gint64 count)
{
    if (count < 0)
        jout_null(builder, name);
    else
        jout_int(builder, name, count);
}

static void json_reported(JsonBuilder *builder, const OdrReported *reported)
{
    json_builder_set_member_name(builder, "reported");
    if (!reported) {
        json_builder_add_null_value(builder);
        return;
    }
    const Report *report = reported->report;
    json_builder_begin_object(builder);
    jout_day(builder, "taken", reported->taken);
    json_window(builder, &reported->window);
    json_stated(builder, "orders", report->orders);
    json_stated(builder, "defects", report->defects);
    json_stated(builder, "claims", report->claims);
    json_stated(builder, "feedback", report->feedback);
    json_stated(builder, "chargebacks", report->chargebacks);
    jout_double(builder, "rate", report->rate);
    json_count(builder, "by_rule", &reported->by_rule, reported->by_rule_orders);
    jout_int(builder, "mismatch", reported->mismatch);
    jout_orders(builder, "suspects", reported->suspects);
    jout_int(builder, "unexplained", reported->unexplained);
    json_builder_end_object(builder);
}

static void json_explain(JsonBuilder *builder, const GArray *lines)
{
    json_builder_set_member_name(builder, "explain");
    json_builder_begin_array(builder);
    for (guint i = 0; i < lines->len; i++) {
        const OdrLine *line = &g_array_index(lines, OdrLine, i);
        json_builder_begin_object(builder);
        jout_order(builder, "order", line->order);
        jout_day(builder, "day", line->day);
        jout_bool(builder, "imported", line->imported);
        jout_text(builder, "component", component_word(line->component));
        jout_bool(builder, "counts", line->counts);
        jout_text(builder, "why", _(line->why));
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void json_odr(JsonBuilder *builder, const Odr *odr, const GArray *lines)
{
    json_builder_begin_object(builder);
    jout_day(builder, "as_of", odr->as_of);
    jout_market(builder, "market", odr->market);
    jout_text(builder, "channel", channel_word(odr->channel));
    json_window(builder, &odr->window);
    jout_int(builder, "orders", odr->orders);
    jout_text(builder, "orders_source", orders_source_word(odr->orders_source));
    jout_day(builder, "orders_from", odr->orders_from);
    jout_day(builder, "orders_to", odr->orders_to);
    jout_bool(builder, "complete", odr->complete);
    jout_orders(builder, "unmatched", odr->unmatched);
    json_count(builder, "rule", &odr->rule, odr->orders);
    json_case(builder, "best", odr->best, odr->orders);
    json_case(builder, "worst", odr->worst, odr->orders);
    json_reported(builder, odr->reported);
    jout_text(builder, "status", odr_status_word(odr->status));
    jout_int(builder, "limit", odr->limit);
    jout_int(builder, "headroom", odr->headroom);
    if (lines)
        json_explain(builder, lines);
    json_builder_end_object(builder);
}

/* ---- As text ---- */

static OutStyle status_style(OdrStatus status)
{
    return status == ODR_BAD ? OUT_BAD : status == ODR_GOOD ? OUT_GOOD : OUT_PLAIN;
}

static const char *status_label(OdrStatus status)
{
    return status == ODR_BAD    ? _("not under 1%")
           : status == ODR_GOOD ? _("under 1%")
                                : _("no orders");
}

/* What it is, and what it was before the what-if. */
static char *change_show(char *before, char *now)
{
    g_autofree char *was = before, *is = now;
    return g_str_equal(was, is) ? g_steal_pointer(&is) : g_strdup_printf("%s → %s", was, is);
}

static char *count_show(gint64 defects, gint64 orders)
{
    return g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, defects, orders);
}

static void add_line(Table *table, const char *name, OutStyle style, int before, int defects,
                     gint64 orders, char *rest)
{
    g_autofree char *rate =
        change_show(rate_show(odr_rate(before, orders)), rate_show(odr_rate(defects, orders)));
    table_add(table, OUT_PLAIN, name);
    table_add(table, style, rate);
    table_take(table, OUT_PLAIN,
               change_show(count_show(before, orders), count_show(defects, orders)));
    table_take(table, OUT_DIM, rest);
}

static char *room_show(const Odr *odr)
{
    if (odr->status == ODR_NONE)
        return g_strdup(status_label(odr->status));
    if (odr->headroom == 0)
        return g_strconcat(status_label(odr->status), C_("punctuation", ", "), _("no room left"),
                           NULL);
    return g_strdup_printf(ngettext("%s, room for %d more defect", "%s, room for %d more defects",
                                    (gulong)odr->headroom),
                           status_label(odr->status), (int)odr->headroom);
}

static void show_reported(Out *out, const OdrReported *reported)
{
    char day[DAY_SIZE];
    day_format(reported->taken, day);
    if (!reported->comparable) {
        out_printf(out, OUT_PLAIN, _("  Amazon's report of %s does not state its defects.\n"), day);
        return;
    }
    if (reported->mismatch == 0)
        out_printf(out, OUT_GOOD, _("  Amazon's report of %s agrees with the rules.\n"), day);
    if (reported->mismatch < 0)
        out_printf(out, OUT_PLAIN,
                   ngettext("  Amazon's report of %s counts %d fewer than the rules.\n",
                            "  Amazon's report of %s counts %d fewer than the rules.\n",
                            (gulong)-reported->mismatch),
                   day, -reported->mismatch);
    if (reported->mismatch <= 0)
        return;
    out_printf(out, OUT_WARN,
               ngettext("  Amazon's report of %s counts %d that the rules do not.\n",
                        "  Amazon's report of %s counts %d that the rules do not.\n",
                        (gulong)reported->mismatch),
               day, reported->mismatch);
    for (guint i = 0; i < reported->suspects->len; i++) {
        char order[ORDER_ID_SIZE];
        gboolean certain = FALSE;
        const OrderId id = g_array_index(reported->suspects, OrderId, i);
        for (guint k = 0; reported->certain && k < reported->certain->len; k++)
            certain |= g_array_index(reported->certain, OrderId, k) == id;
        order_id_format(id, order);
        out_printf(out, OUT_PLAIN,
                   certain ? _("    %s (Amazon's page counts it)\n") : _("    %s (suspect)\n"),
                   order);
    }
    if (reported->unexplained)
        out_printf(out, OUT_PLAIN,
                   ngettext("    %d is not in this desk.\n", "    %d are not in this desk.\n",
                            (gulong)reported->unexplained),
                   reported->unexplained);
}

static void show_notes(Out *out, const Odr *odr)
{
    char from[DAY_SIZE], to[DAY_SIZE];
    day_format(odr->window.from, from);
    day_format(odr->window.to, to);
    out_printf(out, OUT_PLAIN, _("  window %s – %s (%d days, lag %d)\n"), from, to,
               odr->window.span, odr->window.lag);
    if (odr->orders_source == ORDERS_REPORT)
        out_put(out, OUT_PLAIN, _("  The number of orders is from Amazon's report.\n"));
    if (!odr->complete && odr->orders_source != ORDERS_NONE)
        out_put(
            out, OUT_WARN,
            _("  The imported orders do not cover the window: import the missing order report.\n"));
    if (odr->orders_source == ORDERS_NONE)
        out_put(out, OUT_WARN, _("  No orders imported, so there is no rate.\n"));
    for (guint i = 0; i < odr->unmatched->len; i++) {
        char order[ORDER_ID_SIZE];
        order_id_format(g_array_index(odr->unmatched, OrderId, i), order);
        out_printf(out, OUT_WARN,
                   _("  %s was never imported: a defect of it counts, the order does not.\n"),
                   order);
    }
    if (odr->reported)
        show_reported(out, odr->reported);
}

static void show_explain(Out *out, const GArray *lines)
{
    g_autoptr(Table) table = table_new("lllll", NULL);
    for (guint i = 0; i < lines->len; i++) {
        const OdrLine *line = &g_array_index(lines, OdrLine, i);
        char order[ORDER_ID_SIZE], day[DAY_SIZE];
        order_id_format(line->order, order);
        day_format(line->day, day);
        table_add(table, OUT_PLAIN, order);
        table_add(table, OUT_PLAIN, day);
        table_add(table, OUT_PLAIN, component_label(line->component));
        table_add(table, line->counts ? OUT_WARN : OUT_GOOD,
                  line->counts ? _("counts") : _("does not"));
        table_add(table, OUT_PLAIN, _(line->why));
    }
    table_print(table, out, 2);
}

/* `before` is without the what-if; the same as `odr` where there is none. */
static void show_odr(Out *out, const Odr *before, const Odr *odr, const GArray *lines)
{
    g_autofree char *part = part_show(odr->market, odr->channel);
    char day[DAY_SIZE];
    day_format(odr->as_of, day);
    out_printf(out, OUT_HEAD, "%s  %s\n", part, day);
    g_autoptr(Table) table = table_new("lrrl", NULL);
    add_line(table, _("by rule"), status_style(odr->status), before->rule.defects,
             odr->rule.defects, odr->orders, room_show(odr));
    add_line(table, _("best"), OUT_PLAIN, before->best, odr->best, odr->orders,
             g_strdup(_("undecided withdrawn, appeals won")));
    add_line(table, _("worst"), OUT_PLAIN, before->worst, odr->worst, odr->orders,
             g_strdup(_("undecided granted, denied overturned on appeal")));
    if (odr->reported && odr->reported->report->defects >= 0) {
        const Report *report = odr->reported->report;
        table_add(table, OUT_PLAIN, _("Amazon"));
        table_take(table, OUT_PLAIN,
                   rate_show(isnan(report->rate) ? odr_rate(report->defects, report->orders)
                                                 : report->rate));
        table_take(table, OUT_PLAIN,
                   report->orders < 0 ? g_strdup_printf("%" G_GINT64_FORMAT, report->defects)
                                      : count_show(report->defects, report->orders));
        table_add(table, OUT_DIM, report->status);
    }
    table_print(table, out, 2);
    show_notes(out, odr);
    if (lines)
        show_explain(out, lines);
}

/* A channel that the seller does not use: Amazon's report names it, with nothing in it. */
static gboolean is_idle(const Odr *odr)
{
    return odr->reported != NULL && odr->reported->report->orders <= 0 &&
           odr->reported->report->defects <= 0 && odr->orders_from == DAY_NONE && odr->worst == 0 &&
           odr->unmatched->len == 0;
}

static gboolean is_shown(const App *app, const Odr *odr)
{
    return app->market != 0 || app->channel >= 0 || !is_idle(odr);
}

gboolean cmd_odr(Run *run, GError **error)
{
    Day day;
    if (!read_as_of(run, &day, error))
        return FALSE;
    g_autoptr(GArray) ifs = read_ifs(run, day, error);
    g_autoptr(GArray) parts = ifs ? run_parts(run, error) : NULL;
    if (!parts)
        return FALSE;
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_array(builder);
    for (guint i = 0; i < parts->len; i++) {
        const DeskPart *part = &g_array_index(parts, DeskPart, i);
        const Settings *settings = run->app->settings;
        const OdrIf *list = (const OdrIf *)(gpointer)ifs->data;
        g_autoptr(Odr) odr =
            odr_compute(run->desk, settings, part->market, part->channel, day, list, ifs->len);
        g_autoptr(GArray) lines = NULL;
        if (args_flag(run->args, "explain"))
            lines =
                odr_explain(run->desk, settings, part->market, part->channel, day, list, ifs->len);
        if (run->out->json) {
            json_odr(builder, odr, lines);
        } else if (is_shown(run->app, odr)) {
            out_put(run->out, OUT_PLAIN, run->out->text->len > 0 ? "\n" : "");
            g_autoptr(Odr) before =
                odr_compute(run->desk, settings, part->market, part->channel, day, NULL, 0);
            show_odr(run->out, before, odr, lines);
        }
    }
    json_builder_end_array(builder);
    if (run->out->json)
        out_json(run->out, builder);
    else if (parts->len == 0)
        out_printf(run->out, OUT_PLAIN, "%s\n", _("No data yet: import an order report first."));
    return TRUE;
}
