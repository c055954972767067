/* SPDX-License-Identifier: MIT */
#include "suite.h"

#include <string.h>

#include "src/report/csv_rows.h"
#include "src/report/readers.h"
#include "src/report/sheet.h"

static Head *head_of(const char *text)
{
    return head_new(text, strlen(text), ENCODING_UTF8, NULL);
}

static const struct {
    const char *heading, *is;
} headings[] = {
    {"Order ID", "order-id"},         {"order_id", "order-id"}, {" ORDER - id ", "order-id"},
    {"A-to-Z Claim", "a-to-z-claim"}, {"\"sku\"", "sku"},       {"注文　番号", "注文-番号"},
    {"注文ＩＤ", "注文id"},           {"ｽﾃｰﾀｽ", "ステータス"},  {"", ""},
};

START_TEST(test_headings)
{
    g_autofree char *is = heading_normalise(headings[_i].heading);
    ck_assert_str_eq(is, headings[_i].is);
}
END_TEST

START_TEST(test_delimiters)
{
    static const struct {
        const char *text;
        char delim;
        gboolean quoted;
        guint n;
    } files[] = {
        {"a\tb\tc\n", '\t', FALSE, 3},       {"a,b;c,d\n", ',', TRUE, 3},
        {"a;b;\"c,d,e,f\"\n", ';', TRUE, 3}, {"\"a\"\t\"b\tc\"\n", '\t', TRUE, 2},
        {"\n \n\ta,b\tc\n", '\t', FALSE, 3}, {"alone\n", '\t', FALSE, 1},
        {"a, b\tc\n", '\t', FALSE, 2},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(Head) head = head_of(files[i].text);
        ck_assert_int_eq(head->sheet->delim, files[i].delim);
        ck_assert_int_eq(head->sheet->quoted, files[i].quoted);
        ck_assert_uint_eq(head->sheet->headings->len, files[i].n);
    }
}
END_TEST

START_TEST(test_finds_columns)
{
    static const Column by_name = {"order", "amazon-order-id|order-id"};
    static const Column by_meaning = {"day", "order-date", "order+day|bought"};
    g_autoptr(Head) head = head_of("Order ID\tAmazon Order ID\tDay of the order\n");
    ck_assert_int_eq(sheet_find(head->sheet, &by_name, NULL), 1); /* the first name wins */
    ck_assert_int_eq(sheet_find(head->sheet, &by_meaning, NULL), 2);
    ck_assert_int_eq(sheet_find(head->sheet, &by_name, "order=Day of the order"), 2);
    ck_assert_int_eq(sheet_find(head->sheet, &by_name, "x=y, ORDER = order id"), 0);
    ck_assert_int_eq(sheet_find(head->sheet, &by_name, "order=nothing like it"), -1);
}
END_TEST

START_TEST(test_cuts_the_wanted_columns)
{
    static const int at[] = {2, -1, 0};
    Cutter cutter;
    Field fields[3];
    cutter_init(&cutter, '\t', at, G_N_ELEMENTS(at));
    static const char line[] = " first \ta lone \" is data\t\"quoted\"\trest";
    cutter_cut(&cutter, line, strlen(line), fields);
    ck_assert(fields[0].len == 6 && strncmp(fields[0].text, "quoted", 6) == 0);
    ck_assert_ptr_null(fields[1].text);
    ck_assert(fields[2].len == 5 && strncmp(fields[2].text, "first", 5) == 0);
    cutter_cut(&cutter, "short", 5, fields);
    ck_assert(fields[0].len == 0 && fields[2].len == 5);
    cutter_cut(&cutter, "", 0, fields);
    ck_assert(fields[0].len == 0 && fields[2].len == 0);
}
END_TEST

/* The quick cutter and a plain split agree on any line. */
START_TEST(test_cutter_is_a_split)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);
    for (int round = 0; round < 2000; round++) {
        char line[64];
        int len = g_rand_int_range(rand, 0, sizeof line - 1), at[4];
        for (int i = 0; i < len; i++)
            line[i] = "\t ab\""[g_rand_int_range(rand, 0, 5)];
        line[len] = '\0';
        for (int i = 0; i < 4; i++)
            at[i] = g_rand_int_range(rand, -1, 9) * 4 + i;
        Cutter cutter;
        Field fields[4];
        cutter_init(&cutter, '\t', at, 4);
        cutter_cut(&cutter, line, (gsize)len, fields);
        g_auto(GStrv) split = g_strsplit(line, "\t", -1);
        for (int i = 0; i < 4; i++) {
            gboolean there = at[i] >= 0 && at[i] < (int)g_strv_length(split);
            Field plain = {NULL, 0};
            if (there)
                plain = field_unquote((Field){split[at[i]], strlen(split[at[i]])});
            ck_assert_uint_eq(fields[i].len, plain.len);
            ck_assert(plain.len == 0 || memcmp(fields[i].text, plain.text, plain.len) == 0);
        }
    }
}
END_TEST

