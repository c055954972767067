/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "actions_case.h"
#include "azdesk/core/story.h"
#include "format.h"
#include "timeline.h"

static gboolean files_a_claim(const GArray *act)
{
    for (guint i = 0; i < act->len; i++)
        if (g_array_index(act, JournalStep, i).before == 0)
            return TRUE;
    return FALSE;
}

static GArray *act_orders(const GArray *act)
{
    GArray *orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    for (guint i = 0; i < act->len; i++)
        g_array_append_val(orders, g_array_index(act, JournalStep, i).order);
    return orders;
}

/* Takes the journal's last act back, or gives its next one again. */
static Reaction wind(UiApp *app, gboolean redo)
{
    Journal *journal = app->journal;
    const GArray *act = redo ? journal_next(journal) : journal_last(journal);
    Cases cases = app_cases(app);
    guint did = 0;
    g_autoptr(GArray) orders = act_orders(act);
    g_autoptr(ClaimEvent) told = NULL;
    g_autoptr(GError) first = NULL;
    for (guint i = 0; i < act->len; i++) {
        const JournalStep *step = &g_array_index(act, JournalStep, i);
        g_autoptr(GError) why = NULL;
        g_autoptr(ClaimEvent) event = NULL;
        if (case_wind(&cases, step->order, redo ? step->before : step->after,
                      redo ? step->after : step->before, &event, &why)) {
            did++;
            if (told == NULL)
                told = g_steal_pointer(&event);
        } else if (first == NULL) {
            first = g_steal_pointer(&why);
        }
    }
    journal_wind(journal, redo, did > 0);
    if (did == 0) {
        app_error(app, first);
        return REACT_RECALC;
    }
    g_autofree char *story = timeline_story(app, told, NULL);
    g_autofree char *done = g_strdup_printf(redo ? _("redone: %s") : _("undone: %s"), story);
    Reaction reaction = app_cases_read(app, orders);
    app_select(app, g_array_index(orders, OrderId, 0));
    deed_tell(app, orders, did, done, first);
    return reaction;
}

static Reaction undo_yes(UiApp *app, gpointer data)
{
    return wind(app, FALSE);
}

static Reaction undo_filing(UiApp *app, const GArray *act)
{
    g_autoptr(GArray) orders = act_orders(act);
    g_autofree char *title = deed_title(_("Undo the filing"), orders);
    g_autofree char *again = keymap_first(app->keymap, CMD_REDO);
    g_autofree char *question =
        g_strdup_printf(_("%s? It will leave all lists; %s brings it back."), title,
                        again != NULL ? again : ":redo");
    return confirm_open(app, question, undo_yes, NULL, NULL);
}

static Reaction latest_yes(UiApp *app, gpointer data)
{
    GArray *act = g_array_new(FALSE, FALSE, sizeof(JournalStep));
    g_array_append_vals(act, data, 1);
    journal_add(app->journal, act);
    return wind(app, FALSE);
}

/* Nothing was done here yet: the selected case's latest entry, which may be of any day. */
static Reaction undo_latest(UiApp *app)
{
    OrderId order = app_selected(app);
    GPtrArray *events = order != 0 ? model_events(app->model, order, TRUE) : NULL;
    gint64 target = events != NULL ? claim_undo_target(events) : 0;
    if (target == 0) {
        app_message(app, STYLE_HINT, _("nothing to undo"));
        return REACT_RECALC;
    }
    const ClaimEvent *latest = event_find(events, target);
    char id[ORDER_ID_SIZE];
    order_id_format(order, id);
    g_autofree char *story = timeline_story(app, latest, NULL);
    g_autofree char *day = fmt_day(day_of(latest->at));
    g_autofree char *question =
        g_strdup_printf(_("Undo the latest entry of %s? %s: %s"), id, day, story);
    JournalStep step = {order, target - 1, target};
    return confirm_open(app, question, latest_yes, g_memdup2(&step, sizeof step), g_free);
}

Reaction act_undo(UiApp *app, Command command, int count)
{
    const GArray *act = journal_last(app->journal);
    if (act == NULL)
        return undo_latest(app);
    return files_a_claim(act) ? undo_filing(app, act) : wind(app, FALSE);
}

/* Of the selected case: what was taken back before this session. */
static Reaction redo_latest(UiApp *app)
{
    g_autoptr(GArray) orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    OrderId order = app_selected(app);
    Cases cases = app_cases(app);
    g_autoptr(ClaimEvent) event = NULL;
    g_autoptr(GError) error = NULL;
    if (order == 0 || !case_redo(&cases, order, &event, &error)) {
        app_message(app, STYLE_ERROR, "%s", error != NULL ? error->message : _("nothing to redo"));
        return REACT_RECALC;
    }
    g_array_append_val(orders, order);
    g_autofree char *story = timeline_story(app, event, NULL);
    g_autofree char *done = g_strdup_printf(_("redone: %s"), story);
    Reaction reaction = app_cases_changed(app, orders);
    deed_tell(app, orders, 1, done, NULL);
    return reaction;
}

Reaction act_redo(UiApp *app, Command command, int count)
{
    return journal_next(app->journal) != NULL ? wind(app, TRUE) : redo_latest(app);
}
