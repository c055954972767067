/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <string.h>

#include "azdesk-resources.h"
#include "azdesk/core/error.h"
#include "azdesk/core/rules.h"

#include "demo.h"

/* A case of the story, and the line at hand. */
typedef struct {
    Cases cases;
    gint64 today; /* now, in truth; cases.now goes along with the story */
    OrderId order;
    const Market *market;
    Day ordered;
    Reason reason;
    Money amount;
    const char *carrier, *tracking; /* (nullable) */
    char **head;                    /* the words of the case's line, which own them */
    When at;
    char **words; /* of the line, after the verb */
} Story;

static void story_clear(Story *story)
{
    g_strfreev(story->head);
}

static gboolean fault(const char *line, GError **error)
{
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "demo.txt: %s", line);
    return FALSE;
}

/* ---- Words ---- */

/* NAME=VALUE among the words; NULL where it is not. */
static const char *option(const Story *story, const char *name)
{
    const gsize len = strlen(name);
    for (char **word = story->words; *word; word++)
        if (strncmp(*word, name, len) == 0 && (*word)[len] == '=')
            return *word + len + 1;
    return NULL;
}

static gboolean flag(const Story *story, const char *name)
{
    return g_strv_contains((const char *const *)story->words, name);
}

/* "+2" of an option: the last second of that day. */
static gint64 deadline(const Story *story, const char *name)
{
    const char *text = option(story, name);
    return text ? day_end(day_of(story->today) + (Day)g_ascii_strtoll(text, NULL, 10)) : 0;
}

static Money money(const Story *story, const char *name)
{
    Money value = {MONEY_NONE, ""};
    const char *text = option(story, name);
    if (text && !money_parse(text, story->market->currency, &value, NULL))
        value.minor = MONEY_NONE;
    return value;
}

/* "-69h": so many hours before now; "-20": that day alone. */
static When when_of(const Story *story, const char *text)
{
    const gint64 number = g_ascii_strtoll(text, NULL, 10);
    if (g_str_has_suffix(text, "h"))
        return (When){story->today + number * 3600, FALSE};
    return (When){day_start(day_of(story->today) + (Day)number), TRUE};
}

static char *unescape(const char *text)
{
    return text ? g_strcompress(text) : NULL;
}

/* ---- Verbs ---- */

static gboolean do_opened(Story *story, GError **error)
{
    const CaseOpening opening = {
        .opened = story->at,
        .ordered = DAY_NONE,
        .channel = -1,
        .reason = story->reason,
        .amount = story->amount,
        .tracking = story->tracking,
        .carrier = story->carrier,
    };
    return case_open(&story->cases, story->order, &opening, error);
}

static Outcome granted_by(const char *who)
{
    return g_strcmp0(who, "amazon") == 0      ? OUTCOME_GRANTED_AMAZON
           : g_strcmp0(who, "returning") == 0 ? OUTCOME_GRANTED_RETURNING
                                              : OUTCOME_GRANTED_SELLER;
}

static gboolean do_move(Story *story, GError **error)
{
    g_autofree char *text = unescape(option(story, "text"));
    CaseMove move = {
        .at = story->at,
        .until = deadline(story, "until"),
        .debited = money(story, "debited"),
        .note = option(story, "note"),
        .letter_kind = option(story, "letter"),
        .letter_lang = story->market->num == market_parse("JP", NULL)->num ? "ja" : "en",
        .letter_text = text,
    };
    if (!stage_parse(story->words[0], &move.stage, error))
        return FALSE;
    move.granted =
        move.stage == STAGE_GRANTED ? granted_by(option(story, "by")) : OUTCOME_UNDECIDED;
    if (!move.letter_kind)
        move.letter_lang = NULL;
    return case_move(&story->cases, story->order, &move, error);
}

static gboolean do_parcel(Story *story, GError **error)
{
    ParcelState state;
    return parcel_parse(story->words[0], &state, error) &&
           case_parcel(&story->cases, story->order, state, story->at, deadline(story, "until"),
                       NULL, error);
}

static gboolean do_asked(Story *story, GError **error)
{
    return case_asked(&story->cases, story->order, story->at, deadline(story, "due"), error);
}

static gboolean do_replied(Story *story, GError **error)
{
    return case_replied(&story->cases, story->order, story->at, error);
}

static gboolean do_check(Story *story, GError **error)
{
    return case_check(&story->cases, story->order, flag(story, "yes"), story->at, error);
}

static gboolean do_note(Story *story, GError **error)
{
    return case_note(&story->cases, story->order, story->words[0], error);
}

static gboolean do_message(Story *story, GError **error)
{
    const CaseMessage message = {
        .at = story->at,
        .who = story->words[0],
        .lang = story->words[1],
        .text = story->words[2],
        .translation = story->words[3],
    };
    return case_message(&story->cases, story->order, &message, error);
}

static gboolean do_evidence(Story *story, GError **error)
{
    char *text = unescape(story->words[2]);
    g_autoptr(GBytes) body = g_bytes_new_take(text, strlen(text));
    gint64 id;
    return case_evidence_add(&story->cases, story->order, story->words[0], EVIDENCE_UNSAID,
                             story->words[1], body, &id, error);
}

static gboolean do_snooze(Story *story, GError **error)
{
    return case_snooze(&story->cases, story->order, deadline(story, "until"), story->words[1],
                       error);
}

