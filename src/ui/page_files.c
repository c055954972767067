/* SPDX-License-Identifier: MIT */
/* What the page's keys do to evidence and messages. */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "actions_case.h"
#include "azdesk/core/error.h"
#include "azdesk/core/story.h"
#include "azdesk/core/text.h"
#include "format.h"
#include "page.h"
#include "path.h"
#include "picker.h"
#include "timeline.h"

static GArray *one_order(OrderId order)
{
    GArray *orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    g_array_append_val(orders, order);
    return orders;
}

/* ---- A file ---- */

typedef struct {
    GArray *orders; /* one */
    char *path;
    const char *title; /* while it is filed, as the next */
    int kind;          /* EVIDENCE_UNSAID: as the title tells */
} NewFile;

static void new_file_free(gpointer data)
{
    NewFile *file = data;
    g_array_unref(file->orders);
    g_free(file->path);
    g_free(file);
}

static gboolean deed_file(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                          GError **error)
{
    NewFile *file = data;
    gint64 id;
    g_autofree char *name = g_filename_display_basename(file->path);
    g_autoptr(GBytes) body = store_read_file(file->path, error);
    return body != NULL &&
           case_evidence_add(cases, order, *file->title != '\0' ? file->title : name, file->kind,
                             name, body, &id, error);
}

static gboolean file_submit(UiApp *app, Form *form, GError **error)
{
    NewFile *file = form_data(form);
    file->title = form_text(form, "title");
    file->kind = form_choice(form, "kind") - 1;
    return deed_do(app, file->orders, deed_file, file, _("evidence added"), error);
}

/* clang-format off */
static const FormField FILE_FIELDS[] = {
    {"title", FORM_TEXT, FORM_REQUIRED, N_("Title"), N_("what it shows: tracking page, delivery notice, ...")},
    {"kind", FORM_CHOICE, 0, N_("Proof of"), N_("left/right, or the first letter")},
};
/* clang-format on */

static Reaction file_chosen(UiApp *app, const char *path, gpointer data)
{
    NewFile *file = g_new0(NewFile, 1);
    g_autofree char *name = g_filename_display_basename(path);
    g_autofree char *clean = text_clean(name);
    g_autofree char *title = g_strconcat(_("Evidence"), C_("punctuation", ": "), clean, NULL);
    file->orders = g_array_ref(data);
    file->path = g_strdup(path);
    Form *form = form_new("evidence", title, FILE_FIELDS, G_N_ELEMENTS(FILE_FIELDS), 0, file_submit,
                          file, new_file_free);
    form_set(form, "title", clean);
    char **kinds = g_new0(char *, N_EVIDENCE_KINDS + 2);
    kinds[0] = g_strdup(_("from the title"));
    for (int i = 0; i < N_EVIDENCE_KINDS; i++)
        kinds[i + 1] = g_strdup(evidence_kind_label((EvidenceKind)i));
    form_set_choices(form, "kind", kinds, 0);
    return form_open(app, form);
}

/* ---- What somebody wrote ---- */

/* Who wrote, and, of the seller's own words, to whom. */
static const struct {
    const char *who, *to, *label;
} WRITERS[] = {
    {"buyer", NULL, N_("the buyer")},
    {"amazon", NULL, N_("Amazon")},
    {"support", NULL, N_("Seller Support")},
    {"seller", "buyer", N_("you, to the buyer")},
    {"seller", "support", N_("you, to Seller Support")},
    {"seller", "amazon", N_("you, to Amazon")},
};

/* clang-format off */
static const FormField MESSAGE_FIELDS[] = {
    {"who", FORM_CHOICE, 0, N_("Who"), N_("left/right, or the first letter")},
    {"when", FORM_DATE, FORM_REQUIRED, N_("When"), N_("now, today, yesterday 9:00, fri, 2026-11-23")},
    {"lang", FORM_TEXT, 0, N_("Language"), N_("en, ja, ...")},
    {"text", FORM_TEXT, FORM_REQUIRED | FORM_NEWLINES, N_("Text"), N_("paste it here; line breaks are kept")},
    {"translation", FORM_TEXT, FORM_NEWLINES, N_("Translation"), N_("into your language; may be empty")},
};
/* clang-format on */

static gboolean deed_message(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                             GError **error)
{
    Form *form = data;
    const char *lang = form_text(form, "lang");
    int writer = form_choice(form, "who");
    CaseMessage message = {
        .who = WRITERS[writer].who,
        .to = WRITERS[writer].to,
        .lang = *lang != '\0' ? lang : NULL,
        .text = form_text(form, "text"),
        .translation = form_text(form, "translation"),
    };
    if (!form_when(app, form, "when", &message.at) ||
        (!message.at.day_only && message.at.at >= app->now))
        message.at = (When){0, FALSE};
    return case_message(cases, order, &message, error);
}

