/* SPDX-License-Identifier: MIT */
#include "command_line.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/letter/letter.h"
#include "claims_table.h"
#include "filter.h"
#include "path.h"
#include "saved.h"
#include "screen.h"

#define ORDERS_MAX 50 /* completions of an order id */

/* ---- What may stand behind a command ---- */

static void add(GPtrArray *words, const char *word, const char *begin)
{
    if (g_ascii_strncasecmp(word, begin, strlen(begin)) == 0)
        g_ptr_array_add(words, g_strdup(word));
}

static void add_stages(UiApp *app, GPtrArray *words, const char *begin)
{
    const DeskCase *item = app_selected_case(app);
    guint moves = item != NULL && item->claim != NULL ? claim_legal_moves(item->claim) : ~0u;
    for (int stage = 0; stage < N_STAGES; stage++)
        if ((moves & STAGE_BIT(stage)) && stage != STAGE_GRANTED)
            add(words, stage_word((Stage)stage), begin);
    for (int i = OUTCOME_GRANTED_SELLER; i <= OUTCOME_GRANTED_RETURNING; i++)
        if (moves & STAGE_BIT(STAGE_GRANTED))
            add(words, outcome_word((Outcome)i), begin);
}

static void add_parcels(UiApp *app, GPtrArray *words, const char *begin)
{
    for (int state = 0; state < N_PARCEL_STATES; state++)
        add(words, parcel_word((ParcelState)state), begin);
}

static void add_yes_no(UiApp *app, GPtrArray *words, const char *begin)
{
    add(words, "yes", begin);
    add(words, "no", begin);
}

static void add_letters(UiApp *app, GPtrArray *words, const char *begin)
{
    for (int kind = 0; kind < N_LETTERS; kind++)
        add(words, letter_word((LetterKind)kind), begin);
}

static void add_columns(UiApp *app, GPtrArray *words, const char *begin)
{
    for (int column = 0; column < N_COLUMNS; column++)
        add(words, column_word((CaseColumn)column), begin);
}

static void add_markets(UiApp *app, GPtrArray *words, const char *begin)
{
    add(words, "all", begin);
    for (guint i = 0; i < app->model->parts->len; i++) {
        const PartFigures *part = &g_array_index(app->model->parts, PartFigures, i);
        const Market *market = market_by_num(part->market);
        g_autofree char *word = g_strdup_printf("%s %s", market != NULL ? market->country : "?",
                                                channel_word(part->channel));
        add(words, word, begin);
    }
}

static void add_panels(UiApp *app, GPtrArray *words, const char *begin)
{
    static const char *const places[] = {"auto", "right", "bottom", "hidden"};
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
        add(words, places[i], begin);
}

static void add_on_off(UiApp *app, GPtrArray *words, const char *begin)
{
    add(words, "on", begin);
    add(words, "off", begin);
}

static void add_views(UiApp *app, GPtrArray *words, const char *begin)
{
    g_autoptr(GPtrArray) saved = saved_filters(app->settings, NULL);
    for (guint i = 0; i < saved->len; i++)
        add(words, ((const SavedFilter *)g_ptr_array_index(saved, i))->name, begin);
}

static void add_orders(UiApp *app, GPtrArray *words, const char *begin)
{
    const GPtrArray *cases = app->model->desk->cases;
    for (guint i = 0; i < cases->len && words->len < ORDERS_MAX; i++) {
        char id[ORDER_ID_SIZE];
        order_id_format(((const DeskCase *)g_ptr_array_index(cases, i))->order, id);
        add(words, id, begin);
    }
}

typedef struct {
    Command command;
    void (*words)(UiApp *app, GPtrArray *words, const char *begin); /* (nullable) any text */
    gboolean strict; /* no other text than one of the words, or the beginning of one */
} Argument;

static const Argument ARGUMENTS[] = {
    {CMD_STAGE, add_stages, TRUE},     {CMD_PARCEL, add_parcels, TRUE},
    {CMD_CHECK, add_yes_no, TRUE},     {CMD_LETTER, add_letters, TRUE},
    {CMD_SORT, add_columns, TRUE},     {CMD_MARKET, add_markets, FALSE},
    {CMD_PANEL, add_panels, TRUE},     {CMD_OPEN, add_orders, FALSE},
    {CMD_FILTER, NULL, FALSE},         {CMD_IMPORT, NULL, FALSE},
    {CMD_NOTE, NULL, FALSE},           {CMD_SAVED, add_views, TRUE},
    {CMD_KEEP_VIEW, add_views, FALSE}, {CMD_DROP_VIEW, add_views, TRUE},
    {CMD_MOUSE, add_on_off, TRUE},
};

