/* SPDX-License-Identifier: MIT */
#include "letter_box.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/text.h"
#include "editor.h"
#include "job.h"
#include "views.h"

#define BESIDE_FROM  96  /* columns from which the languages stand side by side */
#define SAVE_MS      600 /* after which a change of the draft is on the disk */
#define MISSING_PART 5   /* the missing facts may take this part of the rows */

static const KeyContext CONTEXTS[] = {CONTEXT_LETTER, CONTEXT_LIST, CONTEXTS_END};

const char *letter_lang_label(LetterLang lang)
{
    static const char *const labels[N_LETTER_LANGS] = {
        [LETTER_EN] = N_("English"), [LETTER_JA] = N_("Japanese")};
    return _(labels[lang]);
}

static LetterLang other_lang(LetterLang lang)
{
    return lang == LETTER_EN ? LETTER_JA : LETTER_EN;
}

char *letter_count(UiApp *app, int characters)
{
    int limit = settings_int(app->settings, SETTING_LETTER_LIMIT);
    return g_strdup_printf(_("%d of %d characters"), characters, limit);
}

/* ---- Life ---- */

static void letter_open(UiApp *app, UiView *base)
{
    LetterView *view = (LetterView *)base;
    view->app = app;
    rowlist_init(&view->rows);
}

static void letter_clear(LetterView *view)
{
    g_clear_pointer(&view->letter, letter_free);
    g_clear_pointer(&view->other, letter_free);
    g_clear_pointer(&view->why_not, g_free);
    g_clear_pointer(&view->missing, g_strfreev);
}

static gboolean save_now(gpointer data)
{
    LetterView *view = data;
    g_autoptr(GError) error = NULL;
    view->save_source = 0;
    if (view->draft != NULL && !draft_save(view->app, view->draft, &error))
        app_message(view->app, STYLE_ERROR, _("cannot save the draft: %s"), error->message);
    return G_SOURCE_REMOVE;
}

static void save_soon(LetterView *view)
{
    if (view->save_source == 0)
        view->save_source = g_timeout_add(SAVE_MS, save_now, view);
}

static void save_flush(LetterView *view)
{
    if (view->save_source == 0)
        return;
    g_source_remove(view->save_source);
    save_now(view);
}

static void letter_close(UiView *base)
{
    LetterView *view = (LetterView *)base;
    save_flush(view);
    letter_clear(view);
    g_clear_pointer(&view->draft, draft_free);
    rowlist_clear(&view->rows);
}

/* ---- Writing it ---- */

/* Where the seller's own templates lie. (transfer full) (nullable) */
static char *template_folder(const UiApp *app)
{
    if (app->options->config_path == NULL)
        return NULL;
    g_autofree char *config = g_path_get_dirname(app->options->config_path);
    return g_build_filename(config, "letters", NULL);
}

static LetterFacts *gather(UiApp *app, const LetterView *view, const DeskCase *item,
                           GPtrArray *events, GPtrArray *evidence, LetterLang lang)
{
    LetterFacts *facts = letter_facts(app->model->desk, app->settings, item, events, lang, app->now,
                                      app->model->zone);
    letter_facts_evidence(facts, evidence);
    for (guint i = 0; i < view->draft->facts->len; i++) {
        g_auto(GStrv) pair = g_strsplit(g_ptr_array_index(view->draft->facts, i), "=", 2);
        if (g_strv_length(pair) != 2 || !letter_facts_set(facts, pair[0], pair[1], NULL))
            continue; /* of another version: left out */
    }
    return facts;
}

/* The seller's own text takes the place of the template's. */
static void take_edited(LetterView *view)
{
    if (view->draft->text == NULL)
        return;
    if (view->letter == NULL) {
        view->letter = g_new0(Letter, 1);
        view->letter->kind = view->kind;
        view->letter->lang = view->lang;
    }
    g_autoptr(GError) error = NULL;
    g_clear_pointer(&view->why_not, g_free);
    if (letter_take_text(view->letter, view->draft->text, &error))
        return;
    view->why_not = g_strdup(error->message);
    if (view->letter->subject == NULL)
        g_clear_pointer(&view->letter, letter_free);
}

