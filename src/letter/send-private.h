/* SPDX-License-Identifier: MIT */
#ifndef AZDESK_LETTER_SEND_PRIVATE_H
#define AZDESK_LETTER_SEND_PRIVATE_H

#include <glib.h>

/* letter_send() with another patience. */
gboolean letter_send_within(GBytes *message, const char *command, guint seconds,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
