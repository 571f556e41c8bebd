import Messages

/// One header field without the spans.
struct FieldRewriter {
    let search: SpanSearch
    let mark: [UInt8]
    let lineEnding: [UInt8]

    /// What became of a field.
    enum Result {
        case unchanged
        /// Its value: after the colon, without the last line ending.
        case value([UInt8])
        /// It goes as a whole.
        case removed
    }

    /// Fields that machines wrote for machines.
    private static let machine: Set<String> = [
        "date", "received", "return-path", "message-id", "in-reply-to", "references", "mime-version",
        "content-transfer-encoding", "authentication-results", "received-spf", "thread-index", "delivered-to",
        "x-original-to", "domainkey-signature", "resent-date", "resent-message-id",
    ]
    private static let addresses: Set<String> = [
        "from", "to", "cc", "bcc", "reply-to", "sender", "resent-from", "resent-to", "resent-cc", "resent-sender",
        "disposition-notification-to", "return-receipt-to", "errors-to",
    ]
    /// Lines that have become longer are folded, unless there was one as long (RFC 5322 section 2.1.1).
    private static let width = 78

    /// - Parameters:
    ///   - name: the field's name.
    ///   - value: its value, folding included.
    func rewritten(name: String, value: Bytes) -> Result {
        let name = name.lowercased()
        if Self.machine.contains(name) || name.hasPrefix("list-") { return .unchanged }
        if name == "dkim-signature" || name.hasPrefix("arc-") || name == "x-google-dkim-signature" {
            return holdsCopy(value) ? .removed : .unchanged
        }
        let new: [UInt8]?
        if name == "content-type" || name == "content-disposition" {
            let edits = ParameterRewriter(search: search, mark: mark).edits(of: value)
            new = edits.isEmpty ? nil : edits.applied(to: value.array)
        } else if Self.addresses.contains(name) {
            let exempt = Self.addressRanges(in: value)
            // Brackets may not stand in a name without quotes (RFC 5322 section 3.2.3).
            let word = mark.filter { (0x41...0x5A).contains($0 & 0xDF) }
            new = HeaderValue(value).rewritten(search, mark: word.isEmpty ? Array("removed".utf8) : word) { range in
                exempt.contains { $0.overlaps(range) }
            }
        } else {
            new = HeaderValue(value).rewritten(search, mark: mark)
        }
        guard let new else { return .unchanged }
        return .value(folded(new, as: value.array, nameLength: name.utf8.count + 1))
    }

    /// Whether a signature's copy of the header fields (RFC 6376 section 3.5, `z=`) has a span in it.
    private func holdsCopy(_ value: Bytes) -> Bool {
        let packed = Bytes(value.array.filter { $0 > 0x20 })
        return search.isFound(in: Decoding.Step.quotedPrintable.decoded(packed))
    }

    /// Stretches without blanks that hold an `@`.
    private static func addressRanges(in value: Bytes) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for position in 0...value.count {
            let isEnd = position == value.count || value[position] <= 0x20 || value[position] == 0x2C
            guard isEnd else { continue }
            if value.slice(start..<position).contains(0x40) { ranges.append(start..<position) }
            start = position + 1
        }
        return ranges
    }

    /// Folds the lines that have become too long, at blanks.
    private func folded(_ new: [UInt8], as old: [UInt8], nameLength: Int) -> [UInt8] {
        let lengths = old.split(separator: 0x0A).enumerated().map {
            $0.element.count + ($0.offset == 0 ? nameLength : 0)
        }
        let width = max(Self.width, lengths.max() ?? 0)
        let known = Set(old.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init))
        var output: [[UInt8]] = []
        for (index, slice) in new.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            var line = Array(slice)
            let indent = index == 0 ? nameLength : 0
            guard indent + line.count > width, !known.contains(line) else {
                output.append(line)
                continue
            }
            var before = indent
            while before + line.count > width, let place = Self.fold(line, room: width - before) {
                output.append(Array(line[..<place]) + lineEnding.dropLast())
                line = Array(line[place...])
                before = 0
            }
            output.append(line)
        }
        return Array(output.joined(separator: [0x0A]))
    }

    /// The last blank between two words in the first `room` bytes, else the first one behind.
    private static func fold(_ line: [UInt8], room: Int) -> Int? {
        var best: Int?
        for place in line.indices.dropFirst() where line[place] == 0x20 || line[place] == 0x09 {
            guard place + 1 < line.count, line[place - 1] > 0x20, line[place + 1] > 0x20 else { continue }
            // Between text and an encoded word some readers take the blank away with the line break.
            guard line[place...].dropFirst().starts(with: [0x3D, 0x3F]) == line[..<place].ends(with: [0x3F, 0x3D])
            else { continue }
            if place > room, best != nil { return best }
            best = place
            if place > room { return best }
        }
        return best
    }
}

extension Collection<UInt8> where Self: BidirectionalCollection {
    /// Whether the last bytes are these.
    fileprivate func ends(with end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}
