/* SPDX-License-Identifier: MIT */
/* The seller's own sheet of claims, CSV or TSV, with English or Japanese headings and words. A row
 * states a stage as it stands, no path to it needed; several rows of an order are its history. */
#include "readers.h"

#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/parcel.h"

#include "sheet.h"
#include "values.h"

enum {
    ID,
    OPENED,
    ORDERED,
    MARKET,
    CHANNEL,
    STAGE_,
    STAGE_AT,
    OUTCOME_,
    REASON_,
    AMOUNT,
    CURRENCY,
    TRACKING,
    CARRIER,
    UNTIL,
    NOTE
};

static const Column columns[] = {
    [ID] = {"order", "order|order-id|amazon-order-id|order-number|注文番号|注文id|オーダーid", NULL,
            TRUE},
    [OPENED] = {"opened",
                "opened|opened-at|opened-on|date-opened|claim-date|filed|filed-on|申請日|申請日時|"
                "申立日|申し立て日|クレーム日|開始日|発生日|受付日",
                NULL, TRUE},
    [ORDERED] = {"ordered", "ordered|order-date|purchase-date|注文日|購入日|注文日時"},
    [MARKET] = {"market",
                "market|marketplace|sales-channel|マーケットプレイス|マーケット|販売国|国"},
    [CHANNEL] = {"channel", "channel|fulfillment-channel|fulfilment-channel|fulfillment|fulfilment|"
                            "出荷元|出荷|配送方法|フルフィルメント|チャネル"},
    [STAGE_] = {"stage", "stage|status|state|段階|状態|ステータス|状況"},
    [STAGE_AT] = {"stage-at",
                  "stage-at|stage-date|status-at|status-date|段階日|段階の日|状態日|ステータス日|"
                  "更新日|決定日"},
    [OUTCOME_] = {"outcome", "outcome|decision|result|結果|決定|判定"},
    [REASON_] = {"reason", "reason|claim-reason|理由|申請理由"},
    [AMOUNT] = {"amount", "amount|claim-amount|金額|請求額|申請額|申請金額"},
    [CURRENCY] = {"currency", "currency|currency-code|通貨"},
    [TRACKING] = {"tracking", "tracking|tracking-number|tracking-id|追跡番号|お問い合わせ番号|"
                              "問い合わせ番号|伝票番号"},
    [CARRIER] = {"carrier", "carrier|配送業者|運送会社|配送会社"},
    [UNTIL] = {"until", "until|hold-until|held-until|保管期限|期限"},
    [NOTE] = {"note", "note|notes|memo|comment|comments|備考|メモ|ノート"},
};

static const WordRow stages[] = {
    {"upheld|appeal lost|appeal-lost|再審査却下|再審査棄却|再審査否認", STAGE_UPHELD},
    {"cleared|appeal won|appeal-won|解消|訂正済|是正|クリア|再審査承認", STAGE_CLEARED},
    {"appeal|再審査|異議", STAGE_APPEAL_SENT},
    {"withdr|取り下げ|取下", STAGE_WITHDRAWN},
    {"denied|reject|却下|否認|棄却", STAGE_DENIED},
    {"held|hold|post office|保管|留置|局留", STAGE_HELD},
    {"refund|返金", STAGE_REFUNDED},
    {"cancel|キャンセル", STAGE_CANCELLED},
    {"grant|approved|承認|認定|補償", STAGE_GRANTED},
    {"open|filed|new|pending|under review|action required|申請中|審査中|調査中|対応中|受付|未決|"
     "オープン|申請済",
     STAGE_OPENED},
    {NULL, 0},
};

static const WordRow outcomes[] = {
    {"reversed|won|取り消し|取消|覆", OUTCOME_REVERSED},
    {"returning|returned|返送", OUTCOME_GRANTED_RETURNING},
    {"amazon|アマゾン", OUTCOME_GRANTED_AMAZON},
    {"withdr|取り下げ|取下", OUTCOME_WITHDRAWN},
    {"denied|reject|却下|否認|棄却", OUTCOME_DENIED},
    {"refund|返金", OUTCOME_REFUNDED},
    {"cancel|キャンセル", OUTCOME_CANCELLED},
    {"undecided|pending|open|未決|審査中|申請中", OUTCOME_UNDECIDED},
    {"grant|seller|approved|出品者|承認|認定", OUTCOME_GRANTED_SELLER},
    {NULL, 0},
};

