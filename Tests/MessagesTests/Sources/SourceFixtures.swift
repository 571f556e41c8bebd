import Foundation

@testable import Messages

/// A stream out of memory that gives at most `piece` bytes at a time.
final class ArrayStream: ByteStream {
    private let bytes: [UInt8]
    private let piece: Int
    private let failure: InputProblem.Kind?
    private(set) var consumed = 0

    init(_ bytes: [UInt8], piece: Int = Int.max, failure: InputProblem.Kind? = nil) {
        self.bytes = bytes
        self.piece = piece
        self.failure = failure
    }

    var remaining: Int? { nil }

    func read(into buffer: inout OutputSpan<UInt8>) throws(InputProblem.Kind) {
        let count = min(buffer.freeCapacity, piece, bytes.count - consumed)
        for index in consumed..<consumed + count { buffer.append(bytes[index]) }
        consumed += count
        if count == 0, let failure { throw failure }
    }
}

/// xorshift64*, so that every run sees the same cases.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }
}

/// A folder that is gone when the test is.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/inward-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, folders above it too, and returns its path.
    @discardableResult func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = "\(path)/\(name)"
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    @discardableResult func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
    }
}

/// Everything a record reader gives, in one list.
func records(
    _ bytes: [UInt8], _ splitter: some RecordSplitter, window: Int = 1 << 20, limit: Int = 1 << 20, piece: Int = Int.max
) -> [RawMessage] {
    let reader = RecordReader(
        stream: ArrayStream(bytes, piece: piece), splitter: splitter, source: "test", windowSize: window, limit: limit)
    var all: [RawMessage] = []
    while let messages = reader.next() { all += messages }
    return all
}

/// Everything an input reader gives.
func messages(_ path: String, format: InputFormat = .auto, named: Bool = true) throws -> [RawMessage] {
    let reader = try InputReader(file: InputFile(path: path, named: named), format: format)
    var all: [RawMessage] = []
    while let batch = reader.next() { all += batch.messages }
    return all
}
