/// The inside of a CSV field (RFC 4180) to its bytes.
enum CSVField {
    /// A doubled quotation mark becomes one, which an unquoted field has no use for.
    static func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        sink.reserve(input.count)
        var position = 0
        while let quote = input.firstIndex(of: UInt8(ascii: "\""), from: position) {
            let isDoubled = input.hasBytes("\"\"", at: quote)
            sink.emit(run: position..<quote, of: input)
            sink.emit(UInt8(ascii: "\""), from: quote..<quote + (isDoubled ? 2 : 1))
            position = quote + (isDoubled ? 2 : 1)
        }
        if position < input.count { sink.emit(run: position..<input.count, of: input) }
    }
}
