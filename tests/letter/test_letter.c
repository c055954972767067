/* SPDX-License-Identifier: MIT */
#include "azdesk/letter/letter.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "azdesk/core/error.h"
#include "letter_case.h"

#define OPENED "2026-11-16 opened not-received\n"
#define HELD   OPENED "2026-11-18 parcel held 2026-12-03\n"
#define TAKEN  HELD "2026-11-18 letter collect\n2026-11-21 parcel delivered\n"
#define WITHDRAWN                                                                                  \
    TAKEN "2026-11-21 message buyer en It has still not come. Please refund me.|"                  \
          "まだ届きません。返金してください。\n"                                  \
          "2026-11-21 moved withdrawn\n"                                                           \
          "2026-11-21 message buyer en I have it now, thank you. I closed the claim.|"             \
          "受け取りました。ありがとうございます。申請は取り下げました。\n"
#define SUPPORT                                                                                                    \
    "2026-11-22 message support en The claim is withdrawn, so your ODR should not be "                             \
    "affected.\\nPlease write to the seller performance team.|申請は取り下げられておりますので、" \
    "注文不良率には影響しません。\n2026-11-22 counts\n"

/* `facts`: the seller's own, NAME=VALUE by line. */
typedef struct {
    Scene scene;
    LetterKind kind;
    const char *facts;
} Golden;

#define NAMED "name=Yamada Trading\n"
#define NOV   20775 /* 2026-11-18 */

static const Golden golden[] = {
    {{"collect", HELD, 0, NOV},
     LETTER_COLLECT,
     NAMED "post_office=Springfield Main, 40 Elm Street"},
    {{"collect-bare", OPENED, 0, NOV}, LETTER_COLLECT, ""},
    {{"reply-held", HELD "2026-11-18 letter collect\n2026-11-18 asked\n", 0, NOV},
     LETTER_REPLY,
     NAMED "shipped=2026-10-21\nservice=EMS"},
    {{"reply-delivered", TAKEN, 0, NOV + 4}, LETTER_REPLY, NAMED "signed_by=J. Doe"},
    {{"reply-damaged", "2026-11-16 opened damaged\n2026-11-17 parcel delivered\n", 0, NOV},
     LETTER_REPLY,
     NAMED "new_information=Our pictures show the item packed and whole."},
    {{"reply-appeal", WITHDRAWN "2026-11-22 moved appeal-sent\n2026-11-23 asked\n", 0, NOV + 5},
     LETTER_REPLY,
     NAMED},
    {{"reply-bare", OPENED, 0, NOV}, LETTER_REPLY, "tracking=\ncarrier="},
    {{"appeal", TAKEN "2026-11-22 moved granted 42.10\n", 2, NOV + 5},
     LETTER_APPEAL,
     NAMED "new_information=The buyer signed for the parcel after the decision."},
    {{"appeal-refunded", OPENED "2026-11-20 moved refunded\n", 0, NOV + 5}, LETTER_APPEAL, ""},
    {{"correction", WITHDRAWN SUPPORT, 2, NOV + 5},
     LETTER_CORRECTION,
     NAMED "support_case=1234567"},
    {{"correction-bare", OPENED "2026-11-20 moved withdrawn\n", 0, 21000}, LETTER_CORRECTION, ""},
    {{"correction-denied", OPENED "2026-11-20 moved denied\n", 0, NOV + 5},
     LETTER_CORRECTION,
     NAMED},
    {{"correction-amazon", OPENED "2026-11-20 moved granted-amazon\n", 0, NOV + 5},
     LETTER_CORRECTION,
     NAMED},
    {{"correction-returning",
      OPENED "2026-11-19 parcel returning\n"
             "2026-11-20 moved granted-returning\n",
      0, NOV + 5},
     LETTER_CORRECTION,
     NAMED},
    {{"correction-reversed",
      OPENED "2026-11-17 moved granted\n2026-11-18 moved appeal-sent\n"
             "2026-11-20 moved cleared\n",
      0, NOV + 5},
     LETTER_CORRECTION,
     NAMED},
    {{"follow-up", WITHDRAWN SUPPORT "2026-11-23 moved appeal-sent\n", 2, NOV + 8},
     LETTER_FOLLOW_UP,
     NAMED},
    {{"follow-up-again", WITHDRAWN "2026-11-23 moved appeal-sent\n2026-11-26 moved appeal-sent\n",
      0, NOV + 12},
     LETTER_FOLLOW_UP,
     NAMED},
    {{"follow-up-appeal", OPENED "2026-11-17 moved granted\n2026-11-20 moved appeal-sent\n", 0,
      NOV + 6},
     LETTER_FOLLOW_UP,
     NAMED},
};

