/* SPDX-License-Identifier: MIT */
/* The message as others read it: parsed by GMime, and looked at byte by byte. */
#include "azdesk/letter/letter.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <gmime/gmime.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "azdesk/letter/module.h"
#include "src/letter/send-private.h"
#include "suite.h"

#define ORDER G_GINT64_CONSTANT(11322334456677889)
#define NOW   G_GINT64_CONSTANT(1795442400) /* 2026-11-23T14:00:00Z */

static const char png[] = "\x89PNG\r\n\x1a\n\0\0.\r\n.\r\nFrom me\n\xff";

typedef struct {
    Settings *settings;
    Store *store;
    Cases cases;
    Letter letter;
} Desk1;

static void open_desk(Desk1 *d, const char *subject, const char *body)
{
    memset(d, 0, sizeof *d);
    GError *error = NULL;
    d->settings = settings_new();
    d->store = store_open_memory(&error);
    ck_assert_no_error(error);
    d->cases = (Cases){.store = d->store, .settings = d->settings, .now = NOW};
    CaseOpening opening = {.opened = {.at = NOW - 7 * DAY_SECONDS},
                           .ordered = day_of(NOW) - 30,
                           .market = 1,
                           .channel = CHANNEL_MFN,
                           .reason = REASON_NOT_RECEIVED,
                           .amount = {.minor = MONEY_NONE},
                           .tracking = "EE473124829JP"};
    ck_assert(case_open(&d->cases, ORDER, &opening, &error));
    ck_assert_no_error(error);
    d->letter = (Letter){.kind = LETTER_CORRECTION,
                         .lang = LETTER_JA,
                         .subject = (char *)subject,
                         .body = (char *)body};
}

static void close_desk(Desk1 *d)
{
    store_close(d->store);
    settings_free(d->settings);
}

static void attach(Desk1 *d, const char *title, const char *name, const void *bytes, gsize len)
{
    g_autoptr(GBytes) body = g_bytes_new(bytes, len);
    GError *error = NULL;
    gint64 id;
    ck_assert(case_evidence_add(&d->cases, ORDER, title, EVIDENCE_UNSAID, name, body, &id, &error));
    ck_assert_no_error(error);
}

static GBytes *mail(Desk1 *d)
{
    GError *error = NULL;
    GBytes *bytes = letter_mail(&d->letter, d->store, ORDER, NOW, &error);
    ck_assert_no_error(error);
    return bytes;
}

static GMimeMessage *parse(GBytes *bytes)
{
    gsize len;
    const char *data = g_bytes_get_data(bytes, &len);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(data, len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    ck_assert_ptr_nonnull(message);
    return message;
}

static GMimePart *nth_part(GMimeMessage *message, int n, int count)
{
    GMimeObject *top = g_mime_message_get_mime_part(message);
    ck_assert(GMIME_IS_MULTIPART(top));
    ck_assert_int_eq(g_mime_multipart_get_count(GMIME_MULTIPART(top)), count);
    return GMIME_PART(g_mime_multipart_get_part(GMIME_MULTIPART(top), n));
}

static GBytes *decoded(GMimePart *part)
{
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(part), stream);
    GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    GBytes *bytes = g_bytes_new(array->data, array->len);
    g_object_unref(stream);
    return bytes;
}

/* Seven bits, CR LF, lines that every server takes, and the header without a line of its own
 * making. */
static void check_bytes(GBytes *bytes)
{
    gsize len, line = 0;
    const guchar *data = g_bytes_get_data(bytes, &len);
    ck_assert_uint_gt(len, 0);
    for (gsize i = 0; i < len; i++) {
        ck_assert_uint_lt(data[i], 0x80);
        ck_assert_uint_ne(data[i], 0);
        line = data[i] == '\n' ? 0 : line + 1;
        ck_assert_uint_le(line, 200);
        if (data[i] == '\r')
            ck_assert(i + 1 < len && data[i + 1] == '\n');
        if (data[i] == '\n')
            ck_assert(i > 0 && data[i - 1] == '\r');
    }
    g_autofree char *head = g_strndup((const char *)data, len);
    for (const char *word = strstr(head, "=?UTF-8?"); word != NULL;
         word = strstr(word + 1, "=?UTF-8?"))
        ck_assert_uint_le(strcspn(word, "\r"), 75); /* RFC 2047 */
    *strstr(head, "\r\n\r\n") = '\0';
    g_auto(GStrv) lines = g_strsplit(head, "\r\n", -1);
    for (char **at = lines; *at != NULL; at++) {
        static const char *const known[] = {
            "Subject:",      "From:",         "To:", "Date:", "Message-Id:",
            "MIME-Version:", "Content-Type:", " ",   "\t"};
        gboolean is_known = FALSE;
        for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
            is_known |= g_ascii_strncasecmp(*at, known[i], strlen(known[i])) == 0;
        ck_assert_msg(is_known, "a header of someone else's: %s", *at);
    }
}

