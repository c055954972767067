/* SPDX-License-Identifier: MIT */
/* Events into rows and back. What an event carries is a JSON object; its long texts lie apart. */
#include "store-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

typedef enum { AS_WORD, AS_INT, AS_INT64, AS_TEXT } FieldType;

/* One row for each field with one JSON name; money and flags are apart below. */
typedef struct {
    guint bit;
    const char *name;
    FieldType type;
    gsize offset;
    Words words; /* of AS_WORD */
} Field;

#define FIELD(bit, name, type, member)                                                             \
    {                                                                                              \
        bit, name, type, G_STRUCT_OFFSET(ClaimEvent, member)                                       \
    }
#define WORD(bit, name, member, words)                                                             \
    {                                                                                              \
        bit, name, AS_WORD, G_STRUCT_OFFSET(ClaimEvent, member), words                             \
    }

static const Field fields[] = {
    WORD(FIELD_STAGE, "stage", stage, WORDS_STAGE),
    WORD(FIELD_OUTCOME, "outcome", outcome, WORDS_OUTCOME),
    WORD(FIELD_PARCEL, "parcel", parcel, WORDS_PARCEL),
    WORD(FIELD_COUNTS, "counts", counts, WORDS_COUNTS),
    WORD(FIELD_REASON, "reason", reason, WORDS_REASON),
    WORD(FIELD_CHANNEL, "channel", channel, WORDS_CHANNEL),
    FIELD(FIELD_ORDERED, "ordered", AS_INT, ordered),
    FIELD(FIELD_MARKET, "market", AS_INT, market),
    FIELD(FIELD_DUE, "due", AS_INT64, due),
    FIELD(FIELD_REF, "ref", AS_INT64, ref),
    FIELD(FIELD_TEXT, "text", AS_INT64, text_id),
    FIELD(FIELD_OTHER, "other", AS_INT64, other_id),
    FIELD(FIELD_IMPORT, "import", AS_INT64, import),
    FIELD(FIELD_TRACKING, "tracking", AS_TEXT, tracking),
    FIELD(FIELD_CARRIER, "carrier", AS_TEXT, carrier),
    FIELD(FIELD_WORD, "word", AS_TEXT, word),
    FIELD(FIELD_LANG, "lang", AS_TEXT, lang),
    FIELD(FIELD_TO, "to", AS_TEXT, to),
};

static const struct {
    guint bit;
    const char *name, *currency;
    gsize offset;
} amounts[] = {
    {FIELD_AMOUNT, "amount", "currency", G_STRUCT_OFFSET(ClaimEvent, amount)},
    {FIELD_DEBITED, "debited", "debited_currency", G_STRUCT_OFFSET(ClaimEvent, debited)},
};

static void set_text(JsonObject *object, const char *name, const char *text)
{
    if (text)
        json_object_set_string_member(object, name, text);
    else
        json_object_set_null_member(object, name);
}

static void write_field(JsonObject *object, const Field *field, const ClaimEvent *event)
{
    gconstpointer member = G_STRUCT_MEMBER_P(event, field->offset);
    switch (field->type) {
    case AS_WORD:
        set_text(object, field->name, words_get(field->words, *(const int *)member));
        break;
    case AS_INT:
        json_object_set_int_member(object, field->name, *(const int *)member);
        break;
    case AS_INT64:
        json_object_set_int_member(object, field->name, *(const gint64 *)member);
        break;
    case AS_TEXT:
        set_text(object, field->name, *(char *const *)member);
        break;
    }
}

/* (transfer full) */
static char *write_payload(const ClaimEvent *event)
{
    g_autoptr(JsonObject) object = json_object_new();
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (event->fields & fields[i].bit)
            write_field(object, &fields[i], event);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(amounts); i++) {
        const Money *money = G_STRUCT_MEMBER_P(event, amounts[i].offset);
        if (!(event->fields & amounts[i].bit))
            continue;
        if (money->minor == MONEY_NONE)
            json_object_set_null_member(object, amounts[i].name);
        else
            json_object_set_int_member(object, amounts[i].name, money->minor);
        if (money->currency[0] != '\0')
            json_object_set_string_member(object, amounts[i].currency, money->currency);
    }
    if (event->fields & FIELD_DAY_ONLY)
        json_object_set_boolean_member(object, "day_only", TRUE);
    g_autoptr(JsonNode) node = json_node_init_object(json_node_alloc(), object);
    return json_to_string(node, FALSE);
}

