/* SPDX-License-Identifier: MIT */
#include "editor.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"
#include "textbox.h"

#define BESIDE_FROM 96 /* columns from which the other text stands beside, else below */
#define BELOW_FROM  16 /* rows from which it is shown below */

typedef struct {
    UiModal base;
    EditorOps ops;
    char *title, *beside, *beside_what;
    TextBox *box;
    gpointer data;
} Editor;

/* ---- Keys ---- */

static Reaction editor_leave(UiApp *app, Editor *editor)
{
    Reaction (*left)(UiApp *, gpointer) = editor->ops.left;
    gpointer data = editor->data;
    app_pop(app, &editor->base);
    return left(app, data) | REACT_RECALC;
}

static Reaction editor_key(UiApp *app, UiModal *modal, Key key)
{
    Editor *editor = (Editor *)modal;
    gboolean changed;
    if (key == K_ESC || key == K_CTRL('s') || key == K_CTRL('c'))
        return editor_leave(app, editor);
    if (!textbox_key(editor->box, key, &changed))
        return REACT_NONE;
    if (changed)
        editor->ops.changed(app, textbox_text(editor->box), editor->data);
    return REACT_REPAINT;
}

static Reaction editor_paste(UiApp *app, UiModal *modal, const char *text)
{
    Editor *editor = (Editor *)modal;
    textbox_insert(editor->box, text);
    editor->ops.changed(app, textbox_text(editor->box), editor->data);
    return REACT_REPAINT;
}

static Reaction editor_mouse(UiApp *app, UiModal *modal, const TermEvent *event, int row, int col)
{
    if (event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN)
        return editor_key(app, modal, event->mouse == MOUSE_WHEEL_UP ? K_UP : K_DOWN);
    return REACT_NONE;
}

/* ---- Shown ---- */

/* The other text, scrolled as far as the one being edited is. `glyphs` (nullable): under a rule. */
static void beside_lines(const Editor *editor, const Glyphs *glyphs, int cols, int rows,
                         Lines *lines)
{
    g_autoptr(GPtrArray) all = lines_new();
    int n = (int)editor->box->starts->len;
    Line *line = lines_add(lines);
    if (glyphs != NULL)
        line_repeat(line, STYLE_BOX, glyphs->hline, 1);
    line_addf(line, STYLE_HEADING, " %s ", editor->beside_what);
    if (glyphs != NULL)
        line_repeat(line, STYLE_BOX, glyphs->hline, cols - line->width);
    lines_wrap(all, STYLE_HINT, editor->beside, 1, cols - 1);
    int room = MAX(rows - 1, 0), over = MAX((int)all->len - room, 0);
    int scrolled = MAX(n - editor->box->rows, 1);
    int top = CLAMP(editor->box->top * over / scrolled, 0, over);
    for (int i = top; i < (int)all->len && i < top + room; i++)
        line_append(lines_add(lines), lines_at(all, (guint)i));
}

static void editor_recalc(UiApp *app, UiModal *modal, int max_rows, int max_cols, ModalBox *box)
{
    Editor *editor = (Editor *)modal;
    gboolean right = editor->beside != NULL && max_cols >= BESIDE_FROM;
    gboolean below = editor->beside != NULL && !right && max_rows >= BELOW_FROM;
    int cols = right ? (max_cols - 1) / 2 : max_cols;
    int rows = below ? max_rows * 3 / 5 : max_rows;
    g_autoptr(GPtrArray) text = lines_new(), other = lines_new();
    g_autofree char *count = editor->ops.count != NULL
                                 ? editor->ops.count(app, textbox_text(editor->box), editor->data)
                                 : NULL;
    textbox_lines(editor->box, STYLE_NORMAL, cols - 1, rows, text, &box->cursor_row,
                  &box->cursor_col);
    box->cursor_col++;
    for (guint i = 0; i < text->len; i++) { /* a blank in front of each */
        g_autoptr(Line) line = line_new();
        line_add(line, STYLE_NORMAL, " ");
        line_append(line, lines_at(text, i));
        Line *old = text->pdata[i];
        text->pdata[i] = g_steal_pointer(&line);
        line_free(old);
    }
    if (right)
        beside_lines(editor, NULL, max_cols - cols, max_rows, other);
    if (right)
        lines_beside(box->lines, text, other, cols);
    for (guint i = 0; !right && i < text->len; i++)
        line_append(lines_add(box->lines), lines_at(text, i));
    if (below)
        beside_lines(editor, app->glyphs, cols, max_rows - rows, box->lines);
    while ((int)box->lines->len < max_rows)
        lines_add(box->lines);
    box->title = g_strdup(editor->title);
    box->footer = g_strdup_printf("%s%s%s", count != NULL ? count : "", count != NULL ? "   " : "",
                                  _("esc saves and closes, ctrl-_ undoes"));
    box->cols = max_cols;
}

