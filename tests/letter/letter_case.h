/* SPDX-License-Identifier: MIT */
/* Cases for letters, told in lines of text and folded by the program itself. */
#ifndef AZDESK_TESTS_LETTER_CASE_H
#define AZDESK_TESTS_LETTER_CASE_H

#include <math.h>
#include <string.h>

#include "azdesk/core/parcel.h"
#include "azdesk/letter/letter.h"
#include "suite.h"

#define CASE_ORDER G_GINT64_CONSTANT(11322334456677889)

typedef struct {
    Desk *desk;
    Settings *settings;
    GPtrArray *events;
    GPtrArray *evidence;
    gint64 now;
    GTimeZone *zone; /* (nullable) */
} LetterCase;

/* What happened, one entry a line: "2026-11-16 opened not-received", "... parcel held 2026-12-03",
 * "... moved granted", "... message buyer en TEXT|TRANSLATION", "... letter collect", "... asked",
 * "... counts". Times are noon. `report`: defects that Amazon's report of 22 November states for
 * 180 orders of 9 September to 7 November; 0: no report, and all orders of today's window imported.
 */
typedef struct {
    const char *name;
    const char *story;
    int report;
    Day now;
} Scene;

static inline Day case_day(const char *text)
{
    Day day = DAY_NONE;
    ck_assert(day_parse(text, &day, NULL));
    return day;
}

static inline void case_opening(ClaimEvent *event, const char *reason)
{
    event->fields |= FIELD_REASON | FIELD_AMOUNT | FIELD_TRACKING | FIELD_CARRIER;
    ck_assert(reason_parse(reason, &event->reason, NULL));
    event->amount = (Money){4210, "USD"};
    event->tracking = g_strdup("EE473124829JP");
    event->carrier = g_strdup("japan-post");
}

static inline void case_move_to(ClaimEvent *event, const char *word, const char *rest)
{
    if (g_str_has_prefix(word, "granted-")) {
        event->fields |= FIELD_OUTCOME;
        ck_assert(outcome_parse(word, &event->outcome, NULL));
        word = "granted";
    }
    event->fields |= FIELD_STAGE;
    ck_assert(stage_parse(word, &event->stage, NULL));
    if (rest != NULL && *rest != '\0') {
        event->fields |= FIELD_DEBITED;
        ck_assert(money_parse(rest, "USD", &event->debited, NULL));
    }
}

static inline void case_message_from(ClaimEvent *event, const char *who, const char *rest)
{
    event->word = g_strdup(who);
    event->lang = g_strndup(rest, 2);
    g_auto(GStrv) texts = g_strsplit(rest + 3, "|", 2);
    event->text = g_strcompress(texts[0]);
    event->other = g_strdup(texts[1]);
    event->fields |= FIELD_WORD | FIELD_LANG | FIELD_TEXT | FIELD_OTHER;
}

static inline ClaimEvent *case_event(const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", 4);
    guint n = g_strv_length(words);
    const char *third = n > 2 ? words[2] : "", *rest = n > 3 ? words[3] : "";
    const char *word = g_str_equal(words[1], "counts") ? "checked" : words[1];
    EventKind kind;
    ck_assert_msg(event_parse(word, &kind, NULL), "%s", line);
    gint64 at = day_start(case_day(words[0])) + DAY_SECONDS / 2;
    ClaimEvent *event = claim_event_new(kind, (When){.at = at}, at + 60);
    if (kind == EVENT_OPENED)
        case_opening(event, third);
    if (kind == EVENT_MOVED)
        case_move_to(event, third, rest);
    if (kind == EVENT_MESSAGE)
        case_message_from(event, third, rest);
    if (kind == EVENT_LETTER)
        event->word = g_strdup(third);
    if (kind == EVENT_CHECKED) {
        event->fields |= FIELD_COUNTS;
        event->counts = AMAZON_COUNTS_YES;
    }
    if (kind == EVENT_PARCEL) {
        event->fields |= FIELD_PARCEL | (*rest != '\0' ? FIELD_DUE : 0);
        ck_assert(parcel_parse(third, &event->parcel, NULL));
        event->due = *rest != '\0' ? day_end(case_day(rest)) : 0;
    }
    return event;
}

