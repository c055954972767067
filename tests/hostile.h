/* SPDX-License-Identifier: MIT */
/* Text as somebody would write it who means ill: one table for all outputs. */
#ifndef AZDESK_TESTS_HOSTILE_H
#define AZDESK_TESTS_HOSTILE_H

#include <string.h>

#include "azdesk/core/text.h"
#include "suite.h"

/* Each is given as a note, a message, a title, a file's name, a carrier and so on. */
static const struct {
    const char *text;
    gboolean utf8; /* else it is refused as an argument */
} hostile[] = {
    {"\x1b]0;owned\x07\x1b[31mred", TRUE},
    {"bell\x07 back\x08space\x7f", TRUE},
    {"\xc2\x9b"
     "31m C1",
     TRUE},
    {"\xe2\x80\xae"
     "fdp.exe \xe2\x81\xa6 bidi \xe2\x80\x8f",
     TRUE},
    {"line\nBEGIN:VEVENT\r\nBcc: all@example.com\r\n\r\nbody", TRUE},
    {"=cmd|' /C calc'!A0", TRUE},
    {"+1+1,\"quoted\",x", TRUE},
    {"-2+3\t=4", TRUE},
    {"@SUM(1)", TRUE},
    {"overlong \xc0\xaf slash", FALSE},
    {"surrogate \xed\xa0\x80", FALSE},
    {"cut \xe6\x97", FALSE},
    {"../../../../tmp/azdesk-escaped", TRUE},
    {"--help", TRUE},
    {"%s%n%x {{order}} ${HOME} `id` $(id)", TRUE},
    {"\xe2\x80\xa8separator\xe2\x80\xa9", TRUE},
    {"x\x1b\\\x1bPq\x1b]52;c;b3duZWQ=\x07\x1b\\", TRUE},
    {"\xc2\x9d"
     "52;c;b3duZWQ=\xc2\x9c\xc2\x90q\xc2\x9c",
     TRUE},
};

/* Reads text on, `kept` being the control characters that such an output is made of: no bad UTF-8,
 * no C0, DEL, C1 or bidi control but these. */
static inline void check_clean(const char *text, const char *kept, const char *what, int n)
{
    const char *end;
    ck_assert_msg(g_utf8_validate(text, -1, &end), "%s, text %d: bad UTF-8 at %ld", what, n,
                  (long)(end - text));
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        ck_assert_msg(!text_is_control(c) || (c < 128 && strchr(kept, (int)c)),
                      "%s, text %d: U+%04X in: %.80s", what, n, c, p > text + 40 ? p - 40 : text);
    }
}

#endif
