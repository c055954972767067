/* SPDX-License-Identifier: MIT */
/* Whatever is done to cases in whatever order: the rows are the fold of the events, and made anew
 * they come out the same; a refusal leaves no trace. */
#include "store_test.h"

#define FIRST_ID G_GINT64_CONSTANT(11100000000000001)
#define N_ORDERS 5
#define STEPS    250

typedef struct {
    Cases cases;
    GRand *rand;
    StoreImport *import; /* while one is under way */
} Walk;

static When random_when(const Walk *walk)
{
    gint64 at = NOW - g_rand_int_range(walk->rand, -HOUR, 20 * DAY_SECONDS);
    switch (g_rand_int_range(walk->rand, 0, 3)) {
    case 0:
        return (When){0};
    case 1:
        return EXACT(at);
    default:
        return ON_DAY(day_of(at));
    }
}

static gint64 random_due(const Walk *walk)
{
    return g_rand_boolean(walk->rand) ? 0 : NOW + g_rand_int_range(walk->rand, -90000, 900000);
}

static Money random_money(const Walk *walk)
{
    static const char *const currencies[] = {"USD", "JPY", ""};
    Money money = {.minor = g_rand_boolean(walk->rand) ? MONEY_NONE
                                                       : g_rand_int_range(walk->rand, 0, 9999)};
    g_strlcpy(money.currency, currencies[g_rand_int_range(walk->rand, 0, 3)],
              sizeof money.currency);
    return money;
}

static CaseOpening random_opening(const Walk *walk)
{
    return (CaseOpening){.opened = random_when(walk),
                         .ordered = TODAY - g_rand_int_range(walk->rand, 10, 40),
                         .market = g_rand_int_range(walk->rand, 0, 4),
                         .channel = g_rand_int_range(walk->rand, -1, 2),
                         .reason = (Reason)g_rand_int_range(walk->rand, 0, N_REASONS),
                         .amount = random_money(walk),
                         .tracking = g_rand_boolean(walk->rand) ? "EE473124829JP" : NULL,
                         .reply_due = random_due(walk)};
}

static gboolean do_open(Walk *walk, OrderId order, GError **error)
{
    CaseOpening opening = random_opening(walk);
    return case_open(&walk->cases, order, &opening, error);
}

static gboolean do_move(Walk *walk, OrderId order, GError **error)
{
    CaseMove move = {.stage = (Stage)g_rand_int_range(walk->rand, 0, N_STAGES),
                     .at = random_when(walk),
                     .debited = random_money(walk),
                     .note = g_rand_boolean(walk->rand) ? "a note" : NULL};
    if (move.stage == STAGE_HELD)
        move.until = random_due(walk);
    if (move.stage == STAGE_GRANTED)
        move.granted = (Outcome)g_rand_int_range(walk->rand, OUTCOME_GRANTED_SELLER,
                                                 OUTCOME_GRANTED_RETURNING + 1);
    if (g_rand_int_range(walk->rand, 0, 4) == 0) {
        move.letter_kind = "appeal";
        move.letter_lang = "ja";
        move.letter_text = "異議申し立て";
    }
    return case_move(&walk->cases, order, &move, error);
}

static gboolean do_parcel(Walk *walk, OrderId order, GError **error)
{
    ParcelState state = (ParcelState)g_rand_int_range(walk->rand, 0, N_PARCEL_STATES);
    return case_parcel(&walk->cases, order, state, random_when(walk),
                       state == PARCEL_HELD ? random_due(walk) : 0, NULL, error);
}

static gboolean do_asked(Walk *walk, OrderId order, GError **error)
{
    return case_asked(&walk->cases, order, random_when(walk), random_due(walk), error);
}

static gboolean do_replied(Walk *walk, OrderId order, GError **error)
{
    return case_replied(&walk->cases, order, random_when(walk), error);
}

static gboolean do_check(Walk *walk, OrderId order, GError **error)
{
    return case_check(&walk->cases, order, g_rand_boolean(walk->rand), random_when(walk), error);
}

static gboolean do_message(Walk *walk, OrderId order, GError **error)
{
    static const char *const who[][2] = {
        {"buyer"}, {"support"}, {"seller"}, {"seller", "support"}, {"seller", "amazon"}};
    int which = g_rand_int_range(walk->rand, 0, G_N_ELEMENTS(who));
    const CaseMessage message = {
        .at = random_when(walk),
        .who = who[which][0],
        .to = who[which][1],
        .lang = "en",
        .text = "hello",
        .translation = g_rand_boolean(walk->rand) ? "やあ" : NULL,
    };
    return case_message(&walk->cases, order, &message, error);
}

static gboolean do_words(Walk *walk, OrderId order, GError **error)
{
    switch (g_rand_int_range(walk->rand, 0, 4)) {
    case 0:
        return case_note(&walk->cases, order, "noted \"here\"\n", error);
    case 1:
        return do_message(walk, order, error);
    case 2:
        return case_letter(&walk->cases, order, "collect", "en", "Dear buyer", error);
    default:
        return case_snooze(&walk->cases, order, random_due(walk), "later", error);
    }
}

