import Testing

@testable import Messages

@Suite("Splitting an mbox")
struct MboxSplitterTests {
    private static let from = "From a@b.example Thu Aug 22 12:36:23 2002\n"

    @Test(
        "Lines that begin a message have a date as mail software writes it",
        arguments: [
            ("From a@b.example Thu Aug 22 12:36:23 2002", true), ("From - Fri Jun  9 23:17:56 2000", true),
            ("From MAILER-DAEMON  Tue Jul  7 22:47 2009", true), ("From a Thu Aug 22 12:36:23 EDT 2002", true),
            ("From 1@xxx Mon Mar 10 12:34:56 +0000 2014", true),
            ("From a Thu Aug 22 12:36:23 2002 remote from b", true),
            ("From a@b Thu, 22 Aug 2002 12:36:23 +0100", true), ("From a@b 2002-08-22 12:36:23", true),
            ("From a@b 2002-08-22T12:36:23Z", true), ("From a b c thu aug 2 1:36:23 2002\r", true),
            ("From Monday 3 June at 10:30 in 2024", false), ("From 22 Aug 2002 on", false),
            ("From 12:36 to 14:00", false),
            ("From Thursday Aug 22 12:36:23 2002", false), ("From a Thu Aug 22 12:36:23", false),
            ("From a Thu Aug 22 2002", false), ("From ", false), ("From us all, Thu 22 of 1:1", false),
        ])
    func dated(line: String, expected: Bool) {
        let bytes = Array(line.utf8)
        #expect(FromLine.isDated(bytes.span, in: 0..<bytes.count) == expected)
    }

    struct Case: Sendable {
        var name: String
        var mbox: String
        var messages: [String]
    }

    static let cases = [
        Case(
            name: "two", mbox: from + "A: 1\n\nx\n\n" + from + "B: 2\n\ny\n\n",
            messages: ["A: 1\n\nx\n", "B: 2\n\ny\n"]),
        Case(name: "no empty line at the end", mbox: from + "A: 1\n\nx", messages: ["A: 1\n\nx"]),
        Case(
            name: "CRLF", mbox: (from + "A: 1\n\nx\n\n" + from + "B: 2\n\n").replacing("\n", with: "\r\n"),
            messages: ["A: 1\r\n\r\nx\r\n", "B: 2\r\n"]),
        Case(name: "not after a line of text", mbox: from + "x\n" + from + "y\n", messages: ["x\n" + from + "y\n"]),
        Case(name: "not without a date", mbox: from + "x\n\nFrom here on\n", messages: ["x\n\nFrom here on\n"]),
        Case(name: "quoted", mbox: from + "x\n\n>" + from, messages: ["x\n\n>" + from]),
        Case(name: "two empty lines before", mbox: from + "x\n\n\n" + from + "y", messages: ["x\n\n", "y"]),
        Case(name: "nothing between", mbox: from + "\n" + from + "\n" + from, messages: ["", "", ""]),
        Case(name: "only a From line", mbox: from, messages: [""]),
        Case(name: "BOM and blank lines before", mbox: "\u{FEFF}\n \r\n" + from + "x\n", messages: ["x\n"]),
        Case(name: "text before the first", mbox: "A: 1\n\nx\n\n" + from + "y\n", messages: ["A: 1\n\nx\n", "y\n"]),
        Case(
            name: "a writer without dates", mbox: "From a@b\nA: 1\n\nx\n\nFrom c@d\nB: 2\n\n",
            messages: ["A: 1\n\nx\n", "B: 2\n"]),
        Case(
            name: "an obsolete From header", mbox: "From a@b\nA: 1\n\nFrom : c@d\n", messages: ["A: 1\n\nFrom : c@d\n"]),
        Case(name: "blank", mbox: "\n \n", messages: []),
        Case(name: "nothing", mbox: "", messages: []),
    ]

    @Test("Messages are what stands between From lines, the empty line before one taken off", arguments: cases)
    func split(item: Case) {
        let bytes = Array(item.mbox.utf8)
        for window in 1...60 {
            let found = records(bytes, MboxSplitter(), window: window)
            #expect(found.map(\.bytes.string) == item.messages, "\(item.name), window \(window)")
            #expect(found.map(\.index) == Array(0..<item.messages.count))
            #expect(found.allSatisfy { Array(bytes[$0.offset..<$0.offset + $0.length]) == $0.bytes.array })
        }
    }

    @Test("Quoting is seen in the message that has it, and only at the beginning of a line")
    func quoting() {
        let from = Self.from
        let mbox = from + ">From x\n\n" + from + "a >From x\n\n" + from + ">>From x\n\n" + from + ">Fromage\n"
        #expect(records(Array(mbox.utf8), MboxSplitter()).map(\.isFromQuoted) == [true, false, true, false])
    }

