/* SPDX-License-Identifier: MIT */
/* A letter as an Internet message. The same letter, date and evidence give the same bytes: no
 * clock, host or random number is in it. */
#include "azdesk/letter/letter.h"

#include <string.h>

#include "azdesk/core/text.h"
#include "azdesk/letter/module.h"
#include "mime.h"

#define NAME_BYTES 120

static void part_free(MailPart *part)
{
    g_free(part->name);
    g_free(part->type);
    g_free(part->title);
    g_bytes_unref(part->body);
    g_free(part);
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

static MailPart *part_new(const Evidence *evidence, GBytes *body)
{
    MailPart *part = g_new0(MailPart, 1);
    part->name = file_name(evidence);
    part->type = g_strdup(evidence->type);
    part->title = g_strstrip(text_clean(evidence->title == NULL ? "" : evidence->title));
    part->body = body;
    return part;
}

static gboolean attach_all(GPtrArray *parts, Store *store, OrderId order, GChecksum *sum,
                           GError **error)
{
    g_autoptr(GPtrArray) evidence = store_evidence(store, order, error);
    if (evidence == NULL)
        return FALSE;
    for (guint i = 0; i < evidence->len; i++) {
        const Evidence *item = g_ptr_array_index(evidence, i);
        GBytes *body = store_evidence_body(store, order, item->id, NULL, error);
        if (body == NULL)
            return FALSE;
        g_checksum_update(sum, (const guchar *)item->sha256, -1);
        g_ptr_array_add(parts, part_new(item, body));
    }
    return TRUE;
}

GBytes *letter_mail(const Letter *letter, Store *store, OrderId order, gint64 date, GError **error)
{
    GBytes *(*render)(const Mail *mail, GError **error);
    g_autofree char *subject = g_strstrip(text_clean(letter->subject));
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func((GDestroyNotify)part_free);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)subject, -1);
    g_checksum_update(sum, (const guchar *)letter->body, -1);
    if (!module_function("mail", "mail_render", (gpointer *)&render, error) ||
        !attach_all(parts, store, order, sum, error))
        return NULL;
    char id[ORDER_ID_SIZE];
    order_id_format(order, id);
    const char *digest = g_checksum_get_string(sum);
    g_autofree char *left = g_strdup_printf("%s.%" G_GINT64_FORMAT ".%.16s", id, date, digest);
    /* "=_" stands in no base64 and no quoted-printable text. */
    g_autofree char *boundary = g_strdup_printf("=_%.32s", digest);
    const Mail mail = {.subject = subject,
                       .body = letter->body,
                       .from = letter->from,
                       .to = letter->to,
                       .date = date,
                       .id = left,
                       .boundary = boundary,
                       .parts = parts};
    return render(&mail, error);
}