static gboolean add_defect(Story *story, gboolean chargeback, GError **error)
{
    const char *removed = option(story, "removed");
    CaseChange change;
    if (removed) /* then it is known: that it came, and that it went */
        story->cases.now = MIN(story->today, when_deadline(when_of(story, removed)));
    const CaseDefect defect = {
        .chargeback = chargeback,
        .at = story->at,
        .removed = removed ? when_of(story, removed) : (When){0, FALSE},
        .fraud = flag(story, "fraud"),
        .rating = chargeback ? 0 : 1,
        .ordered = DAY_NONE,
        .channel = -1,
    };
    return case_defect(&story->cases, story->order, &defect, &change, error);
}

static gboolean do_feedback(Story *story, GError **error)
{
    return add_defect(story, FALSE, error);
}

static gboolean do_chargeback(Story *story, GError **error)
{
    return add_defect(story, TRUE, error);
}

static const struct {
    const char *verb;
    guint least; /* words it needs */
    gboolean (*run)(Story *story, GError **error);
} verbs[] = {
    {"opened", 0, do_opened}, {"move", 1, do_move},         {"parcel", 1, do_parcel},
    {"asked", 0, do_asked},   {"replied", 0, do_replied},   {"check", 1, do_check},
    {"note", 1, do_note},     {"message", 4, do_message},   {"evidence", 3, do_evidence},
    {"snooze", 2, do_snooze}, {"feedback", 0, do_feedback}, {"chargeback", 0, do_chargeback},
};

/* An entry is made when it happens, at the latest at the end of its day. */
static gboolean story_entry(Story *story, const char *line, char **words, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(verbs) && words[0] && words[1]; i++) {
        if (strcmp(words[1], verbs[i].verb) != 0 || g_strv_length(words + 2) < verbs[i].least)
            continue;
        story->words = words + 2;
        story->at = when_of(story, words[0]);
        story->cases.now = MIN(story->today, when_deadline(story->at));
        return verbs[i].run(story, error);
    }
    return fault(line, error);
}

/* case ORDER MARKET DAYS [REASON AMOUNT [CARRIER TRACKING]] */
static gboolean story_case(Story *story, const char *line, char **words, GError **error)
{
    const guint count = g_strv_length(words);
    g_strfreev(story->head);
    story->head = g_strdupv(words);
    if (count < 4 || !order_id_parse(words[1], &story->order, error))
        return count < 4 ? fault(line, error) : FALSE;
    story->market = market_parse(words[2], error);
    if (!story->market)
        return FALSE;
    story->ordered = day_of(story->today) - (Day)g_ascii_strtoll(words[3], NULL, 10);
    story->amount = (Money){MONEY_NONE, ""};
    if (count > 5 && (!reason_parse(words[4], &story->reason, error) ||
                      !money_parse(words[5], story->market->currency, &story->amount, error)))
        return FALSE;
    story->carrier = count > 7 ? story->head[6] : NULL;
    story->tracking = count > 7 ? story->head[7] : NULL;
    return TRUE;
}

/* ---- The whole of it ---- */

typedef gboolean (*StoryFunc)(Story *story, const char *line, char **words, GError **error);

static gboolean tell(Story *story, StoryFunc each_case, StoryFunc each_entry, GError **error)
{
    g_autoptr(GBytes) bytes = g_resource_lookup_data(azdesk_get_resource(), "/azdesk/demo.txt",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    if (!bytes)
        return FALSE;
    gsize len;
    const char *data = g_bytes_get_data(bytes, &len);
    g_autofree char *text = g_strndup(data, len);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        g_auto(GStrv) words = NULL;
        if (**line == '\0' || **line == '#')
            continue;
        if (!g_shell_parse_argv(*line, NULL, &words, error))
            return FALSE;
        const gboolean head = strcmp(words[0], "case") == 0;
        if (head && !story_case(story, *line, words, error))
            return FALSE;
        const StoryFunc each = head ? each_case : each_entry;
        if (each && !each(story, *line, words, error)) {
            g_prefix_error(error, "demo.txt: %s: ", *line);
            return FALSE;
        }
    }
    return TRUE;
}

gboolean demo_story_cases(Store *store, const Settings *settings, gint64 now, GError **error)
{
    Story story = {.cases = {store, settings, now}, .today = now};
    const gboolean done = tell(&story, NULL, story_entry, error);
    story_clear(&story);
    return done;
}

typedef struct {
    Story story; /* first: the functions are handed this one */
    StoreImport *import;
} OrdersStory;

static gboolean add_order(Story *story, const char *line, char **words, GError **error)
{
    StoreImport *import = ((OrdersStory *)story)->import;
    const OrderRecord record = {
        .id = story->order,
        .updated = day_start(story->ordered) + DAY_SECONDS,
        .day = story->ordered,
        .market = (guint8)story->market->num,
        .channel = CHANNEL_MFN,
        .status = ORDER_PLACED,
    };
    return store_import_order(import, &record, error);
}

gboolean demo_story_orders(StoreImport *import, gint64 now, GError **error)
{
    OrdersStory orders = {.story = {.today = now}, .import = import};
    const gboolean done = tell(&orders.story, add_order, NULL, error);
    story_clear(&orders.story);
    return done;
}
