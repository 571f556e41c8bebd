/// A word or phrase as it is looked for.
struct Term: Hashable {
    /// The bytes to match: lower-cased unless case matters, every inner run of blanks and hyphens as one `Separator.marker`.
    let program: [UInt8]
    /// Whether it matches only as written.
    let isCaseSensitive: Bool
    /// Whether the last word may go on.
    let isPrefix: Bool

    /// The longest term, in bytes of UTF-8.
    static let maximumLength = 256

    /// Reads a term as a rule gives it.
    /// - Throws: `PatternError` where it is empty, too long, or has neither letter nor digit to find it by.
    init(_ text: String, isCaseSensitive: Bool) throws {
        try self.init(bytes: Array(text.utf8), isCaseSensitive: isCaseSensitive)
    }

    /// Reads the UTF-8 bytes of a term.
    /// - Throws: the same.
    init(bytes text: [UInt8], isCaseSensitive: Bool) throws {
        var bytes = isCaseSensitive ? text : Self.lowercased(text)
        guard bytes.count <= Self.maximumLength else {
            throw PatternError("a term is longer than \(Self.maximumLength) bytes")
        }
        guard !bytes.contains(where: { $0 < 0x20 && !Self.isSpacing($0) || $0 == 0x7F }) else {
            throw PatternError("a term contains a control character")
        }
        bytes = Self.trimmed(bytes)
        isPrefix = bytes.count > 1 && bytes.last == 0x2A
        if isPrefix { bytes = Self.trimmed(Array(bytes.dropLast())) }
        self.isCaseSensitive = isCaseSensitive
        program = Self.program(of: bytes)
        guard !TermWords(program).isEmpty else {
            throw PatternError("a term needs a letter or a digit")
        }
    }

    /// A term without its `*`, or with one.
    private init(_ term: Term, isPrefix: Bool) {
        program = term.program
        isCaseSensitive = term.isCaseSensitive
        self.isPrefix = isPrefix
    }

    /// The same words of which the last may go on.
    var prefix: Term { Term(self, isPrefix: true) }

    /// As a rule would give it.
    var text: String { String(decoding: program, as: UTF8.self) + (isPrefix ? "*" : "") }

    /// A blank or hyphen inside becomes a separator; hyphens at either end ("-ve", "anti-") stay as they are.
    private static func program(of bytes: [UInt8]) -> [UInt8] {
        let leading = bytes.prefix { $0 == 0x2D }.count
        let trailing = bytes.dropFirst(leading).reversed().prefix { $0 == 0x2D }.count
        var program = Array(bytes.prefix(leading))
        for byte in bytes[leading..<bytes.count - trailing] {
            guard isSpacing(byte) || byte == 0x2D else {
                program.append(byte)
                continue
            }
            if program.last != Separator.marker { program.append(Separator.marker) }
        }
        // A separator would take the hyphens after it, so that they could never be found.
        if program.last == Separator.marker { program.removeLast() } else { program += bytes.suffix(trailing) }
        return program
    }

    private static func lowercased(_ text: [UInt8]) -> [UInt8] {
        if text.contains(where: { $0 >= 0x80 }) {
            return Array(String(decoding: text, as: UTF8.self).lowercased().utf8)
        }
        return text.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        guard let first = bytes.firstIndex(where: { !isSpacing($0) }),
            let last = bytes.lastIndex(where: { !isSpacing($0) })
        else { return [] }
        return first == 0 && last == bytes.count - 1 ? bytes : Array(bytes[first...last])
    }

    private static func isSpacing(_ byte: UInt8) -> Bool {
        byte == 0x20 || Separator.isBreak(byte) || byte == 0x09
    }

    /// Whether `other` stands somewhere in it.
    func contains(_ other: Term) -> Bool {
        let (long, short) = (program, other.program)
        guard short.count <= long.count else { return false }
        return (0...long.count - short.count).contains { long[$0..<$0 + short.count].elementsEqual(short) }
    }
}
