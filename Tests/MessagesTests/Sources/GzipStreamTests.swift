import CZlib
import Foundation
import Testing

@testable import Messages

/// One gzip member, made by zlib itself.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
    let count = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(output.count)
            return deflate(&stream, Z_FINISH) == Z_STREAM_END ? output.count - Int(stream.avail_out) : 0
        }
    }
    return Array(output.prefix(count))
}

@Suite("Reading gzip")
struct GzipStreamTests {
    private static let from = "From a@b.example Thu Aug 22 12:36:23 2002\n"

    private func read(_ bytes: [UInt8], piece: Int, expansion: Int = 200) -> (
        content: [UInt8], problem: InputProblem.Kind?
    ) {
        var content: [UInt8] = []
        do throws(InputProblem.Kind) {
            let prefix = Array(bytes.prefix(2))
            let source = ArrayStream(Array(bytes.dropFirst(2)), piece: piece)
            let stream = try GzipStream(source: source, prefix: prefix, expansion: expansion)
            while true {
                let before = content.count
                var problem: InputProblem.Kind?
                content.append(addingCapacity: 1_000) { span in
                    do throws(InputProblem.Kind) { try stream.read(into: &span) } catch { problem = error }
                }
                if let problem { return (content, problem) }
                if content.count == before { return (content, nil) }
            }
        } catch {
            return (content, error)
        }
    }

    @Test(
        "Members one after the other are one content, zeros behind them are nothing",
        arguments: [1, 2, 3, 7, 100, 100_000])
    func members(piece: Int) {
        let parts = [
            Array("first ".utf8), [], Array(String(repeating: "second ", count: 5_000).utf8), Array("third".utf8),
        ]
        let whole = parts.flatMap { gzipped($0) }
        for padding in [0, 1, 2, 600] {
            let found = read(whole + [UInt8](repeating: 0, count: padding), piece: piece)
            #expect(found.content == parts.flatMap { $0 })
            #expect(found.problem == nil)
        }
    }

    @Test("Cut anywhere, the content up to there is given, and a problem")
    func truncated() {
        let content = Array((0..<3_000).map { "line \($0)\n" }.joined().utf8)
        let whole = gzipped(content)
        for length in stride(from: 2, to: whole.count, by: 97) {
            let found = read(Array(whole.prefix(length)), piece: 50)
            #expect(content.starts(with: found.content))
            #expect(found.problem == .truncatedGzip(offset: found.content.count))
        }
    }

    @Test("A changed byte is noticed, whatever it is")
    func damaged() {
        let content = Array((0..<300).map { "line \($0)\n" }.joined().utf8)
        let whole = gzipped(content)
        // Bytes 4 to 9 of the header are the time, hints and the system: no content.
        for position in Array(2..<4) + Array(10..<whole.count) {
            var bytes = whole
            bytes[position] ^= 0xFF
            #expect(read(bytes, piece: 1_000).problem != nil, "byte \(position)")
        }
        #expect(read(whole + Array("garbage".utf8), piece: 1_000).problem == .brokenGzip(offset: content.count))
    }

    @Test("A file that grows beyond the limit is not read on")
    func bomb() {
        let bomb = gzipped([UInt8](repeating: 0x20, count: 40 << 20))
        let found = read(bomb, piece: 1_000, expansion: 200)
        #expect(found.problem == .expansionLimit(factor: 200))
        #expect(found.content.count < 20 << 20)
        #expect(read(bomb, piece: 1_000, expansion: 2_000).problem == nil)
    }

    @Test("A compressed mailbox is read by its first bytes, whatever its name")
    func mailbox() throws {
        let folder = try TemporaryFolder()
        let text = Self.from + "A: 1\n\nx\n\n" + Self.from + "B: 2\n\ny\n"
        let path = try folder.write("inbox.mbox", gzipped(Array(text.utf8)))
        let found = try messages(path)
        #expect(found.map(\.bytes.string) == ["A: 1\n\nx\n", "B: 2\n\ny\n"])
        #expect(found.map(\.offset) == [42, 93])
        let cut = try folder.write("cut.mbox", Array(gzipped(Array(text.utf8)).dropLast(5)))
        let reader = try InputReader(file: InputFile(path: cut))
        var count = 0
        while let batch = reader.next() { count += batch.messages.count }
        #expect(count == 2)
        #expect(reader.problems == [InputProblem(path: cut, kind: .truncatedGzip(offset: text.utf8.count))])
        let stump = try folder.write("stump", [0x1F, 0x8B, 8])
        #expect(throws: InputProblem(path: stump, kind: .truncatedGzip(offset: 0))) {
            try InputReader(file: InputFile(path: stump))
        }
    }
}
