/// A charset that text of a mail can be in, and how it becomes UTF-8.
struct Charset: Sendable, Equatable {
    /// How its bytes are read.
    enum Kind: Sendable, Equatable {
        /// US-ASCII or nothing named: UTF-8 where that is valid, Windows-1252 otherwise.
        case undeclared
        case utf8
        /// One byte a character: ASCII below 0x80, a table above.
        case singleByte
        case utf16, utf16BigEndian, utf16LittleEndian
        case utf32, utf32BigEndian, utf32LittleEndian
        case utf7
        /// By the C library. `isStateful` where ASCII bytes may mean something else.
        case system(isStateful: Bool)
    }

    /// The name in the allow-list, for ``Decoding/Step/charset(_:)``.
    let name: String
    let kind: Kind
    /// Characters of 0x80 to 0xFF of a single-byte charset.
    let table: [UInt16]

    init(_ name: String, _ kind: Kind, table: [UInt16] = []) {
        self.name = name
        self.kind = kind
        self.table = table
    }

    static let utf8 = Charset("utf-8", .utf8)
    static let undeclared = Charset("us-ascii", .undeclared)
    static let windows1252 = Charset("windows-1252", .singleByte, table: WindowsTables.windows1252)

    static func == (left: Charset, right: Charset) -> Bool { left.name == right.name }

    /// Whether bytes below 0x80 are ASCII whatever stands before them.
    var isASCIIBased: Bool {
        switch kind {
        case .undeclared, .utf8, .singleByte, .system(isStateful: false): true
        default: false
        }
    }

    /// The charset that reads `input` in `range`: this one, save that an undeclared one is decided by the bytes.
    func resolved(for input: Span<UInt8>, _ range: Range<Int>) -> Charset {
        guard kind == .undeclared else { return self }
        return UTF8Text.firstInvalid(in: input, range) == range.upperBound ? .utf8 : .windows1252
    }

    /// Whether the bytes in `range` already are the UTF-8 that decoding would make of them.
    func isIdentity(for input: Span<UInt8>, _ range: Range<Int>) -> Bool {
        switch kind {
        case .undeclared, .utf8:
            return UTF8Text.firstInvalid(in: input, range) == range.upperBound
        case .singleByte, .system(isStateful: false):
            return ByteScan.findHigh(in: input, range) == range.upperBound
        case .utf7:
            return ByteScan.findHigh(in: input, range) == range.upperBound
                && ByteScan.find(0x2B, in: input, range) == range.upperBound
        case .system(isStateful: true):
            return ByteScan.findHigh(in: input, range) == range.upperBound
                && ByteScan.find(0x1B, in: input, range) == range.upperBound
                && ByteScan.find(0x0E, in: input, range) == range.upperBound
        default:
            return range.isEmpty
        }
    }

    /// Makes UTF-8 of `input`. False where the C library does not have this charset; what could be is then decoded.
    @discardableResult @inline(never)
    func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) -> Bool {
        switch kind {
        case .undeclared: return resolved(for: input, 0..<input.count).decode(input, into: &sink)
        case .utf8: UTF8Text.decode(input, into: &sink)
        case .singleByte: SingleByteText.decode(input, table: table, into: &sink)
        case .utf16, .utf16BigEndian, .utf16LittleEndian: UTF16Text.decode(input, kind: kind, into: &sink)
        case .utf32, .utf32BigEndian, .utf32LittleEndian: UTF32Text.decode(input, kind: kind, into: &sink)
        case .utf7: UTF7Text.decode(input, into: &sink)
        case .system: return SystemCharset.decode(input, name: name, into: &sink)
        }
        return true
    }
}
