/* SPDX-License-Identifier: MIT */
/* The terminal interface. */
#ifndef AZDESK_UI_UI_H
#define AZDESK_UI_UI_H

#include "azdesk/store/store.h"

typedef gint64 (*UiClock)(gpointer data); /* UTC seconds */

typedef struct {
    Store *store;
    Settings *settings;
    const char *config_path; /* (nullable) beside it lie own themes and letters */
    const char *state_dir;   /* (nullable) last view, drafts, recent folders */
    GTimeZone *zone;
    UiClock clock;
    gpointer clock_data;
    int market;     /* 0: the first that has data */
    int channel;    /* -1: likewise */
    gboolean color; /* FALSE: NO_COLOR or --color never */
    gboolean demo;
    const char
        *charset;     /* (nullable: UTF-8) what the user's locale writes in, for ui.glyphs=auto */
    const char *term; /* (nullable) the terminal's name, likewise */
    /* (nullable) Writes one setting to the configuration; a NULL value takes it out. Without it
     * what is set holds until the program is left. */
    gboolean (*save_setting)(gpointer data, const char *key, const char *value, GError **error);
    gpointer save_data;
    /* (nullable) The cases of these orders (of OrderId) as a file of that form: "csv", "json" or
     * "ics". Without it nothing can be exported. */
    gboolean (*export_cases)(gpointer data, const char *form, const GArray *orders, char **ret_text,
                             GError **error);
    gpointer export_data;
} UiOptions;

/* Runs until the user leaves. The answer is the exit status. The terminal is restored on every way
 * out. Error: the terminal cannot be used (TERM unknown, too dumb). */
int ui_run(const UiOptions *options, GError **error);

typedef struct {
    guint deleted; /* letters not touched since, and forms half filled in */
    guint kept;    /* letters written on since */
} UiDrafts;
/* Deletes the drafts of these orders (of OrderId) from the state folder; `since` in UTC seconds.
 * A terminal that is open may still hold a form's. Error: FAILED, a file that cannot be deleted. */
gboolean ui_drafts_purge(const char *state_dir, const GArray *orders, gint64 since,
                         UiDrafts *ret_drafts, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The keys in force, by the place where they hold: the help overlay as plain text, for the command
 * line and the manual. Problems of the settings' [keys] come first. (transfer full) */
char *ui_keys_text(const Settings *settings);

/* Whether a setting that core cannot check, for it knows no screen and no files, is right:
 * ui.theme, [colors] and [keys]. Error: names the choices. */
gboolean ui_setting_check(const Settings *settings, const char *config_path, const char *key,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The built-in themes. NULL-terminated */
const char *const *ui_theme_names(void);

/* The words of [colors], "normal, muted, ...". (transfer full) */
char *ui_style_words(void);

/* The saved views that are built in, as lines of a configuration: "open = open:yes\n...", without
 * "all", which has no query. (transfer full) */
char *ui_views_text(void);

#endif
