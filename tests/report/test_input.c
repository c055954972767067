/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <string.h>

#include "azdesk/core/error.h"
#include "src/report/input.h"

static Input *input_of(const char *bytes, gsize len)
{
    g_autoptr(GInputStream) stream =
        g_memory_input_stream_new_from_data(g_memdup2(bytes, len), (gssize)len, g_free);
    return input_new(stream, NULL);
}

/* All lines, each in brackets with its number. */
static char *lines_of(Input *input)
{
    GString *text = g_string_new(NULL);
    GError *error = NULL;
    InputLine line;
    gboolean more;
    for (;;) {
        ck_assert(input_line(input, &line, &more, &error));
        ck_assert_no_error(error);
        if (!more)
            return g_string_free(text, FALSE);
        g_string_append_printf(text, "%" G_GUINT64_FORMAT "[", line.number);
        g_string_append_len(text, line.text, (gssize)line.len);
        g_string_append_c(text, ']');
    }
}

static const struct {
    const char *bytes, *lines;
} ends[] = {
    {"a\nb\n", "1[a]2[b]"},
    {"a\nb", "1[a]2[b]"},
    {"a\r\nb\r\n\r\n", "1[a]2[b]3[]"},
    {"a\rb\rc", "1[a]2[b]3[c]"},
    {"a\rb\r", "1[a]2[b]"},
    {"a\rb\nc", "1[a\rb]2[c]"},
    {"a\r\r\nb", "1[a]2[b]"},
    {"\xef\xbb\xbf"
     "a\nb",
     "1[a]2[b]"},
    {"", ""},
    {"\n", "1[]"},
};

START_TEST(test_ends_of_lines)
{
    g_autoptr(Input) input = input_of(ends[_i].bytes, strlen(ends[_i].bytes));
    g_autofree char *lines = lines_of(input);
    ck_assert_str_eq(lines, ends[_i].lines);
}
END_TEST

/* A file of several buffers, with lines of all lengths around their edges. */
static GString *long_file(const char *eol)
{
    GString *file = g_string_new(NULL);
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    while (file->len < 5 * INPUT_BUFFER) {
        gsize len = (gsize)g_rand_int_range(rand, 0, g_rand_int_range(rand, 0, 9) ? 300 : 300000);
        for (gsize i = 0; i < len; i++)
            g_string_append_c(file, (char)('a' + (file->len + i) % 26));
        g_string_append(file, eol);
    }
    return file;
}

static void check_long_file(Input *input, const GString *file, const char *eol)
{
    GError *error = NULL;
    InputLine line;
    gboolean more = TRUE;
    g_auto(GStrv) expected = g_strsplit(file->str, eol, -1);
    for (gsize i = 0; expected[i + 1]; i++) {
        ck_assert(input_line(input, &line, &more, &error) && more);
        ck_assert_uint_eq(line.number, i + 1);
        ck_assert_uint_eq(line.len, strlen(expected[i]));
        ck_assert_uint_eq(line.raw_len, line.len + strlen(eol));
        ck_assert(memcmp(line.text, expected[i], line.len) == 0);
    }
    ck_assert(input_line(input, &line, &more, &error) && !more);
    ck_assert(input_finish(input, &error));
}

START_TEST(test_lines_over_the_edges_of_buffers)
{
    static const char *const eols[] = {"\n", "\r\n", "\r"};
    g_autoptr(GString) file = long_file(eols[_i]);
    g_autoptr(Input) input = input_of(file->str, file->len);
    check_long_file(input, file, eols[_i]);
    g_autofree char *sum =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (guchar *)file->str, file->len);
    ck_assert_str_eq(input_sha256(input), sum);
    ck_assert_uint_eq(input_bytes(input), file->len);
}
END_TEST

/* (transfer full) */
static GByteArray *gzip(const char *bytes, gsize len)
{
    g_autoptr(GZlibCompressor) zip = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
    g_autoptr(GInputStream) plain = g_memory_input_stream_new_from_data(bytes, (gssize)len, NULL);
    g_autoptr(GInputStream) packed = g_converter_input_stream_new(plain, G_CONVERTER(zip));
    GByteArray *all = g_byte_array_new();
    guint8 buf[4096];
    gssize n;
    while ((n = g_input_stream_read(packed, buf, sizeof buf, NULL, NULL)) > 0)
        g_byte_array_append(all, buf, (guint)n);
    return all;
}

START_TEST(test_gzip)
{
    g_autoptr(GString) file = long_file("\n");
    gsize half = file->len / 2;
    g_autoptr(GByteArray) packed = gzip(file->str, half);
    g_autoptr(GByteArray) second = gzip(file->str + half, file->len - half);
    g_byte_array_append(packed, second->data, second->len);   /* two members are one file */
    g_byte_array_append(packed, (const guint8 *)"\0\0\0", 3); /* padding */
    g_autoptr(Input) input = input_of((char *)packed->data, packed->len);
    check_long_file(input, file, "\n");
    g_autofree char *sum =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, packed->data, packed->len);
    ck_assert_str_eq(input_sha256(input), sum);
}
END_TEST

START_TEST(test_gzip_cut_off)
{
    GError *error = NULL;
    InputLine line;
    gboolean more = TRUE;
    g_autoptr(GByteArray) packed = gzip("one line\nand a second one\n", 26);
    g_autoptr(Input) input = input_of((char *)packed->data, packed->len - 9);
    while (more && input_line(input, &line, &more, &error))
        ;
    ck_assert_error(error, AZDESK_ERROR_FAILED, "damaged or cut off");
}
END_TEST

