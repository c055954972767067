/* SPDX-License-Identifier: MIT */
#include "filter.h"

#include <glib/gi18n.h>
#include <string.h>

void filter_init(UiFilter *filter)
{
    filter->text = g_strdup("");
    filter->query = query_parse("", NULL, NULL);
}

void filter_clear(UiFilter *filter)
{
    g_clear_pointer(&filter->text, g_free);
    g_clear_pointer(&filter->query, query_free);
}

void filter_search(UiApp *app, UiFilter *filter)
{
    filter->waits = FALSE;
    for (guint i = 0; i < query_words(filter->query); i++) {
        g_autoptr(GArray) hits =
            store_search_texts(app->options->store, query_word(filter->query, i), NULL);
        if (hits != NULL)
            query_set_hits(filter->query, i, hits);
    }
}

void filter_set(UiApp *app, UiFilter *filter, const char *text, gboolean texts)
{
    Query *query = query_parse(text, NULL, NULL);
    char *copy = g_strdup(text);
    g_free(filter->text);
    filter->text = copy;
    filter->wrong = query == NULL;
    if (query == NULL)
        return;
    query_free(filter->query);
    filter->query = query;
    filter->serial++;
    filter->waits = query_words(query) > 0;
    if (texts)
        filter_search(app, filter);
}

gboolean filter_on(const UiFilter *filter)
{
    return filter->text[strspn(filter->text, " ")] != '\0';
}

char *filter_check(UiApp *app, const char *text, gsize *ret_at, gpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) query = query_parse(text, ret_at, &error);
    return query == NULL ? g_strdup(error->message) : NULL;
}

static void add_with_prefix(GPtrArray *words, const char *word, const char *begin, gsize len,
                            const char *tail)
{
    if (g_ascii_strncasecmp(word, begin, len) == 0)
        g_ptr_array_add(words, g_strconcat(word, tail, NULL));
}

/* The word of a stage alone looks in texts; the stage itself is offered. */
static void add_stage(GPtrArray *words, const char *begin, gsize len)
{
    g_autofree char *word = g_strndup(begin, len);
    Stage stage;
    if (stage_parse(word, &stage, NULL))
        g_ptr_array_add(words, g_strconcat("stage:", word, NULL));
}

/* At the cursor: the beginning of a field's name, or of one of a field's values. */
char **filter_complete(UiApp *app, const char *text, gsize cursor, gsize *ret_start, gpointer data)
{
    gsize begin = cursor, n;
    GPtrArray *words = g_ptr_array_new();
    while (begin > 0 && text[begin - 1] != ' ')
        begin--;
    if (text[begin] == '-' && begin < cursor)
        begin++;
    const char *colon = memchr(text + begin, ':', cursor - begin);
    if (colon == NULL) {
        const QueryField *fields = query_fields(&n);
        for (gsize i = 0; i < n; i++)
            add_with_prefix(words, fields[i].name, text + begin, cursor - begin, ":");
        if (words->len == 0)
            add_stage(words, text + begin, cursor - begin);
    } else {
        g_autofree char *field = g_strndup(text + begin, (gsize)(colon - text) - begin);
        g_auto(GStrv) values = query_values(field);
        begin = (gsize)(colon + 1 - text);
        for (gsize i = begin; i < cursor; i++)
            if (text[i] == ',')
                begin = i + 1;
        for (char **value = values; value != NULL && *value != NULL; value++)
            add_with_prefix(words, *value, text + begin, cursor - begin, "");
    }
    *ret_start = begin;
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

char *filter_about(UiApp *app, const char *text, gsize at, const char *word, gpointer data)
{
    gsize n, len = strlen(word);
    const QueryField *fields = query_fields(&n);
    if (strchr(word, ':') != NULL) /* a field, or a stage in its field */
        len = (gsize)(strchr(word, ':') - word) + 1;
    for (gsize i = 0; i < n; i++)
        if (len > 0 && strlen(fields[i].name) == len - 1 && word[len - 1] == ':' &&
            strncmp(fields[i].name, word, len - 1) == 0)
            return g_strdup(_(fields[i].help));
    return NULL;
}

/* ---- What the keys do to it ---- */

static Reaction filter_take(UiApp *app, UiFilter *filter, const char *text, gboolean texts)
{
    filter_set(app, filter, text, texts);
    return REACT_CHANGED | REACT_RECALC;
}

static Reaction filter_edited(UiApp *app, const char *text, gpointer data)
{
    return filter_take(app, data, text, FALSE);
}

static Reaction filter_done(UiApp *app, const char *text, gpointer data)
{
    return filter_take(app, data, text, TRUE);
}

Reaction filter_command(UiApp *app, UiFilter *filter, Command command)
{
    static const PromptOps ops = {.edited = filter_edited,
                                  .done = filter_done,
                                  .left = filter_edited,
                                  .complete = filter_complete,
                                  .offers = TRUE,
                                  .about = filter_about,
                                  .check = filter_check};
    if (command == CMD_CANCEL && filter_on(filter))
        return filter_take(app, filter, "", FALSE);
    if (command != CMD_FILTER)
        return REACT_IGNORED;
    return app->argument != NULL
               ? filter_take(app, filter, app->argument, TRUE)
               : prompt_open(app, "/", filter->text, "filter", &ops, filter, NULL);
}

Reaction filter_rest(UiApp *app, UiFilter *filter)
{
    filter_search(app, filter);
    return REACT_CHANGED | REACT_RECALC;
}
