/* SPDX-License-Identifier: MIT */
/* Memory in large pieces for many small things that are made at once and go together. */
#ifndef AZDESK_CORE_ARENA_H
#define AZDESK_CORE_ARENA_H

#include <glib.h>

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena); /* with all that was taken; accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arena, arena_free)

/* Not cleared; aligned for any number or pointer. Owned by the arena. */
gpointer arena_take(Arena *arena, gsize size);

#endif
