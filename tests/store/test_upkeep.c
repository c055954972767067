/* SPDX-License-Identifier: MIT */
/* The doctor's findings, projections made anew, backups and the way back, rescue, and purge. */
#include "store_test.h"

#include "store-private.h"

#define ORDER       G_GINT64_CONSTANT(11100000000000001)
#define CASES_MADE  30
#define ORDERS_MADE 3000

static void add_orders(Store *store, const Settings *settings)
{
    GError *error = NULL;
    StoreImport *import = store_import_begin(store, settings, NOW, "f", "orders", FALSE, &error);
    for (int i = 0; i < ORDERS_MADE; i++) {
        OrderRecord record = {.id = ORDER + 100 + i * 7919,
                              .updated = i,
                              .day = TODAY - 60 + i % 40,
                              .market = (guint8)(1 + i % 2),
                              .channel = (guint8)(i / 2 % 2),
                              .status = (guint8)(i % 4)};
        ck_assert(store_import_order(import, &record, &error));
    }
    ImportCounts counts = {.rows = ORDERS_MADE};
    ck_assert(store_import_commit(import, "UTF-8", NULL, 0, &counts, &error));
    ck_assert_no_error(error);
}

/* Cases with every kind of thing in them; the first ten are old. */
static void add_cases(Store *store, const Settings *settings)
{
    GError *error = NULL;
    g_autoptr(GBytes) body = g_bytes_new_static("SECRETFILE", 10);
    ck_assert(store_begin(store, G_STRLOC, &error));
    for (int i = 0; i < CASES_MADE; i++) {
        Cases cases = {
            .store = store, .settings = settings, .now = i < 10 ? NOW - 400 * DAY_SECONDS : NOW};
        CaseOpening opening = OPENING_ON(day_of(cases.now) - 5);
        CaseMove move = {.stage = STAGE_WITHDRAWN, .debited = {.minor = MONEY_NONE}};
        ck_assert(case_open(&cases, ORDER + i, &opening, &error));
        ck_assert(case_note(&cases, ORDER + i, i < 10 ? "OLDSECRET words" : "newer words", &error));
        ck_assert(case_move(&cases, ORDER + i, &move, &error));
        ck_assert(case_evidence_add(&cases, ORDER + i, "A title", EVIDENCE_UNSAID, "SECRETNAME.txt",
                                    body, NULL, &error));
    }
    ck_assert(store_commit(store, &error));
    ck_assert_no_error(error);
}

static void make_desk(const char *path)
{
    g_autoptr(Store) store = open_desk(path, STORE_WRITE);
    g_autoptr(Settings) settings = settings_new();
    add_orders(store, settings);
    add_cases(store, settings);
}

typedef struct {
    TempDir *dir;
    char *path, *backup;
} Place;

static void place_clear(Place *place)
{
    g_free(place->path);
    g_free(place->backup);
    temp_dir_remove(place->dir);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

static void place_init(Place *place)
{
    place->dir = temp_dir();
    place->path = g_build_filename(place->dir, "desk.db", NULL);
    place->backup = g_build_filename(place->dir, "backup.db", NULL);
}

static guint findings_of(Store *store, const char *words)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) findings = store_check(store, &error);
    ck_assert_no_error(error);
    for (guint i = 0; words && i < findings->len; i++)
        ck_assert_msg(strstr(findings->pdata[i], words) != NULL, "%s", (char *)findings->pdata[i]);
    return findings->len;
}

static guint case_count(Store *store)
{
    GError *error = NULL;
    g_autoptr(Desk) desk = store_load_desk(store, &error);
    ck_assert_no_error(error);
    return desk->cases->len;
}

/* ---- The doctor ---- */

