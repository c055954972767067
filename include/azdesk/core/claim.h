/* SPDX-License-Identifier: MIT */
/* An A-to-z claim: its stages, its events, and the fold that makes the one of the other.
 * Events are the truth. A Claim is what claim_fold() makes of them and can be made anew at any
 * time. The fold reads events alone: no clock, no settings, no files. */
#ifndef AZDESK_CORE_CLAIM_H
#define AZDESK_CORE_CLAIM_H

#include "azdesk/core/market.h"
#include "azdesk/core/money.h"
#include "azdesk/core/order_id.h"
#include "azdesk/core/when.h"

/* The one table of stages: symbol, the word that commands, files and the desk use, the label on
 * screen, and where the claim may go from there (bits of STAGE_BIT). Labels, completions, styles
 * and the legal moves follow from it; a test holds schema.sql to it.
 * Beside the row, a claim whose outcome is denied may always become granted: the buyer's appeal. */
#define STAGE_BIT(stage) (1u << (stage))
#define STAGES_UNDECIDED                                                                           \
    (STAGE_BIT(STAGE_HELD) | STAGE_BIT(STAGE_OPENED) | STAGE_BIT(STAGE_WITHDRAWN) |                \
     STAGE_BIT(STAGE_DENIED) | STAGE_BIT(STAGE_GRANTED) | STAGE_BIT(STAGE_REFUNDED) |              \
     STAGE_BIT(STAGE_CANCELLED))
#define STAGES_APPEAL (STAGE_BIT(STAGE_APPEAL_SENT))
#define CLAIM_STAGES(X)                                                                            \
    X(OPENED, "opened", N_("opened"), STAGES_UNDECIDED)                                            \
    X(HELD, "held", N_("held"), STAGES_UNDECIDED)                                                  \
    X(WITHDRAWN, "withdrawn", N_("withdrawn"), STAGES_APPEAL | STAGE_BIT(STAGE_CLEARED))           \
    X(DENIED, "denied", N_("denied"), STAGES_APPEAL | STAGE_BIT(STAGE_CLEARED))                    \
    X(GRANTED, "granted", N_("granted"), STAGES_APPEAL)                                            \
    X(REFUNDED, "refunded", N_("refunded"), STAGES_APPEAL)                                         \
    X(CANCELLED, "cancelled", N_("cancelled"), STAGES_APPEAL)                                      \
    X(APPEAL_SENT, "appeal-sent", N_("appeal sent"),                                               \
      STAGE_BIT(STAGE_CLEARED) | STAGE_BIT(STAGE_UPHELD) | STAGES_APPEAL)                          \
    X(UPHELD, "upheld", N_("upheld"), STAGES_APPEAL)                                               \
    X(CLEARED, "cleared", N_("cleared"), STAGES_APPEAL)

#define CLAIM_OUTCOMES(X)                                                                          \
    X(UNDECIDED, "undecided", N_("undecided"))                                                     \
    X(WITHDRAWN, "withdrawn", N_("withdrawn by the buyer"))                                        \
    X(DENIED, "denied", N_("denied"))                                                              \
    X(GRANTED_SELLER, "granted-seller", N_("granted, seller pays"))                                \
    X(GRANTED_AMAZON, "granted-amazon", N_("granted, Amazon pays"))                                \
    X(GRANTED_RETURNING, "granted-returning", N_("granted, parcel coming back"))                   \
    X(REFUNDED, "refunded", N_("refunded by the seller"))                                          \
    X(CANCELLED, "cancelled", N_("order cancelled"))                                               \
    X(REVERSED, "reversed", N_("reversed on appeal"))

#define CLAIM_APPEALS(X)                                                                           \
    X(NONE, "none", N_("none"))                                                                    \
    X(SENT, "sent", N_("sent"))                                                                    \
    X(INFO_REQUESTED, "info-requested", N_("Amazon asks"))                                         \
    X(WON, "won", N_("won"))                                                                       \
    X(LOST, "lost", N_("lost"))

#define PARCEL_STATES(X)                                                                           \
    X(UNKNOWN, "unknown", N_("unknown"))                                                           \
    X(IN_TRANSIT, "in-transit", N_("in transit"))                                                  \
    X(HELD, "held", N_("held"))                                                                    \
    X(DELIVERED, "delivered", N_("delivered"))                                                     \
    X(RETURNING, "returning", N_("returning"))                                                     \
    X(RETURNED, "returned", N_("returned"))

#define AMAZON_COUNTS(X)                                                                           \
    X(UNKNOWN, "unknown", N_("unknown"))                                                           \
    X(YES, "yes", N_("yes"))                                                                       \
    X(NO, "no", N_("no"))

