/* SPDX-License-Identifier: MIT */
/* Amazon order ids: 3-7-7 digits (domain.md section 5), held as one 64-bit key. */
#ifndef AZDESK_CORE_ORDER_ID_H
#define AZDESK_CORE_ORDER_ID_H

#include <glib.h>

typedef gint64 OrderId; /* the 17 digits as a number, 1 .. 10^17 - 1 */

#define ORDER_ID_LEN  19 /* characters of "113-2233445-6677889" */
#define ORDER_ID_SIZE (ORDER_ID_LEN + 1)

typedef enum {
    ORDER_ID_VALID,
    ORDER_ID_FOREIGN, /* S01-..., D01-...: self-created, multi-channel, digital: no marketplace
                         order */
    ORDER_ID_DAMAGED, /* 5.10141E+13 and the like: what a spreadsheet makes of an id */
    ORDER_ID_MALFORMED,
} OrderIdKind;

/* Reads exactly `len` bytes, without error text: the fast path of the readers. *ret_id is set only
 * when the answer is ORDER_ID_VALID. */
OrderIdKind order_id_scan(const char *text, gsize len, OrderId *ret_id);

/* Reads a whole string, blanks around it allowed. Error: AZDESK_ERROR_USAGE naming the text, and
 * for a damaged id saying that a spreadsheet did it. */
gboolean order_id_parse(const char *text, OrderId *ret_id,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first one within any text: digits on neither side of it. What follows it; NULL: there is
 * none. */
const char *order_id_find(const char *text, OrderId *ret_id);

void order_id_format(OrderId id, char buf[ORDER_ID_SIZE]);

#endif