static const struct {
    const char *sql, *words;
    gboolean rebuilt; /* what a rebuild mends */
} damages[] = {
    {"UPDATE claim SET stage = 'denied' WHERE order_id = 11100000000000003",
     "claim 111-0000000-0000003", TRUE},
    {"UPDATE claim SET reply_due = 5", "do not match its entries", TRUE},
    {"DELETE FROM claim WHERE order_id = 11100000000000003", "11", TRUE},
    {"DELETE FROM claim_span WHERE n = 1", "do not match its entries", TRUE},
    {"UPDATE claim_span SET stage = 'nonsense'", "do not match its entries", TRUE},
    {"UPDATE order_day SET orders = orders - 1 WHERE orders > 0", "are counted wrong", TRUE},
    {"DELETE FROM order_day", "are counted wrong", TRUE},
    {"UPDATE evidence SET body = x'00' WHERE id = 3", "evidence number 3", FALSE},
    {"DELETE FROM text WHERE id = 2", "text of entry", FALSE},
    {"INSERT INTO metric (market, kind, day_from, day_to) VALUES (999, 'cancellation', 1, 2)",
     "a row of metric", FALSE},
    {"UPDATE orders SET status = 3 WHERE status = 2 AND id % 5 = 0", "are counted wrong", TRUE},
};

START_TEST(the_doctor_finds_what_does_not_fit)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    g_autoptr(Store) store = open_desk(place.path, STORE_WRITE);
    ck_assert_uint_eq(findings_of(store, NULL), 0);
    ck_assert_int_eq(raw_exec(place.path, damages[_i].sql), SQLITE_OK);
    ck_assert_uint_gt(findings_of(store, NULL), 0);
    g_autoptr(GPtrArray) findings = store_check(store, &error);
    gboolean told = FALSE;
    for (guint i = 0; i < findings->len; i++)
        told |= strstr(findings->pdata[i], damages[_i].words) != NULL;
    ck_assert_msg(told, "%s: %s", damages[_i].sql, (char *)findings->pdata[0]);
    guint changed = 0;
    ck_assert(store_rebuild(store, &changed, &error));
    ck_assert_no_error(error);
    ck_assert_int_eq(findings_of(store, NULL) == 0, damages[_i].rebuilt);
    ck_assert(store_rebuild(store, &changed, &error));
    ck_assert_uint_eq(changed, 0);
}
END_TEST

START_TEST(the_doctor_sees_who_may_read_the_desk)
{
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    g_autoptr(Store) store = open_desk(place.path, STORE_READ);
    ck_assert_int_eq(chmod(place.path, 0644), 0);
    ck_assert_uint_eq(findings_of(store, "other users can read"), 1);
}
END_TEST

/* ---- Backup and restore ---- */

START_TEST(network_file_systems_are_known)
{
    static const char *const network[] = {"nfs", "nfs4", "cifs", "smb2", "v9fs", "fuse.sshfs"};
    static const char *const local[] = {"ext3/ext4", "btrfs", "xfs", "tmpfs", "overlay", "zfs"};
    for (gsize i = 0; i < G_N_ELEMENTS(network); i++)
        ck_assert_msg(network_named(network[i]), "%s", network[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(local); i++)
        ck_assert_msg(!network_named(local[i]), "%s", local[i]);
    ck_assert(!network_named(NULL));
}
END_TEST

START_TEST(a_backup_is_a_desk_of_its_own)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    Store *store = open_desk(place.path, STORE_READ);
    ck_assert(store_backup(store, place.backup, &error));
    ck_assert_no_error(error);
    struct stat info;
    ck_assert_int_eq(stat(place.backup, &info), 0);
    ck_assert_int_eq(info.st_mode & 07777, 0600);
    ck_assert(!store_backup(store, place.backup, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "already exists");
    store_close(store);
    g_autoptr(Store) copy = open_desk(place.backup, STORE_STRICT);
    ck_assert_uint_eq(case_count(copy), CASES_MADE);
    ck_assert_uint_eq(findings_of(copy, NULL), 0);
    g_autofree char *missing = g_build_filename(place.dir, "none.db", NULL);
    g_autofree char *other = g_build_filename(place.dir, "other.db", NULL);
    g_autoptr(Store) none = open_desk(missing, STORE_READ);
    ck_assert(!store_backup(none, other, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "no desk to back up");
    ck_assert(!g_file_test(other, G_FILE_TEST_EXISTS));
}
END_TEST

static void open_one_more(Store *store)
{
    GError *error = NULL;
    g_autoptr(Settings) settings = settings_new();
    CaseOpening opening = OPENING_ON(TODAY - 3);
    ck_assert(case_open(CASES(store, settings), ORDER + 500, &opening, &error));
    ck_assert_no_error(error);
}

START_TEST(open_terminals_see_a_restore)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    g_autofree char *kept = NULL;
    place_init(&place);
    make_desk(place.path);
    g_autoptr(Store) terminal = open_desk(place.path, STORE_WRITE);
    ck_assert(store_backup(terminal, place.backup, &error));
    open_one_more(terminal);
    gint64 version = store_version(terminal);
    ck_assert(store_restore(place.backup, place.path, &kept, &error));
    ck_assert_no_error(error);
    ck_assert_int_ne(store_version(terminal), version);
    ck_assert_uint_eq(case_count(terminal), CASES_MADE);
    open_one_more(terminal); /* and goes on writing */
    ck_assert_uint_eq(findings_of(terminal, NULL), 0);
    g_autoptr(Store) before = open_desk(kept, STORE_STRICT);
    ck_assert_uint_eq(case_count(before), CASES_MADE + 1);
}
END_TEST

START_TEST(a_broken_desk_is_replaced_and_kept)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    g_autofree char *kept = NULL, *content = NULL;
    place_init(&place);
    make_desk(place.path);
    Store *store = open_desk(place.path, STORE_READ);
    ck_assert(store_backup(store, place.backup, &error));
    store_close(store);
    ck_assert(g_file_set_contents(place.path, "no desk at all", -1, NULL));
    ck_assert(store_restore(place.backup, place.path, &kept, &error));
    ck_assert_no_error(error);
    ck_assert(g_file_get_contents(kept, &content, NULL, NULL));
    ck_assert_str_eq(content, "no desk at all");
    g_autoptr(Store) restored = open_desk(place.path, STORE_WRITE);
    ck_assert_uint_eq(case_count(restored), CASES_MADE);
    ck_assert_uint_eq(findings_of(restored, NULL), 0);
}
END_TEST