START_TEST(test_utf16)
{
    static const char le[] = "\xff\xfe"
                             "a\0\xe9\0\r\0\n\0=\xd8\x82\xde\n\0b";
    g_autoptr(Input) input = input_of(le, sizeof le - 1);
    g_autofree char *lines = lines_of(input);
    ck_assert_str_eq(lines, "1[aé]2[🚂]3[\uFFFD]"); /* half a unit at the end */
    ck_assert_uint_eq(input_bad_bytes(input), 1);
    Encoding encoding;
    ck_assert(input_marked(input, &encoding));
    ck_assert_int_eq(encoding, ENCODING_UTF16LE);
}
END_TEST

START_TEST(test_utf16_over_the_edges_of_buffers)
{
    g_autoptr(GString) file = g_string_new(NULL);
    for (int i = 0; file->len < 3 * INPUT_BUFFER; i++)
        g_string_append_printf(file, "%s木製🚂 %d\n", i % 3 ? "x" : "", i);
    gsize len;
    g_autofree char *wide =
        g_convert(file->str, (gssize)file->len, "UTF-16BE", "UTF-8", NULL, &len, NULL);
    g_autoptr(GString) bytes = g_string_new_len("\xfe\xff", 2);
    g_string_append_len(bytes, wide, (gssize)len);
    g_autoptr(Input) input = input_of(bytes->str, bytes->len);
    check_long_file(input, file, "\n");
    ck_assert_uint_eq(input_bad_bytes(input), 0);
}
END_TEST

START_TEST(test_a_line_that_is_too_long)
{
    g_autoptr(GString) file = g_string_new("first\n");
    for (gsize i = 0; i < INPUT_LINE_MAX + 3 * INPUT_BUFFER; i++)
        g_string_append_c(file, 'x');
    g_string_append(file, "\nlast\n");
    g_autoptr(Input) input = input_of(file->str, file->len);
    GError *error = NULL;
    InputLine line;
    gboolean more;
    ck_assert(input_line(input, &line, &more, &error) && more && !line.overlong);
    ck_assert(input_line(input, &line, &more, &error) && more && line.overlong);
    ck_assert_uint_eq(line.number, 2);
    ck_assert(input_line(input, &line, &more, &error) && more && !line.overlong);
    ck_assert_uint_eq(line.number, 3);
    ck_assert(strncmp(line.text, "last", line.len) == 0);
    ck_assert(input_line(input, &line, &more, &error) && !more);
}
END_TEST

START_TEST(test_what_a_line_is_made_of)
{
    static const char bytes[] = "plain\nCaf\xe9\nze\0ro\n";
    g_autoptr(Input) input = input_of(bytes, sizeof bytes - 1);
    GError *error = NULL;
    InputLine line;
    gboolean more;
    ck_assert(input_line(input, &line, &more, &error) && !line.high && !line.zero);
    ck_assert(input_line(input, &line, &more, &error) && line.high && !line.zero);
    ck_assert(input_line(input, &line, &more, &error) && !line.high && line.zero);
}
END_TEST

START_TEST(test_peek_takes_nothing)
{
    const char *bytes;
    gsize len;
    GError *error = NULL;
    g_autoptr(Input) input = input_of("\xef\xbb\xbf"
                                      "a\nb",
                                      6);
    ck_assert(input_peek(input, &bytes, &len, &error));
    ck_assert_uint_eq(len, 3);
    ck_assert(input_peek(input, &bytes, &len, &error));
    ck_assert(strncmp(bytes, "a\nb", 3) == 0);
    g_autofree char *lines = lines_of(input);
    ck_assert_str_eq(lines, "1[a]2[b]");
}
END_TEST

START_TEST(test_a_document_that_is_too_large)
{
    GError *error = NULL;
    gsize len = INPUT_TEXT_MAX + 4 * INPUT_BUFFER;
    g_autofree char *bytes = g_malloc0(len);
    g_autoptr(Input) input = input_of(bytes, len);
    ck_assert_ptr_null(input_text(input, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "larger than");
}
END_TEST

START_TEST(test_cancel)
{
    GError *error = NULL;
    const char *bytes;
    gsize len;
    g_autoptr(GCancellable) cancel = g_cancellable_new();
    g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data("a", 1, NULL);
    g_autoptr(Input) input = input_new(stream, cancel);
    g_cancellable_cancel(cancel);
    ck_assert(!input_peek(input, &bytes, &len, &error));
    ck_assert(g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    g_clear_error(&error);
}
END_TEST

#define TESTS(X)                                                                                   \
    tcase_add_loop_test(tcase, test_ends_of_lines, 0, G_N_ELEMENTS(ends));                         \
    tcase_add_loop_test(tcase, test_lines_over_the_edges_of_buffers, 0, 3);                        \
    X(test_gzip)                                                                                   \
    X(test_gzip_cut_off)                                                                           \
    X(test_utf16)                                                                                  \
    X(test_utf16_over_the_edges_of_buffers)                                                        \
    X(test_a_line_that_is_too_long)                                                                \
    X(test_what_a_line_is_made_of)                                                                 \
    X(test_peek_takes_nothing)                                                                     \
    X(test_a_document_that_is_too_large)                                                           \
    X(test_cancel)
SUITE_MAIN("report-input", TESTS)
