/* SPDX-License-Identifier: MIT */
/* What can be done to a case, for the command line and the terminal alike. Each checks its input
 * against the rules and the case's history, resolves default deadlines, appends one event (or the
 * few that belong together), folds the claim anew, and is one transaction. `now` is UTC seconds.
 *
 * Refused (AZDESK_ERROR_REFUSED): an entry later than now (a day alone: a day later than today), a
 * claim before its order's day, an illegal move, a second claim on an order, an entry that would
 * make the history illegal. AZDESK_ERROR_FAILED: an order without a claim. */
#ifndef AZDESK_STORE_CASES_H
#define AZDESK_STORE_CASES_H

#include "azdesk/core/evidence.h"
#include "azdesk/store/store.h"

typedef struct {
    Store *store;
    const Settings *settings;
    gint64 now;
} Cases;

/* `at` with at == 0 means now, everywhere below. */

typedef struct {
    When opened;
    Day ordered;          /* DAY_NONE: from the imported order, else AZDESK_ERROR_USAGE */
    int market;           /* 0: from the imported order, else the setting */
    int channel;          /* -1: likewise */
    Reason reason;        /* REASON_OTHER where unknown */
    Money amount;         /* minor MONEY_NONE: unknown */
    const char *tracking; /* (nullable) a bad check digit is AZDESK_ERROR_USAGE */
    const char *carrier;  /* (nullable) else the one that the tracking number tells */
    gint64 reply_due;     /* 0: by the rules of that day */
} CaseOpening;

gboolean case_open(const Cases *cases, OrderId order, const CaseOpening *opening, GError **error);

typedef struct {
    Stage stage;
    When at;
    gint64 until;     /* held: the hold's end; 0: by the carrier's days */
    Outcome granted;  /* granted: one of the three; OUTCOME_UNDECIDED: seller pays */
    Money debited;    /* minor MONEY_NONE: unsaid; currency "": the claim's */
    const char *note; /* (nullable) */
    const char *letter_kind, *letter_lang, *letter_text; /* (nullable) the exact text sent */
} CaseMove;

gboolean case_move(const Cases *cases, OrderId order, const CaseMove *move, GError **error);
/* `words` (nullable): what the carrier's page says, which is kept. */
gboolean case_parcel(const Cases *cases, OrderId order, ParcelState state, When at, gint64 until,
                     const char *words, GError **error);
gboolean case_asked(const Cases *cases, OrderId order, When at, gint64 due, GError **error);
gboolean case_replied(const Cases *cases, OrderId order, When at, GError **error);
gboolean case_check(const Cases *cases, OrderId order, gboolean counts, When at, GError **error);
gboolean case_note(const Cases *cases, OrderId order, const char *text, GError **error);

typedef struct {
    When at;
    const char *who;  /* "buyer", "amazon", "support", "seller" */
    const char *to;   /* (nullable) whom the seller wrote to: "buyer" where unsaid */
    const char *lang; /* (nullable) */
    const char *text;
    const char *translation; /* (nullable) */
    gint64 due; /* by when it is to be answered; 0: by the rules, where the buyer wrote while the
                   claim is undecided, or the seller to Support */
} CaseMessage;
gboolean case_message(const Cases *cases, OrderId order, const CaseMessage *message,
                      GError **error);

gboolean case_letter(const Cases *cases, OrderId order, const char *kind, const char *lang,
                     const char *text, GError **error); /* one that moves no stage */
gboolean case_snooze(const Cases *cases, OrderId order, gint64 until, const char *reason,
                     GError **error);

/* Facts to correct: those whose bit is in `fields`: REASON, AMOUNT, DEBITED, TRACKING, CARRIER,
 * ORDERED, MARKET, CHANNEL. */
gboolean case_edit(const Cases *cases, OrderId order, const ClaimEvent *facts, GError **error);

/* The entry taken back (given again) is told, with its texts. (transfer full) */
gboolean case_undo(const Cases *cases, OrderId order, ClaimEvent **ret_event, GError **error);
gboolean case_redo(const Cases *cases, OrderId order, ClaimEvent **ret_event, GError **error);
/* The same of several that belong together: from the case's latest standing entry `from` back to
 * (or on to) `to`, 0 being none. Refused where the latest is another one by now. The first entry of
 * them is told. */
gboolean case_wind(const Cases *cases, OrderId order, gint64 from, gint64 to,
                   ClaimEvent **ret_event, GError **error);

/* Stage and outcome as a seller's own sheet or one of Amazon's files states them: opens the claim
 * where there is none. `outcome` OUTCOME_UNDECIDED on a decided stage: granted, appeal-sent, upheld
 * are taken as granted-seller, cleared as withdrawn. Unchanged facts append nothing: *ret_change
 * says. */
typedef enum { CASE_UNCHANGED, CASE_UPDATED, CASE_ADDED } CaseChange;
typedef struct {
    CaseOpening opening;
    gboolean has_stage;
    Stage stage;
    Outcome outcome;
    When stage_at; /* at 0: the opening's */
    gint64 until;
    const char *note; /* (nullable) */
    gint64 import;
} CaseStatement;
gboolean case_state(const Cases *cases, OrderId order, const CaseStatement *statement,
                    CaseChange *ret_change, GError **error);

typedef struct {
    gboolean chargeback; /* else negative feedback */
    When at;
    When removed; /* at 0: it stands */
    gboolean fraud;
    int rating;          /* 0: unknown */
    const char *comment; /* (nullable) stored only where privacy.keep-comments is on */
    Day ordered;         /* as in CaseOpening */
    int market, channel;
    gint64 import; /* 0: by hand */
} CaseDefect;
gboolean case_defect(const Cases *cases, OrderId order, const CaseDefect *defect,
                     CaseChange *ret_change, GError **error);

/* ---- Evidence ---- */

typedef struct {
    gint64 id;
    EvidenceKind kind; /* as it was said, else as title and name tell */
    char *title, *name, *type;
    char sha256[65];
    gint64 size, added_at;
} Evidence;
void evidence_free(Evidence *evidence);
/* The title of the one of that id in a list of them (nullable); NULL where it is not there. */
const char *evidence_title(const GPtrArray *list, gint64 id);

#define EVIDENCE_UNSAID (-1) /* title and name tell the kind */
gboolean case_evidence_add(const Cases *cases, OrderId order, const char *title, int kind,
                           const char *name, GBytes *body, gint64 *ret_id, GError **error);
gboolean case_evidence_remove(const Cases *cases, OrderId order, gint64 id, GError **error);
/* That are not removed, by id. (transfer full) of Evidence */
GPtrArray *store_evidence(Store *store, OrderId order, GError **error);
GBytes *store_evidence_body(Store *store, OrderId order, gint64 id, Evidence **ret_evidence,
                            GError **error);

#endif