START_TEST(a_desk_is_restored_where_none_is)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    g_autofree char *fresh = g_build_filename(place.dir, "new", "desk.db", NULL);
    g_autofree char *kept = NULL;
    ck_assert(store_restore(place.path, fresh, &kept, &error));
    ck_assert_no_error(error);
    ck_assert_ptr_null(kept);
    g_autoptr(Store) store = open_desk(fresh, STORE_WRITE);
    ck_assert_uint_eq(case_count(store), CASES_MADE);
}
END_TEST

START_TEST(only_a_whole_backup_is_restored)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    g_autofree char *bytes = NULL;
    gsize size;
    ck_assert(!store_restore(place.backup, place.path, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "no such backup");
    ck_assert(g_file_set_contents(place.backup, "something", -1, NULL));
    ck_assert(!store_restore(place.backup, place.path, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "is not an azdesk desk");
    ck_assert(g_file_get_contents(place.path, &bytes, &size, NULL));
    memset(bytes + size / 4096 / 2 * 4096, 0x55, 4096); /* a page in the middle */
    ck_assert(g_file_set_contents(place.backup, bytes, (gssize)size, NULL));
    ck_assert(!store_restore(place.backup, place.path, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "damaged");
    g_autoptr(Store) store = open_desk(place.path, STORE_WRITE);
    ck_assert_uint_eq(case_count(store), CASES_MADE);
}
END_TEST

/* ---- Rescue ---- */

static GPtrArray *recover(const Place *place, const char *to)
{
    GError *error = NULL;
    GPtrArray *lost = NULL;
    ck_assert(store_recover(place->path, to, &lost, &error));
    ck_assert_no_error(error);
    return lost;
}

static gint64 count_rows(const char *path, const char *table)
{
    g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM %s", table);
    g_autofree char *text = raw_query(path, sql);
    return g_ascii_strtoll(text, NULL, 10);
}

START_TEST(a_whole_desk_is_rescued_whole)
{
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    g_autoptr(GPtrArray) lost = recover(&place, place.backup);
    ck_assert_msg(lost->len == 0, "%s", lost->len ? (char *)lost->pdata[0] : "");
    static const char *const tables[] = {"orders",      "order_day", "claim",    "claim_span",
                                         "claim_event", "text",      "evidence", "import"};
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree char *sql = g_strdup_printf("SELECT * FROM %s", tables[i]);
        g_autofree char *before = raw_query(place.path, sql);
        g_autofree char *after = raw_query(place.backup, sql);
        ck_assert_str_eq(before, after);
    }
    g_autoptr(Store) store = open_desk(place.backup, STORE_WRITE);
    ck_assert_uint_eq(findings_of(store, NULL), 0);
}
END_TEST

#define PAGE_OF(name, type)                                                                        \
    "SELECT pageno FROM dbstat WHERE name = '" name "' AND pagetype = '" type "'"

/* A page of nonsense in place of one, and what is still there afterwards. */
static const struct {
    const char *page;
    int orders, entries; /* per cent saved, at least */
    const char *words;
} losses[] = {
    {PAGE_OF("orders", "leaf"), 90, 100, "lost orders"},
    {PAGE_OF("orders", "internal"), 100, 100, "more found page by page"},
    {PAGE_OF("claim_event", "leaf"), 100, 40, "lost case entries"},
    {PAGE_OF("claim_event", "internal"), 100, 100, "more found page by page"},
    {PAGE_OF("text", "leaf"), 100, 100, "the texts of"},
    {PAGE_OF("order_day", "leaf"), 100, 100, NULL},
    {PAGE_OF("claim", "leaf"), 100, 100, NULL},
    {"SELECT 1", 100, 100, "list of tables"},
};

static void destroy_page(const char *path, const char *sql)
{
    g_autofree char *bytes = NULL;
    g_autofree char *number = raw_query(path, sql);
    gsize size, page = (gsize)g_ascii_strtoull(number, NULL, 10);
    ck_assert_uint_gt(page, 0);
    ck_assert(g_file_get_contents(path, &bytes, &size, NULL));
    memset(bytes + (page - 1) * 4096, 0x77, 4096);
    ck_assert(g_file_set_contents(path, bytes, (gssize)size, NULL));
}

START_TEST(a_damaged_desk_is_saved_as_far_as_it_can_be)
{
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    gint64 orders = count_rows(place.path, "orders");
    gint64 entries = count_rows(place.path, "claim_event");
    destroy_page(place.path, losses[_i].page);
    g_autoptr(GPtrArray) lost = recover(&place, place.backup);
    ck_assert_int_ge(count_rows(place.backup, "orders") * 100, orders * losses[_i].orders);
    ck_assert_int_ge(count_rows(place.backup, "claim_event") * 100, entries * losses[_i].entries);
    gboolean told = lost->len == 0 && !losses[_i].words;
    for (guint i = 0; losses[_i].words && i < lost->len; i++)
        told |= strstr(lost->pdata[i], losses[_i].words) != NULL;
    ck_assert_msg(told, "%s: %s", losses[_i].page, lost->len ? (char *)lost->pdata[0] : "nothing");
    g_autoptr(Store) store = open_desk(place.backup, STORE_WRITE);
    ck_assert_uint_eq(findings_of(store, NULL), 0);
}
END_TEST

/* Evidence of several pages each is put together again where the table is gone. */
START_TEST(long_rows_are_found_page_by_page)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    g_autoptr(Settings) settings = settings_new();
    Store *store = open_desk(place.path, STORE_WRITE);
    gint64 ids[12];
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        gsize size = 500 + i * i * i * 40;
        guint8 *bytes = g_malloc(size);
        for (gsize j = 0; j < size; j++)
            bytes[j] = (guint8)(j * 31 + i);
        g_autoptr(GBytes) body = g_bytes_new_take(bytes, size);
        CaseOpening opening = OPENING_ON(TODAY - 3);
        const Cases *cases = CASES(store, settings);
        ck_assert(i > 0 || case_open(cases, ORDER, &opening, &error));
        ck_assert(
            case_evidence_add(cases, ORDER, "t", EVIDENCE_UNSAID, "n", body, &ids[i], &error));
    }
    store_close(store);
    destroy_page(place.path, "SELECT 1");
    g_autoptr(GPtrArray) lost G_GNUC_UNUSED = recover(&place, place.backup);
    g_autoptr(Store) saved = open_desk(place.backup, STORE_READ);
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autoptr(GBytes) body = store_evidence_body(saved, ORDER, ids[i], NULL, &error);
        ck_assert_no_error(error); /* its sum was compared */
        ck_assert_uint_eq(g_bytes_get_size(body), 500 + i * i * i * 40);
    }
}
END_TEST

