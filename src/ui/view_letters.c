/* SPDX-License-Identifier: MIT */
/* Letters to write, letters begun, letters sent. */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/text.h"
#include "claims_table.h"
#include "filter.h"
#include "format.h"
#include "letter_box.h"
#include "views.h"

#define SENT_MOST 500
#define DUE_COLS  9
#define KIND_COLS 34

typedef enum { SECTION_WRITE, SECTION_DRAFT, SECTION_SENT, N_SECTIONS } Section;

typedef struct {
    Section section;
    OrderId order;
    LetterKind kind;
    LetterLang lang;
    gint64 at;      /* to write: due, 0 none; begun: saved; sent: when */
    gint64 event;   /* of one that was sent */
    char *subject;  /* (nullable) */
    char *word;     /* (nullable) its kind, where it is none that is known */
    gboolean begun; /* to write, and there is a draft of it */
} LetterRow;

typedef struct {
    UiView base;
    GPtrArray *letters; /* of LetterRow */
    RowList rows;
    LetterRow selected; /* what tells it: section, order, kind, event */
    int n_section[N_SECTIONS];
    UiFilter filter;
    int hidden;    /* of those that it does not: due within a day */
    int top;       /* lines above the list */
    int all;       /* letters that there are; the rows are those that the filter lets through */
    char *problem; /* (nullable) */
} LettersView;

static const KeyContext CONTEXTS[] = {CONTEXT_LETTERS, CONTEXT_CASE, CONTEXT_LIST, CONTEXTS_END};

static void row_free(gpointer data)
{
    LetterRow *row = data;
    g_free(row->subject);
    g_free(row->word);
    g_free(row);
}

static void letters_open(UiApp *app, UiView *view)
{
    LettersView *letters = (LettersView *)view;
    letters->letters = g_ptr_array_new_with_free_func(row_free);
    rowlist_init(&letters->rows);
    filter_init(&letters->filter);
}

static void letters_close(UiView *view)
{
    LettersView *letters = (LettersView *)view;
    g_ptr_array_unref(letters->letters);
    rowlist_clear(&letters->rows);
    filter_clear(&letters->filter);
    g_free(letters->problem);
}

/* ---- Rows ---- */

static LetterRow *row_add(LettersView *letters, Section section, OrderId order, LetterKind kind,
                          LetterLang lang, gint64 at)
{
    LetterRow *row = g_new0(LetterRow, 1);
    *row = (LetterRow){.section = section, .order = order, .kind = kind, .lang = lang, .at = at};
    g_ptr_array_add(letters->letters, row);
    letters->n_section[section]++;
    return row;
}

/* Which letter the case waits for, and until when. */
static gboolean needs_letter(UiApp *app, const DeskCase *item, LetterKind *ret_kind,
                             gint64 *ret_due)
{
    const Claim *claim = item->claim;
    ReviewKind kind;
    *ret_due = 0;
    if (model_is_suspect(app->model, item)) {
        *ret_kind = LETTER_CORRECTION;
        return claim->stage != STAGE_APPEAL_SENT && claim->verify_due <= app->now;
    }
    *ret_due = model_due(app->model, item, &kind);
    if (*ret_due == 0 || (kind == REVIEW_HOLD && *ret_due < app->now))
        return FALSE;
    switch (kind) {
    case REVIEW_REPLY:
        *ret_kind = LETTER_REPLY;
        return TRUE;
    case REVIEW_HOLD:
        *ret_kind = LETTER_COLLECT;
        return TRUE;
    case REVIEW_APPEAL:
        *ret_kind = LETTER_APPEAL;
        return TRUE;
    case REVIEW_ANSWER:
        *ret_kind = LETTER_FOLLOW_UP;
        return *ret_due < app->now;
    default:
        return FALSE;
    }
}

