/* SPDX-License-Identifier: MIT */
#include "azdesk/core/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"
#include "azdesk/core/market.h"
#include "azdesk/core/text.h"
#include "azdesk/core/word.h"

static const SettingInfo infos[N_SETTINGS] = {
#define X(symbol, key, type, fallback, domain, help)                                               \
    [SETTING_##symbol] = {key, SETTING_##type, fallback, domain, help},
    SETTINGS(X)
#undef X
};

/* Groups whose names are the user's; `min` and `max` where their values are numbers. */
static const struct {
    const char *name;
    int min, max;
} free_groups[] = {{"hold", 1, 365}, {"clock"}, {"keys"}, {"views"}, {"gate"}, {"colors"}};

struct Settings {
    GKeyFile *file;           /* what was loaded and set, with its comments */
    char *values[N_SETTINGS]; /* in force */
    int numbers[N_SETTINGS];  /* of numbers and booleans */
};

Settings *settings_new(void)
{
    Settings *settings = g_new0(Settings, 1);
    settings->file = g_key_file_new();
    for (int i = 0; i < N_SETTINGS; i++) {
        settings->values[i] = g_strdup(infos[i].fallback);
        settings->numbers[i] = infos[i].type == SETTING_BOOL ? strcmp(infos[i].fallback, "yes") == 0
                                                             : atoi(infos[i].fallback);
    }
    return settings;
}

void settings_free(Settings *settings)
{
    if (!settings)
        return;
    g_key_file_free(settings->file);
    for (int i = 0; i < N_SETTINGS; i++)
        g_free(settings->values[i]);
    g_free(settings);
}

const SettingInfo *setting_info(Setting setting)
{
    return &infos[setting];
}

gboolean setting_find(const char *key, Setting *ret_setting)
{
    for (int i = 0; i < N_SETTINGS; i++) {
        if (strcmp(infos[i].key, key) == 0) {
            *ret_setting = (Setting)i;
            return TRUE;
        }
    }
    return FALSE;
}

int settings_int(const Settings *settings, Setting setting)
{
    return settings->numbers[setting];
}

gboolean settings_bool(const Settings *settings, Setting setting)
{
    return settings->numbers[setting] != 0;
}

const char *settings_text(const Settings *settings, Setting setting)
{
    return settings->values[setting];
}

/* ---- Checking ---- */

static gboolean refuse(GError **error, const char *key, const char *value, const char *allowed)
{
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("%s is \"%s\"; it must be %s"), key,
                value, allowed);
    return FALSE;
}

static gboolean check_number(const char *key, const char *value, gint64 min, gint64 max,
                             int *ret_number, GError **error)
{
    gint64 number;
    if (g_ascii_string_to_signed(value, 10, min, max, &number, NULL)) {
        *ret_number = (int)number;
        return TRUE;
    }
    g_autofree char *allowed =
        g_strdup_printf(_("a whole number from %lld to %lld"), (long long)min, (long long)max);
    return refuse(error, key, value, allowed);
}

static gboolean check_bool(const char *key, const char *value, int *ret_number, GError **error)
{
    static const char *const words[2][4] = {{"no", "false", "off", "0"},
                                            {"yes", "true", "on", "1"}};
    for (int truth = 0; truth <= 1; truth++) {
        for (gsize i = 0; i < G_N_ELEMENTS(words[truth]); i++) {
            if (g_ascii_strcasecmp(value, words[truth][i]) == 0) {
                *ret_number = truth;
                return TRUE;
            }
        }
    }
    return refuse(error, key, value, _("yes or no"));
}

static gboolean check_word(const SettingInfo *info, const char *value, GError **error)
{
    g_auto(GStrv) words = g_strsplit(info->domain, "|", -1);
    if (g_strv_contains((const char *const *)words, value))
        return TRUE;
    g_autofree char *list = g_strjoinv(", ", words);
    g_autofree char *allowed = g_strdup_printf(_("one of %s"), list);
    return refuse(error, info->key, value, allowed);
}

static gboolean is_one_line(const char *value)
{
    if (!g_utf8_validate(value, -1, NULL))
        return FALSE;
    for (const char *p = value; *p; p = g_utf8_next_char(p))
        if (text_is_control(g_utf8_get_char(p)))
            return FALSE;
    return TRUE;
}

