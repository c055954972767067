/* SPDX-License-Identifier: MIT */
/* What a stage would do to the rate. */
#ifndef AZDESK_SRC_UI_STAGE_RATES_H
#define AZDESK_SRC_UI_STAGE_RATES_H

#include "app.h"

/* "→ 0.66%  ↓" if all those cases took that stage; of cases of several marketplaces or channels
 * each one's: "US 0.66% ↓  JP no change". NULL where there is no rate. *ret_style: whether it gets
 * better or worse. (transfer full) (nullable) */
char *stage_rates(UiApp *app, const GArray *orders, Stage stage, Outcome granted, Style *ret_style);

#endif
