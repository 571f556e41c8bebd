import Foundation

@testable import Messages

/// Base64 by Foundation, a quantum at a time.
struct Base64Quanta {
    private let source: [UInt8]
    /// The positions of the characters of the alphabet.
    private var characters: [Int] = []
    /// How many characters of the group that began after the last padding stand before each position.
    private var index: [Int] = []
    private var groupStart: [Int] = []

    init(_ source: [UInt8]) {
        self.source = source
        var first = 0
        for (position, byte) in source.enumerated() {
            index.append(characters.count)
            groupStart.append(first)
            if Self.alphabet.contains(byte) {
                characters.append(position)
            } else if byte == 0x3D {
                first = characters.count
            }
        }
    }

    private static let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_".utf8)

    /// The bytes that the characters in `range` carry, cut out of the decoded quanta around them.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        guard let start = range.first, start < index.count else { return [] }
        let origin = groupStart[start]
        let last = characters.lastIndex { $0 < range.upperBound } ?? 0
        let low = index[start] - origin
        let high = last - origin
        let quantum = low / 4 * 4
        var text = ""
        for character in quantum..<(high / 4 + 1) * 4 {
            let place = origin + character
            guard place < characters.count, groupStart[characters[place]] == origin else { break }
            text.unicodeScalars.append(Unicode.Scalar(source[characters[place]]))
        }
        text = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        while text.count % 4 != 0 { text += "=" }
        guard let data = Data(base64Encoded: text) else { return [] }
        // Byte k has bits in the characters from 8k/6 to (8k+7)/6.
        let base = quantum / 4 * 3
        let wanted = data.indices.filter { (base + $0) * 8 / 6 >= low && ((base + $0) * 8 + 7) / 6 <= high }
        return wanted.map { data[$0] }
    }
}

/// Uuencoded lines, a group of four characters at a time.
enum NaiveUuencode {
    /// The bytes that the characters in `range` carry.
    static func bytes(_ range: Range<Int>, of source: [UInt8]) -> [UInt8] {
        let line = (source[..<range.lowerBound].lastIndex(of: 0x0A) ?? -1) + 1
        let low = range.lowerBound - line - 1
        let high = range.upperBound - line - 2
        guard low >= 0 else { return [] }
        let values = source[(line + 1)..<range.upperBound].map { (UInt64($0) &- 32) & 63 }
        let bits = values.map { String(String($0 | 64, radix: 2).dropFirst()) }.joined()
        // Byte k has bits in the characters from 8k/6 to (8k+7)/6.
        let wanted = (0..<bits.count / 8).filter { $0 * 8 / 6 >= low && ($0 * 8 + 7) / 6 <= high }
        return wanted.compactMap { UInt8(bits.dropFirst($0 * 8).prefix(8), radix: 2) }
    }
}

/// Encoded words found by a regular expression.
struct WordText {
    let range: Range<Int>
    let content: Range<Int>
    let charset: String
    let isBase64: Bool

    static func all(in source: [UInt8]) -> [WordText] {
        // Latin-1 keeps a byte a character, so that offsets are the bytes'.
        guard let text = String(bytes: source, encoding: .isoLatin1),
            let pattern = try? NSRegularExpression(
                pattern: #"=\?([!-)+->@-~]+)(?:\*[^?]*)?\?([QqBb])\?(.*?)\?="#, options: .dotMatchesLineSeparators)
        else { return [] }
        let all = NSRange(location: 0, length: (text as NSString).length)
        return pattern.matches(in: text, range: all).map { match in
            let name = (text as NSString).substring(with: match.range(at: 1)).lowercased()
            return WordText(
                range: Range(match.range)!, content: Range(match.range(at: 3))!,
                charset: Charset.named(Array(name.utf8).span)?.name ?? "us-ascii",
                isBase64: (text as NSString).substring(with: match.range(at: 2)).lowercased() == "b")
        }
    }

    func decode(_ piece: Range<Int>, of source: [UInt8]) -> [UInt8] {
        if isBase64 {
            let quanta = Base64Quanta(Array(source[content]))
            return quanta.bytes(piece.lowerBound - content.lowerBound..<piece.upperBound - content.lowerBound)
        }
        return NaiveDecoder.escapes(Array(source[piece]).map { $0 == 0x5F ? 0x20 : $0 }, mark: 0x3D)
    }
}

/// Character references by number, and those by name that the corpora have.
enum NaiveEntity {
    static func scalars(_ text: String) -> String? {
        var name = text.dropFirst()
        if name.hasSuffix(";") { name = name.dropLast() }
        if name.hasPrefix("#") {
            let isHex = name.dropFirst().lowercased().hasPrefix("x")
            guard let value = UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10) else { return nil }
            if (0x80..<0xA0).contains(value) {
                return NaiveCharset.text([UInt8(value)], charset: "windows-1252")
            }
            return Unicode.Scalar(value).map { String($0) }
        }
        return names[String(name)]
    }

