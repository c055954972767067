/* SPDX-License-Identifier: MIT */
/* Settlements, both layouts: version 1 spreads a row's amounts over columns, version 2 has one.
 * What an A-to-z refund or a chargeback took is spread over several rows; they are summed up by
 * order and time, and handed over at the end. A settlement's first row is its summary, and may be
 * the only one that names the currency. Retrocharges are corrections of tax, no chargebacks. */
#include "readers.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sheet.h"
#include "values.h"

enum {
    SETTLEMENT,
    TYPE,
    ID,
    POSTED,
    POSTED_TIME,
    CURRENCY,
    MARKET,
    FIRST_AMOUNT,
    LAST_AMOUNT = FIRST_AMOUNT + 10,
};

static const Column columns[] = {
    [SETTLEMENT] = {"settlement", "settlement-id", NULL, TRUE},
    [TYPE] = {"type", "transaction-type", NULL, TRUE},
    [ID] = {"order", "order-id", NULL, TRUE},
    [POSTED] = {"posted", "posted-date", NULL, TRUE},
    [POSTED_TIME] = {"posted-time", "posted-date-time"},
    [CURRENCY] = {"currency", "currency"},
    [MARKET] = {"market", "marketplace-name"},
    [FIRST_AMOUNT] = {"amount", "amount"},
    {"price-amount", "price-amount"},
    {"shipment-fee-amount", "shipment-fee-amount"},
    {"order-fee-amount", "order-fee-amount"},
    {"item-related-fee-amount", "item-related-fee-amount"},
    {"misc-fee-amount", "misc-fee-amount"},
    {"other-fee-amount", "other-fee-amount"},
    {"promotion-amount", "promotion-amount"},
    {"direct-payment-amount", "direct-payment-amount"},
    {"other-amount", "other-amount"},
    [LAST_AMOUNT] = {"total-price-adjustment", "price-adjustment-amount"},
};
G_STATIC_ASSERT(G_N_ELEMENTS(columns) <= COLUMNS_MAX);

enum { DEBIT, CHARGEBACK };
static const WordRow types[] = {
    {"retrocharge|reversal", -1},
    {"a-to-z|atoz|a to z|マーケットプレイス保証", DEBIT},
    {"chargeback|チャージバック", CHARGEBACK},
    {NULL, 0},
};

typedef struct {
    guint64 line;
    char *raw;
    gsize raw_len;
} Line;

/* The rows of one order and time. */
typedef struct {
    OrderId order;
    int type;
    When at;
    int market;
    gint64 minor;
    char currency[4];
    GPtrArray *lines; /* of Line */
} Group;

typedef struct {
    GHashTable *groups; /* by themselves */
    GPtrArray *in_order;
    char currency[4];
    DateOrder order;
    char last_type[64]; /* what the rows before were, mostly sales by the thousand */
    gsize last_len;
    int last_is;
} Settlement;

static void line_free(gpointer data)
{
    Line *line = data;
    g_free(line->raw);
    g_free(line);
}

static void group_free(gpointer data)
{
    Group *group = data;
    g_ptr_array_unref(group->lines);
    g_free(group);
}

static guint group_hash(gconstpointer data)
{
    const Group *group = data;
    gint64 mixed = group->order * 31 + group->at.at + group->type;
    return g_int64_hash(&mixed);
}

static gboolean group_equal(gconstpointer a, gconstpointer b)
{
    const Group *left = a, *right = b;
    return left->order == right->order && left->type == right->type && left->at.at == right->at.at;
}

static gboolean begin(Reading *reading, GError **error)
{
    Settlement *settlement = reading->state;
    settlement->groups = g_hash_table_new(group_hash, group_equal);
    settlement->in_order = g_ptr_array_new_with_free_func(group_free);
    settlement->order = market_by_num(reading_market(reading, NULL))->date_order;
    return TRUE;
}

static void clear(gpointer state)
{
    Settlement *settlement = state;
    g_clear_pointer(&settlement->groups, g_hash_table_unref);
    g_clear_pointer(&settlement->in_order, g_ptr_array_unref);
}

static int recognise(const Head *head)
{
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
        if (columns[i].needed && (!head->sheet || sheet_find(head->sheet, &columns[i], NULL) < 0))
            return 0;
    return 90;
}

/* ---- One row ---- */

static RowResult read_posted(Reading *reading, const Field *fields, When *ret_at)
{
    Settlement *settlement = reading->state;
    Field field = FIELD_IS_EMPTY(fields[POSTED_TIME]) ? fields[POSTED] : fields[POSTED_TIME];
    g_autofree char *text = reading_text(reading, field);
    if (!text)
        return reading_reject(reading, _("posted-date is missing"));
    if (value_when(text, settlement->order, NULL, ret_at) &&
        value_day_plausible(day_of(ret_at->at)))
        return ROW_READ;
    g_autofree char *shown = value_shown(field);
    return reading_reject(reading, _("posted-date%s is not a valid date"), shown);
}

static RowResult read_currency(Reading *reading, Field field, char ret_currency[4])
{
    Settlement *settlement = reading->state;
    g_autofree char *text = reading_text(reading, field);
    if (text && !currency_valid(text))
        return reading_reject(reading, _("currency is not valid"));
    if (text)
        g_strlcpy(settlement->currency, text, sizeof settlement->currency);
    memcpy(ret_currency, settlement->currency, sizeof settlement->currency);
    return ROW_READ;
}

