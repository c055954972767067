/* SPDX-License-Identifier: MIT */
/* What happens to a claim: its stage, its parcel, Amazon's questions and page. */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/parcel.h"
#include "azdesk/core/story.h"

#include "change.h"

static gboolean read_funded_by(const Run *run, CaseMove *move, GError **error)
{
    static const struct {
        const char *word;
        Outcome outcome;
    } funders[] = {{"seller", OUTCOME_GRANTED_SELLER},
                   {"amazon", OUTCOME_GRANTED_AMAZON},
                   {"returning", OUTCOME_GRANTED_RETURNING}};
    const char *word = args_text(run->args, "funded-by");
    move->granted = move->stage == STAGE_GRANTED ? OUTCOME_GRANTED_SELLER : OUTCOME_UNDECIDED;
    if (!word)
        return TRUE;
    if (move->stage != STAGE_GRANTED) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("--funded-by only applies to granted"));
        return FALSE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(funders); i++) {
        if (strcmp(word, funders[i].word) == 0) {
            move->granted = funders[i].outcome;
            return TRUE;
        }
    }
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("--funded-by: \"%s\" is not seller, amazon or returning"), word);
    return FALSE;
}

static gboolean check_until(const Run *run, gboolean held, GError **error)
{
    if (held || !args_text(run->args, "until"))
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("--until only applies to held"));
    return FALSE;
}

/* It may lie anywhere, but a hold that is over is most often a slip. */
static void warn_until(const Run *run, gint64 until)
{
    if (until == 0 || until >= run->now)
        return;
    g_autofree char *shown = instant_show(until, run->app->zone);
    g_printerr(_("azdesk: the hold already ended on %s\n"), shown);
}

gboolean cmd_claim_move(Run *run, GError **error)
{
    Change change;
    CaseMove move = {0};
    const char *currency;
    if (!stage_parse(run_word(run, 1), &move.stage, error) ||
        !check_until(run, move.stage == STAGE_HELD, error) ||
        !run_when(run, "at", &move.at, error) || !run_deadline(run, "until", &move.until, error) ||
        !read_funded_by(run, &move, error) || !run_text(run, "note", &move.note, error) ||
        !change_begin(run, &change, error) || !run_case(run, change.order, error) ||
        !change_currency(run, change.order, &currency, error) ||
        !change_money(run, "debited", currency, &move.debited, error))
        return FALSE;
    if (!case_move(&change.cases, change.order, &move, error) ||
        !change_end(run, &change, NULL, error))
        return FALSE;
    warn_until(run, move.until);
    return TRUE;
}

/* One of the words, or what the carrier's page says: then its line and its day are taken. */
static gboolean read_parcel(Run *run, const Change *change, ParcelNews *news, When *at,
                            GError **error)
{
    const char *word = run_word(run, 1);
    if (parcel_parse(word, &news->state, error))
        return TRUE;
    const DeskCase *item = desk_find(run->desk, change->order);
    const char *carrier = item && item->claim ? item->claim->carrier : NULL;
    if (!run_utf8(word, "STATE", NULL) || !parcel_news(word, carrier, news)) {
        g_prefix_error(error, "%s", _("unknown carrier status: "));
        return FALSE;
    }
    g_clear_error(error);
    if (!args_text(run->args, "at") && news->day != DAY_NONE && news->day <= day_of(run->now))
        *at = (When){day_start(news->day), TRUE};
    return TRUE;
}

gboolean cmd_claim_parcel(Run *run, GError **error)
{
    Change change;
    ParcelNews news = {0};
    When at;
    gint64 until;
    g_autofree char *what = NULL;
    gboolean done =
        run_when(run, "at", &at, error) && run_deadline(run, "until", &until, error) &&
        change_begin(run, &change, error) && read_parcel(run, &change, &news, &at, error) &&
        check_until(run, news.state == PARCEL_HELD, error) &&
        case_parcel(&change.cases, change.order, news.state, at, until, news.line, error) &&
        (what = g_strdup_printf(_("parcel %s"), parcel_label(news.state))) != NULL &&
        change_end(run, &change, what, error);
    g_free(news.line);
    if (done)
        warn_until(run, until);
    return done;
}

gboolean cmd_claim_asked(Run *run, GError **error)
{
    Change change;
    When at;
    gint64 due;
    return run_when(run, "at", &at, error) && run_deadline(run, "due", &due, error) &&
           change_begin(run, &change, error) &&
           case_asked(&change.cases, change.order, at, due, error) &&
           change_end(run, &change, _("Amazon's question recorded"), error);
}

gboolean cmd_claim_replied(Run *run, GError **error)
{
    Change change;
    When at;
    return run_when(run, "at", &at, error) && change_begin(run, &change, error) &&
           case_replied(&change.cases, change.order, at, error) &&
           change_end(run, &change, _("your answer recorded"), error);
}

gboolean cmd_claim_check(Run *run, GError **error)
{
    const char *word = run_word(run, 1);
    const gboolean yes = strcmp(word, "yes") == 0;
    Change change;
    When at;
    if (!yes && strcmp(word, "no") != 0) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("\"%s\" is not yes or no"), word);
        return FALSE;
    }
    return run_when(run, "at", &at, error) && change_begin(run, &change, error) &&
           case_check(&change.cases, change.order, yes, at, error) &&
           change_end(run, &change,
                      yes ? _("Amazon's page counts it") : _("Amazon's page does not count it"),
                      error);
}

static gboolean undo_end(Run *run, const Change *change, const char *did, const ClaimEvent *event,
                         GError **error)
{
    g_autofree char *story = event_story(event, run->app->zone);
    g_autofree char *what = g_strconcat(did, C_("punctuation", ": "), story, NULL);
    return change_end(run, change, what, error);
}

gboolean cmd_claim_undo(Run *run, GError **error)
{
    Change change;
    g_autoptr(ClaimEvent) event = NULL;
    return change_begin(run, &change, error) &&
           case_undo(&change.cases, change.order, &event, error) &&
           undo_end(run, &change, _("undone"), event, error);
}

gboolean cmd_claim_redo(Run *run, GError **error)
{
    Change change;
    g_autoptr(ClaimEvent) event = NULL;
    return change_begin(run, &change, error) &&
           case_redo(&change.cases, change.order, &event, error) &&
           undo_end(run, &change, _("redone"), event, error);
}

gboolean cmd_snooze(Run *run, GError **error)
{
    Change change;
    gint64 until;
    const char *reason;
    return run_require(run, "until", error) && run_require(run, "reason", error) &&
           run_deadline(run, "until", &until, error) && run_text(run, "reason", &reason, error) &&
           change_begin(run, &change, error) &&
           case_snooze(&change.cases, change.order, until, reason, error) &&
           change_end(run, &change, _("snoozed"), error);
}
