/// One message as a source holds it, before anything in it was read.
public struct RawMessage: Sendable {
    /// What kind of record it is, and so who parses it.
    public enum Form: Sendable, Equatable {
        /// RFC 5322 text.
        case mail
        /// One line of JSON Lines.
        case json
        /// One CSV record with this byte between its fields; the header row's names are in ``RawMessage/columns``.
        case csv(separator: UInt8)
        /// The body of an `application/x-www-form-urlencoded` submission.
        case urlencoded
        /// The body of a `multipart/form-data` submission with this boundary.
        case multipart(boundary: String)
    }

    /// The name of the source as the user gave or would give it (a path, or `-`).
    public var source: String
    /// The position in the source, from 0.
    public var index: Int
    /// The first byte of the message in the (decompressed) source, after the `From ` line.
    public var offset: Int
    /// The bytes as they stand in the source, quoting included.
    public var bytes: Bytes
    /// How it is to be read.
    public var form: Form
    /// Whether `>From ` lines were quoted by an mbox writer (mboxrd; mboxo reads the same): one `>` goes.
    public var isFromQuoted: Bool
    /// Names of the CSV columns, empty otherwise.
    public var columns: [String]
    /// True where the message was longer than ``MessageLimits/messageBytes`` and `bytes` is only its beginning.
    public var isCut: Bool
    /// The whole length in the source, also where `bytes` was cut.
    public var length: Int

    /// A message with these bytes.
    public init(
        source: String, index: Int = 0, offset: Int = 0, bytes: Bytes, form: Form = .mail, isFromQuoted: Bool = false,
        columns: [String] = [], isCut: Bool = false, length: Int? = nil
    ) {
        self.source = source
        self.index = index
        self.offset = offset
        self.bytes = bytes
        self.form = form
        self.isFromQuoted = isFromQuoted
        self.columns = columns
        self.isCut = isCut
        self.length = length ?? bytes.count
    }
}
