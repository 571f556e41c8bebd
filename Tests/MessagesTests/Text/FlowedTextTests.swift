import Testing

@testable import Messages

@Suite("Flowed text")
struct FlowedTextTests {
    static let cases: [(String, Bool, String)] = [
        ("one \ntwo\nthree\n", false, "one two\nthree\n"),
        ("one \ntwo\n", true, "onetwo\n"),
        (" stuffed\n  two\n", false, "stuffed\n two\n"),
        ("> one \n> two\n> three\n", false, "> one two\n> three\n"),
        ("> one \n>> two\n", false, "> one \n>> two\n"),
        ("one \n> two\n", false, "one \n> two\n"),
        ("text \n-- \nname\n", false, "text \n-- \nname\n"),
        ("one ", false, "one "),
        ("", false, ""),
    ]

    @Test("Lines that end in a space run on, in their own depth of quotation", arguments: cases)
    func joining(input: String, delSp: Bool, expected: String) {
        #expect(decoded(input) { FlowedText.decode($0, delSp: delSp, into: &$1) } == expected)
    }

    @Test("A part that says so is joined, one that does not is not")
    func parts() {
        let text = "\r\n\r\none \r\ntwo\r\n"
        #expect(mail("Content-Type: text/plain; format=flowed" + text).segments.first?.text.string == "one two\n")
        #expect(
            mail("Content-Type: text/plain; Format=Flowed; DelSp=Yes" + text).segments.first?.text.string == "onetwo\n")
        #expect(mail("Content-Type: text/plain" + text).segments.first?.text.string == "one \ntwo\n")
    }
}
