/* SPDX-License-Identifier: MIT */
/* What a piece of evidence is, as Amazon names its proofs (domain.md section 3). */
#ifndef AZDESK_CORE_EVIDENCE_H
#define AZDESK_CORE_EVIDENCE_H

#include <glib.h>

#define EVIDENCE_KINDS(X)                                                                          \
    X(TRACKING, "tracking", N_("tracking page"))                                                   \
    X(SHIPMENT, "shipment", N_("proof of shipment"))                                               \
    X(DELIVERY, "delivery", N_("proof of delivery"))                                               \
    X(NOTICE, "notice", N_("post office's notice"))                                                \
    X(PICTURES, "pictures", N_("photos of the item"))                                              \
    X(RETURN, "return", N_("return or refund"))                                                    \
    X(TERMS, "terms", N_("terms of sale, customs, taxes"))                                         \
    X(ADDRESS, "address", N_("return address"))                                                    \
    X(CORRESPONDENCE, "correspondence", N_("correspondence with the buyer"))                       \
    X(WITHDRAWAL, "withdrawal", N_("withdrawal of the claim"))                                     \
    X(SUPPORT, "support", N_("Seller Support's answer"))                                           \
    X(OTHER, "other", N_("something else"))

typedef enum {
#define X(symbol, word, label) EVIDENCE_##symbol,
    EVIDENCE_KINDS(X)
#undef X
        N_EVIDENCE_KINDS
} EvidenceKind;

#define EVIDENCE_BIT(kind) (1u << (kind))

const char *evidence_kind_word(EvidenceKind kind);
const char *evidence_kind_label(EvidenceKind kind); /* translated */
gboolean evidence_kind_parse(const char *text, EvidenceKind *ret,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For what was filed without a kind: by the words of its title, else of its file's name (either
 * nullable), English or Japanese; EVIDENCE_OTHER where neither tells. */
EvidenceKind evidence_kind_told(const char *title, const char *name);

#endif
