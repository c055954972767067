/* SPDX-License-Identifier: MIT */
/* What the ODR view is made of: the series, the suppositions, the sharing of rows. */
#include <math.h>
#include <string.h>

#include "driver.h"
#include "ui/odr_layout.h"
#include "ui/odr_series.h"
#include "ui/what_if.h"

/* ---- Series ---- */

static OdrSeries *series_of(UiTest *test)
{
    const UiModel *model = test->app->model;
    return odr_series_new(model->desk, test->settings, market_parse("US", NULL)->num, CHANNEL_MFN,
                          model->today);
}

static gboolean same(double a, double b)
{
    return isnan(a) ? isnan(b) : a == b;
}

START_TEST(a_series_is_the_figures_of_its_days)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    const UiModel *model = test->app->model;
    g_autoptr(OdrSeries) series = series_of(test);
    g_autoptr(GArray) forecast = odr_forecast(model->desk, test->settings, series->market,
                                              CHANNEL_MFN, model->today, SERIES_AHEAD, NULL, 0);
    ck_assert_uint_eq(series->days->len, SERIES_BACK + 1 + SERIES_AHEAD);
    for (Day day = series->first; day <= series->last; day++) {
        int i = odr_series_index(series, day);
        g_autoptr(Odr) odr = odr_compute(model->desk, test->settings, series->market, CHANNEL_MFN,
                                         MIN(day, model->today), NULL, 0);
        if (day <= model->today) {
            const OdrReported *reported = odr->reported;
            ck_assert(same(series->rule[i], odr_rate(odr->rule.defects, odr->orders)));
            ck_assert(same(series->best[i], odr_rate(odr->best, odr->orders)));
            ck_assert(
                same(series->reported[i], reported != NULL ? odr_reported_rate(reported) : NAN));
        } else {
            const OdrForecastDay *then =
                &g_array_index(forecast, OdrForecastDay, day - model->today);
            ck_assert(same(series->rule[i], odr_rate(then->defects, then->orders)));
            ck_assert(isnan(series->reported[i]));
            ck_assert_int_eq(then->decided, series->split < 0 || i < series->split);
        }
        ck_assert(isnan(series->what_if[i]));
    }
}
END_TEST

START_TEST(the_next_change_is_the_nearest)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    g_autoptr(OdrSeries) series = series_of(test);
    ck_assert_uint_gt(series->changes->len, 5);
    for (Day day = series->first - 2; day <= series->last + 2; day++) {
        Day ahead = DAY_NONE, back = DAY_NONE;
        for (guint i = 0; i < series->changes->len; i++) {
            Day at = g_array_index(series->changes, OdrChange, i).day;
            if (at > day && ahead == DAY_NONE)
                ahead = at;
            if (at < day)
                back = at;
        }
        ck_assert_int_eq(odr_series_next_change(series, day, FALSE), ahead);
        ck_assert_int_eq(odr_series_next_change(series, day, TRUE), back);
    }
}
END_TEST

START_TEST(the_orders_of_a_day_are_those_explained)
{
    g_autoptr(UiTest) test = ui_start(24, 80, desk_fill);
    const UiModel *model = test->app->model;
    g_autoptr(OdrSeries) series = series_of(test);
    for (Day day = series->first; day <= model->today; day += 3) {
        g_autoptr(GArray) lines = odr_series_explain(series, test->settings, day);
        g_autoptr(GArray) all =
            odr_explain(model->desk, test->settings, series->market, CHANNEL_MFN, day, NULL, 0);
        int counted = 0;
        ck_assert_uint_eq(lines->len, all->len);
        for (guint i = 0; i < lines->len; i++) {
            const OdrLine *line = &g_array_index(lines, OdrLine, i);
            counted += line->counts;
            ck_assert(line->counts || counted == odr_series_day(series, day)->rule.defects);
        }
    }
}
END_TEST

/* ---- Suppositions ---- */

static char *choices_text(Stage stage, Outcome outcome, Appeal appeal)
{
    g_autoptr(GArray) choices = what_if_choices(1, stage, outcome, appeal);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < choices->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "",
                               outcome_word(g_array_index(choices, WhatIfChoice, i).outcome));
    return g_string_free(text, FALSE);
}

