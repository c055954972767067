/* SPDX-License-Identifier: MIT */
#include "store-private.h"

#include <string.h>

#include "azdesk/core/evidence.h"

#define X(symbol, word, ...) word,
static const char *const stages[] = {CLAIM_STAGES(X)};
static const char *const outcomes[] = {CLAIM_OUTCOMES(X)};
static const char *const appeals[] = {CLAIM_APPEALS(X)};
static const char *const parcels[] = {PARCEL_STATES(X)};
static const char *const counts[] = {AMAZON_COUNTS(X)};
static const char *const reasons[] = {CLAIM_REASONS(X)};
static const char *const events[] = {CLAIM_EVENTS(X)};
static const char *const evidence[] = {EVIDENCE_KINDS(X)};
#undef X
static const char *const channels[] = {[CHANNEL_MFN] = "mfn", [CHANNEL_AFN] = "afn"};
static const char *const metrics[] = {
    [METRIC_LATE_SHIPMENT] = "late-shipment", [METRIC_CANCELLATION] = "cancellation"};

static const struct {
    const char *const *words;
    guint n;
} lists[N_WORDS] = {
    [WORDS_STAGE] = {stages, G_N_ELEMENTS(stages)},
    [WORDS_OUTCOME] = {outcomes, G_N_ELEMENTS(outcomes)},
    [WORDS_APPEAL] = {appeals, G_N_ELEMENTS(appeals)},
    [WORDS_PARCEL] = {parcels, G_N_ELEMENTS(parcels)},
    [WORDS_COUNTS] = {counts, G_N_ELEMENTS(counts)},
    [WORDS_REASON] = {reasons, G_N_ELEMENTS(reasons)},
    [WORDS_EVENT] = {events, G_N_ELEMENTS(events)},
    [WORDS_CHANNEL] = {channels, G_N_ELEMENTS(channels)},
    [WORDS_METRIC] = {metrics, G_N_ELEMENTS(metrics)},
    [WORDS_EVIDENCE] = {evidence, G_N_ELEMENTS(evidence)},
};

const char *words_get(Words words, int n)
{
    g_return_val_if_fail(n >= 0 && n < (int)lists[words].n, NULL);
    return lists[words].words[n];
}

int words_find(Words words, const char *text)
{
    for (guint i = 0; text && i < lists[words].n; i++) {
        if (strcmp(lists[words].words[i], text) == 0)
            return (int)i;
    }
    return -1;
}

const char *const *words_all(Words words, guint *ret_n)
{
    *ret_n = lists[words].n;
    return lists[words].words;
}
