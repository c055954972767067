/* SPDX-License-Identifier: MIT */
/* What may be done to a case by hand, what it leaves in its history, and what is refused. */
#include "store_test.h"

#define ORDER    G_GINT64_CONSTANT(11122334456677889)
#define NO_MONEY ((Money){.minor = MONEY_NONE})

typedef struct {
    Store *store;
    Settings *settings;
    Cases cases;
} Bench;

static void bench_clear(Bench *bench)
{
    store_close(bench->store);
    settings_free(bench->settings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bench, bench_clear)

static void bench_init(Bench *bench)
{
    bench->store = memory_desk();
    bench->settings = settings_new();
    bench->cases = *CASES(bench->store, bench->settings);
}

static void open_case(const Bench *bench, OrderId order, Day day)
{
    GError *error = NULL;
    CaseOpening opening = OPENING_ON(day);
    ck_assert(case_open(&bench->cases, order, &opening, &error));
    ck_assert_no_error(error);
}

static void import_order(const Bench *bench, OrderId order, Day day, int market, Channel channel)
{
    GError *error = NULL;
    OrderRecord record = {.id = order,
                          .updated = 1,
                          .day = day,
                          .market = (guint8)market,
                          .channel = (guint8)channel,
                          .status = ORDER_PLACED};
    StoreImport *import =
        store_import_begin(bench->store, bench->settings, NOW, "f", "orders", FALSE, &error);
    ImportCounts counts = {0};
    ck_assert(store_import_order(import, &record, &error));
    ck_assert(store_import_commit(import, "UTF-8", NULL, 0, &counts, &error));
    ck_assert_no_error(error);
}

static gboolean move_to(const Bench *bench, Stage stage, When at, GError **error)
{
    CaseMove move = {.stage = stage, .at = at, .debited = NO_MONEY};
    return case_move(&bench->cases, ORDER, &move, error);
}

static void must_move(const Bench *bench, Stage stage, When at)
{
    GError *error = NULL;
    gboolean moved = move_to(bench, stage, at, &error);
    ck_assert_no_error(error);
    ck_assert(moved);
}

/* (transfer full) (nullable) */
static DeskCase *load_case(const Bench *bench, OrderId order)
{
    GError *error = NULL;
    DeskCase *item = NULL;
    ck_assert(store_load_case(bench->store, order, &item, &error));
    ck_assert_no_error(error);
    return item;
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DeskCase, desk_case_free)

static GPtrArray *load_events(const Bench *bench)
{
    GError *error = NULL;
    GPtrArray *events = store_events(bench->store, ORDER, &error);
    ck_assert_no_error(error);
    return events;
}

static const ClaimEvent *last_event(GPtrArray *events)
{
    ck_assert_uint_gt(events->len, 0);
    return events->pdata[events->len - 1];
}

/* ---- Openings ---- */

START_TEST(an_unknown_order_must_say_when_it_was_placed)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseOpening opening = OPENING_ON(TODAY - 1);
    opening.ordered = DAY_NONE;
    ck_assert(!case_open(&bench.cases, ORDER, &opening, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "--ordered");
    g_autoptr(DeskCase) item = load_case(&bench, ORDER);
    ck_assert_ptr_null(item);
}
END_TEST

START_TEST(an_imported_order_speaks_for_itself)
{
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    import_order(&bench, ORDER, TODAY - 30, 2, CHANNEL_AFN);
    open_case(&bench, ORDER, TODAY - 1);
    g_autoptr(DeskCase) item = load_case(&bench, ORDER);
    ck_assert(item->imported);
    ck_assert_int_eq(item->day, TODAY - 30);
    ck_assert_int_eq(item->market, 2);
    ck_assert_int_eq(item->channel, CHANNEL_AFN);
}
END_TEST

START_TEST(an_order_imported_later_speaks_for_itself_too)
{
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 1);
    g_autoptr(DeskCase) before = load_case(&bench, ORDER);
    ck_assert(!before->imported);
    ck_assert_int_eq(before->day, TODAY - 6);
    ck_assert_int_eq(before->market, 1); /* as set */
    import_order(&bench, ORDER, TODAY - 30, 2, CHANNEL_AFN);
    g_autoptr(DeskCase) item = load_case(&bench, ORDER);
    ck_assert_int_eq(item->day, TODAY - 30);
    ck_assert_int_eq(item->market, 2);
}
END_TEST

