/* SPDX-License-Identifier: MIT */
#include "journal.h"

Journal *journal_new(void)
{
    Journal *journal = g_new0(Journal, 1);
    journal->acts = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    return journal;
}

void journal_free(Journal *journal)
{
    g_ptr_array_unref(journal->acts);
    g_free(journal);
}

void journal_add(Journal *journal, GArray *act)
{
    for (guint i = act->len; i > 0; i--) {
        const JournalStep *step = &g_array_index(act, JournalStep, i - 1);
        if (step->after == step->before)
            g_array_remove_index(act, i - 1);
    }
    if (act->len == 0) {
        g_array_unref(act);
        return;
    }
    g_ptr_array_set_size(journal->acts, (gint)journal->done);
    g_ptr_array_add(journal->acts, act);
    journal->done++;
}

const GArray *journal_last(const Journal *journal)
{
    return journal->done > 0 ? g_ptr_array_index(journal->acts, journal->done - 1) : NULL;
}

const GArray *journal_next(const Journal *journal)
{
    return journal->done < journal->acts->len ? g_ptr_array_index(journal->acts, journal->done)
                                              : NULL;
}

void journal_wind(Journal *journal, gboolean redo, gboolean done)
{
    if (!done)
        g_ptr_array_remove_index(journal->acts, redo ? journal->done : journal->done - 1);
    if (!redo)
        journal->done--;
    else if (done)
        journal->done++;
}
