/* SPDX-License-Identifier: MIT */
/* A case in one short blob: all that desk.c gathers from the rows of five tables, in the program's
 * own form. A start reads these alone, which is some ten times quicker. Like claim and claim_span
 * they are a cache: whatever changes one of those rows packs the case anew in the same transaction,
 * and where one is not sound the rows are read instead. */
#include "store-private.h"

#include <string.h>

/* Raised with the layout's number whenever what is packed changes: a migration packs all anew. */
#define PACK_FORMAT    2
#define CHECKSUM_BYTES 4
#define TEXT_NONE      0 /* else the length + 1 */

/* A number of a struct, at most 32 of one. Packed it takes `narrow` bytes, little end first,
 * without a sign; a case with a number that does not fit is packed wide, at eight bytes each.
 * `most`: a number above is damage. */
typedef struct {
    guint64 most;
    guint16 offset;
    guint8 bytes;
    guint8 narrow;
} Field;

#define FIELD(type, member, narrow, most)                                                          \
    {                                                                                              \
        (most), G_STRUCT_OFFSET(type, member), sizeof(((type *)NULL)->member), (narrow)            \
    }
#define ANY(type, member)       FIELD(type, member, 4, G_MAXUINT64)
#define ONE_OF(type, member, n) FIELD(type, member, 1, (n)-1)

static const Field case_fields[] = {
    ONE_OF(DeskCase, imported, 2),
    ANY(DeskCase, market),
    ONE_OF(DeskCase, channel, N_CHANNELS),
    ANY(DeskCase, day),
    ANY(DeskCase, feedback.at),
    ANY(DeskCase, feedback.removed_at),
    ONE_OF(DeskCase, feedback.fraud, 2),
    ANY(DeskCase, chargeback.at),
    ANY(DeskCase, chargeback.removed_at),
    ONE_OF(DeskCase, chargeback.fraud, 2),
};

static const Field claim_fields[] = {
    ONE_OF(Claim, stage, N_STAGES),
    ONE_OF(Claim, outcome, N_OUTCOMES),
    ONE_OF(Claim, appeal, N_APPEALS),
    ONE_OF(Claim, parcel, N_PARCEL_STATES),
    ONE_OF(Claim, amazon_counts, N_AMAZON_COUNTS),
    ONE_OF(Claim, reason, N_REASONS),
    ANY(Claim, amount.minor),
    ANY(Claim, debited.minor),
    ANY(Claim, ordered),
    ANY(Claim, market),
    ONE_OF(Claim, channel, N_CHANNELS),
    ONE_OF(Claim, opened_day_only, 2),
    ANY(Claim, opened_at),
    ANY(Claim, stage_at),
    ANY(Claim, decided_at),
    ANY(Claim, withdrawn_at),
    ANY(Claim, held_at),
    ANY(Claim, appealed_at),
    ANY(Claim, snoozed_until),
    ANY(Claim, last_at),
    ANY(Claim, last_event),
#define X(symbol, word, label, ends) ANY(Claim, word##_due),
    CLAIM_CLOCKS(X) /* another one needs another PACK_FORMAT */
#undef X
};

static const Field span_fields[] = {
    ANY(ClaimSpan, at),
    ONE_OF(ClaimSpan, stage, N_STAGES),
    ONE_OF(ClaimSpan, outcome, N_OUTCOMES),
    ONE_OF(ClaimSpan, appeal, N_APPEALS),
    ONE_OF(ClaimSpan, amazon_counts, N_AMAZON_COUNTS),
    ONE_OF(ClaimSpan, checked, 2),
};

/* ---- Writing ---- */

typedef struct {
    GByteArray *out;
    gboolean wide;
    gboolean unfit; /* something does not fit narrow */
} Writer;

static void put_number(Writer *writer, gint64 value, gsize narrow)
{
    gsize bytes = writer->wide ? sizeof value : narrow;
    guint64 little = GUINT64_TO_LE((guint64)value);
    writer->unfit |= bytes < sizeof value && (guint64)value >> (8 * bytes) != 0;
    g_byte_array_append(writer->out, (const guint8 *)&little, (guint)bytes);
}

