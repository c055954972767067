/* SPDX-License-Identifier: MIT */
#ifndef AZDESK_CLI_EXPORT_H
#define AZDESK_CLI_EXPORT_H

#include "figures.h"

/* The deadlines that run as an iCalendar (RFC 5545), CR LF line ends. Each keeps its UID, and its
 * sequence grows with the case, so that a second import moves it. (transfer full) */
char *calendar_of(Figures *figures, const GPtrArray *cases, gint64 now, GError **error);

/* The cases of these orders (of OrderId) as "csv", "json" or "ics", in that order, put into the
 * run's output as `azdesk export` puts them. */
gboolean export_orders(Run *run, const char *format, const GArray *orders,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
