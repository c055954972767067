/* SPDX-License-Identifier: MIT */
#include "style.h"

#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/ui/ui.h"
#include "keys.h"

enum { OWN = -1, BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE, BRIGHT };

static const char *const STYLE_NAMES[N_STYLES] = {
#define X(symbol, name) name,
    STYLES(X)
#undef X
};

static const char *const COLOR_NAMES[] = {"black", "red",     "green", "yellow",
                                          "blue",  "magenta", "cyan",  "white"};

static const struct {
    const char *name;
    guint16 attr;
} ATTRS[] = {
    {"bold", LOOK_BOLD},       {"dim", LOOK_DIM},       {"underline", LOOK_UNDERLINE},
    {"reverse", LOOK_REVERSE}, {"italic", LOOK_ITALIC},
};

/* Attributes alone. Every other theme begins with this one's and adds colours. */
#define MONO_LOOKS                                                                                 \
    [STYLE_NORMAL] = {OWN, OWN, 0}, [STYLE_MUTED] = {OWN, OWN, 0},                                 \
    [STYLE_STRONG] = {OWN, OWN, LOOK_BOLD}, [STYLE_TITLE] = {OWN, OWN, LOOK_REVERSE},              \
    [STYLE_TITLE_ALERT] = {OWN, OWN, LOOK_REVERSE | LOOK_BOLD}, [STYLE_TAB] = {OWN, OWN, 0},       \
    [STYLE_TAB_ACTIVE] = {OWN, OWN, LOOK_BOLD | LOOK_UNDERLINE},                                   \
    [STYLE_HEADING] = {OWN, OWN, LOOK_BOLD}, [STYLE_BORDER] = {OWN, OWN, 0},                       \
    [STYLE_SELECTED] = {OWN, OWN, LOOK_REVERSE}, [STYLE_MARKED] = {OWN, OWN, LOOK_BOLD},           \
    [STYLE_ORDER] = {OWN, OWN, 0}, [STYLE_OVERDUE] = {OWN, OWN, LOOK_BOLD},                        \
    [STYLE_SOON] = {OWN, OWN, LOOK_BOLD}, [STYLE_GOOD] = {OWN, OWN, 0},                            \
    [STYLE_WARN] = {OWN, OWN, LOOK_BOLD}, [STYLE_BAD] = {OWN, OWN, LOOK_BOLD},                     \
    [STYLE_CHANGED] = {OWN, OWN, LOOK_BOLD}, [STYLE_KEY] = {OWN, OWN, LOOK_BOLD},                  \
    [STYLE_HINT] = {OWN, OWN, 0}, [STYLE_MESSAGE] = {OWN, OWN, LOOK_BOLD},                         \
    [STYLE_ERROR] = {OWN, OWN, LOOK_BOLD}, [STYLE_FAULT] = {OWN, OWN, LOOK_BOLD | LOOK_UNDERLINE}, \
    [STYLE_BOX] = {OWN, OWN, 0}, [STYLE_BOX_TITLE] = {OWN, OWN, LOOK_BOLD},                        \
    [STYLE_INPUT] = {OWN, OWN, LOOK_UNDERLINE},                                                    \
    [STYLE_INPUT_ACTIVE] = {OWN, OWN, LOOK_UNDERLINE | LOOK_BOLD},                                 \
    [STYLE_DISABLED] = {OWN, OWN, LOOK_DIM}, [STYLE_STAGE_OPEN] = {OWN, OWN, LOOK_BOLD},           \
    [STYLE_STAGE_LOST] = {OWN, OWN, 0}, [STYLE_STAGE_WON] = {OWN, OWN, 0},                         \
    [STYLE_STAGE_WAITING] = {OWN, OWN, 0}, [STYLE_LINE_RULE] = {OWN, OWN, LOOK_BOLD},              \
    [STYLE_LINE_BEST] = {OWN, OWN, 0}, [STYLE_LINE_REPORTED] = {OWN, OWN, 0},                      \
    [STYLE_LINE_LIMIT] = {OWN, OWN, 0}, [STYLE_TODAY] = {OWN, OWN, LOOK_BOLD}

