/* SPDX-License-Identifier: MIT */
#include "actions_case.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/parcel.h"
#include "azdesk/core/story.h"
#include "format.h"
#include "stage_rates.h"

/* ---- Doing ---- */

char *deed_title(const char *what, const GArray *orders)
{
    char id[ORDER_ID_SIZE];
    if (orders->len != 1)
        return g_strdup_printf(ngettext("%s: %u claim", "%s: %u claims", orders->len), what,
                               orders->len);
    order_id_format(g_array_index(orders, OrderId, 0), id);
    return g_strconcat(what, C_("punctuation", ": "), id, NULL);
}

gboolean targets_marked(UiApp *app, const GArray *orders)
{
    return orders->len > 1 ||
           (orders->len == 1 && g_array_index(orders, OrderId, 0) != app_selected(app));
}

char *targets_title(UiApp *app, const char *what, const GArray *orders)
{
    if (orders->len > 1)
        return g_strdup_printf(ngettext("%s: %u marked claim", "%s: %u marked claims", orders->len),
                               what, orders->len);
    g_autofree char *title = deed_title(what, orders);
    return targets_marked(app, orders) ? g_strdup_printf(_("%s (marked)"), title)
                                       : g_steal_pointer(&title);
}

void deed_tell(UiApp *app, const GArray *orders, guint did, const char *done, const GError *error)
{
    const FigureMark *before = &app->model->before;
    const PartFigures *part =
        before->there ? model_part(app->model, before->market, before->channel) : NULL;
    g_autofree char *title = NULL, *rate = NULL;
    if (part != NULL && part->odr->orders > 0 && before->orders > 0 &&
        part->odr->rule.defects != before->defects) {
        g_autofree char *was = fmt_rate(before->defects, before->orders);
        g_autofree char *is = fmt_rate(part->odr->rule.defects, part->odr->orders);
        rate = g_strdup_printf("   %s %s %s %s", _("ODR"), was, app->glyphs->arrow, is);
    }
    if (did < orders->len) {
        app_message(app, STYLE_ERROR, _("%u of %u done; %s"), did, orders->len, error->message);
        return;
    }
    char id[ORDER_ID_SIZE];
    order_id_format(g_array_index(orders, OrderId, 0), id);
    if (orders->len == 1)
        title = g_strconcat(id, C_("punctuation", ": "), done, NULL);
    else
        title = g_strdup_printf(ngettext("%s (%u claim)", "%s (%u claims)", orders->len), done,
                                orders->len);
    app_message(app, STYLE_MESSAGE, "%s%s", title, rate != NULL ? rate : "");
}

gboolean deed_do(UiApp *app, const GArray *orders, Deed deed, gpointer data, const char *done,
                 GError **error)
{
    Cases cases = app_cases(app);
    g_autoptr(GError) first = NULL;
    guint did = 0;
    for (guint i = 0; i < orders->len; i++) {
        g_autoptr(GError) why = NULL;
        if (deed(app, &cases, g_array_index(orders, OrderId, i), data, &why))
            did++;
        else if (first == NULL)
            first = g_steal_pointer(&why);
    }
    if (did == 0) {
        g_propagate_error(error, g_steal_pointer(&first));
        return FALSE;
    }
    app_react(app, app_cases_changed(app, orders));
    deed_tell(app, orders, did, done, first);
    return TRUE;
}

/* ---- Forms that end in a deed ---- */

typedef struct {
    GArray *orders;
    FormField fields[5];
    gsize n;
    Deed deed;
    char *done;
    Stage stage;
    Outcome granted;
    ParcelState parcel;
    gboolean counts;
    const char *words; /* (nullable) that stand in the form at first; while it is opened */
    Form *form;        /* while it is submitted */
} Ask;

static Ask *ask_new(GArray *orders, Deed deed, const char *done)
{
    Ask *ask = g_new0(Ask, 1);
    ask->orders = orders;
    ask->deed = deed;
    ask->done = g_strdup(done);
    return ask;
}

static void ask_free(gpointer data)
{
    Ask *ask = data;
    g_array_unref(ask->orders);
    g_free(ask->done);
    g_free(ask);
}