START_TEST(random_damage_never_crashes_the_rescue)
{
    g_auto(Place) place = {0};
    g_autofree char *bytes = NULL;
    g_autoptr(GRand) rand = g_rand_new_with_seed(9);
    gsize size;
    place_init(&place);
    make_desk(place.path);
    ck_assert(g_file_get_contents(place.path, &bytes, &size, NULL));
    for (int round = 0; round < 15; round++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) lost = NULL;
        g_autofree char *copy = g_memdup2(bytes, size);
        gsize kept = round % 3 == 0 ? size / 2 + g_rand_int(rand) % (size / 2) : size;
        for (int i = 0; i < 200; i++)
            copy[g_rand_int(rand) % size] = (char)g_rand_int_range(rand, 0, 256);
        ck_assert(g_file_set_contents(place.path, copy, (gssize)kept, NULL));
        if (store_recover(place.path, place.backup, &lost, &error)) {
            g_autoptr(Store) store = open_desk(place.backup, STORE_WRITE);
            g_autoptr(GPtrArray) findings = store_check(store, &error);
            for (guint i = 0; i < findings->len; i++) /* a byte changed in a file's own body */
                ck_assert_msg(strstr(findings->pdata[i], "evidence number") != NULL, "%s",
                              (char *)findings->pdata[i]);
            g_unlink(place.backup);
        } else {
            ck_assert_ptr_nonnull(error);
        }
    }
}
END_TEST

