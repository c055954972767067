/* SPDX-License-Identifier: MIT */
#include "input.h"

#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"

#include "digest.h"

struct Input {
    GInputStream *stream;
    GCancellable *cancel;
    Digest *sum;
    GZlibDecompressor *unzip; /* (nullable) */
    InputProgress progress;
    gpointer progress_data;
    guint64 bytes, bad;

    /* As on the disk; used for the first block, and for all where gzip is unpacked. */
    char *raw;
    gsize raw_at, raw_len;
    gboolean raw_end, in_member; /* at the file's end; within a member of gzip */

    /* UTF-16 on its way to UTF-8. */
    guint8 *wide;
    gsize wide_len;
    GString *narrow;

    /* Lines: [at, end) is not yet handed out; no end of line in [at, scanned). */
    char *buf;
    gsize size, at, end, scanned, line_start;
    gboolean begun, all, marked;
    Encoding mark;
    char eol;
    guint64 number;
};

Input *input_new(GInputStream *stream, GCancellable *cancel)
{
    Input *input = g_new0(Input, 1);
    input->stream = g_object_ref(stream);
    input->cancel = cancel ? g_object_ref(cancel) : NULL;
    input->sum = digest_new();
    input->raw = g_malloc(INPUT_BUFFER);
    input->size = 2 * INPUT_BUFFER;
    input->buf = g_malloc(input->size);
    return input;
}

void input_free(Input *input)
{
    if (!input)
        return;
    g_object_unref(input->stream);
    g_clear_object(&input->cancel);
    g_clear_object(&input->unzip);
    digest_free(input->sum);
    g_free(input->raw);
    g_free(input->wide);
    if (input->narrow)
        g_string_free(input->narrow, TRUE);
    g_free(input->buf);
    g_free(input);
}

void input_set_progress(Input *input, InputProgress progress, gpointer data)
{
    input->progress = progress;
    input->progress_data = data;
}

/* ---- Bytes as on the disk ---- */

static gssize read_stream(Input *input, void *to, gsize size, GError **error)
{
    gssize n = g_input_stream_read(input->stream, to, size, input->cancel, error);
    if (n > 0) {
        digest_update(input->sum, to, (gsize)n);
        input->bytes += (guint64)n;
        if (input->progress)
            input->progress(input->bytes, input->progress_data);
    }
    return n;
}

static gboolean fill_raw(Input *input, GError **error)
{
    memmove(input->raw, input->raw + input->raw_at, input->raw_len - input->raw_at);
    input->raw_len -= input->raw_at;
    input->raw_at = 0;
    gssize n =
        read_stream(input, input->raw + input->raw_len, INPUT_BUFFER - input->raw_len, error);
    if (n < 0)
        return FALSE;
    input->raw_end |= n == 0;
    input->raw_len += (gsize)n;
    return TRUE;
}

/* ---- gzip ---- */

#define GZIP_MAGIC "\x1f\x8b"

static gboolean at_gzip(const Input *input)
{
    return input->raw_len - input->raw_at >= 2 &&
           memcmp(input->raw + input->raw_at, GZIP_MAGIC, 2) == 0;
}

/* A file may hold several members one after the other. */
static gboolean next_member(Input *input, GError **error)
{
    if (input->raw_len - input->raw_at < 2 && !input->raw_end && !fill_raw(input, error))
        return FALSE;
    input->in_member = at_gzip(input);
    if (input->in_member)
        g_converter_reset(G_CONVERTER(input->unzip));
    else
        input->raw_at = input->raw_len; /* padding */
    return TRUE;
}

static gssize fail_gzip(const GError *failed, GError **error)
{
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                _("the gzip file is damaged or cut off: %s"),
                failed ? failed->message : _("its end is missing"));
    return -1;
}

static gssize read_unzipped(Input *input, void *to, gsize size, GError **error)
{
    for (;;) {
        if (input->raw_at == input->raw_len && !input->raw_end && !fill_raw(input, error))
            return -1;
        if (input->raw_at == input->raw_len)
            return input->in_member ? fail_gzip(NULL, error) : 0;
        if (!input->in_member) {
            input->raw_at = input->raw_len;
            continue;
        }
        gsize taken = 0, given = 0;
        g_autoptr(GError) failed = NULL;
        GConverterResult result = g_converter_convert(
            G_CONVERTER(input->unzip), input->raw + input->raw_at, input->raw_len - input->raw_at,
            to, size, input->raw_end ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS, &taken,
            &given, &failed);
        input->raw_at += taken;
        if (result == G_CONVERTER_FINISHED && !next_member(input, error))
            return -1;
        if (result == G_CONVERTER_ERROR) {
            if (!g_error_matches(failed, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) || input->raw_end)
                return fail_gzip(failed, error);
            if (!fill_raw(input, error))
                return -1;
        }
        if (given > 0)
            return (gssize)given;
    }
}

