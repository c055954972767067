/* SPDX-License-Identifier: MIT */
#include "azdesk/letter/letter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/parcel.h"
#include "azdesk/core/text.h"
#include "facts-private.h"

static const struct {
    const char *name;
    gboolean day, asked;
    const char *label;
} table[] = {
#define X(name, day, asked, label) {name, day, asked, label},
    LETTER_FACTS(X)
#undef X
};

static const char *const names[] = {
#define X(name, day, asked, label) name,
    LETTER_FACTS(X)
#undef X
};

static int find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
        if (g_str_equal(table[i].name, name))
            return (int)i;
    return -1;
}

gboolean fact_exists(const char *name)
{
    return find(name) >= 0;
}

gboolean fact_is_asked(const char *name)
{
    int i = find(name);
    return i >= 0 && table[i].asked;
}

const char *const *letter_fact_names(gsize *ret_n)
{
    *ret_n = G_N_ELEMENTS(names);
    return names;
}

const char *letter_fact_label(const char *name)
{
    int i = find(name);
    return i < 0 ? NULL : _(table[i].label);
}

LetterFacts *facts_new(LetterLang lang, GTimeZone *zone)
{
    LetterFacts *facts = g_new0(LetterFacts, 1);
    facts->lang = lang;
    facts->zone = zone == NULL ? NULL : g_time_zone_ref(zone);
    facts->whole_days = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    facts->values = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    return facts;
}

void letter_facts_free(LetterFacts *facts)
{
    if (facts == NULL)
        return;
    g_hash_table_unref(facts->values);
    g_hash_table_unref(facts->whole_days);
    g_clear_pointer(&facts->zone, g_time_zone_unref);
    g_free(facts->carrier);
    g_free(facts);
}

const char *letter_facts_get(const LetterFacts *facts, const char *name)
{
    return g_hash_table_lookup(facts->values, name);
}

const char *facts_lookup(const char *name, gpointer facts)
{
    return letter_facts_get(facts, name);
}

void facts_take(LetterFacts *facts, const char *name, char *value)
{
    int i = find(name);
    g_return_if_fail(i >= 0);
    if (value == NULL || *value == '\0') {
        g_hash_table_remove(facts->values, name);
        g_free(value);
    } else {
        g_hash_table_insert(facts->values, (gpointer)table[i].name, value);
    }
}

void facts_put(LetterFacts *facts, const char *name, const char *value)
{
    facts_take(facts, name, value == NULL ? NULL : g_strstrip(text_clean_lines(value)));
}

void facts_put_day(LetterFacts *facts, const char *name, Day day)
{
    facts_take(facts, name, day == DAY_NONE ? NULL : words_day(day, facts->lang));
}

/* A deadline that is a day alone lies on the day's last second. */
Day facts_day(const LetterFacts *facts, gint64 at)
{
    if (at == 0)
        return DAY_NONE;
    gboolean whole = at == day_end(day_of(at)) || g_hash_table_contains(facts->whole_days, &at);
    return whole ? day_of(at) : day_in_zone(at, facts->zone);
}

void facts_put_at(LetterFacts *facts, const char *name, gint64 at)
{
    facts_put_day(facts, name, facts_day(facts, at));
}

void facts_put_count(LetterFacts *facts, const char *name, gint64 count)
{
    facts_take(facts, name, count < 0 ? NULL : g_strdup_printf("%" G_GINT64_FORMAT, count));
}

void facts_put_rate(LetterFacts *facts, const char *name, gint64 defects, gint64 orders)
{
    facts_take(facts, name, defects < 0 ? NULL : odr_percent(odr_rate(defects, orders)));
}

void facts_put_money(LetterFacts *facts, const char *name, Money money)
{
    facts_take(facts, name, words_money(money, facts->lang));
}

/* The page follows the number and the carrier, whoever said them. */
void facts_put_tracking_url(LetterFacts *facts)
{
    const char *tracking = letter_facts_get(facts, "tracking");
    g_autofree char *url = tracking == NULL ? NULL : tracking_url(facts->carrier, tracking);
    char *english = url == NULL ? NULL : strstr(url, "&locale=en");
    if (english != NULL && facts->lang == LETTER_JA)
        memcpy(english, "&locale=ja", strlen("&locale=ja"));
    facts_put(facts, "tracking_url", url);
}

gboolean letter_facts_set(LetterFacts *facts, const char *name, const char *value, GError **error)
{
    int i = find(name);
    if (i < 0) {
        g_autofree char *clean = text_clean(name);
        g_autofree char *list = g_strjoinv(", ", (char **)names);
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("unknown fact \"%s\"; facts: %s"),
                    clean, list);
        return FALSE;
    }
    Day day;
    if (table[i].day && day_parse(value, &day, NULL)) {
        facts_put_day(facts, name, day);
        return TRUE;
    }
    if (g_str_equal(name, "carrier")) {
        g_free(facts->carrier);
        facts->carrier = g_strdup(value);
        value = words_carrier(value, facts->lang);
    }
    facts_put(facts, name, value);
    if (g_str_equal(name, "carrier") || g_str_equal(name, "tracking"))
        facts_put_tracking_url(facts);
    return TRUE;
}

void letter_facts_evidence(LetterFacts *facts, GPtrArray *evidence)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < evidence->len; i++) {
        const Evidence *item = g_ptr_array_index(evidence, i);
        g_autofree char *name = g_strstrip(text_clean(item->name));
        g_autofree char *title = g_strstrip(text_clean(item->title == NULL ? "" : item->title));
        const char *open = facts->lang == LETTER_JA ? "（" : " (";
        const char *close = facts->lang == LETTER_JA ? "）" : ")";
        if (*title == '\0' || g_str_equal(title, name))
            g_string_append_printf(list, "%s\n", name);
        else
            g_string_append_printf(list, "%s%s%s%s\n", title, open, name, close);
    }
    facts_put(facts, "evidence", list->str);
}
