/* SPDX-License-Identifier: MIT */
#include "azdesk/letter/letter.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk-resources.h"
#include "azdesk/core/error.h"
#include "azdesk/core/text.h"
#include "azdesk/core/word.h"
#include "azdesk/letter/template.h"
#include "facts-private.h"

#define OUTCOME_BIT(outcome) (1u << OUTCOME_##outcome)
#define RESOURCE_FOLDER      "/azdesk/templates/"

static const Word kinds[N_LETTERS] = {
#define X(symbol, word, label) [LETTER_##symbol] = {word, label},
    LETTER_KINDS(X)
#undef X
};

static const char *const langs[N_LETTER_LANGS] = {[LETTER_EN] = "en", [LETTER_JA] = "ja"};

WORD_FUNCTIONS(letter, LetterKind, kinds)

const char *letter_lang_word(LetterLang lang)
{
    return langs[lang];
}

gboolean letter_lang_parse(const char *text, LetterLang *ret_lang, GError **error)
{
    for (int i = 0; i < N_LETTER_LANGS; i++) {
        if (g_ascii_strcasecmp(text, langs[i]) == 0) {
            *ret_lang = i;
            return TRUE;
        }
    }
    g_autofree char *clean = text_clean(text);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("\"%s\" is not a letter language; use en or ja"), clean);
    return FALSE;
}

LetterKind letter_kind_for(const Claim *claim)
{
    switch (claim->stage) {
    case STAGE_OPENED:
        return claim->parcel == PARCEL_HELD ? LETTER_COLLECT : LETTER_REPLY;
    case STAGE_HELD:
        return LETTER_COLLECT;
    case STAGE_APPEAL_SENT:
        return claim->appeal == APPEAL_INFO_REQUESTED ? LETTER_REPLY : LETTER_FOLLOW_UP;
    case STAGE_GRANTED:
        /* Only a grant at the seller's cost counts; the others are corrected, not appealed. */
        return claim->outcome == OUTCOME_GRANTED_SELLER ? LETTER_APPEAL : LETTER_CORRECTION;
    case STAGE_REFUNDED:
    case STAGE_CANCELLED:
    case STAGE_UPHELD:
        return LETTER_APPEAL;
    default:
        return LETTER_CORRECTION;
    }
}

gboolean letter_fits(LetterKind kind, const Claim *claim, GError **error)
{
    static const guint grants = OUTCOME_BIT(GRANTED_SELLER) | OUTCOME_BIT(GRANTED_AMAZON) |
                                OUTCOME_BIT(GRANTED_RETURNING) | OUTCOME_BIT(REFUNDED) |
                                OUTCOME_BIT(CANCELLED);
    const char *fits = letter_word(letter_kind_for(claim));
    if (kind != LETTER_APPEAL && kind != LETTER_CORRECTION)
        return TRUE;
    if (claim->outcome == OUTCOME_UNDECIDED)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                    kind == LETTER_APPEAL
                        ? _("the claim is still %s and has no outcome; you can appeal one that was "
                            "granted, refunded or cancelled (use %s now)")
                        : _("the claim is still %s and has no outcome; a correction is for one "
                            "that was withdrawn, denied or otherwise decided (use %s now)"),
                    stage_label(claim->stage), fits);
    else if (kind == LETTER_APPEAL && !(grants & 1u << claim->outcome))
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                    _("the claim was not granted (its outcome is %s), so there is nothing to "
                      "appeal; use %s"),
                    outcome_label(claim->outcome), fits);
    else
        return TRUE;
    return FALSE;
}

LetterLang letter_lang_for(int market)
{
    const Market *known = market_by_num(market);
    return known != NULL && g_str_equal(known->country, "JP") ? LETTER_JA : LETTER_EN;
}

void letter_free(Letter *letter)
{
    if (letter == NULL)
        return;
    g_free(letter->to);
    g_free(letter->from);
    g_free(letter->subject);
    g_free(letter->body);
    g_free(letter);
}

/* Amazon's box counts as browsers do: UTF-16 units, a line's end as one. */
static int count_characters(const char *text)
{
    int n = 0;
    for (; *text != '\0'; text = g_utf8_next_char(text))
        n += g_utf8_get_char(text) > 0xffff ? 2 : 1;
    return n;
}

static void set_body(Letter *letter, const char *body)
{
    g_autofree char *text = g_strstrip(text_clean_lines(body));
    g_free(letter->body);
    letter->body = g_strconcat(text, "\n", NULL);
    letter->characters = count_characters(letter->body) - 1;
}

char *letter_text(const Letter *letter)
{
    return g_strdup_printf("Subject: %s\n\n%s", letter->subject, letter->body);
}

gboolean letter_take_text(Letter *letter, const char *text, GError **error)
{
    g_autofree char *clean = g_strchug(text_clean_lines(text));
    const char *end = clean + strcspn(clean, "\n");
    g_autofree char *subject =
        g_str_has_prefix(clean, "Subject:") ? g_strndup(clean + 8, end - clean - 8) : g_strdup("");
    g_strstrip(subject);
    if (*subject == '\0') {
        g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                            _("the letter's first line must be \"Subject: ...\""));
        return FALSE;
    }
    g_free(letter->subject);
    letter->subject = g_steal_pointer(&subject);
    set_body(letter, end);
    return TRUE;
}