    @Test("A single message may have a From line before it, and is never split")
    func single() {
        let text = "A: 1\n\nx\n\n" + Self.from + "y\n\n"
        for window in 1...60 {
            let with = records(Array((Self.from + text + ">From z").utf8), MboxSplitter(splits: false), window: window)
            #expect(with.map(\.bytes.string) == [text + ">From z"])
            #expect(with.map(\.offset) == [Self.from.utf8.count])
            #expect(with.map(\.isFromQuoted) == [true])
            let without = records(
                Array(("\u{FEFF}" + text + ">From z").utf8), MboxSplitter(splits: false), window: window)
            #expect(without.map(\.bytes.string) == [text + ">From z"])
            #expect(without.map(\.offset) == [3])
            #expect(without.map(\.isFromQuoted) == [false])
        }
        #expect(records(Array("\n\nFrom : a@b\n".utf8), MboxSplitter(splits: false)).map(\.offset) == [0])
        #expect(records(Array("From : a@b\n\nx".utf8), MboxSplitter(splits: false)).map(\.offset) == [0])
    }

    /// Splits line by line, looking at one line at a time and keeping everything.
    private func naive(_ bytes: [UInt8]) -> [(offset: Int, bytes: [UInt8], isFromQuoted: Bool)] {
        var lines: [[UInt8]] = [[]]
        for byte in bytes {
            lines[lines.count - 1].append(byte)
            if byte == 0x0A { lines.append([]) }
        }
        var found: [(offset: Int, bytes: [UInt8], isFromQuoted: Bool)] = []
        var offset = 0
        var content: [[UInt8]]?
        var start = 0
        func isEmpty(_ line: [UInt8]?) -> Bool { line == [0x0A] || line == [0x0D, 0x0A] }
        func close() {
            guard var lines = content else { return }
            let quoted = lines.contains {
                String(decoding: $0, as: UTF8.self).wholeMatch(of: #/>+From (.|\s)*/#) != nil
            }
            if isEmpty(lines.last) { lines.removeLast() }
            found.append((start, Array(lines.joined()), quoted))
        }
        for line in lines {
            let text = String(decoding: line, as: UTF8.self)
            let isFrom =
                text.hasPrefix("From ") && text.contains(" Thu Aug 22 12:36:23 2002")
                && (content == nil || isEmpty(content?.last))
            offset += line.count
            if isFrom {
                close()
                content = []
                start = offset
            } else if !line.isEmpty {
                content?.append(line)
            }
        }
        close()
        return found
    }

    private func soup(_ generator: inout SeededGenerator) -> [UInt8] {
        let pieces = [
            "From a@b Thu Aug 22 12:36:23 2002\n", "From a@b Thu Aug 22 12:36:23 2002\r\n", "\n", "\n", "\r\n", "F",
            "Fr",
            "From", "From ", ">", ">From x\n", ">>From y\n", "text\n", "a longer line of text\r\n", "\r", "From here\n",
            "é", "\u{0}",
        ]
        let count = Int.random(in: 0...40, using: &generator)
        let body = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        return Array((pieces[0] + body).utf8)
    }

    @Test("At every window size the split is that of a naive reader")
    func property() {
        var generator = SeededGenerator(seed: 1)
        for round in 0..<300 {
            let bytes = soup(&generator)
            let expected = naive(bytes)
            for window in [1, 2, 3, 4, 5, 7, 11, 16, 29, 31, 64, 97, 128, 500, 4_096] {
                let found = records(bytes, MboxSplitter(), window: window, piece: 1 + round % 9)
                #expect(found.map(\.bytes.array) == expected.map(\.bytes), "round \(round), window \(window)")
                #expect(found.map(\.offset) == expected.map(\.offset))
                #expect(found.map(\.isFromQuoted) == expected.map(\.isFromQuoted))
                #expect(found.allSatisfy { !$0.isCut && $0.length == $0.bytes.count })
            }
        }
    }

    @Test("A message beyond the limit is cut, its length told, and the next one found")
    func limits() {
        var generator = SeededGenerator(seed: 2)
        for round in 0..<200 {
            let bytes = soup(&generator)
            let expected = naive(bytes)
            for (window, limit) in [(1, 1), (1, 5), (3, 10), (16, 10), (64, 40), (4_096, 10)] {
                let found = records(bytes, MboxSplitter(), window: window, limit: limit)
                #expect(
                    found.map(\.offset) == expected.map(\.offset), "round \(round), window \(window), limit \(limit)")
                #expect(found.map(\.length) == expected.map(\.bytes.count))
                #expect(found.map(\.bytes.array) == expected.map { Array($0.bytes.prefix(limit)) })
                #expect(found.map(\.isCut) == expected.map { $0.bytes.count > limit })
            }
        }
    }
}
