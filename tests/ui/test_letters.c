/* SPDX-License-Identifier: MIT */
/* Letters: written, edited, kept, and out by every way. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "driver.h"
#include "temp_dir.h"

static const char *const NONE[] = {NULL};

static const Claim *claim_of(UiTest *test, const char *order)
{
    return desk_find(test->app->model->desk, desk_order(order))->claim;
}

/* The correction for the withdrawn claim that Amazon counts. */
static void open_correction(UiTest *test)
{
    ui_press(test, ":");
    ui_type(test, DESK_WITHDRAWN);
    ui_press(test, "enter a");
    ck_assert_str_eq(test->app->view->ops->name, "letter");
}

static char *draft_path(UiTest *test)
{
    return g_build_filename(test->state_dir, "letters", DESK_WITHDRAWN ".correction.en.draft",
                            NULL);
}

/* The text kept with the case's newest entry. (transfer full) */
static char *text_kept(UiTest *test, const char *order)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) events = store_events(test->store, desk_order(order), &error);
    ck_assert_no_error(error);
    const ClaimEvent *last = g_ptr_array_index(events, events->len - 1);
    return g_strdup(last->text);
}

START_TEST(both_languages_are_there)
{
    g_autoptr(UiTest) test = ui_start(50, 140, desk_fill);
    open_correction(test);
    ui_expect_line(test, "English: to be sent");
    ui_expect_line(test, "Japanese: for reference");
    ui_expect_line(test, "Dear Seller Performance team,");
    ui_expect_line(test, "注文不良率");
    ui_expect_line(test, "of 2000 characters");
    int english = ui_find(test, "English: to be sent");
    ck_assert_int_eq(english, ui_find(test, "Japanese: for reference")); /* side by side */
    ui_press(test, "b");
    ui_expect_no_line(test, "Japanese: for reference");
    ui_press(test, "b L");
    ui_expect_line(test, "Japanese: to be sent");
    ui_resize(test, 50, 80); /* one below the other */
    ck_assert_int_gt(ui_find(test, "English: for reference"),
                     ui_find(test, "Japanese: to be sent"));
}
END_TEST

/* Without a report: the seller saw Amazon's page count a claim that was withdrawn. */
static void fill_seen_counted(Store *store, const Settings *settings)
{
    Cases cases = {.store = store, .settings = settings, .now = DESK_NOW};
    CaseOpening opening = {.opened = {.at = DESK_NOW - 9 * DAY_SECONDS},
                           .ordered = day_of(DESK_NOW) - 30,
                           .market = market_parse("US", NULL)->num,
                           .channel = CHANNEL_MFN,
                           .amount = {.minor = MONEY_NONE}};
    CaseMove move = {.stage = STAGE_WITHDRAWN,
                     .at = {.at = DESK_NOW - 3 * DAY_SECONDS},
                     .debited = {.minor = MONEY_NONE}};
    OrderId order = desk_order("113-0000001-0000001");
    When seen = {.at = DESK_NOW - 3600};
    GError *error = NULL;
    ck_assert(case_open(&cases, order, &opening, &error) &&
              case_move(&cases, order, &move, &error) &&
              case_check(&cases, order, TRUE, seen, &error));
}

START_TEST(a_claim_seen_counted_wants_its_letter)
{
    g_autoptr(UiTest) test = ui_start(40, 120, fill_seen_counted);
    ui_press(test, "1");
    ui_expect_line(test, "113-0000001-0000001 request a correction");
    ui_press(test, "4");
    ui_expect_line(test, "1 to write");
    ui_expect_selected(test, "113-0000001-0000001");
}
END_TEST

START_TEST(what_is_too_long_is_marked)
{
    const char *const settings[] = {"letter.limit=200", NULL};
    g_autoptr(UiTest) test = ui_start_with(40, 120, desk_fill, settings);
    open_correction(test);
    g_autofree char *line = ui_row(test, ui_find(test, "of 200 characters"));
    ck_assert_ptr_nonnull(strchr(line, '!'));
}
END_TEST