void letter_build(UiApp *app, LetterView *view)
{
    const DeskCase *item = desk_find(app->model->desk, view->order);
    g_autoptr(GError) error = NULL;
    letter_clear(view);
    if (item == NULL || item->claim == NULL) {
        view->why_not = g_strdup(_("this order has no claim"));
        return;
    }
    if (!letter_fits(view->kind, item->claim, &error)) {
        view->why_not = g_strdup(error->message);
        return;
    }
    GPtrArray *events = model_events(app->model, view->order, TRUE);
    g_autoptr(GPtrArray) evidence = store_evidence(app->options->store, view->order, &error);
    if (events == NULL || evidence == NULL) {
        view->why_not = g_strdup(error != NULL ? error->message : _("cannot read the desk"));
        return;
    }
    view->attached = evidence->len;
    g_autofree char *folder = template_folder(app);
    g_autoptr(LetterFacts) facts = gather(app, view, item, events, evidence, view->lang);
    g_autoptr(LetterFacts) same = gather(app, view, item, events, evidence, other_lang(view->lang));
    view->letter = letter_write(view->kind, view->lang, facts, app->settings, folder, &error);
    if (view->letter == NULL)
        view->why_not = g_strdup(error->message);
    view->missing = letter_missing(view->kind, view->lang, facts, folder, NULL);
    view->other =
        letter_write(view->kind, other_lang(view->lang), same, app->settings, folder, NULL);
    take_edited(view);
}

static void letter_changed(UiApp *app, UiView *base)
{
    LetterView *view = (LetterView *)base;
    if (view->order != 0)
        letter_build(app, view);
}

static void letter_take(UiApp *app, LetterView *view, OrderId order, LetterKind kind,
                        LetterLang lang)
{
    save_flush(view);
    g_clear_pointer(&view->draft, draft_free);
    view->order = order;
    view->kind = kind;
    view->lang = lang;
    view->draft = draft_load(app, order, kind, lang);
    view->rows.top = 0;
    letter_build(app, view);
}

Reaction letter_show(UiApp *app, OrderId order, int kind)
{
    LetterView *view = (LetterView *)app_view(app, "letter");
    const DeskCase *item = desk_find(app->model->desk, order);
    if (item == NULL || item->claim == NULL) {
        app_message(app, STYLE_ERROR, "%s", _("this order has no claim"));
        return REACT_RECALC;
    }
    letter_take(app, view, order, kind >= 0 ? (LetterKind)kind : letter_kind_for(item->claim),
                letter_lang_for(item->market));
    Reaction reaction = app_show(app, &view->base, order);
    if (view->letter == NULL && view->missing != NULL && view->missing[0] != NULL)
        reaction |= letter_ask_facts(app, view);
    return reaction;
}

static OrderId letter_selected(UiApp *app, UiView *base)
{
    return ((const LetterView *)base)->order;
}

Reaction letter_leave(UiApp *app, OrderId order, LetterKind kind, LetterLang lang)
{
    LetterView *view = (LetterView *)app_view(app, "letter");
    draft_drop(app, order, kind, lang);
    if (view->order != order || view->kind != kind || view->lang != lang)
        return REACT_CHANGED | REACT_RECALC;
    letter_take(app, view, order, kind, lang); /* without the draft now */
    return app->view == &view->base ? app_command(app, CMD_QUIT, 0) | REACT_CHANGED
                                    : REACT_CHANGED | REACT_RECALC;
}

gboolean letter_keep(UiApp *app, OrderId order, const Letter *letter, GError **error)
{
    LetterView *view = (LetterView *)app_view(app, "letter");
    g_autoptr(Draft) draft = draft_load(app, order, letter->kind, letter->lang);
    if (draft->text == NULL)
        draft->text = letter_text(letter);
    if (!draft_save(app, draft, error))
        return FALSE;
    if (view->order == order && view->kind == letter->kind && view->lang == letter->lang)
        letter_take(app, view, order, letter->kind, letter->lang);
    return TRUE;
}

/* ---- Lines ---- */