static gint by_due(gconstpointer a, gconstpointer b)
{
    const LetterRow *x = *(LetterRow *const *)a, *y = *(LetterRow *const *)b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* What the seller saw counted on Amazon's page, where no report names it as a suspect. */
static void add_seen_counted(UiApp *app, LettersView *letters)
{
    for (guint i = 0; i < app->model->review->len; i++) {
        const ReviewItem *item = g_ptr_array_index(app->model->review, i);
        const DeskCase *there = NULL;
        if (item->kind == REVIEW_MISMATCH && item->order != 0 && item->severity == SEVERITY_HIGH &&
            app_in_scope(app, item->market, item->channel))
            there = desk_find(app->model->desk, item->order);
        if (there != NULL && there->claim != NULL && !model_is_suspect(app->model, there))
            row_add(letters, SECTION_WRITE, item->order, LETTER_CORRECTION,
                    letter_lang_for(item->market), 0);
    }
}

static void add_to_write(UiApp *app, LettersView *letters)
{
    for (guint i = 0; i < app->model->desk->cases->len; i++) {
        const DeskCase *item = g_ptr_array_index(app->model->desk->cases, i);
        LetterKind kind;
        gint64 due;
        if (item->claim != NULL && app_in_scope(app, item->market, item->channel) &&
            item->claim->snoozed_until <= app->now && needs_letter(app, item, &kind, &due))
            row_add(letters, SECTION_WRITE, item->order, kind, letter_lang_for(item->market), due);
    }
    add_seen_counted(app, letters);
    g_ptr_array_sort(letters->letters, by_due);
}

static gboolean is_to_write(const LettersView *letters, const Draft *draft)
{
    for (guint i = 0; i < letters->letters->len; i++) {
        LetterRow *row = g_ptr_array_index(letters->letters, i);
        if (row->section == SECTION_WRITE && row->order == draft->order &&
            row->kind == draft->kind && row->lang == draft->lang) {
            row->begun = TRUE;
            return TRUE;
        }
    }
    return FALSE;
}

/* Those that are to be written anyway say so there. */
static void add_drafts(UiApp *app, LettersView *letters)
{
    g_autoptr(GPtrArray) drafts = drafts_list(app);
    for (guint i = 0; i < drafts->len; i++) {
        const Draft *draft = g_ptr_array_index(drafts, i);
        const DeskCase *item = desk_find(app->model->desk, draft->order);
        if (item != NULL && item->claim != NULL && app_in_scope(app, item->market, item->channel) &&
            !is_to_write(letters, draft))
            row_add(letters, SECTION_DRAFT, draft->order, draft->kind, draft->lang,
                    draft->saved_at);
    }
}

static void add_sent(UiApp *app, LettersView *letters)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) sent = store_letters(app->options->store, SENT_MOST, &error);
    if (sent == NULL) {
        letters->problem = g_strdup(error->message);
        return;
    }
    for (guint i = 0; i < sent->len; i++) {
        const StoreLetter *letter = g_ptr_array_index(sent, i);
        const ClaimEvent *event = letter->event;
        const DeskCase *item = desk_find(app->model->desk, letter->order);
        LetterKind kind = LETTER_REPLY;
        LetterLang lang = LETTER_EN;
        if (item == NULL || !app_in_scope(app, item->market, item->channel))
            continue;
        gboolean known = event->word != NULL && letter_parse(event->word, &kind, NULL);
        if (event->lang != NULL && !letter_lang_parse(event->lang, &lang, NULL))
            lang = LETTER_EN;
        LetterRow *row = row_add(letters, SECTION_SENT, letter->order, kind, lang, event->at);
        row->event = event->id;
        row->word = known || event->word == NULL ? NULL : text_clean(event->word);
        if (event->text != NULL) {
            const char *text = event->text;
            row->subject = text_clean(g_str_has_prefix(text, "Subject:") ? text + 8 : text);
            g_strstrip(row->subject);
        }
    }
}

static const LetterRow *row_at(const LettersView *letters, int i)
{
    return g_ptr_array_index(letters->letters, i);
}

