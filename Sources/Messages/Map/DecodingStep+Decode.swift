extension Decoding.Step {
    /// Does this step: what it makes of `input`, with the way back where `sink` keeps it.
    @inline(never) func decode<S: DecodingSink>(_ input: Span<UInt8>, into sink: inout S) {
        switch self {
        case .mboxQuoting: MboxQuoting.decode(input, into: &sink)
        case .quotedPrintable: QuotedPrintable.decode(input, into: &sink)
        case .base64: Base64.decode(input, into: &sink)
        case .uuencode: Uuencode.decode(input, into: &sink)
        case .slice(let range): sink.emit(run: range.clamped(to: 0..<input.count), of: input)
        case .charset(let name): (Charset.listed(name) ?? .utf8).decode(input, into: &sink)
        case .lineEndings: LineEndings.decode(input, into: &sink)
        case .headerValue: HeaderText.decode(input, into: &sink)
        case .parameter(let name): ParameterText.decode(name == "name" ? "name" : "filename", of: input, into: &sink)
        case .html:
            var regions: [Region] = []
            HTMLText.decode(input, into: &sink, regions: &regions)
        case .flowed(let delSp): FlowedText.decode(input, delSp: delSp, into: &sink)
        case .jsonString: JSONString.decode(input, into: &sink)
        case .csvField: CSVField.decode(input, into: &sink)
        case .percent: PercentEncoding.decode(input, into: &sink)
        }
    }
}
