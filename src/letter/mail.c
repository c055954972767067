/* SPDX-License-Identifier: MIT */
/* A letter as an Internet message. The same letter, date and evidence give the same bytes: no
 * clock, host or random number is in it. */
#include "azdesk/letter/letter.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <gmime/gmime.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"
#include "header-private.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(InternetAddressList, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeContentType, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMultipart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimePart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)

#define NAME_BYTES 120

static gboolean has_control(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (text_is_control(g_utf8_get_char(text)))
            return TRUE;
    return FALSE;
}

/* One or more addresses as they stand in a header; a line's end in one would begin a header of the
 * writer's choice. */
static InternetAddressList *parse_addresses(const char *what, const char *text, GError **error)
{
    InternetAddressList *list = NULL;
    if (g_utf8_validate(text, -1, NULL) && !has_control(text) && strchr(text, '@') != NULL)
        list = internet_address_list_parse(NULL, text);
    gboolean whole = list != NULL && internet_address_list_length(list) > 0;
    for (int i = 0; whole && i < internet_address_list_length(list); i++) {
        InternetAddress *address = internet_address_list_get_address(list, i);
        const char *addr = NULL;
        if (INTERNET_ADDRESS_IS_MAILBOX(address))
            addr = internet_address_mailbox_get_idn_addr(INTERNET_ADDRESS_MAILBOX(address));
        const char *at = addr == NULL ? NULL : strrchr(addr, '@');
        whole = at != NULL && at > addr && at[1] != '\0' && strpbrk(addr, " <>,;") == NULL &&
                g_str_is_ascii(addr);
    }
    if (whole)
        return list;
    g_clear_object(&list);
    g_autofree char *clean = text_clean(text);
    g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_USAGE, _("%s: \"%s\" is not an e-mail address"),
                what, clean);
    return NULL;
}

/* *ret_list (nullable) gets them. */
static gboolean put_addresses(GMimeMessage *message, const char *header, const char *what,
                              const char *text, InternetAddressList **ret_list, GError **error)
{
    if (text == NULL || *text == '\0')
        return TRUE;
    g_autoptr(InternetAddressList) list = parse_addresses(what, text, error);
    if (list == NULL)
        return FALSE;
    g_autofree char *value = header_addresses(list);
    header_set(GMIME_OBJECT(message), header, value);
    if (ret_list != NULL)
        *ret_list = g_steal_pointer(&list);
    return TRUE;
}

/* A file's name as a stranger may be given it: no folder, no dot in front, nothing that acts. */
static char *file_name(const Evidence *evidence)
{
    g_autofree char *clean = text_clean(evidence->name == NULL ? "" : evidence->name);
    const char *base = clean;
    for (const char *at = clean; *at != '\0'; at++)
        if (*at == '/' || *at == '\\')
            base = at + 1;
    base += strspn(base, ". ");
    g_autofree char *name = g_strdup(base);
    g_strdelimit(g_strchomp(name), "\"<>|:*?", '_');
    if (*name == '\0')
        return g_strdup_printf("evidence-%" G_GINT64_FORMAT, evidence->id);
    if (strlen(name) <= NAME_BYTES)
        return g_steal_pointer(&name);
    const char *dot = strrchr(name, '.');
    if (dot == NULL || strlen(dot) > 12)
        dot = "";
    const char *cut = g_utf8_find_prev_char(name, name + NAME_BYTES - strlen(dot) + 1);
    return g_strdup_printf("%.*s%s", (int)(cut - name), name, dot);
}

