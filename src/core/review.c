/* SPDX-License-Identifier: MIT */
#include "azdesk/core/review.h"

#include <glib/gi18n.h>

#include "review-private.h"

static const struct {
    const char *word;
    const char *label;
} kind_table[N_REVIEW_KINDS] = {
#define X(symbol, word, label) {word, label},
    REVIEW_KINDS(X)
#undef X
};

const char *review_word(ReviewKind kind)
{
    return kind_table[kind].word;
}

const char *review_label(ReviewKind kind)
{
    return _(kind_table[kind].label);
}

const char *severity_word(Severity severity)
{
    static const char *const words[] = {
        [SEVERITY_HIGH] = "high", [SEVERITY_NORMAL] = "normal", [SEVERITY_LOW] = "low"};
    return words[severity];
}

gboolean review_is_advice(ReviewKind kind)
{
    return kind == REVIEW_STALE || kind == REVIEW_INCOMPLETE;
}

gboolean review_is_twin(const GPtrArray *items, const ReviewItem *item)
{
    if (item->kind != REVIEW_MISMATCH || item->order != 0)
        return FALSE;
    for (guint i = 0; i < items->len; i++) {
        const ReviewItem *other = items->pdata[i];
        if (other->kind == REVIEW_UNEXPLAINED && other->market == item->market &&
            other->channel == item->channel)
            return TRUE;
    }
    return FALSE;
}

ReviewKind review_of_clock(ClockKind clock)
{
    static const ReviewKind kinds[N_CLOCKS] = {
#define X(symbol, word, label, ends) REVIEW_##symbol,
        CLAIM_CLOCKS(X)
#undef X
    };
    return kinds[clock];
}

void review_item_free(ReviewItem *item)
{
    if (item == NULL)
        return;
    g_free(item->said);
    g_free(item);
}

void review_add(ReviewRun *run, ReviewItem item)
{
    g_ptr_array_add(run->items, g_memdup2(&item, sizeof item));
}

gboolean desk_case_snoozed(const DeskCase *item, gint64 now)
{
    return item->claim != NULL && item->claim->snoozed_until > now;
}

guint desk_snoozed(const Desk *desk, int market, int channel, gint64 now, gint64 *ret_next)
{
    guint n = 0;
    *ret_next = 0;
    for (guint i = 0; i < desk->cases->len; i++) {
        const DeskCase *item = g_ptr_array_index(desk->cases, i);
        if (!desk_case_snoozed(item, now) || (market != 0 && item->market != market) ||
            (channel >= 0 && (int)item->channel != channel))
            continue;
        n++;
        if (*ret_next == 0 || item->claim->snoozed_until < *ret_next)
            *ret_next = item->claim->snoozed_until;
    }
    return n;
}

gboolean review_snoozed(const ReviewRun *run, const DeskCase *item)
{
    return desk_case_snoozed(item, run->now);
}

/* ---- The clocks of a case ---- */

/* How long before its end a clock's item becomes urgent, and what it is till then and after it. */
static const struct {
    int urgent_days; /* -1: never */
    Severity before, after;
} clock_table[N_REVIEW_KINDS] = {
    [REVIEW_REPLY] = {1, SEVERITY_NORMAL, SEVERITY_HIGH},
    [REVIEW_HOLD] = {2, SEVERITY_NORMAL, SEVERITY_HIGH},
    [REVIEW_APPEAL] = {3, SEVERITY_NORMAL, SEVERITY_HIGH},
    [REVIEW_ANSWER] = {-1, SEVERITY_LOW, SEVERITY_NORMAL},
    [REVIEW_VERIFY] = {-1, SEVERITY_LOW, SEVERITY_NORMAL},
    [REVIEW_CHARGEBACK] = {2, SEVERITY_NORMAL, SEVERITY_HIGH},
    [REVIEW_BUYER] = {1, SEVERITY_NORMAL, SEVERITY_HIGH},
    [REVIEW_SUPPORT] = {-1, SEVERITY_LOW, SEVERITY_NORMAL},
};

static Severity clock_severity(const ReviewRun *run, ReviewKind kind, gint64 due)
{
    int urgent = clock_table[kind].urgent_days;
    if (due < run->now || (urgent >= 0 && due <= run->now + (gint64)urgent * DAY_SECONDS))
        return clock_table[kind].after;
    return clock_table[kind].before;
}

static void add_clock(ReviewRun *run, ReviewKind kind, const DeskCase *item, gint64 due)
{
    if (due == 0 || due > run->horizon)
        return;
    Severity severity = clock_severity(run, kind, due);
    if (kind == REVIEW_HOLD && item->claim->reply_due > due)
        severity = SEVERITY_HIGH;
    review_add(run, (ReviewItem){
                        .kind = kind,
                        .order = item->order,
                        .market = item->market,
                        .channel = item->channel,
                        .due = due,
                        .overdue = due < run->now,
                        .severity = severity,
                    });
}

