/* SPDX-License-Identifier: MIT */
#include "azdesk/core/gate.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"

/* What Amazon published; after 2020 nothing exact. A season is called by the year in which it
 * begins and its country. Where a year's notice leaves a period out, it is that of the row beside
 * it. */
static const struct {
    const char *name, *row;
} published[] = {
    {"2014-US", "sell=2014-11-18..2015-01-07 first-sale=2014-09-18 "
                "orders=25@2014-09-01..2014-10-31 cancel=1.75%@2014-10-01..2014-10-31 "
                "late=4%@2014-10-01..2014-10-31 odr=1%@2014-11-01"},
    {"2015-US", "sell=2015-11-17..2016-01-05 first-sale=2015-09-18 "
                "orders=25@2015-09-01..2015-10-31 cancel=1.75%@2015-10-01..2015-10-31 "
                "late=4%@2015-10-01..2015-10-31 odr=1%@2015-11-01"},
    {"2019-US", "sell=2019-11-01..2020-01-03 first-sale=2019-09-01 "
                "orders=25@2019-08-15..2019-10-14 cancel=1.75%@2019-09-15..2019-10-14 "
                "late=4%@2019-09-15..2019-10-14 odr=1%@2019-10-14"},
    {"2019-AU", "sell=2019-11-01..2020-01-03 first-sale=2019-09-01 "
                "orders=10@2019-08-15..2019-10-14 cancel=1.75%@2019-09-15..2019-10-14 "
                "late=4%@2019-09-15..2019-10-14 odr=1%@2019-10-14"},
    {"2020-US", "sell=2020-11-01..2021-01-03 first-sale=2020-09-01 "
                "orders=25@2020-08-15..2020-10-14 cancel=1.75%@2020-09-15..2020-10-14 "
                "late=4%@2020-09-15..2020-10-14 odr=1%@2020-10-14"},
};

void gate_season_free(GateSeason *season)
{
    if (!season)
        return;
    g_free(season->name);
    g_free(season);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GateSeason, gate_season_free)

static int season_year(const GateSeason *season)
{
    return atoi(season->name);
}

/* ---- One row ---- */

/* Every part of a row: its word, and what it holds. The rate or count stands before an @, a period
 * or a day behind it. */
typedef enum { PART_PERIOD, PART_DAY, PART_COUNT, PART_RATE, PART_RATE_DAY } PartForm;
static const struct {
    const char *word;
    PartForm form;
    gsize amount, from, to; /* offsets in GateSeason; 0 where the form has none */
} parts[] = {
#define AT(field) G_STRUCT_OFFSET(GateSeason, field)
    {"sell", PART_PERIOD, 0, AT(sell_from), AT(sell_to)},
    {"first-sale", PART_DAY, 0, AT(first_sale_before), 0},
    {"orders", PART_COUNT, AT(orders), AT(orders_from), AT(orders_to)},
    {"cancel", PART_RATE, AT(cancel_rate), AT(cancel_from), AT(cancel_to)},
    {"late", PART_RATE, AT(late_rate), AT(late_from), AT(late_to)},
    {"odr", PART_RATE_DAY, AT(odr), AT(odr_as_of), 0},
#undef AT
};
static const char *const forms[] = {
    [PART_PERIOD] = "DAY..DAY",     [PART_DAY] = "DAY",         [PART_COUNT] = "25@DAY..DAY",
    [PART_RATE] = "1.75%@DAY..DAY", [PART_RATE_DAY] = "1%@DAY",
};

static Day *day_at(GateSeason *season, gsize offset)
{
    return G_STRUCT_MEMBER_P(season, offset);
}

/* DAY, or DAY..DAY where there is a second one to fill. */
static gboolean read_days(const char *text, Day *from, Day *to)
{
    g_auto(GStrv) days = g_strsplit(text, "..", 2);
    Day first, last;
    if (g_strv_length(days) != (to ? 2 : 1) || !day_parse(days[0], &first, NULL) ||
        (to && (!day_parse(days[1], &last, NULL) || last < first)))
        return FALSE;
    *from = first;
    if (to)
        *to = last;
    return TRUE;
}