static const WordRow reasons[] = {
    {"not refunded|返金されない|返金なし|未返金", REASON_RETURNED_NOT_REFUNDED},
    {"refund late|late refund|返金遅|返金が遅", REASON_REFUND_LATE},
    {"return address|返送先", REASON_NO_RETURN_ADDRESS},
    {"not received|never arrived|inr|未着|届かな|届いていな|不着", REASON_NOT_RECEIVED},
    {"not as described|different|snad|説明と|相違", REASON_NOT_AS_DESCRIBED},
    {"damag|defect|broken|破損|不良|故障", REASON_DAMAGED},
    {"wrong|違う商品|別の商品|誤送|誤配送", REASON_WRONG_ITEM},
    {"no longer|changed mind|不要", REASON_NO_LONGER_WANTED},
    {"charged|customs|関税|追加料金", REASON_CHARGED_EXTRA},
    {"other|その他", REASON_OTHER},
    {NULL, 0},
};

static const struct {
    const char *words, *carrier;
} carriers[] = {
    {"日本郵便", "japan-post"}, {"郵便局", "japan-post"}, {"ゆうパック", "japan-post"},
    {"EMS", "japan-post"},      {"ヤマト", "yamato"},     {"クロネコ", "yamato"},
    {"佐川", "sagawa"},
};

/* With neither stage nor outcome it may as well be a report of orders with a column more. */
static int recognise(const Head *head)
{
    if (!head->sheet || sheet_find(head->sheet, &columns[ID], head->map) < 0 ||
        sheet_find(head->sheet, &columns[OPENED], head->map) < 0)
        return 0;
    return sheet_find(head->sheet, &columns[STAGE_], head->map) >= 0 ||
                   sheet_find(head->sheet, &columns[OUTCOME_], head->map) >= 0
               ? 85
               : 75;
}

/* A row as texts, while it is read. */
typedef struct {
    char *text[G_N_ELEMENTS(columns)]; /* (nullable) */
    OrderId order;
    const Market *market; /* whose dates and currency the row is taken to have */
    GTimeZone *zone;
    char *carrier, *note;
    CaseStatement statement;
} Row;

static void row_clear(Row *row)
{
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
        g_free(row->text[i]);
    g_free(row->carrier);
    g_free(row->note);
    g_time_zone_unref(row->zone);
}

/* "12,3x", "2026年13月45日": digits and other signs without a blank are a number or a date gone
 * wrong; words may be a name, digits alone a telephone number. */
static gboolean is_like_number(const char *text)
{
    gsize digits = 0, others = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c))
            return FALSE;
        digits += g_unichar_isdigit(c) ? 1 : 0;
        others += !g_unichar_isdigit(c) && !(c < 0x80 && strchr("-+.()", (int)c)) ? 1 : 0;
    }
    return digits > 0 && others > 0;
}

/* Words are shown where the sheet has a few of them to choose from, other values where they are
 * harmless. (transfer full) */
static char *shown_of(const Reading *reading, int column, Field field)
{
    gboolean word = column == MARKET || column == CHANNEL || column == STAGE_ ||
                    column == OUTCOME_ || column == CURRENCY;
    gboolean number = column == OPENED || column == ORDERED || column == STAGE_AT ||
                      column == UNTIL || column == AMOUNT;
    g_autofree char *text = reading_text(reading, field);
    return word || (number && text && is_like_number(text)) ? value_shown_in_place(reading, field)
                                                            : value_shown(field);
}

/* Names the column as the sheet does. */
static RowResult reject_value(Reading *reading, int column, const Field *fields, const char *format)
{
    g_autofree char *shown = shown_of(reading, column, fields[column]);
    const char *heading = columns[column].key;
    if (reading->at[column] >= 0)
        heading = g_ptr_array_index(reading->sheet->words, (guint)reading->at[column]);
    g_autofree char *named = g_strconcat(heading, shown, NULL);
    /* the format is one of ours, with one %s */
    g_autoptr(GString) why = g_string_new(format);
    g_string_replace(why, "%s", named, 1);
    return reading_reject(reading, "%s", why->str);
}

/* ---- Facts ---- */

static RowResult read_place(Reading *reading, const Field *fields, Row *row, GError **error)
{
    CaseOpening *opening = &row->statement.opening;
    opening->market = reading->options->market;
    opening->channel = reading->options->channel;
    row->market = row->text[MARKET] ? value_market(row->text[MARKET]) : NULL;
    if (row->text[MARKET] && !row->market)
        return reject_value(reading, MARKET, fields, _("%s is not an Amazon marketplace"));
    if (row->market)
        opening->market = row->market->num;
    Channel channel;
    if (row->text[CHANNEL] && !value_channel(row->text[CHANNEL], &channel))
        return reject_value(reading, CHANNEL, fields, _("%s is not mfn or afn"));
    if (row->text[CHANNEL])
        opening->channel = (int)channel;
    StoreOrder known;
    if (!store_order(reading->store, row->order, &known, error))
        return ROW_FAILED;
    if (!row->market && known.found && !reading->options->market)
        row->market = market_by_num(known.market); /* NULL: one that a newer azdesk knows */
    if (!row->market)
        row->market = market_by_num(reading_market(reading, NULL));
    return ROW_READ;
}

