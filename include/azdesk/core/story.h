/* SPDX-License-Identifier: MIT */
/* A case's history in sentences, and times as people read them. */
#ifndef AZDESK_CORE_STORY_H
#define AZDESK_CORE_STORY_H

#include "azdesk/core/claim.h"

/* What an entry says, translated, without its time: a note's text as it was written, a sentence for
 * anything else: "filed: not received, USD 42.10; answer by 2026-11-26". Texts of the seller's are
 * in it as they are: clean it before it reaches a terminal. (transfer full) */
char *event_story(const ClaimEvent *event, GTimeZone *zone);

/* The same among the other entries of its case, for people alone: a note is called one, and an undo
 * says what it took back or gave again. (transfer full) */
char *event_story_among(const ClaimEvent *event, const GPtrArray *events, GTimeZone *zone);

/* The entry of that id among a case's; NULL: none. */
const ClaimEvent *event_find(const GPtrArray *events, gint64 id);

/* Of an entry that filed evidence, with its title (nullable); NULL of any other. (transfer full)
 * (nullable) */
char *evidence_story(const ClaimEvent *event, const char *title);

/* Who wrote a message, translated: "buyer", "seller to Seller Support" (transfer full) */
char *event_speaker(const ClaimEvent *event);

/* "2026-11-23 14:02" in the zone (nullable: UTC); for the last second of a UTC day, which a
 * deadline given as a day alone is, "2026-11-23". (transfer full) */
char *instant_show(gint64 instant, GTimeZone *zone);

#endif
