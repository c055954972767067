/* SPDX-License-Identifier: MIT */
/* The terminal killed in the middle of what its keys began: a note, a stage and its undo, a new
 * claim, an import. What its screen had told is in the desk, and nothing is there by half.
 * AZDESK_KILLS is how many times it is killed, 30 unless said; AZDESK_SEED decides the moments. */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "desk.h"
#include "suite.h"
#include "whole.h"

#define LIVES    30 /* of the terminal on one desk */
#define ORDERS   200
#define PATIENCE (20 * G_USEC_PER_SEC)

typedef enum { DEED_NOTE, DEED_STAGE, DEED_UNDO, DEED_CLAIM, DEED_IMPORT, N_DEEDS } Deed;

static const char *const DEED_WORDS[N_DEEDS] = {"notes", "stages", "undos", "claims", "imports"};

typedef struct {
    Pty *pty;
    GRand *rand;
    guint life;
    gint64 span[N_DEEDS]; /* microseconds within which it is killed: half of them are told */
    guint killed[N_DEEDS], told[N_DEEDS], held[N_DEEDS];
    Stage stage;        /* of the case, ... */
    guint moves, undos; /* ... and its entries so far, */
    guint entries;      /* those that stand, but its opening */
} Place;

static guint number_from(const char *name, guint fallback)
{
    const char *text = g_getenv(name);
    return text != NULL ? (guint)g_ascii_strtoull(text, NULL, 10) : fallback;
}

static OrderId order_of(guint number) /* one of those that desk_fill() imports */
{
    return G_GINT64_CONSTANT(11100000000000000) + (20740 + number % 20) * 100 + number / 20;
}

static OrderId file_order(guint number, guint i)
{
    return G_GINT64_CONSTANT(11500000000000001) + number * G_GINT64_CONSTANT(10000000) + i;
}

/* ---- The keys of each deed ---- */

static void go_to_the_case(Place *place)
{
    pty_keys(place->pty, "2");
    pty_expect(place->pty, DESK_OPENED);
    pty_keys(place->pty, "/\025" DESK_OPENED "\r");
    pty_expect(place->pty, "▌");
    pty_expect_gone(place->pty, DESK_HELD);
    pty_expect(place->pty, DESK_OPENED);
}

static void write_file(const char *path, guint number)
{
    g_autoptr(GString) text = g_string_new("amazon-order-id\tpurchase-date\torder-status\t"
                                           "fulfillment-channel\tsales-channel\n");
    for (guint i = 0; i < ORDERS; i++) {
        char id[ORDER_ID_SIZE];
        order_id_format(file_order(number, i), id);
        g_string_append_printf(
            text, "%s\t2026-10-15T10:00:00+00:00\tShipped\tMerchant\tAmazon.com\n", id);
    }
    ck_assert(g_file_set_contents(path, text->str, -1, NULL));
}

/* Gives the keys up to the one that does it; what the screen then tells. (transfer full) */
static char *begin_note(Place *place)
{
    g_autofree char *keys = g_strdup_printf(":note <%u>\r", place->life);
    pty_keys(place->pty, keys);
    return g_strdup(DESK_OPENED ": note added");
}

static char *begin_stage(Place *place)
{
    static const Stage next[N_STAGES] = {[STAGE_OPENED] = STAGE_WITHDRAWN,
                                         [STAGE_WITHDRAWN] = STAGE_APPEAL_SENT,
                                         [STAGE_APPEAL_SENT] = STAGE_CLEARED,
                                         [STAGE_CLEARED] = STAGE_APPEAL_SENT};
    Stage stage = next[place->stage];
    g_autofree char *keys = g_strdup_printf(":stage %s\r", stage_word(stage));
    pty_keys(place->pty, keys);
    pty_expect(place->pty, "ctrl-s done");
    pty_keys(place->pty, "\023");
    return g_strdup_printf(DESK_OPENED ": %s", stage_label(stage));
}

