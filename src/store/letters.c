/* SPDX-License-Identifier: MIT */
/* The letters of all cases. */
#include "store-private.h"

#include <string.h>

static void letter_free(gpointer data)
{
    StoreLetter *letter = data;
    claim_event_free(letter->event);
    g_free(letter);
}

/* Orders with an entry that carries a letter, by the newest such entry. A letter's kind is its
 * "word", which a message has, too. */
static GArray *orders_with_letters(Store *store, GError **error)
{
    g_autoptr(GArray) orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    g_autoptr(SqlRows) rows = sql_query(store,
                                        "SELECT claim FROM claim_event"
                                        " WHERE kind IN ('letter', 'moved')"
                                        " AND instr(payload, '\"word\":') > 0"
                                        " GROUP BY claim ORDER BY max(id) DESC",
                                        SQL_NOTHING, error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        OrderId order = sqlite3_column_int64(rows, 0);
        g_array_append_val(orders, order);
    }
    return step < 0 ? NULL : g_steal_pointer(&orders);
}

static gboolean is_letter(const ClaimEvent *event)
{
    return (event->kind == EVENT_LETTER || event->kind == EVENT_MOVED) &&
           (event->fields & FIELD_WORD);
}

static gboolean add_letters(Store *store, OrderId order, GPtrArray *letters, GError **error)
{
    g_autoptr(GPtrArray) events = events_load(store, order, FALSE, error);
    if (!events)
        return FALSE;
    g_autoptr(GPtrArray) live = claim_live_events(events);
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = live->pdata[i];
        if (!is_letter(event))
            continue;
        StoreLetter *letter = g_new0(StoreLetter, 1);
        letter->order = order;
        letter->event = claim_event_copy(event);
        g_ptr_array_add(letters, letter);
    }
    return TRUE;
}

static gint newest_first(gconstpointer a, gconstpointer b)
{
    const ClaimEvent *x = (*(StoreLetter *const *)a)->event, *y = (*(StoreLetter *const *)b)->event;
    return x->at != y->at ? (x->at < y->at) - (x->at > y->at) : (x->id < y->id) - (x->id > y->id);
}

static gboolean add_subject(Store *store, ClaimEvent *event, GError **error)
{
    g_autoptr(SqlRows) rows =
        sql_query(store, "SELECT substr(body, 1, 1000) FROM text WHERE id = ?",
                  SQL_VALUES(SQL_INT(event->text_id)), error);
    int step = rows ? sql_next(store, rows, error) : -1;
    if (step <= 0)
        return step == 0;
    g_autofree char *body = sql_column_dup(rows, 0);
    g_free(event->text);
    event->text = g_strndup(body, strcspn(body, "\n"));
    return TRUE;
}

static GPtrArray *letters_load(Store *store, guint most, GError **error)
{
    g_autoptr(GPtrArray) letters = g_ptr_array_new_with_free_func(letter_free);
    g_autoptr(GArray) orders = orders_with_letters(store, error);
    if (!orders)
        return NULL;
    guint given = 0; /* orders that do have one: it may have been taken back */
    for (guint i = 0; i < orders->len && given < most; i++) {
        guint before = letters->len;
        if (!add_letters(store, g_array_index(orders, OrderId, i), letters, error))
            return NULL;
        given += letters->len > before;
    }
    g_ptr_array_sort(letters, newest_first);
    g_ptr_array_set_size(letters, (gint)MIN(letters->len, most));
    for (guint i = 0; i < letters->len; i++) {
        StoreLetter *letter = letters->pdata[i];
        if ((letter->event->fields & FIELD_TEXT) && !add_subject(store, letter->event, error))
            return NULL;
    }
    return g_steal_pointer(&letters);
}

GPtrArray *store_letters(Store *store, guint most, GError **error)
{
    if (!store_begin_read(store, error))
        return NULL;
    GPtrArray *letters = letters_load(store, most, error);
    store_end_read(store);
    return letters;
}