START_TEST(settings_say_where_an_unknown_order_belongs)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    ck_assert(settings_set(bench.settings, "desk.market", "JP", &error));
    ck_assert(settings_set(bench.settings, "desk.channel", "afn", &error));
    open_case(&bench, ORDER, TODAY - 1);
    g_autoptr(DeskCase) item = load_case(&bench, ORDER);
    ck_assert_str_eq(market_by_num(item->market)->country, "JP");
    ck_assert_int_eq(item->channel, CHANNEL_AFN);
}
END_TEST

typedef struct {
    const char *what;
    CaseOpening opening;
    int code;
    const char *words;
} OpeningTrial;

#define TRIAL(what_, opened_, ordered_, tracking_, code_, words_)                                  \
    {                                                                                              \
        .what = what_,                                                                             \
        .opening = {.opened = opened_,                                                             \
                    .ordered = ordered_,                                                           \
                    .channel = -1,                                                                 \
                    .amount = {.minor = MONEY_NONE},                                               \
                    .tracking = tracking_},                                                        \
        .code = code_, .words = words_                                                             \
    }
#define AT(instant)                                                                                \
    {                                                                                              \
        .at = (instant)                                                                            \
    }
#define DAY(day)                                                                                   \
    {                                                                                              \
        .at = (gint64)(day)*DAY_SECONDS, .day_only = TRUE                                          \
    }
#define TODAY_ (NOW / DAY_SECONDS)

static const OpeningTrial openings[] = {
    TRIAL("now", AT(0), TODAY_, NULL, 0, NULL),
    TRIAL("this second", AT(NOW), TODAY_ - 1, NULL, 0, NULL),
    TRIAL("a second from now", AT(NOW + 1), TODAY_ - 1, NULL, AZDESK_ERROR_REFUSED,
          "in the future"),
    TRIAL("today, as a day", DAY(TODAY_), TODAY_ - 1, NULL, 0, NULL),
    TRIAL("tomorrow, as a day", DAY(TODAY_ + 1), TODAY_ - 1, NULL, AZDESK_ERROR_REFUSED,
          "2026-11-24 is in the future"),
    TRIAL("on the order's day", DAY(TODAY_ - 3), TODAY_ - 3, NULL, 0, NULL),
    TRIAL("in the order's first second", AT((TODAY_ - 3) * DAY_SECONDS), TODAY_ - 3, NULL, 0, NULL),
    TRIAL("a second before it", AT((TODAY_ - 3) * DAY_SECONDS - 1), TODAY_ - 3, NULL,
          AZDESK_ERROR_REFUSED, "earlier than its order"),
    TRIAL("the day before it", DAY(TODAY_ - 4), TODAY_ - 3, NULL, AZDESK_ERROR_REFUSED,
          "earlier than its order"),
    TRIAL("a tracking number", DAY(TODAY_), TODAY_ - 3, "EE473124829JP", 0, NULL),
    TRIAL("a slip in it", DAY(TODAY_), TODAY_ - 3, "EE473124828JP", AZDESK_ERROR_USAGE,
          "should be 9"),
};

START_TEST(openings_are_held_against_the_calendar)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    const OpeningTrial *trial = &openings[_i];
    gboolean opened = case_open(&bench.cases, ORDER, &trial->opening, &error);
    ck_assert_msg(opened == (trial->code == 0), "%s: %s", trial->what,
                  error ? error->message : "was taken");
    if (trial->code != 0)
        ck_assert_error(error, trial->code, trial->words);
    g_autoptr(GPtrArray) events = load_events(&bench);
    ck_assert_uint_eq(events->len, opened ? 1 : 0);
}
END_TEST

