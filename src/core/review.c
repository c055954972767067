/* SPDX-License-Identifier: MIT */
#include "azdesk/core/review.h"

#include <glib/gi18n.h>

#include "azdesk/core/story.h"
#include "review-private.h"

static const struct {
    const char *word;
    const char *label;
} kind_table[N_REVIEW_KINDS] = {
    [REVIEW_REPLY] = {"reply", N_("answer Amazon's question")},
    [REVIEW_HOLD] = {"hold", N_("parcel held")},
    [REVIEW_APPEAL] = {"appeal", N_("appeal the grant")},
    [REVIEW_ANSWER] = {"answer", N_("Amazon's answer")},
    [REVIEW_VERIFY] = {"verify", N_("verify the reversal")},
    [REVIEW_MISMATCH] = {"mismatch", N_("Amazon counts it")},
    [REVIEW_UNEXPLAINED] = {"unexplained", N_("unknown defects")},
    [REVIEW_OVER] = {"over", N_("ODR too high")},
    [REVIEW_CROSSING] = {"crossing", N_("ODR will be too high")},
    [REVIEW_STALE] = {"stale", N_("import newer reports")},
    [REVIEW_INCOMPLETE] = {"incomplete", N_("import the order report")},
    [REVIEW_GATE] = {"gate", N_("check holiday selling")},
    [REVIEW_CHARGEBACK] = {"chargeback", N_("answer the chargeback")},
    [REVIEW_BUYER] = {"buyer", N_("answer the buyer")},
    [REVIEW_SUPPORT] = {"support", N_("Seller Support's answer")},
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
        [CLOCK_REPLY] = REVIEW_REPLY,     [CLOCK_HOLD] = REVIEW_HOLD,
        [CLOCK_APPEAL] = REVIEW_APPEAL,   [CLOCK_ANSWER] = REVIEW_ANSWER,
        [CLOCK_VERIFY] = REVIEW_VERIFY,   [CLOCK_BUYER] = REVIEW_BUYER,
        [CLOCK_SUPPORT] = REVIEW_SUPPORT,
    };
    return kinds[clock];
}

void review_item_free(ReviewItem *item)
{
    if (item == NULL)
        return;
    g_free(item->text);
    g_free(item);
}

void review_add(ReviewRun *run, ReviewItem item)
{
    g_ptr_array_add(run->items, g_memdup2(&item, sizeof item));
}

