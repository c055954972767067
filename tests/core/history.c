/* SPDX-License-Identifier: MIT */
#include "history.h"

#include <math.h>
#include <string.h>

#include "suite.h"

Day test_day(const char *text)
{
    Day day = 0;
    ck_assert_msg(day_parse(text, &day, NULL), "no day: %s", text);
    return day;
}

static When test_when(const char *text)
{
    When when;
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    ck_assert_msg(when_parse(text, utc, &when, NULL), "no time: %s", text);
    return when;
}

gint64 test_time(const char *text)
{
    return test_when(text).at;
}

OrderId test_order(const char *text)
{
    OrderId order = 0;
    ck_assert_msg(order_id_parse(text, &order, NULL), "no order: %s", text);
    return order;
}

/* ---- Histories ---- */

static void set_due(ClaimEvent *event, gint64 due)
{
    event->due = due;
    event->fields |= FIELD_DUE;
}

static void make_stage(ClaimEvent *event, const char *what)
{
    event->fields |= FIELD_STAGE;
    if (g_str_has_prefix(what, "granted")) {
        event->stage = STAGE_GRANTED;
        event->outcome = OUTCOME_GRANTED_SELLER;
        if (strchr(what, '-') != NULL)
            ck_assert(outcome_parse(what, &event->outcome, NULL));
        event->fields |= FIELD_OUTCOME;
    } else {
        ck_assert_msg(stage_parse(what, &event->stage, NULL), "no entry: %s", what);
    }
}

static void make_stated(ClaimEvent *event, const char *arg)
{
    g_auto(GStrv) parts = g_strsplit(arg, "/", 2);
    event->fields |= FIELD_STAGE;
    ck_assert(stage_parse(parts[0], &event->stage, NULL));
    if (parts[1] != NULL) {
        event->fields |= FIELD_OUTCOME;
        ck_assert(outcome_parse(parts[1], &event->outcome, NULL));
    }
}

static void stage_due(const Settings *settings, ClaimEvent *event, When when)
{
    switch (event->stage) {
    case STAGE_HELD:
        set_due(event, deadline_hold(settings, when, "japan-post", "US"));
        break;
    case STAGE_GRANTED:
    case STAGE_REFUNDED:
    case STAGE_CANCELLED:
        set_due(event, deadline_default(settings, DEADLINE_APPEAL, 0, when));
        break;
    case STAGE_APPEAL_SENT:
        set_due(event, deadline_default(settings, DEADLINE_ANSWER, 0, when));
        break;
    case STAGE_CLEARED:
        set_due(event, deadline_default(settings, DEADLINE_VERIFY, 0, when));
        break;
    default:
        break;
    }
}

static EventKind kind_of(const char *what)
{
    static const struct {
        const char *what;
        EventKind kind;
    } kinds[] = {
        {"opened", EVENT_OPENED},      {"parcel", EVENT_PARCEL},  {"asked", EVENT_ASKED},
        {"replied", EVENT_REPLIED},    {"check", EVENT_CHECKED},  {"stated", EVENT_STATED},
        {"note", EVENT_NOTE},          {"snooze", EVENT_SNOOZED}, {"debited", EVENT_DEBITED},
        {"undo", EVENT_UNDO},          {"redo", EVENT_UNDO},      {"reopened", EVENT_MOVED},
        {"buyer", EVENT_MESSAGE},      {"seller", EVENT_MESSAGE}, {"support", EVENT_MESSAGE},
        {"to-support", EVENT_MESSAGE}, {"collect", EVENT_LETTER}};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].what, what) == 0)
            return kinds[i].kind;
    return EVENT_MOVED;
}

/* Who wrote; "to-support" is the seller. */
static void make_words(const Settings *settings, ClaimEvent *event, When when, const char *what)
{
    gboolean to_support = strcmp(what, "to-support") == 0;
    event->fields |= FIELD_WORD | (to_support ? FIELD_TO : 0);
    event->word = g_strdup(to_support ? "seller" : what);
    event->to = to_support ? g_strdup("support") : NULL;
    if (to_support || strcmp(what, "buyer") == 0)
        set_due(event, deadline_default(settings, to_support ? DEADLINE_SUPPORT : DEADLINE_BUYER, 0,
                                        when));
}

