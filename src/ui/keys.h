/* SPDX-License-Identifier: MIT */
/* Every command of the interface and the keys that give it: one table, from which dispatch, the
 * help overlay, the hint bar, the manual and the check of the user's own [keys] come.
 *
 * A new command is one row here and one case in the view (or one row in the table of actions.c).
 * The order of rows is the order of the hint bar and of the help. */
#ifndef AZDESK_SRC_UI_KEYS_H
#define AZDESK_SRC_UI_KEYS_H

#include "azdesk/core/settings.h"
#include "key.h"

/* Where a key holds. A view names its contexts, innermost first; CONTEXT_GLOBAL is always the last.
 */
#define KEY_CONTEXTS(X)                                                                            \
    X(GLOBAL, "global", N_("everywhere"))                                                          \
    X(LIST, "list", N_("in a list"))                                                               \
    X(CASE, "case", N_("on the selected case"))                                                    \
    X(TODAY, "today", N_("Today"))                                                                 \
    X(CLAIMS, "claims", N_("Claims"))                                                              \
    X(ODR, "odr", N_("ODR"))                                                                       \
    X(LETTERS, "letters", N_("Letters"))                                                           \
    X(PAGE, "page", N_("case page"))                                                               \
    X(LETTER, "letter", N_("letter"))

typedef enum {
#define X(symbol, word, label) CONTEXT_##symbol,
    KEY_CONTEXTS(X)
#undef X
        N_CONTEXTS,
    CONTEXTS_END = -1,
} KeyContext;

enum {
    CMD_WRITES = 1 << 0, /* refused while reading only */
    CMD_CASE = 1 << 1,   /* needs a selected order */
    CMD_CLAIM = 1 << 2,  /* ... that has a claim */
    CMD_MANY = 1 << 3,   /* takes all marked cases where there are some */
    CMD_ROWS = 1 << 4,   /* only where the rows are cases that can be sorted and marked */
};

