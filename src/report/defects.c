/* SPDX-License-Identifier: MIT */
/* What the order defect rate's page lets one download: orders with defects, and which. Its headings
 * are not documented, so they are matched by meaning, or named by --map. An order listed with a
 * claim is one that Amazon counts, as seen now. What the desk does not know yet is opened with what
 * is known: it happened no sooner than the order's day. */
#include "readers.h"

#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/rules.h"

#include "sheet.h"
#include "values.h"

enum { ID, DAY, COMPONENT, CLAIM, FEEDBACK, CHARGEBACK };

static const Column columns[] = {
    [ID] = {"order",
            "order-id|amazon-order-id|order-number|order|注文番号|注文id|オーダーid|オーダー番号",
            "order+id|order+number|注文+番号|注文+id", TRUE},
    [DAY] = {"day", "order-date|purchase-date|date-of-order|date|注文日|購入日|注文日時|日付",
             "order+date|purchase+date|注文+日|購入+日"},
    [COMPONENT] = {"component",
                   "defect-type|defect|component|type-of-defect|metric|category|type|reason|"
                   "不良の種類|注文不良の種類|不良の内容|種類|種別|内訳|指標|理由",
                   "defect|component|不良|欠陥"},
    [CLAIM] = {"claim", "a-to-z-claim|a-to-z-claims|a-to-z-guarantee-claim|claim|claims",
               "a-to-z|atoz|保証"},
    [FEEDBACK] = {"feedback", "negative-feedback|feedback", "feedback|評価"},
    [CHARGEBACK] = {"chargeback", "chargeback|chargebacks", "chargeback|チャージバック"},
};

#define BIT(component) (1u << (component))

static guint components_of(const char *text)
{
    static const WordRow words[] = {
        {"a-to-z|atoz|a to z|guarantee|claim|保証|マケプレ", CLAIM},
        {"feedback|フィードバック|評価", FEEDBACK},
        {"chargeback|charge back|チャージバック|支払い異議", CHARGEBACK},
    };
    guint found = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        const WordRow one[] = {words[i], {NULL, 0}};
        found |= value_of_words(text, one) >= 0 ? BIT(words[i].value) : 0;
    }
    return found;
}

/* ---- Recognising ---- */

/* Whether a column with a heading as general as "type" holds components; one that speaks of defects
 * does. */
static gboolean has_component_values(const Head *head, int at)
{
    const char *heading = g_ptr_array_index(head->sheet->headings, (guint)at);
    if (strstr(heading, "defect") || strstr(heading, "不良") || strstr(heading, "欠陥"))
        return TRUE;
    for (guint i = 0; i < head->rows->len; i++) {
        const GPtrArray *row = g_ptr_array_index(head->rows, i);
        if (row->len > (guint)at && components_of(g_ptr_array_index(row, (guint)at)))
            return TRUE;
    }
    return head->rows->len == 0;
}

static int recognise(const Head *head)
{
    if (!head->sheet || sheet_find(head->sheet, &columns[ID], head->map) < 0)
        return 0;
    int component = sheet_find(head->sheet, &columns[COMPONENT], head->map), apart = 0;
    if (head->map && (component >= 0 || sheet_find(head->sheet, &columns[DAY], head->map) >= 0))
        return 95;
    if (component >= 0 && has_component_values(head, component))
        return 45;
    for (int i = CLAIM; i <= CHARGEBACK; i++)
        apart += sheet_find(head->sheet, &columns[i], NULL) >= 0 ? 1 : 0;
    return apart >= 2 ? 45 : 0;
}

/* ---- One row ---- */

/* Y, a count, a date: anything but a no. */
static gboolean is_marked(const char *text)
{
    gboolean yes;
    if (value_yes(text, &yes))
        return yes;
    return g_ascii_strcasecmp(text, "n/a") != 0;
}

static RowResult read_components(Reading *reading, const Field *fields, guint *ret_components)
{
    *ret_components = 0;
    for (int i = CLAIM; i <= CHARGEBACK; i++) {
        g_autofree char *text = reading_text(reading, fields[i]);
        if (text && reading->at[i] != reading->at[COMPONENT] && is_marked(text))
            *ret_components |= BIT(i);
    }
    g_autofree char *text = reading_text(reading, fields[COMPONENT]);
    if (text)
        *ret_components |= components_of(text);
    if (*ret_components)
        return ROW_READ;
    if (text)
        return reading_reject(reading, _("the component is not claim, feedback or chargeback"));
    return reading_has(reading, CLAIM) || reading_has(reading, FEEDBACK) ||
                   reading_has(reading, CHARGEBACK)
               ? ROW_SKIPPED
               : reading_reject(
                     reading,
                     _("the component is missing; name its column with --map component=HEADING"));
}

/* The order's day by the file, else as imported; DAY_NONE in *ret_stated where the file has none.
 */
