/* SPDX-License-Identifier: MIT */
/* The case page, for its own files: view_page.c (the view), page_tabs.c (what each tab shows),
 * page_files.c (what its keys do to evidence and messages). */
#ifndef AZDESK_SRC_UI_PAGE_H
#define AZDESK_SRC_UI_PAGE_H

#include "app.h"
#include "rowlist.h"

typedef enum {
    PAGE_TIMELINE,
    PAGE_FACTS,
    PAGE_CLOCKS,
    PAGE_EVIDENCE,
    PAGE_MESSAGES,
    PAGE_LETTERS,
    N_PAGE_TABS
} PageTab;

/* What a line stands for: an entry of the case, or a piece of evidence. */
typedef struct {
    const ClaimEvent *event;  /* (nullable) owned by the model */
    const Evidence *evidence; /* (nullable) owned by the page */
} PageItem;

typedef struct {
    UiView base;
    OrderId order;
    PageTab tab;
    RowList rows[N_PAGE_TABS];
    GPtrArray *events;   /* (nullable) of ClaimEvent; owned by the model */
    GPtrArray *live;     /* (nullable) those that were not undone, as they happened */
    GPtrArray *evidence; /* (nullable) of Evidence */
    char *problem;       /* (nullable) why something of the case cannot be read */
    GArray *items;       /* of PageItem, of the tab in front, as last drawn */
    char *folder;        /* (nullable) where opened evidence lies, until the end */
} PageView;

/* The tab's lines; each also gets its row. `page->items` is empty before. */
void page_tab_lines(UiApp *app, PageView *page, const DeskCase *item, int cols, Lines *lines);
const char *page_tab_title(PageTab tab);               /* translated */
int page_tab_count(const PageView *page, PageTab tab); /* -1: it counts nothing */

/* (nullable) where the cursor is on none */
const PageItem *page_item(const PageView *page);

Reaction page_add(UiApp *app, PageView *page);
Reaction page_open(UiApp *app, PageView *page);
Reaction page_save(UiApp *app, PageView *page);
Reaction page_remove(UiApp *app, PageView *page);
/* The form for a message, with what was pasted (nullable) in it. */
Reaction page_message(UiApp *app, PageView *page, const char *text);
/* The same for any case, with who wrote: "buyer", "support", "seller" (to the buyer). */
Reaction message_show(UiApp *app, OrderId order, const char *writer);
void page_forget(PageView *page); /* removes what was put into files to be opened */

#endif
