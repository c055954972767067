/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "azdesk/core/text.h"
#include "suite.h"
#include "ui/chart.h"

#define DAYS_MAX 400
#define LIMIT    0.01

/* A chart with room for its own series. */
typedef struct {
    Chart chart;
    ChartSeries series[3];
    double values[3][DAYS_MAX];
    gboolean marks[DAYS_MAX];
} Drawing;

/* The three lines of the ODR view on that many days from 2026-09-24 on: all without a value. */
static Drawing *drawing(int days)
{
    Drawing *d = g_new0(Drawing, 1);
    for (int s = 0; s < 3; s++)
        for (int i = 0; i < DAYS_MAX; i++)
            d->values[s][i] = NAN;
    d->series[0] = (ChartSeries){.values = d->values[0],
                                 .style = STYLE_LINE_RULE,
                                 .stroke = STROKE_SOLID,
                                 .beyond = STROKE_DASHED,
                                 .ascii = '*',
                                 .ascii_beyond = '+',
                                 .judged = TRUE};
    d->series[1] = (ChartSeries){.values = d->values[1],
                                 .style = STYLE_LINE_REPORTED,
                                 .stroke = STROKE_LONG,
                                 .beyond = STROKE_LONG,
                                 .ascii = '~',
                                 .ascii_beyond = '~',
                                 .marks = d->marks,
                                 .mark = "◆",
                                 .ascii_mark = "A"};
    d->series[2] = (ChartSeries){.values = d->values[2],
                                 .style = STYLE_LINE_BEST,
                                 .stroke = STROKE_DOTTED,
                                 .beyond = STROKE_SPARSE,
                                 .ascii = '.',
                                 .ascii_beyond = ','};
    d->chart = (Chart){.first = day_from_ymd(2026, 9, 24),
                       .days = days,
                       .series = d->series,
                       .n_series = 3,
                       .limit = LIMIT,
                       .today = -1,
                       .split = -1,
                       .cursor = -1};
    return d;
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Drawing, g_free)

static void draw_flat(Drawing *d, int series, int from, int to, double value)
{
    for (int i = from; i < to; i++)
        d->values[series][i] = value;
}

static Lines *drawn(const Drawing *d, const Glyphs *glyphs, int rows, int cols)
{
    Lines *lines = lines_new();
    chart_recalc(&d->chart, glyphs, rows, cols, lines);
    return lines;
}

static char *text_of(const Drawing *d, const Glyphs *glyphs, int rows, int cols)
{
    g_autoptr(GPtrArray) lines = drawn(d, glyphs, rows, cols);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *line = g_strchomp(g_strdup(line_text(lines_at(lines, i))));
        g_string_append_printf(text, "%s\n", line);
    }
    return g_string_free(text, FALSE);
}

/* ---- The scale ---- */

START_TEST(what_is_under_the_limit_is_drawn_under_it)
{
    for (int rows = 1; rows <= 60; rows++) {
        for (double highest = 0; highest < 0.5; highest = highest * 1.3 + 0.0007) {
            ChartScale scale = chart_scale(rows, highest, LIMIT);
            ck_assert_int_eq(chart_dot(&scale, LIMIT), scale.limit_dot);
            ck_assert_int_lt(chart_dot(&scale, nextafter(LIMIT, 0)), scale.limit_dot);
            ck_assert_int_ge(chart_dot(&scale, nextafter(LIMIT, 1)), scale.limit_dot);
            ck_assert_int_ge(scale.limit_dot, 1);
            ck_assert_int_lt(scale.limit_dot, 4 * rows);
        }
    }
}
END_TEST

START_TEST(dots_rise_with_the_value_and_stay_inside)
{
    for (int rows = 1; rows <= 60; rows++) {
        for (double highest = 0; highest <= 1; highest += 0.013) {
            ChartScale scale = chart_scale(rows, highest, LIMIT);
            int before = 0;
            ck_assert_int_eq(chart_dot(&scale, 0), 0);
            for (double value = 0; value <= highest; value += highest / 50 + 0.0001) {
                int dot = chart_dot(&scale, value);
                ck_assert_int_ge(dot, before);
                ck_assert_int_lt(dot, 4 * rows);
                before = dot;
            }
            ck_assert_int_lt(chart_dot(&scale, 1e9), 4 * rows);
        }
    }
}
END_TEST

START_TEST(the_highest_value_uses_the_height)
{
    for (int rows = 4; rows <= 60; rows++) {
        for (double highest = 0.012; highest < 0.4; highest *= 1.2) {
            ChartScale scale = chart_scale(rows, highest, LIMIT);
            ck_assert_int_ge(chart_dot(&scale, highest), 4 * rows * 2 / 5);
        }
    }
}
END_TEST

