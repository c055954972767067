/* SPDX-License-Identifier: MIT */
#include "help.h"

#include <glib/gi18n.h>

#include "azdesk/core/text.h"

#define KEYS_COLS 16

static void help_context(const Keymap *keymap, const char *dash, KeyContext context, Lines *lines)
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
        g_autofree char *keys = keymap_keys(keymap, i);
        Line *line = lines_add(lines);
        line_add(line, STYLE_NORMAL, "  ");
        line_add(line, STYLE_KEY, *keys != '\0' ? keys : dash);
        line_pad(line, STYLE_NORMAL, KEYS_COLS);
        line_addf(line, STYLE_NORMAL, " %s", _(info->help));
        line_addf(line, STYLE_MUTED, "  :%s", info->word);
    }
}

/* The contexts of `front` first, then what holds everywhere, then the rest. */
static void help_lines(const Keymap *keymap, const char *dash, const KeyContext *front,
                       Lines *lines)
{
    gboolean done[N_CONTEXTS] = {FALSE};
    for (; front != NULL && *front != CONTEXTS_END; front++) {
        if (!done[*front])
            help_context(keymap, dash, *front, lines);
        done[*front] = TRUE;
    }
    for (int context = CONTEXT_GLOBAL; context < N_CONTEXTS; context++)
        if (!done[context])
            help_context(keymap, dash, context, lines);
    lines_add(lines);
    lines_text(lines, STYLE_MUTED,
               _(" To repeat a movement, type 0 and a number before it: 012j; 5 to 9 need no 0. "
                 "Change keys in [keys] of the configuration."));
}

Reaction help_open(UiApp *app)
{
    Lines *lines = lines_new();
    help_lines(app->keymap, app->glyphs->dash, app->view->ops->contexts, lines);
    return reader_open(app, _("Keys"), lines);
}

char *ui_keys_text(const Settings *settings)
{
    g_autoptr(GPtrArray) problems = NULL;
    g_autoptr(Keymap) keymap = keymap_new(settings, &problems);
    g_autoptr(GPtrArray) lines = lines_new();
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < problems->len; i++)
        g_string_append_printf(text, "! %s\n", (char *)g_ptr_array_index(problems, i));
    help_lines(keymap, "-", NULL, lines);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(text, "%s\n", line_text(lines_at(lines, i)));
    return g_string_free(text, FALSE);
}
