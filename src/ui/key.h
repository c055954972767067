/* SPDX-License-Identifier: MIT */
/* A key press as one number: a character is its code point, control characters are themselves, all
 * other keys lie above Unicode. */
#ifndef AZDESK_SRC_UI_KEY_H
#define AZDESK_SRC_UI_KEY_H

#include <glib.h>

typedef guint32 Key;

#define K_NONE    0
#define K_CTRL(c) ((Key)((c)&0x1f))
#define K_TAB     ((Key)'\t')
#define K_ENTER   ((Key)'\r')
#define K_ESC     ((Key)27)

enum {
    K_UP = 0x110000,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_HOME,
    K_END,
    K_PGUP,
    K_PGDN,
    K_INSERT,
    K_DELETE,
    K_BACKSPACE,
    K_BACKTAB,
    K_F1, /* ... to F12 */
    K_F12 = K_F1 + 11,
    K_LAST = K_F12,
};

/* Whether the key puts a character into a text. */
gboolean key_is_text(Key key);
/* "j", "ctrl-r", "pgdn", "space", "f1" (transfer full) */
char *key_word(Key key);
/* K_NONE for no key of that name. */
Key key_parse(const char *name);

#endif