#define CLAIM_REASONS(X)                                                                           \
    X(NOT_RECEIVED, "not-received", N_("not received"))                                            \
    X(NOT_AS_DESCRIBED, "not-as-described", N_("not as described"))                                \
    X(DAMAGED, "damaged", N_("damaged or defective"))                                              \
    X(WRONG_ITEM, "wrong-item", N_("wrong item"))                                                  \
    X(RETURNED_NOT_REFUNDED, "returned-not-refunded", N_("returned, not refunded"))                \
    X(REFUND_LATE, "refund-late", N_("refund late"))                                               \
    X(NO_LONGER_WANTED, "no-longer-wanted", N_("no longer wanted"))                                \
    X(CHARGED_EXTRA, "charged-extra", N_("charged extra"))                                         \
    X(NO_RETURN_ADDRESS, "no-return-address", N_("no domestic return address"))                    \
    X(OTHER, "other", N_("other"))

#define CLAIM_EVENTS(X)                                                                            \
    X(OPENED, "opened")   /* the claim was filed */                                                \
    X(MOVED, "moved")     /* to another stage, by a legal move */                                  \
    X(STATED, "stated")   /* stage and outcome as a file states them, no path */                   \
    X(PARCEL, "parcel")   /* what the carrier says */                                              \
    X(ASKED, "asked")     /* Amazon asked for information */                                       \
    X(REPLIED, "replied") /* it was answered */                                                    \
    X(CHECKED, "checked") /* whether Amazon's page counts the order */                             \
    X(EDITED, "edited")   /* facts corrected: those that are set */                                \
    X(NOTE, "note")                                                                                \
    X(MESSAGE, "message")                   /* something was said, by whom */                      \
    X(EVIDENCE, "evidence")                 /* a file was filed; ref: evidence id */               \
    X(EVIDENCE_REMOVED, "evidence-removed") /* ref: evidence id */                                 \
    X(LETTER, "letter")                     /* a letter went out; its text is kept */              \
    X(SNOOZED, "snoozed")                   /* not before `until`, and why */                      \
    X(DEBITED, "debited")                   /* money taken, as a settlement says */                \
    X(UNDO, "undo")                         /* takes `ref` back; naming an undo, gives it again */

typedef enum {
#define X(symbol, word, label, moves) STAGE_##symbol,
    CLAIM_STAGES(X)
#undef X
        N_STAGES
} Stage;

typedef enum {
#define X(symbol, word, label) OUTCOME_##symbol,
    CLAIM_OUTCOMES(X)
#undef X
        N_OUTCOMES
} Outcome;

typedef enum {
#define X(symbol, word, label) APPEAL_##symbol,
    CLAIM_APPEALS(X)
#undef X
        N_APPEALS
} Appeal;

typedef enum {
#define X(symbol, word, label) PARCEL_##symbol,
    PARCEL_STATES(X)
#undef X
        N_PARCEL_STATES
} ParcelState;

typedef enum {
#define X(symbol, word, label) AMAZON_COUNTS_##symbol,
    AMAZON_COUNTS(X)
#undef X
        N_AMAZON_COUNTS
} AmazonCounts;

typedef enum {
#define X(symbol, word, label) REASON_##symbol,
    CLAIM_REASONS(X)
#undef X
        N_REASONS
} Reason;

typedef enum {
#define X(symbol, word) EVENT_##symbol,
    CLAIM_EVENTS(X)
#undef X
        N_EVENTS
} EventKind;

/* Words as commands and the desk spell them; labels translated for people. */
const char *stage_word(Stage stage);
const char *stage_label(Stage stage);
const char *outcome_word(Outcome outcome);
const char *outcome_label(Outcome outcome);
const char *appeal_word(Appeal appeal);
const char *appeal_label(Appeal appeal);
const char *parcel_word(ParcelState parcel);
const char *parcel_label(ParcelState parcel);
const char *amazon_counts_word(AmazonCounts counts);
const char *amazon_counts_label(AmazonCounts counts);
const char *reason_word(Reason reason);
const char *reason_label(Reason reason);
const char *event_word(EventKind kind);