static gssize read_plain(Input *input, void *to, gsize size, GError **error)
{
    if (input->unzip)
        return read_unzipped(input, to, size, error);
    gsize n = MIN(size, input->raw_len - input->raw_at);
    if (n == 0)
        return input->raw_end ? 0 : read_stream(input, to, size, error);
    memcpy(to, input->raw + input->raw_at, n);
    input->raw_at += n;
    return (gssize)n;
}

/* ---- UTF-16 ---- */

static gboolean is_wide(const Input *input)
{
    return input->marked && input->mark != ENCODING_UTF8;
}

static gssize read_wide(Input *input, char *to, gsize size, GError **error)
{
    while (input->narrow->len == 0) {
        gssize n =
            read_plain(input, input->wide + input->wide_len, INPUT_BUFFER - input->wide_len, error);
        if (n < 0)
            return -1;
        if (n == 0) {
            if (input->wide_len == 0)
                return 0;
            input->bad += input->wide_len;
            input->wide_len = 0;
            g_string_append(input->narrow, "\xef\xbf\xbd");
            break;
        }
        input->wide_len += (gsize)n;
        gsize taken = encoding_append_utf16(input->narrow, input->wide, input->wide_len,
                                            input->mark == ENCODING_UTF16BE, &input->bad);
        input->wide_len -= taken;
        memmove(input->wide, input->wide + taken, input->wide_len);
    }
    gsize n = MIN(size, input->narrow->len);
    memcpy(to, input->narrow->str, n);
    g_string_erase(input->narrow, 0, (gssize)n);
    return (gssize)n;
}

/* ---- The buffer of lines ---- */

/* Reads once; what is left of the buffer moves to its start where there is no room behind it. */
static gboolean fill(Input *input, GError **error)
{
    if (g_cancellable_set_error_if_cancelled(input->cancel, error))
        return FALSE;
    if (input->size - input->end < INPUT_BUFFER && input->at > 0) {
        memmove(input->buf, input->buf + input->at, input->end - input->at);
        input->end -= input->at;
        input->scanned -= input->at;
        input->at = input->line_start = 0;
    }
    if (input->size - input->end < INPUT_BUFFER) {
        input->size *= 2;
        input->buf = g_realloc(input->buf, input->size);
    }
    gssize n = is_wide(input) ? read_wide(input, input->buf + input->end, INPUT_BUFFER, error)
                              : read_plain(input, input->buf + input->end, INPUT_BUFFER, error);
    if (n < 0)
        return FALSE;
    input->end += (gsize)n;
    input->all |= n == 0;
    return TRUE;
}

static gboolean fill_head(Input *input, GError **error)
{
    while (!input->all && input->end - input->at < INPUT_BUFFER)
        if (!fill(input, error))
            return FALSE;
    return TRUE;
}

/* Takes the byte order mark; what was read behind one of UTF-16 is read again as such. */
static void take_mark(Input *input)
{
    gsize mark = 0;
    if (!encoding_of_mark(input->buf, input->end, &input->mark, &mark))
        return;
    input->marked = TRUE;
    input->at = input->scanned = input->line_start = mark;
    if (!is_wide(input))
        return;
    gsize len = input->end - mark;
    input->wide = g_malloc(MAX(len, INPUT_BUFFER) + INPUT_BUFFER);
    input->narrow = g_string_new(NULL);
    memcpy(input->wide, input->buf + mark, len);
    gsize taken = encoding_append_utf16(input->narrow, input->wide, len,
                                        input->mark == ENCODING_UTF16BE, &input->bad);
    input->wide_len = len - taken;
    memmove(input->wide, input->wide + taken, input->wide_len);
    input->at = input->end = input->scanned = input->line_start = 0;
    input->all = FALSE;
}

