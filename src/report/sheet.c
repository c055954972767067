/* SPDX-License-Identifier: MIT */
#include "sheet.h"

#include <string.h>

#include <glib/gi18n.h>

#include "azdesk/core/text.h"

#include "csv_rows.h"

#define SAMPLE_ROWS 4
#define SEEN_WORDS  6
#define SEEN_WIDTH  24

/* ---- Fields ---- */

static gboolean is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

Field field_trim(Field field)
{
    while (field.len > 0 && is_blank(field.text[0])) {
        field.text++;
        field.len--;
    }
    while (field.len > 0 && is_blank(field.text[field.len - 1]))
        field.len--;
    return field;
}

Field field_unquote(Field field)
{
    field = field_trim(field);
    if (field.len >= 2 && field.text[0] == '"' && field.text[field.len - 1] == '"')
        field = field_trim((Field){field.text + 1, field.len - 2});
    return field;
}

void cutter_init(Cutter *cutter, char delim, const int *at, gsize n_columns)
{
    *cutter = (Cutter){.delim = delim, .last = -1, .n_columns = (guint)n_columns};
    memset(cutter->column_of, -1, sizeof cutter->column_of);
    for (gsize i = 0; i < n_columns; i++) {
        if (at[i] < 0 || at[i] >= (int)G_N_ELEMENTS(cutter->column_of))
            continue;
        cutter->column_of[at[i]] = (gint8)i;
        cutter->last = MAX(cutter->last, at[i]);
    }
}

void cutter_cut(const Cutter *cutter, const char *text, gsize len, Field *fields)
{
    const char *end = text + len;
    memset(fields, 0, cutter->n_columns * sizeof *fields);
    for (int position = 0; position <= cutter->last; position++) {
        const char *stop = memchr(text, cutter->delim, (gsize)(end - text));
        if (!stop)
            stop = end;
        int column = cutter->column_of[position];
        if (column >= 0)
            fields[column] = field_unquote((Field){text, (gsize)(stop - text)});
        if (stop == end)
            return;
        text = stop + 1;
    }
}

/* ---- Headings ---- */

char *heading_normalise(const char *text)
{
    g_autofree char *wide = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *folded = g_utf8_strdown(wide ? wide : text, -1);
    GString *heading = g_string_new(NULL);
    gboolean gap = FALSE;
    for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == ' ' || c == '\t' || c == '-' || c == '_' || c == 0x2010 || c == 0x2011 ||
            c == 0x2212 || c == 0xfeff || c == '"' || c == '*' || c == ':') {
            gap = TRUE;
            continue;
        }
        if (gap && heading->len > 0)
            g_string_append_c(heading, '-');
        gap = FALSE;
        g_string_append_unichar(heading, c);
    }
    return g_string_free(heading, FALSE);
}

static int find_heading(const Sheet *sheet, const char *name, gsize len)
{
    for (guint i = 0; i < sheet->headings->len; i++) {
        const char *heading = g_ptr_array_index(sheet->headings, i);
        if (strlen(heading) == len && strncmp(heading, name, len) == 0)
            return (int)i;
    }
    return -1;
}

static int find_named(const Sheet *sheet, const char *names)
{
    for (;;) {
        gsize len = strcspn(names, "|");
        int at = find_heading(sheet, names, len);
        if (at >= 0 || names[len] == '\0')
            return at;
        names += len + 1;
    }
}

static gboolean holds_all(const char *heading, const char *words, gsize len)
{
    g_autofree char *copy = g_strndup(words, len);
    g_auto(GStrv) word = g_strsplit(copy, "+", -1);
    for (gsize i = 0; word[i]; i++)
        if (!strstr(heading, word[i]))
            return FALSE;
    return TRUE;
}

static int find_like(const Sheet *sheet, const char *like)
{
    for (;;) {
        gsize len = strcspn(like, "|");
        for (guint i = 0; i < sheet->headings->len; i++)
            if (holds_all(g_ptr_array_index(sheet->headings, i), like, len))
                return (int)i;
        if (like[len] == '\0')
            return -1;
        like += len + 1;
    }
}

/* "order=Bestellung,day=Datum": the heading that --map gives a column. (transfer full) (nullable)
 */
static char *mapped_heading(const char *map, const char *key)
{
    g_auto(GStrv) pairs = g_strsplit(map ? map : "", ",", -1);
    for (gsize i = 0; pairs[i]; i++) {
        char *is = strchr(pairs[i], '=');
        if (!is)
            continue;
        *is = '\0';
        if (g_ascii_strcasecmp(g_strstrip(pairs[i]), key) == 0)
            return heading_normalise(is + 1);
    }
    return NULL;
}

