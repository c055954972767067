/* SPDX-License-Identifier: MIT */
/* What was done in this session, act by act, so that u takes back what was done last and not what
 * happens to be selected. An act is what one key did, to one case or to many. Each of its cases is
 * kept with its latest standing entry before and after: an entry that another program made since is
 * never taken back in its place. */
#ifndef AZDESK_SRC_UI_JOURNAL_H
#define AZDESK_SRC_UI_JOURNAL_H

#include "azdesk/core/order_id.h"

typedef struct {
    OrderId order;
    gint64 before, after; /* ids of events; 0: the case had none */
} JournalStep;

typedef struct {
    GPtrArray *acts; /* of GArray of JournalStep */
    guint done;      /* so many of them stand; those behind were taken back */
} Journal;

Journal *journal_new(void);
void journal_free(Journal *journal);

/* Takes over `act`, where it changed anything. What had been taken back is forgotten. */
void journal_add(Journal *journal, GArray *act);
/* The act to take back, or to give again; NULL where there is none. Owned by the journal. */
const GArray *journal_last(const Journal *journal);
const GArray *journal_next(const Journal *journal);
/* It was taken back, or given again; where that could not be `done`, it is forgotten. */
void journal_wind(Journal *journal, gboolean redo, gboolean done);

#endif
