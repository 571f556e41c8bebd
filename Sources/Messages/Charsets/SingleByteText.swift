/// Charsets of one byte a character.
enum SingleByteText {
    /// ASCII as it is, the rest by `table` of the characters from 0x80.
    @inline(never) static func decode<S: DecodingSink>(_ input: Span<UInt8>, table: [UInt16], into sink: inout S) {
        sink.reserve(input.count + input.count / 8)
        var position = 0
        while position < input.count {
            let high = ByteScan.findHigh(in: input, position..<input.count)
            if position < high { sink.emit(run: position..<high, of: input) }
            position = high
            while position < input.count, input[position] >= 0x80 {
                let index = Int(input[position] & 0x7F)
                let scalar = index < table.count ? UInt32(table[index]) : 0xFFFD
                sink.emit(scalar: scalar, from: position..<position + 1)
                position += 1
            }
        }
    }
}
