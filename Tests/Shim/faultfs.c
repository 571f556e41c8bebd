/* A disk that loses what was not synced.
 *
 * Preloaded into a program (LD_PRELOAD), this counts the operations that change files below a folder, stops the program
 * at one of them, and first takes back everything that was not synced by then: file contents since the last fsync of the
 * file, and names (created, renamed, linked, removed) since the last fsync of their folder. What is on the disk
 * afterwards is the least that the system has promised.
 *
 *   FAULTFS_ROOT    the folder, absolute and real; another one, ROOT.kept, holds what may have to come back
 *   FAULTFS_STOP    stop at this operation, counted from 1; 0 or unset: run to the end
 *   FAULTFS_KEEP    set: nothing is taken back and a write that is stopped is half done, as when a process is killed
 *   FAULTFS_LOG     a file that gets a line for each operation, each sync, and each write to standard output; the latter
 *                   with the number of changes that were not on the disk when the program gave its answer
 *   FAULTFS_SOCKETS set: writes to sockets are answers too
 *   FAULTFS_FULL    a file; while it is there, the disk is full: writes below the folder fail with ENOSPC
 *
 * The program ends with status 86 when it is stopped. SQLite's -shm file and the lock file are not counted: neither
 * outlives a crash.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define STOPPED 86

/* A range of a file as it was before a change, and how long the file was. */
struct old_bytes {
    struct old_bytes *before;
    off_t offset, length, size;
    char bytes[];
};

struct file {
    struct file *next;
    dev_t device;
    ino_t inode;
    int descriptor; /* never closed: closing would drop SQLite's locks */
    struct old_bytes *unsynced;
};

enum kind { CREATED, REMOVED, RENAMED };

/* A change of names that is not synced yet. */
struct name_change {
    struct name_change *before;
    enum kind kind;
    char folder[PATH_MAX], path[PATH_MAX], from[PATH_MAX], kept[PATH_MAX];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct file *files;
static struct name_change *names;
static const char *root;
static const char *full;
static int answers_on_sockets;
static size_t root_length;
static long stop_at, operations, syncs, kept_count;
static int keeps, log_descriptor = -1;

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int), (*real_fdatasync)(int);
static int (*real_rename)(const char *, const char *), (*real_link)(const char *, const char *);
static int (*real_unlink)(const char *), (*real_mkdir)(const char *, mode_t);

static void *find(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (!function) _exit(87);
    return function;
}

__attribute__((constructor)) static void begin(void) {
    real_open = find("open");
    real_openat = find("openat");
    real_write = find("write");
    real_pwrite = find("pwrite");
    real_writev = find("writev");
    real_ftruncate = find("ftruncate");
    real_fsync = find("fsync");
    real_fdatasync = find("fdatasync");
    real_rename = find("rename");
    real_link = find("link");
    real_unlink = find("unlink");
    real_mkdir = find("mkdir");
    root = getenv("FAULTFS_ROOT");
    root_length = root ? strlen(root) : 0;
    const char *stop = getenv("FAULTFS_STOP"), *path = getenv("FAULTFS_LOG");
    stop_at = stop ? atol(stop) : 0;
    keeps = getenv("FAULTFS_KEEP") != NULL;
    answers_on_sockets = getenv("FAULTFS_SOCKETS") != NULL;
    full = getenv("FAULTFS_FULL");
    if (path) log_descriptor = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (root) {
        char kept[PATH_MAX];
        snprintf(kept, sizeof kept, "%s.kept", root);
        real_mkdir(kept, 0700);
    }
}

static void note(const char *format, ...) {
    if (log_descriptor < 0) return;
    char line[PATH_MAX + 64];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length > 0 && real_write(log_descriptor, line, (size_t)length) < 0) _exit(87);
}

static int ends_with(const char *path, const char *end) {
    size_t a = strlen(path), b = strlen(end);
    return a >= b && strcmp(path + a - b, end) == 0;
}

