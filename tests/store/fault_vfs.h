/* SPDX-License-Identifier: MIT */
/* A file system that fails when told to: an SQLite VFS over the machine's own. */
#ifndef AZDESK_TESTS_FAULT_VFS_H
#define AZDESK_TESTS_FAULT_VFS_H

#include <glib.h>

/* X(symbol, what fails) */
#define FAULTS(X)                                                                                  \
    X(OPEN, "opening a file")                                                                      \
    X(READ, "reading")                                                                             \
    X(SHORT_READ, "reading, which gives half of what was asked at a time")                         \
    X(SHORT_WRITE, "writing, which takes half of what was given at a time")                        \
    X(WRITE, "writing")                                                                            \
    X(FULL, "writing, as the disk is full")                                                        \
    X(SYNC, "writing through to the disk")                                                         \
    X(TRUNCATE, "cutting a file")                                                                  \
    X(SIZE, "asking for a file's size")                                                            \
    X(LOCK, "locking")                                                                             \
    X(SHARE, "sharing memory")                                                                     \
    X(DELETE, "deleting a file")                                                                   \
    X(POWER, "power, with what was written since the last sync lost in part")

typedef enum {
#define X(symbol, words) FAULT_##symbol,
    FAULTS(X)
#undef X
        N_FAULTS,
    FAULT_NONE = -1
} Fault;

/* Becomes the file system of all databases that are opened from now on. Syncs are counted and not
 * made, which is what lets a test run thousands. */
void fault_vfs_install(void);
/* The n-th call (from 1) of that kind fails; `for_good`: all after it do, too. POWER counts writes,
 * syncs and truncations together; all fails after it. `seed` decides which bytes are lost. */
void fault_arm(Fault fault, guint n, gboolean for_good, guint32 seed);
/* Ends it; whether a call failed. */
gboolean fault_disarm(void);
guint fault_count(void); /* failed calls since the start */

#endif
