/// One row a finding, and one without a finding for a message that has none (RFC 4180).
struct CSVFormat: RecordFormat {
    private static let columns = [
        "source", "index", "offset", "bytes", "kind", "id", "message_id", "date", "from", "to", "subject", "language",
        "disposition", "rule", "category", "polarity", "about", "explicit", "confidence", "part", "where", "start",
        "end",
        "excerpt", "flags", "unscannable", "problems",
    ]

    var header: [UInt8] { Array((Self.columns.joined(separator: ",") + "\r\n").utf8) }

    func append(_ record: Record, to bytes: inout [UInt8]) {
        guard record.isFlagged else {
            row(before(record) + [String](repeating: "", count: 11) + after(record), &bytes)
            return
        }
        for finding in record.findings {
            let cells = [
                finding.rule, finding.category.rawValue, finding.polarity.rawValue, finding.about.rawValue,
                "\(finding.explicit)", Number.text(finding.confidence), finding.part, finding.place,
                "\(finding.scalars.lowerBound)", "\(finding.scalars.upperBound)", finding.excerpt,
            ]
            row(before(record) + cells + after(record), &bytes)
        }
    }

    private func before(_ record: Record) -> [String] {
        [
            record.source, "\(record.index)", "\(record.offset)", "\(record.bytes)", record.kind.rawValue,
            record.formID ?? "", record.messageID ?? "", record.date ?? "", record.from ?? "",
            record.to.joined(separator: " "), record.subject ?? "", record.language ?? "", record.disposition.rawValue,
        ]
    }

    private func after(_ record: Record) -> [String] {
        [
            record.flags.joined(separator: " "), record.unscannable?.rawValue ?? "",
            record.problems.joined(separator: "; "),
        ]
    }

    private func row(_ cells: [String], _ bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell, &bytes)
        }
        bytes += [0x0D, 0x0A]
    }

    /// A cell, quoted where it has to be. One that a spreadsheet would take for a formula gets an apostrophe before it:
    /// senders choose what stands in these cells.
    private func append(_ cell: String, _ bytes: inout [UInt8]) {
        var cell = cell
        if let first = cell.utf8.first, cell.utf8.count > 1, "=+-@\t\r".utf8.contains(first) { cell = "'" + cell }
        guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
            bytes += Array(cell.utf8)
            return
        }
        bytes.append(0x22)
        for byte in cell.utf8 { bytes += byte == 0x22 ? [0x22, 0x22] : [byte] }
        bytes.append(0x22)
    }
}
