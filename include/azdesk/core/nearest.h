/* SPDX-License-Identifier: MIT */
/* What a mistyped word was meant to be. */
#ifndef AZDESK_CORE_NEAREST_H
#define AZDESK_CORE_NEAREST_H

#include <glib.h>

/* The word of a list ("opened, held, withdrawn") that was most likely meant: no more than one slip
 * in three letters, a slip being a letter wrong, missing or too many, or two swapped. The first of
 * several that are as near. (transfer full) (nullable) */
char *word_nearest(const char *typed, const char *list);

/* Lets the message end in 'did you mean "withdrawn"?' where there is such a word. */
void error_did_you_mean(GError **error, const char *typed, const char *list);

#endif
