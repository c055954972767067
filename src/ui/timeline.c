/* SPDX-License-Identifier: MIT */
#include "timeline.h"

#include <glib/gi18n.h>

#include "azdesk/core/story.h"
#include "azdesk/core/text.h"
#include "format.h"
#include "list.h"

/* ---- The track ---- */

/* ● opened ──● held → withdrawn, denied: where it has been, and where it may go. */
void timeline_track(UiApp *app, const DeskCase *item, int cols, Lines *lines)
{
    char id[ORDER_ID_SIZE];
    const Claim *claim = item->claim;
    Line *line = lines_add(lines);
    order_id_format(item->order, id);
    line_addf(line, STYLE_NORMAL, " %s", id);
    if (claim == NULL) {
        line_addf(line, STYLE_NORMAL, " %s %s", app->glyphs->dot, _("no claim"));
        return;
    }
    /* Few styles on purpose: each costs bytes at every step of the selection. */
    line_addf(line, STYLE_NORMAL, " %s ", app->glyphs->dot);
    int last = -1;
    for (guint i = 0; i < claim->n_spans; i++) {
        int stage = claim->spans[i].stage;
        if (stage == last)
            continue;
        if (last >= 0)
            line_add(line, STYLE_NORMAL, app->glyphs->track);
        last = stage;
        line_addf(line, i + 1 == claim->n_spans ? STYLE_STRONG : STYLE_NORMAL, "%s %s",
                  app->glyphs->stop, stage_label(stage));
        line_add(line, STYLE_NORMAL, " ");
    }
    guint moves = claim_legal_moves(claim) & ~STAGE_BIT(claim->stage);
    gboolean first = TRUE;
    for (int stage = 0; stage < N_STAGES; stage++) {
        if (!(moves & STAGE_BIT(stage)))
            continue;
        line_addf(line, STYLE_NORMAL, "%s%s", first ? app->glyphs->arrow : C_("punctuation", ", "),
                  first ? " " : "");
        line_add(line, STYLE_NORMAL, stage_label(stage));
        first = FALSE;
    }
    line_cut(line, cols, app->glyphs->ellipsis);
}

/* ---- Lists of entries ---- */

char *timeline_story(UiApp *app, const ClaimEvent *event, const GPtrArray *events)
{
    g_autofree char *story = events != NULL ? event_story_among(event, events, app->model->zone)
                                            : event_story(event, app->model->zone);
    const ClaimEvent *told = event;
    while (told != NULL && told->kind == EVENT_UNDO)
        told = events != NULL ? event_find(events, told->ref) : NULL;
    return fmt_sentence(story, app->model->today, told != NULL ? told->text : NULL);
}

#define DAY_COLS  8
#define TALL_ROWS 7 /* from which an entry may take more than one of them */

/* In one line, cut; or in as many as it takes, behind the day. */
static void entry(UiApp *app, gint64 at, const char *text, gboolean whole, int cols, Lines *lines)
{
    g_autofree char *day = fmt_day(day_of(at));
    g_autoptr(GPtrArray) left = lines_new(), right = lines_new();
    Line *line = lines_add(left);
    line_add(line, STYLE_NORMAL, " ");
    line_fit(line, STYLE_NORMAL, day, DAY_COLS, "");
    if (whole)
        lines_wrap(right, STYLE_NORMAL, text, 0, cols - DAY_COLS - 1);
    else
        line_foreign(lines_add(right), STYLE_NORMAL, text);
    guint from = lines->len;
    lines_beside(lines, left, right, DAY_COLS + 1);
    for (guint i = from; i < lines->len; i++)
        line_cut(lines_at(lines, i), cols, app->glyphs->ellipsis);
}

static void entries(UiApp *app, GPtrArray *events, gboolean whole, int cols, Lines *lines)
{
    g_autoptr(GPtrArray) live = claim_live_events(events);
    for (guint i = live->len; i-- > 0;) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        g_autofree char *text = timeline_story(app, event, events);
        entry(app, event->at, text, whole, cols, lines);
    }
}

/* Whole where there is room for it, in a tall window always: what does not fit is scrolled to. */
static void entries_fit(UiApp *app, GPtrArray *events, int rows, int cols, Lines *lines)
{
    entries(app, events, TRUE, cols, lines);
    if ((int)lines->len <= rows || rows >= TALL_ROWS)
        return;
    g_ptr_array_set_size(lines, 0);
    entries(app, events, FALSE, cols, lines);
}

void timeline_recalc(UiApp *app, int rows, int cols, Lines *lines)
{
    const DeskCase *item = app_selected_case(app);
    g_autoptr(GPtrArray) all = lines_new();
    if (item == NULL)
        return;
    timeline_track(app, item, cols, lines);
    if (item->claim == NULL)
        return;
    /* A selection that moves has no entries yet; they come when it rests. */
    GPtrArray *events = model_events(app->model, item->order, FALSE);
    int room = MAX(rows - 1, 0);
    if (events != NULL)
        entries_fit(app, events, room, cols, all);
    app->detail_top = CLAMP(app->detail_top, 0, MAX((int)all->len - room, 0));
    for (int i = app->detail_top; i < (int)all->len && i < app->detail_top + room; i++)
        lines_share(lines, lines_at(all, (guint)i));
    if (lines->len > 1)
        list_more(lines, (int)all->len - app->detail_top - room, cols, app->glyphs);
}
