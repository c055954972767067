/* SPDX-License-Identifier: MIT */
/* Bytes of the terminal to events: keys, pastes, the mouse. */
#include "term_own.h"

#define DOUBLE_CLICK_USEC (400 * 1000)

void term_event_clear(TermEvent *event)
{
    g_clear_pointer(&event->paste, g_free);
}

static const struct {
    int code;
    Key key;
} CODES[] = {
    {KEY_UP, K_UP},        {KEY_DOWN, K_DOWN},   {KEY_LEFT, K_LEFT},
    {KEY_RIGHT, K_RIGHT},  {KEY_HOME, K_HOME},   {KEY_END, K_END},
    {KEY_PPAGE, K_PGUP},   {KEY_NPAGE, K_PGDN},  {KEY_IC, K_INSERT},
    {KEY_DC, K_DELETE},    {KEY_ENTER, K_ENTER}, {KEY_BACKSPACE, K_BACKSPACE},
    {KEY_BTAB, K_BACKTAB}, {KEY_A1, K_HOME},     {KEY_C1, K_END},
    {KEY_A3, K_PGUP},      {KEY_C3, K_PGDN},     {KEY_SUSPEND, K_CTRL('z')},
};

static Key key_of_code(int code)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CODES); i++)
        if (CODES[i].code == code)
            return CODES[i].key;
    if (code >= KEY_F(1) && code <= KEY_F(12))
        return K_F1 + (Key)(code - KEY_F(1));
    return K_NONE;
}

static Key key_of_char(gunichar c)
{
    if (c == '\n')
        return K_ENTER;
    return c == 127 || c == 8 ? K_BACKSPACE : c;
}

/* All up to the end of the paste. What comes late (a slow line) is waited for, but not for ever. */
static char *term_read_paste(Term *term)
{
    GString *text = g_string_new(NULL);
    wint_t c;
    wtimeout(term->input, 500);
    for (;;) {
        int kind = wget_wch(term->input, &c);
        if (kind == ERR || (kind == KEY_CODE_YES && c == CODE_PASTE_END))
            break;
        if (kind == OK && c != 0)
            g_string_append_unichar(text, c == '\r' ? '\n' : (gunichar)c);
    }
    nodelay(term->input, TRUE);
    return g_string_free(text, FALSE);
}

static gboolean term_read_mouse(Term *term, TermEvent *event)
{
    MEVENT mouse;
    if (getmouse(&mouse) != OK)
        return FALSE;
    event->kind = TERM_MOUSE;
    event->row = mouse.y;
    event->col = mouse.x;
    if (mouse.bstate & BUTTON4_PRESSED) {
        event->mouse = MOUSE_WHEEL_UP;
    } else if (mouse.bstate & BUTTON5_PRESSED) {
        event->mouse = MOUSE_WHEEL_DOWN;
    } else if (mouse.bstate & BUTTON1_PRESSED) {
        gint64 now = g_get_monotonic_time();
        gboolean again = now - term->pressed_at < DOUBLE_CLICK_USEC &&
                         term->pressed_row == mouse.y && term->pressed_col == mouse.x;
        event->mouse = again ? MOUSE_DOUBLE : MOUSE_PRESS;
        term->pressed_at = again ? 0 : now;
        term->pressed_row = mouse.y;
        term->pressed_col = mouse.x;
    } else {
        return FALSE;
    }
    return TRUE;
}

gboolean term_next(Term *term, TermEvent *ret_event)
{
    wint_t c;
    int kind;
    *ret_event = (TermEvent){.kind = TERM_KEY};
    if (term->headless || term->suspended)
        return FALSE;
    while ((kind = wget_wch(term->input, &c)) != ERR) {
        if (kind == KEY_CODE_YES && c == CODE_PASTE_BEGIN) {
            ret_event->kind = TERM_PASTE;
            ret_event->paste = term_read_paste(term);
            return TRUE;
        }
        if (kind == KEY_CODE_YES && c == KEY_MOUSE) {
            if (term_read_mouse(term, ret_event))
                return TRUE;
            continue;
        }
        ret_event->key = kind == KEY_CODE_YES ? key_of_code((int)c) : key_of_char(c);
        if (ret_event->key != K_NONE)
            return TRUE;
    }
    return FALSE;
}
