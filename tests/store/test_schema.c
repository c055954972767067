/* SPDX-License-Identifier: MIT */
/* The layout: what it refuses by itself, how an older one becomes the present one, and that its
 * words are those of the program. */
#include "store_test.h"

#include "store-private.h"

#define ORDER G_GINT64_CONSTANT(11100000000000001)

static void make_desk(const char *path)
{
    GError *error = NULL;
    g_autoptr(Store) store = open_desk(path, STORE_WRITE);
    g_autoptr(Settings) settings = settings_new();
    CaseOpening opening = OPENING_ON(TODAY - 3);
    ck_assert(case_open(CASES(store, settings), ORDER, &opening, &error));
    ck_assert_no_error(error);
}

static void make_old_desk(const char *path, int layout)
{
    g_autofree char *sql = NULL;
    g_autofree char *name = g_strdup_printf("layout-%d.sql", layout);
    g_autofree char *fixture = g_build_filename(g_getenv("AZDESK_FIXTURES"), "store", name, NULL);
    ck_assert(g_file_get_contents(fixture, &sql, NULL, NULL));
    ck_assert_int_eq(raw_exec(path, sql), SQLITE_OK);
}

/* ---- Refused by the file itself, whoever writes ---- */

static const char *const refused[] = {
    "UPDATE claim_event SET at = 0",
    "UPDATE claim_event SET payload = '{}' WHERE id = 1",
    "DELETE FROM claim_event",
    "DELETE FROM claim_event WHERE id = 1",
    "INSERT OR REPLACE INTO claim_event SELECT * FROM claim_event WHERE id = 1",
    "REPLACE INTO claim_event VALUES (1, 1, 1, 1, 'note', '{}')",
    "INSERT INTO claim_event (claim, at, recorded_at, kind, payload)"
    " VALUES (1, 1, 1, 'invented', '{}')",
    "INSERT INTO claim_event (claim, at, recorded_at, kind, payload) VALUES (1, 1, 1, 'note', '')",
    "INSERT INTO claim_event (claim, at, recorded_at, kind, payload) VALUES (0, 1, 1, 'note', "
    "'{}')",
    "INSERT INTO claim_event (claim, at, recorded_at, kind, payload)"
    " VALUES (1, 'soon', 1, 'note', '{}')",
    "INSERT INTO orders VALUES (100000000000000000, 1, 0, 1, 3, 1, 1)",
    "INSERT INTO orders VALUES (1, 1, 2, 1, 3, 1, 1)",
    "INSERT INTO orders VALUES (1, 1, 0, 1, 4, 1, 1)",
    "INSERT INTO order_day VALUES (1, 0, 5, 3, 2)",
    "INSERT INTO order_day VALUES (1, 0, 5, 0, 0)",
    "PRAGMA foreign_keys = ON; INSERT INTO order_day VALUES (999, 0, 5, 1, 1)",
    "INSERT INTO defect (key, order_id, kind, at) VALUES (7, 3, 'feedback', 1)",
    "INSERT INTO defect (key, order_id, kind, at) VALUES (6, 4, 'feedback', 1)",
    "INSERT INTO defect (key, order_id, kind, at, rating) VALUES (6, 3, 'feedback', 1, 6)",
    "UPDATE claim SET stage = 'invented'",
    "UPDATE claim SET currency = 'US'",
};

START_TEST(the_layout_refuses_nonsense)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    make_desk(path);
    ck_assert_msg((raw_exec(path, refused[_i]) & 0xff) == SQLITE_CONSTRAINT, "%s", refused[_i]);
}
END_TEST

/* ---- From an older layout ---- */

