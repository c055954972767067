/* SPDX-License-Identifier: MIT */
#include "mime_header.h"

#include <string.h>

#define LINE_CHARACTERS 76
#define TOKEN_MOST      60
#define WORD_FRAME      12 /* =?UTF-8?B? and ?= */
#define WORD_ROOM       60 /* and between them */

static gboolean is_plain(const char *text)
{
    gsize token = 0;
    for (const char *at = text; *at != '\0'; at++) {
        token = *at == ' ' ? 0 : token + 1;
        if ((guchar)*at >= 0x7f || (guchar)*at < ' ' || token > TOKEN_MOST)
            return FALSE;
    }
    return strstr(text, "=?") == NULL;
}

static char *fold(const char *text, gsize used)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_auto(GStrv) tokens = g_strsplit(text, " ", -1);
    gsize column = used;
    for (char **token = tokens; *token != NULL; token++) {
        gsize len = strlen(*token);
        if (token != tokens) {
            gboolean full = column + 1 + len > LINE_CHARACTERS && len > 0;
            g_string_append(out, full ? "\n " : " ");
            column = full ? 1 : column + 1;
        }
        g_string_append(out, *token);
        column += len;
    }
    return g_strdup(out->str);
}

static gboolean is_ascii(const char *at)
{
    return (guchar)*at < 0x80;
}

/* The bytes of the next word, which holds whole characters and either ASCII or none of it; of the
 * others a multiple of three where that can be, so that no padding stands between words. */
static gsize word_bytes(const char *text, gsize room)
{
    gsize limit = is_ascii(text) ? room / 3 : room / 4 * 3;
    gsize most = 0, even = 0;
    for (const char *at = text; *at != '\0' && is_ascii(at) == is_ascii(text);) {
        at = g_utf8_next_char(at);
        gsize len = at - text;
        if (len > limit)
            return even > 0 ? even : most;
        most = len;
        even = len % 3 == 0 ? len : even;
    }
    return most;
}

static void append_word(GString *out, const char *text, gsize len)
{
    if (!is_ascii(text)) {
        g_autofree char *base64 = g_base64_encode((const guchar *)text, len);
        g_string_append_printf(out, "=?UTF-8?B?%s?=", base64);
        return;
    }
    g_string_append(out, "=?UTF-8?Q?");
    for (gsize i = 0; i < len; i++) {
        if (text[i] == ' ')
            g_string_append_c(out, '_');
        else if (g_ascii_isalnum(text[i]) || strchr("!*+-/", text[i]) != NULL)
            g_string_append_c(out, text[i]);
        else
            g_string_append_printf(out, "=%02X", (guint)(guchar)text[i]);
    }
    g_string_append(out, "?=");
}

char *header_words(const char *text, gsize used)
{
    if (is_plain(text))
        return fold(text, used);
    g_autoptr(GString) out = g_string_new(NULL);
    gsize room = MIN(WORD_ROOM, LINE_CHARACTERS - WORD_FRAME - used);
    for (; *text != '\0'; room = WORD_ROOM) {
        gsize len = word_bytes(text, room);
        append_word(out, text, len);
        text += len;
        g_string_append(out, *text == '\0' ? "" : "\n ");
    }
    return g_strdup(out->str);
}

char *header_addresses(InternetAddressList *list)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (int i = 0; i < internet_address_list_length(list); i++) {
        InternetAddress *address = internet_address_list_get_address(list, i);
        InternetAddressMailbox *mailbox = INTERNET_ADDRESS_MAILBOX(address);
        const char *name = internet_address_get_name(address);
        const char *addr = internet_address_mailbox_get_idn_addr(mailbox);
        g_string_append(out, i == 0 ? "" : ",\n ");
        if (name == NULL || *name == '\0') {
            g_string_append(out, addr);
        } else if (is_plain(name) && strlen(name) <= TOKEN_MOST) {
            g_autofree char *quoted = g_mime_utils_quote_string(name);
            gboolean full = strlen(quoted) + strlen(addr) + strlen("From:  <>,") > LINE_CHARACTERS;
            g_string_append_printf(out, "%s%s <%s>", quoted, full ? "\n" : "", addr);
        } else {
            g_autofree char *words = header_words(name, strlen("From: "));
            g_string_append_printf(out, "%s\n <%s>", words, addr);
        }
    }
    return g_strdup(out->str);
}

void header_set(GMimeObject *object, const char *name, const char *value)
{
    g_mime_object_set_header(object, name, "", NULL);
    GMimeHeader *header =
        g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
    g_autofree char *raw = g_strdup_printf(" %s\n", value);
    g_mime_header_set_raw_value(header, raw);
}
