/* SPDX-License-Identifier: MIT */
#include "glyphs.h"

#include <string.h>

#include <glib/gi18n.h>

static const Glyphs UTF8 = {
    .name = "utf8",
    .utf8 = TRUE,
    .marker = "▌",
    .mark = "◆",
    .ellipsis = "…",
    .dash = "–",
    .range = N_(" – "),
    .dot = "·",
    .arrow = "→",
    .warn = "!",
    .check = "✓",
    .up = "↑",
    .down = "↓",
    .newline = "↵",
    .vline = "│",
    .hline = "─",
    .vbar = "┃",
    .top_left = "┌",
    .top_right = "┐",
    .bottom_left = "└",
    .bottom_right = "┘",
    .tee_left = "├",
    .tee_right = "┤",
    .stop = "●",
    .stop_open = "○",
    .track = "──",
    .limit = "┄",
    .spark = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
    .braille = "⠀",
};

static const Glyphs ASCII = {
    .name = "ascii",
    .utf8 = FALSE,
    .marker = ">",
    .mark = "*",
    .ellipsis = "~",
    .dash = "-",
    .range = N_(" - "),
    .dot = "-",
    .arrow = "->",
    .warn = "!",
    .check = "+",
    .up = "^",
    .down = "v",
    .newline = "\\",
    .vline = "|",
    .hline = "-",
    .vbar = "|",
    .top_left = "+",
    .top_right = "+",
    .bottom_left = "+",
    .bottom_right = "+",
    .tee_left = "+",
    .tee_right = "+",
    .stop = "@",
    .stop_open = "o",
    .track = "--",
    .limit = "-",
    .spark = {"_", ".", "-", "~", "=", "+", "*", "#"},
    .braille = "",
};

const Glyphs *glyphs_utf8(void)
{
    return &UTF8;
}

const Glyphs *glyphs_ascii(void)
{
    return &ASCII;
}

const Glyphs *glyphs_for(const char *setting, const char *charset, const char *term)
{
    gboolean utf8 = charset == NULL || g_ascii_strcasecmp(charset, "UTF-8") == 0 ||
                    g_ascii_strcasecmp(charset, "UTF8") == 0;
    gboolean console =
        term != NULL && (strcmp(term, "linux") == 0 || g_str_has_prefix(term, "linux-"));
    if (strcmp(setting, "auto") == 0)
        return utf8 && !console ? &UTF8 : &ASCII;
    return strcmp(setting, "ascii") == 0 ? &ASCII : &UTF8;
}
