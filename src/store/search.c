/* SPDX-License-Identifier: MIT */
/* Words in what was written and filed. The texts of a case are one: each word may be in another. */
#include "store-private.h"

#include <string.h>

#include "config.h"

/* Folded, or as it is where it is plain ASCII and the C library has the quicker way. */
static gboolean holds_word(const char *text, const char *word)
{
#ifdef HAVE_STRCASESTR
    if (g_str_is_ascii(word) && g_str_is_ascii(text))
        return strcasestr(text, word) != NULL;
#endif
    g_autofree char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
    g_autofree char *folded = g_utf8_casefold(valid ? valid : text, -1);
    return strstr(folded, word) != NULL;
}

static char **split_words(const char *query)
{
    g_autofree char *folded = g_utf8_casefold(query, -1);
    g_auto(GStrv) parts = g_strsplit_set(folded, " \t\n", -1);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (guint i = 0; parts[i]; i++) {
        if (parts[i][0] != '\0')
            g_ptr_array_add(words, g_strdup(parts[i]));
    }
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
}

/* The texts that stand: not those of entries taken back, nor titles of evidence removed. */
static GHashTable *live_texts(GPtrArray *events)
{
    g_autoptr(GPtrArray) live = claim_live_events(events);
    GHashTable *ids = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = live->pdata[i];
        const struct {
            guint bit;
            gint64 id;
        } texts[] = {{FIELD_TEXT, event->text_id},
                     {FIELD_OTHER, event->other_id},
                     /* below 0: evidence, not a text */
                     {event->kind == EVENT_EVIDENCE ? FIELD_REF : 0, -event->ref}};
        for (gsize j = 0; j < G_N_ELEMENTS(texts); j++) {
            if (event->fields & texts[j].bit)
                g_hash_table_add(ids, g_memdup2(&texts[j].id, sizeof(gint64)));
        }
    }
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = live->pdata[i];
        gint64 id = -event->ref;
        if (event->kind == EVENT_EVIDENCE_REMOVED)
            g_hash_table_remove(ids, &id);
    }
    return ids;
}

typedef struct {
    OrderId order;
    GArray *ids;      /* of the texts looked at; below 0: evidence */
    GPtrArray *hits;  /* beside them: bits of the words in each, as pointers */
    GArray *found;    /* of OrderId */
    guint64 wanted;   /* all the words' bits */
    guint64 together; /* in any of the order's texts */
} Search;

/* Only where all words are there does it matter which texts stand. */
static gboolean end_order(Store *store, Search *search, GError **error)
{
    guint64 together = 0;
    if (search->order != 0 && search->together == search->wanted) {
        g_autoptr(GPtrArray) events = events_load(store, search->order, FALSE, error);
        if (!events)
            return FALSE;
        g_autoptr(GHashTable) live = live_texts(events);
        for (guint i = 0; i < search->ids->len; i++) {
            if (g_hash_table_contains(live, &g_array_index(search->ids, gint64, i)))
                together |= GPOINTER_TO_SIZE(search->hits->pdata[i]);
        }
        if (together == search->wanted)
            g_array_append_val(search->found, search->order);
    }
    g_array_set_size(search->ids, 0);
    g_ptr_array_set_size(search->hits, 0);
    search->together = 0;
    return TRUE;
}

static gboolean walk_texts(Store *store, char **words, Search *search, GError **error)
{
    g_autoptr(SqlRows) rows = sql_query(store,
                                        "SELECT claim, id, body FROM text WHERE claim <> 0"
                                        " UNION ALL SELECT claim, -id, title FROM evidence"
                                        " ORDER BY 1",
                                        SQL_NOTHING, error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        OrderId order = sqlite3_column_int64(rows, 0);
        const char *text = (const char *)sqlite3_column_text(rows, 2);
        if (order != search->order && !end_order(store, search, error))
            return FALSE;
        search->order = order;
        gsize bits = 0;
        for (guint i = 0; words[i] && i < 32; i++)
            bits |= text && holds_word(text, words[i]) ? (gsize)1 << i : 0;
        if (bits == 0)
            continue;
        gint64 id = sqlite3_column_int64(rows, 1);
        g_array_append_val(search->ids, id);
        g_ptr_array_add(search->hits, GSIZE_TO_POINTER(bits));
        search->together |= bits;
    }
    return step == 0 && end_order(store, search, error);
}

GArray *store_search_texts(Store *store, const char *query, GError **error)
{
    g_auto(GStrv) words = split_words(query);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GPtrArray) hits = g_ptr_array_new();
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(OrderId));
    Search search = {.ids = ids, .hits = hits, .found = found};
    for (guint i = 0; words[i] && i < 32; i++)
        search.wanted |= G_GUINT64_CONSTANT(1) << i;
    if (search.wanted == 0)
        return g_steal_pointer(&found);
    if (!store_begin_read(store, error))
        return NULL;
    gboolean done = walk_texts(store, words, &search, error);
    store_end_read(store);
    return done ? g_steal_pointer(&found) : NULL;
}