START_TEST(what_may_be_supposed_is_what_may_still_happen)
{
    static const struct {
        Stage stage;
        Outcome outcome;
        Appeal appeal;
        const char *want;
    } cases[] = {
        {STAGE_OPENED, OUTCOME_UNDECIDED, APPEAL_NONE,
         "withdrawn denied granted-seller granted-amazon granted-returning refunded cancelled"},
        {STAGE_HELD, OUTCOME_UNDECIDED, APPEAL_NONE,
         "withdrawn denied granted-seller granted-amazon granted-returning refunded cancelled"},
        {STAGE_WITHDRAWN, OUTCOME_WITHDRAWN, APPEAL_NONE, ""},
        {STAGE_DENIED, OUTCOME_DENIED, APPEAL_NONE,
         "granted-seller granted-amazon granted-returning"},
        {STAGE_GRANTED, OUTCOME_GRANTED_SELLER, APPEAL_NONE, "reversed"},
        {STAGE_REFUNDED, OUTCOME_REFUNDED, APPEAL_NONE, "reversed"},
        {STAGE_APPEAL_SENT, OUTCOME_GRANTED_SELLER, APPEAL_SENT, "reversed"},
        {STAGE_UPHELD, OUTCOME_GRANTED_SELLER, APPEAL_LOST, "reversed"},
        {STAGE_CLEARED, OUTCOME_REVERSED, APPEAL_WON, ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *is = choices_text(cases[i].stage, cases[i].outcome, cases[i].appeal);
        ck_assert_str_eq(is, cases[i].want);
    }
}
END_TEST

/* Every choice, given to the core as its moves, leads to the outcome that it names. */
START_TEST(the_moves_lead_to_the_outcome)
{
    for (int stage = 0; stage < N_STAGES; stage++) {
        for (int outcome = 0; outcome < N_OUTCOMES; outcome++) {
            for (int appeal = 0; appeal < N_APPEALS; appeal++) {
                g_autoptr(GArray) choices =
                    what_if_choices(7, (Stage)stage, (Outcome)outcome, (Appeal)appeal);
                for (guint i = 0; i < choices->len; i++) {
                    const WhatIfChoice *choice = &g_array_index(choices, WhatIfChoice, i);
                    Stage at = (Stage)stage;
                    Outcome is = (Outcome)outcome;
                    Appeal then = (Appeal)appeal;
                    ck_assert_int_ge(choice->n_moves, 1);
                    for (int m = 0; m < choice->n_moves; m++) {
                        const OdrIf *move = &choice->moves[m];
                        ck_assert_int_eq(move->order, 7);
                        ck_assert(claim_check_move(at, is, move->stage, NULL));
                        claim_after(at, is, then, move->stage, move->granted, &is, &then);
                        at = move->stage;
                    }
                    ck_assert_int_eq(is, choice->outcome);
                    ck_assert_int_ne(is, (Outcome)outcome);
                }
            }
        }
    }
}
END_TEST

START_TEST(a_supposition_turns_round_and_back)
{
    g_autoptr(Claim) claim = claim_new(7);
    g_autoptr(WhatIf) what = what_if_new();
    gsize n;
    claim->stage = STAGE_OPENED;
    claim->outcome = OUTCOME_UNDECIDED;
    for (int i = 0; i < 7; i++) {
        ck_assert(what_if_turn(what, claim, FALSE));
        ck_assert_uint_eq(what_if_count(what), 1);
        ck_assert_ptr_nonnull(what_if_ifs(what, &n));
        ck_assert_uint_eq(n, 1);
    }
    ck_assert_int_eq(what_if_outcome(what, 7), OUTCOME_CANCELLED);
    ck_assert(what_if_turn(what, claim, FALSE)); /* as it is */
    ck_assert_uint_eq(what_if_count(what), 0);
    ck_assert_int_eq(what_if_outcome(what, 7), -1);
    ck_assert(what_if_turn(what, claim, TRUE));
    ck_assert_int_eq(what_if_outcome(what, 7), OUTCOME_CANCELLED);
    ck_assert(what_if_turn(what, claim, TRUE));
    ck_assert_int_eq(what_if_outcome(what, 7), OUTCOME_REFUNDED);
    claim->stage = STAGE_WITHDRAWN;
    claim->outcome = OUTCOME_WITHDRAWN;
    ck_assert(!what_if_turn(what, claim, FALSE));
}
END_TEST

START_TEST(an_appeal_to_be_won_takes_two_moves)
{
    g_autoptr(Claim) claim = claim_new(7);
    g_autoptr(WhatIf) what = what_if_new();
    gsize n;
    claim->stage = STAGE_GRANTED;
    claim->outcome = OUTCOME_GRANTED_SELLER;
    ck_assert(what_if_turn(what, claim, FALSE));
    const OdrIf *ifs = what_if_ifs(what, &n);
    ck_assert_uint_eq(n, 2);
    ck_assert_int_eq((int)ifs[0].stage, STAGE_APPEAL_SENT);
    ck_assert_int_eq((int)ifs[1].stage, STAGE_CLEARED);
}
END_TEST

/* ---- Rows ---- */

START_TEST(rows_are_shared_without_rest_at_any_size)
{
    for (int rows = -1; rows <= 120; rows++) {
        for (int cols = 1; cols <= 320; cols += 13) {
            for (int parts = 0; parts <= 24; parts += 6) {
                for (int figures = 4; figures <= 5; figures++) {
                    OdrLayout l = odr_layout(rows, cols, figures, parts);
                    int below = l.table_cols > 0 ? 0 : l.table;
                    ck_assert_int_eq(l.legend + l.chart + l.figures + l.tabs + l.list + below,
                                     MAX(rows, 0));
                    ck_assert_int_ge(MIN(MIN(l.legend, l.chart), MIN(l.figures, l.tabs)), 0);
                    ck_assert_int_ge(MIN(l.list, l.table), 0);
                    ck_assert(l.table_cols == 0 || cols - l.table_cols > 60);
                    if (rows >= 13) {
                        ck_assert_int_ge(l.chart, 5);
                        ck_assert_int_ge(l.list, 3);
                        ck_assert_int_ge(l.figures, 2);
                    }
                    ck_assert(rows > 16 || l.table == 0);
                }
            }
        }
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    X(a_series_is_the_figures_of_its_days)                                                         \
    X(the_next_change_is_the_nearest)                                                              \
    X(the_orders_of_a_day_are_those_explained)                                                     \
    X(what_may_be_supposed_is_what_may_still_happen)                                               \
    X(the_moves_lead_to_the_outcome)                                                               \
    X(a_supposition_turns_round_and_back)                                                          \
    X(an_appeal_to_be_won_takes_two_moves)                                                         \
    X(rows_are_shared_without_rest_at_any_size)

SUITE_MAIN("ui/odr_series", TESTS)
