/* SPDX-License-Identifier: MIT */
/* claim open, claim edit: the facts of a claim. */
#include <glib/gi18n.h>

#include "azdesk/core/error.h"

#include "change.h"

static gboolean read_reason(const Run *run, Reason *ret_reason, GError **error)
{
    const char *text = args_text(run->args, "reason");
    *ret_reason = REASON_OTHER;
    if (!text || reason_parse(text, ret_reason, error))
        return TRUE;
    g_prefix_error(error, "--reason: ");
    return FALSE;
}

static gboolean read_ordered(const Run *run, Day *ret_day, GError **error)
{
    When when;
    if (!run_when(run, "ordered", &when, error))
        return FALSE;
    *ret_day = args_text(run->args, "ordered") ? day_of(when.at) : DAY_NONE;
    return TRUE;
}

gboolean cmd_claim_open(Run *run, GError **error)
{
    Change change;
    const char *currency;
    CaseOpening opening = {.market = run->app->market, .channel = run->app->channel};
    if (!run_require(run, "opened", error) || !run_when(run, "opened", &opening.opened, error) ||
        !read_ordered(run, &opening.ordered, error) || !read_reason(run, &opening.reason, error) ||
        !run_text(run, "tracking", &opening.tracking, error) ||
        !run_text(run, "carrier", &opening.carrier, error) ||
        !run_deadline(run, "reply-due", &opening.reply_due, error) ||
        !change_begin(run, &change, error) ||
        !change_currency(run, change.order, &currency, error) ||
        !change_money(run, "amount", currency, &opening.amount, error))
        return FALSE;
    return case_open(&change.cases, change.order, &opening, error) &&
           change_end(run, &change, NULL, error);
}

static gboolean read_edit(Run *run, OrderId order, ClaimEvent *facts, GError **error)
{
    const char *currency, *tracking, *carrier;
    if (!read_reason(run, &facts->reason, error) || !read_ordered(run, &facts->ordered, error) ||
        !run_text(run, "tracking", &tracking, error) ||
        !run_text(run, "carrier", &carrier, error) ||
        !change_currency(run, order, &currency, error) ||
        !change_money(run, "amount", currency, &facts->amount, error) ||
        !change_money(run, "debited", currency, &facts->debited, error))
        return FALSE;
    facts->tracking = g_strdup(tracking);
    facts->carrier = g_strdup(carrier);
    facts->market = run->app->market;
    facts->channel = run->app->channel >= 0 ? (Channel)run->app->channel : CHANNEL_MFN;
    facts->fields = (args_text(run->args, "reason") ? FIELD_REASON : 0) |
                    (args_text(run->args, "ordered") ? FIELD_ORDERED : 0) |
                    (args_text(run->args, "amount") ? FIELD_AMOUNT : 0) |
                    (args_text(run->args, "debited") ? FIELD_DEBITED : 0) |
                    (tracking ? FIELD_TRACKING : 0) | (carrier ? FIELD_CARRIER : 0) |
                    (run->app->market ? FIELD_MARKET : 0) |
                    (run->app->channel >= 0 ? FIELD_CHANNEL : 0);
    if (facts->fields)
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                args_text(run->args, "currency")
                    ? _("--currency needs --amount or --debited")
                    : _("nothing to correct: give a fact, such as --carrier usps"));
    return FALSE;
}

gboolean cmd_claim_edit(Run *run, GError **error)
{
    Change change;
    g_autoptr(ClaimEvent) facts = claim_event_new(EVENT_EDITED, (When){0, FALSE}, 0);
    return change_begin(run, &change, error) && run_case(run, change.order, error) &&
           read_edit(run, change.order, facts, error) &&
           case_edit(&change.cases, change.order, facts, error) &&
           change_end(run, &change, _("corrected"), error);
}