START_TEST(entries_that_build_on_lost_ones_are_taken_back)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    /* As if the page with the openings was lost. */
    ck_assert_int_eq(raw_exec(place.path, "DROP TRIGGER claim_event_no_delete;"
                                          "DELETE FROM claim_event WHERE id IN (1, 5)"),
                     SQLITE_OK);
    g_autoptr(GPtrArray) lost = recover(&place, place.backup);
    ck_assert_uint_eq(lost->len, 3);
    ck_assert_str_eq(lost->pdata[0], "lost case entries: 2");
    ck_assert_ptr_nonnull(strstr(lost->pdata[1], "111-0000000-0000001"));
    ck_assert_ptr_nonnull(strstr(lost->pdata[1], "undone"));
    g_autoptr(Store) store = open_desk(place.backup, STORE_WRITE);
    ck_assert_uint_eq(case_count(store), CASES_MADE - 2);
    ck_assert_uint_eq(findings_of(store, NULL), 0);
    g_autoptr(GPtrArray) events = store_events(store, ORDER, &error);
    ck_assert_str_eq(((ClaimEvent *)events->pdata[0])->text, "OLDSECRET words"); /* still there */
}
END_TEST

START_TEST(a_newer_desk_is_saved_as_far_as_it_is_known)
{
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    ck_assert_int_eq(raw_exec(place.path, "PRAGMA user_version = 99"), SQLITE_OK);
    g_autoptr(GPtrArray) lost = recover(&place, place.backup);
    ck_assert_uint_eq(lost->len, 1);
    ck_assert(strstr(lost->pdata[0], "a newer azdesk wrote it (layout 99") != NULL);
    g_autoptr(Store) store = open_desk(place.backup, STORE_WRITE);
    ck_assert_uint_eq(findings_of(store, NULL), 0);
}
END_TEST

START_TEST(what_is_no_desk_cannot_be_saved)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    ck_assert(!store_recover(place.path, place.backup, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "no such file");
    ck_assert(g_file_set_contents(place.path, "nothing of the kind", -1, NULL));
    ck_assert(!store_recover(place.path, place.backup, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "no part of a desk");
    ck_assert(!g_file_test(place.backup, G_FILE_TEST_EXISTS));
    ck_assert(g_file_set_contents(place.backup, "mine", -1, NULL));
    ck_assert(!store_recover(place.path, place.backup, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "give a new file");
}
END_TEST

/* ---- Purge ---- */

/* Whether the bytes are anywhere in the desk's files. */
static gboolean files_hold(const char *path, const char *words)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    gboolean found = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *name = g_strconcat(path, ends[i], NULL);
        g_autofree char *bytes = NULL;
        gsize size;
        if (g_file_get_contents(name, &bytes, &size, NULL))
            found |= memmem(bytes, size, words, strlen(words)) != NULL;
    }
    return found;
}

