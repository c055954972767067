/* SPDX-License-Identifier: MIT */
/* One line in the place of the hint bar: the filter, the command line. */
#include <glib/gi18n.h>
#include <string.h>

#include "app.h"
#include "azdesk/core/text.h"
#include "edit.h"

#define HISTORY_KEPT 100
#define MESSAGE_ROWS 4 /* above the line */

typedef struct {
    UiModal base;
    char *label;
    char *before;
    Edit *input;
    const PromptOps *ops;
    gpointer data;
    GDestroyNotify destroy;
    char **words;     /* (nullable) completions offered */
    int word;         /* the one that stands there; -1: none yet */
    gsize word_at;    /* where it begins */
    gboolean refused; /* Enter did not take the text as it is */
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

/* What is wrong with the text and which bytes of it; NULL: nothing. (transfer full) (nullable) */
static char *prompt_fault(UiApp *app, Prompt *prompt, EditMark *ret_mark)
{
    const GString *text = prompt->input->text;
    if (prompt->ops->check == NULL || text->len == 0)
        return NULL;
    gsize start = 0;
    char *wrong = prompt->ops->check(app, text->str, &start, prompt->data);
    if (wrong == NULL)
        return NULL;
    *ret_mark = (EditMark){
        .start = start, .end = start + strcspn(text->str + start, " "), .style = STYLE_FAULT};
    return wrong;
}

static Reaction prompt_done(UiApp *app, Prompt *prompt)
{
    EditMark mark = {0};
    g_autofree char *wrong = prompt_fault(app, prompt, &mark);
    if (wrong != NULL) {
        prompt->input->cursor = mark.end;
        prompt->refused = TRUE;
        return REACT_REPAINT;
    }
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
    prompt->refused = FALSE;
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

/* ---- The rows above: what is wrong and where, what was said, or what may be written ---- */

/* The words that may stand at the cursor; none where the view is asked only at TAB. */
static char **prompt_offers(UiApp *app, Prompt *prompt, gsize *ret_at)
{
    const Edit *input = prompt->input;
    *ret_at = prompt->word_at;
    if (prompt->words != NULL)
        return g_strdupv(prompt->words);
    if (prompt->ops->complete == NULL || !prompt->ops->offers)
        return NULL;
    return prompt->ops->complete(app, input->text->str, input->cursor, ret_at, prompt->data);
}

/* Nothing is offered where all that could be is there already, and needs no explaining. */
static gboolean is_typed(UiApp *app, const Prompt *prompt, char **words, gsize at)
{
    const Edit *input = prompt->input;
    g_autofree char *about =
        prompt->ops->about != NULL
            ? prompt->ops->about(app, input->text->str, at, words[0], prompt->data)
            : NULL;
    return about == NULL && words[1] == NULL && prompt->words == NULL &&
           strlen(words[0]) == input->cursor - at &&
           strncmp(input->text->str + at, words[0], input->cursor - at) == 0;
}

static void offers_line(UiApp *app, Prompt *prompt, char **words, gsize at, Line *line)
{
    const char *one = prompt->word >= 0 ? words[prompt->word] : words[1] == NULL ? words[0] : NULL;
    g_autofree char *about =
        one != NULL && prompt->ops->about != NULL
            ? prompt->ops->about(app, prompt->input->text->str, at, one, prompt->data)
            : NULL;
    if (about != NULL) {
        line_addf(line, STYLE_KEY, " %s", one);
        line_addf(line, STYLE_HINT, "  %s", about);
        if (words[1] != NULL)
            line_add(line, STYLE_MUTED, "  ");
    }
    for (int i = 0; words[i] != NULL && (about == NULL || words[1] != NULL); i++)
        line_addf(line, i == prompt->word ? STYLE_TAB_ACTIVE : STYLE_HINT, " %s", words[i]);
}

/* An arrow down to the fault's place, and the words on the side where there is more room. */
static void fault_line(UiApp *app, const char *wrong, int col, int cols, Line *line)
{
    g_autofree char *clean = text_clean(wrong);
    col = CLAMP(col, 0, MAX(cols - 1, 0));
    int left = col - 1, right = cols - col - 2;
    if (text_width(clean) > right && left > right) {
        g_autofree char *cut = text_ellipsize(clean, left, app->glyphs->ellipsis);
        line_pad(line, STYLE_NORMAL, left - text_width(cut));
        line_addf(line, STYLE_ERROR, "%s %s", cut, app->glyphs->down);
    } else {
        line_pad(line, STYLE_NORMAL, col);
        line_addf(line, STYLE_ERROR, "%s %s", app->glyphs->down, clean);
    }
}

/* Columns from the prompt's begin to that byte of its text. */
static int column_of(const Prompt *prompt, gsize at)
{
    g_autofree char *before = g_strndup(prompt->input->text->str, at);
    return text_width(prompt->label) + text_width(before) - prompt->input->left;
}

static void prompt_recalc(UiApp *app, UiModal *modal, int max_rows, int max_cols, ModalBox *box)
{
    Prompt *prompt = (Prompt *)modal;
    int cols = app->layout.hint.cols;
    gsize word = 0;
    EditMark mark = {0};
    g_autofree char *wrong = prompt_fault(app, prompt, &mark);
    g_auto(GStrv) words = prompt_offers(app, prompt, &word);
    gboolean offers = words != NULL && words[0] != NULL && !is_typed(app, prompt, words, word);
    if (wrong != NULL && offers && !prompt->refused && mark.end >= prompt->input->cursor &&
        word >= mark.start)
        g_clear_pointer(&wrong, g_free); /* it may become right yet */
    g_autoptr(Line) line = line_new();
    line_add(line, STYLE_KEY, prompt->label);
    int begin = line->width;
    box->cursor_col =
        begin + edit_line_marked(prompt->input, line, STYLE_NORMAL, wrong != NULL ? &mark : NULL,
                                 MAX(cols - begin - 1, 4), app->glyphs);
    if (wrong != NULL)
        fault_line(app, wrong, column_of(prompt, mark.start), cols, lines_add(box->lines));
    else if (app->message != NULL) /* its place is taken */
        lines_wrap(box->lines, app->message_style, app->message, 1, MAX(cols - 1, 1));
    else if (offers)
        offers_line(app, prompt, words, word, lines_add(box->lines));
    if (box->lines->len > MESSAGE_ROWS)
        g_ptr_array_set_size(box->lines, MESSAGE_ROWS);
    for (guint i = 0; i < box->lines->len; i++)
        line_cut(lines_at(box->lines, i), cols, app->glyphs->ellipsis);
    box->cursor_row = (int)box->lines->len;
    lines_share(box->lines, line);
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
