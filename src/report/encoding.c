/* SPDX-License-Identifier: MIT */
#include "encoding.h"

#include <errno.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

const char *encoding_name(Encoding encoding)
{
    static const char *const names[] = {
        [ENCODING_UTF8] = "UTF-8",
        [ENCODING_UTF16LE] = "UTF-16LE",
        [ENCODING_UTF16BE] = "UTF-16BE",
        [ENCODING_CP932] = "CP932",
        [ENCODING_WINDOWS_1252] = "windows-1252",
    };
    return names[encoding];
}

gboolean encoding_of_mark(const char *bytes, gsize len, Encoding *ret_encoding, gsize *ret_mark)
{
    static const struct {
        const char *mark;
        gsize len;
        Encoding encoding;
    } marks[] = {
        {"\xef\xbb\xbf", 3, ENCODING_UTF8},
        {"\xff\xfe", 2, ENCODING_UTF16LE},
        {"\xfe\xff", 2, ENCODING_UTF16BE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (len >= marks[i].len && memcmp(bytes, marks[i].mark, marks[i].len) == 0) {
            *ret_encoding = marks[i].encoding;
            *ret_mark = marks[i].len;
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- One character at a time ---- */

/* Length of the character at `p`, 0 where its first byte belongs to none, -1 where the end cuts it
 * off. `p` is before `end`. */
typedef int (*CharLen)(const guint8 *p, const guint8 *end);

static int utf8_len(const guint8 *p, const guint8 *end)
{
    guint8 c = *p;
    if (c < 0x80)
        return 1;
    int len = c >= 0xc2 && c <= 0xdf ? 2 : (c & 0xf0) == 0xe0 ? 3 : c >= 0xf0 && c <= 0xf4 ? 4 : 0;
    for (int i = 1; i < len; i++) {
        if (p + i == end)
            return -1;
        /* the second byte also keeps out overlong forms, surrogates and what lies past U+10FFFF */
        guint8 least = i > 1 ? 0x80 : c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
        guint8 most = i > 1 ? 0xbf : c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
        if (p[i] < least || p[i] > most)
            return 0;
    }
    return len;
}

static int cp932_len(const guint8 *p, const guint8 *end)
{
    guint8 c = *p;
    if (c < 0x80 || (c >= 0xa1 && c <= 0xdf))
        return 1;
    /* rows that hold nothing: 0x85, 0x86, 0xeb, 0xec, 0xef */
    if (c == 0x80 || c == 0xa0 || c > 0xfc || c == 0x85 || c == 0x86 || c == 0xeb || c == 0xec ||
        c == 0xef)
        return 0;
    if (p + 1 == end)
        return -1;
    return p[1] >= 0x40 && p[1] <= 0xfc && p[1] != 0x7f ? 2 : 0;
}

static const guint16 windows_1252_high[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static int windows_1252_len(const guint8 *p, const guint8 *end)
{
    return *p >= 0x80 && *p < 0xa0 && windows_1252_high[*p - 0x80] == 0 ? 0 : 1;
}

static CharLen char_len_of(Encoding encoding)
{
    return encoding == ENCODING_CP932          ? cp932_len
           : encoding == ENCODING_WINDOWS_1252 ? windows_1252_len
                                               : utf8_len;
}

/* ---- Choosing ---- */

static void examine_as(CharLen char_len, const guint8 *p, const guint8 *end, guint64 *good,
                       guint64 *bad)
{
    while (p < end) {
        if (*p < 0x80) {
            p++;
            continue;
        }
        int len = char_len(p, end);
        if (len < 0)
            return;
        *good += len > 0 ? 1 : 0;
        *bad += len == 0 ? 1 : 0;
        p += MAX(len, 1);
    }
}

void encoding_examine(const char *bytes, gsize len, EncodingSigns *signs)
{
    const guint8 *p = (const guint8 *)bytes;
    examine_as(utf8_len, p, p + len, &signs->utf8, &signs->utf8_bad);
    examine_as(cp932_len, p, p + len, &signs->cp932, &signs->cp932_bad);
}

/* Bytes of another encoding hardly ever form a character of UTF-8, so a file with at least as many
 * of them as bad bytes is damaged UTF-8. CP932's half-width letters form some more. */
Encoding encoding_choose(const EncodingSigns *signs, gboolean japan)
{
    if (signs->utf8_bad == 0 || signs->utf8 >= signs->utf8_bad * (japan ? 2 : 1))
        return ENCODING_UTF8;
    if (japan && signs->cp932 > signs->cp932_bad)
        return ENCODING_CP932;
    return ENCODING_WINDOWS_1252;
}

/* ---- Reading ---- */

#define EACH_BYTE G_GUINT64_CONSTANT(0x0101010101010101)

gboolean encoding_is_plain(const char *bytes, gsize len, gboolean *ret_high, gboolean *ret_zero)
{
    guint64 high = 0, zero = 0, word;
    gsize i = 0;
    for (; i + sizeof word <= len; i += sizeof word) {
        memcpy(&word, bytes + i, sizeof word);
        high |= word;
        zero |= (word - EACH_BYTE) & ~word;
    }
    word = EACH_BYTE;
    memcpy(&word, bytes + i, len - i);
    high |= word;
    zero |= (word - EACH_BYTE) & ~word;
    *ret_high = (high & (EACH_BYTE << 7)) != 0;
    *ret_zero = (zero & (EACH_BYTE << 7)) != 0;
    return !*ret_high && !*ret_zero;
}

gsize encoding_count_bad(Encoding encoding, const char *bytes, gsize len)
{
    CharLen char_len = char_len_of(encoding);
    const guint8 *p = (const guint8 *)bytes, *end = p + len;
    gsize bad = 0;
    while (p < end) {
        int n = char_len(p, end);
        bad += n <= 0 ? 1 : 0;
        p += MAX(n, 1);
    }
    return bad;
}

static void append_cp932(GString *text, GIConv conv, const guint8 *p, int len)
{
    char *in = (char *)p, buf[8], *out = buf;
    gsize in_left = (gsize)len, out_left = sizeof buf;
    if (g_iconv(conv, &in, &in_left, &out, &out_left) == (gsize)-1 || in_left > 0) {
        g_iconv(conv, NULL, NULL, NULL, NULL);
        g_string_append(text, REPLACEMENT);
    } else {
        g_string_append_len(text, buf, out - buf);
    }
}

char *encoding_decode(Encoding encoding, const char *bytes, gsize len)
{
    CharLen char_len = char_len_of(encoding);
    const guint8 *p = (const guint8 *)bytes, *end = p + len;
    GString *text = g_string_sized_new(len + len / 4 + 1);
    /* A system without CP932 has the standard that it extends. */
    GIConv conv = (GIConv)-1;
    if (encoding == ENCODING_CP932 && (conv = g_iconv_open("UTF-8", "CP932")) == (GIConv)-1)
        conv = g_iconv_open("UTF-8", "SHIFT_JIS");
    while (p < end) {
        int n = char_len(p, end);
        if (n <= 0 || *p == '\0')
            g_string_append(text, REPLACEMENT);
        else if (*p < 0x80)
            g_string_append_c(text, (char)*p);
        else if (encoding == ENCODING_CP932 && conv != (GIConv)-1)
            append_cp932(text, conv, p, n);
        else if (encoding == ENCODING_CP932)
            g_string_append(text, REPLACEMENT);
        else if (encoding == ENCODING_WINDOWS_1252)
            g_string_append_unichar(text, *p < 0xa0 ? windows_1252_high[*p - 0x80] : *p);
        else
            g_string_append_len(text, (const char *)p, n);
        p += MAX(n, 1);
    }
    if (conv != (GIConv)-1)
        g_iconv_close(conv);
    return g_string_free(text, FALSE);
}

gsize encoding_append_utf16(GString *text, const guint8 *bytes, gsize len, gboolean big_endian,
                            guint64 *bad)
{
    gsize at = 0;
#define UNIT(i)                                                                                    \
    ((guint32)(big_endian ? bytes[i] << 8 | bytes[(i) + 1] : bytes[(i) + 1] << 8 | bytes[i]))
    while (at + 2 <= len) {
        guint32 c = UNIT(at);
        if (c >= 0xd800 && c < 0xdc00 && at + 4 > len)
            return at;
        if (c >= 0xd800 && c < 0xdc00 && UNIT(at + 2) >= 0xdc00 && UNIT(at + 2) < 0xe000) {
            c = 0x10000 + ((c - 0xd800) << 10) + (UNIT(at + 2) - 0xdc00);
            at += 2;
        } else if (c >= 0xd800 && c < 0xe000) {
            c = 0xfffd;
            *bad += 2;
        }
        if (c < 0x80)
            g_string_append_c(text, (char)c);
        else
            g_string_append_unichar(text, c);
        at += 2;
    }
#undef UNIT
    return at;
}
