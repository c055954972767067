/* SPDX-License-Identifier: MIT */
#include "azdesk/letter/module.h"

#include <glib/gi18n.h>
#include <gmodule.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "config.h"

const char *program_place(const char *built, const char *installed)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    const gsize len = strlen(AZDESK_BUILD_ROOT);
    gboolean in_build =
        program && strncmp(program, AZDESK_BUILD_ROOT, len) == 0 && program[len] == G_DIR_SEPARATOR;
    return in_build ? built : installed;
}

gboolean module_function(const char *module, const char *name, gpointer *ret_function,
                         GError **error)
{
    const char *folder = program_place(AZDESK_BUILD_ROOT "/src", AZDESK_MODULEDIR);
    g_autofree char *file = g_strdup_printf("%s/%s.so", folder, module);
    GModule *loaded = g_module_open(file, G_MODULE_BIND_LOCAL);
    if (!loaded || !g_module_symbol(loaded, name, ret_function)) {
        g_set_error(error, AZDESK_ERROR, AZDESK_ERROR_FAILED,
                    _("a part of azdesk cannot be loaded, install it again: %s"), g_module_error());
        return FALSE;
    }
    g_module_make_resident(loaded);
    return TRUE;
}
