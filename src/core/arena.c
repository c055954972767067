/* SPDX-License-Identifier: MIT */
#include "azdesk/core/arena.h"

#include <sys/mman.h>

#define PIECE_FIRST ((gsize)16 << 10)
#define PIECE_MOST  ((gsize)2 << 20) /* a huge page */
#define ALIGNMENT   sizeof(gint64)

struct Arena {
    GPtrArray *pieces;
    char *at, *end;
    gsize size; /* of the last piece */
};

Arena *arena_new(void)
{
    Arena *arena = g_new0(Arena, 1);
    arena->pieces = g_ptr_array_new_with_free_func(g_aligned_free);
    return arena;
}

void arena_free(Arena *arena)
{
    if (arena == NULL)
        return;
    g_ptr_array_unref(arena->pieces);
    g_free(arena);
}

/* First touches of small pages cost more than all that is then written into them. */
static void hint_huge(gpointer piece, gsize size)
{
#ifdef MADV_HUGEPAGE
    if (size % PIECE_MOST == 0)
        madvise(piece, size, MADV_HUGEPAGE);
#endif
}

static void add_piece(Arena *arena, gsize least)
{
    arena->size = CLAMP(arena->size * 4, PIECE_FIRST, PIECE_MOST);
    gsize size = MAX(arena->size, least);
    arena->at = g_aligned_alloc(1, size, size == PIECE_MOST ? PIECE_MOST : ALIGNMENT);
    arena->end = arena->at + size;
    hint_huge(arena->at, size);
    g_ptr_array_add(arena->pieces, arena->at);
}

gpointer arena_take(Arena *arena, gsize size)
{
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if ((gsize)(arena->end - arena->at) < size)
        add_piece(arena, size);
    gpointer taken = arena->at;
    arena->at += size;
    return taken;
}
