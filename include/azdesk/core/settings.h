/* SPDX-License-Identifier: MIT */
/* Every setting: one table of key, type, default and help, over a GKeyFile. What domain.md does not
 * mark [A] is a setting here, never a constant in the code that uses it. */
#ifndef AZDESK_CORE_SETTINGS_H
#define AZDESK_CORE_SETTINGS_H

#include "azdesk/core/when.h"

typedef enum { SETTING_INT, SETTING_BOOL, SETTING_WORD, SETTING_TEXT } SettingType;

/* X(symbol, "group.name", type, "default as the file would hold it", domain, help). The domain of
 * an INT is "min,max", of a WORD "word|word"; of a TEXT "" (anything on one line), "min,max"
 * (empty, or a number that settings_int() gives; 0 where empty) or "market". */
#define SETTINGS(X)                                                                                \
    X(DESK_MARKET, "desk.market", TEXT, "US", "market",                                            \
      N_("marketplace of an order that was never imported"))                                       \
    X(DESK_CHANNEL, "desk.channel", WORD, "mfn", "mfn|afn",                                        \
      N_("fulfilment channel of an order that was never imported"))                                \
    X(ODR_LAG, "odr.lag", INT, "15", "0,30",                                                       \
      N_("days between the window's end and today, until a report shows it"))                      \
    X(ODR_SPAN, "odr.span", INT, "60", "1,60", N_("days in the window"))                           \
    X(ODR_RULES, "odr.rules", WORD, "dated", "dated|current|all-claims",                           \
      N_("rule set: dated follows the day asked for"))                                             \
    X(ODR_COUNTS_UNDECIDED, "odr.counts-undecided", WORD, "rule", "rule|yes|no",                   \
      N_("whether an undecided claim counts"))                                                     \
    X(ODR_COUNTS_WITHDRAWN, "odr.counts-withdrawn", WORD, "rule", "rule|yes|no",                   \
      N_("whether a withdrawn claim counts"))                                                      \
    X(ODR_COUNTS_DENIED, "odr.counts-denied", WORD, "rule", "rule|yes|no",                         \
      N_("whether a denied claim counts"))                                                         \
    X(ODR_COUNTS_GRANTED_SELLER, "odr.counts-granted-seller", WORD, "rule", "rule|yes|no",         \
      N_("whether a claim granted at the seller's cost counts"))                                   \
    X(ODR_COUNTS_GRANTED_AMAZON, "odr.counts-granted-amazon", WORD, "rule", "rule|yes|no",         \
      N_("whether a claim granted at Amazon's cost counts"))                                       \
    X(ODR_COUNTS_GRANTED_RETURNING, "odr.counts-granted-returning", WORD, "rule", "rule|yes|no",   \
      N_("whether a claim granted for a parcel on its way back counts"))                           \
    X(ODR_COUNTS_REFUNDED, "odr.counts-refunded", WORD, "rule", "rule|yes|no",                     \
      N_("whether a claim refunded by the seller counts"))                                         \
    X(ODR_COUNTS_CANCELLED, "odr.counts-cancelled", WORD, "rule", "rule|yes|no",                   \
      N_("whether a claim on a cancelled order counts (sources disagree; the rule says yes)"))     \
    X(ODR_COUNTS_REVERSED, "odr.counts-reversed", WORD, "rule", "rule|yes|no",                     \
      N_("whether a claim whose appeal was won counts"))                                           \
    X(CLOCK_REPLY_HOURS, "clock.reply-hours", TEXT, "", "1,2000",                                  \
      N_("hours to answer Amazon; empty: Amazon's rule at the time"))                              \
    X(CLOCK_APPEAL_DAYS, "clock.appeal-days", INT, "30", "1,365", N_("days to appeal a grant"))    \
    X(CLOCK_ANSWER_HOURS, "clock.answer-hours", INT, "48", "1,2000",                               \
      N_("hours until Amazon's answer to a letter is overdue"))                                    \
    X(CLOCK_VERIFY_DAYS, "clock.verify-days", INT, "7", "1,365",                                   \
      N_("days until a reversal should show in the order defect rate"))                            \
    X(CLOCK_CHARGEBACK_DAYS, "clock.chargeback-days", INT, "7", "1,365",                           \
      N_("days to answer a chargeback"))                                                           \
    X(CLOCK_BUYER_HOURS, "clock.buyer-hours", INT, "48", "1,2000",                                 \
      N_("hours to answer a buyer's message"))                                                     \
    X(CLOCK_SUPPORT_HOURS, "clock.support-hours", INT, "48", "1,2000",                             \
      N_("hours until Seller Support's answer is overdue"))                                        \
    X(CLOCK_BUYER_APPEAL_DAYS, "clock.buyer-appeal-days", INT, "30", "0,365",                      \
      N_("days a buyer may appeal a denied claim"))                                                \
    X(HOLD_DEFAULT_DAYS, "hold.default", INT, "15", "1,365",                                       \
      N_("days an unknown carrier's post office holds a parcel"))                                  \
    X(REVIEW_WITHIN_DAYS, "review.within", INT, "7", "0,365", N_("days the review looks ahead"))   \
    X(REVIEW_STALE_DAYS, "review.stale-days", INT, "2", "1,365",                                   \
      N_("days after which imported data is stale"))                                               \
    X(PRIVACY_KEEP_COMMENTS, "privacy.keep-comments", BOOL, "no", "",                              \
      N_("keep the text of buyer feedback"))                                                       \
    X(BACKUP_KEEP, "backup.keep", INT, "7", "0,1000", N_("daily backups to keep; 0 for none"))     \
    X(LETTER_FROM, "letter.from", TEXT, "", "address", N_("sender's address for letters"))         \
    X(LETTER_NAME, "letter.name", TEXT, "", "", N_("name to sign letters with"))                   \
    X(LETTER_TO, "letter.to", TEXT, "", "address",                                                 \
      N_("recipient's address for letters to Amazon"))                                             \
    X(LETTER_COMMAND, "letter.command", TEXT, "", "",                                              \
      N_("command that mails its standard input, e.g. sendmail -t"))                               \
    X(LETTER_LIMIT, "letter.limit", INT, "2000", "100,100000",                                     \
      N_("maximum characters in Amazon's text box"))                                               \
    X(UI_THEME, "ui.theme", TEXT, "default", "",                                                   \
      N_("default, light, mono, contrast, safe, or a theme file"))                                 \
    X(UI_GLYPHS, "ui.glyphs", WORD, "auto", "auto|utf8|ascii",                                     \
      N_("line drawing; auto: by locale and terminal"))                                            \
    X(UI_MOUSE, "ui.mouse", BOOL, "yes", "", N_("use the mouse"))                                  \
    X(UI_PANEL, "ui.panel", WORD, "auto", "auto|right|bottom|hidden",                              \
      N_("where to show the panel"))                                                               \
    X(UI_PANEL_WIDTH, "ui.panel-width", INT, "0", "0,120",                                         \
      N_("panel width in columns; 0 for automatic"))                                               \
    X(UI_LANGUAGE, "ui.language", WORD, "auto", "auto|en|ja", N_("language of the interface"))

