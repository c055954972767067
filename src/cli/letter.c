/* SPDX-License-Identifier: MIT */
#include "azdesk/letter/letter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"

#include "change.h"
#include "jout.h"

typedef struct {
    Change change;
    const DeskCase *item;
    LetterKind kind;
    LetterLang lang;
    char *folder; /* of the seller's own templates */
} Request;

static gboolean check_facts(const Run *run, GError **error)
{
    for (char **fact = args_list(run->args, "fact"); fact && *fact; fact++)
        if (!run_utf8(*fact, "--fact", error))
            return FALSE;
    return TRUE;
}

static gboolean read_request(Run *run, Request *request, GError **error)
{
    const char *kind = args_text(run->args, "kind"), *lang = args_text(run->args, "lang");
    if ((kind && !letter_parse(kind, &request->kind, error)) ||
        (lang && !letter_lang_parse(lang, &request->lang, error)) || !check_facts(run, error))
        return FALSE;
    if (args_flag(run->args, "send") ? !change_begin(run, &request->change, error)
                                     : !run_order(run, 0, &request->change.order, error))
        return FALSE;
    request->item = run_case(run, request->change.order, error);
    if (!request->item)
        return FALSE;
    if (!kind)
        request->kind = letter_kind_for(request->item->claim);
    if (!lang)
        request->lang = letter_lang_for(request->item->market);
    g_autofree char *config = g_path_get_dirname(run->app->config_path);
    request->folder = g_build_filename(config, "letters", NULL);
    return TRUE;
}

static gboolean write_mail(Run *run, const Letter *letter, OrderId order, const char *path,
                           GError **error)
{
    g_autoptr(GBytes) mail = letter_mail(letter, run->store, order, run->now, error);
    return mail && store_write_new(path, mail, error);
}

/* That it may be entered is found out before anything leaves: nothing is sent that the case
 * refuses, and no lock is held while the mail command works. */
static gboolean send_letter(Run *run, const Request *request, const Letter *letter, GError **error)
{
    const char *command = settings_text(run->app->settings, SETTING_LETTER_COMMAND);
    const OrderId order = request->change.order;
    if (!*command) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("no mail command is set: azdesk config set letter.command 'sendmail -t'"));
        return FALSE;
    }
    if (!store_begin(run->store, G_STRLOC, error))
        return FALSE;
    const gboolean allowed = letter_enter(&request->change.cases, order, letter, error);
    store_rollback(run->store);
    if (!allowed)
        return FALSE;
    g_autoptr(GBytes) mail = letter_mail(letter, run->store, order, run->now, error);
    if (!mail || !letter_send(mail, command, error))
        return FALSE;
    if (letter_enter(&request->change.cases, order, letter, error))
        return TRUE;
    g_prefix_error(error, "%s", _("the letter was sent, but could not be recorded: "));
    return FALSE;
}

static void letter_json(Run *run, const Request *request, const Letter *letter, gboolean sent)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    jout_order(builder, "order", request->change.order);
    jout_text(builder, "kind", letter_word(letter->kind));
    jout_text(builder, "lang", letter_lang_word(letter->lang));
    jout_text(builder, "from", letter->from);
    jout_text(builder, "to", letter->to);
    jout_text(builder, "subject", letter->subject);
    jout_text(builder, "body", letter->body);
    jout_int(builder, "characters", letter->characters);
    jout_text(builder, "out", args_text(run->args, "out"));
    jout_bool(builder, "sent", sent);
    json_builder_end_object(builder);
    out_json(run->out, builder);
}

/* On standard error, beside the letter: what it went without, and how that is set. */
static void note_missing(char **missing)
{
    g_autoptr(GString) facts = g_string_new(NULL);
    for (char **name = missing; name && *name; name++) {
        if (g_str_equal(*name, "name"))
            g_printerr("%s\n",
                       _("azdesk: the letter is not signed: azdesk config set letter.name NAME"));
        else
            g_string_append_printf(facts, "%s%s (%s)", facts->len ? ", " : "", *name,
                                   letter_fact_label(*name));
    }
    if (facts->len)
        g_printerr(_("azdesk: left out because unknown: %s; use --fact NAME=VALUE to add it\n"),
                   facts->str);
}

static void letter_note(Run *run, const Letter *letter, char **missing)
{
    const int limit = settings_int(run->app->settings, SETTING_LETTER_LIMIT);
    const gboolean mail = args_flag(run->args, "send") || args_text(run->args, "out");
    note_missing(missing);
    if (mail && !letter->from)
        g_printerr("%s\n",
                   _("azdesk: the mail has no sender: azdesk config set letter.from ADDRESS"));
    if (mail && !letter->to)
        g_printerr(
            "%s\n",
            letter->kind == LETTER_COLLECT
                ? _("azdesk: the mail has no recipient: --fact to=ADDRESS")
                : _("azdesk: the mail has no recipient: azdesk config set letter.to ADDRESS"));
    if (letter->characters > limit)
        g_printerr(_("azdesk: the letter has %d characters; Amazon's box allows %d\n"),
                   letter->characters, limit);
}

static gboolean letter_done(Run *run, const Request *request, const Letter *letter, char **missing,
                            GError **error)
{
    const char *path = args_text(run->args, "out");
    const gboolean send = args_flag(run->args, "send");
    if (path && !write_mail(run, letter, request->change.order, path, error))
        return FALSE;
    if (send && !send_letter(run, request, letter, error))
        return FALSE;
    letter_note(run, letter, missing);
    if (run->out->json) {
        letter_json(run, request, letter, send);
        return TRUE;
    }
    if (!path && !send) {
        g_autofree char *text = letter_text(letter);
        out_lines(run->out, 0, g_strchomp(text));
        return TRUE;
    }
    if (path) {
        out_put(run->out, OUT_PLAIN, _("written: "));
        out_clean(run->out, OUT_PLAIN, path);
        out_put(run->out, OUT_PLAIN, "\n");
    }
    return !send || change_end(run, &request->change, _("the letter was sent"), error);
}

gboolean cmd_letter(Run *run, GError **error)
{
    Request request = {0};
    g_autoptr(Letter) letter = NULL;
    g_auto(GStrv) missing = NULL;
    if (read_request(run, &request, error))
        letter = letter_draft(run->store, run->desk, run->app->settings, request.change.order,
                              request.kind, request.lang,
                              (const char *const *)args_list(run->args, "fact"), request.folder,
                              run->now, run->app->zone, &missing, error);
    g_free(request.folder);
    return letter && letter_done(run, &request, letter, missing, error);
}
