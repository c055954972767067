/* SPDX-License-Identifier: MIT */
/* What may stand at the end of a command line: `azdesk help complete -- WORD...`, which the scripts
 * of the shells (completions/) ask. One candidate a line, its explanation behind a tab; the line
 * ":files" asks for names of files. All of it comes from the program's own tables. */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/parcel.h"
#include "azdesk/core/query.h"
#include "azdesk/letter/letter.h"
#include "azdesk/report/import.h"
#include "azdesk/ui/ui.h"

#include "manual.h"

typedef struct {
    Run *run;
    const char *typed; /* the beginning of the word */
    const char *order; /* (nullable) the order id on the line */
    const char *key;   /* (nullable) the word before, for a setting's value */
    const char *db;    /* (nullable) --db of the line */
} Line;

static void offer(const Line *line, const char *word, const char *help)
{
    if (!g_str_has_prefix(word, line->typed))
        return;
    out_put(line->run->out, OUT_PLAIN, word);
    if (help && *help)
        out_printf(line->run->out, OUT_PLAIN, "\t%s", help);
    out_put(line->run->out, OUT_PLAIN, "\n");
}

/* Without a desk that can be read nothing is offered: a shell waits for no error. */
static Desk *line_desk(const Line *line)
{
    if (line->db) {
        g_clear_pointer(&line->run->store, store_close);
        line->run->store = store_open(line->db, STORE_READ, NULL);
        if (!line->run->store)
            return NULL;
    }
    return run_desk(line->run, NULL);
}

static void offer_orders(const Line *line, const char *behind)
{
    const Desk *desk = line_desk(line);
    for (guint i = 0; desk && i < desk->cases->len; i++) {
        const DeskCase *item = g_ptr_array_index(desk->cases, i);
        char id[ORDER_ID_SIZE];
        order_id_format(item->order, id);
        g_autofree char *word = g_strconcat(id, behind, NULL);
        offer(line, word, item->claim ? stage_label(item->claim->stage) : NULL);
    }
}

/* The stages that the order's claim may take; all of them where it is not known. */
static void offer_stages(const Line *line, const char *before)
{
    OrderId order;
    guint legal = ~0u;
    if (line->order && order_id_parse(line->order, &order, NULL)) {
        const Desk *desk = line_desk(line);
        const DeskCase *item = desk ? desk_find(desk, order) : NULL;
        if (item && item->claim)
            legal = claim_legal_moves(item->claim);
    }
    for (Stage stage = 0; stage < N_STAGES; stage++) {
        g_autofree char *word = g_strconcat(before, stage_word(stage), NULL);
        if (legal & (1u << stage))
            offer(line, word, stage_label(stage));
    }
}

/* "ORDER=STAGE,ORDER=STAGE": the last of them */
static void offer_suppositions(const Line *line)
{
    const char *comma = strrchr(line->typed, ',');
    g_autofree char *before = g_strndup(line->typed, comma ? (gsize)(comma + 1 - line->typed) : 0);
    const char *last = line->typed + strlen(before);
    const char *equals = strchr(last, '=');
    if (equals) {
        g_autofree char *order = g_strndup(last, (gsize)(equals - last));
        g_autofree char *head = g_strconcat(before, order, "=", NULL);
        Line one = *line;
        one.order = order;
        offer_stages(&one, head);
    } else if (!*before) {
        offer_orders(line, "=");
    }
}

static void offer_words(const Line *line, const char *const *words)
{
    for (; *words; words++)
        offer(line, *words, NULL);
}

static void offer_list(const Line *line, const char *words)
{
    g_auto(GStrv) list = g_strsplit(words, "|", -1);
    offer_words(line, (const char *const *)list);
}

static void offer_settings(const Line *line)
{
    for (Setting setting = 0; setting < N_SETTINGS; setting++)
        offer(line, setting_info(setting)->key, _(setting_info(setting)->help));
}

static void offer_setting_values(const Line *line)
{
    Setting setting;
    if (!line->key || !setting_find(line->key, &setting))
        return;
    const SettingInfo *info = setting_info(setting);
    if (info->type == SETTING_WORD)
        offer_list(line, info->domain);
    else if (info->type == SETTING_BOOL)
        offer_list(line, "yes|no");
    else if (setting == SETTING_UI_THEME)
        offer_words(line, ui_theme_names());
    else
        offer(line, info->fallback, _(info->help));
}

