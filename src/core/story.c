/* SPDX-License-Identifier: MIT */
#include "azdesk/core/story.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/parcel.h"

char *instant_show(gint64 instant, GTimeZone *zone)
{
    if (instant == day_end(day_of(instant))) {
        char buf[DAY_SIZE];
        day_format(day_of(instant), buf);
        return g_strdup(buf);
    }
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(instant);
    g_autoptr(GDateTime) local = utc && zone ? g_date_time_to_timezone(utc, zone)
                                 : utc       ? g_date_time_ref(utc)
                                             : NULL;
    return local ? g_date_time_format(local, "%Y-%m-%d %H:%M") : g_strdup("?");
}

static void add(GPtrArray *parts, char *text)
{
    g_ptr_array_add(parts, text);
}

static char *join(GPtrArray *parts, const char *separator)
{
    g_ptr_array_add(parts, NULL);
    char *text = g_strjoinv(separator, (char **)parts->pdata);
    g_ptr_array_unref(parts);
    return text;
}

/* Where and when the order was placed. */
static void order_facts(const ClaimEvent *event, GPtrArray *parts)
{
    char day[DAY_SIZE];
    if (event->fields & FIELD_ORDERED && event->ordered != DAY_NONE) {
        day_format(event->ordered, day);
        add(parts, g_strdup_printf(_("ordered %s"), day));
    }
    if (event->fields & FIELD_MARKET && market_by_num(event->market))
        add(parts, g_strdup(market_by_num(event->market)->domain));
    if (event->fields & FIELD_CHANNEL)
        add(parts, g_strdup(channel_label(event->channel)));
}

/* The facts that an opening, an edit or an import's line carries. */
static char *facts(const ClaimEvent *event)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    if (event->fields & FIELD_REASON)
        add(parts, g_strdup(reason_label(event->reason)));
    if (event->fields & FIELD_AMOUNT)
        add(parts, money_format(event->amount));
    if (event->fields & FIELD_DEBITED) {
        g_autofree char *money = money_format(event->debited);
        add(parts, g_strdup_printf(_("%s debited"), money));
    }
    if (event->fields & FIELD_TRACKING && event->tracking)
        add(parts, *event->tracking ? g_strdup_printf(_("tracking %s"), event->tracking)
                                    : g_strdup(_("no tracking number")));
    if (event->fields & FIELD_CARRIER && event->carrier) {
        const char *name = carrier_label(event->carrier);
        add(parts, g_strdup(*name ? name : _("no carrier")));
    }
    if (event->kind == EVENT_EDITED) /* at an opening they are the order's, shown above it */
        order_facts(event, parts);
    return join(parts, C_("punctuation", ", "));
}

static char *with_facts(const ClaimEvent *event, const char *head)
{
    g_autofree char *more = facts(event);
    return *more ? g_strconcat(head, C_("punctuation", ": "), more, NULL) : g_strdup(head);
}

/* The deadline that it starts, in the words for what that is. */
static char *with_due(const ClaimEvent *event, GTimeZone *zone, char *text, const char *what)
{
    if (!(event->fields & FIELD_DUE) || event->due == 0)
        return text;
    g_autofree char *head = text;
    g_autofree char *due = instant_show(event->due, zone);
    return g_strconcat(head, C_("punctuation", "; "), what, " ", due, NULL);
}

static char *with_text(const ClaimEvent *event, char *text)
{
    if (!event->text || !*event->text)
        return text;
    g_autofree char *head = text;
    return g_strconcat(head, C_("punctuation", ": "), event->text, NULL);
}

static const char *due_words(const ClaimEvent *event)
{
    switch (event->stage) {
    case STAGE_HELD:
        return _("collect by");
    case STAGE_GRANTED:
    case STAGE_REFUNDED:
    case STAGE_CANCELLED:
        return _("appeal by");
    case STAGE_APPEAL_SENT:
        return _("answer expected by");
    case STAGE_CLEARED:
        return _("should show by");
    default:
        return _("due");
    }
}

static char *moved(const ClaimEvent *event, GTimeZone *zone)
{
    const gboolean decided = event->fields & FIELD_OUTCOME && event->outcome != OUTCOME_UNDECIDED;
    const char *stage = event->kind == EVENT_MOVED && event->stage == STAGE_GRANTED && decided
                            ? outcome_label(event->outcome)
                            : stage_label(event->stage);
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    add(parts, g_strdup(stage));
    if (event->kind == EVENT_STATED && decided)
        add(parts, g_strdup(outcome_label(event->outcome)));
    g_autofree char *more = facts(event);
    if (*more)
        add(parts, g_steal_pointer(&more));
    char *text = join(parts, C_("punctuation", ", "));
    if (event->kind == EVENT_STATED) {
        char *stated = g_strdup_printf(_("from an imported file: %s"), text);
        g_free(text);
        text = stated;
    }
    text = with_due(event, zone, text, due_words(event));
    /* The text of a letter that went out is kept beside it, and shown as a letter. */
    return event->fields & FIELD_WORD ? text : with_text(event, text);
}