static gboolean read_field(JsonNode *node, const Field *field, ClaimEvent *event)
{
    gpointer member = G_STRUCT_MEMBER_P(event, field->offset);
    gboolean text = JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING;
    gboolean number = JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_INT64;
    gint64 value = number ? json_node_get_int(node) : 0;
    switch (field->type) {
    case AS_WORD:
        *(int *)member = text ? words_find(field->words, json_node_get_string(node)) : -1;
        return *(int *)member >= 0;
    case AS_INT:
        *(int *)member = (int)value;
        return number && value >= G_MININT && value <= G_MAXINT;
    case AS_INT64:
        *(gint64 *)member = value;
        return number;
    default:
        g_clear_pointer((char **)member, g_free);
        *(char **)member = text ? g_strdup(json_node_get_string(node)) : NULL;
        return text || JSON_NODE_HOLDS_NULL(node);
    }
}

static gboolean read_amounts(JsonObject *object, ClaimEvent *event)
{
    for (gsize i = 0; i < G_N_ELEMENTS(amounts); i++) {
        Money *money = G_STRUCT_MEMBER_P(event, amounts[i].offset);
        JsonNode *node = json_object_get_member(object, amounts[i].name);
        if (!node)
            continue;
        event->fields |= amounts[i].bit;
        if (!JSON_NODE_HOLDS_NULL(node) && json_node_get_value_type(node) != G_TYPE_INT64)
            return FALSE;
        money->minor = JSON_NODE_HOLDS_NULL(node) ? MONEY_NONE : json_node_get_int(node);
        JsonNode *member = json_object_get_member(object, amounts[i].currency);
        const char *currency = member ? json_node_get_string(member) : "";
        if (!currency || (*currency && !currency_valid(currency)))
            return FALSE;
        g_strlcpy(money->currency, currency, sizeof money->currency);
    }
    return TRUE;
}

static gboolean read_payload(const char *payload, ClaimEvent *event)
{
    g_autoptr(JsonNode) node = json_from_string(payload, NULL);
    if (!node || !JSON_NODE_HOLDS_OBJECT(node))
        return FALSE;
    JsonObject *object = json_node_get_object(node);
    event->fields = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        JsonNode *member = json_object_get_member(object, fields[i].name);
        if (!member)
            continue;
        if (!read_field(member, &fields[i], event))
            return FALSE;
        event->fields |= fields[i].bit;
    }
    if (!read_amounts(object, event))
        return FALSE;
    if (json_object_get_boolean_member_with_default(object, "day_only", FALSE))
        event->fields |= FIELD_DAY_ONLY;
    return TRUE;
}

gboolean event_makes_sense(const char *kind, const char *payload)
{
    g_autoptr(ClaimEvent) event = claim_event_new(EVENT_NOTE, (When){0}, 0);
    return words_find(WORDS_EVENT, kind) >= 0 && payload && read_payload(payload, event);
}

gboolean text_add(Store *store, OrderId order, const char *body, gint64 *ret_id, GError **error)
{
    if (!sql_run(store, "INSERT INTO text (body, claim) VALUES (?, ?)",
                 SQL_VALUES(SQL_TEXT(body), SQL_INT(order)), error))
        return FALSE;
    *ret_id = sqlite3_last_insert_rowid(store->db);
    return TRUE;
}

gboolean event_append(Store *store, OrderId order, ClaimEvent *event, GError **error)
{
    if ((event->fields & FIELD_TEXT) && event->text_id == 0 &&
        !text_add(store, order, event->text ? event->text : "", &event->text_id, error))
        return FALSE;
    if ((event->fields & FIELD_OTHER) && event->other_id == 0 &&
        !text_add(store, order, event->other ? event->other : "", &event->other_id, error))
        return FALSE;
    g_autofree char *payload = write_payload(event);
    if (!sql_run(store,
                 "INSERT INTO claim_event (claim, at, recorded_at, kind, payload)"
                 " VALUES (?, ?, ?, ?, ?)",
                 SQL_VALUES(SQL_INT(order), SQL_INT(event->at), SQL_INT(event->recorded_at),
                            SQL_TEXT(words_get(WORDS_EVENT, event->kind)), SQL_TEXT(payload)),
                 error))
        return FALSE;
    event->id = sqlite3_last_insert_rowid(store->db);
    return TRUE;
}

