/// Why a source could not be opened, or not be read to its end. The text names path and place, never content.
public struct InputProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong; offsets are bytes from 0.
    public enum Kind: Error, Hashable {
        /// There is nothing at this path.
        case missing
        /// The system refuses to open it.
        case notPermitted
        /// It could not be opened for another reason, by the system's error number.
        case cannotOpen(code: Int32)
        /// It begins neither like mail nor like a form export, and not like text.
        case binary
        /// It is text, but begins neither like mail nor like a form export.
        case unrecognised
        /// The file became shorter while it was read; what was there up to `offset` has been given.
        case truncatedWhileRead(offset: Int)
        /// A compressed file ends too early, `offset` bytes into its decompressed content.
        case truncatedGzip(offset: Int)
        /// A compressed file is damaged, `offset` bytes into its decompressed content.
        case brokenGzip(offset: Int)
        /// A compressed file grows beyond ``MessageLimits/expansion``.
        case expansionLimit(factor: Int)
        /// The system could not read on at `offset`, by its error number.
        case readError(code: Int32, offset: Int)
        /// Folders are nested more than `depth` deep.
        case tooDeep(depth: Int)
    }

    /// The path as the user gave it, or as it was found below one.
    public let path: String
    /// What went wrong.
    public let kind: Kind

    /// A problem of the source at `path`.
    public init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// Whether something of the source was left unread, which is every problem there is so far.
    public var isFatal: Bool { true }

    /// One line for people.
    public var description: String {
        let name = path == "-" ? "standard input" : path
        return "\(name): \(text)"
    }

    private var text: String {
        switch kind {
        case .missing: "no such file or folder"
        case .notPermitted: "permission denied"
        case .cannotOpen(let code): "cannot be opened (\(SystemError.text(code)))"
        case .binary: "is not text: neither mail nor a form export"
        case .unrecognised:
            "is neither mail nor a form export as far as its beginning shows; name its format with --input"
        case .truncatedWhileRead(let offset): "became shorter while it was read; read up to byte \(offset)"
        case .truncatedGzip(let offset): "the compressed file ends too early; read up to byte \(offset) of its content"
        case .brokenGzip(let offset): "the compressed file is damaged; read up to byte \(offset) of its content"
        case .expansionLimit(let factor):
            "the compressed file grows to more than \(factor) times its size; not read further"
        case .readError(let code, let offset): "cannot be read beyond byte \(offset) (\(SystemError.text(code)))"
        case .tooDeep(let depth): "folders are nested more than \(depth) deep; not read"
        }
    }
}
