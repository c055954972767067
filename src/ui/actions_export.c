/* SPDX-License-Identifier: MIT */
/* The selected case, or all that are marked, into a file. */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "actions_case.h"
#include "azdesk/core/error.h"
#include "path.h"

/* The form that the name's ending asks for; NULL: none of them. */
static const char *form_of(const char *path)
{
    static const char *const forms[] = {"csv", "json", "ics"};
    const char *dot = strrchr(path, '.');
    for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS(forms); i++)
        if (g_ascii_strcasecmp(dot + 1, forms[i]) == 0)
            return forms[i];
    return NULL;
}

static gboolean export_file(UiApp *app, const GArray *orders, const char *path, GError **error)
{
    const UiOptions *options = app->options;
    const char *form = form_of(path);
    char *text = NULL;
    GStatBuf seen;
    if (form == NULL) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("the name must end in .csv, .json or .ics"));
        return FALSE;
    }
    if (g_lstat(path, &seen) == 0) { /* an empty one, too */
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s: the file already exists"),
                    path);
        return FALSE;
    }
    if (!options->export_cases(options->export_data, form, orders, &text, error))
        return FALSE;
    g_autoptr(GBytes) body = g_bytes_new_take(text, strlen(text));
    return store_write_new(path, body, error);
}

static Reaction export_to(UiApp *app, const char *path, gpointer data)
{
    const GArray *orders = data;
    g_autoptr(GError) error = NULL;
    if (!export_file(app, orders, path, &error)) {
        app_error(app, error);
        return REACT_RECALC | REACT_IGNORED;
    }
    g_autofree char *shown = path_short(path);
    app_message(app, STYLE_MESSAGE,
                ngettext("exported %u case: %s", "exported %u cases: %s", orders->len), orders->len,
                shown);
    return REACT_RECALC;
}

Reaction act_export(UiApp *app, Command command, int count)
{
    if (app->options->export_cases == NULL) {
        app_message(app, STYLE_ERROR, _("nothing can be exported here"));
        return REACT_RECALC;
    }
    GArray *orders = app_targets(app, command);
    char id[ORDER_ID_SIZE];
    order_id_format(g_array_index(orders, OrderId, 0), id);
    g_autofree char *what =
        targets_marked(app, orders)
            ? g_strdup_printf(
                  ngettext("save %u marked case as:", "save %u marked cases as:", orders->len),
                  orders->len)
            : g_strdup_printf(_("save %s as:"), id);
    g_autofree char *label = g_strconcat(what, " ", NULL);
    return path_prompt(app, label, "azdesk.csv", export_to, orders, (GDestroyNotify)g_array_unref);
}