START_TEST(an_opening_keeps_what_it_was_told)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseOpening opening = OPENING_ON(TODAY - 1);
    opening.reason = REASON_NOT_RECEIVED;
    opening.amount = (Money){.minor = 4210, .currency = "USD"};
    opening.tracking = " EE473124829JP ";
    ck_assert(case_open(&bench.cases, ORDER, &opening, &error));
    g_autoptr(DeskCase) item = load_case(&bench, ORDER);
    ck_assert_int_eq(item->claim->reason, REASON_NOT_RECEIVED);
    ck_assert_int_eq(item->claim->amount.minor, 4210);
    ck_assert_str_eq(item->claim->amount.currency, "USD");
    ck_assert_str_eq(item->claim->tracking, "EE473124829JP");
    ck_assert_str_eq(item->claim->carrier, "japan-post"); /* as the number tells */
    ck_assert(item->claim->opened_day_only);
    ck_assert_int_eq(item->claim->reply_due, day_end(TODAY - 1 + 3)); /* 72 h of a day alone */
}
END_TEST

START_TEST(a_second_claim_is_refused_until_the_first_is_undone)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseOpening opening = OPENING_ON(TODAY - 1);
    open_case(&bench, ORDER, TODAY - 2);
    ck_assert(!case_open(&bench.cases, ORDER, &opening, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "already has a claim");
    ck_assert(case_undo(&bench.cases, ORDER, NULL, &error));
    ck_assert(case_open(&bench.cases, ORDER, &opening, &error));
    ck_assert_no_error(error);
    g_autoptr(DeskCase) item = load_case(&bench, ORDER);
    ck_assert_int_eq(day_of(item->claim->opened_at), TODAY - 1);
}
END_TEST

/* ---- Moves and their clocks ---- */

#define STEPS_MAX 4

typedef struct {
    Stage stage;
    Outcome granted;
    gint64 until;
} MoveStep;

typedef struct {
    const char *what;
    MoveStep steps[STEPS_MAX]; /* day after day from TODAY - 10; STAGE_OPENED ends */
    Outcome outcome;
    Day hold, appeal, answer, verify; /* after TODAY - 10; 0: does not run */
} ClockTrial;

static const ClockTrial clocks[] = {
    {"held by the carrier's days", {{STAGE_HELD}}, OUTCOME_UNDECIDED, 15, 0, 0, 0},
    {"held until a day that is told",
     {{STAGE_HELD, OUTCOME_UNDECIDED, (TODAY_ + 5) * DAY_SECONDS + DAY_SECONDS - 1}},
     OUTCOME_UNDECIDED,
     15,
     0,
     0,
     0},
    {"granted, seller pays", {{STAGE_GRANTED}}, OUTCOME_GRANTED_SELLER, 0, 30, 0, 0},
    {"granted, Amazon pays",
     {{STAGE_GRANTED, OUTCOME_GRANTED_AMAZON}},
     OUTCOME_GRANTED_AMAZON,
     0,
     0,
     0,
     0},
    {"granted, coming back",
     {{STAGE_GRANTED, OUTCOME_GRANTED_RETURNING}},
     OUTCOME_GRANTED_RETURNING,
     0,
     0,
     0,
     0},
    {"refunded", {{STAGE_REFUNDED}}, OUTCOME_REFUNDED, 0, 30, 0, 0},
    {"cancelled", {{STAGE_CANCELLED}}, OUTCOME_CANCELLED, 0, 30, 0, 0},
    {"withdrawn", {{STAGE_HELD}, {STAGE_WITHDRAWN}}, OUTCOME_WITHDRAWN, 0, 0, 0, 0},
    {"appeal sent", {{STAGE_GRANTED}, {STAGE_APPEAL_SENT}}, OUTCOME_GRANTED_SELLER, 0, 0, 3, 0},
    {"appeal won",
     {{STAGE_GRANTED}, {STAGE_APPEAL_SENT}, {STAGE_CLEARED}},
     OUTCOME_REVERSED,
     0,
     0,
     0,
     9},
    {"appeal lost",
     {{STAGE_GRANTED}, {STAGE_APPEAL_SENT}, {STAGE_UPHELD}},
     OUTCOME_GRANTED_SELLER,
     0,
     0,
     0,
     0},
    {"the buyer's own appeal",
     {{STAGE_DENIED}, {STAGE_GRANTED}},
     OUTCOME_GRANTED_SELLER,
     0,
     31,
     0,
     0},
};