static char *begin_undo(Place *place)
{
    pty_keys(place->pty, "u");
    pty_expect(place->pty, "Undo the latest entry");
    pty_keys(place->pty, "y");
    return g_strdup(DESK_OPENED ": undone");
}

static char *begin_claim(Place *place)
{
    char id[ORDER_ID_SIZE];
    order_id_format(order_of(place->life), id);
    pty_keys(place->pty, "n");
    pty_expect(place->pty, "New claim");
    pty_keys(place->pty, id);
    pty_expect(place->pty, id);
    pty_keys(place->pty, "\023");
    return g_strconcat(id, ": filed", NULL);
}

static char *begin_import(Place *place)
{
    g_autofree char *name = g_strdup_printf("orders-%u.tsv", place->life);
    g_autofree char *path = g_build_filename(place->pty->dir, name, NULL);
    g_autofree char *keys = g_strdup_printf(":import %s\r", path);
    write_file(path, place->life);
    pty_keys(place->pty, keys);
    pty_expect(place->pty, "y imports");
    pty_keys(place->pty, "y");
    return g_strdup_printf("%s: %d added", name, ORDERS);
}

typedef char *(*Begin)(Place *place);
static const Begin BEGIN[N_DEEDS] = {begin_note, begin_stage, begin_undo, begin_claim,
                                     begin_import};

/* ---- What is there afterwards ---- */

static guint notes_held(const GPtrArray *events, guint number)
{
    g_autofree char *text = g_strdup_printf("<%u>", number);
    guint found = 0;
    for (guint i = 0; i < events->len; i++)
        found += g_strcmp0(((const ClaimEvent *)events->pdata[i])->text, text) == 0;
    return found;
}

static guint orders_held(Store *store, guint number)
{
    guint found = 0;
    for (guint i = 0; i < ORDERS; i++) {
        StoreOrder order;
        GError *error = NULL;
        ck_assert(store_order(store, file_order(number, i), &order, &error));
        found += order.found;
    }
    return found;
}

static guint count_kind(const GPtrArray *events, EventKind kind)
{
    guint n = 0;
    for (guint i = 0; i < events->len; i++)
        n += ((const ClaimEvent *)events->pdata[i])->kind == kind;
    return n;
}

/* What this life's deed left behind: all of it, where the screen told of it, else all or nothing;
 * and of any other deed, nothing. */
static void check_deed(Place *place, Store *store, Deed deed, gboolean told)
{
    GError *error = NULL;
    g_autoptr(Desk) desk = store_load_desk(store, &error);
    g_autoptr(GPtrArray) events = store_events(store, desk_order(DESK_OPENED), &error);
    ck_assert_no_error(error);
    guint notes = notes_held(events, place->life), orders = orders_held(store, place->life);
    guint moves = count_kind(events, EVENT_MOVED), undos = count_kind(events, EVENT_UNDO);
    const guint done[N_DEEDS] = {notes, moves - place->moves, undos - place->undos,
                                 desk_find(desk, order_of(place->life)) != NULL, orders / ORDERS};
    ck_assert_uint_eq(orders % ORDERS, 0);
    for (Deed other = 0; other < N_DEEDS; other++)
        ck_assert_msg(other == deed ? done[other] == 1 || (done[other] == 0 && !told)
                                    : done[other] == 0,
                      "life %u, %s, %s: %u %s", place->life, DEED_WORDS[deed],
                      told ? "told" : "not told", done[other], DEED_WORDS[other]);
    place->stage = desk_find(desk, desk_order(DESK_OPENED))->claim->stage;
    place->moves = moves;
    place->undos = undos;
    place->entries += done[DEED_NOTE] + done[DEED_STAGE] - done[DEED_UNDO];
    place->held[deed] += done[deed];
}

static void check_sound(Place *place, Deed deed, gboolean told)
{
    GError *error = NULL;
    g_autoptr(Store) store = store_open(place->pty->db, STORE_WRITE, &error);
    ck_assert_no_error(error);
    g_autoptr(GPtrArray) findings = store_check(store, &error);
    ck_assert_no_error(error);
    ck_assert_msg(findings->len == 0, "%s", findings->len > 0 ? (char *)findings->pdata[0] : "");
    check_deed(place, store, deed, told);
}