START_TEST(test_message)
{
    Desk1 d;
    const char *subject =
        "注文番号113-2233445-6677889：取り下げ済みの申請に係る注文不良率の修正のお願い";
    const char *body = "出品者パフォーマンスチーム ご担当者様\n\nFrom here on\n.\n末尾\n";
    open_desk(&d, subject, body);
    d.letter.from = (char *)"山田商店 <shop@example.jp>";
    d.letter.to = (char *)"seller-performance@amazon.com, two@example.com";
    attach(&d, "申請ページ", "取り下げ.png", png, sizeof png);
    attach(&d, "Tracking", "tracking page.txt", "Retention\n\xc3\xa9\n", 13);
    g_autoptr(GBytes) bytes = mail(&d);
    check_bytes(bytes);

    GMimeMessage *message = parse(bytes);
    ck_assert_str_eq(g_mime_message_get_subject(message), subject);
    InternetAddressList *from = g_mime_message_get_from(message);
    ck_assert_str_eq(internet_address_get_name(internet_address_list_get_address(from, 0)),
                     "山田商店");
    ck_assert_int_eq(
        internet_address_list_length(g_mime_message_get_addresses(message, GMIME_ADDRESS_TYPE_TO)),
        2);
    ck_assert_int_eq(g_date_time_to_unix(g_mime_message_get_date(message)), NOW);
    ck_assert_ptr_nonnull(strstr(g_mime_message_get_message_id(message), "@example.jp"));

    GMimePart *text = nth_part(message, 0, 3);
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(text));
    ck_assert(g_mime_content_type_is_type(type, "text", "plain"));
    ck_assert_str_eq(g_mime_content_type_get_parameter(type, "charset"), "utf-8");
    g_autoptr(GBytes) words = decoded(text);
    ck_assert_mem_eq(g_bytes_get_data(words, NULL), body, strlen(body));
    ck_assert_uint_eq(g_bytes_get_size(words), strlen(body));

    GMimePart *first = nth_part(message, 1, 3);
    ck_assert_str_eq(g_mime_part_get_filename(first), "取り下げ.png");
    ck_assert_str_eq(g_mime_part_get_content_description(first), "申請ページ");
    ck_assert(g_mime_content_type_is_type(g_mime_object_get_content_type(GMIME_OBJECT(first)),
                                          "image", "png"));
    ck_assert(g_mime_part_is_attachment(first));
    g_autoptr(GBytes) picture = decoded(first);
    ck_assert_uint_eq(g_bytes_get_size(picture), sizeof png);
    ck_assert_mem_eq(g_bytes_get_data(picture, NULL), png, sizeof png);
    GMimePart *second = nth_part(message, 2, 3);
    ck_assert_str_eq(g_mime_part_get_filename(second), "tracking page.txt");
    g_object_unref(message);
    close_desk(&d);
}
END_TEST

START_TEST(test_absent_headers)
{
    Desk1 d;
    open_desk(&d, "Plain", "English only, with one é.\n");
    g_autoptr(GBytes) bytes = mail(&d);
    check_bytes(bytes);
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    ck_assert_ptr_null(strstr(text, "From:"));
    ck_assert_ptr_null(strstr(text, "To:"));
    ck_assert_ptr_null(strstr(text, g_get_host_name()));
    ck_assert_ptr_nonnull(strstr(text, "@azdesk.invalid>"));
    /* mostly ASCII stays readable */
    ck_assert_ptr_nonnull(strstr(text, "English only, with one =C3=A9."));
    ck_assert_ptr_nonnull(strstr(text, "Date: Mon, 23 Nov 2026 14:00:00 +0000"));
    GMimeMessage *message = parse(bytes);
    nth_part(message, 0, 1);
    g_object_unref(message);
    close_desk(&d);
}
END_TEST

/* The same letter gives the same bytes; another day, text or file gives another message id. */
START_TEST(test_stable)
{
    Desk1 d;
    open_desk(&d, "Subject", "Body\n");
    g_autoptr(GBytes) first = mail(&d);
    g_autoptr(GBytes) again = mail(&d);
    ck_assert(g_bytes_equal(first, again));
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (int i = 0; i < 4; i++) {
        if (i == 1)
            d.letter.body = (char *)"Other body\n";
        if (i == 2)
            attach(&d, "", "a.txt", "a", 1);
        g_autoptr(GBytes) bytes =
            letter_mail(&d.letter, d.store, ORDER, NOW + (i == 3 ? 60 : 0), NULL);
        GMimeMessage *message = parse(bytes);
        g_hash_table_add(ids, g_strdup(g_mime_message_get_message_id(message)));
        g_object_unref(message);
    }
    ck_assert_uint_eq(g_hash_table_size(ids), 4);
    close_desk(&d);
}
END_TEST