static gboolean message_submit(UiApp *app, Form *form, GError **error)
{
    return deed_do(app, form_data(form), deed_message, form, _("message added"), error);
}

static int writer_of(const char *who)
{
    for (gsize i = 0; i < G_N_ELEMENTS(WRITERS); i++)
        if (strcmp(WRITERS[i].who, who) == 0)
            return (int)i;
    return 0;
}

static Reaction message_form(UiApp *app, GArray *orders, const char *writer, const char *text)
{
    char **who = g_new0(char *, G_N_ELEMENTS(WRITERS) + 1);
    for (gsize i = 0; i < G_N_ELEMENTS(WRITERS); i++)
        who[i] = g_strdup(_(WRITERS[i].label));
    Form *form = form_new("message", _("Add a message"), MESSAGE_FIELDS,
                          G_N_ELEMENTS(MESSAGE_FIELDS), g_array_index(orders, OrderId, 0),
                          message_submit, g_array_ref(orders), (GDestroyNotify)g_array_unref);
    form_set_choices(form, "who", who, writer_of(writer));
    form_set(form, "when", _("now"));
    form_set(form, "lang", "en");
    if (text != NULL) {
        g_autofree char *clean = text_clean_lines(text);
        form_set(form, "text", g_strstrip(clean));
    }
    return form_open(app, form);
}

Reaction page_message(UiApp *app, PageView *page, const char *text)
{
    g_autoptr(GArray) orders = one_order(page->order);
    return message_form(app, orders, "buyer", text);
}

Reaction message_show(UiApp *app, OrderId order, const char *writer)
{
    g_autoptr(GArray) orders = one_order(order);
    return message_form(app, orders, writer, NULL);
}

static Reaction add_chosen(UiApp *app, gint64 value, gpointer data)
{
    if (value != 0)
        return message_form(app, data, "buyer", NULL);
    return picker_open(app, _("Add evidence"), file_chosen, g_array_ref(data),
                       (GDestroyNotify)g_array_unref);
}

Reaction page_add(UiApp *app, PageView *page)
{
    if (page->tab == PAGE_MESSAGES)
        return page_message(app, page, NULL);
    GArray *items = menu_items_new();
    menu_item(items, _("a file, copied into the desk"), 0);
    menu_item(items, _("a message from the buyer, Amazon or Support"), 1);
    return menu_open(app, _("Add"), items, 0, add_chosen, one_order(page->order),
                     (GDestroyNotify)g_array_unref);
}

/* ---- Out again ---- */

/* A name that is one wherever it came from. (transfer full) */
static char *safe_name(const char *name)
{
    g_autofree char *base = g_path_get_basename(name);
    char *clean = text_clean(base);
    g_strdelimit(clean, "/\\", '_');
    if (*clean == '.' || *clean == '-')
        *clean = '_';
    return clean;
}

typedef struct {
    OrderId order;
    gint64 evidence; /* 0: a text */
    GBytes *body;    /* of a text */
} Saving;

static void saving_free(gpointer data)
{
    Saving *saving = data;
    if (saving->body != NULL)
        g_bytes_unref(saving->body);
    g_free(saving);
}

static Reaction save_to(UiApp *app, const char *path, gpointer data)
{
    const Saving *saving = data;
    g_autoptr(GError) error = NULL;
    Evidence *evidence = NULL;
    g_autoptr(GBytes) body = saving->body != NULL
                                 ? g_bytes_ref(saving->body)
                                 : store_evidence_body(app->options->store, saving->order,
                                                       saving->evidence, &evidence, &error);
    g_clear_pointer(&evidence, evidence_free);
    if (body == NULL || !store_write_new(path, body, &error)) {
        app_error(app, error);
        return REACT_RECALC | REACT_IGNORED;
    }
    g_autofree char *shown = path_short(path);
    app_message(app, STYLE_MESSAGE, _("saved: %s"), shown);
    return REACT_RECALC;
}

Reaction page_save(UiApp *app, PageView *page)
{
    const PageItem *item = page_item(page);
    Saving *saving = g_new0(Saving, 1);
    g_autofree char *name = NULL;
    saving->order = page->order;
    if (item->evidence != NULL) {
        saving->evidence = item->evidence->id;
        name = safe_name(item->evidence->name);
    } else {
        char id[ORDER_ID_SIZE];
        const char *text = item->event->text != NULL ? item->event->text : "";
        order_id_format(page->order, id);
        name = g_strdup_printf("%s-%d.txt", id, (int)item->event->id);
        saving->body = g_bytes_new(text, strlen(text));
    }
    g_autofree char *label = g_strdup_printf("%s ", _("save as:"));
    return path_prompt(app, label, name, save_to, saving, saving_free);
}

