/* SPDX-License-Identifier: MIT */
/* Tables of the words that commands and files use, each with what people read, and what a mistyped
 * one was meant to be. */
#ifndef AZDESK_CORE_WORD_H
#define AZDESK_CORE_WORD_H

#include <glib/gi18n.h>

typedef struct {
    const char *word;
    const char *label; /* untranslated; (nullable) */
} Word;

/* Defines NAME_word(), NAME_label() and NAME_parse() over a table in the order of the enum. */
#define WORD_FUNCTIONS(name, Type, table)                                                          \
    const char *name##_word(Type value)                                                            \
    {                                                                                              \
        return (table)[value].word;                                                                \
    }                                                                                              \
    const char *name##_label(Type value)                                                           \
    {                                                                                              \
        return _((table)[value].label);                                                            \
    }                                                                                              \
    WORD_PARSE(name, Type, table)

#define WORD_PARSE(name, Type, table)                                                              \
    gboolean name##_parse(const char *text, Type *ret, GError **error)                             \
    {                                                                                              \
        guint index = 0;                                                                           \
        if (!word_parse(table, G_N_ELEMENTS(table), text, &index, error))                          \
            return FALSE;                                                                          \
        *ret = (Type)index;                                                                        \
        return TRUE;                                                                               \
    }

/* Error: AZDESK_ERROR_USAGE, naming all words and the one that was meant. */
gboolean word_parse(const Word *table, guint n, const char *text, guint *ret_index, GError **error);
/* "opened, held": those whose bits are set. (transfer full) */
char *words_join(const Word *table, guint n, guint bits);

/* The word of a list ("opened, held, withdrawn") that was most likely meant: no more than one slip
 * in three letters, a slip being a letter wrong, missing or too many, or two swapped. The first of
 * several that are as near. (transfer full) (nullable) */
char *word_nearest(const char *typed, const char *list);

/* Lets the message end in 'did you mean "withdrawn"?' where there is such a word. */
void error_did_you_mean(GError **error, const char *typed, const char *list);

#endif