static void assert_old_content(Store *store)
{
    GError *error = NULL;
    g_autoptr(Desk) desk = store_load_desk(store, &error);
    ck_assert_no_error(error);
    ck_assert_uint_eq(desk->cases->len, 2);
    const DeskCase *item = desk_find(desk, ORDER);
    ck_assert_int_eq(item->claim->stage, STAGE_HELD); /* folded anew: the old row said opened */
    ck_assert_int_eq(item->claim->hold_due, 1796342399);
    ck_assert_int_eq(item->day, 20700);
    ck_assert_int_eq(desk_find(desk, ORDER + 1)->feedback.at, 1795000000);
    const OrderDays *days = desk_order_days(desk, 1, CHANNEL_MFN);
    ck_assert_uint_eq(days->orders[0], 1);
    g_autoptr(GPtrArray) events = store_events(store, ORDER, &error);
    ck_assert_uint_eq(events->len, 2);
    ck_assert_str_eq(((ClaimEvent *)events->pdata[1])->text, "Held at the post office");
    g_autoptr(GPtrArray) findings = store_check(store, &error);
    ck_assert_no_error(error);
    for (guint i = 0; i < findings->len; i++) /* sqlite3_open() made it for others to read too */
        ck_assert_msg(strstr(findings->pdata[i], "other users can read"), "%s",
                      (char *)findings->pdata[i]);
}

START_TEST(an_older_desk_is_read_without_a_change)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    make_old_desk(path, 1);
    for (StoreMode mode = STORE_READ; mode <= STORE_STRICT; mode += STORE_STRICT - STORE_READ) {
        g_autoptr(Store) store = open_desk(path, mode);
        assert_old_content(store);
    }
    g_autofree char *version = raw_query(path, "PRAGMA user_version");
    ck_assert_str_eq(version, "1\n");
}
END_TEST

static guint told;

static void tell(void)
{
    told++;
}

/* Once an opening, where it is large enough to be felt; never later. */
START_TEST(a_large_older_desk_is_told_of)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    make_old_desk(path, 1);
    Store *store = store_open_telling(path, STORE_READ, tell, &error);
    ck_assert_no_error(error);
    store_close(store);
    ck_assert_uint_eq(told, 0);
    ck_assert_int_eq(raw_exec(path, "CREATE TABLE much (x); INSERT INTO much VALUES "
                                    "(zeroblob(4194304))"),
                     SQLITE_OK);
    const struct {
        StoreMode mode;
        guint told;
    } openings[] = {{STORE_READ, 1}, {STORE_STRICT, 2}, {STORE_WRITE, 3}, {STORE_WRITE, 3}};
    for (gsize i = 0; i < G_N_ELEMENTS(openings); i++) {
        store = store_open_telling(path, openings[i].mode, tell, &error);
        ck_assert_no_error(error);
        ck_assert_uint_eq(told, openings[i].told);
        store_close(store);
    }
}
END_TEST

#define LAYOUT                                                                                     \
    "SELECT m.type, m.name, p.name, p.type, p.\"notnull\", p.pk FROM sqlite_schema m"              \
    " JOIN pragma_table_info(m.name) p WHERE m.name NOT LIKE 'sqlite_%' UNION ALL"                 \
    " SELECT type, name, tbl_name, '', '', '' FROM sqlite_schema"                                  \
    " WHERE type <> 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1, 2, 3"

START_TEST(an_older_desk_becomes_a_present_one)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autofree char *fresh = g_build_filename(dir, "fresh.db", NULL);
    make_old_desk(path, 1);
    make_desk(fresh);
    Store *store = open_desk(path, STORE_WRITE);
    assert_old_content(store);
    /* What its last import had replaced can still be taken back. */
    ck_assert(store_import_undo(store, NOW, NULL, &error));
    ck_assert_no_error(error);
    store_close(store);
    g_autofree char *row = raw_query(path, "SELECT status, updated, import FROM orders LIMIT 1");
    ck_assert_str_eq(row, "1|1795000000|1\n");
    g_autofree char *texts = raw_query(path, "SELECT id, claim FROM text ORDER BY id");
    ck_assert_str_eq(texts, "1|11100000000000001\n2|11100000000000002\n");
    g_autofree char *version = raw_query(path, "PRAGMA user_version");
    g_autofree char *fresh_version = raw_query(fresh, "PRAGMA user_version");
    ck_assert_str_eq(version, fresh_version);
    g_autofree char *layout = raw_query(path, LAYOUT);
    g_autofree char *fresh_layout = raw_query(fresh, LAYOUT);
    ck_assert_str_eq(layout, fresh_layout);
    ck_assert((raw_exec(path, "DELETE FROM claim_event") & 0xff) == SQLITE_CONSTRAINT);
}
END_TEST

