/* SPDX-License-Identifier: MIT */
#include "timeline.h"

#include <glib/gi18n.h>

#include "azdesk/core/text.h"
#include "format.h"

/* ---- Entries in words ---- */

static void say(GString *text, const char *separator, const char *format, ...) G_GNUC_PRINTF(3, 4);
static void say(GString *text, const char *separator, const char *format, ...)
{
    va_list args;
    g_string_append(text, separator);
    va_start(args, format);
    g_string_append_vprintf(text, format, args);
    va_end(args);
}

static void say_due(GString *text, const ClaimEvent *event)
{
    if (!(event->fields & FIELD_DUE) || event->due == 0)
        return;
    g_autofree char *day = fmt_day(day_of(event->due));
    say(text, ", ", _("until %s"), day);
}

static void say_facts(GString *text, const ClaimEvent *event)
{
    const char *separator = ": ";
    if (event->fields & FIELD_REASON) {
        say(text, separator, "%s", reason_label(event->reason));
        separator = ", ";
    }
    if ((event->fields & FIELD_AMOUNT) && event->amount.minor != MONEY_NONE) {
        g_autofree char *amount = money_format(event->amount);
        say(text, separator, "%s", amount);
        separator = ", ";
    }
    if ((event->fields & FIELD_DEBITED) && event->debited.minor != MONEY_NONE) {
        g_autofree char *amount = money_format(event->debited);
        say(text, separator, _("debited %s"), amount);
        separator = ", ";
    }
    if ((event->fields & FIELD_TRACKING) && event->tracking != NULL) {
        say(text, separator, _("tracking %s"), event->tracking);
        separator = ", ";
    }
    if ((event->fields & FIELD_CARRIER) && event->carrier != NULL)
        say(text, separator, "%s", event->carrier);
}

static void say_move(GString *text, const ClaimEvent *event)
{
    g_string_append(text, stage_label(event->stage));
    if ((event->fields & FIELD_OUTCOME) && event->outcome != OUTCOME_UNDECIDED)
        say(text, " (", "%s)", outcome_label(event->outcome));
    say_facts(text, event);
    say_due(text, event);
}

static void say_text(GString *text, const char *label, const ClaimEvent *event)
{
    g_string_append(text, label);
    if (event->text != NULL)
        say(text, ": ", "%s", event->text);
}

static const char *who_label(const char *who)
{
    static const char *const words[][2] = {{"buyer", N_("the buyer")},
                                           {"amazon", N_("Amazon")},
                                           {"support", N_("Seller Support")},
                                           {"seller", N_("you")}};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_strcmp0(who, words[i][0]) == 0)
            return _(words[i][1]);
    return who != NULL ? who : "?";
}

static void say_rest(GString *text, const ClaimEvent *event)
{
    switch (event->kind) {
    case EVENT_CHECKED:
        g_string_append(text, event->counts == AMAZON_COUNTS_YES
                                  ? _("Amazon's page counts the order")
                                  : _("Amazon's page does not count it"));
        break;
    case EVENT_EDITED:
        g_string_append(text, _("corrected"));
        say_facts(text, event);
        break;
    case EVENT_NOTE:
        say_text(text, _("note"), event);
        break;
    case EVENT_MESSAGE:
        say_text(text, who_label(event->word), event);
        break;
    case EVENT_EVIDENCE:
        say_text(text, _("evidence filed"), event);
        break;
    case EVENT_EVIDENCE_REMOVED:
        g_string_append(text, _("evidence removed"));
        break;
    case EVENT_LETTER:
        say(text, "", _("letter sent: %s"), event->word != NULL ? event->word : "");
        break;
    case EVENT_SNOOZED:
        say_text(text, _("snoozed"), event);
        say_due(text, event);
        break;
    case EVENT_DEBITED:
        g_string_append(text, _("settlement"));
        say_facts(text, event);
        break;
    default:
        g_string_append(text, event_word(event->kind));
    }
}

char *event_text(const ClaimEvent *event)
{
    GString *text = g_string_new(NULL);
    switch (event->kind) {
    case EVENT_OPENED:
        g_string_append(text, _("opened"));
        say_facts(text, event);
        say_due(text, event);
        break;
    case EVENT_MOVED:
    case EVENT_STATED:
        say_move(text, event);
        break;
    case EVENT_PARCEL:
        say(text, "", _("parcel %s"), parcel_label(event->parcel));
        say_facts(text, event);
        say_due(text, event);
        break;
    case EVENT_ASKED:
        g_string_append(text, _("Amazon asked for information"));
        say_due(text, event);
        break;
    case EVENT_REPLIED:
        g_string_append(text, _("answered"));
        say_due(text, event);
        break;
    default:
        say_rest(text, event);
    }
    if (event->kind != EVENT_NOTE && event->kind != EVENT_MESSAGE &&
        event->kind != EVENT_EVIDENCE && event->kind != EVENT_SNOOZED &&
        event->kind != EVENT_LETTER && event->text != NULL)
        say(text, ". ", "%s", event->text);
    return g_string_free(text, FALSE);
}