static gboolean do_edit(Walk *walk, OrderId order, GError **error)
{
    ClaimEvent facts = {.fields = g_rand_int(walk->rand) &
                                  (FIELD_REASON | FIELD_AMOUNT | FIELD_DEBITED | FIELD_TRACKING |
                                   FIELD_CARRIER | FIELD_ORDERED | FIELD_MARKET | FIELD_CHANNEL),
                        .reason = (Reason)g_rand_int_range(walk->rand, 0, N_REASONS),
                        .amount = random_money(walk),
                        .debited = random_money(walk),
                        .carrier = g_rand_boolean(walk->rand) ? (char *)"usps" : NULL,
                        .ordered = TODAY - g_rand_int_range(walk->rand, 0, 60),
                        .market = g_rand_int_range(walk->rand, 1, 4),
                        .channel = (Channel)g_rand_int_range(walk->rand, 0, 2)};
    return case_edit(&walk->cases, order, &facts, error);
}

static gboolean do_undo(Walk *walk, OrderId order, GError **error)
{
    return (g_rand_int_range(walk->rand, 0, 3) ? case_undo : case_redo)(&walk->cases, order, NULL,
                                                                        error);
}

static gboolean do_evidence(Walk *walk, OrderId order, GError **error)
{
    g_autoptr(GBytes) body = g_bytes_new_static("evidence", 8);
    return g_rand_boolean(walk->rand)
               ? case_evidence_add(&walk->cases, order, NULL, EVIDENCE_UNSAID, "e.txt", body, NULL,
                                   error)
               : case_evidence_remove(&walk->cases, order, g_rand_int_range(walk->rand, 1, 20),
                                      error);
}

static gboolean do_state(Walk *walk, OrderId order, GError **error)
{
    CaseStatement told = {.opening = random_opening(walk),
                          .has_stage = g_rand_boolean(walk->rand),
                          .stage = (Stage)g_rand_int_range(walk->rand, 0, N_STAGES),
                          .stage_at = random_when(walk),
                          .note = "of the sheet"};
    return walk->import ? store_import_claim(walk->import, order, &told, error)
                        : case_state(&walk->cases, order, &told, NULL, error);
}

static gboolean do_debit(Walk *walk, OrderId order, GError **error)
{
    Money money = {.minor = g_rand_int_range(walk->rand, 0, 5), .currency = "USD"};
    return !walk->import ||
           store_import_debit(walk->import, order, money, random_when(walk), 1, error);
}

typedef gboolean (*Step)(Walk *walk, OrderId order, GError **error);
static const Step steps[] = {
    do_open,  do_open, do_move,  do_move, do_move, do_parcel, do_asked, do_replied,
    do_check, do_edit, do_words, do_undo, do_undo, do_state,  do_debit, do_evidence,
};

static gint64 count_events(Store *store)
{
    GError *error = NULL;
    gint64 n = 0;
    for (OrderId order = FIRST_ID; order < FIRST_ID + N_ORDERS; order++) {
        g_autoptr(GPtrArray) events = store_events(store, order, &error);
        ck_assert_no_error(error);
        n += events->len;
    }
    return n;
}

static void assert_rows_are_the_fold(Store *store, OrderId order)
{
    GError *error = NULL;
    DeskCase *item = NULL;
    g_autoptr(Claim) claim = NULL;
    g_autoptr(GPtrArray) events = store_events(store, order, &error);
    ck_assert(claim_fold(order, events, G_MAXINT64, &claim, &error));
    ck_assert(store_load_case(store, order, &item, &error));
    ck_assert_no_error(error);
    ck_assert_int_eq(claim != NULL, item != NULL && item->claim != NULL);
    ck_assert(!claim || claim_equal(claim, item->claim));
    desk_case_free(item);
}

static void take_steps(Walk *walk, int n, gint64 *done)
{
    Store *store = walk->cases.store;
    for (int i = 0; i < n; i++) {
        g_autoptr(GError) error = NULL;
        OrderId order = FIRST_ID + g_rand_int_range(walk->rand, 0, N_ORDERS);
        gint64 before = count_events(store);
        Step step = steps[g_rand_int_range(walk->rand, 0, G_N_ELEMENTS(steps))];
        if (step(walk, order, &error)) {
            ++*done;
        } else {
            ck_assert_ptr_nonnull(error);
            ck_assert_int_eq(count_events(store), before);
        }
        assert_rows_are_the_fold(store, order);
    }
}

START_TEST(rows_are_the_fold_of_their_events)
{
    GError *error = NULL;
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)_i * 7 + 1);
    g_autoptr(Store) store = memory_desk();
    Walk walk = {.cases = *CASES(store, settings), .rand = rand};
    gint64 done = 0;
    for (int part = 0; part < 4; part++) {
        take_steps(&walk, STEPS / 5, &done);
        walk.import = store_import_begin(store, settings, NOW, "f", "claims", FALSE, &error);
        take_steps(&walk, STEPS / 25, &done);
        ImportCounts counts = {0};
        ck_assert(store_import_commit(walk.import, "UTF-8", NULL, 0, &counts, &error));
        walk.import = NULL;
        g_autoptr(GError) refusal = NULL;
        if (part % 2 == 1 && !store_import_undo(store, NOW, NULL, &refusal))
            ck_assert_int_eq(refusal->code, AZDESK_ERROR_REFUSED);
    }
    ck_assert_int_gt(done, STEPS / 10);
    guint changed = 1;
    ck_assert(store_rebuild(store, &changed, &error));
    ck_assert_no_error(error);
    ck_assert_uint_eq(changed, 0);
    g_autoptr(GPtrArray) findings = store_check(store, &error);
    ck_assert_msg(findings->len == 0, "%s", findings->len ? (char *)findings->pdata[0] : "");
}
END_TEST

int main(void)
{
    Suite *suite = store_suite("store random");
    TCase *tcase = tcase_create("random");
    tcase_add_loop_test(tcase, rows_are_the_fold_of_their_events, 0, 12);
    return run_suite(suite, tcase);
}
