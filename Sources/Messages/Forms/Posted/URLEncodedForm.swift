/// The body of an `application/x-www-form-urlencoded` submission (WHATWG URL section 5.1).
enum URLEncodedForm {
    static func read(_ raw: RawMessage, limits: MessageLimits, reading: MailReading) -> Message {
        var builder = FormBuilder(raw, limits: limits, reading: reading)
        for (name, content) in builder.message.raw.withBytes({ pairs($0, limit: limits.fields + 1) }) {
            builder.addTop(FormField(name: name, content: content, step: .percent))
        }
        return builder.message
    }

    /// Names, decoded, and where their values stand.
    private static func pairs(_ input: Span<UInt8>, limit: Int) -> [(name: String, content: Range<Int>)] {
        var pairs: [(String, Range<Int>)] = []
        var start = 0
        while start < input.count, pairs.count < limit {
            let end = input.firstIndex(of: UInt8(ascii: "&"), from: start) ?? input.count
            let pair = input.extracting(start..<end)
            if let equals = pair.firstIndex(of: UInt8(ascii: "="), from: 0) {
                pairs.append((name(pair.extracting(0..<equals)), start + equals + 1..<end))
            } else if start < end {
                // A name without a value; taken as a value without a name, since only values are scanned.
                pairs.append(("", start..<end))
            }
            start = end + 1
        }
        return pairs
    }

    private static func name(_ input: Span<UInt8>) -> String {
        var sink = ByteSink()
        PercentEncoding.decode(input, into: &sink)
        return String(decoding: sink.bytes, as: UTF8.self)
    }
}
