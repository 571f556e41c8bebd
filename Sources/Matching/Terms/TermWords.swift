/// The words of a term's program, which are the places it can be found by.
struct TermWords {
    /// The words that spaces end, as ranges of the program.
    private(set) var words: [Range<Int>] = []
    /// The first character of a script without spaces.
    private(set) var firstUnspaced: Int?

    /// Whether there is nothing to find the term by.
    var isEmpty: Bool { words.isEmpty && firstUnspaced == nil }

    /// Splits `program` as a text would be split.
    init(_ program: [UInt8]) {
        program.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            // The view does not outlive the closure that lends the buffer.
            let view = TextView(base: base, count: buffer.count)
            var index = 0
            while index < view.count {
                let found = view.scalar(at: index)
                switch found.kind {
                case .other: index += found.length
                case .unspaced:
                    firstUnspaced = firstUnspaced ?? index
                    index += found.length
                case .word:
                    let end = view.wordEnd(from: index)
                    words.append(index..<end)
                    index = end
                }
            }
        }
    }
}