START_TEST(a_desk_of_the_second_layout_becomes_a_present_one)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    g_autofree char *fresh = g_build_filename(dir, "fresh.db", NULL);
    make_old_desk(path, 2);
    make_desk(fresh);
    Store *store = open_desk(path, STORE_WRITE);
    g_autoptr(Desk) desk = store_load_desk(store, &error);
    ck_assert_no_error(error);
    const Claim *claim = desk_find(desk, ORDER)->claim;
    ck_assert_int_eq(claim->debited.minor, 4210); /* the row held the last of the two */
    ck_assert_int_eq(claim->buyer_due, 0);        /* no clock is started by what is long past */
    g_autoptr(GPtrArray) evidence = store_evidence(store, ORDER, &error);
    ck_assert_no_error(error);
    ck_assert_int_eq(((Evidence *)evidence->pdata[0])->kind, EVIDENCE_TRACKING);
    store_close(store);
    g_autofree char *layout = raw_query(path, LAYOUT);
    g_autofree char *fresh_layout = raw_query(fresh, LAYOUT);
    ck_assert_str_eq(layout, fresh_layout);
    static const char replace[] = "REPLACE INTO claim_event VALUES (1, 1, 1, 1, 'note', '{}')";
    ck_assert((raw_exec(path, replace) & 0xff) == SQLITE_CONSTRAINT);
}
END_TEST

START_TEST(a_migration_that_fails_leaves_the_file_as_it_was)
{
    GError *error = NULL;
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    make_old_desk(path, 1);
    /* A history that never was legal: its fold fails, in the last step of all. */
    ck_assert_int_eq(raw_exec(path,
                              "INSERT INTO claim_event (claim, at, recorded_at, kind, payload)"
                              " VALUES (5, 1, 1, 'moved', '{\"stage\":\"held\"}')"),
                     SQLITE_OK);
    ck_assert_ptr_null(store_open(path, STORE_WRITE, &error));
    ck_assert_ptr_nonnull(error);
    g_clear_error(&error);
    g_autofree char *version = raw_query(path, "PRAGMA user_version");
    ck_assert_str_eq(version, "1\n");
    g_autofree char *texts = raw_query(path, "SELECT count(*) FROM import_before");
    ck_assert_str_eq(texts, "2\n");
}
END_TEST

/* ---- Words and columns ---- */

static const struct {
    Words words;
    const char *column; /* as its CHECK in schema.sql begins */
} checked[] = {
    {WORDS_STAGE, "stage TEXT NOT NULL CHECK (stage IN ("},
    {WORDS_OUTCOME, "outcome TEXT NOT NULL CHECK (outcome IN ("},
    {WORDS_APPEAL, "appeal TEXT NOT NULL CHECK (appeal IN ("},
    {WORDS_PARCEL, "parcel TEXT NOT NULL CHECK (parcel IN ("},
    {WORDS_COUNTS, "amazon_counts TEXT NOT NULL CHECK (amazon_counts IN ("},
    {WORDS_REASON, "reason TEXT NOT NULL CHECK (reason IN ("},
    {WORDS_EVENT, "kind TEXT NOT NULL CHECK (kind IN ("},
    {WORDS_EVIDENCE, "kind = '' OR kind IN ("},
    {WORDS_METRIC, "kind TEXT NOT NULL CHECK (kind IN ('late-shipment', "},
};

