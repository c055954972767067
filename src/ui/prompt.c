/* SPDX-License-Identifier: MIT */
/* One line in the place of the hint bar: the filter, the command line. */
#include <glib/gi18n.h>
#include <string.h>

#include "app.h"
#include "azdesk/core/text.h"
#include "edit.h"

#define HISTORY_KEPT 100

typedef struct {
    UiModal base;
    char *label;
    char *before;
    Edit *input;
    const PromptOps *ops;
    gpointer data;
    GDestroyNotify destroy;
    char **words;  /* (nullable) completions offered */
    int word;      /* the one that stands there; -1: none yet */
    gsize word_at; /* where it begins */
} Prompt;

static void words_clear(Prompt *prompt)
{
    g_clear_pointer(&prompt->words, g_strfreev);
    prompt->word = -1;
}

static Reaction prompt_edited(UiApp *app, Prompt *prompt)
{
    Reaction reaction = REACT_REPAINT;
    if (prompt->ops->edited != NULL)
        reaction |= prompt->ops->edited(app, prompt->input->text->str, prompt->data);
    return reaction;
}

/* TAB: the longest beginning that all words share, then one word after the other. */
static Reaction prompt_complete(UiApp *app, Prompt *prompt, int step)
{
    Edit *input = prompt->input;
    if (prompt->ops->complete == NULL)
        return REACT_NONE;
    if (prompt->words == NULL) {
        prompt->words = prompt->ops->complete(app, input->text->str, input->cursor,
                                              &prompt->word_at, prompt->data);
        prompt->word = -1;
        guint n = prompt->words != NULL ? g_strv_length(prompt->words) : 0;
        if (n == 0) {
            words_clear(prompt);
            return REACT_NONE;
        }
        gsize shared = strlen(prompt->words[0]);
        for (guint i = 1; i < n; i++)
            while (strncmp(prompt->words[0], prompt->words[i], shared) != 0)
                shared--;
        gsize end = shared;
        g_autofree char *begin = g_strndup(prompt->words[0], end);
        if (g_utf8_validate(begin, -1, NULL) && shared > input->cursor - prompt->word_at) {
            edit_replace(input, prompt->word_at, input->cursor, begin);
            if (n == 1)
                words_clear(prompt);
            return prompt_edited(app, prompt);
        }
    }
    int n = (int)g_strv_length(prompt->words);
    prompt->word = prompt->word < 0 ? (step > 0 ? 0 : n - 1) : (prompt->word + step + n) % n;
    edit_replace(input, prompt->word_at, input->cursor, prompt->words[prompt->word]);
    return prompt_edited(app, prompt);
}

static void prompt_remember(Prompt *prompt)
{
    GPtrArray *history = prompt->input->history;
    const char *text = prompt->input->text->str;
    if (history == NULL || *text == '\0')
        return;
    for (guint i = 0; i < history->len; i++)
        if (strcmp(g_ptr_array_index(history, i), text) == 0)
            g_ptr_array_remove_index(history, i--);
    g_ptr_array_add(history, g_strdup(text));
    if (history->len > HISTORY_KEPT)
        g_ptr_array_remove_index(history, 0);
}

static Reaction prompt_done(UiApp *app, Prompt *prompt)
{
    prompt_remember(prompt);
    Reaction reaction = prompt->ops->done(app, prompt->input->text->str, prompt->data);
    if (!(reaction & REACT_IGNORED))
        app_pop(app, &prompt->base);
    return reaction | REACT_RECALC;
}

static Reaction prompt_key(UiApp *app, UiModal *modal, Key key)
{
    Prompt *prompt = (Prompt *)modal;
    Edit *input = prompt->input;
    if (key == K_TAB || key == K_BACKTAB)
        return prompt_complete(app, prompt, key == K_TAB ? 1 : -1);
    words_clear(prompt);
    if (key == K_ENTER)
        return prompt_done(app, prompt);
    if (key == K_ESC || key == K_CTRL('c') || (key == K_BACKSPACE && input->text->len == 0)) {
        Reaction reaction = REACT_RECALC;
        if (prompt->ops->left != NULL)
            reaction |= prompt->ops->left(app, prompt->before, prompt->data);
        app_pop(app, modal);
        return reaction;
    }
    g_autofree char *text = g_strdup(input->text->str);
    if (!edit_key(input, key))
        return REACT_NONE;
    return strcmp(text, input->text->str) != 0 ? prompt_edited(app, prompt) : REACT_REPAINT;
}

static Reaction prompt_paste(UiApp *app, UiModal *modal, const char *text)
{
    Prompt *prompt = (Prompt *)modal;
    words_clear(prompt);
    edit_insert(prompt->input, text);
    return prompt_edited(app, prompt);
}

static void prompt_words(UiApp *app, Prompt *prompt, Line *line, int cols)
{
    for (int i = 0; prompt->words != NULL && prompt->words[i] != NULL; i++)
        line_addf(line, i == prompt->word ? STYLE_TAB_ACTIVE : STYLE_HINT, " %s", prompt->words[i]);
    line_cut(line, cols, app->glyphs->ellipsis);
}

static void prompt_recalc(UiApp *app, UiModal *modal, int max_rows, int max_cols, ModalBox *box)
{
    Prompt *prompt = (Prompt *)modal;
    Rect rect = app->layout.hint;
    Line *line = lines_add(box->lines);
    gsize at = 0;
    g_autoptr(Line) right = line_new();
    g_autofree char *wrong =
        prompt->ops->check != NULL && prompt->input->text->len > 0
            ? prompt->ops->check(app, prompt->input->text->str, &at, prompt->data)
            : NULL;
    if (wrong != NULL)
        line_addf(right, STYLE_ERROR, " %s %s", app->glyphs->warn, wrong);
    else
        prompt_words(app, prompt, right, rect.cols / 2);
    int typed = text_width(prompt->label) + text_width(prompt->input->text->str) + 2;
    line_cut(right, MAX(rect.cols / 2, rect.cols - typed), app->glyphs->ellipsis);
    line_add(line, STYLE_KEY, prompt->label);
    int room = MAX(rect.cols - line->width - right->width - 1, 4), begin = line->width;
    box->cursor_col = begin + edit_line(prompt->input, line, STYLE_NORMAL, room, app->glyphs);
    box->cursor_row = 0;
    line_append(line, right);
    box->in_hint = TRUE;
}

static void prompt_free(UiModal *modal)
{
    Prompt *prompt = (Prompt *)modal;
    if (prompt->destroy != NULL)
        prompt->destroy(prompt->data);
    words_clear(prompt);
    edit_free(prompt->input);
    g_free(prompt->label);
    g_free(prompt->before);
    g_free(prompt);
}

Reaction prompt_open(UiApp *app, const char *label, const char *text, const char *history,
                     const PromptOps *ops, gpointer data, GDestroyNotify destroy)
{
    static const ModalOps modal_ops = {.name = "prompt",
                                       .key = prompt_key,
                                       .paste = prompt_paste,
                                       .recalc = prompt_recalc,
                                       .free = prompt_free};
    Prompt *prompt = g_new0(Prompt, 1);
    prompt->base.ops = &modal_ops;
    prompt->label = g_strdup(label);
    prompt->before = g_strdup(text);
    prompt->input = edit_new(text);
    prompt->input->history = history != NULL ? app_history(app, history) : NULL;
    prompt->ops = ops;
    prompt->data = data;
    prompt->destroy = destroy;
    prompt->word = -1;
    app_push(app, &prompt->base);
    return REACT_REPAINT;
}
