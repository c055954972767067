/* SPDX-License-Identifier: MIT */
/* What was written and said in a case: notes and messages. */
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "azdesk/core/error.h"
#include "azdesk/core/story.h"
#include "azdesk/core/word.h"

#include "change.h"
#include "jout.h"

gboolean cmd_claim_note(Run *run, GError **error)
{
    Change change;
    const char *text = run_word(run, 1);
    return run_utf8(text, "TEXT", error) && change_begin(run, &change, error) &&
           case_note(&change.cases, change.order, text, error) &&
           change_end(run, &change, _("note added"), error);
}

#define MESSAGE_MAX (1024 * 1024)

static char *read_input(GError **error)
{
    g_autoptr(GInputStream) input = g_unix_input_stream_new(STDIN_FILENO, FALSE);
    g_autofree char *text = g_malloc(MESSAGE_MAX + 2);
    gsize len;
    if (!g_input_stream_read_all(input, text, MESSAGE_MAX + 1, &len, NULL, error))
        return NULL;
    if (len > MESSAGE_MAX || memchr(text, '\0', len)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("standard input is not text, or longer than 1 MB"));
        return NULL;
    }
    text[len] = '\0';
    return g_strdup(g_strchomp(text));
}

static gboolean check_word(const char *option, const char *word, const char *const *words,
                           GError **error)
{
    if (g_strv_contains(words, word))
        return TRUE;
    g_autofree char *list = g_strjoinv(", ", (char **)words);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("--%s: \"%s\" is not one of %s"), option,
                word, list);
    error_did_you_mean(error, word, list);
    return FALSE;
}

/* Whom it is to belongs to the seller's own words, a deadline to what is to be answered. */
static gboolean check_message(const CaseMessage *message, GError **error)
{
    gboolean seller = strcmp(message->who, "seller") == 0;
    gboolean waits = strcmp(message->who, "buyer") == 0 || g_strcmp0(message->to, "support") == 0;
    if (message->to && !seller)
        g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                            _("--to only applies to --who seller"));
    else if (message->due != 0 && !waits)
        g_set_error_literal(
            error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
            _("--due only applies to messages from the buyer, or from you to Support"));
    else
        return TRUE;
    return FALSE;
}

static gboolean read_message(Run *run, CaseMessage *message, GError **error)
{
    static const char *const speakers[] = {"buyer", "amazon", "support", "seller", NULL};
    static const char *const readers[] = {"buyer", "amazon", "support", NULL};
    static const char *const languages[] = {"en", "ja", NULL};
    const char *who = args_text(run->args, "who");
    message->who = who ? who : "buyer";
    message->to = args_text(run->args, "to");
    message->lang = args_text(run->args, "lang");
    return check_word("who", message->who, speakers, error) &&
           (!message->to || check_word("to", message->to, readers, error)) &&
           (!message->lang || check_word("lang", message->lang, languages, error)) &&
           run_when(run, "at", &message->at, error) &&
           run_deadline(run, "due", &message->due, error) &&
           run_text(run, "translation", &message->translation, error) &&
           check_message(message, error);
}

static gboolean message_add(Run *run, GError **error)
{
    CaseMessage message = {0};
    Change change;
    if (!read_message(run, &message, error))
        return FALSE;
    g_autofree char *text =
        strcmp(run_word(run, 2), "-") == 0 ? read_input(error) : g_strdup(run_word(run, 2));
    message.text = text;
    return text && run_utf8(text, "TEXT", error) && change_begin(run, &change, error) &&
           case_message(&change.cases, change.order, &message, error) &&
           change_end(run, &change, _("message added"), error);
}

static void message_json(JsonBuilder *builder, const ClaimEvent *event)
{
    json_builder_begin_object(builder);
    jout_int(builder, "id", event->id);
    jout_when(builder, "at", event->at, (event->fields & FIELD_DAY_ONLY) != 0);
    jout_text(builder, "who", event->word);
    jout_text(builder, "to", event->to);
    jout_text(builder, "lang", event->lang);
    jout_text(builder, "text", event->text);
    jout_text(builder, "translation", event->other);
    json_builder_end_object(builder);
}

static void message_show(Run *run, const ClaimEvent *event)
{
    g_autofree char *at = instant_show(event->at, run->app->zone);
    out_printf(run->out, OUT_DIM, "%s  ", at);
    g_autofree char *who = event_speaker(event);
    out_clean(run->out, OUT_HEAD, who);
    out_put(run->out, OUT_PLAIN, "\n");
    out_lines(run->out, 2, event->text ? event->text : "");
    if (event->other && *event->other)
        out_lines(run->out, 4, event->other);
}

static gboolean message_list(Run *run, GError **error)
{
    OrderId order;
    if (!run_order(run, 0, &order, error) || !run_case(run, order, error))
        return FALSE;
    g_autoptr(GPtrArray) events = store_events(run->store, order, error);
    if (!events)
        return FALSE;
    g_autoptr(GPtrArray) live = claim_live_events(events);
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_array(builder);
    for (guint i = 0; i < live->len; i++) {
        const ClaimEvent *event = g_ptr_array_index(live, i);
        if (event->kind != EVENT_MESSAGE)
            continue;
        if (run->out->json)
            message_json(builder, event);
        else
            message_show(run, event);
    }
    json_builder_end_array(builder);
    if (run->out->json)
        out_json(run->out, builder);
    return TRUE;
}

gboolean cmd_claim_message(Run *run, GError **error)
{
    const char *verb = run_word(run, 1);
    const int count = args_count(run->args);
    if (strcmp(verb, "add") == 0 && count == 3)
        return message_add(run, error);
    if (strcmp(verb, "list") == 0 && count == 2)
        return message_list(run, error);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("usage: azdesk claim message %s"),
                run->command->usage);
    return FALSE;
}
