#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why a socket cannot be listened on.
public struct ListenError: Error, Sendable, Equatable, CustomStringConvertible {
    /// In words.
    public let description: String
}

/// The file of a unix socket: the system calls that NIO has none for.
enum SocketFile {
    /// What stands at a path.
    enum Kind: Equatable { case nothing, socket, other }

    /// What stands at `path`; a symbolic link is `other`.
    static func kind(_ path: String) throws(ListenError) -> Kind {
        var status = stat()
        // Invariant: `status` lives for the call, and the path is passed as a zero-terminated copy.
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw error(path, "cannot be looked at") }
            return .nothing
        }
        return status.st_mode & S_IFMT == S_IFSOCK ? .socket : .other
    }

    /// Sets owner, group and mode.
    static func set(_ access: SocketAccess, at path: String) throws(ListenError) {
        let user = try access.owner.map { name throws(ListenError) in try identifier(ofUser: name) }
        let group = try access.group.map { name throws(ListenError) in try identifier(ofGroup: name) }
        if user != nil || group != nil {
            guard lchown(path, user ?? uid_t.max, group ?? gid_t.max) == 0 else {
                throw error(path, "cannot be given to its owner")
            }
        }
        guard chmod(path, mode_t(access.mode)) == 0 else { throw error(path, "cannot be given its mode") }
    }

    /// Gives a file another name; what has that name goes.
    static func rename(_ path: String, to new: String) throws(ListenError) {
        guard systemRename(path, new) == 0 else { throw error(new, "cannot be made") }
    }

    /// Removes a file; one that is not there is no error.
    static func remove(_ path: String) throws(ListenError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw error(path, "cannot be removed") }
    }

    private static func identifier(ofUser name: String) throws(ListenError) -> uid_t {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var text = [CChar](repeating: 0, count: 16_384)
        // Invariant: entry, text and found live for the call; of the entry only a number is kept.
        guard getpwnam_r(name, &entry, &text, text.count, &found) == 0, found != nil else {
            throw ListenError(description: "there is no user '\(name)'")
        }
        return entry.pw_uid
    }

    private static func identifier(ofGroup name: String) throws(ListenError) -> gid_t {
        var entry = group()
        var found: UnsafeMutablePointer<group>?
        var text = [CChar](repeating: 0, count: 65_536)
        // Invariant: as above.
        guard getgrnam_r(name, &entry, &text, text.count, &found) == 0, found != nil else {
            throw ListenError(description: "there is no group '\(name)'")
        }
        return entry.gr_gid
    }

    private static func systemRename(_ path: String, _ new: String) -> CInt {
        #if canImport(Glibc)
            Glibc.rename(path, new)
        #elseif canImport(Musl)
            Musl.rename(path, new)
        #else
            Darwin.rename(path, new)
        #endif
    }

    private static func error(_ path: String, _ what: String) -> ListenError {
        // Invariant: strerror's text is copied before another call can change it.
        ListenError(description: "socket \(path) \(what): \(String(cString: strerror(errno)))")
    }
}