typedef struct {
    Style style;
    Look look;
} Lay;

/* clang-format off */
static const Lay DEFAULT_LAYS[] = {
    {STYLE_MUTED, {BRIGHT + BLACK, OWN, 0}},  {STYLE_TITLE, {BRIGHT + WHITE, BLUE, 0}},
    {STYLE_TITLE_ALERT, {BRIGHT + YELLOW, BLUE, LOOK_BOLD}},
    {STYLE_TAB_ACTIVE, {OWN, OWN, LOOK_BOLD | LOOK_UNDERLINE}},
    {STYLE_HEADING, {CYAN, OWN, LOOK_BOLD}},  {STYLE_BORDER, {BRIGHT + BLACK, OWN, 0}},
    {STYLE_MARKED, {MAGENTA, OWN, LOOK_BOLD}}, {STYLE_OVERDUE, {RED, OWN, LOOK_BOLD}},
    {STYLE_SOON, {YELLOW, OWN, LOOK_BOLD}},   {STYLE_GOOD, {GREEN, OWN, 0}},
    {STYLE_WARN, {YELLOW, OWN, 0}},           {STYLE_BAD, {RED, OWN, LOOK_BOLD}},
    {STYLE_CHANGED, {MAGENTA, OWN, LOOK_BOLD}}, {STYLE_KEY, {CYAN, OWN, LOOK_BOLD}},
    {STYLE_MESSAGE, {GREEN, OWN, LOOK_BOLD}}, {STYLE_ERROR, {RED, OWN, LOOK_BOLD}},
    {STYLE_FAULT, {RED, OWN, LOOK_BOLD | LOOK_UNDERLINE}},
    {STYLE_BOX, {CYAN, OWN, 0}},              {STYLE_DISABLED, {BRIGHT + BLACK, OWN, 0}},
    {STYLE_STAGE_OPEN, {YELLOW, OWN, 0}},     {STYLE_STAGE_LOST, {RED, OWN, 0}},
    {STYLE_STAGE_WON, {GREEN, OWN, 0}},       {STYLE_STAGE_WAITING, {CYAN, OWN, 0}},
    {STYLE_LINE_BEST, {GREEN, OWN, 0}},       {STYLE_LINE_REPORTED, {MAGENTA, OWN, 0}},
    {STYLE_LINE_LIMIT, {RED, OWN, 0}},        {STYLE_TODAY, {CYAN, OWN, LOOK_BOLD}},
};

/* For a white background: no yellow, no cyan, nothing bright. */
static const Lay LIGHT_LAYS[] = {
    {STYLE_MUTED, {BRIGHT + BLACK, OWN, 0}},  {STYLE_TITLE, {BRIGHT + WHITE, BLUE, 0}},
    {STYLE_TITLE_ALERT, {BRIGHT + WHITE, RED, LOOK_BOLD}},
    {STYLE_HEADING, {BLUE, OWN, LOOK_BOLD}},  {STYLE_BORDER, {BRIGHT + BLACK, OWN, 0}},
    {STYLE_MARKED, {MAGENTA, OWN, LOOK_BOLD}}, {STYLE_OVERDUE, {RED, OWN, LOOK_BOLD}},
    {STYLE_SOON, {MAGENTA, OWN, LOOK_BOLD}},  {STYLE_GOOD, {GREEN, OWN, 0}},
    {STYLE_WARN, {MAGENTA, OWN, 0}},          {STYLE_BAD, {RED, OWN, LOOK_BOLD}},
    {STYLE_CHANGED, {MAGENTA, OWN, LOOK_BOLD}}, {STYLE_KEY, {BLUE, OWN, LOOK_BOLD}},
    {STYLE_MESSAGE, {BLUE, OWN, LOOK_BOLD}},  {STYLE_ERROR, {RED, OWN, LOOK_BOLD}},
    {STYLE_FAULT, {RED, OWN, LOOK_BOLD | LOOK_UNDERLINE}},
    {STYLE_BOX, {BLUE, OWN, 0}},              {STYLE_DISABLED, {BRIGHT + BLACK, OWN, 0}},
    {STYLE_STAGE_OPEN, {MAGENTA, OWN, 0}},    {STYLE_STAGE_LOST, {RED, OWN, 0}},
    {STYLE_STAGE_WON, {GREEN, OWN, 0}},       {STYLE_STAGE_WAITING, {BLUE, OWN, 0}},
    {STYLE_LINE_BEST, {GREEN, OWN, 0}},       {STYLE_LINE_REPORTED, {MAGENTA, OWN, 0}},
    {STYLE_LINE_LIMIT, {RED, OWN, 0}},        {STYLE_TODAY, {BLUE, OWN, LOOK_BOLD}},
};