static void lay(LetterFacts *facts, const char *lines)
{
    g_auto(GStrv) list = g_strsplit(lines, "\n", -1);
    for (char **line = list; *line != NULL && **line != '\0'; line++) {
        char *value = strchr(*line, '=');
        *value++ = '\0';
        GError *error = NULL;
        ck_assert(letter_facts_set(facts, *line, value, &error));
        ck_assert_no_error(error);
    }
}

static Letter *write_golden(const Golden *row, LetterLang lang)
{
    LetterCase *lc = letter_case(&row->scene);
    if (strstr(row->scene.story, "withdrawn") != NULL && row->scene.report > 0) {
        g_ptr_array_add(lc->evidence, case_evidence(1, "Claim page, withdrawn", "claim.png", ""));
        g_ptr_array_add(lc->evidence, case_evidence(2, "", "tracking.pdf", ""));
    }
    g_autoptr(LetterFacts) facts = letter_case_facts(lc, lang);
    lay(facts, row->facts);
    GError *error = NULL;
    Letter *letter = letter_write(row->kind, lang, facts, lc->settings, NULL, &error);
    ck_assert_no_error(error);
    letter_case_free(lc);
    return letter;
}

/* AZDESK_GOLDEN_WRITE=1 writes the files anew, to be read before they are committed. */
static void compare(const char *name, LetterLang lang, const char *text)
{
    g_autofree char *file = g_strdup_printf("%s.%s.txt", name, letter_lang_word(lang));
    g_autofree char *path = g_build_filename(LETTER_GOLDEN, file, NULL);
    g_autofree char *expected = NULL;
    if (g_getenv("AZDESK_GOLDEN_WRITE") != NULL)
        ck_assert(g_file_set_contents(path, text, -1, NULL));
    ck_assert_msg(g_file_get_contents(path, &expected, NULL, NULL), "%s is missing", path);
    ck_assert_msg(g_str_equal(text, expected), "%s differs; the letter is now:\n%s", file, text);
}

START_TEST(test_golden)
{
    for (gsize i = 0; i < G_N_ELEMENTS(golden); i++) {
        for (LetterLang lang = 0; lang < N_LETTER_LANGS; lang++) {
            g_autoptr(Letter) letter = write_golden(&golden[i], lang);
            g_autofree char *text = letter_text(letter);
            compare(golden[i].scene.name, lang, text);
        }
    }
}
END_TEST

/* What any letter must keep to, whatever its words. */
START_TEST(test_form)
{
    for (gsize i = 0; i < G_N_ELEMENTS(golden); i++) {
        for (LetterLang lang = 0; lang < N_LETTER_LANGS; lang++) {
            g_autoptr(Letter) letter = write_golden(&golden[i], lang);
            ck_assert(strpbrk(letter->subject, "\r\n{}[]") == NULL);
            ck_assert(strpbrk(letter->body, "\r{}[]") == NULL);
            ck_assert(strstr(letter->body, "\n\n\n") == NULL);
            ck_assert(strstr(letter->body, "  ") == NULL);
            ck_assert(strstr(letter->body, " \n") == NULL);
            ck_assert(strstr(letter->body, "113-2233445-6677889") != NULL);
            ck_assert_int_lt(letter->characters, 2000);
            const char *odr = lang == LETTER_EN ? "Order Defect Rate" : "注文不良率";
            const char *gone = lang == LETTER_EN ? "withdrawn" : "取り下げ";
            gboolean withdrawn = strstr(golden[i].scene.story, "moved withdrawn") != NULL;
            if (golden[i].kind == LETTER_CORRECTION) {
                ck_assert(strstr(letter->body, odr) != NULL);
                ck_assert_int_eq(strstr(letter->body, gone) != NULL, withdrawn);
            }
        }
    }
}
END_TEST

