/* SPDX-License-Identifier: MIT */
#include "todo.h"

#include <glib/gi18n.h>

#include "azdesk/core/gate.h"
#include "azdesk/letter/letter.h"
#include "format.h"
#include "letter_box.h"
#include "page.h"

/* The states of an item that ask for different things. */
typedef enum { WHEN_DUE, WHEN_OVERDUE, WHEN_SPECIAL, WHEN_UNSURE, N_WHENS } TodoWhen;

typedef struct {
    const char *what, *verb;
    Command command;
    int letter;
} TodoRow;

#define NO_LETTER (-1)
#define LETTER(what, kind)                                                                         \
    {                                                                                              \
        what, N_("letter"), CMD_LETTER, kind                                                       \
    }
#define DO(what, verb, command)                                                                    \
    {                                                                                              \
        what, verb, command, NO_LETTER                                                             \
    }

/* clang-format off */
static const TodoRow ROWS[N_REVIEW_KINDS][N_WHENS] = {
    [REVIEW_REPLY] = {
        LETTER(N_("answer Amazon"), LETTER_REPLY),
        LETTER(N_("answer Amazon now"), LETTER_REPLY),
        LETTER(N_("answer Amazon's question"), LETTER_REPLY)}, /* during an appeal */
    [REVIEW_HOLD] = {
        LETTER(N_("ask the buyer to collect"), LETTER_COLLECT),
        DO(N_("check where the parcel is"), N_("parcel"), CMD_PARCEL)},
    [REVIEW_APPEAL] = {LETTER(N_("appeal the grant"), LETTER_APPEAL)},
    [REVIEW_ANSWER] = {
        DO(N_("check for Amazon's answer"), N_("stage"), CMD_STAGE),
        LETTER(N_("follow up: no answer yet"), LETTER_FOLLOW_UP)},
    [REVIEW_VERIFY] = {DO(N_("verify the reversal"), N_("check"), CMD_CHECK)},
    [REVIEW_MISMATCH] = {
        LETTER(N_("request a correction"), LETTER_CORRECTION),
        DO(N_("check if it stopped counting"), N_("check"), CMD_CHECK), /* a letter is out */
        DO(N_("Amazon counts too many"), N_("ODR"), CMD_VIEW_ODR),
        DO(N_("check if Amazon counts it"), N_("check"), CMD_CHECK)}, /* one of several suspects */
    [REVIEW_UNEXPLAINED] = {DO(N_("unknown defects"), N_("import"), CMD_IMPORT)},
    [REVIEW_OVER] = {DO(N_("ODR too high"), N_("ODR"), CMD_VIEW_ODR)},
    [REVIEW_CROSSING] = {DO(N_("ODR will be too high"), N_("ODR"), CMD_VIEW_ODR)},
    [REVIEW_STALE] = {DO(N_("import newer reports"), N_("import"), CMD_IMPORT)},
    [REVIEW_INCOMPLETE] = {DO(N_("import the order report"), N_("import"), CMD_IMPORT)},
    [REVIEW_GATE] = {DO(N_("check holiday selling"), N_("read"), CMD_ACT)},
    [REVIEW_CHARGEBACK] = {DO(N_("answer the chargeback"), N_("browse"), CMD_BROWSE)},
    [REVIEW_BUYER] = {DO(N_("answer the buyer"), N_("write"), CMD_ACT),
                      DO(N_("answer the buyer now"), N_("write"), CMD_ACT)},
    [REVIEW_SUPPORT] = {DO(N_("check for Support's answer"), N_("enter"), CMD_ACT),
                        DO(N_("follow up with Support"), N_("enter"), CMD_ACT)},
};
/* clang-format on */

static const Claim *claim_of(const UiApp *app, const ReviewItem *item)
{
    const DeskCase *there = item->order != 0 ? desk_find(app->model->desk, item->order) : NULL;
    return there != NULL ? there->claim : NULL;
}

static TodoWhen when_of(const UiApp *app, const ReviewItem *item)
{
    const Claim *claim = claim_of(app, item);
    if (item->kind == REVIEW_MISMATCH) {
        if (claim == NULL)
            return WHEN_SPECIAL;
        gboolean out = claim->stage == STAGE_APPEAL_SENT || claim->verify_due > app->now;
        return out ? WHEN_OVERDUE : item->unsure ? WHEN_UNSURE : WHEN_DUE;
    }
    if (item->overdue && ROWS[item->kind][WHEN_OVERDUE].what != NULL)
        return WHEN_OVERDUE;
    if (item->kind == REVIEW_REPLY && claim != NULL && claim->appeal == APPEAL_INFO_REQUESTED)
        return WHEN_SPECIAL;
    return WHEN_DUE;
}

Todo todo_of(const UiApp *app, const ReviewItem *item)
{
    const TodoRow *row = &ROWS[item->kind][when_of(app, item)];
    return (Todo){_(row->what), _(row->verb), row->command, row->letter};
}

TodoSection todo_section(const ReviewItem *item, gint64 day_end)
{
    if (item->overdue)
        return TODO_OVERDUE;
    if (item->due != 0 ? item->due <= day_end : item->severity == SEVERITY_HIGH)
        return TODO_TODAY;
    return item->order != 0 ? TODO_WEEK : TODO_DESK;
}

/* ---- Doing it ---- */

static Reaction read_gates(UiApp *app, const ReviewItem *item)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) gates =
        gate_evaluate(app->model->desk, app->settings, item->market, app->model->today, &error);
    if (gates == NULL) {
        app_error(app, error);
        return REACT_RECALC;
    }
    Lines *lines = lines_new();
    int cols = MIN(term_cols(app->term) - 4, 72);
    for (guint i = 0; i < gates->len; i++) {
        const Gate *gate = g_ptr_array_index(gates, i);
        line_foreign(lines_add(lines), STYLE_HEADING, gate->season->name);
        for (guint k = 0; k < gate->lines->len; k++) {
            const GateLine *line = g_ptr_array_index(gate->lines, k);
            g_autofree char *text = fmt_sentence(line->text, app->model->today, NULL);
            lines_wrap(lines, line->state == GATE_MISSED ? STYLE_BAD : STYLE_NORMAL, text, 2, cols);
        }
        if (gate->season->uncertain)
            lines_wrap(lines, STYLE_MUTED, _("Carried over from last year: check Amazon's mail."),
                       2, cols);
    }
    return reader_open(app, _("Holiday selling"), lines);
}

Reaction todo_do(UiApp *app, const ReviewItem *item)
{
    Todo todo = todo_of(app, item);
    if (item->kind == REVIEW_GATE)
        return read_gates(app, item);
    if (item->kind == REVIEW_BUYER || item->kind == REVIEW_SUPPORT)
        return message_show(app, item->order, item->kind == REVIEW_BUYER ? "seller" : "support");
    if (todo.command == CMD_VIEW_ODR)
        app_set_scope(app, item->market, (int)item->channel);
    if (todo.command != CMD_LETTER)
        return app_command(app, todo.command, 0);
    const char *why = app_why_not(app, CMD_LETTER);
    if (why != NULL) {
        app_message(app, STYLE_ERROR, "%s%s%s", todo.what, C_("punctuation", ": "), why);
        return REACT_RECALC;
    }
    return letter_show(app, item->order, todo.letter);
}
