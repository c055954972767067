/* SPDX-License-Identifier: MIT */
/* The program: its options, and what every command is handed. */
#ifndef AZDESK_CLI_APP_H
#define AZDESK_CLI_APP_H

#include "azdesk/store/store.h"

typedef enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } ColorChoice;

typedef struct {
    char *db_path;
    char *config_path; /* $XDG_CONFIG_HOME/azdesk/config */
    char *state_dir;   /* $XDG_STATE_HOME/azdesk */
    Settings *settings;
    GTimeZone *zone;
    gint64 today; /* --today; 0: the clock */
    int market;   /* 0: none given */
    int channel;  /* -1: none given */
    gboolean read_only;
    gboolean json;
    ColorChoice color;
} App;

/* The whole program; main() calls it and nothing else. The answer is the exit status. */
int app_main(int argc, char **argv);

/* Now: --today, else the clock. Cli and ui are the only rooms that may ask. */
gint64 app_now(const App *app);

#endif
