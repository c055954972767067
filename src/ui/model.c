/* SPDX-License-Identifier: MIT */
#include "model.h"

#include <math.h>

#define EVENTS_KEPT 64 /* cases whose events are kept */

static void part_clear(gpointer data)
{
    PartFigures *part = data;
    g_clear_pointer(&part->odr, odr_free);
    g_clear_pointer(&part->forecast, g_array_unref);
}

static GArray *parts_new(void)
{
    GArray *parts = g_array_new(FALSE, TRUE, sizeof(PartFigures));
    g_array_set_clear_func(parts, part_clear);
    return parts;
}

UiModel *model_new(const UiOptions *options, gint64 now)
{
    UiModel *model = g_new0(UiModel, 1);
    model->store = options->store;
    model->settings = options->settings;
    model->zone = options->zone;
    model->now = now;
    model->today = day_of(now);
    model->desk = desk_new();
    model->rules = rules_for(options->settings, model->today);
    model->parts = parts_new();
    model->review = g_ptr_array_new_with_free_func((GDestroyNotify)review_item_free);
    model->events = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
                                          (GDestroyNotify)g_ptr_array_unref);
    model->events_order = g_queue_new();
    return model;
}

static void events_forget(UiModel *model)
{
    g_hash_table_remove_all(model->events);
    g_queue_clear(model->events_order);
}

void model_free(UiModel *model)
{
    if (model == NULL)
        return;
    desk_free(model->desk);
    g_array_unref(model->parts);
    g_ptr_array_unref(model->review);
    g_hash_table_unref(model->events);
    g_queue_free(model->events_order);
    g_free(model);
}

/* ---- What follows from the desk ---- */

/* The last second of the user's own day. */
static gint64 local_day_end(const UiModel *model)
{
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(model->now);
    g_autoptr(GDateTime) here = g_date_time_to_timezone(utc, model->zone);
    g_autoptr(GDateTime) end =
        g_date_time_new(model->zone, g_date_time_get_year(here), g_date_time_get_month(here),
                        g_date_time_get_day_of_month(here), 23, 59, 59);
    return end != NULL ? g_date_time_to_unix(end) : day_end(model->today);
}

static void model_turn(UiModel *model)
{
    gint64 end = local_day_end(model);
    model->day_end = end;
    model->next_turn = MIN(end, day_end(model->today)) + 1;
    model->due_today = 0;
    for (guint i = 0; i < model->review->len; i++) {
        const ReviewItem *item = g_ptr_array_index(model->review, i);
        if (item->due != 0 ? item->due <= end : item->severity == SEVERITY_HIGH)
            model->due_today++; /* overdue or of today, as the day's list has them (todo.h) */
    }
    for (guint i = 0; i < model->desk->cases->len; i++) {
        ReviewKind kind;
        gint64 due = model_due(model, g_ptr_array_index(model->desk->cases, i), &kind);
        if (due >= model->now)
            model->next_turn = MIN(model->next_turn, due + 1);
    }
}

static void model_derive(UiModel *model)
{
    model->today = day_of(model->now);
    model->rules = rules_for(model->settings, model->today);
    model->serial++;
    g_array_set_size(model->parts, 0);
    g_autoptr(GArray) parts = desk_parts(model->desk);
    for (guint i = 0; i < parts->len; i++) {
        const DeskPart *there = &g_array_index(parts, DeskPart, i);
        PartFigures part = {.market = there->market, .channel = there->channel};
        part.clean =
            odr_clean_day(model->desk, model->settings, part.market, part.channel, model->today);
        g_array_append_val(model->parts, part);
    }
    g_ptr_array_unref(model->review);
    model->review = review(model->desk, model->settings, model->now,
                           settings_int(model->settings, SETTING_REVIEW_WITHIN_DAYS), 0, -1);
    for (guint i = model->review->len; i-- > 0;)
        if (review_is_twin(model->review, model->review->pdata[i]))
            g_ptr_array_remove_index(model->review, i);
    model_turn(model);
}

static void model_mark(UiModel *model, int market, Channel channel, OrderId order)
{
    const PartFigures *part = model_part(model, market, channel);
    model->before =
        (FigureMark){.market = market, .channel = channel, .order = order, .at = model->now};
    if (part == NULL)
        return;
    model->before.there = TRUE;
    model->before.orders = part->odr->orders;
    model->before.defects = part->odr->rule.defects;
    model->before.best = part->odr->best;
    model->before.mismatch = part->odr->reported != NULL ? part->odr->reported->mismatch : 0;
}

