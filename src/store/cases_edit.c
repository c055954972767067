/* SPDX-License-Identifier: MIT */
#include "cases-private.h"

#include <glib/gi18n.h>

/* Higher than any stored id, and in the order in which they are added. */
#define PROVISIONAL (G_GINT64_CONSTANT(1) << 62)

static void edit_clear(CaseEdit *edit)
{
    g_clear_pointer(&edit->events, g_ptr_array_unref);
    g_clear_pointer(&edit->claim, claim_free);
}

gboolean edit_begin(CaseEdit *edit, const Cases *cases, OrderId order, GError **error)
{
    Store *store = cases->store;
    *edit = (CaseEdit){.cases = cases, .store = store, .order = order};
    if (!(store->absent ? store_begin_dry(store, G_STRLOC, error)
                        : store_begin(store, G_STRLOC, error)))
        return FALSE;
    edit->events = events_load(store, order, FALSE, error);
    if (edit->events && claim_fold(order, edit->events, G_MAXINT64, &edit->claim, error) &&
        store_order(store, order, &edit->imported, error)) {
        edit->stored = edit->events->len;
        return TRUE;
    }
    store_rollback(store);
    edit_clear(edit);
    return FALSE;
}

gboolean edit_begin_claim(CaseEdit *edit, const Cases *cases, OrderId order, GError **error)
{
    if (!edit_begin(edit, cases, order, error))
        return FALSE;
    if (edit->claim)
        return TRUE;
    claim_fail_missing(order, error);
    return edit_end(edit, FALSE, NULL);
}

/* What was tried on the stand-in is written to the file. Should another program have been quicker
 * to make it, that is no hindrance while it knows nothing of this order. */
gboolean edit_ready(CaseEdit *edit, GError **error)
{
    Store *store = edit->store;
    gint64 known = 0;
    if (!store->absent || store->dry)
        return TRUE;
    store_rollback(store);
    if (!store_begin(store, G_STRLOC, error) ||
        !sql_int(store,
                 "SELECT EXISTS (SELECT 1 FROM claim_event WHERE claim = ?1)"
                 " + EXISTS (SELECT 1 FROM orders WHERE id = ?1)"
                 " + EXISTS (SELECT 1 FROM defect WHERE key BETWEEN ?1 * 2 AND ?1 * 2 + 1)",
                 SQL_VALUES(SQL_INT(edit->order)), 0, &known, error))
        return FALSE;
    if (known > 0)
        store_set_error(error, SQLITE_BUSY, store->path, "");
    return known == 0;
}

static gboolean edit_write(CaseEdit *edit, GError **error)
{
    if (!edit_ready(edit, error))
        return FALSE;
    for (guint i = edit->stored; i < edit->events->len; i++) {
        ClaimEvent *event = edit->events->pdata[i];
        event->id = 0;
        if (!event_append(edit->store, edit->order, event, error))
            return FALSE;
    }
    return edit->stored == edit->events->len ||
           claim_rows_fold(edit->store, edit->order, edit->events, NULL, error);
}

void edit_fail(CaseEdit *edit)
{
    if (edit->store->depth > 0)
        store_rollback(edit->store);
    edit_clear(edit);
}

/* Where it was refused nothing was written, and the import around it goes on. */
gboolean edit_end(CaseEdit *edit, gboolean ok, GError **error)
{
    Store *store = edit->store;
    gboolean written = ok && edit_write(edit, error);
    gboolean inner = !ok && store->depth > 1;
    gboolean done = FALSE;
    if (written || inner)
        done = store_commit(store, written ? error : NULL);
    else if (store->depth > 0)
        store_rollback(store);
    edit_clear(edit);
    return written && done;
}

gboolean edit_when(const CaseEdit *edit, When *when, GError **error)
{
    gint64 now = edit->cases->now;
    if (when->at == 0 && !when->day_only)
        when->at = now;
    if (when->day_only ? day_of(when->at) <= day_of(now) : when->at <= now)
        return TRUE;
    g_autofree char *at = instant_iso(when->at);
    if (when->day_only)
        at[strlen("2026-11-23")] = '\0';
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED, _("%s is in the future"), at);
    return FALSE;
}