static gint64 end_of(Day after)
{
    return after == 0 ? 0 : day_end(TODAY - 10 + after);
}

START_TEST(moves_start_the_clocks_of_the_rules)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    const ClockTrial *trial = &clocks[_i];
    open_case(&bench, ORDER, TODAY - 10);
    for (int i = 0; i < STEPS_MAX && trial->steps[i].stage != STAGE_OPENED; i++) {
        CaseMove move = {.stage = trial->steps[i].stage,
                         .at = ON_DAY(TODAY - 10 + i),
                         .granted = trial->steps[i].granted,
                         .until = trial->steps[i].until,
                         .debited = NO_MONEY};
        ck_assert(case_move(&bench.cases, ORDER, &move, &error));
        ck_assert_no_error(error);
    }
    g_autoptr(DeskCase) item = load_case(&bench, ORDER);
    ck_assert_int_eq(item->claim->outcome, trial->outcome);
    ck_assert_int_eq(item->claim->hold_due, end_of(trial->hold));
    ck_assert_int_eq(item->claim->appeal_due, end_of(trial->appeal));
    ck_assert_int_eq(item->claim->answer_due, end_of(trial->answer));
    ck_assert_int_eq(item->claim->verify_due, end_of(trial->verify));
}
END_TEST

START_TEST(an_illegal_move_names_the_legal_ones)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 3);
    must_move(&bench, STAGE_WITHDRAWN, ON_DAY(TODAY - 2));
    ck_assert(!move_to(&bench, STAGE_OPENED, (When){0}, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "appeal-sent");
    g_autoptr(GPtrArray) events = load_events(&bench);
    ck_assert_uint_eq(events->len, 2);
}
END_TEST

START_TEST(an_entry_that_would_break_what_follows_is_refused)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 9);
    must_move(&bench, STAGE_GRANTED, ON_DAY(TODAY - 4));
    ck_assert(!move_to(&bench, STAGE_WITHDRAWN, ON_DAY(TODAY - 6), &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "conflicts with the entry");
    ck_assert(!move_to(&bench, STAGE_HELD, ON_DAY(TODAY - 10), &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "not been opened yet");
    must_move(&bench, STAGE_HELD, ON_DAY(TODAY - 6)); /* between the two it may be */
    g_autoptr(DeskCase) item = load_case(&bench, ORDER);
    ck_assert_int_eq(item->claim->stage, STAGE_GRANTED);
}
END_TEST

START_TEST(words_that_do_not_belong_are_refused)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 3);
    CaseMove until = {.stage = STAGE_DENIED, .until = NOW, .debited = NO_MONEY};
    ck_assert(!case_move(&bench.cases, ORDER, &until, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "--until");
    CaseMove funded = {
        .stage = STAGE_DENIED, .granted = OUTCOME_GRANTED_AMAZON, .debited = NO_MONEY};
    ck_assert(!case_move(&bench.cases, ORDER, &funded, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "--funded-by");
    ck_assert(!case_parcel(&bench.cases, ORDER, PARCEL_DELIVERED, (When){0}, NOW, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "--until");
    ck_assert(!case_note(&bench.cases, ORDER, "", &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "text is empty");
}
END_TEST

START_TEST(a_day_alone_stands_after_that_days_entries)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseOpening opening = OPENING_ON(TODAY - 2);
    opening.opened = EXACT(day_start(TODAY - 2) + 10 * HOUR);
    ck_assert(case_open(&bench.cases, ORDER, &opening, &error));
    must_move(&bench, STAGE_WITHDRAWN, ON_DAY(TODAY - 2));
    g_autoptr(GPtrArray) events = load_events(&bench);
    ck_assert_int_eq(last_event(events)->at, day_start(TODAY - 2) + 10 * HOUR);
    ck_assert(last_event(events)->fields & FIELD_DAY_ONLY);
    ck_assert_int_eq(last_event(events)->recorded_at, NOW);
}
END_TEST

START_TEST(questions_and_answers_run_the_clocks)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 9);
    must_move(&bench, STAGE_GRANTED, ON_DAY(TODAY - 8));
    must_move(&bench, STAGE_APPEAL_SENT, ON_DAY(TODAY - 7));
    gint64 asked = NOW - 50 * HOUR, answered = NOW - 10 * HOUR;
    ck_assert(case_asked(&bench.cases, ORDER, EXACT(asked), 0, &error));
    g_autoptr(DeskCase) before = load_case(&bench, ORDER);
    ck_assert_int_eq(before->claim->appeal, APPEAL_INFO_REQUESTED);
    ck_assert_int_eq(before->claim->reply_due, asked + 72 * HOUR);
    ck_assert_int_eq(before->claim->answer_due, 0);
    ck_assert(case_replied(&bench.cases, ORDER, EXACT(answered), &error));
    g_autoptr(DeskCase) after = load_case(&bench, ORDER);
    ck_assert_int_eq(after->claim->appeal, APPEAL_SENT);
    ck_assert_int_eq(after->claim->reply_due, 0);
    ck_assert_int_eq(after->claim->answer_due, answered + 48 * HOUR);
    ck_assert(case_asked(&bench.cases, ORDER, (When){0}, NOW + 5, &error));
    g_autoptr(DeskCase) told = load_case(&bench, ORDER);
    ck_assert_int_eq(told->claim->reply_due, NOW + 5);
}
END_TEST