static void offer_commands(const Line *line, const Command *table)
{
    for (; table && table->name; table++)
        offer(line, table->name, _(table->summary));
}

static void offer_options(const Line *line, const Option *options)
{
    for (; options && options->name; options++) {
        g_autofree char *word = g_strconcat("--", options->name, NULL);
        offer(line, word, _(options->help));
    }
}

static void offer_markets(const Line *line)
{
    gsize n;
    const Market *markets = market_table(&n);
    for (gsize i = 0; i < n; i++)
        offer(line, markets[i].country, markets[i].domain);
}

static void offer_carriers(const Line *line)
{
    gsize n;
    const Carrier *carriers = carrier_table(&n);
    for (gsize i = 0; i < n; i++)
        offer(line, carriers[i].word, NULL);
}

#define OFFER_WORDS(line, n, word, label)                                                          \
    for (guint i_ = 0; i_ < (guint)(n); i_++)                                                      \
    offer(line, word(i_), label(i_))

/* A field of a query, or behind its colon the words that it may have. */
static void offer_query(const Line *line)
{
    const char *colon = strchr(line->typed, ':');
    gsize n;
    const QueryField *fields = query_fields(&n);
    for (gsize i = 0; !colon && i < n; i++) {
        g_autofree char *word = g_strconcat(fields[i].name, ":", NULL);
        offer(line, word, _(fields[i].help));
    }
    if (!colon)
        return;
    g_autofree char *field = g_strndup(line->typed, (gsize)(colon - line->typed));
    const char *comma = strrchr(colon, ',');
    g_autofree char *before =
        g_strndup(line->typed, (gsize)((comma ? comma : colon) + 1 - line->typed));
    g_auto(GStrv) values = query_values(field);
    for (char **value = values; value && *value; value++) {
        g_autofree char *word = g_strconcat(before, *value, NULL);
        offer(line, word, NULL);
    }
}

static void offer_topics(const Line *line)
{
    for (guint i = 0; manual_page(i); i++)
        offer(line, manual_page(i)->topic, _(manual_page(i)->summary));
    offer_commands(line, command_table());
}

/* What completes an argument or an option's value by its name in the tables. */
static void offer_value(const Line *line, const char *name, const char *option)
{
    if (g_str_equal(name, "ORDER"))
        offer_orders(line, "");
    else if (g_str_equal(name, "STAGE"))
        offer_stages(line, "");
    else if (g_str_has_prefix(name, "QUERY"))
        offer_query(line);
    else if (g_str_equal(name, "ORDER=STAGE,..."))
        offer_suppositions(line);
    else if (g_str_has_prefix(name, "FILE") || g_str_equal(name, "PATH"))
        out_put(line->run->out, OUT_PLAIN, ":files\n");
    else if (g_str_equal(name, "STATE"))
        OFFER_WORDS(line, N_PARCEL_STATES, parcel_word, parcel_label);
    else if (g_str_equal(name, "REASON"))
        OFFER_WORDS(line, N_REASONS, reason_word, reason_label);
    else if (g_str_equal(name, "LETTER"))
        OFFER_WORDS(line, N_LETTERS, letter_word, letter_label);
    else if (g_str_equal(name, "CHANNEL"))
        OFFER_WORDS(line, N_CHANNELS, channel_word, channel_label);
    else if (g_str_equal(name, "CARRIER"))
        offer_carriers(line);
    else if (g_str_equal(name, "MARKET"))
        offer_markets(line);
    else if (g_str_equal(name, "LANG"))
        offer_list(line, "en|ja");
    else if (g_str_equal(name, "WHEN"))
        offer_list(line, "auto|always|never");
    else if (g_str_equal(name, "WHO"))
        offer_list(line, g_strcmp0(option, "who") == 0  ? "buyer|amazon|support|seller"
                         : g_strcmp0(option, "to") == 0 ? "buyer|amazon|support"
                                                        : "seller|amazon|returning");
    else if (g_str_equal(name, "PROOF"))
        OFFER_WORDS(line, N_EVIDENCE_KINDS, evidence_kind_word, evidence_kind_label);
    else if (g_str_equal(name, "KEY"))
        offer_settings(line);
    else if (g_str_equal(name, "VALUE"))
        offer_setting_values(line);
    else if (g_str_equal(name, "TOPIC"))
        offer_topics(line);
    else if (g_str_equal(name, "KIND"))
        for (const char *const *kind = import_kinds(); *kind; kind++)
            offer(line, *kind, import_kind_label(*kind));
}