static const Lay CONTRAST_LAYS[] = {
    {STYLE_NORMAL, {BRIGHT + WHITE, BLACK, 0}}, {STYLE_MUTED, {BRIGHT + WHITE, BLACK, 0}},
    {STYLE_TITLE, {BLACK, BRIGHT + WHITE, LOOK_BOLD}},
    {STYLE_TITLE_ALERT, {BRIGHT + WHITE, RED, LOOK_BOLD}},
    {STYLE_HEADING, {BRIGHT + WHITE, BLACK, LOOK_BOLD | LOOK_UNDERLINE}},
    {STYLE_BORDER, {BRIGHT + WHITE, BLACK, 0}}, {STYLE_MARKED, {BRIGHT + CYAN, BLACK, LOOK_BOLD}},
    {STYLE_OVERDUE, {BRIGHT + WHITE, RED, LOOK_BOLD}}, {STYLE_SOON, {BRIGHT + YELLOW, BLACK, LOOK_BOLD}},
    {STYLE_GOOD, {BRIGHT + GREEN, BLACK, LOOK_BOLD}}, {STYLE_WARN, {BRIGHT + YELLOW, BLACK, LOOK_BOLD}},
    {STYLE_BAD, {BRIGHT + WHITE, RED, LOOK_BOLD}}, {STYLE_CHANGED, {BRIGHT + CYAN, BLACK, LOOK_BOLD}},
    {STYLE_KEY, {BRIGHT + YELLOW, BLACK, LOOK_BOLD}}, {STYLE_MESSAGE, {BRIGHT + GREEN, BLACK, LOOK_BOLD}},
    {STYLE_ERROR, {BRIGHT + WHITE, RED, LOOK_BOLD}}, {STYLE_FAULT, {BRIGHT + WHITE, RED, LOOK_BOLD | LOOK_UNDERLINE}}, {STYLE_DISABLED, {WHITE, BLACK, 0}},
    {STYLE_STAGE_OPEN, {BRIGHT + YELLOW, BLACK, LOOK_BOLD}}, {STYLE_STAGE_LOST, {BRIGHT + RED, BLACK, LOOK_BOLD}},
    {STYLE_STAGE_WON, {BRIGHT + GREEN, BLACK, 0}}, {STYLE_STAGE_WAITING, {BRIGHT + CYAN, BLACK, 0}},
    {STYLE_LINE_BEST, {BRIGHT + GREEN, BLACK, 0}}, {STYLE_LINE_REPORTED, {BRIGHT + CYAN, BLACK, 0}},
    {STYLE_LINE_LIMIT, {BRIGHT + RED, BLACK, LOOK_BOLD}}, {STYLE_TODAY, {BRIGHT + YELLOW, BLACK, LOOK_BOLD}},
};

