/* SPDX-License-Identifier: MIT */
/* A folder of a test's own, which goes with all that is in it. */
#ifndef AZDESK_TESTS_TEMP_DIR_H
#define AZDESK_TESTS_TEMP_DIR_H

#include <glib/gstdio.h>

typedef char TempDir; /* its path */

static inline TempDir *temp_dir(void)
{
    GError *error = NULL;
    char *folder = g_dir_make_tmp("azdesk-XXXXXX", &error);
    if (folder == NULL)
        g_error("%s", error->message);
    return folder;
}

static inline void remove_tree(const char *path)
{
    if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
        g_chmod(path, 0700);
        g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
        for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
            g_autofree char *inner = g_build_filename(path, name, NULL);
            remove_tree(inner);
        }
    }
    g_remove(path);
}

static inline void temp_dir_remove(TempDir *folder)
{
    remove_tree(folder);
    g_free(folder);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TempDir, temp_dir_remove)

#endif
