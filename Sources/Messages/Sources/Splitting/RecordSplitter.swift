/// Finds where records begin and end in a stream that is seen through a moving window.
///
/// All positions are byte offsets in the stream; `base` is that of the window's first byte.
protocol RecordSplitter {
    /// Looks at what it has not looked at yet and appends the records that end there, in order. With `isLast` the
    /// stream ends with this window, and so does the last record.
    mutating func split(_ window: Span<UInt8>, base: Int, isLast: Bool, into found: inout [FoundRecord])
    /// Where the record that has begun but not ended begins, if one has.
    var openStart: Int? { get }
    /// The first byte that is needed to go on, apart from the open record's content.
    var needed: Int { get }
    /// How messages made of the records are to be read.
    var form: RawMessage.Form { get }
    /// Names of CSV columns; empty for other forms.
    var columns: [String] { get }
}

extension RecordSplitter {
    var columns: [String] { [] }
}

/// A record in the stream.
struct FoundRecord: Equatable {
    var start: Int
    var end: Int
    /// Whether an mbox writer quoted `From ` lines in it.
    var isFromQuoted = false
}

extension Span<UInt8> {
    /// The length of a UTF-8 byte order mark at the beginning: 3 or 0.
    var byteOrderMarkLength: Int { hasBytes("\u{FEFF}", at: 0) ? 3 : 0 }
}
