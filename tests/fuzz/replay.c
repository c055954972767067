/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target without libFuzzer: replay COUNT FILE|FOLDER... calls it with each file, and
 * with COUNT mutations of each, always the same ones. */
#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static void mutate(GRand *rand, GByteArray *bytes)
{
    static const char *const words[] = {
        "\"", "\t", "\r", "\n", "\r\n", "",  "E+13", "\xff\xfe", "\x81", "9999999999999999999",
        "-",  "{",  "[",  "<",  "&",    ",", ";"};
    for (int n = g_rand_int_range(rand, 1, 5); n > 0 && bytes->len > 0; n--) {
        guint at = (guint)g_rand_int_range(rand, 0, (gint32)bytes->len);
        guint len = (guint)g_rand_int_range(rand, 0, (gint32)MIN(bytes->len - at, 40) + 1);
        const char *word = words[g_rand_int_range(rand, 0, G_N_ELEMENTS(words))];
        switch (g_rand_int_range(rand, 0, 5)) {
        case 0:
            bytes->data[at] = (guint8)g_rand_int_range(rand, 0, 256);
            break;
        case 1:
            g_byte_array_remove_range(bytes, at, len);
            break;
        case 2: { /* twice */
            g_autofree guint8 *copy = g_memdup2(bytes->data + at, len);
            g_byte_array_append(bytes, copy, len);
            break;
        }
        case 3:
            g_byte_array_set_size(bytes, at); /* cut off */
            break;
        default:
            memcpy(bytes->data + at, word, MIN(strlen(word), bytes->len - at));
        }
    }
}

static void replay_file(const char *path, int mutations)
{
    g_autofree char *text = NULL;
    gsize len;
    if (!g_file_get_contents(path, &text, &len, NULL))
        return;
    LLVMFuzzerTestOneInput((const uint8_t *)text, len);
    g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)len);
    for (int i = 0; i < mutations; i++) {
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        g_byte_array_append(bytes, (const guint8 *)text, (guint)len);
        mutate(rand, bytes);
        LLVMFuzzerTestOneInput(bytes->data ? bytes->data : (const guint8 *)"", bytes->len);
    }
}

static void replay(const char *path, int mutations)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;
    if (!folder) {
        replay_file(path, mutations);
        return;
    }
    while ((name = g_dir_read_name(folder))) {
        g_autofree char *within = g_build_filename(path, name, NULL);
        replay(within, mutations);
    }
}

int main(int argc, char **argv)
{
    for (int i = 2; i < argc; i++)
        replay(argv[i], atoi(argv[1]));
    return EXIT_SUCCESS;
}
