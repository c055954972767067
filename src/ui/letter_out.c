/* SPDX-License-Identifier: MIT */
/* The ways out of a letter: clipboard, file, mail command; and what follows for the case once it
 * was sent. A draft stays until then. */
#include <glib/gi18n.h>
#include <string.h>

#include "actions_case.h"
#include "azdesk/core/error.h"
#include "azdesk/core/text.h"
#include "job.h"
#include "letter_box.h"
#include "path.h"

typedef struct {
    OrderId order;
    Letter *letter;
    GBytes *mail;
    char *command;
    GError *error; /* (nullable) of the mail command */
} Sending;

static Sending *sending_new(const LetterView *view)
{
    Sending *sending = g_new0(Sending, 1);
    Letter *copy = g_new0(Letter, 1);
    *copy = *view->letter;
    copy->to = g_strdup(view->letter->to);
    copy->from = g_strdup(view->letter->from);
    copy->subject = g_strdup(view->letter->subject);
    copy->body = g_strdup(view->letter->body);
    sending->order = view->order;
    sending->letter = copy;
    return sending;
}

static void sending_free(gpointer data)
{
    Sending *sending = data;
    letter_free(sending->letter);
    g_clear_pointer(&sending->mail, g_bytes_unref);
    g_clear_error(&sending->error);
    g_free(sending->command);
    g_free(sending);
}

/* ---- Entering it ---- */

static const char *done_words(LetterKind kind)
{
    switch (kind) {
    case LETTER_REPLY:
        return _("answered: letter saved with the case");
    case LETTER_COLLECT:
        return _("letter to the buyer saved with the case");
    default:
        return _("letter sent: stage is now appeal sent");
    }
}

static gboolean deed_letter(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                            GError **error)
{
    return letter_enter(cases, order, ((const Sending *)data)->letter, error);
}

static Reaction enter(UiApp *app, Sending *sending, gboolean went_out)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    const Letter *letter = sending->letter;
    g_array_append_val(orders, sending->order);
    if (!deed_do(app, orders, deed_letter, sending, done_words(letter->kind), &error)) {
        if (went_out)
            app_message(app, STYLE_ERROR, _("the letter was sent, but could not be recorded: %s"),
                        error->message);
        else
            app_error(app, error);
        return REACT_RECALC;
    }
    return letter_leave(app, sending->order, letter->kind, letter->lang);
}

static Reaction sent_yes(UiApp *app, gpointer data)
{
    return enter(app, data, FALSE);
}

/* Asked after the letter left by a way that nobody here can watch. */
static Reaction ask_sent(UiApp *app, LetterView *view, const char *what)
{
    if (app_why_not(app, CMD_SENT) != NULL) {
        app_message(app, STYLE_MESSAGE, "%s", what);
        return REACT_RECALC;
    }
    g_autofree char *key = keymap_first(app->keymap, CMD_SENT);
    g_autofree char *question = g_strdup_printf(
        _("%s Once it is sent, press yes to record that in the case. (Or %s later.)"), what,
        key != NULL ? key : ":sent");
    return confirm_open(app, question, sent_yes, sending_new(view), sending_free);
}

Reaction letter_out_sent(UiApp *app, LetterView *view)
{
    return confirm_open(app, _("Was the letter sent? Yes records it in the case as shown here."),
                        sent_yes, sending_new(view), sending_free);
}

/* ---- Clipboard ---- */

Reaction letter_out_copy(UiApp *app, LetterView *view)
{
    g_autofree char *body = g_strchomp(g_strdup(view->letter->body));
    g_autofree char *what = g_strdup_printf(ngettext("Copied: %d character, without the subject.",
                                                     "Copied: %d characters, without the subject.",
                                                     (gulong)view->letter->characters),
                                            view->letter->characters);
    term_copy(app->term, body);
    return ask_sent(app, view, what);
}

static Reaction copy_subject(UiApp *app, const LetterView *view)
{
    term_copy(app->term, view->letter->subject);
    app_message(app, STYLE_MESSAGE, _("copied: %s"), view->letter->subject);
    return REACT_RECALC;
}

/* ---- File ---- */

static GBytes *file_bytes(UiApp *app, const LetterView *view, const char *path, GError **error)
{
    if (!g_str_has_suffix(path, ".txt"))
        return letter_mail(view->letter, app->options->store, view->order, app->now, error);
    char *text = letter_text(view->letter);
    return g_bytes_new_take(text, strlen(text));
}

static Reaction file_done(UiApp *app, const char *path, gpointer data)
{
    LetterView *view = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = file_bytes(app, view, path, &error);
    if (bytes == NULL || !store_write_new(path, bytes, &error)) {
        app_error(app, error);
        return REACT_RECALC | REACT_IGNORED;
    }
    g_autofree char *shown = path_short(path);
    g_autofree char *what = g_strdup_printf(_("Saved: %s."), shown);
    return ask_sent(app, view, what);
}

static Reaction ask_file(UiApp *app, LetterView *view, const char *suffix)
{
    char id[ORDER_ID_SIZE];
    order_id_format(view->order, id);
    g_autofree char *name = g_strdup_printf("%s-%s.%s", id, letter_word(view->kind), suffix);
    g_autofree char *label = g_strdup_printf("%s ", _("save as (.eml or .txt):"));
    return path_prompt(app, label, name, file_done, view, NULL);
}

Reaction letter_out_file(UiApp *app, LetterView *view)
{
    return ask_file(app, view, "eml");
}

/* ---- Mail command ---- */

/* That the case takes it is found out before anything leaves. */
static gboolean may_enter(UiApp *app, const Sending *sending, GError **error)
{
    Cases cases = app_cases(app);
    if (!store_begin(app->options->store, G_STRLOC, error))
        return FALSE;
    gboolean may = letter_enter(&cases, sending->order, sending->letter, error);
    store_rollback(app->options->store);
    return may;
}