static RowResult read_day(Reading *reading, Field field, OrderId order, Day *ret_stated,
                          Day *ret_day, GError **error)
{
    g_autofree char *text = reading_text(reading, field);
    When when;
    StoreOrder known;
    *ret_stated = *ret_day = DAY_NONE;
    if (!text) {
        if (!store_order(reading->store, order, &known, error))
            return ROW_FAILED;
        *ret_day = known.found ? known.day : DAY_NONE;
        return ROW_READ;
    }
    DateOrder date_order = market_by_num(reading_market(reading, NULL))->date_order;
    if (value_when(text, date_order, NULL, &when) && value_day_plausible(day_of(when.at))) {
        *ret_stated = *ret_day = day_of(when.at);
        return ROW_READ;
    }
    g_autofree char *shown = value_shown(field);
    return reading_reject(reading, _("the order date%s is not a valid date"), shown);
}

typedef struct {
    OrderId order;
    Day stated, day;
    DeskCase *known; /* (nullable) */
} Listed;

static gboolean store_claim(Reading *reading, const Listed *listed, GError **error)
{
    When now = {.at = reading->options->now};
    if (!listed->known || !listed->known->claim) {
        CaseStatement statement = {
            .opening = {.opened = {.at = day_start(listed->day), .day_only = TRUE},
                        .ordered = listed->stated,
                        .market = reading->options->market,
                        .channel = reading->options->channel,
                        .reason = REASON_OTHER,
                        .amount = {.minor = MONEY_NONE},
                        /* the seller learns of it now */
                        .reply_due = deadline_default(reading->settings, DEADLINE_REPLY,
                                                      reading->options->market, now)},
        };
        if (!store_import_claim(reading->import, listed->order, &statement, error))
            return FALSE;
    }
    return store_import_check(reading->import, listed->order, TRUE, now, error);
}

static gboolean store_defect(Reading *reading, const Listed *listed, gboolean chargeback,
                             GError **error)
{
    const DeskCase *known = listed->known;
    if (known && (chargeback ? known->chargeback.at : known->feedback.at) != 0) {
        store_import_unchanged(reading->import, listed->order);
        return TRUE;
    }
    CaseDefect defect = {.chargeback = chargeback,
                         .at = {.at = day_start(listed->day), .day_only = TRUE},
                         .ordered = listed->stated,
                         .market = reading->options->market,
                         .channel = reading->options->channel};
    return store_import_defect(reading->import, listed->order, &defect, error);
}

static gboolean needs_day(const Listed *listed, guint components)
{
    const DeskCase *known = listed->known;
    return ((components & BIT(CLAIM)) && (!known || !known->claim)) ||
           ((components & BIT(FEEDBACK)) && (!known || known->feedback.at == 0)) ||
           ((components & BIT(CHARGEBACK)) && (!known || known->chargeback.at == 0));
}

static RowResult store_listed(Reading *reading, const Listed *listed, guint components,
                              GError **error)
{
    if (listed->day == DAY_NONE && needs_day(listed, components))
        return reading_reject(reading, _("the order was never imported, and its date is missing"));
    GError *failed = NULL;
    gboolean stored =
        (!(components & BIT(CLAIM)) || store_claim(reading, listed, &failed)) &&
        (!(components & BIT(FEEDBACK)) || store_defect(reading, listed, FALSE, &failed)) &&
        (!(components & BIT(CHARGEBACK)) || store_defect(reading, listed, TRUE, &failed));
    return reading_stored(reading, stored, failed, error);
}

static RowResult row(Reading *reading, const Field *fields, GError **error)
{
    Listed listed = {0};
    guint components;
    RowResult result = value_order(reading, fields[ID], &listed.order);
    if (result == ROW_READ)
        result = read_components(reading, fields, &components);
    if (result == ROW_READ)
        result = read_day(reading, fields[DAY], listed.order, &listed.stated, &listed.day, error);
    if (result != ROW_READ)
        return result;
    if (!store_load_case(reading->store, listed.order, &listed.known, error))
        return ROW_FAILED;
    result = store_listed(reading, &listed, components, error);
    if (listed.known)
        desk_case_free(listed.known);
    return result;
}

const Reader *defects_reader(void)
{
    static const Reader reader = {
        .kind = "defects",
        .label = N_("the order defect rate page's download"),
        .where = N_("Performance > Account health > Order defect rate > Download report"),
        .takes = N_(
            "Which orders Amazon counts, and whether for a claim, feedback or a chargeback. A "
            "listed case is marked as counted by Amazon; cases not in the desk are opened. Amazon "
            "does not document the headings: they are matched by meaning, or named with --map."),
        .rank = 7,
        .columns = columns,
        .n_columns = G_N_ELEMENTS(columns),
        .quotable = TRUE,
        .recognise = recognise,
        .row = row,
    };
    return &reader;
}
