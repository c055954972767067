/* SPDX-License-Identifier: MIT */
#include "keys.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"

static const CommandInfo COMMANDS[N_COMMANDS] = {
#define X(symbol, word, context, keys, flags, hint, help)                                          \
    [CMD_##symbol] = {word, CONTEXT_##context, keys, flags, hint, help},
    UI_COMMANDS(X)
#undef X
};

static const struct {
    const char *word, *label;
} CONTEXTS[N_CONTEXTS] = {
#define X(symbol, word, label) {word, label},
    KEY_CONTEXTS(X)
#undef X
};

struct Keymap {
    GArray *keys[N_COMMANDS]; /* of Key */
};

const CommandInfo *command_info(Command command)
{
    return &COMMANDS[command];
}

Command command_find(const char *word)
{
    for (int i = CMD_NONE + 1; i < N_COMMANDS; i++)
        if (strcmp(COMMANDS[i].word, word) == 0)
            return i;
    return CMD_NONE;
}

const char *context_word(KeyContext context)
{
    return CONTEXTS[context].word;
}

const char *context_label(KeyContext context)
{
    return _(CONTEXTS[context].label);
}

static void keymap_bind(Keymap *keymap, Command command, const char *keys, GPtrArray *problems)
{
    g_array_set_size(keymap->keys[command], 0);
    g_auto(GStrv) names = g_strsplit_set(keys, " \t", -1);
    for (char **name = names; *name != NULL; name++) {
        if (**name == '\0' || strcmp(*name, "none") == 0)
            continue;
        Key key = key_parse(*name);
        if (key == K_NONE)
            g_ptr_array_add(problems, g_strdup_printf(_("[keys] %s: unknown key %s"),
                                                      COMMANDS[command].word, *name));
        else if (key == K_CTRL('z') && command != CMD_SUSPEND)
            g_ptr_array_add(problems, g_strdup_printf(_("[keys] %s: ctrl-z always suspends"),
                                                      COMMANDS[command].word));
        else
            g_array_append_val(keymap->keys[command], key);
    }
}

static Command keymap_in(const Keymap *keymap, KeyContext context, Key key, Command but)
{
    for (int i = CMD_NONE + 1; i < N_COMMANDS; i++) {
        if (COMMANDS[i].context != context || i == (int)but)
            continue;
        for (guint k = 0; k < keymap->keys[i]->len; k++)
            if (g_array_index(keymap->keys[i], Key, k) == key)
                return i;
    }
    return CMD_NONE;
}

/* Of two commands on one key in one place the user's own one stays, else the first. */
static void keymap_conflicts(Keymap *keymap, const gboolean *own, GPtrArray *problems)
{
    for (int i = CMD_NONE + 1; i < N_COMMANDS; i++) {
        for (guint k = 0; k < keymap->keys[i]->len; k++) {
            Key key = g_array_index(keymap->keys[i], Key, k);
            Command other = keymap_in(keymap, COMMANDS[i].context, key, i);
            if (other == CMD_NONE || (own[i] && !own[other]) ||
                (own[i] == own[other] && i < (int)other))
                continue;
            g_autofree char *name = key_word(key);
            g_ptr_array_add(problems, g_strdup_printf(_("[keys] %s: %s is also the key of %s (%s)"),
                                                      COMMANDS[i].word, name, COMMANDS[other].word,
                                                      context_label(COMMANDS[i].context)));
            g_array_remove_index(keymap->keys[i], k--);
        }
    }
}

static Keymap *keymap_empty(void)
{
    Keymap *keymap = g_new0(Keymap, 1);
    for (int i = 0; i < N_COMMANDS; i++)
        keymap->keys[i] = g_array_new(FALSE, FALSE, sizeof(Key));
    return keymap;
}

Keymap *keymap_new(const Settings *settings, GPtrArray **ret_problems)
{
    Keymap *keymap = keymap_empty();
    GPtrArray *problems = g_ptr_array_new_with_free_func(g_free);
    gboolean own[N_COMMANDS] = {FALSE};
    for (int i = CMD_NONE + 1; i < N_COMMANDS; i++)
        keymap_bind(keymap, i, COMMANDS[i].keys, problems);
    g_auto(GStrv) names = settings_group(settings, "keys");
    for (char **name = names; name != NULL && *name != NULL; name++) {
        g_autofree char *key = g_strconcat("keys.", *name, NULL);
        g_autofree char *value = settings_get(settings, key);
        Command command = command_find(*name);
        if (command == CMD_NONE) {
            g_ptr_array_add(problems, g_strdup_printf(_("[keys] unknown command %s"), *name));
            continue;
        }
        own[command] = TRUE;
        keymap_bind(keymap, command, value != NULL ? value : "", problems);
    }
    keymap_conflicts(keymap, own, problems);
    if (ret_problems != NULL)
        *ret_problems = g_ptr_array_ref(problems);
    g_ptr_array_unref(problems);
    return keymap;
}

gboolean keys_check(const char *word, const char *keys, GError **error)
{
    Command command = command_find(word);
    g_autoptr(Keymap) keymap = keymap_empty();
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    if (command == CMD_NONE)
        g_ptr_array_add(problems, g_strdup_printf(_("[keys] unknown command %s"), word));
    else
        keymap_bind(keymap, command, keys, problems);
    if (problems->len > 0)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("%s; \"azdesk help keys\" shows commands and keys"),
                    (char *)g_ptr_array_index(problems, 0));
    return problems->len == 0;
}

void keymap_free(Keymap *keymap)
{
    if (keymap == NULL)
        return;
    for (int i = 0; i < N_COMMANDS; i++)
        g_array_unref(keymap->keys[i]);
    g_free(keymap);
}

Command keymap_lookup(const Keymap *keymap, const KeyContext *contexts, Key key)
{
    for (; contexts != NULL && *contexts != CONTEXTS_END; contexts++) {
        Command command = keymap_in(keymap, *contexts, key, CMD_NONE);
        if (command != CMD_NONE)
            return command;
    }
    return keymap_in(keymap, CONTEXT_GLOBAL, key, CMD_NONE);
}

char *keymap_keys(const Keymap *keymap, Command command)
{
    GString *text = g_string_new(NULL);
    for (guint k = 0; k < keymap->keys[command]->len; k++) {
        g_autofree char *name = key_word(g_array_index(keymap->keys[command], Key, k));
        g_string_append_printf(text, "%s%s", k > 0 ? " " : "", name);
    }
    return g_string_free(text, FALSE);
}

char *keymap_first(const Keymap *keymap, Command command)
{
    if (keymap->keys[command]->len == 0)
        return NULL;
    return key_word(g_array_index(keymap->keys[command], Key, 0));
}