ClaimEvent *edit_event(const CaseEdit *edit, EventKind kind, When when, GError **error)
{
    if (!edit_when(edit, &when, error))
        return NULL;
    ClaimEvent *event = claim_event_new(kind, when, edit->cases->now);
    event->at = claim_place(edit->events, when);
    return event;
}

gboolean edit_add(CaseEdit *edit, ClaimEvent *event, GError **error)
{
    g_autoptr(Claim) claim = NULL;
    event->id = PROVISIONAL + edit->events->len;
    g_ptr_array_add(edit->events, event);
    if (!claim_fold(edit->order, edit->events, G_MAXINT64, &claim, error)) {
        g_ptr_array_set_size(edit->events, (int)edit->events->len - 1);
        return FALSE;
    }
    claim_free(edit->claim);
    edit->claim = g_steal_pointer(&claim);
    return TRUE;
}

Claim *edit_claim_at(const CaseEdit *edit, gint64 at)
{
    Claim *claim = NULL;
    return claim_fold(edit->order, edit->events, at, &claim, NULL) ? claim : NULL;
}

/* ---- What events carry ---- */

void event_set_text(ClaimEvent *event, const char *text)
{
    if (!text || text[0] == '\0')
        return;
    event->fields |= FIELD_TEXT;
    g_free(event->text);
    event->text = g_strdup(text);
}

void event_set_words(ClaimEvent *event, const char *word, const char *lang)
{
    event->fields |= (word ? FIELD_WORD : 0) | (lang ? FIELD_LANG : 0);
    event->word = g_strdup(word);
    event->lang = g_strdup(lang);
}

void event_set_due(ClaimEvent *event, gint64 due)
{
    if (due == 0)
        return;
    event->fields |= FIELD_DUE;
    event->due = due;
}

void event_set_tracking(ClaimEvent *event, const char *tracking)
{
    event->fields |= FIELD_TRACKING;
    g_free(event->tracking);
    event->tracking = g_strdup(tracking);
    if (event->tracking)
        g_strstrip(event->tracking);
}

void event_set_carrier(ClaimEvent *event, const char *carrier)
{
    const Carrier *known = carrier ? carrier_by_word(carrier) : NULL;
    event->fields |= FIELD_CARRIER;
    g_free(event->carrier);
    event->carrier = g_strdup(known ? known->word : carrier);
}

void event_set_import(ClaimEvent *event, gint64 import)
{
    if (import == 0)
        return;
    event->fields |= FIELD_IMPORT;
    event->import = import;
}

int edit_market(const CaseEdit *edit)
{
    return edit->imported.found ? edit->imported.market : edit->claim ? edit->claim->market : 0;
}

gint64 edit_stage_due(const CaseEdit *edit, Stage stage, Outcome outcome, When when, gint64 until)
{
    const Settings *settings = edit->cases->settings;
    const Claim *claim = edit->claim;
    const int market = edit_market(edit);
    const Market *destination = market_by_num(market);
    switch (stage) {
    case STAGE_HELD:
        return until != 0 ? until
                          : deadline_hold(settings, when, claim ? claim->carrier : NULL,
                                          destination ? destination->country : NULL);
    case STAGE_GRANTED:
        return outcome == OUTCOME_GRANTED_SELLER
                   ? deadline_default(settings, DEADLINE_APPEAL, market, when)
                   : 0;
    case STAGE_REFUNDED:
    case STAGE_CANCELLED:
        return deadline_default(settings, DEADLINE_APPEAL, market, when);
    case STAGE_APPEAL_SENT:
        return deadline_default(settings, DEADLINE_ANSWER, market, when);
    case STAGE_CLEARED:
        return deadline_default(settings, DEADLINE_VERIFY, market, when);
    default:
        return 0;
    }
}

