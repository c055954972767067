/* SPDX-License-Identifier: MIT */
#include "picker.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "azdesk/core/text.h"
#include "edit.h"
#include "format.h"
#include "list.h"

#define PICKER_COLS 76
#define PICKER_ROWS 14
#define NAMES_MAX   5000 /* read of one folder */

#define FOLDERS_ABOVE 3

typedef struct {
    char *path;
    char *shown;
    gboolean folder, recent;
    gint64 size, modified;
} Entry;

typedef struct {
    UiModal base;
    char *title;
    Edit *input;
    GPtrArray *entries; /* of Entry: what fits what is typed */
    UiList list;
    PathDone chosen;
    gpointer data;
    GDestroyNotify destroy;
} Picker;

static void entry_free(gpointer data)
{
    Entry *entry = data;
    g_free(entry->path);
    g_free(entry->shown);
    g_free(entry);
}

/* ---- What is in the folder ---- */

/* Folders of before, then folders by name, then files by age. */
static gint entry_compare(gconstpointer a, gconstpointer b)
{
    const Entry *x = *(Entry *const *)a, *y = *(Entry *const *)b;
    if (x->recent || y->recent)
        return y->recent - x->recent;
    if (x->folder != y->folder)
        return y->folder - x->folder;
    if (!x->folder && x->modified != y->modified)
        return x->modified < y->modified ? 1 : -1;
    return strcmp(x->shown, y->shown);
}

static gboolean name_fits(const char *name, const char *typed)
{
    if (*typed == '\0')
        return *name != '.';
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    g_autofree char *a = g_utf8_casefold(valid, -1), *b = g_utf8_casefold(typed, -1);
    return strstr(a, b) != NULL && (*name != '.' || *typed == '.');
}

static void add_entry(Picker *picker, const char *folder, const char *name)
{
    GStatBuf seen;
    Entry *entry = g_new0(Entry, 1);
    entry->path = g_build_filename(folder, name, NULL);
    entry->shown = text_clean(name);
    if (g_stat(entry->path, &seen) == 0) {
        entry->folder = S_ISDIR(seen.st_mode);
        entry->size = seen.st_size;
        entry->modified = seen.st_mtime;
    }
    g_ptr_array_add(picker->entries, entry);
}

static void add_recent(UiApp *app, Picker *picker, const char *here)
{
    g_autoptr(GPtrArray) recent = path_recent(app);
    for (guint i = 0; i < recent->len; i++) {
        const char *path = g_ptr_array_index(recent, i);
        if (strcmp(path, here) == 0)
            continue;
        Entry *entry = g_new0(Entry, 1);
        g_autofree char *brief = path_short(path);
        entry->path = g_strdup(path);
        entry->shown = text_clean(brief);
        entry->folder = entry->recent = TRUE;
        g_ptr_array_add(picker->entries, entry);
    }
}

static void picker_read(UiApp *app, Picker *picker)
{
    const char *text = picker->input->text->str;
    const char *slash = strrchr(text, '/');
    const char *typed = slash != NULL ? slash + 1 : text;
    if (strcmp(typed, "~") == 0)
        typed++;
    g_autofree char *head = g_strndup(text, (gsize)(typed - text));
    g_autofree char *folder = path_expand(*head != '\0' ? head : ".");
    const char *name;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_ptr_array_set_size(picker->entries, 0);
    while (dir != NULL && picker->entries->len < NAMES_MAX && (name = g_dir_read_name(dir)) != NULL)
        if (name_fits(name, typed))
            add_entry(picker, folder, name);
    gsize len = strlen(folder);
    if (len > 1 && folder[len - 1] == '/')
        folder[len - 1] = '\0';
    if (*typed == '\0')
        add_recent(app, picker, folder);
    g_ptr_array_sort(picker->entries, entry_compare);
    picker->list.n = (int)picker->entries->len;
    picker->list.cursor = 0;
    for (int i = 0; i < picker->list.n && picker->list.cursor == 0; i++)
        if (!((Entry *)g_ptr_array_index(picker->entries, i))->folder)
            picker->list.cursor = i; /* the newest file, with some folders above it */
    picker->list.top = MAX(picker->list.cursor - FOLDERS_ABOVE, 0);
}