static void ask_field(Ask *ask, const FormField *field)
{
    ask->fields[ask->n++] = *field;
}

static gboolean ask_submit(UiApp *app, Form *form, GError **error)
{
    Ask *ask = form_data(form);
    ask->form = form;
    return deed_do(app, ask->orders, ask->deed, ask, ask->done, error);
}

static Reaction ask_open(UiApp *app, const char *name, const char *what, Ask *ask)
{
    g_autofree char *title = targets_title(app, what, ask->orders);
    gint64 key = ask->orders->len == 1 ? g_array_index(ask->orders, OrderId, 0) : 0;
    Form *form = form_new(name, title, ask->fields, ask->n, key, ask_submit, ask, ask_free);
    for (gsize i = 0; i < ask->n; i++)
        if (strcmp(ask->fields[i].name, "when") == 0)
            form_set(form, "when", _("now"));
    if (ask->words != NULL)
        form_set(form, "words", ask->words);
    ask->words = NULL;
    return form_open(app, form);
}

static const DeskCase *ask_case(UiApp *app, const Ask *ask)
{
    return desk_find(app->model->desk, g_array_index(ask->orders, OrderId, 0));
}

static gint64 deadline_of(UiApp *app, Form *form, const char *field)
{
    When when;
    return form_when(app, form, field, &when) ? when_deadline(when) : 0;
}

static When moment_of(UiApp *app, Form *form)
{
    When when = {0, FALSE};
    if (!form_when(app, form, "when", &when) || (!when.day_only && when.at >= app->now))
        return (When){0, FALSE}; /* now: the store takes the second in which it is entered */
    return when;
}

static const char *currency_of(const DeskCase *item)
{
    const Market *market = item != NULL ? market_by_num(item->market) : NULL;
    if (item != NULL && item->claim != NULL && item->claim->amount.currency[0] != '\0')
        return item->claim->amount.currency;
    return market != NULL ? market->currency : "USD";
}

static gboolean check_debited(UiApp *app, Form *form, const char *text, char **ret_shown,
                              GError **error)
{
    Ask *ask = form_data(form);
    Money money;
    if (!form_money(text, currency_of(ask_case(app, ask)), &money, error))
        return FALSE;
    *ret_shown = money.minor != MONEY_NONE ? money_format(money) : NULL;
    return TRUE;
}

/* Empty: when the post office would send it back by the carrier's days. */
static gboolean check_hold(UiApp *app, Form *form, const char *text, char **ret_shown,
                           GError **error)
{
    const DeskCase *item = ask_case(app, form_data(form));
    When from;
    if (*text != '\0' || item == NULL || item->claim == NULL ||
        !form_when(app, form, "when", &from))
        return TRUE;
    const Market *market = market_by_num(item->market);
    gint64 due = deadline_hold(app->settings, from, item->claim->carrier,
                               market != NULL ? market->country : NULL);
    g_autofree char *day = fmt_weekday(day_of(due));
    *ret_shown = g_strdup_printf(_("%s, by the carrier's rule"), day);
    return TRUE;
}

static gboolean read_words(UiApp *app, Form *form, ParcelNews *news, GError **error)
{
    const DeskCase *item = ask_case(app, form_data(form));
    const char *carrier = item != NULL && item->claim != NULL ? item->claim->carrier : NULL;
    if (parcel_news(form_text(form, "words"), carrier, news))
        return TRUE;
    g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("unknown carrier status"));
    return FALSE;
}

static gboolean check_words(UiApp *app, Form *form, const char *text, char **ret_shown,
                            GError **error)
{
    ParcelNews news;
    if (!read_words(app, form, &news, error))
        return FALSE;
    g_free(news.line);
    g_autofree char *day = news.day != DAY_NONE ? fmt_weekday(news.day) : g_strdup(_("now"));
    *ret_shown = g_strdup_printf("%s, %s", parcel_label(news.state), day);
    return TRUE;
}

