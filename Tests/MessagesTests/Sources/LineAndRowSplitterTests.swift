import Testing

@testable import Messages

@Suite("Splitting JSON Lines and CSV")
struct LineAndRowSplitterTests {
    @Test("A record is a line that is not blank, at every window size")
    func lines() {
        let text = "\u{FEFF}{\"a\":1}\r\n\n  \r\n{\"b\":2}\n\t{\"c\":3}\r"
        let bytes = Array(text.utf8)
        for window in 1...40 {
            let found = records(bytes, LineSplitter(), window: window)
            #expect(found.map(\.bytes.string) == ["{\"a\":1}", "{\"b\":2}", "\t{\"c\":3}"], "window \(window)")
            #expect(found.map(\.offset) == [3, 17, 25])
            #expect(found.map(\.form) == [.json, .json, .json])
        }
        #expect(records([], LineSplitter()).isEmpty)
    }

    @Test("A line beyond the limit is cut")
    func longLine() {
        let bytes = Array("{\"a\":\"xxxxxxxxxxxxxxxxxxxxxxx\"}\r\n{}\n".utf8)
        for window in [1, 2, 5, 9, 31, 100] {
            let found = records(bytes, LineSplitter(), window: window, limit: 6)
            #expect(found.map(\.bytes.string) == ["{\"a\":\"", "{}"])
            #expect(found.map(\.isCut) == [true, false])
            #expect(found.map(\.length) == [31, 2])
        }
    }

    @Test(
        "The separator is the one the header row has most of",
        arguments: [
            ("a,b;c,d", ","), ("a;b;c,d", ";"), ("a\tb", "\t"), ("a", ","), ("\"a;b;c\",d", ","),
            ("\"a,b\";\"c,d\"", ";"),
        ])
    func separator(header: String, expected: String) {
        let bytes = Array(header.utf8)
        #expect([CSVSeparator.detect(in: bytes.span)] == Array(expected.utf8))
    }

    @Test("The header row names the columns, one without a name by its number")
    func header() {
        let text = "\u{FEFF}id; \"the \"\"big\"\" one\" ;;from\r\n1;2;3;4\r\n"
        for window in 1...50 {
            let found = records(Array(text.utf8), CSVSplitter(columnLimit: 10), window: window)
            #expect(found.map(\.columns) == [["id", "\"the \"\"big\"\" one\"", "3", "from"]])
            #expect(found.map(\.bytes.string) == ["1;2;3;4"])
        }
        let quoted = records(Array("\"a \"\"b\"\"\",\"c\nd\"\nx,y".utf8), CSVSplitter(columnLimit: 10))
        #expect(quoted.map(\.columns) == [["a \"b\"", "c\nd"]])
        let many = records(Array("a,b,c\n1,2,3".utf8), CSVSplitter(columnLimit: 2))
        #expect(many.map(\.columns) == [["a", "b"]])
    }

    /// Rows and fields by a state machine that looks at every byte.
    private func naive(_ bytes: [UInt8]) -> [[UInt8]] {
        var rows: [[UInt8]] = [[]]
        var isQuoted = false
        var isFieldStart = true
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isQuoted && byte == 0x22 {
                if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
                    rows[rows.count - 1] += [0x22, 0x22]
                    index += 2
                    continue
                }
                isQuoted = false
                isFieldStart = false
            } else if !isQuoted && byte == 0x22 && isFieldStart {
                isQuoted = true
            } else if !isQuoted && byte == 0x0A {
                rows.append([])
                isFieldStart = true
                index += 1
                continue
            } else {
                isFieldStart = !isQuoted && byte == 0x2C
            }
            rows[rows.count - 1].append(byte)
            index += 1
        }
        return rows.map { $0.last == 0x0D ? Array($0.dropLast()) : $0 }.filter { row in row.contains { $0 > 0x20 } }
    }

    @Test("At every window size the rows are those of a naive reader")
    func property() {
        var generator = SeededGenerator(seed: 3)
        let pieces = ["\"", "\"", "\"\"", ",", ",", "\n", "\r\n", "x", "a b", ";", "é", "\"x\"", "\"a\nb\",", " "]
        for round in 0..<400 {
            let count = Int.random(in: 0...30, using: &generator)
            let body = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let bytes = Array(("a,b\n" + body).utf8)
            let expected = Array(naive(bytes).dropFirst())
            for window in [1, 2, 3, 4, 7, 13, 64, 4_096] {
                let found = records(bytes, CSVSplitter(columnLimit: 10), window: window)
                #expect(found.map(\.bytes.array) == expected, "round \(round), window \(window)")
                let cut = records(bytes, CSVSplitter(columnLimit: 10), window: window, limit: 4)
                #expect(cut.map(\.length) == expected.map(\.count))
                #expect(cut.map(\.bytes.array) == expected.map { Array($0.prefix(4)) })
            }
        }
    }
}
