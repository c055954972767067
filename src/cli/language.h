/* SPDX-License-Identifier: MIT */
/* The language that the program speaks. */
#ifndef AZDESK_CLI_LANGUAGE_H
#define AZDESK_CLI_LANGUAGE_H

/* Sets the locale up: one that is missing or not UTF-8 becomes C.UTF-8 with the language that the
 * environment names, and a build that is not installed finds its own translations. */
void locale_setup(void);
/* Lays the setting ui.language over it. */
void locale_use_language(const char *language);
/* The character set that the environment's locale writes in. A locale that is not installed goes by
 * its name; where none is named at all, it is UTF-8. */
const char *locale_charset(void);

#endif
