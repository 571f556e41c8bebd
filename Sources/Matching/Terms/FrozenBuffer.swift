/// Plain values at a fixed place in memory, written once.
///
/// Invariant that makes `@unchecked Sendable` safe: the values are initialised before `init` returns, never written again, and freed only when
/// the last reference is gone.
final class FrozenBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    /// The first value. Readable for `count` values (at least one is allocated), for as long as this object lives.
    let base: UnsafePointer<Element>
    /// How many values there are.
    let count: Int

    /// Copies `values`.
    init(_ values: [Element]) {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
        values.withUnsafeBufferPointer { source in
            if let first = source.baseAddress { memory.initialize(from: first, count: source.count) }
        }
        base = UnsafePointer(memory)
        count = values.count
    }

    /// The values as bytes, to be kept; of types without padding.
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base, count: count * MemoryLayout<Element>.stride)
    }

    /// Values that were kept as bytes, of types of which every pattern of bits is a value; nil where they are no whole number.
    init?(kept bytes: UnsafeRawBufferPointer) {
        let (size, stride) = (MemoryLayout<Element>.size, MemoryLayout<Element>.stride)
        guard size == stride, bytes.count % stride == 0 else { return nil }
        count = bytes.count / stride
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
        if let source = bytes.baseAddress {
            UnsafeMutableRawPointer(memory).copyMemory(from: source, byteCount: bytes.count)
        }
        base = UnsafePointer(memory)
    }

    deinit {
        UnsafeMutablePointer(mutating: base).deallocate()
    }
}