/* ---- Keys ---- */

static const Entry *entry_at(const Picker *picker, int i)
{
    return i >= 0 && i < (int)picker->entries->len ? g_ptr_array_index(picker->entries, i) : NULL;
}

static void picker_go(UiApp *app, Picker *picker, const char *path)
{
    g_autofree char *brief = path_short(path);
    g_autofree char *text = g_strconcat(brief, g_str_has_suffix(brief, "/") ? "" : "/", NULL);
    if (!g_utf8_validate(text, -1, NULL)) {
        app_message(app, STYLE_ERROR, _("the folder's name is not UTF-8"));
        return;
    }
    edit_set(picker->input, text);
    picker_read(app, picker);
}

static Reaction picker_take(UiApp *app, Picker *picker, const char *path)
{
    g_autofree char *file = g_canonicalize_filename(path, NULL);
    PathDone chosen = picker->chosen;
    gpointer data = picker->data;
    GDestroyNotify destroy = picker->destroy;
    picker->destroy = NULL;
    path_recent_add(app, file);
    app_pop(app, &picker->base);
    Reaction reaction = chosen(app, file, data) | REACT_RECALC;
    if (destroy != NULL)
        destroy(data);
    return reaction;
}

/* What was typed in full counts before what the cursor is on. */
static Reaction picker_choose(UiApp *app, Picker *picker)
{
    g_autofree char *typed = path_expand(picker->input->text->str);
    if (g_file_test(typed, G_FILE_TEST_EXISTS) && !g_file_test(typed, G_FILE_TEST_IS_DIR))
        return picker_take(app, picker, typed);
    const Entry *entry = entry_at(picker, picker->list.cursor);
    if (entry == NULL) {
        app_message(app, STYLE_ERROR, _("no such file"));
        return REACT_RECALC;
    }
    g_autofree char *path = g_strdup(entry->path);
    if (!entry->folder)
        return picker_take(app, picker, path);
    picker_go(app, picker, path);
    return REACT_REPAINT;
}

static void picker_up(UiApp *app, Picker *picker)
{
    g_autofree char *path = path_expand(picker->input->text->str);
    g_autofree char *whole = g_canonicalize_filename(path, NULL);
    g_autofree char *parent = g_path_get_dirname(whole);
    picker_go(app, picker, parent);
}

static Reaction picker_key(UiApp *app, UiModal *modal, Key key)
{
    Picker *picker = (Picker *)modal;
    const Entry *entry = entry_at(picker, picker->list.cursor);
    int page = MAX(picker->list.rows - 1, 1);
    switch (key) {
    case K_ESC:
    case K_CTRL('c'):
        app_pop(app, modal);
        return REACT_RECALC;
    case K_ENTER:
        return picker_choose(app, picker);
    case K_TAB:
        if (entry != NULL && entry->folder)
            picker_go(app, picker, entry->path);
        else if (entry != NULL && g_utf8_validate(entry->path, -1, NULL)) {
            g_autofree char *brief = path_short(entry->path);
            edit_set(picker->input, brief);
        }
        return REACT_REPAINT;
    case K_UP:
    case K_CTRL('p'):
        list_move(&picker->list, picker->list.cursor - 1);
        return REACT_REPAINT;
    case K_DOWN:
    case K_CTRL('n'):
        list_move(&picker->list, picker->list.cursor + 1);
        return REACT_REPAINT;
    case K_PGUP:
    case K_PGDN:
        list_move(&picker->list, picker->list.cursor + (key == K_PGDN ? page : -page));
        return REACT_REPAINT;
    case K_BACKTAB:
        picker_up(app, picker);
        return REACT_REPAINT;
    default:
        if (!edit_key(picker->input, key))
            return REACT_NONE;
        picker_read(app, picker);
        return REACT_REPAINT;
    }
}

static Reaction picker_paste(UiApp *app, UiModal *modal, const char *text)
{
    Picker *picker = (Picker *)modal;
    edit_insert(picker->input, text);
    picker_read(app, picker);
    return REACT_REPAINT;
}

