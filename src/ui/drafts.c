/* SPDX-License-Identifier: MIT */
#include "drafts.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"
#include "state.h"

#define FOLDER "letters"
#define SUFFIX ".draft"
#define FACT   "Fact: "

/* A file is lines of "Fact: NAME=VALUE", then the letter's text, if it was edited. */

Draft *draft_new(OrderId order, LetterKind kind, LetterLang lang)
{
    Draft *draft = g_new0(Draft, 1);
    draft->order = order;
    draft->kind = kind;
    draft->lang = lang;
    draft->facts = g_ptr_array_new_with_free_func(g_free);
    return draft;
}

void draft_free(Draft *draft)
{
    if (draft == NULL)
        return;
    g_ptr_array_unref(draft->facts);
    g_free(draft->text);
    g_free(draft);
}

gboolean draft_empty(const Draft *draft)
{
    return draft->text == NULL && draft->facts->len == 0;
}

void draft_fact(Draft *draft, const char *name, const char *value)
{
    g_autofree char *head = g_strconcat(name, "=", NULL);
    g_autofree char *clean = text_clean(value); /* one line */
    g_strstrip(clean);
    for (guint i = draft->facts->len; i-- > 0;)
        if (g_str_has_prefix(g_ptr_array_index(draft->facts, i), head))
            g_ptr_array_remove_index(draft->facts, i);
    if (*clean != '\0')
        g_ptr_array_add(draft->facts, g_strconcat(head, clean, NULL));
}

/* ---- Text ---- */

static char *draft_write(const Draft *draft)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < draft->facts->len; i++)
        g_string_append_printf(text, FACT "%s\n", (char *)g_ptr_array_index(draft->facts, i));
    if (draft->text != NULL)
        g_string_append(text, draft->text);
    return g_string_free(text, FALSE);
}

static void draft_read(Draft *draft, const char *text)
{
    while (g_str_has_prefix(text, FACT)) {
        const char *begin = text + strlen(FACT), *end = begin + strcspn(begin, "\n");
        if (memchr(begin, '=', (gsize)(end - begin)) != NULL)
            g_ptr_array_add(draft->facts, g_strndup(begin, (gsize)(end - begin)));
        text = *end != '\0' ? end + 1 : end;
    }
    if (*text != '\0')
        draft->text = text_clean_lines(text);
}

/* ---- Where it lies ---- */

static char *draft_name(OrderId order, LetterKind kind, LetterLang lang)
{
    char id[ORDER_ID_SIZE];
    order_id_format(order, id);
    return g_strdup_printf("%s.%s.%s" SUFFIX, id, letter_word(kind), letter_lang_word(lang));
}

static char *draft_folder(const UiApp *app)
{
    return app->options->state_dir != NULL ? g_build_filename(app->options->state_dir, FOLDER, NULL)
                                           : NULL;
}

static gboolean name_parse(const char *name, Draft *draft)
{
    g_auto(GStrv) parts = g_strsplit(name, ".", 4);
    return g_strv_length(parts) == 4 && strcmp(parts[3], &SUFFIX[1]) == 0 &&
           order_id_parse(parts[0], &draft->order, NULL) &&
           letter_parse(parts[1], &draft->kind, NULL) &&
           letter_lang_parse(parts[2], &draft->lang, NULL);
}

Draft *draft_load(UiApp *app, OrderId order, LetterKind kind, LetterLang lang)
{
    Draft *draft = draft_new(order, kind, lang);
    g_autofree char *name = draft_name(order, kind, lang);
    g_autofree char *folder = draft_folder(app);
    g_autofree char *text = NULL;
    if (folder != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        (void)g_file_get_contents(path, &text, NULL, NULL);
    } else {
        char **kept = g_hash_table_lookup(app->drafts, name);
        text = g_strdup(kept != NULL ? kept[0] : NULL);
    }
    if (text != NULL)
        draft_read(draft, text);
    return draft;
}

gboolean draft_save(UiApp *app, const Draft *draft, GError **error)
{
    if (draft_empty(draft)) {
        draft_drop(app, draft->order, draft->kind, draft->lang);
        return TRUE;
    }
    g_autofree char *name = draft_name(draft->order, draft->kind, draft->lang);
    g_autofree char *folder = draft_folder(app);
    g_autofree char *text = draft_write(draft);
    if (folder == NULL) {
        char **kept = g_new0(char *, 2);
        kept[0] = g_steal_pointer(&text);
        g_hash_table_insert(app->drafts, g_steal_pointer(&name), kept);
        return TRUE;
    }
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_mkdir_with_parents(folder, 0700);
    return g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

void draft_drop(UiApp *app, OrderId order, LetterKind kind, LetterLang lang)
{
    g_autofree char *name = draft_name(order, kind, lang);
    g_autofree char *folder = draft_folder(app);
    if (folder != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_unlink(path);
    } else {
        g_hash_table_remove(app->drafts, name);
    }
}

static gint newest_first(gconstpointer a, gconstpointer b)
{
    const Draft *x = *(Draft *const *)a, *y = *(Draft *const *)b;
    if (x->saved_at != y->saved_at)
        return x->saved_at < y->saved_at ? 1 : -1;
    return (x->order > y->order) - (x->order < y->order);
}

static void list_add(UiApp *app, GPtrArray *list, const char *name, const char *folder)
{
    Draft there = {0};
    if (!name_parse(name, &there))
        return;
    Draft *draft = draft_load(app, there.order, there.kind, there.lang);
    if (folder != NULL) {
        GStatBuf seen;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        draft->saved_at = g_stat(path, &seen) == 0 ? seen.st_mtime : 0;
    }
    g_ptr_array_add(list, draft);
}

GPtrArray *drafts_list(UiApp *app)
{
    GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)draft_free);
    g_autofree char *folder = draft_folder(app);
    g_autoptr(GDir) dir = folder != NULL ? g_dir_open(folder, 0, NULL) : NULL;
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
        list_add(app, list, name, folder);
    if (folder == NULL) {
        GHashTableIter iter;
        gpointer key;
        g_hash_table_iter_init(&iter, app->drafts);
        while (g_hash_table_iter_next(&iter, &key, NULL))
            if (g_str_has_suffix(key, SUFFIX))
                list_add(app, list, key, NULL);
    }
    g_ptr_array_sort(list, newest_first);
    return list;
}

/* ---- Of purged cases ---- */

static gboolean has_order(const GArray *orders, OrderId order)
{
    for (guint i = 0; i < orders->len; i++)
        if (g_array_index(orders, OrderId, i) == order)
            return TRUE;
    return FALSE;
}

static gboolean purge_file(const char *folder, const char *name, gint64 since, UiDrafts *drafts,
                           GError **error)
{
    GStatBuf seen;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_stat(path, &seen) == 0 && seen.st_mtime >= since) {
        drafts->kept++;
        return TRUE;
    }
    if (g_unlink(path) != 0 && errno != ENOENT) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
        return FALSE;
    }
    drafts->deleted++;
    return TRUE;
}

gboolean ui_drafts_purge(const char *state_dir, const GArray *orders, gint64 since,
                         UiDrafts *ret_drafts, GError **error)
{
    g_autofree char *folder = g_build_filename(state_dir, FOLDER, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    *ret_drafts = (UiDrafts){0};
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        Draft there = {0};
        if (name_parse(name, &there) && has_order(orders, there.order) &&
            !purge_file(folder, name, since, ret_drafts, error))
            return FALSE;
    }
    return state_forget(state_dir, orders, &ret_drafts->deleted, error);
}