/* All that any life of this desk left is still there at its end. */
static void check_all(const Place *place, const guint before[N_DEEDS])
{
    GError *error = NULL;
    g_autoptr(Store) store = store_open(place->pty->db, STORE_WRITE, &error);
    g_autoptr(GPtrArray) events =
        store ? store_events(store, desk_order(DESK_OPENED), &error) : NULL;
    g_autoptr(Desk) desk = store ? store_load_desk(store, &error) : NULL;
    ck_assert_no_error(error);
    guint notes = 0, claims = 0, files = 0;
    for (guint life = 0; life < LIVES; life++) {
        notes += notes_held(events, life);
        claims += desk_find(desk, order_of(life)) != NULL;
        files += orders_held(store, life) == ORDERS;
    }
    ck_assert_uint_eq(notes, place->held[DEED_NOTE] - before[DEED_NOTE]);
    ck_assert_uint_eq(claims, place->held[DEED_CLAIM] - before[DEED_CLAIM]);
    ck_assert_uint_eq(files, place->held[DEED_IMPORT] - before[DEED_IMPORT]);
}

/* ---- A life ---- */

static void live_and_die(Place *place, Deed deed)
{
    Pty *pty = place->pty;
    pty_start(pty, FALSE);
    pty_expect(pty, "Order Defect Rate");
    go_to_the_case(place);
    g_autofree char *answer = BEGIN[deed](place);
    gint64 began = g_get_monotonic_time();
    gint64 *span = &place->span[deed];
    gboolean spare = *span == 0;
    gint64 moment = spare ? PATIENCE : g_rand_int_range(place->rand, 0, (gint32)*span);
    gboolean told = pty_watch(pty, answer, began + moment);
    ck_assert_msg(told || !spare, "\"%s\" was never told", answer);
    if (spare)
        *span = 2 * (g_get_monotonic_time() - began);
    else
        *span += told ? -*span / 8 : *span / 8;
    pty_signal(pty, SIGKILL);
    pty_expect_end(pty);
    ck_assert(WIFSIGNALED(pty->status) && WTERMSIG(pty->status) == SIGKILL);
    told = pty_watch(pty, answer, 0); /* it may have been on its way to the screen */
    place->killed[deed]++;
    place->told[deed] += told;
    check_sound(place, deed, told);
}

/* The opening is never taken back: the case must stay. */
static Deed some_deed(Place *place)
{
    Deed deed = (Deed)g_rand_int_range(place->rand, 0, N_DEEDS);
    return deed == DEED_UNDO && place->entries == 0 ? DEED_NOTE : deed;
}

static void lives_on_one_desk(Place *place, guint lives)
{
    guint before[N_DEEDS];
    memcpy(before, place->held, sizeof before);
    place->pty = pty_new(24, 100);
    place->stage = STAGE_OPENED;
    place->moves = place->undos = place->entries = 0;
    for (place->life = 0; place->life < lives; place->life++)
        live_and_die(place, some_deed(place));
    check_all(place, before);
    pty_free(place->pty);
}

START_TEST(a_terminal_killed_in_the_middle_loses_nothing)
{
    const guint kills = number_from("AZDESK_KILLS", 30);
    Place place = {.rand = g_rand_new_with_seed(number_from("AZDESK_SEED", 5))};
    for (guint done = 0; done < kills; done += LIVES)
        lives_on_one_desk(&place, MIN(kills - done, LIVES));
    for (Deed deed = 0; deed < N_DEEDS; deed++) {
        printf("# %s: %u killed, %u told, %u held\n", DEED_WORDS[deed], place.killed[deed],
               place.told[deed], place.held[deed]);
        ck_assert_uint_ge(place.held[deed], place.told[deed]);
    }
    fflush(stdout);
    g_rand_free(place.rand);
}
END_TEST

#define TESTS(X) X(a_terminal_killed_in_the_middle_loses_nothing)

SUITE_MAIN("pty kill", TESTS)