/* X(symbol, word, context, default keys, flags, label in the hint bar or NULL, help) */
#define UI_COMMANDS(X)                                                                             \
    X(ACT, "act", TODAY, ".", 0, N_("do it"), N_("do this task, then move to the next"))           \
    X(TAB_NEXT, "tab-next", PAGE, "] right tab", 0, N_("next tab"), N_("next tab of the page"))    \
    X(TAB_BACK, "tab-back", PAGE, "[ left btab", 0, NULL, N_("previous tab of the page"))          \
    X(ADD, "add", PAGE, "+", CMD_WRITES | CMD_CLAIM, N_("add"), N_("add evidence or a message"))   \
    X(SAVE, "save", PAGE, "w", CMD_CLAIM, NULL, N_("save the selected file or text"))              \
    X(REMOVE, "remove", PAGE, "d delete", CMD_WRITES | CMD_CLAIM, NULL,                            \
      N_("remove the selected evidence"))                                                          \
    X(OUT, "out", LETTER, "enter", 0, N_("send"), N_("ways to send the letter"))                   \
    X(WRITE, "write", LETTER, "e", 0, N_("edit"), N_("edit the letter here"))                      \
    X(EDITOR, "editor", LETTER, "E", 0, N_("$EDITOR"), N_("edit the letter in your editor"))       \
    X(FACTS, "facts", LETTER, "f", 0, N_("facts"), N_("fill in the missing facts"))                \
    X(LETTER_COPY, "letter-copy", LETTER, "y", 0, N_("copy"), N_("copy the letter"))               \
    X(LETTER_FILE, "letter-file", LETTER, "w", 0, N_("file"),                                      \
      N_("save the letter: .eml with the evidence, or .txt"))                                      \
    X(SEND, "send", LETTER, "S", CMD_WRITES, NULL, N_("send the letter with the mail command"))    \
    X(SENT, "sent", LETTER, "x", CMD_WRITES, NULL, N_("record that the letter was sent"))          \
    X(KIND, "kind", LETTER, "T", 0, NULL, N_("another kind of letter"))                            \
    X(LANGUAGE, "language", LETTER, "L", 0, NULL, N_("the other language"))                        \
    X(BOTH, "both", LETTER, "b", 0, NULL, N_("show or hide the other language"))                   \
    X(DISCARD, "discard", LETTER, "D", 0, NULL, N_("discard the draft and start over"))            \
    X(DAY_BACK, "day-back", ODR, "h left", 0, NULL, N_("go to the previous day"))                  \
    X(DAY_AHEAD, "day-ahead", ODR, "l right", 0, N_("next day"), N_("go to the next day"))         \
    X(WEEK_BACK, "week-back", ODR, "H", 0, NULL, N_("a week back"))                                \
    X(WEEK_AHEAD, "week-ahead", ODR, "L", 0, NULL, N_("a week ahead"))                             \
    X(CHANGE_AHEAD, "change-ahead", ODR, "]", 0, N_("next change"),                                \
      N_("next day an order enters or leaves"))                                                    \
    X(CHANGE_BACK, "change-back", ODR, "[", 0, NULL, N_("previous day an order enters or leaves")) \
    X(DAY_TODAY, "day-today", ODR, "t", 0, N_("today"), N_("back to today"))                       \
    X(ODR_PAGE, "odr-page", ODR, "v", 0, N_("list"),                                               \
      N_("below the chart: calendar, orders, Amazon's reports, markets"))                          \
    X(ODR_PAGE_BACK, "odr-page-back", ODR, "V", 0, NULL, N_("previous list"))                      \
    X(WHAT_IF, "what-if", ODR, "w", 0, N_("what if"),                                              \
      N_("try other outcomes for the orders of that day's window"))                                \
    X(SUPPOSE, "suppose", ODR, "space", CMD_CLAIM, N_("try"),                                      \
      N_("try the claim's next possible outcome; nothing is saved"))                               \
    X(SUPPOSE_BACK, "suppose-back", ODR, "backspace", CMD_CLAIM, NULL,                             \
      N_("try the previous outcome"))                                                              \
    X(SUPPOSE_NOTHING, "suppose-nothing", ODR, "x", 0, NULL, N_("clear what if"))                  \
    X(STAGE, "stage", CASE, "s", CMD_WRITES | CMD_CLAIM | CMD_MANY, N_("stage"),                   \
      N_("move the claim to another stage; shows each rate"))                                      \
    X(LETTER, "letter", CASE, "a", CMD_CLAIM, N_("letter"), N_("write the letter the case needs")) \
    X(NEW, "new", GLOBAL, "n", CMD_WRITES, N_("new"), N_("file a new claim"))                      \
    X(FILTER, "filter", LIST, "/", 0, N_("filter"), N_("show only what matches, as you type"))     \
    X(NOTE, "note", CASE, "N", CMD_WRITES | CMD_CLAIM | CMD_MANY, N_("note"), N_("add a note"))    \
    X(UNDO, "undo", CASE, "u", CMD_WRITES, N_("undo"),                                             \
      N_("undo the last action, whichever case is selected"))                                      \
    X(REDO, "redo", CASE, "r ctrl-r", CMD_WRITES, NULL, N_("redo the last undone action"))         \
    X(PARCEL, "parcel", CASE, "t", CMD_WRITES | CMD_CLAIM | CMD_MANY, N_("parcel"),                \
      N_("record what the carrier says"))                                                          \
    X(CHECK, "check", CASE, "c", CMD_WRITES | CMD_CLAIM | CMD_MANY, N_("check"),                   \
      N_("record whether Amazon's page counts the order"))                                         \
    X(IMPORT, "import", GLOBAL, "i", CMD_WRITES, N_("import"),                                     \
      N_("import a file, after a preview of its changes"))                                         \
    X(ASKED, "asked", CASE, "A", CMD_WRITES | CMD_CLAIM, NULL,                                     \
      N_("record a question from Amazon"))                                                         \
    X(REPLIED, "replied", CASE, "R", CMD_WRITES | CMD_CLAIM | CMD_MANY, NULL,                      \
      N_("record your answer to Amazon"))                                                          \
    X(EDIT, "edit", CASE, "e", CMD_WRITES | CMD_CLAIM, NULL, N_("correct the case's facts"))       \
    X(SNOOZE, "snooze", CASE, "z", CMD_WRITES | CMD_CLAIM | CMD_MANY, NULL,                        \
      N_("snooze the case until a day"))                                                           \
    X(EXPORT, "export", CASE, "X", CMD_CLAIM | CMD_MANY, NULL,                                     \
      N_("export the cases to a file: .csv, .json or .ics"))                                       \
    X(OPEN, "open", LIST, "enter", 0, N_("open"), N_("open the selected case"))                    \
    X(SAVED_NEXT, "saved-next", CLAIMS, "] right", 0, N_("next view"), N_("the next saved view"))  \
    X(SAVED_BACK, "saved-back", CLAIMS, "[ left", 0, NULL, N_("the previous saved view"))          \
    X(SAVED, "view", CLAIMS, "v", 0, NULL,                                                         \
      N_("go to a saved view by number or name; save or delete views"))                            \
    X(KEEP_VIEW, "keep-view", CLAIMS, "W", 0, NULL,                                                \
      N_("save the filter as a view with that name"))                                              \
    X(DROP_VIEW, "drop-view", CLAIMS, "", 0, NULL, N_("delete the saved view"))                    \
    X(COPY, "copy", CASE, "y", CMD_CASE, NULL, N_("copy the order id"))                            \
    X(COPY_LINK, "copy-link", CASE, "Y", CMD_CASE, NULL, N_("copy the link to the order's page"))  \
    X(BROWSE, "browse", CASE, "o", CMD_CASE, NULL, N_("open the order's page in the browser"))     \
    X(TRACK, "track", CASE, "O", CMD_CLAIM, NULL, N_("open the parcel's tracking page"))           \
    X(SORT, "sort", LIST, "S", CMD_ROWS, N_("sort"), N_("sort by another column"))                 \
    X(REVERSE, "reverse", LIST, "I", CMD_ROWS, NULL, N_("reverse the sort order"))                 \
    X(MARK, "mark", LIST, "space", CMD_ROWS, NULL, N_("mark the case and move to the next"))       \
    X(MARK_RANGE, "mark-range", LIST, "V", CMD_ROWS, NULL, N_("mark from the last mark to here"))  \
    X(MARK_ALL, "mark-all", LIST, "*", CMD_ROWS, NULL, N_("mark all shown, or none"))              \
    X(DOWN, "down", LIST, "j down", 0, NULL, N_("down"))                                           \
    X(UP, "up", LIST, "k up", 0, NULL, N_("up"))                                                   \
    X(PAGE_DOWN, "page-down", LIST, "pgdn ctrl-f", 0, NULL, N_("a page down"))                     \
    X(PAGE_UP, "page-up", LIST, "pgup ctrl-b", 0, NULL, N_("a page up"))                           \
    X(HALF_DOWN, "half-down", LIST, "ctrl-d", 0, NULL, N_("half a page down"))                     \
    X(HALF_UP, "half-up", LIST, "ctrl-u", 0, NULL, N_("half a page up"))                           \
    X(TOP, "top", LIST, "g home", 0, NULL, N_("go to the first; with a count, to that one"))       \
    X(BOTTOM, "bottom", LIST, "G end", 0, NULL, N_("go to the last"))                              \
    X(DETAIL_DOWN, "detail-down", CASE, "J", 0, NULL, N_("scroll the timeline down"))              \
    X(DETAIL_UP, "detail-up", CASE, "K", 0, NULL, N_("scroll the timeline up"))                    \
    X(VIEW_TODAY, "view-today", GLOBAL, "1", 0, NULL, N_("what needs doing"))                      \
    X(VIEW_CLAIMS, "view-claims", GLOBAL, "2", 0, NULL, N_("all claims"))                          \
    X(VIEW_ODR, "view-odr", GLOBAL, "3", 0, NULL, N_("the order defect rate, day by day"))         \
    X(VIEW_LETTERS, "view-letters", GLOBAL, "4", 0, NULL,                                          \
      N_("letters to write, and letters sent"))                                                    \
    X(NEXT_VIEW, "next-view", GLOBAL, "tab", 0, NULL, N_("go to the next view"))                   \
    X(PREVIOUS_VIEW, "previous-view", GLOBAL, "btab", 0, NULL, N_("go to the previous view"))      \
    X(MARKET, "market", GLOBAL, "m", 0, NULL, N_("next marketplace and channel, then all"))        \
    X(PANEL, "panel", GLOBAL, "p", 0, NULL, N_("show or hide the panel"))                          \
    X(PANEL_MOVE, "panel-move", GLOBAL, "P", 0, NULL, N_("move the panel to the right or bottom")) \
    X(COMMAND, "command", GLOBAL, ":", 0, NULL, N_("run a command by name"))                       \
    X(RELOAD, "reload", GLOBAL, "f5", 0, NULL, N_("reload the desk"))                              \
    X(REDRAW, "redraw", GLOBAL, "ctrl-l", 0, NULL, N_("redraw the screen"))                        \
    X(SUSPEND, "suspend", GLOBAL, "ctrl-z", 0, NULL, N_("suspend; fg returns"))                    \
    X(CANCEL, "cancel", GLOBAL, "esc", 0, NULL,                                                    \
      N_("close the overlay, clear the filter or the marks"))                                      \
    X(QUIT, "quit", GLOBAL, "q f10", 0, N_("quit"), N_("close the view; quit from a main view"))   \
    X(QUIT_ALL, "quit-all", GLOBAL, "Q ctrl-c", 0, NULL, N_("quit azdesk"))                        \
    X(MOUSE, "mouse", GLOBAL, "M", 0, N_("mouse"),                                                 \
      N_("mouse on or off; off, the terminal's own selection works"))                              \
    X(HELP, "help", GLOBAL, "? f1", 0, N_("help"), N_("show this list of keys"))