static RowResult read_when(Reading *reading, const Field *fields, Row *row, int column,
                           When *ret_when)
{
    *ret_when = (When){0};
    if (!row->text[column] ||
        (value_when(row->text[column], row->market->date_order, row->zone, ret_when) &&
         value_day_plausible(day_of(ret_when->at))))
        return ROW_READ;
    return reject_value(reading, column, fields, _("%s is not a valid date"));
}

static RowResult read_days(Reading *reading, const Field *fields, Row *row)
{
    CaseStatement *statement = &row->statement;
    When ordered, until;
    if (!row->text[OPENED])
        return reject_value(reading, OPENED, fields, _("%s is missing"));
    RowResult result = read_when(reading, fields, row, OPENED, &statement->opening.opened);
    if (result == ROW_READ)
        result = read_when(reading, fields, row, ORDERED, &ordered);
    if (result == ROW_READ)
        result = read_when(reading, fields, row, STAGE_AT, &statement->stage_at);
    if (result == ROW_READ)
        result = read_when(reading, fields, row, UNTIL, &until);
    if (result != ROW_READ)
        return result;
    statement->opening.ordered = ordered.at != 0 ? day_of(ordered.at) : DAY_NONE;
    statement->until = until.at != 0 ? when_deadline(until) : 0;
    return ROW_READ;
}

static RowResult read_amount(Reading *reading, const Field *fields, Row *row)
{
    Money *amount = &row->statement.opening.amount;
    *amount = (Money){.minor = MONEY_NONE};
    if (row->text[CURRENCY] && !currency_valid(row->text[CURRENCY]))
        return reject_value(reading, CURRENCY, fields,
                            _("%s is not a currency; the format is USD"));
    if (!row->text[AMOUNT])
        return ROW_READ;
    const char *currency = row->text[CURRENCY] ? row->text[CURRENCY] : "";
    if (!value_money(row->text[AMOUNT], currency, amount, NULL))
        return reject_value(reading, AMOUNT, fields, _("%s is not an amount"));
    /* Neither column nor amount named it: the marketplace's. */
    if (amount->currency[0] == '\0' &&
        !value_money(row->text[AMOUNT], row->market->currency, amount, NULL))
        return reject_value(reading, AMOUNT, fields, _("%s is not an amount"));
    if (amount->minor < 0)
        return reject_value(reading, AMOUNT, fields, _("%s: the amount is negative"));
    return ROW_READ;
}

static gboolean is_spreadsheet_number(const char *text)
{
    gsize digits = strspn(text, "0123456789.,");
    return digits > 0 && (text[digits] == 'E' || text[digits] == 'e') && text[digits + 1] == '+';
}

static RowResult read_parcel(Reading *reading, const Field *fields, Row *row)
{
    CaseOpening *opening = &row->statement.opening;
    const char *text = row->text[CARRIER];
    if (row->text[TRACKING] && is_spreadsheet_number(row->text[TRACKING]))
        return reject_value(reading, TRACKING, fields, _("%s was damaged by a spreadsheet"));
    opening->tracking = row->text[TRACKING];
    if (!text)
        return ROW_READ;
    const Carrier *known = carrier_by_word(text);
    const char *word = known ? known->word : text;
    for (gsize i = 0; !known && i < G_N_ELEMENTS(carriers); i++)
        if (strstr(text, carriers[i].words))
            word = carriers[i].carrier;
    row->carrier = g_strdup(word);
    opening->carrier = row->carrier;
    return ROW_READ;
}

/* A reason that has no word here is kept in the note. */
static void read_reason(Row *row)
{
    const char *text = row->text[REASON_];
    int found = text ? value_of_words(text, reasons) : (int)REASON_OTHER;
    g_autofree char *word = text ? heading_normalise(text) : NULL;
    Reason reason = REASON_OTHER;
    if (!word || !reason_parse(word, &reason, NULL))
        reason = found >= 0 ? (Reason)found : REASON_OTHER;
    gboolean unknown = found < 0 && reason == REASON_OTHER;
    row->statement.opening.reason = reason;
    row->note = unknown ? g_strjoin(row->text[NOTE] ? "\n" : NULL, text, row->text[NOTE], NULL)
                        : g_strdup(row->text[NOTE]);
    row->statement.note = row->note;
}

