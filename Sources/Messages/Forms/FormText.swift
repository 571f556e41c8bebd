/// The text of a field's value, with how it was made.
enum FormText {
    /// Valid UTF-8 with line ends LF from the bytes of `raw` at `source`, which are encoded as `step` says; where the
    /// value stands there as it is, a slice.
    static func make(_ raw: Bytes, _ source: Range<Int>, step: Decoding.Step?) -> (text: Bytes, decoding: Decoding) {
        var decoding = Decoding(source: source, steps: step.map { [$0] } ?? [])
        var text = raw.slice(source)
        if let decoded = text.withFormSpan({ decode($0, step: step) }) { text = Bytes(decoded) }
        if !text.withFormSpan({ isUTF8($0) }) {
            decoding.steps.append(.charset("utf-8"))
            text = Bytes(text.string)
        }
        if text.withFormSpan({ $0.firstIndex(of: 0x0D, from: 0) }) != nil {
            decoding.steps.append(.lineEndings)
            text = Bytes(withLineFeeds(text.array))
        }
        return (text, decoding)
    }

    /// What the step makes of the bytes; nil where it leaves them as they are.
    private static func decode(_ input: Span<UInt8>, step: Decoding.Step?) -> [UInt8]? {
        var sink = ByteSink()
        switch step {
        case .jsonString where input.firstIndex(of: UInt8(ascii: "\\"), from: 0) != nil:
            JSONString.decode(input, into: &sink)
        case .csvField where input.firstIndex(of: UInt8(ascii: "\""), from: 0) != nil:
            CSVField.decode(input, into: &sink)
        case .percent:
            PercentEncoding.decode(input, into: &sink)
        default: return nil
        }
        return sink.bytes
    }

    private static func isUTF8(_ input: Span<UInt8>) -> Bool { (try? UTF8Span(validating: input)) != nil }

    private static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for index in bytes.indices where !(bytes[index] == 0x0A && index > 0 && bytes[index - 1] == 0x0D) {
            result.append(bytes[index] == 0x0D ? 0x0A : bytes[index])
        }
        return result
    }
}
