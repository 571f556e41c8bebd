import Testing

@testable import Messages

@Suite("Forms as CSV")
struct CSVFormTests {
    private func read(
        _ row: [UInt8], columns: [String], separator: String = ",", limits: MessageLimits = MessageLimits()
    ) -> Message {
        let raw = RawMessage(
            source: "-", bytes: Bytes(row), form: .csv(separator: separator.utf8.first ?? 0), columns: columns)
        return Message.form(raw, limits: limits)
    }

    @Test(
        "Fields are named by the columns, quotation marks taken off, line ends LF",
        arguments: [
            ("x,y", ["a=x", "b=y"]), ("x,", ["a=x"]), (",y", ["b=y"]), ("x", ["a=x"]),
            ("x,y,z", ["a=x", "b=y", "3=z"]),
            ("\"x, \"\"y\"\"\",\"1\r\n2\"", ["a=x, \"y\"", "b=1\n2"]), ("5\" pipe,y", ["a=5\" pipe", "b=y"]),
            ("\"\",y", ["b=y"]), ("\"x\" ,y", ["a=x", "b=y"]), ("\"x\"z,y", ["a=x\"z", "b=y"]),
            (" x , y ", ["a= x ", "b= y "]),
        ])
    func fields(row: String, expected: [String]) {
        let message = read(Array(row.utf8), columns: ["a", "b"])
        #expect(scanned(message) == expected)
        #expect(message.problems.isEmpty)
        #expect(message.unscannable == nil)
    }

    @Test("Columns for identifier, sender and subject are metadata in any case of letters")
    func metadata() {
        let message = read(
            Array("7;a@b.example;Hello;x".utf8), columns: ["ID", "Email", "Subject", "Message"], separator: ";")
        #expect(message.formID == "7")
        #expect(message.from == "a@b.example")
        #expect(scanned(message) == ["<subject>=Hello", "Message=x"])
    }

    @Test("What is no UTF-8 is read as a spreadsheet writes it")
    func charset() {
        let message = read([0x63, 0x61, 0x66, 0xE9, 0x2C, 0xC3, 0xA9], columns: ["a", "b"])
        #expect(scanned(message) == ["a=café", "b=é"])
        #expect(message.segments.map(\.decoding.steps) == [[.csvField, .charset("windows-1252")], [.csvField]])
    }

    @Test("A quoted field without an end is named, and read to the end")
    func unclosed() {
        let message = read(Array("x,\"y,z".utf8), columns: ["a", "b"])
        #expect(scanned(message) == ["a=x", "b=y,z"])
        #expect(message.unscannable == .broken)
    }

    @Test("Fields beyond the limit are not read, and said not to be")
    func limit() {
        var limits = MessageLimits()
        limits.fields = 2
        let message = read(Array("x,y,z".utf8), columns: ["a", "b", "c"], limits: limits)
        #expect(scanned(message) == ["a=x", "b=y"])
        #expect(message.unscannable == .tooLarge)
        #expect(message.problems == [Problem("there are more fields than the limit")])
    }

    @Test("Fields are those of a naive reader")
    func property() {
        var generator = SeededGenerator(seed: 4)
        for round in 0..<300 {
            let values = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                let pieces = ["\"", ",", "x", " ", "é", "\n", ";", "long text here"]
                return (0..<Int.random(in: 0...5, using: &generator))
                    .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            }
            let row = values.map { value in
                let needsQuotes = value.contains { "\",\n".contains($0) } || Bool.random(using: &generator)
                return needsQuotes ? "\"\(value.replacing("\"", with: "\"\""))\"" : value
            }.joined(separator: ",")
            let columns = values.indices.map { "c\($0)" }
            let expected = zip(columns, values).filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }
            #expect(scanned(read(Array(row.utf8), columns: columns)) == expected, "round \(round)")
        }
    }
}