/* ---- Stage and outcome ---- */

/* The stage that an outcome alone tells of. */
static Stage stage_of_outcome(Outcome outcome)
{
    static const Stage of[N_OUTCOMES] = {
        [OUTCOME_UNDECIDED] = STAGE_OPENED,       [OUTCOME_WITHDRAWN] = STAGE_WITHDRAWN,
        [OUTCOME_DENIED] = STAGE_DENIED,          [OUTCOME_GRANTED_SELLER] = STAGE_GRANTED,
        [OUTCOME_GRANTED_AMAZON] = STAGE_GRANTED, [OUTCOME_GRANTED_RETURNING] = STAGE_GRANTED,
        [OUTCOME_REFUNDED] = STAGE_REFUNDED,      [OUTCOME_CANCELLED] = STAGE_CANCELLED,
        [OUTCOME_REVERSED] = STAGE_CLEARED,
    };
    return of[outcome];
}

static RowResult read_stage(Reading *reading, const Field *fields, Row *row)
{
    CaseStatement *statement = &row->statement;
    statement->outcome = OUTCOME_UNDECIDED;
    if (row->text[OUTCOME_]) {
        g_autofree char *word = heading_normalise(row->text[OUTCOME_]);
        int found = value_of_words(row->text[OUTCOME_], outcomes);
        if (!outcome_parse(word, &statement->outcome, NULL) && found < 0)
            return reject_value(reading, OUTCOME_, fields, _("%s is not an outcome"));
        if (!outcome_parse(word, &statement->outcome, NULL))
            statement->outcome = (Outcome)found;
        statement->stage = stage_of_outcome(statement->outcome);
        statement->has_stage = TRUE;
    }
    if (row->text[STAGE_]) {
        g_autofree char *word = heading_normalise(row->text[STAGE_]);
        int found = value_of_words(row->text[STAGE_], stages);
        if (!stage_parse(word, &statement->stage, NULL) && found < 0)
            return reject_value(reading, STAGE_, fields, _("%s is not a stage"));
        if (!stage_parse(word, &statement->stage, NULL))
            statement->stage = (Stage)found;
        statement->has_stage = TRUE;
    }
    return ROW_READ;
}

static RowResult read_row(Reading *reading, const Field *fields, Row *row, GError **error)
{
    RowResult result = read_place(reading, fields, row, error);
    if (result == ROW_READ)
        result = read_days(reading, fields, row);
    if (result == ROW_READ)
        result = read_amount(reading, fields, row);
    if (result == ROW_READ)
        result = read_parcel(reading, fields, row);
    if (result == ROW_READ)
        result = read_stage(reading, fields, row);
    if (result != ROW_READ)
        return result;
    read_reason(row);
    GError *failed = NULL;
    gboolean stored = store_import_claim(reading->import, row->order, &row->statement, &failed);
    return reading_stored(reading, stored, failed, error);
}

static RowResult row(Reading *reading, const Field *fields, GError **error)
{
    Row one = {.zone = g_time_zone_new_local()};
    RowResult result = value_order(reading, fields[ID], &one.order);
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
        one.text[i] = reading_text(reading, fields[i]);
    if (result == ROW_READ)
        result = read_row(reading, fields, &one, error);
    row_clear(&one);
    return result;
}

const Reader *claims_reader(void)
{
    static const Reader reader = {
        .kind = "claims",
        .label = N_("a sheet of claims"),
        .where = N_("a table of your own, CSV or TSV, from any spreadsheet"),
        .takes = N_("Claims, one per row; several rows of one order are its history. The stage is "
                    "the row's, from stage-at on, else from the opening. Without an outcome, "
                    "granted, appeal-sent and upheld are treated as granted at your cost, cleared "
                    "as withdrawn. A hold without an end gets the carrier's days. Dates are read "
                    "as YYYY-MM-DD or in the marketplace's format."),
        .example = N_("order,opened,ordered,stage,until,tracking\n"
                      "113-2233445-6677889,2026-11-21,2026-11-02,held,2026-12-05,EE473124829JP\n"
                      "114-2233445-6677889,2026-11-18,2026-10-30,withdrawn,,"),
        .rank = 6,
        .columns = columns,
        .n_columns = G_N_ELEMENTS(columns),
        .quotable = TRUE,
        .recognise = recognise,
        .row = row,
    };
    return &reader;
}
