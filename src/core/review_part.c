/* SPDX-License-Identifier: MIT */
/* The review of a market and channel as a whole: Amazon's figure against the rules, the limit, and
 * the files that are missing. */
#include <glib/gi18n.h>

#include "odr-private.h"
#include "review-private.h"

#define CROSSING_DAYS 75

typedef struct {
    ReviewRun *run;
    const Odr *odr;
    char *name; /* "amazon.com, seller-fulfilled" */
} PartRun;

static char *part_name(int market, Channel channel)
{
    const Market *known = market_by_num(market);
    return g_strconcat(known != NULL ? known->domain : "?", C_("punctuation", ", "),
                       channel_label(channel), NULL);
}

static void add(const PartRun *part, ReviewKind kind, gint64 due, Severity severity, char *text)
{
    review_add(part->run, (ReviewItem){.kind = kind,
                                       .market = part->odr->market,
                                       .channel = part->odr->channel,
                                       .due = due,
                                       .severity = severity,
                                       .said = text});
}

/* ---- Amazon's figure ---- */

/* The rule by which an order should not count, as of a day. */
static const char *suspect_why(const PartRun *part, const DeskCase *item, Day day)
{
    TallyRules rules = tally_rules(part->run->settings, day, NULL, 0);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(OdrLine));
    odr_explain_case(&rules, item, day_end(day), lines);
    return lines->len > 0 ? g_array_index(lines, OdrLine, 0).why : NULL;
}

static void add_mismatch(const PartRun *part, const DeskCase *item, gboolean sure, Day day)
{
    const Claim *claim = item->claim;
    gboolean seen_to =
        claim != NULL && (claim->stage == STAGE_APPEAL_SENT || claim->verify_due > part->run->now);
    if (review_snoozed(part->run, item))
        return;
    review_add(part->run, (ReviewItem){
                              .kind = REVIEW_MISMATCH,
                              .order = item->order,
                              .market = part->odr->market,
                              .channel = part->odr->channel,
                              .severity = seen_to ? SEVERITY_NORMAL : SEVERITY_HIGH,
                              .unsure = !sure,
                              .why = suspect_why(part, item, day),
                          });
}

/* By the report's day, as its comparison was. */
static void review_suspect(const PartRun *part, OrderId id)
{
    const OdrReported *reported = part->odr->reported;
    const DeskCase *item = desk_find(part->run->desk, id);
    if (item != NULL)
        add_mismatch(part, item, odr_suspect_is_sure(reported, id), reported->taken);
}

static void review_reported(const PartRun *part)
{
    const OdrReported *reported = part->odr->reported;
    if (reported == NULL || reported->mismatch <= 0)
        return;
    char taken[DAY_SIZE];
    day_format(reported->taken, taken);
    for (guint i = 0; i < reported->suspects->len; i++)
        review_suspect(part, g_array_index(reported->suspects, OrderId, i));
    if (reported->suspects->len == 0)
        add(part, REVIEW_MISMATCH, 0, SEVERITY_HIGH,
            g_strdup_printf(ngettext("Amazon's report of %s has %d more defect than the rules "
                                     "(%s)|: azdesk odr --explain",
                                     "Amazon's report of %s has %d more defects than the rules "
                                     "(%s)|: azdesk odr --explain",
                                     (gulong)reported->mismatch),
                            taken, reported->mismatch, part->name));
    if (reported->unexplained > 0)
        add(part, REVIEW_UNEXPLAINED, 0, SEVERITY_NORMAL,
            g_strdup_printf(ngettext("Amazon counts %d order that is not in the desk (%s), "
                                     "download the list from its ODR page|: azdesk import FILE",
                                     "Amazon counts %d orders that are not in the desk (%s), "
                                     "download the list from its ODR page|: azdesk import FILE",
                                     (gulong)reported->unexplained),
                            reported->unexplained, part->name));
}

/* Whether Amazon's page was last seen to count a claim that by then no longer should, and nothing
 * has ended that since: neither Amazon's agreement nor a report that agrees. */
static gboolean seen_counted(const PartRun *part, const TallyRules *rules, const DeskCase *item)
{
    const Claim *claim = item->claim;
    if (claim == NULL || claim->amazon_counts != AMAZON_COUNTS_YES ||
        !(tally_at(rules, item, day_end(part->run->today)).bits & TALLY_BIT(TALLY_SUSPECT)))
        return FALSE;
    const ClaimSpan *look = claim_last_look(claim, G_MAXINT64);
    if (look == NULL || rules->rules.counts[look->outcome] ||
        (claim->stage == STAGE_CLEARED && look->stage != STAGE_CLEARED))
        return FALSE;
    Day clean = review_clean_day(part->run, item);
    return clean == DAY_NONE || clean <= day_of(look->at);
}

/* What the seller saw on Amazon's page, or its download said, where no report names the order. */
static void review_seen(const PartRun *part)
{
    const Odr *odr = part->odr;
    Day today = part->run->today;
    TallyRules rules = tally_rules(part->run->settings, today, NULL, 0);
    guint n;
    const DatedCase *cases =
        desk_cases_of(part->run->desk, odr->market, odr->channel, odr->window.from, G_MAXINT32, &n);
    for (guint i = 0; i < n; i++)
        if (seen_counted(part, &rules, cases[i].item) &&
            !odr_is_suspect(odr->reported, cases[i].item->order))
            add_mismatch(part, cases[i].item, TRUE, today);
}