START_TEST(what_is_missing_is_asked_for)
{
    g_autoptr(UiTest) test = ui_start(44, 100, desk_fill);
    open_correction(test);
    ui_expect_line(test, "Left out because unknown");
    ui_press(test, "G");
    ui_expect_no_line(test, "Hanako Sato");
    ui_press(test, "f up"); /* the last one is the name */
    ui_expect_line(test, "your name");
    ui_type(test, "Hanako Sato");
    ui_press(test, "ctrl-s");
    ui_expect_modal(test, NULL);
    ui_press(test, "G");
    ui_expect_line(test, "Hanako Sato");
    ui_press(test, "f up"); /* and may be filled in otherwise */
    ui_expect_line(test, "your name");
    ui_press(test, "ctrl-u");
    ui_type(test, "Taro Sato");
    ui_press(test, "ctrl-s G");
    ui_expect_line(test, "Taro Sato");
    ui_expect_no_line(test, "Hanako");
}
END_TEST

/* A letter that cannot do without a fact asks at once. */
START_TEST(what_it_cannot_do_without_is_asked_first)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, ":");
    ui_type(test, DESK_JAPAN);
    ui_press(test, "enter :");
    ui_type(test, "letter collect");
    ui_press(test, "enter");
    ui_expect_modal(test, "form");
    ui_press(test, "esc y");
    ui_expect_modal(test, NULL); /* nothing to copy: says why */
    ui_expect_line(test, "this letter needs");
}
END_TEST

START_TEST(a_letter_goes_out_by_file)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *eml = g_build_filename(folder, "letter.eml", NULL);
    g_autofree char *txt = g_build_filename(folder, "letter.txt", NULL);
    g_autofree char *mail = NULL, *text = NULL;
    struct stat seen;
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    open_correction(test);
    ui_press(test, "w ctrl-u");
    ui_type(test, eml);
    ui_press(test, "enter");
    ui_expect_modal(test, "confirm");
    ui_press(test, "esc"); /* not sent yet */
    ck_assert_int_eq(claim_of(test, DESK_WITHDRAWN)->stage, STAGE_WITHDRAWN);
    ck_assert(g_file_get_contents(eml, &mail, NULL, NULL));
    ck_assert_ptr_nonnull(strstr(mail, "Subject: Order " DESK_WITHDRAWN));
    ck_assert_ptr_nonnull(strstr(mail, "MIME-Version: 1.0"));
    ck_assert_int_eq(g_stat(eml, &seen), 0);
    ck_assert_int_eq(seen.st_mode & 0777, 0600);
    ui_press(test, "enter 4 ctrl-u");
    ui_type(test, txt);
    ui_press(test, "enter y"); /* sent */
    ck_assert(g_file_get_contents(txt, &text, NULL, NULL));
    ck_assert_int_eq(claim_of(test, DESK_WITHDRAWN)->stage, STAGE_APPEAL_SENT);
    ck_assert_str_eq(test->app->view->ops->name, "page");
    g_autofree char *kept = text_kept(test, DESK_WITHDRAWN);
    ck_assert_str_eq(kept, text); /* the very text */
}
END_TEST

START_TEST(a_copied_letter_may_be_entered_later)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    open_correction(test);
    ui_press(test, "y esc");
    ck_assert_str_eq(test->app->view->ops->name, "letter");
    ck_assert_int_eq(claim_of(test, DESK_WITHDRAWN)->stage, STAGE_WITHDRAWN);
    ui_press(test, "x y");
    ck_assert_int_eq(claim_of(test, DESK_WITHDRAWN)->stage, STAGE_APPEAL_SENT);
    ui_press(test, "u");
    ck_assert_int_eq(claim_of(test, DESK_WITHDRAWN)->stage, STAGE_WITHDRAWN);
}
END_TEST

