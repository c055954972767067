/* SPDX-License-Identifier: MIT */
#include "reading.h"

#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/error.h"

#include "import-private.h"

#define JAPAN "JP"

gboolean reading_has(const Reading *reading, int column)
{
    return reading->at[column] >= 0;
}

/* Lines of a file in UTF-16 are handed out as UTF-8. */
static Encoding line_encoding(const Reading *reading)
{
    return reading->encoding == ENCODING_UTF16LE || reading->encoding == ENCODING_UTF16BE
               ? ENCODING_UTF8
               : reading->encoding;
}

char *reading_text(const Reading *reading, Field field)
{
    return FIELD_IS_EMPTY(field) ? NULL
                                 : encoding_decode(line_encoding(reading), field.text, field.len);
}

void import_reject_free(gpointer data)
{
    ImportReject *reject = data;
    g_free(reject->why);
    g_free(reject->raw);
    g_free(reject);
}

RowResult reading_reject(Reading *reading, const char *format, ...)
{
    GPtrArray *rejects = reading->summary->rejects;
    if (rejects->len >= IMPORT_REJECTS_KEPT)
        return ROW_REJECTED;
    va_list args;
    va_start(args, format);
    ImportReject *reject = g_new0(ImportReject, 1);
    reject->line = reading->line;
    reject->why = g_strdup_vprintf(format, args);
    reject->raw = reading->raw ? g_memdup2(reading->raw, reading->raw_len) : NULL;
    reject->raw_len = reading->raw ? reading->raw_len : 0;
    g_ptr_array_add(rejects, reject);
    va_end(args);
    return ROW_REJECTED;
}

RowResult reading_stored(Reading *reading, gboolean stored, GError *failed, GError **error)
{
    if (stored)
        return ROW_READ;
    if (g_error_matches(failed, AZDESK_ERROR, AZDESK_ERROR_REFUSED) ||
        g_error_matches(failed, AZDESK_ERROR, AZDESK_ERROR_USAGE)) {
        RowResult result = reading_reject(reading, "%s", failed->message);
        g_error_free(failed);
        return result;
    }
    g_propagate_error(error, failed);
    return ROW_FAILED;
}

void reading_missing(Reading *reading, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    GPtrArray *missing = reading->summary->missing;
    if (!g_ptr_array_find_with_equal_func(missing, text, g_str_equal, NULL))
        g_ptr_array_add(missing, g_steal_pointer(&text));
}

void reading_count(Reading *reading, RowResult result)
{
    reading->summary->counts.rows++;
    reading->summary->counts.skipped += result == ROW_SKIPPED ? 1 : 0;
    reading->summary->counts.rejected += result == ROW_REJECTED ? 1 : 0;
}

int reading_market(const Reading *reading, gboolean *ret_chosen)
{
    if (ret_chosen)
        *ret_chosen = reading->options->market > 0;
    if (reading->options->market > 0)
        return reading->options->market;
    const char *set = settings_text(reading->settings, SETTING_DESK_MARKET);
    const Market *market = market_parse(set, NULL);
    return market ? market->num : 1;
}

Channel reading_channel(const Reading *reading)
{
    Channel channel = CHANNEL_MFN;
    if (reading->options->channel >= 0)
        return (Channel)reading->options->channel;
    return channel_parse(settings_text(reading->settings, SETTING_DESK_CHANNEL), &channel, NULL)
               ? channel
               : CHANNEL_MFN;
}

/* ---- Encoding ---- */

/* Case matters for the word's first letter only. */
static gboolean holds(const char *bytes, gsize len, const char *word)
{
    gsize n = strlen(word);
    for (const char *p = bytes; len >= n && (gsize)(p - bytes) <= len - n; p++) {
        p = memchr(p, word[0], len - n + 1 - (gsize)(p - bytes));
        if (!p)
            return FALSE;
        if (g_ascii_strncasecmp(p, word, n) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Whether the first line, taken for CP932, holds words that headings are made of. */
static gboolean headings_say_japan(const char *bytes, gsize len)
{
    static const char *const words[] = {"注文", "日付", "日時", "評価", "返品", "申請",
                                        "番号", "金額", "理由", "購入", "種類", "発送"};
    gsize start = 0, stop;
    while (start < len && strchr("\r\n\t ", bytes[start]))
        start++;
    for (stop = start; stop < len && bytes[stop] != '\n' && bytes[stop] != '\r';)
        stop++;
    g_autofree char *line = encoding_decode(ENCODING_CP932, bytes + start, stop - start);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(line, words[i]))
            return TRUE;
    return FALSE;
}

/* The user's marketplace; where it is the setting alone, a sales channel in the file weighs more.
 */
static gboolean is_japan(const Reading *reading, const char *bytes, gsize len)
{
    gboolean chosen;
    const Market *market = market_by_num(reading_market(reading, &chosen));
    return g_str_equal(market->country, JAPAN) && (chosen || !holds(bytes, len, "mazon."));
}

void reading_settle(Reading *reading, const Input *input, const char *bytes, gsize len)
{
    if (input_marked(input, &reading->encoding)) {
        reading->encoding_known = TRUE;
        return;
    }
    gboolean high, zero;
    reading->japan |= holds(bytes, len, "mazon.co.jp") || is_japan(reading, bytes, len);
    encoding_is_plain(bytes, len, &high, &zero);
    if (!high)
        return;
    reading->japan |= headings_say_japan(bytes, len);
    EncodingSigns signs = {0};
    encoding_examine(bytes, len, &signs);
    reading->encoding = encoding_choose(&signs, reading->japan);
    reading->encoding_known = TRUE;
}

void reading_count_bad(Reading *reading, const char *text, gsize len, guint64 number)
{
    gsize bad = encoding_count_bad(line_encoding(reading), text, len);
    reading->summary->counts.replaced_bytes += bad;
    GArray *lines = reading->summary->replaced_lines;
    if (bad > 0 && number > 0 && lines->len < IMPORT_LINES_KEPT)
        g_array_append_val(lines, number);
}

/* ---- Documents ---- */

gboolean document_read(Reading *reading, Input *input, GError **error)
{
    g_autoptr(GString) bytes = input_text(input, error);
    if (!bytes)
        return FALSE;
    if (!reading->encoding_known)
        reading_settle(reading, input, bytes->str, bytes->len);
    reading_count_bad(reading, bytes->str, bytes->len, 0);
    reading->summary->counts.replaced_bytes += input_bad_bytes(input);
    g_autofree char *text = encoding_decode(line_encoding(reading), bytes->str, bytes->len);
    return reading->reader->document(reading, text, strlen(text), error);
}