typedef enum {
    CMD_NONE,
#define X(symbol, word, context, keys, flags, hint, help) CMD_##symbol,
    UI_COMMANDS(X)
#undef X
        N_COMMANDS
} Command;

typedef struct {
    const char *word;
    KeyContext context;
    const char *keys; /* default ones, by blanks */
    guint flags;
    const char *hint; /* untranslated; (nullable) */
    const char *help; /* untranslated */
} CommandInfo;

const CommandInfo *command_info(Command command);
Command command_find(const char *word); /* CMD_NONE for no such word */
const char *context_word(KeyContext context);
const char *context_label(KeyContext context); /* translated */

/* The keys in force. */
typedef struct Keymap Keymap;

/* The defaults with the settings' [keys] over them: `command = key key ...`; an empty value
 * or "none" unbinds. What is wrong there (no such command, no such key, two commands on one key in
 * one place) goes to *ret_problems, in words, and is left out. (transfer full) both */
Keymap *keymap_new(const Settings *settings, GPtrArray **ret_problems);
/* Whether one line of [keys] names a command and keys. Error: AZDESK_ERROR_USAGE. */
gboolean keys_check(const char *word, const char *keys, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void keymap_free(Keymap *keymap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Keymap, keymap_free)

/* `contexts` ends with CONTEXTS_END; CONTEXT_GLOBAL is looked up last in any case. */
Command keymap_lookup(const Keymap *keymap, const KeyContext *contexts, Key key);
/* Names of a command's keys: "r ctrl-r"; "" where it has none. (transfer full) */
char *keymap_keys(const Keymap *keymap, Command command);
/* The first of them: for hints. (transfer full) (nullable) */
char *keymap_first(const Keymap *keymap, Command command);

#endif
