/* SPDX-License-Identifier: MIT */
/* A form from inside: form.c has the keys, form_lines.c what is shown. For them alone. */
#ifndef AZDESK_SRC_UI_FORM_OWN_H
#define AZDESK_SRC_UI_FORM_OWN_H

#include "edit.h"
#include "form.h"

typedef struct {
    Edit *input;
    char *stripped;
    char **choices;
    int choice;
    char *error; /* (nullable) */
    char *shown; /* (nullable) how it was understood */
    char *fixed; /* (nullable) what stands there and cannot be changed */
    char *first; /* as the form was opened, without a draft */
    int first_choice;
    gboolean touched;
    gboolean suggested; /* the first character typed takes the place of the text */
} FormValue;

struct Form {
    UiModal base;
    char *name, *title, *error;
    const FormField *fields;
    FormValue *values;
    int n, at, top, failed;
    gint64 key;
    gboolean edited; /* other than it was opened */
    gboolean kept;   /* opened with a draft */
    FormSubmit submit;
    gpointer data;
    GDestroyNotify destroy;
    char **words; /* (nullable) completions being offered */
    int word;
};

/* As ModalOps.recalc. */
void form_recalc(UiApp *app, UiModal *modal, int max_rows, int max_cols, ModalBox *box);

#endif
