/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/settings.h"

static Settings *loaded(const char *text)
{
    GError *error = NULL;
    Settings *settings = settings_new();
    ck_assert_msg(settings_load(settings, text, strlen(text), "config", &error), "%s",
                  error ? error->message : "");
    return settings;
}

START_TEST(test_defaults_are_allowed_values)
{
    g_autoptr(Settings) settings = settings_new();
    for (int i = 0; i < N_SETTINGS; i++) {
        const SettingInfo *info = setting_info((Setting)i);
        GError *error = NULL;
        Setting found = N_SETTINGS;
        g_autofree char *before = g_strdup(settings_text(settings, (Setting)i));
        int number = settings_int(settings, (Setting)i);
        ck_assert(setting_find(info->key, &found));
        ck_assert_int_eq((int)found, i);
        ck_assert_str_eq(before, info->fallback);
        ck_assert_msg(settings_set(settings, info->key, info->fallback, &error), "%s",
                      error ? error->message : "");
        ck_assert_str_eq(settings_text(settings, (Setting)i), before);
        ck_assert_int_eq(settings_int(settings, (Setting)i), number);
        ck_assert_uint_gt(strlen(info->help), 0);
    }
    ck_assert_int_eq(settings_int(settings, SETTING_ODR_LAG), 15);
    ck_assert(settings_bool(settings, SETTING_UI_MOUSE));
    ck_assert(!settings_bool(settings, SETTING_PRIVACY_KEEP_COMMENTS));
    ck_assert_int_eq(settings_int(settings, SETTING_CLOCK_REPLY_HOURS), 0);
}
END_TEST

START_TEST(test_load)
{
    g_autoptr(Settings) settings = loaded("[odr]\nlag = 12 \n[ui]\nmouse=off\npanel=right\n"
                                          "[clock]\nreply-hours=48\n[letter]\nname=山田 \\\\ Co\n"
                                          "[hold]\ndefault=10\njapan-post>US=30\n"
                                          "[views]\nmine due = stage:opened due:7\n");
    ck_assert_int_eq(settings_int(settings, SETTING_ODR_LAG), 12);
    ck_assert(!settings_bool(settings, SETTING_UI_MOUSE));
    ck_assert_str_eq(settings_text(settings, SETTING_UI_MOUSE), "no");
    ck_assert_str_eq(settings_text(settings, SETTING_UI_PANEL), "right");
    ck_assert_int_eq(settings_int(settings, SETTING_CLOCK_REPLY_HOURS), 48);
    ck_assert_str_eq(settings_text(settings, SETTING_LETTER_NAME), "山田 \\ Co");
    ck_assert_int_eq(settings_int(settings, SETTING_HOLD_DEFAULT_DAYS), 10);
    g_autofree char *hold = settings_get(settings, "hold.japan-post>US");
    ck_assert_str_eq(hold, "30");
    g_autofree char *view = settings_get(settings, "views.mine due");
    ck_assert_str_eq(view, "stage:opened due:7");
    g_autofree char *lag = settings_get(settings, "odr.lag");
    ck_assert_str_eq(lag, "12");
    g_autofree char *span = settings_get(settings, "odr.span");
    ck_assert_str_eq(span, "60");
    ck_assert_ptr_null(settings_get(settings, "hold.usps"));
    ck_assert_ptr_null(settings_get(settings, "odr.lagg"));
    ck_assert_ptr_null(settings_get(settings, "odr"));
}
END_TEST

