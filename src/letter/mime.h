/* SPDX-License-Identifier: MIT */
/* Between the program and its module mail.so: a message in plain data. */
#ifndef AZDESK_LETTER_MIME_H
#define AZDESK_LETTER_MIME_H

#include <glib.h>

typedef struct {
    char *name, *title; /* clean; the title may be empty */
    char *type;         /* (nullable) as it was filed; an unsound one is not used */
    GBytes *body;
} MailPart;

typedef struct {
    const char *subject; /* clean, one line */
    const char *body;
    const char *from, *to; /* (nullable) */
    gint64 date;
    const char *id; /* of the message, without its domain, which is the sender's */
    const char *boundary;
    GPtrArray *parts; /* of MailPart: what is attached */
} Mail;

/* The bytes of the message. Error: AZDESK_ERROR_USAGE, an address that is none. (transfer full) */
GBytes *mail_render(const Mail *mail, GError **error);

#endif
