/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <string.h>

#include "src/report/digest.h"
#include "src/report/encoding.h"

static EncodingSigns signs_of(const char *bytes, gsize len)
{
    EncodingSigns signs = {0};
    encoding_examine(bytes, len, &signs);
    return signs;
}

/* Bytes, what they are without and with a word of Japan. */
static const struct {
    const char *bytes;
    Encoding plain, japan;
} chosen[] = {
    {"ASCII", ENCODING_UTF8, ENCODING_UTF8},
    {"Caf\xc3\xa9", ENCODING_UTF8, ENCODING_UTF8},
    {"Caf\xe9 noir", ENCODING_WINDOWS_1252, ENCODING_WINDOWS_1252},
    {"Caf\xc3\xa9 \xe6\x9c\xa8\xe8\xa3\xbd and one bad \xff", ENCODING_UTF8, ENCODING_UTF8},
    {"\x96\xd8\x90\xbb\x83\x8c\x81[\x83\x8b", ENCODING_WINDOWS_1252, ENCODING_CP932},
    {"\xca\xdd\xb6\xb8 \xb6\xc5 \xc3\xde\xbd", ENCODING_WINDOWS_1252, ENCODING_CP932},
    {"\xe6\x9c\xa8\xe8\xa3\xbd\xe3\x83\xac", ENCODING_UTF8, ENCODING_UTF8},
};

START_TEST(test_chooses)
{
    EncodingSigns signs = signs_of(chosen[_i].bytes, strlen(chosen[_i].bytes));
    ck_assert_str_eq(encoding_name(encoding_choose(&signs, FALSE)),
                     encoding_name(chosen[_i].plain));
    ck_assert_str_eq(encoding_name(encoding_choose(&signs, TRUE)), encoding_name(chosen[_i].japan));
}
END_TEST

START_TEST(test_a_character_that_the_end_cuts_off_is_not_bad)
{
    static const char text[] = "\xe6\x9c\xa8\xe8\xa3\xbd";
    for (gsize len = 0; len <= strlen(text); len++)
        ck_assert_uint_eq(signs_of(text, len).utf8_bad, 0);
}
END_TEST

static const struct {
    Encoding encoding;
    const char *bytes;
    gsize len;
    const char *text;
    gsize bad;
} decoded[] = {
    {ENCODING_UTF8, "a\xc3\xa9", 3, "aé", 0},
    {ENCODING_UTF8,
     "a\xff"
     "b\xc3",
     4, "a\uFFFDb\uFFFD", 2},
    {ENCODING_UTF8, "\xc0\xaf", 2, "\uFFFD\uFFFD", 2},           /* overlong */
    {ENCODING_UTF8, "\xed\xa0\x80", 3, "\uFFFD\uFFFD\uFFFD", 3}, /* surrogate */
    {ENCODING_UTF8, "\xf4\x90\x80\x80", 4, "\uFFFD\uFFFD\uFFFD\uFFFD", 4},
    {ENCODING_UTF8, "\xf0\x9f\x9a\x82", 4, "🚂", 0},
    {ENCODING_UTF8, "a\0b", 3, "a\uFFFDb", 0},
    {ENCODING_WINDOWS_1252, "\x80 \xe9\x96", 4, "€ é–", 0},
    {ENCODING_WINDOWS_1252, "\x81\x9d", 2, "\uFFFD\uFFFD", 2},
    {ENCODING_CP932, "\x93\xfa\x96{", 4, "日本", 0},
    {ENCODING_CP932, "\x95\x5c\x83\x5c", 4, "表ソ", 0}, /* a backslash as second byte */
    {ENCODING_CP932, "\x87\x40\xfb\xfc", 4, "①髙", 0},  /* not in plain Shift JIS */
    {ENCODING_CP932, "\xca\xdd", 2, "ﾊﾝ", 0},
    {ENCODING_CP932, "\x93", 1, "\uFFFD", 1},
    {ENCODING_CP932, "\x93\x20\x80", 3, "\uFFFD \uFFFD", 2},
};

START_TEST(test_decodes)
{
    g_autofree char *text =
        encoding_decode(decoded[_i].encoding, decoded[_i].bytes, decoded[_i].len);
    ck_assert_str_eq(text, decoded[_i].text);
    ck_assert_uint_eq(encoding_count_bad(decoded[_i].encoding, decoded[_i].bytes, decoded[_i].len),
                      decoded[_i].bad);
}
END_TEST

