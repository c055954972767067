/* SPDX-License-Identifier: MIT */
/* The one error domain. A code is also the exit status that the command line gives for it. */
#ifndef AZDESK_CORE_ERROR_H
#define AZDESK_CORE_ERROR_H

#include <glib.h>

#define AZDESK_ERROR (azdesk_error_quark())
GQuark azdesk_error_quark(void);

typedef enum {
    AZDESK_ERROR_FAILED = 1,  /* a file unreadable, an order unknown, a desk corrupt, ... */
    AZDESK_ERROR_USAGE = 2,   /* a malformed or missing argument */
    AZDESK_ERROR_REFUSED = 4, /* well-formed, but a rule forbids it */
    AZDESK_ERROR_BUSY = 6,    /* another program holds the desk; exit status 1 */
} AzdeskError;

#endif