START_TEST(test_hostile)
{
    Desk1 d;
    open_desk(&d, "Hello\r\nBcc: thief@example.com\r\n\r\n\033[2JBody", "x\n");
    static const struct {
        const char *name, *seen;
    } files[] = {
        {"..\\..\\evil.exe", "evil.exe"},      {".profile", "profile"},
        {"a\"b<c>|?*:.txt", "a_b_c_____.txt"}, {"\u202efdp.exe", NULL},
        {"name\r\nX-Header: 1\r\n.txt", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        attach(&d, "title\r\nBcc: a@b.example\r\n", files[i].name, "x", 1);
    g_autofree char *longest = g_strnfill(300, 'x');
    g_autofree char *named = g_strdup_printf("日本語%s.jpeg", longest);
    attach(&d, longest, named, "x", 1);
    g_autoptr(GBytes) bytes = mail(&d);
    check_bytes(bytes);
    GMimeMessage *message = parse(bytes);
    ck_assert_ptr_null(g_mime_message_get_bcc(message) == NULL
                           ? NULL
                           : internet_address_list_get_address(g_mime_message_get_bcc(message), 0));
    int count = G_N_ELEMENTS(files) + 2;
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        GMimePart *part = nth_part(message, (int)i + 1, count);
        const char *name = g_mime_part_get_filename(part);
        if (files[i].seen != NULL)
            ck_assert_str_eq(name, files[i].seen);
        ck_assert(strpbrk(name, "\r\n/\\") == NULL && strstr(name, "\u202e") == NULL);
        ck_assert_ptr_null(g_mime_object_get_header(GMIME_OBJECT(part), "X-Header"));
        ck_assert_ptr_null(g_mime_object_get_header(GMIME_OBJECT(part), "Bcc"));
    }
    const char *cut = g_mime_part_get_filename(nth_part(message, count - 1, count));
    ck_assert(g_str_has_suffix(cut, "x.jpeg") && g_str_has_prefix(cut, "日本語"));
    ck_assert_uint_le(strlen(cut), 120);
    g_object_unref(message);
    close_desk(&d);
}
END_TEST

START_TEST(test_addresses)
{
    static const struct {
        const char *address;
        gboolean good;
    } rows[] = {
        {"shop@example.com", TRUE},
        {"Shop, Inc. <shop@example.com>", TRUE},
        {"\"Shop, Inc.\" <shop@example.com>", TRUE},
        {"山田 <a@b.example>, c@d.example", TRUE},
        {"shop@example.com\r\nBcc: thief@example.com", FALSE},
        {"shop@example.com\nX", FALSE},
        {"shop", FALSE},
        {"@example.com", FALSE},
        {"shop@", FALSE},
        {"a\xff@b.example", FALSE},
        {"team: a@b.example;", FALSE},
        {"shop@例え.jp", TRUE}, /* as xn--r8jz45g.jp */
        {"店@example.jp", FALSE},
    };
    Desk1 d;
    open_desk(&d, "Subject", "Body\n");
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        for (int to = 0; to < 2; to++) {
            d.letter.from = to ? NULL : (char *)rows[i].address;
            d.letter.to = to ? (char *)rows[i].address : NULL;
            GError *error = NULL;
            g_autoptr(GBytes) bytes = letter_mail(&d.letter, d.store, ORDER, NOW, &error);
            if (rows[i].good) {
                ck_assert_no_error(error);
                check_bytes(bytes);
            } else {
                ck_assert_msg(bytes == NULL, "%s passed", rows[i].address);
                ck_assert_error(error, AZDESK_ERROR_USAGE, to ? "letter.to" : "letter.from");
            }
        }
    }
    close_desk(&d);
}
END_TEST

/* ---- Drafting and entering ---- */

static Claim *claim_now(Desk1 *d, DeskCase **ret_item)
{
    GError *error = NULL;
    ck_assert(store_load_case(d->store, ORDER, ret_item, &error));
    ck_assert_no_error(error);
    return (*ret_item)->claim;
}

static const ClaimEvent *newest(GPtrArray *events)
{
    return g_ptr_array_index(events, events->len - 1);
}

