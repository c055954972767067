/* SPDX-License-Identifier: MIT */
/* Forms: fields one below the other, each checked where it stands. Dates are shown resolved before
 * they count. What was typed into a form that is left is kept, and stands there again when the same
 * form is opened for the same case, which the form says; ctrl-r clears it. */
#ifndef AZDESK_SRC_UI_FORM_H
#define AZDESK_SRC_UI_FORM_H

#include "app.h"
#include "dateword.h"

typedef struct Form Form;

typedef enum { FORM_TEXT, FORM_DATE, FORM_CHOICE } FormKind;

enum {
    FORM_REQUIRED = 1 << 0,
    FORM_DEADLINE = 1 << 1, /* a date that lies ahead; a day alone is its last second */
    FORM_NEWLINES = 1 << 2, /* keeps the line ends of pasted text */
};

typedef struct {
    const char *name; /* "order": for tests and for reading the form */
    FormKind kind;
    guint flags;
    const char *label; /* untranslated */
    const char *help;  /* untranslated; (nullable) */
    /* (nullable) Also checks an empty text. *ret_shown (nullable): how it was understood. */
    gboolean (*check)(UiApp *app, Form *form, const char *text, char **ret_shown, GError **error);
    /* (nullable) What the whole field may be. (transfer full) NULL-terminated */
    char **(*complete)(UiApp *app, Form *form, const char *text);
    /* (nullable) What stands there and cannot be changed, and why, where the desk knows it already;
     * NULL: it is asked. Looked up anew when any field was edited. (transfer full) (nullable) */
    char *(*fixed)(UiApp *app, Form *form);
    /* (nullable) What of a pasted text takes the place of the field's; NULL: all of it goes in at
     * the cursor. (transfer full) (nullable) */
    char *(*pasted)(UiApp *app, const char *text);
} FormField;

/* FALSE keeps the form open and shows the error; form_fail() says at which field. */
typedef gboolean (*FormSubmit)(UiApp *app, Form *form, GError **error);

/* `fields` must live as long as the form. `key` tells its draft apart: an order id, or 0. */
Form *form_new(const char *name, const char *title, const FormField *fields, gsize n, gint64 key,
               FormSubmit submit, gpointer data, GDestroyNotify destroy);
void form_set(Form *form, const char *field, const char *text);
/* Takes the labels (NULL-terminated). */
void form_set_choices(Form *form, const char *field, char **labels, int current);
/* Takes the form. Draft texts go over those that were set. */
Reaction form_open(UiApp *app, Form *form);

/* Chooses for the user, who has not chosen yet; what was chosen stays. */
void form_suggest_choice(Form *form, const char *field, int choice);

gpointer form_data(const Form *form);
const char *form_text(const Form *form, const char *field); /* stripped of blanks at its ends */
int form_choice(const Form *form, const char *field);
/* The field's date; FALSE where it is empty. The form has checked it. */
gboolean form_when(UiApp *app, const Form *form, const char *field, When *ret_when);
gboolean form_fixed(const Form *form, const char *field); /* its text means nothing then */
void form_fail(Form *form, const char *field);

#endif