static gboolean check_text(const SettingInfo *info, const char *value, int *ret_number,
                           GError **error)
{
    if (!is_one_line(value))
        return refuse(error, info->key, "?",
                      _("one line of UTF-8 text without control characters"));
    if (strcmp(info->domain, "market") == 0 && !market_parse(value, NULL))
        return refuse(error, info->key, value, _("a country such as US, or a marketplace id"));
    gint64 min, max;
    *ret_number = 0;
    if (sscanf(info->domain, "%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, &min, &max) != 2 || !*value)
        return TRUE;
    return check_number(info->key, value, min, max, ret_number, error);
}

/* "shop@example.com"; the domain may be written in any script. */
static gboolean is_address(const char *text)
{
    const char *at = strchr(text, '@');
    if (!at || at == text || strpbrk(text, " \t<>()[],;:\\\"") || strchr(at + 1, '@'))
        return FALSE;
    for (const char *p = text; p < at; p++)
        if (!g_ascii_isgraph(*p))
            return FALSE;
    const char *domain = at + 1;
    return *domain && *domain != '.' && !g_str_has_suffix(domain, ".");
}

/* Addresses with commas between, each alone or in <> behind a name, which may hold commas too. */
static gboolean are_addresses(const char *value)
{
    g_auto(GStrv) pieces = g_strsplit(value, ",", -1);
    gboolean in_name = FALSE;
    for (char **piece = pieces; *piece; piece++) {
        char *text = g_strstrip(*piece), *open = strrchr(text, '<');
        if (!strchr(text, '@')) {
            in_name = TRUE;
            continue;
        }
        if ((open && !g_str_has_suffix(open, ">")) || (!open && in_name))
            return FALSE;
        if (open) {
            text = open + 1;
            text[strlen(text) - 1] = '\0';
        }
        if (!is_address(text))
            return FALSE;
        in_name = FALSE;
    }
    return !in_name;
}

/* Only of what is set now: a file of before goes on being read. */
static gboolean check_addresses(const SettingInfo *info, const char *value, GError **error)
{
    if (strcmp(info->domain, "address") != 0 || !*value || are_addresses(value))
        return TRUE;
    return refuse(error, info->key, value, _("a mail address such as shop@example.com"));
}

/* The value as it is kept, and its number. (transfer full) (nullable) */
static char *check_value(const SettingInfo *info, const char *text, int *ret_number, GError **error)
{
    g_autofree char *value = g_strstrip(g_strdup(text));
    gint64 min = 0, max = 0;
    gboolean good = FALSE;
    *ret_number = 0;
    switch (info->type) {
    case SETTING_INT:
        good = sscanf(info->domain, "%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, &min, &max) == 2 &&
               check_number(info->key, value, min, max, ret_number, error);
        break;
    case SETTING_BOOL:
        good = check_bool(info->key, value, ret_number, error);
        if (good)
            return g_strdup(*ret_number ? "yes" : "no");
        break;
    case SETTING_WORD:
        good = check_word(info, value, error);
        break;
    case SETTING_TEXT:
        good = check_text(info, value, ret_number, error);
        break;
    }
    return good ? g_steal_pointer(&value) : NULL;
}

/* ---- Clocks of a marketplace, or from a day on ---- */

typedef struct {
    Setting clock;
    int market; /* 0: any */
    Day from;   /* DAY_NONE: always */
} ClockRow;

/* "reply-hours>JP@2026-01-01"; at least one of the two must be there. */
static gboolean read_clock_name(const char *name, ClockRow *ret_row)
{
    gsize len = strcspn(name, ">@");
    g_autofree char *key = g_strdup_printf("clock.%.*s", (int)len, name);
    const char *rest = name + len;
    *ret_row = (ClockRow){.from = DAY_NONE};
    if (!setting_find(key, &ret_row->clock) || *rest == '\0')
        return FALSE;
    if (*rest == '>') {
        gsize word = strcspn(rest + 1, "@");
        g_autofree char *country = g_strndup(rest + 1, word);
        const Market *market = market_parse(country, NULL);
        if (!market)
            return FALSE;
        ret_row->market = market->num;
        rest += 1 + word;
    }
    return *rest == '\0' || (*rest == '@' && day_parse(rest + 1, &ret_row->from, NULL));
}

static gboolean check_clock(const char *key, const char *name, const char *value, GError **error)
{
    ClockRow row;
    gint64 min = 0, max = 0;
    int number;
    if (!read_clock_name(name, &row)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("unknown setting %s; write a clock for one marketplace as "
                      "clock.reply-hours>JP, from a day on as clock.reply-hours@2026-01-01"),
                    key);
        return FALSE;
    }
    return sscanf(infos[row.clock].domain, "%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, &min, &max) ==
               2 &&
           check_number(key, value, min, max, &number, error);
}

int settings_clock(const Settings *settings, Setting clock, int market, Day day)
{
    int length = settings_int(settings, clock);
    ClockRow best = {.from = DAY_NONE};
    g_auto(GStrv) names = settings_group(settings, "clock");
    for (int i = 0; names[i]; i++) {
        ClockRow row;
        if (!read_clock_name(names[i], &row) || row.clock != clock ||
            (row.market != 0 && row.market != market) || (row.from != DAY_NONE && day < row.from))
            continue;
        gboolean nearer = row.market != 0 && best.market == 0;
        if (!nearer && ((row.market == 0 && best.market != 0) || row.from < best.from))
            continue;
        g_autofree char *value = g_key_file_get_string(settings->file, "clock", names[i], NULL);
        length = value ? atoi(value) : length;
        best = row;
    }
    return length;
}

/* ---- Keys ---- */

/* Takes "group.name" apart; a name may hold dots. */
static gboolean split_key(const char *key, char **ret_group, const char **ret_name)
{
    const char *dot = strchr(key, '.');
    if (!dot || dot == key || !dot[1])
        return FALSE;
    *ret_group = g_strndup(key, (gsize)(dot - key));
    *ret_name = dot + 1;
    return TRUE;
}

static int free_group(const char *group)
{
    for (gsize i = 0; i < G_N_ELEMENTS(free_groups); i++)
        if (strcmp(free_groups[i].name, group) == 0)
            return (int)i;
    return -1;
}

/* What a key file can hold as a name and give back the same. */
static gboolean is_name(const char *name)
{
    gsize len = strlen(name);
    return len > 0 && is_one_line(name) && !strpbrk(name, "=[]") && name[0] != '#' &&
           name[0] != ' ' && name[len - 1] != ' ';
}

void setting_fail_unknown(const char *key, GError **error)
{
    g_autoptr(GString) keys = g_string_new(NULL);
    for (int i = 0; i < N_SETTINGS; i++)
        g_string_append_printf(keys, "%s%s", i > 0 ? ", " : "", infos[i].key);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("unknown setting %s"), key);
    error_did_you_mean(error, key, keys->str);
}

static gboolean check_free(const char *group, const char *key, const char *name, const char *value,
                           GError **error)
{
    int which = free_group(group), number;
    if (which < 0) {
        setting_fail_unknown(key, error);
        return FALSE;
    }
    if (!is_name(name)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("\"%s\" is not a valid setting name: it may not contain =, [ or ]"), name);
        return FALSE;
    }
    if (!is_one_line(value))
        return refuse(error, key, "?", _("one line of UTF-8 text without control characters"));
    if (strcmp(group, "clock") == 0)
        return check_clock(key, name, value, error);
    return free_groups[which].max == 0 ||
           check_number(key, value, free_groups[which].min, free_groups[which].max, &number, error);
}

/* ---- The file ---- */

/* The line on which a key of a group stands; 0 where it cannot be told. */
static int line_of(const char *text, gsize len, const char *group, const char *name)
{
    g_autofree char *copy = g_strndup(text, len);
    g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);
    g_autofree char *heading = g_strdup_printf("[%s]", group);
    gboolean inside = FALSE;
    int found = 0;
    for (int i = 0; lines[i]; i++) {
        const char *line = g_strstrip(lines[i]);
        if (*line == '[')
            inside = strcmp(line, heading) == 0;
        if (!inside || (name && !g_str_has_prefix(line, name)))
            continue;
        const char *rest = line + (name ? strlen(name) : 0);
        if (!name || rest[strspn(rest, " \t")] == '=')
            found = i + 1;
        if (!name)
            break;
    }
    return found;
}

