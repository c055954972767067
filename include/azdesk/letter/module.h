/* SPDX-License-Identifier: MIT */
/* Parts of the program that are loaded when they are first asked for, since the libraries that they
 * need would cost every start a third of its time: mail.so (GMime) and calendar.so (libical). */
#ifndef AZDESK_LETTER_MODULE_H
#define AZDESK_LETTER_MODULE_H

#include <glib.h>

/* Where something that belongs to this program lies: at `built` ("/po") of its build where it runs
 * out of that, else at `installed`, below the prefix that it was moved to. (transfer full) */
char *program_place(const char *built, const char *installed);

/* A function of a module, which stays loaded. Any thread may call. Error: AZDESK_ERROR_FAILED,
 * naming the file. */
gboolean module_function(const char *module, const char *name, gpointer *ret_function,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
