/* SPDX-License-Identifier: MIT */
#ifndef AZDESK_CLI_REVIEW_H
#define AZDESK_CLI_REVIEW_H

#include "command.h"

/* Prints what is to be done within that many days; *ret_due counts what is no mere advice. */
gboolean review_print(Run *run, int within, guint *ret_due,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