typedef enum {
#define X(symbol, key, type, fallback, domain, help) SETTING_##symbol,
    SETTINGS(X)
#undef X
        N_SETTINGS
} Setting;

typedef struct {
    const char *key; /* "group.name" */
    SettingType type;
    const char *fallback;
    const char *domain;
    const char *help; /* untranslated */
} SettingInfo;

/* Settings also hold free groups, whose names are the user's: [hold] carrier = days and
 * carrier>country = days; [clock] name>country@day = its length there and from that day on, either
 * of which may be left out (settings_clock()); [keys] (ui/keys.h); [views] name = query; [gate]
 * season = row (core/gate.h); [colors]. */
typedef struct Settings Settings;

Settings *settings_new(void); /* all defaults */
void settings_free(Settings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Settings, settings_free)

/* Takes the text of a configuration file. Error: AZDESK_ERROR_FAILED naming `name`, group and key:
 * unknown keys are errors, so that a slip of the pen does not pass unseen. */
gboolean settings_load(Settings *settings, const char *text, gsize len, const char *name,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The file's text again, with the comments it had. (transfer full) */
char *settings_save(const Settings *settings);

const SettingInfo *setting_info(Setting setting);
gboolean setting_find(const char *key, Setting *ret_setting);
/* AZDESK_ERROR_USAGE, with the setting that may have been meant. */
void setting_fail_unknown(const char *key, GError **error);

int settings_int(const Settings *settings, Setting setting);
gboolean settings_bool(const Settings *settings, Setting setting);
const char *settings_text(const Settings *settings, Setting setting); /* never NULL; owned by it */

/* By "group.name", free groups too: the value in force, the default included; NULL for a name of a
 * free group that is not set, and for no setting at all. (transfer full) (nullable) */
char *settings_get(const Settings *settings, const char *key);
/* Checks, then sets; a NULL value takes the default again. Error: AZDESK_ERROR_USAGE. */
gboolean settings_set(Settings *settings, const char *key, const char *value,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The length of a clock for a marketplace (0: any) on a day: the setting itself, unless [clock] has
 * a row for it; one that names the marketplace goes before one that does not, a later day before an
 * earlier one. 0 where the setting is empty. */
int settings_clock(const Settings *settings, Setting clock, int market, Day day);
/* Names in a free group, in the file's order, without those of the table (hold.default).
 * (transfer full) NULL-terminated */
char **settings_group(const Settings *settings, const char *group);

#endif
