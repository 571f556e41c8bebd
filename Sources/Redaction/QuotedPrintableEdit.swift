import Messages

/// Changes quoted-printable content (RFC 2045 section 6.7) in the lines that it has to and in no other.
struct QuotedPrintableEdit {
    private let body: [UInt8]
    private let ending: [UInt8]
    /// Lines are not made longer than the longest there was, or 76.
    private let width: Int

    init(_ body: [UInt8]) {
        self.body = body
        ending = TransferEncoder.lineEnding(of: body)
        width = body.split(separator: 0x0A).reduce(76) { max($0, $1.count - ($1.last == 0x0D ? 1 : 0)) }
    }

    /// The content with `edits`, whose ranges count the decoded bytes.
    func rewritten(_ edits: [ByteEdit]) -> [UInt8] {
        let trace = Decoding.Step.quotedPrintable.traced(Bytes(body))
        let raw = edits.map { edit in
            ByteEdit(range: trace.source(of: edit.range), replacement: edit.replacement.flatMap(Self.escaped))
        }.merged()
        var output: [UInt8] = []
        var position = 0
        var index = 0
        while index < raw.count {
            // A line with all the edits in it, and the lines that they reach into.
            let start = lineStart(raw[index].range.lowerBound)
            var lineEnd = lineEnd(raw[index].range.upperBound)
            var last = index
            while last + 1 < raw.count, raw[last + 1].range.lowerBound < lineEnd {
                last += 1
                let end = raw[last].range.upperBound
                if end > lineEnd { lineEnd = self.lineEnd(end) }
            }
            output += body[position..<start]
            output += wrapped(Array(raw[index...last]).applied(to: body, in: start..<lineEnd))
            position = lineEnd
            index = last + 1
        }
        return output + body[position...]
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        if byte != 0x3D, (0x21...0x7E).contains(byte) { return [byte] }
        let digits = Array("0123456789ABCDEF".utf8)
        return [0x3D, digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
    }

    private func lineStart(_ position: Int) -> Int {
        body[..<position].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    }

    /// Where the line that `position` is in, or ends, ends: before its line ending.
    private func lineEnd(_ position: Int) -> Int {
        let feed = body[position...].firstIndex(of: 0x0A) ?? body.count
        return feed > position && body[feed - 1] == 0x0D ? feed - 1 : feed
    }

    /// A line, with soft breaks where it has become too long; a blank at its end is escaped.
    private func wrapped(_ line: [UInt8]) -> [UInt8] {
        var line = line
        if let last = line.last, last == 0x20 || last == 0x09 {
            line.removeLast()
            line += Self.escaped(last)
        }
        guard line.count > width else { return line }
        var output: [UInt8] = []
        var length = 0
        var position = 0
        while position < line.count {
            let isEscape =
                line[position] == 0x3D && position + 2 < line.count && Self.isHex(line[position + 1])
                && Self.isHex(line[position + 2])
            let token = line[position..<position + (isEscape ? 3 : 1)]
            let isLast = position + token.count == line.count
            if length + token.count > (isLast ? width : width - 1) {
                output += [0x3D] + ending
                length = 0
            }
            output += token
            length += token.count
            position += token.count
        }
        return output
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
    }
}
