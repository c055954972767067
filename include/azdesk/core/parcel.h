/* SPDX-License-Identifier: MIT */
/* Carriers, tracking numbers, and how long a parcel waits at a post office (domain.md section 6).
 */
#ifndef AZDESK_CORE_PARCEL_H
#define AZDESK_CORE_PARCEL_H

#include "azdesk/core/claim.h"
#include "azdesk/core/settings.h"

typedef struct {
    const char *word;    /* japan-post: what commands and the desk use */
    const char *name;    /* Japan Post, untranslated */
    const char *country; /* (nullable) whose post it is: it delivers there what others send */
    int hold_days;       /* calendar days; 0: unknown */
    int abroad_days;     /* of parcels from abroad, where hold_days are of those at home; else 0 */
    gboolean business_days; /* hold_days are business days (Australia Post) */
    const char *url;        /* tracking page with one %s for the number */
} Carrier;

const Carrier *carrier_by_word(const char *word); /* (nullable) word or name, any case */
const char *carrier_label(const char *carrier);   /* (nullable) its name, or the text that it is */
const Carrier *carrier_table(gsize *ret_n);

/* Calendar days that a parcel of that carrier (nullable) waits in that destination country
 * (nullable): the setting hold.CARRIER>COUNTRY, hold.CARRIER, the table, hold.default; the first
 * that there is. What one post hands over to another is held by the latter's days where the
 * former's are of parcels at home, or the latter has some of parcels from abroad. */
int carrier_hold_days(const Settings *settings, const char *carrier, const char *country);

typedef enum {
    TRACKING_UNKNOWN, /* no form that is known; may still be right */
    TRACKING_VALID,
    TRACKING_BAD_CHECK_DIGIT,
} TrackingKind;

typedef struct {
    TrackingKind kind;
    char expected;          /* the check digit it should have, where it is bad */
    const Carrier *carrier; /* (nullable) the one it belongs to, where the form tells */
    const char *service;    /* (nullable) untranslated: "EMS", "parcel", "registered" ... */
} Tracking;

Tracking tracking_examine(const char *number);
/* The check digit of an S10 id's eight digits. */
int s10_check_digit(const char digits[8]);
/* For use where a bad check digit must be refused: AZDESK_ERROR_USAGE, naming the right digit. */
gboolean tracking_validate(const char *number, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable) */
char *tracking_url(const char *carrier, const char *number);

/* What the parcel's state means for the claim, in a sentence (translated); NULL where it goes
 * without saying: a parcel that went back is debited, but does not count (domain.md section 2). */
const char *parcel_meaning(const Claim *claim);

/* Turns a carrier's status words, English or Japanese, into a state: "Retention" and "保管" are
 * held. FALSE where nothing is recognised. */
gboolean parcel_state_of_words(const char *words, ParcelState *ret_state);

typedef struct {
    ParcelState state;
    Day day;    /* DAY_NONE: no date with a year is there */
    char *line; /* the words, cleaned (transfer full) */
} ParcelNews;

/* The same of what was pasted from a tracking page, one line or many: that of the newest line, with
 * its day. The carrier (nullable) tells whether 11/8/2026 is in November. FALSE: *ret_news holds
 * nothing. */
gboolean parcel_news(const char *text, const char *carrier, ParcelNews *ret_news);

#endif