int sheet_find(const Sheet *sheet, const Column *column, const char *map)
{
    g_autofree char *mapped = mapped_heading(map, column->key);
    if (mapped)
        return find_heading(sheet, mapped, strlen(mapped));
    int at = find_named(sheet, column->names);
    return at < 0 && column->like ? find_like(sheet, column->like) : at;
}

gboolean sheet_place(const Sheet *sheet, const Reader *reader, const char *map, int at[COLUMNS_MAX],
                     const Column **ret_lacks)
{
    gboolean whole = TRUE;
    for (gsize i = 0; i < reader->n_columns; i++) {
        const Column *column = &reader->columns[i];
        at[i] = reader->by_position ? (int)i : sheet_find(sheet, column, map);
        if (at[i] >= 0 || !column->needed)
            continue;
        if (whole && ret_lacks)
            *ret_lacks = column;
        whole = FALSE;
    }
    return whole;
}

int sheet_count(const Sheet *sheet, const char *const *names)
{
    int n = 0;
    for (; *names; names++)
        n += find_heading(sheet, *names, strlen(*names)) >= 0 ? 1 : 0;
    return n;
}

/* ---- The head of a file ---- */

static void sheet_free(Sheet *sheet)
{
    g_ptr_array_unref(sheet->headings);
    g_ptr_array_unref(sheet->words);
    g_free(sheet);
}

/* What parts the fields of a line: a tab where there is one, else the more frequent of , and ; */
static char find_delim(const char *line, gsize len)
{
    gsize tabs = 0, commas = 0, semicolons = 0;
    gboolean quoted = FALSE;
    for (gsize i = 0; i < len; i++) {
        quoted ^= line[i] == '"';
        tabs += line[i] == '\t' ? 1 : 0;
        commas += !quoted && line[i] == ',' ? 1 : 0;
        semicolons += !quoted && line[i] == ';' ? 1 : 0;
    }
    return tabs > 0 || commas + semicolons == 0 ? '\t' : semicolons > commas ? ';' : ',';
}

static GPtrArray *cut_line(const Sheet *sheet, const char *line, gsize len)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    if (sheet->quoted) {
        g_autoptr(Csv) csv = csv_rows_new(sheet->delim);
        if (!csv_rows_line(csv, line, len))
            csv_rows_reset(csv);
        guint n;
        const Field *fields = csv_rows_fields(csv, &n);
        for (guint i = 0; i < n; i++)
            g_ptr_array_add(words, g_strndup(fields[i].text, fields[i].len));
        return words;
    }
    for (;;) {
        const char *stop = memchr(line, sheet->delim, len);
        gsize n = stop ? (gsize)(stop - line) : len;
        Field field = field_unquote((Field){line, n});
        g_ptr_array_add(words, g_strndup(field.text, field.len));
        if (!stop)
            return words;
        line += n + 1;
        len -= n + 1;
    }
}

static Sheet *sheet_new(const char *line, gsize len, guint64 number)
{
    Sheet *sheet = g_new0(Sheet, 1);
    sheet->line = number;
    sheet->delim = find_delim(line, len);
    sheet->quoted = sheet->delim != '\t' || line[0] == '"';
    sheet->words = g_ptr_array_new_with_free_func(g_free);
    sheet->headings = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) words = cut_line(sheet, line, len);
    for (guint i = 0; i < words->len; i++) {
        g_ptr_array_add(sheet->words, text_clean(g_ptr_array_index(words, i)));
        g_ptr_array_add(sheet->headings, heading_normalise(g_ptr_array_index(words, i)));
    }
    return sheet;
}

/* The next line that is not blank; *at moves behind it. */
static gboolean next_line(const char *text, gsize *at, guint64 *number, Field *ret_line)
{
    while (text[*at]) {
        const char *line = text + *at;
        gsize len = strcspn(line, "\r\n");
        *at += len;
        *at += text[*at] == '\r' && text[*at + 1] == '\n' ? 2 : text[*at] ? 1 : 0;
        ++*number;
        Field trimmed = field_trim((Field){line, len});
        if (trimmed.len > 0) {
            *ret_line = (Field){line, len};
            return TRUE;
        }
    }
    return FALSE;
}

gboolean head_next_line(Head *head)
{
    gsize at = head->next;
    guint64 number = head->sheet ? head->sheet->line : 0;
    Field line;
    if (!next_line(head->text, &at, &number, &line))
        return FALSE;
    g_clear_pointer(&head->sheet, sheet_free);
    g_ptr_array_set_size(head->rows, 0);
    head->sheet = sheet_new(line.text, line.len, number);
    head->next = at;
    while (head->rows->len < SAMPLE_ROWS && next_line(head->text, &at, &number, &line))
        g_ptr_array_add(head->rows, cut_line(head->sheet, line.text, line.len));
    return TRUE;
}

void head_first_line(Head *head)
{
    g_clear_pointer(&head->sheet, sheet_free);
    head->next = 0;
    head_next_line(head);
}

