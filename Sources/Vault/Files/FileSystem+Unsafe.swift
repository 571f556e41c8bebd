#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file descriptor that closes itself. The one place where Inward's store talks to the file system.
public struct OpenFile: ~Copyable, Sendable {
    let descriptor: CInt
    let path: String

    /// How a file is opened.
    public enum Mode: Sendable {
        /// To read from the start.
        case read
        /// To write a file that must not exist; made with mode 0600.
        case create
        /// To write at the end of a file, made with mode 0600 where it does not exist.
        case append
        /// To write over a file that exists, from its start.
        case overwrite
        /// To lock: made with mode 0600 where it does not exist, kept as it is where it does.
        case lock
        /// A folder, to sync it.
        case folder
    }

    /// Opens `path`; never follows into a child process.
    public init(_ path: String, _ mode: Mode) throws(VaultError) {
        let flags: CInt =
            switch mode {
            case .read: O_RDONLY
            case .create: O_WRONLY | O_CREAT | O_EXCL
            case .append: O_WRONLY | O_CREAT | O_APPEND
            case .overwrite: O_WRONLY
            case .lock: O_RDWR | O_CREAT
            case .folder: O_RDONLY | O_DIRECTORY
            }
        let opened = SystemCall.retrying { open(path, flags | O_CLOEXEC, 0o600) }
        guard opened >= 0 else { throw SystemCall.error(path, "open") }
        descriptor = opened
        self.path = path
    }

    deinit { close(descriptor) }

    /// Writes all of `bytes`.
    public borrowing func write(_ bytes: [UInt8]) throws(VaultError) {
        var written = 0
        while written < bytes.count {
            // Invariant: `written < bytes.count`, so the pointer stays inside the array, which lives for the call.
            let count = bytes.withUnsafeBytes { buffer in
                SystemCall.retrying {
                    SystemCall.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
                }
            }
            guard count > 0 else { throw SystemCall.error(path, "write") }
            written += count
        }
    }

    /// The next bytes, at most `count` and never fewer unless the file ends.
    public borrowing func read(_ count: Int) throws(VaultError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            // Invariant: `filled < count`, so at most `count - filled` bytes are written behind `filled`.
            let got = bytes.withUnsafeMutableBytes { buffer in
                SystemCall.retrying {
                    SystemCall.read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
                }
            }
            guard got >= 0 else { throw SystemCall.error(path, "read") }
            if got == 0 { break }
            filled += got
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Returns once what was written is on the disk.
    public borrowing func sync() throws(VaultError) {
        guard SystemCall.retrying({ fsync(descriptor) }) == 0 else { throw SystemCall.error(path, "sync") }
    }

    /// Replaces the content by `text`, for the lock file's note of its holder.
    borrowing func replaceContent(_ text: String) throws(VaultError) {
        guard SystemCall.retrying({ ftruncate(descriptor, 0) }) == 0 else { throw SystemCall.error(path, "write") }
        try write(Array(text.utf8))
    }

    /// Whether the exclusive lock could be taken; it ends with the descriptor or the process.
    borrowing func tryLock() -> Bool {
        SystemCall.retrying { flock(descriptor, LOCK_EX | LOCK_NB) } == 0
    }
}

/// Names in folders: what a file is called, and that the name lasts.
public enum FileSystem {
    /// Makes a folder with mode 0700 and those above it; one that exists stays as it is.
    public static func makeFolder(_ path: String) throws(VaultError) {
        if mkdir(path, 0o700) == 0 { return try syncFolder(of: path) }
        switch errno {
        case EEXIST: return
        case ENOENT:
            let above = parent(of: path)
            guard above != path else { throw SystemCall.error(path, "make the folder") }
            try makeFolder(above)
            if mkdir(path, 0o700) != 0, errno != EEXIST { throw SystemCall.error(path, "make the folder") }
            try syncFolder(of: path)
        default: throw SystemCall.error(path, "make the folder")
        }
    }

