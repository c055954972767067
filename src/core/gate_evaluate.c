/* SPDX-License-Identifier: MIT */
#include "azdesk/core/gate.h"

#include <math.h>

#include <glib/gi18n.h>

#include "odr-private.h"

#define ROUNDING 1e-9 /* rates are compared as printed decimals, which a double holds nearly */

static const char *const condition_words[N_GATE_CONDITIONS] = {
    [GATE_FIRST_SALE] = "first-sale",
    [GATE_ORDERS] = "orders",
    [GATE_CANCEL] = "cancel",
    [GATE_LATE] = "late",
    [GATE_ODR] = "odr",
};
static const char *const state_words[] = {
    [GATE_MET] = "met", [GATE_MISSED] = "missed", [GATE_OPEN] = "open", [GATE_UNKNOWN] = "unknown"};

const char *gate_condition_word(GateCondition condition)
{
    return condition_words[condition];
}

const char *gate_state_word(GateState state)
{
    return state_words[state];
}

static void line_free(gpointer data)
{
    GateLine *line = data;
    g_free(line->text);
    g_free(line);
}

void gate_free(Gate *gate)
{
    if (!gate)
        return;
    gate_season_free(gate->season);
    g_ptr_array_unref(gate->lines);
    g_free(gate);
}

/* What every condition is judged by. */
typedef struct {
    const Desk *desk;
    const Settings *settings;
    const GateSeason *season;
    const GArray *parts; /* of the desk */
    Day today;
} Account;

typedef struct {
    char from[DAY_SIZE], to[DAY_SIZE];
} Words;

static Words words_of(Day from, Day to)
{
    Words words;
    day_format(from, words.from);
    day_format(to, words.to);
    return words;
}

static GateLine *line_new(GateCondition condition, double wanted, Day decided_on)
{
    GateLine *line = g_new0(GateLine, 1);
    line->condition = condition;
    line->state = GATE_UNKNOWN;
    line->wanted = wanted;
    line->have = NAN;
    line->decided_on = decided_on;
    return line;
}

/* ---- The first sale ---- */

static Day first_sale(const Desk *desk, int market)
{
    Day first = DAY_NONE;
    for (int c = 0; c < N_CHANNELS; c++) {
        const OrderDays *days = desk_order_days(desk, market, (Channel)c);
        for (Day day = days ? days->from : 0; days && day <= days->to; day++) {
            if (days->orders[day - days->from] == 0)
                continue;
            if (first == DAY_NONE || day < first)
                first = day;
            break;
        }
    }
    return first;
}

static GateLine *judge_first_sale(const Account *account)
{
    Day before = account->season->first_sale_before;
    GateLine *line = line_new(GATE_FIRST_SALE, before, before - 1);
    Day first = first_sale(account->desk, account->season->market);
    Words words = words_of(first, before);
    if (first != DAY_NONE)
        line->have = first;
    if (first != DAY_NONE && first < before) {
        line->state = GATE_MET;
        line->text = g_strdup_printf(_("first sale on %s, before %s"), words.from, words.to);
    } else if (account->today < before) {
        line->state = GATE_OPEN;
        line->text = g_strdup_printf(
            _("no sale yet; sell something before %s, or import earlier orders"), words.to);
    } else if (first != DAY_NONE) {
        line->text = g_strdup_printf(
            _("the first imported order is from %s; import earlier ones to show a sale before %s"),
            words.from, words.to);
    } else {
        line->text =
            g_strdup_printf(_("no orders imported; import those from before %s"), words.to);
    }
    return line;
}

/* ---- Orders ---- */

static GateLine *judge_orders(const Account *account)
{
    const GateSeason *season = account->season;
    Day from = season->orders_from, to = season->orders_to;
    GateLine *line = line_new(GATE_ORDERS, season->orders, to);
    const OrderDays *days = desk_order_days(account->desk, season->market, CHANNEL_MFN);
    Words words = words_of(from, to);
    gint64 count = order_days_sum(days, from, to);
    if (days && days->to >= from && days->from <= to)
        line->have = (double)count;
    int missing = (int)MAX(0, season->orders - count);
    if (missing == 0)
        line->state = GATE_MET;
    else if (account->today <= to)
        line->state = GATE_OPEN;
    else if (days && days->from <= from && days->to >= to)
        line->state = GATE_MISSED;
    g_autofree char *stands = g_strdup_printf(
        ngettext("%lld of %d order shipped by the seller from %s to %s",
                 "%lld of %d orders shipped by the seller from %s to %s", (gulong)season->orders),
        (long long)count, season->orders, words.from, words.to);
    if (line->state == GATE_OPEN)
        line->text = g_strdup_printf(
            ngettext("%s; %d more needed by %s", "%s; %d more needed by %s", (gulong)missing),
            stands, missing, words.to);
    else if (line->state == GATE_UNKNOWN)
        line->text = g_strdup_printf(_("%s; the imported orders do not cover these days"), stands);
    else
        line->text = g_steal_pointer(&stands);
    return line;
}

