/* SPDX-License-Identifier: MIT */
/* Suppositions: another outcome for a claim, to see what it would do. Nothing of it is saved. */
#ifndef AZDESK_SRC_UI_WHAT_IF_H
#define AZDESK_SRC_UI_WHAT_IF_H

#include "azdesk/core/odr.h"

/* An outcome that a claim may still have, and the moves that lead to it. */
typedef struct {
    Outcome outcome;
    OdrIf moves[2];
    int n_moves;
} WhatIfChoice;

/* By outcome, without the one that it has. (transfer full) of WhatIfChoice */
GArray *what_if_choices(OrderId order, Stage stage, Outcome outcome, Appeal appeal);

typedef struct WhatIf WhatIf;

WhatIf *what_if_new(void);
void what_if_free(WhatIf *what);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WhatIf, what_if_free)

guint what_if_count(const WhatIf *what);
void what_if_clear(WhatIf *what);
/* The outcome supposed for an order; -1: none. */
int what_if_outcome(const WhatIf *what, OrderId order);
/* The next outcome that the claim may have, the last is followed by the real one; back: the other
 * way round. FALSE: it may have no other. */
gboolean what_if_turn(WhatIf *what, const Claim *claim, gboolean back);
/* Forgets what has become impossible, or true, since. */
void what_if_keep(WhatIf *what, const Desk *desk);
/* All moves, as odr_compute() takes them; valid until the next change. */
const OdrIf *what_if_ifs(const WhatIf *what, gsize *ret_n);

#endif
