/* SPDX-License-Identifier: MIT */
#include "welcome.h"

#include <glib/gi18n.h>

gboolean welcome_wanted(const UiApp *app)
{
    const Desk *desk = app->model->desk;
    return desk->cases->len == 0 && desk->order_days->len == 0 && desk->reports->len == 0;
}

typedef struct {
    const char *what;
    const char *how;
} Step;

static const Step STEPS[] = {
    {N_("Import your orders, the \"All orders\" report in Seller Central (60 to 75 days): press i "
        "here, or"),
     "azdesk import orders.txt"},
    {N_("Import Amazon's own figures: the seller performance report"),
     "azdesk import performance.json"},
    {N_("File a claim that is waiting for you: press n here, or"),
     "azdesk claim open ORDER --opened 2026-11-21"},
    {N_("Or look around first with sample cases"), "azdesk demo"},
};

void welcome_recalc(UiApp *app, int rows, int cols, Lines *lines)
{
    gboolean tight = rows < 15;
    if (!tight)
        lines_add(lines);
    line_addf(lines_add(lines), STYLE_STRONG, "  %s", _("This desk is empty. To get started:"));
    if (!tight)
        lines_add(lines);
    for (gsize i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        g_autofree char *what = g_strdup_printf("%d. %s", (int)i + 1, _(STEPS[i].what));
        lines_wrap(lines, STYLE_NORMAL, what, 2, cols - 1);
        line_addf(lines_add(lines), STYLE_KEY, "       %s", STEPS[i].how);
    }
    if (!tight)
        lines_add(lines);
    lines_wrap(lines, STYLE_MUTED,
               _("Changes made in another terminal show up here. Press ? for the keys, q to quit."),
               2, cols - 1);
    for (guint i = 0; i < lines->len; i++)
        line_cut(lines_at(lines, i), cols, app->glyphs->ellipsis);
    if ((int)lines->len > rows)
        g_ptr_array_set_size(lines, rows);
}