/* ---- Cancelled and late ---- */

static double metric_rate(const Metric *metric)
{
    return isnan(metric->rate) && metric->orders > 0 && metric->count >= 0
               ? (double)metric->count / (double)metric->orders
               : metric->rate;
}

/* What the reports say of a period. */
typedef struct {
    Day from, to; /* of what is told; DAY_NONE: nothing is */
    double rate;
    gboolean whole; /* the very period */
} Told;

/* Whether `a` tells more of the period than `b`: the very period, then what ends later, then what
 * began earlier; of two of the same days `a`, which was imported later. */
static gboolean tells_more(const Told *a, const Told *b)
{
    if (b->from == DAY_NONE || a->whole != b->whole)
        return b->from == DAY_NONE || a->whole;
    if (a->to != b->to)
        return a->to > b->to;
    return a->from <= b->from;
}

static Told told_of(const Account *account, MetricKind kind, Day from, Day to)
{
    Told best = {DAY_NONE, DAY_NONE, NAN, FALSE};
    for (guint i = 0; i < account->desk->metrics->len; i++) {
        const Metric *metric = &g_array_index(account->desk->metrics, Metric, i);
        if (metric->market != account->season->market || metric->kind != kind ||
            metric->to < from || metric->to > MIN(to, account->today) || isnan(metric_rate(metric)))
            continue;
        const Told told = {metric->from, metric->to, metric_rate(metric),
                           metric->from == from && metric->to == to};
        if (tells_more(&told, &best))
            best = told;
    }
    return best;
}

static GateLine *judge_metric(const Account *account, GateCondition condition, MetricKind kind,
                              double most, Day from, Day to)
{
    GateLine *line = line_new(condition, most, to);
    Told told = told_of(account, kind, from, to);
    Words period = words_of(from, to), seen = words_of(told.from, told.to);
    line->have = told.rate;
    if (told.whole)
        line->state = told.rate <= most + ROUNDING ? GATE_MET : GATE_MISSED;
    else if (account->today <= to)
        line->state = GATE_OPEN;
    g_autofree char *limit = odr_percent(most), *rate = odr_percent(told.rate);
    if (told.from == DAY_NONE)
        line->text = g_strdup_printf(
            account->today <= to ? _("at most %s from %s to %s; no report covers it yet")
                                 : _("at most %s from %s to %s; no imported report covers it"),
            limit, period.from, period.to);
    else if (told.whole)
        line->text = g_strdup_printf(_("%s from %s to %s; at most %s is allowed"), rate, seen.from,
                                     seen.to, limit);
    else
        line->text = g_strdup_printf(
            _("%s from %s to %s in the last report; at most %s is allowed from %s to %s"), rate,
            seen.from, seen.to, limit, period.from, period.to);
    return line;
}

static GateLine *judge_cancel(const Account *account)
{
    const GateSeason *season = account->season;
    return judge_metric(account, GATE_CANCEL, METRIC_CANCELLATION, season->cancel_rate,
                        season->cancel_from, season->cancel_to);
}

static GateLine *judge_late(const Account *account)
{
    const GateSeason *season = account->season;
    return judge_metric(account, GATE_LATE, METRIC_LATE_SHIPMENT, season->late_rate,
                        season->late_from, season->late_to);
}

/* ---- The order defect rate ---- */

typedef struct {
    gint64 defects, orders;
    gboolean reported;
    gboolean whole; /* all orders of the window are known */
} Defects;

/* As it stood on a day that is over: by Amazon's report of that very day, else by rule. */
static Defects defects_on(const Account *account, Day day)
{
    int market = account->season->market;
    const Report *report =
        odr_report_on(account->desk, account->settings, market, CHANNEL_MFN, day);
    if (report && report->orders > 0 && report->defects >= 0 &&
        odr_report_day(account->desk, account->settings, report) == day)
        return (Defects){report->defects, report->orders, TRUE, TRUE};
    g_autoptr(Odr) odr =
        odr_compute(account->desk, account->settings, market, CHANNEL_MFN, day, NULL, 0);
    gboolean whole = odr->complete || odr->orders_source == ORDERS_REPORT;
    return (Defects){odr->rule.defects, odr->orders, FALSE, whole};
}

static Defects defects_to_come(const Account *account, Day day)
{
    g_autoptr(GArray) days =
        odr_forecast(account->desk, account->settings, account->season->market, CHANNEL_MFN,
                     account->today, day - account->today, NULL, 0);
    const OdrForecastDay *last = &g_array_index(days, OdrForecastDay, days->len - 1);
    return (Defects){last->defects, last->orders, FALSE, TRUE};
}

