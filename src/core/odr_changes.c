/* SPDX-License-Identifier: MIT */
/* What enters and leaves the window, and what begins and ends to count in it: the steps between the
 * days of odr_days(), order by order. */
#include "odr-private.h"

/* An order in the window on days [first, end), counting all the while or not at all. */
typedef struct {
    const DeskCase *item;
    guint first, end;
    gboolean counts;
} Piece;

typedef struct {
    GArray *pieces;
    guint offset; /* of the run's first day */
} Gather;

static void gather_piece(const DeskCase *item, guint bits, guint first, guint end, gpointer data)
{
    Gather *gather = data;
    Piece piece = {.item = item,
                   .first = gather->offset + first,
                   .end = gather->offset + end,
                   .counts = (bits & TALLY_BIT(TALLY_DEFECT)) != 0};
    g_array_append_val(gather->pieces, piece);
}

static gint compare_pieces(gconstpointer a, gconstpointer b)
{
    const Piece *x = a, *y = b;
    if (x->item->order != y->item->order)
        return x->item->order < y->item->order ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static gint compare_changes(gconstpointer a, gconstpointer b)
{
    const OdrChange *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->kind != y->kind)
        return (int)x->kind - (int)y->kind;
    return (x->order > y->order) - (x->order < y->order);
}

static gboolean in_window(const GArray *days, guint i, const DeskCase *item)
{
    const OdrWindow *window = &g_array_index(days, OdrDay, i).window;
    return item->day >= window->from && item->day <= window->to;
}

static void add_change(GArray *changes, const GArray *days, const Piece *piece, guint i,
                       OdrChangeKind kind)
{
    gboolean inside = kind == ODR_CHANGE_BEGINS || kind == ODR_CHANGE_ENDS;
    if (i == 0 || i >= days->len || (inside && !piece->counts))
        return;
    OdrChange change = {.day = g_array_index(days, OdrDay, i).day,
                        .order = piece->item->order,
                        .kind = kind,
                        .counts = piece->counts};
    g_array_append_val(changes, change);
}

/* The piece's two ends, where no other piece of the order goes on with the same. */
static void add_ends(GArray *changes, const GArray *days, const Piece *before, const Piece *piece,
                     const Piece *after)
{
    gboolean joined = before != NULL && before->item == piece->item && before->end == piece->first;
    gboolean joins = after != NULL && after->item == piece->item && after->first == piece->end;
    if (!(joined && before->counts == piece->counts)) {
        gboolean inside = piece->first > 0 && in_window(days, piece->first - 1, piece->item);
        add_change(changes, days, piece, piece->first,
                   inside ? ODR_CHANGE_BEGINS : ODR_CHANGE_ENTERS);
    }
    if (!(joins && after->counts == piece->counts)) {
        gboolean inside = piece->end < days->len && in_window(days, piece->end, piece->item);
        add_change(changes, days, piece, piece->end, inside ? ODR_CHANGE_ENDS : ODR_CHANGE_LEAVES);
    }
}

GArray *odr_changes(const Desk *desk, const Settings *settings, int market, Channel channel,
                    Day from, Day today, Day to)
{
    g_auto(OdrPart) part;
    odr_part_init(&part, desk, settings, market, channel);
    g_autoptr(GArray) days = odr_part_days(&part, from, today, today, to);
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    for (guint first = 0; first < days->len;) {
        g_auto(OdrRun) run;
        odr_run_init(&run, &part, days, first, today, NULL, 0);
        Gather gather = {.pieces = pieces, .offset = first};
        odr_sweep(desk, market, channel, &run.rules, run.points, run.end - run.first, gather_piece,
                  &gather);
        first = run.end;
    }
    g_array_sort(pieces, compare_pieces);
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(OdrChange));
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, i);
        add_ends(changes, days, i > 0 ? piece - 1 : NULL, piece,
                 i + 1 < pieces->len ? piece + 1 : NULL);
    }
    g_array_sort(changes, compare_changes);
    return changes;
}
