/* SPDX-License-Identifier: MIT */
#include "azdesk/letter/module.h"

#include <glib/gi18n.h>
#include <gmodule.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "config.h"

static const char *below(const char *path, const char *folder)
{
    const gsize len = strlen(folder);
    return strncmp(path, folder, len) == 0 && path[len] == G_DIR_SEPARATOR ? path + len : NULL;
}

char *program_place(const char *built, const char *installed)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    const char *of_prefix = below(installed, AZDESK_PREFIX);
    if (program && below(program, AZDESK_BUILD_ROOT))
        return g_strconcat(AZDESK_BUILD_ROOT, built, NULL);
    if (program && of_prefix) {
        g_autofree char *bin = g_path_get_dirname(program);
        g_autofree char *prefix = g_path_get_dirname(bin);
        g_autofree char *place = g_strconcat(prefix, of_prefix, NULL);
        if (g_file_test(place, G_FILE_TEST_IS_DIR))
            return g_steal_pointer(&place);
    }
    return g_strdup(installed);
}

gboolean module_function(const char *module, const char *name, gpointer *ret_function,
                         GError **error)
{
    g_autofree char *folder = program_place("/src", AZDESK_MODULEDIR);
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