static void fill(const Settings *settings, ClaimEvent *event, When when, const char *what,
                 const char *arg, GPtrArray *events)
{
    switch (event->kind) {
    case EVENT_MOVED:
        make_stage(event, strcmp(what, "reopened") == 0 ? "opened" : what);
        stage_due(settings, event, when);
        break;
    case EVENT_STATED:
        make_stated(event, arg);
        stage_due(settings, event, when);
        break;
    case EVENT_OPENED:
    case EVENT_ASKED:
        set_due(event, deadline_default(settings, DEADLINE_REPLY, 0, when));
        break;
    case EVENT_REPLIED:
        set_due(event, deadline_default(settings, DEADLINE_ANSWER, 0, when));
        break;
    case EVENT_PARCEL:
        ck_assert(parcel_parse(arg, &event->parcel, NULL));
        event->fields |= FIELD_PARCEL;
        if (event->parcel == PARCEL_HELD)
            set_due(event, deadline_hold(settings, when, "japan-post", "US"));
        break;
    case EVENT_CHECKED:
        ck_assert(amazon_counts_parse(arg, &event->counts, NULL));
        event->fields |= FIELD_COUNTS;
        break;
    case EVENT_SNOOZED:
        set_due(event, test_time(arg));
        break;
    case EVENT_MESSAGE:
    case EVENT_LETTER:
        make_words(settings, event, when, what);
        break;
    case EVENT_DEBITED:
        event->debited.minor = g_ascii_strtoll(arg, NULL, 10);
        event->fields |= FIELD_DEBITED;
        break;
    case EVENT_UNDO:
        event->ref =
            strcmp(what, "undo") == 0 ? claim_undo_target(events) : claim_redo_target(events);
        event->fields |= FIELD_REF;
        break;
    default:
        break;
    }
}

ClaimEvent *history_event(GPtrArray *events, const char *entry)
{
    g_auto(GStrv) words = g_strsplit(entry, " ", 2);
    ck_assert_msg(words[0] != NULL && words[1] != NULL, "no entry: %s", entry);
    g_auto(GStrv) what = g_strsplit(words[1], ":", 2);
    When when = test_when(words[0]);
    g_autoptr(Settings) settings = settings_new();
    ClaimEvent *event = claim_event_new(kind_of(what[0]), when, when.at);
    event->at = claim_place(events, when);
    fill(settings, event, when, what[0], what[1], events);
    return event;
}

void history_add(GPtrArray *events, const char *entry)
{
    ClaimEvent *event = history_event(events, entry);
    gint64 id = 0;
    for (guint i = 0; i < events->len; i++)
        id = MAX(id, ((ClaimEvent *)events->pdata[i])->id);
    event->id = id + 1;
    g_ptr_array_add(events, event);
}

GPtrArray *history(const char *script)
{
    GPtrArray *events = g_ptr_array_new_with_free_func((GDestroyNotify)claim_event_free);
    g_auto(GStrv) entries = g_strsplit(script, " | ", -1);
    for (char **entry = entries; *entry != NULL; entry++)
        history_add(events, *entry);
    return events;
}

Claim *history_fold(GPtrArray *events, gint64 until)
{
    Claim *claim = NULL;
    g_autoptr(GError) error = NULL;
    gboolean done = claim_fold(1, events, until, &claim, &error);
    ck_assert_no_error(error);
    ck_assert(done);
    return claim;
}

Claim *history_claim(const char *script)
{
    g_autoptr(GPtrArray) events = history(script);
    return history_fold(events, G_MAXINT64);
}

/* ---- Desks ---- */

static gint compare_cases(gconstpointer a, gconstpointer b)
{
    const DeskCase *x = *(DeskCase *const *)a, *y = *(DeskCase *const *)b;
    return (x->order > y->order) - (x->order < y->order);
}

DeskCase *desk_put(Desk *desk, const char *order, const char *day, const char *script)
{
    DeskCase *item = g_new0(DeskCase, 1);
    item->order = test_order(order);
    item->imported = TRUE;
    item->market = TEST_MARKET;
    item->channel = CHANNEL_MFN;
    item->day = test_day(day);
    if (script != NULL) {
        g_autoptr(GPtrArray) events = history(script);
        g_autoptr(GError) error = NULL;
        ck_assert(claim_fold(item->order, events, G_MAXINT64, &item->claim, &error));
    }
    g_ptr_array_add(desk->cases, item);
    g_ptr_array_sort(desk->cases, compare_cases);
    return item;
}

OrderDays *desk_put_orders(Desk *desk, const char *from, const char *to, guint32 each)
{
    OrderDays *days = g_new0(OrderDays, 1);
    days->market = TEST_MARKET;
    days->from = test_day(from);
    days->to = test_day(to);
    days->orders = g_new(guint32, (gsize)(days->to - days->from) + 1);
    for (Day day = days->from; day <= days->to; day++)
        days->orders[day - days->from] = each;
    g_ptr_array_add(desk->order_days, days);
    return days;
}

Report *desk_put_report(Desk *desk, const char *from, const char *to, const char *taken,
                        gint64 orders, gint64 defects)
{
    Report *report = g_new0(Report, 1);
    report->id = desk->reports->len + 1;
    report->market = TEST_MARKET;
    report->window_from = test_day(from);
    report->window_to = test_day(to);
    report->latest_to = taken != NULL ? test_day(taken) : DAY_NONE;
    report->orders = orders;
    report->defects = defects;
    report->claims = report->feedback = report->chargebacks = -1;
    report->rate = NAN;
    g_ptr_array_add(desk->reports, report);
    return report;
}