static void head_line(UiApp *app, const LetterView *view, int cols, Lines *lines)
{
    char id[ORDER_ID_SIZE];
    Line *line = lines_add(lines);
    g_autoptr(Line) right = line_new();
    order_id_format(view->order, id);
    line_addf(line, STYLE_ORDER, " %s", id);
    line_addf(line, STYLE_BORDER, " %s ", app->glyphs->dot);
    line_add(line, STYLE_STRONG, letter_label(view->kind));
    if (view->letter != NULL) {
        int limit = settings_int(app->settings, SETTING_LETTER_LIMIT);
        gboolean over = view->letter->characters > limit;
        g_autofree char *count = letter_count(app, view->letter->characters);
        line_addf(right, over ? STYLE_BAD : STYLE_MUTED, " %s%s ", over ? app->glyphs->warn : "",
                  count);
    }
    line_cut(line, MAX(cols - right->width, 0), app->glyphs->ellipsis);
    line_pad(line, STYLE_NORMAL, cols - right->width);
    line_append(line, right);
}

static void address_line(UiApp *app, const LetterView *view, Lines *lines)
{
    Line *line = lines_add(lines);
    line_addf(line, STYLE_MUTED, " %s ", _("to"));
    if (view->letter->to != NULL)
        line_foreign(line, STYLE_NORMAL, view->letter->to);
    else
        line_add(line, STYLE_MUTED,
                 view->kind == LETTER_COLLECT ? _("the buyer, through Amazon's messages")
                                              : _("Amazon's page; no address is set"));
    if (view->attached > 0)
        line_addf(line, STYLE_MUTED,
                  ngettext("   %u file of evidence", "   %u files of evidence", view->attached),
                  view->attached);
    if (view->draft->text != NULL)
        line_addf(line, STYLE_CHANGED, "   %s", _("edited, saved as a draft"));
}

static void missing_lines(UiApp *app, const LetterView *view, int rows, int cols, Lines *lines)
{
    guint room = (guint)MAX(rows / MISSING_PART, 1);
    if (view->missing == NULL || view->missing[0] == NULL || view->draft->text != NULL)
        return;
    g_autoptr(GPtrArray) all = lines_new();
    g_autofree char *key = keymap_first(app->keymap, CMD_FACTS);
    GString *names = g_string_new(NULL);
    for (char **name = view->missing; *name != NULL; name++)
        g_string_append_printf(names, "%s%s", names->len > 0 ? C_("punctuation", ", ") : "",
                               letter_fact_label(*name));
    g_autofree char *text = g_strdup_printf(_("! Left out because unknown (%s to fill in): %s"),
                                            key != NULL ? key : ":facts", names->str);
    g_string_free(names, TRUE);
    lines_wrap(all, STYLE_WARN, text, 1, cols - 1);
    for (guint i = 0; i < MIN(all->len, room); i++)
        line_append(lines_add(lines), lines_at(all, i));
    if (all->len > room) {
        Line *last = lines_at(lines, lines->len - 1);
        line_cut(last, cols - 2, "");
        line_add(last, STYLE_WARN, app->glyphs->ellipsis);
    }
}

static void text_lines(const Letter *letter, const char *what, gboolean out, int cols, Lines *lines)
{
    line_addf(lines_add(lines), STYLE_HEADING, " %s", what);
    lines_wrap(lines, out ? STYLE_STRONG : STYLE_HINT, letter->subject, 1, cols - 1);
    lines_add(lines);
    g_autofree char *body = g_strchomp(g_strdup(letter->body));
    lines_wrap(lines, out ? STYLE_NORMAL : STYLE_HINT, body, 1, cols - 1);
}

static void both_lines(const LetterView *view, int cols, Lines *lines)
{
    gboolean two = view->other != NULL && !view->hide_other;
    gboolean beside = two && cols >= BESIDE_FROM;
    int at = beside ? cols / 2 : cols;
    g_autoptr(GPtrArray) left = lines_new(), right = lines_new();
    g_autofree char *out = g_strdup_printf(_("%s: to be sent"), letter_lang_label(view->lang));
    g_autofree char *same = g_strdup_printf(view->draft->text != NULL ? _("%s: before your edits")
                                                                      : _("%s: for reference"),
                                            letter_lang_label(other_lang(view->lang)));
    text_lines(view->letter, out, TRUE, at - 1, left);
    if (two && !beside)
        lines_add(left);
    if (two)
        text_lines(view->other, same, FALSE, beside ? cols - at : cols, beside ? right : left);
    lines_beside(lines, left, right, at);
}

