/* SPDX-License-Identifier: MIT */
#ifndef AZDESK_CORE_QUERY_PRIVATE_H
#define AZDESK_CORE_QUERY_PRIVATE_H

#include "azdesk/core/query.h"

/* symbol, name, what its values are, help. WORDS: of a fixed list; STRING: part of a text; NUMBER:
 * an amount; AHEAD and PAST: a time, where 2d means two days from now, or ago. */
#define QUERY_FIELDS(X)                                                                            \
    X(STAGE, "stage", WORDS, N_("the stage of the claim"))                                         \
    X(OUTCOME, "outcome", WORDS, N_("what was decided"))                                           \
    X(APPEAL, "appeal", WORDS, N_("the state of the appeal"))                                      \
    X(PARCEL, "parcel", WORDS, N_("where the parcel is"))                                          \
    X(REASON, "reason", WORDS, N_("the buyer's reason"))                                           \
    X(MARKET, "market", WORDS, N_("the marketplace"))                                              \
    X(CHANNEL, "channel", WORDS, N_("mfn or afn"))                                                 \
    X(AMAZON, "amazon", WORDS, N_("whether Amazon's page counts it"))                              \
    X(COUNTS, "counts", WORDS, N_("whether the rules count it"))                                   \
    X(MISMATCH, "mismatch", WORDS, N_("whether Amazon and the rules differ on it"))                \
    X(SUSPECT, "suspect", WORDS, N_("whether Amazon's report may count it by mistake"))            \
    X(OPEN, "open", WORDS, N_("undecided, under appeal, or with a deadline running"))              \
    X(SNOOZED, "snoozed", WORDS, N_("whether the case is snoozed"))                                \
    X(CARRIER, "carrier", STRING, N_("the parcel's carrier"))                                      \
    X(TRACKING, "tracking", STRING, N_("the tracking number"))                                     \
    X(ORDER, "order", STRING, N_("the order id, or part of it"))                                   \
    X(AMOUNT, "amount", NUMBER, N_("the amount claimed"))                                          \
    X(DEBITED, "debited", NUMBER, N_("the amount taken"))                                          \
    X(DUE, "due", AHEAD, N_("the next deadline"))                                                  \
    X(OPENED, "opened", PAST, N_("when the claim was filed"))                                      \
    X(ORDERED, "ordered", PAST, N_("the order date"))                                              \
    X(UPDATED, "updated", PAST, N_("the time of the latest entry"))                                \
    X(SORT, "sort", KEYS, N_("what to sort by; a hyphen before it reverses the order"))

typedef enum {
#define X(symbol, name, type, help) FIELD_KEY_##symbol,
    QUERY_FIELDS(X)
#undef X
        N_FIELD_KEYS,
    FIELD_KEY_TEXT = N_FIELD_KEYS, /* free text */
} FieldKey;

typedef enum { TYPE_WORDS, TYPE_STRING, TYPE_NUMBER, TYPE_AHEAD, TYPE_PAST, TYPE_KEYS } FieldType;

/* One of the alternatives of a clause. */
typedef struct {
    gboolean none, any; /* the value is not there; is there */
    guint64 mask;       /* WORDS: bits of the enum, or of market numbers */
    char *text;         /* STRING: folded */
    double low, high;   /* NUMBER, AHEAD, PAST: both inclusive unless open */
    gboolean low_open, high_open;
    gboolean relative; /* to now, in seconds */
    gboolean today;    /* up to the end of the UTC day of now */
} Alternative;

typedef struct {
    FieldKey key;
    gboolean negated;
    GArray *alternatives; /* of Alternative; of free text the one word */
    guint word;           /* free text: its index */
} Clause;

typedef struct {
    FieldKey key;
    gboolean descending;
} SortKey;

typedef struct {
    char *text; /* as given */
    char *folded;
    guint reasons; /* bits of the reasons whose word or label holds it */
    GArray *hits;  /* of OrderId, ascending; (nullable) */
} QueryTerm;

struct Query {
    GArray *clauses;  /* of Clause */
    GArray *sort;     /* of SortKey */
    GPtrArray *terms; /* of QueryTerm */
};

FieldType query_field_type(FieldKey key);
char *query_fold(const char *text);

#endif
