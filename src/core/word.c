/* SPDX-License-Identifier: MIT */
#include "azdesk/core/word.h"

#include <string.h>

#include "azdesk/core/error.h"

#define LETTERS_MAX 32

/* Optimal string alignment: row i, column j hold the slips between the first i letters of one word
 * and the first j of the other. */
static guint slips(const char *a, const char *b)
{
    gsize m = strlen(a), n = strlen(b);
    guint table[LETTERS_MAX + 1][LETTERS_MAX + 1];
    if (m > LETTERS_MAX || n > LETTERS_MAX)
        return G_MAXUINT;
    for (gsize i = 0; i <= m; i++) {
        for (gsize j = 0; j <= n; j++) {
            if (i == 0 || j == 0) {
                table[i][j] = (guint)(i + j);
                continue;
            }
            guint change = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            table[i][j] = MIN(change, MIN(table[i - 1][j], table[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                table[i][j] = MIN(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[m][n];
}

char *word_nearest(const char *typed, const char *list)
{
    g_autofree char *lower = g_ascii_strdown(typed, -1);
    g_auto(GStrv) words = g_strsplit(list, ", ", -1);
    const char *nearest = NULL;
    guint least = MAX(1, (guint)strlen(lower) / 3) + 1;
    for (char **word = words; *word != NULL; word++) {
        guint n = slips(lower, *word);
        if (n < least && n < strlen(*word)) {
            least = n;
            nearest = *word;
        }
    }
    return g_strdup(nearest);
}

void error_did_you_mean(GError **error, const char *typed, const char *list)
{
    g_autofree char *word = word_nearest(typed, list);
    if (error == NULL || *error == NULL || word == NULL)
        return;
    g_autofree char *before = (*error)->message;
    (*error)->message = g_strdup_printf(_("%s; did you mean \"%s\"?"), before, word);
}

char *words_join(const Word *table, guint n, guint bits)
{
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        if (bits & (1u << i))
            g_string_append_printf(words, "%s%s", words->len > 0 ? ", " : "", table[i].word);
    return g_string_free(words, FALSE);
}

gboolean word_parse(const Word *table, guint n, const char *text, guint *ret_index, GError **error)
{
    for (guint i = 0; i < n; i++) {
        if (strcmp(table[i].word, text) == 0) {
            *ret_index = i;
            return TRUE;
        }
    }
    g_autofree char *words = words_join(table, n, ~0u);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("\"%s\" is not one of: %s"), text,
                words);
    error_did_you_mean(error, text, words);
    return FALSE;
}
