/* SPDX-License-Identifier: MIT */
#include "azdesk/cli/app.h"

#include "config.h"

int app_main(int argc, char **argv)
{
    g_print("azdesk %s\n", AZDESK_VERSION);
    return 0;
}
