/* SPDX-License-Identifier: MIT */
/* The one table of views. */
#ifndef AZDESK_SRC_UI_VIEWS_H
#define AZDESK_SRC_UI_VIEWS_H

#include "view.h"

const ViewOps *view_today(void);
const ViewOps *view_claims(void);
const ViewOps *view_letters(void);
const ViewOps *view_page(void);
const ViewOps *view_letter(void);
const ViewOps *view_odr(void);

#define VIEWS_MAX 8

/* In the order of the tabs; the first is shown at start. The answer is how many there are. */
gsize views_table(const ViewOps *views[VIEWS_MAX]);

#endif