static void put_text(Writer *writer, const char *text)
{
    gsize len = text ? strlen(text) : 0;
    put_number(writer, text ? (gint64)len + 1 : TEXT_NONE, 1);
    g_byte_array_append(writer->out, (const guint8 *)text, (guint)len);
}

static gint64 field_value(const Field *field, gconstpointer from)
{
    gconstpointer at = (const guint8 *)from + field->offset;
    return field->bytes == 8   ? *(const gint64 *)at
           : field->bytes == 4 ? *(const gint32 *)at
                               : *(const guint8 *)at;
}

/* A bit for each field that is not as in `fresh`, then those fields. */
static void put_fields(Writer *writer, const Field *fields, guint n, gconstpointer from,
                       gconstpointer fresh)
{
    guint32 set = 0;
    for (guint i = 0; i < n; i++) {
        if (field_value(&fields[i], from) != field_value(&fields[i], fresh))
            set |= 1u << i;
    }
    guint32 little = GUINT32_TO_LE(set);
    g_byte_array_append(writer->out, (const guint8 *)&little, (n + 7) / 8);
    for (guint i = 0; i < n; i++) {
        if (set & 1u << i)
            put_number(writer, field_value(&fields[i], from), fields[i].narrow);
    }
}

static void put_claim(Writer *writer, const Claim *claim)
{
    g_autoptr(Claim) fresh = claim_new(claim->order);
    const ClaimSpan fresh_span = {0};
    put_fields(writer, claim_fields, G_N_ELEMENTS(claim_fields), claim, fresh);
    put_text(writer, claim->amount.currency);
    put_text(writer, claim->debited.currency);
    put_text(writer, claim->tracking);
    put_text(writer, claim->carrier);
    put_number(writer, claim->n_spans, 1);
    for (guint i = 0; i < claim->n_spans; i++)
        put_fields(writer, span_fields, G_N_ELEMENTS(span_fields), &claim->spans[i], &fresh_span);
}

/* Of everything behind it, and of the order that it is about. */
static guint32 checksum(OrderId order, const guint8 *bytes, gsize len)
{
    const guint64 factor = 0x9e3779b97f4a7c15u;
    guint64 sum = ((guint64)order ^ len) * factor;
    for (gsize at = 0; at < len; at += sizeof(guint64)) {
        guint64 word = 0;
        if (len - at >= sizeof word)
            memcpy(&word, bytes + at, sizeof word); /* a load, where the length is known */
        else
            memcpy(&word, bytes + at, len - at);
        sum = (sum ^ GUINT64_FROM_LE(word)) * factor;
        sum ^= sum >> 29;
    }
    return (guint32)(sum >> 16);
}

static GByteArray *pack_as(const DeskCase *item, gboolean wide, gboolean *ret_unfit)
{
    static const guint8 blank[CHECKSUM_BYTES];
    const DeskCase fresh = {0};
    Writer writer = {.out = g_byte_array_new(), .wide = wide};
    const guint8 head[] = {PACK_FORMAT, (guint8)wide, item->claim != NULL};
    g_byte_array_append(writer.out, blank, sizeof blank);
    g_byte_array_append(writer.out, head, sizeof head);
    put_fields(&writer, case_fields, G_N_ELEMENTS(case_fields), item, &fresh);
    if (item->claim)
        put_claim(&writer, item->claim);
    GByteArray *out = writer.out;
    guint32 sum =
        GUINT32_TO_LE(checksum(item->order, out->data + CHECKSUM_BYTES, out->len - CHECKSUM_BYTES));
    memcpy(out->data, &sum, sizeof sum);
    *ret_unfit = writer.unfit;
    return out;
}

static GByteArray *pack(const DeskCase *item)
{
    gboolean unfit;
    GByteArray *narrow = pack_as(item, FALSE, &unfit);
    if (!unfit)
        return narrow;
    g_byte_array_unref(narrow);
    return pack_as(item, TRUE, &unfit);
}

/* ---- Reading ---- */

typedef struct {
    const guint8 *at, *end;
    gboolean wide, bad;
} Reader;

