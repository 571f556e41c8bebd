import Foundation
import Testing

@testable import Messages

@Suite("Reading a source")
struct InputReaderTests {
    private static let mail = "Subject: x\n\nbody\n"
    private static let from = "From a@b.example Thu Aug 22 12:36:23 2002\n"

    @Test(
        "What a file is shows in its content, and in a name's ending .eml or .csv",
        arguments: [
            ("box", from + mail, InputFormat.mbox), ("box", "\u{FEFF}\n" + from + mail, .mbox),
            ("box", "From a@b\n" + mail, .mbox),
            ("x", "{\"a\":1}\n", .jsonl), ("x", "\n { }", .jsonl), ("x", mail, .eml), ("x", "Subject :x\n", .eml),
            ("x", "\n\n" + mail, .eml), ("x", ">" + from + mail, .eml), ("x.csv", "a,b\n1,2\n", .csv),
            ("X.CSV", "a:b\n", .csv),
            ("x.csv.gz", "{\n", .csv), ("x.eml", "just text", .eml), ("x.EML", from + mail, .eml),
            ("x.eml.gz", "\u{0}\u{1}", .eml),
            ("x.mbox", mail, .eml), ("x", "Subject: \u{0}\u{0}\u{0}", .eml),
        ])
    func detection(name: String, content: String, expected: InputFormat) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(name, content)
        #expect(try InputReader(file: InputFile(path: path)).format == expected)
    }

    static let nothing: [([UInt8], InputProblem.Kind)] = [
        (Array("\u{7F}ELF\u{2}\u{1}\u{1}\u{0}\u{0}".utf8), .binary), (Array("%PDF-1.4\n1 0 obj".utf8), .unrecognised),
        (Array("{\\rtf1\\ansi".utf8), .unrecognised),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0], .binary),
        (Array("Dear all\nFrom here on\n".utf8), .unrecognised),
        (Array("From the office:\ntext\n".utf8), .unrecognised),
        ([0xFF, 0xFE, 0x61, 0, 0x2C, 0], .binary),
    ]

    @Test("What is neither mail nor form is a problem where it is named, and skipped in a folder", arguments: nothing)
    func unreadable(content: [UInt8], expected: InputProblem.Kind) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("file", content)
        #expect(throws: InputProblem(path: path, kind: expected)) { try InputReader(file: InputFile(path: path)) }
        let found = try InputReader(file: InputFile(path: path, named: false))
        #expect(found.isSkipped)
        #expect(found.next() == nil)
        #expect(found.problems.isEmpty)
    }

    @Test("A format that is asked for is taken, save for what is plainly no text in a folder")
    func asked() throws {
        let folder = try TemporaryFolder()
        let text = try folder.write("text", "Dear all\n")
        #expect(try messages(text, format: .eml).map(\.bytes.string) == ["Dear all\n"])
        #expect(try messages(text, format: .jsonl, named: false).map(\.form) == [.json])
        #expect(try messages(text, format: .mbox).map(\.bytes.string) == ["Dear all\n"])
        let binary = try folder.write("binary", [0, 1, 2, 3])
        #expect(try messages(binary, format: .eml).count == 1)
        #expect(try InputReader(file: InputFile(path: binary, named: false), format: .eml).isSkipped)
    }

    @Test("An empty file and one of blanks have no messages and no problem", arguments: ["", "\n", "\u{FEFF} \r\n"])
    func empty(content: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("file", content)
        let reader = try InputReader(file: InputFile(path: path))
        #expect(reader.next() == nil)
        #expect(reader.problems.isEmpty)
        #expect(!reader.isSkipped)
    }

    @Test("What can't be opened says so")
    func missing() throws {
        let folder = try TemporaryFolder()
        #expect(throws: InputProblem(path: folder.path + "/no", kind: .missing)) {
            try InputReader(file: InputFile(path: folder.path + "/no"))
        }
        #expect(throws: InputProblem.self) { try InputReader(file: InputFile(path: folder.path)) }
        #expect(throws: InputProblem.self) { try InputReader(file: InputFile(path: "a\u{0}b")) }
    }

    @Test("Records name their source, and batches add up to the file")
    func batches() throws {
        let folder = try TemporaryFolder()
        let one = Self.from + "Subject: x\n\n" + String(repeating: "some text\n", count: 30_000) + "\n"
        let path = try folder.write("box", String(repeating: one, count: 12))
        let reader = try InputReader(file: InputFile(path: path))
        var sizes: [Int] = []
        var count = 0
        var bytes = 0
        while let batch = reader.next() {
            sizes.append(batch.messages.count)
            bytes += batch.bytes
            for message in batch.messages {
                #expect(message.source == path && message.index == count && message.bytes.count == 300_012)
                count += 1
            }
        }
        #expect(count == 12)
        #expect(sizes.count == 4)
        #expect(bytes == reader.totalBytes)
        #expect(bytes == one.utf8.count * 12)
    }

    @Test("A file that becomes shorter while it is read gives what was read, and a problem")
    func shrinking() throws {
        let folder = try TemporaryFolder()
        let one = Self.from + "Subject: x\n\n" + String(repeating: "some text\n", count: 30_000) + "\n"
        let path = try folder.write("box", String(repeating: one, count: 12))
        let reader = try InputReader(file: InputFile(path: path))
        let first = try #require(reader.next())
        try FileHandle(forWritingTo: URL(fileURLWithPath: path)).truncate(atOffset: 2_000_000)
        var count = first.messages.count
        while let batch = reader.next() { count += batch.messages.count }
        #expect(count == 7)
        #expect(reader.problems == [InputProblem(path: path, kind: .truncatedWhileRead(offset: 2_000_000))])
    }

    @Test("A file that grows is read to the length it had")
    func growing() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("box", Self.from + Self.mail)
        let reader = try InputReader(file: InputFile(path: path))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(("\n" + Self.from + Self.mail).utf8))
        #expect(reader.next()?.messages.map(\.bytes.string) == [Self.mail])
        #expect(reader.next() == nil)
        #expect(reader.problems.isEmpty)
    }

    @Test("A pipe is read to its end")
    func pipe() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let text = String(repeating: Self.from + Self.mail + "\n", count: 10_000)
        let writer = Thread { try? Data(text.utf8).write(to: URL(fileURLWithPath: path), options: []) }
        writer.start()
        let reader = try InputReader(file: InputFile(path: path))
        var count = 0
        while let batch = reader.next() { count += batch.messages.count }
        #expect(count == 10_000)
        #expect(reader.totalBytes == nil)
        #expect(reader.bytesConsumed == text.utf8.count)
    }

    @Test("A stream that fails gives what came before")
    func failing() {
        let stream = ArrayStream(Array((Self.from + "x").utf8), failure: .readError(code: EIO, offset: 43))
        let reader = RecordReader(stream: stream, splitter: MboxSplitter(), source: "-", windowSize: 8, limit: 100)
        #expect(reader.next()?.map(\.bytes.string) == ["x"])
        #expect(reader.next() == nil)
        #expect(reader.problem == .readError(code: EIO, offset: 43))
    }

    @Test("Problems name the path and the place, and nothing else")
    func descriptions() {
        let kinds: [(InputProblem.Kind, String)] = [
            (.missing, "a.mbox: no such file or folder"), (.notPermitted, "a.mbox: permission denied"),
            (.truncatedWhileRead(offset: 7), "a.mbox: became shorter while it was read; read up to byte 7"),
            (.brokenGzip(offset: 7), "a.mbox: the compressed file is damaged; read up to byte 7 of its content"),
            (.readError(code: EIO, offset: 7), "a.mbox: cannot be read beyond byte 7 (Input/output error)"),
        ]
        for (kind, text) in kinds { #expect("\(InputProblem(path: "a.mbox", kind: kind))" == text) }
        #expect("\(InputProblem(path: "-", kind: .binary))".hasPrefix("standard input: "))
    }
}