/* Blue and orange, which the common kinds of colour blindness keep apart (Okabe and Ito). */
static const Lay SAFE_LAYS[] = {
    {STYLE_MUTED, {BRIGHT + BLACK, OWN, 0}},  {STYLE_TITLE, {BRIGHT + WHITE, BLUE, 0}},
    {STYLE_TITLE_ALERT, {BLACK, 214, LOOK_BOLD}},
    {STYLE_HEADING, {74, OWN, LOOK_BOLD}},    {STYLE_BORDER, {BRIGHT + BLACK, OWN, 0}},
    {STYLE_MARKED, {175, OWN, LOOK_BOLD}},    {STYLE_OVERDUE, {214, OWN, LOOK_BOLD | LOOK_REVERSE}},
    {STYLE_SOON, {214, OWN, LOOK_BOLD}},      {STYLE_GOOD, {74, OWN, 0}},
    {STYLE_WARN, {214, OWN, 0}},              {STYLE_BAD, {214, OWN, LOOK_BOLD}},
    {STYLE_CHANGED, {175, OWN, LOOK_BOLD}},   {STYLE_KEY, {74, OWN, LOOK_BOLD}},
    {STYLE_MESSAGE, {74, OWN, LOOK_BOLD}},    {STYLE_ERROR, {214, OWN, LOOK_BOLD}},
    {STYLE_FAULT, {214, OWN, LOOK_BOLD | LOOK_UNDERLINE}},
    {STYLE_BOX, {74, OWN, 0}},                {STYLE_DISABLED, {BRIGHT + BLACK, OWN, 0}},
    {STYLE_STAGE_OPEN, {OWN, OWN, LOOK_BOLD}}, {STYLE_STAGE_LOST, {214, OWN, 0}},
    {STYLE_STAGE_WON, {74, OWN, 0}},          {STYLE_STAGE_WAITING, {175, OWN, 0}},
    {STYLE_LINE_BEST, {74, OWN, 0}},          {STYLE_LINE_REPORTED, {175, OWN, 0}},
    {STYLE_LINE_LIMIT, {214, OWN, LOOK_BOLD}}, {STYLE_TODAY, {OWN, OWN, LOOK_BOLD | LOOK_UNDERLINE}},
};
/* clang-format on */

static const Theme MONO = {.looks = {MONO_LOOKS}};

static const struct {
    const char *name;
    const Lay *lays;
    gsize n;
} THEMES[] = {
    {"default", DEFAULT_LAYS, G_N_ELEMENTS(DEFAULT_LAYS)},
    {"light", LIGHT_LAYS, G_N_ELEMENTS(LIGHT_LAYS)},
    {"mono", NULL, 0},
    {"contrast", CONTRAST_LAYS, G_N_ELEMENTS(CONTRAST_LAYS)},
    {"safe", SAFE_LAYS, G_N_ELEMENTS(SAFE_LAYS)},
};

const char *style_name(Style style)
{
    return STYLE_NAMES[style];
}

char *ui_style_words(void)
{
    GString *words = g_string_new(NULL);
    for (Style style = 0; style < N_STYLES; style++)
        g_string_append_printf(words, "%s%s", style > 0 ? ", " : "", STYLE_NAMES[style]);
    return g_string_free(words, FALSE);
}

const char *const *ui_theme_names(void)
{
    static const char *const names[] = {"default", "light", "mono", "contrast", "safe", NULL};
    return names;
}

gboolean theme_builtin(const char *name, Theme *ret_theme)
{
    for (gsize i = 0; i < G_N_ELEMENTS(THEMES); i++) {
        if (strcmp(THEMES[i].name, name) != 0)
            continue;
        *ret_theme = MONO;
        for (gsize k = 0; k < THEMES[i].n; k++)
            ret_theme->looks[THEMES[i].lays[k].style] = THEMES[i].lays[k].look;
        Look ground = ret_theme->looks[STYLE_NORMAL];
        for (int s = 0; s < N_STYLES; s++) {
            Look *look = &ret_theme->looks[s];
            if (s == STYLE_SELECTED)
                continue;
            look->fg = look->fg == OWN ? ground.fg : look->fg;
            look->bg = look->bg == OWN ? ground.bg : look->bg;
        }
        return TRUE;
    }
    return FALSE;
}

static gboolean color_parse(const char *word, gint16 *ret_color)
{
    if (strcmp(word, "default") == 0) {
        *ret_color = OWN;
        return TRUE;
    }
    guint64 n;
    if (g_ascii_string_to_unsigned(word, 10, 0, 255, &n, NULL)) {
        *ret_color = (gint16)n;
        return TRUE;
    }
    int bright = g_str_has_prefix(word, "bright") ? BRIGHT : 0;
    for (gsize i = 0; i < G_N_ELEMENTS(COLOR_NAMES); i++) {
        if (strcmp(COLOR_NAMES[i], word + (bright ? 6 : 0)) == 0) {
            *ret_color = (gint16)(bright + (int)i);
            return TRUE;
        }
    }
    return FALSE;
}