static RowResult read_amounts(Reading *reading, const Field *fields, const char *currency,
                              gint64 *ret_minor)
{
    for (int i = FIRST_AMOUNT; i <= LAST_AMOUNT; i++) {
        g_autofree char *text = reading_text(reading, fields[i]);
        Money money;
        if (!text)
            continue;
        if (!value_money(text, currency, &money, NULL))
            return reading_reject(reading, _("%s is not an amount"), columns[i].names);
        *ret_minor += money.minor;
    }
    return ROW_READ;
}

static int market_of(Reading *reading, Field field)
{
    const Market *market = market_by_sales_channel(field.text, field.len);
    return market ? market->num : reading->options->market;
}

static void add_to_group(Reading *reading, const Group *part)
{
    Settlement *settlement = reading->state;
    Group *group = g_hash_table_lookup(settlement->groups, part);
    if (!group) {
        group = g_new(Group, 1);
        *group = *part;
        group->minor = 0;
        group->lines = g_ptr_array_new_with_free_func(line_free);
        g_hash_table_add(settlement->groups, group);
        g_ptr_array_add(settlement->in_order, group);
    }
    group->minor += part->minor;
    Line *line = g_new(Line, 1);
    *line = (Line){reading->line, g_memdup2(reading->raw, reading->raw_len), reading->raw_len};
    g_ptr_array_add(group->lines, line);
}

static int type_of(Reading *reading, Field field)
{
    Settlement *settlement = reading->state;
    if (FIELD_IS_EMPTY(field))
        return -1;
    if (field.len == settlement->last_len &&
        memcmp(field.text, settlement->last_type, field.len) == 0)
        return settlement->last_is;
    g_autofree char *text = reading_text(reading, field);
    int type = value_of_words(text, types);
    if (field.len <= sizeof settlement->last_type) {
        memcpy(settlement->last_type, field.text, field.len);
        settlement->last_len = field.len;
        settlement->last_is = type;
    }
    return type;
}

static gboolean begins_non_amazon(Field field)
{
    static const char word[] = "non-amazon";
    return field.len >= strlen(word) && g_ascii_strncasecmp(field.text, word, strlen(word)) == 0;
}

static RowResult row(Reading *reading, const Field *fields, GError **error)
{
    Group part = {0};
    part.type = type_of(reading, fields[TYPE]);
    if (part.type < 0) {
        /* The summary, or what is no concern of the desk; either may bring the currency. */
        g_autofree char *currency = reading_text(reading, fields[CURRENCY]);
        Settlement *settlement = reading->state;
        if (currency && currency_valid(currency))
            g_strlcpy(settlement->currency, currency, sizeof settlement->currency);
        return ROW_SKIPPED;
    }
    if (begins_non_amazon(fields[MARKET]))
        return ROW_SKIPPED;
    RowResult result = value_order(reading, fields[ID], &part.order);
    if (result == ROW_READ)
        result = read_posted(reading, fields, &part.at);
    if (result == ROW_READ)
        result = read_currency(reading, fields[CURRENCY], part.currency);
    if (result == ROW_READ)
        result = read_amounts(reading, fields, part.currency, &part.minor);
    if (result != ROW_READ)
        return result;
    part.market = market_of(reading, fields[MARKET]);
    add_to_group(reading, &part);
    return ROW_READ;
}

/* ---- The end ---- */

static gboolean store_group(Reading *reading, const Group *group, GError **error)
{
    if (group->type == CHARGEBACK) {
        CaseDefect defect = {.chargeback = TRUE,
                             .at = group->at,
                             .ordered = DAY_NONE,
                             .market = group->market,
                             .channel = -1};
        return store_import_defect(reading->import, group->order, &defect, error);
    }
    Money debited = {.minor = -group->minor};
    memcpy(debited.currency, group->currency, sizeof debited.currency);
    return store_import_debit(reading->import, group->order, debited, group->at, group->market,
                              error);
}

/* All rows of the group are rejected, each with its line. */
static RowResult end_group(Reading *reading, const Group *group, GError **error)
{
    GError *failed = NULL;
    if (store_group(reading, group, &failed))
        return ROW_READ;
    RowResult result = ROW_READ;
    for (guint i = 0; i < group->lines->len && result != ROW_FAILED; i++) {
        const Line *line = g_ptr_array_index(group->lines, i);
        reading->line = line->line;
        reading->raw = line->raw;
        reading->raw_len = line->raw_len;
        result = reading_stored(reading, FALSE, g_error_copy(failed), error);
        reading->summary->counts.rejected += result == ROW_REJECTED ? 1 : 0;
    }
    g_error_free(failed);
    return result;
}

static gboolean end(Reading *reading, GError **error)
{
    Settlement *settlement = reading->state;
    for (guint i = 0; i < settlement->in_order->len; i++) {
        const Group *group = g_ptr_array_index(settlement->in_order, i);
        if (group->type == DEBIT && group->minor >= 0)
            reading->summary->counts.skipped += group->lines->len; /* given back, not taken */
        else if (end_group(reading, group, error) == ROW_FAILED)
            return FALSE;
    }
    return TRUE;
}

const Reader *settlement_reader(void)
{
    static const Reader reader = {
        .kind = "settlement",
        .label = N_("a settlement"),
        .where = N_("Reports > Payments > Reports repository, as a flat file"),
        .takes = N_("What an A-to-z refund or a chargeback took from the account, added up by "
                    "order and time; an unknown order gets a case. Both versions of the flat file "
                    "work. Retrocharges are tax corrections and are ignored."),
        .rank = 5,
        .columns = columns,
        .n_columns = G_N_ELEMENTS(columns),
        .state_size = sizeof(Settlement),
        .recognise = recognise,
        .begin = begin,
        .row = row,
        .end = end,
        .clear = clear,
    };
    return &reader;
}
