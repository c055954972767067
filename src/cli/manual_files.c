/* SPDX-License-Identifier: MIT */
/* azdesk-files(7) */
#include <glib/gi18n.h>
#include <string.h>

#include "azdesk/report/import.h"

#include "manual.h"

#define KEY_COLUMNS 16

static void put_columns(Manual *manual, const char *kind)
{
    ImportColumn column;
    g_autoptr(GString) lines = g_string_new(NULL);
    for (gsize i = 0; import_kind_column(kind, i, &column); i++) {
        g_auto(GStrv) names = g_strsplit(column.names, "|", -1);
        g_autofree char *list = g_strjoinv(", ", names);
        g_autofree char *key = g_strconcat(column.key, column.needed ? " *" : "", NULL);
        g_string_append_printf(lines, "%s  %-*s %s", i > 0 ? "\n" : "", KEY_COLUMNS, key, list);
    }
    if (lines->len == 0)
        return;
    manual_text(manual, _("Columns, by their --map name, with the known headings; * is required:"));
    manual_still(manual, lines->str);
}

static void put_kinds(Manual *manual)
{
    manual_section(manual, _("KINDS"));
    for (const char *const *kind = import_kinds(); *kind; kind++) {
        g_autofree char *title = g_strdup_printf("%s: %s", *kind, import_kind_label(*kind));
        g_autofree char *where = g_strdup_printf(_("Where: %s"), import_kind_where(*kind));
        manual_part(manual, title);
        manual_text(manual, where);
        manual_text(manual, import_kind_takes(*kind));
        put_columns(manual, *kind);
        const char *example = import_kind_example(*kind);
        if (example) {
            manual_text(manual, _("For example:"));
            manual_still(manual, example);
        }
    }
}

void manual_of_files(Manual *manual, const Run *run)
{
    manual_section(manual, _("DESCRIPTION"));
    manual_text(
        manual,
        _("\"azdesk import FILE...\" reads the reports Amazon offers to sellers, and a table of "
          "your own. A file is recognised by its content: neither its name nor the order of files "
          "matters, and it may be compressed with gzip. It is imported completely or not at all. "
          "Rows that cannot be read are reported with their line and the reason, and skipped; "
          "--rejects writes them to a file. Importing the same file twice changes nothing. "
          "--dry-run shows what would change, \"azdesk imports undo\" undoes the latest import.\n\n"
          "Amazon has no report of claims: they come from what you enter, from a table of your "
          "own, and from what the other files say about them."));
    put_kinds(manual);
    manual_section(manual, _("TABLES"));
    manual_text(
        manual,
        _("A table has a heading line; its columns may be in any order, and unknown columns are "
          "ignored. Headings are compared ignoring case, spaces, hyphens and underscores. Fields "
          "are separated by tabs, commas or semicolons. In Amazon's tables a quotation mark is an "
          "ordinary character; a table with quoted headings, or separated by commas, is read as "
          "CSV. Order ids that a spreadsheet turned into numbers (5.10141E+13) are rejected."));
    manual_still(manual, "azdesk import --kind claims --map order=Bestellung,opened=Datum my.csv");
    manual_section(manual, _("ENCODING"));
    manual_text(
        manual,
        _("A byte order mark decides. Without one, the file is UTF-8 if its bytes are valid; else "
          "CP932 (Shift_JIS) if its headings, its sales channel or --market say Japan; else "
          "Windows-1252. An invalid byte is replaced, counted and reported; the import goes on."));
    manual_section(manual, _("PRIVACY"));
    manual_text(
        manual,
        _("A buyer's name, address, e-mail and phone number are never read from a file. Only the "
          "file's name without the folder, its checksum and its counts are kept."));
}