/* A word of the usage: in capitals it names what stands there, else it stands itself. */
static void offer_usage_word(const Line *line, const char *word)
{
    if (g_ascii_isupper(*word))
        offer_value(line, word, NULL);
    else
        offer(line, word, NULL);
}

/* "ORDER add FILE|list|remove ID": what stands at `at`, after the words typed before it. From the
 * first word in small letters on, the usage is a choice of sequences. */
static void offer_argument(const Line *line, const char *usage, char **typed, guint at)
{
    g_autoptr(GString) clean = g_string_new(usage);
    char *options = strstr(clean->str, "--");
    if (options)
        g_string_truncate(clean, (gsize)(options - clean->str));
    g_string_replace(clean, "[options]", "", 0);
    g_strdelimit(clean->str, "[]", ' ');
    g_auto(GStrv) words = g_strsplit_set(clean->str, " ", -1);
    guint n = 0;
    g_autoptr(GString) rest = g_string_new(NULL);
    for (char **word = words; *word; word++) {
        if (!**word)
            continue;
        if (!rest->len && g_ascii_isupper(**word)) {
            if (n == at || g_str_has_suffix(*word, "...")) {
                offer_usage_word(line, *word);
                return;
            }
            n++;
        } else {
            g_string_append_printf(rest, "%s ", *word);
        }
    }
    g_auto(GStrv) choices = g_strsplit(rest->str, "|", -1);
    for (char **choice = choices; *choice; choice++) {
        g_auto(GStrv) parts = g_strsplit(g_strstrip(*choice), " ", -1);
        const guint length = g_strv_length(parts), want = at - n;
        if (want < length && (want == 0 || g_str_equal(parts[0], typed[n])))
            offer_usage_word(line, parts[want]);
    }
}

static const Option *option_named(const Option *options, const char *name, gsize len)
{
    for (; options && options->name; options++)
        if (strlen(options->name) == len && strncmp(options->name, name, len) == 0)
            return options;
    return NULL;
}

static const Option *option_of(const Command *command, const char *word)
{
    if (!g_str_has_prefix(word, "--"))
        return NULL;
    const char *name = word + 2;
    const gsize len = strcspn(name, "=");
    const Option *own = command ? option_named(command->options, name, len) : NULL;
    return own ? own : option_named(global_options(), name, len);
}

/* Reads the finished words: the command, its arguments, the option that waits for its value. */
static const Command *read_words(Line *line, char **words, guint n, GPtrArray *typed,
                                 const Option **ret_waits)
{
    const Command *command = NULL, *table = command_table();
    *ret_waits = NULL;
    for (guint i = 0; i < n; i++) {
        const Option *option = option_of(command, words[i]);
        const char *equals = strchr(words[i], '=');
        if (option) {
            const char *value = equals ? equals + 1 : i + 1 < n ? words[i + 1] : NULL;
            if (value && g_str_equal(option->name, "db"))
                line->db = value;
            if (option->kind != OPTION_FLAG && !equals && ++i == n)
                *ret_waits = option;
        } else if (words[i][0] == '-') {
            continue;
        } else if (table && command_named(table, words[i])) {
            command = command_named(table, words[i]);
            table = command->subs;
        } else {
            OrderId order;
            if (!line->order && order_id_parse(words[i], &order, NULL))
                line->order = words[i];
            line->key = words[i];
            g_ptr_array_add(typed, words[i]);
        }
    }
    return command;
}

gboolean help_complete(Run *run, char **words)
{
    const guint n = g_strv_length(words);
    if (n == 0)
        return TRUE;
    Line line = {.run = run, .typed = words[n - 1]};
    g_autoptr(GPtrArray) typed = g_ptr_array_new();
    const Option *waits = NULL;
    const Command *command = read_words(&line, words, n - 1, typed, &waits);
    if (waits) {
        offer_value(&line, waits->value, waits->name);
    } else if (*line.typed == '-') {
        if (command)
            offer_options(&line, command->options);
        offer_options(&line, global_options());
    } else if (!command) {
        if (typed->len == 0)
            offer_commands(&line, command_table());
    } else if (command->subs) {
        offer_commands(&line, command->subs);
    } else {
        offer_argument(&line, command->usage, (char **)typed->pdata, typed->len);
    }
    return TRUE;
}
