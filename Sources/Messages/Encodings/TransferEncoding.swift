/// How a part's content is encoded for transfer (RFC 2045 section 6).
enum TransferEncoding {
    /// 7bit, 8bit and binary: as it stands.
    case identity
    case quotedPrintable
    case base64
    case uuencode
    /// A name that no standard knows.
    case unknown

    /// The encoding that the value of a `Content-Transfer-Encoding` field names.
    init(_ input: Span<UInt8>, _ value: Range<Int>) {
        var word = input.trimmed(value)
        word = input.trimmed(word.lowerBound..<ByteScan.find(0x3B, in: input, word))
        word = input.trimmed(word.lowerBound..<ByteScan.find(0x28, in: input, word))
        func isWord(_ name: StaticString) -> Bool { ByteScan.isWord(name, in: input, word) }
        if word.isEmpty || isWord("7bit") || isWord("8bit") || isWord("binary") || isWord("7-bit") || isWord("8-bit") {
            self = .identity
        } else if isWord("quoted-printable") || isWord("quotedprintable") || isWord("\"quoted-printable\"") {
            self = .quotedPrintable
        } else if isWord("base64") || isWord("base-64") || isWord("\"base64\"") {
            self = .base64
        } else if isWord("x-uuencode") || isWord("x-uue") || isWord("uuencode") || isWord("uue") {
            self = .uuencode
        } else {
            self = .unknown
        }
    }

    /// The step that decodes it; nil where nothing is to be done or known.
    var step: Decoding.Step? {
        switch self {
        case .identity, .unknown: nil
        case .quotedPrintable: .quotedPrintable
        case .base64: .base64
        case .uuencode: .uuencode
        }
    }
}
