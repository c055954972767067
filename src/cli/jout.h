/* SPDX-License-Identifier: MIT */
/* JSON out: trees are built by JsonBuilder; written here, because every control character has to be
 * escaped and everything else left as it is. */
#ifndef AZDESK_CLI_JOUT_H
#define AZDESK_CLI_JOUT_H

#include <json-glib/json-glib.h>

#include "azdesk/core/market.h"
#include "azdesk/core/money.h"
#include "azdesk/core/order_id.h"
#include "azdesk/core/when.h"

/* Control characters (text_is_control) as \uXXXX, bytes that are no UTF-8 as U+FFFD; doubles with
 * up to 15 digits, NAN and infinities as null. What fits in a line stands in one. */
void jout_print(GString *out, JsonNode *root);

/* A member and its value. */
void jout_text(JsonBuilder *builder, const char *name, const char *text); /* NULL: null */
void jout_int(JsonBuilder *builder, const char *name, gint64 value);
void jout_bool(JsonBuilder *builder, const char *name, gboolean value);
void jout_null(JsonBuilder *builder, const char *name);
void jout_day(JsonBuilder *builder, const char *name, Day day);            /* DAY_NONE: null */
void jout_instant(JsonBuilder *builder, const char *name, gint64 instant); /* 0: null */
void jout_when(JsonBuilder *builder, const char *name, gint64 at, gboolean day_only);
void jout_order(JsonBuilder *builder, const char *name, OrderId order); /* 0: null */
void jout_market(JsonBuilder *builder, const char *name, int market);
void jout_money(JsonBuilder *builder, const char *name, Money money); /* unknown: null */
void jout_rate(JsonBuilder *builder, const char *name, double rate);  /* 6 decimals; NAN: null */
/* What Amazon printed, as it is; NAN: null. */
void jout_double(JsonBuilder *builder, const char *name, double value);
/* An array of order ids. */
void jout_orders(JsonBuilder *builder, const char *name, const GArray *orders);

#endif
