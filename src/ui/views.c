/* SPDX-License-Identifier: MIT */
#include "views.h"

static const ViewOps *(*const VIEWS[])(void) = {
    view_today, view_claims, view_odr, view_letters, view_page, view_letter,
};
G_STATIC_ASSERT(G_N_ELEMENTS(VIEWS) <= VIEWS_MAX);

gsize views_table(const ViewOps *views[VIEWS_MAX])
{
    for (gsize i = 0; i < G_N_ELEMENTS(VIEWS); i++)
        views[i] = VIEWS[i]();
    return G_N_ELEMENTS(VIEWS);
}
