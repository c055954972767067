/* SPDX-License-Identifier: MIT */
/* Memory in large pieces for many small things that are made at once and go together. */
#ifndef AZDESK_CORE_ROOM_H
#define AZDESK_CORE_ROOM_H

#include <glib.h>

typedef struct Room Room;

Room *room_new(void);
void room_free(Room *room); /* with all that was taken; accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Room, room_free)

/* Not cleared; aligned for any number or pointer. Owned by the room. */
gpointer room_take(Room *room, gsize size);

#endif