static const LetterRow *row_selected(const LettersView *letters)
{
    return letters->letters->len > 0 ? row_at(letters, letters->rows.list.cursor) : NULL;
}

static void letters_follow(LettersView *letters)
{
    const LetterRow *row = row_selected(letters);
    letters->selected = row != NULL ? *row : (LetterRow){0};
    letters->selected.subject = letters->selected.word = NULL;
}

/* Leaves the letters of the cases that the filter lets through. */
static void letters_sift(UiApp *app, LettersView *letters)
{
    letters->all = (int)letters->letters->len;
    letters->hidden = 0;
    for (guint i = letters->letters->len; filter_on(&letters->filter) && i-- > 0;) {
        const LetterRow *row = g_ptr_array_index(letters->letters, i);
        const DeskCase *item = desk_find(app->model->desk, row->order);
        CaseRow about = {0};
        if (item != NULL)
            about = case_row(app->model, item);
        QueryFacts facts = {.item = item,
                            .due = about.due,
                            .counts = about.counts,
                            .suspect = about.suspect,
                            .snoozed = about.snoozed};
        if (item != NULL && query_match(letters->filter.query, &facts, app->now))
            continue;
        letters->hidden +=
            row->section == SECTION_WRITE && row->at != 0 && row->at < app->now + DAY_SECONDS;
        letters->n_section[row->section]--;
        g_ptr_array_remove_index(letters->letters, i);
    }
}

static void letters_changed(UiApp *app, UiView *view)
{
    LettersView *letters = (LettersView *)view;
    const LetterRow *was = &letters->selected;
    int at = -1, i = 0;
    g_ptr_array_set_size(letters->letters, 0);
    g_clear_pointer(&letters->problem, g_free);
    memset(letters->n_section, 0, sizeof letters->n_section);
    add_to_write(app, letters);
    add_drafts(app, letters);
    add_sent(app, letters);
    letters_sift(app, letters);
    rowlist_reset(&letters->rows);
    for (int section = 0; section < N_SECTIONS; section++) {
        rowlist_add(&letters->rows, ROWLIST_HEADING(section));
        if (letters->n_section[section] == 0)
            rowlist_add(&letters->rows, ROWLIST_HEADING(N_SECTIONS + section));
        for (int k = 0; k < letters->n_section[section]; k++, i++) {
            const LetterRow *row = row_at(letters, i);
            if (row->section == was->section && row->order == was->order &&
                row->kind == was->kind && row->event == was->event)
                at = i;
            rowlist_add(&letters->rows, i);
        }
    }
    rowlist_keep(&letters->rows, i, at);
    letters_follow(letters);
}

static void letters_show(UiApp *app, UiView *view, OrderId order)
{
    view->stale = TRUE; /* drafts come and go without a change of the desk */
}

static OrderId letters_selected(UiApp *app, UiView *view)
{
    const LetterRow *row = row_selected((const LettersView *)view);
    return row != NULL ? row->order : 0;
}

/* ---- Lines ---- */

static void section_line(const LettersView *letters, Section section, Line *line)
{
    static const char *const titles[N_SECTIONS] = {N_("To write"), N_("Drafts"), N_("Sent")};
    line_addf(line, STYLE_HEADING, " %s", _(titles[section]));
    if (letters->n_section[section] > 0)
        line_addf(line, STYLE_MUTED, "  %d", letters->n_section[section]);
}

static void none_line(UiApp *app, Section section, Line *line)
{
    static const char *const words[N_SECTIONS] = {N_("no letters to write"), N_("no other drafts"),
                                                  N_("no letters sent yet")};
    line_addf(line, STYLE_MUTED, "   %s", _(words[section]));
}