/* clang-format off */
static const FormField ASK_WHEN = {"when", FORM_DATE, FORM_REQUIRED, N_("When"),
    N_("now, today, yesterday 9:00, fri, 2026-11-23")};
static const FormField ASK_HOLD = {"until", FORM_DATE, FORM_DEADLINE, N_("Held until"),
    N_("last day at the post office; empty: the carrier's rule"), check_hold};
static const FormField ASK_ANSWER = {"due", FORM_DATE, FORM_DEADLINE, N_("Answer by"),
    N_("from Amazon's message; empty: Amazon's rule at the time")};
static const FormField ASK_DEBITED = {"debited", FORM_TEXT, 0, N_("Debited"),
    N_("what Amazon took; empty: unknown"), check_debited};
static const FormField ASK_REMARK = {"note", FORM_TEXT, FORM_NEWLINES, N_("Note"), NULL};
static const FormField ASK_NOTE = {"note", FORM_TEXT, FORM_REQUIRED | FORM_NEWLINES, N_("Note"), NULL};
static const FormField ASK_SNOOZE = {"until", FORM_DATE, FORM_REQUIRED | FORM_DEADLINE, N_("Until"),
    N_("tomorrow, +3d, mon")};
static const FormField ASK_WORDS = {"words", FORM_TEXT, FORM_REQUIRED | FORM_NEWLINES, N_("Text"),
    N_("paste one line or all; the newest decides"), check_words};
static const FormField ASK_WHY = {"reason", FORM_TEXT, FORM_REQUIRED, N_("Why"), NULL};
/* clang-format on */

/* ---- Stage ---- */

#define STAGE_VALUE(stage, granted) ((gint64)(stage) | (gint64)(granted) << 8)

static gboolean deed_stage(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                           GError **error)
{
    Ask *ask = data;
    const char *note = form_text(ask->form, "note");
    CaseMove move = {.stage = ask->stage,
                     .at = moment_of(app, ask->form),
                     .granted = ask->granted,
                     .debited = {.minor = MONEY_NONE},
                     .note = *note != '\0' ? note : NULL};
    if (ask->stage == STAGE_HELD)
        move.until = deadline_of(app, ask->form, "until");
    for (gsize i = 0; i < ask->n; i++)
        if (strcmp(ask->fields[i].name, "debited") == 0 &&
            !form_money(form_text(ask->form, "debited"),
                        currency_of(desk_find(app->model->desk, order)), &move.debited, error))
            return FALSE;
    return case_move(cases, order, &move, error);
}

static const char *stage_done(Stage stage, Outcome granted)
{
    return stage == STAGE_GRANTED ? outcome_label(granted) : stage_label(stage);
}

static Reaction stage_chosen(UiApp *app, gint64 value, gpointer data)
{
    Stage stage = (Stage)(value & 0xff);
    Outcome granted = (Outcome)(value >> 8);
    Ask *ask = ask_new(g_array_ref(data), deed_stage, stage_done(stage, granted));
    ask->stage = stage;
    ask->granted = granted;
    ask_field(ask, &ASK_WHEN);
    if (stage == STAGE_HELD)
        ask_field(ask, &ASK_HOLD);
    if (stage == STAGE_GRANTED || stage == STAGE_REFUNDED || stage == STAGE_UPHELD ||
        stage == STAGE_CANCELLED)
        ask_field(ask, &ASK_DEBITED);
    ask_field(ask, &ASK_REMARK);
    g_autofree char *name = g_strdup_printf("stage %s", stage_word(stage));
    return ask_open(app, name, stage_done(stage, granted), ask);
}

static void stage_item(UiApp *app, GArray *items, const GArray *orders, Stage stage,
                       Outcome granted)
{
    MenuItem *item = menu_item(items, stage_done(stage, granted), STAGE_VALUE(stage, granted));
    item->detail = stage_rates(app, orders, stage, granted, &item->style);
}