static void add_position(GError **error, const char *name, const char *text, gsize len,
                         const char *group, const char *key)
{
    if (!error)
        return;
    g_autoptr(GError) cause = g_steal_pointer(error);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s, line %d: %s"), name,
                line_of(text, len, group, key), cause->message);
}

/* Reads one key of the file into `into`. */
static gboolean load_key(Settings *into, const char *group, const char *name, GError **error)
{
    g_autofree char *key = g_strdup_printf("%s.%s", group, name);
    g_autoptr(GError) cause = NULL;
    g_autofree char *value = g_key_file_get_string(into->file, group, name, &cause);
    if (!value || cause) /* a bad escape gives both */
        return refuse(error, key, "?", _("UTF-8 text with backslashes doubled"));
    Setting setting;
    if (!setting_find(key, &setting))
        return check_free(group, key, name, g_strstrip(value), error);
    int number;
    char *kept = check_value(&infos[setting], value, &number, error);
    if (!kept)
        return FALSE;
    g_free(into->values[setting]);
    into->values[setting] = kept;
    into->numbers[setting] = number;
    return TRUE;
}

static gboolean is_known_group(const char *group)
{
    gsize len = strlen(group);
    for (int i = 0; i < N_SETTINGS; i++)
        if (strncmp(infos[i].key, group, len) == 0 && infos[i].key[len] == '.')
            return TRUE;
    return free_group(group) >= 0;
}

