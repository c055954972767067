/* SPDX-License-Identifier: MIT */
/* What an item of the review says. A review of a large desk has thousands of items, of which few
 * are ever read: each is put into words when it is asked for. */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/review.h"
#include "azdesk/core/story.h"

/* One item, and what its sentence names. */
typedef struct {
    const ReviewItem *item;
    const Claim *claim; /* (nullable) */
    char order[ORDER_ID_SIZE];
    char *due;
} Said;

static char *text_reply(const Said *said)
{
    if (said->item->overdue)
        return g_strdup_printf(
            _("Your answer to Amazon was due on %s, answer now|: azdesk claim replied %s"),
            said->due, said->order);
    if (said->claim->appeal == APPEAL_INFO_REQUESTED)
        return g_strdup_printf(_("Amazon has a question about your appeal and wants an answer by "
                                 "%s|: azdesk claim replied %s"),
                               said->due, said->order);
    return g_strdup_printf(_("Amazon wants your answer by %s|: azdesk claim replied %s"), said->due,
                           said->order);
}

static char *text_hold(const Said *said)
{
    if (said->item->overdue)
        return g_strdup_printf(_("The post office held the parcel until %s, check where it is "
                                 "now|: azdesk claim parcel %s returning"),
                               said->due, said->order);
    if (said->claim->reply_due > said->claim->hold_due)
        return g_strdup_printf(
            _("The post office holds the parcel only until %s, before your answer is due; ask the "
              "buyer to collect it|: azdesk letter %s --kind collect"),
            said->due, said->order);
    return g_strdup_printf(_("The post office holds the parcel until %s, ask the buyer to collect "
                             "it|: azdesk letter %s --kind collect"),
                           said->due, said->order);
}

static char *text_appeal(const Said *said)
{
    return g_strdup_printf(_("The time to appeal ends on %s|: azdesk letter %s --kind appeal"),
                           said->due, said->order);
}

static char *text_answer(const Said *said)
{
    if (said->item->overdue)
        return g_strdup_printf(
            _("Amazon should have answered by %s, follow up|: azdesk letter %s --kind follow-up"),
            said->due, said->order);
    return g_strdup_printf(
        _("Amazon should answer by %s|; once it agrees: azdesk claim move %s cleared"), said->due,
        said->order);
}

static char *text_verify(const Said *said)
{
    if (said->item->overdue)
        return g_strdup_printf(_("The reversal should have shown by %s, check whether Amazon still "
                                 "counts the order|: azdesk claim check %s yes|no"),
                               said->due, said->order);
    return g_strdup_printf(_("The reversal should show by %s, check whether Amazon still counts "
                             "the order|: azdesk claim check %s yes|no"),
                           said->due, said->order);
}

static char *text_chargeback(const Said *said)
{
    return g_strdup_printf(_("Answer the chargeback on Amazon's page by %s|; if it is withdrawn: "
                             "azdesk defect %s chargeback --removed DAY"),
                           said->due, said->order);
}

static char *text_buyer(const Said *said)
{
    if (said->item->overdue)
        return g_strdup_printf(_("Your answer to the buyer was due on %s, write now|, then: azdesk "
                                 "claim message %s add TEXT --who seller"),
                               said->due, said->order);
    return g_strdup_printf(_("The buyer wants your answer by %s|; once it is sent: azdesk claim "
                             "message %s add TEXT --who seller"),
                           said->due, said->order);
}

static char *text_support(const Said *said)
{
    if (said->item->overdue)
        return g_strdup_printf(_("Seller Support should have answered by %s, follow up|; record "
                                 "its answer: azdesk claim message %s add TEXT --who support"),
                               said->due, said->order);
    return g_strdup_printf(_("Seller Support should answer by %s|; record its answer: azdesk claim "
                             "message %s add TEXT --who support"),
                           said->due, said->order);
}

/* An order that Amazon's report counts, and the rules do not. */
static char *text_mismatch(const Said *said)
{
    const char *order = said->order, *why = said->item->why != NULL ? _(said->item->why) : "";
    const Claim *claim = said->claim;
    gboolean sure = !said->item->unsure;
    char since[DAY_SIZE];
    if (claim == NULL)
        return g_strdup_printf(
            sure ? _("Amazon counts %s (%s), tell Support|: azdesk odr --explain")
                 : _("Amazon may count %s (%s), check its page|: azdesk odr --explain"),
            order, why);
    day_format(day_of(claim->stage_at), since);
    if (said->item->severity != SEVERITY_HIGH)
        return g_strdup_printf(claim->stage == STAGE_APPEAL_SENT
                                   ? _("Amazon counted %s (%s) and has your letter of %s|; when it "
                                       "stops: azdesk claim check %s no")
                                   : _("Amazon counted %s (%s) and agreed on %s to stop|; when it "
                                       "does: azdesk claim check %s no"),
                               order, why, since, order);
    return g_strdup_printf(
        sure ? _("Amazon counts %s, which it should not (%s)|: azdesk letter %s --kind correction")
             : _("Amazon may count %s, which it should not (%s); check its page|: azdesk claim "
                 "check %s yes|no"),
        order, why, order);
}

static char *(*const text_table[N_REVIEW_KINDS])(const Said *said) = {
    [REVIEW_REPLY] = text_reply,       [REVIEW_HOLD] = text_hold,
    [REVIEW_APPEAL] = text_appeal,     [REVIEW_ANSWER] = text_answer,
    [REVIEW_VERIFY] = text_verify,     [REVIEW_CHARGEBACK] = text_chargeback,
    [REVIEW_BUYER] = text_buyer,       [REVIEW_SUPPORT] = text_support,
    [REVIEW_MISMATCH] = text_mismatch,
};

static char *marked_text(const Desk *desk, const ReviewItem *item, GTimeZone *zone)
{
    if (item->said != NULL)
        return g_strdup(item->said);
    const DeskCase *there = desk_find(desk, item->order);
    if (there == NULL)
        return g_strdup("");
    g_autofree char *due = instant_show(item->due, zone);
    Said said = {.item = item, .claim = there->claim, .due = due};
    order_id_format(item->order, said.order);
    return text_table[item->kind](&said);
}

/* In each text | stands before what is for the command line alone. */
static char *mark_in(const char *text)
{
    const char *command = g_strrstr(text, "azdesk ");
    return command == NULL ? NULL : g_strrstr_len(text, command - text, "|");
}

char *review_text(const Desk *desk, const ReviewItem *item, GTimeZone *zone)
{
    char *text = marked_text(desk, item, zone), *mark = mark_in(text);
    if (mark != NULL)
        memmove(mark, mark + 1, strlen(mark));
    return text;
}

char *review_sentence(const Desk *desk, const ReviewItem *item, GTimeZone *zone)
{
    char *text = marked_text(desk, item, zone), *mark = mark_in(text);
    if (mark != NULL)
        *mark = '\0';
    return text;
}
