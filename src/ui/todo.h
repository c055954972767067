/* SPDX-License-Identifier: MIT */
/* What an item of the review asks for: in a few words, and the command that does it. */
#ifndef AZDESK_SRC_UI_TODO_H
#define AZDESK_SRC_UI_TODO_H

#include "app.h"

/* Where an item stands in the day's list. */
typedef enum { TODO_OVERDUE, TODO_TODAY, TODO_WEEK, TODO_DESK, N_TODO_SECTIONS } TodoSection;

typedef struct {
    const char *what; /* translated: "answer Amazon" */
    const char *verb; /* translated, short, for beside the key: "letter" */
    Command command;
    int letter; /* a LetterKind where the command is CMD_LETTER, else -1 */
} Todo;

Todo todo_of(const UiApp *app, const ReviewItem *item);
/* `day_end`: the last second of the user's day. */
TodoSection todo_section(const ReviewItem *item, gint64 day_end);
/* Does it. */
Reaction todo_do(UiApp *app, const ReviewItem *item);

#endif
