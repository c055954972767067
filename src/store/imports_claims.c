/* SPDX-License-Identifier: MIT */
/* What files say about cases. */
#include "imports-private.h"

#include <glib/gi18n.h>

gboolean store_import_defect(StoreImport *import, OrderId order, const CaseDefect *defect,
                             GError **error)
{
    CaseChange change;
    if (!import_ensure(import, error))
        return FALSE;
    CaseDefect told = *defect;
    told.import = import->id;
    if (!case_defect(&import->cases, order, &told, &change, error))
        return FALSE;
    import_count_case(import, order, change);
    return TRUE;
}

gboolean store_import_claim(StoreImport *import, OrderId order, const CaseStatement *statement,
                            GError **error)
{
    CaseChange change;
    if (!import_ensure(import, error))
        return FALSE;
    CaseStatement told = *statement;
    told.import = import->id;
    if (!case_state(&import->cases, order, &told, &change, error))
        return FALSE;
    import_count_case(import, order, change);
    return TRUE;
}

/* Whether there is another defect on the order, which holds no look at Amazon's page. */
static gboolean has_defect(Store *store, OrderId order, gboolean *ret_has, GError **error)
{
    gint64 n = 0;
    if (!sql_int(store, "SELECT count(*) FROM defect WHERE key BETWEEN ?1 * 2 AND ?1 * 2 + 1",
                 SQL_VALUES(SQL_INT(order)), 0, &n, error))
        return FALSE;
    *ret_has = n > 0;
    return TRUE;
}

static gboolean same_time(const ClaimEvent *event, When when)
{
    return when.day_only ? day_of(event->at) == day_of(when.at) : event->at == when.at;
}

/* A yes says nothing new while it is yes, unless the claim has been decided since; a no says that
 * it was looked at again. */
static gboolean check_is_news(const CaseEdit *edit, gboolean counts, When when)
{
    gint64 until = when.day_only ? day_end(day_of(when.at)) : when.at;
    const ClaimSpan *span = claim_span_at(edit->claim, until);
    const ClaimSpan *look = claim_last_look(edit->claim, until);
    if (counts)
        return !look || look->amazon_counts != AMAZON_COUNTS_YES || look->outcome != span->outcome;
    g_autoptr(GPtrArray) live = claim_live_events(edit->events);
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = live->pdata[i];
        if (event->kind == EVENT_CHECKED && event->counts == AMAZON_COUNTS_NO &&
            same_time(event, when))
            return FALSE;
    }
    return TRUE;
}

static gboolean add_check(CaseEdit *edit, gint64 import, gboolean counts, When at,
                          CaseChange *ret_change, GError **error)
{
    When when = at;
    if (!edit_when(edit, &when, error))
        return FALSE;
    *ret_change = CASE_UNCHANGED;
    if (!check_is_news(edit, counts, when))
        return TRUE;
    ClaimEvent *event = edit_event(edit, EVENT_CHECKED, when, error);
    if (!event)
        return FALSE;
    event->fields |= FIELD_COUNTS;
    event->counts = counts ? AMAZON_COUNTS_YES : AMAZON_COUNTS_NO;
    event_set_import(event, import);
    *ret_change = CASE_UPDATED;
    return edit_add(edit, event, error);
}

gboolean store_import_check(StoreImport *import, OrderId order, gboolean counts, When at,
                            GError **error)
{
    CaseEdit edit;
    CaseChange change = CASE_UNCHANGED;
    gboolean defect = FALSE;
    if (!import_ensure(import, error) || !edit_begin(&edit, &import->cases, order, error))
        return FALSE;
    gboolean ok;
    if (edit.claim) {
        ok = add_check(&edit, import->id, counts, at, &change, error);
    } else {
        ok = has_defect(import->store, order, &defect, error) && defect;
        if (!ok && error && !*error) {
            char id[ORDER_ID_SIZE];
            order_id_format(order, id);
            g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                        _("order %s has no defect that Amazon could count"), id);
        }
    }
    if (!edit_end(&edit, ok, error))
        return FALSE;
    import_count_case(import, order, change);
    return TRUE;
}

/* ---- Settlements ---- */

static gboolean debit_is_news(const CaseEdit *edit, Money debited, When at)
{
    g_autoptr(GPtrArray) live = claim_live_events(edit->events);
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = live->pdata[i];
        if (event->kind == EVENT_DEBITED && same_time(event, at) &&
            event->debited.minor == debited.minor)
            return FALSE;
    }
    return TRUE;
}

/* A claim that only its debit tells of: granted then, at the seller's cost. */
static gboolean add_granted(CaseEdit *edit, gint64 import, Money debited, When at, int market,
                            GError **error)
{
    CaseOpening opening = {.opened = at,
                           .ordered = DAY_NONE,
                           .market = market,
                           .channel = -1,
                           .reason = REASON_OTHER,
                           .amount = {.minor = MONEY_NONE}};
    if (!edit_add_opening(edit, &opening, import, error))
        return FALSE;
    ClaimEvent *event = edit_event(edit, EVENT_STATED, at, error);
    if (!event)
        return FALSE;
    event->fields |= FIELD_STAGE | FIELD_OUTCOME;
    event->stage = STAGE_GRANTED;
    event->outcome = OUTCOME_GRANTED_SELLER;
    event_set_due(event, edit_stage_due(edit, STAGE_GRANTED, OUTCOME_GRANTED_SELLER, at, 0));
    event_set_import(event, import);
    return edit_add(edit, event, error);
}

static gboolean add_debit(CaseEdit *edit, gint64 import, Money debited, When at, int market,
                          CaseChange *ret_change, GError **error)
{
    When when = at;
    if (!edit_when(edit, &when, error))
        return FALSE;
    *ret_change = edit->claim ? CASE_UPDATED : CASE_ADDED;
    if (!edit->claim && !add_granted(edit, import, debited, when, market, error))
        return FALSE;
    if (!debit_is_news(edit, debited, when)) {
        *ret_change = CASE_UNCHANGED;
        return TRUE;
    }
    ClaimEvent *event = edit_event(edit, EVENT_DEBITED, when, error);
    if (!event)
        return FALSE;
    event->fields |= FIELD_DEBITED;
    event->debited = debited;
    event_set_import(event, import);
    return edit_add(edit, event, error);
}

gboolean store_import_debit(StoreImport *import, OrderId order, Money debited, When at, int market,
                            GError **error)
{
    CaseEdit edit;
    CaseChange change = CASE_UNCHANGED;
    if (!import_ensure(import, error) || !edit_begin(&edit, &import->cases, order, error))
        return FALSE;
    gboolean ok = add_debit(&edit, import->id, debited, at, market, &change, error);
    if (!edit_end(&edit, ok, error))
        return FALSE;
    import_count_case(import, order, change);
    return TRUE;
}