static Letter *draft(Desk1 *d, LetterKind kind, const char *const *facts, GError **error)
{
    g_autoptr(Desk) desk = store_load_desk(d->store, NULL);
    return letter_draft(d->store, desk, d->settings, ORDER, kind, LETTER_EN, facts, NULL, NOW, NULL,
                        NULL, error);
}

START_TEST(test_draft)
{
    Desk1 d;
    open_desk(&d, "", "");
    attach(&d, "Notice left", "notice.jpg", "x", 1);
    ck_assert(settings_set(d.settings, "letter.to", "amazon@example.com", NULL));
    ck_assert(settings_set(d.settings, "letter.name", "Yamada Trading", NULL));
    GError *error = NULL;
    const char *const facts[] = {"shipped=2026-10-21", " name = Hanako", NULL};
    g_autoptr(Letter) letter = draft(&d, LETTER_REPLY, facts, &error);
    ck_assert_no_error(error);
    ck_assert_str_eq(letter->to, "amazon@example.com");
    ck_assert_ptr_null(letter->from);
    ck_assert_ptr_nonnull(strstr(letter->body, "- Notice left (notice.jpg)"));
    ck_assert_ptr_nonnull(strstr(letter->body, "Shipped: 21 October 2026"));
    ck_assert_ptr_nonnull(strstr(letter->body, "Hanako"));
    /* the setting is Amazon's address, and no buyer's */
    g_autoptr(Letter) collect = draft(&d, LETTER_COLLECT, NULL, &error);
    ck_assert_no_error(error);
    ck_assert_ptr_null(collect->to);

    const char *const bad[][2] = {{"shipped", NULL}, {"nonsense=1", NULL}};
    for (int i = 0; i < 2; i++) {
        ck_assert_ptr_null(draft(&d, LETTER_REPLY, bad[i], &error));
        ck_assert_error(error, AZDESK_ERROR_USAGE, i == 0 ? "NAME=VALUE" : "nonsense");
    }
    g_autoptr(Desk) empty = desk_new();
    ck_assert_ptr_null(letter_draft(d.store, empty, d.settings, ORDER, LETTER_REPLY, LETTER_EN,
                                    NULL, NULL, NOW, NULL, NULL, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "113-2233445-6677889");
    close_desk(&d);
}
END_TEST

START_TEST(test_enter)
{
    static const struct {
        LetterKind kind;
        Stage before; /* STAGE_OPENED: as it is */
        EventKind event;
        Stage after;
    } rows[] = {
        {LETTER_COLLECT, STAGE_OPENED, EVENT_LETTER, STAGE_OPENED},
        {LETTER_REPLY, STAGE_OPENED, EVENT_LETTER, STAGE_OPENED},
        {LETTER_CORRECTION, STAGE_WITHDRAWN, EVENT_MOVED, STAGE_APPEAL_SENT},
        {LETTER_APPEAL, STAGE_GRANTED, EVENT_MOVED, STAGE_APPEAL_SENT},
        {LETTER_FOLLOW_UP, STAGE_DENIED, EVENT_MOVED, STAGE_APPEAL_SENT},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Desk1 d;
        open_desk(&d, "Please", "Body 本文\n");
        d.letter.kind = rows[i].kind;
        CaseMove move = {.stage = rows[i].before, .debited = {.minor = MONEY_NONE}};
        ck_assert(rows[i].before == STAGE_OPENED || case_move(&d.cases, ORDER, &move, NULL));
        GError *error = NULL;
        ck_assert(letter_enter(&d.cases, ORDER, &d.letter, &error));
        ck_assert_no_error(error);
        DeskCase *item = NULL;
        const Claim *claim = claim_now(&d, &item);
        ck_assert_int_eq(claim->stage, rows[i].after);
        ck_assert_int_eq(claim->reply_due != 0, rows[i].kind == LETTER_COLLECT);
        ck_assert_int_eq(claim->answer_due != 0, rows[i].after == STAGE_APPEAL_SENT);
        g_autoptr(GPtrArray) events = store_events(d.store, ORDER, NULL);
        ck_assert_int_eq(newest(events)->kind, rows[i].event);
        ck_assert_str_eq(newest(events)->text, "Subject: Please\n\nBody 本文\n");
        ck_assert_str_eq(newest(events)->word, letter_word(rows[i].kind));
        ck_assert_str_eq(newest(events)->lang, "ja");
        desk_case_free(item);
        close_desk(&d);
    }
}
END_TEST

START_TEST(test_modules)
{
    gpointer function = NULL;
    g_autoptr(GError) error = NULL;
    ck_assert(module_function("calendar", "calendar_render", &function, NULL));
    ck_assert_ptr_nonnull(function);
    ck_assert(!module_function("calendar", "no_such_function", &function, NULL));
    ck_assert(!module_function("no-such-module", "calendar_render", &function, &error));
    ck_assert(g_error_matches(error, AZDESK_ERROR, AZDESK_ERROR_FAILED));
    ck_assert_msg(strstr(error->message, "no-such-module.so") != NULL, "%s", error->message);
    g_autofree char *place = program_place("/po", "/nowhere"); /* a test runs in its build */
    ck_assert(g_file_test(place, G_FILE_TEST_IS_DIR));
}
END_TEST

START_TEST(test_enter_refused)
{
    Desk1 d;
    open_desk(&d, "Please", "Body\n");
    GError *error = NULL;
    d.letter.kind = LETTER_APPEAL; /* of a claim that nobody has decided */
    ck_assert(!letter_enter(&d.cases, ORDER, &d.letter, &error));
    ck_assert_error(error, AZDESK_ERROR_REFUSED, "withdrawn"); /* the legal moves are named */
    g_autoptr(GPtrArray) events = store_events(d.store, ORDER, NULL);
    ck_assert_uint_eq(events->len, 1);
    close_desk(&d);
}
END_TEST

/* ---- Sending ---- */

START_TEST(test_send)
{
    g_autofree char *folder = g_dir_make_tmp("azdesk-send-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "out; touch $HOME & 'x", NULL);
    g_autofree char *quoted = g_shell_quote(path);
    g_autofree char *command = g_strconcat("tee ", quoted, NULL);
    g_autoptr(GBytes) message = g_bytes_new_static("A: b\r\n\r\nc\r\n", 11);
    GError *error = NULL;
    ck_assert(letter_send(message, command, &error));
    ck_assert_no_error(error);
    g_autofree char *got = NULL;
    ck_assert(g_file_get_contents(path, &got, NULL, NULL));
    ck_assert_str_eq(got, "A: b\n\nc\n");
    g_unlink(path);
    ck_assert_int_eq(g_rmdir(folder), 0); /* and nothing else came to be */
}
END_TEST

START_TEST(test_send_failures)
{
    static const struct {
        const char *command;
        int code;
        const char *words;
    } rows[] = {
        {"sh -c 'echo \"550 no such user\" >&2; printf \"\\033[2J\" >&2; exit 67'",
         AZDESK_ERROR_FAILED, "sh failed with status 67: 550 no such user"},
        {"false", AZDESK_ERROR_FAILED, "false failed with status 1"},
        {"sh -c 'kill -9 $$'", AZDESK_ERROR_FAILED, "signal 9"},
        {"/no/such/mailer -t", AZDESK_ERROR_FAILED, "/no/such/mailer"},
        {"sendmail 'unclosed", AZDESK_ERROR_USAGE, "letter.command"},
        {"", AZDESK_ERROR_USAGE, "config set letter.command"},
        {"  ", AZDESK_ERROR_USAGE, "config set letter.command"},
    };
    g_autoptr(GBytes) message = g_bytes_new_static("A: b\r\n\r\nc\r\n", 11);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        GError *error = NULL;
        ck_assert_msg(!letter_send(message, rows[i].command, &error), "%s", rows[i].command);
        ck_assert(strchr(error->message, '\033') == NULL);
        ck_assert_error(error, rows[i].code, rows[i].words);
    }
}
END_TEST

/* A command that reads nothing takes no one with it, and one that hangs is stopped. */
START_TEST(test_send_large_and_slow)
{
    g_autofree char *large = g_strnfill(4 << 20, 'x');
    g_autoptr(GBytes) message = g_bytes_new(large, 4 << 20);
    GError *error = NULL;
    ck_assert(letter_send(message, "true", &error));
    ck_assert_no_error(error);
    ck_assert(!letter_send(message, "sh -c 'exec 0<&-; echo full >&2; exit 75'", &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "status 75: full");
    ck_assert(!letter_send_within(message, "sleep 100", 0, &error));
    ck_assert_error(error, AZDESK_ERROR_FAILED, "check whether the mail went out");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_message)                                                                                \
    X(test_absent_headers)                                                                         \
    X(test_stable)                                                                                 \
    X(test_hostile)                                                                                \
    X(test_addresses)                                                                              \
    X(test_draft)                                                                                  \
    X(test_enter)                                                                                  \
    X(test_modules)                                                                                \
    X(test_enter_refused)                                                                          \
    X(test_send)                                                                                   \
    X(test_send_failures)                                                                          \
    X(test_send_large_and_slow)

SUITE_MAIN("mail", TESTS)