/* ---- Looking at it ---- */

void page_forget(PageView *page)
{
    if (page->folder == NULL)
        return;
    g_autoptr(GDir) dir = g_dir_open(page->folder, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(page->folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(page->folder);
    g_clear_pointer(&page->folder, g_free);
}

/* A copy for the program that shows it. (transfer full) (nullable) */
static char *evidence_copy(UiApp *app, PageView *page, const Evidence *wanted, GError **error)
{
    Evidence *evidence = NULL;
    g_autoptr(GBytes) body =
        store_evidence_body(app->options->store, page->order, wanted->id, &evidence, error);
    g_clear_pointer(&evidence, evidence_free);
    if (body == NULL)
        return NULL;
    if (page->folder == NULL && (page->folder = g_dir_make_tmp("azdesk-XXXXXX", error)) == NULL)
        return NULL;
    g_autofree char *base = safe_name(wanted->name);
    g_autofree char *name = g_strdup_printf("%d-%s", (int)wanted->id, base);
    g_autofree char *path = g_build_filename(page->folder, name, NULL);
    gsize len;
    const char *data = g_bytes_get_data(body, &len);
    if (!g_file_set_contents_full(path, data != NULL ? data : "", (gssize)len,
                                  G_FILE_SET_CONTENTS_NONE, 0600, error))
        return NULL;
    return g_steal_pointer(&path);
}

static Reaction open_evidence(UiApp *app, PageView *page, const Evidence *evidence)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = evidence_copy(app, page, evidence, &error);
    char *argv[] = {(char *)"xdg-open", path, NULL};
    GSpawnFlags flags =
        G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
    if (path == NULL)
        app_error(app, error);
    else if (g_spawn_async(NULL, argv, NULL, flags, NULL, NULL, NULL, NULL))
        app_message(app, STYLE_MESSAGE, _("opened: %s"), path);
    else
        app_message(app, STYLE_ERROR, _("xdg-open not found; press w to save it"));
    return REACT_RECALC;
}

Reaction page_open(UiApp *app, PageView *page)
{
    const PageItem *item = page_item(page);
    if (item->evidence != NULL)
        return open_evidence(app, page, item->evidence);
    const ClaimEvent *event = item->event;
    int cols = MIN(term_cols(app->term) - 4, 78);
    Lines *lines = lines_new();
    g_autofree char *when = instant_show(event->at, app->model->zone);
    g_autofree char *entered = instant_show(event->recorded_at, app->model->zone);
    g_autofree char *story = timeline_story(app, event, NULL);
    gboolean told = event->text != NULL && strstr(story, event->text) != NULL;
    g_autofree char *days = g_strdup_printf(_("%s, recorded %s"), when, entered);
    g_autofree char *head = fmt_sentence(days, DAY_NONE, NULL);
    lines_wrap(lines, STYLE_MUTED, head, 1, cols);
    lines_wrap(lines, STYLE_NORMAL, story, 1, cols);
    if (event->text != NULL && !told) {
        lines_add(lines);
        lines_wrap(lines, STYLE_NORMAL, event->text, 1, cols);
    }
    if (event->other != NULL) {
        lines_add(lines);
        lines_wrap(lines, STYLE_HINT, event->other, 1, cols);
    }
    return reader_open(app, _("Entry"), lines);
}

/* ---- Away ---- */

static gboolean deed_remove(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                            GError **error)
{
    return case_evidence_remove(cases, order, ((const Saving *)data)->evidence, error);
}

static Reaction remove_yes(UiApp *app, gpointer data)
{
    const Saving *saving = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) orders = one_order(saving->order);
    if (!deed_do(app, orders, deed_remove, data, _("evidence removed"), &error))
        app_error(app, error);
    return REACT_RECALC;
}

Reaction page_remove(UiApp *app, PageView *page)
{
    const Evidence *evidence = page_item(page)->evidence;
    Saving *saving = g_new0(Saving, 1);
    *saving = (Saving){.order = page->order, .evidence = evidence->id};
    g_autofree char *question =
        g_strdup_printf(_("Remove \"%s\"? Undo brings it back."), evidence->title);
    return confirm_open(app, question, remove_yes, saving, saving_free);
}