/* One, two, four or eight bytes, little end first. */
static inline guint64 load(const guint8 *at, gsize bytes)
{
    guint16 half;
    guint32 word;
    guint64 two;
    switch (bytes) {
    case 1:
        return *at;
    case 2:
        return GUINT16_FROM_LE(*(const guint16 *)memcpy(&half, at, sizeof half));
    case 4:
        return GUINT32_FROM_LE(*(const guint32 *)memcpy(&word, at, sizeof word));
    default:
        return GUINT64_FROM_LE(*(const guint64 *)memcpy(&two, at, sizeof two));
    }
}

/* The same of what is read next; 0 behind the end. */
static inline guint64 get_bytes(Reader *reader, gsize bytes)
{
    if ((gsize)(reader->end - reader->at) < bytes) {
        reader->bad = TRUE;
        return 0;
    }
    reader->at += bytes;
    return load(reader->at - bytes, bytes);
}

static gint64 get_number(Reader *reader, gsize narrow)
{
    return (gint64)get_bytes(reader, reader->wide ? sizeof(gint64) : narrow);
}

/* Bytes inside the pack, not ended by a NUL; NULL: none. */
static inline const char *get_text(Reader *reader, gsize *ret_len)
{
    gint64 len = get_number(reader, 1) - 1;
    *ret_len = 0;
    if (len < 0)
        return NULL;
    if (len > reader->end - reader->at) {
        reader->bad = TRUE;
        return NULL;
    }
    const char *text = (const char *)reader->at;
    reader->at += len;
    *ret_len = (gsize)len;
    return text;
}

static char *get_string(Reader *reader, Arena *arena)
{
    gsize len;
    const char *text = get_text(reader, &len);
    if (!text)
        return NULL;
    reader->bad |= !g_utf8_validate(text, (gssize)len, NULL);
    char *taken = arena_take(arena, len + 1);
    memcpy(taken, text, len);
    taken[len] = '\0';
    return taken;
}

static void get_currency(Reader *reader, char currency[4])
{
    gsize len;
    const char *text = get_text(reader, &len);
    reader->bad |= len > 3;
    if (text && len <= 3)
        memcpy(currency, text, len);
    reader->bad |= currency[0] != '\0' && !currency_valid(currency);
}

static inline void get_field(Reader *reader, const Field *field, gsize bytes, gpointer to)
{
    gpointer place = (guint8 *)to + field->offset;
    guint64 value = get_bytes(reader, bytes);
    reader->bad |= value > field->most;
    if (field->bytes == 8)
        *(gint64 *)place = (gint64)value;
    else if (field->bytes == 4)
        *(gint32 *)place = (gint32)value;
    else
        *(guint8 *)place = (guint8)value;
}

/* Sets what differs in a fresh struct. A start spends much of its time here: with its table known
 * and its loop unrolled this is a few instructions a field. */
static inline G_ALWAYS_INLINE void get_fields(Reader *reader, const Field *fields, guint n,
                                              gpointer to)
{
    Reader local = *reader; /* in registers */
    guint64 set = get_bytes(&local, n > 16 ? 4 : n > 8 ? 2 : 1);
    local.bad |= set >> n != 0;
    const guint64 wide = local.wide ? set : 0, narrow = set & ~wide;
#pragma GCC unroll 32
    for (guint i = 0; i < n; i++) {
        if (narrow & 1u << i)
            get_field(&local, &fields[i], fields[i].narrow, to);
    }
    for (guint i = 0; i < n && wide != 0; i++) {
        if (wide & 1u << i)
            get_field(&local, &fields[i], sizeof(gint64), to);
    }
    *reader = local;
}