START_TEST(a_failing_mail_command_keeps_the_draft)
{
    g_autoptr(TempDir) folder = temp_dir();
    const char *const settings[] = {"letter.command=/bin/sh -c 'echo no route >&2; exit 7'",
                                    "letter.to=performance@example.com", NULL};
    g_autoptr(UiTest) test = ui_start_in(40, 120, folder, desk_fill, settings);
    g_autofree char *path = draft_path(test);
    g_autofree char *draft = NULL;
    struct stat seen;
    open_correction(test);
    ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
    ui_press(test, "S");
    ui_expect_modal(test, "confirm");
    ui_expect_line(test, "performance@example.com");
    ui_press(test, "y");
    ui_expect_line(test, "sending the letter");
    ui_job(test);
    ui_expect_modal(test, "reader");
    ui_expect_line(test, "status 7: no route");
    ck_assert_int_eq(claim_of(test, DESK_WITHDRAWN)->stage, STAGE_WITHDRAWN);
    ck_assert(g_file_get_contents(path, &draft, NULL, NULL));
    ck_assert(g_str_has_prefix(draft, "Subject: Order " DESK_WITHDRAWN));
    ck_assert_int_eq(g_stat(path, &seen), 0);
    ck_assert_int_eq(seen.st_mode & 0777, 0600);
    ui_press(test, "esc q q 4");
    ui_expect_line(test, "draft");
}
END_TEST

START_TEST(a_mail_command_is_handed_the_letter)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *mail = g_build_filename(folder, "mail", NULL);
    g_autofree char *command = g_strdup_printf("letter.command=/usr/bin/tee '%s'", mail);
    const char *const settings[] = {command, NULL};
    g_autoptr(UiTest) test = ui_start_in(40, 120, folder, desk_fill, settings);
    g_autofree char *sent = NULL;
    g_autofree char *path = draft_path(test);
    open_correction(test);
    ui_press(test, "e end");
    ui_type(test, " again");
    ui_press(test, "esc");
    ck_assert(g_file_test(path, G_FILE_TEST_EXISTS));
    ui_press(test, "S"); /* no recipient is set: asked for */
    ui_expect_modal(test, "prompt");
    ui_type(test, "nowhere");
    ui_press(test, "enter");
    ui_expect_modal(test, "prompt");
    ui_press(test, "ctrl-u");
    ui_type(test, "team@example.com");
    ui_press(test, "enter y");
    ui_job(test);
    ck_assert_int_eq(claim_of(test, DESK_WITHDRAWN)->stage, STAGE_APPEAL_SENT);
    ck_assert(g_file_get_contents(mail, &sent, NULL, NULL));
    ck_assert_ptr_nonnull(strstr(sent, "To: team@example.com"));
    ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS)); /* the draft went with it */
    ck_assert_str_eq(test->app->view->ops->name, "page");
}
END_TEST

START_TEST(what_is_edited_outlives_the_program)
{
    g_autoptr(TempDir) folder = temp_dir();
    UiTest *test = ui_start_in(40, 120, folder, desk_fill, NONE);
    open_correction(test);
    ui_press(test, "e down down down");
    ui_expect_modal(test, "editor");
    ui_type(test, "日本より ");
    ui_end(test); /* as it stands, in the middle of it */
    test = ui_start_in(40, 120, folder, NULL, NONE);
    open_correction(test);
    ui_expect_line(test, "日本より Dear Seller Performance team,");
    ui_expect_line(test, "edited, saved as a draft");
    ui_press(test, "D y");
    ui_expect_no_line(test, "日本より");
    g_autofree char *path = draft_path(test);
    ck_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
    ui_end(test);
}
END_TEST

/* The draft is on the disk soon after it was typed, not only when the program ends. */
START_TEST(what_is_typed_is_saved_while_it_is_typed)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autoptr(UiTest) test = ui_start_in(40, 120, folder, desk_fill, NONE);
    g_autofree char *path = draft_path(test);
    open_correction(test);
    ui_press(test, "e");
    ui_type(test, "x");
    while (!g_file_test(path, G_FILE_TEST_EXISTS))
        g_main_context_iteration(NULL, TRUE);
    ui_expect_modal(test, "editor");
}
END_TEST