/* Each reads the word; error AZDESK_ERROR_USAGE naming the words that there are. */
gboolean stage_parse(const char *text, Stage *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean outcome_parse(const char *text, Outcome *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean appeal_parse(const char *text, Appeal *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean parcel_parse(const char *text, ParcelState *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean amazon_counts_parse(const char *text, AmazonCounts *ret,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean reason_parse(const char *text, Reason *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean event_parse(const char *text, EventKind *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Events ---- */

/* Which payload fields an event carries. The JSON name of each, in the desk: the word behind it. */
typedef enum {
    FIELD_STAGE = 1 << 0, /* "stage" */
    FIELD_OUTCOME =
        1 << 1, /* "outcome": on granted, which of the three; on stated, as the file says */
    FIELD_PARCEL = 1 << 2,   /* "parcel" */
    FIELD_COUNTS = 1 << 3,   /* "counts": yes or no */
    FIELD_DUE = 1 << 4,      /* "due": the deadline that this event starts, resolved when entered */
    FIELD_REASON = 1 << 5,   /* "reason" */
    FIELD_AMOUNT = 1 << 6,   /* "amount", minor units, with "currency" */
    FIELD_DEBITED = 1 << 7,  /* "debited", minor units; "currency" where the claim has none */
    FIELD_TRACKING = 1 << 8, /* "tracking" */
    FIELD_CARRIER = 1 << 9,  /* "carrier" */
    FIELD_ORDERED = 1 << 10, /* "ordered": a Day; for an order that was never imported */
    FIELD_MARKET = 1 << 11,  /* "market": Market.num; likewise */
    FIELD_CHANNEL = 1 << 12, /* "channel"; likewise */
    FIELD_REF = 1 << 13,     /* "ref": an event's or an evidence's id */
    FIELD_TEXT = 1 << 14,    /* "text": id in the table text; `text` below where it was loaded */
    FIELD_WORD =
        1 << 15, /* "word": letter kind; who spoke ("buyer", "amazon", "support", "seller") */
    FIELD_LANG = 1 << 16,     /* "lang": "en", "ja" */
    FIELD_OTHER = 1 << 17,    /* "other": id in the table text of the same in the other language */
    FIELD_DAY_ONLY = 1 << 18, /* "day_only": `at` was given as a day alone */
    FIELD_IMPORT = 1 << 19,   /* "import": the import that entered it */
    FIELD_TO = 1 << 20,       /* "to": whom the seller wrote to; the buyer where it is unsaid */
} EventField;

typedef struct {
    gint64 id;          /* 0 while not yet stored: then it sorts after all stored ones */
    gint64 at;          /* when it happened */
    gint64 recorded_at; /* when it was entered */
    EventKind kind;
    guint fields; /* EventField bits */
    Stage stage;
    Outcome outcome;
    ParcelState parcel;
    AmazonCounts counts;
    gint64 due;
    Reason reason;
    Money amount;
    Money debited;
    char *tracking;
    char *carrier; /* a carrier's word (core/parcel.h) or free text */
    Day ordered;
    int market; /* Market.num */
    Channel channel;
    gint64 ref;
    gint64 text_id;
    char *text; /* (nullable) */
    char *word;
    char *to;
    char *lang;
    gint64 other_id;
    char *other; /* (nullable) */
    gint64 import;
} ClaimEvent;

ClaimEvent *claim_event_new(EventKind kind, When at, gint64 recorded_at);
ClaimEvent *claim_event_copy(const ClaimEvent *event);
void claim_event_free(ClaimEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClaimEvent, claim_event_free)

/* ---- The claim ---- */

/* What decides whether a claim counts, from `at` until the next span. A claim's spans are its past,
 * so that the ODR of any day can be told without reading events again. */
typedef struct {
    gint64 at;
    guint8 stage;
    guint8 outcome;
    guint8 appeal;
    guint8 amazon_counts;
    guint8 checked; /* this span begins with a look at Amazon's page */
} ClaimSpan;

typedef struct {
    OrderId order;
    Stage stage;
    Outcome outcome;
    Appeal appeal;
    ParcelState parcel;
    AmazonCounts amazon_counts;
    Reason reason; /* REASON_OTHER where never said */
    Money amount;
    Money debited;
    char *tracking; /* (nullable) */
    char *carrier;  /* (nullable) */
    /* As the opening said, for an order that no file brought; DAY_NONE and 0 where it did not. */
    Day ordered;
    int market;
    Channel channel;

    gint64 opened_at;
    gint64 stage_at;
    gint64 decided_at;   /* when the outcome was last decided; 0 while undecided */
    gint64 withdrawn_at; /* 0: never */
    gint64 held_at;      /* when the post office began to hold it; 0: never */
    gint64 appealed_at;  /* the last letter of appeal or correction; 0: none */
    gint64 snoozed_until;
    gint64 last_at;    /* of all its live events */
    gint64 last_event; /* the highest id of them */
    gboolean opened_day_only;

    /* Deadlines of the clocks that run; 0: that clock does not run. claim_clocks() says which are
     * still due at a given time. */
    gint64 reply_due;
    gint64 hold_due;
    gint64 appeal_due;
    gint64 answer_due;
    gint64 verify_due;
    gint64 buyer_due;
    gint64 support_due;

    /* What settlements took since the sum was last said by hand. Only while events are folded: no
     * row holds it. */
    gint64 settled;

    ClaimSpan *spans; /* by at; the first is the opening */
    guint n_spans;
} Claim;

Claim *claim_new(OrderId order);
void claim_init(Claim *claim, OrderId order);
void claim_free(Claim *claim);
void claim_add_span(Claim *claim, ClaimSpan span);
gboolean claim_equal(const Claim *a, const Claim *b); /* every field of a row, spans too */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Claim, claim_free)

/* The stages that the claim may take now, as STAGE_BITs. */
guint claim_legal_moves(const Claim *claim);
/* "held, opened, withdrawn, ..." in words, for messages (transfer full) */
char *claim_legal_words(const Claim *claim);

/* Whether a claim of that stage and outcome may take stage `to`. Error: AZDESK_ERROR_REFUSED,
 * naming the legal ones. */
gboolean claim_check_move(Stage stage, Outcome outcome, Stage to,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a move makes of outcome and appeal; pure, and the only place that knows. `granted` says
 * which of the three where the stage is STAGE_GRANTED; any other outcome is taken as
 * granted-seller. */
void claim_after(Stage stage, Outcome outcome, Appeal appeal, Stage to, Outcome granted,
                 Outcome *ret_outcome, Appeal *ret_appeal);

/* Applies one event to a claim, which is unchanged on error. It begins with an opening (or a STATED
 * one), and no second opening may follow. What was said or filed and what the carrier reported may
 * be older than the opening: buyers write, and parcels arrive, before a claim is filed. Error:
 * AZDESK_ERROR_REFUSED, naming the legal moves. */
gboolean claim_apply(Claim *claim, const ClaimEvent *event,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Folds events (any order; an id of 0 is the newest): drops the undone ones and the undos, sorts by
 * at, then id, applies each with at <= until (G_MAXINT64: all). *ret_claim is NULL where nothing
 * stands, or the opening is later than `until`. Error: AZDESK_ERROR_REFUSED where the history would
 * be illegal: entries without an opening, or a move that could not be made. It speaks of the entry
 * with the highest id as the one being made; of another it says which one and of which day. */
gboolean claim_fold(OrderId order, GPtrArray *events, gint64 until, Claim **ret_claim,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the error that there is no claim on the order (AZDESK_ERROR_FAILED). Returned: FALSE */
gboolean claim_fail_missing(OrderId order, GError **error);

/* The live events in the fold's order. (transfer container) of ClaimEvent, borrowed */
GPtrArray *claim_live_events(GPtrArray *events);
/* The id that an undo (a redo) would name; 0 where there is none. Redo: only while no other entry
 * was made since. */
gint64 claim_undo_target(GPtrArray *events);
gint64 claim_redo_target(GPtrArray *events);

/* Where a day alone stands: after the entries of that day that there are. Other times pass. */
gint64 claim_place(GPtrArray *events, When when);

/* The span in force at the end of `instant`; NULL before the opening. */
const ClaimSpan *claim_span_at(const Claim *claim, gint64 instant);
/* The span that begins with the last look at Amazon's page by `until`; NULL where there was none.
 */
const ClaimSpan *claim_last_look(const Claim *claim, gint64 until);

/* ---- Clocks ---- */

/* The one table of a claim's clocks, in the order in which they are told: symbol, the word that
 * commands and files use (the Claim's field is WORD_due), the label, and what ends it.
 * claim_fold.c has what starts and ends each. */
#define CLAIM_CLOCKS(X)                                                                            \
    X(REPLY, reply, N_("answer Amazon"), N_("ends when you answer, or at a decision"))             \
    X(HOLD, hold, N_("parcel held"),                                                               \
      N_("ends when it is collected or returned, or at a decision"))                               \
    X(APPEAL, appeal, N_("appeal the grant"), N_("ends with your appeal, or on that day"))         \
    X(ANSWER, answer, N_("Amazon's answer"),                                                       \
      N_("ends when the claim is cleared or upheld, or Amazon asks"))                              \
    X(VERIFY, verify, N_("verify the reversal"),                                                   \
      N_("ends when you check, or when a report agrees"))                                          \
    X(BUYER, buyer, N_("answer the buyer"),                                                        \
      N_("ends when you record your answer, or at a decision"))                                    \
    X(SUPPORT, support, N_("Seller Support's answer"),                                             \
      N_("ends when you record Support's answer, or the claim is cleared"))

typedef enum {
#define X(symbol, word, label, ends) CLOCK_##symbol,
    CLAIM_CLOCKS(X)
#undef X
        N_CLOCKS
} ClockKind;

/* When each runs out; 0: it does not run. */
typedef union {
    struct {
#define X(symbol, word, label, ends) gint64 word;
        CLAIM_CLOCKS(X)
#undef X
    };
    gint64 due[N_CLOCKS];
} ClaimClocks;

const char *clock_word(ClockKind clock);
const char *clock_label(ClockKind clock); /* translated: "answer Amazon" */
const char *clock_ends(ClockKind clock);  /* translated: "ends when you answer, ..." */

/* The clocks that run at `now`: the appeal window ends by itself when its 30 days are over. */
ClaimClocks claim_clocks(const Claim *claim, gint64 now);

#endif
