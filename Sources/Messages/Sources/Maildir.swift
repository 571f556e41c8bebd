/// What the names in a folder mean if it is a maildir, and what they mean if it is not.
struct MaildirLayout {
    enum Role { case skipped, entry, messages }

    private let isMaildir: Bool

    /// A folder is a maildir where it has folders `cur` and `new`.
    init(names: [[UInt8]], in folder: [UInt8]) {
        isMaildir = ["cur", "new"].allSatisfy { name in
            names.contains(Array(name.utf8)) && FileSystem.isFolder(FileSystem.join(folder, Array(name.utf8)))
        }
    }

    func role(of name: [UInt8], at path: [UInt8]) -> Role {
        let isHidden = name.first == UInt8(ascii: ".")
        guard isMaildir else { return isHidden ? .skipped : .entry }
        switch String(decoding: name, as: UTF8.self) {
        case "cur", "new": return .messages
        case "tmp": return .skipped
        default: return FileSystem.isFolder(path) && (!isHidden || Self.isMaildir(path)) ? .entry : .skipped
        }
    }

    private static func isMaildir(_ path: [UInt8]) -> Bool {
        ["cur", "new"].allSatisfy { FileSystem.isFolder(FileSystem.join(path, Array($0.utf8))) }
    }
}
