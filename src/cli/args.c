/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/word.h"

#include "command.h"

typedef struct {
    const Option *option;
    union {
        char *text;
        char **list;
        gboolean flag;
    } value;
} Slot;

struct Args {
    GArray *slots; /* of Slot; never grows once GOption points into it */
    char **words;
};

static guint options_count(const Option *options)
{
    guint n = 0;
    while (options && options[n].name)
        n++;
    return n;
}

static void slots_add(GArray *slots, GArray *entries, const Option *options)
{
    for (guint i = 0; i < options_count(options); i++) {
        static const GOptionArg kinds[] = {
            [OPTION_FLAG] = G_OPTION_ARG_NONE,
            [OPTION_TEXT] = G_OPTION_ARG_FILENAME,
            [OPTION_FILE] = G_OPTION_ARG_FILENAME,
            [OPTION_LIST] = G_OPTION_ARG_FILENAME_ARRAY,
        };
        Slot slot = {.option = &options[i]};
        g_array_append_val(slots, slot);
        GOptionEntry entry = {
            .long_name = options[i].name,
            .short_name = options[i].letter,
            .arg = kinds[options[i].kind],
            .arg_data = &g_array_index(slots, Slot, slots->len - 1).value,
            .description = "",
        };
        g_array_append_val(entries, entry);
    }
}

/* GOption takes texts as bytes here, too: what is wrong with them is said by the command, which
 * knows what they are for. */
/* For the first word that no option's name is. */
static void suggest_option(GError **error, char **argv, const GArray *entries)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < entries->len; i++)
        g_string_append_printf(names, "%s--%s", i > 0 ? ", " : "",
                               g_array_index(entries, GOptionEntry, i).long_name);
    for (; *argv != NULL; argv++) {
        g_autofree char *option = g_strndup(*argv, strcspn(*argv, "="));
        g_autofree char *near =
            g_str_has_prefix(option, "--") ? word_nearest(option, names->str) : NULL;
        if (near != NULL && strcmp(near, option) != 0) {
            error_did_you_mean(error, option, names->str);
            return;
        }
    }
}

Args *args_parse(char **argv, const Command *command, GError **error)
{
    const Option *own = command ? command->options : NULL;
    const guint n = options_count(global_options()) + options_count(own);
    g_autoptr(Args) args = g_new0(Args, 1);
    args->slots = g_array_sized_new(FALSE, TRUE, sizeof(Slot), n);
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    slots_add(args->slots, entries, global_options());
    slots_add(args->slots, entries, own);
    const GOptionEntry rest = {
        .long_name = G_OPTION_REMAINING,
        .arg = G_OPTION_ARG_FILENAME_ARRAY,
        .arg_data = &args->words,
        .description = "",
    };
    g_array_append_val(entries, rest);

    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_strict_posix(context, command == NULL);
    g_option_context_add_main_entries(context, (GOptionEntry *)entries->data, NULL);
    g_auto(GStrv) copy = g_strdupv(argv);
    GError *fault = NULL;
    if (!g_option_context_parse_strv(context, &copy, &fault)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, "%s", fault->message);
        if (g_error_matches(fault, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
            suggest_option(error, argv, entries);
        g_error_free(fault);
        return NULL;
    }
    return g_steal_pointer(&args);
}

void args_free(Args *args)
{
    if (!args)
        return;
    for (guint i = 0; i < args->slots->len; i++) {
        Slot *slot = &g_array_index(args->slots, Slot, i);
        if (slot->option->kind == OPTION_LIST)
            g_strfreev(slot->value.list);
        else if (slot->option->kind != OPTION_FLAG)
            g_free(slot->value.text);
    }
    g_array_unref(args->slots);
    g_strfreev(args->words);
    g_free(args);
}

char **args_words(const Args *args)
{
    static char *const none[] = {NULL};
    return args->words ? args->words : (char **)none;
}

int args_count(const Args *args)
{
    return (int)g_strv_length(args_words(args));
}

static const Slot *args_slot(const Args *args, const char *option)
{
    for (guint i = 0; i < args->slots->len; i++) {
        const Slot *slot = &g_array_index(args->slots, Slot, i);
        if (strcmp(slot->option->name, option) == 0)
            return slot;
    }
    return NULL;
}

const char *args_text(const Args *args, const char *option)
{
    const Slot *slot = args_slot(args, option);
    return slot ? slot->value.text : NULL;
}

gboolean args_flag(const Args *args, const char *option)
{
    const Slot *slot = args_slot(args, option);
    return slot && slot->value.flag;
}

char **args_list(const Args *args, const char *option)
{
    const Slot *slot = args_slot(args, option);
    return slot ? slot->value.list : NULL;
}