    private static let names = [
        "nbsp": "\u{A0}", "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "copy": "©", "reg": "®", "trade": "™",
        "raquo": "»", "laquo": "«", "middot": "·", "bull": "•", "mdash": "—", "ndash": "–", "eacute": "é",
        "egrave": "è",
        "uuml": "ü", "ouml": "ö", "auml": "ä", "szlig": "ß", "Uuml": "Ü", "Ouml": "Ö", "Auml": "Ä", "euro": "€",
        "pound": "£", "yen": "¥", "cent": "¢", "sect": "§", "iexcl": "¡", "iquest": "¿", "oacute": "ó", "aacute": "á",
        "iacute": "í", "uacute": "ú", "ntilde": "ñ", "ccedil": "ç", "atilde": "ã", "otilde": "õ", "agrave": "à",
        "ecirc": "ê", "ocirc": "ô", "acirc": "â", "icirc": "î", "deg": "°", "plusmn": "±", "frac12": "½", "frac14": "¼",
        "rsquo": "’", "lsquo": "‘", "rdquo": "”", "ldquo": "“", "hellip": "…", "apos": "'", "times": "×",
        "shy": "\u{AD}",
        "zwnj": "\u{200C}", "zwj": "\u{200D}", "thinsp": "\u{2009}", "ensp": "\u{2002}", "emsp": "\u{2003}",
        "rarr": "→",
        "larr": "←", "AMP": "&", "COPY": "©", "REG": "®", "GT": ">", "LT": "<", "QUOT": "\"", "acute": "´", "ordf": "ª",
        "ordm": "º", "sup1": "¹", "sup2": "²", "sup3": "³", "micro": "µ", "para": "¶", "not": "¬", "macr": "¯",
        "cedil": "¸", "uml": "¨", "brvbar": "¦", "curren": "¤", "divide": "÷", "aring": "å", "aelig": "æ",
        "oslash": "ø", "Oslash": "Ø", "equiv": "≡", "Eacute": "É", "Iacute": "Í", "Oacute": "Ó", "Acirc": "Â",
        "ucirc": "û",
        "Aacute": "Á", "Uacute": "Ú", "ugrave": "ù", "ograve": "ò", "igrave": "ì",
    ]
}

/// Charsets by Foundation.
enum NaiveCharset {
    static func text(_ bytes: [UInt8], charset: String) -> String {
        if charset == "windows-1252", bytes.count == 1, [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(bytes[0]) {
            return String(Unicode.Scalar(bytes[0]))
        }
        var bytes = bytes
        // One character in the middle of a run has no shift sequence of its own.
        if charset == "iso-2022-jp", bytes.count == 2 { bytes = [0x1B, 0x24, 0x42] + bytes + [0x1B, 0x28, 0x42] }
        // Foundation has no EUC-JP on Linux; a pair of it is one of JIS X 0208 with the high bits set.
        if charset == "euc-jp", bytes.count == 2 {
            return text(bytes.map { $0 & 0x7F }, charset: "iso-2022-jp")
        }
        guard let encoding = encodings[charset] else { return "" }
        return String(data: Data(bytes), encoding: String.Encoding(rawValue: encoding)) ?? ""
    }

    /// `NSStringEncoding` values; those with the high bit are CFString's.
    private static let encodings: [String: UInt] = [
        "windows-1252": String.Encoding.windowsCP1252.rawValue, "windows-1250": String.Encoding.windowsCP1250.rawValue,
        "windows-1251": String.Encoding.windowsCP1251.rawValue, "windows-1253": String.Encoding.windowsCP1253.rawValue,
        "windows-1254": String.Encoding.windowsCP1254.rawValue, "iso-8859-2": String.Encoding.isoLatin2.rawValue,
        "cp932": String.Encoding.shiftJIS.rawValue, "iso-2022-jp": String.Encoding.iso2022JP.rawValue,
        "utf-16": String.Encoding.utf16.rawValue, "utf-16be": String.Encoding.utf16BigEndian.rawValue,
        "utf-16le": String.Encoding.utf16LittleEndian.rawValue, "koi8-r": 0x8000_0A02, "gb18030": 0x8000_0632,
        "big5": 0x8000_0A03, "cp949": 0x8000_0422,
        "iso-8859-5": 0x8000_0205,
        "iso-8859-7": 0x8000_0207, "iso-8859-15": 0x8000_020F, "macintosh": String.Encoding.macOSRoman.rawValue,
    ]
}
