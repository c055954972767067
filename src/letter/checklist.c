/* SPDX-License-Identifier: MIT */
/* What Amazon names as proof, by the reason of the claim, and how to tell that a case has it. */
#include "azdesk/letter/letter.h"

#include <glib/gi18n.h>
#include <string.h>

#define R(reason) (1u << REASON_##reason)
#define R_PARCEL  (R(NOT_RECEIVED) | R(REFUND_LATE) | R(NO_LONGER_WANTED))
#define R_ITEM    (R(NOT_AS_DESCRIBED) | R(DAMAGED) | R(WRONG_ITEM))
#define R_RETURN  (R(RETURNED_NOT_REFUNDED) | R(REFUND_LATE) | R(NO_RETURN_ADDRESS))
#define R_ALL     ((1u << N_REASONS) - 1)

typedef enum {
    HAVE_FILE,     /* a file whose title or name has one of the words */
    HAVE_TRACKING, /* the case has a tracking number and a carrier */
    HAVE_BUYER,    /* or a message of the buyer's is filed */
    HAVE_SUPPORT,  /* or one of Support's */
} Have;

typedef struct {
    guint reasons;
    const char *what;
    Have have;
    gboolean held, withdrawn; /* only where the parcel was held, the claim withdrawn */
    const char *words[8];     /* casefolded */
} Wish;

static const Wish wishes[] = {
    {R_PARCEL | R(OTHER), N_("carrier and tracking number"), HAVE_TRACKING,
     .words = {"tracking", "追跡"}},
    {R_PARCEL, N_("proof of the ship date"), HAVE_FILE,
     .words = {"ship", "posting", "label", "receipt", "発送", "引受", "差出", "ラベル"}},
    {R_PARCEL, N_("the carrier's tracking page"), HAVE_FILE,
     .words = {"tracking", "track", "追跡", "配送状況"}},
    {R(NOT_RECEIVED), N_("proof of delivery, with the address or a signature"), HAVE_FILE,
     .words = {"deliver", "signature", "signed", "pod", "配達", "受領", "署名", "サイン"}},
    {R(NOT_RECEIVED), N_("the post office's notice, with the dates of the hold"), HAVE_FILE,
     .held = TRUE, .words = {"notice", "hold", "held", "不在", "保管"}},
    {R_ITEM, N_("pictures of the item and the listing"), HAVE_FILE,
     .words = {"photo", "picture", "image", "img", "listing", "写真", "画像", "商品ページ"}},
    {R_RETURN, N_("proof of the return or the refund"), HAVE_FILE,
     .words = {"return", "refund", "返品", "返金", "返送"}},
    {R(CHARGED_EXTRA), N_("who pays customs and taxes, as the listing or the policy says"),
     HAVE_FILE, .words = {"customs", "duty", "tax", "policy", "関税", "税", "ポリシー", "invoice"}},
    {R(NO_RETURN_ADDRESS), N_("the return address given to the buyer"), HAVE_FILE,
     .words = {"address", "label", "住所", "返送先", "ラベル"}},
    {R_ALL, N_("correspondence with the buyer"), HAVE_BUYER,
     .words = {"buyer", "message", "correspondence", "購入者", "メッセージ", "やりとり"}},
    {R_ALL, N_("the withdrawal: the buyer's message, or the claim's page"), HAVE_FILE,
     .withdrawn = TRUE, .words = {"withdraw", "取り下げ", "取下", "claim page"}},
    {R_ALL, N_("Seller Support's answer"), HAVE_SUPPORT, .withdrawn = TRUE,
     .words = {"support", "サポート"}},
};

static gboolean names_one(const Evidence *evidence, const Wish *wish)
{
    g_autofree char *both =
        g_strconcat(evidence->title ? evidence->title : "", "\n", evidence->name, NULL);
    g_autofree char *valid = g_utf8_make_valid(both, -1);
    g_autofree char *folded = g_utf8_casefold(valid, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(wish->words) && wish->words[i] != NULL; i++)
        if (strstr(folded, wish->words[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean has_message(const GPtrArray *live, const char *who)
{
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        if (event->kind == EVENT_MESSAGE && g_strcmp0(event->word, who) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean has(const Claim *claim, const Wish *wish, const GPtrArray *evidence,
                    const GPtrArray *live)
{
    if (wish->have == HAVE_TRACKING)
        return claim->tracking != NULL && claim->carrier != NULL;
    if ((wish->have == HAVE_BUYER && has_message(live, "buyer")) ||
        (wish->have == HAVE_SUPPORT && has_message(live, "support")))
        return TRUE;
    for (guint i = 0; i < evidence->len; i++)
        if (names_one(g_ptr_array_index(evidence, i), wish))
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
        EvidenceWish item = {.what = wish->what, .have = has(claim, wish, evidence, live)};
        g_array_append_val(list, item);
    }
    return list;
}
