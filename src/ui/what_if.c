/* SPDX-License-Identifier: MIT */
#include "what_if.h"

struct WhatIf {
    GArray *chosen; /* of WhatIfChoice, one an order */
    GArray *ifs;    /* of OdrIf: the moves of all */
};

/* ---- What a claim may become ---- */

static gboolean known(const GArray *choices, Outcome outcome)
{
    for (guint i = 0; i < choices->len; i++)
        if (g_array_index(choices, WhatIfChoice, i).outcome == outcome)
            return TRUE;
    return FALSE;
}

/* Tries the moves one after the other. */
static void try_moves(GArray *choices, OrderId order, Stage stage, Outcome outcome, Appeal appeal,
                      const Stage *moves, int n, Outcome granted)
{
    WhatIfChoice choice = {.outcome = outcome, .n_moves = n};
    for (int i = 0; i < n; i++) {
        if (!claim_check_move(stage, choice.outcome, moves[i], NULL))
            return;
        claim_after(stage, choice.outcome, appeal, moves[i], granted, &choice.outcome, &appeal);
        stage = moves[i];
        choice.moves[i] = (OdrIf){.order = order, .stage = moves[i], .granted = granted};
    }
    if (choice.outcome != outcome && !known(choices, choice.outcome))
        g_array_append_val(choices, choice);
}

static gint compare_choices(gconstpointer a, gconstpointer b)
{
    return (int)((const WhatIfChoice *)a)->outcome - (int)((const WhatIfChoice *)b)->outcome;
}

GArray *what_if_choices(OrderId order, Stage stage, Outcome outcome, Appeal appeal)
{
    static const Outcome granted[] = {OUTCOME_GRANTED_SELLER, OUTCOME_GRANTED_AMAZON,
                                      OUTCOME_GRANTED_RETURNING};
    GArray *choices = g_array_new(FALSE, FALSE, sizeof(WhatIfChoice));
    for (int to = 0; to < N_STAGES; to++) {
        Stage one[] = {(Stage)to};
        for (gsize i = 0; i < (to == STAGE_GRANTED ? G_N_ELEMENTS(granted) : 1); i++)
            try_moves(choices, order, stage, outcome, appeal, one, 1, granted[i]);
    }
    const Stage appeal_won[] = {STAGE_APPEAL_SENT, STAGE_CLEARED};
    try_moves(choices, order, stage, outcome, appeal, appeal_won, 2, outcome);
    g_array_sort(choices, compare_choices);
    return choices;
}

/* ---- What is supposed ---- */

WhatIf *what_if_new(void)
{
    WhatIf *what = g_new0(WhatIf, 1);
    what->chosen = g_array_new(FALSE, FALSE, sizeof(WhatIfChoice));
    what->ifs = g_array_new(FALSE, FALSE, sizeof(OdrIf));
    return what;
}

void what_if_free(WhatIf *what)
{
    if (what == NULL)
        return;
    g_array_unref(what->chosen);
    g_array_unref(what->ifs);
    g_free(what);
}

static void gather(WhatIf *what)
{
    g_array_set_size(what->ifs, 0);
    for (guint i = 0; i < what->chosen->len; i++) {
        const WhatIfChoice *choice = &g_array_index(what->chosen, WhatIfChoice, i);
        g_array_append_vals(what->ifs, choice->moves, (guint)choice->n_moves);
    }
}

static int find(const WhatIf *what, OrderId order)
{
    for (guint i = 0; i < what->chosen->len; i++)
        if (g_array_index(what->chosen, WhatIfChoice, i).moves[0].order == order)
            return (int)i;
    return -1;
}

guint what_if_count(const WhatIf *what)
{
    return what->chosen->len;
}

void what_if_clear(WhatIf *what)
{
    g_array_set_size(what->chosen, 0);
    gather(what);
}

int what_if_outcome(const WhatIf *what, OrderId order)
{
    int at = find(what, order);
    return at >= 0 ? (int)g_array_index(what->chosen, WhatIfChoice, at).outcome : -1;
}

static GArray *choices_of(const Claim *claim)
{
    return what_if_choices(claim->order, claim->stage, claim->outcome, claim->appeal);
}

static int choice_of(const GArray *choices, int outcome)
{
    for (guint i = 0; i < choices->len; i++)
        if ((int)g_array_index(choices, WhatIfChoice, i).outcome == outcome)
            return (int)i;
    return -1;
}

gboolean what_if_turn(WhatIf *what, const Claim *claim, gboolean back)
{
    g_autoptr(GArray) choices = choices_of(claim);
    int n = (int)choices->len, at = find(what, claim->order);
    if (n == 0)
        return FALSE;
    /* -1 is the outcome that it has. */
    int choice = choice_of(choices, what_if_outcome(what, claim->order));
    choice = back ? (choice < 0 ? n - 1 : choice - 1) : (choice + 1 < n ? choice + 1 : -1);
    if (at >= 0)
        g_array_remove_index(what->chosen, (guint)at);
    if (choice >= 0)
        g_array_append_val(what->chosen, g_array_index(choices, WhatIfChoice, choice));
    gather(what);
    return TRUE;
}

void what_if_keep(WhatIf *what, const Desk *desk)
{
    for (guint i = what->chosen->len; i > 0; i--) {
        WhatIfChoice *chosen = &g_array_index(what->chosen, WhatIfChoice, i - 1);
        const DeskCase *item = desk_find(desk, chosen->moves[0].order);
        g_autoptr(GArray) choices =
            item != NULL && item->claim != NULL ? choices_of(item->claim) : NULL;
        int at = choices != NULL ? choice_of(choices, (int)chosen->outcome) : -1;
        if (at >= 0)
            *chosen = g_array_index(choices, WhatIfChoice, at);
        else
            g_array_remove_index(what->chosen, i - 1);
    }
    gather(what);
}

const OdrIf *what_if_ifs(const WhatIf *what, gsize *ret_n)
{
    *ret_n = what->ifs->len;
    return (const OdrIf *)(gpointer)what->ifs->data;
}
