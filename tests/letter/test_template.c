/* SPDX-License-Identifier: MIT */
#include "azdesk/letter/template.h"

#include <string.h>

#include "azdesk/core/error.h"
#include "suite.h"

/* Facts as "name=value" lines; a value's "\n" is a newline. */
static const char *lookup(const char *name, gpointer data)
{
    return g_hash_table_lookup(data, name);
}

static GHashTable *facts_of(const char *text)
{
    GHashTable *facts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) pairs = g_strsplit(text, ";", -1);
    for (char **pair = pairs; *pair != NULL && **pair != '\0'; pair++) {
        char *equals = strchr(*pair, '=');
        g_hash_table_insert(facts, g_strndup(*pair, equals - *pair), g_strcompress(equals + 1));
    }
    return facts;
}

static gboolean exists(const char *name)
{
    return strlen(name) == 1;
}

static char *fill(const char *text, const char *facts_text, GPtrArray *missing, char **ret_subject)
{
    GError *error = NULL;
    g_autoptr(Template) template = template_parse("t", text, strlen(text), NULL, &error);
    ck_assert_no_error(error);
    g_autoptr(GHashTable) facts = facts_of(facts_text);
    g_autofree char *subject = NULL;
    char *body = NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    ck_assert(template_fill(template, lookup, facts, &subject, &body, names, &error));
    ck_assert_no_error(error);
    for (guint i = 0; missing != NULL && i < names->len; i++)
        g_ptr_array_add(missing, g_strdup(g_ptr_array_index(names, i)));
    if (ret_subject != NULL)
        *ret_subject = g_steal_pointer(&subject);
    return body;
}

