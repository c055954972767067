/* SPDX-License-Identifier: MIT */
/* What a letter leaves out, asked for. */
#include <glib/gi18n.h>

#include "form.h"
#include "letter_box.h"

typedef struct {
    LetterView *view;
    FormField *fields;
    GPtrArray *names; /* of char* */
} FactsAsk;

static void facts_free(gpointer data)
{
    FactsAsk *ask = data;
    g_ptr_array_unref(ask->names);
    g_free(ask->fields);
    g_free(ask);
}

static gboolean facts_submit(UiApp *app, Form *form, GError **error)
{
    FactsAsk *ask = form_data(form);
    for (guint i = 0; i < ask->names->len; i++) {
        const char *name = g_ptr_array_index(ask->names, i);
        draft_fact(ask->view->draft, name, form_text(form, name));
    }
    if (!draft_save(app, ask->view->draft, error))
        return FALSE;
    letter_build(app, ask->view);
    if (ask->view->draft->text != NULL)
        app_message(app, STYLE_WARN,
                    _("the text was edited earlier: D starts over with these facts"));
    return TRUE;
}

static void add_name(FactsAsk *ask, const char *name)
{
    if (letter_fact_label(name) != NULL &&
        !g_ptr_array_find_with_equal_func(ask->names, name, g_str_equal, NULL))
        g_ptr_array_add(ask->names, g_strdup(name));
}

Reaction letter_ask_facts(UiApp *app, LetterView *view)
{
    FactsAsk *ask = g_new0(FactsAsk, 1);
    ask->view = view;
    ask->names = g_ptr_array_new_with_free_func(g_free);
    for (char **name = view->missing; name != NULL && *name != NULL; name++)
        add_name(ask, *name);
    for (guint i = 0; i < view->draft->facts->len; i++) {
        g_auto(GStrv) pair = g_strsplit(g_ptr_array_index(view->draft->facts, i), "=", 2);
        add_name(ask, pair[0]);
    }
    if (ask->names->len == 0) {
        facts_free(ask);
        app_message(app, STYLE_MESSAGE, _("nothing is missing from the letter"));
        return REACT_RECALC;
    }
    ask->fields = g_new0(FormField, ask->names->len);
    for (guint i = 0; i < ask->names->len; i++) {
        const char *name = g_ptr_array_index(ask->names, i);
        ask->fields[i] = (FormField){
            .name = name, .kind = FORM_TEXT, .label = letter_fact_label(name), .help = NULL};
    }
    g_autofree char *form_name = g_strdup_printf("facts %s", letter_word(view->kind));
    Form *form = form_new(form_name, _("Facts for the letter"), ask->fields, ask->names->len,
                          view->order, facts_submit, ask, facts_free);
    for (guint i = 0; i < view->draft->facts->len; i++) {
        g_auto(GStrv) pair = g_strsplit(g_ptr_array_index(view->draft->facts, i), "=", 2);
        if (letter_fact_label(pair[0]) != NULL)
            form_set(form, pair[0], pair[1]);
    }
    return form_open(app, form);
}