static inline void case_evidence_free(gpointer data)
{
    Evidence *evidence = data;
    g_free(evidence->title);
    g_free(evidence->name);
    g_free(evidence->type);
    g_free(evidence);
}

static inline Evidence *case_evidence(gint64 id, const char *title, const char *name,
                                      const char *type)
{
    Evidence *evidence = g_new0(Evidence, 1);
    evidence->id = id;
    evidence->title = g_strdup(title);
    evidence->name = g_strdup(name);
    evidence->type = g_strdup(type);
    return evidence;
}

/* 180 orders in the window of the report, or of today, and another claim that counts. */
static inline void case_fill_desk(LetterCase *lc, const Scene *scene)
{
    OrderDays *days = g_new0(OrderDays, 1);
    days->market = 1;
    days->from = case_day("2026-08-01");
    days->to = scene->now;
    days->orders = g_new(guint32, days->to - days->from + 1);
    for (Day day = days->from; day <= days->to; day++)
        days->orders[day - days->from] = 3;
    g_ptr_array_add(lc->desk->order_days, days);
    DeskCase *other = g_new0(DeskCase, 1);
    *other = (DeskCase){.order = CASE_ORDER + 1,
                        .imported = TRUE,
                        .market = 1,
                        .day = case_day("2026-10-21"),
                        .feedback = {.at = day_start(case_day("2026-11-01"))}};
    g_ptr_array_add(lc->desk->cases, other);
    if (scene->report == 0)
        return;
    Report *report = g_new0(Report, 1);
    *report = (Report){.id = 1,
                       .market = 1,
                       .window_from = case_day("2026-09-09"),
                       .window_to = case_day("2026-11-07"),
                       .latest_to = case_day("2026-11-22"),
                       .orders = 180,
                       .defects = scene->report,
                       .claims = -1,
                       .feedback = -1,
                       .chargebacks = -1,
                       .rate = NAN};
    g_ptr_array_add(lc->desk->reports, report);
}

static inline LetterCase *letter_case(const Scene *scene)
{
    LetterCase *lc = g_new0(LetterCase, 1);
    lc->desk = desk_new();
    lc->settings = settings_new();
    lc->now = day_end(scene->now);
    lc->events = g_ptr_array_new_with_free_func((GDestroyNotify)claim_event_free);
    lc->evidence = g_ptr_array_new_with_free_func(case_evidence_free);
    g_auto(GStrv) lines = g_strsplit(scene->story, "\n", -1);
    for (char **line = lines; *line != NULL && **line != '\0'; line++) {
        ClaimEvent *event = case_event(*line);
        event->id = lc->events->len + 1;
        g_ptr_array_add(lc->events, event);
    }
    DeskCase *item = g_new0(DeskCase, 1);
    item->order = CASE_ORDER;
    item->imported = TRUE;
    item->market = 1;
    item->day = case_day("2026-10-20");
    GError *error = NULL;
    ck_assert(claim_fold(CASE_ORDER, lc->events, G_MAXINT64, &item->claim, &error));
    ck_assert_no_error(error);
    g_ptr_array_add(lc->desk->cases, item);
    case_fill_desk(lc, scene);
    return lc;
}

static inline void letter_case_free(LetterCase *lc)
{
    desk_free(lc->desk);
    settings_free(lc->settings);
    g_clear_pointer(&lc->zone, g_time_zone_unref);
    g_ptr_array_unref(lc->events);
    g_ptr_array_unref(lc->evidence);
    g_free(lc);
}

static inline LetterFacts *letter_case_facts(LetterCase *lc, LetterLang lang)
{
    LetterFacts *facts = letter_facts(lc->desk, lc->settings, desk_find(lc->desk, CASE_ORDER),
                                      lc->events, lang, lc->now, lc->zone);
    letter_facts_evidence(facts, lc->evidence);
    return facts;
}

#endif