/* Columns: id, at, recorded_at, kind, payload. */
static ClaimEvent *read_event(Store *store, SqlRows *rows, GError **error)
{
    int kind = words_find(WORDS_EVENT, (const char *)sqlite3_column_text(rows, 3));
    When at = {.at = sqlite3_column_int64(rows, 1)};
    g_autoptr(ClaimEvent) event = claim_event_new(MAX(kind, 0), at, sqlite3_column_int64(rows, 2));
    event->id = sqlite3_column_int64(rows, 0);
    const char *payload = (const char *)sqlite3_column_text(rows, 4);
    if (kind < 0 || !payload || !read_payload(payload, event)) {
        g_autofree char *detail =
            g_strdup_printf(_("entry %lld makes no sense"), (long long)event->id);
        store_set_error(error, SQLITE_CORRUPT, store->path, detail);
        return NULL;
    }
    return g_steal_pointer(&event);
}

static gboolean load_text(Store *store, gint64 id, char **ret_body, GError **error)
{
    g_autoptr(SqlRows) rows =
        sql_query(store, "SELECT body FROM text WHERE id = ?", SQL_VALUES(SQL_INT(id)), error);
    int step = rows ? sql_next(store, rows, error) : -1;
    if (step > 0) {
        g_free(*ret_body);
        *ret_body = sql_column_dup(rows, 0);
    }
    return step >= 0;
}

gboolean event_load_texts(Store *store, ClaimEvent *event, GError **error)
{
    return (!(event->fields & FIELD_TEXT) ||
            load_text(store, event->text_id, &event->text, error)) &&
           (!(event->fields & FIELD_OTHER) ||
            load_text(store, event->other_id, &event->other, error));
}

static gboolean load_texts(Store *store, GPtrArray *events, GError **error)
{
    for (guint i = 0; i < events->len; i++)
        if (!event_load_texts(store, events->pdata[i], error))
            return FALSE;
    return TRUE;
}

GPtrArray *events_load(Store *store, OrderId order, gboolean texts, GError **error)
{
    g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func((GDestroyNotify)claim_event_free);
    g_autoptr(SqlRows) rows = sql_query(store,
                                        "SELECT id, at, recorded_at, kind, payload"
                                        " FROM claim_event WHERE claim = ? ORDER BY id",
                                        SQL_VALUES(SQL_INT(order)), error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        ClaimEvent *event = read_event(store, rows, error);
        if (!event)
            return NULL;
        g_ptr_array_add(events, event);
    }
    if (step < 0 || (texts && !load_texts(store, events, error)))
        return NULL;
    return g_steal_pointer(&events);
}

GPtrArray *store_events(Store *store, OrderId order, GError **error)
{
    if (!store_begin_read(store, error))
        return NULL;
    GPtrArray *events = events_load(store, order, TRUE, error);
    store_end_read(store);
    return events;
}

gboolean events_each(Store *store, EventsVisit visit, gpointer data, GError **error)
{
    g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func((GDestroyNotify)claim_event_free);
    g_autoptr(SqlRows) rows = sql_query(store,
                                        "SELECT id, at, recorded_at, kind, payload, claim"
                                        " FROM claim_event ORDER BY claim, id",
                                        SQL_NOTHING, error);
    OrderId order = 0;
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        OrderId next = sqlite3_column_int64(rows, 5);
        if (next != order && events->len > 0) {
            if (!visit(store, order, events, data, error))
                return FALSE;
            g_ptr_array_set_size(events, 0);
        }
        order = next;
        ClaimEvent *event = read_event(store, rows, error);
        if (!event)
            return FALSE;
        g_ptr_array_add(events, event);
    }
    if (step < 0)
        return FALSE;
    return events->len == 0 || visit(store, order, events, data, error);
}