START_TEST(a_check_is_kept_as_seen)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 9);
    ck_assert(case_check(&bench.cases, ORDER, TRUE, ON_DAY(TODAY - 3), &error));
    ck_assert(case_check(&bench.cases, ORDER, FALSE, ON_DAY(TODAY - 1), &error));
    g_autoptr(DeskCase) item = load_case(&bench, ORDER);
    ck_assert_int_eq(item->claim->amazon_counts, AMAZON_COUNTS_NO);
    ck_assert_int_eq(claim_span_at(item->claim, day_end(TODAY - 2))->amazon_counts,
                     AMAZON_COUNTS_YES);
}
END_TEST

/* ---- Words ---- */

/* The newest first; one taken back is none; a move without a letter is none. */
START_TEST(letters_are_listed_by_their_subjects)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    CaseMove move = {.stage = STAGE_WITHDRAWN, .debited = {.minor = MONEY_NONE}};
    CaseMove appeal = {.stage = STAGE_APPEAL_SENT,
                       .debited = {.minor = MONEY_NONE},
                       .letter_kind = "correction",
                       .letter_lang = "ja",
                       .letter_text = "取り下げ\n本文"};
    for (int i = 0; i < 3; i++)
        open_case(&bench, ORDER + i, TODAY - 3);
    ck_assert(case_letter(&bench.cases, ORDER, "collect", "en", "Please collect\nbody", &error));
    bench.cases.now += 60;
    ck_assert(case_move(&bench.cases, ORDER + 1, &move, &error));
    ck_assert(case_move(&bench.cases, ORDER + 1, &appeal, &error));
    ck_assert(case_letter(&bench.cases, ORDER + 2, "reply", "en", "Taken back\nbody", &error));
    ck_assert(case_undo(&bench.cases, ORDER + 2, NULL, &error));
    ck_assert_no_error(error);
    g_autoptr(GPtrArray) letters = store_letters(bench.store, 10, &error);
    ck_assert_no_error(error);
    ck_assert_uint_eq(letters->len, 2);
    const StoreLetter *first = letters->pdata[0], *second = letters->pdata[1];
    ck_assert_int_eq(first->order, ORDER + 1);
    ck_assert_str_eq(first->event->text, "取り下げ");
    ck_assert_str_eq(first->event->word, "correction");
    ck_assert_int_eq(second->order, ORDER);
    ck_assert_str_eq(second->event->text, "Please collect");
    g_autoptr(GPtrArray) one = store_letters(bench.store, 1, &error);
    ck_assert_uint_eq(one->len, 1);
    ck_assert_str_eq(((const StoreLetter *)one->pdata[0])->event->text, "取り下げ");
}
END_TEST

