/* SPDX-License-Identifier: MIT */
#include "help.h"

#include <glib/gi18n.h>

#include "azdesk/core/text.h"

#define KEYS_COLS 16
#define HELP_COLS 62 /* of a column of the overlay, where there are two */

/* What forms, prompts and the file picker take: fixed, as all other keys are text there. */
static const struct {
    const char *keys, *help;
} TYPING[] = {
    {"ctrl-s", N_("enter what the form says")},
    {"ctrl-r", N_("clear the form: what was kept from last time, and what was typed")},
    {"tab", N_("complete the word, or go to the next field")},
    {"up down", N_("earlier texts of a prompt; the fields of a form")},
    {"ctrl-u ctrl-k", N_("delete to the beginning; to the end")},
    {"ctrl-w", N_("delete the word before the cursor")},
    {"// /~", N_("in a path: begin anew, at the top or in the home folder")},
    {"esc", N_("leave; what was typed into a form is kept")},
};

static void help_line(const char *keys, const char *help, const char *word, int cols, Lines *lines)
{
    Line *line = lines_add(lines);
    line_add(line, STYLE_NORMAL, "  ");
    line_add(line, STYLE_KEY, keys);
    line_pad(line, STYLE_NORMAL, KEYS_COLS);
    line_addf(line, STYLE_NORMAL, " %s", help);
    /* The command's word where it has room, too. */
    if (word != NULL && line->width + text_width(word) + 3 <= cols)
        line_addf(line, STYLE_MUTED, "  :%s", word);
}

static void help_typing(Lines *lines)
{
    lines_add(lines);
    line_addf(lines_add(lines), STYLE_HEADING, " %s", _("while typing"));
    for (gsize i = 0; i < G_N_ELEMENTS(TYPING); i++)
        help_line(TYPING[i].keys, _(TYPING[i].help), NULL, 0, lines);
}

/* A command without a key shows its word in the key's place. */
static void help_context(const Keymap *keymap, KeyContext context, int cols, Lines *lines)
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
        g_autofree char *word = g_strconcat(":", info->word, NULL);
        gboolean bound = *keys != '\0';
        help_line(bound ? keys : word, _(info->help), bound ? info->word : NULL, cols, lines);
    }
}

/* The contexts of `front` first, then what holds everywhere, then the rest. */
static void help_lines(const Keymap *keymap, const KeyContext *front, int cols, Lines *lines)
{
    gboolean done[N_CONTEXTS] = {FALSE};
    for (; front != NULL && *front != CONTEXTS_END; front++) {
        if (!done[*front])
            help_context(keymap, *front, cols, lines);
        done[*front] = TRUE;
    }
    for (int context = CONTEXT_GLOBAL; context < N_CONTEXTS; context++)
        if (!done[context])
            help_context(keymap, context, cols, lines);
    help_typing(lines);
    lines_add(lines);
    lines_wrap(lines, STYLE_MUTED,
               _("To repeat a movement, type 0 and a number before it: 012j; 5 to 9 need no 0. "
                 "Change keys in [keys] of the configuration."),
               1, cols);
}

static void help_fit(UiApp *app, int cols, Lines *lines)
{
    help_lines(app->keymap, app->view->ops->contexts, cols, lines);
}

Reaction help_open(UiApp *app)
{
    return reader_open_fit(app, _("Keys"), help_fit, HELP_COLS);
}

char *ui_keys_text(const Settings *settings)
{
    g_autoptr(GPtrArray) problems = NULL;
    g_autoptr(Keymap) keymap = keymap_new(settings, &problems);
    g_autoptr(GPtrArray) lines = lines_new();
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < problems->len; i++)
        g_string_append_printf(text, "! %s\n", (char *)g_ptr_array_index(problems, i));
    help_lines(keymap, NULL, G_MAXINT, lines);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(text, "%s\n", line_text(lines_at(lines, i)));
    return g_string_free(text, FALSE);
}
