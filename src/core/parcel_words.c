/* SPDX-License-Identifier: MIT */
/* What a carrier's page says, in its own words. */
#include "azdesk/core/parcel.h"

#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"

/* The first that is found decides, so what is special stands before what is general. A notice left
 * after an attempt means that the parcel waits; a customs office that holds it does not wait for
 * the buyer. */
static const struct {
    const char *words; /* case folded */
    int state;         /* -1: says nothing */
} phrases[] = {
    {"not delivered", -1},
    {"not be delivered", -1},
    {"delivered, to original sender", PARCEL_RETURNED},
    {"delivered to original sender", PARCEL_RETURNED},
    {"being returned", PARCEL_RETURNING},
    {"returned to sender", PARCEL_RETURNED},
    {"返送済", PARCEL_RETURNED},
    {"差出人に返送", PARCEL_RETURNED},
    {"return to sender", PARCEL_RETURNING},
    {"returning", PARCEL_RETURNING},
    {"unclaimed", PARCEL_RETURNING},
    {"refused", PARCEL_RETURNING},
    {"undeliverable", PARCEL_RETURNING},
    {"returned", PARCEL_RETURNED},
    {"返送", PARCEL_RETURNING},
    {"返還", PARCEL_RETURNING},
    {"受取拒否", PARCEL_RETURNING},
    {"受取辞退", PARCEL_RETURNING},
    {"customs", PARCEL_IN_TRANSIT},
    {"税関", PARCEL_IN_TRANSIT},
    {"通関", PARCEL_IN_TRANSIT},
    {"final delivery", PARCEL_DELIVERED},
    {"delivered", PARCEL_DELIVERED},
    {"picked up by", PARCEL_DELIVERED},
    {"お届け済", PARCEL_DELIVERED},
    {"お届け先にお届け", PARCEL_DELIVERED},
    {"窓口でお渡し", PARCEL_DELIVERED},
    {"配達完了", PARCEL_DELIVERED},
    {"retention", PARCEL_HELD},
    {"absence", PARCEL_HELD},
    {"attempted delivery", PARCEL_HELD},
    {"delivery attempt", PARCEL_HELD},
    {"delivery attempted", PARCEL_HELD},
    {"notice left", PARCEL_HELD},
    {"available for pickup", PARCEL_HELD},
    {"ready for pickup", PARCEL_HELD},
    {"available for pick up", PARCEL_HELD},
    {"awaiting collection", PARCEL_HELD},
    {"held", PARCEL_HELD},
    {"保管", PARCEL_HELD},
    {"不在", PARCEL_HELD},
    {"持ち戻り", PARCEL_HELD},
    {"留置", PARCEL_HELD},
    {"posting/collection", PARCEL_IN_TRANSIT},
    {"posting", PARCEL_IN_TRANSIT},
    {"accepted", PARCEL_IN_TRANSIT},
    {"acceptance", PARCEL_IN_TRANSIT},
    {"arrival", PARCEL_IN_TRANSIT},
    {"arrived", PARCEL_IN_TRANSIT},
    {"departed", PARCEL_IN_TRANSIT},
    {"departure", PARCEL_IN_TRANSIT},
    {"dispatch", PARCEL_IN_TRANSIT},
    {"dispatched", PARCEL_IN_TRANSIT},
    {"processing", PARCEL_IN_TRANSIT},
    {"processed", PARCEL_IN_TRANSIT},
    {"out for delivery", PARCEL_IN_TRANSIT},
    {"in transit", PARCEL_IN_TRANSIT},
    {"in-transit", PARCEL_IN_TRANSIT},
    {"forwarded", PARCEL_IN_TRANSIT},
    {"引受", PARCEL_IN_TRANSIT},
    {"発送", PARCEL_IN_TRANSIT},
    {"到着", PARCEL_IN_TRANSIT},
    {"通過", PARCEL_IN_TRANSIT},
    {"転送", PARCEL_IN_TRANSIT},
    {"持ち出し中", PARCEL_IN_TRANSIT},
    {"配達中", PARCEL_IN_TRANSIT},
};

/* Finds a phrase as whole words; Japanese has no blanks to look for. */
static gboolean says(const char *text, const char *phrase)
{
    gsize len = strlen(phrase);
    for (const char *p = text; (p = strstr(p, phrase)) != NULL; p++)
        if (!g_ascii_isalpha(*phrase) ||
            ((p == text || !g_ascii_isalpha(p[-1])) && !g_ascii_isalpha(p[len])))
            return TRUE;
    return FALSE;
}

gboolean parcel_state_of_words(const char *words, ParcelState *ret_state)
{
    if (!g_utf8_validate(words, -1, NULL)) /* GLib reads on where it is not */
        return FALSE;
    g_autofree char *narrow = g_utf8_normalize(words, -1, G_NORMALIZE_NFKC);
    g_autofree char *folded = g_utf8_casefold(narrow, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(phrases); i++) {
        if (!says(folded, phrases[i].words))
            continue;
        if (phrases[i].state < 0)
            return FALSE;
        *ret_state = (ParcelState)phrases[i].state;
        return TRUE;
    }
    return FALSE;
}