static void send_work(UiJob *job, gpointer data)
{
    Sending *sending = data;
    if (!letter_send(sending->mail, sending->command, &sending->error) && sending->error == NULL)
        g_set_error_literal(&sending->error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "?");
}

static Reaction send_done(UiApp *app, gpointer data)
{
    Sending *sending = data;
    if (sending->error == NULL)
        return enter(app, sending, TRUE);
    g_autoptr(GPtrArray) lines = lines_new();
    g_autoptr(GError) error = NULL;
    int cols = MIN(term_cols(app->term) - 4, 70);
    gboolean kept = letter_keep(app, sending->order, sending->letter, &error);
    lines_wrap(lines, STYLE_ERROR, sending->error->message, 1, cols);
    lines_add(lines);
    lines_wrap(lines, STYLE_NORMAL,
               kept ? _("Nothing was recorded in the case; the letter is saved as a draft.")
                    : _("Nothing was recorded in the case."),
               1, cols);
    if (!kept)
        lines_wrap(lines, STYLE_ERROR, error->message, 1, cols);
    return reader_open(app, _("The letter was not sent"), g_steal_pointer(&lines)) | REACT_CHANGED;
}

static Reaction send_yes(UiApp *app, gpointer data)
{
    Sending *given = data;
    Sending *sending = g_new0(Sending, 1); /* outlives the question */
    *sending = *given;
    *given = (Sending){0};
    return job_start(app, _("sending the letter"), 0, send_work, send_done, sending, sending_free);
}

static Reaction send_ask(UiApp *app, Sending *sending, guint attached)
{
    g_autoptr(GError) error = NULL;
    if (!may_enter(app, sending, &error) ||
        (sending->mail = letter_mail(sending->letter, app->options->store, sending->order, app->now,
                                     &error)) == NULL) {
        app_error(app, error);
        sending_free(sending);
        return REACT_RECALC;
    }
    g_autofree char *files = g_strdup_printf(ngettext("%u file", "%u files", attached), attached);
    g_autofree char *question =
        g_strdup_printf(_("Send this letter to %s, with %s of evidence, using \"%s\"?"),
                        sending->letter->to, files, sending->command);
    return confirm_open(app, question, send_yes, sending, sending_free);
}

typedef struct {
    Sending *sending;
    guint attached;
} Address;

static void address_free(gpointer data)
{
    Address *address = data;
    g_clear_pointer(&address->sending, sending_free);
    g_free(address);
}

static Reaction address_done(UiApp *app, const char *text, gpointer data)
{
    Address *address = data;
    g_autofree char *to = g_strstrip(g_strdup(text));
    if (strchr(to, '@') == NULL) {
        app_message(app, STYLE_ERROR, _("not a valid address"));
        return REACT_RECALC | REACT_IGNORED;
    }
    address->sending->letter->to = g_steal_pointer(&to);
    return send_ask(app, g_steal_pointer(&address->sending), address->attached);
}

Reaction letter_out_send(UiApp *app, LetterView *view)
{
    static const PromptOps ops = {.done = address_done};
    const char *command = settings_text(app->settings, SETTING_LETTER_COMMAND);
    if (*command == '\0') {
        app_message(app, STYLE_ERROR,
                    _("no mail command is set: azdesk config set letter.command 'sendmail -t'"));
        return REACT_RECALC;
    }
    Sending *sending = sending_new(view);
    sending->command = g_strdup(command);
    if (sending->letter->to != NULL)
        return send_ask(app, sending, view->attached);
    Address *address = g_new0(Address, 1);
    *address = (Address){sending, view->attached};
    g_autofree char *label = g_strdup_printf("%s ", _("send to:"));
    return prompt_open(app, label, "", "address", &ops, address, address_free);
}

/* ---- All of them ---- */

typedef enum { OUT_COPY, OUT_SUBJECT, OUT_EML, OUT_TXT, OUT_SEND, OUT_SENT } Way;

static Reaction way_chosen(UiApp *app, gint64 value, gpointer data)
{
    LetterView *view = data;
    switch ((Way)value) {
    case OUT_COPY:
        return letter_out_copy(app, view);
    case OUT_SUBJECT:
        return copy_subject(app, view);
    case OUT_EML:
        return ask_file(app, view, "eml");
    case OUT_TXT:
        return ask_file(app, view, "txt");
    case OUT_SEND:
        return letter_out_send(app, view);
    default:
        return letter_out_sent(app, view);
    }
}

Reaction letter_out_menu(UiApp *app, LetterView *view)
{
    GArray *items = menu_items_new();
    const char *command = settings_text(app->settings, SETTING_LETTER_COMMAND);
    const char *read_only =
        store_read_only(app->options->store) ? _("the desk is open read-only") : NULL;
    menu_item(items, _("copy the text, to paste on Amazon's page"), OUT_COPY);
    menu_item(items, _("copy the subject"), OUT_SUBJECT);
    menu_item(items, _("e-mail file with the evidence (.eml)"), OUT_EML);
    menu_item(items, _("text file (.txt)"), OUT_TXT);
    MenuItem *send = menu_item(items, _("send with the mail command"), OUT_SEND);
    send->why_not = g_strdup(read_only != NULL  ? read_only
                             : *command == '\0' ? _("not set: azdesk config set letter.command")
                                                : NULL);
    send->detail = *command == '\0' ? g_strdup(_("not set")) : text_clean(command);
    menu_item(items, _("record that the letter was sent"), OUT_SENT)->why_not = g_strdup(read_only);
    return menu_open(app, _("Send"), items, OUT_COPY, way_chosen, view, NULL);
}