gboolean edit_order_facts(const CaseEdit *edit, Day ordered, int market, int channel,
                          OrderFacts *ret_facts, GError **error)
{
    const Settings *settings = edit->cases->settings;
    if (edit->imported.found) {
        *ret_facts =
            (OrderFacts){edit->imported.day, edit->imported.market, edit->imported.channel};
        return TRUE;
    }
    if (ordered == DAY_NONE) {
        char id[ORDER_ID_SIZE];
        order_id_format(edit->order, id);
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("order %s was never imported: give its date (--ordered DAY), or import the "
                      "orders first"),
                    id);
        return FALSE;
    }
    Channel set_channel = CHANNEL_MFN;
    const Market *set_market =
        market != 0 ? market_by_num(market)
                    : market_parse(settings_text(settings, SETTING_DESK_MARKET), error);
    if (!set_market && market != 0)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("no such marketplace: %d"), market);
    if (!set_market || (channel < 0 && !channel_parse(settings_text(settings, SETTING_DESK_CHANNEL),
                                                      &set_channel, error)))
        return FALSE;
    *ret_facts =
        (OrderFacts){ordered, set_market->num, channel < 0 ? set_channel : (Channel)channel};
    return TRUE;
}

gboolean edit_check_order_day(const CaseEdit *edit, gint64 instant, Day ordered, GError **error)
{
    Day opened = day_of(instant);
    if (edit->imported.found)
        ordered = edit->imported.day;
    if (opened >= ordered)
        return TRUE;
    char claim_day[DAY_SIZE], order_day[DAY_SIZE];
    day_format(opened, claim_day);
    day_format(ordered, order_day);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                _("a claim of %s would be earlier than its order of %s"), claim_day, order_day);
    return FALSE;
}

static void opening_facts(ClaimEvent *event, const CaseOpening *opening, const OrderFacts *facts)
{
    event->fields |= FIELD_ORDERED | FIELD_MARKET | FIELD_CHANNEL;
    event->ordered = facts->ordered;
    event->market = facts->market;
    event->channel = facts->channel;
    event->fields |= FIELD_REASON;
    event->reason = opening->reason;
    if (opening->amount.minor != MONEY_NONE || opening->amount.currency[0] != '\0') {
        event->fields |= FIELD_AMOUNT;
        event->amount = opening->amount;
    }
    if (opening->tracking)
        event_set_tracking(event, opening->tracking);
    const Carrier *told = opening->tracking ? tracking_examine(opening->tracking).carrier : NULL;
    if (opening->carrier || told)
        event_set_carrier(event, opening->carrier ? opening->carrier : told->word);
}

/* For a file the way out is another one than for a command. */
static gboolean check_file_ordered(const CaseEdit *edit, Day ordered, GError **error)
{
    if (edit->imported.found || ordered != DAY_NONE)
        return TRUE;
    char id[ORDER_ID_SIZE];
    order_id_format(edit->order, id);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("order %s was never imported: import the orders first; a sheet of claims can "
                  "give its date in the column \"ordered\""),
                id);
    return FALSE;
}

gboolean edit_add_opening(CaseEdit *edit, const CaseOpening *opening, gint64 import, GError **error)
{
    OrderFacts facts;
    When when = opening->opened;
    if ((opening->tracking && !tracking_validate(opening->tracking, error)) ||
        (import != 0 && !check_file_ordered(edit, opening->ordered, error)) ||
        !edit_order_facts(edit, opening->ordered, opening->market, opening->channel, &facts,
                          error) ||
        !edit_when(edit, &when, error) ||
        !edit_check_order_day(edit, when.at, facts.ordered, error))
        return FALSE;
    ClaimEvent *event = edit_event(edit, EVENT_OPENED, when, error);
    if (!event)
        return FALSE;
    opening_facts(event, opening, &facts);
    event_set_due(
        event, opening->reply_due != 0
                   ? opening->reply_due
                   : deadline_default(edit->cases->settings, DEADLINE_REPLY, facts.market, when));
    event_set_import(event, import);
    return edit_add(edit, event, error);
}