static GateLine *judge_odr(const Account *account)
{
    double most = account->season->odr;
    Day day = account->season->odr_as_of;
    GateLine *line = line_new(GATE_ODR, most, day);
    gboolean over = account->today > day;
    Defects found = over ? defects_on(account, day) : defects_to_come(account, day);
    gint64 surplus = found.defects - (gint64)floor(most * (double)found.orders + ROUNDING);
    Words words = words_of(day, DAY_NONE);
    g_autofree char *limit = odr_percent(most);
    if (found.orders == 0) {
        line->state = over ? GATE_UNKNOWN : GATE_OPEN;
        line->text =
            g_strdup_printf(_("at most %s as of %s; no orders in its window"), limit, words.from);
        return line;
    }
    line->have = odr_rate(found.defects, found.orders);
    if (!over)
        line->state = GATE_OPEN;
    else if (found.whole)
        line->state = surplus > 0 ? GATE_MISSED : GATE_MET;
    g_autofree char *rate = odr_percent(line->have);
    const char *source = !over            ? _("the forecast")
                         : found.reported ? _("Amazon's report")
                                          : _("the rules");
    /* TRANSLATORS: a rate, a day, and whose figure it is: "the forecast", "Amazon's report" */
    line->text = g_strdup_printf(_("%s as of %s by %s; at most %s is allowed"), rate, words.from,
                                 source, limit);
    g_autofree char *stands = g_steal_pointer(&line->text);
    if (line->state == GATE_UNKNOWN)
        line->text = g_strdup_printf(_("%s; the imported orders do not cover its window"), stands);
    else if (!over && surplus > 0)
        line->text = g_strdup_printf(
            ngettext("%s; %d defect too many", "%s; %d defects too many", (gulong)surplus), stands,
            (int)surplus);
    else
        line->text = g_steal_pointer(&stands);
    return line;
}

/* ---- All of it ---- */

static void add_line(Gate *gate, GateLine *line)
{
    g_ptr_array_add(gate->lines, line);
}

/* What a season does not ask for has no line. Takes the season. */
static Gate *judge(const Account *account, GateSeason *season)
{
    Gate *gate = g_new0(Gate, 1);
    gate->season = season;
    gate->lines = g_ptr_array_new_with_free_func(line_free);
    if (season->first_sale_before != DAY_NONE)
        add_line(gate, judge_first_sale(account));
    if (season->orders_from != DAY_NONE)
        add_line(gate, judge_orders(account));
    if (season->cancel_from != DAY_NONE)
        add_line(gate, judge_cancel(account));
    if (season->late_from != DAY_NONE)
        add_line(gate, judge_late(account));
    if (season->odr_as_of != DAY_NONE)
        add_line(gate, judge_odr(account));
    return gate;
}

static gboolean is_on_desk(const GArray *parts, int market)
{
    for (guint i = 0; i < parts->len; i++) {
        const DeskPart *part = &g_array_index(parts, DeskPart, i);
        if (part->market == market && part->channel == CHANNEL_MFN)
            return TRUE;
    }
    return FALSE;
}

/* Adds the seasons of a year that have not ended, of markets that have no gate yet. */
static gboolean add_gates(GPtrArray *gates, Account *account, int market, int year, GError **error)
{
    g_autoptr(GPtrArray) seasons = gate_seasons(account->settings, year, error);
    if (!seasons)
        return FALSE;
    for (guint i = 0; i < seasons->len; i++) {
        GateSeason *season = seasons->pdata[i];
        gboolean wanted =
            market != 0 ? season->market == market : is_on_desk(account->parts, season->market);
        for (guint j = 0; wanted && j < gates->len; j++)
            wanted = ((Gate *)gates->pdata[j])->season->market != season->market;
        int begins, month, dom;
        day_to_ymd(season->sell_from, &begins, &month, &dom);
        if (!wanted || begins != year || season->sell_to < account->today)
            continue;
        account->season = season;
        g_ptr_array_add(gates, judge(account, g_steal_pointer(&seasons->pdata[i])));
    }
    return TRUE;
}

static gint compare_gates(gconstpointer a, gconstpointer b)
{
    return (*(Gate *const *)a)->season->market - (*(Gate *const *)b)->season->market;
}

GPtrArray *gate_evaluate(const Desk *desk, const Settings *settings, int market, Day today,
                         GError **error)
{
    g_autoptr(GPtrArray) gates = g_ptr_array_new_with_free_func((GDestroyNotify)gate_free);
    g_autoptr(GArray) parts = desk_parts(desk);
    Account account = {.desk = desk, .settings = settings, .parts = parts, .today = today};
    int year, month, dom;
    day_to_ymd(today, &year, &month, &dom);
    /* In January the season of the year before is still on; in December next year's may be next. */
    for (int i = year - 1; i <= year + 1; i++)
        if (!add_gates(gates, &account, market, i, error))
            return NULL;
    g_ptr_array_sort(gates, compare_gates);
    return g_steal_pointer(&gates);
}
