import Messages

/// What is to be cut out of a decoded text, found in each way in which it can be read.
struct TextCuts {
    let search: SpanSearch
    /// What stands in the place of a span.
    let mark: [UInt8]

    /// The edits of `text`, which is UTF-8; empty where no span stands in it.
    func edits(of text: [UInt8], isHTML: Bool, flowed: Decoding.Step?) -> [ByteEdit] {
        let bytes = Bytes(text)
        var edits: [ByteEdit] = []
        if isHTML {
            if search.isFound(in: Decoding.Step.html.decoded(bytes)) {
                edits += self.edits(of: text, as: Decoding.Step.html.traced(bytes), isHTML: true)
            }
            if search.isFound(in: HTMLSource.decoded(bytes)) {
                edits += self.edits(of: text, as: HTMLSource.traced(bytes), isHTML: true)
            }
        } else {
            edits += plainEdits(of: text)
            if let flowed, search.isFound(in: flowed.decoded(bytes)) {
                edits += self.edits(of: text, as: flowed.traced(bytes), isHTML: false)
            }
        }
        return edits.merged()
    }

    private func plainEdits(of text: [UInt8]) -> [ByteEdit] {
        let units = FoldedText(text).units
        return search.matches(in: units).flatMap { match in
            pieces(units[match].map { Int($0.start)..<Int($0.end) }, of: text, isHTML: false)
        }
    }

    /// - Parameter view: the text in one of its readings.
    private func edits(of text: [UInt8], as view: TracedBytes, isHTML: Bool) -> [ByteEdit] {
        let units = FoldedText(view.bytes).units
        return search.matches(in: units).flatMap { match in
            pieces(
                units[match].map { view.source(of: Int($0.start)..<Int($0.end)) }, of: text, isHTML: isHTML)
        }
    }

    /// One edit for every stretch without a line break or tag, which stay. In plain text each line of the span has its mark,
    /// so that none is left empty; in HTML the first stretch has the only one.
    private func pieces(_ sources: [Range<Int>], of text: [UInt8], isHTML: Bool) -> [ByteEdit] {
        var edits: [ByteEdit] = []
        for source in sources where !source.isEmpty {
            guard let last = edits.last else {
                edits.append(ByteEdit(range: source, replacement: mark))
                continue
            }
            if source.upperBound <= last.range.upperBound { continue }
            let between = last.range.upperBound..<max(last.range.upperBound, source.lowerBound)
            let isBroken = text[between].contains { $0 == 0x0A || $0 == 0x0D || isHTML && $0 == 0x3C }
            if isBroken {
                edits.append(ByteEdit(range: source, replacement: isHTML ? [] : mark))
            } else {
                edits[edits.count - 1].range = last.range.lowerBound..<source.upperBound
            }
        }
        return edits
    }
}