START_TEST(test_bodies)
{
    static const struct {
        const char *template, *facts, *body;
    } rows[] = {
        /* facts and sentences */
        {"Yes {a}.", "a=1", "Yes 1.\n"},
        {"Yes {a}.", "", ""},
        {"Yes {a}.\nNo {b}.\nMaybe.", "b=2", "No 2. Maybe.\n"},
        {"{a|b}", "b=2", "2\n"},
        {"{a|b}", "a=1;b=2", "1\n"},
        {"{a|b}.", "", ""},
        /* parts */
        {"Take it[[ by {a}]].", "a=Monday", "Take it by Monday.\n"},
        {"Take it[[ by {a}]].", "", "Take it.\n"},
        {"A[[ b {b}[[ c {c}]]]].", "b=1;c=2", "A b 1 c 2.\n"},
        {"A[[ b {b}[[ c {c}]]]].", "b=1", "A b 1.\n"},
        {"A[[ b {b}[[ c {c}]]]].", "c=2", "A.\n"},
        /* conditions */
        {"{?a}Known.", "a=1", "Known.\n"},
        {"{?a}Known.", "", ""},
        {"{!a}Unknown.", "", "Unknown.\n"},
        {"{!a}Unknown.", "a=1", ""},
        {"{?a|b}One.", "b=1", "One.\n"},
        {"{!a|b}None.", "b=1", ""},
        {"{!a|b}None.", "", "None.\n"},
        {"{?a}{!b}Both.", "a=1", "Both.\n"},
        {"{?a}{!b}Both.", "a=1;b=1", ""},
        {"One[[{?a}, two]].", "a=1", "One, two.\n"},
        {"One[[{?a}, two]].", "", "One.\n"},
        {"Before.\n{?a}\nOne.\nTwo.\n\nThree.", "", "Before.\n\nThree.\n"},
        {"{?a}\nOne.\nTwo.\n\nThree.", "a=1", "One. Two.\n\nThree.\n"},
        {"{?a}\nOne.\n{?b}\nTwo.", "b=1", ""},
        {"{?a}\nOne.\n{?b}\nTwo.", "a=1", "One.\n"},
        /* lines and paragraphs */
        {"One\ntwo\n\n\n\nthree", "", "One two\n\nthree\n"},
        {"One.\n\n{a}\n\nTwo.", "", "One.\n\nTwo.\n"},
        {"| One\n|  two\n{a}", "a=3", "One\n two\n3\n"},
        {"Zero.\n| One\nTwo.\nThree.", "", "Zero.\nOne\nTwo. Three.\n"},
        {"| - {a}\n| - {b}", "b=1\\n2\\n3", "- 1\n- 2\n- 3\n"},
        {"| {b}: {a}", "a=x;b=1\\n2", "1: x\n2: x\n"},
        {"Said: {a}", "a=1\\n\\n 2", "Said: 1 2\n"},
        {"一。\n二。", "", "一。二。\n"},
        {"{a}\n二。", "a=2026", "2026二。\n"},
        /* blanks */
        {"A  [[ {a} ]]  b ,  c [[{b}]].", "", "A b, c.\n"},
        {"| A   b", "", "A   b\n"},
        {"{a} b", "a= x  y ", "x  y b\n"},
        /* remarks, braces, and what is not read again */
        {"# no\nYes\n # yes", "", "Yes # yes\n"},
        {"{{{a}}} [x] }} {{", "a=1", "{1} [x] } {\n"},
        {"{a}", "a={b} [[c]] #", "{b} [[c]] #\n"},
        {"One\r\ntwo\r\n", "", "One two\n"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = g_strconcat("Subject: s\n\n", rows[i].template, NULL);
        g_autofree char *body = fill(text, rows[i].facts, NULL, NULL);
        ck_assert_msg(g_str_equal(body, rows[i].body), "%s with %s gives \"%s\"", rows[i].template,
                      rows[i].facts, body);
    }
}
END_TEST

START_TEST(test_subjects)
{
    static const struct {
        const char *facts, *subject;
    } rows[] = {
        {"a=1;b=2", "1 and 2"},
        {"a=1", "only 1"},
        {"b=2", "none"},
        {"a=x\\ny", "only x y"}, /* a subject is one line */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *subject = NULL;
        g_autofree char *body =
            fill("\xef\xbb\xbf# remark\n\nSubject: {a} and {b}\nSubject:   {?a}only {a}\n"
                 "Subject: none\nBody",
                 rows[i].facts, NULL, &subject);
        ck_assert_str_eq(subject, rows[i].subject);
        ck_assert_str_eq(body, "Body\n");
    }
}
END_TEST

START_TEST(test_no_subject_is_whole)
{
    GError *error = NULL;
    const char *text = "Subject: {a}\nBody";
    g_autoptr(Template) template = template_parse("mine.txt", text, strlen(text), NULL, &error);
    ck_assert_no_error(error);
    g_autoptr(GHashTable) facts = facts_of("");
    g_autofree char *subject = NULL;
    g_autofree char *body = NULL;
    ck_assert(!template_fill(template, lookup, facts, &subject, &body, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "mine.txt");
}
END_TEST

/* Asked for is what would have been written, once, and nothing that a condition rules out. */
START_TEST(test_missing)
{
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *body = fill("Subject: {s|t}\nSubject: plain\n"
                                 "One {a} {b}.\nTwo[[ {c} {a}]].\n{?d}Three {e}.\n{!d}Four {f}.\n"
                                 "\n{?d}\nFive {g}.\n\n| {h|i}",
                                 "b=1", missing, NULL);
    g_ptr_array_add(missing, NULL);
    g_autofree char *names = g_strjoinv(" ", (char **)missing->pdata);
    ck_assert_str_eq(names, "a c f h");
    ck_assert_str_eq(body, "Two.\n");
}
END_TEST

START_TEST(test_errors)
{
    static const struct {
        const char *template, *words;
    } rows[] = {
        {"", "t:1: a template must begin with"},
        {"\n\n", "a template must begin with"},
        {"Hello\n", "t:1: a template must begin with"},
        {"Subject: s\n", "no text"},
        {"Subject:\nBody", "t:1: the subject is empty"},
        {"Subject: {?a}\nBody", "t:1: the subject is empty"},
        {"Subject: s\n\nOne\nTwo {a\n", "t:4: { without"},
        {"Subject: s\nOne {a{b}}", "t:2: { without"},
        {"Subject: s\nOne a}", "t:2: } without"},
        {"Subject: s\nOne [[a", "t:2: [[ without"},
        {"Subject: s\nOne [[a\nb]]", "t:2: [[ without"},
        {"Subject: s\nOne]] two", "t:2: ]] without"},
        {"Subject: s\n{}", "t:2: {} has no fact name"},
        {"Subject: s\n{?}", "t:2: {} has no fact name"},
        {"Subject: s\n{a|}", "is not the name"},
        {"Subject: s\n{A}", "{A} is not the name"},
        {"Subject: s\n{a b}", "is not the name"},
        {"Subject: s\n# fine {\n{a}\n{other}", "t:4: unknown fact {other}"},
        {"Subject: {other}\nBody", "t:1: unknown fact {other}"},
        {"Subject: s\n[[{?other}a]]", "t:2: unknown fact {other}"},
        {"Subject: s\n[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]", "t:2: [[ is nested too"},
        {"Subject: s\nBody\n\nCaf\xe9\n", "t:4: not UTF-8"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        GError *error = NULL;
        Template *template =
            template_parse("t", rows[i].template, strlen(rows[i].template), exists, &error);
        ck_assert_msg(template == NULL, "row %zu was read", i);
        ck_assert_error(error, AZDESK_ERROR_FAILED, rows[i].words);
    }
}
END_TEST

/* Whatever the bytes, a template is read or refused, and fills without a fault. */
START_TEST(test_any_bytes)
{
    static const char alphabet[] = "{}[]?!|ab# \n\xe4\xb8\xad:S";
    GRand *rand = g_rand_new_with_seed(7);
    g_autoptr(GHashTable) facts = facts_of("a=1\\n2");
    guint filled = 0;
    for (int i = 0; i < 20000; i++) {
        g_autoptr(GString) text = g_string_new(i % 4 != 0 ? "Subject: s\n" : "");
        for (int n = g_rand_int_range(rand, 0, 24); n > 0; n--)
            g_string_append_c(text, alphabet[g_rand_int_range(rand, 0, sizeof alphabet - 1)]);
        g_autoptr(GError) error = NULL;
        g_autoptr(Template) template = template_parse("t", text->str, text->len, exists, &error);
        ck_assert((template == NULL) == (error != NULL));
        if (template == NULL)
            continue;
        g_autofree char *subject = NULL;
        g_autofree char *body = NULL;
        filled += template_fill(template, lookup, facts, &subject, &body, NULL, NULL);
        ck_assert(body == NULL || g_utf8_validate(body, -1, NULL));
    }
    ck_assert_uint_gt(filled, 1000);
    g_rand_free(rand);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_bodies)                                                                                 \
    X(test_subjects)                                                                               \
    X(test_no_subject_is_whole)                                                                    \
    X(test_missing)                                                                                \
    X(test_errors)                                                                                 \
    X(test_any_bytes)

SUITE_MAIN("template", TESTS)