static gboolean begin(Input *input, GError **error)
{
    if (input->begun)
        return TRUE;
    while (!input->raw_end && input->raw_len < 2)
        if (!fill_raw(input, error))
            return FALSE;
    input->in_member = at_gzip(input);
    if (input->in_member)
        input->unzip = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP);
    if (!fill_head(input, error))
        return FALSE;
    take_mark(input);
    if (!fill_head(input, error))
        return FALSE;
    input->begun = TRUE;
    /* Old Macs ended lines with CR alone. */
    gsize len = input->end - input->at;
    gboolean lf = memchr(input->buf + input->at, '\n', len) != NULL;
    input->eol = !lf && memchr(input->buf + input->at, '\r', len) ? '\r' : '\n';
    return TRUE;
}

gboolean input_peek(Input *input, const char **ret_bytes, gsize *ret_len, GError **error)
{
    if (!begin(input, error))
        return FALSE;
    *ret_bytes = input->buf + input->at;
    *ret_len = input->end - input->at;
    return TRUE;
}

void input_ready(const Input *input, const char **ret_bytes, gsize *ret_len)
{
    *ret_bytes = input->buf + input->line_start;
    *ret_len = input->end - input->line_start;
}

/* Goes on to the end of a line that is too long to be kept. */
static gboolean skip_overlong(Input *input, InputLine *line, GError **error)
{
    const char *eol = NULL;
    gsize skipped = 0;
    while (!eol) {
        skipped += input->end - input->at;
        input->at = input->end = input->scanned = input->line_start = 0;
        if (input->all)
            break;
        if (!fill(input, error))
            return FALSE;
        eol = memchr(input->buf, input->eol, input->end);
    }
    if (eol)
        input->at = input->scanned = input->line_start = (gsize)(eol + 1 - input->buf);
    *line = (InputLine){
        .text = "", .raw_len = skipped + input->at, .number = ++input->number, .overlong = TRUE};
    return TRUE;
}

gboolean input_line(Input *input, InputLine *ret_line, gboolean *ret_more, GError **error)
{
    if (!begin(input, error))
        return FALSE;
    const char *eol;
    while (!(eol = memchr(input->buf + input->scanned, input->eol, input->end - input->scanned))) {
        input->scanned = input->end;
        if (input->all)
            break;
        if (input->end - input->at > INPUT_LINE_MAX) {
            *ret_more = TRUE;
            return skip_overlong(input, ret_line, error);
        }
        if (!fill(input, error))
            return FALSE;
    }
    *ret_more = eol || input->end > input->at;
    if (!*ret_more)
        return TRUE;
    gsize stop = eol ? (gsize)(eol - input->buf) : input->end;
    InputLine *line = ret_line;
    line->text = input->buf + input->at;
    line->len = stop - input->at;
    line->raw_len = line->len + (eol ? 1 : 0);
    line->number = ++input->number;
    line->overlong = FALSE;
    while (input->eol == '\n' && line->len > 0 && line->text[line->len - 1] == '\r')
        line->len--;
    encoding_is_plain(line->text, line->len, &line->high, &line->zero);
    input->line_start = input->at;
    input->at = input->scanned = eol ? stop + 1 : stop;
    return TRUE;
}

GString *input_text(Input *input, GError **error)
{
    if (!begin(input, error))
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    for (;;) {
        g_string_append_len(text, input->buf + input->at, (gssize)(input->end - input->at));
        input->at = input->end = input->scanned = input->line_start = 0;
        if (input->all)
            return g_steal_pointer(&text);
        if (text->len > INPUT_TEXT_MAX) {
            g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                        _("the document is larger than %d MB"), INPUT_TEXT_MAX / 1024 / 1024);
            return NULL;
        }
        if (!fill(input, error))
            return NULL;
    }
}

gboolean input_finish(Input *input, GError **error)
{
    for (;;) {
        gssize n = read_stream(input, input->raw, INPUT_BUFFER, error);
        if (n <= 0)
            return n == 0;
    }
}

gboolean input_marked(const Input *input, Encoding *ret_encoding)
{
    if (input->marked)
        *ret_encoding = input->mark;
    return input->marked;
}

guint64 input_bad_bytes(const Input *input)
{
    return input->bad;
}

const char *input_sha256(Input *input)
{
    return digest_hex(input->sum);
}

guint64 input_bytes(const Input *input)
{
    return input->bytes;
}