static void letter_recalc(UiApp *app, UiView *base, int rows, int cols, Lines *lines)
{
    LetterView *view = (LetterView *)base;
    g_autoptr(GPtrArray) all = lines_new();
    if (view->order == 0)
        return;
    head_line(app, view, cols, lines);
    if (view->letter != NULL)
        address_line(app, view, lines);
    if (view->why_not != NULL)
        lines_wrap(lines, STYLE_ERROR, view->why_not, 1, cols - 1);
    else
        missing_lines(app, view, rows, cols, lines);
    line_repeat(lines_add(lines), STYLE_BORDER, app->glyphs->hline, cols);
    if (view->letter != NULL)
        both_lines(view, cols, all);
    rowlist_reset(&view->rows);
    for (guint i = 0; i < all->len; i++)
        rowlist_add(&view->rows, ROWLIST_NONE);
    int room = MAX(rows - (int)lines->len, 1);
    rowlist_scroll(&view->rows, room);
    for (int i = view->rows.top; i < (int)all->len && i < view->rows.top + room; i++)
        line_append(lines_add(lines), lines_at(all, (guint)i));
    list_more(lines, (int)all->len - view->rows.top - room, cols, app->glyphs);
    for (guint i = 0; i < lines->len; i++)
        line_cut(lines_at(lines, i), cols, app->glyphs->ellipsis);
}

/* ---- Editing ---- */

static void edited(UiApp *app, const char *text, gpointer data)
{
    LetterView *view = data;
    g_free(view->draft->text);
    view->draft->text = g_strdup(text);
    save_soon(view);
}

static char *edited_count(UiApp *app, const char *text, gpointer data)
{
    const LetterView *view = data;
    g_autoptr(Letter) letter = g_new0(Letter, 1);
    letter->kind = view->kind;
    if (!letter_take_text(letter, text, NULL))
        return g_strdup(_("the first line must be \"Subject: ...\""));
    return letter_count(app, letter->characters);
}

static Reaction edited_left(UiApp *app, gpointer data)
{
    LetterView *view = data;
    save_flush(view);
    letter_build(app, view);
    return REACT_RECALC;
}

/* What there is to be edited: the draft even where it is no letter any more. (transfer full) */
static char *text_to_edit(const LetterView *view)
{
    if (view->draft->text != NULL)
        return g_strdup(view->draft->text);
    return view->letter != NULL ? letter_text(view->letter) : g_strdup("Subject: \n\n");
}

static Reaction letter_edit(UiApp *app, LetterView *view)
{
    g_autofree char *text = text_to_edit(view);
    g_autofree char *beside =
        view->other != NULL && !view->hide_other
            ? g_strdup_printf("%s\n\n%s", view->other->subject, view->other->body)
            : NULL;
    g_autofree char *title = g_strconcat(letter_label(view->kind), C_("punctuation", ", "),
                                         letter_lang_label(view->lang), NULL);
    const EditorOps ops = {.title = title,
                           .beside = beside,
                           .beside_what = letter_lang_label(other_lang(view->lang)),
                           .changed = edited,
                           .count = edited_count,
                           .left = edited_left};
    return editor_open(app, &ops, text, view);
}

static Reaction letter_edit_outside(UiApp *app, LetterView *view)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = text_to_edit(view);
    g_autofree char *after = editor_run(app, "letter.txt", text, &error);
    if (after == NULL) {
        app_error(app, error);
        return REACT_REFLOW;
    }
    if (strcmp(text, after) == 0) {
        app_message(app, STYLE_MESSAGE, _("nothing changed"));
        return REACT_REFLOW;
    }
    edited(app, after, view);
    return edited_left(app, view) | REACT_REFLOW;
}