gboolean look_parse(const char *text, Look *ret_look, GError **error)
{
    Look look = {OWN, OWN, 0};
    gboolean ground = FALSE;
    g_auto(GStrv) words = g_strsplit_set(text, " \t", -1);
    for (char **word = words; *word != NULL; word++) {
        guint16 attr = 0;
        if (**word == '\0')
            continue;
        for (gsize i = 0; i < G_N_ELEMENTS(ATTRS); i++)
            if (strcmp(ATTRS[i].name, *word) == 0)
                attr = ATTRS[i].attr;
        look.attrs |= attr;
        if (attr != 0)
            continue;
        if (strcmp(*word, "on") == 0) {
            ground = TRUE;
        } else if (!color_parse(*word, ground ? &look.bg : &look.fg)) {
            g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                        _("\"%s\" is not a colour or attribute"), *word);
            return FALSE;
        }
    }
    *ret_look = look;
    return TRUE;
}

static gboolean theme_lay(Theme *theme, const char *name, const char *value, const char *file,
                          GError **error)
{
    int style = 0;
    g_autoptr(GError) why = NULL;
    while (style < N_STYLES && strcmp(STYLE_NAMES[style], name) != 0)
        style++;
    if (style == N_STYLES || value == NULL)
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s: [colors] unknown style %s"),
                    file, name);
    else if (!look_parse(value, &theme->looks[style], &why))
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s: [colors] %s: %s"), file, name,
                    why->message);
    else
        return TRUE;
    return FALSE;
}

gboolean theme_load(Theme *theme, const char *text, const char *file, GError **error)
{
    g_autoptr(GKeyFile) keys = g_key_file_new();
    if (!g_key_file_load_from_data(keys, text, (gsize)-1, G_KEY_FILE_NONE, error)) {
        g_prefix_error(error, "%s: ", file);
        return FALSE;
    }
    g_autofree char *base = g_key_file_get_string(keys, "colors", "base", NULL);
    if (base != NULL && !theme_builtin(base, theme)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, _("%s: unknown theme %s"), file,
                    base);
        return FALSE;
    }
    g_auto(GStrv) names = g_key_file_get_keys(keys, "colors", NULL, NULL);
    for (char **name = names; name != NULL && *name != NULL; name++) {
        if (strcmp(*name, "base") == 0)
            continue;
        g_autofree char *value = g_key_file_get_string(keys, "colors", *name, NULL);
        if (!theme_lay(theme, *name, value, file, error))
            return FALSE;
    }
    return TRUE;
}

/* The named colour nearest to one of the 256. */
static gint16 color_near(gint16 color)
{
    if (color < 16)
        return color;
    int r, g, b;
    if (color >= 232) {
        r = g = b = (color - 232) * 10 + 8;
    } else {
        r = (color - 16) / 36 * 51;
        g = (color - 16) / 6 % 6 * 51;
        b = (color - 16) % 6 * 51;
    }
    int high = MAX(r, MAX(g, b));
    if (high < 60)
        return BLACK;
    int bits = (r * 2 > high ? RED : 0) | (g * 2 > high ? GREEN : 0) | (b * 2 > high ? BLUE : 0);
    return (gint16)(bits + (high > 220 && bits == WHITE ? BRIGHT : 0));
}

static gint16 color_for(gint16 color, int colors, guint16 *attrs, gboolean fore)
{
    if (colors < 256)
        color = color_near(color);
    if (colors < 16 && color >= BRIGHT) {
        /* Bright black is grey: on eight colours it would vanish or shout. */
        if (color == BRIGHT + BLACK)
            return fore ? OWN : BLACK;
        if (fore)
            *attrs |= LOOK_BOLD;
        color = (gint16)(color - BRIGHT);
    }
    return color;
}

