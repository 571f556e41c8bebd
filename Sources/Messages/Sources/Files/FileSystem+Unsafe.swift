#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Tells whether two paths lead to the same file.
struct FileIdentity: Hashable {
    var device: UInt64
    var inode: UInt64
}

/// What the system says about a path, links followed.
struct FileStatus {
    enum Kind { case file, folder, other }
    var kind: Kind
    /// Bytes; meaningful for files.
    var size: Int
    var identity: FileIdentity

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        default: kind = .other
        }
        size = Int(status.st_size)
        identity = FileIdentity(
            device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(truncatingIfNeeded: status.st_ino))
    }
}

/// An error number of the system.
struct SystemError: Error, Equatable {
    var code: Int32

    static let missing = SystemError(code: ENOENT)
    static var last: SystemError { SystemError(code: errno) }

    /// What it means for a path that was to be opened.
    var openingProblem: InputProblem.Kind {
        switch code {
        case ENOENT, ENOTDIR: .missing
        case EACCES, EPERM: .notPermitted
        default: .cannotOpen(code: code)
        }
    }

    /// The system's words for an error number.
    static func text(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        // strerror_r writes a NUL-terminated text into the 256 bytes it is told of.
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// Paths, folders and their names. Paths are bytes without a NUL: they need not be UTF-8.
enum FileSystem {
    static func status(of path: [UInt8]) -> Result<FileStatus, SystemError> {
        var status = stat()
        return stat(terminated(path), &status) == 0 ? .success(FileStatus(status)) : .failure(.last)
    }

    static func isFolder(_ path: [UInt8]) -> Bool {
        guard case .success(let status) = status(of: path) else { return false }
        return status.kind == .folder
    }

    /// The names in a folder, without `.` and `..`, in no order.
    static func names(in folder: [UInt8]) -> Result<[[UInt8]], SystemError> {
        guard let stream = opendir(terminated(folder)) else { return .failure(.last) }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            // d_name is NUL-terminated and stays valid until the next readdir on this stream, which only we use.
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                let start = UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self)
                return UnsafeBufferPointer(start: start, count: strlen(start)).map(UInt8.init(bitPattern:))
            }
            if name != [0x2E] && name != [0x2E, 0x2E] { names.append(name) }
        }
        return .success(names)
    }

    static func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
        folder.last == UInt8(ascii: "/") ? folder + name : folder + [UInt8(ascii: "/")] + name
    }

    /// The path as C has it. A NUL inside would end it early and so name another file: such a path is made one that
    /// does not exist.
    static func terminated(_ path: [UInt8]) -> [CChar] {
        path.contains(0) ? [0] : path.map(CChar.init(bitPattern:)) + [0]
    }
}
