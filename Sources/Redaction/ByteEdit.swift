/// A stretch of bytes and what stands there instead.
struct ByteEdit: Equatable {
    var range: Range<Int>
    var replacement: [UInt8]
}

extension [ByteEdit] {
    /// `bytes` with these edits, which are in order and do not overlap.
    func applied(to bytes: [UInt8]) -> [UInt8] { applied(to: bytes, in: 0..<bytes.count) }

    /// The bytes in `range` with these edits, whose ranges count as `bytes` does.
    func applied(to bytes: [UInt8], in range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var position = range.lowerBound
        for edit in self where edit.range.lowerBound >= position && edit.range.upperBound <= range.upperBound {
            output += bytes[position..<edit.range.lowerBound]
            output += edit.replacement
            position = edit.range.upperBound
        }
        return output + bytes[position..<range.upperBound]
    }

    /// In order, those that touch the same bytes made one: of two marks the first stays.
    func merged() -> [ByteEdit] {
        sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
            .reduce(into: []) { merged, edit in
                guard let last = merged.last, edit.range.lowerBound < last.range.upperBound else {
                    return merged.append(edit)
                }
                let upper = Swift.max(last.range.upperBound, edit.range.upperBound)
                merged[merged.count - 1] = ByteEdit(
                    range: last.range.lowerBound..<upper,
                    replacement: last.replacement.isEmpty ? edit.replacement : last.replacement)
            }
    }
}
