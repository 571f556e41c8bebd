import Foundation

@testable import Messages

/// What the raw bytes of one scalar should decode to, worked out slowly and by other means than the decoders use:
/// Foundation for base64 and charsets, and plain rules for the rest.
struct NaiveDecoder {
    /// How a scalar came out of its raw bytes.
    enum Outcome: Hashable {
        case same
        /// Other bytes than the map says would make this scalar.
        case different
        /// The documented cases where there is no scalar to find again.
        case exception(String)
    }

    let source: [UInt8]
    let start: Int
    let steps: [Decoding.Step]
    private let quanta: Base64Quanta?
    private let words: [WordText]

    init(_ segment: Segment, raw: Bytes) {
        source = raw.slice(segment.decoding.source).array
        start = segment.decoding.source.lowerBound
        steps = segment.decoding.steps
        quanta = steps.contains(.base64) ? Base64Quanta(source) : nil
        words = steps.contains { $0 == .headerValue || $0.isParameter } ? WordText.all(in: source) : []
    }

    /// Compares `scalar` with what its raw bytes in `range` decode to.
    func check(_ scalar: Unicode.Scalar, from range: Range<Int>) -> Outcome {
        guard range.lowerBound >= start, range.upperBound <= start + source.count else { return .different }
        if range.isEmpty { return .exception("made from nothing: \(scalar.value)") }
        if scalar == "\u{FFFD}" { return .exception("U+FFFD") }
        // Half a character of the inner base64 has no bytes of its own to decode.
        if steps.count(where: { $0 == .base64 }) > 1 { return .exception("base64 twice") }
        let local = range.lowerBound - start..<range.upperBound - start
        var bytes = Array(source[local])
        var charset: String?
        for step in steps {
            switch step {
            case .base64: bytes = quanta?.bytes(local) ?? []
            case .uuencode: bytes = NaiveUuencode.bytes(local, of: source)
            case .quotedPrintable: bytes = Self.quotedPrintable(bytes)
            case .charset(let name): charset = name
            case .headerValue, .parameter: (bytes, charset) = word(bytes, at: local)
            case .html: return html(scalar, Self.text(bytes, charset: charset))
            case .mboxQuoting, .lineEndings, .flowed, .slice: break
            default: return .different
            }
        }
        let text = Self.text(bytes, charset: charset)
        if text == String(scalar) { return .same }
        // A shifted character shares base64 characters with its neighbours.
        if charset == "utf-7",
            text.utf8.allSatisfy({
                $0 == 0x2B || $0 == 0x2F || Character(Unicode.Scalar($0)).isLetter || $0 & 0xF0 == 0x30
            })
        {
            return .exception("UTF-7, shifted")
        }
        if scalar == "\n", Self.isLineEnding(text) { return .same }
        if scalar == " ", !text.isEmpty, text.unicodeScalars.allSatisfy({ " \t\r\n".unicodeScalars.contains($0) }) {
            return .exception("folded line")
        }
        return .different
    }

    private func word(_ bytes: [UInt8], at range: Range<Int>) -> ([UInt8], String?) {
        if let word = words.first(where: {
            $0.range.lowerBound <= range.lowerBound && range.lowerBound < $0.range.upperBound
        }) {
            return (word.decode(range, of: source), word.charset)
        }
        if steps.contains(where: \.isParameter), bytes.first == 0x25 {
            return (Self.escapes(bytes, mark: 0x25), extendedCharset(before: range.lowerBound))
        }
        if steps.contains(where: \.isParameter), bytes.first == 0x5C, bytes.count > 1 {
            return (Array(bytes.dropFirst()), nil)
        }
        return (bytes, String(validating: source, as: UTF8.self) == nil ? "windows-1252" : nil)
    }

    /// The name before `'language'` in the parameter that `position` is in (RFC 2231 section 4).
    private func extendedCharset(before position: Int) -> String? {
        guard let second = source[..<position].lastIndex(of: 0x27), let first = source[..<second].lastIndex(of: 0x27),
            let equals = source[..<first].lastIndex(of: 0x3D)
        else { return nil }
        let name = source[(equals + 1)..<first].filter { $0 != 0x22 }
        return Charset.named(name.span)?.name
    }

    private func html(_ scalar: Unicode.Scalar, _ text: String) -> Outcome {
        if text == String(scalar) { return .same }
        if text.hasPrefix("<"), text.hasSuffix(">") {
            return scalar == "\n" || scalar == "\t" ? .exception("line break or tab from a tag") : .different
        }
        if text.hasPrefix("&"), let entity = NaiveEntity.scalars(text) {
            if entity.unicodeScalars.contains(scalar) { return .same }
            return scalar == " " ? .exception("collapsed whitespace") : .different
        }
        let isSpace =
            text.unicodeScalars.allSatisfy { " \t\r\n\u{c}".unicodeScalars.contains($0) } || Self.isSpaces(text)
        if scalar == " ", !text.isEmpty, isSpace { return .exception("collapsed whitespace") }
        if scalar == "\n", Self.isLineEnding(text) { return .same }
        return .different
    }

    /// CR LF, CR, and what broken programs make of them: several CRs before the LF.
    private static func isLineEnding(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        return scalars.dropLast().allSatisfy { $0 == "\r" } && (scalars.last == "\n" || scalars.last == "\r")
    }

    /// Whitespace with tags and references to spaces between.
    private static func isSpaces(_ text: String) -> Bool {
        text.replacing(/<[^>]*>|&#(10|13|32|9|x20);?|&(Tab|NewLine);/, with: " ").allSatisfy(\.isWhitespace)
    }

    static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] { escapes(bytes, mark: 0x3D) }

    /// `=XX` or `%XX` to bytes, soft breaks away.
    static func escapes(_ bytes: [UInt8], mark: UInt8) -> [UInt8] {
        guard bytes.contains(mark) else { return bytes }
        var result: [UInt8] = []
        var rest = bytes[...]
        while let first = rest.first {
            let digits = String(decoding: rest.dropFirst().prefix(2), as: UTF8.self)
            if first == mark, digits.count == 2, !digits.hasPrefix("+"), let value = UInt8(digits, radix: 16) {
                result.append(value)
                rest = rest.dropFirst(3)
            } else if first == mark, mark == 0x3D, let feed = rest.firstIndex(of: 0x0A),
                rest[rest.startIndex + 1..<feed].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D })
            {
                rest = rest[(feed + 1)...]
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// The bytes as text by Foundation's converters.
    static func text(_ bytes: [UInt8], charset: String?) -> String {
        if bytes.allSatisfy({ $0 < 0x80 && $0 != 0x1B }), charset?.hasPrefix("utf-16") != true,
            charset != "iso-2022-jp" || bytes.count == 1
        {
            return String(decoding: bytes, as: UTF8.self)
        }
        guard let charset, charset != "utf-8", charset != "us-ascii" else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return NaiveCharset.text(bytes, charset: charset)
    }
}

extension Decoding.Step {
    var isParameter: Bool {
        if case .parameter = self { true } else { false }
    }
}