START_TEST(what_was_written_comes_back_to_the_letter)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 9);
    const char *text = "one\ttwo\nthree \"four\" 保管 \x1b[31m";
    ck_assert(case_note(&bench.cases, ORDER, text, &error));
    ck_assert(case_message(&bench.cases, ORDER,
                           BUYER_SAID(ON_DAY(TODAY - 2), "Where is it?", "どこですか"), &error));
    ck_assert(case_letter(&bench.cases, ORDER, "collect", "en", "Dear buyer", &error));
    CaseMove move = {.stage = STAGE_WITHDRAWN,
                     .debited = NO_MONEY,
                     .note = "beside it",
                     .letter_kind = "correction",
                     .letter_lang = "ja",
                     .letter_text = "取り下げ"};
    ck_assert(case_move(&bench.cases, ORDER, &move, &error));
    ck_assert(case_snooze(&bench.cases, ORDER, NOW + HOUR, "waiting", &error));
    ck_assert_no_error(error);
    g_autoptr(GPtrArray) events = load_events(&bench);
    ck_assert_uint_eq(events->len, 7);
    const ClaimEvent *note = events->pdata[1], *message = events->pdata[2],
                     *letter = events->pdata[3], *beside = events->pdata[4],
                     *moved = events->pdata[5], *snoozed = events->pdata[6];
    ck_assert_str_eq(note->text, text);
    ck_assert_str_eq(message->word, "buyer");
    ck_assert_str_eq(message->text, "Where is it?");
    ck_assert_str_eq(message->other, "どこですか");
    ck_assert_str_eq(letter->word, "collect");
    ck_assert_str_eq(beside->text, "beside it");
    ck_assert_str_eq(moved->text, "取り下げ");
    ck_assert_str_eq(moved->word, "correction");
    ck_assert_str_eq(moved->lang, "ja");
    ck_assert_str_eq(snoozed->text, "waiting");
    ck_assert_int_eq(snoozed->due, NOW + HOUR);
}
END_TEST

/* ---- Facts ---- */

static gboolean edit_case(const Bench *bench, guint fields, const ClaimEvent *facts, GError **error)
{
    ClaimEvent told = *facts;
    told.fields = fields;
    return case_edit(&bench->cases, ORDER, &told, error);
}

START_TEST(facts_are_corrected_and_cleared)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 9);
    ClaimEvent facts = {.reason = REASON_DAMAGED,
                        .amount = {.minor = 500, .currency = "JPY"},
                        .debited = {.minor = 300},
                        .tracking = (char *)"EE473124829JP",
                        .ordered = TODAY - 20,
                        .market = 2,
                        .channel = CHANNEL_AFN};
    ck_assert(edit_case(&bench,
                        FIELD_REASON | FIELD_AMOUNT | FIELD_DEBITED | FIELD_TRACKING |
                            FIELD_ORDERED | FIELD_MARKET | FIELD_CHANNEL,
                        &facts, &error));
    ck_assert_no_error(error);
    g_autoptr(DeskCase) item = load_case(&bench, ORDER);
    ck_assert_int_eq(item->claim->reason, REASON_DAMAGED);
    ck_assert_int_eq(item->claim->amount.minor, 500);
    ck_assert_int_eq(item->claim->debited.minor, 300);
    ck_assert_str_eq(item->claim->debited.currency, "JPY");
    ck_assert_str_eq(item->claim->carrier, "japan-post");
    ck_assert_int_eq(item->day, TODAY - 20);
    ck_assert_int_eq(item->market, 2);
    ck_assert_int_eq(item->channel, CHANNEL_AFN);
    ClaimEvent none = {.amount = {.minor = MONEY_NONE}};
    ck_assert(edit_case(&bench, FIELD_TRACKING | FIELD_CARRIER | FIELD_AMOUNT, &none, &error));
    g_autoptr(DeskCase) cleared = load_case(&bench, ORDER);
    ck_assert_ptr_null(cleared->claim->tracking);
    ck_assert_ptr_null(cleared->claim->carrier);
    ck_assert_int_eq(cleared->claim->amount.minor, MONEY_NONE);
}
END_TEST