static gboolean get_claim(Reader *reader, DeskCase *item, Arena *arena)
{
    Claim *claim = arena_take(arena, sizeof *claim);
    claim_init(claim, item->order);
    get_fields(reader, claim_fields, G_N_ELEMENTS(claim_fields), claim);
    get_currency(reader, claim->amount.currency);
    get_currency(reader, claim->debited.currency);
    claim->tracking = get_string(reader, arena);
    claim->carrier = get_string(reader, arena);
    gint64 spans = get_number(reader, 1);
    if (reader->bad || spans < 1 || spans > reader->end - reader->at)
        return FALSE;
    claim->n_spans = (guint)spans;
    claim->spans = arena_take(arena, claim->n_spans * sizeof(ClaimSpan));
    memset(claim->spans, 0, claim->n_spans * sizeof(ClaimSpan));
    for (guint i = 0; i < claim->n_spans; i++)
        get_fields(reader, span_fields, G_N_ELEMENTS(span_fields), &claim->spans[i]);
    item->claim = claim;
    return TRUE;
}

/* NULL where the bytes are not a pack of that order. The case lies in the arena. */
static DeskCase *unpack(OrderId order, const guint8 *bytes, gsize len, Arena *arena)
{
    guint32 sum;
    if (len <= CHECKSUM_BYTES)
        return NULL;
    memcpy(&sum, bytes, sizeof sum);
    Reader reader = {.at = bytes + CHECKSUM_BYTES, .end = bytes + len};
    if (GUINT32_FROM_LE(sum) != checksum(order, reader.at, len - CHECKSUM_BYTES) ||
        get_bytes(&reader, 1) != PACK_FORMAT)
        return NULL;
    reader.wide = get_bytes(&reader, 1) != 0;
    gboolean with_claim = get_bytes(&reader, 1) != 0;
    DeskCase *item = arena_take(arena, sizeof *item);
    *item = (DeskCase){.order = order, .in_arena = TRUE};
    get_fields(&reader, case_fields, G_N_ELEMENTS(case_fields), item);
    if (with_claim && !get_claim(&reader, item, arena))
        return NULL;
    return reader.bad || reader.at != reader.end ? NULL : item;
}

/* ---- In the desk ---- */

#define ALL_PACKS "SELECT order_id, body FROM case_pack ORDER BY order_id"

static gboolean write_pack(Store *store, const DeskCase *item, GError **error)
{
    g_autoptr(GByteArray) body = pack(item);
    return sql_run(store, "INSERT OR REPLACE INTO case_pack (order_id, body) VALUES (?, ?)",
                   SQL_VALUES(SQL_INT(item->order), SQL_BLOB(body->data, body->len)), error);
}

static gboolean drop_pack(Store *store, OrderId order, GError **error)
{
    return sql_run(store, "DELETE FROM case_pack WHERE order_id = ?", SQL_VALUES(SQL_INT(order)),
                   error);
}

gboolean packs_load(Store *store, Desk *desk, gboolean *ret_sound, GError **error)
{
    g_autoptr(SqlRows) rows = sql_query(store, ALL_PACKS, SQL_NOTHING, error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        const guint8 *body = sqlite3_column_blob(rows, 1);
        DeskCase *item = unpack(sqlite3_column_int64(rows, 0), body,
                                (gsize)sqlite3_column_bytes(rows, 1), desk->arena);
        if (!item)
            break;
        g_ptr_array_add(desk->cases, item);
    }
    *ret_sound = step == 0;
    if (!*ret_sound)
        g_ptr_array_set_size(desk->cases, 0);
    return step >= 0;
}

gboolean pack_refresh(Store *store, OrderId order, GError **error)
{
    g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)desk_case_free);
    if (!case_rows_load(store, order, cases, error))
        return FALSE;
    if (cases->len > 0)
        return write_pack(store, cases->pdata[0], error);
    return drop_pack(store, order, error);
}

/* ---- Held against the rows ---- */

typedef struct {
    GPtrArray *cases; /* as they should be */
    GArray *wrong;    /* of guint: those of them whose pack is another or not there */
    GArray *gone;     /* of OrderId: packs without a case */
} Comparison;

static void comparison_clear(Comparison *comparison)
{
    g_ptr_array_unref(comparison->cases);
    g_array_unref(comparison->wrong);
    g_array_unref(comparison->gone);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Comparison, comparison_clear)

