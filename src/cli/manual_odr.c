/* SPDX-License-Identifier: MIT */
/* azdesk-odr(7) */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/rules.h"

#include "manual.h"

static void put_window(Manual *manual)
{
    manual_section(manual, _("THE RATE"));
    manual_text(
        manual,
        _("The order defect rate is the share of orders with one or more defects among the orders "
          "of 60 days. There are three defects: feedback of one or two stars, an A-to-z claim "
          "that counts, and a chargeback for service. An order with several defects is one. The "
          "day of the order decides, in UTC, not the day of the claim. The rate is computed for "
          "each marketplace and each channel (mfn, shipped by the seller; afn, by Amazon) by "
          "itself.\n\nThe target is under 1%: exactly 1.00% fails. With N orders the most "
          "defects that are still good are N/100 rounded up, less one: none with 100 orders, one "
          "with 101, two with 201."));
    manual_section(manual, _("THE WINDOW"));
    manual_text(
        manual,
        _("On day D the window goes from D-74 to D-15: 60 days, and a lag of 15. Amazon's text "
          "names no lag; its published figures fit 15 days. azdesk learns the lag from your newest "
          "performance report that tells it, and takes the setting odr.lag until then. So an order "
          "of day O counts from O+15, and no more from O+75, and the rate of the next 15 days is "
          "decided by orders that exist.\n\nOrders that are pending or cancelled are left out. A "
          "claim on an order that was never imported counts as a defect, but not as an order, and "
          "is named. Where the imported orders do not span the window that is said wherever the "
          "rate is shown; where a report of the very window states its orders, that count is "
          "taken."));
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
    manual_text(manual, _("The outcome decides, not the money and not the letters: a claim may be "
                          "debited and not count. An appeal changes nothing until it is won."));
    put_rules(manual, current);
    char from[DAY_SIZE];
    day_format(current->from, from);
    g_autofree char *before = g_strdup_printf(
        _("These rules hold for days from %s on; before, every claim counted, whatever became of "
          "it. The setting odr.rules takes one of the two for all days, odr.counts-OUTCOME says "
          "otherwise for one outcome.\n\nFeedback counts until it is removed or struck through. A "
          "chargeback for fraud does not count."),
        from);
    manual_text(manual, before);
}

static void put_figures(Manual *manual)
{
    manual_section(manual, _("FOUR FIGURES"));
    manual_item(manual, _("by rule"),
                _("What the rules say on that day. An undecided claim counts, and so does one "
                  "under appeal whose outcome counts."));
    manual_item(manual, _("best"),
                _("Every undecided claim is withdrawn, every appeal that is out is won."));
    manual_item(manual, _("worst"),
                _("Every undecided claim is granted, and every denied one too while the buyer may "
                  "still appeal."));
    manual_item(manual, _("reported"),
                _("Amazon's latest report. It is held against the rules over its own window and "
                  "its own day, not today's."));
    manual_text(
        manual,
        _("Where Amazon counts more than the rules, the suspects are named: orders of that window "
          "with a defect that the rules do not count (withdrawn, denied, paid by Amazon, reversed, "
          "feedback removed), unless you entered that Amazon's page does not count them. What is "
          "left is unexplained: Amazon counts something that the desk does not know. The order "
          "defect rate page's download names it.\n\nThe forecast is decided as long as the window "
          "ends before today. After that orders are extrapolated from the last 28 days, and shown "
          "apart."));
}

static void put_clocks(Manual *manual)
{
    manual_section(manual, _("DEADLINES"));
    manual_text(manual, _("The deadline that Amazon's message states is the one to enter. Where "
                          "none is given, these settings make it:"));
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
    manual_text(manual, _("What azdesk takes Amazon's rules to be, and how its figures come about. "
                          "\"azdesk odr --explain\" names every order and its rule, \"azdesk odr "
                          "--if ORDER=STAGE\" supposes another stage."));
    put_window(manual);
    put_counting(manual);
    put_figures(manual);
    put_clocks(manual);
    manual_section(manual, _("SOURCES"));
    manual_text(
        manual,
        _("Amazon's own words (help pages, API documentation, staff in the seller forums): the "
          "three defects, the 60 days, that the order's day decides, the target, that a withdrawn "
          "or denied claim has no impact, that one granted at the seller's cost or refunded "
          "while open has, 30 days to appeal, 72 hours to answer, up to 7 days until a reversal "
          "shows.\n\nSeveral independent accounts by others: that an undecided claim counts, that "
          "one debited for a parcel on its way back does not, that fraud chargebacks do not, that "
          "removed feedback leaves.\n\nInferred, or one weak source: the lag of 15 days, an order "
          "cancelled with the claim open, that an appeal changes nothing until it is decided. "
          "These are settings.\n\nazdesk is not affiliated with Amazon. Where Amazon's account "
          "health page says otherwise, that page decides what happens to your account."));
}
