/* SPDX-License-Identifier: MIT */
#include "form_own.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"

static int field_find(const Form *form, const char *name)
{
    for (int i = 0; i < form->n; i++)
        if (strcmp(form->fields[i].name, name) == 0)
            return i;
    g_assert_not_reached();
}

static const char *value_text(FormValue *value)
{
    g_free(value->stripped);
    value->stripped = g_strstrip(g_strdup(value->input->text->str));
    return value->stripped;
}

Form *form_new(const char *name, const char *title, const FormField *fields, gsize n, gint64 key,
               FormSubmit submit, gpointer data, GDestroyNotify destroy)
{
    Form *form = g_new0(Form, 1);
    form->name = g_strdup(name);
    form->title = g_strdup(title);
    form->fields = fields;
    form->n = (int)n;
    form->values = g_new0(FormValue, n);
    form->key = key;
    form->submit = submit;
    form->data = data;
    form->destroy = destroy;
    for (int i = 0; i < form->n; i++) {
        form->values[i].input = edit_new("");
        form->values[i].input->newlines = (fields[i].flags & FORM_NEWLINES) != 0;
    }
    return form;
}

void form_set(Form *form, const char *field, const char *text)
{
    int i = field_find(form, field);
    edit_set(form->values[i].input, text);
    form->values[i].suggested = form->fields[i].kind == FORM_DATE;
}

/* A suggested date gives way to what is typed or pasted; any other key makes it the user's own. */
static void take_suggestion(FormValue *value, gboolean replaced)
{
    if (value->suggested && replaced)
        edit_set(value->input, "");
    value->suggested = FALSE;
}

void form_set_choices(Form *form, const char *field, char **labels, int current)
{
    FormValue *value = &form->values[field_find(form, field)];
    g_strfreev(value->choices);
    value->choices = labels;
    value->choice = current;
}

void form_suggest_choice(Form *form, const char *field, int choice)
{
    FormValue *value = &form->values[field_find(form, field)];
    if (value->choice == value->first_choice)
        value->choice = value->first_choice = choice;
}

gpointer form_data(const Form *form)
{
    return form->data;
}

const char *form_text(const Form *form, const char *field)
{
    return value_text(&form->values[field_find(form, field)]);
}

int form_choice(const Form *form, const char *field)
{
    return form->values[field_find(form, field)].choice;
}

static DateWant want_of(const FormField *field)
{
    return field->flags & FORM_DEADLINE ? DATE_FUTURE : DATE_PAST;
}

gboolean form_when(UiApp *app, const Form *form, const char *field, When *ret_when)
{
    int i = field_find(form, field);
    const char *text = value_text(&form->values[i]);
    return *text != '\0' && dateword_parse(text, app->now, app->model->zone,
                                           want_of(&form->fields[i]), ret_when, NULL);
}

gboolean form_fixed(const Form *form, const char *field)
{
    return form->values[field_find(form, field)].fixed != NULL;
}

void form_fail(Form *form, const char *field)
{
    form->failed = field_find(form, field);
}

static gboolean field_check(UiApp *app, Form *form, int i);

/* ---- Drafts ---- */

static char *draft_key(const Form *form)
{
    return g_strdup_printf("%s %" G_GINT64_FORMAT, form->name, form->key);
}

static void draft_keep(UiApp *app, Form *form)
{
    char **draft = g_new0(char *, form->n + 1);
    for (int i = 0; i < form->n; i++)
        draft[i] = form->fields[i].kind == FORM_CHOICE
                       ? g_strdup_printf("%d", form->values[i].choice)
                       : g_strdup(form->values[i].input->text->str);
    g_hash_table_insert(app->drafts, draft_key(form), draft);
    app->state_changed = TRUE;
}

static void draft_drop(UiApp *app, const Form *form)
{
    g_autofree char *key = draft_key(form);
    if (g_hash_table_remove(app->drafts, key))
        app->state_changed = TRUE;
}

static gboolean form_differs(const Form *form)
{
    for (int i = 0; i < form->n; i++) {
        const FormValue *value = &form->values[i];
        if (value->choice != value->first_choice ||
            strcmp(value->input->text->str, value->first) != 0)
            return TRUE;
    }
    return FALSE;
}

static void fixed_find(UiApp *app, Form *form)
{
    for (int i = 0; i < form->n; i++) {
        g_clear_pointer(&form->values[i].fixed, g_free);
        if (form->fields[i].fixed != NULL)
            form->values[i].fixed = form->fields[i].fixed(app, form);
    }
}

static void form_edited(UiApp *app, Form *form)
{
    form->edited = form_differs(form);
    if (form->edited)
        draft_keep(app, form);
    else
        draft_drop(app, form);
    fixed_find(app, form);
    field_check(app, form, form->at);
}