static const Argument *argument_of(Command command)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ARGUMENTS); i++)
        if (ARGUMENTS[i].command == command)
            return &ARGUMENTS[i];
    return NULL;
}

static char **words_of(UiApp *app, const Argument *argument, const char *begin)
{
    GPtrArray *words = g_ptr_array_new();
    if (argument->words != NULL)
        argument->words(app, words, begin);
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

/* ---- Giving it ---- */

/* The word in full, or the beginning of one alone. */
static Command command_of(const char *word)
{
    Command found = command_find(word);
    for (int i = CMD_NONE + 1; found == CMD_NONE && i < N_COMMANDS; i++) {
        if (!g_str_has_prefix(command_info(i)->word, word))
            continue;
        for (int k = i + 1; k < N_COMMANDS; k++)
            if (g_str_has_prefix(command_info(k)->word, word))
                return CMD_NONE;
        found = (Command)i;
    }
    return found;
}

static Command command_of_text(const char *text)
{
    g_autofree char *word = g_strndup(text, strcspn(text, " \t"));
    return command_of(word);
}

/* A filter belongs to a list: where the view has none, to the list of all claims; saved views are
 * that list's alone. */
static void show_list(UiApp *app, Command command)
{
    const char *why = app_why_not(app, command);
    gboolean list = command == CMD_FILTER || command == CMD_SORT;
    gboolean claims = command_info(command)->context == CONTEXT_CLAIMS;
    if ((list && why != NULL && strcmp(why, VIEW_NOT_HERE) == 0) ||
        (claims && strcmp(app->view->ops->name, "claims") != 0))
        app_react(app, app_show(app, app_view(app, "claims"), 0));
}

/* The word that the text is or begins, where it is one of the argument's; else the text itself, and
 * *ret_fault says what is wrong. (transfer full) both */
static char *argument_word(UiApp *app, const Argument *argument, const char *text, char **ret_fault)
{
    *ret_fault = NULL;
    if (!argument->strict)
        return g_strdup(text);
    g_auto(GStrv) words = words_of(app, argument, text);
    guint n = g_strv_length(words);
    for (guint i = 0; i < n; i++)
        if (g_ascii_strcasecmp(words[i], text) == 0)
            return g_strdup(words[i]);
    if (n == 1)
        return g_strdup(words[0]);
    g_auto(GStrv) all = words_of(app, argument, n > 0 ? text : "");
    g_autofree char *list = g_strjoinv(", ", all);
    *ret_fault = n > 0 ? g_strdup_printf(_("\"%s\" is ambiguous: %s"), text, list)
                       : g_strdup_printf(_("\"%s\" is not one of %s"), text, list);
    return g_strdup(text);
}

static Reaction give(UiApp *app, Command command, const char *argument)
{
    const Argument *takes = argument_of(command);
    if (*argument == '\0') {
        if (command_info(command)->context == CONTEXT_CLAIMS)
            show_list(app, command);
        return app_command(app, command, 0);
    }
    if (takes == NULL) {
        app_message(app, STYLE_ERROR, _(":%s takes no argument"), command_info(command)->word);
        return REACT_RECALC;
    }
    g_autofree char *fault = NULL;
    g_autofree char *word = argument_word(app, takes, argument, &fault);
    show_list(app, command);
    app->argument = word;
    Reaction reaction = app_command(app, command, 0);
    app->argument = NULL;
    return reaction;
}

/* A stage by itself moves the case there. */
static gboolean is_stage(UiApp *app, const char *text)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    for (int stage = 0; stage < N_STAGES; stage++)
        if (strcmp(stage_word((Stage)stage), text) == 0)
            return TRUE;
    add_stages(app, words, text);
    return g_ptr_array_find_with_equal_func(words, text, g_str_equal, NULL);
}

static Reaction colon_done(UiApp *app, const char *text, gpointer data)
{
    g_autofree char *all = g_strstrip(g_strdup(text));
    guint64 n;
    if (*all == '\0')
        return REACT_RECALC;
    if (g_ascii_string_to_unsigned(all, 10, 1, G_MAXINT, &n, NULL))
        return app_command(app, CMD_TOP, (int)n);
    OrderId order;
    if (order_id_parse(all, &order, NULL))
        return give(app, CMD_OPEN, all);
    if (is_stage(app, all))
        return give(app, CMD_STAGE, all);
    char *rest = all + strcspn(all, " \t");
    if (*rest != '\0')
        *rest++ = '\0';
    Command command = command_of(all);
    if (command != CMD_NONE)
        return give(app, command, g_strstrip(rest));
    app_message(app, STYLE_ERROR, _("unknown command %s"), all);
    return REACT_RECALC;
}

