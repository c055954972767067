/* SPDX-License-Identifier: MIT */
#include "azdesk/core/parcel.h"

#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"

/* How long a parcel waits is what the operators print on their notices; 0 where none is known. */
static const Carrier carriers[] = {
    {"japan-post", N_("Japan Post"), "JP", 7, 15, FALSE,
     "https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1=%s&locale=en"},
    {"usps", N_("USPS"), "US", 15, 0, FALSE,
     "https://tools.usps.com/go/TrackConfirmAction?tLabels=%s"},
    {"royal-mail", N_("Royal Mail"), "UK", 18, 0, FALSE,
     "https://www.royalmail.com/track-your-item#/tracking-results/%s"},
    {"canada-post", N_("Canada Post"), "CA", 15, 0, FALSE,
     "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=%s"},
    {"posti", N_("Posti"), "FI", 14, 0, FALSE, "https://www.posti.fi/en/tracking#/lahetys/%s"},
    {"la-poste", N_("La Poste"), "FR", 15, 0, FALSE,
     "https://www.laposte.fr/outils/suivre-vos-envois?code=%s"},
    {"dhl", N_("Deutsche Post DHL"), "DE", 7, 0, FALSE,
     "https://www.dhl.com/global-en/home/tracking.html?tracking-id=%s"},
    {"australia-post", N_("Australia Post"), "AU", 10, 0, TRUE,
     "https://auspost.com.au/mypost/track/#/details/%s"},
    {"postnl", N_("PostNL"), "NL", 7, 0, FALSE, "https://jouw.postnl.nl/track-and-trace/%s"},
    {"correos", N_("Correos"), "ES", 15, 0, FALSE,
     "https://www.correos.es/es/en/tools/tracker/items/details?tracking-number=%s"},
    {"yamato", N_("Yamato Transport"), NULL, 0, 0, FALSE,
     "https://member.kms.kuronekoyamato.co.jp/parcel/detail?pno=%s"},
    {"sagawa", N_("Sagawa Express"), NULL, 0, 0, FALSE,
     "https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo=%s"},
    {"ups", N_("UPS"), NULL, 0, 0, FALSE, "https://www.ups.com/track?tracknum=%s"},
    {"fedex", N_("FedEx"), NULL, 0, 0, FALSE, "https://www.fedex.com/fedextrack/?trknbr=%s"},
};

const Carrier *carrier_table(gsize *ret_n)
{
    *ret_n = G_N_ELEMENTS(carriers);
    return carriers;
}

const Carrier *carrier_by_word(const char *word)
{
    for (gsize i = 0; word && i < G_N_ELEMENTS(carriers); i++)
        if (g_ascii_strcasecmp(carriers[i].word, word) == 0 ||
            g_ascii_strcasecmp(carriers[i].name, word) == 0 ||
            strcmp(_(carriers[i].name), word) == 0)
            return &carriers[i];
    return NULL;
}

const char *carrier_label(const char *carrier)
{
    const Carrier *known = carrier_by_word(carrier);
    return known ? _(known->name) : carrier;
}

/* ISO says GB where Amazon says UK. */
static gboolean same_country(const char *a, const char *b)
{
    return g_ascii_strcasecmp(g_ascii_strcasecmp(a, "GB") == 0 ? "UK" : a,
                              g_ascii_strcasecmp(b, "GB") == 0 ? "UK" : b) == 0;
}

static const Carrier *post_of(const char *country)
{
    for (gsize i = 0; country && i < G_N_ELEMENTS(carriers); i++)
        if (carriers[i].country && same_country(carriers[i].country, country))
            return &carriers[i];
    return NULL;
}

/* ---- How long it waits ---- */

static int set_days(const Settings *settings, const char *carrier, const char *country)
{
    g_autofree char *key =
        g_strdup_printf("hold.%s%s%s", carrier, country ? ">" : "", country ? country : "");
    g_autofree char *value = settings_get(settings, key);
    return value ? atoi(value) : 0;
}

static int table_days(const Carrier *carrier)
{
    return carrier->business_days ? carrier->hold_days / 5 * 7 + carrier->hold_days % 5
                                  : carrier->hold_days;
}

/* What the post of another country hands over is held by the post where it arrives: by its figure
 * for parcels from abroad where it has one, and where the sender's figure is for home alone. */
