/// Writes the parts of an archive one after the other, each with its length.
struct ArchiveWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ number: Int) {
        withUnsafeBytes(of: Int64(number).littleEndian) { bytes += $0 }
    }

    mutating func add(_ part: UnsafeRawBufferPointer) {
        add(part.count)
        bytes += part
    }

    mutating func add(_ numbers: [UInt32]) { numbers.withUnsafeBytes { add($0) } }

    mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes += text.utf8
    }
}

/// Reads the parts again; nil where the bytes end too soon.
///
/// Invariant that makes the slices safe: `rest` lies within the buffer that the reader was lent, and the reader does not outlive the loan.
struct ArchiveReader {
    private var rest: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

    /// Whether everything was read.
    var isAtEnd: Bool { rest.isEmpty }

    mutating func number() -> Int? {
        guard rest.count >= 8 else { return nil }
        let value = Int64(littleEndian: rest.loadUnaligned(as: Int64.self))
        rest = UnsafeRawBufferPointer(rebasing: rest[8...])
        return Int(value)
    }

    /// A number in a range.
    mutating func number(in range: ClosedRange<Int>) -> Int? { number().flatMap { range.contains($0) ? $0 : nil } }

    mutating func part() -> UnsafeRawBufferPointer? {
        guard let count = number(), count >= 0, count <= rest.count else { return nil }
        defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
        return UnsafeRawBufferPointer(rebasing: rest[..<count])
    }

    mutating func numbers() -> [UInt32]? {
        guard let part = part(), part.count % 4 == 0 else { return nil }
        return (0..<part.count / 4).map { part.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
    }

    mutating func text() -> String? { part().map { String(decoding: $0, as: UTF8.self) } }

    mutating func buffer<Element>() -> FrozenBuffer<Element>? { part().flatMap { FrozenBuffer(kept: $0) } }
}
