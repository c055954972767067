/* SPDX-License-Identifier: MIT */
/* The returns report: a row whose A-to-Z column says yes opens a claim with what the row knows. Its
 * tracking number is that of the way back, and is not taken for the parcel's. */
#include "readers.h"

#include <glib/gi18n.h>

#include "sheet.h"
#include "values.h"

enum { ID, ORDERED, REQUESTED, A_TO_Z, REASON, CURRENCY, AMOUNT };

static const Column columns[] = {
    [ID] = {"order", "order-id|注文番号", NULL, TRUE},
    [ORDERED] = {"ordered", "order-date|注文日"},
    [REQUESTED] = {"opened", "return-request-date|返品リクエスト日"},
    [A_TO_Z] = {"a-to-z", "a-to-z-claim|atoz-claim|マーケットプレイス保証申請", "a-to-z", TRUE},
    [REASON] = {"reason", "return-reason|返品理由"},
    [CURRENCY] = {"currency", "currency-code|currency|通貨コード"},
    [AMOUNT] = {"amount", "order-amount|注文金額"},
};

/* Words of Amazon's reason codes and their texts; the first row that fits decides. */
static const WordRow reasons[] = {
    {"ordered_wrong|ordered wrong|by mistake|mis_order|mistaken", REASON_NO_LONGER_WANTED},
    {"never_arrived|never arrived|not received|not_received|undeliverable|未着|届かな",
     REASON_NOT_RECEIVED},
    {"switcheroo|wrong item|wrong_item|different from what|違う商品|別の商品", REASON_WRONG_ITEM},
    {"defect|damage|doesn't work|does not work|broken|不良|破損|故障", REASON_DAMAGED},
    {"not_as_described|not as described|inaccurate|quality|compatible|missing|説明と異なる",
     REASON_NOT_AS_DESCRIBED},
    {"unwanted|no longer|no_longer|better price|better_price|changed mind|不要|必要なくなった",
     REASON_NO_LONGER_WANTED},
    {NULL, 0},
};

static int recognise(const Head *head)
{
    static const char *const own[] = {
        "return-request-date", "return-reason", "amazon-rma-id",    "label-type",
        "return-type",         "返品理由",      "返品リクエスト日", NULL};
    if (!head->sheet || sheet_find(head->sheet, &columns[ID], NULL) < 0 ||
        sheet_find(head->sheet, &columns[A_TO_Z], NULL) < 0)
        return 0;
    return sheet_count(head->sheet, own) > 0 ? 80 : 0;
}

static RowResult read_day(Reading *reading, int column, Field field, When *ret_when)
{
    g_autofree char *text = reading_text(reading, field);
    *ret_when = (When){0};
    if (!text)
        return ROW_READ;
    DateOrder order = market_by_num(reading_market(reading, NULL))->date_order;
    if (value_when(text, order, NULL, ret_when) && value_day_plausible(day_of(ret_when->at)))
        return ROW_READ;
    g_autofree char *shown = value_shown(field);
    return reading_reject(
        reading, _("%s%s is not a valid date"),
        (const char *)g_ptr_array_index(reading->sheet->headings, (guint)reading->at[column]),
        shown);
}

static RowResult read_amount(Reading *reading, const Field *fields, Money *ret_amount)
{
    g_autofree char *text = reading_text(reading, fields[AMOUNT]);
    g_autofree char *currency = reading_text(reading, fields[CURRENCY]);
    *ret_amount = (Money){.minor = MONEY_NONE};
    if (currency && !currency_valid(currency))
        return reading_reject(reading, _("currency-code is not a currency"));
    if (!text || value_money(text, currency, ret_amount, NULL))
        return ROW_READ;
    return reading_reject(reading, _("order-amount is not an amount"));
}

static RowResult row(Reading *reading, const Field *fields, GError **error)
{
    CaseStatement statement = {.opening = {.ordered = DAY_NONE, .channel = -1}};
    CaseOpening *opening = &statement.opening;
    OrderId order;
    When ordered;
    gboolean claimed = FALSE;
    RowResult result = value_order(reading, fields[ID], &order);
    if (result != ROW_READ)
        return result;
    g_autofree char *a_to_z = reading_text(reading, fields[A_TO_Z]);
    if (a_to_z && !value_yes(a_to_z, &claimed)) {
        g_autofree char *shown = value_shown_in_place(reading, fields[A_TO_Z]);
        return reading_reject(reading, _("A-to-Z Claim%s is not Y or N"), shown);
    }
    if (!claimed)
        return ROW_SKIPPED;
    result = read_day(reading, ORDERED, fields[ORDERED], &ordered);
    if (result == ROW_READ)
        result = read_day(reading, REQUESTED, fields[REQUESTED], &opening->opened);
    if (result == ROW_READ)
        result = read_amount(reading, fields, &opening->amount);
    if (result != ROW_READ)
        return result;
    if (opening->opened.at == 0)
        opening->opened = ordered;
    if (opening->opened.at == 0)
        return reading_reject(reading, _("Return request date and Order date are missing"));
    if (ordered.at != 0)
        opening->ordered = day_of(ordered.at);
    opening->market = reading->options->market;
    g_autofree char *reason = reading_text(reading, fields[REASON]);
    int found = reason ? value_of_words(reason, reasons) : -1;
    opening->reason = found >= 0 ? (Reason)found : REASON_OTHER;
    GError *failed = NULL;
    gboolean stored = store_import_claim(reading->import, order, &statement, &failed);
    return reading_stored(reading, stored, failed, error);
}

const Reader *returns_reader(void)
{
    static const Reader reader = {
        .kind = "returns",
        .label = N_("the returns report"),
        .where = N_("Reports > Returns"),
        .takes = N_("Rows with yes in the A-to-z column: a claim is opened on the day of the "
                    "return request, with reason and amount. Other returns are ignored."),
        .rank = 4,
        .columns = columns,
        .n_columns = G_N_ELEMENTS(columns),
        .recognise = recognise,
        .row = row,
    };
    return &reader;
}
