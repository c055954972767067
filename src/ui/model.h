/* SPDX-License-Identifier: MIT */
/* The desk in memory and what follows from it, computed once for each change. Moving a selection
 * asks the model only for what is there already. */
#ifndef AZDESK_SRC_UI_MODEL_H
#define AZDESK_SRC_UI_MODEL_H

#include "azdesk/core/review.h"
#include "azdesk/store/cases.h"
#include "azdesk/ui/ui.h"

#define MODEL_FORECAST_DAYS 75

/* One market and channel. `odr` and `forecast` are made when first asked for after a change. */
typedef struct {
    int market;
    Channel channel;
    Day clean; /* of the newest report that agrees: it ends verifications */
    Odr *odr;
    GArray *forecast; /* of OdrForecastDay, today first */
} PartFigures;

/* What is told of a change: figures of the part just before it. */
typedef struct {
    gboolean there;
    int market;
    Channel channel;
    gint64 orders;
    int defects, best, mismatch;
    OrderId order; /* whose change it was; 0: another program's, or the day's */
    gint64 at;
} FigureMark;

typedef struct {
    Store *store;
    const Settings *settings;
    GTimeZone *zone;
    gint64 now;
    Day today;
    gint64 version; /* store_version() that was read */
    guint serial;   /* another one after each change */
    Desk *desk;
    Rules rules;       /* of today */
    GArray *parts;     /* of PartFigures, by market, channel */
    GPtrArray *review; /* of ReviewItem, all parts, within the setting's days */
    int due_today;     /* of them overdue or due before the user's day ends */
    gint64 day_end;    /* the last second of the user's day */
    gint64 next_turn;  /* when a clock runs out next: then the rows change by themselves */
    FigureMark before;
    GHashTable *events; /* OrderId -> GPtrArray of ClaimEvent, of the cases looked at last */
    GQueue *events_order;
} UiModel;

UiModel *model_new(const UiOptions *options, gint64 now);
void model_free(UiModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UiModel, model_free)

/* Reads all. On an error what was there stays. */
gboolean model_load(UiModel *model, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads one case after a change of ours, and remembers the figures before it. */
gboolean model_case_changed(UiModel *model, OrderId order,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of several: all is read, the figures before it are those of the first one's part. */
gboolean model_cases_changed(UiModel *model, const GArray *orders,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Time goes on: another program's changes, the day's turn, clocks that ran out. *ret_changed says
 * whether anything did. */
gboolean model_tick(UiModel *model, gint64 now, gboolean *ret_changed,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable) where there is no such part. Its odr is there. */
const PartFigures *model_part(UiModel *model, int market, Channel channel);
/* (nullable) of OdrForecastDay, owned by the model */
const GArray *model_forecast(UiModel *model, int market, Channel channel);

/* The earliest deadline of a case, 0 where no clock runs, and which it is. */
gint64 model_due(const UiModel *model, const DeskCase *item, ReviewKind *ret_kind);
/* Whether Amazon's latest report counts the order where the rules do not. */
gboolean model_is_suspect(UiModel *model, const DeskCase *item);
/* Whether the claim itself counts by rule. */
gboolean model_counts(const UiModel *model, const DeskCase *item);
/* What the claim adds to the rate of its part today, in percent points; FALSE: nothing. */
gboolean model_adds(UiModel *model, const DeskCase *item, double *ret_points);
/* The day of which model_rate_if() tells: today, or the day to come on which the order enters the
 * window. */
Day model_rate_day(UiModel *model, const DeskCase *item);
double model_rate_as_is(UiModel *model, const DeskCase *item); /* on that day */
/* The rate of the part on that day if the claim took that stage; NAN without orders. Asks no other
 * case: a panel may ask after every key. */
double model_rate_if(UiModel *model, const DeskCase *item, Stage stage, Outcome granted);

/* The case's events. Without `load` only where they are known already: a moving selection asks so,
 * a resting one loads. (nullable) owned by the model, valid until its next call */
GPtrArray *model_events(UiModel *model, OrderId order, gboolean load);
gboolean model_has_events(const UiModel *model, OrderId order);

#endif
