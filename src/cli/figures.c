/* SPDX-License-Identifier: MIT */
#include "figures.h"

#include <glib/gi18n.h>
#include <math.h>

#include "azdesk/core/review.h"

typedef struct {
    int market;
    Channel channel;
    Odr *odr;
    Day clean; /* of the newest report without a mismatch */
} Part;

struct Figures {
    const Desk *desk;
    const Settings *settings;
    GTimeZone *zone;
    gint64 now;
    GArray *parts; /* of Part */
};

static void part_clear(gpointer data)
{
    odr_free(((Part *)data)->odr);
}

Figures *figures_new(Run *run, GError **error)
{
    const Desk *desk = run_desk(run, error);
    if (!desk)
        return NULL;
    Figures *figures = g_new0(Figures, 1);
    figures->desk = desk;
    figures->settings = run->app->settings;
    figures->zone = run->app->zone;
    figures->now = run->now;
    figures->parts = g_array_new(FALSE, FALSE, sizeof(Part));
    g_array_set_clear_func(figures->parts, part_clear);
    return figures;
}

void figures_free(Figures *figures)
{
    if (!figures)
        return;
    g_array_unref(figures->parts);
    g_free(figures);
}

static const Part *figures_part(Figures *figures, int market, Channel channel)
{
    for (guint i = 0; i < figures->parts->len; i++) {
        const Part *part = &g_array_index(figures->parts, Part, i);
        if (part->market == market && part->channel == channel)
            return part;
    }
    const Day today = day_of(figures->now);
    const Part part = {
        .market = market,
        .channel = channel,
        .odr = odr_compute(figures->desk, figures->settings, market, channel, today, NULL, 0),
        .clean = odr_clean_day(figures->desk, figures->settings, market, channel, today),
    };
    g_array_append_val(figures->parts, part);
    return &g_array_index(figures->parts, Part, figures->parts->len - 1);
}

GTimeZone *figures_zone(const Figures *figures)
{
    return figures->zone;
}

const Odr *figures_odr(Figures *figures, int market, Channel channel)
{
    return figures_part(figures, market, channel)->odr;
}

ClaimEffect figures_effect(Figures *figures, const DeskCase *item)
{
    return odr_effect_in(figures_odr(figures, item->market, item->channel), figures->settings,
                         item);
}

ClaimClocks figures_clocks(Figures *figures, const DeskCase *item)
{
    const Day clean = figures_part(figures, item->market, item->channel)->clean;
    return odr_clocks(item->claim, figures->now, clean);
}

gint64 figures_chargeback(const Figures *figures, const DeskCase *item)
{
    return chargeback_due(figures->settings, item, figures->now);
}

static int compare_orders(gconstpointer a, gconstpointer b)
{
    const OrderId one = *(const OrderId *)a, two = *(const OrderId *)b;
    return one < two ? -1 : one > two;
}

QueryFacts figures_facts(Figures *figures, const DeskCase *item)
{
    const Odr *odr = figures_odr(figures, item->market, item->channel);
    QueryFacts facts = {.item = item,
                        .counts = figures_effect(figures, item).counts,
                        .snoozed = desk_case_snoozed(item, figures->now)};
    const GArray *suspects = odr->reported ? odr->reported->suspects : NULL;
    facts.suspect =
        suspects && g_array_binary_search((GArray *)suspects, &item->order, compare_orders, NULL);
    if (item->claim) {
        const ClaimClocks clocks = figures_clocks(figures, item);
        for (guint i = 0; i < N_CLOCKS; i++) {
            const gint64 due = clocks.due[i];
            if (due && (!facts.due || due < facts.due))
                facts.due = due;
        }
    }
    return facts;
}

/* ---- Finding ---- */

static int compare_facts(gconstpointer a, gconstpointer b, gpointer query)
{
    return query_compare(query, a, b);
}

/* Texts are looked up for each word of free text; a mistake of the query is the caller's. */
static Query *query_ready(Run *run, char **words, GError **error)
{
    g_autofree char *text = g_strjoinv(" ", words);
    gsize fault = 0;
    g_autoptr(Query) query = query_parse(text, &fault, error);
    if (!query)
        g_prefix_error(error, _("query, column %u: "),
                       (guint)g_utf8_strlen(text, (gssize)fault) + 1);
    Store *store = query ? run_store(run, FALSE, error) : NULL;
    if (!store)
        return NULL;
    for (guint i = 0; i < query_words(query); i++) {
        g_autoptr(GArray) hits = store_search_texts(store, query_word(query, i), error);
        if (!hits)
            return NULL;
        query_set_hits(query, i, hits);
    }
    return g_steal_pointer(&query);
}

static gboolean in_scope(const App *app, const DeskCase *item)
{
    return (!app->market || item->market == app->market) &&
           (app->channel < 0 || (int)item->channel == app->channel);
}

GPtrArray *cases_find(Run *run, Figures *figures, char **words, GError **error)
{
    g_autoptr(Query) query = query_ready(run, words, error);
    if (!query)
        return NULL;
    const App *app = run->app;
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(QueryFacts));
    for (guint i = 0; i < figures->desk->cases->len; i++) {
        const DeskCase *item = g_ptr_array_index(figures->desk->cases, i);
        if (!item->claim || !in_scope(app, item))
            continue;
        const QueryFacts facts = figures_facts(figures, item);
        if (query_match(query, &facts, figures->now))
            g_array_append_val(found, facts);
    }
    g_array_sort_with_data(found, compare_facts, query);
    GPtrArray *cases = g_ptr_array_sized_new(found->len);
    for (guint i = 0; i < found->len; i++)
        g_ptr_array_add(cases, (gpointer)g_array_index(found, QueryFacts, i).item);
    return cases;
}

void cases_add_defects(const Run *run, const Figures *figures, GPtrArray *cases)
{
    for (guint i = 0; i < figures->desk->cases->len; i++) {
        DeskCase *item = g_ptr_array_index(figures->desk->cases, i);
        if (!item->claim && in_scope(run->app, item))
            g_ptr_array_add(cases, item);
    }
}

/* ---- Showing ---- */

char *rate_show(double rate)
{
    char *percent = odr_percent(rate);
    return percent ? percent : g_strdup("–");
}

char *span_show(gint64 from, gint64 to)
{
    const gint64 seconds = ABS(to - from), minutes = seconds / 60, hours = minutes / 60;
    const gint64 days = hours / 24;
    g_autofree char *span = days >= 3 ? g_strdup_printf(_("%d d"), (int)days)
                            : days  ? g_strdup_printf(_("%d d %d h"), (int)days, (int)(hours % 24))
                            : hours ? g_strdup_printf(_("%d h"), (int)hours)
                                    : g_strdup_printf(_("%d min"), (int)minutes);
    return g_strdup_printf(to >= from ? _("in %s") : _("%s ago"), span);
}

char *part_show(int market, Channel channel)
{
    const Market *known = market_by_num(market);
    return g_strdup_printf("%s · %s", known ? known->domain : "?", channel_label(channel));
}
