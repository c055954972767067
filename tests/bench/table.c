/* SPDX-License-Identifier: MIT */
#include "bench.h"

#include <math.h>

#define VALUE_SIZE 24

typedef struct {
    char *what, *against, *why;
    Unit unit;
    double ours, other, ratio, goal;
    gboolean pair;
    guint samples;
} Row;

struct Table {
    GPtrArray *rows;
};

static void row_free(gpointer data)
{
    Row *row = data;
    g_free(row->what);
    g_free(row->against);
    g_free(row->why);
    g_free(row);
}

Table *table_new(void)
{
    Table *table = g_new0(Table, 1);
    table->rows = g_ptr_array_new_with_free_func(row_free);
    return table;
}

void table_free(Table *table)
{
    if (table == NULL)
        return;
    g_ptr_array_unref(table->rows);
    g_free(table);
}

GArray *samples_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(double));
}

void samples_add(GArray *samples, double value)
{
    g_array_append_val(samples, value);
}

static int compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double samples_median(const GArray *samples)
{
    if (samples->len == 0)
        return NAN;
    g_autoptr(GArray) sorted = samples_new();
    g_array_append_vals(sorted, samples->data, samples->len);
    g_array_sort(sorted, compare_doubles);
    guint middle = sorted->len / 2;
    double upper = g_array_index(sorted, double, middle);
    return sorted->len % 2 == 1 ? upper : (g_array_index(sorted, double, middle - 1) + upper) / 2;
}

static Row *table_add(Table *table, const char *what)
{
    Row *row = g_new0(Row, 1);
    row->what = g_strdup(what);
    g_ptr_array_add(table->rows, row);
    return row;
}

void table_pair(Table *table, const char *what, const char *against, Unit unit, GArray *ours,
                GArray *other, double goal)
{
    Row *row = table_add(table, what);
    row->against = g_strdup(against);
    row->unit = unit;
    row->pair = TRUE;
    row->goal = goal;
    row->ours = samples_median(ours);
    row->other = samples_median(other);
    g_autoptr(GArray) ratios = samples_new();
    for (guint i = 0; i < MIN(ours->len, other->len); i++)
        samples_add(ratios, g_array_index(ours, double, i) / g_array_index(other, double, i));
    row->ratio = samples_median(ratios);
    row->samples = ratios->len;
}

void table_single(Table *table, const char *what, Unit unit, GArray *ours, double goal)
{
    Row *row = table_add(table, what);
    row->unit = unit;
    row->goal = goal;
    row->ours = samples_median(ours);
    row->samples = ours->len;
}

void table_left_out(Table *table, const char *what, const char *why)
{
    Row *row = table_add(table, what);
    row->why = g_strdup(why);
}

static void value_format(double value, Unit unit, char buf[VALUE_SIZE])
{
    static const struct {
        Unit unit;
        double from, divisor;
        const char *name;
    } scales[] = {
        {UNIT_SECONDS, 1, 1, " s"},     {UNIT_SECONDS, 1e-3, 1e-3, " ms"},
        {UNIT_SECONDS, 0, 1e-6, " us"}, {UNIT_BYTES, 1e6, 1e6, " MB"},
        {UNIT_BYTES, 1e4, 1e3, " kB"},  {UNIT_BYTES, 0, 1, " B"},
        {UNIT_NUMBER, 1e9, 1e9, " G"},  {UNIT_NUMBER, 1e6, 1e6, " M"},
        {UNIT_NUMBER, 1e4, 1e3, " k"},  {UNIT_NUMBER, 0, 1, ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(scales); i++) {
        if (scales[i].unit != unit || value < scales[i].from)
            continue;
        double scaled = value / scales[i].divisor;
        const char *digits = scaled == floor(scaled) && scaled < 1e6 ? "%.0f" : "%.3g";
        char number[VALUE_SIZE];
        g_ascii_formatd(number, sizeof number, scaled >= 100 ? "%.0f" : digits, scaled);
        g_snprintf(buf, VALUE_SIZE, "%s%s", number, scales[i].name);
        return;
    }
    g_snprintf(buf, VALUE_SIZE, "-");
}

static void row_print(const Row *row, int width)
{
    if (row->why != NULL) {
        g_print("%-*s  left out: %s\n", width, row->what, row->why);
        return;
    }
    char ours[VALUE_SIZE], other[VALUE_SIZE] = "", ratio[VALUE_SIZE] = "", goal[VALUE_SIZE] = "";
    value_format(row->ours, row->unit, ours);
    double measured = row->ours;
    if (row->pair) {
        value_format(row->other, row->unit, other);
        g_ascii_formatd(ratio, sizeof ratio, "%.2f", row->ratio);
        measured = row->ratio;
    }
    if (row->goal > 0 && row->pair)
        g_ascii_formatd(goal, sizeof goal, "%.2f", row->goal);
    else if (row->goal > 0)
        value_format(row->goal, row->unit, goal);
    const char *verdict = row->goal <= 0 ? "told" : measured <= row->goal ? "met" : "SHORT";
    g_print("%-*s  %9s  %9s %-18s  %6s  %8s  %4u  %s\n", width, row->what, ours, other,
            row->against ? row->against : "", ratio, goal, row->samples, verdict);
}

void table_print(const Table *table)
{
    int width = 0;
    guint bound = 0, met = 0;
    for (guint i = 0; i < table->rows->len; i++) {
        const Row *row = g_ptr_array_index(table->rows, i);
        width = MAX(width, (int)strlen(row->what));
        if (row->why != NULL || row->goal <= 0)
            continue;
        bound++;
        met += (row->pair ? row->ratio : row->ours) <= row->goal;
    }
    g_print("%-*s  %9s  %9s %-18s  %6s  %8s  %4s\n", width, "", "azdesk", "other", "", "ratio",
            "at most", "runs");
    for (guint i = 0; i < table->rows->len; i++)
        row_print(g_ptr_array_index(table->rows, i), width);
    g_print("%u of %u goals met\n", met, bound);
}
