/* SPDX-License-Identifier: MIT */
/* What Amazon names as proof, by the reason of the claim, and how to tell that a case has it. */
#include "azdesk/letter/letter.h"

#include <glib/gi18n.h>

#define R(reason) (1u << REASON_##reason)
#define R_PARCEL  (R(NOT_RECEIVED) | R(REFUND_LATE) | R(NO_LONGER_WANTED))
#define R_ITEM    (R(NOT_AS_DESCRIBED) | R(DAMAGED) | R(WRONG_ITEM))
#define R_RETURN  (R(RETURNED_NOT_REFUNDED) | R(REFUND_LATE) | R(NO_RETURN_ADDRESS))
#define R_ALL     ((1u << N_REASONS) - 1)

/* The file's kind that proves it; besides, a message that was pasted counts where `speaker` wrote
 * it, and the case's own number where there is one. */
typedef struct {
    guint reasons;
    const char *what;
    EvidenceKind kind;
    const char *speaker;      /* (nullable) */
    gboolean number;          /* the tracking number and carrier are enough */
    gboolean held, withdrawn; /* only where the parcel was held, the claim withdrawn */
} Wish;

static const Wish wishes[] = {
    {R_PARCEL | R(OTHER), N_("carrier and tracking number"), EVIDENCE_TRACKING, .number = TRUE},
    {R_PARCEL, N_("proof of the ship date"), EVIDENCE_SHIPMENT},
    {R_PARCEL, N_("the carrier's tracking page"), EVIDENCE_TRACKING},
    {R(NOT_RECEIVED), N_("proof of delivery, with the address or a signature"), EVIDENCE_DELIVERY},
    {R(NOT_RECEIVED), N_("the post office's notice, with the dates of the hold"), EVIDENCE_NOTICE,
     .held = TRUE},
    {R_ITEM, N_("photos of the item and the listing"), EVIDENCE_PICTURES},
    {R_RETURN, N_("proof of the return or the refund"), EVIDENCE_RETURN},
    {R(CHARGED_EXTRA), N_("who pays customs and taxes, as the listing or the policy says"),
     EVIDENCE_TERMS},
    {R(NO_RETURN_ADDRESS), N_("the return address given to the buyer"), EVIDENCE_ADDRESS},
    {R_ALL, N_("correspondence with the buyer"), EVIDENCE_CORRESPONDENCE, .speaker = "buyer"},
    {R_ALL, N_("the withdrawal: the buyer's message, or the claim's page"), EVIDENCE_WITHDRAWAL,
     .withdrawn = TRUE},
    {R_ALL, N_("Seller Support's answer"), EVIDENCE_SUPPORT, .speaker = "support",
     .withdrawn = TRUE},
};

static gboolean has_message(const GPtrArray *live, const char *who)
{
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        if (event->kind == EVENT_MESSAGE && g_strcmp0(event->word, who) == 0)
            return TRUE;
    }
    return FALSE;
}

/* What the buyer wrote on the day of the withdrawal or since is its proof. */
static gboolean has_withdrawal(const Claim *claim, const GPtrArray *live)
{
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        if (event->kind == EVENT_MESSAGE && g_strcmp0(event->word, "buyer") == 0 &&
            day_of(event->at) >= day_of(claim->withdrawn_at))
            return TRUE;
    }
    return FALSE;
}

static gboolean has(const Claim *claim, const Wish *wish, const GPtrArray *evidence,
                    const GPtrArray *live)
{
    if (wish->number && claim->tracking != NULL && claim->carrier != NULL)
        return TRUE;
    if (wish->speaker != NULL && has_message(live, wish->speaker))
        return TRUE;
    if (wish->kind == EVIDENCE_WITHDRAWAL && has_withdrawal(claim, live))
        return TRUE;
    for (guint i = 0; i < evidence->len && !wish->number; i++)
        if (((const Evidence *)g_ptr_array_index(evidence, i))->kind == wish->kind)
            return TRUE;
    return FALSE;
}

GArray *evidence_checklist(const Claim *claim, GPtrArray *evidence, GPtrArray *events)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(EvidenceWish));
    g_autoptr(GPtrArray) live = claim_live_events(events);
    for (gsize i = 0; i < G_N_ELEMENTS(wishes); i++) {
        const Wish *wish = &wishes[i];
        if ((wish->reasons & (1u << claim->reason)) == 0 || (wish->held && claim->held_at == 0) ||
            (wish->withdrawn && claim->outcome != OUTCOME_WITHDRAWN))
            continue;
        EvidenceWish item = {
            .what = wish->what,
            .kind = wish->number ? EVIDENCE_OTHER : wish->kind,
            .have = has(claim, wish, evidence, live),
        };
        g_array_append_val(list, item);
    }
    return list;
}