static int is_watched(const char *path) {
    return root && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0)
        && !ends_with(path, "-shm") && !ends_with(path, "/lock");
}

static void absolute(const char *path, char *out) {
    if (path[0] == '/') {
        snprintf(out, PATH_MAX, "%s", path);
    } else {
        char folder[PATH_MAX];
        if (!getcwd(folder, sizeof folder) || snprintf(out, PATH_MAX, "%s/%s", folder, path) >= PATH_MAX) _exit(87);
    }
}

static void path_of(int descriptor, char *out) {
    char link_name[64];
    snprintf(link_name, sizeof link_name, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link_name, out, PATH_MAX - 1);
    out[length > 0 ? length : 0] = 0;
}

static struct file *file_of(int descriptor) {
    struct stat status;
    if (!root || fstat(descriptor, &status) != 0) return NULL;
    for (struct file *file = files; file; file = file->next)
        if (file->device == status.st_dev && file->inode == status.st_ino) return file;
    return NULL;
}

static void remember_file(int descriptor) {
    struct stat status;
    char name[64];
    if (file_of(descriptor) || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return;
    snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    struct file *file = calloc(1, sizeof *file);
    if (!file) _exit(87);
    file->device = status.st_dev;
    file->inode = status.st_ino;
    file->descriptor = real_open(name, O_RDWR | O_CLOEXEC);
    if (file->descriptor < 0) _exit(87);
    file->next = files;
    files = file;
}

/* Keeps what a change of the file is about to replace. */
static void remember_bytes(struct file *file, off_t offset, off_t length) {
    struct stat status;
    if (fstat(file->descriptor, &status) != 0) _exit(87);
    off_t there = status.st_size > offset ? status.st_size - offset : 0;
    if (there > length) there = length;
    struct old_bytes *old = malloc(sizeof *old + (size_t)there);
    if (!old) _exit(87);
    old->offset = offset;
    old->length = there;
    old->size = status.st_size;
    if (pread(file->descriptor, old->bytes, (size_t)there, offset) != there) _exit(87);
    old->before = file->unsynced;
    file->unsynced = old;
}

static struct name_change *remember_name(enum kind kind, const char *path) {
    struct name_change *change = calloc(1, sizeof *change);
    if (!change) _exit(87);
    change->kind = kind;
    snprintf(change->path, PATH_MAX, "%s", path);
    snprintf(change->folder, PATH_MAX, "%s", path);
    char *slash = strrchr(change->folder, '/');
    if (slash) *slash = 0;
    change->before = names;
    names = change;
    return change;
}

/* Gives what stands at a path a second name outside the folder, so that it can come back. */
static void keep(const char *path, char *kept) {
    if (snprintf(kept, PATH_MAX, "%s.kept/%ld", root, ++kept_count) >= PATH_MAX) _exit(87);
    real_unlink(kept);
    if (real_link(path, kept) != 0) kept[0] = 0;
}

static void take_back(void) {
    for (struct name_change *change = names; change; change = change->before) {
        switch (change->kind) {
        case CREATED:
            if (real_unlink(change->path) != 0) rmdir(change->path);
            break;
        case REMOVED:
            if (change->kept[0]) real_link(change->kept, change->path);
            break;
        case RENAMED:
            real_rename(change->path, change->from);
            if (change->kept[0]) real_link(change->kept, change->path);
            break;
        }
    }
    for (struct file *file = files; file; file = file->next)
        for (struct old_bytes *old = file->unsynced; old; old = old->before) {
            if (real_pwrite(file->descriptor, old->bytes, (size_t)old->length, old->offset) != old->length) _exit(87);
            if (real_ftruncate(file->descriptor, old->size) != 0) _exit(87);
        }
}

/* Counts an operation. Returns 1 where the program is to be stopped instead of doing it. */
static int is_last(const char *what, const char *path) {
    operations++;
    note("operation %ld %s %s\n", operations, what, path + root_length);
    return stop_at > 0 && operations >= stop_at;
}

static void stop(void) {
    if (!keeps) take_back();
    _exit(STOPPED);
}

static void enter(void) { pthread_mutex_lock(&lock); }
static void leave(void) {
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
}

static int open_watched(int folder, const char *path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    int watched = 0, existed = 1;
    enter();
    if (root && (folder == AT_FDCWD || path[0] == '/')) {
        absolute(path, whole);
        watched = is_watched(whole);
        struct stat status;
        existed = !watched || stat(whole, &status) == 0;
        if (watched && !existed && (flags & O_CREAT) && is_last("create", whole)) stop();
        if (watched && existed && (flags & O_TRUNC)) {
            note("truncation at opening is not watched\n");
            _exit(87);
        }
    }
    int descriptor = real_openat(folder, path, flags, mode);
    if (descriptor >= 0 && watched) {
        if (!existed) remember_name(CREATED, whole);
        if ((flags & O_ACCMODE) != O_RDONLY) remember_file(descriptor);
    }
    leave();
    return descriptor;
}

static mode_t mode_of(int flags, va_list arguments) {
    return flags & (O_CREAT | __O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

#define OPEN(NAME)                                      \
    int NAME(const char *path, int flags, ...) {        \
        va_list arguments;                              \
        va_start(arguments, flags);                     \
        mode_t mode = mode_of(flags, arguments);        \
        va_end(arguments);                              \
        return open_watched(AT_FDCWD, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(NAME)                                         \
    int NAME(int folder, const char *path, int flags, ...) { \
        va_list arguments;                                   \
        va_start(arguments, flags);                          \
        mode_t mode = mode_of(flags, arguments);             \
        va_end(arguments);                                   \
        return open_watched(folder, path, flags, mode);      \
    }
OPENAT(openat)
OPENAT(openat64)

/* The program gives an answer: how much of what it did would be lost now? */
static void note_answer(void) {
    long bytes = 0, changes = 0;
    char path[PATH_MAX] = "";
    for (struct file *file = files; file; file = file->next)
        if (file->unsynced) {
            bytes++;
            path_of(file->descriptor, path);
        }
    for (struct name_change *change = names; change; change = change->before) {
        changes++;
        snprintf(path, sizeof path, "%s", change->path);
    }
    note("answer files %ld names %ld %s\n", bytes, changes, path[0] ? path + root_length : "");
}

static int is_answer(int descriptor) {
    struct stat status;
    if (descriptor == STDOUT_FILENO) return 1;
    return answers_on_sockets && fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

static ssize_t write_at(int descriptor, const void *bytes, size_t count, off_t offset, int is_positioned) {
    enter();
    struct file *file = file_of(descriptor);
    if (file && full && access(full, F_OK) == 0) {
        leave();
        errno = ENOSPC;
        return -1;
    }
    if (file) {
        char path[PATH_MAX];
        path_of(descriptor, path);
        off_t position = is_positioned ? offset : lseek(descriptor, 0, SEEK_CUR);
        if (is_last("write", path)) {
            if (keeps && real_pwrite(file->descriptor, bytes, count / 2, position) < 0) _exit(87);
            stop();
        }
        remember_bytes(file, position, (off_t)count);
    } else if (is_answer(descriptor)) {
        note_answer();
    }
    ssize_t written = is_positioned ? real_pwrite(descriptor, bytes, count, offset) : real_write(descriptor, bytes, count);
    leave();
    return written;
}

ssize_t write(int descriptor, const void *bytes, size_t count) { return write_at(descriptor, bytes, count, 0, 0); }
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    return write_at(descriptor, bytes, count, offset, 1);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    return write_at(descriptor, bytes, count, offset, 1);
}

ssize_t writev(int descriptor, const struct iovec *pieces, int count) {
    enter();
    struct file *file = file_of(descriptor);
    if (file) {
        char path[PATH_MAX];
        path_of(descriptor, path);
        if (is_last("write", path)) stop();
        off_t length = 0;
        for (int i = 0; i < count; i++) length += (off_t)pieces[i].iov_len;
        remember_bytes(file, lseek(descriptor, 0, SEEK_CUR), length);
    } else if (is_answer(descriptor)) {
        note_answer();
    }
    ssize_t written = real_writev(descriptor, pieces, count);
    leave();
    return written;
}

static int truncate_watched(int descriptor, off_t size) {
    enter();
    struct file *file = file_of(descriptor);
    if (file) {
        char path[PATH_MAX];
        path_of(descriptor, path);
        if (is_last("truncate", path)) stop();
        struct stat status;
        if (fstat(descriptor, &status) != 0) _exit(87);
        remember_bytes(file, size, status.st_size > size ? status.st_size - size : 0);
    }
    int result = real_ftruncate(descriptor, size);
    leave();
    return result;
}

int ftruncate(int descriptor, off_t size) { return truncate_watched(descriptor, size); }
int ftruncate64(int descriptor, off64_t size) { return truncate_watched(descriptor, size); }

static void forget_names(const char *folder) {
    struct name_change **link_to = &names;
    while (*link_to) {
        struct name_change *change = *link_to;
        if (strcmp(change->folder, folder) == 0) {
            *link_to = change->before;
            free(change);
        } else {
            link_to = &change->before;
        }
    }
}

/* Nothing is really synced: the machine stays up. */
static int sync_watched(int descriptor, int (*real)(int)) {
    struct stat status;
    char path[PATH_MAX];
    enter();
    path_of(descriptor, path);
    if (!is_watched(path) || fstat(descriptor, &status) != 0) {
        int result = real(descriptor);
        leave();
        return result;
    }
    if (is_last("sync", path)) stop();
    syncs++;
    if (S_ISDIR(status.st_mode)) {
        forget_names(path);
    } else {
        struct file *file = file_of(descriptor);
        while (file && file->unsynced) {
            struct old_bytes *old = file->unsynced;
            file->unsynced = old->before;
            free(old);
        }
    }
    note("synced %ld %s\n", syncs, path + root_length);
    leave();
    return 0;
}

int fsync(int descriptor) { return sync_watched(descriptor, real_fsync); }
int fdatasync(int descriptor) { return sync_watched(descriptor, real_fdatasync); }

int rename(const char *old, const char *new) {
    char from[PATH_MAX], to[PATH_MAX], kept[PATH_MAX] = "";
    enter();
    absolute(old, from);
    absolute(new, to);
    int watched = is_watched(to);
    if (watched) {
        if (is_last("rename", to)) stop();
        keep(to, kept);
    }
    int result = real_rename(old, new);
    if (result == 0 && watched) {
        struct name_change *change = remember_name(RENAMED, to);
        memcpy(change->from, from, sizeof from);
        memcpy(change->kept, kept, sizeof kept);
    }
    leave();
    return result;
}

int link(const char *old, const char *new) {
    char to[PATH_MAX];
    enter();
    absolute(new, to);
    int watched = is_watched(to);
    if (watched && is_last("link", to)) stop();
    int result = real_link(old, new);
    if (result == 0 && watched) remember_name(CREATED, to);
    leave();
    return result;
}

int unlink(const char *name) {
    char path[PATH_MAX], kept[PATH_MAX] = "";
    enter();
    absolute(name, path);
    int watched = is_watched(path) && access(path, F_OK) == 0;
    if (watched) {
        if (is_last("unlink", path)) stop();
        keep(path, kept);
    }
    int result = real_unlink(name);
    if (result == 0 && watched) memcpy(remember_name(REMOVED, path)->kept, kept, sizeof kept);
    leave();
    return result;
}

int mkdir(const char *name, mode_t mode) {
    char path[PATH_MAX];
    enter();
    absolute(name, path);
    int watched = is_watched(path);
    if (watched && access(path, F_OK) != 0 && is_last("mkdir", path)) stop();
    int result = real_mkdir(name, mode);
    if (result == 0 && watched) remember_name(CREATED, path);
    leave();
    return result;
}
