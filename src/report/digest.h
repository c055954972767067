/* SPDX-License-Identifier: MIT */
/* SHA-256 of a stream. GLib's own takes longer than all the rest of reading a file; where the
 * processor has instructions for it they are used, else GLib's. */
#ifndef AZDESK_REPORT_DIGEST_H
#define AZDESK_REPORT_DIGEST_H

#include <glib.h>

typedef struct Digest Digest;

Digest *digest_new(void);
Digest *digest_new_portable(void); /* always GLib's: for a test to hold the two together */
void digest_free(Digest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Digest, digest_free)

void digest_update(Digest *digest, const void *bytes, gsize len);
const char *digest_hex(Digest *digest); /* 64 digits, owned by it; ends the summing */

#endif
