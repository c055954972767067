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
/* As queries ask for it. */
QueryFacts figures_facts(Figures *figures, const DeskCase *item);

/* The clocks by name, in the order in which they are told. */
#define CLOCKS(X)                                                                                  \
    X(reply, N_("answer Amazon"))                                                                  \
    X(hold, N_("the parcel is kept"))                                                              \
    X(appeal, N_("appeal the grant"))                                                              \
    X(answer, N_("Amazon's answer is expected"))                                                   \
    X(verify, N_("the reversal is to be seen"))
typedef struct {
    const char *name;
    const char *label; /* untranslated */
    gint64 due;        /* 0: it does not run */
} Clock;
enum {
#define X(name, label) CLOCK_##name,
    CLOCKS(X)
#undef X
        N_CLOCKS
};
void clocks_list(const ClaimClocks *clocks, Clock list[N_CLOCKS]);

/* The members of `claim show`; without events those of `claim list`. */
void case_json(JsonBuilder *builder, Figures *figures, const DeskCase *item, GPtrArray *events);
/* Files of a case as an array. */
void evidence_json(JsonBuilder *builder, const GPtrArray *list);
/* One case as `claim show` tells it: JSON or text. */
gboolean case_show(Run *run, OrderId order, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The cases that a query of these words (none: all) finds, sorted. (transfer container) of DeskCase
 */
GPtrArray *cases_find(Run *run, Figures *figures, char **words, GError **error);

/* "0.83%", with four decimals where two would hide on which side of the target it is; "–" for NAN.
 * (transfer full) */
char *rate_show(double rate);
/* "in 2 d 4 h", "3 h ago" (transfer full) */
char *span_show(gint64 from, gint64 to);
/* "amazon.com · seller-fulfilled" (transfer full) */
char *part_show(int market, Channel channel);

#endif