gboolean model_load(UiModel *model, GError **error)
{
    gint64 version = store_version(model->store);
    Desk *desk = store_load_desk(model->store, error);
    if (desk == NULL)
        return FALSE;
    desk_free(model->desk);
    model->desk = desk;
    model->version = version;
    events_forget(model);
    model_derive(model);
    return TRUE;
}

gboolean model_case_changed(UiModel *model, OrderId order, GError **error)
{
    DeskCase *item = NULL;
    if (!store_load_case(model->store, order, &item, error))
        return FALSE;
    const DeskCase *old = desk_find(model->desk, order);
    if (old == NULL)
        old = item;
    if (old != NULL)
        model_mark(model, old->market, old->channel, order);
    desk_replace(model->desk, order, item);
    events_forget(model);
    model_derive(model);
    return TRUE;
}

gboolean model_cases_changed(UiModel *model, const GArray *orders, GError **error)
{
    const DeskCase *first =
        orders->len > 0 ? desk_find(model->desk, g_array_index(orders, OrderId, 0)) : NULL;
    if (first != NULL)
        model_mark(model, first->market, first->channel, first->order);
    return model_load(model, error);
}

/* Keeps the figures of the first part that another program's change, or a new day, altered. */
static void model_mark_changed_part(UiModel *model, GArray *before)
{
    for (guint i = 0; i < before->len; i++) {
        const FigureMark *mark = &g_array_index(before, FigureMark, i);
        const PartFigures *part = model_part(model, mark->market, mark->channel);
        if (part != NULL && (part->odr->rule.defects != mark->defects ||
                             part->odr->orders != mark->orders || part->odr->best != mark->best)) {
            model->before = *mark;
            return;
        }
    }
}

static GArray *model_marks(UiModel *model)
{
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(FigureMark));
    FigureMark kept = model->before;
    for (guint i = 0; i < model->parts->len; i++) {
        const PartFigures *part = &g_array_index(model->parts, PartFigures, i);
        if (part->odr == NULL)
            continue; /* never shown: nothing to compare with */
        model_mark(model, part->market, part->channel, 0);
        g_array_append_val(marks, model->before);
    }
    model->before = kept;
    return marks;
}

gboolean model_tick(UiModel *model, gint64 now, gboolean *ret_changed, GError **error)
{
    model->now = now;
    gboolean other = store_version(model->store) != model->version;
    *ret_changed = other || now >= model->next_turn || day_of(now) != model->today;
    if (!*ret_changed)
        return TRUE;
    if (day_of(now) != model->today)
        store_keep_daily(model->store, day_of(now),
                         (guint)settings_int(model->settings, SETTING_BACKUP_KEEP));
    g_autoptr(GArray) marks = model_marks(model);
    if (!other)
        model_derive(model);
    else if (!model_load(model, error))
        return FALSE;
    model_mark_changed_part(model, marks);
    return TRUE;
}

const PartFigures *model_part(UiModel *model, int market, Channel channel)
{
    for (guint i = 0; i < model->parts->len; i++) {
        PartFigures *part = &g_array_index(model->parts, PartFigures, i);
        if (part->market != market || part->channel != channel)
            continue;
        if (part->odr == NULL)
            part->odr =
                odr_compute(model->desk, model->settings, market, channel, model->today, NULL, 0);
        return part;
    }
    return NULL;
}

const GArray *model_forecast(UiModel *model, int market, Channel channel)
{
    PartFigures *part = (PartFigures *)model_part(model, market, channel);
    if (part == NULL)
        return NULL;
    if (part->forecast == NULL)
        part->forecast = odr_forecast(model->desk, model->settings, market, channel, model->today,
                                      MODEL_FORECAST_DAYS, NULL, 0);
    return part->forecast;
}

/* ---- One case ---- */

static Day clean_day(const UiModel *model, const DeskCase *item)
{
    for (guint i = 0; i < model->parts->len; i++) {
        const PartFigures *part = &g_array_index(model->parts, PartFigures, i);
        if (part->market == item->market && part->channel == item->channel)
            return part->clean;
    }
    return DAY_NONE;
}

gint64 model_due(const UiModel *model, const DeskCase *item, ReviewKind *ret_kind)
{
    gint64 due = 0;
    if (item->claim != NULL) {
        Day clean = item->claim->verify_due != 0 ? clean_day(model, item) : DAY_NONE;
        ClaimClocks clocks = odr_clocks(item->claim, model->now, clean);
        for (int i = 0; i < N_CLOCKS; i++) {
            gint64 at = clocks.due[i];
            if (at != 0 && (due == 0 || at < due)) {
                due = at;
                *ret_kind = review_of_clock((ClockKind)i);
            }
        }
    }
    gint64 answer = chargeback_due(model->settings, item, model->now);
    if (answer != 0 && (due == 0 || answer < due)) {
        due = answer;
        *ret_kind = REVIEW_CHARGEBACK;
    }
    return due;
}