/* ---- The track ---- */

/* opened ●── held ●── ○ withdrawn ○ denied: where it has been, and where it may go. */
static void track(UiApp *app, const DeskCase *item, int cols, Lines *lines)
{
    char id[ORDER_ID_SIZE];
    const Claim *claim = item->claim;
    Line *line = lines_add(lines);
    order_id_format(item->order, id);
    line_addf(line, STYLE_STRONG, " %s", id);
    if (claim == NULL) {
        line_addf(line, STYLE_NORMAL, " %s %s", app->glyphs->dot, _("no claim"));
        return;
    }
    line_addf(line, STYLE_BORDER, " %s ", app->glyphs->dot);
    int last = -1;
    for (guint i = 0; i < claim->spans->len; i++) {
        int stage = g_array_index(claim->spans, ClaimSpan, i).stage;
        if (stage == last)
            continue;
        if (last >= 0)
            line_add(line, STYLE_BORDER, app->glyphs->track);
        last = stage;
        gboolean now = i + 1 == claim->spans->len || stage == (int)claim->stage;
        line_addf(line, now ? STYLE_STRONG : STYLE_MUTED, "%s %s", app->glyphs->stop,
                  stage_label(stage));
        line_add(line, STYLE_NORMAL, " ");
    }
    guint moves = claim_legal_moves(claim);
    if (moves != 0)
        line_add(line, STYLE_BORDER, app->glyphs->track);
    for (int stage = 0; stage < N_STAGES; stage++)
        if ((moves & STAGE_BIT(stage)) && stage != (int)claim->stage)
            line_addf(line, STYLE_MUTED, "%s %s ", app->glyphs->stop_open, stage_label(stage));
    line_cut(line, cols, app->glyphs->ellipsis);
}

/* ---- Lists of entries ---- */

#define DAY_COLS 8

static void entry(UiApp *app, gint64 at, const char *text, gboolean undone, int cols, Lines *lines)
{
    g_autofree char *day = fmt_day(day_of(at));
    g_autofree char *clean = text_clean(text);
    Line *line = lines_add(lines);
    line_add(line, STYLE_NORMAL, " ");
    line_fit(line, STYLE_MUTED, day, DAY_COLS, "");
    if (undone)
        line_addf(line, STYLE_MUTED, "(%s) ", _("undone"));
    line_add(line, undone ? STYLE_MUTED : STYLE_NORMAL, clean);
    line_cut(line, cols, app->glyphs->ellipsis);
}

void timeline_lines(UiApp *app, const DeskCase *item, GPtrArray *events, int cols, Lines *lines)
{
    g_autoptr(GPtrArray) live = claim_live_events(events);
    for (guint i = live->len; i-- > 0;) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        g_autofree char *text = event_text(event);
        entry(app, event->at, text, FALSE, cols, lines);
    }
}

/* While the entries are not read yet: what the claim's own past says. */
static void timeline_spans(UiApp *app, const DeskCase *item, int cols, Lines *lines)
{
    for (guint i = item->claim->spans->len; i-- > 0;) {
        const ClaimSpan *span = &g_array_index(item->claim->spans, ClaimSpan, i);
        entry(app, span->at,
              span->checked ? _("looked at Amazon's page") : stage_label(span->stage), FALSE, cols,
              lines);
    }
}

void timeline_recalc(UiApp *app, int rows, int cols, Lines *lines)
{
    const DeskCase *item = app_selected_case(app);
    g_autoptr(GPtrArray) all = lines_new();
    if (item == NULL)
        return;
    track(app, item, cols, lines);
    if (item->claim == NULL)
        return;
    GPtrArray *events = model_events(app->model, item->order, FALSE);
    if (events != NULL)
        timeline_lines(app, item, events, cols, all);
    else
        timeline_spans(app, item, cols, all);
    int room = MAX(rows - 1, 0);
    app->detail_top = CLAMP(app->detail_top, 0, MAX((int)all->len - room, 0));
    for (int i = app->detail_top; i < (int)all->len && i < app->detail_top + room; i++)
        line_append(lines_add(lines), lines_at(all, (guint)i));
    int below = (int)all->len - app->detail_top - room;
    if (below > 0 && lines->len > 1) {
        Line *line = lines_at(lines, lines->len - 1);
        g_autofree char *more = g_strdup_printf(" %s%d", app->glyphs->down, below);
        line_cut(line, cols - text_width(more), app->glyphs->ellipsis);
        line_pad(line, STYLE_NORMAL, cols - text_width(more));
        line_add(line, STYLE_MUTED, more);
    }
}