/* ---- Completion ---- */

static char **complete_argument(UiApp *app, const char *text, gsize cursor, gsize start,
                                gsize *ret_start)
{
    const Argument *argument = argument_of(command_of_text(text));
    char **words = NULL;
    if (argument == NULL)
        return NULL;
    *ret_start = 0;
    if (argument->command == CMD_FILTER) {
        words = filter_complete(app, text + start, cursor - start, ret_start, NULL);
    } else if (argument->command == CMD_IMPORT) {
        words = path_complete(app, text + start, cursor - start, ret_start, NULL);
    } else {
        g_autofree char *begin = g_strndup(text + start, cursor - start);
        words = words_of(app, argument, begin);
    }
    *ret_start += start;
    return words;
}

/* Whether the view in front has a use for the command. */
static gboolean command_here(UiApp *app, int command)
{
    const char *why = screen_command_here(app, (Command)command) ? app_why_not(app, command) : "";
    return why == NULL || *why != '\0';
}

static char **colon_complete(UiApp *app, const char *text, gsize cursor, gsize *ret_start,
                             gpointer data)
{
    gsize word = strcspn(text, " \t"), start = word + strspn(text + word, " \t");
    if (cursor > word)
        return cursor >= start ? complete_argument(app, text, cursor, start, ret_start) : NULL;
    GPtrArray *words = g_ptr_array_new();
    g_autofree char *begin = g_strndup(text, cursor);
    *ret_start = 0;
    for (int here = 1; here >= 0; here--)
        for (int i = CMD_NONE + 1; i < N_COMMANDS; i++)
            if (command_here(app, i) == (gboolean)here)
                add(words, command_info(i)->word, begin);
    if (*begin != '\0' && app_selected_case(app) != NULL)
        add_stages(app, words, begin);
    if (g_ascii_isdigit(*begin))
        add_orders(app, words, begin);
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

static char *filter_fault(UiApp *app, const char *text, gsize *ret_at)
{
    gsize within = 0;
    char *wrong = filter_check(app, text + *ret_at, &within, NULL);
    *ret_at += within;
    return wrong;
}

static char *argument_fault(UiApp *app, const Argument *argument, const char *text)
{
    char *fault;
    g_autofree char *bare = g_strchomp(g_strdup(text));
    g_free(argument_word(app, argument, bare, &fault));
    return fault;
}

/* What is wrong with the command, while it is typed. */
static char *colon_check(UiApp *app, const char *text, gsize *ret_at, gpointer data)
{
    gsize word = strcspn(text, " \t");
    g_autofree char *begin = g_strndup(text, word);
    gboolean known = g_ascii_isdigit(*text) || *begin == '\0';
    for (int i = CMD_NONE + 1; i < N_COMMANDS && !known; i++)
        known = text[word] == '\0' ? g_str_has_prefix(command_info(i)->word, begin)
                                   : command_of(begin) == (Command)i;
    *ret_at = 0;
    if (!known && is_stage(app, text))
        return argument_fault(app, argument_of(CMD_STAGE), text);
    if (!known)
        return g_strdup_printf(_("unknown command %s"), begin);
    const Argument *argument = argument_of(command_of(begin));
    gsize at = word + strspn(text + word, " \t");
    if (argument == NULL || text[at] == '\0')
        return NULL;
    *ret_at = at;
    return argument->command == CMD_FILTER ? filter_fault(app, text, ret_at)
                                           : argument_fault(app, argument, text + at);
}

/* What a command does, and the key that spares typing it. */
static char *colon_about(UiApp *app, const char *text, gsize at, const char *word, gpointer data)
{
    Command command = at == 0 ? command_find(word) : CMD_NONE;
    if (command == CMD_NONE)
        return at > 0 && command_of_text(text) == CMD_FILTER
                   ? filter_about(app, text, at, word, NULL)
                   : NULL;
    g_autofree char *keys = keymap_keys(app->keymap, command);
    const char *help = _(command_info(command)->help);
    return *keys != '\0' ? g_strdup_printf("%s (%s)", help, keys) : g_strdup(help);
}

Reaction act_command_line(UiApp *app, Command command, int count)
{
    static const PromptOps ops = {.done = colon_done,
                                  .complete = colon_complete,
                                  .offers = TRUE,
                                  .about = colon_about,
                                  .check = colon_check};
    return prompt_open(app, ":", "", "command", &ops, NULL, NULL);
}