START_TEST(test_needs)
{
    static const struct {
        LetterKind kind;
        const char *facts;
        const char *words; /* NULL: it is written */
    } rows[] = {
        {LETTER_COLLECT, "tracking=\n", "tracking"},
        {LETTER_COLLECT, "tracking=\n", "hold_end"},
        {LETTER_COLLECT, "tracking=\nhold_end=2026-12-03\n", NULL},
        {LETTER_COLLECT, "", NULL},
        {LETTER_REPLY, "tracking=\n", NULL},
        {LETTER_APPEAL, "", "outcome (outcome of the claim), outcome_day"},
        {LETTER_CORRECTION, "", "outcome"},
        {LETTER_CORRECTION, "outcome=withdrawn\n", "outcome_day"},
        {LETTER_CORRECTION, "outcome=withdrawn\noutcome_day=2026-11-21\n", NULL},
        {LETTER_FOLLOW_UP, "", NULL},
    };
    Scene scene = {"", OPENED, 0, NOV};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        LetterCase *lc = letter_case(&scene);
        g_autoptr(LetterFacts) facts = letter_case_facts(lc, LETTER_EN);
        lay(facts, rows[i].facts);
        GError *error = NULL;
        g_autoptr(Letter) letter =
            letter_write(rows[i].kind, LETTER_EN, facts, lc->settings, NULL, &error);
        if (rows[i].words == NULL) {
            ck_assert_no_error(error);
            ck_assert_ptr_nonnull(letter);
        } else {
            ck_assert_ptr_null(letter);
            ck_assert_error(error, AZDESK_ERROR_REFUSED, rows[i].words);
        }
        letter_case_free(lc);
    }
}
END_TEST

