/* SPDX-License-Identifier: MIT */
/* Facts corrected, entries taken back and given again. */
#include "cases-private.h"

#include <glib/gi18n.h>

#define FACTS                                                                                      \
    (FIELD_REASON | FIELD_AMOUNT | FIELD_DEBITED | FIELD_TRACKING | FIELD_CARRIER |                \
     FIELD_ORDERED | FIELD_MARKET | FIELD_CHANNEL)
#define ORDER_FACTS (FIELD_ORDERED | FIELD_MARKET | FIELD_CHANNEL)

static gboolean facts_fit(const CaseEdit *edit, const ClaimEvent *facts, guint fields,
                          GError **error)
{
    if (fields == 0) {
        g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("nothing to change"));
        return FALSE;
    }
    if ((fields & ORDER_FACTS) && edit->imported.found) {
        g_set_error_literal(
            error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
            _("the date, marketplace and channel of this order come from the imported file"));
        return FALSE;
    }
    if ((fields & FIELD_MARKET) && !market_by_num(facts->market)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("no such marketplace: %d"),
                    facts->market);
        return FALSE;
    }
    if ((fields & FIELD_ORDERED) &&
        !edit_check_order_day(edit, edit->claim->opened_at, facts->ordered, error))
        return FALSE;
    return !(fields & FIELD_TRACKING) || !facts->tracking ||
           tracking_validate(facts->tracking, error);
}

static Money with_currency(Money money, const Money *known)
{
    if (money.currency[0] == '\0')
        memcpy(money.currency, known->currency, sizeof money.currency);
    return money;
}

static void take_facts(const CaseEdit *edit, const ClaimEvent *facts, guint fields,
                       ClaimEvent *event)
{
    event->fields |= fields & FACTS & ~(guint)(FIELD_TRACKING | FIELD_CARRIER);
    event->reason = facts->reason;
    event->amount = with_currency(facts->amount, &edit->claim->amount);
    event->debited = facts->debited;
    event->ordered = facts->ordered;
    event->market = facts->market;
    event->channel = facts->channel;
    if (fields & FIELD_TRACKING) {
        event_set_tracking(event, facts->tracking);
        const Carrier *told = facts->tracking ? tracking_examine(facts->tracking).carrier : NULL;
        if (told && !edit->claim->carrier)
            event_set_carrier(event, told->word);
    }
    if (fields & FIELD_CARRIER)
        event_set_carrier(event, facts->carrier);
}

gboolean edit_add_facts(CaseEdit *edit, const ClaimEvent *facts, gint64 import, GError **error)
{
    guint fields = facts->fields & FACTS;
    if (!facts_fit(edit, facts, fields, error))
        return FALSE;
    ClaimEvent *event = edit_event(edit, EVENT_EDITED, (When){0}, error);
    if (!event)
        return FALSE;
    take_facts(edit, facts, fields, event);
    event_set_import(event, import);
    return edit_add(edit, event, error);
}

gboolean case_edit(const Cases *cases, OrderId order, const ClaimEvent *facts, GError **error)
{
    CaseEdit edit;
    return edit_begin_claim(&edit, cases, order, error) &&
           edit_end(&edit, edit_add_facts(&edit, facts, 0, error), error);
}

/* ---- Undo, redo ---- */

static const ClaimEvent *find_event(GPtrArray *events, gint64 id)
{
    for (guint i = 0; i < events->len; i++) {
        const ClaimEvent *event = events->pdata[i];
        if (event->id == id)
            return event;
    }
    return NULL;
}

gboolean edit_add_undo(CaseEdit *edit, gint64 target, gint64 import, GError **error)
{
    ClaimEvent *event = edit_event(edit, EVENT_UNDO, (When){0}, error);
    if (!event)
        return FALSE;
    event->fields |= FIELD_REF;
    event->ref = target;
    event_set_import(event, import);
    return edit_add(edit, event, error);
}

/* `redo`: the entry told is the one that the undone undo had taken back. */
static gboolean take_back(CaseEdit *edit, gboolean redo, ClaimEvent **ret_event, GError **error)
{
    gint64 target = redo ? claim_redo_target(edit->events) : claim_undo_target(edit->events);
    const ClaimEvent *named = target != 0 ? find_event(edit->events, target) : NULL;
    if (redo && named)
        named = find_event(edit->events, named->ref);
    if (!named) {
        g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                            redo ? _("nothing to redo: the latest entry is not an undo")
                                 : _("nothing to undo"));
        return FALSE;
    }
    g_autoptr(ClaimEvent) told = claim_event_copy(named);
    if (!event_load_texts(edit->store, told, error) || !edit_add_undo(edit, target, 0, error))
        return FALSE;
    *ret_event = g_steal_pointer(&told);
    return TRUE;
}

static gboolean case_take_back(const Cases *cases, OrderId order, gboolean redo,
                               ClaimEvent **ret_event, GError **error)
{
    CaseEdit edit;
    g_autoptr(ClaimEvent) event = NULL;
    if (!edit_begin(&edit, cases, order, error))
        return FALSE;
    gboolean ok = edit.events->len > 0 ? take_back(&edit, redo, &event, error)
                                       : claim_fail_missing(order, error);
    if (!edit_end(&edit, ok, error))
        return FALSE;
    if (ret_event)
        *ret_event = g_steal_pointer(&event);
    return TRUE;
}

gboolean case_undo(const Cases *cases, OrderId order, ClaimEvent **ret_event, GError **error)
{
    return case_take_back(cases, order, FALSE, ret_event, error);
}

gboolean case_redo(const Cases *cases, OrderId order, ClaimEvent **ret_event, GError **error)
{
    return case_take_back(cases, order, TRUE, ret_event, error);
}

static gboolean wind(CaseEdit *edit, gint64 from, gint64 to, ClaimEvent **ret_event, GError **error)
{
    const gboolean redo = to > from;
    gint64 latest = claim_undo_target(edit->events);
    if (latest != from) {
        char order[ORDER_ID_SIZE];
        order_id_format(edit->order, order);
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                    _("%s has changed since: check its timeline first"), order);
        return FALSE;
    }
    for (gboolean first = TRUE; redo ? latest < to : latest > to; first = FALSE) {
        g_autoptr(ClaimEvent) event = NULL;
        if (!take_back(edit, redo, &event, error))
            return FALSE;
        latest = claim_undo_target(edit->events);
        if (first || !redo) {
            g_clear_pointer(ret_event, claim_event_free);
            *ret_event = g_steal_pointer(&event);
        }
    }
    return TRUE;
}

gboolean case_wind(const Cases *cases, OrderId order, gint64 from, gint64 to,
                   ClaimEvent **ret_event, GError **error)
{
    CaseEdit edit;
    g_autoptr(ClaimEvent) event = NULL;
    if (!edit_begin(&edit, cases, order, error) ||
        !edit_end(&edit, wind(&edit, from, to, &event, error), error))
        return FALSE;
    if (ret_event)
        *ret_event = g_steal_pointer(&event);
    return TRUE;
}