/* ---- Templates ---- */

/* The seller's own, where the folder has one. */
static gboolean load_own(const char *folder, const char *file, Template **ret, GError **error)
{
    g_autofree char *path = g_build_filename(folder, file, NULL);
    g_autofree char *text = NULL;
    gsize len;
    g_autoptr(GError) problem = NULL;
    if (!g_file_get_contents(path, &text, &len, &problem)) {
        if (g_error_matches(problem, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
            g_error_matches(problem, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
            return TRUE;
        g_set_error_literal(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, problem->message);
        return FALSE;
    }
    *ret = template_parse(path, text, len, fact_exists, error);
    return *ret != NULL;
}

static Template *load(LetterKind kind, LetterLang lang, const char *folder, GError **error)
{
    Template *template = NULL;
    g_autofree char *file = g_strdup_printf("%s.%s.txt", kinds[kind].word, langs[lang]);
    if (folder != NULL && !load_own(folder, file, &template, error))
        return NULL;
    if (template != NULL)
        return template;
    g_autofree char *path = g_strconcat(RESOURCE_FOLDER, file, NULL);
    g_autoptr(GBytes) bytes = g_resource_lookup_data(azdesk_get_resource(), path, 0, error);
    if (bytes == NULL)
        return NULL;
    gsize len;
    const char *text = g_bytes_get_data(bytes, &len);
    return template_parse(file, text, len, fact_exists, error);
}

/* ---- Writing ---- */

/* What a letter cannot do without: one of each pair, or all. */
static const struct {
    const char *names[2];
    gboolean either;
} needs[N_LETTERS] = {
    [LETTER_COLLECT] = {{"tracking", "hold_end"}, .either = TRUE},
    [LETTER_APPEAL] = {{"outcome", "outcome_day"}},
    [LETTER_CORRECTION] = {{"outcome", "outcome_day"}},
};

static gboolean check_needs(LetterKind kind, const LetterFacts *facts, GError **error)
{
    g_autoptr(GString) lack = g_string_new(NULL);
    guint missing = 0, n = 0;
    for (; n < G_N_ELEMENTS(needs[kind].names) && needs[kind].names[n] != NULL; n++) {
        if (letter_facts_get(facts, needs[kind].names[n]) != NULL)
            continue;
        missing++;
        g_string_append_printf(lack, "%s%s (%s)", lack->len == 0 ? "" : ", ", needs[kind].names[n],
                               letter_fact_label(needs[kind].names[n]));
    }
    if (missing == 0 || (needs[kind].either && missing < n))
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_REFUSED,
                needs[kind].either ? _("this letter needs one of: %s") : _("this letter needs: %s"),
                lack->str);
    return FALSE;
}

/* What it cannot do without comes first, then what only the seller can know. */
char **letter_missing(LetterKind kind, LetterLang lang, const LetterFacts *facts,
                      const char *folder, GError **error)
{
    g_autoptr(Template) template = load(kind, lang, folder, error);
    if (template == NULL)
        return NULL;
    g_autoptr(GPtrArray) missing = g_ptr_array_new();
    g_autofree char *subject = NULL;
    g_autofree char *body = NULL;
    if (!template_fill(template, facts_lookup, (gpointer)facts, &subject, &body, missing, error))
        return NULL;
    g_autoptr(GStrvBuilder) names = g_strv_builder_new();
    const char *const *need = needs[kind].names;
    for (guint i = 0; i < G_N_ELEMENTS(needs[kind].names); i++)
        if (need[i] != NULL && letter_facts_get(facts, need[i]) == NULL)
            g_strv_builder_add(names, need[i]);
    for (guint i = 0; i < missing->len; i++) {
        const char *name = g_ptr_array_index(missing, i);
        gboolean needed = g_strcmp0(name, need[0]) == 0 || g_strcmp0(name, need[1]) == 0;
        if (!needed && fact_is_asked(name))
            g_strv_builder_add(names, name);
    }
    return g_strv_builder_end(names);
}

static char *setting_or_null(const Settings *settings, Setting setting)
{
    const char *text = settings_text(settings, setting);
    return *text == '\0' ? NULL : g_strdup(text);
}

Letter *letter_write(LetterKind kind, LetterLang lang, const LetterFacts *facts,
                     const Settings *settings, const char *folder, GError **error)
{
    if (!check_needs(kind, facts, error))
        return NULL;
    g_autoptr(Template) template = load(kind, lang, folder, error);
    if (template == NULL)
        return NULL;
    g_autoptr(Letter) letter = g_new0(Letter, 1);
    g_autofree char *body = NULL;
    if (!template_fill(template, facts_lookup, (gpointer)facts, &letter->subject, &body, NULL,
                       error))
        return NULL;
    letter->kind = kind;
    letter->lang = lang;
    set_body(letter, body);
    letter->from = setting_or_null(settings, SETTING_LETTER_FROM);
    /* The setting is Amazon's address; the buyer's is another on every order. */
    letter->to = g_strdup(letter_facts_get(facts, "to"));
    if (letter->to == NULL && kind != LETTER_COLLECT)
        letter->to = setting_or_null(settings, SETTING_LETTER_TO);
    return g_steal_pointer(&letter);
}
