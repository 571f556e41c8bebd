/// The text of a field's value, with how it was made.
struct FormText {
    /// Valid UTF-8 with line ends LF; a slice of the message where the value stands there as it is.
    let text: Bytes
    let decoding: Decoding
    let regions: [Region]

    /// Reads the value of `field` out of `raw`. What is no valid UTF-8 is taken as Windows-1252, which spreadsheets write,
    /// unless the field names its charset.
    init(_ field: FormField, of raw: Bytes) {
        var regions: [Region] = []
        var isKept = false
        let pipeline = raw.withBytes { input in
            var pipeline = TextPipeline(source: field.content.clamped(to: 0..<input.count))
            if let step = field.step {
                isKept = pipeline.withCurrent(input) { Self.isIdentity(step, $0) }
                if !isKept { pipeline.run(step, input) { step.decode($0, into: &$1) } }
            }
            if !pipeline.current(input, field.charset.isIdentity) {
                let charset = pipeline.withCurrent(input) { field.charset.resolved(for: $0, 0..<$0.count) }
                pipeline.run(.charset(charset.name), input) { charset.decode($0, into: &$1) }
            }
            if field.isHTML {
                pipeline.run(.html, input) { HTMLText.decode($0, into: &$1, regions: &regions) }
            } else if pipeline.current(input, LineEndings.isNeeded) {
                pipeline.run(.lineEndings, input) { LineEndings.decode($0, into: &$1) }
            }
            return pipeline
        }
        text = pipeline.text(of: raw)
        // A step that changes nothing is named all the same: it says what may stand in its place.
        decoding = Decoding(
            source: pipeline.source, steps: (isKept ? field.step.map { [$0] } ?? [] : []) + pipeline.steps)
        self.regions = regions
    }

    private static func isIdentity(_ step: Decoding.Step, _ input: Span<UInt8>) -> Bool {
        switch step {
        case .jsonString: input.firstIndex(of: UInt8(ascii: "\\"), from: 0) == nil
        case .csvField: input.firstIndex(of: UInt8(ascii: "\""), from: 0) == nil
        default: false
        }
    }
}

/// A field of a submission, before its value is read.
struct FormField {
    /// As the form has it, nested names joined by `.`.
    var name: String
    /// The value in the raw bytes.
    var content: Range<Int>
    /// How the value is encoded there.
    var step: Decoding.Step?
    /// What its bytes, once decoded, are.
    var charset = Charset.undeclared
    /// Whether it is HTML rather than text.
    var isHTML = false
}