START_TEST(test_load_refuses_and_says_where)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"[odr]\nlag=99\n",
         "config, line 2: odr.lag is \"99\"; it must be a whole number from 0 to 30"},
        {"[odr]\nlag=-1\n", "odr.lag"},
        {"[odr]\nlag=\n", "odr.lag"},
        {"[odr]\nlag=1x\n", "odr.lag"},
        {"# c\n[odr]\n\nlagg = 1\n", "config, line 4: unknown setting odr.lagg"},
        {"[odr]\nlag[ja]=1\n", "odr.lag[ja]"},
        {"[ui]\nmouse=maybe\n", "ui.mouse is \"maybe\"; it must be yes or no"},
        {"[ui]\npanel=left\n", "it must be one of auto, right, bottom, hidden"},
        {"[desk]\nmarket=XX\n", "desk.market is \"XX\"; it must be a country"},
        {"[clock]\nreply-hours=soon\n", "clock.reply-hours"},
        {"[hold]\nusps=0\n", "hold.usps"},
        {"[hold]\nusps=a week\n", "hold.usps"},
        {"[letter]\nfrom=a\\nBcc: b\n", "letter.from"},
        {"[letter]\nfrom=a\\qb\n", "letter.from"},
        {"\n[foo]\nx=1\n", "config, line 2: unknown group [foo]"},
        {"lag=1\n", "config: "},
        {"[odr]\nlag\n", "config: "},
        {"[letter]\nname=\xff\n", "config: not UTF-8"},
    };
    g_autoptr(Settings) settings = loaded("[odr]\nlag=7\n");
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        GError *error = NULL;
        ck_assert_msg(
            !settings_load(settings, cases[i].text, strlen(cases[i].text), "config", &error), "%s",
            cases[i].text);
        ck_assert_error(error, AZDESK_ERROR_FAILED, cases[i].words);
        ck_assert_int_eq(settings_int(settings, SETTING_ODR_LAG), 7); /* as it was */
    }
}
END_TEST

START_TEST(test_save_keeps_comments)
{
    static const char text[] =
        "# mine\n\n[odr]\n# learned the hard way\nlag=12\n\n"
        "[hold]\n# they told me\njapan-post>US=30\n\n[views]\nx=stage:held\n";
    g_autoptr(Settings) settings = loaded(text);
    g_autofree char *same = settings_save(settings);
    ck_assert_str_eq(same, text);
    GError *error = NULL;
    ck_assert(settings_set(settings, "odr.lag", "14", &error));
    ck_assert(settings_set(settings, "ui.theme", "light", &error));
    ck_assert_no_error(error);
    g_autofree char *saved = settings_save(settings);
    ck_assert_ptr_nonnull(strstr(saved, "# learned the hard way\nlag=14\n"));
    ck_assert_ptr_nonnull(strstr(saved, "# mine\n"));
    g_autoptr(Settings) again = loaded(saved);
    ck_assert_int_eq(settings_int(again, SETTING_ODR_LAG), 14);
    ck_assert_str_eq(settings_text(again, SETTING_UI_THEME), "light");
    g_autofree char *twice = settings_save(again);
    ck_assert_str_eq(twice, saved);
}
END_TEST

START_TEST(test_values_survive_the_file)
{
    static const char *const values[] = {
        "plain", "a;b,c", "with # and = and [x]", "back\\slash", "\"quoted\"", "日本語", "50%"};
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autoptr(Settings) settings = settings_new();
        GError *error = NULL;
        ck_assert(settings_set(settings, "letter.name", values[i], &error));
        ck_assert(settings_set(settings, "views.v", values[i], &error));
        ck_assert_no_error(error);
        g_autofree char *text = settings_save(settings);
        g_autoptr(Settings) again = loaded(text);
        ck_assert_str_eq(settings_text(again, SETTING_LETTER_NAME), values[i]);
        g_autofree char *view = settings_get(again, "views.v");
        ck_assert_str_eq(view, values[i]);
    }
}
END_TEST

