/* SPDX-License-Identifier: MIT */
#ifndef AZDESK_SRC_CORE_DESK_PRIVATE_H
#define AZDESK_SRC_CORE_DESK_PRIVATE_H

#include "azdesk/core/desk.h"

DeskIndex *desk_index_new(void);
void desk_index_free(DeskIndex *index);
/* Before a case is replaced by another. */
void desk_index_forget(DeskIndex *index);
/* Adds the markets and channels of the cases to an array of DeskPart, each once. */
void desk_index_add_parts(const Desk *desk, GArray *parts);
void desk_add_part(GArray *parts, int market, Channel channel);

#endif
