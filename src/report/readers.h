/* SPDX-License-Identifier: MIT */
#ifndef AZDESK_REPORT_READERS_H
#define AZDESK_REPORT_READERS_H

#include "reader.h"

const Reader *orders_reader(void);
const Reader *performance_reader(void);
const Reader *performance_xml_reader(void);
const Reader *feedback_reader(void);
const Reader *returns_reader(void);
const Reader *settlement_reader(void);
const Reader *claims_reader(void);
const Reader *defects_reader(void);

#endif
