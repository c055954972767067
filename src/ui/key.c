/* SPDX-License-Identifier: MIT */
#include "key.h"

static const struct {
    Key key;
    const char *name;
} NAMES[] = {
    {K_UP, "up"},         {K_DOWN, "down"},
    {K_LEFT, "left"},     {K_RIGHT, "right"},
    {K_HOME, "home"},     {K_END, "end"},
    {K_PGUP, "pgup"},     {K_PGDN, "pgdn"},
    {K_INSERT, "insert"}, {K_DELETE, "delete"},
    {K_ENTER, "enter"},   {K_TAB, "tab"},
    {K_ESC, "esc"},       {K_BACKSPACE, "backspace"},
    {K_BACKTAB, "btab"},  {' ', "space"},
    {',', "comma"},
};

gboolean key_is_text(Key key)
{
    return key >= ' ' && key != 127 && key < K_UP && g_unichar_isprint(key);
}

char *key_word(Key key)
{
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (NAMES[i].key == key)
            return g_strdup(NAMES[i].name);
    if (key >= K_F1 && key <= K_F12)
        return g_strdup_printf("f%u", key - K_F1 + 1);
    if (key > 0 && key < ' ')
        return g_strdup_printf("ctrl-%c", (char)g_ascii_tolower((char)(key + '@')));
    if (!key_is_text(key))
        return g_strdup("none");
    char buf[8] = {0};
    g_unichar_to_utf8(key, buf);
    return g_strdup(buf);
}

Key key_parse(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (g_ascii_strcasecmp(NAMES[i].name, name) == 0)
            return NAMES[i].key;
    if ((name[0] == 'f' || name[0] == 'F') && g_ascii_isdigit(name[1])) {
        guint64 n;
        if (g_ascii_string_to_unsigned(name + 1, 10, 1, 12, &n, NULL))
            return K_F1 + (Key)n - 1;
    }
    if (g_ascii_strncasecmp(name, "ctrl-", 5) == 0 && name[5] != '\0' && name[6] == '\0') {
        char c = g_ascii_toupper(name[5]);
        return c >= '@' && c <= '_' ? K_CTRL(c) : K_NONE;
    }
    gunichar c = g_utf8_get_char_validated(name, -1);
    if (c == (gunichar)-1 || c == (gunichar)-2 || c == 0 || !key_is_text(c))
        return K_NONE;
    return *g_utf8_next_char(name) == '\0' ? c : K_NONE;
}
