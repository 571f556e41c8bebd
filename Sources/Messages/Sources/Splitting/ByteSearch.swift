extension Span<UInt8> {
    /// The first position of `byte` at or after `start` and before `end`.
    @inline(__always) func firstIndex(of byte: UInt8, from start: Int, before end: Int = .max) -> Int? {
        let end = Swift.min(end, count)
        guard start >= 0, start < end else { return nil }
        let found = ByteScan.find(byte, in: self, start..<end)
        return found < end ? found : nil
    }

    /// Whether `text` stands at `position`; false where it would reach beyond the end.
    @inline(__always) func hasBytes(_ text: StaticString, at position: Int) -> Bool {
        guard position >= 0, count - position >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { text in
            // Indices stay below the text's count, and the guard leaves as many bytes behind `position`.
            text.indices.allSatisfy { self[position + $0] == text[$0] }
        }
    }
}
