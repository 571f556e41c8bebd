import Foundation
import Testing

@testable import Messages

@Suite("Charsets")
struct CharsetTests {
    private func text(_ bytes: [UInt8], _ name: String) throws -> String {
        let named = Charset.named(Array(name.utf8).span)
        let charset = try #require(named)
        return decoded(bytes) { charset.decode($0, into: &$1) }
    }

    static let cases: [(String, [UInt8], String)] = [
        ("ISO-8859-1", [0x63, 0xE9, 0x80], "cé€"),
        ("\twindows-1252 ", [0x93, 0x94, 0x81], "“”\u{81}"),
        ("iso-8859-15", [0xA4], "€"),
        ("koi8-r", [0xF0, 0xD2], "Пр"),
        ("windows-1251", [0xCF, 0xF0], "Пр"),
        ("us-ascii", [0xC3, 0xA9], "é"),
        ("us-ascii", [0xE9, 0x20], "é "),
        ("utf8", [0xC3, 0xA9, 0xFF, 0x41], "é\u{FFFD}A"),
        ("utf-16", [0xFF, 0xFE, 0x41, 0x00, 0x3D, 0xD8, 0x00, 0xDE], "A😀"),
        ("utf-16", [0x00, 0x41, 0xD8, 0x3D], "A\u{FFFD}"),
        ("utf-16le", [0x41, 0x00, 0x42], "A\u{FFFD}"),
        ("utf-32", [0x00, 0x01, 0xF6, 0x00, 0x00, 0x11, 0x00, 0x00], "😀\u{FFFD}"),
        ("utf-32le", [0x41, 0x00, 0x00, 0x00], "A"),
        ("utf-7", Array("Hi +ZeVnLIqe- 1 +- 1 +2D3eAA-!".utf8), "Hi 日本語 1 + 1 😀!"),
        ("utf-7", Array("+2D0-x +".utf8), "\u{FFFD}x +"),
        ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42, 0x21], "日本!"),
        ("shift_jis", [0x93, 0xFA, 0x96, 0x7B, 0x41], "日本A"),
        ("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC], "日本"),
        ("gb2312", [0xC4, 0xE3, 0xBA, 0xC3], "你好"),
        ("big5", [0xA7, 0x41, 0xA6, 0x6E], "你好"),
        ("ks_c_5601-1987", [0xBE, 0xC8, 0xB3, 0xE7], "안녕"),
        ("iso-2022-kr", [0x1B, 0x24, 0x29, 0x43, 0x0E, 0x3E, 0x48, 0x33, 0x67, 0x0F, 0x41], "안녕A"),
        ("gb18030", [0xC4], "\u{FFFD}"),
        ("shift_jis", [0x41, 0x80, 0xFF, 0x42], "A\u{FFFD}\u{FFFD}B"),
    ]

    @Test("Bytes of each family of charsets become their characters", arguments: cases)
    func decoding(name: String, bytes: [UInt8], expected: String) throws {
        #expect(try text(bytes, name) == expected)
    }

    static let singleByte = [
        "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-10",
        "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "koi8-r", "koi8-u", "cp874", "cp1250", "cp1251",
        "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "ibm437", "ibm850", "ibm852", "ibm866",
    ]

    @Test("Tables agree with the C library wherever that has a character", arguments: singleByte)
    func tables(name: String) throws {
        var compared = 0
        for byte in UInt8(0x80)...0xFF {
            var sink = ByteSink()
            let bytes = [byte, 0x41]
            let isKnown = SystemCharset.decode(bytes.span, name: name, into: &sink)
            try #require(isKnown)
            let expected = String(decoding: sink.bytes, as: UTF8.self)
            if expected.hasPrefix("\u{FFFD}") { continue }
            compared += 1
            #expect(try text(bytes, name) == expected, "0x\(String(byte, radix: 16))")
        }
        #expect(compared > 60)
    }

    @Test("Names not in the list, and overlong ones, are no charsets")
    func unknown() {
        for name in [
            "x-unknown-charset", "utf-8//TRANSLIT", "../../etc", String(repeating: "a", count: 5_000), "INTERNAL",
        ] {
            let charset = Charset.named(Array(name.utf8).span)
            #expect(charset == nil)
        }
    }

    @Test("Every charset of the C library in the list is there")
    func installed() throws {
        for name in ["iso-2022-jp", "cp932", "euc-jp", "gb18030", "big5", "cp949", "iso-2022-kr"] {
            let charset = try #require(Charset.listed(name))
            var sink = ByteSink()
            let isKnown = charset.decode([0x41].span, into: &sink)
            #expect(isKnown, "\(name)")
            #expect(sink.bytes == [0x41])
        }
    }

    @Test("Invalid UTF-8 is replaced as the standard library does")
    func repair() {
        var generator = SeededGenerator(seed: 2)
        let pool: [UInt8] = [0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xA0, 0xED, 0x9F, 0xF0, 0x90, 0xF4, 0x8F, 0xFF, 0xC3, 0xA9]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                pool.randomElement(using: &generator) ?? 0
            }
            #expect(decoded(bytes) { UTF8Text.decode($0, into: &$1) } == String(decoding: bytes, as: UTF8.self))
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            let firstInvalid = UTF8Text.firstInvalid(in: bytes.span, 0..<bytes.count)
            #expect((firstInvalid == bytes.count) == isValid)
        }
    }

    @Test("An unknown charset is a problem, and the text is read as UTF-8 or Windows-1252")
    func fallback() {
        let message = mail(Array("Content-Type: text/plain; charset=CANARY\n\ncaf".utf8) + [0xE9])
        #expect(message.segments.first?.text.string == "café")
        #expect(message.problems.map(\.description) == ["unknown charset in part 1"])
    }
}