START_TEST(ones_own_editor_edits_it)
{
    g_autoptr(UiTest) test = ui_start(60, 120, desk_fill);
    ck_assert(g_setenv("VISUAL", "/bin/sed -i 's/^Dear .*/Hello \"you\",/'", TRUE));
    open_correction(test);
    ui_press(test, "E");
    ui_expect_line(test, "Hello \"you\",");
    ui_expect_line(test, "edited, saved as a draft");
    ck_assert(g_setenv("VISUAL", "/bin/false", TRUE));
    ui_press(test, "E"); /* an editor that fails changes nothing */
    ui_expect_line(test, "Hello \"you\",");
    ck_assert(g_setenv("VISUAL", "/no/such/editor", TRUE));
    ui_press(test, "E");
    ui_expect_line(test, "/no/such/editor");
}
END_TEST

START_TEST(a_text_without_a_subject_does_not_go_out)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    open_correction(test);
    ui_press(test, "e ctrl-k ctrl-k ctrl-k ctrl-k");
    ui_expect_line(test, "the first line must be");
    ui_press(test, "esc x");
    ui_expect_modal(test, NULL);
    ck_assert_int_eq(claim_of(test, DESK_WITHDRAWN)->stage, STAGE_WITHDRAWN);
    ui_press(test, "e"); /* what was typed is still there to be mended */
    ui_expect_line(test, "Please confirm that order");
}
END_TEST

START_TEST(letters_to_write_and_letters_sent_are_listed)
{
    g_autoptr(UiTest) test = ui_start(40, 120, desk_fill);
    ui_press(test, "4");
    ui_expect_line(test, "To write  8");
    ui_expect_line(test, "no letters sent yet");
    ui_expect_selected(test, DESK_DENIED);
    ui_press(test, "enter x y");
    ui_expect_line(test, "To write  7");
    ui_expect_line(test, "Sent  1");
    ui_press(test, "G enter");
    ui_expect_modal(test, "reader");
    ui_expect_line(test, "Dear Seller Performance team,");
    ui_press(test, "esc u"); /* undone: it was not sent */
    ui_expect_line(test, "no letters sent yet");
}
END_TEST

START_TEST(reading_only_writes_no_letter_into_the_case)
{
    g_autoptr(TempDir) folder = temp_dir();
    g_autofree char *path = g_build_filename(folder, "desk.db", NULL);
    UiTest *made = ui_start_on(24, 80, path, desk_fill);
    ui_end(made);
    g_autoptr(UiTest) test = ui_start_mode(40, 120, path, STORE_STRICT, NULL);
    open_correction(test);
    ui_press(test, "x");
    ui_expect_modal(test, NULL);
    ui_expect_line(test, "read-only");
    ui_press(test, "y"); /* copying is no change */
    ui_expect_modal(test, NULL);
    ui_expect_line(test, "Copied:");
}
END_TEST

#define TESTS(X)                                                                                   \
    X(both_languages_are_there)                                                                    \
    X(a_claim_seen_counted_wants_its_letter)                                                       \
    X(what_is_too_long_is_marked)                                                                  \
    X(what_is_missing_is_asked_for)                                                                \
    X(what_it_cannot_do_without_is_asked_first)                                                    \
    X(a_letter_goes_out_by_file)                                                                   \
    X(a_copied_letter_may_be_entered_later)                                                        \
    X(a_failing_mail_command_keeps_the_draft)                                                      \
    X(a_mail_command_is_handed_the_letter)                                                         \
    X(what_is_edited_outlives_the_program)                                                         \
    X(what_is_typed_is_saved_while_it_is_typed)                                                    \
    X(ones_own_editor_edits_it)                                                                    \
    X(a_text_without_a_subject_does_not_go_out)                                                    \
    X(letters_to_write_and_letters_sent_are_listed)                                                \
    X(reading_only_writes_no_letter_into_the_case)
SUITE_MAIN("ui-letters", TESTS)
