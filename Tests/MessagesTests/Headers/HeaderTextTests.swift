import Testing

@testable import Messages

@Suite("Header text")
struct HeaderTextTests {
    static let cases: [(String, String)] = [
        ("plain", "plain"),
        ("  around  ", "around"),
        ("one\r\n two", "one two"),
        ("one\n\t two", "one two"),
        ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?UTF-8?q?a_b?=", "a b"),
        ("=?iso-8859-1?Q?caf=E9?= au lait", "café au lait"),
        ("=?utf-8?B?R3LDvMOfZQ==?=", "Grüße"),
        ("=?utf-8?B?R3LDvMOfZQ?=", "Grüße"),
        // Blanks between two encoded words go; those beside other text stay.
        ("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"),
        ("=?utf-8?Q?a?=\r\n =?utf-8?Q?b?=", "ab"),
        ("=?utf-8?Q?a?= x =?utf-8?Q?b?=", "a x b"),
        ("=?utf-8?Q?a?=\n x", "a x"),
        // A character cut in two by the mailer.
        ("=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é"),
        ("=?utf-8?B?w6k=?=\n =?utf-8?B?w6k=?=", "éé"),
        ("=?utf-8?Q?a?= =?iso-8859-1?Q?=E9?=", "aé"),
        ("=?utf-8*en?Q?a?=", "a"),
        ("=?x-no-such?Q?=C3=A9?=", "é"),
        ("=?x-no-such?Q?=E9?=", "é"),
        ("=?utf-8?Q?a b?=", "a b"),
        ("=?utf-8?Q?=ZZ=4?=", "=ZZ=4"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        // No encoded words.
        ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
        ("=?utf-8?Q?a", "=?utf-8?Q?a"),
        ("=??Q?a?=", "=??Q?a?="),
        ("=?", "=?"),
        ("a=?b", "a=?b"),
        ("caf\u{e9}", "café"),
    ]

    @Test("Folds and encoded words are undone", arguments: cases)
    func decoding(input: String, expected: String) {
        #expect(decoded(input) { HeaderText.decode($0, into: &$1) } == expected)
    }

    @Test("Bytes that are no UTF-8 are read as Windows-1252")
    func eightBit() {
        #expect(decoded([0x63, 0x61, 0x66, 0xE9, 0x20, 0x93]) { HeaderText.decode($0, into: &$1) } == "café “")
    }

    @Test("Many beginnings of encoded words without an end are read in one pass")
    func hostile() {
        let text = String(repeating: "=?a?q?b ", count: 200_000) + "x"
        let isSame = decoded(text) { HeaderText.decode($0, into: &$1) } == text
        #expect(isSame)
    }
}
