/* SPDX-License-Identifier: MIT */
/* What commands say of cases: the figures of each market and channel are worked out once, however
 * many cases are told of. */
#ifndef AZDESK_CLI_FIGURES_H
#define AZDESK_CLI_FIGURES_H

#include "azdesk/core/odr.h"
#include "azdesk/core/query.h"

#include "command.h"

typedef struct Figures Figures;

/* Borrows the run's desk. */
Figures *figures_new(Run *run, GError **error);
void figures_free(Figures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Figures, figures_free)

GTimeZone *figures_zone(const Figures *figures);
const Odr *figures_odr(Figures *figures, int market, Channel channel); /* owned by it */
ClaimEffect figures_effect(Figures *figures, const DeskCase *item);
ClaimClocks figures_clocks(Figures *figures, const DeskCase *item);
/* When the answer to the order's chargeback is due; 0: it need not be answered. */
gint64 figures_chargeback(const Figures *figures, const DeskCase *item);
/* As queries ask for it. */
QueryFacts figures_facts(Figures *figures, const DeskCase *item);

/* The members of `claim show`; without events those of `claim list`. */
void case_json(JsonBuilder *builder, Figures *figures, const DeskCase *item, GPtrArray *events);
/* Files of a case as an array. */
void evidence_json(JsonBuilder *builder, const GPtrArray *list);
/* One case as `claim show` tells it: JSON or text. */
gboolean case_show(Run *run, OrderId order, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The cases that a query of these words (none: all) finds, sorted. (transfer container) of DeskCase
 */
GPtrArray *cases_find(Run *run, Figures *figures, char **words, GError **error);
/* Behind them those with a defect that is no claim, which no query finds. */
void cases_add_defects(const Run *run, const Figures *figures, GPtrArray *cases);

/* As odr_percent(), but "–" for NAN. (transfer full) */
char *rate_show(double rate);
/* "in 2 d 4 h", "3 h ago" (transfer full) */
char *span_show(gint64 from, gint64 to);
/* "amazon.com · seller-fulfilled" (transfer full) */
char *part_show(int market, Channel channel);

#endif
