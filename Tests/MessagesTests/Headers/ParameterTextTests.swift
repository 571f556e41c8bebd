import Testing

@testable import Messages

@Suite("Header parameters")
struct ParameterTextTests {
    static let cases: [(String, String?)] = [
        ("attachment; filename=a.txt", "a.txt"),
        ("attachment; filename=\"a b.txt\"", "a b.txt"),
        ("attachment; FileName = \"a;b.txt\" ; x=y", "a;b.txt"),
        ("attachment; filename=a b.txt; x=y", "a b.txt"),
        ("attachment; filename=\"unclosed.txt", "unclosed.txt"),
        (#"attachment; filename="a\"b\\c.txt""#, #"a"b\c.txt"#),
        (#"attachment; filename="C:\dir\file.txt""#, #"C:\dir\file.txt"#),
        ("attachment;\r\n filename=\"fol\r\nded.txt\"", "folded.txt"),
        ("attachment; filename=\"=?utf-8?Q?=C3=A9.txt?=\"", "é.txt"),
        ("attachment; filename==?utf-8?B?w6k=?=", "é"),
        // RFC 2231
        ("attachment; filename*=utf-8'en'%C3%A9%20x.txt", "é x.txt"),
        ("attachment; filename*=iso-8859-1''%E9.txt", "é.txt"),
        ("attachment; filename*=%C3%A9.txt", "é.txt"),
        ("attachment; filename*0=\"one-\"; filename*1=\"two.txt\"", "one-two.txt"),
        ("attachment; filename*1=\"two.txt\"; filename*0=\"one-\"", "one-two.txt"),
        ("attachment; filename*0*=utf-8''%C3%A9; filename*1*=%C3%A8; filename*2=.txt", "éè.txt"),
        ("attachment; filename*0*=utf-8''%C3; filename*1*=%A9", "é"),
        ("attachment; filename=plain.txt; filename*=utf-8''%C3%A9.txt", "é.txt"),
        ("attachment", nil),
        ("attachment; filenames=x", nil),
        ("attachment;;; ; =; filename=x", "x"),
    ]

    @Test("Values are found and decoded, quoted or not, in pieces or whole", arguments: cases)
    func value(field: String, expected: String?) {
        let bytes = Array(field.utf8)
        let exists = ParameterText.exists("filename", in: bytes.span, 0..<bytes.count)
        #expect(exists == (expected != nil))
        #expect(decoded(bytes) { ParameterText.decode("filename", of: $0, into: &$1) } == expected ?? "")
    }
}
