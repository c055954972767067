/* SPDX-License-Identifier: MIT */
#ifndef AZDESK_REPORT_READERS_H
#define AZDESK_REPORT_READERS_H

#include "reader.h"

const Reader *orders_reader(void);
const Reader *performance_reader(void);

#endif
