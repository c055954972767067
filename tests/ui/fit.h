/* SPDX-License-Identifier: MIT */
/* What must hold of every screen, of any size and whatever is on it: each part and each overlay
 * stands where the layout says, no part on another, none outside, each line within its place, and
 * the cells of the terminal are theirs and nothing else. */
#ifndef AZDESK_TESTS_UI_FIT_H
#define AZDESK_TESTS_UI_FIT_H

#include "driver.h"

/* `what` is named where it does not hold. */
void ui_expect_fit(UiTest *test, const char *what);

#endif
