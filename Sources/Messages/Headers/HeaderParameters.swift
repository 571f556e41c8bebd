/// The parameters of a `Content-Type` or `Content-Disposition` field (RFC 2045 section 5.1), read leniently: any
/// separator blanks, missing quotes, values with spaces, comments.
struct HeaderParameters {
    /// One `name=value` by its ranges.
    struct Parameter {
        /// The name with its RFC 2231 marks.
        var name: Range<Int>
        /// The value; inside the quotes where there are some.
        var value: Range<Int>
        /// Whether the value stood in quotes, so that a backslash escapes.
        var isQuoted: Bool
    }

    private var position: Int
    private let end: Int

    /// Parameters in a field's value, after its first `;`.
    init(_ input: Span<UInt8>, in value: Range<Int>) {
        end = value.upperBound
        position = min(end, ByteScan.find(0x3B, in: input, value) + 1)
    }

    /// The next parameter, or nil at the end.
    mutating func next(in input: Span<UInt8>) -> Parameter? {
        while position < end {
            let nameStart = position
            while position < end, input[position] != 0x3D, input[position] != 0x3B { position += 1 }
            let name = input.trimmed(nameStart..<position)
            guard position < end, input[position] == 0x3D else {
                position += 1
                continue
            }
            position += 1
            while position < end, input[position].isWhitespace { position += 1 }
            let parameter =
                position < end && input[position] == 0x22
                ? quoted(name: name, in: input) : bare(name: name, in: input)
            position = min(end, ByteScan.find(0x3B, in: input, min(position, end)..<end) + 1)
            return parameter
        }
        return nil
    }

    private mutating func quoted(name: Range<Int>, in input: Span<UInt8>) -> Parameter {
        position += 1
        let start = position
        while position < end, input[position] != 0x22 { position += input[position] == 0x5C ? 2 : 1 }
        position = min(position, end)
        let value = start..<position
        position = min(end, position + 1)
        return Parameter(name: name, value: value, isQuoted: true)
    }

    private mutating func bare(name: Range<Int>, in input: Span<UInt8>) -> Parameter {
        let start = position
        position = ByteScan.find(0x3B, in: input, position..<end)
        return Parameter(name: name, value: input.trimmed(start..<position), isQuoted: false)
    }
}