gint64 chargeback_due(const Settings *settings, const DeskCase *item, gint64 now)
{
    const OrderDefect *chargeback = &item->chargeback;
    if (chargeback->at == 0 || chargeback->at > now ||
        (chargeback->removed_at != 0 && chargeback->removed_at <= now))
        return 0;
    /* It is kept without a word on how it was given: the first second of a day is a day alone. */
    When from = {.at = chargeback->at,
                 .day_only = chargeback->at == day_start(day_of(chargeback->at))};
    gint64 due = deadline_default(settings, DEADLINE_CHARGEBACK, item->market, from);
    return due >= now ? due : 0;
}

Day review_clean_day(ReviewRun *run, const DeskCase *item)
{
    for (guint i = 0; i < run->cleans->len; i++) {
        const CleanDay *clean = &g_array_index(run->cleans, CleanDay, i);
        if (clean->market == item->market && clean->channel == item->channel)
            return clean->day;
    }
    CleanDay clean = {
        item->market, item->channel,
        odr_clean_day(run->desk, run->settings, item->market, item->channel, run->today)};
    g_array_append_val(run->cleans, clean);
    return clean.day;
}

static void review_case(ReviewRun *run, const DeskCase *item)
{
    if (review_snoozed(run, item))
        return;
    add_clock(run, REVIEW_CHARGEBACK, item, chargeback_due(run->settings, item, run->now));
    if (item->claim == NULL)
        return;
    Day clean = item->claim->verify_due != 0 ? review_clean_day(run, item) : DAY_NONE;
    ClaimClocks clocks = odr_clocks(item->claim, run->now, clean);
    for (int clock = 0; clock < N_CLOCKS; clock++)
        if (clocks.due[clock] != 0)
            add_clock(run, review_of_clock((ClockKind)clock), item, clocks.due[clock]);
}

/* ---- All of it, in order ---- */

/* Overdue; what burns though it has no date; by date; the rest. */
static int rank_of(const ReviewItem *item)
{
    if (item->overdue)
        return 0;
    if (item->due == 0)
        return item->severity == SEVERITY_HIGH ? 1 : 3;
    return 2;
}

#define DECIDE_BY(a, b)                                                                            \
    do {                                                                                           \
        if ((a) != (b))                                                                            \
            return (a) < (b) ? -1 : 1;                                                             \
    } while (0)

static gint compare_items(gconstpointer a, gconstpointer b)
{
    const ReviewItem *x = *(ReviewItem *const *)a, *y = *(ReviewItem *const *)b;
    DECIDE_BY(rank_of(x), rank_of(y));
    DECIDE_BY(x->due, y->due);
    DECIDE_BY(x->severity, y->severity);
    DECIDE_BY(x->kind, y->kind);
    DECIDE_BY(x->market, y->market);
    DECIDE_BY(x->channel, y->channel);
    DECIDE_BY(x->order, y->order);
    return 0;
}

/* Whether a market and channel are among those asked for. */
static gboolean asked(const ReviewRun *run, int market, Channel channel)
{
    return (run->market == 0 || market == run->market) &&
           (run->channel < 0 || (int)channel == run->channel);
}

GPtrArray *review(const Desk *desk, const Settings *settings, gint64 now, int within, int market,
                  int channel)
{
    g_autoptr(GArray) cleans = g_array_new(FALSE, FALSE, sizeof(CleanDay));
    ReviewRun run = {
        .desk = desk,
        .settings = settings,
        .now = now,
        .horizon = now + (gint64)within * DAY_SECONDS,
        .today = day_of(now),
        .market = market,
        .channel = channel,
        .cleans = cleans,
        .items = g_ptr_array_new_with_free_func((GDestroyNotify)review_item_free),
    };
    for (guint i = 0; i < desk->cases->len; i++) {
        const DeskCase *item = desk->cases->pdata[i];
        if (asked(&run, item->market, item->channel))
            review_case(&run, item);
    }
    g_autoptr(GArray) parts = desk_parts(desk);
    for (guint i = 0; i < parts->len; i++) {
        const DeskPart *part = &g_array_index(parts, DeskPart, i);
        if (asked(&run, part->market, part->channel))
            review_part(&run, part->market, part->channel);
    }
    if (channel < 0 || channel == CHANNEL_MFN)
        review_gates(&run, market);
    g_ptr_array_sort(run.items, compare_items);
    return run.items;
}