static char *parcel(const ClaimEvent *event, GTimeZone *zone)
{
    char *text = g_strdup_printf(_("parcel %s"), parcel_label(event->parcel));
    return with_text(event, with_due(event, zone, text, _("collect by")));
}

static char *checked(const ClaimEvent *event)
{
    return g_strdup(event->counts == AMAZON_COUNTS_YES
                        ? _("Amazon's page counts the order")
                        : _("Amazon's page does not count the order"));
}

static const char *person(const char *word)
{
    static const struct {
        const char *word, *label;
    } people[] = {{"buyer", N_("buyer")},
                  {"amazon", N_("Amazon")},
                  {"support", N_("Seller Support")},
                  {"seller", N_("seller")}};
    for (guint i = 0; i < G_N_ELEMENTS(people); i++)
        if (g_strcmp0(word, people[i].word) == 0)
            return _(people[i].label);
    return word ? word : "?";
}

char *event_speaker(const ClaimEvent *event)
{
    if (!event->to)
        return g_strdup(person(event->word));
    /* TRANSLATORS: who wrote, and to whom: "seller to Seller Support" */
    return g_strdup_printf(_("%s to %s"), person(event->word), person(event->to));
}

static char *message(const ClaimEvent *event, GTimeZone *zone)
{
    const char *due =
        g_strcmp0(event->word, "seller") == 0 ? _("answer expected by") : _("answer by");
    return with_text(event, with_due(event, zone, event_speaker(event), due));
}

static char *letter(const ClaimEvent *event)
{
    return g_strdup_printf(_("letter sent: %s (%s)"), event->word ? event->word : "?",
                           event->lang ? event->lang : "?");
}

static char *evidence(const ClaimEvent *event)
{
    const int number = (int)event->ref;
    return with_text(event, event->kind == EVENT_EVIDENCE
                                ? g_strdup_printf(_("evidence %d added"), number)
                                : g_strdup_printf(_("evidence %d removed"), number));
}

char *event_story(const ClaimEvent *event, GTimeZone *zone)
{
    switch (event->kind) {
    case EVENT_OPENED:
        return with_due(event, zone, with_facts(event, _("filed")), _("answer by"));
    case EVENT_MOVED:
    case EVENT_STATED:
        return moved(event, zone);
    case EVENT_PARCEL:
        return parcel(event, zone);
    case EVENT_ASKED:
        return with_due(event, zone, g_strdup(_("Amazon asked for information")), _("answer by"));
    case EVENT_REPLIED:
        return with_due(event, zone, g_strdup(_("answered Amazon")), _("answer expected by"));
    case EVENT_CHECKED:
        return checked(event);
    case EVENT_EDITED:
        return with_facts(event, _("corrected"));
    case EVENT_NOTE:
        return g_strdup(event->text ? event->text : "");
    case EVENT_MESSAGE:
        return message(event, zone);
    case EVENT_EVIDENCE:
    case EVENT_EVIDENCE_REMOVED:
        return evidence(event);
    case EVENT_LETTER:
        return letter(event);
    case EVENT_SNOOZED:
        return with_text(event, with_due(event, zone, g_strdup(_("snoozed")), _("until")));
    case EVENT_DEBITED:
        return facts(event);
    case EVENT_UNDO:
        return g_strdup(_("undid an entry"));
    default:
        return g_strdup("");
    }
}

const ClaimEvent *event_find(const GPtrArray *events, gint64 id)
{
    for (guint i = 0; i < events->len; i++)
        if (((const ClaimEvent *)events->pdata[i])->id == id)
            return events->pdata[i];
    return NULL;
}

char *evidence_story(const ClaimEvent *event, const char *title)
{
    if (event->kind != EVENT_EVIDENCE || title == NULL)
        return NULL;
    return g_strdup_printf(_("evidence %d added: %s"), (int)event->ref, title);
}

char *event_story_among(const ClaimEvent *event, const GPtrArray *events, GTimeZone *zone)
{
    g_autofree char *story = event_story(event, zone);
    if (event->kind == EVENT_NOTE)
        return g_strdup_printf(_("note: %s"), story);
    if (event->kind != EVENT_UNDO)
        return g_steal_pointer(&story);
    const ClaimEvent *named = event_find(events, event->ref);
    gboolean again = named != NULL && named->kind == EVENT_UNDO;
    if (again)
        named = event_find(events, named->ref);
    if (named == NULL)
        return g_steal_pointer(&story);
    g_autofree char *told = event_story_among(named, events, zone);
    return g_strdup_printf(again ? _("redid: %s") : _("undid: %s"), told);
}
