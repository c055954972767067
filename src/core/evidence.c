/* SPDX-License-Identifier: MIT */
#include "azdesk/core/evidence.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/word.h"

static const Word kind_table[N_EVIDENCE_KINDS] = {
#define X(symbol, word, label) [EVIDENCE_##symbol] = {word, label},
    EVIDENCE_KINDS(X)
#undef X
};

WORD_FUNCTIONS(evidence_kind, EvidenceKind, kind_table)

/* The first that is found decides, so what is special stands before what is general. */
static const struct {
    EvidenceKind kind;
    const char *words[8]; /* case folded */
} told_table[] = {
    {EVIDENCE_WITHDRAWAL, {"withdraw", "claim page", "取り下げ", "取下"}},
    {EVIDENCE_SUPPORT, {"support", "サポート"}},
    {EVIDENCE_NOTICE, {"notice", "held", "hold", "不在", "保管"}},
    {EVIDENCE_TRACKING, {"track", "追跡", "配送状況"}},
    {EVIDENCE_DELIVERY, {"deliver", "signature", "signed", "配達", "受領", "署名", "サイン"}},
    {EVIDENCE_ADDRESS, {"address", "住所", "返送先"}},
    {EVIDENCE_RETURN, {"return", "refund", "返品", "返金", "返送"}},
    {EVIDENCE_SHIPMENT, {"ship", "posting", "label", "receipt", "発送", "引受", "差出", "ラベル"}},
    {EVIDENCE_TERMS, {"customs", "duty", "tax", "policy", "invoice", "関税", "ポリシー", "規約"}},
    {EVIDENCE_PICTURES,
     {"photo", "picture", "image", "img_", "listing", "写真", "画像", "商品ページ"}},
    {EVIDENCE_CORRESPONDENCE,
     {"buyer", "message", "correspondence", "購入者", "メッセージ", "やりとり"}},
};

static EvidenceKind told_by(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    g_autofree char *folded = g_utf8_casefold(valid, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(told_table); i++)
        for (gsize k = 0; k < G_N_ELEMENTS(told_table[i].words) && told_table[i].words[k]; k++)
            if (strstr(folded, told_table[i].words[k]))
                return told_table[i].kind;
    return EVIDENCE_OTHER;
}

EvidenceKind evidence_kind_told(const char *title, const char *name)
{
    EvidenceKind kind = told_by(title);
    return kind != EVIDENCE_OTHER ? kind : told_by(name);
}
