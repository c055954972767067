/* SPDX-License-Identifier: MIT */
/* What can be done to the selected case, or to all marked ones: each asks in a menu or a form what
 * it needs, and enters it. */
#ifndef AZDESK_SRC_UI_ACTIONS_CASE_H
#define AZDESK_SRC_UI_ACTIONS_CASE_H

#include "app.h"
#include "form.h"

Reaction act_stage(UiApp *app, Command command, int count);
Reaction act_note(UiApp *app, Command command, int count);
Reaction act_undo(UiApp *app, Command command, int count);
Reaction act_redo(UiApp *app, Command command, int count);
Reaction act_parcel(UiApp *app, Command command, int count);
Reaction act_check(UiApp *app, Command command, int count);
Reaction act_asked(UiApp *app, Command command, int count);
Reaction act_replied(UiApp *app, Command command, int count);
Reaction act_snooze(UiApp *app, Command command, int count);
Reaction act_export(UiApp *app, Command command, int count);
Reaction act_new(UiApp *app, Command command, int count);
Reaction act_edit(UiApp *app, Command command, int count);

/* ---- For them alone ---- */

/* One entry on one case. */
typedef gboolean (*Deed)(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                         GError **error);
/* The deed on each; what was done is said as "ORDER: done" or "done (3 claims)", with the rate
 * before and after. FALSE where none succeeded. */
gboolean deed_do(UiApp *app, const GArray *orders, Deed deed, gpointer data, const char *done,
                 GError **error);
/* Says what was done to how many of them. */
void deed_tell(UiApp *app, const GArray *orders, guint did, const char *done, const GError *error);
/* "Undo: 113-..." or "Undo: 3 claims" (transfer full) */
char *deed_title(const char *what, const GArray *orders);
/* The same of app_targets(), and whether they are those that are marked. (transfer full) */
char *targets_title(UiApp *app, const char *what, const GArray *orders);
gboolean targets_marked(UiApp *app, const GArray *orders);

/* "19.99", "USD 19.99", "19,99 EUR"; empty: MONEY_NONE. */
gboolean form_money(const char *text, const char *currency, Money *ret_money,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
char **form_carriers(UiApp *app, Form *form, const char *text);
gboolean form_check_tracking(UiApp *app, Form *form, const char *text, char **ret_shown,
                             GError **error);
char **form_labels_reasons(void); /* in the order of Reason (transfer full) */

#endif