Look look_for(Look look, int colors)
{
    if (colors > 256) /* numbers above 7 are red, green and blue there, and 15 is all but black */
        colors = 8;
    if (colors < 8) {
        gboolean filled = look.bg != OWN && look.bg != BLACK;
        return (Look){OWN, OWN, (guint16)(look.attrs | (filled ? LOOK_REVERSE : 0))};
    }
    look.fg = color_for(look.fg, colors, &look.attrs, TRUE);
    look.bg = color_for(look.bg, colors, &look.attrs, FALSE);
    if (colors < 16 && look.fg == BLACK) /* bold, it would be grey */
        look.attrs &= (guint16)~LOOK_BOLD;
    return look;
}

static char *theme_folder(const char *config_path)
{
    g_autofree char *folder = g_path_get_dirname(config_path);
    return g_build_filename(folder, "themes", NULL);
}

/* USAGE: there is no such theme; FAILED: its file is wrong. Then *theme is the default one. */
static gboolean theme_named(const char *name, const char *config_path, Theme *theme, GError **error)
{
    if (theme_builtin(name, theme))
        return TRUE;
    (void)theme_builtin("default", theme);
    g_autofree char *folder = config_path != NULL ? theme_folder(config_path) : NULL;
    g_autofree char *base = g_strconcat(name, ".ini", NULL);
    g_autofree char *path = folder != NULL ? g_build_filename(folder, base, NULL) : NULL;
    g_autofree char *text = NULL;
    g_autoptr(GError) fault = NULL;
    if (path == NULL || strchr(name, '/') != NULL || !g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("there is no theme \"%s\""), name);
        return FALSE;
    }
    if (!g_file_get_contents(path, &text, NULL, &fault)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED, "%s", fault->message);
        return FALSE;
    }
    Theme own = *theme;
    if (!theme_load(&own, text, base, error))
        return FALSE;
    *theme = own;
    return TRUE;
}

gboolean theme_of_settings(const Settings *settings, const char *config_path, gboolean color,
                           Theme *ret_theme, GError **error)
{
    if (!color) {
        (void)theme_builtin("mono", ret_theme);
        return TRUE;
    }
    g_autoptr(GError) fault = NULL;
    if (!theme_named(settings_text(settings, SETTING_UI_THEME), config_path, ret_theme, &fault))
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("ui.theme: %s; using the default theme"), fault->message);
    g_auto(GStrv) names = settings_group(settings, "colors");
    for (char **name = names; *name != NULL; name++) {
        g_autofree char *key = g_strconcat("colors.", *name, NULL);
        g_autofree char *value = settings_get(settings, key);
        g_autoptr(GError) line_fault = NULL;
        if (theme_lay(ret_theme, *name, value, _("configuration"), &line_fault) || fault != NULL)
            continue;
        fault = g_error_copy(line_fault);
        g_propagate_error(error, g_steal_pointer(&line_fault));
    }
    return fault == NULL;
}

static gboolean theme_check(const char *name, const char *config_path, GError **error)
{
    Theme theme;
    GError *fault = NULL;
    if (theme_named(name, config_path, &theme, &fault))
        return TRUE;
    if (g_error_matches(fault, AZDESK_ERROR, AZDESK_ERROR_USAGE)) {
        g_autofree char *folder = theme_folder(config_path);
        g_autofree char *builtin = g_strjoinv(", ", (char **)ui_theme_names());
        g_prefix_error(&fault, "ui.theme: ");
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE,
                    _("%s; the themes are %s, and the files NAME.ini in %s"), fault->message,
                    builtin, folder);
        g_error_free(fault);
    } else {
        g_propagate_prefixed_error(error, fault, "ui.theme: ");
    }
    return FALSE;
}

gboolean ui_setting_check(const Settings *settings, const char *config_path, const char *key,
                          GError **error)
{
    Theme theme;
    g_autofree char *value = settings_get(settings, key);
    if (strcmp(key, "ui.theme") == 0)
        return theme_check(value, config_path, error);
    if (g_str_has_prefix(key, "colors.")) {
        GError *fault = NULL;
        if (theme_lay(&theme, key + strlen("colors."), value, _("configuration"), &fault))
            return TRUE;
        fault->code = AZDESK_ERROR_USAGE;
        g_propagate_error(error, fault);
        return FALSE;
    }
    return !g_str_has_prefix(key, "keys.") ||
           keys_check(key + strlen("keys."), value != NULL ? value : "", error);
}