/* ---- Known series ---- */

static void expect_chart(const Drawing *d, const Glyphs *glyphs, int rows, int cols,
                         const char *want)
{
    g_autofree char *is = text_of(d, glyphs, rows, cols);
    ck_assert_msg(strcmp(is, want) == 0, "is:\n%s\nwant:\n%s", is, want);
}

/* 30 days: half a percent, then a step over the limit; best under it; Amazon above. */
static Drawing *steps(void)
{
    Drawing *d = drawing(30);
    draw_flat(d, 0, 0, 10, 0.005);
    draw_flat(d, 0, 10, 20, 0.02);
    draw_flat(d, 0, 20, 30, 0.005);
    draw_flat(d, 2, 0, 30, 0.002);
    draw_flat(d, 1, 3, 18, 0.015);
    d->marks[3] = d->marks[4] = d->marks[13] = TRUE;
    d->chart.today = 17;
    d->chart.split = 24;
    return d;
}

START_TEST(a_known_series_in_braille)
{
    g_autoptr(Drawing) d = steps();
    expect_chart(d, glyphs_utf8(), 11, 40,
                 "     past           today  extrapolated\n"
                 " 2%┤           ⢀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀     ┊\n"
                 "   │           ⢸░░░░░░░░│░░⡇    ┊\n"
                 "   │   ◆⠤⠤⠤ ⠤⠤⠤⢸⠤⠤⠤◆⠤⠤⠤░⠤░░⡇    ┊\n"
                 "   │           ⢸░░░░░░░░│░░⡇    ┊\n"
                 " 1%┤┄┄┄┄┄┄┄┄┄┄┄⢸┄┄┄┄┄┄┄┄│┄┄⡇┄┄┄┄┊┄┄┄┄┄┄\n"
                 "   │           ⢸        │  ⡇    ┊\n"
                 "   │⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠁        │  ⠉⠉⠉⠉⠉⠉ ⠉ ⠉ ⠉\n"
                 " 0%┤⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂ ⠂ ⠂ ⠂\n"
                 "   └───────────────────────────────────\n"
                 "          1 Oct      11 Oct\n");
}
END_TEST

START_TEST(a_known_series_in_ascii)
{
    g_autoptr(Drawing) d = steps();
    expect_chart(d, glyphs_ascii(), 11, 40,
                 "     past           today  extrapolated\n"
                 " 2%+           ############     :\n"
                 "   |           #::::::::|::#    :\n"
                 "   |   A~~~~~~~#~~~A~~~~~::#    :\n"
                 "   |           #::::::::|::#    :\n"
                 " 1%+-----------#--------|--*----:------\n"
                 "   |           *        |  *    :\n"
                 "   |***********         |  *****+++++++\n"
                 " 0%+............................,,,,,,,\n"
                 "   +-----------------------------------\n"
                 "          1 Oct      11 Oct\n");
}
END_TEST

START_TEST(what_is_over_the_limit_is_shaded)
{
    g_autoptr(Drawing) d = drawing(30);
    draw_flat(d, 0, 10, 20, 0.03);
    g_autofree char *text = text_of(d, glyphs_utf8(), 12, 60);
    ck_assert_ptr_nonnull(strstr(text, "░░░"));
    draw_flat(d, 0, 10, 20, 0.0099);
    g_autofree char *under = text_of(d, glyphs_utf8(), 12, 60);
    ck_assert_ptr_null(strstr(under, "░"));
    d->series[0].judged = FALSE;
    draw_flat(d, 0, 10, 20, 0.03);
    g_autofree char *other = text_of(d, glyphs_utf8(), 12, 60);
    ck_assert_ptr_null(strstr(other, "░"));
}
END_TEST

/* Braille cells of the row's text. */
static int dots_in(const char *text)
{
    int n = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        n += c > 0x2800 && c < 0x2900;
    }
    return n;
}

START_TEST(days_without_a_value_are_a_gap)
{
    g_autoptr(Drawing) d = drawing(40);
    g_autofree char *none = text_of(d, glyphs_utf8(), 8, 60);
    ck_assert_int_eq(dots_in(none), 0);
    draw_flat(d, 0, 0, 10, 0.004);
    draw_flat(d, 0, 30, 40, 0.004);
    g_autoptr(GPtrArray) lines = drawn(d, glyphs_utf8(), 8, 60);
    int cells = 0;
    for (guint i = 0; i < lines->len; i++)
        cells += dots_in(line_text(lines_at(lines, i)));
    ck_assert_int_ge(cells, 26); /* a half of the 55 columns, no more */
    ck_assert_int_le(cells, 29);
}
END_TEST