START_TEST(test_csv_rows)
{
    guint n;
    g_autoptr(Csv) csv = csv_rows_new(',');
    ck_assert(csv_rows_line(csv, "a,\"b,\"\"c\"\"\",", 13));
    const Field *fields = csv_rows_fields(csv, &n);
    ck_assert_uint_eq(n, 3);
    ck_assert(fields[1].len == 5 && strncmp(fields[1].text, "b,\"c\"", 5) == 0);
    ck_assert(!csv_rows_line(csv, "x,\"open", 7));
    ck_assert(csv_rows_line(csv, "closed\",y", 9));
    fields = csv_rows_fields(csv, &n);
    ck_assert_uint_eq(n, 3);
    ck_assert(fields[1].len == 11 && strncmp(fields[1].text, "open\nclosed", 11) == 0);
    ck_assert(!csv_rows_line(csv, "x,\"open", 7));
    csv_rows_reset(csv);
    ck_assert(csv_rows_line(csv, "z", 1));
    fields = csv_rows_fields(csv, &n);
    ck_assert_uint_eq(n, 1);
    ck_assert(fields[0].len == 1 && fields[0].text[0] == 'z');
}
END_TEST

static const struct {
    const char *text, *seen;
} looks[] = {
    {"Campaign\tClicks\tSpend\n", "a first line with Campaign, Clicks, Spend"},
    {"Jane\t+1 555 010\tx\n", "a first line without headings"},
    {"Jane\tBuyer\tjane@example.com\n", "a first line without headings"},
    {"name\tship-address-1\n", "a first line with name"},
    {"{\"a\":{\"b\" : 1}}", "JSON with the keys a, b"},
    {"[1,2]", "JSON without keys"},
    {"<?xml version=\"1.0\"?><!-- x --><rss version='2'>", "XML starting with <rss>"},
    {"PK\3\4rest", "a ZIP archive or a spreadsheet workbook: save it as CSV, or unpack it"},
    {"%PDF-1.7", "a PDF document"},
    {" \n\n", "nothing but whitespace"},
    {"a\x1b[31mred\tb", "a first line with"},
    {"1\t2\t3\n", "a first line without headings"},
};

START_TEST(test_seen)
{
    g_autoptr(Head) head = head_of(looks[_i].text);
    g_autofree char *seen = head_seen(head);
    ck_assert_msg(g_str_has_prefix(seen, looks[_i].seen), "%s", seen);
    ck_assert_ptr_null(strchr(seen, 0x1b));
}
END_TEST

START_TEST(test_binary)
{
    g_autoptr(Head) head = head_new("ab\0cd\tef", 8, ENCODING_UTF8, NULL);
    g_autofree char *seen = head_seen(head);
    ck_assert_str_eq(seen, "binary data");
}
END_TEST

START_TEST(test_every_reader_is_whole)
{
    const Reader *reader;
    for (gsize i = 0; (reader = reader_at(i)); i++) {
        ck_assert(reader->kind && reader->label && reader->recognise && reader->rank > 0);
        ck_assert((reader->row == NULL) != (reader->document == NULL));
        ck_assert((reader->row == NULL) == (reader->n_columns == 0));
        ck_assert_uint_le(reader->n_columns, COLUMNS_MAX);
        for (gsize c = 0; c < reader->n_columns; c++)
            ck_assert(reader->columns[c].key && *reader->columns[c].names);
        ck_assert_msg(g_strv_contains(import_kinds(), reader->kind), "%s", reader->kind);
        ck_assert_ptr_nonnull(import_kind_label(reader->kind));
    }
    for (const char *const *kind = import_kinds(); *kind; kind++)
        ck_assert_msg(import_kind_label(*kind) != NULL, "%s", *kind);
    ck_assert_ptr_null(import_kind_label("nothing"));
}
END_TEST

#define TESTS(X)                                                                                   \
    tcase_add_loop_test(tcase, test_headings, 0, G_N_ELEMENTS(headings));                          \
    tcase_add_loop_test(tcase, test_seen, 0, G_N_ELEMENTS(looks));                                 \
    X(test_delimiters)                                                                             \
    X(test_finds_columns)                                                                          \
    X(test_cuts_the_wanted_columns)                                                                \
    X(test_cutter_is_a_split)                                                                      \
    X(test_csv_rows)                                                                               \
    X(test_binary)                                                                                 \
    X(test_every_reader_is_whole)
SUITE_MAIN("report-sheet", TESTS)