/* A message inside a message may not be encoded in base64, nor a multipart: those go as bytes. */
static GMimeContentType *content_type(const Evidence *evidence, const char *bytes, gsize len)
{
    const char *type = evidence->type == NULL ? "" : evidence->type;
    if (strspn(type, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&^_.+-/") !=
            strlen(type) ||
        strchr(type, '/') == NULL || strchr(type, '/') != strrchr(type, '/') ||
        g_str_has_prefix(type, "/") || g_str_has_suffix(type, "/") ||
        g_ascii_strncasecmp(type, "message/", 8) == 0 ||
        g_ascii_strncasecmp(type, "multipart/", 10) == 0)
        type = "application/octet-stream";
    GMimeContentType *content = g_mime_content_type_parse(NULL, type);
    if (g_ascii_strncasecmp(type, "text/", 5) == 0 && g_utf8_validate_len(bytes, len, NULL))
        g_mime_content_type_set_parameter(content, "charset", "utf-8");
    return content;
}

static void put_content(GMimePart *part, const char *bytes, gsize len,
                        GMimeContentEncoding encoding)
{
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(bytes, len);
    g_autoptr(GMimeDataWrapper) content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(part, content);
    g_mime_part_set_content_encoding(part, encoding);
}

static GMimePart *attachment(const Evidence *evidence, GBytes *body)
{
    gsize len;
    const char *bytes = g_bytes_get_data(body, &len);
    g_autoptr(GMimeContentType) type = content_type(evidence, bytes, len);
    GMimePart *part = g_mime_part_new();
    g_mime_object_set_content_type(GMIME_OBJECT(part), type);
    g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
    g_autofree char *name = file_name(evidence);
    g_mime_part_set_filename(part, name);
    g_autofree char *title = g_strstrip(text_clean(evidence->title == NULL ? "" : evidence->title));
    if (*title != '\0') {
        g_autofree char *value = header_words(title, strlen("Content-Description: "));
        header_set(GMIME_OBJECT(part), "Content-Description", value);
    }
    put_content(part, bytes == NULL ? "" : bytes, len, GMIME_CONTENT_ENCODING_BASE64);
    return part;
}

static gboolean attach_all(GMimeMultipart *multipart, Store *store, OrderId order, GChecksum *sum,
                           GError **error)
{
    g_autoptr(GPtrArray) evidence = store_evidence(store, order, error);
    if (evidence == NULL)
        return FALSE;
    for (guint i = 0; i < evidence->len; i++) {
        const Evidence *item = g_ptr_array_index(evidence, i);
        g_autoptr(GBytes) body = store_evidence_body(store, order, item->id, NULL, error);
        if (body == NULL)
            return FALSE;
        g_checksum_update(sum, (const guchar *)item->sha256, -1);
        g_autoptr(GMimePart) part = attachment(item, body);
        g_mime_multipart_add(multipart, GMIME_OBJECT(part));
    }
    return TRUE;
}

/* Of the sender's domain where there is one; RFC 2606 keeps "invalid" for whoever has none. */
static char *message_id(InternetAddressList *from, OrderId order, gint64 date, const char *sum)
{
    const char *domain = "azdesk.invalid";
    if (from != NULL) {
        InternetAddress *first = internet_address_list_get_address(from, 0);
        const char *addr = internet_address_mailbox_get_idn_addr(INTERNET_ADDRESS_MAILBOX(first));
        domain = strrchr(addr, '@') + 1;
    }
    char text[ORDER_ID_SIZE];
    order_id_format(order, text);
    return g_strdup_printf("%s.%" G_GINT64_FORMAT ".%.16s@%s", text, date, sum, domain);
}

static GMimeFormatOptions *crlf_format(void)
{
    GMimeFormatOptions *format = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    g_mime_format_options_set_param_encoding_method(format, GMIME_PARAM_ENCODING_METHOD_RFC2231);
    return format;
}

static GMimePart *text_part(const char *body)
{
    GMimeTextPart *text = g_mime_text_part_new_with_subtype("plain");
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(text), "charset", "utf-8");
    gsize len = strlen(body), wide = 0;
    for (gsize i = 0; i < len; i++)
        wide += (guchar)body[i] >= 0x80;
    put_content(GMIME_PART(text), body, len,
                wide * 6 > len ? GMIME_CONTENT_ENCODING_BASE64
                               : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return GMIME_PART(text);
}

static GBytes *render(GMimeMessage *message)
{
    GMimeFormatOptions *format = crlf_format();
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
    g_mime_object_write_to_stream(GMIME_OBJECT(message), format, stream);
    g_mime_format_options_free(format);
    GByteArray *written = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    return g_bytes_new(written->data, written->len);
}

GBytes *letter_mail(const Letter *letter, Store *store, OrderId order, gint64 date, GError **error)
{
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        g_mime_init();
        g_once_init_leave(&ready, 1);
    }
    g_autoptr(GMimeMessage) message = g_mime_message_new(TRUE);
    g_autofree char *subject = g_strstrip(text_clean(letter->subject));
    g_autofree char *value = header_words(subject, strlen("Subject: "));
    header_set(GMIME_OBJECT(message), "Subject", value);
    g_autoptr(InternetAddressList) from = NULL;
    if (!put_addresses(message, "From", "letter.from", letter->from, &from, error) ||
        !put_addresses(message, "To", "letter.to", letter->to, NULL, error))
        return NULL;
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(date);
    g_mime_message_set_date(message, when);

    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)subject, -1);
    g_checksum_update(sum, (const guchar *)letter->body, -1);
    g_autoptr(GMimeMultipart) multipart = g_mime_multipart_new_with_subtype("mixed");
    g_autoptr(GMimePart) text = text_part(letter->body);
    g_mime_multipart_add(multipart, GMIME_OBJECT(text));
    if (!attach_all(multipart, store, order, sum, error))
        return NULL;
    const char *digest = g_checksum_get_string(sum);
    /* "=_" stands in no base64 and no quoted-printable text. */
    g_autofree char *boundary = g_strdup_printf("=_%.32s", digest);
    g_mime_multipart_set_boundary(multipart, boundary);
    g_autofree char *id = message_id(from, order, date, digest);
    g_mime_message_set_message_id(message, id);
    g_mime_message_set_mime_part(message, GMIME_OBJECT(multipart));
    return render(message);
}