START_TEST(lines_are_told_apart_without_colour)
{
    const Glyphs *both[] = {glyphs_utf8(), glyphs_ascii()};
    for (int g = 0; g < 2; g++) {
        char *shown[3];
        for (int s = 0; s < 3; s++) {
            g_autoptr(Drawing) d = drawing(60);
            draw_flat(d, s, 0, 60, 0.006);
            d->marks[5] = TRUE;
            shown[s] = text_of(d, both[g], 8, 70);
        }
        ck_assert_str_ne(shown[0], shown[1]);
        ck_assert_str_ne(shown[1], shown[2]);
        ck_assert_str_ne(shown[0], shown[2]);
        for (int s = 0; s < 3; s++)
            g_free(shown[s]);
    }
}
END_TEST

START_TEST(what_is_extrapolated_looks_otherwise)
{
    const Glyphs *both[] = {glyphs_utf8(), glyphs_ascii()};
    for (int g = 0; g < 2; g++) {
        for (int s = 0; s < 3; s += 2) {
            g_autoptr(Drawing) d = drawing(60);
            draw_flat(d, s, 0, 60, 0.006);
            g_autofree char *decided = text_of(d, both[g], 7, 70);
            d->chart.split = 0;
            g_autofree char *beyond = text_of(d, both[g], 7, 70);
            ck_assert_str_ne(decided, beyond);
        }
    }
}
END_TEST

START_TEST(a_line_hidden_by_another_is_left_out)
{
    g_autoptr(Drawing) d = drawing(60);
    draw_flat(d, 0, 0, 60, 0.006);
    g_autofree char *alone = text_of(d, glyphs_utf8(), 9, 70);
    draw_flat(d, 2, 0, 60, 0.006);
    g_autofree char *both = text_of(d, glyphs_utf8(), 9, 70);
    ck_assert_str_eq(alone, both);
    d->values[2][30] = 0.002;
    g_autofree char *apart = text_of(d, glyphs_utf8(), 9, 70);
    ck_assert_str_ne(alone, apart);
}
END_TEST

START_TEST(marks_do_not_run_into_each_other)
{
    g_autoptr(Drawing) d = drawing(136);
    draw_flat(d, 1, 0, 136, 0.006);
    for (int i = 0; i < 136; i++)
        d->marks[i] = TRUE;
    g_autofree char *text = text_of(d, glyphs_utf8(), 9, 70);
    ck_assert_ptr_nonnull(strstr(text, "◆"));
    ck_assert_ptr_null(strstr(text, "◆◆"));
}
END_TEST

START_TEST(days_are_named_below_and_said_above)
{
    g_autoptr(Drawing) d = drawing(136);
    draw_flat(d, 0, 0, 136, 0.006);
    d->chart.today = 60;
    d->chart.split = 75;
    d->chart.cursor = 30;
    g_autoptr(GPtrArray) lines = drawn(d, glyphs_utf8(), 14, 100);
    const char *head = line_text(lines_at(lines, 0));
    const char *dates = line_text(lines_at(lines, lines->len - 1));
    ck_assert_ptr_nonnull(strstr(head, "past"));
    ck_assert_ptr_nonnull(strstr(head, "today"));
    ck_assert_ptr_nonnull(strstr(head, "decided"));
    ck_assert_ptr_nonnull(strstr(head, "if orders continue"));
    ck_assert_ptr_nonnull(strstr(dates, "24 Oct")); /* the cursor's */
    ck_assert_ptr_nonnull(strstr(dates, "23 Nov")); /* today */
    ck_assert_ptr_nonnull(strstr(dates, "1 Jan"));
    ck_assert_ptr_null(strstr(dates, "15 Nov 2"));
    /* Where the cursor stands, its date has the place. */
    d->chart.cursor = 61;
    g_autoptr(GPtrArray) near = drawn(d, glyphs_utf8(), 14, 100);
    dates = line_text(lines_at(near, near->len - 1));
    ck_assert_ptr_nonnull(strstr(dates, "24 Nov"));
    ck_assert_ptr_null(strstr(dates, "23 Nov"));
}
END_TEST

START_TEST(the_scale_is_labelled)
{
    g_autoptr(Drawing) d = drawing(136);
    draw_flat(d, 0, 0, 136, 0.019);
    g_autofree char *text = text_of(d, glyphs_utf8(), 20, 100);
    ck_assert_ptr_nonnull(strstr(text, "  0%┤"));
    ck_assert_ptr_nonnull(strstr(text, "0.5%┤"));
    ck_assert_ptr_nonnull(strstr(text, "1.0%┤┄"));
    ck_assert_ptr_nonnull(strstr(text, "2.0%┤"));
    draw_flat(d, 0, 0, 136, 0.33);
    g_autofree char *high = text_of(d, glyphs_utf8(), 20, 100);
    ck_assert_ptr_nonnull(strstr(high, "30%┤"));
    ck_assert_ptr_nonnull(strstr(high, "1%┤"));
}
END_TEST

