/* SPDX-License-Identifier: MIT */
#include "azdesk/core/error.h"

G_DEFINE_QUARK(azdesk - error - quark, azdesk_error)
