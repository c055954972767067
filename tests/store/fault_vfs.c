/* SPDX-License-Identifier: MIT */
#include "fault_vfs.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    sqlite3_file base;
    sqlite3_file *real; /* lies behind this in the same memory */
} FaultFile;

/* What a power cut may undo: the bytes before a write, or the size before a truncation. */
typedef struct {
    FaultFile *file;
    sqlite3_int64 offset, size;
    GBytes *before;
} Unsynced;

static struct {
    sqlite3_vfs vfs, *real;
    Fault armed;
    guint left, failed;
    gboolean for_good, hit;
    GRand *rand;
    GPtrArray *unsynced;
} state = {.armed = FAULT_NONE};

static gboolean fails(Fault fault)
{
    if (state.hit && state.armed == FAULT_POWER) {
        state.failed++;
        return TRUE;
    }
    if (fault != state.armed || (state.hit && !state.for_good))
        return FALSE;
    if (!state.hit && --state.left > 0)
        return FALSE;
    state.hit = TRUE;
    state.failed++;
    return TRUE;
}

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((FaultFile *)file)->real;
}

/* ---- The power ---- */

static void unsynced_free(gpointer data)
{
    Unsynced *item = data;
    g_bytes_unref(item->before);
    g_free(item);
}

static void remember(sqlite3_file *file, int amount, sqlite3_int64 offset)
{
    if (state.armed != FAULT_POWER)
        return;
    sqlite3_file *real = real_of(file);
    Unsynced *item = g_new0(Unsynced, 1);
    item->file = (FaultFile *)file;
    item->offset = offset;
    real->pMethods->xFileSize(real, &item->size);
    gsize length = (gsize)CLAMP(item->size - offset, 0, amount);
    guint8 *bytes = g_malloc0(length + 1);
    if (length > 0)
        real->pMethods->xRead(real, bytes, (int)length, offset);
    item->before = g_bytes_new_take(bytes, length);
    g_ptr_array_add(state.unsynced, item);
}

static void forget(const FaultFile *file)
{
    for (guint i = state.unsynced->len; i-- > 0;) {
        if (((Unsynced *)state.unsynced->pdata[i])->file == file)
            g_ptr_array_remove_index(state.unsynced, i);
    }
}

/* Of what was not synced yet each piece is on the disk or not, as chance has it. */
static void cut_power(void)
{
    gboolean all = g_rand_boolean(state.rand);
    for (guint i = state.unsynced->len; i-- > 0;) {
        const Unsynced *item = state.unsynced->pdata[i];
        sqlite3_file *real = item->file->real;
        gsize length;
        const void *bytes = g_bytes_get_data(item->before, &length);
        if (!all && g_rand_boolean(state.rand))
            continue;
        if (length > 0)
            real->pMethods->xWrite(real, bytes, (int)length, item->offset);
        if (all)
            real->pMethods->xTruncate(real, item->size);
    }
    g_ptr_array_set_size(state.unsynced, 0);
}

static gboolean power_fails(void)
{
    gboolean before = state.hit;
    if (state.armed != FAULT_POWER || !fails(FAULT_POWER))
        return FALSE;
    if (!before)
        cut_power();
    return TRUE;
}

/* ---- A file ---- */

static int file_close(sqlite3_file *file)
{
    FaultFile *own = (FaultFile *)file;
    forget(own);
    int rc = own->real->pMethods ? own->real->pMethods->xClose(own->real) : SQLITE_OK;
    return rc;
}

static int file_read(sqlite3_file *file, void *bytes, int amount, sqlite3_int64 offset)
{
    sqlite3_file *real = real_of(file);
    if (fails(FAULT_READ))
        return SQLITE_IOERR_READ;
    return real->pMethods->xRead(real, bytes, amount, offset);
}

static int file_write(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset)
{
    sqlite3_file *real = real_of(file);
    if (power_fails() || fails(FAULT_WRITE))
        return SQLITE_IOERR_WRITE;
    if (fails(FAULT_FULL)) { /* what still fits is written */
        real->pMethods->xWrite(real, bytes, amount / 2, offset);
        return SQLITE_FULL;
    }
    remember(file, amount, offset);
    return real->pMethods->xWrite(real, bytes, amount, offset);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    sqlite3_file *real = real_of(file);
    sqlite3_int64 now = 0;
    if (power_fails() || fails(FAULT_TRUNCATE))
        return SQLITE_IOERR_TRUNCATE;
    real->pMethods->xFileSize(real, &now);
    if (now > size)
        remember(file, (int)(now - size), size);
    return real->pMethods->xTruncate(real, size);
}

static int file_sync(sqlite3_file *file, int flags)
{
    if (power_fails() || fails(FAULT_SYNC))
        return SQLITE_IOERR_FSYNC;
    forget((FaultFile *)file);
    return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *ret_size)
{
    sqlite3_file *real = real_of(file);
    return fails(FAULT_SIZE) ? SQLITE_IOERR_FSTAT : real->pMethods->xFileSize(real, ret_size);
}

