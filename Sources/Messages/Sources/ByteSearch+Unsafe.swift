#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Span<UInt8> {
    /// The first position of `byte` at or after `start` and before `end`, by the system's vectorised search.
    func firstIndex(of byte: UInt8, from start: Int, before end: Int = .max) -> Int? {
        let end = min(end, count)
        guard start >= 0, start < end else { return nil }
        return withUnsafeBytes { memory -> Int? in
            // memchr reads only the `end - start` bytes from `start` on, and 0 <= start < end <= count.
            guard let base = memory.baseAddress, let hit = memchr(base + start, Int32(byte), end - start) else { return nil }
            return UnsafeRawPointer(hit) - base
        }
    }

    /// Whether `text` stands at `position`; false where it would reach beyond the end.
    func hasBytes(_ text: StaticString, at position: Int) -> Bool {
        guard position >= 0, count - position >= text.utf8CodeUnitCount else { return false }
        return withUnsafeBytes { memory in
            // Both sides have utf8CodeUnitCount bytes: the text by definition, the memory by the guard above.
            guard let base = memory.baseAddress else { return false }
            return memcmp(base + position, text.utf8Start, text.utf8CodeUnitCount) == 0
        }
    }
}