const char *parcel_meaning(const Claim *claim)
{
    if (claim->parcel != PARCEL_RETURNING && claim->parcel != PARCEL_RETURNED)
        return NULL;
    if (claim->outcome == OUTCOME_UNDECIDED)
        return _("A claim granted for a parcel that was refused or could not be delivered is "
                 "debited, but does not count in the order defect rate: record such a grant with "
                 "--funded-by returning.");
    if (claim->outcome == OUTCOME_GRANTED_SELLER)
        return _("The parcel went back: if Amazon granted the claim for that reason, it is "
                 "debited, but should not count; say so in your appeal.");
    return NULL;
}

/* ---- Pasted lines ---- */

static const char month_names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

static int month_of(const char *name)
{
    g_autofree char *start = g_ascii_strdown(name, 3);
    const char *found = strstr(month_names, start);
    return found && (found - month_names) % 3 == 0 ? (int)(found - month_names) / 3 + 1 : 0;
}

/* Posts that write the month before the day where both are numbers. */
static gboolean month_first(const char *carrier)
{
    static const char *const words[] = {"japan-post", "usps", "ups", "fedex", NULL};
    const Carrier *known = carrier_by_word(carrier);
    return known == NULL || g_strv_contains(words, known->word);
}

/* The forms of a date with its year; the groups are called y, m (a name or a number) and d. A and B
 * are a month and a day in an order that the carrier decides. */
static const char *const date_forms[] = {
    "(?<y>[0-9]{4})[-/.年](?<m>[0-9]{1,2})[-/.月](?<d>[0-9]{1,2})",
    "(?<a>[0-9]{1,2})/(?<b>[0-9]{1,2})/(?<y>[0-9]{4})",
    "(?<m>[A-Za-z]{3,9})[.]? (?<d>[0-9]{1,2}),? (?<y>[0-9]{4})",
    "(?<d>[0-9]{1,2}) (?<m>[A-Za-z]{3,9})[.]? (?<y>[0-9]{4})",
};

static int group_number(const GMatchInfo *match, const char *name)
{
    g_autofree char *text = g_match_info_fetch_named(match, name);
    return text && g_ascii_isdigit(*text) ? atoi(text) : text && *text ? month_of(text) : 0;
}

static Day date_of(const GMatchInfo *match, const char *carrier)
{
    int year = group_number(match, "y"), month = group_number(match, "m");
    int day = group_number(match, "d");
    int a = group_number(match, "a"), b = group_number(match, "b");
    if (a > 0) {
        gboolean first = a <= 12 && (b > 12 || month_first(carrier));
        month = first ? a : b;
        day = first ? b : a;
    }
    return day_from_ymd(year, month, day);
}

/* DAY_NONE where the line has none. */
static Day line_day(const char *line, const char *carrier)
{
    static GRegex *forms[G_N_ELEMENTS(date_forms)];
    static gsize made = 0;
    if (g_once_init_enter(&made)) {
        for (gsize i = 0; i < G_N_ELEMENTS(date_forms); i++)
            forms[i] = g_regex_new(date_forms[i], G_REGEX_DUPNAMES, 0, NULL);
        g_once_init_leave(&made, 1);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(date_forms); i++) {
        g_autoptr(GMatchInfo) match = NULL;
        if (forms[i] && g_regex_match(forms[i], line, 0, &match)) {
            Day day = date_of(match, carrier);
            if (day != DAY_NONE)
                return day;
        }
    }
    return DAY_NONE;
}

/* A line, read once however long the page is. */
typedef struct {
    gboolean speaks; /* of a state */
    ParcelState state;
    Day day;   /* in it */
    Day below; /* in the next line that has one and does not speak */
} PageLine;

static PageLine *page_read(char **lines, guint n, const char *carrier)
{
    PageLine *page = g_new0(PageLine, n + 1);
    Day below = DAY_NONE;
    for (guint i = n; i-- > 0;) {
        page[i].speaks = parcel_state_of_words(lines[i], &page[i].state);
        page[i].day = line_day(lines[i], carrier);
        page[i].below = below;
        if (!page[i].speaks && page[i].day != DAY_NONE)
            below = page[i].day;
    }
    return page;
}

/* The newest line that says something decides. Pages set the date before the words or below them:
 * a line of words without one has that of the next line that has, else of the last before. */
gboolean parcel_news(const char *text, const char *carrier, ParcelNews *ret_news)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_auto(GStrv) lines = g_strsplit_set(valid, "\r\n", -1);
    guint n = g_strv_length(lines), newest = n;
    g_autofree PageLine *page = page_read(lines, n, carrier);
    Day above = DAY_NONE, newest_day = DAY_NONE;
    for (guint i = 0; i < n; i++) {
        const PageLine *line = &page[i];
        Day day = line->day != DAY_NONE ? line->day : line->below != DAY_NONE ? line->below : above;
        if (line->speaks && (newest == n || (day != DAY_NONE && day >= newest_day))) {
            newest = i;
            newest_day = day;
        }
        if (line->day != DAY_NONE)
            above = line->day;
    }
    *ret_news = newest == n ? (ParcelNews){.day = DAY_NONE}
                            : (ParcelNews){page[newest].state, newest_day,
                                           g_strstrip(text_clean(lines[newest]))};
    return newest < n;
}