static int posted_days(const Settings *settings, const Carrier *carrier, const char *country)
{
    const Carrier *there = post_of(country);
    if (!carrier->country || !country || there == carrier ||
        same_country(carrier->country, country))
        return table_days(carrier);
    if (there && there->abroad_days > 0)
        return there->abroad_days;
    if (carrier->abroad_days == 0)
        return table_days(carrier);
    if (!there)
        return 0;
    int days = set_days(settings, there->word, NULL);
    return days > 0 ? days : table_days(there);
}

int carrier_hold_days(const Settings *settings, const char *carrier, const char *country)
{
    const Carrier *known = carrier_by_word(carrier);
    const char *word = known ? known->word : carrier;
    int days = 0;
    if (word && country)
        days = set_days(settings, word, country);
    if (word && days == 0)
        days = set_days(settings, word, NULL);
    if (known && days == 0)
        days = posted_days(settings, known, country);
    return days > 0 ? days : settings_int(settings, SETTING_HOLD_DEFAULT_DAYS);
}

/* ---- Tracking numbers ---- */

int s10_check_digit(const char digits[8])
{
    static const int weights[] = {8, 6, 4, 2, 3, 5, 9, 7};
    int sum = 0;
    for (int i = 0; i < 8; i++)
        sum += weights[i] * (digits[i] - '0');
    int check = 11 - sum % 11;
    return check == 10 ? 0 : check == 11 ? 5 : check;
}

/* By the first of the two letters. */
static const char *s10_service(char letter)
{
    static const struct {
        char letter;
        const char *service;
    } services[] = {
        {'E', N_("EMS")},        {'C', N_("parcel")},
        {'R', N_("registered")}, {'L', N_("tracked letter")},
        {'U', N_("untracked")},  {'V', N_("insured")},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(services); i++)
        if (services[i].letter == letter)
            return services[i].service;
    return NULL;
}

/* Capitals and digits alone: people write the numbers in groups. */
static char *bare_number(const char *number)
{
    GString *bare = g_string_new(NULL);
    for (const char *p = number; *p; p++)
        if (*p != ' ' && *p != '-')
            g_string_append_c(bare, g_ascii_toupper(*p));
    return g_string_free(bare, FALSE);
}

/* Whether it has the form: A for a capital letter, 9 for a digit, X for either. */
static gboolean has_form(const char *number, const char *form)
{
    for (; *form; form++, number++) {
        gboolean letter = g_ascii_isupper(*number), digit = g_ascii_isdigit(*number);
        if (!((letter && *form != '9') || (digit && *form != 'A')))
            return FALSE;
    }
    return *number == '\0';
}

static gboolean all_digits(const char *number)
{
    return number[strspn(number, "0123456789")] == '\0';
}

Tracking tracking_examine(const char *number)
{
    g_autofree char *bare = bare_number(number);
    gsize len = strlen(bare);
    Tracking tracking = {TRACKING_UNKNOWN};
    if (has_form(bare, "AA999999999AA")) {
        char check = (char)('0' + s10_check_digit(bare + 2));
        tracking.kind = bare[10] == check ? TRACKING_VALID : TRACKING_BAD_CHECK_DIGIT;
        tracking.expected = bare[10] == check ? '\0' : check;
        tracking.carrier = post_of(bare + 11);
        tracking.service = s10_service(bare[0]);
    } else if (len >= 20 && len <= 22 && all_digits(bare)) {
        tracking = (Tracking){TRACKING_VALID, .carrier = carrier_by_word("usps")};
    } else if (g_str_has_prefix(bare, "1Z") && has_form(bare, "XXXXXXXXXXXXXXXXXX")) {
        tracking = (Tracking){TRACKING_VALID, .carrier = carrier_by_word("ups")};
    }
    return tracking;
}

gboolean tracking_validate(const char *number, GError **error)
{
    Tracking tracking = tracking_examine(number);
    if (tracking.kind != TRACKING_BAD_CHECK_DIGIT)
        return TRUE;
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                _("tracking number \"%s\" has a typo: its check digit, the last before the "
                  "country, should be %c"),
                number, tracking.expected);
    return FALSE;
}

char *tracking_url(const char *carrier, const char *number)
{
    if (!number || !*number)
        return NULL;
    const Carrier *known = carrier ? carrier_by_word(carrier) : tracking_examine(number).carrier;
    if (!known)
        return NULL;
    g_autofree char *bare = bare_number(number);
    g_autofree char *escaped = g_uri_escape_string(bare, NULL, FALSE);
    const char *place = strstr(known->url, "%s");
    return g_strdup_printf("%.*s%s%s", (int)(place - known->url), known->url, escaped, place + 2);
}