/* By its word; "granted" is at the seller's cost. */
static Reaction stage_named(UiApp *app, const char *word, guint moves, GArray *orders)
{
    Stage stage = STAGE_GRANTED;
    Outcome granted = OUTCOME_UNDECIDED;
    g_autoptr(GError) error = NULL;
    for (int i = OUTCOME_GRANTED_SELLER; i <= OUTCOME_GRANTED_RETURNING; i++)
        if (strcmp(word, outcome_word((Outcome)i)) == 0)
            granted = (Outcome)i;
    if (granted == OUTCOME_UNDECIDED && !stage_parse(word, &stage, &error)) {
        app_error(app, error);
        return REACT_RECALC;
    }
    if (stage == STAGE_GRANTED && granted == OUTCOME_UNDECIDED)
        granted = OUTCOME_GRANTED_SELLER;
    if (moves & STAGE_BIT(stage))
        return stage_chosen(app, STAGE_VALUE(stage, granted), orders);
    app_message(app, STYLE_ERROR, _("%s: not a possible next stage"), stage_label(stage));
    return REACT_RECALC;
}

static guint stage_moves(UiApp *app, OrderId order)
{
    const DeskCase *item = desk_find(app->model->desk, order);
    if (item == NULL || item->claim == NULL)
        return 0;
    guint moves = claim_legal_moves(item->claim);
    if (item->claim->stage != STAGE_APPEAL_SENT)
        moves &= ~STAGE_BIT(item->claim->stage); /* a second letter is a follow-up, the rest none */
    return moves;
}

/* Names the first case that has no stage in common with those before it. */
static void tell_blocked(UiApp *app, const GArray *orders)
{
    guint moves = ~0u, n = 0;
    char id[ORDER_ID_SIZE];
    const DeskCase *first = NULL;
    for (guint i = 0; i < orders->len; i++) {
        OrderId order = g_array_index(orders, OrderId, i);
        guint common = moves & stage_moves(app, order);
        if (common != 0)
            moves = common;
        else if (n++ == 0)
            first = desk_find(app->model->desk, order);
    }
    if (first == NULL)
        return;
    order_id_format(first->order, id);
    g_autofree char *more =
        n > 1 ? g_strdup_printf(ngettext(", and %u more", ", and %u more", n - 1), n - 1) : NULL;
    app_message(app, STYLE_ERROR, _("no stage fits all marked claims: %s is %s%s"), id,
                first->claim != NULL ? stage_label(first->claim->stage) : _("no claim"),
                more != NULL ? more : "");
}

Reaction act_stage(UiApp *app, Command command, int count)
{
    GArray *orders = app_targets(app, command);
    guint moves = ~0u;
    for (guint i = 0; i < orders->len; i++)
        moves &= stage_moves(app, g_array_index(orders, OrderId, i));
    if (app->argument != NULL) {
        Reaction reaction = stage_named(app, app->argument, moves, orders);
        g_array_unref(orders);
        return reaction;
    }
    GArray *items = menu_items_new();
    for (int stage = 0; stage < N_STAGES && orders->len > 0; stage++) {
        if (!(moves & STAGE_BIT(stage)))
            continue;
        if (stage != STAGE_GRANTED) {
            stage_item(app, items, orders, stage, OUTCOME_UNDECIDED);
            continue;
        }
        stage_item(app, items, orders, stage, OUTCOME_GRANTED_SELLER);
        stage_item(app, items, orders, stage, OUTCOME_GRANTED_AMAZON);
        stage_item(app, items, orders, stage, OUTCOME_GRANTED_RETURNING);
    }
    if (items->len == 0) {
        tell_blocked(app, orders);
        g_array_unref(items);
        g_array_unref(orders);
        return REACT_RECALC;
    }
    g_autofree char *title = targets_title(app, _("Stage"), orders);
    return menu_open(app, title, items, -1, stage_chosen, orders, (GDestroyNotify)g_array_unref);
}

/* ---- Note, snooze ---- */

static gboolean deed_note(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                          GError **error)
{
    return case_note(cases, order, form_text(((Ask *)data)->form, "note"), error);
}

static gboolean deed_words(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                           GError **error)
{
    return case_note(cases, order, data, error);
}

