/* SPDX-License-Identifier: MIT */
/* In which encoding bytes are, and what they say in UTF-8. Nothing here fails on a bad byte: it is
 * counted, and becomes U+FFFD where the text is wanted. */
#ifndef AZDESK_REPORT_ENCODING_H
#define AZDESK_REPORT_ENCODING_H

#include <glib.h>

typedef enum {
    ENCODING_UTF8,
    ENCODING_UTF16LE, /* only with a byte order mark; lines of such a file are handed out as UTF-8
                       */
    ENCODING_UTF16BE,
    ENCODING_CP932,
    ENCODING_WINDOWS_1252,
} Encoding;

const char *encoding_name(Encoding encoding); /* "UTF-8", "CP932", "windows-1252", ... */

/* The encoding that a byte order mark at the start names, and the mark's length; FALSE: none there.
 */
gboolean encoding_of_mark(const char *bytes, gsize len, Encoding *ret_encoding, gsize *ret_mark);

/* What the bytes above 0x7f look like. A character that the end cuts off counts nowhere. */
typedef struct {
    guint64 utf8, utf8_bad;   /* characters of more than one byte; bytes that belong to none */
    guint64 cp932, cp932_bad; /* likewise, in CP932 */
} EncodingSigns;

void encoding_examine(const char *bytes, gsize len, EncodingSigns *signs);

/* Strict UTF-8 where it is, or nearly is; else CP932 where something said Japan; else windows-1252,
 * which is told last because nearly all bytes are something in it. */
Encoding encoding_choose(const EncodingSigns *signs, gboolean japan);

/* TRUE where all is ASCII without a zero byte; the other two tell what there is. */
gboolean encoding_is_plain(const char *bytes, gsize len, gboolean *ret_high, gboolean *ret_zero);

/* How many bytes mean nothing in that encoding. */
gsize encoding_count_bad(Encoding encoding, const char *bytes, gsize len);

/* As valid UTF-8, NUL-terminated. Zero bytes become U+FFFD too. (transfer full) */
char *encoding_decode(Encoding encoding, const char *bytes, gsize len);

/* Appends UTF-16 as UTF-8 and returns how many bytes of `bytes` it took: all but an incomplete end.
 * A lone surrogate becomes U+FFFD; *bad grows by its two bytes. */
gsize encoding_append_utf16(GString *text, const guint8 *bytes, gsize len, gboolean big_endian,
                            guint64 *bad);

#endif