static void compare_pack(Comparison *comparison, SqlRows *rows, guint *next)
{
    OrderId order = sqlite3_column_int64(rows, 0);
    GPtrArray *cases = comparison->cases;
    for (; *next < cases->len && ((DeskCase *)cases->pdata[*next])->order < order; ++*next)
        g_array_append_val(comparison->wrong, *next);
    const DeskCase *item = *next < cases->len ? cases->pdata[*next] : NULL;
    if (!item || item->order != order) {
        g_array_append_val(comparison->gone, order);
        return;
    }
    g_autoptr(GByteArray) body = pack(item);
    if ((gsize)sqlite3_column_bytes(rows, 1) != body->len ||
        memcmp(sqlite3_column_blob(rows, 1), body->data, body->len) != 0)
        g_array_append_val(comparison->wrong, *next);
    ++*next;
}

static gboolean compare(Store *store, Comparison *comparison, GError **error)
{
    comparison->cases = g_ptr_array_new_with_free_func((GDestroyNotify)desk_case_free);
    comparison->wrong = g_array_new(FALSE, FALSE, sizeof(guint));
    comparison->gone = g_array_new(FALSE, FALSE, sizeof(OrderId));
    if (!case_rows_load(store, 0, comparison->cases, error))
        return FALSE;
    g_autoptr(SqlRows) rows = sql_query(store, ALL_PACKS, SQL_NOTHING, error);
    guint next = 0;
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0)
        compare_pack(comparison, rows, &next);
    for (; step == 0 && next < comparison->cases->len; next++)
        g_array_append_val(comparison->wrong, next);
    return step == 0;
}

gboolean packs_count_wrong(Store *store, guint *ret_wrong, GError **error)
{
    g_auto(Comparison) comparison = {0};
    if (!compare(store, &comparison, error))
        return FALSE;
    *ret_wrong = comparison.wrong->len + comparison.gone->len;
    return TRUE;
}

gboolean packs_rebuild(Store *store, guint *ret_changed, GError **error)
{
    g_auto(Comparison) comparison = {0};
    if (!compare(store, &comparison, error))
        return FALSE;
    for (guint i = 0; i < comparison.wrong->len; i++) {
        guint n = g_array_index(comparison.wrong, guint, i);
        if (!write_pack(store, comparison.cases->pdata[n], error))
            return FALSE;
    }
    for (guint i = 0; i < comparison.gone->len; i++) {
        if (!drop_pack(store, g_array_index(comparison.gone, OrderId, i), error))
            return FALSE;
    }
    *ret_changed = comparison.wrong->len + comparison.gone->len;
    return TRUE;
}

/* Whether the pack says of its order what the orders' row (columns 2 to 4, NULL: there is none)
 * does. */
static gboolean follows_order(SqlRows *rows)
{
    g_autoptr(Arena) arena = arena_new();
    const DeskCase *item = unpack(sqlite3_column_int64(rows, 0), sqlite3_column_blob(rows, 1),
                                  (gsize)sqlite3_column_bytes(rows, 1), arena);
    gboolean imported = sqlite3_column_type(rows, 2) != SQLITE_NULL;
    return item && imported == item->imported &&
           (!imported || (item->market == sqlite3_column_int(rows, 2) &&
                          (int)item->channel == sqlite3_column_int(rows, 3) &&
                          item->day == sqlite3_column_int(rows, 4)));
}

gboolean packs_follow_orders(Store *store, GError **error)
{
    g_autoptr(GArray) behind = g_array_new(FALSE, FALSE, sizeof(OrderId));
    g_autoptr(SqlRows) rows = sql_query(store,
                                        "SELECT p.order_id, p.body, o.market, o.channel, o.day"
                                        " FROM case_pack p LEFT JOIN orders o ON o.id = p.order_id"
                                        " ORDER BY p.order_id",
                                        SQL_NOTHING, error);
    int step = -1;
    while (rows && (step = sql_next(store, rows, error)) > 0) {
        OrderId order = sqlite3_column_int64(rows, 0);
        if (!follows_order(rows))
            g_array_append_val(behind, order);
    }
    for (guint i = 0; step == 0 && i < behind->len; i++) {
        if (!pack_refresh(store, g_array_index(behind, OrderId, i), error))
            return FALSE;
    }
    return step == 0;
}
