/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "azdesk/core/text.h"

#include "import.h"

#define BAR_COLUMNS 20
#define DRAW_EVERY  (G_USEC_PER_SEC / 10)
#define DRAW_AFTER  (G_USEC_PER_SEC / 4) /* what is done sooner needs no bar */

struct Progress {
    char *name;
    gint64 begun, drawn;
    gboolean shown;
};

Progress *progress_new(const char *path, gboolean color)
{
    Progress *progress = g_new0(Progress, 1);
    g_autofree char *name = g_filename_display_basename(path);
    progress->name = text_clean(name);
    progress->begun = g_get_monotonic_time();
    return progress;
}

static int terminal_columns(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void progress_draw(Progress *progress, guint64 bytes, guint64 total, guint64 rows)
{
    const gint64 now = g_get_monotonic_time(), taken = now - progress->begun;
    if (taken < DRAW_AFTER || now - progress->drawn < DRAW_EVERY)
        return;
    progress->drawn = now;
    progress->shown = TRUE;
    const double part = total ? CLAMP((double)bytes / (double)total, 0, 1) : 0;
    const int filled = (int)(part * BAR_COLUMNS);
    const int left = part > 0 ? (int)((double)taken / G_USEC_PER_SEC * (1 - part) / part) : 0;
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_c(line, '[');
    for (int i = 0; i < BAR_COLUMNS; i++)
        g_string_append_c(line, i < filled ? '#' : '.');
    g_autofree char *size = g_format_size(bytes);
    g_string_append_printf(line, _("] %3d%%  %s  %d rows  %d:%02d left  %s"), (int)(100 * part),
                           size, (int)rows, left / 60, left % 60, progress->name);
    g_autofree char *cut = text_ellipsize(line->str, terminal_columns() - 1, "…");
    g_printerr("\r%s\033[K", cut);
}

void progress_end(Progress *progress)
{
    if (progress->shown)
        g_printerr("\r\033[K");
    g_free(progress->name);
    g_free(progress);
}