/* ":note TEXT" */
static Reaction note_at_once(UiApp *app, GArray *orders, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *note = g_strdup(text);
    if (!deed_do(app, orders, deed_words, note, _("note added"), &error))
        app_error(app, error);
    g_array_unref(orders);
    return REACT_RECALC;
}

Reaction act_note(UiApp *app, Command command, int count)
{
    if (app->argument != NULL)
        return note_at_once(app, app_targets(app, command), app->argument);
    Ask *ask = ask_new(app_targets(app, command), deed_note, _("note added"));
    ask_field(ask, &ASK_NOTE);
    return ask_open(app, "note", _("Note"), ask);
}

static gboolean deed_snooze(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                            GError **error)
{
    Ask *ask = data;
    return case_snooze(cases, order, deadline_of(app, ask->form, "until"),
                       form_text(ask->form, "reason"), error);
}

static gboolean deed_wake(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                          GError **error)
{
    return case_snooze(cases, order, app->now, _("ended early"), error);
}

static Reaction snooze_until(UiApp *app, GArray *orders)
{
    Ask *ask = ask_new(orders, deed_snooze, _("snoozed"));
    ask_field(ask, &ASK_SNOOZE);
    ask_field(ask, &ASK_WHY);
    return ask_open(app, "snooze", _("Snooze"), ask);
}

enum { SNOOZE_END, SNOOZE_AGAIN };

static Reaction snooze_chosen(UiApp *app, gint64 value, gpointer data)
{
    g_autoptr(GError) error = NULL;
    if (value == SNOOZE_AGAIN)
        return snooze_until(app, g_array_ref(data));
    if (!deed_do(app, data, deed_wake, NULL, _("no longer snoozed"), &error))
        app_error(app, error);
    return REACT_RECALC;
}

/* Where all of them are snoozed already, that can be ended. */
Reaction act_snooze(UiApp *app, Command command, int count)
{
    GArray *orders = app_targets(app, command);
    for (guint i = 0; i < orders->len; i++) {
        const DeskCase *item = desk_find(app->model->desk, g_array_index(orders, OrderId, i));
        if (item == NULL || !desk_case_snoozed(item, app->now))
            return snooze_until(app, orders);
    }
    GArray *items = menu_items_new();
    menu_item(items, _("end the snooze now"), SNOOZE_END);
    menu_item(items, _("snooze until another day"), SNOOZE_AGAIN);
    g_autofree char *title = targets_title(app, _("Snoozed"), orders);
    return menu_open(app, title, items, SNOOZE_AGAIN, snooze_chosen, orders,
                     (GDestroyNotify)g_array_unref);
}

/* ---- Parcel, check, asked, replied ---- */

#define PARCEL_PASTED N_PARCEL_STATES /* in the menu: what the carrier's page says */

static gboolean deed_parcel(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                            GError **error)
{
    Ask *ask = data;
    gint64 until = ask->parcel == PARCEL_HELD ? deadline_of(app, ask->form, "until") : 0;
    return case_parcel(cases, order, ask->parcel, moment_of(app, ask->form), until, NULL, error);
}

static gboolean deed_pasted(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                            GError **error)
{
    Ask *ask = data;
    ParcelNews news;
    When at = {0, FALSE};
    if (!read_words(app, ask->form, &news, error))
        return FALSE;
    if (news.day != DAY_NONE && news.day <= app->model->today)
        at = (When){day_start(news.day), TRUE};
    gboolean done = case_parcel(cases, order, news.state, at, 0, news.line, error);
    g_free(news.line);
    return done;
}

static Reaction parcel_pasted(UiApp *app, GArray *orders, const char *text)
{
    Ask *ask = ask_new(g_array_ref(orders), deed_pasted, _("carrier status recorded"));
    ask->words = text;
    ask_field(ask, &ASK_WORDS);
    return ask_open(app, "words", _("Text from the carrier's page"), ask);
}