    /// The folder that holds `path`.
    public static func parent(of path: String) -> String {
        var name = path[...]
        while name.count > 1, name.last == "/" { name.removeLast() }
        guard let slash = name.lastIndex(of: "/") else { return "." }
        return slash == name.startIndex ? "/" : String(name[..<slash])
    }

    /// Makes the names in a folder last.
    public static func sync(folder: String) throws(VaultError) {
        try OpenFile(folder, .folder).sync()
    }

    /// Makes the name `path` last.
    public static func syncFolder(of path: String) throws(VaultError) { try sync(folder: parent(of: path)) }

    /// Gives a file another name, replacing what had it. Not yet on disk: sync the folder.
    public static func rename(_ path: String, to new: String) throws(VaultError) {
        guard SystemCall.rename(path, new) == 0 else { throw SystemCall.error(new, "rename a file to this") }
    }

    /// Gives a file a second name, which must be free: `false` where it is taken.
    public static func link(_ path: String, as new: String) throws(VaultError) -> Bool {
        if SystemCall.link(path, new) == 0 { return true }
        guard errno == EEXIST else { throw SystemCall.error(new, "create") }
        return false
    }

    /// Removes a name; `false` where there was none.
    @discardableResult
    public static func remove(_ path: String) throws(VaultError) -> Bool {
        if unlink(path) == 0 { return true }
        guard errno == ENOENT else { throw SystemCall.error(path, "remove") }
        return false
    }

    /// What stands at a path.
    public enum Kind: Sendable { case file, folder, other, nothing }

    /// What stands at `path`, symbolic links followed.
    public static func kind(of path: String) -> Kind { status(path).map(\.kind) ?? .nothing }

    /// The permission bits and kind of `path`, or nil where nothing stands there.
    static func status(_ path: String) -> (kind: Kind, mode: UInt32)? {
        var status = stat()
        // Invariant: `status` is a whole `struct stat` that outlives the call.
        guard stat(path, &status) == 0 else { return nil }
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            default: .other
            }
        return (kind, UInt32(status.st_mode) & 0o777)
    }

    /// The names in a folder, sorted, without `.` and `..`.
    public static func names(in folder: String) throws(VaultError) -> [String] {
        guard let stream = opendir(folder) else { throw SystemCall.error(folder, "list") }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            // Invariant: `d_name` of the entry is NUL-terminated and stays as it is until the next `readdir`.
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

/// The system's calls under names that do not clash with the methods above.
enum SystemCall {
    static func write(_ file: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(file, bytes, count)
        #elseif canImport(Musl)
            Musl.write(file, bytes, count)
        #else
            Darwin.write(file, bytes, count)
        #endif
    }

    static func read(_ file: CInt, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.read(file, bytes, count)
        #elseif canImport(Musl)
            Musl.read(file, bytes, count)
        #else
            Darwin.read(file, bytes, count)
        #endif
    }

    static func rename(_ old: String, _ new: String) -> CInt {
        #if canImport(Glibc)
            Glibc.rename(old, new)
        #elseif canImport(Musl)
            Musl.rename(old, new)
        #else
            Darwin.rename(old, new)
        #endif
    }

    static func link(_ old: String, _ new: String) -> CInt {
        #if canImport(Glibc)
            Glibc.link(old, new)
        #elseif canImport(Musl)
            Musl.link(old, new)
        #else
            Darwin.link(old, new)
        #endif
    }

    static func sleep(milliseconds: UInt32) { usleep(milliseconds &* 1000) }

    /// Calls again while a signal cut the call short.
    static func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
        var result = call()
        while result == -1, errno == EINTR { result = call() }
        return result
    }

    /// The error of the last call.
    static func error(_ path: String, _ doing: String) -> VaultError {
        .file(path: path, doing: doing, reason: String(cString: strerror(errno)))
    }
}
