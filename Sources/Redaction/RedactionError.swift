/// Why a message is not given out redacted. Names parts, never text.
public enum RedactionError: Error, Equatable, CustomStringConvertible {
    /// After everything that could be tried a span is still found.
    case stillFound(part: String)
    /// A limit of reading was passed, so that there is something in it that nobody has looked at.
    case notReadWhole
    /// Each scan found something new.
    case noEnd

    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .stillFound(let part): "part \(part) still holds a finding after redaction"
        case .notReadWhole: "the message passes a limit of reading, so that its redaction cannot be proved"
        case .noEnd: "every scan of the redacted message found something new"
        }
    }
}