gboolean review_snoozed(const ReviewRun *run, const DeskCase *item)
{
    return item->claim != NULL && item->claim->snoozed_until > run->now;
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

static char *text_reply(const DeskCase *item, const char *order, const char *due, gboolean overdue)
{
    if (overdue)
        return g_strdup_printf(
            _("Your answer to Amazon was due on %s, answer now: azdesk claim replied %s"), due,
            order);
    if (item->claim->appeal == APPEAL_INFO_REQUESTED)
        return g_strdup_printf(_("Amazon has a question about your appeal and wants an answer by "
                                 "%s: azdesk claim replied %s"),
                               due, order);
    return g_strdup_printf(_("Amazon wants your answer by %s: azdesk claim replied %s"), due,
                           order);
}

static char *text_hold(const DeskCase *item, const char *order, const char *due, gboolean overdue)
{
    if (overdue)
        return g_strdup_printf(_("The post office held the parcel until %s, check where it is now: "
                                 "azdesk claim parcel %s returning"),
                               due, order);
    if (item->claim->reply_due > item->claim->hold_due)
        return g_strdup_printf(
            _("The post office holds the parcel only until %s, before your answer is due; ask the "
              "buyer to collect it: azdesk letter %s --kind collect"),
            due, order);
    return g_strdup_printf(_("The post office holds the parcel until %s, ask the buyer to collect "
                             "it: azdesk letter %s --kind collect"),
                           due, order);
}

static char *text_appeal(const DeskCase *item, const char *order, const char *due, gboolean overdue)
{
    return g_strdup_printf(_("The time to appeal ends on %s: azdesk letter %s --kind appeal"), due,
                           order);
}

static char *text_answer(const DeskCase *item, const char *order, const char *due, gboolean overdue)
{
    if (overdue)
        return g_strdup_printf(
            _("Amazon should have answered by %s, follow up: azdesk letter %s --kind follow-up"),
            due, order);
    return g_strdup_printf(_("Amazon should answer by %s; once it agrees: "
                             "azdesk claim move %s cleared"),
                           due, order);
}

static char *text_verify(const DeskCase *item, const char *order, const char *due, gboolean overdue)
{
    if (overdue)
        return g_strdup_printf(_("The reversal should have shown by %s, check whether Amazon still "
                                 "counts the order: azdesk claim check %s yes|no"),
                               due, order);
    return g_strdup_printf(_("The reversal should show by %s, check whether Amazon still counts "
                             "the order: azdesk claim check %s yes|no"),
                           due, order);
}

static char *text_chargeback(const DeskCase *item, const char *order, const char *due,
                             gboolean overdue)
{
    return g_strdup_printf(_("Answer the chargeback on Amazon's page by %s; if it is withdrawn: "
                             "azdesk defect %s chargeback --removed DAY"),
                           due, order);
}

static char *text_buyer(const DeskCase *item, const char *order, const char *due, gboolean overdue)
{
    if (overdue)
        return g_strdup_printf(_("Your answer to the buyer was due on %s, write now, then: azdesk "
                                 "claim message %s add TEXT --who seller"),
                               due, order);
    return g_strdup_printf(_("The buyer wants your answer by %s; once it is sent: azdesk claim "
                             "message %s add TEXT --who seller"),
                           due, order);
}

static char *text_support(const DeskCase *item, const char *order, const char *due,
                          gboolean overdue)
{
    if (overdue)
        return g_strdup_printf(_("Seller Support should have answered by %s, follow up; record its "
                                 "answer: azdesk claim message %s add TEXT --who support"),
                               due, order);
    return g_strdup_printf(_("Seller Support should answer by %s; record its answer: azdesk claim "
                             "message %s add TEXT --who support"),
                           due, order);
}

typedef char *(*TextFunc)(const DeskCase *item, const char *order, const char *due,
                          gboolean overdue);

static const TextFunc text_table[N_REVIEW_KINDS] = {
    [REVIEW_REPLY] = text_reply,   [REVIEW_HOLD] = text_hold,
    [REVIEW_APPEAL] = text_appeal, [REVIEW_ANSWER] = text_answer,
    [REVIEW_VERIFY] = text_verify, [REVIEW_CHARGEBACK] = text_chargeback,
    [REVIEW_BUYER] = text_buyer,   [REVIEW_SUPPORT] = text_support,
};

static void add_clock(ReviewRun *run, ReviewKind kind, const DeskCase *item, gint64 due)
{
    if (due == 0 || due > run->horizon)
        return;
    char order[ORDER_ID_SIZE];
    order_id_format(item->order, order);
    g_autofree char *stamp = instant_show(due, run->zone);
    gboolean overdue = due < run->now;
    Severity severity = clock_severity(run, kind, due);
    if (kind == REVIEW_HOLD && item->claim->reply_due > due)
        severity = SEVERITY_HIGH;
    review_add(run, (ReviewItem){
                        .kind = kind,
                        .order = item->order,
                        .market = item->market,
                        .channel = item->channel,
                        .due = due,
                        .overdue = overdue,
                        .severity = severity,
                        .text = text_table[kind](item, order, stamp, overdue),
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

static void review_case(ReviewRun *run, const DeskCase *item, Day clean)
{
    if (review_snoozed(run, item))
        return;
    add_clock(run, REVIEW_CHARGEBACK, item, chargeback_due(run->settings, item, run->now));
    if (item->claim == NULL)
        return;
    ClaimClocks clocks = odr_clocks(item->claim, run->now, clean);
    for (int clock = 0; clock < N_CLOCKS; clock++)
        add_clock(run, review_of_clock((ClockKind)clock), item,
                  clock_due(&clocks, (ClockKind)clock));
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

static gboolean verifies(const Desk *desk, const DeskPart *part)
{
    for (guint i = 0; i < desk->cases->len; i++) {
        const DeskCase *item = desk->cases->pdata[i];
        if (item->market == part->market && item->channel == part->channel && item->claim != NULL &&
            item->claim->verify_due != 0)
            return TRUE;
    }
    return FALSE;
}

static void review_cases(ReviewRun *run, const DeskPart *part)
{
    Day clean = DAY_NONE; /* worked out only where a verification could end by it */
    if (verifies(run->desk, part))
        clean = odr_clean_day(run->desk, run->settings, part->market, part->channel, run->today);
    for (guint i = 0; i < run->desk->cases->len; i++) {
        const DeskCase *item = run->desk->cases->pdata[i];
        if (item->market == part->market && item->channel == part->channel)
            review_case(run, item, clean);
    }
}

GPtrArray *review(const Desk *desk, const Settings *settings, gint64 now, GTimeZone *zone,
                  int within, int market, int channel)
{
    ReviewRun run = {
        .desk = desk,
        .settings = settings,
        .now = now,
        .horizon = now + (gint64)within * DAY_SECONDS,
        .today = day_of(now),
        .zone = zone,
        .items = g_ptr_array_new_with_free_func((GDestroyNotify)review_item_free),
    };
    g_autoptr(GArray) parts = desk_parts(desk);
    for (guint i = 0; i < parts->len; i++) {
        const DeskPart *part = &g_array_index(parts, DeskPart, i);
        if ((market != 0 && part->market != market) ||
            (channel >= 0 && (int)part->channel != channel))
            continue;
        review_cases(&run, part);
        review_part(&run, part->market, part->channel);
    }
    if (channel < 0 || channel == CHANNEL_MFN)
        review_gates(&run, market);
    g_ptr_array_sort(run.items, compare_items);
    return run.items;
}