static void row_line(UiApp *app, const LetterRow *row, gboolean selected, int cols, Line *line)
{
    char id[ORDER_ID_SIZE];
    const char *ellipsis = app->glyphs->ellipsis;
    g_autofree char *at =
        row->section == SECTION_WRITE
            ? (row->at != 0 ? fmt_left(row->at, app->now) : g_strdup(C_("due", "now")))
        : row->at != 0 ? fmt_day(day_in_zone(row->at, app->model->zone))
                       : g_strdup(app->glyphs->dash);
    Style style = row->section != SECTION_WRITE        ? STYLE_MUTED
                  : row->at != 0 && row->at < app->now ? STYLE_OVERDUE
                  : row->at - app->now < DAY_SECONDS   ? STYLE_SOON
                                                       : STYLE_NORMAL;
    order_id_format(row->order, id);
    line->selected = selected;
    line_add(line, STYLE_NORMAL, selected ? app->glyphs->marker : " ");
    line_fit(line, style, at, DUE_COLS, ellipsis);
    line_add(line, STYLE_NORMAL, " ");
    line_add(line, STYLE_ORDER, id);
    line_add(line, STYLE_NORMAL, " ");
    line_add(line, STYLE_MUTED, letter_lang_word(row->lang));
    line_add(line, STYLE_NORMAL, "  ");
    const char *kind = row->word != NULL ? row->word : letter_label(row->kind);
    line_fit(line, STYLE_NORMAL, kind,
             row->subject != NULL ? MIN(KIND_COLS, text_width(kind)) : cols - line->width,
             ellipsis);
    if (row->begun) {
        g_autofree char *begun = g_strdup_printf(" %s", _("draft"));
        line_cut(line, cols - text_width(begun), ellipsis);
        line_pad(line, STYLE_NORMAL, cols - text_width(begun));
        line_add(line, STYLE_CHANGED, begun);
    }
    if (row->subject != NULL)
        line_addf(line, STYLE_MUTED, "  %s", row->subject);
    line_cut(line, cols, ellipsis);
}

/* Of a line that stands for no letter: a section's title, or that there is none in it. */
static void plain_line(UiApp *app, const LettersView *letters, int mark, Line *line)
{
    for (int section = 0; section < N_SECTIONS; section++) {
        if (mark == ROWLIST_HEADING(section))
            section_line(letters, section, line);
        else if (mark == ROWLIST_HEADING(N_SECTIONS + section))
            none_line(app, section, line);
    }
}

static void filter_line(UiApp *app, const LettersView *letters, int cols, Line *line)
{
    line_add(line, STYLE_KEY, " / ");
    line_foreign(line, STYLE_STRONG, letters->filter.text);
    line_addf(line, STYLE_MUTED, "   %d/%d", (int)letters->letters->len, letters->all);
    if (letters->hidden > 0) {
        line_addf(line, STYLE_WARN, "   %s ", app->glyphs->warn);
        line_addf(line, STYLE_WARN,
                  ngettext("%d due within a day is hidden", "%d due within a day are hidden",
                           (gulong)letters->hidden),
                  letters->hidden);
    }
    line_cut(line, cols, app->glyphs->ellipsis);
}

static void letters_recalc(UiApp *app, UiView *view, int rows, int cols, Lines *lines)
{
    LettersView *letters = (LettersView *)view;
    RowList *list = &letters->rows;
    if (letters->problem != NULL)
        lines_wrap(lines, STYLE_ERROR, letters->problem, 1, cols - 1);
    if (filter_on(&letters->filter))
        filter_line(app, letters, cols, lines_add(lines));
    letters->top = (int)lines->len;
    int room = MAX(rows - (int)lines->len, 1);
    rowlist_scroll(list, room);
    for (int i = list->top; i < (int)list->lines->len && i < list->top + room; i++) {
        int item = rowlist_item(list, i);
        if (item >= 0)
            row_line(app, row_at(letters, item), item == list->list.cursor, cols, lines_add(lines));
        else
            plain_line(app, letters, item, lines_add(lines));
    }
    for (guint i = 0; i < lines->len; i++)
        line_cut(lines_at(lines, i), cols, app->glyphs->ellipsis);
}

