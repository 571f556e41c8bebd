import Messages

/// Joins runs of four or more single letters with one separator between each ("d.i.a.b.e.t.e.s").
struct SpacedWords {
    private let input: Bytes
    private let before: Origins
    private(set) var output: [UInt8] = []
    private(set) var origins = Origins()

    /// Gets ready for a text whose bytes came from those that `before` tells.
    init(_ input: Bytes, _ before: Origins) {
        self.input = input
        self.before = before
        output.reserveCapacity(input.count)
    }

    mutating func run() {
        var copied = 0
        var read = 0
        while read < input.count {
            let end = input.withBytes { Self.spacedRun(from: read, in: $0) }
            guard end > read else {
                read += 1
                continue
            }
            copy(copied..<read)
            // Letters of a run are every second byte.
            for place in stride(from: read, to: end, by: 2) {
                origins.note(output: output.count, input: before.input(of: place))
                output.append(input[place])
            }
            read = end
            copied = end
        }
        copy(copied..<input.count)
    }

    private mutating func copy(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        origins.note(output: output.count, range, of: before)
        output += input.slice(range)
    }

    /// The end of a run of at least four spaced letters that starts here, or `position` where there is none.
    private static func spacedRun(from position: Int, in input: Span<UInt8>) -> Int {
        guard ASCII.isLetter(input[position]), position == 0 || !ASCII.isWord(input[position - 1]) else {
            return position
        }
        guard position + 1 < input.count else { return position }
        let separator = input[position + 1]
        guard separator == 0x20 || separator == 0x2E || separator == 0x2D || separator == 0x5F || separator == 0x2A
        else {
            return position
        }
        var letters = 1
        var end = position + 1
        while end + 1 < input.count, input[end] == separator, ASCII.isLetter(input[end + 1]),
            end + 2 >= input.count || !ASCII.isWord(input[end + 2])
        {
            letters += 1
            end += 2
        }
        return letters >= 4 ? end : position
    }
}
