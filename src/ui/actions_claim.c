/* SPDX-License-Identifier: MIT */
/* The forms of a claim's facts: filing a new one, correcting one. */
#include <glib/gi18n.h>
#include <string.h>

#include "actions_case.h"
#include "azdesk/core/error.h"
#include "azdesk/core/parcel.h"
#include "format.h"

/* The currency of an amount without one: of the order's marketplace. */
static const char *form_currency(UiApp *app, Form *form);

/* ---- Fields ---- */

gboolean form_money(const char *text, const char *currency, Money *ret_money, GError **error)
{
    g_autofree char *narrow =
        g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE); /* not ３９８０ */
    g_autofree char *digits = g_strdup(narrow != NULL ? narrow : text);
    char code[4] = "";
    char *yen = strstr(digits, "¥");
    if (yen != NULL) {
        g_strlcpy(code, "JPY", sizeof code);
        memset(yen, ' ', strlen("¥"));
    }
    for (char *p = digits; *p != '\0' && yen == NULL; p++) {
        if (g_ascii_isalpha(p[0]) && g_ascii_isalpha(p[1]) && g_ascii_isalpha(p[2])) {
            for (int i = 0; i < 3; i++)
                code[i] = g_ascii_toupper(p[i]);
            memset(p, ' ', 3);
            break;
        }
    }
    g_strstrip(digits);
    *ret_money = (Money){.minor = MONEY_NONE};
    if (*digits == '\0' && code[0] == '\0')
        return TRUE;
    if (code[0] != '\0' && !currency_valid(code)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("%s is not a currency"), code);
        return FALSE;
    }
    return money_parse(digits, code[0] != '\0' ? code : currency, ret_money, error);
}