static gboolean read_amount(const char *text, PartForm form, gpointer amount)
{
    if (form == PART_COUNT) {
        gint64 count;
        if (!g_ascii_string_to_signed(text, 10, 0, 1000000, &count, NULL))
            return FALSE;
        *(int *)amount = (int)count;
        return TRUE;
    }
    char *end;
    double percent = g_ascii_strtod(text, &end);
    if (end == text || strcmp(end, "%") != 0 || !(percent >= 0 && percent <= 100))
        return FALSE;
    *(double *)amount = percent / 100;
    return TRUE;
}

static gboolean read_part(GateSeason *season, gsize part, const char *value)
{
    PartForm form = parts[part].form;
    const char *days = value;
    if (parts[part].amount) {
        const char *at = strchr(value, '@');
        if (!at)
            return FALSE;
        g_autofree char *amount = g_strndup(value, (gsize)(at - value));
        if (!read_amount(amount, form, G_STRUCT_MEMBER_P(season, parts[part].amount)))
            return FALSE;
        days = at + 1;
    }
    return read_days(days, day_at(season, parts[part].from),
                     parts[part].to ? day_at(season, parts[part].to) : NULL);
}

/* Lays the parts that a row states over the season; *ret_stated counts them. */
static gboolean read_row(GateSeason *season, const char *row, guint *ret_stated, GError **error)
{
    g_auto(GStrv) words = g_strsplit_set(row, " ;\t", -1);
    guint stated = 0;
    for (int i = 0; words[i]; i++) {
        if (!*words[i])
            continue;
        gsize part = 0;
        const char *value = strchr(words[i], '=');
        gsize len = value ? (gsize)(value - words[i]) : strlen(words[i]);
        while (part < G_N_ELEMENTS(parts) &&
               (strlen(parts[part].word) != len || strncmp(parts[part].word, words[i], len) != 0))
            part++;
        if (part == G_N_ELEMENTS(parts)) {
            g_set_error(
                error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("gate.%s: unknown \"%s\"; use sell, first-sale, orders, cancel, late or odr"),
                season->name, words[i]);
            return FALSE;
        }
        if (!value || !read_part(season, part, value + 1)) {
            g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                        _("gate.%s: invalid \"%s\"; the format is %s=%s"), season->name, words[i],
                        parts[part].word, forms[parts[part].form]);
            return FALSE;
        }
        stated |= 1u << part;
    }
    *ret_stated = stated;
    return TRUE;
}

char *gate_season_row(const GateSeason *season)
{
    GString *row = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        char from[DAY_SIZE], to[DAY_SIZE] = "", number[G_ASCII_DTOSTR_BUF_SIZE];
        const Day first = G_STRUCT_MEMBER(Day, season, parts[i].from);
        if (first == DAY_NONE)
            continue;
        day_format(first, from);
        if (parts[i].to)
            day_format(G_STRUCT_MEMBER(Day, season, parts[i].to), to);
        g_string_append_printf(row, "%s%s=", row->len ? " " : "", parts[i].word);
        if (parts[i].form == PART_COUNT)
            g_string_append_printf(row, "%d@", G_STRUCT_MEMBER(int, season, parts[i].amount));
        else if (parts[i].amount)
            g_string_append_printf(
                row, "%s%%@",
                g_ascii_formatd(number, sizeof number, "%.6g",
                                100 * G_STRUCT_MEMBER(double, season, parts[i].amount)));
        g_string_append_printf(row, "%s%s%s", from, *to ? ".." : "", to);
    }
    return g_string_free(row, FALSE);
}

/* ---- Seasons ---- */

static GateSeason *season_new(const char *name, int market)
{
    GateSeason *season = g_new0(GateSeason, 1);
    season->name = g_strdup(name);
    season->market = market;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        *day_at(season, parts[i].from) = DAY_NONE;
        if (parts[i].to)
            *day_at(season, parts[i].to) = DAY_NONE;
    }
    return season;
}

/* "2026-US", any spelling of the market. */
static gboolean read_name(const char *name, int *ret_year, const Market **ret_market,
                          GError **error)
{
    gint64 year;
    g_autofree char *digits = g_strndup(name, 4);
    if (strlen(name) < 6 || name[4] != '-' ||
        !g_ascii_string_to_signed(digits, 10, 1994, 9998, &year, NULL)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("gate.%s: a season is named by year and country, like 2026-US"), name);
        return FALSE;
    }
    *ret_year = (int)year;
    *ret_market = market_parse(name + 5, error);
    if (!*ret_market)
        g_prefix_error(error, "gate.%s: ", name);
    return *ret_market != NULL;
}

