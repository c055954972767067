/* SPDX-License-Identifier: MIT */
/* What feedback, returns, settlements, downloads and sheets make of the desk's cases. */
#include "report_test.h"

typedef struct {
    Settings *settings;
    Store *store;
    ImportOptions options;
} Desk1;

static Desk1 desk_begin(const char *orders)
{
    Desk1 desk = {.settings = settings_new(), .store = memory_desk()};
    desk.options = default_options(desk.settings);
    if (orders)
        take_fixture(desk.store, desk.settings, orders);
    return desk;
}

static void desk_end(Desk1 *desk)
{
    store_close(desk->store);
    settings_free(desk->settings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk1, desk_end)

static ImportSummary *take(Desk1 *desk, const char *name)
{
    ImportSummary *summary = import_fixture(desk->store, name, &desk->options);
    ck_assert_read(summary);
    return summary;
}

static void take_quietly(Desk1 *desk, const char *name)
{
    import_summary_free(take(desk, name));
}

static void set_market(Desk1 *desk, const char *country)
{
    desk->options.market = market_parse(country, NULL)->num;
}

#define ck_assert_money(money, minor_, currency_)                                                  \
    do {                                                                                           \
        ck_assert_int_eq((money).minor, (minor_));                                                 \
        ck_assert_str_eq((money).currency, (currency_));                                           \
    } while (0)

/* ---- Feedback ---- */

START_TEST(test_feedback)
{
    g_auto(Desk1) desk = desk_begin("all-orders-2017.tsv");
    g_autoptr(ImportSummary) summary = take(&desk, "feedback-us.tsv");
    g_autoptr(CaseHandle) bad = load_case(desk.store, "113-0000001-0000001");
    ck_assert_day(day_of(bad->feedback.at), "2026-10-20");
    g_autoptr(CaseHandle) late = load_case(desk.store, "113-0000002-0000002");
    ck_assert_day(day_of(late->feedback.at), "2026-10-21");
    ck_assert_ptr_null(load_case(desk.store, "113-0000003-0000003"));           /* three stars */
    g_autoptr(CaseHandle) brief = load_case(desk.store, "113-0000009-0000009"); /* no address */
    ck_assert_ptr_nonnull(brief);
    ck_assert(strstr(reject_why(summary, 1), "month/day/year"));
}
END_TEST

/* The same digits are another day elsewhere. */
START_TEST(test_feedback_dates_are_the_marketplace_s)
{
    static const struct {
        const char *market, *date, *day;
    } dates[] = {{"US", "10/11/26", "2026-10-11"}, {"UK", "10/11/26", "2026-11-10"},
                 {"JP", "26/10/11", "2026-10-11"}, {"JP", "2026/10/11", "2026-10-11"},
                 {"DE", "11.10.26", "2026-10-11"}, {"SE", "2026-10-11", "2026-10-11"}};
    for (gsize i = 0; i < G_N_ELEMENTS(dates); i++) {
        g_auto(Desk1) desk = desk_begin("all-orders-2017.tsv");
        set_market(&desk, dates[i].market);
        g_autofree char *text =
            g_strdup_printf("Date\tRating\tComments\tYour Response\tOrder ID\tRater Email\n"
                            "%s\t1\tx\t\t113-0000001-0000001\tx@example.com\n",
                            dates[i].date);
        g_autoptr(ImportSummary) summary = import_text(desk.store, text, &desk.options);
        ck_assert_uint_eq(summary->counts.added, 1);
        g_autoptr(CaseHandle) item = load_case(desk.store, "113-0000001-0000001");
        ck_assert_day(day_of(item->feedback.at), dates[i].day);
    }
}
END_TEST

START_TEST(test_feedback_without_headings)
{
    g_auto(Desk1) desk = desk_begin("all-orders-2017.tsv");
    g_autoptr(ImportSummary) summary =
        import_text(desk.store,
                    "10/20/26\t1\tx\t\t113-0000001-0000001\tx@example.com\n"
                    "10/20/26\t2\tx\t\t113-0000002-0000002\tx@example.com\n",
                    &desk.options);
    ck_assert_str_eq(summary->kind, "feedback");
    ck_assert_uint_eq(summary->counts.rows, 2);
    ck_assert_uint_eq(summary->counts.added, 2);
}
END_TEST

START_TEST(test_japanese_feedback)
{
    g_auto(Desk1) desk = desk_begin("all-orders-japan-utf8.tsv");
    g_autoptr(ImportSummary) summary = take(&desk, "feedback-japan-cp932.tsv");
    ck_assert_uint_eq(summary->missing->len, 0);
    g_autoptr(CaseHandle) item = load_case(desk.store, "250-0000001-0000001");
    ck_assert_day(day_of(item->feedback.at), "2026-10-20");
}
END_TEST

/* Absence is no removal. */
START_TEST(test_feedback_that_is_no_longer_listed_stays)
{
    g_auto(Desk1) desk = desk_begin("all-orders-2017.tsv");
    take_quietly(&desk, "feedback-us.tsv");
    g_autoptr(ImportSummary) empty =
        import_text(desk.store, "Date\tRating\tComments\tYour Response\tOrder ID\tRater Email\n",
                    &desk.options);
    ck_assert_read(empty);
    g_autoptr(CaseHandle) item = load_case(desk.store, "113-0000001-0000001");
    ck_assert(item->feedback.at != 0 && item->feedback.removed_at == 0);
}
END_TEST

/* ---- Returns ---- */

START_TEST(test_returns)
{
    g_auto(Desk1) desk = desk_begin("all-orders-2017.tsv");
    take_quietly(&desk, "returns.tsv");
    g_autoptr(CaseHandle) item = load_case(desk.store, "113-0000001-0000001");
    ck_assert_int_eq(item->claim->stage, STAGE_OPENED);
    ck_assert_int_eq(item->claim->reason, REASON_DAMAGED);
    ck_assert_money(item->claim->amount, 4210, "USD");
    ck_assert_day(day_of(item->claim->opened_at), "2026-10-10");
    ck_assert(item->claim->opened_day_only);
    ck_assert_ptr_null(item->claim->tracking); /* the label's is the way back */
    ck_assert_ptr_null(load_case(desk.store, "113-0000002-0000002"));
    g_autoptr(CaseHandle) wrong = load_case(desk.store, "113-0000003-0000003");
    ck_assert_int_eq(wrong->claim->reason, REASON_WRONG_ITEM);
    g_autoptr(CaseHandle) other = load_case(desk.store, "113-0000009-0000009");
    ck_assert_int_eq(other->claim->reason, REASON_OTHER);
    ck_assert_money(other->claim->amount, 104210, "USD");
}
END_TEST

START_TEST(test_returns_leave_a_known_claim_as_it_is)
{
    g_auto(Desk1) desk = desk_begin("all-orders-2017.tsv");
    g_autoptr(ImportSummary) sheet = import_text(
        desk.store,
        "order,opened,stage,stage-at\n113-0000001-0000001,2026-10-08,withdrawn,2026-10-12\n",
        &desk.options);
    ck_assert_uint_eq(sheet->counts.added, 1);
    take_quietly(&desk, "returns.tsv");
    g_autoptr(CaseHandle) item = load_case(desk.store, "113-0000001-0000001");
    ck_assert_int_eq(item->claim->stage, STAGE_WITHDRAWN);
    ck_assert_day(day_of(item->claim->opened_at), "2026-10-08");
    ck_assert_money(item->claim->amount, 4210, "USD"); /* which it did not know */
}
END_TEST

/* ---- Settlements ---- */

START_TEST(test_settlement)
{
    g_auto(Desk1) desk = desk_begin("all-orders-2017.tsv");
    take_quietly(&desk, "settlement-v1.tsv");
    g_autoptr(CaseHandle) item = load_case(desk.store, "113-0000001-0000001");
    ck_assert_int_eq(item->claim->stage, STAGE_GRANTED);
    ck_assert_int_eq(item->claim->outcome, OUTCOME_GRANTED_SELLER);
    ck_assert_money(item->claim->debited, 4210 - 630, "USD"); /* the commission came back */
    g_autoptr(CaseHandle) back = load_case(desk.store, "113-0000002-0000002");
    ck_assert_day(day_of(back->chargeback.at), "2026-10-21");
    ck_assert_ptr_null(back->claim);
    ck_assert_ptr_null(load_case(desk.store, "113-0000009-0000009")); /* a retrocharge is none */
}
END_TEST

START_TEST(test_settlement_joins_a_known_claim)
{
    g_auto(Desk1) desk = desk_begin("all-orders-2017.tsv");
    take_quietly(&desk, "returns.tsv");
    g_autoptr(ImportSummary) summary = take(&desk, "settlement-v1.tsv");
    ck_assert_uint_eq(summary->counts.updated, 1);
    g_autoptr(CaseHandle) item = load_case(desk.store, "113-0000001-0000001");
    ck_assert_int_eq(item->claim->reason, REASON_DAMAGED);
    ck_assert_money(item->claim->debited, 3580, "USD");
}
END_TEST

START_TEST(test_settlement_in_europe)
{
    g_auto(Desk1) desk = desk_begin(NULL);
    g_autoptr(ImportSummary) orders = import_text(
        desk.store,
        ORDERS_HEADER
        "302-0000001-0000001\t2026-10-01\t2026-10-01\tShipped\tMerchant\tAmazon.de\tx\r\n",
        &desk.options);
    ck_assert_uint_eq(orders->counts.added, 1);
    g_autoptr(ImportSummary) summary = take(&desk, "settlement-v2-europe.tsv");
    ck_assert_uint_eq(summary->counts.rejected, 0);
    g_autoptr(CaseHandle) item = load_case(desk.store, "302-0000001-0000001");
    ck_assert_money(item->claim->debited, 104210 - 15630, "EUR");
    g_autofree char *at = instant_iso(item->claim->decided_at);
    ck_assert_str_eq(at, "2026-11-05T13:14:15Z");
}
END_TEST

/* ---- The page's download ---- */

START_TEST(test_defects)
{
    g_auto(Desk1) desk = desk_begin("all-orders-2017.tsv");
    g_autoptr(ImportSummary) sheet =
        import_text(desk.store,
                    "order,opened,stage,stage-at\n"
                    "113-0000001-0000001,2026-10-08,withdrawn,2026-10-12\n"
                    "113-0000002-0000002,2026-10-08,withdrawn,2026-10-12\n",
                    &desk.options);
    ck_assert_uint_eq(sheet->counts.added, 2);
    take_quietly(&desk, "defects-english.csv");
    /* listed with a claim: Amazon counts it */
    g_autoptr(CaseHandle) counted = load_case(desk.store, "113-0000001-0000001");
    ck_assert_int_eq(counted->claim->amazon_counts, AMAZON_COUNTS_YES);
    ck_assert_int_eq(counted->claim->stage, STAGE_WITHDRAWN);
    /* listed for its feedback: that says nothing of the claim */
    g_autoptr(CaseHandle) rated = load_case(desk.store, "113-0000002-0000002");
    ck_assert_int_eq(rated->claim->amazon_counts, AMAZON_COUNTS_UNKNOWN);
    ck_assert_day(day_of(rated->feedback.at), "2026-10-02");
    /* unknown so far: opened, and what it is listed for */
    g_autoptr(CaseHandle) opened = load_case(desk.store, "113-0000009-0000009");
    ck_assert_int_eq(opened->claim->amazon_counts, AMAZON_COUNTS_YES);
    ck_assert_day(day_of(opened->claim->opened_at), "2026-10-09");
    ck_assert_int_gt(opened->claim->reply_due, NOW);
    ck_assert(opened->chargeback.at != 0);
}
END_TEST

START_TEST(test_defects_do_not_date_a_known_feedback_back)
{
    g_auto(Desk1) desk = desk_begin("all-orders-2017.tsv");
    take_quietly(&desk, "feedback-us.tsv");
    take_quietly(&desk, "defects-columns.tsv");
    g_autoptr(CaseHandle) item = load_case(desk.store, "113-0000002-0000002");
    ck_assert_day(day_of(item->feedback.at), "2026-10-21");
    ck_assert_ptr_null(load_case(desk.store, "113-0000003-0000003"));
}
END_TEST

START_TEST(test_defects_with_mapped_headings)
{
    g_auto(Desk1) desk = desk_begin(NULL);
    set_market(&desk, "DE");
    desk.options.map = "order=Bestellung, day=Datum, component=Grund";
    g_autoptr(ImportSummary) summary = take(&desk, "defects-mapped.csv");
    ck_assert_str_eq(summary->kind, "defects");
    g_autoptr(CaseHandle) item = load_case(desk.store, "302-0000001-0000001");
    ck_assert_int_eq(item->claim->amazon_counts, AMAZON_COUNTS_YES);
    ck_assert_day(item->day, "2026-10-01");
    ck_assert_str_eq(market_by_num(item->market)->country, "DE");
}
END_TEST

START_TEST(test_japanese_defects)
{
    g_auto(Desk1) desk = desk_begin("all-orders-japan-utf8.tsv");
    take_quietly(&desk, "defects-japan-cp932.csv");
    g_autoptr(CaseHandle) claim = load_case(desk.store, "250-0000001-0000001");
    ck_assert_int_eq(claim->claim->amazon_counts, AMAZON_COUNTS_YES);
    g_autoptr(CaseHandle) feedback = load_case(desk.store, "250-0000002-0000002");
    ck_assert(feedback->feedback.at != 0 && !feedback->claim);
    g_autoptr(CaseHandle) back = load_case(desk.store, "250-0000003-0000003");
    ck_assert(back->chargeback.at != 0 && !back->claim);
}
END_TEST

/* ---- The seller's sheet ---- */

static const struct {
    const char *order;
    Stage stage;
    Outcome outcome;
    const char *stage_at;
    gint64 amount;
} sheet[] = {
    {"113-0000051-0000051", STAGE_OPENED, OUTCOME_UNDECIDED, "2026-10-10", 4210},
    {"113-0000052-0000052", STAGE_HELD, OUTCOME_UNDECIDED, "2026-10-15", MONEY_NONE},
    {"113-0000053-0000053", STAGE_GRANTED, OUTCOME_GRANTED_SELLER, "2026-10-20", 104210},
    {"113-0000054-0000054", STAGE_CLEARED, OUTCOME_REVERSED, "2026-10-20", MONEY_NONE},
    {"113-0000055-0000055", STAGE_APPEAL_SENT, OUTCOME_GRANTED_SELLER, "2026-10-20", MONEY_NONE},
    {"113-0000059-0000059", STAGE_WITHDRAWN, OUTCOME_WITHDRAWN, "2026-10-18", MONEY_NONE},
};

START_TEST(test_sheet)
{
    g_auto(Desk1) desk = desk_begin(NULL);
    g_autoptr(ImportSummary) summary = take(&desk, "claims.csv");
    for (gsize i = 0; i < G_N_ELEMENTS(sheet); i++) {
        g_autoptr(CaseHandle) item = load_case(desk.store, sheet[i].order);
        ck_assert_str_eq(stage_word(item->claim->stage), stage_word(sheet[i].stage));
        ck_assert_str_eq(outcome_word(item->claim->outcome), outcome_word(sheet[i].outcome));
        ck_assert_day(day_of(item->claim->stage_at), sheet[i].stage_at);
        ck_assert_int_eq(item->claim->amount.minor, sheet[i].amount);
        ck_assert_day(item->day, "2026-09-30");
    }
    g_autoptr(CaseHandle) held = load_case(desk.store, "113-0000052-0000052");
    ck_assert_str_eq(held->claim->carrier, "usps");
    ck_assert_day(day_of(held->claim->hold_due), "2026-10-30"); /* its carrier's 15 days */
    g_autoptr(GPtrArray) events = store_events(desk.store, held->order, NULL);
    const ClaimEvent *note = events->pdata[events->len - 1];
    ck_assert_str_eq(note->text, "The notice says, \"come by Friday\"\nsecond line");
    ck_assert_str_eq(reject_why(summary, 0), "stage \"flying\" is not a stage");
}
END_TEST

START_TEST(test_sheet_history)
{
    g_auto(Desk1) desk = desk_begin(NULL);
    take_quietly(&desk, "claims-history.csv");
    g_autoptr(CaseHandle) item = load_case(desk.store, "113-0000051-0000051");
    ck_assert_int_eq(item->claim->stage, STAGE_WITHDRAWN);
    gint64 held = day_end(day_from_ymd(2026, 10, 13));
    ck_assert_int_eq(claim_span_at(item->claim, held)->stage, STAGE_HELD);
}
END_TEST

START_TEST(test_japanese_sheet)
{
    g_auto(Desk1) desk = desk_begin(NULL);
    take_quietly(&desk, "claims-japan-cp932.csv");
    g_autoptr(CaseHandle) held = load_case(desk.store, "250-0000061-0000061");
    ck_assert_int_eq(held->claim->stage, STAGE_HELD);
    ck_assert_int_eq(held->claim->reason, REASON_NOT_RECEIVED);
    ck_assert_money(held->claim->amount, 4980, "JPY");
    ck_assert_str_eq(held->claim->tracking, "EE473124829JP");
    ck_assert_str_eq(held->claim->carrier, "japan-post");
    ck_assert_int_eq(held->claim->hold_due, day_end(day_from_ymd(2026, 10, 27)));
    ck_assert_str_eq(market_by_num(held->market)->country, "JP");
    ck_assert_int_eq(held->channel, CHANNEL_MFN);
    g_autoptr(CaseHandle) withdrawn = load_case(desk.store, "250-0000062-0000062");
    ck_assert_int_eq(withdrawn->claim->outcome, OUTCOME_WITHDRAWN);
    ck_assert_int_eq(withdrawn->channel, CHANNEL_AFN);
    ck_assert_money(withdrawn->claim->amount, 1200, "JPY");
    g_autoptr(CaseHandle) appeal = load_case(desk.store, "250-0000063-0000063");
    ck_assert_int_eq(appeal->claim->stage, STAGE_APPEAL_SENT);
    ck_assert_int_eq(appeal->claim->reason, REASON_DAMAGED);
    ck_assert_str_eq(appeal->claim->carrier, "yamato");
    ck_assert_int_eq(appeal->claim->opened_at,
                     day_start(day_from_ymd(2026, 10, 11)) + 9 * 3600 + 1800);
}
END_TEST

/* Between tabs a quotation mark that opens nothing is data. */
START_TEST(test_sheet_of_tabs)
{
    g_auto(Desk1) desk = desk_begin(NULL);
    take_quietly(&desk, "claims.tsv");
    static const struct {
        const char *order, *note;
        Stage stage;
    } rows[] = {{"113-0000071-0000071", "\"urgent", STAGE_DENIED},
                {"113-0000072-0000072", "quoted \"note\"", STAGE_REFUNDED},
                {"113-0000073-0000073", NULL, STAGE_UPHELD}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(CaseHandle) item = load_case(desk.store, rows[i].order);
        ck_assert_int_eq(item->claim->stage, rows[i].stage);
        g_autoptr(GPtrArray) events = store_events(desk.store, item->order, NULL);
        const ClaimEvent *last = events->pdata[events->len - 1];
        ck_assert_str_eq(last->text ? last->text : "", rows[i].note ? rows[i].note : "");
    }
}
END_TEST

static const struct {
    const char *row; /* under order,opened,ordered,market,stage,amount,tracking,reason */
    const char *why; /* NULL: taken */
} sheet_rows[] = {
    {"113-0000001-0000001,2026-10-10,2026-10-01,US,opened,,,", NULL},
    {"113-0000001-0000001,2026-10-10,2026-10-01,GB,Withdrawn by buyer,,,", NULL},
    {"113-0000001-0000001,2026-10-10,2026-10-01,Atlantis,opened,,,", "market \"Atlantis\""},
    {"113-0000001-0000001,2026-10-10,,US,opened,,,", "the column \"ordered\""},
    {"113-0000001-0000001,2026-09-30,2026-10-01,US,opened,,,", "earlier than its order"},
    {"113-0000001-0000001,2027-10-10,2026-10-01,US,opened,,,", ""},
    {"113-0000001-0000001,2026-10-10,2026-10-01,US,opened,lots,,", "amount is not an amount"},
    {"113-0000001-0000001,2026-10-10,2026-10-01,US,opened,-5,,", "\"-5\": the amount is negative"},
    {"113-0000001-0000001,2026-10-10,2026-10-01,US,opened,12x4,,",
     "amount \"12x4\" is not an amount"},
    {"113-0000001-0000001,2026-13-10,2026-10-01,US,opened,,,",
     "opened \"2026-13-10\" is not a valid date"},
    {"113-0000001-0000001,2026年13月10日,2026-10-01,US,opened,,,",
     "opened \"2026年13月10日\" is not a valid date"},
    {"113-0000001-0000001,Jane,2026-10-01,US,opened,,,", "opened is not a valid date"},
    {"113-0000001-0000001,555(010)7788,2026-10-01,US,opened,,,", "opened is not a valid date"},
    {"113-0000001-0000001,2026-10-10,2026-10-01,US,opened,,EE473124828JP,", "9"},
    {"113-0000001-0000001,2026-10-10,2026-10-01,US,opened,,9.4E+21,", "damaged by a spreadsheet"},
    {"113-0000001-0000001,2026-10-10,2026-10-01,US,opened,,,because,", NULL},
    {"5.1E+13,2026-10-10,2026-10-01,US,opened,,,", "spreadsheet"},
};

START_TEST(test_sheet_row)
{
    g_auto(Desk1) desk = desk_begin(NULL);
    g_autofree char *text =
        g_strconcat("order,opened,ordered,market,stage,amount,tracking,reason\n",
                    sheet_rows[_i].row, "\n", NULL);
    g_autoptr(ImportSummary) summary = import_text(desk.store, text, &desk.options);
    ck_assert_read(summary);
    ck_assert_uint_eq(summary->counts.added, sheet_rows[_i].why ? 0 : 1);
    if (sheet_rows[_i].why)
        ck_assert_msg(strstr(reject_why(summary, 0), sheet_rows[_i].why), "%s",
                      reject_why(summary, 0));
}
END_TEST

START_TEST(test_sheet_names_its_own_headings)
{
    g_auto(Desk1) desk = desk_begin(NULL);
    g_autoptr(ImportSummary) summary =
        import_text(desk.store,
                    "Order ID,Filed On,Purchase Date,Status,Claim Amount\n"
                    "113-0000001-0000001,31.13.2026,2026-10-01,opened,5\n"
                    "113-0000002-0000002,2026-10-10,2026-10-01,opened,-5\n",
                    &desk.options);
    ck_assert_read(summary);
    ck_assert_uint_eq(summary->counts.added, 0);
    ck_assert_str_eq(reject_why(summary, 0), "Filed On \"31.13.2026\" is not a valid date");
    ck_assert_str_eq(reject_why(summary, 1), "Claim Amount \"-5\": the amount is negative");
}
END_TEST

/* An outcome alone tells the stage. */
START_TEST(test_sheet_with_outcomes_alone)
{
    static const struct {
        const char *word;
        Stage stage;
        Outcome outcome;
    } words[] = {{"granted-amazon", STAGE_GRANTED, OUTCOME_GRANTED_AMAZON},
                 {"Amazon負担で承認", STAGE_GRANTED, OUTCOME_GRANTED_AMAZON},
                 {"denied", STAGE_DENIED, OUTCOME_DENIED},
                 {"取り下げ", STAGE_WITHDRAWN, OUTCOME_WITHDRAWN},
                 {"reversed", STAGE_CLEARED, OUTCOME_REVERSED},
                 {"返金済み", STAGE_REFUNDED, OUTCOME_REFUNDED}};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_auto(Desk1) desk = desk_begin("all-orders-2017.tsv");
        g_autofree char *text = g_strdup_printf(
            "order,opened,outcome\n113-0000001-0000001,2026-10-10,%s\n", words[i].word);
        g_autoptr(ImportSummary) summary = import_text(desk.store, text, &desk.options);
        ck_assert_uint_eq(summary->counts.added, 1);
        g_autoptr(CaseHandle) item = load_case(desk.store, "113-0000001-0000001");
        ck_assert_str_eq(stage_word(item->claim->stage), stage_word(words[i].stage));
        ck_assert_str_eq(outcome_word(item->claim->outcome), outcome_word(words[i].outcome));
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    tcase_add_loop_test(tcase, test_sheet_row, 0, G_N_ELEMENTS(sheet_rows));                       \
    X(test_sheet_names_its_own_headings)                                                           \
    X(test_feedback)                                                                               \
    X(test_feedback_dates_are_the_marketplace_s)                                                   \
    X(test_feedback_without_headings)                                                              \
    X(test_japanese_feedback)                                                                      \
    X(test_feedback_that_is_no_longer_listed_stays)                                                \
    X(test_returns)                                                                                \
    X(test_returns_leave_a_known_claim_as_it_is)                                                   \
    X(test_settlement)                                                                             \
    X(test_settlement_joins_a_known_claim)                                                         \
    X(test_settlement_in_europe)                                                                   \
    X(test_defects)                                                                                \
    X(test_defects_do_not_date_a_known_feedback_back)                                              \
    X(test_defects_with_mapped_headings)                                                           \
    X(test_japanese_defects)                                                                       \
    X(test_sheet)                                                                                  \
    X(test_sheet_history)                                                                          \
    X(test_japanese_sheet)                                                                         \
    X(test_sheet_of_tabs)                                                                          \
    X(test_sheet_with_outcomes_alone)
SUITE_MAIN("report-cases", TESTS)