static void draft_take(UiApp *app, Form *form)
{
    g_autofree char *key = draft_key(form);
    char **draft = g_hash_table_lookup(app->drafts, key);
    if (draft == NULL || (int)g_strv_length(draft) != form->n)
        return;
    for (int i = 0; i < form->n; i++) {
        FormValue *value = &form->values[i];
        value->suggested = FALSE;
        if (form->fields[i].kind != FORM_CHOICE)
            edit_set(value->input, draft[i]);
        else if (value->choices != NULL)
            value->choice = CLAMP(atoi(draft[i]), 0, (int)g_strv_length(value->choices) - 1);
    }
    form->edited = form->kept = form_differs(form);
}

/* ---- Checks ---- */

static gboolean field_check(UiApp *app, Form *form, int i)
{
    const FormField *field = &form->fields[i];
    FormValue *value = &form->values[i];
    g_autoptr(GError) error = NULL;
    const char *text = value_text(value);
    gboolean good = TRUE;
    g_clear_pointer(&value->error, g_free);
    g_clear_pointer(&value->shown, g_free);
    if (field->kind == FORM_CHOICE || value->fixed != NULL)
        return TRUE;
    if (*text == '\0' && (field->flags & FORM_REQUIRED)) {
        value->error = g_strdup(_("required"));
        return FALSE;
    }
    if (field->kind == FORM_DATE && *text != '\0') {
        When when;
        good = dateword_parse(text, app->now, app->model->zone, want_of(field), &when, &error);
        if (good)
            value->shown = dateword_show(when, app->model->zone);
        if (good && !(field->flags & FORM_DEADLINE) &&
            (when.day_only ? day_of(when.at) > day_of(app->now) : when.at > app->now)) {
            good = FALSE;
            g_set_error(&error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("%s is in the future"),
                        value->shown);
        }
    }
    if (good && field->check != NULL) {
        char *shown = NULL;
        good = field->check(app, form, text, &shown, &error);
        if (shown != NULL) {
            g_free(value->shown);
            value->shown = shown;
        }
    }
    if (!good)
        value->error = g_strdup(error != NULL ? error->message : _("not understood"));
    return good;
}

static gboolean form_check(UiApp *app, Form *form)
{
    int first = -1;
    for (int i = 0; i < form->n; i++) {
        form->values[i].touched = TRUE;
        if (!field_check(app, form, i) && first < 0)
            first = i;
    }
    if (first >= 0)
        form->at = first;
    return first < 0;
}

static Reaction form_submit(UiApp *app, Form *form)
{
    g_autoptr(GError) error = NULL;
    g_clear_pointer(&form->error, g_free);
    form->failed = -1;
    if (!form_check(app, form))
        return REACT_REPAINT;
    if (form->submit(app, form, &error)) {
        draft_drop(app, form);
        app_pop(app, &form->base);
        return REACT_RECALC;
    }
    const char *message = error != NULL ? error->message : _("failed");
    if (form->failed >= 0) {
        form->at = form->failed;
        g_free(form->values[form->at].error);
        form->values[form->at].error = g_strdup(message);
    } else {
        form->error = g_strdup(message);
    }
    return REACT_RECALC;
}

/* ---- Keys ---- */

/* The one before or behind that can be changed, in a ring. */
static int field_beside(const Form *form, int step)
{
    int at = form->at;
    do
        at = (at + step + form->n) % form->n;
    while (form->values[at].fixed != NULL && at != form->at);
    return at;
}

static void form_go(UiApp *app, Form *form, int step)
{
    form->values[form->at].touched = TRUE;
    field_check(app, form, form->at);
    form->at = field_beside(form, step);
    field_check(app, form, form->at);
}

static gboolean choice_key(FormValue *value, Key key)
{
    int n = value->choices != NULL ? (int)g_strv_length(value->choices) : 0;
    if (n == 0)
        return FALSE;
    if (key == K_RIGHT || key == ' ') {
        value->choice = (value->choice + 1) % n;
        return TRUE;
    }
    if (key == K_LEFT) {
        value->choice = (value->choice + n - 1) % n;
        return TRUE;
    }
    for (int i = 1; i <= n && key_is_text(key); i++) { /* the next that begins with it */
        int k = (value->choice + i) % n;
        if (g_unichar_tolower(g_utf8_get_char(value->choices[k])) == g_unichar_tolower(key)) {
            value->choice = k;
            return TRUE;
        }
    }
    return FALSE;
}

static void words_clear(Form *form)
{
    g_clear_pointer(&form->words, g_strfreev);
}

