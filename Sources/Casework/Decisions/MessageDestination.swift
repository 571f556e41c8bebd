import Vault

/// Where a released message is written: a maildir, exactly once, or a new file.
struct MessageDestination {
    private enum Kind { case maildir, file }

    private let path: String
    private let kind: Kind
    /// Names the temporary file and the maildir's message, the same in every attempt.
    private let name: String
    private let isResumed: Bool

    /// Checks that a message can be written there: a maildir with its three folders, or a name that is free.
    ///
    /// - Parameter isResumed: an earlier attempt may have written it already.
    init(path: String, name: String = "", isResumed: Bool = false) throws {
        self.path = path
        self.name = name
        self.isResumed = isResumed
        switch FileSystem.kind(of: path) {
        case .folder:
            let isMaildir = ["tmp", "new", "cur"].allSatisfy { FileSystem.kind(of: path + "/" + $0) == .folder }
            guard isMaildir else { throw CaseworkError.destinationExists(path: path) }
            kind = .maildir
        case .nothing: kind = .file
        case .file where isResumed: kind = .file
        case .file, .other: throw CaseworkError.destinationExists(path: path)
        }
    }

    /// Writes the message, synced, under a name that appears only when it is whole.
    ///
    /// - Parameter content: hands the message on piece by piece, and throws where it is not authentic.
    func write(_ content: (_ sink: ([UInt8]) throws -> Void) throws -> Void) throws {
        if try isThere(content) { return try removeTemporary() }
        try FileSystem.remove(temporary)
        do {
            let file = try OpenFile(temporary, .create)
            try content { try file.write($0) }
            try file.sync()
        } catch {
            try FileSystem.remove(temporary)
            throw error
        }
        guard try FileSystem.link(temporary, as: final) else {
            try FileSystem.remove(temporary)
            throw CaseworkError.destinationExists(path: path)
        }
        try FileSystem.syncFolder(of: final)
        try removeTemporary()
    }

    /// After a crash nobody would look for it again.
    private func removeTemporary() throws {
        try FileSystem.remove(temporary)
        try FileSystem.syncFolder(of: temporary)
    }

    /// Whether messages can be written there one after another.
    var takesMany: Bool { kind == .maildir }

    private var final: String { kind == .maildir ? path + "/new/" + maildirName : path }
    private var temporary: String { kind == .maildir ? path + "/tmp/" + maildirName : path + "." + name + ".tmp" }
    private var maildirName: String { "\(name).inward" }

    /// Whether an earlier attempt came as far as the name: in a maildir by the name, which is ours alone and to which
    /// a mail reader may have added flags; of a file by its bytes.
    private func isThere(_ content: (_ sink: ([UInt8]) throws -> Void) throws -> Void) throws -> Bool {
        guard isResumed else { return false }
        switch kind {
        case .maildir:
            return try ["new", "cur"].contains { folder in
                try FileSystem.names(in: path + "/" + folder).contains { $0.hasPrefix(maildirName) }
            }
        case .file:
            guard FileSystem.kind(of: path) == .file else { return false }
            let file = try OpenFile(path, .read)
            var isEqual = true
            try content { if try file.read($0.count) != $0 { isEqual = false } }
            guard isEqual, try file.read(1).isEmpty else { throw CaseworkError.destinationExists(path: path) }
            return true
        }
    }
}
