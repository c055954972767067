/* SPDX-License-Identifier: MIT */
#include "help.h"

#include <glib/gi18n.h>

#include "azdesk/core/text.h"

#define KEYS_COLS 16

static void help_context(UiApp *app, Lines *lines, KeyContext context)
{
    gboolean first = TRUE;
    for (int i = CMD_NONE + 1; i < N_COMMANDS; i++) {
        const CommandInfo *info = command_info(i);
        if (info->context != context)
            continue;
        if (first) {
            if (lines->len > 0)
                lines_add(lines);
            line_addf(lines_add(lines), STYLE_HEADING, " %s", context_label(context));
        }
        first = FALSE;
        g_autofree char *keys = keymap_keys(app->keymap, i);
        Line *line = lines_add(lines);
        line_add(line, STYLE_NORMAL, "  ");
        line_fit(line, STYLE_KEY, *keys != '\0' ? keys : app->glyphs->dash, KEYS_COLS,
                 app->glyphs->ellipsis);
        line_add(line, STYLE_NORMAL, _(info->help));
        line_addf(line, STYLE_MUTED, "  :%s", info->word);
    }
}

Reaction help_open(UiApp *app)
{
    Lines *lines = lines_new();
    gboolean done[N_CONTEXTS] = {FALSE};
    const KeyContext *contexts = app->view->ops->contexts;
    for (; contexts != NULL && *contexts != CONTEXTS_END; contexts++) {
        help_context(app, lines, *contexts);
        done[*contexts] = TRUE;
    }
    if (!done[CONTEXT_GLOBAL])
        help_context(app, lines, CONTEXT_GLOBAL);
    done[CONTEXT_GLOBAL] = TRUE;
    for (int context = 0; context < N_CONTEXTS; context++)
        if (!done[context])
            help_context(app, lines, context);
    lines_add(lines);
    lines_text(
        lines, STYLE_MUTED,
        _("  A number before a movement repeats it. Keys can be changed: azdesk help keys."));
    return reader_open(app, _("Keys"), lines);
}