static Reaction discard_yes(UiApp *app, gpointer data)
{
    LetterView *view = data;
    g_clear_pointer(&view->draft->text, g_free);
    g_ptr_array_set_size(view->draft->facts, 0);
    save_soon(view);
    save_flush(view);
    letter_build(app, view);
    return REACT_RECALC;
}

/* ---- Commands ---- */

static Reaction kind_chosen(UiApp *app, gint64 value, gpointer data)
{
    LetterView *view = data;
    letter_take(app, view, view->order, (LetterKind)value, view->lang);
    return REACT_RECALC;
}

static Reaction letter_kinds(UiApp *app, LetterView *view)
{
    GArray *items = menu_items_new();
    const DeskCase *item = desk_find(app->model->desk, view->order);
    for (int kind = 0; kind < N_LETTERS; kind++) {
        MenuItem *row = menu_item(items, letter_label((LetterKind)kind), kind);
        if (item != NULL && item->claim != NULL && letter_kind_for(item->claim) == (LetterKind)kind)
            row->detail = g_strdup(_("suggested"));
    }
    return menu_open(app, _("Letter"), items, view->kind, kind_chosen, view, NULL);
}

static Reaction letter_command(UiApp *app, UiView *base, Command command, int count)
{
    LetterView *view = (LetterView *)base;
    switch (command) {
    case CMD_OUT:
        return letter_out_menu(app, view);
    case CMD_LETTER_COPY:
        return letter_out_copy(app, view);
    case CMD_LETTER_FILE:
        return letter_out_file(app, view);
    case CMD_SEND:
        return letter_out_send(app, view);
    case CMD_SENT:
        return letter_out_sent(app, view);
    case CMD_WRITE:
        return letter_edit(app, view);
    case CMD_EDITOR:
        return letter_edit_outside(app, view);
    case CMD_FACTS:
        return letter_ask_facts(app, view);
    case CMD_KIND:
        return letter_kinds(app, view);
    case CMD_LANGUAGE:
        letter_take(app, view, view->order, view->kind, other_lang(view->lang));
        return REACT_RECALC;
    case CMD_BOTH:
        view->hide_other = !view->hide_other;
        app->state_changed = TRUE;
        return REACT_RECALC;
    case CMD_DISCARD:
        return confirm_open(app, _("Discard your edits and start over?"), discard_yes, view, NULL);
    default:
        return rowlist_command(&view->rows, command, count);
    }
}

static const char *letter_why_not(UiApp *app, UiView *base, Command command)
{
    const LetterView *view = (const LetterView *)base;
    switch (command) {
    case CMD_FILTER:
    case CMD_OPEN:
        return VIEW_NOT_HERE;
    case CMD_OUT:
    case CMD_LETTER_COPY:
    case CMD_LETTER_FILE:
    case CMD_SEND:
    case CMD_SENT:
        if (job_waits(app))
            return _("a letter is being sent; please wait");
        return view->why_not != NULL ? view->why_not : view->letter == NULL ? _("failed") : NULL;
    case CMD_DISCARD:
        return draft_empty(view->draft) ? _("no draft") : NULL;
    default:
        return NULL;
    }
}

static Reaction letter_mouse(UiApp *app, UiView *base, const TermEvent *event, int row, int col)
{
    gboolean hit;
    return rowlist_mouse(&((LetterView *)base)->rows, event, row, &hit);
}

static char *letter_save(UiApp *app, UiView *base)
{
    return g_strdup(((const LetterView *)base)->hide_other ? "one" : "both");
}

static void letter_restore(UiApp *app, UiView *base, const char *text)
{
    ((LetterView *)base)->hide_other = strcmp(text, "one") == 0;
}

const ViewOps *view_letter(void)
{
    static const ViewOps ops = {
        .name = "letter",
        .title = N_("Letter"),
        .contexts = CONTEXTS,
        .size = sizeof(LetterView),
        .open = letter_open,
        .close = letter_close,
        .changed = letter_changed,
        .recalc = letter_recalc,
        .command = letter_command,
        .why_not = letter_why_not,
        .selected = letter_selected,
        .mouse = letter_mouse,
        .save = letter_save,
        .restore = letter_restore,
    };
    return &ops;
}
