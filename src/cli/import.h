/* SPDX-License-Identifier: MIT */
/* The progress bar of an import, on standard error. */
#ifndef AZDESK_CLI_IMPORT_H
#define AZDESK_CLI_IMPORT_H

#include "command.h"

typedef struct Progress Progress;

Progress *progress_new(const char *path, gboolean color);
void progress_draw(Progress *progress, guint64 bytes, guint64 total, guint64 rows);
void progress_end(Progress *progress); /* wipes the line and frees */

#endif