START_TEST(a_purge_empties_and_overwrites)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    g_autoptr(Store) store = open_desk(place.path, STORE_WRITE);
    g_autofree char *before = raw_query(place.path, "SELECT * FROM claim");
    ck_assert(files_hold(place.path, "OLDSECRET"));
    StorePurge purge;
    ck_assert(store_purge(store, TODAY - 100, &purge, &error));
    ck_assert_no_error(error);
    ck_assert_uint_eq(purge.claims, 10);
    ck_assert_uint_eq(purge.texts, 10);
    ck_assert_uint_eq(purge.evidence, 10);
    ck_assert(!files_hold(place.path, "OLDSECRET"));
    ck_assert(files_hold(place.path, "newer words"));
    g_autofree char *after = raw_query(place.path, "SELECT * FROM claim");
    ck_assert_str_eq(before, after);
    ck_assert_uint_eq(findings_of(store, NULL), 0);
    g_autoptr(GPtrArray) events = store_events(store, ORDER, &error);
    ck_assert_str_eq(((ClaimEvent *)events->pdata[1])->text, "");
    g_autoptr(GPtrArray) files = store_evidence(store, ORDER, &error);
    ck_assert_uint_eq(files->len, 1);
    gint64 id = ((Evidence *)files->pdata[0])->id;
    g_ptr_array_set_free_func(files, (GDestroyNotify)evidence_free);
    ck_assert_ptr_null(store_evidence_body(store, ORDER, id, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "purge");
    ck_assert(store_purge(store, TODAY - 100, &purge, &error));
    ck_assert_uint_eq(purge.claims + purge.texts + purge.evidence, 0);
    ck_assert(store_purge(store, TODAY + 1, &purge, &error));
    ck_assert_uint_eq(purge.claims, CASES_MADE - 10);
    ck_assert(!files_hold(place.path, "SECRET"));
}
END_TEST

/* Tables that name no order; every other one must be in what is said to be held about one. */
static const char *const of_no_order[] = {"market", "import",          "order_day", "report",
                                          "metric", "sqlite_sequence", NULL};

START_TEST(all_that_is_held_about_an_order_is_given)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    g_autoptr(Store) store = open_desk(place.path, STORE_WRITE);
    g_autoptr(JsonObject) held = store_held(store, ORDER, &error);
    ck_assert_no_error(error);
    g_autofree char *names =
        raw_query(place.path, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    g_auto(GStrv) tables = g_strsplit(g_strchomp(names), "\n", -1);
    for (char **table = tables; *table; table++)
        ck_assert_msg(g_strv_contains(of_no_order, *table) != json_object_has_member(held, *table),
                      "%s", *table);
    static const struct {
        const char *table;
        guint rows;
    } rows[] = {{"claim", 1}, {"claim_event", 4}, {"text", 1}, {"evidence", 1}, {"case_pack", 1}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        ck_assert_msg(json_array_get_length(json_object_get_array_member(held, rows[i].table)) ==
                          rows[i].rows,
                      "%s", rows[i].table);
    JsonObject *file =
        json_array_get_object_element(json_object_get_array_member(held, "evidence"), 0);
    ck_assert_str_eq(json_object_get_string_member(file, "body"), "U0VDUkVURklMRQ==");
    g_autoptr(JsonObject) order = store_held(store, ORDER + 100, &error);
    ck_assert_uint_eq(json_array_get_length(json_object_get_array_member(order, "orders")), 1);
}
END_TEST

/* What no program wrote: texts that are no UTF-8, amounts that are none. GLib's functions for text
 * read on behind such, so they must not get it. */
START_TEST(texts_that_are_none_come_out_as_text)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    ck_assert_int_eq(raw_exec(place.path, "UPDATE text SET body = CAST(x'e6e6f0' AS TEXT);"
                                          "UPDATE claim SET carrier = CAST(x'f0' AS TEXT),"
                                          " currency = CAST(x'4141e6' AS TEXT);"
                                          "UPDATE evidence SET title = CAST(x'ff' AS TEXT)"),
                     SQLITE_OK);
    g_autoptr(Store) store = open_desk(place.path, STORE_WRITE);
    g_autoptr(GPtrArray) events = store_events(store, ORDER, &error);
    ck_assert_no_error(error);
    ck_assert(g_utf8_validate(((ClaimEvent *)events->pdata[1])->text, -1, NULL));
    g_autoptr(GPtrArray) files = store_evidence(store, ORDER, &error);
    g_ptr_array_set_free_func(files, (GDestroyNotify)evidence_free);
    ck_assert(g_utf8_validate(((Evidence *)files->pdata[0])->title, -1, NULL));
    g_autoptr(GArray) found = store_search_texts(store, "日", &error);
    ck_assert_no_error(error);
    ck_assert_uint_eq(found->len, 0);
    DeskCase *item = NULL;
    ck_assert(store_load_case(store, ORDER, &item, &error));
    ck_assert(g_utf8_validate(item->claim->carrier, -1, NULL));
    ck_assert_str_eq(item->claim->amount.currency, "");
    desk_case_free(item);
    ck_assert_uint_gt(findings_of(store, NULL), 0);
}
END_TEST

