/// The charset that a stretch of text is read as, and how text is written in it.
package struct TextCharset: Sendable, Equatable {
    let charset: Charset

    init(_ charset: Charset) { self.charset = charset }

    /// The charset of this name that reads `bytes`; one that is not known or not named is decided by the bytes.
    package init(named name: Bytes, for bytes: Bytes) {
        let known = name.withBytes { Charset.named($0) } ?? .undeclared
        charset = bytes.withBytes { known.resolved(for: $0, 0..<$0.count) }
    }

    /// UTF-8.
    package static let utf8 = TextCharset(.utf8)

    /// Whether a stretch of the bytes can be taken out and another put there without touching what stands around it.
    package var canBeSpliced: Bool {
        switch charset.kind {
        case .utf7, .system(isStateful: true): false
        default: true
        }
    }

    /// The step that makes UTF-8 of it.
    package var step: Decoding.Step { .charset(charset.name) }

    /// ASCII text in this charset, to stand inside of `bytes`, whose byte order it takes.
    package func encoded(ascii: [UInt8], inside bytes: Bytes) -> [UInt8] {
        switch charset.kind {
        case .utf16: return Self.wide(ascii, 2, isLittleEndian: bytes.starts(with: [0xFF, 0xFE]))
        case .utf16BigEndian: return Self.wide(ascii, 2, isLittleEndian: false)
        case .utf16LittleEndian: return Self.wide(ascii, 2, isLittleEndian: true)
        case .utf32: return Self.wide(ascii, 4, isLittleEndian: bytes.starts(with: [0xFF, 0xFE, 0, 0]))
        case .utf32BigEndian: return Self.wide(ascii, 4, isLittleEndian: false)
        case .utf32LittleEndian: return Self.wide(ascii, 4, isLittleEndian: true)
        default: return ascii
        }
    }

    private static func wide(_ ascii: [UInt8], _ width: Int, isLittleEndian: Bool) -> [UInt8] {
        let zeros = [UInt8](repeating: 0, count: width - 1)
        return ascii.flatMap { isLittleEndian ? [$0] + zeros : zeros + [$0] }
    }

    /// A whole text in a charset that cannot be spliced; nil where it cannot be written in it.
    package func encoded(whole utf8: [UInt8]) -> [UInt8]? {
        switch charset.kind {
        case .utf7: UTF7Text.encode(String(decoding: utf8, as: UTF8.self))
        case .system: SystemCharset.encode(utf8, name: charset.name)
        default: nil
        }
    }
}

extension UTF7Text {
    /// UTF-7 (RFC 2152): ASCII other than `+` stands for itself.
    static func encode(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        var units: [UInt8] = []
        func flush() {
            guard !units.isEmpty else { return }
            var bits: UInt32 = 0
            var pending = 0
            output.append(0x2B)
            for byte in units {
                bits = bits << 8 | UInt32(byte)
                pending += 8
                while pending >= 6 {
                    pending -= 6
                    output.append(Self.alphabet[Int(bits >> UInt32(pending) & 0x3F)])
                }
            }
            if pending > 0 { output.append(Self.alphabet[Int(bits << UInt32(6 - pending) & 0x3F)]) }
            output.append(0x2D)
            units = []
        }
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                flush()
                output.append(UInt8(truncatingIfNeeded: scalar.value))
                if scalar == "+" { output.append(0x2D) }
            } else {
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    units += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
                }
            }
        }
        flush()
        return output
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