static char *letters_summary(UiApp *app, UiView *view)
{
    const LettersView *letters = (const LettersView *)view;
    int begun = letters->n_section[SECTION_DRAFT];
    for (guint i = 0; i < letters->letters->len; i++)
        begun += ((const LetterRow *)g_ptr_array_index(letters->letters, i))->begun;
    g_autofree char *place = rowlist_position(&letters->rows);
    return place != NULL ? g_strdup_printf(_("%s, %d to write, %d drafts"), place,
                                           letters->n_section[SECTION_WRITE], begun)
                         : g_strdup_printf(_("%d to write, %d drafts"),
                                           letters->n_section[SECTION_WRITE], begun);
}

/* ---- Commands ---- */

static Reaction read_sent(UiApp *app, const LetterRow *row)
{
    GPtrArray *events = model_events(app->model, row->order, TRUE);
    int cols = MIN(term_cols(app->term) - 4, 78);
    for (guint i = 0; events != NULL && i < events->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(events, i);
        if (event->id != row->event)
            continue;
        Lines *lines = lines_new();
        g_autofree char *when = fmt_moment(event->at, app->model->zone);
        char id[ORDER_ID_SIZE];
        order_id_format(row->order, id);
        g_autofree char *title = g_strconcat(id, C_("punctuation", ", "), when, NULL);
        lines_wrap(lines, STYLE_NORMAL,
                   event->text != NULL && *event->text != '\0' ? event->text
                                                               : _("its text was removed"),
                   1, cols);
        return reader_open(app, title, lines);
    }
    app_message(app, STYLE_ERROR, _("cannot read the desk"));
    return REACT_RECALC;
}

static gboolean letters_wants_rest(UiApp *app, UiView *view)
{
    return ((LettersView *)view)->filter.waits;
}

static Reaction letters_rest(UiApp *app, UiView *view)
{
    return filter_rest(app, &((LettersView *)view)->filter);
}

static Reaction letters_command(UiApp *app, UiView *view, Command command, int count)
{
    LettersView *letters = (LettersView *)view;
    const LetterRow *row = row_selected(letters);
    if (command == CMD_OPEN && row != NULL && row->section == SECTION_SENT)
        return read_sent(app, row);
    if ((command == CMD_OPEN || command == CMD_LETTER) && row != NULL)
        return letter_show(app, row->order, row->section == SECTION_SENT ? -1 : (int)row->kind);
    Reaction reaction = filter_command(app, &letters->filter, command);
    if (!(reaction & REACT_IGNORED))
        return reaction;
    reaction = rowlist_command(&letters->rows, command, count);
    if (!(reaction & REACT_IGNORED))
        letters_follow(letters);
    return reaction;
}

static Reaction letters_mouse(UiApp *app, UiView *view, const TermEvent *event, int row, int col)
{
    LettersView *letters = (LettersView *)view;
    gboolean hit;
    Reaction reaction = rowlist_mouse(&letters->rows, event, row - letters->top, &hit);
    letters_follow(letters);
    if (hit && event->mouse == MOUSE_DOUBLE)
        return app_command(app, CMD_OPEN, 0) | REACT_RECALC;
    return reaction;
}

const ViewOps *view_letters(void)
{
    static const ViewOps ops = {
        .name = "letters",
        .title = N_("Letters"),
        .command_to_show = CMD_VIEW_LETTERS,
        .flags = VIEW_TAB | VIEW_PANEL | VIEW_DETAIL,
        .contexts = CONTEXTS,
        .size = sizeof(LettersView),
        .open = letters_open,
        .close = letters_close,
        .show = letters_show,
        .changed = letters_changed,
        .recalc = letters_recalc,
        .command = letters_command,
        .wants_rest = letters_wants_rest,
        .rest = letters_rest,
        .selected = letters_selected,
        .mouse = letters_mouse,
        .summary = letters_summary,
    };
    return &ops;
}