static int file_lock(sqlite3_file *file, int level)
{
    sqlite3_file *real = real_of(file);
    return fails(FAULT_LOCK) ? SQLITE_IOERR_LOCK : real->pMethods->xLock(real, level);
}

static int file_unlock(sqlite3_file *file, int level)
{
    sqlite3_file *real = real_of(file);
    return real->pMethods->xUnlock(real, level);
}

static int file_check_reserved(sqlite3_file *file, int *ret_reserved)
{
    sqlite3_file *real = real_of(file);
    return real->pMethods->xCheckReservedLock(real, ret_reserved);
}

static int file_control(sqlite3_file *file, int what, void *argument)
{
    sqlite3_file *real = real_of(file);
    return real->pMethods->xFileControl(real, what, argument);
}

static int file_sector(sqlite3_file *file)
{
    sqlite3_file *real = real_of(file);
    return real->pMethods->xSectorSize(real);
}

static int file_device(sqlite3_file *file)
{
    sqlite3_file *real = real_of(file);
    return real->pMethods->xDeviceCharacteristics(real);
}

static int file_share_map(sqlite3_file *file, int region, int size, int extend,
                          void volatile **ret_memory)
{
    sqlite3_file *real = real_of(file);
    return fails(FAULT_SHARE) ? SQLITE_IOERR_SHMMAP
                              : real->pMethods->xShmMap(real, region, size, extend, ret_memory);
}

static int file_share_lock(sqlite3_file *file, int offset, int n, int flags)
{
    sqlite3_file *real = real_of(file);
    if ((flags & SQLITE_SHM_LOCK) && fails(FAULT_LOCK))
        return SQLITE_IOERR_SHMLOCK;
    return real->pMethods->xShmLock(real, offset, n, flags);
}

static void file_share_barrier(sqlite3_file *file)
{
    sqlite3_file *real = real_of(file);
    real->pMethods->xShmBarrier(real);
}

static int file_share_unmap(sqlite3_file *file, int delete)
{
    sqlite3_file *real = real_of(file);
    return real->pMethods->xShmUnmap(real, delete);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_device,
    .xShmMap = file_share_map,
    .xShmLock = file_share_lock,
    .xShmBarrier = file_share_barrier,
    .xShmUnmap = file_share_unmap,
};

/* ---- The system's own calls, which may do less than they were asked to ---- */

static ssize_t short_read(int fd, void *bytes, size_t amount, off_t offset)
{
    return pread(fd, bytes, amount > 1 && fails(FAULT_SHORT_READ) ? amount / 2 : amount, offset);
}

static ssize_t short_write(int fd, const void *bytes, size_t amount, off_t offset)
{
    return pwrite(fd, bytes, amount > 1 && fails(FAULT_SHORT_WRITE) ? amount / 2 : amount, offset);
}

static void shorten_calls(void)
{
    static const struct {
        const char *name;
        sqlite3_syscall_ptr call;
    } calls[] = {
        {"pread", (sqlite3_syscall_ptr)short_read},
        {"pread64", (sqlite3_syscall_ptr)short_read},
        {"pwrite", (sqlite3_syscall_ptr)short_write},
        {"pwrite64", (sqlite3_syscall_ptr)short_write},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(calls); i++)
        state.real->xSetSystemCall(state.real, calls[i].name, calls[i].call);
}

/* ---- The file system ---- */

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                    int *ret_flags)
{
    FaultFile *own = (FaultFile *)file;
    memset(own, 0, (size_t)vfs->szOsFile);
    if (fails(FAULT_OPEN))
        return SQLITE_CANTOPEN;
    own->real = (sqlite3_file *)(own + 1);
    int rc = state.real->xOpen(state.real, name, own->real, flags, ret_flags);
    if (rc != SQLITE_OK)
        return rc;
    own->base.pMethods = &methods;
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    return fails(FAULT_DELETE) ? SQLITE_IOERR_DELETE : state.real->xDelete(state.real, name, 0);
}

void fault_vfs_install(void)
{
    state.real = sqlite3_vfs_find(NULL);
    shorten_calls();
    state.vfs = *state.real;
    state.vfs.zName = "fault";
    state.vfs.pNext = NULL;
    state.vfs.szOsFile += (int)sizeof(FaultFile);
    state.vfs.xOpen = vfs_open;
    state.vfs.xDelete = vfs_delete;
    state.unsynced = g_ptr_array_new_with_free_func(unsynced_free);
    state.rand = g_rand_new_with_seed(1);
    g_assert(sqlite3_vfs_register(&state.vfs, 1) == SQLITE_OK);
}

void fault_arm(Fault fault, guint n, gboolean for_good, guint32 seed)
{
    g_assert(n > 0);
    g_ptr_array_set_size(state.unsynced, 0);
    g_rand_set_seed(state.rand, seed);
    state.armed = fault;
    state.left = n;
    state.for_good = for_good;
    state.hit = FALSE;
}

gboolean fault_disarm(void)
{
    state.armed = FAULT_NONE;
    g_ptr_array_set_size(state.unsynced, 0);
    return state.hit;
}

guint fault_count(void)
{
    return state.failed;
}