static Reaction parcel_chosen(UiApp *app, gint64 value, gpointer data)
{
    if (value == PARCEL_PASTED)
        return parcel_pasted(app, data, NULL);
    g_autofree char *done = g_strdup_printf(_("parcel %s"), parcel_label((ParcelState)value));
    Ask *ask = ask_new(g_array_ref(data), deed_parcel, done);
    ask->parcel = (ParcelState)value;
    ask_field(ask, &ASK_WHEN);
    if (ask->parcel == PARCEL_HELD)
        ask_field(ask, &ASK_HOLD);
    return ask_open(app, "parcel", done, ask);
}

Reaction act_parcel(UiApp *app, Command command, int count)
{
    GArray *orders = app_targets(app, command), *items = menu_items_new();
    const DeskCase *item = app_selected_case(app);
    ParcelState named;
    if (app->argument != NULL) {
        g_autoptr(GArray) targets = orders;
        g_array_unref(items);
        if (parcel_parse(app->argument, &named, NULL))
            return parcel_chosen(app, named, targets);
        return parcel_pasted(app, targets, app->argument);
    }
    for (int state = 0; state < N_PARCEL_STATES; state++)
        menu_item(items, parcel_label(state), state);
    menu_item(items, _("paste text from the carrier's page"), PARCEL_PASTED);
    g_autofree char *title = targets_title(app, _("Parcel"), orders);
    return menu_open(app, title, items, item->claim != NULL ? item->claim->parcel : 0,
                     parcel_chosen, orders, (GDestroyNotify)g_array_unref);
}

static gboolean deed_check(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                           GError **error)
{
    Ask *ask = data;
    return case_check(cases, order, ask->counts, moment_of(app, ask->form), error);
}

#define CHECK_NOT_SEEN 2

static Reaction check_chosen(UiApp *app, gint64 value, gpointer data)
{
    if (value == CHECK_NOT_SEEN)
        return REACT_NONE;
    const char *done = value ? _("Amazon's page counts it") : _("Amazon's page does not count it");
    Ask *ask = ask_new(g_array_ref(data), deed_check, done);
    ask->counts = value != 0;
    ask_field(ask, &ASK_WHEN);
    return ask_open(app, "check", done, ask);
}

Reaction act_check(UiApp *app, Command command, int count)
{
    GArray *orders = app_targets(app, command), *items = menu_items_new();
    if (app->argument != NULL) {
        g_autoptr(GArray) targets = orders;
        AmazonCounts counts = AMAZON_COUNTS_UNKNOWN;
        g_array_unref(items);
        if (amazon_counts_parse(app->argument, &counts, NULL) && counts != AMAZON_COUNTS_UNKNOWN)
            return check_chosen(app, counts == AMAZON_COUNTS_YES, targets);
        app_message(app, STYLE_ERROR, "%s", _("answer yes or no"));
        return REACT_RECALC;
    }
    menu_item(items, _("yes, Amazon's page counts it"), 1);
    menu_item(items, _("no, Amazon's page does not count it"), 0);
    /* Here the cursor stands: enter alone must not say anything. */
    menu_item(items, _("not checked yet"), CHECK_NOT_SEEN);
    g_autofree char *title = targets_title(app, _("Counted by Amazon"), orders);
    return menu_open(app, title, items, CHECK_NOT_SEEN, check_chosen, orders,
                     (GDestroyNotify)g_array_unref);
}

static gboolean deed_asked(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                           GError **error)
{
    Ask *ask = data;
    return case_asked(cases, order, moment_of(app, ask->form), deadline_of(app, ask->form, "due"),
                      error);
}

Reaction act_asked(UiApp *app, Command command, int count)
{
    Ask *ask = ask_new(app_targets(app, command), deed_asked, _("Amazon asked"));
    ask_field(ask, &ASK_WHEN);
    ask_field(ask, &ASK_ANSWER);
    return ask_open(app, "asked", _("Amazon asked"), ask);
}

static gboolean deed_replied(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                             GError **error)
{
    return case_replied(cases, order, moment_of(app, ((Ask *)data)->form), error);
}

Reaction act_replied(UiApp *app, Command command, int count)
{
    Ask *ask = ask_new(app_targets(app, command), deed_replied, _("answered"));
    ask_field(ask, &ASK_WHEN);
    return ask_open(app, "replied", _("Answered"), ask);
}
