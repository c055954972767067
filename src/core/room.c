/* SPDX-License-Identifier: MIT */
#include "azdesk/core/room.h"

#include <sys/mman.h>

#define PIECE_FIRST ((gsize)16 << 10)
#define PIECE_MOST  ((gsize)2 << 20) /* a huge page */
#define ALIGNMENT   16

struct Room {
    GPtrArray *pieces;
    char *at, *end;
    gsize size; /* of the last piece */
};

Room *room_new(void)
{
    Room *room = g_new0(Room, 1);
    room->pieces = g_ptr_array_new_with_free_func(g_aligned_free);
    return room;
}

void room_free(Room *room)
{
    if (room == NULL)
        return;
    g_ptr_array_unref(room->pieces);
    g_free(room);
}

/* First touches of small pages cost more than all that is then written into them. */
static void hint_huge(gpointer piece, gsize size)
{
#ifdef MADV_HUGEPAGE
    if (size % PIECE_MOST == 0)
        madvise(piece, size, MADV_HUGEPAGE);
#endif
}

static void add_piece(Room *room, gsize least)
{
    room->size = CLAMP(room->size * 2, PIECE_FIRST, PIECE_MOST);
    gsize size = MAX(room->size, least);
    room->at = g_aligned_alloc(1, size, size == PIECE_MOST ? PIECE_MOST : ALIGNMENT);
    room->end = room->at + size;
    hint_huge(room->at, size);
    g_ptr_array_add(room->pieces, room->at);
}

gpointer room_take(Room *room, gsize size)
{
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if ((gsize)(room->end - room->at) < size)
        add_piece(room, size);
    gpointer taken = room->at;
    room->at += size;
    return taken;
}
