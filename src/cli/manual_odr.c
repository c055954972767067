/* SPDX-License-Identifier: MIT */
/* azdesk-odr(7) */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/rules.h"

#include "manual.h"

static void put_window(Manual *manual)
{
    manual_section(manual, _("THE RATE"));
    manual_text(manual,
                _("The order defect rate is the share of orders with one or more defects among the "
                  "orders of 60 days. There are three kinds of defect: feedback of one or two "
                  "stars, an A-to-z claim that counts, and a service chargeback. An order with "
                  "several defects counts once. The order date decides, in UTC, not the date of "
                  "the claim. The rate is computed separately for each marketplace and channel "
                  "(mfn, shipped by the seller; afn, by Amazon).\n\n"
                  "The target is under 1%: exactly 1.00% fails. With N orders, the most defects "
                  "that still pass are N/100 rounded up, minus one: none with 100 orders, one with "
                  "101, two with 201."));
    manual_section(manual, _("THE WINDOW"));
    manual_text(manual,
                _("On day D the window is D-74 to D-15: 60 days, with a lag of 15. Amazon does not "
                  "document the lag; its published figures fit 15 days. azdesk learns the lag from "
                  "your newest performance report that shows it, and uses the setting odr.lag "
                  "until then. So an order of day O counts from O+15 and stops counting on O+75, "
                  "and the rate of the next 15 days is already decided by existing orders.\n\n"
                  "Pending and cancelled orders are left out. A claim on an order that was never "
                  "imported counts as a defect, but not as an order, and is listed. If the "
                  "imported orders do not cover the window, this is shown wherever the rate is; if "
                  "a report for exactly that window gives its orders, that count is used."));
}

static void put_rules(Manual *manual, const RuleSet *rules)
{
    for (Outcome outcome = 0; outcome < N_OUTCOMES; outcome++)
        manual_item(manual, outcome_word(outcome), _(rules->why[outcome]));
}

static void put_counting(Manual *manual)
{
    const RuleSet *current = ruleset_by_name("current");
    manual_section(manual, _("WHAT COUNTS"));
    manual_text(manual,
                _("The outcome decides, not the money or the letters: a claim may be debited and "
                  "still not count. An appeal changes nothing until it is won."));
    put_rules(manual, current);
    char from[DAY_SIZE];
    day_format(current->from, from);
    g_autofree char *before =
        g_strdup_printf(_("These rules apply from %s on; before that, every claim counted, "
                          "whatever its outcome. The setting odr.rules uses one of the two for all "
                          "days, odr.counts-OUTCOME overrides one outcome.\n\n"
                          "Feedback counts until it is removed or struck through. A fraud "
                          "chargeback does not count."),
                        from);
    manual_text(manual, before);
}

static void put_figures(Manual *manual)
{
    manual_section(manual, _("FOUR FIGURES"));
    manual_item(manual, _("by rule"),
                _("What the rules say on that day. An undecided claim counts, and so does a claim "
                  "under appeal whose outcome counts."));
    manual_item(manual, _("best"),
                _("Every undecided claim is withdrawn, every pending appeal is won."));
    manual_item(manual, _("worst"),
                _("Every undecided claim is granted, and so is every denied one the buyer may "
                  "still appeal."));
    manual_item(manual, _("reported"),
                _("Amazon's latest report. It is compared with the rules over its own window and "
                  "day, not today's."));
    manual_text(manual,
                _("If Amazon counts more than the rules, the suspects are listed: orders in that "
                  "window with a defect the rules do not count (withdrawn, denied, paid by Amazon, "
                  "reversed, feedback removed), unless you recorded that Amazon's page does not "
                  "count them. The rest is unexplained: Amazon counts something that is not in the "
                  "desk. The download from the order defect rate page shows what.\n\n"
                  "The forecast is decided as long as the window ends before today. After that, "
                  "orders are extrapolated from the last 28 days and shown separately."));
}

static void put_clocks(Manual *manual)
{
    manual_section(manual, _("DEADLINES"));
    manual_text(
        manual,
        _("Enter the deadline from Amazon's message. If you give none, these settings decide:"));
    for (Setting setting = 0; setting < N_SETTINGS; setting++) {
        const SettingInfo *info = setting_info(setting);
        if (!g_str_has_prefix(info->key, "clock.") && !g_str_has_prefix(info->key, "hold."))
            continue;
        manual_itemf(manual, info->key, "%s: %s", _(info->help),
                     *info->fallback ? info->fallback : _("72 hours today"));
    }
}

void manual_of_odr(Manual *manual, const Run *run)
{
    manual_section(manual, _("DESCRIPTION"));
    manual_text(manual, _("Amazon's rules as azdesk understands them, and how its figures are "
                          "computed. \"azdesk odr --explain\" lists every order and its rule, "
                          "\"azdesk odr --if ORDER=STAGE\" tries another stage."));
    put_window(manual);
    put_counting(manual);
    put_figures(manual);
    put_clocks(manual);
    manual_section(manual, _("SOURCES"));
    manual_text(
        manual,
        _("From Amazon (help pages, API documentation, staff in the seller forums): the three "
          "kinds of defect, the 60 days, that the order date decides, the target, that a withdrawn "
          "or denied claim has no impact, that one granted at the seller's cost or refunded while "
          "open does, 30 days to appeal, 72 hours to answer, up to 7 days until a reversal "
          "shows.\n\n"
          "From several independent sources: that an undecided claim counts, that one debited for "
          "a parcel on its way back does not, that fraud chargebacks do not, that removed feedback "
          "stops counting.\n\n"
          "Inferred, or from one weak source: the lag of 15 days, an order cancelled with the "
          "claim open, that an appeal changes nothing until it is decided. These are settings.\n\n"
          "azdesk is not affiliated with Amazon. If Amazon's account health page says otherwise, "
          "that page decides what happens to your account."));
}