/* The market's season of that year, else (where `before`) the last one before it. */
static GateSeason *find_season(GPtrArray *seasons, int market, int year, gboolean before)
{
    GateSeason *found = NULL;
    for (guint i = 0; i < seasons->len; i++) {
        GateSeason *season = seasons->pdata[i];
        int its = season_year(season);
        if (season->market == market && (its == year || (before && its < year)) &&
            (!found || its > season_year(found)))
            found = season;
    }
    return found;
}

static Day carry_day(Day day, int years)
{
    int year, month, dom;
    if (day == DAY_NONE)
        return DAY_NONE;
    day_to_ymd(day, &year, &month, &dom);
    Day carried = day_from_ymd(year + years, month, dom);
    return carried != DAY_NONE ? carried : day_from_ymd(year + years, month, dom - 1);
}

/* The same season in another year, which nobody has confirmed. */
static GateSeason *carry_season(const GateSeason *season, int year)
{
    g_autofree char *name = g_strdup_printf("%d-%s", year, market_by_num(season->market)->country);
    GateSeason *carried = season_new(name, season->market);
    int years = year - season_year(season);
    carried->orders = season->orders;
    carried->cancel_rate = season->cancel_rate;
    carried->late_rate = season->late_rate;
    carried->odr = season->odr;
    carried->uncertain = TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        *day_at(carried, parts[i].from) =
            carry_day(G_STRUCT_MEMBER(Day, season, parts[i].from), years);
        if (parts[i].to)
            *day_at(carried, parts[i].to) =
                carry_day(G_STRUCT_MEMBER(Day, season, parts[i].to), years);
    }
    return carried;
}

/* A row of the table or of the seller's; what it leaves out is that of the season it replaces, else
 * of the market's last one before, and then uncertain. */
static gboolean add_row(GPtrArray *seasons, const char *name, const char *row, GError **error)
{
    int year;
    const Market *market;
    guint stated;
    if (!read_name(name, &year, &market, error))
        return FALSE;
    GateSeason *season = find_season(seasons, market->num, year, FALSE);
    if (!season) {
        const GateSeason *last = find_season(seasons, market->num, year, TRUE);
        g_autofree char *own = g_strdup_printf("%d-%s", year, market->country);
        season = last ? carry_season(last, year) : season_new(own, market->num);
        g_ptr_array_add(seasons, season);
    }
    if (!read_row(season, row, &stated, error))
        return FALSE;
    if (stated == (1u << G_N_ELEMENTS(parts)) - 1)
        season->uncertain = FALSE;
    int begins = 0, month, dom;
    if (season->sell_from != DAY_NONE)
        day_to_ymd(season->sell_from, &begins, &month, &dom);
    if (begins != year) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("gate.%s: sell=DAY..DAY must give the season, starting in %d"), name, year);
        return FALSE;
    }
    return TRUE;
}

static gint compare_seasons(gconstpointer a, gconstpointer b)
{
    const GateSeason *x = *(GateSeason *const *)a, *y = *(GateSeason *const *)b;
    return x->market != y->market ? (x->market > y->market) - (x->market < y->market)
                                  : season_year(x) - season_year(y);
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *gate_seasons(const Settings *settings, int year, GError **error)
{
    g_autoptr(GPtrArray) seasons = g_ptr_array_new_with_free_func((GDestroyNotify)gate_season_free);
    for (gsize i = 0; i < G_N_ELEMENTS(published); i++)
        if (!add_row(seasons, published[i].name, published[i].row, error))
            return NULL;
    g_auto(GStrv) names = settings_group(settings, "gate");
    qsort(names, g_strv_length(names), sizeof *names, compare_names); /* earlier years first */
    for (int i = 0; names[i]; i++) {
        g_autofree char *key = g_strdup_printf("gate.%s", names[i]);
        g_autofree char *row = settings_get(settings, key);
        if (!add_row(seasons, names[i], row, error))
            return NULL;
    }
    gsize n;
    const Market *markets = market_table(&n);
    for (gsize i = 0; i < n; i++) {
        const GateSeason *last = find_season(seasons, markets[i].num, year, TRUE);
        if (last && season_year(last) != year)
            g_ptr_array_add(seasons, carry_season(last, year));
    }
    g_ptr_array_sort(seasons, compare_seasons);
    return g_steal_pointer(&seasons);
}