static void editor_free(UiModal *modal)
{
    Editor *editor = (Editor *)modal;
    textbox_free(editor->box);
    g_free(editor->title);
    g_free(editor->beside);
    g_free(editor->beside_what);
    g_free(editor);
}

Reaction editor_open(UiApp *app, const EditorOps *ops, const char *text, gpointer data)
{
    static const ModalOps modal_ops = {.name = "editor",
                                       .key = editor_key,
                                       .paste = editor_paste,
                                       .mouse = editor_mouse,
                                       .recalc = editor_recalc,
                                       .free = editor_free};
    Editor *editor = g_new0(Editor, 1);
    editor->base.ops = &modal_ops;
    editor->ops = *ops;
    editor->title = g_strdup(ops->title);
    editor->beside = g_strdup(ops->beside);
    editor->beside_what = g_strdup(ops->beside_what);
    editor->box = textbox_new(text);
    editor->data = data;
    app_push(app, &editor->base);
    return REACT_REPAINT;
}

/* ---- The user's own ---- */

static const char *editor_command(void)
{
    const char *names[] = {g_getenv("VISUAL"), g_getenv("EDITOR")};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (names[i] != NULL && names[i][strspn(names[i], " \t")] != '\0')
            return names[i];
    return "vi";
}

/* (transfer full) with the file as its last word */
static char **editor_argv(const char *path, GError **error)
{
    g_auto(GStrv) words = NULL;
    int n;
    if (!g_shell_parse_argv(editor_command(), &n, &words, error)) {
        g_prefix_error(error, "$EDITOR: ");
        return NULL;
    }
    char **argv = g_new0(char *, n + 2);
    for (int i = 0; i < n; i++)
        argv[i] = g_strdup(words[i]);
    argv[n] = g_strdup(path);
    return argv;
}

static gboolean editor_spawn(UiApp *app, char **argv, GError **error)
{
    int status = 0;
    GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN;
    term_suspend(app->term);
    gboolean ran = g_spawn_sync(NULL, argv, NULL, flags, NULL, NULL, NULL, NULL, &status, error) &&
                   g_spawn_check_wait_status(status, error);
    term_resume(app->term);
    app_react(app, REACT_REFLOW);
    if (!ran)
        g_prefix_error(error, "%s: ", argv[0]);
    return ran;
}

char *editor_run(UiApp *app, const char *name, const char *text, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp("azdesk-XXXXXX", error);
    if (folder == NULL)
        return NULL;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_auto(GStrv) argv = editor_argv(path, error);
    char *edited = NULL;
    if (argv != NULL &&
        g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, error) &&
        editor_spawn(app, argv, error))
        (void)g_file_get_contents(path, &edited, NULL, error);
    g_unlink(path);
    g_autofree char *backup = g_strconcat(path, "~", NULL);
    g_unlink(backup);
    if (g_rmdir(folder) != 0 && edited != NULL)
        app_message(app, STYLE_WARN, _("your editor left files in %s"), folder);
    if (edited != NULL && !g_utf8_validate(edited, -1, NULL)) {
        char *valid = g_utf8_make_valid(edited, -1);
        g_free(edited);
        edited = valid;
    }
    return edited;
}