static Reaction picker_mouse(UiApp *app, UiModal *modal, const TermEvent *event, int row, int col)
{
    Picker *picker = (Picker *)modal;
    gboolean hit;
    list_mouse(&picker->list, event, row - 2, &hit);
    return hit && event->mouse == MOUSE_DOUBLE ? picker_choose(app, picker) : REACT_REPAINT;
}

/* ---- Shown ---- */

static void entry_line(UiApp *app, const Entry *entry, gboolean selected, int cols, Line *line)
{
    g_autoptr(Line) right = line_new();
    if (!entry->folder) {
        g_autofree char *size = g_format_size((guint64)entry->size);
        g_autofree char *day = fmt_day_year(day_in_zone(entry->modified, app->model->zone));
        line_fit_right(right, STYLE_MUTED, size, 10, "");
        g_autofree char *widest = fmt_day_year(day_from_ymd(2026, 12, 28));
        line_fit_right(right, STYLE_MUTED, day, text_width(widest) + 2, "");
    } else if (entry->recent) {
        line_addf(right, STYLE_MUTED, "%s", _("recent"));
    }
    line->selected = selected;
    line_add(line, STYLE_NORMAL, selected ? app->glyphs->marker : " ");
    g_autofree char *name = g_strconcat(entry->shown, entry->folder ? "/" : "", NULL);
    line_fit(line, entry->folder ? STYLE_KEY : STYLE_NORMAL, name,
             cols - 2 - right->width - line->width, app->glyphs->ellipsis);
    line_add(line, STYLE_NORMAL, " ");
    line_append(line, right);
}

static void picker_recalc(UiApp *app, UiModal *modal, int max_rows, int max_cols, ModalBox *box)
{
    Picker *picker = (Picker *)modal;
    int cols = MIN(PICKER_COLS, max_cols), rows = CLAMP(max_rows - 2, 1, PICKER_ROWS);
    Line *line = lines_add(box->lines);
    box->title = g_strdup(picker->title);
    box->footer = g_strdup(_("enter selects, tab opens, shift-tab up, esc cancels"));
    box->cols = cols;
    line_add(line, STYLE_NORMAL, " ");
    box->cursor_row = 0;
    box->cursor_col = 1 + edit_line(picker->input, line, STYLE_INPUT_ACTIVE, cols - 2, app->glyphs);
    line_repeat(lines_add(box->lines), STYLE_BORDER, app->glyphs->hline, cols);
    list_scroll(&picker->list, rows);
    for (int i = picker->list.top; i < picker->list.top + rows; i++) {
        const Entry *entry = entry_at(picker, i);
        line = lines_add(box->lines);
        if (entry != NULL)
            entry_line(app, entry, i == picker->list.cursor, cols, line);
        else if (i == 0)
            line_addf(line, STYLE_MUTED, " %s", _("no match"));
    }
}

static void picker_free(UiModal *modal)
{
    Picker *picker = (Picker *)modal;
    if (picker->destroy != NULL)
        picker->destroy(picker->data);
    g_ptr_array_unref(picker->entries);
    edit_free(picker->input);
    g_free(picker->title);
    g_free(picker);
}

Reaction picker_open(UiApp *app, const char *title, PathDone chosen, gpointer data,
                     GDestroyNotify destroy)
{
    static const ModalOps ops = {.name = "picker",
                                 .key = picker_key,
                                 .paste = picker_paste,
                                 .mouse = picker_mouse,
                                 .recalc = picker_recalc,
                                 .free = picker_free};
    Picker *picker = g_new0(Picker, 1);
    g_autoptr(GPtrArray) recent = path_recent(app);
    g_autofree char *here = g_get_current_dir();
    picker->base.ops = &ops;
    picker->title = g_strdup(title);
    picker->input = edit_new("");
    picker->entries = g_ptr_array_new_with_free_func(entry_free);
    picker->chosen = chosen;
    picker->data = data;
    picker->destroy = destroy;
    picker_go(app, picker, recent->len > 0 ? g_ptr_array_index(recent, 0) : here);
    app_push(app, &picker->base);
    return REACT_REPAINT;
}
