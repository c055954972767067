/* SPDX-License-Identifier: MIT */
/* Text in mail headers. GMime makes encoded words longer than RFC 2047 allows, and stops reading at
 * the padding of one that another follows; so they are made here, with neither. */
#ifndef AZDESK_LETTER_MIME_HEADER_H
#define AZDESK_LETTER_MIME_HEADER_H

#include <gmime/gmime.h>

/* The value of an unstructured header: as it is and folded where it is plain ASCII, else as encoded
 * words. `used` characters stand before it on its line. Without a newline at its end. */
char *header_words(const char *text, gsize used);

/* Addresses, one on a line. */
char *header_addresses(InternetAddressList *list);

/* Sets a header to a value made by these. */
void header_set(GMimeObject *object, const char *name, const char *value);

#endif