/* ---- Any size ---- */

static void check_size(const Drawing *d, const Glyphs *glyphs, int rows, int cols)
{
    g_autoptr(GPtrArray) lines = drawn(d, glyphs, rows, cols);
    ck_assert_int_eq((int)lines->len, d->chart.days > 0 ? rows : 0);
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = lines_at(lines, i);
        const char *text = line_text(line);
        ck_assert_int_le(line->width, cols);
        ck_assert_int_eq(line->width, text_width(text));
        ck_assert(g_utf8_validate(text, -1, NULL));
        if (!glyphs->utf8)
            ck_assert(g_str_is_ascii(text));
    }
}

static Drawing *at_random(guint32 seed, int days)
{
    GRand *rand = g_rand_new_with_seed(seed);
    Drawing *d = drawing(days);
    double high = (const double[]){0.0, 0.004, 0.013, 0.08, 1.0}[seed % 5];
    for (int s = 0; s < 3; s++)
        for (int i = 0; i < days; i++)
            d->values[s][i] = g_rand_int_range(rand, 0, 9) == 0 ? NAN : g_rand_double(rand) * high;
    for (int i = 0; i < days; i++)
        d->marks[i] = g_rand_int_range(rand, 0, 3) == 0;
    d->chart.today = g_rand_int_range(rand, -1, days + 1);
    d->chart.split = g_rand_int_range(rand, -1, days + 1);
    d->chart.cursor = g_rand_int_range(rand, -1, days + 1);
    g_rand_free(rand);
    return d;
}

START_TEST(any_size_stays_inside)
{
    static const int days[] = {0, 1, 2, 7, 60, 136, DAYS_MAX};
    for (guint32 seed = 0; seed < 7; seed++) {
        g_autoptr(Drawing) d = at_random(seed, days[seed]);
        const Glyphs *glyphs = seed % 3 == 2 ? glyphs_ascii() : glyphs_utf8();
        for (int rows = 1; rows <= 100; rows += 1 + rows / 5)
            for (int cols = 1; cols <= 300; cols += 1 + cols / 7)
                check_size(d, glyphs, rows, cols);
        check_size(d, glyphs, 100, 300);
    }
}
END_TEST

START_TEST(no_room_no_lines)
{
    g_autoptr(Drawing) d = steps();
    g_autoptr(GPtrArray) lines = lines_new();
    chart_recalc(&d->chart, glyphs_utf8(), 0, 80, lines);
    chart_recalc(&d->chart, glyphs_utf8(), 10, 0, lines);
    chart_recalc(&d->chart, glyphs_utf8(), -1, -1, lines);
    ck_assert_uint_eq(lines->len, 0);
}
END_TEST

START_TEST(a_column_leads_to_its_day)
{
    for (int cols = 1; cols <= 300; cols += 7) {
        g_autoptr(Drawing) d = at_random(3, 136);
        int before = 0;
        for (int col = -2; col < cols + 2; col++) {
            int day = chart_day_at(&d->chart, 12, cols, col);
            if (day < 0)
                continue;
            ck_assert_int_ge(day, before);
            ck_assert_int_lt(day, 136);
            before = day;
        }
        ck_assert_int_eq(chart_day_at(&d->chart, 12, cols, -1), -1);
        ck_assert_int_eq(chart_day_at(&d->chart, 12, cols, cols), -1);
        if (cols > 150) /* a column a day: the last day can be reached */
            ck_assert_int_ge(before, 134);
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    X(what_is_under_the_limit_is_drawn_under_it)                                                   \
    X(dots_rise_with_the_value_and_stay_inside)                                                    \
    X(the_highest_value_uses_the_height)                                                           \
    X(a_known_series_in_braille)                                                                   \
    X(a_known_series_in_ascii)                                                                     \
    X(what_is_over_the_limit_is_shaded)                                                            \
    X(days_without_a_value_are_a_gap)                                                              \
    X(lines_are_told_apart_without_colour)                                                         \
    X(what_is_extrapolated_looks_otherwise)                                                        \
    X(a_line_hidden_by_another_is_left_out)                                                        \
    X(marks_do_not_run_into_each_other)                                                            \
    X(days_are_named_below_and_said_above)                                                         \
    X(the_scale_is_labelled)                                                                       \
    X(any_size_stays_inside)                                                                       \
    X(no_room_no_lines)                                                                            \
    X(a_column_leads_to_its_day)

SUITE_MAIN("ui/chart", TESTS)
