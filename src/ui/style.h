/* SPDX-License-Identifier: MIT */
/* What a piece of text means, and the themes that say how meaning looks. No meaning is carried by
 * colour alone: the text or a glyph beside it always says the same. */
#ifndef AZDESK_SRC_UI_STYLE_H
#define AZDESK_SRC_UI_STYLE_H

#include "azdesk/core/settings.h"

/* X(symbol, name in a theme file) */
#define STYLES(X)                                                                                  \
    X(NORMAL, "normal")                                                                            \
    X(MUTED, "muted") /* what may be overlooked */                                                 \
    X(STRONG, "strong")                                                                            \
    X(TITLE, "title") /* the bar on top */                                                         \
    X(TITLE_ALERT, "title-alert")                                                                  \
    X(TAB, "tab")                                                                                  \
    X(TAB_ACTIVE, "tab-active")                                                                    \
    X(HEADING, "heading") /* of columns and of parts of the panel */                               \
    X(BORDER, "border")                                                                            \
    X(SELECTED, "selected") /* laid over the selected row */                                       \
    X(MARKED, "marked")                                                                            \
    X(ORDER, "order") /* an order id */                                                            \
    X(OVERDUE, "overdue")                                                                          \
    X(SOON, "soon") /* due within a day */                                                         \
    X(GOOD, "good")                                                                                \
    X(WARN, "warn")                                                                                \
    X(BAD, "bad")                                                                                  \
    X(CHANGED, "changed") /* before -> after */                                                    \
    X(KEY, "key")         /* a key in the hint bar or the help */                                  \
    X(HINT, "hint")                                                                                \
    X(MESSAGE, "message")                                                                          \
    X(ERROR, "error")                                                                              \
    X(FAULT, "fault") /* the part of an input that is wrong */                                     \
    X(BOX, "box")     /* the frame of an overlay */                                                \
    X(BOX_TITLE, "box-title")                                                                      \
    X(INPUT, "input")                                                                              \
    X(INPUT_ACTIVE, "input-active")                                                                \
    X(DISABLED, "disabled")                                                                        \
    X(STAGE_OPEN, "stage-open")       /* undecided */                                              \
    X(STAGE_LOST, "stage-lost")       /* decided, and it counts */                                 \
    X(STAGE_WON, "stage-won")         /* decided, and it does not */                               \
    X(STAGE_WAITING, "stage-waiting") /* a letter is out */                                        \
    X(LINE_RULE, "line-rule")         /* the lines of a chart */                                   \
    X(LINE_BEST, "line-best")                                                                      \
    X(LINE_REPORTED, "line-reported")                                                              \
    X(LINE_LIMIT, "line-limit")                                                                    \
    X(TODAY, "today")

typedef enum {
#define X(symbol, name) STYLE_##symbol,
    STYLES(X)
#undef X
        N_STYLES,
    STYLE_PICKED = 1 << 8, /* a bit: STYLE_SELECTED is laid over it */
} Style;

enum {
    LOOK_BOLD = 1 << 0,
    LOOK_DIM = 1 << 1,
    LOOK_UNDERLINE = 1 << 2,
    LOOK_REVERSE = 1 << 3,
    LOOK_ITALIC = 1 << 4,
};

/* Colours: -1 the terminal's own, 0-15 the named ones, 16-255 where the terminal has them. */
typedef struct {
    gint16 fg, bg;
    guint16 attrs;
} Look;

typedef struct {
    Look looks[N_STYLES];
} Theme;

const char *style_name(Style style);

/* A built-in theme: default, light, mono, contrast, safe. FALSE for no such name. */
gboolean theme_builtin(const char *name, Theme *ret_theme);

/* Reads "red bold", "brightblue on black underline", "208". Error: AZDESK_ERROR_USAGE. */
gboolean look_parse(const char *text, Look *ret_look, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Lays style = look lines of a theme file's [colors] over a theme; `base = NAME` first, where it is
 * there. Error: AZDESK_ERROR_FAILED naming file and key. */
gboolean theme_load(Theme *theme, const char *text, const char *file,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The look that a terminal of that many colours can show: 256 to 16 to 8 (brightness becomes bold);
 * one of direct colours takes eight by number.
 */
Look look_for(Look look, int colors);

/* The theme of the settings: built in, or the file themes/NAME.ini beside the configuration; the
 * configuration's own [colors] lie over it. There is always one: where a theme or a line of
 * [colors] is wrong, it stands for what is left out, and the error says the first cause in one
 * line. */
gboolean theme_of_settings(const Settings *settings, const char *config_path, gboolean color,
                           Theme *ret_theme, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
