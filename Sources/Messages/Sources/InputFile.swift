/// One file to read, or standard input.
public struct InputFile: Sendable, Hashable {
    /// What its place says about its content, whatever the content looks like.
    public enum Hint: Sendable, Hashable {
        case none
        /// Found in `cur` or `new` of a maildir: one message.
        case maildirMessage
    }

    /// The path to open; `-` is standard input.
    public let path: String
    /// The name of the source in records.
    public let displayName: String
    /// Whether the user named this very file; false where it was found in a folder.
    public let named: Bool
    /// What its place says.
    public let hint: Hint
    /// The path as the system has it: names need not be UTF-8.
    let systemPath: [UInt8]

    /// A file at `path`.
    public init(path: String, named: Bool = true, hint: Hint = .none) {
        self.init(systemPath: Array(path.utf8), named: named, hint: hint)
    }

    init(systemPath: [UInt8], named: Bool, hint: Hint) {
        self.systemPath = systemPath
        path = String(decoding: systemPath, as: UTF8.self)
        displayName = path
        self.named = named
        self.hint = hint
    }

    /// Whether it is standard input rather than a file.
    public var isStandardInput: Bool { path == "-" && named }

    /// Whether the name ends in `ending`, or in `ending` and `.gz`, in any case of letters.
    func hasEnding(_ ending: String) -> Bool {
        let name = path.lowercased()
        return name.hasSuffix(ending) || name.hasSuffix(ending + ".gz")
    }
}
