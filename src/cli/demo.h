/* SPDX-License-Identifier: MIT */
/* The desk of `azdesk demo`: in memory, dated from a day that is given, the same every time. */
#ifndef AZDESK_CLI_DEMO_H
#define AZDESK_CLI_DEMO_H

#include "azdesk/store/imports.h"

Store *demo_store(gint64 now, GError **error);

/* demo_story.c: reads the story (demo.txt). `orders` adds the order of each case to an import,
 * otherwise the cases themselves are made. */
gboolean demo_story_orders(StoreImport *import, gint64 now,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demo_story_cases(Store *store, const Settings *settings, gint64 now,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