/* TAB completes first, and goes on where there is nothing to complete. */
static gboolean form_complete(UiApp *app, Form *form)
{
    const FormField *field = &form->fields[form->at];
    FormValue *value = &form->values[form->at];
    if (field->complete == NULL || value->input->text->len == 0)
        return FALSE;
    if (form->words == NULL) {
        form->words = field->complete(app, form, value_text(value));
        form->word = -1;
    }
    int n = form->words != NULL ? (int)g_strv_length(form->words) : 0;
    if (n == 0 || (n == 1 && strcmp(form->words[0], value_text(value)) == 0)) {
        words_clear(form);
        return FALSE;
    }
    form->word = (form->word + 1) % n;
    edit_set(value->input, form->words[form->word]);
    return TRUE;
}

static Reaction form_leave(UiApp *app, Form *form)
{
    if (form->edited)
        app_message(app, STYLE_MESSAGE, _("your input is kept for next time"));
    app_pop(app, &form->base);
    return REACT_RECALC;
}

/* As it was opened, without what was kept or typed. */
static Reaction form_reset(UiApp *app, Form *form)
{
    if (!form->edited && !form->kept)
        return REACT_NONE;
    for (int i = 0; i < form->n; i++) {
        FormValue *value = &form->values[i];
        edit_set(value->input, value->first);
        value->choice = value->first_choice;
        value->suggested = form->fields[i].kind == FORM_DATE && *value->first != '\0';
        value->touched = FALSE;
    }
    g_clear_pointer(&form->error, g_free);
    words_clear(form);
    form->at = 0;
    form->kept = FALSE;
    form_edited(app, form);
    for (int i = 0; i < form->n; i++)
        field_check(app, form, i);
    return REACT_REPAINT;
}

static Reaction form_edit(UiApp *app, Form *form, Key key)
{
    FormValue *value = &form->values[form->at];
    gboolean choice = form->fields[form->at].kind == FORM_CHOICE;
    words_clear(form);
    take_suggestion(value, key_is_text(key));
    if (!(choice ? choice_key(value, key) : edit_key(value->input, key)))
        return REACT_NONE;
    form_edited(app, form);
    return REACT_REPAINT;
}

static Reaction form_key(UiApp *app, UiModal *modal, Key key)
{
    Form *form = (Form *)modal;
    switch (key) {
    case K_ESC:
    case K_CTRL('c'):
        return form_leave(app, form);
    case K_CTRL('s'):
        return form_submit(app, form);
    case K_CTRL('r'):
        return form_reset(app, form);
    case K_ENTER:
        if (field_beside(form, 1) <= form->at)
            return form_submit(app, form);
        words_clear(form);
        form_go(app, form, 1);
        return REACT_REPAINT;
    case K_TAB:
        if (form_complete(app, form)) {
            form_edited(app, form);
            return REACT_REPAINT;
        }
        /* fall through */
    case K_DOWN:
        words_clear(form);
        form_go(app, form, 1);
        return REACT_REPAINT;
    case K_BACKTAB:
    case K_UP:
        words_clear(form);
        form_go(app, form, -1);
        return REACT_REPAINT;
    default:
        return form_edit(app, form, key);
    }
}

static Reaction form_paste(UiApp *app, UiModal *modal, const char *text)
{
    Form *form = (Form *)modal;
    if (form->fields[form->at].kind == FORM_CHOICE)
        return REACT_NONE;
    const FormField *field = &form->fields[form->at];
    FormValue *value = &form->values[form->at];
    g_autofree char *taken = field->pasted != NULL ? field->pasted(app, text) : NULL;
    words_clear(form);
    take_suggestion(value, TRUE);
    if (taken != NULL)
        edit_set(value->input, taken);
    else
        edit_insert(value->input, text);
    form_edited(app, form);
    return REACT_REPAINT;
}

/* ---- Life ---- */

static void form_free(UiModal *modal)
{
    Form *form = (Form *)modal;
    if (form->destroy != NULL)
        form->destroy(form->data);
    for (int i = 0; i < form->n; i++) {
        FormValue *value = &form->values[i];
        edit_free(value->input);
        g_strfreev(value->choices);
        g_free(value->stripped);
        g_free(value->error);
        g_free(value->shown);
        g_free(value->fixed);
        g_free(value->first);
    }
    words_clear(form);
    g_free(form->values);
    g_free(form->name);
    g_free(form->title);
    g_free(form->error);
    g_free(form);
}

Reaction form_open(UiApp *app, Form *form)
{
    static const ModalOps ops = {.name = "form",
                                 .key = form_key,
                                 .paste = form_paste,
                                 .recalc = form_recalc,
                                 .free = form_free};
    form->base.ops = &ops;
    form->failed = -1;
    for (int i = 0; i < form->n; i++) {
        form->values[i].first = g_strdup(form->values[i].input->text->str);
        form->values[i].first_choice = form->values[i].choice;
    }
    draft_take(app, form);
    fixed_find(app, form);
    for (int i = 0; i < form->n; i++)
        field_check(app, form, i);
    app_push(app, &form->base);
    return REACT_REPAINT;
}