Head *head_new(const char *bytes, gsize len, Encoding encoding, const char *map)
{
    Head *head = g_new0(Head, 1);
    const char *zero = memchr(bytes, '\0', len);
    gsize stop = zero ? (gsize)(zero - bytes) : len;
    *head = (Head){.bytes = bytes, .len = len, .encoding = encoding, .map = map};
    head->text = encoding_decode(encoding, bytes, stop);
    head->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    head_first_line(head);
    return head;
}

void head_free(Head *head)
{
    if (!head)
        return;
    g_free(head->text);
    g_ptr_array_unref(head->rows);
    if (head->sheet)
        sheet_free(head->sheet);
    g_free(head);
}

/* ---- What is seen ---- */

static const struct {
    const char *magic;
    gsize len;
    const char *what;
} foreign_files[] = {
    {"PK\3\4", 4, N_("a ZIP archive or a spreadsheet workbook: save it as CSV, or unpack it")},
    {"\xd0\xcf\x11\xe0", 4, N_("a spreadsheet workbook: save it as CSV")},
    {"%PDF", 4, N_("a PDF document")},
    {"SQLite format 3", 16, N_("an SQLite database")},
    {"\x89PNG", 4, N_("a picture")},
    {"\xff\xd8\xff", 3, N_("a picture")},
};

static gboolean looks_like_heading(const char *word)
{
    return *word && !strpbrk(word, "0123456789@");
}

static char *seen_keys(const char *text)
{
    g_autoptr(GString) keys = g_string_new(NULL);
    const char *p = text;
    for (int n = 0; n < SEEN_WORDS && (p = strchr(p, '"'));) {
        const char *end = strchr(p + 1, '"');
        if (!end)
            break;
        const char *next = end + 1 + strspn(end + 1, " \t\r\n");
        g_autofree char *key = g_strndup(p + 1, (gsize)(end - p - 1));
        p = end + 1;
        if (*next != ':' || !looks_like_heading(key))
            continue;
        g_autofree char *clean = text_clean(key);
        g_autofree char *brief = text_ellipsize(clean, SEEN_WIDTH, "...");
        g_string_append_printf(keys, "%s%s", n++ > 0 ? ", " : "", brief);
    }
    return keys->len > 0 ? g_strdup_printf(_("JSON with the keys %s"), keys->str)
                         : g_strdup(_("JSON without keys"));
}

static char *seen_element(const char *text)
{
    const char *p = text;
    while ((p = strchr(p, '<')) && (p[1] == '?' || p[1] == '!'))
        p++;
    g_autofree char *name = p ? g_strndup(p + 1, strcspn(p + 1, " \t\r\n/><")) : g_strdup("");
    g_autofree char *clean = text_clean(name);
    g_autofree char *brief = text_ellipsize(clean, SEEN_WIDTH, "...");
    return g_strdup_printf(_("XML starting with <%s>"), brief);
}

/* An address, a number, a date: a row of data, whose words may be a buyer's. */
static gboolean is_data(const char *word)
{
    gsize digits = 0, len = strlen(word);
    for (const char *p = word; *p; p++)
        digits += g_ascii_isdigit(*p) ? 1 : 0;
    return strchr(word, '@') || (digits > 0 && digits * 2 >= len);
}

static char *seen_headings(const Sheet *sheet)
{
    g_autoptr(GString) words = g_string_new(NULL);
    int n = 0;
    gboolean data = FALSE;
    for (guint i = 0; i < sheet->words->len; i++) {
        const char *word = g_ptr_array_index(sheet->words, i);
        data |= is_data(word);
        if (n == SEEN_WORDS || !looks_like_heading(word))
            continue;
        g_autofree char *brief = text_ellipsize(word, SEEN_WIDTH, "...");
        g_string_append_printf(words, "%s%s", n++ > 0 ? ", " : "", brief);
    }
    if (data || words->len == 0)
        return g_strdup(_("a first line without headings"));
    return g_strdup_printf(_("a first line with %s"), words->str);
}

char *head_seen(const Head *head)
{
    for (gsize i = 0; i < G_N_ELEMENTS(foreign_files); i++)
        if (head->len >= foreign_files[i].len &&
            memcmp(head->bytes, foreign_files[i].magic, foreign_files[i].len) == 0)
            return g_strdup(_(foreign_files[i].what));
    if (memchr(head->bytes, '\0', head->len))
        return g_strdup(_("binary data"));
    if (!head->sheet)
        return g_strdup(_("nothing but whitespace"));
    const char *text = head->text + strspn(head->text, " \t\r\n");
    if (*text == '{' || *text == '[')
        return seen_keys(text);
    if (*text == '<')
        return seen_element(text);
    return seen_headings(head->sheet);
}
