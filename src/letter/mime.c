/* SPDX-License-Identifier: MIT */
/* The module mail.so: all that GMime is used for. */
#include "mime.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <gmime/gmime.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/core/text.h"
#include "mime_header.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(InternetAddressList, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeContentType, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMultipart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimePart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)

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

/* A message inside a message may not be encoded in base64, nor a multipart: those go as bytes. */
static GMimeContentType *content_type(const MailPart *from, const char *bytes, gsize len)
{
    const char *type = from->type == NULL ? "" : from->type;
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

static GMimePart *attachment(const MailPart *from)
{
    gsize len;
    const char *bytes = g_bytes_get_data(from->body, &len);
    g_autoptr(GMimeContentType) type = content_type(from, bytes, len);
    GMimePart *part = g_mime_part_new();
    g_mime_object_set_content_type(GMIME_OBJECT(part), type);
    g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
    g_mime_part_set_filename(part, from->name);
    if (*from->title != '\0') {
        g_autofree char *value = header_words(from->title, strlen("Content-Description: "));
        header_set(GMIME_OBJECT(part), "Content-Description", value);
    }
    put_content(part, bytes == NULL ? "" : bytes, len, GMIME_CONTENT_ENCODING_BASE64);
    return part;
}

/* Of the sender's domain where there is one; RFC 2606 keeps "invalid" for whoever has none. */
static char *message_id(InternetAddressList *from, const char *id)
{
    const char *domain = "azdesk.invalid";
    if (from != NULL) {
        InternetAddress *first = internet_address_list_get_address(from, 0);
        const char *addr = internet_address_mailbox_get_idn_addr(INTERNET_ADDRESS_MAILBOX(first));
        domain = strrchr(addr, '@') + 1;
    }
    return g_strconcat(id, "@", domain, NULL);
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

GBytes *mail_render(const Mail *mail, GError **error)
{
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        g_mime_init();
        g_once_init_leave(&ready, 1);
    }
    g_autoptr(GMimeMessage) message = g_mime_message_new(TRUE);
    g_autofree char *value = header_words(mail->subject, strlen("Subject: "));
    header_set(GMIME_OBJECT(message), "Subject", value);
    g_autoptr(InternetAddressList) from = NULL;
    if (!put_addresses(message, "From", "letter.from", mail->from, &from, error) ||
        !put_addresses(message, "To", "letter.to", mail->to, NULL, error))
        return NULL;
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(mail->date);
    g_mime_message_set_date(message, when);

    g_autoptr(GMimeMultipart) multipart = g_mime_multipart_new_with_subtype("mixed");
    g_autoptr(GMimePart) text = text_part(mail->body);
    g_mime_multipart_add(multipart, GMIME_OBJECT(text));
    for (guint i = 0; i < mail->parts->len; i++) {
        g_autoptr(GMimePart) part = attachment(mail->parts->pdata[i]);
        g_mime_multipart_add(multipart, GMIME_OBJECT(part));
    }
    g_mime_multipart_set_boundary(multipart, mail->boundary);
    g_autofree char *id = message_id(from, mail->id);
    g_mime_message_set_message_id(message, id);
    g_mime_message_set_mime_part(message, GMIME_OBJECT(multipart));
    return render(message);
}