/* 'a','b',... without blanks and line ends */
static char *words_list(Words words)
{
    guint n;
    const char *const *all = words_all(words, &n);
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(list, "%s'%s'", i > 0 ? "," : "", all[i]);
    return g_string_free(list, FALSE);
}

static char *check_list(const char *column)
{
    const char *start = strstr(schema_text(), column);
    ck_assert_msg(start != NULL, "%s", column);
    start = strchr(strstr(start, "IN ("), '\'');
    GString *list = g_string_new_len(start, strchr(start, ')') - start);
    g_string_replace(list, " ", "", 0);
    g_string_replace(list, "\n", "", 0);
    return g_string_free(list, FALSE);
}

START_TEST(the_words_of_the_desk_are_those_of_the_program)
{
    g_autofree char *program = words_list(checked[_i].words);
    g_autofree char *desk = check_list(checked[_i].column);
    ck_assert_str_eq(program, desk);
    guint n;
    const char *const *all = words_all(checked[_i].words, &n);
    for (guint i = 0; i < n; i++)
        ck_assert_int_eq(words_find(checked[_i].words, all[i]), (int)i);
    ck_assert_int_eq(words_find(checked[_i].words, "no such word"), -1);
}
END_TEST

START_TEST(nothing_of_a_buyer_has_a_place)
{
    static const char *const personal[] = {"buyer", "email",  "mail", "phone",   "address",
                                           "city",  "postal", "zip",  "street",  "recipient",
                                           "rater", "state",  "ship", "customer"};
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    make_desk(path);
    g_autofree char *columns =
        raw_query(path, "SELECT m.name || '.' || p.name FROM sqlite_schema m"
                        " JOIN pragma_table_info(m.name) p WHERE m.type = 'table'");
    for (gsize i = 0; i < G_N_ELEMENTS(personal); i++)
        ck_assert_msg(!strstr(columns, personal[i]), "%s: %s", personal[i], columns);
    /* `name` is a file's own, of an import and of evidence. */
    g_autofree char *names = raw_query(path, "SELECT m.name FROM sqlite_schema m"
                                             " JOIN pragma_table_info(m.name) p"
                                             " WHERE m.type = 'table' AND p.name LIKE '%name%'"
                                             " AND m.name NOT LIKE 'sqlite_%' ORDER BY 1");
    ck_assert_str_eq(names, "evidence\nimport\n");
}
END_TEST

START_TEST(every_table_is_strict)
{
    g_autoptr(TempDir) dir = temp_dir();
    g_autofree char *path = g_build_filename(dir, "desk.db", NULL);
    make_desk(path);
    g_autofree char *loose = raw_query(path, "SELECT name FROM pragma_table_list WHERE strict = 0"
                                             " AND schema = 'main' AND name NOT LIKE 'sqlite_%'");
    ck_assert_str_eq(loose, "");
}
END_TEST

int main(void)
{
    Suite *suite = store_suite("store schema");
    TCase *tcase = tcase_create("schema");
    tcase_add_loop_test(tcase, the_layout_refuses_nonsense, 0, G_N_ELEMENTS(refused));
    tcase_add_test(tcase, an_older_desk_is_read_without_a_change);
    tcase_add_test(tcase, a_large_older_desk_is_told_of);
    tcase_add_test(tcase, an_older_desk_becomes_a_present_one);
    tcase_add_test(tcase, a_desk_of_the_second_layout_becomes_a_present_one);
    tcase_add_test(tcase, a_migration_that_fails_leaves_the_file_as_it_was);
    tcase_add_loop_test(tcase, the_words_of_the_desk_are_those_of_the_program, 0,
                        G_N_ELEMENTS(checked));
    tcase_add_test(tcase, nothing_of_a_buyer_has_a_place);
    tcase_add_test(tcase, every_table_is_strict);
    return run_suite(suite, tcase);
}