/* An entry whose amount is no number, or in no currency. */
START_TEST(entries_whose_amounts_are_none_are_told)
{
    static const char *const payloads[] = {
        "{\"amount\":\"7\",\"currency\":\"USD\"}", "{\"amount\":7,\"currency\":5}",
        "{\"amount\":7,\"currency\":null}", "{\"amount\":7,\"currency\":\"dollar\"}"};
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    g_autofree char *sql =
        g_strdup_printf("INSERT INTO claim_event (claim, at, recorded_at, kind, payload)"
                        " VALUES (%" G_GINT64_FORMAT ", 1, 1, 'edited', '%s')",
                        ORDER, payloads[_i]);
    ck_assert_int_eq(raw_exec(place.path, sql), SQLITE_OK);
    GError *error = NULL;
    g_autoptr(Store) store = open_desk(place.path, STORE_WRITE);
    ck_assert_ptr_null(store_events(store, ORDER, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "makes no sense");
}
END_TEST

START_TEST(an_old_case_with_a_new_entry_is_left)
{
    GError *error = NULL;
    g_auto(Place) place = {0};
    place_init(&place);
    make_desk(place.path);
    g_autoptr(Store) store = open_desk(place.path, STORE_WRITE);
    g_autoptr(Settings) settings = settings_new();
    ck_assert(case_note(CASES(store, settings), ORDER, "again", &error));
    StorePurge purge;
    ck_assert(store_purge(store, TODAY - 100, &purge, &error));
    ck_assert_uint_eq(purge.claims, 9);
    g_autoptr(GPtrArray) events = store_events(store, ORDER, &error);
    ck_assert_str_eq(((ClaimEvent *)events->pdata[1])->text, "OLDSECRET words");
}
END_TEST

int main(void)
{
    Suite *suite = store_suite("store upkeep");
    TCase *tcase = tcase_create("upkeep");
    tcase_add_loop_test(tcase, the_doctor_finds_what_does_not_fit, 0, G_N_ELEMENTS(damages));
    tcase_add_test(tcase, the_doctor_sees_who_may_read_the_desk);
    tcase_add_test(tcase, network_file_systems_are_known);
    tcase_add_test(tcase, a_backup_is_a_desk_of_its_own);
    tcase_add_test(tcase, open_terminals_see_a_restore);
    tcase_add_test(tcase, a_broken_desk_is_replaced_and_kept);
    tcase_add_test(tcase, a_desk_is_restored_where_none_is);
    tcase_add_test(tcase, only_a_whole_backup_is_restored);
    tcase_add_test(tcase, a_whole_desk_is_rescued_whole);
    tcase_add_loop_test(tcase, a_damaged_desk_is_saved_as_far_as_it_can_be, 0,
                        G_N_ELEMENTS(losses));
    tcase_add_test(tcase, long_rows_are_found_page_by_page);
    tcase_add_test(tcase, random_damage_never_crashes_the_rescue);
    tcase_add_test(tcase, entries_that_build_on_lost_ones_are_taken_back);
    tcase_add_test(tcase, a_newer_desk_is_saved_as_far_as_it_is_known);
    tcase_add_test(tcase, what_is_no_desk_cannot_be_saved);
    tcase_add_test(tcase, all_that_is_held_about_an_order_is_given);
    tcase_add_test(tcase, texts_that_are_none_come_out_as_text);
    tcase_add_loop_test(tcase, entries_whose_amounts_are_none_are_told, 0, 4);
    tcase_add_test(tcase, a_purge_empties_and_overwrites);
    tcase_add_test(tcase, an_old_case_with_a_new_entry_is_left);
    return run_suite(suite, tcase);
}
