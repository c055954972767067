/* SPDX-License-Identifier: MIT */
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include <glib.h>

#include "azdesk/letter/module.h"
#include "config.h"
#include "language.h"

static gboolean locale_try(const char *name)
{
    return setlocale(LC_ALL, name) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static gboolean names_language(const char *value)
{
    return value && *value && strcmp(value, "C") != 0 && strcmp(value, "POSIX") != 0 &&
           !g_str_has_prefix(value, "C.");
}

/* The messages of a locale that is not there: gettext looks at LANGUAGE in any but the plain C one.
 */
static void language_from_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *set = g_getenv("LANGUAGE");
    if (set && *set)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (!names_language(g_getenv(names[i])))
            continue;
        g_autofree char *language = g_strdup(g_getenv(names[i]));
        language[strcspn(language, ".@")] = '\0';
        g_setenv("LANGUAGE", language, TRUE);
        return;
    }
}

void locale_setup(void)
{
    if (!locale_try("")) {
        static const char *const fallbacks[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8"};
        gboolean done = FALSE;
        for (guint i = 0; i < G_N_ELEMENTS(fallbacks) && !done; i++)
            done = locale_try(fallbacks[i]);
        language_from_environment();
    }
    setlocale(LC_NUMERIC, "C"); /* rates are written with a point, as amounts and JSON are */
    g_autofree char *folder = program_place("/po", AZDESK_LOCALEDIR);
    bindtextdomain(GETTEXT_PACKAGE, folder);
    bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
    textdomain(GETTEXT_PACKAGE);
}

void locale_use_language(const char *language)
{
    if (strcmp(language, "auto") != 0) {
        g_setenv("LANGUAGE", language, TRUE);
        if (strcmp(setlocale(LC_MESSAGES, NULL), "C") == 0)
            setlocale(LC_MESSAGES, "C.UTF-8");
        textdomain(GETTEXT_PACKAGE); /* forgets what was looked up before */
    }
    /* Without a translation every message would be looked for at every use; plain C spares that. */
    const char *header = gettext("");
    if (*header == '\0')
        setlocale(LC_MESSAGES, "C");
}

/* The first of the variables that is set decides; behind a plain C one that which names the
 * language. */
const char *locale_charset(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    gboolean plain = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = g_getenv(names[i]);
        const char *dot = value ? strchr(value, '.') : NULL;
        if (!value || !*value || (plain && !names_language(value)))
            continue;
        locale_t own = dot || names_language(value) ? newlocale(LC_CTYPE_MASK, value, NULL) : NULL;
        const char *charset = own ? g_intern_string(nl_langinfo_l(CODESET, own)) : NULL;
        if (own)
            freelocale(own);
        if (charset || dot)
            return charset ? charset : dot + 1;
        plain = plain || !names_language(value);
    }
    return plain ? "US-ASCII" : "UTF-8";
}
