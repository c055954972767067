/* SPDX-License-Identifier: MIT */
#include "stage_rates.h"

#include <glib/gi18n.h>
#include <math.h>

#include "format.h"

#define PARTS_SHOWN 3

typedef struct {
    const DeskCase *first; /* the first of the cases of this marketplace and channel */
    double now, then;      /* NAN: none */
} PartRate;

static const DeskCase *case_at(UiApp *app, const GArray *orders, guint i)
{
    return desk_find(app->model->desk, g_array_index(orders, OrderId, i));
}

/* (transfer full) of PartRate, without rates */
static GArray *parts_of(UiApp *app, const GArray *orders)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(PartRate));
    for (guint i = 0; i < orders->len; i++) {
        PartRate part = {case_at(app, orders, i), NAN, NAN};
        gboolean there = FALSE;
        for (guint k = 0; k < parts->len && !there; k++) {
            const DeskCase *other = g_array_index(parts, PartRate, k).first;
            there = other->market == part.first->market && other->channel == part.first->channel;
        }
        if (!there)
            g_array_append_val(parts, part);
    }
    return parts;
}

static void rate_many(UiApp *app, const GArray *ifs, PartRate *part)
{
    const PartFigures *figures = model_part(app->model, part->first->market, part->first->channel);
    g_autoptr(Odr) odr =
        odr_compute(app->model->desk, app->settings, part->first->market, part->first->channel,
                    app->model->today, (const OdrIf *)(const void *)ifs->data, ifs->len);
    part->then = odr_rate(odr->rule.defects, odr->orders);
    if (figures != NULL)
        part->now = odr_rate(figures->odr->rule.defects, figures->odr->orders);
}

/* A single case's rate is that of the first day on which it counts. */
static void rates_find(UiApp *app, const GArray *orders, Stage stage, Outcome granted,
                       GArray *parts)
{
    PartRate *first = &g_array_index(parts, PartRate, 0);
    if (orders->len == 1) {
        first->now = model_rate_as_is(app->model, first->first);
        first->then = model_rate_if(app->model, first->first, stage, granted);
        return;
    }
    g_autoptr(GArray) ifs = g_array_new(FALSE, FALSE, sizeof(OdrIf));
    for (guint i = 0; i < orders->len; i++) {
        OdrIf what = {g_array_index(orders, OrderId, i), stage, granted};
        g_array_append_val(ifs, what);
    }
    for (guint i = 0; i < parts->len; i++)
        rate_many(app, ifs, &g_array_index(parts, PartRate, i));
}

/* -1: better, 0: no change */
static int change_of(const PartRate *part)
{
    return part->then < part->now - 1e-9 ? -1 : part->then > part->now + 1e-9 ? 1 : 0;
}

static const char *change_word(UiApp *app, int change)
{
    return change == 0 ? _("no change") : change < 0 ? app->glyphs->down : app->glyphs->up;
}

/* " on 30 Nov" where the rate is that of a day to come. */
static char *rate_day(UiApp *app, const DeskCase *item)
{
    Day day = model_rate_day(app->model, item);
    g_autofree char *text = fmt_day(day);
    return day > app->model->today ? g_strdup_printf(_(" on %s"), text) : g_strdup("");
}

static char *part_text(UiApp *app, const GArray *parts, guint i, gboolean many)
{
    const PartRate *part = &g_array_index(parts, PartRate, i);
    const Market *market = market_by_num(part->first->market);
    g_autofree char *rate = fmt_percent(part->then);
    const char *word = change_word(app, change_of(part));
    gboolean twice = FALSE;
    if (parts->len == 1) {
        g_autofree char *day = many ? g_strdup("") : rate_day(app, part->first);
        return g_strdup_printf("%s %s%s  %s", app->glyphs->arrow, rate, day, word);
    }
    for (guint k = 0; k < parts->len; k++)
        twice |= k != i && g_array_index(parts, PartRate, k).first->market == part->first->market;
    return g_strdup_printf("%s%s%s %s %s", market != NULL ? market->country : "?", twice ? " " : "",
                           twice ? channel_word(part->first->channel) : "", rate, word);
}

char *stage_rates(UiApp *app, const GArray *orders, Stage stage, Outcome granted, Style *ret_style)
{
    g_autoptr(GArray) parts = parts_of(app, orders);
    GString *text = g_string_new(NULL);
    gboolean better = FALSE, worse = FALSE;
    guint shown = 0;
    rates_find(app, orders, stage, granted, parts);
    for (guint i = 0; i < parts->len; i++) {
        const PartRate *part = &g_array_index(parts, PartRate, i);
        if (isnan(part->then))
            continue;
        better |= change_of(part) < 0;
        worse |= change_of(part) > 0;
        if (shown++ >= PARTS_SHOWN)
            continue;
        g_autofree char *one = part_text(app, parts, i, orders->len > 1);
        g_string_append_printf(text, "%s%s", shown > 1 ? "  " : "", one);
    }
    if (shown > PARTS_SHOWN)
        g_string_append_printf(text, "  +%u", shown - PARTS_SHOWN);
    *ret_style = worse ? STYLE_BAD : better ? STYLE_GOOD : STYLE_NORMAL;
    return g_string_free(text, shown == 0);
}
