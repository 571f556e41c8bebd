/// An immutable, shareable run of bytes: a slice of one buffer, indexed from zero.
///
/// Slicing never copies. A `Bytes` keeps its whole buffer alive, so do not keep a small slice of a large buffer
/// for long; use ``copied()`` first.
public struct Bytes: Sendable, RandomAccessCollection {
    @usableFromInline let storage: [UInt8]
    @usableFromInline let lower: Int
    @usableFromInline let upper: Int

    /// The whole of `storage`.
    @inlinable public init(_ storage: [UInt8]) {
        self.storage = storage
        lower = 0
        upper = storage.count
    }

    /// The bytes of `storage` in `range`; the range is cut to what is there.
    @inlinable public init(_ storage: [UInt8], in range: Range<Int>) {
        self.storage = storage
        lower = Swift.min(Swift.max(range.lowerBound, 0), storage.count)
        upper = Swift.min(Swift.max(range.upperBound, lower), storage.count)
    }

    /// The UTF-8 bytes of `text`.
    @inlinable public init(_ text: String) { self.init(Array(text.utf8)) }

    /// No bytes.
    @inlinable public init() { self.init([]) }

    /// Always 0.
    @inlinable public var startIndex: Int { 0 }
    /// The number of bytes.
    @inlinable public var endIndex: Int { upper - lower }
    /// The number of bytes.
    @inlinable public var count: Int { upper - lower }
    /// The byte at `position`, from 0.
    @inlinable public subscript(position: Int) -> UInt8 {
        precondition(position >= 0 && position < upper - lower, "index out of range")
        return storage[lower + position]
    }

    /// A slice, again indexed from zero; the range is cut to what is there.
    @inlinable public func slice(_ range: Range<Int>) -> Bytes {
        let from = Swift.min(Swift.max(range.lowerBound, 0), count)
        let to = Swift.min(Swift.max(range.upperBound, from), count)
        return Bytes(storage, in: lower + from..<lower + to)
    }

    /// The same bytes in a buffer of their own.
    public func copied() -> Bytes { Bytes(Array(storage[lower..<upper])) }

    /// The bytes as an array.
    public var array: [UInt8] { Array(storage[lower..<upper]) }

    /// The bytes read as UTF-8; what is not UTF-8 becomes U+FFFD.
    public var string: String { String(decoding: storage[lower..<upper], as: UTF8.self) }

    /// Runs `body` with the bytes as a raw span: bounds are checked, nothing can escape.
    @inlinable public func withSpan<R, E: Error>(_ body: (RawSpan) throws(E) -> R) throws(E) -> R {
        try body(storage.span.bytes.extracting(lower..<upper))
    }

    /// Runs `body` with the bytes as a span: bounds are checked, nothing can escape.
    @inlinable public func withBytes<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        try body(storage.span.extracting(lower..<upper))
    }

    /// Runs `body` with a pointer to the bytes, for the byte-level decoders and the matcher only.
    ///
    /// Safe as long as the pointer does not leave `body` and is read inside `0..<count`: the array is immutable and
    /// kept alive for the call.
    @inlinable public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try storage.withUnsafeBytes { buffer in
            try body(UnsafeRawBufferPointer(rebasing: buffer[lower..<upper]))
        }
    }
}

extension Bytes: Equatable {
    /// Whether both hold the same bytes, wherever they stand.
    public static func == (left: Bytes, right: Bytes) -> Bool {
        left.count == right.count && left.elementsEqual(right)
    }
}