gboolean model_is_suspect(UiModel *model, const DeskCase *item)
{
    const PartFigures *part = model_part(model, item->market, item->channel);
    if (part == NULL || part->odr->reported == NULL)
        return FALSE;
    const GArray *suspects = part->odr->reported->suspects;
    guint low = 0, high = suspects->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        OrderId order = g_array_index(suspects, OrderId, middle);
        if (order == item->order)
            return TRUE;
        if (order < item->order)
            low = middle + 1;
        else
            high = middle;
    }
    return FALSE;
}

gboolean model_counts(const UiModel *model, const DeskCase *item)
{
    return item->claim != NULL && model->rules.counts[item->claim->outcome];
}

static gboolean stands(const OrderDefect *defect, gint64 now)
{
    return defect->at != 0 && defect->at <= now &&
           (defect->removed_at == 0 || defect->removed_at > now);
}

/* Whether the claim alone decides if its order is a defect. */
static gboolean decides(const UiModel *model, const DeskCase *item)
{
    return !stands(&item->feedback, model->now) &&
           !(stands(&item->chargeback, model->now) && !item->chargeback.fraud);
}

static gboolean in_window(const PartFigures *part, const DeskCase *item)
{
    return item->day >= part->odr->window.from && item->day <= part->odr->window.to;
}

gboolean model_adds(UiModel *model, const DeskCase *item, double *ret_points)
{
    const PartFigures *part = model_part(model, item->market, item->channel);
    if (part == NULL || part->odr->orders == 0 || !model_counts(model, item) ||
        !decides(model, item) || !in_window(part, item))
        return FALSE;
    *ret_points = 100.0 / (double)part->odr->orders;
    return TRUE;
}

Day model_rate_day(UiModel *model, const DeskCase *item)
{
    const PartFigures *part = model_part(model, item->market, item->channel);
    Day enters = part != NULL ? odr_enters(item->day, part->odr->window.lag) : model->today;
    return enters > model->today && enters - model->today <= MODEL_FORECAST_DAYS ? enters
                                                                                 : model->today;
}

/* The rate of the part on that day with so many defects more. */
static double rate_with(UiModel *model, const DeskCase *item, int more)
{
    const PartFigures *part = model_part(model, item->market, item->channel);
    Day day = model_rate_day(model, item);
    if (part == NULL)
        return NAN;
    if (day == model->today)
        return odr_rate(part->odr->rule.defects + (in_window(part, item) ? more : 0),
                        part->odr->orders);
    const OdrForecastDay *then = &g_array_index(model_forecast(model, item->market, item->channel),
                                                OdrForecastDay, day - model->today);
    return odr_rate(then->defects + more, then->orders);
}

double model_rate_as_is(UiModel *model, const DeskCase *item)
{
    return rate_with(model, item, 0);
}

double model_rate_if(UiModel *model, const DeskCase *item, Stage stage, Outcome granted)
{
    Outcome outcome;
    Appeal appeal;
    if (item->claim == NULL || !decides(model, item))
        return rate_with(model, item, 0);
    claim_after(item->claim->stage, item->claim->outcome, item->claim->appeal, stage, granted,
                &outcome, &appeal);
    return rate_with(model, item,
                     (int)model->rules.counts[outcome] -
                         (int)model->rules.counts[item->claim->outcome]);
}

gboolean model_has_events(const UiModel *model, OrderId order)
{
    return g_hash_table_contains(model->events, &order);
}

GPtrArray *model_events(UiModel *model, OrderId order, gboolean load)
{
    GPtrArray *events = g_hash_table_lookup(model->events, &order);
    if (events != NULL || !load || order == 0)
        return events;
    events = store_events(model->store, order, NULL);
    if (events == NULL) /* a desk that is busy: the timeline goes without until the next look */
        return NULL;
    if (g_queue_get_length(model->events_order) >= EVENTS_KEPT)
        g_hash_table_remove(model->events, g_queue_pop_head(model->events_order));
    gint64 *key = g_memdup2(&order, sizeof order);
    g_hash_table_insert(model->events, key, events);
    g_queue_push_tail(model->events_order, key);
    return events;
}