char **form_carriers(UiApp *app, Form *form, const char *text)
{
    gsize n;
    const Carrier *carriers = carrier_table(&n);
    GPtrArray *words = g_ptr_array_new();
    for (gsize i = 0; i < n; i++)
        if (g_ascii_strncasecmp(carriers[i].word, text, strlen(text)) == 0)
            g_ptr_array_add(words, g_strdup(carriers[i].word));
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

gboolean form_check_tracking(UiApp *app, Form *form, const char *text, char **ret_shown,
                             GError **error)
{
    if (*text == '\0')
        return TRUE;
    if (!tracking_validate(text, error))
        return FALSE;
    Tracking tracking = tracking_examine(text);
    if (tracking.carrier != NULL)
        *ret_shown = g_strconcat(_(tracking.carrier->name),
                                 tracking.service != NULL ? C_("punctuation", ", ") : NULL,
                                 tracking.service != NULL ? _(tracking.service) : NULL, NULL);
    return TRUE;
}

char **form_labels_reasons(void)
{
    char **labels = g_new0(char *, N_REASONS + 1);
    for (int reason = 0; reason < N_REASONS; reason++)
        labels[reason] = g_strdup(reason_label(reason));
    return labels;
}

static gboolean check_amount(UiApp *app, Form *form, const char *text, char **ret_shown,
                             GError **error)
{
    Money money;
    if (!form_money(text, form_currency(app, form), &money, error))
        return FALSE;
    *ret_shown = money.minor != MONEY_NONE ? money_format(money) : NULL;
    return TRUE;
}

/* ---- A new claim ---- */

static gboolean order_of(UiApp *app, Form *form, OrderId *ret_order, StoreOrder *ret_known)
{
    *ret_known = (StoreOrder){0};
    return order_id_parse(form_text(form, "order"), ret_order, NULL) &&
           store_order(app->options->store, *ret_order, ret_known, NULL);
}

/* The imported order of the form's claim, which may be there already. */
static gboolean known_order(UiApp *app, Form *form, StoreOrder *ret_known)
{
    OrderId order;
    const GArray *orders = form_data(form);
    if (orders == NULL)
        return order_of(app, form, &order, ret_known) && ret_known->found;
    order = g_array_index(orders, OrderId, 0);
    return store_order(app->options->store, order, ret_known, NULL) && ret_known->found;
}

static char *fixed_as(const char *text)
{
    return g_strdup_printf("%s   %s", text, _("from the imported order"));
}

static char *fixed_ordered(UiApp *app, Form *form)
{
    StoreOrder known;
    if (!known_order(app, form, &known))
        return NULL;
    g_autofree char *day = fmt_day_year(known.day);
    return fixed_as(day);
}

static char *fixed_market(UiApp *app, Form *form)
{
    StoreOrder known;
    const Market *market = known_order(app, form, &known) ? market_by_num(known.market) : NULL;
    return market != NULL ? fixed_as(market->domain) : NULL;
}

static char *fixed_channel(UiApp *app, Form *form)
{
    StoreOrder known;
    return known_order(app, form, &known) ? fixed_as(channel_label(known.channel)) : NULL;
}

/* The order id out of whatever was copied around it: a mail, a link. */
static char *order_pasted(UiApp *app, const char *text)
{
    OrderId order, other;
    char id[ORDER_ID_SIZE];
    g_autofree char *narrow = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
    const char *rest = order_id_find(narrow != NULL ? narrow : text, &order);
    if (rest == NULL)
        return NULL;
    while ((rest = order_id_find(rest, &other)) != NULL)
        if (other != order)
            app_message(app, STYLE_HINT, "%s",
                        _("the text names several orders; the first was taken"));
    order_id_format(order, id);
    return g_strdup(id);
}

static int market_chosen(const Form *form)
{
    gsize n;
    const Market *markets = market_table(&n);
    return markets[MIN((gsize)form_choice(form, "market"), n - 1)].num;
}

static const Market *usual_market(const UiApp *app)
{
    return app->market != 0 ? market_by_num(app->market)
                            : market_parse(settings_text(app->settings, SETTING_DESK_MARKET), NULL);
}

/* Some marketplaces number their orders with a beginning of their own. NULL: not to be told. */
static const Market *market_guess(OrderId order)
{
    static const struct {
        const char *begin, *country;
    } guesses[] = {{"249-", "JP"}, {"250-", "JP"}, {"503-", "JP"}, {"701-", "CA"}, {"702-", "CA"}};
    char id[ORDER_ID_SIZE];
    order_id_format(order, id);
    for (gsize i = 0; i < G_N_ELEMENTS(guesses); i++)
        if (g_str_has_prefix(id, guesses[i].begin))
            return market_parse(guesses[i].country, NULL);
    return NULL;
}

static char *market_suggest(UiApp *app, Form *form, OrderId order)
{
    gsize n;
    const Market *markets = market_table(&n), *guess = market_guess(order);
    const Market *market = guess != NULL ? guess : usual_market(app);
    for (gsize i = 0; market != NULL && i < n; i++)
        if (markets[i].num == market->num)
            form_suggest_choice(form, "market", (int)i);
    return guess != NULL && market_chosen(form) == guess->num
               ? g_strdup_printf(_("never imported; %s, guessed from the number"), guess->domain)
               : g_strdup(_("never imported: enter its date below"));
}

static gboolean check_order(UiApp *app, Form *form, const char *text, char **ret_shown,
                            GError **error)
{
    OrderId order;
    StoreOrder known;
    if (!order_id_parse(text, &order, error))
        return FALSE;
    const DeskCase *item = desk_find(app->model->desk, order);
    if (item != NULL && item->claim != NULL) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                    _("this order already has a claim: %s"), stage_label(item->claim->stage));
        return FALSE;
    }
    if (!store_order(app->options->store, order, &known, error))
        return FALSE;
    if (!known.found) {
        *ret_shown = market_suggest(app, form, order);
        return TRUE;
    }
    const Market *market = market_by_num(known.market);
    g_autofree char *day = fmt_day_year(known.day);
    *ret_shown = g_strdup_printf("%s, %s, %s", market != NULL ? market->domain : "?",
                                 channel_label(known.channel), day);
    return TRUE;
}

static gboolean check_ordered(UiApp *app, Form *form, const char *text, char **ret_shown,
                              GError **error)
{
    OrderId order;
    StoreOrder known;
    if (*text != '\0' || !order_of(app, form, &order, &known) || known.found)
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("required, as the order was never imported"));
    return FALSE;
}

static gboolean check_reply(UiApp *app, Form *form, const char *text, char **ret_shown,
                            GError **error)
{
    When opened;
    if (*text != '\0' || !form_when(app, form, "opened", &opened))
        return TRUE;
    g_autofree char *due =
        fmt_moment(deadline_default(app->settings, DEADLINE_REPLY, 0, opened), app->model->zone);
    *ret_shown = g_strdup_printf(_("%s, by Amazon's rule at the time"), due);
    return TRUE;
}

