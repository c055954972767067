/* SPDX-License-Identifier: MIT */
/* Any bytes as what a person or a file says in a few words: FUZZ_WHAT names the parser. Beside what
 * the sanitizers see, each holds what its header promises. */
#include "fuzz.h"

#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/money.h"
#include "azdesk/core/order_id.h"
#include "azdesk/core/parcel.h"
#include "azdesk/core/query.h"
#include "azdesk/core/text.h"
#include "azdesk/core/when.h"
#include "azdesk/letter/template.h"
#include "src/ui/keys.h"

static void check_clean(const char *text, gboolean lines)
{
    g_assert_true(g_utf8_validate(text, -1, NULL));
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        g_assert_true((lines && *p == '\n') || !text_is_control(g_utf8_get_char(p)));
}

/* Either it is read, or there is a reason in words. */
static void check_reason(gboolean done, GError *error)
{
    g_assert_true(done == (error == NULL));
    if (error)
        g_assert_cmpuint(strlen(error->message), >, 5);
    g_clear_error(&error);
}

G_GNUC_UNUSED static void fuzz_query(const char *text, gsize len)
{
    GError *error = NULL;
    gsize fault = 0;
    Claim claim = {.order = 11100000000000001, .market = 1};
    DeskCase item = {.order = claim.order, .claim = &claim};
    const QueryFacts facts = {.item = &item};
    g_autoptr(Query) query = query_parse(text, &fault, &error);
    if (query) {
        for (guint i = 0; i < query_words(query); i++)
            g_assert_nonnull(query_word(query, i));
        query_match(query, &facts, 1795435200);
        g_assert_cmpint(query_compare(query, &facts, &facts), ==, 0);
    } else {
        g_assert_cmpuint(fault, <=, strlen(text));
    }
    check_reason(query != NULL, error);
}

G_GNUC_UNUSED static void fuzz_when(const char *text, gsize len)
{
    GError *error = NULL;
    Day day;
    When when;
    gint64 instant;
    g_autoptr(GTimeZone) zone = g_time_zone_new_utc();
    gboolean done = day_parse(text, &day, &error);
    check_reason(done, error);
    if (done) {
        char buf[DAY_SIZE];
        Day again;
        day_format(day, buf);
        g_assert_true(day_parse(buf, &again, NULL) && again == day);
    }
    error = NULL;
    done = when_parse(text, zone, &when, &error);
    check_reason(done, error);
    if (done)
        g_assert_cmpint(when_deadline(when), >=, when.at);
    if (instant_scan(text, len, &instant)) {
        g_autofree char *iso = instant_iso(instant);
        gint64 again;
        g_assert_true(instant_scan(iso, strlen(iso), &again) && again == instant);
    }
}

G_GNUC_UNUSED static void fuzz_order(const char *text, gsize len)
{
    GError *error = NULL;
    OrderId id = 0;
    if (order_id_scan(text, len, &id) == ORDER_ID_VALID) {
        char buf[ORDER_ID_SIZE];
        OrderId again = 0;
        order_id_format(id, buf);
        g_assert_cmpint(order_id_scan(buf, ORDER_ID_LEN, &again), ==, ORDER_ID_VALID);
        g_assert_cmpint(again, ==, id);
    }
    gboolean done = order_id_parse(text, &id, &error);
    check_reason(done, error);
}

G_GNUC_UNUSED static void fuzz_text(const char *text, gsize len)
{
    g_autofree char *clean = text_clean(text), *again = text_clean(clean);
    g_autofree char *lines = text_clean_lines(text);
    check_clean(clean, FALSE);
    check_clean(lines, TRUE);
    g_assert_cmpstr(clean, ==, again);
    for (int columns = 1; columns < 20; columns += 6) {
        g_autofree char *cut = text_ellipsize(clean, columns, "…");
        g_autofree char *fit = text_fit(clean, columns, "…");
        g_auto(GStrv) wrapped = text_wrap(lines, columns + 1);
        g_assert_cmpint(text_width(cut), <=, columns);
        g_assert_cmpint(text_width(fit), ==, columns);
        for (char **line = wrapped; *line; line++)
            g_assert_cmpint(text_width(*line), <=, columns + 1);
    }
}

G_GNUC_UNUSED static void fuzz_settings(const char *text, gsize len)
{
    GError *error = NULL;
    g_autoptr(Settings) settings = settings_new(), again = settings_new();
    gboolean done = settings_load(settings, text, len, "config", &error);
    check_reason(done, error);
    if (!done)
        return;
    error = NULL;
    g_autofree char *saved = settings_save(settings);
    if (!settings_load(again, saved, strlen(saved), "config", &error))
        g_error("what was saved is not read: %s", error->message);
}

static gboolean known_fact(const char *name)
{
    return name[0] == 'o';
}

static const char *look_up(const char *name, gpointer data)
{
    return strlen(name) % 2 ? "value {{x}}" : NULL;
}

G_GNUC_UNUSED static void fuzz_template(const char *text, gsize len)
{
    GError *error = NULL;
    g_autoptr(Template) template = template_parse("t", text, len, known_fact, &error);
    check_reason(template != NULL, error);
    if (!template)
        return;
    g_autofree char *subject = NULL, *body = NULL;
    error = NULL;
    gboolean done = template_fill(template, look_up, NULL, &subject, &body, NULL, &error);
    check_reason(done, error);
}

G_GNUC_UNUSED static void fuzz_keys(const char *text, gsize len)
{
    Key key = key_parse(text);
    if (key != K_NONE) {
        g_autofree char *word = key_word(key);
        g_assert_cmpuint(key_parse(word), ==, key);
    }
    g_autofree char *config = g_strdup_printf("[keys]\n%s", text);
    g_autoptr(Settings) settings = settings_new();
    g_autoptr(GPtrArray) problems = NULL;
    if (!settings_load(settings, config, strlen(config), "config", NULL))
        return;
    g_autoptr(Keymap) keymap = keymap_new(settings, &problems);
    g_autofree char *keys = keymap_keys(keymap, CMD_QUIT);
    g_assert_nonnull(keys);
}

G_GNUC_UNUSED static void fuzz_values(const char *text, gsize len)
{
    GError *error = NULL;
    Money money;
    ParcelState state;
    static const char *const currencies[] = {"USD", "JPY", "KWD"};
    for (gsize i = 0; i < G_N_ELEMENTS(currencies); i++) {
        error = NULL;
        gboolean done = money_parse(text, currencies[i], &money, &error);
        check_reason(done, error);
        g_autofree char *shown G_GNUC_UNUSED = done ? money_format(money) : NULL;
    }
    error = NULL;
    gboolean valid = tracking_validate(text, &error);
    check_reason(valid, error);
    tracking_examine(text);
    carrier_by_word(text);
    parcel_state_of_words(text, &state);
    ParcelNews news;
    if (parcel_news(text, "japan-post", &news)) {
        check_clean(news.line, FALSE);
        g_free(news.line);
    }
    g_autofree char *url = tracking_url("ups", text);
    if (url)
        check_clean(url, FALSE);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    g_autofree char *text = g_strndup((const char *)bytes, len);
    FUZZ_WHAT(text, strlen(text));
    return 0;
}
