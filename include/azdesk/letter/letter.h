/* SPDX-License-Identifier: MIT */
/* Letters: templates and a case's facts to text, text to mail. */
#ifndef AZDESK_LETTER_LETTER_H
#define AZDESK_LETTER_LETTER_H

#include "azdesk/core/odr.h"
#include "azdesk/store/cases.h"

#define LETTER_KINDS(X)                                                                            \
    X(COLLECT, "collect", N_("ask the buyer to collect"))                                          \
    X(REPLY, "reply", N_("answer Amazon"))                                                         \
    X(APPEAL, "appeal", N_("appeal the grant"))                                                    \
    X(CORRECTION, "correction", N_("request a correction"))                                        \
    X(FOLLOW_UP, "follow-up", N_("follow up"))

typedef enum {
#define X(symbol, word, label) LETTER_##symbol,
    LETTER_KINDS(X)
#undef X
        N_LETTERS
} LetterKind;

typedef enum { LETTER_EN, LETTER_JA, N_LETTER_LANGS } LetterLang;

const char *letter_word(LetterKind kind);
const char *letter_label(LetterKind kind); /* translated */
gboolean letter_parse(const char *text, LetterKind *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *letter_lang_word(LetterLang lang); /* "en", "ja" */
gboolean letter_lang_parse(const char *text, LetterLang *ret_lang,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The kind that fits the case's stage, and ja for the Japanese marketplace. */
LetterKind letter_kind_for(const Claim *claim);
LetterLang letter_lang_for(int market);
/* Whether the kind makes sense for the claim: an appeal is of a grant, a refund or a cancellation,
 * a correction of a claim that is decided. Error: AZDESK_ERROR_REFUSED, naming the one that fits.
 */
gboolean letter_fits(LetterKind kind, const Claim *claim, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Facts by name, as the templates use them; letter_fact_names() lists them all. A fact that is not
 * known is not in it. Values are in the letter's language. A moment is named by its day in the zone
 * (nullable: UTC), one that was entered as a day alone by that day. */
typedef struct LetterFacts LetterFacts;
void letter_facts_free(LetterFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LetterFacts, letter_facts_free)

LetterFacts *letter_facts(const Desk *desk, const Settings *settings, const DeskCase *item,
                          GPtrArray *events, LetterLang lang, gint64 now, GTimeZone *zone);
/* The list of what is attached, from store_evidence(). */
void letter_facts_evidence(LetterFacts *facts, GPtrArray *evidence);
/* Lays a fact of the seller's over it; a day (2026-11-23) is put into the letter's language, an
 * empty value makes the fact unknown. Error: AZDESK_ERROR_USAGE where no template knows the name.
 */
gboolean letter_facts_set(LetterFacts *facts, const char *name, const char *value,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *letter_facts_get(const LetterFacts *facts, const char *name); /* (nullable) */

/* Every name that a template may use, and what it means (translated, short; NULL for no such fact).
 */
const char *const *letter_fact_names(gsize *ret_n);
const char *letter_fact_label(const char *name);

/* The facts for want of which the letter leaves a sentence out, and which the seller can tell: what
 * follows from the case's entries is not asked for, but entered. (transfer full)
 * NULL-terminated */
char **letter_missing(LetterKind kind, LetterLang lang, const LetterFacts *facts,
                      const char *folder, GError **error);

typedef struct {
    LetterKind kind;
    LetterLang lang;
    char *to;   /* (nullable) */
    char *from; /* (nullable) */
    char *subject;
    char *body;     /* LF line ends */
    int characters; /* of the body, as Amazon's box counts them */
} Letter;
void letter_free(Letter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letter, letter_free)

/* The whole text, as it is printed, edited and kept: "Subject: ...", a blank line, the body.
 * letter_take_text() reads it back after it was edited; AZDESK_ERROR_USAGE without a subject. */
char *letter_text(const Letter *letter);
gboolean letter_take_text(Letter *letter, const char *text,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Fills the template (of `folder`, nullable, else the built-in one). A sentence whose fact is
 * unknown is left out; AZDESK_ERROR_REFUSED, naming the facts, only where the letter cannot do
 * without: collect: tracking or hold_end; appeal and correction: outcome and outcome_day. A
 * template of the folder that cannot be read is AZDESK_ERROR_FAILED, naming the file and the line.
 */
Letter *letter_write(LetterKind kind, LetterLang lang, const LetterFacts *facts,
                     const Settings *settings, const char *folder, GError **error);

/* All of it at once for one order: loads the case, its events and evidence, lays `facts` over it
 * (NAME=VALUE each, NULL-terminated, nullable) and writes. `ret_missing` (nullable) gets what
 * letter_missing() says. (transfer full, both) */
Letter *letter_draft(Store *store, const Desk *desk, const Settings *settings, OrderId order,
                     LetterKind kind, LetterLang lang, const char *const *facts, const char *folder,
                     gint64 now, GTimeZone *zone, char ***ret_missing, GError **error);

/* The letter as an Internet message with all evidence attached; bytes to be written to a file or
 * handed to a mail command. Absent headers are left out. `date` is UTC seconds. (transfer full) */
GBytes *letter_mail(const Letter *letter, Store *store, OrderId order, gint64 date, GError **error);

/* Hands a message to the command (GShell words, no shell run) on its standard input, and waits for
 * it: a minute at most. AZDESK_ERROR_FAILED with its exit status and its own words. Any thread may
 * call. */
gboolean letter_send(GBytes *message, const char *command,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What sending the letter does to the case: the stage moves to appeal-sent (appeal, correction,
 * follow-up), a reply is entered (reply), or the letter alone is (collect). The text is kept. */
gboolean letter_enter(const Cases *cases, OrderId order, const Letter *letter,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What Amazon names as proof for a reason (untranslated), the kind of file that proves it
 * (EVIDENCE_OTHER: no file is needed), and whether the case has it. */
typedef struct {
    const char *what;
    EvidenceKind kind;
    gboolean have;
} EvidenceWish;
GArray *evidence_checklist(const Claim *claim, GPtrArray *evidence, GPtrArray *events);

#endif
