/* SPDX-License-Identifier: MIT */
/* A small desk for what is shown: eight claims of one marketplace and one of another, and a report
 * by which Amazon still counts a withdrawn claim. */
#ifndef AZDESK_TESTS_UI_DESK_H
#define AZDESK_TESTS_UI_DESK_H

#include "azdesk/store/imports.h"

/* Mon 23 Nov 2026 14:02:00 UTC */
#define DESK_NOW G_GINT64_CONSTANT(1795442520)

#define DESK_OPENED    "113-2233445-6677889" /* undecided, counts */
#define DESK_HELD      "112-4455667-8899001" /* held until 25 Nov */
#define DESK_WITHDRAWN "113-9876543-2109876" /* withdrawn, and Amazon counts it */
#define DESK_GRANTED   "114-1029384-7561029" /* appeal until 2 Dec */
#define DESK_APPEALED  "111-5647382-9105647" /* no answer for three days */
#define DESK_DENIED    "112-0000111-2223334"
#define DESK_JAPAN     "250-1234567-7654321"

void desk_fill(Store *store, const Settings *settings);
OrderId desk_order(const char *text);

#endif