/* clang-format off */
static const FormField NEW_FIELDS[] = {
    {"order", FORM_TEXT, FORM_REQUIRED, N_("Order"), N_("113-2233445-6677889; a pasted mail or link will do"), check_order, .pasted = order_pasted},
    {"opened", FORM_DATE, FORM_REQUIRED, N_("Filed"), N_("when the buyer filed it: now, yesterday, 2026-11-21")},
    {"reason", FORM_CHOICE, 0, N_("Reason"), N_("left/right, or the first letter")},
    {"amount", FORM_TEXT, 0, N_("Amount"), N_("like 42.10, or 42.10 EUR"), check_amount},
    {"tracking", FORM_TEXT, 0, N_("Tracking"), NULL, form_check_tracking},
    {"carrier", FORM_TEXT, 0, N_("Carrier"), N_("tab completes; empty: from the number"), NULL, form_carriers},
    {"reply", FORM_DATE, FORM_DEADLINE, N_("Answer by"), N_("from Amazon's message"), check_reply},
    {"ordered", FORM_DATE, 0, N_("Ordered"), N_("only for an order that was never imported"), check_ordered, .fixed = fixed_ordered},
    {"market", FORM_CHOICE, 0, N_("Marketplace"), N_("only for an order that was never imported"), .fixed = fixed_market},
    {"channel", FORM_CHOICE, 0, N_("Fulfilment"), N_("only for an order that was never imported"), .fixed = fixed_channel},
};
/* clang-format on */

static const char *form_currency(UiApp *app, Form *form)
{
    OrderId order;
    StoreOrder known;
    const DeskCase *item = form_data(form) != NULL ? app_selected_case(app) : NULL;
    int num = item != NULL                                         ? item->market
              : order_of(app, form, &order, &known) && known.found ? known.market
                                                                   : market_chosen(form);
    const Market *market = market_by_num(num);
    return market != NULL ? market->currency : "USD";
}

static gboolean deed_open(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                          GError **error)
{
    return case_open(cases, order, data, error);
}

static gboolean new_submit(UiApp *app, Form *form, GError **error)
{
    OrderId order;
    StoreOrder known;
    When ordered, reply;
    const char *tracking = form_text(form, "tracking"), *carrier = form_text(form, "carrier");
    if (!order_of(app, form, &order, &known)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("cannot read the desk"));
        return FALSE;
    }
    CaseOpening opening = {.ordered = DAY_NONE,
                           .channel = -1,
                           .reason = form_choice(form, "reason"),
                           .amount = {.minor = MONEY_NONE},
                           .tracking = *tracking != '\0' ? tracking : NULL,
                           .carrier = *carrier != '\0' ? carrier : NULL};
    (void)form_when(app, form, "opened", &opening.opened);
    if (!opening.opened.day_only && opening.opened.at >= app->now)
        opening.opened = (When){app->now, FALSE};
    if (form_when(app, form, "reply", &reply))
        opening.reply_due = when_deadline(reply);
    if (!known.found) {
        if (form_when(app, form, "ordered", &ordered))
            opening.ordered = day_of(ordered.at);
        opening.market = market_chosen(form);
        opening.channel = form_choice(form, "channel");
    }
    if (!form_money(form_text(form, "amount"), form_currency(app, form), &opening.amount, error))
        return FALSE;
    g_autoptr(GArray) orders = g_array_new(FALSE, FALSE, sizeof(OrderId));
    g_array_append_val(orders, order);
    if (!deed_do(app, orders, deed_open, &opening, _("filed"), error))
        return FALSE;
    app_select(app, order);
    return TRUE;
}

static void new_choices(UiApp *app, Form *form)
{
    gsize n;
    const Market *markets = market_table(&n);
    char **names = g_new0(char *, n + 1), **channels = g_new0(char *, N_CHANNELS + 1);
    const Market *usual = usual_market(app);
    Channel channel = CHANNEL_MFN;
    int current = 0;
    for (gsize i = 0; i < n; i++) {
        names[i] = g_strdup_printf("%s  %s", markets[i].country, markets[i].domain);
        if (usual != NULL && markets[i].num == usual->num)
            current = (int)i;
    }
    for (int i = 0; i < N_CHANNELS; i++)
        channels[i] = g_strdup(channel_label(i));
    if (app->channel >= 0)
        channel = (Channel)app->channel;
    else if (!channel_parse(settings_text(app->settings, SETTING_DESK_CHANNEL), &channel, NULL))
        channel = CHANNEL_MFN;
    form_set_choices(form, "market", names, current);
    form_set_choices(form, "channel", channels, (int)channel);
    form_set_choices(form, "reason", form_labels_reasons(), REASON_NOT_RECEIVED);
}

Reaction act_new(UiApp *app, Command command, int count)
{
    Form *form = form_new("new", _("New claim"), NEW_FIELDS, G_N_ELEMENTS(NEW_FIELDS), 0,
                          new_submit, NULL, NULL);
    const DeskCase *item = app_selected_case(app);
    new_choices(app, form);
    form_set(form, "opened", _("now"));
    if (item != NULL && item->claim == NULL) {
        char id[ORDER_ID_SIZE];
        order_id_format(item->order, id);
        form_set(form, "order", id);
    }
    return form_open(app, form);
}

/* ---- Corrections ---- */

