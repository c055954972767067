/* SPDX-License-Identifier: MIT */
/* The manual: blocks that are made once, from the program's tables, and set twice: as roff for
 * man(1) and as plain text for `azdesk help TOPIC`. Private to this room. */
#ifndef AZDESK_CLI_MANUAL_H
#define AZDESK_CLI_MANUAL_H

#include "command.h"

typedef enum {
    MANUAL_SECTION, /* text: its title */
    MANUAL_PART,    /* text: the title of a part of a section */
    MANUAL_TEXT,    /* one paragraph, to be filled */
    MANUAL_STILL,   /* lines that stand as they are */
    MANUAL_ITEM,    /* term, and what it means */
} ManualKind;

typedef struct {
    ManualKind kind;
    char *term; /* of an item, else NULL */
    char *text;
} ManualBlock;

typedef GPtrArray Manual; /* of ManualBlock */

Manual *manual_new(void);
void manual_section(Manual *manual, const char *title);
void manual_part(Manual *manual, const char *title);
/* Paragraphs, an empty line between; one whose first line begins with a blank stands as it is. */
void manual_text(Manual *manual, const char *text);
void manual_still(Manual *manual, const char *lines);
void manual_item(Manual *manual, const char *term, const char *text);
void manual_itemf(Manual *manual, const char *term, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* ---- What can be asked for: pages of the manual and topics of `azdesk help` ---- */

typedef struct {
    const char *topic;   /* "files" */
    const char *page;    /* (nullable) "azdesk-files", where it is a page of its own */
    int section;         /* of the page */
    const char *summary; /* untranslated, one line */
    void (*fill)(Manual *manual, const Run *run);
} ManualPage;

/* The pages and topics by number; NULL behind the last. */
const ManualPage *manual_page(guint i);

/* manual_program.c, manual_config.c, manual_files.c, manual_odr.c */
void manual_of_program(Manual *manual, const Run *run);
void manual_of_dates(Manual *manual, const Run *run);
void manual_of_query(Manual *manual, const Run *run);
void manual_of_words(Manual *manual, const Run *run);
void manual_of_keys(Manual *manual, const Run *run);
void manual_of_exit(Manual *manual, const Run *run);
void manual_of_places(Manual *manual, const Run *run);
void manual_of_config(Manual *manual, const Run *run);
void manual_of_files(Manual *manual, const Run *run);
void manual_of_odr(Manual *manual, const Run *run);

#endif