START_TEST(facts_that_cannot_be_are_refused)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 9);
    ClaimEvent facts = {.ordered = TODAY - 8, .market = 999, .tracking = (char *)"EE473124828JP"};
    ck_assert(!edit_case(&bench, 0, &facts, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "nothing to change");
    ck_assert(!edit_case(&bench, FIELD_ORDERED, &facts, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "earlier than its order");
    ck_assert(!edit_case(&bench, FIELD_MARKET, &facts, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "no such marketplace");
    ck_assert(!edit_case(&bench, FIELD_TRACKING, &facts, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "should be 9");
    import_order(&bench, ORDER, TODAY - 30, 1, CHANNEL_MFN);
    ck_assert(!edit_case(&bench, FIELD_CHANNEL, &facts, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "imported file");
}
END_TEST

/* ---- Undo and redo ---- */

START_TEST(entries_are_taken_back_and_given_again)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 9);
    must_move(&bench, STAGE_HELD, ON_DAY(TODAY - 8));
    must_move(&bench, STAGE_WITHDRAWN, ON_DAY(TODAY - 7));
    static const struct {
        gboolean redo;
        EventKind told;
        int stage; /* -1: no claim */
    } steps[] = {
        {FALSE, EVENT_MOVED, STAGE_HELD}, {FALSE, EVENT_MOVED, STAGE_OPENED},
        {FALSE, EVENT_OPENED, -1},        {TRUE, EVENT_OPENED, STAGE_OPENED},
        {TRUE, EVENT_MOVED, STAGE_HELD},  {FALSE, EVENT_MOVED, STAGE_OPENED},
        {TRUE, EVENT_MOVED, STAGE_HELD},  {TRUE, EVENT_MOVED, STAGE_WITHDRAWN},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_autoptr(ClaimEvent) told = NULL;
        ck_assert((steps[i].redo ? case_redo : case_undo)(&bench.cases, ORDER, &told, &error));
        ck_assert_no_error(error);
        ck_assert_int_eq(told->kind, steps[i].told);
        g_autoptr(DeskCase) item = load_case(&bench, ORDER);
        ck_assert_int_eq(item ? (int)item->claim->stage : -1, steps[i].stage);
    }
    ck_assert(!case_redo(&bench.cases, ORDER, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "nothing to redo");
}
END_TEST

START_TEST(an_entry_taken_back_is_told_with_its_words)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 9);
    ck_assert(case_note(&bench.cases, ORDER, "called the post office", &error));
    for (int redo = 0; redo < 2; redo++) {
        g_autoptr(ClaimEvent) told = NULL;
        ck_assert((redo ? case_redo : case_undo)(&bench.cases, ORDER, &told, &error));
        ck_assert_str_eq(told->text, "called the post office");
    }
}
END_TEST

START_TEST(a_new_entry_ends_what_could_be_redone)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 9);
    must_move(&bench, STAGE_HELD, ON_DAY(TODAY - 8));
    ck_assert(case_undo(&bench.cases, ORDER, NULL, &error));
    ck_assert(case_note(&bench.cases, ORDER, "something else", &error));
    ck_assert(!case_redo(&bench.cases, ORDER, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "nothing to redo");
    ck_assert(case_undo(&bench.cases, ORDER, NULL, &error));
    ck_assert(case_undo(&bench.cases, ORDER, NULL, &error));
    ck_assert(!case_undo(&bench.cases, ORDER, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "nothing to undo");
}
END_TEST

START_TEST(what_was_entered_together_goes_and_comes_together)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    open_case(&bench, ORDER, TODAY - 9);
    g_autoptr(DeskCase) opened = load_case(&bench, ORDER);
    CaseMove move = {.stage = STAGE_WITHDRAWN, .debited = NO_MONEY, .note = "she has it"};
    ck_assert(case_move(&bench.cases, ORDER, &move, &error));
    g_autoptr(DeskCase) moved = load_case(&bench, ORDER);
    gint64 before = opened->claim->last_event, after = moved->claim->last_event;
    for (int redo = 0; redo < 2; redo++) {
        g_autoptr(ClaimEvent) told = NULL;
        ck_assert(case_wind(&bench.cases, ORDER, redo ? before : after, redo ? after : before,
                            &told, &error));
        ck_assert_no_error(error);
        ck_assert_int_eq(told->kind, EVENT_MOVED);
        g_autoptr(DeskCase) now = load_case(&bench, ORDER);
        ck_assert(claim_equal(now->claim, redo ? moved->claim : opened->claim));
    }
    ck_assert(case_note(&bench.cases, ORDER, "something else", &error));
    ck_assert(!case_wind(&bench.cases, ORDER, after, before, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "changed since");
}
END_TEST

START_TEST(without_a_claim_there_is_nothing_to_do)
{
    GError *error = NULL;
    g_auto(Bench) bench = {0};
    bench_init(&bench);
    const Cases *cases = &bench.cases;
    ClaimEvent facts = {.fields = FIELD_REASON};
    CaseMove move = {.stage = STAGE_HELD, .debited = NO_MONEY};
    g_autoptr(GBytes) body = g_bytes_new_static("x", 1);
    const gboolean done[] = {
        case_move(cases, ORDER, &move, NULL),
        case_parcel(cases, ORDER, PARCEL_HELD, (When){0}, 0, NULL, NULL),
        case_asked(cases, ORDER, (When){0}, 0, NULL),
        case_replied(cases, ORDER, (When){0}, NULL),
        case_check(cases, ORDER, TRUE, (When){0}, NULL),
        case_note(cases, ORDER, "x", NULL),
        case_message(cases, ORDER, BUYER_SAID((When){0}, "x", NULL), NULL),
        case_letter(cases, ORDER, "reply", "en", "x", NULL),
        case_snooze(cases, ORDER, NOW, "x", NULL),
        case_edit(cases, ORDER, &facts, NULL),
        case_undo(cases, ORDER, NULL, NULL),
        case_redo(cases, ORDER, NULL, NULL),
        case_evidence_add(cases, ORDER, NULL, EVIDENCE_UNSAID, "f", body, NULL, NULL),
        case_evidence_remove(cases, ORDER, 1, NULL),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(done); i++)
        ck_assert_msg(!done[i], "number %u", (guint)i);
    ck_assert(!case_move(cases, ORDER, &move, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "no claim on order 111-2233445-6677889");
}
END_TEST

int main(void)
{
    Suite *suite = store_suite("store cases");
    TCase *tcase = tcase_create("cases");
    tcase_add_test(tcase, an_unknown_order_must_say_when_it_was_placed);
    tcase_add_test(tcase, an_imported_order_speaks_for_itself);
    tcase_add_test(tcase, an_order_imported_later_speaks_for_itself_too);
    tcase_add_test(tcase, settings_say_where_an_unknown_order_belongs);
    tcase_add_loop_test(tcase, openings_are_held_against_the_calendar, 0, G_N_ELEMENTS(openings));
    tcase_add_test(tcase, an_opening_keeps_what_it_was_told);
    tcase_add_test(tcase, a_second_claim_is_refused_until_the_first_is_undone);
    tcase_add_loop_test(tcase, moves_start_the_clocks_of_the_rules, 0, G_N_ELEMENTS(clocks));
    tcase_add_test(tcase, an_illegal_move_names_the_legal_ones);
    tcase_add_test(tcase, an_entry_that_would_break_what_follows_is_refused);
    tcase_add_test(tcase, words_that_do_not_belong_are_refused);
    tcase_add_test(tcase, a_day_alone_stands_after_that_days_entries);
    tcase_add_test(tcase, questions_and_answers_run_the_clocks);
    tcase_add_test(tcase, a_check_is_kept_as_seen);
    tcase_add_test(tcase, what_was_written_comes_back_to_the_letter);
    tcase_add_test(tcase, letters_are_listed_by_their_subjects);
    tcase_add_test(tcase, facts_are_corrected_and_cleared);
    tcase_add_test(tcase, facts_that_cannot_be_are_refused);
    tcase_add_test(tcase, entries_are_taken_back_and_given_again);
    tcase_add_test(tcase, an_entry_taken_back_is_told_with_its_words);
    tcase_add_test(tcase, a_new_entry_ends_what_could_be_redone);
    tcase_add_test(tcase, what_was_entered_together_goes_and_comes_together);
    tcase_add_test(tcase, without_a_claim_there_is_nothing_to_do);
    return run_suite(suite, tcase);
}
