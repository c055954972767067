/* SPDX-License-Identifier: MIT */
#include "manual.h"

#include <glib/gi18n.h>
#include <string.h>

static const ManualPage pages[] = {
    {"azdesk", "azdesk", 1, N_("a terminal desk for Amazon A-to-z claims"), manual_of_program},
    {"settings", "azdesk-config", 5, N_("settings of azdesk"), manual_of_config},
    {"files", "azdesk-files", 7, N_("the files azdesk reads"), manual_of_files},
    {"rules", "azdesk-odr", 7, N_("how azdesk computes the order defect rate"), manual_of_odr},
    {"dates", NULL, 0, N_("how to write dates and times"), manual_of_dates},
    {"query", NULL, 0, N_("how to search for cases"), manual_of_query},
    {"words", NULL, 0, N_("stages, outcomes, reasons, carriers, marketplaces"), manual_of_words},
    {"keys", NULL, 0, N_("the keys of the terminal interface"), manual_of_keys},
    {"exit", NULL, 0, N_("the exit statuses"), manual_of_exit},
    {"places", NULL, 0, N_("where azdesk keeps its data"), manual_of_places},
};

const ManualPage *manual_page(guint i)
{
    return i < G_N_ELEMENTS(pages) ? &pages[i] : NULL;
}

static void block_free(gpointer data)
{
    ManualBlock *block = data;
    g_free(block->term);
    g_free(block->text);
    g_free(block);
}

Manual *manual_new(void)
{
    return g_ptr_array_new_with_free_func(block_free);
}

static void add(Manual *manual, ManualKind kind, const char *term, const char *text)
{
    ManualBlock *block = g_new0(ManualBlock, 1);
    block->kind = kind;
    block->term = g_strdup(term);
    block->text = g_strdup(text);
    g_ptr_array_add(manual, block);
}

void manual_section(Manual *manual, const char *title)
{
    add(manual, MANUAL_SECTION, NULL, title);
}

void manual_part(Manual *manual, const char *title)
{
    add(manual, MANUAL_PART, NULL, title);
}

void manual_text(Manual *manual, const char *text)
{
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n\n", -1);
    for (char **paragraph = paragraphs; *paragraph; paragraph++)
        add(manual, **paragraph == ' ' ? MANUAL_STILL : MANUAL_TEXT, NULL, *paragraph);
}

void manual_still(Manual *manual, const char *lines)
{
    add(manual, MANUAL_STILL, NULL, lines);
}

void manual_item(Manual *manual, const char *term, const char *text)
{
    add(manual, MANUAL_ITEM, term, text);
}

void manual_itemf(Manual *manual, const char *term, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    manual_item(manual, term, text);
}
