/* SPDX-License-Identifier: MIT */
/* The lines of a form. */
#include <glib/gi18n.h>

#include "azdesk/core/text.h"
#include "form_own.h"

#define FORM_COLS 72

static void field_note(UiApp *app, Form *form, int i, int label, int cols, Lines *lines)
{
    const FormField *field = &form->fields[i];
    FormValue *value = &form->values[i];
    gboolean active = i == form->at;
    g_autofree char *text = NULL;
    Style style = STYLE_MUTED;
    if (value->fixed != NULL)
        return;
    if (value->error != NULL && (value->touched || active) &&
        (value->touched || value->input->text->len > 0)) {
        text = g_strdup_printf("%s %s", app->glyphs->warn, value->error);
        style = STYLE_ERROR;
    } else if (active && form->words != NULL) {
        g_autofree char *words = g_strjoinv("  ", form->words);
        text = text_clean(words);
    } else if (value->shown != NULL) {
        text = g_strdup_printf("= %s", value->shown);
        style = STYLE_HINT;
    } else if (active && field->help != NULL) {
        text = g_strdup(_(field->help));
    }
    if (text != NULL)
        lines_wrap(lines, style, text, label + 2, cols - 1);
}

static int field_line(UiApp *app, Form *form, int i, int label, int cols, Lines *lines)
{
    FormValue *value = &form->values[i];
    gboolean active = i == form->at;
    Line *line = lines_add(lines);
    int cursor = -1, begin;
    line_add(line, STYLE_NORMAL, active ? app->glyphs->marker : " ");
    line_fit(line, active ? STYLE_STRONG : STYLE_NORMAL, _(form->fields[i].label), label,
             app->glyphs->ellipsis);
    line_add(line, STYLE_NORMAL, " ");
    begin = line->width;
    if (value->fixed != NULL) {
        line_foreign(line, STYLE_MUTED, value->fixed);
    } else if (form->fields[i].kind == FORM_CHOICE) {
        const char *text = value->choices != NULL ? value->choices[value->choice] : "";
        line_addf(line, active ? STYLE_INPUT_ACTIVE : STYLE_INPUT, "< %s >", text);
    } else {
        cursor = edit_line(value->input, line, active ? STYLE_INPUT_ACTIVE : STYLE_INPUT,
                           cols - begin - 1, app->glyphs);
    }
    line_cut(line, cols, app->glyphs->ellipsis);
    return active && cursor >= 0 ? begin + cursor : -1;
}

void form_recalc(UiApp *app, UiModal *modal, int max_rows, int max_cols, ModalBox *box)
{
    Form *form = (Form *)modal;
    g_autoptr(GPtrArray) all = lines_new();
    int cols = MIN(FORM_COLS, max_cols), label = 0, row = 0, end = 0, cursor = -1;
    for (int i = 0; i < form->n; i++)
        label = MAX(label, text_width(_(form->fields[i].label)));
    if (form->kept)
        lines_wrap(all, STYLE_CHANGED, _("Kept from last time, not entered yet; ctrl-r clears it."),
                   1, cols - 1);
    for (int i = 0; i < form->n; i++) {
        int begin = (int)all->len;
        int at = field_line(app, form, i, label, cols, all);
        field_note(app, form, i, label, cols, all);
        if (i == form->at) {
            row = begin;
            end = (int)all->len;
            cursor = at;
        }
    }
    if (form->error != NULL) {
        g_autofree char *text = g_strdup_printf("%s %s", app->glyphs->warn, form->error);
        lines_wrap(all, STYLE_ERROR, text, 1, cols - 1);
        end = (int)all->len;
    }
    int rows = MIN((int)all->len, max_rows);
    form->top = CLAMP(form->top, MAX(end - rows, 0), row);
    form->top = CLAMP(form->top, 0, (int)all->len - rows);
    for (int i = form->top; i < form->top + rows; i++)
        lines_share(box->lines, lines_at(all, (guint)i));
    box->title = g_strdup(form->title);
    box->footer = g_strdup(_("enter next, ctrl-s done, esc cancels"));
    box->cols = cols;
    box->cursor_row = cursor >= 0 ? row - form->top : -1;
    box->cursor_col = cursor;
}