START_TEST(test_any_bytes_become_valid_text)
{
    static const Encoding encodings[] = {ENCODING_UTF8, ENCODING_CP932, ENCODING_WINDOWS_1252};
    g_autoptr(GRand) rand = g_rand_new_with_seed(20261123);
    for (int round = 0; round < 3000; round++) {
        char bytes[40];
        gsize len = (gsize)g_rand_int_range(rand, 0, sizeof bytes);
        for (gsize i = 0; i < len; i++)
            bytes[i] = (char)g_rand_int_range(rand, round % 2 ? 0x70 : 0, 256);
        g_autofree char *text = encoding_decode(encodings[round % 3], bytes, len);
        ck_assert(g_utf8_validate(text, -1, NULL));
    }
}
END_TEST

START_TEST(test_valid_utf8_is_what_glib_says)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    static const guint8 likely[] = {0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2,
                                    0xdf, 0xe0, 0xec, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff};
    for (int round = 0; round < 20000; round++) {
        char bytes[6];
        gsize len = (gsize)g_rand_int_range(rand, 1, sizeof bytes);
        for (gsize i = 0; i < len; i++)
            bytes[i] = (char)likely[g_rand_int_range(rand, 0, G_N_ELEMENTS(likely))];
        gboolean valid = g_utf8_validate_len(bytes, len, NULL);
        ck_assert_int_eq(encoding_count_bad(ENCODING_UTF8, bytes, len) == 0, valid);
    }
}
END_TEST

START_TEST(test_plain)
{
    gboolean high, zero;
    char line[40];
    for (gsize len = 0; len < sizeof line; len++) {
        memset(line, 'x', sizeof line);
        ck_assert(encoding_is_plain(line, len, &high, &zero));
        for (gsize at = 0; at < len; at++) {
            line[at] = (char)0xe9;
            encoding_is_plain(line, len, &high, &zero);
            ck_assert(high);
            line[at] = '\0';
            encoding_is_plain(line, len, &high, &zero);
            ck_assert(zero);
            line[at] = 'x';
        }
    }
}
END_TEST

START_TEST(test_utf16)
{
    static const guint8 wide[] = {0x41, 0, 0xe9, 0,    0x3d, 0xd8, 0x82,
                                  0xde, 0, 0xd8, 0x42, 0,    0x3d, 0xd8};
    g_autoptr(GString) text = g_string_new(NULL);
    guint64 bad = 0;
    gsize taken = encoding_append_utf16(text, wide, sizeof wide, FALSE, &bad);
    ck_assert_uint_eq(taken, sizeof wide - 2); /* the pair that is not complete waits */
    ck_assert_str_eq(text->str, "Aé🚂\uFFFDB");
    ck_assert_uint_eq(bad, 2);
}
END_TEST

START_TEST(test_marks)
{
    Encoding encoding;
    gsize mark;
    ck_assert(encoding_of_mark("\xef\xbb\xbfx", 4, &encoding, &mark));
    ck_assert_int_eq(encoding, ENCODING_UTF8);
    ck_assert_uint_eq(mark, 3);
    ck_assert(encoding_of_mark("\xff\xfex", 3, &encoding, &mark));
    ck_assert_int_eq(encoding, ENCODING_UTF16LE);
    ck_assert(!encoding_of_mark("\xef\xbb", 2, &encoding, &mark));
}
END_TEST

/* Both ways of summing up, over lengths around a block and in pieces of any size. */
START_TEST(test_digest)
{
    static guint8 bytes[1000];
    for (gsize i = 0; i < sizeof bytes; i++)
        bytes[i] = (guint8)(i * 7 + i / 256);
    for (gsize len = 0; len <= sizeof bytes; len += len < 200 ? 1 : 37) {
        g_autoptr(Digest) fast = digest_new(), portable = digest_new_portable();
        g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, len);
        for (gsize at = 0; at < len;) {
            gsize n = MIN(len - at, (at * 5 + 3) % 71 + 1);
            digest_update(fast, bytes + at, n);
            digest_update(portable, bytes + at, n);
            at += n;
        }
        ck_assert_str_eq(digest_hex(fast), sum);
        ck_assert_str_eq(digest_hex(fast), sum);
        ck_assert_str_eq(digest_hex(portable), sum);
    }
}
END_TEST

#define TESTS(X)                                                                                   \
    tcase_add_loop_test(tcase, test_chooses, 0, G_N_ELEMENTS(chosen));                             \
    tcase_add_loop_test(tcase, test_decodes, 0, G_N_ELEMENTS(decoded));                            \
    X(test_a_character_that_the_end_cuts_off_is_not_bad)                                           \
    X(test_any_bytes_become_valid_text)                                                            \
    X(test_valid_utf8_is_what_glib_says)                                                           \
    X(test_plain)                                                                                  \
    X(test_utf16)                                                                                  \
    X(test_marks)                                                                                  \
    X(test_digest)
SUITE_MAIN("report-encoding", TESTS)
