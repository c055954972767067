/* SPDX-License-Identifier: MIT */
/* One change to a case: its events are read, new ones are added and tried, and only when all of
 * them stand is anything written. So a refusal leaves nothing behind, within an import too. */
#ifndef AZDESK_STORE_CASES_PRIVATE_H
#define AZDESK_STORE_CASES_PRIVATE_H

#include "azdesk/core/parcel.h"
#include "azdesk/core/rules.h"
#include "azdesk/store/cases.h"
#include "store-private.h"

typedef struct {
    const Cases *cases;
    Store *store;
    OrderId order;
    GPtrArray *events; /* those stored, then those to be: these have provisional ids */
    guint stored;
    Claim *claim;        /* (nullable) as it stands with all of them */
    StoreOrder imported; /* the order's own facts */
} CaseEdit;

/* FALSE: nothing is open. */
gboolean edit_begin(CaseEdit *edit, const Cases *cases, OrderId order,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same where there must be a claim (AZDESK_ERROR_FAILED). */
gboolean edit_begin_claim(CaseEdit *edit, const Cases *cases, OrderId order,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes the desk's file where there is none yet; for who writes more than events. */
gboolean edit_ready(CaseEdit *edit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes and commits where `ok`; else only ends. Answers whether the change was made. */
gboolean edit_end(CaseEdit *edit, gboolean ok, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes all back: for who failed while writing. */
void edit_fail(CaseEdit *edit);

/* Refuses times after now; at == 0 is now. */
gboolean edit_when(const CaseEdit *edit, When *when, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A new event of that time, placed. NULL where the time is refused. */
ClaimEvent *edit_event(const CaseEdit *edit, EventKind kind, When when, GError **error);
/* Takes the event, and tries the history with it. */
gboolean edit_add(CaseEdit *edit, ClaimEvent *event, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The claim as it stood at the event's time, before it. (transfer full) (nullable) */
Claim *edit_claim_at(const CaseEdit *edit, gint64 at);

void event_set_text(ClaimEvent *event, const char *text);
void event_set_words(ClaimEvent *event, const char *word, const char *lang); /* nullable, both */
void event_set_due(ClaimEvent *event, gint64 due);
void event_set_tracking(ClaimEvent *event, const char *tracking);
void event_set_carrier(ClaimEvent *event, const char *carrier);
void event_set_import(ClaimEvent *event, gint64 import); /* 0: by hand */
#define EVENT_WHEN(event) ((When){(event)->at, ((event)->fields & FIELD_DAY_ONLY) != 0})

int edit_market(const CaseEdit *edit); /* of the imported order, else of the claim; 0: unknown */
/* The clock that a stage starts, by the rules; 0: none. `until`: a hold's end where it is told. */
gint64 edit_stage_due(const CaseEdit *edit, Stage stage, Outcome outcome, When when, gint64 until);

/* Where and when the order was bought: as imported, as told, as set. USAGE where nobody says. */
typedef struct {
    Day ordered;
    int market;
    Channel channel;
} OrderFacts;
gboolean edit_order_facts(const CaseEdit *edit, Day ordered, int market, int channel,
                          OrderFacts *ret_facts, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Refused where a claim of that time would be older than its order. */
gboolean edit_check_order_day(const CaseEdit *edit, gint64 instant, Day ordered,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The opening as an event; `import` 0: by hand. */
gboolean edit_add_opening(CaseEdit *edit, const CaseOpening *opening, gint64 import,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean edit_add_facts(CaseEdit *edit, const ClaimEvent *facts, gint64 import,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean edit_add_undo(CaseEdit *edit, gint64 target, gint64 import,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