/* ---- The limit ---- */

/* A crossing that existing orders decide is told however far off it is, one that is extrapolated
 * only as far as the review looks ahead. */
static void review_limit(const PartRun *part)
{
    const Odr *odr = part->odr;
    if (odr->status == ODR_BAD) {
        g_autofree char *rate = odr_percent(odr_rate(odr->rule.defects, odr->orders));
        add(part, REVIEW_OVER, 0, SEVERITY_HIGH,
            g_strdup_printf(_("The ODR is %s, %d of %lld orders, and must be under 1%% (%s)|: "
                              "azdesk odr --explain"),
                            rate, odr->rule.defects, (long long)odr->orders, part->name));
    }
    if (odr->status != ODR_GOOD)
        return;
    g_autoptr(GArray) forecast =
        odr_forecast(part->run->desk, part->run->settings, odr->market, odr->channel,
                     part->run->today, CROSSING_DAYS, NULL, 0);
    for (guint i = 1; i < forecast->len; i++) {
        const OdrForecastDay *day = &g_array_index(forecast, OdrForecastDay, i);
        if (!day->decided && day_start(day->day) > part->run->horizon)
            return;
        if (day->orders == 0 || odr_good(day->defects, day->orders))
            continue;
        char when[DAY_SIZE];
        day_format(day->day, when);
        g_autofree char *rate = odr_percent(odr_rate(day->defects, day->orders));
        add(part, REVIEW_CROSSING, day_start(day->day), SEVERITY_NORMAL,
            g_strdup_printf(
                day->decided
                    ? _("The ODR will be %s on %s if nothing changes (%s)|: azdesk forecast")
                    : _("The ODR may be %s on %s if orders continue as before (%s)|: azdesk "
                        "forecast"),
                rate, when, part->name));
        return;
    }
}

/* ---- Files that are missing ---- */

static gboolean has_cases(const PartRun *part)
{
    const GPtrArray *cases = part->run->desk->cases;
    for (guint i = 0; i < cases->len; i++) {
        const DeskCase *item = cases->pdata[i];
        if (item->market == part->odr->market && item->channel == part->odr->channel)
            return TRUE;
    }
    return FALSE;
}

static void review_stale(const PartRun *part)
{
    const Odr *odr = part->odr;
    Day oldest = part->run->today - settings_int(part->run->settings, SETTING_REVIEW_STALE_DAYS);
    gboolean orders = odr->orders_to != DAY_NONE && odr->orders_to < oldest;
    gboolean report = odr->reported != NULL && odr->reported->taken < oldest;
    if ((!orders && !report) || !has_cases(part))
        return;
    char orders_day[DAY_SIZE], report_day[DAY_SIZE];
    day_format(orders ? odr->orders_to : 0, orders_day);
    day_format(report ? odr->reported->taken : 0, report_day);
    char *text;
    if (orders && report)
        text = g_strdup_printf(_("The newest imported order is from %s, the newest report from %s "
                                 "(%s), import newer ones|: azdesk import FILE"),
                               orders_day, report_day, part->name);
    else if (orders)
        text = g_strdup_printf(_("The newest imported order is from %s (%s), import a newer "
                                 "report|: azdesk import FILE"),
                               orders_day, part->name);
    else
        text = g_strdup_printf(_("The newest performance report is from %s (%s), import a newer "
                                 "one|: azdesk import FILE"),
                               report_day, part->name);
    add(part, REVIEW_STALE, 0, SEVERITY_LOW, text);
}

static void review_incomplete(const PartRun *part)
{
    const Odr *odr = part->odr;
    if (odr->complete)
        return;
    gboolean imported = odr->orders_to != DAY_NONE;
    const OrderDays *days = desk_order_days(part->run->desk, odr->market, odr->channel);
    gboolean orders_in_window = order_days_sum(days, odr->window.from, odr->window.to) > 0;
    guint cases;
    desk_cases_of(part->run->desk, odr->market, odr->channel, odr->window.from, odr->window.to,
                  &cases);
    gboolean concerned = odr->rule.defects > 0 || (imported && (orders_in_window || cases > 0));
    if (!concerned)
        return;
    char from[DAY_SIZE], to[DAY_SIZE], first[DAY_SIZE], last[DAY_SIZE];
    day_format(odr->window.from, from);
    day_format(odr->window.to, to);
    day_format(imported ? odr->orders_from : 0, first);
    day_format(imported ? odr->orders_to : 0, last);
    char *text =
        imported ? g_strdup_printf(_("Imported orders, %s to %s, do not cover the window of %s to "
                                     "%s (%s), import the order report|: azdesk import FILE"),
                                   first, last, from, to, part->name)
                 : g_strdup_printf(_("No orders imported for the window of %s to %s (%s), import "
                                     "the order report|: azdesk import FILE"),
                                   from, to, part->name);
    add(part, REVIEW_INCOMPLETE, 0, SEVERITY_NORMAL, text);
}

void review_part(ReviewRun *run, int market, Channel channel)
{
    g_autoptr(Odr) odr =
        odr_compute(run->desk, run->settings, market, channel, run->today, NULL, 0);
    g_autofree char *name = part_name(market, channel);
    PartRun part = {.run = run, .odr = odr, .name = name};
    review_reported(&part);
    review_seen(&part);
    review_limit(&part);
    review_stale(&part);
    review_incomplete(&part);
}