START_TEST(test_facts)
{
    static const struct {
        const char *story;
        int report;
        const char *name, *en, *ja;
    } rows[] = {
        {OPENED, 0, "order", "113-2233445-6677889", "113-2233445-6677889"},
        {OPENED, 0, "ordered", "20 October 2026", "2026年10月20日"},
        {OPENED, 0, "amount", "USD 42.10", "42.10米ドル"},
        {OPENED, 0, "carrier", "Japan Post", "日本郵便"},
        {OPENED, 0, "reason", "item not received", "商品が届かない"},
        {OPENED, 0, "outcome", NULL, NULL},
        {OPENED, 0, "parcel", NULL, NULL},
        {OPENED, 0, "checked", NULL, NULL},
        {HELD, 0, "hold_end", "3 December 2026", "2026年12月3日"},
        {HELD, 0, "waiting", "18 November 2026", "2026年11月18日"},
        {TAKEN, 0, "waiting", NULL, NULL},
        {TAKEN, 0, "hold_end", NULL, NULL},
        {TAKEN, 0, "held", "18 November 2026", "2026年11月18日"},
        {TAKEN, 0, "delivered", "21 November 2026", "2026年11月21日"},
        {TAKEN, 0, "collect_sent", "18 November 2026", "2026年11月18日"},
        {WITHDRAWN, 0, "buyer_said", "I have it now, thank you. I closed the claim.",
         "受け取りました。ありがとうございます。申請は取り下げました。"},
        /* the buyer's other words are no proof */
        {HELD "2026-11-18 message buyer en Where is it?\n", 0, "buyer_said", NULL, NULL},
        {WITHDRAWN, 0, "outcome", "withdrawn by the buyer", "購入者による取り下げ"},
        {WITHDRAWN, 0, "withdrawn", "21 November 2026", "2026年11月21日"},
        {WITHDRAWN, 0, "denied", NULL, NULL},
        {WITHDRAWN SUPPORT, 0, "support_said_day", "22 November 2026", "2026年11月22日"},
        {WITHDRAWN SUPPORT, 0, "checked", "22 November 2026", "2026年11月22日"},
        {OPENED "2026-11-20 moved granted\n", 0, "rule", NULL, NULL},
        /* 1 of 180 by our own count, 2 with this claim */
        {WITHDRAWN, 0, "odr_now", "0.56%", "0.56%"},
        {WITHDRAWN, 0, "odr_before", "1.11%", "1.11%"},
        {WITHDRAWN, 0, "odr_after", "0.56%", "0.56%"},
        {WITHDRAWN, 0, "report_day", NULL, NULL},
        {OPENED, 0, "odr_now", "1.11%", "1.11%"},
        {OPENED, 0, "odr_without", "0.56%", "0.56%"},
        /* Amazon reports 3 where the rules give 1 */
        {WITHDRAWN, 3, "reported_rate", "1.67%", "1.67%"},
        {WITHDRAWN, 3, "rule_rate", "0.56%", "0.56%"},
        {WITHDRAWN, 3, "rule_defects", "1", "1"},
        {WITHDRAWN, 3, "odr_after", "1.11%", "1.11%"},
        {WITHDRAWN, 3, "report_from", "9 September 2026", "2026年9月9日"},
        /* Amazon counts no more than the rules do: nothing falls by leaving this one out */
        {WITHDRAWN, 1, "reported_rate", "0.56%", "0.56%"},
        {WITHDRAWN, 1, "rule_rate", NULL, NULL},
        {WITHDRAWN, 1, "odr_before", NULL, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Scene scene = {"", rows[i].story, rows[i].report, NOV + 5};
        LetterCase *lc = letter_case(&scene);
        for (LetterLang lang = 0; lang < N_LETTER_LANGS; lang++) {
            g_autoptr(LetterFacts) facts = letter_case_facts(lc, lang);
            const char *value = letter_facts_get(facts, rows[i].name);
            const char *expected = lang == LETTER_EN ? rows[i].en : rows[i].ja;
            ck_assert_msg(g_strcmp0(value, expected) == 0, "row %zu: %s is %s, not %s", i,
                          rows[i].name, value, expected);
        }
        letter_case_free(lc);
    }
}
END_TEST

/* Rates over a part of the orders would be wrong ones, and a day that is over is no date to give.
 */
START_TEST(test_facts_left_out)
{
    Scene scene = {"", HELD, 0, NOV + 5};
    LetterCase *lc = letter_case(&scene);
    OrderDays *days = g_ptr_array_index(lc->desk->order_days, 0);
    days->from = scene.now - 40;
    g_autoptr(LetterFacts) part = letter_case_facts(lc, LETTER_EN);
    ck_assert_ptr_null(letter_facts_get(part, "odr_now"));
    ck_assert_ptr_null(letter_facts_get(part, "odr_before"));
    ck_assert_ptr_nonnull(letter_facts_get(part, "hold_end"));
    lc->now = day_end(case_day("2026-12-03")) + 1;
    g_autoptr(LetterFacts) late = letter_case_facts(lc, LETTER_EN);
    ck_assert_ptr_null(letter_facts_get(late, "hold_end"));
    letter_case_free(lc);
}
END_TEST

/* At noon in UTC the next day has begun in a zone of thirteen hours. */
START_TEST(test_days_of_the_zone)
{
    Scene scene = {"", HELD, 0, NOV + 5};
    LetterCase *lc = letter_case(&scene);
    lc->zone = g_time_zone_new_identifier("+13:00");
    ClaimEvent *opening = g_ptr_array_index(lc->events, 0);
    opening->fields |= FIELD_DAY_ONLY;
    g_autoptr(LetterFacts) facts = letter_case_facts(lc, LETTER_EN);
    ck_assert_str_eq(letter_facts_get(facts, "opened"), "16 November 2026");
    ck_assert_str_eq(letter_facts_get(facts, "waiting"), "19 November 2026");
    ck_assert_str_eq(letter_facts_get(facts, "hold_end"), "3 December 2026");
    letter_case_free(lc);
}
END_TEST

START_TEST(test_facts_of_the_seller)
{
    Scene scene = {"", HELD, 0, NOV};
    LetterCase *lc = letter_case(&scene);
    g_autoptr(LetterFacts) facts = letter_case_facts(lc, LETTER_JA);
    lay(facts, "shipped=2026-10-21\nopened=last week\nname= 山田  \ncarrier=usps\nreason=\n");
    ck_assert_str_eq(letter_facts_get(facts, "shipped"), "2026年10月21日");
    ck_assert_str_eq(letter_facts_get(facts, "opened"), "last week");
    ck_assert_str_eq(letter_facts_get(facts, "name"), "山田");
    ck_assert_str_eq(letter_facts_get(facts, "carrier"), "USPS（米国郵便公社）");
    ck_assert_ptr_null(letter_facts_get(facts, "reason"));
    /* the page is the new carrier's */
    ck_assert_ptr_nonnull(strstr(letter_facts_get(facts, "tracking_url"), "usps.com"));
    GError *error = NULL;
    ck_assert(!letter_facts_set(facts, "no\033such", "x", &error));
    ck_assert(strchr(error->message, '\033') == NULL);
    ck_assert_error(error, AZDESK_ERROR_USAGE, "outcome_day");
    letter_case_free(lc);
}
END_TEST

START_TEST(test_every_fact_has_a_label)
{
    gsize n;
    const char *const *names = letter_fact_names(&n);
    ck_assert_uint_gt(n, 50);
    for (gsize i = 0; i < n; i++)
        ck_assert_str_ne(letter_fact_label(names[i]), "");
    ck_assert_ptr_null(letter_fact_label("none"));
}
END_TEST

START_TEST(test_missing)
{
    Scene scene = {"", OPENED, 0, NOV};
    LetterCase *lc = letter_case(&scene);
    g_autoptr(LetterFacts) facts = letter_case_facts(lc, LETTER_EN);
    GError *error = NULL;
    g_auto(GStrv) names = letter_missing(LETTER_CORRECTION, LETTER_EN, facts, NULL, &error);
    ck_assert_no_error(error);
    const char *const *list = (const char *const *)names;
    ck_assert_str_eq(list[0], "outcome"); /* without these it is not written */
    ck_assert_str_eq(list[1], "outcome_day");
    ck_assert(g_strv_contains(list, "support_said_day"));
    ck_assert(g_strv_contains(list, "name"));
    ck_assert(!g_strv_contains(list, "order"));
    ck_assert(!g_strv_contains(list, "denied")); /* it is a condition, not a question */
    /* what follows from entries is not asked for */
    ck_assert(!g_strv_contains(list, "checked") && !g_strv_contains(list, "report_day"));
    letter_case_free(lc);
}
END_TEST

/* Nothing that a buyer or a file's name says can act, break a line or be read as a template. */
START_TEST(test_hostile_facts)
{
    static const char hostile[] = "x\033[2J{order}\r\nBcc: a@b\u202e[[\t]]\xc2\x85\u2028\x7fy";
    Scene scene = {"", WITHDRAWN SUPPORT, 2, NOV + 5};
    gsize n;
    const char *const *names = letter_fact_names(&n);
    for (LetterLang lang = 0; lang < N_LETTER_LANGS; lang++) {
        for (LetterKind kind = 0; kind < N_LETTERS; kind++) {
            LetterCase *lc = letter_case(&scene);
            g_ptr_array_add(lc->evidence, case_evidence(1, hostile, hostile, hostile));
            g_autoptr(LetterFacts) facts = letter_case_facts(lc, lang);
            for (gsize i = 0; i < n; i++)
                ck_assert(letter_facts_set(facts, names[i], hostile, NULL));
            letter_facts_evidence(facts, lc->evidence);
            GError *error = NULL;
            g_autoptr(Letter) letter = letter_write(kind, lang, facts, lc->settings, NULL, &error);
            ck_assert_no_error(error);
            ck_assert(strpbrk(letter->subject, "\r\n\033\t\x7f") == NULL);
            ck_assert(strpbrk(letter->body, "\r\033\t\x7f") == NULL);
            ck_assert(strstr(letter->body, "\u202e") == NULL);
            ck_assert(strstr(letter->body, "{order}") != NULL);
            letter_case_free(lc);
        }
    }
}
END_TEST

START_TEST(test_own_template)
{
    g_autofree char *folder = g_dir_make_tmp("azdesk-letter-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "reply.en.txt", NULL);
    Scene scene = {"", OPENED, 0, NOV};
    LetterCase *lc = letter_case(&scene);
    g_autoptr(LetterFacts) facts = letter_case_facts(lc, LETTER_EN);
    static const struct {
        const char *text, *body, *words;
    } rows[] = {
        {"Subject: Mine\n\nAbout {order}.\n", "About 113-2233445-6677889.\n", NULL},
        {"Subject: Mine\n\nAbout {ordre}.\n", NULL, "reply.en.txt:3: unknown fact {ordre}"},
        {"Hello\n", NULL, "reply.en.txt:1: "},
        {"", NULL, "reply.en.txt:1: "},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        ck_assert(g_file_set_contents(path, rows[i].text, -1, NULL));
        GError *error = NULL;
        g_autoptr(Letter) letter =
            letter_write(LETTER_REPLY, LETTER_EN, facts, lc->settings, folder, &error);
        if (rows[i].words == NULL)
            ck_assert_str_eq(letter->body, rows[i].body);
        else
            ck_assert_error(error, AZDESK_ERROR_FAILED, rows[i].words);
    }
    /* others are the built-in ones still, and so is this where the folder is none */
    g_autoptr(Letter) other =
        letter_write(LETTER_FOLLOW_UP, LETTER_EN, facts, lc->settings, folder, NULL);
    ck_assert_ptr_nonnull(other);
    g_unlink(path);
    g_rmdir(folder);
    g_autoptr(Letter) gone =
        letter_write(LETTER_REPLY, LETTER_EN, facts, lc->settings, folder, NULL);
    ck_assert_ptr_nonnull(gone);
    letter_case_free(lc);
}
END_TEST

START_TEST(test_kind_for)
{
    static const struct {
        const char *story;
        LetterKind kind;
    } rows[] = {
        {OPENED, LETTER_REPLY},
        {HELD, LETTER_COLLECT},
        {OPENED "2026-11-18 moved held\n", LETTER_COLLECT},
        {WITHDRAWN, LETTER_CORRECTION},
        {OPENED "2026-11-18 moved denied\n", LETTER_CORRECTION},
        {OPENED "2026-11-18 moved granted\n", LETTER_APPEAL},
        {OPENED "2026-11-18 moved granted-amazon\n", LETTER_CORRECTION},
        {OPENED "2026-11-18 moved granted-returning\n", LETTER_CORRECTION},
        {OPENED "2026-11-18 moved refunded\n", LETTER_APPEAL},
        {OPENED "2026-11-18 moved cancelled\n", LETTER_APPEAL},
        {WITHDRAWN "2026-11-22 moved appeal-sent\n", LETTER_FOLLOW_UP},
        {WITHDRAWN "2026-11-22 moved appeal-sent\n2026-11-23 asked\n", LETTER_REPLY},
        {WITHDRAWN "2026-11-22 moved appeal-sent\n2026-11-23 moved upheld\n", LETTER_APPEAL},
        {WITHDRAWN "2026-11-22 moved appeal-sent\n2026-11-23 moved cleared\n", LETTER_CORRECTION},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Scene scene = {"", rows[i].story, 0, NOV + 5};
        LetterCase *lc = letter_case(&scene);
        ck_assert_msg(letter_kind_for(desk_find(lc->desk, CASE_ORDER)->claim) == rows[i].kind,
                      "row %zu", i);
        letter_case_free(lc);
    }
}
END_TEST

START_TEST(test_words)
{
    for (LetterKind kind = 0; kind < N_LETTERS; kind++) {
        LetterKind parsed = N_LETTERS;
        ck_assert(letter_parse(letter_word(kind), &parsed, NULL));
        ck_assert_int_eq(parsed, kind);
        ck_assert_str_ne(letter_label(kind), "");
    }
    LetterLang lang;
    ck_assert(letter_lang_parse("JA", &lang, NULL) && lang == LETTER_JA);
    GError *error = NULL;
    LetterKind kind;
    ck_assert(!letter_parse("beg", &kind, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "follow-up");
    ck_assert(!letter_lang_parse("fr", &lang, &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "ja");
    const Market *japan = market_parse("JP", NULL);
    ck_assert_int_eq(letter_lang_for(japan->num), LETTER_JA);
    ck_assert_int_eq(letter_lang_for(1), LETTER_EN);
    ck_assert_int_eq(letter_lang_for(0), LETTER_EN);
}
END_TEST

START_TEST(test_text_and_back)
{
    g_autoptr(Letter) letter = write_golden(&golden[0], LETTER_JA);
    g_autofree char *text = letter_text(letter);
    g_autofree char *edited = g_strconcat("\n", text, "追伸😀\r\n\n\n", NULL);
    int before = letter->characters;
    GError *error = NULL;
    ck_assert(letter_take_text(letter, edited, &error));
    ck_assert_no_error(error);
    ck_assert(g_str_has_suffix(letter->body, "追伸😀\n"));
    ck_assert_int_eq(letter->characters, before + 1 + 4); /* a browser counts the face as two */
    ck_assert(!letter_take_text(letter, "no subject\n", &error));
    ck_assert_error(error, AZDESK_ERROR_USAGE, "Subject:");
    ck_assert(g_str_has_suffix(letter->body, "追伸😀\n"));
}
END_TEST

/* Which letters make sense, by the claim's outcome. */
START_TEST(test_fits)
{
    static const struct {
        const char *story;
        gboolean appeal, correction;
        const char *words; /* of the refusal */
    } rows[] = {
        {OPENED, FALSE, FALSE, "outcome"},
        {HELD, FALSE, FALSE, "outcome"},
        {OPENED "2026-11-20 moved withdrawn\n", FALSE, TRUE, "use correction"},
        {OPENED "2026-11-20 moved denied\n", FALSE, TRUE, "use correction"},
        {OPENED "2026-11-20 moved granted\n", TRUE, TRUE, NULL},
        {OPENED "2026-11-20 moved refunded\n", TRUE, TRUE, NULL},
        {OPENED "2026-11-17 moved granted\n2026-11-18 moved appeal-sent\n"
                "2026-11-19 moved upheld\n",
         TRUE, TRUE, NULL},
        {OPENED "2026-11-17 moved granted\n2026-11-18 moved appeal-sent\n"
                "2026-11-19 moved cleared\n",
         FALSE, TRUE, "use correction"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Scene scene = {"", rows[i].story, 0, NOV + 5};
        LetterCase *lc = letter_case(&scene);
        const Claim *claim = desk_find(lc->desk, CASE_ORDER)->claim;
        GError *error = NULL;
        ck_assert(letter_fits(LETTER_REPLY, claim, NULL) &&
                  letter_fits(LETTER_COLLECT, claim, NULL));
        ck_assert_int_eq(letter_fits(LETTER_CORRECTION, claim, NULL), rows[i].correction);
        ck_assert_int_eq(letter_fits(LETTER_APPEAL, claim, &error), rows[i].appeal);
        if (rows[i].words != NULL)
            ck_assert_error(error, AZDESK_ERROR_REFUSED, rows[i].words);
        letter_case_free(lc);
    }
}
END_TEST

/* Only what is known beyond doubt is called counted. */
START_TEST(test_counted)
{
    static const struct {
        const char *story;
        gint64 report; /* defects of the report of 22 November; 0: none */
        const char *counted;
    } rows[] = {
        {OPENED "2026-11-21 moved withdrawn\n", 0, NULL},
        {OPENED "2026-11-21 moved withdrawn\n2026-11-21 counts\n", 0, "21 November 2026"},
        {OPENED "2026-11-20 counts\n2026-11-21 moved withdrawn\n", 0, NULL},
        {OPENED "2026-11-21 moved withdrawn\n", 2, "22 November 2026"},
        {OPENED "2026-11-21 moved withdrawn\n", 1, NULL},
        {OPENED "2026-11-22 moved withdrawn\n", 2, NULL}, /* the report is of that day */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Scene scene = {"", rows[i].story, (int)rows[i].report, NOV + 6};
        LetterCase *lc = letter_case(&scene);
        g_autoptr(LetterFacts) facts = letter_case_facts(lc, LETTER_EN);
        const char *counted = letter_facts_get(facts, "counted");
        ck_assert_msg(g_strcmp0(counted, rows[i].counted) == 0, "row %zu: %s", i, counted);
        letter_case_free(lc);
    }
}
END_TEST

START_TEST(test_checklist)
{
    Scene scene = {"", WITHDRAWN, 0, NOV + 5};
    LetterCase *lc = letter_case(&scene);
    const Claim *claim = desk_find(lc->desk, CASE_ORDER)->claim;
    g_autoptr(GArray) before = evidence_checklist(claim, lc->evidence, lc->events);
    guint had = 0, have = 0;
    for (guint i = 0; i < before->len; i++)
        had += g_array_index(before, EvidenceWish, i).have;
    /* the tracking number; the buyer's message, which speaks of the withdrawal too */
    ck_assert_uint_eq(had, 3);
    Evidence *notice = case_evidence(1, "A photo", "IMG_1.jpg", "image/jpeg");
    notice->kind = EVIDENCE_NOTICE;
    g_ptr_array_add(lc->evidence, notice);
    Evidence *page = case_evidence(2, "Tracking page", "a.png", "image/png");
    page->kind = EVIDENCE_TRACKING;
    g_ptr_array_add(lc->evidence, page);
    g_autoptr(GArray) after = evidence_checklist(claim, lc->evidence, lc->events);
    for (guint i = 0; i < after->len; i++)
        have += g_array_index(after, EvidenceWish, i).have;
    ck_assert_uint_eq(after->len, before->len);
    ck_assert_uint_eq(have, had + 2);
    letter_case_free(lc);

    Scene other = {"", "2026-11-16 opened damaged\n", 0, NOV};
    lc = letter_case(&other);
    g_autoptr(GArray) item =
        evidence_checklist(desk_find(lc->desk, CASE_ORDER)->claim, lc->evidence, lc->events);
    ck_assert_str_eq(g_array_index(item, EvidenceWish, 0).what,
                     "photos of the item and the listing");
    letter_case_free(lc);
}
END_TEST

#define TESTS(X)                                                                                   \
    X(test_golden)                                                                                 \
    X(test_form)                                                                                   \
    X(test_needs)                                                                                  \
    X(test_facts)                                                                                  \
    X(test_facts_left_out)                                                                         \
    X(test_days_of_the_zone)                                                                       \
    X(test_facts_of_the_seller)                                                                    \
    X(test_every_fact_has_a_label)                                                                 \
    X(test_missing)                                                                                \
    X(test_hostile_facts)                                                                          \
    X(test_own_template)                                                                           \
    X(test_kind_for)                                                                               \
    X(test_words)                                                                                  \
    X(test_text_and_back)                                                                          \
    X(test_fits) X(test_counted) X(test_checklist)

SUITE_MAIN("letter", TESTS)