START_TEST(test_addresses_are_checked_when_set)
{
    static const struct {
        const char *value;
        gboolean good;
    } rows[] = {
        {"", TRUE},
        {"shop@example.com", TRUE},
        {"Shop, Inc. <shop@example.com>", TRUE},
        {"\"Shop, Inc.\" <shop@example.com>", TRUE},
        {"山田 <a@b.example>, c@d.example", TRUE},
        {"shop@例え.jp", TRUE},
        {"notanemail", FALSE},
        {"@example.com", FALSE},
        {"shop@", FALSE},
        {"shop@example.", FALSE},
        {"a b@example.com", FALSE},
        {"a@b@example.com", FALSE},
        {"店@example.jp", FALSE},
        {"shop@example.com, other", FALSE},
        {"shop@example.com,", FALSE},
        {"Shop, shop@example.com", FALSE},
        {"Shop <shop@example.com", FALSE},
        {"Shop <>", FALSE},
    };
    static const char *const keys[] = {"letter.from", "letter.to"};
    for (gsize i = 0; i < 2 * G_N_ELEMENTS(rows); i++) {
        GError *error = NULL;
        g_autoptr(Settings) settings = settings_new();
        const char *value = rows[i / 2].value;
        gboolean set = settings_set(settings, keys[i % 2], value, &error);
        ck_assert_msg(set == rows[i / 2].good, "%s", value);
        if (!set)
            ck_assert_error(error, AZDESK_ERROR_USAGE, "a mail address such as shop@example.com");
    }
    /* A file that was written before is read. */
    g_autoptr(Settings) old = loaded("[letter]\nfrom=notanemail\n");
    ck_assert_str_eq(settings_text(old, SETTING_LETTER_FROM), "notanemail");
}
END_TEST

START_TEST(test_set_checks)
{
    static const struct {
        const char *key, *value, *words;
    } cases[] = {
        {"odr.lag", "31", "from 0 to 30"},
        {"odr.lagg", "3", "unknown setting odr.lagg"},
        {"odr.lagg", NULL, "unknown setting odr.lagg"},
        {"foo.bar", "3", "unknown setting foo.bar"},
        {"odr", "3", "group.name"},
        {".lag", "3", "group.name"},
        {"odr.", "3", "group.name"},
        {"hold.usps", "x", "from 1 to 365"},
        {"views.a=b", "x", "not a valid setting name"},
        {"views.#a", "x", "not a valid setting name"},
        {"views.[a]", "x", "not a valid setting name"},
        {"views. a", "x", "not a valid setting name"},
        {"views.a", "x\ny", "one line"},
        {"letter.name", "x\x1b[31m", "one line"},
        {"letter.name", "\xff", "one line"},
    };
    g_autoptr(Settings) settings = settings_new();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        GError *error = NULL;
        ck_assert_msg(!settings_set(settings, cases[i].key, cases[i].value, &error), "%s",
                      cases[i].key);
        ck_assert_error(error, AZDESK_ERROR_USAGE, cases[i].words);
    }
    g_autofree char *text = settings_save(settings);
    ck_assert_str_eq(text, "");
}
END_TEST

START_TEST(test_set_nothing_gives_the_default_again)
{
    g_autoptr(Settings) settings = loaded("[odr]\nlag=3\n[hold]\nusps=9\n");
    GError *error = NULL;
    ck_assert(settings_set(settings, "odr.lag", NULL, &error));
    ck_assert(settings_set(settings, "hold.usps", NULL, &error));
    ck_assert(settings_set(settings, "hold.posti", NULL, &error)); /* never was set */
    ck_assert_no_error(error);
    ck_assert_int_eq(settings_int(settings, SETTING_ODR_LAG), 15);
    ck_assert_ptr_null(settings_get(settings, "hold.usps"));
    g_autofree char *text = settings_save(settings);
    g_autoptr(Settings) again = loaded(text);
    ck_assert_int_eq(settings_int(again, SETTING_ODR_LAG), 15);
}
END_TEST

START_TEST(test_group)
{
    g_autoptr(Settings) settings = loaded("[hold]\nusps=9\ndefault=3\nposti>FI=8\n");
    g_auto(GStrv) names = settings_group(settings, "hold");
    ck_assert_uint_eq(g_strv_length(names), 2);
    ck_assert_str_eq(names[0], "usps");
    ck_assert_str_eq(names[1], "posti>FI");
    g_auto(GStrv) none = settings_group(settings, "views");
    ck_assert_uint_eq(g_strv_length(none), 0);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_defaults_are_allowed_values)                                                            \
    X(test_load)                                                                                   \
    X(test_load_refuses_and_says_where)                                                            \
    X(test_save_keeps_comments)                                                                    \
    X(test_values_survive_the_file)                                                                \
    X(test_addresses_are_checked_when_set)                                                         \
    X(test_set_checks)                                                                             \
    X(test_set_nothing_gives_the_default_again)                                                    \
    X(test_group)
SUITE_MAIN("core/settings", TESTS)
