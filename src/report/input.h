/* SPDX-License-Identifier: MIT */
/* A file as a stream of lines: gzip is unpacked, UTF-16 becomes UTF-8, whatever ends a line is told
 * apart, and the bytes as they lie on the disk are summed up. Memory does not grow with the file.
 */
#ifndef AZDESK_REPORT_INPUT_H
#define AZDESK_REPORT_INPUT_H

#include <gio/gio.h>

#include "encoding.h"

#define INPUT_BUFFER (256 * 1024)
#define INPUT_LINE_MAX                                                                             \
    (16 * 1024 * 1024) /* a longer one is handed out as overlong, without its text */
#define INPUT_TEXT_MAX (64 * 1024 * 1024) /* of a document that is read as a whole */

typedef struct Input Input;

typedef struct {
    const char *text; /* until the next line is asked for; not NUL-terminated */
    gsize len;        /* without what ends the line */
    gsize raw_len;    /* with it */
    guint64 number;   /* from 1 */
    gboolean high;    /* some bytes are not ASCII */
    gboolean zero;    /* some bytes are zero: no text */
    gboolean overlong;
} InputLine;

/* Called after each buffer that was read. */
typedef void (*InputProgress)(guint64 bytes, gpointer data);

/* Holds a reference on the stream. */
Input *input_new(GInputStream *stream, GCancellable *cancel);
void input_free(Input *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Input, input_free)
void input_set_progress(Input *input, InputProgress progress, gpointer data);

/* The first bytes, INPUT_BUFFER or all there are, without taking them; past a byte order mark. */
gboolean input_peek(Input *input, const char **ret_bytes, gsize *ret_len,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The bytes that lie ready now, from the start of the line handed out last on. */
void input_ready(const Input *input, const char **ret_bytes, gsize *ret_len);
/* The encoding that a byte order mark named; FALSE: there was none. */
gboolean input_marked(const Input *input, Encoding *ret_encoding);
/* Bytes lost on the way from UTF-16. */
guint64 input_bad_bytes(const Input *input);

/* The next line; *ret_more is FALSE at the end. A last line needs no end of line. */
gboolean input_line(Input *input, InputLine *ret_line, gboolean *ret_more,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All that is left, as one; more than INPUT_TEXT_MAX bytes are an error. (transfer full) */
GString *input_text(Input *input, GError **error);

/* Reads what may be left; then the sum is that of the whole file. */
gboolean input_finish(Input *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *input_sha256(Input *input);  /* owned by it; ends the summing */
guint64 input_bytes(const Input *input); /* read so far, as on the disk */

#endif
