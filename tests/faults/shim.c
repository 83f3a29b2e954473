/* Stands between a program and the C library (LD_PRELOAD): what reaches the files below one folder is recorded,
   or made to fail on purpose. shim.py tells how it is called.

   The record is a row of entries: kind (1 byte), length of the path (4), number (8), length of the data (8), path,
   data. Kinds: C a file made, W bytes written at an offset, T cut or stretched to a length, S synced, D folder
   synced, U removed, R renamed (the data are the new path), N a mark. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, TRUNCATE = 4, OPEN = 8, UNLINK = 16, RENAME = 32, READ = 64, LOCK = 128 };

static char folder[PATH_MAX];
static int record = -1;
static long awaited, seen;
static int failure, kinds, halves, lasts, failing;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

/* The function of the C library that ours stands before. */
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void fault_watch(const char *path, const char *log) {
    snprintf(folder, sizeof folder, "%s", path);
    if (record >= 0) REAL(close)(record);
    record = *log ? REAL(open)(log, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
}

void fault_arm(long number, int error, int kind, int half, int lasting) {
    awaited = number;
    failure = error;
    kinds = kind;
    halves = half;
    lasts = lasting;
    seen = failing = 0;
}

long fault_seen(void) { return seen; }

static int is_below(const char *path) {
    size_t length = strlen(folder);
    return length && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

/* Whether the open file is below the folder; its path, also that of one that has been removed since. */
static int path_of(int fd, char *path) {
    char link[64];
    int saved = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = REAL(readlink)(link, path, PATH_MAX - 1);
    errno = saved;
    if (length < 0) return 0;
    path[length] = 0;
    char *removed = strstr(path, " (deleted)");
    if (removed) *removed = 0;
    return is_below(path);
}

static int absolute(const char *path, char *full) {
    char here[PATH_MAX] = "";
    if (*path != '/' && !getcwd(here, sizeof here)) return 0;
    snprintf(full, PATH_MAX, "%.2000s%s%.2000s", here, *path == '/' ? "" : "/", path);
    return is_below(full);
}

static void put(char kind, const char *path, int64_t number, const void *data, int64_t size) {
    if (record < 0) return;
    int saved = errno;
    int32_t length = strlen(path);
    struct iovec parts[] = {{&kind, 1},   {&length, 4},           {&number, 8},
                            {&size, 8},   {(void *)path, length}, {(void *)data, data ? size : 0}};
    pthread_mutex_lock(&mutex);
    if (REAL(writev)(record, parts, 6) < 0) _exit(99);
    pthread_mutex_unlock(&mutex);
    errno = saved;
}

void fault_note(long number) { put('N', "", number, NULL, 0); }

/* Whether this call is to fail. Where it is to do half of its work first, *half is set and it is not. */
static int fails(int kind, int *half) {
    if (!(kinds & kind)) return 0;
    if (!failing) {
        seen++;
        if (!awaited || seen != awaited) return 0;
        failing = lasts;
        if (halves && half) {
            /* What is left of it is asked for next, and finds the fault. */
            *half = failing = 1;
            return 0;
        }
    } else if (!lasts) {
        failing = 0;
    }
    errno = failure;
    return 1;
}

#define WRITES(name, arguments, call, at)                                                  \
    ssize_t name arguments {                                                               \
        char path[PATH_MAX];                                                               \
        int is_ours = path_of(fd, path), half = 0;                                         \
        if (is_ours && fails(WRITE, &half)) return -1;                                     \
        if (half) size /= 2;                                                               \
        int64_t offset = at;                                                               \
        ssize_t done = REAL(name) call;                                                    \
        if (is_ours && done > 0) put('W', path, offset, data, done);                       \
        return done;                                                                       \
    }
WRITES(write, (int fd, const void *data, size_t size), (fd, data, size),
       is_ours ? REAL(lseek)(fd, 0, SEEK_CUR) : 0)
WRITES(pwrite, (int fd, const void *data, size_t size, off_t place), (fd, data, size, place), place)
WRITES(pwrite64, (int fd, const void *data, size_t size, off64_t place), (fd, data, size, place), place)

#define READS(name, arguments, call)                                                       \
    ssize_t name arguments {                                                               \
        char path[PATH_MAX];                                                               \
        if ((kinds & READ) && path_of(fd, path) && fails(READ, NULL)) return -1;           \
        return REAL(name) call;                                                            \
    }
READS(read, (int fd, void *data, size_t size), (fd, data, size))
READS(pread, (int fd, void *data, size_t size, off_t place), (fd, data, size, place))
READS(pread64, (int fd, void *data, size_t size, off64_t place), (fd, data, size, place))

/* Bytes that the kernel copies by itself would pass unseen; whoever asks for that writes them instead. */
ssize_t sendfile(int out, int in, off_t *offset, size_t size) {
    char path[PATH_MAX];
    if (path_of(out, path)) {
        errno = EINVAL;
        return -1;
    }
    return REAL(sendfile)(out, in, offset, size);
}
ssize_t sendfile64(int out, int in, off64_t *offset, size_t size) { return sendfile(out, in, offset, size); }

/* Nothing is really synced: what is recorded as synced counts as such, and all of it is thrown away soon. */
#define SYNCS(name)                                                                        \
    int name(int fd) {                                                                     \
        char path[PATH_MAX];                                                               \
        int is_ours = path_of(fd, path);                                                   \
        if (is_ours && fails(SYNC, NULL)) return -1;                                       \
        struct stat facts;                                                                 \
        if (is_ours && !fstat(fd, &facts)) put(S_ISDIR(facts.st_mode) ? 'D' : 'S', path, 0, NULL, 0); \
        return 0;                                                                          \
    }
SYNCS(fsync)
SYNCS(fdatasync)

#define TRUNCATES(name, type)                                                              \
    int name(int fd, type size) {                                                          \
        char path[PATH_MAX];                                                               \
        int is_ours = path_of(fd, path);                                                   \
        if (is_ours && fails(TRUNCATE, NULL)) return -1;                                   \
        int done = REAL(name)(fd, size);                                                   \
        if (is_ours && !done) put('T', path, size, NULL, 0);                               \
        return done;                                                                       \
    }
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

#define OPENS(name)                                                                        \
    int name(const char *path, int flags, ...) {                                           \
        mode_t mode = 0;                                                                   \
        if (flags & O_CREAT) {                                                             \
            va_list more;                                                                  \
            va_start(more, flags);                                                         \
            mode = va_arg(more, int);                                                      \
            va_end(more);                                                                  \
        }                                                                                  \
        char full[PATH_MAX];                                                               \
        int is_ours = absolute(path, full), was = is_ours && !access(full, F_OK);          \
        if (is_ours && fails(OPEN, NULL)) return -1;                                       \
        int fd = REAL(name)(path, flags, mode);                                            \
        if (is_ours && fd >= 0 && (flags & O_CREAT) && !was) put('C', full, 0, NULL, 0);   \
        if (is_ours && fd >= 0 && (flags & O_TRUNC) && was) put('T', full, 0, NULL, 0);    \
        return fd;                                                                         \
    }
OPENS(open)
OPENS(open64)

int unlink(const char *path) {
    char full[PATH_MAX];
    int is_ours = absolute(path, full);
    if (is_ours && fails(UNLINK, NULL)) return -1;
    int done = REAL(unlink)(path);
    if (is_ours && !done) put('U', full, 0, NULL, 0);
    return done;
}

int rename(const char *from, const char *to) {
    char one[PATH_MAX], other[PATH_MAX];
    absolute(from, one);
    int is_ours = absolute(to, other);
    if (is_ours && fails(RENAME, NULL)) return -1;
    int done = REAL(rename)(from, to);
    if (is_ours && !done) put('R', one, 0, other, strlen(other));
    return done;
}

#define LOCKS(name)                                                                        \
    int name(int fd, int command, ...) {                                                   \
        va_list more;                                                                      \
        va_start(more, command);                                                           \
        void *argument = va_arg(more, void *);                                             \
        va_end(more);                                                                      \
        char path[PATH_MAX];                                                               \
        int is_lock = (kinds & LOCK) && (command == F_SETLK || command == F_SETLKW);       \
        if (is_lock && path_of(fd, path) && fails(LOCK, NULL)) return -1;                  \
        return REAL(name)(fd, command, argument);                                          \
    }
LOCKS(fcntl)
LOCKS(fcntl64)