gboolean settings_load(Settings *settings, const char *text, gsize len, const char *name,
                       GError **error)
{
    g_autoptr(Settings) fresh = settings_new();
    g_autoptr(GError) cause = NULL;
    if (!g_utf8_validate_len(text, len, NULL)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s: not UTF-8 text"), name);
        return FALSE;
    }
    if (!g_key_file_load_from_data(fresh->file, text, len,
                                   G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS,
                                   &cause)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "%s: %s", name, cause->message);
        return FALSE;
    }
    g_auto(GStrv) groups = g_key_file_get_groups(fresh->file, NULL);
    for (int g = 0; groups[g]; g++) {
        if (!is_known_group(groups[g])) {
            g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                        _("%s, line %d: unknown group [%s]"), name,
                        line_of(text, len, groups[g], NULL), groups[g]);
            return FALSE;
        }
        g_auto(GStrv) keys = g_key_file_get_keys(fresh->file, groups[g], NULL, NULL);
        for (int k = 0; keys[k]; k++) {
            if (!load_key(fresh, groups[g], keys[k], error)) {
                add_position(error, name, text, len, groups[g], keys[k]);
                return FALSE;
            }
        }
    }
    Settings old = *settings;
    *settings = *fresh;
    *fresh = old;
    return TRUE;
}

char *settings_save(const Settings *settings)
{
    return g_key_file_to_data(settings->file, NULL, NULL);
}

char *settings_get(const Settings *settings, const char *key)
{
    Setting setting;
    if (setting_find(key, &setting))
        return g_strdup(settings->values[setting]);
    g_autofree char *group = NULL;
    const char *name;
    if (!split_key(key, &group, &name) || free_group(group) < 0)
        return NULL;
    char *value = g_key_file_get_string(settings->file, group, name, NULL);
    return value ? g_strstrip(value) : NULL;
}

gboolean settings_set(Settings *settings, const char *key, const char *value, GError **error)
{
    g_autofree char *group = NULL;
    const char *name;
    if (!split_key(key, &group, &name)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("\"%s\" is not a setting; the format is group.name"), key);
        return FALSE;
    }
    Setting setting;
    gboolean known = setting_find(key, &setting);
    g_autofree char *kept = NULL;
    int number = 0;
    if (known) {
        kept =
            check_value(&infos[setting], value ? value : infos[setting].fallback, &number, error);
        if (!kept || !check_addresses(&infos[setting], kept, error))
            return FALSE;
    } else {
        kept = g_strstrip(g_strdup(value ? value : ""));
        gboolean may_go = !value && free_group(group) >= 0;
        if (!may_go && !check_free(group, key, name, kept, error))
            return FALSE;
    }
    if (value)
        g_key_file_set_string(settings->file, group, name, kept);
    else
        g_key_file_remove_key(settings->file, group, name, NULL);
    if (known) {
        g_free(settings->values[setting]);
        settings->values[setting] = g_steal_pointer(&kept);
        settings->numbers[setting] = number;
    }
    return TRUE;
}

char **settings_group(const Settings *settings, const char *group)
{
    g_autoptr(GStrvBuilder) names = g_strv_builder_new();
    g_auto(GStrv) keys = g_key_file_get_keys(settings->file, group, NULL, NULL);
    for (int i = 0; keys && keys[i]; i++) {
        g_autofree char *key = g_strdup_printf("%s.%s", group, keys[i]);
        Setting setting;
        if (!setting_find(key, &setting))
            g_strv_builder_add(names, keys[i]);
    }
    return g_strv_builder_end(names);
}
