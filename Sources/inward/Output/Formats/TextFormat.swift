/// A few lines a message, for people at a terminal.
struct TextFormat: RecordFormat {
    let colour: Bool

    func append(_ record: Record, to bytes: inout [UInt8]) {
        var lines = ["\(strong("\(record.source)#\(record.index)"))  \(Number.bytes(record.bytes))  \(heading(record))"]
        if let from = record.from { lines[0] += "  from \(printable(from))" }
        for finding in record.findings {
            lines.append(
                "  \(strong(finding.category.rawValue)) \(Number.text((finding.confidence * 100).rounded() / 100))  "
                    + "\(finding.polarity.rawValue), about \(finding.about.rawValue), "
                    + (finding.explicit ? "said outright" : "inferred")
                    + "  \(finding.place) \(finding.scalars.lowerBound)-\(finding.scalars.upperBound)  "
                    + "\(printable(finding.excerpt))  (\(finding.rule))")
        }
        if !record.flags.isEmpty { lines.append("  flags: \(record.flags.joined(separator: ", "))") }
        if let unscannable = record.unscannable { lines.append("  unscannable: \(unscannable.rawValue)") }
        for problem in record.problems { lines.append("  problem: \(problem)") }
        bytes += Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    private func heading(_ record: Record) -> String {
        record.isFlagged ? record.disposition.rawValue : "\(record.disposition.rawValue), nothing found"
    }

    private func strong(_ text: String) -> String { colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    /// Control characters would let a sender steer the terminal.
    private func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 || ($0.value >= 0x7F && $0.value < 0xA0) ? " " : $0 }))
    }
}