/* clang-format off */
static const FormField EDIT_FIELDS[] = {
    {"reason", FORM_CHOICE, 0, N_("Reason"), N_("left/right, or the first letter")},
    {"amount", FORM_TEXT, 0, N_("Amount"), N_("like 42.10, or 42.10 EUR"), check_amount},
    {"debited", FORM_TEXT, 0, N_("Debited"), N_("what Amazon took"), check_amount},
    {"tracking", FORM_TEXT, 0, N_("Tracking"), NULL, form_check_tracking},
    {"carrier", FORM_TEXT, 0, N_("Carrier"), N_("tab completes"), NULL, form_carriers},
    {"ordered", FORM_DATE, 0, N_("Ordered"), N_("only for an order that was never imported"), .fixed = fixed_ordered},
};
/* clang-format on */

static gboolean deed_edit(UiApp *app, const Cases *cases, OrderId order, gpointer data,
                          GError **error)
{
    return case_edit(cases, order, data, error);
}

/* Sets the bit of a fact where the text is another one now. */
static void fact_text(ClaimEvent *facts, guint bit, char **fact, const char *text,
                      const char *before)
{
    if (strcmp(text, before != NULL ? before : "") == 0 || *text == '\0')
        return;
    facts->fields |= bit;
    *fact = g_strdup(text);
}

static gboolean fact_money(ClaimEvent *facts, guint bit, Money *fact, const char *text,
                           const char *currency, Money before, GError **error)
{
    Money money;
    if (!form_money(text, currency, &money, error))
        return FALSE;
    if (money.minor == MONEY_NONE ||
        (money.minor == before.minor && strcmp(money.currency, before.currency) == 0))
        return TRUE;
    facts->fields |= bit;
    *fact = money;
    return TRUE;
}

static gboolean edit_submit(UiApp *app, Form *form, GError **error)
{
    const GArray *orders = form_data(form);
    const DeskCase *item = desk_find(app->model->desk, g_array_index(orders, OrderId, 0));
    g_autoptr(ClaimEvent) facts = claim_event_new(EVENT_EDITED, (When){0, FALSE}, app->now);
    const char *currency = form_currency(app, form);
    When ordered;
    if (item == NULL || item->claim == NULL) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("the claim no longer exists"));
        return FALSE;
    }
    const Claim *claim = item->claim;
    facts->reason = form_choice(form, "reason");
    facts->fields |= facts->reason != claim->reason ? FIELD_REASON : 0;
    fact_text(facts, FIELD_TRACKING, &facts->tracking, form_text(form, "tracking"),
              claim->tracking);
    fact_text(facts, FIELD_CARRIER, &facts->carrier, form_text(form, "carrier"), claim->carrier);
    if (!fact_money(facts, FIELD_AMOUNT, &facts->amount, form_text(form, "amount"), currency,
                    claim->amount, error) ||
        !fact_money(facts, FIELD_DEBITED, &facts->debited, form_text(form, "debited"), currency,
                    claim->debited, error))
        return FALSE;
    if (!form_fixed(form, "ordered") && form_when(app, form, "ordered", &ordered) &&
        day_of(ordered.at) != claim->ordered) {
        facts->ordered = day_of(ordered.at);
        facts->fields |= FIELD_ORDERED;
    }
    if (facts->fields == 0) {
        app_message(app, STYLE_MESSAGE, _("nothing changed"));
        return TRUE;
    }
    return deed_do(app, orders, deed_edit, facts, _("corrected"), error);
}

static void set_money(Form *form, const char *field, Money money)
{
    g_autofree char *text = money.minor != MONEY_NONE ? money_format(money) : NULL;
    form_set(form, field, text != NULL ? text : "");
}

Reaction act_edit(UiApp *app, Command command, int count)
{
    GArray *orders = app_targets(app, command);
    const DeskCase *item = app_selected_case(app);
    g_autofree char *title = deed_title(_("Correct"), orders);
    Form *form = form_new("edit", title, EDIT_FIELDS, G_N_ELEMENTS(EDIT_FIELDS), item->order,
                          edit_submit, orders, (GDestroyNotify)g_array_unref);
    form_set_choices(form, "reason", form_labels_reasons(), item->claim->reason);
    set_money(form, "amount", item->claim->amount);
    set_money(form, "debited", item->claim->debited);
    form_set(form, "tracking", item->claim->tracking != NULL ? item->claim->tracking : "");
    form_set(form, "carrier", item->claim->carrier != NULL ? item->claim->carrier : "");
    if (item->claim->ordered != DAY_NONE) {
        char day[DAY_SIZE];
        day_format(item->claim->ordered, day);
        form_set(form, "ordered", day);
    }
    return form_open(app, form);
}
